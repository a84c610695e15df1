using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Comparison;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>A C# type that declarations mention and that has to be written unless the project has it.</summary>
internal abstract record NeededType(string Name);

internal sealed record NeededEnum(string Name, CEnum Source) : NeededType(Name);

/// <param name="Name">The C# name.</param>
/// <param name="Views">The C struct on each platform.</param>
/// <param name="Layout">How C# gives it the same layout.</param>
internal sealed record NeededStruct(string Name, ImmutableArray<CRecord> Views, RecordLayout Layout) : NeededType(Name);

internal sealed record NeededHandle(string Name, CRecord Source, string Release) : NeededType(Name);

internal sealed record NeededDelegate(string Name, ImmutableArray<CFunctionType> Views, CTypedef? Typedef) : NeededType(Name);

/// <summary>One value as a declaration writes it: its modifier, its type, and how it is marshalled where that must be said.</summary>
internal sealed record BoundValue(string Type, string Modifier = "", string? MarshalAs = null)
{
    /// <summary>Whether it is a raw pointer, about which attributes can say more.</summary>
    public bool IsRaw => Type.EndsWith("*", StringComparison.Ordinal) || Type is "nint" or "IntPtr";

    /// <summary>Whether it is a string in managed code.</summary>
    public bool IsText => Type is "string" or "string?";
}

/// <summary>
/// Finds the C# type that is the same as a C type on every platform of the project. What has no such type leaves a reason in <see cref="Reason"/>; a pointer always has one.
/// </summary>
/// <param name="header">The header.</param>
/// <param name="style">What the project lets a declaration say.</param>
/// <param name="facts">What the header states.</param>
/// <param name="existingType">The project's type for one of the header's.</param>
/// <param name="isNameFree">Whether a type can have a name.</param>
/// <param name="canRelease">Whether C# has, or can have, a declaration with which a function releases a handle: what nothing releases has no handle class.</param>
internal sealed class TypeBinder(
    PlatformHeader header, BindingStyle style, NativeFacts facts, Func<string, string, string?> existingType, Func<string, bool> isNameFree, Func<string, bool> canRelease)
{
    private static readonly HashSet<string> SignedPointerNames = new(StringComparer.Ordinal) { "ssize_t", "ptrdiff_t", "intptr_t", "SSIZE_T", "INT_PTR", "LONG_PTR", "LPARAM", "LRESULT" };

    private static readonly HashSet<string> UnsignedPointerNames = new(StringComparer.Ordinal) { "size_t", "uintptr_t", "rsize_t", "SIZE_T", "UINT_PTR", "ULONG_PTR", "DWORD_PTR", "WPARAM" };

    private static readonly HashSet<string> Signed64Names = new(StringComparer.Ordinal) { "int64_t", "int_least64_t", "int_fast64_t", "intmax_t", "loff_t", "off64_t", "__int64_t" };

    private static readonly HashSet<string> Unsigned64Names = new(StringComparer.Ordinal) { "uint64_t", "uint_least64_t", "uint_fast64_t", "uintmax_t" };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<CRecord, (RecordLayout? Layout, string? Problem)> _layouts = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>What the last value that could not be bound failed for.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The types that the bound values mention and the project lacks, in the order in which they are first mentioned.</summary>
    public List<NeededType> Needed { get; } = [];

    /// <summary>Structs whose members the header shows and that are an address in C# all the same, with the reason.</summary>
    public SortedDictionary<string, string> LeftOpaque { get; } = new(StringComparer.Ordinal);

    /// <summary>Forgets the types that were needed since <paramref name="count"/> only for what turned out not to be bound.</summary>
    public void Forget(int count)
    {
        for (var index = count; index < Needed.Count; index++)
        {
            _seen.Remove(Needed[index].Name);
        }

        Needed.RemoveRange(count, Needed.Count - count);
    }

    /// <summary>A value that is no pointer: a number, an enumeration, a struct. Null, with a reason, when no C# type is the same everywhere.</summary>
    /// <param name="type">The C type.</param>
    /// <param name="isMarshalled">Whether <c>bool</c> can be said with a MarshalAs; in structs and callbacks it is a byte.</param>
    public BoundValue? ByValue(PlatformType type, bool isMarshalled)
    {
        if (header.Main.EnumOf(type.First) is { } item)
        {
            return Enum(item, type);
        }

        if (!type.HasOneClass)
        {
            return Fail($"`{type.First}` is another kind of type on some platforms");
        }

        switch (type.Class)
        {
            case CTypeClass.Integer:
                return Integer(type, isMarshalled);
            case CTypeClass.Floating:
                return type.Views.All(view => view.Canonical is CBasicType { Kind: CBasicKind.Float }) ? new BoundValue("float")
                    : type.Views.All(view => view.Canonical is CBasicType { Kind: CBasicKind.Double }) ? new BoundValue("double")
                    : Fail($"C# has no type for `{type.First}`");
            case CTypeClass.Record:
                return Struct(type.Records) is { } name ? new BoundValue(name) : null;
            case CTypeClass.VariableArguments:
                return Fail("it takes a `va_list`");
            case CTypeClass.Unknown:
                return Fail($"the header does not say what `{type.First}` is");
            default:
                return Fail($"C# has no type for `{type.First}`");
        }
    }

    /// <summary>A pointer as it stands in structs, callbacks and results.</summary>
    public string Pointer(PlatformType pointee)
    {
        if (!style.UsesLibraryImport || !pointee.HasOneClass)
        {
            return style.NativeInteger;
        }

        if (!pointee.Functions.IsEmpty)
        {
            return FunctionPointer(pointee.Functions) ?? style.NativeInteger;
        }

        if (pointee.Pointee is { } inner)
        {
            return Pointer(inner) + "*";
        }

        if (pointee.Class == CTypeClass.Void || IsOpaque(pointee))
        {
            return style.NativeInteger;
        }

        var (count, reason) = (Needed.Count, Reason);
        if (ByValue(pointee, isMarshalled: false) is { } value)
        {
            return value.Type + "*";
        }

        Forget(count);
        Reason = reason;
        return style.NativeInteger;
    }

    /// <summary>
    /// What a callback is in C#: a function pointer, or a delegate under the name of its typedef or, without one, of <paramref name="place"/>. Null when one of its values has no C#
    /// type; then it can be passed as a bare address.
    /// </summary>
    public string? Callback(PlatformType type, ImmutableArray<CFunctionType> functions, string place)
    {
        if (style.UsesLibraryImport)
        {
            return FunctionPointer(functions);
        }

        var typedef = type.Names.Select(name => header.Main.FindTypedef(name)).FirstOrDefault(found => found is not null);
        var name = NameOf("callback:" + (typedef?.Name ?? place), typedef?.Name ?? place, typedef is null ? null : StatedName(typedef.Facts, null));
        if (existingType("callback:" + (typedef?.Name ?? place), name) is { } existing)
        {
            return existing;
        }

        var count = Needed.Count;
        if (Signature(functions) is null)
        {
            Forget(count);
            return null;
        }

        Need(new NeededDelegate(name, functions, typedef));
        return name;
    }

    /// <summary>The values of a callback, the result last; null with a reason when one has no C# type.</summary>
    public IReadOnlyList<string>? Signature(ImmutableArray<CFunctionType> functions)
    {
        if (functions.Any(function => function.IsVariadic || function.Parameters.Length != functions[0].Parameters.Length))
        {
            Reason = "it takes a callback with a variable number of arguments";
            return null;
        }

        var values = new List<string>();
        for (var index = 0; index <= functions[0].Parameters.Length; index++)
        {
            var at = index;
            var type = PlatformType.Of(functions, function => at < function.Parameters.Length ? function.Parameters[at].Type : function.ReturnType);
            var isResult = at == functions[0].Parameters.Length;
            if (isResult && type.Views.All(view => view.Canonical.Class == CTypeClass.Void))
            {
                values.Add("void");
            }
            else if (type.Pointee is { } pointee)
            {
                values.Add(Pointer(pointee));
            }
            else if (ByValue(type, isMarshalled: false) is { } value)
            {
                values.Add(value.Type);
            }
            else
            {
                return null;
            }
        }

        return values;
    }

    /// <summary>Whether a type exists behind pointers only: its members are unknown, or no C# struct has its layout.</summary>
    public bool IsOpaque(PlatformType type)
    {
        if (type.Class != CTypeClass.Record || type.Records is not { IsEmpty: false } records)
        {
            return type.Class is CTypeClass.Unknown or CTypeClass.Record;
        }

        if (LayoutOf(records).Problem is not { } problem)
        {
            return false;
        }

        if (records.All(record => record.IsComplete && !record.FlatMembers.IsEmpty))
        {
            LeftOpaque[records[0].DisplayName] = problem;
        }

        return true;
    }

    /// <summary>The handle class of an opaque type, or null when nothing releases it.</summary>
    public string? Handle(PlatformType type)
    {
        if (type.Records is not { IsEmpty: false } records || facts.ReleaseOf(records[0]) is not { } release
            || !canRelease(release))
        {
            return null;
        }

        var source = records[0];
        var typeName = source.AliasName ?? source.Tag!;
        var key = "handle:" + source.DisplayName;
        var name = BindingNames.Type(typeName);
        name = NameOf(key, name.EndsWith("Handle", StringComparison.Ordinal) ? name : name + "Handle", StatedName(source.Facts, source.AliasName));
        if (existingType(key, name) is { } existing)
        {
            return existing;
        }

        Need(new NeededHandle(name, source, release));
        return name;
    }

    /// <summary>The C# struct of a C struct; null with a reason when there is none.</summary>
    public string? Struct(ImmutableArray<CRecord> records)
    {
        var (layout, problem) = LayoutOf(records);
        if (layout is null)
        {
            Reason = problem ?? "";
            return null;
        }

        var source = records[0].AliasName ?? records[0].Tag!;
        var key = "struct:" + records[0].DisplayName;
        var name = NameOf(key, source, StatedName(records[0].Facts, records[0].AliasName));
        if (existingType(key, name) is { } existing)
        {
            return existing;
        }

        Need(new NeededStruct(name, records, layout));
        return name;
    }

    private BoundValue? Enum(CEnum item, PlatformType type)
    {
        var source = item.AliasName ?? item.Tag;
        if (source is null || type.Views.Any(view => view.Size != type.First.Size) || item.Enumerators.Any(enumerator => enumerator.Value is null))
        {
            return Integer(type, isMarshalled: false);
        }

        var key = "enum:" + item.DisplayName;
        var name = NameOf(key, source, StatedName(item.Facts, item.AliasName));
        if (existingType(key, name) is { } existing)
        {
            return new BoundValue(existing);
        }

        // Microsoft's compiler makes every enum an int; the others show values beyond it as the header writes them.
        var shown = type.Views.Select((view, index) => header.Views[index].EnumOf(view)).FirstOrDefault(view => view is not null && view.Enumerators.Any(enumerator => enumerator.Value is { Bits: > int.MaxValue }));
        Need(new NeededEnum(name, shown ?? item));
        return new BoundValue(name);
    }

    private BoundValue? Integer(PlatformType type, bool isMarshalled)
    {
        var basics = type.Views.Select(view => (view.Canonical as CEnum)?.UnderlyingType?.Canonical as CBasicType ?? view.Canonical as CBasicType).ToList();
        if (basics.Any(basic => basic is null))
        {
            return Fail($"C# has no type for `{type.First}`");
        }

        var first = basics[0]!;
        if (basics.All(basic => basic!.Kind == CBasicKind.Bool))
        {
            return isMarshalled ? new BoundValue("bool", MarshalAs: "U1") : new BoundValue("byte");
        }

        foreach (var name in type.Names)
        {
            if (SignedPointerNames.Contains(name) || UnsignedPointerNames.Contains(name))
            {
                return new BoundValue(SignedPointerNames.Contains(name) ? style.NativeInteger : style.UnsignedNativeInteger);
            }

            if (Signed64Names.Contains(name) || Unsigned64Names.Contains(name))
            {
                return new BoundValue(Signed64Names.Contains(name) ? "long" : "ulong");
            }
        }

        if (style.HasCLong && basics.All(basic => basic!.Kind == CBasicKind.Long))
        {
            return new BoundValue("CLong");
        }

        if (style.HasCLong && basics.All(basic => basic!.Kind == CBasicKind.UnsignedLong))
        {
            return new BoundValue("CULong");
        }

        for (var view = 1; view < basics.Count; view++)
        {
            if (basics[view]!.Size != first.Size)
            {
                return Fail($"`{type.First}` has {first.Size} bytes on {header.PlatformOf(0)} and {basics[view]!.Size} on {header.PlatformOf(view)}");
            }
        }

        return Counterparts.NumberOf(first) is { } number ? new BoundValue(number) : Fail($"C# has no type for `{type.First}`");
    }

    private string? FunctionPointer(ImmutableArray<CFunctionType> functions)
    {
        if (Conventions.OfFunctionPointer(functions.Select(function => function.Convention)) is not { } convention)
        {
            Reason = "its calling convention is unknown";
            return null;
        }

        return Signature(functions) is { } values ? $"delegate* {convention}<{string.Join(", ", values)}>" : null;
    }

    /// <summary>How C# lays a C struct out the same way on every platform, or why it cannot. What is behind pointers does not matter here.</summary>
    private (RecordLayout? Layout, string? Problem) LayoutOf(ImmutableArray<CRecord> records)
    {
        if (!_layouts.TryGetValue(records[0], out var layout))
        {
            var (count, reason) = (Needed.Count, Reason);
            layout = ProblemOf(records) is { } problem ? (null, problem)
                : RecordLayout.Of(records, allowsOffsets: OffsetProblemOf(records) is null) is { } found ? (found, null)
                : (null, $"C# cannot lay out `{records[0].DisplayName}` as the header does");
            Forget(count);
            Reason = reason;
            _layouts[records[0]] = layout;
        }

        return layout;
    }

    private string? ProblemOf(ImmutableArray<CRecord> records)
    {
        var first = records[0];
        var name = first.DisplayName;
        if (first.Tag is null && first.AliasName is null)
        {
            return "it uses a struct without a name by value";
        }

        if (records.Any(record => !record.IsComplete))
        {
            return $"the header does not show the members of `{name}`";
        }

        var views = records.Select(RecordLayout.MembersOf).ToImmutableArray();
        var members = views[0];
        if (members.IsEmpty || views.Any(view => view.Length != members.Length))
        {
            return members.IsEmpty ? $"`{name}` has no members" : $"the members of `{name}` differ between platforms";
        }

        if (BitFieldProblemOf(name, views) is { } bitFields)
        {
            return bitFields;
        }

        if (RecordLayout.IsOverlapping(first) && OffsetProblemOf(records) is { } problem)
        {
            return problem;
        }

        for (var index = 0; index < members.Length; index++)
        {
            var at = index;
            var type = PlatformType.Of(views, view => view[at].Type);
            if (RecordLayout.IsTail(first, members[index]))
            {
                continue;
            }

            if (members[index].BitWidth is not null ? BitField(type) is null : type.Pointee is null && Field(type) is null)
            {
                return $"`{name}.{members[index].Name}`: {Reason}";
            }
        }

        return null;
    }

    /// <summary>Compilers do not agree on where bit-fields lie; C# has one place for each.</summary>
    private string? BitFieldProblemOf(string name, ImmutableArray<ImmutableArray<CMember>> views)
    {
        for (var index = 0; index < views[0].Length; index++)
        {
            var member = views[0][index];
            for (var view = 0; view < views.Length; view++)
            {
                var other = views[view][index];
                if (other.Name != member.Name || (member.BitWidth is not null && (other.BitOffset is null || other.BitWidth != member.BitWidth || other.BitOffset != member.BitOffset)))
                {
                    return $"the bit-fields of `{name}` do not lie at the same place on {header.PlatformOf(0)} and {header.PlatformOf(view)}";
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Why C# cannot say where each member lies: an offset is one number for all platforms, and what the marshaller would replace by a reference cannot lie beside other bytes.
    /// </summary>
    private string? OffsetProblemOf(ImmutableArray<CRecord> records)
    {
        var (first, name) = (records[0], records[0].DisplayName);
        var members = RecordLayout.MembersOf(first);
        for (var index = 0; index < members.Length; index++)
        {
            var (at, offset) = (index, members[index].Offset);
            if (offset is null || records.Any(record => RecordLayout.MembersOf(record)[at].Offset != offset || RecordLayout.MembersOf(record)[at].Name != members[at].Name))
            {
                return $"`{name}.{members[index].Name}` does not have the same offset on every platform";
            }

            if (!style.UsesLibraryImport && members[index].Type.Canonical is CArrayType or CRecord)
            {
                return $"`{name}.{members[index].Name}` overlaps other members and would be a reference in C#";
            }
        }

        return !first.IsUnion && records.Any(record => record.Size != first.Size) ? $"`{name}` does not have the same size on every platform" : null;
    }

    /// <summary>The type of a bit-field's property, and whether its highest bit is a sign; null with a reason when there is none.</summary>
    public (string Type, bool IsSigned)? BitField(PlatformType type)
    {
        if (type.Views.All(view => view.Canonical is CBasicType { Kind: CBasicKind.Bool }))
        {
            return ("bool", false);
        }

        // Microsoft's compiler takes the highest bit of an enumeration for a sign even where no value is negative; whoever writes the value means it as it is.
        if (header.Main.EnumOf(type.First) is { } item && ByValue(type, isMarshalled: false) is { } value)
        {
            return (value.Type, item.Enumerators.Any(enumerator => enumerator.Value is { IsNegative: true }));
        }

        var name = type.First.Canonical is CBasicType basic && type.Views.All(view => view.Canonical.Size == basic.Size) ? Counterparts.NumberOf(basic) : null;
        if (name is null)
        {
            Fail($"C# has no type for `{type.First}`");
        }

        return name is null ? null : (name, name is "sbyte" or "short" or "int" or "long");
    }

    /// <summary>A member's type, with the length of an array; null with a reason when a blittable struct cannot have it.</summary>
    public (string Type, long? Length)? Field(PlatformType type)
    {
        if (type.Pointee is { } pointee)
        {
            return (Pointer(pointee), null);
        }

        if (!type.Views.All(view => view.Canonical is CArrayType))
        {
            return ByValue(type, isMarshalled: false) is { } value ? (value.Type, null) : null;
        }

        var length = ((CArrayType)type.First.Canonical).Length;
        if (length is null or < 1 || type.Views.Any(view => ((CArrayType)view.Canonical).Length != length))
        {
            Reason = "an array's length is not known or differs between platforms";
            return null;
        }

        var element = PlatformType.Of(type.Views, view => ((CArrayType)view.Canonical).Element);
        if (element.Class is CTypeClass.Integer or CTypeClass.Floating && header.Main.EnumOf(element.First) is null && ByValue(element, isMarshalled: false) is { } item
            && item.Type is "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "float" or "double")
        {
            return (item.Type, length);
        }

        Reason = $"an array of `{element.First}` cannot be a member of a struct that is passed as it is";
        return null;
    }

    private void Need(NeededType type)
    {
        if (_seen.Add(type.Name))
        {
            Needed.Add(type);
        }
    }

    /// <summary>The name that the header states with <c>name(X)</c>, at a type or at the typedef that names it.</summary>
    private string? StatedName(ImmutableArray<BoundaryFact> facts, string? alias)
    {
        var name = HeaderStatements.ManagedNameOf(facts)
            ?? (alias is not null && header.Main.FindTypedef(alias) is { } typedef ? HeaderStatements.ManagedNameOf(typedef.Facts) : null);
        return name is not null && Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name) ? name : null;
    }

    /// <summary>The name for a C type, the same at each question: the stated one, the C# spelling, or the C one where something else has that name.</summary>
    private string NameOf(string key, string source, string? stated)
    {
        if (_names.TryGetValue(key, out var known))
        {
            return known;
        }

        var spelled = stated ?? (key.StartsWith("handle:", StringComparison.Ordinal) ? source : BindingNames.Type(source));
        var name = spelled;
        for (var attempt = 0; _owners.ContainsKey(name) || !(isNameFree(name) || existingType(key, name) is not null); attempt++)
        {
            name = attempt == 0 ? "Native" + spelled : spelled + (attempt + 1).ToString(CultureInfo.InvariantCulture);
        }

        _names.Add(key, name);
        _owners.Add(name, key);
        return name;
    }

    private BoundValue? Fail(string reason)
    {
        Reason = reason;
        return null;
    }
}

/// <summary>Calling conventions in the words of each form of declaration.</summary>
internal static class Conventions
{
    /// <summary>What stands behind <c>delegate*</c>; null for a convention that C# has no word for.</summary>
    public static string? OfFunctionPointer(IEnumerable<CCallingConvention> views) => Of(views) switch
    {
        CCallingConvention.Cdecl => "unmanaged[Cdecl]",
        CCallingConvention.StdCall => "unmanaged[Stdcall]",
        CCallingConvention.Default => "unmanaged",
        _ => null,
    };

    /// <summary>
    /// The convention of a function on all platforms: cdecl where the header says nothing, and <see cref="CCallingConvention.Default"/> for what is stdcall on Windows only, which
    /// is the runtime's own default.
    /// </summary>
    public static CCallingConvention Of(IEnumerable<CCallingConvention> views)
    {
        var distinct = views.Select(view => view == CCallingConvention.Default ? CCallingConvention.Cdecl : view).Distinct().ToList();
        return distinct.Count == 1 ? distinct[0]
            : distinct.Count == 2 && distinct.Contains(CCallingConvention.Cdecl) && distinct.Contains(CCallingConvention.StdCall) ? CCallingConvention.Default
            : CCallingConvention.Unknown;
    }
}
