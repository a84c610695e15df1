using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;

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

    // Many rules ask about the same symbols: a symbol gives the same string for its name each time, and the entry goes with it.
    private static readonly ConditionalWeakTable<string, StrongBox<ImmutableArray<string>>> KnownWords = new();

    /// <summary>The words of a name in lower case: <c>rd_kafka_conf_new</c>, <c>CreateStore</c> and <c>sqlite3_open_v2</c> alike.</summary>
    public static ImmutableArray<string> Words(string name) => KnownWords.GetValue(name, static unknown => new StrongBox<ImmutableArray<string>>(Split(unknown))).Value;

    private static ImmutableArray<string> Split(string name)
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

    // Words behind a verb that say how something is made and not what.
    private static readonly HashSet<string> Qualifiers = new(StringComparer.Ordinal)
    {
        "from", "with", "by", "in", "on", "at", "for", "to", "of", "and", "using", "without", "default", "empty", "copy", "ext", "full", "sized", "async",
    };

    // Verbs behind which stands rather how or where than what: a library opens itself in several ways.
    private static readonly HashSet<string> QualifiedVerbs = new(StringComparer.Ordinal) { "open", "connect" };

    /// <summary>
    /// Reads a name as one that creates something: the verb, and what it may create, the likeliest first. That is the words before the verb with those behind it
    /// (<c>TF_NewGraph</c> creates a <c>tf_graph</c>); words behind a verb that only say how (<c>open_v2</c>, <c>new_from_file</c>) are left out, and behind a verb like
    /// "open" all of them may only say that (<c>kv_open_memory</c>). What stands behind "to" is what comes out (<c>kv_text_copy_to_blob</c>).
    /// </summary>
    public static (string Verb, ImmutableArray<string> Stems)? AsAcquirer(string name)
    {
        if (Split(name, Undo.ContainsKey) is not var (verb, before, behind))
        {
            return null;
        }

        var stems = ImmutableArray.CreateBuilder<string>();
        if (behind.Length > 1 && behind[0] == "to")
        {
            // kv_texture_copy_to_image makes an image.
            Add(before.Take(before.Length - 1).Concat(behind.Skip(1)));
            Add(behind.Skip(1));
            return (verb, stems.ToImmutable());
        }

        var named = behind.TakeWhile(word => !Qualifiers.Contains(word)).ToList();
        Add(before.Concat(behind));
        Add(before.Concat(named));
        if (QualifiedVerbs.Contains(verb))
        {
            Add(before);
        }

        return stems.Count == 0 ? null : (verb, stems.ToImmutable());

        void Add(IEnumerable<string> words)
        {
            var stem = string.Join("_", words);
            if (stem.Length > 0 && !stems.Contains(stem))
            {
                stems.Add(stem);
            }
        }
    }

    /// <summary>Reads a name as one that releases something: the verb, and what it releases, which is all the other words.</summary>
    public static (string Verb, string Stem)? AsReleaser(string name) =>
        Split(name, verb => GeneralReleases.Contains(verb) || OtherReleases.Contains(verb)) is var (verb, before, behind) && (before.Length > 0 || behind.Length > 0)
            ? (verb, string.Join("_", before.Concat(behind)))
            : null;

    /// <summary>Whether a name is that of a constructor of C++ in a flat interface: <c>Application_Application</c>, <c>Application_ctor2</c>.</summary>
    public static bool IsFlatConstructor(string name)
    {
        var parts = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_').Split('_');
        if (parts.Length < 2)
        {
            return false;
        }

        var last = parts[parts.Length - 1];
        return string.Equals(last, "ctor", StringComparison.OrdinalIgnoreCase) || string.Equals(last, "constructor", StringComparison.OrdinalIgnoreCase)
            || (last.Length > 1 && char.IsUpper(last[0]) && last == parts[parts.Length - 2]);
    }

    /// <summary>Whether a releasing verb undoes an acquiring one: <c>open</c> and <c>close</c>, <c>create</c> and <c>free</c>.</summary>
    public static bool Undoes(string release, string acquire) => GeneralReleases.Contains(release) || UndoesOnly(release, acquire);

    /// <summary>Whether a releasing verb is the counterpart of an acquiring one, and not one that undoes them all.</summary>
    public static bool UndoesOnly(string release, string acquire) => Undo.TryGetValue(acquire, out var verbs) && Array.IndexOf(verbs, release) >= 0;

    /// <summary>A name at its verb: the first word when that is one, otherwise the last verb. Versions behind it do not count.</summary>
    private static (string Verb, ImmutableArray<string> Before, ImmutableArray<string> Behind)? Split(string name, Func<string, bool> isVerb)
    {
        var words = Words(name);
        var at = words.Length > 0 && isVerb(words[0]) ? 0 : words.Length - 1;
        while (at > 0 && !isVerb(words[at]))
        {
            at--;
        }

        return at < 0 || words.Length == 0 || !isVerb(words[at])
            ? null
            : (words[at], words.RemoveRange(at, words.Length - at), words.RemoveRange(0, at + 1).RemoveAll(IsVersion));
    }

    private static bool IsVersion(string word) =>
        (word[0] == 'v' && word.Length > 1 && word.Skip(1).All(char.IsDigit)) || word is "ex" or "w" or "a" || word.All(char.IsDigit);
}
