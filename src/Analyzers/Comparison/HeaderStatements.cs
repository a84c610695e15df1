using System.Collections.Immutable;
using BoundaryLint.Headers;

namespace BoundaryLint.Comparison;

/// <summary>What a header's tags state about its C# side: <c>differs("why")</c> and <c>name(CSharpName)</c>.</summary>
internal static class HeaderStatements
{
    /// <summary>Whether C# differs from a declaration on purpose.</summary>
    public static bool DiffersOnPurpose(ImmutableArray<BoundaryFact> facts) => Find(facts, "differs") is not null;

    /// <summary>Whether C# differs from a record on purpose, which may be said of the record or of its name.</summary>
    public static bool DiffersOnPurpose(CHeader header, CRecord record) => DiffersOnPurpose(record.Facts) || OfTypedef(header, record.AliasName);

    /// <summary>Whether C# differs from an enum on purpose, which may be said of the enum or of its name.</summary>
    public static bool DiffersOnPurpose(CHeader header, CEnum item) => DiffersOnPurpose(item.Facts) || OfTypedef(header, item.AliasName);

    /// <summary>Whether C# differs from the type that a name stands for on purpose.</summary>
    public static bool OfTypedef(CHeader header, string? name) => name is not null && header.FindTypedef(name) is { } typedef && DiffersOnPurpose(typedef.Facts);

    /// <summary>The member that tells native code the size of a record, where the header states it.</summary>
    public static string? SizeFieldOf(CHeader header, CRecord record) =>
        Find(record.Facts, "sizefield")?.Argument ?? (record.AliasName is { } name && header.FindTypedef(name) is { } typedef ? Find(typedef.Facts, "sizefield")?.Argument : null);

    /// <summary>The name in C#, where the header states it.</summary>
    public static string? ManagedNameOf(ImmutableArray<BoundaryFact> facts) => Find(facts, "name")?.Argument;

    /// <summary>The name in C# of a member, or the member's own.</summary>
    public static string NameOf(CMember member) => ManagedNameOf(member.Facts) ?? member.Name!;

    private static BoundaryFact? Find(ImmutableArray<BoundaryFact> facts, string name)
    {
        foreach (var fact in facts)
        {
            if (fact.Name == name)
            {
                return fact;
            }
        }

        return null;
    }
}
