using System.Collections.Immutable;

namespace BoundaryLint.Package.Tests;

/// <summary>Every project that the tests build with the package.</summary>
internal static class Consumers
{
    /// <summary>The rule that the projects break. What other rules say about them is not looked at.</summary>
    public const string Rule = "FFI1010";

    /// <summary>The line of <see cref="Native"/> that the rule reports.</summary>
    public const int DefectLine = 8;

    /// <summary>One defect, in C# 7.3 and on every framework.</summary>
    public const string Native = """
        using System;
        using System.Runtime.InteropServices;

        internal static class Native
        {
            // The comment stays where it is.
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern StoreHandle kv_open(IntPtr path);
        }

        """;

    /// <summary>What <see cref="Native"/> uses, and what the fix changes.</summary>
    public const string StoreHandle = """
        using System;
        using Microsoft.Win32.SafeHandles;

        internal sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            // The comment stays where it is.
            internal StoreHandle(IntPtr store)
                : base(ownsHandle: true)
            {
                SetHandle(store);
            }

            protected override bool ReleaseHandle()
            {
                return handle != IntPtr.Zero;
            }
        }

        """;

    /// <summary><see cref="StoreHandle"/> when the rule is content with it.</summary>
    public static readonly string FixedStoreHandle = StoreHandle.Replace(
        "    // The comment stays where it is.\n",
        "    public StoreHandle()\n        : base(ownsHandle: true)\n    {\n    }\n\n    // The comment stays where it is.\n");

    private const string GeneratedImport = """
        using System;
        using System.Runtime.InteropServices;

        internal static partial class GeneratedImport
        {
            [LibraryImport("kv")]
            internal static partial int kv_sync(IntPtr store);

            [LibraryImport("kv")]
            internal static partial StoreHandle kv_open(IntPtr path);
        }

        """;

    private const string Store = """
        using System;

        public static class Store
        {
            public static bool IsThere(IntPtr path)
            {
                using (var store = Native.kv_open(path))
                {
                    return !store.IsInvalid;
                }
            }
        }

        """;

    private const string StoreUser = """
        using System;

        internal static class User
        {
            internal static bool Ask(IntPtr path)
            {
                using (var store = Own.kv_open(path))
                {
                    return !store.IsInvalid && Store.IsThere(path);
                }
            }
        }

        """;

    private const string ContractUser = """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;

        [NativeBoundary("kv")]
        internal static class Kv
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            [return: NativeStatus(Success = 0)]
            internal static extern int kv_open(IntPtr path, [Owned("kv_close")] out IntPtr store);

            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern void kv_close([Releases] IntPtr store);
        }

        """;

    private const string OnFloorCompiler = """
        <UseSharedCompilation>false</UseSharedCompilation>
        <LangVersion>11</LangVersion>
        <DebugType>none</DebugType>
        <ProduceReferenceAssembly>false</ProduceReferenceAssembly>
        """;

    public static readonly Consumer Latest = new("Latest", Properties: "<EnableNETAnalyzers>true</EnableNETAnalyzers>", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle]);

    public static readonly Consumer Imports = new(
        "Imports", Properties: "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "GeneratedImport.cs", GeneratedImport]);

    public static readonly Consumer WarningsAsErrors = new(
        "WarningsAsErrors", Properties: "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle]);

    public static readonly Consumer MultiTarget = new("MultiTarget", "net472;net10.0", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle]);

    public static readonly Consumer SeverityById = new("SeverityById", Files:
    [
        "Native.cs", Native, "StoreHandle.cs", StoreHandle,
        "Quiet.cs", Native.Replace("class Native", "class Quiet"),
        ".editorconfig", "[*.cs]\ndotnet_diagnostic.FFI1010.severity = error\n[Quiet.cs]\ndotnet_diagnostic.FFI1010.severity = none\n",
    ]);

    public static readonly Consumer SeverityByCategory = new("SeverityByCategory", Files:
    [
        "Native.cs", Native, "StoreHandle.cs", StoreHandle,
        "Quiet.cs", Native.Replace("class Native", "class Quiet"),
        ".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.category-Ownership.severity = error\n[Quiet.cs]\ndotnet_analyzer_diagnostic.category-Ownership.severity = none\n",
    ]);

    public static readonly Consumer ModeDefault = InMode("ModeDefault", "Default");

    public static readonly Consumer ModeMinimum = InMode("ModeMinimum", "Minimum");

    public static readonly Consumer ModeRecommended = InMode("ModeRecommended", "recommended");

    public static readonly Consumer ModeAll = InMode("ModeAll", "All");

    public static readonly Consumer ModeNone = InMode("ModeNone", "None");

    public static readonly Consumer ModeUnderEditorConfig = InMode("ModeUnderEditorConfig", "None", ".editorconfig", "[*.cs]\ndotnet_diagnostic.FFI1010.severity = error\n");

    public static readonly Consumer ModeUnderGlobalConfig = InMode(
        "ModeUnderGlobalConfig", "None", ".globalconfig", "is_global = true\ndotnet_diagnostic.FFI1010.severity = error\n");

    public static readonly Consumer ModeUnknown = InMode("ModeUnknown", "Maximum");

    public static readonly Consumer Header = new(
        "Header",
        "net472",
        "<RuntimeIdentifiers>win-x64;linux-x64</RuntimeIdentifiers><BoundaryLintMode>None</BoundaryLintMode>",
        Items: """
            <ItemGroup>
              <NativeHeader Include="kv.h" Library="kv" Targets="win-x64;linux-x64" Defines="KV_FULL;KV_LEVEL=2" IncludeDirectories="include;other" />
              <NativeHeader Include="again.h" Library="again" />
              <AdditionalFiles Include="again.h;plain.txt" />
            </ItemGroup>
            <Target Name="ListAdditionalFiles" AfterTargets="CoreCompile">
              <WriteLinesToFile File="additional.txt" Lines="@(AdditionalFiles)" Overwrite="true" />
            </Target>
            """,
        Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "kv.h", "int kv_sync(void *store, int wait);\n", "again.h", "\n", "plain.txt", "\n"]);

    public static readonly Consumer HeaderMissing = new(
        "HeaderMissing",
        Items: """
            <ItemGroup>
              <NativeHeader Include="kv.h" Library="kv" />
              <NativeHeader Library="kv"
                            Include="native/gone.h" />
            </ItemGroup>
            """,
        Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "kv.h", "\n"]);

    public static readonly Consumer HeaderIsFolder = new(
        "HeaderIsFolder", Items: """<ItemGroup><NativeHeader Include="../HeaderIsFolder" /></ItemGroup>""", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle]);

    public static readonly Consumer HeaderTargetUnknown = new(
        "HeaderTargetUnknown",
        Items: """
            <ItemGroup>
              <NativeHeader Include="kv.h" Targets="win-x64; linux-musl-arm64; windows" />
            </ItemGroup>
            """,
        Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "kv.h", "\n"]);

    public static readonly Consumer HeaderNotUnderstood = new(
        "HeaderNotUnderstood",
        Items: """<ItemGroup><NativeHeader Include="kv.h" Library="kv" /></ItemGroup>""",
        Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "kv.h", "int kv_sync(void);\nclass Store { public: int size(); };\n"]);

    public static readonly Consumer HeaderIsBinary = new(
        "HeaderIsBinary",
        Items: """<ItemGroup><NativeHeader Include="libkv.so" Library="kv" /></ItemGroup>""",
        Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "libkv.so", "\u007fELF\u0002\u0001\u0001\0\0\0\0"]);

    /// <summary>Its baseline has another parameter for <c>kv_open</c>, a function that is gone, and one for a single framework.</summary>
    public static readonly Consumer Baseline = new(
        "Baseline",
        "net472;net10.0",
        Files:
        [
            "Native.cs", Native, "StoreHandle.cs", StoreHandle,
            "Sync.cs", Native.Replace("class Native", "class Sync").Replace("static extern StoreHandle kv_open(IntPtr path)", "static extern int kv_sync()").Replace("using System;", "#if NET") + "#endif\n",
            BaselineFile, "# boundarylint-native-api 1\nimport kv kv_gone() cdecl -> i32\nimport kv kv_open(i32) cdecl -> ptr\n",
            "NativeApi.net10.0.Shipped.txt", "import kv kv_sync() cdecl -> i32\n",
        ]);

    /// <summary>The same with the search for baselines turned off.</summary>
    public static readonly Consumer BaselineOff = Baseline with { Name = "BaselineOff", Frameworks = "net10.0", Properties = "<BoundaryLintBaseline>false</BoundaryLintBaseline>" };

    public const string BaselineFile = "NativeApi.Shipped.txt";

    public static readonly Consumer CompilerTooOld = new(
        "CompilerTooOld",
        Items: """
            <Target Name="PretendOldCompiler" BeforeTargets="BoundaryLintCheckCompiler">
              <PropertyGroup>
                <CompilerApiVersion>roslyn4.4</CompilerApiVersion>
              </PropertyGroup>
            </Target>
            """,
        Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle]);

    public static readonly Consumer Contracts = new(
        "Contracts", "net472;net10.0", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><BoundaryLintMode>None</BoundaryLintMode>", Files: ["Kv.cs", ContractUser]);

    public static readonly Consumer Floor = new("Floor", "net472", OnFloorCompiler, UseFloorCompiler(""), "Native.cs", Native, "StoreHandle.cs", StoreHandle, "Kv.cs", ContractUser);

    /// <summary>On the floor's compiler with an analyzer that needs a newer one: shows that a failure to load would be seen.</summary>
    public static readonly Consumer FloorWithNewerAnalyzer = new(
        "FloorWithNewerAnalyzer", "net472", OnFloorCompiler, UseFloorCompiler($"""<Analyzer Include="{NewerAnalyzer}" />"""), "Native.cs", Native, "StoreHandle.cs", StoreHandle);

    /// <summary>The file that <see cref="FloorWithNewerAnalyzer"/> loads.</summary>
    public const string NewerAnalyzer = "NewerAnalyzer.dll";

    /// <summary>A library of bindings, and an application that uses it and has a binding of its own.</summary>
    public static readonly Consumer Bindings = new("Bindings", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, "Store.cs", Store]);

    public static readonly Consumer Application = new(
        "Application",
        Items: """<ItemGroup><ProjectReference Include="../Bindings/Bindings.csproj" /></ItemGroup>""",
        Files: ["Own.cs", Native.Replace("class Native", "class Own"), "StoreHandle.cs", StoreHandle, "User.cs", StoreUser]);

    public static readonly ImmutableArray<Consumer> All =
    [
        Latest, Imports, WarningsAsErrors, MultiTarget, SeverityById, SeverityByCategory, ModeDefault, ModeMinimum, ModeRecommended, ModeAll, ModeNone, ModeUnderEditorConfig,
        ModeUnderGlobalConfig, ModeUnknown, Bindings, Application, Header, HeaderMissing, HeaderIsFolder, HeaderTargetUnknown,
        HeaderNotUnderstood, HeaderIsBinary, Baseline, BaselineOff, CompilerTooOld, Contracts, Floor, FloorWithNewerAnalyzer,
    ];

    private static Consumer InMode(string name, string mode, params string[] files) =>
        new(name, Properties: $"<BoundaryLintMode>{mode}</BoundaryLintMode>", Files: ["Native.cs", Native, "StoreHandle.cs", StoreHandle, .. files]);

    private static string UseFloorCompiler(string items) => $"""
        <PropertyGroup>
          <CscToolPath>{Repository.FloorCompilerFolder}</CscToolPath>
          <CscToolExe>{Repository.FloorCompiler}</CscToolExe>
        </PropertyGroup>
        <ItemGroup>{items}</ItemGroup>
        """;
}
