using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>
/// Framework types by what they are for, resolved once per compilation and only when asked for. A property is null when the target framework
/// lacks the type; a user's own type of the same name in another namespace is never taken for it.
/// </summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new();

    // Declarations
    public INamedTypeSymbol? DllImportAttribute => InteropServices("DllImportAttribute");

    public INamedTypeSymbol? LibraryImportAttribute => InteropServices("LibraryImportAttribute");

    public INamedTypeSymbol? UnmanagedCallersOnlyAttribute => InteropServices("UnmanagedCallersOnlyAttribute");

    public INamedTypeSymbol? UnmanagedFunctionPointerAttribute => InteropServices("UnmanagedFunctionPointerAttribute");

    public INamedTypeSymbol? UnmanagedCallConvAttribute => InteropServices("UnmanagedCallConvAttribute");

    public INamedTypeSymbol? DefaultCharSetAttribute => InteropServices("DefaultCharSetAttribute");

    public INamedTypeSymbol? BestFitMappingAttribute => InteropServices("BestFitMappingAttribute");

    public INamedTypeSymbol? PreserveSigAttribute => InteropServices("PreserveSigAttribute");

    public INamedTypeSymbol? DisableRuntimeMarshallingAttribute => CompilerServices("DisableRuntimeMarshallingAttribute");

    public INamedTypeSymbol? SuppressGCTransitionAttribute => InteropServices("SuppressGCTransitionAttribute");

    public INamedTypeSymbol? ComImportAttribute => InteropServices("ComImportAttribute");

    public INamedTypeSymbol? GeneratedComInterfaceAttribute => Find("System.Runtime.InteropServices.Marshalling.GeneratedComInterfaceAttribute");

    public INamedTypeSymbol? GeneratedCodeAttribute => Find("System.CodeDom.Compiler.GeneratedCodeAttribute");

    // Marshalling
    public INamedTypeSymbol? MarshalAsAttribute => InteropServices("MarshalAsAttribute");

    public INamedTypeSymbol? MarshalUsingAttribute => Find("System.Runtime.InteropServices.Marshalling.MarshalUsingAttribute");

    public INamedTypeSymbol? NativeMarshallingAttribute => Find("System.Runtime.InteropServices.Marshalling.NativeMarshallingAttribute");

    public INamedTypeSymbol? StructLayoutAttribute => InteropServices("StructLayoutAttribute");

    public INamedTypeSymbol? FieldOffsetAttribute => InteropServices("FieldOffsetAttribute");

    public INamedTypeSymbol? InlineArrayAttribute => CompilerServices("InlineArrayAttribute");

    public INamedTypeSymbol? InAttribute => InteropServices("InAttribute");

    public INamedTypeSymbol? OutAttribute => InteropServices("OutAttribute");

    // Values
    public INamedTypeSymbol? SafeHandle => InteropServices("SafeHandle");

    public INamedTypeSymbol? CriticalHandle => InteropServices("CriticalHandle");

    public INamedTypeSymbol? SafeHandleZeroOrMinusOneIsInvalid => Find("Microsoft.Win32.SafeHandles.SafeHandleZeroOrMinusOneIsInvalid");

    public INamedTypeSymbol? SafeHandleMinusOneIsInvalid => Find("Microsoft.Win32.SafeHandles.SafeHandleMinusOneIsInvalid");

    public INamedTypeSymbol? HandleRef => InteropServices("HandleRef");

    public INamedTypeSymbol? GCHandle => InteropServices("GCHandle");

    public INamedTypeSymbol? ArrayWithOffset => InteropServices("ArrayWithOffset");

    public INamedTypeSymbol? CLong => InteropServices("CLong");

    public INamedTypeSymbol? CULong => InteropServices("CULong");

    public INamedTypeSymbol? NFloat => InteropServices("NFloat");

    public INamedTypeSymbol? StringBuilder => Find("System.Text.StringBuilder");

    public INamedTypeSymbol? Guid => Find("System.Guid");

    public INamedTypeSymbol? Int128 => Find("System.Int128");

    public INamedTypeSymbol? UInt128 => Find("System.UInt128");

    public INamedTypeSymbol? Half => Find("System.Half");

    public INamedTypeSymbol? DateTimeOffset => Find("System.DateTimeOffset");

    public INamedTypeSymbol? SpanOfT => Find("System.Span`1");

    public INamedTypeSymbol? ReadOnlySpanOfT => Find("System.ReadOnlySpan`1");

    public INamedTypeSymbol? Exception => Find("System.Exception");

    public INamedTypeSymbol? Win32Exception => Find("System.ComponentModel.Win32Exception");

    public INamedTypeSymbol? IDisposable => Find("System.IDisposable");

    public INamedTypeSymbol? GC => Find("System.GC");

    public INamedTypeSymbol? Task => Find("System.Threading.Tasks.Task");

    // Services
    public INamedTypeSymbol? Marshal => InteropServices("Marshal");

    public INamedTypeSymbol? NativeLibrary => InteropServices("NativeLibrary");

    public INamedTypeSymbol? NativeMemory => InteropServices("NativeMemory");

    /// <summary>Any other framework type by its metadata name: <c>Namespace.Outer+Nested`1</c>.</summary>
    public INamedTypeSymbol? Find(string metadataName) =>
        _types.TryGetValue(metadataName, out var type) ? type : _types.GetOrAdd(metadataName, Resolve(metadataName));

    private INamedTypeSymbol? InteropServices(string name) => Find("System.Runtime.InteropServices." + name);

    private INamedTypeSymbol? CompilerServices(string name) => Find("System.Runtime.CompilerServices." + name);

    private INamedTypeSymbol? Resolve(string metadataName)
    {
#pragma warning disable RS0030 // This is the one place that may ask.
        if (compilation.GetTypeByMetadataName(metadataName) is { } unique)
        {
            return unique;
        }

        // Several references (or a polyfill and a reference) define the name: the compilation's own comes first, then a public one.
        INamedTypeSymbol? best = null;
        foreach (var candidate in compilation.GetTypesByMetadataName(metadataName))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.ContainingAssembly, compilation.Assembly))
            {
                return candidate;
            }

            if (candidate.DeclaredAccessibility == Accessibility.Public)
            {
                best ??= candidate;
            }
        }
#pragma warning restore RS0030

        return best;
    }
}
