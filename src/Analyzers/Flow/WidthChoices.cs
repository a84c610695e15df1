using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Imports of one function for each width of its integers, between which a method of their type chooses by the width that these have where it runs.</summary>
internal static class WidthChoices
{
    /// <summary>Whether one method of their type calls both declarations, which differ in the width of integers only.</summary>
    public static bool AreChosenBetween(InteropContext interop, NativeFunction function, NativeFunction other)
    {
        var (symbol, otherSymbol) = (function.Symbol, other.Symbol);
        return symbol.Name != otherSymbol.Name
            && symbol.ContainingType is { } type && SymbolEqualityComparer.Default.Equals(type, otherSymbol.ContainingType)
            && DifferOnlyInWidth(function, other)
            && type.GetMembers().OfType<IMethodSymbol>().Any(method =>
                FlowAnalysis.Of(interop).BodyOf(method, CancellationToken.None) is { } body && Calls(body, symbol) && Calls(body, otherSymbol));

        static bool Calls(IOperation body, ISymbol callee) =>
            body.Descendants().Any(operation => operation is IInvocationOperation { TargetMethod: var called } && SymbolEqualityComparer.Default.Equals(called, callee));
    }

    /// <summary>Whether <paramref name="function"/> is one of such declarations.</summary>
    public static bool IsOneOfSeveral(InteropContext interop, NativeFunction function)
    {
        foreach (var member in function.Symbol.ContainingType?.GetMembers() ?? ImmutableArray<ISymbol>.Empty)
        {
            if (member is IMethodSymbol method
                && !SymbolEqualityComparer.Default.Equals(method, function.Symbol)
                && NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true } other
                && other.EntryPoint == function.EntryPoint
                && AreChosenBetween(interop, function, other))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DifferOnlyInWidth(NativeFunction function, NativeFunction other)
    {
        if (function.Parameters.Length != other.Parameters.Length)
        {
            return false;
        }

        for (var index = -1; index < function.Parameters.Length; index++)
        {
            var (one, two) = index < 0 ? (function.Return.NativeType, other.Return.NativeType) : (function.Parameters[index].NativeType, other.Parameters[index].NativeType);
            if (one.Kind != two.Kind)
            {
                return false;
            }
        }

        return true;
    }
}
