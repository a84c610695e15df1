using System;
using System.Collections.Generic;
using System.Threading;

namespace BoundaryLint.Headers;

// Chapter 1: characters become tokens and comments, once for each file, whatever the target. Everything after this works on tokens.

/// <summary>What a token is. Every kind from <see cref="Identifier"/> on is spelled like a name, so the preprocessor may know it as a macro.</summary>
internal enum TokenKind : byte
{
    EndOfFile,
    Number,
    Character,
    String,
    Other,

    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Semicolon,
    Comma,
    Colon,
    ColonColon,
    Question,
    Dot,
    Ellipsis,
    Arrow,
    Assign,
    CompoundAssign,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    ShiftLeft,
    ShiftRight,
    Plus,
    PlusPlus,
    Minus,
    MinusMinus,
    Star,
    Slash,
    Percent,
    Ampersand,
    AndAnd,
    Bar,
    OrOr,
    Caret,
    Tilde,
    Exclamation,
    Hash,
    HashHash,

    Identifier,

    Typedef,
    Extern,
    Static,
    Inline,
    Storage,
    Const,
    Volatile,
    Restrict,
    Atomic,
    Ignored,
    Void,
    Char,
    Short,
    Int,
    Long,
    Int64,
    Int128,
    Float,
    Double,
    Signed,
    Unsigned,
    Bool,
    Complex,
    OtherBasicType,
    Struct,
    Union,
    Enum,
    Typeof,
    Attribute,
    Declspec,
    Alignas,
    Asm,
    StaticAssert,
    Sizeof,
    Alignof,
    CallingConvention,
}

[Flags]
internal enum TokenTraits : byte
{
    None = 0,

    /// <summary>First token on its logical line.</summary>
    StartsLine = 1,

    /// <summary>White space or a comment stands before the token: what <c>#</c> needs to spell an argument.</summary>
    AfterSpace = 2,

    /// <summary>The name of a macro met inside its own expansion: it is never expanded again.</summary>
    NeverExpand = 4,

    /// <summary>The token came out of a macro: its position is that of the macro's use.</summary>
    FromMacro = 8,
}

/// <summary>A preprocessing token: 16 bytes, and no text of its own unless it is a literal.</summary>
internal readonly struct Token
{
    public Token(TokenKind kind, string text, int start, TokenTraits traits, short file = 0)
    {
        Text = text;
        Start = start;
        File = file;
        Kind = kind;
        Traits = traits;
    }

    public string Text { get; }

    /// <summary>Offset in the text of <see cref="File"/>.</summary>
    public int Start { get; }

    /// <summary>Which of the files of one parse the token stands in.</summary>
    public short File { get; }

    public TokenKind Kind { get; }

    public TokenTraits Traits { get; }

    public bool IsName => Kind >= TokenKind.Identifier;

    public bool StartsLine => (Traits & TokenTraits.StartsLine) != 0;

    public Token InFile(short file) => new(Kind, Text, Start, Traits, file);

    public Token At(int start, short file) => new(Kind, Text, start, Traits | TokenTraits.FromMacro, file);

    public Token With(TokenTraits traits) => new(Kind, Text, Start, Traits | traits, File);

    public override string ToString() => Text;
}

/// <summary>A comment, or what stands between two declarations when seen from their side.</summary>
internal readonly struct Comment
{
    public Comment(int start, int end, bool ownsLine, bool isLine, bool hasTag)
    {
        Start = start;
        End = end;
        OwnsLine = ownsLine;
        IsLine = isLine;
        HasTag = hasTag;
    }

    public int Start { get; }

    public int End { get; }

    /// <summary>Nothing but white space or other comments stands before it on its line.</summary>
    public bool OwnsLine { get; }

    /// <summary>Written with <c>//</c>.</summary>
    public bool IsLine { get; }

    /// <summary>The text contains <c>@boundary</c>.</summary>
    public bool HasTag { get; }
}

/// <summary>
/// The text of one header and its tokens. It is immutable and knows nothing of a target, so one instance serves every profile and every thread.
/// </summary>
internal sealed class HeaderFile
{
    // A zero byte this near the beginning tells a binary file, or UTF-16 that does not say so; one further on is an accident in a text.
    private const int LengthOfBeginning = 8_000;

    private int[]? lineStarts;

    private HeaderFile(string path, string text, Token[] tokens, int[] directives, Comment[] comments, bool isTruncated)
    {
        Path = path;
        Text = text;
        Tokens = tokens;
        Directives = directives;
        Comments = comments;
        IsTruncated = isTruncated;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>All tokens, without an end marker.</summary>
    public Token[] Tokens { get; }

    /// <summary>The indexes in <see cref="Tokens"/> of each <c>#</c> that starts a directive.</summary>
    public int[] Directives { get; }

    public Comment[] Comments { get; }

    /// <summary>The text has more tokens than the reader accepts; those that follow were left out.</summary>
    public bool IsTruncated { get; }

    /// <summary>Where a zero byte shows that the file is no text, and has no tokens; -1 for a text.</summary>
    public int NoTextAt { get; private init; } = -1;

    public static HeaderFile Lex(string path, string text, CancellationToken cancellationToken = default)
    {
        var zero = text.IndexOf('\0', 0, Math.Min(text.Length, LengthOfBeginning));
        if (zero >= 0)
        {
            return new HeaderFile(path, text, [], [], [], isTruncated: false) { NoTextAt = zero };
        }

        var lexer = new Lexer(text);
        lexer.Run(cancellationToken);
        return new HeaderFile(path, text, lexer.TakeTokens(), lexer.Directives.ToArray(), lexer.Comments.ToArray(), lexer.IsTruncated);
    }

    /// <summary>The line, from zero, that an offset stands on.</summary>
    public int LineOf(int offset)
    {
        var starts = lineStarts ??= FindLineStarts(Text);
        var index = Array.BinarySearch(starts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The offset of the first character of a line.</summary>
    public int StartOfLine(int line) => (lineStarts ??= FindLineStarts(Text))[line];

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var index = text.IndexOf('\n'); index >= 0; index = text.IndexOf('\n', index + 1))
        {
            starts.Add(index + 1);
        }

        return starts.ToArray();
    }
}

/// <summary>Cuts a C text into tokens and comments. Every text is accepted: what is no token of C becomes <see cref="TokenKind.Other"/>.</summary>
internal sealed class Lexer
{
    // A megabyte of dense text has some 300,000 tokens. The limit bounds memory on a file that is not a header at all.
    private const int MaximumTokens = 4_000_000;

    private const string Tag = "@boundary";

    private static readonly string[] AsciiTexts = MakeAsciiTexts();

    private static readonly Dictionary<string, TokenKind> Keywords = MakeKeywords();

    private readonly string text;
    private Token[] tokens;
    private int count;
    private int position;
    private bool startsLine = true;
    private bool afterSpace;

    // Interned names: chains over an index, so that an identifier costs a string once per file and not once per use.
    private int[] buckets = new int[512];
    private Name[] names = new Name[256];
    private int nameCount;

    public Lexer(string text)
    {
        this.text = text;
        tokens = new Token[Math.Max(16, Math.Min(text.Length / 8, 65_536))];
    }

    public List<int> Directives { get; } = new();

    public List<Comment> Comments { get; } = new();

    public bool IsTruncated { get; private set; }

    /// <summary>The kind of a word: a keyword's, or <see cref="TokenKind.Identifier"/>.</summary>
    public static TokenKind KindOfName(string name) => Keywords.TryGetValue(name, out var kind) ? kind : TokenKind.Identifier;

    /// <summary>Reads a text that must be exactly one token: what <c>##</c> makes.</summary>
    public static bool TryLexSingle(string text, out TokenKind kind)
    {
        var lexer = new Lexer(text);
        lexer.Run(CancellationToken.None);
        kind = lexer.count == 1 ? lexer.tokens[0].Kind : TokenKind.Other;
        return lexer.count == 1 && lexer.tokens[0].Text.Length == text.Length;
    }

    public Token[] TakeTokens()
    {
        if (count != tokens.Length)
        {
            Array.Resize(ref tokens, count);
        }

        return tokens;
    }

    public void Run(CancellationToken cancellationToken)
    {
        // A byte order mark is not part of the header.
        position = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        while (position < text.Length)
        {
            if (count >= MaximumTokens)
            {
                IsTruncated = true;
                return;
            }

            if ((count & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ReadNext();
        }
    }

    private static bool IsNameStart(char c) => (uint)((c | 0x20) - 'a') < 26 || c == '_' || c == '$' || (c > 127 && char.IsLetter(c));

    private static bool IsDigit(char c) => (uint)(c - '0') < 10;

    private static bool IsNamePart(char c) => IsNameStart(c) || IsDigit(c);

    private char Peek(int ahead) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private void ReadNext()
    {
        var c = text[position];
        switch (c)
        {
            case '\n':
                position++;
                startsLine = true;
                afterSpace = true;
                return;
            case ' ' or '\t' or '\r' or '\v' or '\f' or '\0':
                position++;
                afterSpace = true;
                return;
            case '\\' when SpliceLength(position) is var splice and > 0:
                position += splice;
                afterSpace = true;
                return;
            case '/' when Peek(1) == '*':
                SkipBlockComment();
                return;
            case '/' when Peek(1) == '/':
                SkipLineComment();
                return;
            case '"' or '\'':
                ReadLiteral(position, position);
                return;
        }

        if (IsNameStart(c))
        {
            ReadName();
        }
        else if (IsDigit(c) || (c == '.' && IsDigit(Peek(1))))
        {
            ReadNumber();
        }
        else
        {
            ReadPunctuator(c);
        }
    }

    /// <summary>The length of a backslash and the line end behind it, or zero.</summary>
    private int SpliceLength(int at)
    {
        if (at + 1 >= text.Length)
        {
            return 0;
        }

        return text[at + 1] == '\n' ? 2 : text[at + 1] == '\r' && at + 2 < text.Length && text[at + 2] == '\n' ? 3 : 0;
    }

    private void SkipBlockComment()
    {
        var start = position;
        var end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
        position = end < 0 ? text.Length : end + 2;
        AddComment(start, isLine: false);
    }

    private void SkipLineComment()
    {
        var start = position;
        do
        {
            var end = text.IndexOf('\n', position);
            if (end < 0)
            {
                position = text.Length;
                break;
            }

            // A backslash at the line's end carries the comment on.
            var last = end - 1;
            if (last > start && text[last] == '\r')
            {
                last--;
            }

            position = end;
            if (last <= start || text[last] != '\\')
            {
                break;
            }

            position++;
        }
        while (position < text.Length);
        AddComment(start, isLine: true);
    }

    private void AddComment(int start, bool isLine)
    {
        var hasTag = text.AsSpan(start, position - start).IndexOf(Tag.AsSpan()) >= 0;
        Comments.Add(new Comment(start, position, startsLine, isLine, hasTag));
        afterSpace = true;
    }

    private void ReadName()
    {
        var start = position;
        var hash = 0;
        while (position < text.Length && IsNamePart(text[position]))
        {
            hash = (hash * 31) + text[position++];
        }

        if (position < text.Length)
        {
            var c = text[position];
            if ((c == '"' || c == '\'') && IsLiteralPrefix(start, position - start))
            {
                ReadLiteral(start, position);
                return;
            }

            if (c == '\\' && SpliceLength(position) > 0)
            {
                ReadSplicedName(start);
                return;
            }
        }

        var name = Intern(start, position - start, hash);
        Add(name.Kind, name.Text, start);
    }

    private bool IsLiteralPrefix(int start, int length)
    {
        return length == 1 ? text[start] is 'L' or 'u' or 'U' : length == 2 && text[start] == 'u' && text[start + 1] == '8';
    }

    private void ReadSplicedName(int start)
    {
        var builder = new System.Text.StringBuilder().Append(text, start, position - start);
        while (position < text.Length)
        {
            if (IsNamePart(text[position]))
            {
                builder.Append(text[position++]);
            }
            else if (text[position] == '\\' && SpliceLength(position) is var splice and > 0)
            {
                position += splice;
            }
            else
            {
                break;
            }
        }

        var name = builder.ToString();
        Add(KindOfName(name), name, start);
    }

    private Name Intern(int start, int length, int hash)
    {
        var bucket = hash & (buckets.Length - 1);
        for (var index = buckets[bucket] - 1; index >= 0; index = names[index].Next)
        {
            if (names[index].Hash == hash && names[index].Text.Length == length
                && string.CompareOrdinal(names[index].Text, 0, text, start, length) == 0)
            {
                return names[index];
            }
        }

        if (nameCount == names.Length)
        {
            Array.Resize(ref names, nameCount * 2);
            buckets = new int[names.Length * 2];
            for (var index = 0; index < nameCount; index++)
            {
                var target = names[index].Hash & (buckets.Length - 1);
                names[index].Next = buckets[target] - 1;
                buckets[target] = index + 1;
            }

            bucket = hash & (buckets.Length - 1);
        }

        var name = text.Substring(start, length);
        names[nameCount] = new Name { Text = name, Hash = hash, Kind = IsDigit(name[0]) ? TokenKind.Number : KindOfName(name), Next = buckets[bucket] - 1 };
        buckets[bucket] = ++nameCount;
        return names[nameCount - 1];
    }

    private void ReadNumber()
    {
        var start = position;
        var hash = 0;
        var simple = true;
        while (position < text.Length)
        {
            var c = text[position];
            if (c is '+' or '-')
            {
                // Only the sign of an exponent belongs to a number: 1e+3, 0x1p-4; but 0xE+1 is a sum by intent, if not by the standard.
                var previous = text[position - 1] | 0x20;
                if (!((previous == 'e' && !IsHexadecimal(start)) || previous == 'p'))
                {
                    break;
                }
            }
            else if (c == '\'' ? !IsNamePart(Peek(1)) : c != '.' && !IsNamePart(c))
            {
                break;
            }

            simple &= IsNamePart(c);
            hash = (hash * 31) + c;
            position++;
        }

        if (simple)
        {
            Add(TokenKind.Number, Intern(start, position - start, hash).Text, start);
        }
        else
        {
            Add(TokenKind.Number, text.Substring(start, position - start), start);
        }
    }

    private bool IsHexadecimal(int start) => text[start] == '0' && start + 1 < text.Length && (text[start + 1] | 0x20) == 'x';

    private void ReadLiteral(int start, int quoteAt)
    {
        var quote = text[quoteAt];
        position = quoteAt + 1;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == quote)
            {
                position++;
                Add(quote == '"' ? TokenKind.String : TokenKind.Character, text.Substring(start, position - start), start);
                return;
            }

            if (c == '\n')
            {
                break;
            }

            if (c == '\\' && position + 1 < text.Length)
            {
                var splice = SpliceLength(position);
                position += splice > 0 ? splice : 2;
            }
            else
            {
                position++;
            }
        }

        // An apostrophe in the text of #error, or a literal that is half typed.
        position = Math.Min(position, text.Length);
        Add(TokenKind.Other, text.Substring(start, position - start), start);
    }

    private void ReadPunctuator(char c)
    {
        var start = position;
        var next = Peek(1);
        var (kind, length) = c switch
        {
            '(' => (TokenKind.OpenParen, 1),
            ')' => (TokenKind.CloseParen, 1),
            '[' => (TokenKind.OpenBracket, 1),
            ']' => (TokenKind.CloseBracket, 1),
            '{' => (TokenKind.OpenBrace, 1),
            '}' => (TokenKind.CloseBrace, 1),
            ';' => (TokenKind.Semicolon, 1),
            ',' => (TokenKind.Comma, 1),
            '?' => (TokenKind.Question, 1),
            '~' => (TokenKind.Tilde, 1),
            ':' => next == ':' ? (TokenKind.ColonColon, 2) : (TokenKind.Colon, 1),
            '.' => next == '.' && Peek(2) == '.' ? (TokenKind.Ellipsis, 3) : (TokenKind.Dot, 1),
            '=' => next == '=' ? (TokenKind.Equal, 2) : (TokenKind.Assign, 1),
            '!' => next == '=' ? (TokenKind.NotEqual, 2) : (TokenKind.Exclamation, 1),
            '<' => next == '<' ? Shift(TokenKind.ShiftLeft) : next == '=' ? (TokenKind.LessEqual, 2) : (TokenKind.Less, 1),
            '>' => next == '>' ? Shift(TokenKind.ShiftRight) : next == '=' ? (TokenKind.GreaterEqual, 2) : (TokenKind.Greater, 1),
            '+' => next == '+' ? (TokenKind.PlusPlus, 2) : OrAssign(TokenKind.Plus, next),
            '-' => next == '-' ? (TokenKind.MinusMinus, 2) : next == '>' ? (TokenKind.Arrow, 2) : OrAssign(TokenKind.Minus, next),
            '*' => OrAssign(TokenKind.Star, next),
            '/' => OrAssign(TokenKind.Slash, next),
            '%' => OrAssign(TokenKind.Percent, next),
            '^' => OrAssign(TokenKind.Caret, next),
            '&' => next == '&' ? (TokenKind.AndAnd, 2) : OrAssign(TokenKind.Ampersand, next),
            '|' => next == '|' ? (TokenKind.OrOr, 2) : OrAssign(TokenKind.Bar, next),
            '#' => next == '#' ? (TokenKind.HashHash, 2) : (TokenKind.Hash, 1),
            _ => (TokenKind.Other, 1),
        };

        if (kind == TokenKind.Hash && startsLine)
        {
            Directives.Add(count);
        }

        position += length;
        Add(kind, PunctuatorText(kind, start, length), start);
    }

    private (TokenKind Kind, int Length) Shift(TokenKind kind) => Peek(2) == '=' ? (TokenKind.CompoundAssign, 3) : (kind, 2);

    private static (TokenKind Kind, int Length) OrAssign(TokenKind kind, char next) => next == '=' ? (TokenKind.CompoundAssign, 2) : (kind, 1);

    private string PunctuatorText(TokenKind kind, int start, int length)
    {
        if (length == 1)
        {
            return text[start] < 128 ? AsciiTexts[text[start]] : text.Substring(start, 1);
        }

        return kind switch
        {
            TokenKind.ColonColon => "::",
            TokenKind.Ellipsis => "...",
            TokenKind.Arrow => "->",
            TokenKind.Equal => "==",
            TokenKind.NotEqual => "!=",
            TokenKind.LessEqual => "<=",
            TokenKind.GreaterEqual => ">=",
            TokenKind.ShiftLeft => "<<",
            TokenKind.ShiftRight => ">>",
            TokenKind.PlusPlus => "++",
            TokenKind.MinusMinus => "--",
            TokenKind.AndAnd => "&&",
            TokenKind.OrOr => "||",
            TokenKind.HashHash => "##",
            _ => text.Substring(start, length),
        };
    }

    private void Add(TokenKind kind, string value, int start)
    {
        if (count == tokens.Length)
        {
            Array.Resize(ref tokens, count * 2);
        }

        var traits = (startsLine ? TokenTraits.StartsLine : TokenTraits.None) | (afterSpace ? TokenTraits.AfterSpace : TokenTraits.None);
        tokens[count++] = new Token(kind, value, start, traits);
        startsLine = false;
        afterSpace = false;
    }

    private static string[] MakeAsciiTexts()
    {
        var texts = new string[128];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = ((char)index).ToString();
        }

        return texts;
    }

    private static Dictionary<string, TokenKind> MakeKeywords()
    {
        var keywords = new Dictionary<string, TokenKind>(StringComparer.Ordinal);
        void Add(TokenKind kind, params string[] spellings)
        {
            foreach (var spelling in spellings)
            {
                keywords.Add(spelling, kind);
            }
        }

        Add(TokenKind.Typedef, "typedef");
        Add(TokenKind.Extern, "extern");
        Add(TokenKind.Static, "static");
        Add(TokenKind.Inline, "inline", "__inline", "__inline__", "_inline", "__forceinline");
        Add(TokenKind.Storage, "auto", "register", "_Thread_local", "thread_local", "__thread", "_Noreturn", "constexpr");
        Add(TokenKind.Const, "const", "__const", "__const__");
        Add(TokenKind.Volatile, "volatile", "__volatile", "__volatile__");
        Add(TokenKind.Restrict, "restrict", "__restrict", "__restrict__");
        Add(TokenKind.Atomic, "_Atomic");
        Add(TokenKind.Ignored, "__extension__", "__w64", "__ptr32", "__ptr64", "__sptr", "__uptr", "__unaligned");
        Add(TokenKind.Void, "void");
        Add(TokenKind.Char, "char", "__int8");
        Add(TokenKind.Short, "short", "__int16");
        Add(TokenKind.Int, "int", "__int32");
        Add(TokenKind.Long, "long");
        Add(TokenKind.Int64, "__int64");
        Add(TokenKind.Int128, "__int128");
        Add(TokenKind.Float, "float");
        Add(TokenKind.Double, "double");
        Add(TokenKind.Signed, "signed", "__signed", "__signed__");
        Add(TokenKind.Unsigned, "unsigned");
        Add(TokenKind.Bool, "_Bool");
        Add(TokenKind.Complex, "_Complex", "__complex__", "__complex");
        Add(
            TokenKind.OtherBasicType,
            "_Float16",
            "__fp16",
            "_Float32",
            "_Float32x",
            "_Float64",
            "_Float64x",
            "_Float128",
            "__float128",
            "__builtin_va_list");
        Add(TokenKind.Struct, "struct");
        Add(TokenKind.Union, "union");
        Add(TokenKind.Enum, "enum");
        Add(TokenKind.Typeof, "typeof", "__typeof__", "__typeof", "typeof_unqual");
        Add(TokenKind.Attribute, "__attribute__", "__attribute");
        Add(TokenKind.Declspec, "__declspec", "_declspec");
        Add(TokenKind.Alignas, "_Alignas", "alignas");
        Add(TokenKind.Asm, "asm", "__asm", "__asm__");
        Add(TokenKind.StaticAssert, "_Static_assert", "static_assert");
        Add(TokenKind.Sizeof, "sizeof");
        Add(TokenKind.Alignof, "_Alignof", "alignof", "__alignof__", "__alignof");
        Add(
            TokenKind.CallingConvention,
            "__cdecl",
            "_cdecl",
            "__stdcall",
            "_stdcall",
            "__fastcall",
            "_fastcall",
            "__thiscall",
            "__vectorcall",
            "__pascal");
        return keywords;
    }

    private struct Name
    {
        public string Text;
        public int Hash;
        public TokenKind Kind;
        public int Next;
    }
}
