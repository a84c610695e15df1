using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6007;

/// <summary>The attribute is written above the method, wherever it is.</summary>
public sealed class Fixes
{
    private const string Unity = "using System;\n\nnamespace AOT\n{\n    public class MonoPInvokeCallbackAttribute : Attribute\n    {\n        public MonoPInvokeCallbackAttribute(Type type) { }\n    }\n}\n";

    [Fact]
    public Task In_the_same_file() => new CSharpCodeFixTest<FFI6007CallbackLacksMonoPInvokeCallback, FFI6007AddMonoPInvokeCallback, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;

                class C
                {
                    public delegate void Log(int code);

                    [DllImport("kv")]
                    static extern void kv_set_log(Log callback);

                    void M()
                    {
                        kv_set_log([|OnLog|]);
                        kv_set_log([|OnLog|]);
                    }

                    /// <summary>Called by native code.</summary>
                    static void OnLog(int code) { }
                }
                """,
                Unity,
            },
        },
        FixedState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;

                class C
                {
                    public delegate void Log(int code);

                    [DllImport("kv")]
                    static extern void kv_set_log(Log callback);

                    void M()
                    {
                        kv_set_log(OnLog);
                        kv_set_log(OnLog);
                    }

                    /// <summary>Called by native code.</summary>
                    [AOT.MonoPInvokeCallback(typeof(Log))]
                    static void OnLog(int code) { }
                }
                """,
                Unity,
            },
        },
        NumberOfIncrementalIterations = 1,
    }.RunAsync();

    [Fact]
    public Task In_another_file() => new CSharpCodeFixTest<FFI6007CallbackLacksMonoPInvokeCallback, FFI6007AddMonoPInvokeCallback, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices;\n\nstatic class N\n{\n    public delegate void Log(int code);\n\n    [DllImport(\"kv\")]\n    static extern void kv_set_log(Log callback);\n\n    static void M() => kv_set_log(Other.[|OnLog|]);\n}\n",
                "using AOT;\n\nstatic class Other\n{\n    internal static void OnLog(int code) { }\n}\n",
                Unity,
            },
        },
        FixedState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices;\n\nstatic class N\n{\n    public delegate void Log(int code);\n\n    [DllImport(\"kv\")]\n    static extern void kv_set_log(Log callback);\n\n    static void M() => kv_set_log(Other.OnLog);\n}\n",
                "using AOT;\n\nstatic class Other\n{\n    [MonoPInvokeCallback(typeof(N.Log))]\n    internal static void OnLog(int code) { }\n}\n",
                Unity,
            },
        },
    }.RunAsync();
}
