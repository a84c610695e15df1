using System;
using System.Collections.Generic;

namespace BoundaryLint.Flow;

/// <summary>
/// What is known on one family of paths at one point: what each slot holds and where each tracked value is in its life. Paths on which the tracked values are in different
/// states stay apart as long as there are few of them, so that a flag and the handle that it guards keep their connection.
/// </summary>
internal sealed class FlowState
{
    // Most bodies follow a few values at a time.
    private const int InitialCapacity = 4;

    private SparseMap<int> _values = new(InitialCapacity);
    private SparseMap<OriginState> _states = new(InitialCapacity);

    /// <summary>The way out of the finally blocks that this path is in, 0 outside of them; see <see cref="Continuations"/>.</summary>
    public int Pending { get; set; }

    /// <summary>The block whose return or throw leads out of the method, or -1.</summary>
    public int ExitBlock { get; set; } = -1;

    /// <summary>Whether the block was changed since it was last processed.</summary>
    public bool IsDirty { get; set; }

    /// <summary>How many slots hold something other than their initial value.</summary>
    public int SlotCount => _values.Count;

    /// <summary>How many origins are in another state than <see cref="OriginState.None"/>.</summary>
    public int OriginCount => _states.Count;

    public int SlotAt(int index) => _values.KeyAt(index);

    public int ValueAt(int index) => _values.ValueAt(index);

    public int OriginAt(int index) => _states.KeyAt(index);

    public OriginState StateAt(int index) => _states.ValueAt(index);

    public int Value(int slot) => _values[slot];

    public void SetValue(int slot, int value) => _values.Set(slot, value, isDefault: value == FlowValues.Initial);

    public OriginState State(Origin origin) => _states[origin.Id];

    public void SetState(Origin origin, OriginState state) => SetState(origin.Id, state);

    public void SetState(int origin, OriginState state) => _states.Set(origin, state, isDefault: state == OriginState.None);

    public void Clear()
    {
        _values.Clear();
        _states.Clear();
        Pending = 0;
        ExitBlock = -1;
        IsDirty = true;
    }

    public void CopyTo(FlowState other)
    {
        _values.CopyTo(ref other._values);
        _states.CopyTo(ref other._states);
        other.Pending = Pending;
        other.ExitBlock = ExitBlock;
        other.IsDirty = true;
    }

    /// <summary>Whether the tracked values are in the same states, and the path goes on in the same way.</summary>
    public bool HasSameStates(FlowState other)
    {
        if (Pending != other.Pending || _states.Count != other._states.Count)
        {
            return false;
        }

        for (var i = 0; i < _states.Count; i++)
        {
            if (_states.KeyAt(i) != other._states.KeyAt(i) || _states.ValueAt(i) != other._states.ValueAt(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the origins that count are in the same states; <paramref name="counts"/> tells which do.</summary>
    public bool HasSameStates(FlowState other, Func<int, bool> counts)
    {
        var (mine, theirs) = (0, 0);
        while (mine < _states.Count || theirs < other._states.Count)
        {
            var (myOrigin, theirOrigin) = (_states.KeyOrEnd(mine), other._states.KeyOrEnd(theirs));
            var isSame = myOrigin == theirOrigin && _states.ValueAt(mine) == other._states.ValueAt(theirs);
            if (!isSame && counts(Math.Min(myOrigin, theirOrigin)))
            {
                return false;
            }

            mine += myOrigin <= theirOrigin ? 1 : 0;
            theirs += theirOrigin <= myOrigin ? 1 : 0;
        }

        return true;
    }

    /// <summary>Adds what <paramref name="other"/> knows; true when that changed anything.</summary>
    public bool Merge(FlowState other, FlowValues values, Func<int, int> initialOf)
    {
        var changed = false;

        // From the end, because a slot that only one of the two has written gets a place of its own here.
        for (var (mine, theirs) = (_values.Count - 1, other._values.Count - 1); mine >= 0 || theirs >= 0;)
        {
            var slot = Math.Max(mine >= 0 ? _values.KeyAt(mine) : -1, theirs >= 0 ? other._values.KeyAt(theirs) : -1);
            var isMine = mine >= 0 && _values.KeyAt(mine) == slot;
            var isTheirs = theirs >= 0 && other._values.KeyAt(theirs) == slot;
            var before = isMine ? _values.ValueAt(mine) : FlowValues.Initial;
            var after = isTheirs ? other._values.ValueAt(theirs) : FlowValues.Initial;
            if (before != after)
            {
                var union = values.Union(before == FlowValues.Initial ? initialOf(slot) : before, after == FlowValues.Initial ? initialOf(slot) : after);
                if (union != before)
                {
                    _values.Set(slot, union, isDefault: false);
                    changed = true;
                }
            }

            mine -= isMine ? 1 : 0;
            theirs -= isTheirs ? 1 : 0;
        }

        for (var i = 0; i < other._states.Count; i++)
        {
            var (origin, before) = (other._states.KeyAt(i), _states[other._states.KeyAt(i)]);
            var union = before | other._states.ValueAt(i);
            if (union != before)
            {
                _states.Set(origin, union, isDefault: false);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>
    /// Merges paths on which the tracked values are in different states. What is made, or released, on one of them only has one flag there and none on the other, and the conditions that
    /// tell them apart are lost: nobody can say any more who owns it.
    /// </summary>
    public bool MergeApart(FlowState other, FlowValues values, Func<int, int> initialOf, Func<int, bool> isResource)
    {
        var changed = false;
        for (var i = 0; i < _states.Count; i++)
        {
            changed |= LoseTrack(_states.KeyAt(i), _states.ValueAt(i), other._states[_states.KeyAt(i)]);
        }

        for (var i = 0; i < other._states.Count; i++)
        {
            changed |= LoseTrack(other._states.KeyAt(i), other._states.ValueAt(i), _states[other._states.KeyAt(i)]);
        }

        return Merge(other, values, initialOf) || changed;

        bool LoseTrack(int origin, OriginState here, OriginState there)
        {
            if (there != OriginState.None || (here & (OriginState.Live | OriginState.Released)) == 0 || (here & OriginState.Escaped) != 0 || !isResource(origin))
            {
                return false;
            }

            _states.Set(origin, here | OriginState.Escaped, isDefault: false);
            return true;
        }
    }
}

/// <summary>
/// A map from small numbers to values of which few are not the default: sorted arrays, so that a copy costs what is in it and a comparison is one pass. A body has thousands
/// of slots and origins when it is long; at any one point few of them count.
/// </summary>
internal struct SparseMap<T>(int capacity)
    where T : struct
{
    private (int Key, T Value)[] _entries = new (int, T)[capacity];

    public int Count { get; private set; }

    public readonly int KeyAt(int index) => _entries[index].Key;

    public readonly T ValueAt(int index) => _entries[index].Value;

    /// <summary>The key at a place, or a number behind all keys at the end.</summary>
    public readonly int KeyOrEnd(int index) => index < Count ? _entries[index].Key : int.MaxValue;

    public readonly T this[int key]
    {
        get
        {
            var index = IndexOf(key);
            return index >= 0 ? _entries[index].Value : default;
        }
    }

    /// <summary>Puts a value in; what is the default takes no place.</summary>
    public void Set(int key, T value, bool isDefault)
    {
        var index = IndexOf(key);
        if (index >= 0)
        {
            if (isDefault)
            {
                Count--;
                Array.Copy(_entries, index + 1, _entries, index, Count - index);
            }
            else
            {
                _entries[index].Value = value;
            }
        }
        else if (!isDefault)
        {
            if (Count == _entries.Length)
            {
                Array.Resize(ref _entries, Count * 2);
            }

            index = ~index;
            Array.Copy(_entries, index, _entries, index + 1, Count - index);
            _entries[index] = (key, value);
            Count++;
        }
    }

    public void Clear() => Count = 0;

    public readonly void CopyTo(ref SparseMap<T> other)
    {
        if (other._entries.Length < Count)
        {
            other._entries = new (int, T)[_entries.Length];
        }

        Array.Copy(_entries, other._entries, Count);
        other.Count = Count;
    }

    /// <summary>Where the key is, or the complement of where it would be.</summary>
    private readonly int IndexOf(int key)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var found = _entries[middle].Key;
            if (found == key)
            {
                return middle;
            }

            if (found < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}

/// <summary>The states that arrive at one block.</summary>
internal sealed class FlowStateSet
{
    // Above this, paths are merged although their tracked values differ: rules then see more than one flag and stay quiet.
    private const int Maximum = 12;

    public List<FlowState> States { get; } = [];

    /// <summary>Adds a copy of <paramref name="state"/>; true when that is news.</summary>
    public bool Add(FlowState state, FlowValues values, Func<int, int> initialOf, Func<int, bool> isResource, FlowStatePool pool)
    {
        FlowState? nearest = null;
        FlowState? sameResources = null;
        foreach (var known in States)
        {
            if (known.HasSameStates(state))
            {
                var changed = known.Merge(state, values, initialOf);
                known.IsDirty |= changed;
                return changed;
            }

            if (known.Pending == state.Pending)
            {
                nearest = known;
                sameResources ??= known.HasSameStates(state, isResource) ? known : null;
            }
        }

        nearest = sameResources ?? nearest;
        if (States.Count >= Maximum && nearest is not null)
        {
            var changed = nearest.MergeApart(state, values, initialOf, isResource);
            nearest.IsDirty |= changed;
            return changed;
        }

        States.Add(pool.Copy(state));
        return true;
    }
}

/// <summary>States that are out of use and may be used again. One run has one pool, and the next one takes it over.</summary>
internal sealed class FlowStatePool
{
    private readonly Stack<FlowState> _free = new();

    /// <summary>The state in which nothing is known yet.</summary>
    public FlowState New()
    {
        var state = _free.Count > 0 ? _free.Pop() : new FlowState();
        state.Clear();
        return state;
    }

    public FlowState Copy(FlowState state)
    {
        var copy = _free.Count > 0 ? _free.Pop() : new FlowState();
        state.CopyTo(copy);
        return copy;
    }

    public void Free(FlowState state) => _free.Push(state);
}
