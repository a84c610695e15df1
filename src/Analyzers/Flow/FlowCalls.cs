using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// What calls do to the values that they are given, and what they yield: by contract for native functions, by table for the framework, by summary for methods with source,
/// and for all others on the assumption that they keep what they get.
/// </summary>
internal sealed class FlowCalls(FlowBody body, FlowTransfer transfer, Action<FlowState, ExceptionKind, IOperation?> throwing)
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

    private Origin? LastErrorOf(FlowCall call) => call.Function is { SetLastError: true }
        ? body.OriginOf(call.Operation, LastErrorRole, (Calls: this, Call: call), static (id, from) => new Origin(id, OriginKind.LastError, from.Call.Operation)
        {
            Producer = from.Call.DisplayName,
            Evidence = Evidence.Known,
            Status = from.Calls.StatusOriginOf(from.Call),
        })
        : null;

    private Origin? ErrorTextOf(FlowCall call) => call.Contract is { ErrorText: { IsKnown: true } text }
        ? body.OriginOf(call.Operation, ErrorTextRole, (Calls: this, Call: call, Text: text), static (id, from) => new Origin(id, OriginKind.LastError, from.Call.Operation)
        {
            Producer = from.Call.DisplayName,
            Evidence = from.Text.Evidence,
            Source = from.Text.Value,
            Status = from.Calls.StatusOriginOf(from.Call),
        })
        : null;

    /// <summary>The value that tells whether the call failed: its status, or the handle that it returns.</summary>
    private Origin? StatusOriginOf(FlowCall call) => body.FindOrigin(call.Operation, StatusRole) ?? body.FindOrigin(call.Operation, ErrorRole) ?? body.FindOrigin(call.Operation, -1);

    private static bool IsReleasedByCallee(FlowCall call, int parameter) => call.Summary?.EffectOf(parameter) == ParameterEffect.Releases;

    /// <summary>What the callee does with an argument: native code dereferences what its contract does not let be null, the framework's memory functions what they are made for.</summary>
    private static ValueUse UseOf(FlowCall call, FlowArgument argument)
    {
        if (call.Function is { } function)
        {
            return argument.Index >= 0 && argument.Index < function.Parameters.Length && call.Contract![function.Parameters[argument.Index]].Nullable is { IsKnown: true, Value: true }
                ? ValueUse.Reading
                : ValueUse.Dereferencing;
        }

        if (call.Method is not { } method || method.ContainingType is not { } type || !IsSystem(type) || type.Name is not ("Marshal" or "NativeMemory" or "Unsafe" or "Buffer"))
        {
            return ValueUse.Passing;
        }

        var name = method.Name;
        return name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("Write", StringComparison.Ordinal) || name is "Copy" or "MemoryCopy" or "Clear" or "Fill" or "PtrToStructure" or "StructureToPtr"
            ? ValueUse.Dereferencing
            : ValueUse.Reading;
    }

    /// <summary>Whether the callee may keep what it is given beyond the call.</summary>
    private bool Keeps(FlowCall call, FlowArgument argument)
    {
        if (call.Function is { } function)
        {
            if (argument.Index < 0 || argument.Index >= function.Parameters.Length)
            {
                return true;
            }

            if (MayCloseSource(call, function, argument.Index))
            {
                return true;
            }

            var contract = call.Contract![function.Parameters[argument.Index]];
            if (contract.Retention is { IsKnown: true, Value: var retention })
            {
                return retention.Kind != RetentionKind.NoEscape;
            }

            if (Values.Single(argument.Value) is not { Kind: AtomKind.Origin, Number: var number })
            {
                return false;
            }

            if (body.Origins[(int)number] is not { Kind: OriginKind.Resource, Family: { } family })
            {
                // What it is, only the callers know.
                return body.Origins[(int)number].Kind == OriginKind.Parameter && (argument.Index > 0 || function.Parameters.Length == 1) && Says(function, KeepingWords);
            }

            return family.Kind switch
            {
                ResourceKind.GCHandle => true,
                ResourceKind.SafeHandle or ResourceKind.Library or ResourceKind.Pin => false,
                ResourceKind.Handle when argument.Index == 0 => false,
                ResourceKind.Handle => Says(function, KeepingWords) || Says(function, CreatingWords),
                _ => function.EntryPoint is null || (Says(function, KeepingWords) && !IsFreedBelow(argument.Operation, body.CancellationToken)) || MayFree(function) || TakesDeallocator(function),
            };
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            return summary.EffectOf(argument.Index) is var effect
                && (effect == ParameterEffect.Escapes || (effect != ParameterEffect.Releases && ResourceRoles.IsRaw(argument.Parameter?.Type) && IsGCHandle(argument.Value)));
        }

        return call.Method is null || !OnlyLooks(call.Method) || IsStoredInMemory(call.Method, argument.Index);
    }

    /// <summary>
    /// Whether a later statement of the block in which a local is declared frees it, whatever happened before: then the callee did not take it, although its name may say so
    /// (<c>SQLBindParameter(…, text, …); …; Marshal.FreeHGlobal(text);</c>).
    /// </summary>
    private static bool IsFreedBelow(IOperation? argument, CancellationToken cancellationToken)
    {
        if (Operations.Unconverted(argument) is not ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: 1 } declarations } local } use
            || FlowAnalysis.SyntaxOf(declarations[0], cancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax { Statements: var statements } } })
        {
            return false;
        }

        foreach (var statement in statements)
        {
            if (statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: var callee, ArgumentList.Arguments: { Count: 1 } arguments } }
                && statement.SpanStart > use.Syntax.SpanStart
                && arguments[0].Expression is IdentifierNameSyntax { Identifier.ValueText: var freed } && freed == local.Name
                && (callee as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText is { } name
                && (name.StartsWith("Free", StringComparison.Ordinal) || name.StartsWith("ZeroFree", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>DuplicateHandle closes what it duplicates where its options say so (DUPLICATE_CLOSE_SOURCE).</summary>
    private static bool MayCloseSource(FlowCall call, NativeFunction function, int parameter) =>
        parameter == 1 && function.EntryPoint == "DuplicateHandle" && function.Parameters.Length == 7
        && !(call.ArgumentOf(6)?.Operation.ConstantValue is { HasValue: true, Value: { } options } && options switch { int number => (number & 1) == 0, uint number => (number & 1) == 0, _ => false });

    /// <summary>Native code reads through the addresses in a struct that it is given: their pins have to be in force.</summary>
    private void CheckPins(List<int> members, IOperation at, FlowState state)
    {
        foreach (var member in members)
        {
            if (Values.Single(state.Value(member)) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number].Kind == OriginKind.PinnedAddress)
            {
                transfer.CheckUses(state.Value(member), at, state, ValueUse.Dereferencing);
            }
        }
    }

    /// <summary>Whether the callee may keep or release what the fields of a struct hold that it is given.</summary>
    private bool KeepsMembers(FlowCall call, FlowArgument argument)
    {
        if (call.Function is { } function)
        {
            return argument.Index < 0 || argument.Index >= function.Parameters.Length || StructArguments.Of(body.Interop).MayKeepMembers(function, function.Parameters[argument.Index]);
        }

        return call.Method is not { } method
            || (call.Summary is { IsKnown: true } ? !StructArguments.Of(body.Interop).OnlyGivesOn(method, argument.Index, body.CancellationToken) : !OnlyLooks(method) || method.Name == "StructureToPtr");
    }

    /// <summary>Whether a value gets into native memory, from where somebody may take it again: <c>Marshal.WriteIntPtr(block, value)</c>.</summary>
    private static bool IsStoredInMemory(IMethodSymbol method, int parameter) =>
        parameter > 0 && parameter == method.Parameters.Length - 1 && method.ContainingType.Name == "Marshal" && method.Name.StartsWith("Write", StringComparison.Ordinal);

    /// <summary>Whether memory goes to the callee together with the function that frees it, which the callee calls when it is done.</summary>
    private static bool TakesDeallocator(NativeFunction function)
    {
        foreach (var parameter in function.Parameters)
        {
            var isFunction = parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer;
            if (!isFunction && parameter.Marshalling.Shape is not (ManagedShape.NativeInteger or ManagedShape.Pointer))
            {
                continue;
            }

            foreach (var word in NativeNames.Words(parameter.Name))
            {
                if (word is "deallocator" or "dealloc" or "destructor" or "deleter" || (isFunction && word is "free" or "delete" or "destroy" or "release"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a value is a GCHandle: as a number, whatever native function a callee gives it to may give it back at any time.</summary>
    private bool IsGCHandle(int value) =>
        Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Resource, Family.Kind: ResourceKind.GCHandle };

    private bool Says(NativeFunction function, HashSet<string> words)
    {
        foreach (var word in body.Contracts.WordsOf(function))
        {
            if (words.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the name of a function of which nothing is stated speaks of freeing: <c>g_strfreev</c>.</summary>
    private bool MayFree(NativeFunction function)
    {
        foreach (var word in body.Contracts.WordsOf(function))
        {
            if (word.IndexOf("free", StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What happens to a value that a callee gets, beside releases.</summary>
    private void Reach(FlowArgument argument, bool isKept, IOperation at, FlowState state, FlowCall? call = null)
    {
        if (call is not null && (call.Roles.ReleasesParameter(argument.Index) || call.Roles.Takes.Contains(argument.Index) || call.Summary?.TakerOf(argument.Index) is not null))
        {
            return;
        }

        foreach (var atom in Values[argument.Value])
        {
            if (isKept && call is { Function: null, Receiver: { } keeper, Method: { } adder } && IsAddition(adder) && transfer.OutlivesTheBody(keeper) && transfer.AddressIn(atom, argument.Operation) is { } added)
            {
                body.Record(FactKind.AddressEscapes, added, argument.Operation, at, argument.Parameter, detail: "is put into a collection");
            }

            if (isKept && call?.Function is { } function && transfer.AddressIn(atom, argument.Operation) is { } address)
            {
                body.Record(FactKind.AddressEscapes, address, argument.Operation, at, argument.Parameter, detail: $"is kept by `{function.DisplayName}`");
            }

            if (atom.Kind == AtomKind.Origin)
            {
                var origin = body.Origins[(int)atom.Number];
                // A status that some method looks at may have been dealt with there.
                if (origin.Kind == OriginKind.Status && call?.Function is null && call?.Summary?.EffectOf(argument.Index) is not (ParameterEffect.Checks or ParameterEffect.ChecksAndReturns or ParameterEffect.None))
                {
                    state.SetState(origin, OriginState.Good | OriginState.Bad);
                    foreach (var other in origin.Correlated)
                    {
                        transfer.Abandon(other, state);
                    }
                }
            }
        }

        if (isKept)
        {
            transfer.EscapeAll(argument.Value, state, at);
        }
    }

    /// <summary>The methods of the framework's collections that keep what they are given.</summary>
    private static bool IsAddition(IMethodSymbol method) =>
        method.Name is "Add" or "TryAdd" or "Push" or "Enqueue" or "Insert" or "AddFirst" or "AddLast"
        && method.ContainingType is { ContainingNamespace: { Name: "Collections" } or { ContainingNamespace.Name: "Collections" } } type && IsSystem(type);

    private void ThrowFrom(FlowCall call, FlowState state)
    {
        if (ExceptionOf(call) is not { } kind)
        {
            return;
        }

        // What cleans up and throws on the way is a second failure.
        if (kind == ExceptionKind.Explicit && call.Summary is not { NeverReturns: true } && call.Operation.Syntax.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null)
        {
            kind = ExceptionKind.Implicit;
        }

        if (call.Summary is { ReturnsOnlyFor.IsEmpty: false } summary && ThrowUnless(call, summary, kind, state))
        {
            return;
        }

        var tested = Checked(call);
        if (tested.IsDefaultOrEmpty)
        {
            throwing(state, kind, call.Operation);
            transfer.IsDead = call.Summary is { NeverReturns: true } || NeverReturns(call.Method);
            return;
        }

        ThrowForFailure(call, tested, kind, state);
    }

    /// <summary>The callee throws when the value means failure: what it decides about does not exist then, and does exist otherwise.</summary>
    private void ThrowForFailure(FlowCall call, ImmutableArray<Origin> tested, ExceptionKind kind, FlowState state)
    {
        var saved = tested.Select(origin => (Origin: origin, State: state.State(origin), Others: origin.Correlated.Concat(origin.Given).Select(other => state.State(other)).ToArray())).ToArray();
        foreach (var origin in tested)
        {
            FlowRefinement.Fail(origin, state);
        }

        // A method of which only the name says that it checks, HandleError, may do no more than write it down.
        throwing(state, call.Summary is { IsKnown: true, Throws: false } || (call.Method is { } method && OnlyNotes(method)) ? kind : ExceptionKind.Explicit, call.Operation);
        foreach (var (origin, before, others) in saved)
        {
            state.SetState(origin, before);
            for (var i = 0; i < others.Length; i++)
            {
                state.SetState(i < origin.Correlated.Length ? origin.Correlated[i] : origin.Given[i - origin.Correlated.Length], others[i]);
            }

            FlowRefinement.Succeed(origin, state);
        }
    }

    /// <summary>
    /// A callee that returns only for one value of a boolean argument: what the argument asks has that answer behind the call, and the other one where it throws.
    /// </summary>
    /// <summary>Whether the body of a method shows that its name says too much: nothing in it throws, or is called as if it did.</summary>
    private bool OnlyNotes(IMethodSymbol method) =>
        FlowAnalysis.Of(body.Interop).BodyOf(method.OriginalDefinition, body.CancellationToken) is { } block
        && !block.Descendants().Any(operation => operation is IThrowOperation || operation is IInvocationOperation { TargetMethod: var called } && (CheckingNames.IsChecking(called.Name) || NeverReturns(called)));

    private bool ThrowUnless(FlowCall call, MethodSummary summary, ExceptionKind kind, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Index < 0 || argument.Index >= summary.ReturnsOnlyFor.Length || summary.ReturnsOnlyFor[argument.Index] is not { } only)
            {
                continue;
            }

            var refinement = new FlowRefinement(body);
            var thrown = new FlowState();
            state.CopyTo(thrown);
            if (refinement.Refine(argument.Operation, argument.Value, !only, thrown))
            {
                throwing(thrown, kind, call.Operation);
            }

            transfer.IsDead = !refinement.Refine(argument.Operation, argument.Value, only, state);
            return true;
        }

        return false;
    }

    /// <summary>The values that the callee checks by throwing.</summary>
    private ImmutableArray<Origin> Checked(FlowCall call)
    {
        var result = ImmutableArray<Origin>.Empty;
        for (var i = -1; i < call.Arguments.Length; i++)
        {
            // An extension method and an instance method of a status struct get it as the first value.
            var value = i < 0 ? call.ReceiverValue : call.Arguments[i].Value;
            var checks = i < 0
                ? call.Method is { } method && CheckingNames.IsChecking(method.Name)
                : call.Summary is { IsKnown: true } summary
                    ? summary.EffectOf(call.Arguments[i].Index) is ParameterEffect.Checks or ParameterEffect.ChecksAndReturns
                    : call.Method is { } other && CheckingNames.IsChecking(other.Name);
            if (checks && Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Status or OriginKind.Resource } origin)
            {
                result = result.Add(origin);
            }
        }

        return result;
    }

    private ExceptionKind? ExceptionOf(FlowCall call)
    {
        if (call.Function is { } function)
        {
            return function.PreserveSig ? null : ExceptionKind.Explicit;
        }

        if (call.Method is not { } method)
        {
            return null;
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            return summary.Throws ? ExceptionKind.Explicit : summary.CanThrow ? ExceptionKind.Implicit : null;
        }

        // What yields something without being given anything, EnsureHandle(), makes it and checks nothing.
        if ((CheckingNames.IsChecking(method.Name) && (method.ReturnsVoid || call.Arguments.Length > 0) && !OnlyNotes(method)) || NeverReturns(method))
        {
            return ExceptionKind.Explicit;
        }

        return method.Name is "Dispose" or "Close" or "DisposeAsync" or "GetHashCode" or "ToString" or "GetType" || OnlyLooks(method) || !call.Roles.Releases.IsEmpty ? null : ExceptionKind.Implicit;
    }

    private static bool NeverReturns(IMethodSymbol? method)
    {
        // Attributes of BCL and project methods alike.
        foreach (var attribute in method?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
        {
            if (attribute.AttributeClass?.Name == "DoesNotReturnAttribute")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>Debug.Assert</c> and other methods that say by attribute that they do not return when a condition is (not) met.</summary>
    private int? CheckedByAttribute(FlowCall call, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            foreach (var attribute in argument.Parameter?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
            {
                if (attribute is { AttributeClass.Name: "DoesNotReturnIfAttribute", ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is bool value)
                {
                    new FlowRefinement(body).Refine(argument.Operation, argument.Value, !value, state);
                }
            }
        }

        return FlowValues.Unknown;
    }

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

    private int SlotValue(FlowArgument argument, FlowState state)
    {
        var value = state.Value(argument.Slot);
        return value == FlowValues.Initial ? body.InitialOf(argument.Slot) : value;
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

    /// <summary>Whether the system takes one function for the other: the second form of a function, and the two names for icons.</summary>
    public static bool AreInterchangeable(string release, string other) =>
        release == other || release + "Ex" == other || other + "Ex" == release || (release is "DestroyIcon" or "DestroyCursor" && other is "DestroyIcon" or "DestroyCursor");

    /// <summary>Whether two names say the same of two things, of which neither is a kind of the other: <c>kv_reader_close</c> and <c>kv_writer_close</c>.</summary>
    private static bool AreForDifferentThings(string release, string other) =>
        NativeNames.AsReleaser(release) is { } left && NativeNames.AsReleaser(other) is { } right
        && left.Verb == right.Verb
        && !left.Stem.StartsWith(right.Stem, StringComparison.Ordinal)
        && !right.Stem.StartsWith(left.Stem, StringComparison.Ordinal);

    private int Results(FlowCall call, FlowState state)
    {
        var returned = MakeStatus(call, state);
        var error = ErrorArgumentOf(call);
        var told = error is { } place ? MakeError(call, place, state) : null;

        // Where both tell, the result does; who looks at the other knows the same.
        var status = returned ?? told;
        if (status is not null && !(call.Roles.Takes.IsEmpty && call.Roles.Releases.IsEmpty))
        {
            status.Given = GivenBy(call);
        }

        var result = returned is null ? FlowValues.Unknown : Values.Of(returned);

        // What the status tells about is the same on every visit.
        var correlated = status is { Correlated.IsEmpty: true } ? ImmutableArray.CreateBuilder<Origin>() : null;
        foreach (var acquisition in AcquisitionsOf(call))
        {
            if (acquisition.Parameter < 0)
            {
                result = MakeResource(acquisition, call.Operation, state, told, call);
                if (told is not null && Values.Single(result) is { Number: var number })
                {
                    correlated?.Add(body.Origins[(int)number]);
                }
            }
            else if (call.ArgumentOf(acquisition.Parameter) is { } argument && argument.Index != error?.Index)
            {
                var made = MakeResource(acquisition, call.Operation, state, status, call);
                if (Values.Single(made) is { Number: var position })
                {
                    correlated?.Add(body.Origins[(int)position]);
                }

                AssignOut(argument, made, call, state);
            }
        }

        foreach (var argument in call.Arguments)
        {
            var isWritten = argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref || (argument.Slot >= 0 && call.Function is not null);
            if (told is not null && argument.Index == error!.Value.Index)
            {
                AssignOut(argument, Values.Of(told), call, state);
                continue;
            }

            if (!isWritten || IsMade(call, argument.Index) || call.Roles.ReleasesParameter(argument.Index))
            {
                continue;
            }

            var value = FlowValues.Unknown;
            if (status is not null && call.Function is not null && argument.Parameter?.RefKind != RefKind.Ref)
            {
                var output = body.OriginOf(call.Operation, argument.Index, (Call: call, argument.Parameter, Status: status), static (id, from) => new Origin(id, OriginKind.Output, from.Call.Operation)
                {
                    Symbol = from.Parameter,
                    Status = from.Status,
                    Evidence = from.Status.Evidence,
                    Producer = from.Call.DisplayName,
                });
                correlated?.Add(output);
                state.SetState(output, OriginState.Live);
                value = Values.Of(output);
            }

            if (argument.Slot >= 0)
            {
                transfer.EscapeAll(SlotValue(argument, state), state, call.Operation);
                transfer.AssignSlot(argument.Slot, value, call.Operation, state);
                if (argument.Parameter?.RefKind == RefKind.Out)
                {
                    transfer.ForgetMembers(argument.Slot, call.Operation, state);
                }
            }

            // What these functions fill is their last parameter; the structs before it they only read. What is discarded is filled as well, and nobody has it then.
            if ((argument.Struct >= 0 && argument.Slot >= 0 || argument.Operation is IDiscardOperation)
                && call.Function is { } filler && argument.Index == filler.Parameters.Length - 1 && ResourceRoles.ReleaseOfFilledMembers(filler) is { } release)
            {
                FillMembers(call, filler, argument, release, status, correlated, state);
            }
        }

        if (correlated is not null)
        {
            status!.Correlated = correlated.ToImmutable();
            if (told is not null && returned is not null)
            {
                correlated.Add(returned);
                told.Correlated = correlated.ToImmutable();
            }
        }

        if (result != FlowValues.Unknown)
        {
            return result;
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            // What the answer says about what was handed out, only the callee knows.
            if (summary is { Status: null, Acquisitions.Length: 1 } && call.Method?.ReturnType.SpecialType == SpecialType.System_Boolean && body.FindOrigin(call.Operation, summary.Acquisitions[0].Parameter) is { } handedOut)
            {
                return Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, Values.Of(handedOut)));
            }

            if (summary.Answers is var (parameter, test, constant) && call.ArgumentOf(parameter) is { } tested)
            {
                return transfer.Test(tested.Value, test, constant);
            }

            for (var i = 0; i < summary.Parameters.Length; i++)
            {
                if (summary.Parameters[i] is ParameterEffect.Returns or ParameterEffect.ChecksAndReturns && call.ArgumentOf(i) is { } passed)
                {
                    return passed.Value;
                }
            }
        }
        else if (call.Function is null && call.Method?.ReturnType.SpecialType == SpecialType.System_Boolean)
        {
            return TestedByCallee(call);
        }
        else if (call is { Function: null, Method.MethodKind: MethodKind.DelegateInvoke, Receiver: IParameterReferenceOperation { Parameter: var given } })
        {
            return Values.Of(body.OriginOf(call.Operation, -1, (call.Operation, Parameter: given), static (id, from) => new Origin(id, OriginKind.Invoked, from.Operation) { Symbol = from.Parameter }));
        }

        return BorrowedResult(call, state);
    }

    /// <summary>The fields of a struct get handles that the caller has to release. Each can be empty for itself, also where the call succeeded.</summary>
    private void FillMembers(FlowCall call, NativeFunction function, FlowArgument argument, string release, Origin? status, ImmutableArray<Origin>.Builder? correlated, FlowState state)
    {
        var role = MemberRole;
        foreach (var member in argument.Operation.Type?.GetMembers() ?? ImmutableArray<ISymbol>.Empty)
        {
            if (member is IFieldSymbol { IsStatic: false } field && ResourceRoles.IsRaw(field.Type))
            {
                var origin = body.OriginOf(
                    call.Operation,
                    role--,
                    (Acquisition: body.Roles.FilledMember(function, argument.Index, release), Call: call, Field: field),
                    static (id, from) => new Origin(id, OriginKind.Resource, from.Call.Operation)
                    {
                        Family = from.Acquisition.Family,
                        Evidence = from.Acquisition.Evidence,
                        Source = from.Acquisition.Source,
                        Producer = from.Call.DisplayName,
                        Symbol = from.Field,
                    });
                var made = transfer.Make(origin, status is null ? OriginState.Live : OriginState.Live | OriginState.Unchecked, state);
                if (argument.Struct >= 0)
                {
                    transfer.AssignSlot(body.SlotOfMember(argument.Struct, field.OriginalDefinition), made, call.Operation, state);
                }

                correlated?.Add(origin);
            }
        }
    }

    /// <summary>A method that answers yes or no about a tracked value.</summary>
    private int TestedByCallee(FlowCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (Values.Single(argument.Value) is { Kind: AtomKind.Origin })
            {
                return Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, argument.Value));
            }
        }

        return FlowValues.Unknown;
    }

    /// <summary>What a call makes. Memory that is asked for at an address lies in what the program has reserved before: whoever has reserved it releases it.</summary>
    private ImmutableArray<Acquisition> AcquisitionsOf(FlowCall call)
    {
        if (call.Summary is { IsKnown: true } summary)
        {
            return call.Lambda is { IsKnown: true, Acquisitions: { IsEmpty: false } made } && made[0].Parameter < 0 ? summary.Acquisitions.Add(made[0]) : summary.Acquisitions;
        }

        return call.Function is { } function && ResourceRoles.PlaceParameterOf(function) is { } position
            && call.ArgumentOf(position) is { Value: var place } && Values.Single(place) is not { Kind: AtomKind.Constant, Number: 0 }
            ? ImmutableArray<Acquisition>.Empty
            : call.Roles.Acquisitions;
    }

    private bool IsMade(FlowCall call, int parameter)
    {
        foreach (var acquisition in AcquisitionsOf(call))
        {
            if (acquisition.Parameter == parameter)
            {
                return true;
            }
        }

        return false;
    }

    private void AssignOut(FlowArgument argument, int value, FlowCall call, FlowState state)
    {
        if (argument.Slot >= 0)
        {
            transfer.AssignSlot(argument.Slot, value, call.Operation, state);
        }
        else if (argument.Operation is not IDiscardOperation)
        {
            transfer.Assign(argument.Operation, value, call.Operation, state);
        }
    }

    private Origin? MakeStatus(FlowCall call, FlowState state)
    {
        StatusConvention? convention = null;
        var (evidence, source) = (Evidence.None, "");
        if (call.Contract is { Status: { IsKnown: true } stated } && call.Roles.Acquisitions.All(acquisition => acquisition.Parameter >= 0) && call.Function!.PreserveSig)
        {
            (convention, evidence, source) = (stated.Value, stated.Evidence, stated.Source);
        }
        else if (call.Summary is { IsKnown: true, Status: { } passed })
        {
            (convention, evidence) = (passed, Evidence.Inferred);
        }
        else if (call is { Summary.IsKnown: true, Lambda: { IsKnown: true, Status: { } returned } })
        {
            (convention, evidence) = (returned, Evidence.Inferred);
        }
        else if (call.Function is null && call.Roles.Acquisitions.Any(acquisition => acquisition.Parameter >= 0))
        {
            // The framework's own: NativeLibrary.TryLoad answers with a bool, Marshal.QueryInterface with an HRESULT.
            (convention, evidence) = call.Method?.ReturnType.SpecialType switch
            {
                SpecialType.System_Boolean => (new StatusConvention(StatusKind.NotZero), Evidence.Known),
                SpecialType.System_Int32 => (new StatusConvention(StatusKind.HResult), Evidence.Known),
                _ => (convention, evidence),
            };
        }
        else if (call is { Function: null, Summary: null, Method.ReturnType.SpecialType: SpecialType.System_Int32 } && call.Roles.Acquisitions.Any(acquisition => acquisition.Parameter >= 0))
        {
            (convention, evidence) = (new StatusConvention(StatusKind.HResult), Evidence.Known);
        }
        else if (call is { Function: { SetLastError: true, PreserveSig: true } function, Contract.Return.Ownership.IsKnown: false }
            && call.Roles.Acquisitions.All(acquisition => acquisition.Parameter >= 0)
            && ImpliedConvention(function) is { } implied)
        {
            (convention, evidence, source) = (implied, Evidence.Inferred, $"inferred from SetLastError on {function.DisplayName}");
        }

        else if (call is { Function.PreserveSig: true } && call.Roles.Acquisitions.Any(acquisition => acquisition.Parameter >= 0) && IsJudgedAtOnce(call))
        {
            // What it means, only the judge knows, and nobody else asks here.
            (convention, evidence, source) = (new StatusConvention(StatusKind.Equal), Evidence.Inferred, "inferred from the method that judges it");
        }

        if (convention is null)
        {
            return null;
        }

        var status = body.OriginOf(call.Operation, StatusRole, (Call: call, Convention: convention, Evidence: evidence, Source: source), static (id, from) => new Origin(id, OriginKind.Status, from.Call.Operation)
        {
            Convention = from.Convention,
            Evidence = from.Evidence,
            Source = from.Source,
            Producer = from.Call.DisplayName,
        });
        transfer.Make(status, OriginState.Unchecked, state);
        return status;
    }

    /// <summary>The argument through which the callee tells whether it failed, when it goes to a place that can be asked.</summary>
    private static FlowArgument? ErrorArgumentOf(FlowCall call)
    {
        var position = call.Contract is { } contract ? contract.ErrorParameter : call.Summary is { ToldBy: { } passed } ? passed.Parameter : -1;
        return position >= 0 && call.ArgumentOf(position) is { Slot: >= 0 } argument ? argument : null;
    }

    private Origin MakeError(FlowCall call, FlowArgument argument, FlowState state)
    {
        var stated = call.Contract?.Parameters[argument.Index].Status ?? new Fact<StatusConvention>(call.Summary!.ToldBy!.Value.Convention, Evidence.Inferred, "");
        var told = body.OriginOf(call.Operation, ErrorRole, (Call: call, argument.Parameter, Stated: stated), static (id, from) => new Origin(id, OriginKind.Status, from.Call.Operation)
        {
            Convention = from.Stated.Value,
            Evidence = from.Stated.Evidence,
            Source = from.Stated.Source,
            Producer = from.Call.DisplayName,
            Symbol = from.Parameter,
        });
        transfer.Make(told, OriginState.Unchecked, state);
        return told;
    }

    /// <summary>Whether the result goes straight into a method that throws for some of its values: <c>Check(native_new(out var made))</c>.</summary>
    private bool IsJudgedAtOnce(FlowCall call) =>
        call.Function!.Return.Marshalling.Shape is ManagedShape.Enum or ManagedShape.Number
        && Operations.WithConversions(call.Operation).Parent is IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation { TargetMethod: var judge } }
        && (FlowAnalysis.Of(body.Interop).SummaryOf(judge, body.Scope, body.CancellationToken) is { IsKnown: true } summary
            ? summary.EffectOf(ordinal) is ParameterEffect.Checks or ParameterEffect.ChecksAndReturns
            : CheckingNames.IsChecking(judge.Name));

    /// <summary>How a function that leaves its reason in the last error says that it failed.</summary>
    private StatusConvention? ImpliedConvention(NativeFunction function) => function.Return.Type switch
    {
        { SpecialType: SpecialType.System_Boolean } => new StatusConvention(StatusKind.NotZero),
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_IntPtr } when SystemLibraries.IsUnix(function.Library) || LibraryNames.Normalize(function.Library) == "ws2_32" =>
            new StatusConvention(StatusKind.NotNegative),
        { } type when ResourceRoles.IsRaw(type) || body.Roles.IsSafeHandle(type) => new StatusConvention(StatusKind.NotNull),
        _ => null,
    };

    private int MakeResource(Acquisition acquisition, IOperation operation, FlowState state, Origin? status, FlowCall? call = null)
    {
        var origin = body.OriginOf(operation, acquisition.Parameter, (acquisition, operation, status, call), static (id, from) => new Origin(id, OriginKind.Resource, from.operation)
        {
            Family = from.acquisition.Family,
            Evidence = from.acquisition.Evidence,
            Source = from.acquisition.Source,
            Producer = from.call?.DisplayName ?? from.acquisition.Source,
            CanFail = from.acquisition.CanFail,
            IsEmptyByChoice = from.acquisition.IsEmptyByChoice,
            Invalid = from.acquisition.Invalid,
            Convention = from.acquisition.Parameter < 0 && from.call?.Contract is { Status: { IsKnown: true, Value: { Kind: StatusKind.NotNegative } convention } } ? convention : null,
            Status = from.status,
            Symbol = from.acquisition.Parameter >= 0 ? from.call?.ArgumentOf(from.acquisition.Parameter)?.Parameter : null,
        });
        return transfer.Make(origin, acquisition.CanFail || status is not null ? OriginState.Live | OriginState.Unchecked : OriginState.Live, state);
    }

    private int BorrowedResult(FlowCall call, FlowState state)
    {
        // Text and structs are copied by the marshaller.
        if (call.Contract is not { Return.Ownership: { IsKnown: true, Value.Kind: OwnershipKind.Borrowed or OwnershipKind.Static } ownership } || call.Function is not { } function || !ResourceRoles.IsRaw(function.Return.Type))
        {
            return FlowValues.Unknown;
        }

        var from = ownership.Value.Kind == OwnershipKind.Borrowed ? 0 : -1;
        if (ownership.Value.Name is { } name)
        {
            from = -1;
            foreach (var parameter in function.Parameters)
            {
                if (parameter.Name == name)
                {
                    from = parameter.Index;
                }
            }
        }

        var owner = from >= 0 && call.ArgumentOf(from) is { } argument ? argument.Value : FlowValues.Unknown;
        return BorrowFrom(owner, call.Operation, call.DisplayName, state, ownership.Evidence, ownership.Source);
    }

    private int BorrowFrom(int value, IOperation at, string producer, FlowState state, Evidence evidence = Evidence.Known, string source = "")
    {
        // Whoever the owner is, the value is not ours.
        var owner = Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Resource } resource ? resource : null;

        // A loop may come to the same place with another owner.
        var role = owner is null || body.FindOrigin(at, -1) is not { } first || ReferenceEquals(first.Owner, owner) ? -1 : FirstOwnerRole - owner.Id;
        var origin = body.OriginOf(at, role, (at, owner, evidence, source, producer), static (id, from) => new Origin(id, OriginKind.Borrowed, from.at)
        {
            Owner = from.owner,
            Evidence = from.evidence,
            Source = from.source,
            Producer = from.producer,
        });
        return transfer.Make(origin, OriginState.Live, state);
    }

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

    /// <summary>A method of this object may write its fields.</summary>
    private void ForgetFields(FlowCall call, FlowState state)
    {
        if (call.Function is not null || call.Method is not { } method || body.Method is not { } own
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType?.OriginalDefinition, own.ContainingType?.OriginalDefinition))
        {
            return;
        }

        foreach (var slot in body.FieldSlots)
        {
            // An address that a method puts into a field and takes out again is there for the methods that it calls.
            if ((body.Slots[slot].Symbol!.IsStatic || !method.IsStatic) && !transfer.IsAddress(state.Value(slot)))
            {
                transfer.EscapeAll(state.Value(slot) == FlowValues.Initial ? body.InitialOf(slot) : state.Value(slot), state, call.Operation);
                state.SetValue(slot, FlowValues.Unknown);
            }
        }
    }

    private void MarkTested(int slot)
    {
        if (body.Slots[slot] is { Kind: SlotKind.Field, Symbol: { } field })
        {
            body.TestedFields.Add(field);
            body.WrittenFields.Add(field);
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

    private static bool IsSpan(INamedTypeSymbol type) => type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

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

    /// <summary>Framework methods that read or write through what they are given, and keep nothing.</summary>
    private static bool OnlyLooks(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null || method.Name is "SetHandle" or "InitHandle" || !IsSystem(type) || (method.MethodKind == MethodKind.Constructor && type.Name is "SafeHandle" or "CriticalHandle"))
        {
            return false;
        }

        return type.Name is "Marshal" or "NativeMemory" or "MemoryMarshal" or "Unsafe" or "Buffer" or "Console" or "Debug" or "Trace" or "String" or "Math" or "MathF" or "Convert" or "BitConverter" or "Encoding"
            or "IntPtr" or "UIntPtr" or "GC" or "Interlocked" or "Volatile" or "GCHandle" or "Span" or "ReadOnlySpan" or "MemoryExtensions" or "Object" or "NativeLibrary" or "StringBuilder" or "TextWriter"
            or "ArgumentNullException" or "ArgumentOutOfRangeException" or "Int32" or "Int64" or "UInt32" or "UInt64" or "Byte" or "Enum" or "SafeHandle" or "CultureInfo" or "Environment" or "RuntimeHelpers"
            || type.SpecialType != SpecialType.None

            // These copy what the GDI object shows.
            || method.Name is "CreateBitmapSourceFromHBitmap" or "CreateBitmapSourceFromHIcon" or "FromHbitmap" or "FromHicon";
    }

    /// <summary>
    /// Framework classes whose constructors duplicate what a raw value stands for, the token, the certificate's context, the bytes of the identifier: the caller's own stays with the caller.
    /// </summary>
    private static bool IsDuplicatedBy(INamedTypeSymbol type) => type.Name is "WindowsIdentity" or "X509Certificate" or "X509Certificate2" or "SecurityIdentifier" && IsSystem(type);

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
