using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A piece of managed code that native code calls.</summary>
/// <param name="Symbol">The method, local function or lambda.</param>
/// <param name="Body">What it does.</param>
/// <param name="Description">The callback as messages name it.</param>
/// <param name="Place">Its name, or the arrow of a lambda.</param>
/// <param name="IsThreadEntry">Whether native code starts a thread with it, which then belongs to it.</param>
internal sealed record CallbackBody(IMethodSymbol Symbol, IOperation Body, string Description, Location Place, bool IsThreadEntry);

/// <summary>An operation that runs while a callback does.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Place">Where the callback's own body leads to it: the operation, or the call of the helper that contains it.</param>
/// <param name="Helper">The name of that helper, or null.</param>
internal readonly record struct CallbackStep(IOperation Operation, IOperation Place, string? Helper)
{
    /// <summary>"through `Helper`" behind what happens, or nothing.</summary>
    public string Through => Helper is null ? "" : $" through `{Helper}`";
}

/// <summary>Finds the managed code that native code calls: exports, and what is made into delegates that cross the boundary.</summary>
internal static class CallbackBodies
{
    // Helpers of a callback are followed this deep, in the same file.
    private const int MaximumDepth = 4;

    /// <summary>Calls <paramref name="action"/> once for each callback whose body is in the file that makes it one.</summary>
    public static void OnCallback(this InteropStart start, Action<CallbackBody, Action<Diagnostic>, CancellationToken> action)
    {
        var interop = start.Interop;
        var functions = NativeFunctions.Of(interop);

        // One method may be given to native code at several places; it is one callback.
        var seen = new ConcurrentDictionary<ISymbol, byte>(SymbolEqualityComparer.Default);
        start.OnOperationBlock(context =>
        {
            if (context.OwningSymbol is IMethodSymbol method && functions.FromMethod(method) is { Form: NativeForm.UnmanagedCallersOnly })
            {
                foreach (var block in context.OperationBlocks)
                {
                    // Attribute arguments and parameter defaults are blocks too.
                    if (block is IBlockOperation && seen.TryAdd(method, 0))
                    {
                        action(OfMethod(method, block, isThreadEntry: false), context.ReportDiagnostic, context.CancellationToken);
                    }
                }
            }
        });

        start.OnOperation(
            context =>
            {
                var function = (ILocalFunctionOperation)context.Operation;
                if (function.Body is { } body && functions.FromMethod(function.Symbol) is { Form: NativeForm.UnmanagedCallersOnly } && seen.TryAdd(function.Symbol, 0))
                {
                    action(OfMethod(function.Symbol, body, isThreadEntry: false), context.ReportDiagnostic, context.CancellationToken);
                }
            },
            OperationKind.LocalFunction);

        start.OnOperation(
            context =>
            {
                var creation = (IDelegateCreationOperation)context.Operation;
                if (!DelegateConversions.Crosses(interop, creation))
                {
                    return;
                }

                switch (creation.Target)
                {
                    case IAnonymousFunctionOperation lambda:
                        action(
                            new CallbackBody(lambda.Symbol, lambda.Body, $"this callback, which native code calls as a `{creation.Type!.Name}`,", PlaceOf(lambda), IsThreadEntry(interop, creation)),
                            context.ReportDiagnostic,
                            context.CancellationToken);
                        break;
                    case IMethodReferenceOperation { Method: var target }
                        when MethodBodies.Of(target, creation.SemanticModel, context.CancellationToken) is { } body && seen.TryAdd(target.OriginalDefinition, 0):
                        action(OfMethod(target, body, IsThreadEntry(interop, creation)), context.ReportDiagnostic, context.CancellationToken);
                        break;
                }
            },
            OperationKind.DelegateCreation);
    }

    /// <summary>
    /// What runs while <paramref name="body"/> does, in the order of the source, with the helpers in the same file. What it only declares runs elsewhere, and so does what
    /// stands behind the first <c>await</c>.
    /// </summary>
    public static IEnumerable<CallbackStep> Steps(IOperation body, CancellationToken cancellationToken) =>
        Steps(body, null, null, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), 0, cancellationToken);

    /// <summary>The arrow of a lambda, or the keyword of an anonymous method.</summary>
    public static Location PlaceOf(IAnonymousFunctionOperation lambda) => lambda.Syntax switch
    {
        LambdaExpressionSyntax arrow => arrow.ArrowToken.GetLocation(),
        AnonymousMethodExpressionSyntax anonymous => anonymous.DelegateKeyword.GetLocation(),
        _ => lambda.Syntax.GetLocation(),
    };

    private static IEnumerable<CallbackStep> Steps(
        IOperation operation, IOperation? place, string? helper, HashSet<IMethodSymbol> followed, int depth, CancellationToken cancellationToken)
    {
        // An explicit stack: bodies may be nested deeper than a chain of iterators bears.
        var pending = new Stack<IOperation>();
        pending.Push(operation);
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = pending.Pop();
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation)
            {
                continue;
            }

            yield return new CallbackStep(current, place ?? current, helper);
            if (current is IAwaitOperation)
            {
                yield break;
            }

            if (current is IInvocationOperation { IsVirtual: false } call
                && depth < MaximumDepth
                && call.TargetMethod is { IsAsync: false } target
                && followed.Add(target.OriginalDefinition)
                && MethodBodies.Of(target, call.SemanticModel, cancellationToken) is { } body)
            {
                foreach (var step in Steps(body, place ?? call, helper ?? target.Name, followed, depth + 1, cancellationToken))
                {
                    yield return step;
                }
            }

            foreach (var child in current.ChildOperations.Reverse())
            {
                pending.Push(child);
            }
        }
    }

    private static CallbackBody OfMethod(IMethodSymbol method, IOperation body, bool isThreadEntry) =>
        new(method, body, $"`{method.Name}`, which native code calls,", method.Locations[0], isThreadEntry);

    /// <summary>Whether the callback is the body of a native thread: the delegate's type or the function that takes it speaks of threads.</summary>
    private static bool IsThreadEntry(InteropContext interop, IDelegateCreationOperation creation)
    {
        var taker = Operations.UserOf(creation) is IArgumentOperation { Parent: { } call } && NativeCalls.FunctionOf(interop, call) is { EntryPoint: { } name } ? name : "";
        return NativeNames.Words(creation.Type!.Name).Concat(NativeNames.Words(taker)).Any(static word => word is "thread" or "pthread" or "fiber");
    }
}
