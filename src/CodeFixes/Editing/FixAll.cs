using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Fix All in a document, a project and the solution, whatever it works on.</summary>
/// <typeparam name="TWork">Something that has diagnostics: a document, or a project with its additional files.</typeparam>
internal abstract class FixAll<TWork> : FixAllProvider
{
    public sealed override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public sealed override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var work = await WorkOfAsync(context).ConfigureAwait(false);
        return work.IsEmpty
            ? null
            : new TextKeepingAction(TitleOf(context.Scope), context.CodeActionEquivalenceKey, context.Solution, cancellationToken => FixAsync(context.WithCancellationToken(cancellationToken), work));
    }

    /// <summary>What has diagnostics to fix, with those diagnostics.</summary>
    protected abstract Task<ImmutableArray<(TWork Place, ImmutableArray<Diagnostic> Diagnostics)>> WorkOfAsync(FixAllContext context);

    /// <summary>The solution after all edits.</summary>
    protected abstract Task<Solution> FixAsync(FixAllContext context, ImmutableArray<(TWork Place, ImmutableArray<Diagnostic> Diagnostics)> work);

    private static string TitleOf(FixAllScope scope) => scope switch
    {
        FixAllScope.Document => "Fix all in the document",
        FixAllScope.Project => "Fix all in the project",
        _ => "Fix all in the solution",
    };
}

/// <summary>Fix All of diagnostics in C# files, file by file, in the order of their places.</summary>
internal abstract class FixAllInDocuments : FixAll<Document>
{
    protected sealed override async Task<ImmutableArray<(Document Place, ImmutableArray<Diagnostic> Diagnostics)>> WorkOfAsync(FixAllContext context)
    {
        var result = ImmutableArray.CreateBuilder<(Document, ImmutableArray<Diagnostic>)>();
        var documents = context.Scope switch
        {
            FixAllScope.Document => context.Document is { } one ? [one] : [],
            FixAllScope.Project => context.Project.Documents,
            _ => context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp).SelectMany(project => project.Documents),
        };
        foreach (var document in documents)
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsDefaultOrEmpty)
            {
                result.Add((document, diagnostics
                    .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                    .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Length)
                    .ToImmutableArray()));
            }
        }

        return result.ToImmutable();
    }
}
