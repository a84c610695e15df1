using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Tells whether a changed declaration leaves its callers as they are.</summary>
internal static class CompileCheck
{
    /// <summary>
    /// Whether <paramref name="changed"/> has no errors that <paramref name="document"/> has not, in any document of the solution that mentions <paramref name="name"/>.
    /// </summary>
    public static async Task<bool> HasNoNewErrorsAsync(Document document, Document changed, string name, CancellationToken cancellationToken)
    {
        foreach (var project in document.Project.Solution.Projects)
        {
            foreach (var candidate in project.Documents)
            {
                var text = await candidate.GetTextAsync(cancellationToken).ConfigureAwait(false);
                if (candidate.Id != document.Id && text.ToString().IndexOf(name, System.StringComparison.Ordinal) < 0)
                {
                    continue;
                }

                if (await ErrorsOfAsync(changed.Project.Solution.GetDocument(candidate.Id), cancellationToken).ConfigureAwait(false)
                    > await ErrorsOfAsync(candidate, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static async Task<int> ErrorsOfAsync(Document? document, CancellationToken cancellationToken) =>
        document is not null && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? model.GetDiagnostics(cancellationToken: cancellationToken).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : 0;
}
