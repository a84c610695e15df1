using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>
/// The stretch of one block in which a local owns a resource: from behind the statement that makes it, and the tests whether that worked, to its last use. Exists only
/// where the local holds nothing else, so that one release at the end of the stretch is right for every way out of it.
/// </summary>
internal sealed class ResourceScope
{
    private readonly ImmutableArray<StatementSyntax> _releases;
    private readonly ImmutableArray<StatementSyntax> _clearings;
    private readonly string? _guard;
    private readonly SyntaxTrivia _end;

    private ResourceScope(
        ILocalSymbol local, BlockSyntax block, StatementSyntax anchor, int from, int to, bool isInner, bool isDeclaredByAnchor, string? guard,
        ImmutableArray<StatementSyntax> releases, ImmutableArray<StatementSyntax> clearings, bool canMoveReleases)
    {
        Local = local;
        Block = block;
        Anchor = anchor;
        IsInner = isInner;
        IsDeclaredByAnchor = isDeclaredByAnchor;
        CanMoveReleases = canMoveReleases;
        From = from;
        Uses = block.Statements.Skip(from).Take(to - from).ToImmutableArray();
        _guard = guard;
        _end = SyntaxFactory.EndOfLine(MemberText.NewLineOf(block.SyntaxTree.GetRoot()));
        _releases = releases;
        _clearings = clearings;
    }

    public ILocalSymbol Local { get; }

    public BlockSyntax Block { get; }

    /// <summary>The statement of <see cref="Block"/> behind which the local may own the resource.</summary>
    public StatementSyntax Anchor { get; }

    /// <summary>Whether the anchor declares the local and fills it.</summary>
    public bool IsDeclaredByAnchor { get; }

    /// <summary>Whether the local is declared empty in one block and filled in an inner one.</summary>
    public bool IsInner { get; }

    /// <summary>The statements during which the resource is owned.</summary>
    public ImmutableArray<StatementSyntax> Uses { get; }

    public bool HasReleases => !_releases.IsEmpty;

    /// <summary>Whether every release is a statement of its own, which can be moved.</summary>
    public bool CanMoveReleases { get; }

    /// <summary>The release that the program has, where it names the local.</summary>
    public StatementSyntax? OwnRelease => _releases.LastOrDefault(release => Names(release, Local.Name));

    /// <summary>A release that stands at the end of the block, where <c>using</c> makes it superfluous.</summary>
    public StatementSyntax? LastRelease => CanMoveReleases && _releases.LastOrDefault() is { } last && Block.Statements.LastOrDefault() == last && !last.ContainsDirectives
        && !last.GetLeadingTrivia().Concat(last.GetTrailingTrivia()).Any(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia) ? last : null;

    private int From { get; }

    /// <summary>The scope of the resource that <paramref name="diagnostic"/> is about, or null when it is not as simple as this class wants it.</summary>
    public static ResourceScope? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        var creation = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (creation is not ExpressionSyntax made)
        {
            return null;
        }

        var (local, creating, isOut) = LocalOf(made, diagnostic, model, cancellationToken);
        if (local is null
            || creating is null
            || local.DeclaringSyntaxReferences.Length != 1
            || local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not { } declared
            || declared.FirstAncestorOrSelf<StatementSyntax>() is not { } declaring
            || made.Ancestors().FirstOrDefault(IsFunction) is not { } function
            || declared.Ancestors().FirstOrDefault(IsFunction) != function)
        {
            return null;
        }

        var name = local.Name;
        var releases = ReleasesOf(root, diagnostic);
        var releaseStatements = releases.Select(StatementOf).ToList();
        var canMove = releaseStatements.All(statement => statement is not null && !statement.ContainsDirectives && Names(statement, name) && !ReleasesMore(statement, name, model));
        var moved = releaseStatements.OfType<StatementSyntax>().Distinct().ToImmutableArray();

        // Where the local is declared empty and filled in an inner block, the stretch begins behind the declaration and the release asks whether it was filled.
        var anchor = creating;
        var isInner = false;
        if (creating.Parent != declaring.Parent)
        {
            if (declared is not VariableDeclaratorSyntax { Initializer.Value: { } empty } || !IsEmptyValue(empty, model)
                || creating.Ancestors().TakeWhile(node => node != declaring.Parent).Any(node => node is not (BlockSyntax or IfStatementSyntax or ElseClauseSyntax or TryStatementSyntax)))
            {
                return null;
            }

            anchor = declaring;
            isInner = true;
        }

        if (anchor.Parent is not BlockSyntax block
            || !IsOwner(anchor)
            || Clearings(function, name, made, declared, moved, model) is not { } clearings
            || function.DescendantNodes().Any(node => node is LabeledStatementSyntax))
        {
            return null;
        }

        var statements = block.Statements;
        var status = isInner || !isOut ? null : StatusOf(creating, made);
        var exits = ExitsOf(root, diagnostic);
        var from = statements.IndexOf(anchor) + 1;
        var isChecked = !isInner && IsCheckItself(creating, made);
        if (!isInner)
        {
            while (from < statements.Count && IsCheck(statements[from], name, status, exits, moved))
            {
                isChecked = true;
                from++;
            }
        }

        // A test that comes later would run with the resource already being released.
        if (!isChecked && status is not null && statements.Skip(from).Any(statement => Names(statement, status)))
        {
            return null;
        }

        if (anchor is IfStatementSyntax && !isChecked)
        {
            return null;
        }

        var (needsGuard, guard) = GuardOf(diagnostic, local, isInner, isChecked, MemberText.NameInScope(model, block.SpanStart, "System", "IntPtr"), MemberText.NameInScope(model, block.SpanStart, "System", "UIntPtr"));
        if (needsGuard && guard is null)
        {
            return null;
        }

        var to = EndOf(statements, from, name, moved);
        return statements.Skip(from).Take(to - from).Any(statement => statement is LocalFunctionStatementSyntax)
            ? null
            : new ResourceScope(local, block, anchor, from, to, isInner, anchor == declaring && !isInner && !isOut, needsGuard ? guard : null, moved, clearings, canMove);
    }

    /// <summary>What <see cref="Release"/> and <see cref="Use"/> look for.</summary>
    public IEnumerable<SyntaxNode> Tracked => _releases.Concat(_clearings).Concat(Uses).Append(Anchor).Append(Block.Statements[From - 1]);

    /// <summary>The block with the uses in a try statement whose finally block releases.</summary>
    public SyntaxNode Release(BlockSyntax block, StatementSyntax release)
    {
        if (!string.IsNullOrEmpty(_guard))
        {
            release = SyntaxFactory.IfStatement(SyntaxFactory.ParseExpression(_guard!), Lines(new List<StatementSyntax> { release }));
        }

        // Another edit may have put the statements into a try statement of its own.
        var home = HomeIn(block);
        var changed = Release(release, home);
        return home == block ? changed : block.ReplaceNode(home, changed);
    }

    private BlockSyntax HomeIn(BlockSyntax block) => block.GetCurrentNode(Block.Statements[From - 1])?.Parent as BlockSyntax ?? block;

    private BlockSyntax Release(StatementSyntax release, BlockSyntax block)
    {
        var (before, inside, after) = Split(block);
        inside = Without(inside, block);
        var statements = new List<StatementSyntax>(before);
        if (inside.Count == 0)
        {
            statements.Add(release.WithTrailingTrivia(_end).WithAdditionalAnnotations(Formatter.Annotation));
        }
        else
        {
            var first = inside[0];
            var blank = first.GetLeadingTrivia().TakeWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
            inside[0] = first.WithLeadingTrivia(first.GetLeadingTrivia().Skip(blank.Count));
            statements.Add(SyntaxFactory.TryStatement(Lines(inside), default, SyntaxFactory.FinallyClause(Lines(new List<StatementSyntax> { release })))
                .WithLeadingTrivia(blank)
                .WithTrailingTrivia(_end)
                .WithAdditionalAnnotations(Formatter.Annotation));
            if (after.Count > 0 && !after[0].GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia))
            {
                after[0] = after[0].WithLeadingTrivia(after[0].GetLeadingTrivia().Insert(0, _end));
            }
        }

        statements.AddRange(after);
        return block.WithStatements(SyntaxFactory.List(statements));
    }

    /// <summary>The block with the uses in a using statement over the local.</summary>
    public SyntaxNode Use(BlockSyntax block)
    {
        var home = HomeIn(block);
        var (before, inside, after) = Split(home);
        var statements = new List<StatementSyntax>(before)
        {
            SyntaxFactory.UsingStatement(null, SyntaxFactory.IdentifierName(Local.Name), Lines(inside))
                .WithTrailingTrivia(_end)
                .WithAdditionalAnnotations(Formatter.Annotation),
        };
        statements.AddRange(after);
        var changed = home.WithStatements(SyntaxFactory.List(statements));
        return home == block ? changed : block.ReplaceNode(home, changed);
    }

    private BlockSyntax Lines(List<StatementSyntax> statements) => SyntaxFactory.Block(
        SyntaxFactory.Token(SyntaxFactory.TriviaList(_end), SyntaxKind.OpenBraceToken, SyntaxFactory.TriviaList(_end)),
        SyntaxFactory.List(statements.Select(statement => statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? statement : statement.WithTrailingTrivia(statement.GetTrailingTrivia().Add(_end)))),
        SyntaxFactory.Token(SyntaxKind.CloseBraceToken));

    private (List<StatementSyntax> Before, List<StatementSyntax> Inside, List<StatementSyntax> After) Split(BlockSyntax block)
    {
        var first = block.GetCurrentNode(Block.Statements[From - 1]) ?? block.Statements[From - 1];
        var last = Uses.IsEmpty ? null : block.GetCurrentNode(Uses[Uses.Length - 1]);
        var begin = block.Statements.IndexOf(statement => statement == first || statement.Contains(first)) + 1;
        var end = last is null ? begin : block.Statements.IndexOf(statement => statement == last || statement.Contains(last)) + 1;
        end = end < begin ? begin : end;
        return (block.Statements.Take(begin).ToList(), block.Statements.Skip(begin).Take(end - begin).ToList(), block.Statements.Skip(end).ToList());
    }

    private List<StatementSyntax> Without(List<StatementSyntax> statements, BlockSyntax block)
    {
        var removed = _releases.Concat(_clearings).Select(statement => block.GetCurrentNode(statement)).OfType<StatementSyntax>().ToImmutableHashSet();
        return removed.Count == 0 ? statements : new ReleaseRemoval(removed).Statements(statements);
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or CompilationUnitSyntax;

    private static bool IsOwner(StatementSyntax statement) =>
        !statement.ContainsDirectives
        && (statement is ExpressionStatementSyntax or IfStatementSyntax { Else: null } || statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables.Count: 1 });

    private static (ILocalSymbol? Local, StatementSyntax? Creating, bool IsOut) LocalOf(ExpressionSyntax creation, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        var creating = creation.Ancestors().FirstOrDefault(node => node is StatementSyntax or AnonymousFunctionExpressionSyntax) as StatementSyntax;
        if (diagnostic.Properties.TryGetValue(FFI1003Properties.Parameter, out var position))
        {
            var argument = (creation as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault(
                argument => model.GetOperation(argument, cancellationToken) is Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter: { } parameter }
                    && parameter.Ordinal.ToString(CultureInfo.InvariantCulture) == position);
            return argument?.Expression switch
            {
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation } => (model.GetDeclaredSymbol(designation, cancellationToken) as ILocalSymbol, creating, true),
                IdentifierNameSyntax identifier => (model.GetSymbolInfo(identifier, cancellationToken).Symbol as ILocalSymbol, creating, true),
                _ => default,
            };
        }

        SyntaxNode value = creation;
        while (value.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } declarator } => (model.GetDeclaredSymbol(declarator, cancellationToken) as ILocalSymbol, creating, false),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax left, Parent: ExpressionStatementSyntax } assignment when assignment.Right == value
                => (model.GetSymbolInfo(left, cancellationToken).Symbol as ILocalSymbol, creating, false),
            _ => default,
        };
    }

    private static ImmutableArray<SyntaxNode> ReleasesOf(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Skip(ExitCount(diagnostic)).Where(location => location.SourceTree == root.SyntaxTree)
            .Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).ToImmutableArray();

    private static ImmutableArray<Location> ExitsOf(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Take(ExitCount(diagnostic)).Where(location => location.SourceTree == root.SyntaxTree).ToImmutableArray();

    private static int ExitCount(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FFI1003Properties.Exits, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>The statement that a release is, when it is nothing else.</summary>
    private static StatementSyntax? StatementOf(SyntaxNode release) => release.Parent switch
    {
        ExpressionStatementSyntax statement => statement,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax statement } => statement,
        _ => null,
    };

    /// <summary>Whether a method of the project releases another handle by the same call: it has to stay.</summary>
    private static bool ReleasesMore(StatementSyntax release, string name, SemanticModel model) =>
        release is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } call }
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsExtern: false, IsPartialDefinition: false }
        && arguments.Any(argument => argument.Expression is IdentifierNameSyntax other && other.Identifier.ValueText != name
            && model.GetTypeInfo(other).Type is IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } or { IsReferenceType: true, SpecialType: SpecialType.None });

    /// <summary>The statements that empty the local behind a release; null when it is written elsewhere, too.</summary>
    private static ImmutableArray<StatementSyntax>? Clearings(
        SyntaxNode function, string name, ExpressionSyntax creation, SyntaxNode declared, ImmutableArray<StatementSyntax> releases, SemanticModel model)
    {
        var clearings = ImmutableArray.CreateBuilder<StatementSyntax>();
        foreach (var identifier in function.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (identifier.Identifier.ValueText != name || (identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier) || identifier.Parent is NameColonSyntax)
            {
                continue;
            }

            switch (identifier.Parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left == identifier:
                    if (assignment.Right.Contains(creation) && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                    {
                        continue;
                    }

                    if (assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Statements: var siblings } } statement
                        && !statement.ContainsDirectives
                        && IsEmptyValue(assignment.Right, model)
                        && siblings.IndexOf(statement) is > 0 and var index
                        && releases.Contains(siblings[index - 1]))
                    {
                        clearings.Add(statement);
                        continue;
                    }

                    return null;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument:
                    if (creation.Contains(argument) || argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword) || releases.Any(release => release.Contains(argument)))
                    {
                        continue;
                    }

                    return null;
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }:
                case RefExpressionSyntax:
                    return null;
            }
        }

        // A declaration that holds something else first is a second value.
        if (declared is VariableDeclaratorSyntax { Initializer.Value: { } first } && !first.Contains(creation) && !IsEmptyValue(first, model))
        {
            return null;
        }

        // The fix takes the clearings out: then nothing may ask later whether the local is empty.
        var removed = releases.Concat(clearings).ToImmutableHashSet();
        return clearings.Any(clearing => IsReadBehind(clearing, declared, function, name, removed)) ? null : clearings.ToImmutable();
    }

    private static bool IsReadBehind(StatementSyntax clearing, SyntaxNode declared, SyntaxNode function, string name, ImmutableHashSet<StatementSyntax> removed)
    {
        var leaves = false;
        for (SyntaxNode node = clearing; node != function && node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case BlockSyntax or SwitchSectionSyntax when !leaves:
                    foreach (var statement in parent.ChildNodes().OfType<StatementSyntax>().Where(statement => statement.SpanStart > node.SpanStart))
                    {
                        if (IsRead(statement))
                        {
                            return true;
                        }

                        leaves |= statement is ReturnStatementSyntax or ThrowStatementSyntax;
                    }

                    break;
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax when !leaves && !parent.Contains(declared) && IsRead(parent):
                    return true;
                case TryStatementSyntax attempt when attempt.Block == node && (attempt.Finally is { } final && IsRead(final) || attempt.Catches.Any(IsRead)):
                    return true;
                case CatchClauseSyntax { Parent: TryStatementSyntax { Finally: { } last } } when IsRead(last):
                    return true;
            }
        }

        return false;

        bool IsRead(SyntaxNode node) => node.DescendantNodesAndSelf(inner => inner is not StatementSyntax statement || !removed.Contains(statement))
            .Any(inner => inner is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name);
    }

    private static bool IsEmptyValue(ExpressionSyntax value, SemanticModel model) => value switch
    {
        CastExpressionSyntax cast => IsEmptyValue(cast.Expression, model),
        LiteralExpressionSyntax literal => literal.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression || literal.Token.Value is 0,
        DefaultExpressionSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" } zero => model.GetTypeInfo(zero).Type?.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr,
        _ => false,
    };

    /// <summary>The local that holds the status of the creating call.</summary>
    private static string? StatusOf(StatementSyntax creating, ExpressionSyntax creation) => creating switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } when variables[0].Initializer?.Value.Contains(creation) == true => variables[0].Identifier.ValueText,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment } when assignment.Right.Contains(creation) => left.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether the creating statement tests the call's status, too, and leaves when it failed: <c>if (open(out var h) != 0) return;</c>, <c>Check(open(out var h));</c>.</summary>
    private static bool IsCheckItself(StatementSyntax creating, ExpressionSyntax creation) => creating switch
    {
        IfStatementSyntax { Else: null } check => check.Condition.Contains(creation) && AlwaysLeaves(check.Statement),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax outer } => outer != creation && outer.Contains(creation),
        _ => false,
    };

    private static bool IsCheck(StatementSyntax statement, string name, string? status, ImmutableArray<Location> exits, ImmutableArray<StatementSyntax> releases)
    {
        if (statement.ContainsDirectives || exits.Any(exit => statement.Span.Contains(exit.SourceSpan)) || releases.Any(release => statement.Contains(release)))
        {
            return false;
        }

        switch (statement)
        {
            case IfStatementSyntax { Else: null } check:
                return AlwaysLeaves(check.Statement)
                    && check.Condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name || identifier.Identifier.ValueText == status)
                    && check.Condition.DescendantNodesAndSelf().All(node => node is not (AssignmentExpressionSyntax or AwaitExpressionSyntax or ElementAccessExpressionSyntax)
                        && (node is not InvocationExpressionSyntax call || (status is not null && Names(call, status) && !Names(call, name))));
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }:
                return status is not null && Names(call, status) && !Names(call, name);
            default:
                return false;
        }
    }

    private static bool AlwaysLeaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax { Statements: { Count: > 0 } statements } => AlwaysLeaves(statements[statements.Count - 1]),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        _ => false,
    };

    /// <summary>The condition under which there is something to release, where that is not certain.</summary>
    private static (bool IsNeeded, string? Condition) GuardOf(Diagnostic diagnostic, ILocalSymbol local, bool isInner, bool isChecked, string signed, string unsigned)
    {
        var canFail = diagnostic.Properties.TryGetValue(FFI1003Properties.Invalid, out var invalid);
        var hasStatus = diagnostic.Properties.ContainsKey(FFI1003Properties.HasStatus);
        if (!isInner && (isChecked || (!canFail && !hasStatus)))
        {
            return (false, null);
        }

        var name = local.Name;
        return (true, local.Type switch
        {
            IPointerTypeSymbol when invalid is null or "0" => name + " != null",
            { SpecialType: SpecialType.System_IntPtr } when invalid is null or "0" => $"{name} != {signed}.Zero",
            { SpecialType: SpecialType.System_UIntPtr } when invalid is null or "0" => $"{name} != {unsigned}.Zero",
            { SpecialType: SpecialType.System_IntPtr } when invalid == "-1" && !isInner => $"{name} != new {signed}(-1)",
            INamedTypeSymbol { Name: "GCHandle" } => name + ".IsAllocated",
            { IsReferenceType: true } or INamedTypeSymbol { Name: "MemoryHandle" } => "",
            _ => null,
        });
    }

    /// <summary>Behind the last statement that has to do with the resource.</summary>
    private static int EndOf(SyntaxList<StatementSyntax> statements, int from, string name, ImmutableArray<StatementSyntax> releases)
    {
        var last = -1;
        for (var i = from; i < statements.Count; i++)
        {
            if (Names(statements[i], name))
            {
                last = i;
            }
        }

        if (last < 0)
        {
            return from;
        }

        // Behind a release of every path nothing depends on the resource; otherwise a value that was taken from it may be in use to the end.
        var end = releases.Contains(statements[last]) || (statements[last] is TryStatementSyntax { Finally.Block.Statements: var final } && final.Any(releases.Contains)) ? last + 1 : statements.Count;
        var declared = statements.Skip(from).Take(end - from).SelectMany(DeclaredBy).ToImmutableHashSet();
        return statements.Skip(end).Any(statement => statement.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && declared.Contains(token.ValueText))) ? statements.Count : end;
    }

    /// <summary>The names that a statement declares for those behind it.</summary>
    public static IEnumerable<string> DeclaredBy(StatementSyntax statement)
    {
        foreach (var node in statement.DescendantNodesAndSelf(node => node is not (BlockSyntax or AnonymousFunctionExpressionSyntax)))
        {
            switch (node)
            {
                case VariableDeclaratorSyntax variable:
                    yield return variable.Identifier.ValueText;
                    break;
                case SingleVariableDesignationSyntax designation:
                    yield return designation.Identifier.ValueText;
                    break;
            }
        }
    }

    private static bool Names(SyntaxNode node, string name) =>
        node.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}
