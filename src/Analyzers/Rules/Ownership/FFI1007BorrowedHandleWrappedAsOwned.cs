using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know.</summary>
internal static class FFI1007Properties
{
    /// <summary>Present when the diagnostic stands on the <c>true</c> or <c>false</c> that is wrong.</summary>
    public const string IsFlag = nameof(IsFlag);
}

/// <summary>A handle object is made over a raw value with the wrong idea of who releases it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1007BorrowedHandleWrappedAsOwned : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1007",
        "Borrowed handle is wrapped as owned, or owned as borrowed",
        "{0}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "An object that owns what it only borrowed releases it a second time; one that does not own what it was handed never releases it.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context => Check(context, interop));
    }

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop)
    {
        var facts = FlowAnalysis.Of(interop).FactsOf(context);
        HashSet<IOperation>? reported = null;
        foreach (var fact in facts)
        {
            if (fact is { Kind: FactKind.Wrapped, At: IObjectCreationOperation { Type: { } type } creation }
                && Problem(context, interop, fact, facts, type) is { } problem
                && (reported ??= []).Add(creation))
            {
                var flag = FlagOf(interop, creation, context);
                var diagnostic = Report.Create(
                    Rule,
                    interop.Compilation,
                    (flag ?? creation.Syntax).GetLocation(),
                    fact.Origin.Evidence == Evidence.Inferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                    flag is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI1007Properties.IsFlag, ""),
                    fact.Origin.Operation is { Syntax: var maker } ? ImmutableArray.Create(maker.GetLocation()) : ImmutableArray<Location>.Empty,
                    problem);
                if (diagnostic is not null)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    private static string? Problem(OperationBlockAnalysisContext context, InteropContext interop, FlowFact fact, ImmutableArray<FlowFact> facts, ITypeSymbol type)
    {
        var origin = fact.Origin;
        var name = DisplayNames.OfType(type);
        var source = origin.Evidence != Evidence.Known && origin.Source.Length > 0 ? $" ({origin.Source})" : "";
        if (fact.Detail == "owned" && origin.Kind == OriginKind.Borrowed && origin.Owner?.Family?.Kind is not (ResourceKind.GCHandle or ResourceKind.Pin) && !LetsGo(context))
        {
            return $"`{name}` releases what `{origin.Producer}` only lends{source}, and so does the owner; wrap it without ownership (`ownsHandle: false`)";
        }

        return fact.Detail == "borrowed" && IsLostToBorrower(origin, facts)
            ? $"`{name}` does not release the {ResourceWords.NounOf(origin)} that `{origin.Producer}` hands over{source}, and nobody else here does; wrap it as owned (`{FlagName(interop, fact, context)}: true`)"
            : null;
    }

    /// <summary>Whether an object that does not own it is the only one that gets a resource. Somebody else may release what another object only looks at.</summary>
    internal static bool IsLostToBorrower(Origin origin, ImmutableArray<FlowFact> facts) =>
        origin is { Kind: OriginKind.Resource, Family.Kind: ResourceKind.Handle or ResourceKind.Memory }
        && facts.Any(fact => fact is { Kind: FactKind.Wrapped, Detail: "borrowed", At: IObjectCreationOperation } && fact.Origin == origin)
        && facts.Any(fact => fact.Kind == FactKind.Leaked && fact.Origin == origin)
        && !facts.Any(fact => fact.Kind is FactKind.Released or FactKind.HandedOut or FactKind.StoredInField or FactKind.Escaped && fact.Origin == origin);

    /// <summary>What the class calls the parameter that says who owns the handle.</summary>
    private static string FlagName(InteropContext interop, FlowFact fact, OperationBlockAnalysisContext context) =>
        fact.Symbol is IMethodSymbol constructor && HandleConstructors.Of(interop).For(constructor, context.CancellationToken).Flag is >= 0 and var flag ? constructor.Parameters[flag].Name : "ownsHandle";

    /// <summary>Whether the former owner is told to forget what it holds.</summary>
    private static bool LetsGo(OperationBlockAnalysisContext context) =>
        context.OperationBlocks.Any(static block => block.Descendants().Any(static operation => operation is IInvocationOperation { TargetMethod.Name: "SetHandleAsInvalid" }));

    /// <summary>The literal that says who owns the handle; null where no literal says it.</summary>
    private static LiteralExpressionSyntax? FlagOf(InteropContext interop, IObjectCreationOperation creation, OperationBlockAnalysisContext context)
    {
        var flag = HandleConstructors.Of(interop).For(creation.Constructor!, context.CancellationToken).Flag;
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Ordinal == flag && argument.Value.Syntax is LiteralExpressionSyntax literal)
            {
                return literal;
            }
        }

        return null;
    }
}
