using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1004;

/// <summary>FFI1004's fix makes Dispose idempotent: it releases what is there, and clears the field.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
            private IntPtr _p = N.kd_make();

            public void Dispose()
            {
                // The store is closed last.
                [|N.kd_done(_p)|]; // flushes
            }
        """,
        """
            private IntPtr _p = N.kd_make();

            public void Dispose()
            {
                // The store is closed last.
                if (_p != IntPtr.Zero)
                {
                    N.kd_done(_p); // flushes
                    _p = IntPtr.Zero;
                }
            }
        """)]
    [InlineData(
        """
            private readonly nint _p = N.kd_make();

            public void Dispose() => [|N.kd_done(this._p)|];
        """,
        """
            private nint _p = N.kd_make();

            public void Dispose()
            {
                if (this._p != 0)
                {
                    N.kd_done(this._p);
                    this._p = 0;
                }
            }
        """)]
    [InlineData(
        """
            private IntPtr _p = N.malloc(4);

            public void Dispose()
            {
                [|N.free(_p)|];
                GC.SuppressFinalize(this);
            }
        """,
        """
            private IntPtr _p = N.malloc(4);

            public void Dispose()
            {
                N.free(_p);
                _p = IntPtr.Zero;
                GC.SuppressFinalize(this);
            }
        """)]
    [InlineData(
        """
            private IntPtr _p = N.kd_make();

            public void Dispose()
            {
                if (_p != IntPtr.Zero)
                    [|N.kd_done(_p)|];
            }
        """,
        """
            private IntPtr _p = N.kd_make();

            public void Dispose()
            {
                if (_p != IntPtr.Zero)
                {
                    N.kd_done(_p);
                    _p = IntPtr.Zero;
                }
            }
        """)]
    [InlineData(
        """
            private IntPtr _p = N.kd_make();

            public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }

            protected virtual void Dispose(bool disposing)
            {
                if (_p != IntPtr.Zero)
                {
                    _ = [|N.kd_use2(_p)|];
                }
            }
        """,
        """
            private IntPtr _p = N.kd_make();

            public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }

            protected virtual void Dispose(bool disposing)
            {
                if (_p != IntPtr.Zero)
                {
                    _ = N.kd_use2(_p);
                    _p = IntPtr.Zero;
                }
            }
        """)]
    [InlineData(
        """
            private unsafe void* _p = NativeMemory.Alloc(4), _q = NativeMemory.Alloc(4);

            public unsafe void Dispose()
            {
                [|NativeMemory.Free(_p)|];
                [|NativeMemory.Free(_q)|];
            }
        """,
        """
            private unsafe void* _p = NativeMemory.Alloc(4), _q = NativeMemory.Alloc(4);

            public unsafe void Dispose()
            {
                NativeMemory.Free(_p);
                _p = null;
                NativeMemory.Free(_q);
                _q = null;
            }
        """)]
    public Task The_field_is_cleared(string before, string after)
    {
        var start = Resources.Declarations.Replace("[DllImport(\"kd\")] public static extern int kd_use(", "[DllImport(\"kd\")] public static extern int kd_use2([Releases] IntPtr thing);\n    [DllImport(\"kd\")] public static extern int kd_use(")
            + "namespace BoundaryLint { [AttributeUsage(AttributeTargets.All)] sealed class ReleasesAttribute : Attribute { } }\nclass C : IDisposable\n{\n";
        return new CSharpCodeFixTest<FFI1004ResourceReleasedTwice, FFI1004ClearField, DefaultVerifier>
        {
            TestCode = start + before + "\n}\n",
            FixedCode = start + after + "\n}\n",
        }.RunAsync();
    }
}
