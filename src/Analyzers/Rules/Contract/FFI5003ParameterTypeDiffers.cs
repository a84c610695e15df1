using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5003: a parameter crosses in another way than the header declares it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5003ParameterTypeDiffers : HeaderDifferenceAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5003",
        "Parameter type differs from the header",
        "Parameter `{0}` of `{1}` is {2}; `{3}` in {4} is {5}: {6}{7}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "The two sides disagree about the width, the register or the memory of an argument, so that native code reads rubbish or writes past the variable that it is given.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override DifferenceKind Kind => DifferenceKind.ParameterType;

    private protected override object[] ArgumentsOf(NativeFunction function, Difference difference) =>
        [difference.Value!.Name, function.DisplayName, difference.Managed, difference.NativeName, difference.Place, difference.Native, difference.Consequence, Remedy(difference)];
}
