using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Who runs a lambda that stands in the arguments of a call.</summary>
internal enum LambdaRun : byte
{
    /// <summary>Nobody can tell, or nothing follows from it.</summary>
    Unknown,

    /// <summary>A method of the project, once, and it lets go of the delegate when it calls it.</summary>
    AtOnce,

    /// <summary>Another thread, for which the method around does not wait.</summary>
    OtherThread,
}

/// <summary>Tells when lambdas run, from the calls that they are arguments of.</summary>
internal static class LambdaRuns
{
    /// <summary>Who runs <paramref name="lambda"/>, which stands in a body with these <paramref name="operations"/>.</summary>
    public static LambdaRun Of(InteropContext interop, IFlowAnonymousFunctionOperation lambda, IEnumerable<IOperation> operations, CancellationToken cancellationToken)
    {
        if (CallOf(lambda) is not { } argument)
        {
            return LambdaRun.Unknown;
        }

        if (StartsElsewhere(argument.Parent!))
        {
            return operations.Any(Waits) ? LambdaRun.Unknown : LambdaRun.OtherThread;
        }

        return argument is { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var method } } && RunsAtOnce(interop, method, parameter, cancellationToken) ? LambdaRun.AtOnce : LambdaRun.Unknown;
    }

    /// <summary>The argument that a lambda is.</summary>
    public static IArgumentOperation? CallOf(IFlowAnonymousFunctionOperation lambda) =>
        lambda.Parent is IDelegateCreationOperation created && Operations.WithConversions(created).Parent is IArgumentOperation argument ? argument : null;

    /// <summary>Whether an operation waits until other code has come to its end.</summary>
    public static bool Waits(IOperation operation) => operation switch
    {
        IAwaitOperation => true,
        IInvocationOperation { TargetMethod.Name: var name } => name is "Join" or "GetResult" || name.StartsWith("Wait", System.StringComparison.Ordinal),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } => true,
        _ => false,
    };

    private static bool StartsElsewhere(IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: { ContainingType: { } type, Name: var name } } => LastErrorEffects.NamespaceOf(type) switch
        {
            "System.Threading.Tasks" => (type.Name, name) is ("Task", "Run") or ("TaskFactory", "StartNew"),
            "System.Threading" => type.Name == "ThreadPool" && name is "QueueUserWorkItem" or "UnsafeQueueUserWorkItem",
            _ => false,
        },
        IObjectCreationOperation { Type: INamedTypeSymbol type } => type.Name is "Thread" or "Timer" && LastErrorEffects.NamespaceOf(type) == "System.Threading",
        _ => false,
    };

    /// <summary>Whether a method with source does nothing with the delegate that it is given but to call it, once.</summary>
    private static bool RunsAtOnce(InteropContext interop, IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.IsAsync || !interop.HasSource(method) || FlowAnalysis.Of(interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return false;
        }

        var calls = 0;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IInstanceReferenceOperation when calls > 0:
                    return false;
                case IParameterReferenceOperation { Parameter: var read } when read.Name == parameter.Name:
                    if (operation.Parent is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call || call.Instance != operation || IsRepeated(call, body))
                    {
                        return false;
                    }

                    calls++;
                    break;
                case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                    return false;
            }
        }

        return calls == 1;
    }

    private static bool IsRepeated(IOperation call, IOperation body)
    {
        for (var around = call.Parent; around is not null && around != body; around = around.Parent)
        {
            if (around is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
