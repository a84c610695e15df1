using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1013;

/// <summary>FFI1013 reports raw handles that get to native code, or out of the method, behind the last use of their SafeHandle.</summary>
public sealed class Reports
{
    internal const string Declarations = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Win32.SafeHandles;
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Read(IntPtr file);
        sealed class KvHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public KvHandle() : base(true) { }
            public KvHandle(IntPtr raw, bool owns) : base(owns) => SetHandle(raw);
            protected override bool ReleaseHandle() { N.kv_close(DangerousGetHandle()); return true; }
        }
        sealed class Owner { public KvHandle Handle { get; } = new KvHandle(); public KvHandle Field = new KvHandle(); public static readonly KvHandle Shared = new KvHandle(); public int Number; }
        static unsafe partial class N
        {
            [DllImport("kv")] public static extern KvHandle kv_open();
            [DllImport("kv")] public static extern int kv_open2(out KvHandle file);
            [DllImport("kv")] public static extern void kv_close(IntPtr file);
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
            [LibraryImport("kv")] public static partial int kv_sync(nint file);
            [DllImport("kv")] public static extern int kv_copy(IntPtr from, KvHandle to);
            [DllImport("kv")] public static extern int kv_ref(HandleRef file);
            [DllImport("kv")] public static extern int kv_fill(IntPtr file, byte[] bytes);
            [DllImport("kv")] public static extern int kv_void(void* file);
        }

        """;

    [Theory]
    [InlineData("static int M() { var h = N.kv_open(); var t = ([|h.DangerousGetHandle()|], 1); return N.kv_size(t.Item1); }")]
    [InlineData("static int M() { var h = N.kv_open(); var (p, n) = ([|h.DangerousGetHandle()|], 1); return N.kv_size(p) + n; }")]
    [InlineData("static (IntPtr, int) M() { var h = N.kv_open(); return ([|h.DangerousGetHandle()|], 1); }")]
    [InlineData("static void M() { var h = N.kv_open(); var p = [|h.DangerousGetHandle()|]; Task.Run(() => N.kv_size(p)); }")]
    [InlineData("static Func<int> M() { var h = N.kv_open(); var p = [|h.DangerousGetHandle()|]; return () => N.kv_size(p); }")]
    [InlineData("static int M() { var h = N.kv_open(); return N.kv_size([|h.DangerousGetHandle()|]); }")]
    [InlineData("static int M() { N.kv_open2(out var h); return N.kv_size([|h.DangerousGetHandle()|]); }")]
    [InlineData("static int M() => N.kv_size([|N.kv_open().DangerousGetHandle()|]);")]
    [InlineData("static int M() => N.kv_size([|new Owner().Handle.DangerousGetHandle()|]);")]
    [InlineData("KvHandle _h = N.kv_open(); int M() => N.kv_size([|_h.DangerousGetHandle()|]);")]
    [InlineData("KvHandle _h = N.kv_open(); int P { get { var h = _h; return N.kv_size([|h.DangerousGetHandle()|]); } }")]
    [InlineData("static IntPtr M() { var h = N.kv_open(); return [|h.DangerousGetHandle()|]; }")]
    [InlineData("static IntPtr _p; static void M() { var h = N.kv_open(); _p = [|h.DangerousGetHandle()|]; }")]
    [InlineData("static IEnumerable<int> M() { var h = N.kv_open(); yield return N.kv_size([|h.DangerousGetHandle()|]); }")]
    [InlineData("static async Task<int> M() { await Task.Yield(); var h = N.kv_open(); return N.kv_size([|h.DangerousGetHandle()|]); }")]
    public Task In_every_shape(string code) => Run("class C { " + code + " }", DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("KvHandle _h = N.kv_open(); public IntPtr Raw => [|_h.DangerousGetHandle()|];")]
    [InlineData("static int M(KvHandle h) => N.kv_size([|h.DangerousGetHandle()|]);")]
    [InlineData("static int M(KvHandle h) => N.kv_sync([|h.DangerousGetHandle()|]);")]
    [InlineData("static int M(SafeHandle h) { var p = [|h.DangerousGetHandle()|]; if (p == IntPtr.Zero) return 0; return N.kv_size(p); }")]
    [InlineData("static int M(KvHandle h, bool b) { var p = [|h.DangerousGetHandle()|]; if (b) { GC.KeepAlive(h); return 0; } return N.kv_size(p); }")]
    [InlineData("static unsafe int M(KvHandle h) => N.kv_void((void*)[|h.DangerousGetHandle()|]);")]
    [InlineData("static unsafe int M(KvHandle h) => N.kv_void([|h.DangerousGetHandle()|].ToPointer());")]
    [InlineData("static unsafe int M(KvHandle h, delegate* unmanaged<IntPtr, int> read) => read([|h.DangerousGetHandle()|]);")]
    [InlineData("static int M(KvHandle h, Read read) => read([|h.DangerousGetHandle()|]);")]
    [InlineData("static int M(Owner o) => N.kv_size([|o.Handle.DangerousGetHandle()|]);")]
    [InlineData("static int M(FileStream s) => N.kv_size([|s.SafeFileHandle.DangerousGetHandle()|]);")]
    [InlineData("static int M(KvHandle h) { var p = [|h.DangerousGetHandle()|]; h.Dispose(); return N.kv_size(p); }")]
    [InlineData("static int M(KvHandle h) { bool ok = false; h.DangerousAddRef(ref ok); var p = [|h.DangerousGetHandle()|]; h.DangerousRelease(); return N.kv_size(p); }")]
    [InlineData("static int M(KvHandle h, KvHandle to) => N.kv_copy([|h.DangerousGetHandle()|], to);")]
    [InlineData("static int M(KvHandle h) { var n = N.kv_size([|h.DangerousGetHandle()|]); h = N.kv_open(); return n + h.GetHashCode(); }")]
    [InlineData("static string M(KvHandle h) => Marshal.PtrToStringAnsi([|h.DangerousGetHandle()|]);")]
    [InlineData("static int M() { int Local(KvHandle h) => N.kv_size([|h.DangerousGetHandle()|]); return Local(N.kv_open()); }")]
    [InlineData("static readonly Func<KvHandle, int> F = h => N.kv_size([|h.DangerousGetHandle()|]);")]
    [InlineData("static int M(FileStream s) { var h = s.SafeFileHandle; if (h.IsInvalid) return 0; return N.kv_size([|h.DangerousGetHandle()|]); }")]
    [InlineData("static IntPtr M(KvHandle h) => [|h.DangerousGetHandle()|];")]
    [InlineData("IntPtr _p; void M(KvHandle h) { _p = [|h.DangerousGetHandle()|]; }")]
    [InlineData("static void Take(IntPtr p) { } static void M(KvHandle h) => Take([|h.DangerousGetHandle()|]);")]
    [InlineData("static SafeFileHandle M(KvHandle h) => new SafeFileHandle([|h.DangerousGetHandle()|], false);")]
    public Task As_a_suggestion_what_a_caller_may_keep_alive(string code) => Run("class C { " + code + " }", DiagnosticSeverity.Info);

    [Theory]
    [InlineData("using (var d = new Device()) d.M();", DiagnosticSeverity.Info)]
    [InlineData("new Device().M();", DiagnosticSeverity.Warning)]
    [InlineData("object o = new Device(); GC.KeepAlive(o);", DiagnosticSeverity.Info)]
    [InlineData("", DiagnosticSeverity.Warning)]
    public Task As_a_suggestion_what_its_makers_hold(string body, DiagnosticSeverity severity) => Run(
        "sealed class Device : IDisposable { KvHandle _h = N.kv_open(); public int M() => N.kv_size([|_h.DangerousGetHandle()|]); public void Dispose() => _h.Dispose(); } class C { static void M() { " + body + " } }", severity);

    [Theory]
    [InlineData("static object s_open; static void M(FileStream s) { var d = new Desc(s); s_open = d; }", DiagnosticSeverity.Info)]
    [InlineData("static void M(FileStream s, out object o) { Desc d = null; d = new Desc(s); o = d; }", DiagnosticSeverity.Info)]
    [InlineData("static int M(FileStream s) { var d = new Desc(s); return d.Size(); }", DiagnosticSeverity.Warning)]
    [InlineData("static int M(FileStream s) => new Desc(s).Size();", DiagnosticSeverity.Warning)]
    public Task As_a_suggestion_the_handle_of_what_a_held_object_has(string maker, DiagnosticSeverity severity) => Run(
        "class Desc { readonly FileStream _s; public Desc(FileStream s) => _s = s; public int Size() => N.kv_size([|_s.SafeFileHandle.DangerousGetHandle()|]); } class C { " + maker + " }", severity);

    [Theory]
    [InlineData("static T Run<T>(Func<T> f) { Console.Write(1); return f(); } static int M() { var h = N.kv_open(); return Run(() => N.kv_size([|h.DangerousGetHandle()|])); }")]
    [InlineData("static void Run(Action f) => f(); static void M(byte[] b) { N.kv_open2(out var h); Run(() => N.kv_fill([|h.DangerousGetHandle()|], b)); }")]
    [InlineData("static void Run(Action f) => f(); KvHandle _h = N.kv_open(); void M() => Run(() => N.kv_size([|_h.DangerousGetHandle()|]));")]
    [InlineData("void Run(Action f) { lock (_h) { f(); } } KvHandle _h = N.kv_open(); void M(int n) { Run(() => { if (n > 1) N.kv_size([|_h.DangerousGetHandle()|]); }); }")]
    [InlineData("static void Run(Action f) => f(); static void M(KvHandle h) { Run(delegate { N.kv_size([|h.DangerousGetHandle()|]); }); }")]
    public Task As_a_suggestion_in_a_lambda_that_a_method_of_the_project_runs(string code) => Run("class C { " + code + " }", DiagnosticSeverity.Info);

    [Theory]
    [InlineData("public Task M() => Task.Run(() => { N.kv_size([|_h.DangerousGetHandle()|]); });")]
    [InlineData("public Task M(byte[] b) { return Task.Run(() => { var p = [|_h.DangerousGetHandle()|]; while (N.kv_fill(p, b) > 0) { } }); }")]
    [InlineData("public void M() { var t = new Thread(() => N.kv_size([|_h.DangerousGetHandle()|])); t.Start(); }")]
    [InlineData("public void M() => ThreadPool.QueueUserWorkItem(_ => N.kv_size([|_h.DangerousGetHandle()|]));")]
    [InlineData("public void M() { Task.Factory.StartNew(() => N.kv_size([|_h.DangerousGetHandle()|]), TaskCreationOptions.LongRunning); }")]
    public Task As_a_suggestion_on_a_thread_for_which_Dispose_does_not_wait(string method) =>
        Run("public sealed class C : IDisposable { readonly KvHandle _h = N.kv_open(); " + method + " public void Dispose() => _h.Dispose(); }", DiagnosticSeverity.Info);

    [Theory]
    [InlineData("int Size { get { return N.kv_size([|DangerousGetHandle()|]); } } int _n; public int All() { var n = Size; return n + _n; }", DiagnosticSeverity.Info)]
    [InlineData("int Size() => N.kv_size([|this.DangerousGetHandle()|]); public IEnumerable<int> All { get { yield return this.Size(); } }", DiagnosticSeverity.Info)]
    [InlineData("int Size() => N.kv_size([|DangerousGetHandle()|]); int One() { var n = Size(); return n; } public IEnumerable<int> All { get { for (var i = 0; i < 3; i++) yield return One(); } }", DiagnosticSeverity.Info)]
    [InlineData("int Size { get { return N.kv_size([|DangerousGetHandle()|]); } } public int All() => Size;", DiagnosticSeverity.Warning)]
    [InlineData("public int Size { get { return N.kv_size([|DangerousGetHandle()|]); } } int _n; public int All() { var n = Size; return n + _n; }", DiagnosticSeverity.Warning)]
    [InlineData("int Size() => N.kv_size([|DangerousGetHandle()|]); public int All() { var n = Size(); return n; }", DiagnosticSeverity.Warning)]
    public Task As_a_suggestion_where_the_callers_hold_the_object(string members, DiagnosticSeverity severity) => Run(
        "public class Device0 : SafeHandleZeroOrMinusOneIsInvalid { public Device0() : base(true) { } protected override bool ReleaseHandle() { N.kv_close(handle); return true; } " + members + " }", severity);

    [Fact]
    public Task A_delegate_of_the_call_that_holds_another_object() => Run(
        "class Reader : SafeHandleZeroOrMinusOneIsInvalid { [DllImport(\"kv\")] static extern int kv_read(IntPtr file, Read read); public Reader() : base(true) { } protected override bool ReleaseHandle() { N.kv_close(handle); return true; } "
            + "static int Next(IntPtr file) => 1; public int All() => kv_read([|DangerousGetHandle()|], Next); }", DiagnosticSeverity.Warning);

    [Fact]
    public Task In_top_level_statements()
    {
        var test = Test(Declarations.Replace("sealed class KvHandle", "var size = N.kv_size([|N.kv_open().DangerousGetHandle()|]); Console.WriteLine(size);\nsealed class KvHandle")
            .Replace("[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Read(IntPtr file);", ""), DiagnosticSeverity.Warning);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    private static Task Run(string code, DiagnosticSeverity severity) => Test(Declarations + code, severity).RunAsync();

    internal static CSharpAnalyzerTest<FFI1013DangerousGetHandle, DefaultVerifier> Test(string code, DiagnosticSeverity severity)
    {
        var start = code.IndexOf("[|", System.StringComparison.Ordinal);
        var end = code.IndexOf("|]", System.StringComparison.Ordinal) - 2;
        var plain = code.Replace("[|", "").Replace("|]", "");
        var before = plain.Substring(0, start);
        var line = before.Split('\n').Length;
        var column = start - (before.LastIndexOf('\n') + 1) + 1;
        var test = new CSharpAnalyzerTest<FFI1013DangerousGetHandle, DefaultVerifier> { TestCode = plain };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1013", severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithSpan(line, column, line, column + end - start));
        return test;
    }
}
