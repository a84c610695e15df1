using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>What every Fix All needs: its diagnostics, document by document, and its title.</summary>
internal static class FixAllDiagnostics
{
    public static string TitleOf(FixAllScope scope) => scope switch
    {
        FixAllScope.Document => "Fix all in the document",
        FixAllScope.Project => "Fix all in the project",
        _ => "Fix all in the solution",
    };

    public static async Task<ImmutableArray<(Document Document, ImmutableArray<Diagnostic> Diagnostics)>> ByDocumentAsync(FixAllContext context)
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
                result.Add((document, diagnostics));
            }
        }

        return result.ToImmutable();
    }
}
