using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// What calls do to the values that they are given, and what they yield: by contract for native functions, by table for the framework, by summary for methods with source,
/// and for all others on the assumption that they keep what they get.
/// </summary>
internal sealed partial class FlowCalls(FlowBody body, FlowTransfer transfer, Action<FlowState, ExceptionKind, IOperation?> throwing)
{
    // The role of an origin beside the results: what DangerousAddRef took.
    private const int ReferenceRole = -2;
    private const int StatusRole = -3;
    private const int LastErrorRole = -4;
    private const int ErrorTextRole = -5;
    private const int ErrorRole = -6;

    // The first of as many as the struct has fields.
    private const int MemberRole = -7;

    // The roles of values that are borrowed from other owners than the first one, counted down by owner.
    private const int FirstOwnerRole = -1_000_000;

    /// <summary>Verbs of functions that may keep a handle that they are given.</summary>
    internal static readonly HashSet<string> KeepingWords = new(StringComparer.Ordinal)
    {
        "set", "add", "push", "attach", "insert", "take", "give", "append", "register", "put", "own", "adopt", "enqueue", "send", "transfer", "move", "assign", "store", "bind", "submit", "post",
    };

    /// <summary>Verbs of functions that make a handle, and may make it out of another one.</summary>
    internal static readonly HashSet<string> CreatingWords = new(StringComparer.Ordinal) { "new", "create", "open", "init", "make", "wrap", "from" };

    private readonly LastErrorTransitions _lastError = new(body);

    private FlowValues Values => body.Values;

    public int Invoke(IInvocationOperation invocation, FlowState state)
    {
        var method = invocation.TargetMethod;
        if (method.Name == "GetEnumerator")
        {
            transfer.EnterLoop(invocation.Instance, state);
        }

        if (!body.Workspace.Calls.TryGetValue(invocation, out var call))
        {
            call = CallOf(invocation, method);
        }

        call.ReceiverValue = invocation.Instance is { } instance ? transfer.Evaluate(instance, state) : FlowValues.Unknown;
        EvaluateArguments(call, invocation.Arguments, state);
        var summary = call.Function is not null ? null
            : method.MethodKind == MethodKind.LocalFunction ? FlowAnalysis.Of(body.Interop).SummaryOfLocal(method, body)
            : SummaryOf(method, call.Arguments);
        call.Summary = summary;
        call.Lambda = summary?.ReturnsResultOf is { } run ? LambdaOf(invocation, run) : null;
        AskStruct(invocation.Instance, call.ReceiverValue, state);
        return Special(call, state) ?? Apply(call, state);
    }

    /// <summary>What is known about a call whatever it is given.</summary>
    private FlowCall CallOf(IInvocationOperation invocation, IMethodSymbol method)
    {
        var function = method.MethodKind == MethodKind.DelegateInvoke
            ? NativeCalls.FunctionOf(body.Interop, invocation, body.HeldBy(invocation.Instance))
            : NativeCalls.FunctionOf(body.Interop, invocation);
        var call = body.Workspace.NewCall(invocation, method, invocation.Arguments.Length);
        call.Function = function;
        call.Contract = function is null ? null : body.Contracts.For(function, body.CancellationToken);

        // The constructor that another one calls first makes no object of its own.
        call.Roles = method.MethodKind == MethodKind.Constructor ? MethodRoles.None
            : function is not null && method.MethodKind == MethodKind.DelegateInvoke ? body.Roles.For(function)
            : body.Roles.For(method, invocation.Instance);
        call.Receiver = invocation.Instance;
        return call;
    }

    /// <summary>What the callee does; where a flag decides whether it releases something, what it does for the flags that it gets.</summary>
    private MethodSummary? SummaryOf(IMethodSymbol method, FlowArgument[] arguments)
    {
        var flow = FlowAnalysis.Of(body.Interop);
        var summary = flow.SummaryOf(method, body.Scope, body.CancellationToken);
        if (summary is not { DependsOnFlags: true })
        {
            return summary;
        }

        var flags = new long?[summary.Parameters.Length];
        var isAnyKnown = false;
        foreach (var argument in arguments)
        {
            if (argument is { Parameter: { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Boolean }, Index: >= 0 } && argument.Index < flags.Length
                && Values.Single(argument.Value) is { Kind: AtomKind.Constant, Number: var flag })
            {
                flags[argument.Index] = flag;
                isAnyKnown = true;
            }
        }

        return isAnyKnown ? flow.SummaryFor(method, ImmutableArray.Create(flags), summary, body.Scope, body.CancellationToken) : summary;
    }

    /// <summary>What the lambda does that stands as an argument.</summary>
    private MethodSummary? LambdaOf(IInvocationOperation invocation, int parameter)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter && Operations.Unconverted(argument.Value) is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda })
            {
                return FlowAnalysis.Of(body.Interop).SummaryOfLambda(lambda, body);
            }
        }

        return null;
    }

    public int Invoke(IFunctionPointerInvocationOperation invocation, FlowState state)
    {
        transfer.Evaluate(invocation.Target, state);
        if (!body.Workspace.Calls.TryGetValue(invocation, out var call))
        {
            var function = NativeCalls.FunctionOf(body.Interop, invocation, body.HeldBy(invocation.Target));
            call = body.Workspace.NewCall(invocation, null, invocation.Arguments.Length);
            call.Function = function;
            call.Contract = function is null ? null : body.Contracts.For(function, body.CancellationToken);
            call.Roles = function is null ? MethodRoles.None : body.Roles.For(function);
        }

        EvaluateArguments(call, invocation.Arguments, state);
        return Apply(call, state);
    }

    public int Create(IObjectCreationOperation creation, FlowState state)
    {
        if (!body.Workspace.Calls.TryGetValue(creation, out var call))
        {
            call = body.Workspace.NewCall(creation, creation.Constructor, creation.Arguments.Length);
        }

        EvaluateArguments(call, creation.Arguments, state);
        var arguments = call.Arguments;
        if (creation.Constructor is not { } constructor)
        {
            foreach (var argument in arguments)
            {
                transfer.EscapeAll(argument.Value, state, creation);
            }

            return FlowValues.Unknown;
        }

        foreach (var argument in arguments)
        {
            if (argument.Struct >= 0)
            {
                transfer.EscapeMembers(argument.Struct, state, creation);
            }
        }

        // new IntPtr(x) keeps the value, and a span over memory is followed like the memory.
        var type = constructor.ContainingType;
        if (arguments.Length > 0 && (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr || IsSpan(type)))
        {
            if (IsSpan(type) && body.TakesAddressOfSpans)
            {
                // The memory goes on under an address that is not followed.
                transfer.EscapeAll(arguments[0].Value, state, creation);
            }

            return arguments[0].Value;
        }

        foreach (var argument in arguments)
        {
            transfer.CheckUses(argument.Value, argument.Operation, state);
        }

        if (body.Roles.IsSafeHandle(type))
        {
            return Wrap(creation, constructor, arguments, state);
        }

        var roles = body.Roles.For(constructor);
        if (roles.IsNone)
        {
            var keeps = !IsHarmlessConstructor(type);
            var lent = LentTo(creation, constructor, arguments);
            foreach (var argument in arguments)
            {
                if (argument.Index == lent && Values.Single(argument.Value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Resource } origin)
                {
                    body.Record(FactKind.Wrapped, origin, creation, argument.Operation, constructor, detail: "borrowed");
                    continue;
                }

                Reach(argument, keeps && !IsDuplicatedBy(type), creation, state);
            }

            _lastError.BeforeCreation(creation, constructor, state);
            _lastError.AfterManagedCall(creation, constructor, null, arguments, state);
            if (keeps)
            {
                throwing(state, ExceptionKind.Implicit, creation);
            }

            return FlowValues.Unknown;
        }

        return MakeResource(roles.Acquisitions[0], creation, state, null);
    }

    public int ReadProperty(IPropertyReferenceOperation property, FlowState state)
    {
        var receiver = property.Instance is { } instance ? transfer.Evaluate(instance, state) : FlowValues.Unknown;
        foreach (var argument in property.Arguments)
        {
            transfer.Evaluate(argument.Value, state);
        }

        if (property.Property is { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr })
        {
            return Values.Constant(0);
        }

        switch (property.Property.Name)
        {
            case "Value" when property.Property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return receiver;
            case "HasValue" when property.Property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return transfer.Test(receiver, TestKind.NotEqual, 0);
            case "IsInvalid":
                return transfer.Test(receiver, TestKind.Invalid, 0);
            case "IsAllocated" or "IsValid":
                return transfer.Test(receiver, TestKind.Valid, 0);
            case "Pointer" when property.Property.ContainingType is { Name: "MemoryHandle", TypeKind: TypeKind.Struct }:
                return BorrowFrom(receiver, property, "MemoryHandle.Pointer", state);
            case "IsClosed" when Values.Single(receiver) is { Kind: AtomKind.Origin }:
                return Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, receiver));
            default:
                transfer.CheckUses(receiver, property, state);
                AskStruct(property.Instance, receiver, state);
                return FlowValues.Unknown;
        }
    }

    /// <summary>A status that is a struct of its own is asked by its members: <c>native_open(out var made).Succeeded</c>.</summary>
    private void AskStruct(IOperation? receiver, int value, FlowState state)
    {
        if (receiver?.Type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None })
        {
            transfer.AskElsewhere(value, state);
        }
    }

    public void Await(IAwaitOperation operation, FlowState state)
    {
        _lastError.AfterAwait(operation, state);
        throwing(state, ExceptionKind.Implicit, operation);
    }

    /// <summary>An iterator hands out an element: whatever its caller does comes before the next statement, and it may stop here, when only the finally blocks around run.</summary>
    public void Yield(IOperation operation, FlowState state)
    {
        throwing(state, ExceptionKind.Implicit, operation);
        _lastError.AfterYield(operation, state);
    }

    /// <summary>Code that does not compile may call anything.</summary>
    public void CallUnknown(FlowState state) => _lastError.ForgetAll(state);

    private void EvaluateArguments(FlowCall call, ImmutableArray<IArgumentOperation> arguments, FlowState state)
    {
        for (var position = 0; position < arguments.Length; position++)
        {
            var argument = arguments[position];
            var parameter = argument.Parameter;
            var index = parameter?.Ordinal ?? position;
            var place = argument.Value;
            while (place is IDeclarationExpressionOperation declaration)
            {
                place = declaration.Expression;
            }

            if (parameter is { RefKind: RefKind.Ref or RefKind.Out })
            {
                var whole = FlowTransfer.FindStruct(body, place);
                var slot = whole ?? FlowTransfer.FindSlot(body, place) ?? -1;
                var before = slot < 0 || parameter.RefKind != RefKind.Ref ? FlowValues.Unknown : whole is null ? transfer.Evaluate(place, state) : transfer.ReadSlot(slot, state);
                if (slot < 0 && place is not IDiscardOperation)
                {
                    transfer.Evaluate(place, state);
                }

                call.Arguments[position] = new FlowArgument(place, parameter, index, before, slot) { Struct = whole ?? -1 };
                continue;
            }

            if (FlowTransfer.FindStruct(body, place) is { } passed)
            {
                // The struct itself may be what a creator returned: a handle in a type of its own.
                call.Arguments[position] = new FlowArgument(argument.Value, parameter, index, transfer.ReadSlot(passed, state), -1) { Struct = passed };
                continue;
            }

            var value = transfer.Evaluate(place, state);
            var address = Values.Single(value) is { Kind: AtomKind.AddressOfSlot, Number: var number } ? (int)number : -1;
            call.Arguments[position] = new FlowArgument(argument.Value, parameter, index, value, address) { Struct = address };
        }
    }

    /// <summary>Calls that are neither native nor ordinary: they move values, or mean something to the states.</summary>
    private int? Special(FlowCall call, FlowState state)
    {
        var method = call.Method!;
        var name = method.Name;
        if (call is { Operation: IInvocationOperation addition, Arguments: { Length: 1 } added } && transfer.HasResource(added[0].Value) && body.Collections.AddsTo(addition) is { } collection)
        {
            transfer.AddElement(collection, added[0].Value, addition, state);
            return FlowValues.Unknown;
        }

        switch (method.ContainingType?.Name)
        {
            case "Interlocked" when name is "Exchange" && call.ArgumentOf(0) is { Slot: >= 0 } exchanged && call.ArgumentOf(1) is { } replacement:
                transfer.Exchange(exchanged.Slot, replacement.Value, call.Operation, state);
                MarkTested(exchanged.Slot);
                return exchanged.Value;
            case "Interlocked" when name is "CompareExchange" && call.ArgumentOf(0) is { Slot: >= 0 } compared && call.ArgumentOf(1) is { } exchange:
                transfer.EscapeAll(exchange.Value, state, call.Operation);
                state.SetValue(compared.Slot, FlowValues.Unknown);
                MarkTested(compared.Slot);
                return FlowValues.Unknown;
            case "Volatile" when name is "Read" && call.ArgumentOf(0) is { Slot: >= 0 } read:
                return read.Value;
            case "Environment" when name is "Exit" or "FailFast":
                // The system takes back everything.
                transfer.IsDead = true;
                return FlowValues.Unknown;
            case "GC" or "Debug":
                return CheckedByAttribute(call, state);
            case "MemoryMarshal" when name == "CreateReadOnlySpanFromNullTerminated" && call.Arguments.Length == 1 && IsSystem(method.ContainingType):
                return call.Arguments[0].Value;
            case "Nullable" when name == "GetValueOrDefault":
                return call.ReceiverValue;
            case "IntPtr" or "UIntPtr" when call.Receiver is not null && name.StartsWith("To", StringComparison.Ordinal) && name != "ToString":
                return call.ReceiverValue;
            case "IntPtr" or "UIntPtr" when name == "Equals" && call is { Receiver: not null, Arguments: { Length: 1 } other }:
                return Values.Single(other[0].Value) is { Kind: AtomKind.Constant, Number: var wanted } ? transfer.Test(call.ReceiverValue, TestKind.Equal, wanted)
                    : Values.Single(call.ReceiverValue) is { Kind: AtomKind.Constant, Number: var constant } ? transfer.Test(other[0].Value, TestKind.Equal, constant)
                    : FlowValues.Unknown;
            case "Exception" or "Object" or "String" when call.Receiver is null || name is "ToString" or "GetHashCode" or "Equals":
                return FlowValues.Unknown;
        }

        if (body.Roles.IsGCHandle(method.ContainingType))
        {
            switch (name)
            {
                case "ToIntPtr":
                case "FromIntPtr":
                    return call.Arguments.Length > 0 ? call.Arguments[0].Value : FlowValues.Unknown;
                case "AddrOfPinnedObject":
                    transfer.CheckUses(call.ReceiverValue, call.Operation, state);
                    return BorrowFrom(call.ReceiverValue, call.Operation, call.DisplayName, state);
            }
        }

        if (call.Receiver is { } receiver && body.Roles.IsSafeHandle(receiver.Type))
        {
            switch (name)
            {
                case "SetHandleAsInvalid":
                    transfer.EscapeAll(call.ReceiverValue, state, call.Operation);
                    LetGo(state);
                    return FlowValues.Unknown;
                case "DangerousGetHandle":
                    transfer.CheckUses(call.ReceiverValue, call.Operation, state);
                    return BorrowFrom(call.ReceiverValue, call.Operation, call.DisplayName, state);
                case "DangerousAddRef" when SymbolOf(receiver) is { } symbol:
                    return AddReference(call, symbol, state);
                case "DangerousRelease" when SymbolOf(receiver) is { } symbol:
                    return DropReference(call, symbol, state);
            }
        }

        return null;
    }

    private int Apply(FlowCall call, FlowState state)
    {
        var method = call.Method;
        foreach (var argument in call.Arguments)
        {
            if (!call.Roles.ReleasesParameter(argument.Index) && !IsReleasedByCallee(call, argument.Index))
            {
                transfer.CheckUses(argument.Value, argument.Operation, state, UseOf(call, argument));
            }
        }

        if (call.Receiver is not null && !call.Roles.ReleasesParameter(-1) && method is not { Name: "Dispose" or "Close" })
        {
            transfer.CheckUses(call.ReceiverValue, call.Operation, state);
        }

        _lastError.BeforeCall(call, state);
        foreach (var argument in call.Arguments)
        {
            Reach(argument, Keeps(call, argument), call.Operation, state, call);
            if (argument.Struct >= 0 && body.MembersOf(argument.Struct) is { } members)
            {
                if (call.Function is not null)
                {
                    CheckPins(members, argument.Operation, state);
                }

                if (KeepsMembers(call, argument))
                {
                    transfer.EscapeMembers(argument.Struct, state, call.Operation);
                }
            }
        }

        ThrowFrom(call, state);
        if (transfer.IsDead)
        {
            return FlowValues.Unknown;
        }

        if (call.Roles.Retains && call.Arguments.Length > 0)
        {
            transfer.EscapeAll(call.Arguments[0].Value, state, call.Operation);
            Mark(call.Arguments[0].Value, OriginState.Retained, state);
        }

        if (call.Function is null && (HandsOutItself(call) || EndsItself(call)))
        {
            transfer.EscapeAll(call.ReceiverValue, state, call.Operation);
        }

        ApplyReleases(call, state);
        ForgetFields(call, state);
        var result = Results(call, state);
        _lastError.AfterCall(call, state, LastErrorOf(call), ErrorTextOf(call));
        return result;
    }

    private static bool IsSpan(INamedTypeSymbol type) => type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }
}
