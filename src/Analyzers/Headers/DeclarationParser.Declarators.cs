using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace BoundaryLint.Headers;

/// <summary>The part that reads declarators, inside out as C has them, and parameter lists.</summary>
internal sealed partial class DeclarationParser
{
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
