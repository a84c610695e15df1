using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1003;

/// <summary>FFI1003's fix releases on every way out, and moves the releases that there are.</summary>
public sealed class Fixes
{
    [Fact]
    public Task A_handle_object_is_declared_with_using() => Run(
        """
                // Reads one key.
                var h = [|N.kh_open()|]; // open
                if (b)
                {
                    return 0;
                }

                var value = N.kh_get(h);
                h.Dispose();
                return value;
        """,
        """
                // Reads one key.
                using var h = N.kh_open(); // open
                if (b)
                {
                    return 0;
                }

                var value = N.kh_get(h);
                h.Dispose();
                return value;
        """);

    [Fact]
    public Task A_dispose_at_the_end_goes_away() => Run(
        """
                var m = [|new Memory<byte>(new byte[4]).Pin()|];
                if (b) throw new InvalidOperationException();
                m.Dispose();
        """,
        """
                using var m = new Memory<byte>(new byte[4]).Pin();
                if (b) throw new InvalidOperationException();
        """,
        "void");

    [Fact]
    public Task A_handle_object_that_an_inner_block_makes_is_disposed_of_at_the_end() => Run(
        """
                KvHandle h = null;
                if (b)
                {
                    h = [|N.kh_open()|];
                    N.kh_get(h);
                }

                return 0;
        """,
        """
                KvHandle h = null;
                try
                {
                    if (b)
                    {
                        h = N.kh_open();
                        N.kh_get(h);
                    }

                    return 0;
                }
                finally
                {
                    h?.Dispose();
                }
        """);

    [Fact]
    public Task A_handle_object_that_is_handed_out_gets_a_using_statement() => Run(
        """
                N.Check([|N.kh_create(out var h)|]);
                return N.kh_get(h);
        """,
        """
                N.Check(N.kh_create(out var h));
                using (h)
                {
                    return N.kh_get(h);
                }
        """);

    [Fact]
    public Task The_release_moves_into_a_finally_block() => Run(
        """
                // The buffer that the library fills.
                var p = [|Marshal.AllocHGlobal(4)|];

                // Nothing to do.
                if (b)
                {
                    return 0;
                }

                var value = N.kd_use(p);

                // Done with it.
                Marshal.FreeHGlobal(p);
                return value;
        """,
        """
                // The buffer that the library fills.
                var p = Marshal.AllocHGlobal(4);

                try
                {
                    // Nothing to do.
                    if (b)
                    {
                        return 0;
                    }

                    var value = N.kd_use(p);

                    // Done with it.
                    return value;
                }
                finally
                {
                    Marshal.FreeHGlobal(p);
                }
        """);

    [Fact]
    public Task What_follows_the_release_stays_outside() => Run(
        """
                var p = [|N.kd_make()|];
                if (N.kd_use(p) < 0)
                {
                    throw new InvalidOperationException();
                }

                N.kd_done(p);
                N.Log("done");
                return 1;
        """,
        """
                var p = N.kd_make();
                try
                {
                    if (N.kd_use(p) < 0)
                    {
                        throw new InvalidOperationException();
                    }
                }
                finally
                {
                    N.kd_done(p);
                }

                N.Log("done");
                return 1;
        """);

    [Fact]
    public Task Releases_in_branches_go_away() => Run(
        """
                var p = [|N.kd_make()|];
                if (b)
                {
                    N.kd_done(p);
                    return 0;
                }

                if (N.kd_use(p) == 0)
                {
                    return 1;
                }

                N.kd_done(p);
                return 2;
        """,
        """
                var p = N.kd_make();
                try
                {
                    if (b)
                    {
                        return 0;
                    }

                    if (N.kd_use(p) == 0)
                    {
                        return 1;
                    }
                }
                finally
                {
                    N.kd_done(p);
                }

                return 2;
        """);

    [Fact]
    public Task Without_a_release_one_is_added() => Run(
        """
                var p = [|N.kd_make()|];
                return N.kd_use(p);
        """,
        """
                var p = N.kd_make();
                try
                {
                    return N.kd_use(p);
                }
                finally
                {
                    N.kd_done(p);
                }
        """);

    [Fact]
    public Task The_try_begins_after_the_test_of_the_value() => Run(
        """
                var p = [|N.malloc(4)|];
                if (p == IntPtr.Zero)
                {
                    return -1;
                }

                return N.kd_use(p);
        """,
        """
                var p = N.malloc(4);
                if (p == IntPtr.Zero)
                {
                    return -1;
                }

                try
                {
                    return N.kd_use(p);
                }
                finally
                {
                    N.free(p);
                }
        """);

    [Fact]
    public Task Without_a_test_of_the_value_the_release_asks() => Run(
        """
                var p = [|N.ks_create()|];
                return N.kd_use(p);
        """,
        """
                var p = N.ks_create();
                try
                {
                    return N.kd_use(p);
                }
                finally
                {
                    N.ks_destroy(p);
                }
        """);

    [Fact]
    public Task The_try_begins_after_the_test_of_the_status() => Run(
        """
                var rc = [|N.kv_open(default, out var db)|];
                if (rc != KvStatus.Ok)
                    return (int)rc;
                if (N.kv_get(db, 1) < 0)
                    return -1;
                N.kv_close(db);
                return 0;
        """,
        """
                var rc = N.kv_open(default, out var db);
                if (rc != KvStatus.Ok)
                    return (int)rc;
                try
                {
                    if (N.kv_get(db, 1) < 0)
                        return -1;
                }
                finally
                {
                    N.kv_close(db);
                }

                return 0;
        """);

    [Fact]
    public Task A_creating_call_inside_its_test() => Run(
        """
                if ([|N.kv_open(default, out var db)|] != KvStatus.Ok)
                {
                    return -1;
                }

                return N.kv_get(db, 1);
        """,
        """
                if (N.kv_open(default, out var db) != KvStatus.Ok)
                {
                    return -1;
                }

                try
                {
                    return N.kv_get(db, 1);
                }
                finally
                {
                    N.kv_close(db);
                }
        """);

    [Fact]
    public Task A_local_that_is_filled_in_a_branch() => Run(
        """
                var p = IntPtr.Zero;
                if (b)
                {
                    p = [|Marshal.AllocHGlobal(4)|];
                }

                return N.kd_use(p);
        """,
        """
                var p = IntPtr.Zero;
                try
                {
                    if (b)
                    {
                        p = Marshal.AllocHGlobal(4);
                    }

                    return N.kd_use(p);
                }
                finally
                {
                    if (p != IntPtr.Zero)
                    {
                        Marshal.FreeHGlobal(p);
                    }
                }
        """);

    [Fact]
    public Task An_inner_finally_moves_outward() => Run(
        """
                var p = [|Marshal.AllocHGlobal(4)|];
                if (b)
                {
                    return 0;
                }

                try
                {
                    N.Log("x");
                }
                finally
                {
                    Marshal.FreeHGlobal(p);
                }

                return 1;
        """,
        """
                var p = Marshal.AllocHGlobal(4);
                try
                {
                    if (b)
                    {
                        return 0;
                    }

                    N.Log("x");
                }
                finally
                {
                    Marshal.FreeHGlobal(p);
                }

                return 1;
        """);

    [Fact]
    public Task A_GCHandle_frees_itself() => Run(
        """
                var h = [|GCHandle.Alloc(new object())|];
                if (b)
                {
                    return 0;
                }

                N.Log("" + h.Target);
                h.Free();
                return 1;
        """,
        """
                var h = GCHandle.Alloc(new object());
                try
                {
                    if (b)
                    {
                        return 0;
                    }

                    N.Log("" + h.Target);
                }
                finally
                {
                    h.Free();
                }

                return 1;
        """);

    [Fact]
    public Task A_loop_body_and_a_cleared_local() => Run(
        """
                for (var i = 0; i < 3; i++)
                {
                    var p = [|N.kd_make()|];
                    if (N.kd_use(p) == i)
                    {
                        continue;
                    }

                    N.kd_done(p);
                    p = IntPtr.Zero;
                }

                return 0;
        """,
        """
                for (var i = 0; i < 3; i++)
                {
                    var p = N.kd_make();
                    try
                    {
                        if (N.kd_use(p) == i)
                        {
                            continue;
                        }
                    }
                    finally
                    {
                        N.kd_done(p);
                    }
                }

                return 0;
        """);

    [Fact]
    public Task Two_resources_in_one_method() => Run(
        """
                var p = [|Marshal.AllocHGlobal(4)|];
                var q = [|Marshal.AllocHGlobal(8)|];
                return N.kd_use(p) + N.kd_use(q);
        """,
        """
                var p = Marshal.AllocHGlobal(4);
                try
                {
                    var q = Marshal.AllocHGlobal(8);
                    try
                    {
                        return N.kd_use(p) + N.kd_use(q);
                    }
                    finally
                    {
                        Marshal.FreeHGlobal(q);
                    }
                }
                finally
                {
                    Marshal.FreeHGlobal(p);
                }
        """,
        incremental: 2);

    [Fact]
    public Task A_resource_that_nobody_uses_is_released_at_once() => Run(
        """
                var p = [|N.kd_make()|];
                return 0;
        """,
        """
                var p = N.kd_make();
                N.kd_done(p);
                return 0;
        """);

    [Fact]
    public Task A_text_of_a_string_marshaller_goes_back_to_it() => Run(
        """
                unsafe
                {
                    var p = [|System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.ConvertToUnmanaged("a")|];
                    return N.kd_use((IntPtr)p);
                }
        """,
        """
                unsafe
                {
                    var p = System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.ConvertToUnmanaged("a");
                    try
                    {
                        return N.kd_use((IntPtr)p);
                    }
                    finally
                    {
                        Utf8StringMarshaller.Free(p);
                    }
                }
        """,
        newUsing: "using System.Runtime.InteropServices.Marshalling;\n");

    private static Task Run(string body, string expected, string result = "int", int incremental = 1, string newUsing = "")
    {
        var test = new CSharpCodeFixTest<FFI1003NativeResourceNotReleased, FFI1003ReleaseOnEveryPath, DefaultVerifier> { NumberOfIncrementalIterations = incremental };
        test.TestState.Sources.Add(Program(body, result));
        test.TestState.Sources.Add(Resources.Declarations);
        test.FixedState.Sources.Add(Program(expected, result, newUsing));
        test.FixedState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }

    private static string Program(string body, string result, string newUsing = "") =>
        "using System;\nusing System.Runtime.InteropServices;\n" + newUsing + "\nclass C\n{\n    " + result + " M(bool b)\n    {\n" + body.ReplaceLineEndings("\n") + "\n    }\n}\n";
}
