using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1009;

/// <summary>FFI1009 stays quiet on releases that free the handle and report whether they did, and on what can be relied on in a finalizer.</summary>
public sealed class StaysQuiet
{
    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier> { TestCode = code }.RunAsync();

    [Theory]
    [InlineData("return N.kv_drop(handle);", "")]
    [InlineData("return N.kv_destroy(handle) == Status.Ok;", "")]
    [InlineData("N.kv_free(handle); return true;", "")]
    [InlineData("N.kv_unref(handle); return true;", "")]
    [InlineData("_ = N.kv_drop(handle); return true;", "")]
    [InlineData("Marshal.FreeHGlobal(handle); return true;", "")]
    [InlineData("N.kv_free(Pointer); return true;", "private IntPtr Pointer => handle;")]
    [InlineData("N.kv_free(AsPointer()); return true;", "private IntPtr AsPointer() => DangerousGetHandle();")]
    [InlineData("N.kv_free(DangerousGetHandle()); return true;", "")]
    [InlineData("N.kv_free(_buffer); N.kv_free(handle); return true;", "public IntPtr _buffer;")]
    [InlineData("try { N.kv_release(handle); return true; } catch { return false; }", "")]
    [InlineData("try { N.kv_release(handle); return true; } catch (Exception) { return false; }", "")]
    [InlineData("N.kv_free(handle); _owner.DangerousRelease(); return true;", "public OtherHandle _owner = null!;")]
    [InlineData("N.kv_detach(_owner, handle); _owner?.DangerousRelease(); return true;", "public OtherHandle _owner = null!;")]
    [InlineData("N.kv_detach(_owner, handle); Let(); return true;", "public OtherHandle _owner = null!; public void Keep() { var added = false; _owner.DangerousAddRef(ref added); } private void Let() => _owner.DangerousRelease();")]
    [InlineData("N.kv_free(handle); _owner.Dispose(); return true;", "public OtherHandle _owner = null!;")]
    [InlineData("N.kv_free(handle); _pin.Free(); return true;", "public GCHandle _pin;")]
    [InlineData("N.kv_free(handle); _weak.TryGetTarget(out _); return true;", "public WeakReference<object> _weak = new(new object());")]
    [InlineData("N.kv_free(handle); return _name.Length > 0;", "public string _name = \"kv\";")]
    [InlineData("N.kv_free(handle); _cache = null; return true;", "public Finalized? _cache = new();")]
    [InlineData("N.kv_free(handle); if (_cache != null) { s_open--; } return true;", "public Finalized? _cache = new(); private static int s_open;")]
    [InlineData("N.kv_free(handle); return _done.WaitOne(0);", "public static readonly WaitHandle _done = new ManualResetEvent(false);")]
    [InlineData("var value = handle; Task.Run(() => { Thread.Sleep(10); N.kv_free(value); }); return true;", "")]
    [InlineData("GC.KeepAlive(this); N.kv_free(handle); return true;", "")]
    [InlineData("return true;", "")]
    [InlineData("return false;", "")]
    public Task A_sound_release(string body, string members) => Run(Reports.Imports + $$"""
        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            {{members}}
            public StoreHandle() : base(true) { }
            protected override bool ReleaseHandle()
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task What_throws_by_itself_is_another_rules() => Run(Reports.Imports + """
        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle() : base(true) { }
            protected override bool ReleaseHandle() => N.kv_drop(handle) ? true : throw new InvalidOperationException();
        }
        """);

    [Fact]
    public Task A_critical_handle_may_be_marshalled_while_it_is_released() => Run("""
        using System;
        using System.Runtime.InteropServices;
        sealed class StoreHandle : CriticalHandle
        {
            public StoreHandle() : base(IntPtr.Zero) { }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => kv_close(this) == 0;
            [DllImport("kv")] private static extern int kv_close(StoreHandle store);
        }
        """);

    [Fact]
    public Task Methods_and_types_that_only_look_like_it() => Run("""
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        abstract class SafeHandle
        {
            protected IntPtr handle;
            protected abstract bool ReleaseHandle();
            ~SafeHandle() => ReleaseHandle();
        }
        sealed class StoreHandle : SafeHandle
        {
            protected override bool ReleaseHandle() { Thread.Sleep(1); kv_drop(handle); return true; }
            [DllImport("kv")] private static extern bool kv_drop(IntPtr store);
        }
        sealed class Owner
        {
            bool ReleaseHandle() { Thread.Sleep(1); return true; }
            ~Owner() => ReleaseHandle();
        }
        """);
}
