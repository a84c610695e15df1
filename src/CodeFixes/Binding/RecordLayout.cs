using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>An integer field that holds bit-fields.</summary>
/// <param name="Offset">Where it lies, in bytes.</param>
/// <param name="Size">Its size in bytes: 1, 2, 4 or 8.</param>
internal readonly record struct BitUnit(long Offset, int Size)
{
    public long End => Offset + Size;

    /// <summary>The C# type of the field. Bits are moved as an unsigned number whatever the sign of the values in them.</summary>
    public string Type => Size switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };

    public bool Holds(CMember bitField) => bitField is { BitOffset: { } at, BitWidth: { } width } && Offset * 8 <= at && at + width <= End * 8;

    public bool Contains(BitUnit other) => Offset <= other.Offset && other.End <= End;

    public bool Overlaps(long start, long end) => Offset < end && start < End;
}

/// <summary>How C# lays a C record out: the same bytes on every platform that its views are of.</summary>
/// <param name="HasOffsets">Whether each field states its offset.</param>
/// <param name="Pack">The packing that has to be stated; 0 for none.</param>
/// <param name="Units">The fields that bit-fields lie in, in the order of their offsets.</param>
internal sealed record RecordLayout(bool HasOffsets, int Pack, ImmutableArray<BitUnit> Units)
{
    private static readonly int[] Packings = [0, 1, 2, 4, 8];

    /// <summary>The layout that C# has for a record, or null when there is none.</summary>
    /// <param name="views">The record on each platform.</param>
    /// <param name="allowsOffsets">Whether the members may state their offsets, which are then the same on every platform.</param>
    public static RecordLayout? Of(ImmutableArray<CRecord> views, bool allowsOffsets)
    {
        var hasBitFields = MembersOf(views[0]).Any(IsBitField);
        if (!IsOverlapping(views[0]) && (hasBitFields ? UnitsOf(views[0], mayOverlap: false) : ImmutableArray<BitUnit>.Empty) is { } apart
            && PackingOf(views, hasOffsets: false, apart) is { } packing)
        {
            return new RecordLayout(HasOffsets: false, packing, apart);
        }

        if (!allowsOffsets || !(hasBitFields || IsOverlapping(views[0])) || UnitsOf(views[0], mayOverlap: true) is not { } units)
        {
            return null;
        }

        return PackingOf(views, hasOffsets: true, units) is { } pack && (pack == 0 || hasBitFields) ? new RecordLayout(HasOffsets: true, pack, units) : null;
    }

    /// <summary>Whether members overlap, or belong to structs and unions without a name: C# then has to say where each lies.</summary>
    public static bool IsOverlapping(CRecord record) => record.IsUnion || record.Members.Any(member => member.Name is null && member.BitWidth is null);

    /// <summary>The members that become fields or properties: those of structs and unions without a name count as the record's own. Bit-fields without a name only pad.</summary>
    public static ImmutableArray<CMember> MembersOf(CRecord record) =>
        IsOverlapping(record) ? record.FlatMembers : record.Members.RemoveAll(member => member.Name is null && member.BitWidth is not null);

    /// <summary>Whether a member is the array of unknown length that a struct may end with: it takes no room.</summary>
    public static bool IsTail(CRecord record, CMember member) =>
        record.Members.Length > 1 && ReferenceEquals(record.Members[record.Members.Length - 1], member) && member.Type.Canonical is CArrayType { IsFlexible: true } or CArrayType { Length: 0 };

    public static bool IsBitField(CMember member) => member.BitWidth is not null;

    /// <summary>The field that a bit-field lies in: the smallest one, where several hold it.</summary>
    public BitUnit UnitOf(CMember bitField) => Units.Where(unit => unit.Holds(bitField)).OrderBy(unit => unit.Size).First();

    /// <summary>The fields for the bit-fields of a record; null when some of them lie in no field of 1, 2, 4 or 8 bytes.</summary>
    private static ImmutableArray<BitUnit>? UnitsOf(CRecord record, bool mayOverlap)
    {
        var members = MembersOf(record);
        var others = members.Where(member => !IsBitField(member)).Select(member => (Start: member.Offset ?? 0, End: (member.Offset ?? 0) + (member.Type.Size ?? 0))).ToList();
        var units = new List<BitUnit>();
        foreach (var member in members.Where(IsBitField))
        {
            if (Candidates(member, units).Where(unit => unit.Offset >= 0 && unit.End <= record.Size && unit.Holds(member)).ToList() is not { Count: > 0 } candidates)
            {
                return null;
            }

            var place = mayOverlap ? 0 : candidates.FindIndex(unit => !others.Any(other => unit.Overlaps(other.Start, other.End)));
            if (place < 0)
            {
                return null;
            }

            units.Add(candidates[place]);
        }

        // A small unit in a larger one is a part of it.
        var distinct = units.Distinct().ToList();
        distinct.RemoveAll(unit => distinct.Any(other => other != unit && other.Contains(unit)));
        distinct.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        return !mayOverlap && distinct.Zip(distinct.Skip(1), (left, right) => left.End > right.Offset).Any(overlap => overlap) ? null : distinct.ToImmutableArray();
    }

    /// <summary>Where the field for a bit-field can lie, the best place first: where a compiler has its unit, in the unit before it, or from its first byte on as packing has it.</summary>
    private static IEnumerable<BitUnit> Candidates(CMember bitField, List<BitUnit> units)
    {
        var size = (int)(bitField.Type.Size ?? 0);
        if (size is not (1 or 2 or 4 or 8) || bitField.Offset is not { } start)
        {
            yield break;
        }

        yield return new BitUnit(start / size * size, size);
        if (units.Count > 0)
        {
            yield return units[units.Count - 1];
        }

        yield return new BitUnit(start, size);
        for (var other = 1; other <= 8; other *= 2)
        {
            yield return new BitUnit(start, other);
        }
    }

    private static int? PackingOf(ImmutableArray<CRecord> views, bool hasOffsets, ImmutableArray<BitUnit> units)
    {
        foreach (var packing in Packings)
        {
            if (views.All(view => IsLaidOut(view, hasOffsets, packing, units)))
            {
                return packing;
            }
        }

        return null;
    }

    /// <summary>Whether the runtime gives a struct of these fields the offsets, the size and, where it follows from them alone, the alignment that C has.</summary>
    private static bool IsLaidOut(CRecord record, bool hasOffsets, int packing, ImmutableArray<BitUnit> units)
    {
        long end = 0;
        var alignment = 1;
        foreach (var (offset, size, natural) in FieldsOf(record, units))
        {
            var align = packing == 0 ? natural : Math.Min(natural, packing);
            if (align <= 0 || (hasOffsets ? offset % align != 0 : RoundUp(end, align) != offset))
            {
                return false;
            }

            alignment = Math.Max(alignment, align);
            end = Math.Max(end, offset + size);
        }

        return RoundUp(end, alignment) == record.Size && (alignment == record.Alignment || (!hasOffsets && units.IsEmpty));
    }

    /// <summary>Offset, size and alignment of each field of the C# struct, in the order in which they lie.</summary>
    private static IEnumerable<(long Offset, long Size, int Alignment)> FieldsOf(CRecord record, ImmutableArray<BitUnit> units)
    {
        var members = MembersOf(record);
        var alignments = members.Where(IsBitField).Where(member => member.Type.Alignment is not null).GroupBy(member => member.Type.Size).ToDictionary(same => same.Key ?? 0, same => same.First().Type.Canonical.Alignment ?? 0);
        return members.Where(member => !IsBitField(member) && !IsTail(record, member))
            .Select(member => (Offset: member.Offset ?? -1, Size: member.Type.Size ?? 0, Alignment: member.Type.Size is null ? 0 : member.Type.Canonical.Alignment ?? 0))
            .Concat(units.Select(unit => (unit.Offset, (long)unit.Size, alignments.TryGetValue(unit.Size, out var known) ? known : unit.Size)))
            .OrderBy(field => field.Offset);
    }

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
}
