using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>
/// The stretch of one block in which a reference on a SafeHandle may be held: from behind the DangerousAddRef, or from the statement in which it stands, to the last of its releases. Exists only
/// where the method adds one reference to that handle and nothing else decides what the flag says, so that one release at the end of the stretch is right for every way out of it.
/// </summary>
internal sealed class ReferenceScope
{
    private readonly ExpressionStatementSyntax _add;
    private readonly StatementSyntax _first;
    private readonly StatementSyntax _last;
    private readonly bool _isToEnd;
    private readonly bool _resets;
    private readonly StatementSyntax _flagDeclaration;
    private readonly ImmutableArray<StatementSyntax> _removed;
    private readonly string _flag;
    private readonly string _receiver;

    private ReferenceScope(
        BlockSyntax block, ExpressionStatementSyntax add, StatementSyntax first, StatementSyntax last, bool isToEnd, bool resets, StatementSyntax flagDeclaration, ImmutableArray<StatementSyntax> removed, string flag, string receiver)
    {
        Block = block;
        _add = add;
        _first = first;
        _last = last;
        _isToEnd = isToEnd;
        _resets = resets;
        _flagDeclaration = flagDeclaration;
        _removed = removed;
        _flag = flag;
        _receiver = receiver;
    }

    public BlockSyntax Block { get; }

    /// <summary>What <see cref="Release"/> looks for.</summary>
    public IEnumerable<SyntaxNode> Tracked => _removed.Append(_add).Append(_first).Append(_last).Append(_flagDeclaration).Distinct();

    /// <summary>The stretch of the reference that <paramref name="add"/> takes, or null when it is not as simple as this class wants it.</summary>
    public static ReferenceScope? Find(SyntaxNode root, ExpressionStatementSyntax add, SemanticModel model, CancellationToken cancellationToken)
    {
        if (add.Expression is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Expression: var callee }
            || arguments[0].Expression is not IdentifierNameSyntax flag
            || ReceiverOf(callee) is not { } receiver
            || model.GetSymbolInfo(flag, cancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations }
            || declarations[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax declarator
            || declarator.FirstAncestorOrSelf<StatementSyntax>() is not { } declaring)
        {
            return null;
        }

        var function = add.Ancestors().FirstOrDefault(IsFunction) ?? root;
        var calls = function.DescendantNodes().OfType<InvocationExpressionSyntax>().ToList();
        if (calls.Count(call => IsCall(call, "DangerousAddRef")) != 1 || function.DescendantNodes().Any(static node => node is LabeledStatementSyntax))
        {
            return null;
        }

        var releases = new List<StatementSyntax>();
        foreach (var call in calls.Where(call => IsCall(call, "DangerousRelease")))
        {
            if (call.Parent is not ExpressionStatementSyntax { ContainsDirectives: false } release || call.SpanStart < add.SpanStart || call.Ancestors().FirstOrDefault(IsFunction) != add.Ancestors().FirstOrDefault(IsFunction))
            {
                return null;
            }

            releases.Add(release);
        }

        if (add.Ancestors().OfType<BlockSyntax>().FirstOrDefault(outer => releases.All(release => outer.Span.Contains(release.Span))) is not { } block || !function.Span.Contains(block.Span))
        {
            return null;
        }

        var first = block.Statements.First(statement => statement.Span.Contains(add.Span));
        var isNested = first != add;
        if (isNested && (add.Ancestors().TakeWhile(node => node != block).Any(IsLoop) || first.Span.Contains(declaring.Span)))
        {
            return null;
        }

        var resets = isNested && IsOlderThanItsLoop(block, declaring);
        var begin = block.Statements.IndexOf(first) + (isNested ? 0 : 1);
        var end = releases.Count == 0 ? block.Statements.Count : block.Statements.IndexOf(statement => statement.Span.Contains(releases[releases.Count - 1].Span)) + 1;
        var isToEnd = releases.Count == 0;
        if (block.Statements.Skip(end).Any(statement => NamesAny(statement, block.Statements.Skip(begin).Take(end - begin))))
        {
            end = block.Statements.Count;
            isToEnd = true;
        }

        var stretch = block.Statements.Skip(begin).Take(end - begin).ToList();
        if (stretch.Count == 0
            || stretch.All(releases.Contains)
            || stretch.Any(statement => statement.ContainsDirectives || statement is LocalFunctionStatementSyntax || statement.Span.Contains(declaring.Span))
            || Clearings(function, add, flag.Identifier.ValueText, declarator, releases) is not { } clearings
            || function.DescendantNodes().Any(node => node is AssignmentExpressionSyntax { Left: var left } && left.WithoutTrivia() + "." == receiver && node.SpanStart > add.SpanStart))
        {
            return null;
        }

        return new ReferenceScope(block, add, first, stretch[stretch.Count - 1], isToEnd, resets, declaring, releases.Concat(clearings).ToImmutableArray(), flag.Identifier.Text, receiver);

        bool IsCall(InvocationExpressionSyntax call, string name) => call.Expression.WithoutTrivia().ToString() == receiver + name;
    }

    /// <summary>The block with the stretch in a try statement whose finally block releases.</summary>
    public SyntaxNode Release(BlockSyntax block)
    {
        // Another edit may have put the statements into a try statement of its own, or have taken a statement out that held nothing else.
        if (block.GetCurrentNode(_add) is not { } add)
        {
            return block;
        }

        StatementSyntax? end = _isToEnd ? null : block.GetCurrentNode(_last) ?? _removed.Select(statement => block.GetCurrentNode(statement)).OfType<StatementSyntax>().LastOrDefault();
        var home = end is null
            ? block.GetCurrentNode(_first)?.Parent as BlockSyntax ?? block
            : add.Ancestors().OfType<BlockSyntax>().First(outer => outer.Span.Contains(end.Span));
        var begin = home.Statements.IndexOf(statement => statement.Span.Contains(add.Span));
        begin += home.Statements[begin] == add ? 1 : 0;
        var last = end is null ? home.Statements.Count - 1 : home.Statements.IndexOf(statement => statement.Span.Contains(end.Span));
        var inside = home.Statements.Skip(begin).Take(last - begin + 1).ToList();
        if (inside.Count == 0 || (block.GetCurrentNode(_flagDeclaration) is { } declaration && inside.Any(statement => statement.Span.Contains(declaration.Span))))
        {
            return block;
        }

        var head = inside[0].GetLeadingTrivia();
        var removed = _removed.Select(statement => block.GetCurrentNode(statement)).OfType<StatementSyntax>().ToImmutableHashSet();
        var moved = new ReleaseRemoval(removed).Statements(inside);
        if (moved.Count > 0)
        {
            moved[0] = moved[0].WithoutLeadingTrivia();
        }

        var newLine = MemberText.NewLineOf(_add.SyntaxTree.GetRoot());
        var attempt = (TryStatementSyntax)SyntaxFactory.ParseStatement(string.Join(newLine, "try {", "}", "finally {", $"if ({_flag})", "{", _receiver + "DangerousRelease();", "}", "}", ""));
        attempt = attempt.WithBlock(attempt.Block.AddStatements(moved.ToArray())).WithLeadingTrivia(_resets ? default : head).WithAdditionalAnnotations(Formatter.Annotation);
        var before = home.Statements.Take(begin);
        if (_resets)
        {
            // The round before may have left the flag set.
            before = before.Append(SyntaxFactory.ParseStatement($"{_flag} = false;{newLine}").WithLeadingTrivia(head).WithAdditionalAnnotations(Formatter.Annotation));
        }

        var changed = home.WithStatements(SyntaxFactory.List(before.Append(attempt).Concat(home.Statements.Skip(last + 1))));
        return home == block ? changed : block.ReplaceNode(home, changed);
    }

    /// <summary>The statements that reset the flag behind a release; null when something else sets it.</summary>
    private static List<StatementSyntax>? Clearings(SyntaxNode function, ExpressionStatementSyntax add, string flag, VariableDeclaratorSyntax declarator, List<StatementSyntax> releases)
    {
        var clearings = new List<StatementSyntax>();
        foreach (var name in function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == flag && name.SpanStart > add.Span.End))
        {
            switch (name.Parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left == name:
                    if (assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Statements: var siblings }, ContainsDirectives: false } statement
                        && assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression)
                        && siblings.IndexOf(statement) is > 0 and var index
                        && releases.Contains(siblings[index - 1]))
                    {
                        clearings.Add(statement);
                        break;
                    }

                    return null;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }:
                    return null;
            }
        }

        // Two locals may share the name, one after the other.
        return function.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(other => other != declarator && other.Identifier.ValueText == flag) ? null : clearings;
    }

    /// <summary>Whether the flag may still say what the round before left in it.</summary>
    private static bool IsOlderThanItsLoop(BlockSyntax block, StatementSyntax declaring) => block.AncestorsAndSelf().TakeWhile(static node => !IsFunction(node)).FirstOrDefault(IsLoop) is { } loop && !loop.Span.Contains(declaring.Span);

    private static bool IsLoop(SyntaxNode node) => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private static bool IsFunction(SyntaxNode node) => node is MemberDeclarationSyntax and not GlobalStatementSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;

    /// <summary>Whether a statement names what others declare for it.</summary>
    private static bool NamesAny(StatementSyntax statement, IEnumerable<StatementSyntax> others)
    {
        var declared = others.SelectMany(ResourceScope.DeclaredBy).ToImmutableHashSet();
        return statement.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && declared.Contains(token.ValueText));
    }

    /// <summary>What stands before the name of the method: <c>handle.</c>, or nothing inside of the class itself.</summary>
    private static string? ReceiverOf(ExpressionSyntax callee) => callee switch
    {
        IdentifierNameSyntax => "",
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax } } access => access.Expression.WithoutTrivia() + ".",
        _ => null,
    };
}
