using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1007;

/// <summary>FFI1007 stays quiet where ownership is right, taken over, or not known.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("using var h = new Thing(L.kd_default(), false);")]
    [InlineData("using var h = new View(L.kd_default());")]
    [InlineData("using var h = new Box(N.kd_make(), true);")]
    [InlineData("using var h = new Box(N.kd_make(), b);")]
    [InlineData("using var h = new ManyBox(N.kd_make(), true, false);")]
    [InlineData("using var h = new Box(q, false);")]
    [InlineData("var h = new Box(N.kd_make(), false); N.kd_done(h.Handle);")]
    [InlineData("var h = new Box(N.kd_make(), false); _all.Add(h);")]
    [InlineData("var p = N.kd_make(); var h = new Box(p, false); try { h.Use(); } finally { N.kd_done(p); }")]
    [InlineData("using var h = new Thing(N.kd_make(), true);")]
    [InlineData("using var h = new Thing(N.kd_make());")]
    [InlineData("using var h = new Thing(q, true);")]
    [InlineData("using var h = new Thing(L.kd_default(), b);")]
    [InlineData("using var h = new SafeFileHandle(other.DangerousGetHandle(), false);")]
    [InlineData("var h = new SafeFileHandle(other.DangerousGetHandle(), true); other.SetHandleAsInvalid(); h.Dispose();")]
    [InlineData("var p = L.kd_default(); L.kd_ref(p); using var h = new Thing(p, true);")]
    [InlineData("var p = N.kd_make(); try { using var h = new Thing(p, false); N.Log(\"x\"); } finally { N.kd_done(p); }")]
    [InlineData("var p = N.kd_make(); _p = p; using var h = new Thing(p, false);")]
    [InlineData("var p = N.kd_make(); var h = new Thing(p, false); N.kd_give(p);")]
    [InlineData("var p = L.kd_default(); Action a = () => { }; a(); N.kd_use(p);")]
    public Task In_a_body(string body) => Run("class C { IntPtr _p; readonly System.Collections.Generic.List<Box> _all = new(); void M(SafeHandle other, bool b, IntPtr q) { " + body + " } }");

    [Fact]
    public Task A_class_that_looks_like_a_SafeHandle() => Run("class SafeThing { public SafeThing(IntPtr p, bool ownsHandle) { } } class C { object M() => new SafeThing(L.kd_default(), true); }");

    [Fact]
    public Task A_constructor_that_takes_a_parent() => Run("""
        class Child : SafeHandleZeroOrMinusOneIsInvalid
        {
            public Child(IntPtr parent) : base(true) { SetHandle(N.ks_create()); }
            protected override bool ReleaseHandle() { N.ks_destroy(handle); return true; }
        }
        class C { Child M() => new Child(L.kd_default()); }
        """);

    [Theory]
    [InlineData("SetHandle(value); L.kd_ref(value);")]
    [InlineData("SetHandle(value); Preserve();")]
    [InlineData("SetHandle(value); _preserve(value);")]
    public Task A_constructor_that_takes_a_reference_of_its_own(string body) => Run("""
        class Kept : SafeHandleZeroOrMinusOneIsInvalid
        {
            public Kept(IntPtr value) : base(true) { %BODY% }
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void kd_preserve(IntPtr value);
            static readonly kd_preserve _preserve = Marshal.GetDelegateForFunctionPointer<kd_preserve>(N.kd_make());
            void Preserve() { if (!IsInvalid) L.kd_ref(handle); }
            protected override bool ReleaseHandle() { N.kd_done(handle); return true; }
        }
        class C { Kept M() => new Kept(L.kd_default()); }
        """.Replace("%BODY%", body));

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1007BorrowedHandleWrappedAsOwned, DefaultVerifier> { TestCode = Programs.Declarations + code }.RunAsync();
}
