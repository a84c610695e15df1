using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading;

namespace BoundaryLint.Headers;

/// <summary>A macro as the header defines it: its body stays where it stands, as a range of its file's tokens.</summary>
internal sealed class Macro(string name, string[]? parameters, bool isVariadic, HeaderFile file, int start, int end, Token nameToken)
{
    public string Name { get; } = name;

    /// <summary><see langword="null"/> for a macro that is used without parentheses.</summary>
    public string[]? Parameters { get; } = parameters;

    /// <summary>The last of <see cref="Parameters"/> takes all the arguments that are left.</summary>
    public bool IsVariadic { get; } = isVariadic;

    public HeaderFile File { get; } = file;

    public int Start { get; } = start;

    public int End { get; } = end;

    public Token NameToken { get; } = nameToken;

    public int IndexOfParameter(in Token token)
    {
        if (Parameters is not null && token.IsName)
        {
            for (var index = 0; index < Parameters.Length; index++)
            {
                if (Parameters[index] == token.Text)
                {
                    return index;
                }
            }
        }

        return -1;
    }
}

/// <summary>From which token of the output on a value of <c>#pragma pack</c> holds.</summary>
internal readonly struct PackChange(int token, int value)
{
    public int Token { get; } = token;

    public int Value { get; } = value;
}

/// <summary>A part of a file that the target's conditionals leave out.</summary>
internal readonly struct InactiveRange(short file, int start, int end)
{
    public short File { get; } = file;

    /// <summary>Index of the directive that begins it.</summary>
    public int Start { get; } = start;

    public int End { get; } = end;
}

/// <summary>
/// Runs the preprocessor over a header for one target: conditionals, macros, the includes that are among the given files, and <c>#pragma pack</c>.
/// Every loop is bounded, by the depth of nesting and by the number of tokens handled, because macros and includes can otherwise grow without end.
/// </summary>
internal sealed class Preprocessor
{
    private const int MaximumFrames = 300;
    private const int MaximumIncludes = 4_000;
    private const int MaximumPrescans = 60;
    private const int MaximumFileTokens = 24_000_000;
    private const int MaximumMacroTokens = 3_000_000;

    private readonly HeaderInput input;
    private readonly TargetProfile target;
    private readonly ProblemList problems;
    private readonly CancellationToken cancellationToken;

    private readonly List<HeaderFile> files = new();
    private readonly Dictionary<HeaderFile, short> fileIndexes = new();
    private readonly HashSet<HeaderFile> onceFiles = new();
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    // The tokens that opened the conditionals that are open.
    private readonly List<Token> conditionals = new();
    private readonly List<(string? Label, int Value)> packStack = new();
    private Frame[] frames = new Frame[16];
    private int depth;
    private int includes;
    private int prescans;
    private int pack;
    private int counter;
    private int fileTokens;
    private int macroTokens;
    private bool inCondition;
    private bool callsAreUnterminated;

    public Preprocessor(HeaderInput input, TargetProfile target, ProblemList problems, CancellationToken cancellationToken)
    {
        this.input = input;
        this.target = target;
        this.problems = problems;
        this.cancellationToken = cancellationToken;
        Macros = new Dictionary<string, Macro>(target.Predefined, StringComparer.Ordinal);
    }

    public Dictionary<string, Macro> Macros { get; }

    public TokenList Output { get; } = new(1024);

    public List<PackChange> PackChanges { get; } = new();

    public List<InactiveRange> Inactive { get; } = new();

    public IReadOnlyList<HeaderFile> Files => files;

    /// <summary>An <c>#error</c> was reached: the header refuses the target.</summary>
    public bool HasError { get; private set; }

    /// <summary>The macros that a text defines, directive by directive.</summary>
    public static Dictionary<string, Macro> MacrosOf(HeaderFile file)
    {
        var macros = new Dictionary<string, Macro>(StringComparer.Ordinal);
        for (var index = 0; index < file.Directives.Length; index++)
        {
            var start = file.Directives[index] + 2;
            var end = index + 1 < file.Directives.Length ? file.Directives[index + 1] : file.Tokens.Length;
            if (ReadDefinition(file, 0, start, end) is { } macro)
            {
                macros[macro.Name] = macro;
            }
        }

        return macros;
    }

    public void Run()
    {
        PushFile(input.DefinesFile);
        Expand(Output);
        PushFile(input.Main);
        Expand(Output);
    }

    /// <summary>Expands a macro's body after the run, to see whether it is a constant.</summary>
    public void ExpandBody(Macro macro, TokenList result)
    {
        result.Clear();
        Push(macro.File.Tokens, macro.Start, macro.End, macro, IndexOf(macro.File), macro.NameToken.Start, isBarrier: true);
        Expand(result);
        depth--;
    }

    public short IndexOf(HeaderFile file)
    {
        if (!fileIndexes.TryGetValue(file, out var index))
        {
            index = (short)Math.Min(files.Count, short.MaxValue);
            fileIndexes.Add(file, index);
            files.Add(file);
        }

        return index;
    }

    private bool IsExhausted => macroTokens > MaximumMacroTokens || fileTokens > MaximumFileTokens;

    private static Macro? ReadDefinition(HeaderFile file, short fileIndex, int start, int end)
    {
        var tokens = file.Tokens;
        if (start >= end || !tokens[start].IsName || tokens[start].Text == "defined")
        {
            return null;
        }

        var name = tokens[start].InFile(fileIndex);
        var position = start + 1;
        if (position >= end || tokens[position].Kind != TokenKind.OpenParen || (tokens[position].Traits & TokenTraits.AfterSpace) != 0)
        {
            return new Macro(name.Text, null, isVariadic: false, file, position, end, name);
        }

        var parameters = new List<string>();
        var isVariadic = false;
        for (position++; position < end && tokens[position].Kind != TokenKind.CloseParen; position++)
        {
            if (tokens[position].Kind == TokenKind.Ellipsis)
            {
                // GNU C names the rest: #define LOG(format, args...)
                isVariadic = true;
                if (position > start + 2 && tokens[position - 1].IsName)
                {
                    continue;
                }

                parameters.Add("__VA_ARGS__");
            }
            else if (tokens[position].IsName)
            {
                parameters.Add(tokens[position].Text);
            }
            else if (tokens[position].Kind != TokenKind.Comma)
            {
                return null;
            }
        }

        return position < end ? new Macro(name.Text, parameters.ToArray(), isVariadic, file, position + 1, end, name) : null;
    }

    private HeaderLocation LocationOf(in Token token) => new(files[token.File], token.Start, Math.Max(1, token.Text.Length));

    private void Report(CProblemKind kind, in Token token, string message) => problems.Add(kind, LocationOf(token), message);

    private void PushFile(HeaderFile file)
    {
        var index = IndexOf(file);
        if (file.IsTruncated)
        {
            problems.Add(CProblemKind.Limit, new HeaderLocation(file, 0, 0), "the file is too large to be a header; only its beginning was read");
        }

        Grow();
        frames[depth++] = new Frame { Tokens = file.Tokens, End = file.Tokens.Length, File = file, FileIndex = index, BaseConditionals = conditionals.Count };
    }

    private void Push(Token[] tokens, int start, int end, Macro? macro, short originFile, int originStart, bool isBarrier = false)
    {
        Grow();
        frames[depth++] = new Frame
        {
            Tokens = tokens, Index = start, End = end, Macro = macro, FileIndex = originFile, OriginStart = originStart, IsBarrier = isBarrier,
        };
    }

    private void Grow()
    {
        if (depth == frames.Length)
        {
            Array.Resize(ref frames, depth * 2);
        }
    }

    private void Pop()
    {
        ref var frame = ref frames[--depth];
        if (frame.File is not null && conditionals.Count > frame.BaseConditionals)
        {
            var open = conditionals[frame.BaseConditionals];
            Report(CProblemKind.Directive, open, "the conditional has no #endif");
            conditionals.RemoveRange(frame.BaseConditionals, conditionals.Count - frame.BaseConditionals);
        }

        frame = default;
    }

    // ---- Expansion ----

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

    private static string Stringize(Token[] tokens)
    {
        var text = new StringBuilder("\"");
        for (var index = 0; index < tokens.Length; index++)
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

        if (question is "__has_include")
        {
            var name = IncludeName(operand.Items, 1, operand.Count);
            return name is not null && (FindInclude(name, files[operand.Items[0].File]) is not null || SystemHeaders.Contains(name));
        }

        return false;
    }

    // ---- Directives ----

    private void ObeyDirective()
    {
        ref var frame = ref frames[depth - 1];
        var hash = frame.Index;
        var tokens = frame.Tokens;
        var end = EndOfLine(tokens, hash + 1, frame.End);
        frame.Index = end;
        if (hash + 1 >= end || !tokens[hash + 1].IsName)
        {
            // An empty directive, or the line markers of preprocessed text.
            return;
        }

        var start = hash + 2;
        switch (tokens[hash + 1].Text)
        {
            case "define":
                Define(frame.File!, frame.FileIndex, start, end);
                break;
            case "undef":
                if (start < end && tokens[start].IsName)
                {
                    Macros.Remove(tokens[start].Text);
                }

                break;
            case "include" or "include_next" or "import":
                Include(tokens, start, end, frame.FileIndex, tokens[hash + 1].Text == "import");
                break;
            case "if":
                Begin(hash, Evaluate(tokens, start, end, frame.FileIndex));
                break;
            case "ifdef":
                Begin(hash, start < end && tokens[start].IsName && IsDefined(tokens[start].Text));
                break;
            case "ifndef":
                Begin(hash, !(start < end && tokens[start].IsName && IsDefined(tokens[start].Text)));
                break;
            case "elif" or "elifdef" or "elifndef" or "else":
                // Reached from inside a branch that was taken: the rest is not.
                if (conditionals.Count > frame.BaseConditionals)
                {
                    SkipBranches(hash, takeNext: false);
                }
                else
                {
                    Report(CProblemKind.Directive, tokens[hash].InFile(frame.FileIndex), $"#{tokens[hash + 1].Text} without #if");
                }

                break;
            case "endif":
                if (conditionals.Count > frame.BaseConditionals)
                {
                    conditionals.RemoveAt(conditionals.Count - 1);
                }
                else
                {
                    Report(CProblemKind.Directive, tokens[hash].InFile(frame.FileIndex), "#endif without #if");
                }

                break;
            case "pragma":
                if (start < end && tokens[start].Text == "once")
                {
                    onceFiles.Add(frame.File!);
                }
                else
                {
                    ObeyPragma(tokens, start, end);
                }

                break;
            case "error":
                HasError = true;
                Report(CProblemKind.ErrorDirective, tokens[hash].InFile(frame.FileIndex), "the header does not accept the target: " + TextOf(frame.File!, start, end));
                break;
        }
    }

    private static int EndOfLine(Token[] tokens, int start, int end)
    {
        var index = start;
        while (index < end && !tokens[index].StartsLine)
        {
            index++;
        }

        return index;
    }

    private static string TextOf(HeaderFile file, int start, int end)
    {
        if (start >= end)
        {
            return "#error";
        }

        var last = file.Tokens[end - 1];
        return file.Text.Substring(file.Tokens[start].Start, last.Start + last.Text.Length - file.Tokens[start].Start);
    }

    private void Define(HeaderFile file, short fileIndex, int start, int end)
    {
        var macro = ReadDefinition(file, fileIndex, start, end);
        if (macro is null)
        {
            if (start < end)
            {
                Report(CProblemKind.Directive, file.Tokens[start].InFile(fileIndex), "the macro definition is not well formed");
            }
        }
        else if (!Vocabulary.IsAnnotationMacro(macro.Name))
        {
            // SAL's annotations are kept as they stand: headers define them away for other compilers, and we want to read them.
            Macros[macro.Name] = macro;
        }
    }

    private void Begin(int hash, bool isTrue)
    {
        ref var frame = ref frames[depth - 1];
        conditionals.Add(frame.Tokens[hash].InFile(frame.FileIndex));
        if (!isTrue)
        {
            SkipBranches(hash, takeNext: true);
        }
    }

    /// <summary>Moves on to the branch that is taken or behind <c>#endif</c>, looking at nothing but directives.</summary>
    private void SkipBranches(int from, bool takeNext)
    {
        ref var frame = ref frames[depth - 1];
        var directives = frame.File!.Directives;
        var tokens = frame.Tokens;
        var next = Array.BinarySearch(directives, from) + 1;
        var nesting = 0;
        var rangeStart = from;
        for (; next < directives.Length; next++)
        {
            var hash = directives[next];
            CountWork(ref fileTokens);
            var name = hash + 1 < frame.End ? tokens[hash + 1].Text : string.Empty;
            if (name is "if" or "ifdef" or "ifndef")
            {
                nesting++;
            }
            else if (name == "endif")
            {
                if (nesting-- == 0)
                {
                    Inactive.Add(new InactiveRange(frame.FileIndex, rangeStart, hash));
                    conditionals.RemoveAt(conditionals.Count - 1);
                    frames[depth - 1].Index = EndOfLine(tokens, hash + 1, frame.End);
                    return;
                }
            }
            else if (nesting == 0 && takeNext && name is "else" or "elif" or "elifdef" or "elifndef")
            {
                var end = EndOfLine(tokens, hash + 1, frame.End);
                var start = hash + 2;
                Inactive.Add(new InactiveRange(frame.FileIndex, rangeStart, hash));
                rangeStart = hash;
                frames[depth - 1].Index = end;
                var isTaken = name switch
                {
                    "else" => true,
                    "elif" => Evaluate(tokens, start, end, frame.FileIndex),
                    "elifdef" => start < end && IsDefined(tokens[start].Text),
                    _ => start < end && !IsDefined(tokens[start].Text),
                };
                frame = ref frames[depth - 1];
                if (isTaken)
                {
                    return;
                }
            }
        }

        Inactive.Add(new InactiveRange(frame.FileIndex, rangeStart, frame.End));
        frame.Index = frame.End;
    }

    private bool Evaluate(Token[] tokens, int start, int end, short fileIndex)
    {
        if (start >= end)
        {
            return false;
        }

        var condition = new TokenList(end - start + 8);
        for (var index = start; index < end; index++)
        {
            condition.Add(tokens[index].InFile(fileIndex));
        }

        var line = condition.ToArray();
        condition.Clear();
        var wasInCondition = inCondition;
        inCondition = true;
        Push(line, 0, line.Length, null, 0, 0, isBarrier: true);
        Expand(condition);
        depth--;
        inCondition = wasInCondition;
        if (!IntegerExpression.TryEvaluateCondition(condition.Items, condition.Count, target, out var isTrue))
        {
            Report(CProblemKind.Directive, line[0], "the condition could not be evaluated and counts as false");
            return false;
        }

        return isTrue;
    }

    private void Include(Token[] tokens, int start, int end, short fileIndex, bool isImport)
    {
        if (start >= end)
        {
            return;
        }

        var name = IncludeName(tokens, start, end);
        if (name is null)
        {
            // A name made by macros.
            var expanded = new TokenList(8);
            Push(tokens, start, end, null, 0, 0, isBarrier: true);
            Expand(expanded);
            depth--;
            name = IncludeName(expanded.Items, 0, expanded.Count);
        }

        if (name is null)
        {
            Report(CProblemKind.Directive, tokens[start].InFile(fileIndex), "the name of the file to include is not well formed");
            return;
        }

        if (FindInclude(name, files[fileIndex]) is not { } file)
        {
            if (!SystemHeaders.Contains(name) && missing.Add(name))
            {
                Report(CProblemKind.MissingInclude, tokens[start].InFile(fileIndex), $"'{name}' is not among the given headers; what it declares is unknown");
            }

            return;
        }

        if (onceFiles.Contains(file))
        {
            return;
        }

        if (isImport)
        {
            onceFiles.Add(file);
        }

        if (++includes > MaximumIncludes || depth >= MaximumFrames || IsExhausted)
        {
            Report(CProblemKind.Limit, tokens[start].InFile(fileIndex), $"'{name}' is not included again: includes nest too deep");
            return;
        }

        PushFile(file);
    }

    private static string? IncludeName(Token[] tokens, int start, int end)
    {
        if (start >= end)
        {
            return null;
        }

        if (tokens[start].Kind == TokenKind.String)
        {
            var text = tokens[start].Text;
            return text[0] == '"' ? text.Substring(1, text.Length - 2).Replace('\\', '/') : null;
        }

        if (tokens[start].Kind != TokenKind.Less)
        {
            return null;
        }

        var name = new StringBuilder();
        for (var index = start + 1; index < end; index++)
        {
            if (tokens[index].Kind == TokenKind.Greater)
            {
                return name.ToString();
            }

            name.Append(tokens[index].Text);
        }

        return null;
    }

    private HeaderFile? FindInclude(string name, HeaderFile from)
    {
        var slash = from.Path.Replace('\\', '/').LastIndexOf('/');
        var directory = slash < 0 ? string.Empty : from.Path.Substring(0, slash + 1).Replace('\\', '/');
        return input.Find(directory + name) ?? input.FindInDirectories(name) ?? input.FindBySuffix(name);
    }

    // ---- #pragma pack ----

    private void ObeyPragma(Token[] tokens, int start, int end)
    {
        if (start >= end || tokens[start].Text != "pack" || start + 1 >= end || tokens[start + 1].Kind != TokenKind.OpenParen)
        {
            return;
        }

        string? label = null;
        var pushes = false;
        var pops = false;
        int? value = null;
        for (var index = start + 2; index < end && tokens[index].Kind != TokenKind.CloseParen; index++)
        {
            var token = tokens[index];
            if (token.Kind == TokenKind.Number)
            {
                value = int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is 1 or 2 or 4 or 8 or 16 ? number : 0;
            }
            else if (token.IsName)
            {
                pushes |= token.Text == "push";
                pops |= token.Text == "pop";
                if (token.Text == "show")
                {
                    return;
                }

                if (token.Text is not ("push" or "pop"))
                {
                    label = token.Text;
                    if (Macros.TryGetValue(label, out var macro) && macro.Parameters is null && macro.End == macro.Start + 1
                        && int.TryParse(macro.File.Tokens[macro.Start].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var bound))
                    {
                        (value, label) = (bound, null);
                    }
                }
            }
        }

        if (pushes)
        {
            if (packStack.Count < 10_000)
            {
                packStack.Add((label, pack));
            }

            pack = value ?? pack;
        }
        else if (pops)
        {
            PopPack(label);
            pack = value ?? pack;
        }
        else
        {
            pack = value ?? 0;
        }

        PackChanges.Add(new PackChange(Output.Count, pack));
    }

    private void PopPack(string? label)
    {
        var index = packStack.Count - 1;
        if (label is not null)
        {
            while (index >= 0 && packStack[index].Label != label)
            {
                index--;
            }
        }

        if (index >= 0)
        {
            pack = packStack[index].Value;
            packStack.RemoveRange(index, packStack.Count - index);
        }
    }

    private sealed class Argument(Token[] raw)
    {
        public Token[] Raw { get; } = raw;

        public TokenList? Expanded { get; set; }
    }

    private struct Frame
    {
        public Token[] Tokens;
        public int Index;
        public int End;

        /// <summary>The macro whose expansion this is, so that it is not expanded within itself.</summary>
        public Macro? Macro;

        /// <summary>Set for a file, not for an expansion.</summary>
        public HeaderFile? File;
        public short FileIndex;
        public int OriginStart;
        public int BaseConditionals;

        /// <summary>Reading stops at the end of this frame: an argument or a condition is expanded by itself.</summary>
        public bool IsBarrier;

        /// <summary>The tokens carry their final positions: arguments their own, those of the body that of the use.</summary>
        public bool KeepsPositions;
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

/// <summary>The headers of C, POSIX and Windows whose types the target profile knows. Not having them is no loss.</summary>
internal static class SystemHeaders
{
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "assert.h", "complex.h", "ctype.h", "errno.h", "fenv.h", "float.h", "inttypes.h", "iso646.h", "limits.h", "locale.h", "math.h", "setjmp.h", "signal.h",
        "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "stdnoreturn.h", "string.h", "tgmath.h",
        "threads.h", "time.h", "uchar.h", "wchar.h", "wctype.h", "unistd.h", "sys/types.h", "sys/cdefs.h", "strings.h", "memory.h", "malloc.h", "features.h",
        "windows.h", "sal.h", "basetsd.h", "windef.h", "minwindef.h", "crtdefs.h", "TargetConditionals.h", "Availability.h", "AvailabilityMacros.h");

    public static bool Contains(string name) => Names.Contains(name);
}
