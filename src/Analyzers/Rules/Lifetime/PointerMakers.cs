using System.Collections.Concurrent;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Finds the calls that make a function pointer of a delegate: the framework's, and those of methods of the project that do nothing else with the delegate.</summary>
internal sealed class PointerMakers
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;

    private PointerMakers(InteropContext interop) => _interop = interop;

    public static PointerMakers Of(InteropContext interop) => interop.Get(static context => new PointerMakers(context));

    /// <summary>Whether <paramref name="call"/> makes a pointer of the delegate that is its only argument, and keeps the delegate nowhere.</summary>
    public bool Makes(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (NativeCalls.IsPointerForDelegate(_interop, call))
        {
            return true;
        }

        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        return call.Arguments.Length == 1
            && method is { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false, IsAsync: false, Parameters.Length: 1 }
            && ResourceRoles.IsRaw(method.ReturnType)
            && call.Arguments[0].Value.Type?.TypeKind == TypeKind.Delegate
            && _interop.HasSource(method)
            && (_known.TryGetValue(method, out var known) ? known : _known.GetOrAdd(method, Read(method, cancellationToken)));
    }

    private bool Read(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (FlowAnalysis.Of(_interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return false;
        }

        var isMade = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
                case IParameterReferenceOperation mention:
                    switch (Operations.UserOf(mention))
                    {
                        case IArgumentOperation { Parent: IInvocationOperation conversion } when NativeCalls.IsPointerForDelegate(_interop, conversion) && Operations.UserOf(conversion) is IReturnOperation or IConditionalOperation:
                            isMade = true;
                            break;
                        case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation:
                            break;
                        default:
                            return false;
                    }

                    break;
            }
        }

        return isMade;
    }
}
