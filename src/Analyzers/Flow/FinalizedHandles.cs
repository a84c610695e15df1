using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Knows the raw handles that finalizers release: the fields that a finalizer, or a method that it reaches with <c>disposing</c> being false, reads where it calls native code.
/// </summary>
internal sealed class FinalizedHandles
{
    // Verbs of functions that ask, set, show or tell.
    private static readonly ImmutableHashSet<string> HarmlessWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "get", "set", "is", "has", "show", "hide", "query", "find", "send", "post", "print", "log", "trace", "redraw", "invalidate");

    // Words of functions that only note, for another thread, what is to be released: kv_release_deferred.
    private static readonly ImmutableHashSet<string> DeferringWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "deferred", "defer", "delayed", "later", "queue", "enqueue", "queued", "threadsafe");

    // Words that make a release of a function all the same: kv_send_close.
    private static readonly ImmutableHashSet<string> EndingWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "close", "destroy", "delete", "del", "free", "release", "dispose", "unref", "deref", "decref", "drop", "unload", "unmap", "shutdown", "deinit", "uninit", "finalize", "terminate", "cleanup",
        "clear", "remove", "unregister", "detach", "disconnect", "end", "stop", "quit", "exit", "kill", "done", "fini", "reset", "deallocate", "dealloc");

    private const int MaximumDepth = 5;

    private readonly ConcurrentDictionary<INamedTypeSymbol, Finalization> _types = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private readonly FlowAnalysis _flow;
    private readonly NativeFunctions _functions;
    private readonly ResourceRoles _roles;

    private FinalizedHandles(InteropContext interop)
    {
        _interop = interop;
        _flow = FlowAnalysis.Of(interop);
        _functions = NativeFunctions.Of(interop);
        _roles = ResourceRoles.Of(interop);
    }

    public static FinalizedHandles Of(InteropContext interop) => interop.Get(static context => new FinalizedHandles(context));

    /// <summary>Whether <paramref name="type"/> has a finalizer that a program or SafeHandle wrote.</summary>
    public bool IsFinalizable(ITypeSymbol? type)
    {
        if (type is not { TypeKind: TypeKind.Class })
        {
            return false;
        }

        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (DestructorOf(current) is not null)
            {
                return true;
            }
        }

        return _roles.IsSafeHandle(type);
    }

    /// <summary>Whether <paramref name="operation"/> reads a raw handle that the finalizer of the object releases, from a field or through a property that returns one.</summary>
    public bool IsHandleRead(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        IFieldReferenceOperation { Instance: { Type: INamedTypeSymbol type }, Field: var field } => ResourceRoles.IsRaw(field.Type) && IsReleased(field, type, cancellationToken),
        IPropertyReferenceOperation { Instance: { Type: INamedTypeSymbol type }, Property: { Parameters.IsEmpty: true } property } =>
            ResourceRoles.IsRaw(property.Type) && IsFinalizable(type) && (IsReleased(property, type, cancellationToken) || (ReturnedBy(property.GetMethod, cancellationToken) is { } field && IsReleased(field, type, cancellationToken))),
        IConversionOperation { OperatorMethod: { } conversion, Operand: var operand, Type: var type } =>
            ResourceRoles.IsRaw(type) && Operations.Unconverted(operand)?.Type is INamedTypeSymbol owner && IsFinalizable(owner)
            && ReturnedBy(conversion, cancellationToken) is { } field && IsReleased(field, owner, cancellationToken),
        _ => false,
    };

    /// <summary>Whether the finalizer of <paramref name="type"/> runs <paramref name="method"/>.</summary>
    public bool IsPartOfFinalization(IMethodSymbol method, INamedTypeSymbol type, CancellationToken cancellationToken) => Of(type, cancellationToken).Methods.Contains(method.OriginalDefinition);

    /// <summary>Whether the finalizer of a class releases nothing by itself, and only calls functions that say by their names that another thread does it later.</summary>
    public bool AreReleasedLater(ITypeSymbol? type, CancellationToken cancellationToken) =>
        type is INamedTypeSymbol named && IsFinalizable(named) && Of(named, cancellationToken) is { IsDeferred: true, Guards: not null };

    /// <summary>
    /// Whether the finalizer releases nothing while <paramref name="member"/> of an object of <paramref name="type"/> has the constant <paramref name="value"/>: the guard of
    /// <c>if (_disposed) return;</c> and of <c>if (State == Ready) Abort();</c>.
    /// </summary>
    public bool IsGuardedBy(INamedTypeSymbol type, ISymbol member, object value, CancellationToken cancellationToken)
    {
        var guards = Of(type, cancellationToken).Guards;
        if (guards is null)
        {
            return false;
        }

        foreach (var guard in guards)
        {
            if (!ReferenceEquals(guard.Value, Guard.IsLocked) && SymbolEqualityComparer.Default.Equals(guard.Member, member.OriginalDefinition) && guard.Value.Equals(value) != guard.IsEqual)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the finalizer holds the lock of <paramref name="member"/> wherever it releases: it waits for who holds it meanwhile.</summary>
    public bool IsReleasedUnder(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var guard in Of(type, cancellationToken).Guards ?? ImmutableArray<Guard>.Empty)
        {
            if (ReferenceEquals(guard.Value, Guard.IsLocked) && SymbolEqualityComparer.Default.Equals(guard.Member, member.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The field or property, of the object itself or of nobody, on which a statement locks.</summary>
    public static ISymbol? LockedBy(ILockOperation statement) => Operations.Unconverted(statement.LockedValue) switch
    {
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } reference => reference.Member.OriginalDefinition,
        _ => null,
    };

    /// <summary>The constant that an operation gives, 0 for a null handle; null for everything else.</summary>
    public static object? ConstantOf(IOperation operation)
    {
        while (operation is IConversionOperation { ConstantValue.HasValue: false, Operand: var operand })
        {
            operation = operand;
        }

        return operation switch
        {
            { ConstantValue: { HasValue: true, Value: { } constant } } => constant,
            IDefaultValueOperation => 0,
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => 0,
            _ => null,
        };
    }

    private bool IsReleased(ISymbol member, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (member is IFieldSymbol { Name: "handle", ContainingType: var declaring } && (SymbolEqualityComparer.Default.Equals(declaring, _interop.Types.SafeHandle) || SymbolEqualityComparer.Default.Equals(declaring, _interop.Types.CriticalHandle)))
        {
            return !ReleasesNothing(type, cancellationToken);
        }

        return IsFinalizable(type) && Of(type, cancellationToken).Handles.Contains(member.OriginalDefinition);
    }

    /// <summary>Whether the <c>ReleaseHandle</c> of a class calls nothing that could release anything: <c>=> true;</c></summary>
    public bool ReleasesNothing(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        ReleaseHandleOf(type) is { } release && _flow.BodyOf(release.OriginalDefinition, cancellationToken) is { } body
        && !body.DescendantsAndSelf().Any(static operation => operation is IFunctionPointerInvocationOperation or IInvocationOperation { TargetMethod.Name: not ("SetHandleAsInvalid" or "SetHandle" or "SuppressFinalize") });

    /// <summary>The field that a getter returns, or that a conversion operator gives of the object it converts: <c>(nint)handle</c> for <c>handle._value</c>, or zero for no object.</summary>
    private IFieldSymbol? ReturnedBy(IMethodSymbol? method, CancellationToken cancellationToken)
    {
        if (method is null || _flow.BodyOf(method.OriginalDefinition, cancellationToken) is not { } body)
        {
            return null;
        }

        IFieldSymbol? found = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value } && !TryRead(value, method, ref found))
            {
                return null;
            }
        }

        return found;
    }

    private static bool TryRead(IOperation value, IMethodSymbol method, ref IFieldSymbol? found)
    {
        switch (Operations.Unconverted(value))
        {
            case IConditionalOperation { WhenTrue: var first, WhenFalse: { } second } when method.MethodKind == MethodKind.Conversion:
                return TryRead(first, method, ref found) && TryRead(second, method, ref found);
            case IFieldReferenceOperation { Instance: { } instance, Field: var field }
                when method.MethodKind == MethodKind.Conversion ? Operations.Unconverted(instance) is IParameterReferenceOperation : instance is IInstanceReferenceOperation:
                if (found is not null && !SymbolEqualityComparer.Default.Equals(found, field))
                {
                    return false;
                }

                found = field;
                return true;
            default:
                return method.MethodKind == MethodKind.Conversion && ConstantOf(value) is not null;
        }
    }

    private Finalization Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (_types.TryGetValue(type, out var known))
        {
            return known;
        }

        var found = new Finalization();
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (DestructorOf(current) is { } destructor)
            {
                Visit(destructor, type, true, found, ImmutableArray<Guard>.Empty, 0, cancellationToken);
            }
        }

        // The finalizer of a SafeHandle calls ReleaseHandle. Whether it releases other members of the class, too, is not asked here.
        if (_roles.IsSafeHandle(type) && ReleaseHandleOf(type) is { } release)
        {
            var released = new Finalization();
            Visit(release, type, false, released, ImmutableArray<Guard>.Empty, 0, cancellationToken);
            found.Methods.UnionWith(released.Methods);
        }

        return _types.GetOrAdd(type, found);
    }

    private static IMethodSymbol? ReleaseHandleOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("ReleaseHandle"))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true } release)
                {
                    return release;
                }
            }
        }

        return null;
    }

    private void Visit(IMethodSymbol method, INamedTypeSymbol type, bool isFinalizing, Finalization found, ImmutableArray<Guard> guards, int depth, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (depth > MaximumDepth || !found.Methods.Add(method) || _flow.BodyOf(method, cancellationToken) is not { } body)
        {
            return;
        }

        var releases = false;
        var handles = new List<ISymbol>();
        foreach (var operation in body.DescendantsAndSelf())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isFinalizing && IsOnlyWhenDisposing(operation, method))
            {
                continue;
            }

            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var called } call:
                    if ((Releases(called) && !TakesBack(call)) || IsStoredRelease(call))
                    {
                        releases = true;
                        found.IsDeferred &= _functions.FromMethod(called) is { DisplayName: var name } && NativeNames.Words(name).Any(DeferringWords.Contains);
                        found.Release(GuardsOf(operation, guards));
                    }
                    else if (call.Instance is IInstanceReferenceOperation or null && Implementation(called, type) is { } implementation)
                    {
                        Visit(implementation, type, isFinalizing, found, GuardsOf(operation, guards), depth + 1, cancellationToken);
                    }

                    break;
                case IFunctionPointerInvocationOperation:
                    releases = true;
                    found.IsDeferred = false;
                    found.Release(GuardsOf(operation, guards));
                    break;
                case IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } when ResourceRoles.IsRaw(field.Type):
                    handles.Add(field);
                    break;
                case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property } when ResourceRoles.IsRaw(property.Type):
                    handles.Add(property);
                    if (ReturnedBy(property.GetMethod, cancellationToken) is { } returned)
                    {
                        handles.Add(returned);
                    }

                    break;
            }
        }

        if (releases)
        {
            foreach (var handle in handles)
            {
                found.Handles.Add(handle.OriginalDefinition);
            }
        }
    }

    /// <summary>Whether a call may release something: what native code does is told by names, and only a name that says that it does something else tells that it does not.</summary>
    private bool Releases(IMethodSymbol method) =>
        (_functions.FromMethod(method) is { IsImport: true } function && (!_roles.For(function).IsNone || MayRelease(function.EntryPoint ?? method.Name)))
        || (method.MethodKind == MethodKind.DelegateInvoke && method.ContainingType.HasAttribute(_interop.Types.UnmanagedFunctionPointerAttribute))
        || !_roles.For(method).Releases.IsEmpty;

    private static bool MayRelease(string name)
    {
        var words = NativeNames.Words(name);
        return !words.Any(HarmlessWords.Contains) || words.Any(EndingWords.Contains);
    }

    /// <summary>Whether a native call sets something to nothing, a callback mostly, and leaves what it belongs to where it is: <c>kv_set_listener(_kv, null)</c>.</summary>
    private bool TakesBack(IInvocationOperation call) =>
        _functions.FromMethod(call.TargetMethod) is { EntryPoint: { } name }
        && NativeNames.Words(name).Contains("set")
        && call.Arguments.Length > 0
        && Operations.Unconverted(call.Arguments[call.Arguments.Length - 1].Value) is { } last
        && (last.ConstantValue is { HasValue: true, Value: null } || ConstantOf(last) is 0);

    /// <summary>Whether a delegate that the object keeps gets a raw value of the object: <c>_release(_handle)</c>. Whoever made the object said by it how the value is released.</summary>
    private static bool IsStoredRelease(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { MethodKind: MethodKind.DelegateInvoke }, Instance: { } called })
        {
            return false;
        }

        if (called is IConditionalAccessInstanceOperation && ConditionOf(call) is { } asked)
        {
            called = asked;
        }

        return OwnMember(called) is not null
            && call.Arguments.Any(static argument => OwnMember(argument.Value) is { } given && ResourceRoles.IsRaw(given is IFieldSymbol field ? field.Type : ((IPropertySymbol)given).Type));
    }

    /// <summary>What stands before the <c>?.</c> of a call.</summary>
    private static IOperation? ConditionOf(IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IConditionalAccessOperation access)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>Whether an operation stands in the branch that runs only when <c>Dispose</c> was called.</summary>
    private static bool IsOnlyWhenDisposing(IOperation operation, IMethodSymbol method)
    {
        if (method.Parameters.Length != 1 || method.Parameters[0].Type.SpecialType != SpecialType.System_Boolean)
        {
            return false;
        }

        for (var child = operation; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalOperation conditional
                && ((conditional.Condition is IParameterReferenceOperation && conditional.WhenTrue == child) || (IsNegated(conditional.Condition) && conditional.WhenFalse == child)))
            {
                return true;
            }

            if (parent is IBlockOperation block)
            {
                foreach (var earlier in block.Operations)
                {
                    if (earlier == child)
                    {
                        break;
                    }

                    if (earlier is IConditionalOperation { WhenTrue: var leaving } guard && IsNegated(guard.Condition) && Leaves(leaving))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>What has to hold of the object's own members so that an operation runs, beside what holds already.</summary>
    private static ImmutableArray<Guard> GuardsOf(IOperation operation, ImmutableArray<Guard> outer)
    {
        var guards = outer.ToBuilder();
        for (var child = operation; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalOperation conditional && conditional.Condition != child)
            {
                AddGuards(conditional.Condition, conditional.WhenTrue == child, guards);
            }
            else if (parent is ILockOperation statement && LockedBy(statement) is { } locked)
            {
                guards.Add(new Guard(locked, true, Guard.IsLocked));
            }
            else if (parent is IBlockOperation block)
            {
                foreach (var earlier in block.Operations)
                {
                    if (earlier == child)
                    {
                        break;
                    }

                    if (earlier is IConditionalOperation { WhenTrue: var leaving, WhenFalse: null } guard && Leaves(leaving))
                    {
                        AddGuards(guard.Condition, false, guards);
                    }
                }
            }
        }

        return guards.ToImmutable();
    }

    /// <summary>What is certain of single members when a condition is <paramref name="holds"/>.</summary>
    private static void AddGuards(IOperation condition, bool holds, ImmutableArray<Guard>.Builder guards)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                AddGuards(operand, !holds, guards);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when holds:
                AddGuards(both.LeftOperand, true, guards);
                AddGuards(both.RightOperand, true, guards);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !holds:
                AddGuards(either.LeftOperand, false, guards);
                AddGuards(either.RightOperand, false, guards);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test:
                if ((OwnMember(test.LeftOperand) ?? OwnMember(test.RightOperand)) is { } compared && (ConstantOf(test.RightOperand) ?? ConstantOf(test.LeftOperand)) is { } constant)
                {
                    guards.Add(new Guard(compared, (test.OperatorKind == BinaryOperatorKind.Equals) == holds, constant));
                }

                break;
            default:
                if (OwnMember(condition) is { } flag && condition.Type?.SpecialType == SpecialType.System_Boolean)
                {
                    guards.Add(new Guard(flag, true, holds));
                }

                break;
        }
    }

    /// <summary>The field or property of the object itself that an operation names.</summary>
    public static ISymbol? OwnMember(IOperation operation) =>
        Operations.Unconverted(operation) is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } reference ? reference.Member.OriginalDefinition : null;

    private static bool IsNegated(IOperation condition) =>
        condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IParameterReferenceOperation };

    private static bool Leaves(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        IReturnOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => true,
        _ => false,
    };

    /// <summary>What a call of <paramref name="method"/> on an object of <paramref name="type"/> runs; null for what other types do.</summary>
    private static IMethodSymbol? Implementation(IMethodSymbol method, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.ContainingType?.OriginalDefinition))
            {
                return method;
            }

            foreach (var member in current.GetMembers(method.Name))
            {
                for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                    {
                        return (IMethodSymbol)member;
                    }
                }
            }
        }

        return null;
    }

    private static IMethodSymbol? DestructorOf(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers("Finalize"))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Destructor } destructor)
            {
                return destructor;
            }
        }

        return null;
    }

    private sealed class Finalization
    {
        public HashSet<ISymbol> Methods { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<ISymbol> Handles { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>What has to hold so that the finalizer releases anything at all; null while no release is known.</summary>
        public ImmutableArray<Guard>? Guards { get; private set; }

        /// <summary>Whether each release is one that another thread carries out later; true while none is known.</summary>
        public bool IsDeferred { get; set; } = true;

        public void Release(ImmutableArray<Guard> guards) => Guards = Guards is { } known ? known.RemoveAll(guard => !guards.Contains(guard)) : guards;
    }

    /// <summary>A member of the object has, or has not, a value, or its lock is held.</summary>
    private readonly record struct Guard(ISymbol Member, bool IsEqual, object Value)
    {
        /// <summary>In the place of a value: the lock of the member is held.</summary>
        public static readonly object IsLocked = new();
    }
}
