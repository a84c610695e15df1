using System;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Ownership;

/// <summary>The values that a handle class takes for no handle.</summary>
[Flags]
internal enum InvalidValues
{
    None = 0,
    Zero = 1,
    MinusOne = 2,
}

/// <summary>Reads what <c>IsInvalid</c> of a handle class tests, from its syntax, because bodies must not be bound for a rule about declarations.</summary>
internal static class InvalidHandleTest
{
    /// <summary>The values that <c>IsInvalid</c> recognizes and the class that decides it: the one that overrides it, or derives from a framework class that does. Null when it is not understood.</summary>
    public static (InvalidValues Values, INamedTypeSymbol Decider)? Of(INamedTypeSymbol handle, KnownTypes types, CancellationToken cancellationToken)
    {
        for (INamedTypeSymbol? type = handle; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("IsInvalid"))
            {
                if (member is IPropertySymbol { Parameters.IsEmpty: true, IsAbstract: false } property)
                {
                    return property.Locations[0].IsInSource && GetterOf(property, cancellationToken) is { } getter && Read(getter, type, types, cancellationToken) is { } values
                        ? (values, type)
                        : null;
                }
            }

            if (OfFramework(type.BaseType, types) is { } known)
            {
                return (known, type);
            }
        }

        return null;
    }

    /// <summary>The expression of a property that only returns one.</summary>
    public static ExpressionSyntax? GetterOf(SyntaxNode? declaration)
    {
        if (declaration is not PropertyDeclarationSyntax property)
        {
            return null;
        }

        if (property.ExpressionBody is { } arrow)
        {
            return arrow.Expression;
        }

        if (property.AccessorList?.Accessors is not { Count: 1 } accessors || !accessors[0].IsKind(SyntaxKind.GetAccessorDeclaration))
        {
            return null;
        }

        return accessors[0].ExpressionBody?.Expression
            ?? (accessors[0].Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax returned ? returned.Expression : null);
    }

    private static ExpressionSyntax? GetterOf(IPropertySymbol property, CancellationToken cancellationToken)
    {
        var location = property.Locations[0];
        return GetterOf(location.SourceTree!.GetRoot(cancellationToken).FindNode(location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>());
    }

    private static InvalidValues? OfFramework(INamedTypeSymbol? type, KnownTypes types)
    {
        if (type is null)
        {
            return null;
        }

        return Is(types.SafeHandleZeroOrMinusOneIsInvalid) || Is(types.Find("Microsoft.Win32.SafeHandles.CriticalHandleZeroOrMinusOneIsInvalid"))
            ? InvalidValues.Zero | InvalidValues.MinusOne
            : Is(types.SafeHandleMinusOneIsInvalid) || Is(types.Find("Microsoft.Win32.SafeHandles.CriticalHandleMinusOneIsInvalid"))
                ? InvalidValues.MinusOne
                : null;

        bool Is(INamedTypeSymbol? known) => SymbolEqualityComparer.Default.Equals(type, known);
    }

    private static InvalidValues? Read(ExpressionSyntax expression, INamedTypeSymbol type, KnownTypes types, CancellationToken cancellationToken)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Read(parenthesized.Expression, type, types, cancellationToken);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } or IdentifierNameSyntax { Identifier.ValueText: "IsClosed" }:
                return InvalidValues.None;
            case MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: "IsInvalid" }:
                return type.BaseType is { } parent ? OfFramework(parent, types) ?? Of(parent, types, cancellationToken)?.Values : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or:
                return Read(or.Left, type, types, cancellationToken) | Read(or.Right, type, types, cancellationToken);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality:
                return IsHandle(equality.Left) ? ValueOf(equality.Right) : IsHandle(equality.Right) ? ValueOf(equality.Left) : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanOrEqualExpression } upTo when IsHandle(upTo.Left):
                return ValueOf(upTo.Right) == InvalidValues.Zero ? InvalidValues.Zero | InvalidValues.MinusOne : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression } below when IsHandle(below.Left):
                return ValueOf(below.Right) == InvalidValues.Zero ? InvalidValues.MinusOne : null;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } method, ArgumentList.Arguments: { Count: 1 } arguments } when IsHandle(method.Expression):
                return ValueOf(arguments[0].Expression);
            case IsPatternExpressionSyntax pattern when IsHandle(pattern.Expression):
                return ReadPattern(pattern.Pattern);
            default:
                return null;
        }
    }

    private static InvalidValues? ReadPattern(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax constant => ValueOf(constant.Expression),
        ParenthesizedPatternSyntax parenthesized => ReadPattern(parenthesized.Pattern),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or => ReadPattern(or.Left) | ReadPattern(or.Right),
        _ => null,
    };

    private static bool IsHandle(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "handle" } => true,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name.Identifier.ValueText: "handle" } => true,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "DangerousGetHandle" } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToInt64" or "ToInt32" or "ToPointer" } call } => IsHandle(call.Expression),
        CastExpressionSyntax cast => IsHandle(cast.Expression),
        ParenthesizedExpressionSyntax parenthesized => IsHandle(parenthesized.Expression),
        _ => false,
    };

    /// <summary>The one of the two values that an expression evidently is.</summary>
    private static InvalidValues? ValueOf(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return ValueOf(parenthesized.Expression);
            case CastExpressionSyntax cast:
                return ValueOf(cast.Expression);
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }:
                return ValueOf(arguments[0].Expression);
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0, Initializer: null } or DefaultExpressionSyntax:
                return InvalidValues.Zero;
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.NullLiteralExpression }:
                return InvalidValues.Zero;
            case LiteralExpressionSyntax { Token.Value: 0 or 0L or 0U or 0UL }:
                return InvalidValues.Zero;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: 1 or 1L } }:
                return InvalidValues.MinusOne;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero", Expression: var owner } when owner.ToString() is "IntPtr" or "System.IntPtr" or "nint" or "global::System.IntPtr":
                return InvalidValues.Zero;
            default:
                return null;
        }
    }
}
