using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>Compares what both sides promise about a value beyond its bytes: who writes, and whether it may be null.</summary>
internal static class Promises
{
    /// <summary>The promise that C# breaks, or null.</summary>
    public static (string Managed, string Native, string Consequence)? Broken(InteropContext interop, NativeFunction function, NativeParameter value, ImmutableArray<CParameter> parameters)
    {
        var native = parameters[value.Index];

        // Both promises are the caller's; in a callback native code is the caller.
        if (function.EntryPoint is null || function.Form == NativeForm.UnmanagedCallersOnly || native.Type.Canonical is not CPointerType pointer)
        {
            return null;
        }

        return (IsOfAnotherRule(function, value, native, pointer, parameters) ? null : BrokenConst(interop, value, native, pointer)) ?? BrokenNull(value, native);
    }

    /// <summary>
    /// Whether the direction is known for certain, from <c>const</c>, from a contract or from the name of the C parameter: FFI3010 then reports what C# does against it,
    /// and FFI2010 what is written into strings and read-only spans.
    /// </summary>
    private static bool IsOfAnotherRule(NativeFunction function, NativeParameter value, CParameter native, CPointerType pointer, ImmutableArray<CParameter> parameters)
    {
        if (!function.IsImport || function.Mode == MarshallingMode.Disabled || value.Symbol is null || value.Marshalling.Source == MarshallingSource.Custom)
        {
            return false;
        }

        foreach (var fact in native.Facts)
        {
            if (fact.Name is "out" or "inout")
            {
                return true;
            }
        }

        return value.RefKind != RefKind.None
            ? pointer.Pointee.IsConst || NamedOutputs.Contain(function.EntryPoint!, parameters, value.Index)
            : value.Marshalling.Shape == ManagedShape.String && NamedOutputs.Contain(function.EntryPoint!, parameters, value.Index);
    }

    private static (string Managed, string Native, string Consequence)? BrokenConst(InteropContext interop, NativeParameter value, CParameter native, CPointerType pointer)
    {
        var shown = "`" + native + "`";
        if (pointer.Pointee.IsConst)
        {
            return value.RefKind == RefKind.Out ? ($"`out {DisplayNames.OfType(value.Type)}`", shown, "native code reads the variable and does not write it") : null;
        }

        // What nothing is known of, and what only the library itself can read, is rarely declared const.
        if (pointer.Pointee.MentionsUnknown || pointer.Pointee.Canonical.Class is CTypeClass.Void or CTypeClass.Function or CTypeClass.Unknown or CTypeClass.Pointer
            || pointer.Pointee.Canonical is CRecord { IsComplete: false })
        {
            return null;
        }

        foreach (var fact in native.Facts)
        {
            if (fact.Name == "in")
            {
                return null;
            }
        }

        return value switch
        {
            { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.String } => ("`string`", shown, "native code may write into the copy, and C# never sees it"),
            { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.Span, Type: INamedTypeSymbol span } when SymbolEqualityComparer.Default.Equals(span.OriginalDefinition, interop.Types.ReadOnlySpanOfT) =>
                ($"`{DisplayNames.OfType(value.Type)}`", shown, "native code may write into memory that C# promises not to change"),
            { RefKind: not (RefKind.None or RefKind.Ref or RefKind.Out) } =>
                ($"`in {DisplayNames.OfType(value.Type)}`", shown, "native code may write into a variable that C# promises not to change"),
            _ => null,
        };
    }

    private static (string Managed, string Native, string Consequence)? BrokenNull(NativeParameter value, CParameter native)
    {
        if (value.RefKind != RefKind.None || value.Type is { IsReferenceType: false } || value.Type.NullableAnnotation != NullableAnnotation.Annotated)
        {
            return null;
        }

        foreach (var fact in native.Facts)
        {
            if (fact.Name == "nonnull")
            {
                return ($"`{DisplayNames.OfType(value.Type)}`, which may be null", $"`{native}`, which must not be null", "native code reads through the null pointer");
            }
        }

        return null;
    }
}
