using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Signatures;

namespace BoundaryLint.Baseline;

/// <summary>
/// Compares what a baseline states with what is declared, on the platforms that the project runs on. What has the same representation is the same: another form of the same import, an
/// integer where a pointer was, another sign.
/// </summary>
/// <param name="models">The platforms.</param>
/// <param name="conventionsMatter">Whether one of them is 32-bit Windows.</param>
/// <param name="before">The layout of a struct that the baseline states.</param>
/// <param name="now">The layout of a struct that is declared.</param>
internal sealed class LineComparison(
    ImmutableArray<DataModel> models, bool conventionsMatter, Func<string, DataModel, BaselineLayout?> before, Func<string, DataModel, BaselineLayout?> now)
{
    // Of each kind of contract a value has one: two of the same group contradict each other.
    private static readonly ImmutableArray<ImmutableArray<string>> Groups = ImmutableArray.Create(
        ImmutableArray.Create("owned", "borrowed", "taken", "releases", "static"),
        ImmutableArray.Create("noescape", "retained", "async"),
        ImmutableArray.Create("nullable", "nonnull"),
        ImmutableArray.Create("status"));

    /// <summary>How two lines about the same thing differ; null where they do not. Structs have <see cref="Layouts"/>.</summary>
    public BoundaryDifference? Compare(BaselineLine old, BaselineLine declared) => old.Kind switch
    {
        _ when old.Text == declared.Text => null,
        BaselineKind.Import or BaselineKind.Export or BaselineKind.Callback => Signatures(old.Signature!, declared.Signature!),
        BaselineKind.Enum => Enums(old.Type!, declared.Type!),
        _ when old.Value != declared.Value => new BoundaryDifference(
            BreakClass.Semantics, VersionPart.Major, old.Kind == BaselineKind.Status ? $"it became {old.Value} and becomes {declared.Value}" : $"its value was {old.Value} and is {declared.Value}"),
        _ => null,
    };

    /// <summary>How two layouts of a struct differ on one platform; null where they do not.</summary>
    public BoundaryDifference? Layouts(BaselineLayout old, BaselineLayout declared, bool isHandedOut, DataModel model)
    {
        if (ReferenceEquals(old, declared))
        {
            return null;
        }

        var byName = new Dictionary<string, BaselineField>(StringComparer.Ordinal);
        foreach (var field in declared.Fields)
        {
            byName[field.Name] = field;
        }

        var isRenamed = false;
        (string From, string To) renamed = default;
        foreach (var field in old.Fields)
        {
            if (!byName.TryGetValue(field.Name, out var found))
            {
                found = declared.Fields.FirstOrDefault(candidate => candidate.Offset == field.Offset
                    && old.Fields.All(known => known.Name != candidate.Name)
                    && Types(field.Type, candidate.Type, isPointee: false, model) is null);
                if (found is null)
                {
                    return Major($"field `{field.Name}` at offset {field.Offset} is gone") with { Model = model };
                }

                renamed = isRenamed ? renamed : (field.Name, found.Name);
                isRenamed = true;
            }
            else if (found.Offset != field.Offset)
            {
                return Major($"field `{field.Name}` was at offset {field.Offset} and is at {found.Offset}") with { Field = field.Name, Model = model };
            }

            if (Types(field.Type, found.Type, isPointee: false, model) is { } change)
            {
                var kind = change.Class == BreakClass.Binary ? BreakClass.Layout : change.Class;
                return new BoundaryDifference(kind, change.Version, $"field `{field.Name}` {change.Text}") { Field = found.Name, Model = model };
            }
        }

        var added = declared.Fields.FirstOrDefault(field => old.Fields.All(known => known.Name != field.Name) && !(isRenamed && field.Name == renamed.To));
        if (old.Size != declared.Size)
        {
            var grows = added is not null && declared.Size > old.Size;
            return new BoundaryDifference(
                BreakClass.Layout,
                grows && isHandedOut ? VersionPart.Minor : VersionPart.Major,
                $"it had {old.Size} bytes and has {declared.Size}" + (grows ? $", with the new field `{added!.Name}`" : ""))
            {
                Field = added?.Name,
                Model = model,
            };
        }

        if (old.Alignment != declared.Alignment)
        {
            return Major($"it was aligned to {old.Alignment} bytes and is aligned to {declared.Alignment}") with { Model = model };
        }

        if (added is not null)
        {
            return new BoundaryDifference(BreakClass.Layout, VersionPart.Minor, $"the new field `{added.Name}` lies where padding or another field was") { Field = added.Name, Model = model };
        }

        return isRenamed
            ? new BoundaryDifference(BreakClass.Source, VersionPart.Patch, $"field `{renamed.From}` is called `{renamed.To}` now") { Field = renamed.To, Model = model }
            : null;

        static BoundaryDifference Major(string description) => new(BreakClass.Layout, VersionPart.Major, description);
    }

    private BoundaryDifference? Enums(BaselineType old, BaselineType declared)
    {
        if (old.Kind == BaselineTypeKind.Unknown || declared.Kind == BaselineTypeKind.Unknown || old.Text == declared.Text)
        {
            return null;
        }

        var description = $"it was `{old.Text}` and is `{declared.Text}`";
        return old.Size == declared.Size
            ? new BoundaryDifference(BreakClass.Source, VersionPart.Patch, description)
            : new BoundaryDifference(BreakClass.Layout, VersionPart.Major, description);
    }

    private BoundaryDifference? Signatures(BaselineSignature old, BaselineSignature declared)
    {
        if (old.Parameters.Length != declared.Parameters.Length)
        {
            return new BoundaryDifference(BreakClass.Binary, VersionPart.Major, $"it had {Count(old.Parameters.Length)} and has {Count(declared.Parameters.Length)}");
        }

        BoundaryDifference? worst = null;
        for (var i = -1; i < old.Parameters.Length; i++)
        {
            var (was, @is) = i < 0 ? (old.Result, declared.Result) : (old.Parameters[i], declared.Parameters[i]);
            if (Values(was, @is, i < 0 ? "the result" : $"parameter {i + 1}") is { } difference
                && (worst is null || (difference.Version, difference.Class).CompareTo((worst.Version, worst.Class)) > 0))
            {
                worst = difference with { Parameter = i };
            }
        }

        return worst is { Class: BreakClass.Binary } || !conventionsMatter || ConventionOf(old) == ConventionOf(declared)
            ? worst
            : new BoundaryDifference(BreakClass.Binary, VersionPart.Major, $"its calling convention on 32-bit Windows was {ConventionOf(old)} and is {ConventionOf(declared)}");

        static string Count(int parameters) => parameters == 1 ? "one parameter" : $"{parameters} parameters";
    }

    private static string ConventionOf(BaselineSignature signature) => signature.Convention.Length > 0 ? signature.Convention : "stdcall";

    private BoundaryDifference? Values(BaselineValue old, BaselineValue declared, string what)
    {
        if (old.Type.Kind == BaselineTypeKind.Void && declared.Type.Kind is not (BaselineTypeKind.Void or BaselineTypeKind.Unknown))
        {
            return new BoundaryDifference(BreakClass.Source, VersionPart.Minor, $"{what} was `void` and is `{declared.Type.Text}`");
        }

        var changes = models.Select(model => (Model: model, Change: Types(old.Type, declared.Type, isPointee: false, model))).Where(static item => item.Change is not null).ToList();
        if (changes.Count > 0)
        {
            var change = changes[0].Change!;
            return new BoundaryDifference(change.Class, change.Version, $"{what} {change.Text}{On(changes.Select(static item => item.Model).ToList())}");
        }

        // Between `in` and `ref` both sides pass a value; only `out` tells native code that there is none yet.
        if (old.Direction.Length > 0 && declared.Direction.Length > 0 && (old.Direction == "out") != (declared.Direction == "out"))
        {
            return new BoundaryDifference(BreakClass.Semantics, VersionPart.Major, $"{what} was `{old.Direction}` and is `{declared.Direction}`");
        }

        foreach (var group in Groups)
        {
            if (FactOf(old, group) is { } was && FactOf(declared, group) is { } @is && was != @is)
            {
                return new BoundaryDifference(BreakClass.Semantics, VersionPart.Major, $"{what} was stated to be `{was}` and is stated to be `{@is}`");
            }
        }

        return null;
    }

    /// <summary>The platforms of a change, where it is not all of them.</summary>
    public string On(IReadOnlyCollection<DataModel> some) => some.Count == models.Length ? "" : " on " + string.Join(", ", some.Select(static model => model.Name));

    private static string? FactOf(BaselineValue value, ImmutableArray<string> group)
    {
        foreach (var fact in value.Facts)
        {
            var parenthesis = fact.IndexOf('(');
            if (group.Contains(parenthesis < 0 ? fact : fact.Substring(0, parenthesis).TrimEnd()))
            {
                return fact;
            }
        }

        return null;
    }

    private sealed record TypeChange(BreakClass Class, string Text, VersionPart Version = VersionPart.Major);

    private TypeChange? Types(BaselineType old, BaselineType declared, bool isPointee, DataModel model)
    {
        if (old.Kind == BaselineTypeKind.Unknown || declared.Kind == BaselineTypeKind.Unknown)
        {
            return null;
        }

        var changed = new TypeChange(BreakClass.Binary, $"was `{old.Text}` and is `{declared.Text}`");
        switch (old.Kind, declared.Kind)
        {
            case (BaselineTypeKind.Pointer, BaselineTypeKind.Pointer):
                return old.Element is { } from && declared.Element is { } to && Types(from, to, isPointee: true, model) is { } inner ? inner with { Text = changed.Text } : null;
            case (BaselineTypeKind.Function, BaselineTypeKind.Function):
                return old.Signature is { } was && declared.Signature is { } @is && Signatures(was, @is) is { } difference
                    ? new TypeChange(difference.Class, $"was `{old.Text}` and is `{declared.Text}`", difference.Version)
                    : null;
            case (BaselineTypeKind.Void, _) or (_, BaselineTypeKind.Void):
                return old.Kind == declared.Kind ? null : changed;
            case (BaselineTypeKind.Text, BaselineTypeKind.Text):
                return old.Text == declared.Text ? null : changed with { Class = BreakClass.Semantics };
            case (BaselineTypeKind.Array, BaselineTypeKind.Array):
                return old.Count == declared.Count ? Types(old.Element!, declared.Element!, isPointee, model) : changed;
            case (BaselineTypeKind.Struct, BaselineTypeKind.Struct) when old.Name == declared.Name:
                // The lines of the struct tell.
                return null;
        }

        if (old.IsWord && declared.IsWord)
        {
            return null;
        }

        var (sizeBefore, sizeNow) = (SizeOf(old, model, before), SizeOf(declared, model, now));
        if (sizeBefore is null || sizeNow is null)
        {
            return null;
        }

        if (sizeBefore != sizeNow)
        {
            return changed;
        }

        // Text and a struct of one field travel like what they consist of; what is pointed to is memory, and there only the size counts.
        return !isPointee && (old.Kind == BaselineTypeKind.Floating) != (declared.Kind == BaselineTypeKind.Floating) && IsScalar(old) && IsScalar(declared) ? changed : null;
    }

    private static bool IsScalar(BaselineType type) => type.Kind is BaselineTypeKind.Floating or BaselineTypeKind.Integer or BaselineTypeKind.Pointer or BaselineTypeKind.Function;

    private static int? SizeOf(BaselineType type, DataModel model, Func<string, DataModel, BaselineLayout?> layouts) => type.Kind switch
    {
        BaselineTypeKind.Text => type.Size == 0 ? null : type.Size,
        BaselineTypeKind.Integer or BaselineTypeKind.Floating or BaselineTypeKind.Pointer or BaselineTypeKind.Function => type.Width switch
        {
            NativeWidth.Pointer => model.PointerSize,
            NativeWidth.CLong => model.LongSize,
            _ => type.Size,
        },
        BaselineTypeKind.Bytes => type.Size,
        BaselineTypeKind.Struct => layouts(type.Name, model)?.Size,
        BaselineTypeKind.Array => SizeOf(type.Element!, model, layouts) * type.Count,
        _ => null,
    };
}
