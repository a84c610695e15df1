using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1006;

public sealed class Fixes
{
    private const string KvHandle = """
        using System;
        using System.Runtime.InteropServices;

        namespace Kv;

        /// <summary>Owns a handle that <c>kv_open</c> returns; <c>kv_close</c> releases it.</summary>
        internal sealed class KvHandle : SafeHandle
        {
            public KvHandle()
                : base(IntPtr.Zero, ownsHandle: true)
            {
            }

            public override bool IsInvalid => handle == IntPtr.Zero;

            protected override bool ReleaseHandle() => NativeMethods.kv_close(handle) == 0;
        }

        """;

    private sealed class Test : CSharpCodeFixTest<FFI1006OwnedHandleIsRaw, FFI1006UseSafeHandle, DefaultVerifier>
    {
        public Test(string[] before, string[] after, params (string Name, string Text)[] added)
        {
            // The clean-up keeps lists of one statement in another shape than the parser; the text is compared and compiled.
            foreach (var source in before)
            {
                TestState.Sources.Add(source);
            }

            foreach (var source in after)
            {
                FixedState.Sources.Add(source);
            }

            foreach (var file in added)
            {
                FixedState.Sources.Add(("/0/" + file.Name, file.Text));
            }
        }
    }

    [Fact]
    public Task A_field_with_a_finalizer_and_locals() => new Test(
        ["""
        using System;
        using System.Runtime.InteropServices;

        namespace Kv;

        internal static class NativeMethods
        {
            [DllImport("kv")]
            internal static extern [|IntPtr|] kv_open(string path);

            [DllImport("kv")]
            internal static extern int kv_close(IntPtr db);

            [DllImport("kv")]
            internal static extern int kv_put(IntPtr db, string key, string value);

            [DllImport("kv")]
            internal static extern int kv_flush(IntPtr db);
        }
        """,
        """
        using System;

        namespace Kv;

        public sealed class Database : IDisposable
        {
            private IntPtr _db;

            public Database(string path)
            {
                _db = NativeMethods.kv_open(path);
                if (_db == IntPtr.Zero)
                {
                    throw new InvalidOperationException("open");
                }
            }

            ~Database()
            {
                Dispose(false);
            }

            // Writes one entry.
            public void Put(string key, string value)
            {
                if (_db == IntPtr.Zero)
                {
                    throw new ObjectDisposedException(nameof(Database));
                }

                NativeMethods.kv_put(_db, key, value);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            private void Dispose(bool disposing)
            {
                if (_db != IntPtr.Zero)
                {
                    NativeMethods.kv_close(_db);
                    _db = IntPtr.Zero;
                }
            }

            public static void Copy(string path, string key, string value)
            {
                IntPtr db = NativeMethods.kv_open(path);
                if (db == IntPtr.Zero)
                {
                    return;
                }

                try
                {
                    // The value is copied.
                    NativeMethods.kv_put(db, key, value);
                }
                finally
                {
                    NativeMethods.kv_close(db);
                }
            }
        }
        """],
        ["""
        using System;
        using System.Runtime.InteropServices;

        namespace Kv;

        internal static class NativeMethods
        {
            [DllImport("kv")]
            internal static extern KvHandle kv_open(string path);

            [DllImport("kv")]
            internal static extern int kv_close(IntPtr db);

            [DllImport("kv")]
            internal static extern int kv_put(KvHandle db, string key, string value);

            [DllImport("kv")]
            internal static extern int kv_flush(KvHandle db);
        }
        """,
        """
        using System;

        namespace Kv;

        public sealed class Database : IDisposable
        {
            private KvHandle _db;

            public Database(string path)
            {
                _db = NativeMethods.kv_open(path);
                if (_db.IsInvalid)
                {
                    throw new InvalidOperationException("open");
                }
            }

            // Writes one entry.
            public void Put(string key, string value)
            {
                if (_db.IsClosed)
                {
                    throw new ObjectDisposedException(nameof(Database));
                }

                NativeMethods.kv_put(_db, key, value);
            }

            public void Dispose()
            {
                Dispose(true);
            }

            private void Dispose(bool disposing)
            {
                if (disposing)
                {
                    _db.Dispose();
                }
            }

            public static void Copy(string path, string key, string value)
            {
                using KvHandle db = NativeMethods.kv_open(path);
                if (db.IsInvalid)
                {
                    return;
                }

                // The value is copied.
                NativeMethods.kv_put(db, key, value);
            }
        }
        """],
        ("KvHandle.cs", KvHandle)).RunAsync();

    private const string OpenedByStatus = """
        using System;
        using System.Runtime.InteropServices;

        namespace Kv;

        internal static class NativeMethods
        {
            [DllImport("kv")]
            internal static extern int kv_open(string path, out IntPtr [|db|]);

            [DllImport("kv")]
            internal static extern int kv_close(IntPtr db);

            [DllImport("kv")]
            internal static extern int kv_put(IntPtr db, string key);
        }
        """;

    private static string Retyped(string code) => code.Replace("out IntPtr [|db|]", "out KvHandle db").Replace("kv_put(IntPtr db", "kv_put(KvHandle db");

    [Fact]
    public Task Out_parameters_in_their_shapes() => new Test(
        [OpenedByStatus, """
        using System;
        using Kv;

        static class Program
        {
            static void Write(string path)
            {
                int rc = NativeMethods.kv_open(path, out IntPtr db);
                if (rc != 0)
                    throw new InvalidOperationException();

                try
                {
                    NativeMethods.kv_put(db, "a");
                }
                finally
                {
                    NativeMethods.kv_close(db);
                }
            }

            static bool TryOpen(string path, out IntPtr db) => NativeMethods.kv_open(path, out db) == 0;

            static void Use(string path)
            {
                if (!TryOpen(path, out var db))
                    return;
                NativeMethods.kv_put(db, "b");
                // Closed by hand.
                NativeMethods.kv_close(db);
            }

            static void Late(string path)
            {
                IntPtr db = IntPtr.Zero;
                try
                {
                    NativeMethods.kv_open(path, out db);
                    NativeMethods.kv_put(db, "c");
                }
                finally
                {
                    if (db != IntPtr.Zero)
                        NativeMethods.kv_close(db);
                    Console.WriteLine("done");
                }
            }
        }
        """],
        [Retyped(OpenedByStatus), """
        using System;
        using Kv;

        static class Program
        {
            static void Write(string path)
            {
                int rc = NativeMethods.kv_open(path, out KvHandle db);
                if (rc != 0)
                    throw new InvalidOperationException();

                using (db)
                {
                    NativeMethods.kv_put(db, "a");
                }
            }

            static bool TryOpen(string path, out KvHandle db) => NativeMethods.kv_open(path, out db) == 0;

            static void Use(string path)
            {
                if (!TryOpen(path, out var db))
                    return;
                NativeMethods.kv_put(db, "b");
                // Closed by hand.
                db.Dispose();
            }

            static void Late(string path)
            {
                KvHandle db = null;
                try
                {
                    NativeMethods.kv_open(path, out db);
                    NativeMethods.kv_put(db, "c");
                }
                finally
                {
                    db?.Dispose();
                    Console.WriteLine("done");
                }
            }
        }
        """],
        ("KvHandle.cs", KvHandle)).RunAsync();

    [Fact]
    public Task Two_projects_and_a_file_that_needs_the_namespace()
    {
        const string App = """
            using System;

            namespace App;

            class Session : IDisposable
            {
                internal Kv.Opener Opener = new();
                private readonly IntPtr _db;

                public Session(IntPtr db) => _db = db;

                public static Session Start() => new Session(Kv.Opener.Open("a"));

                public void Dispose() => Kv.Opener.Close(_db);
            }
            """;
        const string Library = """

            class Opener
            {
                public static IntPtr Open(string path)
                {
                    if (NativeMethods.kv_open(path, out var db) != 0)
                        return IntPtr.Zero;
                    return db;
                }

                public static void Close(IntPtr db) => NativeMethods.kv_close(db);
            }
            """;
        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n";
        var test = new Test(
            [OpenedByStatus + Library, Friend],
            [Retyped(OpenedByStatus) + Library
                .Replace("IntPtr Open", "KvHandle Open")
                .Replace("return IntPtr.Zero", "return new KvHandle()")
                .Replace("Close(IntPtr db) => NativeMethods.kv_close(db)", "Close(KvHandle db) => db.Dispose()"), Friend],
            ("KvHandle.cs", KvHandle));
        test.TestState.AdditionalProjects["App"].Sources.Add(App);
        test.TestState.AdditionalProjects["App"].AdditionalProjectReferences.Add("TestProject");
        test.FixedState.AdditionalProjects["App"].Sources.Add(App
            .Replace("using System;\n", "using System;\nusing Kv;\n")
            .Replace("IntPtr", "KvHandle"));
        test.FixedState.AdditionalProjects["App"].AdditionalProjectReferences.Add("TestProject");
        return test.RunAsync();
    }

    [Fact]
    public Task A_typed_pointer_names_the_class() => new Test(
        ["""
        using System.Runtime.InteropServices;

        static unsafe class Native
        {
            [DllImport("kv")] public static extern [|Store*|] kv_open(string path);
            [DllImport("kv")] public static extern [|Store*|] kv_open_memory();
            [DllImport("kv")] public static extern void kv_close(Store* store);
            [DllImport("kv")] public static extern int kv_put(Store* store, string key);
        }

        struct Store { }

        static unsafe class Program
        {
            static int Write()
            {
                Store* store = Native.kv_open("a");
                if (store == null)
                    store = Native.kv_open_memory();
                var rc = Native.kv_put(store, "a");
                Native.kv_close(store);
                return rc;
            }
        }
        """],
        ["""
        using System.Runtime.InteropServices;

        static unsafe class Native
        {
            [DllImport("kv")] public static extern StoreHandle kv_open(string path);
            [DllImport("kv")] public static extern StoreHandle kv_open_memory();
            [DllImport("kv")] public static extern void kv_close(Store* store);
            [DllImport("kv")] public static extern int kv_put(StoreHandle store, string key);
        }

        struct Store { }

        static unsafe class Program
        {
            static int Write()
            {
                StoreHandle store = Native.kv_open("a");
                if (store.IsInvalid)
                    store = Native.kv_open_memory();
                var rc = Native.kv_put(store, "a");
                store.Dispose();
                return rc;
            }
        }
        """],
        ("StoreHandle.cs", """
        using System;
        using System.Runtime.InteropServices;

        /// <summary>Owns a handle that <c>kv_open</c> or <c>kv_open_memory</c> returns; <c>kv_close</c> releases it.</summary>
        internal sealed class StoreHandle : SafeHandle
        {
            public StoreHandle()
                : base(IntPtr.Zero, ownsHandle: true)
            {
            }

            public override bool IsInvalid => handle == IntPtr.Zero;

            protected override unsafe bool ReleaseHandle()
            {
                Native.kv_close((Store*)handle);
                return true;
            }
        }

        """)) { NumberOfIncrementalIterations = 1 }.RunAsync();

    [Fact]
    public Task Private_imports_keep_their_handle_class_inside() => new Test(
        ["""
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;

        partial class Engine
        {
            private readonly IntPtr _engine = engine_create();

            ~Engine() => engine_destroy(_engine);

            public void Run() => engine_run(_engine);

            [LibraryImport("engine")]
            private static partial [|IntPtr|] engine_create();

            [LibraryImport("engine")]
            private static partial void engine_destroy(IntPtr engine);

            [LibraryImport("engine")]
            private static partial void engine_run(IntPtr engine);
        }
        """],
        ["""
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;

        partial class Engine
        {
            private readonly EngineHandle _engine = engine_create();

            public void Run() => engine_run(_engine);

            [LibraryImport("engine")]
            private static partial EngineHandle engine_create();

            [LibraryImport("engine")]
            private static partial void engine_destroy(IntPtr engine);

            [LibraryImport("engine")]
            private static partial void engine_run(EngineHandle engine);

            /// <summary>Owns a handle that <c>engine_create</c> returns; <c>engine_destroy</c> releases it.</summary>
            private sealed class EngineHandle : SafeHandle
            {
                public EngineHandle()
                    : base(IntPtr.Zero, ownsHandle: true)
                {
                }

                public override bool IsInvalid => handle == IntPtr.Zero;

                protected override bool ReleaseHandle()
                {
                    engine_destroy(handle);
                    return true;
                }
            }
        }
        """]).RunAsync();

    [Fact]
    public Task An_existing_handle_class_is_used_and_wrapping_becomes_needless() => new Test(
        ["""
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        static class Native
        {
            [DllImport("kv")] public static extern [|IntPtr|] kv_open(string path);
            [DllImport("kv")] public static extern int kv_close(IntPtr db);
            [DllImport("kv")] public static extern int kv_put(IntPtr db, string key);
        }

        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle() : base(true) { }
            public StoreHandle(IntPtr db) : base(true) => SetHandle(db);
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }

        static class Program
        {
            static StoreHandle Open(string path) => new StoreHandle(Native.kv_open(path));

            static void Touch(string path)
            {
                var db = Native.kv_open(path);
                Native.kv_put(db, "");
                Native.kv_close(db);
            }
        }
        """],
        ["""
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        static class Native
        {
            [DllImport("kv")] public static extern StoreHandle kv_open(string path);
            [DllImport("kv")] public static extern int kv_close(IntPtr db);
            [DllImport("kv")] public static extern int kv_put(StoreHandle db, string key);
        }

        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle() : base(true) { }
            public StoreHandle(IntPtr db) : base(true) => SetHandle(db);
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }

        static class Program
        {
            static StoreHandle Open(string path) => Native.kv_open(path);

            static void Touch(string path)
            {
                using var db = Native.kv_open(path);
                Native.kv_put(db, "");
            }
        }
        """]).RunAsync();

    [Fact]
    public Task Fix_All_takes_one_handle_type_after_the_other() => new Test(
        ["""
        using System;
        using System.Runtime.InteropServices;

        namespace Kv;

        static class NativeMethods
        {
            [DllImport("kv")] internal static extern [|IntPtr|] kv_open(string path);
            [DllImport("kv")] internal static extern int kv_close(IntPtr db);
            [DllImport("kv")] internal static extern [|IntPtr|] kv_cursor_new(IntPtr db);
            [DllImport("kv")] internal static extern void kv_cursor_free(IntPtr cursor);
            [DllImport("kv")] internal static extern int kv_cursor_next(IntPtr cursor);
        }

        static class Program
        {
            static int Count()
            {
                var db = NativeMethods.kv_open("a");
                var cursor = NativeMethods.kv_cursor_new(db);
                var count = 0;
                while (NativeMethods.kv_cursor_next(cursor) == 0)
                    count++;
                NativeMethods.kv_cursor_free(cursor);
                NativeMethods.kv_close(db);
                return count;
            }
        }
        """],
        ["""
        using System;
        using System.Runtime.InteropServices;

        namespace Kv;

        static class NativeMethods
        {
            [DllImport("kv")] internal static extern KvHandle kv_open(string path);
            [DllImport("kv")] internal static extern int kv_close(IntPtr db);
            [DllImport("kv")] internal static extern KvCursorHandle kv_cursor_new(KvHandle db);
            [DllImport("kv")] internal static extern void kv_cursor_free(IntPtr cursor);
            [DllImport("kv")] internal static extern int kv_cursor_next(KvCursorHandle cursor);
        }

        static class Program
        {
            static int Count()
            {
                using var db = NativeMethods.kv_open("a");
                using var cursor = NativeMethods.kv_cursor_new(db);
                var count = 0;
                while (NativeMethods.kv_cursor_next(cursor) == 0)
                    count++;
                return count;
            }
        }
        """],
        ("KvHandle.cs", KvHandle),
        ("KvCursorHandle.cs", KvHandle
            .Replace("KvHandle", "KvCursorHandle")
            .Replace("kv_open", "kv_cursor_new")
            .Replace("kv_close</c>", "kv_cursor_free</c>")
            .Replace(" => NativeMethods.kv_close(handle) == 0;", "\n    {\n        NativeMethods.kv_cursor_free(handle);\n        return true;\n    }"))).RunAsync();

    [Fact]
    public Task NET_Framework_with_its_older_language_and_a_record_of_opening_and_closing() => new Test(
        ["""
        using System;
        using System.Runtime.InteropServices;

        namespace Kv
        {
            internal static class NativeMethods
            {
                [DllImport("kv")] internal static extern [|IntPtr|] kv_open(string path);
                [DllImport("kv")] internal static extern bool kv_close(IntPtr db);
                [DllImport("kv")] internal static extern int kv_put(IntPtr db, string key);
            }

            internal partial class Database
            {
                private IntPtr _db;

                internal bool IsOpen { get { return _db != IntPtr.Zero; } }

                internal void Close()
                {
                    NativeMethods.kv_close(_db);
                    _db = IntPtr.Zero;
                }

                internal static void Touch()
                {
                    var db = NativeMethods.kv_open("a");
                    try
                    {
                        NativeMethods.kv_put(db, "a");
                    }
                    finally
                    {
                        NativeMethods.kv_close(db);
                    }
                }
            }
        }
        """,
        "namespace Kv { partial class Database { internal void Open() { if (!IsOpen) _db = NativeMethods.kv_open(\"a\"); } ~Database() { Close(); } } }"],
        ["""
        using System;
        using System.Runtime.InteropServices;

        namespace Kv
        {
            internal static class NativeMethods
            {
                [DllImport("kv")] internal static extern KvHandle kv_open(string path);
                [DllImport("kv")] internal static extern bool kv_close(IntPtr db);
                [DllImport("kv")] internal static extern int kv_put(KvHandle db, string key);
            }

            internal partial class Database
            {
                private KvHandle _db = new KvHandle();

                internal bool IsOpen { get { return !_db.IsClosed && !_db.IsInvalid; } }

                internal void Close()
                {
                    _db.Dispose();
                }

                internal static void Touch()
                {
                    var db = NativeMethods.kv_open("a");
                    using (db)
                    {
                        NativeMethods.kv_put(db, "a");
                    }
                }
            }
        }
        """,
        "namespace Kv { partial class Database { internal void Open() { if (!IsOpen) _db = NativeMethods.kv_open(\"a\"); } } }"],
        ("KvHandle.cs", """
        using System;
        using System.Runtime.InteropServices;

        namespace Kv
        {
            /// <summary>Owns a handle that <c>kv_open</c> returns; <c>kv_close</c> releases it.</summary>
            internal sealed class KvHandle : SafeHandle
            {
                public KvHandle()
                    : base(IntPtr.Zero, ownsHandle: true)
                {
                }

                public override bool IsInvalid => handle == IntPtr.Zero;

                protected override bool ReleaseHandle() => NativeMethods.kv_close(handle);
            }
        }

        """))
    {
        LanguageVersion = LanguageVersion.CSharp7_3,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
    }.RunAsync();
}
