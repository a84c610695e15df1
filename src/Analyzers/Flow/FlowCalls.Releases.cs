using System;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for calls that release, take over, or give away.</summary>
internal sealed partial class FlowCalls
{
    private void ApplyReleases(FlowCall call, FlowState state)
    {
        foreach (var release in call.Roles.Releases)
        {
            if (release.Parameter < 0)
            {
                ReleaseValue(call.ReceiverValue, release, call, state);
            }
            else if (call.ArgumentOf(release.Parameter) is { } argument)
            {
                // A function that gets the place clears it, too.
                ReleaseValue(argument.Slot >= 0 && argument.Parameter?.RefKind != RefKind.Out ? SlotValue(argument, state) : argument.Value, release, call, state);
                if (argument.Slot >= 0)
                {
                    state.SetValue(argument.Slot, FlowValues.Unknown);
                }
            }
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            foreach (var argument in call.Arguments)
            {
                if (summary.EffectOf(argument.Index) == ParameterEffect.Releases && summary.ReleaseOf(argument.Index) is { } release)
                {
                    ReleaseValue(argument.Value, release, call, state);
                }
            }
        }

        foreach (var taken in call.Roles.Takes)
        {
            GiveAway(taken, call, state);
        }

        for (var parameter = 0; parameter < call.Summary?.Takers.Length; parameter++)
        {
            if (call.Summary.TakerOf(parameter) is not null)
            {
                GiveAway(parameter, call, state);
            }
        }
    }

    /// <summary>Native code becomes the owner of an argument.</summary>
    private void GiveAway(int parameter, FlowCall call, FlowState state)
    {
        if (call.ArgumentOf(parameter) is not { } argument || Values.Single(argument.Value) is not { Kind: AtomKind.Origin, Number: var number })
        {
            return;
        }

        var origin = body.Origins[(int)number];
        if (origin.Kind == OriginKind.Resource && (state.State(origin) & OriginState.Retained) == 0)
        {
            body.Record(FactKind.Escaped, origin, call.Operation);
            state.SetState(origin, OriginState.Transferred);
            body.Takers[origin.Id] = call.Operation;
            return;
        }

        transfer.Abandon(origin, state);
        if (origin.Kind is OriginKind.Parameter or OriginKind.Field)
        {
            state.SetState(origin, state.State(origin) | OriginState.Transferred);
            body.Takers[origin.Id] = call.Operation;
        }
    }

    /// <summary>What the callee becomes the owner of, or releases, when it succeeds.</summary>
    private ImmutableArray<Origin> GivenBy(FlowCall call)
    {
        var given = ImmutableArray.CreateBuilder<Origin>();
        foreach (var argument in call.Arguments)
        {
            if ((call.Roles.Takes.Contains(argument.Index) || call.Roles.ReleasesParameter(argument.Index)) && Values.Single(argument.Value) is { Kind: AtomKind.Origin, Number: var number })
            {
                given.Add(body.Origins[(int)number]);
            }
        }

        return given.ToImmutable();
    }

    private void ReleaseValue(int value, Release release, FlowCall call, FlowState state)
    {
        if (Values.Single(value) is not { Kind: AtomKind.Origin, Number: var number })
        {
            transfer.EscapeAll(value, state, call.Operation);
            return;
        }

        var origin = body.Origins[(int)number];
        var before = state.State(origin);
        var at = call.Operation;
        switch (origin.Kind)
        {
            case OriginKind.Resource when release.Evidence == Evidence.Inferred && ResourceRoles.IsFrameworkMemory(origin.Family!) && !NativeNames.Words(release.Key).Contains("free"):
                // By its name it ends a thing of the library: what stands in this memory, and not the memory.
                break;
            case OriginKind.Resource when (before & OriginState.Retained) != 0:
                // One of several references: how many are left is not counted.
                body.Record(FactKind.Released, origin, at, release: release);
                break;
            case OriginKind.Resource:
                if ((before & OriginState.Wrapped) != 0 && origin.Family!.Kind != ResourceKind.SafeHandle)
                {
                    body.Record(FactKind.ReleasedTwice, origin, at, body.FirstOwners.TryGetValue(origin.Id, out var owner) ? owner : null, release: release);
                }
                else if (before == OriginState.Released && origin.Family!.Kind is not (ResourceKind.SafeHandle or ResourceKind.Pin))
                {
                    body.Record(FactKind.ReleasedTwice, origin, at, body.FirstReleases.TryGetValue(origin.Id, out var first) ? first : null, release: release);
                }
                else if (before == OriginState.Transferred)
                {
                    body.Record(FactKind.ReleasedAfterTransfer, origin, at, body.Takers.TryGetValue(origin.Id, out var taken) ? taken : null, release: release);
                }
                else if (before != OriginState.Failed)
                {
                    body.FirstReleases[origin.Id] = at;
                    body.Record(FactKind.Released, origin, at, release: release);
                    if (IsWrong(origin.Family!, release))
                    {
                        body.Record(FactKind.ReleasedWrongly, origin, at, release: release);
                    }
                }

                // What was never made is still nothing behind its release.
                state.SetState(origin, before == OriginState.Failed ? OriginState.Failed : OriginState.Released);
                break;
            case OriginKind.PinnedAddress or OriginKind.StackAddress:
                // No allocator made it, so none can take it back.
                if (release.Evidence == Evidence.Known && (release.Family is { Kind: ResourceKind.Memory } || (release.IsOfSystem && NativeNames.Words(release.Key).Contains("free"))))
                {
                    body.Record(FactKind.ReleasedWrongly, origin, at, release: release);
                }

                break;
            case OriginKind.Borrowed:
                body.Record(FactKind.Released, origin, at, release: release);
                break;
            case OriginKind.Parameter or OriginKind.Field when (before & OriginState.Transferred) != 0:
                body.Record(FactKind.ReleasedAfterTransfer, origin, at, body.Takers.TryGetValue(origin.Id, out var given) ? given : null, origin.Symbol, release);
                state.SetState(origin, OriginState.Released | (before & (OriginState.Knowledge | OriginState.Escaped)));
                break;
            case OriginKind.Parameter or OriginKind.Field when (before & ~OriginState.Knowledge) == OriginState.Failed:
                // What is known to be null is nothing to release.
                break;
            case OriginKind.Parameter or OriginKind.Field:
                if ((before & ~OriginState.Knowledge) == OriginState.Released && release.Family?.Kind is not (ResourceKind.SafeHandle or ResourceKind.Pin))
                {
                    body.Record(FactKind.ReleasedTwice, origin, at, body.FirstReleases.TryGetValue(origin.Id, out var earlier) ? earlier : null, origin.Symbol, release);
                }
                else
                {
                    body.FirstReleases[origin.Id] = at;
                    body.ReleasedBy[origin.Id] = release;
                    if (origin.Kind == OriginKind.Field)
                    {
                        body.Record(FactKind.FieldReleased, origin, at, symbol: origin.Symbol, release: release);
                    }
                }

                state.SetState(origin, OriginState.Released | (before & (OriginState.Knowledge | OriginState.Retained)));
                break;
        }
    }

    private void Mark(int value, OriginState mark, FlowState state)
    {
        if (Values.Single(value) is { Kind: AtomKind.Origin, Number: var number })
        {
            var origin = body.Origins[(int)number];
            state.SetState(origin, state.State(origin) | mark);
        }
    }

    /// <summary>Whether both ends are known and do not belong together.</summary>
    public static bool IsWrong(ResourceFamily family, Release release)
    {
        if (family.ReleaseKeys.IsEmpty || family.IsReleasedBy(release.Key) || family.Kind == ResourceKind.SafeHandle)
        {
            return false;
        }

        if (release.Family is not null)
        {
            return !ReferenceEquals(release.Family, family);
        }

        if (family.Kind == ResourceKind.Memory)
        {
            return release.Key is "free" or "LocalFree" or "GlobalFree" or "CoTaskMemFree" or "SysFreeString" or "VirtualFree" or "HeapFree" || ResourceRoles.IsFrameworkMemory(family);
        }

        if (family.IsOfSystem && release.IsOfSystem)
        {
            return !AreInterchangeable(family.Release, release.Key);
        }

        // Two functions of one library: it may have several that are right, so their types have to tell, or names of two different things.
        return family.HandleType is { } type && release.HandleType is { } released
            ? type != released
            : release.Evidence == Evidence.Inferred && AreForDifferentThings(family.Release, release.Key);
    }

    /// <summary>Whether the system takes one function for the other: the second form of a function, the same without the letter of its character set, and the two names for icons.</summary>
    public static bool AreInterchangeable(string release, string other) =>
        release == other || release + "Ex" == other || other + "Ex" == release || release + "W" == other || other + "W" == release || release + "A" == other || other + "A" == release || (release is "DestroyIcon" or "DestroyCursor" && other is "DestroyIcon" or "DestroyCursor");

    /// <summary>Whether two names say the same of two things, of which neither is a kind of the other: <c>kv_reader_close</c> and <c>kv_writer_close</c>.</summary>
    private static bool AreForDifferentThings(string release, string other) =>
        NativeNames.AsReleaser(release) is { } left && NativeNames.AsReleaser(other) is { } right
        && left.Verb == right.Verb
        && !left.Stem.StartsWith(right.Stem, StringComparison.Ordinal)
        && !right.Stem.StartsWith(left.Stem, StringComparison.Ordinal);
}
