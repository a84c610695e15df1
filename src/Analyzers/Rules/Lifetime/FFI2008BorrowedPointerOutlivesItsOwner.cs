using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
        var isLoaded = IsLibraryOfProject(interop, owner);
        var isUse = fact.Kind == FactKind.BorrowedUsedAfterOwner;
        return Report.Create(
            Rule,
            interop.Compilation,
            at.GetLocation(),
            isCertain && !isLoaded ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            fact.Other is { } release ? ImmutableArray.Create(release.Syntax.GetLocation()) : default,
            fact.Origin.Producer,
            owner.Producer,
            fact.Origin.Source.Length > 0 ? $" ({fact.Origin.Source})" : "",
            isUse ? "is used after that was released" : $"{fact.Detail} although that is released before the caller gets it",
            isUse ? "copy what is needed before the release, or release later" : "hand out a copy, or the owner itself");
    }

    /// <summary>Whether the owner is a library that an import of the project uses, too: the runtime loads it with the first call and keeps it, so that the release only takes one count back.</summary>
    private static bool IsLibraryOfProject(InteropContext interop, Origin owner)
    {
        if (owner is not { Family.Kind: ResourceKind.Library, Operation: IInvocationOperation { Arguments: { IsEmpty: false } arguments } }
            || arguments[0].Value.ConstantValue is not { HasValue: true, Value: string name })
        {
            return false;
        }

        var library = LibraryNames.Normalize(name);
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function is { IsImport: true, Library: not null } && LibraryNames.Normalize(function.Library) == library)
            {
                return true;
            }
        }

        return false;
    }
}
