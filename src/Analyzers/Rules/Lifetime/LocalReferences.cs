using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Where the local variables of one body are declared and mentioned. Built once per body, and only for a body in which a rule has to know.</summary>
internal sealed class LocalReferences
{
    private static readonly ConditionalWeakTable<IOperation, LocalReferences> Bodies = new();

    private readonly Dictionary<ILocalSymbol, ImmutableArray<ILocalReferenceOperation>.Builder> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ILocalSymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> _functions = new(SymbolEqualityComparer.Default);

    private LocalReferences(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation reference:
                    if (!_references.TryGetValue(reference.Local, out var list))
                    {
                        _references.Add(reference.Local, list = ImmutableArray.CreateBuilder<ILocalReferenceOperation>());
                    }

                    list.Add(reference);
                    break;
                case IVariableDeclaratorOperation declarator:
                    _initializers[declarator.Symbol] = declarator.GetVariableInitializer()?.Value;
                    break;
                case ILocalFunctionOperation function:
                    _functions[function.Symbol] = function;
                    break;
            }
        }
    }

    /// <summary>The references of the body that contains <paramref name="operation"/>.</summary>
    public static LocalReferences Around(IOperation operation) => Bodies.GetValue(Operations.RootOf(operation), static root => new LocalReferences(root));

    /// <summary>Every mention of <paramref name="local"/>, in the order of the source.</summary>
    public IReadOnlyList<ILocalReferenceOperation> To(ILocalSymbol local) => _references.TryGetValue(local, out var list) ? list : [];

    /// <summary>Whether <paramref name="local"/> is declared as a variable; out variables, patterns and loop variables are not.</summary>
    public bool IsDeclared(ILocalSymbol local) => _initializers.ContainsKey(local);

    public IOperation? InitializerOf(ILocalSymbol local) => _initializers.TryGetValue(local, out var value) ? value : null;

    public ILocalFunctionOperation? Function(IMethodSymbol symbol) => _functions.TryGetValue(symbol, out var function) ? function : null;
}
