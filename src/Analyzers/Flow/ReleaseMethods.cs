using System.Collections.Generic;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Finds the C# method that a program calls to release a resource.</summary>
internal static class ReleaseMethods
{
    /// <summary>The import of the native function that releases what <paramref name="origin"/> makes; null when there is none, or no single one.</summary>
    public static IMethodSymbol? ImportOf(InteropContext interop, Origin origin)
    {
        if (origin.Family is not { Kind: ResourceKind.Handle or ResourceKind.Memory } family)
        {
            return null;
        }

        var creator = origin.Operation is IInvocationOperation { TargetMethod: var method } ? NativeFunctions.Of(interop).FromMethod(method) : null;
        if (creator is not null && HandlePairs.Of(interop).OfAcquirer(creator) is { Releaser: var releaser } && family.IsReleasedBy(releaser.EntryPoint ?? releaser.Symbol.Name))
        {
            return releaser.Symbol as IMethodSymbol;
        }

        var found = new List<IMethodSymbol>();
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function.IsImport
                && function.EntryPoint == family.Release
                && function.Symbol is IMethodSymbol { Parameters.Length: 1 } import
                && (creator is null || LibraryNames.Normalize(creator.Library) == LibraryNames.Normalize(function.Library)))
            {
                found.Add(import);
            }
        }

        return found.Count == 1 ? found[0] : null;
    }
}
