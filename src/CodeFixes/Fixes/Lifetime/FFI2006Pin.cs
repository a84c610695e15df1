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
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Takes the address with <c>fixed</c>, around the statements that use it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2006Pin))]
public sealed class FFI2006Pin : DocumentFix
{
    private const string Key = nameof(FFI2006Pin);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2006");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || !IsUnsafeContext(call)
            || PinnedExpression(call, model, cancellationToken) is not var (pinned, element))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var edit = AroundUses(root, call, pinned, element, model, cancellationToken) ?? AroundCall(root, call, pinned, element, model, cancellationToken);
        return edit is null ? ImmutableArray<DocumentEdit>.Empty : ImmutableArray.Create(edit);
    }

    /// <summary>What to take the address of, and its type.</summary>
    private static (ExpressionSyntax Pinned, ITypeSymbol Element)? PinnedExpression(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetOperation(call, cancellationToken) is not IInvocationOperation { Arguments: { IsEmpty: false } arguments } invocation)
        {
            return null;
        }

        ExpressionSyntax text;
        ITypeSymbol? element;
        if (invocation.TargetMethod.Name == "AsPointer")
        {
            if (call.ArgumentList.Arguments[0] is not { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword, Expression: var reference })
            {
                return null;
            }

            text = reference;
            element = invocation.TargetMethod.TypeArguments.Length == 1 ? invocation.TargetMethod.TypeArguments[0] : null;
        }
        else
        {
            // The order of named arguments is theirs; only the usual one is rewritten.
            if (call.ArgumentList.Arguments.Count != 2 || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null)
                || model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression, cancellationToken).Type is not IArrayTypeSymbol { Rank: 1 } array
                || call.ArgumentList.Arguments[0].Expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
            {
                return null;
            }

            text = SyntaxFactory.ElementAccessExpression(
                call.ArgumentList.Arguments[0].Expression.WithoutTrivia(),
                SyntaxFactory.BracketedArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call.ArgumentList.Arguments[1].Expression.WithoutTrivia()))));
            element = array.ElementType;
        }

        return element is { IsUnmanagedType: true } ? (text.WithoutTrivia(), element) : null;
    }

    /// <summary><c>T* p = (T*)Unsafe.AsPointer(ref x);</c> and the rest of the block become a fixed statement.</summary>
    private static DocumentEdit? AroundUses(SyntaxNode root, InvocationExpressionSyntax call, ExpressionSyntax pinned, ITypeSymbol element, SemanticModel model, CancellationToken cancellationToken)
    {
        var value = Converted(call);
        if (value.Parent is not EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Parent: BlockSyntax block } declaration } } declarator,
            }
            || model.GetDeclaredSymbol(declarator, cancellationToken) is not ILocalSymbol { Type: IPointerTypeSymbol pointer } local
            || !(SymbolEqualityComparer.Default.Equals(pointer.PointedAtType, element) || pointer.PointedAtType.SpecialType == SpecialType.System_Void))
        {
            return null;
        }

        var index = block.Statements.IndexOf(declaration);
        var rest = block.Statements.Skip(index + 1).ToImmutableArray();
        if (rest.IsEmpty || rest.Any(statement => statement is LocalFunctionStatementSyntax or LabeledStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
            || rest.SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>()
                .Any(name => name.Identifier.ValueText == local.Name && (Escapes(name) || IsWritten(name))))
        {
            return null;
        }

        var type = element.ToMinimalDisplayString(model, call.SpanStart);
        var body = SyntaxFactory.Block(SyntaxFactory.List(WithoutBlankLine(rest)));
        var statement = Fixed(root, pointer.PointedAtType.SpecialType == SpecialType.System_Void ? "void" : type, local.Name, pinned, body, declaration);
        var statements = SyntaxFactory.List(block.Statements.Take(index).Concat([statement]));
        return new DocumentEdit("Pin it with 'fixed'", Key, editor => editor.ReplaceNode(block, block.WithStatements(statements)));
    }

    /// <summary>A call that is given the address becomes the body of a fixed statement.</summary>
    private static DocumentEdit? AroundCall(SyntaxNode root, InvocationExpressionSyntax call, ExpressionSyntax pinned, ITypeSymbol element, SemanticModel model, CancellationToken cancellationToken)
    {
        var value = Converted(call);
        if (value.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax }
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || statement is not (ExpressionStatementSyntax or ReturnStatementSyntax)
            || call.Ancestors().TakeWhile(node => node != statement).Any(node => node is AnonymousFunctionExpressionSyntax or AwaitExpressionSyntax))
        {
            return null;
        }

        var name = FreeName(model, statement);
        var operand = SyntaxFactory.IdentifierName(name);
        ExpressionSyntax replacement = value switch
        {
            CastExpressionSyntax cast when model.GetTypeInfo(cast, cancellationToken).Type is IPointerTypeSymbol { PointedAtType: var target } && SymbolEqualityComparer.Default.Equals(target, element) => operand,
            CastExpressionSyntax cast => cast.WithExpression(operand),
            _ when model.GetTypeInfo(call, cancellationToken).Type is IPointerTypeSymbol => operand,
            _ => SyntaxFactory.CastExpression(SyntaxFactory.ParseTypeName("nint"), operand),
        };
        var inner = statement.ReplaceNode(value, replacement.WithTriviaFrom(value));
        var type = element.ToMinimalDisplayString(model, call.SpanStart);
        var outer = Fixed(root, type, name, pinned, SyntaxFactory.Block(inner.WithLeadingTrivia()), statement);
        return new DocumentEdit("Pin it with 'fixed'", Key, editor => editor.ReplaceNode(statement, outer));
    }

    private static StatementSyntax Fixed(SyntaxNode root, string type, string name, ExpressionSyntax pinned, BlockSyntax body, StatementSyntax place)
    {
        var end = MemberText.NewLineOf(root);
        var header = (FixedStatementSyntax)SyntaxFactory.ParseStatement($"fixed ({type}* {name} = &{pinned}){end}{{{end}}}{end}");
        var block = ((BlockSyntax)header.Statement).WithStatements(body.Statements);
        return header.WithStatement(block).WithLeadingTrivia(place.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static ImmutableArray<StatementSyntax> WithoutBlankLine(ImmutableArray<StatementSyntax> statements)
    {
        var leading = statements[0].GetLeadingTrivia();
        return leading.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? statements.SetItem(0, statements[0].WithLeadingTrivia(leading.RemoveAt(0))) : statements;
    }

    private static ExpressionSyntax Converted(ExpressionSyntax call)
    {
        var value = call;
        while (value.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            value = (ExpressionSyntax)value.Parent;
        }

        return value;
    }

    /// <summary>Whether the pointer itself leaves the block: a fixed statement would end before its last use.</summary>
    private static bool Escapes(IdentifierNameSyntax name)
    {
        var value = Converted(name);
        return value.Parent switch
        {
            ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Right == value,
            _ => name.Ancestors().Any(node => node is AnonymousFunctionExpressionSyntax),
        };
    }

    /// <summary>A fixed variable is read-only.</summary>
    private static bool IsWritten(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax unary => unary.RawKind is (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression,
        PostfixUnaryExpressionSyntax => true,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        _ => false,
    };

    private static bool IsUnsafeContext(SyntaxNode node) => node.AncestorsAndSelf().Any(outer => outer switch
    {
        UnsafeStatementSyntax => true,
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.UnsafeKeyword),
        _ => false,
    });

    private static string FreeName(SemanticModel model, StatementSyntax statement)
    {
        var used = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToImmutableHashSet();
        var name = "pointer";
        for (var i = 2; used.Contains(name) || !model.LookupSymbols(statement.SpanStart, name: name).IsEmpty; i++)
        {
            name = "pointer" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
