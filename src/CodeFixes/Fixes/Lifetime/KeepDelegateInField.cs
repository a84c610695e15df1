using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>The base of the fixes that keep a delegate in a field.</summary>
public abstract class KeepDelegateInField : DocumentFix
{
    private const string Key = "KeepDelegateInField";

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count == 0
            || diagnostic.AdditionalLocations[0].SourceTree?.FilePath != root.SyntaxTree.FilePath
            || !diagnostic.Properties.TryGetValue(UnkeptDelegateProperties.Target, out var target)
            || !diagnostic.Properties.TryGetValue(UnkeptDelegateProperties.Name, out var name)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax creation
            || DelegateField.Plan(creation, model, target == "static", name!, cancellationToken) is not { } field)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new DocumentEdit(
            field.IsStatic ? "Keep the delegate in a static readonly field" : "Keep the delegate in a field", Key, field.Apply));
    }
}
