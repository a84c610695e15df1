using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// The flow analysis of one compilation: each body is run over once, when the first rule asks, and answers all rules and all callers.
/// </summary>
internal sealed class FlowAnalysis
{
    private static readonly ImmutableHashSet<ISymbol> NoSymbols = ImmutableHashSet<ISymbol>.Empty;

    private readonly ConcurrentDictionary<SyntaxNode, BodyFlow> _bodies = new();
    private readonly ConcurrentDictionary<IMethodSymbol, MethodSummary> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(ISymbol Method, string Flags), MethodSummary> _summariesForFlags = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentBag<FlowWorkspace> _workspaces = [];
    private readonly InteropContext _interop;
    private readonly ResourceRoles _roles;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<FlowFact>> _types = new(SymbolEqualityComparer.Default);
    private int _abandoned;
    private int _runs;

    private FlowAnalysis(InteropContext interop)
    {
        _interop = interop;
        _roles = ResourceRoles.Of(interop);
    }

    public static FlowAnalysis Of(InteropContext interop) => interop.Get(static context => new FlowAnalysis(context));

    /// <summary>How many bodies were given up because the budget was spent.</summary>
    public int Abandoned => _abandoned;

    /// <summary>How often a body was run over, nested ones not counted.</summary>
    public int Runs => _runs;

    /// <summary>What the bodies of one member tell: facts of its own code, and of the lambdas and local functions in it.</summary>
    public ImmutableArray<FlowFact> FactsOf(OperationBlockAnalysisContext context)
    {
        var facts = ImmutableArray<FlowFact>.Empty;
        foreach (var block in context.OperationBlocks)
        {
            // One graph has a constructor's call of another one and its body.
            if (IsInitializerWithBody(block))
            {
                continue;
            }

            // Of the many rules that ask, all but the first find the answer.
            facts = facts.AddRange(_bodies.TryGetValue(block.Syntax, out var known) ? known.Facts : FirstFactsOf(context, block));
        }

        return facts;
    }

    private static bool IsInitializerWithBody(IOperation block)
    {
        for (var parent = block; parent is not null; parent = parent.Parent)
        {
            if (parent.Parent is IConstructorBodyOperation constructor)
            {
                return ReferenceEquals(parent, constructor.Initializer) && (constructor.BlockBody ?? constructor.ExpressionBody) is not null;
            }
        }

        return false;
    }

    private ImmutableArray<FlowFact> FirstFactsOf(OperationBlockAnalysisContext context, IOperation block)
    {
        var contents = BodyContents.Of(_interop, block, forCaller: false, context.CancellationToken);
        var flow = contents.CanTrack && StartOn(block, context) is { } workspace
            ? Run(context.OwningSymbol as IMethodSymbol, workspace, contents, contents.HasFunctions ? CapturedIn(block) : NoSymbols, new SummaryScope(), context.CancellationToken)
            : BodyFlow.Nothing;
        _bodies[block.Syntax] = flow;
        return flow.Facts;
    }

    /// <summary>What the body of a method with source tells, wherever it stands; nothing for a method without one.</summary>
    public BodyFlow Of(IMethodSymbol method, CancellationToken cancellationToken) => Of(method, new SummaryScope(), cancellationToken);

    /// <summary>What all members of a type tell, its field initializers too.</summary>
    public ImmutableArray<FlowFact> FactsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (_types.TryGetValue(type, out var known))
        {
            return known;
        }

        var facts = ImmutableArray.CreateBuilder<FlowFact>();
        foreach (var member in type.GetMembers())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (member)
            {
                case IMethodSymbol { IsAbstract: false, IsExtern: false } method:
                    facts.AddRange(Of(method.PartialImplementationPart ?? method, cancellationToken).Facts);
                    break;
                case IFieldSymbol { IsConst: false, DeclaringSyntaxReferences: { Length: 1 } references } when InitializerOf(references[0], cancellationToken) is { } initializer:
                    facts.AddRange(Of(null, initializer, new SummaryScope(), cancellationToken).Facts);
                    break;
            }
        }

        return _types.GetOrAdd(type, facts.ToImmutable());
    }

#pragma warning disable RS0030 // A callee's body may be in any file: its model is made once, and only when a tracked value reaches the callee.
    /// <summary>The model of a file of this compilation, made once.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, missing => _interop.Compilation.GetSemanticModel(missing));

    /// <summary>A declaration of this compilation, to be read with <see cref="ModelOf"/> its tree.</summary>
    public static SyntaxNode SyntaxOf(SyntaxReference reference, CancellationToken cancellationToken) => reference.GetSyntax(cancellationToken);
#pragma warning restore RS0030

    /// <summary>What a caller of <paramref name="method"/> has to know; null when it has no source here, or can be overridden.</summary>
    public MethodSummary? SummaryOf(IMethodSymbol method, SummaryScope scope, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (!_interop.HasSource(method)
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.Constructor)
            || method.IsAbstract || method.IsExtern || method.IsVirtual || (method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed)
            || method.IsAsync || method.ContainingType?.TypeKind == TypeKind.Interface)
        {
            return null;
        }

        if (_summaries.TryGetValue(method, out var known))
        {
            return known;
        }

        // A body that is not written yet, or that a tool puts in after the compiler, says nothing.
        if (IsPlaceholder(method, cancellationToken))
        {
            return null;
        }

        if (scope.Recall(method) is { } cut)
        {
            return cut;
        }

        if (!scope.TryEnter(method))
        {
            return MethodSummary.Unknown;
        }

        try
        {
            var flow = BodyOf(method, cancellationToken) is { } block ? Of(method, block, scope, cancellationToken, true) : BodyFlow.Nothing;
            var summary = ReferenceEquals(flow, BodyFlow.Nothing) && BodyOf(method, cancellationToken) is { } plain
                ? !plain.Descendants().Any(MayThrow) ? MethodSummary.NeverThrows
                    : EndsInThrow(plain) ? MethodSummary.OnlyThrows
                    : flow.Summary
                : flow.Summary;

            // What was cut short on the way from another method must not answer for all: it would depend on who asked first.
            if (scope.WasCut && scope.Depth > 1)
            {
                scope.Remember(method, summary);
                return summary;
            }

            return _summaries.GetOrAdd(method, summary);
        }
        finally
        {
            scope.Leave(method);
        }
    }

    /// <summary>The summary for calls that give some parameters constants, where <paramref name="general"/> is the one for all calls.</summary>
    /// <param name="method">The callee.</param>
    /// <param name="constants">What the parameters get by position.</param>
    /// <param name="general">What is known without them.</param>
    /// <param name="scope">The methods whose summaries are being made.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public MethodSummary SummaryFor(IMethodSymbol method, ImmutableArray<long?> constants, MethodSummary general, SummaryScope scope, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        var key = ((ISymbol)method, string.Join(",", constants));
        if (_summariesForFlags.TryGetValue(key, out var known))
        {
            return known;
        }

        if (BodyOf(method, cancellationToken) is not { } block || !scope.TryEnter(method))
        {
            return general;
        }

        var wasCut = scope.WasCut;
        scope.WasCut = false;
        try
        {
            if (StartOn(block) is not { } workspace)
            {
                return general;
            }

            var body = new FlowBody(_interop, method, CapturedIn(block), scope, workspace, cancellationToken) { Constants = constants };
            var summary = FlowEngine.Run(body) is { } engine ? engine.Transfer.Summary.Build(method, body, engine) : general;
            GiveBack(workspace);
            return scope.WasCut ? summary : _summariesForFlags.GetOrAdd(key, summary);
        }
        finally
        {
            scope.WasCut |= wasCut;
            scope.Leave(method);
        }
    }

    /// <summary>The same for a local function that the body of <paramref name="caller"/> calls; null for one that runs later than it is called.</summary>
    public MethodSummary? SummaryOfLocal(IMethodSymbol function, FlowBody caller)
    {
        function = function.OriginalDefinition;
        if (function.IsAsync || function.IsExtern)
        {
            return null;
        }

        // In half-typed code a call may name a function that no graph around it has.
        return caller.Graph.Source is { } graph && IsInScope(function, graph)
            ? SummaryOfNested(function, caller, static (function, caller) => caller.Graph.Source!.GetLocalFunctionControlFlowGraphInScope(function, caller.CancellationToken), function)
            : MethodSummary.Unknown;
    }

    /// <summary>The same for a lambda that stands in the body of <paramref name="caller"/>; null for one that goes on after it returned.</summary>
    public MethodSummary? SummaryOfLambda(IFlowAnonymousFunctionOperation lambda, FlowBody caller) => lambda.Symbol.IsAsync
        ? null
        : SummaryOfNested(lambda.Symbol, caller, static (lambda, caller) => caller.Graph.Source!.GetAnonymousFunctionControlFlowGraph(lambda, caller.CancellationToken), lambda);

    private MethodSummary SummaryOfNested<T>(IMethodSymbol function, FlowBody caller, Func<T, FlowBody, ControlFlowGraph> graphOf, T nested)
    {
        if (_summaries.TryGetValue(function, out var known))
        {
            return known;
        }

        var scope = caller.Scope;
        if (scope.Recall(function) is { } cut)
        {
            return cut;
        }

        if (!scope.TryEnter(function))
        {
            return MethodSummary.Unknown;
        }

        try
        {
            var graph = graphOf(nested, caller);
            var summary = MethodSummary.Unknown;
            if (!IsIterator(graph))
            {
                var workspace = StartOn(graph);
                var body = new FlowBody(_interop, function, caller.Captured, scope, workspace, caller.CancellationToken);
                summary = FlowEngine.Run(body) is { } engine ? engine.Transfer.Summary.Build(function, body, engine) : MethodSummary.Unknown;
                GiveBack(workspace);
            }

            if (scope.WasCut)
            {
                scope.Remember(function, summary);
                return summary;
            }

            return _summaries.GetOrAdd(function, summary);
        }
        finally
        {
            scope.Leave(function);
        }
    }

    private static bool IsInScope(IMethodSymbol localFunction, ControlFlowGraph graph)
    {
        for (var current = graph; current is not null; current = current.Parent)
        {
            if (current.LocalFunctions.Contains(localFunction))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlaceholder(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var body = SyntaxOf(method.DeclaringSyntaxReferences[0], cancellationToken) switch
        {
            BaseMethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } => statements[0] is ThrowStatementSyntax thrown ? thrown.Expression : null,
            BaseMethodDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax arrow } => arrow.Expression,
            _ => null,
        };
        return body is ObjectCreationExpressionSyntax { Type: var type } && type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal);
    }

    /// <summary>The states at each block of a body, for people: see <see cref="FlowDebugView"/>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="takesOver">Whether to take over Roslyn's graph even where the statements would do.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public string Explain(IMethodSymbol method, bool takesOver, CancellationToken cancellationToken) =>
        BodyOf(method, cancellationToken) is { } block && (takesOver ? GraphOf(WholeOf(block)) is { } graph ? StartOn(graph) : null : StartOn(block)) is { } workspace
            ? FlowDebugView.Print(new FlowBody(_interop, method, CapturedIn(block), new SummaryScope(), workspace, cancellationToken))
            : "";

    private BodyFlow Of(IMethodSymbol method, SummaryScope scope, CancellationToken cancellationToken) =>
        BodyOf(method, cancellationToken) is { } block ? Of(method, block, scope, cancellationToken) : BodyFlow.Nothing;

    private BodyFlow Of(IMethodSymbol? method, IOperation block, SummaryScope scope, CancellationToken cancellationToken, bool forCaller = false)
    {
        if (_bodies.TryGetValue(block.Syntax, out var known) && !(forCaller && ReferenceEquals(known, BodyFlow.Nothing)))
        {
            return known;
        }

        var wasCut = scope.WasCut;
        scope.WasCut = false;
        var contents = BodyContents.Of(_interop, block, forCaller, cancellationToken);
        var isWorthIt = contents.CanTrack || (forCaller && method is not null && IsWorthSummarizing(block, method));

        var flow = isWorthIt && StartOn(block) is { } workspace ? Run(method, workspace, contents, contents.HasFunctions ? CapturedIn(block) : NoSymbols, scope, cancellationToken) : BodyFlow.Nothing;
        if (!scope.WasCut || scope.Depth <= 1)
        {
            _bodies[block.Syntax] = flow;
        }

        scope.WasCut |= wasCut;
        return flow;
    }

    private BodyFlow Run(IMethodSymbol? method, FlowWorkspace workspace, BodyContents contents, ISet<ISymbol> captured, SummaryScope scope, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        var body = new FlowBody(_interop, method, captured, scope, workspace, cancellationToken);
        if (FlowEngine.Run(body) is not { } engine)
        {
            Interlocked.Increment(ref _abandoned);
            return BodyFlow.Abandoned;
        }

        FlowExits.Record(body, engine);
        var summary = method is { IsAsync: false } && !contents.IsIterator ? engine.Transfer.Summary.Build(method, body, engine) : MethodSummary.Unknown;
        var facts = body.Facts.ToImmutableArray();
        var source = workspace.Graph.Source;
        GiveBack(workspace);
        if (!contents.HasFunctions || source is null)
        {
            return new BodyFlow(facts, summary, false);
        }

        foreach (var nested in NestedIn(source, cancellationToken))
        {
            var nestedWorkspace = StartOn(nested.Graph);
            var inner = new FlowBody(_interop, nested.Method, captured, scope, nestedWorkspace, cancellationToken);
            if (FlowEngine.Run(inner) is { } innerEngine)
            {
                FlowExits.Record(inner, innerEngine);
                facts = facts.AddRange(inner.Facts);
                GiveBack(nestedWorkspace);
            }
            else
            {
                Interlocked.Increment(ref _abandoned);
            }
        }

        return new BodyFlow(facts, summary, false);
    }

    /// <summary>A workspace with the graph of a body; null for a body that has none.</summary>
    private FlowWorkspace? StartOn(IOperation block, OperationBlockAnalysisContext? context = null)
    {
        var workspace = TakeWorkspace();
        var whole = WholeOf(block);
        if (!workspace.Graph.TryMake(whole))
        {
            // Roslyn makes a graph once for all rules that ask it for the one of a body that is being analyzed.
            if ((context is { } asking ? asking.GetControlFlowGraph(block) : GraphOf(whole)) is not { } graph)
            {
                GiveBack(workspace);
                return null;
            }

            workspace.Graph.TakeOver(graph);
        }

        return workspace;
    }

    private FlowWorkspace StartOn(ControlFlowGraph graph)
    {
        var workspace = TakeWorkspace();
        workspace.Graph.TakeOver(graph);
        return workspace;
    }

    private FlowWorkspace TakeWorkspace() => _workspaces.TryTake(out var free) ? free : new FlowWorkspace();

    /// <summary>Ends a run whose results are out. What a run that was given up or cancelled has filled is not used again.</summary>
    private void GiveBack(FlowWorkspace workspace)
    {
        if (workspace.TryClear())
        {
            _workspaces.Add(workspace);
        }
    }

    private static bool IsIterator(ControlFlowGraph graph) =>
        graph.OriginalOperation.Descendants().Any(static operation => operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);

    /// <summary>The graphs of the lambdas and local functions in a graph, at any depth.</summary>
    internal static IEnumerable<(IMethodSymbol Method, ControlFlowGraph Graph)> NestedIn(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        foreach (var function in graph.LocalFunctions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var inner = graph.GetLocalFunctionControlFlowGraph(function, cancellationToken);
            yield return (function, inner);
            foreach (var deeper in NestedIn(inner, cancellationToken))
            {
                yield return deeper;
            }
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (var descendant in operation.DescendantsAndSelf())
                {
                    if (descendant is IFlowAnonymousFunctionOperation lambda)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        var inner = graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken);
                        yield return (lambda.Symbol, inner);
                        foreach (var deeper in NestedIn(inner, cancellationToken))
                        {
                            yield return deeper;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Whether an operation hands control to code that is not in sight, or throws.</summary>
    private static bool MayThrow(IOperation operation) =>
        operation is IInvocationOperation or IObjectCreationOperation or IThrowOperation or IAwaitOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation;

    /// <summary>Whether a body leads to its last statement on every way, and that is a <c>throw</c>: the helper that says what went wrong.</summary>
    private static bool EndsInThrow(IOperation body)
    {
        var last = body;
        while (last is IBlockOperation { Operations: { IsEmpty: false } operations })
        {
            last = operations[operations.Length - 1];
        }

        return last is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }
            && !body.Descendants().Any(static operation => operation is IReturnOperation { IsImplicit: false } or IBranchOperation { BranchKind: BranchKind.GoTo } or IAnonymousFunctionOperation or ILocalFunctionOperation or ITryOperation);
    }

    /// <summary>Whether callers of a method want to know what it does with what it is given, although it makes and releases nothing itself.</summary>
    private bool IsWorthSummarizing(IOperation block, IMethodSymbol method) =>
        method.Parameters.Any(parameter => _roles.CanHoldResource(parameter.Type)
            || parameter.Type.TypeKind == TypeKind.Enum
            || parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Boolean)
        && block.Descendants().Any(static operation => operation is IThrowOperation or IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean });

    /// <summary>The locals and parameters that a lambda or local function shares with the code around it.</summary>
    internal static HashSet<ISymbol> CapturedIn(IOperation block)
    {
        var captured = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in block.Descendants())
        {
            if (operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                continue;
            }

            ISymbol function = operation is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)operation).Symbol;
            foreach (var inner in operation.Descendants())
            {
                ISymbol? used = inner switch
                {
                    ILocalReferenceOperation { Local: var local } => local,
                    IParameterReferenceOperation { Parameter: var parameter } => parameter,
                    _ => null,
                };
                if (used is not null && !IsInside(used.ContainingSymbol, function))
                {
                    captured.Add(used);
                }
            }
        }

        return captured;
    }

    private static bool IsInside(ISymbol? symbol, ISymbol function)
    {
        for (; symbol is IMethodSymbol; symbol = symbol.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(symbol, function))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A block with what a constructor calls before it.</summary>
    private static IOperation WholeOf(IOperation block) => block is IBlockOperation { Parent: (IMethodBodyOperation or IConstructorBodyOperation) and var whole } ? whole : block;

    private static ControlFlowGraph? GraphOf(IOperation whole) => whole switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body),
        IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
        _ => null,
    };

    private IFieldInitializerOperation? InitializerOf(SyntaxReference field, CancellationToken cancellationToken) =>
        SyntaxOf(field, cancellationToken) is VariableDeclaratorSyntax { Initializer: { } initializer }
            ? ModelOf(field.SyntaxTree).GetOperation(initializer, cancellationToken) as IFieldInitializerOperation
            : null;

    /// <summary>The block or arrow expression that an analyzer would be given for the body of <paramref name="method"/>; null when this compilation has none.</summary>
    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (var reference in _interop.DeclarationsOf(method))
        {
            var operation = ModelOf(reference.SyntaxTree).GetOperation(SyntaxOf(reference, cancellationToken), cancellationToken);
            var block = operation switch
            {
                IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
                IConstructorBodyOperation body => body.BlockBody ?? body.ExpressionBody,
                ILocalFunctionOperation function => function.Body,
                IBlockOperation body => body,
                _ => null,
            };
            if (block is not null)
            {
                return block;
            }
        }

        return null;
    }
}
