using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>Names that C# and C write differently: <c>GitDiffOptions</c> is <c>git_diff_options</c>.</summary>
internal static class PairedNames
{
    /// <summary>The letters and digits of a name in lower case, without the marks that only conventions add: <c>_t</c> behind C types, <c>m_</c> before C# fields.</summary>
    public static string Plain(string name)
    {
        if (name.EndsWith("_t", StringComparison.Ordinal) && name.Length > 2)
        {
            name = name.Substring(0, name.Length - 2);
        }
        else if (name.StartsWith("m_", StringComparison.Ordinal) && name.Length > 2)
        {
            name = name.Substring(2);
        }

        var plain = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character != '_' && character != '@')
            {
                plain.Append(char.ToLowerInvariant(character));
            }
        }

        return plain.ToString();
    }

    /// <summary>The name of a C# symbol on the native side: what <c>[NativeName]</c> says, otherwise its own.</summary>
    public static string NativeNameOf(ISymbol symbol) => AttributeContracts.NativeNameOf(symbol) ?? symbol.Name;

    /// <summary>Whether more than half of a struct's fields, and more than one, have the names of members of a record.</summary>
    public static bool AgreeMostly(StructShape shape, CRecord record)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in record.FlatMembers)
        {
            members.Add(Plain(HeaderStatements.NameOf(member)));
        }

        var count = 0;
        foreach (var field in shape.Fields)
        {
            count += members.Contains(Plain(NativeNameOf(field.Field.AssociatedSymbol ?? field.Field))) ? 1 : 0;
        }

        return count > 1 && count * 2 > shape.Fields.Length;
    }

    /// <summary>
    /// The fields of a struct with the members that they stand for: by name where the names agree, by position where both sides have the same number. Fields without a counterpart are left
    /// out. Members of anonymous structs and unions count as members of the record.
    /// </summary>
    public static ImmutableArray<(StructField Field, CMember Member)> FieldsOf(StructShape shape, CRecord record)
    {
        var members = record.FlatMembers;
        var byName = new Dictionary<string, CMember>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            byName[Plain(HeaderStatements.NameOf(member))] = member;
        }

        var pairs = ImmutableArray.CreateBuilder<(StructField, CMember)>(shape.Fields.Length);
        for (var index = 0; index < shape.Fields.Length; index++)
        {
            var field = shape.Fields[index];
            if (byName.TryGetValue(Plain(NativeNameOf(field.Field.AssociatedSymbol ?? field.Field)), out var named))
            {
                pairs.Add((field, named));
            }
            else if (members.Length == shape.Fields.Length)
            {
                pairs.Add((field, members[index]));
            }
        }

        return pairs.ToImmutable();
    }
}
