using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Names the function of the header that is evidently meant; the C# name stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5001UseNearestEntryPoint))]
public sealed class FFI5001UseNearestEntryPoint : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5001");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var edits = ImmutableArray<DocumentEdit>.Empty;
        if (diagnostic.Properties.TryGetValue(FFI5001Properties.Nearest, out var nearest) && nearest is not null
            && Edit(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), nearest) is { } apply)
        {
            edits = edits.Add(new DocumentEdit($"Use the entry point '{nearest}'", nameof(FFI5001UseNearestEntryPoint), apply));
        }

        return Task.FromResult(edits);
    }

    private static System.Action<DocumentEditor>? Edit(SyntaxNode node, string nearest)
    {
        var literal = LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(nearest));
        if (node is InvocationExpressionSyntax call)
        {
            var name = call.ArgumentList.Arguments.Select(static argument => argument.Expression).OfType<LiteralExpressionSyntax>().LastOrDefault(static expression =>
                expression.IsKind(SyntaxKind.StringLiteralExpression));
            return name is null ? null : editor => editor.ReplaceNode(name, literal.WithTriviaFrom(name));
        }

        var lists = node.FirstAncestorOrSelf<SyntaxNode>(static candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => method.AttributeLists,
            LocalFunctionStatementSyntax local => local.AttributeLists,
            _ => default,
        };
        var import = lists.SelectMany(static list => list.Attributes).FirstOrDefault(static attribute => AttributeNames.Of(attribute) is "DllImport" or "LibraryImport");
        if (import?.ArgumentList is null)
        {
            return null;
        }

        var stated = import.ArgumentList.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "EntryPoint");
        if (stated is null)
        {
            var argument = AttributeArgument(NameEquals(IdentifierName("EntryPoint")), null, literal).NormalizeWhitespace();
            return editor => editor.ReplaceNode(import, (current, _) => Add((AttributeSyntax)current, argument));
        }

        // A constant may serve other declarations too.
        return stated.Expression is LiteralExpressionSyntax ? editor => editor.ReplaceNode(stated.Expression, literal.WithTriviaFrom(stated.Expression)) : null;
    }

    private static AttributeSyntax Add(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var arguments = attribute.ArgumentList!.Arguments;
        var comma = Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space);
        var separators = arguments.GetSeparators().Concat([comma]);
        return attribute.WithArgumentList(attribute.ArgumentList.WithArguments(SeparatedList(arguments.Concat([argument]), separators)));
    }
}
