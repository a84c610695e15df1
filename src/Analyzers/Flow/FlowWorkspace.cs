using System;
using System.Collections.Generic;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BoundaryLint.Flow;

/// <summary>
/// The tables of one run over one body. The next run takes them over empty: of a short body they are most of what a run would allocate. A run that another run waits for, over a callee, has its own.
/// </summary>
internal sealed class FlowWorkspace
{
    // To empty a table costs what it has room for: those that a very long body has filled are left to the collector.
    private const int LargestKept = 256;

    private readonly List<FlowStateSet> _blockStates = [];
    private bool[] _waitingBlocks = [];

    // By the number of arguments.
    private readonly List<Stack<FlowCall>> _spareCalls = [];

    public Dictionary<Slot, int> SlotNumbers { get; } = [];

    public List<Slot> Slots { get; } = [];

    public List<int> FieldSlots { get; } = [];

    public List<int> LastBlocks { get; } = [];

    public Dictionary<int, List<int>> Members { get; } = [];

    public Dictionary<IOperation, int?> Conditions { get; } = [];

    public Dictionary<ISymbol, List<int>> ConditionsOn { get; } = new(SymbolEqualityComparer.Default);

    public Dictionary<(IOperation Operation, int Role), Origin> OriginOf { get; } = [];

    public Dictionary<ISymbol, Origin> SymbolOrigins { get; } = new(SymbolEqualityComparer.Default);

    public List<Origin> Origins { get; } = [];

    public List<FlowFact> Facts { get; } = [];

    public HashSet<(FactKind, int, IOperation?)> KnownFacts { get; } = [];

    public HashSet<ISymbol> TestedFields { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> WrittenFields { get; } = new(SymbolEqualityComparer.Default);

    public Dictionary<int, IOperation> FirstOwners { get; } = [];

    public Dictionary<int, IOperation> Takers { get; } = [];

    public Dictionary<int, IOperation> FirstReleases { get; } = [];

    public Dictionary<(int Origin, OriginState How), IOperation> Spoilers { get; } = [];

    public Dictionary<int, IOperation> FieldStores { get; } = [];

    public Dictionary<int, Release> ReleasedBy { get; } = [];

    /// <summary>The calls and creations that were evaluated.</summary>
    public Dictionary<IOperation, FlowCall> Calls { get; } = [];

    /// <summary>The expression behind each temporary that stands for a place.</summary>
    public Dictionary<CaptureId, IOperation> CapturedPlaces { get; } = [];

    /// <summary>Origins that were made again in a loop while a slot still holds the former one.</summary>
    public HashSet<int> MadeAgain { get; } = [];

    /// <summary>The graph of the body.</summary>
    public FlowGraph Graph { get; } = new();

    public FlowValues Values { get; } = new();

    public Continuations Continuations { get; } = new();

    public FlowStatePool States { get; } = new();

    public SlotLifetimes Lifetimes { get; } = new();

    /// <summary>What the ways out of the body show its callers.</summary>
    public SummaryBuilder Summary { get; } = new();

    /// <summary>The states in which exceptions leave the body.</summary>
    public List<(FlowState State, ExceptionKind Kind, IOperation? At)> Thrown { get; } = [];

    /// <summary>The states at each of so many blocks, none so far.</summary>
    public List<FlowStateSet> StatesOf(int blocks)
    {
        while (_blockStates.Count < blocks)
        {
            _blockStates.Add(new FlowStateSet());
        }

        return _blockStates;
    }

    /// <summary>Room for a flag for each of so many blocks, none set.</summary>
    public bool[] WaitingBlocks(int blocks)
    {
        if (_waitingBlocks.Length < blocks)
        {
            _waitingBlocks = new bool[blocks];
        }

        Array.Clear(_waitingBlocks, 0, blocks);
        return _waitingBlocks;
    }

    /// <summary>The object of a call that was not evaluated before, with room for so many arguments.</summary>
    public FlowCall NewCall(IOperation operation, IMethodSymbol? method, int arguments)
    {
        while (_spareCalls.Count <= arguments)
        {
            _spareCalls.Add(new Stack<FlowCall>());
        }

        var call = _spareCalls[arguments].Count > 0 ? _spareCalls[arguments].Pop() : new FlowCall(arguments);
        call.Begin(operation, method);
        Calls.Add(operation, call);
        return call;
    }

    /// <summary>Empties all tables; false when it is not worth it.</summary>
    public bool TryClear()
    {
        if (_blockStates.Count > LargestKept || Slots.Count > LargestKept || Origins.Count > LargestKept || Values.Count > 4 * LargestKept)
        {
            return false;
        }

        SlotNumbers.Clear();
        Slots.Clear();
        FieldSlots.Clear();
        LastBlocks.Clear();
        Members.Clear();
        Conditions.Clear();
        ConditionsOn.Clear();
        OriginOf.Clear();
        SymbolOrigins.Clear();
        Origins.Clear();
        Facts.Clear();
        KnownFacts.Clear();
        TestedFields.Clear();
        WrittenFields.Clear();
        FirstOwners.Clear();
        Takers.Clear();
        FirstReleases.Clear();
        Spoilers.Clear();
        FieldStores.Clear();
        ReleasedBy.Clear();
        foreach (var call in Calls.Values)
        {
            call.Clear();
            _spareCalls[call.Arguments.Length].Push(call);
        }

        Calls.Clear();
        CapturedPlaces.Clear();
        MadeAgain.Clear();
        Graph.Clear();
        Summary.Clear();
        Values.Clear();
        Continuations.Clear();
        Lifetimes.Clear();
        foreach (var (state, _, _) in Thrown)
        {
            States.Free(state);
        }

        Thrown.Clear();
        foreach (var set in _blockStates)
        {
            foreach (var state in set.States)
            {
                States.Free(state);
            }

            set.States.Clear();
        }

        return true;
    }
}
