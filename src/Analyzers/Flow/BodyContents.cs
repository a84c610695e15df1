using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// What one look at the operations of a body tells before a graph is made of it: most bodies of a binding only hand their arguments on to native code, and nothing in them can
/// ever become a finding.
/// </summary>
/// <param name="CanTrack">Whether anything in the body can be tracked.</param>
/// <param name="HasFunctions">Whether there are lambdas or local functions in it.</param>
/// <param name="IsIterator">Whether it is an iterator's: it runs when somebody asks for elements, not when it is called.</param>
internal readonly record struct BodyContents(bool CanTrack, bool HasFunctions, bool IsIterator)
{
    /// <summary>Looks at a body.</summary>
    /// <param name="interop">The compilation's context.</param>
    /// <param name="block">The body.</param>
    /// <param name="forCaller">Whether a caller wants to know what becomes of its arguments: then every native call counts.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public static BodyContents Of(InteropContext interop, IOperation block, bool forCaller, CancellationToken cancellationToken)
    {
        var roles = ResourceRoles.Of(interop);
        var (canTrack, hasFunctions, isIterator, savesError, callsManagedCode) = (false, false, false, false, false);
        foreach (var operation in block.Descendants())
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    hasFunctions = true;
                    continue;
                case { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                    isIterator = true;
                    continue;
            }

            if (canTrack)
            {
                continue;
            }

            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var called } call:
                    if (NativeCalls.FunctionOf(interop, call) is { } function)
                    {
                        canTrack = forCaller || IsFollowed(interop, roles, function, called, call.Arguments, cancellationToken);
                        savesError |= function.SetLastError;
                    }
                    else if (called.MethodKind != MethodKind.DelegateInvoke)
                    {
                        canTrack = called.Name == "DangerousAddRef" || !roles.For(called).IsNone || ReturnsResource(interop, roles, called) || GetsResource(interop, roles, called);
                        callsManagedCode = true;
                    }
                    else
                    {
                        // What the function returns that a caller gives, it may hand back.
                        canTrack = forCaller && call.Instance is IParameterReferenceOperation;
                    }

                    break;
                case IFunctionPointerInvocationOperation call:
                    canTrack = forCaller || (NativeCalls.FunctionOf(interop, call) is { } pointed && IsFollowed(interop, roles, pointed, null, call.Arguments, cancellationToken));
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    canTrack = !roles.For(constructor).IsNone;
                    callsManagedCode = true;
                    break;
                case IVariableDeclaratorOperation { Symbol.IsFixed: true }:
                    canTrack = forCaller;
                    break;
                case ILocalReferenceOperation { Local.IsFixed: true } or IAddressOfOperation:
                    canTrack = forCaller || !IsHandedToNativeCode(interop, operation);
                    break;
                case { Kind: OperationKind.None } unnamed when unnamed.Syntax.IsKind(SyntaxKind.StackAllocArrayCreationExpression) || unnamed.Syntax.IsKind(SyntaxKind.ImplicitStackAllocArrayCreationExpression):
                    canTrack = true;
                    break;
            }

            // Whoever reads the last error is managed code, or a helper that is.
            canTrack |= savesError && callsManagedCode;
        }

        return new BodyContents(canTrack, hasFunctions, isIterator);
    }

    /// <summary>Whether a native call makes, takes or releases something, keeps an address, or leaves an outcome that has to be looked at before what it wrote is used.</summary>
    private static bool IsFollowed(
        InteropContext interop, ResourceRoles roles, NativeFunction function, IMethodSymbol? method, ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellationToken)
    {
        if (!(method is null or { MethodKind: MethodKind.DelegateInvoke } ? roles.For(function) : roles.For(method)).IsNone || ResourceRoles.ReleaseOfFilledMembers(function) is not null)
        {
            return true;
        }

        var contract = BoundaryContracts.Of(interop).For(function, cancellationToken);
        if (contract.ErrorText.IsKnown || (contract.Return.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Borrowed or OwnershipKind.Static } && ResourceRoles.IsRaw(function.Return.Type)))
        {
            return true;
        }

        var hasStatus = contract.Status.IsKnown || function.SetLastError || contract.ErrorParameter >= 0;
        foreach (var argument in arguments)
        {
            var isAddress = IsAddress(argument.Value);
            if (hasStatus && (isAddress || argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref }))
            {
                return true;
            }

            if (isAddress && (NativeCalls.ParameterOf(function, argument) is not { } parameter || contract[parameter].Retention is { IsKnown: true, Value.Kind: not RetentionKind.NoEscape }))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAddress(IOperation value) => Operations.Unconverted(value) is IAddressOfOperation or ILocalReferenceOperation { Local.IsFixed: true };

    /// <summary>Whether an address goes straight to native code: the call tells whether it is kept there.</summary>
    private static bool IsHandedToNativeCode(InteropContext interop, IOperation address) =>
        Operations.WithConversions(address).Parent is IArgumentOperation { Parent: { } call } && NativeCalls.FunctionOf(interop, call) is not null;

    /// <summary>Whether a helper with source may release what it is given.</summary>
    private static bool GetsResource(InteropContext interop, ResourceRoles roles, IMethodSymbol method) =>
        interop.HasSource(method) && method.Parameters.Any(parameter => parameter.RefKind == RefKind.None && roles.CanHoldResource(parameter.Type));

    private static bool ReturnsResource(InteropContext interop, ResourceRoles roles, IMethodSymbol method) =>
        interop.HasSource(method)
        && (roles.CanHoldResource(method.ReturnType) || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out && roles.CanHoldResource(parameter.Type)));
}
