using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>On which operating systems of the project one declaration can be used.</summary>
internal static class DeclaredSystems
{
    /// <summary>
    /// The systems that the project runs on, less those that <c>SupportedOSPlatform</c> on the declaration or around it, or a library name with a platform's suffix, leaves out.
    /// </summary>
    public static ImmutableHashSet<TargetOs> Of(InteropContext interop, ISymbol symbol, string? library)
    {
        var attribute = interop.Types.Find("System.Runtime.Versioning.SupportedOSPlatformAttribute");

        // The functions of one class seldom say anything of their own: what is around them is asked once.
        return symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType: { } type } && StatedBy(symbol, attribute).IsEmpty
            ? interop.Get(static _ => new Known()).Of(type, library, () => Of(interop, type, type, library, attribute))
            : Of(interop, symbol, symbol.ContainingType, library, attribute);
    }

    private static ImmutableHashSet<TargetOs> Of(InteropContext interop, ISymbol symbol, INamedTypeSymbol? type, string? library, INamedTypeSymbol? attribute)
    {
        var systems = ProjectTargets.Of(interop).Platforms.Select(platform => platform.Os).ToImmutableHashSet();
        for (ISymbol? current = symbol; current is not null; current = current.ContainingSymbol)
        {
            var stated = StatedBy(current, attribute);
            if (!stated.IsEmpty)
            {
                systems = systems.Intersect(stated);
                break;
            }
        }

        var named = NamedBy(type, library);
        if (!named.IsEmpty)
        {
            systems = systems.Intersect(named);
        }

        return SuffixOf(library) switch
        {
            TargetOs.Windows => systems.Intersect(ImmutableHashSet.Create(TargetOs.Windows)),
            TargetOs.MacOS => systems.Intersect(ImmutableHashSet.Create(TargetOs.MacOS, TargetOs.IOS)),
            TargetOs.Linux => systems.Intersect(ImmutableHashSet.Create(TargetOs.Linux, TargetOs.Android)),
            _ => systems,
        };
    }

    private static ImmutableHashSet<TargetOs> StatedBy(ISymbol symbol, INamedTypeSymbol? attribute)
    {
        var stated = ImmutableHashSet<TargetOs>.Empty;
        foreach (var supported in attribute is null ? ImmutableArray<AttributeData>.Empty : symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(supported.AttributeClass, attribute) && supported.ConstructorText(0) is { } platform && SystemOf(platform) is { } system)
            {
                stated = stated.Add(system);
            }
        }

        return stated;
    }

    /// <summary>The answers for types and libraries of one compilation.</summary>
    private sealed class Known
    {
        private readonly ConcurrentDictionary<INamedTypeSymbol, ConcurrentDictionary<string, ImmutableHashSet<TargetOs>>> _byType = new(SymbolEqualityComparer.Default);

        public ImmutableHashSet<TargetOs> Of(INamedTypeSymbol type, string? library, Func<ImmutableHashSet<TargetOs>> find)
        {
            var byLibrary = _byType.GetOrAdd(type, static _ => new ConcurrentDictionary<string, ImmutableHashSet<TargetOs>>(StringComparer.Ordinal));
            return byLibrary.TryGetValue(library ?? string.Empty, out var known) ? known : byLibrary.GetOrAdd(library ?? string.Empty, find());
        }
    }

    // Words of type and library names that say for which system a declaration is meant.
    private static readonly ImmutableDictionary<string, TargetOs> SystemWords = new (string Word, TargetOs System)[]
    {
        ("windows", TargetOs.Windows), ("win", TargetOs.Windows), ("linux", TargetOs.Linux), ("unix", TargetOs.Linux), ("posix", TargetOs.Linux), ("alpine", TargetOs.Linux),
        ("musl", TargetOs.Linux), ("glibc", TargetOs.Linux), ("debian", TargetOs.Linux), ("ubuntu", TargetOs.Linux), ("centos", TargetOs.Linux), ("rhel", TargetOs.Linux),
        ("freebsd", TargetOs.Linux), ("mac", TargetOs.MacOS), ("macos", TargetOs.MacOS), ("osx", TargetOs.MacOS), ("darwin", TargetOs.MacOS), ("apple", TargetOs.MacOS),
        ("android", TargetOs.Android), ("ios", TargetOs.IOS),
    }.ToImmutableDictionary(pair => pair.Word, pair => pair.System, StringComparer.Ordinal);

    /// <summary>The systems that the names of the types around a declaration, or of its library, mention; none when they say nothing.</summary>
    public static ImmutableHashSet<TargetOs> NamedBy(ISymbol? symbol, string? library)
    {
        var found = ImmutableHashSet<TargetOs>.Empty;
        for (var current = symbol; current is IMethodSymbol or INamedTypeSymbol; current = current.ContainingSymbol)
        {
            found = found.Union(Named(current.Name));
        }

        return library is null ? found : found.Union(library.Split('-', '.', '/').SelectMany(Named));
    }

    /// <summary>
    /// Whether a type that nothing but its name brings to a header can be meant for a platform: projects that bind one library in several ways keep the types for each system in a namespace
    /// or type of its name, <c>PCSC.Interop.Linux</c>.
    /// </summary>
    public static bool MayBeFor(INamedTypeSymbol type, TargetPlatform platform)
    {
        var found = ImmutableHashSet<TargetOs>.Empty;
        for (var current = type.ContainingSymbol; current is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; current = current.ContainingSymbol)
        {
            found = found.Union(Named(current.Name));
        }

        return found.IsEmpty || found.Contains(platform.Os);
    }

    /// <summary>Whether the types and namespaces around two declarations, or their own names, say that each is for other systems.</summary>
    public static bool AreForDifferentSystems(ISymbol symbol, ISymbol other)
    {
        var systems = NamedAround(symbol);
        var others = NamedAround(other);
        return !systems.IsEmpty && !others.IsEmpty && systems.Intersect(others).IsEmpty;
    }

    /// <summary>The systems that the names of a declaration, of the types and of the namespaces around it mention; none when they say nothing.</summary>
    public static ImmutableHashSet<TargetOs> NamedAround(ISymbol symbol)
    {
        var found = ImmutableHashSet<TargetOs>.Empty;
        for (var current = symbol; current is IMethodSymbol or INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; current = current.ContainingSymbol)
        {
            found = found.Union(Named(current.Name));
        }

        return found;
    }

    private static ImmutableHashSet<TargetOs> Named(string name)
    {
        var systems = ImmutableHashSet<TargetOs>.Empty;
        foreach (var word in NativeNames.Words(name))
        {
            if (SystemWords.TryGetValue(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), out var system))
            {
                // Unix names stand for macOS too.
                systems = systems.Add(system);
                if (word is "unix" or "posix")
                {
                    systems = systems.Add(TargetOs.MacOS);
                }
            }
        }

        return systems;
    }

    /// <summary>The system whose suffix a library's name has: <c>kv.dll</c>, <c>libkv.so.1</c>, <c>libkv.dylib</c>; null for a bare name.</summary>
    private static TargetOs? SuffixOf(string? library)
    {
        if (library is null)
        {
            return null;
        }

        if (library.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return TargetOs.Windows;
        }

        if (library.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase) || library.IndexOf(".framework/", StringComparison.Ordinal) >= 0)
        {
            return TargetOs.MacOS;
        }

        return library.EndsWith(".so", StringComparison.Ordinal) || library.IndexOf(".so.", StringComparison.Ordinal) > 0 ? TargetOs.Linux : null;
    }

    /// <summary>The system of a platform name such as <c>windows10.0.17763</c>.</summary>
    private static TargetOs? SystemOf(string platform)
    {
        var name = new string(platform.TakeWhile(char.IsLetter).ToArray()).ToLowerInvariant();
        return name switch
        {
            "windows" => TargetOs.Windows,
            "linux" or "freebsd" or "illumos" or "solaris" => TargetOs.Linux,
            "macos" or "osx" or "maccatalyst" => TargetOs.MacOS,
            "ios" or "tvos" => TargetOs.IOS,
            "android" => TargetOs.Android,
            "browser" or "wasi" => TargetOs.Browser,
            _ => null,
        };
    }
}
