using System;
using System.Collections.Generic;

namespace BoundaryLint.Flow;

/// <summary>How a value is tested.</summary>
internal enum TestKind : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary><c>IsInvalid</c> and its like.</summary>
    Invalid,

    /// <summary>The opposite of <see cref="Invalid"/>: <c>IsAllocated</c>.</summary>
    Valid,

    /// <summary>Some method that answers about the value: what a true answer means is not known.</summary>
    Opaque,
}

internal enum AtomKind : byte
{
    /// <summary>A slot that this path has not written: the value that it has when the method begins.</summary>
    Initial,

    /// <summary>Any value that is not followed.</summary>
    Unknown,

    Constant,
    Origin,

    /// <summary>The boolean result of a test of another value.</summary>
    Test,

    /// <summary>The address of a slot.</summary>
    AddressOfSlot,
}

/// <summary>One thing that a slot may hold.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The constant, the origin's id, the slot, or the constant that is compared with.</param>
/// <param name="Test">Of a test: how the value is tested.</param>
/// <param name="Operand">Of a test: the value that is tested.</param>
internal readonly record struct Atom(AtomKind Kind, long Number, TestKind Test = default, int Operand = 0);

/// <summary>
/// The sets of things that slots of one body may hold. Sets are interned, so that a state is an array of small numbers: compared, copied and merged without looking inside.
/// </summary>
internal sealed class FlowValues
{
    /// <summary>The set with the initial value alone.</summary>
    public const int Initial = 0;

    /// <summary>The set with an unknown value alone.</summary>
    public const int Unknown = 1;

    // More alternatives than that in one slot say nothing that a rule could use.
    private const int MaximumSize = 8;

    private readonly List<Atom> _atoms = [];
    private readonly Dictionary<Atom, int> _atomIds = [];

    // The set with one atom alone, by the atom's number; -1 until somebody asks for it.
    private readonly List<int> _singles = [];
    private readonly List<int[]> _sets = [];
    private readonly Dictionary<int[], int> _setIds = new(SetComparer.Instance);
    private readonly Dictionary<(int, int), int> _unions = [];

    // The same for every body, and so kept from one to the next.
    private readonly List<int[]> _setsOfOne = [];

    public FlowValues() => AddFirst();

    /// <summary>How many sets there are.</summary>
    public int Count => _sets.Count;

    /// <summary>Forgets everything that a body's slots held.</summary>
    public void Clear()
    {
        _atoms.Clear();
        _atomIds.Clear();
        _singles.Clear();
        _sets.Clear();
        _setIds.Clear();
        _unions.Clear();
        AddFirst();
    }

    private void AddFirst()
    {
        Of(new Atom(AtomKind.Initial, 0));
        Of(new Atom(AtomKind.Unknown, 0));
    }

    public int Of(Atom atom)
    {
        var id = IdOf(atom);
        if (_singles[id] < 0)
        {
            _singles[id] = _sets.Count;
            while (_setsOfOne.Count <= id)
            {
                _setsOfOne.Add([_setsOfOne.Count]);
            }

            _sets.Add(_setsOfOne[id]);
        }

        return _singles[id];
    }

    public int Constant(long value) => Of(new Atom(AtomKind.Constant, value));

    public int Of(Origin origin) => Of(new Atom(AtomKind.Origin, origin.Id));

    /// <summary>The atoms of a set.</summary>
    public AtomList this[int set] => new(this, _sets[set]);

    public bool IsTracked(int set)
    {
        if (set == Unknown)
        {
            return false;
        }

        foreach (var atom in this[set])
        {
            if (atom.Kind is AtomKind.Origin or AtomKind.Test or AtomKind.AddressOfSlot)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The only thing in a set, or null.</summary>
    public Atom? Single(int set) => _sets[set].Length == 1 ? _atoms[_sets[set][0]] : null;

    public bool Contains(int set, Origin origin)
    {
        foreach (var atom in this[set])
        {
            if (atom.Kind == AtomKind.Origin && atom.Number == origin.Id)
            {
                return true;
            }
        }

        return false;
    }

    public int Union(int left, int right)
    {
        if (left == right)
        {
            return left;
        }

        var key = left < right ? (left, right) : (right, left);
        if (!_unions.TryGetValue(key, out var union))
        {
            _unions.Add(key, union = Merge(_sets[left], _sets[right]));
        }

        return union;
    }

    /// <summary>The set without the atoms for which <paramref name="isOut"/> holds; null when nothing is left.</summary>
    public int? Without<TQuestion>(int set, TQuestion question, Func<Atom, TQuestion, bool> isOut)
    {
        var all = _sets[set];
        Span<int> rest = stackalloc int[MaximumSize];
        var count = 0;
        foreach (var id in all)
        {
            if (!isOut(_atoms[id], question))
            {
                rest[count++] = id;
            }
        }

        return count == 0 ? null : count == all.Length ? set : Intern(rest.Slice(0, count));
    }

    private int Merge(int[] left, int[] right)
    {
        // Both are sorted, and so is what comes out.
        Span<int> all = stackalloc int[2 * MaximumSize];
        var count = 0;
        for (var (mine, theirs) = (0, 0); mine < left.Length || theirs < right.Length; count++)
        {
            var (myId, theirId) = (mine < left.Length ? left[mine] : int.MaxValue, theirs < right.Length ? right[theirs] : int.MaxValue);
            all[count] = Math.Min(myId, theirId);
            mine += myId <= theirId ? 1 : 0;
            theirs += theirId <= myId ? 1 : 0;
        }

        return count > MaximumSize ? Unknown : Intern(all.Slice(0, count));
    }

    private int IdOf(Atom atom)
    {
        if (!_atomIds.TryGetValue(atom, out var id))
        {
            id = _atoms.Count;
            _atoms.Add(atom);
            _singles.Add(-1);
            _atomIds.Add(atom, id);
        }

        return id;
    }

    private int Intern(ReadOnlySpan<int> ids)
    {
        if (ids.Length == 1)
        {
            return Of(_atoms[ids[0]]);
        }

        var set = ids.ToArray();
        if (!_setIds.TryGetValue(set, out var id))
        {
            id = _sets.Count;
            _sets.Add(set);
            _setIds.Add(set, id);
        }

        return id;
    }

    /// <summary>Enumerates a set without allocating.</summary>
    public readonly struct AtomList(FlowValues values, int[] ids)
    {
        public Enumerator GetEnumerator() => new(values, ids);

        public struct Enumerator(FlowValues values, int[] ids)
        {
            private int _at = -1;

            public readonly Atom Current => values._atoms[ids[_at]];

            public bool MoveNext() => ++_at < ids.Length;
        }
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public static readonly SetComparer Instance = new();

        public bool Equals(int[] left, int[] right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(int[] set)
        {
            var hash = set.Length;
            foreach (var id in set)
            {
                hash = unchecked((hash * 31) + id);
            }

            return hash;
        }
    }
}
