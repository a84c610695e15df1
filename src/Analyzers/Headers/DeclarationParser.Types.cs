using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

/// <summary>The part that reads types: declaration specifiers, in any order, and the names of types.</summary>
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
}
