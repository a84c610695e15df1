using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Pairs the expected diagnostics with the reported ones and describes what is left over.</summary>
internal static class DiagnosticMatcher
{
    /// <summary>Null when each expected diagnostic has its own reported one and none is left, else the whole explanation.</summary>
    public static string? Explain(
        string heading,
        ImmutableArray<Diagnostic> actual,
        ImmutableArray<DiagnosticResult> expected,
        IEnumerable<(string Path, SourceText Text)> sources)
    {
        var missing = new List<DiagnosticResult>();
        var partner = Pair(actual, expected);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!partner.Contains(i))
            {
                missing.Add(expected[i]);
            }
        }

        var unexpected = actual.Where((_, j) => partner[j] < 0).ToList();
        if (missing.Count == 0 && unexpected.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder(heading)
            .Append(CultureInfo.InvariantCulture, $": {missing.Count} expected and missing, {unexpected.Count} reported and not expected.\n");
        foreach (var diagnostic in missing)
        {
            text.Append("  missing:    ").Append(diagnostic).Append('\n');
        }

        foreach (var diagnostic in unexpected)
        {
            text.Append("  unexpected: ").Append(Describe(diagnostic)).Append('\n');
        }

        foreach (var (path, source) in sources)
        {
            ShowSource(text, path, source, missing, unexpected);
        }

        return text.ToString();
    }

    public static string Describe(Diagnostic diagnostic)
    {
        var others = diagnostic.AdditionalLocations.Count == 0
            ? string.Empty
            : " [also " + string.Join(", ", diagnostic.AdditionalLocations.Select(location => Describe(location.GetLineSpan()))) + "]";
        return $"{(diagnostic.Location == Location.None ? "no location" : Describe(diagnostic.Location.GetLineSpan()))}: {diagnostic.Id} "
            + $"{diagnostic.Severity}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}{(diagnostic.IsSuppressed ? " (suppressed)" : string.Empty)}{others}";
    }

    // Augmenting paths: an expected diagnostic that fits several reported ones makes room for one that fits only one of them.
    private static int[] Pair(ImmutableArray<Diagnostic> actual, ImmutableArray<DiagnosticResult> expected)
    {
        var partner = Enumerable.Repeat(-1, actual.Length).ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            Place(i, new bool[actual.Length]);
        }

        return partner;

        bool Place(int i, bool[] visited)
        {
            for (var j = 0; j < actual.Length; j++)
            {
                if (!visited[j] && Fits(actual[j], expected[i]))
                {
                    visited[j] = true;
                    if (partner[j] < 0 || Place(partner[j], visited))
                    {
                        partner[j] = i;
                        return true;
                    }
                }
            }

            return false;
        }
    }

    private static bool Fits(Diagnostic actual, DiagnosticResult expected)
    {
        if (actual.Id != expected.Id
            || actual.IsSuppressed != (expected.IsSuppressed ?? false)
            || (!expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) && actual.Severity != expected.Severity)
            || (expected.Message is { } message && actual.GetMessage(CultureInfo.InvariantCulture) != message))
        {
            return false;
        }

        if (!expected.HasLocation)
        {
            return actual.Location == Location.None;
        }

        if (!Fits(actual.Location, expected.Spans[0]))
        {
            return false;
        }

        return expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations)
            || (actual.AdditionalLocations.Count == expected.Spans.Length - 1
                && actual.AdditionalLocations.Zip(expected.Spans.Skip(1)).All(pair => Fits(pair.First, pair.Second)));
    }

    private static bool Fits(Location actual, DiagnosticLocation expected)
    {
        var span = actual.GetLineSpan();
        return span.Path == expected.Span.Path
            && span.StartLinePosition == expected.Span.StartLinePosition
            && (expected.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength) || span.EndLinePosition == expected.Span.EndLinePosition);
    }

    private static string Describe(FileLinePositionSpan span) =>
        $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}-{span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})";

    private static void ShowSource(StringBuilder text, string path, SourceText source, List<DiagnosticResult> missing, List<Diagnostic> unexpected)
    {
        var notes = missing
            .Where(diagnostic => diagnostic.HasLocation && diagnostic.Spans[0].Span.Path == path)
            .Select(diagnostic => (diagnostic.Spans[0].Span, Note: "missing " + diagnostic.Id))
            .Concat(unexpected
                .Where(diagnostic => diagnostic.Location != Location.None && diagnostic.Location.GetLineSpan().Path == path)
                .Select(diagnostic => (Span: diagnostic.Location.GetLineSpan(), Note: "unexpected " + diagnostic.Id)))
            .ToLookup(note => note.Span.StartLinePosition.Line);
        if (notes.Count == 0)
        {
            return;
        }

        text.Append(path).Append('\n');
        foreach (var line in source.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.LineNumber + 1,5} | {line}\n");
            foreach (var (span, note) in notes[line.LineNumber])
            {
                var start = span.StartLinePosition.Character;
                var end = span.EndLinePosition.Line == line.LineNumber ? span.EndLinePosition.Character : line.End - line.Start;
                text.Append(' ', 8 + start).Append('^', Math.Max(1, end - start)).Append(' ').Append(note).Append('\n');
            }
        }
    }
}
