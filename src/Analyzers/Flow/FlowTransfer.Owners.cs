using System;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for who holds a resource, and when the last one lets it go.</summary>
internal sealed partial class FlowTransfer
{
    /// <summary>Forgets the values that nobody asks for from <paramref name="block"/> on, and the state of what no slot holds and nobody has to release.</summary>
    public void DropUnheld(FlowState state, int block)
    {
        _generation++;
        for (var i = state.SlotCount - 1; i >= 0; i--)
        {
            var (slot, value) = (state.SlotAt(i), state.ValueAt(i));
            if (_body.IsDone(slot, block) || (value == FlowValues.Unknown && _body.Slots[slot].Kind is not (SlotKind.Parameter or SlotKind.Field)))
            {
                state.SetValue(slot, FlowValues.Initial);
            }
            else if (value > FlowValues.Unknown)
            {
                Hold(value);
            }
        }

        for (var i = state.OriginCount - 1; i >= 0; i--)
        {
            var origin = _body.Origins[state.OriginAt(i)];
            if (!IsHeld(origin) && origin.Kind is not (OriginKind.Parameter or OriginKind.Field) && (state.StateAt(i) & OriginState.Live) == 0
                && !(origin.Kind == OriginKind.Status && IsAnyHeld(origin.Correlated)))
            {
                state.SetState(origin, OriginState.None);
            }
        }
    }

    public bool HasResource(int value)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number].Kind == OriginKind.Resource)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value may be kept where it is not followed any further.</summary>
    public void EscapeAll(int value, FlowState state, IOperation at)
    {
        foreach (var atom in Values[value])
        {
            switch (atom.Kind)
            {
                case AtomKind.Origin:
                    Abandon(_body.Origins[(int)atom.Number], state);
                    break;
                case AtomKind.AddressOfSlot:
                    EscapeAll(state.Value((int)atom.Number), state, at);
                    EscapeMembers((int)atom.Number, state, at);
                    state.SetValue((int)atom.Number, FlowValues.Unknown);
                    break;
            }
        }
    }

    /// <summary>Whether a loop comes to an operation for one value of its counter only: <c>for (pass = 0; pass &lt; 2; pass++) { if (pass == 1) … }</c>.</summary>
    private static bool RunsOnce(IOperation? operation)
    {
        string? tested = null;
        for (var node = operation?.Syntax.Parent; node is not null and not MemberDeclarationSyntax and not AnonymousFunctionExpressionSyntax; node = node.Parent)
        {
            switch (node)
            {
                case IfStatementSyntax { Condition: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: IdentifierNameSyntax counter, Right: LiteralExpressionSyntax } } test
                    when test.Statement.Span.Contains(operation!.Syntax.Span):
                    tested ??= counter.Identifier.ValueText;
                    break;
                case ForStatementSyntax loop:
                    foreach (var step in loop.Incrementors)
                    {
                        if ((step is PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax before } && before.Identifier.ValueText == tested)
                            || (step is PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax behind } && behind.Identifier.ValueText == tested))
                        {
                            return true;
                        }
                    }

                    return false;
                case WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>A call makes a value: its state begins anew.</summary>
    public int Make(Origin origin, OriginState first, FlowState state)
    {
        if (origin.Kind == OriginKind.Resource && state.State(origin) is var before && (before & OriginState.Live) != 0)
        {
            if (IsHeldBy(origin, state, -1))
            {
                _madeAgain.Add(origin.Id);
            }
            else if (!IsInElements(origin, state) && !RunsOnce(origin.Operation))
            {
                _body.Record(FactKind.Overwritten, origin, origin.Operation, origin.Operation);
            }
        }
        else if (state.State(origin) != OriginState.None)
        {
            // The slots that still hold what the same place made in the round before: that one is done with.
            for (var i = state.SlotCount - 1; i >= 0; i--)
            {
                var (slot, value) = (state.SlotAt(i), state.ValueAt(i));
                if (value > FlowValues.Unknown && Values.Contains(value, origin))
                {
                    state.SetValue(slot, Values.Without(value, origin, static (atom, gone) => atom.Kind == AtomKind.Origin && atom.Number == gone.Id) is { } rest ? Values.Union(rest, FlowValues.Unknown) : FlowValues.Unknown);
                }
            }
        }

        state.SetState(origin, first);
        return Values.Of(origin);
    }

    public void Abandon(Origin origin, FlowState state)
    {
        var before = state.State(origin);
        if (origin.Kind is OriginKind.Parameter or OriginKind.Field)
        {
            state.SetState(origin, (before & ~OriginState.Transferred) | OriginState.Escaped);
        }
        else if (origin.Kind == OriginKind.Resource && (before & (OriginState.Live | OriginState.Transferred)) != 0)
        {
            _body.Record(FactKind.Escaped, origin, null);
            state.SetState(origin, (before & ~(OriginState.Live | OriginState.Unchecked | OriginState.Transferred)) | OriginState.Escaped);
        }
        else if ((before & OriginState.InNewObject) != 0)
        {
            state.SetState(origin, before & ~OriginState.InNewObject);
        }
    }

    private void Hold(int value)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin)
            {
                var origin = _body.Origins[(int)atom.Number];
                Hold(origin);
                if (origin.Owner is { } owner)
                {
                    Hold(owner);
                }

                // Whether the call failed decides whether its error is meant.
                if (origin is { Kind: OriginKind.LastError, Status: { } status })
                {
                    Hold(status);
                }
            }
            else if (atom.Kind == AtomKind.Test)
            {
                Hold(atom.Operand);
            }
        }
    }

    private void Hold(Origin origin)
    {
        if (origin.Id >= _heldAt.Length)
        {
            Array.Resize(ref _heldAt, Math.Max(_body.Origins.Count, _heldAt.Length * 2));
        }

        _heldAt[origin.Id] = _generation;
    }

    private bool IsHeld(Origin origin) => origin.Id < _heldAt.Length && _heldAt[origin.Id] == _generation;

    private bool IsAnyHeld(ImmutableArray<Origin> origins)
    {
        foreach (var origin in origins)
        {
            if (IsHeld(origin))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInElements(Origin origin, FlowState state)
    {
        for (var i = 0; i < state.SlotCount; i++)
        {
            if (_body.Slots[state.SlotAt(i)].Kind == SlotKind.Elements && state.ValueAt(i) > FlowValues.Unknown && Values.Contains(state.ValueAt(i), origin))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHeldBy(Origin origin, FlowState state, int except)
    {
        for (var i = 0; i < state.SlotCount; i++)
        {
            if (state.SlotAt(i) != except && _body.Slots[state.SlotAt(i)].Kind != SlotKind.Elements && state.ValueAt(i) > FlowValues.Unknown && Values.Contains(state.ValueAt(i), origin))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A slot is about to hold something else than <paramref name="origin"/>.</summary>
    private void LoseFrom(int slot, Origin origin, int value, IOperation at, FlowState state)
    {
        if (origin.Kind != OriginKind.Resource)
        {
            return;
        }

        var isMadeAgain = _madeAgain.Contains(origin.Id);
        if (Values.Contains(value, origin) && !isMadeAgain)
        {
            return;
        }

        if (IsHeldBy(origin, state, slot) || IsInElements(origin, state))
        {
            return;
        }

        if (isMadeAgain)
        {
            _madeAgain.Remove(origin.Id);
            if (!RunsOnce(origin.Operation))
            {
                _body.Record(FactKind.Overwritten, origin, at, origin.Operation);
            }
        }
        else if (state.State(origin) is var before && (before & ~OriginState.Unchecked) == OriginState.Live)
        {
            _body.Record(FactKind.Overwritten, origin, at, origin.Operation);
            state.SetState(origin, OriginState.Escaped);
        }
    }

    /// <summary>Whether another place than a slot still holds a value: what the parameter itself brought, or what another variable has.</summary>
    private bool IsOtherwiseHeld(Origin origin, int slot, FlowState state) =>
        IsHeldBy(origin, state, slot)
        || (origin is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol parameter } && (_body.FindSlot(SlotKind.Parameter, parameter) is not { } own || (own != slot && state.Value(own) == FlowValues.Initial)));

    /// <summary>Whether a pointer is only moved, read through and compared, as one that looks for the end of a text: nobody gets what it holds then.</summary>
    private bool OnlyWalks(int slot)
    {
        if (_body.Slots[slot] is not { Kind: SlotKind.Local or SlotKind.Parameter, Symbol: ILocalSymbol { Type: IPointerTypeSymbol } or IParameterSymbol { Type: IPointerTypeSymbol, RefKind: RefKind.None } } variable)
        {
            return false;
        }

        foreach (var operation in _body.Graph.OriginalOperation.Descendants())
        {
            ISymbol? used = operation switch
            {
                ILocalReferenceOperation { Local: var local } => local,
                IParameterReferenceOperation { Parameter: var parameter } => parameter,
                _ => null,
            };
            if (used is not null && SymbolEqualityComparer.Default.Equals(used, variable.Symbol) && !(Operations.WithConversions(operation).Parent switch
            {
                IIncrementOrDecrementOperation { Parent: var around } => around is IExpressionStatementOperation or { Kind: OperationKind.None },
                ICompoundAssignmentOperation { Parent: IExpressionStatementOperation } compound => compound.Target == operation,
                ISimpleAssignmentOperation assignment => assignment.Target == operation,
                IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int64 or SpecialType.System_Int32 } => true,
                { Kind: OperationKind.None } unnamed => Operations.DereferencedBy(unnamed) is not null,
                _ => false,
            }))
            {
                return false;
            }
        }

        return true;
    }
}
