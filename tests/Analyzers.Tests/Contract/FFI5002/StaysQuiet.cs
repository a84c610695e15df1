using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;

using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5002;

public sealed class StaysQuiet
{
    [Fact]
    public Task The_headers_number_of_parameters() => HeaderTest.VerifyAsync<FFI5002ParameterCountDiffers>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, string key, int length);
            [DllImport("kv")] static extern int kv_log(nint store, string format);
            [DllImport("kv", EntryPoint = "kv_log")] static extern int LogTwo(nint store, string format, int first, double second);
            [DllImport("kv", EntryPoint = "kv_log")] static extern int LogAny(nint store, string format, __arglist);
            [DllImport("kv")] static extern int kv_count();
            [DllImport("kv")] static extern int kv_old();
            [DllImport("kv", PreserveSig = false)] static extern nint kv_create();
            [DllImport("kv.dll")] static extern int kv_wait(nint e, int flags);
            [DllImport("other", EntryPoint = "kv_put")] static extern int Other();
        }
        """,
        """
        int kv_put(void *store, const char *key, int length);
        int kv_log(void *store, const char *format, ...);
        int kv_count(void);
        int kv_old();
        long kv_create(void **out);
        #ifdef _WIN32
        int kv_wait(void *event, int flags);
        #else
        int kv_wait(int descriptor);
        #endif
        """);
}
