using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4005;

/// <summary>FFI4005 stays quiet on bodies that catch everything or cannot throw, and on code that native code never calls.</summary>
public sealed class StaysQuiet
{
    private const string Imports = """
        using System;
        using System.Diagnostics;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading;
        delegate int Visit(int key);
        delegate void Managed(int key);
        static class N
        {
            [DllImport("kv")] public static extern int kv_each(Visit visit);
            [DllImport("kv")] public static extern int kv_put(int key);
        }
        struct Point { public int X; public int Y { get; set; } }
        public class Filter { public virtual int Judge(int key) => key + 1; }
        static class Program
        {
            internal static int s_count;
            internal static Point s_point;
            internal static int Own(int key) { if (key > 3) throw new ArgumentException(); return key; }
            internal static int Safe(int key) => key < 3 ? Safe(key + 1) : key;
            internal static void Log(Exception e) { s_count++; }
        }

        """;

    [Theory]
    [InlineData("return key + 1;")]
    [InlineData("var filter = new Filter(); return filter.Judge(key);")]
    [InlineData("return new Filter().Judge(key);")]
    [InlineData("Program.s_count++; return Program.s_count;")]
    [InlineData("Interlocked.Increment(ref Program.s_count); Volatile.Write(ref Program.s_count, 3); return 0;")]
    [InlineData("Program.s_point = new Point { X = key, Y = 2 }; return Program.s_point.Y;")]
    [InlineData("return N.kv_put(key);")]
    [InlineData("return Program.Safe(key);")]
    [InlineData("try { return Program.Own(key); } catch { return -1; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception) { return -1; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Program.Log(e); return -1; }")]
    [InlineData("try { return Program.Own(key); } catch (ArgumentException) { return -2; } catch (Exception e) { Trace.TraceError(\"{0}\", e); return -1; } finally { Program.s_count = 0; }")]
    [InlineData("try { try { return Program.Own(key); } finally { Program.Own(key); } } catch { return -1; }")]
    [InlineData("return key / 2 + key % 3;")]
    [InlineData("Debug.Assert(key > 0); Environment.FailFast(\"no\"); return 0;")]
    [InlineData("unsafe { int* p = &key; return *p + p[0]; }")]
    [InlineData("return (byte)key;")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Environment.FailFast(null, e); throw; }")]
    [InlineData("Action never = () => throw new Exception(); return never is null ? 1 : 0;")]
    [InlineData("return nameof(Program.Own).Length;")]
    [InlineData("switch (key) { case 1: return 2; default: return 3; }")]
    [InlineData("return GCHandle.FromIntPtr(key).Target is null ? 0 : Marshal.ReadInt32(key);")]
    [InlineData("nint p = key; return (int)p.ToInt64();")]
    public async Task On_bodies_that_cannot_throw(string body)
    {
        await Run(Imports + "class C { void M() => N.kv_each(key => { " + body + " }); }");
        await Run(Imports + "class C { [UnmanagedCallersOnly] static int OnKey(int key) { " + body + " } }");
    }

    [Theory]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Ends.Raise(e, true); throw; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Ends.Throws(e); throw; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception) { Ends.Either(key > 0); throw; }")]
    public Task On_a_throw_that_is_never_reached(string body) => Run(Imports + """
        static class Ends
        {
            public static event Action<Exception> Unhandled;
            public static void Raise(Exception e, bool isTerminal)
            {
                if (Unhandled == null) { Environment.Exit(1); }
                try { Unhandled(e); } catch { Environment.Exit(1); }
                if (isTerminal || e.Message.Length == 0) Environment.Exit(1);
            }
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] public static void Throws(Exception e) { while (true) { } }
            public static void Either(bool first) { if (first) Environment.Exit(1); else Environment.FailFast(null); }
        }
        """ + "class C { void M() => N.kv_each(key => { " + body + " }); }");

    [Fact]
    public Task On_a_throw_behind_instructions_that_a_weaver_puts_in() => Run(Imports + """
        static class IL { public static void Ret() { } public static Exception Unreachable() => null; }
        class C { void M() => N.kv_each(key => { IL.Ret(); throw IL.Unreachable(); }); }
        """);

    [Theory]
    [InlineData("_ = Later(key); return 0;")]
    [InlineData("Forget(key); return 0;")]
    [InlineData("return All(key) is null ? 0 : 1;")]
    public Task On_exceptions_that_are_thrown_elsewhere(string body) => Run(Imports + """
        class C
        {
            static async System.Threading.Tasks.Task Later(int key) { if (key > 1) throw new Exception(); await System.Threading.Tasks.Task.Yield(); }
            static async void Forget(int key) { await System.Threading.Tasks.Task.Yield(); throw new Exception(); }
            static System.Collections.Generic.IEnumerable<int> All(int key) { yield return key; throw new Exception(); }
        """ + "void M() => N.kv_each(key => { " + body + " }); }");

    [Fact]
    public Task On_an_async_void_callback_that_catches_everything() => Run(Imports + """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Told(int key);
        class C
        {
            [DllImport("kv")] static extern int kv_done(nint done);
            void M() { kv_done(Marshal.GetFunctionPointerForDelegate<Told>(OnTold)); kv_done(Marshal.GetFunctionPointerForDelegate<Told>(async key => { try { await System.Threading.Tasks.Task.Yield(); } catch { } })); }
            static async void OnTold(int key) { try { await System.Threading.Tasks.Task.Yield(); throw new Exception(); } catch (Exception) { Program.Safe(key); } }
        }
        """);

    [Theory]
    [InlineData("Managed m = key => Program.Own(key); m(1);")]
    [InlineData("Func<int, int> f = Program.Own; f(1);")]
    [InlineData("Program.Own(1);")]
    [InlineData("Visit v = Marshal.GetDelegateForFunctionPointer<Visit>(0); v(1);")]
    public Task On_code_that_native_code_never_calls(string body) => Run(Imports + "class C { void M() { " + body + " } }");

    [Fact]
    public Task On_a_ReleaseHandle_that_only_releases() => Run(Imports + """
        class H : SafeHandle
        {
            public H() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() { return N.kv_put((int)handle) == 0; }
        }
        """);

    [Fact]
    public Task On_a_ReleaseHandle_that_could_fail_only_in_theory() => Run(Imports + """
        abstract class Base : SafeHandle { protected Base() : base(0, true) { } public override bool IsInvalid => handle == 0; protected int Value => (int)handle; }
        class H : Base { protected override bool ReleaseHandle() { Console.WriteLine(Value); N.kv_put(Value); return true; } }
        """);

    [Fact]
    public Task On_types_of_the_users_that_look_like_the_frameworks() => Run("""
        using System;
        class UnmanagedCallersOnlyAttribute : Attribute { }
        abstract class SafeHandle { protected abstract bool ReleaseHandle(); }
        class H : SafeHandle { protected override bool ReleaseHandle() => throw new Exception(); [UnmanagedCallersOnly] static void F() => throw new Exception(); unsafe delegate* unmanaged<void> _f; }
        """);

    [Theory]
    [InlineData("try { throw new Missing(); } catch (Failure) { return -1; }")]
    [InlineData("try { throw new Failure(); } catch (Failure) { return -1; }")]
    [InlineData("try { return Program.Own(key); } catch (ArgumentException) { return -1; }")]
    [InlineData("try { Check(key); return 0; } catch (Failure) { return -1; }")]
    [InlineData("try { try { Check(key); } finally { Program.Safe(key); } return 0; } catch (Failure) { return -1; }")]
    public Task On_a_handler_for_the_base_class_of_all_that_is_thrown(string body) => Run(Imports + """
        class Failure : Exception { }
        class Missing : Failure { }
        class Wrong : Failure { }
        class C
        {
            static void Check(int key) { switch (key) { case 1: throw new Missing(); case 2: throw new Wrong(); } }
            [UnmanagedCallersOnly] static int OnKey(int key) { 
        """ + body + " } }");

    [Theory]
    [InlineData("Changed?.Invoke(key);", "")]
    [InlineData("if (Changed != null) { Changed(key); }", "")]
    [InlineData("var changed = Changed; if (changed != null) changed(key);", "")]
    [InlineData("Changed?.Invoke(key);", "C.Changed += key => s_last = key;")]
    [InlineData("Changed?.Invoke(key);", "C.Changed += Take; C.Changed -= Take;")]
    [InlineData("Changed?.Invoke(key);", "C.Changed += new Action<int>(Take);")]
    [InlineData("Changed?.Invoke(key);", "C.Changed += key => ThreadPool.QueueUserWorkItem(_ => throw new Exception());")]
    [InlineData("Changed?.Invoke(key);", "C.Changed += key => s_context.Post(_ => throw new Exception(), null);")]
    [InlineData("Changed?.Invoke(key);", "C.Changed += key => { try { Program.Own(key); } catch (Exception) { } };")]
    [InlineData("Changed?.Invoke(key);", "Subscribe(Take);")]
    public Task On_an_event_to_which_only_the_project_subscribes_with_what_does_not_throw(string raise, string subscribe) => Run(Imports + """
        class C
        {
            internal static event Action<int> Changed;
            [UnmanagedCallersOnly] static void OnKey(int key) { 
        """ + raise + """
         }
        }
        class Listener
        {
            static int s_last;
            static readonly SynchronizationContext s_context = SynchronizationContext.Current;
            void M() { 
        """ + subscribe + """
         }
            static void Take(int key) => s_last = key;
            static void Subscribe(Action<int> handler) => C.Changed += handler;
        }
        """);

    [Theory]
    [InlineData("C.Each(Take);")]
    [InlineData("C.Each(handler: key => s_last = key);")]
    [InlineData("C.Each(null); C.Each(s_last == 0 ? Take : null);")]
    [InlineData("var all = new System.Collections.Generic.List<int>(); C.Each(all.Add);")]
    public Task On_a_delegate_for_which_every_call_gives_what_does_not_throw(string calls) => Run(Imports + """
        class C { internal static void Each(Action<int> handler) => N.kv_each(key => { handler?.Invoke(key); return 0; }); }
        class Caller { static int s_last; void M() { 
        """ + calls + """
         } static void Take(int key) => s_last = key; }
        """);

    [Fact]
    public Task On_an_event_of_a_program_that_nobody_subscribes_to()
    {
        var test = new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
        {
            TestCode = Imports.Replace("static class Program", "static class Start").Replace("internal static int s_count;", "static void Main() { }")
                .Replace("{ s_count++; }", "{ }") + "public class C { public event Action<int> Changed; void M() => N.kv_each(key => { Changed?.Invoke(key); return 0; }); }",
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "using System.Runtime.InteropServices; class C { [UnmanagedCallersOnly] static int F(int k { try { return } catch } delegate void D( ; void M() { new D(M; } ",
    }.RunAsync();

    [Fact]
    public Task On_COM_methods_that_hand_their_result_on() => Run(Imports + """
        [ComImport, Guid("A95664D2-9614-4F35-A746-DE8DB63617E6"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
        public interface IDevices { [PreserveSig] int GetDefault(int flow, out IntPtr device); }
        class C { static IDevices s_devices; [UnmanagedCallersOnly] static int OnKey(int key) => s_devices.GetDefault(key, out _); }
        """);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier> { TestCode = code }.RunAsync();
}
