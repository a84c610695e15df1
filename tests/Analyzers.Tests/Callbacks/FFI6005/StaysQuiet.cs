using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6005;

/// <summary>Handles that stay on their thread, and those that belong to none.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() { N.gui_draw(handle); window.Draw(); }")]
    [InlineData("Task M() => Task.Run(() => { var w = N.gui_create(); N.gui_draw(w); N.gui_close(w); });")]
    [InlineData("void M() { new Thread(() => { handle = N.gui_create(); while (true) { N.gui_draw(handle); N.gui_poll(); } }).Start(); }")]
    [InlineData("void M() { new Thread(Run).Start(); } void Run() { Open(); window.Draw(); } void Open() { window = new Window(); }")]
    [InlineData("Task M() => Task.Run(() => N.gui_post(handle));")]
    [InlineData("Task M() => Task.Run(() => window.Post());")]
    [InlineData("Task M() => Task.Run(() => N.gui_version());")]
    [InlineData("Task M() => Task.Run(() => N.gui_poll());")]
    [InlineData("void M(Action<Action> invoke) { Task.Run(() => invoke(() => N.gui_draw(handle))); }")]
    [InlineData("void M(System.Collections.Generic.List<int> l) { l.ForEach(i => N.gui_draw(handle)); }")]
    [InlineData("async Task M() { await Task.Delay(1); window.Draw(); }")]
    [InlineData("async Task M() { await Task.Delay(1).ConfigureAwait(true); window.Draw(); }")]
    [InlineData("async Task M() { window.Draw(); await Task.Delay(1).ConfigureAwait(false); }")]
    [InlineData("async Task M() { await Task.Delay(1).ConfigureAwait(false); var w = N.gui_create(); N.gui_draw(w); }")]
    [InlineData("async Task M(bool b) { if (b) { await Task.Delay(1).ConfigureAwait(false); return; } window.Draw(); }")]
    [InlineData("async Task M() { await Task.Delay(1).ConfigureAwait(false); await SwitchToMainThreadAsync(); window.Draw(); } Task SwitchToMainThreadAsync() => Task.CompletedTask;")]
    [InlineData("async Task M() { await Task.Delay(1).ConfigureAwait(false); window = new Window(); window.Draw(); }")]
    [InlineData("class Task2 { public static void Run(Action a) => a(); } void M() { Task2.Run(() => window.Draw()); }")]
    public Task On(string member) => Programs.Verify<FFI6005ThreadAffineHandleCrossesThreads>(Reports.Native + "class C { " + Reports.Fields + member + " }");
}
