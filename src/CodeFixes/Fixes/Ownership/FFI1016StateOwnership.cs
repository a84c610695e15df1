using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Adds the attribute that states what is known about a value; which one it is, only the author of the binding can say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1016StateOwnership))]
public sealed class FFI1016StateOwnership : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1016");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var isResult = diagnostic.Properties.ContainsKey(FFI1016Properties.Result);
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<SyntaxNode>(
            candidate => isResult ? candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax : candidate is ParameterSyntax);
        if (node is null
            || !diagnostic.Properties.TryGetValue(FFI1016Properties.Missing, out var missing)
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || compilation.GetTypeByMetadataName(ContractAttributeNames.Owned) is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        diagnostic.Properties.TryGetValue(FFI1016Properties.Release, out var release);
        return missing == FFI1016Properties.Ownership
            ? ImmutableArray.Create(
                Edit(release is null ? "The caller releases it: [Owned]" : $"The caller releases it with '{release}': [Owned]", "Owned", release),
                Edit("Somebody else releases it: [Borrowed]", "Borrowed", null))
            : ImmutableArray.Create(
                Edit("Native code uses it during the call only: [NoEscape]", "NoEscape", null),
                Edit("Native code keeps it: [Retained]", "Retained", null));

        DocumentEdit Edit(string title, string attribute, string? argument) => new(
            title,
            nameof(FFI1016StateOwnership) + attribute,
            editor => editor.ReplaceNode(node, (current, _) => AttributeListPlacement.Add(current, ListOf(attribute, argument, isResult))));
    }

    private static AttributeListSyntax ListOf(string name, string? argument, bool isResult)
    {
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName($"global::{ContractAttributeNames.Namespace}.{name}").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
        if (argument is not null)
        {
            attribute = attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(argument))))));
        }

        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
        return isResult
            ? list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.ReturnKeyword), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)))
            : list;
    }
}
