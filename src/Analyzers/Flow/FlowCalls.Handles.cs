using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for objects around handles, and their references.</summary>
internal sealed partial class FlowCalls
{
    private int Wrap(IObjectCreationOperation creation, IMethodSymbol constructor, FlowArgument[] arguments, FlowState state)
    {
        var construction = HandleConstructors.Of(body.Interop).For(constructor, body.CancellationToken);
        var owns = construction.Owns;
        foreach (var argument in arguments)
        {
            if (construction.Flag >= 0 && argument.Index == construction.Flag && Values.Single(argument.Value) is { Kind: AtomKind.Constant, Number: var flag })
            {
                owns = flag != 0;
            }
        }

        foreach (var argument in arguments)
        {
            if (argument.Index == construction.Handle && owns is { } isOwner && Values.Single(argument.Value) is { Kind: AtomKind.Origin, Number: var number })
            {
                var origin = body.Origins[(int)number];
                if (origin.Kind == OriginKind.Borrowed && (state.State(origin) & OriginState.Retained) != 0)
                {
                    // A reference was added for this object.
                    continue;
                }

                body.Record(FactKind.Wrapped, origin, creation, argument.Operation, constructor, detail: isOwner ? "owned" : "borrowed");
                if (isOwner)
                {
                    TakeOver(origin, creation, state);
                }
            }

            if (owns != false)
            {
                transfer.EscapeAll(argument.Value, state, creation);
            }
        }

        var roles = body.Roles.For(constructor);
        return owns != false && roles.Acquisitions.Length == 1 && creation.Type is { } type
            ? MakeResource(roles.Acquisitions[0] with { Source = type.Name }, creation, state, null)
            : FlowValues.Unknown;
    }

    /// <summary>
    /// The position of the handle that an object of the project's own gets only to look at, as the flag beside it says: <c>new Thing(handle, ownsHandle: false)</c>; -1 where there
    /// is none, or where somebody may take the handle out of the object again to release it.
    /// </summary>
    private int LentTo(IObjectCreationOperation creation, IMethodSymbol constructor, FlowArgument[] arguments)
    {
        if (!body.Interop.HasSource(constructor.ContainingType) || HandleConstructors.Of(body.Interop).For(constructor, body.CancellationToken) is not { Handle: >= 0, Flag: >= 0 } construction)
        {
            return -1;
        }

        foreach (var argument in arguments)
        {
            if (argument.Index == construction.Flag && Values.Single(argument.Value) is { Kind: AtomKind.Constant, Number: 0 } && IsOnlyUsedOrReturned(creation))
            {
                return construction.Handle;
            }
        }

        return -1;
    }

    /// <summary>Whether an object is returned, or stands in a local whose methods are called and nothing else.</summary>
    private bool IsOnlyUsedOrReturned(IObjectCreationOperation creation)
    {
        var place = Operations.WithConversions(creation).Parent;
        if (place is null or IReturnOperation)
        {
            return true;
        }

        if ((place switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } => declared,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } => assigned,
            _ => null,
        }) is not { } local || body.Captured.Contains(local))
        {
            return false;
        }

        foreach (var operation in body.Graph.OriginalOperation.Descendants())
        {
            if (operation is ILocalReferenceOperation { Local: var used } reference && SymbolEqualityComparer.Default.Equals(used, local) && Operations.WithConversions(reference).Parent switch
            {
                IInvocationOperation { TargetMethod: { Name: var name, ReturnType: var result } } => name != "Dispose" && (NativeNames.AsReleaser(name) is not null || ResourceRoles.IsRaw(result)),
                IPropertyReferenceOperation { Type: var read } => ResourceRoles.IsRaw(read),
                IReturnOperation or ISimpleAssignmentOperation { Target: ILocalReferenceOperation } or IVariableInitializerOperation or IUsingOperation => false,
                _ => true,
            })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An object becomes the owner of a raw value: one object only can.</summary>
    private void TakeOver(Origin origin, IOperation creation, FlowState state)
    {
        var before = state.State(origin);
        if ((before & (OriginState.Wrapped | OriginState.Retained)) == OriginState.Wrapped && origin.Kind is OriginKind.Resource or OriginKind.Parameter or OriginKind.Field)
        {
            body.Record(FactKind.WrappedTwice, origin, creation, body.FirstOwners.TryGetValue(origin.Id, out var first) ? first : null, origin.Symbol);
        }
        else if ((before & OriginState.Wrapped) == 0)
        {
            body.FirstOwners[origin.Id] = creation;
        }

        state.SetState(origin, before | OriginState.Wrapped);
    }

    /// <summary>An object lets go of what it owned: which value that was is not followed.</summary>
    private void LetGo(FlowState state)
    {
        for (var i = state.OriginCount - 1; i >= 0; i--)
        {
            state.SetState(state.OriginAt(i), state.StateAt(i) & ~OriginState.Wrapped);
        }
    }

    private int AddReference(FlowCall call, ISymbol handle, FlowState state)
    {
        transfer.CheckUses(call.ReceiverValue, call.Operation, state);
        var origin = body.OriginOf(call.Operation, ReferenceRole, (call.Operation, handle), static (id, from) => new Origin(id, OriginKind.Resource, from.Operation)
        {
            Family = ResourceRoles.References,
            Evidence = Evidence.Known,
            Producer = "DangerousAddRef",
            Symbol = from.handle,
        });
        var slot = body.SlotOf(SlotKind.Reference, handle);
        if (Values.Single(state.Value(slot)) is { Kind: AtomKind.Origin, Number: var held } && held != origin.Id && state.State(body.Origins[(int)held]) != OriginState.Released)
        {
            // Which of several references a release gives back cannot be told, and a handle that is held is not closed: this cannot throw.
            transfer.EscapeAll(state.Value(slot), state, call.Operation);
            state.SetValue(slot, FlowValues.Unknown);
            return FlowValues.Unknown;
        }

        throwing(state, ExceptionKind.Implicit, call.Operation);
        transfer.AssignSlot(slot, transfer.Make(origin, OriginState.Live, state), call.Operation, state);
        if (call.ArgumentOf(0) is { Slot: >= 0 } success)
        {
            var status = body.OriginOf(call.Operation, StatusRole, call.Operation, static (id, operation) => new Origin(id, OriginKind.Status, operation)
            {
                Convention = new StatusConvention(StatusKind.NotZero),
                Evidence = Evidence.Known,
                Producer = "DangerousAddRef",
            });
            status.Correlated = ImmutableArray.Create(origin);
            transfer.AssignSlot(success.Slot, transfer.Make(status, OriginState.Unchecked, state), call.Operation, state);
        }

        return FlowValues.Unknown;
    }

    private int DropReference(FlowCall call, ISymbol handle, FlowState state)
    {
        if (body.FindSlot(SlotKind.Reference, handle) is { } slot)
        {
            ReleaseValue(state.Value(slot), new Release(-1, "SafeHandle.DangerousRelease", "DangerousRelease", Evidence.Known, "") { Family = ResourceRoles.References }, call, state);
        }

        return FlowValues.Unknown;
    }

    /// <summary>A handle whose own method returns an object may be inside of that object.</summary>
    private bool HandsOutItself(FlowCall call) =>
        call.Receiver is not null
        && call.Method is { ReturnType: { IsReferenceType: true, SpecialType: not SpecialType.System_String }, ContainingType: { } type } method
        && body.Roles.IsSafeHandle(type)
        && !method.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>A handle in a struct of the project's own is released by a method of that struct: what its fields hold is not followed into it.</summary>
    private static bool EndsItself(FlowCall call) =>
        call.Method is { IsStatic: false } method
        && Operations.Unconverted(call.Receiver)?.Type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false }
        && (method.Name is "Dispose" or "DisposeAsync" or "Close" || NativeNames.AsReleaser(method.Name) is not null);

    /// <summary>Who stores a handle that a reference was added to may drop the reference later.</summary>
    public void KeepReferences(IOperation value, IOperation at, FlowState state)
    {
        if (SymbolOf(value) is { } symbol && body.FindSlot(SlotKind.Reference, symbol) is { } slot)
        {
            transfer.EscapeAll(state.Value(slot), state, at);
        }
    }

    private static ISymbol? SymbolOf(IOperation receiver) => receiver switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IFieldReferenceOperation { Field: var field } => field,
        IInstanceReferenceOperation { Type: { } type } => type,
        IConversionOperation { Operand: var operand } => SymbolOf(operand),
        _ => null,
    };

    private bool IsHarmlessConstructor(INamedTypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Enum)
        {
            return true;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, body.Types.Exception))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Framework classes whose constructors duplicate what a raw value stands for, the token, the certificate's context, the bytes of the identifier: the caller's own stays with the caller.
    /// </summary>
    private static bool IsDuplicatedBy(INamedTypeSymbol type) => type.Name is "WindowsIdentity" or "X509Certificate" or "X509Certificate2" or "SecurityIdentifier" && IsSystem(type);
}
