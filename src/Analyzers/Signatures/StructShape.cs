using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>How the fields of a struct are placed.</summary>
internal enum StructPlacement
{
    /// <summary>In declaration order with natural alignment: what C does.</summary>
    Sequential,

    /// <summary>At offsets stated by <c>FieldOffset</c>.</summary>
    Explicit,

    /// <summary>As the runtime likes: not usable by native code.</summary>
    Auto,
}

/// <summary>One field as native code sees it.</summary>
/// <param name="Field">The C# field.</param>
/// <param name="Marshalling">What the runtime makes of it.</param>
/// <param name="StatedOffset">Its <c>FieldOffset</c>, or -1.</param>
internal sealed record StructField(IFieldSymbol Field, EffectiveMarshalling Marshalling, int StatedOffset);

/// <summary>A field with its place on one platform, in bytes.</summary>
internal readonly record struct PlacedField(StructField Field, int Offset, int Size);

/// <summary>The bytes of a struct on one platform.</summary>
/// <param name="Size">Total size, trailing padding included.</param>
/// <param name="Alignment">Alignment of the whole.</param>
/// <param name="Fields">The fields in declaration order.</param>
internal sealed record StructLayout(int Size, int Alignment, ImmutableArray<PlacedField> Fields);

/// <summary>
/// A struct's (or class with layout's) fields as native code sees them. Two shapes exist of one type: as the runtime's marshaller copies it, and as its bytes lie
/// in managed memory, which is what pointers and disabled runtime marshalling expose.
/// </summary>
internal sealed class StructShape(
    INamedTypeSymbol type,
    StructPlacement placement,
    int pack,
    int statedSize,
    int repeat,
    ImmutableArray<StructField> fields,
    bool isKnown)
{
    private ImmutableDictionary<DataModel, StructLayout?> _layouts = ImmutableDictionary<DataModel, StructLayout?>.Empty;

    public INamedTypeSymbol Type { get; } = type;

    public StructPlacement Placement { get; } = placement;

    /// <summary><c>StructLayout.Pack</c>, 0 for the platform's own alignment.</summary>
    public int Pack { get; } = pack;

    /// <summary><c>StructLayout.Size</c>, 0 when not stated.</summary>
    public int StatedSize { get; } = statedSize;

    /// <summary>Length of an <c>InlineArray</c>, otherwise 1.</summary>
    public int Repeat { get; } = repeat;

    public ImmutableArray<StructField> Fields { get; } = fields;

    /// <summary>False when the fields cannot be trusted: metadata without layout, a recursive or an unresolved type.</summary>
    public bool IsKnown { get; } = isKnown;

    /// <summary>
    /// The layout on one platform, or null when something in it is unknown. The algorithm is C's: each field at the next multiple of its
    /// alignment (capped by the packing), the total rounded up to the largest alignment.
    /// </summary>
    public StructLayout? LayoutOn(DataModel model)
    {
        if (_layouts.TryGetValue(model, out var known))
        {
            return known;
        }

        var layout = Compute(model);
        ImmutableInterlocked.TryAdd(ref _layouts, model, layout);
        return layout;
    }

    private StructLayout? Compute(DataModel model)
    {
        if (!IsKnown || Placement == StructPlacement.Auto)
        {
            return null;
        }

        var placed = ImmutableArray.CreateBuilder<PlacedField>(Fields.Length);
        long end = 0;
        long next = 0;
        var alignment = 1;
        foreach (var field in Fields)
        {
            if (field.Marshalling.NativeType.SizeOn(model) is not { } size || field.Marshalling.NativeType.AlignmentOn(model) is not { } natural)
            {
                return null;
            }

            var aligned = Pack > 0 ? Math.Min(natural, Pack) : natural;
            aligned = Math.Max(aligned, 1);
            var offset = Placement == StructPlacement.Explicit && field.StatedOffset >= 0 ? field.StatedOffset : RoundUp(next, aligned);
            if (offset + size > int.MaxValue)
            {
                return null;
            }

            placed.Add(new PlacedField(field, (int)offset, size));
            next = offset + size;
            end = Math.Max(end, next);
            alignment = Math.Max(alignment, aligned);
        }

        // The runtime gives a struct without fields one byte.
        var total = Math.Max(RoundUp(end, alignment) * Repeat, Math.Max(StatedSize, 1));
        return total > int.MaxValue ? null : new StructLayout((int)total, alignment, placed.MoveToImmutable());
    }

    private static long RoundUp(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
