using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1006;

/// <summary>One use that is not understood is enough: no half of the work is ever offered.</summary>
public sealed class DoesNotFix
{
    private static Task NothingIsOffered(string uses, string natives = "") => new CSharpCodeFixTest<FFI1006OwnedHandleIsRaw, FFI1006UseSafeHandle, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Collections.Generic;\nusing System.Runtime.InteropServices;\n" + """
            static unsafe class Native
            {
                [DllImport("kv")] public static extern [|IntPtr|] kv_open(string path);
                [DllImport("kv")] public static extern int kv_close(IntPtr db);
                [DllImport("kv")] public static extern int kv_put(IntPtr db, string key);

            """ + natives + "\n}\nunsafe class User\n{\n" + uses + "\n}\n",
    }.RunAsync();

    [Fact]
    public Task Imports_that_only_reflection_can_find() => NothingIsOffered("static object All() => typeof(Native).GetMethods();");

    [Fact]
    public Task Arrays() => NothingIsOffered("void M() { var all = new[] { Native.kv_open(\"a\") }; Native.kv_close(all[0]); }");

    [Fact]
    public Task Collections() => NothingIsOffered("List<IntPtr> _all = new(); void M() => _all.Add(Native.kv_open(\"a\"));");

    [Fact]
    public Task Dictionary_keys() => NothingIsOffered(
        "static Dictionary<IntPtr, User> s_all = new(); User() { var db = Native.kv_open(\"a\"); s_all[db] = this; }");

    [Fact]
    public Task References() => NothingIsOffered("void Swap(ref IntPtr db) { } void M() { var db = Native.kv_open(\"a\"); Swap(ref db); Native.kv_close(db); }");

    [Fact]
    public Task Arithmetic() => NothingIsOffered("void M() { var db = Native.kv_open(\"a\"); var next = db + 8; Native.kv_close(db); }");

    [Fact]
    public Task Conversions_to_integers_and_pointers() => NothingIsOffered("void M() { var db = Native.kv_open(\"a\"); Console.WriteLine(db.ToInt64()); byte* p = (byte*)db; }");

    [Fact]
    public Task Other_APIs() => NothingIsOffered("void M() { var db = Native.kv_open(\"a\"); Marshal.ReadInt32(db); Native.kv_close(db); }");

    [Fact]
    public Task The_result_of_the_release_is_used() => NothingIsOffered(
        "void M() { var db = Native.kv_open(\"a\"); if (Native.kv_close(db) != 0) throw new InvalidOperationException(); }");

    [Fact]
    public Task Raw_values_of_other_origin_reach_the_same_function() => NothingIsOffered(
        "void M(IntPtr other) { var db = Native.kv_open(\"a\"); Native.kv_put(db, \"\"); Native.kv_put(other, \"\"); Native.kv_close(db); }\nvoid N() => M(Native.kv_current());",
        "[DllImport(\"kv\")] public static extern IntPtr kv_current();");

    [Fact]
    public Task A_callback_that_is_given_the_raw_value() => NothingIsOffered(
        "delegate void Changed(IntPtr db); Changed _changed = OnChanged; static void OnChanged(IntPtr db) => Native.kv_put(db, \"\"); void M() { var db = Native.kv_open(\"a\"); Native.kv_put(db, \"\"); }");

    [Fact]
    public Task Structs() => NothingIsOffered("struct Pair { public IntPtr Db; } void M() { var p = new Pair(); p.Db = Native.kv_open(\"a\"); Native.kv_close(p.Db); }");

    [Fact]
    public Task Virtual_members() => NothingIsOffered("protected virtual IntPtr Open() => Native.kv_open(\"a\");");

    [Fact]
    public Task Tasks_of_handles() => NothingIsOffered("System.Threading.Tasks.Task<IntPtr> Open() => System.Threading.Tasks.Task.Run(() => Native.kv_open(\"a\"));");

    [Fact]
    public Task A_finalizer_that_does_more() => NothingIsOffered(
        "IntPtr _db; User() { _db = Native.kv_open(\"a\"); } ~User() { Console.WriteLine(\"lost\"); Native.kv_close(_db); }");

    [Fact]
    public Task A_pointer_to_the_variable() => NothingIsOffered("void M() { var db = Native.kv_open(\"a\"); IntPtr* p = &db; Native.kv_close(*p); }");

    [Fact]
    public Task A_handle_class_that_the_marshaller_cannot_create() => NothingIsOffered("""
        sealed class KvHandle : SafeHandle
        {
            public KvHandle(IntPtr db) : base(IntPtr.Zero, true) => SetHandle(db);
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }
        KvHandle Wrapped() => new KvHandle(Native.kv_open("a"));
        void M() { var db = Native.kv_open("a"); Native.kv_close(db); }
        """);

    [Fact]
    public Task Marshalling_is_disabled() => new CSharpCodeFixTest<FFI1006OwnedHandleIsRaw, FFI1006UseSafeHandle, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
            static class Native
            {
                [DllImport("kv")] public static extern [|IntPtr|] kv_open();
                [DllImport("kv")] public static extern int kv_close(IntPtr db);
            }
            """,
    }.RunAsync();
}
