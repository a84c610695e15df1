using System;
using System.Collections.Immutable;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Flow;

/// <summary>What kind of value an <see cref="Origin"/> produces.</summary>
internal enum OriginKind : byte
{
    /// <summary>Something that has to be released: a handle, memory, a pin, a GCHandle, a loaded library.</summary>
    Resource,

    /// <summary>A native status.</summary>
    Status,

    /// <summary>A value that a native function wrote through an out parameter beside its status, and that nobody has to release.</summary>
    Output,

    /// <summary>A value that is valid only while its <see cref="Origin.Owner"/> lives.</summary>
    Borrowed,

    /// <summary>The address of pinned managed memory.</summary>
    PinnedAddress,

    /// <summary>The address of something on the stack of this method.</summary>
    StackAddress,

    /// <summary>The value that a parameter brings.</summary>
    Parameter,

    /// <summary>The value that a field of <c>this</c> has when the method begins.</summary>
    Field,

    /// <summary>The last error of the thread, as one call left it.</summary>
    LastError,

    /// <summary>What the function that a delegate parameter brings returned: only the caller knows what that is.</summary>
    Invoked,
}

/// <summary>Where a tracked value is in its life. A set: more than one flag when paths met and could not be kept apart.</summary>
[Flags]
internal enum OriginState : ushort
{
    /// <summary>Not made on this path, or of no interest any more.</summary>
    None = 0,

    /// <summary>Owned here: somebody on this path has to release it. Of addresses: in force. Of the last error: fresh.</summary>
    Live = 1,

    /// <summary>Released. Of addresses: the pin ended. Of the last error: overwritten.</summary>
    Released = 2,

    /// <summary>Somebody else may own it now: returned, stored, given away, or merely not followed any further.</summary>
    Escaped = 4,

    /// <summary>The call that should have made it failed on this path: nothing to release.</summary>
    Failed = 8,

    /// <summary>Given to a native parameter that takes ownership.</summary>
    Transferred = 16,

    /// <summary>Nobody has tested yet whether the call succeeded.</summary>
    Unchecked = 32,

    /// <summary>A status that means success on this path; a parameter or field that is known to be there.</summary>
    Good = 64,

    /// <summary>A status that means failure on this path.</summary>
    Bad = 128,

    /// <summary>Of parameters: compared with something on this path.</summary>
    Tested = 256,

    /// <summary>A reference was added to it on this path: one release more is right, and how many are is not counted.</summary>
    Retained = 512,

    /// <summary>An object that releases it was made over it on this path.</summary>
    Wrapped = 1024,

    /// <summary>A field of the object that is being made holds it, and nobody else: it is lost with the object when the constructor throws.</summary>
    InNewObject = 2048,

    /// <summary>What conditions told about a value, and not what happened to it.</summary>
    Knowledge = Tested | Good,
}

/// <summary>
/// One place in a body that produces a value whose life is followed: the typestate's subject. There is one origin for one operation and role, however often it runs.
/// </summary>
internal sealed class Origin(int id, OriginKind kind, IOperation? operation)
{
    public int Id { get; } = id;

    public OriginKind Kind { get; } = kind;

    /// <summary>The call, creation, <c>fixed</c> or <c>stackalloc</c>; null for what exists when the method begins.</summary>
    public IOperation? Operation { get; } = operation;

    /// <summary>Of a resource: its family; of a parameter or field whose release was seen: null.</summary>
    public ResourceFamily? Family { get; init; }

    /// <summary>Why the value is followed, and how sure that is.</summary>
    public Evidence Evidence { get; init; }

    /// <summary>The source of the evidence for messages.</summary>
    public string Source { get; init; } = "";

    /// <summary>The producer as messages name it: <c>kv_open</c>, <c>Marshal.AllocHGlobal</c>.</summary>
    public string Producer { get; init; } = "";

    /// <summary>Of a borrowed value: the origin that it is borrowed from.</summary>
    public Origin? Owner { get; init; }

    /// <summary>Of a parameter or field: its symbol. Of an out value: the parameter that carried it.</summary>
    public ISymbol? Symbol { get; init; }

    /// <summary>Of a status: what success looks like.</summary>
    public StatusConvention? Convention { get; init; }

    /// <summary>Of a resource: whether the producer can fail and says so by <see cref="Invalid"/>, or by a status that the same call returns.</summary>
    public bool CanFail { get; init; }

    /// <summary>Whether a method of the project gives an empty value where it chooses to, and what it calls cannot fail.</summary>
    public bool IsEmptyByChoice { get; init; }

    /// <summary>The value that means failure.</summary>
    public long Invalid { get; init; }

    /// <summary>The values of the same call: a status and what it decides about.</summary>
    public ImmutableArray<Origin> Correlated { get; set; } = ImmutableArray<Origin>.Empty;

    /// <summary>Of a status: the values whose ownership the same call took, or which it released, if it succeeded.</summary>
    public ImmutableArray<Origin> Given { get; set; } = ImmutableArray<Origin>.Empty;

    /// <summary>Of a value that a call returned or wrote together with a status: that status.</summary>
    public Origin? Status { get; set; }
}
