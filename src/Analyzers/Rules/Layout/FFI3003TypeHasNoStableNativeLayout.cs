using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3003 tells its fix.</summary>
internal static class FFI3003Properties
{
    /// <summary>The documentation id of the type that sequential layout alone would cure; absent where it would not.</summary>
    public const string Curable = nameof(Curable);
}

/// <summary>
/// FFI3003: a type crosses whose bytes the runtime does not promise (automatic layout, tuples, nullables) or refuses to marshal. Reported once, at the field or type that causes it,
/// or at the parameter when its own type does.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3003TypeHasNoStableNativeLayout : InteropAnalyzer
{
    private const string ChangeTheType = "pass a number, a pointer or a struct whose layout is stated";
    private const string StateTheLayout = "state [StructLayout(LayoutKind.Sequential)] on it, in the order of the native fields";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3003",
        "Type has no stable native layout",
        "{0} {1}; {2}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "The runtime orders the fields of types with automatic layout as it likes, and refuses at the first call what has no native form. "
            + "Some types cross in a form that only COM and Windows know: `decimal` as DECIMAL, `DateTime` as DATE, `object` as VARIANT.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        start.OnNativeFunction(context =>
        {
            foreach (var parameter in context.Function.Parameters)
            {
                Inspect(context, parameter);
            }

            Inspect(context, context.Function.Return);
        });
        start.OnBoundaryStruct(Inspect);
    }

    private static void Inspect(NativeFunctionContext context, NativeParameter parameter)
    {
        // What the LibraryImport generator cannot marshal it refuses itself.
        if (context.Function.Mode == MarshallingMode.Generated)
        {
            return;
        }

        var (value, type) = ElementOf(parameter.Marshalling, parameter.Type);
        var reason = Culprit(value, type, context.Interop) ?? (parameter.RefKind == RefKind.None && value == parameter.Marshalling ? value.NotByValue : default);
        if (reason.IsEmpty || IsComForm(value) && BelongsToWindows(context))
        {
            return;
        }

        var owner = context.Function.Form == NativeForm.FunctionPointer ? "this function pointer" : $"`{context.Function.DisplayName}`";
        var subject = parameter.Describe();
        Report(
            context.Interop,
            context.Report,
            context.LocationOf(parameter),
            $"{char.ToUpperInvariant(subject[0])}{subject.Substring(1)} of {owner}{(reason.Path.IsEmpty ? "" : ":")}",
            reason.ToString(),
            type,

            // Its attribute alone says that native code calls it, and what crosses nowhere is often an ordinary delegate of the program that got the attribute with others.
            context.Function is { Form: NativeForm.Delegate, Symbol: INamedTypeSymbol stated } && BoundaryTypes.Of(context.Interop).UsesOf(stated).IsEmpty ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null);
    }

    private static void Inspect(BoundaryStructContext context)
    {
        // Seen both as a copy and through pointers, the copy is reported.
        if (context.IsRaw && BoundaryTypes.Of(context.Interop).MarshalledStructs.ContainsKey(context.Type))
        {
            return;
        }

        if (context.Shape.Placement == StructPlacement.Auto)
        {
            Report(
                context.Interop,
                context.Report,
                context.Type.Locations[0],
                $"`{context.Type.Name}`, {context.WhyItCrosses()},",
                "has automatic layout, whose order of fields only the runtime knows",
                context.Type);
            return;
        }

        foreach (var field in context.Shape.Fields)
        {
            var (value, type) = ElementOf(field.Marshalling, field.Field.Type);
            var shown = field.Field.AssociatedSymbol ?? field.Field;
            if (Culprit(value, type, context.Interop) is { } reason
                && !shown.Locations.IsEmpty
                && !IsInVariant(field.Field, context.Shape)
                && !(IsComForm(value) && !context.Uses.IsEmpty && context.Uses.All(static use => SystemLibraries.IsWindows(use.Library))))
            {
                Report(
                    context.Interop,
                    context.Report,
                    shown.Locations[0],
                    $"Field `{DisplayNames.OfMember(shown)}`, {context.WhyItCrosses()},",
                    value.Shape == ManagedShape.Object ? AsField(reason.Reason) : reason.Reason,
                    type,

                    // On Windows it is a pointer like others, and many programs leave it null.
                    value.Shape == ManagedShape.Object ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null);
            }
        }
    }

    /// <summary>In a struct the runtime makes of an object what a parameter does not become: a pointer.</summary>
    private static string AsField(string reason) => reason.Replace("which crosses as a COM VARIANT", "which crosses as a pointer to a COM object on Windows and is refused elsewhere");

    private static (EffectiveMarshalling Value, ITypeSymbol Type) ElementOf(EffectiveMarshalling marshalling, ITypeSymbol type) =>
        marshalling is { Shape: ManagedShape.Array, Element: { } element } && type is IArrayTypeSymbol array ? (element, array.ElementType) : (marshalling, type);

    /// <summary>
    /// Why the value itself has no stable layout. Null when it has one, when one of its fields is to blame (which is reported there), and when it is a struct of this
    /// compilation with automatic layout (which is reported at the struct).
    /// </summary>
    private static ReasonChain? Culprit(EffectiveMarshalling value, ITypeSymbol type, InteropContext interop)
    {
        if (value.NotStable.IsEmpty || !value.NotStable.Path.IsEmpty || value.MarshalAs is not null)
        {
            return null;
        }

        switch (value.Shape)
        {
            case ManagedShape.Struct when IsDeclaredHere(type, interop) && MarshallingReader.Of(interop).ShapeOf((INamedTypeSymbol)type, value.Mode).Placement == StructPlacement.Auto:
                return null;
            case ManagedShape.Decimal or ManagedShape.DateTime or ManagedShape.Object or ManagedShape.Struct or ManagedShape.Span or ManagedShape.Other or ManagedShape.LayoutClass:
                return value.NotStable;
            default:
                return null;
        }
    }

    /// <summary>Whether the runtime has a documented form for it that COM and the libraries of Windows use.</summary>
    private static bool IsComForm(EffectiveMarshalling value) => value.Shape is ManagedShape.Decimal or ManagedShape.DateTime or ManagedShape.Object;

    /// <summary>A <c>decimal</c> that shares its place with other fields is that of a VARIANT, whose first two bytes it leaves free.</summary>
    private static bool IsInVariant(IFieldSymbol field, StructShape shape) =>
        field.Type.SpecialType == SpecialType.System_Decimal && shape.Placement == StructPlacement.Explicit && shape.Fields.Length > 1;

    private static bool BelongsToWindows(NativeFunctionContext context)
    {
        var function = context.Function;
        if (function.IsImport)
        {
            return SystemLibraries.IsWindows(function.Library) || !function.PreserveSig;
        }

        return function.Symbol is INamedTypeSymbol type
            && BoundaryTypes.Of(context.Interop).UsesOf(type) is { IsEmpty: false } uses
            && uses.All(static use => SystemLibraries.IsWindows(use.Library));
    }

    private static void Report(
        InteropContext interop, System.Action<Diagnostic?> report, Location location, string subject, string reason, ITypeSymbol type, DiagnosticSeverity? severity = null)
    {
        var curable = Curable(type, interop);
        report(Analysis.Report.Create(
            Rule,
            interop.Compilation,
            location,
            severity,
            curable is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI3003Properties.Curable, curable.GetDocumentationCommentId()),
            ImmutableArray<Location>.Empty,
            subject,
            reason,
            curable is null ? ChangeTheType : StateTheLayout));
    }

    /// <summary>The type, when it is in source and nothing but its layout is wrong with it.</summary>
    private static INamedTypeSymbol? Curable(ITypeSymbol type, InteropContext interop)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, IsGenericType: false } named || !IsDeclaredHere(type, interop))
        {
            return null;
        }

        var shape = MarshallingReader.Of(interop).ShapeOf(named, MarshallingMode.Runtime);
        if (shape.Placement != StructPlacement.Auto
            || shape.Fields.IsEmpty
            || named is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object }
            || named.IsAbstract)
        {
            return null;
        }

        foreach (var field in shape.Fields)
        {
            if (!field.Marshalling.NotStable.IsEmpty
                || field.Marshalling.Shape is ManagedShape.Other or ManagedShape.Interface or ManagedShape.Object
                || field.Marshalling.NativeType.Kind is NativeTypeKind.Unknown or NativeTypeKind.Unsupported)
            {
                return null;
            }
        }

        return named;
    }

    private static bool IsDeclaredHere(ITypeSymbol type, InteropContext interop) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, interop.Compilation.Assembly);
}
