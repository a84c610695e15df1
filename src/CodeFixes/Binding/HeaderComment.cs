using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>Carries the comments of a header over as documentation: plain text, without the tags that attributes state.</summary>
internal static class HeaderComment
{
    // Headers like SQLite's explain for pages; the beginning is what an editor shows.
    private const int MaximumRemarks = 800;

    private const int LongestLine = 150;

    /// <summary>The documentation comment with its line feeds, or nothing where the header has no comment.</summary>
    public static string Of(HeaderLocation location, Comment? comment)
    {
        if (comment is not { } place || location.File is not { } file || place.End > file.Text.Length || Paragraphs(file.Text.Substring(place.Start, place.End - place.Start)) is not { Count: > 0 } paragraphs)
        {
            return "";
        }

        var text = new StringBuilder();
        AppendElement(text, "summary", [paragraphs[0]]);
        var remarks = new List<string>();
        var length = 0;
        foreach (var paragraph in paragraphs.Skip(1))
        {
            length += paragraph.Length;
            if (length > MaximumRemarks)
            {
                remarks.Add("…");
                break;
            }

            remarks.Add(paragraph);
        }

        if (remarks.Count > 0)
        {
            AppendElement(text, "remarks", remarks);
        }

        return text.ToString();
    }

    /// <summary>The paragraphs of a C comment as one line each.</summary>
    private static List<string> Paragraphs(string comment)
    {
        var paragraphs = new List<string>();
        var current = new StringBuilder();
        foreach (var raw in comment.Replace("\r\n", "\n").Split('\n'))
        {
            var line = raw.Trim();
            line = line.EndsWith("*/", StringComparison.Ordinal) ? line.Substring(0, line.Length - 2) : line;
            line = line.TrimStart('/', '*', '!', '<').Trim().Trim('*', '=', '-', '~', '#').Trim();
            if (line.StartsWith("@boundary", StringComparison.Ordinal))
            {
                continue;
            }

            // Lists and the commands of documentation tools begin a paragraph of their own.
            var begins = line.Length > 1 && (line[0] is '@' or '\\' || (line[0] is '-' or '+' && line[1] == ' '));
            if (line.Length == 0 || begins)
            {
                End();
            }

            if (line.Length > 0)
            {
                current.Append(current.Length == 0 ? "" : " ").Append(line);
            }
        }

        End();
        return paragraphs;

        void End()
        {
            if (current.Length > 0)
            {
                paragraphs.Add(current.ToString());
                current.Clear();
            }
        }
    }

    private static void AppendElement(StringBuilder text, string element, List<string> paragraphs)
    {
        if (paragraphs.Count == 1 && Escape(paragraphs[0]) is var only && only.Length + (2 * element.Length) <= LongestLine - 10)
        {
            text.Append("/// <").Append(element).Append('>').Append(only).Append("</").Append(element).Append(">\n");
            return;
        }

        text.Append("/// <").Append(element).Append(">\n");
        foreach (var paragraph in paragraphs)
        {
            var isOne = paragraphs.Count == 1;
            foreach (var line in Wrap(isOne ? Escape(paragraph) : "<para>" + Escape(paragraph) + "</para>"))
            {
                text.Append("/// ").Append(line).Append('\n');
            }
        }

        text.Append("/// </").Append(element).Append(">\n");
    }

    private static IEnumerable<string> Wrap(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length + 1 > LongestLine - 10)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        yield return line.ToString();
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                default:
                    // Other control characters are not allowed in XML, written or escaped.
                    escaped.Append(char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' ? ' ' : c);
                    break;
            }
        }

        return escaped.ToString();
    }
}
