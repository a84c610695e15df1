using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Text whose marks are taken out: <c>[|…|]</c> is the default diagnostic, <c>{|ID:…|}</c> a named one, <c>{|#0:…|}</c> a span to refer to
/// by number, and <c>$$</c> the start of the default diagnostic. Marks may nest.
/// </summary>
internal sealed class Markup
{
    private Markup(SourceText text, ImmutableArray<int> positions, ImmutableArray<TextSpan> unnamed, ImmutableArray<(string Name, TextSpan Span)> named)
    {
        Text = text;
        Positions = positions;
        Unnamed = unnamed;
        Named = named;
    }

    public SourceText Text { get; }

    public ImmutableArray<int> Positions { get; }

    public ImmutableArray<TextSpan> Unnamed { get; }

    public ImmutableArray<(string Name, TextSpan Span)> Named { get; }

    public static Markup Parse(SourceText source)
    {
        var input = source.ToString();
        var output = new StringBuilder(input.Length);
        var positions = ImmutableArray.CreateBuilder<int>();
        var unnamed = ImmutableArray.CreateBuilder<TextSpan>();
        var named = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        var open = new Stack<(string? Name, int Start)>();

        for (var i = 0; i < input.Length;)
        {
            if (At(input, i, "$$"))
            {
                positions.Add(output.Length);
                i += 2;
            }
            else if (At(input, i, "[|"))
            {
                open.Push((null, output.Length));
                i += 2;
            }
            else if (At(input, i, "|]") && open.Count > 0 && open.Peek().Name is null)
            {
                unnamed.Add(TextSpan.FromBounds(open.Pop().Start, output.Length));
                i += 2;
            }
            else if (At(input, i, "{|") && NameEnd(input, i + 2) is var end and > 0)
            {
                open.Push((input[(i + 2)..end], output.Length));
                i = end + 1;
            }
            else if (At(input, i, "|}") && open.Count > 0 && open.Peek().Name is not null)
            {
                var (name, start) = open.Pop();
                named.Add((name!, TextSpan.FromBounds(start, output.Length)));
                i += 2;
            }
            else
            {
                output.Append(input[i++]);
            }
        }

        if (open.Count > 0)
        {
            var (name, start) = open.Pop();
            throw new ArgumentException($"The markup {(name is null ? "[|" : "{|" + name + ":")} at offset {start} is not closed in:\n{input}");
        }

        return new Markup(
            SourceText.From(output.ToString(), source.Encoding, source.ChecksumAlgorithm),
            positions.ToImmutable(),
            unnamed.ToImmutable(),
            named.ToImmutable());
    }

    /// <summary>Reads <c>#12</c>.</summary>
    public static bool IsKey(string name, out int key)
    {
        key = 0;
        return name.Length > 1 && name[0] == '#' && int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out key);
    }

    private static bool At(string text, int index, string mark) => string.CompareOrdinal(text, index, mark, 0, mark.Length) == 0;

    private static int NameEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '#' or '_'))
        {
            end++;
        }

        return end > start && end < text.Length && text[end] == ':' ? end : -1;
    }
}
