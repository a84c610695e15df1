using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Flow;

/// <summary>What the flow analysis found out, for rules to judge.</summary>
internal enum FactKind : byte
{
    /// <summary>A resource is still owned where the method is left. <see cref="FlowFact.At"/> is the return or throw, or null for the end of the body.</summary>
    Leaked,

    /// <summary>A resource is still owned when an exception of a called method leaves the method. <see cref="FlowFact.At"/> is that call.</summary>
    LeakedByException,

    /// <summary>The only slot that holds an owned resource gets another value.</summary>
    Overwritten,

    /// <summary>A resource is released that was released before on this path.</summary>
    ReleasedTwice,

    /// <summary>A resource is released by a function of another family.</summary>
    ReleasedWrongly,

    /// <summary>A released resource is given to a call or dereferenced.</summary>
    UsedAfterRelease,

    /// <summary>A resource is released whose ownership native code took.</summary>
    ReleasedAfterTransfer,

    /// <summary>A resource of a creator that can fail is used before anything tested it.</summary>
    UsedUnchecked,

    /// <summary>A value that a call wrote is used before the call's status was tested, or where it is known to be bad.</summary>
    OutputUnchecked,

    /// <summary>The last error is read after something that may have changed it. <see cref="FlowFact.Other"/> is that thing.</summary>
    LastErrorStale,

    /// <summary>The last error is read where the call that saved it is known to have succeeded: the error of another call is meant.</summary>
    LastErrorOfSuccess,

    /// <summary>A borrowed value is used after its owner was released.</summary>
    BorrowedUsedAfterOwner,

    /// <summary>A borrowed value leaves the method while its owner is released before that.</summary>
    BorrowedEscapes,

    /// <summary>The address of pinned or stack memory gets to a place that outlives it. <see cref="FlowFact.Detail"/> says where.</summary>
    AddressEscapes,

    /// <summary>An address is used after its pin ended.</summary>
    AddressUsedAfterPin,

    /// <summary>A resource is put into a field. <see cref="FlowFact.Symbol"/> is the field.</summary>
    StoredInField,

    /// <summary>A resource is put into a field of this object that still has the value of before. <see cref="FlowFact.Symbol"/> is the field.</summary>
    FieldReplaced,

    /// <summary>The value of a field is released. <see cref="FlowFact.Symbol"/> is the field.</summary>
    FieldReleased,

    /// <summary>A field still holds what was released when the method ends, and no flag guards it. <see cref="FlowFact.Symbol"/> is the field.</summary>
    ReleasedFieldKept,

    /// <summary>A handle object is made over a raw value. <see cref="FlowFact.Origin"/> is the value's.</summary>
    Wrapped,

    /// <summary>A second object that releases the value is made over it. <see cref="FlowFact.Other"/> is the first one's creation.</summary>
    WrappedTwice,

    /// <summary>A resource is released. <see cref="FlowFact.At"/> is the release.</summary>
    Released,

    /// <summary>A resource is handed out as the result or through an out parameter.</summary>
    HandedOut,

    /// <summary>A resource gets to where it is not followed any further: somebody else may release it.</summary>
    Escaped,
}

/// <summary>One finding of the flow analysis.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Origin">The value that it is about.</param>
/// <param name="At">Where, or null for the end of the body.</param>
/// <param name="Other">The other place that matters: the first release, the call that spoils the last error.</param>
/// <param name="Symbol">A field or parameter.</param>
/// <param name="Release">The release that is wrong.</param>
/// <param name="Detail">Words for the message.</param>
internal sealed record FlowFact(FactKind Kind, Origin Origin, IOperation? At, IOperation? Other = null, ISymbol? Symbol = null, Release? Release = null, string Detail = "");

/// <summary>What one body told.</summary>
/// <param name="Facts">Everything that was found, in the order of the source's blocks.</param>
/// <param name="Summary">What callers have to know.</param>
/// <param name="GaveUp">Whether the budget was spent: then there are no facts.</param>
internal sealed record BodyFlow(ImmutableArray<FlowFact> Facts, MethodSummary Summary, bool GaveUp)
{
    public static readonly BodyFlow Nothing = new(ImmutableArray<FlowFact>.Empty, MethodSummary.Unknown, false);

    public static readonly BodyFlow Abandoned = new(ImmutableArray<FlowFact>.Empty, MethodSummary.Unknown, true);
}

/// <summary>What somebody does with a value, and so how good it has to be.</summary>
internal enum ValueUse : byte
{
    /// <summary>Hands it on or compares it: any value will do.</summary>
    Passing,

    /// <summary>Reads what it points to, or counts with it: null may do, garbage does not.</summary>
    Reading,

    /// <summary>Dereferences it, or gives it to native code that does.</summary>
    Dereferencing,
}

/// <summary>Facts in the order that rules want.</summary>
internal static class FlowFactGroups
{
    /// <summary>The facts about each of the values that <paramref name="counts"/> is true for, in the order in which they were found.</summary>
    public static IEnumerable<(Origin Origin, ImmutableArray<FlowFact> Facts)> ByOrigin(this ImmutableArray<FlowFact> facts, Func<Origin, bool> counts)
    {
        foreach (var any in facts)
        {
            if (counts(any.Origin))
            {
                return Group(facts, counts);
            }
        }

        return [];
    }

    // A group keeps the place of its first fact.
    private static IEnumerable<(Origin Origin, ImmutableArray<FlowFact> Facts)> Group(ImmutableArray<FlowFact> facts, Func<Origin, bool> counts) =>
        facts.Where(fact => counts(fact.Origin)).GroupBy(static fact => fact.Origin).Select(static group => (group.Key, group.ToImmutableArray()));
}

/// <summary>What a method does with the value of one parameter.</summary>
internal enum ParameterEffect : byte
{
    /// <summary>Only looks at it.</summary>
    None,

    /// <summary>Releases it on every normal way out.</summary>
    Releases,

    /// <summary>Keeps it, gives it away, or releases it on some ways only: no longer to be followed.</summary>
    Escapes,

    /// <summary>Throws when it means failure.</summary>
    Checks,

    /// <summary>Returns it.</summary>
    Returns,

    /// <summary>Throws when it means failure, and returns it otherwise.</summary>
    ChecksAndReturns,
}

/// <summary>What callers have to know about a method with source.</summary>
internal sealed class MethodSummary
{
    /// <summary>Nothing is known: everything that is given may be kept, and the method may throw.</summary>
    public static readonly MethodSummary Unknown = new();

    /// <summary>Everything that is given may be kept, but no exception comes back.</summary>
    public static readonly MethodSummary NeverThrows = new() { IsKnown = true, CanThrow = false };

    /// <summary>Everything that is given may be kept, and every way out is a <c>throw</c>.</summary>
    public static readonly MethodSummary OnlyThrows = new() { IsKnown = true, Throws = true, NeverReturns = true };

    public bool IsKnown { get; init; }

    public ImmutableArray<ParameterEffect> Parameters { get; init; } = ImmutableArray<ParameterEffect>.Empty;

    /// <summary>By which function each parameter is released, or null; empty where none is.</summary>
    public ImmutableArray<Release?> Releases { get; init; } = ImmutableArray<Release?>.Empty;

    /// <summary>The native call that takes ownership of each parameter on every way out, or null.</summary>
    public ImmutableArray<IOperation?> Takers { get; init; } = ImmutableArray<IOperation?>.Empty;

    /// <summary>The resources that the method hands out as its result or through out parameters.</summary>
    public ImmutableArray<Acquisition> Acquisitions { get; init; } = ImmutableArray<Acquisition>.Empty;

    /// <summary>The test of a parameter that the boolean result answers, with the parameter's position.</summary>
    public (int Parameter, TestKind Test, long Constant)? Answers { get; init; }

    /// <summary>The convention of the status that the method passes on as its result, or null.</summary>
    public StatusConvention? Status { get; init; }

    /// <summary>The delegate parameter whose function's result the method hands back, or null: <c>Check(() =&gt; native_open(path))</c>.</summary>
    public int? ReturnsResultOf { get; init; }

    /// <summary>The out parameter through which the method passes on a status, with its convention, or null.</summary>
    public (int Parameter, StatusConvention Convention)? ToldBy { get; init; }

    /// <summary>The value that a boolean parameter has whenever the method returns normally, or null: <c>ThrowIf(flag)</c> returns only for false.</summary>
    public ImmutableArray<bool?> ReturnsOnlyFor { get; init; } = ImmutableArray<bool?>.Empty;

    /// <summary>Whether some way out is a <c>throw</c>.</summary>
    public bool Throws { get; init; }

    /// <summary>Whether every way out is a <c>throw</c>.</summary>
    public bool NeverReturns { get; init; }

    /// <summary>Whether a thrown exception is caught inside, or nothing in it can throw.</summary>
    public bool CanThrow { get; init; } = true;

    /// <summary>Whether a parameter is released on some ways only, and the method has parameters of type <c>bool</c> that may decide it.</summary>
    public bool DependsOnFlags { get; init; }

    public Release? ReleaseOf(int parameter) => parameter >= 0 && parameter < Releases.Length ? Releases[parameter] : null;

    public IOperation? TakerOf(int parameter) => parameter >= 0 && parameter < Takers.Length ? Takers[parameter] : null;

    public ParameterEffect EffectOf(int parameter) => parameter >= 0 && parameter < Parameters.Length ? Parameters[parameter] : ParameterEffect.Escapes;
}
