using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Puts statements, or an expression body, into a try statement whose finally block does something. Exists only where that is possible without moving declarations that later
/// code needs; one declaration of a local is split into declaration and assignment.
/// </summary>
internal sealed class TryFinally
{
    private readonly SyntaxNode _member;
    private readonly ImmutableArray<StatementSyntax> _statements;
    private readonly string? _type;
    private readonly string _newLine;
    private readonly bool _returnsNothing;

    private TryFinally(SyntaxNode member, ImmutableArray<StatementSyntax> statements, string? type, bool returnsNothing)
    {
        _member = member;
        _statements = statements;
        _type = type;
        _returnsNothing = returnsNothing;
        _newLine = MemberText.NewLineOf(member.SyntaxTree.GetRoot());
    }

    /// <summary>The try statement around everything from <paramref name="first"/> to <paramref name="last"/>, or null when there can be none.</summary>
    public static TryFinally? Around(SyntaxNode first, SyntaxNode last, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in first.AncestorsAndSelf())
        {
            switch (node)
            {
                case ArrowExpressionClauseSyntax arrow when arrow.Span.Contains(last.Span):
                    return OfExpression(arrow, model, cancellationToken);
                case AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax:
                    return null;
                case StatementSyntax statement when statement is not BlockSyntax && (statement.Span.Contains(last.Span) || statement.Parent is BlockSyntax block && block.Span.Contains(last.Span)):
                    return OfStatements(statement, last, model, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>Makes the edit.</summary>
    /// <param name="editor">The editor of the document.</param>
    /// <param name="before">Statements before the try statement, or nothing.</param>
    /// <param name="begin">What the try block begins with, or nothing.</param>
    /// <param name="end">What the finally block does.</param>
    public void Apply(SyntaxEditor editor, string before, string begin, string end)
    {
        if (_statements.IsEmpty)
        {
            editor.ReplaceNode(_member, (current, _) => WithBody(current, before, begin, end));
            return;
        }

        if (_member is not BlockSyntax)
        {
            // The only statement of an if statement or a loop, or one of a switch section.
            editor.ReplaceNode(_statements[0], (current, _) => InBlock((StatementSyntax)current, before, begin, end));
            return;
        }

        if (before.Length == 0 && KeptAlive(_member, _statements[0], _statements[_statements.Length - 1], end) is { } present)
        {
            editor.ReplaceNode(present, (current, _) => WithStatement((BlockSyntax)current, end));
            return;
        }

        foreach (var statement in _statements)
        {
            editor.TrackNode(statement);
        }

        editor.ReplaceNode(_member, (current, _) => Wrapped((BlockSyntax)current, before, begin, end));
    }

    private static TryFinally? OfStatements(StatementSyntax first, SyntaxNode last, SemanticModel model, CancellationToken cancellationToken)
    {
        if (first.Parent is GlobalStatementSyntax or LabeledStatementSyntax)
        {
            return null;
        }

        if (first.Parent is not BlockSyntax block)
        {
            return first.Span.Contains(last.Span) && first is ExpressionStatementSyntax or ReturnStatementSyntax && first.Parent is IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or ForStatementSyntax or ForEachStatementSyntax
                ? new TryFinally(first.Parent!, ImmutableArray.Create(first), null, false)
                : null;
        }

        var statements = block.Statements.Where(statement => statement.SpanStart >= first.SpanStart && statement.SpanStart <= last.SpanStart).ToImmutableArray();
        if (statements.Any(static statement => statement.ContainsDirectives || statement is LabeledStatementSyntax or LocalFunctionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }))
        {
            return null;
        }

        var flow = model.AnalyzeDataFlow(statements[0], statements[statements.Length - 1]);
        if (flow is not { Succeeded: true })
        {
            return null;
        }

        var end = statements[statements.Length - 1].Span.End;
        var needed = flow.VariablesDeclared.Where(variable => block.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.SpanStart > end && name.Identifier.ValueText == variable.Name)).ToList();
        if (needed.Count == 0)
        {
            return new TryFinally(block, statements, null, false);
        }

        return needed.Count == 1
            && statements.Length == 1
            && statements[0] is LocalDeclarationStatementSyntax { IsConst: false, Declaration: { Variables: { Count: 1 } variables, Type: not RefTypeSyntax } declaration }
            && variables[0].Initializer is not null and not { Value: InitializerExpressionSyntax }
            && model.GetDeclaredSymbol(variables[0], cancellationToken) is ILocalSymbol { Type: { IsAnonymousType: false, TypeKind: not TypeKind.Error } type, IsRef: false } local
            && SymbolEqualityComparer.Default.Equals(local, needed[0])
            ? new TryFinally(block, statements, declaration.Type.IsVar ? type.ToMinimalDisplayString(model, declaration.SpanStart) : declaration.Type.ToString(), false)
            : null;
    }

    private static TryFinally? OfExpression(ArrowExpressionClauseSyntax arrow, SemanticModel model, CancellationToken cancellationToken)
    {
        if (arrow.ContainsDirectives || arrow.Expression is RefExpressionSyntax or ThrowExpressionSyntax || arrow.Parent is null)
        {
            return null;
        }

        var symbol = model.GetDeclaredSymbol(arrow.Parent, cancellationToken);
        var returnsNothing = symbol switch
        {
            IMethodSymbol { ReturnsVoid: true } => true,
            IMethodSymbol { IsAsync: true } => (bool?)null,
            IMethodSymbol or IPropertySymbol => false,
            _ => null,
        };
        return returnsNothing is { } known && arrow.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax
            ? new TryFinally(arrow.Parent, ImmutableArray<StatementSyntax>.Empty, null, known)
            : null;
    }

    private StatementSyntax InBlock(StatementSyntax current, string before, string begin, string end)
    {
        // Another edit of the same run.
        if (before.Length == 0 && KeptAlive(current as BlockSyntax, end) is { } kept)
        {
            return current.ReplaceNode(kept, WithStatement(kept, end));
        }

        // The edits that come after this one find the place by its annotations.
        var block = Block(Join(before) + Try(begin, Assigning(current).WithoutLeadingTrivia().ToFullString(), end)).WithAdditionalAnnotations(Formatter.Annotation);
        return current.CopyAnnotationsTo(block) ?? block;
    }

    private SyntaxNode WithBody(SyntaxNode current, string before, string begin, string end)
    {
        var expression = current switch
        {
            BaseMethodDeclarationSyntax method => method.ExpressionBody,
            AccessorDeclarationSyntax accessor => accessor.ExpressionBody,
            PropertyDeclarationSyntax property => property.ExpressionBody,
            LocalFunctionStatementSyntax function => function.ExpressionBody,
            _ => null,
        };
        if (expression is null)
        {
            // Another edit of the same run has made a body of it.
            return before.Length == 0 && KeptAlive(BodyOf(current), end) is { } kept ? current.ReplaceNode(kept, WithStatement(kept, end)) : current;
        }

        var text = (_returnsNothing ? "" : "return ") + expression.Expression.ToString() + ";" + _newLine;
        var body = Block(Join(before) + Try(begin, text, end));
        var semicolon = current.GetTrailingTrivia();
        SyntaxNode changed = current switch
        {
            MethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            OperatorDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            ConversionOperatorDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            DestructorDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            ConstructorDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            LocalFunctionStatementSyntax function => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body),
            PropertyDeclarationSyntax property => property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(
                SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, body)))),
            _ => current,
        };
        changed = changed is MethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax ? OnOwnLine(changed) : changed;
        return changed.WithTrailingTrivia(semicolon).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>What stood before the arrow must not separate the body from its head.</summary>
    private SyntaxNode OnOwnLine(SyntaxNode changed)
    {
        var body = changed switch
        {
            MethodDeclarationSyntax method => method.Body!.OpenBraceToken,
            LocalFunctionStatementSyntax function => function.Body!.OpenBraceToken,
            _ => ((PropertyDeclarationSyntax)changed).AccessorList!.OpenBraceToken,
        };
        var previous = body.GetPreviousToken();
        return changed.ReplaceToken(previous, previous.WithTrailingTrivia(SyntaxFactory.EndOfLine(_newLine)));
    }

    private BlockSyntax Wrapped(BlockSyntax block, string before, string begin, string end)
    {
        // Another edit may have put some of them elsewhere already.
        var first = block.GetCurrentNode(_statements[0]);
        var last = block.GetCurrentNode(_statements[_statements.Length - 1]);
        if (first?.Parent is not BlockSyntax home || last?.Parent != home)
        {
            return block;
        }

        // Another edit of the same run.
        if (before.Length == 0 && KeptAlive(home, first, last, end) is { } kept)
        {
            return block.ReplaceNode(kept, WithStatement(kept, end));
        }

        var from = home.Statements.IndexOf(first);
        var to = home.Statements.IndexOf(last);
        var head = first.GetLeadingTrivia();
        var moved = home.Statements.Skip(from).Take(to - from + 1).ToList();
        moved[0] = moved[0].WithoutLeadingTrivia();
        var text = Join(before);
        if (_type is not null && moved[0] is LocalDeclarationStatementSyntax declaration)
        {
            var variable = declaration.Declaration.Variables[0];
            text = $"{_type} {variable.Identifier.Text};{_newLine}" + text;
            moved[0] = Assigning(declaration);
        }

        var made = Block(text + "try {" + _newLine + Join(begin) + "}" + _newLine + "finally {" + _newLine + Join(end) + "}" + _newLine).Statements.ToList();
        var attempt = (TryStatementSyntax)made[made.Count - 1];
        attempt = attempt.WithBlock(attempt.Block.AddStatements(moved.ToArray()));
        made[made.Count - 1] = attempt;
        made = made.Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation)).ToList();
        made[0] = made[0].WithLeadingTrivia(head);
        var list = home.Statements.Take(from).Concat(made).Concat(home.Statements.Skip(to + 1));
        var changed = home.WithStatements(SyntaxFactory.List(list));
        return home == block ? changed : block.ReplaceNode(home, changed);
    }

    /// <summary>The finally block that keeps other objects alive during the same statements, where <paramref name="end"/> does no more than that either.</summary>
    private static BlockSyntax? KeptAlive(SyntaxNode block, StatementSyntax first, StatementSyntax last, string end) =>
        block is BlockSyntax { Statements: var statements, Parent: TryStatementSyntax { Catches.Count: 0, Finally.Block: { } kept } }
            && IsKeepAlive(SyntaxFactory.ParseStatement(end))
            && kept.Statements.All(IsKeepAlive)
            && statements.First() == first
            && statements.Last() == last
            ? kept
            : null;

    /// <summary>The same for a block that is nothing but the try statement.</summary>
    private static BlockSyntax? KeptAlive(BlockSyntax? block, string end) =>
        block is { Statements: { Count: 1 } statements } && statements[0] is TryStatementSyntax { Block: { Statements.Count: > 0 } attempt }
            ? KeptAlive(attempt, attempt.Statements.First(), attempt.Statements.Last(), end)
            : null;

    private static BlockSyntax? BodyOf(SyntaxNode member) => member switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        AccessorDeclarationSyntax accessor => accessor.Body,
        PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0].Body,
        LocalFunctionStatementSyntax function => function.Body,
        _ => null,
    };

    private BlockSyntax WithStatement(BlockSyntax block, string statement) =>
        block.AddStatements(SyntaxFactory.ParseStatement(statement + _newLine).WithAdditionalAnnotations(Formatter.Annotation));

    private static bool IsKeepAlive(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "KeepAlive" } } };

    private StatementSyntax Assigning(StatementSyntax statement)
    {
        if (_type is null || statement is not LocalDeclarationStatementSyntax declaration)
        {
            return statement;
        }

        var variable = declaration.Declaration.Variables[0];
        var assignment = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(variable.Identifier.WithoutTrivia()).WithTrailingTrivia(SyntaxFactory.Space), variable.Initializer!.Value))
            .WithTrailingTrivia(statement.GetTrailingTrivia());

        // Other edits of the same run look for the statement.
        return statement.CopyAnnotationsTo(assignment) ?? assignment;
    }

    private string Try(string begin, string body, string end) => "try {" + _newLine + Join(begin) + body + "}" + _newLine + "finally {" + _newLine + Join(end) + "}" + _newLine;

    private string Join(string statements) => statements.Length == 0 ? "" : statements.Replace("\n", _newLine) + _newLine;

    private BlockSyntax Block(string statements) => (BlockSyntax)SyntaxFactory.ParseStatement("{" + _newLine + statements + "}" + _newLine);
}
