using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Up to which block of a graph anybody asks for a local, a temporary or the outcome of a condition. Behind it a state need not carry the value, so that what is done with
/// costs nothing in the rest of a long body. Blocks are numbered in the order of the source; where a branch leads back, what is used in the loop is used to its end.
/// </summary>
internal sealed class SlotLifetimes
{
    private const int Always = int.MaxValue;

    private readonly Dictionary<ISymbol, int> _locals = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, int> _captures = [];
    private readonly Dictionary<string, (int Block, int Places)> _conditions = [];
    private readonly List<(int First, int Last)> _loops = [];

    // What tells a condition from others; null for one that nobody asks again.
    private readonly Dictionary<IOperation, string?> _texts = [];

    // What is needed while a graph is looked at.
    private readonly List<(CaptureId Capture, ISymbol Local)> _places = [];
    private readonly List<(int First, int Last)> _backwards = [];
    private readonly List<(AskedCondition Condition, int Block)> _asked = [];
    private readonly Dictionary<int, int> _widths = [];

    /// <summary>Forgets what was found in a graph.</summary>
    public void Clear()
    {
        _locals.Clear();
        _captures.Clear();
        _conditions.Clear();
        _texts.Clear();
        _loops.Clear();
        _places.Clear();
        _backwards.Clear();
        _asked.Clear();
        _widths.Clear();
    }

    /// <summary>Finds what a graph uses where. Nothing may be known of another graph.</summary>
    public void Find(FlowGraph graph, CancellationToken cancellationToken)
    {
        foreach (var block in graph.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var operation in block.Operations)
            {
                Visit(operation, block.Ordinal);
            }

            if (block.BranchValue is { } value)
            {
                Visit(value, block.Ordinal);
                if (block.ConditionKind != ControlFlowConditionKind.None)
                {
                    VisitCondition(value, block.Ordinal);
                }
            }

            AddBackward(block.FallThrough);
            AddBackward(block.Conditional);
        }

        foreach (var (capture, local) in _places)
        {
            // The temporary is another name of the local until it is used last.
            _locals[local] = Math.Max(_locals[local], _captures[capture]);
        }

        FindConditionsAskedAgain();

        // Loops that overlap are one.
        _backwards.Sort(static (left, right) => left.First.CompareTo(right.First));
        foreach (var (first, last) in _backwards)
        {
            if (_loops.Count > 0 && first <= _loops[_loops.Count - 1].Last)
            {
                _loops[_loops.Count - 1] = (_loops[_loops.Count - 1].First, Math.Max(last, _loops[_loops.Count - 1].Last));
            }
            else
            {
                _loops.Add((first, last));
            }
        }
    }

    /// <summary>The last block in which the value of a slot counts.</summary>
    public int LastBlockOf(Slot slot) => slot switch
    {
        { Kind: SlotKind.Local, Symbol: ILocalSymbol { IsFixed: false } local } => _locals.TryGetValue(local, out var block) ? EndOfLoop(block) : Always,
        { Kind: SlotKind.Capture, Capture: var capture } => _captures.TryGetValue(capture, out var block) ? EndOfLoop(block) : Always,
        { Kind: SlotKind.Member, Owner: ILocalSymbol local } => _locals.TryGetValue(local, out var block) ? EndOfLoop(block) : Always,
        { Kind: SlotKind.Member, Owner: null, Capture: var capture } => _captures.TryGetValue(capture, out var block) ? EndOfLoop(block) : Always,
        { Kind: SlotKind.Condition, Text: { } text } => _conditions.TryGetValue(text, out var asked) ? EndOfLoop(asked.Block) : Always,
        _ => Always,
    };

    /// <summary>What tells a condition of the graph from others; null for one that is not remembered, or that stands in one place only, so that nobody asks for its outcome again.</summary>
    public string? TextOf(IOperation condition) =>
        (_texts.TryGetValue(condition, out var known) ? known : FlowRefinement.AskedBy(condition)?.Text) is { } text && !(_conditions.TryGetValue(text, out var asked) && asked.Places == 1) ? text : null;

    private void Visit(IOperation operation, int block)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local }:
                Mention(local, block);
                return;
            case IVariableDeclaratorOperation { Symbol: var declared }:
                Mention(declared, block);
                break;
            case IFlowCaptureReferenceOperation { Id: var id }:
                _captures[id] = block;
                return;
            case IFlowCaptureOperation { Id: var id, Value: var value }:
                _captures[id] = block;
                if (value is ILocalReferenceOperation { Local: var named })
                {
                    _places.Add((id, named));
                }

                break;
            case IAddressOfOperation { Reference: var reference }:
                KeepAlways(reference);
                break;
            case ISimpleAssignmentOperation { IsRef: true, Value: var reference }:
                KeepAlways(reference);
                break;
            case IArgumentOperation { Value: { Type.SpecialType: SpecialType.System_Boolean, ConstantValue.HasValue: false } asked }:
                VisitCondition(asked, block);
                break;
        }

        foreach (var child in operation.ChildOperations)
        {
            Visit(child, block);
        }
    }

    private void Mention(ILocalSymbol local, int block) => _locals[local] = _locals.TryGetValue(local, out var before) ? Math.Max(before, block) : block;

    /// <summary>A pointer or reference leads to the local: what it holds may be asked for through that.</summary>
    private void KeepAlways(IOperation reference)
    {
        if (reference is ILocalReferenceOperation { Local: var local })
        {
            _locals[local] = Always;
        }
    }

    private void VisitCondition(IOperation condition, int block)
    {
        if (FlowRefinement.AskedBy(condition) is { } asked)
        {
            _asked.Add((asked, block));
            _widths[asked.Width] = _widths.TryGetValue(asked.Width, out var others) ? others + 1 : 1;
        }
    }

    private void FindConditionsAskedAgain()
    {
        foreach (var (asked, block) in _asked)
        {
            // The text of a condition is made only where another one is as long.
            var text = _widths[asked.Width] == 1 ? null : asked.Text;
            _texts[asked.Condition] = text;
            if (text is not null)
            {
                _conditions[text] = (block, _conditions.TryGetValue(text, out var before) ? before.Places + 1 : 1);
            }
        }
    }

    private void AddBackward(FlowBranch branch)
    {
        if (branch is { Destination.Ordinal: var first, Source.Ordinal: var last } && first <= last)
        {
            foreach (var region in branch.FinallyRegions)
            {
                last = Math.Max(last, region.LastBlockOrdinal);
            }

            _backwards.Add((first, last));
        }
    }

    private int EndOfLoop(int block)
    {
        var (low, high) = (0, _loops.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_loops[middle].Last < block)
            {
                low = middle + 1;
            }
            else if (_loops[middle].First > block)
            {
                high = middle - 1;
            }
            else
            {
                return _loops[middle].Last;
            }
        }

        return block;
    }
}
