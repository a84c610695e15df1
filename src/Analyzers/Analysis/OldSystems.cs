using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>
/// Knows the code that only runs on a Windows before Vista, by the tests of the system's version in front of it: .NET has not run there since 4.0.
/// </summary>
internal sealed class OldSystems
{
    // The major version of Windows Vista.
    private const int Oldest = 6;

    // A property that says what another one tests is followed so far.
    private const int DeepestName = 2;

    private static readonly ConditionalWeakTable<Compilation, OldSystems> Known = new();

    private readonly ConcurrentDictionary<TypeDeclarationSyntax, bool> _types = new();
    private readonly Compilation _compilation;
    private readonly Mentions _mentions;

    private OldSystems(Compilation compilation)
    {
        _compilation = compilation;
        _mentions = Mentions.In(compilation);
    }

    public static OldSystems Of(Compilation compilation) => Known.GetValue(compilation, static missing => new OldSystems(missing));

    /// <summary>Whether the part <paramref name="child"/> of <paramref name="node"/> only runs on an old system, or all objects of the class <paramref name="node"/> are made there.</summary>
    public bool Hold(SyntaxNode node, SyntaxNode? child) => node switch
    {
        IfStatementSyntax choice when child is not null && child != choice.Condition => IsNew(choice.Condition, 0) == (child != choice.Statement),
        ConditionalExpressionSyntax choice when child is not null && child != choice.Condition => IsNew(choice.Condition, 0) == (child != choice.WhenTrue),
        BlockSyntax block when child is StatementSyntax statement => block.Statements.TakeWhile(earlier => earlier != statement).Any(EndsOnNew),
        ClassDeclarationSyntax type => _types.TryGetValue(type, out var isMade) ? isMade : _types.GetOrAdd(type, AreMadeThere(type)),
        _ => false,
    };

    /// <summary>Whether what stands behind a statement is for old systems, because it leaves on all others: <c>if (version.Major >= 6) return …;</c></summary>
    private bool EndsOnNew(StatementSyntax statement) =>
        statement is IfStatementSyntax { Else: null, Statement: var leaving } choice
        && (leaving is BlockSyntax { Statements: { Count: > 0 } inner } ? inner.Last() : leaving) is ReturnStatementSyntax or ThrowStatementSyntax
        && IsNew(choice.Condition, 0) == true;

    /// <summary>Whether a condition holds on each system that is not old, or on none of them; null where it tests something else.</summary>
    private bool? IsNew(ExpressionSyntax condition, int depth)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                return IsNew(inner.Expression, depth);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return !IsNew(not.Operand, depth);
            case BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: int major } } comparison when IsMajor(comparison.Left):
                return comparison.Kind() switch
                {
                    SyntaxKind.GreaterThanOrEqualExpression when major <= Oldest => true,
                    SyntaxKind.GreaterThanExpression when major < Oldest => true,
                    SyntaxKind.LessThanExpression when major <= Oldest => false,
                    SyntaxKind.LessThanOrEqualExpression or SyntaxKind.EqualsExpression when major < Oldest => false,
                    _ => null,
                };
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when depth < DeepestName:
                return _mentions.ModelOf(condition.SyntaxTree).GetSymbolInfo(condition).Symbol is { } symbol && ValueOf(symbol) is { } value ? IsNew(value, depth + 1) : null;
            default:
                return null;
        }
    }

    /// <summary>Whether an expression is <c>Environment.OSVersion.Version.Major</c>.</summary>
    private bool IsMajor(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Major", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Version", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "OSVersion" } version } }
        && _mentions.ModelOf(expression.SyntaxTree).GetSymbolInfo(version).Symbol is IPropertySymbol { ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } };

    /// <summary>What a property or readonly field of the project stands for.</summary>
    private static ExpressionSyntax? ValueOf(ISymbol symbol) =>
        symbol is not (IPropertySymbol or IFieldSymbol { IsReadOnly: true }) || symbol.DeclaringSyntaxReferences.Length != 1 ? null
        : symbol.DeclaringSyntaxReferences[0] is var reference && reference.SyntaxTree.GetRoot().FindNode(reference.Span) is var declaration
            ? declaration switch
            {
                PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
                PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0] switch
                {
                    { ExpressionBody.Expression: var value } => value,
                    { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
                    _ => (declaration as PropertyDeclarationSyntax)?.Initializer?.Value,
                },
                VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                _ => null,
            }
            : null;

    /// <summary>Whether only code for old systems makes objects of a class, and the class itself.</summary>
    private bool AreMadeThere(ClassDeclarationSyntax declaration)
    {
        if (_mentions.ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is not { IsStatic: false } type || !UncalledCode.Of(_compilation).IsSeenHereOnly(type))
        {
            return false;
        }

        var isMade = false;
        foreach (var mention in _mentions.Of(type))
        {
            var name = mention;
            while (name.Parent is NameSyntax or NullableTypeSyntax)
            {
                name = name.Parent;
            }

            if (IsForOld(name))
            {
                isMade |= name.Parent is ObjectCreationExpressionSyntax;
            }
            else if (mention is not SimpleNameSyntax || name.Parent is ObjectCreationExpressionSyntax or SimpleBaseTypeSyntax or TypeArgumentListSyntax or TypeOfExpressionSyntax or VariableDeclarationSyntax)
            {
                return false;
            }
        }

        return isMade;
    }

    private bool IsForOld(SyntaxNode place)
    {
        SyntaxNode? child = null;
        for (var node = place; node is not null and not MemberDeclarationSyntax; child = node, node = node.Parent)
        {
            if (Hold(node, child))
            {
                return true;
            }
        }

        return false;
    }
}
