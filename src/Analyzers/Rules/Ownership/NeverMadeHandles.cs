using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Ownership;

/// <summary>Knows the handle classes of which no object exists: only methods of the class that nobody calls make one, and no import does.</summary>
internal static class NeverMadeHandles
{
    public static bool Contains(InteropContext interop, INamedTypeSymbol type)
    {
        var uncalled = UncalledCode.Of(interop.Compilation);
        if (!uncalled.IsSeenHereOnly(type) || IsMadeByMarshaller(interop, type))
        {
            return false;
        }

        // An import takes an object that somebody else has made, and a call of a factory is judged with the factory.
        var mentions = Mentions.In(interop.Compilation);
        foreach (var mention in mentions.Of(type))
        {
            if (mention is not SimpleNameSyntax
                || mention.Parent is not (ParameterSyntax { Modifiers.Count: 0 } or NullableTypeSyntax { Parent: ParameterSyntax { Modifiers.Count: 0 } } or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }))
            {
                return false;
            }
        }

        var hasMaker = false;
        foreach (var creation in type.DeclaringSyntaxReferences.SelectMany(static declaration => declaration.SyntaxTree.GetRoot().FindNode(declaration.Span).DescendantNodes()).OfType<BaseObjectCreationExpressionSyntax>())
        {
            var model = mentions.ModelOf(creation.SyntaxTree);
            if (!SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(creation).Type, type))
            {
                continue;
            }

            hasMaker = true;
            if (creation.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax maker
                || model.GetDeclaredSymbol(maker) is not IMethodSymbol method
                || uncalled.IsMentioned(method))
            {
                return false;
            }
        }

        return hasMaker;
    }

    private static bool IsMadeByMarshaller(InteropContext interop, INamedTypeSymbol type)
    {
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (SymbolEqualityComparer.Default.Equals(function.Return.Type, type)
                || function.Parameters.Any(parameter => parameter.RefKind != RefKind.None && SymbolEqualityComparer.Default.Equals(parameter.Type, type)))
            {
                return true;
            }
        }

        return false;
    }
}
