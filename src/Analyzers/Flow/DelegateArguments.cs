using System.Collections.Generic;
using System.Linq;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Knows which objects live to the end of a native call because it is given a delegate: the runtime keeps a delegate that it marshals until the call returns, and the delegate
/// its target, or what its lambda captures.
/// </summary>
internal static class DelegateArguments
{
    /// <summary>Whether a delegate among the arguments of <paramref name="call"/> holds <paramref name="owner"/>.</summary>
    /// <param name="owner">The object, or what has it.</param>
    /// <param name="call">The native call, of the body or of its graph.</param>
    /// <param name="block">The body, in which what variables get is looked for.</param>
    public static bool Hold(IOperation owner, IOperation call, IOperation block)
    {
        foreach (var operation in block.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { Arguments: var arguments } invocation && invocation.Syntax == call.Syntax)
            {
                return arguments.Any(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate && ValuesOf(argument.Value, argument, block).Any(value => Holds(value, owner)));
            }
        }

        return false;
    }

    /// <summary>An argument's value, or what the body gives the variable in its place before.</summary>
    private static IEnumerable<IOperation> ValuesOf(IOperation argument, IOperation place, IOperation block)
    {
        var value = Operations.Unconverted(argument)!;
        if (value is not (ILocalReferenceOperation or IFieldReferenceOperation))
        {
            return [value];
        }

        return block.Descendants()
            .Where(operation => operation.Syntax.SpanStart < place.Syntax.SpanStart)
            .Select(operation => operation switch
            {
                ISimpleAssignmentOperation { Target: var target, Value: var assigned } when Operations.IsSameValue(target, value) => assigned,
                IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var initial } when SymbolEqualityComparer.Default.Equals(declared, (value as ILocalReferenceOperation)?.Local) => initial,
                _ => null,
            })
            .OfType<IOperation>()
            .Select(static assigned => Operations.Unconverted(assigned)!);
    }

    private static bool Holds(IOperation value, IOperation owner) => (value as IDelegateCreationOperation)?.Target switch
    {
        IMethodReferenceOperation { Instance: { } target } => Operations.IsSameValue(Operations.Unconverted(target)!, owner),
        IAnonymousFunctionOperation { Body: var body } => body.Descendants().Any(inner => Operations.IsSameValue(inner, owner)),
        _ => false,
    };
}
