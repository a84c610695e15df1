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

/// <summary>Clears the field behind the release, and releases only what is there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1004ClearField))]
public sealed class FFI1004ClearField : DocumentFix
{
    private const string Key = nameof(FFI1004ClearField);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1004");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI1004Properties.Field, out var name)
            || name is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || ReleasedField(call, name, model, cancellationToken) is not var (place, field)
            || EmptyValueOf(field, cancellationToken) is not { } empty)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        SyntaxNode? home = call.Parent switch
        {
            ExpressionStatementSyntax statement => statement,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax statement } when model.GetSymbolInfo(((AssignmentExpressionSyntax)call.Parent).Left, cancellationToken).Symbol is IDiscardSymbol => statement,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } or DestructorDeclarationSyntax } arrow => arrow.Parent,
            _ => null,
        };
        var readOnly = field.IsReadOnly ? DeclarationIn(field, root, cancellationToken) : null;
        if (home is null || (field.IsReadOnly && readOnly is null))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var isTested = diagnostic.Properties.ContainsKey(FFI1004Properties.AcceptsNull) || IsTested(call, name);
        return ImmutableArray.Create(new DocumentEdit($"Clear '{name}' when it is released", Key, editor =>
        {
            Edit(editor, home, call, place.WithoutTrivia(), empty, isTested);
            if (readOnly is not null)
            {
                editor.ReplaceNode(readOnly, static (current, _) => Writable((FieldDeclarationSyntax)current));
            }
        }));
    }

    private static void Edit(DocumentEditor editor, SyntaxNode home, InvocationExpressionSyntax call, ExpressionSyntax place, ExpressionSyntax empty, bool isTested)
    {
        var clear = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, place, empty)).WithAdditionalAnnotations(Formatter.Annotation);
        if (home is not ExpressionStatementSyntax statement)
        {
            editor.ReplaceNode(home, (current, _) => WithBlock(current, Released(SyntaxFactory.ExpressionStatement(call.WithoutTrivia()), clear, place, empty, isTested)));
            return;
        }

        if (isTested && statement.Parent is BlockSyntax or SwitchSectionSyntax)
        {
            editor.InsertAfter(statement, clear);
            return;
        }

        editor.ReplaceNode(statement, (current, _) =>
        {
            var released = Released(((ExpressionStatementSyntax)current).WithLeadingTrivia(), clear, place, empty, isTested);
            return (released.Length == 1 ? released[0] : SyntaxFactory.Block(released)).WithLeadingTrivia(current.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        });
    }

    private static StatementSyntax[] Released(ExpressionStatementSyntax release, StatementSyntax clear, ExpressionSyntax place, ExpressionSyntax empty, bool isTested) => isTested
        ? new[] { release, clear }
        : new StatementSyntax[]
        {
            SyntaxFactory.IfStatement(SyntaxFactory.BinaryExpression(SyntaxKind.NotEqualsExpression, place, empty), SyntaxFactory.Block(release, clear)).WithAdditionalAnnotations(Formatter.Annotation),
        };

    private static SyntaxNode WithBlock(SyntaxNode member, StatementSyntax[] statements)
    {
        var block = SyntaxFactory.Block(statements).WithAdditionalAnnotations(Formatter.Annotation);
        return (member switch
        {
            MethodDeclarationSyntax method => method.WithParameterList(method.ParameterList.WithoutTrailingTrivia()).WithExpressionBody(null).WithSemicolonToken(default).WithBody(block)
                .WithTrailingTrivia(method.GetTrailingTrivia()),
            DestructorDeclarationSyntax finalizer => (SyntaxNode)finalizer.WithParameterList(finalizer.ParameterList.WithoutTrailingTrivia()).WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(block).WithTrailingTrivia(finalizer.GetTrailingTrivia()),
            _ => member,
        }).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>The expression of the call that names the field; null where the value got there by another way.</summary>
    private static (ExpressionSyntax Place, IFieldSymbol Field)? ReleasedField(InvocationExpressionSyntax call, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var expression = argument.Expression;
            while (expression is CastExpressionSyntax or ParenthesizedExpressionSyntax)
            {
                expression = expression is CastExpressionSyntax cast ? cast.Expression : ((ParenthesizedExpressionSyntax)expression).Expression;
            }

            if (expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                && model.GetSymbolInfo(expression, cancellationToken).Symbol is IFieldSymbol field
                && field.Name == name)
            {
                return (expression, field);
            }
        }

        return null;
    }

    /// <summary>What the field holds when there is nothing to release, written as the field's type is.</summary>
    private static ExpressionSyntax? EmptyValueOf(IFieldSymbol field, CancellationToken cancellationToken)
    {
        if (field.Type.TypeKind == TypeKind.Pointer)
        {
            return SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression);
        }

        if (field.Type.SpecialType is not (SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
            || field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } })
        {
            return null;
        }

        return type is IdentifierNameSyntax { Identifier.ValueText: "nint" or "nuint" }
            ? SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0))
            : SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, type.WithoutTrivia(), SyntaxFactory.IdentifierName("Zero"));
    }

    /// <summary>Whether a condition around the release asks the field.</summary>
    private static bool IsTested(SyntaxNode call, string name) =>
        call.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax)
            .OfType<IfStatementSyntax>()
            .Any(test => test.Condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name));

    private static FieldDeclarationSyntax? DeclarationIn(IFieldSymbol field, SyntaxNode root, CancellationToken cancellationToken) =>
        field.DeclaringSyntaxReferences.FirstOrDefault() is { } reference && reference.SyntaxTree == root.SyntaxTree
            ? reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<FieldDeclarationSyntax>()
            : null;

    private static FieldDeclarationSyntax Writable(FieldDeclarationSyntax field)
    {
        var index = field.Modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        return index < 0 ? field : field.WithModifiers(field.Modifiers.RemoveAt(index)).WithLeadingTrivia(field.GetLeadingTrivia());
    }
}
