using System;
using System.Collections.Concurrent;

namespace BoundaryLint.Contracts;

/// <summary>Tells whether two spellings mean the same native library.</summary>
internal static class LibraryNames
{
    // Rules ask for the same few names once for each function. An editor makes new names while somebody types one, so what is known is forgotten before it grows large.
    private const int MostKnown = 1000;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// The bare name in lower case: without folders, the <c>lib</c> prefix, the platform's suffix and the version beside it. <c>./libkv.so.1</c>, <c>libkv.1.dylib</c>, <c>kv.dll</c> and
    /// <c>kv</c> are all <c>kv</c>. The empty string stays empty.
    /// </summary>
    public static string Normalize(string? library)
    {
        if (string.IsNullOrWhiteSpace(library))
        {
            return "";
        }

        if (Known.TryGetValue(library!, out var known))
        {
            return known;
        }

        if (Known.Count >= MostKnown)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(library!, NormalizeAnew(library!));
    }

    private static string NormalizeAnew(string library)
    {
        var name = library.Trim().ToLowerInvariant();
        name = name.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
        var so = name.IndexOf(".so", StringComparison.Ordinal);
        if (so > 0 && (so + 3 == name.Length || name[so + 3] == '.'))
        {
            name = name.Substring(0, so);
        }

        foreach (var suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                name = name.Substring(0, name.Length - suffix.Length);
                if (suffix == ".dylib")
                {
                    // `libglib-2.0.0.dylib` has the version behind a name that ends in numbers itself.
                    name = WithoutNumbers(name, keepsNumberOfName: true, '.') ?? name;
                }
            }
        }

        return name.Length > 3 && name.StartsWith("lib", StringComparison.Ordinal) ? name.Substring(3) : name;
    }

    /// <summary>
    /// Whether a header that is given for one library is of another: the same one, or the same with a version that the header's name leaves open. <c>avcodec-58</c> is
    /// <c>avcodec</c>; <c>gtk-4</c> is not <c>gtk-3</c>. Both names are normalised.
    /// </summary>
    public static bool IsSame(string ofHeader, string ofImport) => ofHeader == ofImport || (WithoutNumbers(ofImport, keepsNumberOfName: false, '-', '_', '.') is { } bare && ofHeader == bare);

    /// <summary>
    /// A name without the groups of digits at its end, each behind one of the separators; null where there is none. A number that belongs to the name is one with a dash before it,
    /// and one more group: <c>glib-2.0</c>.
    /// </summary>
    private static string? WithoutNumbers(string name, bool keepsNumberOfName, params char[] separators)
    {
        var end = name.Length;
        while (StartOfNumber(name, end) is var start and > 1 && start < end && Array.IndexOf(separators, name[start - 1]) >= 0)
        {
            var before = StartOfNumber(name, start - 1);
            if (keepsNumberOfName && before > 0 && before < start - 1 && name[before - 1] == '-')
            {
                break;
            }

            end = start - 1;
        }

        return end == name.Length ? null : name.Substring(0, end);
    }

    /// <summary>Where the digits begin that end at <paramref name="end"/>, which is the answer where there are none.</summary>
    private static int StartOfNumber(string name, int end)
    {
        while (end > 0 && name[end - 1] is >= '0' and <= '9')
        {
            end--;
        }

        return end;
    }

    private static readonly string[] Suffixes = [".dll", ".dylib", ".exe"];
}
