using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace BoundaryLint.Corpus.Tests;

/// <summary>One released assembly with much interop. Its package is pinned in the project file, so that the decompiled code is the same everywhere.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="File">The assembly inside the package.</param>
/// <param name="IsWindowsOnly">Whether the assembly is made for Windows alone, as its project would say by its target framework.</param>
internal sealed record CorpusEntry(string Package, string Version, string File, bool IsWindowsOnly = false)
{
    private const string Framework = "runtimes/linux-x64/lib/net10.0/";

    public static IReadOnlyList<CorpusEntry> All { get; } =
    [
        new("LibGit2Sharp", "0.29.0", "lib/net6.0/LibGit2Sharp.dll"),
        new("Confluent.Kafka", "2.15.1", "lib/net8.0/Confluent.Kafka.dll"),
        new("Mono.Posix.NETStandard", "1.0.0", "runtimes/linux-x64/lib/netstandard2.0/Mono.Posix.NETStandard.dll"),
        new("SQLitePCLRaw.provider.e_sqlite3", "3.0.3", "lib/net8.0/SQLitePCLRaw.provider.e_sqlite3.dll"),
        new("Grpc.Core", "2.46.5", "lib/netstandard2.0/Grpc.Core.dll"),
        new("System.Drawing.Common", "10.0.11", "lib/net10.0/System.Private.Windows.GdiPlus.dll", IsWindowsOnly: true),
        new("Microsoft.Win32.SystemEvents", "10.0.11", "runtimes/win/lib/net10.0/Microsoft.Win32.SystemEvents.dll", IsWindowsOnly: true),
        new("System.Management", "10.0.10", "runtimes/win/lib/net10.0/System.Management.dll", IsWindowsOnly: true),
        new("System.Diagnostics.EventLog", "10.0.11", "runtimes/win/lib/net10.0/System.Diagnostics.EventLog.dll", IsWindowsOnly: true),
        OfFramework("System.Console"),
        OfFramework("System.Diagnostics.Process"),
        OfFramework("System.IO.MemoryMappedFiles"),
        OfFramework("System.IO.Pipes"),
        OfFramework("System.Net.NameResolution"),
        OfFramework("System.Net.Quic"),
    ];

    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>Where the restored package has the assembly.</summary>
    public string AssemblyPath => Path.Combine(
        typeof(CorpusEntry).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PackageRoot").Value!, Package.ToLowerInvariant(), Version, File);

    private static CorpusEntry OfFramework(string name) => new("Microsoft.NETCore.App.Runtime.linux-x64", "10.0.12", Framework + name + ".dll");
}
