using System.Collections.Immutable;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>Something that a header declares, as one platform of the project sees it.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Header">The header on that platform, for its other declarations.</param>
/// <param name="Native">What it declares.</param>
internal readonly record struct Declared<T>(TargetPlatform Platform, CHeader Header, T Native)
    where T : class;

/// <summary>What brought a C# type and a C type together.</summary>
internal enum PairOrigin
{
    /// <summary>They stand at the same place of two signatures that belong together, or are fields of such types.</summary>
    Signature,

    /// <summary>Only their names: weaker evidence.</summary>
    Name,
}

/// <summary>A native signature in C# and the function that a header declares under its name.</summary>
/// <param name="Function">The C# side.</param>
/// <param name="Source">The header.</param>
/// <param name="Declarations">The function on each platform on which C# can use it and the header declares it; never empty.</param>
internal sealed record FunctionPair(NativeFunction Function, NativeHeader Source, ImmutableArray<Declared<CFunction>> Declarations);

/// <summary>The first place at which two types met.</summary>
/// <param name="Function">The C# signature, or null where only names brought the types together.</param>
/// <param name="Parameter">The value through which they are reached.</param>
/// <param name="Path">The fields that lead from the value's type to them; empty when the value is of that type.</param>
internal sealed record PairUse(NativeFunction? Function, NativeParameter? Parameter, ImmutableArray<IFieldSymbol> Path)
{
    public static PairUse None { get; } = new(null, null, ImmutableArray<IFieldSymbol>.Empty);
}

/// <summary>A C# struct, or class with layout, and the record that it stands for. One C# type can have several pairs, and so can one record.</summary>
/// <param name="Type">The C# side.</param>
/// <param name="Source">The header.</param>
/// <param name="Records">The record on each platform on which the two meet; never empty, and complete on each.</param>
/// <param name="Use">Where they met first.</param>
/// <param name="Origin">What brought them together.</param>
/// <param name="IsMarshalled">Native code sees a marshalled copy somewhere.</param>
/// <param name="IsRaw">Native code sees the managed bytes somewhere: behind <c>T*</c>, or without runtime marshalling.</param>
/// <param name="IsAllocatedByManagedCode">
/// Managed code makes the memory somewhere, by value, <c>ref</c>, <c>in</c>, <c>out</c> or as an array, so that a smaller struct is memory corruption. False where C# only reads through
/// pointers that native code hands out.
/// </param>
internal sealed record StructPair(
    INamedTypeSymbol Type,
    NativeHeader Source,
    ImmutableArray<Declared<CRecord>> Records,
    PairUse Use,
    PairOrigin Origin,
    bool IsMarshalled,
    bool IsRaw,
    bool IsAllocatedByManagedCode)
{
    /// <summary>The record's name for messages.</summary>
    public string NativeName => Records[0].Native.DisplayName;
}

/// <summary>A C# enum and the C enum that it stands for.</summary>
/// <param name="Type">The C# side.</param>
/// <param name="Source">The header.</param>
/// <param name="Enums">The enum on each platform on which the two meet; never empty.</param>
/// <param name="Use">Where they met first.</param>
/// <param name="Origin">What brought them together.</param>
internal sealed record EnumPair(INamedTypeSymbol Type, NativeHeader Source, ImmutableArray<Declared<CEnum>> Enums, PairUse Use, PairOrigin Origin)
{
    /// <summary>The enum's name for messages.</summary>
    public string NativeName => Enums[0].Native.DisplayName;
}

/// <summary>A delegate type or function pointer type and the C function type that it stands for.</summary>
/// <param name="Callback">The C# side.</param>
/// <param name="Source">The header.</param>
/// <param name="Types">The function type on each platform on which the two meet; never empty.</param>
/// <param name="NativeName">What the C side is called: a typedef, or the parameter or member that has the type.</param>
/// <param name="Location">Where the header declares it.</param>
/// <param name="Use">Where they met first.</param>
internal sealed record CallbackPair(
    NativeFunction Callback, NativeHeader Source, ImmutableArray<Declared<CFunctionType>> Types, string NativeName, HeaderLocation Location, PairUse Use);

/// <summary>
/// Everything of a compilation that belongs together with something in the project's headers. Found once, by walking each pair of signatures in step: what stands at the same place
/// belongs together, through pointers, fields and callbacks.
/// </summary>
/// <param name="Functions">The imports, and the exports with a name, that a header declares.</param>
/// <param name="Structs">Structs and classes with layout, with complete records.</param>
/// <param name="Enums">Enums.</param>
/// <param name="Callbacks">Delegates and function pointers.</param>
internal sealed record BoundaryPairs(
    ImmutableArray<FunctionPair> Functions, ImmutableArray<StructPair> Structs, ImmutableArray<EnumPair> Enums, ImmutableArray<CallbackPair> Callbacks)
{
    public static BoundaryPairs None { get; } = new(
        ImmutableArray<FunctionPair>.Empty, ImmutableArray<StructPair>.Empty, ImmutableArray<EnumPair>.Empty, ImmutableArray<CallbackPair>.Empty);
}
