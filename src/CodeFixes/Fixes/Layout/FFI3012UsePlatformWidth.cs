using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Declares the value with the width that C gives it on each platform, where the callers go on to compile.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3012UsePlatformWidth))]
public sealed class FFI3012UsePlatformWidth : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3012");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3012Properties.Types, out var types) || types is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var isReference = node.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter
            && parameter.Modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.RefKeyword) || modifier.IsKind(SyntaxKind.OutKeyword) || modifier.IsKind(SyntaxKind.InKeyword));
        foreach (var type in types.Split(','))
        {
            if (NativeTypeEdit.At(node, type, isReference ? "Unchanged" : "ByValue") is { } edit && await CompilesAsync(document, node, edit, cancellationToken).ConfigureAwait(false))
            {
                return ImmutableArray.Create(new DocumentEdit($"Declare it as '{type.Substring(type.LastIndexOf('.') + 1)}'", "FFI3012.PlatformWidth", edit.Apply));
            }
        }

        return ImmutableArray<DocumentEdit>.Empty;
    }

    private static async Task<bool> CompilesAsync(Document document, SyntaxNode node, NativeTypeEdit edit, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        edit.Apply(editor);
        var changed = await WithImportsAsync(editor.GetChangedDocument(), cancellationToken).ConfigureAwait(false);
        var name = node.FirstAncestorOrSelf<SyntaxNode>(static candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax local => local.Identifier.ValueText,
            _ => node.ToString(),
        };
        return await CompileCheck.HasNoNewErrorsAsync(document, changed, name, cancellationToken).ConfigureAwait(false);
    }
}
