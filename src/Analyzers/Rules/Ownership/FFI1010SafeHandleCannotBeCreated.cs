using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know.</summary>
internal static class FFI1010Properties
{
    /// <summary>The declaration id of the handle class.</summary>
    public const string HandleType = nameof(HandleType);
}

/// <summary>
/// A SafeHandle that native code hands out is made by the marshaller, through the parameterless constructor. The runtime's own marshaller accepts one that is not public;
/// the code that the LibraryImport generator writes goes through <c>Activator.CreateInstance&lt;T&gt;</c>, which does not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1010SafeHandleCannotBeCreated : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1010",
        "SafeHandle cannot be created by the marshaller",
        "The marshaller has to create the '{0}' that {1} hands out through {2}, but {3}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "The call throws, and where native code has already created the resource it leaks.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(Check);

    private static void Check(NativeFunctionContext context)
    {
        // Where marshalling is disabled no SafeHandle crosses at all, and exports cannot take one.
        var function = context.Function;
        if (function.Mode == MarshallingMode.Disabled || function.Form == NativeForm.UnmanagedCallersOnly)
        {
            return;
        }

        CheckValue(context, function.Return);
        foreach (var parameter in function.Parameters)
        {
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && parameter.Direction != DataDirection.In)
            {
                CheckValue(context, parameter);
            }
        }
    }

    private static void CheckValue(NativeFunctionContext context, NativeParameter value)
    {
        if (value.Marshalling is not { Shape: ManagedShape.SafeHandle, Source: not MarshallingSource.Custom }
            || value.Type is not INamedTypeSymbol type
            || ProblemOf(type.OriginalDefinition, context) is not var (problem, severity))
        {
            return;
        }

        var properties = type.IsAbstract
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FFI1010Properties.HandleType, DocumentationCommentId.CreateDeclarationId(type.OriginalDefinition));
        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            context.LocationOf(value),
            severity,
            properties,
            ImmutableArray<Location>.Empty,
            DisplayNames.OfType(type),
            context.Function.DisplayName,
            value.IsReturn ? "its result" : $"'{value.Name}'",
            problem));
    }

    private static (string Problem, DiagnosticSeverity? Severity)? ProblemOf(INamedTypeSymbol type, NativeFunctionContext context)
    {
        if (type.IsAbstract)
        {
            return ("it is abstract: use a concrete handle class in the signature", null);
        }

        // Reference assemblies leave out constructors that are not public, so nothing is known about a class of another assembly.
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Interop.Compilation.Assembly))
        {
            return null;
        }

        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty)
            {
                return constructor.DeclaredAccessibility == Accessibility.Public
                    ? null
                    : context.Function.Mode == MarshallingMode.Generated
                        ? ("its parameterless constructor is not public, which generated marshalling code requires: make it public", null)
                        : ("its parameterless constructor is not public: DllImport accepts that, LibraryImport does not; make it public",
                            Report.OneStepLower(Rule.DefaultSeverity));
            }
        }

        return ("it has no parameterless constructor, so the call throws MissingMethodException: add a public one", null);
    }
}
