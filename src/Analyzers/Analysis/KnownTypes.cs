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
    public INamedTypeSymbol? DllImportAttribute => Find("System.Runtime.InteropServices.DllImportAttribute");

    public INamedTypeSymbol? LibraryImportAttribute => Find("System.Runtime.InteropServices.LibraryImportAttribute");

    public INamedTypeSymbol? UnmanagedCallersOnlyAttribute => Find("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute");

    public INamedTypeSymbol? UnmanagedFunctionPointerAttribute => Find("System.Runtime.InteropServices.UnmanagedFunctionPointerAttribute");

    public INamedTypeSymbol? UnmanagedCallConvAttribute => Find("System.Runtime.InteropServices.UnmanagedCallConvAttribute");

    public INamedTypeSymbol? DefaultCharSetAttribute => Find("System.Runtime.InteropServices.DefaultCharSetAttribute");

    public INamedTypeSymbol? BestFitMappingAttribute => Find("System.Runtime.InteropServices.BestFitMappingAttribute");

    public INamedTypeSymbol? PreserveSigAttribute => Find("System.Runtime.InteropServices.PreserveSigAttribute");

    public INamedTypeSymbol? DisableRuntimeMarshallingAttribute => Find("System.Runtime.CompilerServices.DisableRuntimeMarshallingAttribute");

    public INamedTypeSymbol? SuppressGCTransitionAttribute => Find("System.Runtime.InteropServices.SuppressGCTransitionAttribute");

    public INamedTypeSymbol? ComImportAttribute => Find("System.Runtime.InteropServices.ComImportAttribute");

    public INamedTypeSymbol? GeneratedComInterfaceAttribute => Find("System.Runtime.InteropServices.Marshalling.GeneratedComInterfaceAttribute");

    public INamedTypeSymbol? GeneratedCodeAttribute => Find("System.CodeDom.Compiler.GeneratedCodeAttribute");

    // Marshalling
    public INamedTypeSymbol? MarshalAsAttribute => Find("System.Runtime.InteropServices.MarshalAsAttribute");

    public INamedTypeSymbol? MarshalUsingAttribute => Find("System.Runtime.InteropServices.Marshalling.MarshalUsingAttribute");

    public INamedTypeSymbol? NativeMarshallingAttribute => Find("System.Runtime.InteropServices.Marshalling.NativeMarshallingAttribute");

    public INamedTypeSymbol? StructLayoutAttribute => Find("System.Runtime.InteropServices.StructLayoutAttribute");

    public INamedTypeSymbol? FieldOffsetAttribute => Find("System.Runtime.InteropServices.FieldOffsetAttribute");

    public INamedTypeSymbol? InlineArrayAttribute => Find("System.Runtime.CompilerServices.InlineArrayAttribute");

    public INamedTypeSymbol? InAttribute => Find("System.Runtime.InteropServices.InAttribute");

    public INamedTypeSymbol? OutAttribute => Find("System.Runtime.InteropServices.OutAttribute");

    // Values
    public INamedTypeSymbol? SafeHandle => Find("System.Runtime.InteropServices.SafeHandle");

    public INamedTypeSymbol? CriticalHandle => Find("System.Runtime.InteropServices.CriticalHandle");

    public INamedTypeSymbol? SafeHandleZeroOrMinusOneIsInvalid => Find("Microsoft.Win32.SafeHandles.SafeHandleZeroOrMinusOneIsInvalid");

    public INamedTypeSymbol? SafeHandleMinusOneIsInvalid => Find("Microsoft.Win32.SafeHandles.SafeHandleMinusOneIsInvalid");

    public INamedTypeSymbol? HandleRef => Find("System.Runtime.InteropServices.HandleRef");

    public INamedTypeSymbol? GCHandle => Find("System.Runtime.InteropServices.GCHandle");

    public INamedTypeSymbol? ArrayWithOffset => Find("System.Runtime.InteropServices.ArrayWithOffset");

    public INamedTypeSymbol? CLong => Find("System.Runtime.InteropServices.CLong");

    public INamedTypeSymbol? CULong => Find("System.Runtime.InteropServices.CULong");

    public INamedTypeSymbol? NFloat => Find("System.Runtime.InteropServices.NFloat");

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
    public INamedTypeSymbol? Marshal => Find("System.Runtime.InteropServices.Marshal");

    public INamedTypeSymbol? NativeLibrary => Find("System.Runtime.InteropServices.NativeLibrary");

    public INamedTypeSymbol? NativeMemory => Find("System.Runtime.InteropServices.NativeMemory");

    /// <summary>Any other framework type by its metadata name: <c>Namespace.Outer+Nested`1</c>.</summary>
    public INamedTypeSymbol? Find(string metadataName) =>
        _types.TryGetValue(metadataName, out var type) ? type : _types.GetOrAdd(metadataName, Resolve(metadataName));

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
