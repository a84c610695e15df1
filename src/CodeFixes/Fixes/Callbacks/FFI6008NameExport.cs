using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Callbacks;

/// <summary>Names an export after its method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI6008NameExport))]
public sealed class FFI6008NameExport : DocumentFix
{
    private const string Key = "FFI6008.Name";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI6008");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI6008Properties.EntryPoint, out var name)
            || name is null
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || method.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(candidate => AttributeNames.Of(candidate) == "UnmanagedCallersOnly") is not { } attribute)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        return Task.FromResult(ImmutableArray.Create(new DocumentEdit(
            $"Export it as '{name}'",
            Key,
            editor => editor.ReplaceNode(attribute, (current, _) => AttributeArgumentEdit.With((AttributeSyntax)current, "EntryPoint", literal)))));
    }
}
