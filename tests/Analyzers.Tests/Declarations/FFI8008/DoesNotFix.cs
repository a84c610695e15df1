using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8008;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_callers_would_notice() => new CSharpCodeFixTest<FFI8008ImportSettingsContradict, FFI8008StateOneSetting, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            struct Named { public string Name; }
            static class Native
            {
                [DllImport("kernel32", PreserveSig = false)] static extern void [|CloseHandle|](IntPtr handle);
                [DllImport("user32", CharSet = CharSet.Unicode)] static extern int MessageBoxA(IntPtr window, string [|text|]);
                [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern int FindFirstFileW(ref Named [|data|]);
            }
            """,
    }.RunAsync();
}
