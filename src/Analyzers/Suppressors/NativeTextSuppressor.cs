using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Suppressors;

/// <summary>
/// CA2101 wants UTF-16 for every string. It is wrong where native code reads UTF-8 and gets it, and where a function has ANSI text only; its fix breaks both.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NativeTextSuppressor : InteropSuppressor
{
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(
        Silence("CA2101", "The text crosses in the encoding that native code reads, which is not UTF-16."));

    protected override bool IsWrong(SuppressionAnalysisContext context, InteropContext interop, string id, ISymbol symbol)
    {
        var parameter = symbol as IParameterSymbol;
        if ((parameter?.ContainingSymbol ?? symbol) is not IMethodSymbol method || NativeFunctions.Of(interop).FromMethod(method) is not { } function)
        {
            return false;
        }

        var contract = BoundaryContracts.Of(interop).For(function, context.CancellationToken);
        var onWindows = DeclaredSystems.Of(interop, function.Symbol, function.Library).Contains(TargetOs.Windows) && !SystemLibraries.IsUnix(function.Library);
        var isAnsiOnly = function.EntryPoint is { } name && SystemLibraries.IsWindows(function.Library) && AnsiFunctions.HaveNoOtherForm(name);
        var values = function.Parameters.Where(value => value.Marshalling.Shape is ManagedShape.String or ManagedShape.StringBuilder
            && (parameter is null || value.Index == parameter.Ordinal)).ToList();
        return values.Count > 0 && values.TrueForAll(IsRight);

        bool IsRight(NativeParameter value)
        {
            if (value.Marshalling.Source == MarshallingSource.Custom)
            {
                return true;
            }

            var known = contract[value].Encoding;
            return value.Marshalling.Encoding switch
            {
                TextEncoding.Utf16 or TextEncoding.Utf8 => !known.IsCertain || known.Value == value.Marshalling.Encoding,

                // Both mean UTF-8 where there is no Windows.
                TextEncoding.Ansi or TextEncoding.Auto when !onWindows => !known.IsCertain || known.Value != TextEncoding.Utf16,
                TextEncoding.Ansi => isAnsiOnly || (known.IsCertain && known.Value == TextEncoding.Ansi),
                _ => false,
            };
        }
    }
}
