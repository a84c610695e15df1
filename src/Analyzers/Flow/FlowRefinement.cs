using System;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// What a condition tells about the values that it tests: a status decides about the values of the same call, null and the sentinel about a handle, a flag about itself.
/// </summary>
internal sealed class FlowRefinement(FlowBody body)
{
    /// <summary>Adds to <paramref name="state"/> that <paramref name="condition"/> came out as <paramref name="outcome"/>; false when that cannot be.</summary>
    public bool Refine(IOperation condition, int value, bool outcome, FlowState state)
    {
        if (body.Values.Single(value) is { } atom)
        {
            if (atom.Kind == AtomKind.Constant)
            {
                return (atom.Number != 0) == outcome;
            }

            if (atom.Kind == AtomKind.Test && !RefineTest(atom, outcome, state))
            {
                return false;
            }

            // A status that is a bool by itself: the call stands in the condition.
            if (atom.Kind == AtomKind.Origin && !RefineTest(new Atom(AtomKind.Test, 0, TestKind.NotEqual, value), outcome, state))
            {
                return false;
            }
        }

        return Narrow(condition, outcome, state);
    }

    /// <summary>Narrows the slots that the condition names.</summary>
    private bool Narrow(IOperation condition, bool outcome, FlowState state)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Narrow(not.Operand, !outcome, state);
            case IConversionOperation conversion:
                return Narrow(conversion.Operand, outcome, state);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IFieldReferenceOperation:
                return condition.Type?.SpecialType != SpecialType.System_Boolean || NarrowSlot(condition, TestKind.NotEqual, 0, outcome, state);
            case IIsNullOperation isNull:
                return NarrowSlot(isNull.Operand, TestKind.Equal, 0, outcome, state);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } isNull:
                return NarrowSlot(isNull.Value, TestKind.Equal, 0, outcome, state);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } isNotNull:
                return NarrowSlot(isNotNull.Value, TestKind.NotEqual, 0, outcome, state);
            case IBinaryOperation binary when FlowTransfer.TestOf(binary) is var (tested, kind, constant):
                return NarrowSlot(tested, kind, constant, outcome, state) && Remember(binary, kind == TestKind.NotEqual ? !outcome : outcome, state);
            default:
                return Remember(condition, outcome, state);
        }
    }

    /// <summary>What a condition asks, below <c>!</c> and conversions; null for what is answered by the slot that it names, and for what a loop asks.</summary>
    public static AskedCondition? AskedBy(IOperation condition) => condition switch
    {
        _ when IsLoopTest(condition) => null,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => AskedBy(operand),
        IConversionOperation { Operand: var operand } => AskedBy(operand),
        ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IFieldReferenceOperation or IIsNullOperation => null,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => null,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } => null,
        IBinaryOperation binary when FlowTransfer.TestOf(binary) is var (tested, kind, constant) && kind is TestKind.Equal or TestKind.NotEqual => new AskedCondition(condition, tested.Syntax, constant),
        _ => new AskedCondition(condition, condition.Syntax, null),
    };

    /// <summary>Whether a loop asks the condition in each round: another loop that asks the same gets an answer of its own.</summary>
    public static bool IsLoopTest(IOperation condition)
    {
        var node = condition.Syntax;
        if (condition is IInvocationOperation { IsImplicit: true })
        {
            // The MoveNext of a foreach statement.
            return true;
        }

        while (node.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression })
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            ForStatementSyntax loop => loop.Condition == node,
            WhileStatementSyntax loop => loop.Condition == node,
            DoStatementSyntax loop => loop.Condition == node,
            _ => false,
        };
    }

    /// <summary>
    /// A condition that is asked twice in different places has the same answer: who frees what a condition made does so under the same condition. A condition that is
    /// asked again in the same place is asked anew, as loops do.
    /// </summary>
    private bool Remember(IOperation condition, bool outcome, FlowState state)
    {
        if (body.SlotOfCondition(condition) is not { } slot)
        {
            return true;
        }

        var place = condition.Syntax.SpanStart;
        if (body.Values.Single(state.Value(slot)) is { Kind: AtomKind.Constant, Number: var answer } && answer >> 1 != place)
        {
            return (answer & 1) != 0 == outcome;
        }

        state.SetValue(slot, body.Values.Constant(((long)place << 1) | (outcome ? 1L : 0L)));
        return true;
    }

    private bool NarrowSlot(IOperation place, TestKind kind, long constant, bool outcome, FlowState state)
    {
        while (place is IConversionOperation conversion)
        {
            place = conversion.Operand;
        }

        if (place is IFieldReferenceOperation { Field: var field })
        {
            body.TestedFields.Add(field);
        }

        if (FlowTransfer.FindSlot(body, place) is not { } slot)
        {
            return true;
        }

        var value = state.Value(slot);
        if (value == FlowValues.Initial)
        {
            value = body.InitialOf(slot);
        }

        var narrowed = body.Values.Without(
            value,
            (Kind: kind, Constant: constant, Outcome: outcome),
            static (atom, test) => atom.Kind == AtomKind.Constant && Holds(test.Kind, atom.Number, test.Constant) != test.Outcome);
        if (narrowed is null)
        {
            return false;
        }

        // Of a value that nobody follows, equality tells what it is.
        var isExactly = kind == TestKind.Equal ? outcome : kind == TestKind.NotEqual && !outcome;

        // A reference is null or is not: what was done under that condition goes with what is done under it again.
        var isBoolean = place.Type?.SpecialType == SpecialType.System_Boolean || (constant == 0 && place.Type is { IsReferenceType: true } && !body.Roles.CanHoldResource(place.Type));
        var isUntracked = narrowed == FlowValues.Unknown || body.Values.Single(narrowed.Value) is { Kind: AtomKind.Origin, Number: var number } && isBoolean && body.Origins[(int)number].Kind == OriginKind.Parameter;
        if (isUntracked && (isExactly || isBoolean))
        {
            narrowed = body.Values.Constant(isExactly ? constant : constant == 0 ? 1 : 0);
        }

        state.SetValue(slot, narrowed.Value);
        return true;
    }

    private bool RefineTest(Atom test, bool outcome, FlowState state)
    {
        var single = body.Values.Single(test.Operand);
        foreach (var atom in body.Values[test.Operand])
        {
            if (atom.Kind != AtomKind.Origin)
            {
                continue;
            }

            var origin = body.Origins[(int)atom.Number];
            if (single is null)
            {
                // One of several: what is tested may be this one or another.
                Blur(origin, state);
            }
            else if (!RefineOrigin(origin, test, outcome, state))
            {
                return false;
            }
        }

        return true;
    }

    private bool RefineOrigin(Origin origin, Atom test, bool outcome, FlowState state)
    {
        var before = state.State(origin);
        if (test.Test == TestKind.Opaque)
        {
            Blur(origin, state);
            return true;
        }

        if (origin.Kind is OriginKind.Parameter or OriginKind.Field)
        {
            // What was found out before holds: a parameter that is null is null.
            if (IsAbsent(test, outcome))
            {
                state.SetState(origin, before | OriginState.Failed | OriginState.Tested);
                return (before & OriginState.Good) == 0;
            }

            var isPresent = IsAbsent(test, !outcome);
            state.SetState(origin, before | OriginState.Tested | (isPresent ? OriginState.Good : OriginState.None));
            return !isPresent || (before & OriginState.Failed) == 0;
        }

        if (origin.Kind is not (OriginKind.Resource or OriginKind.Status or OriginKind.Output or OriginKind.Borrowed))
        {
            return true;
        }

        var (canBeGood, canBeBad) = Outcomes(origin, test, outcome);
        var (otherGood, otherBad) = Outcomes(origin, test, !outcome);
        if (origin.Kind == OriginKind.Output)
        {
            return true;
        }

        // What was found out before holds.
        var isGood = origin.Kind == OriginKind.Status ? before == OriginState.Good : before == OriginState.Live && (origin.CanFail || origin.Status is not null);
        var isBad = origin.Kind == OriginKind.Status ? before == OriginState.Bad : before == OriginState.Failed;
        if ((isGood && !canBeGood) || (isBad && !canBeBad) || (!canBeGood && !canBeBad))
        {
            return false;
        }

        if (isGood || isBad)
        {
            return true;
        }

        if (canBeGood && !canBeBad)
        {
            Succeed(origin, state);
        }
        else if (canBeBad && !canBeGood)
        {
            if (IsNeverNull(origin))
            {
                return false;
            }

            Fail(origin, state);
        }
        else if (otherBad && !otherGood)
        {
            // The other branch is for failures: who wrote the test takes this one for success.
            Succeed(origin, state);
        }
        else if (otherGood && !otherBad)
        {
            Fail(origin, state);
        }
        else
        {
            Blur(origin, state);
        }

        return true;
    }

    /// <summary>The framework's allocators throw when there is no memory; a test of what they return is a habit.</summary>
    private static bool IsNeverNull(Origin origin) =>
        origin is { Kind: OriginKind.Resource, CanFail: false, Status: null, Family.Kind: ResourceKind.Memory, Producer: { } producer }
        && (producer.StartsWith("Marshal.Alloc", StringComparison.Ordinal) || producer.StartsWith("NativeMemory.", StringComparison.Ordinal));

    /// <summary>Whether a true answer of <paramref name="test"/> means success (true) or failure (false) of the status; null when it means neither.</summary>
    public static bool? MeansSuccess(Origin status, Atom test)
    {
        var (good, bad) = Outcomes(status, test, true);
        var (otherGood, otherBad) = Outcomes(status, test, false);
        return good && !bad && otherBad ? true : bad && !good && otherGood ? false : null;
    }

    /// <summary>Marks a value as made by a call that succeeded.</summary>
    public static void Succeed(Origin origin, FlowState state)
    {
        if (origin.Kind == OriginKind.Status)
        {
            state.SetState(origin, OriginState.Good);
            foreach (var other in origin.Correlated)
            {
                state.SetState(other, other.Kind == OriginKind.Status ? OriginState.Good : state.State(other) & ~OriginState.Unchecked);
            }
        }
        else
        {
            state.SetState(origin, state.State(origin) & ~OriginState.Unchecked);

            // A handle that is there tells that the call succeeded, as its status would have.
            if (origin.Status is { } status && state.State(status) == OriginState.Unchecked)
            {
                Succeed(status, state);
            }
        }
    }

    /// <summary>Marks a value as made by a call that failed: what it should have made does not exist.</summary>
    public static void Fail(Origin origin, FlowState state)
    {
        if (origin.Kind == OriginKind.Status)
        {
            state.SetState(origin, OriginState.Bad);
            TakeBack(origin, state);
            foreach (var given in origin.Given)
            {
                // A release that failed may have released nothing.
                if ((state.State(given) & OriginState.Released) != 0)
                {
                    state.SetState(given, (state.State(given) & ~OriginState.Released) | OriginState.Escaped);
                }
            }

            foreach (var other in origin.Correlated)
            {
                if (other.Kind == OriginKind.Resource)
                {
                    Fail(other, state);
                }
                else if (other.Kind == OriginKind.Status)
                {
                    state.SetState(other, OriginState.Bad);
                }
            }
        }
        else if (origin.Kind == OriginKind.Resource)
        {
            state.SetState(origin, OriginState.Failed);
            if (origin.Status is { } status && state.State(status) == OriginState.Unchecked)
            {
                Fail(status, state);
            }
        }
    }

    private void Blur(Origin origin, FlowState state)
    {
        var before = state.State(origin);
        if (origin.Kind == OriginKind.Status)
        {
            state.SetState(origin, OriginState.Good | OriginState.Bad);
            TakeBack(origin, state);
            foreach (var other in origin.Correlated)
            {
                Blur(other, state);
            }
        }
        else if (origin.Kind == OriginKind.Resource && (before & OriginState.Live) != 0)
        {
            body.Record(FactKind.Escaped, origin, null);
            state.SetState(origin, (before & ~(OriginState.Live | OriginState.Unchecked)) | OriginState.Escaped);
        }
        else
        {
            state.SetState(origin, (before & ~OriginState.Unchecked) | (origin.Kind is OriginKind.Parameter or OriginKind.Field ? OriginState.Tested : OriginState.None));
        }
    }

    /// <summary>A call that failed may have left what it was given to its caller.</summary>
    private static void TakeBack(Origin status, FlowState state)
    {
        foreach (var given in status.Given)
        {
            if ((state.State(given) & OriginState.Transferred) != 0)
            {
                state.SetState(given, (state.State(given) & ~OriginState.Transferred) | OriginState.Escaped);
            }
        }
    }

    private static bool IsAbsent(Atom test, bool outcome) => test.Test switch
    {
        TestKind.Equal => outcome && test.Number is 0 or -1,
        TestKind.NotEqual => !outcome && test.Number is 0 or -1,
        TestKind.Invalid => outcome,
        TestKind.Valid => !outcome,
        _ => false,
    };

    /// <summary>Whether a value that means success, and one that means failure, can pass the test with this outcome.</summary>
    private static (bool Good, bool Bad) Outcomes(Origin origin, Atom test, bool outcome)
    {
        if (test.Test is TestKind.Invalid or TestKind.Valid)
        {
            // An error that is there means failure.
            var isValid = ((test.Test == TestKind.Valid) == outcome) != origin is { Kind: OriginKind.Status, Convention: { Kind: StatusKind.Equal, Success: 0 } };
            return (isValid, !isValid);
        }

        var convention = origin.Convention;
        var c = test.Number;
        var (good, bad) = (false, false);
        ReadOnlySpan<long> samples = [c - 1, c, c + 1, -2, -1, 0, 1, 2];
        foreach (var sample in samples)
        {
            if (Holds(test.Test, sample, c) == outcome)
            {
                var isGood = IsGood(origin, convention, sample, c);
                good |= isGood;
                bad |= !isGood;
            }
        }

        // The value of success may be far from the samples.
        if (convention is { Kind: StatusKind.Equal, Success: var success } && Holds(test.Test, success, c) == outcome)
        {
            good = true;
        }

        return (good, bad);
    }

    private static bool IsGood(Origin origin, StatusConvention? convention, long sample, long constant) => convention switch
    {
        { Kind: StatusKind.Equal } => sample == convention.Success,
        { Kind: StatusKind.NotNegative or StatusKind.HResult } => sample >= 0,
        { Kind: StatusKind.NotZero } => sample != 0,

        // A pointer: who tests for -1 knows that it means failure, too.
        { Kind: StatusKind.NotNull } => sample != 0 && !(sample == constant && constant == -1),

        // A handle: the stated sentinel means failure, and so does the other usual one where the code tests for it.
        _ => sample != origin.Invalid && !(sample == constant && constant is 0 or -1) && (sample >= 0 || constant != 0 || origin.Invalid != -1),
    };

    /// <summary>Whether a test of a number is true; a test that is not about numbers may be.</summary>
    internal static bool Holds(TestKind kind, long value, long constant) => kind switch
    {
        TestKind.Equal => value == constant,
        TestKind.NotEqual => value != constant,
        TestKind.Less => value < constant,
        TestKind.LessOrEqual => value <= constant,
        TestKind.Greater => value > constant,
        TestKind.GreaterOrEqual => value >= constant,
        _ => true,
    };
}

/// <summary>A condition in a form that is the same wherever it is asked, <c>!=</c> as the opposite of <c>==</c>.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Tested">What is compared with a constant, or the whole condition.</param>
/// <param name="Constant">The constant, or null.</param>
internal readonly record struct AskedCondition(IOperation Condition, SyntaxNode Tested, long? Constant)
{
    public string Text => Constant is { } constant ? $"{Tested}=={constant}" : Tested.ToString();

    /// <summary>A number that two conditions with the same text share.</summary>
    public int Width => unchecked((Tested.Span.Length * 397) ^ (int)(Constant ?? int.MinValue));
}
