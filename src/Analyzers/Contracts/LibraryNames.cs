using System;

namespace BoundaryLint.Contracts;

/// <summary>Tells whether two spellings mean the same native library.</summary>
internal static class LibraryNames
{
    /// <summary>
    /// The bare name in lower case: without folders, the <c>lib</c> prefix, the platform's suffix and the version behind it. <c>./libkv.so.1</c>, <c>kv.dll</c> and
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
            }
        }

        return name.Length > 3 && name.StartsWith("lib", StringComparison.Ordinal) ? name.Substring(3) : name;
    }

    private static readonly string[] Suffixes = [".dll", ".dylib", ".exe"];
}
