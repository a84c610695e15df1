using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5007 tells its fix.</summary>
internal static class FFI5007Properties
{
    /// <summary>The value that the header has.</summary>
    public const string Value = nameof(Value);
}

/// <summary>A constant copied from a header, that the header has with another value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5007ConstantDiffers : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5007",
        "Constant differs from the header",
        "`{0}` is {1}; `{2}` in {3} is {4}{5}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Native code takes the value for what its own header says: another option, another error, a buffer of another size.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (NativeHeaders.Of(interop).All.IsEmpty)
        {
            return;
        }

        start.OnSymbol(
            context =>
            {
                if (context.Symbol is IFieldSymbol { HasConstantValue: true, ConstantValue: { } value } field && !IsOfPairedEnum(field, interop, context.CancellationToken))
                {
                    Compare(field, value, interop, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            SymbolKind.Field);
        start.OnOperation(
            context =>
            {
                var initializer = (IFieldInitializerOperation)context.Operation;
                if (ValueOf(initializer.Value) is { } value)
                {
                    foreach (var field in initializer.InitializedFields)
                    {
                        if (field is { IsStatic: true, IsReadOnly: true })
                        {
                            Compare(field, value, interop, context.ReportDiagnostic, context.CancellationToken);
                        }
                    }
                }
            },
            OperationKind.FieldInitializer);
    }

    /// <summary>The members of an enum that stands for one of the header are FFI5006's.</summary>
    private static bool IsOfPairedEnum(IFieldSymbol field, InteropContext interop, CancellationToken cancellationToken) =>
        field.ContainingType.TypeKind == TypeKind.Enum
        && HeaderComparison.Of(interop).PairsOf(cancellationToken).Enums.Any(pair => SymbolEqualityComparer.Default.Equals(pair.Type, field.ContainingType));

    // A number that becomes a pointer, as in `new IntPtr(-1)` and `(nint)(-1)`.
    private static object? ValueOf(IOperation value)
    {
        while (true)
        {
            if (value.ConstantValue is { HasValue: true, Value: { } constant })
            {
                return constant;
            }

            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr, Arguments: { Length: 1 } arguments }:
                    value = arguments[0].Value;
                    break;
                default:
                    return null;
            }
        }
    }

    private static void Compare(IFieldSymbol field, object value, InteropContext interop, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        if (field.Locations.IsEmpty || IsVersion(field.Name, value) || IsBound(field) || AttributeContracts.DiffersOnPurpose(field.GetAttributes()) || AttributeContracts.DiffersOnPurpose(field.ContainingType.GetAttributes()))
        {
            return;
        }

        var (values, platforms) = ConstantPairs.Of(interop, cancellationToken).For(field, value);
        var differing = values.Where(constant => !constant.Agrees(value) && (ProjectTargets.Parse(constant.Target) is not { } platform || DeclaredSystems.MayBeFor(field.ContainingType, platform)))
            .ToImmutableArray();
        if (differing.IsEmpty)
        {
            return;
        }

        var first = differing[0];
        var isSame = differing.Length == platforms && differing.All(constant => constant.Shown == first.Shown);
        var diagnostic = Report.Create(
            Rule,
            interop.Compilation,
            field.Locations[0],
            null,
            isSame ? ImmutableDictionary<string, string?>.Empty.Add(FFI5007Properties.Value, first.Shown) : null,
            ImmutableArray.Create(first.Location.ToLocation()),
            DisplayNames.OfMember(field),
            value is string text ? "\"" + text + "\"" : Convert.ToString(value, CultureInfo.InvariantCulture),
            first.Name,
            NativeHeader.NameOf(first.Location.Path) + ":" + (first.Location.Line + 1).ToString(CultureInfo.InvariantCulture),
            first.Shown,
            TargetNames.Of(differing.Select(constant => constant.Target), platforms));
        if (diagnostic is not null)
        {
            report(diagnostic);
        }
    }

    // The number of an enum's members grows with every release, and nobody passes it.
    private static bool IsBound(IFieldSymbol field) =>
        field.ContainingType.TypeKind == TypeKind.Enum && NativeNames.Words(field.Name).Any(word => word is "count" or "total" or "max" or "last" or "end" or "num");

    /// <summary>What says which version of the library the binding was written for, or counts its members, changes with every release on purpose.</summary>
    private static bool IsVersion(string name, object value)
    {
        var words = NativeNames.Words(name);
        return value is string && words.Contains("version")
            || (words.Contains("version") && (words.Length <= 2 || words.Any(word => word is "major" or "minor" or "patch" or "micro" or "number" or "revision" or "build" or "hex" or "release" or "library" or "int")))
            || words.Any(word => word is "patchlevel" or "date" or "sourceid" or "commit" or "sentinel" or "last")
            || name.IndexOf("SOURCE_ID", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
