using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Signatures;

/// <summary>Where in the source the parts of a native signature stand. Syntax only: positions need no semantic model.</summary>
internal static class DeclarationPlaces
{
    /// <summary>The smallest span that shows <paramref name="parameter"/>, or <paramref name="fallback"/> when it cannot be found.</summary>
    public static Location Of(NativeFunction function, NativeParameter parameter, Location fallback, CancellationToken cancellationToken)
    {
        if (parameter.Symbol is { } symbol && !symbol.Locations.IsEmpty && symbol.Locations[0].IsInSource && function.Form != NativeForm.FunctionPointer)
        {
            return symbol.Locations[0];
        }

        if (fallback.SourceTree is not { } tree)
        {
            return fallback;
        }

        var node = tree.GetRoot(cancellationToken).FindNode(fallback.SourceSpan, getInnermostNodeForTie: true);
        if (function.Form == NativeForm.FunctionPointer)
        {
            if (node.FirstAncestorOrSelf<FunctionPointerTypeSyntax>() is { } pointer)
            {
                var types = pointer.ParameterList.Parameters;
                var index = parameter.IsReturn ? types.Count - 1 : parameter.Index;
                if (index >= 0 && index < types.Count)
                {
                    return types[index].GetLocation();
                }
            }

            return fallback;
        }

        return node.FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => method.ReturnType.GetLocation(),
            DelegateDeclarationSyntax type => type.ReturnType.GetLocation(),
            LocalFunctionStatementSyntax local => local.ReturnType.GetLocation(),
            _ => fallback,
        };
    }
}
