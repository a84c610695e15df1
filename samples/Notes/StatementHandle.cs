using System.Runtime.InteropServices;

namespace Notes;

/// <summary>A prepared statement.</summary>
internal sealed class StatementHandle : SafeHandle
{
    private StatementHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle() => Sqlite.sqlite3_finalize(handle) == SqliteResult.Ok;
}
