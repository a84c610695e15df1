using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6002;

/// <summary>Functions that are promised to be short, and those with a transition.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("class N { [DllImport(\"kv\"), SuppressGCTransition, Fast] static extern int kv_size(nint store); }")]
    [InlineData("class N { [DllImport(\"kv\"), SuppressGCTransition, Fast] static extern int kv_read_flag(nint store); }")]
    [InlineData("delegate void D(int code); class N { [DllImport(\"kv\"), SuppressGCTransition, Fast] static extern void kv_set_log(D callback); }")]
    [InlineData("class N { [DllImport(\"kernel32\"), SuppressGCTransition] static extern uint GetCurrentThreadId(); }")]
    [InlineData("class N { [DllImport(\"kernel32\"), SuppressGCTransition] static extern ulong GetTickCount64(); }")]
    [InlineData("class N { [DllImport(\"libm\"), SuppressGCTransition] static extern double sqrt(double value); }")]
    [InlineData("class N { [DllImport(\"kv\"), Blocking] static extern int kv_sync(nint store); }")]
    [InlineData("class N { [DllImport(\"kv\", SetLastError = true)] static extern int kv_sync(nint store); }")]
    [InlineData("unsafe class N { delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> size; }")]
    [InlineData("unsafe class N { delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, void>, void> each; }")]
    [InlineData("namespace Other { class SuppressGCTransitionAttribute : Attribute { } class N { [DllImport(\"kv\"), Other.SuppressGCTransition, Blocking] static extern int kv_sync(nint store); } }")]
    public Task On(string source) => Programs.Verify<FFI6002UnsuitableSuppressGCTransition>(source);

    [Fact]
    public Task What_is_declared_is_stronger_than_what_is_known() =>
        Programs.Verify<FFI6002UnsuitableSuppressGCTransition>("class N { [DllImport(\"libc\"), SuppressGCTransition, Fast] static extern nint read(int fd, nint buffer, nint count); }");
}
