using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>What FFI7005 tells its fix.</summary>
internal static class FFI7005Properties
{
    /// <summary>Present on a parameter that crosses as UTF-16 because the declaration's character set says so.</summary>
    public const string IsUnicode = nameof(IsUnicode);

    /// <summary>The number of characters that native code is told, on a builder that is too small. The first additional location is the builder's creation.</summary>
    public const string Claimed = nameof(Claimed);
}

/// <summary>FFI7005: a <c>StringBuilder</c> is copied to native memory and back, and native code relies on a size that nothing checks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7005StringBuilderCrossesTheBoundary : InteropAnalyzer
{
    // What a builder holds that is created without a capacity.
    private const int DefaultCapacity = 16;

    // The most bytes that the marshaller provides for one character of a narrow encoding.
    private const int MaximumBytes = 4;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7005",
        "`StringBuilder` crosses the boundary",
        "Parameter `{0}` of `{1}` is a `StringBuilder`{2}; {3}",
        RuleFamily.Text,
        DiagnosticSeverity.Info,
        description: "The marshaller allocates native memory of the builder's capacity, copies the text in, and copies it out up to the null character. Native code that writes more than the capacity destroys memory.");

    private static readonly ImmutableHashSet<string> SizeWords = ImmutableHashSet.Create(
        "len", "length", "size", "count", "max", "capacity", "cch", "cb", "chars", "n", "sz", "bufsize", "buflen", "maxlen", "maxcount");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            foreach (var parameter in context.Function.Parameters)
            {
                if (parameter.Marshalling is { Shape: ManagedShape.StringBuilder, Source: not MarshallingSource.Custom } && context.Function.Form != NativeForm.UnmanagedCallersOnly)
                {
                    var isUnicode = context.Function is { Form: NativeForm.DllImport, CharSet: CharSet.Unicode } && parameter.Marshalling.Encoding == TextEncoding.Utf16;
                    context.Report(Report.Create(
                        Rule,
                        interop.Compilation,
                        context.LocationOf(parameter),
                        null,
                        isUnicode ? ImmutableDictionary<string, string?>.Empty.Add(FFI7005Properties.IsUnicode, "") : null,
                        default,
                        parameter.Name,
                        context.Function.DisplayName,
                        ", which is copied to native memory and back on every call, and nothing checks the size that native code is told",
                        parameter.Marshalling.Encoding == TextEncoding.Utf16 ? "pass a buffer of `char`" : "pass a buffer of bytes and decode it"));
                }
            }
        });
        start.OnOperation(
            context =>
            {
                if (NativeInvocation.Of(interop, context.Operation) is { } call)
                {
                    AnalyzeCall(context, interop, call);
                }
            },
            NativeCalls.Kinds);
    }

    private static void AnalyzeCall(OperationAnalysisContext context, InteropContext interop, NativeInvocation call)
    {
        foreach (var parameter in call.Function.Parameters)
        {
            if (parameter.Marshalling is not { Shape: ManagedShape.StringBuilder, Source: not MarshallingSource.Custom }
                || call.ArgumentFor(parameter) is not { } argument
                || CapacityOf(interop, argument) is not var (creation, capacity))
            {
                continue;
            }

            var facts = BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken)[parameter];
            if (SizeOf(call, parameter, facts) is not var (size, claimed))
            {
                continue;
            }

            // The marshaller adds room for the null character.
            var isBytes = facts.Bytes.IsKnown && facts.Bytes.Value == size.Name;
            var room = (capacity + 1) * (parameter.Marshalling.Encoding == TextEncoding.Utf16 ? isBytes ? 2 : 1 : MaximumBytes);
            if (claimed <= room)
            {
                continue;
            }

            var needed = parameter.Marshalling.Encoding == TextEncoding.Utf16 && isBytes ? claimed / 2 : claimed;
            var report = Report.Create(
                Rule,
                interop.Compilation,
                argument.Syntax.GetLocation(),
                DiagnosticSeverity.Warning,
                ImmutableDictionary<string, string?>.Empty.Add(FFI7005Properties.Claimed, needed.ToString(CultureInfo.InvariantCulture)),
                ImmutableArray.Create(creation.Syntax.GetLocation()),
                parameter.Name,
                call.Function.DisplayName,
                $" of capacity {capacity}, and `{size.Name}` says that it holds {claimed}: native code can write past its end",
                $"create it with a capacity of {needed}, or pass a buffer with its own length");
            if (report is not null)
            {
                context.ReportDiagnostic(report);
            }
        }
    }

    /// <summary>The capacity of a builder that nothing but this method and native code has touched.</summary>
    private static (IObjectCreationOperation Creation, long Capacity)? CapacityOf(InteropContext interop, IOperation argument)
    {
        var value = Operations.Unconverted(argument);
        if (value is ILocalReferenceOperation reference)
        {
            var references = LocalReferences.Around(reference);
            foreach (var other in references.To(reference.Local))
            {
                if (!KeepsCapacity(other))
                {
                    return null;
                }
            }

            value = Operations.Unconverted(references.OnlyValueOf(reference.Local));
        }

        if (value is not IObjectCreationOperation { Constructor: { } constructor } creation || !SymbolEqualityComparer.Default.Equals(creation.Type, interop.Types.StringBuilder))
        {
            return null;
        }

        long capacity = DefaultCapacity;
        foreach (var parameter in creation.Arguments)
        {
            switch (parameter.Parameter)
            {
                case { Name: "capacity" }:
                    if (Operations.ConstantOf(parameter.Value) is not { } stated)
                    {
                        return null;
                    }

                    capacity = stated == 0 ? DefaultCapacity : stated;
                    break;
                case { Type.SpecialType: SpecialType.System_String }:
                    if (parameter.Value.ConstantValue is not { HasValue: true, Value: var text } || (text as string ?? "").Length > capacity)
                    {
                        return null;
                    }

                    break;
                case { Name: "maxCapacity" }:
                    break;
                default:
                    return null;
            }
        }

        return constructor.Parameters.Length == creation.Arguments.Length ? (creation, capacity) : null;
    }

    private static bool KeepsCapacity(ILocalReferenceOperation use) => use.Parent switch
    {
        IArgumentOperation => true,
        IInvocationOperation { TargetMethod.Name: "ToString" or "Clear" or "Equals" or "GetType" } => true,
        IPropertyReferenceOperation { Property.Name: "Length" or "Capacity" or "MaxCapacity" or "this[]" } property => property.Parent is not IAssignmentOperation { Target: var target } || target != property,
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        _ => false,
    };

    /// <summary>The parameter that says how much the builder holds, with its constant value.</summary>
    private static (NativeParameter Parameter, long Value)? SizeOf(NativeInvocation call, NativeParameter text, ValueContract facts)
    {
        foreach (var parameter in call.Function.Parameters)
        {
            var isStated = (facts.Count.IsKnown && facts.Count.Value == parameter.Name) || (facts.Bytes.IsKnown && facts.Bytes.Value == parameter.Name);

            // The size stands behind the text, or before it as in GetTempPath(size, text).
            var isBeside = parameter.Index == text.Index + 1
                || (parameter.Index == text.Index - 1 && (text.Index + 1 >= call.Function.Parameters.Length || !IsSize(call.Function.Parameters[text.Index + 1])));
            if ((isStated || (isBeside && IsSize(parameter)))
                && call.ArgumentFor(parameter) is { } argument
                && (Operations.ConstantOf(argument) ?? ConstantOfLocal(argument)) is { } value)
            {
                return (parameter, value);
            }
        }

        return null;
    }

    private static bool IsSize(NativeParameter parameter) =>
        parameter is { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.Number or ManagedShape.NativeInteger, Symbol: not null }
        && NativeNames.Words(parameter.Name) is var words
        && System.Linq.ImmutableArrayExtensions.Any(words, static word => SizeWords.Contains(word));

    private static long? ConstantOfLocal(IOperation argument) =>
        Operations.Unconverted(argument) is ILocalReferenceOperation reference ? Operations.ConstantOf(LocalReferences.Around(reference).OnlyValueOf(reference.Local)) : null;
}
