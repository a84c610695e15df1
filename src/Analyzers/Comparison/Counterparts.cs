using System.Collections.Generic;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BoundaryLint.Comparison;

/// <summary>Finds the C# type that stands for a C type on every platform.</summary>
internal static class Counterparts
{
    private const string Interop = "System.Runtime.InteropServices.";

    /// <summary>The type that <paramref name="value"/> should have, or null where no single type is right or the choice would be a guess.</summary>
    public static Counterpart? Of(InteropContext interop, NativeParameter value, bool isReturn, IEnumerable<(Declared<CFunctionType> Declared, CType Type)> natives)
    {
        Counterpart? common = null;
        foreach (var (declared, native) in natives)
        {
            if (Of(interop, value, isReturn, declared.Header, native) is not { } counterpart || (common is not null && common != counterpart))
            {
                return null;
            }

            common = counterpart;
        }

        return common;
    }

    /// <summary>The type of a parameter that C# lacks, or null where no single type is right.</summary>
    public static string? OfNewParameter(InteropContext interop, List<Declared<CFunctionType>> natives, int index)
    {
        string? common = null;
        foreach (var declared in natives)
        {
            var type = index < declared.Native.Parameters.Length ? declared.Native.Parameters[index].Type : null;
            var name = type is null || type.MentionsUnknown
                ? null
                : type.Canonical.Class == CTypeClass.Pointer ? NameOf(interop, "nint", SpecialType.System_IntPtr) : NumberOf(interop, declared.Header, type);
            if (name is null || (common is not null && common != name))
            {
                return null;
            }

            common = name;
        }

        return common;
    }

    private static Counterpart? Of(InteropContext interop, NativeParameter value, bool isReturn, CHeader header, CType native)
    {
        var shape = value.Marshalling.Shape;
        var canonical = native.Canonical;
        if (native.MentionsUnknown)
        {
            return null;
        }

        if (shape is ManagedShape.String or ManagedShape.StringBuilder or ManagedShape.Delegate or ManagedShape.FunctionPointer or ManagedShape.SafeHandle or ManagedShape.HandleRef)
        {
            return null;
        }

        if (canonical.Class == CTypeClass.Pointer)
        {
            var pointee = canonical.Element!;
            if (value.RefKind != RefKind.None || shape is ManagedShape.Array or ManagedShape.Span)
            {
                // A pointer to an incomplete type has no other C# form than an address.
                if (pointee.Canonical is CRecord { IsComplete: false } && value.RefKind != RefKind.None)
                {
                    return new Counterpart(NameOf(interop, "nint", SpecialType.System_IntPtr), CounterpartPassing.ByValue);
                }

                return NumberOf(interop, header, pointee) is { } element ? new Counterpart(element, CounterpartPassing.Unchanged) : null;
            }

            return value.Type switch
            {
                INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } type when shape == ManagedShape.Struct && pointee.Canonical is CRecord { IsComplete: true } && !isReturn =>
                    new Counterpart(DisplayNames.OfType(type), pointee.IsConst ? CounterpartPassing.ByIn : CounterpartPassing.ByRef),
                IPointerTypeSymbol => NumberOf(interop, header, pointee) is { } element ? new Counterpart(element + "*", CounterpartPassing.Unchanged) : null,
                _ => new Counterpart(NameOf(interop, "nint", SpecialType.System_IntPtr), CounterpartPassing.ByValue),
            };
        }

        if (canonical.Class == CTypeClass.Void)
        {
            return isReturn ? new Counterpart("void", CounterpartPassing.ByValue) : null;
        }

        if (shape == ManagedShape.Boolean && value.Marshalling.Mode != MarshallingMode.Disabled && value.RefKind == RefKind.None && canonical is { Class: CTypeClass.Integer, Size: 1 or 4 })
        {
            return new Counterpart("bool", CounterpartPassing.ByValue, canonical.Size == 1 ? "U1" : "Bool");
        }

        return NumberOf(interop, header, native) is { } number ? new Counterpart(number, CounterpartPassing.ByValue) : null;
    }

    /// <summary>The C# number that is a C number on every platform on which the C type has this name.</summary>
    private static string? NumberOf(InteropContext interop, CHeader header, CType native)
    {
        for (var type = native; type is CTypedefType or CQualifiedType; type = type is CTypedefType typedef ? typedef.Target : ((CQualifiedType)type).Unqualified)
        {
            switch (type.TypedefName)
            {
                case "size_t" or "uintptr_t":
                    return NameOf(interop, "nuint", SpecialType.System_UIntPtr);
                case "ssize_t" or "ptrdiff_t" or "intptr_t":
                    return NameOf(interop, "nint", SpecialType.System_IntPtr);
                case "wchar_t" or "time_t" or "off_t":
                    return null;

                // On Unix the 64-bit ones are `long` by another name.
                case "int64_t":
                    return "long";
                case "uint64_t":
                    return "ulong";
            }
        }

        if (header.EnumOf(native) is { } item)
        {
            return item.Size == 4 ? "int" : null;
        }

        return native.Canonical switch
        {
            CBasicType { Kind: CBasicKind.Long } => interop.Types.CLong is null ? null : Interop + "CLong",
            CBasicType { Kind: CBasicKind.UnsignedLong } => interop.Types.CULong is null ? null : Interop + "CULong",
            CBasicType { Kind: CBasicKind.Float } => "float",
            CBasicType { Kind: CBasicKind.Double } => "double",
            CBasicType { Class: CTypeClass.Integer } basic => NumberOf(basic),
            _ => null,
        };
    }

    /// <summary>The C# integer of the same size and sign. C leaves the sign of plain <c>char</c> to the compiler; C#'s word for it is <c>byte</c>.</summary>
    public static string? NumberOf(CBasicType integer) => (integer.Size, integer.IsSigned && integer.Kind is not (CBasicKind.Char or CBasicKind.Bool)) switch
    {
        (1, true) => "sbyte",
        (1, false) => "byte",
        (2, true) => "short",
        (2, false) => "ushort",
        (4, true) => "int",
        (4, false) => "uint",
        (8, true) => "long",
        (8, false) => "ulong",
        _ => null,
    };

    private static string NameOf(InteropContext interop, string keyword, SpecialType special) =>
        ((CSharpCompilation)interop.Compilation).LanguageVersion >= LanguageVersion.CSharp9 ? keyword : special == SpecialType.System_IntPtr ? "System.IntPtr" : "System.UIntPtr";
}
