using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BoundaryLint.Headers.Tests;

/// <summary>Writes C structs and unions that no person would write: the same ones for the same seed.</summary>
internal sealed class RandomRecords
{
    private static readonly string[] Integers =
    [
        "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "long long", "unsigned long long", "_Bool", "enum small",
    ];

    private static readonly string[] Scalars =
    [
        .. Integers, "float", "double", "long double", "void *", "const char *", "enum with_negative", "enum wide", "enum huge", "function", "float _Complex", "double _Complex",
    ];

    private static readonly string[] RecordAlignments = ["aligned(2)", "aligned(4)", "aligned(8)", "aligned(16)", "aligned(32)", "aligned"];

    private static readonly string[] MemberAlignments = ["aligned(1)", "aligned(2)", "aligned(4)", "aligned(8)", "aligned(16)"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();

    // Records that later ones may contain; those with a flexible array may only end others.
    private readonly List<string> _earlier = [];

    public RandomRecords(int seed, int count)
    {
        _random = new Random(seed);
        _text.Append("""
            enum small { SMALL_A, SMALL_B, SMALL_C };
            enum with_negative { NEGATIVE = -1, POSITIVE = 5 };
            enum wide { WIDE = 0x80000000u };
            enum huge { HUGE_LEAST = -1, HUGE_MOST = 0x7FFFFFFF };
            enum __attribute__((packed)) tiny { TINY };
            typedef int raised_int __attribute__((aligned(8)));
            typedef char raised_char __attribute__((aligned(2)));
            typedef double lowered_double __attribute__((aligned(4)));
            typedef short matrix[2][3];
            typedef enum tiny tiny_alias;

            """);
        for (var index = 0; index < count; index++)
        {
            AddRecord("s" + index, allowsAttributes: index % 2 == 1);
        }
    }

    public string Text => _text.ToString();

    private void AddRecord(string name, bool allowsAttributes)
    {
        var kind = Chance(15) ? "union" : "struct";
        var pack = Chance(20) ? Pick(1, 2, 4, 8, 16) : 0;
        var attributes = allowsAttributes ? Attribute(15, ["packed"]) + Attribute(12, RecordAlignments) : string.Empty;
        var members = new List<string>();
        for (var index = _random.Next(9); index > 0; index--)
        {
            members.Add(Member("m" + index, allowsAttributes));
        }

        // A flexible array needs a named member before it.
        var isFlexible = kind == "struct" && members.Exists(member => member.Contains(" m", StringComparison.Ordinal) || member.Contains("*m", StringComparison.Ordinal)) && Chance(6);
        if (isFlexible)
        {
            members.Add(PlainScalar() + " tail[];");
        }

        if (pack != 0)
        {
            _text.Append("#pragma pack(push, ").Append(pack).Append(")\n");
        }

        _text.Append(kind).Append(attributes).Append(' ').Append(name).Append(" { ").AppendJoin(' ', members).Append(" };\n");
        if (pack != 0)
        {
            _text.Append("#pragma pack(pop)\n");
        }

        if (!isFlexible)
        {
            _earlier.Add(kind + " " + name);
        }
    }

    private string Member(string name, bool allowsAttributes)
    {
        var attributes = allowsAttributes ? Attribute(6, ["packed"]) + Attribute(8, MemberAlignments) : string.Empty;
        return _random.Next(100) switch
        {
            < 36 => BitField(name, attributes),
            < 66 => Scalar(name, attributes),
            < 76 => PlainScalar() + " " + name + Dimensions() + attributes + ";",
            < 80 when allowsAttributes => Pick("raised_int", "raised_char", "lowered_double") + " " + name + (Chance(20) ? Dimensions() : string.Empty) + attributes + ";",
            < 84 => Pick("matrix", "enum tiny", "tiny_alias") + " " + name + attributes + ";",
            < 87 when allowsAttributes => "_Alignas(" + Pick("16", "double", "8") + ") " + Pick("char", "double", "int") + " " + name + ";",
            < 93 when _earlier.Count > 0 => _earlier[_random.Next(_earlier.Count)] + " " + name + (Chance(25) ? Dimensions() : string.Empty) + attributes + ";",
            _ => Nested(name, depth: 0),
        };
    }

    private string BitField(string name, string attributes)
    {
        var type = Pick(Integers);
        var width = type switch
        {
            "char" or "signed char" or "unsigned char" => 8,
            "_Bool" => 1,
            "short" or "unsigned short" => 16,
            "long long" or "unsigned long long" => 64,
            "enum small" => 8,

            // long has 32 bits on some targets.
            _ => 32,
        };
        return _random.Next(100) switch
        {
            < 8 => type + " : 0;",
            < 16 => $"{type} : {_random.Next(1, width + 1)};",
            _ => $"{type} {name} : {_random.Next(1, width + 1)}{attributes};",
        };
    }

    private string Scalar(string name, string attributes)
    {
        var type = Pick(Scalars);
        return type == "function" ? $"int (*{name})(void){attributes};" : $"{type} {name}{attributes};";
    }

    private string Nested(string name, int depth)
    {
        var members = new StringBuilder();
        for (var index = _random.Next(1, 4); index > 0; index--)
        {
            var inner = $"{name}_{depth}{index}";
            members.Append(depth < 2 && Chance(25) ? Nested(inner, depth + 1) : Chance(25) ? BitField(inner, string.Empty) : PlainScalar() + " " + inner + ";").Append(' ');
        }

        return $"{(Chance(50) ? "struct" : "union")} {{ {members}}}{(Chance(50) ? " " + name : string.Empty)};";
    }

    private string PlainScalar() => Scalars[_random.Next(Scalars.Length)] is var type && type == "function" ? "void *" : type;

    private string Dimensions() => $"[{_random.Next(1, 6)}]" + (Chance(20) ? $"[{_random.Next(1, 4)}]" : string.Empty);

    private string Attribute(int percent, string[] names) => Chance(percent) ? $" __attribute__(({Pick(names)}))" : string.Empty;

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}
