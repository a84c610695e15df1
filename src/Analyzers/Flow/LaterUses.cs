using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Answers whether some path from behind an operation still uses an object. That is what keeps an object alive: the just-in-time compiler reports a variable to the garbage
/// collector as long as some path from there can read it, and no longer.
/// </summary>
internal sealed class LaterUses(ControlFlowGraph graph, CancellationToken cancellationToken)
{
    private Dictionary<IOperation, (BasicBlock Block, int Index)>? _places;

    /// <summary>Whether an object that <paramref name="keepers"/> hold is used behind <paramref name="operation"/>.</summary>
    public bool IsUsedAfter(IOperation operation, Keepers keepers)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            if (IsPending(parent, root, keepers))
            {
                return true;
            }

            root = parent;
        }

        if (!Places.TryGetValue(root, out var place))
        {
            return true;
        }

        var found = Scan(root, operation, keepers);
        if (found is { } known)
        {
            return known;
        }

        var reached = new HashSet<int>();
        var work = new Stack<BasicBlock>();
        if (Scan(place.Block, place.Index + 1, keepers) is { } inBlock)
        {
            return inBlock;
        }

        Follow(place.Block, work, reached);
        while (work.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = work.Pop();
            switch (Scan(block, 0, keepers))
            {
                case true:
                    return true;
                case null:
                    Follow(block, work, reached);
                    break;
            }
        }

        return false;
    }

    private Dictionary<IOperation, (BasicBlock Block, int Index)> Places
    {
        get
        {
            if (_places is null)
            {
                _places = [];
                foreach (var block in graph.Blocks)
                {
                    for (var i = 0; i < block.Operations.Length; i++)
                    {
                        _places[block.Operations[i]] = (block, i);
                    }

                    if (block.BranchValue is { } value)
                    {
                        _places[value] = (block, block.Operations.Length);
                    }
                }
            }

            return _places;
        }
    }

    /// <summary>Whether an operand that was evaluated earlier waits for <paramref name="parent"/>: the receiver of <c>obj.Take(call(obj.Handle))</c>.</summary>
    private static bool IsPending(IOperation parent, IOperation child, Keepers keepers)
    {
        foreach (var other in parent.ChildOperations)
        {
            if (other == child)
            {
                continue;
            }

            var operand = other;
            while (operand is IArgumentOperation or IConversionOperation)
            {
                operand = operand is IArgumentOperation argument ? argument.Value : ((IConversionOperation)operand).Operand;
            }

            // The left side of obj.Field = call(obj.Handle).
            if (operand is IMemberReferenceOperation { Instance: { } instance } && parent is IAssignmentOperation)
            {
                operand = instance;
            }

            if (keepers.IsUse(operand))
            {
                return true;
            }
        }

        return false;
    }

    private static bool? Scan(BasicBlock block, int from, Keepers keepers)
    {
        for (var i = from; i < block.Operations.Length; i++)
        {
            if (Scan(block.Operations[i], null, keepers) is { } found)
            {
                return found;
            }
        }

        return from <= block.Operations.Length && block.BranchValue is { } value ? Scan(value, null, keepers) : null;
    }

    /// <summary>True for a use, false where every variable that holds the object gets another value, null when the operation tells nothing.</summary>
    private static bool? Scan(IOperation root, IOperation? after, Keepers keepers)
    {
        var isBehind = after is null;
        return Visit(root, after, keepers, ref isBehind);
    }

    private static bool? Visit(IOperation operation, IOperation? after, Keepers keepers, ref bool isBehind)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (Visit(child, after, keepers, ref isBehind) is { } found)
            {
                return found;
            }
        }

        if (isBehind)
        {
            if (keepers.IsUse(operation) || keepers.IsUseOfClosure(operation))
            {
                return true;
            }

            if (keepers.EndsWith(operation))
            {
                return false;
            }
        }

        isBehind |= operation == after;
        return null;
    }

    private void Follow(BasicBlock block, Stack<BasicBlock> work, HashSet<int> reached)
    {
        Add(block.FallThroughSuccessor, work, reached);
        Add(block.ConditionalSuccessor, work, reached);

        // Whatever a handler or a finally block reads lives during the whole try block.
        // A lambda's outermost region stands in a region of the body around it, whose blocks are another graph's.
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                foreach (var other in whole.NestedRegions)
                {
                    if (other != region)
                    {
                        Add(other, work, reached);
                    }
                }
            }
        }
    }

    private void Add(ControlFlowBranch? branch, Stack<BasicBlock> work, HashSet<int> reached)
    {
        if (branch is null)
        {
            return;
        }

        foreach (var region in branch.FinallyRegions)
        {
            Add(region, work, reached);
        }

        if (branch.Destination is { } destination && reached.Add(destination.Ordinal))
        {
            work.Push(destination);
        }
    }

    private void Add(ControlFlowRegion region, Stack<BasicBlock> work, HashSet<int> reached)
    {
        if (reached.Add(region.FirstBlockOrdinal))
        {
            work.Push(graph.Blocks[region.FirstBlockOrdinal]);
        }
    }
}

/// <summary>The variables through which one object is reached: as long as one of them is read later, the object lives.</summary>
internal sealed class Keepers
{
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);
    private readonly HashSet<CaptureId> _captures = [];
    private ISet<ISymbol>? _closure;
    private bool _isThis;

    /// <summary>The one variable behind whose assignment the object is gone, or null when several hold it.</summary>
    private ISymbol? Only => _variables.Count == 1 && !_isThis && _closure is null && _captures.Count == 0 ? Single(_variables) : null;

    public bool Contains(ISymbol variable) => _variables.Contains(variable);

    public bool Contains(CaptureId capture) => _captures.Contains(capture);

    public bool Add(ISymbol variable) => _variables.Add(variable);

    public bool Add(CaptureId capture) => _captures.Add(capture);

    public void AddThis() => _isThis = true;

    /// <summary>The object is a captured variable of a lambda: what reads another one, or <c>this</c>, needs the closure that holds them all.</summary>
    public void AddClosure(ISet<ISymbol> captured) => _closure = captured;

    /// <summary>Whether <paramref name="operation"/> reads what the closure holds, and so the closure.</summary>
    public bool IsUseOfClosure(IOperation operation) => _closure is not null && operation switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        ILocalReferenceOperation { Local: var local } => _closure.Contains(local),
        IParameterReferenceOperation { Parameter: var parameter } => _closure.Contains(parameter),
        _ => false,
    };

    /// <summary>Whether <paramref name="operation"/> reads one of the variables.</summary>
    public bool IsUse(IOperation operation) => operation switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => _isThis,
        ILocalReferenceOperation { Local: var local } => _variables.Contains(local) && !IsTarget(operation),
        IParameterReferenceOperation { Parameter: var parameter } => _variables.Contains(parameter) && !IsTarget(operation),
        IFlowCaptureReferenceOperation { Id: var id } => _captures.Contains(id),
        _ => false,
    };

    /// <summary>Whether <paramref name="operation"/> puts another value into the only variable.</summary>
    public bool EndsWith(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: var target } && Only is { } only && SymbolEqualityComparer.Default.Equals(VariableOf(target), only);

    /// <summary>The local or parameter that <paramref name="operation"/> names.</summary>
    public static ISymbol? VariableOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    private static bool IsTarget(IOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation { Target: var target } => target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
        _ => false,
    };

    private static ISymbol? Single(HashSet<ISymbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            return symbol;
        }

        return null;
    }
}
