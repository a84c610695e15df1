using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>The native function that a method of the project gives its callback to.</summary>
internal sealed record Forwarding(NativeFunction Function, string Name, Fact<Retention> Retention);

/// <summary>Finds the methods of the project that do nothing with a callback but give it to native code that keeps it.</summary>
internal sealed class CallbackForwarding
{
    // Methods that hand a callback to each other are followed no further.
    private const int MaximalDepth = 4;

    private readonly ConcurrentDictionary<IParameterSymbol, Forwarding?> _known = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;

    private CallbackForwarding(InteropContext interop) => _interop = interop;

    public static CallbackForwarding Of(InteropContext interop) => interop.Get(static context => new CallbackForwarding(context));

    /// <summary>Where the callback in an argument of a managed method goes, or null when it may go elsewhere too.</summary>
    public Forwarding? For(IParameterSymbol? parameter, CancellationToken cancellationToken) => For(parameter, 0, cancellationToken);

    private Forwarding? For(IParameterSymbol? parameter, int depth, CancellationToken cancellationToken)
    {
        if (depth > MaximalDepth || parameter is not { Type.TypeKind: TypeKind.Delegate, RefKind: RefKind.None, IsParams: false } || !_interop.HasSource(parameter.ContainingSymbol))
        {
            return null;
        }

        var given = parameter.OriginalDefinition;
        if (_known.TryGetValue(given, out var known))
        {
            return known;
        }

        // What the depth cut short must not answer for who asks there first.
        var read = Read(given, depth, cancellationToken);
        return read is null && depth > 0 ? null : _known.GetOrAdd(given, read);
    }

    /// <summary>A member of an interface or abstract class of the project: one implementation gives the callback to native code, and every other one does so too, or nothing (a fake).</summary>
    private Forwarding? ReadImplementations(IMethodSymbol declared, int position, int depth, CancellationToken cancellationToken)
    {
        Forwarding? found = null;
        foreach (var method in Implementations.Of(_interop, declared, cancellationToken))
        {
            var given = method.OriginalDefinition.Parameters[position];
            if (depth < MaximalDepth && Read(given, depth + 1, cancellationToken, isImplementation: true) is { } forwarding)
            {
                found ??= forwarding;
            }
            else if (FlowAnalysis.Of(_interop).BodyOf(method.OriginalDefinition, cancellationToken) is not { } body
                || body.DescendantsAndSelf().Any(operation => operation is IParameterReferenceOperation { Parameter: var mentioned } && SymbolEqualityComparer.Default.Equals(mentioned, given)))
            {
                return null;
            }
        }

        return found;
    }

    private Forwarding? Read(IParameterSymbol parameter, int depth, CancellationToken cancellationToken, bool isImplementation = false)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { IsAbstract: true } declared)
        {
            return ReadImplementations(declared, parameter.Ordinal, depth, cancellationToken);
        }

        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.ExplicitInterfaceImplementation, IsVirtual: false, IsAbstract: false, IsAsync: false } method
            || (method.IsOverride && !isImplementation)
            || FlowAnalysis.Of(_interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return null;
        }

        Forwarding? found = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }

            if (operation is not IParameterReferenceOperation { Parameter: var mentioned } || !SymbolEqualityComparer.Default.Equals(mentioned, parameter))
            {
                continue;
            }

            switch (Operations.UserOf(operation))
            {
                case IArgumentOperation { Parent: { } call } argument when NativeCalls.FunctionOf(_interop, call) is { } function && NativeCalls.ParameterOf(function, argument) is { } native:
                    if (BoundaryContracts.Of(_interop).RetentionOfCallback(function, native) is { Value.Kind: RetentionKind.Retained or RetentionKind.Async } retention)
                    {
                        found ??= new Forwarding(function, native.Name, retention);
                    }

                    break;
                case IArgumentOperation { Parent: IInvocationOperation conversion } when NativeCalls.IsPointerForDelegate(_interop, conversion):
                    if (KeeperOfPointer(conversion) is not { } keeper)
                    {
                        return null;
                    }

                    found ??= keeper;
                    break;
                case IArgumentOperation { Parameter: { } next, Parent: IInvocationOperation or IObjectCreationOperation } when For(next, depth + 1, cancellationToken) is { } further:
                    found ??= further;
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call } when NativeCalls.IsKeepAlive(_interop, call):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                    break;
                default:
                    return null;
            }
        }

        return found;
    }

    /// <summary>The native function that keeps the pointer which <paramref name="conversion"/> makes of the callback, when it goes straight there: a pointer keeps no delegate alive.</summary>
    private Forwarding? KeeperOfPointer(IInvocationOperation conversion) =>
        Operations.UserOf(conversion) is IArgumentOperation { Parent: { } call } argument
        && NativeCalls.FunctionOf(_interop, call) is { } function
        && NativeCalls.ParameterOf(function, argument) is { } native
        && BoundaryContracts.Of(_interop).RetentionOfCallback(function, native) is { Value.Kind: RetentionKind.Retained or RetentionKind.Async } retention
            ? new Forwarding(function, native.Name, retention)
            : null;
}
