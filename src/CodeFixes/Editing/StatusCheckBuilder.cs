using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Finds the method with which a project checks native statuses, and writes one where there is none.</summary>
internal static class StatusCheckBuilder
{
    /// <summary>The name of the method that is written.</summary>
    public const string MethodName = "ThrowIfFailed";

    /// <summary>
    /// The project's own checking method for <paramref name="status"/>: declared with <c>[MapsNativeStatus]</c>, or with that one parameter, named for checking, and throwing.
    /// An instance method serves its own class, and serves it best, because it can ask the native object for the error's text; any other must be static. Null when there is
    /// none, or several that are equally good.
    /// </summary>
    public static IMethodSymbol? FindChecker(Compilation compilation, ITypeSymbol status, INamedTypeSymbol near, ISymbol within, CancellationToken cancellationToken)
    {
        var found = new List<IMethodSymbol>();
        var own = InstanceTypeOf(within);
        foreach (var type in TypesOf(compilation.Assembly.GlobalNamespace))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mapsByType = AttributeContracts.MapsStatus(type, status);
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, IsExtern: false } method
                    && (method.IsStatic || SymbolEqualityComparer.Default.Equals(type, own))
                    && !SymbolEqualityComparer.Default.Equals(method, within)
                    && IsChecker(method, status, mapsByType)
                    && compilation.IsSymbolAccessibleWithin(method, within as INamedTypeSymbol ?? within.ContainingType))
                {
                    found.Add(method);
                }
            }
        }

        var stated = found.Where(method => AttributeContracts.MapsStatus(method, status) || AttributeContracts.MapsStatus(method.ContainingType, status)).ToList();
        if (stated.Count == 1)
        {
            return stated[0];
        }

        var ofInstance = found.Where(method => !method.IsStatic).ToList();
        if (ofInstance.Count == 1)
        {
            return ofInstance[0];
        }

        found.RemoveAll(method => !method.IsStatic);
        var nearest = found.Where(method => SymbolEqualityComparer.Default.Equals(method.ContainingType, near)).ToList();
        return nearest.Count == 1 ? nearest[0] : found.Count == 1 ? found[0] : null;
    }

    /// <summary>
    /// <c>internal static void ThrowIfFailed(Status status)</c> for a convention, or null when the convention cannot be tested on that type.
    /// </summary>
    public static MethodDeclarationSyntax? WriteChecker(ITypeSymbol status, StatusConvention convention, SemanticModel model, int position)
    {
        var type = status.ToMinimalDisplayString(model, position);
        if (StatusConditions.Failure("status", status, type, convention) is not { } condition)
        {
            return null;
        }

        var text = $$"""
            /// <summary>Throws when a native function reports failure.</summary>
            /// <exception cref="System.InvalidOperationException"><paramref name="status"/> is a failure.</exception>
            internal static void {{MethodName}}({{type}} status)
            {
                if ({{condition}})
                {
                    throw new System.InvalidOperationException("The native call failed with status " + status + ".");
                }
            }
            """;
        return ((MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>The class whose instance methods can be called by their names alone in <paramref name="within"/>, or null.</summary>
    private static INamedTypeSymbol? InstanceTypeOf(ISymbol within)
    {
        while (within is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            within = within.ContainingSymbol;
        }

        return within is IMethodSymbol { IsStatic: false, ContainingType: { TypeKind: TypeKind.Class } type } ? type : null;
    }

    private static bool IsChecker(IMethodSymbol method, ITypeSymbol status, bool mapsByType)
    {
        if (method.Parameters.Length == 0
            || method.Parameters[0].RefKind != RefKind.None
            || !SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, status)
            || method.Parameters.Skip(1).Any(parameter => !parameter.IsOptional)
            || !(method.ReturnsVoid || SymbolEqualityComparer.Default.Equals(method.ReturnType, status)))
        {
            return false;
        }

        if (mapsByType || AttributeContracts.MapsStatus(method, status))
        {
            return true;
        }

        // A status enumeration is telling by itself; an integer needs a name that says what it checks.
        return (CheckingNames.IsChecking(method.Name) || CheckingNames.IsChecking(method.ContainingType.Name))
            && (status.TypeKind == TypeKind.Enum || CheckingNames.SpeaksOfStatus(method.Name) || CheckingNames.SpeaksOfStatus(method.ContainingType.Name))
            && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax));
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol root)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    pending.Push(inner);
                    if (inner is INamedTypeSymbol type)
                    {
                        yield return type;
                    }
                }
            }
        }
    }
}
