using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4001;

/// <summary>FFI4001's fix checks the status the way the project, the runtime, or an expert would.</summary>
public sealed class Fixes
{
    private const string ImportsWithErrors = """
        using System.Runtime.InteropServices;
        using BoundaryLint;

        enum Problem { Fine, Full = 3 }

        static class N
        {
            [DllImport("kv")]
            public static extern void kv_open(int key, [NativeStatus] out int problem);

            [DllImport("kv")]
            public static extern void kv_load(int key, [NativeStatus(SuccessIf = NativeSuccess.NotNegative)] out long problem);

            [DllImport("kv")]
            public static extern void kv_save(int key, [NativeStatus] out Problem problem);
        }
        """;

    [Fact]
    public Task Uses_the_projects_checking_method() => Run(
        """
        using System;
        using System.Runtime.InteropServices;
        enum KvStatus { Ok, NotFound }
        static class N { [DllImport("kv")] public static extern KvStatus kv_put(int key); }
        static class KvErrors { internal static void ThrowOnError(KvStatus status) { if (status != KvStatus.Ok) throw new Exception(status.ToString()); } }
        class C
        {
            void M()
            {
                // Stores it.
                [|N.kv_put(1)|]; // done
            }
            void L() => [|N.kv_put(2)|];
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        enum KvStatus { Ok, NotFound }
        static class N { [DllImport("kv")] public static extern KvStatus kv_put(int key); }
        static class KvErrors { internal static void ThrowOnError(KvStatus status) { if (status != KvStatus.Ok) throw new Exception(status.ToString()); } }
        class C
        {
            void M()
            {
                // Stores it.
                KvErrors.ThrowOnError(N.kv_put(1)); // done
            }
            void L() => KvErrors.ThrowOnError(N.kv_put(2));
        }
        """);

    [Fact]
    public Task Uses_the_checking_method_of_the_same_object() => Run(
        """
        using System;
        using System.Runtime.InteropServices;

        enum KvStatus { Ok, NotFound }

        static class N
        {
            [DllImport("kv")]
            public static extern KvStatus kv_put(int key);
        }

        class Store
        {
            public void Put() => [|N.kv_put(1)|];

            public Action Later() => () => [|N.kv_put(2)|];

            private void Check(KvStatus status)
            {
                if (status != KvStatus.Ok)
                {
                    throw new InvalidOperationException();
                }
            }
        }

        class Other
        {
            public void Put() => [|N.kv_put(3)|];
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;

        enum KvStatus { Ok, NotFound }

        static class N
        {
            [DllImport("kv")]
            public static extern KvStatus kv_put(int key);

            /// <summary>Throws when a native function reports failure.</summary>
            /// <exception cref="System.InvalidOperationException"><paramref name="status"/> is a failure.</exception>
            internal static void ThrowIfFailed(KvStatus status)
            {
                if (status != KvStatus.Ok)
                {
                    throw new System.InvalidOperationException("The native call failed with status " + status + ".");
                }
            }
        }

        class Store
        {
            public void Put() => Check(N.kv_put(1));

            public Action Later() => () => Check(N.kv_put(2));

            private void Check(KvStatus status)
            {
                if (status != KvStatus.Ok)
                {
                    throw new InvalidOperationException();
                }
            }
        }

        class Other
        {
            public void Put() => N.ThrowIfFailed(N.kv_put(3));
        }
        """);

    [Fact]
    public Task Writes_one_method_for_all_uses() => Run(
        """
        using System.Runtime.InteropServices;

        enum KvStatus { Ok, NotFound }

        static class N
        {
            [DllImport("kv")]
            public static extern KvStatus kv_put(int key);
        }

        class C
        {
            void M()
            {
                [|N.kv_put(1)|];
                [|N.kv_put(2)|];
            }
        }
        """,
        """
        using System.Runtime.InteropServices;

        enum KvStatus { Ok, NotFound }

        static class N
        {
            [DllImport("kv")]
            public static extern KvStatus kv_put(int key);

            /// <summary>Throws when a native function reports failure.</summary>
            /// <exception cref="System.InvalidOperationException"><paramref name="status"/> is a failure.</exception>
            internal static void ThrowIfFailed(KvStatus status)
            {
                if (status != KvStatus.Ok)
                {
                    throw new System.InvalidOperationException("The native call failed with status " + status + ".");
                }
            }
        }

        class C
        {
            void M()
            {
                N.ThrowIfFailed(N.kv_put(1));
                N.ThrowIfFailed(N.kv_put(2));
            }
        }
        """);

    [Fact]
    public Task Throws_for_an_HRESULT() => Run(
        """
        using System.Runtime.InteropServices;
        static class N { [DllImport("ole32")] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoInitialize(nint reserved); }
        class C { void M() { [|N.CoInitialize(0)|]; } }
        """,
        """
        using System.Runtime.InteropServices;
        static class N { [DllImport("ole32")] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoInitialize(nint reserved); }
        class C { void M() { Marshal.ThrowExceptionForHR(N.CoInitialize(0)); } }
        """);

    [Fact]
    public Task Throws_the_last_error_where_it_is_saved() => Run(
        """
        using System.Runtime.InteropServices;
        using BoundaryLint;

        static class N
        {
            [DllImport("kv", SetLastError = true)]
            [return: NativeStatus(SuccessIf = NativeSuccess.NotZero)]
            [return: MarshalAs(UnmanagedType.Bool)]
            public static extern bool kv_lock(int key);
        }

        class C
        {
            void M()
            {
                [|N.kv_lock(1)|];
            }
        }
        """,
        """
        using System.Runtime.InteropServices;
        using BoundaryLint;

        static class N
        {
            [DllImport("kv", SetLastError = true)]
            [return: NativeStatus(SuccessIf = NativeSuccess.NotZero)]
            [return: MarshalAs(UnmanagedType.Bool)]
            public static extern bool kv_lock(int key);
        }

        class C
        {
            void M()
            {
                if (!N.kv_lock(1))
                {
                    throw new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError());
                }
            }
        }
        """);

    [Fact]
    public Task Tests_the_error_behind_the_call() => Run(
        """
        using System.Runtime.InteropServices;
        using BoundaryLint;

        static unsafe class N
        {
            [DllImport("kv")]
            public static extern nint kv_open(int key, [NativeStatus] out nint problem);

            [DllImport("kv")]
            public static extern void kv_load(int key, [NativeStatus] byte** problem);
        }

        class C
        {
            unsafe void M(bool load)
            {
                // Opens it.
                var store = [|N.kv_open(1, out var problem)|]; // done
                switch (load)
                {
                    case true:
                        byte* other = null;
                        [|N.kv_load(1, &other)|];
                        break;
                }
            }
        }
        """,
        """
        using System.Runtime.InteropServices;
        using BoundaryLint;

        static unsafe class N
        {
            [DllImport("kv")]
            public static extern nint kv_open(int key, [NativeStatus] out nint problem);

            [DllImport("kv")]
            public static extern void kv_load(int key, [NativeStatus] byte** problem);
        }

        class C
        {
            unsafe void M(bool load)
            {
                // Opens it.
                var store = N.kv_open(1, out var problem); // done
                if (problem != default)
                {
                    throw new System.InvalidOperationException("kv_open failed.");
                }
                switch (load)
                {
                    case true:
                        byte* other = null;
                        N.kv_load(1, &other);
                        if (other != default)
                        {
                            throw new System.InvalidOperationException("kv_load failed.");
                        }
                        break;
                }
            }
        }
        """);

    [Fact]
    public Task Tests_the_error_by_its_type_and_under_its_name() => Run(
        $$"""
        {{ImportsWithErrors}}

        class C
        {
            void M()
            {
                [|N.kv_open(1, out var @event)|];
                [|N.kv_load(1, out var problem)|];
                [|N.kv_save(1, out var other)|];
            }
        }
        """,
        $$"""
        {{ImportsWithErrors}}

        class C
        {
            void M()
            {
                N.kv_open(1, out var @event);
                if (@event != 0)
                {
                    throw new System.InvalidOperationException("kv_open failed.");
                }
                N.kv_load(1, out var problem);
                if (problem < 0)
                {
                    throw new System.InvalidOperationException("kv_load failed.");
                }
                N.kv_save(1, out var other);
                if (other != Problem.Fine)
                {
                    throw new System.InvalidOperationException("kv_save failed.");
                }
            }
        }
        """);

    [Fact]
    public Task Tests_the_error_in_top_level_statements() => new Test
    {
        TestState =
        {
            OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
            Sources =
            {
                """
                using System.Runtime.InteropServices;

                [|N.kv_flush(1, out var problem)|];
                System.Console.WriteLine("done");

                static class N
                {
                    [DllImport("kv")] public static extern void kv_flush(int key, [BoundaryLint.NativeStatus] out nint problem);
                }
                """,
            },
        },
        FixedState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;

                N.kv_flush(1, out var problem);
                if (problem != default)
                {
                    throw new System.InvalidOperationException("kv_flush failed.");
                }
                System.Console.WriteLine("done");

                static class N
                {
                    [DllImport("kv")] public static extern void kv_flush(int key, [BoundaryLint.NativeStatus] out nint problem);
                }
                """,
            },
        },
        MarkupOptions = MarkupOptions.UseFirstDescriptor,
    }.RunAsync();

    internal static Task Run(string before, string after) => new Test { TestCode = before, FixedCode = after, MarkupOptions = MarkupOptions.UseFirstDescriptor }.RunAsync();

    private sealed class Test : CSharpCodeFixTest<FFI4001NativeStatusIgnored, FFI4001CheckStatus, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
