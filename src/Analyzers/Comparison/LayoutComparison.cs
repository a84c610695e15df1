using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>The first place at which a C# struct and a record differ on one platform.</summary>
/// <param name="Target">The platform.</param>
/// <param name="Place">The field, or the struct where it is too short.</param>
/// <param name="Text">What differs: both sides with offset and size.</param>
/// <param name="Layouts">Both layouts as a whole.</param>
/// <param name="Record">The record.</param>
/// <param name="Native">The member of the record that should be there; null where there is none.</param>
/// <param name="Header">The place in the header.</param>
internal sealed record LayoutDifference(string Target, ISymbol Place, string Text, string Layouts, CRecord Record, CMember? Native, HeaderLocation Header);

/// <summary>
/// Lays a C# struct over a record and finds the first field that does not lie on what it stands for. Names say what a field stands for where they agree; bytes decide the rest. What can be
/// meant so is no difference: a field over several members (bit-fields, a blob), several fields over one (the elements of an array), a prefix of a record that native code allocates.
/// </summary>
internal sealed class LayoutComparison
{
    private const int ShownFields = 12;

    private readonly StructLayout _layout;
    private readonly CRecord _record;
    private readonly string _place;
    private readonly Dictionary<string, CMember> _membersByName = new(StringComparer.Ordinal);
    private readonly List<(int Start, int End, CType? Type)> _regions = new();
    private readonly List<(int Start, int End)> _bitFields = new();

    private LayoutComparison(StructLayout layout, CRecord record)
    {
        _layout = layout;
        _record = record;
        _place = NativeHeader.NameOf(record.Location.Path);
        AddRegions(record, 0, depth: 0);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in record.FlatMembers)
        {
            var name = PairedNames.Plain(HeaderStatements.NameOf(member));
            if (!ambiguous.Add(name))
            {
                _membersByName.Remove(name);
            }
            else
            {
                _membersByName[name] = member;
            }
        }
    }

    /// <summary>Null where the two agree, or where something about either is not known.</summary>
    /// <param name="shape">The C# side, marshalled or raw.</param>
    /// <param name="declared">The record on one platform.</param>
    /// <param name="isAllocated">Whether managed code makes the memory, so that a struct that is too short is overwritten.</param>
    public static LayoutDifference? Find(StructShape shape, Declared<CRecord> declared, bool isAllocated)
    {
        var record = declared.Native;
        if (shape.Repeat != 1
            || shape.Fields.IsEmpty
            || shape.LayoutOn(declared.Platform.Model) is not { } layout
            || record.Size is not { } size
            || record.FlatMembers.IsEmpty
            || record.FlatMembers.Any(member => member.Offset is null || member.Type.IsUnknown))
        {
            return null;
        }

        var comparison = new LayoutComparison(layout, record);
        var difference = comparison.FirstField() ?? comparison.TooShort(shape, isAllocated, size) ?? comparison.InPadding(shape, isAllocated);
        return difference is var (place, text, member)
            ? new LayoutDifference(
                declared.Platform.RuntimeIdentifier, place, text, comparison.Show(shape), record, member, member?.Location ?? record.Location)
            : null;
    }

    private (ISymbol Place, string Text, CMember? Member)? FirstField()
    {
        foreach (var placed in _layout.Fields.OrderBy(field => field.Offset))
        {
            var field = placed.Field.Field;
            var symbol = field.AssociatedSymbol ?? field;
            if (AttributeContracts.DiffersOnPurpose(symbol.GetAttributes()))
            {
                continue;
            }

            var named = _membersByName.TryGetValue(PairedNames.Plain(PairedNames.NativeNameOf(symbol)), out var member) ? member : null;
            if (named is not null && HeaderStatements.DiffersOnPurpose(named.Facts))
            {
                continue;
            }

            // A field of its own for a bit-field that lies with others in one integer.
            if (named is { BitWidth: { } width, BitOffset: { } bit } && (bit < placed.Offset * 8L || bit + width > (placed.Offset + placed.Size) * 8L))
            {
                return (symbol, $"{Describe(symbol, placed)}; {DescribeBits(named, bit, width)}", named);
            }

            if (named is { BitWidth: not null } || Overlaps(_bitFields, placed))
            {
                continue;
            }

            if (named is not null && named.Type.Size is { } size && (named.Offset != placed.Offset || (size != placed.Size && !IsFlexible(named, placed))))
            {
                return (symbol, Difference(symbol, placed, named), named);
            }

            if (named is not null && ClassesDiffer(placed.Field.Marshalling.NativeType, named.Type))
            {
                return (symbol, $"{Describe(symbol, placed)} is {KindOf(placed.Field.Marshalling.NativeType)}; {Describe(named)} is `{named.Type.Spell("")}`", named);
            }

            if (TextDiffers(placed.Field.Marshalling, (named ?? MemberAt(placed.Offset))?.Type) is { } encoding)
            {
                var text = named ?? MemberAt(placed.Offset)!;
                return (symbol, $"{Describe(symbol, placed)} and points to {encoding}; {Describe(text)} is `{text.Type.Spell("")}`", text);
            }

            if (named is null && !Fits(placed))
            {
                var other = MemberAt(placed.Offset);
                return (symbol, other is null ? $"{Describe(symbol, placed)} lies behind the end of {Native()}, which has {_record.Size} bytes" : Difference(symbol, placed, other), other);
            }
        }

        return null;
    }

    /// <summary>A struct that ends before a member, although it is managed code that makes the memory.</summary>
    private (ISymbol Place, string Text, CMember? Member)? TooShort(StructShape shape, bool isAllocated, long size)
    {
        if (!isAllocated || _layout.Size >= size || StatesItsSize())
        {
            return null;
        }

        foreach (var member in _record.FlatMembers)
        {
            if (member.Offset >= _layout.Size && member.Type.Size is > 0)
            {
                return (shape.Type, $"`{shape.Type.Name}` ends after {Bytes(_layout.Size)}, before {Describe(member)}", member);
            }

            if (member.Offset + member.Type.Size > _layout.Size && member.BitWidth is null)
            {
                return (shape.Type, $"`{shape.Type.Name}` ends after {Bytes(_layout.Size)}, inside {Describe(member)}", member);
            }
        }

        return null;
    }

    /// <summary>A member that lies where the C# struct has padding only: native code reads what happens to lie there.</summary>
    private (ISymbol Place, string Text, CMember? Member)? InPadding(StructShape shape, bool isAllocated)
    {
        if (!isAllocated || shape.Placement != StructPlacement.Sequential || shape.StatedSize > 0)
        {
            return null;
        }

        foreach (var member in _record.FlatMembers)
        {
            if (member is { BitWidth: null, Offset: { } offset, Name: { Length: > 0 } name, Type.Size: > 0 and var size }
                && offset + size <= _layout.Size
                && !IsFiller(PairedNames.Plain(name))
                && !HeaderStatements.DiffersOnPurpose(member.Facts)
                && _layout.Fields.All(field => field.Offset + field.Size <= offset || offset + size <= field.Offset))
            {
                return (shape.Type, $"`{shape.Type.Name}` has padding and no field for {Describe(member)}", member);
            }
        }

        return null;
    }

    private static bool IsFiller(string name) =>
        name.StartsWith("reserved", StringComparison.Ordinal) || name.StartsWith("pad", StringComparison.Ordinal) || name.StartsWith("unused", StringComparison.Ordinal) || name.StartsWith("dummy", StringComparison.Ordinal);

    // Libraries that grow their structs have the caller state which one it knows: a shorter one is an older one.
    private bool StatesItsSize() =>
        _record.FlatMembers[0] is { Name: { } name, Type.Class: CTypeClass.Integer }
        && PairedNames.Plain(name) is var plain
        && (plain is "size" or "cb" or "cbsize" or "dwsize" or "structsize" or "version" or "structversion" || plain.EndsWith("structsize", StringComparison.Ordinal));

    /// <summary>Whether a field whose name says nothing lies on the record's members as a field may.</summary>
    private bool Fits(PlacedField placed)
    {
        var (start, end) = (placed.Offset, placed.Offset + placed.Size);
        var type = placed.Field.Marshalling.NativeType;
        var startsMember = false;
        var endsMember = end == _record.Size;
        var candidates = 0;
        foreach (var region in _regions)
        {
            if (region.Start == start && region.End == end && (region.Type is null || !ClassesDiffer(type, region.Type)))
            {
                return true;
            }

            candidates += region.Start == start && region.End == end ? 1 : 0;
            startsMember |= region.Start == start;
            endsMember |= region.End == end || region.Start == end;
            if (region.Start <= start && end <= region.End && (IsElementOf(region.Type, placed, region.Start) || IsTiled(region.Start, region.End)))
            {
                return true;
            }

            // The tail of a record, as a field of one element.
            if (region.Start == region.End && region.Start == start)
            {
                return true;
            }
        }

        if (candidates > 0)
        {
            return false;
        }

        // One field over several members, whole ones: a blob, or a struct of its own for them. Padding that C# fills with a field is harmless.
        return (startsMember && endsMember) || !_regions.Any(region => region.Start < end && start < region.End && region.Type is not CRecord) && end <= _record.Size;
    }

    private static bool IsElementOf(CType? type, PlacedField placed, int start) =>
        type?.Canonical is CArrayType { Element.Size: { } size } && size > 0 && (placed.Offset - start) % size == 0 && placed.Size % size == 0;

    /// <summary>Whether several C# fields cover a range exactly, as the halves of a number do.</summary>
    private bool IsTiled(int start, int end)
    {
        var at = start;
        foreach (var field in _layout.Fields.OrderBy(field => field.Offset))
        {
            if (field.Offset == at && at < end)
            {
                at += field.Size;
            }
        }

        return at == end && !_layout.Fields.Any(field => field.Offset == start && field.Offset + field.Size == end);
    }

    private void AddRegions(CRecord record, long offset, int depth)
    {
        foreach (var member in record.Members)
        {
            if (member.Offset is not { } at || depth > 8)
            {
                continue;
            }

            var start = (int)(offset + at);
            var size = (int)Math.Min(member.Type.Size ?? 0, int.MaxValue / 2);
            if (member.BitWidth is not null)
            {
                // The bits may lie anywhere in their unit, which may also hold what stands beside them.
                _bitFields.Add((start / Math.Max(size, 1) * Math.Max(size, 1), start + Math.Max(size, 1)));
                continue;
            }

            _regions.Add((start, start + size, member.Type.Canonical));
            if (member.Type.Canonical is CRecord inner)
            {
                AddRegions(inner, start, depth + 1);
            }
        }
    }

    private CMember? MemberAt(int offset)
    {
        foreach (var member in _record.FlatMembers)
        {
            if (member.Offset is { } start && member.Type.Size is { } size && offset >= start && offset < start + size)
            {
                return member;
            }
        }

        return _record.FlatMembers.FirstOrDefault(member => member.Offset >= offset);
    }

    private static bool Overlaps(List<(int Start, int End)> ranges, PlacedField placed) => ranges.Any(range => range.Start < placed.Offset + placed.Size && placed.Offset < range.End);

    // A flexible array, or one of a single element for it, has any length in C#.
    private static bool IsFlexible(CMember member, PlacedField placed) =>
        member.Type.Canonical is CArrayType { Length: null or 0 or 1, Element.Size: { } size } && size > 0 && placed.Size % size == 0;

    private static bool ClassesDiffer(NativeType managed, CType native)
    {
        var canonical = native.Canonical;
        var isFloating = canonical.Class == CTypeClass.Floating;
        var isWhole = canonical.Class is CTypeClass.Integer or CTypeClass.Enum or CTypeClass.Pointer;
        return (managed.Kind == NativeTypeKind.Floating && isWhole) || (managed.Kind is NativeTypeKind.Integer or NativeTypeKind.Pointer && isFloating);
    }

    /// <summary>What a text field points to, where the member's characters have another width.</summary>
    private static string? TextDiffers(EffectiveMarshalling marshalling, CType? native) => marshalling switch
    {
        { Shape: ManagedShape.String, NativeType.Kind: NativeTypeKind.Pointer } when native?.Canonical is CPointerType { Pointee.Canonical: { Class: CTypeClass.Integer, Size: { } size } } =>
            (marshalling.Encoding, size) switch
            {
                (TextEncoding.Utf16 or TextEncoding.Bstr, 1) => "2-byte characters",
                (TextEncoding.Utf8 or TextEncoding.Ansi, 2 or 4) => "1-byte characters",
                _ => null,
            },
        _ => null,
    };

    private static string KindOf(NativeType type) => type.Kind == NativeTypeKind.Floating ? "a floating-point number" : type.Kind == NativeTypeKind.Pointer ? "a pointer" : "an integer";

    private string Difference(ISymbol symbol, PlacedField placed, CMember member) => $"{Describe(symbol, placed)}; {Describe(member)}";

    private static string Describe(ISymbol symbol, PlacedField placed) => $"`{DisplayNames.OfMember(symbol)}` has offset {placed.Offset} and {Bytes(placed.Size)}";

    private string Describe(CMember member) =>
        $"`{_record.DisplayName}.{member.Name}` in {_place}:{member.Location.Line + 1} has offset {member.Offset} and {Bytes(member.Type.Size ?? 0)}";

    private string DescribeBits(CMember member, long bit, int width) =>
        $"`{_record.DisplayName}.{member.Name}` in {_place}:{member.Location.Line + 1} is a bit-field, {(width == 1 ? $"bit {bit % 8}" : $"{width} bits from bit {bit % 8} on")} of the byte at offset {bit / 8}";

    private string Native() => $"`{_record.DisplayName}` in {_place}:{_record.Location.Line + 1}";

    private string Show(StructShape shape)
    {
        var managed = _layout.Fields.OrderBy(field => field.Offset).Select(field => Show((field.Field.Field.AssociatedSymbol ?? field.Field.Field).Name, field.Offset, field.Size)).ToList();
        var native = _record.FlatMembers.Select(member => member.BitWidth is { } width
            ? Show(member.Name!, member.Offset ?? 0, 0) + "bits" + width.ToString(CultureInfo.InvariantCulture)
            : Show(member.Name!, member.Offset ?? 0, member.Type.Size ?? 0)).ToList();
        return $"`{shape.Type.Name}` {Sizes(_layout.Size, _layout.Alignment)} {{ {Join(managed)} }}, `{_record.DisplayName}` {Sizes(_record.Size ?? 0, _record.Alignment ?? 0)} {{ {Join(native)} }}";
    }

    private static string Show(string name, long offset, long size) => string.Format(CultureInfo.InvariantCulture, "{0}@{1}:{2}", name, offset, size);

    private static string Sizes(long size, long alignment) => string.Format(CultureInfo.InvariantCulture, "size {0}, alignment {1}", size, alignment);

    private static string Join(List<string> fields) => string.Join(", ", fields.Take(ShownFields)) + (fields.Count > ShownFields ? ", …" : "");

    private static string Bytes(long size) => size == 1 ? "1 byte" : size.ToString(CultureInfo.InvariantCulture) + " bytes";
}
