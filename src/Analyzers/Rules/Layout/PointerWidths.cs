using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Layout;

/// <summary>Knows the structs that only get to native code where a test in front of the call says that pointers have 4 bytes: <c>if (IntPtr.Size == 4) SendInput(…); else SendInput64(…);</c></summary>
internal static class PointerWidths
{
    public static bool AreOf4BytesFor(INamedTypeSymbol type, InteropContext interop, CancellationToken cancellationToken)
    {
        var isCalled = false;
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (!function.Parameters.Add(function.Return).Any(parameter => Names(parameter.Type, type)))
            {
                continue;
            }

            if (function is not { IsImport: true, Symbol: IMethodSymbol import } || !Visibility.IsHidden(interop.Compilation, import))
            {
                return false;
            }

            var mentions = Mentions.In(interop.Compilation);
            foreach (var mention in mentions.Of(import))
            {
                if (!IsBehindTest(mention, mentions, cancellationToken))
                {
                    return false;
                }

                isCalled = true;
            }
        }

        return isCalled;
    }

    private static bool Names(ITypeSymbol? named, INamedTypeSymbol type) => named switch
    {
        IPointerTypeSymbol pointer => Names(pointer.PointedAtType, type),
        IArrayTypeSymbol array => Names(array.ElementType, type),
        _ => SymbolEqualityComparer.Default.Equals(named, type),
    };

    private static bool IsBehindTest(SyntaxNode place, Mentions mentions, CancellationToken cancellationToken)
    {
        var child = place;
        for (var node = place.Parent; node is not null and not MemberDeclarationSyntax; child = node, node = node.Parent)
        {
            var (condition, whenTrue) = node switch
            {
                IfStatementSyntax choice => (choice.Condition, (SyntaxNode)choice.Statement),
                ConditionalExpressionSyntax choice => (choice.Condition, choice.WhenTrue),
                _ => (null, null),
            };
            if (condition is not null && child != condition && Has4Bytes(condition, mentions, cancellationToken) == (child == whenTrue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a condition holds where pointers have 4 bytes, and only there, or where they have 8; null where it asks for something else.</summary>
    private static bool? Has4Bytes(ExpressionSyntax condition, Mentions mentions, CancellationToken cancellationToken)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                return Has4Bytes(inner.Expression, mentions, cancellationToken);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return !Has4Bytes(not.Operand, mentions, cancellationToken);
            case BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Size" } size, Right: LiteralExpressionSyntax { Token.Value: int and (4 or 8) and var bytes } } comparison
                when IsMember(size, "IntPtr"):
                return comparison.Kind() switch
                {
                    SyntaxKind.EqualsExpression => bytes is 4,
                    SyntaxKind.NotEqualsExpression => bytes is 8,
                    _ => null,
                };
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Is64BitProcess" } process when IsMember(process, "Environment"):
                return false;
            default:
                return null;
        }

        bool IsMember(ExpressionSyntax access, string type) =>
            mentions.ModelOf(access.SyntaxTree).GetSymbolInfo(access, cancellationToken).Symbol is IPropertySymbol { ContainingType: { ContainingNamespace.Name: "System" } declaring } && declaring.Name == type;
    }
}
