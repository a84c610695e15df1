using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Signatures;

/// <summary>What surrounds a value: it decides the defaults.</summary>
/// <param name="Mode">Which machinery moves the values.</param>
/// <param name="Encoding">Encoding of text for which nothing is stated.</param>
/// <param name="EncodingSource">Who chose <paramref name="Encoding"/>.</param>
internal readonly record struct MarshallingDefaults(MarshallingMode Mode, TextEncoding Encoding, MarshallingSource EncodingSource)
{
    /// <summary>The bytes as they lie in managed memory.</summary>
    public static MarshallingDefaults Raw { get; } = new(MarshallingMode.Disabled, TextEncoding.Utf16, MarshallingSource.Disabled);
}

/// <summary>A field that has other bytes in managed memory than in a marshalled copy.</summary>
/// <param name="Path">The fields that lead to it, itself last.</param>
/// <param name="Copied">What a marshalled copy has.</param>
/// <param name="Raw">What lies in memory.</param>
internal sealed record ByteDifference(ImmutableArray<IFieldSymbol> Path, EffectiveMarshalling Copied, EffectiveMarshalling Raw)
{
    public IFieldSymbol Field => Path[Path.Length - 1];

    /// <summary>Whether the field is a reference that the garbage collector follows.</summary>
    public bool IsReference => Field.Type.IsReferenceType;
}

/// <summary>
/// Computes what the runtime really does with a value. Source: the runtime's documentation of type marshalling, customised struct and parameter marshalling, and disabled
/// runtime marshalling (learn.microsoft.com/dotnet/standard/native-interop).
/// </summary>
internal sealed class MarshallingReader
{
    private const UnmanagedType Utf8String = (UnmanagedType)48;

    // A struct that contains itself does not compile, and is not followed for ever.
    private const int MaximumNesting = 32;

    private readonly InteropContext _interop;
    private readonly ConcurrentDictionary<INamedTypeSymbol, StructReading> _runtimeStructs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, StructReading> _rawStructs = new(SymbolEqualityComparer.Default);

    private MarshallingReader(InteropContext interop)
    {
        _interop = interop;
        IsRuntimeMarshallingDisabled = interop.Compilation.Assembly.HasAttribute(interop.Types.DisableRuntimeMarshallingAttribute);
        DefaultCharSet = ReadDefaultCharSet();
    }

    /// <summary>Whether this assembly has <c>[assembly: DisableRuntimeMarshalling]</c>.</summary>
    public bool IsRuntimeMarshallingDisabled { get; }

    /// <summary>The module's <c>DefaultCharSet</c>, or null.</summary>
    public CharSet? DefaultCharSet { get; }

    private KnownTypes Types => _interop.Types;

    public static MarshallingReader Of(InteropContext interop) => interop.Get(static context => new MarshallingReader(context));

    /// <summary>The encoding that a <c>CharSet</c> means; <c>None</c> and absence mean ANSI.</summary>
    public static TextEncoding EncodingOf(CharSet charSet) => charSet switch
    {
        CharSet.Unicode => TextEncoding.Utf16,
        CharSet.Auto => TextEncoding.Auto,
        _ => TextEncoding.Ansi,
    };

    /// <summary>Reads a parameter or return value.</summary>
    public EffectiveMarshalling ReadValue(ITypeSymbol type, ImmutableArray<AttributeData> attributes, MarshallingDefaults defaults) =>
        Read(type, attributes, defaults, isField: false, building: null);

    /// <summary>The fields of a struct or class with layout as <paramref name="mode"/> shows them to native code.</summary>
    public StructShape ShapeOf(INamedTypeSymbol type, MarshallingMode mode) => ReadStruct(type, mode == MarshallingMode.Runtime, null).Shape;

    /// <summary>Why the managed bytes of a type are not what native code should read through a pointer, or empty.</summary>
    public ReasonChain WhyNotBlittable(INamedTypeSymbol type) => ReadStruct(type, runtime: true, null).NotBlittable;

    /// <summary>The bytes that a value has in managed memory on one platform, or null where they are not known.</summary>
    public int? RawSizeOf(ITypeSymbol type, DataModel model) => RawType(type).SizeOn(model);

    /// <summary>
    /// The first field whose bytes in managed memory are not those of a marshalled copy: of another size on <paramref name="model"/>, or a managed reference. Null when both forms
    /// are the same, or nothing is known about one.
    /// </summary>
    public ByteDifference? DifferenceOf(INamedTypeSymbol type, DataModel model) => DifferenceOf(type, model, ImmutableArray<IFieldSymbol>.Empty);

    private ByteDifference? DifferenceOf(INamedTypeSymbol type, DataModel model, ImmutableArray<IFieldSymbol> path)
    {
        var copied = ShapeOf(type, MarshallingMode.Runtime);
        var raw = ShapeOf(type, MarshallingMode.Disabled);
        if (!copied.IsKnown || !raw.IsKnown || copied.Fields.Length != raw.Fields.Length || path.Length > MaximumNesting)
        {
            return null;
        }

        for (var i = 0; i < copied.Fields.Length; i++)
        {
            var field = copied.Fields[i].Field;
            if (copied.Fields[i].Marshalling.Shape == ManagedShape.Struct && field.Type is INamedTypeSymbol inner)
            {
                if (DifferenceOf(inner, model, path.Add(field)) is { } nested)
                {
                    return nested;
                }
            }
            else if (field.Type.IsReferenceType
                || copied.Fields[i].Marshalling.NativeType.SizeOn(model) is { } size && raw.Fields[i].Marshalling.NativeType.SizeOn(model) is { } own && size != own)
            {
                return new ByteDifference(path.Add(field), copied.Fields[i].Marshalling, raw.Fields[i].Marshalling);
            }
        }

        return null;
    }

    private EffectiveMarshalling Read(
        ITypeSymbol type,
        ImmutableArray<AttributeData> attributes,
        MarshallingDefaults defaults,
        bool isField,
        StructInProgress? building)
    {
        var marshalAs = defaults.Mode == MarshallingMode.Disabled ? null : attributes.Attribute(Types.MarshalAsAttribute);
        UnmanagedType? stated = marshalAs is not null && marshalAs.TryGetConstructorInteger(0, out var number) ? (UnmanagedType)(int)number : null;
        var mode = defaults.Mode;

        if (mode == MarshallingMode.Generated && type.SpecialType == SpecialType.System_String && FrameworkMarshallerEncoding(attributes) is { } framework)
        {
            var unit = framework == TextEncoding.Utf16 ? NativeType.UInt16 : framework == TextEncoding.Bstr ? NativeType.Unknown : NativeType.UInt8;
            return Make(
                ManagedShape.String, NativeType.PointerTo(unit), MarshallingSource.Custom, framework, "is `string`, a managed reference");
        }

        if (stated == UnmanagedType.CustomMarshaler || (mode == MarshallingMode.Generated && HasCustomMarshaller(type, attributes)))
        {
            return Make(ShapeOfCustom(type), stated is null ? NativeType.Unknown : NativeType.OpaquePointer, MarshallingSource.Custom, TextEncoding.Custom);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_Void:
                return Make(ManagedShape.Void, NativeType.Void);
            case SpecialType.System_SByte:
                return Make(ManagedShape.Number, NativeType.Int8);
            case SpecialType.System_Byte:
                return Make(ManagedShape.Number, NativeType.UInt8);
            case SpecialType.System_Int16:
                return Make(ManagedShape.Number, NativeType.Int16);
            case SpecialType.System_UInt16:
                return Make(ManagedShape.Number, NativeType.UInt16);
            case SpecialType.System_Int32:
                return Make(ManagedShape.Number, NativeType.Int32);
            case SpecialType.System_UInt32:
                return Make(ManagedShape.Number, NativeType.UInt32);
            case SpecialType.System_Int64:
                return Make(ManagedShape.Number, NativeType.Int64);
            case SpecialType.System_UInt64:
                return Make(ManagedShape.Number, NativeType.UInt64);
            case SpecialType.System_Single:
                return Make(ManagedShape.Number, NativeType.Float);
            case SpecialType.System_Double:
                return Make(ManagedShape.Number, NativeType.Double);
            case SpecialType.System_IntPtr:
                return Make(ManagedShape.NativeInteger, NativeType.NativeInt);
            case SpecialType.System_UIntPtr:
                return Make(ManagedShape.NativeInteger, NativeType.NativeUInt);
            case SpecialType.System_Boolean:
                return ReadBoolean();
            case SpecialType.System_Char:
                return ReadCharacter();
            case SpecialType.System_String:
                return ReadString(ManagedShape.String);
            case SpecialType.System_Decimal:
                return stated is UnmanagedType.Currency or UnmanagedType.LPStruct
                    ? Make(ManagedShape.Decimal, stated == UnmanagedType.Currency ? NativeType.Int64 : NativeType.OpaquePointer, notBlittable: "is `decimal`")
                    : Make(
                        ManagedShape.Decimal,
                        NativeType.OpaqueStruct(16, 8),
                        notBlittable: "is `decimal`",
                        notStable: "is `decimal`, which crosses as the 16-byte Windows type DECIMAL");
            case SpecialType.System_DateTime:
                return mode != MarshallingMode.Runtime
                    ? Make(ManagedShape.DateTime, NativeType.Unsupported, notBlittable: "is `DateTime`", notStable: "is `DateTime`, whose layout is automatic")
                    : Make(
                        ManagedShape.DateTime,
                        NativeType.Double,
                        notBlittable: "is `DateTime`",
                        notStable: "is `DateTime`, which crosses as the COM type DATE, a `double` that counts days");
            case SpecialType.System_Object:
                return Make(
                    ManagedShape.Object,
                    NativeType.OpaquePointer,
                    notBlittable: "is `object`",
                    notStable: stated is null ? "is `object`, which crosses as a COM VARIANT" : null);
        }

        switch (type)
        {
            case IErrorTypeSymbol:
                return Make(ManagedShape.Error, NativeType.Unknown);
            case IPointerTypeSymbol pointer:
                return Make(ManagedShape.Pointer, isField ? NativeType.OpaquePointer : NativeType.PointerTo(RawType(pointer.PointedAtType)));
            case IFunctionPointerTypeSymbol:
                return Make(ManagedShape.FunctionPointer, NativeType.FunctionPointer);
            case IArrayTypeSymbol array:
                return ReadArray(array);
            case IDynamicTypeSymbol:
                return Make(ManagedShape.Object, NativeType.OpaquePointer, notBlittable: "is `dynamic`", notStable: "is `dynamic`, which crosses as a COM VARIANT");
            case ITypeParameterSymbol:
                return Make(ManagedShape.TypeParameter, NativeType.Unknown);
            case INamedTypeSymbol named:
                return ReadNamed(named);
            default:
                return Make(ManagedShape.Other, NativeType.Unknown);
        }

        EffectiveMarshalling Make(
            ManagedShape shape,
            NativeType native,
            MarshallingSource? source = null,
            TextEncoding encoding = TextEncoding.None,
            string? notBlittable = null,
            string? notStable = null,
            EffectiveMarshalling? element = null) => new(shape, native, mode)
            {
                MarshalAs = stated,
                MarshalAsAttribute = marshalAs,
                Source = source ?? (stated is not null ? MarshallingSource.MarshalAs : mode == MarshallingMode.Disabled ? MarshallingSource.Disabled : MarshallingSource.Implied),
                Encoding = encoding,
                Element = element,
                NotBlittable = notBlittable is null ? default : new ReasonChain(notBlittable),
                NotStable = notStable is null ? default : new ReasonChain(notStable),
            };

        EffectiveMarshalling ReadBoolean() => stated switch
        {
            _ when mode == MarshallingMode.Disabled => Make(ManagedShape.Boolean, NativeType.UInt8),
            UnmanagedType.I1 or UnmanagedType.U1 => Make(ManagedShape.Boolean, NativeType.UInt8, notBlittable: "is `bool`, marshalled as 1 byte"),
            UnmanagedType.VariantBool => Make(ManagedShape.Boolean, NativeType.Int16, notBlittable: "is `bool`, marshalled as the 2-byte VARIANT_BOOL"),
            not null => Make(ManagedShape.Boolean, NativeType.Int32, notBlittable: "is `bool`, marshalled as 4 bytes"),
            null when mode == MarshallingMode.Generated => Make(ManagedShape.Boolean, NativeType.Unknown),
            null => Make(ManagedShape.Boolean, NativeType.Int32, notBlittable: "is `bool`, marshalled as the 4-byte BOOL"),
        };

        EffectiveMarshalling ReadCharacter() => stated switch
        {
            _ when mode == MarshallingMode.Disabled => Make(ManagedShape.Character, NativeType.UInt16, encoding: TextEncoding.Utf16),
            UnmanagedType.I1 or UnmanagedType.U1 =>
                Make(ManagedShape.Character, NativeType.UInt8, encoding: TextEncoding.Ansi, notBlittable: "is `char`, marshalled as 1 byte"),
            UnmanagedType.I2 or UnmanagedType.U2 => Make(ManagedShape.Character, NativeType.UInt16, encoding: TextEncoding.Utf16),
            _ => defaults.Encoding switch
            {
                TextEncoding.Utf16 => Make(ManagedShape.Character, NativeType.UInt16, defaults.EncodingSource, TextEncoding.Utf16),
                TextEncoding.Ansi => Make(
                    ManagedShape.Character, NativeType.UInt8, defaults.EncodingSource, TextEncoding.Ansi, "is `char`, marshalled as one ANSI byte"),
                TextEncoding.Auto => Make(
                    ManagedShape.Character, NativeType.Unknown, defaults.EncodingSource, TextEncoding.Auto, "is `char`, marshalled as 2 bytes on Windows and 1 elsewhere"),
                _ => Make(ManagedShape.Character, NativeType.Unknown, defaults.EncodingSource, defaults.Encoding),
            },
        };

        EffectiveMarshalling ReadString(ManagedShape shape)
        {
            var what = shape == ManagedShape.String ? "is `string`, a managed reference" : "is `StringBuilder`, a managed reference";
            if (mode == MarshallingMode.Disabled)
            {
                return Make(shape, NativeType.Unsupported, notBlittable: what, notStable: what);
            }

            if (stated == UnmanagedType.ByValTStr && isField)
            {
                var element = defaults.Encoding switch
                {
                    TextEncoding.Utf16 => NativeType.UInt16,
                    TextEncoding.Ansi => NativeType.UInt8,
                    _ => NativeType.Unknown,
                };
                return marshalAs!.TryGetInteger("SizeConst", out var length) && length is > 0 and < int.MaxValue
                    ? Make(shape, NativeType.ArrayOf(element, (int)length), MarshallingSource.MarshalAs, defaults.Encoding, "is `string`, copied into the struct")
                    : Make(shape, NativeType.Unknown, MarshallingSource.MarshalAs, defaults.Encoding, "is `string`, copied into the struct");
            }

            var (encoding, source) = stated switch
            {
                UnmanagedType.LPStr => (TextEncoding.Ansi, MarshallingSource.MarshalAs),
                UnmanagedType.LPWStr => (TextEncoding.Utf16, MarshallingSource.MarshalAs),
                UnmanagedType.LPTStr => (TextEncoding.Auto, MarshallingSource.MarshalAs),
                Utf8String => (TextEncoding.Utf8, MarshallingSource.MarshalAs),
                UnmanagedType.BStr or UnmanagedType.TBStr or UnmanagedType.AnsiBStr => (TextEncoding.Bstr, MarshallingSource.MarshalAs),
                null => (defaults.Encoding, defaults.EncodingSource),
                _ => (TextEncoding.None, MarshallingSource.MarshalAs),
            };
            var character = encoding switch
            {
                TextEncoding.Utf16 => NativeType.UInt16,
                TextEncoding.Ansi or TextEncoding.Utf8 => NativeType.UInt8,
                _ => NativeType.Unknown,
            };
            return Make(shape, NativeType.PointerTo(character), source, encoding, what);
        }

        EffectiveMarshalling ReadArray(IArrayTypeSymbol array)
        {
            const string What = "is an array, a managed reference";
            if (mode == MarshallingMode.Disabled)
            {
                return Make(ManagedShape.Array, NativeType.Unsupported, notBlittable: What, notStable: What);
            }

            // A field's array has no pointer form: without ByValArray the runtime takes it for a COM SAFEARRAY.
            var element = ReadElement(array.ElementType);
            if (!isField)
            {
                return Make(ManagedShape.Array, NativeType.PointerTo(element.NativeType), encoding: element.Encoding, notBlittable: What, element: element);
            }

            var native = stated switch
            {
                UnmanagedType.ByValArray when marshalAs!.TryGetInteger("SizeConst", out var count) && count is > 0 and < int.MaxValue =>
                    NativeType.ArrayOf(element.NativeType, (int)count),
                UnmanagedType.ByValArray => NativeType.Unknown,
                _ => NativeType.OpaquePointer,
            };
            return Make(ManagedShape.Array, native, encoding: element.Encoding, notBlittable: What, element: element);
        }

        EffectiveMarshalling ReadElement(ITypeSymbol elementType)
        {
            var elementDefaults = defaults;
            if (marshalAs is not null && marshalAs.TryGetInteger("ArraySubType", out var sub))
            {
                switch ((elementType.SpecialType, (UnmanagedType)(int)sub))
                {
                    case (SpecialType.System_String, UnmanagedType.LPStr):
                        elementDefaults = defaults with { Encoding = TextEncoding.Ansi, EncodingSource = MarshallingSource.MarshalAs };
                        break;
                    case (SpecialType.System_String, UnmanagedType.LPWStr):
                        elementDefaults = defaults with { Encoding = TextEncoding.Utf16, EncodingSource = MarshallingSource.MarshalAs };
                        break;
                    case (SpecialType.System_String, Utf8String):
                        elementDefaults = defaults with { Encoding = TextEncoding.Utf8, EncodingSource = MarshallingSource.MarshalAs };
                        break;
                    case (SpecialType.System_Boolean, UnmanagedType.I1 or UnmanagedType.U1):
                        return Element(ManagedShape.Boolean, NativeType.UInt8);
                    case (SpecialType.System_Boolean, UnmanagedType.VariantBool):
                        return Element(ManagedShape.Boolean, NativeType.Int16);
                    case (SpecialType.System_Boolean, UnmanagedType.Bool or UnmanagedType.I4 or UnmanagedType.U4):
                        return Element(ManagedShape.Boolean, NativeType.Int32);
                    case (SpecialType.System_Char, UnmanagedType.I1 or UnmanagedType.U1):
                        return Element(ManagedShape.Character, NativeType.UInt8);
                    case (SpecialType.System_Char, UnmanagedType.I2 or UnmanagedType.U2):
                        return Element(ManagedShape.Character, NativeType.UInt16);
                }
            }

            return Read(elementType, ImmutableArray<AttributeData>.Empty, elementDefaults, isField: false, building);

            EffectiveMarshalling Element(ManagedShape shape, NativeType native) => new(shape, native, mode)
            {
                Source = MarshallingSource.MarshalAs,
                NotBlittable = new ReasonChain("has elements that are converted one by one"),
            };
        }

        EffectiveMarshalling ReadNamed(INamedTypeSymbol named)
        {
            if (named.TypeKind == TypeKind.Enum)
            {
                return named.EnumUnderlyingType is { } underlying
                    ? Make(ManagedShape.Enum, Read(underlying, ImmutableArray<AttributeData>.Empty, defaults, isField, building).NativeType)
                    : Make(ManagedShape.Error, NativeType.Unknown);
            }

            if (named.TypeKind == TypeKind.Delegate || Is(named, "System.Delegate") || Is(named, "System.MulticastDelegate"))
            {
                return mode == MarshallingMode.Disabled
                    ? Make(ManagedShape.Delegate, NativeType.Unsupported, notBlittable: "is a delegate, a managed reference", notStable: "is a delegate, a managed reference")
                    : Make(ManagedShape.Delegate, NativeType.FunctionPointer, notBlittable: "is a delegate, a managed reference");
            }

            if (Same(named, Types.CLong))
            {
                return Make(ManagedShape.Number, NativeType.CLong);
            }

            if (Same(named, Types.CULong))
            {
                return Make(ManagedShape.Number, NativeType.CULong);
            }

            if (Same(named, Types.NFloat))
            {
                return Make(ManagedShape.Number, NativeType.NativeFloat);
            }

            if (Same(named, Types.Int128) || Same(named, Types.UInt128))
            {
                return new EffectiveMarshalling(ManagedShape.Number, NativeType.OpaqueStruct(16, 16), mode)
                {
                    MarshalAs = stated,
                    MarshalAsAttribute = marshalAs,
                    Source = mode == MarshallingMode.Disabled ? MarshallingSource.Disabled : MarshallingSource.Implied,
                    NotByValue = new ReasonChain($"is `{named.Name}`, which the runtime refuses to pass by value"),
                };
            }

            if (Same(named, Types.Guid))
            {
                return Make(ManagedShape.Guid, stated == UnmanagedType.LPStruct ? NativeType.OpaquePointer : NativeType.OpaqueStruct(16, 4));
            }

            if (Same(named, Types.StringBuilder))
            {
                return ReadString(ManagedShape.StringBuilder);
            }

            if (DerivesFrom(named, Types.SafeHandle) || DerivesFrom(named, Types.CriticalHandle))
            {
                return Make(ManagedShape.SafeHandle, NativeType.OpaquePointer, notBlittable: "is a handle object, a managed reference");
            }

            if (Same(named, Types.HandleRef))
            {
                return Make(ManagedShape.HandleRef, NativeType.OpaquePointer, notBlittable: "is `HandleRef`");
            }

            if (IsSpan(named))
            {
                return mode == MarshallingMode.Generated
                    ? Make(ManagedShape.Span, NativeType.PointerTo(RawType(named.TypeArguments[0])), notBlittable: "is a span", element: ReadElement(named.TypeArguments[0]))
                    : Make(ManagedShape.Span, NativeType.Unsupported, notBlittable: "is a span", notStable: "is a span, which has no native form");
            }

            switch (named.TypeKind)
            {
                case TypeKind.Struct:
                    return ReadStructValue(named);
                case TypeKind.Interface:
                    return Make(ManagedShape.Interface, NativeType.OpaquePointer, notBlittable: "is an interface, a managed reference");
                case TypeKind.Class:
                    return ReadClassValue(named);
                default:
                    return Make(ManagedShape.Other, NativeType.Unknown);
            }
        }

        EffectiveMarshalling ReadStructValue(INamedTypeSymbol named)
        {
            if (WhyFrameworkStructIsNotStable(named) is { } why)
            {
                return Make(ManagedShape.Struct, NativeType.Unsupported, notBlittable: why, notStable: why);
            }

            var reading = ReadStruct(named, mode == MarshallingMode.Runtime, building);
            if (WhyGenericIsRefused(named, reading) is { } refused)
            {
                return Make(ManagedShape.Struct, NativeType.Unsupported, notBlittable: refused, notStable: refused);
            }

            if (stated == UnmanagedType.LPStruct && !isField)
            {
                return Make(ManagedShape.Struct, NativeType.PointerTo(reading.Type));
            }

            return new EffectiveMarshalling(ManagedShape.Struct, reading.Type, mode)
            {
                MarshalAs = stated,
                MarshalAsAttribute = marshalAs,
                Source = stated is null ? MarshallingSource.Implied : MarshallingSource.MarshalAs,
                NotBlittable = reading.NotBlittable,
                NotStable = reading.NotStable,
                NotByValue = reading.NotByValue,
            };
        }

        // As a field of another struct the runtime does marshal generic structs; .NET Framework marshals no generic type at all.
        string? WhyGenericIsRefused(INamedTypeSymbol named, StructReading reading)
        {
            if (mode != MarshallingMode.Runtime || !named.IsGenericType || (isField && named.TypeKind == TypeKind.Struct))
            {
                return null;
            }

            if (ProjectTargets.Of(_interop).Family == FrameworkFamily.Framework)
            {
                return $"is the generic type `{DisplayNames.OfType(named)}`, which .NET Framework refuses to marshal";
            }

            return named.TypeKind == TypeKind.Class || !reading.NotBlittable.IsEmpty
                ? $"is the generic type `{DisplayNames.OfType(named)}`, which the runtime refuses to marshal because it is not blittable"
                : null;
        }

        EffectiveMarshalling ReadClassValue(INamedTypeSymbol named)
        {
            var reading = ReadStruct(named, mode == MarshallingMode.Runtime, building);
            if (stated is null && WhyGenericIsRefused(named, reading) is { } refused)
            {
                return Make(ManagedShape.Other, NativeType.Unsupported, notBlittable: refused, notStable: refused);
            }

            if (reading.Shape.Placement == StructPlacement.Auto)
            {
                if (IsUnfinished(named))
                {
                    return Make(ManagedShape.Error, NativeType.Unknown);
                }

                var isCom = named.HasAttribute(Types.ComImportAttribute) || named.IsComImport || stated is not null;
                return Make(
                    ManagedShape.Other,
                    NativeType.OpaquePointer,
                    notBlittable: $"is the class `{named.Name}`, a managed reference",
                    notStable: isCom || !IsFromSource(named) ? null : $"is the class `{named.Name}`, which has no [StructLayout]");
            }

            // Inside a struct a class with layout is embedded; elsewhere it crosses as a pointer to a copy.
            return new EffectiveMarshalling(ManagedShape.LayoutClass, isField ? reading.Type : NativeType.PointerTo(reading.Type), mode)
            {
                MarshalAs = stated,
                MarshalAsAttribute = marshalAs,
                Source = stated is null ? MarshallingSource.Implied : MarshallingSource.MarshalAs,
                NotBlittable = isField || mode == MarshallingMode.Disabled ? new ReasonChain($"is the class `{named.Name}`, a managed reference") : reading.NotBlittable,
                NotStable = reading.NotStable,
            };
        }
    }

    /// <summary>The type as its bytes lie in memory: what a pointer to it shows.</summary>
    private NativeType RawType(ITypeSymbol type) =>
        Read(type, ImmutableArray<AttributeData>.Empty, MarshallingDefaults.Raw, isField: false, building: null).NativeType;

    private StructReading ReadStruct(INamedTypeSymbol type, bool runtime, StructInProgress? building)
    {
        var cache = runtime ? _runtimeStructs : _rawStructs;
        if (cache.TryGetValue(type, out var known))
        {
            return known;
        }

        // A struct that contains itself does not compile; say nothing about it.
        for (var outer = building; outer is not null; outer = outer.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(outer.Type, type))
            {
                for (var cut = building; cut != outer; cut = cut!.Outer)
                {
                    cut!.IsCutShort = true;
                }

                return StructReading.NotKnown(type);
            }
        }

        var inProgress = new StructInProgress(type, building);
        var reading = BuildStruct(type, runtime, inProgress);

        // What was cut short inside a recursive type would be read further on its own.
        return inProgress.IsCutShort ? reading : cache.GetOrAdd(type, reading);
    }

    /// <summary>Whether a class states the layout that native code sees when it is given the object itself.</summary>
    public bool HasStatedLayout(INamedTypeSymbol type) =>
        type.Attribute(Types.StructLayoutAttribute) is { } layout && layout.TryGetConstructorInteger(0, out var kind) && (LayoutKind)(int)kind != LayoutKind.Auto;

    private StructReading BuildStruct(INamedTypeSymbol type, bool runtime, StructInProgress building)
    {
        var layout = type.Attribute(Types.StructLayoutAttribute);
        var placement = type.TypeKind == TypeKind.Class ? StructPlacement.Auto : StructPlacement.Sequential;
        if (layout is not null && layout.TryGetConstructorInteger(0, out var kind))
        {
            placement = (LayoutKind)(int)kind switch
            {
                LayoutKind.Explicit => StructPlacement.Explicit,
                LayoutKind.Auto => StructPlacement.Auto,
                _ => StructPlacement.Sequential,
            };
        }

        if (!IsFromSource(type))
        {
            return type.TypeKind == TypeKind.Class
                ? new StructReading(new StructShape(type, StructPlacement.Auto, 0, 0, 1, ImmutableArray<StructField>.Empty, isKnown: false), NativeType.Unknown, default, default, default)
                : StructReading.NotKnown(type);
        }

        var pack = layout is not null && layout.TryGetInteger("Pack", out var statedPack) && statedPack is > 0 and <= 128 ? (int)statedPack : 0;
        var size = layout is not null && layout.TryGetInteger("Size", out var statedSize) && statedSize is > 0 and < int.MaxValue ? (int)statedSize : 0;
        var (encoding, source) = layout is not null && layout.TryGetInteger("CharSet", out var charSet)
            ? (EncodingOf((CharSet)(int)charSet), MarshallingSource.CharSet)
            : DefaultCharSet is { } moduleCharSet ? (EncodingOf(moduleCharSet), MarshallingSource.CharSet) : (TextEncoding.Ansi, MarshallingSource.Implied);
        var defaults = runtime ? new MarshallingDefaults(MarshallingMode.Runtime, encoding, source) : MarshallingDefaults.Raw;
        var repeat = type.Attribute(Types.InlineArrayAttribute) is { } inline && inline.TryGetConstructorInteger(0, out var length) && length is > 0 and < int.MaxValue
            ? (int)length
            : 1;

        var fields = ImmutableArray.CreateBuilder<StructField>();
        ReasonChain notBlittable = default;
        ReasonChain notStable = default;
        ReasonChain notByValue = default;
        if (placement == StructPlacement.Auto)
        {
            notStable = new ReasonChain(type.TypeKind == TypeKind.Class
                ? $"is the class `{type.Name}`, which has no [StructLayout]"
                : $"is `{type.Name}`, whose layout is automatic");
            notBlittable = notStable;
        }

        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field)
            {
                continue;
            }

            var marshalling = field.IsFixedSizeBuffer && field.Type is IPointerTypeSymbol buffer
                ? new EffectiveMarshalling(ManagedShape.Array, FixedBuffer(buffer.PointedAtType, field.FixedSize), defaults.Mode)
                : Read(field.Type, field.GetAttributes(), defaults, isField: true, building);
            var offset = field.Attribute(Types.FieldOffsetAttribute) is { } attribute && attribute.TryGetConstructorInteger(0, out var stated) && stated is >= 0 and < int.MaxValue
                ? (int)stated
                : -1;
            fields.Add(new StructField(field, marshalling, offset));
            var shown = field.AssociatedSymbol ?? field;
            if (notBlittable.IsEmpty)
            {
                notBlittable = marshalling.NotBlittable.Through(shown);
            }

            if (notStable.IsEmpty)
            {
                notStable = marshalling.NotStable.Through(shown);
            }

            if (notByValue.IsEmpty)
            {
                notByValue = marshalling.NotByValue.Through(shown);
            }
        }

        // Fields in several parts of a partial struct have no defined order (CS0282), and a base class brings fields of its own.
        var hasBaseFields = type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: not SpecialType.System_Object };
        var isSplit = fields.Count > 1 && fields.Select(field => field.Field.Locations.FirstOrDefault()?.SourceTree).Distinct().Skip(1).Any();
        var shape = new StructShape(type, placement, pack, size, repeat, fields.ToImmutable(), isKnown: !hasBaseFields && !isSplit);
        return new StructReading(shape, placement == StructPlacement.Auto ? NativeType.Unsupported : NativeType.Struct(shape), notBlittable, notStable, notByValue);
    }

    private NativeType FixedBuffer(ITypeSymbol element, int count)
    {
        var native = RawType(element);
        return count > 0 && native.Kind != NativeTypeKind.Unknown ? NativeType.ArrayOf(native, count) : NativeType.Unknown;
    }

    /// <summary>Structs of the framework that native code cannot read, with the reason.</summary>
    private string? WhyFrameworkStructIsNotStable(INamedTypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return $"is `{DisplayNames.OfType(type)}`, and a nullable value has no native form";
        }

        if (type.IsTupleType)
        {
            return $"is the tuple `{DisplayNames.OfType(type)}`, whose layout is automatic";
        }

        if (IsFromSource(type))
        {
            return null;
        }

        if (Same(type, Types.DateTimeOffset))
        {
            return "is `DateTimeOffset`, whose layout is automatic";
        }

        var definition = type.OriginalDefinition;
        foreach (var name in GenericsWithoutNativeForm)
        {
            if (definition.IsGenericType && Same(definition, Types.Find(name)))
            {
                return $"is `{DisplayNames.OfType(type)}`, which has no native form";
            }
        }

        return null;
    }

    // The vectors are refused because a library compiled for one instruction set would pass them differently.
    private static readonly string[] GenericsWithoutNativeForm =
    [
        "System.Memory`1",
        "System.ReadOnlyMemory`1",
        "System.ArraySegment`1",
        "System.Numerics.Vector`1",
        "System.Runtime.Intrinsics.Vector64`1",
        "System.Runtime.Intrinsics.Vector128`1",
        "System.Runtime.Intrinsics.Vector256`1",
        "System.Runtime.Intrinsics.Vector512`1",
    ];

    /// <summary>
    /// Whether the other part of a class, with its base class, is still to come, from a source generator mostly: a part of it gives arguments to a base constructor, and no base class is known that has one.
    /// </summary>
    private bool IsUnfinished(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: SpecialType.System_Object }
        && type.DeclaringSyntaxReferences.Any(static declaration => declaration.SyntaxTree.GetRoot().FindNode(declaration.Span) is ClassDeclarationSyntax part
            && part.Modifiers.Any(SyntaxKind.PartialKeyword)
            && part.Members.Any(static member => member is ConstructorDeclarationSyntax { Initializer: { RawKind: (int)SyntaxKind.BaseConstructorInitializer, ArgumentList.Arguments.Count: > 0 } }));

    private bool HasCustomMarshaller(ITypeSymbol type, ImmutableArray<AttributeData> attributes) =>
        attributes.Attribute(Types.MarshalUsingAttribute) is { ConstructorArguments.Length: > 0 } || (type.HasAttribute(Types.NativeMarshallingAttribute) && !IsSpan(type));

    // The framework marks its spans with a marshaller of its own, which passes the address of the first element.
    private bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol named
        && (Same(named.OriginalDefinition, Types.SpanOfT) || Same(named.OriginalDefinition, Types.ReadOnlySpanOfT));

    /// <summary>The encoding of a <c>MarshalUsing</c> that names one of the framework's own string marshallers, or null.</summary>
    private TextEncoding? FrameworkMarshallerEncoding(ImmutableArray<AttributeData> attributes)
    {
        if (attributes.Attribute(Types.MarshalUsingAttribute)?.ConstructorType(0) is not INamedTypeSymbol marshaller)
        {
            return null;
        }

        const string Namespace = "System.Runtime.InteropServices.Marshalling.";
        return Is(marshaller, Namespace + "Utf8StringMarshaller") ? TextEncoding.Utf8
            : Is(marshaller, Namespace + "Utf16StringMarshaller") ? TextEncoding.Utf16
            : Is(marshaller, Namespace + "AnsiStringMarshaller") ? TextEncoding.Ansi
            : Is(marshaller, Namespace + "BStrStringMarshaller") ? TextEncoding.Bstr
            : null;
    }

    private static ManagedShape ShapeOfCustom(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => ManagedShape.String,
        IArrayTypeSymbol => ManagedShape.Array,
        { TypeKind: TypeKind.Struct } => ManagedShape.Struct,
        _ => ManagedShape.Other,
    };

    private CharSet? ReadDefaultCharSet() =>
        _interop.Compilation.SourceModule.Attribute(Types.DefaultCharSetAttribute) is { } attribute && attribute.TryGetConstructorInteger(0, out var value)
            ? (CharSet)(int)value
            : null;

    private bool Is(INamedTypeSymbol type, string metadataName) => Same(type, Types.Find(metadataName));

    private static bool Same(INamedTypeSymbol type, INamedTypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    private static bool IsFromSource(INamedTypeSymbol type) => !type.Locations.IsEmpty && type.Locations[0].IsInSource;

    internal static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
        {
            return false;
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class StructInProgress(INamedTypeSymbol type, StructInProgress? outer)
    {
        public INamedTypeSymbol Type { get; } = type;

        public StructInProgress? Outer { get; } = outer;

        public bool IsCutShort { get; set; }
    }

    private sealed record StructReading(StructShape Shape, NativeType Type, ReasonChain NotBlittable, ReasonChain NotStable, ReasonChain NotByValue)
    {
        public static StructReading NotKnown(INamedTypeSymbol type) =>
            new(new StructShape(type, StructPlacement.Sequential, 0, 0, 1, ImmutableArray<StructField>.Empty, isKnown: false), NativeType.Unknown, default, default, default);
    }
}
