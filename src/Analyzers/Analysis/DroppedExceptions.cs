using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>Knows the methods whose exceptions nobody looks at, so that it does no harm when these tell something wrong.</summary>
internal static class DroppedExceptions
{
    // A caller that does not catch hands the exception to its own callers, so far.
    private const int DeepestChain = 3;

    /// <summary>Whether only the project sees a method, and each of its calls stands in a <c>try</c> that catches everything and does not look at the exception; false for one that nobody calls.</summary>
    public static bool Are(ISymbol member, Compilation compilation) => Are(member, compilation, 0);

    private static bool Are(ISymbol? member, Compilation compilation, int depth)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false } method
            || depth == DeepestChain || !UncalledCode.Of(compilation).IsSeenHereOnly(method) || InterfaceMembers.Ask(method))
        {
            return false;
        }

        var mentions = Mentions.In(compilation);
        var calls = mentions.Of(method).ToList();
        return calls.Count > 0 && calls.All(mention =>
            Mentions.ExpressionAt(mention) is var called && called.Parent is InvocationExpressionSyntax call && call.Expression == called
            && (IsDroppedAround(call) ?? (call.FirstAncestorOrSelf<MemberDeclarationSyntax>() is MethodDeclarationSyntax caller && Are(mentions.ModelOf(caller.SyntaxTree).GetDeclaredSymbol(caller), compilation, depth + 1))));
    }

    /// <summary>Whether a <c>try</c> around a place drops each exception; null where none catches everything.</summary>
    private static bool? IsDroppedAround(SyntaxNode place)
    {
        foreach (var (node, inner) in Around(place))
        {
            switch (node)
            {
                // What runs later throws elsewhere.
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return false;
                case TryStatementSyntax attempt when attempt.Block == inner && !attempt.Catches.All(static handler => handler.Filter is null && handler.Declaration is not null && !CatchesEverything(handler)):
                    return attempt.Catches.All(IsDropping) && CatchesEverything(attempt.Catches[attempt.Catches.Count - 1]);
                case TryStatementSyntax attempt when attempt.Block == inner && attempt.Catches.Count > 0:
                    return false;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private static IEnumerable<(SyntaxNode Node, SyntaxNode Inner)> Around(SyntaxNode place)
    {
        for (var inner = place; inner.Parent is { } node; inner = node)
        {
            yield return (node, inner);
        }
    }

    private static bool CatchesEverything(CatchClauseSyntax handler) =>
        handler.Declaration is null || handler.Declaration.Type.ToString() is "Exception" or "System.Exception" or "object";

    private static bool IsDropping(CatchClauseSyntax handler) =>
        handler.Filter is null
        && !handler.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax { Expression: null }
            || (node is IdentifierNameSyntax { Identifier.ValueText: var name } && name == handler.Declaration?.Identifier.ValueText));
}
