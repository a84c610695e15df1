using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.LayoutTests;

/// <summary>A number that a header gives, on each platform.</summary>
/// <param name="Subject">What it is of, for messages.</param>
/// <param name="Expression">The expression that measures it in C#.</param>
/// <param name="Numbers">The number on each platform.</param>
internal sealed record MeasuredNumber(string Subject, string Expression, ImmutableArray<(TargetPlatform Platform, long Number)> Numbers);

/// <summary>What a header says about the bytes of one struct, and how C# measures them.</summary>
/// <param name="Name">The name for the test method.</param>
/// <param name="Type">The type as the test writes it.</param>
/// <param name="NativeName">The record's name.</param>
/// <param name="Numbers">Size, alignment and offsets.</param>
/// <param name="AlignmentHolder">The name of the struct by which the alignment is measured.</param>
internal sealed record StructLayoutFacts(string Name, string Type, string NativeName, ImmutableArray<MeasuredNumber> Numbers, string AlignmentHolder)
{
    // No type of C# can state more.
    private const int LargestAlignment = 8;

    private static readonly SymbolDisplayFormat Qualified = new(
        SymbolDisplayGlobalNamespaceStyle.Included, SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, SymbolDisplayGenericsOptions.None);

    // Every platform for which programs are made; a project that names its platforms has its own list.
    private static readonly ImmutableArray<TargetPlatform> Everywhere = new[] { "win-x64", "win-arm64", "win-x86", "linux-x64", "linux-arm64", "linux-arm", "osx-x64", "osx-arm64" }
        .Select(static identifier => ProjectTargets.Parse(identifier)!).ToImmutableArray();

    /// <summary>Whether the code of a compilation can name the type.</summary>
    public static bool IsSeenBy(Compilation compilation, INamedTypeSymbol type) =>
        compilation.GetTypeByMetadataName(MetadataNameOf(type)) is { } seen && compilation.IsSymbolAccessibleWithin(seen, compilation.Assembly);

    /// <summary>The facts of the structs that the test's compilation sees.</summary>
    public static ImmutableArray<StructLayoutFacts> Of(Compilation testCompilation, InteropContext interop, ImmutableArray<StructPair> pairs, CancellationToken cancellationToken)
    {
        var facts = ImmutableArray.CreateBuilder<StructLayoutFacts>();
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var names = new HashSet<string>();
        var targets = ProjectTargets.Of(interop);
        foreach (var pair in pairs)
        {
            if (!pair.Type.IsGenericType
                && pair.Type.TypeKind == TypeKind.Struct
                && !HeaderStatements.DiffersOnPurpose(pair.Records[0].Header, pair.Records[0].Native)
                && seen.Add(pair.Type)
                && IsSeenBy(testCompilation, pair.Type)
                && RecordsOf(pair, targets.ArePlatformsAssumed ? Everywhere : targets.Platforms, cancellationToken) is { Count: > 0 } records)
            {
                var name = pair.Type.Name;
                while (!names.Add(name))
                {
                    name += "Too";
                }

                facts.Add(Measure(name, pair, records, testCompilation, interop));
            }
        }

        return facts.ToImmutable();
    }

    private static List<(TargetPlatform Platform, CRecord Record)> RecordsOf(StructPair pair, ImmutableArray<TargetPlatform> platforms, CancellationToken cancellationToken)
    {
        var records = new List<(TargetPlatform, CRecord)>();
        var first = pair.Records[0].Native;
        foreach (var platform in platforms)
        {
            var known = pair.Records.FirstOrDefault(declared => declared.Platform.RuntimeIdentifier == platform.RuntimeIdentifier).Native
                ?? (pair.Source.On(platform.Model, cancellationToken) is { } header && (first.Tag ?? first.AliasName) is { } name ? header.FindRecord(name) : null);
            if (known is { IsComplete: true, Size: not null, Alignment: not null } && known.FlatMembers.All(static member => member.BitOffset is not null && !member.Type.IsUnknown))
            {
                records.Add((platform, known));
            }
        }

        return records;
    }

    private static StructLayoutFacts Measure(string name, StructPair pair, List<(TargetPlatform Platform, CRecord Record)> records, Compilation testCompilation, InteropContext interop)
    {
        var type = pair.Type.ToDisplayString(Qualified);
        var holder = name + "Aligned";
        var isCopy = pair.IsMarshalled || testCompilation.GetTypeByMetadataName("System.Runtime.CompilerServices.Unsafe") is null || !pair.Type.IsUnmanagedType;
        var shape = MarshallingReader.Of(interop).ShapeOf(pair.Type, isCopy ? MarshallingMode.Runtime : MarshallingMode.Disabled);
        var numbers = ImmutableArray.CreateBuilder<MeasuredNumber>();

        // Of memory that native code makes, C# may describe only the beginning.
        if (pair.IsAllocatedByManagedCode || records.All(record => shape.LayoutOn(record.Platform.Model)?.Size >= record.Record.Size))
        {
            numbers.Add(new MeasuredNumber($"the size of {name}", isCopy ? $"Marshal.SizeOf<{type}>()" : $"Unsafe.SizeOf<{type}>()", Each(static record => record.Size!.Value)));
        }

        if (records.All(static record => record.Record.Alignment <= LargestAlignment))
        {
            numbers.Add(new MeasuredNumber(
                $"the alignment of {name}",
                isCopy ? $"(int)Marshal.OffsetOf<{holder}>(nameof({holder}.Value))" : $"Unsafe.SizeOf<{holder}>() - Unsafe.SizeOf<{type}>()",
                Each(static record => record.Alignment!.Value)));
        }

        var seenType = testCompilation.GetTypeByMetadataName(MetadataNameOf(pair.Type))!;
        foreach (var (field, member) in PairedNames.FieldsOf(shape, records[0].Record))
        {
            var shown = (field.Field.AssociatedSymbol ?? field.Field).Name;
            var offsets = records.Select(record => (record.Platform, Offset: OffsetOf(record.Record, member))).ToList();
            if (offsets.Any(static offset => offset.Offset is null) || ExpressionOf(field, seenType, testCompilation, type, isCopy, interop) is not { } expression)
            {
                continue;
            }

            numbers.Add(new MeasuredNumber($"the offset of {name}.{shown}", expression, offsets.Select(static offset => (offset.Platform, offset.Offset!.Value)).ToImmutableArray()));
        }

        return new StructLayoutFacts(name, type, pair.NativeName, numbers.ToImmutable(), holder);

        ImmutableArray<(TargetPlatform Platform, long Number)> Each(System.Func<CRecord, long> number) =>
            records.Select(record => (record.Platform, number(record.Record))).ToImmutableArray();
    }

    private static long? OffsetOf(CRecord record, CMember member)
    {
        foreach (var candidate in record.FlatMembers)
        {
            if (candidate.Name is not null && candidate.Name == member.Name)
            {
                return candidate.BitWidth is null ? candidate.Offset : null;
            }
        }

        return null;
    }

    /// <summary>How the offset of a field is measured in the form that crosses; null for one that the test cannot reach.</summary>
    private static string? ExpressionOf(StructField field, INamedTypeSymbol seenType, Compilation testCompilation, string type, bool isCopy, InteropContext interop)
    {
        var bytesAgree = MarshallingReader.Of(interop).DifferenceOf(field.Field.ContainingType, DataModel.LinuxX64) is null;
        if (isCopy || bytesAgree)
        {
            // The name in metadata, which for a property is that of the field behind it.
            return $"(int)Marshal.OffsetOf<{type}>(\"{field.Field.MetadataName}\")";
        }

        return field.Field is { AssociatedSymbol: null, IsFixedSizeBuffer: false, IsReadOnly: false, Type: not (IPointerTypeSymbol or IFunctionPointerTypeSymbol) }
            && seenType.GetMembers(field.Field.Name).FirstOrDefault() is { } seen
            && testCompilation.IsSymbolAccessibleWithin(seen, testCompilation.Assembly)
            ? $"OffsetIn<{type}, {field.Field.Type.ToDisplayString(Qualified.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes))}>((ref {type} value) => ref value.{field.Field.Name})"
            : null;
    }

    private static string MetadataNameOf(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return MetadataNameOf(outer) + "+" + type.MetadataName;
        }

        return type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
    }
}
