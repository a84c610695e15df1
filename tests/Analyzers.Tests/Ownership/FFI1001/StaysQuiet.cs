using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Ownership.FFI1001NativeStringFreedByMarshaller, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1001;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_arrays_that_go_in_are_filled_or_come_of_COM() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_sum(int count, [MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] int[] ids);
            [DllImport("kv")] static extern int kv_fill(int count, [Out, MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] int[] ids);
            [DllImport("ole32")] static extern int CoIds(int count, [MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] out int[] ids);
            [DllImport("kv")] static extern int kv_all([MarshalAs(UnmanagedType.SafeArray)] out int[] ids);
        }
        """));

    [Fact]
    public Task On_strings_that_go_in_and_on_buffers() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_open(string path, [In] string[] names, string[] more, in string text, [In] ref string other);
            [DllImport("kv")] static extern int kv_read(System.Text.StringBuilder buffer, int capacity, byte[] bytes, char* text);
            [DllImport("kv")] static extern IntPtr kv_name();
            [DllImport("kv")] static extern byte* kv_bytes();
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.BStr)] static extern string kv_bstr();
            static string Read() => Marshal.PtrToStringAnsi(kv_name());
        }
        """));

    [Fact]
    public Task On_structs_of_Windows_whose_pointers_it_leaves() => Verify.VerifyAnalyzerAsync(Using("""
        struct OpenFileName { public int Size; public string File; public int Length; }
        static class Native { [DllImport("comdlg32", CharSet = CharSet.Unicode)] static extern bool GetOpenFileName(ref OpenFileName name); }
        """));

    [Fact]
    public Task On_libraries_that_allocate_as_COM_does() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("ole32", CharSet = CharSet.Unicode)] static extern int StringFromCLSID(in Guid id, out string text);
            [DllImport("vmcompute.dll", ExactSpelling = true)] static extern int HcsStartComputeSystem(IntPtr system, string options, [MarshalAs(UnmanagedType.LPWStr)] out string result);
            [DllImport("shell32.dll", CharSet = CharSet.Unicode, PreserveSig = false)] static extern string SHGetKnownFolderPath(in Guid id, int flags, IntPtr token);
            [DllImport("Propsys.dll", CharSet = CharSet.Unicode)] static extern int PSGetNameFromPropertyKey(in Guid key, out string name);
            [DllImport("mine", PreserveSig = false)] static extern string GetText();
        }
        """));

    [Fact]
    public Task On_memory_that_is_declared_to_be_the_marshallers() => Verify.VerifyAnalyzerAsync(Using("""
        struct Info { [Owned("CoTaskMemFree")] public string Name; }
        static class Native
        {
            [DllImport("kv")] [return: Owned("CoTaskMemFree")] static extern string kv_name();
            [DllImport("kv")] static extern int kv_text([Owned("CoTaskMemFree")] out string text);
            [DllImport("kv")] static extern int kv_info(out Info info);
        }
        """));

    [Fact]
    public Task On_custom_marshallers() => Verify.VerifyAnalyzerAsync(Using("""
        static partial class Native
        {
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Borrowing))] static extern string kv_name();
            [LibraryImport("kv")] [return: System.Runtime.InteropServices.Marshalling.MarshalUsing(typeof(Keeping))] internal static partial string kv_title();
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(Keeping))] internal static partial string kv_text();
        }
        class Borrowing : ICustomMarshaler
        {
            public static ICustomMarshaler GetInstance(string cookie) => new Borrowing();
            public void CleanUpManagedData(object o) { }
            public void CleanUpNativeData(IntPtr p) { }
            public int GetNativeDataSize() => -1;
            public IntPtr MarshalManagedToNative(object o) => IntPtr.Zero;
            public object MarshalNativeToManaged(IntPtr p) => Marshal.PtrToStringAnsi(p);
        }
        [System.Runtime.InteropServices.Marshalling.CustomMarshaller(typeof(string), System.Runtime.InteropServices.Marshalling.MarshalMode.ManagedToUnmanagedOut, typeof(Keeping))]
        static class Keeping
        {
            public static string ConvertToManaged(IntPtr text) => Marshal.PtrToStringUTF8(text);
        }
        """));

    [Fact]
    public Task On_structs_that_native_code_only_reads_and_on_PtrToStructure() => Verify.VerifyAnalyzerAsync(Using("""
        struct Options { public string Path; }
        struct Config { public string Name; }
        struct Fixed { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string Name; }
        struct Pointers { public IntPtr Name; }
        struct Plain { public string Name; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(in Options options, Options copy);
            [DllImport("kv")] static extern int kv_configure(ref Config config);
            [DllImport("kv")] static extern int kv_fixed(out Fixed value);
            [DllImport("kv")] static extern int kv_pointers(out Pointers value);
            static Plain Read(IntPtr p) => Marshal.PtrToStructure<Plain>(p);
        }
        """));

    [Fact]
    public Task On_callbacks_for_which_the_managed_side_allocates() => Verify.VerifyAnalyzerAsync(Using("""
        delegate string Namer(int id);
        delegate void Writer(out string text);
        delegate void Reader(string text, [In] ref string other);
        static class Native
        {
            [DllImport("kv")] static extern void kv_callbacks(Namer namer, Writer writer, Reader reader);
        }
        """));

    [Fact]
    public Task On_memory_of_malloc_where_the_marshaller_calls_free() => new CSharpAnalyzerTest<FFI1001NativeStringFreedByMarshaller, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("libc")] static extern string strdup(string text);
                [DllImport("readline")] static extern string readline(string prompt);
                [DllImport("kv")] [return: Owned("free")] static extern string kv_dump();
            }
            """),
    }.On("linux-x64;osx-arm64").RunAsync();

    [Fact]
    public Task On_managed_methods_disabled_marshalling_and_attributes_of_the_user() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.CompilerServices;
        [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
        class DllImportAttribute : Attribute { public DllImportAttribute(string name) { } }
        static class Managed
        {
            [DllImport("kv")] static string Name() => "";
            [System.Runtime.InteropServices.DllImport("kv")] static extern string Refused();
            static T Resolve<T>(string name) => default;
            static Func<string> Service() => Resolve<Func<string>>("x");
        }
        """);
}
