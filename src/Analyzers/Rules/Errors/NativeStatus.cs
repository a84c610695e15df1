using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Rules.Errors;

/// <summary>Which calls return a native status, and how it is read.</summary>
internal static class NativeStatus
{
    /// <summary>How the function reports failure: by contract, by a type that is a status by definition, or by its enumeration.</summary>
    public static Fact<StatusConvention> Of(NativeFunction function, BoundaryContracts contracts, KnownTypes types)
    {
        var stated = contracts.For(function).Status;
        if (stated.IsCertain || !function.PreserveSig)
        {
            return function.PreserveSig ? stated : default;
        }

        if (function.Return.Marshalling.MarshalAs == UnmanagedType.Error)
        {
            return new Fact<StatusConvention>(new StatusConvention(StatusKind.HResult), Evidence.Known, "[return: MarshalAs(UnmanagedType.Error)] marks an HRESULT");
        }

        // The structs of Win32 metadata: one integer field, and the name is the Windows type's.
        if (function.Return.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, Name: "HRESULT" or "NTSTATUS" } type)
        {
            return new Fact<StatusConvention>(new StatusConvention(StatusKind.HResult), Evidence.Known, $"{type.Name} is a Windows status type");
        }

        return stated;
    }

    /// <summary>What success looks like in a value of type <paramref name="type"/>, as messages show it.</summary>
    public static string Describe(StatusConvention convention, ITypeSymbol? type) =>
        convention is { Kind: StatusKind.Equal, Success: 0 } && type is IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr }
            ? "null means success"
            : convention.ToString();
}
