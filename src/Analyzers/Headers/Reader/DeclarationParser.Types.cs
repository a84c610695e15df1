using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

// Chapter 6: specifiers, declarators and parameters make a type.

/// <summary>The part that reads types: declaration specifiers, in any order, and the names of types; then declarators, inside out as C has them, and parameter lists.</summary>
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
        public bool IsExtern;
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
                    specifiers.IsExtern = true;
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
            case TokenKind.Complex when specifiers.Type is null or CBasicType { Class: CTypeClass.Floating }:
                specifiers.Words |= Words.Complex;
                position++;
                return true;
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

        if (specifiers.HasType && !(kind == TokenKind.OtherBasicType && specifiers.Words == Words.Complex && specifiers.Type is null))
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
        if (++nesting > MaximumNesting)
        {
            problems.Add(CProblemKind.Limit, LocationAt(position), "types nest too deep");
            SkipExpression();
            nesting--;
            return Unknown("a type that nests too deep");
        }

        var type = ReadTypeNameCore();
        nesting--;
        return type;
    }

    private CType ReadTypeNameCore()
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

        else if (specifiers.Type is CBasicType basic && (specifiers.Words & Words.Complex) != 0)
        {
            // _Float64 _Complex
            specifiers.Type = basic.Kind switch
            {
                CBasicKind.Float => target.Basic(CBasicKind.FloatComplex),
                CBasicKind.Double => target.Basic(CBasicKind.DoubleComplex),
                CBasicKind.LongDouble => target.Basic(CBasicKind.LongDoubleComplex),
                _ => Unknown("a complex type of unusual width"),
            };
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
        if (tags.ContainsKey(name) && !preprocessor.HasMissingIncludes)
        {
            // Only in C++ is a tag the name of a type.
            FoundCPlusPlus(at);
        }

        if (!unknownTypes.ContainsKey(name))
        {
            problems.Add(CProblemKind.UnknownType, LocationAt(at), $"no given header declares a type '{name}'; what depends on it is not checked");
        }

        return Unknown(name);
    }

    /// <summary>Deeper nesting than any header has: unknown instead of a danger to whoever walks the type.</summary>
    private CType Limit(CType type) => type.Depth >= CType.MaximumDepth ? Unknown("a type that nests too deep") : type;

    private struct Declarator
    {
        public CType Type;
        public string? Name;
        public string? SymbolName;
        public HeaderLocation Location;
        public CCallingConvention Convention;
        public bool IsUnprototyped;
        public int Alignment;
        public bool IsPacked;
        public List<CAttribute>? Attributes;
    }

    private CType ReadDeclarator(CType type, ref Declarator declarator, Place place)
    {
        if (++nesting > MaximumNesting)
        {
            problems.Add(CProblemKind.Limit, LocationAt(position), "declarators nest too deep");
            SkipExpression();
            nesting--;
            return Unknown("a type that nests too deep");
        }

        type = ReadPointers(type, ref declarator);
        if (Current == TokenKind.OpenParen && IsNestedDeclarator(place))
        {
            // What stands behind the parentheses applies first: int (*a)[3] is a pointer to an array.
            var open = position;
            var close = Match(open);
            position = Math.Min(count, close + 1);
            type = ReadSuffixes(type, ref declarator);
            var behind = position;
            position = open + 1;
            type = ReadDeclarator(type, ref declarator, place);
            if (position != close)
            {
                // Annotations that we do not know, such as Objective-C's inside the parentheses.
                position = Math.Min(position, close);
            }

            position = behind;
        }
        else
        {
            if (Current == TokenKind.Identifier && place != Place.TypeName)
            {
                declarator.Name = tokens[position].Text;
                declarator.Location = LocationAt(position);
                position++;
                while (Current is TokenKind.Attribute || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
                {
                    type = ReadDeclaratorAttributes(ref declarator, type);
                }
            }

            type = ReadSuffixes(type, ref declarator);
        }

        nesting--;
        return type;
    }

    private CType ReadPointers(CType type, ref Declarator declarator)
    {
        while (position < count)
        {
            switch (Current)
            {
                case TokenKind.Star or TokenKind.Caret:
                    position++;
                    type = target.PointerTo(type);
                    break;
                case TokenKind.Ampersand or TokenKind.AndAnd:
                    FoundCPlusPlus(position);
                    return type;
                case TokenKind.Const or TokenKind.Volatile or TokenKind.Restrict:
                    type = Qualify(type, QualifierOf(Current));
                    position++;
                    break;
                case TokenKind.Atomic:
                    type = Qualify(type, CQualifiers.Atomic);
                    position++;
                    break;
                case TokenKind.Ignored:
                    position++;
                    break;
                case TokenKind.Attribute or TokenKind.Declspec:
                    type = ReadDeclaratorAttributes(ref declarator, type);
                    break;
                case TokenKind.CallingConvention:
                    type = Apply(ConventionOf(tokens[position++].Text), type, ref declarator);
                    break;
                case TokenKind.Identifier when IsKnownAnnotation(TextAt(position)) || IsAnnotationInDeclarator(position):
                    var convention = CCallingConvention.Default;
                    ReadAnnotation(ref declarator.Attributes, ref convention, leads: false);
                    type = Apply(convention, type, ref declarator);
                    break;
                default:
                    return type;
            }
        }

        return type;
    }

    // `* API f(`, `(API *callback)(int)`: a word that another word or a star follows.
    private bool IsAnnotationInDeclarator(int index)
    {
        var next = KindAt(index + 1);
        return next is TokenKind.Star or TokenKind.Caret or TokenKind.CallingConvention
            || (next == TokenKind.Identifier && IsAnnotationBeforeName(index));
    }

    /// <summary>Gives a function the convention that stands before its name; without a function yet, it waits for one.</summary>
    private static CType Apply(CCallingConvention convention, CType type, ref Declarator declarator)
    {
        if (convention == CCallingConvention.Default)
        {
            return type;
        }

        if (type is CFunctionType function)
        {
            return function.With(convention);
        }

        declarator.Convention = convention;
        return type;
    }

    private bool IsNestedDeclarator(Place place)
    {
        var next = KindAt(position + 1);
        switch (next)
        {
            case TokenKind.Star or TokenKind.Caret or TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.CallingConvention:
                return true;
            case TokenKind.Attribute:
                return place is Place.File or Place.Member;
            case TokenKind.Identifier:
                var isFollowedByStar = KindAt(position + 2) is TokenKind.Star or TokenKind.Caret;
                if (TryGetTypeName(TextAt(position + 1), out _))
                {
                    return place is Place.File or Place.Member && !isFollowedByStar && KindAt(position + 2) == TokenKind.CloseParen;
                }

                return place is Place.File or Place.Member || isFollowedByStar
                    || (KindAt(position + 2) == TokenKind.CloseParen && KindAt(position + 3) == TokenKind.OpenParen);
            default:
                return false;
        }
    }

    /// <summary>Arrays and parameter lists behind a name. The last binds first: an array of arrays is written outermost first.</summary>
    private CType ReadSuffixes(CType type, ref Declarator declarator)
    {
        List<Suffix>? suffixes = null;
        while (position < count && !IsCPlusPlus)
        {
            if (Current == TokenKind.OpenBracket && KindAt(position + 1) != TokenKind.OpenBracket)
            {
                (suffixes ??= new List<Suffix>(2)).Add(ReadArrayLength());
            }
            else if (Current == TokenKind.OpenParen)
            {
                (suffixes ??= new List<Suffix>(1)).Add(ReadParameters(ref declarator));
            }
            else
            {
                break;
            }
        }

        for (var index = (suffixes?.Count ?? 0) - 1; index >= 0; index--)
        {
            var suffix = suffixes![index];
            if (!suffix.Parameters.IsDefault)
            {
                type = new CFunctionType(Limit(type), suffix.Parameters, suffix.IsVariadic, declarator.Convention);
                declarator.Convention = CCallingConvention.Default;
            }
            else
            {
                type = new CArrayType(Limit(type), suffix.Length, suffix.IsFlexible, target.RoundsArraySizes);
            }
        }

        return type;
    }

    private struct Suffix
    {
        public ImmutableArray<CParameter> Parameters;
        public bool IsVariadic;
        public long? Length;
        public bool IsFlexible;
    }

    private Suffix ReadArrayLength()
    {
        var open = position;
        var close = Match(open);
        var start = open + 1;
        while (start < close && (tokens[start].Kind == TokenKind.Static || IsQualifier(tokens[start].Kind)))
        {
            start++;
        }

        position = Math.Min(count, close + 1);
        if (start >= close || (start == close - 1 && tokens[start].Kind == TokenKind.Star))
        {
            return new Suffix { IsFlexible = true };
        }

        if (!IntegerExpression.TryEvaluate(tokens, start, close, target, this, out var value) || value.IsHuge)
        {
            return default;
        }

        if (value.Bits < 0)
        {
            // How cgo says that a header is for 64-bit targets only.
            Refuse(open, "an array of negative length: the header is not meant for this target");
            return default;
        }

        return new Suffix { Length = value.Bits };
    }

    private Suffix ReadParameters(ref Declarator declarator)
    {
        position++;
        if (Accept(TokenKind.CloseParen))
        {
            declarator.IsUnprototyped = true;
            return new Suffix { Parameters = ImmutableArray<CParameter>.Empty };
        }

        if (Current == TokenKind.Void && KindAt(position + 1) == TokenKind.CloseParen)
        {
            position += 2;
            return new Suffix { Parameters = ImmutableArray<CParameter>.Empty };
        }

        var parameters = ImmutableArray.CreateBuilder<CParameter>();
        var isVariadic = false;
        while (position < count && Current is not (TokenKind.CloseParen or TokenKind.Semicolon or TokenKind.CloseBrace) && !IsCPlusPlus)
        {
            var start = position;
            if (Accept(TokenKind.Ellipsis))
            {
                isVariadic = true;
            }
            else if (!Accept(TokenKind.Comma))
            {
                parameters.Add(ReadParameter());
            }

            if (position == start)
            {
                position++;
            }
        }

        Accept(TokenKind.CloseParen);
        return new Suffix { Parameters = parameters.ToImmutable(), IsVariadic = isVariadic };
    }

    private CParameter ReadParameter()
    {
        var start = position;
        var specifiers = default(Specifiers);
        ReadSpecifiers(ref specifiers, Place.Parameter);
        var declarator = new Declarator { Convention = specifiers.Convention };
        var type = specifiers.Type;
        if (type is not null)
        {
            type = ReadDeclarator(type, ref declarator, Place.Parameter);
            ReadTrailing(ref declarator, isMember: false);
            if (Current == TokenKind.Assign)
            {
                FoundCPlusPlus(position);
            }
        }

        if (type is null || Current is not (TokenKind.Comma or TokenKind.CloseParen or TokenKind.EndOfFile))
        {
            ReportSkipped(start, $"a parameter is not understood at '{TextAt(position)}'");
            type = Unknown("a parameter that is not understood");
            SkipExpression();
        }

        // C passes arrays and functions as pointers.
        var array = type.Canonical as CArrayType;
        var adjusted = array is not null ? target.PointerTo(array.Element) : type.Canonical is CFunctionType ? target.PointerTo(type) : Limit(type);
        var facts = ImmutableArray<BoundaryFact>.Empty;
        if (specifiers.Attributes is not null || declarator.Attributes is not null)
        {
            var found = new List<BoundaryFact>();
            AddValueAttributes(specifiers.Attributes, declarator.Name, found);
            AddValueAttributes(declarator.Attributes, declarator.Name, found);
            facts = found.ToImmutableArray();
        }

        return new CParameter(declarator.Name, adjusted, array, declarator.Name is null ? LocationAt(start) : declarator.Location, facts);
    }
}
