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
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Releases the reference in a finally block, or only when it was added.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1012BalanceReferences))]
public sealed class FFI1012BalanceReferences : DocumentFix
{
    private const string TestKey = "FFI1012.Test";
    private const string FinallyKey = "FFI1012.Finally";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1012");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var statement = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionStatementSyntax>();
        if (statement is null || statement.Expression.Span != diagnostic.Location.SourceSpan || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        if (diagnostic.Properties.TryGetValue(FFI1012Properties.Flag, out var flag) && flag is not null)
        {
            var isVisible = model.LookupSymbols(statement.SpanStart, name: flag).Any(static symbol => symbol is ILocalSymbol);
            return isVisible ? ImmutableArray.Create(new DocumentEdit($"Release only when '{flag}' is true", TestKey, editor => Test(editor, statement, flag))) : ImmutableArray<DocumentEdit>.Empty;
        }

        return Finally(root, diagnostic, statement, model, cancellationToken) is { } edit ? ImmutableArray.Create(edit) : ImmutableArray<DocumentEdit>.Empty;
    }

    private static void Test(DocumentEditor editor, ExpressionStatementSyntax release, string flag) =>
        editor.ReplaceNode(release, (current, _) =>
        {
            var newLine = MemberText.NewLineOf(release.SyntaxTree.GetRoot());
            return SyntaxFactory.ParseStatement($"if ({flag}){newLine}{{{newLine}{((StatementSyntax)current).WithoutTrivia()}{newLine}}}").WithTriviaFrom(current).WithAdditionalAnnotations(Formatter.Annotation);
        });

    /// <summary>The try statement from behind DangerousAddRef to the release, or to the end of the block where there is none.</summary>
    private static DocumentEdit? Finally(SyntaxNode root, Diagnostic diagnostic, ExpressionStatementSyntax add, SemanticModel model, CancellationToken cancellationToken)
    {
        if (add.Expression is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Expression: var callee }
            || arguments[0].Expression is not IdentifierNameSyntax flag
            || ReceiverOf(callee) is not { } receiver
            || add.Parent is not BlockSyntax block
            || diagnostic.AdditionalLocations.Any(location => location.SourceTree != root.SyntaxTree))
        {
            return null;
        }

        var begin = block.Statements.IndexOf(add) + 1;
        var releases = diagnostic.AdditionalLocations.Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>()).ToList();
        var end = block.Statements.Count;
        StatementSyntax? removed = null;
        if (releases.Count == 1 && releases[0] is { } release)
        {
            removed = release.Parent == block ? release
                : release.Parent is IfStatementSyntax { Else: null, Condition: IdentifierNameSyntax tested } only && tested.Identifier.ValueText == flag.Identifier.ValueText && only.Parent == block ? only
                : release.Parent is BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax { Else: null, Condition: IdentifierNameSyntax other } whole } && other.Identifier.ValueText == flag.Identifier.ValueText && whole.Parent == block ? whole
                : null;
            if (removed is null)
            {
                return null;
            }

            end = block.Statements.IndexOf(removed);
        }
        else if (releases.Count > 0)
        {
            return null;
        }

        // A release that the flow does not connect with this reference would come on top.
        var member = add.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) ?? root;
        if (member.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => call.Expression.WithoutTrivia().ToString() == receiver + "DangerousRelease") > releases.Count)
        {
            return null;
        }

        if (end <= begin
            || (removed is not null && removed.ContainsDirectives)
            || TryFinally.Around(block.Statements[begin], block.Statements[end - 1], model, cancellationToken) is not { } scope)
        {
            return null;
        }

        return new DocumentEdit("Release the reference in a finally block", FinallyKey, editor =>
        {
            if (removed is not null)
            {
                editor.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia);
            }

            scope.Apply(editor, "", "", $"if ({flag.Identifier.Text})\n{{\n{receiver}DangerousRelease();\n}}");
        });
    }

    /// <summary>What stands before the name of the method: <c>handle.</c>, or nothing inside of the class itself.</summary>
    private static string? ReceiverOf(ExpressionSyntax callee) => callee switch
    {
        IdentifierNameSyntax => "",
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax } } access => access.Expression.WithoutTrivia() + ".",
        _ => null,
    };
}
