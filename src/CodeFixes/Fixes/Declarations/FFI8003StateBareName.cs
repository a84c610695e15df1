using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Writes the name that the runtime completes on each system, in the import or in the constant that it uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8003StateBareName))]
public sealed class FFI8003StateBareName : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8003");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (diagnostic.Properties.ContainsKey(FFI8003Properties.Unwrap)
            && node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { ArgumentList.Arguments: { Count: 1 } arguments } call)
        {
            return One(new DocumentEdit($"Use '{arguments[0].Expression}'", "FFI8003.Unwrap", editor => editor.ReplaceNode(call, (current, _) =>
                ((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression.WithTriviaFrom(current))));
        }

        // The constant's own value, not one that it is made of.
        var value = node.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Initializer?.Value ?? (node as AttributeArgumentSyntax)?.Expression ?? node;
        return diagnostic.Properties.TryGetValue(FFI8003Properties.Name, out var name) && name is not null && value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            ? One(new DocumentEdit($"Use \"{name}\"", "FFI8003.Name", editor => editor.ReplaceNode(literal, (current, _) =>
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)).WithTriviaFrom(current))))
            : Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
    }

    private static Task<ImmutableArray<DocumentEdit>> One(DocumentEdit edit) => Task.FromResult(ImmutableArray.Create(edit));
}
