using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>
/// The functions with which libraries take back the strings that they handed out, such as <c>kv_string_free</c>: an import of one pointer whose name frees a string.
/// </summary>
internal sealed class StringReleases
{
    private static readonly ImmutableHashSet<string> Verbs = ImmutableHashSet.Create(
        StringComparer.Ordinal, "free", "release", "delete", "destroy", "dispose", "drop", "dealloc", "deallocate");

    private static readonly ImmutableHashSet<string> Nouns = ImmutableHashSet.Create(
        StringComparer.Ordinal, "string", "str", "cstring", "cstr", "text", "utf8");

    // Words of names whose strings stay the library's, even where it also hands out strings that are freed.
    private static readonly ImmutableHashSet<string> LendingWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "get", "peek", "borrow", "version", "error", "strerror", "errmsg");

    private readonly Dictionary<string, List<NativeFunction>> _byLibrary = new(StringComparer.Ordinal);

    private StringReleases(InteropContext interop)
    {
        foreach (var function in BoundaryTypes.Of(interop).DeclaredAndFetched)
        {
            if (function.IsBound && Releases(function))
            {
                var library = LibraryNames.Normalize(function.Library);
                if (!_byLibrary.TryGetValue(library, out var releases))
                {
                    _byLibrary.Add(library, releases = new List<NativeFunction>());
                }

                if (releases.All(known => known.EntryPoint != function.EntryPoint))
                {
                    releases.Add(function);
                }
            }
        }
    }

    public static StringReleases Of(InteropContext interop) => interop.Get(static context => new StringReleases(context));

    /// <summary>Whether the name of <paramref name="function"/> says that the library keeps the string that it hands out.</summary>
    public static bool IsLending(NativeFunction function) => function.EntryPoint is { } name && NativeNames.Words(name).Any(LendingWords.Contains);

    /// <summary>The function that frees the strings of <paramref name="function"/>'s library, or null when there is none or no single one.</summary>
    public NativeFunction? For(NativeFunction function)
    {
        if (function.EntryPoint is not { Length: > 0 } name || !_byLibrary.TryGetValue(LibraryNames.Normalize(function.Library), out var releases))
        {
            return null;
        }

        if (releases.Count == 1)
        {
            return releases[0];
        }

        // Several parts of one library may each have their own.
        var prefix = NativeNames.Words(name).FirstOrDefault();
        var same = releases.Where(release => NativeNames.Words(release.EntryPoint!).FirstOrDefault() == prefix).ToList();
        return same.Count == 1 ? same[0] : null;
    }

    private static bool Releases(NativeFunction function)
    {
        if (function.Parameters.Length != 1 || function.Parameters[0].RefKind != RefKind.None || function.EntryPoint is not { } name)
        {
            return false;
        }

        var takesPointer = function.Parameters[0].Type switch
        {
            { SpecialType: SpecialType.System_IntPtr } => true,
            IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Void or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char } => true,
            _ => false,
        };
        var words = NativeNames.Words(name);
        return takesPointer && words.Any(Verbs.Contains) && words.Any(Nouns.Contains);
    }
}
