using System;
using BoundaryLint.Headers;

namespace BoundaryLint.Comparison;

/// <summary>Compares C# constants with C ones: as numbers, and as the bytes that cross where only the sign tells them apart.</summary>
internal static class Constants
{
    /// <summary>A C# integer, character or truth value as 64 bits; null for anything else.</summary>
    public static long? ToBits(object? value) => value switch
    {
        sbyte number => number,
        byte number => number,
        short number => number,
        ushort number => number,
        int number => number,
        uint number => number,
        long number => number,
        ulong number => unchecked((long)number),
        char character => character,
        bool truth => truth ? 1 : 0,
        _ => null,
    };

    /// <summary>Whether both are the same number, or the same bytes: <c>0xFFFFFFFF</c> as <c>uint</c> is C's <c>-1</c>. True where the C# value is no integer.</summary>
    public static bool Agree(object? managed, CInteger native)
    {
        if (ToBits(managed) is not { } bits)
        {
            return true;
        }

        if (managed is bool truth)
        {
            return truth == !native.IsZero;
        }

        var isHuge = managed is ulong large && large > long.MaxValue;
        if (bits == native.Bits && isHuge == native.IsHuge)
        {
            return true;
        }

        var size = managed switch
        {
            sbyte or byte => 1,
            short or ushort or char => 2,
            int or uint => 4,
            _ => 8,
        };
        // All bits set means "none" in the width of either side, which may follow the platform in C: `(size_t)-1`.
        if (IsAllOnes(bits, size) && IsAllOnes(native.Bits, native.Size))
        {
            return true;
        }

        if (size == 8)
        {
            return bits == native.Bits && native.Size == 8;
        }

        // The C value must fit the C# type, with or without a sign; what does not is another number.
        var range = 1L << (size * 8);
        return native.Bits >= -range / 2 && native.Bits < range && !native.IsHuge && unchecked((bits ^ native.Bits) & (range - 1)) == 0;
    }

    /// <summary>Whether a C# floating-point constant is the C one, in the less precise of the two widths: C's literals are often longer than their use.</summary>
    public static bool Agree(object managed, double native) => managed switch
    {
        float single => single == (float)native,
        double number => number == native || (float)number == (float)native,
        decimal exact => (double)exact == native,
        _ => true,
    };

    private static bool IsAllOnes(long bits, int size) => size >= 8 ? bits == -1 : bits == -1 || bits == (1L << (size * 8)) - 1;
}
