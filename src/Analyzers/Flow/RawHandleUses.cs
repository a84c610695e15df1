using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Where a raw handle gets to.</summary>
internal enum RawHandleTarget : byte
{
    /// <summary>A native function, or a method of <c>Marshal</c> that reads or writes through it.</summary>
    Native,

    /// <summary>A managed method or constructor.</summary>
    Managed,

    /// <summary>A field, an element or memory.</summary>
    Stored,

    /// <summary>The caller.</summary>
    Returned,
}

/// <summary>How the code reaches the object whose raw handle it reads.</summary>
internal enum OwnerKind : byte
{
    /// <summary><c>this</c>.</summary>
    This,

    Parameter,

    /// <summary>A local that holds what this body made.</summary>
    Local,

    /// <summary>A field or property of something that this body reaches.</summary>
    Member,

    /// <summary>Nothing holds it but the expression.</summary>
    Temporary,
}

/// <summary>A raw handle gets somewhere while nothing keeps its owner alive.</summary>
/// <param name="Target">Where it gets to.</param>
/// <param name="At">The call, assignment or returned value.</param>
/// <param name="Function">The native function, or null.</param>
/// <param name="Method">The called method, or null.</param>
/// <param name="Owner">How the code reaches the owner.</param>
/// <param name="IsInLambda">Whether a method runs the code as a lambda, and may hold what it needs.</param>
/// <param name="Disposal">The method that can dispose of the owner meanwhile, when that is the danger and no finalizer.</param>
internal sealed record UnprotectedUse(RawHandleTarget Target, IOperation At, NativeFunction? Function, IMethodSymbol? Method, OwnerKind Owner, bool IsInLambda, IMethodSymbol? Disposal);

/// <summary>Follows raw handles of one body from where they are read to where they are used, and asks whether their owner still lives there.</summary>
internal sealed class RawHandleUses
{
    private const int MaximumSteps = 4;

    private readonly InteropContext _interop;
    private readonly NativeFunctions _functions;
    private readonly ResourceRoles _roles;
    private readonly ControlFlowGraph _graph;
    private readonly LaterUses _laterUses;
    private readonly ISet<ISymbol> _captured;
    private readonly bool _thisCanDie;

    // The body around a lambda, and who runs the lambda; null for everything else.
    private readonly RawHandleUses? _around;
    private readonly LambdaRun _run;
    private readonly CancellationToken _cancellationToken;
    private readonly List<IOperation> _operations = [];
    private readonly List<IFlowAnonymousFunctionOperation> _lambdas = [];
    private readonly Dictionary<CaptureId, List<IOperation>> _captures = [];

    private RawHandleUses(InteropContext interop, ControlFlowGraph graph, ISet<ISymbol> captured, bool isStateMachine, bool isNested, CancellationToken cancellationToken, RawHandleUses? around = null, LambdaRun run = LambdaRun.Unknown)
    {
        _interop = interop;
        _around = around;
        _run = run;
        _functions = NativeFunctions.Of(interop);
        _roles = ResourceRoles.Of(interop);
        _graph = graph;
        _captured = captured;
        _cancellationToken = cancellationToken;
        _laterUses = new LaterUses(graph, cancellationToken);
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                Collect(operation);
            }

            if (block.BranchValue is { } value)
            {
                Collect(value);
            }
        }

        // A state machine holds its object and its parameters in fields, and lives until the body ends. So may what a lambda captures.
        _thisCanDie = !isNested;
        IsStateMachine = isStateMachine || _operations.Exists(static operation => operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);
    }

    /// <summary>Every operation of the body, lambdas excepted.</summary>
    public IReadOnlyList<IOperation> Operations => _operations;

    private bool IsStateMachine { get; }

    /// <summary>The member's own body and the lambdas and local functions in it.</summary>
    public static IEnumerable<RawHandleUses> In(InteropContext interop, OperationBlockAnalysisContext context, IOperation block)
    {
        var graph = context.GetControlFlowGraph(block);
        var captured = FlowAnalysis.CapturedIn(block);
        var outer = new RawHandleUses(interop, graph, captured, context.OwningSymbol is IMethodSymbol { IsAsync: true }, false, context.CancellationToken);
        yield return outer;
        foreach (var (method, nested) in FlowAnalysis.NestedIn(graph, context.CancellationToken))
        {
            var run = method.IsAsync ? LambdaRun.Unknown : outer.RunOf(method, context.CancellationToken);
            yield return new RawHandleUses(
                interop, nested, captured, method.IsAsync, run != LambdaRun.AtOnce && !outer.IsLeftBy(method, context.CancellationToken), context.CancellationToken, run == LambdaRun.Unknown ? null : outer, run);
        }
    }

    /// <summary>Who runs a lambda of this body, so that the body itself keeps nothing of what the lambda captures.</summary>
    private LambdaRun RunOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_lambdas.Find(lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, method)) is not { } lambda)
        {
            return LambdaRun.Unknown;
        }

        var run = LambdaRuns.Of(_interop, lambda, _operations, cancellationToken);
        if (run != LambdaRun.AtOnce)
        {
            return run;
        }

        var keepers = new Keepers();
        keepers.AddThis();
        foreach (var symbol in _captured)
        {
            keepers.Add(symbol);
        }

        var call = LambdaRuns.CallOf(lambda)!.Parent!;
        return IsStateMachine || HasArgument(call, keepers) || !AddAliases(keepers) || _laterUses.IsUsedAfter(call, keepers) ? LambdaRun.Unknown : run;
    }

    private static bool HasArgument(IOperation call, Keepers keepers)
    {
        foreach (var child in call.ChildOperations)
        {
            if (child is IArgumentOperation { Value: var value } && keepers.IsUse(Unconverted(value)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the body calls a local function and does not use <c>this</c> any more behind it. A local function that captures nothing else is a method of the object; what captures more
    /// gets a closure that holds the object.
    /// </summary>
    private bool IsLeftBy(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.MethodKind != MethodKind.LocalFunction || !_thisCanDie || IsStateMachine
            || method.DeclaringSyntaxReferences.Length != 1 || FlowAnalysis.SyntaxOf(method.DeclaringSyntaxReferences[0], cancellationToken) is not LocalFunctionStatementSyntax declaration)
        {
            return false;
        }

        var isCalled = false;
        var keepers = new Keepers();
        keepers.AddThis();
        foreach (var operation in _operations)
        {
            switch (operation)
            {
                case IMethodReferenceOperation { Method: var referenced } when SymbolEqualityComparer.Default.Equals(referenced.OriginalDefinition, method.OriginalDefinition):
                    return false;
                case IInvocationOperation { TargetMethod: var called } when SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method.OriginalDefinition):
                    isCalled |= !_laterUses.IsUsedAfter(operation, keepers);
                    break;
            }
        }

        // A variable of the method around is named nowhere in it.
        var names = new HashSet<string>();
        foreach (var symbol in _captured)
        {
            names.Add(symbol.Name);
        }

        foreach (var node in declaration.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && names.Contains(name.Identifier.ValueText))
            {
                return false;
            }
        }

        return isCalled;
    }

    /// <summary>
    /// Where the raw handle that <paramref name="read"/> gives gets to while nothing keeps <paramref name="owner"/> alive. Empty when the owner is held by something whose life
    /// this body does not tell.
    /// </summary>
    public ImmutableArray<UnprotectedUse> Of(IOperation read, IOperation owner)
    {
        var keepers = new Keepers();
        if (_run == LambdaRun.OtherThread)
        {
            return UsesDuringDisposal(read, owner);
        }

        if (Resolve(owner, keepers, 0) is not { } kind || !AddAliases(keepers))
        {
            return ImmutableArray<UnprotectedUse>.Empty;
        }

        var found = ImmutableArray.CreateBuilder<UnprotectedUse>();
        Follow(read, keepers, kind, found, new HashSet<ISymbol>(SymbolEqualityComparer.Default), 0);
        return found.ToImmutable();
    }

    /// <summary>Where the raw handle of a field gets to native code on another thread, while a method of the object that does not wait for that thread disposes of the handle.</summary>
    private ImmutableArray<UnprotectedUse> UsesDuringDisposal(IOperation read, IOperation owner)
    {
        if (Unconverted(owner) is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member
            || DisposingMethods.Of(_interop).WithoutWaiting(member.Member, _cancellationToken) is not { } disposal)
        {
            return ImmutableArray<UnprotectedUse>.Empty;
        }

        // Nothing in the lambda holds off the other thread, so no variable keeps the value good.
        var found = ImmutableArray.CreateBuilder<UnprotectedUse>();
        Follow(read, new Keepers(), OwnerKind.Member, found, new HashSet<ISymbol>(SymbolEqualityComparer.Default), 0);
        return found.Where(static use => use.Target == RawHandleTarget.Native).Select(use => use with { Disposal = disposal }).ToImmutableArray();
    }

    private void Collect(IOperation operation)
    {
        if (operation is IFlowAnonymousFunctionOperation lambda)
        {
            _lambdas.Add(lambda);
            return;
        }

        _operations.Add(operation);
        if (operation is IFlowCaptureOperation { Id: var id, Value: var value })
        {
            if (!_captures.TryGetValue(id, out var values))
            {
                _captures.Add(id, values = []);
            }

            values.Add(value);
        }

        foreach (var child in operation.ChildOperations)
        {
            Collect(child);
        }
    }

    /// <summary>Adds the variables through which the body reaches an object; null when something else may hold it.</summary>
    private OwnerKind? Resolve(IOperation owner, Keepers keepers, int depth)
    {
        owner = Unconverted(owner);
        if (depth > MaximumSteps)
        {
            return null;
        }

        switch (owner)
        {
            case IFlowCaptureReferenceOperation { Id: var id }:
                return _captures.TryGetValue(id, out var values) && values.Count == 1 && keepers.Add(id) ? Resolve(values[0], keepers, depth + 1) : null;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type.IsReferenceType: true } when _thisCanDie && !IsStateMachine:
                keepers.AddThis();
                if (_run == LambdaRun.AtOnce)
                {
                    keepers.AddClosure(_captured);
                }

                return OwnerKind.This;
            case IParameterReferenceOperation or ILocalReferenceOperation when _run == LambdaRun.AtOnce && Keepers.VariableOf(owner) is { } outside && _captured.Contains(outside):
                return ResolveCaptured(owner, outside, keepers, depth);
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } when !IsStateMachine && !_captured.Contains(parameter):
                keepers.Add(parameter);
                return OwnerKind.Parameter;
            case ILocalReferenceOperation { Local: { IsStatic: false, RefKind: RefKind.None } local } when !_captured.Contains(local):
                return ResolveLocal(local, keepers, depth);
            case IFieldReferenceOperation { Instance: { } instance }:
                return Resolve(instance, keepers, depth + 1) is { } field && field != OwnerKind.Temporary ? OwnerKind.Member : null;
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.IsEmpty: true }:
                return Resolve(instance, keepers, depth + 1) is not null ? OwnerKind.Member : null;
            // The extension method is the property SafeWaitHandle by another name.
            case IInvocationOperation { TargetMethod: { Name: "GetSafeWaitHandle", ContainingType.Name: "WaitHandleExtensions" }, Arguments: { Length: 1 } arguments }:
                return Resolve(arguments[0].Value, keepers, depth + 1) is not null ? OwnerKind.Member : null;
            default:
                return IsMadeBy(owner) ? OwnerKind.Temporary : null;
        }
    }

    /// <summary>A variable of the body around, which the closure holds.</summary>
    private OwnerKind? ResolveCaptured(IOperation owner, ISymbol variable, Keepers keepers, int depth)
    {
        keepers.Add(variable);
        keepers.AddClosure(_captured);
        var given = owner is IParameterReferenceOperation { Parameter.RefKind: RefKind.None } ? OwnerKind.Parameter : (OwnerKind?)null;
        return owner is ILocalReferenceOperation { Local: { IsStatic: false, RefKind: RefKind.None } local } ? _around!.ResolveLocal(local, new Keepers(), depth + 1) : given;
    }

    private OwnerKind? ResolveLocal(ILocalSymbol local, Keepers keepers, int depth)
    {
        keepers.Add(local);
        var isMade = false;
        OwnerKind? other = null;
        foreach (var operation in _operations)
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target }, Value: var value } when SymbolEqualityComparer.Default.Equals(target, local):
                    var made = Unconverted(value);
                    if (IsMadeBy(made))
                    {
                        isMade = true;
                    }
                    else if (made is not (ILiteralOperation or IDefaultValueOperation))
                    {
                        if (Resolve(made, keepers, depth + 1) is not { } held)
                        {
                            return null;
                        }

                        other = held == OwnerKind.Temporary ? OwnerKind.Local : held;
                    }

                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Value: var value, Parent: IInvocationOperation call }
                    when Keepers.VariableOf(Unconverted(DeclaredBy(value))) is { } passed && SymbolEqualityComparer.Default.Equals(passed, local):
                    if (!IsNative(call.TargetMethod))
                    {
                        return null;
                    }

                    isMade = true;
                    break;
            }
        }

        return other ?? (isMade ? OwnerKind.Local : null);
    }

    private static IOperation DeclaredBy(IOperation value) => value is IDeclarationExpressionOperation { Expression: var declared } ? declared : value;

    /// <summary>Whether <paramref name="value"/> is an object that did not exist before.</summary>
    private bool IsMadeBy(IOperation value) => value switch
    {
        IObjectCreationOperation creation => !IsBorrowing(creation),
        IInvocationOperation { TargetMethod: var method } => IsNative(method) || (method is { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true } && _roles.IsSafeHandle(method.ReturnType)),
        _ => false,
    };

    /// <summary>A handle object that does not own its handle releases nothing when it dies.</summary>
    private static bool IsBorrowing(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument is { Parameter.Type.SpecialType: SpecialType.System_Boolean, Value.ConstantValue: { HasValue: true, Value: false } })
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNative(IMethodSymbol method) => _functions.FromMethod(method) is { IsImport: true };

    /// <summary>Adds the variables that get the same object; false when something that is not a variable of this body gets it too.</summary>
    private bool AddAliases(Keepers keepers)
    {
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var operation in _operations)
            {
                switch (operation)
                {
                    case IFlowCaptureOperation { Id: var id, Value: var value } when keepers.IsUse(Unconverted(value)) && !keepers.Contains(id):
                        isChanged |= keepers.Add(id);
                        break;
                    case ISimpleAssignmentOperation { Target: var target, Value: var value } when keepers.IsUse(Unconverted(value)):
                        if (target is ILocalReferenceOperation { Local: var local } && !_captured.Contains(local))
                        {
                            isChanged |= keepers.Add(local);
                        }
                        else if (target is not IDiscardOperation && Keepers.VariableOf(target) is null && Unconverted(value) is not IInstanceReferenceOperation)
                        {
                            return false;
                        }

                        break;
                    case IArgumentOperation { Value: var value, Parent: { } call } when IsVariable(value, keepers) && MayKeep(call):
                        return false;
                    case IArrayInitializerOperation or ITupleOperation:
                        foreach (var element in operation.ChildOperations)
                        {
                            if (IsVariable(element, keepers))
                            {
                                return false;
                            }
                        }

                        break;
                }
            }
        }
        while (isChanged);

        foreach (var block in _graph.Blocks)
        {
            if (block.BranchValue is { } value && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && IsVariable(value, keepers))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVariable(IOperation value, Keepers keepers) => Keepers.VariableOf(Unconverted(value)) is { } variable && keepers.Contains(variable);

    /// <summary>Whether a call may keep an object that it is given.</summary>
    private bool MayKeep(IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: var method } => !IsNative(method) && !(method.IsStatic && IsFramework(method.ContainingType)),
        IObjectCreationOperation { Type: var type } => !SymbolEqualityComparer.Default.Equals(type, _interop.Types.HandleRef),
        _ => false,
    };

    private static bool IsFramework(INamedTypeSymbol? type)
    {
        var space = type?.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft";
    }

    private void Follow(IOperation value, Keepers keepers, OwnerKind owner, ImmutableArray<UnprotectedUse>.Builder found, HashSet<ISymbol> followed, int depth)
    {
        if (depth > MaximumSteps)
        {
            return;
        }

        var current = value;
        while (current.Parent is { } parent)
        {
            switch (parent)
            {
                case IConversionOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract }:
                case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } number
                    when number.Instance == current && number.TargetMethod.Name.StartsWith("To", System.StringComparison.Ordinal) && number.TargetMethod.Name != "ToString":
                    current = parent;
                    continue;
                case IArgumentOperation { Parent: { } call } argument:
                    FollowArgument(argument, call, keepers, owner, found);
                    return;
                case ISimpleAssignmentOperation assignment when assignment.Value == current:
                    FollowAssignment(assignment, keepers, owner, found, followed, depth);
                    return;
                case ITupleOperation tuple:
                    FollowTuple(tuple, tuple.Elements.IndexOf(current), keepers, owner, found, followed, depth);
                    return;
                case IFlowCaptureOperation { Id: var id }:
                    foreach (var operation in _operations)
                    {
                        if (operation is IFlowCaptureReferenceOperation { Id: var other } && other.Equals(id))
                        {
                            Follow(operation, keepers, owner, found, followed, depth + 1);
                        }
                    }

                    return;
                default:
                    return;
            }
        }

        if (IsReturned(current))
        {
            Add(RawHandleTarget.Returned, current, null, null, keepers, owner, found);
        }
    }

    private bool IsReturned(IOperation value)
    {
        foreach (var block in _graph.Blocks)
        {
            if (block.BranchValue == value)
            {
                return block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return;
            }
        }

        return false;
    }

    private void FollowAssignment(
        ISimpleAssignmentOperation assignment, Keepers keepers, OwnerKind owner, ImmutableArray<UnprotectedUse>.Builder found, HashSet<ISymbol> followed, int depth)
    {
        switch (assignment.Target)
        {
            case IDiscardOperation:
                break;
            case ILocalReferenceOperation { Local: var local }:
                if (!followed.Add(local))
                {
                    break;
                }

                if (_captured.Contains(local))
                {
                    FollowCaptured(local, keepers, owner, found);
                }

                foreach (var operation in _operations)
                {
                    if (operation is ILocalReferenceOperation { Local: var other, Parent: not ISimpleAssignmentOperation { Target: ILocalReferenceOperation } } && SymbolEqualityComparer.Default.Equals(other, local))
                    {
                        Follow(operation, keepers, owner, found, followed, depth + 1);
                    }
                    else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation, Value: var copied } && Unconverted(copied) is ILocalReferenceOperation { Local: var source }
                        && SymbolEqualityComparer.Default.Equals(source, local) && copied is ILocalReferenceOperation)
                    {
                        Follow(copied, keepers, owner, found, followed, depth + 1);
                    }
                }

                break;
            default:
                Add(RawHandleTarget.Stored, assignment, null, null, keepers, owner, found);
                break;
        }
    }

    /// <summary>The value is one of several that go together: into variables of their own, into a variable of which the same part is read later, or to the caller.</summary>
    private void FollowTuple(ITupleOperation tuple, int index, Keepers keepers, OwnerKind owner, ImmutableArray<UnprotectedUse>.Builder found, HashSet<ISymbol> followed, int depth)
    {
        var whole = Analysis.Operations.WithConversions(tuple);
        switch (whole.Parent)
        {
            case IDeconstructionAssignmentOperation { Target: var targets } deconstruction when deconstruction.Value == whole && DeclaredBy(targets) is ITupleOperation { Elements: var places } && index >= 0 && index < places.Length:
                if (DeclaredBy(places[index]) is ILocalReferenceOperation { Local: var part } && followed.Add(part))
                {
                    foreach (var operation in _operations)
                    {
                        if (operation is ILocalReferenceOperation { Local: var other } && operation != DeclaredBy(places[index]) && SymbolEqualityComparer.Default.Equals(other, part))
                        {
                            Follow(operation, keepers, owner, found, followed, depth + 1);
                        }
                    }
                }

                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == whole && followed.Add(local):
                var name = "Item" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                foreach (var operation in _operations)
                {
                    if (operation is IFieldReferenceOperation { Instance: ILocalReferenceOperation { Local: var read }, Field: var field } && (field.CorrespondingTupleField ?? field).Name == name
                        && SymbolEqualityComparer.Default.Equals(read, local))
                    {
                        Follow(operation, keepers, owner, found, followed, depth + 1);
                    }
                }

                break;
            case null when IsReturned(whole):
                Add(RawHandleTarget.Returned, whole, null, null, keepers, owner, found);
                break;
        }
    }

    /// <summary>The value is in a variable that a lambda uses: the lambda keeps the value, and not its owner.</summary>
    private void FollowCaptured(ILocalSymbol local, Keepers keepers, OwnerKind owner, ImmutableArray<UnprotectedUse>.Builder found)
    {
        foreach (var lambda in _lambdas)
        {
            foreach (var node in lambda.Syntax.DescendantNodes())
            {
                if (node is IdentifierNameSyntax { Parent: ArgumentSyntax } name && name.Identifier.ValueText == local.Name && lambda.Parent is { } made)
                {
                    Add(RawHandleTarget.Stored, made, null, null, keepers, owner, found);
                    break;
                }
            }
        }
    }

    private void FollowArgument(IArgumentOperation argument, IOperation call, Keepers keepers, OwnerKind owner, ImmutableArray<UnprotectedUse>.Builder found)
    {
        switch (call)
        {
            case IFunctionPointerInvocationOperation:
                Add(RawHandleTarget.Native, call, NativeCalls.FunctionOf(_interop, call), null, keepers, owner, found);
                break;
            case IObjectCreationOperation { Constructor: { ContainingType: var type } constructor }:
                if (!SymbolEqualityComparer.Default.Equals(type, _interop.Types.HandleRef) && !IsNumber(type))
                {
                    Add(RawHandleTarget.Managed, call, null, constructor, keepers, owner, found);
                }

                break;
            case IInvocationOperation { TargetMethod: var method } invocation when !IsNumber(method.ContainingType):
                var function = NativeCalls.FunctionOf(_interop, invocation);
                if (function is { EntryPoint: "CallNextHookEx" } && SystemLibraries.IsWindows(function.Library) && argument.Parameter?.Ordinal == 0)
                {
                    // Windows ignores the hook that this function is given.
                    break;
                }

                var isNative = function is not null || ReadsThrough(method, argument);
                Add(isNative ? RawHandleTarget.Native : RawHandleTarget.Managed, call, function, method, keepers, owner, found);
                break;
        }
    }

    private bool ReadsThrough(IMethodSymbol method, IArgumentOperation argument) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, _interop.Types.Marshal)
        && argument.Parameter?.Ordinal == 0
        && (method.Name is "PtrToStructure" || method.Name.StartsWith("PtrToString", System.StringComparison.Ordinal) || method.Name.StartsWith("Read", System.StringComparison.Ordinal)
            || method.Name.StartsWith("Write", System.StringComparison.Ordinal));

    private static bool IsNumber(INamedTypeSymbol? type) => type is null || type.SpecialType is not SpecialType.None and not SpecialType.System_IDisposable;

    private void Add(
        RawHandleTarget target, IOperation at, NativeFunction? function, IMethodSymbol? method, Keepers keepers, OwnerKind owner, ImmutableArray<UnprotectedUse>.Builder found)
    {
        if ((target == RawHandleTarget.Returned || !IsGivenTo(at, keepers)) && !_laterUses.IsUsedAfter(at, keepers))
        {
            found.Add(new UnprotectedUse(target, at, function, method, owner, _run == LambdaRun.AtOnce, null));
        }
    }

    /// <summary>Whether the same call gets the owner too, itself or in a HandleRef: then the marshaller keeps it alive.</summary>
    private bool IsGivenTo(IOperation call, Keepers keepers)
    {
        foreach (var child in call.ChildOperations)
        {
            // What an operator of the owner's class makes of it is its raw value alone.
            var passed = child is IArgumentOperation { Value: var value } ? value : child;
            if (IsRawValue(passed))
            {
                continue;
            }

            var operand = Unconverted(passed);
            if (call is not ISimpleAssignmentOperation && keepers.IsUse(operand))
            {
                return true;
            }

            // The address of one of its fields lies inside of the object, which lives as long as somebody holds that.
            if (child is IArgumentOperation { Parameter.RefKind: not RefKind.None } && operand is IFieldReferenceOperation { Instance: { Type.IsReferenceType: true } inside } && keepers.IsUse(Unconverted(inside)))
            {
                return true;
            }

            if (operand is IObjectCreationOperation { Type: var type } && SymbolEqualityComparer.Default.Equals(type, _interop.Types.HandleRef) && IsGivenTo(operand, keepers))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRawValue(IOperation value)
    {
        for (; value is IConversionOperation conversion; value = conversion.Operand)
        {
            if (conversion.OperatorMethod is { } method && ResourceRoles.IsRaw(method.ReturnType))
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation Unconverted(IOperation operation) => Analysis.Operations.Unconverted(operation)!;
}
