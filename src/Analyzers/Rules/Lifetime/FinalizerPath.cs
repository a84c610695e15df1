using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>
/// The operations that run when a method is entered with a known value of its Boolean parameter, as <c>Dispose(bool)</c> is by the finalizer: branches on the parameter are decided, and methods of
/// the same object in the same file are followed.
/// </summary>
internal sealed class FinalizerPath
{
    private const int MaximumDepth = 4;

    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<IMethodSymbol> _followed = new(SymbolEqualityComparer.Default);
    private int _depth;

    private FinalizerPath(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
    }

    /// <summary>What runs, in the order of the source.</summary>
    public List<IOperation> Operations { get; } = new();

    /// <summary>Whether it calls methods of the same object that could not be followed.</summary>
    public bool IsIncomplete { get; private set; }

    public static FinalizerPath Of(IOperation body, IParameterSymbol? parameter, bool value, CancellationToken cancellationToken)
    {
        var path = new FinalizerPath(cancellationToken);
        path.Walk(body, new Known(parameter, value));
        return path;
    }

    /// <summary>Adds what runs in <paramref name="operation"/>; false when control does not come out behind it.</summary>
    private bool Walk(IOperation? operation, Known known)
    {
        if (operation is null)
        {
            return true;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation or ITypeOfOperation:
                return true;
            case IBlockOperation block:
                Operations.Add(block);
                foreach (var statement in block.Operations)
                {
                    if (!Walk(statement, known))
                    {
                        return false;
                    }
                }

                return true;
            case IConditionalOperation conditional:
                Operations.Add(conditional);
                Walk(conditional.Condition, known);
                return Evaluate(conditional.Condition, known) switch
                {
                    true => Walk(conditional.WhenTrue, known),
                    false => Walk(conditional.WhenFalse, known),
                    _ => Walk(conditional.WhenTrue, known) | Walk(conditional.WhenFalse, known),
                };
            case ISwitchOperation { Value: var asked } choice when Evaluate(asked, known) is { } answer:
                Operations.Add(choice);
                Walk(asked, known);
                var comesBehind = true;
                foreach (var statement in SectionOf(choice, answer)?.Body ?? ImmutableArray<IOperation>.Empty)
                {
                    if (statement is IBranchOperation { BranchKind: BranchKind.Break })
                    {
                        break;
                    }

                    comesBehind &= Walk(statement, known);
                }

                return comesBehind;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                Operations.Add(binary);
                Walk(binary.LeftOperand, known);
                if (Evaluate(binary.LeftOperand, known) is not { } left || left == (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd))
                {
                    Walk(binary.RightOperand, known);
                }

                return true;
            case IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.GoTo }:
                WalkChildren(operation, known);
                return false;
            case ITryOperation attempt:
                var comesOut = Walk(attempt.Body, known);
                foreach (var handler in attempt.Catches)
                {
                    comesOut |= Walk(handler, known);
                }

                return Walk(attempt.Finally, known) && comesOut;
            case ILabeledOperation labeled:
                Walk(labeled.Operation, known);
                return true;
            case IInvocationOperation call:
                WalkChildren(call, known);
                Follow(call, known);
                return true;
            default:
                WalkChildren(operation, known);
                return true;
        }
    }

    /// <summary>The section that a switch over a known value runs; null when there is none.</summary>
    private static ISwitchCaseOperation? SectionOf(ISwitchOperation choice, bool answer)
    {
        ISwitchCaseOperation? others = null;
        foreach (var section in choice.Cases)
        {
            foreach (var clause in section.Clauses)
            {
                var constant = clause switch
                {
                    ISingleValueCaseClauseOperation { Value: var single } => single,
                    IPatternCaseClauseOperation { Guard: null, Pattern: IConstantPatternOperation { Value: var pattern } } => pattern,
                    _ => null,
                };
                if (constant is { ConstantValue: { HasValue: true, Value: bool value } } && value == answer)
                {
                    return section;
                }

                others = clause is IDefaultCaseClauseOperation or IPatternCaseClauseOperation { Guard: null, Pattern: IDiscardPatternOperation } ? section : others;
            }
        }

        return others;
    }

    private void WalkChildren(IOperation operation, Known known)
    {
        Operations.Add(operation);
        foreach (var child in operation.ChildOperations)
        {
            Walk(child, known);
        }
    }

    private void Follow(IInvocationOperation call, Known known)
    {
        if (call.Instance is not IInstanceReferenceOperation || call.Instance.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax)
        {
            return;
        }

        var target = call.TargetMethod.OriginalDefinition;
        if (target.DeclaringSyntaxReferences.IsEmpty)
        {
            return;
        }

        if (_depth == MaximumDepth || MethodBodies.Of(target, call.SemanticModel, _cancellationToken) is not { } body)
        {
            IsIncomplete = true;
            return;
        }

        if (!_followed.Add(target))
        {
            return;
        }

        var inner = default(Known);
        if (target.Parameters.Length == 1 && target.Parameters[0].Type.SpecialType == SpecialType.System_Boolean && Evaluate(call.Arguments.Length == 1 ? call.Arguments[0].Value : null, known) is { } value)
        {
            inner = new Known(target.Parameters[0], value);
        }

        _depth++;
        Walk(body, inner);
        _depth--;
    }

    private static bool? Evaluate(IOperation? condition, Known known)
    {
        switch (condition)
        {
            case { ConstantValue: { HasValue: true, Value: bool constant } }:
                return constant;
            case IParameterReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Parameter, known.Parameter):
                return known.Value;
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, known);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                return !Evaluate(negation.Operand, known);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and:
                var (left, right) = (Evaluate(and.LeftOperand, known), Evaluate(and.RightOperand, known));
                return left == false || right == false ? false : left == true ? right : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or:
                (left, right) = (Evaluate(or.LeftOperand, known), Evaluate(or.RightOperand, known));
                return left == true || right == true ? true : left == false ? right : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality:
                (left, right) = (Evaluate(equality.LeftOperand, known), Evaluate(equality.RightOperand, known));
                return left is null || right is null ? null : left == right;
            default:
                return null;
        }
    }

    private readonly struct Known(IParameterSymbol? parameter, bool value)
    {
        public IParameterSymbol? Parameter { get; } = parameter;

        public bool Value { get; } = value;
    }
}
