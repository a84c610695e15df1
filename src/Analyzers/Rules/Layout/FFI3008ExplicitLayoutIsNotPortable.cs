using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3008 tells its fix.</summary>
internal static class FFI3008Properties
{
    /// <summary>Present where sequential layout gives the same offsets on the platforms for which they were written.</summary>
    public const string IsSequential = nameof(IsSequential);
}

/// <summary>FFI3008: offsets, sizes or packing written by hand are right for one size of pointers only, or the runtime cannot load them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3008ExplicitLayoutIsNotPortable : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3008",
        "Explicit layout is not portable",
        "{0}, {1}, {2}; {3}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "The C compiler moves the fields behind a pointer when pointers change their size; offsets in attributes stay. Fields then overlap or are read from the wrong place, and a managed reference that overlaps "
            + "other data or is not aligned makes the runtime refuse the type.");

    /// <summary>One platform of each kind on which offsets may have been counted.</summary>
    // How names of types say for which size of pointers they are.
    private static readonly ImmutableArray<(string Mark, string Other)> PointerSizes = ImmutableArray.Create(("x86", "x64"), ("x64", "x86"), ("32", "64"), ("64", "32"));

    private static readonly ImmutableArray<DataModel> Origins = ImmutableArray.Create(DataModel.LinuxX64, DataModel.WinX64, DataModel.WinX86);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnBoundaryStruct(static context =>
    {
        // Seen both as a copy and through pointers, the copy is reported.
        if ((context.IsRaw && BoundaryTypes.Of(context.Interop).MarshalledStructs.ContainsKey(context.Type)) || !context.Shape.IsKnown)
        {
            return;
        }

        if (context.Shape.Placement == StructPlacement.Explicit)
        {
            if (!InspectReferences(context) && !HasSiblingForOtherPointers(context.Type) && !HeaderComparison.Of(context.Interop).IsCompared(context.Type, context.CancellationToken))
            {
                InspectOffsets(context);
            }
        }
        else if (context.Shape.Placement == StructPlacement.Sequential && !HeaderComparison.Of(context.Interop).IsCompared(context.Type, context.CancellationToken))
        {
            InspectSize(context);
            InspectPacking(context);
        }
    });

    /// <summary>The runtime loads no type in which a reference shares its place with something else, or stands where references cannot stand.</summary>
    private static bool InspectReferences(BoundaryStructContext context)
    {
        foreach (var reference in context.Shape.Fields)
        {
            if (!reference.Field.Type.IsReferenceType || reference.StatedOffset < 0)
            {
                continue;
            }

            var pointer = ProjectTargets.Of(context.Interop).Models.FirstOrDefault(model => reference.StatedOffset % model.PointerSize != 0);
            if (pointer is not null)
            {
                Send(context, reference, $"is a managed reference at offset {reference.StatedOffset}, which is no multiple of {pointer.PointerSize}, and the runtime refuses the type on {pointer.Name}", "move it, or declare it as a pointer", false);
                return true;
            }

            foreach (var other in MarshallingReader.Of(context.Interop).ShapeOf(context.Type, MarshallingMode.Disabled).Fields)
            {
                if (!other.Field.Type.IsReferenceType
                    && other.StatedOffset >= 0
                    && other.Marshalling.NativeType.SizeOn(DataModel.LinuxX64) is { } size
                    && other.StatedOffset < reference.StatedOffset + DataModel.LinuxX64.PointerSize
                    && other.StatedOffset + size > reference.StatedOffset)
                {
                    Send(context, reference, $"is a managed reference that shares its place with `{Shown(other).Name}`, and the runtime refuses the type", "declare it as a pointer", false);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the type is one of a pair for each size of pointers, <c>Command32</c> and <c>Command64</c>, between which the code chooses.</summary>
    private static bool HasSiblingForOtherPointers(INamedTypeSymbol type)
    {
        foreach (var (mark, other) in PointerSizes)
        {
            var at = type.Name.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                continue;
            }

            var sibling = type.Name.Substring(0, at) + other + type.Name.Substring(at + mark.Length);
            var around = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
            if (around?.GetTypeMembers(sibling).IsEmpty == false || around?.GetTypeMembers(sibling.Replace('x', 'X')).IsEmpty == false)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares the stated offsets with those of C's rules, on the platforms of the project and on those for which they may have been counted.</summary>
    private static void InspectOffsets(BoundaryStructContext context)
    {
        var models = ProjectTargets.Of(context.Interop).Models;
        if (!context.Shape.Fields.Any(static field => DependsOnPlatform(field.Marshalling.NativeType)))
        {
            return;
        }

        DataModel? origin = null;
        foreach (var model in models.Concat(Origins))
        {
            if (FirstDifference(context.Shape, model) is { IsKnown: true, Field: null })
            {
                origin = model;
                break;
            }
        }

        if (origin is null || (origin.PointerSize == 4 && PointerWidths.AreOf4BytesFor(context.Type, context.Interop, context.CancellationToken)))
        {
            return;
        }

        foreach (var model in models)
        {
            if (FirstDifference(context.Shape, model) is { IsKnown: true, Field: { } field } difference)
            {
                Send(
                    context,
                    field,
                    $"stands at offset {field.StatedOffset}, which is right where pointers have {origin.PointerSize} bytes, while C puts it at {difference.Expected} on {model.Name}",
                    "use sequential layout, or a struct for each size of pointers",
                    IsSequential(context.Shape, origin));
                return;
            }
        }
    }

    /// <summary>
    /// The first field that C would put elsewhere. Fields at the same offset are the members of a union. Not known where a field's size is not, and where a field is a half of the one before.
    /// </summary>
    private static (bool IsKnown, StructField? Field, long Expected) FirstDifference(StructShape shape, DataModel model)
    {
        long next = 0;
        var ends = ImmutableHashSet<long>.Empty;
        foreach (var union in shape.Fields.GroupBy(static field => field.StatedOffset).OrderBy(static group => group.Key))
        {
            long size = 0;
            var alignment = 1;
            foreach (var field in union)
            {
                if (field.StatedOffset < 0 || field.Marshalling.NativeType.SizeOn(model) is not { } own || field.Marshalling.NativeType.AlignmentOn(model) is not { } natural)
                {
                    return (false, null, 0);
                }

                size = Math.Max(size, own);
                alignment = Math.Max(alignment, shape.Pack > 0 ? Math.Min(natural, shape.Pack) : natural);
            }

            var expected = (next + alignment - 1) / alignment * alignment;
            if (expected != union.Key)
            {
                // Half of what lies before it, as another member of the same union shows.
                return ends.Contains(union.Key) ? (false, null, 0) : (true, union.First(), expected);
            }

            next = expected + size;
            ends = union.Skip(1).Any() ? union.Select(field => (long)field.StatedOffset + (field.Marshalling.NativeType.SizeOn(model) ?? 0)).ToImmutableHashSet() : ImmutableHashSet<long>.Empty;
        }

        return (true, null, 0);
    }

    /// <summary>Whether the fields stand one behind the other in the order of their offsets, and a stated size is the one that they have.</summary>
    private static bool IsSequential(StructShape shape, DataModel origin)
    {
        var last = -1;
        foreach (var field in shape.Fields)
        {
            if (field.StatedOffset <= last)
            {
                return false;
            }

            last = field.StatedOffset;
        }

        return shape.StatedSize == 0 || NaturalSize(shape, origin) == shape.StatedSize;
    }

    /// <summary><c>Size</c> that is right for one size of pointers.</summary>
    private static void InspectSize(BoundaryStructContext context)
    {
        var shape = context.Shape;
        var models = ProjectTargets.Of(context.Interop).Models;
        if (shape.StatedSize == 0 || shape.Repeat != 1 || models.FirstOrDefault(model => NaturalSize(shape, model) == shape.StatedSize) is not { } right)
        {
            return;
        }

        if (models.FirstOrDefault(model => NaturalSize(shape, model) is { } size && size < shape.StatedSize) is { } wrong && wrong.PointerSize != right.PointerSize)
        {
            Send(
                context,
                null,
                $"is stated to have {shape.StatedSize} bytes, which is right on {right.Name}, while its fields have {NaturalSize(shape, wrong)} on {wrong.Name}",
                "leave Size out",
                true);
        }
    }

    /// <summary><c>Pack</c> that changes nothing where pointers have 4 bytes, and moves a pointer where they have 8: written for 32 bits, as far as it is known.</summary>
    private static void InspectPacking(BoundaryStructContext context)
    {
        var shape = context.Shape;
        if (shape.Pack is not (1 or 2 or 4) || !DiffersByPacking(shape, DataModel.WinX64, out var moved) || DiffersByPacking(shape, DataModel.WinX86, out _))
        {
            return;
        }

        if (DependsOnPlatform(moved!.Marshalling.NativeType) && ProjectTargets.Of(context.Interop).Models.FirstOrDefault(static model => model.PointerSize == 8) is { } model)
        {
            Send(
                context,
                moved,
                $"is not aligned on {model.Name} because of Pack = {shape.Pack}, which changes nothing where pointers have 4 bytes",
                "leave Pack out, unless the header packs the struct",
                false,
                Report.OneStepLower(Rule.DefaultSeverity));
        }
    }

    private static bool DiffersByPacking(StructShape shape, DataModel model, out StructField? moved)
    {
        moved = null;
        long natural = 0;
        long packed = 0;
        foreach (var field in shape.Fields)
        {
            if (field.Marshalling.NativeType.SizeOn(model) is not { } size || field.Marshalling.NativeType.AlignmentOn(model) is not { } alignment)
            {
                return false;
            }

            var own = Math.Min(alignment, shape.Pack);
            natural = (natural + alignment - 1) / alignment * alignment;
            packed = (packed + own - 1) / own * own;
            if (natural != packed)
            {
                moved = field;
                return true;
            }

            natural += size;
            packed += size;
        }

        return false;
    }

    private static long? NaturalSize(StructShape shape, DataModel model)
    {
        long end = 0;
        var alignment = 1;
        foreach (var field in shape.Fields)
        {
            if (field.Marshalling.NativeType.SizeOn(model) is not { } size || field.Marshalling.NativeType.AlignmentOn(model) is not { } natural)
            {
                return null;
            }

            natural = Math.Max(1, shape.Pack > 0 ? Math.Min(natural, shape.Pack) : natural);
            end = ((end + natural - 1) / natural * natural) + size;
            alignment = Math.Max(alignment, natural);
        }

        return (end + alignment - 1) / alignment * alignment;
    }

    private static bool DependsOnPlatform(NativeType type) => type.Kind switch
    {
        NativeTypeKind.Integer or NativeTypeKind.Floating or NativeTypeKind.Pointer => type.Width != NativeWidth.Fixed,
        NativeTypeKind.InlineArray => DependsOnPlatform(type.Element!),
        NativeTypeKind.Struct => type.Shape is { } shape && shape.Fields.Any(static field => DependsOnPlatform(field.Marshalling.NativeType)),
        _ => false,
    };

    private static ISymbol Shown(StructField field) => field.Field.AssociatedSymbol ?? field.Field;

    private static void Send(BoundaryStructContext context, StructField? field, string reason, string advice, bool isCurable, DiagnosticSeverity? severity = null)
    {
        var symbol = field is null ? (ISymbol)context.Type : Shown(field);
        if (symbol.Locations.IsEmpty)
        {
            return;
        }

        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            symbol.Locations[0],
            severity,
            isCurable ? ImmutableDictionary<string, string?>.Empty.Add(FFI3008Properties.IsSequential, "") : null,
            default,
            field is null ? $"`{context.Type.Name}`" : $"Field `{DisplayNames.OfMember(symbol)}`",
            context.WhyItCrosses(),
            reason,
            advice));
    }
}
