using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>Writes the enums, structs and delegates that declarations mention. Lines end in a line feed; nothing is indented.</summary>
internal sealed class TypeWriter(TypeBinder types, BindingStyle style)
{
    /// <param name="item">The enum.</param>
    /// <param name="name">Its C# name.</param>
    /// <param name="statusAttribute">The attribute that says that its values are statuses, or null.</param>
    public static string Enum(CEnum item, string name, string? statusAttribute)
    {
        var text = new StringBuilder(HeaderComment.Of(item.Location, item.Comment));
        if (statusAttribute is not null)
        {
            text.Append('[').Append(statusAttribute).Append("]\n");
        }

        var underlying = UnderlyingType(item);
        text.Append("internal enum ").Append(name).Append(underlying == "int" ? "" : " : " + underlying).Append("\n{\n");
        var names = BindingNames.Enumerators(item);
        var hasComments = item.Enumerators.Any(enumerator => enumerator.Comment is not null);
        for (var index = 0; index < names.Length; index++)
        {
            text.Append(hasComments && index > 0 ? "\n" : "").Append(Indent(HeaderComment.Of(item.Enumerators[index].Location, item.Enumerators[index].Comment)));
            var value = item.Enumerators[index].Value!.Value;
            text.Append("    ").Append(BindingNames.Escape(names[index])).Append(" = ").Append(Number(value, underlying)).Append(",\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The member of an enum that has a value, or null.</summary>
    public static string? MemberWith(CEnum item, long value)
    {
        for (var index = 0; index < item.Enumerators.Length; index++)
        {
            if (item.Enumerators[index].Value is { IsHuge: false } found && found.Bits == value)
            {
                return BindingNames.Escape(BindingNames.Enumerators(item)[index]);
            }
        }

        return null;
    }

    public string Struct(NeededStruct needed)
    {
        var (record, layout) = (needed.Views[0], needed.Layout);
        var names = new HashSet<string>(StringComparer.Ordinal) { needed.Name };
        var fields = new StringBuilder();
        var isUnsafe = false;
        var members = RecordLayout.MembersOf(record);
        var hasComments = members.Any(member => member.Comment is not null || RecordLayout.IsBitField(member) || member.Type.Canonical is CBasicType { Kind: CBasicKind.Bool });
        var units = new Dictionary<BitUnit, string>();
        for (var index = 0; index < members.Length; index++)
        {
            var member = members[index];
            if (RecordLayout.IsTail(record, member))
            {
                fields.Append("\n    // ").Append(member).Append(" follows: as many elements as the struct's owner has made room for.\n");
                continue;
            }

            var at = index;
            var type = PlatformType.Of(needed.Views, view => RecordLayout.MembersOf(view)[at].Type);
            var name = HeaderStatements.ManagedNameOf(member.Facts) ?? BindingNames.Member(member.Name!);
            while (!names.Add(name))
            {
                name += "_";
            }

            var comment = HeaderComment.Of(member.Location, member.Comment);
            if (RecordLayout.IsBitField(member))
            {
                var unit = layout.UnitOf(member);
                if (!units.TryGetValue(unit, out var unitName))
                {
                    unitName = layout.Units.Length == 1 ? "_bits" : "_bits" + (units.Count + 1).ToString(CultureInfo.InvariantCulture);
                    units.Add(unit, unitName);
                    fields.Append(fields.Length == 0 ? "    " : "\n    ").Append(Offset(layout, unit.Offset)).Append("private ").Append(unit.Type).Append(' ').Append(unitName).Append(";\n");
                }

                var (valueType, isSigned) = types.BitField(type)!.Value;
                fields.Append('\n').Append(Indent(comment)).Append(Indent(BitFieldProperty.Write(valueType, isSigned, name, unitName, unit, member)));
                continue;
            }

            var (text, length) = types.Field(type)!.Value;
            var count = length?.ToString(CultureInfo.InvariantCulture);
            if (comment.Length == 0 && type.First.Canonical is CBasicType { Kind: CBasicKind.Bool })
            {
                comment = "/// <summary>A C <c>bool</c>: zero is false.</summary>\n";
            }

            fields.Append(fields.Length == 0 || !hasComments ? "" : "\n").Append(Indent(comment)).Append("    ").Append(Offset(layout, member.Offset!.Value));
            if (count is null)
            {
                fields.Append("public ").Append(text).Append(' ').Append(name).Append(";\n");
            }
            else if (style.UsesLibraryImport)
            {
                fields.Append("public fixed ").Append(text).Append(' ').Append(name).Append('[').Append(count).Append("];\n");
            }
            else
            {
                fields.Append("[MarshalAs(UnmanagedType.ByValArray, SizeConst = ").Append(count).Append(")]\n    public ").Append(text).Append("[] ").Append(name).Append(";\n");
            }

            isUnsafe |= text.Contains("*") || (count is not null && style.UsesLibraryImport);
        }

        return HeaderComment.Of(record.Location, record.Comment)
            + (layout.HasOffsets ? "[StructLayout(LayoutKind.Explicit" : "[StructLayout(LayoutKind.Sequential") + (layout.Pack == 0 ? "" : $", Pack = {layout.Pack.ToString(CultureInfo.InvariantCulture)}") + ")]\n"
            + (isUnsafe ? "internal unsafe struct " : "internal struct ") + needed.Name + "\n{\n" + fields + "}\n";
    }

    private static string Offset(RecordLayout layout, long offset) => layout.HasOffsets ? $"[FieldOffset({offset.ToString(CultureInfo.InvariantCulture)})] " : "";

    public string Delegate(NeededDelegate needed)
    {
        var values = types.Signature(needed.Views)!;
        var names = BindingNames.Parameters(needed.Views[0].Parameters);
        var convention = Conventions.Of(needed.Views.Select(view => view.Convention)) switch
        {
            CCallingConvention.StdCall => "StdCall",
            CCallingConvention.Default => "Winapi",
            _ => "Cdecl",
        };
        var comment = needed.Typedef is { } typedef ? HeaderComment.Of(typedef.Location, typedef.Comment) : "";
        return $"{comment}[UnmanagedFunctionPointer(CallingConvention.{convention})]\ninternal delegate {values[values.Count - 1]} {needed.Name}("
            + string.Join(", ", names.Select((name, index) => values[index] + " " + name)) + ");\n";
    }

    /// <summary>
    /// The exception of a status, with the method that throws it. The checking method is the one that fixes of ignored statuses call.
    /// </summary>
    /// <param name="name">The exception's name.</param>
    /// <param name="status">The C# type of the status.</param>
    /// <param name="failed">The condition for failure on <c>status</c>.</param>
    /// <param name="errorText">An expression for the text of the error, which may be null; or null.</param>
    /// <param name="isUnsafe">Whether that expression converts a pointer.</param>
    /// <param name="mapsEnum">Whether the status is an enumeration.</param>
    /// <param name="isNullable">Whether nullability is written.</param>
    public static string StatusException(string name, string status, string failed, string? errorText, bool isUnsafe, bool mapsEnum, bool isNullable)
    {
        var text = new StringBuilder();
        text.Append("/// <summary>A native function reported failure.</summary>\n");
        text.Append("internal sealed class ").Append(name).Append(" : Exception\n{\n");
        text.Append("    public ").Append(name).Append('(').Append(status).Append(" status, string message)\n        : base(message)\n    {\n        Status = status;\n    }\n\n");
        text.Append("    public ").Append(status).Append(" Status { get; }\n\n");
        text.Append("    /// <summary>Throws when a native function reports failure.</summary>\n");
        text.Append("    /// <exception cref=\"").Append(name).Append("\"><paramref name=\"status\"/> is a failure.</exception>\n");
        text.Append(mapsEnum ? $"    [MapsNativeStatus(typeof({status}))]\n" : "");
        text.Append("    public static ").Append(isUnsafe ? "unsafe " : "").Append("void ").Append(Editing.StatusCheckBuilder.MethodName).Append('(').Append(status).Append(" status)\n    {\n");
        text.Append("        if (").Append(failed).Append(")\n        {\n");
        if (errorText is null)
        {
            text.Append("            throw new ").Append(name).Append("(status, \"The native call failed with status \" + status + \".\");\n");
        }
        else
        {
            text.Append("            string").Append(isNullable ? "?" : "").Append(" text = ").Append(errorText).Append(";\n");
            text.Append("            throw new ").Append(name).Append("(status, string.IsNullOrEmpty(text) ? \"The native call failed with status \" + status + \".\" : text);\n");
        }

        return text.Append("        }\n    }\n}\n").ToString();
    }

    /// <summary>The condition for failure on <c>status</c>, or null when a value of that type cannot tell.</summary>
    public static string? Failed(StatusConvention convention, string type, CEnum? item) => convention.Kind switch
    {
        StatusKind.Equal when item is not null => MemberWith(item, convention.Success) is { } member ? $"status != {type}.{member}" : null,
        StatusKind.Equal when type is "int" or "long" or "uint" => "status != " + convention.Success.ToString(CultureInfo.InvariantCulture),
        StatusKind.NotNegative or StatusKind.HResult when item is not null => UnderlyingType(item) == "int" ? "(int)status < 0" : null,
        StatusKind.NotNegative or StatusKind.HResult when type is "int" or "long" => "status < 0",
        StatusKind.NotZero when type is "int" or "long" or "uint" => "status == 0",
        _ => null,
    };

    /// <summary>A value as a constant of a type.</summary>
    public static string Number(CInteger value, string type) => type switch
    {
        "sbyte" or "short" or "int" or "long" => value.Bits == long.MinValue ? "long.MinValue" : value.Bits.ToString(CultureInfo.InvariantCulture),
        "byte" => ((byte)value.Bits).ToString(CultureInfo.InvariantCulture),
        "ushort" => ((ushort)value.Bits).ToString(CultureInfo.InvariantCulture),
        "uint" => ((uint)value.Bits).ToString(CultureInfo.InvariantCulture),
        _ => ((ulong)value.Bits).ToString(CultureInfo.InvariantCulture),
    };

    public static string Indent(string text)
    {
        var indented = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            indented.Append(line.Length == 0 ? "" : "    ").Append(line).Append('\n');
        }

        indented.Length--;
        return indented.ToString();
    }

    /// <summary>The C# type under an enum: of the size that the header gives it, and able to hold every value.</summary>
    private static string UnderlyingType(CEnum item)
    {
        var basic = (item.CarrierType ?? item.UnderlyingType)?.Canonical as CBasicType;
        var size = basic?.Size ?? 4;
        var hasNegative = item.Enumerators.Any(enumerator => enumerator.Value is { IsNegative: true });
        var isFixed = item.HasFixedType || item.CarrierType is not null;
        var exceedsInt = item.Enumerators.Any(enumerator => enumerator.Value is { IsHuge: true } or { Bits: > int.MaxValue });
        var isSigned = hasNegative || (isFixed ? basic is { IsSigned: true } : size == 8 ? !item.Enumerators.Any(enumerator => enumerator.Value is { IsHuge: true }) : !exceedsInt);
        return (size, isSigned) switch
        {
            (1, true) => "sbyte",
            (1, false) => "byte",
            (2, true) => "short",
            (2, false) => "ushort",
            (8, true) => "long",
            (8, false) => "ulong",
            (_, true) => "int",
            (_, false) => "uint",
        };
    }
}
