using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>FFI1008: a struct releases the native resource in its field, and each copy of the struct releases it again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1008CopyableStructOwnsResource : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1008",
        "Copyable struct owns a native resource",
        "`{0}` releases the native resource in `{1}` by `{2}`, and is a struct that {3}: every copy releases the same resource again; make it a class, a SafeHandle or a `ref struct`",
        RuleFamily.Ownership,
        DiagnosticSeverity.Info,
        description: "An assignment, an argument and a read of a property copy a struct with the handle in it. Clearing the field on release helps one copy and not the others.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        var owners = new ConcurrentDictionary<INamedTypeSymbol, (IFieldSymbol Field, string Release)>(SymbolEqualityComparer.Default);
        var copied = new ConcurrentDictionary<INamedTypeSymbol, byte>(SymbolEqualityComparer.Default);
        start.OnOperationBlock(context =>
        {
            if (context.OwningSymbol is not IMethodSymbol { IsStatic: false, ContainingType: { TypeKind: TypeKind.Struct, IsRefLikeType: false } type } || IsMarshaller(type, interop.Types))
            {
                return;
            }

            foreach (var fact in flow.FactsOf(context))
            {
                if (fact is { Kind: FactKind.FieldReleased, Symbol: IFieldSymbol { IsStatic: false } field, Release: { } release }
                    && SymbolEqualityComparer.Default.Equals(field.ContainingType, type))
                {
                    // Of several the first in the source is named, whichever method was analyzed first.
                    var found = (Field: field, Release: release.DisplayName);
                    owners.AddOrUpdate(type.OriginalDefinition, found, (_, other) => IsBefore(found, other) ? found : other);
                }
            }
        });
        start.OnOperation(
            context =>
            {
                if (context.Operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsRefLikeType: false, SpecialType: SpecialType.None } type
                    && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, interop.Compilation.Assembly)
                    && IsCopied(context.Operation))
                {
                    copied.TryAdd(type.OriginalDefinition, 0);
                }
            },
            OperationKind.LocalReference,
            OperationKind.ParameterReference,
            OperationKind.FieldReference,
            OperationKind.PropertyReference,
            OperationKind.ArrayElementReference);
        start.OnCompilationEnd(context =>
        {
            foreach (var owner in owners)
            {
                var type = owner.Key;
                var reason = copied.ContainsKey(type) ? "is copied in this project" : IsVisibleOutside(type) ? "other assemblies can copy" : null;
                if (reason is not null
                    && type.Name.Length > 0
                    && type.Locations.FirstOrDefault(location => location.IsInSource) is { } location
                    && Report.Create(
                        Rule,
                        interop.Compilation,
                        location,
                        null,
                        null,
                        owner.Value.Field.Locations,
                        type.Name,
                        owner.Value.Field.Name,
                        owner.Value.Release,
                        reason) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static bool IsBefore((IFieldSymbol Field, string Release) left, (IFieldSymbol Field, string Release) right)
    {
        var (first, second) = (left.Field.Locations[0], right.Field.Locations[0]);
        var byFile = string.CompareOrdinal(first.SourceTree?.FilePath, second.SourceTree?.FilePath);
        var byPlace = byFile != 0 ? byFile : first.SourceSpan.Start.CompareTo(second.SourceSpan.Start);
        return byPlace < 0 || (byPlace == 0 && string.CompareOrdinal(left.Release, right.Release) < 0);
    }

    /// <summary>
    /// Whether a place that keeps its value is read as a whole: a field, a property or an element that is assigned, given or returned, and everything that is boxed. A local
    /// that is handed on may be a move, after which nobody looks at the local again.
    /// </summary>
    private static bool IsCopied(IOperation operation)
    {
        if (operation.Parent is IConversionOperation { Type.IsReferenceType: true })
        {
            return true;
        }

        if (operation is ILocalReferenceOperation or IParameterReferenceOperation)
        {
            return false;
        }

        return operation.Parent switch
        {
            // A property that makes a new value each time lends nothing; only its field tells.
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => false,
            IVariableInitializerOperation or IFieldInitializerOperation => operation is not IPropertyReferenceOperation { Property.IsStatic: true },
            ISimpleAssignmentOperation { IsRef: false } assignment => assignment.Value == operation && operation is not IPropertyReferenceOperation { Property.IsStatic: true },
            IArgumentOperation { Parameter.RefKind: RefKind.None } => true,
            IReturnOperation => !ReturnsByReference(operation) && operation is not IPropertyReferenceOperation,
            _ => false,
        };
    }

    private static bool ReturnsByReference(IOperation operation) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { RefKind: not RefKind.None };

    /// <summary>A custom marshaller: generated code makes one, uses it and frees it.</summary>
    private static bool IsMarshaller(INamedTypeSymbol type, KnownTypes types)
    {
        var attribute = types.Find("System.Runtime.InteropServices.Marshalling.CustomMarshallerAttribute");
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.HasAttribute(attribute))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVisibleOutside(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
