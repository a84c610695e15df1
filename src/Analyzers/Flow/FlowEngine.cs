using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Runs over one control-flow graph until nothing changes, and then once more to record. Roslyn's graph has no exception edges: the engine sends the state before each call
/// that may throw to the handlers around it, and keeps with each path that enters a finally block where it goes on behind it.
/// </summary>
internal sealed class FlowEngine
{
    // A block is processed again each time that one of its few states changes: more rounds than that on average mean a body that is not worth it.
    private const int RoundsPerBlock = 96;
    private const int FixedRounds = 2048;

    private readonly FlowBody _body;
    private readonly FlowTransfer _transfer;
    private readonly FlowRefinement _refinement;
    private readonly List<FlowStateSet> _states;
    private readonly int _blocks;

    // The blocks that have to be processed, and the first of them: the order of the source is the order in which states arrive.
    private readonly bool[] _work;
    private int _next;
    private readonly FlowStatePool _pool;
    private readonly Continuations _continuations;
    private readonly Func<int, int> _initialOf;
    private readonly Func<int, bool> _isResource;
    private FlowBlock _current = null!;

    private FlowEngine(FlowBody body)
    {
        _body = body;
        _initialOf = body.InitialOf;
        _isResource = origin => body.Origins[origin].Kind == OriginKind.Resource;
        _pool = body.Workspace.States;
        _continuations = body.Workspace.Continuations;
        _blocks = body.Graph.Blocks.Count;
        _states = body.Workspace.StatesOf(_blocks);
        _work = body.Workspace.WaitingBlocks(_blocks);
        _refinement = new FlowRefinement(body);
        _transfer = new FlowTransfer(body, Throw);
    }

    /// <summary>The states in which normal paths reach the end; valid after <see cref="Run"/>.</summary>
    public IReadOnlyList<FlowState> AtExit => _states[_blocks - 1].States;

    public FlowTransfer Transfer => _transfer;

    /// <summary>The states in which exceptions leave the method, with the operation that throws. Filled while recording.</summary>
    public List<(FlowState State, ExceptionKind Kind, IOperation? At)> Thrown => _body.Workspace.Thrown;

    /// <summary>The states that reach each block, for the debug view.</summary>
    public IReadOnlyList<FlowState> StatesOf(FlowBlock block) => _states[block.Ordinal].States;

    /// <summary>Runs over the body of <paramref name="body"/>; null when the budget is spent.</summary>
    public static FlowEngine? Run(FlowBody body)
    {
        var engine = new FlowEngine(body);
        if (!engine.Converge())
        {
            return null;
        }

        body.IsRecording = true;
        foreach (var block in body.Graph.Blocks)
        {
            body.CancellationToken.ThrowIfCancellationRequested();

            // Nothing arrives any more while facts are recorded.
            foreach (var state in engine._states[block.Ordinal].States)
            {
                engine.Process(block, state);
            }
        }

        return engine;
    }

    private bool Converge()
    {
        var budget = FixedRounds + (_blocks * RoundsPerBlock);
        _states[0].States.Add(_pool.New());
        _work[0] = true;
        while (_next < _blocks || EntersUnreachedHandler())
        {
            var ordinal = _next++;
            if (!_work[ordinal])
            {
                continue;
            }

            _work[ordinal] = false;
            var set = _states[ordinal].States;
            for (var i = 0; i < set.Count; i++)
            {
                if (set[i].IsDirty)
                {
                    _body.CancellationToken.ThrowIfCancellationRequested();
                    if (--budget < 0)
                    {
                        return false;
                    }

                    set[i].IsDirty = false;
                    Process(_body.Graph.Blocks[ordinal], set[i]);
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Enters a handler that nothing leads to, although its try block has what may throw and is no call: whoever wrote it knows that it does. It runs with what was there before the block.
    /// </summary>
    private bool EntersUnreachedHandler()
    {
        foreach (var handler in _body.Graph.Regions)
        {
            if (handler is not { EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch, NestedRegions: var parts } } || handler == parts[0] || _states[handler.FirstBlockOrdinal].States.Count > 0
                || _states[parts[0].FirstBlockOrdinal].States.Count == 0 || !MayThrowWithoutCall(parts[0]))
            {
                continue;
            }

            foreach (var state in _states[parts[0].FirstBlockOrdinal].States)
            {
                var thrown = _pool.Copy(state);
                Arrive(handler.FirstBlockOrdinal, thrown);
                _pool.Free(thrown);
            }

            if (_next < _blocks)
            {
                return true;
            }
        }

        return false;
    }

    private bool MayThrowWithoutCall(FlowRegion region)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            var block = _body.Graph.Blocks[i];
            foreach (var operation in block.Operations)
            {
                if (MayThrowWithoutCall(operation))
                {
                    return true;
                }
            }

            if (block.BranchValue is { } value && MayThrowWithoutCall(value))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayThrowWithoutCall(IOperation operation)
    {
        if (operation switch
        {
            IPropertyReferenceOperation { Property: { ContainingType: var type, Name: var name } } =>
                !_body.Roles.IsSafeHandle(type) && name is not ("Length" or "Count" or "Value" or "HasValue") && type.SpecialType is not (SpecialType.System_IntPtr or SpecialType.System_UIntPtr),
            IArrayElementReferenceOperation or IInvalidOperation => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder, RightOperand.ConstantValue.HasValue: false } => true,
            IBinaryOperation { OperatorMethod: { } method } => !IsOfRawHandles(method),
            IUnaryOperation { OperatorMethod: not null } => true,
            IConversionOperation { OperatorMethod: { } method } => !IsOfRawHandles(method),
            IConversionOperation { IsImplicit: false, IsTryCast: false, Operand.Type.IsReferenceType: true } => true,
            _ => false,
        })
        {
            return true;
        }

        foreach (var child in operation.ChildOperations)
        {
            if (MayThrowWithoutCall(child))
            {
                return true;
            }
        }

        return false;

        static bool IsOfRawHandles(IMethodSymbol method) => method.ContainingType.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
    }

    private void Process(FlowBlock block, FlowState before)
    {
        _current = block;
        if (block.Ordinal == _blocks - 1)
        {
            return;
        }

        var state = _pool.Copy(before);
        foreach (var operation in block.Operations)
        {
            _transfer.Execute(operation, state);
            if (_transfer.IsDead)
            {
                _pool.Free(state);
                return;
            }
        }

        var value = FlowValues.Unknown;
        if (block.BranchValue is { } branchValue)
        {
            _transfer.IsDead = false;
            _transfer.EnterLoop(branchValue, state);
            if (block.FallThrough.Semantics == ControlFlowBranchSemantics.Return)
            {
                _transfer.CheckReturnedParts(branchValue, state);
            }

            value = _transfer.Evaluate(branchValue, state);
            if (_transfer.IsDead)
            {
                _pool.Free(state);
                return;
            }
        }

        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            if (block.FallThrough is { Exists: true } only)
            {
                if (only.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is not null)
                {
                    _transfer.Return(block.BranchValue, value, state);
                }

                Follow(only, state);
            }
        }
        else
        {
            var other = _pool.Copy(state);
            var whenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            if (_refinement.Refine(block.BranchValue!, value, whenTrue, other) && block.Conditional is { Exists: true } conditional)
            {
                Follow(conditional, other);
            }

            if (_refinement.Refine(block.BranchValue!, value, !whenTrue, state) && block.FallThrough is { Exists: true } fallThrough)
            {
                Follow(fallThrough, state);
            }

            _pool.Free(other);
        }

        _pool.Free(state);
    }

    private void Follow(FlowBranch branch, FlowState state)
    {
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Regular:
            case ControlFlowBranchSemantics.Return:
                if (branch.Semantics == ControlFlowBranchSemantics.Return || branch.Destination?.Ordinal == _blocks - 1)
                {
                    state.ExitBlock = branch.Source.Ordinal;
                }

                GoThroughFinally(branch, 0, state.Pending, state);
                break;
            case ControlFlowBranchSemantics.Throw when branch.Source.BranchValue is IObjectCreationOperation { IsImplicit: true }:
                // What the compiler throws when no arm of a switch expression matches: who wrote the arms thinks that one does.
                break;
            case ControlFlowBranchSemantics.Throw:
            case ControlFlowBranchSemantics.Rethrow:
                Throw(state, ExceptionKind.Explicit, branch.Source.BranchValue);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                Resume(branch, state);
                break;
        }
    }

    private void GoThroughFinally(FlowBranch branch, int index, int outer, FlowState state)
    {
        if (index < branch.FinallyRegions.Count)
        {
            state.Pending = _continuations.Of(new Continuation(branch, index, default, null, outer));
            Arrive(branch.FinallyRegions[index].FirstBlockOrdinal, state);
            return;
        }

        state.Pending = outer;
        foreach (var region in branch.LeavingRegions)
        {
            Forget(region, state);
        }

        if (branch.Destination is { } destination)
        {
            Arrive(destination.Ordinal, state);
        }
    }

    /// <summary>The end of a finally block, or a filter that said no.</summary>
    private void Resume(FlowBranch branch, FlowState state)
    {
        var region = branch.Source.EnclosingRegion;
        while (region.Kind is not (ControlFlowRegionKind.Finally or ControlFlowRegionKind.Filter) && region.EnclosingRegion is { } outer)
        {
            region = outer;
        }

        if (region.Kind == ControlFlowRegionKind.Filter)
        {
            // The filter's own handler, then what lies around the try statement.
            Dispatch(state, ExceptionKind.Explicit, null, region.EnclosingRegion?.EnclosingRegion?.EnclosingRegion);
            return;
        }

        if (state.Pending == 0)
        {
            return;
        }

        var continuation = _continuations[state.Pending];
        if (continuation.Branch is { } pending)
        {
            GoThroughFinally(pending, continuation.FinallyIndex + 1, continuation.Outer, state);
        }
        else
        {
            state.Pending = continuation.Outer;
            Dispatch(state, continuation.Exception, null, continuation.Outward);
        }
    }

    /// <summary>An exception leaves the current block; <paramref name="state"/> stays as it is.</summary>
    private void Throw(FlowState state, ExceptionKind kind, IOperation? at)
    {
        // Nearly every call may throw, and outside of try statements nobody looks at that before the states have converged.
        if (!_body.IsRecording && !_current.EnclosingRegion.IsInTry)
        {
            return;
        }

        var thrown = _pool.Copy(state);
        thrown.ExitBlock = _current.Ordinal;
        if (_current.EnclosingRegion.IsInTry)
        {
            Dispatch(thrown, kind, at, _current.EnclosingRegion);
            _pool.Free(thrown);
        }
        else
        {
            Thrown.Add((thrown, kind, at));
        }
    }

    private void Dispatch(FlowState state, ExceptionKind kind, IOperation? at, FlowRegion? region)
    {
        for (; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } statement)
            {
                continue;
            }

            if (statement.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                state.Pending = _continuations.Of(new Continuation(null, 0, kind, statement.EnclosingRegion, state.Pending));
                Arrive(statement.NestedRegions[1].FirstBlockOrdinal, state);
                return;
            }

            foreach (var handler in statement.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                {
                    Arrive(handler.FirstBlockOrdinal, state);
                    if (handler.Kind == ControlFlowRegionKind.Catch && CatchesAll(handler.ExceptionType))
                    {
                        return;
                    }
                }
            }
        }

        if (_body.IsRecording)
        {
            Thrown.Add((_pool.Copy(state), kind, at));
        }
    }

    private bool CatchesAll(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } || SymbolEqualityComparer.Default.Equals(type, _body.Types.Exception);

    private void Arrive(int block, FlowState state)
    {
        _transfer.DropUnheld(state, block);
        if (!_body.IsRecording && _states[block].Add(state, _body.Values, _initialOf, _isResource, _pool))
        {
            _work[block] = true;
            _next = Math.Min(_next, block);
        }
    }

    /// <summary>What a region declares is gone behind it; a pin ends with its variable.</summary>
    private void Forget(FlowRegion region, FlowState state)
    {
        foreach (var local in region.Locals)
        {
            if (_body.FindSlot(SlotKind.Local, local) is { } slot)
            {
                if (local.IsFixed)
                {
                    _transfer.EndPins(state.Value(slot), state);
                }

                state.SetValue(slot, FlowValues.Initial);
            }
        }

        foreach (var capture in region.CaptureIds)
        {
            state.SetValue(_body.SlotOf(capture), FlowValues.Initial);
        }
    }
}
