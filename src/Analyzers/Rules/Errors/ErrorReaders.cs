using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>Knows of which failures the methods with source that read the last error for their callers read it.</summary>
internal static class ErrorReaders
{
    /// <summary>Whether <paramref name="method"/> reads the error always, or whenever a value says no more than that something failed: <c>if (!done)</c>, <c>if (result &lt; 0)</c>.</summary>
    public static bool ReadForEveryFailure(IMethodSymbol method, InteropContext interop, LastErrorEffects effects, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (FlowAnalysis.Of(interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return false;
        }

        // What a constructor gives to another one stands beside its body.
        foreach (var operation in (body.Parent is IConstructorBodyOperation constructor ? constructor : body).Descendants())
        {
            if (effects.IsRead(operation is IObjectCreationOperation creation ? creation.Constructor : (operation as IInvocationOperation)?.TargetMethod))
            {
                // The text of an exception is right, and only the code that it carries beside it is not.
                return operation is not IObjectCreationOperation { Arguments.IsEmpty: false } && IsReachedByEveryFailure(operation);
            }
        }

        return false;
    }

    /// <summary>Whether a helper is given what another native call than <paramref name="function"/> answered, so that it asks for that one's error.</summary>
    public static bool AsksForOther(IInvocationOperation helper, NativeFunction function, InteropContext interop)
    {
        foreach (var argument in helper.Arguments)
        {
            if (Operations.Unconverted(argument.Value) is not ILocalReferenceOperation { Local: var local })
            {
                continue;
            }

            foreach (var operation in Operations.RootOf(helper).Descendants())
            {
                var value = operation switch
                {
                    IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var initial } when SymbolEqualityComparer.Default.Equals(declared, local) => initial,
                    ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target }, Value: var assigned } when SymbolEqualityComparer.Default.Equals(target, local) => assigned,
                    _ => null,
                };
                if (value is not null && NativeCalls.FunctionOf(interop, Operations.Unconverted(value)!) is { } answering && !SymbolEqualityComparer.Default.Equals(answering.Symbol, function.Symbol))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsReachedByEveryFailure(IOperation read)
    {
        for (var child = read; child.Parent is { } parent; child = parent)
        {
            switch (parent)
            {
                case ISwitchCaseOperation or ISwitchExpressionArmOperation or ILoopOperation or ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
                case IConditionalOperation conditional when conditional.Condition != child && !IsFailureTest(conditional.Condition):
                    return false;
                case IBlockOperation block:
                    foreach (var earlier in block.Operations)
                    {
                        if (earlier == child)
                        {
                            break;
                        }

                        if (earlier is not (IConditionalOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation) || (earlier is IConditionalOperation guard && !IsFailureTest(guard.Condition)))
                        {
                            return false;
                        }
                    }

                    break;
            }
        }

        return true;
    }

    /// <summary>A flag, or a comparison with null, zero or minus one.</summary>
    private static bool IsFailureTest(IOperation condition) => Operations.Unconverted(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => IsFailureTest(operand),
        IParameterReferenceOperation => true,
        IPropertyReferenceOperation { Property.Name: "IsInvalid" } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.ConditionalAnd } both => IsFailureTest(both.LeftOperand) && IsFailureTest(both.RightOperand),
        IBinaryOperation comparison => IsNothing(comparison.LeftOperand) || IsNothing(comparison.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } => IsNothing(value),
        _ => false,
    };

    private static bool IsNothing(IOperation value) => FinalizedHandles.ConstantOf(value) switch
    {
        null => value.ConstantValue.HasValue,
        bool => true,
        int number => number is 0 or -1,
        long number => number is 0 or -1,
        uint number => number is 0,
        ulong number => number is 0,
        _ => false,
    };
}
