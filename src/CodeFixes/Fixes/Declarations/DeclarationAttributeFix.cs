using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>The base of fixes that put attributes on the declarations at a diagnostic's locations.</summary>
public abstract class DeclarationAttributeFix : DocumentFix
{
    private static readonly SyntaxAnnotation[] Imported = [Simplifier.Annotation, Simplifier.AddImportsAnnotation];

    internal sealed override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var attributes = AttributesFor(diagnostic.Properties, out var replaced);
        var declarations = new[] { diagnostic.Location }.Concat(diagnostic.AdditionalLocations)
            .Select(location => location.SourceTree == root.SyntaxTree ? DeclarationAt(root, location) : null).OfType<SyntaxNode>().Distinct().ToList();
        if (attributes.IsEmpty || declarations.Count == 0)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        var title = $"Add [{string.Join(", ", attributes.Select(attribute => attribute.Text))}]" + (declarations.Count > 1 ? $" to {declarations.Count} imports" : "");
        return Task.FromResult(ImmutableArray.Create(new DocumentEdit(
            title,
            FixableDiagnosticIds[0] + "." + string.Join(".", attributes.Select(attribute => attribute.Text)),
            editor =>
            {
                foreach (var declaration in declarations)
                {
                    editor.ReplaceNode(declaration, (current, _) =>
                    {
                        var old = AttributeListPlacement.ListsOf(current).SelectMany(list => list.Attributes).FirstOrDefault(attribute => AttributeNames.Of(attribute) == replaced);
                        if (old is not null)
                        {
                            return current.ReplaceNode(old, attributes[0].Make().WithTriviaFrom(old));
                        }

                        foreach (var attribute in attributes)
                        {
                            var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute.Make())).WithAdditionalAnnotations(Formatter.Annotation);
                            current = AttributeListPlacement.Add(current, list);
                        }

                        return current;
                    });
                }
            })));
    }

    /// <summary>The attributes to add, and the name of the one that the first of them takes the place of where it is there already.</summary>
    internal abstract ImmutableArray<NewAttribute> AttributesFor(ImmutableDictionary<string, string?> properties, out string? replaced);

    /// <summary>A framework type's name that imports its namespace.</summary>
    internal static NameSyntax Name(string name) => SyntaxFactory.ParseName("global::" + name).WithAdditionalAnnotations(Imported);

    private static SyntaxNode? DeclarationAt(SyntaxNode root, Location location) =>
        root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<SyntaxNode>(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or LocalFunctionStatementSyntax);

    /// <param name="Text">The attribute as the title shows it.</param>
    /// <param name="Type">Its full name.</param>
    /// <param name="Argument">Its argument.</param>
    internal sealed record NewAttribute(string Text, string Type, ExpressionSyntax Argument)
    {
        public AttributeSyntax Make() => SyntaxFactory.Attribute(
            Name(Type), SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(Argument))));
    }
}
