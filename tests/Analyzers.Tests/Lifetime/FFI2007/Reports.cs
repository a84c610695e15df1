using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Lifetime.FFI2007BufferIsReusedDuringTheOperation, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Lifetime.FFI2007;

public sealed class Reports
{
    private const string Header = """
        /* @boundary data: async(kv_done) */
        int kv_start(const unsigned char *data, int length);
        int kv_done(void);
        """;

    [Fact]
    public Task The_message_names_function_buffer_and_evidence() => HeaderTest.VerifyAsync<FFI2007BufferIsReusedDuringTheOperation>(
        """
        using System.Buffers;
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_start(byte* data, int length);
            static void M(Memory<byte> memory)
            {
                var pin = memory.Pin();
                kv_start({|#1:(byte*)pin.Pointer|}, memory.Length);
                {|#0:pin.Dispose()|};
            }
        }
        """,
        Header,
        null,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("the pin `pin` ends", "kv_start", "`(byte*)pin.Pointer`", "kv.h:1"));

    [Fact]
    public Task Pools_pins_and_finally() => HeaderTest.VerifyAsync<FFI2007BufferIsReusedDuringTheOperation>(
        """
        using System.Buffers;
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_start(byte[] data, int length);
            [DllImport("kv", EntryPoint = "kv_start")] static extern int Start(IntPtr data, int length);
            static void Pool()
            {
                var buffer = ArrayPool<byte>.Shared.Rent(100);
                try
                {
                    kv_start({|#1:buffer|}, 100);
                }
                finally
                {
                    {|#0:ArrayPool<byte>.Shared.Return(buffer)|};
                }
            }
            static void Handle(byte[] data)
            {
                var handle = GCHandle.Alloc(data, GCHandleType.Pinned);
                var address = handle.AddrOfPinnedObject();
                Start({|#3:address|}, data.Length);
                {|#2:handle.Free()|};
            }
        }
        """,
        Header,
        null,
        Verify.Diagnostic().WithLocation(0).WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithLocation(3));

    [Fact]
    public Task Overlapped_operations_of_Windows() => Verify.VerifyAnalyzerAsync(
        """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        unsafe static class Native
        {
            [DllImport("kernel32", SetLastError = true)] static extern int ReadFile(IntPtr file, byte* buffer, int count, int* read, NativeOverlapped* overlapped);
            static void Block(IntPtr file, byte[] data, NativeOverlapped* overlapped)
            {
                {|#0:fixed (byte* p = data)
                {
                    ReadFile(file, {|#1:p|}, data.Length, null, overlapped);
                }|}
            }
            static void Free(IntPtr file, byte* data, Overlapped managed)
            {
                var overlapped = managed.Pack(null, null);
                ReadFile(file, data, 10, null, {|#3:overlapped|});
                {|#2:Overlapped.Free(overlapped)|};
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("the `fixed` block ends", "ReadFile", "`p`", "known from its `overlapped`"),
        Verify.Diagnostic().WithLocation(2).WithLocation(3));
}
