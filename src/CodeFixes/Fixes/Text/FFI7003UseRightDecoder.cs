using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>Calls the method of <c>Marshal</c> that reads the encoding which native code writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7003UseRightDecoder))]
public sealed class FFI7003UseRightDecoder : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7003");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI7003Properties.Decoders, out var decoders)
            || decoders is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        return Task.FromResult(decoders.Split(';')
            .Select(decoder => new DocumentEdit(
                $"Read it with 'Marshal.{decoder}'",
                "FFI7003:" + decoder,
                editor => editor.ReplaceNode(name, SyntaxFactory.IdentifierName(decoder).WithTriviaFrom(name))))
            .ToImmutableArray());
    }
}
