using System.Globalization;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>
/// Writes the property that reads and writes a bit-field in the integer field that holds it. A value that is too large is cut, as in C. No project option makes a conversion throw.
/// </summary>
internal static class BitFieldProperty
{
    /// <param name="type">The property's type: a number, <c>bool</c>, or an enumeration.</param>
    /// <param name="isSigned">Whether the highest bit is a sign.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="field">The name of the integer field.</param>
    /// <param name="unit">The integer field.</param>
    /// <param name="bitField">The bit-field.</param>
    public static string Write(string type, bool isSigned, string name, string field, BitUnit unit, CMember bitField)
    {
        var width = bitField.BitWidth!.Value;
        var shift = (int)(bitField.BitOffset!.Value - (unit.Offset * 8));
        return $"public {type} {name}\n{{\n    get => {Get(type, isSigned, field, unit, shift, width)};\n    set => {field} = {Set(type, field, unit, shift, width)};\n}}\n";
    }

    private static string Get(string type, bool isSigned, string field, BitUnit unit, int shift, int width)
    {
        if (type == "bool")
        {
            return $"({field} & {Mask(width, shift, "")}) != 0";
        }

        // C# moves bits in 32 or 64 bits whatever the size of the field.
        var bits = unit.Size == 8 ? 64 : 32;
        if (isSigned)
        {
            var number = bits == 64 ? "long" : "int";
            var moved = bits - shift - width;
            var unsigned = unit.Size < 4 ? $"(uint){field}" : field;
            var top = moved == 0 ? unsigned : $"({unsigned} << {Text(moved)})";
            var value = $"unchecked(({number}){top})" + (width == bits ? "" : $" >> {Text(bits - width)}");
            return type == number ? value : width == bits ? $"({type}){value}" : $"({type})({value})";
        }

        var isTop = shift + width == unit.Size * 8;
        var shifted = shift == 0 ? field : isTop ? $"{field} >> {Text(shift)}" : $"({field} >> {Text(shift)})";
        var masked = isTop ? shifted : $"{shifted} & {Mask(width, 0, "")}";
        var found = unit.Size < 4 ? (masked == field ? unit.Type : "int") : unit.Type;
        return type == found ? masked : masked == field ? $"({type}){masked}" : $"({type})({masked})";
    }

    private static string Set(string type, string field, BitUnit unit, int shift, int width)
    {
        var suffix = unit.Size == 8 ? "UL" : "U";
        var keep = Hexadecimal(~(Ones(width) << shift) & Ones(unit.Size * 8), suffix);
        if (type == "bool")
        {
            var set = $"value ? {field} | {Mask(width, shift, suffix)} : {field} & {keep}";
            return unit.Size < 4 ? $"({unit.Type})({set})" : set;
        }

        var number = unit.Size == 8 ? "ulong" : "uint";
        var value = type == number || type is "byte" or "ushort" || (number == "ulong" && type == "uint") ? "value" : $"unchecked(({number})value)";
        if (width == unit.Size * 8)
        {
            return unit.Size >= 4 || type == unit.Type ? value : $"unchecked(({unit.Type})value)";
        }

        var placed = shift == 0 ? $"({value} & {Mask(width, 0, suffix)})" : $"(({value} & {Mask(width, 0, suffix)}) << {Text(shift)})";
        var all = $"({field} & {keep}) | {placed}";
        return unit.Size < 4 ? $"({unit.Type})({all})" : all;
    }

    private static ulong Ones(int width) => width >= 64 ? ulong.MaxValue : (1UL << width) - 1;

    private static string Mask(int width, int shift, string suffix) => Hexadecimal(Ones(width) << shift, suffix);

    private static string Hexadecimal(ulong value, string suffix) => "0x" + value.ToString("X", CultureInfo.InvariantCulture) + suffix;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
