using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Sets the size where the struct is made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3007SetStructureSize))]
public sealed class FFI3007SetStructureSize : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3007");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (!diagnostic.Properties.TryGetValue(FFI3007Properties.Field, out var field)
            || field is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || (node is PrefixUnaryExpressionSyntax address ? address.Operand : node) is not ExpressionSyntax given
            || model.GetTypeInfo(given, cancellationToken).Type is not INamedTypeSymbol type
            || type.GetMembers(field).OfType<IFieldSymbol>().FirstOrDefault() is not { } member)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var isMarshalled = !diagnostic.Properties.ContainsKey(FFI3007Properties.IsRaw);
        var written = SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(model, given.SpanStart));
        var size = SizeText.Of(model, given.SpanStart, written, isMarshalled);
        if (member.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr))
        {
            size = SyntaxFactory.CastExpression(SyntaxFactory.ParseTypeName(member.Type.ToMinimalDisplayString(model, given.SpanStart)), size);
        }

        var title = $"Set '{field}' to the size of '{type.Name}'";
        if (given is BaseObjectCreationExpressionSyntax made)
        {
            return ImmutableArray.Create(new DocumentEdit(title, "FFI3007.Set", editor => editor.ReplaceNode(made, (current, _) => WithSize((BaseObjectCreationExpressionSyntax)current, field, size))));
        }

        // A variable that gets more than one value would need the size with each.
        if (model.GetSymbolInfo(given, cancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } local
            || await references[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax
            {
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement },
            } declarator
            || IsAssigned(root, local, model, cancellationToken))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        return declarator.Initializer?.Value switch
        {
            BaseObjectCreationExpressionSyntax creation => ImmutableArray.Create(
                new DocumentEdit(title, "FFI3007.Set", editor => editor.ReplaceNode(creation, (current, _) => WithSize((BaseObjectCreationExpressionSyntax)current, field, size)))),
            _ when statement.Parent is BlockSyntax => ImmutableArray.Create(
                new DocumentEdit(title, "FFI3007.Set", editor => editor.InsertAfter(statement, Assignment(root, declarator.Identifier.ValueText, field, size)))),
            _ => ImmutableArray<DocumentEdit>.Empty,
        };
    }

    private static bool IsAssigned(SyntaxNode root, ILocalSymbol local, SemanticModel model, CancellationToken cancellationToken) =>
        root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax name
            && name.Identifier.ValueText == local.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, local));

    private static BaseObjectCreationExpressionSyntax WithSize(BaseObjectCreationExpressionSyntax creation, string field, ExpressionSyntax size)
    {
        var assignment = SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(field).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            size);
        if (creation.Initializer is { } initializer)
        {
            var isEmpty = initializer.Expressions.Count == 0;
            var first = isEmpty ? assignment : assignment.WithLeadingTrivia(initializer.Expressions[0].GetLeadingTrivia());
            var added = initializer.Expressions.Insert(0, isEmpty ? first.WithTrailingTrivia(SyntaxFactory.Space) : first);
            if (!isEmpty && initializer.Expressions[0].GetLeadingTrivia().Count == 0)
            {
                added = added.Replace(added[1], added[1].WithLeadingTrivia(SyntaxFactory.Space));
            }
            else if (!isEmpty)
            {
                added = added.ReplaceSeparator(added.GetSeparator(0), added.GetSeparator(0).WithTrailingTrivia(initializer.OpenBraceToken.TrailingTrivia));
            }

            return creation.WithInitializer(initializer.WithExpressions(added));
        }

        var braces = SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(assignment.WithTrailingTrivia(SyntaxFactory.Space)),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken)).WithTrailingTrivia(creation.GetTrailingTrivia());
        var bare = creation.WithoutTrailingTrivia();

        // Without arguments the parentheses go, unless the type is left out.
        return bare switch
        {
            ObjectCreationExpressionSyntax whole => whole.WithArgumentList(null).WithType(whole.Type.WithoutTrailingTrivia()).WithInitializer(braces),
            _ => bare.WithInitializer(braces),
        };
    }

    private static StatementSyntax Assignment(SyntaxNode root, string variable, string field, ExpressionSyntax size) =>
        SyntaxFactory.ParseStatement($"{variable}.{field} = {size};{MemberText.NewLineOf(root)}").WithAdditionalAnnotations(Formatter.Annotation);
}
