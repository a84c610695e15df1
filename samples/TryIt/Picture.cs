using System.Globalization;
using System.Net;
using System.Text;

namespace BoundaryLint.Samples;

/// <summary>Draws one finding as an editor shows it, what its fix made of the code, and how the program ran before and after, all from the real run.</summary>
internal sealed class Picture
{
    private const int Width = 1060;
    private const int LineHeight = 20;
    private const int Left = 28;
    private const double FontSize = 13;
    private const double CharacterWidth = 7.83;
    private const int WrapAt = 118;

    private readonly StringBuilder _shapes = new();
    private int _y = 16;

    public static void Write(string file, Finding finding, string[] before, string[] after, IEnumerable<string> defectiveRun, IEnumerable<string> repairedRun)
    {
        var picture = new Picture();
        picture.Title($"{finding.File}, before");
        picture.Source(finding, before);
        picture.Message(finding);
        picture.Title($"{finding.File}, after dotnet format");
        picture.Change(finding, before, after);
        picture.Title("dotnet run, before");
        picture.Terminal(defectiveRun, "#f28b82");
        picture.Title("dotnet run, after");
        picture.Terminal(repairedRun, "#a8dab5");
        File.WriteAllText(file, picture.ToSvg());
    }

    private void Title(string text)
    {
        _y += 14;
        Text(Left - 8, text, "#9aa0a6", 12);
        _y += LineHeight + 2;
    }

    private void Source(Finding finding, string[] lines)
    {
        const int context = 1;
        for (var number = finding.Line - context; number <= finding.Line + context; number++)
        {
            if (number >= 1 && number <= lines.Length)
            {
                Text(Left, number.ToString(CultureInfo.InvariantCulture).PadLeft(3), "#6b7077");
                Text(Left + 44, lines[number - 1], "#e8eaed");
                if (number == finding.Line)
                {
                    Squiggle(Left + 44, finding.Column - 1, lines[number - 1]);
                }

                _y += LineHeight;
            }
        }
    }

    /// <summary>Under the word at the column that the build printed.</summary>
    private void Squiggle(int x, int column, string line)
    {
        var end = column;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
        {
            end++;
        }

        var path = new StringBuilder();
        var to = x + (Math.Max(end, column + 2) * CharacterWidth);
        var up = false;
        path.Append(CultureInfo.InvariantCulture, $"M{x + (column * CharacterWidth):0.#},{_y + 19}");
        for (var at = x + (column * CharacterWidth) + 3; at < to; at += 3, up = !up)
        {
            path.Append(CultureInfo.InvariantCulture, $" L{at:0.#},{(up ? _y + 19 : _y + 16)}");
        }

        _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"#fdd663\" stroke-width=\"1.4\"/>\n");
    }

    private void Message(Finding finding)
    {
        var lines = Wrap($"{finding.Id}: {finding.Message}");
        _y += 6;
        _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + 36}\" y=\"{_y}\" width=\"{Width - Left - 64}\" height=\"{(lines.Count * LineHeight) + 12}\" rx=\"4\" fill=\"#35363a\" stroke=\"#5f6368\"/>\n");
        _y += 6;
        foreach (var line in lines)
        {
            Text(Left + 46, line, "#fdd663", 12.5);
            _y += LineHeight;
        }

        _y += 8;
    }

    /// <summary>The changed lines around the finding, up to an empty line behind which nothing changed.</summary>
    private void Change(Finding finding, string[] before, string[] after)
    {
        var lines = DiffLine.Between(before, after);
        var at = -1;
        for (var number = 0; number < finding.Line;)
        {
            number += lines[++at].Kind == '+' ? 0 : 1;
        }

        int start = at, end = at;
        while (start > 0 && (lines[start - 1].IsChange || lines[start - 1].Text.Length > 0))
        {
            start--;
        }

        while (end < lines.Count - 1 && (lines[end + 1].Text.Length > 0 || (end + 2 < lines.Count && lines[end + 2].IsChange)))
        {
            end++;
        }

        foreach (var line in lines.GetRange(start, end - start + 1))
        {
            if (line.IsChange)
            {
                _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left - 8}\" y=\"{_y}\" width=\"{Width - (2 * Left) + 16}\" height=\"{LineHeight}\" fill=\"{(line.Kind == '+' ? "#1e3a2a" : "#4a2526")}\"/>\n");
            }

            Text(Left, line.Kind + "    " + line.Text, line.IsChange ? "#e8eaed" : "#9aa0a6");
            _y += LineHeight;
        }
    }

    private void Terminal(IEnumerable<string> lines, string lastColor)
    {
        var all = lines.Where(line => line.Length > 0).ToList();
        foreach (var line in all)
        {
            Text(Left, line, line == all[^1] ? lastColor : "#bdc1c6");
            _y += LineHeight;
        }
    }

    private void Text(int x, string text, string color, double size = FontSize)
    {
        if (text.Length > 0)
        {
            // The length keeps the squiggle under its word whatever font the viewer has.
            _shapes.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{_y + 14}\" fill=\"{color}\" font-size=\"{size}\" textLength=\"{text.Length * CharacterWidth * size / FontSize:0.#}\">{WebUtility.HtmlEncode(text)}</text>\n");
        }
    }

    private static List<string> Wrap(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length + word.Length >= WrapAt)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : " " + word;
        }

        return lines;
    }

    private string ToSvg() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{_y + 20}" viewBox="0 0 {Width} {_y + 20}" font-family="ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace" xml:space="preserve">
        <rect width="100%" height="100%" rx="8" fill="#202124"/>
        {_shapes}</svg>

        """).ReplaceLineEndings("\n");
}
