using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Gives the type that crosses sequential layout, wherever it is declared.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3003StateSequentialLayout))]
public sealed class FFI3003StateSequentialLayout : SolutionFix
{
    private const string Namespace = "System.Runtime.InteropServices";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3003");

    internal override async Task<ImmutableArray<SolutionEdit>> EditsForAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        if (!properties.TryGetValue(FFI3003Properties.Curable, out var id)
            || id is null
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not INamedTypeSymbol type)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        var layout = type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "StructLayoutAttribute" } stated
            && SymbolEqualityComparer.Default.Equals(stated, compilation.GetTypeByMetadataName(Namespace + ".StructLayoutAttribute")));

        // An edit before this one may have stated it already.
        var place = layout is null ? type.DeclaringSyntaxReferences.FirstOrDefault() : layout.ApplicationSyntaxReference;
        if (place is null || (layout is not null && !IsAutomatic(layout)) || document.Project.Solution.GetDocument(place.SyntaxTree) is not { } changed)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        return ImmutableArray.Create(new SolutionEdit(
            $"State sequential layout for '{type.Name}'",
            "FFI3003.Sequential",
            async token =>
            {
                var root = await place.SyntaxTree.GetRootAsync(token).ConfigureAwait(false);
                var node = root.FindNode(place.Span);
                var replaced = node switch
                {
                    AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => root.ReplaceNode(arguments[0].Expression, Sequential().WithTriviaFrom(arguments[0].Expression)),
                    TypeDeclarationSyntax stated => root.ReplaceNode(stated, AttributeListPlacement.Add(stated, LayoutAttribute())),
                    _ => root,
                };
                return (await DocumentFix.WithImportsAsync(changed.WithSyntaxRoot(replaced), token).ConfigureAwait(false)).Project.Solution;
            }));
    }

    private static bool IsAutomatic(AttributeData layout) => layout.TryGetConstructorInteger(0, out var kind) && (LayoutKind)(int)kind == LayoutKind.Auto;

    private static AttributeListSyntax LayoutAttribute() => SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
        SyntaxFactory.Attribute(
            SyntaxFactory.ParseName($"global::{Namespace}.StructLayoutAttribute").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
            SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(Sequential()))))))
        .WithAdditionalAnnotations(Formatter.Annotation);

    private static MemberAccessExpressionSyntax Sequential() => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression,
        SyntaxFactory.ParseExpression($"global::{Namespace}.LayoutKind").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
        SyntaxFactory.IdentifierName("Sequential"));
}
