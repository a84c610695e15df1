using System;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2001;

/// <summary>The address of an [UnmanagedCallersOnly] method takes the place of the delegate.</summary>
public sealed class FixesWithFunctionPointer
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n\n";

    private static CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001PassFunctionPointer, DefaultVerifier> Test(string before, string after, int cached = 0, int? iterations = null)
    {
        var test = new CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001PassFunctionPointer, DefaultVerifier>
        {
            TestCode = Usings + before,
            FixedCode = Usings + after,
        };
        if (iterations is { } number)
        {
            test.NumberOfIncrementalIterations = number;
        }

        foreach (var location in Enumerable.Range(0, cached))
        {
            // What the compiler caches is only a suggestion.
            test.ExpectedDiagnostics.Add(
                new DiagnosticResult("FFI2001", DiagnosticSeverity.Info).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        }

        return test;
    }

    [Fact]
    public Task A_static_method() => Test(
        """
        [UnmanagedFunctionPointer(CallingConvention.StdCall)] delegate int Callback(int code, nint data);

        static class N
        {
            // Stores the callback.
            [DllImport("kv")]
            internal static extern void kv_set_log(Callback callback);
        }

        class C
        {
            void M()
            {
                N.kv_set_log(callback: [|new Callback(OnCode)|]); // from here on
                N.kv_set_log(null);
            }

            /// <summary>Counts.</summary>
            static int OnCode(int code, nint data) => code;
        }
        """,
        """
        [UnmanagedFunctionPointer(CallingConvention.StdCall)] delegate int Callback(int code, nint data);

        static class N
        {
            // Stores the callback.
            [DllImport("kv")]
            internal static extern unsafe void kv_set_log(delegate* unmanaged[Stdcall]<int, nint, int> callback);
        }

        class C
        {
            unsafe void M()
            {
                N.kv_set_log(callback: &OnCode); // from here on
                N.kv_set_log(null);
            }

            /// <summary>Counts.</summary>
            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvStdcall) })]
            static int OnCode(int code, nint data) => code;
        }
        """).RunAsync();

    [Fact]
    public Task Lambdas_become_methods() => Test(
        """
        struct Point { public int X; public double Y; }
        delegate void Callback(Point point);

        static class N
        {
            [DllImport("kv")]
            internal static extern void kv_set_log(Callback callback);
        }

        class C
        {
            private static int s_count;

            public int OnCallback => 1;

            static void M()
            {
                N.kv_set_log({|#0:point =>
                {
                    // Only some.
                    if (point.X > 2)
                    {
                        s_count++;
                    }
                }|});
                N.kv_set_log({|#1:static (Point p) => s_count += p.X|});
            }
        }
        """,
        """
        struct Point { public int X; public double Y; }
        delegate void Callback(Point point);

        static class N
        {
            [DllImport("kv")]
            internal static extern unsafe void kv_set_log(delegate* unmanaged[Cdecl]<Point, void> callback);
        }

        class C
        {
            private static int s_count;

            public int OnCallback => 1;

            static unsafe void M()
            {
                N.kv_set_log(&OnCallback2);
                N.kv_set_log(&OnCallback3);
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static void OnCallback2(Point point)
            {
                // Only some.
                if (point.X > 2)
                {
                    s_count++;
                }
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static void OnCallback3(Point p) => s_count += p.X;
        }
        """,
        cached: 2,
        iterations: 1).RunAsync();

    [Fact]
    public Task Both_callbacks_of_one_import() => Test(
        """
        delegate void Callback(int code);
        static class N
        {
            [DllImport("kv")] internal static extern void kv_set_handlers(Callback handlerA, Callback handlerB);
        }
        static class C
        {
            static void M() => N.kv_set_handlers([|new Callback(OnA)|], [|new Callback(C.OnB)|]);
            static void OnA(int code) { }
            static void OnB(int code) { }
        }
        """,
        """
        delegate void Callback(int code);
        static class N
        {
            [DllImport("kv")] internal static extern unsafe void kv_set_handlers(delegate* unmanaged[Cdecl]<int, void> handlerA, delegate* unmanaged[Cdecl]<int, void> handlerB);
        }
        static class C
        {
            static unsafe void M() => N.kv_set_handlers(&OnA, &C.OnB);
            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            static void OnA(int code) { }
            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            static void OnB(int code) { }
        }
        """).RunAsync();

    [Fact]
    public Task Two_imports_and_the_odd_forms_of_lambdas() => Test(
        """
        unsafe delegate byte Callback(byte* start, int length);
        static class N
        {
            [DllImport("kv")]
            static internal extern void kv_set_log(Callback callback);
            [DllImport("kv")]
            static internal extern void kv_set_error_handler(Callback onError);
        }
        class C
        {
            // The registrations.
            C()
            {
                Action later = () => N.kv_set_log({|#0:delegate { return 1; }|});
                later();
                unsafe
                {
                    N.kv_set_error_handler({|#1:(_, _) => {
                        return 2;
                    }|});
                }
            }
        }
        """,
        """
        unsafe delegate byte Callback(byte* start, int length);
        static class N
        {
            [DllImport("kv")]
            static internal extern unsafe void kv_set_log(delegate* unmanaged[Cdecl]<byte*, int, byte> callback);
            [DllImport("kv")]
            static internal extern unsafe void kv_set_error_handler(delegate* unmanaged[Cdecl]<byte*, int, byte> onError);
        }
        class C
        {
            // The registrations.
            unsafe C()
            {
                Action later = () => N.kv_set_log(&OnCallback);
                later();
                unsafe
                {
                    N.kv_set_error_handler(&OnError);
                }
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static unsafe byte OnError(byte* unused1, int unused2)
            {
                return 2;
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static unsafe byte OnCallback(byte* unused1, int unused2)
            { return 1; }
        }
        """,
        cached: 2).RunAsync();

    [Fact]
    public Task LibraryImport_in_another_file()
    {
        var test = Test(
            """
            namespace App
            {
                class C
                {
                    void M() => Native.N.kv_set_log([|new Native.Callback(Handlers.OnCode)|]);
                    void K() { unsafe { Native.N.kv_set_log([|new Native.Callback(Handlers.OnCode)|]); } }
                }
            }
            """,
            """
            namespace App
            {
                class C
                {
                    unsafe void M() => Native.N.kv_set_log(&Handlers.OnCode);
                    void K() { unsafe { Native.N.kv_set_log(&Handlers.OnCode); } }
                }
            }
            """,
            iterations: 1);
        const string Native = "using System.Runtime.InteropServices;\nnamespace Native\n{\n    enum Level { Low }\n    delegate void Callback(Level level);\n"
            + "    static partial class N\n    {\n        [LibraryImport(\"kv\")]\n        internal static SIGNATURE callback);\n    }\n}\n";
        test.TestState.Sources.Add(Native.Replace("SIGNATURE", "partial void kv_set_log(Callback", StringComparison.Ordinal));
        test.FixedState.Sources.Add(Native.Replace("SIGNATURE", "unsafe partial void kv_set_log(delegate* unmanaged[Cdecl]<Level, void>", StringComparison.Ordinal));
        test.TestState.Sources.Add("using Native;\nnamespace App\n{\n    static class Handlers\n    {\n        internal static void OnCode(Level level) { }\n    }\n}\n");
        test.FixedState.Sources.Add(
            "using Native;\nnamespace App\n{\n    static class Handlers\n    {\n"
            + "        [System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = new[] { typeof(System.Runtime.CompilerServices.CallConvCdecl) })]\n"
            + "        internal static void OnCode(Level level) { }\n    }\n}\n");
        return test.RunAsync();
    }
}

/// <summary>Where the parameter has to stay a delegate.</summary>
public sealed class DoesNotFixWithFunctionPointer
{
    private const string Delegate = "delegate void Callback(int code); ";
    private const string Import = "static class N { [DllImport(\"kv\")] internal static extern void kv_set_log(Callback callback); } ";
    private const string Caller = "static class C { static void M() { N.kv_set_log([|new Callback(OnCode)|]); } static void OnCode(int code) { } ";

    private static CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001PassFunctionPointer, DefaultVerifier> Test(string source) =>
        new() { TestCode = "using System;\nusing System.Threading.Tasks;\nusing System.Runtime.InteropServices;\n" + source };

    [Fact]
    public Task Nothing_else_in_these_programs_stands_in_the_way()
    {
        var test = Test(Delegate + Import + Caller + "}");
        test.FixedCode = "using System;\nusing System.Threading.Tasks;\nusing System.Runtime.InteropServices;\n" + Delegate
            + "static class N { [DllImport(\"kv\")] internal static extern unsafe void kv_set_log(delegate* unmanaged[Cdecl]<int, void> callback); } "
            + "static class C { static unsafe void M() { N.kv_set_log(&OnCode); } "
            + "[UnmanagedCallersOnly(CallConvs = new[] { typeof(System.Runtime.CompilerServices.CallConvCdecl) })]\nstatic void OnCode(int code) { } }";
        return test.RunAsync();
    }

    [Theory]
    [InlineData("delegate void Callback(bool code); ")]
    [InlineData("delegate void Callback(char code); ")]
    [InlineData("delegate void Callback(string code); ")]
    [InlineData("delegate void Callback(ref int code); ")]
    [InlineData("struct S { public bool B; } delegate void Callback(S code); ")]
    public Task Values_that_are_marshalled(string type) =>
        Test(type + Import + Caller.Replace("int code", type[(type.LastIndexOf('(') + 1)..type.LastIndexOf(')')], StringComparison.Ordinal) + "}").RunAsync();

    [Theory]
    [InlineData("static void K() => OnCode(1); }")]
    [InlineData("static Callback Kept = OnCode; }")]
    [InlineData("} class D { void OnOther(int code) { } void M() { N.kv_set_log([|OnOther|]); } }")]
    [InlineData("static void K(Callback other) { N.kv_set_log(other); } }")]
    [InlineData("static void K() { Action<Callback> indirect = N.kv_set_log; } }")]
    [InlineData("static async Task K() { N.kv_set_log([|new Callback(OnOther)|]); await Task.Yield(); } static void OnOther(int code) { } }")]
    public Task Other_uses_of_the_method_or_the_import(string rest) => Test(Delegate + Import + Caller + rest).RunAsync();

    [Theory]
    [InlineData("class C { static void M(int n) { N.kv_set_log([|x => Console.WriteLine(n)|]); } }")]
    [InlineData("class C { int n; void M() { N.kv_set_log([|x => n++|]); } }")]
    [InlineData("class C<T> { static void M() { N.kv_set_log([|new Callback(OnCode)|]); } static void OnCode(int code) { } }")]
    [InlineData("class C { static void M() { N.kv_set_log([|new Callback(OnCode)|]); } static void OnCode<T>(T code) { } }")]
    [InlineData("class C { static void M() { var local = new Callback(OnCode); N.kv_set_log([|local|]); } static void OnCode(int code) { } }")]
    public Task Targets_that_have_no_usable_address(string caller) => Test(Delegate + Import + caller).RunAsync();

    [Theory]
    [InlineData("delegate void Callback(int code); ", "public static class N { [DllImport(\"kv\")] public static extern void kv_set_log(Callback callback); } ")]
    [InlineData("delegate void Callback(int code); ", "static class N { [DllImport(\"user32\")] internal static extern void kv_set_log(Callback callback); } ")]
    [InlineData(
        "delegate void Callback(int code); ",
        "static class N { [DllImport(\"kv\")] internal static extern void kv_set_log(Callback callback); [DllImport(\"kv\")] internal static extern void kv_set_log(nint callback); } ")]
    [InlineData("[UnmanagedFunctionPointer(CallingConvention.FastCall)] delegate void Callback(int code); ", Import)]
    public Task Imports_that_have_to_stay(string type, string import) =>
        Test((import.StartsWith("public", StringComparison.Ordinal) ? "public " : "") + type + import + Caller + "}").RunAsync();

    [Fact]
    public Task Projects_without_unsafe_code()
    {
        var test = Test(Delegate + Import + Caller + "}");
        test.SolutionTransforms.Add((solution, id) =>
            solution.WithProjectCompilationOptions(id, ((CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithAllowUnsafe(false)));
        return test.RunAsync();
    }

    [Fact]
    public Task Languages_without_function_pointers()
    {
        var test = Test(Delegate + Import + Caller + "}");
        test.LanguageVersion = LanguageVersion.CSharp8;
        return test.RunAsync();
    }
}
