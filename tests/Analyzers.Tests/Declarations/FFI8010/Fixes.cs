using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8010;

public sealed class Fixes
{
    [Fact]
    public Task The_guard_is_written_behind_the_imports() => new CSharpCodeFixTest<FFI8010GoLibraryDisturbsSignalHandlers, FFI8010AddSignalGuard, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.ComponentModel;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using System.Runtime.Versioning;

            namespace Store;

            // The store.
            internal static class Native
            {
                [DllImport("kv")] internal static extern int [|kv_open|]();
            }

            """,
        FixedCode = """
            using System;
            using System.ComponentModel;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using System.Runtime.Versioning;

            namespace Store;

            // The store.
            internal static class Native
            {
                [DllImport("kv")] internal static extern int kv_open();
            }

            /// <summary>
            /// Undoes what the start of a Go runtime does to the signal with which .NET's garbage collector stops threads: Go makes its handler run on the thread's alternate stack, which is too small
            /// for it (dotnet/runtime#127320).
            /// </summary>
            internal static class GoSignalGuard
            {
                [ModuleInitializer]
                internal static void Load()
                {
                    if (OperatingSystem.IsLinux())
                    {
                        if (NativeLibrary.TryLoad("kv", typeof(GoSignalGuard).Assembly, null, out _))
                        {
                            Restore(__libc_current_sigrtmin(), flagsOffset: (Environment.Is64BitProcess ? 8 : 4) + 128, onStack: 0x08000000);
                        }
                    }
                    else if (OperatingSystem.IsMacOS())
                    {
                        if (NativeLibrary.TryLoad("kv", typeof(GoSignalGuard).Assembly, null, out _))
                        {
                            // SIGUSR1 and SA_ONSTACK of macOS, which is 64-bit.
                            Restore(signal: 30, flagsOffset: 12, onStack: 1);
                        }
                    }
                }

                [UnsupportedOSPlatform("windows")]
                private static void Restore(int signal, int flagsOffset, int onStack)
                {
                    byte[] action = new byte[256];
                    if (sigaction(signal, null, action) != 0)
                    {
                        throw new Win32Exception(Marshal.GetLastWin32Error());
                    }

                    int flags = BitConverter.ToInt32(action, flagsOffset);
                    BitConverter.TryWriteBytes(new Span<byte>(action, flagsOffset, sizeof(int)), flags & ~onStack);
                    if ((flags & onStack) != 0 && sigaction(signal, action, null) != 0)
                    {
                        throw new Win32Exception(Marshal.GetLastWin32Error());
                    }
                }

                [SupportedOSPlatform("linux")]
                [DllImport("libc")]
                private static extern int __libc_current_sigrtmin();

                [UnsupportedOSPlatform("windows")]
                [DllImport("libc", SetLastError = true)]
                private static extern int sigaction(int signal, [In] byte[] action, [Out] byte[] old);
            }

            """,
    }.WithHeader(GoHeader.Text).RunAsync();
}
