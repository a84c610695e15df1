using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5010;

public sealed class Fixes
{
    private const string Usings = "using System.Runtime.InteropServices;\n\n";

    private const string Header =
        """
        int kv_version(void);
        int kv_level(int deep);
        int kv_limit(void);
        """;

    private const string Before =
        """
        internal static class [|Native|]
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern int kv_version();
        }

        """;

    [Fact]
    public Task All_functions_that_are_missing() => Test(
        Before,
        """
        internal static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern int kv_version();

            [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            internal static extern int kv_level(int deep);

            [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            internal static extern int kv_limit();
        }

        """,
        Header,
        "all").RunAsync();

    [Fact]
    public Task One_function()
    {
        var test = Test(
            Before,
            """
            internal static class {|FFI5010:Native|}
            {
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int kv_version();

                [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern int kv_limit();
            }

            """,
            Header,
            "kv_limit");
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        return test.RunAsync();
    }

    [Fact]
    public Task Two_classes_of_one_file_with_a_header_each()
    {
        var test = Test(
            """
            internal static class [|Native|]
            {
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int kv_version();
            }

            internal static class [|Other|]
            {
                [DllImport("db", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int db_version();
            }

            """,
            """
            internal static class Native
            {
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int kv_version();

                [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern int kv_level();
            }

            internal static class Other
            {
                [DllImport("db", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int db_version();

                [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
                [DllImport("db", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern int db_level();
            }

            """,
            "int kv_version(void); int kv_level(void);",
            "all");
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.AdditionalFiles.Add(("/src/native/db.h", "int db_version(void); int db_level(void);"));
            state.AnalyzerConfigFiles.Add(("/.db.globalconfig", "is_global = true\n[/src/native/db.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = db\n"));
        }

        test.NumberOfIncrementalIterations = 2;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    private static CSharpCodeFixTest<FFI5010FunctionHasNoBinding, FFI5010BindFunctions, DefaultVerifier> Test(string code, string fixedCode, string header, string key)
    {
        var test = new CSharpCodeFixTest<FFI5010FunctionHasNoBinding, FFI5010BindFunctions, DefaultVerifier>
        {
            TestCode = Usings + code,
            FixedCode = Usings + fixedCode,
            CodeActionEquivalenceKey = "FFI5010BindFunctions:" + key,
            ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
        };
        test.TestState.AddHeader(header);
        test.FixedState.AddHeader(header);
        return test;
    }
}
