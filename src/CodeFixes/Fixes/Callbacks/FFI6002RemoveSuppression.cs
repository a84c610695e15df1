using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Callbacks;

/// <summary>Takes <c>SuppressGCTransition</c> away from an import or a function pointer type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI6002RemoveSuppression))]
public sealed class FFI6002RemoveSuppression : DocumentFix
{
    private const string Key = "FFI6002.Remove";
    private const string Title = "Remove SuppressGCTransition";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI6002");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        switch (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true))
        {
            case var node when node.FirstAncestorOrSelf<AttributeSyntax>() is { Parent.Parent: { } declaration } attribute && AttributeNames.Of(attribute) == "SuppressGCTransition":
                return ImmutableArray.Create(new DocumentEdit(Title, Key, editor => editor.ReplaceNode(declaration, (current, _) => Without(current))));

            case FunctionPointerTypeSyntax { CallingConvention: { UnmanagedCallingConventionList: { } list } convention } pointer:
                // The convention is part of the type: what converts to it elsewhere may no longer do so.
                var changed = pointer.WithCallingConvention(Without(convention, list));
                return await CompileCheck.HasNoNewErrorsAsync(document, document.WithSyntaxRoot(root.ReplaceNode(pointer, changed)), pointer.ToString(), cancellationToken).ConfigureAwait(false)
                    ? ImmutableArray.Create(new DocumentEdit(Title, Key, editor => editor.ReplaceNode(pointer, changed)))
                    : ImmutableArray<DocumentEdit>.Empty;

            default:
                return ImmutableArray<DocumentEdit>.Empty;
        }
    }

    private static SyntaxNode Without(SyntaxNode declaration) =>
        AttributeListPlacement.ListsOf(declaration).SelectMany(list => list.Attributes).FirstOrDefault(candidate => AttributeNames.Of(candidate) == "SuppressGCTransition") is { } attribute
            ? AttributeListPlacement.Remove(declaration, attribute)
            : declaration;

    private static FunctionPointerCallingConventionSyntax Without(FunctionPointerCallingConventionSyntax convention, FunctionPointerUnmanagedCallingConventionListSyntax list)
    {
        var kept = list.CallingConventions.Where(name => name.Name.ValueText != "SuppressGCTransition").ToList();
        return convention.WithUnmanagedCallingConventionList(kept.Count == 0
            ? null
            : list.WithCallingConventions(SyntaxFactory.SeparatedList(kept.Select(name => name.WithoutTrivia()), Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), kept.Count - 1))));
    }
}
