using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Writes the call that releases a raw value.</summary>
internal static class ReleaseCall
{
    private const string Space = "System.Runtime.InteropServices.";

    /// <summary>The method of a declaration id, or of the framework's type and method: <c>Marshal.FreeHGlobal</c>.</summary>
    public static IMethodSymbol? MethodOf(Compilation compilation, string name)
    {
        if (name.StartsWith("M:", System.StringComparison.Ordinal))
        {
            return DocumentationCommentId.GetFirstSymbolForDeclarationId(name, compilation) as IMethodSymbol;
        }

        var dot = name.IndexOf('.');
        if (dot < 0)
        {
            return null;
        }

        var type = name.Substring(0, dot);
        return (compilation.GetTypeByMetadataName(Space + type) ?? compilation.GetTypeByMetadataName(Space + "Marshalling." + type))
            ?.GetMembers(name.Substring(dot + 1)).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == 1);
    }

    /// <summary>The call of <paramref name="method"/> with a value of <paramref name="type"/>, converted where that takes a cast; null when it cannot be passed.</summary>
    public static InvocationExpressionSyntax? Write(IMethodSymbol method, ExpressionSyntax value, ITypeSymbol type, SemanticModel model, int position)
    {
        if (!method.IsStatic || method.IsGenericMethod || method.Parameters.Length != 1)
        {
            return null;
        }

        var parameter = method.Parameters[0];
        var argument = SyntaxFactory.Argument(value);
        if (parameter.RefKind == RefKind.Ref && SymbolEqualityComparer.Default.Equals(parameter.Type, type))
        {
            argument = argument.WithRefKindKeyword(SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        }
        else if (parameter.RefKind is not (RefKind.None or RefKind.In))
        {
            return null;
        }
        else if (!model.Compilation.ClassifyCommonConversion(type, parameter.Type).IsImplicit)
        {
            if (!IsRaw(type) || !IsRaw(parameter.Type))
            {
                return null;
            }

            argument = SyntaxFactory.Argument(SyntaxFactory.CastExpression(SyntaxFactory.ParseTypeName(parameter.Type.ToMinimalDisplayString(model, position)), value));
        }

        var container = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var isInside = model.LookupSymbols(position, name: method.Name).Any(found => SymbolEqualityComparer.Default.Equals(found, method));
        ExpressionSyntax callee = isInside
            ? SyntaxFactory.IdentifierName(method.Name)
            : SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression(container).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
                SyntaxFactory.IdentifierName(method.Name)).WithAdditionalAnnotations(Simplifier.Annotation);
        return SyntaxFactory.InvocationExpression(callee, SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(argument)));
    }

    public static bool IsRaw(ITypeSymbol type) => type is IPointerTypeSymbol || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
