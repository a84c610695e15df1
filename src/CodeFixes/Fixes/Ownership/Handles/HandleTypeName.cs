using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Ownership.Handles;

/// <summary>How the handle class is written at a place, before it exists.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outer">The class that it is nested in, or null.</param>
/// <param name="Neighbour">A type of the namespace that it is declared in: where that one is in scope by its name, so is the handle.</param>
internal sealed record HandleTypeName(string Name, INamedTypeSymbol? Outer, INamedTypeSymbol Neighbour)
{
    /// <summary>The name to write, with a using directive for the file where it needs one.</summary>
    public async Task<string> AtAsync(Document document, int position, SolutionEdits edits, CancellationToken cancellationToken)
    {
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        if (Outer is not null)
        {
            for (var type = model.GetEnclosingSymbol(position, cancellationToken); type is not null; type = type.ContainingSymbol)
            {
                if (SymbolEqualityComparer.Default.Equals(type, Outer))
                {
                    return Name;
                }
            }
        }

        if (!Neighbour.ContainingNamespace.IsGlobalNamespace
            && !model.LookupNamespacesAndTypes(position, name: Neighbour.Name).Any(found => SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, Neighbour)))
        {
            edits.AddUsing(document, Neighbour.ContainingNamespace.ToDisplayString());
        }

        return Outer is null ? Name : Outer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "." + Name;
    }
}
