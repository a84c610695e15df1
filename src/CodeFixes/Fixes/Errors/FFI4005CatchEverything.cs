using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Wraps the body of a callback in a handler that records the exception and returns a failure value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4005CatchEverything))]
public sealed class FFI4005CatchEverything : DocumentFix
{
    private const string Key = "FFI4005.CatchEverything";
    private const string OtherKey = "FFI4005.CatchEverything.Other";

    private static readonly ImmutableHashSet<string> FailureNames =
        ImmutableHashSet.Create(System.StringComparer.OrdinalIgnoreCase, "error", "failure", "failed", "fail", "err", "internal", "internalerror", "unknown", "unknownerror", "abort", "generic");

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4005");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<SyntaxNode>(
            candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        if (node is null || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var method = node is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(node, cancellationToken).Symbol as IMethodSymbol : model.GetDeclaredSymbol(node, cancellationToken) as IMethodSymbol;
        if (method is null || method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly
            || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out)
            || StatementsOf(node, method) is not { } statements
            || FailuresOf(method, model, node.SpanStart) is not { IsEmpty: false } failures)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var isYield = node.DescendantNodes(inner => inner == node || inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(inner => inner is YieldStatementSyntax);
        if (isYield)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var name = FreeName(model, node, "exception");
        var what = method.Name.Length == 0 || node is AnonymousFunctionExpressionSyntax ? "A native callback" : method.Name;
        return failures.Select(failure =>
        {
            var body = Guarded(statements, name, failure, method.ReturnsVoid, what);
            var title = method.ReturnsVoid ? "Catch every exception" : $"Catch every exception and return '{failure}'";
            return new DocumentEdit(title, failure == failures[0] ? Key : OtherKey, editor => editor.ReplaceNode(node, (current, _) => WithBody(current, body)));
        }).ToImmutableArray();
    }

    /// <summary>The statements of a body; an expression body becomes one statement.</summary>
    private static BlockSyntax? StatementsOf(SyntaxNode node, IMethodSymbol method)
    {
        var (block, expression) = node switch
        {
            MethodDeclarationSyntax declaration => (declaration.Body, declaration.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax local => (local.Body, local.ExpressionBody?.Expression),
            AnonymousFunctionExpressionSyntax function => (function.Block, function.ExpressionBody),
            _ => (null, null),
        };
        if (block is not null)
        {
            return block;
        }

        return expression switch
        {
            null => null,
            ThrowExpressionSyntax thrown => OnLines(SyntaxFactory.ThrowStatement(thrown.Expression)),
            _ when method.ReturnsVoid => OnLines(SyntaxFactory.ExpressionStatement(expression.WithoutTrivia())),
            _ => OnLines(SyntaxFactory.ReturnStatement(expression.WithoutTrivia())),
        };
    }

    private static BlockSyntax Guarded(BlockSyntax body, string name, ExpressionSyntax failure, bool returnsVoid, string what)
    {
        // The record is made with a type that every framework has; a program replaces it with its own log.
        var record = SyntaxFactory.ParseStatement($"global::System.Diagnostics.Trace.TraceError(\"{what} failed: {{0}}\", {name});");
        record = record.ReplaceNodes(record.DescendantNodes().OfType<MemberAccessExpressionSyntax>(), (_, access) => access.WithAdditionalAnnotations(Simplifier.Annotation));
        var handler = returnsVoid ? OnLines(record) : OnLines(record, SyntaxFactory.ReturnStatement(failure));

        var exception = SyntaxFactory.ParseTypeName("global::System.Exception").WithAdditionalAnnotations(Simplifier.Annotation);
        var attempt = SyntaxFactory.TryStatement(
            body.WithoutLeadingTrivia().WithoutTrailingTrivia(),
            SyntaxFactory.SingletonList(SyntaxFactory.CatchClause(SyntaxFactory.CatchDeclaration(exception, SyntaxFactory.Identifier(name)), null, handler)),
            null);
        return OnLines(attempt).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A block whose braces and statements stand on lines of their own: the formatter leaves a lambda's block on one line otherwise.</summary>
    private static BlockSyntax OnLines(params StatementSyntax[] statements)
    {
        var newLine = SyntaxFactory.TriviaList(SyntaxFactory.ElasticCarriageReturnLineFeed);
        return SyntaxFactory.Block(
            SyntaxFactory.Token(newLine, SyntaxKind.OpenBraceToken, newLine),
            SyntaxFactory.List(statements.Select(statement => statement.HasTrailingTrivia ? statement : statement.WithTrailingTrivia(newLine))),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken));
    }

    private static SyntaxNode WithBody(SyntaxNode node, BlockSyntax body) => node switch
    {
        MethodDeclarationSyntax method => method.WithBody(Placed(body, (SyntaxNode?)method.Body ?? method)).WithExpressionBody(null).WithSemicolonToken(default),
        LocalFunctionStatementSyntax local => local.WithBody(Placed(body, (SyntaxNode?)local.Body ?? local)).WithExpressionBody(null).WithSemicolonToken(default),
        SimpleLambdaExpressionSyntax lambda => lambda.WithBody(body),
        ParenthesizedLambdaExpressionSyntax lambda => lambda.WithBody(body),
        AnonymousMethodExpressionSyntax anonymous => anonymous.WithBlock(body),
        _ => node,
    };

    // A block takes the place of the old one, whose line is broken already.
    private static BlockSyntax Placed(BlockSyntax body, SyntaxNode old) =>
        (old is BlockSyntax ? body.WithOpenBraceToken(body.OpenBraceToken.WithLeadingTrivia(SyntaxFactory.ElasticMarker)) : body).WithTrailingTrivia(old.GetTrailingTrivia());

    /// <summary>
    /// The values that may tell native code that the callback failed, the likeliest first: only the native documentation can say which is right, so more than one is offered.
    /// </summary>
    private static ImmutableArray<ExpressionSyntax> FailuresOf(IMethodSymbol method, SemanticModel model, int position)
    {
        var type = method.ReturnType;
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return Values("false", "true");
        }

        // Minus one is a failure by nearly every convention; zero is success by most.
        if (type.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64)
        {
            return Values("-1", "0");
        }

        return type.TypeKind == TypeKind.Enum && type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && NamesFailure(field.Name)) is { } failure
            ? Values(type.ToMinimalDisplayString(model, position) + "." + failure.Name)
            : Values("default");

        static ImmutableArray<ExpressionSyntax> Values(params string[] texts) => texts.Select(text => SyntaxFactory.ParseExpression(text)).ToImmutableArray();
    }

    private static bool NamesFailure(string name)
    {
        var words = Contracts.NativeNames.Words(name);
        return words.Length > 0 && FailureNames.Contains(words[words.Length - 1]);
    }

    private static string FreeName(SemanticModel model, SyntaxNode node, string wanted)
    {
        var used = node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToImmutableHashSet();
        var visible = model.LookupSymbols(node.SpanStart).Where(symbol => symbol is ILocalSymbol or IParameterSymbol).Select(symbol => symbol.Name).ToImmutableHashSet();
        var name = wanted;
        for (var i = 2; used.Contains(name) || visible.Contains(name); i++)
        {
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
