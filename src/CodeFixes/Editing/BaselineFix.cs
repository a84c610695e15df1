using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// The base of fixes that write into the baseline of the project: lines that the diagnostic carries come and go. No C# is changed. The text of a file that several projects, or several target
/// frameworks of one project, share is the same in all of them afterwards.
/// </summary>
public abstract class BaselineFix : CodeFixProvider
{
    /// <summary>What the light bulb says, and the key of the edit.</summary>
    internal abstract (string Title, string EquivalenceKey) Edit { get; }

    public sealed override FixAllProvider GetFixAllProvider() => new AllLines();

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        foreach (var diagnostic in context.Diagnostics)
        {
            var work = ImmutableArray.Create((project.Id, ImmutableArray.Create(diagnostic)));
            if (await HasEffectAsync(project.Solution, work, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(Edit.Title, token => ApplyAsync(project.Solution, work, token), Edit.EquivalenceKey), diagnostic);
            }
        }
    }

    // A file that is only to be found under another name, or that already has the line: then there is nothing to offer.
    private static async Task<bool> HasEffectAsync(Solution solution, ImmutableArray<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)> work, CancellationToken cancellationToken) =>
        !ReferenceEquals(await ApplyAsync(solution, work, cancellationToken).ConfigureAwait(false), solution);

    private static async Task<Solution> ApplyAsync(
        Solution solution, ImmutableArray<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)> work, CancellationToken cancellationToken)
    {
        foreach (var (id, diagnostics) in work)
        {
            var added = new List<string>();
            var taken = new List<string>();
            foreach (var diagnostic in diagnostics)
            {
                if (BaselineEdits.Of(diagnostic) is { } lines)
                {
                    added.AddRange(lines.Added);
                    taken.AddRange(lines.Taken);
                }
            }

            var files = new Dictionary<string, SourceText>(StringComparer.Ordinal);
            foreach (var document in solution.GetProject(id)?.AdditionalDocuments ?? [])
            {
                if (document.FilePath is { } path && BaselineNames.IsBaseline(path))
                {
                    files[path] = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            var changed = BaselineEdits.Apply(files, added.Distinct(), taken.Distinct());
            if (changed.Count > 0)
            {
                foreach (var document in solution.Projects.SelectMany(static project => project.AdditionalDocuments).ToList())
                {
                    if (document.FilePath is { } path && changed.TryGetValue(path, out var text))
                    {
                        solution = solution.WithAdditionalDocumentText(document.Id, text);
                    }
                }
            }
        }

        return solution;
    }

    private sealed class AllLines : FixAll<ProjectId>
    {
        protected override Task<Solution> FixAsync(FixAllContext context, ImmutableArray<(ProjectId Place, ImmutableArray<Diagnostic> Diagnostics)> work) =>
            ApplyAsync(context.Solution, work, context.CancellationToken);

        /// <summary>The diagnostics of each project, those in the baselines themselves included.</summary>
        protected override async Task<ImmutableArray<(ProjectId Place, ImmutableArray<Diagnostic> Diagnostics)>> WorkOfAsync(FixAllContext context)
        {
            var work = ImmutableArray.CreateBuilder<(ProjectId, ImmutableArray<Diagnostic>)>();
            if (context is { Scope: FixAllScope.Document, Document: { } one })
            {
                Add(one.Project.Id, await context.GetDocumentDiagnosticsAsync(one).ConfigureAwait(false));
                return work.ToImmutable();
            }

            var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects.Where(static project => project.Language == LanguageNames.CSharp) : [context.Project];
            foreach (var project in projects)
            {
                Add(project.Id, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            }

            return work.ToImmutable();

            void Add(ProjectId project, ImmutableArray<Diagnostic> diagnostics)
            {
                if (!diagnostics.IsDefaultOrEmpty)
                {
                    work.Add((project, diagnostics));
                }
            }
        }
    }
}
