using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>One call of a native function, by its name, through a delegate or through a function pointer, with its arguments beside the parameters.</summary>
internal sealed class NativeInvocation
{
    private readonly ImmutableArray<IArgumentOperation> _arguments;

    private NativeInvocation(InteropContext interop, IOperation operation, NativeFunction function, ImmutableArray<IArgumentOperation> arguments)
    {
        Interop = interop;
        Operation = operation;
        Function = function;
        _arguments = arguments;
    }

    public InteropContext Interop { get; }

    public IOperation Operation { get; }

    public NativeFunction Function { get; }

    /// <summary>The call that <paramref name="operation"/> is, or null for every other operation.</summary>
    public static NativeInvocation? Of(InteropContext interop, IOperation? operation) =>
        NativeCalls.FunctionOf(interop, operation) is { } function ? new(interop, operation!, function, NativeCalls.ArgumentsOf(operation!)) : null;

    /// <summary>The call that <paramref name="value"/> is an argument of, below conversions and address-of, and the parameter that gets it; null when it is none.</summary>
    public static (NativeInvocation Call, NativeParameter Parameter)? Taking(InteropContext interop, IOperation value)
    {
        var user = Operations.UserOf(value);
        if (user is not IArgumentOperation argument || Of(interop, argument.Parent) is not { } call)
        {
            return null;
        }

        foreach (var parameter in call.Function.Parameters)
        {
            if (call.ArgumentFor(parameter) == argument.Value)
            {
                return (call, parameter);
            }
        }

        return null;
    }

    /// <summary>What is given to <paramref name="parameter"/>; null where a default applies or the code does not compile.</summary>
    public IOperation? ArgumentFor(NativeParameter parameter)
    {
        for (var i = 0; i < _arguments.Length; i++)
        {
            // The parameters of function pointers have no names, so arguments come in their order.
            if ((_arguments[i].Parameter?.Ordinal ?? i) == parameter.Index)
            {
                return _arguments[i].Value;
            }
        }

        return null;
    }
}
