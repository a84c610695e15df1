using System.Collections.Generic;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Flow;

/// <summary>Finds what the classes of the project have for the members of its interfaces and abstract classes.</summary>
internal static class Implementations
{
    /// <summary>The members with a body that classes of the project have for an interface's or abstract class's member.</summary>
    public static IEnumerable<IMethodSymbol> Of(InteropContext interop, IMethodSymbol declared, CancellationToken cancellationToken)
    {
        foreach (var type in TypesIn(interop.Compilation.Assembly.GlobalNamespace))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ImplementationIn(type, declared) is { } method)
            {
                yield return method;
            }
        }
    }

    /// <summary>The member with a body that <paramref name="type"/> has for an interface's or abstract class's member.</summary>
    private static IMethodSymbol? ImplementationIn(INamedTypeSymbol type, IMethodSymbol declared)
    {
        if (declared.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(declared) is IMethodSymbol { IsAbstract: false } found ? found : null;
        }

        foreach (var member in type.GetMembers())
        {
            for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, declared) && !member.IsAbstract)
                {
                    return (IMethodSymbol)member;
                }
            }
        }

        return null;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Class } type)
            {
                yield return type;
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var nested in TypesIn(inner))
                {
                    yield return nested;
                }
            }
        }
    }
}
