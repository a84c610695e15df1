using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Analysis;

/// <summary>Steps between operations that change nothing about the value.</summary>
internal static class Operations
{
    /// <summary>The operand below conversions.</summary>
    public static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>What uses the value of <paramref name="operation"/>, above conversions and the address-of operator.</summary>
    public static IOperation? UserOf(IOperation operation)
    {
        var user = operation.Parent;
        while (user is IConversionOperation or IAddressOfOperation or IParenthesizedOperation)
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>The operation at the top of the body that contains <paramref name="operation"/>.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The local variable whose field, or field of a field, <paramref name="target"/> is; null for anything else.</summary>
    public static ILocalSymbol? OwnerOf(IOperation? target)
    {
        while (target is IMemberReferenceOperation { Instance: { } instance } and (IFieldReferenceOperation or IPropertyReferenceOperation))
        {
            target = instance;
        }

        return (target as ILocalReferenceOperation)?.Local;
    }
}
