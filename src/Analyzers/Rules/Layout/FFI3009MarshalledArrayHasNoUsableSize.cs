using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3009 tells its fix.</summary>
internal static class FFI3009Properties
{
    /// <summary>The position of the parameter that is evidently the count; absent where none is.</summary>
    public const string CountIndex = nameof(CountIndex);
}

/// <summary>FFI3009: the runtime has to make an array out of native memory, or the other way round, and nothing usable says how long it is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3009MarshalledArrayHasNoUsableSize : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3009",
        "Marshalled array has no usable size",
        "{0} {1}; {2}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "A C array does not know its length. Where nothing states it, the runtime takes one element; where it is stated wrongly, the first call throws.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            var function = context.Function;
            var isCallback = function.Symbol is INamedTypeSymbol type && BoundaryTypes.Of(interop).IsCallback(type);
            foreach (var parameter in function.Parameters)
            {
                Inspect(interop, function, parameter, isCallback, context.Location, context.Report, context.CancellationToken);
            }
        });

        // A delegate that only a call in some body gives to native code.
        var seen = new ConcurrentDictionary<INamedTypeSymbol, byte>(SymbolEqualityComparer.Default);
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (call.TargetMethod.Name == "GetFunctionPointerForDelegate"
                    && DelegateConversions.CrossingType(interop, call)?.OriginalDefinition is { } type
                    && !BoundaryTypes.Of(interop).IsCallback(type)
                    && NativeFunctions.Of(interop).FromDelegate(type) is { Location: { } location } function
                    && seen.TryAdd(type, 0))
                {
                    InspectGiven(context, interop, function, location);
                }
            },
            OperationKind.Invocation);
        start.OnBoundaryStruct(context =>
        {
            if (context.IsRaw || MarshallingReader.Of(interop).IsRuntimeMarshallingDisabled)
            {
                return;
            }

            foreach (var field in context.Shape.Fields)
            {
                var shown = field.Field.AssociatedSymbol ?? field.Field;
                if (!shown.Locations.IsEmpty && WhyFieldHasNoSize(field.Marshalling) is { } reason)
                {
                    context.Report(Report.Create(
                        Rule,
                        interop.Compilation,
                        shown.Locations[0],
                        null,
                        null,
                        default,
                        $"Field `{DisplayNames.OfMember(shown)}`, {context.WhyItCrosses()},",
                        reason,
                        "state with SizeConst how many elements the C struct has"));
                }
            }
        });
    }

    private static void InspectGiven(OperationAnalysisContext context, InteropContext interop, NativeFunction function, Location location)
    {
        foreach (var parameter in function.Parameters)
        {
            // What is wrong in every direction is reported with the declaration.
            if (parameter.RefKind == RefKind.None && StatedIndex(parameter) is null)
            {
                Inspect(interop, function, parameter, isCallback: true, location, Send, context.CancellationToken);
            }
        }

        void Send(Diagnostic? diagnostic)
        {
            if (diagnostic is not null)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static string? WhyFieldHasNoSize(EffectiveMarshalling marshalling)
    {
        if (marshalling is not { Mode: MarshallingMode.Runtime, MarshalAs: UnmanagedType.ByValArray or UnmanagedType.ByValTStr, MarshalAsAttribute: { } attribute })
        {
            return null;
        }

        var isArray = marshalling.MarshalAs == UnmanagedType.ByValArray;
        if (attribute.TryGetInteger("SizeConst", out var size))
        {
            return size == 0 ? $"is {(isArray ? "an array" : "text")} of no length, which the runtime refuses" : null;
        }

        // The compiler itself asks for the length of a ByValTStr.
        return isArray && !attribute.IsNamed("SizeConst") && marshalling.Shape == ManagedShape.Array ? "is ByValArray without SizeConst, so that the runtime takes one element" : null;
    }

    private static void Inspect(
        InteropContext interop,
        NativeFunction function,
        NativeParameter parameter,
        bool isCallback,
        Location location,
        Action<Diagnostic?> report,
        CancellationToken cancellationToken)
    {
        var marshalling = parameter.Marshalling;
        if (function.Mode != MarshallingMode.Runtime
            || marshalling is not { Shape: ManagedShape.Array, Source: not MarshallingSource.Custom, MarshalAs: null or UnmanagedType.LPArray }
            || parameter.Type is IArrayTypeSymbol { ElementType: IArrayTypeSymbol })
        {
            return;
        }

        if (Judge(interop, function, parameter, isCallback, cancellationToken) is not var (reason, advice))
        {
            return;
        }

        var count = EvidentCount(function, parameter);
        report(Report.Create(
            Rule,
            interop.Compilation,
            DeclarationPlaces.Of(function, parameter, location, cancellationToken),
            null,
            count is { } index ? ImmutableDictionary<string, string?>.Empty.Add(FFI3009Properties.CountIndex, index.ToString(CultureInfo.InvariantCulture)) : null,
            default,
            $"Array parameter `{parameter.Name}` of `{function.DisplayName}`",
            reason,
            count is { } evident ? $"state SizeParamIndex = {evident} (`{function.Parameters[evident].Name}`)" : advice));
    }

    private static (string Reason, string Advice)? Judge(InteropContext interop, NativeFunction function, NativeParameter parameter, bool isCallback, CancellationToken cancellationToken)
    {
        const string Advice = "state SizeParamIndex or SizeConst";
        const string PointerAdvice = "state SizeParamIndex or SizeConst, or take a pointer and copy the elements";
        var isByReference = parameter.RefKind is RefKind.Out or RefKind.Ref;
        var needsSize = isByReference || isCallback;
        if (StatedIndex(parameter) is { } index)
        {
            if (index >= function.Parameters.Length)
            {
                return ($"has SizeParamIndex = {index}, and there is no such parameter, which the runtime refuses; the first one is 0", Advice);
            }

            if (!needsSize)
            {
                return CountedOtherwise(interop, function, parameter, index);
            }

            if (index == parameter.Index)
            {
                return ($"has SizeParamIndex = {index}, which is the array itself and not its count; the runtime refuses it", Advice);
            }

            var counter = function.Parameters[index];
            return IsInteger(counter) ? CountedOtherwise(interop, function, parameter, index) : ($"takes its length from `{counter.Name}`, which is no integer", Advice);
        }

        if (parameter.Marshalling.MarshalAsAttribute is { } attribute && attribute.IsNamed("SizeConst"))
        {
            return null;
        }

        if (isByReference && !isCallback && !IsPointerToElements(interop, function, parameter, cancellationToken))
        {
            return ("comes back from native code with one element, because nothing says how many there are", PointerAdvice);
        }

        return isCallback && parameter.RefKind == RefKind.None && !OnlyOut(parameter)
            ? ("has one element whenever native code calls, because nothing says how many there are", PointerAdvice)
            : null;
    }

    /// <summary>A callback's array that only goes out is filled by managed code; with one element or more, its size is not what is lost.</summary>
    private static bool OnlyOut(NativeParameter parameter) => parameter.Direction == DataDirection.Out;

    /// <summary>What a contract names as the count, when the attribute names another parameter.</summary>
    private static (string Reason, string Advice)? CountedOtherwise(InteropContext interop, NativeFunction function, NativeParameter parameter, int index)
    {
        var count = BoundaryContracts.Of(interop).For(function)[parameter].Count;
        if (!count.IsCertain || count.Value == function.Parameters[index].Name)
        {
            return null;
        }

        foreach (var other in function.Parameters)
        {
            if (other.Name == count.Value && other.Index != parameter.Index)
            {
                return ($"takes its length from `{function.Parameters[index].Name}`, and `{other.Name}` counts its elements ({count.Source})", $"state SizeParamIndex = {other.Index}");
            }
        }

        return null;
    }

    /// <summary>Whether a header shows that no pointer to a pointer is wanted at all, which is FFI3016's business.</summary>
    private static bool IsPointerToElements(InteropContext interop, NativeFunction function, NativeParameter parameter, CancellationToken cancellationToken)
    {
        foreach (var (_, _, declaration) in NativeHeaders.Of(interop).DeclarationsOf(function, cancellationToken))
        {
            return declaration.Parameters.Length == function.Parameters.Length
                && declaration.Parameters[parameter.Index].Type.Canonical is { Class: Headers.CTypeClass.Pointer, Element.Canonical.Class: not (Headers.CTypeClass.Pointer or Headers.CTypeClass.Unknown or Headers.CTypeClass.Void) };
        }

        return false;
    }

    private static int? StatedIndex(NativeParameter parameter) =>
        parameter.Marshalling.MarshalAsAttribute is { } attribute && attribute.TryGetInteger("SizeParamIndex", out var index) ? (int)index : null;

    private static bool IsInteger(NativeParameter parameter) => parameter.Marshalling.Shape is ManagedShape.Number or ManagedShape.Enum or ManagedShape.NativeInteger
        && parameter.Marshalling.NativeType.Kind is NativeTypeKind.Integer;

    /// <summary>The one parameter that, by its name and place, counts the elements.</summary>
    private static int? EvidentCount(NativeFunction function, NativeParameter array)
    {
        if (array.Type is not IArrayTypeSymbol { Rank: 1 })
        {
            return null;
        }

        var elementSize = array.Marshalling.Element?.NativeType.SizeOn(DataModel.LinuxX64);
        int? found = null;
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Index == array.Index || !IsInteger(parameter) || parameter.RefKind is RefKind.Out && array.RefKind == RefKind.None || !NamesCount(parameter.Name, elementSize))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = parameter.Index;
        }

        // Another array may be the one that is counted.
        foreach (var other in function.Parameters)
        {
            if (other.Index != array.Index && other.Marshalling.Shape is ManagedShape.Array or ManagedShape.Pointer && other.Index != found && found - 1 == other.Index)
            {
                return null;
            }
        }

        return found;
    }

    private static bool NamesCount(string name, int? elementSize)
    {
        var words = NativeNames.Words(name.TrimStart('@'));
        if (words.IsEmpty)
        {
            return false;
        }

        var last = words[words.Length - 1];
        return last is "count" or "length" or "len" or "num" or "n" or "number" or "cnt" || words[0] is "num" or "count" or "n" || (last is "size" or "bytes" && elementSize == 1);
    }
}
