using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Follows the one value that every thread has: the error that the runtime saved of the last native call. Fresh (<see cref="OriginState.Live"/>) behind a call that saves it;
/// <see cref="OriginState.Released"/> when framework code has replaced it; <see cref="OriginState.Transferred"/> when another native call of the project has, whose error may
/// be the one that is meant; <see cref="OriginState.Escaped"/> when unknown code may have. The text of a library's error, which the next call into the library replaces, is
/// followed in the same way.
/// </summary>
internal sealed class LastErrorTransitions(FlowBody body)
{
    /// <summary>The <see cref="FlowFact.Detail"/> of a fact that unknown code is the reason of.</summary>
    public const string Possible = "possible";

    /// <summary>The <see cref="FlowFact.Detail"/> of a read on another thread.</summary>
    public const string OtherThread = "thread";

    /// <summary>The <see cref="FlowFact.Detail"/> of the text of an error.</summary>
    public const string Text = "text";

    private readonly LastErrorEffects _effects = LastErrorEffects.Of(body.Interop);

    public void BeforeCall(FlowCall call, FlowState state)
    {
        if (call is { Method: { } method, Function: null })
        {
            // Only what is stale already, or of a call that did not fail, makes it worth to look into the callee.
            if (Pending(body.LastErrorSlot, state) is { } error && (state.State(error) != OriginState.Live || IsKnownToHaveSucceeded(error, state))
                && (_effects.IsRead(method) || _effects.ReadsCallersError(method, body.CancellationToken)))
            {
                Read(body.LastErrorSlot, call.Operation, state, "");
            }
            else if (Pending(body.LastErrorSlot, state) is { } fresh && state.State(fresh) == OriginState.Live && IsKnownToHaveFailed(fresh, state)
                && _effects.SpoilsBeforeReading(method, body.CancellationToken) is { } inside)
            {
                body.Record(FactKind.LastErrorStale, fresh, call.Operation, inside);
            }
        }
        else if (call.Function is { EntryPoint: { } name } && Pending(body.ErrorTextSlot, state) is { } text && text.Source == name && !IsGivenTheStatus(call, text))
        {
            Read(body.ErrorTextSlot, call.Operation, state, Text);
        }
    }

    public void AfterCall(FlowCall call, FlowState state, Origin? made, Origin? text)
    {
        if (call.Function is not null)
        {
            AfterNativeCall(call.Operation, body.LastErrorSlot, made, state);
            if (text is not null)
            {
                AfterNativeCall(call.Operation, body.ErrorTextSlot, text, state);
            }
        }
        else if (call.Method is { } method)
        {
            AfterManagedCall(call.Operation, method, call.Receiver, call.Arguments, state);
        }
    }

    public void BeforeCreation(IObjectCreationOperation creation, IMethodSymbol constructor, FlowState state)
    {
        // An exception of the project's own reads the error for the one that throws it.
        if (_effects.IsRead(constructor) || _effects.ReadsCallersError(constructor, body.CancellationToken))
        {
            Read(body.LastErrorSlot, creation, state, "");
        }
    }

    public void AfterManagedCall(IOperation operation, IMethodSymbol method, IOperation? receiver, FlowArgument[] arguments, FlowState state)
    {
        if (_effects.IsRead(method) || Pending(body.LastErrorSlot, state) is not { } pending)
        {
            return;
        }

        if (_effects.IsRestore(method))
        {
            Forget(body.LastErrorSlot, pending, state);
            return;
        }

        RecordReadsElsewhere(operation, method, arguments, pending);
        switch (_effects.Of(method, receiver, body.CancellationToken))
        {
            case LastErrorEffect.MayReplace:
                Spoil(body.LastErrorSlot, operation, OriginState.Escaped, state);
                break;
            case LastErrorEffect.Replaces:
                Spoil(body.LastErrorSlot, operation, OriginState.Released, state);
                break;
            case LastErrorEffect.Sets when IsDropped(operation):
                Spoil(body.LastErrorSlot, operation, OriginState.Transferred, state);
                break;
            case LastErrorEffect.Sets:
                Forget(body.LastErrorSlot, pending, state);
                break;
        }
    }

    /// <summary>Behind an await the code may run on another thread, and other code has run on this one.</summary>
    public void AfterAwait(IOperation operation, FlowState state) => Spoil(body.LastErrorSlot, operation, OriginState.Released, state);

    public void AfterYield(IOperation operation, FlowState state) => Spoil(body.LastErrorSlot, operation, OriginState.Released, state);

    /// <summary>What is known of the last error holds no longer.</summary>
    public void ForgetAll(FlowState state)
    {
        foreach (var slot in (ReadOnlySpan<int>)[body.LastErrorSlot, body.ErrorTextSlot])
        {
            if (Pending(slot, state) is { } pending)
            {
                Forget(slot, pending, state);
            }
        }
    }

    /// <summary>
    /// Another native call saves its own error. Where nobody looks whether it succeeded, the error that is read later may be meant to be the first one's: that shows in what
    /// is known about the first one there.
    /// </summary>
    private void AfterNativeCall(IOperation operation, int slot, Origin? made, FlowState state)
    {
        var pending = Pending(slot, state);
        if (made is null)
        {
            // Without SetLastError the saved error stays; who then reads it after a call that was looked at means that call.
            if (pending is not null && !IsDropped(operation) && !IsKnownToHaveFailed(pending, state))
            {
                Forget(slot, pending, state);
            }

            return;
        }

        if (pending is not null && pending != made)
        {
            if (IsDropped(operation) && (pending.Status is not null || IsCleanUp(operation)))
            {
                Spoil(slot, operation, OriginState.Transferred, state);
                return;
            }

            state.SetState(pending, OriginState.None);
        }

        state.SetState(made, OriginState.Live);
        state.SetValue(slot, body.Values.Of(made));
    }

    private void Spoil(int slot, IOperation operation, OriginState how, FlowState state)
    {
        if (Pending(slot, state) is not { } origin)
        {
            return;
        }

        var before = state.State(origin);
        var isWorse = before == OriginState.Live || before == OriginState.Escaped || (before == OriginState.Transferred && how == OriginState.Released);
        if (isWorse && before != how)
        {
            state.SetState(origin, how);
            if (!body.Spoilers.ContainsKey((origin.Id, how)))
            {
                body.Spoilers.Add((origin.Id, how), operation);
            }
        }
    }

    private void Read(int slot, IOperation operation, FlowState state, string detail)
    {
        if (Pending(slot, state) is not { } origin)
        {
            return;
        }

        if (IsKnownToHaveSucceeded(origin, state))
        {
            body.Record(FactKind.LastErrorOfSuccess, origin, operation);
        }

        var current = state.State(origin);
        var isStale = current switch
        {
            OriginState.Released => !IsKnownToHaveSucceeded(origin, state),
            OriginState.Transferred or OriginState.Escaped => IsKnownToHaveFailed(origin, state),
            _ => false,
        };
        if (body.Spoilers.TryGetValue((origin.Id, current), out var spoiler) && (isStale || (current == OriginState.Transferred && origin.Status is null && IsBehindTest(origin, spoiler, operation))))
        {
            body.Record(FactKind.LastErrorStale, origin, operation, spoiler, detail: current == OriginState.Escaped ? Possible : detail);
        }
    }

    /// <summary>A lambda that runs on another thread reads the error of a call that was made on this one.</summary>
    private void RecordReadsElsewhere(IOperation operation, IMethodSymbol method, FlowArgument[] arguments, Origin pending)
    {
        if (!body.IsRecording || !StartsThread(method))
        {
            return;
        }

        foreach (var argument in arguments)
        {
            foreach (var descendant in argument.Operation.DescendantsAndSelf())
            {
                if (descendant is IFlowAnonymousFunctionOperation lambda && FirstReadIn(body.Graph.Source!.GetAnonymousFunctionControlFlowGraph(lambda, body.CancellationToken)) is { } read)
                {
                    body.Record(FactKind.LastErrorStale, pending, read, operation, detail: OtherThread);
                }
            }
        }
    }

    private IOperation? FirstReadIn(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (var descendant in operation.DescendantsAndSelf())
                {
                    var called = descendant switch
                    {
                        IInvocationOperation invocation => invocation.TargetMethod,
                        IObjectCreationOperation creation => creation.Constructor,
                        _ => null,
                    };
                    if (_effects.IsRead(called))
                    {
                        return descendant;
                    }

                    if (called is not null && _effects.Of(called, null, body.CancellationToken) == LastErrorEffect.Sets)
                    {
                        return null;
                    }
                }
            }
        }

        return null;
    }

    private static bool StartsThread(IMethodSymbol method) => method.ContainingType is { } type
        && LastErrorEffects.NamespaceOf(type) is "System.Threading" or "System.Threading.Tasks"
        && (type.Name, method.Name) switch
        {
            ("Task", "Run" or "ContinueWith") or ("TaskFactory", "StartNew") or ("ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") => true,
            ("Thread" or "Timer", ".ctor") => true,
            _ => false,
        };

    /// <summary>Whether a function that tells the text of an error is told which one, so that it has nothing to remember.</summary>
    private bool IsGivenTheStatus(FlowCall call, Origin text)
    {
        foreach (var argument in call.Arguments)
        {
            if (text.Status is { } status && body.Values.Contains(argument.Value, status))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an operation calls a function without a result that releases something: whoever asks for an error behind it cannot mean that one's.</summary>
    private bool IsCleanUp(IOperation operation) =>
        NativeCalls.FunctionOf(body.Interop, operation) is { Return.Marshalling.Shape: ManagedShape.Void, EntryPoint: { } name } function
        && (HandlePairs.Of(body.Interop).IsReleaser(function) || NativeNames.AsReleaser(name) is not null);

    /// <summary>
    /// Whether the spoiler and the read stand in a branch that the result of the call decides about: <c>if (kv_resize(f, n) != 0) { kv_free(f); throw … }</c>. Whatever its values mean, the error
    /// that is read there is that call's.
    /// </summary>
    private static bool IsBehindTest(Origin error, IOperation spoiler, IOperation read)
    {
        if (error.Operation?.Syntax is not { } call)
        {
            return false;
        }

        var local = call.FirstAncestorOrSelf<ExpressionSyntax>() is { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } } ? declarator.Identifier.ValueText : null;
        for (var node = read.Syntax; node.Parent is { } parent and not MemberDeclarationSyntax; node = parent)
        {
            if (parent is IfStatementSyntax { Condition: var condition } && node is StatementSyntax && node.Span.Contains(spoiler.Syntax.Span)
                && (condition.Span.Contains(call.Span) || (local is not null && condition.DescendantNodesAndSelf().Any(name => name is IdentifierNameSyntax { Identifier.ValueText: var text } && text == local))))
            {
                return true;
            }
        }

        return false;
    }

    private void Forget(int slot, Origin pending, FlowState state)
    {
        state.SetState(pending, OriginState.None);
        state.SetValue(slot, FlowValues.Unknown);
    }

    private static bool IsKnownToHaveFailed(Origin error, FlowState state) => error.Status is { } status
        && state.State(status) == (status.Kind == OriginKind.Status ? OriginState.Bad : OriginState.Failed);

    private static bool IsKnownToHaveSucceeded(Origin error, FlowState state) => error.Status is { } status
        && (status.Kind == OriginKind.Status ? state.State(status) == OriginState.Good : status.CanFail && (state.State(status) & (OriginState.Unchecked | OriginState.Failed)) == 0);

    /// <summary>Whether nobody looks at what a call yields.</summary>
    private static bool IsDropped(IOperation operation) =>
        operation.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    private Origin? Pending(int slot, FlowState state) =>
        body.Values.Single(state.Value(slot)) is { Kind: AtomKind.Origin, Number: var number } ? body.Origins[(int)number] : null;
}
