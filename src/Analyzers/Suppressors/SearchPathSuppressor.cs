using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Suppressors;

/// <summary>
/// The search path of a library is a matter of Windows, and a library that comes with the program lies beside it: CA5393 calls the only folder that has it unsafe.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SearchPathSuppressor : InteropSuppressor
{
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(
        Silence("CA5392", "The function is not called on Windows, the only system where the attribute restricts the search."),
        Silence("CA5393", "The library comes with the program and lies in its folder, or the function is not called on Windows."));

    protected override bool IsWrong(SuppressionAnalysisContext context, InteropContext interop, string id, ISymbol symbol)
    {
        if (symbol is not IMethodSymbol method || NativeFunctions.Of(interop).FromMethod(method) is not { IsImport: true } function)
        {
            return false;
        }

        return SystemLibraries.IsUnix(function.Library)
            || !DeclaredSystems.Of(interop, method, function.Library).Contains(TargetOs.Windows)
            || (id == "CA5393" && !SystemLibraries.IsAny(function.Library) && SearchPaths.Of(interop, method) is { } path && !path.IsUnrestricted);
    }
}
