using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>
/// Finds the native call whose last error an operation reads, when the code leaves no doubt: the call that ran last before it, with nothing in between that could make a
/// native call of its own.
/// </summary>
internal sealed class PrecedingNativeCall(InteropContext interop, CancellationToken cancellationToken)
{
    private const int MaximumWrappers = 3;

    /// <summary>The function that was called last before <paramref name="read"/>, or null when that is not certain.</summary>
    public NativeFunction? Of(IOperation read)
    {
        // What a helper reads is first of all the error of a call among its arguments.
        if (read is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } helper)
        {
            Candidate? inside = null;
            foreach (var child in helper.ChildOperations)
            {
                inside = LastCallIn(child) ?? inside;
            }

            if (inside is not null)
            {
                return inside.Function;
            }
        }

        // Outwards from the read: at every level what ran before it in the same statement list or expression.
        for (var current = read; current.Parent is { } parent; current = parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }

            // A loop's later rounds and a handler come from anywhere in the guarded code.
            if (parent is ILoopOperation or ICatchClauseOperation or ISwitchOperation || (parent is ITryOperation attempt && attempt.Finally == current))
            {
                if (LastCallIn(parent is IForEachLoopOperation forEach ? forEach.Collection : null) is { } single)
                {
                    return single.Function;
                }

                if (parent is not ISwitchOperation and not IWhileLoopOperation { ConditionIsTop: true })
                {
                    return null;
                }
            }

            if (EarlierSibling(parent, current, out var stop) is { } call)
            {
                return call.Function;
            }

            if (stop)
            {
                return null;
            }
        }

        return null;
    }

    private Candidate? EarlierSibling(IOperation parent, IOperation current, out bool stop)
    {
        stop = false;
        switch (parent)
        {
            case IConditionalOperation conditional when conditional.Condition != current:
                return Judge(LastCallIn(conditional.Condition), out stop);
            case IWhileLoopOperation { Condition: { } condition } loop when condition != current && loop.ConditionIsTop:
                return Judge(LastCallIn(condition), out stop);
            case ISwitchOperation or ISwitchCaseOperation:
                return null;
        }

        Candidate? last = null;
        foreach (var child in parent.ChildOperations)
        {
            if (child == current)
            {
                break;
            }

            if (LastCallIn(child) is { } found)
            {
                last = found;
            }
        }

        return Judge(last, out stop);
    }

    private static Candidate? Judge(Candidate? candidate, out bool stop)
    {
        stop = candidate is { IsCertain: false };
        return candidate is { IsCertain: true } ? candidate : null;
    }

    /// <summary>
    /// The last call inside <paramref name="operation"/> that can set the last error: certain when it is one native call that runs on every way through the operation.
    /// </summary>
    private Candidate? LastCallIn(IOperation? operation)
    {
        switch (operation)
        {
            case null or IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation or ITypeOfOperation:
                return null;
            case IConditionalOperation conditional:
                // A branch that leaves the method decides nothing about what follows it.
                var branch = Combine(Reaching(conditional.WhenTrue), Reaching(conditional.WhenFalse));
                return branch is null ? LastCallIn(conditional.Condition) : Candidate.Unknown;
            case IReturnOperation or IThrowOperation or IBranchOperation:
                return null;
            case ILoopOperation or ISwitchOperation or ITryOperation or ISwitchExpressionOperation or ICoalesceOperation or IConditionalAccessOperation:
                return ContainsCall(operation) ? Candidate.Unknown : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                return ContainsCall(binary.RightOperand) ? Candidate.Unknown : LastCallIn(binary.LeftOperand);
        }

        if (OwnEffect(operation) is { } own)
        {
            return own;
        }

        Candidate? last = null;
        foreach (var child in operation.ChildOperations)
        {
            if (LastCallIn(child) is { } found)
            {
                last = found;
            }
        }

        return last;

        static Candidate? Combine(Candidate? first, Candidate? second) => first ?? second;
    }

    private Candidate? Reaching(IOperation? branch) =>
        branch is null || Leaves(branch) ? null : LastCallIn(branch);

    private static bool Leaves(IOperation branch) => branch switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IBlockOperation { Operations: { IsEmpty: false } operations } => Leaves(operations[operations.Length - 1]),
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    private bool ContainsCall(IOperation operation)
    {
        foreach (var descendant in operation.DescendantsAndSelf())
        {
            if (OwnEffect(descendant) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the operation itself, without its operands, does to the last error; null for nothing.</summary>
    private Candidate? OwnEffect(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                if (NativeCalls.FunctionOf(interop, invocation) is { } function)
                {
                    // Nobody asks for the error of a release whose answer nobody looks at: without SetLastError it leaves the saved one as it is.
                    return !function.SetLastError && invocation.Parent is IExpressionStatementOperation
                        && (function.Return.Marshalling.Shape == ManagedShape.Void ? CleansUpBehindTest(invocation, function) : Releases(function))
                        ? null
                        : new Candidate(function);
                }

                return KeepsLastError(invocation.TargetMethod, interop.Types) ? null : Behind(invocation.TargetMethod, 0) is { } hidden ? new Candidate(hidden) : Candidate.Unknown;
            case IFunctionPointerInvocationOperation pointer when NativeCalls.FunctionOf(interop, pointer) is { } called:
                return new Candidate(called);
            case IFunctionPointerInvocationOperation or IDynamicInvocationOperation or IAwaitOperation:
                return Candidate.Unknown;
            case IObjectCreationOperation { Constructor: { } constructor }:
                return constructor.ContainingType.IsValueType || constructor.IsImplicitlyDeclared
                    || MarshallingReader.DerivesFrom(constructor.ContainingType, interop.Types.Exception)
                    ? null
                    : Candidate.Unknown;
            case IPropertyReferenceOperation property:
                return property.Property is { Name: "IsInvalid" or "IsClosed" or "Length" or "Count" or "Value" or "HasValue" } || property.Property.ContainingType.TypeKind == TypeKind.Struct
                    || property.Property.DeclaringSyntaxReferences.IsEmpty
                    ? null
                    : Candidate.Unknown;
            default:
                return null;
        }
    }

    /// <summary>The native function that a method with source calls last and answers with: <c>return _accept(socket);</c>.</summary>
    private NativeFunction? Behind(IMethodSymbol method, int depth)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (depth > MaximumWrappers || !interop.HasSource(method) || method.IsAbstract || method.IsVirtual || method.IsOverride || method.IsAsync
            || FlowAnalysis.Of(interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return null;
        }

        IInvocationOperation? last = null;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                // Behind the call something else may run, or one of several calls is the last.
                case IUsingOperation or IUsingDeclarationOperation or ITryOperation or ILockOperation or ILoopOperation or IAnonymousFunctionOperation:
                    return null;
                case IReturnOperation { ReturnedValue: { } value }:
                    if (last is not null || Operations.Unconverted(value) is not IInvocationOperation call)
                    {
                        return null;
                    }

                    last = call;
                    break;
            }
        }

        return last is null ? null : NativeCalls.FunctionOf(interop, last) ?? Behind(last.TargetMethod, depth + 1);
    }

    /// <summary>
    /// Whether a function without a result cleans up where another one failed: <c>if (kv_resize(f, n) != 0) { kv_close(f); throw … }</c>. It cannot be what was tested there.
    /// </summary>
    private bool CleansUpBehindTest(IInvocationOperation call, NativeFunction function)
    {
        if (!Releases(function) && (function.EntryPoint is not { } name || NativeNames.AsReleaser(name) is null))
        {
            return false;
        }

        for (IOperation current = call; current.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            if (parent is IConditionalOperation { Condition: var condition } && condition != current && condition.DescendantsAndSelf().Any(IsAnswer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an operation is the result of a native call, or a variable that was declared with one.</summary>
    private bool IsAnswer(IOperation operation) => operation switch
    {
        IInvocationOperation => NativeCalls.FunctionOf(interop, operation) is not null,
        ILocalReferenceOperation local => Operations.Unconverted(LocalReferences.Around(local).InitializerOf(local.Local)) is IInvocationOperation call && NativeCalls.FunctionOf(interop, call) is not null,
        _ => false,
    };

    private bool Releases(NativeFunction function) =>
        HandlePairs.Of(interop).IsReleaser(function) || BoundaryContracts.Of(interop).For(function).Parameters.Any(static value => value.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Releases });

    /// <summary>Framework methods that cannot make a native call which sets the last error, or are known to keep it.</summary>
    private static bool KeepsLastError(IMethodSymbol method, KnownTypes types)
    {
        var type = method.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(type, types.Marshal))
        {
            return method.Name.StartsWith("GetLast", System.StringComparison.Ordinal) || method.Name.StartsWith("PtrTo", System.StringComparison.Ordinal)
                || method.Name.StartsWith("Read", System.StringComparison.Ordinal) || method.Name.StartsWith("SizeOf", System.StringComparison.Ordinal);
        }

        // Nobody asks for the error of what is written to the console or a log; whose error is meant stays clear, although it is gone.
        if (type.ContainingNamespace is { Name: "System" or "Diagnostics" } && type.Name is "Console" or "Debug" or "Trace" && method.DeclaringSyntaxReferences.IsEmpty)
        {
            return true;
        }

        return type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_String or SpecialType.System_Int32
            || SymbolEqualityComparer.Default.Equals(type, types.GC)
            || (method.MethodKind == MethodKind.UserDefinedOperator && method.DeclaringSyntaxReferences.IsEmpty);
    }

    private sealed record Candidate(NativeFunction? Function)
    {
        public static Candidate Unknown { get; } = new((NativeFunction?)null);

        public bool IsCertain => Function is not null;
    }
}
