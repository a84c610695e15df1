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
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Moves a native release out of <c>if (disposing)</c>, with what resets the field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2013MoveRelease))]
public sealed class FFI2013MoveRelease : DocumentFix
{
    private const string Key = nameof(FFI2013MoveRelease);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2013");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI2013Properties.Released, out var name)
            || name is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || BranchAround(root.FindNode(diagnostic.Location.SourceSpan)) is not var (branch, block, first)
            || branch.Parent is not BlockSyntax)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        // The release, and what follows it about the same field.
        var index = block.Statements.IndexOf(first);
        var moved = block.Statements.Skip(index).TakeWhile(statement => statement == first || Mentions(statement, name)).ToImmutableArray();
        if (model.AnalyzeDataFlow(first, moved[moved.Length - 1]) is not { Succeeded: true } flow
            || flow.ReadInside.Concat(flow.WrittenInside).Any(symbol => symbol is ILocalSymbol local && IsDeclaredIn(local, block, moved))
            || flow.ReadOutside.Any(symbol => symbol is ILocalSymbol local && flow.VariablesDeclared.Contains(local)))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new DocumentEdit(
            "Release it on the finalizer's path too",
            Key,
            editor =>
            {
                foreach (var statement in moved)
                {
                    editor.RemoveNode(statement, SyntaxRemoveOptions.KeepUnbalancedDirectives);
                }

                var isWhole = moved.Length == block.Statements.Count;
                editor.InsertAfter(branch, moved.Select(statement => (statement == first && !isWhole ? Apart(root, statement) : statement).WithAdditionalAnnotations(Formatter.Annotation)));
                if (isWhole)
                {
                    editor.RemoveNode(branch, SyntaxRemoveOptions.KeepUnbalancedDirectives);
                }
            }));
    }

    private static StatementSyntax Apart(SyntaxNode root, StatementSyntax statement)
    {
        var leading = statement.GetLeadingTrivia();
        return leading.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? statement : statement.WithLeadingTrivia(leading.Insert(0, SyntaxFactory.EndOfLine(MemberText.NewLineOf(root))));
    }

    /// <summary>The <c>if (disposing)</c> around a release, its block, and the statement of the block that releases.</summary>
    private static (IfStatementSyntax Branch, BlockSyntax Block, StatementSyntax First)? BranchAround(SyntaxNode release)
    {
        var method = release.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        if (method?.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText is not { } disposing)
        {
            return null;
        }

        StatementSyntax? first = null;
        foreach (var node in release.AncestorsAndSelf().TakeWhile(node => node != method))
        {
            if (node is BlockSyntax { Parent: IfStatementSyntax { Else: null, Condition: IdentifierNameSyntax condition } branch } block
                && condition.Identifier.ValueText == disposing
                && first is not null)
            {
                return (branch, block, first);
            }

            // What the release depends on in between moves with it; loops and handlers stay whole for the same reason.
            first = node as StatementSyntax ?? first;
        }

        return null;
    }

    private static bool Mentions(StatementSyntax statement, string name) => statement.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    private static bool IsDeclaredIn(ILocalSymbol local, BlockSyntax block, ImmutableArray<StatementSyntax> moved) =>
        local.Locations.Any(location => block.Span.Contains(location.SourceSpan) && !moved.Any(statement => statement.Span.Contains(location.SourceSpan)));
}
