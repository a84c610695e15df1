using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>The base of the fixes that state a native size with <c>MarshalAs</c>: one action for each size that may be right.</summary>
public abstract class ImpliedSizeFix : DocumentFix
{
    /// <summary>What the light bulb says about a member of <c>UnmanagedType</c>.</summary>
    internal abstract string Meaning(string unmanagedType);

    internal sealed override Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(ImpliedSizeProperties.UnmanagedTypes, out var offered)
            || offered is null
            || MarshalAsEdit.At(root.FindNode(diagnostic.Location.SourceSpan)) is not { } edit)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        return Task.FromResult(offered.Split(',').Select(unmanagedType => new DocumentEdit(
            $"State {Meaning(unmanagedType)}: MarshalAs(UnmanagedType.{unmanagedType})",
            diagnostic.Id + "." + unmanagedType,
            editor => edit.Apply(editor, unmanagedType))).ToImmutableArray());
    }
}
