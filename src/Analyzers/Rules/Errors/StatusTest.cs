using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

internal enum Relation
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>One comparison of a value with a constant; a truth value that is used as a condition is compared with zero.</summary>
/// <param name="Test">The whole comparison.</param>
/// <param name="Value">What is compared, below conversions.</param>
/// <param name="Relation">How, with the value on the left.</param>
/// <param name="Constant">With what; a null pointer is 0 and <c>INVALID_HANDLE_VALUE</c> -1.</param>
internal sealed record StatusTest(IOperation Test, IOperation Value, Relation Relation, long Constant)
{
    /// <summary>Reads a comparison, a pattern, or a truth value that stands where a condition does; null for anything else.</summary>
    public static StatusTest? Of(IOperation operation) => operation switch
    {
        IBinaryOperation binary when RelationOf(binary.OperatorKind) is { } relation =>
            ConstantOf(binary.RightOperand) is { } right ? Create(binary, binary.LeftOperand, relation, right)
            : ConstantOf(binary.LeftOperand) is { } left ? Create(binary, binary.RightOperand, Mirrored(relation), left)
            : null,
        IIsPatternOperation pattern => OfPattern(pattern, pattern.Pattern, isNegated: false),
        { Type.SpecialType: SpecialType.System_Boolean } truth when IsCondition(truth) => new StatusTest(truth, truth, Relation.NotEqual, 0),
        _ => null,
    };

    private static StatusTest? OfPattern(IIsPatternOperation operation, IPatternOperation pattern, bool isNegated)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return OfPattern(operation, negated.Pattern, !isNegated);
            case IConstantPatternOperation constant when ConstantOf(constant.Value) is { } value:
                return Create(operation, operation.Value, isNegated ? Relation.NotEqual : Relation.Equal, value);
            case IRelationalPatternOperation relational when RelationOf(relational.OperatorKind) is { } relation && ConstantOf(relational.Value) is { } value:
                return Create(operation, operation.Value, isNegated ? Negated(relation) : relation, value);
            default:
                return null;
        }
    }

    private static StatusTest Create(IOperation test, IOperation operand, Relation relation, long constant)
    {
        var value = Operations.Unconverted(operand)!;

        // "== true" asks for anything but zero, and so "!= false" does.
        if (value.Type?.SpecialType == SpecialType.System_Boolean && relation is Relation.Equal or Relation.NotEqual)
        {
            return new StatusTest(test, value, (relation == Relation.Equal) == (constant != 0) ? Relation.NotEqual : Relation.Equal, 0);
        }

        // Whole numbers: "<= -1" is "< 0", "> -1" is ">= 0", "< 1" is "<= 0" and ">= 1" is "> 0".
        (relation, constant) = (relation, constant) switch
        {
            (Relation.LessOrEqual, -1) => (Relation.Less, 0L),
            (Relation.Greater, -1) => (Relation.GreaterOrEqual, 0L),
            (Relation.Less, 1) => (Relation.LessOrEqual, 0L),
            (Relation.GreaterOrEqual, 1) => (Relation.Greater, 0L),
            var other => other,
        };

        // An unsigned number is above zero when it is not zero.
        if (constant == 0 && IsUnsigned(operand.Type))
        {
            relation = relation switch { Relation.Greater => Relation.NotEqual, Relation.LessOrEqual => Relation.Equal, var other => other };
        }

        return new StatusTest(test, value, relation, constant);
    }

    private static bool IsUnsigned(ITypeSymbol? type) =>
        (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type)?.SpecialType
            is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr;

    private static Relation? RelationOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => Relation.Equal,
        BinaryOperatorKind.NotEquals => Relation.NotEqual,
        BinaryOperatorKind.LessThan => Relation.Less,
        BinaryOperatorKind.LessThanOrEqual => Relation.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Relation.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Relation.GreaterOrEqual,
        _ => null,
    };

    private static Relation Mirrored(Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };

    public static Relation Negated(Relation relation) => relation switch
    {
        Relation.Equal => Relation.NotEqual,
        Relation.NotEqual => Relation.Equal,
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        _ => Relation.Less,
    };

    private static long? ConstantOf(IOperation operation)
    {
        var operand = Operations.Unconverted(operation)!;
        if (operand.ConstantValue is { HasValue: true, Value: var value })
        {
            return value switch
            {
                null => 0,
                bool truth => truth ? 1 : 0,
                IConvertible number and not string and not double and not float and not decimal and not ulong => number.ToInt64(CultureInfo.InvariantCulture),
                _ => null,
            };
        }

        return operand switch
        {
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => 0,
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "INVALID_HANDLE_VALUE" or "InvalidHandleValue" } } => -1,
            IDefaultValueOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => 0,
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr, Arguments: { Length: 1 } arguments } => ConstantOf(arguments[0].Value),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, Operand: var positive } => -ConstantOf(positive),
            _ => null,
        };
    }

    private static bool IsCondition(IOperation operation) => operation.Parent switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } => true,
        IConditionalOperation conditional => conditional.Condition == operation,
        IParenthesizedOperation parenthesized => IsCondition(parenthesized),
        _ => false,
    };
}

/// <summary>What throws when a test is true, and what when it is false, as far as the code says it beside the test.</summary>
/// <param name="WhenTrue">The branch that ends with a throw, or null.</param>
/// <param name="WhenFalse">The branch that ends with a throw, or null.</param>
internal readonly record struct TestOutcome(IOperation? WhenTrue, IOperation? WhenFalse)
{
    public static TestOutcome Of(IOperation test)
    {
        // What the whole condition is for each answer of the test; null when other parts decide it.
        (bool? whenTrue, bool? whenFalse) = (true, false);
        var current = test;
        while (current.Parent is { } parent)
        {
            switch (parent)
            {
                case IParenthesizedOperation or IConversionOperation { IsImplicit: true }:
                    break;
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }:
                    (whenTrue, whenFalse) = (!whenTrue, !whenFalse);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                    (whenTrue, whenFalse) = (InOr(whenTrue, or, current), InOr(whenFalse, or, current));
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                    (whenTrue, whenFalse) = (InAnd(whenTrue, and, current), InAnd(whenFalse, and, current));
                    break;
                case IConditionalOperation conditional when conditional.Condition == current:
                    var (thrownIf, thrownElse) = Throws(conditional);
                    return new TestOutcome(Select(whenTrue), Select(whenFalse));

                    IOperation? Select(bool? condition) => condition switch { true => thrownIf, false => thrownElse, null => null };
                default:
                    return default;
            }

            current = parent;
        }

        return default;
    }

    private static bool? InOr(bool? value, IBinaryOperation or, IOperation operand) => value == false && or.LeftOperand == operand ? null : value;

    private static bool? InAnd(bool? value, IBinaryOperation and, IOperation operand) => value == true && and.LeftOperand == operand ? null : value;

    private static (IOperation? If, IOperation? Else) Throws(IConditionalOperation conditional)
    {
        var whenTrue = EndsWithThrow(conditional.WhenTrue) ? conditional.WhenTrue : null;
        var whenFalse = EndsWithThrow(conditional.WhenFalse) ? conditional.WhenFalse : null;

        // "if (good) return; throw": the throw belongs to the other answer.
        if (conditional.WhenFalse is null
            && whenTrue is null
            && EndsWithJump(conditional.WhenTrue)
            && conditional.Parent is IBlockOperation block
            && block.Operations.IndexOf(conditional) is var index
            && index >= 0
            && index + 1 < block.Operations.Length
            && EndsWithThrow(block.Operations[index + 1]))
        {
            whenFalse = block.Operations[index + 1];
        }

        return whenTrue is not null && whenFalse is not null ? default : (whenTrue, whenFalse);
    }

    private static bool EndsWithThrow(IOperation? branch) => Last(branch) switch
    {
        IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation or IConversionOperation { Operand: IThrowOperation } } => true,
        IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: var name } } =>
            name.StartsWith("Throw", StringComparison.Ordinal) && name.IndexOf("If", StringComparison.Ordinal) < 0,
        IConversionOperation { Operand: IThrowOperation } => true,
        _ => false,
    };

    private static bool EndsWithJump(IOperation branch) => Last(branch) is IReturnOperation or IBranchOperation;

    private static IOperation? Last(IOperation? branch) => branch is IBlockOperation { Operations: { IsEmpty: false } operations } ? operations[operations.Length - 1] : branch;
}

/// <summary>
/// Which native function's result a value is: the call itself, or a local variable that holds results of that function only and is tested in one way only. Found in one walk
/// over a body however many tests it has.
/// </summary>
internal sealed class StatusValues
{
    private readonly ConditionalWeakTable<IOperation, Dictionary<ILocalSymbol, Holder>> _byBody = new();
    private readonly InteropContext _interop;

    private StatusValues(InteropContext interop)
    {
        _interop = interop;
    }

    /// <summary>The one of a compilation, so that the rules share the walks.</summary>
    public static StatusValues Of(InteropContext interop) => interop.Get(static context => new StatusValues(context));

    /// <summary>The function whose result <paramref name="value"/> is, or null when that is not certain.</summary>
    public NativeFunction? FunctionOf(IOperation value) => value switch
    {
        ILocalReferenceOperation local => CanBeResult(local.Type) ? HolderOf(local)?.Function : null,
        IInvocationOperation or IFunctionPointerInvocationOperation => NativeCalls.FunctionOf(_interop, value),
        ISimpleAssignmentOperation { Value: var assigned } => FunctionOf(Operations.Unconverted(assigned)!),
        _ => null,
    };

    /// <summary>Whether the same variable is tested in another way too, so that <paramref name="test"/> need not be the one that decides about failure.</summary>
    public bool IsOneOfSeveral(StatusTest test) => test.Value is ILocalReferenceOperation local && HolderOf(local)?.HasOtherTest(test) == true;

    private static bool CanBeResult(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum or TypeKind.Pointer }
        or { SpecialType: SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr };

    private Holder? HolderOf(ILocalReferenceOperation reference) =>
        _byBody.GetValue(Operations.RootOf(reference), Find).TryGetValue(reference.Local, out var holder) ? holder : null;

    private Dictionary<ILocalSymbol, Holder> Find(IOperation body)
    {
        var found = new Dictionary<ILocalSymbol, Holder>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var local } declarator:
                    var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                    if (initializer is not null)
                    {
                        Of(local).Assign(FunctionIn(initializer.Value));
                    }

                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value }:
                    Of(local).Assign(FunctionIn(value));
                    break;
                case ILocalReferenceOperation { Local: var local } reference when IsWritten(reference):
                    Of(local).Assign(null);
                    break;
                case IBinaryOperation or IIsPatternOperation when StatusTest.Of(operation) is { Value: ILocalReferenceOperation { Local: var tested } } test:
                    Of(tested).Add(test);
                    break;
                case ISwitchOperation { Value: var switched } when Operations.Unconverted(switched) is ILocalReferenceOperation { Local: var local }:
                    Of(local).IsSwitchedOn = true;
                    break;
                case ISwitchExpressionOperation { Value: var switched } when Operations.Unconverted(switched) is ILocalReferenceOperation { Local: var local }:
                    Of(local).IsSwitchedOn = true;
                    break;
            }
        }

        return found;

        Holder Of(ILocalSymbol local)
        {
            if (!found.TryGetValue(local, out var holder))
            {
                found.Add(local, holder = new Holder());
            }

            return holder;
        }
    }

    private NativeFunction? FunctionIn(IOperation value) =>
        Operations.Unconverted(value) is { } operand and (IInvocationOperation or IFunctionPointerInvocationOperation) ? NativeCalls.FunctionOf(_interop, operand) : null;

    private static bool IsWritten(ILocalReferenceOperation reference) => reference.Parent switch
    {
        ICompoundAssignmentOperation compound => compound.Target == reference,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation => true,
        ITupleOperation or IDeclarationExpressionOperation => true,
        _ => false,
    };

    private sealed class Holder
    {
        private readonly HashSet<(Relation, long)> _tests = [];
        private bool _isAssigned;
        private bool _isMixed;

        public NativeFunction? Function { get; private set; }

        public bool IsSwitchedOn { get; set; }

        public void Assign(NativeFunction? function)
        {
            // Another function's result in the same variable may have another convention, unless it is the same function again.
            _isMixed |= function is null || (_isAssigned && !ReferenceEquals(function, Function));
            _isAssigned = true;
            Function = _isMixed ? null : function;
        }

        public void Add(StatusTest test) => _tests.Add((test.Relation, test.Constant));

        public bool HasOtherTest(StatusTest test)
        {
            if (IsSwitchedOn)
            {
                return true;
            }

            foreach (var other in _tests)
            {
                if (other != (test.Relation, test.Constant) && other != (StatusTest.Negated(test.Relation), test.Constant))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
