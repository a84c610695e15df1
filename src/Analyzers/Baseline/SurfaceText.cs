using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Baseline;

/// <summary>Writes what native code sees of a declaration as a line of a baseline: the representation and not the C# that states it, so that another form of the same import is the same line.</summary>
internal sealed class SurfaceText(InteropContext interop)
{
    // Function pointers that take function pointers; deeper ones are written without their signature.
    private const int DeepestNesting = 4;

    private readonly Baselines _baselines = Baselines.Of(interop);
    private readonly NativeFunctions _functions = NativeFunctions.Of(interop);
    private readonly BoundaryContracts _contracts = BoundaryContracts.Of(interop);

    /// <summary>The line of an import, an export or a delegate; null where the signature has no name on the boundary.</summary>
    public BaselineLine? OfFunction(NativeFunction function, CancellationToken cancellationToken)
    {
        var head = function switch
        {
            { EntryPoint: { Length: > 0 } name } when function.IsImport || function.IsFetched =>
                "import " + BaselineParser.Quote(LibraryNames.Normalize(function.Library)) + " " + BaselineParser.Quote(name),
            { Form: NativeForm.UnmanagedCallersOnly, EntryPoint: { Length: > 0 } name } => "export " + BaselineParser.Quote(name),
            { Form: NativeForm.Delegate, Symbol: INamedTypeSymbol type } when NameOf(type) is { } name => "callback " + BaselineParser.Quote(name),
            _ => null,
        };
        return head is null ? null : Parsed(head + Signature(function, withFacts: true, 0, cancellationToken));
    }

    /// <summary>The lines of a struct, one for each layout that it has on a platform of the project; none where its layout is not known.</summary>
    public ImmutableArray<BaselineLine> OfStruct(StructShape shape)
    {
        var lines = ImmutableArray.CreateBuilder<BaselineLine>();
        if (NameOf(shape.Type) is not { } name || shape.Fields.IsEmpty)
        {
            return lines.ToImmutable();
        }

        var groups = new List<(string Text, List<DataModel> Models)>();
        foreach (var model in DataModel.All)
        {
            if (shape.LayoutOn(model) is not { } layout)
            {
                return lines.ToImmutable();
            }

            var text = Layout(shape, layout);
            var known = groups.FirstOrDefault(group => group.Text == text).Models;
            if (known is null)
            {
                groups.Add((text, known = []));
            }

            known.Add(model);
        }

        var targets = ProjectTargets.Of(interop).Models;
        foreach (var (text, models) in groups)
        {
            if (models.Any(targets.Contains))
            {
                var platforms = ModelSets.Describe(models);
                Add(lines, "struct " + BaselineParser.Quote(name) + " " + text + (platforms.Length > 0 ? " @ " + platforms : ""));
            }
        }

        return lines.ToImmutable();
    }

    public BaselineLine? OfEnum(INamedTypeSymbol type) =>
        NameOf(type) is { } name && type.EnumUnderlyingType is { } underlying ? Parsed($"enum {BaselineParser.Quote(name)} : {Integer(underlying.SpecialType)}") : null;

    public BaselineLine? OfMember(IFieldSymbol member) =>
        NameOf(member.ContainingType) is { } name && member.ConstantValue is IFormattable number
            ? Parsed($"value {BaselineParser.Quote(name + "." + member.Name)} = {number.ToString(null, CultureInfo.InvariantCulture)}")
            : null;

    public BaselineLine? OfStatus(INamedTypeSymbol status, string member, string exception) =>
        NameOf(status) is { } name ? Parsed($"status {BaselineParser.Quote(name + "." + member)} = {BaselineParser.Quote(exception)}") : null;

    /// <summary>The full name of a type that is not generic, otherwise null: a generic type has many layouts.</summary>
    public static string? NameOf(INamedTypeSymbol type)
    {
        var name = "";
        for (ISymbol? symbol = type; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamedTypeSymbol { Arity: > 0 } || symbol.Name.Length == 0)
            {
                return null;
            }

            if (symbol is INamedTypeSymbol or INamespaceSymbol)
            {
                name = name.Length == 0 ? symbol.Name : symbol.Name + "." + name;
            }
            else
            {
                break;
            }

            if (symbol.ContainingSymbol is IModuleSymbol)
            {
                break;
            }
        }

        return name;
    }

    private void Add(ImmutableArray<BaselineLine>.Builder lines, string text)
    {
        if (Parsed(text) is { } line)
        {
            lines.Add(line);
        }
    }

    // What was written is read again, so that there is one form to compare.
    private BaselineLine? Parsed(string text) => _baselines.LineOf(text);

    private string Signature(NativeFunction function, bool withFacts, int depth, CancellationToken cancellationToken)
    {
        var contract = withFacts && function.Form != NativeForm.FunctionPointer ? _contracts.Stated(function, cancellationToken) : null;
        var text = new StringBuilder("(");
        foreach (var parameter in function.Parameters)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(Value(parameter, depth, cancellationToken)).Append(contract is null ? "" : Facts(contract[parameter]));
        }

        var result = Value(function.Return, depth, cancellationToken);
        if (!function.PreserveSig)
        {
            // The runtime turns the HRESULT into an exception and the last out parameter into the result.
            text.Append(result == "void" ? "" : (text.Length > 1 ? ", out " : "out ") + result + "*");
            result = "i32";
        }

        text.Append(')');
        if (function.IsCallingConventionStated && function.CallingConvention != NativeCallingConvention.Platform)
        {
            text.Append(' ').Append(function.CallingConvention.ToString().ToLowerInvariant());
        }

        text.Append(" -> ").Append(result);
        if (contract is not null)
        {
            text.Append(Facts(contract.Return)).Append(Status(contract.Status));
        }

        return text.ToString();
    }

    private string Value(NativeParameter value, int depth, CancellationToken cancellationToken)
    {
        var type = Type(value.Type, value.Marshalling, depth, cancellationToken);
        if (value.RefKind == RefKind.None)
        {
            return type;
        }

        type += "*";
        return value.IsReturn ? type : value.Direction switch
        {
            DataDirection.In => "in " + type,
            DataDirection.Out => "out " + type,
            _ => "inout " + type,
        };
    }

    private string Type(ITypeSymbol type, EffectiveMarshalling marshalling, int depth, CancellationToken cancellationToken)
    {
        switch (marshalling.Shape)
        {
            case ManagedShape.String or ManagedShape.StringBuilder when marshalling.NativeType.Kind == NativeTypeKind.Pointer:
                return marshalling.Encoding switch
                {
                    TextEncoding.Utf8 => "utf8*",
                    TextEncoding.Utf16 => "utf16*",
                    TextEncoding.Ansi => "ansi*",
                    TextEncoding.Auto => "auto*",
                    TextEncoding.Bstr => "bstr*",
                    _ => "ptr",
                };
            case ManagedShape.Array or ManagedShape.Span when marshalling is { Element: { } element, NativeType.Kind: NativeTypeKind.Pointer }:
                var of = type switch
                {
                    IArrayTypeSymbol array => array.ElementType,
                    INamedTypeSymbol { TypeArguments.Length: 1 } span => span.TypeArguments[0],
                    _ => null,
                };
                return of is null ? "ptr" : Pointer(Type(of, element, depth, cancellationToken));
            case ManagedShape.FunctionPointer when type is IFunctionPointerTypeSymbol pointer && depth < DeepestNesting && _functions.FromFunctionPointer(pointer) is { } function:
                return "fn" + Signature(function, withFacts: false, depth + 1, cancellationToken);
            default:
                return Native(marshalling.NativeType);
        }
    }

    private static string Pointer(string pointee) => pointee switch
    {
        "?" or "void" => "ptr",
        _ when pointee.StartsWith("fn", StringComparison.Ordinal) => "fn*",
        _ => pointee + "*",
    };

    private static string Native(NativeType type)
    {
        switch (type.Kind)
        {
            case NativeTypeKind.Void:
                return "void";
            case NativeTypeKind.Integer:
                return type.Width switch
                {
                    NativeWidth.Pointer => type.IsSigned ? "isize" : "usize",
                    NativeWidth.CLong => type.IsSigned ? "clong" : "culong",
                    _ => (type.IsSigned ? "i" : "u") + (type.FixedSize * 8).ToString(CultureInfo.InvariantCulture),
                };
            case NativeTypeKind.Floating:
                return type.Width == NativeWidth.Pointer ? "fsize" : "f" + (type.FixedSize * 8).ToString(CultureInfo.InvariantCulture);
            case NativeTypeKind.Pointer when type.IsFunctionPointer:
                return "fn";
            case NativeTypeKind.Pointer:
                // A struct without fields stands for one that only native code knows.
                return type.Pointee is not { } pointee || pointee is { Kind: NativeTypeKind.Struct, Shape.Fields.IsEmpty: true } ? "ptr" : Pointer(Native(pointee));
            case NativeTypeKind.Struct when type.Shape is { } shape:
                return NameOf(shape.Type) is { } name ? "struct " + BaselineParser.Quote(name) : "?";
            case NativeTypeKind.Struct:
                return $"bytes[{type.FixedSize.ToString(CultureInfo.InvariantCulture)}/{type.FixedAlignment.ToString(CultureInfo.InvariantCulture)}]";
            case NativeTypeKind.InlineArray:
                return $"{Native(type.Element!)}[{type.Count.ToString(CultureInfo.InvariantCulture)}]";
            default:
                return "?";
        }
    }

    private string Layout(StructShape shape, StructLayout layout)
    {
        var text = new StringBuilder();
        text.Append(layout.Size.ToString(CultureInfo.InvariantCulture)).Append('/').Append(layout.Alignment.ToString(CultureInfo.InvariantCulture)).Append(" { ");
        for (var i = 0; i < layout.Fields.Length; i++)
        {
            var (field, offset, _) = layout.Fields[i];
            var type = Type(field.Field.Type, field.Marshalling, 0, CancellationToken.None);
            text.Append(i > 0 ? ", " : "")
                .Append(BaselineParser.Quote((field.Field.AssociatedSymbol ?? field.Field).Name))
                .Append(": ").Append(type).Append(shape.Repeat > 1 ? $"[{shape.Repeat.ToString(CultureInfo.InvariantCulture)}]" : "")
                .Append(" @").Append(offset.ToString(CultureInfo.InvariantCulture));
        }

        return text.Append(" }").ToString();
    }

    private static string Integer(SpecialType type) => type switch
    {
        SpecialType.System_SByte => "i8",
        SpecialType.System_Byte => "u8",
        SpecialType.System_Int16 => "i16",
        SpecialType.System_UInt16 => "u16",
        SpecialType.System_Int32 => "i32",
        SpecialType.System_UInt32 => "u32",
        SpecialType.System_Int64 => "i64",
        SpecialType.System_UInt64 => "u64",
        _ => "?",
    };

    /// <summary>What attributes and headers state. What the catalogue knows and what is inferred is no promise of this project.</summary>
    private static string Facts(ValueContract contract)
    {
        var text = "";
        if (contract.Ownership is { Evidence: >= Evidence.Header, Value: { } ownership })
        {
            text += " " + ownership.Kind.ToString().ToLowerInvariant() + (ownership.Name is { Length: > 0 } name ? $"({name})" : "");
        }

        if (contract.Retention is { Evidence: >= Evidence.Header, Value: { } retention })
        {
            text += " " + retention.Kind.ToString().ToLowerInvariant()
                + (retention.Until is not { Length: > 0 } until ? "" : retention.Kind == RetentionKind.Retained ? $"(until {until})" : $"({until})");
        }

        if (contract.Nullable is { Evidence: >= Evidence.Header, Value: var isNullable })
        {
            text += isNullable ? " nullable" : " nonnull";
        }

        return text + Status(contract.Status);
    }

    private static string Status(Fact<StatusConvention> status) => status is not { Evidence: >= Evidence.Header, Value: { } convention }
        ? ""
        : convention.Kind switch
        {
            StatusKind.Equal => $" status({convention.Success.ToString(CultureInfo.InvariantCulture)})",
            StatusKind.NotNegative => " status(>=0)",
            StatusKind.NotZero => " status(!=0)",
            StatusKind.NotNull => " status(nonnull)",
            _ => " status(hresult)",
        };
}
