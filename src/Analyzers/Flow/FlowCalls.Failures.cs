using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for the exceptions that calls throw, what is known where they do, and calls that never return.</summary>
internal sealed partial class FlowCalls
{
    private void ThrowFrom(FlowCall call, FlowState state)
    {
        if (ExceptionOf(call) is not { } kind)
        {
            return;
        }

        // What cleans up and throws on the way is a second failure.
        if (kind == ExceptionKind.Explicit && call.Summary is not { NeverReturns: true } && call.Operation.Syntax.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null)
        {
            kind = ExceptionKind.Implicit;
        }

        if (call.Summary is { ReturnsOnlyFor.IsEmpty: false } summary && ThrowUnless(call, summary, kind, state))
        {
            return;
        }

        var tested = Checked(call);
        if (tested.IsDefaultOrEmpty)
        {
            throwing(state, kind, call.Operation);
            transfer.IsDead = call.Summary is { NeverReturns: true } || NeverReturns(call.Method);
            return;
        }

        ThrowForFailure(call, tested, kind, state);
    }

    /// <summary>The callee throws when the value means failure: what it decides about does not exist then, and does exist otherwise.</summary>
    private void ThrowForFailure(FlowCall call, ImmutableArray<Origin> tested, ExceptionKind kind, FlowState state)
    {
        var saved = tested.Select(origin => (Origin: origin, State: state.State(origin), Others: origin.Correlated.Concat(origin.Given).Select(other => state.State(other)).ToArray())).ToArray();
        foreach (var origin in tested)
        {
            FlowRefinement.Fail(origin, state);
        }

        // A method of which only the name says that it checks, HandleError, may do no more than write it down.
        throwing(state, call.Summary is { IsKnown: true, Throws: false } || (call.Method is { } method && OnlyNotes(method)) ? kind : ExceptionKind.Explicit, call.Operation);
        foreach (var (origin, before, others) in saved)
        {
            state.SetState(origin, before);
            for (var i = 0; i < others.Length; i++)
            {
                state.SetState(i < origin.Correlated.Length ? origin.Correlated[i] : origin.Given[i - origin.Correlated.Length], others[i]);
            }

            FlowRefinement.Succeed(origin, state);
        }
    }

    /// <summary>
    /// A callee that returns only for one value of a boolean argument: what the argument asks has that answer behind the call, and the other one where it throws.
    /// </summary>
    /// <summary>Whether the body of a method shows that its name says too much: nothing in it throws, or is called as if it did.</summary>
    private bool OnlyNotes(IMethodSymbol method) =>
        FlowAnalysis.Of(body.Interop).BodyOf(method.OriginalDefinition, body.CancellationToken) is { } block
        && !block.Descendants().Any(operation => operation is IThrowOperation || operation is IInvocationOperation { TargetMethod: var called } && (CheckingNames.IsChecking(called.Name) || NeverReturns(called)));

    private bool ThrowUnless(FlowCall call, MethodSummary summary, ExceptionKind kind, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Index < 0 || argument.Index >= summary.ReturnsOnlyFor.Length || summary.ReturnsOnlyFor[argument.Index] is not { } only)
            {
                continue;
            }

            var refinement = new FlowRefinement(body);
            var thrown = new FlowState();
            state.CopyTo(thrown);
            if (refinement.Refine(argument.Operation, argument.Value, !only, thrown))
            {
                throwing(thrown, kind, call.Operation);
            }

            transfer.IsDead = !refinement.Refine(argument.Operation, argument.Value, only, state);
            return true;
        }

        return false;
    }

    /// <summary>The values that the callee checks by throwing.</summary>
    private ImmutableArray<Origin> Checked(FlowCall call)
    {
        var result = ImmutableArray<Origin>.Empty;
        for (var i = -1; i < call.Arguments.Length; i++)
        {
            // An extension method and an instance method of a status struct get it as the first value.
            var value = i < 0 ? call.ReceiverValue : call.Arguments[i].Value;
            var checks = i < 0
                ? call.Method is { } method && CheckingNames.IsChecking(method.Name)
                : call.Summary is { IsKnown: true } summary
                    ? summary.EffectOf(call.Arguments[i].Index) is ParameterEffect.Checks or ParameterEffect.ChecksAndReturns
                    : call.Method is { } other && CheckingNames.IsChecking(other.Name);
            if (checks && Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Status or OriginKind.Resource } origin)
            {
                result = result.Add(origin);
            }
        }

        return result;
    }

    private ExceptionKind? ExceptionOf(FlowCall call)
    {
        if (call.Function is { } function)
        {
            return function.PreserveSig ? null : ExceptionKind.Explicit;
        }

        if (call.Method is not { } method)
        {
            return null;
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            return summary.Throws ? ExceptionKind.Explicit : summary.CanThrow ? ExceptionKind.Implicit : null;
        }

        // What yields something without being given anything, EnsureHandle(), makes it and checks nothing.
        if ((CheckingNames.IsChecking(method.Name) && (method.ReturnsVoid || call.Arguments.Length > 0) && !OnlyNotes(method)) || NeverReturns(method))
        {
            return ExceptionKind.Explicit;
        }

        return method.Name is "Dispose" or "Close" or "DisposeAsync" or "GetHashCode" or "ToString" or "GetType" || OnlyLooks(method) || !call.Roles.Releases.IsEmpty ? null : ExceptionKind.Implicit;
    }

    private static bool NeverReturns(IMethodSymbol? method)
    {
        // Attributes of BCL and project methods alike.
        foreach (var attribute in method?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
        {
            if (attribute.AttributeClass?.Name == "DoesNotReturnAttribute")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>Debug.Assert</c> and other methods that say by attribute that they do not return when a condition is (not) met.</summary>
    private int? CheckedByAttribute(FlowCall call, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            foreach (var attribute in argument.Parameter?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
            {
                if (attribute is { AttributeClass.Name: "DoesNotReturnIfAttribute", ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is bool value)
                {
                    new FlowRefinement(body).Refine(argument.Operation, argument.Value, !value, state);
                }
            }
        }

        return FlowValues.Unknown;
    }
}
