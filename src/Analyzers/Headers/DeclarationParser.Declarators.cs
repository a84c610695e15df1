using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;

namespace BoundaryLint.Headers;

/// <summary>The part that reads declarators, inside out as C has them, parameter lists, and every kind of attribute.</summary>
internal sealed partial class DeclarationParser
{
    private static readonly HashSet<string> StdCallMacros = new(StringComparer.Ordinal)
    {
        "WINAPI", "APIENTRY", "CALLBACK", "STDAPICALLTYPE", "STDMETHODCALLTYPE", "NTAPI", "PASCAL", "GLAPIENTRY", "WSAAPI", "SQL_API",
    };

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
            || (next == TokenKind.Identifier && (LooksLikeMacro(TextAt(index)) || !(LooksLikeMacro(TextAt(index + 1)) || IsKnownAnnotation(TextAt(index + 1)))));
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

                return place is Place.File or Place.Member || isFollowedByStar || KindAt(position + 2) is TokenKind.CloseParen && KindAt(position + 3) is TokenKind.OpenParen;
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
                type = new CArrayType(Limit(type), suffix.Length, suffix.IsFlexible);
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

    // ---- Attributes and annotations ----

    private static CCallingConvention ConventionOf(string text) => text.Trim('_') switch
    {
        "cdecl" => CCallingConvention.Cdecl,
        "stdcall" or "pascal" => CCallingConvention.StdCall,
        "fastcall" => CCallingConvention.FastCall,
        "thiscall" => CCallingConvention.ThisCall,
        "vectorcall" => CCallingConvention.VectorCall,
        "ms_abi" => CCallingConvention.MicrosoftAbi,
        "sysv_abi" => CCallingConvention.SystemVAbi,
        _ => CCallingConvention.Default,
    };

    private static bool IsKnownAnnotation(string name) => Vocabulary.IsAnnotation(name) || StdCallMacros.Contains(name);

    /// <summary>Reads a word that is a macro defined elsewhere, with its arguments.</summary>
    private void ReadAnnotation(ref List<CAttribute>? attributes, ref CCallingConvention convention, bool leads)
    {
        var at = position++;
        var name = tokens[at].Text;
        var arguments = ImmutableArray<string>.Empty;
        var isAnnotation = Vocabulary.IsAnnotation(name);
        if (Current == TokenKind.OpenParen && (isAnnotation || !IsPointerParen(position)))
        {
            arguments = ReadArguments();
        }

        if (StdCallMacros.Contains(name))
        {
            convention = CCallingConvention.StdCall;
        }
        else if (isAnnotation)
        {
            (attributes ??= new List<CAttribute>(2)).Add(new CAttribute(name, arguments, LocationAt(at)));
        }
        else if (!leads)
        {
            // Between a type and a name stands a calling convention, as a rule.
            convention = CCallingConvention.Unknown;
        }
    }

    /// <summary>The texts between commas inside parentheses.</summary>
    private ImmutableArray<string> ReadArguments()
    {
        var close = Match(position);
        var found = ImmutableArray.CreateBuilder<string>();
        var text = new StringBuilder();
        var depth = 0;
        for (var index = position + 1; index < close; index++)
        {
            var token = tokens[index];
            if (token.Kind == TokenKind.Comma && depth == 0)
            {
                found.Add(text.ToString());
                text.Clear();
                continue;
            }

            depth += token.Kind == TokenKind.OpenParen ? 1 : token.Kind == TokenKind.CloseParen ? -1 : 0;
            if (text.Length > 0 && (token.Traits & TokenTraits.AfterSpace) != 0)
            {
                text.Append(' ');
            }

            text.Append(token.Text);
        }

        if (text.Length > 0)
        {
            found.Add(text.ToString());
        }

        position = Math.Min(count, close + 1);
        return found.ToImmutable();
    }

    private CType ReadDeclaratorAttributes(ref Declarator declarator, CType type)
    {
        var specifiers = new Specifiers { Attributes = declarator.Attributes };
        var start = position;
        ReadAttributes(ref specifiers);
        if (position == start)
        {
            position++;
        }

        declarator.Attributes = specifiers.Attributes;
        declarator.Alignment = Math.Max(declarator.Alignment, specifiers.Alignment);
        declarator.IsPacked |= specifiers.IsPacked;
        type = specifiers.Mode is { } mode ? TypeOfMode(mode, type) : specifiers.HasUnknownLayout ? Unknown("a type whose layout is not known") : type;
        return Apply(specifiers.Convention, type, ref declarator);
    }

    /// <summary>What may stand behind a declarator: an asm label, attributes, words that nobody has defined.</summary>
    private void ReadTrailing(ref Declarator declarator, bool isMember)
    {
        while (position < count)
        {
            switch (Current)
            {
                case TokenKind.Asm:
                    ReadAsmLabel(ref declarator);
                    continue;
                case TokenKind.Attribute or TokenKind.Declspec or TokenKind.Alignas:
                    declarator.Type = ReadDeclaratorAttributes(ref declarator, declarator.Type);
                    continue;
                case TokenKind.OpenBracket when KindAt(position + 1) == TokenKind.OpenBracket:
                    declarator.Type = ReadDeclaratorAttributes(ref declarator, declarator.Type);
                    continue;
                case TokenKind.CallingConvention or TokenKind.Ignored or TokenKind.Const or TokenKind.Storage:
                    position++;
                    continue;
                case TokenKind.Identifier when declarator.Name is not null || IsKnownAnnotation(TextAt(position)):
                    if (tokens[position].StartsLine && !isMember && (TryGetTypeName(TextAt(position), out _) || (KindAt(position + 1) == TokenKind.Identifier)))
                    {
                        return;
                    }

                    var convention = CCallingConvention.Default;
                    ReadAnnotation(ref declarator.Attributes, ref convention, leads: true);
                    continue;
            }

            break;
        }

        ApplyTrailingConvention(ref declarator);
    }

    private void ReadAsmLabel(ref Declarator declarator)
    {
        position++;
        while (Current is TokenKind.Volatile or TokenKind.Inline)
        {
            position++;
        }

        if (Current != TokenKind.OpenParen)
        {
            return;
        }

        var close = Match(position);
        var label = string.Empty;
        for (var index = position + 1; index < close; index++)
        {
            if (tokens[index].Kind == TokenKind.String && IntegerExpression.TryUnquote(tokens[index].Text, out var part))
            {
                label += part;
            }
        }

        declarator.SymbolName = label.Length > 0 ? label : null;
        position = Math.Min(count, close + 1);
    }

    // void (*f)(int) __attribute__((stdcall)): the function behind the pointer.
    private void ApplyTrailingConvention(ref Declarator declarator)
    {
        if (declarator.Convention is CCallingConvention.Default or CCallingConvention.Unknown)
        {
            return;
        }

        if (declarator.Type is CFunctionType function)
        {
            declarator.Type = function.With(declarator.Convention);
        }
        else if (declarator.Type is CPointerType { Pointee: CFunctionType pointee })
        {
            declarator.Type = target.PointerTo(pointee.With(declarator.Convention));
        }
    }

    private static bool IsAlignment(CInteger value) => value.Bits is > 0 and <= 1 << 20 && (value.Bits & (value.Bits - 1)) == 0;

    private void ReadAttributes(ref Specifiers specifiers)
    {
        switch (Current)
        {
            case TokenKind.Alignas:
                ReadAlignas(ref specifiers);
                return;
            case TokenKind.OpenBracket:
                ReadAttributeList(ref specifiers, position + 2, Match(position) - 1);
                SkipMatched();
                return;
            case TokenKind.Declspec:
                position++;
                if (Current == TokenKind.OpenParen)
                {
                    ReadAttributeList(ref specifiers, position + 1, Match(position));
                    SkipMatched();
                }

                return;
            default:
                position++;
                if (Current == TokenKind.OpenParen)
                {
                    var close = Match(position);
                    if (KindAt(position + 1) == TokenKind.OpenParen)
                    {
                        ReadAttributeList(ref specifiers, position + 2, close - 1);
                    }

                    SkipMatched();
                }

                return;
        }
    }

    private void ReadAlignas(ref Specifiers specifiers)
    {
        position++;
        if (Current != TokenKind.OpenParen)
        {
            return;
        }

        var close = Match(position);
        if (StartsKnownType(position + 1))
        {
            var type = ReadParenthesisedType();
            specifiers.Alignment = Math.Max(specifiers.Alignment, type.Alignment ?? 0);
        }
        else
        {
            SetAlignment(ref specifiers, position + 1, close);
        }

        position = Math.Min(count, close + 1);
    }

    private void SetAlignment(ref Specifiers specifiers, int start, int end)
    {
        var isKnown = IntegerExpression.TryEvaluate(tokens, start, end, target, this, out var value);
        if (isKnown && IsAlignment(value))
        {
            specifiers.Alignment = Math.Max(specifiers.Alignment, (int)value.Bits);
        }
        else if (!isKnown || !value.IsZero)
        {
            // An alignment of zero says nothing; one that cannot be known makes the layout unknown.
            specifiers.HasUnknownLayout = true;
        }
    }

    /// <summary>Reads what stands between the brackets: <c>packed, aligned(8), gnu::malloc(f)</c>.</summary>
    private void ReadAttributeList(ref Specifiers specifiers, int start, int end)
    {
        var saved = position;
        for (position = start; position < end && position < count;)
        {
            if (!tokens[position].IsName)
            {
                position++;
                continue;
            }

            var at = position++;
            var name = Vocabulary.Trim(tokens[at].Text);
            var prefix = string.Empty;
            if (Current == TokenKind.ColonColon && position + 1 < end)
            {
                prefix = name;
                name = Vocabulary.Trim(tokens[position + 1].Text);
                position += 2;
            }

            var open = position;
            var arguments = ImmutableArray<string>.Empty;
            if (position < end && Current == TokenKind.OpenParen)
            {
                arguments = ReadArguments();
            }

            HandleAttribute(ref specifiers, prefix == "boundary" ? "boundary::" + name : name, arguments, at, open);
        }

        position = saved;
    }

    private void HandleAttribute(ref Specifiers specifiers, string name, ImmutableArray<string> arguments, int at, int open)
    {
        switch (name)
        {
            case "packed":
                specifiers.IsPacked = true;
                return;
            case "aligned" or "align":
                if (arguments.IsEmpty)
                {
                    specifiers.Alignment = Math.Max(specifiers.Alignment, target.LargestAlignment);
                }
                else
                {
                    SetAlignment(ref specifiers, open + 1, Match(open));
                }

                return;
            case "mode":
                specifiers.Mode = arguments.IsEmpty ? null : Vocabulary.Trim(arguments[0]);
                return;
            case "vector_size" or "ext_vector_type" or "neon_vector_type" or "ms_struct" or "scalar_storage_order" or "address_space":
                specifiers.HasUnknownLayout = true;
                return;
            case "stdcall" or "cdecl" or "fastcall" or "thiscall" or "vectorcall" or "ms_abi" or "sysv_abi":
                specifiers.Convention = ConventionOf(name);
                return;
            case "regparm" or "pcs" or "aarch64_vector_pcs" or "preserve_most" or "preserve_all" or "swiftcall" or "regcall":
                specifiers.Convention = CCallingConvention.Unknown;
                return;
        }

        if (Vocabulary.IsUnderstoodAttribute(name) || name.StartsWith("boundary::", StringComparison.Ordinal) || IsFactAttribute(name))
        {
            (specifiers.Attributes ??= new List<CAttribute>(2)).Add(new CAttribute(name, arguments, LocationAt(at)));
        }
    }

    // Apple's variants of attributes that we read.
    private static bool IsFactAttribute(string name) =>
        name.StartsWith("ns_", StringComparison.Ordinal) || name.StartsWith("os_", StringComparison.Ordinal) || name.EndsWith("_or_null", StringComparison.Ordinal);
}
