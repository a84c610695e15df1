using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7006;

public sealed class DoesNotFix
{
    [Fact]
    public Task Fields_of_structs_and_readers_inside_conditions() => new CSharpCodeFixTest<FFI7006NativeFilledBufferIsReadPastItsTerminator, FFI7006CutAtTerminator, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
                struct Info { [MarshalAs(UnmanagedType.ByValArray, SizeConst = 32)] public char[] Name; public int Size; }
                [DllImport("kv")] static extern int kv_info(out Info info);
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
                static string M()
                {
                    kv_info(out var info);
                    var buffer = new char[64];
                    return kv_name(buffer, buffer.Length) == 0 ? [|new string(buffer)|] : [|new string(info.Name)|];
                }
            }
            """),
    }.RunAsync();
}
