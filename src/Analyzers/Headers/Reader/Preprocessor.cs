using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;

namespace BoundaryLint.Headers;

// Chapter 3: directives. For one target the tokens of all files become one list, in which the conditionals that do not hold are left out.

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
/// This part holds the files and the directives; the other expands macros.
/// </summary>
internal sealed partial class Preprocessor
{
    private const int MaximumFrames = 300;
    private const int MaximumIncludes = 4_000;
    private const int MaximumPrescans = 60;
    private const int MaximumFileTokens = 24_000_000;
    private const int MaximumMacroTokens = 3_000_000;
    private const int MaximumStringLength = 65_536;
    private const int CharactersPerToken = 8;

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

    /// <summary>An <c>#error</c> was reached, by which the header refuses the target, or a file that is no text.</summary>
    public bool HasError { get; private set; }

    /// <summary>Where a header of the C++ library is included without a condition, as cbindgen does by default.</summary>
    public HeaderLocation? CPlusPlusInclude { get; private set; }

    public bool HasMissingIncludes => missing.Count > 0;

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

        if (file.NoTextAt >= 0)
        {
            HasError = true;
            problems.Add(CProblemKind.NoText, new HeaderLocation(file, file.NoTextAt, 1), "this is no text; name the header, not a library, in UTF-8 or with a byte order mark");
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
                var message = "the header does not accept the target: " + TextOf(frame.File!, start, end);
                Report(CProblemKind.ErrorDirective, tokens[hash].InFile(frame.FileIndex), message);
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
            // SAL's and Apple's annotations are kept as they stand: headers define them away for other compilers, and we want to read them.
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
            if (SystemHeaders.IsOfCPlusPlus(name))
            {
                CPlusPlusInclude ??= LocationOf(tokens[start].InFile(fileIndex));
            }
            else if (!SystemHeaders.Contains(name) && missing.Add(name))
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
        return input.Find(directory + name, cancellationToken) ?? input.FindInDirectories(name, cancellationToken) ?? input.FindBySuffix(name, cancellationToken);
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
                var isNumber = int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                value = isNumber && number is 1 or 2 or 4 or 8 or 16 ? number : 0;
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
