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
    // A factory that another factory calls is followed so far.
    private const int DeepestChain = 3;

    public static bool Contains(InteropContext interop, INamedTypeSymbol type)
    {
        var uncalled = UncalledCode.Of(interop.Compilation);
        if (!uncalled.IsSeenHereOnly(type) || BoundaryTypes.Of(interop).AreMadeByMarshaller(type))
        {
            return false;
        }

        // An import takes an object that somebody else has made, and a call of a factory is judged with the factory.
        var mentions = Mentions.In(interop.Compilation);
        foreach (var mention in mentions.Of(type))
        {
            if (mention is not SimpleNameSyntax || !(mention.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } || IsTaken(mention.Parent is NullableTypeSyntax nullable ? nullable : mention)))
            {
                return false;
            }
        }

        var hasMaker = false;
        foreach (var creation in type.DeclaringSyntaxReferences.SelectMany(static declaration => declaration.SyntaxTree.GetRoot().FindNode(declaration.Span).DescendantNodes()).OfType<BaseObjectCreationExpressionSyntax>())
        {
            if (!SymbolEqualityComparer.Default.Equals(mentions.ModelOf(creation.SyntaxTree).GetTypeInfo(creation).Type, type))
            {
                continue;
            }

            hasMaker = true;
            if (!IsInUncalled(creation, type, mentions, 0))
            {
                return false;
            }
        }

        return hasMaker;
    }

    /// <summary>Whether a type is that of a parameter for which a caller has the object; what native code gives to a delegate or an interface, the marshaller makes one of.</summary>
    private static bool IsTaken(SyntaxNode type) => type.Parent is ParameterSyntax { Modifiers.Count: 0, Parent.Parent: MethodDeclarationSyntax { Parent: ClassDeclarationSyntax or StructDeclarationSyntax } };

    /// <summary>Whether a place is in a method of the class that nobody calls, or only such methods do.</summary>
    private static bool IsInUncalled(SyntaxNode place, INamedTypeSymbol type, Mentions mentions, int depth) =>
        depth <= DeepestChain
        && place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is MethodDeclarationSyntax maker
        && mentions.ModelOf(maker.SyntaxTree).GetDeclaredSymbol(maker) is IMethodSymbol { IsOverride: false, IsVirtual: false } method
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
        && mentions.Of(method).All(mention => IsInUncalled(mention, type, mentions, depth + 1));
}
