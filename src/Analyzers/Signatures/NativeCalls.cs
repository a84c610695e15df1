using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>Recognizes the calls that leave managed code.</summary>
internal static class NativeCalls
{
    /// <summary>The kinds of operations that can be such a call.</summary>
    public static OperationKind[] Kinds => [OperationKind.Invocation, OperationKind.FunctionPointerInvocation];

    /// <summary>
    /// The native function that <paramref name="operation"/> calls: an import, or what a delegate or function pointer stands for. Null for everything else.
    /// </summary>
    public static NativeFunction? FunctionOf(InteropContext interop, IOperation? operation) => operation switch
    {
        IInvocationOperation invocation => FunctionOf(interop, invocation),
        IFunctionPointerInvocationOperation invocation => FunctionOf(interop, invocation, invocation.Target),
        _ => null,
    };

    /// <summary>
    /// The native function that <paramref name="invocation"/> calls: an import, or a delegate that stands for a native function. Null for every other call.
    /// </summary>
    public static NativeFunction? FunctionOf(InteropContext interop, IInvocationOperation invocation) =>
        invocation.TargetMethod.MethodKind == MethodKind.DelegateInvoke
            ? FunctionOf(interop, invocation, invocation.Instance)
            : NativeFunctions.Of(interop).FromMethod(invocation.TargetMethod) is { IsImport: true } import ? import : null;

    /// <summary>The native function that a delegate calls by <paramref name="invocation"/>, with the place that holds the delegate.</summary>
    public static NativeFunction? FunctionOf(InteropContext interop, IInvocationOperation invocation, IOperation? place)
    {
        if (FunctionMembers.Of(interop).FunctionOf(place) is { } named)
        {
            return named;
        }

        // A delegate is native code where it was made from a pointer, or where its type says that it crosses the boundary.
        var type = invocation.TargetMethod.ContainingType;
        return type.HasAttribute(interop.Types.UnmanagedFunctionPointerAttribute)
            || (Operations.Unconverted(place) is IInvocationOperation source && DelegateConversions.CrossingType(interop, source) is not null)
            ? NativeFunctions.Of(interop).FromDelegate(type.OriginalDefinition)
            : null;
    }

    /// <summary>The native function that a function pointer calls by <paramref name="invocation"/>, with the place that holds the pointer; null for a managed one.</summary>
    public static NativeFunction? FunctionOf(InteropContext interop, IFunctionPointerInvocationOperation invocation, IOperation? place) =>
        invocation.Target.Type is not IFunctionPointerTypeSymbol type || NativeFunctions.Of(interop).FromFunctionPointer(type) is not { } function
            ? null
            : FunctionMembers.Of(interop).FunctionOf(place) ?? function;

    /// <summary>The arguments of a call of any form.</summary>
    public static ImmutableArray<IArgumentOperation> ArgumentsOf(IOperation call) => call switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IFunctionPointerInvocationOperation invocation => invocation.Arguments,
        _ => ImmutableArray<IArgumentOperation>.Empty,
    };

    /// <summary>The parameter of <paramref name="function"/> that <paramref name="argument"/> is given to, or null in code that does not compile.</summary>
    public static NativeParameter? ParameterOf(NativeFunction function, IArgumentOperation argument)
    {
        // The parameters of function pointers have no names, so arguments come in their order.
        var ordinal = argument.Parameter?.Ordinal ?? (argument.Parent is IFunctionPointerInvocationOperation pointer ? pointer.Arguments.IndexOf(argument) : -1);
        return ordinal >= 0 && ordinal < function.Parameters.Length ? function.Parameters[ordinal] : null;
    }

    /// <summary>Whether <paramref name="invocation"/> is <c>GC.KeepAlive</c>.</summary>
    public static bool IsKeepAlive(InteropContext interop, IInvocationOperation invocation) =>
        invocation.TargetMethod.Name == "KeepAlive" && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, interop.Types.GC);

    /// <summary>Whether <paramref name="invocation"/> is <c>Marshal.GetFunctionPointerForDelegate</c> in either form.</summary>
    public static bool IsPointerForDelegate(InteropContext interop, IInvocationOperation invocation) =>
        invocation.TargetMethod.Name == "GetFunctionPointerForDelegate"
        && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, interop.Types.Marshal);
}
