using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2001;

/// <summary>The delegate moves into a field.</summary>
public sealed class Fixes
{
    private static Task Verify(string before, string after, NullableContextOptions nullable = NullableContextOptions.Disable) =>
        new CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001KeepDelegateInField, DefaultVerifier>
        {
            NullableContextOptions = nullable,
            TestCode = "using System;\nusing System.Runtime.InteropServices;\n\n" + before + Reports.Native,
            FixedCode = "using System;\nusing System.Runtime.InteropServices;\n\n" + after + Reports.Native,
        }.RunAsync();

    [Fact]
    public Task A_method_of_the_instance() => Verify(
        """
        class C
        {
            private int _count;

            void OnCode(int code) => _count++;

            void M()
            {
                // Logging goes first.
                N.kv_set_log([|OnCode|]); // from here on
                N.kv_poll();
            }
        }
        """,
        """
        class C
        {
            private int _count;
            private Callback _onCode;

            void OnCode(int code) => _count++;

            void M()
            {
                // Logging goes first.
                _onCode = OnCode;
                N.kv_set_log(_onCode); // from here on
                N.kv_poll();
            }
        }
        """);

    [Fact]
    public Task A_static_target() => Verify(
        """
        static class C
        {
            static void OnCode(int code)
            {
            }

            internal static void M()
            {
                N.kv_set_log([|new Callback(OnCode)|]);
            }
        }
        """,
        """
        static class C
        {
            private static readonly Callback s_onCode = new Callback(OnCode);

            static void OnCode(int code)
            {
            }

            internal static void M()
            {
                N.kv_set_log(s_onCode);
            }
        }
        """);

    [Fact]
    public Task A_lambda_without_captures() => new CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001KeepDelegateInField, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;

            class C
            {
                private static readonly int Limit = 3;

                void M()
                {
                    N.kv_set_log({|#0:x =>
                    {
                        // Only the first ones.
                        if (x < Limit)
                        {
                            Console.WriteLine(x);
                        }
                    }|});
                }
            }
            """ + Reports.Native,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2001", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        FixedCode = """
            using System;
            using System.Runtime.InteropServices;

            class C
            {
                private static readonly int Limit = 3;
                private static readonly Callback KeptCallback = x =>
                {
                    // Only the first ones.
                    if (x < Limit)
                    {
                        Console.WriteLine(x);
                    }
                };

                void M()
                {
                    N.kv_set_log(KeptCallback);
                }
            }
            """ + Reports.Native,
    }.RunAsync();

    [Fact]
    public Task A_lambda_with_captures_and_nullable_annotations() => Verify(
        """
        class C
        {
            void M(int start)
            {
                int n = start;
                N.kv_set_log([|x => n += x|]);
            }
        }
        """,
        """
        class C
        {
            private Callback? _callback;

            void M(int start)
            {
                int n = start;
                _callback = x => n += x;
                N.kv_set_log(_callback);
            }
        }
        """,
        NullableContextOptions.Enable);

    [Fact]
    public Task A_constructor_assigns_a_readonly_field() => Verify(
        """
        class C
        {
            readonly int seed;

            C()
            {
                seed = 1;

                N.kv_set_log([|OnCode|]);
            }

            void OnCode(int code) => Console.WriteLine(seed);
        }
        """,
        """
        class C
        {
            readonly int seed;
            private readonly Callback onCode;

            C()
            {
                seed = 1;

                onCode = OnCode;
                N.kv_set_log(onCode);
            }

            void OnCode(int code) => Console.WriteLine(seed);
        }
        """,
        NullableContextOptions.Enable);

    [Fact]
    public Task A_local_gets_its_value_from_the_field() => Verify(
        """
        class C
        {
            void OnCode(int code) { }

            void M()
            {
                var handler = new Callback(OnCode);
                N.kv_set_log([|handler|]);
            }
        }
        """,
        """
        class C
        {
            private Callback _handler;

            void OnCode(int code) { }

            void M()
            {
                _handler = new Callback(OnCode);
                var handler = _handler;
                N.kv_set_log(handler);
            }
        }
        """);

    [Fact]
    public Task An_expression_body_assigns_in_place() => Verify(
        """
        class C
        {
            void OnCode(int code) { }

            void M() => N.kv_set_log([|OnCode|]);

            void Embedded(bool b)
            {
                if (b)
                    N.kv_set_log([|OnCode|]);
            }
        }
        """,
        """
        class C
        {
            private Callback _onCode;
            private Callback _onCode2;

            void OnCode(int code) { }

            void M() => N.kv_set_log(_onCode = OnCode);

            void Embedded(bool b)
            {
                if (b)
                    N.kv_set_log(_onCode2 = OnCode);
            }
        }
        """);

    [Fact]
    public Task Names_do_not_collide_in_partial_types_and_records() => Verify(
        """
        partial record R
        {
            void OnCode(int code) { }
            void M(int _onCode2)
            {
                N.kv_set_log([|OnCode|]);
            }
        }
        partial record R { private int _onCode; }
        """,
        """
        partial record R
        {
            private Callback _onCode3;

            void OnCode(int code) { }
            void M(int _onCode2)
            {
                _onCode3 = OnCode;
                N.kv_set_log(_onCode3);
            }
        }
        partial record R { private int _onCode; }
        """);

    [Fact]
    public Task Fix_all_sees_the_fields_of_the_other_part() => new CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001KeepDelegateInField, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "partial class C\n{\n    void OnCode(int code) { }\n\n    void M()\n    {\n        N.kv_set_log([|OnCode|]);\n    }\n}\n",
                "partial class C\n{\n    void M2()\n    {\n        N.kv_set_log([|OnCode|]);\n    }\n}\n",
                "using System.Runtime.InteropServices;\n" + Reports.Native,
            },
        },
        FixedState =
        {
            Sources =
            {
                "partial class C\n{\n    private Callback _onCode;\n\n    void OnCode(int code) { }\n\n    void M()\n    {\n        _onCode = OnCode;\n        N.kv_set_log(_onCode);\n    }\n}\n",
                "partial class C\n{\n    private Callback _onCode2;\n\n    void M2()\n    {\n        _onCode2 = OnCode;\n        N.kv_set_log(_onCode2);\n    }\n}\n",
                "using System.Runtime.InteropServices;\n" + Reports.Native,
            },
        },
    }.RunAsync();

    [Fact]
    public Task Delegates_in_a_struct() => Verify(
        """
        class C
        {
            int count;
            void OnCode(int code) { }

            void M()
            {
                var s = new Callbacks
                {
                    OnData = [|OnCode|],
                    OnEnd = [|x => count++|],
                };
                N.kv_set_callbacks(ref s);
            }
        }
        """,
        """
        class C
        {
            int count;
            private Callback onCode;
            private Callback onEnd;
            void OnCode(int code) { }

            void M()
            {
                onCode = OnCode;
                onEnd = x => count++;
                var s = new Callbacks
                {
                    OnData = onCode,
                    OnEnd = onEnd,
                };
                N.kv_set_callbacks(ref s);
            }
        }
        """);

    [Fact]
    public Task A_static_initializer_that_runs_code_comes_behind() => Verify(
        """
        struct S
        {
            static int first = 1;
            static readonly bool Ready = Init();

            static void OnCode(int code) { }

            static bool Init()
            {
                N.kv_set_log([|new Callback(OnCode)|]);
                return true;
            }
        }
        """,
        """
        struct S
        {
            static int first = 1;
            private static readonly Callback onCode = new Callback(OnCode);
            static readonly bool Ready = Init();

            static void OnCode(int code) { }

            static bool Init()
            {
                N.kv_set_log(onCode);
                return true;
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_get_a_part_of_their_class() =>
        new CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001KeepDelegateInField, DefaultVerifier>
        {
            TestState =
            {
                OutputKind = OutputKind.ConsoleApplication,
                Sources =
                {
                    "using System;\n\nN.kv_set_log([|new Callback(Handlers.OnCode)|]);\nN.kv_poll();\n",
                    "using System.Runtime.InteropServices;\nstatic class Handlers { internal static void OnCode(int code) { } }\n" + Reports.Native,
                },
            },
            FixedState =
            {
                Sources =
                {
                    "using System;\n\nN.kv_set_log(s_onCode);\nN.kv_poll();\n\npartial class Program\n{\n    private static readonly Callback s_onCode = new Callback(Handlers.OnCode);\n}\n",
                    "using System.Runtime.InteropServices;\nstatic class Handlers { internal static void OnCode(int code) { } }\n" + Reports.Native,
                },
            },
        }.RunAsync();
}
