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

        // A release too many stands where the reference was given back already.
        var add = NameOf(statement) == "DangerousAddRef" ? statement
            : diagnostic.AdditionalLocations.FirstOrDefault() is { } location && location.SourceTree == root.SyntaxTree ? root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionStatementSyntax>()
            : null;
        return add is not null && ReferenceScope.Find(root, add, model, cancellationToken) is { } scope
            ? ImmutableArray.Create(new DocumentEdit("Release the reference in a finally block", FinallyKey, editor => editor.ReplaceNode(scope.Block, (current, _) => scope.Release((BlockSyntax)current))) { Tracked = scope.Tracked })
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static string? NameOf(ExpressionStatementSyntax statement) => (statement.Expression as InvocationExpressionSyntax)?.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static void Test(DocumentEditor editor, ExpressionStatementSyntax release, string flag) =>
        editor.ReplaceNode(release, (current, _) =>
        {
            var newLine = MemberText.NewLineOf(release.SyntaxTree.GetRoot());
            return SyntaxFactory.ParseStatement($"if ({flag}){newLine}{{{newLine}{((StatementSyntax)current).WithoutTrivia()}{newLine}}}").WithTriviaFrom(current).WithAdditionalAnnotations(Formatter.Annotation);
        });
}
