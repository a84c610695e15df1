using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6005;

/// <summary>Handles that are made on one thread and used on another.</summary>
public sealed class Reports
{
    internal const string Native = """
        static partial class N
        {
            [DllImport("gui")] internal static extern nint gui_create();
            [DllImport("gui"), ThreadAffine] internal static extern int gui_draw(nint window);
            [LibraryImport("gui"), ThreadAffine] internal static partial void gui_close(nint window);
            [DllImport("gui"), ThreadAffine] internal static extern void gui_poll();
            [DllImport("gui")] internal static extern void gui_title(Window window);
            [DllImport("gui"), ThreadSafe] internal static extern void gui_post(nint window);
            [DllImport("gui")] internal static extern int gui_version();
        }
        [ThreadAffine] sealed class Window : SafeHandle
        {
            public Window() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() => true;
            public void Draw() { }
            [ThreadSafe] public void Post() { }
        }
        sealed class Child { public Window Owner; public nint Handle; }

        """;

    internal const string Fields = "nint handle; Window window = new(); readonly Child child = new(); static nint Shared; ";

    [Theory]
    [InlineData("void M() { Task.Run(() => N.gui_draw([|handle|])); }")]
    [InlineData("void M() { var w = N.gui_create(); Task.Run(() => { N.gui_draw([|w|]); }); }")]
    [InlineData("Task M(nint w) => Task.Run(() => N.gui_close([|w|]));")]
    [InlineData("Task M() => Task.Run(async () => { await Task.Yield(); [|window|].Draw(); });")]
    [InlineData("Task M() => Task.Factory.StartNew(() => N.gui_draw([|Shared|]));")]
    [InlineData("void M() { var t = new Thread(() => N.gui_title([|window|])); t.Start(); }")]
    [InlineData("void M() { var t = new Thread(Run); t.Start(); } void Run() { [|window|].Draw(); }")]
    [InlineData("void M() { ThreadPool.QueueUserWorkItem(_ => [|child.Owner|].Draw()); }")]
    [InlineData("void M() { Parallel.For(0, 3, i => N.gui_draw([|child.Handle|])); }")]
    [InlineData("Timer t; void M() { t = new Timer(_ => N.gui_draw([|handle|]), null, 0, 10); }")]
    [InlineData("void M() { N.gui_draw(handle); Task.Run(() => [|N.gui_poll()|]); }")]
    [InlineData("void M() { void Local() => Task.Run(() => [|window|].Dispose()); Local(); }")]
    public Task On_a_started_thread(string member) => Programs.Verify<FFI6005ThreadAffineHandleCrossesThreads>(Native + "class C { " + Fields + member + " }");

    [Theory]
    [InlineData("async Task M() { window.Draw(); await Task.Delay(1).ConfigureAwait(false); [|window|].Draw(); }")]
    [InlineData("async Task M(nint w) { await Task.Delay(1).ConfigureAwait(false); if (w != 0) { N.gui_close([|w|]); } }")]
    [InlineData("async Task M() { var w = N.gui_create(); try { await Task.Delay(1).ConfigureAwait(false); } finally { N.gui_close([|w|]); } }")]
    [InlineData("async Task M() { await Task.Delay(1).ConfigureAwait(false); await Task.Delay(2).ConfigureAwait(false); [|window|].Draw(); }")]
    [InlineData("async System.Collections.Generic.IAsyncEnumerable<int> M() { await Task.Delay(1).ConfigureAwait(false); yield return N.gui_draw([|handle|]); }")]
    [InlineData("void M() { Func<Task> f = async () => { await Task.Delay(1).ConfigureAwait(false); [|window|].Draw(); }; }")]
    public Task Behind_an_await_that_lets_go_of_the_thread(string member) => Programs.Verify<FFI6005ThreadAffineHandleCrossesThreads>(Native + "class C { " + Fields + member + " }");

    [Fact]
    public Task The_message_names_the_handle_and_what_crosses() => Programs.VerifyMessage<FFI6005ThreadAffineHandleCrossesThreads>(
        Native + "class C { " + Fields + "void M() { Task.Run(() => N.gui_draw({|#0:handle|})); } }",
        DiagnosticSeverity.Warning,
        "FFI6005",
        "`handle` belongs to the thread that created it ([ThreadAffine]), and `Task.Run` uses it on another thread; use it on its own thread, or create it here");

    [Fact]
    public Task The_header_is_evidence() => new CSharpAnalyzerTest<FFI6005ThreadAffineHandleCrossesThreads, DefaultVerifier>
    {
        TestCode = Programs.Usings + "class C { [DllImport(\"kv\")] static extern int kv_draw(nint window); void M(nint w) { Task.Run(() => kv_draw([|w|])); } } namespace BoundaryLint { }",
    }.WithHeader("/* @boundary threadaffine */\nint kv_draw(void *window);").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6005ThreadAffineHandleCrossesThreads, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C { " + Fields + "void M() { Task.Run(() => N.gui_draw([|handle|])); Task.Run(() => N.gui_draw( } async Task O() { await .ConfigureAwait(false); window.",
    }.RunAsync();
}
