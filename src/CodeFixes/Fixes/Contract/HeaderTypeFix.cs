using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives a value the type that agrees with the header, where its callers still compile.</summary>
public abstract class HeaderTypeFix : DocumentFix
{
    internal sealed override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(HeaderDifferenceProperties.Type, out var type) || type is null
            || !diagnostic.Properties.TryGetValue(HeaderDifferenceProperties.Passing, out var passing) || passing is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (diagnostic.Properties.TryGetValue(HeaderDifferenceProperties.UnmanagedType, out var unmanaged) && unmanaged is not null)
        {
            return SizeEdit(node, unmanaged) is { } size ? ImmutableArray.Create(size) : ImmutableArray<DocumentEdit>.Empty;
        }

        if (NativeTypeEdit.At(node, type, passing) is not { } edit)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var shown = type.Substring(type.LastIndexOf('.') + 1);
        var title = passing switch { "ByIn" => "Pass it as `in`", "ByRef" => "Pass it as `ref`", _ => $"Use `{shown}` as the header does" };
        return await CompilesAsync(document, node, edit, cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(new DocumentEdit(title, nameof(HeaderTypeFix), edit.Apply))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    /// <summary>States the size of a <c>bool</c>; one that is stated wrongly is corrected in place.</summary>
    private static DocumentEdit? SizeEdit(SyntaxNode node, string unmanagedType)
    {
        var title = $"State UnmanagedType.{unmanagedType} as the header does";
        if (StatedSize(node) is { } stated)
        {
            return new DocumentEdit(title, nameof(HeaderTypeFix), editor => editor.ReplaceNode(stated, SyntaxFactory.IdentifierName(unmanagedType).WithTriviaFrom(stated)));
        }

        return MarshalAsEdit.At(node) is { } edit ? new DocumentEdit(title, nameof(HeaderTypeFix), editor => edit.Apply(editor, unmanagedType)) : null;
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

    private static async Task<bool> CompilesAsync(Document document, SyntaxNode node, NativeTypeEdit edit, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        edit.Apply(editor);
        var changed = await WithImportsAsync(editor.GetChangedDocument(), cancellationToken).ConfigureAwait(false);
        return await CompileCheck.HasNoNewErrorsAsync(document, changed, NameAround(node), cancellationToken).ConfigureAwait(false);
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
