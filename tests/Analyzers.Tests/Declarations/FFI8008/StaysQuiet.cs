using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8008ImportSettingsContradict, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8008;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task One_calling_convention() => Verify.VerifyAnalyzerAsync(Usings + """
        static partial class Native
        {
            [DllImport("kv")] [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })] static extern int a();
            [DllImport("kv", CallingConvention = CallingConvention.Winapi)] [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvSuppressGCTransition) })] static extern int b();
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] static extern int c();
            [LibraryImport("kv")] [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })] internal static partial int d();
        }
        """);

    [Fact]
    public Task Functions_that_do_return_HRESULTs() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native { [DllImport("kernel32.dll", PreserveSig = false)] static extern void RegisterApplicationRestart([MarshalAs(UnmanagedType.LPWStr)] string command, int flags); }
        """);

    [Fact]
    public Task Text_as_the_function_wants_it() => Verify.VerifyAnalyzerAsync(Usings + """
        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] struct Wide { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 260)] public string Name; }
        struct Plain { public int Size; }
        static partial class Native
        {
            [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)] static extern int DeleteFileW(string path);
            [DllImport("kernel32", CharSet = CharSet.Auto)] static extern int RemoveDirectoryW(string path);
            [DllImport("kernel32")] static extern int CreateDirectoryW([MarshalAs(UnmanagedType.LPWStr)] string path, ref Plain security);
            [DllImport("user32")] static extern int MessageBoxA(IntPtr window, string text, string caption, int type);
            [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern IntPtr FindFirstFileW(string path, out Wide data);
            [LibraryImport("user32", EntryPoint = "MessageBoxW", StringMarshalling = StringMarshalling.Utf16)] internal static partial int MessageBox(IntPtr window, string text, string caption, uint type);
            [DllImport("user32")] static extern int GetDC(IntPtr window);
            [DllImport("kv")] static extern int kv_openW(string path);
        }
        """);

    [Fact]
    public Task Names_that_the_runtime_completes_or_that_exist() => Verify.VerifyAnalyzerAsync(Usings + """
        static partial class Native
        {
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern int MessageBox(IntPtr window, string text, string caption, uint type);
            [LibraryImport("kernel32")] internal static partial int CloseHandle(IntPtr handle);
            [LibraryImport("kv")] internal static partial int SendMessage(IntPtr window);
            [DllImport("kernel32", ExactSpelling = true)] static extern IntPtr GetProcAddress(IntPtr module, string name);
        }
        """);

    [Fact]
    public Task Families_of_one_kind_and_classes_that_offer_both() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Wide
        {
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern ushort RegisterClassEx(IntPtr description);
            [DllImport("user32", CharSet = CharSet.Auto)] static extern IntPtr DefWindowProc(IntPtr window, int message, IntPtr wParam, IntPtr lParam);
        }
        static class Both
        {
            [DllImport("user32")] static extern int GetMessageA(IntPtr message, IntPtr window, uint first, uint last);
            [DllImport("user32")] static extern int GetMessageW(IntPtr message, IntPtr window, uint first, uint last);
            [DllImport("user32")] static extern int DispatchMessageW(IntPtr message);
        }
        """);

    [Fact]
    public Task Functions_that_return_HRESULTs() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("ole32", PreserveSig = false)] static extern void CoCreateGuid(out Guid id);
            [DllImport("shell32", PreserveSig = false)] static extern IntPtr SHGetSomething();
            [DllImport("dxcompiler", PreserveSig = false)] static extern void DxcCreateInstance(in Guid id);
            [DllImport("kernel32")] static extern int CloseHandle(IntPtr handle);
        }
        """);

    [Fact]
    public Task Conventions_that_fit_and_names_of_64_bit_code() => new CSharpAnalyzerTest<FFI8008ImportSettingsContradict, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            [UnmanagedFunctionPointer(CallingConvention.StdCall)] delegate bool Visit(IntPtr window, IntPtr parameter);
            static class Native
            {
                [DllImport("drv", EntryPoint = "_DrvOpen@8")] static extern int DrvOpen(int a, int b);
                [DllImport("world", EntryPoint = "?Update@World@@QEAAXM@Z")] static extern void Update(IntPtr world, float time);
                [DllImport("world", EntryPoint = "?Count@@YAHXZ", CallingConvention = CallingConvention.Cdecl)] static extern int Count();
                [DllImport("ntdll", CallingConvention = CallingConvention.Cdecl)] static extern IntPtr memcpy(IntPtr target, IntPtr source, nuint size);
                [DllImport("wldap32", CallingConvention = CallingConvention.Cdecl)] static extern IntPtr ldap_init(IntPtr host, uint port);
                [DllImport("user32")] static extern bool EnumWindows(Visit visit, IntPtr parameter);
                [DllImport("user32", EntryPoint = "SetWindowLongW")] static extern int SetWindowLong(IntPtr window, int index, int value);
                [DllImport("user32", EntryPoint = "SetWindowLongPtrW")] static extern IntPtr SetWindowLongPtr(IntPtr window, int index, IntPtr value);
                [DllImport("user32", CharSet = CharSet.Unicode)] static extern int SetWindowText(IntPtr window, string text);
            }
            """,
    }.RunningOn("win-x86,win-x64").RunAsync();

    [Fact]
    public Task Cdecl_where_no_process_has_32_bits() => new CSharpAnalyzerTest<FFI8008ImportSettingsContradict, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("user32", CallingConvention = CallingConvention.Cdecl)] static extern int GetSystemMetrics(int index);
                [DllImport("world", EntryPoint = "?Count@@YAHXZ")] static extern int Count();
                [DllImport("user32")] static extern nint SetWindowLongPtrW(nint window, int index, nint value);
            }
            """,
    }.RunningOn("win-x64").RunAsync();
}
