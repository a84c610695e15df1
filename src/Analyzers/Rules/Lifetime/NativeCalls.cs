using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

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

/// <summary>Steps between operations that change nothing about the value.</summary>
internal static class Operations
{
    /// <summary>The operand below conversions.</summary>
    public static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>What uses the value of <paramref name="operation"/>, above conversions and the address-of operator.</summary>
    public static IOperation? UserOf(IOperation operation)
    {
        var user = operation.Parent;
        while (user is IConversionOperation or IAddressOfOperation or IParenthesizedOperation)
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>The operation at the top of the body that contains <paramref name="operation"/>.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The local variable whose field, or field of a field, <paramref name="target"/> is; null for anything else.</summary>
    public static ILocalSymbol? OwnerOf(IOperation? target)
    {
        while (target is IMemberReferenceOperation { Instance: { } instance } and (IFieldReferenceOperation or IPropertyReferenceOperation))
        {
            target = instance;
        }

        return (target as ILocalReferenceOperation)?.Local;
    }
}
