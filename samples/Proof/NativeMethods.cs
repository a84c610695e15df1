using System.Runtime.InteropServices;

namespace Proof;

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
internal delegate void NotifyCallback(int number);

/// <summary>native/proof.h. Where a function stands here twice, one form takes the raw pointers that the defects need.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "proof";

    [LibraryImport(Library)]
    internal static partial nint proof_open(long value);

    [LibraryImport(Library, EntryPoint = "proof_open")]
    internal static partial ItemHandle proof_open_item(long value);

    [LibraryImport(Library)]
    internal static partial void proof_close(nint item);

    [LibraryImport(Library)]
    internal static partial long proof_value(nint item);

    [LibraryImport(Library, EntryPoint = "proof_value")]
    internal static partial long proof_value_of(ItemHandle item);

    [LibraryImport(Library)]
    internal static partial void proof_give(ItemHandle item);

    [LibraryImport(Library)]
    internal static partial long proof_drain();

    [LibraryImport(Library)]
    internal static partial nint proof_text(long value);

    [LibraryImport(Library)]
    internal static partial void proof_text_free(nint text);

    [LibraryImport(Library)]
    internal static partial void proof_watch(long* place);

    [LibraryImport(Library)]
    internal static partial long proof_watched();

    [LibraryImport(Library)]
    internal static partial void proof_unwatch();

    [LibraryImport(Library)]
    internal static partial void proof_set_callback(NotifyCallback callback);

    [LibraryImport(Library, EntryPoint = "proof_set_callback")]
    internal static partial void proof_set_callback_pointer(nint callback);

    [LibraryImport(Library)]
    internal static partial void proof_clear_callback();

    [LibraryImport(Library)]
    internal static partial void proof_notify(int number);

    [LibraryImport(Library)]
    internal static partial void proof_visit(delegate* unmanaged[Cdecl]<nint, void> visitor, nint user_data);

    [LibraryImport(Library)]
    internal static partial void proof_set_pause(delegate* unmanaged[Cdecl]<void> pause);

    [LibraryImport(Library)]
    internal static partial void proof_clear_pause();

    [LibraryImport(Library)]
    internal static partial long proof_live_items();

    [LibraryImport(Library)]
    internal static partial long proof_live_texts();

    [LibraryImport(Library)]
    internal static partial long proof_dead_releases();

    [LibraryImport(Library)]
    internal static partial long proof_dead_uses();
}
