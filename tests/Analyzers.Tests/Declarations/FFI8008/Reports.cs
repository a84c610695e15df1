using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8008ImportSettingsContradict, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8008;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\nusing System.Text;\n";

    [Fact]
    public Task Two_calling_conventions() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvStdcall) })]
            static extern int {|#0:kv_sync|}();

            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition) })]
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            static extern int {|#1:kv_size|}();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`kv_sync` states its calling convention twice, as CallingConvention.Cdecl and as CallConvStdcall, and the runtime ignores UnmanagedCallConv; keep the one that the native function has"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "kv_size",
            "states its calling convention twice, as CallingConvention.Cdecl and as CallConvCdecl, CallConvSuppressGCTransition, and the runtime ignores UnmanagedCallConv",
            "leave CallingConvention out"));

    [Fact]
    public Task Suffix_against_encoding() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Named { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 260)] public string Name; }
        static partial class Native
        {
            [DllImport("kernel32")] static extern int DeleteFileW(string {|#0:path|}, string other);
            [DllImport("kernel32.dll", CharSet = CharSet.Ansi, EntryPoint = "GetTempPathW")] static extern int GetTempPath(int size, StringBuilder {|#1:buffer|});
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern int MessageBoxA(IntPtr window, string {|#2:text|}, string caption, int type);
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern int FindWindowW(string name, [MarshalAs(UnmanagedType.LPStr)] string {|#3:title|});
            [LibraryImport("user32", StringMarshalling = StringMarshalling.Utf8)] internal static partial int SetWindowTextW(IntPtr window, string {|#4:text|});
            [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern IntPtr FindFirstFileW(string path, out Named {|#5:data|});
            static void M()
            {
                [DllImport("kernel32")] static extern int RemoveDirectoryW(string {|#6:path|});
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`DeleteFileW` takes UTF-16 text, and parameter `path` crosses as ANSI; state `CharSet.Unicode`"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithArguments("MessageBoxA", "takes ANSI text, and parameter `text` crosses as UTF-16", "call the function that ends with W"),
        Verify.Diagnostic().WithLocation(3).WithArguments("FindWindowW", "takes UTF-16 text, and parameter `title` crosses as ANSI", "state `LPWStr`"),
        Verify.Diagnostic().WithLocation(4).WithArguments("SetWindowTextW", "takes UTF-16 text, and parameter `text` crosses as UTF-8", "state `StringMarshalling.Utf16`"),
        Verify.Diagnostic().WithLocation(5).WithArguments(
            "FindFirstFileW", "takes UTF-16 text, and the field `Named.Name` of parameter `data` crosses as ANSI", "state CharSet.Unicode in the StructLayout of `Named`"),
        Verify.Diagnostic().WithLocation(6));

    [Fact]
    public Task Names_that_exist_only_with_a_suffix() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static partial class Native
        {
            [LibraryImport("user32", StringMarshalling = StringMarshalling.Utf16)] internal static partial int {|#0:MessageBox|}(IntPtr window, string text, string caption, uint type);
            [DllImport("kernel32", ExactSpelling = true, CharSet = CharSet.Ansi)] static extern IntPtr {|#1:LoadLibrary|}(string path);
            [LibraryImport("user32")] internal static partial IntPtr {|#2:SendMessage|}(IntPtr window, int message, IntPtr wParam, IntPtr lParam);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`MessageBox` does not exist: `user32` exports MessageBoxA and MessageBoxW, and LibraryImport adds no suffix; state EntryPoint = \"MessageBoxW\""),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "LoadLibrary", "does not exist: `kernel32` exports LoadLibraryA and LoadLibraryW, and ExactSpelling adds no suffix", "state EntryPoint = \"LoadLibraryA\""),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task A_and_W_over_one_thing() => Verify.VerifyAnalyzerAsync(
        Usings + """
        record Window(int Id)
        {
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern ushort {|#2:RegisterClassEx|}(IntPtr description);
            [DllImport("user32")] static extern IntPtr {|#0:DefWindowProc|}(IntPtr window, int message, IntPtr wParam, IntPtr lParam);
            [DllImport("user32")] static extern int {|#3:GetMessageA|}(IntPtr message, IntPtr window, uint first, uint last);
            [DllImport("user32")] static extern int {|#1:DispatchMessageW|}(IntPtr message);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(2).WithArguments(
            "DefWindowProc", "is DefWindowProcA, and `RegisterClassEx` beside it is RegisterClassExW: text changes its meaning between them", "state CharSet.Unicode"),
        Verify.Diagnostic().WithLocation(1).WithLocation(3).WithArguments(
            "DispatchMessageW", "is DispatchMessageW, and `GetMessageA` beside it is GetMessageA: text changes its meaning between them", "use the W form of both"));

    [Fact]
    public Task Results_that_are_no_HRESULT() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kernel32", PreserveSig = false)] static extern void {|#0:CloseHandle|}(IntPtr handle);
            [DllImport("libc", PreserveSig = false)] static extern int {|#1:getpid|}();
            [DllImport("libkv.so", PreserveSig = false)] static extern void {|#2:kv_sync|}();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "CloseHandle",
            "has PreserveSig = false, and functions of `kernel32` do not return HRESULTs: the runtime would throw for some results and hide the others",
            "remove PreserveSig and declare the result"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task The_form_that_the_character_set_chooses_against_the_text() => Verify.VerifyAnalyzerAsync(
        Usings + """
        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] struct WindowClass { public uint Size; public string Name; }
        static class Native
        {
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern int SetWindowText(IntPtr window, [MarshalAs(UnmanagedType.LPStr)] string {|#0:text|});
            [DllImport("kernel32")] static extern uint GetFileAttributes([MarshalAs(UnmanagedType.LPWStr)] string {|#1:name|});
            [DllImport("user32")] static extern ushort RegisterClassEx(ref WindowClass {|#2:windowClass|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`SetWindowText` is SetWindowTextW because of its character set; it takes UTF-16 text, and parameter `text` crosses as ANSI; state `LPWStr`"),
        Verify.Diagnostic().WithLocation(1).WithMessage(
            "`GetFileAttributes` is GetFileAttributesA because of its character set; it takes ANSI text, and parameter `name` crosses as UTF-16; state `CharSet.Unicode`"),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task Conventions_that_cannot_be_those_of_the_function() => new CSharpAnalyzerTest<FFI8008ImportSettingsContradict, DefaultVerifier>
    {
        TestCode = Usings + """
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate bool Visit(IntPtr window, IntPtr parameter);
            static class Native
            {
                [DllImport("drv", EntryPoint = "_DrvOpen@8", CallingConvention = CallingConvention.Cdecl)] static extern int {|#0:DrvOpen|}(int a, int b);
                [DllImport("world", EntryPoint = "?Update@World@@QAEXM@Z")] static extern void {|#1:Update|}(IntPtr world, float time);
                [DllImport("user32", CallingConvention = CallingConvention.Cdecl)] static extern int {|#2:GetSystemMetrics|}(int index);
                [DllImport("user32")] static extern bool EnumWindows(Visit {|#3:visit|}, IntPtr parameter);
                [DllImport("user32")] static extern IntPtr {|#4:SetWindowLongPtrW|}(IntPtr window, int index, IntPtr value);
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments(
                "_DrvOpen@8", "is called as cdecl, and the decoration of `_DrvOpen@8` says stdcall: the stack or the object pointer is wrong on 32-bit Windows, the only system with such names", "state stdcall"),
            Verify.Diagnostic().WithLocation(1),
            Verify.Diagnostic().WithLocation(2).WithArguments(
                "GetSystemMetrics",
                "is called as cdecl, and functions of `user32` are stdcall: the stack is cleaned twice on 32-bit Windows, where this project can run",
                "leave the convention to the platform"),
            Verify.Diagnostic().WithLocation(3),
            Verify.Diagnostic().WithLocation(4),
        },
    }.RunningOn("win-x86,win-x64").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8008ImportSettingsContradict, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kernel32")] static extern int DeleteFileW(string [|path|], Unknown x);
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] [UnmanagedCallConv(CallConvs = new[] { typeof( })] static extern int kv_sync();
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("void {|#0:LsaClose|}(IntPtr policy)", DiagnosticSeverity.Info)]
    [InlineData("IntPtr {|#0:LsaOpenPolicy|}(IntPtr system)", DiagnosticSeverity.Warning)]
    [InlineData("void {|#0:RegCloseKey|}(IntPtr key)", DiagnosticSeverity.Warning)]
    public Task An_NTSTATUS_that_fails_where_an_HRESULT_does_as_a_suggestion(string function, DiagnosticSeverity severity) => Verify.VerifyAnalyzerAsync(
        Usings + "static class Native { [DllImport(\"advapi32.dll\", PreserveSig = false)] static extern " + function + "; }",
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity));

    [Theory]
    [InlineData("0x113f", DiagnosticSeverity.Info)]
    [InlineData("0x0c", DiagnosticSeverity.Warning)]
    public Task Text_in_a_struct_of_a_control_as_a_suggestion(string message, DiagnosticSeverity severity) => Verify.VerifyAnalyzerAsync(
        Usings + "[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] public struct Item { public int Mask; public string Text; } public static class Native { [DllImport(\"user32\")] public static extern int SendMessage(IntPtr window, uint message, int w, ref Item {|#0:l|}); static void M(Item item) => SendMessage(default, "
            + message + ", 0, ref item); }",
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity));

    [Theory]
    [InlineData("internal", "Native.SendMessage(default, 0x467, default, text);", DiagnosticSeverity.Info)]
    [InlineData("internal", "Native.SendMessage(default, Own, default, text); Native.SendMessage(default, (uint)Message.Other, default, text);", DiagnosticSeverity.Info)]
    [InlineData("internal", "Native.SendMessage(default, 0x467, default, text); Native.SendMessage(default, 0x0C, default, text);", DiagnosticSeverity.Warning)]
    [InlineData("internal", "Native.SendMessage(default, (uint)text.Length, default, text);", DiagnosticSeverity.Warning)]
    [InlineData("internal", "Action<IntPtr, uint, IntPtr, string> send = (a, b, c, d) => Native.SendMessage(a, b, c, d);", DiagnosticSeverity.Warning)]
    [InlineData("public", "Native.SendMessage(default, 0x467, default, text);", DiagnosticSeverity.Info)]
    [InlineData("public", "", DiagnosticSeverity.Warning)]
    public Task Messages_of_a_control_that_Windows_hands_on_as_a_suggestion(string visibility, string calls, DiagnosticSeverity severity) => Verify.VerifyAnalyzerAsync(
        Usings + visibility + """
         static class Native { [DllImport("user32")] 
        """ + visibility + """
         static extern IntPtr SendMessage(IntPtr window, uint message, IntPtr w, [MarshalAs(UnmanagedType.LPWStr)] string {|#0:l|}); }
        enum Message : uint { Other = 0x500 }
        class C { const uint Own = 0x400; void M(string text) { 
        """ + calls + " } }",
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity));
}
