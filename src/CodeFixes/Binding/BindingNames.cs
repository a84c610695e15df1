using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using Microsoft.CodeAnalysis.CSharp;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>C# names for what a header declares. Functions and constants keep theirs; types, members and parameters are spelled as C# spells them.</summary>
internal static class BindingNames
{
    private static readonly HashSet<string> LengthWords = new(StringComparer.Ordinal)
    {
        "len", "length", "size", "sz", "n", "nbyte", "nbytes", "bytes", "byte", "cb", "cch", "count", "cnt", "num",
    };

    /// <summary><c>kv_store_stats</c> and <c>kv_store_stats_t</c> give <c>KvStoreStats</c>.</summary>
    public static string Type(string name)
    {
        var words = NativeNames.Words(name);
        return Join(words.Where((word, index) => index == 0 || word is not ("t" or "s") || index < words.Length - 1));
    }

    /// <summary><c>read_only</c> gives <c>ReadOnly</c>, <c>pArg</c> gives <c>PArg</c>.</summary>
    public static string Member(string name)
    {
        var text = Join(NativeNames.Words(name));
        return text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text;
    }

    /// <summary>The parameters' names, unique and none of C#'s keywords.</summary>
    /// <param name="parameters">The C parameters.</param>
    /// <param name="known">The same parameters in another declaration, for names that the header does not give.</param>
    public static ImmutableArray<string> Parameters(ImmutableArray<CParameter> parameters, ImmutableArray<CParameter> known = default)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var names = ImmutableArray.CreateBuilder<string>(parameters.Length);
        for (var index = 0; index < parameters.Length; index++)
        {
            var name = (parameters[index].Name ?? (known.IsDefault ? null : known[index].Name)) is { } given && NativeNames.Words(given).Length > 0
                ? given.Contains("_") || char.IsUpper(given[0]) ? Lower(Member(given)) : given
                : "argument" + (index + 1).ToString(CultureInfo.InvariantCulture);
            name = name == "out" ? NameOfOutput(parameters, index) : name;
            name = char.IsDigit(name[0]) ? "_" + name : name;
            while (!used.Add(name))
            {
                name += "_";
            }

            names.Add(Escape(name));
        }

        return names.MoveToImmutable();
    }

    /// <summary>A name as source code has it.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The names of an enumeration's members: without the words that all of them begin with.</summary>
    public static ImmutableArray<string> Enumerators(CEnum item)
    {
        var names = item.Enumerators.Select(enumerator => enumerator.Name).ToList();
        var prefix = CommonPrefix(names, item.DisplayName);
        var result = names.Select(name => Member(name.Substring(prefix))).ToImmutableArray();

        // Shorter names that collide or do not begin with a letter help nobody.
        return result.Distinct(StringComparer.Ordinal).Count() == result.Length && result.All(name => char.IsLetter(name[0]))
            ? result
            : names.ToImmutableArray();
    }

    /// <summary>Whether a parameter's name says that it counts what another one points to.</summary>
    public static bool IsLength(string? name) => name is not null && NativeNames.Words(name) is { IsEmpty: false } words && LengthWords.Contains(words[words.Length - 1]);

    /// <summary>Whether a parameter's name says that the callee fills it.</summary>
    public static bool IsOutput(string? name) => name is not null && NativeNames.Words(name) is { IsEmpty: false } words && (words[0] == "out" || words[words.Length - 1] == "out");

    /// <summary>Whether a <c>void*</c> is a value that callbacks get back, not a buffer.</summary>
    public static bool IsUserData(string? name) => name is null
        || NativeNames.Words(name) is { IsEmpty: false } words && words[words.Length - 1] is "data" or "userdata" or "payload" or "context" or "ctx" or "cookie" or "opaque" or "arg" or "argument" or "user"
            && (words.Length == 1 || words[0] is "user" or "p" or "callback" or "cb" or "client");

    /// <summary>C# has "out" as a keyword: the last word of what is handed out says more than an escaped one.</summary>
    private static string NameOfOutput(ImmutableArray<CParameter> parameters, int index)
    {
        var type = parameters[index].Type;
        while (type.Canonical is CPointerType { Pointee: var pointee })
        {
            type = pointee;
        }

        var words = type.Canonical is CRecord record ? NativeNames.Words(record.AliasName ?? record.Tag ?? "").RemoveAll(word => word is "t" or "s") : ImmutableArray<string>.Empty;
        var name = words.IsEmpty || char.IsDigit(words[words.Length - 1][0]) ? "result" : words[words.Length - 1];
        return parameters.Any(parameter => parameter.Name == name) ? "result" : name;
    }

    private static int CommonPrefix(List<string> names, string typeName)
    {
        if (names.Count == 0)
        {
            return 0;
        }

        var length = names[0].Length;
        foreach (var name in names)
        {
            var common = 0;
            while (common < length && common < name.Length && name[common] == names[0][common])
            {
                common++;
            }

            length = common;
        }

        if (names.Count == 1)
        {
            length = 0;
            var typeWords = NativeNames.Words(typeName);
            var words = NativeNames.Words(names[0]);
            for (var count = 0; count < Math.Min(typeWords.Length, words.Length) && typeWords[count] == words[count]; count++)
            {
                var next = names[0].IndexOf('_', length);
                length = next < 0 ? length : next + 1;
            }

            return length < names[0].Length ? length : 0;
        }

        // Words are not cut in two, and no member loses its name.
        while (length > 0 && (names[0][length - 1] != '_' || names.Any(name => name.Length == length)))
        {
            length--;
        }

        return length;
    }

    private static string Lower(string name)
    {
        var at = name.Length > 0 && name[0] == '_' ? 1 : 0;
        return at < name.Length ? name.Substring(0, at) + char.ToLowerInvariant(name[at]) + name.Substring(at + 1) : name;
    }

    private static string Join(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            text.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return text.ToString();
    }
}
