using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;

namespace BoundaryLint.Headers;

// Chapter 7: attributes, calling conventions, and unknown words that may be either.

/// <summary>
/// The part that reads what stands around types and names: attributes in all spellings, calling conventions, and words that are macros of headers that were not
/// given. What such a word is can be told only from what stands around it.
/// </summary>
internal sealed partial class DeclarationParser
{
    private static readonly HashSet<string> StdCallMacros = new(StringComparer.Ordinal)
    {
        "WINAPI", "APIENTRY", "CALLBACK", "STDAPICALLTYPE", "STDMETHODCALLTYPE", "NTAPI", "PASCAL", "GLAPIENTRY", "WSAAPI", "SQL_API",
    };

    // ---- Words ----

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
                var isDeclaration = StartsKnownType(behind) || IsStorage(KindAt(behind))
                    || (KindAt(behind) == TokenKind.Identifier && KindAt(behind + 1) is not TokenKind.Semicolon);
                return isDeclaration && LooksLikeMacro(TextAt(index)) && LooksLikeMacro(TextAt(index + 1));
            }

            return third is TokenKind.Identifier or TokenKind.Star || IsTypeKeyword(third) || IsQualifier(third) || IsStorage(third);
        }

        // A word alone: a macro between declarations, or the type of a parameter without a name.
        return place is Place.File or Place.Member && next is TokenKind.Semicolon or TokenKind.EndOfFile or TokenKind.CloseBrace;
    }

    private static bool IsStorage(TokenKind kind) =>
        kind is TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.Inline or TokenKind.Storage or TokenKind.Ignored;

    private static bool IsEndOfName(TokenKind kind) =>
        kind is TokenKind.Semicolon or TokenKind.Comma or TokenKind.Assign or TokenKind.OpenBracket or TokenKind.CloseParen or TokenKind.Colon
            or TokenKind.EndOfFile;

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
            return IsAnnotationBeforeName(index);
        }

        if (next == TokenKind.OpenParen)
        {
            if (IsPointerParen(index + 1))
            {
                // `int API (*callback)(int)`; but `int f(T *x)` begins with a type.
                return KindAt(index + 2) != TokenKind.Identifier
                    || (!TryGetTypeName(TextAt(index + 2), out _) && KindAt(Match(index + 1) + 1) == TokenKind.OpenParen);
            }

            var behind = KindAt(Match(index + 1) + 1);
            return LooksLikeMacro(TextAt(index)) && (behind == TokenKind.Star
                || (behind == TokenKind.Identifier && !LooksLikeMacro(TextAt(Match(index + 1) + 1)) && !IsKnownAnnotation(TextAt(Match(index + 1) + 1))));
        }

        // `struct S { … } PACKED;`
        return next == TokenKind.Semicolon && KindAt(index - 1) == TokenKind.CloseBrace && LooksLikeMacro(TextAt(index)) && IsPackingName(TextAt(index));
    }

    // Of two words in a row: the first is an annotation unless the second looks more like one.
    private bool IsAnnotationBeforeName(int index) =>
        LooksLikeMacro(TextAt(index)) || !(LooksLikeMacro(TextAt(index + 1)) || IsKnownAnnotation(TextAt(index + 1)));

    // ---- Attributes ----

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
        name.StartsWith("ns_", StringComparison.Ordinal) || name.StartsWith("os_", StringComparison.Ordinal)
            || name.EndsWith("_or_null", StringComparison.Ordinal);
}
