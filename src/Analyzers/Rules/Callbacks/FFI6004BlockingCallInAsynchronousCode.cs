using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A native function that waits is called where nobody may wait: in asynchronous code, or in a callback.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6004BlockingCallInAsynchronousCode : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6004",
        "Blocking native call in asynchronous code",
        "`{0}` blocks ({1}) inside {2}: {3}; {4}",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "An asynchronous method runs on a thread that its caller needs back: the thread of the user interface, or one of the few of the thread pool. "
            + "A callback runs on a thread of the native library, which does nothing else until it returns.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => CheckCall(context, interop), NativeCalls.Kinds);
        start.OnCallback((callback, report, cancellationToken) =>
        {
            // A callback that is a thread's body may use its thread as it likes; what is asynchronous is looked at as such.
            if (callback.IsThreadEntry || callback.Symbol.IsAsync)
            {
                return;
            }

            foreach (var step in CallbackBodies.Steps(callback.Body, cancellationToken))
            {
                if (step.Operation is var call and (IInvocationOperation or IFunctionPointerInvocationOperation)
                    && BlockingOf(interop, call) is { IsCertain: true } blocking
                    && Report.Create(
                        Rule,
                        interop.Compilation,
                        step.Place.Syntax.GetLocation(),
                        SeverityOf(blocking.Evidence),
                        null,
                        default,
                        NameOf(interop, call),
                        blocking.Source,
                        callback.Description.TrimEnd(',') + step.Through,
                        "the native thread that calls back waits with it",
                        "hand the work to another thread and return") is { } diagnostic)
                {
                    report(diagnostic);
                }
            }
        });
    }

    private static void CheckCall(OperationAnalysisContext context, InteropContext interop)
    {
        var call = context.Operation;
        var (function, lambda) = EnclosingFunction(call, context.ContainingSymbol);
        if (function is null
            || !IsAsynchronous(function, interop.Types)
            || (lambda is not null && ThreadCrossings.Of(interop, lambda) is not null)
            || SymbolEqualityComparer.Default.Equals(function, interop.Compilation.GetEntryPoint(context.CancellationToken))
            || BlockingOf(interop, call) is not { IsCertain: true } blocking)
        {
            return;
        }

        var where = function.MethodKind == MethodKind.AnonymousFunction ? "an asynchronous lambda" : $"the asynchronous `{function.Name}`";
        if (Report.Create(
            Rule,
            interop.Compilation,
            call.Syntax.GetLocation(),
            SeverityOf(blocking.Evidence),
            null,
            default,
            NameOf(interop, call),
            blocking.Source,
            where,
            "the caller's thread waits although it was promised not to",
            "run it on another thread, `await Task.Run(…)`") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>What the user states is a warning; what the catalogue knows of a function in general may be short here.</summary>
    private static DiagnosticSeverity? SeverityOf(Evidence evidence) => evidence >= Evidence.Header ? null : Report.OneStepLower(Rule.DefaultSeverity);

    /// <summary>Whether the call blocks: a native function that does, or a managed one that carries <c>[Blocking]</c>.</summary>
    private static Fact<bool> BlockingOf(InteropContext interop, IOperation call) =>
        NativeCalls.FunctionOf(interop, call) is { } function
            ? BoundaryContracts.Of(interop).For(function).Blocking
            : call is IInvocationOperation { TargetMethod: var method } && AttributeContracts.IsBlocking(method) ? new Fact<bool>(true, Evidence.Declared, "[Blocking]") : default;

    private static string NameOf(InteropContext interop, IOperation call) => NativeCalls.FunctionOf(interop, call)?.DisplayName ?? ((IInvocationOperation)call).TargetMethod.Name;

    private static (IMethodSymbol? Function, IOperation? Lambda) EnclosingFunction(IOperation operation, ISymbol containing)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda: return (lambda.Symbol, lambda);
                case ILocalFunctionOperation local: return (local.Symbol, null);
            }
        }

        return (containing as IMethodSymbol, null);
    }

    /// <summary>Methods with <c>async</c>, and those that promise the same by returning a task.</summary>
    private static bool IsAsynchronous(IMethodSymbol method, KnownTypes types) =>
        method.IsAsync
        || (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation
            && method.Name.EndsWith("Async", System.StringComparison.Ordinal)
            && IsTask(method.ReturnType.OriginalDefinition, types));

    private static bool IsTask(ITypeSymbol type, KnownTypes types) =>
        type.Name is "Task" or "ValueTask"
        && (SymbolEqualityComparer.Default.Equals(type, types.Task)
            || SymbolEqualityComparer.Default.Equals(type, types.Find("System.Threading.Tasks.Task`1"))
            || SymbolEqualityComparer.Default.Equals(type, types.Find("System.Threading.Tasks.ValueTask"))
            || SymbolEqualityComparer.Default.Equals(type, types.Find("System.Threading.Tasks.ValueTask`1")));
}
