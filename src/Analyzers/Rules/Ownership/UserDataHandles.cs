using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>
/// Knows the GCHandles whose number a class gives to native code as user data. Native code gives the number back to callbacks as long as what it was given for lives: the handle has to be freed
/// behind the end of that, and at once when native code did not take it.
/// </summary>
internal sealed class UserDataHandles
{
    // What ends the use of user data, beside what releases its object.
    private static readonly ImmutableHashSet<string> Endings = ImmutableHashSet.Create(
        StringComparer.Ordinal, "unregister", "unsubscribe", "remove", "detach", "disconnect", "stop", "cancel", "unhook", "uninstall", "unset", "clear", "close", "destroy", "delete", "free", "release", "dispose", "shutdown",
        "terminate", "unref", "end", "abort", "deinit", "finish");

    private readonly InteropContext _interop;
    private readonly FlowAnalysis _flow;
    private readonly INamedTypeSymbol _type;
    private readonly CancellationToken _cancellationToken;

    public UserDataHandles(InteropContext interop, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _interop = interop;
        _flow = FlowAnalysis.Of(interop);
        _type = type;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The native call behind <paramref name="free"/> that ends the use of what <paramref name="free"/> frees: native code can call back in between; null when that is not seen.</summary>
    public IOperation? EndBehind(IInvocationOperation free, IOperation body)
    {
        if (FieldOf(free.Instance) is not { } field || free.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return null;
        }

        var users = UsersOf(field);
        if (users.Count == 0)
        {
            return null;
        }

        IOperation? found = null;
        foreach (var operation in body.Descendants())
        {
            // What native code was told before, whatever it is called, may have ended the use.
            if (operation.Syntax.SpanStart < free.Syntax.SpanStart)
            {
                if (IsToldOf(operation, users))
                {
                    return null;
                }
            }
            else if (found is null && EndsUseOf(operation, users) && IsBehind(operation.Syntax, statement))
            {
                found = operation;
            }
        }

        return found;
    }

    /// <summary>The throw that leaves a body when the native call that should have taken the handle made by <paramref name="made"/> failed, and before which nobody frees it; null when that is not seen.</summary>
    public (ISymbol Holder, IOperation Call, IThrowOperation Throw)? LostByFailure(IOperation made, IOperation body)
    {
        if (HolderOf(made) is not { } holder)
        {
            return null;
        }

        foreach (var operation in body.Descendants())
        {
            if (NativeCalls.FunctionOf(_interop, operation) is not null
                && operation.Syntax.SpanStart > made.Syntax.SpanStart
                && NativeCalls.ArgumentsOf(operation).Any(argument => IsNumberOf(argument.Value, holder, body))
                && ThrowBehind(operation, holder, body) is { } lost)
            {
                return (holder, operation, lost);
            }
        }

        return null;
    }

    /// <summary>The field, or the local that nothing else gets, in which a new handle or its number is.</summary>
    private static ISymbol? HolderOf(IOperation made)
    {
        var value = Operations.WithConversions(made);
        if (value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToIntPtr", ContainingType.Name: "GCHandle" } } number })
        {
            value = Operations.WithConversions(number);
        }

        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { IsStatic: false } field } } => field,
            _ => null,
        };
    }

    /// <summary>Whether a value is the number of the handle in <paramref name="holder"/>, also by way of a local.</summary>
    private static bool IsNumberOf(IOperation value, ISymbol holder, IOperation body)
    {
        var plain = Operations.Unconverted(value);
        if (plain is ILocalReferenceOperation { Local: var local } && !SymbolEqualityComparer.Default.Equals(local, holder) && LocalReferences.Around(plain).InitializerOf(local) is { } initial)
        {
            plain = Operations.Unconverted(initial);
        }

        if (plain is IInvocationOperation { TargetMethod: { Name: "ToIntPtr", ContainingType.Name: "GCHandle" }, Arguments: { Length: 1 } arguments })
        {
            plain = Operations.Unconverted(arguments[0].Value);
        }

        return SymbolOf(plain) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, holder);
    }

    private static ISymbol? SymbolOf(IOperation? value) => value switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => field,
        _ => null,
    };

    /// <summary>The throw in the branch that the result of <paramref name="call"/> decides about, when nothing there can free the handle.</summary>
    private static IThrowOperation? ThrowBehind(IOperation call, ISymbol holder, IOperation body)
    {
        var result = Operations.WithConversions(call).Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            ISimpleAssignmentOperation { Target: var target } => SymbolOf(target),
            _ => null,
        };
        foreach (var operation in body.Descendants())
        {
            if (operation is not IConditionalOperation { Condition: var condition, WhenTrue: var branch } test
                || operation.Syntax is not IfStatementSyntax
                || !condition.DescendantsAndSelf().Any(tested => tested == call
                    || (result is not null && condition.Syntax.SpanStart > call.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(SymbolOf(tested), result))))
            {
                continue;
            }

            var thrown = branch.DescendantsAndSelf().OfType<IThrowOperation>().FirstOrDefault();
            return thrown is not null && IsOnlyWayOut(branch) && !branch.Descendants().Any(MayFree) && !IsCaught(test) && !IsMentionedBetween(call, test, holder, body) ? thrown : null;
        }

        return null;
    }

    private static bool IsOnlyWayOut(IOperation branch) => branch switch
    {
        IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { IsEmpty: false } operations } => IsOnlyWayOut(operations[operations.Length - 1]),
        _ => false,
    };

    /// <summary>Whether an operation may free a handle: <c>Free</c>, or a method of the same object or of the project.</summary>
    private static bool MayFree(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Free", ContainingType.Name: "GCHandle" } } => true,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } } => true,
        IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false, Instance: IInstanceReferenceOperation } => true,
        IInvocationOperation { TargetMethod.Name: "Dispose" or "Close" } => true,
        _ => false,
    };

    /// <summary>Whether a try statement around the test does something about what is thrown.</summary>
    private static bool IsCaught(IOperation test)
    {
        for (var current = test; current.Parent is { } parent; current = parent)
        {
            if (parent is ITryOperation or IUsingOperation or IAnonymousFunctionOperation or ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the handle is freed or put somewhere else between the call and the test.</summary>
    private static bool IsMentionedBetween(IOperation call, IOperation test, ISymbol holder, IOperation body) => body.Descendants().Any(operation =>
        SymbolEqualityComparer.Default.Equals(SymbolOf(operation), holder)
        && operation.Syntax.SpanStart < test.Syntax.SpanStart
        && !call.Syntax.Span.Contains(operation.Syntax.Span)
        && Operations.WithConversions(operation).Parent is not (IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToIntPtr", ContainingType.Name: "GCHandle" } } })
        && (operation.Parent as ISimpleAssignmentOperation)?.Target != operation
        && operation.Parent is not IVariableDeclaratorOperation);

    private static IFieldSymbol? FieldOf(IOperation? handle)
    {
        var plain = Operations.Unconverted(handle);
        if (plain is IInvocationOperation { TargetMethod: { Name: "FromIntPtr", ContainingType.Name: "GCHandle" }, Arguments: { Length: 1 } arguments })
        {
            plain = Operations.Unconverted(arguments[0].Value);
        }

        return SymbolOf(plain) as IFieldSymbol;
    }

    /// <summary>The fields of the object that hold what was made with the handle's number, or that were told it.</summary>
    private HashSet<ISymbol> UsersOf(IFieldSymbol field)
    {
        var users = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var method in _type.GetMembers().OfType<IMethodSymbol>())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (method.IsAbstract || _flow.BodyOf(method.PartialImplementationPart ?? method, _cancellationToken) is not { } body)
            {
                continue;
            }

            foreach (var operation in body.Descendants())
            {
                if (NativeCalls.FunctionOf(_interop, operation) is not { } function || !TakesCallback(function) || !NativeCalls.ArgumentsOf(operation).Any(argument => IsNumberOf(argument.Value, field, body)))
                {
                    continue;
                }

                if (Operations.WithConversions(operation).Parent is ISimpleAssignmentOperation { Target: var target } && SymbolOf(target) is IFieldSymbol made && IsHandle(made.Type))
                {
                    users.Add(made);
                }

                foreach (var argument in NativeCalls.ArgumentsOf(operation))
                {
                    if (SymbolOf(Operations.Unconverted(argument.Value)) is IFieldSymbol told && !SymbolEqualityComparer.Default.Equals(told, field) && IsHandle(told.Type))
                    {
                        users.Add(told);
                    }
                }
            }
        }

        return users;
    }

    private static bool TakesCallback(NativeFunction function) => function.Parameters.Any(static parameter => parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer);

    private bool IsHandle(ITypeSymbol type) => ResourceRoles.IsRaw(type) || ResourceRoles.Of(_interop).IsSafeHandle(type) || type.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;

    private bool EndsUseOf(IOperation operation, HashSet<ISymbol> users)
    {
        if (operation is IInvocationOperation { TargetMethod.Name: "Dispose" or "Close", Instance: { } disposed } && SymbolOf(Operations.Unconverted(disposed)) is { } handle && users.Contains(handle))
        {
            return true;
        }

        return NativeCalls.FunctionOf(_interop, operation) is { EntryPoint: { } name } function
            && (HandlePairs.Of(_interop).IsReleaser(function) || NativeNames.Words(name).Any(Endings.Contains))
            && IsToldOf(operation, users);
    }

    /// <summary>Whether a call of native code, or the disposal of a handle, is about one of <paramref name="users"/>.</summary>
    private bool IsToldOf(IOperation operation, HashSet<ISymbol> users) =>
        (operation is IInvocationOperation { TargetMethod.Name: "Dispose" or "Close", Instance: { } disposed } && SymbolOf(Operations.Unconverted(disposed)) is { } handle && users.Contains(handle))
        || (NativeCalls.FunctionOf(_interop, operation) is not null && NativeCalls.ArgumentsOf(operation).Any(argument => SymbolOf(Operations.Unconverted(argument.Value)) is { } told && users.Contains(told)));

    /// <summary>Whether code runs after a statement that does not leave, or after the condition that the statement stands under.</summary>
    private static bool IsBehind(SyntaxNode later, SyntaxNode earlier)
    {
        for (var node = earlier; node.Parent is { } parent and not MemberDeclarationSyntax; node = parent)
        {
            if (node.DescendantNodesAndSelf().Any(static inner => inner is ReturnStatementSyntax or ThrowStatementSyntax))
            {
                return false;
            }

            if (parent.Span.Contains(later.Span))
            {
                return parent is BlockSyntax or TryStatementSyntax && later.SpanStart >= node.Span.End;
            }
        }

        return false;
    }
}
