using System;

namespace BoundaryLint.Contracts;

/// <summary>Tells whether two spellings mean the same native library.</summary>
internal static class LibraryNames
{
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

        var name = library!.Trim().ToLowerInvariant();
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
                    name = WithoutNumbers(name, '.') ?? name;
                }
            }
        }

        return name.Length > 3 && name.StartsWith("lib", StringComparison.Ordinal) ? name.Substring(3) : name;
    }

    /// <summary>
    /// Whether a header that is given for one library is of another: the same one, or the same with a version that the header's name leaves open. <c>avcodec-58</c> is
    /// <c>avcodec</c>; <c>gtk-4</c> is not <c>gtk-3</c>. Both names are normalised.
    /// </summary>
    public static bool IsSame(string ofHeader, string ofImport) => ofHeader == ofImport || (WithoutNumbers(ofImport, '-', '_', '.') is { } bare && ofHeader == bare);

    /// <summary>A name without the groups of digits at its end, each behind one of the separators; null where there is none.</summary>
    private static string? WithoutNumbers(string name, params char[] separators)
    {
        var end = name.Length;
        while (true)
        {
            var start = end;
            while (start > 0 && name[start - 1] is >= '0' and <= '9')
            {
                start--;
            }

            if (start == end || start < 2 || Array.IndexOf(separators, name[start - 1]) < 0 || (separators.Length == 1 && EndsInDashedNumber(name, start - 1)))
            {
                return end == name.Length ? null : name.Substring(0, end);
            }

            end = start - 1;
        }
    }

    private static bool EndsInDashedNumber(string name, int end)
    {
        var start = end;
        while (start > 0 && name[start - 1] is >= '0' and <= '9')
        {
            start--;
        }

        return start < end && start > 0 && name[start - 1] == '-';
    }

    private static readonly string[] Suffixes = [".dll", ".dylib", ".exe"];
}
