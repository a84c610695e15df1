using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Lifetime.FFI2007BufferIsReusedDuringTheOperation, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Lifetime.FFI2007;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_operations_that_are_waited_for_and_calls_that_are_done() => HeaderTest.VerifyAsync<FFI2007BufferIsReusedDuringTheOperation>(
        """
        using System.Buffers;
        using System.Threading.Tasks;
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_start(byte[] data, int length);
            [DllImport("kv")] static extern int kv_done();
            [DllImport("kv")] static extern int kv_put(byte[] data, int length);
            static void Until()
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                kv_start(buffer, 100);
                kv_done();
                ArrayPool<byte>.Shared.Return(buffer);
            }
            static void Synchronous()
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                kv_put(buffer, 100);
                ArrayPool<byte>.Shared.Return(buffer);
            }
            static void OnFailure()
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                if (kv_start(buffer, 100) < 0)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
            static void InCallback(Action<Action> whenDone)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                kv_start(buffer, 100);
                whenDone(() => ArrayPool<byte>.Shared.Return(buffer));
            }
            static void Other(byte[] other)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                kv_start(buffer, 100);
                ArrayPool<byte>.Shared.Return(other);
            }
        }
        static class Asynchronous
        {
            [DllImport("kv")] static extern int kv_start(byte[] data, int length);
            static async Task M(Task done)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                kv_start(buffer, 100);
                await done;
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        """,
        """
        /* @boundary data: async(kv_done) */
        int kv_start(const unsigned char *data, int length);
        int kv_done(void);
        int kv_put(const unsigned char *data, int length);
        """);

    [Fact]
    public Task On_Windows_functions_without_an_operation_or_with_a_wait() => Verify.VerifyAnalyzerAsync(
        """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        unsafe static class Native
        {
            [DllImport("kernel32", SetLastError = true)] static extern int ReadFile(IntPtr file, byte* buffer, int count, int* read, NativeOverlapped* overlapped);
            [DllImport("kernel32", SetLastError = true)] static extern int GetOverlappedResult(IntPtr file, NativeOverlapped* overlapped, int* read, int wait);
            static void Synchronous(IntPtr file, byte[] data)
            {
                fixed (byte* p = data) ReadFile(file, p, data.Length, null, null);
            }
            static void Waits(IntPtr file, byte[] data, NativeOverlapped* overlapped)
            {
                fixed (byte* p = data)
                {
                    int read;
                    ReadFile(file, p, data.Length, null, overlapped);
                    GetOverlappedResult(file, overlapped, &read, 1);
                }
            }
        }
        """);
}
