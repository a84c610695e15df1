using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>States which parameter counts the elements of an array.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3009StateCount))]
public sealed class FFI3009StateCount : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3009");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(
            diagnostic.Properties.TryGetValue(FFI3009Properties.CountIndex, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && MarshalAsEdit.At(root.FindNode(diagnostic.Location.SourceSpan)) is { } edit
                ? ImmutableArray.Create(new DocumentEdit($"State SizeParamIndex = {index}", "FFI3009.SizeParamIndex", editor => edit.StateCount(editor, index)))
                : ImmutableArray<DocumentEdit>.Empty);
}
