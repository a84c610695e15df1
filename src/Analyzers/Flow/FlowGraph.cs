using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BoundaryLint.Flow;

/// <summary>
/// The control-flow graph of the body that is being run over: made of the statements themselves where only statements branch, and taken over from Roslyn's graph otherwise. Roslyn's
/// copies each operation of the body; most bodies need no copy. The next body takes the blocks and regions over.
/// </summary>
internal sealed class FlowGraph
{
    // Everything that was ever made for this graph, and how much of it is in use.
    private readonly List<FlowBlock> _madeBlocks = [];
    private readonly List<FlowRegion> _madeRegions = [];
    private int _usedBlocks;
    private StatementGraph? _statements;

    /// <summary>The blocks by their numbers: the first one is the entry, the last one the exit.</summary>
    public List<FlowBlock> Blocks { get; } = [];

    /// <summary>The regions, those around before those in them.</summary>
    public List<FlowRegion> Regions { get; } = [];

    /// <summary>The body as it is written.</summary>
    public IOperation OriginalOperation { get; private set; } = null!;

    /// <summary>Roslyn's graph, where this one was taken over from it: it knows the graphs of lambdas and local functions.</summary>
    public ControlFlowGraph? Source { get; private set; }

    /// <summary>Makes the graph of a body of statements; false when something else than a statement branches in it.</summary>
    public bool TryMake(IOperation body)
    {
        if (!StatementGraph.IsPlain(body))
        {
            return false;
        }

        OriginalOperation = body;
        (_statements ??= new StatementGraph(this)).Make(body);
        FindLeavingRegions();
        return true;
    }

    /// <summary>Takes over Roslyn's graph.</summary>
    public void TakeOver(ControlFlowGraph graph)
    {
        OriginalOperation = graph.OriginalOperation;
        Source = graph;
        foreach (var _ in graph.Blocks)
        {
            Place(NewBlock(), null!);
        }

        TakeOver(graph.Root, null);
        foreach (var source in graph.Blocks)
        {
            var block = Blocks[source.Ordinal];
            foreach (var operation in source.Operations)
            {
                block.Operations.Add(operation);
            }

            block.BranchValue = source.BranchValue;
            block.ConditionKind = source.ConditionKind;
            TakeOver(source.FallThroughSuccessor, block.FallThrough);
            TakeOver(source.ConditionalSuccessor, block.Conditional);
        }

        FindLeavingRegions();
    }

    /// <summary>Forgets the body.</summary>
    public void Clear()
    {
        for (var i = 0; i < _usedBlocks; i++)
        {
            _madeBlocks[i].Clear();
        }

        foreach (var region in Regions)
        {
            region.Clear();
        }

        _usedBlocks = 0;
        Blocks.Clear();
        Regions.Clear();
        OriginalOperation = null!;
        Source = null;
    }

    /// <summary>A block that has no place yet.</summary>
    public FlowBlock NewBlock()
    {
        if (_usedBlocks == _madeBlocks.Count)
        {
            _madeBlocks.Add(new FlowBlock());
        }

        return _madeBlocks[_usedBlocks++];
    }

    /// <summary>A region that begins with the next block.</summary>
    public FlowRegion NewRegion(ControlFlowRegionKind kind, FlowRegion? around)
    {
        if (Regions.Count == _madeRegions.Count)
        {
            _madeRegions.Add(new FlowRegion());
        }

        var region = _madeRegions[Regions.Count];
        Regions.Add(region);
        region.Kind = kind;
        region.EnclosingRegion = around;
        region.FirstBlockOrdinal = Blocks.Count;
        region.IsInTry = kind == ControlFlowRegionKind.Try || around is { IsInTry: true };
        around?.NestedRegions.Add(region);
        return region;
    }

    /// <summary>Gives a block its number.</summary>
    public void Place(FlowBlock block, FlowRegion region)
    {
        block.Ordinal = Blocks.Count;
        block.EnclosingRegion = region;
        Blocks.Add(block);
    }

    private void TakeOver(ControlFlowRegion source, FlowRegion? around)
    {
        var region = NewRegion(source.Kind, around);
        (region.FirstBlockOrdinal, region.LastBlockOrdinal, region.Locals, region.CaptureIds, region.ExceptionType) =
            (source.FirstBlockOrdinal, source.LastBlockOrdinal, source.Locals, source.CaptureIds, source.ExceptionType);
        for (var i = source.FirstBlockOrdinal; i <= source.LastBlockOrdinal; i++)
        {
            Blocks[i].EnclosingRegion = region;
        }

        foreach (var nested in source.NestedRegions)
        {
            TakeOver(nested, region);
        }
    }

    private void TakeOver(ControlFlowBranch? source, FlowBranch branch)
    {
        if (source is not null)
        {
            branch.Lead(source.Semantics, source.Destination is { } destination ? Blocks[destination.Ordinal] : null);
        }
    }

    private void FindLeavingRegions()
    {
        foreach (var block in Blocks)
        {
            block.FallThrough.FindLeavingRegions();
            block.Conditional.FindLeavingRegions();
        }
    }
}

/// <summary>Operations that run one after the other.</summary>
internal sealed class FlowBlock
{
    public FlowBlock()
    {
        FallThrough = new FlowBranch(this);
        Conditional = new FlowBranch(this);
    }

    public int Ordinal { get; set; } = -1;

    public FlowRegion EnclosingRegion { get; set; } = null!;

    public List<IOperation> Operations { get; } = [];

    /// <summary>The condition that is asked, or the value that is returned or thrown, at the end of the block.</summary>
    public IOperation? BranchValue { get; set; }

    /// <summary>For which outcome of the condition the block goes on with <see cref="Conditional"/>.</summary>
    public ControlFlowConditionKind ConditionKind { get; set; }

    /// <summary>Where the block goes on; a branch that does not exist leads nowhere.</summary>
    public FlowBranch FallThrough { get; }

    /// <summary>Where the block goes on when the condition is met.</summary>
    public FlowBranch Conditional { get; }

    public void Clear()
    {
        Ordinal = -1;
        EnclosingRegion = null!;
        Operations.Clear();
        BranchValue = null;
        ConditionKind = ControlFlowConditionKind.None;
        FallThrough.Clear();
        Conditional.Clear();
    }
}

/// <summary>A way from one block to another, or out of the body.</summary>
internal sealed class FlowBranch(FlowBlock source)
{
    public FlowBlock Source { get; } = source;

    /// <summary>Whether the block has this branch.</summary>
    public bool Exists => Semantics != ControlFlowBranchSemantics.None;

    public ControlFlowBranchSemantics Semantics { get; private set; }

    /// <summary>Null where an exception goes on, or a finally block ends.</summary>
    public FlowBlock? Destination { get; private set; }

    /// <summary>The regions that end on the way, the innermost first.</summary>
    public List<FlowRegion> LeavingRegions { get; } = [];

    /// <summary>The finally blocks that run on the way, the innermost first.</summary>
    public List<FlowRegion> FinallyRegions { get; } = [];

    public void Lead(ControlFlowBranchSemantics semantics, FlowBlock? destination)
    {
        Semantics = semantics;
        Destination = destination;
    }

    public void FindLeavingRegions()
    {
        if (Destination is not { Ordinal: var destination })
        {
            return;
        }

        for (var region = Source.EnclosingRegion; region is not null && !(region.FirstBlockOrdinal <= destination && destination <= region.LastBlockOrdinal); region = region.EnclosingRegion)
        {
            LeavingRegions.Add(region);
            if (region.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                FinallyRegions.Add(region.NestedRegions[1]);
            }
        }
    }

    public void Clear()
    {
        Semantics = ControlFlowBranchSemantics.None;
        Destination = null;
        LeavingRegions.Clear();
        FinallyRegions.Clear();
    }
}

/// <summary>A part of a body in which locals live, or that exceptions leave in their own way.</summary>
internal sealed class FlowRegion
{
    public ControlFlowRegionKind Kind { get; set; }

    /// <summary>The region around; null for the outermost one of a body, a lambda's too.</summary>
    public FlowRegion? EnclosingRegion { get; set; }

    public List<FlowRegion> NestedRegions { get; } = [];

    public int FirstBlockOrdinal { get; set; }

    public int LastBlockOrdinal { get; set; }

    public ImmutableArray<ILocalSymbol> Locals { get; set; } = ImmutableArray<ILocalSymbol>.Empty;

    public ImmutableArray<CaptureId> CaptureIds { get; set; } = ImmutableArray<CaptureId>.Empty;

    /// <summary>Whether a handler or a finally block of this body runs when an exception leaves the region.</summary>
    public bool IsInTry { get; set; }

    /// <summary>What a handler catches.</summary>
    public ITypeSymbol? ExceptionType { get; set; }

    public void Clear()
    {
        EnclosingRegion = null;
        NestedRegions.Clear();
        Locals = ImmutableArray<ILocalSymbol>.Empty;
        CaptureIds = ImmutableArray<CaptureId>.Empty;
        ExceptionType = null;
    }
}
