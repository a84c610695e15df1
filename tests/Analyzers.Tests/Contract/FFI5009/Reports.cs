using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5009;

public sealed class Reports
{
    private const string Header =
        """
        #include <stddef.h>
        #include <stdint.h>
        typedef struct kv kv;
        typedef int64_t (*kv_read)(void *user, unsigned char *buffer, size_t length);
        typedef void (*kv_done)(void *user);
        typedef struct kv_hooks { int (*log)(const char *text, int level); void (*each)(kv_read read); } kv_hooks;
        int kv_open(kv_read read, void *user);
        int kv_each(kv *store, int (*visit)(void *user, double weight), void *user);
        int kv_hook(const kv_hooks *hooks);
        int kv_wait(kv_done done);
        """;

    [Fact]
    public Task Delegates() => VerifyAsync(
        """
        delegate {|#0:int|} Read(nint user, nint buffer, uint {|#1:length|});
        delegate void {|#2:Done|}(nint user, int extra);
        delegate {|#3:int|} DoneResult(nint user);
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(Read read, nint user);
            [DllImport("kv")] static extern int kv_wait(Done done);
            [DllImport("kv", EntryPoint = "kv_wait")] static extern int Wait(DoneResult done);
        }
        """,
        Result(0, DiagnosticSeverity.Warning, "The result", "`Read`", "`int`, 4 bytes", "kv_read", "kv.h:4", "`int64_t`, 8 bytes", "the upper bytes that native code reads are undefined", "; use `long`"),
        Result(1, DiagnosticSeverity.Warning, "Parameter `length`", "`Read`", "`uint`, 4 bytes", "kv_read", "kv.h:4", "`size_t`, 8 bytes for `length`", "large values are cut", "; use `nuint`"),
        Result(2, DiagnosticSeverity.Warning, "The signature", "`Done`", "2 parameters", "kv_done", "kv.h:5", "1 parameter", "the last parameters hold rubbish", ""),
        Result(3, DiagnosticSeverity.Info, "The result", "`DoneResult`", "`int`, 4 bytes", "kv_done", "kv.h:5", "`void`", "native code ignores it", "; use `void`"));

    [Fact]
    public Task Function_pointers_fields_and_callbacks_of_callbacks() => VerifyAsync("""
        delegate void Each(ReadTwo read);
        delegate long ReadTwo(nint user, nint buffer, int [|length|]);
        unsafe struct Hooks { public delegate* unmanaged[Cdecl]<byte*, [|long|], int> log; public Each each; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, delegate* unmanaged[Cdecl]<nint, [|int|], int> visit, nint user);
            [DllImport("kv")] static extern int kv_hook(in Hooks hooks);
        }
        """);

    [Fact]
    public Task Addresses_that_arguments_carry() => VerifyAsync("""
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, nint visit, nint user);
            [UnmanagedCallersOnly] static int Visit(nint user, float weight) => 0;
            [UnmanagedCallersOnly] static int Right(nint user, double weight) => 0;
            delegate int VisitDelegate(nint user);
            static void Use(VisitDelegate visit)
            {
                kv_each(0, [|(nint)(delegate* unmanaged<nint, float, int>)&Visit|], 0);
                kv_each(0, (nint)(delegate* unmanaged<nint, double, int>)&Right, 0);
                kv_each(0, [|Marshal.GetFunctionPointerForDelegate(visit)|], 0);
            }
        }
        """);

    [Fact]
    public Task Forms_in_bodies() => VerifyAsync("""
        delegate long Read(nint user, nint buffer, byte [|length|]);
        static unsafe class Native
        {
            static void Fetch(nint library)
            {
                Local(null!, 0);
                [DllImport("kv", EntryPoint = "kv_open")] static extern int Local(Read read, nint user);
            }
        }
        """);

    private static DiagnosticResult Result(int location, DiagnosticSeverity severity, params object[] arguments) =>
        new DiagnosticResult("FFI5009", severity).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(arguments);

    private static Task VerifyAsync(string code, params DiagnosticResult[] expected) => HeaderTest.VerifyAsync<FFI5009CallbackSignatureDiffers>(code, Header, null, expected);

    [Fact]
    public Task One_delegate_for_several_function_types_that_have_the_same() => HeaderTest.VerifyAsync<FFI5009CallbackSignatureDiffers>(
        """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Visit(int [|id|]);
        static class Native
        {
            [DllImport("kv")] static extern int kv_visit(Visit first, Visit second);
        }
        """,
        "typedef int (*kv_first)(long long id);\ntypedef int (*kv_second)(long long id);\nint kv_visit(kv_first first, kv_second second);");

    [Fact]
    public Task A_callback_in_a_struct_that_only_names_bring_together() => HeaderTest.VerifyAsync<FFI5009CallbackSignatureDiffers>(
        """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate {|#0:void|} Add(nint data, int size);
        struct kv_methods { public nint seed; public Add add; public nint clear; }
        static class Reader { static kv_methods Read(nint address) => Marshal.PtrToStructure<kv_methods>(address); }
        """,
        "struct kv_methods {\n  void *seed;\n  int (*add)(void *data, int size);\n  void *clear;\n};\n",
        null,
        new DiagnosticResult("FFI5009", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
            "The result of `Add` is `void`; `add` in kv.h:3 has `int`, 4 bytes: native code reads whatever the register holds; use `int`"));
}
