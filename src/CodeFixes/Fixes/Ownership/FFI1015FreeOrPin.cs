using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Frees a GCHandle in a finally block, or allocates it as pinned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1015FreeOrPin))]
public sealed class FFI1015FreeOrPin : DocumentFix
{
    private const string PinKey = "FFI1015.Pin";
    private const string FreeKey = "FFI1015.Free";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1015");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI1015Properties.Repair, out var repair)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var edit = repair == FFI1015Properties.Pin ? Pinning(root, diagnostic, model) : Freeing(root, diagnostic, model, cancellationToken);
        return edit is null ? ImmutableArray<DocumentEdit>.Empty : ImmutableArray.Create(edit);
    }

    private static DocumentEdit? Pinning(SyntaxNode root, Diagnostic diagnostic, SemanticModel model)
    {
        if (diagnostic.AdditionalLocations.Count != 1
            || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } arguments } allocation
            || arguments.Any(static argument => argument.NameColon is not null))
        {
            return null;
        }

        var kind = SyntaxFactory.ParseExpression(MemberText.NameInScope(model, allocation.SpanStart, "System.Runtime.InteropServices", "GCHandleType") + ".Pinned");
        return new DocumentEdit("Allocate the handle as pinned", PinKey, editor =>
        {
            if (arguments.Count == 2)
            {
                editor.ReplaceNode(arguments[1].Expression, kind.WithTriviaFrom(arguments[1].Expression));
                return;
            }

            editor.ReplaceNode(allocation, (current, _) =>
            {
                // A second address of the same handle has the same repair.
                var call = (InvocationExpressionSyntax)current;
                return call.ArgumentList.Arguments.Count == 1
                    ? call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(
                        new[] { call.ArgumentList.Arguments[0], SyntaxFactory.Argument(kind) },
                        new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) })))
                    : call;
            });
        });
    }

    private static DocumentEdit? Freeing(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } } made
            || declarator.Parent?.Parent is not LocalDeclarationStatementSyntax { Parent: BlockSyntax block, UsingKeyword.RawKind: 0, Declaration.Variables.Count: 1 } declaration)
        {
            return null;
        }

        var begin = block.Statements.IndexOf(declaration) + 1;
        if (begin >= block.Statements.Count || TryFinally.Around(block.Statements[begin], block.Statements[block.Statements.Count - 1], model, cancellationToken) is not { } scope)
        {
            return null;
        }

        var name = declarator.Identifier.Text;
        var free = made is BaseObjectCreationExpressionSyntax ? "Dispose" : "Free";
        return new DocumentEdit($"Free '{name}' in a finally block", FreeKey, editor => scope.Apply(editor, "", "", $"{name}.{free}();"));
    }
}
