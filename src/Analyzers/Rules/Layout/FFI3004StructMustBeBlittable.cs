using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3004 tells its fix.</summary>
internal static class FFI3004Properties
{
    /// <summary>The keyword of the type that the field must have, with a property of the old type beside it. The field is the first additional location, or the place of the diagnostic.</summary>
    public const string Type = nameof(Type);
}

/// <summary>FFI3004: native code is given the bytes of a struct as they lie in memory, and attributes or defaults say that it has others.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3004StructMustBeBlittable : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3004",
        "Struct must be blittable here",
        "{0} {1}; {2}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "Through a pointer, a span or a function that is exported to native code no copy is made: native code sees the managed bytes, in which a `bool` has 1 byte and a `char` 2, whatever MarshalAs and CharSet say.");

    private static readonly ImmutableHashSet<string> UnsafeMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Read", "ReadUnaligned", "Write", "WriteUnaligned", "Copy", "AsRef", "Add", "AddByteOffset");

    private static readonly ImmutableHashSet<string> MemoryMarshalMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Cast", "AsBytes", "Read", "TryRead", "Write", "TryWrite", "AsRef");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnBoundaryStruct(InspectFields);
        start.OnNativeFunction(InspectExport);
        start.OnOperation(context => InspectCall(context, interop), OperationKind.Invocation);
        start.OnOperation(context => InspectConversion(context, interop), OperationKind.Conversion);
    }

    /// <summary>The fields of a struct that native code sees through a pointer. Fields of structs inside it are inspected with those.</summary>
    private static void InspectFields(BoundaryStructContext context)
    {
        var interop = context.Interop;
        var marshalling = MarshallingReader.Of(interop);
        if (!context.IsRaw || HeaderComparison.Of(interop).IsCompared(context.Type, context.CancellationToken))
        {
            return;
        }

        // By value the LibraryImport generator refuses what is not blittable.
        var uses = context.Uses.Where(use => use.Function.Form != NativeForm.LibraryImport || marshalling.IsRuntimeMarshallingDisabled || use.Parameter.Type is IPointerTypeSymbol).ToList();
        if (uses.Count == 0)
        {
            return;
        }

        var copied = marshalling.ShapeOf(context.Type, MarshallingMode.Runtime);
        var isCopied = BoundaryTypes.Of(interop).MarshalledStructs.ContainsKey(context.Type);
        foreach (var field in copied.Fields)
        {
            var shown = field.Field.AssociatedSymbol ?? field.Field;
            if (shown.Locations.IsEmpty || field.Field.IsFixedSizeBuffer || Judge(field, isCopied, uses.Select(static use => use.Library).ToImmutableArray(), marshalling.IsRuntimeMarshallingDisabled) is not { } found)
            {
                continue;
            }

            var type = BlittableTypeOf(found.Size ?? 1, field.Marshalling);

            // The byte of a truth value with padding behind it is the low byte of the number that native code has there.
            var severity = found.Severity is null && field.Marshalling.Shape == ManagedShape.Boolean && IsPadded(field, copied, context.Shape)
                ? Report.OneStepLower(Rule.DefaultSeverity)
                : found.Severity;
            context.Report(Report.Create(
                Rule,
                interop.Compilation,
                shown.Locations[0],
                severity,
                type is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI3004Properties.Type, type),
                default,
                $"Field `{DisplayNames.OfMember(shown)}`, {context.WhyItCrosses()},",
                found.Reason,
                type is null ? "declare it with a blittable type" : $"declare it as `{type}`, with a property of type `{DisplayNames.OfType(field.Field.Type)}` beside it"));
        }
    }

    /// <summary>What is wrong with the bytes of a field that no marshaller touches, how sure that is, and the size that native code has for it.</summary>
    private static (string Reason, DiagnosticSeverity? Severity, int? Size)? Judge(StructField field, bool isCopied, ImmutableArray<string?> libraries, bool isDisabled)
    {
        var marshalling = field.Marshalling;
        var size = marshalling.NativeType.SizeOn(DataModel.LinuxX64);
        var why = isDisabled ? "runtime marshalling is disabled" : "no copy is made for a pointer";
        switch (marshalling.Shape)
        {
            case ManagedShape.Boolean when marshalling.IsStated && size is > 1:
                return ($"is stated to have {size} bytes and crosses as the 1 byte that it has in memory, because {why}", null, size);

            // Where marshalling is disabled, and where copies cross too, FFI3001 and FFI3002 ask for the size.
            case ManagedShape.Boolean when !marshalling.IsStated && !isDisabled:
                return libraries.FirstOrDefault(BooleanConventions.HasFourByteBooleans) is { } library
                    ? ($"crosses as the 1 byte that it has in memory, while a truth value of {library} has 4", null, 4)
                    : isCopied ? null : ("is `bool`, which crosses as the 1 byte that it has in memory and not as the 4 bytes of a marshalled copy", Report.OneStepLower(Rule.DefaultSeverity), 1);
            case ManagedShape.Character when marshalling.IsStated && size == 1:
                return ($"is stated to have 1 byte and crosses as the 2 bytes that it has in memory, because {why}", null, size);
            case ManagedShape.Character when !marshalling.IsStated && !isDisabled && !isCopied && size == 1:
                return ("is `char`, which crosses as the 2 bytes that it has in memory and not as the 1 byte of a marshalled copy", Report.OneStepLower(Rule.DefaultSeverity), null);
            default:
                return null;
        }
    }

    /// <summary>Whether the field and what follows it, or the end, are at the same place in both forms.</summary>
    private static bool IsPadded(StructField field, StructShape copied, StructShape raw)
    {
        if (copied.LayoutOn(DataModel.LinuxX64) is not { } copy || raw.LayoutOn(DataModel.LinuxX64) is not { } memory)
        {
            return false;
        }

        for (var i = 0; i < copied.Fields.Length; i++)
        {
            if (ReferenceEquals(copied.Fields[i], field))
            {
                return copy.Fields[i].Offset == memory.Fields[i].Offset
                    && (i + 1 < copied.Fields.Length ? copy.Fields[i + 1].Offset == memory.Fields[i + 1].Offset : copy.Size == memory.Size);
            }
        }

        return false;
    }

    /// <summary>The runtime refuses exports and function pointers to managed methods whose values it would have to convert.</summary>
    private static void InspectExport(NativeFunctionContext context)
    {
        var function = context.Function;
        if (function.Form != NativeForm.UnmanagedCallersOnly || function.Mode == MarshallingMode.Disabled)
        {
            return;
        }

        for (var index = -1; index < function.Parameters.Length; index++)
        {
            var value = index < 0 ? function.Return : function.Parameters[index];

            // What is no unmanaged type the compiler refuses itself.
            if (value is { RefKind: RefKind.None, Marshalling: { Shape: ManagedShape.Struct, NotBlittable: { IsEmpty: false } reason } } && value.Type.IsUnmanagedType)
            {
                var field = reason.Path.IsEmpty ? null : reason.Path[reason.Path.Length - 1];
                var type = field is IFieldSymbol { Type: { } fieldType } member && context.Interop.Compilation.Assembly.Equals(field.ContainingAssembly, SymbolEqualityComparer.Default)
                    ? TypeOf(member, fieldType, context.Interop)
                    : null;
                context.Report(Report.Create(
                    Rule,
                    context.Interop.Compilation,
                    context.LocationOf(value),
                    null,
                    type is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI3004Properties.Type, type),
                    field is null ? default : field.Locations,
                    $"{Capitalised(value.Describe())} of `{function.DisplayName}` is not blittable, and the runtime throws InvalidProgramException when the method's address is taken:",
                    reason.ToString(),
                    type is null ? "use blittable fields" : $"declare the field as `{type}`, with a property beside it"));
            }
        }
    }

    private static string? TypeOf(IFieldSymbol field, ITypeSymbol type, InteropContext interop)
    {
        foreach (var candidate in MarshallingReader.Of(interop).ShapeOf(field.ContainingType, MarshallingMode.Runtime).Fields)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.Field, field) && candidate.Marshalling.NativeType.SizeOn(DataModel.LinuxX64) is { } size)
            {
                // Without a statement, what lies in memory is what pointers to the struct show.
                return BlittableTypeOf(candidate.Marshalling.IsStated ? size : type.SpecialType == SpecialType.System_Boolean ? 1 : 2, candidate.Marshalling);
            }
        }

        return null;
    }

    /// <summary>Methods that reinterpret memory as a struct.</summary>
    private static void InspectCall(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        var isMemoryMarshal = MemoryMarshalMethods.Contains(method.Name) && Same(method.ContainingType, interop.Types.Find("System.Runtime.InteropServices.MemoryMarshal"));
        if (!isMemoryMarshal && !(UnsafeMethods.Contains(method.Name) && Same(method.ContainingType, interop.Types.Find("System.Runtime.CompilerServices.Unsafe"))))
        {
            return;
        }

        foreach (var argument in method.TypeArguments)
        {
            if (argument is not INamedTypeSymbol { TypeKind: TypeKind.Struct } type)
            {
                continue;
            }

            if (isMemoryMarshal && !type.IsUnmanagedType && !HasTypeParameter(type) && FirstReference(type, interop) is { IsEmpty: false } reference)
            {
                Send(context, interop, call.Syntax.GetLocation(), null, $"`MemoryMarshal.{method.Name}` throws ArgumentException for `{DisplayNames.OfType(type)}`:", reference.ToString(), "use a struct without references");
                return;
            }

            if (StatedDifference(type, interop) is { } difference)
            {
                ReportReinterpretation(context, interop, call.Syntax.GetLocation(), $"`{method.ContainingType.Name}.{method.Name}`", type, difference);
                return;
            }
        }
    }

    /// <summary>Memory of which native code says what is in it becomes a pointer to the struct.</summary>
    private static void InspectConversion(OperationAnalysisContext context, InteropContext interop)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion is { IsImplicit: false, Type: IPointerTypeSymbol { PointedAtType: INamedTypeSymbol { TypeKind: TypeKind.Struct } type } }
            && conversion.Operand.Type is { } from
            && !(from is IPointerTypeSymbol { PointedAtType: { } old } && SymbolEqualityComparer.Default.Equals(old, type))
            && conversion.Operand.ConstantValue is not { HasValue: true }
            && StatedDifference(type, interop) is { } difference)
        {
            ReportReinterpretation(context, interop, conversion.Syntax.GetLocation(), "The pointer", type, difference);
        }
    }

    private static void ReportReinterpretation(OperationAnalysisContext context, InteropContext interop, Location location, string subject, INamedTypeSymbol type, ByteDifference difference)
    {
        var chain = "";
        foreach (var field in difference.Path)
        {
            chain += (chain.Length == 0 ? "`" : " → `") + DisplayNames.OfMember(field.AssociatedSymbol ?? field) + "`";
        }

        var size = difference.Copied.NativeType.SizeOn(DataModel.LinuxX64) ?? 0;
        var blittable = BlittableTypeOf(size, difference.Copied);
        Send(
            context,
            interop,
            location,
            blittable is null ? null : (blittable, (difference.Field.AssociatedSymbol ?? difference.Field).Locations),
            $"{subject} shows the bytes of `{type.Name}` as they lie in memory, and",
            $"{chain} is stated to have {Bytes(size)} in native code and has {Bytes(difference.Raw.NativeType.SizeOn(DataModel.LinuxX64) ?? 0)} there",
            blittable is null ? "use a struct of blittable fields" : $"declare the field as `{blittable}`, or read it with `Marshal.PtrToStructure`");
    }

    private static void Send(
        OperationAnalysisContext context, InteropContext interop, Location location, (string Type, ImmutableArray<Location> Field)? cure, string subject, string reason, string advice)
    {
        if (Report.Create(
            Rule,
            interop.Compilation,
            location,
            null,
            cure is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI3004Properties.Type, cure.Value.Type),
            cure?.Field ?? default,
            subject,
            reason,
            advice) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>A difference that an attribute states, in a struct that elsewhere crosses as a marshalled copy and nowhere through a pointer: what does is reported at its fields.</summary>
    private static ByteDifference? StatedDifference(INamedTypeSymbol type, InteropContext interop)
    {
        var boundary = BoundaryTypes.Of(interop);
        return boundary.MarshalledStructs.ContainsKey(type)
            && !boundary.RawStructs.ContainsKey(type)
            && MarshallingReader.Of(interop).DifferenceOf(type, DataModel.LinuxX64) is { IsReference: false } difference
            && difference.Copied is { IsStated: true, Shape: ManagedShape.Boolean or ManagedShape.Character }
            ? difference
            : null;
    }

    private static ReasonChain FirstReference(INamedTypeSymbol type, InteropContext interop, int depth = 0)
    {
        foreach (var field in MarshallingReader.Of(interop).ShapeOf(type, MarshallingMode.Disabled).Fields)
        {
            var shown = field.Field.AssociatedSymbol ?? field.Field;
            if (field.Field.Type.IsReferenceType)
            {
                return new ReasonChain($"is `{DisplayNames.OfType(field.Field.Type)}`, a managed reference").Through(shown);
            }

            if (depth < 32 && field.Field.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } inner && FirstReference(inner, interop, depth + 1) is { IsEmpty: false } found)
            {
                return found.Through(shown);
            }
        }

        return default;
    }

    /// <summary>The number that has the bytes of a <c>bool</c> or <c>char</c> in native code.</summary>
    private static string? BlittableTypeOf(int size, EffectiveMarshalling marshalling) => (marshalling.Shape, size) switch
    {
        (ManagedShape.Boolean or ManagedShape.Character, 1) => "byte",
        (ManagedShape.Boolean, 2) => "short",
        (ManagedShape.Boolean, 4) => "int",
        (ManagedShape.Character, 2) => "ushort",
        _ => null,
    };

    private static bool HasTypeParameter(INamedTypeSymbol type) => type.TypeArguments.Any(static argument => argument.TypeKind == TypeKind.TypeParameter);

    private static bool Same(INamedTypeSymbol type, INamedTypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    private static string Bytes(int count) => count == 1 ? "1 byte" : $"{count} bytes";

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
