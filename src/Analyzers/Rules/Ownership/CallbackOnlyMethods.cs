using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Ownership;

/// <summary>Knows the methods of which an exception goes on into native code, where it ends the process: only callbacks call them, and nothing on the way catches.</summary>
internal static class CallbackOnlyMethods
{
    // A method that a callback calls over others is followed so far.
    private const int Deepest = 3;

    public static bool Contains(IMethodSymbol method, InteropContext interop, CancellationToken cancellationToken) => Contains(method, interop, 0, cancellationToken);

    private static bool Contains(IMethodSymbol method, InteropContext interop, int depth, CancellationToken cancellationToken)
    {
        if (method.HasAttribute(interop.Types.UnmanagedCallersOnlyAttribute))
        {
            return true;
        }

        if (depth == Deepest || method is not { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false } || !UncalledCode.Of(interop.Compilation).IsSeenHereOnly(method))
        {
            return false;
        }

        // By its name alone, because an interface may ask for it, too.
        var mentions = Mentions.In(interop.Compilation);
        var places = mentions.Of(method.Name).Where(place => !method.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == place.SyntaxTree && declaration.Span.Contains(place.Span))).ToList();
        return places.Count > 0 && places.All(place => Mentions.ExpressionAt(place) is { Parent: InvocationExpressionSyntax call } called && call.Expression == called && EndsProcess(call, mentions, interop, depth, cancellationToken));
    }

    private static bool EndsProcess(SyntaxNode place, Mentions mentions, InteropContext interop, int depth, CancellationToken cancellationToken)
    {
        for (SyntaxNode? child = place, node = place.Parent; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case TryStatementSyntax attempt when attempt.Block == child && attempt.Catches.Count > 0:
                case LocalFunctionStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax lambda:
                    return mentions.ModelOf(lambda.SyntaxTree).GetTypeInfo(lambda, cancellationToken).ConvertedType is INamedTypeSymbol type && BoundaryTypes.Of(interop).IsBoundaryDelegate(type);
                case MethodDeclarationSyntax caller:
                    return mentions.ModelOf(caller.SyntaxTree).GetDeclaredSymbol(caller, cancellationToken) is IMethodSymbol method && Contains(method, interop, depth + 1, cancellationToken);
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
