using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3007 tells its fix.</summary>
internal static class FFI3007Properties
{
    /// <summary>The name of the field that has to be set.</summary>
    public const string Field = nameof(Field);

    /// <summary>Present where native code sees the bytes in memory, so that <c>sizeof</c> is their size.</summary>
    public const string IsRaw = nameof(IsRaw);
}

/// <summary>FFI3007: a struct whose first field tells native code its size is passed with that field unset.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3007StructureSizeIsNotSet : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3007",
        "Structure-size field is not set",
        "`{0}` is passed to `{1}` without `{2}`, by which native code knows the size of the structure ({3}); set it to `{4}`",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "A structure that tells its size can grow with the library's versions. With 0 in that field most functions fail, some do nothing, and those that trust it write as if they had no room, or as much as they like.");

    /// <summary>Names that mean the size of the structure wherever they stand first.</summary>
    private static readonly ImmutableHashSet<string> SizeNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "cbSize", "lStructSize", "structSize", "struct_size", "sizeofStruct", "structureSize", "cbStruct", "dwOSVersionInfoSize", "dwStructSize", "uStructSize");

    /// <summary>Names that mean it in the structures of Windows.</summary>
    private static readonly ImmutableHashSet<string> WindowsSizeNames = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "cb", "dwSize", "dwLength");

    /// <summary>Names that may mean it.</summary>
    private static readonly ImmutableHashSet<string> PossibleSizeNames = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "size");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => Inspect(context, interop), NativeCalls.Kinds);
    }

    private static void Inspect(OperationAnalysisContext context, InteropContext interop)
    {
        var call = context.Operation;
        var arguments = NativeCalls.ArgumentsOf(call);
        if (arguments.IsEmpty || NativeCalls.FunctionOf(interop, call) is not { } function || function.EntryPoint == "RtlGetVersion")
        {
            // RtlGetVersion fills what every version of its structure has, whatever size is stated.
            return;
        }

        foreach (var argument in arguments)
        {
            if (NativeCalls.ParameterOf(function, argument) is not { Direction: not DataDirection.Out } parameter || GivenStruct(argument, interop) is not var (type, local, creation, isRaw))
            {
                continue;
            }

            if (SizeFieldOf(type, function, interop, context.CancellationToken) is not var (field, source, evidence)
                || SetsItself(type, field, context.CancellationToken)
                || (local is not null ? !IsUnset(local, field, argument) : creation is null || Sets(creation, field)))
            {
                continue;
            }

            var name = DisplayNames.OfType(type);
            isRaw |= function.Mode == MarshallingMode.Disabled;
            var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI3007Properties.Field, field.Name);
            if (Report.Create(
                Rule,
                interop.Compilation,
                argument.Value.Syntax.GetLocation(),
                evidence == Evidence.Inferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                isRaw ? properties.Add(FFI3007Properties.IsRaw, "") : properties,
                default,
                local?.Name ?? name,
                function.DisplayName,
                DisplayNames.OfMember(field),
                source,
                isRaw ? $"sizeof({name})" : $"Marshal.SizeOf<{name}>()") is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>The struct that an argument shows to native code: a variable by reference or by its address, an object with layout, or one that is made for the call.</summary>
    private static (INamedTypeSymbol Type, ILocalSymbol? Local, IObjectCreationOperation? Creation, bool IsRaw)? GivenStruct(IArgumentOperation argument, InteropContext interop)
    {
        var value = Operations.Unconverted(argument.Value);
        var isRaw = false;
        if (value is IAddressOfOperation address)
        {
            value = address.Reference;
            isRaw = true;
        }

        if (value?.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } type
            || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, interop.Compilation.Assembly)
            || !(isRaw || type.TypeKind == TypeKind.Class || argument.Parameter?.RefKind is RefKind.Ref or RefKind.In)
            || !BoundaryTypes.Of(interop).IsData(type))
        {
            return null;
        }

        return value switch
        {
            ILocalReferenceOperation local => (type, local.Local, null, isRaw),
            IObjectCreationOperation creation => (type, null, creation, isRaw),
            _ => null,
        };
    }

    private static (IFieldSymbol Field, string Source, Evidence Evidence)? SizeFieldOf(INamedTypeSymbol type, NativeFunction function, InteropContext interop, CancellationToken cancellationToken)
    {
        var shape = MarshallingReader.Of(interop).ShapeOf(type, MarshallingMode.Runtime);
        foreach (var pair in HeaderComparison.Of(interop).PairsOf(cancellationToken).Structs)
        {
            if (!SymbolEqualityComparer.Default.Equals(pair.Type, type))
            {
                continue;
            }

            foreach (var declared in pair.Records)
            {
                if (HeaderStatements.SizeFieldOf(declared.Header, declared.Native) is { } stated
                    && declared.Native.FlatMembers.FirstOrDefault(member => member.Name == stated) is { Offset: { } offset }
                    && shape.LayoutOn(declared.Platform.Model)?.Fields.FirstOrDefault(placed => placed.Offset == offset) is { Field: { } field })
                {
                    return (field.Field, $"sizefield in {pair.Source.Name}", Evidence.Header);
                }
            }
        }

        if (shape.Fields.FirstOrDefault() is not { Marshalling: { Shape: ManagedShape.Number or ManagedShape.NativeInteger, NativeType.Kind: NativeTypeKind.Integer }, Field: { AssociatedSymbol: null } first }
            || first.IsReadOnly)
        {
            return null;
        }

        var isOfWindows = SystemLibraries.IsWindows(function.Library);
        if (SizeNames.Contains(first.Name) || (isOfWindows && WindowsSizeNames.Contains(first.Name) && type.Name.IndexOf("CURSOR_INFO", StringComparison.OrdinalIgnoreCase) < 0))
        {
            return (first, "by its name", Evidence.Known);
        }

        return PossibleSizeNames.Contains(first.Name) && shape.Fields.Length > 1 ? (first, "by its name", Evidence.Inferred) : null;
    }

    /// <summary>Whether a constructor, an initializer or another member of the type gives the field a value.</summary>
    private static bool SetsItself(INamedTypeSymbol type, IFieldSymbol field, CancellationToken cancellationToken)
    {
        foreach (var place in type.Locations)
        {
            if (place.SourceTree?.GetRoot(cancellationToken).FindNode(place.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            {
                continue;
            }

            foreach (var node in declaration.DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax { Left: { } target } && NameOf(target) == field.Name
                    || node is VariableDeclaratorSyntax { Initializer: not null } declarator && declarator.Identifier.ValueText == field.Name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>
    /// Whether nothing in the body can have set the field before: every value that the variable gets is fresh, no assignment to the field is anywhere, and nobody else has had the
    /// variable by reference.
    /// </summary>
    private static bool IsUnset(ILocalSymbol local, IFieldSymbol field, IArgumentOperation argument)
    {
        var isDeclared = false;
        foreach (var operation in Operations.RootOf(argument).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    if (declarator.GetVariableInitializer() is { } initializer && !IsFresh(initializer.Value, field))
                    {
                        return false;
                    }

                    isDeclared = true;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when SymbolEqualityComparer.Default.Equals(target.Local, local):
                    if (!IsFresh(assignment.Value, field))
                    {
                        return false;
                    }

                    break;
                case ILocalReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Local, local) && MayBeSetBy(reference, field, argument):
                    return false;
            }
        }

        return isDeclared;
    }

    private static bool MayBeSetBy(ILocalReferenceOperation reference, IFieldSymbol field, IArgumentOperation argument)
    {
        IOperation value = reference;
        while (value.Parent is IFieldReferenceOperation access && access.Instance == value)
        {
            if (SymbolEqualityComparer.Default.Equals(access.Field, field))
            {
                // What reads the field knows of it.
                return true;
            }

            value = access;
        }

        if (value != reference)
        {
            return false;
        }

        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IAddressOfOperation:
                    continue;
                case IArgumentOperation given:
                    return given != argument && (given.Parameter?.RefKind != RefKind.None || reference.Parent is IAddressOfOperation || reference.Type?.IsReferenceType == true) && !IsLater(given, argument);
                case ISimpleAssignmentOperation assignment:
                    return assignment.Value == reference || reference.Parent is IAddressOfOperation || reference.Type?.IsReferenceType == true;
                case IInvocationOperation { Instance: { } instance }:
                    return instance == reference;
                default:
                    return reference.Parent is IAddressOfOperation || parent is IPropertyReferenceOperation or IVariableInitializerOperation;
            }
        }

        return false;
    }

    private static bool IsLater(IOperation operation, IOperation than) => operation.Syntax.SpanStart > than.Syntax.SpanStart;

    private static bool IsFresh(IOperation value, IFieldSymbol field) => Operations.Unconverted(value) switch
    {
        IDefaultValueOperation => true,
        IObjectCreationOperation creation => !Sets(creation, field),
        _ => false,
    };

    /// <summary>Whether the object is made with arguments, or with the field among its initializers.</summary>
    private static bool Sets(IObjectCreationOperation creation, IFieldSymbol field) =>
        !creation.Arguments.IsEmpty
        || creation.Initializer?.Initializers.Any(item => item is ISimpleAssignmentOperation { Target: IFieldReferenceOperation target } && SymbolEqualityComparer.Default.Equals(target.Field, field)) == true;
}
