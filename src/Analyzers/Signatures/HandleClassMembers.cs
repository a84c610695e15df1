using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>Recognizes the members of SafeHandle and CriticalHandle classes that the runtime calls.</summary>
internal static class HandleClassMembers
{
    /// <summary>Whether <paramref name="type"/> derives from <c>SafeHandle</c> or <c>CriticalHandle</c>, or is one of them.</summary>
    public static bool IsHandleClass(ITypeSymbol? type, KnownTypes types) =>
        type is INamedTypeSymbol named && (MarshallingReader.DerivesFrom(named, types.SafeHandle) || MarshallingReader.DerivesFrom(named, types.CriticalHandle));

    /// <summary>Whether <paramref name="method"/> is the release that the runtime calls.</summary>
    public static bool IsReleaseHandle(ISymbol? method, KnownTypes types) =>
        method is IMethodSymbol { Name: "ReleaseHandle", IsOverride: true, Parameters.IsEmpty: true } && IsHandleClass(method.ContainingType, types);

    /// <summary>Whether <paramref name="operation"/> reads the field in which the base class keeps the native value, or asks this object for it.</summary>
    public static bool IsOwnHandle(IOperation operation, KnownTypes types) => operation switch
    {
        IFieldReferenceOperation { Field.Name: "handle", Instance: IInstanceReferenceOperation } field => IsBase(field.Field.ContainingType, types),
        IInvocationOperation { TargetMethod.Name: "DangerousGetHandle", Instance: IInstanceReferenceOperation } call => IsBase(call.TargetMethod.ContainingType, types),
        _ => false,
    };

    private static bool IsBase(INamedTypeSymbol type, KnownTypes types) =>
        SymbolEqualityComparer.Default.Equals(type, types.SafeHandle) || SymbolEqualityComparer.Default.Equals(type, types.CriticalHandle);
}
