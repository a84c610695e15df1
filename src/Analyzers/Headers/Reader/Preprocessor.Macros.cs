using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace BoundaryLint.Headers;

// Chapter 4: macros, which the list of chapter 3 is written through.

/// <summary>
/// The part that expands macros. What is being read is a stack of frames: files at the bottom, expansions above them, each of which knows the macro that it
/// comes from, so that no macro is expanded within itself.
/// </summary>
internal sealed partial class Preprocessor
{
    /// <summary>Reads on to the end of the files, or of the innermost barrier, and writes what is left after macros.</summary>
    private void Expand(TokenList result)
    {
        while (ReadExpanded(out var token))
        {
            result.Add(token);
        }
    }

    private bool ReadExpanded(out Token token)
    {
        while (Read(out token))
        {
            if (!token.IsName || (token.Traits & TokenTraits.NeverExpand) != 0)
            {
                return true;
            }

            if (Macros.TryGetValue(token.Text, out var macro))
            {
                if (IsBeingExpanded(macro))
                {
                    token = token.With(TokenTraits.NeverExpand);
                    return true;
                }

                if (IsExhausted || depth >= MaximumFrames)
                {
                    problems.Add(CProblemKind.Limit, LocationOf(token), "macros nest too deep or grow too long; from here on they are left as they stand");
                    return true;
                }

                if (macro.Parameters is null)
                {
                    if (macro.Name == "__COUNTER__")
                    {
                        token = NumberToken(counter++, token);
                        return true;
                    }

                    Push(macro.File.Tokens, macro.Start, macro.End, macro, token.File, token.Start);
                    continue;
                }

                if (!NextIsOpenParen() || !ExpandCall(macro, token))
                {
                    return true;
                }

                continue;
            }

            if (token.Text[0] == '_' && token.Text.Length > 6 && HandleBuiltIn(ref token, out var isConsumed))
            {
                if (isConsumed)
                {
                    continue;
                }

                return true;
            }

            if (inCondition && token.Text == "defined")
            {
                ReadDefined(ref token);
            }

            return true;
        }

        return false;
    }

    private static Token NumberToken(int value, in Token at) =>
        new(TokenKind.Number, value.ToString(CultureInfo.InvariantCulture), at.Start, at.Traits | TokenTraits.FromMacro, at.File);

    private bool IsBeingExpanded(Macro macro)
    {
        for (var index = depth - 1; index >= 0; index--)
        {
            if (ReferenceEquals(frames[index].Macro, macro))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next token without macro expansion. Directives are obeyed on the way.</summary>
    private bool Read(out Token token)
    {
        while (depth > 0)
        {
            ref var frame = ref frames[depth - 1];
            if (frame.Index < frame.End)
            {
                token = frame.Tokens[frame.Index];
                if (frame.File is null)
                {
                    frame.Index++;
                    CountWork(ref macroTokens);
                    if (frame.Macro is not null && !frame.KeepsPositions)
                    {
                        token = token.At(frame.OriginStart, frame.FileIndex);
                    }

                    return true;
                }

                if (token.Kind == TokenKind.Hash && token.StartsLine)
                {
                    ObeyDirective();
                    continue;
                }

                frame.Index++;
                CountWork(ref fileTokens);
                token = token.InFile(frame.FileIndex);
                return true;
            }

            if (frame.IsBarrier)
            {
                break;
            }

            Pop();
        }

        token = default;
        return false;
    }

    private void CountWork(ref int tokens)
    {
        if ((++tokens & 0x3FFF) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool NextIsOpenParen()
    {
        if (callsAreUnterminated)
        {
            return false;
        }

        for (var index = depth - 1; index >= 0; index--)
        {
            ref var frame = ref frames[index];
            if (frame.Index < frame.End)
            {
                return frame.Tokens[frame.Index].Kind == TokenKind.OpenParen;
            }

            if (frame.IsBarrier || frame.File is not null)
            {
                return false;
            }
        }

        return false;
    }

    private bool ExpandCall(Macro macro, in Token name)
    {
        var origin = name;
        if (!ReadArguments(macro, out var collected, out var bounds))
        {
            // The file ends inside the call. What was read goes back as plain text, once: a second attempt would end as this one did.
            callsAreUnterminated |= depth == 0;
            problems.Add(CProblemKind.Directive, LocationOf(origin), $"the use of macro '{macro.Name}' has no closing parenthesis");
            Push(collected.ToArray(), 0, collected.Count, null, 0, 0);
            return false;
        }

        var arguments = new Argument[macro.Parameters!.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            var (start, end) = index < bounds.Count ? bounds[index] : (0, 0);
            arguments[index] = new Argument(collected.Slice(start, end));
        }

        var result = new TokenList(16);
        Substitute(macro, macro.Start, macro.End, arguments, origin, result);
        macroTokens += result.Count;
        Push(result.Items, 0, result.Count, macro, origin.File, origin.Start);

        frames[depth - 1].KeepsPositions = true;
        return true;
    }

    private bool ReadArguments(Macro macro, out TokenList collected, out List<(int Start, int End)> bounds)
    {
        collected = new TokenList(16);
        bounds = new List<(int, int)>();
        var nesting = 0;
        var start = 0;
        while (Read(out var token))
        {
            switch (token.Kind)
            {
                case TokenKind.OpenParen:
                    if (nesting++ == 0)
                    {
                        collected.Add(token);
                        start = collected.Count;
                        continue;
                    }

                    break;
                case TokenKind.CloseParen:
                    if (--nesting == 0)
                    {
                        bounds.Add((start, collected.Count));
                        return true;
                    }

                    break;
                case TokenKind.Comma when nesting == 1 && !(macro.IsVariadic && bounds.Count >= macro.Parameters!.Length - 1):
                    bounds.Add((start, collected.Count));
                    collected.Add(token);
                    start = collected.Count;
                    continue;
            }

            // A macro that is being expanded around us must not be expanded later either.
            if (token.IsName && Macros.TryGetValue(token.Text, out var inner) && IsBeingExpanded(inner))
            {
                token = token.With(TokenTraits.NeverExpand);
            }

            collected.Add(token);
        }

        return false;
    }

    private TokenList Prescan(Argument argument)
    {
        if (argument.Expanded is { } done)
        {
            return done;
        }

        var result = new TokenList(argument.Raw.Length + 4);
        if (prescans >= MaximumPrescans)
        {
            foreach (var token in argument.Raw)
            {
                result.Add(token);
            }
        }
        else
        {
            prescans++;
            Push(argument.Raw, 0, argument.Raw.Length, null, 0, 0, isBarrier: true);
            Expand(result);
            depth--;
            prescans--;
        }

        argument.Expanded = result;
        return result;
    }

    private void Substitute(Macro macro, int start, int end, Argument[] arguments, in Token origin, TokenList result)
    {
        var body = macro.File.Tokens;

        // Behind ## an argument that is empty leaves its other side as it is.
        var leftIsEmpty = false;
        for (var index = start; index < end; index++)
        {
            ref readonly var token = ref body[index];
            var pastesNext = index + 1 < end && body[index + 1].Kind == TokenKind.HashHash;
            if (token.Kind == TokenKind.Hash && index + 1 < end && macro.IndexOfParameter(body[index + 1]) is var quoted and >= 0)
            {
                result.Add(new Token(TokenKind.String, Stringize(arguments[quoted].Raw), origin.Start, token.Traits | TokenTraits.FromMacro, origin.File));
                index++;
                continue;
            }

            if (token.Kind == TokenKind.HashHash && index > start && index + 1 < end)
            {
                index++;
                PasteNext(macro, body, ref index, arguments, origin, result, ref leftIsEmpty);
                continue;
            }

            if (token.Text == "__VA_OPT__" && macro.IsVariadic && index + 1 < end && body[index + 1].Kind == TokenKind.OpenParen)
            {
                var close = MatchingParen(body, index + 1, end);
                if (arguments[arguments.Length - 1].Raw.Length > 0)
                {
                    Substitute(macro, index + 2, close, arguments, origin, result);
                }

                index = close;
                continue;
            }

            var parameter = macro.IndexOfParameter(token);
            if (parameter < 0)
            {
                result.Add(token.At(origin.Start, origin.File));
                leftIsEmpty = false;
            }
            else if (pastesNext)
            {
                AddAll(result, arguments[parameter].Raw, arguments[parameter].Raw.Length, token);
                leftIsEmpty = arguments[parameter].Raw.Length == 0;
            }
            else
            {
                var expanded = Prescan(arguments[parameter]);
                AddAll(result, expanded.Items, expanded.Count, token);
                leftIsEmpty = false;
            }

            if (IsExhausted)
            {
                return;
            }
        }
    }

    private void PasteNext(Macro macro, Token[] body, ref int index, Argument[] arguments, in Token origin, TokenList result, ref bool leftIsEmpty)
    {
        ref readonly var token = ref body[index];
        var parameter = macro.IndexOfParameter(token);
        if (parameter < 0)
        {
            Paste(result, token.At(origin.Start, origin.File), leftIsEmpty);
            leftIsEmpty = false;
            return;
        }

        var raw = arguments[parameter].Raw;
        var isRest = macro.IsVariadic && parameter == arguments.Length - 1;
        if (isRest && !leftIsEmpty && result.Count > 0 && result.Items[result.Count - 1].Kind == TokenKind.Comma)
        {
            // GNU C: ", ## rest" drops the comma when there is no rest, and pastes nothing when there is.
            if (raw.Length == 0)
            {
                result.RemoveLast();
            }
            else
            {
                var expanded = Prescan(arguments[parameter]);
                AddAll(result, expanded.Items, expanded.Count, token);
            }

            return;
        }

        if (raw.Length == 0)
        {
            return;
        }

        Paste(result, raw[0], leftIsEmpty);
        for (var rest = 1; rest < raw.Length; rest++)
        {
            result.Add(raw[rest]);
        }

        macroTokens += raw.Length;
        leftIsEmpty = false;
    }

    private static int MatchingParen(Token[] tokens, int open, int end)
    {
        var nesting = 0;
        for (var index = open; index < end; index++)
        {
            nesting += tokens[index].Kind == TokenKind.OpenParen ? 1 : tokens[index].Kind == TokenKind.CloseParen ? -1 : 0;
            if (nesting == 0)
            {
                return index;
            }
        }

        return end;
    }

    private void AddAll(TokenList result, Token[] tokens, int count, in Token place)
    {
        for (var index = 0; index < count; index++)
        {
            result.Add(index == 0 ? tokens[0].With(place.Traits & TokenTraits.AfterSpace) : tokens[index]);
        }

        macroTokens += count;
    }

    private static void Paste(TokenList result, Token right, bool leftIsEmpty)
    {
        if (leftIsEmpty || result.Count == 0)
        {
            result.Add(right);
            return;
        }

        var left = result.Items[result.Count - 1];
        var text = left.Text + right.Text;
        if (text.Length <= 4096 && Lexer.TryLexSingle(text, out var kind))
        {
            // The name that is made stands where the part of it that the header's author wrote at the place of use stands.
            var place = (left.Traits & TokenTraits.FromMacro) != 0 ? right : left;
            result.RemoveLast();
            result.Add(new Token(kind, text, place.Start, (left.Traits & TokenTraits.AfterSpace) | TokenTraits.FromMacro, place.File));
        }
        else
        {
            result.Add(right);
        }
    }

    /// <summary>
    /// The text of an argument as a string literal. A string within it doubles its backslashes, so that texts within texts grow without end: what is longer than
    /// any literal that a compiler must accept is cut off, and the length counts as work.
    /// </summary>
    private string Stringize(Token[] tokens)
    {
        var text = new StringBuilder("\"");
        for (var index = 0; index < tokens.Length && text.Length < MaximumStringLength && !IsExhausted; index++)
        {
            var token = tokens[index];
            if (index > 0 && (token.Traits & (TokenTraits.AfterSpace | TokenTraits.StartsLine)) != 0)
            {
                text.Append(' ');
            }

            if (token.Kind is TokenKind.String or TokenKind.Character)
            {
                text.Append(token.Text.Replace("\\", "\\\\").Replace("\"", "\\\""));
            }
            else
            {
                text.Append(token.Text);
            }
        }

        if (text.Length > MaximumStringLength)
        {
            text.Length = MaximumStringLength;
        }

        macroTokens += text.Length / CharactersPerToken;
        return text.Append('"').ToString();
    }

    // ---- Names that the compiler itself knows ----

    private bool HandleBuiltIn(ref Token token, out bool isConsumed)
    {
        isConsumed = false;
        switch (token.Text)
        {
            case "__LINE__":
                token = NumberToken(files[token.File].LineOf(token.Start) + 1, token);
                return true;
            case "__FILE__":
                token = new Token(TokenKind.String, "\"" + files[token.File].Path.Replace('\\', '/') + "\"", token.Start, token.Traits, token.File);
                return true;
            case "_Pragma" or "__pragma" when NextIsOpenParen():
                ReadPragmaOperator();
                isConsumed = true;
                return true;
            default:
                if (inCondition && token.Text.StartsWith("__has_", StringComparison.Ordinal) && NextIsOpenParen())
                {
                    token = NumberToken(EvaluateHas(token.Text) ? 1 : 0, token);
                    return true;
                }

                return false;
        }
    }

    private void ReadPragmaOperator()
    {
        var operand = new TokenList(8);
        var nesting = 0;
        while (Read(out var token))
        {
            nesting += token.Kind == TokenKind.OpenParen ? 1 : token.Kind == TokenKind.CloseParen ? -1 : 0;
            if (nesting == 0)
            {
                break;
            }

            operand.Add(token);
        }

        // The first token is the parenthesis; behind it stand the pragma's tokens (__pragma) or one string that spells them (_Pragma).
        if (operand.Count == 2 && operand.Items[1].Kind == TokenKind.String && IntegerExpression.TryUnquote(operand.Items[1].Text, out var text))
        {
            var inner = HeaderFile.Lex("<pragma>", text, cancellationToken);
            ObeyPragma(inner.Tokens, 0, inner.Tokens.Length);
        }
        else
        {
            ObeyPragma(operand.Items, 1, operand.Count);
        }
    }

    private void ReadDefined(ref Token token)
    {
        var at = token;
        if (!Read(out var name))
        {
            return;
        }

        var hasParen = name.Kind == TokenKind.OpenParen;
        if (hasParen && !Read(out name))
        {
            return;
        }

        var isDefined = name.IsName && IsDefined(name.Text);
        if (hasParen)
        {
            Read(out _);
        }

        token = NumberToken(isDefined ? 1 : 0, at);
    }

    private bool IsDefined(string name) => Macros.ContainsKey(name) || name switch
    {
        "__LINE__" or "__FILE__" or "__has_attribute" or "__has_c_attribute" or "__has_include" or "__has_builtin" or "__has_feature"
            or "__has_extension" or "__has_declspec_attribute" => true,
        _ => false,
    };

    private bool EvaluateHas(string question)
    {
        var operand = new TokenList(4);
        var nesting = 0;
        while (Read(out var token))
        {
            nesting += token.Kind == TokenKind.OpenParen ? 1 : token.Kind == TokenKind.CloseParen ? -1 : 0;
            if (nesting == 0)
            {
                break;
            }

            operand.Add(token);
        }

        if (operand.Count < 2)
        {
            return false;
        }

        if (question is "__has_attribute" or "__has_c_attribute" or "__has_declspec_attribute")
        {
            return Vocabulary.IsUnderstoodAttribute(operand.Items[operand.Count - 1].Text);
        }

        if (question is "__has_feature" or "__has_extension")
        {
            return operand.Items[operand.Count - 1].Text == "nullability";
        }

        if (question is "__has_include")
        {
            var name = IncludeName(operand.Items, 1, operand.Count);
            return name is not null && (FindInclude(name, files[operand.Items[0].File]) is not null || SystemHeaders.Contains(name));
        }

        return false;
    }

    private sealed class Argument(Token[] raw)
    {
        public Token[] Raw { get; } = raw;

        public TokenList? Expanded { get; set; }
    }
}

/// <summary>A growing array of tokens whose array can be read directly.</summary>
internal sealed class TokenList(int capacity)
{
    public Token[] Items { get; private set; } = new Token[Math.Max(4, capacity)];

    public int Count { get; private set; }

    public void Add(in Token token)
    {
        if (Count == Items.Length)
        {
            var larger = new Token[Count * 2];
            Array.Copy(Items, larger, Count);
            Items = larger;
        }

        Items[Count++] = token;
    }

    public void RemoveLast() => Count--;

    public void Clear() => Count = 0;

    public Token[] Slice(int start, int end)
    {
        if (end == start)
        {
            return [];
        }

        var slice = new Token[end - start];
        Array.Copy(Items, start, slice, 0, slice.Length);
        return slice;
    }

    public Token[] ToArray() => Slice(0, Count);
}
