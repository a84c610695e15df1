using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5014;

public sealed class StaysQuiet
{
    [Fact]
    public Task Names_that_follow_the_scheme() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_store_open")] static extern nint StoreOpen();
            [DllImport("kv", EntryPoint = "kv_storeCount")] static extern int StoreCount(nint store);
            [DllImport("kv", EntryPoint = "KV_GET_ALL")] static extern int GetAll(nint store);
            [DllImport("kv")] static extern void kv_set_all(nint store);
        }
        """);

    [Fact]
    public Task Overloads_and_names_that_say_more_or_less() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_bind_text")] static extern int BindText(nint store, byte[] value);
            [DllImport("kv", EntryPoint = "kv_bind_text")] static extern int BindTextUtf8(nint store, nint value);
            [DllImport("kv", EntryPoint = "kv_bind_text")] static extern int Bind(nint store, nint value);
            [DllImport("kv", EntryPoint = "kv_bind_text")] static extern int _BindTextInternal(nint store, nint value);
            [DllImport("kv", EntryPoint = "kv_prepare_v2")] static extern int PrepareUtf8(nint store);
            [DllImport("kv", EntryPoint = "kv_prepare_v2")] static extern int Prepare(nint store);
            [DllImport("kv", EntryPoint = "kv_get_integerv")] static extern int GetInteger(nint store);
            [DllImport("kv", EntryPoint = "kv_get_integerv")] static extern int GetIntegers(nint store);
        }
        """);

    [Fact]
    public Task Other_words_for_the_same_thing() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_new")] static extern nint New();
            [DllImport("kv", EntryPoint = "kv_new")] static extern nint Create();
            [DllImport("kv", EntryPoint = "kv_count")] static extern nint Count();
            [DllImport("kv", EntryPoint = "kv_free")] static extern void Free(nint store);
            [DllImport("kv", EntryPoint = "kv_free")] static extern void Release(nint store);
            [DllImport("kv", EntryPoint = "kv_item_length")] static extern int ItemLength(nint store);
            [DllImport("kv", EntryPoint = "kv_item_length")] static extern int ItemSize(nint store);
        }
        """);

    [Fact]
    public Task An_alias_that_all_overloads_have() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern nint kv_open();
            [DllImport("kv")] static extern nint kv_close();
            [DllImport("kv")] static extern int kv_upper_blit(nint store, nint area);
            [DllImport("kv", EntryPoint = "kv_upper_blit")] static extern int kv_blit_surface(nint store, nint area);
            [DllImport("kv", EntryPoint = "kv_upper_blit")] static extern int kv_blit_surface(nint store, ref int area);
        }
        """);

    [Fact]
    public Task Libraries_of_the_system_whose_functions_have_many_names() => VerifyAsync("""
        static class Native
        {
            [DllImport("kernel32", EntryPoint = "RtlMoveMemory")] static extern void CopyMemory(nint to, nint from, nuint size);
            [DllImport("kernel32", EntryPoint = "RtlMoveMemory")] static extern void MoveBlock(nint to, nint from, nuint size);
            [DllImport("kernel32", EntryPoint = "CloseHandle")] static extern bool CloseHandle(nint handle);
            [DllImport("kernel32", EntryPoint = "CloseHandle")] static extern bool StopThread(nint handle);
            [DllImport("libc", EntryPoint = "ioctl")] static extern int ioctl(int file, nuint request);
            [DllImport("libc", EntryPoint = "ioctl")] static extern int WindowSize(int file, nuint request, nint size);
            [DllImport("libc", EntryPoint = "read")] static extern int ReadKey(int file, nint key, nuint size);
        }
        """);

    [Fact]
    public Task A_class_of_another_library_or_without_a_scheme() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Count(nint store);
            [DllImport("kv", EntryPoint = "kv_sync")] static extern int Sync(nint store);
            [DllImport("helper")] static extern void Close(nint store);
        }
        static class Two
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_sync")] static extern int Sync(nint store);
            [DllImport("kv")] static extern void Close(nint store);
        }
        static class Mixed
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Count(nint store);
            [DllImport("kv", EntryPoint = "kv_sync")] static extern int Sync(nint store);
            [DllImport("kv")] static extern void Close(nint store);
            [DllImport("kv")] static extern void Flush(nint store);
        }
        """);

    [Fact]
    public Task Ordinals_and_decorated_names() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "#12")] static extern nint Open();
            [DllImport("kv", EntryPoint = "#12")] static extern int Count(nint store);
            [DllImport("kv", EntryPoint = "_GetLimit@4")] static extern int SetLimit(nint store);
            [DllImport("kv", EntryPoint = "?get_limit@@YAHXZ")] static extern int set_limit(nint store);
            [DllImport("kv", EntryPoint = "_ZN2kv9get_limitEv")] static extern int zn2kv9set_limitev(nint store);
        }
        """);

    [Fact]
    public Task A_difference_that_is_stated() => VerifyAsync("""
        namespace BoundaryLint { [System.AttributeUsage(System.AttributeTargets.Method)] class DiffersFromHeaderAttribute : System.Attribute { public DiffersFromHeaderAttribute(string reason) { } } }
        static class Native
        {
            [BoundaryLint.DiffersFromHeader("the library's names are swapped")]
            [DllImport("kv", EntryPoint = "kv_get_limit")] static extern int SetLimit(nint store);
        }
        """);

    [Fact]
    public Task A_header_that_lacks_the_name_which_seems_meant()
    {
        var test = new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                static class Native { [DllImport("kv", EntryPoint = "kv_get_limit")] static extern void kv_set_limit(int limit); }
                """,
        };
        test.TestState.AddHeader("int kv_get_limit(void);");
        return test.RunAsync();
    }

    [Fact]
    public Task Opposites_that_both_sides_have_and_words_that_only_contain_one() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_get_set")] static extern int GetSet(nint store);
            [DllImport("kv", EntryPoint = "kv_unlocked_count")] static extern int LockedCount(nint store);
            [DllImport("kv", EntryPoint = "kv_offset_of_reader")] static extern int SetOfReader(nint store);
            [DllImport("kv", EntryPoint = "kv_read")] static extern int WriteToKey(nint store);
        }
        """);

    [Fact]
    public Task A_getter_with_a_place_for_what_it_gets_under_the_name_of_a_setter() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_send_get_tally")] static extern bool SetTally(nint store, out int tally, uint timeout);
        }
        """);

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
    }.RunAsync();
}
