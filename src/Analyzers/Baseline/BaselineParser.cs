using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;

namespace BoundaryLint.Baseline;

/// <summary>Reads one line of a baseline. What it cannot read it explains, with the place in the line.</summary>
internal sealed class BaselineParser
{
    // Deeper nesting than a real signature has; the parser calls itself for each level.
    private const int DeepestNesting = 16;

    private const string Separators = "(){}[]*,:=@\"";

    private readonly string _text;
    private int _position;
    private int _depth;
    private string? _problem;
    private int _problemPosition;

    private BaselineParser(string text)
    {
        _text = text;
    }

    /// <summary>The fact that <paramref name="text"/> states, or the reason why it states none and the place of it in the text.</summary>
    public static (BaselineLine? Line, string Problem, int Position) Parse(string text)
    {
        var parser = new BaselineParser(text);
        var line = parser.ReadLine();
        return parser._problem is { } problem ? (null, problem, Math.Min(parser._problemPosition, text.Length)) : (line, "", 0);
    }

    /// <summary>The part of a line in front of its comment.</summary>
    public static string WithoutComment(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '#' when !isQuoted && (i == 0 || char.IsWhiteSpace(line[i - 1])):
                    return line.Substring(0, i);
            }
        }

        return line;
    }

    /// <summary>The line with single spaces and nothing around it: two lines with the same one state the same.</summary>
    public static string Normalize(string line)
    {
        var text = new StringBuilder(line.Length);
        var isQuoted = false;
        foreach (var character in line.Trim())
        {
            isQuoted ^= character == '"';
            if (!isQuoted && char.IsWhiteSpace(character))
            {
                if (text[text.Length - 1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    /// <summary>A name as lines write it: in quotation marks where it would end too early.</summary>
    public static string Quote(string name) =>
        name.Length > 0 && name[0] is not ('#' or '*') && name.IndexOfAny(Separators.ToCharArray()) < 0 && !ContainsSpace(name)
            ? name
            : "\"" + name.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static bool ContainsSpace(string name)
    {
        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character))
            {
                return true;
            }
        }

        return false;
    }

    private BaselineLine? ReadLine()
    {
        var text = Normalize(_text);
        var start = _position;
        switch (ReadWord("a kind of line"))
        {
            case "import":
                var library = ReadName("the library");
                return Function(BaselineKind.Import, LibraryNames.Normalize(library), text);
            case "export":
                return Function(BaselineKind.Export, "", text);
            case "callback":
                return Function(BaselineKind.Callback, "", text);
            case "enum":
                var type = ReadName("the enum");
                Expect(':');
                var underlying = ReadType();
                End();
                return new BaselineLine(BaselineKind.Enum, "", type, text) { Type = underlying };
            case "value":
                return Assignment(BaselineKind.Value, text);
            case "status":
                return Assignment(BaselineKind.Status, text);
            case "struct":
                return Struct(text);
            default:
                var isConflict = _text.StartsWith("<<<<<<<", StringComparison.Ordinal)
                    || _text.StartsWith("=======", StringComparison.Ordinal)
                    || _text.StartsWith(">>>>>>>", StringComparison.Ordinal)
                    || _text.StartsWith("|||||||", StringComparison.Ordinal);
                _position = start;
                _problem = null;
                Fail(isConflict
                    ? "it is left from a merge conflict; keep the lines of both sides and delete this one"
                    : "a line begins with callback, enum, export, import, status, struct or value, or with # for a comment");
                return null;
        }
    }

    private BaselineLine Function(BaselineKind kind, string library, string text)
    {
        var name = ReadName("the name");
        var signature = ReadSignature(withFacts: true);
        End();
        return new BaselineLine(kind, library, name, text) { Signature = signature };
    }

    private BaselineLine Assignment(BaselineKind kind, string text)
    {
        var name = ReadName("the name");
        Expect('=');
        var start = SkipSpace();
        var value = ReadName(kind == BaselineKind.Value ? "a number" : "an exception");
        if (kind == BaselineKind.Value && !decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            FailAt(start, $"'{value}' is no whole number");
        }

        End();
        return new BaselineLine(kind, "", name, text) { Value = value };
    }

    private BaselineLine Struct(string text)
    {
        var name = ReadName("the struct");
        var (size, alignment) = ReadSize();
        Expect('{');
        var fields = ImmutableArray.CreateBuilder<BaselineField>();
        while (_problem is null && !Accept('}'))
        {
            if (fields.Count > 0)
            {
                Expect(',');
            }

            var field = ReadName("a field");
            Expect(':');
            var type = ReadType();
            Expect('@');
            fields.Add(new BaselineField(field, type, ReadNumber()));
        }

        var models = DataModel.All;
        if (_problem is null && Accept('@'))
        {
            var words = ImmutableArray.CreateBuilder<string>();
            do
            {
                var start = SkipSpace();
                var word = ReadWord("a platform");
                if (_problem is null && !ModelSets.IsName(word))
                {
                    FailAt(start, $"'{word}' is no platform; there are {ModelSets.Names}, with ! in front for all others");
                }

                words.Add(word);
            }
            while (_problem is null && SkipSpace() < _text.Length);
            models = _problem is null ? ModelSets.Of(words.ToImmutable()) : models;
        }

        End();
        return new BaselineLine(BaselineKind.Struct, "", name, text) { Layout = new BaselineLayout(size, alignment, fields.ToImmutable(), models) };
    }

    private BaselineSignature ReadSignature(bool withFacts)
    {
        Expect('(');
        var parameters = ImmutableArray.CreateBuilder<BaselineValue>();
        while (_problem is null && !Accept(')'))
        {
            if (parameters.Count > 0)
            {
                Expect(',');
            }

            parameters.Add(ReadValue(withFacts));
        }

        var convention = "";
        if (_problem is null && SkipSpace() < _text.Length && _text[_position] != '-')
        {
            var start = _position;
            convention = ReadWord("a calling convention");
            if (_problem is null && convention is not ("cdecl" or "stdcall" or "thiscall" or "fastcall" or "other"))
            {
                FailAt(start, $"'{convention}' is no calling convention; there are cdecl, stdcall, thiscall, fastcall and other");
            }
        }

        Expect("->");
        return new BaselineSignature(parameters.ToImmutable(), convention, ReadValue(withFacts));
    }

    private BaselineValue ReadValue(bool withFacts)
    {
        SkipSpace();
        var start = _position;
        var direction = PeekWord();
        if (direction is "in" or "out" or "inout")
        {
            _position = start + direction.Length;
        }
        else
        {
            direction = "";
        }

        var type = ReadType();
        var facts = ImmutableArray.CreateBuilder<string>();
        while (withFacts && _problem is null && SkipSpace() < _text.Length && Separators.IndexOf(_text[_position]) < 0)
        {
            var from = _position;
            ReadWord("a fact");
            if (_problem is null && _position < _text.Length && _text[_position] == '(')
            {
                var end = _text.IndexOf(')', _position);
                if (end < 0)
                {
                    Fail("this parenthesis is not closed");
                    break;
                }

                _position = end + 1;
            }

            facts.Add(Normalize(_text.Substring(from, _position - from)));
        }

        return new BaselineValue(direction, type, facts.ToImmutable());
    }

    private BaselineType ReadType()
    {
        if (++_depth > DeepestNesting)
        {
            Fail("types are nested too deeply");
        }

        var start = SkipSpace();
        var type = _problem is null ? ReadBase(start) : Simple(BaselineTypeKind.Unknown);
        while (_problem is null && _position < _text.Length)
        {
            if (_text[_position] == '*')
            {
                _position++;
                type = new BaselineType(BaselineTypeKind.Pointer, TextFrom(start)) { Width = NativeWidth.Pointer, Element = type.Kind == BaselineTypeKind.Void ? null : type };
            }
            else if (_text[_position] == '[')
            {
                _position++;
                var count = ReadNumber();
                Expect(']');
                type = new BaselineType(BaselineTypeKind.Array, TextFrom(start)) { Element = type, Count = count };
            }
            else
            {
                break;
            }
        }

        _depth--;
        return type;
    }

    private BaselineType ReadBase(int start)
    {
        var word = ReadWord("a type");
        switch (word)
        {
            case "void": return Simple(BaselineTypeKind.Void, word);
            case "?": return Simple(BaselineTypeKind.Unknown, word);
            case "i8" or "u8": return Integer(word, 1);
            case "i16" or "u16": return Integer(word, 2);
            case "i32" or "u32": return Integer(word, 4);
            case "i64" or "u64": return Integer(word, 8);
            case "isize" or "usize": return new BaselineType(BaselineTypeKind.Integer, word) { Width = NativeWidth.Pointer };
            case "clong" or "culong": return new BaselineType(BaselineTypeKind.Integer, word) { Width = NativeWidth.CLong };
            case "f32": return new BaselineType(BaselineTypeKind.Floating, word) { Size = 4 };
            case "f64": return new BaselineType(BaselineTypeKind.Floating, word) { Size = 8 };
            case "fsize": return new BaselineType(BaselineTypeKind.Floating, word) { Width = NativeWidth.Pointer };
            case "utf8" or "ansi": return new BaselineType(BaselineTypeKind.Text, word) { Size = 1 };
            case "utf16" or "bstr": return new BaselineType(BaselineTypeKind.Text, word) { Size = 2 };
            case "auto": return new BaselineType(BaselineTypeKind.Text, word);
            case "ptr": return new BaselineType(BaselineTypeKind.Pointer, word) { Width = NativeWidth.Pointer };
            case "fn":
                var signature = _position < _text.Length && _text[_position] == '(' ? ReadSignature(withFacts: false) : null;
                return new BaselineType(BaselineTypeKind.Function, TextFrom(start)) { Width = NativeWidth.Pointer, Signature = signature };
            case "struct":
                var name = ReadName("the struct");
                return new BaselineType(BaselineTypeKind.Struct, TextFrom(start)) { Name = name };
            case "bytes":
                Expect('[');
                var (size, _) = ReadSize();
                Expect(']');
                return new BaselineType(BaselineTypeKind.Bytes, TextFrom(start)) { Size = size };
            default:
                FailAt(start, $"'{word}' is no type");
                return Simple(BaselineTypeKind.Unknown);
        }
    }

    private static BaselineType Simple(BaselineTypeKind kind, string text = "?") => new(kind, text);

    private static BaselineType Integer(string text, int size) => new(BaselineTypeKind.Integer, text) { Size = size };

    private string TextFrom(int start) => _text.Substring(start, _position - start);

    private (int Size, int Alignment) ReadSize()
    {
        var start = SkipSpace();
        var parts = ReadWord("size and alignment").Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var alignment))
        {
            return (size, alignment);
        }

        FailAt(start, "size and alignment are written as in 16/8");
        return default;
    }

    private int ReadNumber()
    {
        var start = SkipSpace();
        if (int.TryParse(ReadWord("a number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        FailAt(start, "a number is expected here");
        return 0;
    }

    private string ReadName(string what)
    {
        if (SkipSpace() >= _text.Length || _text[_position] != '"')
        {
            return ReadWord(what);
        }

        var start = _position;
        var name = new StringBuilder();
        for (_position++; _position < _text.Length; _position++)
        {
            if (_text[_position] == '"')
            {
                _position++;
                return name.ToString();
            }

            _position += _text[_position] == '\\' && _position + 1 < _text.Length ? 1 : 0;
            name.Append(_text[_position]);
        }

        FailAt(start, "this quotation mark is not closed");
        return name.ToString();
    }

    private string ReadWord(string what)
    {
        SkipSpace();
        var word = PeekWord();
        if (word.Length == 0)
        {
            Fail($"{what} is missing here");
        }

        _position += word.Length;
        return word;
    }

    private string PeekWord()
    {
        var end = _position;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && Separators.IndexOf(_text[end]) < 0)
        {
            end++;
        }

        return _text.Substring(_position, end - _position);
    }

    private int SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        return _position;
    }

    private bool Accept(char character)
    {
        if (SkipSpace() < _text.Length && _text[_position] == character)
        {
            _position++;
            return true;
        }

        return false;
    }

    private void Expect(char character) => Expect(character.ToString());

    private void Expect(string expected)
    {
        if (_problem is not null)
        {
            return;
        }

        SkipSpace();
        if (string.CompareOrdinal(_text, _position, expected, 0, expected.Length) == 0)
        {
            _position += expected.Length;
        }
        else
        {
            Fail($"'{expected}' is expected here");
        }
    }

    private void End()
    {
        if (_problem is null && SkipSpace() < _text.Length)
        {
            Fail("nothing more is expected here");
        }
    }

    private void Fail(string problem) => FailAt(_position, problem);

    // The first problem is the one that the others follow from.
    private void FailAt(int position, string problem)
    {
        if (_problem is null)
        {
            _problem = problem;
            _problemPosition = position;
        }
    }
}
