using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for variables, fields, elements and structs: what they hold after an assignment, and what leaves them.</summary>
internal sealed partial class FlowTransfer
{
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

    private static string Describe(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: var field } => $"is stored in `{field.Name}`",
        IPropertyReferenceOperation { Property: var property } => $"is stored in `{property.Name}`",
        IArrayElementReferenceOperation => "is stored in an array",
        ILocalReferenceOperation { Local: var local } => $"is captured in `{local.Name}`",
        IParameterReferenceOperation { Parameter: var parameter } => $"is captured in `{parameter.Name}`",
        _ => "is stored",
    };
}
