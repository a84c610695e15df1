using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>Knows by which documented function the objects of a SafeHandle class release what they hold.</summary>
internal static class HandleReleases
{
    // The framework's own classes on Windows, by the documentation of each.
    private static readonly ImmutableDictionary<string, string> OfFramework = ImmutableDictionary<string, string>.Empty
        .Add("SafeFileHandle", "CloseHandle")
        .Add("SafeWaitHandle", "CloseHandle")
        .Add("SafePipeHandle", "CloseHandle")
        .Add("SafeProcessHandle", "CloseHandle")
        .Add("SafeAccessTokenHandle", "CloseHandle")
        .Add("SafeMemoryMappedFileHandle", "CloseHandle")
        .Add("SafeMemoryMappedViewHandle", "UnmapViewOfFile")
        .Add("SafeRegistryHandle", "RegCloseKey");

    /// <summary>
    /// The entry point by which an object of <paramref name="type"/> releases what <paramref name="function"/> hands out: for the framework's classes on Windows alone, for those of the
    /// project where <c>ReleaseHandle</c> calls one native function and its documentation says that it releases. Null where that is not known.
    /// </summary>
    public static string? Of(INamedTypeSymbol type, NativeFunction function, InteropContext interop, CancellationToken cancellationToken)
    {
        if (!ResourceRoles.Of(interop).IsSafeHandle(type))
        {
            return null;
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return SystemLibraries.IsWindows(function.Library) && type.ContainingNamespace is { Name: "SafeHandles", ContainingNamespace.Name: "Win32" } && OfFramework.TryGetValue(type.Name, out var known)
                ? known
                : null;
        }

        return OnlyCallIn(type, interop, cancellationToken) is { } call
            && NativeFunctions.Of(interop).FromMethod(call.TargetMethod) is { IsImport: true } only
            && BoundaryContracts.Of(interop).For(only, cancellationToken) is var contract
            && only.Parameters.Any(parameter => contract[parameter].Ownership is { Evidence: Evidence.Known, Value.Kind: OwnershipKind.Releases })
                ? only.EntryPoint
                : null;
    }

    /// <summary>How an object of a handle class of the project releases what it holds, where <c>ReleaseHandle</c> makes one call that does.</summary>
    public static Release? Of(INamedTypeSymbol type, InteropContext interop, CancellationToken cancellationToken)
    {
        var roles = ResourceRoles.Of(interop);
        if (!roles.IsSafeHandle(type) || OnlyCallIn(type, interop, cancellationToken) is not { } call)
        {
            return null;
        }

        foreach (var release in roles.For(call.TargetMethod, call.Instance).Releases)
        {
            if (call.Arguments.Any(argument => argument.Parameter?.Ordinal == release.Parameter && IsHandle(argument.Value)))
            {
                return release;
            }
        }

        return null;
    }

    /// <summary>The one call of <c>ReleaseHandle</c>, which gets the handle: of two functions, or one of the project's own methods, one name does not tell which releases.</summary>
    private static IInvocationOperation? OnlyCallIn(INamedTypeSymbol type, InteropContext interop, CancellationToken cancellationToken)
    {
        var release = type.OriginalDefinition.GetMembers("ReleaseHandle").OfType<IMethodSymbol>().FirstOrDefault(static method => method.IsOverride && method.Parameters.IsEmpty);
        if (release is null || FlowAnalysis.Of(interop).BodyOf(release, cancellationToken) is not { } body)
        {
            return null;
        }

        IInvocationOperation? only = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation call)
            {
                continue;
            }

            if (only is not null || !call.Arguments.Any(static argument => IsHandle(argument.Value)))
            {
                return null;
            }

            only = call;
        }

        return only;
    }

    private static bool IsHandle(IOperation value) => Operations.Unconverted(value) is IFieldReferenceOperation { Field.Name: "handle", Instance: IInstanceReferenceOperation };
}
