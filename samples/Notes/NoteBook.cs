using System.Runtime.InteropServices;

namespace Notes;

internal sealed record Note(long Id, string Title, string Text);

internal sealed class NoteBookException(string message) : Exception(message);

/// <summary>Notes in a SQLite database.</summary>
internal sealed class NoteBook : IDisposable
{
    private static readonly IntPtr s_transient = new(-1);

    private readonly Dictionary<long, int> _writes = new();
    private IntPtr _db;

    public NoteBook(string path)
    {
        if (Sqlite.sqlite3_open(path, out _db) != SqliteResult.Ok)
        {
            throw new NoteBookException($"cannot open '{path}', system error {Marshal.GetLastPInvokeError()}");
        }

        // Without this SQLite does not look at REFERENCES.
        Sqlite.sqlite3_exec(_db, "PRAGMA foreign_keys = ON", IntPtr.Zero, IntPtr.Zero, IntPtr.Zero);
        Execute("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, text TEXT NOT NULL)");

        Sqlite.sqlite3_update_hook(
            _db,
            (argument, operation, database, table, row) =>
            {
                // How often each note was written.
                _writes[row] = _writes.GetValueOrDefault(row) + 1;
            },
            IntPtr.Zero);
        Check(Sqlite.sqlite3_busy_handler(_db, Marshal.GetFunctionPointerForDelegate(new BusyCallback(OnBusy)), IntPtr.Zero));
    }

    ~NoteBook() => Close();

    public int WrittenNotes => _writes.Count;

    /// <summary>How often to try again while another program has locked the database.</summary>
    public int Patience { get; set; } = 100;

    public void Add(string title, string text)
    {
        using StatementHandle statement = Prepare("INSERT INTO notes (title, text) VALUES (?, ?)");
        Check(Sqlite.sqlite3_bind_text(statement, 1, title, -1, s_transient));
        Check(Sqlite.sqlite3_bind_text(statement, 2, text, -1, s_transient));
        if (Sqlite.sqlite3_step(statement) != SqliteResult.Done)
        {
            throw new NoteBookException(Sqlite.sqlite3_errmsg(_db));
        }
    }

    /// <summary>Adds all notes or none.</summary>
    public void AddAll(IEnumerable<(string Title, string Text)> notes)
    {
        Execute("BEGIN");
        try
        {
            foreach ((string title, string text) in notes)
            {
                Add(title, text);
            }

            Execute("COMMIT");
        }
        finally
        {
            if (!Sqlite.sqlite3_get_autocommit(_db))
            {
                Execute("ROLLBACK");
            }
        }
    }

    public List<Note> All()
    {
        var notes = new List<Note>();
        using StatementHandle statement = Prepare("SELECT id, title, text FROM notes ORDER BY id");
        while (Sqlite.sqlite3_step(statement) == SqliteResult.Row)
        {
            notes.Add(new Note(Sqlite.sqlite3_column_int64(statement, 0), Text(statement, 1), Text(statement, 2)));
        }

        return notes;
    }

    /// <summary>The notes as a table of plain text.</summary>
    public string Table()
    {
        List<Note> notes = All();
        IntPtr builder = Sqlite.sqlite3_str_new(_db);
        foreach (Note note in notes)
        {
            Sqlite.sqlite3_str_appendchar(builder, 40, '-');
            Sqlite.sqlite3_str_appendall(builder, $"\n{note.Id}  {note.Title}: {note.Text}\n");
        }

        Sqlite.sqlite3_str_appendchar(builder, 40, '-');
        IntPtr table = Sqlite.sqlite3_str_finish(builder);
        try
        {
            return Marshal.PtrToStringUTF8(table) ?? "";
        }
        finally
        {
            Sqlite.sqlite3_free(table);
        }
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private static string Text(StatementHandle statement, int column) => Marshal.PtrToStringUTF8(Sqlite.sqlite3_column_text(statement, column)) ?? "";

    private bool OnBusy(IntPtr argument, int attempts)
    {
        if (attempts >= Patience)
        {
            throw new NoteBookException("another program has locked the notes");
        }

        Thread.Sleep(20);
        return true;
    }

    private StatementHandle Prepare(string sql)
    {
        Check(Sqlite.sqlite3_prepare_v2(_db, sql, -1, out StatementHandle statement, IntPtr.Zero));
        return statement;
    }

    private void Execute(string sql) => Check(Sqlite.sqlite3_exec(_db, sql, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero));

    private void Check(SqliteResult result)
    {
        if (result != SqliteResult.Ok)
        {
            throw new NoteBookException(Sqlite.sqlite3_errmsg(_db));
        }
    }

    private void Close()
    {
        if (_db != IntPtr.Zero)
        {
            Sqlite.sqlite3_close(_db);
            _db = IntPtr.Zero;
        }
    }
}
