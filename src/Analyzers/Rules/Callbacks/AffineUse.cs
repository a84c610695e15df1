using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A use of something that belongs to one thread.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Value">The handle that it uses; null when the function takes none.</param>
/// <param name="Name">The function, or the handle's type.</param>
/// <param name="Source">What says that it belongs to a thread.</param>
/// <param name="Library">The library of the function.</param>
internal sealed record AffineUse(IOperation Operation, IOperation? Value, string Name, string Source, string? Library)
{
    public static AffineUse? Of(InteropContext interop, IOperation operation)
    {
        if (operation is IInvocationOperation call)
        {
            if (AttributeContracts.IsThreadSafe(call.TargetMethod))
            {
                return null;
            }

            if (call.Instance is { Type: { } receiver } instance && AttributeContracts.IsThreadAffine(receiver))
            {
                return new AffineUse(call, instance, DisplayNames.OfType(receiver), "[ThreadAffine]", null);
            }
        }

        if (NativeCalls.FunctionOf(interop, operation) is not { } function)
        {
            return null;
        }

        var contract = BoundaryContracts.Of(interop).For(function);
        if (contract.ThreadSafe is { IsKnown: true, Value: true })
        {
            return null;
        }

        IOperation? handle = null;
        foreach (var argument in NativeCalls.ArgumentsOf(operation))
        {
            if (NativeCalls.ParameterOf(function, argument) is not { RefKind: not RefKind.Out } parameter)
            {
                continue;
            }

            if (AttributeContracts.IsThreadAffine(parameter.Type))
            {
                return new AffineUse(operation, argument.Value, DisplayNames.OfType(parameter.Type), "[ThreadAffine]", function.Library);
            }

            if (parameter.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer or ManagedShape.SafeHandle or ManagedShape.HandleRef)
            {
                handle ??= argument.Value;
            }
        }

        return contract.ThreadAffine is { IsCertain: true, Value: true } affine ? new AffineUse(operation, handle, function.DisplayName, affine.Source, function.Library) : null;
    }

    public string Describe() => Value is null ? $"What `{Name}` works on" : $"`{Value.Syntax}`";
}
