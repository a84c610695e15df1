using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>Looks for the null character in the statement before, and reads up to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7006CutAtTerminator))]
public sealed class FFI7006CutAtTerminator : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7006");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI7006Properties.Kind, out var kind)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax reader
            || reader.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || reader.Ancestors().TakeWhile(node => node != statement).Any(node => node is AnonymousFunctionExpressionSyntax or StatementSyntax or ConditionalExpressionSyntax)
            || statement is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax)
            || BufferOf(reader) is not { } buffer
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var end = FreeName(model, statement, buffer);
        var name = buffer.Identifier.Text;
        var array = MemberText.NameInScope(model, reader.SpanStart, "System", "Array");
        var (search, count) = kind switch
        {
            FFI7006Properties.CharArray => ($"{array}.IndexOf({name}, '\\0')", $"{end} < 0 ? {name}.Length : {end}"),
            FFI7006Properties.ByteArray => ($"{array}.IndexOf({name}, (byte)0)", $"{end} < 0 ? {name}.Length : {end}"),
            FFI7006Properties.CharSpan => ($"{name}.IndexOf('\\0')", $"{end} < 0 ? {name}.Length : {end}"),
            _ => ($"{name}.IndexOf((byte)0)", $"{end} < 0 ? {name}.Length : {end}"),
        };
        var isSpan = kind is FFI7006Properties.CharSpan or FFI7006Properties.ByteSpan;

        // IndexOf of a span is an extension method.
        if (isSpan && model.LookupNamespacesAndTypes(reader.SpanStart, name: "MemoryExtensions").IsEmpty)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var replacement = Cut(reader, name, count, isSpan);
        if (replacement is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new DocumentEdit("Cut at the null character", "FFI7006", editor =>
        {
            editor.InsertBefore(
                statement,
                SyntaxFactory.ParseStatement($"var {end} = {search};{MemberText.NewLineOf(root)}").WithLeadingTrivia(statement.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation));
            editor.ReplaceNode(reader, replacement.WithTriviaFrom(reader));
            editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        }));
    }

    private static IdentifierNameSyntax? BufferOf(ExpressionSyntax reader) => reader switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression as IdentifierNameSyntax,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression as IdentifierNameSyntax,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax buffer } } => buffer,
        _ => null,
    };

    private static ExpressionSyntax? Cut(ExpressionSyntax reader, string name, string count, bool isSpan)
    {
        if (reader is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax member } whole)
        {
            return isSpan ? whole.WithExpression(member.WithExpression(SyntaxFactory.ParseExpression($"{name}.Slice(0, {count})"))) : null;
        }

        var arguments = SyntaxFactory.ParseArgumentList(isSpan ? $"({name}.Slice(0, {count}))" : $"({name}, 0, {count})");
        return reader switch
        {
            ObjectCreationExpressionSyntax creation => creation.WithArgumentList(arguments),
            ImplicitObjectCreationExpressionSyntax creation => creation.WithArgumentList(arguments),
            InvocationExpressionSyntax call => call.WithArgumentList(arguments),
            _ => null,
        };
    }

    private static string FreeName(SemanticModel model, StatementSyntax statement, IdentifierNameSyntax buffer)
    {
        var member = (SyntaxNode?)statement.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? statement;
        var used = member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToImmutableHashSet();
        bool IsTaken(string name) => used.Contains(name) || !model.LookupSymbols(statement.SpanStart, name: name).IsEmpty;
        var candidate = IsTaken("end") ? buffer.Identifier.ValueText + "End" : "end";
        var free = candidate;
        for (var number = 2; IsTaken(free); number++)
        {
            free = candidate + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }
}
