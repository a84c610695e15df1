using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Gives the exception what is known about the failure: the status in its message, or the last error or the caught exception as its inner exception.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4010KeepContext))]
public sealed class FFI4010KeepContext : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4010");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation
            || !diagnostic.Properties.TryGetValue(FFI4010Properties.Lost, out var lost)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol type)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var (title, apply) = lost switch
        {
            FFI4010Properties.Caught => OfCaught(creation, arguments, type, model),
            FFI4010Properties.LastError => OfLastError(creation, arguments, type, model),
            _ when diagnostic.AdditionalLocations.Count > 0
                && root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax value =>
                OfStatus(creation, arguments, type, value, lost == FFI4010Properties.HResult, diagnostic.Properties[FFI4010Properties.Function] ?? "", model),
            _ => default,
        };
        return apply is null ? ImmutableArray<DocumentEdit>.Empty : ImmutableArray.Create(new DocumentEdit(title!, nameof(FFI4010KeepContext) + lost, apply));
    }

    private static (string? Title, Action<DocumentEditor>? Apply) OfCaught(
        BaseObjectCreationExpressionSyntax creation, ArgumentListSyntax arguments, INamedTypeSymbol type, SemanticModel model)
    {
        if (creation.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause || !TakesInner(type, model, creation.SpanStart) || arguments.Arguments.Count > 1)
        {
            return default;
        }

        var declared = clause.Declaration?.Identifier.ValueText;
        var name = string.IsNullOrEmpty(declared) ? UnusedName(model, creation.SpanStart, "exception") : declared!;
        var message = arguments.Arguments.Count == 0 ? SyntaxFactory.Argument(SyntaxFactory.ParseExpression(name + ".Message")) : arguments.Arguments[0];
        if (message.NameColon is not null || (arguments.Arguments.Count == 1 && model.GetTypeInfo(message.Expression).Type?.SpecialType != SpecialType.System_String))
        {
            return default;
        }

        return ("Pass the caught exception as the inner exception", editor =>
        {
            if (clause.Declaration is null)
            {
                var declaration = SyntaxFactory.CatchDeclaration(
                    SyntaxFactory.ParseTypeName("global::System.Exception").WithAdditionalAnnotations(Simplifier.Annotation).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Identifier(name));
                editor.ReplaceNode(clause, (current, _) =>
                {
                    var catching = (CatchClauseSyntax)current;
                    return catching
                        .WithCatchKeyword(catching.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space))
                        .WithDeclaration(declaration.WithTrailingTrivia(catching.CatchKeyword.TrailingTrivia));
                });
            }
            else if (string.IsNullOrEmpty(declared))
            {
                editor.ReplaceNode(clause.Declaration, (current, _) =>
                {
                    var declaration = (CatchDeclarationSyntax)current;
                    return declaration.WithType(declaration.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithIdentifier(SyntaxFactory.Identifier(name));
                });
            }

            editor.ReplaceNode(arguments, WithInner(arguments, message, SyntaxFactory.IdentifierName(name)));
        });
    }

    private static (string? Title, Action<DocumentEditor>? Apply) OfLastError(
        BaseObjectCreationExpressionSyntax creation, ArgumentListSyntax arguments, INamedTypeSymbol type, SemanticModel model)
    {
        var marshal = model.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal");
        if (!TakesInner(type, model, creation.SpanStart)
            || arguments.Arguments.Count != 1
            || arguments.Arguments[0].NameColon is not null
            || model.GetTypeInfo(arguments.Arguments[0].Expression).Type?.SpecialType != SpecialType.System_String
            || marshal is null
            || model.Compilation.GetTypeByMetadataName("System.ComponentModel.Win32Exception") is null)
        {
            return default;
        }

        var read = marshal.GetMembers("GetLastPInvokeError").IsEmpty ? "GetLastWin32Error" : "GetLastPInvokeError";
        var inner = ExpressionText.Parse($"new global::System.ComponentModel.Win32Exception(global::System.Runtime.InteropServices.Marshal.{read}())");
        return ("Pass the last error as the inner exception", editor => editor.ReplaceNode(arguments, WithInner(arguments, arguments.Arguments[0], inner)));
    }

    private static (string? Title, Action<DocumentEditor>? Apply) OfStatus(
        BaseObjectCreationExpressionSyntax creation,
        ArgumentListSyntax arguments,
        INamedTypeSymbol type,
        ExpressionSyntax value,
        bool isHResult,
        string function,
        SemanticModel model)
    {
        var text = arguments.Arguments.Count == 0 ? null : arguments.Arguments[0];
        if (arguments.Arguments.Count > 1
            || text?.NameColon is not null
            || (text is not null && model.GetTypeInfo(text.Expression).Type?.SpecialType != SpecialType.System_String)
            || !type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 1 && constructor.Parameters[0].Type.SpecialType == SpecialType.System_String))
        {
            return default;
        }

        // What is tested on the spot needs a name first.
        var name = value is IdentifierNameSyntax present ? present.Identifier.ValueText : UnusedName(model, creation.SpanStart, isHResult ? "hresult" : "status");
        var statement = value is IdentifierNameSyntax ? null : value.FirstAncestorOrSelf<IfStatementSyntax>();
        if (value is not IdentifierNameSyntax && (statement is not { Parent: BlockSyntax } || !statement.Condition.Span.Contains(value.Span)))
        {
            return default;
        }

        ArgumentListSyntax changed;
        if (isHResult && text is not null && TakesInner(type, model, creation.SpanStart) && model.GetTypeInfo(value).Type?.SpecialType == SpecialType.System_Int32)
        {
            changed = WithInner(arguments, text, ExpressionText.Parse($"global::System.Runtime.InteropServices.Marshal.GetExceptionForHR({name})"));
        }
        else
        {
            changed = arguments.WithArguments(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(Message(text?.Expression, name, function))));
        }

        return ("Put the status into the exception", editor =>
        {
            if (statement is not null)
            {
                var declaration = SyntaxFactory.ParseStatement($"var {name} = {value.WithoutTrivia()};")
                    .WithLeadingTrivia(statement.GetLeadingTrivia())
                    .WithTrailingTrivia(SyntaxFactory.EndOfLine(MemberText.NewLineOf(statement.SyntaxTree.GetRoot())))
                    .WithAdditionalAnnotations(Formatter.Annotation);
                editor.InsertBefore(statement, declaration);
                editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
                editor.ReplaceNode(value, SyntaxFactory.IdentifierName(name).WithTriviaFrom(value));
            }

            editor.ReplaceNode(arguments, changed);
        });
    }

    private static ExpressionSyntax Message(ExpressionSyntax? text, string name, string function)
    {
        switch (text)
        {
            case null:
                return SyntaxFactory.ParseExpression($"$\"'{function}' failed with status {{{name}}}.\"");
            case LiteralExpressionSyntax literal when literal.Token.Text.StartsWith("\"", StringComparison.Ordinal) && !literal.Token.Text.StartsWith("\"\"\"", StringComparison.Ordinal):
                var written = literal.Token.Text.Substring(1, literal.Token.Text.Length - 2).Replace("{", "{{").Replace("}", "}}");
                return SyntaxFactory.ParseExpression($"$\"{WithStatus(written, name)}\"").WithTriviaFrom(text);
            case InterpolatedStringExpressionSyntax interpolated when interpolated.StringStartToken.Text == "$\"":
                var content = interpolated.Contents.ToFullString();
                return SyntaxFactory.ParseExpression($"$\"{WithStatus(content, name)}\"").WithTriviaFrom(text);
            default:
                return SyntaxFactory.ParseExpression($"{(text is BinaryExpressionSyntax or ConditionalExpressionSyntax ? $"({text})" : text.ToString())} + $\" (status {{{name}}})\"").WithTriviaFrom(text);
        }
    }

    /// <summary>The status stands in front of the full stop.</summary>
    private static string WithStatus(string text, string name) => text.EndsWith(".", StringComparison.Ordinal) && !text.EndsWith("..", StringComparison.Ordinal)
        ? $"{text.Substring(0, text.Length - 1)} (status {{{name}}})."
        : $"{text} (status {{{name}}})";

    private static ArgumentListSyntax WithInner(ArgumentListSyntax arguments, ArgumentSyntax message, ExpressionSyntax inner) =>
        arguments.WithArguments(SyntaxFactory.SeparatedList(
            new[] { message, SyntaxFactory.Argument(inner) },
            new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }));

    private static bool TakesInner(INamedTypeSymbol type, SemanticModel model, int position) => type.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Length == 2
        && constructor.Parameters[0].Type.SpecialType == SpecialType.System_String
        && constructor.Parameters[1].Type is INamedTypeSymbol { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && model.IsAccessible(position, constructor));

    private static string UnusedName(SemanticModel model, int position, string name)
    {
        var taken = model.LookupSymbols(position).Select(symbol => symbol.Name).ToImmutableHashSet();
        var candidate = name;
        for (var number = 2; taken.Contains(candidate); number++)
        {
            candidate = name + number;
        }

        return candidate;
    }
}
