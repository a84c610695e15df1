using System.Collections.Generic;

namespace BoundaryLint.Flow;

/// <summary>Why a path leaves the method by an exception.</summary>
internal enum ExceptionKind : byte
{
    /// <summary>A <c>throw</c> in the source, or a call of a method that is known to throw.</summary>
    Explicit,

    /// <summary>A call that may throw as any managed call may.</summary>
    Implicit,
}

/// <summary>Where a path goes on behind a finally block.</summary>
/// <param name="Branch">The branch that leaves the try block, or null for an exception.</param>
/// <param name="FinallyIndex">Which of the branch's finally regions runs now.</param>
/// <param name="Exception">Of an exception: what kind.</param>
/// <param name="Outward">Of an exception: the region from which it goes on outward.</param>
/// <param name="Outer">The continuation of the finally block around this one, 0 for none.</param>
internal readonly record struct Continuation(FlowBranch? Branch, int FinallyIndex, ExceptionKind Exception, FlowRegion? Outward, int Outer);

/// <summary>The continuations of one body, numbered from 1.</summary>
internal sealed class Continuations
{
    private readonly List<Continuation> _continuations = [default];
    private readonly Dictionary<Continuation, int> _ids = [];

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        _continuations.RemoveRange(1, _continuations.Count - 1);
        _ids.Clear();
    }

    public Continuation this[int id] => _continuations[id];

    public int Of(Continuation continuation)
    {
        if (!_ids.TryGetValue(continuation, out var id))
        {
            id = _continuations.Count;
            _continuations.Add(continuation);
            _ids.Add(continuation, id);
        }

        return id;
    }
}
