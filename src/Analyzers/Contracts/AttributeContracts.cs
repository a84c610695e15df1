using System.Collections.Immutable;
using System.Globalization;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>Reads the contract attributes of <see cref="ContractAttributeNames"/> into facts: the strongest evidence.</summary>
internal static class AttributeContracts
{
    public static void Contribute(NativeFunction function, ContractBuilder builder)
    {
        Read(function.Symbol.GetAttributes(), ContractBuilder.Function, builder);
        if (function.Holder is { } holder)
        {
            Read(holder.GetAttributes(), ContractBuilder.Function, builder, ofFunctions: true);
        }

        if (function.Form != NativeForm.FunctionPointer)
        {
            Read(function.Signature.GetReturnTypeAttributes(), ContractBuilder.Return, builder);
        }

        ReadHandleType(function.Return, builder);

        // [NativeStatus] on the status enumeration speaks for every function that returns it.
        if (function.Return.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } status)
        {
            Read(status.GetAttributes(), ContractBuilder.Return, builder);
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.Symbol is { } symbol)
            {
                Read(symbol.GetAttributes(), parameter.Index, builder);
            }

            ReadHandleType(parameter, builder);
        }
    }

    /// <summary>What attributes say about a field of a native struct.</summary>
    public static ValueContract OfField(IFieldSymbol field)
    {
        var contract = new FunctionContract(0);
        Read(field.GetAttributes(), ContractBuilder.Return, new ContractBuilder(contract));
        return contract.Return;
    }

    /// <summary>The library and the header that <c>[NativeBoundary]</c> on a containing type names, or null when none does.</summary>
    public static (string? Library, string? Header)? BoundaryOf(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (NameOf(attribute) == "NativeBoundaryAttribute")
                {
                    return (attribute.ConstructorText(0), attribute.TryGetText(ContractAttributeNames.Arguments.Header, out var header) ? header : null);
                }
            }
        }

        return null;
    }

    /// <summary>Whether <c>[MapsNativeStatus]</c> says of a method or class that it turns values of <paramref name="status"/> into exceptions.</summary>
    public static bool MapsStatus(ISymbol symbol, ITypeSymbol status)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (NameOf(attribute) == "MapsNativeStatusAttribute" && SymbolEqualityComparer.Default.Equals(attribute.ConstructorType(0), status))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name on the native side that <c>[NativeName]</c> on a type, field or enum member gives, or null.</summary>
    public static string? NativeNameOf(ISymbol symbol) => AttributeOf(symbol.GetAttributes(), "NativeNameAttribute")?.ConstructorText(0);

    /// <summary>Whether <c>[DiffersFromHeader]</c> says of a declaration, or of one of its results or parameters, that it differs from the header on purpose.</summary>
    public static bool DiffersOnPurpose(ImmutableArray<AttributeData> attributes) => AttributeOf(attributes, "DiffersFromHeaderAttribute") is not null;

    /// <summary>Whether a method, managed or native, is said to block.</summary>
    public static bool IsBlocking(IMethodSymbol method) => Has(method, "BlockingAttribute");

    /// <summary>Whether a method, managed or native, is said to work on every thread.</summary>
    public static bool IsThreadSafe(IMethodSymbol method) => Has(method, "ThreadSafeAttribute");

    /// <summary>Whether handles of this type, or of a type that it derives from, belong to the thread that made them.</summary>
    public static bool IsThreadAffine(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (AttributeOf(current.OriginalDefinition.GetAttributes(), "ThreadAffineAttribute") is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The C type that a generator of bindings saw and wrote down in <c>[NativeTypeName]</c>, which each project declares for itself; or null.</summary>
    public static string? NativeTypeNameOf(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass?.Name == "NativeTypeNameAttribute")
            {
                return attribute.ConstructorText(0);
            }
        }

        return null;
    }

    /// <summary>The release function that <c>[NativeHandle]</c> on a handle type names, or null.</summary>
    public static string? ReleaseOfHandleType(ITypeSymbol type) => HandleAttributeOf(type)?.ConstructorText(0);

    private static AttributeData? HandleAttributeOf(ITypeSymbol type) => AttributeOf(type.GetAttributes(), "NativeHandleAttribute");

    private static bool Has(IMethodSymbol method, string name) => AttributeOf((method.ReducedFrom ?? method).OriginalDefinition.GetAttributes(), name) is not null;

    private static AttributeData? AttributeOf(ImmutableArray<AttributeData> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (NameOf(attribute) == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>What <c>[NativeHandle]</c> on the type of a value, or on the struct that it points to, says.</summary>
    private static void ReadHandleType(NativeParameter value, ContractBuilder builder)
    {
        var type = value.Type;
        while (type is IPointerTypeSymbol pointer)
        {
            type = pointer.PointedAtType;
        }

        if (HandleAttributeOf(type) is not { } attribute)
        {
            return;
        }

        const string Shown = "[NativeHandle]";
        if (attribute.ConstructorText(0) is { } release)
        {
            builder.Add(value.Index, "handle", ImmutableArray.Create(release), Evidence.Declared, Shown);
        }

        attribute.TryGetInteger(ContractAttributeNames.Arguments.Invalid, out var invalid);
        builder.Add(value.Index, "invalid", ImmutableArray.Create(invalid.ToString(CultureInfo.InvariantCulture)), Evidence.Declared, Shown);
    }

    private static void Read(ImmutableArray<AttributeData> attributes, int target, ContractBuilder builder, bool ofFunctions = false)
    {
        foreach (var attribute in attributes)
        {
            if (NameOf(attribute) is { } name && FactOf(name, attribute) is var (word, argument)
                && (!ofFunctions || (Vocabulary.TryGetFact(word, out var shape) && shape.Scope == FactScope.Function)))
            {
                var arguments = argument is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(argument);
                var shown = "[" + name.Substring(0, name.Length - "Attribute".Length) + "]";
                builder.Add(target, word, arguments, Evidence.Declared, shown);
                if (name == "NativeStatusAttribute" && attribute.TryGetText(ContractAttributeNames.Arguments.ErrorText, out var errorText))
                {
                    builder.Add(ContractBuilder.Function, "errortext", ImmutableArray.Create(errorText), Evidence.Declared, shown);
                }
            }
        }
    }

    private static (string Word, string? Argument)? FactOf(string name, AttributeData attribute) => name switch
    {
        "OwnedAttribute" => ("owned", attribute.ConstructorText(0)),
        "BorrowedAttribute" => ("borrowed", attribute.TryGetText(ContractAttributeNames.Arguments.From, out var owner) ? owner : null),
        "TakenAttribute" => ("taken", null),
        "ReleasesAttribute" => ("releases", null),
        "NoEscapeAttribute" => ("noescape", null),
        "RetainedAttribute" => ("retained", attribute.TryGetText(ContractAttributeNames.Arguments.Until, out var until) ? until : null),
        "NativeStatusAttribute" => ("status", StatusArgument(attribute)),
        "LastErrorAttribute" => ("lasterror", null),
        "BlockingAttribute" => ("blocking", null),
        "FastAttribute" => ("fast", null),
        "CallsBackAttribute" => ("callsback", null),
        "NotInCallbackAttribute" => ("notincallback", null),
        "ThreadAffineAttribute" => ("threadaffine", null),
        "ThreadSafeAttribute" => ("threadsafe", null),
        "NativeTextAttribute" when attribute.TryGetConstructorInteger(0, out var encoding) => encoding switch
        {
            ContractAttributeNames.EncodingValues.Utf8 => ("utf8", null),
            ContractAttributeNames.EncodingValues.Utf16 => ("utf16", null),
            _ => ("ansi", null),
        },
        "CountAttribute" => ("count", attribute.ConstructorText(0)),
        "BytesAttribute" => ("bytes", attribute.ConstructorText(0)),
        _ => null,
    };

    private static string StatusArgument(AttributeData attribute)
    {
        if (attribute.TryGetInteger(ContractAttributeNames.Arguments.SuccessIf, out var kind))
        {
            switch (kind)
            {
                case ContractAttributeNames.SuccessValues.NotNegative: return ">=0";
                case ContractAttributeNames.SuccessValues.NotZero: return "!=0";
                case ContractAttributeNames.SuccessValues.NotNull: return "nonnull";
                case ContractAttributeNames.SuccessValues.HResult: return "hresult";
            }
        }

        attribute.TryGetInteger(ContractAttributeNames.Arguments.Success, out var success);
        return success.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The attribute's name when it is one of ours: each assembly has its own copy, so identity is the name in our namespace.</summary>
    private static string? NameOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: ContractAttributeNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } } type
            ? type.Name
            : null;
}
