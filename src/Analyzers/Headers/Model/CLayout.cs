using System;
using System.Collections.Generic;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

/// <summary>Where a compiler puts the members of one record. What comes behind something unknown is unknown itself.</summary>
internal readonly struct CRecordLayout(long? size, int? alignment, int requiredAlignment, long?[] bitOffsets)
{
    public long? Size { get; } = size;

    public int? Alignment { get; } = alignment;

    /// <summary>The part of the alignment that attributes demand, which Microsoft's rules never lower.</summary>
    public int RequiredAlignment { get; } = requiredAlignment;

    public long?[] BitOffsets { get; } = bitOffsets;
}

/// <summary>What the layout of a record needs to know of a member.</summary>
internal readonly struct CMemberShape(CType type, int? bitWidth, bool isNamed, int requiredAlignment, bool isPacked)
{
    public CType Type { get; } = type;

    public int? BitWidth { get; } = bitWidth;

    public bool IsNamed { get; } = isNamed;

    /// <summary>From <c>_Alignas</c> or an attribute on the member; 0 for none.</summary>
    public int RequiredAlignment { get; } = requiredAlignment;

    public bool IsPacked { get; } = isPacked;
}

/// <summary>What the header says about a record as a whole.</summary>
internal readonly struct CRecordShape(bool isUnion, bool isPacked, int pragmaPack, int requiredAlignment)
{
    public bool IsUnion { get; } = isUnion;

    public bool IsPacked { get; } = isPacked;

    /// <summary>The value of <c>#pragma pack</c> in force; 0 for none.</summary>
    public int PragmaPack { get; } = pragmaPack;

    public int RequiredAlignment { get; } = requiredAlignment;
}

/// <summary>
/// Lays records out as the target's C compiler does. The two families of rules agree on plain members: natural alignment, capped by packing and raised by
/// attributes. They differ on bit-fields, on empty records, and on which of packing and alignment attributes wins.
/// </summary>
internal static class CLayout
{
    public static CRecordLayout Lay(CRecordShape record, IReadOnlyList<CMemberShape> members, TargetProfile target)
    {
        return target.Model.Rules == LayoutRules.Msvc ? new Microsoft(record, target).Lay(members) : new Itanium(record, target).Lay(members);
    }

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;

    /// <summary>The size of a member, 0 for a flexible array; false when the type is unknown or incomplete.</summary>
    private static bool TryMeasure(CType type, out long size, out int alignment)
    {
        alignment = type.Alignment ?? 0;
        size = type.Size ?? 0;
        return alignment != 0 && (type.Size is not null || type.Canonical is CArrayType { IsFlexible: true });
    }

    /// <summary>The rules of GCC and Clang for System V, AAPCS, Apple and WebAssembly targets.</summary>
    private sealed class Itanium(CRecordShape record, TargetProfile target)
    {
        private int alignment = Math.Max(1, record.RequiredAlignment);

        // In bits. Bit-fields continue in the last byte that one before them has begun.
        private long dataSize;
        private long unfilledBits;

        public CRecordLayout Lay(IReadOnlyList<CMemberShape> members)
        {
            var offsets = new long?[members.Count];
            for (var index = 0; index < members.Count; index++)
            {
                var member = members[index];
                if (!TryMeasure(member.Type, out var size, out var natural))
                {
                    return new CRecordLayout(null, null, record.RequiredAlignment, offsets);
                }

                offsets[index] = member.BitWidth is { } width ? PlaceBitField(member, width, size * 8, natural) : Place(member, size, natural);
            }

            var total = RoundUp(RoundUp(dataSize, 8) / 8, alignment);
            return new CRecordLayout(total, alignment, record.RequiredAlignment, offsets);
        }

        private long Place(CMemberShape member, long size, int natural)
        {
            unfilledBits = 0;
            var align = Math.Max(record.IsPacked || member.IsPacked ? 1 : natural, member.RequiredAlignment);
            if (record.PragmaPack != 0)
            {
                align = Math.Min(align, record.PragmaPack);
            }

            var offset = record.IsUnion ? 0 : RoundUp(dataSize, align * 8L);
            dataSize = Math.Max(dataSize, offset + (size * 8));
            alignment = Math.Max(alignment, align);
            return offset;
        }

        private long PlaceBitField(CMemberShape member, int width, long unitBits, int natural)
        {
            var isPacked = record.IsPacked || member.IsPacked;
            var isZero = width == 0;
            var align = isPacked && !isZero ? 1 : natural * 8L;
            var required = member.RequiredAlignment * 8L;
            align = Math.Max(align, required);
            var cap = record.PragmaPack * 8L;
            if (cap != 0 && !isZero)
            {
                align = isPacked ? Math.Min(Math.Max(natural * 8L, required), cap) : Math.Min(align, cap);
            }

            var offset = record.IsUnion ? 0 : dataSize - unfilledBits;
            if (isZero || (cap == 0 && (offset % align) + width > unitBits))
            {
                offset = RoundUp(offset, align);
            }
            else if (required != 0 && (cap == 0 || required <= cap))
            {
                offset = RoundUp(offset, required);
            }

            if (record.IsUnion)
            {
                dataSize = Math.Max(dataSize, RoundUp(width, 8));
            }
            else
            {
                dataSize = RoundUp(offset + width, 8);
                unfilledBits = dataSize - (offset + width);
            }

            if (member.IsNamed || target.UnnamedBitFieldsAlign)
            {
                alignment = Math.Max(alignment, (int)Math.Max(1, align / 8));
            }

            return offset;
        }
    }

    /// <summary>The rules of Microsoft's compiler.</summary>
    private sealed class Microsoft(CRecordShape record, TargetProfile target)
    {
        private readonly int cap = record.IsPacked ? 1 : record.PragmaPack <= target.Model.PointerSize ? record.PragmaPack : 0;
        private int alignment = 1;

        // Zero on x86: there a record without alignment attributes is not rounded up a second time.
        private int required = target.Model.PointerSize == 8 ? 1 : 0;
        private long size;
        private bool inBitField;
        private long unitSize;
        private long unitBitsLeft;

        public CRecordLayout Lay(IReadOnlyList<CMemberShape> members)
        {
            var offsets = new long?[members.Count];
            for (var index = 0; index < members.Count; index++)
            {
                var member = members[index];
                if (!TryMeasure(member.Type, out var memberSize, out _))
                {
                    return new CRecordLayout(null, null, record.RequiredAlignment, offsets);
                }

                offsets[index] = member.BitWidth switch
                {
                    null => Place(memberSize, AlignmentOf(member)),
                    0 => PlaceZeroWidth(memberSize, AlignmentOf(member)),
                    { } width => PlaceBitField(width, memberSize, AlignmentOf(member)),
                };
            }

            size = RoundUp(size, alignment);
            required = Math.Max(required, record.RequiredAlignment);
            if (required != 0)
            {
                alignment = Math.Max(alignment, required);
                var rounding = Math.Max(cap == 0 ? alignment : Math.Min(alignment, cap), required);
                size = RoundUp(size, rounding);
            }

            if (size == 0)
            {
                size = required >= target.Model.EmptyStructSize ? alignment : target.Model.EmptyStructSize;
            }

            // Where a record has an alignment attribute of its own, all of its alignment counts as demanded.
            return new CRecordLayout(size, alignment, record.RequiredAlignment != 0 ? alignment : required, offsets);
        }

        private int AlignmentOf(CMemberShape member)
        {
            // The alignment that a typedef's attribute adds counts as demanded, so that packing cannot take it away; the natural one is that of the type
            // behind it. Behind an array the element's typedef is not looked through.
            var natural = member.Type.Canonical.Alignment ?? 1;
            var demanded = Math.Max(member.RequiredAlignment, member.Type.RequiredAlignment);
            if (member.BitWidth is null)
            {
                // On a bit-field an attribute raises the alignment, yet does not count as demanded by the record.
                required = Math.Max(required, demanded);
            }

            natural = member.IsPacked ? 1 : cap == 0 ? natural : Math.Min(natural, cap);
            return Math.Max(natural, demanded);
        }

        private long Place(long memberSize, int align)
        {
            inBitField = false;
            alignment = Math.Max(alignment, align);
            var offset = record.IsUnion ? 0 : RoundUp(size, align);
            size = Math.Max(size, offset + memberSize);
            return offset * 8;
        }

        private long PlaceBitField(int width, long memberSize, int align)
        {
            if (!record.IsUnion && inBitField && unitSize == memberSize && width <= unitBitsLeft)
            {
                var place = (size * 8) - unitBitsLeft;
                unitBitsLeft -= width;
                return place;
            }

            inBitField = true;
            unitSize = memberSize;
            if (record.IsUnion)
            {
                // In a union the alignment of a bit-field is not heeded.
                size = Math.Max(size, memberSize);
                return 0;
            }

            var offset = RoundUp(size, align);
            size = offset + memberSize;
            alignment = Math.Max(alignment, align);
            unitBitsLeft = (memberSize * 8) - width;
            return offset * 8;
        }

        private long PlaceZeroWidth(long memberSize, int align)
        {
            if (!inBitField)
            {
                return record.IsUnion ? 0 : size * 8;
            }

            inBitField = false;
            if (record.IsUnion)
            {
                size = Math.Max(size, memberSize);
                return 0;
            }

            size = RoundUp(size, align);
            alignment = Math.Max(alignment, align);
            return size * 8;
        }
    }
}
