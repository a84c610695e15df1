using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using System.Runtime.InteropServices;

namespace BoundaryLint.Signatures;

/// <summary>What kind of C# value crosses, as far as marshalling tells values apart.</summary>
internal enum ManagedShape
{
    /// <summary>An unresolved type: nothing is known.</summary>
    Error,

    Void,

    /// <summary>Integers and floating-point numbers, <c>CLong</c> and the like: the same bytes on both sides.</summary>
    Number,

    Boolean,
    Character,
    Enum,

    /// <summary><c>IntPtr</c>, <c>UIntPtr</c>, <c>nint</c>, <c>nuint</c>.</summary>
    NativeInteger,

    /// <summary><c>T*</c> and <c>void*</c>.</summary>
    Pointer,

    FunctionPointer,
    Delegate,
    String,
    StringBuilder,
    Array,

    /// <summary><c>Span&lt;T&gt;</c> and <c>ReadOnlySpan&lt;T&gt;</c>.</summary>
    Span,

    SafeHandle,
    HandleRef,
    Struct,

    /// <summary>A class that crosses as a pointer to a copy of its fields.</summary>
    LayoutClass,

    Decimal,
    DateTime,
    Guid,

    /// <summary><c>object</c> and <c>dynamic</c>: a VARIANT or a COM interface.</summary>
    Object,

    Interface,
    TypeParameter,
    Other,
}

/// <summary>How text is encoded on the native side.</summary>
internal enum TextEncoding
{
    None,

    /// <summary>The ANSI code page on Windows, UTF-8 elsewhere.</summary>
    Ansi,

    /// <summary>UTF-16 on Windows, UTF-8 elsewhere.</summary>
    Auto,

    Utf8,
    Utf16,

    /// <summary>A COM string with its length in front.</summary>
    Bstr,

    /// <summary>A custom marshaller decides.</summary>
    Custom,
}

/// <summary>Who decided how a value is marshalled.</summary>
internal enum MarshallingSource
{
    /// <summary>Nobody: the runtime's default.</summary>
    Implied,

    /// <summary>A <c>MarshalAs</c> attribute.</summary>
    MarshalAs,

    /// <summary><c>CharSet</c> of the import, the delegate, the struct or the module.</summary>
    CharSet,

    /// <summary><c>StringMarshalling</c> of a <c>LibraryImport</c>.</summary>
    StringMarshalling,

    /// <summary>A custom marshaller: <c>MarshalUsing</c>, <c>NativeMarshalling</c> or <c>ICustomMarshaler</c>.</summary>
    Custom,

    /// <summary>Runtime marshalling is disabled: the bytes cross as they are.</summary>
    Disabled,
}

/// <summary>Which machinery moves the values.</summary>
internal enum MarshallingMode
{
    /// <summary>The runtime's built-in marshaller.</summary>
    Runtime,

    /// <summary>No marshalling: only unmanaged types, <c>bool</c> is one byte and <c>char</c> two.</summary>
    Disabled,

    /// <summary>Code that the LibraryImport generator wrote: nothing is implied.</summary>
    Generated,
}

/// <summary>What happens to one value at the boundary, after every attribute and default that plays a part.</summary>
internal sealed class EffectiveMarshalling
{
    public EffectiveMarshalling(ManagedShape shape, NativeType nativeType, MarshallingMode mode)
    {
        Shape = shape;
        NativeType = nativeType;
        Mode = mode;
    }

    public ManagedShape Shape { get; }

    /// <summary>What native code receives for the value itself, without the pointer that <c>ref</c>, <c>in</c> and <c>out</c> add.</summary>
    public NativeType NativeType { get; }

    public MarshallingMode Mode { get; }

    public MarshallingSource Source { get; init; }

    /// <summary>The value of <c>MarshalAs</c>, or null.</summary>
    public UnmanagedType? MarshalAs { get; init; }

    /// <summary>The <c>MarshalAs</c> attribute, for rules about its other arguments.</summary>
    public AttributeData? MarshalAsAttribute { get; init; }

    /// <summary>The encoding of strings, string builders, characters and arrays of strings.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>The element of an array or span.</summary>
    public EffectiveMarshalling? Element { get; init; }

    /// <summary>
    /// Why the bytes are not the same on both sides, from the value down to the field that causes it; empty when the value is blittable
    /// or nothing is known.
    /// </summary>
    public ReasonChain NotBlittable { get; init; }

    /// <summary>Why native code cannot rely on the layout at all (auto layout, managed references), or empty.</summary>
    public ReasonChain NotStable { get; init; }

    /// <summary>Why the runtime refuses to pass the value itself, though a pointer to it is fine, or empty.</summary>
    public ReasonChain NotByValue { get; init; }

    public bool IsBlittable => NotBlittable.IsEmpty && Shape != ManagedShape.Error && NativeType.Kind is not (NativeTypeKind.Unknown or NativeTypeKind.Unsupported);

    /// <summary>Whether the user stated how the value is marshalled, so that a default cannot surprise.</summary>
    public bool IsStated => Source is not (MarshallingSource.Implied or MarshallingSource.Disabled);
}

/// <summary>The path from a type to the field that decides, and what is wrong with it. The default value is "nothing wrong".</summary>
internal readonly struct ReasonChain
{
    private readonly ImmutableArray<ISymbol> _path;
    private readonly string? _reason;

    public ReasonChain(string reason)
        : this(ImmutableArray<ISymbol>.Empty, reason)
    {
    }

    private ReasonChain(ImmutableArray<ISymbol> path, string reason)
    {
        _path = path;
        _reason = reason;
    }

    public bool IsEmpty => _reason is null;

    /// <summary>The fields from the outermost to the one that decides.</summary>
    public ImmutableArray<ISymbol> Path => _path.IsDefault ? ImmutableArray<ISymbol>.Empty : _path;

    /// <summary>What is wrong with the last field of <see cref="Path"/>, or with the type itself, such as "is `bool`, marshalled as 4 bytes".</summary>
    public string Reason => _reason ?? "";

    /// <summary>The same reason seen from a struct that has <paramref name="field"/>.</summary>
    public ReasonChain Through(ISymbol field) => IsEmpty ? this : new ReasonChain(Path.Insert(0, field), Reason);

    /// <summary>The chain as a message shows it: <c>`Outer.Inner` → `Inner.Flag` is `bool`, marshalled as 4 bytes</c>.</summary>
    public override string ToString()
    {
        if (IsEmpty)
        {
            return "";
        }

        var text = "";
        foreach (var field in Path)
        {
            text += (text.Length == 0 ? "`" : " → `") + DisplayNames.OfMember(field) + "`";
        }

        return text.Length == 0 ? Reason : text + " " + Reason;
    }
}
