using System;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;

namespace BoundaryLint.Contracts;

/// <summary>Whether a project finds its native libraries by rules of its own, so that names and search paths do not say where they lie.</summary>
internal sealed class ImportResolvers
{
    private static readonly string[] Names = ["SetDllImportResolver", "ResolvingUnmanagedDll", "LoadUnmanagedDll", "AddDllDirectory", "SetDllDirectory"];

    private int _answer;

    private ImportResolvers()
    {
    }

    /// <summary>Whether the source mentions one of the ways to find libraries oneself.</summary>
    public static bool AreIn(InteropContext interop, CancellationToken cancellationToken)
    {
        var resolvers = interop.Get(static _ => new ImportResolvers());
        if (resolvers._answer == 0)
        {
            var found = false;
            foreach (var tree in interop.Compilation.SyntaxTrees)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var text = tree.GetText(cancellationToken).ToString();
                found |= Names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0);
            }

            resolvers._answer = found ? 1 : -1;
        }

        return resolvers._answer > 0;
    }
}
