using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Analysis;

/// <summary>
/// Registers a rule's actions behind the <see cref="CallbackGuard"/>. It offers the actions that rules should use, in the order of
/// preference: symbols, operations, operation blocks; syntax only where neither a symbol nor an operation exists.
/// </summary>
internal sealed class InteropStart(CompilationStartAnalysisContext start, InteropContext interop, string rule)
{
    public InteropContext Interop { get; } = interop;

    public KnownTypes Types => Interop.Types;

    /// <summary>The id of the rule that registers, for messages about its own failure and for its options.</summary>
    public string Rule { get; } = rule;

    public void OnSymbol(Action<SymbolAnalysisContext> action, params SymbolKind[] kinds) =>
        start.RegisterSymbolAction(
            context => Guarded(action, context, static c => (FirstLocation(c.Symbol), c.Symbol.Kind.ToString())),
            kinds);

    public void OnOperation(Action<OperationAnalysisContext> action, params OperationKind[] kinds) =>
        start.RegisterOperationAction(
            context => Guarded(action, context, static c => (c.Operation.Syntax.GetLocation(), c.Operation.Kind.ToString())),
            kinds);

    public void OnOperationBlock(Action<OperationBlockAnalysisContext> action) =>
        start.RegisterOperationBlockAction(context => Guarded(action, context, static c => (FirstLocation(c.OwningSymbol), "operation block")));

    public void OnSyntax(Action<SyntaxNodeAnalysisContext> action, params SyntaxKind[] kinds) =>
        start.RegisterSyntaxNodeAction(
            context => Guarded(action, context, static c => (c.Node.GetLocation(), c.Node.Kind().ToString())),
            kinds);

    /// <summary>For rules about the files that the project gives to analyzers; called for each of them, also while typing.</summary>
    public void OnAdditionalFile(Action<AdditionalFileAnalysisContext> action) =>
        start.RegisterAdditionalFileAction(context => Guarded(action, context, static c => (null, c.AdditionalFile.Path)));

    /// <summary>Only for rules that report once per project: these diagnostics appear in a build and not while typing.</summary>
    public void OnCompilationEnd(Action<CompilationAnalysisContext> action) =>
        start.RegisterCompilationEndAction(context => Guarded(action, context, static _ => (null, "compilation")));

    private static Location? FirstLocation(ISymbol symbol) => symbol.Locations.IsEmpty ? null : symbol.Locations[0];

    // The place is looked up only once something has failed.
    private void Guarded<TContext>(Action<TContext> action, TContext context, Func<TContext, (Location? Location, string Subject)> place)
    {
        try
        {
            action(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var (location, subject) = place(context);
            throw CallbackGuard.Explain(exception, Rule, location, subject);
        }
    }
}
