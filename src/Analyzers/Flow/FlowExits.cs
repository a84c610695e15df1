using System.Linq;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Looks at the states in which a body is left: what is still owned there is lost.</summary>
internal static class FlowExits
{
    public static void Record(FlowBody body, FlowEngine engine)
    {
        foreach (var state in engine.AtExit)
        {
            for (var i = 0; i < state.OriginCount; i++)
            {
                if (OwnedAt(i, body, state) is { } origin && !IsHandedOut(origin, body, state))
                {
                    body.Record(FactKind.Leaked, origin, ExitOf(body, state.ExitBlock));
                }
            }

            RecordFields(body, state);
            engine.Transfer.CheckFields(state);
            RecordOuts(body, state);
        }

        foreach (var (state, kind, at) in engine.Thrown)
        {
            for (var i = 0; i < state.OriginCount; i++)
            {
                // What stands in an out parameter is the caller's even when the method throws.
                if (OwnedAt(i, body, state) is { } origin && !IsHandedOut(origin, body, state))
                {
                    body.Record(kind == ExceptionKind.Explicit ? FactKind.Leaked : FactKind.LeakedByException, origin, at ?? ExitOf(body, state.ExitBlock));
                }
            }

            if (kind == ExceptionKind.Explicit)
            {
                RecordLostObject(body, state, at);
            }
        }
    }

    /// <summary>The constructor throws: nobody gets the object, and so nobody can ask it to release what its fields hold by then.</summary>
    private static void RecordLostObject(FlowBody body, FlowState state, IOperation? at)
    {
        for (var i = 0; i < state.OriginCount; i++)
        {
            if ((state.StateAt(i) & ~OriginState.Knowledge) == (OriginState.Escaped | OriginState.InNewObject)
                && body.Method is { ContainingType: var type }
                && !FinalizedHandles.Of(body.Interop).IsFinalizable(type)
                && !body.Graph.OriginalOperation.Descendants().Any(IsHandedOn))
            {
                body.Record(FactKind.Leaked, body.Origins[state.OriginAt(i)], at ?? ExitOf(body, state.ExitBlock));
            }
        }

        // Somebody who got the object in its constructor may still release what it holds.
        static bool IsHandedOn(IOperation operation) =>
            operation is IInstanceReferenceOperation && Operations.WithConversions(operation).Parent is IArgumentOperation or ISimpleAssignmentOperation or IReturnOperation or IArrayInitializerOperation;
    }

    private static Origin? OwnedAt(int index, FlowBody body, FlowState state) =>
        (state.StateAt(index) & ~OriginState.Unchecked) == OriginState.Live && body.Origins[state.OriginAt(index)] is { Kind: OriginKind.Resource } origin ? origin : null;

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

    /// <summary>What the caller gets although it is gone by then: a borrowed value whose owner was released, an address whose pin ended.</summary>
    private static void RecordOuts(FlowBody body, FlowState state)
    {
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            var (kind, symbol, _, _) = body.Slots[slot];
            var parameter = symbol as IParameterSymbol;
            if (kind != SlotKind.Return && parameter is not { RefKind: RefKind.Out or RefKind.Ref })
            {
                continue;
            }

            foreach (var atom in body.Values[state.Value(slot)])
            {
                if (atom.Kind != AtomKind.Origin || body.Origins[(int)atom.Number] is not { } origin)
                {
                    continue;
                }

                if (origin is { Kind: OriginKind.Borrowed, Owner: { } owner } && state.State(owner) == OriginState.Released)
                {
                    body.Record(
                        FactKind.BorrowedEscapes,
                        origin,
                        kind == SlotKind.Return ? ExitOf(body, state.ExitBlock) : origin.Operation,
                        body.FirstReleases.TryGetValue(owner.Id, out var release) ? release : null,
                        parameter,
                        detail: parameter is null ? "is returned" : $"is handed out through `{parameter.Name}`");
                }
                else if (parameter is not null && origin.Kind is OriginKind.PinnedAddress or OriginKind.StackAddress)
                {
                    body.Record(FactKind.AddressEscapes, origin, origin.Operation, symbol: parameter, detail: $"is handed out through `{parameter.Name}`");
                }
            }
        }
    }

    /// <summary>A field of this object that still holds what was released: the next call releases it again.</summary>
    private static void RecordFields(FlowBody body, FlowState state)
    {
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is not { Kind: SlotKind.Field or SlotKind.Parameter, Symbol: { } field } || (field is IParameterSymbol parameter && !body.IsStateOfObject(parameter)))
            {
                continue;
            }

            var value = state.Value(slot) == FlowValues.Initial ? body.InitialOf(slot) : state.Value(slot);
            if (body.Values.Single(value) is { Kind: AtomKind.Origin, Number: var number }
                && body.Origins[(int)number] is { Kind: OriginKind.Field or OriginKind.Parameter } origin
                && SymbolEqualityComparer.Default.Equals(origin.Symbol, field)
                && (state.State(origin) & ~OriginState.Knowledge) == OriginState.Released
                && !IsGuarded(body, state))
            {
                body.Record(FactKind.ReleasedFieldKept, origin, body.FirstReleases.TryGetValue(origin.Id, out var release) ? release : null, symbol: field,
                    release: body.ReleasedBy.TryGetValue(origin.Id, out var by) ? by : null);
            }
        }
    }

    /// <summary>Whether a flag field was tested on the way and has been set. Another handle that was tested and cleared need not have decided about the release: who reports it looks at that.</summary>
    private static bool IsGuarded(FlowBody body, FlowState state)
    {
        foreach (var slot in body.FieldSlots)
        {
            if (body.Slots[slot].Symbol is { } field
                && !(field is IFieldSymbol { Type: var type } && ResourceRoles.IsRaw(type))
                && body.TestedFields.Contains(field)
                && body.WrittenFields.Contains(field)
                && body.Values.Single(state.Value(slot)) is { Kind: AtomKind.Constant })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value that is returned or thrown, or the statement that leaves without one; null for the end of the body.</summary>
    private static IOperation? ExitOf(FlowBody body, int block)
    {
        if (block < 0)
        {
            return null;
        }

        // A return without a value leaves nothing in the graph: it stands behind the last operation of its block, or under the condition that leads to it.
        var (before, isCondition) = body.Graph.Blocks[block] switch
        {
            { BranchValue: { } value } branching => (value, branching.ConditionKind != Microsoft.CodeAnalysis.FlowAnalysis.ControlFlowConditionKind.None),
            { Operations: { Count: > 0 } operations } => (operations[operations.Count - 1], false),
            _ => (null, false),
        };
        if (before is null || (!isCondition && body.Graph.Blocks[block].BranchValue is not null))
        {
            return before;
        }

        var leaving = LeavingBehind(before.Syntax, isCondition);
        return leaving is null ? null : body.Graph.OriginalOperation.Descendants().FirstOrDefault(operation => operation is IReturnOperation && operation.Syntax == leaving);
    }

    private static SyntaxNode? LeavingBehind(SyntaxNode last, bool isCondition)
    {
        var statement = last.FirstAncestorOrSelf<StatementSyntax>();
        if (isCondition)
        {
            var taken = (statement as IfStatementSyntax)?.Statement;
            return taken is BlockSyntax { Statements: { Count: > 0 } inner } ? inner[0] as ReturnStatementSyntax : taken as ReturnStatementSyntax;
        }

        if (statement?.Parent is not BlockSyntax { Statements: var statements })
        {
            return null;
        }

        var index = statements.IndexOf(statement) + 1;
        return index < statements.Count ? statements[index] as ReturnStatementSyntax : null;
    }
}
