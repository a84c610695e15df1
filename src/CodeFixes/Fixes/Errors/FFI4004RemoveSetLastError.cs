using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Takes <c>SetLastError</c> off the declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4004RemoveSetLastError))]
public sealed class FFI4004RemoveSetLastError : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4004");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var edits = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
            ? ImmutableArray.Create(new DocumentEdit(
                "Remove 'SetLastError'",
                nameof(FFI4004RemoveSetLastError),
                editor => editor.ReplaceNode(attribute, (current, _) => AttributeArgumentEdit.Without((AttributeSyntax)current, "SetLastError"))))
            : ImmutableArray<DocumentEdit>.Empty;
        return Task.FromResult(edits);
    }
}
