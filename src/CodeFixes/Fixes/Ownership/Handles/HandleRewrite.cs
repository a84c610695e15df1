using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership.Handles;

/// <summary>Turns what <see cref="HandleFlow"/> understood into edits.</summary>
internal sealed class HandleRewrite
{
    private readonly HandleFlow _flow;
    private readonly HandleTypeName _type;
    private readonly SolutionEdits _edits;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<SyntaxNode> _done = [];
    private readonly HashSet<ISymbol> _reset = new(SymbolEqualityComparer.Default);

    public HandleRewrite(HandleFlow flow, HandleTypeName type, SolutionEdits edits, CancellationToken cancellationToken)
    {
        _flow = flow;
        _type = type;
        _edits = edits;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Writes the edits; false when some of them would change what the program does.</summary>
    public async Task<bool> WriteAsync()
    {
        foreach (var (document, node) in _flow.Types)
        {
            var name = SyntaxFactory.ParseTypeName(await _type.AtAsync(document, node.SpanStart, _edits, _cancellationToken).ConfigureAwait(false));
            _edits.Set(document, node, visited => name.WithTriviaFrom(visited));
        }

        foreach (var (document, node) in _flow.Wrappings)
        {
            _edits.Set(document, node, visited => ((BaseObjectCreationExpressionSyntax)visited).ArgumentList!.Arguments[0].Expression.WithTriviaFrom(visited));
        }

        foreach (var release in _flow.Releases)
        {
            WriteRelease(release);
        }

        foreach (var group in _flow.Releases.Where(release => release.Symbol is ILocalSymbol).GroupBy(release => release.Symbol, SymbolEqualityComparer.Default))
        {
            await WriteUsingAsync((ILocalSymbol)group.Key!, group.ToList()).ConfigureAwait(false);
        }

        if (!await WriteFinalizersAsync().ConfigureAwait(false))
        {
            return false;
        }

        foreach (var reset in _flow.Resets)
        {
            if (!_done.Contains(reset.Assignment))
            {
                var name = await _type.AtAsync(reset.Document, reset.Zero.SpanStart, _edits, _cancellationToken).ConfigureAwait(false);
                _edits.Set(reset.Document, reset.Zero, visited => Invalid(name).WithTriviaFrom(visited));
            }
        }

        foreach (var (document, zero, initialized) in _flow.Zeros)
        {
            await WriteZeroAsync(document, zero, initialized).ConfigureAwait(false);
        }

        foreach (var comparison in _flow.Comparisons)
        {
            if (!_done.Contains(comparison.Node))
            {
                WriteComparison(comparison);
            }
        }

        foreach (var field in _flow.Carriers.OfType<IFieldSymbol>())
        {
            await InitializeAsync(field).ConfigureAwait(false);
        }

        return true;
    }

    private static ExpressionSyntax Invalid(string name) => SyntaxFactory.ParseExpression($"new {name}()");

    /// <summary>
    /// The call of the release function becomes <c>Dispose</c>, which takes the test before it and the zero behind it along: it may be called twice and does nothing for
    /// an invalid handle.
    /// </summary>
    private void WriteRelease(Release release)
    {
        var dispose = SyntaxFactory.ParseExpression($"{release.Carrier.WithoutTrivia()}{(IsNullable(release.Symbol) ? "?" : "")}.Dispose()");
        if (release.Statement is ArrowExpressionClauseSyntax arrow)
        {
            _edits.Set(release.Document, arrow.Expression, visited => dispose.WithTriviaFrom(visited));
            return;
        }

        var statement = (StatementSyntax)release.Statement;
        var region = statement;
        var reset = _flow.Resets.FirstOrDefault(candidate =>
            SameSymbol(candidate.Symbol, release.Symbol) && candidate.Assignment.Parent is { } assigned && Next(statement) == assigned);
        if (reset is not null)
        {
            _done.Add(reset.Assignment);
            _reset.Add(reset.Symbol!);
        }

        var test = _flow.Comparisons.FirstOrDefault(candidate => !candidate.IsEqual && SameSymbol(candidate.Symbol, release.Symbol) && IsTestOf(candidate.Node, statement, reset));
        if (test is not null)
        {
            _done.Add(test.Node);
            region = (StatementSyntax)test.Node.Parent!;
        }

        if (reset is not null && region == statement)
        {
            _edits.Set(release.Document, reset.Assignment.Parent!, _ => null);
        }

        var guarded = MustGuard(region);
        _edits.Set(release.Document, region, visited =>
        {
            var indentation = visited.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
            var end = MemberText.NewLineOf(region.SyntaxTree.GetRoot(_cancellationToken)) + indentation;
            return SyntaxFactory.ParseStatement(guarded ? $"if (disposing){end}{{{end}    {dispose};{end}}}" : $"{dispose};").WithTriviaFrom(visited);
        });
        _regions.Add(region);
    }

    private readonly HashSet<SyntaxNode> _regions = [];

    private static bool SameSymbol(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);

    private static StatementSyntax? Next(StatementSyntax statement)
    {
        if (statement.Parent is not BlockSyntax block)
        {
            return null;
        }

        var index = block.Statements.IndexOf(statement);
        return index + 1 < block.Statements.Count ? block.Statements[index + 1] : null;
    }

    /// <summary><c>if (db != IntPtr.Zero)</c> around nothing but the release and the zero behind it.</summary>
    private static bool IsTestOf(BinaryExpressionSyntax comparison, StatementSyntax statement, Reset? reset)
    {
        if (comparison.Parent is not IfStatementSyntax { Else: null } test)
        {
            return false;
        }

        if (test.Statement == statement)
        {
            return true;
        }

        return test.Statement is BlockSyntax block
            && block == statement.Parent
            && block.Statements.All(inner => inner == statement || inner == reset?.Assignment.Parent)
            && !HasComment(block.CloseBraceToken.LeadingTrivia);
    }

    /// <summary>Managed objects are disposed only when Dispose was called, not by a finalizer of a derived class.</summary>
    private static bool MustGuard(StatementSyntax region)
    {
        var method = region.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return method is { Identifier.ValueText: "Dispose", ParameterList.Parameters: { Count: 1 } parameters }
            && parameters[0].Identifier.ValueText == "disposing"
            && !region.Ancestors().TakeWhile(node => node != method).OfType<IfStatementSyntax>().Any(test => IsDisposing(test.Condition))
            && !method.Body!.Statements.OfType<IfStatementSyntax>().Any(test => test.SpanStart < region.SpanStart && test.Condition.ToString() == "!disposing");
    }

    private static bool IsDisposing(ExpressionSyntax condition) => condition switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == "disposing",
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsDisposing(both.Left) || IsDisposing(both.Right),
        ParenthesizedExpressionSyntax inner => IsDisposing(inner.Expression),
        _ => false,
    };

    private void WriteComparison(Comparison comparison)
    {
        var carrier = comparison.Carrier.WithoutTrivia();
        var isReset = comparison.Symbol is not null && _reset.Contains(comparison.Symbol) && !Acquires(comparison);
        var isNeverInvalid = isReset && _flow.Comparisons.Any(other => other.IsEqual && SameSymbol(other.Symbol, comparison.Symbol) && IsConstructorTest(other.Node));
        var isPlain = carrier is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax;
        var text = isPlain ? carrier.ToString() : $"({carrier})";
        var written = (isReset, comparison.IsEqual) switch
        {
            (false, true) => $"{text}.IsInvalid",
            (false, false) => $"!{text}.IsInvalid",
            (true, true) => isNeverInvalid ? $"{text}.IsClosed" : $"{text}.IsClosed || {text}.IsInvalid",
            (true, false) => isNeverInvalid ? $"!{text}.IsClosed" : $"!{text}.IsClosed && !{text}.IsInvalid",
        };
        var needsParentheses = isReset && !isNeverInvalid && comparison.Node.Parent is ExpressionSyntax and not (ParenthesizedExpressionSyntax or AssignmentExpressionSyntax);
        var expression = SyntaxFactory.ParseExpression(needsParentheses ? $"({written})" : written);
        if (carrier is AssignmentExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            // The carrier itself has edits inside, so it is kept as a node.
            _edits.Set(comparison.Document, comparison.Node, visited =>
            {
                var binary = (BinaryExpressionSyntax)visited;
                var inner = comparison.Node.Left == comparison.Carrier ? binary.Left : binary.Right;
                ExpressionSyntax member = SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    inner as ParenthesizedExpressionSyntax ?? SyntaxFactory.ParenthesizedExpression(inner.WithoutTrivia()),
                    SyntaxFactory.IdentifierName("IsInvalid"));
                return (comparison.IsEqual ? member.WithoutTrivia() : SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, member.WithoutTrivia())).WithTriviaFrom(visited);
            });
            return;
        }

        _edits.Set(comparison.Document, comparison.Node, visited => expression.WithTriviaFrom(visited));
    }

    /// <summary>A constructor that throws when it got no handle leaves no object behind with an invalid one.</summary>
    private static bool IsConstructorTest(BinaryExpressionSyntax comparison) =>
        comparison.Parent is IfStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax type } } } test
        && type.Members.OfType<ConstructorDeclarationSyntax>().Count(constructor => !constructor.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer)) == 1
        && (test.Statement is BlockSyntax block ? block.Statements.LastOrDefault() : test.Statement) is ThrowStatementSyntax;

    /// <summary>Whether the member around a comparison fills the carrier, so that the test is for failure and not for disposal.</summary>
    private static bool Acquires(Comparison comparison)
    {
        var name = (comparison.Carrier as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? comparison.Carrier.ToString();
        return comparison.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            && (member.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.SpanStart < comparison.Node.Span.End && NameOf(assignment.Left) == name)
                || member.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) && NameOf(argument.Expression) == name));
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member => member.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool HasComment(IEnumerable<SyntaxTrivia> trivia) => trivia.Any(one =>
        one.IsKind(SyntaxKind.SingleLineCommentTrivia) || one.IsKind(SyntaxKind.MultiLineCommentTrivia) || one.IsDirective);

    /// <summary>A local that starts as zero and is only released through a test starts as null.</summary>
    private bool IsNullable(ISymbol? symbol) =>
        symbol is ILocalSymbol && _flow.Zeros.Any(zero => SameSymbol(zero.Initialized, symbol))
        && _flow.Comparisons.Where(comparison => SameSymbol(comparison.Symbol, symbol)).All(comparison => !comparison.IsEqual && comparison.Node.Parent is IfStatementSyntax test
            && _flow.Releases.Any(release => SameSymbol(release.Symbol, symbol) && release.Statement is StatementSyntax statement && IsTestOf(comparison.Node, statement, null)));

    private async Task WriteZeroAsync(Document document, ExpressionSyntax zero, ISymbol? initialized)
    {
        if (IsNullable(initialized))
        {
            var model = (await document.GetSemanticModelAsync(_cancellationToken).ConfigureAwait(false))!;
            var mark = (model.GetNullableContext(zero.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "?" : "";
            var name = await _type.AtAsync(document, zero.SpanStart, _edits, _cancellationToken).ConfigureAwait(false);
            var declaration = zero.FirstAncestorOrSelf<VariableDeclarationSyntax>()!;
            _edits.Set(document, declaration.Type, visited => SyntaxFactory.ParseTypeName(name + mark).WithTriviaFrom(visited));
            _edits.Set(document, zero, visited => SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression).WithTriviaFrom(visited));
            return;
        }

        if (initialized is IFieldSymbol field && await IsFilledByConstructorsAsync(field).ConfigureAwait(false))
        {
            _edits.Set(document, zero.FirstAncestorOrSelf<VariableDeclaratorSyntax>()!, visited => ((VariableDeclaratorSyntax)visited).WithInitializer(null).WithIdentifier(
                ((VariableDeclaratorSyntax)visited).Identifier.WithTrailingTrivia()));
            return;
        }

        var typeName = await _type.AtAsync(document, zero.SpanStart, _edits, _cancellationToken).ConfigureAwait(false);
        _edits.Set(document, zero, visited => Invalid(typeName).WithTriviaFrom(visited));
    }

    /// <summary>A field that no constructor fills held zero, so it starts with an invalid handle: null would not be the same.</summary>
    private async Task InitializeAsync(IFieldSymbol field)
    {
        if (field.IsImplicitlyDeclared
            || await field.DeclaringSyntaxReferences[0].GetSyntaxAsync(_cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer: null } declarator
            || _flow.Types.FirstOrDefault(place => place.Node == ((VariableDeclarationSyntax)declarator.Parent!).Type) is not { Document: { } document }
            || await IsFilledByConstructorsAsync(field).ConfigureAwait(false))
        {
            return;
        }

        var name = await _type.AtAsync(document, declarator.SpanStart, _edits, _cancellationToken).ConfigureAwait(false);
        _edits.Set(document, declarator, visited => ((VariableDeclaratorSyntax)visited).WithInitializer(SyntaxFactory.EqualsValueClause(
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space), Invalid(name))));
    }

    private async Task<bool> IsFilledByConstructorsAsync(IFieldSymbol field)
    {
        if (field.IsStatic)
        {
            return false;
        }

        foreach (var constructor in field.ContainingType.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences.IsEmpty
                || await constructor.DeclaringSyntaxReferences[0].GetSyntaxAsync(_cancellationToken).ConfigureAwait(false) is not ConstructorDeclarationSyntax syntax)
            {
                return false;
            }

            var fills = syntax.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer)
                || syntax.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => NameOf(assignment.Left) == field.Name)
                || syntax.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) && NameOf(argument.Expression) == field.Name);
            if (!fills)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A local that is released at the end of its block, or in a finally that does nothing else, is declared with <c>using</c>.</summary>
    private async Task WriteUsingAsync(ILocalSymbol local, List<Release> releases)
    {
        if (releases.Count != 1 || releases[0].Statement is not StatementSyntax statement || IsNullable(local)
            || local.DeclaringSyntaxReferences.Length != 1
            || _flow.Comparisons.Any(comparison => SameSymbol(comparison.Symbol, local) && _done.Contains(comparison.Node) && comparison.Node.Parent!.Parent is not (BlockSyntax or null))
            || await local.DeclaringSyntaxReferences[0].GetSyntaxAsync(_cancellationToken).ConfigureAwait(false) is not { } declared)
        {
            return;
        }

        var document = releases[0].Document;
        var region = (StatementSyntax)_regions.First(node => node.Span.Contains(statement.Span));
        if (HasComment(region.GetLeadingTrivia()) || HasComment(region.GetTrailingTrivia())
            || _flow.Resets.Any(reset => SameSymbol(reset.Symbol, local) && !_done.Contains(reset.Assignment)) || IsAssignedAgain(local, declared))
        {
            return;
        }

        var declaration = declared.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>();
        var initialized = declaration is not null && declared is VariableDeclaratorSyntax { Initializer: not null } && declaration.UsingKeyword.IsKind(SyntaxKind.None)
            && ((CSharpParseOptions)document.Project.ParseOptions!).LanguageVersion >= LanguageVersion.CSharp8
            ? declaration
            : null;
        if (region.Parent is BlockSyntax { Statements.Count: 1 or 2, Parent: FinallyClauseSyntax { Parent: TryStatementSyntax attempt } } block
            && block.Statements.All(inner => inner == region || _flow.Resets.Any(reset => reset.Assignment.Parent == inner && _done.Contains(reset.Assignment))))
        {
            if (attempt.Catches.Count > 0 || HasComment(attempt.Block.CloseBraceToken.GetAllTrivia()) || HasComment(block.CloseBraceToken.GetAllTrivia()) || HasComment(block.OpenBraceToken.GetAllTrivia()))
            {
                return;
            }

            if (initialized is not null && initialized.Parent == attempt.Parent && attempt.Parent is BlockSyntax outer && outer.Statements.Last() == attempt && CanHoist(attempt, outer))
            {
                AddUsing(document, initialized);
                _edits.Set(document, attempt, visited => Unwrap((TryStatementSyntax)visited));
            }
            else
            {
                // Formatting moves the braces only when the whole statement is formatted.
                _edits.Set(document, attempt, visited => SyntaxFactory.UsingStatement(null, SyntaxFactory.IdentifierName(local.Name), ((TryStatementSyntax)visited).Block.WithTrailingTrivia())
                    .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
                    .WithCloseParenToken(SyntaxFactory.Token(SyntaxKind.CloseParenToken).WithTrailingTrivia(((TryStatementSyntax)visited).TryKeyword.TrailingTrivia))
                    .WithTriviaFrom(visited));
            }
        }
        else if (initialized is not null && region.Parent == initialized.Parent && region.Parent is BlockSyntax scope && EndsScope(scope, region, local.Name))
        {
            AddUsing(document, initialized);
            _edits.Set(document, region, _ => null);
        }
    }

    private void AddUsing(Document document, LocalDeclarationStatementSyntax declaration) =>
        _edits.Set(document, declaration, visited =>
        {
            var local = (LocalDeclarationStatementSyntax)visited;
            return local.WithoutLeadingTrivia().WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space)).WithLeadingTrivia(local.GetLeadingTrivia());
        });

    private static BlockSyntax Unwrap(TryStatementSyntax attempt)
    {
        var statements = attempt.Block.Statements;
        if (statements.Count > 0)
        {
            var first = statements[0];
            statements = statements.Replace(first, first.WithLeadingTrivia(attempt.GetLeadingTrivia().Concat(first.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))));
        }

        return Spliced.Of(statements.Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation)));
    }

    /// <summary>The names that the block declares must be free in the block around it.</summary>
    private static bool CanHoist(TryStatementSyntax attempt, BlockSyntax outer)
    {
        var names = new HashSet<string>(attempt.Block.Statements.SelectMany(Declared));
        return !outer.Statements.Where(statement => statement != attempt).SelectMany(statement => statement.DescendantNodesAndSelf().SelectMany(DeclaredHere)).Any(names.Contains);
    }

    private static IEnumerable<string> Declared(StatementSyntax statement) => statement.DescendantNodesAndSelf().SelectMany(DeclaredHere);

    private static IEnumerable<string> DeclaredHere(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => [variable.Identifier.ValueText],
        SingleVariableDesignationSyntax designation => [designation.Identifier.ValueText],
        LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
        ForEachStatementSyntax loop => [loop.Identifier.ValueText],
        _ => [],
    };

    /// <summary>Whether nothing happens between a statement and the end of its block but returning a value that has nothing to do with the handle.</summary>
    private static bool EndsScope(BlockSyntax scope, StatementSyntax region, string local)
    {
        var index = scope.Statements.IndexOf(region);
        var rest = scope.Statements.Skip(index + 1).ToList();
        return rest.Count == 0
            || (rest.Count == 1 && rest[0] is ReturnStatementSyntax { Expression: null or IdentifierNameSyntax or LiteralExpressionSyntax } last
                && last.DescendantNodes().OfType<IdentifierNameSyntax>().All(name => name.Identifier.ValueText != local));
    }

    private static bool IsAssignedAgain(ILocalSymbol local, SyntaxNode declared)
    {
        var body = declared.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return body is null || body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => NameOf(assignment.Left) == local.Name && !IsZeroReset(assignment))
            || body.DescendantNodes().OfType<ReturnStatementSyntax>().Any(statement => statement.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name)
            || body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => NameOf(assignment.Right) == local.Name)
            || body.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => argument.Parent?.Parent is BaseObjectCreationExpressionSyntax && NameOf(argument.Expression) == local.Name);
    }

    private static bool IsZeroReset(AssignmentExpressionSyntax assignment) => assignment.Parent is ExpressionStatementSyntax && assignment.Right is not InvocationExpressionSyntax;

    /// <summary>
    /// A finalizer that did nothing but release the handle goes. One that does more would touch the SafeHandle when it may be finalized already, so nothing is offered then.
    /// </summary>
    private async Task<bool> WriteFinalizersAsync()
    {
        var owners = new HashSet<INamedTypeSymbol>(_flow.Carriers.Where(carrier => carrier is IFieldSymbol or IPropertySymbol).Select(carrier => carrier.ContainingType), SymbolEqualityComparer.Default);
        foreach (var owner in owners)
        {
            if (owner.GetMembers(WellKnownMemberNames.DestructorName).OfType<IMethodSymbol>().FirstOrDefault() is not { DeclaringSyntaxReferences: { IsEmpty: false } references })
            {
                continue;
            }

            var finalizer = (DestructorDeclarationSyntax)await references[0].GetSyntaxAsync(_cancellationToken).ConfigureAwait(false);
            if (_flow.Types.FirstOrDefault(place => place.Document.Project.Solution.GetDocument(finalizer.SyntaxTree) is not null) is not { Document: { } anyDocument }
                || anyDocument.Project.Solution.GetDocument(finalizer.SyntaxTree) is not { } document)
            {
                return false;
            }

            var methods = new Dictionary<string, MethodDeclarationSyntax>();
            foreach (var method in owner.GetMembers().OfType<IMethodSymbol>().Where(method => method is { MethodKind: MethodKind.Ordinary, Parameters.Length: <= 1 }))
            {
                if (!method.DeclaringSyntaxReferences.IsEmpty
                    && await method.DeclaringSyntaxReferences[0].GetSyntaxAsync(_cancellationToken).ConfigureAwait(false) is MethodDeclarationSyntax declaration)
                {
                    methods[method.Name + method.Parameters.Length] = declaration;
                }
            }

            if (!OnlyReleases(finalizer.Body, finalizer.ExpressionBody, methods, 0))
            {
                return false;
            }

            RemoveFinalizer(document, finalizer);
            if (owner.IsSealed)
            {
                foreach (var method in methods.Values)
                {
                    RemoveSuppression(document.Project.Solution.GetDocument(method.SyntaxTree)!, method);
                }
            }
        }

        return true;
    }

    private void RemoveFinalizer(Document document, DestructorDeclarationSyntax finalizer) => _edits.Set(document, finalizer, _ => null);

    private void RemoveSuppression(Document document, MethodDeclarationSyntax method)
    {
        if (method.Body is null)
        {
            return;
        }

        foreach (var statement in method.Body.Statements)
        {
            if (statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SuppressFinalize" } } }
                && !HasComment(statement.GetLeadingTrivia()))
            {
                _edits.Set(document, statement, _ => null);
            }
        }
    }

    private bool OnlyReleases(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, Dictionary<string, MethodDeclarationSyntax> methods, int depth) =>
        depth < 4
        && (arrow is not null
            ? _flow.Releases.Any(release => release.Statement == arrow) || IsOwnRelease(arrow.Expression, methods, depth)
            : body is not null && body.Statements.All(statement => OnlyReleases(statement, methods, depth)));

    private bool OnlyReleases(StatementSyntax statement, Dictionary<string, MethodDeclarationSyntax> methods, int depth)
    {
        if (_regions.Contains(statement) || _flow.Resets.Any(reset => reset.Assignment.Parent == statement))
        {
            return true;
        }

        return statement switch
        {
            BlockSyntax block => OnlyReleases(block, null, methods, depth),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }, Right: LiteralExpressionSyntax } } => true,
            ExpressionStatementSyntax { Expression: var expression } => IsOwnRelease(expression, methods, depth),
            IfStatementSyntax { Else: null } test when IsDisposing(test.Condition) => true,
            IfStatementSyntax { Else: null, Condition: IdentifierNameSyntax or PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax } } test => OnlyReleases(test.Statement, methods, depth),
            TryStatementSyntax { Catches.Count: 0, Finally: { } last } attempt => OnlyReleases(attempt.Block, methods, depth) && OnlyReleases(last.Block, methods, depth),
            ReturnStatementSyntax { Expression: null } => true,
            _ => false,
        };
    }

    private bool IsOwnRelease(ExpressionSyntax expression, Dictionary<string, MethodDeclarationSyntax> methods, int depth) =>
        expression is InvocationExpressionSyntax { Expression: var callee, ArgumentList.Arguments: { Count: <= 1 } arguments }
        && arguments.All(argument => argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression))
        && (NameOf(callee) is { } name)
        && methods.TryGetValue(name + arguments.Count, out var method)
        && OnlyReleases(method.Body, method.ExpressionBody, methods, depth + 1);
}
