using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>The operations that block a thread until a task, a thread or an event is done.</summary>
internal sealed class TaskWaits(KnownTypes types)
{
    /// <summary>How the operation waits, and whether it waits for asynchronous work as long as that takes; null for any other operation.</summary>
    public (string Wait, bool IsUnbounded)? WaitOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result" } property } result
            when Is(property.ContainingType, "System.Threading.Tasks.Task`1") || Is(property.ContainingType, "System.Threading.Tasks.ValueTask`1") =>
            IsKnownToBeDone(result) ? null : (".Result", true),
        IInvocationOperation call => OfCall(call),
        _ => null,
    };

    private (string Wait, bool IsUnbounded)? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        return method.Name switch
        {
            "Wait" when Is(type, "System.Threading.Tasks.Task") => (".Wait()", IsWithoutTimeout(call)),
            "WaitAll" or "WaitAny" when Is(type, "System.Threading.Tasks.Task") => ("Task." + method.Name, true),
            "GetResult" when type?.ContainingNamespace?.Name == "CompilerServices" && IsAwaiter(type) && !IsKnownToBeDone(call) => (".GetResult()", true),
            "WaitOne" when Is(type, "System.Threading.WaitHandle") => (".WaitOne()", false),
            "Join" when Is(type, "System.Threading.Thread") => (".Join()", false),
            "Wait" when Is(type, "System.Threading.SemaphoreSlim") || Is(type, "System.Threading.ManualResetEventSlim") || Is(type, "System.Threading.CountdownEvent") => (".Wait()", false),
            _ => ((string Wait, bool IsUnbounded)?)null,
        } is var (wait, isUnbounded) && !HasZeroTimeout(call) ? (wait, isUnbounded) : null;
    }

    private bool IsAwaiter(INamedTypeSymbol type)
    {
        var outer = type.ContainingType is { } container && type.Name.StartsWith("Configured", System.StringComparison.Ordinal) ? container : type;
        foreach (var name in new[] { "TaskAwaiter", "TaskAwaiter`1", "ValueTaskAwaiter", "ValueTaskAwaiter`1", "ConfiguredTaskAwaitable", "ConfiguredTaskAwaitable`1", "ConfiguredValueTaskAwaitable", "ConfiguredValueTaskAwaitable`1" })
        {
            if (Is(outer, "System.Runtime.CompilerServices." + name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithoutTimeout(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is not { HasValue: true, Value: -1 } && argument.Parameter?.Type.Name is "Int32" or "TimeSpan")
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Asks without waiting.</summary>
    private static bool HasZeroTimeout(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the task comes from a place that completed it, or a condition around asks whether it is completed.</summary>
    private bool IsKnownToBeDone(IOperation use)
    {
        if (SourceOf(use) is IInvocationOperation { TargetMethod: { Name: "FromResult" } method } && Is(method.ContainingType, "System.Threading.Tasks.Task"))
        {
            return true;
        }

        if (VariableOf(SourceOf(use)) is not { } task)
        {
            return false;
        }

        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation { Condition: { } condition } && AsksForCompletion(condition, task))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AsksForCompletion(IOperation condition, ISymbol task)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "Status" } asked
                && SymbolEqualityComparer.Default.Equals(VariableOf(SourceOf(asked)), task))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The task below the awaiter and the configuration.</summary>
    private static IOperation? SourceOf(IOperation? use)
    {
        var source = use switch
        {
            IPropertyReferenceOperation property => property.Instance,
            IInvocationOperation call => call.Instance,
            _ => null,
        };
        while (source is IInvocationOperation { TargetMethod.Name: "GetAwaiter" or "ConfigureAwait" or "AsTask", Instance: { } instance })
        {
            source = instance;
        }

        return Operations.Unconverted(source);
    }

    private static ISymbol? VariableOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private bool Is(INamedTypeSymbol? type, string metadataName) => type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, types.Find(metadataName));
}
