using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Keeps a delegate in a field, for both rules about delegates that nothing keeps.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2001KeepDelegateInField))]
public sealed class FFI2001KeepDelegateInField : DocumentFix
{
    private const string Key = "FFI2001.KeepInField";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2001", "FFI2002");

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
