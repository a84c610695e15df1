using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Knows the methods in which an object disposes of what is in a field of its own.</summary>
internal sealed class DisposingMethods
{
    private readonly ConcurrentDictionary<ISymbol, IMethodSymbol?> _known = new(SymbolEqualityComparer.Default);
    private readonly FlowAnalysis _flow;

    private DisposingMethods(InteropContext interop) => _flow = FlowAnalysis.Of(interop);

    public static DisposingMethods Of(InteropContext interop) => interop.Get(static context => new DisposingMethods(context));

    /// <summary>A method that disposes of what <paramref name="member"/> holds, where no such method waits for anything before; null where there is none.</summary>
    public IMethodSymbol? WithoutWaiting(ISymbol member, CancellationToken cancellationToken)
    {
        member = member.OriginalDefinition;
        return _known.TryGetValue(member, out var known) ? known : _known.GetOrAdd(member, Find(member, cancellationToken));
    }

    private IMethodSymbol? Find(ISymbol member, CancellationToken cancellationToken)
    {
        IMethodSymbol? found = null;
        foreach (var method in member.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (method.IsAbstract || method.MethodKind is MethodKind.Constructor or MethodKind.Destructor || _flow.BodyOf(method, cancellationToken) is not { } body || !body.Descendants().Any(operation => Disposes(operation, member)))
            {
                continue;
            }

            if (Waits(method, body, cancellationToken))
            {
                return null;
            }

            found ??= method;
        }

        return found;
    }

    private static bool Disposes(IOperation operation, ISymbol member) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Dispose" or "Close", Parameters.IsEmpty: true }, Instance: { } instance }
        && (IsMember(instance, member) || (instance is IConditionalAccessInstanceOperation && operation.Parent is IConditionalAccessOperation { Operation: var tested } && IsMember(tested, member)));

    private static bool IsMember(IOperation operation, ISymbol member) =>
        Operations.Unconverted(operation) is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var named } && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, member);

    /// <summary>Whether the method, or one of the same object that it calls, waits for other code.</summary>
    private bool Waits(IMethodSymbol method, IOperation body, CancellationToken cancellationToken) => body.Descendants().Any(operation =>
        LambdaRuns.Waits(operation)
        || (operation is IInvocationOperation { TargetMethod: var called, Instance: IInstanceReferenceOperation } && !SymbolEqualityComparer.Default.Equals(called, method)
            && _flow.BodyOf(called.OriginalDefinition, cancellationToken) is { } inner && inner.Descendants().Any(LambdaRuns.Waits)));
}
