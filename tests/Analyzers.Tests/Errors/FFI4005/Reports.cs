using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4005;

/// <summary>FFI4005 reports each kind of code that native code calls, and each way of throwing in it.</summary>
public sealed class Reports
{
    private const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        delegate int Visit(int key);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Done(int key);
        static class N
        {
            [DllImport("kv")] public static extern int kv_each(Visit visit);
            [DllImport("kv")] public static extern int kv_done(nint done);
        }
        static class Program
        {
            internal static int[] s_data = new int[3];
            internal static int s_count;
            internal static Action s_action;
            internal static object s_object;
            internal static dynamic s_dynamic;
            internal static int Own(int key) { if (key > 3) throw new ArgumentException(); return key; }
            internal static int Safe(int key) => key + 1;
        }

        """;

    [Theory]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Ends.Raise(e, false); throw; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Ends.Maybe(e); throw; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Ends.Leaves(e); throw; }")]
    public Task A_throw_behind_what_may_return(string body) => Run(Imports + """
        static class Ends
        {
            public static void Raise(Exception e, bool isTerminal) { if (isTerminal) Environment.Exit(1); }
            public static void Maybe(Exception e) { if (e.Message.Length == 0) Environment.Exit(1); }
            public static void Leaves(Exception e) { if (e.Message.Length == 0) return; Environment.Exit(1); }
        }
        """ + "class C { void M() => N.kv_each(key [|=>|] { " + body + " }); }");

    [Theory]
    [InlineData("Console.WriteLine(key); return 0;")]
    [InlineData("throw new Exception();")]
    [InlineData("return Program.s_data[key];")]
    [InlineData("return 10 / key;")]
    [InlineData("return checked(key + 1);")]
    [InlineData("return checked((byte)key);")]
    [InlineData("Program.s_action(); return 0;")]
    [InlineData("return ((string)Program.s_object).Length;")]
    [InlineData("return (int)Program.s_object;")]
    [InlineData("return Program.s_dynamic.Length;")]
    [InlineData("return Program.Own(key);")]
    [InlineData("return new System.Collections.Generic.List<int>(key).Count;")]
    [InlineData("foreach (var x in new System.Collections.Generic.List<int>()) { } return 0;")]
    [InlineData("try { return Program.Own(key); } catch (FormatException) { return -1; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) when (e.HResult > 0) { return -1; }")]
    [InlineData("try { return Program.Own(key); } catch { throw; }")]
    [InlineData("try { return Program.Own(key); } catch (Exception e) { Console.WriteLine(e); return -1; }")]
    [InlineData("try { return key; } finally { Program.Own(key); }")]
    [InlineData("try { Program.Own(key); } catch { } return Program.Own(key);")]
    [InlineData("int Local(int k) => Program.Own(k); return Local(key);")]
    [InlineData("return key switch { 1 => 2 };")]
    public async Task Every_way_of_throwing(string body)
    {
        await Run(Imports + "class C { void M() => N.kv_each(key [|=>|] { " + body + " }); }");
        await Run(Imports + "class C { [UnmanagedCallersOnly] static int [|OnKey|](int key) { " + body + " } }");
    }

    [Theory]
    [InlineData("N.kv_each([|delegate|](int key) { return Program.Own(key); });")]
    [InlineData("N.kv_each(key [|=>|] Program.Own(key));")]
    [InlineData("Visit v = key [|=>|] Program.Own(key); N.kv_each(v);")]
    [InlineData("N.kv_done(Marshal.GetFunctionPointerForDelegate<Done>(key [|=>|] Program.Own(key)));")]
    [InlineData("N.kv_done(Marshal.GetFunctionPointerForDelegate((Own)(key [|=>|] Program.Own(key))));")]
    [InlineData("N.kv_done(Marshal.GetFunctionPointerForDelegate(new Done(async key [|=>|] { await System.Threading.Tasks.Task.Yield(); })));")]
    public Task Every_way_of_giving_it_to_native_code(string body) => Run(Imports + "delegate void Own(int key); class C { void M() { " + body + " } }");

    [Fact]
    public Task A_method_group_once_at_the_method() => Run(Imports + """
        partial class C
        {
            static readonly Visit s_visit = OnKey;
            static int [|OnKey|](int key) => Program.Own(key);
            void M() { N.kv_each(OnKey); N.kv_each(new Visit(OnKey)); N.kv_each(s_visit); }
        }
        """);

    [Fact]
    public Task A_local_function_and_an_instance_method_of_a_record() => Run(Imports + """
        record R(int Key)
        {
            int [|OnKey|](int key) { Console.WriteLine(Key); return 0; }
            void M()
            {
                N.kv_each(OnKey);
                N.kv_each(Local);
                int [|Local|](int key) => Program.Own(key);
            }
        }
        """);

    [Fact]
    public Task What_users_override() => Run(Imports + """
        public class Filter { public virtual int Judge(int key) => key + 1; }
        class C
        {
            Filter _filter = new Filter();
            int [|Field|](int key) => _filter.Judge(key);
            static int [|Either|](int key) { var filter = key > 3 ? Make() : new Filter(); return filter.Judge(key); }
            static Filter Make() => new Filter();
            void M() { N.kv_each(Field); N.kv_each(Either); }
        }
        """);

    [Fact]
    public Task ReleaseHandle() => Run(Imports + """
        class H : SafeHandle
        {
            public H() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool [|ReleaseHandle|]() { if (N.kv_done(handle) != 0) throw new Exception(); return true; }
        }
        """);

    [Fact]
    public Task The_message_says_what_throws() => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + "class C { [UnmanagedCallersOnly] static int {|#0:OnKey|}(int key) { return {|#1:Program.Own(key)|}; } }",
        ExpectedDiagnostics =
        {
            // Own guards its parameter; a throw for another reason would be a warning.
            new DiagnosticResult("FFI4005", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1).WithMessage(
                "An exception can escape from 'OnKey', which native code calls, into native code, which cannot unwind it: the process dies or native frames are skipped; "
                    + "'Program.Own' can throw: it throws; catch everything and return a failure value"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("throw new InvalidOperationException();", DiagnosticSeverity.Warning)]
    [InlineData("Other.Fail(key); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("return key switch { 1 => 2, _ => throw new InvalidOperationException() };", DiagnosticSeverity.Info)]
    [InlineData("switch (key) { case 1: return 2; default: throw new NotSupportedException(); }", DiagnosticSeverity.Info)]
    [InlineData("switch (key) { case 1: return 2; default: throw new FormatException(); }", DiagnosticSeverity.Warning)]
    [InlineData("try { return Other.Source.Read(new byte[1], 0, 1); } catch (System.IO.IOException) { return -1; }", DiagnosticSeverity.Info)]
    [InlineData("try { return Other.Source.Read(new byte[1], 0, 1); } catch (ArgumentException) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { return Other.Source.Read(new byte[1], 0, 1); } catch (Exception e) when (e is ArgumentException or NotSupportedException or System.IO.IOException) { return -1; }", DiagnosticSeverity.Info)]
    [InlineData("try { return Other.Source.Read(new byte[1], 0, 1); } catch (Exception e) when (e is ArgumentException || e is System.IO.IOException) { return -1; }", DiagnosticSeverity.Info)]
    [InlineData("try { return Other.Source.Read(new byte[1], 0, 1); } catch (Exception e) when (e is not System.IO.IOException) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { return Other.Source.Read(new byte[1], 0, 1); } catch (Exception e) when (e is System.IO.IOException && key > 0) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { return Other.Listener.OnKey(key); } catch (System.IO.IOException) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("Other.Guard(key); return 0;", DiagnosticSeverity.Info)]
    [InlineData("Other.State(); return 0;", DiagnosticSeverity.Info)]
    [InlineData("Other.NotYet(); return 0;", DiagnosticSeverity.Info)]
    [InlineData("return Other.Deep;", DiagnosticSeverity.Warning)]
    [InlineData("Other.Raise(key); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("try { Other.Fail(key); } catch { Other.Raise(key); } return 0;", DiagnosticSeverity.Info)]
    [InlineData("try { Other.Fail(key); } catch (Exception e) { throw new InvalidOperationException(null, e); } return 0;", DiagnosticSeverity.Warning)]
    [InlineData("try { Other.Fail(key); } catch { Other.State(); } return 0;", DiagnosticSeverity.Info)]
    [InlineData("try { Other.Fail(key); } catch { return Other.Chosen(key); } return 0;", DiagnosticSeverity.Info)]
    [InlineData("try { Other.Fail(key); } catch { Other.Closed(); } return 0;", DiagnosticSeverity.Info)]
    [InlineData("try { Other.Fail(key); } catch { Other.Guard(key); } return 0;", DiagnosticSeverity.Warning)]
    [InlineData("try { Other.Fail(key); } catch { Other.Fail(key); } return 0;", DiagnosticSeverity.Warning)]
    [InlineData("Console.Out.Flush(); return 0;", DiagnosticSeverity.Info)]
    [InlineData("Other.Source.Flush(); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("Other.Login.Debug(\"key\"); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("Other.InvokeChosen(key); return 0;", DiagnosticSeverity.Info)]
    [InlineData("return Other.Listener.OnKey(key);", DiagnosticSeverity.Warning)]
    [InlineData("return Other.Source.Read(new byte[1], 0, 1);", DiagnosticSeverity.Warning)]
    [InlineData("return Other.Source.CanRead ? 1 : 0;", DiagnosticSeverity.Info)]
    [InlineData("return Other.Numbers[key];", DiagnosticSeverity.Info)]
    [InlineData("return new System.Text.StringBuilder(key).Append(1).Length;", DiagnosticSeverity.Info)]
    [InlineData("return Other.Listener.ToString().Length;", DiagnosticSeverity.Info)]
    [InlineData("Log.Write(\"key\"); return 0;", DiagnosticSeverity.Info)]
    [InlineData("Other.Log.Info(\"key\"); return 0;", DiagnosticSeverity.Info)]
    public Task A_warning_for_what_throws_in_ordinary_use_and_a_suggestion_for_what_only_could(string body, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
        {
            TestCode = Imports + "class C { [UnmanagedCallersOnly] static int {|#0:OnKey|}(int key) { " + body + " } }",
            ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        };

        // Bodies in another file count.
        test.TestState.Sources.Add("""
            using System;
            public interface IListener { int OnKey(int key); }
            public interface ILogger { void Info(string text); }
            public interface ILogin { void Debug(string text); }
            public static class Log { public static System.IO.TextWriter Out; public static void Write(string text) => Out.WriteLine(text); }
            public static class Other
            {
                public static event Action<int> Changed;
                private static Func<int, int> s_chosen = key => key;
                public static IListener Listener;
                public static ILogger Log;
                public static ILogin Login;
                private static bool s_closed;
                public static void Closed() { if (s_closed) throw new ObjectDisposedException(nameof(Other)); }
                public static int Chosen(int key) => (s_chosen ?? throw new InvalidOperationException())(key);
                public static System.IO.Stream Source;
                public static int[] Numbers;
                public static int Deep => Deeper();
                private static int Deeper() { if (DateTime.Now.Ticks == 3) { throw new FormatException(); } return 0; }
                public static void Fail(int key) { if (key == 3) { throw new FormatException(); } }
                public static void Guard(int key) { if (key == 3) { throw new ArgumentOutOfRangeException(nameof(key)); } }
                public static void State() { if (Listener == null) { throw new InvalidOperationException(); } }
                public static void NotYet() => throw new NotImplementedException();
                public static void InvokeChosen(int key) => s_chosen(key);
                public static void Raise(int key) => Changed?.Invoke(key);
            }
            """);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("try { throw new Missing(); } catch (Wrong) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { Check(key); return 0; } catch (Missing) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { Check(key); return 0; } catch (Failure e) when (e.HResult == 1) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { Check(key); return 0; } catch (Failure) { throw; }", DiagnosticSeverity.Warning)]
    [InlineData("try { Check(key); return 0; } catch (Missing) { throw new Failure(); } catch (Failure) { return -1; }", DiagnosticSeverity.Warning)]
    [InlineData("try { return 0; } catch (Failure) { return -1; } finally { Check(key); }", DiagnosticSeverity.Warning)]
    [InlineData("if (sizeof(Pair) != sizeof(ulong)) throw new Failure(); return 0;", DiagnosticSeverity.Info)]
    [InlineData("if (IntPtr.Size != 8) { throw new Failure(); } return 0;", DiagnosticSeverity.Info)]
    [InlineData("if (!(nint.Size == 8 && sizeof(Pair) == 8)) { throw new Failure(); } return 0;", DiagnosticSeverity.Info)]
    [InlineData("if (sizeof(Pair) != key) throw new Failure(); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("if (IntPtr.Size != 8 || key == 3) throw new Failure(); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("if (key == 3) { if (IntPtr.Size == 8) throw new Failure(); throw new Missing(); } return 0;", DiagnosticSeverity.Warning)]
    [InlineData("if (key != 3) return 0; if (IntPtr.Size == 8) throw new Failure(); return 1;", DiagnosticSeverity.Warning)]
    [InlineData("if (IntPtr.Size != 8) throw new Missing(); if (key == 3) throw new Failure(); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("if (RuntimeInformation.ProcessArchitecture == Architecture.X64) return 0; else throw new PlatformNotSupportedException();", DiagnosticSeverity.Info)]
    [InlineData("if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) { return 1; } if (OperatingSystem.IsLinux()) { return 2; } throw new NotSupportedException();", DiagnosticSeverity.Info)]
    [InlineData("return RuntimeInformation.OSArchitecture switch { Architecture.X64 => 1, Architecture.Arm64 when key > 1 => 2, _ => throw new PlatformNotSupportedException() };", DiagnosticSeverity.Info)]
    [InlineData("if (RuntimeInformation.ProcessArchitecture == Architecture.X64) return 0; else throw new Failure();", DiagnosticSeverity.Warning)]
    [InlineData("if (key == 3) throw new NotSupportedException(); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("if (key == 3) throw new OutOfMemoryException(); return 0;", DiagnosticSeverity.Info)]
    [InlineData("var memory = malloc(key); if (memory == IntPtr.Zero) throw new Failure(); return 0;", DiagnosticSeverity.Info)]
    [InlineData("var memory = malloc(key); if (memory != IntPtr.Zero) throw new Failure(); return 0;", DiagnosticSeverity.Warning)]
    [InlineData("var memory = kv_open(key); if (memory == IntPtr.Zero) throw new Failure(); return 0;", DiagnosticSeverity.Warning)]
    public Task A_throw_that_nothing_catches_is_a_warning_unless_the_platform_or_memory_alone_decides(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + """
            class Failure : Exception { }
            class Missing : Failure { }
            class Wrong : Failure { }
            struct Pair { int _a, _b; }
            unsafe class C
            {
                [DllImport("c")] static extern IntPtr malloc(int size);
                [DllImport("kv")] static extern IntPtr kv_open(int size);
                static void Check(int key) { switch (key) { case 1: throw new Missing(); case 2: throw new Wrong(); } }
                [UnmanagedCallersOnly] static int {|#0:OnKey|}(int key) { 
            """ + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("if (RuntimeInformation.ProcessArchitecture == Architecture.X64) { N.kv_done(handle); } else { throw new PlatformNotSupportedException(); } return true;", DiagnosticSeverity.Info)]
    [InlineData("if (IntPtr.Size != 8) { throw new PlatformNotSupportedException(); } if (N.kv_done(handle) != 0) { throw new Exception(); } return true;", DiagnosticSeverity.Warning)]
    public Task A_ReleaseHandle_that_throws_on_some_platforms_only(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + "class H : SafeHandle { public H() : base(0, true) { } public override bool IsInvalid => handle == 0; protected override bool {|#0:ReleaseHandle|}() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("internal", "C.Changed += key => { if (key == 3) throw new Exception(); };", DiagnosticSeverity.Warning)]
    [InlineData("internal", "C.Changed += Own; C.Changed += Fail;", DiagnosticSeverity.Warning)]
    [InlineData("internal", "C.Changed += key => Program.s_data[key] = 1;", DiagnosticSeverity.Warning)]
    [InlineData("internal", "C.Changed += Given;", DiagnosticSeverity.Warning)]
    [InlineData("internal", "C.Changed += key => Given(key);", DiagnosticSeverity.Warning)]
    [InlineData("internal", "Subscribe(Fail);", DiagnosticSeverity.Warning)]
    [InlineData("internal", "typeof(C).GetEvent(\"Changed\");", DiagnosticSeverity.Warning)]
    [InlineData("public", "", DiagnosticSeverity.Warning)]
    public Task An_event_whose_subscribers_throw_or_are_not_known(string visibility, string subscribe, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + visibility + " class C { " + visibility + """
             static event Action<int> Changed;
                [UnmanagedCallersOnly] static void {|#0:OnKey|}(int key) => Changed?.Invoke(key);
            }
            class Listener
            {
                void M() { 
            """ + subscribe + """
             }
                internal Action<int> Given;
                static void Own(int key) { }
                static void Fail(int key) { if (key == 3) throw new FormatException(); }
                static void Subscribe(Action<int> handler) => C.Changed += handler;
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("Api.Changed += key => _last = key;", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += OnKey;", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += key => System.Threading.ThreadPool.QueueUserWorkItem(_ => throw new FormatException());", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += key => _queue.Enqueue(new Entry(key));", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += key => { if (_names.TryGetValue(key, out var name)) _text = name + key.ToString(); };", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += key => Guard(key);", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += key => _text = Texts.Name;", DiagnosticSeverity.Info)]
    [InlineData("Api.Changed += key => _text = Names.Name;", DiagnosticSeverity.Warning)]
    [InlineData("Api.Changed += key => _last = key; Api.Changed += key => throw new FormatException();", DiagnosticSeverity.Warning)]
    [InlineData("Api.Changed += key => _text = _names[key];", DiagnosticSeverity.Warning)]
    [InlineData("Api.Changed += key => _text = _text.Substring(key);", DiagnosticSeverity.Warning)]
    [InlineData("Api.Changed += key => { using var process = System.Diagnostics.Process.GetProcessById(key); };", DiagnosticSeverity.Warning)]
    [InlineData("Api.Changed += key => _queue.Enqueue(new Strict(key));", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    public Task A_public_event_with_modest_subscribers_as_a_suggestion(string subscribe, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + """
            public class Api { public static event Action<int> Changed; [UnmanagedCallersOnly] static void {|#0:OnKey|}(int key) => Changed?.Invoke(key); }
            [System.CodeDom.Compiler.GeneratedCode("a", "1")] class Texts { public static string Name => string.Join(",", new string[3]); }
            class Names { public static string Name => string.Join(",", new string[3]); }
            class Entry { readonly int _key; public Entry(int key) { _key = key; } }
            class Strict : Entry { public Strict(int key) : base(key) { if (key == 3) throw new FormatException(); } }
            class Listener
            {
                int _last; string _text;
                readonly System.Collections.Generic.Queue<Entry> _queue = new();
                readonly System.Collections.Generic.Dictionary<int, string> _names = new();
                void OnKey(int key) { _last = key; }
                static void Guard(int key) { if (key < 0) throw new ArgumentOutOfRangeException(nameof(key)); }
                void M() { 
            """ + subscribe + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("C.Each(key => { });", DiagnosticSeverity.Info)]
    [InlineData("C.Each(s_all);", DiagnosticSeverity.Info)]
    [InlineData("C.Each(key => { }); C.Each(key => throw new FormatException());", DiagnosticSeverity.Warning)]
    [InlineData("C.Each(s_other);", DiagnosticSeverity.Warning)]
    public Task What_the_project_gives_a_public_method_as_a_suggestion(string calls, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + "public class C { public static void Each(Action<int> handler) => N.kv_each(key {|#0:=>|} { handler(key); return 0; }); } class Caller { static readonly Action<int> s_all = delegate { }; static Action<int> s_other = delegate { }; void M() { "
            + calls + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("Start(key => s_last = key);", DiagnosticSeverity.Info)]
    [InlineData("Start(key => throw new FormatException());", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    public Task A_delegate_in_user_data_as_a_suggestion(string call, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + """
            static class C
            {
                static int s_last;
                [DllImport("kv")] static extern void kv_start(IntPtr data);
                static void Start(Action<int> done) => kv_start(GCHandle.ToIntPtr(GCHandle.Alloc(done)));
                [UnmanagedCallersOnly] static void {|#0:Finished|}(IntPtr data, int key) => ((Action<int>)GCHandle.FromIntPtr(data).Target)(key);
                static void M() { 
            """ + call + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("internal static void Each(Action<int> handler)", "")]
    [InlineData("internal static void Each(Action<int> handler)", "C.Each(key => { }); C.Each(Fail);")]
    [InlineData("internal static void Each(Action<int> handler)", "Action<Action<int>> each = C.Each; each(Fail);")]
    [InlineData("public static void Each(Action<int> handler)", "")]
    [InlineData("internal static void Each(Action<int> handler = null)", "C.Each(Given);")]
    public Task A_delegate_for_which_some_call_gives_what_throws_or_is_not_known(string method, string calls) => Run(
        Imports + "public class C { " + method + " => N.kv_each(key {|FFI4005:=>|} { handler(key); return 0; }); } class Caller { void M() { " + calls + """
         } static void Fail(int key) { if (key == 3) throw new FormatException(); } internal Action<int> Given; }
        """);

    [Theory]
    [InlineData("virtual int OnKey(int key) => throw new NotImplementedException();", DiagnosticSeverity.Info)]
    [InlineData("virtual int OnKey(int key) { throw new NotSupportedException(); }", DiagnosticSeverity.Info)]
    [InlineData("virtual int OnKey(int key) { if (key == 3) throw new NotSupportedException(); return 0; }", DiagnosticSeverity.Warning)]
    [InlineData("virtual int OnKey(int key) => throw new FormatException();", DiagnosticSeverity.Warning)]
    [InlineData("int OnKey(int key) => throw new NotImplementedException();", DiagnosticSeverity.Warning)]
    public Task One_step_lower_for_a_virtual_method_that_only_stands_for_what_classes_override(string method, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + "public class C { protected " + method.Replace("OnKey", "{|#0:OnKey|}") + " void M() => N.kv_each(OnKey); }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("protected virtual void OnEntered() { }", "protected override void OnEntered() { _isInside = true; }", DiagnosticSeverity.Info)]
    [InlineData("protected virtual void OnEntered() { }", "", DiagnosticSeverity.Warning)]
    [InlineData("protected virtual void OnEntered() { }", "protected override void OnEntered() { throw new FormatException(); }", DiagnosticSeverity.Warning)]
    [InlineData("protected virtual void OnEntered() { throw new FormatException(); }", "protected override void OnEntered() { _isInside = true; }", DiagnosticSeverity.Warning)]
    [InlineData("public virtual void OnEntered() { }", "public override void OnEntered() { _isInside = true; }", DiagnosticSeverity.Warning)]
    [InlineData("protected virtual void OnEntered(int key = 0) { }", "protected override void OnEntered(int key) { _isInside = true; }", DiagnosticSeverity.Warning)]
    public Task One_step_lower_for_a_notice_that_the_classes_of_the_project_only_note(string notice, string replacement, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + "public class C { int {|#0:OnKey|}(int key) { OnEntered(); return 0; } " + notice + " protected void M() => N.kv_each(OnKey); } public class D : C { bool _isInside; " + replacement + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("abstract", "protected override int OnKey(int key) => 0;", DiagnosticSeverity.Info)]
    [InlineData("", "protected override int OnKey(int key) => 0;", DiagnosticSeverity.Warning)]
    [InlineData("public abstract", "protected override int OnKey(int key) => 0;", DiagnosticSeverity.Warning)]
    [InlineData("abstract", "", DiagnosticSeverity.Warning)]
    [InlineData("abstract", "protected override int OnKey(int key) => base.OnKey(key);", DiagnosticSeverity.Warning)]
    public Task One_step_lower_for_a_body_that_each_class_of_the_project_replaces(string modifiers, string replacement, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + modifiers + " class C { protected virtual int {|#0:OnKey|}(int key) { if (key == 3) throw new FormatException(); return 0; } protected void M() => N.kv_each(OnKey); } class D : C { " + replacement + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData(true, "public class One : IListener { public int OnKey(int key) => C.s_last = key; } public class Two : IListener { public int OnKey(int key) { try { return C.Numbers[key]; } catch { return 0; } } }", DiagnosticSeverity.Info)]
    [InlineData(true, "public class One : IListener { public int OnKey(int key) => C.s_last = key; } public class Two : IListener { public int OnKey(int key) { if (key == 3) throw new FormatException(); return 0; } }", DiagnosticSeverity.Warning)]
    [InlineData(true, "", DiagnosticSeverity.Warning)]
    [InlineData(false, "public class One : IListener { public int OnKey(int key) => C.s_last = key; }", DiagnosticSeverity.Warning)]
    public Task An_interface_that_only_the_project_implements_as_a_suggestion_where_no_class_throws(bool isProgram, string classes, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
        {
            TestCode = Imports.Replace("static class Program", "static class Start").Replace("internal static int s_count;", "static void Main() { }").Replace("{ s_count++; }", "{ }")
                + "public interface IListener { int OnKey(int key); } public class C { internal static int s_last; internal static int[] Numbers; public static IListener Listener; "
                + "[UnmanagedCallersOnly] static int {|#0:OnKey|}(int key) => Listener.OnKey(key); } " + classes,
            ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        };
        test.TestState.OutputKind = isProgram ? Microsoft.CodeAnalysis.OutputKind.ConsoleApplication : Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("log.Info(\"a\");", "public bool IsOn { get; set; }", DiagnosticSeverity.Info)]
    [InlineData("log.Info(\"a\");", "bool _isOn; public bool IsOn { get { return _isOn; } }", DiagnosticSeverity.Info)]
    [InlineData("log.Info(\"a\");", "public bool IsOn => Read(); static bool Read() => throw new FormatException();", DiagnosticSeverity.Warning)]
    [InlineData("throw;", "public bool IsOn { get; set; }", DiagnosticSeverity.Warning)]
    public Task A_handler_of_an_event_that_catches_everything_and_tells_a_log_as_a_suggestion(string answer, string property, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier>
    {
        TestCode = Imports + "public interface ILogger { void Info(string text); } public class C { public event Action<int> Changed; public void M() => N.kv_each(key {|#0:=>|} { Changed?.Invoke(key); return 0; }); } "
            + "public interface IConfig { bool IsOn { get; } } class Config : IConfig { " + property + " } "
            + "class Caller { ILogger log; IConfig config; int[] all; void M(C c) => c.Changed += OnChanged; void OnChanged(int key) { if (!config.IsOn || key < 0) return; try { all[key] = 3; } catch (Exception) { " + answer + " } } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4005ExceptionEscapes, DefaultVerifier> { TestCode = code }.RunAsync();
}
