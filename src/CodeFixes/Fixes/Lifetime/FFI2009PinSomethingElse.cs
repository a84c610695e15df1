using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Pins one element that nobody reads where the buffer has none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2009PinSomethingElse))]
public sealed class FFI2009PinSomethingElse : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2009");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI2009Properties.Kind, out var kind)
            || diagnostic.AdditionalLocations.Count == 0
            || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax pinned
            || pinned is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax })
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || ElementOf(model.GetTypeInfo(pinned, cancellationToken).Type) is not { } element)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var type = element.ToMinimalDisplayString(model, pinned.SpanStart);
        var buffer = pinned.WithoutTrivia().ToString();
        string text;
        if (kind == FFI2009Properties.Span)
        {
            // Inside an expression only since C# 8, and in a loop each round would take more of the stack.
            if (((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8
                || pinned.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).Any(node => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax))
            {
                return ImmutableArray<DocumentEdit>.Empty;
            }

            text = $"{buffer}.IsEmpty ? stackalloc {type}[1] : {buffer}";
        }
        else
        {
            text = $"{buffer} != null && {buffer}.Length > 0 ? {buffer} : new {type}[1]";
        }

        return ImmutableArray.Create(new DocumentEdit(
            "Pin something else when it is empty",
            "FFI2009",
            editor => editor.ReplaceNode(pinned, (current, _) => current.Parent is ConditionalExpressionSyntax ? current : SyntaxFactory.ParseExpression(text).WithTriviaFrom(current))));
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
        _ => null,
    };
}
