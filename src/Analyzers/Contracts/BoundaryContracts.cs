using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>
/// The one place that answers what native code does beyond its signature: who owns a value, whether it is kept, what failure looks like. It asks the C# attributes, the
/// project's headers, the built-in catalogue and inference, in this order, and says how sure each answer is.
/// </summary>
internal sealed class BoundaryContracts
{
    private readonly ConcurrentDictionary<ISymbol, FunctionContract> _contracts = new(SymbolEqualityComparer.Default);

    // Functions that are fetched by name share the symbol of their delegate type.
    private readonly ConcurrentDictionary<NativeFunction, FunctionContract> _fetched = new();
    private readonly ConcurrentDictionary<IFieldSymbol, ValueContract> _fields = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;

    private BoundaryContracts(InteropContext interop)
    {
        _interop = interop;
    }

    public static BoundaryContracts Of(InteropContext interop) => interop.Get(static context => new BoundaryContracts(context));

    /// <summary>Everything that is known about <paramref name="function"/>.</summary>
    public FunctionContract For(NativeFunction function, CancellationToken cancellationToken = default)
    {
        if (function.IsFetched)
        {
            return _fetched.TryGetValue(function, out var fetched) ? fetched : _fetched.GetOrAdd(function, Build(function, cancellationToken));
        }

        return _contracts.TryGetValue(function.Symbol, out var known) ? known : _contracts.GetOrAdd(function.Symbol, Build(function, cancellationToken));
    }

    /// <summary>
    /// How long native code uses a callback that arrives through <paramref name="parameter"/>, whatever its type: a delegate, a function pointer, an integer that carries
    /// one, or a struct with callbacks. For use where the caller knows that a callback is given.
    /// </summary>
    public Fact<Retention> RetentionOfCallback(NativeFunction function, NativeParameter parameter)
    {
        var stated = For(function)[parameter].Retention;
        return stated.IsKnown ? stated : Inference.RetentionOfCallbacks(_interop, function);
    }

    /// <summary>The words of the function's native name, in lower case; none where it has no name.</summary>
    public ImmutableArray<string> WordsOf(NativeFunction function) =>
        function.EntryPoint is { } name ? NativeNames.Words(name) : ImmutableArray<string>.Empty;

    /// <summary>Everything that is known about a field of a native struct.</summary>
    public ValueContract For(IFieldSymbol field) =>
        _fields.TryGetValue(field, out var known) ? known : _fields.GetOrAdd(field, AttributeContracts.OfField(field));

    /// <summary>What is stated about <paramref name="function"/>, without inference: what inference itself builds on.</summary>
    internal FunctionContract Stated(NativeFunction function, CancellationToken cancellationToken = default)
    {
        var contract = new FunctionContract(function.Parameters.Length);
        AddStated(function, new ContractBuilder(contract), cancellationToken);
        return contract;
    }

    private FunctionContract Build(NativeFunction function, CancellationToken cancellationToken)
    {
        var contract = new FunctionContract(function.Parameters.Length);
        var builder = new ContractBuilder(contract);
        AddStated(function, builder, cancellationToken);
        Inference.Contribute(_interop, function, builder);
        return contract;
    }

    private void AddStated(NativeFunction function, ContractBuilder builder, CancellationToken cancellationToken)
    {
        AttributeContracts.Contribute(function, builder);
        HeaderContracts.Contribute(_interop, function, builder, cancellationToken);
    }
}
