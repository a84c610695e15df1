using System;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Suppressors;

/// <summary>
/// The base of what silences a diagnostic of somebody else where it is wrong on interop code. Asked only about diagnostics that were reported, so that it costs nothing elsewhere.
/// </summary>
internal abstract class InteropSuppressor : DiagnosticSuppressor
{
    public sealed override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (InteropContext.For(context.Compilation, context.Options, context.CancellationToken) is not { } interop)
        {
            return;
        }

        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            try
            {
                if (diagnostic.Location.SourceTree is { } tree
                    && DeclaredAt(diagnostic.Location, context.GetSemanticModel(tree), context.CancellationToken) is { } symbol
                    && IsWrong(context, interop, diagnostic.Id, symbol))
                {
                    Suppress(context, diagnostic);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw CallbackGuard.Explain(exception, "suppressor of " + diagnostic.Id, diagnostic.Location, "reported diagnostic");
            }
        }
    }

    /// <summary>Whether the diagnostic <paramref name="id"/> is wrong about the declaration at its position. No evidence is a no.</summary>
    protected abstract bool IsWrong(SuppressionAnalysisContext context, InteropContext interop, string id, ISymbol symbol);

    /// <summary>The suppression of one rule, whose id is <c>FFI</c> and that rule's id.</summary>
    protected static SuppressionDescriptor Silence(string id, string justification) => new("FFI" + id, id, justification);

    private void Suppress(SuppressionAnalysisContext context, Diagnostic diagnostic)
    {
        foreach (var suppression in SupportedSuppressions)
        {
            if (suppression.SuppressedDiagnosticId == diagnostic.Id)
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    /// <summary>The smallest declaration around a position.</summary>
    private static ISymbol? DeclaredAt(Location location, SemanticModel model, CancellationToken cancellationToken)
    {
        var node = location.SourceTree!.GetRoot(cancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            if (current is (VariableDeclaratorSyntax or MemberDeclarationSyntax or ParameterSyntax or LocalFunctionStatementSyntax)
                and not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax))
            {
                // A field's declaration stands for its first variable.
                var declaration = current is BaseFieldDeclarationSyntax { Declaration.Variables: { Count: > 0 } variables } ? variables[0] : current;
                return model.GetDeclaredSymbol(declaration, cancellationToken);
            }
        }

        return null;
    }
}
