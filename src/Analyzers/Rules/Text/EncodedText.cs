using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>Units of text in memory, made of text that is known.</summary>
/// <param name="Text">The string, or the characters, that were encoded; the units themselves where they are pinned in place.</param>
/// <param name="Encoding">The encoding as <c>System.Text.Encoding</c> names it (<c>UTF8</c>, <c>Unicode</c>, <c>ASCII</c>, <c>Default</c>…), or null when it is decided elsewhere.</param>
/// <param name="IsTerminated">Whether a null character stands behind it.</param>
/// <param name="Maker">The expression that made it.</param>
internal sealed record EncodedText(IOperation Text, string? Encoding, bool IsTerminated, IOperation Maker)
{
    private const int MaximumDepth = 8;

    /// <summary>The text that is behind a pointer, an array or a span; null when that is not known.</summary>
    public static EncodedText? Of(InteropContext interop, IOperation? value) => Of(interop, value, 0);

    /// <summary>The encoding that a call of a member of <c>System.Text.Encoding</c> works with, as its property is called; null when it is not known.</summary>
    public static string? EncodingOf(InteropContext interop, IInvocationOperation call)
    {
        var type = interop.Types.Find("System.Text.Encoding");
        return Operations.Unconverted(call.Instance) switch
        {
            IPropertyReferenceOperation { Instance: null, Property: var property } when SymbolEqualityComparer.Default.Equals(property.ContainingType, type) => property.Name,
            IObjectCreationOperation { Type: INamedTypeSymbol { Name: "UTF8Encoding" or "ASCIIEncoding" or "UnicodeEncoding" } created }
                when SymbolEqualityComparer.Default.Equals(created.BaseType, type) => created.Name switch
                {
                    "UTF8Encoding" => "UTF8",
                    "ASCIIEncoding" => "ASCII",
                    _ => "Unicode",
                },
            _ => null,
        };
    }

    /// <summary>Whether <paramref name="call"/> is a member of <c>System.Text.Encoding</c>.</summary>
    public static bool IsEncodingMethod(InteropContext interop, IInvocationOperation call)
    {
        var type = interop.Types.Find("System.Text.Encoding");
        for (var declaring = call.TargetMethod.ContainingType; declaring is not null && type is not null; declaring = declaring.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(declaring, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text of <paramref name="text"/> ends with a null character for sure.</summary>
    public static bool EndsWithNull(IOperation? text, int depth = 0)
    {
        text = Operations.Unconverted(text);
        if (text is null || depth > MaximumDepth)
        {
            return false;
        }

        if (text.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return constant is '\0' || (constant is string { Length: > 0 } literal && literal[literal.Length - 1] == '\0');
        }

        return text switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand: var right } => EndsWithNull(right, depth + 1),
            IInterpolatedStringOperation { Parts: { IsEmpty: false } parts } => parts[parts.Length - 1] switch
            {
                IInterpolatedStringTextOperation part => EndsWithNull(part.Text, depth + 1) || part.Text.Syntax.ToString().EndsWith("\\0", System.StringComparison.Ordinal),
                IInterpolationOperation part => EndsWithNull(part.Expression, depth + 1),
                _ => false,
            },
            ILocalReferenceOperation reference => EndsWithNull(LocalReferences.Around(reference).OnlyValueOf(reference.Local), depth + 1),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => EndsWithNull(conditional.WhenTrue, depth + 1) || EndsWithNull(otherwise, depth + 1),
            _ => false,
        };
    }

    private static EncodedText? Of(InteropContext interop, IOperation? value, int depth)
    {
        value = Operations.Unconverted(value);
        if (value is null || depth > MaximumDepth)
        {
            return null;
        }

        switch (value)
        {
            case { Type.SpecialType: SpecialType.System_String }:
                return new EncodedText(value, "Unicode", true, value);
            case IInvocationOperation call:
                return OfCall(interop, call, depth);
            case ILocalReferenceOperation reference:
                return Of(interop, LocalReferences.Around(reference).OnlyValueOf(reference.Local), depth + 1);
            case IAddressOfOperation { Reference: IArrayElementReferenceOperation { ArrayReference: var array, Indices: { Length: 1 } indices } } when Operations.ConstantOf(indices[0]) == 0:
                return Of(interop, array, depth + 1);
            case IAddressOfOperation { Reference: IInvocationOperation { TargetMethod: { Name: "GetReference", ContainingType.Name: "MemoryMarshal" }, Arguments: { Length: 1 } arguments } }:
                return Of(interop, arguments[0].Value, depth + 1);
            default:
                return null;
        }
    }

    private static EncodedText? OfCall(InteropContext interop, IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        var first = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
        switch (method.Name)
        {
            case "GetBytes" when call.Arguments.Length == 1 && IsEncodingMethod(interop, call):
                return new EncodedText(Operations.Unconverted(first)!, EncodingOf(interop, call), EndsWithNull(first), call);
            case "StringToCoTaskMemUTF8" or "StringToHGlobalAnsi" or "StringToCoTaskMemAnsi" or "StringToHGlobalUni" or "StringToCoTaskMemUni" or "StringToHGlobalAuto" or "StringToCoTaskMemAuto"
                when first is not null && SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal):
                return new EncodedText(
                    Operations.Unconverted(first)!,
                    method.Name.EndsWith("UTF8", System.StringComparison.Ordinal) ? "UTF8" : method.Name.EndsWith("Uni", System.StringComparison.Ordinal) ? "Unicode" : "Ansi",
                    true,
                    call);
            case "ToCharArray" when method.ContainingType.SpecialType == SpecialType.System_String:
                return new EncodedText(Operations.Unconverted(call.Instance)!, "Unicode", EndsWithNull(call.Instance), call);
            case "AsSpan" or "AsMemory" when method is { IsStatic: true, ContainingType.Name: "MemoryExtensions" } && first is { Type.SpecialType: SpecialType.System_String }:
                // The end of the span is the end of the string, which has its null character there, unless a length cuts it.
                return new EncodedText(Operations.Unconverted(first)!, "Unicode", call.Arguments.Length < 3 && call.Arguments.All(static argument => argument.Parameter?.Type.Name != "Range"), call);
            case "AsSpan" when method is { IsStatic: true, ContainingType.Name: "MemoryExtensions" } && call.Arguments.Length == 1:
                return Of(interop, first, depth + 1);
            case "AddrOfPinnedObject" when SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.GCHandle):
                return Operations.Unconverted(call.Instance) is ILocalReferenceOperation handle
                    && LocalReferences.Around(handle).OnlyValueOf(handle.Local) is IInvocationOperation { TargetMethod.Name: "Alloc", Arguments: { Length: 2 } pinned }
                        ? Of(interop, pinned[0].Value, depth + 1)
                        : null;
            case "GetPinnableReference" when call.Arguments.IsEmpty:
                return Of(interop, call.Instance, depth + 1);
            default:
                return null;
        }
    }
}
