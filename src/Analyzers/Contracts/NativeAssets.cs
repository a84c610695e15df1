using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;

namespace BoundaryLint.Contracts;

/// <summary>
/// The native files that the project and its packages bring, as the package's targets list them: <c>linux-x64|libkv.so,|kv.dll</c>. A file without a runtime identifier is for the system of
/// its suffix.
/// </summary>
internal sealed class NativeAssets
{
    private readonly Dictionary<string, List<string>> _identifiers = new(StringComparer.Ordinal);

    private NativeAssets(InteropContext interop)
    {
        foreach (var entry in interop.Options.BuildProperty("BoundaryLintNativeAssets").Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            var bar = entry.IndexOf('|');
            var file = entry.Substring(bar + 1).Trim();
            var identifier = bar > 0 ? entry.Substring(0, bar).Trim() : IdentifierOf(file);
            if (file.Length > 0 && identifier is not null)
            {
                var key = LibraryNames.Normalize(file);
                if (!_identifiers.TryGetValue(key, out var known))
                {
                    _identifiers.Add(key, known = []);
                }

                known.Add(identifier.ToLowerInvariant());
            }
        }

        // What the project only could run on is no promise.
        Declared = ProjectTargets.Of(interop) is { } targets && (interop.Options.BuildPropertyList("RuntimeIdentifiers").Length > 0 || interop.Options.BuildPropertyList("RuntimeIdentifier").Length > 0)
            ? targets.Platforms
            : ImmutableArray<TargetPlatform>.Empty;
    }

    /// <summary>The platforms that the project names by runtime identifiers.</summary>
    public ImmutableArray<TargetPlatform> Declared { get; }

    public static NativeAssets Of(InteropContext interop) => interop.Get(static context => new NativeAssets(context));

    /// <summary>For which identifiers the project has a library; empty for one that it does not bring at all, which the system or an installer may have.</summary>
    public IReadOnlyList<string> IdentifiersOf(string library) => _identifiers.TryGetValue(LibraryNames.Normalize(library), out var known) ? known : [];

    /// <summary>Whether a file for <paramref name="identifier"/> is used on <paramref name="platform"/>. In doubt it is.</summary>
    public static bool Covers(string identifier, TargetPlatform platform)
    {
        if (identifier == "any" || identifier == platform.RuntimeIdentifier)
        {
            return true;
        }

        var dash = identifier.LastIndexOf('-');
        var isWithoutArchitecture = dash < 0 || identifier.EndsWith("-musl", StringComparison.Ordinal);
        if (isWithoutArchitecture)
        {
            return identifier == "unix"
                ? platform.Os != TargetOs.Windows
                : ProjectTargets.Parse(identifier + "-x64") is { } any ? any.Os == platform.Os : true;
        }

        // Names with versions (win10-x64, osx.10.12-x64) and of distributions stand for their system; an unknown one could be anything.
        return ProjectTargets.Parse(identifier) is not { } known || (known.Os == platform.Os && known.Architecture == platform.Architecture);
    }

    private static string? IdentifierOf(string file) =>
        file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? "win"
        : file.EndsWith(".dylib", StringComparison.Ordinal) ? "osx"
        : file.EndsWith(".so", StringComparison.Ordinal) || file.IndexOf(".so.", StringComparison.Ordinal) > 0 ? "linux"
        : null;
}
