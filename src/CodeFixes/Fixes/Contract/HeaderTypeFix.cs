using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives a value the type that agrees with the header, and mends what meets the new type; where something else would have to change, too, nothing is offered.</summary>
public abstract class HeaderTypeFix : SolutionFix
{
    internal sealed override SyntaxNode PlaceOf(SyntaxNode root, Diagnostic diagnostic) => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    internal sealed override async Task<ImmutableArray<SolutionEdit>> EditsForAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        if (!properties.TryGetValue(HeaderDifferenceProperties.Type, out var type) || type is null
            || !properties.TryGetValue(HeaderDifferenceProperties.Passing, out var passing) || passing is null)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        if (properties.TryGetValue(HeaderDifferenceProperties.UnmanagedType, out var unmanaged) && unmanaged is not null)
        {
            return SizeEdit(declaration, unmanaged) is { } size
                ? ImmutableArray.Create(new SolutionEdit($"State UnmanagedType.{unmanaged} as the header does", nameof(HeaderTypeFix), token => EditedAsync(document, size, token)))
                : ImmutableArray<SolutionEdit>.Empty;
        }

        if (NativeTypeEdit.At(declaration, type, passing) is not { } edit)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        var solution = document.Project.Solution;
        var names = await NamesOfUsesAsync(document, declaration, cancellationToken).ConfigureAwait(false);
        var edited = await EditedAsync(document, edit.Apply, cancellationToken).ConfigureAwait(false);
        if (await CallerMending.MendAsync(solution, edited, document.Id, names, cancellationToken).ConfigureAwait(false) is not { } mended)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        var shown = type.Substring(type.LastIndexOf('.') + 1);
        var title = passing switch { "ByIn" => "Pass it as `in`", "ByRef" => "Pass it as `ref`", _ => $"Use `{shown}` as the header does" };
        return ImmutableArray.Create(new SolutionEdit(title, nameof(HeaderTypeFix), _ => Task.FromResult(mended)));
    }

    private static async Task<Solution> EditedAsync(Document document, Action<DocumentEditor> edit, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        edit(editor);
        return (await DocumentFix.WithImportsAsync(editor.GetChangedDocument(), cancellationToken).ConfigureAwait(false)).Project.Solution;
    }

    /// <summary>States the size of a <c>bool</c>; one that is stated wrongly is corrected in place.</summary>
    private static Action<DocumentEditor>? SizeEdit(SyntaxNode node, string unmanagedType)
    {
        if (StatedSize(node) is { } stated)
        {
            return editor => editor.ReplaceNode(stated, SyntaxFactory.IdentifierName(unmanagedType).WithTriviaFrom(stated));
        }

        return MarshalAsEdit.At(node) is { } edit ? editor => edit.Apply(editor, unmanagedType) : null;
    }

    private static SimpleNameSyntax? StatedSize(SyntaxNode node)
    {
        var declaration = node.FirstAncestorOrSelf<SyntaxNode>(static candidate =>
            candidate is ParameterSyntax or MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax);
        if (declaration is null)
        {
            return null;
        }

        foreach (var list in AttributeListPlacement.ListsOf(declaration))
        {
            if (declaration is not ParameterSyntax && !(list.Target?.Identifier.IsKind(SyntaxKind.ReturnKeyword) ?? false))
            {
                continue;
            }

            foreach (var attribute in list.Attributes)
            {
                if (AttributeNames.Of(attribute) == "MarshalAs" && attribute.ArgumentList is { Arguments: { Count: > 0 } arguments } && arguments[0].Expression is MemberAccessExpressionSyntax member)
                {
                    return member.Name;
                }
            }
        }

        return null;
    }

    /// <summary>Under what names other documents use the declaration: its own one, and of a delegate those of the members that have its type.</summary>
    private static async Task<IEnumerable<string>> NamesOfUsesAsync(Document document, SyntaxNode node, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { NameAround(node) };
        if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is BaseFieldDeclarationSyntax field)
        {
            names.UnionWith(field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText));
        }

        if (node.FirstAncestorOrSelf<DelegateDeclarationSyntax>() is not { Identifier.ValueText: var name })
        {
            return names;
        }

        foreach (var candidate in document.Project.Solution.Projects.Where(static project => project.Language == LanguageNames.CSharp).SelectMany(static project => project.Documents))
        {
            if ((await candidate.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString().IndexOf(name, StringComparison.Ordinal) >= 0
                && await candidate.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            {
                names.UnionWith(root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).SelectMany(static use => use.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
                {
                    BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText),
                    PropertyDeclarationSyntax property => [property.Identifier.ValueText],
                    MethodDeclarationSyntax method => [method.Identifier.ValueText],
                    _ => [],
                }));
            }
        }

        return names;
    }

    /// <summary>The name under which other documents use the declaration.</summary>
    internal static string NameAround(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static candidate =>
        candidate is MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax) switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        DelegateDeclarationSyntax callback => callback.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => node.ToString(),
    };
}
