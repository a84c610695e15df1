using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BoundaryLint.Headers;

namespace BoundaryLint.Headers.Tests;

/// <summary>
/// What a header declares, in words that do not depend on who read it: types without typedef names, struct members with their offsets.
/// Both the reader under test and the compiler that judges it are brought into this form.
/// </summary>
internal sealed class Declarations
{
    /// <summary>System types whose shape is the C library's own affair: they are compared by name.</summary>
    public static readonly HashSet<string> SystemTypes = new(StringComparer.Ordinal) { "va_list", "__gnuc_va_list", "__builtin_va_list", "FILE" };

    public SortedDictionary<string, string> Functions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Enumerators { get; } = new(StringComparer.Ordinal);

    /// <summary>Size, alignment and each named member's offset in bits.</summary>
    public SortedDictionary<string, string> Records { get; } = new(StringComparer.Ordinal);

    public static Declarations Of(CHeader header)
    {
        var result = new Declarations();
        foreach (var function in header.Functions)
        {
            // What an __asm__ label renames is compared under the name that the header uses.
            result.Functions[function.Name] = Spell(function.Type);
        }

        foreach (var enumerator in header.Enums.SelectMany(item => item.Enumerators))
        {
            result.Enumerators[enumerator.Name] = enumerator.Value?.Bits.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        }

        foreach (var record in header.Records.Where(record => record.IsComplete && (record.Tag ?? record.AliasName) is not null))
        {
            result.Records[record.DisplayName] = DescribeRecord(
                record.Size ?? -1, record.Alignment ?? -1, record.Members.Where(member => member.Name is not null).Select(member => (member.Name!, member.BitOffset ?? -1)));
        }

        return result;
    }

    public static string DescribeRecord(long size, int alignment, IEnumerable<(string Name, long BitOffset)> members) =>
        $"{size}/{alignment}" + string.Concat(members.Select(member => $" {member.Name}@{member.BitOffset}"));

    /// <summary>Every difference, one line each, beginning with the name of what differs.</summary>
    public static IEnumerable<string> Compare(Declarations ours, Declarations expected) =>
        Compare("function", ours.Functions, expected.Functions)
            .Concat(Compare("enumerator", ours.Enumerators, expected.Enumerators))
            .Concat(Compare("record", ours.Records, expected.Records));

    private static IEnumerable<string> Compare(string what, SortedDictionary<string, string> ours, SortedDictionary<string, string> expected)
    {
        foreach (var (name, value) in expected)
        {
            if (!ours.TryGetValue(name, out var own))
            {
                yield return $"{what} {name}: not read; the compiler has {value}";
            }
            else if (own != value)
            {
                yield return $"{what} {name}: read as {own}; the compiler has {value}";
            }
        }

        foreach (var (name, value) in ours)
        {
            if (!expected.ContainsKey(name))
            {
                yield return $"{what} {name}: read as {value}; the compiler does not have it";
            }
        }
    }

    private static string Spell(CType type)
    {
        var name = type;
        while (name is CQualifiedType or CTypedefType)
        {
            if (name is CTypedefType { Name: { } typedef } && SystemTypes.Contains(typedef))
            {
                return Qualify(type, typedef == "FILE" ? typedef : "va_list");
            }

            name = name is CQualifiedType qualified ? qualified.Unqualified : ((CTypedefType)name).Target;
        }

        return type.Canonical switch
        {
            CBasicType { Kind: CBasicKind.VariableArguments } => Qualify(type, "va_list"),
            CBasicType basic => Qualify(type, basic.ToString()),
            CPointerType pointer => Qualify(type, $"pointer to {Spell(pointer.Pointee)}"),
            CArrayType array => $"array {array.Length} of {Spell(array.Element)}",
            CFunctionType function => SpellFunction(
                Spell(function.ReturnType), function.Parameters.Select(parameter => WithoutConst(Spell(parameter.Type))), function.IsVariadic),
            CRecord record => Qualify(type, "record " + record.DisplayName),
            CEnum item => Qualify(type, "enum " + item.DisplayName),
            _ => "unknown",
        };
    }

    public static string SpellFunction(string result, IEnumerable<string> parameters, bool isVariadic) =>
        $"function({string.Join(", ", isVariadic ? parameters.Append("...") : parameters)}) -> {result}";

    public static string WithoutConst(string spelling) => spelling.StartsWith("const ", StringComparison.Ordinal) ? spelling[6..] : spelling;

    private static string Qualify(CType type, string spelling) => type.IsConst ? "const " + spelling : spelling;
}
