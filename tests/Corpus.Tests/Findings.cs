using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Corpus.Tests;

/// <summary>What the rules report on the corpus, as sorted lines: rule, severity, assembly, member and how often. No text of the code.</summary>
internal static class Findings
{
    public static async Task<IReadOnlyList<string>> OfAsync(CorpusEntry entry, CancellationToken cancellationToken = default)
    {
        var compilation = CorpusAnalysis.Compile(entry.Name, DecompiledSource.Of(entry, cancellationToken));
        return [.. (await CorpusAnalysis.RunAsync(compilation, entry.IsWindowsOnly, cancellationToken))
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)
            .GroupBy(diagnostic => (diagnostic.Id, diagnostic.Severity, Member: MemberAt(compilation, diagnostic.Location)))
            .Select(group => string.Join('\t', group.Key.Id, group.Key.Severity, entry.Name, group.Key.Member, group.Count().ToString(CultureInfo.InvariantCulture)))
            .Order(StringComparer.Ordinal)];
    }

    private static string MemberAt(Compilation compilation, Location location) =>
        location.SourceTree is { } tree && compilation.GetSemanticModel(tree).GetEnclosingSymbol(location.SourceSpan.Start) is { } symbol
            ? Declared(compilation.GetSemanticModel(tree), tree, location) ?? symbol.GetDocumentationCommentId() ?? symbol.ToDisplayString()
            : "";

    /// <summary>The member whose declaration holds the place: an enclosing symbol alone would be the type for everything in a signature.</summary>
    private static string? Declared(SemanticModel model, SyntaxTree tree, Location location)
    {
        for (var node = tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true); node is not null; node = node.Parent)
        {
            if (model.GetDeclaredSymbol(node) is { Kind: SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event or SymbolKind.NamedType } member)
            {
                return member.GetDocumentationCommentId() ?? member.ToDisplayString();
            }
        }

        return null;
    }
}
