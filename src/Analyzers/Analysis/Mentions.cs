using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>Where the source of a compilation names its methods, types and events. One pass over the text finds all of them, once something is asked.</summary>
internal sealed class Mentions
{
    // A name that stands in more places is not looked up in each of them.
    private const int MostPlaces = 300;

    private static readonly ConditionalWeakTable<Compilation, Mentions> Known = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly Compilation _compilation;
    private readonly Lazy<(WordPlaces Places, List<MethodDeclarationSyntax> Imports)> _names;

    private Mentions(Compilation compilation)
    {
        _compilation = compilation;
        _names = new Lazy<(WordPlaces, List<MethodDeclarationSyntax>)>(FindNames);
    }

    /// <summary>The declarations of imports, by their form.</summary>
    public IReadOnlyList<MethodDeclarationSyntax> Imports => _names.Value.Imports;

    public static Mentions In(Compilation compilation) => Known.GetValue(compilation, static missing => new Mentions(missing));

    /// <summary>Whether a method has the form of an import: native code is its body, or a generator writes it.</summary>
    public static bool IsImport(SyntaxNode declaration) =>
        declaration is MethodDeclarationSyntax { Body: null, ExpressionBody: null } method
        && (method.Modifiers.Any(SyntaxKind.ExternKeyword)
            || (method.Modifiers.Any(SyntaxKind.PartialKeyword) && method.AttributeLists.Any(static list => list.Attributes.Any(static attribute => NameOf(attribute) == "LibraryImport"))));

    /// <summary>The name of an attribute's type as it is written, without what C# lets out.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>The whole expression that ends with a mention: <c>a.b.Name</c>.</summary>
    public static SyntaxNode ExpressionAt(SyntaxNode mention) => mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;

    /// <summary>The places that name a method, or may, outside of its own declarations.</summary>
    public IEnumerable<SyntaxNode> Of(IMethodSymbol method)
    {
        method = (method.PartialDefinitionPart ?? method).OriginalDefinition;
        var declarations = method.DeclaringSyntaxReferences.Concat(method.PartialImplementationPart?.DeclaringSyntaxReferences ?? Enumerable.Empty<SyntaxReference>()).ToList();
        foreach (var place in Of(method.Name))
        {
            if (IsIn(place, declarations))
            {
                continue;
            }

            if (place is SimpleNameSyntax name)
            {
                var info = ModelOf(name.SyntaxTree).GetSymbolInfo(name);

                // What cannot be told apart may be each of them.
                if (info.Symbol is { } symbol ? !IsSame(symbol) : !info.CandidateSymbols.IsEmpty && !info.CandidateSymbols.Any(IsSame))
                {
                    continue;
                }
            }

            yield return place;
        }

        bool IsSame(ISymbol symbol) =>
            symbol is IMethodSymbol mentioned
            && (mentioned.ReducedFrom ?? mentioned).OriginalDefinition is var original
            && SymbolEqualityComparer.Default.Equals(original.PartialDefinitionPart ?? original, method);
    }

    /// <summary>The places that have the name of a type, outside of its own declarations.</summary>
    public IEnumerable<SyntaxNode> Of(INamedTypeSymbol type) => Of(type.Name).Where(place => !IsIn(place, type.DeclaringSyntaxReferences));

    /// <summary>The places in code that have a name, or a text of this content; in code that is left out of this compilation, too.</summary>
    public IEnumerable<SyntaxNode> Of(string name)
    {
        var places = _names.Value.Places.Of(name);
        if (places.Count > MostPlaces)
        {
            yield return places[0].Tree.GetRoot();
            yield break;
        }

        foreach (var (tree, position) in places)
        {
            var token = tree.GetRoot().FindToken(position);
            if (!token.Span.Contains(position))
            {
                if (tree.GetRoot().FindTrivia(position).IsKind(SyntaxKind.DisabledTextTrivia))
                {
                    yield return token.Parent!;
                }
            }
            else if (token.ValueText == name && token.Parent is SimpleNameSyntax or LiteralExpressionSyntax && !IsOfImport(token.Parent))
            {
                yield return token.Parent;
            }
        }

        // The text of an entry point calls nothing.
        static bool IsOfImport(SyntaxNode node) => node is LiteralExpressionSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } && NameOf(attribute) is "DllImport" or "LibraryImport";
    }

#pragma warning disable RS0030 // What names a declaration may be in any file: its model is made once, and only when a warning is at hand.
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, missing => _compilation.GetSemanticModel(missing));
#pragma warning restore RS0030

    private static bool IsIn(SyntaxNode place, IEnumerable<SyntaxReference> declarations) =>
        declarations.Any(declaration => declaration.SyntaxTree == place.SyntaxTree && declaration.Span.Contains(place.Span));

    private (WordPlaces, List<MethodDeclarationSyntax>) FindNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var imports = new List<MethodDeclarationSyntax>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                switch (node)
                {
                    case MethodDeclarationSyntax method:
                        names.Add(method.Identifier.ValueText);
                        if (IsImport(method))
                        {
                            imports.Add(method);
                        }

                        break;
                    case BaseTypeDeclarationSyntax type:
                        names.Add(type.Identifier.ValueText);
                        break;
                    case DelegateDeclarationSyntax type:
                        names.Add(type.Identifier.ValueText);
                        break;

                    // Of properties only those count that others do not see and that run code.
                    case PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property
                        when !property.Modifiers.Any(SyntaxKind.PublicKeyword) && !property.Modifiers.Any(SyntaxKind.ProtectedKeyword)
                            && (property.ExpressionBody is not null || property.AccessorList?.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true):
                        names.Add(property.Identifier.ValueText);
                        break;
                    case EventFieldDeclarationSyntax { Declaration.Variables: var events }:
                        names.UnionWith(events.Select(static declared => declared.Identifier.ValueText));
                        break;
                }
            }
        }

        return (WordPlaces.Find(_compilation, names, CancellationToken.None), imports);
    }
}
