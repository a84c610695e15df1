using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>The value of an enumerator on one platform.</summary>
internal readonly record struct EnumValue(string Target, CEnumerator Enumerator, CInteger Integer);

/// <summary>
/// The members of a C# enum with the enumerators that they stand for: under the same name, or under the name without the prefix that most members lack
/// (<c>GIT_STATUS_IGNORED</c> is <c>Ignored</c>).
/// </summary>
internal sealed class EnumNames
{
    private readonly string _prefix;

    private EnumNames(EnumPair pair, List<IFieldSymbol> members, List<(IFieldSymbol Member, string Name)> matched, string prefix)
    {
        Pair = pair;
        Members = members;
        Matched = matched;
        _prefix = prefix;
    }

    public EnumPair Pair { get; }

    public List<IFieldSymbol> Members { get; }

    public List<(IFieldSymbol Member, string Name)> Matched { get; }

    /// <summary>Whether most members have a whole C name, prefix included: then they are copies of the header's, wherever the type is used.</summary>
    public bool HaveWholeNames
    {
        get
        {
            var count = 0;
            foreach (var (member, name) in Matched)
            {
                count += PairedNames.NativeNameOf(member) == name && NativeNames.Words(name).Length > 1 ? 1 : 0;
            }

            return count * 2 > Members.Count;
        }
    }

    /// <summary>Null where no name agrees.</summary>
    public static EnumNames? Match(EnumPair pair)
    {
        var members = pair.Type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue).ToList();
        var names = pair.Enums.SelectMany(declared => declared.Native.Enumerators.Select(enumerator => enumerator.Name)).Distinct(StringComparer.Ordinal).ToList();
        var prefix = CommonPrefix.Of(members.Select(PairedNames.NativeNameOf), names);
        var whole = names.ToLookup(PairedNames.Plain, StringComparer.Ordinal);
        var behindPrefix = names.Where(name => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal))
            .ToLookup(name => PairedNames.Plain(name.Substring(prefix.Length)), StringComparer.Ordinal);
        var matched = new List<(IFieldSymbol, string)>();
        foreach (var member in members)
        {
            // The whole name wins over what is left of another.
            var own = PairedNames.NativeNameOf(member);
            if ((Only(whole[PairedNames.Plain(own)], own) ?? Only(behindPrefix[PairedNames.Plain(own)], prefix + own)) is { } name)
            {
                matched.Add((member, name));
            }
        }

        return matched.Count == 0 ? null : new EnumNames(pair, members, matched, prefix);
    }

    /// <summary>The name that is meant: the only one, or the one that is spelled so where <c>MODE_RGBA</c> and <c>MODE_rgbA</c> are two.</summary>
    private static string? Only(IEnumerable<string> candidates, string exact)
    {
        string? only = null;
        var count = 0;
        foreach (var candidate in candidates)
        {
            if (candidate == exact)
            {
                return candidate;
            }

            only = candidate;
            count++;
        }

        return count == 1 ? only : null;
    }

    /// <summary>The values of one enumerator, on the platforms on which they are known.</summary>
    public IEnumerable<EnumValue> ValuesOf(string name)
    {
        foreach (var declared in Pair.Enums)
        {
            foreach (var enumerator in declared.Native.Enumerators)
            {
                if (enumerator.Name == name && enumerator.Value is { } value)
                {
                    yield return new EnumValue(declared.Platform.RuntimeIdentifier, enumerator, value);
                }
            }
        }
    }

    public HashSet<long> AllValues() =>
        new(Pair.Enums.SelectMany(declared => declared.Native.Enumerators).Where(enumerator => enumerator.Value is not null).Select(enumerator => enumerator.Value!.Value.Bits));

    /// <summary>The enumerators that C# lacks and that every platform has with one value, in the order of the header.</summary>
    public IEnumerable<(string Name, CInteger Value)> Missing()
    {
        var matched = new HashSet<string>(Matched.Select(match => match.Name), StringComparer.Ordinal);
        foreach (var enumerator in Pair.Enums[0].Native.Enumerators)
        {
            if (!matched.Contains(enumerator.Name)
                && enumerator.Value is { } value
                && ValuesOf(enumerator.Name).ToList() is var values
                && values.Count == Pair.Enums.Length
                && values.All(other => other.Integer.Equals(value)))
            {
                yield return (enumerator.Name, value);
            }
        }
    }

    /// <summary>The name that an enumerator would have in the C# enum, in the manner of the members that are there.</summary>
    public string ManagedNameOf(string name)
    {
        if (Matched.Any(match => match.Member.Name == match.Name))
        {
            return name;
        }

        var rest = name.StartsWith(_prefix, StringComparison.Ordinal) && name.Length > _prefix.Length ? name.Substring(_prefix.Length) : name;
        var managed = Matched.All(match => match.Member.Name.ToUpperInvariant() == match.Member.Name)
            ? rest
            : string.Concat(NativeNames.Words(rest).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return managed.Length == 0 || char.IsDigit(managed[0]) ? "_" + managed : managed;
    }
}

/// <summary>Finds the prefix that a C library puts before the names which C# has without it.</summary>
internal static class CommonPrefix
{
    /// <summary>The part, up to an underscore or a capital, before most of the C names of which the rest is a C# name; empty where the names agree as they are.</summary>
    public static string Of(IEnumerable<string> managed, IReadOnlyList<string> native)
    {
        var plain = new HashSet<string>(managed.Select(PairedNames.Plain), StringComparer.Ordinal);
        if (native.Count(name => plain.Contains(PairedNames.Plain(name))) * 2 > plain.Count)
        {
            return "";
        }

        var prefixes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in native)
        {
            foreach (var length in LengthsIn(name))
            {
                if (plain.Contains(PairedNames.Plain(name.Substring(length))))
                {
                    var prefix = name.Substring(0, length);
                    prefixes[prefix] = prefixes.TryGetValue(prefix, out var count) ? count + 1 : 1;
                }
            }
        }

        return prefixes.OrderByDescending(entry => entry.Value).ThenByDescending(entry => entry.Key.Length).Select(entry => entry.Key).FirstOrDefault() ?? "";
    }

    /// <summary>Where the words of a name begin, but for the first: each may be the end of a prefix.</summary>
    public static IEnumerable<int> LengthsIn(string name)
    {
        for (var index = 1; index < name.Length; index++)
        {
            if (name[index - 1] == '_' || (char.IsUpper(name[index]) && !char.IsUpper(name[index - 1])) || char.IsDigit(name[index]) != char.IsDigit(name[index - 1]))
            {
                yield return index;
            }
        }
    }
}
