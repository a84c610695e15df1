using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Rules.Contract;

/// <summary>A C# name that stands for a native one: a method and its entry point, or a field and the export that is fetched for it.</summary>
/// <param name="Symbol">The method, or the field, property or local that holds the function.</param>
/// <param name="Name">Its name without what only tells C# names apart, such as <c>_</c> or <c>Internal</c>.</param>
/// <param name="EntryPoint">The native name.</param>
/// <param name="IsStated">Whether the native name is written out; otherwise it is the method's own.</param>
internal sealed record NameBinding(ISymbol Symbol, string Name, string EntryPoint, bool IsStated)
{
    private static readonly string[] Decorations = ["Internal", "Native", "PInvoke", "Import", "Interop", "Unsafe", "Delegate", "Pointer", "Ptr", "Raw", "Core", "Impl"];

    public static NameBinding Of(ISymbol symbol, string entryPoint, bool isStated) => new(symbol, Undecorated(symbol.Name, entryPoint), entryPoint, isStated);

    /// <summary>The name in lower case without separators.</summary>
    public string PlainName { get; } = Plain(Name);

    public string PlainEntryPoint { get; } = Plain(EntryPoint);

    /// <summary>What the native name has before the C# one, in plain letters; null where it does not end with it.</summary>
    public string? Prefix => PlainEntryPoint.EndsWith(PlainName, StringComparison.Ordinal) ? PlainEntryPoint.Substring(0, PlainEntryPoint.Length - PlainName.Length) : null;

    private static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    private static string Undecorated(string name, string entryPoint)
    {
        var bare = name.StartsWith("s_", StringComparison.Ordinal) || name.StartsWith("m_", StringComparison.Ordinal) ? name.Substring(2) : name;
        bare = bare.Trim('_');
        foreach (var decoration in Decorations)
        {
            if (bare.Length > decoration.Length
                && bare.EndsWith(decoration, StringComparison.OrdinalIgnoreCase)
                && !entryPoint.EndsWith(decoration, StringComparison.OrdinalIgnoreCase))
            {
                bare = bare.Substring(0, bare.Length - decoration.Length).TrimEnd('_');
            }

            if (bare.Length > decoration.Length + 1
                && bare.StartsWith(decoration + "_", StringComparison.OrdinalIgnoreCase)
                && !entryPoint.StartsWith(decoration, StringComparison.OrdinalIgnoreCase))
            {
                bare = bare.Substring(decoration.Length).TrimStart('_');
            }
        }

        return bare.Length == 0 ? name : bare;
    }
}

/// <summary>Why a native name seems wrong, and which one seems meant.</summary>
/// <param name="Evident">The native name that seems meant.</param>
/// <param name="Reason">Why, for the message.</param>
/// <param name="Neighbour">The declaration that shows it.</param>
internal sealed record MisnamedBinding(string Evident, string Reason, ISymbol? Neighbour);

/// <summary>The bindings of one library in one type.</summary>
internal sealed class NameGroup
{
    private readonly Dictionary<string, List<NameBinding>> _byEntryPoint = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NameBinding>> _byPlainName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _prefixes = new(StringComparer.Ordinal);

    public List<NameBinding> All { get; } = new();

    public void Add(NameBinding binding)
    {
        All.Add(binding);
        AddTo(_byEntryPoint, binding.EntryPoint, binding);
        AddTo(_byPlainName, binding.PlainName, binding);
        if (binding.Prefix is { } prefix)
        {
            _prefixes[prefix] = _prefixes.TryGetValue(prefix, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>The others that are bound to a native name.</summary>
    public IEnumerable<NameBinding> BoundTo(string entryPoint, NameBinding but) =>
        _byEntryPoint.TryGetValue(entryPoint, out var bound) ? bound.Where(other => !IsSame(other, but)) : [];

    /// <summary>The methods with the name and the entry point of this one, itself included.</summary>
    public IEnumerable<NameBinding> Overloads(NameBinding binding) =>
        _byPlainName.TryGetValue(binding.PlainName, out var overloads) ? overloads.Where(other => other.EntryPoint == binding.EntryPoint) : [];

    /// <summary>The plain prefix that most of the others have before their C# names, and how many do; null where fewer than two thirds agree.</summary>
    public (string Prefix, int Followers)? SchemeWithout(NameBinding binding)
    {
        var best = _prefixes.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).FirstOrDefault();
        if (best.Key is null)
        {
            return null;
        }

        // Overloads that make the same slip as this one say nothing about the scheme.
        var slips = Overloads(binding).Count();
        var followers = best.Key == binding.Prefix ? best.Value - slips : best.Value;
        return followers * 3 >= (All.Count - slips) * 2 ? (best.Key, followers) : null;
    }

    public static bool IsSame(NameBinding binding, NameBinding other) => SymbolEqualityComparer.Default.Equals(binding.Symbol, other.Symbol);

    private static void AddTo(Dictionary<string, List<NameBinding>> index, string key, NameBinding binding)
    {
        if (!index.TryGetValue(key, out var bindings))
        {
            index.Add(key, bindings = new List<NameBinding>());
        }

        bindings.Add(binding);
    }
}

/// <summary>
/// Compares C# names with native names inside a group: the functions of one library in one type. The scheme of a group is the prefix that its native names have before the C# ones,
/// which is empty where both are the same.
/// </summary>
internal static class EntryPointNames
{
    /// <summary>A scheme needs so many names that follow it before one that does not is conspicuous.</summary>
    private const int FewestThatFollow = 3;

    private static readonly Dictionary<string, string> Opposites = MakeOpposites(
        "get set", "add remove", "lock unlock", "open close", "create destroy", "begin end", "push pop", "first last", "next previous", "next prev", "min max", "minimum maximum", "read write",
        "load save", "load unload", "start stop", "enable disable", "attach detach", "connect disconnect", "encrypt decrypt", "encode decode", "compress decompress", "width height", "show hide",
        "increment decrement", "inc dec", "retain release", "acquire release", "horizontal vertical", "left right", "top bottom", "ref unref", "subscribe unsubscribe", "register unregister",
        "pause resume", "map unmap", "bind unbind", "suspend resume", "serialize deserialize", "key value", "sin cos", "input output");

    // Different words for one thing: libraries and bindings choose freely among them.
    private static readonly string[][] Synonyms =
    [
        ["free", "release", "destroy", "dispose", "delete", "close", "drop", "unref", "dealloc", "deallocate", "clear", "cleanup", "uninit", "deinit", "finalize", "shutdown", "terminate", "quit", "exit", "kill", "end"],
        ["new", "create", "alloc", "allocate", "make", "init", "initialize", "open", "start", "begin", "construct", "ctor", "build"],
        ["get", "fetch", "read", "query", "retrieve", "load", "find", "lookup", "peek", "is", "has", "check", "test"],
        ["set", "put", "write", "store", "save", "assign", "update", "change", "modify", "apply"],
        ["add", "insert", "append", "push", "register", "attach"],
        ["remove", "delete", "erase", "unregister", "detach", "pop"],
        ["size", "length", "count", "len", "num", "number", "n", "total"],
        ["text", "string", "str", "utf8", "utf16", "name", "chars", "cstr", "s"],
        ["data", "bytes", "buffer", "buf", "blob", "memory", "mem", "array", "block"],
        ["copy", "clone", "dup", "duplicate", "move"],
        ["run", "exec", "execute", "invoke", "call", "perform", "process", "eval"],
        ["ptr", "pointer", "handle", "ref", "reference", "address", "addr"],
        ["message", "msg", "error", "err", "errstr", "strerror"],
        ["single", "float", "f"],
        ["double", "d"],
        ["int", "integer", "i", "int32", "i32"],
        ["long", "int64", "i64", "64"],
        ["each", "foreach", "iterate", "enumerate", "enum", "list", "all", "walk"],
        ["send", "post", "submit", "write"],
        ["wait", "poll", "join", "sync"],
    ];

    /// <summary>What is wrong with <paramref name="binding"/>, or null. <paramref name="group"/> are all bindings of its library in its type, itself included.</summary>
    /// <param name="binding">The name to look at.</param>
    /// <param name="group">Its neighbours, and itself.</param>
    /// <param name="onlyOpposites">Whether the library names things so freely that only names that contradict each other count.</param>
    public static MisnamedBinding? Examine(NameBinding binding, NameGroup group, bool onlyOpposites)
    {
        // Most names are the native ones, or those with the prefix that all have.
        if (!IsPlainC(binding.EntryPoint) || (binding.IsStated && binding.PlainEntryPoint == binding.PlainName))
        {
            return null;
        }

        if (binding.IsStated && Contradicting(binding, group) is { } contradicting)
        {
            return contradicting;
        }

        if (onlyOpposites || group.SchemeWithout(binding) is not var (prefix, followers))
        {
            return null;
        }

        return binding.IsStated ? Shared(binding, group, prefix, followers) : Unstated(binding, group, prefix, followers);
    }

    /// <summary><c>SetOption</c> bound to <c>kv_get_option</c>.</summary>
    private static MisnamedBinding? Contradicting(NameBinding binding, NameGroup group)
    {
        var (inName, inEntryPoint) = Unmatched(binding);
        if (inName.Count != 1 || inEntryPoint.Count == 0 || !AreOpposites(inName[0], inEntryPoint[inEntryPoint.Count - 1]))
        {
            return null;
        }

        // Behind the prefix of the library nothing else may differ: "StoreReadKey" is no contradiction of "kv_write".
        var opposite = inEntryPoint[inEntryPoint.Count - 1];
        if (Replace(binding.EntryPoint, opposite, inName[0]) is not { } evident || !FollowsPrefix(binding, inEntryPoint, group))
        {
            return null;
        }

        var same = group.BoundTo(binding.EntryPoint, but: binding).FirstOrDefault(other => other.PlainName != binding.PlainName);
        return same is null || Unmatched(same).InName.Count == 0
            ? new MisnamedBinding(evident, same is null ? "" : $", to which `{same.Symbol.Name}` is bound as well", same?.Symbol)
            : null;
    }

    // Words of the entry point that the name lacks, but for the opposite: those of a prefix that stand first in it, and that its neighbours have too.
    private static bool FollowsPrefix(NameBinding binding, List<string> inEntryPoint, NameGroup group)
    {
        var words = NativeNames.Words(binding.EntryPoint);
        for (var index = 0; index < inEntryPoint.Count - 1; index++)
        {
            if (index >= words.Length || words[index] != inEntryPoint[index])
            {
                return false;
            }
        }

        return inEntryPoint.Count == 1 || group.All.Any(other => !NameGroup.IsSame(other, binding) && NativeNames.Words(other.EntryPoint) is { IsEmpty: false } others && others[0] == words[0]);
    }

    /// <summary>A native name that a neighbour has by right: two differently named methods, one entry point.</summary>
    private static MisnamedBinding? Shared(NameBinding binding, NameGroup group, string prefix, int followers)
    {
        if (followers < FewestThatFollow - 1 || binding.Prefix == prefix)
        {
            return null;
        }

        var rightful = group.BoundTo(binding.EntryPoint, but: binding).FirstOrDefault(other => other.PlainName != binding.PlainName && other.Prefix == prefix);
        if (rightful is null)
        {
            return null;
        }

        var (inName, inEntryPoint) = Unmatched(binding);
        var prefixWords = NativeNames.Words(rightful.EntryPoint).Length - NativeNames.Words(rightful.Name).Length;
        inEntryPoint.RemoveRange(0, Math.Min(Math.Max(prefixWords, 0), inEntryPoint.Count));
        if (inName.Count == 0 || inEntryPoint.Count == 0 || inName.All(word => inEntryPoint.Any(other => AreSynonyms(word, other))))
        {
            return null;
        }

        // A name that all its overloads bind to another is an alias on purpose, as a macro of the header is.
        if (group.Overloads(binding).Skip(1).Any())
        {
            return null;
        }

        // Where the names are the native ones, a method that is meant so begins as they do.
        if (prefix.Length == 0 && NativeNames.Words(binding.Name)[0] != NativeNames.Words(rightful.Name)[0])
        {
            return null;
        }

        var evident = Apply(rightful, group, binding.Name);
        return group.BoundTo(evident, but: binding).Any(other => other.PlainName != binding.PlainName)
            ? null
            : new MisnamedBinding(evident, $", to which `{rightful.Symbol.Name}` is bound as well", rightful.Symbol);
    }

    /// <summary>A method without <c>EntryPoint</c> among methods that all state a prefix in theirs.</summary>
    private static MisnamedBinding? Unstated(NameBinding binding, NameGroup group, string prefix, int followers)
    {
        if (prefix.Length == 0 || followers < FewestThatFollow || binding.PlainName.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        NameBinding? model = null;
        foreach (var other in group.All)
        {
            if (NameGroup.IsSame(other, binding))
            {
                continue;
            }

            // All others must show that the library's names have the prefix; an overload without it is the same slip.
            if (!other.PlainEntryPoint.StartsWith(prefix, StringComparison.Ordinal) && other.PlainName != binding.PlainName)
            {
                return null;
            }

            if (other.IsStated && other.Prefix == prefix && (model is null || other.PlainName == binding.PlainName))
            {
                model = other;
            }
        }

        return model is null
            ? null
            : new MisnamedBinding(Apply(model, group, binding.Name), $", its own name, while `{model.Symbol.Name}` beside it states `{model.EntryPoint}`", model.Symbol);
    }

    /// <summary>The words of the C# name that the native name has not, and the other way round. Abbreviations and versions count as the same.</summary>
    private static (List<string> InName, List<string> InEntryPoint) Unmatched(NameBinding binding)
    {
        var inName = new List<string>();
        var inEntryPoint = NativeNames.Words(binding.EntryPoint).Where(word => !IsVariant(word)).ToList();
        foreach (var word in NativeNames.Words(binding.Name))
        {
            var match = inEntryPoint.FindIndex(other => IsSameWord(word, other));
            if (match >= 0)
            {
                inEntryPoint.RemoveAt(match);
            }
            else if (!IsVariant(word))
            {
                inName.Add(word);
            }
        }

        // Words that are split differently on the two sides: "PlayList" and "playlist", "Bitmap" and "bit_map".
        var joined = string.Concat(inEntryPoint);
        inName.RemoveAll(word => word.Length >= 3 && joined.IndexOf(word, StringComparison.Ordinal) >= 0 && !inEntryPoint.Any(other => AreOpposites(word, other)));
        var plain = binding.PlainName;
        var areOpposites = inName.Any(word => inEntryPoint.Any(other => AreOpposites(word, other)));
        if (!areOpposites && (binding.PlainEntryPoint.EndsWith(plain, StringComparison.Ordinal) || plain.EndsWith(binding.PlainEntryPoint, StringComparison.Ordinal)))
        {
            inName.Clear();
        }

        return (inName, inEntryPoint);
    }

    private static bool IsSameWord(string word, string other) =>
        word == other
        || (Math.Min(word.Length, other.Length) >= 3 && (word.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(word, StringComparison.Ordinal)));

    private static bool IsVariant(string word) => word is "ex" or "w" or "a" || word.All(char.IsDigit) || (word[0] == 'v' && word.Skip(1).All(char.IsDigit));

    private static bool AreOpposites(string word, string other) => Opposites.TryGetValue(word, out var opposites) && opposites.Split(' ').Contains(other);

    private static bool AreSynonyms(string word, string other) => Synonyms.Any(group => Array.IndexOf(group, word) >= 0 && Array.IndexOf(group, other) >= 0);

    /// <summary>The native name that a C# name has by the example of <paramref name="model"/>, in the spelling that most of the group have.</summary>
    private static string Apply(NameBinding model, NameGroup group, string name)
    {
        Func<string, string>[] styles = [static name => name, Snake, Camel, static name => Snake(name).ToUpperInvariant(), static name => Snake(name).Replace("_", "")];
        var style = styles
            .Where(candidate => model.EntryPoint.EndsWith(candidate(model.Name), StringComparison.Ordinal))
            .OrderByDescending(candidate => group.All.Count(other => other.EntryPoint.EndsWith(candidate(other.Name), StringComparison.Ordinal)))
            .FirstOrDefault() ?? Snake;
        return model.EntryPoint.Substring(0, Math.Max(model.EntryPoint.Length - style(model.Name).Length, 0)) + style(name);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string Snake(string name) => string.Join("_", NativeNames.Words(name));

    /// <summary>A native name with one of its words exchanged, in the same letters; null where the word does not stand in it once.</summary>
    private static string? Replace(string entryPoint, string word, string other)
    {
        var at = entryPoint.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || entryPoint.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return null;
        }

        var written = entryPoint.Substring(at, word.Length);
        var styled = written.All(char.IsUpper) ? other.ToUpperInvariant() : char.IsUpper(written[0]) ? char.ToUpperInvariant(other[0]) + other.Substring(1) : other;
        return entryPoint.Substring(0, at) + styled + entryPoint.Substring(at + word.Length);
    }

    // Ordinals, decorated names and the mangled names of C++ follow no scheme of the library's author.
    private static bool IsPlainC(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(character => character == '_' || (character < 128 && char.IsLetterOrDigit(character)))
        && !name.StartsWith("_Z", StringComparison.Ordinal);

    private static Dictionary<string, string> MakeOpposites(params string[] pairs)
    {
        var opposites = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var words = pair.Split(' ');
            Add(words[0], words[1]);
            Add(words[1], words[0]);
        }

        return opposites;

        void Add(string word, string opposite) => opposites[word] = opposites.TryGetValue(word, out var others) ? others + " " + opposite : opposite;
    }
}
