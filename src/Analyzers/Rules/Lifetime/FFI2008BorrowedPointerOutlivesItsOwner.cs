using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2008: a pointer or handle that belongs to another object is used, or handed out, when that object has been released.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2008BorrowedPointerOutlivesItsOwner : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2008",
        "Borrowed pointer outlives its owner",
        "What '{0}' returns belongs to the result of '{1}'{2} and {3}: it then points to released memory; {4}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "A borrowed pointer is valid as long as its owner. Behind the owner's release it reads, writes or closes what belongs to somebody else by then.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        start.OnOperationBlock(context =>
        {
            HashSet<SyntaxNode>? reported = null;
            foreach (var fact in flow.FactsOf(context))
            {
                // An address of pinned memory is FFI2005's.
                if (fact is { Kind: FactKind.BorrowedUsedAfterOwner or FactKind.BorrowedEscapes, At.Syntax: { } at, Origin.Owner: { Family.Kind: not (ResourceKind.GCHandle or ResourceKind.Pin) } owner }
                    && (reported ??= []).Add(at)
                    && Create(interop, fact, owner, at) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static Diagnostic? Create(InteropContext interop, FlowFact fact, Origin owner, SyntaxNode at)
    {
        var isCertain = fact.Origin.Evidence > Evidence.Inferred && owner.Evidence > Evidence.Inferred;
        var isUse = fact.Kind == FactKind.BorrowedUsedAfterOwner;
        return Report.Create(
            Rule,
            interop.Compilation,
            at.GetLocation(),
            isCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            fact.Other is { } release ? ImmutableArray.Create(release.Syntax.GetLocation()) : default,
            fact.Origin.Producer,
            owner.Producer,
            fact.Origin.Source.Length > 0 ? $" ({fact.Origin.Source})" : "",
            isUse ? "is used after that was released" : $"{fact.Detail} although that is released before the caller gets it",
            isUse ? "copy what is needed before the release, or release later" : "hand out a copy, or the owner itself");
    }
}
