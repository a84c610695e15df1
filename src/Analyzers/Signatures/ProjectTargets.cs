using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>The runtimes that differ in how they marshal.</summary>
internal enum FrameworkFamily
{
    /// <summary>.NET Core and .NET 5 and later.</summary>
    Core,

    /// <summary>.NET Framework: Windows only, 32-bit possible.</summary>
    Framework,

    /// <summary>.NET Standard: the library may run on either.</summary>
    Standard,
}

/// <summary>A platform that the project can run on.</summary>
/// <param name="RuntimeIdentifier">The .NET name, such as <c>win-x64</c>.</param>
/// <param name="Os">The operating system.</param>
/// <param name="Architecture">The instruction set.</param>
/// <param name="Model">Sizes and alignments of C types there.</param>
internal sealed record TargetPlatform(string RuntimeIdentifier, TargetOs Os, TargetArchitecture Architecture, DataModel Model);

/// <summary>
/// Where the project runs: the platforms named by <c>RuntimeIdentifiers</c>, otherwise those that its framework and platform settings allow,
/// otherwise the three common 64-bit desktop and server platforms.
/// </summary>
internal sealed class ProjectTargets
{
    private static readonly string[] DefaultIdentifiers = ["win-x64", "linux-x64", "osx-arm64"];

    private ProjectTargets(InteropContext interop)
    {
        var options = interop.Options;
        Family = FamilyOf(interop);
        FrameworkVersion = VersionOf(interop.Compilation);
        var osOfFramework = OsOfFramework(options);
        Platforms = Resolve(options, Family, osOfFramework);
        ArePlatformsAssumed = osOfFramework is null
            && Family != FrameworkFamily.Framework
            && options.BuildPropertyList("RuntimeIdentifiers").Length == 0
            && options.BuildPropertyList("RuntimeIdentifier").Length == 0;
        Models = Platforms.Select(platform => platform.Model).Distinct().ToImmutableArray();
        CanRunOn32BitWindows = Platforms.Any(platform => platform is { Os: TargetOs.Windows, Architecture: TargetArchitecture.X86 });
    }

    public FrameworkFamily Family { get; }

    /// <summary>Version of the core library that the project compiles against, such as 8.0 for .NET 8.</summary>
    public Version FrameworkVersion { get; }

    /// <summary>Never empty.</summary>
    public ImmutableArray<TargetPlatform> Platforms { get; }

    /// <summary>Whether the project names no operating system, so that <see cref="Platforms"/> are those on which it could run.</summary>
    public bool ArePlatformsAssumed { get; }

    /// <summary>The distinct data models of <see cref="Platforms"/>.</summary>
    public ImmutableArray<DataModel> Models { get; }

    /// <summary>Whether the same assembly can run as a 32-bit Windows process, where the calling convention decides who cleans the stack.</summary>
    public bool CanRunOn32BitWindows { get; }

    public bool RunsOnWindows => Platforms.Any(platform => platform.Os == TargetOs.Windows);

    public bool RunsOnlyOnWindows => Platforms.All(platform => platform.Os == TargetOs.Windows);

    /// <summary>Whether the project runs on more than one operating system.</summary>
    public bool RunsOnSeveralSystems => Platforms.Select(platform => platform.Os).Distinct().Skip(1).Any();

    public static ProjectTargets Of(InteropContext interop) => interop.Get(static context => new ProjectTargets(context));

    /// <summary>Reads one runtime identifier; null for one without a known data model (such as <c>any</c>).</summary>
    public static TargetPlatform? Parse(string runtimeIdentifier)
    {
        var identifier = runtimeIdentifier.Trim().ToLowerInvariant();
        var dash = identifier.LastIndexOf('-');
        if (dash <= 0)
        {
            return null;
        }

        TargetOs? os = identifier switch
        {
            _ when identifier.StartsWith("win", StringComparison.Ordinal) => TargetOs.Windows,
            _ when identifier.StartsWith("osx", StringComparison.Ordinal) || identifier.StartsWith("maccatalyst", StringComparison.Ordinal) => TargetOs.MacOS,
            _ when identifier.StartsWith("ios", StringComparison.Ordinal) || identifier.StartsWith("tvos", StringComparison.Ordinal) => TargetOs.IOS,
            _ when identifier.StartsWith("android", StringComparison.Ordinal) => TargetOs.Android,
            _ when identifier.StartsWith("browser", StringComparison.Ordinal) || identifier.StartsWith("wasi", StringComparison.Ordinal) => TargetOs.Browser,
            _ when LinuxPrefixes.Any(prefix => identifier.StartsWith(prefix, StringComparison.Ordinal)) => TargetOs.Linux,
            _ => null,
        };
        TargetArchitecture? architecture = identifier.Substring(dash + 1) switch
        {
            "x86" => TargetArchitecture.X86,
            "x64" => TargetArchitecture.X64,
            "arm" or "armel" or "armv6" => TargetArchitecture.Arm,
            "arm64" => TargetArchitecture.Arm64,
            "riscv64" => TargetArchitecture.RiscV64,
            "wasm" => TargetArchitecture.Wasm,
            _ => null,
        };
        return os is { } system && architecture is { } set && ModelOf(system, set) is { } model
            ? new TargetPlatform(identifier, system, set, model)
            : null;
    }

    private static readonly string[] LinuxPrefixes =
        ["linux", "unix", "alpine", "debian", "ubuntu", "fedora", "rhel", "centos", "opensuse", "sles", "ol.", "tizen", "freebsd"];

    private static DataModel? ModelOf(TargetOs os, TargetArchitecture architecture) => (os, architecture) switch
    {
        (TargetOs.Windows, TargetArchitecture.X86) => DataModel.WinX86,
        (TargetOs.Windows, TargetArchitecture.X64) => DataModel.WinX64,
        (TargetOs.Windows, TargetArchitecture.Arm64) => DataModel.WinArm64,
        (TargetOs.MacOS or TargetOs.IOS, TargetArchitecture.X64) => DataModel.OsxX64,
        (TargetOs.MacOS or TargetOs.IOS, TargetArchitecture.Arm64) => DataModel.OsxArm64,
        (TargetOs.Linux or TargetOs.Android, TargetArchitecture.X86) => DataModel.LinuxX86,
        (TargetOs.Linux or TargetOs.Android, TargetArchitecture.X64) => DataModel.LinuxX64,
        (TargetOs.Linux or TargetOs.Android, TargetArchitecture.Arm) => DataModel.LinuxArm,
        (TargetOs.Linux or TargetOs.Android, TargetArchitecture.Arm64) => DataModel.LinuxArm64,
        (TargetOs.Linux, TargetArchitecture.RiscV64) => DataModel.LinuxRiscV64,
        (TargetOs.Browser, TargetArchitecture.Wasm) => DataModel.BrowserWasm,
        _ => null,
    };

    private static ImmutableArray<TargetPlatform> Resolve(RuleOptions options, FrameworkFamily family, TargetOs? osOfFramework)
    {
        var platforms = new List<TargetPlatform>();
        var stated = options.BuildPropertyList("RuntimeIdentifiers");
        if (stated.Length == 0)
        {
            stated = options.BuildPropertyList("RuntimeIdentifier");
        }

        foreach (var identifier in stated)
        {
            Add(Parse(identifier));
        }

        if (platforms.Count == 0)
        {
            var platformTarget = options.BuildProperty("PlatformTarget").ToLowerInvariant();
            if (family == FrameworkFamily.Framework)
            {
                // An AnyCPU library runs in whatever process loads it; an executable chooses with Prefer32Bit.
                var is32Bit = platformTarget == "x86" || options.BuildPropertyIsTrue("Prefer32Bit");
                var isLibrary = options.BuildProperty("OutputType").ToLowerInvariant() is "library" or "";
                if (is32Bit || (isLibrary && platformTarget is "" or "anycpu"))
                {
                    Add(Parse("win-x86"));
                }

                if (!is32Bit)
                {
                    Add(Parse(platformTarget == "arm64" ? "win-arm64" : "win-x64"));
                }
            }
            else
            {
                foreach (var identifier in IdentifiersFor(osOfFramework, platformTarget))
                {
                    Add(Parse(identifier));
                }
            }
        }

        return platforms.ToImmutableArray();

        void Add(TargetPlatform? platform)
        {
            if (platform is not null && platforms.All(known => known.RuntimeIdentifier != platform.RuntimeIdentifier))
            {
                platforms.Add(platform);
            }
        }
    }

    private static string[] IdentifiersFor(TargetOs? os, string platformTarget) => os switch
    {
        TargetOs.Windows => platformTarget switch
        {
            "x86" => ["win-x86"],
            "arm64" => ["win-arm64"],
            _ => ["win-x64"],
        },
        TargetOs.MacOS => ["osx-arm64", "osx-x64"],
        TargetOs.IOS => ["ios-arm64"],
        TargetOs.Android => ["android-arm64", "android-x64"],
        TargetOs.Browser => ["browser-wasm"],
        _ => platformTarget switch
        {
            "x86" => ["win-x86"],
            "arm64" => ["win-arm64", "linux-arm64", "osx-arm64"],
            "x64" => ["win-x64", "linux-x64", "osx-x64"],
            _ => DefaultIdentifiers,
        },
    };

    /// <summary>The operating system that a target framework such as <c>net8.0-windows</c> names.</summary>
    private static TargetOs? OsOfFramework(RuleOptions options) => options.BuildProperty("TargetPlatformIdentifier").ToLowerInvariant() switch
    {
        "windows" => TargetOs.Windows,
        "macos" or "maccatalyst" => TargetOs.MacOS,
        "ios" or "tvos" => TargetOs.IOS,
        "android" => TargetOs.Android,
        "browser" => TargetOs.Browser,
        _ => null,
    };

    private static FrameworkFamily FamilyOf(InteropContext interop) => interop.Options.BuildProperty("TargetFrameworkIdentifier") switch
    {
        ".NETFramework" => FrameworkFamily.Framework,
        ".NETStandard" => FrameworkFamily.Standard,
        ".NETCoreApp" => FrameworkFamily.Core,

        // Hosts without the package's build files (Unity, hand-made builds) show it by the assembly that defines System.Object.
        _ => interop.Compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly?.Name switch
        {
            "mscorlib" => FrameworkFamily.Framework,
            "netstandard" => FrameworkFamily.Standard,
            _ => FrameworkFamily.Core,
        },
    };

    private static Version VersionOf(Compilation compilation) =>
        compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly?.Identity.Version ?? new Version(0, 0);
}
