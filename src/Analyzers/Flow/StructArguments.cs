using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>What callees do with the handles and the memory in the fields of a struct that they are given.</summary>
internal sealed class StructArguments
{
    // A wrapper around a wrapper around a native function is all that bindings have.
    private const int MaximumDepth = 3;

    // A struct tells what an operation works on: many more functions than those that take a single handle keep what is in it.
    private static readonly HashSet<string> KeepingWords = new(
        FlowCalls.KeepingWords.Concat(FlowCalls.CreatingWords).Concat(
        [
            "initialize", "start", "begin", "async", "queue", "load", "install", "copy", "return", "update", "configure",
            "free", "release", "close", "destroy", "delete", "dispose", "clear", "unref", "cleanup", "finish", "end", "reset", "fini", "drop", "deinit", "uninit", "unmap", "unlock", "stop", "term", "unload",
        ]),
        StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Parameter), bool> _onlyGiveOn = new(Comparer.Instance);
    private readonly NativeFunctions _functions;
    private readonly BoundaryContracts _contracts;
    private readonly FlowAnalysis _flow;

    private StructArguments(InteropContext interop)
    {
        _functions = NativeFunctions.Of(interop);
        _contracts = BoundaryContracts.Of(interop);
        _flow = FlowAnalysis.Of(interop);
    }

    public static StructArguments Of(InteropContext interop) => interop.Get(static context => new StructArguments(context));

    /// <summary>Whether a native function may keep or release what the fields of a struct hold: it says so by contract or by name, or nothing is known of it.</summary>
    public bool MayKeepMembers(NativeFunction function, NativeParameter parameter)
    {
        var contract = _contracts.For(function)[parameter];
        if (contract.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Releases or OwnershipKind.Taken } || contract.Retention is { IsKnown: true, Value.Kind: not RetentionKind.NoEscape })
        {
            return true;
        }

        if (contract.Retention.IsKnown)
        {
            return false;
        }

        if (function.EntryPoint is null)
        {
            return true;
        }

        foreach (var word in _contracts.WordsOf(function))
        {
            if (KeepingWords.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method with source does nothing with a struct but give it to native functions that neither keep nor release what its fields hold.</summary>
    public bool OnlyGivesOn(IMethodSymbol method, int parameter, CancellationToken cancellationToken) => OnlyGivesOn(method.OriginalDefinition, parameter, 0, cancellationToken);

    private bool OnlyGivesOn(IMethodSymbol method, int parameter, int depth, CancellationToken cancellationToken)
    {
        if (_onlyGiveOn.TryGetValue((method, parameter), out var known))
        {
            return known;
        }

        var answer = depth < MaximumDepth && parameter >= 0 && parameter < method.Parameters.Length && method is { IsVirtual: false, IsAbstract: false, IsOverride: false }
            && _flow.BodyOf(method, cancellationToken) is { } body && OnlyGivesOn(body, method.Parameters[parameter], depth, cancellationToken);

        // An answer that was asked for by another one may be cut off: only the first call sees all of it.
        return depth == 0 ? _onlyGiveOn.GetOrAdd((method, parameter), answer) : answer;
    }

    private bool OnlyGivesOn(IOperation body, IParameterSymbol parameter, int depth, CancellationToken cancellationToken)
    {
        var isNamed = false;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IParameterReferenceOperation { Parameter: var named } || !SymbolEqualityComparer.Default.Equals(named, parameter))
            {
                continue;
            }

            isNamed = true;
            var place = operation.Parent is IAddressOfOperation address ? address : operation;
            var isGivenOn = place.Parent is IArgumentOperation { Parameter: { Ordinal: var ordinal }, Parent: IInvocationOperation { TargetMethod: var callee } }
                && (_functions.FromMethod(callee) is { IsImport: true } function
                    ? ordinal < function.Parameters.Length && !MayKeepMembers(function, function.Parameters[ordinal])
                    : OnlyGivesOn(callee.OriginalDefinition, ordinal, depth + 1, cancellationToken));
            if (!isGivenOn)
            {
                return false;
            }
        }

        // A body that only throws is written by a tool behind the compiler.
        return isNamed || !body.Descendants().Any(static operation => operation is IThrowOperation);
    }

    private sealed class Comparer : IEqualityComparer<(IMethodSymbol Method, int Parameter)>
    {
        public static readonly Comparer Instance = new();

        public bool Equals((IMethodSymbol Method, int Parameter) left, (IMethodSymbol Method, int Parameter) right) =>
            left.Parameter == right.Parameter && SymbolEqualityComparer.Default.Equals(left.Method, right.Method);

        public int GetHashCode((IMethodSymbol Method, int Parameter) key) => unchecked((SymbolEqualityComparer.Default.GetHashCode(key.Method) * 31) + key.Parameter);
    }
}
