using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>A value that differs from its C type on one platform.</summary>
/// <param name="Managed">What C# has.</param>
/// <param name="Native">What the header has.</param>
/// <param name="Consequence">What happens at run time.</param>
/// <param name="IsMinor">Whether programs may work nevertheless.</param>
internal readonly record struct ValueMismatch(string Managed, string Native, string Consequence, bool IsMinor = false);

/// <summary>
/// Compares one C# value with its C type on one platform, by what the two sides put into registers and memory: width, register class, depth of pointers, by value or by address, kind of
/// text. What the header does not explain is not compared, and signs are never a difference.
/// </summary>
internal readonly struct ValueComparison(CHeader header, TargetPlatform platform, bool isCallback)
{
    private readonly DataModel _model = platform.Model;

    /// <summary>The difference, or null.</summary>
    public ValueMismatch? Compare(NativeParameter value, CType native)
    {
        var type = value.NativeType;
        if (native.IsUnknown
            || type.Kind is NativeTypeKind.Unknown or NativeTypeKind.Unsupported
            || value.Marshalling.Shape is ManagedShape.Error or ManagedShape.TypeParameter or ManagedShape.Object or ManagedShape.Interface or ManagedShape.Other)
        {
            return null;
        }

        var canonical = native.Canonical;
        if (canonical.Class == CTypeClass.Void || type.Kind == NativeTypeKind.Void)
        {
            return CompareVoid(value, native);
        }

        return canonical.Class switch
        {
            CTypeClass.Integer or CTypeClass.Enum => CompareInteger(value, Unwrapped(type), native),
            CTypeClass.Floating => CompareFloating(value, Unwrapped(type), native),
            CTypeClass.Pointer => ComparePointer(value, Unwrapped(type), native),
            CTypeClass.Record => CompareRecord(value, type, native, (CRecord)canonical),

            // A list of variable arguments is passed like a pointer on every platform that .NET runs on, whatever it is there.
            CTypeClass.VariableArguments => Unwrapped(type) is var list && (IsPointer(list) || IsAddressWide(list)) ? null : Differ(value, native, "the list of arguments is an address"),
            _ => null,
        };
    }

    private ValueMismatch? CompareVoid(NativeParameter value, CType native)
    {
        if (!value.IsReturn)
        {
            return null;
        }

        if (native.Canonical.Class == CTypeClass.Void)
        {
            return value.NativeType.Kind == NativeTypeKind.Void
                ? null
                : new ValueMismatch(
                    DescribeManaged(value), "`void`", isCallback ? "native code ignores it" : "what arrives is whatever the register holds", IsMinor: isCallback);
        }

        if (native.Canonical is CRecord { Size: { } size } && (size > 16 || IsByAddress(size)))
        {
            return new ValueMismatch("`void`", DescribeNative(native), "the caller must pass the address of memory for the result, which takes the place of the first argument");
        }

        if (isCallback)
        {
            return new ValueMismatch("`void`", DescribeNative(native), "native code reads whatever the register holds");
        }

        // A dropped handle is a leak; other results may be dropped on purpose.
        var isHandle = native.Canonical is CPointerType pointer && pointer.Pointee.Canonical.Class == CTypeClass.Record && !pointer.Pointee.IsConst;
        return new ValueMismatch("`void`", DescribeNative(native), "the result is lost", IsMinor: !isHandle);
    }

    private ValueMismatch? CompareInteger(NativeParameter value, NativeType type, CType native)
    {
        if (native.Size is not { } size)
        {
            return null;
        }

        switch (type.Kind)
        {
            case NativeTypeKind.Integer:
                // An enum of another size is wrong as a type, wherever it is used.
                return type.SizeOn(_model) == size || IsImplied(value, native) || (value.Marshalling.Shape == ManagedShape.Enum && header.EnumOf(native) is not null)
                    ? null
                    : Differ(value, native, WidthConsequence(value, type.SizeOn(_model) > size));
            case NativeTypeKind.Floating:
                return Differ(value, native, "integers and floating-point numbers travel in different registers");
            case NativeTypeKind.Pointer:
                // A descriptor in a handle object is passed in the low part of the register.
                return value is { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.SafeHandle or ManagedShape.HandleRef } || (size == _model.PointerSize && HoldsAddresses(native) && !IsNumberByReference(value, native))
                    ? null
                    : Differ(value, native, "native code takes the address for the value");
            case NativeTypeKind.Struct:
                return type.SizeOn(_model) is not { } bytes || (bytes == size && size is 1 or 2 or 4 or 8) ? null : Differ(value, native, "the struct is passed in another way than a number");
            default:
                return null;
        }
    }

    private ValueMismatch? CompareFloating(NativeParameter value, NativeType type, CType native) => type.Kind switch
    {
        _ when native.Size is null => null,
        NativeTypeKind.Floating => type.SizeOn(_model) == native.Size ? null : Differ(value, native, "the bits are read as a number of the other width"),
        NativeTypeKind.Integer => Differ(value, native, "integers and floating-point numbers travel in different registers"),
        NativeTypeKind.Pointer => Differ(value, native, "addresses and floating-point numbers travel in different registers"),
        _ => null,
    };

    private ValueMismatch? CompareRecord(NativeParameter value, NativeType type, CType native, CRecord record)
    {
        // Two structs are compared field by field where their layouts are compared.
        if (record.Size is not { } size || type.Kind is NativeTypeKind.Struct or NativeTypeKind.InlineArray)
        {
            return null;
        }

        if (IsPointer(type) && (value.RefKind != RefKind.None || value.Marshalling.Shape is ManagedShape.Pointer or ManagedShape.LayoutClass or ManagedShape.Array))
        {
            // Where the platform passes such a struct by address, an address is what native code expects, of memory that it may change.
            return !value.IsReturn && IsByAddress(size) ? null : Differ(value, native, "the struct itself is expected, not its address");
        }

        return type.SizeOn(_model) == size && size is 1 or 2 or 4 or 8 ? null : Differ(value, native, "the struct itself is expected");
    }

    private ValueMismatch? ComparePointer(NativeParameter value, NativeType type, CType native)
    {
        switch (type.Kind)
        {
            case NativeTypeKind.Integer:
                return type.SizeOn(_model) == _model.PointerSize ? null : Differ(value, native, "an address does not fit");
            case NativeTypeKind.Floating:
                return Differ(value, native, "addresses and floating-point numbers travel in different registers");
            case NativeTypeKind.Struct:
                return type.SizeOn(_model) is null ? null : Differ(value, native, "native code takes the struct's bytes, or the next argument, for the address");
            case NativeTypeKind.Pointer when value is { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.SafeHandle } && IsAddressOfHandle(native.Canonical.Element!):
                return Differ(value, native, "the header has one level of pointers more");
            case NativeTypeKind.Pointer:
                return ComparePointee(value, type, native, native.Canonical.Element!, depth: 1);
            default:
                return null;
        }
    }

    private ValueMismatch? ComparePointee(NativeParameter value, NativeType type, CType native, CType pointee, int depth)
    {
        var target = pointee.Canonical;
        while (target is CArrayType array)
        {
            target = array.Element.Canonical;
        }

        if (target.Class is CTypeClass.Void or CTypeClass.Unknown)
        {
            return null;
        }

        if (target.Class == CTypeClass.Function)
        {
            return type.IsFunctionPointer || type.Pointee is null ? null : Differ(value, native, "native code calls what is data");
        }

        if (type.IsFunctionPointer)
        {
            return Differ(value, native, "native code reads code as data");
        }

        if (value.Marshalling.Encoding == TextEncoding.Bstr && IsText(value) && target is { Class: CTypeClass.Integer, Size: 1 })
        {
            return Differ(value, native, "the text has other characters");
        }

        if (type.Pointee is null || Unwrapped(type.Pointee) is not { } element || element.Kind is NativeTypeKind.Unknown or NativeTypeKind.Unsupported or NativeTypeKind.Void)
        {
            return null;
        }

        return target.Class switch
        {
            CTypeClass.Integer or CTypeClass.Enum => CompareIntegerBehind(value, element, native, target, depth),
            CTypeClass.Floating => CompareFloatingBehind(value, element, native, target, depth),
            CTypeClass.Pointer => ComparePointerBehind(value, element, native, target, depth),
            CTypeClass.Record => CompareRecordBehind(value, element, native, (CRecord)target, depth),
            _ => null,
        };
    }

    private ValueMismatch? CompareIntegerBehind(NativeParameter value, NativeType element, CType native, CType target, int depth)
    {
        if (target.Size is not { } size || element.SizeOn(_model) is not { } bytes)
        {
            return null;
        }

        switch (element.Kind)
        {
            case NativeTypeKind.Integer when bytes == size || IsImplied(value, target):
                return null;
            case NativeTypeKind.Integer when size == 1:
                return IsTruthValue(target)
                    ? Differ(value, native, "native code writes one byte and leaves the others as they were")
                    : IsPlainCharacter(target) && IsText(value) ? Differ(value, native, "text of 2-byte characters ends at the first zero byte") : null;
            case NativeTypeKind.Integer when bytes == 1:
                // Bytes are C#'s word for raw memory.
                return IsText(value)
                    ? Differ(value, native, "the text has other characters")
                    : (value.RefKind == RefKind.Out || value.Marshalling.Shape == ManagedShape.Boolean) && depth == 1
                        ? Differ(value, native, "native code writes past the variable")
                        : null;
            case NativeTypeKind.Integer when IsText(value):
                return Differ(value, native, "the text has other characters");
            case NativeTypeKind.Integer:
                return Differ(value, native, MemoryConsequence(value, bytes < size));
            case NativeTypeKind.Floating:
                return Differ(value, native, "the bits mean another number");
            case NativeTypeKind.Pointer:
                return bytes == size && HoldsAddresses(target) ? null : Differ(value, native, "a number is expected there, not an address");
            case NativeTypeKind.Struct:
                return bytes < size ? Differ(value, native, MemoryConsequence(value, isSmaller: true)) : null;
            default:
                return null;
        }
    }

    private ValueMismatch? CompareFloatingBehind(NativeParameter value, NativeType element, CType native, CType target, int depth)
    {
        if (target.Size is not { } size || element.SizeOn(_model) is not { } bytes)
        {
            return null;
        }

        return element.Kind switch
        {
            NativeTypeKind.Floating => bytes == size ? null : Differ(value, native, MemoryConsequence(value, bytes < size)),
            NativeTypeKind.Integer when bytes == 1 && !IsText(value) =>
                value.RefKind == RefKind.Out && depth == 1 ? Differ(value, native, "native code writes past the variable") : null,
            NativeTypeKind.Struct => bytes < size ? Differ(value, native, MemoryConsequence(value, isSmaller: true)) : null,
            _ => Differ(value, native, "the bits mean another number"),
        };
    }

    private ValueMismatch? ComparePointerBehind(NativeParameter value, NativeType element, CType native, CType target, int depth)
    {
        switch (element.Kind)
        {
            case NativeTypeKind.Pointer:
                return ComparePointee(value, element, native, target.Element!, depth + 1);
            case NativeTypeKind.Integer when element.SizeOn(_model) == _model.PointerSize:
                return null;
            case NativeTypeKind.Integer when element.SizeOn(_model) == 1 && !IsText(value) && value.Marshalling.Shape != ManagedShape.Pointer && value.RefKind != RefKind.Out:
                return null;
            case NativeTypeKind.Struct:
                return element.SizeOn(_model) < _model.PointerSize ? Differ(value, native, MemoryConsequence(value, isSmaller: true)) : null;
            case NativeTypeKind.Integer or NativeTypeKind.Floating:
                return Differ(value, native, "the header has one level of pointers more");
            default:
                return null;
        }
    }

    private ValueMismatch? CompareRecordBehind(NativeParameter value, NativeType element, CType native, CRecord record, int depth)
    {
        if (IsText(value))
        {
            return depth == 1 ? Differ(value, native, "a struct is expected there, not text") : null;
        }

        var isOne = value.RefKind != RefKind.None || value.Marshalling.Shape is ManagedShape.Pointer or ManagedShape.LayoutClass;
        switch (element.Kind)
        {
            case NativeTypeKind.Pointer or NativeTypeKind.Integer when IsPointer(element) || IsAddressWide(element):
                // The address of a pointer is given where the address of the record is expected. A record may be a pointer in disguise.
                return isOne && record.Size != _model.PointerSize ? Differ(value, native, "C# has one level of pointers more") : null;
            case NativeTypeKind.Integer or NativeTypeKind.Floating when value.RefKind != RefKind.None && record.Size is { } size && element.SizeOn(_model) is { } bytes && bytes < size:
                // A reference to the first byte of a buffer is C#'s word for raw memory.
                return bytes == 1 && value.RefKind != RefKind.Out ? null : Differ(value, native, MemoryConsequence(value, isSmaller: true));
            case NativeTypeKind.Floating when element.SizeOn(_model) is { } bytes && WidthOfNumbers(record) is { } width && width != bytes:
                return Differ(value, native, MemoryConsequence(value, bytes < width));
            default:
                return null;
        }
    }

    /// <summary>The size of the floating-point numbers of which a record consists, or null where it has anything else.</summary>
    private static long? WidthOfNumbers(CRecord record)
    {
        long? width = null;
        foreach (var member in record.FlatMembers)
        {
            var type = member.Type.Canonical;
            while (type is CArrayType array)
            {
                type = array.Element.Canonical;
            }

            if (type is not { Class: CTypeClass.Floating, Size: { } size } || (width is not null && width != size))
            {
                return null;
            }

            width = size;
        }

        return width;
    }

    /// <summary>Whether native code expects the place of a handle, in which it puts or clears it.</summary>
    private static bool IsAddressOfHandle(CType pointee) => pointee.Canonical is CPointerType { Pointee.Canonical: CRecord };

    private string WidthConsequence(NativeParameter value, bool isWider)
    {
        var isRead = value.IsReturn != isCallback;
        return (isRead, isWider) switch
        {
            (true, true) => "the upper bytes that C# reads are undefined",
            (true, false) => "large values are cut",
            (false, true) => "large values are cut",
            (false, false) => "the upper bytes that native code reads are undefined",
        };
    }

    private static string MemoryConsequence(NativeParameter value, bool isSmaller)
    {
        var isMany = value.Marshalling.Shape is ManagedShape.Array or ManagedShape.Span;
        return (isSmaller, value.Direction) switch
        {
            (true, DataDirection.In) when value.RefKind != RefKind.None || value.Marshalling.Shape == ManagedShape.Span => "native code reads past it",
            (true, _) => isMany ? "native code reads and writes past the end" : "native code writes past it",
            (false, _) => isMany ? "the elements lie at other places" : "native code leaves the upper bytes as they were",
        };
    }

    /// <summary>Whether a platform passes a struct of this size by the address of a copy.</summary>
    private bool IsByAddress(long size) => (platform.Os, platform.Architecture) switch
    {
        (TargetOs.Windows, TargetArchitecture.X64) => size is not (1 or 2 or 4 or 8),
        (_, TargetArchitecture.Arm64) => size > 16,
        (_, TargetArchitecture.Wasm) => size > 8,
        _ => false,
    };

    /// <summary>A struct around one value crosses as that value.</summary>
    private static NativeType Unwrapped(NativeType type)
    {
        while (type is { Kind: NativeTypeKind.Struct, Shape: { IsKnown: true, Repeat: 1, Fields.Length: 1 } shape } && shape.Fields[0].Marshalling.NativeType.Kind != NativeTypeKind.InlineArray)
        {
            type = shape.Fields[0].Marshalling.NativeType;
        }

        return type;
    }

    /// <summary>
    /// Whether nobody stated the size of a <c>bool</c> or <c>char</c>: the rules about those types compare it with the header, where its size is the same on every platform.
    /// </summary>
    private static bool IsImplied(NativeParameter value, CType native)
    {
        if (native.Canonical is CBasicType { Kind: CBasicKind.Long or CBasicKind.UnsignedLong })
        {
            return false;
        }

        var marshalling = value.Marshalling.Shape == ManagedShape.Array ? value.Marshalling.Element ?? value.Marshalling : value.Marshalling;
        return marshalling.Shape is ManagedShape.Boolean or ManagedShape.Character
            && marshalling.Mode != MarshallingMode.Generated
            && marshalling.Source is MarshallingSource.Implied or MarshallingSource.Disabled;
    }

    private static bool IsText(NativeParameter value) => value.Marshalling.Shape is ManagedShape.String or ManagedShape.StringBuilder
        || value.Marshalling is { Shape: ManagedShape.Array or ManagedShape.Span, Element.Shape: ManagedShape.String }
        || value.Type is IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Char };

    private static bool IsPointer(NativeType type) => type.Kind == NativeTypeKind.Pointer;

    private static bool IsAddressWide(NativeType type) => type is { Kind: NativeTypeKind.Integer, Width: NativeWidth.Pointer };

    private static bool IsTruthValue(CType type) => type is CBasicType { Kind: CBasicKind.Bool };

    private static bool IsPlainCharacter(CType type) => type is CBasicType { Kind: CBasicKind.Char };

    /// <summary>Whether an integer type exists to hold addresses: <c>uintptr_t</c>, <c>DWORD_PTR</c>, and <c>size_t</c>, which is as wide everywhere.</summary>
    private static bool HoldsAddresses(CType native) => HasName(
        native, static name => name is "size_t" or "ssize_t" or "ptrdiff_t" || name.IndexOf("ptr", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("handle", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>A number behind <c>ref</c> or <c>out</c> where the header has a size: nobody says that for an address.</summary>
    private static bool IsNumberByReference(NativeParameter value, CType native) =>
        value.RefKind is RefKind.Ref or RefKind.Out
        && value.NativeType.Pointee is { Kind: NativeTypeKind.Integer or NativeTypeKind.Floating }
        && HasName(native, static name => name is "size_t" or "ssize_t" or "ptrdiff_t");

    private static bool HasName(CType native, Func<string, bool> isOne)
    {
        for (var type = native; type is CTypedefType or CQualifiedType; type = type is CTypedefType typedef ? typedef.Target : ((CQualifiedType)type).Unqualified)
        {
            if (type is CTypedefType { Name: var name } && isOne(name))
            {
                return true;
            }
        }

        return false;
    }

    private ValueMismatch Differ(NativeParameter value, CType native, string consequence) => new(DescribeManaged(value), DescribeNative(native), consequence);

    private string DescribeManaged(NativeParameter value)
    {
        var prefix = value.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.None => "", _ => "in " };
        var name = "`" + prefix + DisplayNames.OfType(value.Type) + "`";
        var type = value.NativeType;
        return type.Kind switch
        {
            NativeTypeKind.Integer or NativeTypeKind.Floating =>
                value.Marshalling.Shape is ManagedShape.Boolean or ManagedShape.Character ? $"{name} as {Bytes(type.SizeOn(_model))}" : $"{name}, {Bytes(type.SizeOn(_model))}",
            NativeTypeKind.Struct => type.SizeOn(_model) is { } size ? $"{name} by value, {Bytes(size)}" : name + " by value",
            NativeTypeKind.Pointer => value.Marshalling.Encoding switch
            {
                TextEncoding.Utf16 when IsText(value) => name + ", UTF-16 text",
                TextEncoding.Utf8 or TextEncoding.Ansi when IsText(value) => name + ", text of 1-byte characters",
                _ => type.Pointee is { Kind: NativeTypeKind.Integer or NativeTypeKind.Floating or NativeTypeKind.Struct } pointee && pointee.SizeOn(_model) is { } bytes
                    ? $"{name}, a pointer to {Bytes(bytes)}"
                    : name + ", a pointer",
            },
            _ => name,
        };
    }

    private string DescribeNative(CType native)
    {
        var name = "`" + native + "`";
        var canonical = native.Canonical;
        return canonical.Class switch
        {
            CTypeClass.Pointer when canonical.Element!.Canonical is { Class: CTypeClass.Integer or CTypeClass.Floating or CTypeClass.Enum or CTypeClass.Record, Size: { } pointed } =>
                $"{name}, a pointer to {Bytes(pointed)}",
            CTypeClass.Record when native.Size is { } size => $"{name} by value, {Bytes(size)}",
            CTypeClass.Pointer => name,
            _ => native.Size is { } bytes ? $"{name}, {Bytes(bytes)}" : name,
        };
    }

    private static string Bytes(long? count) => count == 1 ? "1 byte" : $"{count} bytes";
}
