using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>The calls that run a delegate on another thread.</summary>
internal static class ThreadCrossings
{
    /// <summary>What runs <paramref name="function"/> on another thread (<c>Task.Run</c>, <c>new Thread</c>, …), or null when it is not given to any such call.</summary>
    public static string? Of(InteropContext interop, IOperation function)
    {
        var user = function.Parent;
        while (user is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            user = user.Parent;
        }

        return user is not IArgumentOperation argument ? null : argument.Parent switch
        {
            IInvocationOperation call => OfCall(interop.Types, call.TargetMethod),
            IObjectCreationOperation { Type: { Name: "Thread" or "Timer" } type } when Is(interop.Types, type, "System.Threading.", type.Name) => "new " + type.Name,
            IObjectCreationOperation { Type: { Name: "Task" } type } when Is(interop.Types, type, "System.Threading.Tasks.", "Task") || Is(interop.Types, type, "System.Threading.Tasks.", "Task`1") => "new Task",
            _ => null,
        };
    }

    private static string? OfCall(KnownTypes types, IMethodSymbol method)
    {
        var type = method.ContainingType;
        var crosses = (type?.Name, method.Name) switch
        {
            ("Task", "Run") => Is(types, type, "System.Threading.Tasks.", "Task"),
            ("TaskFactory", "StartNew") => Is(types, type, "System.Threading.Tasks.", "TaskFactory") || Is(types, type, "System.Threading.Tasks.", "TaskFactory`1"),
            ("Parallel", _) => Is(types, type, "System.Threading.Tasks.", "Parallel"),
            ("ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") => Is(types, type, "System.Threading.", "ThreadPool"),
            _ => false,
        };
        return crosses ? type!.Name + "." + method.Name : null;
    }

    private static bool Is(KnownTypes types, ITypeSymbol? type, string @namespace, string name) =>
        type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, types.Find(@namespace + name));
}
