using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5008: the header's function has another calling convention.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5008CallingConventionDiffers : HeaderDifferenceAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5008",
        "Calling convention differs from the header",
        "`{0}` is called with {1}; {2} declares {3}: {4}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "On 32-bit Windows caller and callee must agree about who removes the arguments from the stack; when they do not, the stack pointer is wrong after the call.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override DifferenceKind Kind => DifferenceKind.CallingConvention;

    private protected override object[] ArgumentsOf(NativeFunction function, Difference difference) =>
        [function.DisplayName, difference.Managed, difference.Place, difference.Native, difference.Consequence];
}
