using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace BoundaryLint.Headers;

internal enum FactSource
{
    /// <summary>A <c>@boundary</c> line or a <c>[[boundary::…]]</c> attribute.</summary>
    Boundary,

    /// <summary>An attribute of GCC, Clang or the C standard.</summary>
    Attribute,

    /// <summary>An annotation of Microsoft's SAL, or Apple's nullability.</summary>
    Annotation,
}

/// <summary>One statement of the contract language, whichever way it is written; its words are those of the language.</summary>
internal readonly struct BoundaryFact(string target, string name, ImmutableArray<string> arguments, HeaderLocation location, FactSource source)
{
    /// <summary>The target that means the result of a function.</summary>
    public const string Return = "return";

    /// <summary><c>return</c>, a parameter's name (<c>#2</c> for the second if it has none), or empty for the declaration itself.</summary>
    public string Target { get; } = target;

    public string Name { get; } = name;

    public ImmutableArray<string> Arguments { get; } = arguments;

    public HeaderLocation Location { get; } = location;

    public FactSource Source { get; } = source;

    /// <summary>The first argument, or an empty text.</summary>
    public string Argument => Arguments.IsDefaultOrEmpty ? string.Empty : Arguments[0];

    public BoundaryFact For(string newTarget) => new(newTarget, Name, Arguments, Location, Source);

    public override string ToString() =>
        (Target.Length == 0 ? string.Empty : Target + ": ") + Name + (Arguments.IsDefaultOrEmpty ? string.Empty : "(" + string.Join(", ", Arguments) + ")");
}

/// <summary>An attribute as it stands in the header, its name without the underscores that may surround it.</summary>
internal readonly struct CAttribute(string name, ImmutableArray<string> arguments, HeaderLocation location)
{
    /// <summary>With its prefix where it has one: <c>boundary::owned</c>, <c>gnu::malloc</c>.</summary>
    public string Name { get; } = name;

    public ImmutableArray<string> Arguments { get; } = arguments;

    public HeaderLocation Location { get; } = location;
}

/// <summary>Reads the <c>@boundary</c> lines of a comment.</summary>
internal static class BoundaryTags
{
    // More than any comment has; a bound for texts that are none.
    private const int MaximumFacts = 500;

    private const string Tag = "@boundary";

    /// <summary>Adds the facts of every line of the comment; what is not well formed becomes a problem.</summary>
    public static void Read(HeaderFile file, Comment comment, List<BoundaryFact> facts, ProblemList problems)
    {
        var text = file.Text;
        var position = comment.Start;
        while (position < comment.End && facts.Count < MaximumFacts)
        {
            var start = text.IndexOf(Tag, position, comment.End - position, StringComparison.Ordinal);
            if (start < 0)
            {
                return;
            }

            position = start + Tag.Length;
            var end = text.IndexOf('\n', position, comment.End - position);
            end = end < 0 ? comment.End : end;
            ReadLine(file, position, TrimEnd(text, position, end), facts, problems);
            position = end;
        }
    }

    /// <summary>Reads what stands behind a name in an attribute, <c>owned(f)</c>, as a fact without a target.</summary>
    public static bool TryMakeFact(
        string name, ImmutableArray<string> arguments, HeaderLocation location, FactSource source, out BoundaryFact fact, out string problem)
    {
        fact = default;
        if (!Vocabulary.TryGetFact(name, out var shape))
        {
            problem = $"'{name}' is not a fact that BoundaryLint knows";
            return false;
        }

        arguments = Normalise(name, arguments);
        if (arguments.Length < shape.MinimumArguments || arguments.Length > shape.MaximumArguments)
        {
            problem = shape.MaximumArguments == 0 ? $"'{name}' takes no argument"
                : shape.MinimumArguments == shape.MaximumArguments ? $"'{name}' takes {Count(shape.MinimumArguments)}"
                : $"'{name}' takes at most {Count(shape.MaximumArguments)}";
            return false;
        }

        foreach (var argument in arguments)
        {
            if (!Vocabulary.IsArgumentOf(shape.Argument, argument))
            {
                problem = $"'{argument}' is not an argument that '{name}' takes";
                return false;
            }
        }

        problem = string.Empty;
        fact = new BoundaryFact(string.Empty, name, arguments, location, source);
        return true;
    }

    private static string Count(int count) => count == 1 ? "one argument" : count + " arguments";

    // retained(until f) and retained(f) say the same; quotes around a library's name say nothing.
    private static ImmutableArray<string> Normalise(string name, ImmutableArray<string> arguments)
    {
        if (arguments.Length == 0)
        {
            return arguments;
        }

        var first = arguments[0];
        if (name == "retained" && first.StartsWith("until ", StringComparison.Ordinal))
        {
            return arguments.SetItem(0, first.Substring("until ".Length).Trim());
        }

        if (name == "status")
        {
            var value = first.TrimStart('<', '>', '=', '!');
            return arguments.SetItem(0, first.Substring(0, first.Length - value.Length) + value.TrimStart());
        }

        return first.Length > 1 && first[0] == '"' && first[first.Length - 1] == '"' ? arguments.SetItem(0, first.Substring(1, first.Length - 2)) : arguments;
    }

    private static int TrimEnd(string text, int start, int end)
    {
        if (end - start >= 2 && text[end - 1] == '/' && text[end - 2] == '*')
        {
            end -= 2;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '*'))
        {
            end--;
        }

        return end;
    }

    private static void ReadLine(HeaderFile file, int start, int end, List<BoundaryFact> facts, ProblemList problems)
    {
        var text = file.Text;
        if (start < end && !char.IsWhiteSpace(text[start]))
        {
            // "@boundarycase": another tag.
            return;
        }

        var reader = new TagReader(text, start, end);
        if (reader.IsAtEnd)
        {
            problems.Add(CProblemKind.BadTag, new HeaderLocation(file, start - Tag.Length, Tag.Length), "the tag states no fact");
            return;
        }

        var target = reader.ReadTarget();
        do
        {
            var factStart = reader.Position;
            if (!reader.TryReadFact(out var name, out var arguments))
            {
                var place = new HeaderLocation(file, Math.Min(factStart, end - 1), Math.Max(1, end - factStart));
                problems.Add(CProblemKind.BadTag, place, "a fact is expected: name, or name(arguments)");
                return;
            }

            var location = new HeaderLocation(file, factStart, reader.Position - factStart);
            if (TryMakeFact(name, arguments, location, FactSource.Boundary, out var fact, out var problem))
            {
                facts.Add(fact.For(target));
            }
            else
            {
                problems.Add(CProblemKind.BadTag, location, problem);
            }
        }
        while (reader.AcceptComma());
        if (!reader.IsAtEnd)
        {
            problems.Add(CProblemKind.BadTag, new HeaderLocation(file, reader.Position, end - reader.Position), "facts are separated by commas");
        }
    }

    private struct TagReader
    {
        private readonly string text;
        private readonly int end;

        public TagReader(string text, int start, int end)
        {
            this.text = text;
            this.end = end;
            Position = start;
            SkipSpace();
        }

        public int Position { get; private set; }

        public readonly bool IsAtEnd => Position >= end;

        public string ReadTarget()
        {
            var start = Position;
            var index = Position;
            while (index < end && IsWord(text[index]))
            {
                index++;
            }

            var last = index;
            while (index < end && text[index] is ' ' or '\t')
            {
                index++;
            }

            if (last == start || index >= end || text[index] != ':')
            {
                return string.Empty;
            }

            Position = index + 1;
            SkipSpace();
            return text.Substring(start, last - start);
        }

        public bool TryReadFact(out string name, out ImmutableArray<string> arguments)
        {
            var start = Position;
            while (Position < end && IsWord(text[Position]))
            {
                Position++;
            }

            name = text.Substring(start, Position - start);
            arguments = ImmutableArray<string>.Empty;
            if (name.Length == 0)
            {
                return false;
            }

            return Position >= end || text[Position] != '(' || TryReadArguments(out arguments);
        }

        public bool AcceptComma()
        {
            SkipSpace();
            if (Position >= end || text[Position] != ',')
            {
                return false;
            }

            Position++;
            SkipSpace();
            return true;
        }

        private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

        private bool TryReadArguments(out ImmutableArray<string> arguments)
        {
            var found = ImmutableArray.CreateBuilder<string>();
            var nesting = 0;
            var isQuoted = false;
            var start = Position + 1;
            for (; Position < end; Position++)
            {
                var c = text[Position];
                isQuoted ^= c == '"';
                if (isQuoted)
                {
                    continue;
                }

                nesting += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (nesting == 0 || (nesting == 1 && c == ','))
                {
                    var argument = text.Substring(start, Position - start).Trim();
                    start = Position + 1;
                    if (argument.Length > 0)
                    {
                        found.Add(argument);
                    }

                    if (nesting == 0)
                    {
                        Position++;
                        arguments = found.ToImmutable();
                        return arguments.Length > 0;
                    }
                }
            }

            arguments = ImmutableArray<string>.Empty;
            return false;
        }

        private void SkipSpace()
        {
            while (Position < end && char.IsWhiteSpace(text[Position]))
            {
                Position++;
            }
        }
    }
}
