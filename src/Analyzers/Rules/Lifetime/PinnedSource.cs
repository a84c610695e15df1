using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>What a pointer argument points into, as far as one <c>fixed</c> statement or the argument itself shows it.</summary>
internal static class PinnedSource
{
    /// <summary>The expression that is pinned, without the address-of and <c>MemoryMarshal.GetReference</c> around it; null when the argument is no pinned variable.</summary>
    public static IOperation? Of(IOperation argument)
    {
        if (Operations.Unconverted(argument) is not ILocalReferenceOperation { Local: { IsFixed: true } pointer } reference)
        {
            return null;
        }

        return Operations.Unconverted(LocalReferences.Around(reference).OnlyValueOf(pointer));
    }

    /// <summary>The span that a reference is taken of with <c>MemoryMarshal.GetReference</c>, or null.</summary>
    public static IOperation? SpanBehind(IOperation? location)
    {
        location = Operations.Unconverted(location);
        if (location is IAddressOfOperation { Reference: var target })
        {
            location = target;
        }

        return location is IInvocationOperation { TargetMethod: { Name: "GetReference", ContainingType.Name: "MemoryMarshal" }, Arguments: { Length: 1 } arguments }
            ? Operations.Unconverted(arguments[0].Value)
            : null;
    }

    /// <summary>The element type of a span, and whether it is read-only; null for every other type.</summary>
    public static (ITypeSymbol Element, bool IsReadOnly)? SpanType(InteropContext interop, ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { OriginalDefinition: var definition, TypeArguments: { Length: 1 } arguments })
        {
            return null;
        }

        return SymbolEqualityComparer.Default.Equals(definition, interop.Types.ReadOnlySpanOfT) ? (arguments[0], true)
            : SymbolEqualityComparer.Default.Equals(definition, interop.Types.SpanOfT) ? (arguments[0], false)
            : null;
    }
}
