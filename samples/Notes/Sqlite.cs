using System.Runtime.InteropServices;

namespace Notes;

/// <summary>The functions of SQLite that this program calls.</summary>
internal static class Sqlite
{
    private const string Library = "e_sqlite3";

    [DllImport(Library)]
    public static extern string sqlite3_libversion();

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_open(string path, out IntPtr db);

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_close(IntPtr db);

    [DllImport(Library)]
    public static extern string sqlite3_errmsg(IntPtr db);

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_exec(IntPtr db, string sql, IntPtr callback, IntPtr argument, IntPtr message);

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_prepare_v2(IntPtr db, string sql, int length, out StatementHandle statement, IntPtr tail);

    // The last argument tells SQLite what becomes of the text; -1 (SQLITE_TRANSIENT) lets it make a copy.
    [DllImport(Library)]
    public static extern SqliteResult sqlite3_bind_text(StatementHandle statement, int index, string text, int length, IntPtr destructor);

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_step(StatementHandle statement);

    [DllImport(Library)]
    public static extern long sqlite3_column_int64(StatementHandle statement, int column);

    [DllImport(Library)]
    public static extern IntPtr sqlite3_column_text(StatementHandle statement, int column);

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_finalize(IntPtr statement);

    [DllImport(Library)]
    public static extern bool sqlite3_get_autocommit(IntPtr db);

    [DllImport(Library)]
    public static extern IntPtr sqlite3_update_hook(IntPtr db, UpdateCallback callback, IntPtr argument);

    [DllImport(Library)]
    public static extern SqliteResult sqlite3_busy_handler(IntPtr db, IntPtr callback, IntPtr argument);

    [DllImport(Library)]
    public static extern IntPtr sqlite3_str_new(IntPtr db);

    [DllImport(Library)]
    public static extern void sqlite3_str_appendchar(IntPtr builder, int count, char character);

    [DllImport(Library)]
    public static extern void sqlite3_str_appendall(IntPtr builder, string text);

    [DllImport(Library)]
    public static extern IntPtr sqlite3_str_finish(IntPtr builder);

    [DllImport(Library)]
    public static extern void sqlite3_free(IntPtr memory);
}

/// <summary>Called for each row that is inserted, changed or deleted.</summary>
internal delegate void UpdateCallback(IntPtr argument, int operation, string database, string table, long row);

/// <summary>Called while another program has locked the database; true tries once more.</summary>
internal delegate bool BusyCallback(IntPtr argument, int attempts);

internal enum SqliteResult
{
    Ok = 0,
    Error = 1,
    Constraint = 19,
    Row = 100,
    Done = 101,
}
