using System.Linq;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>
/// Functions that are fetched by name at run time: <c>NativeLibrary.GetExport(library, "name")</c>, used on the spot as a function pointer or a delegate of a known type.
/// </summary>
internal static class FetchedExports
{
    /// <summary>The signature with which the fetched address is used, with its native name and, where the library is loaded on the spot, its library; null for any other call.</summary>
    public static NativeFunction? Of(InteropContext interop, IInvocationOperation call) =>
        call.TargetMethod.Name == "GetExport"
        && call.Arguments.Length == 2
        && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.NativeLibrary)
        && Argument(call, 1)?.ConstantValue is { HasValue: true, Value: string name }
        && UseOf(interop, call) is { } function
            ? function.FetchedAs(name, LibraryOf(interop, Argument(call, 0)))
            : null;

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private static NativeFunction? UseOf(InteropContext interop, IInvocationOperation call)
    {
        var functions = NativeFunctions.Of(interop);
        for (var parent = call.Parent; parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation or IInvocationOperation; parent = parent.Parent)
        {
            if (parent is IConversionOperation { Type: IFunctionPointerTypeSymbol pointer })
            {
                return functions.FromFunctionPointer(pointer);
            }

            if (parent is IInvocationOperation invocation)
            {
                return invocation.TargetMethod.Name == "GetDelegateForFunctionPointer" && DelegateConversions.CrossingType(interop, invocation) is { } type
                    ? functions.FromDelegate(type.OriginalDefinition)
                    : null;
            }
        }

        return null;
    }

    private static string? LibraryOf(InteropContext interop, IOperation? handle) =>
        handle is IInvocationOperation { TargetMethod.Name: "Load", Arguments.Length: > 0 } load
        && SymbolEqualityComparer.Default.Equals(load.TargetMethod.ContainingType, interop.Types.NativeLibrary)
        && load.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string library }
            ? library
            : null;
}
