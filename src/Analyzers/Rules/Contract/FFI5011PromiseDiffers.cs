using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5011: a parameter promises something else than the header demands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5011PromiseDiffers : HeaderDifferenceAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5011",
        "Nullability or constness disagrees with the header",
        "{0} `{1}` is {2}; {3} has {4}: {5}",
        RuleFamily.Contract,
        DiagnosticSeverity.Info,
        description: "The bytes agree and the promises do not: who may write through a pointer, whether it may be null, and what attributes state against the header.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        base.Register(start);
        var interop = start.Interop;
        if (HeaderComparison.Of(interop).HasHeaders)
        {
            start.OnOperation(context => AnalyzeCall(context, interop), NativeCalls.Kinds);
        }
    }

    /// <summary>Null in the place of what the header says is never null.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context, InteropContext interop)
    {
        if (NativeInvocation.Of(interop, context.Operation) is not { } call)
        {
            return;
        }

        foreach (var parameter in call.Function.Parameters)
        {
            if (parameter.RefKind == RefKind.None
                && call.ArgumentFor(parameter) is { } argument
                && IsNull(argument)
                && BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken)[parameter].Nullable is { Evidence: >= Evidence.Header, Value: false } promise
                && Report.Create(
                    Rule,
                    interop.Compilation,
                    argument.Syntax.GetLocation(),
                    DiagnosticSeverity.Warning,
                    ImmutableDictionary<string, string?>.Empty.Add(HeaderDifferenceProperties.Contradiction, ""),
                    default,
                    PlaceOf(parameter),
                    call.Function.DisplayName,
                    "null here",
                    promise.Source,
                    "`nonnull`",
                    "native code reads through the null pointer") is { } report)
            {
                context.ReportDiagnostic(report);
            }
        }
    }

    private static bool IsNull(IOperation argument) => Operations.Unconverted(argument) switch
    {
        IFieldReferenceOperation { Field: { Name: "Zero", IsStatic: true, ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => true,
        IDefaultValueOperation { Type: { IsReferenceType: true } or IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => true,
        { ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    private protected override DifferenceKind Kind => DifferenceKind.Promise;

    private protected override object[] ArgumentsOf(NativeFunction function, Difference difference) =>
        [PlaceOf(difference.Value), function.DisplayName, difference.Managed, difference.Place, difference.Native, difference.Consequence];

    private static string PlaceOf(NativeParameter? value) => value switch
    {
        null => "Function",
        { IsReturn: true } => "The result of",
        _ => $"Parameter `{value.Name}` of",
    };
}
