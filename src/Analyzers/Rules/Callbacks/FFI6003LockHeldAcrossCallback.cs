using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A native function that can call managed code back is called while a lock is held.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6003LockHeldAcrossCallback : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6003",
        "Lock is held across a native call that can call back",
        "`{0}` can call managed code back ({1}) while the lock on `{2}` is held: {3}; call it outside the lock",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "A callback runs at a time, and perhaps on a thread, that native code chooses. When it needs the lock that waits for the native call, neither of them goes on.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var locks = new HeldLocks(interop.Types);
        start.OnOperation(context => Check(context, interop, locks), NativeCalls.Kinds);
    }

    private static void Check(OperationAnalysisContext context, InteropContext interop, HeldLocks locks)
    {
        var call = context.Operation;
        if (NativeCalls.FunctionOf(interop, call) is not { } function
            || CallsBack(interop, function) is not var (callsBack, isStated)
            || locks.Around(call) is not { } held)
        {
            return;
        }

        var callbacks = new CallbackArguments(locks, function, call, context.CancellationToken);
        (string Consequence, DiagnosticSeverity? Severity) judged;
        if (callbacks.Takes(held))
        {
            // The thread that holds such a lock may take it again: only a callback on another thread gets stuck.
            judged = held.IsReentrant
                ? ("the callback takes it too, and waits forever when native code calls it on another thread", OneStepLowerUnless(callsBack.Evidence >= Evidence.Header))
                : ("the callback takes it again, which this lock does not allow", OneStepLowerUnless(callsBack.IsCertain));
        }
        else if (isStated && callsBack.Evidence >= Evidence.Header && !callbacks.AreHarmless)
        {
            judged = ("a callback that needs this lock, or one whose holder waits for this call, never returns", null);
        }
        else
        {
            return;
        }

        if (Report.Create(Rule, interop.Compilation, call.Syntax.GetLocation(), judged.Severity, null, default, function.DisplayName, callsBack.Source, held.Text, judged.Consequence) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static DiagnosticSeverity? OneStepLowerUnless(bool isCertain) => isCertain ? null : Report.OneStepLower(Rule.DefaultSeverity);

    /// <summary>
    /// What says that the function calls back before it returns: its own contract, or that of a callback which it does not keep; and whether it is said of the function itself.
    /// </summary>
    private static (Fact<bool> Evidence, bool IsStated)? CallsBack(InteropContext interop, NativeFunction function)
    {
        var contract = BoundaryContracts.Of(interop).For(function);
        if (contract.CallsBack is { IsKnown: true, Value: true } stated)
        {
            return (stated, true);
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer
                && contract[parameter].Retention is { IsKnown: true, Value.Kind: RetentionKind.NoEscape } used)
            {
                return (new Fact<bool>(true, used.Evidence, used.Source), false);
            }
        }

        return null;
    }

    /// <summary>The callbacks that a call passes, as far as their bodies are in the same file.</summary>
    private sealed class CallbackArguments
    {
        private readonly HeldLocks _locks;
        private readonly ImmutableArray<IOperation> _bodies;
        private readonly CancellationToken _cancellationToken;
        private readonly bool _areAllVisible;

        public CallbackArguments(HeldLocks locks, NativeFunction function, IOperation call, CancellationToken cancellationToken)
        {
            _locks = locks;
            _cancellationToken = cancellationToken;
            _areAllVisible = true;
            var bodies = ImmutableArray.CreateBuilder<IOperation>();
            foreach (var argument in NativeCalls.ArgumentsOf(call))
            {
                if (NativeCalls.ParameterOf(function, argument)?.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer)
                {
                    if (BodyOf(argument.Value) is { } body)
                    {
                        bodies.Add(body);
                    }
                    else
                    {
                        _areAllVisible = false;
                    }
                }
            }

            _bodies = bodies.ToImmutable();
        }

        /// <summary>Whether the callbacks are all there is, and none of them takes a lock or calls code of the project that is not seen here.</summary>
        public bool AreHarmless
        {
            get
            {
                if (_bodies.IsEmpty || !_areAllVisible)
                {
                    return false;
                }

                foreach (var body in _bodies)
                {
                    foreach (var step in CallbackBodies.Steps(body, _cancellationToken))
                    {
                        if (_locks.TakenBy(step.Operation) is not null
                            || (step.Operation is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } target } inner
                                && (inner.IsVirtual || (!target.IsExtern && MethodBodies.Of(target, inner.SemanticModel, _cancellationToken) is null))))
                        {
                            return false;
                        }
                    }
                }

                return true;
            }
        }

        /// <summary>Whether a callback takes the same lock.</summary>
        public bool Takes(HeldLock held)
        {
            foreach (var body in _bodies)
            {
                foreach (var step in CallbackBodies.Steps(body, _cancellationToken))
                {
                    if (held.Symbol is not null && _locks.TakenBy(step.Operation) is { Symbol: { } taken } && SymbolEqualityComparer.Default.Equals(taken, held.Symbol))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private IOperation? BodyOf(IOperation value)
        {
            while (value is IConversionOperation or IDelegateCreationOperation or IAddressOfOperation)
            {
                value = value switch
                {
                    IConversionOperation conversion => conversion.Operand,
                    IDelegateCreationOperation creation => creation.Target,
                    _ => ((IAddressOfOperation)value).Reference,
                };
            }

            return value switch
            {
                IAnonymousFunctionOperation lambda => lambda.Body,
                IMethodReferenceOperation { Method: var method } => MethodBodies.Of(method, value.SemanticModel, _cancellationToken),
                _ => null,
            };
        }
    }
}
