using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>
/// How the members of a class and its bases reach each other when it is disposed of: a release in a helper runs as often as the members that callers may call again, unless
/// something on the way remembers that it ran.
/// </summary>
internal sealed class DisposalPaths
{
    private readonly Dictionary<IMethodSymbol, MemberCode> _members = new(SymbolEqualityComparer.Default);
    private readonly FlowAnalysis _flow;

    private DisposalPaths(InteropContext interop, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _flow = FlowAnalysis.Of(interop);
        for (var current = type; current is not null && interop.HasSource(current); current = current.BaseType?.OriginalDefinition)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Destructor or MethodKind.ExplicitInterfaceImplementation, IsAbstract: false, IsStatic: false } method)
                {
                    var implementation = method.PartialImplementationPart ?? method;
                    _members[method] = _flow.BodyOf(implementation, cancellationToken) is { } body ? new MemberCode(body, interop, cancellationToken) : MemberCode.None;
                }
            }
        }
    }

    public static DisposalPaths Of(InteropContext interop, INamedTypeSymbol type, CancellationToken cancellationToken) => new(interop, type.OriginalDefinition, cancellationToken);

    /// <summary>
    /// The member that may be called again (<c>Dispose</c>, <c>DisposeAsync</c>, <c>Close</c>) and from which <paramref name="method"/> runs each time; null when there is none,
    /// or when something on the way to <paramref name="release"/> prevents the second run or forgets the value of <paramref name="field"/>.
    /// </summary>
    public IMethodSymbol? RepeatableWayTo(IMethodSymbol method, ISymbol field, SyntaxNode release)
    {
        foreach (var entry in _members.Keys)
        {
            if (IsRepeatable(entry) && !IsOverridden(entry) && PathTo(entry, method, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default)) is { } path)
            {
                var changes = ChangesFrom([entry]);
                if (!changes.Members.Contains(field) && !IsGuarded(path, release, changes))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The disposal that releases <paramref name="field"/> again, by the same function, when the public <paramref name="method"/> has released it: callers may call both. Null when there is
    /// none, or when the disposal can know that <paramref name="method"/> ran.
    /// </summary>
    public IMethodSymbol? DisposalAfter(IMethodSymbol method, ISymbol field, Release release, CancellationToken cancellationToken)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, Parameters.IsEmpty: true } || IsRepeatable(method) || !_members.ContainsKey(method))
        {
            return null;
        }

        var changes = ChangesFrom([method]);
        if (changes.Members.Contains(field))
        {
            return null;
        }

        foreach (var entry in _members.Keys)
        {
            if (!IsRepeatable(entry) || IsOverridden(entry) || ReachedFrom([entry]).Contains(method))
            {
                continue;
            }

            foreach (var member in ReachedFrom([entry]))
            {
                foreach (var fact in _flow.Of(member.PartialImplementationPart ?? member, cancellationToken).Facts)
                {
                    if (fact is { Kind: FactKind.FieldReleased, At.Syntax: var again } && fact.Release?.Key == release.Key && SymbolEqualityComparer.Default.Equals(fact.Symbol, field)
                        && PathTo(entry, member, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default)) is { } path && !IsGuarded(path, again, changes))
                    {
                        return entry;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Whether a disposal that nobody has called yet releases <paramref name="field"/> by the same function.</summary>
    public bool Releases(ISymbol field, Release release, CancellationToken cancellationToken)
    {
        foreach (var member in ReachedFrom(_members.Keys.Where(entry => IsRepeatable(entry) && !IsOverridden(entry))))
        {
            foreach (var fact in _flow.Of(member.PartialImplementationPart ?? member, cancellationToken).Facts)
            {
                if (fact is { Kind: FactKind.FieldReleased } && fact.Release?.Key == release.Key && SymbolEqualityComparer.Default.Equals(fact.Symbol, field))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// The member that callers dispose of the object by, where it releases <paramref name="field"/> and lets the finalizer run all the same, from which
    /// <paramref name="method"/> releases it again; null when that is not certain.
    /// </summary>
    public IMethodSymbol? DisposalBeforeFinalizer(IMethodSymbol method, ISymbol field, SyntaxNode release, CancellationToken cancellationToken)
    {
        if (_members.Keys.FirstOrDefault(static member => member.MethodKind == MethodKind.Destructor) is not { } finalizer || PathTo(finalizer, method, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default)) is not { } path)
        {
            return null;
        }

        var entries = _members.Keys.Where(entry => IsRepeatable(entry) && !IsOverridden(entry)).ToList();
        var changes = ChangesFrom(entries);
        if (changes.Members.Contains(field) || IsGuarded(path, release, changes))
        {
            return null;
        }

        foreach (var entry in entries)
        {
            var reached = ReachedFrom([entry]);
            if (!reached.Any(member => _members[member].SuppressesFinalization)
                && reached.Any(member => _flow.Of(member.PartialImplementationPart ?? member, cancellationToken).Facts
                    .Any(fact => fact.Kind == FactKind.FieldReleased && SymbolEqualityComparer.Default.Equals(fact.Symbol, field))))
            {
                return entry;
            }
        }

        return null;
    }

    private static bool IsRepeatable(IMethodSymbol method) =>
        method.Parameters.IsEmpty
        && (method is { DeclaredAccessibility: Accessibility.Public, Name: "Dispose" or "DisposeAsync" or "Close" }
            || (method.MethodKind == MethodKind.ExplicitInterfaceImplementation && method.ExplicitInterfaceImplementations.Any(static member => member.Name is "Dispose" or "DisposeAsync")));

    private bool IsOverridden(IMethodSymbol method) => _members.Keys.Any(other => other.OverriddenMethod is not null && !SymbolEqualityComparer.Default.Equals(other, method) && Overrides(other, method));

    private static bool Overrides(IMethodSymbol method, IMethodSymbol overridden)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(current, overridden))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The members from <paramref name="from"/> to <paramref name="to"/>, the last of which is the release's; null when no call leads there.</summary>
    private List<IMethodSymbol>? PathTo(IMethodSymbol from, IMethodSymbol to, HashSet<IMethodSymbol> seen)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to) || SymbolEqualityComparer.Default.Equals(from.PartialImplementationPart, to))
        {
            return [from];
        }

        if (!seen.Add(from))
        {
            return null;
        }

        foreach (var next in CalledBy(from))
        {
            if (PathTo(next, to, seen) is { } rest)
            {
                rest.Insert(0, from);
                return rest;
            }
        }

        return null;
    }

    /// <summary>The members of the chain that a call can reach: what is called itself, and what overrides it.</summary>
    private IEnumerable<IMethodSymbol> CalledBy(IMethodSymbol caller)
    {
        if (!_members.TryGetValue(caller, out var code))
        {
            yield break;
        }

        foreach (var (called, _) in code.Calls)
        {
            foreach (var member in _members.Keys)
            {
                if (SymbolEqualityComparer.Default.Equals(member, called) || Overrides(member, called))
                {
                    yield return member;
                }
            }
        }
    }

    private HashSet<IMethodSymbol> ReachedFrom(IEnumerable<IMethodSymbol> entries)
    {
        var reached = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IMethodSymbol>(entries);
        while (open.Count > 0)
        {
            var member = open.Pop();
            if (reached.Add(member))
            {
                foreach (var next in CalledBy(member))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private StateChanges ChangesFrom(IEnumerable<IMethodSymbol> entries)
    {
        var changes = new StateChanges();
        foreach (var member in ReachedFrom(entries))
        {
            changes.Add(_members[member].Changes);
        }

        return changes;
    }

    private bool IsGuarded(List<IMethodSymbol> path, SyntaxNode release, StateChanges changes)
    {
        for (var i = 0; i < path.Count; i++)
        {
            var code = _members[path[i]];
            var steps = i + 1 < path.Count
                ? code.Calls.Where(call => SymbolEqualityComparer.Default.Equals(call.Method, path[i + 1]) || Overrides(path[i + 1], call.Method)).Select(static call => call.At).ToList()
                : [release];
            foreach (var test in code.Tests)
            {
                var canChange = test.Member is null || changes.Members.Contains(test.Member) || (test.IsOfObject && changes.Objects.Contains(test.Member));
                if (canChange && !(test.Statement is { } statement && IsBeside(statement, steps)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether none of <paramref name="steps"/> depends on an <c>if</c> statement: they stand outside it, and it neither leaves the method nor sets a variable.</summary>
    private static bool IsBeside(IConditionalOperation statement, List<SyntaxNode> steps)
    {
        foreach (var step in steps)
        {
            if (step.SyntaxTree != statement.Syntax.SyntaxTree || statement.Syntax.Span.Contains(step.Span))
            {
                return false;
            }
        }

        foreach (var inner in statement.Descendants())
        {
            if (inner is IReturnOperation or IThrowOperation or IBranchOperation
                or IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation }
                or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What members change of the object's own state.</summary>
    private sealed class StateChanges
    {
        /// <summary>The fields and properties that get a value.</summary>
        public HashSet<ISymbol> Members { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>The fields and properties in which an object stands that a call or an assignment may change.</summary>
        public HashSet<ISymbol> Objects { get; } = new(SymbolEqualityComparer.Default);

        public void Add(StateChanges others)
        {
            Members.UnionWith(others.Members);
            Objects.UnionWith(others.Objects);
        }
    }

    /// <summary>What a condition asks.</summary>
    /// <param name="Member">A member of the object, or null for a method or a property of which nothing is known.</param>
    /// <param name="Statement">The <c>if</c> statement, where it is one.</param>
    /// <param name="IsOfObject">Whether it asks a member of what stands in <paramref name="Member"/>: <c>if (_stopping.IsCancellationRequested)</c>.</param>
    private readonly record struct StateTest(ISymbol? Member, IConditionalOperation? Statement, bool IsOfObject = false);

    /// <summary>What one member does with the object's own state.</summary>
    private sealed class MemberCode
    {
        public static readonly MemberCode None = new();

        private MemberCode()
        {
        }

        public MemberCode(IOperation body, InteropContext interop, CancellationToken cancellationToken)
        {
            foreach (var operation in body.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IInvocationOperation { TargetMethod: { ContainingType.Name: "GC", Name: "SuppressFinalize" } }:
                        SuppressesFinalization = true;
                        break;
                    case IInvocationOperation { TargetMethod: { ContainingType.Name: "Interlocked" or "Volatile" } } call:
                        foreach (var argument in call.Arguments)
                        {
                            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.In && MemberIn(argument.Value) is { } exchanged)
                            {
                                Tests.Add(new StateTest(exchanged, null));
                                Changes.Members.Add(exchanged);
                            }
                        }

                        break;
                    case IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var called }:
                        Calls.Add((called.OriginalDefinition, operation.Syntax));
                        break;
                    case IInvocationOperation { Instance: { Type.IsReferenceType: true } instance } when MemberIn(instance) is { } changed:
                        Changes.Objects.Add(changed);
                        break;
                    case IConditionalAccessOperation { Operation: { Type.IsReferenceType: true } instance, WhenNotNull: IInvocationOperation } when MemberIn(instance) is { } changed:
                        Changes.Objects.Add(changed);
                        break;
                    case IAssignmentOperation { Target: var target }:
                        AddWritten(target);
                        break;
                    case IIncrementOrDecrementOperation { Target: var target }:
                        AddWritten(target);
                        break;
                    case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var place }:
                        AddWritten(place);
                        break;
                    case IConditionalOperation { Condition: var condition } conditional:
                        AddCondition(condition, conditional.Type is null ? conditional : null, interop, cancellationToken);
                        break;
                    case ISwitchOperation { Value: var value }:
                        AddCondition(value, null, interop, cancellationToken);
                        break;
                    case IWhileLoopOperation { Condition: { } condition }:
                        AddCondition(condition, null, interop, cancellationToken);
                        break;
                    case IFieldReferenceOperation or IPropertyReferenceOperation when operation.Type is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } or { TypeKind: TypeKind.Enum }
                        && !(operation.Parent is ISimpleAssignmentOperation { Target: var assigned } && assigned == operation) && MemberIn(operation) is { } flag:
                        // Flags may be tested through a local.
                        Tests.Add(new StateTest(flag, null));
                        break;
                }
            }
        }

        public List<(IMethodSymbol Method, SyntaxNode At)> Calls { get; } = [];

        public List<StateTest> Tests { get; } = [];

        public StateChanges Changes { get; } = new();

        public bool SuppressesFinalization { get; }

        private void AddWritten(IOperation target)
        {
            if (MemberIn(target) is { } member)
            {
                Changes.Members.Add(member);
            }
            else if (target is IMemberReferenceOperation { Instance: { } instance } && MemberIn(instance) is { } changed)
            {
                Changes.Objects.Add(changed);
            }
            else if (target is ITupleOperation { Elements: var elements })
            {
                foreach (var element in elements)
                {
                    AddWritten(element);
                }
            }
        }

        private void AddCondition(IOperation condition, IConditionalOperation? statement, InteropContext interop, CancellationToken cancellationToken)
        {
            foreach (var operation in condition.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IInvocationOperation { Instance: IInstanceReferenceOperation }:
                        Tests.Add(new StateTest(null, statement));
                        break;
                    case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { GetMethod: { } getter } property }:
                        Tests.Add(new StateTest(property.OriginalDefinition, statement, IsAsked(operation)));
                        if (!interop.HasSource(getter))
                        {
                            Tests.Add(new StateTest(null, statement));
                        }
                        else if (FlowAnalysis.Of(interop).BodyOf(getter.OriginalDefinition, cancellationToken) is { } computed)
                        {
                            AddCondition(computed, statement, interop, cancellationToken);
                        }

                        break;
                    case IFieldReferenceOperation or IParameterReferenceOperation when MemberIn(operation) is { } field:
                        Tests.Add(new StateTest(field, statement, IsAsked(operation)));
                        break;
                }
            }
        }

        /// <summary>Whether a condition asks a member of an object: <c>_list.Count</c>, <c>_list?.Contains(x)</c>.</summary>
        private static bool IsAsked(IOperation instance) => instance.Parent switch
        {
            IInvocationOperation call => call.Instance == instance,
            IMemberReferenceOperation member => member.Instance == instance,
            IConditionalAccessOperation access => access.Operation == instance,
            _ => false,
        };

        private static ISymbol? MemberIn(IOperation operation) => operation switch
        {
            IConversionOperation { Operand: var operand } => MemberIn(operand),
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Field: { IsConst: false } field } => field.OriginalDefinition,
            IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property } => property.OriginalDefinition,

            // A parameter of the primary constructor that other members use is a field of the object.
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => parameter.OriginalDefinition,
            _ => null,
        };
    }
}
