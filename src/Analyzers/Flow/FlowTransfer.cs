using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Evaluates operations over a state: what a slot holds after an assignment, where a value goes. What calls do to the values that they are given is <see cref="FlowCalls"/>.
/// </summary>
internal sealed class FlowTransfer
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

    /// <summary>The slot that an expression names, or null.</summary>
    public static int? FindSlot(FlowBody body, IOperation place) => place switch
    {
        ILocalReferenceOperation { Local: var local } => body.Captured.Contains(local) || local.RefKind != RefKind.None ? null : body.SlotOf(SlotKind.Local, local),
        IParameterReferenceOperation { Parameter: var parameter } => body.Captured.Contains(parameter) ? null : body.SlotOf(SlotKind.Parameter, parameter),
        IFlowCaptureReferenceOperation { Id: var id } => body.SlotOf(id),
        IFieldReferenceOperation { Field: var field } reference when IsOwnField(body, reference) => body.SlotOf(SlotKind.Field, field.OriginalDefinition),
        IFieldReferenceOperation { Field: { IsStatic: false, RefKind: RefKind.None } field, Instance: { } instance } when FindStruct(body, instance) is { } owner && body.Roles.CanHoldResource(field.Type) =>
            body.SlotOfMember(owner, field.OriginalDefinition),
        _ => null,
    };

    /// <summary>The slot of a local or temporary whose struct has fields that can hold resources, and is followed field by field; null for every other place.</summary>
    public static int? FindStruct(FlowBody body, IOperation place) =>
        place is ILocalReferenceOperation or IFlowCaptureReferenceOperation && IsFollowedStruct(body, place.Type) ? FindSlot(body, place) : null;

    private static bool IsFollowedStruct(FlowBody body, ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct } structure && body.Roles.HoldsResources(structure);

    /// <summary>The comparison with a constant that a binary operation makes, or null.</summary>
    public static (IOperation Tested, TestKind Kind, long Constant)? TestOf(IBinaryOperation binary)
    {
        if (KindOf(binary.OperatorKind) is not { } kind)
        {
            return null;
        }

        if (ConstantOf(binary.RightOperand) is { } right)
        {
            return (binary.LeftOperand, kind, right);
        }

        return ConstantOf(binary.LeftOperand) is { } left ? (binary.RightOperand, Flip(kind), left) : null;
    }

    /// <summary>Puts a value into a place; yields the value.</summary>
    public int Assign(IOperation target, int value, IOperation at, FlowState state)
    {
        while (target is IConversionOperation or IParenthesizedOperation or IDeclarationExpressionOperation)
        {
            target = target switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                _ => ((IDeclarationExpressionOperation)target).Expression,
            };
        }

        target = PlaceOf(target);

        if (target is IDiscardOperation)
        {
            return value;
        }

        if (FindSlot(_body, target) is { } slot)
        {
            if (target is ILocalReferenceOperation { Local: var local })
            {
                GiveElements(local, null, state);
            }

            AssignSlot(slot, value, at, state);
            ForgetMembers(slot, at, state);
            return value;
        }

        if (HasResource(value) && _body.Collections.CollectionOf(target) is { } collection)
        {
            EvaluateChildren(target, state, null);
            AddElement(collection, value, at, state);
            return value;
        }

        // A place that is not followed: an element, a property, another object's field, a captured variable, memory behind a pointer.
        if (target.Kind == OperationKind.None)
        {
            // Memory behind a pointer is written: that uses the pointer and does not keep it.
            EvaluateUnnamed(target, state);
        }
        else if (target is not IFieldReferenceOperation { Instance: { } owner } || FindStruct(_body, owner) is null)
        {
            EvaluateChildren(target, state, target);
        }

        Store(value, at, OutlivesTheBody(target) ? Describe(target) : null, target is IFieldReferenceOperation { Field: var field } ? field : null, state);
        return value;
    }

    /// <summary>A resource gets into an array or list that is this body's own.</summary>
    public void AddElement(ILocalSymbol collection, int value, IOperation at, FlowState state)
    {
        CheckUses(value, at, state);
        var slot = _body.SlotOf(SlotKind.Elements, collection);
        var before = state.Value(slot);
        state.SetValue(slot, before == FlowValues.Initial ? value : Values.Union(before, value));
    }

    /// <summary>A loop begins: what it releases of each element is released, however many there are.</summary>
    public void EnterLoop(IOperation? entry, FlowState state)
    {
        if (_body.Collections.EnteredBy(entry) is { } entered)
        {
            foreach (var (collection, release) in entered)
            {
                GiveElements(collection, release, state);
            }
        }
    }

    /// <summary>Somebody gets the elements of a collection: they are released there, or not followed any further.</summary>
    private void GiveElements(ILocalSymbol collection, IOperation? release, FlowState state)
    {
        if (_body.FindSlot(SlotKind.Elements, collection) is not { } slot || state.Value(slot) is not (var elements and > FlowValues.Unknown))
        {
            return;
        }

        foreach (var atom in Values[elements])
        {
            if (release is not null && atom.Kind == AtomKind.Origin && (state.State(_body.Origins[(int)atom.Number]) & OriginState.Live) != 0)
            {
                _body.Record(FactKind.Released, _body.Origins[(int)atom.Number], release);
            }
        }

        EscapeAll(elements, state, release ?? _body.Graph.OriginalOperation);
        state.SetValue(slot, FlowValues.Unknown);
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

    /// <summary>Whether what is put into a place stays there when the method is done: not so in a local struct or array, and in memory that a pointer leads to nobody can tell.</summary>
    public bool OutlivesTheBody(IOperation target)
    {
        switch (target)
        {
            case IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true }:
                return true;

            // The struct that a pointer of the caller or of a field points to is there before and after.
            case IFieldReferenceOperation { Instance: { } instance }:
                return Operations.DereferencedBy(instance) is { } pointer ? pointer is IParameterReferenceOperation || OutlivesTheBody(pointer) : OutlivesTheBody(instance);
            case IPropertyReferenceOperation { Instance: { } instance }:
                return OutlivesTheBody(instance);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return OutlivesTheBody(array);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type }:
                return !type.IsRefLikeType;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.Type.IsReferenceType;
            case IConversionOperation { Operand: var operand }:
                return OutlivesTheBody(operand);
            case ILocalReferenceOperation { Local: var local } when _body.Captured.Contains(local):
                return IsInKeptLambda(local);
            default:
                return false;
        }
    }

    /// <summary>Whether a lambda that uses the variable gets to where it stays when the method is done.</summary>
    private bool IsInKeptLambda(ILocalSymbol local)
    {
        foreach (var operation in _body.Graph.OriginalOperation.Descendants())
        {
            if (operation is IAnonymousFunctionOperation lambda && IsKept(Operations.WithConversions(lambda.Parent is IDelegateCreationOperation made ? made : lambda)))
            {
                foreach (var inner in lambda.Body.Descendants())
                {
                    if (inner is ILocalReferenceOperation { Local: var used } && SymbolEqualityComparer.Default.Equals(used, local))
                    {
                        return true;
                    }
                }
            }
        }

        return false;

        static bool IsKept(IOperation value) => value.Parent switch
        {
            IReturnOperation or IEventAssignmentOperation => true,
            IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType.Name: "ThreadPool" } } } => true,
            _ => false,
        };
    }

    public void AssignSlot(int slot, int value, IOperation at, FlowState state)
    {
        var (kind, symbol, _, _) = _body.Slots[slot];
        if (symbol is ILocalSymbol { IsFixed: true })
        {
            value = Pin(value, at, symbol, state);
        }

        var old = state.Value(slot);
        if (old > FlowValues.Unknown && Values.Single(old) is { Kind: AtomKind.Origin, Number: var number })
        {
            LoseFrom(slot, _body.Origins[(int)number], value, at, state);
        }

        state.SetValue(slot, value);
        if (kind == SlotKind.Field && symbol is IFieldSymbol field)
        {
            _body.WrittenFields.Add(field);
            _body.FieldStores[slot] = at;
            CheckReplaced(old == FlowValues.Initial ? _body.InitialOf(slot) : old, value, field, at, state);
            StoreInField(value, field, at, state);
        }
    }

    /// <summary>What the field had when the method began is still there, and nothing has happened to it.</summary>
    private void CheckReplaced(int old, int value, IFieldSymbol field, IOperation at, FlowState state)
    {
        if (!field.IsStatic
            && _body.Method is { MethodKind: MethodKind.PropertySet, IsInitOnly: false } or { MethodKind: MethodKind.Ordinary, IsOverride: false, DeclaredAccessibility: not Accessibility.Private }
            && Values.Single(old) is { Kind: AtomKind.Origin, Number: var before } && _body.Origins[(int)before] is { Kind: OriginKind.Field } former && (state.State(former) & ~OriginState.Knowledge) == OriginState.None
            && Values.Single(value) is { Kind: AtomKind.Origin, Number: var made } && _body.Origins[(int)made] is { Kind: OriginKind.Resource } origin)
        {
            _body.Record(FactKind.FieldReplaced, origin, at, symbol: field);
        }
    }

    /// <summary>The method ends: an address of pinned or stack memory that a field of this object still holds got out.</summary>
    public void CheckFields(FlowState state)
    {
        foreach (var slot in _body.FieldSlots)
        {
            if (state.Value(slot) is not (var value and > FlowValues.Unknown) || !_body.FieldStores.TryGetValue(slot, out var at))
            {
                continue;
            }

            foreach (var atom in Values[value])
            {
                if (AddressIn(atom, at) is { } address)
                {
                    _body.Record(FactKind.AddressEscapes, address, at, symbol: _body.Slots[slot].Symbol, detail: $"is stored in `{_body.Slots[slot].Symbol!.Name}`");
                }
            }
        }
    }

    /// <summary>A value gets into a field by <c>Interlocked.Exchange</c>.</summary>
    public void Exchange(int slot, int value, IOperation at, FlowState state)
    {
        state.SetValue(slot, value);
        if (_body.Slots[slot] is { Kind: SlotKind.Field, Symbol: IFieldSymbol field })
        {
            StoreInField(value, field, at, state);
        }
    }

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

    /// <summary>The struct in a slot is made anew: what its fields held is lost.</summary>
    public void ForgetMembers(int slot, IOperation at, FlowState state)
    {
        foreach (var member in _body.MembersOf(slot) ?? [])
        {
            AssignSlot(member, FlowValues.Unknown, at, state);
        }
    }

    /// <summary>Somebody gets the struct in a slot and may keep what its fields hold.</summary>
    public void EscapeMembers(int slot, FlowState state, IOperation at)
    {
        foreach (var member in _body.MembersOf(slot) ?? [])
        {
            EscapeAll(state.Value(member), state, at);
        }
    }

    private void CopyStruct(int source, int target, IOperation at, FlowState state)
    {
        if (source == target)
        {
            return;
        }

        ForgetMembers(target, at, state);
        foreach (var member in _body.MembersOf(source) ?? [])
        {
            AssignSlot(_body.SlotOfMember(target, (IFieldSymbol)_body.Slots[member].Symbol!), state.Value(member), at, state);
        }

        AssignSlot(target, ReadSlot(source, state), at, state);
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

    private int Read(IOperation place, FlowState state)
    {
        if (FindSlot(_body, place) is not { } slot)
        {
            return FlowValues.Unknown;
        }

        EscapeMembers(slot, state, place);
        if (place is ILocalReferenceOperation { Local: var local } mention && _body.FindSlot(SlotKind.Elements, local) is not null && !_body.Collections.Leaves(mention))
        {
            GiveElements(local, null, state);
        }

        return ReadSlot(slot, state);
    }

    /// <summary>What a slot holds itself, apart from what the fields of a struct in it hold.</summary>
    public int ReadSlot(int slot, FlowState state)
    {
        var value = state.Value(slot);
        return value == FlowValues.Initial ? _body.InitialOf(slot) : value;
    }

    private int ReadField(IFieldReferenceOperation field, FlowState state)
    {
        if (field.Field is { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr })
        {
            return Values.Constant(0);
        }

        var owner = field.Instance is null ? null : FindStruct(_body, field.Instance);
        if (owner is { } whole)
        {
            CheckUses(ReadSlot(whole, state), field, state);
        }

        if (FindSlot(_body, field) is not null)
        {
            return Read(field, state);
        }

        if (owner is null && field.Instance is { } instance)
        {
            CheckUses(Evaluate(instance, state), field, state);
        }

        return FlowValues.Unknown;
    }

    private static bool IsOwnField(FlowBody body, IFieldReferenceOperation reference) =>
        body.Method is { } method
        && reference.Field is { IsConst: false, RefKind: RefKind.None }
        && SymbolEqualityComparer.Default.Equals(reference.Field.ContainingType.OriginalDefinition, method.ContainingType?.OriginalDefinition)
        && (reference.Field.IsStatic || reference.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
        && (body.Roles.CanHoldResource(reference.Field.Type) || reference.Field.Type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32);

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

    /// <summary>A member of a status's type makes something of it that may be tested in its place.</summary>
    public void AskElsewhere(int value, FlowState state)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number] is { Kind: OriginKind.Status } status)
            {
                state.SetState(status, OriginState.Good | OriginState.Bad);
                foreach (var other in status.Correlated)
                {
                    Abandon(other, state);
                }
            }
        }
    }

    private int Change(IOperation target, FlowState state)
    {
        if (FindSlot(_body, target) is { } slot)
        {
            var value = Read(target, state);
            var isHeld = OnlyWalks(slot);
            foreach (var atom in Values[value])
            {
                isHeld &= atom.Kind != AtomKind.AddressOfSlot && (atom.Kind != AtomKind.Origin || IsOwnArgument(_body.Origins[(int)atom.Number], slot) || IsOtherwiseHeld(_body.Origins[(int)atom.Number], slot, state));
            }

            if (!isHeld)
            {
                EscapeAll(value, state, target);
            }

            state.SetValue(slot, FlowValues.Unknown);
        }
        else
        {
            EvaluateChildren(target, state, target);
        }

        return FlowValues.Unknown;
    }

    /// <summary>Whether another place than a slot still holds a value: what the parameter itself brought, or what another variable has.</summary>
    private bool IsOtherwiseHeld(Origin origin, int slot, FlowState state) =>
        IsHeldBy(origin, state, slot)
        || (origin is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol parameter } && (_body.FindSlot(SlotKind.Parameter, parameter) is not { } own || (own != slot && state.Value(own) == FlowValues.Initial)));

    /// <summary>Whether a value is what the parameter in <paramref name="slot"/> got: the caller has it, whatever becomes of the copy here.</summary>
    private bool IsOwnArgument(Origin origin, int slot) =>
        origin is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol { RefKind: RefKind.None } parameter } && _body.Slots[slot] is { Kind: SlotKind.Parameter, Symbol: { } own } && SymbolEqualityComparer.Default.Equals(own, parameter);

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

    /// <summary>A variable gets another value: what was asked of the former one says nothing of it.</summary>
    private void ForgetConditions(IOperation target, FlowState state)
    {
        ISymbol? variable = target switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
        if (variable is not null && _body.ConditionsOn(variable) is { } slots)
        {
            foreach (var slot in slots)
            {
                state.SetValue(slot, FlowValues.Initial);
            }
        }
    }

    private void ForgetTargets(IOperation target, FlowState state)
    {
        if (FindSlot(_body, target) is { } slot)
        {
            state.SetValue(slot, FlowValues.Unknown);
            return;
        }

        foreach (var child in target.ChildOperations)
        {
            ForgetTargets(child, state);
        }
    }

    private void Deconstruct(IDeconstructionAssignmentOperation deconstruction, FlowState state)
    {
        var target = deconstruction.Target is IDeclarationExpressionOperation { Expression: var declared } ? declared : deconstruction.Target;
        if (target is not ITupleOperation { Elements: var places } || Operations.Unconverted(deconstruction.Value) is not ITupleOperation { Elements: var parts } || places.Length != parts.Length)
        {
            EscapeAll(Evaluate(deconstruction.Value, state), state, deconstruction);
            ForgetTargets(deconstruction.Target, state);
            return;
        }

        var values = new int[parts.Length];
        var all = FlowValues.Unknown;
        for (var i = 0; i < parts.Length; i++)
        {
            values[i] = Evaluate(parts[i], state);
            all = Values.Union(all, values[i]);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            // What goes from one of the places to another is not lost in between.
            if (FindSlot(_body, places[i]) is { } slot && state.Value(slot) is var old and > FlowValues.Unknown && Values.Single(old) is { Kind: AtomKind.Origin, Number: var number } && Values.Contains(all, _body.Origins[(int)number]))
            {
                state.SetValue(slot, FlowValues.Unknown);
            }

            Assign(places[i], values[i], deconstruction, state);
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
        if (Operations.DereferencedBy(place) is { } pointer && IsPutAway(address))
        {
            // What leads into the memory leads to it.
            EscapeAll(Evaluate(pointer, state), state, address);
        }

        return FlowValues.Unknown;
    }

    /// <summary>Whether a value goes into a place that is no variable of the body: a field, a property, an element.</summary>
    private static bool IsPutAway(IOperation value) =>
        Operations.WithConversions(value) is { Parent: ISimpleAssignmentOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation) } assignment } whole && assignment.Value == whole;

    private int Compare(IBinaryOperation binary, FlowState state)
    {
        var left = Evaluate(binary.LeftOperand, state);
        var right = Evaluate(binary.RightOperand, state);
        if (KindOf(binary.OperatorKind) is not { } kind)
        {
            CheckArithmetic(left, right, binary, state);
            if (binary.Type is IPointerTypeSymbol && IsPutAway(binary))
            {
                EscapeAll(left, state, binary);
                EscapeAll(right, state, binary);
            }

            // What is computed of a status tells something about it: (uint)(status + 4) <= 1.
            return IsStatus(left) ? TestOpaquely(left, right) : IsStatus(right) ? TestOpaquely(right, left) : AddressBeside(binary, left, right);
        }

        if (kind > TestKind.NotEqual && FlowRefinement.IsLoopTest(binary))
        {
            // How often a loop runs is no question to a value.
            CheckUses(left, binary.LeftOperand, state, ValueUse.Reading);
            CheckUses(right, binary.RightOperand, state, ValueUse.Reading);
        }

        var (leftConstant, rightConstant) = (ConstantIn(left), ConstantIn(right));
        return rightConstant is { } c ? Test(left, kind, c) : leftConstant is { } d ? Test(right, Flip(kind), d) : TestOpaquely(left, right);
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

    private int TestOpaquely(int left, int right)
    {
        var tracked = Values.IsTracked(left) ? left : right;
        return Values.IsTracked(tracked) && Values.Single(tracked) is { Kind: AtomKind.Origin } ? Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, tracked)) : FlowValues.Unknown;
    }

    private bool IsStatus(int value) => KindOfOnly(value) == OriginKind.Status;

    /// <summary>What kind of tracked value a slot holds where it can hold only one; null for everything else.</summary>
    private OriginKind? KindOfOnly(int value) => Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } ? _body.Origins[(int)number].Kind : null;

    /// <summary>The value of a comparison of <paramref name="value"/> with a constant.</summary>
    public int Test(int value, TestKind kind, long constant)
    {
        if (Values.Single(value) is { } atom)
        {
            switch (atom.Kind)
            {
                case AtomKind.Constant when kind <= TestKind.GreaterOrEqual:
                    return Values.Constant(FlowRefinement.Holds(kind, atom.Number, constant) ? 1 : 0);
                case AtomKind.Test when kind is TestKind.Equal or TestKind.NotEqual && constant is 0 or 1:
                    return (kind == TestKind.Equal) == (constant == 1) ? value : Inverted(atom);
                case AtomKind.Test:
                    return atom.Test == TestKind.Opaque ? value : FlowValues.Unknown;
            }
        }

        foreach (var part in Values[value])
        {
            if (part.Kind == AtomKind.Test)
            {
                return FlowValues.Unknown;
            }
        }

        return Values.IsTracked(value) ? Values.Of(new Atom(AtomKind.Test, constant, kind, value)) : FlowValues.Unknown;
    }

    private int Negate(IUnaryOperation unary, FlowState state)
    {
        var value = Evaluate(unary.Operand, state);
        return unary.OperatorKind != UnaryOperatorKind.Not || Values.Single(value) is not { } atom
            ? FlowValues.Unknown
            : atom.Kind switch
            {
                AtomKind.Constant => Values.Constant(atom.Number == 0 ? 1 : 0),
                AtomKind.Test => Inverted(atom),
                AtomKind.Origin => Values.Of(new Atom(AtomKind.Test, 0, TestKind.Equal, value)),
                _ => FlowValues.Unknown,
            };
    }

    private int Inverted(Atom test) => Values.Of(test with
    {
        Test = test.Test switch
        {
            TestKind.Equal => TestKind.NotEqual,
            TestKind.NotEqual => TestKind.Equal,
            TestKind.Less => TestKind.GreaterOrEqual,
            TestKind.LessOrEqual => TestKind.Greater,
            TestKind.Greater => TestKind.LessOrEqual,
            TestKind.GreaterOrEqual => TestKind.Less,
            TestKind.Invalid => TestKind.Valid,
            TestKind.Valid => TestKind.Invalid,
            _ => TestKind.Opaque,
        },
    });

    /// <summary>The value of a pattern that <paramref name="value"/> is matched with; what the pattern declares gets the value.</summary>
    private int Match(int value, IPatternOperation pattern, FlowState state)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Values.Constant(1);
            case IConstantPatternOperation { Value: var constant } when ConstantOf(constant) is { } number:
                return Test(value, TestKind.Equal, number);
            case INegatedPatternOperation { Pattern: var inner }:
                return Values.Single(Match(value, inner, state)) switch
                {
                    { Kind: AtomKind.Test } test => Inverted(test),
                    { Kind: AtomKind.Constant, Number: var answer } => Values.Constant(answer == 0 ? 1 : 0),
                    _ => TestOpaquely(value, FlowValues.Unknown),
                };
            case IRelationalPatternOperation { Value: var constant, OperatorKind: var kind } when ConstantOf(constant) is { } number && KindOf(kind) is { } test:
                return Test(value, test, number);
            case IBinaryPatternOperation both:
                return Combine(value, both, state);
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value, pattern, state);
                return declaration.MatchesNull || pattern.InputType is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? Values.Constant(1) : Test(value, TestKind.NotEqual, 0);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns: { Length: 1 } parts } recursive
                when parts[0] is { Member: IPropertyReferenceOperation { Property.Name: "IsInvalid" }, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool isInvalid } } }:
                Declare(recursive.DeclaredSymbol, value, pattern, state);
                return Test(value, isInvalid ? TestKind.Invalid : TestKind.Valid, 0);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } recursive:
                Declare(recursive.DeclaredSymbol, value, pattern, state);
                return pattern.InputType is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? Values.Constant(1) : Test(value, TestKind.NotEqual, 0);
            case ITypePatternOperation:
                return Test(value, TestKind.NotEqual, 0);
            default:
                return TestOpaquely(value, FlowValues.Unknown);
        }
    }

    private int Combine(int value, IBinaryPatternOperation both, FlowState state)
    {
        var isAnd = both.OperatorKind == BinaryOperatorKind.And;
        var (left, right) = (Match(value, both.LeftPattern, state), Match(value, both.RightPattern, state));

        // A part that always or never matches decides, or leaves it to the other one.
        foreach (var (part, other) in new[] { (left, right), (right, left) })
        {
            if (Values.Single(part) is { Kind: AtomKind.Constant, Number: var answer })
            {
                return (answer != 0) == isAnd ? other : part;
            }
        }

        // 0 or -1: the two that mean that there is no handle.
        return !isAnd
            && Values.Single(left) is { Kind: AtomKind.Test, Test: TestKind.Equal, Number: 0 or -1 }
            && Values.Single(right) is { Kind: AtomKind.Test, Test: TestKind.Equal, Number: 0 or -1 }
            && Values.Single(value) is { Kind: AtomKind.Origin, Number: var origin } && _body.Origins[(int)origin].Kind == OriginKind.Resource
                ? Test(value, TestKind.Invalid, 0)
                : TestOpaquely(value, FlowValues.Unknown);
    }

    /// <summary>A local gets its first value.</summary>
    private void DeclareLocal(IVariableDeclaratorOperation declarator, FlowState state)
    {
        var (local, initial) = (declarator.Symbol, declarator.Initializer!.Value);
        var slot = _body.SlotOf(SlotKind.Local, local);
        if (FindStruct(_body, initial) is { } source && IsFollowedStruct(_body, local.Type))
        {
            CopyStruct(source, slot, declarator, state);
            return;
        }

        _calls.KeepReferences(initial, declarator, state);
        var value = Evaluate(initial, state);
        GiveElements(local, null, state);
        AssignSlot(slot, value, declarator, state);
        ForgetMembers(slot, declarator, state);
    }

    private void Declare(ISymbol? declared, int value, IOperation at, FlowState state)
    {
        if (declared is ILocalSymbol local && !_body.Captured.Contains(local))
        {
            AssignSlot(_body.SlotOf(SlotKind.Local, local), value, at, state);
        }
        else if (declared is not null)
        {
            EscapeAll(value, state, at);
        }
    }

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

    private void StoreInField(int value, IFieldSymbol field, IOperation at, FlowState state)
    {
        foreach (var atom in Values[value])
        {
            // Of addresses, whether they are still there when the pin or the method ends is what counts.
            if (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number] is { Kind: OriginKind.Resource } origin)
            {
                _body.Record(FactKind.StoredInField, origin, at, symbol: field);
            }
        }

        EscapeAll(value, state, at);
        if (_body.Method is { MethodKind: MethodKind.Constructor } && !field.IsStatic
            && Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && _body.Origins[(int)number] is { Kind: OriginKind.Resource, Family.Kind: not ResourceKind.SafeHandle } held
            && (state.State(held) & ~OriginState.Knowledge) == OriginState.Escaped)
        {
            state.SetState(held, state.State(held) | OriginState.InNewObject);
        }
    }

    private void Store(int value, IOperation at, string? place, IFieldSymbol? field, FlowState state)
    {
        foreach (var atom in Values[value])
        {
            if (place is not null && AddressIn(atom, at) is { } address)
            {
                _body.Record(FactKind.AddressEscapes, address, at, symbol: field, detail: place);
            }

            if (atom.Kind != AtomKind.Origin)
            {
                continue;
            }

            var origin = _body.Origins[(int)atom.Number];
            if (origin.Kind == OriginKind.Resource)
            {
                CheckUse(origin, at, state);
                if (field is not null)
                {
                    _body.Record(FactKind.StoredInField, origin, at, symbol: field);
                }
            }
        }

        EscapeAll(value, state, at);
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

    private static string Describe(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: var field } => $"is stored in `{field.Name}`",
        IPropertyReferenceOperation { Property: var property } => $"is stored in `{property.Name}`",
        IArrayElementReferenceOperation => "is stored in an array",
        ILocalReferenceOperation { Local: var local } => $"is captured in `{local.Name}`",
        IParameterReferenceOperation { Parameter: var parameter } => $"is captured in `{parameter.Name}`",
        _ => "is stored",
    };

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

    private long? ConstantIn(int value) => Values.Single(value) is { Kind: AtomKind.Constant, Number: var number } ? number : null;

    private static long? ConstantOf(IOperation operation)
    {
        while (operation is IConversionOperation conversion && !operation.ConstantValue.HasValue)
        {
            operation = conversion.Operand;
        }

        return operation switch
        {
            { ConstantValue: { HasValue: true, Value: var value } } => ToNumber(value),
            IDefaultValueOperation => 0,
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => 0,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => 0,
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr, Arguments: { Length: 1 } arguments } => ConstantOf(arguments[0].Value),
            _ => null,
        };
    }

    private static long? ToNumber(object? value) => value switch
    {
        null => 0,
        bool flag => flag ? 1 : 0,
        int number => number,
        long number => number,
        uint number => number,
        byte number => number,
        sbyte number => number,
        short number => number,
        ushort number => number,
        ulong number => unchecked((long)number),
        char character => character,
        _ => null,
    };

    private static TestKind? KindOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => TestKind.Equal,
        BinaryOperatorKind.NotEquals => TestKind.NotEqual,
        BinaryOperatorKind.LessThan => TestKind.Less,
        BinaryOperatorKind.LessThanOrEqual => TestKind.LessOrEqual,
        BinaryOperatorKind.GreaterThan => TestKind.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => TestKind.GreaterOrEqual,
        _ => null,
    };

    private static TestKind Flip(TestKind kind) => kind switch
    {
        TestKind.Less => TestKind.Greater,
        TestKind.LessOrEqual => TestKind.GreaterOrEqual,
        TestKind.Greater => TestKind.Less,
        TestKind.GreaterOrEqual => TestKind.LessOrEqual,
        _ => kind,
    };
}
