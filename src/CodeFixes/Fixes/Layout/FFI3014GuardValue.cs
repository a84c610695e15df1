using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Refuses a number that cannot be right before it is used, and enum values that a switch does not know.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3014GuardValue))]
public sealed class FFI3014GuardValue : DocumentFix
{
    // What runtime libraries reserve on the stack at most.
    private const string StackLimit = "1024";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3014");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3014Properties.Guard, out var guard)
            || guard is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var exception = MemberText.NameInScope(model, value.SpanStart, "System", "InvalidOperationException");
        if (guard == FFI3014Properties.Default)
        {
            return value.FirstAncestorOrSelf<SwitchStatementSyntax>() is { } choice
                ? ImmutableArray.Create(new DocumentEdit("Refuse unknown values", "FFI3014.Default", editor => editor.ReplaceNode(choice, (current, _) => WithDefault((SwitchStatementSyntax)current, root, exception))))
                : ImmutableArray<DocumentEdit>.Empty;
        }

        var name = value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.Text;
        if (name is null || value.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var condition = guard switch
        {
            FFI3014Properties.Small => $"{name} < 0 || {name} > {StackLimit}",
            FFI3014Properties.SmallUnsigned => $"{name} > {StackLimit}",
            _ => $"{name} < 0",
        };
        var newLine = MemberText.NewLineOf(root);
        var check = SyntaxFactory.ParseStatement($"if ({condition}){newLine}{{{newLine}throw new {exception}($\"{name} is {{{name}}}\");{newLine}}}")
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine), SyntaxFactory.EndOfLine(newLine))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return ImmutableArray.Create(new DocumentEdit($"Throw unless '{name}' can be right", "FFI3014.Guard", editor => editor.InsertBefore(statement, check)));
    }

    private static SwitchStatementSyntax WithDefault(SwitchStatementSyntax choice, SyntaxNode root, string exception)
    {
        var newLine = MemberText.NewLineOf(root);
        var parsed = (SwitchStatementSyntax)SyntaxFactory.ParseStatement($"switch (x){newLine}{{{newLine}default:{newLine}throw new {exception}($\"{{{choice.Expression.WithoutTrivia()}}} is not known\");{newLine}}}");
        return choice.AddSections(parsed.Sections[0].WithAdditionalAnnotations(Formatter.Annotation));
    }
}
