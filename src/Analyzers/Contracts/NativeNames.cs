using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BoundaryLint.Contracts;

/// <summary>Splits C names into words and knows the verbs with which C libraries create and release things.</summary>
internal static class NativeNames
{
    // Which releasing verbs undo an acquiring one. "free", "release", "destroy" and the like undo any of them.
    private static readonly Dictionary<string, string[]> Undo = new(StringComparer.Ordinal)
    {
        ["create"] = [],
        ["new"] = [],
        ["alloc"] = [],
        ["allocate"] = [],
        ["make"] = [],
        ["init"] = ["deinit", "fini", "exit", "cleanup", "shutdown", "term", "uninit"],
        ["initialize"] = ["deinitialize", "finalize", "uninitialize", "terminate", "cleanup", "shutdown"],
        ["open"] = ["close"],
        ["dup"] = ["close"],
        ["duplicate"] = ["close"],
        ["clone"] = [],
        ["copy"] = [],
        ["acquire"] = [],
        ["start"] = ["stop", "end", "close"],
        ["begin"] = ["end", "close", "finish"],
        ["connect"] = ["disconnect", "close"],
        ["load"] = ["unload", "close"],
        ["attach"] = ["detach", "close"],
        ["build"] = [],
        ["parse"] = [],
    };

    private static readonly HashSet<string> GeneralReleases = new(StringComparer.Ordinal)
    {
        "destroy", "free", "delete", "release", "dispose", "unref", "drop", "close", "term", "terminate", "cleanup",
    };

    private static readonly HashSet<string> OtherReleases = new(Undo.Values.SelectMany(verbs => verbs), StringComparer.Ordinal);

    /// <summary>The words of a name in lower case: <c>rd_kafka_conf_new</c>, <c>CreateStore</c> and <c>sqlite3_open_v2</c> alike.</summary>
    public static ImmutableArray<string> Words(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || name[i] == '_';
            var startsWord = !isEnd && i > start && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isEnd || startsWord)
            {
                if (i > start)
                {
                    words.Add(name.Substring(start, i - start).ToLowerInvariant());
                }

                start = isEnd ? i + 1 : i;
            }
        }

        return words.ToImmutable();
    }

    /// <summary>
    /// Reads a name as one that creates something: the verb, and what it creates as the words before it, or behind it when it stands first. Words behind a verb that
    /// does not stand first only qualify it (<c>open_v2</c>, <c>new_from_file</c>).
    /// </summary>
    public static (string Verb, string Stem)? AsAcquirer(string name) => Read(name, Undo.ContainsKey);

    /// <summary>Reads a name as one that releases something, in the same way.</summary>
    public static (string Verb, string Stem)? AsReleaser(string name) => Read(name, verb => GeneralReleases.Contains(verb) || OtherReleases.Contains(verb));

    /// <summary>Whether a releasing verb undoes an acquiring one: <c>open</c> and <c>close</c>, <c>create</c> and <c>free</c>.</summary>
    public static bool Undoes(string release, string acquire) =>
        GeneralReleases.Contains(release) || (Undo.TryGetValue(acquire, out var verbs) && Array.IndexOf(verbs, release) >= 0);

    private static (string Verb, string Stem)? Read(string name, Func<string, bool> isVerb)
    {
        var words = Words(name);
        if (words.Length == 0)
        {
            return null;
        }

        if (isVerb(words[0]))
        {
            return words.Length > 1 ? (words[0], string.Join("_", words.Skip(1).Where(word => !IsVersion(word)))) : null;
        }

        for (var i = words.Length - 1; i > 0; i--)
        {
            if (isVerb(words[i]))
            {
                return (words[i], string.Join("_", words.Take(i)));
            }
        }

        return null;
    }

    private static bool IsVersion(string word) =>
        (word[0] == 'v' && word.Length > 1 && word.Skip(1).All(char.IsDigit)) || word is "ex" or "w" or "a" || word.All(char.IsDigit);
}
