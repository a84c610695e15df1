using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3010 tells its fix.</summary>
internal static class FFI3010Properties
{
    /// <summary>The edit that repairs the parameter: one of the constants below. Absent where callers would have to change.</summary>
    public const string Cure = nameof(Cure);

    public const string RemoveOut = nameof(RemoveOut);

    public const string RemoveIn = nameof(RemoveIn);

    public const string AddIn = nameof(AddIn);

    public const string AddOut = nameof(AddOut);

    public const string AddInOut = nameof(AddInOut);

    /// <summary>Pass it as <c>in</c>, where the callers still compile; so for the next two.</summary>
    public const string PassIn = nameof(PassIn);

    public const string PassRef = nameof(PassRef);

    public const string PassOut = nameof(PassOut);
}

/// <summary>FFI3010: the declaration copies a value in another direction than native code uses it, or in none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3010DataDirectionIsWrong : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3010",
        "Data direction is wrong or missing",
        "Parameter `{0}` of `{1}` {2}; {3}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "The marshaller copies what it cannot pin, and it copies only in the directions that the declaration states. What native code writes is lost, or it reads what nobody wrote.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(static context =>
    {
        var function = context.Function;
        if (function.Mode == MarshallingMode.Disabled || function.Form is NativeForm.UnmanagedCallersOnly or NativeForm.FunctionPointer)
        {
            return;
        }

        var contract = function.IsImport ? BoundaryContracts.Of(context.Interop).For(function, context.CancellationToken) : null;
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Symbol is not { } symbol || parameter.Marshalling.Source == MarshallingSource.Custom)
            {
                continue;
            }

            var stated = new StatedDirection(symbol.HasAttribute(context.Interop.Types.InAttribute), symbol.HasAttribute(context.Interop.Types.OutAttribute));

            // What a contract says is written into a string, FFI2010 reports.
            if (contract is not null && parameter.Marshalling.Shape == ManagedShape.String && parameter.RefKind == RefKind.None && !stated.IsOut && contract[parameter].Direction.IsCertain)
            {
                continue;
            }

            if (contract is not null && IsAddressReleased(function, parameter, contract[parameter]))
            {
                context.Report(Report.Create(
                    Rule,
                    context.Interop.Compilation,
                    context.LocationOf(parameter),
                    null,
                    null,
                    default,
                    parameter.Name,
                    function.DisplayName,
                    $"is `{parameter.RefKind.ToString().ToLowerInvariant()}`, so native code is to release the address of the variable and not what stands in it ({contract[parameter].Ownership.Source})",
                    "pass it by value"));
                continue;
            }

            var use = contract is null ? default : UseOf(context.Interop, function, parameter, contract[parameter], context.CancellationToken);
            if (Judge(function, parameter, stated, use) is { } verdict)
            {
                context.Report(Report.Create(
                    Rule,
                    context.Interop.Compilation,
                    context.LocationOf(parameter),
                    verdict.Severity,
                    verdict.Cure is { } cure ? ImmutableDictionary<string, string?>.Empty.Add(FFI3010Properties.Cure, cure) : null,
                    default,
                    parameter.Name,
                    function.DisplayName,
                    verdict.Reason,
                    verdict.Advice));
            }
        }
    });

    private static Verdict? Judge(NativeFunction function, NativeParameter parameter, StatedDirection stated, Fact<DataDirection> use)
    {
        var marshalling = parameter.Marshalling;
        if (parameter.RefKind != RefKind.None)
        {
            return JudgeReference(parameter, stated, use);
        }

        switch (marshalling.Shape)
        {
            case ManagedShape.String when stated.IsOut && marshalling.Mode == MarshallingMode.Runtime:
                var writes = use.IsKnown && use.Value != DataDirection.In;
                return new Verdict(
                    marshalling.Encoding == TextEncoding.Utf16
                        ? "is a `string` by value with [Out], which the runtime refuses with MarshalDirectiveException"
                        : "is a `string` by value with [Out], which is ignored: strings do not change",
                    "remove [Out], or pass a buffer (`byte[]` or `char[]`) where native code writes text")
                {
                    Cure = writes ? null : FFI3010Properties.RemoveOut,
                };

            case ManagedShape.Number or ManagedShape.Boolean or ManagedShape.Character or ManagedShape.Enum or ManagedShape.Struct or ManagedShape.Decimal or ManagedShape.DateTime
                when stated.IsOut && marshalling.NativeType.Kind is not (NativeTypeKind.Pointer or NativeTypeKind.Unknown or NativeTypeKind.Unsupported) && !IsHandle(marshalling.NativeType):
                return new Verdict($"is `{DisplayNames.OfType(parameter.Type)}` by value, which [Out] does not change: native code gets the value and no address to write to", "declare it `out` or `ref`, or remove [Out]")
                {
                    Severity = stated.IsIn ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                };

            // The marshaller's copy is not copied back, and UTF-16 that is pinned may be shared with other texts: FFI2010 has pointers into strings.
            case ManagedShape.String when marshalling.NativeType.Kind == NativeTypeKind.Pointer && use is { IsCertain: true, Value: not DataDirection.In }:
                return new Verdict($"is a `string`, and native code writes text there ({use.Source}), which never arrives", "pass a buffer (`byte[]` or `char[]`) and decode it");

            case ManagedShape.Array when marshalling.NativeType.Kind == NativeTypeKind.Pointer:
                return JudgeCopy(function, parameter, stated, use, IsPinned(marshalling), "array");

            case ManagedShape.LayoutClass:
                return JudgeCopy(function, parameter, stated, use, marshalling.NotBlittable.IsEmpty, "object");

            case ManagedShape.StringBuilder when use.IsCertain:
                return parameter.Direction == DataDirection.In && use.Value != DataDirection.In
                    ? new Verdict($"is a `StringBuilder` with [In], so what native code writes is lost ({use.Source})", "remove [In]") { Cure = FFI3010Properties.RemoveIn }
                    : parameter.Direction == DataDirection.Out && use.Value != DataDirection.Out
                        ? new Verdict($"is a `StringBuilder` with [Out], so native code reads what nobody wrote ({use.Source})", "remove [Out]") { Cure = FFI3010Properties.RemoveOut }
                        : null;

            default:
                return null;
        }
    }

    /// <summary>Arrays and objects of a class cross pinned, and then every write shows, or as a copy that comes back only where [Out] says so.</summary>
    private static Verdict? JudgeCopy(NativeFunction function, NativeParameter parameter, StatedDirection stated, Fact<DataDirection> use, bool isPinned, string what)
    {
        if (use.IsCertain)
        {
            if (use.Value != DataDirection.In && parameter.Direction == DataDirection.In)
            {
                var cure = stated.IsIn || use.Value == DataDirection.InOut ? "[In, Out]" : "[Out]";
                if (!isPinned)
                {
                    return new Verdict($"is copied in and not back, so what native code writes into the {what} is lost ({use.Source})", "state " + cure)
                    {
                        Cure = cure == "[Out]" ? FFI3010Properties.AddOut : FFI3010Properties.AddInOut,
                    };
                }

                // It works, as long as every runtime pins what this one pins.
                return use.Evidence >= Evidence.Header && function.Mode == MarshallingMode.Runtime
                    ? new Verdict($"is filled by native code ({use.Source}), which shows only because the runtime pins this {what} instead of copying it", "state " + cure)
                    {
                        Cure = cure == "[Out]" ? FFI3010Properties.AddOut : FFI3010Properties.AddInOut,
                        Severity = DiagnosticSeverity.Info,
                    }
                    : null;
            }

            return parameter.Direction == DataDirection.Out && use.Value != DataDirection.Out && !isPinned
                ? new Verdict($"is copied back and not in, so native code reads what nobody wrote ({use.Source})", "state [In, Out]") { Cure = FFI3010Properties.AddIn }
                : null;
        }

        // Names alone: a copied array without a direction, given to a function that hands something out.
        return !isPinned
            && function.IsImport
            && function.Mode == MarshallingMode.Runtime
            && stated is { IsIn: false, IsOut: false }
            && IsWritable(parameter.Marshalling)
            && NamedOutputs.Fills(function.EntryPoint ?? "")

            // Where another parameter takes the answer, the name speaks of that one.
            && !function.Parameters.Any(static other => other.RefKind == RefKind.Out)
                ? new Verdict($"is copied in and not back; `{function.DisplayName}` by its name fills it", "state [Out] or [In, Out]")
                {
                    Severity = Report.OneStepLower(Rule.DefaultSeverity),
                    Cure = FFI3010Properties.AddInOut,
                }
                : null;
    }

    private static Verdict? JudgeReference(NativeParameter parameter, StatedDirection stated, Fact<DataDirection> use)
    {
        if (!use.IsCertain || parameter.Marshalling.Shape is ManagedShape.Array or ManagedShape.SafeHandle)
        {
            return null;
        }

        if (parameter.Direction == DataDirection.In && use.Value != DataDirection.In)
        {
            var isAttribute = parameter.RefKind == RefKind.Ref;
            var effect = parameter.Marshalling.IsBlittable ? "changes a variable that C# takes for read-only" : "is lost";
            return new Verdict(
                $"is passed {(isAttribute ? "with [In]" : "with `in`")}, so what native code writes {effect} ({use.Source})",
                isAttribute ? "remove [In]" : use.Value == DataDirection.Out ? "declare it `out`" : "declare it `ref`")
            {
                Cure = isAttribute ? stated.IsIn ? FFI3010Properties.RemoveIn : null : use.Value == DataDirection.Out ? FFI3010Properties.PassOut : FFI3010Properties.PassRef,
            };
        }

        return parameter.Direction == DataDirection.Out && use.Value != DataDirection.Out
            ? new Verdict($"is passed {(parameter.RefKind == RefKind.Out ? "with `out`" : "with [Out]")}, so native code reads what nobody wrote ({use.Source})", use.Value == DataDirection.In ? "declare it `in`" : "declare it `ref`")
            {
                Cure = parameter.RefKind != RefKind.Out ? null : use.Value == DataDirection.In ? FFI3010Properties.PassIn : FFI3010Properties.PassRef,
            }
            : null;
    }

    /// <summary>
    /// Whether the address of a raw value goes to a function of the catalogue that releases the value itself: <c>LocalFree(ref memory)</c> for C's <c>LocalFree(void *)</c>. What the project's
    /// own headers say is compared by FFI5003.
    /// </summary>
    private static bool IsAddressReleased(NativeFunction function, NativeParameter parameter, ValueContract contract) =>
        parameter.RefKind is RefKind.Ref or RefKind.Out or RefKind.In
        && parameter.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer
        && contract.Ownership is { Evidence: Evidence.Known, Value.Kind: OwnershipKind.Releases }
        && KnownCatalogue.Find(function.Library) is { } library
        && KnownCatalogue.FindDeclaration(library, function) is { } declaration
        && declaration.Parameters.Length == function.Parameters.Length
        && declaration.Parameters[parameter.Index].Type.Canonical is { Class: CTypeClass.Pointer, Element.Canonical.Class: not CTypeClass.Pointer };

    /// <summary>What native code does with the data: by contract, or because a header promises with <c>const</c> not to write.</summary>
    private static Fact<DataDirection> UseOf(InteropContext interop, NativeFunction function, NativeParameter parameter, ValueContract contract, CancellationToken cancellationToken)
    {
        if (contract.Direction.IsKnown)
        {
            return contract.Direction;
        }

        if (!function.PreserveSig)
        {
            return default;
        }

        foreach (var (source, _, declaration) in NativeHeaders.Of(interop).DeclarationsOf(function, cancellationToken))
        {
            // A name is no promise: it counts where what native code writes is lost.
            var isPinned = parameter.RefKind == RefKind.None
                && (parameter.Marshalling.Shape == ManagedShape.Array ? IsPinned(parameter.Marshalling) : parameter.Marshalling.Shape == ManagedShape.LayoutClass && parameter.Marshalling.NotBlittable.IsEmpty);
            if (!isPinned && declaration.Parameters.Length == function.Parameters.Length && NamedOutputs.Contain(declaration.Name, declaration.Parameters, parameter.Index))
            {
                return new Fact<DataDirection>(DataDirection.Out, Evidence.Header, $"`{declaration.Parameters[parameter.Index].Type.Spell(declaration.Parameters[parameter.Index].Name ?? "")}` in {source.Name}:{declaration.Location.Line + 1}");
            }

            return declaration.Parameters.Length == function.Parameters.Length
                && declaration.Parameters[parameter.Index].Type.Canonical is { Class: CTypeClass.Pointer, Element.IsConst: true }
                    ? new Fact<DataDirection>(DataDirection.In, Evidence.Header, $"`const` in {source.Name}:{declaration.Location.Line + 1}")
                    : default;
        }

        return default;
    }

    /// <summary>Of arrays the runtime pins only those of numbers, enums and pointers; what the generator writes pins every blittable element.</summary>
    private static bool IsPinned(EffectiveMarshalling array) => array.Element switch
    {
        null => true,
        { Mode: MarshallingMode.Generated } element => element.IsBlittable || element.NativeType.Kind == NativeTypeKind.Unknown,
        { Shape: ManagedShape.Number, NativeType: { Kind: NativeTypeKind.Struct } or { Width: not NativeWidth.Fixed } } => false,
        { Shape: ManagedShape.Number or ManagedShape.Enum or ManagedShape.NativeInteger or ManagedShape.Pointer or ManagedShape.FunctionPointer or ManagedShape.Error or ManagedShape.TypeParameter } => true,
        { Shape: ManagedShape.Character } element => element.NativeType.FixedSize == 2,
        _ => false,
    };

    /// <summary>Native code fills structs and flags; it hardly ever replaces the strings of an array.</summary>
    private static bool IsWritable(EffectiveMarshalling marshalling) =>
        marshalling.Shape == ManagedShape.LayoutClass || marshalling.Element?.Shape is ManagedShape.Struct or ManagedShape.Boolean or ManagedShape.Character or ManagedShape.Guid;

    /// <summary>A struct around one pointer is a handle, on which [Out] documents what native code does behind it.</summary>
    private static bool IsHandle(NativeType type) => type switch
    {
        { Kind: NativeTypeKind.Pointer } or { Kind: NativeTypeKind.Integer, Width: NativeWidth.Pointer } => true,
        { Kind: NativeTypeKind.Struct, Shape: { } shape } => !shape.IsKnown || (shape.Fields.Length == 1 && IsHandle(shape.Fields[0].Marshalling.NativeType)),
        _ => false,
    };

    private readonly record struct StatedDirection(bool IsIn, bool IsOut);

    /// <param name="Reason">What happens to the data.</param>
    /// <param name="Advice">What to state instead.</param>
    private sealed record Verdict(string Reason, string Advice)
    {
        public DiagnosticSeverity? Severity { get; init; }

        public string? Cure { get; init; }
    }
}
