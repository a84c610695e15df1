using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Measures the form that is meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3005MeasureOtherForm))]
public sealed class FFI3005MeasureOtherForm : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3005");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax measure
            || MeasuredType(measure) is not { } type
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var isMarshalled = diagnostic.Properties.ContainsKey(FFI3005Properties.MeansMarshalled);
        var replacement = SizeText.Of(model, measure.SpanStart, type, isMarshalled);
        return ImmutableArray.Create(new DocumentEdit(
            $"Use '{replacement}'",
            isMarshalled ? "FFI3005.Marshalled" : "FFI3005.InMemory",
            editor => editor.ReplaceNode(measure, (current, _) => replacement.WithTriviaFrom(current))));
    }

    private static TypeSyntax? MeasuredType(ExpressionSyntax measure) => measure switch
    {
        SizeOfExpressionSyntax size => size.Type,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } when arguments[0].Expression is TypeOfExpressionSyntax typeOf => typeOf.Type,
        InvocationExpressionSyntax call => call.DescendantNodes().OfType<GenericNameSyntax>().FirstOrDefault(static name => name.Identifier.ValueText == "SizeOf")?.TypeArgumentList.Arguments.FirstOrDefault(),
        _ => null,
    };
}
