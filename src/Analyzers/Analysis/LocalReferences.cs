using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Analysis;

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

    /// <summary>
    /// The one value that <paramref name="local"/> ever gets; null when it gets several, or none that is known. Of a fixed variable it is what the statement pins.
    /// </summary>
    public IOperation? OnlyValueOf(ILocalSymbol local) => ValueOf(local) is { } value && !Mentions(value, local, new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default)) ? value : null;

    public ILocalFunctionOperation? Function(IMethodSymbol symbol) => _functions.TryGetValue(symbol, out var function) ? function : null;

    /// <summary>
    /// Whether <paramref name="value"/> is made of <paramref name="local"/>, directly or through the values of other variables: <c>size = size + 1</c>. Such a variable had another value before.
    /// </summary>
    private bool Mentions(IOperation value, ILocalSymbol local, HashSet<ILocalSymbol> seen)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { Local: var mentioned }
                && (SymbolEqualityComparer.Default.Equals(mentioned, local) || (seen.Add(mentioned) && ValueOf(mentioned) is { } other && Mentions(other, local, seen))))
            {
                return true;
            }
        }

        return false;
    }

    private IOperation? ValueOf(ILocalSymbol local)
    {
        // What an argument or a pattern declares has got a value there.
        if (!_initializers.TryGetValue(local, out var value))
        {
            return null;
        }

        if (local.IsFixed)
        {
            return value is { Kind: OperationKind.None } pin && pin.ChildOperations.Count == 1 ? pin.ChildOperations.First() : value;
        }

        // A variable that is set to null before it gets its value.
        if (Operations.Unconverted(value) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
        {
            value = null;
        }

        foreach (var reference in To(local))
        {
            switch (reference.Parent)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                    if (value is not null)
                    {
                        return null;
                    }

                    value = assignment.Value;
                    break;
                case IAssignmentOperation assignment when assignment.Target == reference:
                case IIncrementOrDecrementOperation or ITupleOperation or IAddressOfOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                    return null;
            }
        }

        return value;
    }
}
