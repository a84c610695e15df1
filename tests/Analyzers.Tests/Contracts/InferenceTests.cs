using BoundaryLint.Contracts;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class InferenceTests
{
    [Theory]
    [InlineData("nint kv_open(string path)", "void kv_close(nint store)", "return kv_close Inferred")]
    [InlineData("int kv_open(string path, out nint store)", "int kv_close(nint store)", "store kv_close Inferred")]
    [InlineData("Store* kv_open(string path)", "void kv_close(Store* store)", "return kv_close Inferred")]
    [InlineData("int kv_open(Store** store)", "void kv_close(Store* store)", "store kv_close Inferred")]
    [InlineData("nint kv_store_create()", "void kv_store_destroy(nint store)", "return kv_store_destroy Inferred")]
    [InlineData("nint kv_conf_new()", "void kv_conf_free(nint conf)", "return kv_conf_free Inferred")]
    [InlineData("nint CreateStore()", "void DestroyStore(nint store)", "return DestroyStore Inferred")]
    [InlineData("nint kv_open(string path)", "void kv_close(nint store, int flags)", "return kv_close Inferred")]
    [InlineData("Store* kv_new()", "void kv_free(void* store)", "return kv_free Inferred")]
    public void What_is_created_and_released_by_names_that_agree_is_a_pair(string acquire, string release, string pair)
    {
        var source = ContractSource.OfFile(File(Import(acquire), Import(release)));

        Assert.Equal(pair, source.Pair(NameOf(acquire)));
    }

    [Theory]
    [InlineData("nint kv_open(string path)", "void other_close(nint store)")]
    [InlineData("nint kv_open(string path)", "void kv_flush(nint store)")]
    [InlineData("byte* kv_open(string path)", "void kv_close(byte* store)")]
    [InlineData("int kv_open(string path)", "void kv_close(int store)")]
    [InlineData("Store* kv_open(string path)", "void kv_close(Other* store)")]
    [InlineData("nint kv_open(string path)", "void kv_close(nint store, nint other)")]
    [InlineData("nint kv_open(string path)", "void kv_close(out nint store)")]
    [InlineData("nint kv_open(string path)", "void kv_close()")]
    [InlineData("nint kv_get_current()", "void kv_close(nint store)")]
    [InlineData("int kv_open(out nint first, out nint second)", "void kv_close(nint store)")]
    [InlineData("nint kv_start()", "void kv_detach(nint store)")]
    [InlineData("nint kv_build_new()", "nint kv_build_free(nint build)")]
    public void What_differs_in_name_or_type_is_none(string acquire, string release)
    {
        var source = ContractSource.OfFile(File(Import(acquire), Import(release)));

        Assert.Null(source.Pair(NameOf(acquire)));
        Assert.False(source.Pairs.IsReleaser(source.Function(NameOf(release))));
    }

    [Theory]
    [InlineData("""[DllImport("kernel32")] public static extern nint OpenProcess(uint access, bool inherit, uint process);""", """[DllImport("kernel32")] public static extern bool TerminateProcess(nint process, uint code);""")]
    [InlineData("""[DllImport("kernel32")] public static extern nint CreateFileW(nint name, uint access, uint share, nint security, uint mode, uint flags, nint template);""", """[DllImport("kernel32")] public static extern bool DeleteFileW(nint name);""")]
    [InlineData("""[DllImport("libc")] public static extern nint fopen(nint path, nint mode);""", """[DllImport("libc")] public static extern int pclose(nint stream);""")]
    [InlineData("""[DllImport("kv")] [return: Owned("kv_release")] public static extern nint kv_open(string path);""", """[DllImport("kv")] public static extern void kv_close(nint store);""")]
    [InlineData("""[DllImport("kernel32")] public static extern nint OpenJobObjectW(uint access, bool inherit, nint name);""", """[DllImport("kernel32")] public static extern bool TerminateJobObjectW(nint job, uint code);""")]
    [InlineData("""[DllImport("winspool.drv")] public static extern nint OpenThing(nint name);""", """[DllImport("winspool.drv")] public static extern bool DeleteThing(nint thing);""")]
    public void What_is_known_wins_over_what_names_suggest_also_where_the_known_function_is_not_imported(string acquirer, string other)
    {
        var source = ContractSource.Of(acquirer + "\n" + other);

        Assert.Empty(source.Pairs.All);
    }

    [Theory]
    [InlineData("""[DllImport("kernel32")] public static extern nint OpenProcess(uint access, bool inherit, uint process);""", """[DllImport("kernel32")] public static extern bool CloseHandle(nint handle);""", "OpenProcess", "return CloseHandle Known")]
    [InlineData("""[DllImport("winspool.drv")] public static extern nint OpenThing(nint name);""", """[DllImport("winspool.drv")] public static extern bool CloseThing(nint thing);""", "OpenThing", "return CloseThing Inferred")]
    [InlineData("""[DllImport("winspool.drv")] public static extern nint CreateThing(nint name);""", """[DllImport("winspool.drv")] public static extern bool DeleteThing(nint thing);""", "CreateThing", "return DeleteThing Inferred")]
    public void A_handle_of_Windows_is_released_by_what_closes_it(string acquirer, string releaser, string name, string pair)
    {
        var source = ContractSource.Of(acquirer + "\n" + releaser);

        Assert.Equal(pair, source.Pair(name));
    }

    [Fact]
    public void Who_states_a_pair_states_the_releaser_too()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] [return: Owned("kv_close")] public static extern nint kv_open(string path);
            [DllImport("kv")] public static extern void kv_close(nint store);
            """);

        Assert.Equal(Evidence.Declared, source.For("kv_close").Parameters[0].Ownership.Evidence);
    }

    [Fact]
    public void No_pair_crosses_libraries()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern nint kv_open(string path);
            [DllImport("other")] public static extern void kv_close(nint store);
            """);

        Assert.Null(source.Pair("kv_open"));
    }

    [Fact]
    public void What_Windows_loads_is_shared()
    {
        var source = ContractSource.Of(
            """
            [DllImport("user32")] public static extern nint LoadIcon(nint module, nint name);
            [DllImport("user32")] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool DestroyIcon(nint icon);
            """);

        Assert.Null(source.Pair("LoadIcon"));
    }

    [Fact]
    public void Of_two_closers_of_one_type_the_one_of_the_same_name_is_meant()
    {
        var source = ContractSource.OfFile(File(
            Import("Store* kv_open(string path)"), Import("void kv_cache_close(Store* store)"), Import("void kv_close(Store* store)")));

        Assert.Equal("return kv_close Inferred", source.Pair("kv_open"));
    }

    [Fact]
    public void Of_two_closers_of_one_type_and_other_names_none_is_meant()
    {
        var source = ContractSource.OfFile(File(
            Import("Store* kv_open(string path)"), Import("void kv_cache_close(Store* store)"), Import("void kv_disk_close(Store* store)")));

        Assert.Null(source.Pair("kv_open"));
    }

    [Fact]
    public void Two_versions_of_one_closer_are_as_good_as_one()
    {
        var source = ContractSource.OfFile(File(
            Import("Store* kv_open(string path)"), Import("void kv_close(Store* store)"), Import("void kv_close_v2(Store* store)")));

        Assert.Equal("return kv_close Inferred", source.Pair("kv_open"));
    }

    [Fact]
    public void Getters_lend()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern nint kv_get_parent(nint store);
            [DllImport("kv")] public static extern nint kv_peek_item(nint store);
            [DllImport("kv")] public static extern int kv_get_count(nint store);
            [DllImport("kv")] public static extern nint kv_widget(nint store);
            """);

        Assert.Equal("Borrowed() Inferred: inferred from the name kv_get_parent", ContractSource.Show(source.For("kv_get_parent").Return.Ownership));
        Assert.Equal(OwnershipKind.Borrowed, source.For("kv_peek_item").Return.Ownership.Value?.Kind);
        Assert.False(source.For("kv_get_count").Return.Ownership.IsKnown);
        Assert.False(source.For("kv_widget").Return.Ownership.IsKnown);
    }

    [Theory]
    [InlineData("public enum KvStatus { Ok, Bad }", "KvStatus", true)]
    [InlineData("public enum kv_result_t { kv_success, kv_bad }", "kv_result_t", true)]
    [InlineData("public enum ErrorCode { None, Bad }", "ErrorCode", true)]
    [InlineData("public enum KvStatus { Ok = 1, Bad = 0 }", "KvStatus", false)]
    [InlineData("public enum KvStatus { Running, Stopped }", "KvStatus", false)]
    [InlineData("public enum KvMode { None, Fast }", "KvMode", false)]
    [InlineData("public enum KvStatusBar { None, Top }", "KvStatusBar", false)]
    public void An_enumeration_is_a_status_by_its_name_and_its_zero_member(string declaration, string type, bool isStatus)
    {
        var source = ContractSource.OfFile(File(declaration, Import(type + " kv_do()")));

        Assert.Equal(isStatus, source.For("kv_do").Status.IsKnown);
        Assert.Equal(isStatus ? Evidence.Inferred : Evidence.None, source.For("kv_do").Status.Evidence);
    }

    [Theory]
    [InlineData("nint kv_open(int key, out nint error)", 1)]
    [InlineData("nint kv_open(int key, ref IntPtr err)", 1)]
    [InlineData("void kv_put(int key, byte** errptr)", 1)]
    [InlineData("void kv_put(out KvStatus error)", 0)]
    [InlineData("Microsoft.Win32.SafeHandles.SafeFileHandle kv_open(out int errcode_ret)", 0)]
    [InlineData("nint kv_open(out nint error, int key)", -1)]
    [InlineData("nint kv_open(int key, nint error)", -1)]
    [InlineData("nint kv_open(int key, ref int error)", -1)]
    [InlineData("nint kv_open(int key, byte* error)", -1)]
    [InlineData("nint kv_open(int key, out nint item)", -1)]
    [InlineData("int kv_open(int key, out nint error)", -1)]
    [InlineData("KvStatus kv_open(int key, out nint error)", -1)]
    [InlineData("void kv_put(out KvMode error)", -1)]
    public void The_last_parameter_tells_by_its_name_that_it_gets_the_error(string function, int position)
    {
        var contract = ContractSource.OfFile(File("public enum KvStatus { Ok, Bad } public enum KvMode { None, Fast }", Import(function))).For(function.Contains("kv_put") ? "kv_put" : "kv_open");

        Assert.Equal(position, contract.ErrorParameter);
        Assert.True(position < 0 || contract.Parameters[position].Status is { Evidence: Evidence.Inferred, Value: { Kind: StatusKind.Equal, Success: 0 } });
    }

    [Theory]
    [InlineData("void kv_set_callback(Action callback)", "Retained() Inferred: inferred from the name kv_set_callback")]
    [InlineData("void put_logfunc(Action callback, nint user)", "Retained() Inferred: inferred from the name put_logfunc")]
    [InlineData("void kv_put_abort_proc(Action callback)", "Retained() Inferred: inferred from the name kv_put_abort_proc")]
    [InlineData("void kv_put(Action callback)", "unknown")]
    [InlineData("void kv_register(Action callback)", "Retained() Inferred: inferred from the name kv_register")]
    [InlineData("void kv_on_change(Action callback)", "Retained() Inferred: inferred from the name kv_on_change")]
    [InlineData("void kv_foreach(Action callback)", "NoEscape() Inferred: inferred from the name kv_foreach")]
    [InlineData("void kv_sort(Action callback)", "NoEscape() Inferred: inferred from the name kv_sort")]
    [InlineData("void kv_filter(Action callback)", "NoEscape() Inferred: inferred from the name kv_filter")]
    [InlineData("void kv_set_filter(Action callback)", "NoEscape() Inferred: inferred from the name kv_set_filter")]
    [InlineData("void KvSetEventFilter(Action callback)", "Retained() Inferred: inferred from the name KvSetEventFilter")]
    [InlineData("void kv_sethook(Action callback)", "Retained() Inferred: inferred from the name kv_sethook")]
    [InlineData("void kv_get_async(Action callback)", "Retained() Inferred: inferred from the name kv_get_async")]
    [InlineData("void kv_spawn_async(Action callback)", "unknown")]
    [InlineData("void kv_scan_begin(Action done, nint user)", "Retained() Inferred: inferred from the name kv_scan_begin")]
    [InlineData("void KvBeginScan(Action done, void* userData)", "Retained() Inferred: inferred from the name KvBeginScan")]
    [InlineData("void kv_begin_work(Action callback)", "unknown")]
    [InlineData("void kv_begin_work(Action callback, int state)", "unknown")]
    [InlineData("void kv_enum_begin(Action callback, nint list)", "NoEscape() Inferred: inferred from the name kv_enum_begin")]
    [InlineData("void kv_scan(Action done, nint user)", "NoEscape() Inferred: inferred from the name kv_scan")]
    [InlineData("void kv_enum_devices_async(Action callback)", "Retained() Inferred: inferred from the name kv_enum_devices_async")]
    [InlineData("void kv_timer_start(Action callback)", "Retained() Inferred: inferred from the name kv_timer_start")]
    [InlineData("void KvEnumWindows(Action callback)", "NoEscape() Inferred: inferred from the name KvEnumWindows")]
    [InlineData("void kv_set_scan_handler(Action callback)", "Retained() Inferred: inferred from the name kv_set_scan_handler")]
    [InlineData("void kv_run(Action callback)", "unknown")]
    [InlineData("IntPtr kv_create_from_stream(Action callback)", "unknown")]
    [InlineData("IntPtr kv_create(Action callback)", "Retained() Inferred: inferred from the name kv_create")]
    [InlineData("void kv_print_errors_cb(Action callback)", "unknown")]
    [InlineData("void kv_set_print_cb(Action callback)", "Retained() Inferred: inferred from the name kv_set_print_cb")]
    [InlineData("void kv_settle(Action callback)", "unknown")]
    public void How_long_a_callback_is_kept_shows_in_the_name(string import, string retention)
    {
        var source = ContractSource.OfFile(File(Import(import)));

        Assert.Equal(retention, ContractSource.Show(source.For(NameOf(import)).Parameters[0].Retention));
    }

    [Fact]
    public void A_counterpart_shows_that_a_callback_is_kept()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern void kv_subscribe(Action callback);
            [DllImport("kv")] public static extern void kv_unsubscribe(Action callback);
            """);

        Assert.Equal("Retained(kv_unsubscribe) Inferred: inferred from kv_subscribe/kv_unsubscribe", ContractSource.Show(source.For("kv_subscribe").Parameters[0].Retention));
    }

    [Fact]
    public void A_pair_that_is_stated_beats_the_one_of_the_names()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] [return: Owned("kv_let_go")] public static extern nint kv_open(string path);
            [DllImport("kv")] public static extern void kv_close(nint store);
            [DllImport("kv")] public static extern void kv_let_go(nint store);
            """);

        Assert.Equal("return kv_let_go Declared", source.Pair("kv_open"));
    }

    [Fact]
    public void A_value_that_is_stated_to_be_lent_is_in_no_pair()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] [return: Borrowed] public static extern nint kv_open(string path);
            [DllImport("kv")] public static extern void kv_close(nint store);
            """);

        Assert.Null(source.Pair("kv_open"));
        Assert.Equal(OwnershipKind.Borrowed, source.For("kv_open").Return.Ownership.Value?.Kind);
    }

    [Fact]
    public void A_release_function_that_takes_something_before_the_handle_makes_no_pair()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] [return: Owned("kv_give_back")] public static extern nint kv_take(nint pool);
            [DllImport("kv")] public static extern void kv_give_back(nint pool, [Releases] nint item);
            """);

        Assert.Null(source.Pair("kv_take"));
    }

    private static string Import(string signature) => $"[DllImport(\"kv\")] public static extern {signature};";

    private static string NameOf(string signature)
    {
        var name = signature.Substring(0, signature.IndexOf('('));
        return name.Substring(name.LastIndexOf(' ') + 1);
    }

    private static string File(params string[] members) =>
        "using System;\nusing System.Runtime.InteropServices;\n#pragma warning disable CS8500\nstruct Store { }\nstruct Other { }\nstatic unsafe class Native\n{\n" + string.Join("\n", members) + "\n}";
}
