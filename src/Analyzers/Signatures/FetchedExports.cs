using System.Linq;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>
/// Functions that are fetched by name at run time: <c>NativeLibrary.GetExport(library, "name")</c>, <c>dlsym</c> and the like, used on the spot as a function pointer or a delegate of a known
/// type, and the project's own loaders, <c>Load&lt;Open&gt;("kv_open")</c>.
/// </summary>
internal static class FetchedExports
{
    /// <summary>The signature with which the fetched address is used, with its native name and, where the library is loaded on the spot, its library; null for any other call.</summary>
    public static NativeFunction? Of(InteropContext interop, IInvocationOperation call)
    {
        // Asked about every call: most have no text among their arguments.
        if (call.Arguments.Length is < 1 or > 3 || NameIn(call) is not { Value.ConstantValue.Value: string name })
        {
            return null;
        }

        if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.NativeLibrary))
        {
            return call.TargetMethod.Name == "GetExport" && UseOf(interop, call) is { } function
                ? NativeFunctions.Of(interop).Fetched(function, name, LibraryOf(interop, Argument(call, 0)))
                : null;
        }

        if (call.TargetMethod is { IsGenericMethod: true, TypeArguments: { Length: 1 } arguments } method)
        {
            return arguments[0] is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type && HandsOutItsDelegate(method.OriginalDefinition)
                && NativeFunctions.Of(interop).FromDelegate(type.OriginalDefinition) is { } signature
                ? NativeFunctions.Of(interop).Fetched(signature, name, library: null)
                : null;
        }

        // What makes an address of a name, and is used as a function, fetches it: GetProcAddress, dlsym, or a method around them.
        return (call.Type?.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr || call.Type is IPointerTypeSymbol)
            && UseOf(interop, call) is { } used
            ? NativeFunctions.Of(interop).Fetched(used, name, library: null)
            : null;
    }

    /// <summary>The argument that names the function: the only constant text of the call, if it is a C name.</summary>
    public static IArgumentOperation? NameIn(IInvocationOperation call)
    {
        IArgumentOperation? found = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: string text })
            {
                if (found is not null || !IsName(text))
                {
                    return null;
                }

                found = argument;
            }
        }

        return found;
    }

    /// <summary>Whether a text can be the name of a C function.</summary>
    public static bool IsName(string text)
    {
        foreach (var character in text)
        {
            if (character != '_' && !(character < 128 && char.IsLetterOrDigit(character)))
            {
                return false;
            }
        }

        return text.Length > 0 && !char.IsDigit(text[0]);
    }

    /// <summary>Whether a generic method gives a delegate of its type argument: it returns it, or hands it out, as loaders of functions do.</summary>
    private static bool HandsOutItsDelegate(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ReturnType, method.TypeParameters[0])
        || method.Parameters.Any(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref && SymbolEqualityComparer.Default.Equals(parameter.Type, method.TypeParameters[0]));

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
