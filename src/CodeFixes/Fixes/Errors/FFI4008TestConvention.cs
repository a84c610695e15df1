using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Writes the test that the function's convention asks for; the branches keep their meaning.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4008TestConvention))]
public sealed class FFI4008TestConvention : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4008");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count == 0
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax test
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(value, cancellationToken).Type is not { } type
            || TextOf(diagnostic, test, value, type, model) is not { } text)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var replaced = test;
        if (text.StartsWith("!", StringComparison.Ordinal) && test.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
        {
            // "!!x" is "x".
            (replaced, text) = (not, text.Substring(1));
        }

        var replacement = ExpressionText.Parse(text);
        if (replaced.Parent is PrefixUnaryExpressionSyntax && replacement is BinaryExpressionSyntax)
        {
            replacement = SyntaxFactory.ParenthesizedExpression(replacement);
        }

        return ImmutableArray.Create(new DocumentEdit(
            $"Test for {(diagnostic.Properties.ContainsKey(FFI4008Properties.Sentinel) ? "the value that means failure" : "what the function returns")}",
            nameof(FFI4008TestConvention),
            editor => editor.ReplaceNode(replaced, replacement.WithTriviaFrom(replaced))));
    }

    private static string? TextOf(Diagnostic diagnostic, ExpressionSyntax test, ExpressionSyntax value, ITypeSymbol type, SemanticModel model)
    {
        var shown = value is CastExpressionSyntax or BinaryExpressionSyntax or AssignmentExpressionSyntax ? $"({value.WithoutTrivia()})" : value.WithoutTrivia().ToString();
        if (diagnostic.Properties.TryGetValue(FFI4008Properties.Sentinel, out var sentinel))
        {
            var comparison = test switch
            {
                BinaryExpressionSyntax binary => binary.OperatorToken.Text,
                IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax } => "!=",
                IsPatternExpressionSyntax => "==",
                _ => null,
            };
            var pointerType = MemberText.NameInScope(model, test.SpanStart, "System", "IntPtr");
            var right = (type, sentinel) switch
            {
                (IPointerTypeSymbol pointer, "-1") => $"({pointer.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})(-1)",
                (IPointerTypeSymbol, _) => "null",
                ({ SpecialType: SpecialType.System_IntPtr }, "-1") => $"new {pointerType}(-1)",
                ({ SpecialType: SpecialType.System_IntPtr }, _) => $"{pointerType}.Zero",
                _ => null,
            };
            return comparison is null || right is null ? null : $"{shown} {comparison} {right}";
        }

        if (!diagnostic.Properties.TryGetValue(FFI4008Properties.Success, out var kind)
            || !diagnostic.Properties.TryGetValue(FFI4008Properties.SuccessValue, out var success)
            || !diagnostic.Properties.TryGetValue(FFI4008Properties.TrueOnFailure, out var trueOnFailure)
            || !Enum.TryParse<StatusKind>(kind, out var parsed)
            || !long.TryParse(success, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var convention = new StatusConvention(parsed, number);
        var written = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return trueOnFailure == "true" ? StatusConditions.Failure(shown, type, written, convention) : StatusConditions.Success(shown, type, written, convention);
    }
}
