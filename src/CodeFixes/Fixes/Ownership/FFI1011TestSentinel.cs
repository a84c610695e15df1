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

/// <summary>Makes <c>IsInvalid</c> test for the value that means failure: in its own expression, or through the base class that tests for both.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1011TestSentinel))]
public sealed class FFI1011TestSentinel : MultiDocumentFix
{
    private const string Key = nameof(FFI1011TestSentinel);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1011");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI1011Properties.Decider, out var id)
            || id is null
            || !diagnostic.Properties.TryGetValue(FFI1011Properties.Missing, out var missing)
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not INamedTypeSymbol type)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var title = $"Let '{type.Name}.IsInvalid' test for {missing}";
        if (type.GetMembers("IsInvalid").OfType<IPropertySymbol>().FirstOrDefault() is { } property)
        {
            if (property.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
                || document.Project.Solution.GetDocument(reference.SyntaxTree) is not { } place
                || GetterOf(await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false)) is not { } getter)
            {
                return ImmutableArray<MultiDocumentEdit>.Empty;
            }

            return Edit(title, id, missing, place, getter, model =>
            {
                var intPtr = MemberText.NameInScope(model, getter.SpanStart, "System", "IntPtr");
                var test = missing == "0" ? $"handle == {intPtr}.Zero" : $"handle == new {intPtr}(-1)";
                return getter.IsKind(SyntaxKind.FalseLiteralExpression) ? SyntaxFactory.ParseExpression(test) : SyntaxFactory.ParseExpression($"{getter.WithoutTrivia()} || {test}");
            });
        }

        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (missing == "0"
                && await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is ClassDeclarationSyntax { BaseList.Types: { Count: > 0 } types }
                && LastName(types[0].Type) is { Identifier.ValueText: "SafeHandleMinusOneIsInvalid" or "CriticalHandleMinusOneIsInvalid" } name
                && document.Project.Solution.GetDocument(reference.SyntaxTree) is { } place)
            {
                var replacement = SyntaxFactory.IdentifierName(name.Identifier.ValueText.Replace("HandleMinusOne", "HandleZeroOrMinusOne"));
                return Edit(title, id, missing, place, name, _ => replacement);
            }
        }

        return ImmutableArray<MultiDocumentEdit>.Empty;
    }

    private static ImmutableArray<MultiDocumentEdit> Edit(string title, string id, string? missing, Document place, ExpressionSyntax old, System.Func<SemanticModel, ExpressionSyntax> make) =>
        ImmutableArray.Create(new MultiDocumentEdit(
            title,
            Key,
            async (run, cancellationToken) =>
            {
                // Several functions create one class; and one class may be wrong about both values, of which the second has to be added to what the first one wrote.
                if (run.IsFirst(id + missing))
                {
                    var editor = await run.EditorOfAsync(place.Id, cancellationToken).ConfigureAwait(false);
                    var written = make(editor.SemanticModel);
                    editor.ReplaceNode(old, (current, _) => (current.IsEquivalentTo(old) ? written : Both(current, written)).WithTriviaFrom(current));
                }
            }));

    private static SyntaxNode Both(SyntaxNode current, ExpressionSyntax written) =>
        written is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression, Right: var right }
            ? SyntaxFactory.ParseExpression($"{current.WithoutTrivia()} || {right}")
            : SyntaxFactory.ParseExpression($"{current.WithoutTrivia()} || {written}");

    private static IdentifierNameSyntax? LastName(TypeSyntax type) => type switch
    {
        IdentifierNameSyntax name => name,
        QualifiedNameSyntax { Right: IdentifierNameSyntax name } => name,
        AliasQualifiedNameSyntax { Name: IdentifierNameSyntax name } => name,
        _ => null,
    };

    private static ExpressionSyntax? GetterOf(SyntaxNode declaration)
    {
        if (declaration is not PropertyDeclarationSyntax property)
        {
            return null;
        }

        var accessor = property.AccessorList?.Accessors.FirstOrDefault();
        return property.ExpressionBody?.Expression
            ?? accessor?.ExpressionBody?.Expression
            ?? accessor?.Body?.Statements.OfType<ReturnStatementSyntax>().SingleOrDefault()?.Expression;
    }
}
