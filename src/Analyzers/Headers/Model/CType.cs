using System;
using System.Collections.Immutable;
using System.Linq;

namespace BoundaryLint.Headers;

/// <summary>The families of C types that differ in how a value is stored and passed.</summary>
internal enum CTypeClass
{
    /// <summary>A name that the header does not explain. It poisons what depends on it and nothing else.</summary>
    Unknown,
    Void,
    Integer,
    Floating,
    Complex,
    Pointer,
    Array,
    Function,
    Record,
    Enum,

    /// <summary><c>va_list</c>: of another shape on every platform.</summary>
    VariableArguments,
}

/// <summary>C's own types, told apart as the language does and not by size.</summary>
internal enum CBasicKind
{
    Void,
    Bool,
    Char,
    SignedChar,
    UnsignedChar,
    Short,
    UnsignedShort,
    Int,
    UnsignedInt,
    Long,
    UnsignedLong,
    LongLong,
    UnsignedLongLong,
    Int128,
    UnsignedInt128,
    Half,
    Float,
    Double,
    LongDouble,
    Float128,
    FloatComplex,
    DoubleComplex,
    LongDoubleComplex,
    VariableArguments,
}

[Flags]
internal enum CQualifiers
{
    None = 0,
    Const = 1,
    Volatile = 2,
    Restrict = 4,
    Atomic = 8,
}

/// <summary>How a function is called. The differences exist on x86 only, but for the last two.</summary>
internal enum CCallingConvention
{
    /// <summary>Nothing is said: the compiler's default, which is cdecl unless the library was built otherwise.</summary>
    Default,
    Cdecl,
    StdCall,
    FastCall,
    ThisCall,
    VectorCall,
    MicrosoftAbi,
    SystemVAbi,

    /// <summary>A macro that the header does not define stands where a convention would.</summary>
    Unknown,
}

/// <summary>
/// A C type as one target sees it. Size and alignment are in bytes and are <see langword="null"/> where the type is incomplete or depends on something unknown.
/// Types nest at most <see cref="MaximumDepth"/> deep (what is deeper is unknown), so walking one needs no guard, except through the members of a record.
/// </summary>
internal abstract class CType
{
    public const int MaximumDepth = 100;

    protected CType(int depth) => Depth = depth;

    public abstract CTypeClass Class { get; }

    public abstract long? Size { get; }

    public abstract int? Alignment { get; }

    public int Depth { get; }

    /// <summary>The type behind typedef names and qualifiers.</summary>
    public virtual CType Canonical => this;

    /// <summary>The qualifiers of this type, those that typedefs add included.</summary>
    public virtual CQualifiers Qualifiers => CQualifiers.None;

    public bool IsConst => (Qualifiers & CQualifiers.Const) != 0;

    public bool IsUnknown => Canonical.Class == CTypeClass.Unknown;

    /// <summary>Whether an unknown name takes part in the type, be it behind a pointer or in a parameter of a callback. Records are not looked into.</summary>
    public virtual bool MentionsUnknown => false;

    /// <summary>The name of the outermost typedef, such as <c>uint8_t</c> or <c>BOOL</c>.</summary>
    public virtual string? TypedefName => null;

    /// <summary>The alignment that an attribute demands of the type, which Microsoft's rules treat apart from the natural one; or 0.</summary>
    public virtual int RequiredAlignment => 0;

    /// <summary>What a pointer points to, what an array consists of.</summary>
    public virtual CType? Element => null;

    /// <summary>Writes the type around a declarator, inside out as C does.</summary>
    public abstract string Spell(string declarator);

    public override string ToString() => Spell(string.Empty);

    protected static string Join(string left, string declarator) => declarator.Length == 0 ? left : left + " " + declarator;
}

/// <summary>A type that could not be resolved, with the name that the header uses.</summary>
internal sealed class CUnknownType(string name) : CType(1)
{
    public string Name { get; } = name;

    public override CTypeClass Class => CTypeClass.Unknown;

    public override long? Size => null;

    public override int? Alignment => null;

    public override bool MentionsUnknown => true;

    public override string Spell(string declarator) => Join(Name, declarator);
}

internal sealed class CBasicType(CBasicKind kind, CTypeClass @class, string spelling, int size, int alignment, bool isSigned) : CType(1)
{
    public CBasicKind Kind { get; } = kind;

    public bool IsSigned { get; } = isSigned;

    public override CTypeClass Class { get; } = @class;

    public override long? Size => size == 0 ? null : size;

    public override int? Alignment => alignment == 0 ? null : alignment;

    public override string Spell(string declarator) => Join(spelling, declarator);
}

internal sealed class CQualifiedType : CType
{
    public CQualifiedType(CType unqualified, CQualifiers qualifiers)
        : base(unqualified.Depth + 1)
    {
        Unqualified = unqualified;
        Qualifiers = qualifiers | unqualified.Qualifiers;
    }

    public CType Unqualified { get; }

    public override CTypeClass Class => Unqualified.Class;

    public override long? Size => Unqualified.Size;

    public override int? Alignment => Unqualified.Alignment;

    public override CType Canonical => Unqualified.Canonical;

    public override CQualifiers Qualifiers { get; }

    public override bool MentionsUnknown => Unqualified.MentionsUnknown;

    public override string? TypedefName => Unqualified.TypedefName;

    public override int RequiredAlignment => Unqualified.RequiredAlignment;

    public override CType? Element => Unqualified.Element;

    public override string Spell(string declarator)
    {
        var words = Words(Qualifiers);
        return Unqualified.Class == CTypeClass.Pointer && Unqualified is CPointerType
            ? Unqualified.Spell(Join(words, declarator))
            : words + " " + Unqualified.Spell(declarator);
    }

    private static string Words(CQualifiers qualifiers)
    {
        var words = string.Empty;
        foreach (var (flag, word) in new[]
        {
            (CQualifiers.Const, "const"), (CQualifiers.Volatile, "volatile"), (CQualifiers.Restrict, "restrict"), (CQualifiers.Atomic, "_Atomic"),
        })
        {
            words = (qualifiers & flag) == 0 ? words : words.Length == 0 ? word : words + " " + word;
        }

        return words;
    }
}

/// <summary>A use of a typedef name.</summary>
internal sealed class CTypedefType : CType
{
    private readonly int requiredAlignment;

    public CTypedefType(string name, CType target, int requiredAlignment = 0)
        : base(target.Depth + 1)
    {
        Name = name;
        Target = target;
        this.requiredAlignment = requiredAlignment;
    }

    public string Name { get; }

    public CType Target { get; }

    public override CTypeClass Class => Target.Class;

    public override long? Size => Target.Size;

    public override int? Alignment => requiredAlignment != 0 ? requiredAlignment : Target.Alignment;

    public override int RequiredAlignment => Math.Max(requiredAlignment, Target.RequiredAlignment);

    public override CType Canonical => Target.Canonical;

    public override CQualifiers Qualifiers => Target.Qualifiers;

    public override bool MentionsUnknown => Target.MentionsUnknown;

    public override string TypedefName => Name;

    public override CType? Element => Target.Element;

    public override string Spell(string declarator) => Join(Name, declarator);
}

internal sealed class CPointerType(CType pointee, int size) : CType(pointee.Depth + 1)
{
    public CType Pointee { get; } = pointee;

    public override CTypeClass Class => CTypeClass.Pointer;

    public override long? Size => size;

    public override int? Alignment => size;

    public override bool MentionsUnknown => Pointee.MentionsUnknown;

    public override CType Element => Pointee;

    public override string Spell(string declarator)
    {
        var inner = "*" + declarator;
        return Pointee is CArrayType or CFunctionType ? Pointee.Spell("(" + inner + ")") : Pointee.Spell(inner);
    }
}

/// <param name="element">What the array consists of.</param>
/// <param name="length">The number of elements, if it is known.</param>
/// <param name="isFlexible">Whether it is written <c>[]</c>.</param>
/// <param name="roundsSize">Whether the target's compilers round the size of an array up to an alignment that a typedef adds to its element.</param>
internal sealed class CArrayType(CType element, long? length, bool isFlexible, bool roundsSize) : CType(element.Depth + 1)
{
    public override CType Element { get; } = element;

    /// <summary>The number of elements; <see langword="null"/> for <c>[]</c> and for a length that could not be evaluated.</summary>
    public long? Length { get; } = length;

    /// <summary>Written <c>[]</c>.</summary>
    public bool IsFlexible { get; } = isFlexible;

    public override CTypeClass Class => CTypeClass.Array;

    public override long? Size =>
        Length is { } count && Element.Size is { } size && (count == 0 || size <= long.MaxValue / 16 / count) ? Round(size * count) : null;

    public override int? Alignment => Element.Alignment;

    public override int RequiredAlignment => Element.RequiredAlignment;

    public override bool MentionsUnknown => Element.MentionsUnknown || (Length is null && !IsFlexible);

    public override string Spell(string declarator)
    {
        var count = Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (IsFlexible ? string.Empty : "?");
        return Element.Spell(declarator + "[" + count + "]");
    }

    private long Round(long size) => roundsSize && Element.Alignment is { } alignment && size % alignment is var rest and > 0 ? size + alignment - rest : size;
}

/// <summary>A parameter of a function or of a function type. Arrays and functions have become pointers, as in C.</summary>
internal sealed class CParameter(string? name, CType type, CArrayType? declaredArray, HeaderLocation location, ImmutableArray<BoundaryFact> facts)
{
    public string? Name { get; } = name;

    public CType Type { get; } = type;

    /// <summary>The array that the parameter is written as, <c>char id[16]</c>, before it became a pointer.</summary>
    public CArrayType? DeclaredArray { get; } = declaredArray;

    public HeaderLocation Location { get; } = location;

    /// <summary>What is said of this parameter, wherever it is said.</summary>
    public ImmutableArray<BoundaryFact> Facts { get; } = facts;

    public CParameter With(ImmutableArray<BoundaryFact> facts) => new(Name, Type, DeclaredArray, Location, facts);

    public override string ToString() => Type.Spell(Name ?? string.Empty);
}

internal sealed class CFunctionType : CType
{
    public CFunctionType(CType returnType, ImmutableArray<CParameter> parameters, bool isVariadic, CCallingConvention convention = CCallingConvention.Default)
        : base(1 + Math.Max(returnType.Depth, parameters.IsEmpty ? 0 : parameters.Max(parameter => parameter.Type.Depth)))
    {
        ReturnType = returnType;
        Parameters = parameters;
        IsVariadic = isVariadic;
        Convention = convention;
    }

    public CType ReturnType { get; }

    public ImmutableArray<CParameter> Parameters { get; }

    public bool IsVariadic { get; }

    public CCallingConvention Convention { get; }

    public override CTypeClass Class => CTypeClass.Function;

    public override long? Size => null;

    public override int? Alignment => null;

    public override bool MentionsUnknown => ReturnType.MentionsUnknown || Parameters.Any(parameter => parameter.Type.MentionsUnknown);

    public CFunctionType With(CCallingConvention convention) => new(ReturnType, Parameters, IsVariadic, convention);

    public override string Spell(string declarator)
    {
        var parameters = string.Join(", ", Parameters.Select(parameter => parameter.ToString()));
        parameters = IsVariadic ? parameters.Length == 0 ? "..." : parameters + ", ..." : parameters.Length == 0 ? "void" : parameters;
        return ReturnType.Spell(declarator + "(" + parameters + ")");
    }
}

/// <summary>A member of a struct or union. An anonymous struct or union has no name; nor have the bit-fields that only pad.</summary>
internal sealed class CMember(
    string? name,
    CType type,
    int? bitWidth,
    long? bitOffset,
    HeaderLocation location,
    Comment? comment,
    ImmutableArray<BoundaryFact> facts,
    int requiredAlignment)
{
    public string? Name { get; } = name;

    public CType Type { get; } = type;

    /// <summary>The width of a bit-field, or <see langword="null"/>.</summary>
    public int? BitWidth { get; } = bitWidth;

    /// <summary>The distance from the start of the record in bits; unknown behind a member whose size is unknown.</summary>
    public long? BitOffset { get; } = bitOffset;

    /// <summary>The distance from the start of the record in bytes; for a bit-field that of the byte in which it starts.</summary>
    public long? Offset => BitOffset / 8;

    public HeaderLocation Location { get; } = location;

    public Comment? Comment { get; } = comment;

    public ImmutableArray<BoundaryFact> Facts { get; } = facts;

    /// <summary>The alignment that an attribute on the member demands; 0 for none.</summary>
    public int RequiredAlignment { get; } = requiredAlignment;

    public CMember At(long? newBitOffset) => new(Name, Type, BitWidth, newBitOffset, Location, Comment, Facts, RequiredAlignment);

    public override string ToString() => Type.Spell(Name ?? string.Empty) + (BitWidth is { } width ? " : " + width : string.Empty);
}

/// <summary>A struct or a union. The parser creates it at the first mention of its tag and completes it where its members stand.</summary>
internal sealed class CRecord(string? tag, bool isUnion, HeaderLocation location) : CType(1)
{
    private long? size;
    private int? alignment;
    private int requiredAlignment;
    private ImmutableArray<CMember> flatMembers;

    public string? Tag { get; } = tag;

    public bool IsUnion { get; } = isUnion;

    /// <summary>The first typedef that names the record itself, which for an anonymous struct is the only name that it has.</summary>
    public string? AliasName { get; internal set; }

    /// <summary>The name to use in messages: the tag or the typedef.</summary>
    public string DisplayName => Tag ?? AliasName ?? "(anonymous)";

    /// <summary>Whether the members are known. A record that never is complete is opaque: it exists behind pointers only.</summary>
    public bool IsComplete { get; private set; }

    public ImmutableArray<CMember> Members { get; private set; } = ImmutableArray<CMember>.Empty;

    /// <summary>Where the members stand, or where the tag is first mentioned.</summary>
    public HeaderLocation Location { get; private set; } = location;

    public Comment? Comment { get; internal set; }

    public ImmutableArray<BoundaryFact> Facts { get; internal set; } = ImmutableArray<BoundaryFact>.Empty;

    /// <summary>The bound that <c>#pragma pack</c> puts on the alignment of members, 1 for a packed record, 0 for none.</summary>
    public int Pack { get; private set; }

    public override CTypeClass Class => CTypeClass.Record;

    public override long? Size => size;

    public override int? Alignment => alignment;

    public override int RequiredAlignment => requiredAlignment;

    /// <summary>The members with those of anonymous structs and unions among them, at offsets from this record's start, in the order of the text.</summary>
    public ImmutableArray<CMember> FlatMembers => flatMembers.IsDefault ? flatMembers = Flatten() : flatMembers;

    public override string Spell(string declarator) =>
        Join(Tag is null ? AliasName ?? (IsUnion ? "union" : "struct") : (IsUnion ? "union " : "struct ") + Tag, declarator);

    internal void Complete(ImmutableArray<CMember> members, CRecordLayout layout, int pack, HeaderLocation location)
    {
        Members = members;
        size = layout.Size;
        alignment = layout.Alignment;
        requiredAlignment = layout.RequiredAlignment;
        Pack = pack;
        Location = location;
        IsComplete = true;
    }

    private ImmutableArray<CMember> Flatten()
    {
        var flat = ImmutableArray.CreateBuilder<CMember>(Members.Length);
        AddMembers(this, 0);
        return flat.ToImmutable();

        void AddMembers(CRecord record, long? baseOffset)
        {
            foreach (var member in record.Members)
            {
                var offset = baseOffset + member.BitOffset;
                if (member.Name is null && member.Type.Canonical is CRecord inner)
                {
                    AddMembers(inner, offset);
                }
                else if (member.Name is not null)
                {
                    flat.Add(offset == member.BitOffset ? member : member.At(offset));
                }
            }
        }
    }
}

internal sealed class CEnumerator(string name, CInteger? value, HeaderLocation location, Comment? comment)
{
    public string Name { get; } = name;

    /// <summary>The value; <see langword="null"/> when it depends on something unknown.</summary>
    public CInteger? Value { get; } = value;

    public HeaderLocation Location { get; } = location;

    public Comment? Comment { get; } = comment;
}

internal sealed class CEnum(string? tag, HeaderLocation location) : CType(1)
{
    public string? Tag { get; } = tag;

    /// <summary>The first typedef that names the enum, or that has the enum's tag for its name, as cbindgen writes <c>repr(u8)</c> enums.</summary>
    public string? AliasName { get; internal set; }

    public string DisplayName => Tag ?? AliasName ?? "(anonymous)";

    public bool IsComplete { get; private set; }

    public ImmutableArray<CEnumerator> Enumerators { get; private set; } = ImmutableArray<CEnumerator>.Empty;

    /// <summary>The integer type that values have, chosen by the target's rules unless the header fixes it.</summary>
    public CType? UnderlyingType { get; private set; }

    /// <summary>The header says what the underlying type is.</summary>
    public bool HasFixedType { get; private set; }

    /// <summary>The integer typedef of the same name under which the header passes the values, as cbindgen writes <c>repr(u8)</c> enums; or none.</summary>
    public CType? CarrierType { get; internal set; }

    public HeaderLocation Location { get; private set; } = location;

    public Comment? Comment { get; internal set; }

    public ImmutableArray<BoundaryFact> Facts { get; internal set; } = ImmutableArray<BoundaryFact>.Empty;

    public override CTypeClass Class => CTypeClass.Enum;

    public override long? Size => UnderlyingType?.Size;

    public override int? Alignment => UnderlyingType?.Alignment;

    public override string Spell(string declarator) => Join(Tag is null ? AliasName ?? "enum" : "enum " + Tag, declarator);

    internal void Fix(CType type)
    {
        UnderlyingType = type;
        HasFixedType = true;
    }

    internal void Complete(ImmutableArray<CEnumerator> enumerators, CType? underlyingType, bool isFixed, HeaderLocation location)
    {
        Enumerators = enumerators;
        UnderlyingType = underlyingType;
        HasFixedType = isFixed;
        Location = location;
        IsComplete = true;
    }
}
