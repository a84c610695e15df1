using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5012;

public sealed class StaysQuiet
{
    [Fact]
    public Task A_C_header_that_C_plus_plus_may_read_too() => VerifyAsync(
        """
        #pragma once
        #include <stdint.h>
        #include <sys/types.h>
        #ifdef __cplusplus
        extern "C" {
        class Store;
        #endif
        #define KV_API __attribute__((visibility("default")))
        typedef struct kv_store kv_store;
        /* @boundary return: owned(kv_close) */
        KV_API kv_store *kv_open(const char *path, size_t length, ssize_t more);
        KV_API void kv_close(kv_store *store);
        #ifdef __cplusplus
        }
        #endif
        """);

    [Fact]
    public Task What_each_system_lays_out_in_its_own_way() => VerifyAsync(
        """
        #include <dirent.h>
        #include <semaphore.h>
        #include <mswsock.h>
        struct kv_lock { pthread_mutex_t mutex; sem_t count; };
        int kv_put(fd_set *read, struct kv_lock *lock, DIR *folder);
        """);

    [Fact]
    public Task What_cbindgen_writes() => VerifyAsync(
        """
        #include <stdarg.h>
        #include <stdbool.h>
        enum Mode
        #ifdef __cplusplus
          : uint8_t
        #endif // __cplusplus
         { Fast = 0, Safe = 1, };
        #ifndef __cplusplus
        typedef uint8_t Mode;
        #endif // __cplusplus
        typedef struct Value { Mode tag; union { struct { int32_t number; }; struct { double real; }; }; } Value;
        int32_t kv_put(struct Value value, bool (*callback)(void *user, const uint8_t (*key)[32]));
        """);

    [Fact]
    public Task A_header_that_one_target_refuses() => VerifyAsync(
        """
        #ifdef _WIN32
        #error "not for Windows"
        #endif
        int kv_put(int key);
        """);

    [Fact]
    public Task What_cgo_writes_for_64_bits_only() => VerifyAsync(
        """
        typedef char _check_for_64_bit_pointer_matching_GoInt[sizeof(void*)==64/8 ? 1:-1];
        extern int kv_put(int key);
        """,
        targets: "win-x86,win-x64");

    [Fact]
    public async Task An_additional_file_that_is_no_native_header()
    {
        var test = Reports.Test();
        test.TestState.AdditionalFiles.Add(("/src/native/kv.hpp", "class Store { };"));
        test.TestState.AdditionalFiles.Add(("/src/native/other.h", "class Store { };"));
        await test.RunAsync();
    }

    [Fact]
    public Task Includes_that_are_given() => VerifyAsync(
        "#include \"sub/types.h\"\nint kv_put(kv_key key);",
        includes: [("include/sub/types.h", "#ifndef T\n#define T\n#include \"../base.h\"\ntypedef kv_word kv_key;\n#endif\n"), ("include/base.h", "typedef unsigned kv_word;")]);

    [Fact]
    public Task A_name_that_the_project_defines() => VerifyAsync("KV_API(int) kv_put(kv_key key);", metadata: ["NativeDefines = KV_API(t)=t,kv_key=int"]);

    private static Task VerifyAsync(string header, string targets = "", string[]? metadata = null, params (string Name, string Text)[] includes)
    {
        var test = Reports.Test();
        test.TestState.AddHeader(header, targets: targets, metadata: metadata, includes: includes);
        return test.RunAsync();
    }
}
