using System.Collections.Immutable;
using System.Globalization;
using BoundaryLint.Signatures;

namespace BoundaryLint.Baseline;

/// <summary>What one line of a baseline states a fact about.</summary>
internal enum BaselineKind
{
    /// <summary>A delegate that native code calls, or that stands for a native function.</summary>
    Callback,

    /// <summary>The size of an enum.</summary>
    Enum,

    /// <summary>A managed function that native code finds by its name.</summary>
    Export,

    /// <summary>A native function that managed code calls.</summary>
    Import,

    /// <summary>The exception that a native status becomes.</summary>
    Status,

    /// <summary>The layout of a struct, on the platforms that share it.</summary>
    Struct,

    /// <summary>The value of an enum's member.</summary>
    Value,
}

/// <summary>The classes of values that a baseline tells apart.</summary>
internal enum BaselineTypeKind
{
    /// <summary>Written as a question mark: nothing is compared with it.</summary>
    Unknown,

    Void,
    Integer,
    Floating,

    /// <summary>The units of text behind a pointer, with their encoding.</summary>
    Text,

    Pointer,
    Function,

    /// <summary>A struct that has lines of its own.</summary>
    Struct,

    /// <summary>A value of which only size and alignment are known.</summary>
    Bytes,

    /// <summary>A fixed number of elements inside a struct.</summary>
    Array,
}

/// <summary>A type as native code sees it: its representation, and no name of C#, except that of a struct.</summary>
internal sealed class BaselineType(BaselineTypeKind kind, string text)
{
    public BaselineTypeKind Kind { get; } = kind;

    /// <summary>The type as the line writes it.</summary>
    public string Text { get; } = text;

    public NativeWidth Width { get; init; }

    /// <summary>Size in bytes where <see cref="Width"/> is fixed.</summary>
    public int Size { get; init; }

    /// <summary>The pointee, or the element of an array; null for a pointer to nothing known.</summary>
    public BaselineType? Element { get; init; }

    public int Count { get; init; }

    /// <summary>The name of a struct.</summary>
    public string Name { get; init; } = "";

    /// <summary>What a function pointer points to, or null where it is not stated.</summary>
    public BaselineSignature? Signature { get; init; }

    /// <summary>Whether it has the width of a pointer and travels in an integer register.</summary>
    public bool IsWord => Kind is BaselineTypeKind.Pointer or BaselineTypeKind.Function || (Kind == BaselineTypeKind.Integer && Width == NativeWidth.Pointer);
}

/// <summary>A parameter or a result.</summary>
/// <param name="Direction"><c>in</c>, <c>out</c> or <c>inout</c> where C# states it, otherwise empty.</param>
/// <param name="Type">What crosses, with the pointer that a direction adds.</param>
/// <param name="Facts">What contracts state, such as <c>owned(kv_close)</c>.</param>
internal sealed record BaselineValue(string Direction, BaselineType Type, ImmutableArray<string> Facts);

/// <summary>A native signature.</summary>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="Convention">The stated calling convention, or empty.</param>
/// <param name="Result">The result.</param>
internal sealed record BaselineSignature(ImmutableArray<BaselineValue> Parameters, string Convention, BaselineValue Result);

/// <summary>A field with its place in bytes.</summary>
internal sealed record BaselineField(string Name, BaselineType Type, int Offset);

/// <summary>The layout of a struct on some platforms.</summary>
internal sealed record BaselineLayout(int Size, int Alignment, ImmutableArray<BaselineField> Fields, ImmutableArray<DataModel> Models);

/// <summary>One fact of a baseline. Everything that it says stands in the line itself, so that lines can be merged and sorted without a thought.</summary>
internal sealed class BaselineLine(BaselineKind kind, string library, string name, string text)
{
    public BaselineKind Kind { get; } = kind;

    /// <summary>The library of an import, normalised; empty for everything else.</summary>
    public string Library { get; } = library;

    /// <summary>The native name of a function, the full name of a type, or the full name of an enum's member.</summary>
    public string Name { get; } = name;

    /// <summary>The line with single spaces and without its comment.</summary>
    public string Text { get; } = text;

    /// <summary>What two lines about the same thing have in common.</summary>
    public string Key { get; } = KeyOf(kind, library, name);

    public static string KeyOf(BaselineKind kind, string library, string name) => string.Concat(((int)kind).ToString(CultureInfo.InvariantCulture), library, "!", name);

    /// <summary>Of functions and delegates.</summary>
    public BaselineSignature? Signature { get; init; }

    /// <summary>Of structs.</summary>
    public BaselineLayout? Layout { get; init; }

    /// <summary>Of enums: the integer that they are.</summary>
    public BaselineType? Type { get; init; }

    /// <summary>Of enum members the number, of statuses the exception.</summary>
    public string Value { get; init; } = "";
}
