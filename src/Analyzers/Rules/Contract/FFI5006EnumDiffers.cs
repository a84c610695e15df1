using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5006 tells its fix.</summary>
internal static class FFI5006Properties
{
    /// <summary>The value that the member must have.</summary>
    public const string Value = nameof(Value);

    /// <summary>The keyword of the integer type that the enum must be based on.</summary>
    public const string BaseType = nameof(BaseType);

    /// <summary>The members that are missing: <c>Name=value</c>, separated by semicolons.</summary>
    public const string Missing = nameof(Missing);
}

/// <summary>The names of an enum mean something only as long as both sides give them the same values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5006EnumDiffers : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5006",
        "Enum differs from the header",
        "`{0}` {1}; {2} in {3} {4}{5}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Native code takes the number for what its own header says: another state, another option, or a field of another size.");

    private static readonly string[] Bounds =
        ["max", "count", "last", "end", "num", "size", "sentinel", "forceint", "force32", "maxenum", "reserved", "dummy", "unused", "first", "begin", "min", "all", "none", "mask", "invalid", "unknown", "default"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (type.TypeKind != TypeKind.Enum || AttributeContracts.DiffersOnPurpose(type.GetAttributes()))
                {
                    return;
                }

                // The C enum that has most of the names: one C# enum may stand at the place of several.
                EnumNames? best = null;
                foreach (var pair in HeaderComparison.Of(interop).PairsOf(context.CancellationToken).Enums)
                {
                    if (SymbolEqualityComparer.Default.Equals(pair.Type, type) && EnumNames.Match(pair) is { } names && (best is null || names.Matched.Count > best.Matched.Count))
                    {
                        best = names;
                    }
                }

                if (best is not null && !HeaderStatements.DiffersOnPurpose(best.Pair.Enums[0].Header, best.Pair.Enums[0].Native))
                {
                    Compare(best, interop, context);
                }
            },
            SymbolKind.NamedType);
    }

    private static void Compare(EnumNames names, InteropContext interop, SymbolAnalysisContext context)
    {
        var pair = names.Pair;
        DiagnosticSeverity? severity = pair.Origin == PairOrigin.Name && !names.HaveWholeNames ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null;
        CompareSizes(pair, interop, context);
        if (names.Matched.Count * 2 < names.Members.Count)
        {
            return;
        }

        var wrong = new List<(IFieldSymbol Member, string Name, ImmutableArray<EnumValue> Values)>();
        foreach (var (member, name) in names.Matched)
        {
            if (AttributeContracts.DiffersOnPurpose(member.GetAttributes()))
            {
                continue;
            }

            var differing = names.ValuesOf(name).Where(value => !Agree(member, value.Integer)).ToImmutableArray();
            if (!differing.IsEmpty)
            {
                wrong.Add((member, name, differing));
            }
        }

        // Where only names brought the two together, values that disagree mostly show that they do not belong together.
        if (pair.Origin == PairOrigin.Name && wrong.Count * 2 > names.Matched.Count)
        {
            return;
        }

        foreach (var (member, name, values) in wrong)
        {
            var first = values[0];
            var isSame = values.Length == pair.Enums.Length && values.All(value => value.Integer.Equals(first.Integer));
            Report(
                interop,
                context,
                member,

                // What closes an enum in another version of the header has another value there, and nobody passes it.
                IsEnd(pair, first.Enumerator) ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : severity,
                isSame ? ImmutableDictionary<string, string?>.Empty.Add(FFI5006Properties.Value, first.Integer.ToString()) : null,
                first.Enumerator.Location,
                DisplayNames.OfMember(member),
                "is " + Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture),
                $"`{name}`",
                "is " + first.Integer,
                TargetNames.Of(values.Select(value => value.Target), pair.Enums.Length));
        }

        CompareMembers(names, interop, context);
    }

    private static void CompareSizes(EnumPair pair, InteropContext interop, SymbolAnalysisContext context)
    {
        if (pair.Origin == PairOrigin.Name || pair.Type.EnumUnderlyingType is not { } underlying || SizeOf(underlying) is not { } size)
        {
            return;
        }

        var differing = pair.Enums.Where(declared => (declared.Native.CarrierType ?? declared.Native.UnderlyingType)?.Size is { } native && native != size).ToImmutableArray();
        if (differing.IsEmpty)
        {
            return;
        }

        var type = (differing[0].Native.CarrierType ?? differing[0].Native.UnderlyingType)!;
        var isSame = differing.Length == pair.Enums.Length && differing.All(declared => (declared.Native.CarrierType ?? declared.Native.UnderlyingType)!.Size == type.Size);
        Report(
            interop,
            context,
            pair.Type,

            // An argument travels in a register that has room for both, and a callee that takes fewer bits reads the right ones.
            pair.Use is { Function.IsImport: true, Parameter: { IsReturn: false, RefKind: RefKind.None, Type.TypeKind: TypeKind.Enum }, Path.IsEmpty: true } && type.Size <= Math.Max(size, 4) ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null,
            isSame && KeywordOf(type) is { } keyword ? ImmutableDictionary<string, string?>.Empty.Add(FFI5006Properties.BaseType, keyword) : null,
            differing[0].Native.Location,
            pair.Type.Name,
            $"is based on `{DisplayNames.OfType(underlying)}` and has {Bytes(size)}",
            $"`{pair.NativeName}`",
            $"has {Bytes(type.Size!.Value)}",
            TargetNames.Of(differing.Select(declared => declared.Platform.RuntimeIdentifier), pair.Enums.Length));
    }

    /// <summary>Members that only one side has. The header's new ones are a suggestion; a C# one that native code has not is passed in vain.</summary>
    private static void CompareMembers(EnumNames names, InteropContext interop, SymbolAnalysisContext context)
    {
        var pair = names.Pair;
        if (names.Matched.Count * 3 < names.Members.Count * 2 || names.Matched.Count < 2)
        {
            return;
        }

        var values = names.AllValues();
        foreach (var member in names.Members)
        {
            if (!names.Matched.Any(match => SymbolEqualityComparer.Default.Equals(match.Member, member))
                && !AttributeContracts.DiffersOnPurpose(member.GetAttributes())
                && !IsBound(member.Name)
                && Constants.ToBits(member.ConstantValue) is { } bits
                && bits != 0
                && !values.Contains(bits)
                && !IsCombination(bits, values))
            {
                Report(
                    interop,
                    context,
                    member,
                    pair.Origin == PairOrigin.Name && !names.HaveWholeNames ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null,
                    null,
                    pair.Enums[0].Native.Location,
                    DisplayNames.OfMember(member),
                    "is " + Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture),
                    $"`{pair.NativeName}`",
                    "has neither such a member nor the value",
                    "");
            }
        }

        var own = new HashSet<long>(names.Members.Select(member => Constants.ToBits(member.ConstantValue) ?? 0));
        var missing = names.Missing().Where(item => !IsBound(item.Name) && !own.Contains(item.Value.Bits)).ToList();
        if (missing.Count > 0)
        {
            var shown = string.Join(", ", missing.Take(3).Select(item => $"`{item.Name}`")) + (missing.Count > 3 ? $" and {missing.Count - 3} more" : "");
            var inserted = string.Join(";", missing.Select(item => names.ManagedNameOf(item.Name) + "=" + item.Value));
            Report(
                interop,
                context,
                pair.Type,
                Analysis.Report.OneStepLower(Rule.DefaultSeverity),
                ImmutableDictionary<string, string?>.Empty.Add(FFI5006Properties.Missing, inserted),
                pair.Enums[0].Native.Location,
                pair.Type.Name,
                "lacks members",
                $"`{pair.NativeName}`",
                "also has " + shown,
                "");
        }
    }

    private static bool IsBound(string name)
    {
        var words = NativeNames.Words(name);
        var plain = PairedNames.Plain(name);
        return words.IsEmpty || name[0] == '_' || Array.IndexOf(Bounds, words[words.Length - 1]) >= 0 || words.Any(word => word is "max" or "count" or "num" or "reserved" or "force" or "sentinel")
            || plain.EndsWith("max", StringComparison.Ordinal);
    }

    /// <summary>Whether an enumerator closes its enum: it says so by its name, and only others that do stand behind it.</summary>
    private static bool IsEnd(EnumPair pair, CEnumerator enumerator)
    {
        if (!IsNamedLikeEnd(enumerator.Name))
        {
            return false;
        }

        foreach (var declared in pair.Enums)
        {
            var all = declared.Native.Enumerators;
            for (var index = all.IndexOf(enumerator); index >= 0 && index < all.Length; index++)
            {
                if (!IsNamedLikeEnd(all[index].Name))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsNamedLikeEnd(string name) =>
        NativeNames.Words(name) is { IsEmpty: false } words
        && (words[words.Length - 1] is "max" or "last" or "lastone" or "lastentry" or "end" or "count" or "num" or "sentinel" or "ntypes" or "int" or "enum"
            || words.Any(static word => word is "max" or "num" or "force" or "reserved"));

    private static bool IsCombination(long bits, HashSet<long> values)
    {
        long covered = 0;
        foreach (var value in values)
        {
            if (value != 0 && (value & bits) == value)
            {
                covered |= value;
            }
        }

        return covered == bits;
    }

    private static bool Agree(IFieldSymbol member, CInteger integer) => Constants.Agree(member.ConstantValue, integer);

    private static int? SizeOf(INamedTypeSymbol underlying) => underlying.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => 1,
        SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 => 8,
        _ => null,
    };

    private static string? KeywordOf(CType type)
    {
        var isSigned = type.Canonical is CBasicType { IsSigned: true };
        return type.Size switch
        {
            1 => isSigned ? "sbyte" : "byte",
            2 => isSigned ? "short" : "ushort",
            4 => isSigned ? "int" : "uint",
            8 => isSigned ? "long" : "ulong",
            _ => null,
        };
    }

    private static string Bytes(long size) => size == 1 ? "1 byte" : size.ToString(CultureInfo.InvariantCulture) + " bytes";

    private static void Report(
        InteropContext interop,
        SymbolAnalysisContext context,
        ISymbol place,
        DiagnosticSeverity? severity,
        ImmutableDictionary<string, string?>? properties,
        HeaderLocation header,
        string subject,
        string managed,
        string nativeName,
        string native,
        string targets)
    {
        var where = NativeHeader.NameOf(header.Path) + ":" + (header.Line + 1).ToString(CultureInfo.InvariantCulture);
        if (!place.Locations.IsEmpty
            && Analysis.Report.Create(
                Rule, interop.Compilation, place.Locations[0], severity, properties, ImmutableArray.Create(header.ToLocation()), subject, managed, nativeName, where, native, targets) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
