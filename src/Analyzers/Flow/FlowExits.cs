using Microsoft.CodeAnalysis;

namespace BoundaryLint.Flow;

/// <summary>Looks at the states in which a body is left: what is still owned there is lost.</summary>
internal static class FlowExits
{
    public static void Record(FlowBody body, FlowEngine engine)
    {
        foreach (var state in engine.AtExit)
        {
            foreach (var origin in body.Origins)
            {
                if (IsOwned(origin, state) && !IsHandedOut(origin, body, state))
                {
                    body.Record(new FlowFact(FactKind.Leaked, origin, ExitOf(body, state.ExitBlock)));
                }
            }

            RecordFields(body, state);
        }

        foreach (var (state, kind, at) in engine.Thrown)
        {
            foreach (var origin in body.Origins)
            {
                if (IsOwned(origin, state))
                {
                    body.Record(new FlowFact(kind == ExceptionKind.Explicit ? FactKind.Leaked : FactKind.LeakedByException, origin, at ?? ExitOf(body, state.ExitBlock)));
                }
            }
        }
    }

    private static bool IsOwned(Origin origin, FlowState state) =>
        origin.Kind == OriginKind.Resource && (state.State(origin) & ~OriginState.Unchecked) == OriginState.Live;

    /// <summary>Whether an out or ref parameter carries the resource to the caller.</summary>
    private static bool IsHandedOut(Origin origin, FlowBody body, FlowState state)
    {
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is { Kind: SlotKind.Parameter, Symbol: IParameterSymbol { RefKind: RefKind.Out or RefKind.Ref } } && body.Values.Contains(state.Value(slot), origin))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A field of this object that still holds what was released: the next call releases it again.</summary>
    private static void RecordFields(FlowBody body, FlowState state)
    {
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is not { Kind: SlotKind.Field, Symbol: IFieldSymbol field })
            {
                continue;
            }

            var value = state.Value(slot) == FlowValues.Initial ? body.InitialOf(slot) : state.Value(slot);
            if (body.Values.Single(value) is { Kind: AtomKind.Origin, Number: var number }
                && body.Origins[(int)number] is { Kind: OriginKind.Field } origin
                && (state.State(origin) & ~OriginState.Knowledge) == OriginState.Released
                && !IsGuarded(body, state))
            {
                body.Record(new FlowFact(FactKind.ReleasedFieldKept, origin, body.FirstReleases.TryGetValue(origin.Id, out var release) ? release : null, Symbol: field));
            }
        }
    }

    /// <summary>Whether a flag field was tested on the way and has been set.</summary>
    private static bool IsGuarded(FlowBody body, FlowState state)
    {
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is { Kind: SlotKind.Field, Symbol: { } field }
                && body.TestedFields.Contains(field)
                && body.Values.Single(state.Value(slot)) is { Kind: AtomKind.Constant })
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? ExitOf(FlowBody body, int block) => block < 0 ? null : body.Graph.Blocks[block].BranchValue;
}
