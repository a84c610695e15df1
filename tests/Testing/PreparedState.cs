using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>One project of a state with its markup taken out.</summary>
internal sealed record PreparedProject(
    ProjectState State,
    ImmutableArray<(string Path, SourceText Text)> Sources,
    ImmutableArray<(string Path, SourceText Text)> AdditionalFiles,
    ImmutableArray<(string Path, SourceText Text)> AnalyzerConfigFiles);

/// <summary>A solution state with its markup taken out and turned into expected diagnostics.</summary>
internal sealed record PreparedState(ImmutableArray<PreparedProject> Projects, ImmutableArray<DiagnosticResult> Expected)
{
    /// <summary>Every file that a fix may change, by path.</summary>
    public IEnumerable<(string Path, SourceText Text)> Files =>
        Projects.SelectMany(project => project.Sources.Concat(project.AdditionalFiles).Concat(project.AnalyzerConfigFiles));

    public static PreparedState Create(
        SolutionState state,
        string defaultPath,
        DiagnosticDescriptor? defaultDiagnostic,
        MarkupMode markup,
        ICollection<string> fixableIds)
    {
        var marks = new Marks(defaultDiagnostic, markup, fixableIds);
        var projects = state.AllProjects.Select(project => new PreparedProject(
            project,
            marks.TakeOut(project.Sources),
            marks.TakeOut(project.AdditionalFiles),
            [.. project.AnalyzerConfigFiles])).ToImmutableArray();
        var stated = state.ExpectedDiagnostics.Select(expected => marks.Resolve(expected.WithDefaultPath(defaultPath)));
        return new PreparedState(projects, [.. stated, .. marks.Expected]);
    }

    public bool HasSameFilesAs(PreparedState other)
    {
        var left = Files.ToDictionary(file => file.Path, file => file.Text.ToString());
        var right = other.Files.ToDictionary(file => file.Path, file => file.Text.ToString());
        return left.Count == right.Count && left.All(file => right.TryGetValue(file.Key, out var text) && text == file.Value);
    }

    private sealed class Marks(DiagnosticDescriptor? defaultDiagnostic, MarkupMode mode, ICollection<string> fixableIds)
    {
        private readonly Dictionary<int, FileLinePositionSpan> _keys = [];

        public List<DiagnosticResult> Expected { get; } = [];

        public ImmutableArray<(string Path, SourceText Text)> TakeOut(SourceFileCollection files) => [.. files.Select(TakeOut)];

        public DiagnosticResult Resolve(DiagnosticResult expected) => expected.WithSpans([.. expected.Spans.Select(location =>
        {
            if (location.MarkupKey is not { } key)
            {
                return location;
            }

            return _keys.TryGetValue(key, out var span)
                ? new DiagnosticLocation(span, location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
                : throw new InvalidOperationException($"The test expects {expected.Id} at {{|#{key}:…|}}, which the sources do not mark.");
        })]);

        private (string Path, SourceText Text) TakeOut((string Path, SourceText Text) file)
        {
            if (mode == MarkupMode.None)
            {
                return file;
            }

            var markup = Markup.Parse(file.Text);
            foreach (var position in markup.Positions)
            {
                Expect(null, file.Path, markup, new TextSpan(position, 0), DiagnosticLocationOptions.IgnoreLength);
            }

            foreach (var span in markup.Unnamed)
            {
                Expect(null, file.Path, markup, span, DiagnosticLocationOptions.None);
            }

            foreach (var (name, span) in markup.Named)
            {
                if (!Markup.IsKey(name, out var key))
                {
                    Expect(name, file.Path, markup, span, DiagnosticLocationOptions.None);
                }
                else if (!_keys.TryAdd(key, new FileLinePositionSpan(file.Path, markup.Text.Lines.GetLinePositionSpan(span))))
                {
                    throw new InvalidOperationException($"The markup key #{key} is used twice.");
                }
            }

            return (file.Path, markup.Text);
        }

        private void Expect(string? id, string path, Markup markup, TextSpan span, DiagnosticLocationOptions options)
        {
            if (mode == MarkupMode.Ignore)
            {
                return;
            }

            id ??= defaultDiagnostic?.Id ?? throw new InvalidOperationException(
                "[|…|] and $$ need an analyzer with a single descriptor (or MarkupOptions.UseFirstDescriptor); write {|ID:…|} instead.");
            if (mode == MarkupMode.IgnoreFixable && fixableIds.Contains(id))
            {
                return;
            }

            Expected.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning)
                .WithSpan(new FileLinePositionSpan(path, markup.Text.Lines.GetLinePositionSpan(span)), options)
                .WithOptions(DiagnosticOptions.IgnoreSeverity | DiagnosticOptions.IgnoreAdditionalLocations));
        }
    }
}
