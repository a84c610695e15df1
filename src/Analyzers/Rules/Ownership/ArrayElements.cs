using System;
using System.Collections.Generic;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>Memory whose address stands in an array of addresses, which is freed without it.</summary>
/// <param name="Allocation">The call that allocates the memory.</param>
/// <param name="Free">The call that frees the array.</param>
/// <param name="Release">What frees the memory.</param>
/// <param name="MayBeKept">Whether native code may keep what the array points to.</param>
internal sealed record LostElement(IInvocationOperation Allocation, IInvocationOperation Free, string Release, bool MayBeKept);

/// <summary>
/// Finds strings and memory that a body allocates, whose only use is <c>Marshal.WriteIntPtr(array, …)</c>, while the same body frees the array and never reads an address back from it.
/// </summary>
internal static class ArrayElements
{
    /// <summary>What is lost of the memory whose address <paramref name="write"/> puts into an array; null for every other call.</summary>
    public static LostElement? LostBy(IInvocationOperation write, InteropContext interop) =>
        write.TargetMethod.Name == "WriteIntPtr" && IsMarshal(interop, write)
        && ArgumentOf(write, 0) is { } place && LocalOf(place) is { } array
        && write.Arguments.OrderBy(static argument => argument.Parameter?.Ordinal).LastOrDefault() is { Value: var value }
        && AllocationOf(interop, value, write) is var (allocation, release)
        && UsesOf(interop, array, Operations.RootOf(write)) is { Free: { } free } uses
            ? new LostElement(allocation, free, release, uses.MayBeKept)
            : null;

    private static bool IsMarshal(InteropContext interop, IInvocationOperation call) => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.Marshal);

    private static IOperation? ArgumentOf(IInvocationOperation call, int position) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == position)?.Value;

    /// <summary>The local that a pointer, perhaps into its memory, comes from.</summary>
    private static ILocalSymbol? LocalOf(IOperation value) => Operations.Unconverted(value) switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left } => LocalOf(left),
        IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.SpecialType: SpecialType.System_IntPtr }, Arguments: { Length: 2 } arguments } => LocalOf(arguments[0].Value),
        _ => null,
    };

    /// <summary>The call that allocates what is written, when nothing but the write gets it.</summary>
    private static (IInvocationOperation Allocation, string Release)? AllocationOf(InteropContext interop, IOperation value, IInvocationOperation write)
    {
        var plain = Operations.Unconverted(value);
        if (plain is ILocalReferenceOperation { Local: var local } reference)
        {
            var references = LocalReferences.Around(reference);
            if (references.To(local).Any(other => !write.Syntax.Span.Contains(other.Syntax.Span)))
            {
                return null;
            }

            plain = Operations.Unconverted(references.InitializerOf(local));
        }

        return plain is IInvocationOperation call && IsMarshal(interop, call) && ReleaseOf(call.TargetMethod.Name) is { } release ? (call, release) : null;
    }

    private static string? ReleaseOf(string name) => name switch
    {
        "AllocHGlobal" => "Marshal.FreeHGlobal",
        "AllocCoTaskMem" => "Marshal.FreeCoTaskMem",
        _ when name.StartsWith("StringToHGlobal", StringComparison.Ordinal) => "Marshal.FreeHGlobal",
        _ when name.StartsWith("StringToCoTaskMem", StringComparison.Ordinal) => "Marshal.FreeCoTaskMem",
        "StringToBSTR" => "Marshal.FreeBSTR",
        _ => null,
    };

    /// <summary>The pointer into the same memory that a pointer is a part of.</summary>
    private static IOperation? SumAround(IOperation pointer) => pointer.Parent switch
    {
        IConversionOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or IParenthesizedOperation => pointer.Parent,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.SpecialType: SpecialType.System_IntPtr } } sum } => sum,
        _ => null,
    };

    /// <summary>The call that frees the array, and whether native code may keep its elements; no call where something may free them by the array.</summary>
    private static (IInvocationOperation? Free, bool MayBeKept) UsesOf(InteropContext interop, ILocalSymbol array, IOperation block)
    {
        // Another variable for the same memory is followed as well: "ref" takes only variables, and native code may move it.
        var names = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { array };
        foreach (var operation in block.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Symbol: var copy } declarator && declarator.GetVariableInitializer() is { Value: var initial } && LocalOf(initial) is { } source && names.Contains(source))
            {
                names.Add(copy);
            }
        }

        IInvocationOperation? free = null;
        var mayBeKept = false;
        foreach (var operation in block.Descendants())
        {
            if (operation is not ILocalReferenceOperation { Local: var mentioned } || !names.Contains(mentioned))
            {
                continue;
            }

            var use = (IOperation)operation;
            while (SumAround(use) is { } sum)
            {
                use = sum;
            }

            switch (use.Parent)
            {
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation } assignment when assignment.Target == use:
                case IVariableInitializerOperation:
                case IBinaryOperation:
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call } argument when IsMarshal(interop, call):
                    if (call.TargetMethod.Name is "FreeHGlobal" or "FreeCoTaskMem")
                    {
                        free ??= call;
                    }
                    else if (!call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal) || argument.Parameter?.Ordinal != 0)
                    {
                        return default;
                    }

                    break;
                case IArgumentOperation { Parent: { } call } when NativeCalls.FunctionOf(interop, call) is { } function:
                    mayBeKept |= function.EntryPoint is not { } name || NativeNames.Words(name).Any(FieldUses.KeepingWords.Contains);
                    break;
                default:
                    return default;
            }
        }

        return (free, mayBeKept);
    }
}
