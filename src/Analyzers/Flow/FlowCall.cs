using System;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Flow;

/// <summary>One argument of a call, evaluated.</summary>
/// <param name="Operation">The argument's expression.</param>
/// <param name="Parameter">The parameter, or null where the code does not compile.</param>
/// <param name="Index">The parameter's position, -1 when unknown.</param>
/// <param name="Value">What it holds before the call.</param>
/// <param name="Slot">The slot that the callee can write: given by reference, or by its address; otherwise -1.</param>
internal readonly record struct FlowArgument(IOperation Operation, IParameterSymbol? Parameter, int Index, int Value, int Slot)
{
    /// <summary>The slot of the struct that the callee gets, itself or by its address, and whose fields are followed; otherwise -1.</summary>
    public int Struct { get; init; } = -1;
}

/// <summary>
/// One call of a body, with everything that is known about the callee. There is one object for a call, however often it is evaluated; what it gets, and what the callee does with that, is that
/// of the last time.
/// </summary>
internal sealed class FlowCall(int arguments)
{
    public IOperation Operation { get; private set; } = null!;

    /// <summary>The callee; null for calls through function pointers.</summary>
    public IMethodSymbol? Method { get; private set; }

    /// <summary>The native function that is called, or null.</summary>
    public NativeFunction? Function { get; set; }

    public FunctionContract? Contract { get; set; }

    public MethodRoles Roles { get; set; } = MethodRoles.None;

    /// <summary>What a callee with source does; null for all others.</summary>
    public MethodSummary? Summary { get; set; }

    /// <summary>What the lambda does that the callee runs and whose result it hands back; otherwise null.</summary>
    public MethodSummary? Lambda { get; set; }

    /// <summary>The receiver's expression, or null.</summary>
    public IOperation? Receiver { get; set; }

    public int ReceiverValue { get; set; } = FlowValues.Unknown;

    public FlowArgument[] Arguments { get; } = arguments == 0 ? [] : new FlowArgument[arguments];

    public string DisplayName => Function?.DisplayName ?? (Method is { } method
        ? method.MethodKind == MethodKind.Constructor || method.ContainingType is null ? method.ContainingType?.Name ?? method.Name : method.IsStatic ? $"{method.ContainingType.Name}.{method.Name}" : method.Name
        : "a function pointer");

    /// <summary>Makes the object that of a call with as many arguments, about whose callee nothing is known yet.</summary>
    public void Begin(IOperation operation, IMethodSymbol? method) => (Operation, Method) = (operation, method);

    /// <summary>Forgets the call.</summary>
    public void Clear()
    {
        (Operation, Method, Function, Contract, Roles, Summary, Lambda, Receiver, ReceiverValue) = (null!, null, null, null, MethodRoles.None, null, null, null, FlowValues.Unknown);
        Array.Clear(Arguments, 0, Arguments.Length);
    }

    public FlowArgument? ArgumentOf(int parameter)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Index == parameter)
            {
                return argument;
            }
        }

        return null;
    }
}
