using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Baseline;

/// <summary>
/// Changes of baselines: lines that come and lines that go. A diagnostic carries them to its fix; they do not depend on each other, so that the changes of many diagnostics are one.
/// </summary>
internal static class BaselineEdits
{
    private const string Added = "BaselineAdded";

    private const string Taken = "BaselineTaken";

    // No line contains a line break.
    private const char Separator = '\n';

    public static ImmutableDictionary<string, string?> Properties(IEnumerable<string> added, IEnumerable<string> taken) =>
        ImmutableDictionary<string, string?>.Empty.Add(Added, string.Join("\n", added)).Add(Taken, string.Join("\n", taken));

    /// <summary>What a diagnostic asks for; null where it asks for nothing.</summary>
    public static (string[] Added, string[] Taken)? Of(Diagnostic diagnostic)
    {
        var added = Read(diagnostic, Added);
        var taken = Read(diagnostic, Taken);
        return added.Length + taken.Length == 0 ? null : (added, taken);
    }

    /// <summary>The texts of the baselines that change, by their paths.</summary>
    public static IReadOnlyDictionary<string, SourceText> Apply(IReadOnlyDictionary<string, SourceText> files, IEnumerable<string> added, IEnumerable<string> taken)
    {
        var edited = files.ToDictionary(static file => file.Key, static file => new EditedFile(file.Value), StringComparer.Ordinal);
        var paths = edited.Keys.OrderBy(static path => path, StringComparer.Ordinal).ToList();
        foreach (var line in taken)
        {
            Take(line);
        }

        foreach (var line in added)
        {
            Add(line);
        }

        return edited.Where(static file => file.Value.IsChanged).ToDictionary(static file => file.Key, static file => file.Value.ToText(), StringComparer.Ordinal);

        void Take(string line)
        {
            foreach (var path in paths.Where(BaselineNames.IsUnshipped))
            {
                if (edited[path].Delete(line))
                {
                    return;
                }
            }

            foreach (var path in paths.Where(path => !BaselineNames.IsUnshipped(path) && edited[path].Has(line)))
            {
                if (BaselineNames.UnshippedFor(path, paths) is not { } unshipped)
                {
                    edited[path].Delete(line);
                }
                else if (!edited[unshipped].Has(Baselines.Removed + line))
                {
                    edited[unshipped].Insert(Baselines.Removed + line);
                }

                return;
            }
        }

        void Add(string line)
        {
            foreach (var path in paths.Where(BaselineNames.IsUnshipped))
            {
                if (edited[path].Delete(Baselines.Removed + line))
                {
                    return;
                }
            }

            var library = BaselineParser.Parse(line).Line?.Library ?? "";
            if (!paths.Any(path => edited[path].Has(line)) && BaselineNames.TargetFor(library, paths) is { } target)
            {
                edited[target].Insert(line);
            }
        }
    }

    private static string[] Read(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out var lines) && lines is { Length: > 0 } ? lines.Split(Separator) : [];

    /// <summary>The lines of one file while they are edited. Comments stay with the line below them.</summary>
    private sealed class EditedFile
    {
        private readonly SourceText _original;
        private readonly List<string> _lines = [];
        private readonly string _newLine = "\n";
        private readonly bool _isNew;

        public EditedFile(SourceText text)
        {
            _original = text;
            foreach (var line in text.Lines)
            {
                _lines.Add(line.ToString());
                if (line.EndIncludingLineBreak > line.End && _lines.Count == 1)
                {
                    _newLine = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
                }
            }

            // The line behind the last line break is none.
            if (_lines.Count > 0 && _lines[_lines.Count - 1].Length == 0)
            {
                _lines.RemoveAt(_lines.Count - 1);
            }

            _isNew = _lines.All(string.IsNullOrWhiteSpace);
        }

        public bool IsChanged { get; private set; }

        public bool Has(string line) => IndexOf(line) >= 0;

        public bool Delete(string line)
        {
            var index = IndexOf(line);
            if (index < 0)
            {
                return false;
            }

            _lines.RemoveAt(index);
            IsChanged = true;
            return true;
        }

        public void Insert(string line)
        {
            if (_isNew && !IsChanged)
            {
                _lines.Clear();
                _lines.Add(Baselines.Header + Baselines.Version);
            }

            IsChanged = true;

            var index = _lines.FindIndex(other => IsFact(other) && string.CompareOrdinal(SortKey(other), SortKey(line)) > 0);
            if (index < 0)
            {
                index = _lines.Count;
                while (index > 0 && string.IsNullOrWhiteSpace(_lines[index - 1]))
                {
                    index--;
                }
            }
            else
            {
                while (index > 0 && IsComment(_lines[index - 1]) && !_lines[index - 1].StartsWith(Baselines.Header, StringComparison.Ordinal))
                {
                    index--;
                }
            }

            _lines.Insert(index, line);
        }

        public SourceText ToText() => SourceText.From(_lines.Count == 0 ? "" : string.Join(_newLine, _lines) + _newLine, _original.Encoding ?? System.Text.Encoding.UTF8);

        private int IndexOf(string line) => _lines.FindIndex(other => Content(other) == line);

        private static bool IsComment(string line) => line.TrimStart().StartsWith("#", StringComparison.Ordinal);

        private static bool IsFact(string line) => Content(line).Length > 0;

        private static string Content(string line) => BaselineParser.Normalize(BaselineParser.WithoutComment(line));

        // What is taken back stands beside what takes its place.
        private static string SortKey(string line)
        {
            var content = Content(line);
            return content.StartsWith(Baselines.Removed, StringComparison.Ordinal) ? content.Substring(Baselines.Removed.Length) : content;
        }
    }
}
