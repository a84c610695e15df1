using System;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>
/// Knows the <c>throw</c>s that hardly ever run: those that depend on the platform alone, which the first run on it shows; those for an exhausted memory; and those of a virtual method that only stands for what each class overrides.
/// </summary>
internal sealed class UnlikelyThrows(InteropContext interop)
{
    private readonly NativeFunctions _functions = NativeFunctions.Of(interop);
    private readonly INamedTypeSymbol? _notSupported = interop.Types.Find("System.NotSupportedException");
    private readonly INamedTypeSymbol? _notImplemented = interop.Types.Find("System.NotImplementedException");
    private readonly INamedTypeSymbol? _outOfMemory = interop.Types.Find("System.OutOfMemoryException");

    public bool Contains(IThrowOperation thrown)
    {
        var type = Operations.WithoutImplicitConversion(thrown.Exception)?.Type as INamedTypeSymbol;
        return Is(type, _outOfMemory)
            || DependsOnSizesAlone(thrown)
            || (Is(type, _notSupported) && IsBehindPlatforms(thrown))
            || IsBehindAllocator(thrown)
            || ((Is(type, _notSupported) || Is(type, _notImplemented)) && IsAllOfVirtual(thrown));
    }

    private static bool Is(INamedTypeSymbol? type, INamedTypeSymbol? ancestor) => type is not null && MarshallingReader.DerivesFrom(type, ancestor);

    /// <summary>Whether each condition on the way to a place compares sizes of types or pointers: the same on every call, whatever it is given.</summary>
    private static bool DependsOnSizesAlone(IOperation place)
    {
        var hasCondition = false;
        for (var inner = place; inner.Parent is { } parent; inner = parent)
        {
            switch (parent)
            {
                case IBlockOperation block:
                    // What leaves before, for another reason, is a condition, too.
                    if (block.Operations.TakeWhile(statement => statement != inner).Any(static statement => statement.DescendantsAndSelf().Any(static operation => operation is IReturnOperation or IBranchOperation)))
                    {
                        return false;
                    }

                    break;
                case IConditionalOperation conditional:
                    if (!IsOfSizes(conditional.Condition))
                    {
                        return false;
                    }

                    hasCondition = true;
                    break;
                case IExpressionStatementOperation or IConversionOperation or IReturnOperation or IMethodBodyOperation:
                    break;
                default:
                    return false;
            }
        }

        return hasCondition;
    }

    private static bool IsOfSizes(IOperation condition) => Operations.Unconverted(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsOfSizes(not.Operand),
        IParenthesizedOperation inner => IsOfSizes(inner.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => IsOfSizes(both.LeftOperand) && IsOfSizes(both.RightOperand),
        IBinaryOperation comparison => IsSize(comparison.LeftOperand) && IsSize(comparison.RightOperand) && !(comparison.LeftOperand.ConstantValue.HasValue && comparison.RightOperand.ConstantValue.HasValue),
        IPropertyReferenceOperation { Property: var property } => property.Name == "Is64BitProcess" && property.ContainingType.Name == "Environment",
        _ => false,
    };

    private static bool IsSize(IOperation? operation) => Operations.Unconverted(operation) switch
    {
        { ConstantValue.HasValue: true } => true,
        ISizeOfOperation => true,
        IPropertyReferenceOperation { Property: { Name: "Size", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => true,
        IInvocationOperation { TargetMethod: { Name: "SizeOf", ContainingType.Name: "Marshal" or "Unsafe" } } => true,
        _ => false,
    };

    /// <summary>Whether a place is what is left when the platform is none of those that the code tests for.</summary>
    private static bool IsBehindPlatforms(IOperation place)
    {
        for (var inner = place; inner.Parent is { } parent; inner = parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional:
                    return AsksForPlatform(conditional.Condition);
                case ISwitchExpressionOperation choice:
                    return AsksForPlatform(choice.Value);
                case ISwitchOperation choice:
                    return AsksForPlatform(choice.Value);
                case IBlockOperation block:
                    var before = block.Operations.TakeWhile(statement => statement != inner).ToList();
                    if (before.Any(static statement => statement is IConditionalOperation conditional && AsksForPlatform(conditional.Condition)))
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    private static bool AsksForPlatform(IOperation condition) => IsOfSizes(condition) || condition.DescendantsAndSelf().Any(static operation => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "IsOSPlatform", ContainingType.Name: "RuntimeInformation" } } => true,
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "OperatingSystem", ContainingNamespace.Name: "System" } } method } => method.Name.StartsWith("Is", StringComparison.Ordinal),
        IPropertyReferenceOperation { Property: { Name: "ProcessArchitecture" or "OSArchitecture", ContainingType.Name: "RuntimeInformation" } } => true,
        IPropertyReferenceOperation { Property: { Name: "Is64BitProcess" or "Is64BitOperatingSystem" or "OSVersion", ContainingType.Name: "Environment" } } => true,
        IPropertyReferenceOperation { Property: { Name: "Size", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => true,
        _ => false,
    });

    /// <summary>Whether a place is only reached when an allocator has answered null.</summary>
    private bool IsBehindAllocator(IOperation place)
    {
        var statement = place;
        while (statement.Parent is IBlockOperation { Operations.Length: 1 } or IExpressionStatementOperation)
        {
            statement = statement.Parent;
        }

        return statement.Parent is IConditionalOperation conditional && conditional.WhenTrue == statement
            && Operations.Unconverted(conditional.Condition) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test
            && ((IsNull(test.RightOperand) && IsAllocated(test.LeftOperand)) || (IsNull(test.LeftOperand) && IsAllocated(test.RightOperand)));
    }

    private bool IsAllocated(IOperation operation) => Operations.Unconverted(operation) switch
    {
        ILocalReferenceOperation { Local: var local } reference => LocalReferences.Around(reference).OnlyValueOf(local) is { } value && IsAllocated(value),
        IInvocationOperation { TargetMethod: var method } => _functions.FromMethod(method) is { IsImport: true, DisplayName: "malloc" or "calloc" or "HeapAlloc" or "LocalAlloc" or "GlobalAlloc" or "CoTaskMemAlloc" },
        _ => false,
    };

    private static bool IsNull(IOperation operation) =>
        Operations.Unconverted(operation) is { ConstantValue: { HasValue: true, Value: null } } || FinalizedHandles.ConstantOf(operation) is 0 or 0L;

    /// <summary>Whether a place is the whole body of a virtual method: it is there for what derives from the class.</summary>
    private static bool IsAllOfVirtual(IOperation place)
    {
        var inner = place;
        while (inner.Parent is IExpressionStatementOperation or IConversionOperation or IReturnOperation or IBlockOperation { Operations.Length: 1 } or IMethodBodyOperation)
        {
            inner = inner.Parent;
        }

        return inner.Parent is null && inner.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart) is IMethodSymbol { IsVirtual: true };
    }
}
