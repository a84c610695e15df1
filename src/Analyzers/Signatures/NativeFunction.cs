using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>The forms in which C# states a native signature.</summary>
internal enum NativeForm
{
    DllImport,
    LibraryImport,

    /// <summary>A delegate type whose instances cross the boundary.</summary>
    Delegate,

    /// <summary><c>delegate* unmanaged</c>.</summary>
    FunctionPointer,

    /// <summary>A managed method that native code calls.</summary>
    UnmanagedCallersOnly,
}

/// <summary>How arguments travel and who cleans the stack. They differ only on 32-bit Windows, except for member functions.</summary>
internal enum NativeCallingConvention
{
    /// <summary><c>stdcall</c> on 32-bit Windows, the platform's only convention elsewhere.</summary>
    Platform,
    Cdecl,
    StdCall,
    ThisCall,
    FastCall,

    /// <summary>One that only the source names (Swift, for instance).</summary>
    Other,
}

/// <summary>In which direction a value travels, seen from the caller.</summary>
internal enum DataDirection
{
    In,
    Out,
    InOut,
}

/// <summary>
/// One native signature, whatever form it was written in: the only thing that rules look at. Made by <see cref="NativeFunctions"/>.
/// </summary>
internal sealed class NativeFunction
{
    private Location? _location;

    public NativeFunction(NativeForm form, ISymbol symbol, IMethodSymbol signature, MarshallingMode mode)
    {
        Form = form;
        Symbol = symbol;
        Signature = signature;
        Mode = mode;
    }

    public NativeForm Form { get; }

    /// <summary>The declared symbol: a method, a delegate type or a function pointer type.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The method whose parameters state the signature: the method itself, the delegate's <c>Invoke</c>, the function pointer's signature.</summary>
    public IMethodSymbol Signature { get; }

    /// <summary>Which machinery moves the values.</summary>
    public MarshallingMode Mode { get; }

    /// <summary>The library's name as written, or null when the form names none.</summary>
    public string? Library { get; init; }

    /// <summary>The native name: the stated entry point, otherwise the method's name. Null for delegates and function pointers that nothing is fetched into.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Whether the entry point is written out.</summary>
    public bool IsEntryPointStated { get; init; }

    public NativeCallingConvention CallingConvention { get; init; }

    /// <summary>Whether the calling convention is written out.</summary>
    public bool IsCallingConventionStated { get; init; }

    public bool SetLastError { get; init; }

    /// <summary>False when the runtime turns a failing HRESULT into an exception and the last out value into the result.</summary>
    public bool PreserveSig { get; init; } = true;

    public bool ExactSpelling { get; init; }

    /// <summary>The character set of a <c>DllImport</c> or delegate, <c>None</c> when nobody stated one.</summary>
    public CharSet CharSet { get; init; }

    public bool SuppressGCTransition { get; init; }

    /// <summary>The attribute that makes this a native signature, or null (function pointers, delegates without one).</summary>
    public AttributeData? Attribute { get; init; }

    public ImmutableArray<NativeParameter> Parameters { get; init; }

    public NativeParameter Return { get; init; } = null!;

    /// <summary>Whether the function is fetched by name at run time (<c>NativeLibrary.GetExport</c>); see <see cref="FetchedExports"/> and <see cref="FunctionMembers"/>.</summary>
    public bool IsFetched { get; private init; }

    /// <summary>
    /// Whether it is a method of an interface or an abstract class that is implemented at run time by calls of the native function, by an attribute like <c>DllImport</c>
    /// (InteropDotNet's <c>RuntimeDllImport</c>). How values travel is up to what implements it, so only what calls do is judged, never the declaration.
    /// </summary>
    public bool IsImplementedAtRunTime { get; init; }

    /// <summary>Whether managed code calls one native function of a known name through this signature: an import, or what is fetched by its name.</summary>
    public bool IsBound => IsImport || IsFetched;

    /// <summary>Whether managed code calls native code through this signature; the opposite of a callback or export.</summary>
    public bool IsImport => Form is NativeForm.DllImport or NativeForm.LibraryImport;

    /// <summary>The name for messages: the native name where there is one, otherwise the C# name.</summary>
    public string DisplayName => EntryPoint ?? (Form == NativeForm.FunctionPointer ? "function pointer" : Symbol.Name);

    /// <summary>Where the signature is declared, or null when it is in metadata.</summary>
    public Location? Location => _location ??= Symbol.Locations is { IsEmpty: false } locations && locations[0].IsInSource ? locations[0] : null;

    /// <summary>The field or property with attributes that a fetched function is kept in: they speak of the function.</summary>
    public ISymbol? Holder { get; private init; }

    /// <summary>The same signature for a function that is fetched by its name.</summary>
    public NativeFunction FetchedAs(string entryPoint, string? library, ISymbol? holder = null) => new(Form, Symbol, Signature, Mode)
    {
        Library = library,
        EntryPoint = entryPoint,
        IsEntryPointStated = true,
        CallingConvention = CallingConvention,
        IsCallingConventionStated = IsCallingConventionStated,
        SetLastError = SetLastError,
        PreserveSig = PreserveSig,
        ExactSpelling = true,
        CharSet = CharSet,
        SuppressGCTransition = SuppressGCTransition,
        Attribute = Attribute,
        Parameters = Parameters,
        Return = Return,
        IsFetched = true,
        Holder = holder,
    };
}

/// <summary>One value of a native signature: a parameter, or the result.</summary>
internal sealed class NativeParameter
{
    public NativeParameter(string name, int index, IParameterSymbol? symbol, ITypeSymbol type, RefKind refKind, EffectiveMarshalling marshalling, DataDirection direction)
    {
        Name = name;
        Index = index;
        Symbol = symbol;
        Type = type;
        RefKind = refKind;
        Marshalling = marshalling;
        Direction = direction;
    }

    /// <summary>The parameter's name, <c>return</c> for the result, <c>#n</c> for the parameters of function pointers.</summary>
    public string Name { get; }

    /// <summary>The position, or -1 for the result.</summary>
    public int Index { get; }

    /// <summary>The C# parameter; null for the result.</summary>
    public IParameterSymbol? Symbol { get; }

    public ITypeSymbol Type { get; }

    public RefKind RefKind { get; }

    public EffectiveMarshalling Marshalling { get; }

    /// <summary>Whether native code reads, fills or changes it.</summary>
    public DataDirection Direction { get; }

    public bool IsReturn => Index < 0;

    /// <summary>The value as messages name it: <c>parameter `flag`</c>, <c>the result</c>.</summary>
    public string Describe() => IsReturn ? "the result" : $"parameter `{Name}`";

    /// <summary>What native code receives: with the pointer that <c>ref</c>, <c>in</c> and <c>out</c> add.</summary>
    public NativeType NativeType => RefKind == RefKind.None ? Marshalling.NativeType : NativeType.PointerTo(Marshalling.NativeType);
}
