using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A handle that belongs to the thread that made it is used on another one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6005ThreadAffineHandleCrossesThreads : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6005",
        "Thread-affine handle crosses threads",
        "{0} belongs to the thread that created it ({1}), and {2}; {3}",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "The native library keeps the state of such a handle in variables of the thread or without any lock. Used on another thread it finds the wrong state, or changes it while its own thread does.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => CheckStartedThread(context, interop), OperationKind.DelegateCreation);
        start.OnOperation(context => CheckContinuation(context, interop), OperationKind.Await);
    }

    /// <summary>What another thread runs may use only what it has made itself.</summary>
    private static void CheckStartedThread(OperationAnalysisContext context, InteropContext interop)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        var body = creation.Target switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            IMethodReferenceOperation { Method: var method } => MethodBodies.Of(method, creation.SemanticModel, context.CancellationToken),
            _ => null,
        };
        if (body is null || ThreadCrossings.Of(interop, creation.Target) is not { } crossing)
        {
            return;
        }

        var made = AssignedIn(body, context.CancellationToken);
        foreach (var operation in OwnOperations(body))
        {
            if (AffineUse.Of(interop, operation) is not { } use)
            {
                continue;
            }

            if (use.Value is null
                ? IsCalledElsewhere(interop, use, creation, body)
                : VariableOf(use.Value) is var (variable, isInside) && !isInside(body) && !made.Contains(variable))
            {
                ReportAt(context, interop, use, $"`{crossing}` uses it on another thread", "use it on its own thread, or create it here");
            }
        }
    }

    /// <summary>Behind <c>await … ConfigureAwait(false)</c> the method goes on wherever it likes.</summary>
    private static void CheckContinuation(OperationAnalysisContext context, InteropContext interop)
    {
        var await = (IAwaitOperation)context.Operation;
        if (!IsConfiguredAway(await) || BlockOf(await) is not { } block || HasEarlierOne(block, await))
        {
            return;
        }

        var made = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in OwnOperations(block))
        {
            if (operation.Syntax.SpanStart < await.Syntax.Span.End)
            {
                continue;
            }

            if (operation is IAwaitOperation { Operation: IInvocationOperation { TargetMethod.Name: var name } } && name.StartsWith("SwitchTo", System.StringComparison.Ordinal))
            {
                return;
            }

            if (AssignedBy(operation) is { } assigned)
            {
                made.Add(assigned);
            }

            if (AffineUse.Of(interop, operation) is { Value: { } value } use
                && VariableOf(value) is var (variable, _)
                && !made.Contains(variable)
                && !(variable is ILocalSymbol { Locations: { IsEmpty: false } places } && places[0].SourceSpan.Start > await.Syntax.Span.End))
            {
                ReportAt(context, interop, use, "`ConfigureAwait(false)` lets the method go on upon another thread", "await without it, or use the handle before");
            }
        }
    }

    private static void ReportAt(OperationAnalysisContext context, InteropContext interop, AffineUse use, string what, string advice)
    {
        if (Report.Create(Rule, interop.Compilation, (use.Value ?? use.Operation).Syntax.GetLocation(), null, null, default, use.Describe(), use.Source, what, advice) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>
    /// Whether a function without a handle, which belongs to a thread all the same, is called outside this thread's code too: by another function of the library in the member around.
    /// </summary>
    private static bool IsCalledElsewhere(InteropContext interop, AffineUse use, IOperation creation, IOperation body)
    {
        var root = Operations.RootOf(creation);
        foreach (var operation in OwnOperations(root))
        {
            if (operation.Syntax != body.Syntax && !body.Syntax.Span.Contains(operation.Syntax.Span)
                && AffineUse.Of(interop, operation) is { } other
                && other.Library is not null
                && LibraryNames.Normalize(other.Library) == LibraryNames.Normalize(use.Library))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The operations of one function, in the order of the source, without those of the functions that it declares.</summary>
    private static IEnumerable<IOperation> OwnOperations(IOperation body)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            yield return current;
            var children = new List<IOperation>(current.ChildOperations);
            for (var index = children.Count - 1; index >= 0; index--)
            {
                pending.Push(children[index]);
            }
        }
    }

    /// <summary>The variables that a body and its helpers give a value.</summary>
    private static HashSet<ISymbol> AssignedIn(IOperation body, CancellationToken cancellationToken)
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var step in CallbackBodies.Steps(body, cancellationToken))
        {
            if (AssignedBy(step.Operation) is { } variable)
            {
                assigned.Add(variable);
            }
        }

        return assigned;
    }

    private static ISymbol? AssignedBy(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => SymbolOf(assignment.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument => SymbolOf(argument.Value),
        _ => null,
    };

    private static ISymbol? SymbolOf(IOperation? operation) => Operations.Unconverted(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression),
        _ => null,
    };

    /// <summary>The variable at the root of a handle expression, and whether it belongs to a body; null for what is made on the spot.</summary>
    private static (ISymbol Variable, System.Func<IOperation, bool> IsInside)? VariableOf(IOperation value)
    {
        var current = Operations.Unconverted(value);
        while (current is IMemberReferenceOperation { Instance: { } instance } && Operations.Unconverted(instance) is { } inner and not IInstanceReferenceOperation)
        {
            current = inner;
        }

        return current switch
        {
            ILocalReferenceOperation local => (local.Local, body => IsDeclaredIn(local.Local, body)),
            IParameterReferenceOperation parameter => (parameter.Parameter, body => IsDeclaredIn(parameter.Parameter, body) || IsParameterOf(parameter.Parameter, body)),
            IMemberReferenceOperation member and (IFieldReferenceOperation or IPropertyReferenceOperation) => (member.Member, _ => false),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => (type, _ => false),
            _ => null,
        };
    }

    private static bool IsDeclaredIn(ISymbol symbol, IOperation body) =>
        symbol.Locations is { IsEmpty: false } places && places[0].SourceTree == body.Syntax.SyntaxTree && body.Syntax.Span.Contains(places[0].SourceSpan);

    /// <summary>What a thread is handed when it starts comes from outside all the same, but who hands it over may have made it for this thread.</summary>
    private static bool IsParameterOf(IParameterSymbol parameter, IOperation body) =>
        parameter.Locations is { IsEmpty: false } places && body.Syntax.Parent is { } function && places[0].SourceTree == function.SyntaxTree && function.Span.Contains(places[0].SourceSpan);

    private static bool IsConfiguredAway(IAwaitOperation await) =>
        await.Operation is IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingNamespace.Name: "Tasks" }, Arguments: { Length: 1 } arguments }
        && arguments[0].Value.ConstantValue is { HasValue: true, Value: false };

    /// <summary>The block whose statements behind the await all run after it.</summary>
    private static IOperation? BlockOf(IOperation await)
    {
        for (var parent = await.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                case IBlockOperation { Parent: not (ITryOperation or IUsingOperation or IBlockOperation) }:
                    return parent;
            }
        }

        return null;
    }

    private static bool HasEarlierOne(IOperation block, IAwaitOperation await)
    {
        foreach (var operation in OwnOperations(block))
        {
            if (operation is IAwaitOperation other && other.Syntax.SpanStart < await.Syntax.SpanStart && IsConfiguredAway(other) && BlockOf(other) == block)
            {
                return true;
            }
        }

        return false;
    }
}
