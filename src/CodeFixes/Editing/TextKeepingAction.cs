using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// A change after which every comment is still there and the line ends are those of the file. An edit replaces expressions, attributes and statements with all that stands between their
/// tokens, and the formatter writes the line ends of its options; both are put right where neither edit nor formatter works any more.
/// </summary>
internal sealed class TextKeepingAction(string title, string? equivalenceKey, Solution original, Func<CancellationToken, Task<Solution>> apply) : CodeAction
{
    public override string Title => title;

    public override string? EquivalenceKey => equivalenceKey;

    protected override async Task<Solution?> GetChangedSolutionAsync(CancellationToken cancellationToken)
    {
        var changed = await apply(cancellationToken).ConfigureAwait(false);
        var missing = await MissingAsync(changed, cancellationToken).ConfigureAwait(false);
        var result = changed;
        foreach (var id in changed.GetChanges(original).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()).ToList())
        {
            if (original.GetDocument(id) is { } before && changed.GetDocument(id) is { SupportsSyntaxTree: true } after
                && await RestoredAsync(before, after, missing, cancellationToken).ConfigureAwait(false) is { } restored)
            {
                result = result.WithDocumentText(id, restored);
            }
        }

        return result;
    }

    /// <summary>The text with comments and line ends as they were; null where the host needs no help.</summary>
    private static async Task<SourceText?> RestoredAsync(Document before, Document after, Dictionary<string, int> missing, CancellationToken cancellationToken)
    {
        var cleaned = await CleanedAsync(after, cancellationToken).ConfigureAwait(false);
        var old = await before.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var text = await cleaned.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var withComments = await WithCommentsAsync(before, cleaned, text, missing, cancellationToken).ConfigureAwait(false);
        var foreign = ForeignLineEnds(old.ToString(), withComments.ToString());
        return foreign.Count > 0 ? withComments.WithChanges(foreign) : withComments == text ? null : withComments;
    }

    /// <summary>What a host does with a changed document before it shows it: line ends and places are final only then.</summary>
    private static async Task<Document> CleanedAsync(Document document, CancellationToken cancellationToken)
    {
        document = await ImportAdder.AddImportsAsync(document, Simplifier.AddImportsAnnotation, options: null, cancellationToken).ConfigureAwait(false);
        document = await Simplifier.ReduceAsync(document, Simplifier.Annotation, optionSet: null, cancellationToken).ConfigureAwait(false);
        document = await Formatter.FormatAsync(document, SyntaxAnnotation.ElasticAnnotation, options: null, cancellationToken).ConfigureAwait(false);
        return await Formatter.FormatAsync(document, Formatter.Annotation, options: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts comments that are gone above the line where the change begins.</summary>
    private static async Task<SourceText> WithCommentsAsync(Document before, Document after, SourceText text, Dictionary<string, int> missing, CancellationToken cancellationToken)
    {
        if (missing.Count == 0
            || await before.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } oldRoot
            || await after.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } newRoot)
        {
            return text;
        }

        var changes = (await after.GetTextChangesAsync(before, cancellationToken).ConfigureAwait(false)).OrderBy(static change => change.Span.Start).ToList();
        var lines = new SortedDictionary<int, List<SyntaxTrivia>>();
        foreach (var comment in CommentsOf(oldRoot))
        {
            var moved = 0;
            foreach (var change in changes)
            {
                if (change.Span.IntersectsWith(comment.Span) && missing.TryGetValue(comment.ToString(), out var count) && count > 0)
                {
                    missing[comment.ToString()] = count - 1;
                    var line = LineFor(newRoot, text, change.Span.Start + moved).Start;
                    if (!lines.TryGetValue(line, out var comments))
                    {
                        lines.Add(line, comments = []);
                    }

                    comments.Add(comment);
                    break;
                }

                moved += (change.NewText?.Length ?? 0) - change.Span.Length;
            }
        }

        var newLine = MemberText.NewLineOf(oldRoot);
        return text.WithChanges(lines.Select(line => new TextChange(new TextSpan(line.Key, 0), Written(text.Lines.GetLineFromPosition(line.Key), line.Value, newLine))));
    }

    /// <summary>How often each comment is missing in what was changed, all documents together: code may have moved to another one.</summary>
    private async Task<Dictionary<string, int>> MissingAsync(Solution changed, CancellationToken cancellationToken)
    {
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var project in changed.GetChanges(original).GetProjectChanges())
        {
            foreach (var id in project.GetChangedDocuments())
            {
                await CountAsync(original.GetDocument(id), 1).ConfigureAwait(false);
                await CountAsync(changed.GetDocument(id), -1).ConfigureAwait(false);
            }

            foreach (var id in project.GetAddedDocuments())
            {
                await CountAsync(changed.GetDocument(id), -1).ConfigureAwait(false);
            }
        }

        foreach (var found in missing.Where(static pair => pair.Value <= 0).ToList())
        {
            missing.Remove(found.Key);
        }

        return missing;

        async Task CountAsync(Document? document, int by)
        {
            if (document is not null && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            {
                foreach (var comment in CommentsOf(root))
                {
                    missing[comment.ToString()] = (missing.TryGetValue(comment.ToString(), out var count) ? count : 0) + by;
                }
            }
        }
    }

    private static IEnumerable<SyntaxTrivia> CommentsOf(SyntaxNode root) =>
        root.DescendantTrivia().Where(static trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);

    /// <summary>The line above which a comment can stand: not inside a text, and not inside another comment.</summary>
    private static TextLine LineFor(SyntaxNode root, SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);

        // What was removed with its line leaves its place at the end of the one before.
        if (string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(position, line.End))) && line.LineNumber + 1 < text.Lines.Count)
        {
            line = text.Lines[line.LineNumber + 1];
        }

        while (true)
        {
            var start = line.Start;
            var token = root.FindToken(start);
            var trivia = root.FindTrivia(start);
            var around = token.Parent?.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().LastOrDefault(literal => literal.SpanStart < start && start < literal.Span.End);
            var begin = around?.SpanStart ?? (token.SpanStart < start && start < token.Span.End ? token.SpanStart : trivia.SpanStart < start && start < trivia.Span.End ? trivia.SpanStart : start);
            if (begin == start)
            {
                return line;
            }

            line = text.Lines.GetLineFromPosition(begin);
            if (line.Start == start)
            {
                return line;
            }
        }
    }

    private static string Written(TextLine line, List<SyntaxTrivia> comments, string newLine)
    {
        // A comment on a line of its own keeps its place, one behind code takes that of the line.
        var indentation = OwnIndentation(comments[0]) ?? Indentation(line.ToString());
        var written = new StringBuilder(indentation);
        for (var i = 0; i < comments.Count; i++)
        {
            var isLast = i + 1 == comments.Count;
            written.Append(comments[i].ToString()).Append(isLast || comments[i].IsKind(SyntaxKind.SingleLineCommentTrivia) ? newLine : " ");
            if (!isLast && comments[i].IsKind(SyntaxKind.SingleLineCommentTrivia))
            {
                written.Append(indentation);
            }
        }

        return written.ToString();
    }

    /// <summary>What stands before a comment that has its line for itself; null for every other one.</summary>
    private static string? OwnIndentation(SyntaxTrivia comment)
    {
        var text = comment.SyntaxTree!.GetText();
        var line = text.Lines.GetLineFromPosition(comment.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, comment.SpanStart));
        return string.IsNullOrWhiteSpace(before) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(comment.Span.End, line.End))) ? before : null;
    }

    private static string Indentation(string line) => line.Substring(0, line.Length - line.TrimStart().Length);

    /// <summary>Line ends that a file with only one kind of them did not have.</summary>
    private static List<TextChange> ForeignLineEnds(string before, string after)
    {
        var changes = new List<TextChange>();
        var windows = Count(before, "\r\n");
        var all = Count(before, "\n");
        if (all == 0 || (windows != 0 && windows != all))
        {
            return changes;
        }

        for (var at = after.IndexOf('\n'); at >= 0; at = after.IndexOf('\n', at + 1))
        {
            var isWindows = at > 0 && after[at - 1] == '\r';
            if (isWindows != (windows > 0))
            {
                changes.Add(isWindows ? new TextChange(new TextSpan(at - 1, 1), "") : new TextChange(new TextSpan(at, 0), "\r"));
            }
        }

        return changes;

        static int Count(string text, string part)
        {
            var count = 0;
            for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            {
                count++;
            }

            return count;
        }
    }
}
