using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6003;

/// <summary>Locks that are held while native code can call back.</summary>
public sealed class Reports
{
    internal const string Native = """
        static partial class N
        {
            [DllImport("kv"), CallsBack] internal static extern int kv_pump(nint store);
            [LibraryImport("kv"), CallsBack] internal static partial int kv_drain(nint store);
            [DllImport("kv"), CallsBack] internal static extern int kv_visit(nint store, Log callback);
            [DllImport("kv")] internal static extern int kv_scan(nint store, [NoEscape] Log callback);
            [DllImport("kv")] internal static extern int kv_foreach(nint store, Log callback);
            [DllImport("kv")] internal static extern unsafe int kv_each(nint store, [NoEscape] delegate* unmanaged[Cdecl]<int, void> callback);
            [DllImport("kv")] internal static extern int kv_size(nint store);
            [DllImport("sqlite3")] internal static extern int sqlite3_step(nint statement);
        }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl), CallsBack] delegate int Pump(nint store);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log(int code);

        """;

    private const string Fields = "readonly object gate = new(); static readonly object Shared = new(); readonly ReaderWriterLockSlim rw = new(); readonly SemaphoreSlim one = new(1); int sum; ";

    [Theory]
    [InlineData("void M() { lock (gate) { [|N.kv_pump(0)|]; } }")]
    [InlineData("void M() { lock (gate) [|N.kv_drain(0)|]; }")]
    [InlineData("int M() { lock (this) { return [|N.kv_pump(0)|]; } }")]
    [InlineData("void M() { lock (typeof(C)) { if (sum > 0) { foreach (var i in new int[1]) [|N.kv_pump(i)|]; } } }")]
    [InlineData("void M() { Monitor.Enter(gate); try { [|N.kv_pump(0)|]; } finally { Monitor.Exit(gate); } }")]
    [InlineData("void M() { rw.EnterWriteLock(); try { [|N.kv_pump(0)|]; } finally { rw.ExitWriteLock(); } }")]
    [InlineData("async Task M() { await one.WaitAsync(); try { [|N.kv_pump(0)|]; } finally { one.Release(); } }")]
    [InlineData("void M(Pump pump) { lock (gate) { [|pump(0)|]; } }")]
    [InlineData("void M() { Action a = () => { lock (gate) { [|N.kv_pump(0)|]; } }; }")]
    [InlineData("void M() { void Local() { lock (gate) { [|N.kv_pump(0)|]; } } Local(); }")]
    [InlineData("int P { get { lock (gate) { return [|N.kv_pump(0)|]; } } }")]
    [InlineData("System.Collections.Generic.IEnumerable<int> M() { lock (gate) { yield return [|N.kv_pump(0)|]; } }")]
    public Task Of_functions_that_are_declared_to_call_back(string member) => Programs.Verify<FFI6003LockHeldAcrossCallback>(Native + "class C { " + Fields + member + " }");

    [Theory]
    [InlineData("void M() { lock (gate) { [|N.kv_visit(0, code => { lock (gate) { sum += code; } })|]; } }")]
    [InlineData("void M() { lock (gate) { [|N.kv_visit(0, OnCode)|]; } } void OnCode(int code) { lock (Shared) { sum += code; } }")]
    [InlineData("void M(Log given) { lock (gate) { [|N.kv_visit(0, given)|]; } }")]
    [InlineData("void M() { lock (gate) { [|N.kv_visit(0, OnCode)|]; } } void OnCode(int code) => Other.Do(code);")]
    [InlineData("void M() { rw.EnterReadLock(); try { [|N.kv_scan(0, OnCode)|]; } finally { rw.ExitReadLock(); } } void OnCode(int code) { Add(code); } void Add(int code) { rw.EnterWriteLock(); sum += code; rw.ExitWriteLock(); }")]
    [InlineData("void M() { one.Wait(); try { [|N.kv_scan(0, code => { one.Wait(); one.Release(); })|]; } finally { one.Release(); } }")]
    [InlineData("unsafe void M() { one.Wait(); try { [|N.kv_each(0, &OnEach)|]; } finally { one.Release(); } } static SemaphoreSlim two; [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void OnEach(int code) { new C().one.Wait(); }")]
    public Task Of_callbacks_that_take_a_lock(string member) => new CSharpAnalyzerTest<FFI6003LockHeldAcrossCallback, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Programs.Usings + Programs.Attributes + Native + "class C { " + Fields + member + " }",
                "static class Other { internal static void Do(int code) { } }",
            },
        },
    }.RunAsync();

    [Theory]
    [InlineData("void M() { one.Wait(); try { {|#0:N.kv_foreach(0, code => { one.Wait(); one.Release(); })|}; } finally { one.Release(); } }")]
    [InlineData("void M() { lock (gate) { {|#0:N.kv_foreach(0, code => { lock (gate) { sum += code; } })|}; } }")]
    public Task Suggests_with_inferred_evidence(string member) => Programs.Verify<FFI6003LockHeldAcrossCallback>(Native + "class C { " + Fields + member + " }", DiagnosticSeverity.Info, "FFI6003");

    [Fact]
    public Task The_header_is_evidence() => new CSharpAnalyzerTest<FFI6003LockHeldAcrossCallback, DefaultVerifier>
    {
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C { " + Fields + "void M() { lock (gate) { {|#0:N.kv_size(0)|}; } } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6003", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "`kv_size` can call managed code back (kv.h:1) while the lock on `gate` is held: a callback that needs this lock, or one whose holder waits for this call, never returns; call it outside the lock"),
        },
    }.WithHeader("/* @boundary callsback */\nint kv_size(void *store);").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6003LockHeldAcrossCallback, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C { void M() { lock (missing) { [|N.kv_pump(0)|]; } lock ( { N.kv_visit(0, ",
    }.RunAsync();
}
