using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract;

/// <summary>What becomes of the code around a native signature when a fix gives one of its values the header's type.</summary>
public sealed class CallersOfChangedTypes
{
    private const string Header =
        """
        #include <stddef.h>
        typedef struct kv kv;
        int kv_put(kv *store, const void *data, size_t count);
        int kv_seek(kv *store, long offset);
        int kv_size(kv *store, size_t *size);
        int kv_scale(kv *store, double factor);
        size_t kv_count(kv *store);
        long kv_tell(kv *store);
        int kv_each(kv *store, int (*visit)(void *user, size_t size), void *user);
        int kv_merge(kv *store, kv *other);
        """;

    [Fact]
    public Task Arguments_are_converted_where_they_are_no_constants_that_fit() => ParametersAsync(
        """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_put(nint store, byte[] data, int [|count|]);

            static void Use(byte[] data, int length, short few, int? maybe)
            {
                kv_put(0, data, 5);
                kv_put(0, data, -1); // to the end
                kv_put(0, data, length);
                kv_put(0, data, data.Length - 1 /* without the last */);
                kv_put(count: few, data: data, store: 0);
                var all = data.Length;
                kv_put(0, data, length > 0 ? length : all);
                kv_put(0, data, kv_put(0, data, all));
                kv_put(0, data, maybe ?? 0);
            }
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_put(nint store, byte[] data, nuint count);

            static void Use(byte[] data, int length, short few, int? maybe)
            {
                kv_put(0, data, 5);
                kv_put(0, data, unchecked((nuint)(-1))); // to the end
                kv_put(0, data, (nuint)length);
                kv_put(0, data, (nuint)(data.Length - 1) /* without the last */);
                kv_put(count: (nuint)few, data: data, store: 0);
                var all = data.Length;
                kv_put(0, data, (nuint)(length > 0 ? length : all));
                kv_put(0, data, (nuint)kv_put(0, data, (nuint)all));
                kv_put(0, data, (nuint)(maybe ?? 0));
            }
        }
        """);

    [Fact]
    public Task A_long_of_C_is_made_from_numbers_and_read_through_its_value() => ResultsAsync(
        """
        static class Native
        {
            [DllImport("kv")] internal static extern [|long|] kv_tell(nint store);
            [DllImport("kv")] internal static extern [|int|] kv_count(nint store);

            static int Use(nint store)
            {
                long place = kv_tell(store);
                int low = (int)kv_tell(store);
                var later = kv_tell(store);
                if (later < 0 || kv_tell(store) != place)
                {
                    return kv_count(store);
                }

                var count = kv_count(store);
                var items = new byte[count];
                var scaled = count * low;
                return scaled + items.Length;
            }
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")] internal static extern CLong kv_tell(nint store);
            [DllImport("kv")] internal static extern nuint kv_count(nint store);

            static int Use(nint store)
            {
                long place = kv_tell(store).Value;
                int low = (int)kv_tell(store).Value;
                var later = kv_tell(store);
                if (later.Value < 0 || kv_tell(store).Value != place)
                {
                    return (int)kv_count(store);
                }

                var count = kv_count(store);
                var items = new byte[count];
                var scaled = (int)count * low;
                return scaled + items.Length;
            }
        }
        """);

    [Fact]
    public Task Numbers_for_a_long_of_C() => ParametersAsync(
        """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_seek(nint store, long [|offset|]);
            [DllImport("kv")] internal static extern int kv_scale(nint store, int [|factor|]);

            static void Use(nint store, long place, int near, double factor)
            {
                kv_seek(store, 0);
                kv_seek(store, near);
                kv_seek(store, place + 1);
                kv_scale(store, near);
                kv_scale(store, (int)factor);
            }
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_seek(nint store, CLong offset);
            [DllImport("kv")] internal static extern int kv_scale(nint store, double factor);

            static void Use(nint store, long place, int near, double factor)
            {
                kv_seek(store, new CLong(0));
                kv_seek(store, new CLong(near));
                kv_seek(store, new CLong((nint)(place + 1)));
                kv_scale(store, near);
                kv_scale(store, (int)factor);
            }
        }
        """);

    [Fact]
    public Task Variables_that_native_code_writes_get_its_type() => ParametersAsync(
        """
        static unsafe class Native
        {
            [DllImport("kv")] internal static extern int kv_size(nint store, out int [|size|]);
            [DllImport("kv", EntryPoint = "kv_size")] internal static extern int SizeAt(nint store, int* [|size|]);

            static int Declared(nint store)
            {
                kv_size(store, out int size);
                kv_size(store, out var other);
                return size + (int)other;
            }

            static int Existing(nint store)
            {
                int size;
                if (kv_size(store, out size) != 0)
                {
                    return 0;
                }

                int atAddress = 0;
                SizeAt(store, &atAddress);
                return Math.Max(size, atAddress);
            }
        }
        """,
        """
        static unsafe class Native
        {
            [DllImport("kv")] internal static extern int kv_size(nint store, out nuint size);
            [DllImport("kv", EntryPoint = "kv_size")] internal static extern int SizeAt(nint store, nuint* size);

            static int Declared(nint store)
            {
                kv_size(store, out nuint size);
                kv_size(store, out var other);
                return (int)size + (int)other;
            }

            static int Existing(nint store)
            {
                nuint size;
                if (kv_size(store, out size) != 0)
                {
                    return 0;
                }

                nuint atAddress = 0;
                SizeAt(store, &atAddress);
                return Math.Max((int)size, (int)atAddress);
            }
        }
        """);

    [Fact]
    public Task A_handle_without_its_address() => ParametersAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_merge(nint store, ref nint [|other|]);
            static void Use(nint store, nint other) => kv_merge(store, ref other);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_merge(nint store, nint other);
            static void Use(nint store, nint other) => kv_merge(store, other);
        }
        """);

    [Fact]
    public Task Methods_and_lambdas_behind_a_delegate_follow_it() => HeaderTest.FixAsync<FFI5009CallbackSignatureDiffers, FFI5009UseHeaderType>(
        """
        delegate int Visit(nint user, int [|size|]);
        static class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, Visit visit, nint user);
            static int s_total;

            static int OnVisit(nint user, int size)
            {
                s_total += size;
                return Counted(size);
            }

            static int Counted(int size) => size;

            static void Use(nint store, Visit given)
            {
                Visit visit = OnVisit;
                kv_each(store, visit, 0);
                kv_each(store, new Visit(OnVisit), 0);
                kv_each(store, OnVisit, 0);
                kv_each(store, (user, size) => Counted(size), 0);
                kv_each(store, (nint user, int size) => Counted(size), 0);
                given(0, s_total);
                OnVisit(0, s_total);
            }
        }
        """,
        """
        delegate int Visit(nint user, nuint size);
        static class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, Visit visit, nint user);
            static int s_total;

            static int OnVisit(nint user, nuint size)
            {
                s_total += (int)size;
                return Counted((int)size);
            }

            static int Counted(int size) => size;

            static void Use(nint store, Visit given)
            {
                Visit visit = OnVisit;
                kv_each(store, visit, 0);
                kv_each(store, new Visit(OnVisit), 0);
                kv_each(store, OnVisit, 0);
                kv_each(store, (user, size) => Counted((int)size), 0);
                kv_each(store, (nint user, nuint size) => Counted((int)size), 0);
                given(0, (nuint)s_total);
                OnVisit(0, (nuint)s_total);
            }
        }
        """,
        Header);

    [Fact]
    public Task A_function_pointer_takes_its_method_along() => HeaderTest.FixAsync<FFI5009CallbackSignatureDiffers, FFI5009UseHeaderType>(
        """
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, delegate* unmanaged[Cdecl]<nint, [|int|], int> visit, nint user);

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            static int OnVisit(nint user, int size) => size / 2;

            static void Use(nint store) => kv_each(store, &OnVisit, 0);
        }
        """,
        """
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, delegate* unmanaged[Cdecl]<nint, nuint, int> visit, nint user);

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            static int OnVisit(nint user, nuint size) => (int)(size / 2);

            static void Use(nint store) => kv_each(store, &OnVisit, 0);
        }
        """,
        Header);

    [Fact]
    public async Task Callers_in_other_documents_and_projects()
    {
        var test = new CSharpCodeFixTest<FFI5003ParameterTypeDiffers, FFI5003UseHeaderType, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                public static class Native
                {
                    [DllImport("kv")] public static extern int kv_put(nint store, byte[] data, int [|count|]);
                }
                """,
            FixedCode = """
                using System.Runtime.InteropServices;
                public static class Native
                {
                    [DllImport("kv")] public static extern int kv_put(nint store, byte[] data, nuint count);
                }
                """,
        };
        test.TestState.Sources.Add(("/src/Caller.cs", "class Caller { void Put(byte[] data) => Native.kv_put(0, data, data.Length); }"));
        test.FixedState.Sources.Add(("/src/Caller.cs", "class Caller { void Put(byte[] data) => Native.kv_put(0, data, (nuint)data.Length); }"));
        foreach (var (state, length) in new[] { (test.TestState, "length"), (test.FixedState, "(nuint)length") })
        {
            state.AdditionalFiles.Add(("/src/native/kv.h", Header));
            state.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/src/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
            state.AdditionalProjects["User"].AdditionalProjectReferences.Add("TestProject");
            state.AdditionalProjects["User"].Sources.Add(("/user/User.cs", $"class User {{ void Put(byte[] data, int length) => Native.kv_put(0, data, {length}); }}"));
        }

        await test.RunAsync();
    }

    private static Task ParametersAsync(string code, string fixedCode) => HeaderTest.FixAsync<FFI5003ParameterTypeDiffers, FFI5003UseHeaderType>(code, fixedCode, Header);

    private static Task ResultsAsync(string code, string fixedCode) => HeaderTest.FixAsync<FFI5004ReturnTypeDiffers, FFI5004UseHeaderType>(code, fixedCode, Header);
}
