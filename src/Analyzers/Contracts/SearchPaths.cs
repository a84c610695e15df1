using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>Where Windows looks for the library of an import, as <c>DefaultDllImportSearchPaths</c> states it.</summary>
/// <param name="Flags">The value of <c>DllImportSearchPath</c>.</param>
internal sealed record SearchPaths(long Flags)
{
    // DllImportSearchPath.
    private const long AssemblyDirectory = 0x2;

    // It says where the libraries that a library needs are looked for, not the library itself.
    private const long UseDllDirectoryForDependencies = 0x100;

    /// <summary>
    /// Whether folders remain that are neither the program's nor the system's: <c>LegacyBehavior</c>, also beside <c>AssemblyDirectory</c> or <c>UseDllDirectoryForDependencies</c>, searches the current folder and <c>PATH</c>.
    /// </summary>
    public bool IsUnrestricted => (Flags & ~(AssemblyDirectory | UseDllDirectoryForDependencies)) == 0;

    /// <summary>What the import or its assembly states, or null where neither does.</summary>
    public static SearchPaths? Of(InteropContext interop, IMethodSymbol method)
    {
        var type = interop.Types.Find("System.Runtime.InteropServices.DefaultDllImportSearchPathsAttribute");
        return (method.Attribute(type) ?? method.ContainingAssembly?.Attribute(type)) is { } attribute && attribute.TryGetConstructorInteger(0, out var flags)
            ? new SearchPaths(flags)
            : null;
    }
}
