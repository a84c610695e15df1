using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4005;

/// <summary>FFI4005's fix is not offered where a handler around the body would not do.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task An_async_void_callback() => Unchanged("""
        using System.Runtime.InteropServices;
        delegate void Done();
        static class N { [DllImport("kv")] public static extern int kv_done(Done done); }
        class C { void M() => N.kv_done(async () [|=>|] await System.Threading.Tasks.Task.Yield()); }
        """);

    [Fact]
    public Task An_out_parameter_that_the_handler_would_leave_unassigned() => Unchanged("""
        using System;
        using System.Runtime.InteropServices;
        delegate void Get(out int value);
        static class N { [DllImport("kv")] public static extern int kv_get(Get get); }
        class C { static void [|OnGet|](out int value) { value = 1; Console.WriteLine(value); } void M() => N.kv_get(OnGet); }
        """);

    private static Task Unchanged(string code) => Fixes.Run(code, code);
}
