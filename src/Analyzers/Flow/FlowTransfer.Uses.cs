using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for uses of what is released, borrowed or not asked about, and addresses beside their pins.</summary>
internal sealed partial class FlowTransfer
{
    /// <summary>Whether a value is the address of something that does not last.</summary>
    public bool IsAddress(int value)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.AddressOfSlot || (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number].Kind is OriginKind.PinnedAddress or OriginKind.StackAddress))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value is used: it must not have been released, and must have been tested where its maker can fail.</summary>
    public void CheckUses(int value, IOperation at, FlowState state, ValueUse use = ValueUse.Passing)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin)
            {
                CheckUse(_body.Origins[(int)atom.Number], at, state, use);
            }
        }
    }

    /// <summary>The pins that a variable of a fixed statement holds end with it.</summary>
    public void EndPins(int value, FlowState state)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number] is { Kind: OriginKind.PinnedAddress } origin)
            {
                state.SetState(origin, OriginState.Released);
            }
        }
    }

    private int AddressOf(IAddressOfOperation address, FlowState state)
    {
        var place = address.Reference;
        if (FindSlot(_body, place) is { } slot && _body.Slots[slot].Kind is SlotKind.Local or SlotKind.Parameter)
        {
            return Values.Of(new Atom(AtomKind.AddressOfSlot, slot));
        }

        EvaluateChildren(place, state, null);
        return FlowValues.Unknown;
    }

    /// <summary>Whether a target is no variable of the body: a field, a property, an element, or what the caller passed by reference.</summary>
    private static bool IsElsewhere(IOperation target) =>
        target is not (ILocalReferenceOperation { Local.RefKind: RefKind.None } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None } or IDiscardOperation);

    /// <summary>What leads into memory leads to it: who gets <c>memory + 8</c> may release the memory by it.</summary>
    private void EscapeBases(IOperation value, bool isReturned, FlowState state, IOperation at)
    {
        if (ResourceRoles.IsRaw(value.Type))
        {
            EscapeBasesOf(value, false, isReturned, state, at);
        }
    }

    private void EscapeBasesOf(IOperation value, bool isComputed, bool isReturned, FlowState state, IOperation at)
    {
        switch (Operations.Unconverted(value))
        {
            case IParenthesizedOperation { Operand: var inner }:
                EscapeBasesOf(inner, isComputed, isReturned, state, at);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum:
                EscapeBasesOf(sum.LeftOperand, true, isReturned, state, at);
                if (sum.OperatorKind == BinaryOperatorKind.Add)
                {
                    EscapeBasesOf(sum.RightOperand, true, isReturned, state, at);
                }

                break;
            case IInvocationOperation { TargetMethod: { Name: "Add" or "Subtract", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr }, Arguments: { Length: 2 } arguments }:
                EscapeBasesOf(arguments[0].Value, true, isReturned, state, at);
                break;
            case IInvocationOperation { TargetMethod: { Name: "ToInt64" or "ToInt32" or "ToUInt64" or "ToUInt32" or "ToPointer" }, Instance: { } instance } when ResourceRoles.IsRaw(instance.Type):
                EscapeBasesOf(instance, isComputed, isReturned, state, at);
                break;
            case IObjectCreationOperation { Arguments: { Length: 1 } arguments } made when ResourceRoles.IsRaw(made.Type):
                EscapeBasesOf(arguments[0].Value, isComputed, isReturned, state, at);
                break;
            case IAddressOfOperation address when Operations.DereferencedBy(address.Reference) is { } pointer:
                EscapeBasesOf(pointer, true, isReturned, state, at);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation when isComputed:
                var kept = Evaluate(Operations.Unconverted(value)!, state);

                // A caller that brought the memory itself has it still.
                if (!isReturned || KindOfOnly(kept) == OriginKind.Resource)
                {
                    EscapeAll(kept, state, at);
                }

                break;
        }
    }

    /// <summary>A place so many bytes behind a pinned or stack address lives as long as that does.</summary>
    private int AddressBeside(IBinaryOperation binary, int left, int right)
    {
        if (!ResourceRoles.IsRaw(binary.Type) || binary.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract))
        {
            return FlowValues.Unknown;
        }

        return IsPlace(left) ? left : binary.OperatorKind == BinaryOperatorKind.Add && IsPlace(right) ? right : FlowValues.Unknown;

        bool IsPlace(int value) => KindOfOnly(value) is OriginKind.PinnedAddress or OriginKind.StackAddress;
    }

    /// <summary>Something is computed from the values: a pointer into memory of the first is a use of it.</summary>
    private void CheckArithmetic(int left, int right, IOperation at, FlowState state)
    {
        CheckUses(left, at, state);
        CheckUses(right, at, state);
    }

    private int Pin(int value, IOperation at, ISymbol local, FlowState state)
    {
        // A pointer that native code made needs no pin and gets none.
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number].Kind is OriginKind.Resource or OriginKind.StackAddress or OriginKind.PinnedAddress)
            {
                return value;
            }
        }

        var origin = _body.OriginOf(at, -1, (at, local), static (id, from) => new Origin(id, OriginKind.PinnedAddress, from.at) { Symbol = from.local, Evidence = Evidence.Known, Producer = "fixed" });
        return Make(origin, OriginState.Live, state);
    }

    /// <summary>The origin of an address of pinned or stack memory that an atom is; null for every other value.</summary>
    public Origin? AddressIn(Atom atom, IOperation at)
    {
        if (atom.Kind == AtomKind.Origin)
        {
            return _body.Origins[(int)atom.Number] is { Kind: OriginKind.PinnedAddress or OriginKind.StackAddress } origin ? origin : null;
        }

        return atom.Kind == AtomKind.AddressOfSlot && _body.Slots[(int)atom.Number] is { Kind: SlotKind.Local or SlotKind.Parameter, Symbol: { } variable }
            ? _body.OriginOf(at, AddressRole - (int)atom.Number, (at, variable), static (id, from) => new Origin(id, OriginKind.StackAddress, from.at)
            {
                Symbol = from.variable,
                Evidence = Evidence.Known,
                Producer = "&" + from.variable.Name,
            })
            : null;
    }

    private void CheckUse(Origin origin, IOperation at, FlowState state, ValueUse use = ValueUse.Passing)
    {
        var current = state.State(origin);
        switch (origin.Kind)
        {
            case OriginKind.Resource or OriginKind.Field or OriginKind.Parameter:
                if ((current & ~OriginState.Knowledge) == OriginState.Released)
                {
                    _body.Record(FactKind.UsedAfterRelease, origin, at, _body.FirstReleases.TryGetValue(origin.Id, out var release) ? release : null, origin.Symbol);
                }
                else if (origin.Status is { } status)
                {
                    CheckStatus(origin, status, at, state, use);
                }
                else if (origin.CanFail && current == (OriginState.Unchecked | OriginState.Live) && use == ValueUse.Dereferencing)
                {
                    _body.Record(FactKind.UsedUnchecked, origin, at);
                }

                break;
            case OriginKind.Status when origin.Convention!.Kind == StatusKind.NotNull && current == OriginState.Unchecked && use == ValueUse.Dereferencing:
                _body.Record(FactKind.UsedUnchecked, origin, at);
                break;
            case OriginKind.Output when origin.Status is { } status:
                CheckStatus(origin, status, at, state, use);
                break;
            case OriginKind.Borrowed when origin.Owner is { } owner && state.State(owner) == OriginState.Released && use != ValueUse.Passing:
                _body.Record(FactKind.BorrowedUsedAfterOwner, origin, at, _body.FirstReleases.TryGetValue(owner.Id, out var ownerRelease) ? ownerRelease : null);
                break;
            case OriginKind.PinnedAddress when current == OriginState.Released && use != ValueUse.Passing:
                _body.Record(FactKind.AddressUsedAfterPin, origin, at);
                break;
        }
    }

    private void CheckStatus(Origin origin, Origin status, IOperation at, FlowState state, ValueUse use)
    {
        var current = state.State(status);
        if (use != ValueUse.Passing && current is OriginState.Unchecked or OriginState.Bad)
        {
            _body.Record(FactKind.OutputUnchecked, origin, at, status.Operation, detail: current == OriginState.Bad ? "bad" : "");
        }
    }
}
