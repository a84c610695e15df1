using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>
/// Reads attributes without trusting them: in half-typed code the constructor may be unresolved, arguments missing or of another type.
/// </summary>
internal static class AttributeReader
{
    public static AttributeData? Attribute(this ISymbol symbol, INamedTypeSymbol? type) => Attribute(symbol.GetAttributes(), type);

    public static AttributeData? Attribute(this ImmutableArray<AttributeData> attributes, INamedTypeSymbol? type)
    {
        if (type is not null)
        {
            foreach (var attribute in attributes)
            {
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, type))
                {
                    return attribute;
                }
            }
        }

        return null;
    }

    public static bool HasAttribute(this ISymbol symbol, INamedTypeSymbol? type) => symbol.Attribute(type) is not null;

    /// <summary>A named argument, whatever its value; false when it is absent or does not compile.</summary>
    public static bool TryGetNamed(this AttributeData attribute, string name, out TypedConstant value)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
            {
                value = argument.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static bool IsNamed(this AttributeData attribute, string name) => attribute.TryGetNamed(name, out _);

    public static bool TryGetText(this AttributeData attribute, string name, [NotNullWhen(true)] out string? text)
    {
        text = attribute.TryGetNamed(name, out var value) && value.Kind == TypedConstantKind.Primitive ? value.Value as string : null;
        return text is not null;
    }

    public static bool TryGetInteger(this AttributeData attribute, string name, out long number)
    {
        number = 0;
        return attribute.TryGetNamed(name, out var value) && TryGetInteger(value, out number);
    }

    public static bool IsTrue(this AttributeData attribute, string name) =>
        attribute.TryGetNamed(name, out var value) && value is { Kind: TypedConstantKind.Primitive, Value: true };

    public static string? ConstructorText(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text }
            ? text
            : null;

    public static bool TryGetConstructorInteger(this AttributeData attribute, int index, out long number)
    {
        number = 0;
        return index < attribute.ConstructorArguments.Length && TryGetInteger(attribute.ConstructorArguments[index], out number);
    }

    public static ITypeSymbol? ConstructorType(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type }
            ? type
            : null;

    /// <summary>Enum values arrive as their underlying type, and attributes with two constructors give a short for the enum.</summary>
    private static bool TryGetInteger(TypedConstant constant, out long number)
    {
        number = 0;
        if (constant.Kind is not (TypedConstantKind.Primitive or TypedConstantKind.Enum))
        {
            return false;
        }

        switch (constant.Value)
        {
            case int value: number = value; return true;
            case short value: number = value; return true;
            case byte value: number = value; return true;
            case sbyte value: number = value; return true;
            case ushort value: number = value; return true;
            case uint value: number = value; return true;
            case long value: number = value; return true;
            case ulong value: number = unchecked((long)value); return true;
            default: return false;
        }
    }
}
