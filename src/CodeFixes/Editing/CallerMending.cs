using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Mends the code that no longer compiles after a value of a native signature has got another type: with conversions where a value meets the new type, and with the new type where a
/// variable is handed over by reference or a method stands behind a delegate. The compiler says what there is to do: each round mends the errors that are new, until none is left.
/// </summary>
internal static class CallerMending
{
    /// <summary>A variable that gets the new type meets the old one at its own uses, these at theirs; what has not come to rest then is not a matter of conversions.</summary>
    private const int MaximalRounds = 6;

    /// <summary>The changed solution with all callers mended, or null where one cannot be.</summary>
    /// <param name="before">The solution before the change.</param>
    /// <param name="changed">The solution with the changed declaration.</param>
    /// <param name="declaring">The document of the declaration.</param>
    /// <param name="names">Under what names other documents use the declaration.</param>
    public static async Task<Solution?> MendAsync(Solution before, Solution changed, DocumentId declaring, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var concerned = new HashSet<string>(names, StringComparer.Ordinal);
        var old = new Dictionary<DocumentId, Dictionary<string, int>>();
        for (var round = 0; round <= MaximalRounds; round++)
        {
            var isMended = true;
            foreach (var id in await DocumentsAsync(changed, declaring, concerned, cancellationToken).ConfigureAwait(false))
            {
                var document = changed.GetDocument(id)!;
                var errors = await ErrorsAsync(document, cancellationToken).ConfigureAwait(false);
                if (errors.Count == 0)
                {
                    continue;
                }

                if (!old.TryGetValue(id, out var oldErrors))
                {
                    oldErrors = Counted(await ErrorsAsync(before.GetDocument(id)!, cancellationToken).ConfigureAwait(false));
                    old.Add(id, oldErrors);
                }

                var fresh = New(errors, oldErrors);
                if (fresh.Count == 0)
                {
                    continue;
                }

                if (round == MaximalRounds || await ConversionMend.ApplyAsync(document, fresh, concerned, cancellationToken).ConfigureAwait(false) is not { } mended)
                {
                    return null;
                }

                changed = mended;
                isMended = false;
            }

            if (isMended)
            {
                return await CompilesForOtherFrameworksAsync(before, changed, cancellationToken).ConfigureAwait(false) ? changed : null;
            }
        }

        return null;
    }

    /// <summary>Whether the changed files compile in the project's other target frameworks, too, which may lack a type. The editor carries the change there by itself.</summary>
    private static async Task<bool> CompilesForOtherFrameworksAsync(Solution before, Solution changed, CancellationToken cancellationToken)
    {
        var everywhere = changed;
        var linked = new List<DocumentId>();
        foreach (var id in changed.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()).ToList())
        {
            var document = changed.GetDocument(id)!;
            var text = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.GetText();
            foreach (var other in document.GetLinkedDocumentIds())
            {
                everywhere = everywhere.WithDocumentText(other, text);
                linked.Add(other);
            }
        }

        foreach (var id in linked)
        {
            var oldErrors = Counted(await ErrorsAsync(before.GetDocument(id)!, cancellationToken).ConfigureAwait(false));
            if (New(await ErrorsAsync(everywhere.GetDocument(id)!, cancellationToken).ConfigureAwait(false), oldErrors).Count > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The documents that the change can reach: a reference needs the name.</summary>
    private static async Task<List<DocumentId>> DocumentsAsync(Solution solution, DocumentId declaring, HashSet<string> names, CancellationToken cancellationToken)
    {
        var result = new List<DocumentId>();
        foreach (var document in solution.Projects.Where(static project => project.Language == LanguageNames.CSharp).SelectMany(static project => project.Documents))
        {
            if (document.Id == declaring)
            {
                result.Add(document.Id);
                continue;
            }

            var text = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
            if (names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0))
            {
                result.Add(document.Id);
            }
        }

        return result;
    }

    private static async Task<List<Diagnostic>> ErrorsAsync(Document document, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? model.GetDiagnostics(cancellationToken: cancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList()
            : [];

    /// <summary>The errors that were not there before. Places move with the change, the text at them does not.</summary>
    private static List<Diagnostic> New(List<Diagnostic> errors, Dictionary<string, int> old)
    {
        var left = new Dictionary<string, int>(old, StringComparer.Ordinal);
        var result = new List<Diagnostic>();
        foreach (var error in errors)
        {
            var key = KeyOf(error);
            if (left.TryGetValue(key, out var count) && count > 0)
            {
                left[key] = count - 1;
            }
            else
            {
                result.Add(error);
            }
        }

        return result;
    }

    private static Dictionary<string, int> Counted(List<Diagnostic> errors) =>
        errors.GroupBy(KeyOf, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);

    private static string KeyOf(Diagnostic error) =>
        error.Id + error.GetMessage() + (error.Location.SourceTree is { } tree ? tree.GetText().ToString(error.Location.SourceSpan) : "");
}
