using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>An expression that measures a type.</summary>
/// <param name="Type">The type that is measured.</param>
/// <param name="IsMarshalled">Whether the marshalled copy is measured (<c>Marshal.SizeOf</c>) and not the bytes in memory (<c>sizeof</c>, <c>Unsafe.SizeOf</c>).</param>
internal readonly record struct SizeExpression(ITypeSymbol Type, bool IsMarshalled);

/// <summary>Recognizes the expressions that measure types, and measures types as they do.</summary>
internal static class SizeExpressions
{
    /// <summary>What <paramref name="operation"/> measures, or null for any other expression.</summary>
    public static SizeExpression? Of(InteropContext interop, IOperation? operation)
    {
        switch (operation)
        {
            case ISizeOfOperation { TypeOperand: { } measured }:
                return new SizeExpression(measured, false);
            case IInvocationOperation { TargetMethod: { Name: "SizeOf" } method } call:
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal))
                {
                    return MeasuredBy(call) is { } type ? new SizeExpression(type, true) : null;
                }

                return method.TypeArguments.Length == 1
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Find("System.Runtime.CompilerServices.Unsafe"))
                    ? new SizeExpression(method.TypeArguments[0], false)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>What <c>sizeof</c> gives on one platform, or null where it is not known.</summary>
    public static int? InMemory(InteropContext interop, ITypeSymbol type, DataModel model) => MarshallingReader.Of(interop).RawSizeOf(type, model);

    /// <summary>What <c>Marshal.SizeOf</c> gives on one platform, or null where it is not known.</summary>
    public static int? Marshalled(InteropContext interop, ITypeSymbol type, DataModel model) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => 4,
        { SpecialType: SpecialType.System_Char } => 1,
        INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } named => MarshallingReader.Of(interop).ShapeOf(named, MarshallingMode.Runtime).LayoutOn(model)?.Size,
        _ => null,
    };

    /// <summary><c>Marshal.SizeOf&lt;T&gt;()</c>, <c>Marshal.SizeOf(typeof(T))</c>, <c>Marshal.SizeOf(value)</c>.</summary>
    private static ITypeSymbol? MeasuredBy(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length == 1)
        {
            return call.TargetMethod.TypeArguments[0];
        }

        return call.Arguments.Length == 1
            ? call.Arguments[0].Value switch
            {
                ITypeOfOperation typeOf => typeOf.TypeOperand,
                IConversionOperation { IsImplicit: true, Operand.Type: { IsValueType: true } boxed } => boxed,
                _ => null,
            }
            : null;
    }
}
