using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1013;

/// <summary>FFI1013's fixes pass the SafeHandle itself, or hold a reference on it during the call.</summary>
public sealed class Fixes
{
    private const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        """;

    [Fact]
    public Task Passes_the_handle_to_an_overload_that_takes_it() => Run(
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
            [DllImport("kv")] public static extern int kv_size(SafeFileHandle file);
        }
        static class C
        {
            // The size in bytes.
            static int Size(SafeFileHandle file) => N.kv_size([|file.DangerousGetHandle()|]); // not cached
        }
        """,
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
            [DllImport("kv")] public static extern int kv_size(SafeFileHandle file);
        }
        static class C
        {
            // The size in bytes.
            static int Size(SafeFileHandle file) => N.kv_size(file); // not cached
        }
        """);

    [Fact]
    public Task Lets_the_import_take_the_handle_when_every_caller_has_one() => Run(
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(IntPtr /* open */ file, int unit);
        }
        static class C
        {
            static int Size(SafeFileHandle file) => N.kv_size([|file.DangerousGetHandle()|], 1);
            static int Blocks(SafeFileHandle file) { var n = N.kv_size(file.DangerousGetHandle(), 512); GC.KeepAlive(file); return n; }
        }
        """,
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(SafeFileHandle /* open */ file, int unit);
        }
        static class C
        {
            static int Size(SafeFileHandle file) => N.kv_size(file, 1);
            static int Blocks(SafeFileHandle file) { var n = N.kv_size(file, 512); GC.KeepAlive(file); return n; }
        }
        """);

    [Fact]
    public Task Holds_a_reference_during_the_call_otherwise() => Run(
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
        }
        static class C
        {
            static int Raw(IntPtr file) => N.kv_size(file);

            static int Size(SafeFileHandle file)
            {
                // Native code reads the size.
                var size = N.kv_size([|file.DangerousGetHandle()|]); // in bytes
                return size * 2;
            }
        }
        """,
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
        }
        static class C
        {
            static int Raw(IntPtr file) => N.kv_size(file);

            static int Size(SafeFileHandle file)
            {
                // Native code reads the size.
                int size;
                var fileAdded = false;
                try
                {
                    file.DangerousAddRef(ref fileAdded);
                    size = N.kv_size(file.DangerousGetHandle()); // in bytes
                }
                finally
                {
                    if (fileAdded)
                    {
                        file.DangerousRelease();
                    }
                }
                return size * 2;
            }
        }
        """);

    [Fact]
    public Task Holds_a_reference_from_the_read_to_the_last_use() => Run(
        """
        sealed class C
        {
            [DllImport("kv")] static extern int kv_size(IntPtr file);
            static int Raw(IntPtr file) => kv_size(file);
            private readonly SafeFileHandle _file = new SafeFileHandle();

            int Size()
            {
                var raw = [|_file.DangerousGetHandle()|];
                return kv_size(raw);
            }
        }
        """,
        """
        sealed class C
        {
            [DllImport("kv")] static extern int kv_size(IntPtr file);
            static int Raw(IntPtr file) => kv_size(file);
            private readonly SafeFileHandle _file = new SafeFileHandle();

            int Size()
            {
                var fileAdded = false;
                try
                {
                    _file.DangerousAddRef(ref fileAdded);
                    var raw = _file.DangerousGetHandle();
                    return kv_size(raw);
                }
                finally
                {
                    if (fileAdded)
                    {
                        _file.DangerousRelease();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Holds_a_reference_in_an_expression_body() => Run(
        """
        static class C
        {
            [DllImport("kv")] static extern int kv_size(IntPtr file);
            static int Raw(IntPtr file) => kv_size(file);
            static int Size(SafeFileHandle file) => kv_size([|file.DangerousGetHandle()|]);
        }
        """,
        """
        static class C
        {
            [DllImport("kv")] static extern int kv_size(IntPtr file);
            static int Raw(IntPtr file) => kv_size(file);
            static int Size(SafeFileHandle file)
            {
                var fileAdded = false;
                try
                {
                    file.DangerousAddRef(ref fileAdded);
                    return kv_size(file.DangerousGetHandle());
                }
                finally
                {
                    if (fileAdded)
                    {
                        file.DangerousRelease();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Passes_the_handle_in_a_lambda_that_a_method_of_the_project_runs() => Run(
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
            [DllImport("kv")] public static extern int kv_sync(IntPtr file);
        }
        class C : IDisposable
        {
            readonly SafeFileHandle _file = new SafeFileHandle();
            static int Checked(Func<int> call) => call();
            int Size() => Checked(() => N.kv_size({|#0:_file.DangerousGetHandle()|})); // may fail
            void Sync() => System.Threading.ThreadPool.QueueUserWorkItem(_ =>
            {
                // Later.
                N.kv_sync({|#1:_file.DangerousGetHandle()|});
            });
            public void Dispose() => _file.Dispose();
        }
        """,
        """
        static class N
        {
            [DllImport("kv")] public static extern int kv_size(SafeFileHandle file);
            [DllImport("kv")] public static extern int kv_sync(SafeFileHandle file);
        }
        class C : IDisposable
        {
            readonly SafeFileHandle _file = new SafeFileHandle();
            static int Checked(Func<int> call) => call();
            int Size() => Checked(() => N.kv_size(_file)); // may fail
            void Sync() => System.Threading.ThreadPool.QueueUserWorkItem(_ =>
            {
                // Later.
                N.kv_sync(_file);
            });
            public void Dispose() => _file.Dispose();
        }
        """,
        new DiagnosticResult("FFI1013", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations),
        new DiagnosticResult("FFI1013", DiagnosticSeverity.Info).WithLocation(1).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    private static Task Run(string before, string after, params DiagnosticResult[] expected)
    {
        var test = new CSharpCodeFixTest<FFI1013DangerousGetHandle, FFI1013HoldReference, DefaultVerifier> { TestCode = Imports + before, FixedCode = Imports + after };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
