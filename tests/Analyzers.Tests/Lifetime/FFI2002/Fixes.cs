using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2002;

/// <summary>The delegate moves into a field.</summary>
public sealed class Fixes
{
    private static Task Verify(string before, string after) =>
        new CSharpCodeFixTest<FFI2002FunctionPointerOutlivesDelegate, FFI2002KeepDelegateInField, DefaultVerifier>
        {
            TestCode = "using System;\nusing System.Runtime.InteropServices;\n\n" + before + Reports.Native,
            FixedCode = "using System;\nusing System.Runtime.InteropServices;\n\n" + after + Reports.Native,
        }.RunAsync();

    [Fact]
    public Task A_static_pointer_is_initialized_behind_its_delegate() => Verify(
        """
        static class C
        {
            private const int Limit = 3;

            internal static readonly nint Pointer = Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]);

            private static void OnCode(int code) { }
        }
        """,
        """
        static class C
        {
            private const int Limit = 3;

            private static readonly Callback s_onCode = new Callback(OnCode);
            internal static readonly nint Pointer = Marshal.GetFunctionPointerForDelegate(s_onCode);

            private static void OnCode(int code) { }
        }
        """);

    [Fact]
    public Task An_instance() => Verify(
        """
        class C
        {
            private nint _pointer;

            void OnCode(int code) { }

            void M()
            {
                var c = new Callback(OnCode);
                _pointer = Marshal.GetFunctionPointerForDelegate([|c|]);
                N.kv_set_log(_pointer);
            }

            nint Other() => Marshal.GetFunctionPointerForDelegate<Callback>([|OnCode|]);
        }
        """,
        """
        class C
        {
            private nint _pointer;
            private Callback _c;
            private Callback _onCode;

            void OnCode(int code) { }

            void M()
            {
                _c = new Callback(OnCode);
                var c = _c;
                _pointer = Marshal.GetFunctionPointerForDelegate(c);
                N.kv_set_log(_pointer);
            }

            nint Other() => Marshal.GetFunctionPointerForDelegate<Callback>(_onCode = OnCode);
        }
        """);
}
