using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2012: the address of something on the stack gets to a place that outlives the method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2012StackMemoryEscapes : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2012",
        "Stack memory escapes",
        "The address of {0} {1}: the memory is gone when the method returns, and the address then points into other calls; {2}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "Memory of stackalloc and of local variables belongs to the running method. An address that outlives it reads and overwrites what later calls put there.");

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
                if (fact is { Kind: FactKind.AddressEscapes, Origin.Kind: OriginKind.StackAddress, At.Syntax: var at }
                    && !CallersStructs.IsUsedAtOnceBehindPointer(at)
                    && (reported ??= []).Add(at)
                    && Report.Create(
                        Rule,
                        interop.Compilation,
                        at.GetLocation(),
                        CallersStructs.IsUsedAtOnce(at) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                        null,
                        fact.Origin.Operation is { } made ? ImmutableArray.Create(made.Syntax.GetLocation()) : default,
                        fact.Origin.Symbol is { } variable ? $"`{variable.Name}`" : "memory of 'stackalloc'",
                        fact.Detail,
                        "use memory that lives as long as the address: NativeMemory.Alloc, a pinned array (GC.AllocateArray(pinned: true)), or a buffer of the caller") is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }
}
