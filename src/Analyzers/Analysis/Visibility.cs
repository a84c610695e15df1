using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>What others than the project see of it.</summary>
internal static class Visibility
{
    /// <summary>Whether a compilation makes a program, which nobody refers to.</summary>
    public static bool IsProgram(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>Whether nobody outside of the project sees a type or member.</summary>
    public static bool IsHidden(Compilation compilation, ISymbol symbol)
    {
        if (IsProgram(compilation))
        {
            return true;
        }

        for (var current = symbol; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal)
            {
                return true;
            }
        }

        return false;
    }
}
