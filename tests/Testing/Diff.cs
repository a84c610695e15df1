using System;
using System.Collections.Generic;
using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The lines in which two texts differ, by their longest common subsequence.</summary>
internal static class Diff
{
    public static string Describe(string expected, string actual)
    {
        var left = Lines(expected);
        var right = Lines(actual);
        var common = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
            {
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var text = new StringBuilder("Diff (- expected, + actual):\n");
        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                text.Append("  ").Append(Visible(left[i++], false)).Append('\n');
                j++;
            }
            else if (i < left.Count && (j == right.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                text.Append("- ").Append(Visible(left[i++], true)).Append('\n');
            }
            else
            {
                text.Append("+ ").Append(Visible(right[j++], true)).Append('\n');
            }
        }

        return text.ToString();
    }

    // A line keeps its end, so that a difference in line ends shows.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static string Visible(string line, bool differs) => differs
        ? line.Replace("\r", "<CR>", StringComparison.Ordinal).Replace("\n", "<LF>", StringComparison.Ordinal).Replace("\t", "<TAB>", StringComparison.Ordinal)
        : line.TrimEnd('\r', '\n');
}
