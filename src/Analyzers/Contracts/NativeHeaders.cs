using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>A C header that the project gives with <c>NativeHeader</c>.</summary>
internal sealed class NativeHeader
{
    private readonly ConcurrentDictionary<string, CHeader> _parsed = new(StringComparer.Ordinal);
    private readonly IncludeFiles _includes;
    private readonly ImmutableArray<string> _defines;
    private readonly ImmutableArray<string> _includeDirectories;

    public NativeHeader(
        AdditionalText file,
        ImmutableArray<string> statedLibraries,
        ImmutableArray<TargetPlatform> platforms,
        ImmutableArray<string> unknownTargets,
        ImmutableArray<string> defines,
        ImmutableArray<string> includeDirectories,
        IncludeFiles includes)
    {
        File = file;
        StatedLibraries = statedLibraries;
        Libraries = statedLibraries.Select(LibraryNames.Normalize).ToImmutableArray();
        Platforms = platforms;
        UnknownTargets = unknownTargets;
        _defines = defines;
        _includeDirectories = includeDirectories;
        _includes = includes;
    }

    public AdditionalText File { get; }

    /// <summary>The file's name without its folders.</summary>
    public string Name => NameOf(File.Path);

    /// <summary>The libraries that the project says the header is of, as it spells them.</summary>
    public ImmutableArray<string> StatedLibraries { get; }

    /// <summary>The libraries that the project says the header is of, normalised; empty when it says none. The header itself may name one too.</summary>
    public ImmutableArray<string> Libraries { get; }

    /// <summary>Whether the project says that the header is of a library, whose name is normalised.</summary>
    public bool IsStatedFor(string library)
    {
        foreach (var stated in Libraries)
        {
            if (LibraryNames.IsSame(stated, library))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The platforms of the project that the header is for, in the project's order.</summary>
    public ImmutableArray<TargetPlatform> Platforms { get; }

    /// <summary>What the project names as targets of the header and is none.</summary>
    public ImmutableArray<string> UnknownTargets { get; }

    /// <summary>Whether cgo wrote the header, so that the library brings Go's runtime with it.</summary>
    public bool IsOfGo(CancellationToken cancellationToken) =>
        File.GetText(cancellationToken) is { Length: > 0 } text && text.Lines[0].ToString().IndexOf("cmd/cgo", StringComparison.Ordinal) >= 0;

    /// <summary>What the header declares on one target, or null when its text cannot be read.</summary>
    public CHeader? On(DataModel model, CancellationToken cancellationToken)
    {
        if (_parsed.TryGetValue(model.Name, out var known))
        {
            return known;
        }

        if (File.GetText(cancellationToken) is not { } text)
        {
            return null;
        }

        var header = HeaderCache.Parse(new HeaderSource(File.Path, text), _includes, _defines, _includeDirectories, model, cancellationToken);
        return _parsed.GetOrAdd(model.Name, header);
    }

    /// <summary>Contracts do not differ between platforms: those of the first one that the header is for.</summary>
    public CHeader? OnFirstPlatform(CancellationToken cancellationToken) => Platforms.IsEmpty ? null : On(Platforms[0].Model, cancellationToken);

    internal static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}

/// <summary>The declaration of an imported function in a header of the project.</summary>
internal readonly record struct NativeDeclaration(NativeHeader Source, CHeader Header, CFunction Function);

/// <summary>
/// The C headers that the project gives, from the additional files that the package's targets make of <c>NativeHeader</c> items. Additional files with the extension of a
/// header that are no such items can be included by them.
/// </summary>
internal sealed class NativeHeaders
{
    /// <summary>The metadata that makes an additional file a native header: the library's name, or <see cref="AnyLibrary"/>.</summary>
    private const string Metadata = "build_metadata.AdditionalFiles.";

    /// <summary>Stands for the library where the project names none.</summary>
    private const string AnyLibrary = "*";

    private readonly Lazy<ImmutableHashSet<string>> _ambiguous;

    private NativeHeaders(InteropContext interop)
    {
        var includes = new IncludeFiles(interop.AdditionalFiles.Where(static file => IsHeader(file.Path)).Select(static file => new IncludeFile(file)));
        var platforms = ProjectTargets.Of(interop).Platforms;
        var headers = ImmutableArray.CreateBuilder<NativeHeader>();
        foreach (var file in interop.AdditionalFiles)
        {
            var options = interop.FileOptions.GetOptions(file);
            if (!options.TryGetValue(Metadata + "NativeLibrary", out var library) || string.IsNullOrWhiteSpace(library))
            {
                continue;
            }

            ImmutableArray<string> List(string name) => options.TryGetValue(Metadata + name, out var value) ? Split(value) : ImmutableArray<string>.Empty;

            var targets = List("NativeTargets");
            headers.Add(new NativeHeader(
                file,
                Split(library).Where(name => name != AnyLibrary).ToImmutableArray(),
                targets.IsEmpty ? platforms : platforms.Where(platform => targets.Contains(platform.RuntimeIdentifier, StringComparer.OrdinalIgnoreCase)).ToImmutableArray(),
                targets.RemoveAll(target => ProjectTargets.Parse(target) is not null),
                List("NativeDefines"),
                List("NativeIncludeDirectories"),
                includes));
        }

        All = headers.ToImmutable();
        _ambiguous = new Lazy<ImmutableHashSet<string>>(() => ImportedFromSeveralLibraries(interop));
    }

    public ImmutableArray<NativeHeader> All { get; }

    public static NativeHeaders Of(InteropContext interop) => interop.Get(static context => new NativeHeaders(context));

    /// <summary>The declarations of an imported or fetched function in the project's headers, as contracts need them: on the first platform of each header.</summary>
    public IEnumerable<NativeDeclaration> DeclarationsOf(NativeFunction function, CancellationToken cancellationToken)
    {
        if (All.IsEmpty || !function.IsBound || function.EntryPoint is not { Length: > 0 } name)
        {
            yield break;
        }

        var library = LibraryNames.Normalize(function.Library);
        var boundary = AttributeContracts.BoundaryOf(function.Symbol);
        foreach (var header in All)
        {
            if (header.OnFirstPlatform(cancellationToken) is { } parsed && parsed.FindExport(name) is { } declaration && IsOf(header, parsed, declaration, library, boundary, name))
            {
                yield return new NativeDeclaration(header, parsed, declaration);
            }
        }
    }

    /// <summary>
    /// The declarations in the project's headers of a function that is imported, exported or fetched by its name, on one platform. A header that is not for the platform, or refuses
    /// it, declares nothing there.
    /// </summary>
    public IEnumerable<NativeDeclaration> DeclarationsOn(NativeFunction function, string name, TargetPlatform platform, CancellationToken cancellationToken)
    {
        if (All.IsEmpty || name.Length == 0)
        {
            yield break;
        }

        var library = LibraryNames.Normalize(function.Library);
        var boundary = AttributeContracts.BoundaryOf(function.Symbol);
        foreach (var header in All)
        {
            if (header.Platforms.Contains(platform)
                && header.On(platform.Model, cancellationToken) is { IsValidForTarget: true } parsed
                && parsed.FindExport(name) is { } declaration
                && IsOf(header, parsed, declaration, library, boundary, name))
            {
                yield return new NativeDeclaration(header, parsed, declaration);
            }
        }
    }

    private bool IsOf(NativeHeader header, CHeader parsed, CFunction declaration, string library, (string? Library, string? Header)? boundary, string name)
    {
        if (boundary is { Header: { } stated })
        {
            return string.Equals(NativeHeader.NameOf(stated), header.Name, StringComparison.OrdinalIgnoreCase);
        }

        var namesOne = !header.Libraries.IsEmpty;
        if (header.IsStatedFor(library) || (boundary?.Library is { } other && header.IsStatedFor(LibraryNames.Normalize(other))))
        {
            return true;
        }

        // A file that is included may belong to another library than the header that includes it.
        foreach (var fact in parsed.Facts)
        {
            if (fact.Name == "library" && (ReferenceEquals(fact.Location.File, declaration.Location.File) || fact.Location.Path == parsed.Path))
            {
                namesOne = true;
                if (LibraryNames.IsSame(LibraryNames.Normalize(fact.Argument), library))
                {
                    return true;
                }
            }
        }

        // Code that is linked into the program has no library to compare with.
        return (!namesOne || library is "" or "__internal") && !_ambiguous.Value.Contains(name);
    }

    private static ImmutableHashSet<string> ImportedFromSeveralLibraries(InteropContext interop)
    {
        var libraries = new Dictionary<string, string>(StringComparer.Ordinal);
        var ambiguous = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function is { IsImport: true, EntryPoint: { } name })
            {
                var library = LibraryNames.Normalize(function.Library);
                if (!libraries.TryGetValue(name, out var first))
                {
                    libraries.Add(name, library);
                }
                else if (first != library)
                {
                    ambiguous.Add(name);
                }
            }
        }

        return ambiguous.ToImmutable();
    }

    private static bool IsHeader(string path) =>
        path.EndsWith(".h", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".inc", StringComparison.OrdinalIgnoreCase);

    // The package sends lists with commas, because a semicolon would start a comment on the way.
    private static ImmutableArray<string> Split(string list) =>
        list.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Trim()).Where(entry => entry.Length > 0).ToImmutableArray();
}
