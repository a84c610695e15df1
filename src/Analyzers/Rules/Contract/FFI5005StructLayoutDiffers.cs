using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5005 tells its fix.</summary>
internal static class FFI5005Properties
{
    /// <summary>The type that the field must have.</summary>
    public const string Type = nameof(Type);

    /// <summary>The fields to insert before the reported one, or at the struct's end: <c>type name</c>, separated by semicolons.</summary>
    public const string Insert = nameof(Insert);
}

/// <summary>A struct is an agreement about bytes. The first field that lies elsewhere than the header's makes every field behind it wrong as well.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5005StructLayoutDiffers : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5005",
        "Struct layout differs from the header",
        "{0}{1} ({2}{3})",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Both sides read and write the same memory by their own offsets: values appear in other fields, and where C# allocates too little, native code overwrites what lies behind.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (type.TypeKind is not (TypeKind.Struct or TypeKind.Class) || AttributeContracts.DiffersOnPurpose(type.GetAttributes()))
                {
                    return;
                }

                // A struct that stands for several records need not fit those that only part of it is for.
                var found = ImmutableArray<Found>.Empty;
                foreach (var pair in HeaderComparison.Of(interop).PairsOf(context.CancellationToken).Structs)
                {
                    if (!SymbolEqualityComparer.Default.Equals(pair.Type, type) || HeaderStatements.DiffersOnPurpose(pair.Records[0].Header, pair.Records[0].Native))
                    {
                        continue;
                    }

                    var differences = Compare(pair, interop, context.CancellationToken);
                    if (differences.IsEmpty)
                    {
                        return;
                    }

                    found = found.IsEmpty ? differences : found;
                }

                foreach (var difference in found)
                {
                    Report(difference, interop, context);
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>The first difference on each platform and of each form in which the struct crosses: once where platforms share it.</summary>
    private static ImmutableArray<Found> Compare(StructPair pair, InteropContext interop, CancellationToken cancellationToken)
    {
        var marshalling = MarshallingReader.Of(interop);

        // A member of a union may be shorter than its record: the union makes the memory.
        var isAllocated = pair.IsAllocatedByManagedCode
            && (pair.Use.Path.IsEmpty || marshalling.ShapeOf(pair.Use.Path[pair.Use.Path.Length - 1].ContainingType, MarshallingMode.Runtime).Placement != StructPlacement.Explicit);
        var found = ImmutableArray.CreateBuilder<Found>();
        foreach (var isRaw in new[] { false, true })
        {
            if (isRaw ? !pair.IsRaw : !pair.IsMarshalled)
            {
                continue;
            }

            var shape = marshalling.ShapeOf(pair.Type, isRaw ? MarshallingMode.Disabled : MarshallingMode.Runtime);
            var differences = pair.Records.Select(declared => LayoutComparison.Find(shape, declared, isAllocated)).Where(difference => difference is not null).ToList();
            foreach (var place in differences.GroupBy(difference => difference!.Place, SymbolEqualityComparer.Default))
            {
                var all = place.ToList();
                if (!IsOfInnerStruct(all[0]!, shape, pair, interop, cancellationToken) && !found.Any(other => SymbolEqualityComparer.Default.Equals(other.First.Place, all[0]!.Place)))
                {
                    found.Add(new Found(pair, shape, all[0]!, TargetNames.Of(all.Select(difference => difference!.Target), pair.Records.Length), all.Count == pair.Records.Length));
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether the field has another size only because the struct that it contains differs from its own record, which is reported there.</summary>
    private static bool IsOfInnerStruct(
        LayoutDifference difference, StructShape shape, StructPair pair, InteropContext interop, CancellationToken cancellationToken)
    {
        foreach (var field in shape.Fields)
        {
            if (SymbolEqualityComparer.Default.Equals(field.Field.AssociatedSymbol ?? field.Field, difference.Place)
                && field.Field.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct } inner
                && difference.Native?.Type.Canonical is CRecord record)
            {
                return HeaderComparison.Of(interop).PairsOf(cancellationToken).Structs.Any(other =>
                    SymbolEqualityComparer.Default.Equals(other.Type, inner) && ReferenceEquals(other.Source, pair.Source) && other.Records.Any(declared => ReferenceEquals(declared.Native, record)));
            }
        }

        return false;
    }

    private static void Report(Found found, InteropContext interop, SymbolAnalysisContext context)
    {
        var difference = found.First;
        if (!difference.Place.Locations.IsEmpty
            && Analysis.Report.Create(
                Rule,
                interop.Compilation,
                difference.Place.Locations[0],
                found.Pair.Origin == PairOrigin.Name && !PairedNames.AgreeMostly(found.Shape, difference.Record) ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null,
                found.IsEverywhere ? Remedy(found, difference) : null,
                ImmutableArray.Create(difference.Header.ToLocation()),
                difference.Text,
                found.Targets,
                difference.Layouts,
                found.Targets.Length > 0 ? " on " + difference.Target : "") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>
    /// What the fix writes: another type for a field at the right offset, or the members that C# lacks before it. Only where every C# field has the name of a member, so that it is plain what
    /// each stands for, and only types that are the same on every platform of the pair.
    /// </summary>
    private static ImmutableDictionary<string, string?>? Remedy(Found found, LayoutDifference difference)
    {
        if (difference.Native is not { } native || found.Shape.Placement == StructPlacement.Explicit)
        {
            return null;
        }

        var members = difference.Record.FlatMembers;
        var names = new HashSet<string>(found.Shape.Fields.Select(field => PairedNames.Plain(PairedNames.NativeNameOf(field.Field.AssociatedSymbol ?? field.Field))), StringComparer.Ordinal);
        if (names.Count != found.Shape.Fields.Length || !names.All(name => members.Any(member => PairedNames.Plain(HeaderStatements.NameOf(member)) == name)))
        {
            return null;
        }

        var index = members.IndexOf(native);
        if (index < 0)
        {
            return null;
        }

        // Before the field, those that stand directly before its member; at the end, all that follow.
        var missing = new List<CMember>();
        var isAtEnd = SymbolEqualityComparer.Default.Equals(difference.Place, found.Shape.Type);
        for (var at = isAtEnd ? index : index - 1; at >= 0 && at < members.Length && !names.Contains(PairedNames.Plain(members[at].Name!)); at += isAtEnd ? 1 : -1)
        {
            missing.Insert(isAtEnd ? missing.Count : 0, members[at]);
        }

        var empty = ImmutableDictionary<string, string?>.Empty;
        if (missing.Count > 0)
        {
            var isPublicStyle = found.Shape.Fields.All(field => char.IsUpper(field.Field.Name[0]));
            var fields = missing.Select(member => TypeOf(member, found.Pair) is { } type ? type + " " + NameOf(member.Name!, isPublicStyle) : null).ToList();
            return fields.All(field => field is not null) ? empty.Add(FFI5005Properties.Insert, string.Join(";", fields)) : null;
        }

        return !isAtEnd && IsNumber(difference.Place) && TypeOf(native, found.Pair) is { } other ? empty.Add(FFI5005Properties.Type, other) : null;
    }

    // A truth value, text or an enum is stated otherwise, by its marshalling or its base type.
    private static bool IsNumber(ISymbol place) =>
        place is IFieldSymbol { IsFixedSizeBuffer: false, Type.SpecialType: (>= SpecialType.System_SByte and <= SpecialType.System_Double and not SpecialType.System_Decimal) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr };

    private static string NameOf(string name, bool isPascal)
    {
        var styled = isPascal ? string.Concat(NativeNames.Words(name).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1))) : name;
        return styled.Length == 0 ? name : Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(styled) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? styled : "@" + styled;
    }

    /// <summary>The C# type of a member by its size and class, when one type is right on every platform; null for records, arrays and what has another size on each.</summary>
    private static string? TypeOf(CMember member, StructPair pair)
    {
        string? common = null;
        foreach (var declared in pair.Records)
        {
            var model = declared.Platform.Model;
            var type = declared.Native.FlatMembers.FirstOrDefault(other => other.Name == member.Name)?.Type;
            var keyword = member.BitWidth is null && type is not null ? KeywordOf(type, model) : null;
            if (keyword is null || (common is not null && common != keyword))
            {
                return null;
            }

            common = keyword;
        }

        return common;
    }

    private static string? KeywordOf(CType type, DataModel model)
    {
        var canonical = type.Canonical;
        switch (canonical.Class)
        {
            case CTypeClass.Pointer:
                return "nint";
            case CTypeClass.Floating:
                return canonical.Size == 4 ? "float" : canonical.Size == 8 && canonical is CBasicType { Kind: CBasicKind.Double } ? "double" : null;
            case CTypeClass.Integer or CTypeClass.Enum:
                var isSigned = canonical is CBasicType { IsSigned: true } || canonical is CEnum;
                for (var name = type; name is CTypedefType typedef; name = typedef.Target)
                {
                    switch (typedef.Name)
                    {
                        case "size_t" or "uintptr_t": return "nuint";
                        case "ssize_t" or "intptr_t" or "ptrdiff_t": return "nint";
                    }
                }

                return canonical.Size switch
                {
                    1 => isSigned ? "sbyte" : "byte",
                    2 => isSigned ? "short" : "ushort",
                    4 => isSigned ? "int" : "uint",
                    8 => isSigned ? "long" : "ulong",
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <param name="Pair">The struct and the record.</param>
    /// <param name="Shape">The struct in the form in which it differs.</param>
    /// <param name="First">The difference on the first platform that has it.</param>
    /// <param name="Targets">The platforms that have it, for the message.</param>
    /// <param name="IsEverywhere">Whether all have it.</param>
    private sealed record Found(StructPair Pair, StructShape Shape, LayoutDifference First, string Targets, bool IsEverywhere);
}
