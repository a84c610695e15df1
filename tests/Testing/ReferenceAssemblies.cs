using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// The framework that test code is compiled against. The packs are restored together with this project and their folders are baked into its
/// assembly; a set that was not restored says so.
/// </summary>
public sealed class ReferenceAssemblies
{
    // Loaded once: what a source mentions, and the generator that then has to run.
    private static readonly ConcurrentDictionary<string, ImmutableArray<Type>> LoadedGenerators = new(StringComparer.Ordinal);

    private readonly string _folder;
    private readonly ImmutableArray<string> _files;
    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    private ReferenceAssemblies(string targetFramework, string folder, bool hasGenerators, params string[] files)
    {
        TargetFramework = targetFramework;
        HasInteropGenerators = hasGenerators;
        _folder = folder;
        _files = [.. files];
        _references = new(Load);
    }

    public string TargetFramework { get; }

    /// <summary>Whether this framework brings the generators of <c>[LibraryImport]</c> and <c>[GeneratedComInterface]</c>.</summary>
    internal bool HasInteropGenerators { get; }

    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken) => Task.FromResult(_references.Value);

    public override string ToString() => TargetFramework;

    /// <summary>The beginnings of the attributes that call for a generator.</summary>
    internal static ImmutableArray<string> InteropGeneratorMarks { get; } = ["LibraryImport", "GeneratedCom"];

    /// <summary>
    /// The generators of the .NET 8 pack serve every .NET test: they are the newest that load in the oldest Roslyn that the tests run on, and
    /// they report their own diagnostics (SYSLIB1051 …), which later packs moved into an analyzer.
    /// </summary>
    internal static ImmutableArray<Type> InteropGenerators(string mark) => LoadedGenerators.GetOrAdd(mark, static mark =>
    {
        var name = mark == "LibraryImport" ? "Microsoft.Interop.LibraryImportGenerator.dll" : "Microsoft.Interop.ComInterfaceGenerator.dll";
        var types = Assembly.LoadFrom(Path.Combine(PackFolder("net8.0"), "analyzers", "dotnet", "cs", name)).GetTypes();
        return [.. types.Where(type => type.GetCustomAttribute<GeneratorAttribute>() is not null && !type.IsAbstract)];
    });

    private static string PackFolder(string name)
    {
        var folder = typeof(ReferenceAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ReferencePack." + name).Value!;
        return Directory.Exists(folder)
            ? folder
            : throw new InvalidOperationException(
                $"The reference pack of {name} is not at {folder}. Restore tests/Testing (dotnet restore) and build it again on this machine.");
    }

    private ImmutableArray<MetadataReference> Load()
    {
        var folder = Path.Combine(PackFolder(TargetFramework), _folder);
        IEnumerable<string> paths = _files.IsEmpty ? Directory.GetFiles(folder, "*.dll") : _files.Select(file => Path.Combine(folder, file + ".dll"));
        return [.. paths.OrderBy(path => path, StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];
    }

    public static class Net
    {
        public static ReferenceAssemblies Net80 { get; } = new("net8.0", "ref/net8.0", hasGenerators: true);

        public static ReferenceAssemblies Net90 { get; } = new("net9.0", "ref/net9.0", hasGenerators: true);

        public static ReferenceAssemblies Net100 { get; } = new("net10.0", "ref/net10.0", hasGenerators: true);
    }

    public static class NetFramework
    {
        public static class Net472
        {
            public static ReferenceAssemblies Default { get; } = new(
                "net472",
                "build/.NETFramework/v4.7.2",
                hasGenerators: false,
                "mscorlib",
                "System",
                "System.Core",
                "System.Data",
                "System.Net.Http",
                "System.Xml",
                "System.Xml.Linq",
                "Microsoft.CSharp",
                "Facades/netstandard",
                "Facades/System.Runtime",
                "Facades/System.Runtime.InteropServices");
        }
    }

    public static class NetStandard
    {
        public static ReferenceAssemblies NetStandard20 { get; } = new("netstandard2.0", "build/netstandard2.0/ref", hasGenerators: false);
    }
}
