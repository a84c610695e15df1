using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>Recognizes the calls that leave managed code.</summary>
internal static class NativeCalls
{
    /// <summary>
    /// The native function that <paramref name="invocation"/> calls: an import, or a delegate that stands for a native function. Null for every other call.
    /// </summary>
    public static NativeFunction? FunctionOf(InteropContext interop, IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind != MethodKind.DelegateInvoke)
        {
            return NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true } import ? import : null;
        }

        if (DelegateMembers.Of(interop).FunctionOf(invocation.Instance) is { } named)
        {
            return named;
        }

        // A delegate is native code where it was made from a pointer, or where its type says that it crosses the boundary.
        var type = method.ContainingType;
        return type.HasAttribute(interop.Types.UnmanagedFunctionPointerAttribute)
            || (Operations.Unconverted(invocation.Instance) is IInvocationOperation source && DelegateConversions.CrossingType(interop, source) is not null)
            ? NativeFunctions.Of(interop).FromDelegate(type.OriginalDefinition)
            : null;
    }

    /// <summary>The parameter of <paramref name="function"/> that <paramref name="argument"/> is given to, or null in code that does not compile.</summary>
    public static NativeParameter? ParameterOf(NativeFunction function, IArgumentOperation argument) =>
        argument.Parameter is { Ordinal: var ordinal } && ordinal >= 0 && ordinal < function.Parameters.Length ? function.Parameters[ordinal] : null;

    /// <summary>Whether <paramref name="invocation"/> is <c>GC.KeepAlive</c>.</summary>
    public static bool IsKeepAlive(InteropContext interop, IInvocationOperation invocation) =>
        invocation.TargetMethod.Name == "KeepAlive" && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, interop.Types.GC);

    /// <summary>Whether <paramref name="invocation"/> is <c>Marshal.GetFunctionPointerForDelegate</c> in either form.</summary>
    public static bool IsPointerForDelegate(InteropContext interop, IInvocationOperation invocation) =>
        invocation.TargetMethod.Name == "GetFunctionPointerForDelegate"
        && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, interop.Types.Marshal);
}
