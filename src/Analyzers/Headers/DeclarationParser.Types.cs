using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

/// <summary>The part that reads types: declaration specifiers in any order, structs and unions, enums, and names that nothing explains.</summary>
internal sealed partial class DeclarationParser
{
    private const int MaximumNesting = 60;

    /// <summary>Where a declaration stands, which decides what an unknown word can be.</summary>
    private enum Place
    {
        File,
        Member,
        Parameter,
        TypeName,
    }

    [Flags]
    private enum Words
    {
        None = 0,
        Void = 1,
        Bool = 2,
        Char = 4,
        Short = 8,
        Int = 16,
        Float = 32,
        Double = 64,
        Signed = 128,
        Unsigned = 256,
        Complex = 512,
        Int128 = 1024,
    }

    private struct Specifiers
    {
        public CType? Type;

        /// <summary>The record or enum whose definition stands among the specifiers.</summary>
        public CType? Definition;
        public bool IsTypedef;
        public bool IsStatic;
        public bool IsInline;
        public CCallingConvention Convention;
        public int Alignment;
        public bool IsPacked;

        /// <summary>An attribute changes the layout in a way that is not known: vectors, foreign byte orders, an alignment that cannot be evaluated.</summary>
        public bool HasUnknownLayout;
        public string? Mode;
        public List<CAttribute>? Attributes;
        public CQualifiers Qualifiers;
        public Words Words;
        public int Longs;

        public readonly bool HasType => Type is not null || Words != Words.None || Longs > 0;
    }

    private void ReadSpecifiers(ref Specifiers specifiers, Place place)
    {
        while (position < count && !IsCPlusPlus)
        {
            var kind = Current;
            if (specifiers.Definition is not null && kind is TokenKind.Typedef or TokenKind.Extern or TokenKind.Static && tokens[position].StartsLine)
            {
                // The semicolon behind a definition is missing.
                break;
            }

            switch (kind)
            {
                case TokenKind.Typedef:
                    specifiers.IsTypedef = true;
                    position++;
                    continue;
                case TokenKind.Static:
                    specifiers.IsStatic = true;
                    position++;
                    continue;
                case TokenKind.Inline:
                    specifiers.IsInline = true;
                    position++;
                    continue;
                case TokenKind.Extern:
                    position++;
                    if (Current == TokenKind.String)
                    {
                        position++;
                    }

                    continue;
                case TokenKind.Storage or TokenKind.Ignored:
                    position++;
                    continue;
                case TokenKind.Const or TokenKind.Volatile or TokenKind.Restrict:
                    specifiers.Qualifiers |= QualifierOf(kind);
                    position++;
                    continue;
                case TokenKind.Attribute or TokenKind.Declspec or TokenKind.Alignas:
                    ReadAttributes(ref specifiers);
                    continue;
                case TokenKind.OpenBracket when KindAt(position + 1) == TokenKind.OpenBracket:
                    ReadAttributes(ref specifiers);
                    continue;
                case TokenKind.CallingConvention:
                    specifiers.Convention = ConventionOf(tokens[position++].Text);
                    continue;
                case TokenKind.Identifier:
                    if (!ReadWord(ref specifiers, place))
                    {
                        FinishType(ref specifiers);
                        return;
                    }

                    continue;
            }

            if (!ReadTypeWord(ref specifiers, kind))
            {
                break;
            }
        }

        FinishType(ref specifiers);
    }

    private static CQualifiers QualifierOf(TokenKind kind) =>
        kind == TokenKind.Const ? CQualifiers.Const : kind == TokenKind.Volatile ? CQualifiers.Volatile : CQualifiers.Restrict;

    private bool ReadTypeWord(ref Specifiers specifiers, TokenKind kind)
    {
        switch (kind)
        {
            case TokenKind.Void:
                return AddWord(ref specifiers, Words.Void);
            case TokenKind.Bool:
                return AddWord(ref specifiers, Words.Bool);
            case TokenKind.Char:
                return AddWord(ref specifiers, Words.Char);
            case TokenKind.Short:
                return AddWord(ref specifiers, Words.Short);
            case TokenKind.Int:
                return AddWord(ref specifiers, Words.Int);
            case TokenKind.Float:
                return AddWord(ref specifiers, Words.Float);
            case TokenKind.Double:
                return AddWord(ref specifiers, Words.Double);
            case TokenKind.Signed:
                return AddWord(ref specifiers, Words.Signed);
            case TokenKind.Unsigned:
                return AddWord(ref specifiers, Words.Unsigned);
            case TokenKind.Complex:
                return AddWord(ref specifiers, Words.Complex);
            case TokenKind.Int128:
                return AddWord(ref specifiers, Words.Int128);
            case TokenKind.Long or TokenKind.Int64:
                if (specifiers.Type is not null)
                {
                    return false;
                }

                specifiers.Longs += kind == TokenKind.Int64 ? 2 : 1;
                position++;
                return true;
        }

        if (specifiers.HasType)
        {
            return false;
        }

        switch (kind)
        {
            case TokenKind.Struct or TokenKind.Union:
                specifiers.Type = ReadRecord(ref specifiers);
                return true;
            case TokenKind.Enum:
                specifiers.Type = ReadEnum(ref specifiers);
                return true;
            case TokenKind.OtherBasicType:
                specifiers.Type = OtherBasicType(tokens[position++].Text);
                return true;
            case TokenKind.Typeof:
                specifiers.Type = ReadTypeof();
                return true;
            case TokenKind.Atomic:
                return ReadAtomic(ref specifiers);
            default:
                return false;
        }
    }

    private bool AddWord(ref Specifiers specifiers, Words word)
    {
        if (specifiers.Type is not null)
        {
            return false;
        }

        specifiers.Words |= word;
        position++;
        return true;
    }

    private bool ReadAtomic(ref Specifiers specifiers)
    {
        specifiers.Qualifiers |= CQualifiers.Atomic;
        position++;
        if (Current == TokenKind.OpenParen)
        {
            specifiers.Type = ReadParenthesisedType();
        }

        return true;
    }

    private CType ReadTypeof()
    {
        position++;
        if (Current == TokenKind.OpenParen && StartsKnownType(position + 1))
        {
            return ReadParenthesisedType();
        }

        if (Current == TokenKind.OpenParen)
        {
            SkipMatched();
        }

        return Unknown("typeof(…)");
    }

    private CType ReadParenthesisedType()
    {
        position++;
        var type = ReadTypeName();
        if (!Accept(TokenKind.CloseParen))
        {
            SkipExpression();
            Accept(TokenKind.CloseParen);
        }

        return type;
    }

    /// <summary>A type as in a cast: specifiers and a declarator without a name.</summary>
    private CType ReadTypeName()
    {
        var specifiers = default(Specifiers);
        ReadSpecifiers(ref specifiers, Place.TypeName);
        if (specifiers.Type is null)
        {
            return Unknown(TextAt(position));
        }

        var declarator = new Declarator { Convention = specifiers.Convention };
        return ReadDeclarator(specifiers.Type, ref declarator, Place.TypeName);
    }

    private CType OtherBasicType(string name) => name switch
    {
        "_Float16" or "__fp16" => target.Basic(CBasicKind.Half),
        "_Float32" => target.Basic(CBasicKind.Float),
        "_Float32x" or "_Float64" => target.Basic(CBasicKind.Double),
        "_Float64x" => target.Basic(target.Model.LongDoubleSize > 8 ? CBasicKind.LongDouble : CBasicKind.Float128),
        "_Float128" or "__float128" => target.Basic(CBasicKind.Float128),
        _ => target.Basic(CBasicKind.VariableArguments),
    };

    private void FinishType(ref Specifiers specifiers)
    {
        if (specifiers.Type is null && (specifiers.Words != Words.None || specifiers.Longs > 0))
        {
            specifiers.Type = target.Basic(BasicKindOf(specifiers.Words, specifiers.Longs));
        }

        if (specifiers.Type is null)
        {
            return;
        }

        if (specifiers.Mode is { } mode)
        {
            specifiers.Type = TypeOfMode(mode, specifiers.Type);
        }

        if (specifiers.HasUnknownLayout)
        {
            specifiers.Type = Unknown("a type whose layout is not known");
        }

        specifiers.Type = Qualify(specifiers.Type, specifiers.Qualifiers);
        specifiers.Qualifiers = CQualifiers.None;
    }

    private static CType Qualify(CType type, CQualifiers qualifiers) =>
        qualifiers == CQualifiers.None ? type : new CQualifiedType(Unqualified(type), qualifiers | (type is CQualifiedType ? type.Qualifiers : 0));

    private static CBasicKind BasicKindOf(Words words, int longs)
    {
        var isUnsigned = (words & Words.Unsigned) != 0;
        if ((words & Words.Void) != 0)
        {
            return CBasicKind.Void;
        }

        if ((words & Words.Bool) != 0)
        {
            return CBasicKind.Bool;
        }

        if ((words & Words.Complex) != 0)
        {
            return (words & Words.Float) != 0 ? CBasicKind.FloatComplex : longs > 0 ? CBasicKind.LongDoubleComplex : CBasicKind.DoubleComplex;
        }

        if ((words & Words.Char) != 0)
        {
            return isUnsigned ? CBasicKind.UnsignedChar : (words & Words.Signed) != 0 ? CBasicKind.SignedChar : CBasicKind.Char;
        }

        if ((words & Words.Float) != 0)
        {
            return CBasicKind.Float;
        }

        if ((words & Words.Double) != 0)
        {
            return longs > 0 ? CBasicKind.LongDouble : CBasicKind.Double;
        }

        var signed = (words & Words.Int128) != 0 ? CBasicKind.Int128
            : (words & Words.Short) != 0 ? CBasicKind.Short
            : longs >= 2 ? CBasicKind.LongLong
            : longs == 1 ? CBasicKind.Long
            : CBasicKind.Int;
        return isUnsigned ? signed + 1 : signed;
    }

    /// <summary>GCC's machine modes: glibc declares its fixed-size integers with them.</summary>
    private CType TypeOfMode(string mode, CType declared)
    {
        var isSigned = declared.Canonical is not CBasicType { IsSigned: false };
        CBasicKind? signed = mode switch
        {
            "QI" or "byte" => CBasicKind.SignedChar,
            "HI" => CBasicKind.Short,
            "SI" => CBasicKind.Int,
            "DI" => CBasicKind.LongLong,
            "TI" => CBasicKind.Int128,
            "word" or "pointer" or "unwind_word" => target.Model.PointerSize == 8 ? CBasicKind.LongLong : CBasicKind.Int,
            _ => null,
        };
        return signed is { } kind ? target.Basic(isSigned ? kind : kind + 1)
            : mode == "SF" ? target.Basic(CBasicKind.Float)
            : mode == "DF" ? target.Basic(CBasicKind.Double)
            : Unknown("mode " + mode);
    }

    private CType Unknown(string name)
    {
        if (!unknownTypes.TryGetValue(name, out var type))
        {
            type = new CUnknownType(name);
            unknownTypes.Add(name, type);
        }

        return type;
    }

    private CType UnknownName(int at)
    {
        var name = tokens[at].Text;
        if (!unknownTypes.ContainsKey(name))
        {
            problems.Add(CProblemKind.UnknownType, LocationAt(at), $"no given header declares a type '{name}'; what depends on it is not checked");
        }

        return Unknown(name);
    }

    /// <summary>Deeper nesting than any header has: unknown instead of a danger to whoever walks the type.</summary>
    private CType Limit(CType type) => type.Depth >= CType.MaximumDepth ? Unknown("a type that nests too deep") : type;

    // ---- Words: typedef names, and macros that nobody has defined ----

    private bool TryGetTypeName(string name, out CType type) => typeNames.TryGetValue(name, out type!) || target.TryGetSystemType(name, out type);

    /// <summary>Whether a type that the header knows starts here.</summary>
    private bool StartsKnownType(int index)
    {
        var kind = KindAt(index);
        return kind == TokenKind.Identifier ? TryGetTypeName(TextAt(index), out _) : IsTypeKeyword(kind) || IsQualifier(kind) || kind == TokenKind.Ignored;
    }

    private static bool IsTypeKeyword(TokenKind kind) => kind is >= TokenKind.Void and <= TokenKind.Typeof or TokenKind.Atomic;

    private static bool IsQualifier(TokenKind kind) => kind is TokenKind.Const or TokenKind.Volatile or TokenKind.Restrict;

    /// <summary>
    /// Reads an identifier among specifiers: a type, or an annotation that is a macro defined elsewhere. False when it is the declarator's name.
    /// </summary>
    private bool ReadWord(ref Specifiers specifiers, Place place)
    {
        var name = tokens[position].Text;
        if (IsKnownAnnotation(name))
        {
            ReadAnnotation(ref specifiers.Attributes, ref specifiers.Convention, leads: true);
            return true;
        }

        if (specifiers.HasType)
        {
            if (!IsAnnotationBehindType(position))
            {
                return false;
            }

            ReadAnnotation(ref specifiers.Attributes, ref specifiers.Convention, leads: false);
            ApplyPackingName(name, specifiers.Definition, position);
            return true;
        }

        if (place != Place.Member && KindAt(position + 1) == TokenKind.ColonColon)
        {
            FoundCPlusPlus(position);
            return true;
        }

        if (TryGetTypeName(name, out var known))
        {
            specifiers.Type = known;
            position++;
            return true;
        }

        if (IsAnnotationBeforeType(position, place))
        {
            ReadAnnotation(ref specifiers.Attributes, ref specifiers.Convention, leads: true);
            return true;
        }

        if (place is Place.File or Place.Member && KindAt(position + 1) is TokenKind.OpenParen && !IsPointerParen(position + 1))
        {
            // A call of an unknown macro, or a function without a type.
            return false;
        }

        if (KindAt(position + 1) is TokenKind.Less && place != Place.TypeName)
        {
            FoundCPlusPlus(position);
            return true;
        }

        specifiers.Type = UnknownName(position);
        position++;
        return true;
    }

    private bool IsPointerParen(int open)
    {
        var next = KindAt(open + 1);
        return next is TokenKind.Star or TokenKind.Caret or TokenKind.CallingConvention
            || (next == TokenKind.Identifier && KindAt(open + 2) is TokenKind.Star or TokenKind.Caret);
    }

    private static bool LooksLikeMacro(string name)
    {
        var hasLetter = false;
        foreach (var c in name)
        {
            if (c is >= 'a' and <= 'z')
            {
                return false;
            }

            hasLetter |= c is >= 'A' and <= 'Z';
        }

        return hasLetter && name.Length > 1;
    }

    /// <summary>Where no type has been seen yet: is this unknown word an annotation before it, or the type itself?</summary>
    private bool IsAnnotationBeforeType(int index, Place place)
    {
        var next = KindAt(index + 1);
        if (next == TokenKind.OpenParen)
        {
            if (IsPointerParen(index + 1))
            {
                return false;
            }

            // NAME(…) followed by more of a declaration.
            var behind = Match(index + 1) + 1;
            return KindAt(behind) == TokenKind.Identifier || StartsKnownType(behind) || IsStorage(KindAt(behind));
        }

        if (IsTypeKeyword(next) || IsStorage(next))
        {
            return true;
        }

        if (IsQualifier(next) || next is TokenKind.CallingConvention or TokenKind.Attribute or TokenKind.Declspec)
        {
            // `API const X *f` against `x_t const *p`: what stands behind the qualifiers tells.
            var behind = SkipQualifiers(index + 1);
            var kind = KindAt(behind);
            return IsTypeKeyword(kind) || IsStorage(kind)
                || (kind == TokenKind.Identifier
                    && (TryGetTypeName(TextAt(behind), out _) || KindAt(behind + 1) is TokenKind.Identifier or TokenKind.Star));
        }

        if (next == TokenKind.Identifier)
        {
            if (TryGetTypeName(TextAt(index + 1), out _) && !IsEndOfName(KindAt(index + 2)))
            {
                return true;
            }

            if (!LooksLikeMacro(TextAt(index)) && LooksLikeMacro(TextAt(index + 1)) && KindAt(index + 2) == TokenKind.Identifier)
            {
                return false;
            }

            var third = KindAt(index + 2);
            if (third == TokenKind.OpenParen)
            {
                // `API MACRO(x) int f()` against `type name(…)`.
                var behind = Match(index + 2) + 1;
                return LooksLikeMacro(TextAt(index)) && LooksLikeMacro(TextAt(index + 1))
                    && (StartsKnownType(behind) || IsStorage(KindAt(behind)) || (KindAt(behind) == TokenKind.Identifier && KindAt(behind + 1) is not TokenKind.Semicolon));
            }

            return third is TokenKind.Identifier or TokenKind.Star || IsTypeKeyword(third) || IsQualifier(third) || IsStorage(third);
        }

        // A word alone: a macro between declarations, or the type of a parameter without a name.
        return place is Place.File or Place.Member && next is TokenKind.Semicolon or TokenKind.EndOfFile or TokenKind.CloseBrace;
    }

    private static bool IsStorage(TokenKind kind) =>
        kind is TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.Inline or TokenKind.Storage or TokenKind.Ignored;

    private static bool IsEndOfName(TokenKind kind) =>
        kind is TokenKind.Semicolon or TokenKind.Comma or TokenKind.Assign or TokenKind.OpenBracket or TokenKind.CloseParen or TokenKind.Colon or TokenKind.EndOfFile;

    private int SkipQualifiers(int index)
    {
        while (true)
        {
            var kind = KindAt(index);
            if (IsQualifier(kind) || kind is TokenKind.CallingConvention or TokenKind.Ignored)
            {
                index++;
            }
            else if (kind is TokenKind.Attribute or TokenKind.Declspec)
            {
                index = KindAt(index + 1) == TokenKind.OpenParen ? Match(index + 1) + 1 : index + 1;
            }
            else
            {
                return index;
            }
        }
    }

    /// <summary>Where a type has been seen: is this word an annotation, as in <c>int API f(void)</c>, or the name that is declared?</summary>
    private bool IsAnnotationBehindType(int index)
    {
        var next = KindAt(index + 1);
        if (next is TokenKind.Star or TokenKind.CallingConvention || IsQualifier(next) || IsTypeKeyword(next))
        {
            return true;
        }

        if (next == TokenKind.Identifier)
        {
            // `int API f` against `int x DEPRECATED`.
            return LooksLikeMacro(TextAt(index)) || !(LooksLikeMacro(TextAt(index + 1)) || IsKnownAnnotation(TextAt(index + 1)));
        }

        if (next == TokenKind.OpenParen)
        {
            if (IsPointerParen(index + 1))
            {
                // `int API (*callback)(int)`; but `int f(T *x)` begins with a type.
                return KindAt(index + 2) is not TokenKind.Identifier || !(TryGetTypeName(TextAt(index + 2), out _) || KindAt(Match(index + 1) + 1) is not TokenKind.OpenParen);
            }

            var behind = KindAt(Match(index + 1) + 1);
            return LooksLikeMacro(TextAt(index)) && (behind == TokenKind.Star
                || (behind == TokenKind.Identifier && !LooksLikeMacro(TextAt(Match(index + 1) + 1)) && !IsKnownAnnotation(TextAt(Match(index + 1) + 1))));
        }

        // `struct S { … } PACKED;`
        return next == TokenKind.Semicolon && KindAt(index - 1) == TokenKind.CloseBrace && LooksLikeMacro(TextAt(index)) && IsPackingName(TextAt(index));
    }

    // ---- Structs and unions ----

    private CType ReadRecord(ref Specifiers specifiers)
    {
        var isUnion = Current == TokenKind.Union;
        var at = position++;
        var shape = default(Specifiers);
        if (specifiers.Alignment != 0)
        {
            // __declspec(align) before struct speaks of the struct.
            shape.Alignment = specifiers.Alignment;
        }

        ReadTagAttributes(ref shape);
        string? tag = null;
        var location = LocationAt(at);
        if (Current == TokenKind.Identifier)
        {
            tag = tokens[position].Text;
            location = LocationAt(position++);
        }

        if (Current == TokenKind.Colon && KindAt(position + 1) == TokenKind.Identifier && tag is not null)
        {
            FoundCPlusPlus(position);
            return Unknown(tag);
        }

        CRecord? record = null;
        if (tag is not null && tags.TryGetValue(tag, out var known))
        {
            record = known as CRecord;
        }

        if (record is null)
        {
            record = new CRecord(tag, isUnion, location);
            Records.Add(record);
            if (tag is not null && !tags.ContainsKey(tag))
            {
                tags.Add(tag, record);
            }
        }

        if (Current != TokenKind.OpenBrace)
        {
            return tag is null ? Unknown("struct without a tag") : record;
        }

        if (record.IsComplete)
        {
            // A second definition: the first counts.
            SkipMatched();
            return record;
        }

        specifiers.Definition = record;
        ReadMembers(record, shape, location);
        return record;
    }

    /// <summary>What stands between <c>struct</c> and the tag: attributes, and words that are no tag because a tag follows them.</summary>
    private void ReadTagAttributes(ref Specifiers shape)
    {
        while (position < count)
        {
            if (Current is TokenKind.Attribute or TokenKind.Declspec or TokenKind.Alignas
                || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
            {
                ReadAttributes(ref shape);
            }
            else if (Current == TokenKind.Identifier && IsAnnotationBeforeTag(position))
            {
                ReadRecordAnnotation(ref shape);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Only if a brace follows: <c>struct X (*callback)(void)</c> is no annotation with arguments.</summary>
    private bool IsAnnotationBeforeTag(int index)
    {
        var next = index + 1;
        if (KindAt(next) == TokenKind.OpenParen)
        {
            next = Match(next) + 1;
            if (KindAt(next) == TokenKind.OpenBrace)
            {
                return IsPackingName(TextAt(index));
            }
        }

        var isPlain = false;
        while (KindAt(next) is TokenKind.Identifier or TokenKind.Attribute or TokenKind.Declspec)
        {
            isPlain = KindAt(next) == TokenKind.Identifier && KindAt(next + 1) != TokenKind.OpenParen;
            next = KindAt(next + 1) == TokenKind.OpenParen ? Match(next + 1) + 1 : next + 1;
        }

        return isPlain && KindAt(next) is TokenKind.OpenBrace;
    }

    /// <summary>An undefined macro before a tag. Its name is the only hint at what it does to the layout.</summary>
    private void ReadRecordAnnotation(ref Specifiers shape)
    {
        var name = tokens[position++].Text;
        var start = position + 1;
        var hasArguments = Current == TokenKind.OpenParen;
        var end = start;
        if (hasArguments)
        {
            end = Match(position);
            SkipMatched();
        }

        if (IsPackingName(name) && name.IndexOf("ALIGN", StringComparison.OrdinalIgnoreCase) < 0)
        {
            shape.IsPacked = true;
        }
        else if (IsPackingName(name) && hasArguments && IntegerExpression.TryEvaluate(tokens, start, end, target, this, out var value) && IsAlignment(value))
        {
            shape.Alignment = Math.Max(shape.Alignment, (int)value.Bits);
        }
        else
        {
            shape.HasUnknownLayout = true;
        }
    }

    private static bool IsPackingName(string name) =>
        name.IndexOf("PACK", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("ALIGN", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>A packing macro behind the closing brace, once it has been read: the record's layout is made anew.</summary>
    private void ApplyPackingName(string name, CType? definition, int behind)
    {
        if (definition is CRecord record && IsPackingName(name) && KindAt(behind - 2) == TokenKind.CloseBrace)
        {
            if (name.IndexOf("ALIGN", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                record.Complete(record.Members, new CRecordLayout(null, null, 0, []), 0, record.Location);
                return;
            }

            var shapes = new List<CMemberShape>(record.Members.Length);
            foreach (var member in record.Members)
            {
                shapes.Add(new CMemberShape(member.Type, member.BitWidth, member.Name is not null, member.RequiredAlignment, isPacked: false));
            }

            var layout = CLayout.Lay(new CRecordShape(record.IsUnion, isPacked: true, record.Pack, record.RequiredAlignment), shapes, target);
            var members = record.Members.ToBuilder();
            for (var index = 0; index < members.Count; index++)
            {
                members[index] = members[index].At(layout.BitOffsets[index]);
            }

            record.Complete(members.ToImmutable(), layout, 1, record.Location);
        }
    }

    private void ReadMembers(CRecord record, Specifiers shape, HeaderLocation location)
    {
        var brace = position++;
        var members = new List<MemberDraft>();
        if (++nesting > MaximumNesting)
        {
            problems.Add(CProblemKind.Limit, LocationAt(brace), "structs nest too deep");
            position = brace;
            SkipMatched();
            nesting--;
            return;
        }

        var isWhole = true;
        while (position < count && Current != TokenKind.CloseBrace && !IsCPlusPlus)
        {
            var start = position;
            var from = members.Count;
            var isRead = ReadMember(members);
            if (!isWhole && members.Count > from)
            {
                members[from] = members[from].BehindGap();
            }

            isWhole &= isRead;
            if (position == start)
            {
                position++;
            }
        }

        nesting--;
        isWhole &= Accept(TokenKind.CloseBrace);

        // Attributes behind the brace belong to the record as well.
        while (Current is TokenKind.Attribute || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
        {
            ReadAttributes(ref shape);
        }

        var pack = PackAt(brace);
        var shapes = new List<CMemberShape>(members.Count);
        foreach (var member in members)
        {
            shapes.Add(new CMemberShape(member.Type, member.BitWidth, member.Name is not null, member.Alignment, member.IsPacked));
        }

        var layout = CLayout.Lay(new CRecordShape(record.IsUnion, shape.IsPacked, pack, shape.Alignment), shapes, target);
        if (!isWhole || shape.HasUnknownLayout)
        {
            layout = new CRecordLayout(null, null, 0, shape.HasUnknownLayout ? new long?[members.Count] : KeepPrefix(layout.BitOffsets, members));
        }

        var built = ImmutableArray.CreateBuilder<CMember>(members.Count);
        for (var index = 0; index < members.Count; index++)
        {
            var member = members[index];
            built.Add(new CMember(
                member.Name, member.Type, member.BitWidth, layout.BitOffsets[index], member.Location, member.Comment, member.Facts, member.Alignment));
        }

        record.Complete(built.MoveToImmutable(), layout, shape.IsPacked ? 1 : pack, location);
        if (shape.Attributes is not null)
        {
            factBuffer.Clear();
            AddValueAttributes(shape.Attributes, null, factBuffer);
            record.Facts = factBuffer.ToImmutableArray();
            factBuffer.Clear();
        }
    }

    // A member that could not be read leaves those before it where they are.
    private static long?[] KeepPrefix(long?[] offsets, List<MemberDraft> members)
    {
        var unknown = members.FindIndex(member => member.FollowsGap);
        for (var index = unknown < 0 ? offsets.Length : unknown; index < offsets.Length; index++)
        {
            offsets[index] = null;
        }

        return offsets;
    }

    private int PackAt(int token)
    {
        var changes = preprocessor.PackChanges;
        if (changes.Count == 0 || !ReferenceEquals(tokens, preprocessor.Output.Items))
        {
            return 0;
        }

        var low = 0;
        var high = changes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (changes[middle].Token <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? 0 : changes[low - 1].Value;
    }

    private bool ReadMember(List<MemberDraft> members)
    {
        if (Accept(TokenKind.Semicolon))
        {
            return true;
        }

        if (Current == TokenKind.StaticAssert)
        {
            ReadStaticAssert();
            return true;
        }

        if (Current == TokenKind.Identifier && KindAt(position + 1) == TokenKind.Colon && TextAt(position) is "public" or "private" or "protected")
        {
            FoundCPlusPlus(position);
            return false;
        }

        var start = position;
        var specifiers = default(Specifiers);
        ReadSpecifiers(ref specifiers, Place.Member);
        if (Current == TokenKind.Semicolon)
        {
            position++;
            var definition = specifiers.Definition;
            if (definition is CRecord { Tag: null })
            {
                AddMember(members, new Declarator { Type = specifiers.Type! }, specifiers, null, start, position - 1);
            }
            else
            {
                DescribeDefinition(specifiers, start, position - 1);
            }

            return true;
        }

        if (specifiers.Type is null)
        {
            if (IsCPlusPlus || Current == TokenKind.CloseBrace)
            {
                return true;
            }

            ReportSkipped(position, $"a member is expected before '{TextAt(position)}'; the layout of the struct is unknown from here on");
            Recover();
            return false;
        }

        return ReadMemberDeclarators(members, specifiers, start);
    }

    private bool ReadMemberDeclarators(List<MemberDraft> members, Specifiers specifiers, int start)
    {
        while (true)
        {
            var declarator = new Declarator { Convention = specifiers.Convention, Type = specifiers.Type! };
            if (Current != TokenKind.Colon)
            {
                declarator.Type = ReadDeclarator(specifiers.Type!, ref declarator, Place.Member);
            }

            int? width = null;
            var isWhole = !IsCPlusPlus;
            if (isWhole && Accept(TokenKind.Colon))
            {
                width = ReadBitWidth();
                isWhole = width is not null;
            }

            ReadTrailing(ref declarator, isMember: true);
            isWhole &= declarator.Name is not null || width is not null;
            if (declarator.Type.Canonical.Class == CTypeClass.Function)
            {
                // Only C++ has functions among the members.
                FoundCPlusPlus(start);
                return false;
            }

            if (!isWhole)
            {
                ReportSkipped(position, $"a member is not understood at '{TextAt(position)}'; the layout of the struct is unknown from here on");
                Recover();
                return false;
            }

            AddMember(members, declarator, specifiers, width, start, position);
            if (Accept(TokenKind.Semicolon))
            {
                return true;
            }

            if (!Accept(TokenKind.Comma))
            {
                ReportSkipped(position, $"'{TextAt(position)}' is not expected in a member; the layout of the struct is unknown from here on");
                Recover();
                return false;
            }
        }
    }

    private int? ReadBitWidth()
    {
        var start = position;
        while (position < count && Current is not (TokenKind.Semicolon or TokenKind.Comma or TokenKind.CloseBrace or TokenKind.Attribute or TokenKind.Assign))
        {
            position = Current is TokenKind.OpenParen ? Match(position) + 1 : position + 1;
        }

        position = Math.Min(position, count);
        return IntegerExpression.TryEvaluate(tokens, start, position, target, this, out var value) && value.Bits is >= 0 and <= 128 ? (int)value.Bits : null;
    }

    private void AddMember(List<MemberDraft> members, in Declarator declarator, in Specifiers specifiers, int? width, int start, int end)
    {
        factBuffer.Clear();
        var comment = comments.Attach(tokens, start, end, factBuffer, HeaderFacts, problems);
        AddValueAttributes(specifiers.Attributes, declarator.Name, factBuffer);
        AddValueAttributes(declarator.Attributes, declarator.Name, factBuffer);
        var callback = declarator.Type.Canonical.Element?.Canonical as CFunctionType;
        CheckTargets(callback?.Parameters ?? ImmutableArray<CParameter>.Empty, factBuffer, hasResult: callback is not null);
        var alignment = Math.Max(declarator.Alignment, specifiers.Definition is null ? specifiers.Alignment : 0);
        members.Add(new MemberDraft
        {
            Name = declarator.Name,
            Type = declarator.Type,
            BitWidth = width,
            Alignment = alignment,
            IsPacked = declarator.IsPacked || specifiers.IsPacked,
            Location = declarator.Name is null ? LocationAt(start) : declarator.Location,
            Comment = comment,
            Facts = factBuffer.ToImmutableArray(),
        });
    }

    private struct MemberDraft
    {
        public string? Name;
        public CType Type;
        public int? BitWidth;
        public int Alignment;
        public bool IsPacked;
        public bool FollowsGap;
        public HeaderLocation Location;
        public Comment? Comment;
        public ImmutableArray<BoundaryFact> Facts;

        public readonly MemberDraft BehindGap()
        {
            var draft = this;
            draft.FollowsGap = true;
            return draft;
        }
    }

    // ---- Enums ----

    private CType ReadEnum(ref Specifiers specifiers)
    {
        var at = position++;
        if (Current == TokenKind.Struct || (Current == TokenKind.Identifier && TextAt(position) == "class" && KindAt(position + 1) == TokenKind.Identifier))
        {
            FoundCPlusPlus(at);
            return Unknown("enum class");
        }

        var shape = default(Specifiers);
        ReadTagAttributes(ref shape);
        string? tag = null;
        var location = LocationAt(at);
        if (Current == TokenKind.Identifier)
        {
            tag = tokens[position].Text;
            location = LocationAt(position++);
        }

        CType? fixedType = null;
        if (Current == TokenKind.Colon)
        {
            position++;
            var underlying = default(Specifiers);
            ReadSpecifiers(ref underlying, Place.TypeName);
            fixedType = underlying.Type ?? Unknown(TextAt(position));
        }

        CEnum? item = null;
        if (tag is not null && tags.TryGetValue(tag, out var known))
        {
            item = known as CEnum;
        }

        if (item is null)
        {
            item = new CEnum(tag, location);
            Enums.Add(item);
            if (tag is not null && !tags.ContainsKey(tag))
            {
                tags.Add(tag, item);
            }
        }

        if (Current != TokenKind.OpenBrace)
        {
            if (fixedType is not null && !item.IsComplete)
            {
                item.Fix(fixedType);
            }

            return tag is null ? Unknown("enum without a tag") : item;
        }

        if (item.IsComplete)
        {
            SkipMatched();
            return item;
        }

        specifiers.Definition = item;
        ReadEnumerators(item, fixedType ?? (item.HasFixedType ? item.UnderlyingType : null), shape, location);
        return item;
    }

    private void ReadEnumerators(CEnum item, CType? fixedType, Specifiers shape, HeaderLocation location)
    {
        position++;
        var enumerators = ImmutableArray.CreateBuilder<CEnumerator>();
        CInteger? previous = null;
        while (position < count && Current != TokenKind.CloseBrace)
        {
            if (Accept(TokenKind.Comma))
            {
                continue;
            }

            if (Current != TokenKind.Identifier)
            {
                ReportSkipped(position, $"an enumerator is expected before '{TextAt(position)}'");
                var before = position;
                SkipExpression();
                if (position == before || Current is TokenKind.Semicolon)
                {
                    position++;
                }

                previous = null;
                continue;
            }

            var start = position++;
            ReadEnumeratorAttributes();
            var value = enumerators.Count == 0 ? new CInteger(0, isUnsigned: false, 4) : previous is { } last ? Next(last) : (CInteger?)null;
            if (Accept(TokenKind.Assign))
            {
                var expression = position;
                SkipExpression();
                value = IntegerExpression.TryEvaluate(tokens, expression, position, target, this, out var given) ? AsEnumerator(given, fixedType) : null;
            }

            previous = value;
            var name = tokens[start].Text;
            if (value is { } known)
            {
                EnumeratorValues[name] = known;
            }

            factBuffer.Clear();
            var comment = comments.Attach(tokens, start, position, factBuffer, HeaderFacts, problems);
            enumerators.Add(new CEnumerator(name, value, LocationAt(start), comment));
        }

        Accept(TokenKind.CloseBrace);
        while (Current is TokenKind.Attribute)
        {
            ReadAttributes(ref shape);
        }

        var built = enumerators.ToImmutable();
        item.Complete(built, fixedType ?? Underlying(built, shape.IsPacked), fixedType is not null, location);
    }

    private void ReadEnumeratorAttributes()
    {
        var ignored = default(Specifiers);
        while (true)
        {
            if (Current is TokenKind.Attribute || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
            {
                ReadAttributes(ref ignored);
            }
            else if (Current == TokenKind.Identifier)
            {
                position++;
                if (Current == TokenKind.OpenParen)
                {
                    SkipMatched();
                }
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>An enumerator is an int where its value allows it, and always with Microsoft's compiler.</summary>
    private CInteger AsEnumerator(CInteger value, CType? fixedType)
    {
        if (fixedType?.Canonical is CBasicType { Class: CTypeClass.Integer } basic && basic.Size is <= 8)
        {
            return new CInteger(value.Bits, !basic.IsSigned, (int)basic.Size!);
        }

        if (target.Model.Rules == LayoutRules.Msvc || (!value.IsHuge && value.Bits is >= int.MinValue and <= int.MaxValue))
        {
            return new CInteger(value.Bits, isUnsigned: false, 4);
        }

        return value;
    }

    private CInteger Next(CInteger value)
    {
        if (target.Model.Rules == LayoutRules.Msvc || (!value.IsHuge && value.Bits is >= int.MinValue and < int.MaxValue))
        {
            return new CInteger(unchecked(value.Bits + 1), value.IsUnsigned && value.Size > 4, value.Size > 4 && target.Model.Rules != LayoutRules.Msvc ? value.Size : 4);
        }

        return value.Size == 4 && value.IsUnsigned && value.Bits < uint.MaxValue
            ? new CInteger(value.Bits + 1, isUnsigned: true, 4)
            : new CInteger(unchecked(value.Bits + 1), value.IsHuge || value.Bits == long.MaxValue, 8);
    }

    private CType? Underlying(ImmutableArray<CEnumerator> enumerators, bool isPacked)
    {
        if (target.Model.Rules == LayoutRules.Msvc)
        {
            return target.Basic(CBasicKind.Int);
        }

        long minimum = 0;
        ulong maximum = 0;
        foreach (var enumerator in enumerators)
        {
            if (enumerator.Value is not { } value)
            {
                return null;
            }

            if (value.IsNegative)
            {
                minimum = Math.Min(minimum, value.Bits);
            }
            else
            {
                maximum = Math.Max(maximum, (ulong)value.Bits);
            }
        }

        if (isPacked && maximum <= (minimum < 0 ? 0x7FFFUL : 0xFFFFUL) && minimum >= short.MinValue)
        {
            var isByte = maximum <= (minimum < 0 ? 0x7FUL : 0xFFUL) && minimum >= sbyte.MinValue;
            return target.Basic(isByte
                ? minimum < 0 ? CBasicKind.SignedChar : CBasicKind.UnsignedChar
                : minimum < 0 ? CBasicKind.Short : CBasicKind.UnsignedShort);
        }

        if (minimum < 0)
        {
            return target.Basic(maximum <= int.MaxValue && minimum >= int.MinValue ? CBasicKind.Int : target.Model.LongSize == 8 ? CBasicKind.Long : CBasicKind.LongLong);
        }

        return target.Basic(
            maximum <= uint.MaxValue ? CBasicKind.UnsignedInt : target.Model.LongSize == 8 ? CBasicKind.UnsignedLong : CBasicKind.UnsignedLongLong);
    }
}
