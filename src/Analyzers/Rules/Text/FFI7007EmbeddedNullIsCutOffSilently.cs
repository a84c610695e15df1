using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>FFI7007: text goes to native code that reads up to the first null character, and nobody looked whether there is one inside.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7007EmbeddedNullIsCutOffSilently : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7007",
        "Embedded null is cut off silently",
        "Parameter `{0}` of `{1}` ends at the first null character of `{2}`, and nothing looks whether there is one inside; throw when there is",
        RuleFamily.Text,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "Strings of .NET may contain null characters, C strings cannot. A name that was checked as a whole and is cut off later names something else: the poison null byte.");

    private static readonly ImmutableHashSet<string> LengthWords = ImmutableHashSet.Create("len", "length", "size", "count", "bytes", "cb", "cch", "sz", "n", "chars");

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
                    if (parameter is { RefKind: RefKind.None, Marshalling: { Shape: ManagedShape.String, Encoding: TextEncoding.Ansi or TextEncoding.Auto or TextEncoding.Utf8 or TextEncoding.Utf16 } }
                        && call.ArgumentFor(parameter) is { } argument
                        && Operations.Unconverted(argument) is { } text
                        && MayContainNull(text)
                        && !HasLength(call, parameter, BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken)[parameter])
                        && !IsLookedAt(text)
                        && Report.Create(Rule, interop.Compilation, argument.Syntax.GetLocation(), null, null, default, parameter.Name, call.Function.DisplayName, argument.Syntax.ToString()) is { } report)
                    {
                        context.ReportDiagnostic(report);
                    }
                }
            },
            NativeCalls.Kinds);
    }

    /// <summary>Constants are what their author wrote, and what numbers, paths and types make of themselves has no null character.</summary>
    private static bool MayContainNull(IOperation text)
    {
        if (text.ConstantValue.HasValue)
        {
            return false;
        }

        return text switch
        {
            IInvocationOperation { TargetMethod: { Name: "ToString" }, Instance.Type: { } type } => type.SpecialType is SpecialType.System_String or SpecialType.System_Object || type.IsReferenceType,
            IInvocationOperation { TargetMethod.ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } => false,
            IPropertyReferenceOperation { Property.ContainingType: { ContainingNamespace.Name: "IO" } } => false,
            ILocalReferenceOperation reference => LocalReferences.Around(reference).OnlyValueOf(reference.Local) is not { } only || MayContainNull(Operations.Unconverted(only)!),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => MayContainNull(Operations.Unconverted(conditional.WhenTrue)!) || MayContainNull(Operations.Unconverted(otherwise)!),
            ICoalesceOperation coalesce => MayContainNull(Operations.Unconverted(coalesce.Value)!) || MayContainNull(Operations.Unconverted(coalesce.WhenNull)!),
            _ => true,
        };
    }

    private static bool HasLength(NativeInvocation call, NativeParameter text, ValueContract facts) =>
        facts.ZeroTerminated is { IsKnown: true, Value: false }
        || facts.Count.IsKnown
        || facts.Bytes.IsKnown
        || call.Function.Parameters.Any(parameter => parameter.Index != text.Index
            && parameter.Marshalling.Shape is ManagedShape.Number or ManagedShape.NativeInteger
            && parameter.Symbol is not null
            && NativeNames.Words(parameter.Name).Any(static word => LengthWords.Contains(word)));

    /// <summary>Whether the body looks for null characters, or gives the text to a method that says so.</summary>
    private static bool IsLookedAt(IOperation text)
    {
        foreach (var operation in Operations.RootOf(text).DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call
                && (ReceiverOf(call) is { } instance && Operations.IsSameValue(instance, text) && call.Arguments.Any(static argument => argument.Value.ConstantValue is { HasValue: true, Value: '\0' or "\0" })
                    || (NativeNames.Words(call.TargetMethod.Name) is var words && (words.Contains("null") || words.Contains("nul") || words.Contains("nulls")) && call.Arguments.Any(argument => Operations.IsSameValue(argument.Value, text)))))
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? ReceiverOf(IInvocationOperation call)
    {
        if (call.Instance is not IConditionalAccessInstanceOperation)
        {
            return call.Instance;
        }

        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
