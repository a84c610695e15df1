using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;

namespace BoundaryLint.Contracts;

/// <summary>The function that says which version of its interface a native library has.</summary>
/// <param name="First">The first import of the library.</param>
/// <param name="Name">The native name of the function.</param>
/// <param name="Imports">Its declarations in C#; empty where only a header shows that it exists.</param>
/// <param name="Expected">The version that the declarations are of, or null where nothing says it.</param>
/// <param name="Source">Where it is known from, for messages.</param>
internal sealed record NativeVersion(NativeFunction First, string Name, ImmutableArray<NativeFunction> Imports, string? Expected, string Source);

/// <summary>The version functions of the libraries that the project imports from: stated with <c>version(f, value)</c> in a header, or evident from the name.</summary>
internal static class NativeVersions
{
    // What may stand between the library's own name and the word "version". Anything else is the version of something else.
    private static readonly ImmutableHashSet<string> Connecting = ImmutableHashSet.Create(
        StringComparer.Ordinal, "get", "abi", "api", "lib", "library", "native", "interface", "linked", "compiled", "runtime", "current", "full");

    public static IEnumerable<NativeVersion> Of(InteropContext interop, CancellationToken cancellationToken)
    {
        var byLibrary = BoundaryTypes.Of(interop).Functions
            .Where(static function => function is { IsImport: true, Library.Length: > 0 } && !SystemLibraries.IsAny(function.Library))
            .GroupBy(static function => LibraryNames.Normalize(function.Library), StringComparer.Ordinal);
        foreach (var library in byLibrary)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var functions = library.ToImmutableArray();
            var headers = functions.SelectMany(function => NativeHeaders.Of(interop).DeclarationsOf(function, cancellationToken))
                .Select(static declaration => (declaration.Source, declaration.Header)).Distinct().ToList();
            if (Stated(functions, headers) is { } stated)
            {
                yield return stated;
            }
            else if (Evident(functions, headers) is { } evident)
            {
                yield return evident;
            }
        }
    }

    private static NativeVersion? Stated(ImmutableArray<NativeFunction> functions, List<(NativeHeader Source, CHeader Header)> headers)
    {
        foreach (var (source, header) in headers)
        {
            foreach (var fact in header.Facts)
            {
                if (fact.Name == "version" && fact.Arguments.Length == 2)
                {
                    var name = fact.Arguments[0].Trim();
                    return new NativeVersion(functions[0], name, ImportsOf(functions, name), fact.Arguments[1].Trim(), source.Name);
                }
            }
        }

        return null;
    }

    private static NativeVersion? Evident(ImmutableArray<NativeFunction> functions, List<(NativeHeader Source, CHeader Header)> headers)
    {
        var library = LibraryNames.Normalize(functions[0].Library);
        var imported = functions.Where(static function => function.Parameters.IsEmpty && function.Return.NativeType.Kind is NativeTypeKind.Integer or NativeTypeKind.Pointer)
            .Select(static function => (Name: function.EntryPoint ?? "", IsText: !IsNumber(function), Source: "its name"));
        var declared = headers.SelectMany(static item => item.Header.Functions
            .Where(static function => function is { IsExported: true, IsVariadic: false, Parameters.IsEmpty: true } && function.ReturnType.Canonical is not CBasicType { Kind: CBasicKind.Void })
            .Select(function => (Name: function.SymbolName, IsText: function.ReturnType.Canonical is not CBasicType, Source: item.Source.Name)));

        // Text is there to be shown, unless it is called the version of the interface.
        var (name, _, known) = imported.Concat(declared)
            .Where(candidate => RankOf(candidate.Name, library) > (candidate.IsText ? 1 : 0))
            .OrderByDescending(candidate => RankOf(candidate.Name, library))
            .FirstOrDefault();
        return name is null ? null : new NativeVersion(functions[0], name, ImportsOf(functions, name), ConstantOf(name, headers), known);
    }

    private static bool IsNumber(NativeFunction function) => function.Return.NativeType.Kind == NativeTypeKind.Integer && function.Return.Marshalling.Shape is ManagedShape.Number or ManagedShape.Enum;

    private static ImmutableArray<NativeFunction> ImportsOf(ImmutableArray<NativeFunction> functions, string name) =>
        functions.Where(function => function.EntryPoint == name).ToImmutableArray();

    /// <summary>How surely a function of this name tells the version of the library: <c>kv_abi_version</c> more than <c>kv_version</c>; 0 for any other name.</summary>
    private static int RankOf(string name, string library)
    {
        var words = NativeNames.Words(name);
        var last = words.Length - 1;
        if (last > 0 && words[last] == "number")
        {
            last--;
        }

        if (last < 1 || words[last] is not ("version" or "libversion") || words.Take(last).Skip(1).Any(word => !Connecting.Contains(word) && library.IndexOf(word, StringComparison.Ordinal) < 0))
        {
            return 0;
        }

        return words[last - 1] is "abi" ? 3 : words[last - 1] is "api" ? 2 : 1;
    }

    /// <summary>The constant of a header that is named like the function.</summary>
    private static string? ConstantOf(string name, List<(NativeHeader Source, CHeader Header)> headers)
    {
        var constants = headers.SelectMany(static item => item.Header.Constants).Where(constant => string.Equals(constant.Name, name, StringComparison.OrdinalIgnoreCase));
        return constants.FirstOrDefault() switch
        {
            { Integer: { } integer } => integer.Bits.ToString(CultureInfo.InvariantCulture),
            { Text: { } text } => text,
            _ => null,
        };
    }
}
