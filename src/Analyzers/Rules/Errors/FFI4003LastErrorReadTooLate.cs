using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4003 tells its fix. The first additional location is the native call, the second is what comes between.</summary>
internal static class FFI4003Properties
{
    /// <summary>Present when the diagnostic stands on an expression that reads the error as a number or makes the runtime's exception of it.</summary>
    public const string IsRead = "isRead";
}

/// <summary>FFI4003: between a native call and the read of its error something runs that can replace the error.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4003LastErrorReadTooLate : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4003",
        "Last error is read too late",
        "{0}",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "The runtime keeps one error for each thread. Every native call with SetLastError replaces it, those that the framework makes for input, output and logging included, and also "
            + "when the call succeeds.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        start.OnOperationBlock(context =>
        {
            Dictionary<IOperation, Origin?>? calls = null;
            var facts = flow.FactsOf(context);
            foreach (var fact in facts)
            {
                if (fact is { Kind: FactKind.LastErrorStale or FactKind.LastErrorOfSuccess, At: { } read })
                {
                    // The error of one call on one path and of another one on another: no single place to capture it.
                    calls ??= [];
                    calls[read] = fact.Kind == FactKind.LastErrorOfSuccess || (calls.TryGetValue(read, out var other) && other != fact.Origin) ? null : fact.Origin;
                }
            }

            if (calls is null)
            {
                return;
            }

            foreach (var fact in facts)
            {
                if (fact is { Kind: FactKind.LastErrorStale, At: { } read, Other: { } spoiler, Origin.Operation: { } call } && calls.TryGetValue(read, out var only))
                {
                    calls.Remove(read);
                    if (Create(interop, fact, read, spoiler, call, only is not null) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            }
        });
    }

    private static Diagnostic? Create(InteropContext interop, FlowFact fact, IOperation read, IOperation spoiler, IOperation call, bool isOnly)
    {
        var isText = fact.Detail == LastErrorTransitions.Text;
        var isInferred = fact.Detail == LastErrorTransitions.Possible || (isText && fact.Origin.Evidence == Contracts.Evidence.Inferred);
        return Report.Create(
            Rule,
            interop.Compilation,
            read.Syntax.GetLocation(),
            isInferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            isOnly && IsPlainRead(read) && !isText ? ImmutableDictionary<string, string?>.Empty.Add(FFI4003Properties.IsRead, "") : null,
            ImmutableArray.Create(call.Syntax.GetLocation(), spoiler.Syntax.GetLocation()),
            isText
                ? $"'{NameOf(read)}' fetches the text of the error of '{fact.Origin.Producer}' too late: '{NameOf(spoiler)}' in between is a call into the same library, which replaces the text; "
                    + "fetch it right after the call that failed"
                : $"'{NameOf(read)}' reads the last error of '{fact.Origin.Producer}' too late: {ReasonOf(fact, spoiler)}; capture the error in a local right after the call");
    }

    private static string ReasonOf(FlowFact fact, IOperation spoiler) => (fact.Detail, spoiler) switch
    {
        (LastErrorTransitions.OtherThread, _) => $"it runs on another thread than the call, and each thread has its own last error ('{NameOf(spoiler)}')",
        (LastErrorTransitions.Possible, _) => $"'{NameOf(spoiler)}' in between may make a native call that replaces it",
        (_, IAwaitOperation) => "behind 'await' other code has run on this thread, or this code runs on another one",
        _ => $"'{NameOf(spoiler)}' in between makes native calls that replace it, even when they succeed",
    };

    /// <summary>The expressions that a captured error can stand for.</summary>
    private static bool IsPlainRead(IOperation read) => read switch
    {
        IInvocationOperation { TargetMethod.Name: "GetLastPInvokeError" or "GetLastWin32Error", Arguments.Length: 0 } => true,
        IObjectCreationOperation { Arguments.Length: <= 1, Initializer: null, Type.DeclaringSyntaxReferences.IsEmpty: true } => true,
        _ => false,
    };

    private static string NameOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ContainingType: { } type } method } => method.MethodKind switch
        {
            MethodKind.DelegateInvoke => type.Name,
            MethodKind.LocalFunction => method.Name,
            _ => $"{type.Name}.{method.Name}",
        },
        IObjectCreationOperation { Type.Name: var name } => $"new {name}",
        IAwaitOperation => "await",
        _ => operation.Syntax.ToString(),
    };
}
