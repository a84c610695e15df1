using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>A string or an array whose native memory the marshaller frees although native code allocated it in its own way.</summary>
/// <param name="Value">The result or parameter.</param>
/// <param name="Ownership">Who owns the memory as far as it is known.</param>
/// <param name="IsCertain">False when native code may only read the value (<c>ref</c>), or may be a COM method.</param>
internal sealed record FreedString(NativeParameter Value, Fact<Ownership> Ownership, bool IsCertain);

/// <summary>
/// Finds the strings and arrays of a signature that the marshaller releases with <c>CoTaskMemFree</c> after it copied them. Source: the runtime's documentation of memory management with
/// the interop marshaller; the generated code of <c>LibraryImport</c> calls <c>Marshal.FreeCoTaskMem</c> through the framework's string marshallers in the same way.
/// </summary>
internal static class MarshallerFreedStrings
{
    // Parts of Windows whose functions allocate what they hand out with CoTaskMemAlloc.
    private static readonly ImmutableHashSet<string> CoTaskMemLibraries = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ole32", "oleaut32", "combase", "shell32", "shlwapi", "shcore", "propsys", "urlmon", "mf", "mfplat", "mfreadwrite", "msi", "mscoree", "fusion", "activeds", "comsvcs", "taskschd",
        "thumbcache", "vmcompute", "windows.storage", "windowscodecs", "sti", "wiaservc", "olepro32", "oledlg", "shdocvw", "ieframe", "searchapi", "vssapi", "dxva2", "mmdevapi", "wmvcore");

    // Functions of the C library, and of libraries that say so, that return memory of malloc: what FreeCoTaskMem releases everywhere but on Windows.
    private static readonly ImmutableHashSet<string> MallocStrings = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "strdup", "strndup", "wcsdup", "realpath", "canonicalize_file_name", "getcwd", "get_current_dir_name", "tempnam", "readline", "__cxa_demangle");

    /// <summary>The values of <paramref name="function"/> that the marshaller frees wrongly, the result first.</summary>
    /// <param name="interop">The compilation.</param>
    /// <param name="function">The signature.</param>
    /// <param name="isCalledByManagedCode">For a delegate: whether it is made from a native pointer and not from a managed method.</param>
    public static ImmutableArray<FreedString> In(InteropContext interop, NativeFunction function, bool isCalledByManagedCode = false)
    {
        if (!CanFree(interop, function))
        {
            return ImmutableArray<FreedString>.Empty;
        }

        var isCallback = function.Form == NativeForm.Delegate && !isCalledByManagedCode;
        var contract = BoundaryContracts.Of(interop).For(function);
        var found = ImmutableArray.CreateBuilder<FreedString>();
        if (!isCallback)
        {
            Add(function.Return);
        }

        foreach (var parameter in function.Parameters)
        {
            // In a callback the marshaller allocates what goes out; only the old string of a ref parameter is released.
            if (isCallback ? parameter is { RefKind: RefKind.Ref, Direction: DataDirection.InOut } : parameter.Direction != DataDirection.In)
            {
                Add(parameter);
            }
        }

        return found.ToImmutable();

        void Add(NativeParameter value)
        {
            if (!HoldsNativeString(value) && !IsNativeArray(value))
            {
                return;
            }

            var facts = contract[value];
            var ownership = facts.Ownership;
            if (ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: { } release } } && IsTheMarshallersRelease(release, interop))
            {
                return;
            }

            var isFilled = value.Direction == DataDirection.Out
                || isCallback
                || ownership.IsCertain
                || (facts.Direction.IsCertain && facts.Direction.Value != DataDirection.In);
            var mayBeCom = function.Library is null && !value.IsReturn && !isCallback;
            found.Add(new FreedString(value, ownership, isFilled && !mayBeCom));
        }
    }

    /// <summary>Whether the marshaller frees a string that native code puts into a struct which <paramref name="function"/> fills, and not rightly so.</summary>
    public static bool CanFree(InteropContext interop, NativeFunction function) =>
        function.Form != NativeForm.UnmanagedCallersOnly
        && function.Mode != MarshallingMode.Disabled
        && function.PreserveSig
        && !AllocatesForTheMarshaller(interop, function);

    /// <summary>Whether text of this encoding is released with <c>CoTaskMemFree</c>; BSTRs and custom marshallers have their own way.</summary>
    public static bool IsFreedText(EffectiveMarshalling marshalling) =>
        marshalling is { Shape: ManagedShape.String, Encoding: TextEncoding.Ansi or TextEncoding.Auto or TextEncoding.Utf8 or TextEncoding.Utf16 };

    private static bool HoldsNativeString(NativeParameter value)
    {
        if (IsFreedText(value.Marshalling))
        {
            return value.IsReturn || value.RefKind is RefKind.Out or RefKind.Ref;
        }

        return value.Marshalling is { Shape: ManagedShape.Array, Element: { } element } && IsFreedText(element)
            || (value.IsReturn && value.Marshalling is { Shape: ManagedShape.StringBuilder, Source: not MarshallingSource.Custom });
    }

    /// <summary>Whether native code hands out an array of as many elements as the signature says; the marshaller copies them and frees the array.</summary>
    private static bool IsNativeArray(NativeParameter value) =>
        (value.IsReturn || value.RefKind == RefKind.Out) && value.Marshalling is { Shape: ManagedShape.Array, MarshalAs: UnmanagedType.LPArray, MarshalAsAttribute: { } stated } && StatesCount(stated);

    private static bool StatesCount(AttributeData stated)
    {
        foreach (var argument in stated.NamedArguments)
        {
            if (argument.Key is "SizeParamIndex" or "SizeConst")
            {
                return true;
            }
        }

        return false;
    }

    private static bool AllocatesForTheMarshaller(InteropContext interop, NativeFunction function)
    {
        var library = LibraryNames.Normalize(function.Library);
        if (CoTaskMemLibraries.Contains(library) || library.StartsWith("api-ms-win-core-com-", StringComparison.Ordinal) || library.StartsWith("api-ms-win-shcore-", StringComparison.Ordinal))
        {
            return true;
        }

        return function.EntryPoint is { } name
            && MallocStrings.Contains(name)
            && (SystemLibraries.IsUnix(function.Library) || !ProjectTargets.Of(interop).RunsOnWindows);
    }

    private static bool IsTheMarshallersRelease(string release, InteropContext interop) => release switch
    {
        "CoTaskMemFree" or "FreeCoTaskMem" or "Marshal.FreeCoTaskMem" => true,
        "free" => !ProjectTargets.Of(interop).RunsOnWindows,
        _ => false,
    };
}
