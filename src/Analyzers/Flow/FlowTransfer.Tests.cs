using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for what conditions ask, and what is forgotten when the variables in them change.</summary>
internal sealed partial class FlowTransfer
{
    /// <summary>The comparison with a constant that a binary operation makes, or null.</summary>
    public static (IOperation Tested, TestKind Kind, long Constant)? TestOf(IBinaryOperation binary)
    {
        if (KindOf(binary.OperatorKind) is not { } kind)
        {
            return null;
        }

        if (ConstantOf(binary.RightOperand) is { } right)
        {
            return (binary.LeftOperand, kind, right);
        }

        return ConstantOf(binary.LeftOperand) is { } left ? (binary.RightOperand, Flip(kind), left) : null;
    }

    /// <summary>A member of a status's type makes something of it that may be tested in its place.</summary>
    public void AskElsewhere(int value, FlowState state)
    {
        foreach (var atom in Values[value])
        {
            if (atom.Kind == AtomKind.Origin && _body.Origins[(int)atom.Number] is { Kind: OriginKind.Status } status)
            {
                state.SetState(status, OriginState.Good | OriginState.Bad);
                foreach (var other in status.Correlated)
                {
                    Abandon(other, state);
                }
            }
        }
    }

    /// <summary>A variable gets another value: what was asked of the former one says nothing of it.</summary>
    private void ForgetConditions(IOperation target, FlowState state)
    {
        ISymbol? variable = target switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
        if (variable is not null && _body.ConditionsOn(variable) is { } slots)
        {
            foreach (var slot in slots)
            {
                state.SetValue(slot, FlowValues.Initial);
            }
        }
    }

    private void ForgetTargets(IOperation target, FlowState state)
    {
        if (FindSlot(_body, target) is { } slot)
        {
            state.SetValue(slot, FlowValues.Unknown);
            return;
        }

        foreach (var child in target.ChildOperations)
        {
            ForgetTargets(child, state);
        }
    }

    private int Compare(IBinaryOperation binary, FlowState state)
    {
        var left = Evaluate(binary.LeftOperand, state);
        var right = Evaluate(binary.RightOperand, state);
        if (KindOf(binary.OperatorKind) is not { } kind)
        {
            CheckArithmetic(left, right, binary, state);

            // What is computed of a status tells something about it: (uint)(status + 4) <= 1.
            return IsStatus(left) ? TestOpaquely(left, right) : IsStatus(right) ? TestOpaquely(right, left) : AddressBeside(binary, left, right);
        }

        if (kind > TestKind.NotEqual && FlowRefinement.IsLoopTest(binary))
        {
            // How often a loop runs is no question to a value.
            CheckUses(left, binary.LeftOperand, state, ValueUse.Reading);
            CheckUses(right, binary.RightOperand, state, ValueUse.Reading);
        }

        var (leftConstant, rightConstant) = (ConstantIn(left), ConstantIn(right));
        return rightConstant is { } c ? Test(left, kind, c) : leftConstant is { } d ? Test(right, Flip(kind), d) : TestOpaquely(left, right);
    }

    private int TestOpaquely(int left, int right)
    {
        var tracked = Values.IsTracked(left) ? left : right;
        return Values.IsTracked(tracked) && Values.Single(tracked) is { Kind: AtomKind.Origin } ? Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, tracked)) : FlowValues.Unknown;
    }

    private bool IsStatus(int value) => KindOfOnly(value) == OriginKind.Status;

    /// <summary>What kind of tracked value a slot holds where it can hold only one; null for everything else.</summary>
    private OriginKind? KindOfOnly(int value) => Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } ? _body.Origins[(int)number].Kind : null;

    /// <summary>The value of a comparison of <paramref name="value"/> with a constant.</summary>
    public int Test(int value, TestKind kind, long constant)
    {
        if (Values.Single(value) is { } atom)
        {
            switch (atom.Kind)
            {
                case AtomKind.Constant when kind <= TestKind.GreaterOrEqual:
                    return Values.Constant(FlowRefinement.Holds(kind, atom.Number, constant) ? 1 : 0);
                case AtomKind.Test when kind is TestKind.Equal or TestKind.NotEqual && constant is 0 or 1:
                    return (kind == TestKind.Equal) == (constant == 1) ? value : Inverted(atom);
                case AtomKind.Test when (kind, constant) is (TestKind.Greater, 0) or (TestKind.GreaterOrEqual, 1):
                    return value;
                case AtomKind.Test when (kind, constant) is (TestKind.LessOrEqual, 0) or (TestKind.Less, 1):
                    return Inverted(atom);
                case AtomKind.Test:
                    return atom.Test == TestKind.Opaque ? value : FlowValues.Unknown;
            }
        }

        foreach (var part in Values[value])
        {
            if (part.Kind == AtomKind.Test)
            {
                return FlowValues.Unknown;
            }
        }

        return Values.IsTracked(value) ? Values.Of(new Atom(AtomKind.Test, constant, kind, value)) : FlowValues.Unknown;
    }

    private int Negate(IUnaryOperation unary, FlowState state)
    {
        var value = Evaluate(unary.Operand, state);
        return unary.OperatorKind != UnaryOperatorKind.Not || Values.Single(value) is not { } atom
            ? FlowValues.Unknown
            : atom.Kind switch
            {
                AtomKind.Constant => Values.Constant(atom.Number == 0 ? 1 : 0),
                AtomKind.Test => Inverted(atom),
                AtomKind.Origin => Values.Of(new Atom(AtomKind.Test, 0, TestKind.Equal, value)),
                _ => FlowValues.Unknown,
            };
    }

    private int Inverted(Atom test) => Values.Of(test with
    {
        Test = test.Test switch
        {
            TestKind.Equal => TestKind.NotEqual,
            TestKind.NotEqual => TestKind.Equal,
            TestKind.Less => TestKind.GreaterOrEqual,
            TestKind.LessOrEqual => TestKind.Greater,
            TestKind.Greater => TestKind.LessOrEqual,
            TestKind.GreaterOrEqual => TestKind.Less,
            TestKind.Invalid => TestKind.Valid,
            TestKind.Valid => TestKind.Invalid,
            _ => TestKind.Opaque,
        },
    });

    /// <summary>The value of a pattern that <paramref name="value"/> is matched with; what the pattern declares gets the value.</summary>
    private int Match(int value, IPatternOperation pattern, FlowState state)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Values.Constant(1);
            case IConstantPatternOperation { Value: var constant } when ConstantOf(constant) is { } number:
                return Test(value, TestKind.Equal, number);
            case INegatedPatternOperation { Pattern: var inner }:
                return Values.Single(Match(value, inner, state)) switch
                {
                    { Kind: AtomKind.Test } test => Inverted(test),
                    { Kind: AtomKind.Constant, Number: var answer } => Values.Constant(answer == 0 ? 1 : 0),
                    _ => TestOpaquely(value, FlowValues.Unknown),
                };
            case IRelationalPatternOperation { Value: var constant, OperatorKind: var kind } when ConstantOf(constant) is { } number && KindOf(kind) is { } test:
                return Test(value, test, number);
            case IBinaryPatternOperation both:
                return Combine(value, both, state);
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value, pattern, state);
                return declaration.MatchesNull || pattern.InputType is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? Values.Constant(1) : Test(value, TestKind.NotEqual, 0);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns: { Length: 1 } parts } recursive
                when parts[0] is { Member: IPropertyReferenceOperation { Property.Name: "IsInvalid" }, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool isInvalid } } }:
                Declare(recursive.DeclaredSymbol, value, pattern, state);
                return Test(value, isInvalid ? TestKind.Invalid : TestKind.Valid, 0);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } recursive:
                Declare(recursive.DeclaredSymbol, value, pattern, state);
                return pattern.InputType is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? Values.Constant(1) : Test(value, TestKind.NotEqual, 0);
            case ITypePatternOperation:
                return Test(value, TestKind.NotEqual, 0);
            default:
                return TestOpaquely(value, FlowValues.Unknown);
        }
    }

    private int Combine(int value, IBinaryPatternOperation both, FlowState state)
    {
        var isAnd = both.OperatorKind == BinaryOperatorKind.And;
        var (left, right) = (Match(value, both.LeftPattern, state), Match(value, both.RightPattern, state));

        // A part that always or never matches decides, or leaves it to the other one.
        foreach (var (part, other) in new[] { (left, right), (right, left) })
        {
            if (Values.Single(part) is { Kind: AtomKind.Constant, Number: var answer })
            {
                return (answer != 0) == isAnd ? other : part;
            }
        }

        // 0 or -1: the two that mean that there is no handle.
        return !isAnd
            && Values.Single(left) is { Kind: AtomKind.Test, Test: TestKind.Equal, Number: 0 or -1 }
            && Values.Single(right) is { Kind: AtomKind.Test, Test: TestKind.Equal, Number: 0 or -1 }
            && Values.Single(value) is { Kind: AtomKind.Origin, Number: var origin } && _body.Origins[(int)origin].Kind == OriginKind.Resource
                ? Test(value, TestKind.Invalid, 0)
                : TestOpaquely(value, FlowValues.Unknown);
    }

    private long? ConstantIn(int value) => Values.Single(value) is { Kind: AtomKind.Constant, Number: var number } ? number : null;

    private static long? ConstantOf(IOperation operation)
    {
        while (operation is IConversionOperation conversion && !operation.ConstantValue.HasValue)
        {
            operation = conversion.Operand;
        }

        return operation switch
        {
            { ConstantValue: { HasValue: true, Value: var value } } => ToNumber(value),
            IDefaultValueOperation => 0,
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => 0,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => 0,
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr, Arguments: { Length: 1 } arguments } => ConstantOf(arguments[0].Value),
            _ => null,
        };
    }

    private static long? ToNumber(object? value) => value switch
    {
        null => 0,
        bool flag => flag ? 1 : 0,
        int number => number,
        long number => number,
        uint number => number,
        byte number => number,
        sbyte number => number,
        short number => number,
        ushort number => number,
        ulong number => unchecked((long)number),
        char character => character,
        _ => null,
    };

    private static TestKind? KindOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => TestKind.Equal,
        BinaryOperatorKind.NotEquals => TestKind.NotEqual,
        BinaryOperatorKind.LessThan => TestKind.Less,
        BinaryOperatorKind.LessThanOrEqual => TestKind.LessOrEqual,
        BinaryOperatorKind.GreaterThan => TestKind.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => TestKind.GreaterOrEqual,
        _ => null,
    };

    private static TestKind Flip(TestKind kind) => kind switch
    {
        TestKind.Less => TestKind.Greater,
        TestKind.LessOrEqual => TestKind.GreaterOrEqual,
        TestKind.Greater => TestKind.Less,
        TestKind.GreaterOrEqual => TestKind.LessOrEqual,
        _ => kind,
    };
}
