using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>FFI4006: what a native function wrote is used where its status was not tested, or is known to mean failure.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4006OutputUsedBeforeStatusIsChecked : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4006",
        "Output is used before its status is checked",
        "'{0}' is used {1} ({2}{3}): a function that fails leaves its outputs unset; {4}",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "The outputs of a native function have a meaning only when its status says success. Before that they hold zero, what was there before, or half of a result.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        var functions = NativeFunctions.Of(interop);
        start.OnOperationBlock(context =>
        {
            HashSet<Origin>? reported = null;
            foreach (var fact in flow.FactsOf(context))
            {
                if (fact is { Kind: FactKind.OutputUnchecked, At: { } use, Origin: { Status: { Convention: { } convention } status } origin }
                    && status.Operation is { } call
                    && (status.Symbol is not null || !IsDropped(call))
                    && !IsForFailure(fact, use, functions)
                    && (reported ??= []).Add(origin)
                    && Create(interop, fact, use, call, origin, status, convention) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static Diagnostic? Create(InteropContext interop, FlowFact fact, IOperation use, IOperation call, Origin origin, Origin status, StatusConvention convention) => Report.Create(
        Rule,
        interop.Compilation,
        use.Syntax.GetLocation(),
        status.Evidence > Evidence.Inferred ? null : Report.OneStepLower(Rule.DefaultSeverity),
        null,
        ImmutableArray.Create(call.Syntax.GetLocation()),
        use.Syntax.ToString(),
        fact.Detail == "bad" ? $"where '{status.Producer}' is known to have failed"
            : status.Symbol is { Name: var told } ? $"before '{told}' of '{status.Producer}' was tested"
            : $"before the status of '{status.Producer}' was tested",
        NativeStatus.Describe(convention, (status.Symbol as IParameterSymbol)?.Type),
        status.Source.Length > 0 ? $"; {status.Source}" : "",
        fact.Detail == "bad" ? "use it on the path of success only" : status.Symbol is null ? "test the status first" : "test the error first");

    /// <summary>A status that nobody keeps is FFI4001's.</summary>
    private static bool IsDropped(IOperation call) =>
        call.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    /// <summary>
    /// Whether the use is one that makes sense after a failure: the output tells about the error or how much room is needed, or the callee cleans up or tells the error's text.
    /// </summary>
    private static bool IsForFailure(FlowFact fact, IOperation use, NativeFunctions functions)
    {
        if (fact.Origin.Symbol is { Name: var output } && HasAny(output, isFunction: false))
        {
            return true;
        }

        // A number on the path of failure usually says what would have been enough.
        if (fact.Detail == "bad" && fact.Origin.Kind == OriginKind.Output)
        {
            return true;
        }

        for (var current = use.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod: var method })
            {
                return HasAny(functions.FromMethod(method)?.EntryPoint ?? method.Name, isFunction: true);
            }
        }

        return false;
    }

    private static bool HasAny(string name, bool isFunction)
    {
        foreach (var word in NativeNames.Words(name))
        {
            if (word is "err" or "error" or "errmsg" or "errptr" or "msg" or "message" or "exception"
                || (isFunction
                    ? word is "free" or "close" or "release" or "destroy" or "delete" or "cleanup" or "unref" or "dispose" or "errcode" or "reset"
                    : word is "needed" or "required" or "returned"))
            {
                return true;
            }
        }

        return false;
    }
}
