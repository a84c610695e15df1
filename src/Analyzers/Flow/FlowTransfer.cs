using System;
using System.Collections.Generic;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Evaluates operations over a state: what a slot holds after an assignment, where a value goes. What calls do to the values that they are given is <see cref="FlowCalls"/>.
/// </summary>
internal sealed partial class FlowTransfer
{
    // The roles of origins that stand for the address of a slot, counted down by slot.
    private const int AddressRole = -100;

    private readonly FlowBody _body;
    private readonly FlowCalls _calls;
    private readonly Dictionary<CaptureId, IOperation> _capturedPlaces;

    // Origins that were made again in a loop while a slot still holds the former one.
    private readonly HashSet<int> _madeAgain;

    // When a slot was last seen to hold an origin, by the number of the look.
    private int[] _heldAt = new int[8];
    private int _generation;

    public FlowTransfer(FlowBody body, Action<FlowState, ExceptionKind, IOperation?> throwing)
    {
        _body = body;
        _capturedPlaces = body.Workspace.CapturedPlaces;
        _madeAgain = body.Workspace.MadeAgain;
        _calls = new FlowCalls(body, this, throwing);
    }

    /// <summary>Whether the path that is being followed ended in a call that never returns.</summary>
    public bool IsDead { get; set; }

    private FlowValues Values => _body.Values;

    public void Execute(IOperation operation, FlowState state)
    {
        IsDead = false;
        Evaluate(operation, state);
        foreach (var id in _madeAgain)
        {
            if (!IsInElements(_body.Origins[id], state))
            {
                Abandon(_body.Origins[id], state);
            }
        }

        _madeAgain.Clear();
    }

    /// <summary>What <paramref name="operation"/> yields; its effects are applied to <paramref name="state"/>.</summary>
    public int Evaluate(IOperation operation, FlowState state)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return ToNumber(constant) is { } number ? Values.Constant(number) : FlowValues.Unknown;
        }

        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation, state);
            case IFlowCaptureOperation capture:
                return Capture(capture, state);
            case IDefaultValueOperation:
                return operation.Type?.TypeKind is TypeKind.Struct && !_body.Roles.CanHoldResource(operation.Type) ? FlowValues.Unknown : Values.Constant(0);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation:
                return Read(operation, state);
            case IFieldReferenceOperation field:
                return ReadField(field, state);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, state);
            case IConversionOperation conversion:
                return Convert(conversion, state);
            case ISimpleAssignmentOperation { IsRef: false } copy when FindStruct(_body, copy.Value) is { } source && FindStruct(_body, PlaceOf(copy.Target)) is { } target:
                CopyStruct(source, target, copy, state);
                return FlowValues.Unknown;
            case ISimpleAssignmentOperation assignment:
                _calls.KeepReferences(assignment.Value, assignment, state);
                var assigned = Evaluate(assignment.Value, state);
                if (!assignment.IsImplicit && assignment.Syntax is AssignmentExpressionSyntax)
                {
                    ForgetConditions(assignment.Target, state);
                }

                if (IsElsewhere(assignment.Target))
                {
                    EscapeBases(assignment.Value, false, state, assignment);
                }

                return Assign(assignment.Target, assigned, assignment, state);
            case IVariableDeclaratorOperation declarator:
                DeclareLocal(declarator, state);
                return FlowValues.Unknown;
            case ICompoundAssignmentOperation compound:
                Evaluate(compound.Value, state);
                ForgetConditions(compound.Target, state);
                return Change(compound.Target, state);
            case IIncrementOrDecrementOperation increment:
                if (increment.Syntax.Parent is not ForStatementSyntax)
                {
                    ForgetConditions(increment.Target, state);
                }

                return Change(increment.Target, state);
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction, state);
                return FlowValues.Unknown;
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression, state);
            case IInvocationOperation invocation:
                return _calls.Invoke(invocation, state);
            case IFunctionPointerInvocationOperation invocation:
                return _calls.Invoke(invocation, state);
            case IObjectCreationOperation creation:
                return _calls.Create(creation, state);
            case IAddressOfOperation address:
                return AddressOf(address, state);
            case IPropertyReferenceOperation property:
                return _calls.ReadProperty(property, state);
            case IBinaryOperation binary:
                return Compare(binary, state);
            case IUnaryOperation unary:
                return Negate(unary, state);
            case IIsNullOperation isNull:
                return Test(Evaluate(isNull.Operand, state), TestKind.Equal, 0);
            case IIsPatternOperation pattern:
                return Match(Evaluate(pattern.Value, state), pattern.Pattern, state);
            case IAwaitOperation await:
                var awaited = Evaluate(await.Operation, state);
                _calls.Await(await, state);
                return awaited;
            case IReturnOperation yielded:
                if (yielded.ReturnedValue is { } returned)
                {
                    EscapeAll(Evaluate(returned, state), state, operation);
                }

                _calls.Yield(operation, state);
                return FlowValues.Unknown;
            case IInterpolatedStringOperation or INameOfOperation or ITypeOfOperation or IIsTypeOperation or IFlowAnonymousFunctionOperation:
                EvaluateChildren(operation, state, null);
                return FlowValues.Unknown;
            case IDelegateCreationOperation creation:
                EvaluateChildren(creation, state, null);
                return FlowValues.Unknown;
            case IInvalidOperation:
                _calls.CallUnknown(state);
                return EvaluateOther(operation, state);
            default:
                return operation.Kind == OperationKind.None ? EvaluateUnnamed(operation, state) : EvaluateOther(operation, state);
        }
    }

    /// <summary>The value is what the method returns.</summary>
    public void Return(IOperation operation, int value, FlowState state)
    {
        if (_body.IsRecording)
        {
            Summary.AddReturn(_body, value, state);
        }

        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin)
            {
                var origin = _body.Origins[(int)atom.Number];
                if (origin.Kind == OriginKind.Resource)
                {
                    // A caller gets what failed together with the news that it failed.
                    if (state.State(origin) == OriginState.Released)
                    {
                        CheckUse(origin, operation, state);
                    }

                    _body.Record(FactKind.HandedOut, origin, operation);
                }
                else if (origin.Kind == OriginKind.Borrowed)
                {
                    // Whether the owner is still there, the finally blocks on the way out decide.
                    state.SetValue(_body.ReturnSlot, value);
                }
            }

            if (AddressIn(atom, operation) is { } address)
            {
                _body.Record(FactKind.AddressEscapes, address, operation, detail: "is returned");
            }
        }

        EscapeBases(operation, true, state, operation);

        // What the caller brought it gets back: the summary says so.
        if (Values.Single(value) is not { Kind: AtomKind.Origin, Number: var number } || _body.Origins[(int)number].Kind != OriginKind.Parameter)
        {
            EscapeAll(value, state, operation);
        }
    }

    /// <summary>What is in the tuple or struct that the method returns: an address in it gets out as well.</summary>
    public void CheckReturnedParts(IOperation returned, FlowState state)
    {
        switch (Operations.Unconverted(returned))
        {
            case ITupleOperation { Elements: var elements }:
                foreach (var element in elements)
                {
                    // Only what has no effects is looked at twice.
                    if (Operations.Unconverted(element) is ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IAddressOfOperation)
                    {
                        CheckReturnedPart(Evaluate(element, state), returned, state);
                    }
                }

                break;
            case { } place when FindStruct(_body, place) is { } whole && _body.MembersOf(whole) is { } members:
                foreach (var member in members)
                {
                    CheckReturnedPart(state.Value(member), returned, state);
                }

                break;
        }
    }

    private void CheckReturnedPart(int value, IOperation at, FlowState state)
    {
        foreach (var atom in Values[value])
        {
            if (AddressIn(atom, at) is { } address && state.State(address) != OriginState.Failed)
            {
                _body.Record(FactKind.AddressEscapes, address, at, detail: "is returned");
            }
        }
    }

    public SummaryBuilder Summary => _body.Workspace.Summary;

    private int Capture(IFlowCaptureOperation capture, FlowState state)
    {
        var slot = _body.SlotOf(capture.Id);
        if (capture.Value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation or IDiscardOperation)
        {
            _capturedPlaces[capture.Id] = capture.Value;
        }

        var value = Evaluate(capture.Value, state);
        state.SetValue(slot, value);
        return value;
    }

    /// <summary>The place that a temporary stands for, where one is assigned to; every other operation is itself.</summary>
    private IOperation PlaceOf(IOperation target) =>
        target is IFlowCaptureReferenceOperation { Id: var capture } && _capturedPlaces.TryGetValue(capture, out var place) ? place : target;

    private int Convert(IConversionOperation conversion, FlowState state)
    {
        var value = Evaluate(conversion.Operand, state);
        if (conversion.OperatorMethod is not { } method)
        {
            return value;
        }

        // IntPtr's own operators keep the value, and so do those between GCHandle and IntPtr.
        if (method.ContainingType is { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } || _body.Roles.IsGCHandle(method.ContainingType))
        {
            return value;
        }

        // A handle in a struct of its own is the number that the struct holds.
        if (ResourceRoles.IsRaw(conversion.Type) && conversion.Operand.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct } wrapper && ResourceRoles.IsOneHandle(wrapper))
        {
            return value;
        }

        // What a user's operator does is not followed: it may keep the value, and what it makes of a status may be tested in its place.
        AskElsewhere(value, state);

        if (conversion.Type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class })
        {
            EscapeAll(value, state, conversion);
        }

        return FlowValues.Unknown;
    }

    /// <summary>Whether a value is what the parameter in <paramref name="slot"/> got: the caller has it, whatever becomes of the copy here.</summary>
    private bool IsOwnArgument(Origin origin, int slot) =>
        origin is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol { RefKind: RefKind.None } parameter } && _body.Slots[slot] is { Kind: SlotKind.Parameter, Symbol: { } own } && SymbolEqualityComparer.Default.Equals(own, parameter);

    /// <summary>What Roslyn has no operation for: dereferenced pointers, elements behind pointers, stackalloc, what a fixed statement is initialized with.</summary>
    private int EvaluateUnnamed(IOperation operation, FlowState state)
    {
        if (operation.Syntax.IsKind(SyntaxKind.StackAllocArrayCreationExpression) || operation.Syntax.IsKind(SyntaxKind.ImplicitStackAllocArrayCreationExpression))
        {
            EvaluateChildren(operation, state, null);
            var origin = _body.OriginOf(operation, -1, operation, static (id, at) => new Origin(id, OriginKind.StackAddress, at) { Evidence = Evidence.Known, Producer = "stackalloc" });
            return Make(origin, OriginState.Live, state);
        }

        var isDereference = Operations.DereferencedBy(operation) is not null;
        var last = FlowValues.Unknown;
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child, state);
            if (isDereference)
            {
                CheckUses(value, operation, state, ValueUse.Dereferencing);
            }

            last = value;
        }

        return isDereference ? FlowValues.Unknown : last;
    }

    private int EvaluateOther(IOperation operation, FlowState state)
    {
        EvaluateChildren(operation, state, operation);
        return FlowValues.Unknown;
    }

    /// <summary>Evaluates the parts; where <paramref name="keeper"/> is given, what they yield may be kept by it.</summary>
    private void EvaluateChildren(IOperation operation, FlowState state, IOperation? keeper)
    {
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child, state);
            if (keeper is not null && value > FlowValues.Unknown)
            {
                CheckUses(value, keeper, state, keeper is IArrayCreationOperation ? ValueUse.Reading : ValueUse.Passing);
                EscapeAll(value, state, keeper);
            }
        }
    }
}
