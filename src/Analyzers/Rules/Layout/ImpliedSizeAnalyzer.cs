using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Rules.Layout;

/// <summary>What rules about implied sizes tell their fixes.</summary>
internal static class ImpliedSizeProperties
{
    /// <summary>
    /// The members of <c>UnmanagedType</c> that may be right, the safest first, separated by commas. Absent where <c>MarshalAs</c> cannot state it: in function pointers,
    /// exports, and where runtime marshalling is disabled.
    /// </summary>
    public const string UnmanagedTypes = nameof(UnmanagedTypes);
}

/// <summary>A value of which nobody stated how many bytes native code sees.</summary>
/// <param name="Marshalling">Of the value, or of the element when it is an array.</param>
/// <param name="Form">The form of the signature, or null for a field.</param>
/// <param name="Libraries">Who sees it; empty when no import shows it.</param>
internal readonly record struct ImpliedSize(EffectiveMarshalling Marshalling, NativeForm? Form, ImmutableArray<string?> Libraries)
{
    /// <summary>
    /// Whether the value goes by value from here to native code: an argument of an import, or the result of a callback. It travels in a register or stack slot of at least 4 bytes, so
    /// native code that takes fewer reads the right value on every common ABI; what comes from native code, fields and what a pointer leads to have no such luck.
    /// </summary>
    public bool GoesToNativeByValue { get; init; }

    /// <summary>
    /// Whether native code writes to an address that an import gives it: the runtime has a variable of its own there, which is zero or the value before, and the low byte comes first on
    /// every processor that it runs on.
    /// </summary>
    public bool IsWrittenByImport { get; init; }

    /// <summary>The import whose result the value is, if it is one's.</summary>
    public IMethodSymbol? ResultOf { get; init; }

    /// <summary>Whether the value is the last field of a struct that has others.</summary>
    public bool IsLastField { get; init; }

    /// <summary>The size in bytes that the project's C header gives the value, or null when no header tells.</summary>
    public int? HeaderSize { get; init; }

    /// <summary>Where the header says so, such as <c>kv.h:12</c>.</summary>
    public string? HeaderSource { get; init; }

    /// <summary>Whether a header of the project says so, and not the documentation of a library.</summary>
    public bool IsInHeader { get; init; }

    public bool IsDisabled => Marshalling.Mode == MarshallingMode.Disabled;

    /// <summary>Whether an attribute at the declaration can state the size.</summary>
    public bool CanCarryMarshalAs => !IsDisabled && Form is not (NativeForm.FunctionPointer or NativeForm.UnmanagedCallersOnly);
}

/// <summary>
/// The base of the two rules about types whose size at the boundary depends on settings elsewhere (<c>bool</c>, <c>char</c>). It finds the values that state nothing, in signatures
/// and in the structs that cross; what is wrong with one is the rule's to say.
/// </summary>
internal abstract class ImpliedSizeAnalyzer : InteropAnalyzer
{
    /// <summary>The kind of value that the rule is about.</summary>
    private protected abstract ManagedShape Subject { get; }

    /// <summary>The severity for a value, or null when what is implied is known to be right.</summary>
    private protected abstract DiagnosticSeverity? SeverityOf(ImpliedSize value, InteropContext interop);

    /// <summary>What crosses and why that may be wrong.</summary>
    private protected abstract string Consequence(ImpliedSize value);

    /// <summary>What the user should write instead.</summary>
    private protected abstract string Remedy(ImpliedSize value);

    /// <summary>The members of <c>UnmanagedType</c> that the fix offers without evidence.</summary>
    private protected abstract string UnmanagedTypesOn(ProjectTargets targets);

    /// <summary>The member of <c>UnmanagedType</c> for a value of <paramref name="size"/> bytes, or null when there is none on one of the platforms.</summary>
    private protected abstract string? UnmanagedTypeOf(int size, ProjectTargets targets);

    protected override void Register(InteropStart start)
    {
        start.OnNativeFunction(context =>
        {
            foreach (var parameter in context.Function.Parameters)
            {
                Inspect(context, parameter);
            }

            Inspect(context, context.Function.Return);
        });
        start.OnBoundaryStruct(InspectFields);
    }

    private void Inspect(NativeFunctionContext context, NativeParameter parameter)
    {
        var function = context.Function;
        var isStated = false;
        if (Implied(parameter.Marshalling) is not { } marshalling)
        {
            // A size that is stated is right or a matter of the header, but for what is documented otherwise and arrives with bytes that nobody wrote.
            if (parameter.Marshalling is not { Source: MarshallingSource.MarshalAs } wrong
                || wrong.Shape != Subject
                || !(parameter.IsReturn || parameter.RefKind != RefKind.None)
                || NativeHeaders.Of(context.Interop).DeclarationsOf(function, context.CancellationToken).Any()
                || SizeInCatalogue(function, parameter) is not { } documented
                || wrong.NativeType.FixedSize <= documented.Size)
            {
                return;
            }

            (marshalling, isStated) = (wrong, true);
        }

        var libraries = function.Symbol switch
        {
            INamedTypeSymbol type => LibrariesOf(BoundaryTypes.Of(context.Interop).UsesOf(type)),
            IFunctionPointerTypeSymbol pointer => LibrariesOf(BoundaryTypes.Of(context.Interop).UsesOf(pointer)),
            _ when function.IsImport => ImmutableArray.Create(function.Library),
            _ => ImmutableArray<string?>.Empty,
        };
        var inHeader = marshalling == parameter.Marshalling ? SizeInHeader(context, parameter) : null;
        var declared = marshalling == parameter.Marshalling ? inHeader ?? SizeInCatalogue(function, parameter) : null;
        if (declared is { } known && known.Size == marshalling.NativeType.SizeOn(DataModel.LinuxX64))
        {
            return;
        }

        // What is no array to the runtime it refuses, which is another rule's.
        if (marshalling != parameter.Marshalling && parameter.Marshalling is { Shape: ManagedShape.Array, MarshalAs: { } form } && form is UnmanagedType.LPStr or UnmanagedType.LPWStr or UnmanagedType.LPTStr or UnmanagedType.BStr)
        {
            return;
        }

        var element = marshalling == parameter.Marshalling ? "" : "an element of ";
        var owner = function.Form == NativeForm.FunctionPointer ? "this function pointer" : $"`{function.DisplayName}`";
        context.Report(Create(
            context.Interop,
            context.LocationOf(parameter),
            Capitalised($"{element}{parameter.Describe()} of {owner}"),
            new ImpliedSize(marshalling, function.Form, libraries)
            {
                GoesToNativeByValue = marshalling == parameter.Marshalling
                    && (parameter.IsReturn
                        ? function.Symbol is INamedTypeSymbol callback && BoundaryTypes.Of(context.Interop).IsCallback(callback)
                        : function.IsImport && parameter.RefKind == RefKind.None),
                IsWrittenByImport = marshalling == parameter.Marshalling && function.IsImport && parameter.RefKind != RefKind.None,
                ResultOf = parameter.IsReturn && function.IsImport ? function.Symbol as IMethodSymbol : null,
                HeaderSize = declared?.Size,
                HeaderSource = declared?.Source,
                IsInHeader = inHeader is not null,
            },
            isStated));
    }

    /// <summary>
    /// What the header says about the size of a value, when it is the same on every platform of the project. The header's parameters are matched by position, so both
    /// sides must have the same number.
    /// </summary>
    private static (int Size, string Source)? SizeInHeader(NativeFunctionContext context, NativeParameter parameter)
    {
        (int Size, string Source)? found = null;
        foreach (var declaration in NativeHeaders.Of(context.Interop).DeclarationsOf(context.Function, context.CancellationToken))
        {
            foreach (var model in ProjectTargets.Of(context.Interop).Models)
            {
                // A header that is not for a platform says nothing about it.
                if (declaration.Source.On(model, context.CancellationToken) is not { } header)
                {
                    continue;
                }

                if (header.FindFunction(declaration.Function.Name) is not { } native
                    || SizeOf(native, context.Function, parameter) is not { } size
                    || (found is { } other && other.Size != size))
                {
                    return null;
                }

                found = (size, $"{declaration.Source.Name}:{declaration.Function.Location.Line + 1}");
            }
        }

        return found;
    }

    /// <summary>What the catalogue says about the size of a value: Windows has functions with the 1-byte BOOLEAN among those with BOOL.</summary>
    private static (int Size, string Source)? SizeInCatalogue(NativeFunction function, NativeParameter parameter) =>
        function is { IsImport: true, EntryPoint.Length: > 1 }
        && KnownCatalogue.Find(function.Library) is { } library
        && KnownCatalogue.FindDeclaration(library, function) is { } declaration
        && SizeOf(declaration, function, parameter) is { } size
            ? (size, $"the {library.Documentation}")
            : null;

    private static int? SizeOf(CFunction native, NativeFunction function, NativeParameter parameter)
    {
        if (native.Parameters.Length != function.Parameters.Length || !function.PreserveSig)
        {
            return null;
        }

        CType? type = parameter.IsReturn ? native.ReturnType : native.Parameters[parameter.Index].Type;
        if (parameter.RefKind != RefKind.None)
        {
            type = type.Canonical.Class == CTypeClass.Pointer ? type.Canonical.Element : null;
        }

        return type?.Canonical is { Class: CTypeClass.Integer or CTypeClass.Enum, Size: { } size } ? (int)size : null;
    }

    private void InspectFields(BoundaryStructContext context)
    {
        // Through a pointer the bytes of a struct are seen as they lie; where marshalling is on, that is a matter of blittability and not of this rule.
        var isDisabled = MarshallingReader.Of(context.Interop).IsRuntimeMarshallingDisabled;
        if (context.IsRaw ? !isDisabled : isDisabled && !context.Uses.IsEmpty)
        {
            return;
        }

        var libraries = LibrariesOf(context.Uses);
        if (libraries.IsEmpty && context.IsCopiedByMarshal)
        {
            libraries = LibrariesOfImports(context.Interop);
        }

        foreach (var field in context.Shape.Fields)
        {
            var shown = field.Field.AssociatedSymbol ?? field.Field;
            if (Implied(field.Marshalling) is not { } marshalling || shown.Locations.IsEmpty)
            {
                continue;
            }

            var element = marshalling == field.Marshalling ? "" : "an element of ";
            var offset = OffsetOf(context, field) is { } bytes ? $" at offset {bytes}" : "";
            context.Report(Create(
                context.Interop,
                shown.Locations[0],
                Capitalised($"{element}field `{DisplayNames.OfMember(shown)}`{offset}, {context.WhyItCrosses()},"),
                new ImpliedSize(marshalling, null, libraries) { IsLastField = context.Shape.Fields.Length > 1 && field == context.Shape.Fields[context.Shape.Fields.Length - 1] }));
        }
    }

    private Diagnostic? Create(InteropContext interop, Location location, string subject, ImpliedSize value, bool isStated = false)
    {
        if (SeverityOf(value, interop) is not { } severity)
        {
            return null;
        }

        // Of what has 8 bytes in a register the low 4 have the value: the answer to a message that is yes or no.
        var isLowHalf = value is { HeaderSize: 8, IsInHeader: false, Marshalling.NativeType: { Width: NativeWidth.Fixed, FixedSize: 4 } } && (value.GoesToNativeByValue || value.ResultOf is not null);
        if (severity == SupportedDiagnostics[0].DefaultSeverity && (isLowHalf || (value.ResultOf is { } import && DroppedResults.Are(import, interop.Compilation))))
        {
            severity = Report.OneStepLower(severity);
        }

        var targets = ProjectTargets.Of(interop);
        var right = value.HeaderSize is { } size ? UnmanagedTypeOf(size, targets) : null;
        var offered = value.HeaderSize is null ? UnmanagedTypesOn(targets) : right;
        return Report.Create(
            SupportedDiagnostics[0],
            interop.Compilation,
            location,
            value.HeaderSize is null && value.GoesToNativeByValue && severity == SupportedDiagnostics[0].DefaultSeverity && !value.IsDisabled ? Report.OneStepLower(severity) : severity,
            value.CanCarryMarshalAs && offered is not null && !isStated ? ImmutableDictionary<string, string?>.Empty.Add(ImpliedSizeProperties.UnmanagedTypes, offered) : null,
            ImmutableArray<Location>.Empty,
            subject,
            isStated ? "with another size than the native one" : "without a stated native size",
            value.HeaderSize is { } declared
                ? $"it crosses as {Bytes(value.Marshalling.NativeType.SizeOn(DataModel.LinuxX64))} and has {Bytes(declared)} in {value.HeaderSource}"
                : Consequence(value),
            right is not null && value.CanCarryMarshalAs ? $"state [MarshalAs(UnmanagedType.{right})]" : Remedy(value));
    }

    private static string Bytes(int? count) => count == 1 ? "1 byte" : $"{count} bytes";

    /// <summary>The value, or the element of an array, when it is of the rule's kind and its size is nobody's statement.</summary>
    private EffectiveMarshalling? Implied(EffectiveMarshalling marshalling)
    {
        var value = marshalling.Shape == ManagedShape.Array && marshalling.NativeType.Kind != NativeTypeKind.Unsupported ? marshalling.Element : marshalling;
        return value is not null
            && value.Shape == Subject
            && value.Mode != MarshallingMode.Generated
            && value.Source is MarshallingSource.Implied or MarshallingSource.Disabled
            ? value
            : null;
    }

    /// <summary>The offset, where it is the same on every platform of the project.</summary>
    private static int? OffsetOf(BoundaryStructContext context, StructField field)
    {
        int? common = null;
        foreach (var model in ProjectTargets.Of(context.Interop).Models)
        {
            if (context.Shape.LayoutOn(model) is not { } layout)
            {
                return null;
            }

            foreach (var placed in layout.Fields)
            {
                if (ReferenceEquals(placed.Field, field))
                {
                    if (common is { } other && other != placed.Offset)
                    {
                        return null;
                    }

                    common = placed.Offset;
                }
            }
        }

        return common;
    }

    private static ImmutableArray<string?> LibrariesOf(ImmutableArray<BoundaryUse> uses) => uses.IsEmpty
        ? ImmutableArray<string?>.Empty
        : ImmutableArray.CreateRange(uses, static use => use.Library);

    /// <summary>What a structure that no signature mentions can belong to: any library that the project imports.</summary>
    private static ImmutableArray<string?> LibrariesOfImports(InteropContext interop)
    {
        var libraries = ImmutableHashSet.CreateBuilder<string?>();
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function.IsImport)
            {
                libraries.Add(function.Library);
            }
        }

        return libraries.ToImmutableArray();
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
