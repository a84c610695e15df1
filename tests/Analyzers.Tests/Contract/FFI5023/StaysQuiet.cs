using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5023;

public sealed class StaysQuiet
{
    /// <summary>Whoever decides by the version checks it; where, is the program's business.</summary>
    [Theory]
    [InlineData("[ModuleInitializer] internal static void Check() { if (kv_version() != 3) { throw new InvalidOperationException(); } }")]
    [InlineData("static Native() { uint version = kv_version(); if (version >> 16 is not 3) { throw new DllNotFoundException(); } }")]
    [InlineData("static uint Version => kv_version(); internal static bool IsNew() => Version >= 2;")]
    [InlineData("static readonly uint s_version = kv_version(); internal static void Check() { switch (s_version) { case 1: break; default: throw new InvalidOperationException(); } }")]
    [InlineData("static Version Of() { uint v = kv_version(); return new Version((int)(v >> 8), (int)v); } internal static void Check() { if (Of() < new Version(1, 2)) { throw new InvalidOperationException(); } }")]
    [InlineData("internal static bool IsOk() => Of()!.StartsWith(\"1.\"); static string? Of() { var text = kv_version().ToString(); return text; }")]
    [InlineData("internal static void Check() => Require(kv_version()); static void Require(uint version) { }")]
    [InlineData("internal static Func<uint> Function => kv_version;")]
    [InlineData("internal static string Kind() => kv_version() switch { 1 => \"old\", _ => \"new\" };")]
    [InlineData("internal static bool Same(uint other) => kv_version().Equals(other);")]
    public Task A_version_that_decides(string member) => VerifyAsync($"static class Native {{ [DllImport(\"kv\")] static extern uint kv_version(); {member} }}");

    [Theory]
    [InlineData("[DllImport(\"kernel32\")] static extern uint GetVersion();")]
    [InlineData("[DllImport(\"libc\")] static extern nint gnu_get_libc_version();")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_entry_version(nint entry);")]
    [InlineData("[DllImport(\"kv\")] static extern nint kv_version();")]
    [InlineData("[DllImport(\"kv\")] static extern string kv_version();")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_set_version();")]
    [InlineData("[DllImport(\"kv\")] static extern uint kv_os_version();")]
    [InlineData("[DllImport(\"kv\")] static extern uint kv_protocol_version();")]
    [InlineData("[DllImport(\"kv\")] static extern int KV_GetAndroidSDKVersion();")]
    [InlineData("[DllImport(\"kv\")] static extern uint kv_conversion();")]
    [InlineData("[DllImport(\"kv\")] static extern uint version();")]
    [InlineData("[DllImport(\"kv\")] static extern uint kv_version_count();")]
    public Task Functions_that_do_not_tell_the_librarys_version(string import) => VerifyAsync($"static class Native {{ {import} }}");

    [Fact]
    public Task A_function_that_is_fetched_by_its_name() => VerifyAsync(
        "static unsafe class Native { [DllImport(\"kv\")] static extern uint kv_version(); static uint Get(nint library) => ((delegate* unmanaged<uint>)NativeLibrary.GetExport(library, \"kv_version\"))(); }");

    [Fact]
    public Task A_result_that_leaves_through_an_interface() => VerifyAsync(
        """
        interface IVersioned { uint Version { get; } }
        class Store : IVersioned { [DllImport("kv")] static extern uint kv_version(); uint IVersioned.Version => kv_version(); }
        static class Start { internal static bool IsOld(IVersioned versioned) => versioned.Version < 3; }
        """);

    [Fact]
    public Task A_check_in_another_class() => VerifyAsync(
        """
        static class Native { [DllImport("kv")] internal static extern uint kv_version(); }
        static class Start { static Start() { if (Native.kv_version() < 3) { throw new InvalidOperationException(); } } }
        """);

    [Fact]
    public Task A_header_without_a_version() => HeaderTest.VerifyAsync<FFI5023VersionIsNotChecked>(
        "static class Native { [DllImport(\"kv\")] static extern int kv_put(int key); }", "int kv_put(int key);\nint kv_version_of(void *entry);");

    [Fact]
    public Task A_method_that_is_no_import() => VerifyAsync("static class Native { static uint kv_version() => 3; [DllImport(\"kv\")] static extern int kv_put(int key); }");

    private static Task VerifyAsync(string code) => BaselineTest.VerifyAsync<FFI5023VersionIsNotChecked>(code, null);
}
