using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;

namespace BoundaryLint.Contracts;

/// <summary>
/// C functions with a variable number of arguments, which bindings declare with several fixed signatures on purpose, and how many parameters of each have a name.
/// Source: the C standard, POSIX, and the manuals of the libraries.
/// </summary>
internal static class VariadicFunctions
{
    // Short names that mean these functions only in a C library.
    private static readonly ImmutableDictionary<string, int> OfCLibraries = Table(
        "1:prctl setproctitle printf wprintf scanf wscanf printf_s wprintf_s scanf_s err errx warn warnx syscall ulimit _cprintf _cscanf _cwprintf",
        "2:fprintf sprintf sscanf fscanf fwprintf fwscanf swscanf asprintf dprintf open open64 _open _wopen ioctl fcntl fcntl64 execl execlp execle syslog sem_open mq_open "
            + "fprintf_s fscanf_s sscanf_s obstack_printf",
        "3:snprintf _snprintf swprintf openat openat64 semctl error ptrace sprintf_s _sopen",
        "4:mremap _snprintf_s clone _snwprintf_s");

    // Names that belong to one library, whatever it is called on a platform.
    private static readonly ImmutableDictionary<string, int> Everywhere = Table(
        "1:sqlite3_config sqlite3_mprintf sqlite3_test_control git_libgit2_opts rd_kafka_producev Py_BuildValue NSLog SDL_Log SDL_SetError g_print g_printerr g_strdup_printf "
            + "g_strconcat curl_maprintf curl_mprintf",
        "2:sqlite3_db_config sqlite3_log sqlite3_vtab_config sqlite3_str_appendf curl_easy_setopt curl_easy_getinfo curl_multi_setopt curl_share_setopt curl_mfprintf curl_msprintf "
            + "wsprintfA wsprintfW wsprintf g_object_set g_object_get g_object_new g_signal_emit_by_name PyArg_ParseTuple PyObject_CallFunction PyObject_CallFunctionObjArgs PyErr_Format "
            + "PyUnicode_FromFormat lua_pushfstring luaL_error lua_gc BIO_printf TIFFSetField TIFFGetField SDL_LogDebug SDL_LogInfo SDL_LogWarn SDL_LogError "
            + "PyObject_CallMethodObjArgs opus_encoder_ctl opus_decoder_ctl opus_multistream_encoder_ctl opus_multistream_decoder_ctl "
            + "speex_encoder_ctl xmlTextWriterWriteFormatString gtk_message_dialog_format_secondary_text "
            + "gtk_list_store_new gtk_tree_store_new gtk_list_store_set gtk_tree_store_set g_strjoin g_variant_new g_build_filename",
        "3:sqlite3_snprintf curl_msnprintf av_log PyArg_ParseTupleAndKeywords PyObject_CallMethod SDL_LogMessage SDL_snprintf jack_client_open g_signal_emit BIO_snprintf",
        "4:g_log",
        "5:gtk_message_dialog_new");

    // Not variadic in C, but called through a cast to whatever signature the receiver has.
    private static readonly ImmutableHashSet<string> Dispatchers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "objc_msgSend", "objc_msgSend_stret", "objc_msgSend_fpret", "objc_msgSend_fp2ret", "objc_msgSendSuper", "objc_msgSendSuper2", "objc_msgSendSuper_stret");

    /// <summary>How many named parameters stand before the variable ones, or null when <paramref name="entryPoint"/> is not known to be variadic.</summary>
    public static int? NamedParameters(string? library, string? entryPoint)
    {
        if (entryPoint is null)
        {
            return null;
        }

        if (Everywhere.TryGetValue(entryPoint, out var count))
        {
            return count;
        }

        return SystemLibraries.IsCLibrary(library) && OfCLibraries.TryGetValue(entryPoint, out count) ? count : null;
    }

    // Functions that only Linux has, among those above.
    private static readonly ImmutableHashSet<string> OnlyOnLinux = ImmutableHashSet.Create(
        StringComparer.Ordinal, "prctl", "mremap", "clone", "open64", "fcntl64", "openat64", "error", "ptrace", "obstack_printf");

    /// <summary>
    /// How many named parameters stand before the variable ones, with where that comes from: a header of the project, the catalogue, or the names above. Unknown for a
    /// function that is not variadic; a header that shows fixed parameters outweighs a name.
    /// </summary>
    public static Fact<int> NamedParameters(InteropContext interop, NativeFunction function, CancellationToken cancellationToken)
    {
        foreach (var (source, _, declaration) in NativeHeaders.Of(interop).DeclarationsOf(function, cancellationToken))
        {
            return declaration.IsVariadic
                ? new Fact<int>(declaration.Parameters.Length, Evidence.Header, $"{source.Name}:{declaration.Location.Line + 1}")
                : default;
        }

        if (!string.IsNullOrEmpty(function.EntryPoint)
            && KnownCatalogue.Find(function.Library) is { } library
            && KnownCatalogue.FindDeclaration(library, function) is { IsVariadic: true } known)
        {
            return new Fact<int>(known.Parameters.Length, Evidence.Known, $"known from the {library.Documentation}");
        }

        return NamedParameters(function.Library, function.EntryPoint) is { } count
            ? new Fact<int>(count, Evidence.Known, "known from the library's documentation")
            : default;
    }

    /// <summary>Whether only Linux has the function of a C library that is called <paramref name="entryPoint"/>.</summary>
    public static bool IsOnlyOnLinux(string? entryPoint) => entryPoint is not null && OnlyOnLinux.Contains(entryPoint);

    /// <summary>Whether bindings rightly declare <paramref name="entryPoint"/> with several signatures.</summary>
    public static bool HasSignaturesOnPurpose(string? library, string? entryPoint) =>
        entryPoint is not null && (Dispatchers.Contains(entryPoint) || IsNamedLikeOne(entryPoint) || NamedParameters(library, entryPoint) is not null);

    /// <summary>Libraries name what writes or reads by a format after C's own functions, as <c>ber_printf</c> and <c>ber_scanf</c>.</summary>
    private static bool IsNamedLikeOne(string entryPoint) => entryPoint.EndsWith("printf", StringComparison.Ordinal) || entryPoint.EndsWith("scanf", StringComparison.Ordinal);

    private static ImmutableDictionary<string, int> Table(params string[] lines)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var name in line.Substring(2).Split(' ').Where(name => name.Length > 0))
            {
                table[name] = line[0] - '0';
            }
        }

        return table.ToImmutableDictionary(StringComparer.Ordinal);
    }
}
