using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    /// <summary>The operand below conversions that are not written.</summary>
    public static IOperation? WithoutImplicitConversion(IOperation? operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>
    /// The pointer that <c>*p</c>, <c>p[i]</c> and the left of <c>p->X</c> read or write through; null for every other operation. Roslyn has no kind of operation for them, and of <c>p->X</c> the syntax is that of <c>p</c>.
    /// </summary>
    public static IOperation? DereferencedBy(IOperation operation)
    {
        if (operation.Kind != OperationKind.None || operation.ChildOperations.Count == 0)
        {
            return null;
        }

        var syntax = operation.Syntax;
        return syntax.Kind() is SyntaxKind.PointerIndirectionExpression or SyntaxKind.ElementAccessExpression or SyntaxKind.PointerMemberAccessExpression
            || (syntax.Parent is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression } access && access.Expression == syntax)
                ? operation.ChildOperations.First()
                : null;
    }

    /// <summary>The operation with the conversions and parentheses around it: its parent is what uses the value.</summary>
    public static IOperation WithConversions(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
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

    /// <summary>What an object is a member of, and that of, and so on: a parameter, a local, <c>this</c>.</summary>
    public static IOperation? HolderOf(IOperation owner)
    {
        var current = Unconverted(owner);
        while (current is IMemberReferenceOperation { Instance: { } instance })
        {
            current = Unconverted(instance);
        }

        return current;
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

    /// <summary>Whether two expressions name the same variable, parameter, field or property, of the same object.</summary>
    public static bool IsSameValue(IOperation? left, IOperation? right) => (Unconverted(left), Unconverted(right)) switch
    {
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Local, b.Local),
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter),
        (IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }, IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }) => true,
        (IFieldReferenceOperation a, IFieldReferenceOperation b) =>
            SymbolEqualityComparer.Default.Equals(a.Field, b.Field) && (a.Instance is null ? b.Instance is null : IsSameValue(a.Instance, b.Instance)),
        (IPropertyReferenceOperation { Arguments.IsEmpty: true } a, IPropertyReferenceOperation { Arguments.IsEmpty: true } b) =>
            SymbolEqualityComparer.Default.Equals(a.Property, b.Property) && (a.Instance is null ? b.Instance is null : IsSameValue(a.Instance, b.Instance)),
        _ => false,
    };

    /// <summary>The number that an expression is wherever it runs, or null.</summary>
    public static long? ConstantOf(IOperation? operation) => Unconverted(operation)?.ConstantValue is { HasValue: true, Value: { } value }
        ? value switch
        {
            int number => number,
            uint number => number,
            long number => number,
            ulong number => unchecked((long)number),
            short number => number,
            ushort number => number,
            byte number => number,
            sbyte number => number,
            _ => null,
        }
        : null;
}
