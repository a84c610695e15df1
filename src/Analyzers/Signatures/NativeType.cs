namespace BoundaryLint.Signatures;

/// <summary>The classes of values that a C calling convention tells apart.</summary>
internal enum NativeTypeKind
{
    /// <summary>Not known: an unresolved name, or a type whose layout the compiler cannot see. Nothing is said about it.</summary>
    Unknown,

    Void,

    /// <summary>Integers, enums, booleans and characters: passed in integer registers.</summary>
    Integer,

    /// <summary><c>float</c> and <c>double</c>: passed in floating-point registers.</summary>
    Floating,

    /// <summary>Data and function pointers.</summary>
    Pointer,

    /// <summary>A struct by value.</summary>
    Struct,

    /// <summary>A fixed number of elements inside a struct.</summary>
    InlineArray,

    /// <summary>The runtime refuses to marshal it.</summary>
    Unsupported,
}

/// <summary>Where a size comes from.</summary>
internal enum NativeWidth
{
    /// <summary>The same on every platform.</summary>
    Fixed,

    /// <summary>As wide as a pointer.</summary>
    Pointer,

    /// <summary>As wide as C's <c>long</c>.</summary>
    CLong,
}

/// <summary>What native code sees of one C# type: independent of the platform until a size is asked for on a <see cref="DataModel"/>.</summary>
internal sealed class NativeType
{
    private NativeType(NativeTypeKind kind)
    {
        Kind = kind;
    }

    public NativeTypeKind Kind { get; }

    public NativeWidth Width { get; private init; }

    /// <summary>Size in bytes when <see cref="Width"/> is <see cref="NativeWidth.Fixed"/>.</summary>
    public int FixedSize { get; private init; }

    /// <summary>Whether an integer is signed. Never a reason to report: C compilers choose for <c>char</c> and enums.</summary>
    public bool IsSigned { get; private init; }

    /// <summary>What a pointer points to, or null when that is not known (<c>nint</c>, <c>void*</c>) or not followed.</summary>
    public NativeType? Pointee { get; private init; }

    /// <summary>Whether a pointer is to code.</summary>
    public bool IsFunctionPointer { get; private init; }

    /// <summary>The fields of a <see cref="NativeTypeKind.Struct"/>, or null for one of the framework's of which only the size is documented.</summary>
    public StructShape? Shape { get; private init; }

    /// <summary>Alignment of a struct without <see cref="Shape"/>.</summary>
    public int FixedAlignment { get; private init; }

    /// <summary>The element of an <see cref="NativeTypeKind.InlineArray"/>.</summary>
    public NativeType? Element { get; private init; }

    /// <summary>Number of elements of an <see cref="NativeTypeKind.InlineArray"/>.</summary>
    public int Count { get; private init; }

    public static NativeType Unknown { get; } = new(NativeTypeKind.Unknown);

    public static NativeType Unsupported { get; } = new(NativeTypeKind.Unsupported);

    public static NativeType Void { get; } = new(NativeTypeKind.Void);

    public static NativeType Int8 { get; } = Integer(1, true);

    public static NativeType UInt8 { get; } = Integer(1, false);

    public static NativeType Int16 { get; } = Integer(2, true);

    public static NativeType UInt16 { get; } = Integer(2, false);

    public static NativeType Int32 { get; } = Integer(4, true);

    public static NativeType UInt32 { get; } = Integer(4, false);

    public static NativeType Int64 { get; } = Integer(8, true);

    public static NativeType UInt64 { get; } = Integer(8, false);

    public static NativeType NativeInt { get; } = new(NativeTypeKind.Integer) { Width = NativeWidth.Pointer, IsSigned = true };

    public static NativeType NativeUInt { get; } = new(NativeTypeKind.Integer) { Width = NativeWidth.Pointer };

    public static NativeType CLong { get; } = new(NativeTypeKind.Integer) { Width = NativeWidth.CLong, IsSigned = true };

    public static NativeType CULong { get; } = new(NativeTypeKind.Integer) { Width = NativeWidth.CLong };

    public static NativeType Float { get; } = new(NativeTypeKind.Floating) { FixedSize = 4 };

    public static NativeType Double { get; } = new(NativeTypeKind.Floating) { FixedSize = 8 };

    public static NativeType OpaquePointer { get; } = new(NativeTypeKind.Pointer) { Width = NativeWidth.Pointer };

    public static NativeType FunctionPointer { get; } = new(NativeTypeKind.Pointer) { Width = NativeWidth.Pointer, IsFunctionPointer = true };

    public static NativeType PointerTo(NativeType pointee) =>
        pointee.Kind is NativeTypeKind.Unknown or NativeTypeKind.Void
            ? OpaquePointer
            : new(NativeTypeKind.Pointer) { Width = NativeWidth.Pointer, Pointee = pointee };

    /// <summary>C's equivalent of <c>NFloat</c>: a float on 32-bit platforms, a double on 64-bit ones.</summary>
    public static NativeType NativeFloat { get; } = new(NativeTypeKind.Floating) { Width = NativeWidth.Pointer };

    /// <summary>A framework struct whose size and alignment are documented and whose fields do not matter.</summary>
    public static NativeType OpaqueStruct(int size, int alignment) => new(NativeTypeKind.Struct) { FixedSize = size, FixedAlignment = alignment };

    public static NativeType Struct(StructShape shape) => new(NativeTypeKind.Struct) { Shape = shape };

    public static NativeType ArrayOf(NativeType element, int count) => new(NativeTypeKind.InlineArray) { Element = element, Count = count };

    /// <summary>Size in bytes on one platform, or null when it is not known.</summary>
    public int? SizeOn(DataModel model) => Kind switch
    {
        NativeTypeKind.Integer or NativeTypeKind.Floating or NativeTypeKind.Pointer => Width switch
        {
            NativeWidth.Pointer => model.PointerSize,
            NativeWidth.CLong => model.LongSize,
            _ => FixedSize,
        },
        NativeTypeKind.Struct => Shape is null ? FixedSize : Shape.LayoutOn(model)?.Size,
        NativeTypeKind.InlineArray => Element!.SizeOn(model) * Count,
        _ => null,
    };

    /// <summary>Alignment in bytes inside a struct on one platform, or null when it is not known.</summary>
    public int? AlignmentOn(DataModel model) => Kind switch
    {
        NativeTypeKind.Integer when Width == NativeWidth.Fixed && FixedSize == 8 => model.Int64Alignment,
        NativeTypeKind.Floating when FixedSize == 8 => model.DoubleAlignment,
        NativeTypeKind.Integer or NativeTypeKind.Floating or NativeTypeKind.Pointer => SizeOn(model),
        NativeTypeKind.Struct => Shape is null ? FixedAlignment : Shape.LayoutOn(model)?.Alignment,
        NativeTypeKind.InlineArray => Element!.AlignmentOn(model),
        _ => null,
    };

    private static NativeType Integer(int size, bool signed) => new(NativeTypeKind.Integer) { FixedSize = size, IsSigned = signed };
}
