using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace BoundaryLint.Headers;

/// <summary>
/// Finds the comments that belong to a declaration: those right before it, with no blank line between, and the one that begins behind it on its last line.
/// A comment that belongs to no declaration speaks of the header.
/// </summary>
internal sealed class DeclarationComments(IReadOnlyList<HeaderFile> files)
{
    private readonly HashSet<(short File, int Start)> used = new();
    private readonly List<BoundaryFact> found = new();

    /// <summary>
    /// Returns the comment that describes the tokens from <paramref name="start"/> to <paramref name="end"/>, and adds the facts of all that belong to them.
    /// </summary>
    public Comment? Attach(Token[] tokens, int start, int end, List<BoundaryFact> facts, List<BoundaryFact> headerFacts, ProblemList problems)
    {
        var first = tokens[start];
        var file = files[first.File];
        if (file.Comments.Length == 0)
        {
            return null;
        }

        var begin = StartOfDeclaration(file, first.Start);
        var index = LastCommentBefore(file, begin);
        Comment? description = null;
        var next = begin;
        for (; index >= 0; index--)
        {
            var comment = file.Comments[index];
            if (!Touches(file, comment, next) || IsBehind(file, comment))
            {
                break;
            }

            description ??= comment;
            Take(first.File, comment, facts, headerFacts, problems);
            next = comment.Start;
        }

        var last = tokens[Math.Max(start, Math.Min(end, tokens.Length) - 1)];
        if (end < tokens.Length && tokens[end].Kind is TokenKind.Semicolon or TokenKind.Comma && tokens[end].File == last.File)
        {
            last = tokens[end];
        }

        if (last.File == first.File && FindBehind(file, last) is { } behind)
        {
            description ??= behind;
            Take(first.File, behind, facts, headerFacts, problems);
        }

        return description;
    }

    /// <summary>Adds the facts of comments between the parameters of a function; without a target they speak of the parameter that they stand at.</summary>
    public void AttachInside(Token[] tokens, int start, int end, ImmutableArray<CParameter> parameters, List<BoundaryFact> facts, ProblemList problems)
    {
        var first = tokens[start];
        var last = tokens[Math.Max(start, Math.Min(end, tokens.Length) - 1)];
        var file = files[first.File];
        if (parameters.IsEmpty || file.Comments.Length == 0 || last.File != first.File)
        {
            return;
        }

        for (var index = LastCommentBefore(file, last.Start); index >= 0 && file.Comments[index].Start > first.Start; index--)
        {
            var comment = file.Comments[index];
            if (!comment.HasTag || !used.Add((first.File, comment.Start)))
            {
                continue;
            }

            found.Clear();
            BoundaryTags.Read(file, comment, found, problems);
            var parameter = ParameterAt(file, comment, parameters);
            foreach (var fact in found)
            {
                facts.Add(fact.Target.Length == 0 ? fact.For(parameter) : fact);
            }
        }
    }

    /// <summary>Reads the tags that belong to no declaration, once all declarations have taken theirs.</summary>
    public void ReadDetached(IReadOnlyList<InactiveRange> inactive, List<BoundaryFact> headerFacts, ProblemList problems)
    {
        for (short index = 0; index < files.Count; index++)
        {
            var file = files[index];
            List<(int Start, int End)>? inactiveText = null;
            foreach (var comment in file.Comments)
            {
                if (!comment.HasTag || used.Contains((index, comment.Start)))
                {
                    continue;
                }

                inactiveText ??= InactiveText(inactive, index, file);
                if (Covers(inactiveText, comment.Start))
                {
                    continue;
                }

                found.Clear();
                BoundaryTags.Read(file, comment, found, problems);
                foreach (var fact in found)
                {
                    var isAboutHeader = Vocabulary.TryGetFact(fact.Name, out var shape) && shape.Scope is FactScope.Header or FactScope.Function;
                    if (isAboutHeader && fact.Target.Length == 0)
                    {
                        headerFacts.Add(fact);
                    }
                    else
                    {
                        const string Message = "the tag belongs to no declaration: the line must stand right before one, or behind it";
                        problems.Add(CProblemKind.TagWithoutTarget, fact.Location, Message);
                    }
                }
            }
        }
    }

    /// <summary>The parts of a file's text that conditionals leave out, by their starts; each end covers all ranges before it.</summary>
    private static List<(int Start, int End)> InactiveText(IReadOnlyList<InactiveRange> inactive, short fileIndex, HeaderFile file)
    {
        var ranges = new List<(int Start, int End)>();
        foreach (var range in inactive)
        {
            if (range.File == fileIndex)
            {
                ranges.Add((file.Tokens[range.Start].Start, range.End < file.Tokens.Length ? file.Tokens[range.End].Start : file.Text.Length));
            }
        }

        ranges.Sort();
        for (var index = 1; index < ranges.Count; index++)
        {
            ranges[index] = (ranges[index].Start, Math.Max(ranges[index].End, ranges[index - 1].End));
        }

        return ranges;
    }

    private static bool Covers(List<(int Start, int End)> ranges, int offset)
    {
        var low = 0;
        var high = ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].Start < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && offset < ranges[low - 1].End;
    }

    private void Take(short fileIndex, Comment comment, List<BoundaryFact> facts, List<BoundaryFact> headerFacts, ProblemList problems)
    {
        if (!comment.HasTag)
        {
            return;
        }

        // A declaration of several names reads its comment for each, but its header facts and problems once.
        var isNew = used.Add((fileIndex, comment.Start));
        problems.Muted += isNew ? 0 : 1;
        found.Clear();
        BoundaryTags.Read(files[fileIndex], comment, found, problems);
        problems.Muted -= isNew ? 0 : 1;
        foreach (var fact in found)
        {
            if (fact.Target.Length == 0 && Vocabulary.TryGetFact(fact.Name, out var shape) && shape.Scope == FactScope.Header)
            {
                if (isNew)
                {
                    headerFacts.Add(fact);
                }
            }
            else
            {
                facts.Add(fact);
            }
        }
    }

    /// <summary>Where a declaration begins in the text: an argument of the macro on its line, <c>API(int) f()</c>, is not its beginning.</summary>
    private static int StartOfDeclaration(HeaderFile file, int offset)
    {
        var tokens = file.Tokens;
        var low = 0;
        var high = tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].Start < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        while (low > 0 && low < tokens.Length && !tokens[low].StartsLine
            && tokens[low - 1].Kind is not (TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.Comma))
        {
            low--;
        }

        return low < tokens.Length ? Math.Min(offset, tokens[low].Start) : offset;
    }

    /// <summary>The index of the last comment that begins before an offset, or -1.</summary>
    private static int LastCommentBefore(HeaderFile file, int offset)
    {
        var comments = file.Comments;
        var low = 0;
        var high = comments.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (comments[middle].Start < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>Whether nothing but white space without a blank line, and lines with <c>#if</c>, stand between a comment and what follows.</summary>
    private static bool Touches(HeaderFile file, Comment comment, int next)
    {
        var text = file.Text;
        var lineIsBlank = false;
        var newLines = 0;
        for (var index = comment.End; index < next; index++)
        {
            var c = text[index];
            if (c == '\n')
            {
                if (++newLines > 1 && lineIsBlank)
                {
                    return false;
                }

                lineIsBlank = true;
            }
            else if (c == '#' && newLines > 0 && lineIsBlank)
            {
                var end = text.IndexOf('\n', index);
                if (string.CompareOrdinal(text, index, "#if", 0, 3) != 0 || end < 0 || end >= next)
                {
                    return false;
                }

                index = end - 1;
                lineIsBlank = false;
            }
            else if (!char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return comment.End <= next;
    }

    /// <summary>Whether a comment speaks of what stands before it: it follows code on its line, or says so with a <c>&lt;</c>.</summary>
    private static bool IsBehind(HeaderFile file, Comment comment)
    {
        var text = file.Text;
        if (comment.End - comment.Start > 3 && text[comment.Start + 3] == '<' && text[comment.Start + 2] is '*' or '/' or '!')
        {
            return true;
        }

        if (comment.OwnsLine)
        {
            return false;
        }

        // int a; /* of b */ int b;
        for (var index = comment.End; index < text.Length && text[index] != '\n'; index++)
        {
            if (!char.IsWhiteSpace(text[index]))
            {
                return comment.IsLine;
            }
        }

        return true;
    }

    private static Comment? FindBehind(HeaderFile file, Token last)
    {
        var end = last.Start + last.Text.Length;
        var index = LastCommentBefore(file, end) + 1;
        if (index >= file.Comments.Length)
        {
            return null;
        }

        var comment = file.Comments[index];
        for (var at = end; at < comment.Start; at++)
        {
            if (file.Text[at] is not (' ' or '\t'))
            {
                return null;
            }
        }

        return IsBehind(file, comment) ? comment : null;
    }

    private static string ParameterAt(HeaderFile file, Comment comment, ImmutableArray<CParameter> parameters)
    {
        // The comment stands behind the last parameter that begins before it, unless it begins a line of its own.
        var at = -1;
        for (var index = 0; index < parameters.Length && parameters[index].Location.Start < comment.Start; index++)
        {
            at = index;
        }

        if (comment.OwnsLine || at < 0 || IsRightBefore(file, comment, at + 1 < parameters.Length))
        {
            at = Math.Min(at + 1, parameters.Length - 1);
        }

        return parameters[at].Name ?? "#" + (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    // f(int a, /* of b */ int b): a comma before it, and code behind it on the line.
    private static bool IsRightBefore(HeaderFile file, Comment comment, bool hasNext)
    {
        var before = comment.Start - 1;
        while (before >= 0 && file.Text[before] is ' ' or '\t')
        {
            before--;
        }

        return hasNext && before >= 0 && file.Text[before] == ',' && !IsBehind(file, comment);
    }
}
