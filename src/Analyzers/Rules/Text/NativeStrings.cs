using System.Collections.Generic;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>A pointer to text that native code handed out, and what is known of that text.</summary>
/// <param name="Description">The text as a message names it: <c>the result of `kv_name`</c>.</param>
/// <param name="Function">The function that hands it out or whose struct holds it; null when only the field is known.</param>
/// <param name="Symbol">The declaration, which decides where the code runs.</param>
/// <param name="Contract">What is known of the value.</param>
internal sealed record NativeString(string Description, NativeFunction? Function, ISymbol Symbol, ValueContract Contract)
{
    private const int MaximumDepth = 8;

    /// <summary>Whether native code writes the text into memory that it is given.</summary>
    public bool IsBuffer { get; init; }

    /// <summary>Where <paramref name="pointer"/> comes from; null when it is not from native code, or from several places.</summary>
    public static NativeString? Of(InteropContext interop, IOperation? pointer) => Of(interop, pointer, 0);

    private static NativeString? Of(InteropContext interop, IOperation? pointer, int depth)
    {
        pointer = Operations.Unconverted(pointer);
        if (pointer is null || depth > MaximumDepth)
        {
            return null;
        }

        switch (pointer)
        {
            case IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr, Arguments: { Length: 1 } arguments }:
                return Of(interop, arguments[0].Value, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "ToPointer" or "ToInt64" }, Instance: { Type.SpecialType: SpecialType.System_IntPtr } instance }:
                return Of(interop, instance, depth + 1);
            case IInvocationOperation or IFunctionPointerInvocationOperation:
                return NativeInvocation.Of(interop, pointer) is { } call ? OfValue(interop, call.Function, call.Function.Return) : null;
            case ILocalReferenceOperation reference:
                return OfLocal(interop, reference, depth);
            case IFieldReferenceOperation { Field: { IsStatic: false } field } when BoundaryTypes.Of(interop).MarshalledStructs.TryGetValue(field.ContainingType, out var uses)
                || BoundaryTypes.Of(interop).RawStructs.TryGetValue(field.ContainingType, out uses):
                return new NativeString($"`{DisplayNames.OfMember(field)}`", uses[0].Function, field.ContainingType, BoundaryContracts.Of(interop).For(field));
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
                when NativeFunctions.Of(interop).FromMethod(method) is { Form: NativeForm.UnmanagedCallersOnly } export && parameter.Ordinal < export.Parameters.Length:
                return OfValue(interop, export, export.Parameters[parameter.Ordinal]);
            default:
                return null;
        }
    }

    private static NativeString OfValue(InteropContext interop, NativeFunction function, NativeParameter value) => new(
        value.IsReturn ? $"the result of `{function.DisplayName}`" : $"parameter `{value.Name}` of `{function.DisplayName}`",
        function,
        function.Symbol,
        BoundaryContracts.Of(interop).For(function)[value]);

    private static NativeString? OfLocal(InteropContext interop, ILocalReferenceOperation reference, int depth)
    {
        var references = LocalReferences.Around(reference);
        if (references.OnlyValueOf(reference.Local) is { } value)
        {
            return IsMemory(interop, Operations.Unconverted(value)) ? OfBuffer(interop, reference, references) : Of(interop, value, depth + 1);
        }

        // An out variable that exactly one native call fills.
        NativeString? found = null;
        foreach (var other in references.To(reference.Local))
        {
            switch (other.Parent)
            {
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref }:
                case IDeclarationExpressionOperation { Parent: IArgumentOperation }:
                    IOperation place = other.Parent is IDeclarationExpressionOperation declaration ? declaration : other;
                    if (found is not null || NativeInvocation.Taking(interop, place) is not var (call, parameter))
                    {
                        return null;
                    }

                    found = OfValue(interop, call.Function, parameter);
                    break;
                case IAssignmentOperation assignment when assignment.Target == other:
                    return null;
            }
        }

        return found;
    }

    /// <summary>Memory that a variable owns from its declaration on: of <c>Marshal</c>, of <c>NativeMemory</c>, or of the stack.</summary>
    private static bool IsMemory(InteropContext interop, IOperation? value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "AllocHGlobal" or "AllocCoTaskMem" or "Alloc" or "AllocZeroed" } method } =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal) || SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.NativeMemory),
        _ => value?.Syntax is StackAllocArrayCreationExpressionSyntax { Initializer: null },
    };

    /// <summary>A buffer that one native call fills before it is read.</summary>
    private static NativeString? OfBuffer(InteropContext interop, ILocalReferenceOperation read, LocalReferences references)
    {
        NativeString? found = null;
        foreach (var use in references.To(read.Local))
        {
            if (use.Syntax.SpanStart >= read.Syntax.SpanStart || NativeInvocation.Taking(interop, use) is not var (call, parameter))
            {
                continue;
            }

            var buffer = OfValue(interop, call.Function, parameter) with { IsBuffer = true };
            if (found is not null || buffer.Contract.Direction is { IsCertain: true, Value: DataDirection.In } || buffer.Contract.IsConst is { IsCertain: true, Value: true })
            {
                return null;
            }

            found = buffer;
        }

        return found;
    }
}

/// <summary>What the project shows of its own habits with text.</summary>
internal sealed class TextHabits
{
    private TextHabits(InteropContext interop)
    {
#pragma warning disable RS0030 // Asked once for a compilation that decodes native text, and only the table of declared names is searched.
        Utf8Decoder = interop.Compilation.GetSymbolsWithName(static name => name.IndexOf("utf8", System.StringComparison.OrdinalIgnoreCase) >= 0, SymbolFilter.Member)
            .OfType<IMethodSymbol>()
            .Where(static method => method is { ReturnType.SpecialType: SpecialType.System_String, Parameters.Length: > 0 }
                && method.Parameters[0].Type is IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr })
            .Select(static method => method.Name)
            .OrderBy(static name => name, System.StringComparer.Ordinal)
            .FirstOrDefault();
#pragma warning restore RS0030
    }

    /// <summary>The name of the project's own method that decodes native UTF-8, or null.</summary>
    public string? Utf8Decoder { get; }

    public static TextHabits Of(InteropContext interop) => interop.Get(static context => new TextHabits(context));
}
