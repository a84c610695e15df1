using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Makes the graph of a body in which statements branch and expressions do not, of the operations as they are: blocks, <c>if</c>, <c>for</c>, <c>while</c>, <c>do</c>, <c>try</c>, <c>fixed</c>, <c>return</c>
/// and <c>throw</c>, with <c>&amp;&amp;</c>, <c>||</c> and <c>!</c> in their conditions. Its blocks and regions are those that Roslyn's graph of the body has; where each statement goes on is the C# standard's, § 13.
/// </summary>
internal sealed class StatementGraph(FlowGraph graph)
{
    // Where `break` and `continue` of the loops around lead to.
    private readonly List<(ILabelSymbol Label, FlowBlock Block)> _labels = [];
    private FlowBlock? _open;
    private FlowRegion _region = null!;
    private FlowBlock _exit = null!;

    /// <summary>Whether the body can be made a graph of here.</summary>
    public static bool IsPlain(IOperation body) => body switch
    {
        IMethodBodyOperation { BlockBody: { } block, ExpressionBody: null } => IsPlainTree(block),
        IMethodBodyOperation { BlockBody: null, ExpressionBody: { } block } => IsPlainTree(block),
        IBlockOperation { Parent: null } block => IsPlainTree(block),
        IConstructorBodyOperation { Locals.IsEmpty: true, Initializer: var initializer, BlockBody: var block, ExpressionBody: var arrow } =>
            (block is null) != (arrow is null) && IsPlainTree((block ?? arrow)!) && (initializer is null || IsPlainTree(initializer)),
        _ => false,
    };

    /// <summary>Makes the graph of a body that is plain.</summary>
    public void Make(IOperation body)
    {
        _labels.Clear();
        _open = null;
        var root = _region = graph.NewRegion(ControlFlowRegionKind.Root, null);
        _exit = graph.NewBlock();
        Place(graph.NewBlock());

        // Nothing stands in the entry.
        Place(graph.NewBlock());
        switch (body)
        {
            case IBlockOperation block:
                Visit(block);
                break;
            case IMethodBodyOperation method:
                Visit((method.BlockBody ?? method.ExpressionBody)!);
                break;
            case IConstructorBodyOperation constructor:
                if (constructor.Initializer is { } initializer)
                {
                    Visit(initializer);
                }

                Visit((constructor.BlockBody ?? constructor.ExpressionBody)!);
                break;
        }

        Place(_exit);
        root.LastBlockOrdinal = _exit.Ordinal;
        SkipEmptyBlocks();
    }

    private static bool IsPlainTree(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Block:
            case OperationKind.ExpressionStatement:
            case OperationKind.VariableDeclarationGroup:
            case OperationKind.VariableInitializer:
            case OperationKind.Return:
            case OperationKind.YieldReturn:
            case OperationKind.YieldBreak:
            case OperationKind.Empty:
            case OperationKind.Try:
            case OperationKind.Literal:
            case OperationKind.LocalReference:
            case OperationKind.ParameterReference:
            case OperationKind.FieldReference:
            case OperationKind.PropertyReference:
            case OperationKind.EventReference:
            case OperationKind.MethodReference:
            case OperationKind.InstanceReference:
            case OperationKind.ArrayElementReference:
            case OperationKind.Invocation:
            case OperationKind.FunctionPointerInvocation:
            case OperationKind.Argument:
            case OperationKind.ArrayCreation:
            case OperationKind.ArrayInitializer:
            case OperationKind.CompoundAssignment:
            case OperationKind.Increment:
            case OperationKind.Decrement:
            case OperationKind.DeconstructionAssignment:
            case OperationKind.EventAssignment:
            case OperationKind.Unary:
            case OperationKind.Conversion:
            case OperationKind.DefaultValue:
            case OperationKind.TypeOf:
            case OperationKind.SizeOf:
            case OperationKind.NameOf:
            case OperationKind.AddressOf:
            case OperationKind.DelegateCreation:
            case OperationKind.InterpolatedString:
            case OperationKind.InterpolatedStringText:
            case OperationKind.Interpolation:
            case OperationKind.Await:
            case OperationKind.Tuple:
            case OperationKind.DeclarationExpression:
            case OperationKind.Discard:
            case OperationKind.IsType:
            case OperationKind.IsPattern:
            case OperationKind.ConstantPattern:
            case OperationKind.DeclarationPattern:
            case OperationKind.DiscardPattern:
            case OperationKind.RecursivePattern:
            case OperationKind.PropertySubpattern:
            case OperationKind.NegatedPattern:
            case OperationKind.RelationalPattern:
            case OperationKind.TypePattern:
            case OperationKind.BinaryPattern:
                break;
            case OperationKind.VariableDeclaration when operation is IVariableDeclarationOperation { Initializer: null, IgnoredDimensions.IsEmpty: true }:
            case OperationKind.VariableDeclarator when operation is IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None, IgnoredArguments.IsEmpty: true }:
            case OperationKind.SimpleAssignment when operation is ISimpleAssignmentOperation { IsRef: false }:
            case OperationKind.ObjectCreation when operation is IObjectCreationOperation { Initializer: null }:
            case OperationKind.Binary when operation is IBinaryOperation { OperatorKind: not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) }:
            case OperationKind.Branch when operation is IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue }:
            case OperationKind.CatchClause when operation is ICatchClauseOperation { Filter: null, ExceptionDeclarationOrExpression: null or IVariableDeclaratorOperation }:
            case OperationKind.Throw when operation is IThrowOperation { Parent: IBlockOperation or IConditionalOperation { Type: null } or ILoopOperation }:
            case OperationKind.None when operation.Syntax is not StatementSyntax || FixedVariablesOf(operation) is not null:
                break;
            case OperationKind.Conditional when operation is IConditionalOperation { Type: null } condition:
                return IsPlainCondition(condition.Condition) && IsPlainTree(condition.WhenTrue) && (condition.WhenFalse is null || IsPlainTree(condition.WhenFalse));
            case OperationKind.Loop:
                return operation switch
                {
                    IForLoopOperation { ConditionLocals.IsEmpty: true } loop => AreAllPlain(loop.Before) && (loop.Condition is null || IsPlainCondition(loop.Condition)) && AreAllPlain(loop.AtLoopBottom) && IsPlainTree(loop.Body),
                    IWhileLoopOperation { Condition: { } asked, ConditionIsUntil: false, IgnoredCondition: null } loop => IsPlainCondition(asked) && IsPlainTree(loop.Body),
                    _ => false,
                };
            default:
                return false;
        }

        foreach (var child in operation.ChildOperations)
        {
            if (!IsPlainTree(child))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAllPlain(ImmutableArray<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (!IsPlainTree(operation))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainCondition(IOperation condition) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => IsPlainCondition(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr, OperatorMethod: null } both => IsPlainCondition(both.LeftOperand) && IsPlainCondition(both.RightOperand),
        _ => IsPlainTree(condition),
    };

    /// <summary>What a <c>fixed</c> statement declares, in front of its body; null for every other operation. Roslyn has no public kind of operation for it.</summary>
    private static IVariableDeclarationGroupOperation? FixedVariablesOf(IOperation operation)
    {
        if (operation.Syntax is FixedStatementSyntax && operation.ChildOperations.Count == 2)
        {
            foreach (var child in operation.ChildOperations)
            {
                return child as IVariableDeclarationGroupOperation;
            }
        }

        return null;
    }

    private void Visit(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                VisitBlock(block);
                break;
            case IVariableDeclarationGroupOperation group:
                VisitDeclarations(group);
                break;
            case IConditionalOperation condition:
                VisitIf(condition);
                break;
            case IForLoopOperation loop:
                VisitFor(loop);
                break;
            case IWhileLoopOperation loop:
                VisitWhile(loop);
                break;
            case ITryOperation guarded:
                VisitTry(guarded);
                break;
            case IBranchOperation branch:
                Jump(BlockOf(branch.Target));
                break;
            case IReturnOperation { Kind: OperationKind.YieldReturn }:
                Current.Operations.Add(statement);
                break;
            case IReturnOperation { ReturnedValue: var value }:
                Current.BranchValue = value;
                Jump(_exit, value is null ? ControlFlowBranchSemantics.Regular : ControlFlowBranchSemantics.Return);
                break;
            case IThrowOperation { Exception: var exception }:
                Current.BranchValue = exception;
                Jump(null, exception is null ? ControlFlowBranchSemantics.Rethrow : ControlFlowBranchSemantics.Throw);
                break;
            case IEmptyOperation:
                break;
            case { Kind: OperationKind.None } when FixedVariablesOf(statement) is { } variables:
                VisitFixed(statement, variables);
                break;
            default:
                Current.Operations.Add(statement);
                break;
        }
    }

    private void VisitBlock(IBlockOperation block)
    {
        var around = EnterLifetimeOf(block.Locals);
        VisitAll(block.Operations);
        LeaveTo(around);
    }

    private void VisitAll(ImmutableArray<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    private void VisitDeclarations(IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                if (declarator.Initializer is not null)
                {
                    Current.Operations.Add(declarator);
                }
            }
        }
    }

    private void VisitIf(IConditionalOperation condition)
    {
        var otherwise = graph.NewBlock();
        Ask(condition.Condition, otherwise, false);
        Visit(condition.WhenTrue);
        if (condition.WhenFalse is not { } whenFalse)
        {
            Place(otherwise);
            return;
        }

        var behind = graph.NewBlock();
        JumpIfOpen(behind);
        Place(otherwise);
        Visit(whenFalse);
        Place(behind);
    }

    private void VisitFor(IForLoopOperation loop)
    {
        var around = EnterLifetimeOf(loop.Locals);
        VisitAll(loop.Before);
        var (start, next, behind) = (graph.NewBlock(), graph.NewBlock(), graph.NewBlock());
        _labels.Add((loop.ContinueLabel, next));
        _labels.Add((loop.ExitLabel, behind));
        Place(start);
        if (loop.Condition is { } condition)
        {
            Ask(condition, behind, false);
        }

        Visit(loop.Body);
        Place(next);
        VisitAll(loop.AtLoopBottom);
        Jump(start);
        LeaveTo(around);
        Place(behind);
    }

    private void VisitWhile(IWhileLoopOperation loop)
    {
        var (start, next, behind) = (graph.NewBlock(), graph.NewBlock(), graph.NewBlock());
        _labels.Add((loop.ContinueLabel, loop.ConditionIsTop ? start : next));
        _labels.Add((loop.ExitLabel, behind));
        Place(start);
        var around = EnterLifetimeOf(loop.Locals);
        if (loop.ConditionIsTop)
        {
            Ask(loop.Condition!, behind, false);
            Visit(loop.Body);
            JumpIfOpen(start);
        }
        else
        {
            Visit(loop.Body);
            Place(next);
            Ask(loop.Condition!, start, true);
        }

        LeaveTo(around);
        Place(behind);
    }

    private void VisitTry(ITryOperation guarded)
    {
        var behind = graph.NewBlock();
        if (guarded.Finally is not null)
        {
            Enter(ControlFlowRegionKind.TryAndFinally);
            Enter(ControlFlowRegionKind.Try);
        }

        if (!guarded.Catches.IsEmpty)
        {
            Enter(ControlFlowRegionKind.TryAndCatch);
            Enter(ControlFlowRegionKind.Try);
        }

        Place(graph.NewBlock());
        Visit(guarded.Body);
        JumpIfOpen(behind);
        if (!guarded.Catches.IsEmpty)
        {
            Leave();
            foreach (var handler in guarded.Catches)
            {
                var region = Enter(ControlFlowRegionKind.Catch);
                (region.Locals, region.ExceptionType) = (handler.Locals, handler.ExceptionType);
                Place(graph.NewBlock());
                Visit(handler.Handler);
                JumpIfOpen(behind);
                Leave();
            }

            Leave();
        }

        if (guarded.Finally is { } final)
        {
            Leave();
            Enter(ControlFlowRegionKind.Finally);
            Place(graph.NewBlock());
            Visit(final);
            if (_open is not null)
            {
                Jump(null, ControlFlowBranchSemantics.StructuredExceptionHandling);
            }

            Leave();
            Leave();
        }

        Place(behind);
    }

    private void VisitFixed(IOperation statement, IVariableDeclarationGroupOperation variables)
    {
        var locals = ImmutableArray.CreateBuilder<ILocalSymbol>();
        foreach (var declaration in variables.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                locals.Add(declarator.Symbol);
            }
        }

        var around = EnterLifetimeOf(locals.ToImmutable());
        foreach (var child in statement.ChildOperations)
        {
            Visit(child);
        }

        LeaveTo(around);
    }

    /// <summary>Goes to <paramref name="target"/> when the condition comes out as <paramref name="jumpsIf"/>, and on behind otherwise.</summary>
    private void Ask(IOperation condition, FlowBlock target, bool jumpsIf)
    {
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not)
        {
            (condition, jumpsIf) = (not.Operand, !jumpsIf);
        }

        if (condition is IBinaryOperation { OperatorKind: (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) and var kind, OperatorMethod: null } both)
        {
            // Of a && b either one that is false decides, of a || b either one that is true.
            if (kind == BinaryOperatorKind.ConditionalOr == jumpsIf)
            {
                Ask(both.LeftOperand, target, jumpsIf);
                Ask(both.RightOperand, target, jumpsIf);
            }
            else
            {
                var behind = graph.NewBlock();
                Ask(both.LeftOperand, behind, !jumpsIf);
                Ask(both.RightOperand, target, jumpsIf);
                Place(behind);
            }

            return;
        }

        var asking = Current;
        asking.BranchValue = condition;
        asking.ConditionKind = jumpsIf ? ControlFlowConditionKind.WhenTrue : ControlFlowConditionKind.WhenFalse;
        asking.Conditional.Lead(ControlFlowBranchSemantics.Regular, target);
        Place(graph.NewBlock());
    }

    /// <summary>The block that is being filled. Behind a jump it is one that nothing leads to.</summary>
    private FlowBlock Current
    {
        get
        {
            if (_open is null || _open.EnclosingRegion != _region)
            {
                Place(graph.NewBlock());
            }

            return _open!;
        }
    }

    /// <summary>Goes on with a block: what was open leads there.</summary>
    private void Place(FlowBlock block)
    {
        graph.Place(block, _region);
        _open?.FallThrough.Lead(ControlFlowBranchSemantics.Regular, block);
        _open = block;
    }

    private void Jump(FlowBlock? target, ControlFlowBranchSemantics semantics = ControlFlowBranchSemantics.Regular)
    {
        Current.FallThrough.Lead(semantics, target);
        _open = null;
    }

    private void JumpIfOpen(FlowBlock target)
    {
        if (_open is not null)
        {
            Jump(target);
        }
    }

    /// <summary>Enters the region of some locals, where there are any; yields the region around.</summary>
    private FlowRegion EnterLifetimeOf(ImmutableArray<ILocalSymbol> locals)
    {
        var around = _region;
        if (!locals.IsEmpty)
        {
            Enter(ControlFlowRegionKind.LocalLifetime).Locals = locals;
        }

        return around;
    }

    private void LeaveTo(FlowRegion around)
    {
        if (_region != around)
        {
            Leave();
        }
    }

    private FlowRegion Enter(ControlFlowRegionKind kind) => _region = graph.NewRegion(kind, _region);

    private void Leave()
    {
        _region.LastBlockOrdinal = graph.Blocks.Count - 1;
        _region = _region.EnclosingRegion!;
    }

    private FlowBlock BlockOf(ILabelSymbol label)
    {
        for (var i = _labels.Count - 1; i >= 0; i--)
        {
            if (SymbolEqualityComparer.Default.Equals(_labels[i].Label, label))
            {
                return _labels[i].Block;
            }
        }

        return _exit;
    }

    /// <summary>A block in which nothing happens is no place to leave from: who asks where a path ended wants the statement before it.</summary>
    private void SkipEmptyBlocks()
    {
        foreach (var block in graph.Blocks)
        {
            SkipEmptyBlocks(block.FallThrough);
            SkipEmptyBlocks(block.Conditional);
        }
    }

    private static void SkipEmptyBlocks(FlowBranch branch)
    {
        // Of empty blocks that lead to each other in a circle, as `while (true) ;` has, one remains.
        for (var steps = 0; steps < 8; steps++)
        {
            if (branch.Destination is not { Operations.Count: 0, BranchValue: null, FallThrough: { Semantics: ControlFlowBranchSemantics.Regular, Destination: { } next } } empty
                || empty.EnclosingRegion != branch.Source.EnclosingRegion)
            {
                return;
            }

            branch.Lead(branch.Semantics, next);
        }
    }
}
