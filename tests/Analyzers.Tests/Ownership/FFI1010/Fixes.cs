using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1010;

public sealed class Fixes
{
    private const string Native = """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        static class Native
        {
            [DllImport("kv")] public static extern [|StoreHandle|] kv_create();
            [DllImport("kv")] public static extern int kv_open(string path, out StoreHandle [|store|]);
        }

        """;

    private static Task OneEditRepairsBoth(string code, string fixedCode) =>
        new CSharpCodeFixTest<FFI1010SafeHandleCannotBeCreated, FFI1010AddParameterlessConstructor, DefaultVerifier>
        {
            TestCode = code,
            FixedCode = fixedCode,
            NumberOfIncrementalIterations = 1,
        }.RunAsync();

    private static string Fixed => Native.Replace("[|", "").Replace("|]", "");

    [Fact]
    public Task The_constructor_is_added_before_the_first_one_and_calls_the_base_as_that_does() => OneEditRepairsBoth(
        Native + """
        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            private int _calls;

            // Used by tests.
            public StoreHandle(IntPtr store)
                : base(ownsHandle: true) => SetHandle(store);

            protected override bool ReleaseHandle() => ++_calls == 1;
        }
        """,
        Fixed + """
        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            private int _calls;

            public StoreHandle()
                : base(ownsHandle: true)
            {
            }

            // Used by tests.
            public StoreHandle(IntPtr store)
                : base(ownsHandle: true) => SetHandle(store);

            protected override bool ReleaseHandle() => ++_calls == 1;
        }
        """);

    [Fact]
    public Task Arguments_that_callers_choose_are_not_copied() => OneEditRepairsBoth(
        Native + """
        sealed class StoreHandle : SafeHandle
        {
            public StoreHandle(IntPtr store, bool ownsHandle)
                : base(IntPtr.Zero, ownsHandle)
            {
                SetHandle(store);
            }

            public override bool IsInvalid => handle == IntPtr.Zero;

            protected override bool ReleaseHandle() => true;
        }
        """,
        Fixed + """
        sealed class StoreHandle : SafeHandle
        {
            public StoreHandle()
                : base(IntPtr.Zero, ownsHandle: true)
            {
            }

            public StoreHandle(IntPtr store, bool ownsHandle)
                : base(IntPtr.Zero, ownsHandle)
            {
                SetHandle(store);
            }

            public override bool IsInvalid => handle == IntPtr.Zero;

            protected override bool ReleaseHandle() => true;
        }
        """);

    [Fact]
    public Task A_private_constructor_becomes_public() => new CSharpCodeFixTest<FFI1010SafeHandleCannotBeCreated, FFI1010AddParameterlessConstructor, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;

            static class Native
            {
                [DllImport("kv")] public static extern {|#0:StoreHandle|} kv_create();
            }

            sealed class StoreHandle : SafeHandle
            {
                // The marshaller calls it.
                private StoreHandle() : base(IntPtr.Zero, true) { }
                public override bool IsInvalid => handle == IntPtr.Zero;
                protected override bool ReleaseHandle() => true;
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1010", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                "StoreHandle", "kv_create", "its result", "its parameterless constructor is not public: DllImport accepts that, LibraryImport does not; make it public"),
        },
        FixedCode = """
            using System;
            using System.Runtime.InteropServices;

            static class Native
            {
                [DllImport("kv")] public static extern StoreHandle kv_create();
            }

            sealed class StoreHandle : SafeHandle
            {
                // The marshaller calls it.
                public StoreHandle() : base(IntPtr.Zero, true) { }
                public override bool IsInvalid => handle == IntPtr.Zero;
                protected override bool ReleaseHandle() => true;
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_class_is_edited_where_it_stands() => new CSharpCodeFixTest<FFI1010SafeHandleCannotBeCreated, FFI1010AddParameterlessConstructor, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Native,
                """
                using System;

                partial class StoreHandle : CriticalStore
                {
                    public StoreHandle(IntPtr store) => SetHandle(store);
                }
                """,
                """
                using System;
                using System.Runtime.InteropServices;

                abstract class CriticalStore : CriticalHandle
                {
                    protected CriticalStore() : base(IntPtr.Zero) { }
                    public override bool IsInvalid => handle == IntPtr.Zero;
                    protected override bool ReleaseHandle() => true;
                }

                partial class StoreHandle
                {
                }
                """,
            },
        },
        FixedState =
        {
            Sources =
            {
                Fixed,
                """
                using System;

                partial class StoreHandle : CriticalStore
                {
                    public StoreHandle()
                        : base()
                    {
                    }

                    public StoreHandle(IntPtr store) => SetHandle(store);
                }
                """,
                """
                using System;
                using System.Runtime.InteropServices;

                abstract class CriticalStore : CriticalHandle
                {
                    protected CriticalStore() : base(IntPtr.Zero) { }
                    public override bool IsInvalid => handle == IntPtr.Zero;
                    protected override bool ReleaseHandle() => true;
                }

                partial class StoreHandle
                {
                }
                """,
            },
        },
        NumberOfIncrementalIterations = 1,
    }.RunAsync();
}
