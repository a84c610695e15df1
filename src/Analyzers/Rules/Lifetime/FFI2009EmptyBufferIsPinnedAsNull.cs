using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>What FFI2009 tells its fix. The first additional location is what is pinned.</summary>
internal static class FFI2009Properties
{
    /// <summary>Whether an array or a span is pinned: one of the constants below.</summary>
    public const string Kind = nameof(Kind);

    public const string Array = nameof(Array);

    public const string Span = nameof(Span);
}

/// <summary>FFI2009: <c>fixed</c> gives a null pointer for an empty buffer, and native code demands one that is not null.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2009EmptyBufferIsPinnedAsNull : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2009",
        "Empty buffer is pinned as null",
        "Parameter `{0}` of `{1}` gets null when `{2}` is empty, and {3}; pin something else then, or return before",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Info,
        description: "A `fixed` statement over an empty span or array gives a null pointer. C functions that declare the parameter nonnull may be compiled on that promise, and a Rust slice with a null pointer is "
            + "undefined behaviour even for no elements.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                if (NativeInvocation.Of(interop, context.Operation) is not { } call)
                {
                    return;
                }

                foreach (var parameter in call.Function.Parameters)
                {
                    if (parameter.RefKind == RefKind.None
                        && call.ArgumentFor(parameter) is { } argument
                        && PinnedSource.Of(argument) is { } pinned
                        && KindOf(interop, pinned) is { } kind
                        && !IsNeverEmpty(pinned)
                        && DemandOf(BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken), call, parameter, pinned) is var (demand, severity)
                        && !IsChecked(argument, pinned))
                    {
                        var report = Report.Create(
                            Rule,
                            interop.Compilation,
                            argument.Syntax.GetLocation(),
                            severity,
                            ImmutableDictionary<string, string?>.Empty.Add(FFI2009Properties.Kind, kind),
                            ImmutableArray.Create(pinned.Syntax.GetLocation()),
                            parameter.Name,
                            call.Function.DisplayName,
                            pinned.Syntax.ToString(),
                            demand);
                        if (report is not null)
                        {
                            context.ReportDiagnostic(report);
                        }
                    }
                }
            },
            NativeCalls.Kinds);
    }

    /// <summary>An array or a span itself; the address of an element throws for an empty one, and <c>GetReference</c> gives what is behind it.</summary>
    private static string? KindOf(InteropContext interop, IOperation pinned) => pinned.Type switch
    {
        IArrayTypeSymbol { Rank: 1 } => FFI2009Properties.Array,
        _ when PinnedSource.SpanType(interop, pinned.Type) is not null => FFI2009Properties.Span,
        _ => null,
    };

    /// <summary>Why the pointer must not be null, and how sure that is.</summary>
    private static (string Demand, DiagnosticSeverity Severity)? DemandOf(FunctionContract contract, NativeInvocation call, NativeParameter parameter, IOperation pinned)
    {
        var facts = contract[parameter];
        if (facts.Nullable is { IsCertain: true } nullable)
        {
            return nullable.Value ? null : ($"native code demands a pointer that is not null ({nullable.Source})", DiagnosticSeverity.Warning);
        }

        if (facts.IsRustSlice is { IsKnown: true, Value: true } slice)
        {
            return ($"a Rust slice never is null, not even with no elements (`uintptr_t` counts it in {slice.Source})", DiagnosticSeverity.Warning);
        }

        // A header that says something about the pair, but not whether it may be null.
        return facts.IsConst is { Evidence: Evidence.Header }
            && call.Function.Parameters.FirstOrDefault(other => other.Index == parameter.Index + 1) is { } length
            && call.ArgumentFor(length) is { } given
            && Operations.Unconverted(given) is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } counted }
            && Operations.IsSameValue(counted, pinned)
                ? ($"the header does not say that it may be null ({facts.IsConst.Source})", DiagnosticSeverity.Info)
                : null;
    }

    private static bool IsNeverEmpty(IOperation pinned)
    {
        var value = pinned is ILocalReferenceOperation reference ? Operations.Unconverted(LocalReferences.Around(reference).OnlyValueOf(reference.Local)) : pinned;
        return value switch
        {
            IArrayCreationOperation { Initializer: { ElementValues.IsEmpty: false } } => true,
            IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } => Operations.ConstantOf(sizes[0]) is > 0 || IsSum(sizes[0]),
            { Syntax: StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } } } allocation when ranks[0].Sizes.Count == 1 =>
                allocation.SemanticModel?.GetConstantValue(ranks[0].Sizes[0]) is { HasValue: true, Value: int and > 0 },
            { Syntax: LiteralExpressionSyntax literal } => literal.Token.Text.Length > 4,
            IConditionalOperation => true,
            IInvocationOperation { TargetMethod: { Name: "Rent", ContainingType.Name: "ArrayPool" } } => true,
            _ => false,
        };
    }

    private static bool IsSum(IOperation size) => Operations.Unconverted(size) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && (Operations.ConstantOf(sum.RightOperand) > 0 || Operations.ConstantOf(sum.LeftOperand) > 0);

    /// <summary>Whether the body compares the buffer's length, or the pointer, with anything: then it may know.</summary>
    private static bool IsChecked(IOperation argument, IOperation pinned)
    {
        var pointer = Operations.Unconverted(argument);
        foreach (var operation in Operations.RootOf(argument).DescendantsAndSelf())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Property.Name: "IsEmpty", Instance: { } instance } when Operations.IsSameValue(instance, pinned):
                    return true;
                case IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } when Operations.IsSameValue(instance, pinned) && IsCompared(operation):
                    return true;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                    when Operations.IsSameValue(comparison.LeftOperand, pointer) || Operations.IsSameValue(comparison.RightOperand, pointer):
                    return true;
                case IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property.Name: "Length" } }:
                    return true;
            }
        }

        return false;
    }

    private static bool IsCompared(IOperation length)
    {
        var user = Operations.UserOf(length);
        return user is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual }
            or IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation
            || (user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } && name.StartsWith("ThrowIf", System.StringComparison.Ordinal));
    }
}
