using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1004;

/// <summary>FFI1004 reports the second release, whoever makes it.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); [|Marshal.FreeHGlobal(p)|];")]
    [InlineData("var p = N.malloc(4); if (b) N.free(p); [|N.free(p)|];")]
    [InlineData("var p = N.malloc(4); var q = p; N.free(p); [|N.free(q)|];")]
    [InlineData("var p = N.kd_make(); for (var i = 0; i < k; i++) [|N.kd_done(p)|];")]
    [InlineData("var p = N.kd_make(); try { N.kd_use(p); N.kd_done(p); N.Log(\"x\"); } catch { [|N.kd_done(p)|]; throw; }")]
    [InlineData("var p = N.kd_make(); try { if (b) { N.kd_done(p); return; } } finally { [|N.kd_done(p)|]; }")]
    [InlineData("var p = Marshal.StringToCoTaskMemUTF8(\"a\"); H.Free(p); [|H.Free(p)|];")]
    [InlineData("var l = NativeLibrary.Load(\"x\"); NativeLibrary.Free(l); [|NativeLibrary.Free(l)|];")]
    [InlineData("unsafe { var p = System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.ConvertToUnmanaged(\"a\"); Marshal.FreeCoTaskMem((IntPtr)p); [|System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.Free(p)|]; }")]
    [InlineData("using var h = new SafeFileHandle(N.kd_make(), true); var p = N.kd_make(); using var a = new SafeFileHandle(p, true); using var c = [|new SafeFileHandle(p, ownsHandle: true)|];")]
    [InlineData("var p = N.kd_make(); using var h = new SafeFileHandle(p, true); N.Log(\"x\"); [|N.kd_done(p)|];")]
    [InlineData("var p = N.kd_make(); using var h = new OwnHandle(p); [|N.kd_done(p)|];")]
    [InlineData("var p = N.kd_make(); using var h = new OwnHandle(p, true, 3); [|N.kd_done(p)|];")]
    [InlineData("void Local() { var p = N.malloc(4); N.free(p); [|N.free(p)|]; } Local();")]
    [InlineData("Action a = () => { var p = N.malloc(4); N.free(p); [|N.free(p)|]; }; a();")]
    [InlineData("var p = N.kd_make(); Free(p); [|N.kd_done(p)|]; static void Free(IntPtr x) => N.kd_done(x);")]
    [InlineData("var (p, n) = (N.kd_make(), 3); N.kd_done(p); [|N.kd_done(p)|];")]
    [InlineData("if (N.kd_make() is var p and not 0) { N.kd_done(p); [|N.kd_done(p)|]; }")]
    public Task A_second_release_in_one_body(string body) => Run($$"""
        static class H { public static void Free(IntPtr p) { Marshal.FreeCoTaskMem(p); } }
        class OwnHandle : SafeHandle
        {
            public OwnHandle(IntPtr p) : base(IntPtr.Zero, true) { SetHandle(p); }
            public OwnHandle(IntPtr p, bool owns, int k) : base(IntPtr.Zero, owns) { handle = p; }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() { N.kd_done(handle); return true; }
        }
        class C { void M(bool b, int k) { {{body}} } }
        """);

    internal const string Owner = """
        class Owner : IDisposable
        {
            private readonly IntPtr _p = N.kd_make();
            private bool _gone;
            public Owner(bool owns = true) { }
            public IntPtr Pointer => _p;
            public IntPtr Other { get; set; }
            public void Forget() => _gone = true;
            public void Dispose() { if (!_gone) { _gone = true; N.kd_done(_p); } }
        }
        class Plain : IDisposable { public IntPtr P = N.malloc(4); public void Dispose() => Dispose(true); void Dispose(bool disposing) { N.free(P); P = default; } }

        """;

    [Theory]
    [InlineData("var o = new Plain(); N.kd_use(o.P); [|N.free(o.P)|]; o.Dispose();")]
    [InlineData("using var o = new Plain(); N.kd_use(o.P); [|N.free(o.P)|];")]
    [InlineData("using (var o = new Plain()) { try { N.kd_use(o.P); } finally { [|N.free(o.P)|]; } }")]
    [InlineData("var o = new Plain(); try { N.kd_use(o.P); } finally { [|N.free(o.P)|]; N.Log(\"x\"); o.Dispose(); }")]
    public Task What_an_object_gives_out_and_releases_itself(string body) => Run(Owner + "class C { void M(bool b) { " + body + " } }");

    internal static string Pair(string body, string release = "N.kd_done(handle);", string owns = "true") =>
        "sealed class Pair : SafeHandle { IntPtr _second; public override bool IsInvalid => handle == default; public Pair(bool b) : base(default, " + owns + ") { " + body + " } protected override bool ReleaseHandle() { " + release + " return true; } }";

    [Theory]
    [InlineData("var p = N.kd_make(); SetHandle(p); _second = N.kd_make(); if (_second == default) { [|N.kd_done(p)|]; throw new InvalidOperationException(); }")]
    [InlineData("unsafe { var p = (void*)N.kd_make(); SetHandle((IntPtr)p); if (b) { [|N.kd_done((IntPtr)p)|]; throw new InvalidOperationException(); } }")]
    public Task What_the_object_got_whose_constructor_throws(string body) => Run(Pair(body));

    [Fact]
    public Task The_message_about_a_handle_of_the_object() => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
    {
        TestCode = Resources.Declarations + Pair("var p = N.kd_make();\n{|#1:SetHandle(p)|};\nif (b) { {|#0:N.kd_done(p)|}; throw new InvalidOperationException(); }"),
        ExpectedDiagnostics = { new DiagnosticResult("FFI1004", DiagnosticSeverity.Warning).WithLocation(0).WithLocation(1).WithMessage(
            "`kd_done` releases the handle ([Owned]) that line 42 has given to the object, whose finalizer releases it again even when the constructor throws; leave the release to the object, or call `SetHandle` when everything has succeeded") },
    }.RunAsync();

    [Fact]
    public Task The_message_about_what_an_object_gives_out() => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
    {
        TestCode = Resources.Declarations + """
            class Owner { private readonly IntPtr _p = N.ks_create(); private bool _gone; public IntPtr Pointer => _p; public void Dispose() { if (!_gone) { _gone = true; N.ks_destroy(_p); } } }
            class C
            {
                void M()
                {
                    var owner = new Owner();
                    {|#0:N.ks_destroy(owner.Pointer)|};
                    {|#1:owner.Dispose()|};
                }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1004", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1).WithMessage(
            "`ks_destroy` releases `owner.Pointer` (inferred from the name ks_destroy), which the object that gives it out releases again when it is disposed of (line 48); leave the release to that object") },
    }.RunAsync();

    [Theory]
    [InlineData("static void Free(IntPtr p, bool b) { if (b) Marshal.FreeCoTaskMem(p); [|Marshal.FreeCoTaskMem(p)|]; }")]
    [InlineData("static unsafe void Free(byte* p, bool b) { if (b) System.Runtime.InteropServices.Marshalling.Utf16StringMarshaller.Free((ushort*)p); [|System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.Free(p)|]; }")]
    public Task A_second_release_of_what_the_caller_gives_up(string method) => Run("static class H { public " + method + " }");

    [Theory]
    [InlineData("public class C", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Info)]
    [InlineData("public class C", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Info, "void IDisposable.Dispose")]
    [InlineData("class C", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Info, "void IDisposable.Dispose")]
    [InlineData("class C", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Info)]
    [InlineData("public class C", OutputKind.ConsoleApplication, DiagnosticSeverity.Info)]
    [InlineData("public interface IBuffer : IDisposable { } class C : IBuffer,", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Warning)]
    [InlineData("interface IBuffer : IDisposable { } class C : IBuffer,", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Info)]
    [InlineData("public abstract class Base { } class C : Base,", OutputKind.DynamicallyLinkedLibrary, DiagnosticSeverity.Warning)]
    public Task A_second_Dispose_of_what_only_the_project_sees_as_a_suggestion(string type, OutputKind kind, DiagnosticSeverity severity, string dispose = "public void Dispose") =>
        Judges(type, kind, "using (new C()) { }", severity, dispose);

    [Theory]

    // Nobody makes one, so nobody is known to dispose of it once.
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("C c = null;", DiagnosticSeverity.Warning)]
    [InlineData("using var c = new C(); c.Dispose();", DiagnosticSeverity.Warning)]
    [InlineData("using C c = new(); { c?.Dispose(); }", DiagnosticSeverity.Warning)]
    [InlineData("using (var c = new C()) { c.Dispose(); }", DiagnosticSeverity.Warning)]
    [InlineData("var c = new C(); c.Dispose(); c.Dispose();", DiagnosticSeverity.Warning)]
    [InlineData("using (new C()) { } using (var c = new C()) c.Dispose();", DiagnosticSeverity.Warning)]
    [InlineData("using var c = new C(); using var d = new System.IO.MemoryStream(); d.Dispose();", DiagnosticSeverity.Info)]
    [InlineData("using var c = new C(); Action later = () => c.Dispose();", DiagnosticSeverity.Info)]
    [InlineData("var c = new C(); if (Environment.Is64BitProcess) c.Dispose(); else c.Dispose();", DiagnosticSeverity.Info)]
    [InlineData("var c = new C(); c.Dispose(); c = new C(); c.Dispose();", DiagnosticSeverity.Info)]
    [InlineData("new D().Dispose(); } class D : C {", DiagnosticSeverity.Info)]
    public Task A_second_Dispose_that_no_maker_makes_as_a_suggestion(string maker, DiagnosticSeverity severity) => Judges("class C", OutputKind.ConsoleApplication, maker, severity, "public void Dispose");

    private static Task Judges(string type, OutputKind kind, string maker, DiagnosticSeverity severity, string dispose)
    {
        var test = new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
        {
            TestCode = "using System; using System.Runtime.InteropServices; " + type + (type.EndsWith(',') ? "" : " :") + " IDisposable { IntPtr _p = Marshal.AllocHGlobal(4); " + dispose + "() { {|#0:Marshal.FreeHGlobal(_p)|}; } "
                + "} class P { static void Main() { " + maker + " } }",
            ExpectedDiagnostics = { new DiagnosticResult("FFI1004", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        };
        test.TestState.OutputKind = kind;
        return test.RunAsync();
    }

    [Fact]
    public Task A_window_that_a_second_Dispose_destroys_as_a_suggestion() => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            class C : IDisposable
            {
                [DllImport("user32")] static extern bool DestroyWindow(IntPtr window);
                IntPtr _w;
                public void Dispose() { if (_w != IntPtr.Zero) {|#0:DestroyWindow(_w)|}; }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1004", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("unsafe void M() { var p = NativeMemory.Alloc(4); NativeMemory.Free(p); [|NativeMemory.Free(p)|]; }")]
    [InlineData("async Task M() { var p = N.malloc(4); await Task.Yield(); N.free(p); [|N.free(p)|]; }")]
    [InlineData("IEnumerable<int> M() { var p = N.malloc(4); yield return 1; N.free(p); [|N.free(p)|]; }")]
    [InlineData("void M(IntPtr p) { N.free(p); [|N.free(p)|]; }")]
    [InlineData("IntPtr _p; void M() { N.free(_p); [|N.free(_p)|]; _p = IntPtr.Zero; }")]
    [InlineData("int P { get { var p = N.malloc(4); N.free(p); [|N.free(p)|]; return 1; } }")]
    [InlineData("[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Done([Releases] IntPtr p); void M(IntPtr p, Done done) { done(p); [|done(p)|]; }")]
    public Task A_second_release_in_every_kind_of_member(string member) => Run("namespace BoundaryLint { [AttributeUsage(AttributeTargets.All)] sealed class ReleasesAttribute : Attribute { } } class C { " + member + " }");

    [Theory]
    [InlineData("public void Dispose() { [|N.kd_done(_p)|]; }")]
    [InlineData("public void Dispose() => [|N.kd_done(_p)|];")]
    [InlineData("public void Dispose() { if (_p != IntPtr.Zero) [|N.kd_done(_p)|]; }")]
    [InlineData("public void Dispose() { [|Marshal.FreeHGlobal(_p)|]; _disposed = true; }")]
    [InlineData("bool _owns; public void Dispose() { if (_owns) { [|N.kd_done(_p)|]; } }")]
    [InlineData("bool _owns; public void Dispose() { if (!_owns) return; [|N.kd_done(_p)|]; }")]
    [InlineData("public void Close() { [|N.kd_done(_p)|]; } public void Dispose() => Close();")]
    [InlineData("void IDisposable.Dispose() { [|N.kd_done(_p)|]; }")]
    [InlineData("public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } protected virtual void Dispose(bool disposing) { if (disposing) { _other?.Dispose(); } [|N.kd_done(_p)|]; } ~C() => Dispose(false); IDisposable? _other;")]
    [InlineData("public void Dispose() { Release(); GC.SuppressFinalize(this); } ~C() { Release(); } private void Release() { [|N.kd_done(_p)|]; }")]
    [InlineData("public void Dispose() { Dispose(true); } private void Dispose(bool disposing) { [|Free(_p)|]; } static void Free(IntPtr p) { N.kd_done(p); }")]
    [InlineData("public void Dispose() { var p = _p; [|N.kd_done(p)|]; }")]
    [InlineData("public ValueTask DisposeAsync() { [|N.kd_done(_p)|]; return default; } public void Dispose() { }")]
    [InlineData("IntPtr _q; public void Dispose() { if (_q != IntPtr.Zero) { N.kd_done(_q); _q = IntPtr.Zero; } if (_p != IntPtr.Zero) { [|N.kd_done(_p)|]; } }")]
    [InlineData("IntPtr _q; public void Dispose() { if (_q != IntPtr.Zero) { N.kd_done(_q); _q = IntPtr.Zero; } Free(); } void Free() { [|N.kd_done(_p)|]; }")]
    public Task A_member_that_may_be_called_again(string members) => Run($$"""
        class C : IDisposable
        {
            private IntPtr _p = N.kd_make();
            private bool _disposed;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("public void Destroy() { [|N.kd_done(_p)|]; } public void Dispose() { if (_p == IntPtr.Zero) return; N.kd_done(_p); _p = IntPtr.Zero; }")]
    [InlineData("public void Destroy() { [|N.kd_done(_p)|]; } public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } void Dispose(bool disposing) { if (_disposed) return; _disposed = true; N.kd_done(_p); }")]
    public Task A_public_member_that_leaves_the_value_to_the_disposal(string members) => Run($$"""
        class C : IDisposable
        {
            private IntPtr _p = N.kd_make();
            private bool _disposed;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("public void Dispose() { if (_disposed) return; N.kd_done(_p); _disposed = true; } ~C() { [|N.kd_done(_p)|]; }")]
    [InlineData("public void Dispose() { if (!_disposed) { Free(); _disposed = true; } } void Free() { [|N.kd_done(_p)|]; } ~C() { Free(); }")]
    public Task A_finalizer_behind_a_disposal(string members) => Run($$"""
        class C : IDisposable
        {
            private IntPtr _p = N.kd_make();
            private bool _disposed;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("abstract class B : IDisposable { public void Dispose() => Free(); protected abstract void Free(); } class C : B { IntPtr _p = N.kd_make(); protected override void Free() { [|N.kd_done(_p)|]; } }")]
    [InlineData("partial class C : IDisposable { public void Dispose() { Free(); } } partial class C { IntPtr _p = N.kd_make(); void Free() { [|N.kd_done(_p)|]; } }")]
    [InlineData("sealed record C(int K) : IDisposable { readonly IntPtr _p = N.kd_make(); public void Dispose() => [|N.kd_done(_p)|]; }")]
    [InlineData("class C<T> : IDisposable { readonly IntPtr _p = N.kd_make(); public void Dispose() { [|N.kd_done(_p)|]; } }")]
    [InlineData("unsafe class C : IDisposable { void* _p = NativeMemory.Alloc(4); public void Dispose() { [|NativeMemory.Free(_p)|]; } }")]
#if ROSLYN_4_8_OR_GREATER
    [InlineData("class C(IntPtr p) : IDisposable { public void Dispose() { [|N.kd_done(p)|]; } }")]
    [InlineData("sealed class C(IntPtr p, int n) : IDisposable { public int N => n; public void Dispose() => Free(); void Free() { if (p != IntPtr.Zero) [|N2.kd_done(p)|]; } } static class N2 { public static void kd_done(IntPtr p) => N.kd_done(p); }")]
#endif
    public Task Over_the_whole_class(string code) => Run(code);

    [Fact]
    public Task Top_level_statements()
    {
        var test = new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>();
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.Sources.Add("var p = N.kd_make(); N.kd_done(p); [|N.kd_done(p)|];");
        test.TestState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code()
    {
        var test = new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
        {
            TestCode = Resources.Declarations + "class C { void M() { var p = N.malloc(4); N.free(p); [|N.free(p)|]; N.kd_done( } }",
            CompilerDiagnostics = CompilerDiagnostics.None,
        };
        return test.RunAsync();
    }

    [Fact]
    public async Task The_message_names_both_releases_and_what_to_do()
    {
        await Message(
            DiagnosticSeverity.Warning,
            "`free` releases the memory of `malloc`, which line 3 has released before; release it once",
            "class C { void M() { var p = N.malloc(4);\n\nN.free(p);\n{|#0:N.free(p)|}; } }");
        await Message(
            DiagnosticSeverity.Info,
            "`ks_destroy` releases `_p` (inferred from the name ks_destroy) and leaves the value in the field, so that a second `Dispose` releases it again; clear `_p` when it is released",
            "class C : IDisposable { IntPtr _p = N.ks_create(); public void Dispose() => {|#0:N.ks_destroy(_p)|}; }");
        await Message(
            DiagnosticSeverity.Warning,
            "`kd_done` releases `_p` ([Owned]) and runs in the finalizer too, after `Dispose` has released the value; call `GC.SuppressFinalize(this)` in `Dispose` and clear `_p`",
            "class C : IDisposable { IntPtr _p = N.kd_make(); bool _d; public void Dispose() { if (!_d) N.kd_done(_p); _d = true; } ~C() { {|#0:N.kd_done(_p)|}; } }");
        await Message(
            DiagnosticSeverity.Warning,
            "This object is the second one that owns the handle of `kd_make`, after the one made in line 2: each of them releases it; make one owner and share it",
            "class C { void M() { var p = N.kd_make();\nvar a = new SafeFileHandle(p, true);\nvar b = {|#0:new SafeFileHandle(p, true)|}; } }");
    }

    private static Task Message(DiagnosticSeverity severity, string message, string code)
    {
        var lines = Resources.Declarations.Split('\n').Length - 1;
        var text = System.Text.RegularExpressions.Regex.Replace(message, @"line (\d+)", match => $"line {int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + lines}");
        var test = new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier> { TestCode = Resources.Declarations + code };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1004", severity).WithLocation(0).WithMessage(text).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier> { TestCode = Resources.Declarations + code }.RunAsync();

    [Theory]
    [InlineData("class C", "", DiagnosticSeverity.Info)]
    [InlineData("class C", "new C().Close();", DiagnosticSeverity.Warning)]
    [InlineData("class C", "Action close = new C().Close;", DiagnosticSeverity.Warning)]
    [InlineData("public class C", "", DiagnosticSeverity.Warning)]
    public Task A_Close_that_nobody_in_the_project_calls_as_a_suggestion(string type, string user, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
    {
        TestCode = "using System; using System.Runtime.InteropServices; " + type + " { IntPtr _p = Marshal.AllocHGlobal(4); public void Close() { {|#0:Marshal.FreeHGlobal(_p)|}; } } class P { void M() { " + user + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1004", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("", DiagnosticSeverity.Info)]
    [InlineData("public void Clear() { _p = IntPtr.Zero; this._p = default; }", DiagnosticSeverity.Info)]
    [InlineData("public void Open(IntPtr p) { _p = p; }", DiagnosticSeverity.Warning)]
    [InlineData("public void Open(C other) { other._p = Marshal.AllocHGlobal(3); }", DiagnosticSeverity.Warning)]
    [InlineData("public void Open() => Make(out _p); static void Make(out IntPtr p) => p = Marshal.AllocHGlobal(3);", DiagnosticSeverity.Warning)]
    public Task A_field_that_is_never_set_as_a_suggestion(string member, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier>
    {
        TestCode = "using System; using System.Runtime.InteropServices; public class C { protected IntPtr _p = IntPtr.Zero; public void Close() { if (_p != IntPtr.Zero) {|#0:Marshal.FreeHGlobal(_p)|}; } " + member + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1004", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();
}
