using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The kinds of places that hold values.</summary>
internal enum SlotKind : byte
{
    Local,
    Parameter,

    /// <summary>A field of <c>this</c>, or a static field of the type.</summary>
    Field,

    /// <summary>A temporary of the control-flow graph.</summary>
    Capture,

    /// <summary>A field of a struct in a local or in a temporary: the owner is that local, or the capture.</summary>
    Member,

    /// <summary>What <c>DangerousAddRef</c> took on the handle that the symbol names.</summary>
    Reference,

    /// <summary>The last error of the thread.</summary>
    LastError,

    /// <summary>The text of the last error, as a native library remembers it.</summary>
    ErrorText,

    /// <summary>The outcome of a condition that the body may ask again.</summary>
    Condition,

    /// <summary>A borrowed value that is being returned.</summary>
    Return,

    /// <summary>The elements of an array or list that a local holds, all of them together.</summary>
    Elements,
}

/// <summary>A place of one body that holds a value.</summary>
internal readonly record struct Slot(SlotKind Kind, ISymbol? Symbol, CaptureId Capture, string? Text = null)
{
    /// <summary>Of a member: the local that holds the struct, or null for a temporary.</summary>
    public ISymbol? Owner { get; init; }
}

/// <summary>
/// Everything that one run over one body shares: its slots, its origins, the values that slots hold, and the facts. Slots and origins get their numbers when they are met
/// first.
/// </summary>
internal sealed class FlowBody
{
    private readonly FlowWorkspace _workspace;
    private Dictionary<CaptureId, IOperation>? _captures;
    private bool? _takesAddressOfSpans;

    public FlowBody(InteropContext interop, IMethodSymbol? method, ISet<ISymbol> captured, SummaryScope scope, FlowWorkspace workspace, CancellationToken cancellationToken)
    {
        Interop = interop;
        Method = method;
        Captured = captured;
        Scope = scope;
        CancellationToken = cancellationToken;
        Functions = NativeFunctions.Of(interop);
        Contracts = BoundaryContracts.Of(interop);
        Roles = ResourceRoles.Of(interop);
        _workspace = workspace;
        workspace.Lifetimes.Find(workspace.Graph, cancellationToken);
        Collections = new LocalCollections(this);
    }

    public InteropContext Interop { get; }

    public KnownTypes Types => Interop.Types;

    public NativeFunctions Functions { get; }

    public BoundaryContracts Contracts { get; }

    public ResourceRoles Roles { get; }

    /// <summary>The method that the body belongs to; null for initializers.</summary>
    public IMethodSymbol? Method { get; }

    public FlowGraph Graph => _workspace.Graph;

    /// <summary>The locals and parameters that a lambda or local function uses: they can change at any time and are not followed.</summary>
    public ISet<ISymbol> Captured { get; }

    public SummaryScope Scope { get; }

    /// <summary>What the parameters get by position, where the run is for calls that give a constant; shorter where the rest is not known.</summary>
    public ImmutableArray<long?> Constants { get; init; } = ImmutableArray<long?>.Empty;

    public CancellationToken CancellationToken { get; }

    /// <summary>The tables of this run.</summary>
    public FlowWorkspace Workspace => _workspace;

    public LocalCollections Collections { get; }

    public FlowValues Values => _workspace.Values;

    public IReadOnlyList<Slot> Slots => _workspace.Slots;

    /// <summary>The slots of fields.</summary>
    public IReadOnlyList<int> FieldSlots => _workspace.FieldSlots;

    public IReadOnlyList<Origin> Origins => _workspace.Origins;

    public IReadOnlyList<FlowFact> Facts => _workspace.Facts;

    /// <summary>Whether the body asks some span where it begins, so that memory behind one can be reached without it.</summary>
    public bool TakesAddressOfSpans => _takesAddressOfSpans ??= Graph.Blocks
        .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations)
        .SelectMany(static operation => operation.DescendantsAndSelf())
        .Any(static operation => operation is IInvocationOperation { TargetMethod: { Name: "GetReference", ContainingType.Name: "MemoryMarshal" } or { Name: "GetPinnableReference" } });

    /// <summary>Whether the states have converged, so that what is found counts.</summary>
    public bool IsRecording { get; set; }

    /// <summary>The fields of <c>this</c> that some condition tests: a release behind such a test is guarded.</summary>
    public HashSet<ISymbol> TestedFields => _workspace.TestedFields;

    /// <summary>The fields of <c>this</c> that the body writes: a test of a field that nobody changes guards nothing.</summary>
    public HashSet<ISymbol> WrittenFields => _workspace.WrittenFields;

    /// <summary>Where the first owner over a value was made: for messages.</summary>
    public Dictionary<int, IOperation> FirstOwners => _workspace.FirstOwners;

    /// <summary>The calls that took ownership of a value.</summary>
    public Dictionary<int, IOperation> Takers => _workspace.Takers;

    /// <summary>Where resources were released first: for messages.</summary>
    public Dictionary<int, IOperation> FirstReleases => _workspace.FirstReleases;

    /// <summary>What made the last error of a call stale, and in which way.</summary>
    public Dictionary<(int Origin, OriginState How), IOperation> Spoilers => _workspace.Spoilers;

    /// <summary>Where the value that a field of this object has was put there.</summary>
    public Dictionary<int, IOperation> FieldStores => _workspace.FieldStores;

    /// <summary>By which release function parameters and fields are released.</summary>
    public Dictionary<int, Release> ReleasedBy => _workspace.ReleasedBy;

    public int SlotOf(SlotKind kind, ISymbol symbol) => SlotOf(new Slot(kind, symbol, default));

    public int SlotOf(CaptureId capture) => SlotOf(new Slot(SlotKind.Capture, null, capture));

    /// <summary>The slot of one field of the struct that a slot holds.</summary>
    public int SlotOfMember(int owner, IFieldSymbol field)
    {
        var (_, symbol, capture, _) = _workspace.Slots[owner];
        var count = _workspace.Slots.Count;
        var member = SlotOf(new Slot(SlotKind.Member, field, capture) { Owner = symbol });
        if (member == count)
        {
            if (!_workspace.Members.TryGetValue(owner, out var members))
            {
                _workspace.Members.Add(owner, members = []);
            }

            members.Add(member);
        }

        return member;
    }

    /// <summary>The slots of the fields of the struct that a slot holds, as far as the body names them; null for none.</summary>
    public List<int>? MembersOf(int slot) => _workspace.Members.TryGetValue(slot, out var members) ? members : null;

    /// <summary>The slot of a condition that is not about a tracked value, the same for all conditions with its text; null when nobody asks it again.</summary>
    public int? SlotOfCondition(IOperation condition)
    {
        if (!_workspace.Conditions.TryGetValue(condition, out var slot))
        {
            slot = _workspace.Lifetimes.TextOf(condition) is { } text ? SlotOf(new Slot(SlotKind.Condition, null, default, text)) : null;
            _workspace.Conditions.Add(condition, slot);
            if (slot is { } made)
            {
                AddMentioned(condition, made);
            }
        }

        return slot;
    }

    /// <summary>The slots of the conditions that ask a variable.</summary>
    public List<int>? ConditionsOn(ISymbol variable) => _workspace.ConditionsOn.TryGetValue(variable, out var slots) ? slots : null;

    private void AddMentioned(IOperation operation, int slot)
    {
        ISymbol? variable = operation switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
        if (variable is not null)
        {
            if (!_workspace.ConditionsOn.TryGetValue(variable, out var slots))
            {
                _workspace.ConditionsOn.Add(variable, slots = []);
            }

            slots.Add(slot);
        }

        foreach (var child in operation.ChildOperations)
        {
            AddMentioned(child, slot);
        }
    }

    /// <summary>Whether nobody asks any more what a slot holds, in a block and behind it.</summary>
    public bool IsDone(int slot, int block) => block > _workspace.LastBlocks[slot];

    public int? FindSlot(SlotKind kind, ISymbol? symbol) => _workspace.SlotNumbers.TryGetValue(new Slot(kind, symbol, default), out var slot) ? slot : null;

    public int LastErrorSlot => SlotOf(new Slot(SlotKind.LastError, null, default));

    public int ErrorTextSlot => SlotOf(new Slot(SlotKind.ErrorText, null, default));

    public int ReturnSlot => SlotOf(new Slot(SlotKind.Return, null, default));

    /// <summary>What a slot holds that this path has not written.</summary>
    public int InitialOf(int slot)
    {
        var (kind, symbol, _, _) = _workspace.Slots[slot];
        return kind switch
        {
            SlotKind.Parameter when symbol is IParameterSymbol { RefKind: RefKind.None } parameter =>
                parameter.Ordinal < Constants.Length && Constants[parameter.Ordinal] is { } constant ? Values.Constant(constant) : Values.Of(OriginOf(parameter)),
            SlotKind.Field when symbol is IFieldSymbol field && Roles.CanHoldResource(field.Type) => Values.Of(OriginOf(field)),
            _ => FlowValues.Unknown,
        };
    }

    /// <summary>Whether a parameter is the primary constructor's, which in other members is a field of the object.</summary>
    public bool IsStateOfObject(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && Method is { MethodKind: not MethodKind.Constructor, IsStatic: false } method
        && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, method.ContainingType);

    /// <summary>The origin of the value that a parameter or field has when the method begins.</summary>
    public Origin OriginOf(ISymbol symbol)
    {
        if (!_workspace.SymbolOrigins.TryGetValue(symbol, out var origin))
        {
            origin = new Origin(_workspace.Origins.Count, symbol is IFieldSymbol ? OriginKind.Field : OriginKind.Parameter, null) { Symbol = symbol, Producer = symbol.Name };
            _workspace.Origins.Add(origin);
            _workspace.SymbolOrigins.Add(symbol, origin);
        }

        return origin;
    }

    /// <summary>The one origin of <paramref name="operation"/> in a role (-1 the result, otherwise a parameter's position, or another number of the caller's choice).</summary>
    /// <param name="operation">The operation that makes the value.</param>
    /// <param name="role">The role.</param>
    /// <param name="source">What <paramref name="create"/> makes the origin of: calls are evaluated many times and make their origins once, so that a closure would be a waste.</param>
    /// <param name="create">Makes the origin with the number that it is given.</param>
    public Origin OriginOf<TSource>(IOperation operation, int role, TSource source, Func<int, TSource, Origin> create)
    {
        if (!_workspace.OriginOf.TryGetValue((operation, role), out var origin))
        {
            origin = create(_workspace.Origins.Count, source);
            _workspace.Origins.Add(origin);
            _workspace.OriginOf.Add((operation, role), origin);
        }

        return origin;
    }

    /// <summary>The same for a parameter or field that the body has asked for; null for every other one.</summary>
    public Origin? FindOrigin(ISymbol symbol) => _workspace.SymbolOrigins.TryGetValue(symbol, out var origin) ? origin : null;

    public Origin? FindOrigin(IOperation operation, int role) => _workspace.OriginOf.TryGetValue((operation, role), out var origin) ? origin : null;

    /// <summary>Adds a finding once, when the states have converged.</summary>
    public void Record(FactKind kind, Origin origin, IOperation? at, IOperation? other = null, ISymbol? symbol = null, Release? release = null, string detail = "")
    {
        if (IsRecording && _workspace.KnownFacts.Add((kind, origin.Id, at)))
        {
            _workspace.Facts.Add(new FlowFact(kind, origin, at, other, symbol, release, detail));
        }
    }

    /// <summary>The expression that a callee comes from: behind temporaries of the graph, as <c>?.</c> and <c>??=</c> make them, what the first of them was given.</summary>
    public IOperation? HeldBy(IOperation? place)
    {
        // One for the value, one for the place that is assigned, and one for the result.
        for (var step = 0; step < 4; step++)
        {
            switch (Operations.Unconverted(place))
            {
                case IFlowCaptureReferenceOperation reference:
                    place = (_captures ??= FindCaptures()).TryGetValue(reference.Id, out var captured) ? captured : null;
                    break;
                case ISimpleAssignmentOperation assignment:
                    place = assignment.Target;
                    break;
                default:
                    return place;
            }
        }

        return null;
    }

    private Dictionary<CaptureId, IOperation> FindCaptures()
    {
        var captures = new Dictionary<CaptureId, IOperation>();
        foreach (var block in Graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture && !captures.ContainsKey(capture.Id))
                {
                    captures.Add(capture.Id, capture.Value);
                }
            }
        }

        return captures;
    }

    private int SlotOf(Slot slot)
    {
        if (!_workspace.SlotNumbers.TryGetValue(slot, out var index))
        {
            index = _workspace.Slots.Count;
            _workspace.Slots.Add(slot);
            _workspace.SlotNumbers.Add(slot, index);
            _workspace.LastBlocks.Add(_workspace.Lifetimes.LastBlockOf(slot));
            if (slot.Kind == SlotKind.Field)
            {
                _workspace.FieldSlots.Add(index);
            }
        }

        return index;
    }
}

/// <summary>The methods whose summaries are being made: recursion ends where a method is met again, and so does the depth.</summary>
internal sealed class SummaryScope
{
    private const int MaximumDepth = 6;

    // Methods that call each other all around have more ways through them than anybody can follow.
    private const int MaximumCut = 32;

    // Most bodies call nothing whose summary would have to be made.
    private HashSet<ISymbol>? _open;
    private Dictionary<ISymbol, MethodSummary>? _cut;

    /// <summary>How many summaries are being made.</summary>
    public int Depth => _open?.Count ?? 0;

    /// <summary>Whether the way to a callee was cut short since somebody last set this to false.</summary>
    public bool WasCut { get; set; }

    public bool TryEnter(ISymbol method)
    {
        if (Depth < MaximumDepth && (_cut is null || _cut.Count < MaximumCut) && (_open ??= new(SymbolEqualityComparer.Default)).Add(method))
        {
            return true;
        }

        WasCut = true;
        return false;
    }

    public void Leave(ISymbol method) => _open?.Remove(method);

    /// <summary>Keeps a summary that was cut short, for whoever asks on the same way: it is not made anew for each of the ways to its method.</summary>
    public void Remember(ISymbol method, MethodSummary summary) => (_cut ??= new(SymbolEqualityComparer.Default))[method] = summary;

    /// <summary>The summary of a method that was cut short before on this way, or null.</summary>
    public MethodSummary? Recall(ISymbol method)
    {
        if (_cut is null || !_cut.TryGetValue(method, out var summary))
        {
            return null;
        }

        WasCut = true;
        return summary;
    }
}
