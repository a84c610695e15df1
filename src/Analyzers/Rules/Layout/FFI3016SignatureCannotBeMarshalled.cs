using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3016 tells its fix.</summary>
internal static class FFI3016Properties
{
    /// <summary>What to do with the <c>MarshalAs</c>: <see cref="Remove"/>, or the member of <c>UnmanagedType</c> that is meant. Absent where nothing is evident.</summary>
    public const string Cure = nameof(Cure);

    /// <summary>The member of <c>UnmanagedType</c> for the elements of an array, or absent.</summary>
    public const string SubType = nameof(SubType);

    /// <summary>The attribute is to go.</summary>
    public const string Remove = nameof(Remove);
}

/// <summary>FFI3016: the runtime refuses the signature when it is called for the first time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3016SignatureCannotBeMarshalled : InteropAnalyzer
{
    private const UnmanagedType Utf8String = (UnmanagedType)48;
    private const UnmanagedType Bstr = UnmanagedType.BStr;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3016",
        "Signature cannot be marshalled",
        "{0} {1}; {2}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "The runtime looks at a signature when it is called for the first time. What it cannot marshal it refuses with MarshalDirectiveException, TypeLoadException or ArgumentException, "
            + "on every system or on some.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            var function = context.Function;
            InspectVararg(context);
            if (function.Mode != MarshallingMode.Runtime || function.Form == NativeForm.UnmanagedCallersOnly)
            {
                return;
            }

            foreach (var parameter in function.Parameters.Add(function.Return))
            {
                var verdict = WhyValueIsRefused(interop, parameter) ?? WhyCallbackIsRefused(interop, function, parameter) ?? WhyIndirect(context, parameter) ?? WhyRefused(parameter.Marshalling, parameter.Type, parameter.RefKind, isField: false)
                    ?? WhyOnlyOnWindows(interop, function, parameter.Marshalling);
                if (verdict is not null)
                {
                    var owner = function.Form == NativeForm.FunctionPointer ? "this function pointer" : $"`{function.DisplayName}`";
                    context.Report(Create(interop, context.LocationOf(parameter), Capitalised($"{parameter.Describe()} of {owner}"), verdict));
                }
            }
        });
        start.OnBoundaryStruct(context =>
        {
            if (context.IsRaw || MarshallingReader.Of(interop).IsRuntimeMarshallingDisabled)
            {
                return;
            }

            foreach (var field in context.Shape.Fields)
            {
                var shown = field.Field.AssociatedSymbol ?? field.Field;
                if (!shown.Locations.IsEmpty && WhyRefused(field.Marshalling, field.Field.Type, RefKind.None, isField: true) is { } verdict)
                {
                    context.Report(Create(interop, shown.Locations[0], $"Field `{DisplayNames.OfMember(shown)}`, {context.WhyItCrosses()},", verdict));
                }
            }
        });
        start.OnOperation(context => InspectConversion(context, interop), OperationKind.Invocation);
    }

    private static Diagnostic? Create(InteropContext interop, Location location, string subject, Verdict verdict)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (verdict.Cure is { } cure)
        {
            properties = properties.Add(FFI3016Properties.Cure, cure);
            if (verdict.SubType is { } subType)
            {
                properties = properties.Add(FFI3016Properties.SubType, subType);
            }
        }

        return Report.Create(
            Rule, interop.Compilation, location, verdict.IsOnSomeSystems || UnityProjects.Contain(interop) ? Report.OneStepLower(Rule.DefaultSeverity) : null, properties, default, subject, verdict.Reason, verdict.Advice);
    }

    /// <summary><c>__arglist</c> works on Windows only.</summary>
    private static void InspectVararg(NativeFunctionContext context)
    {
        var function = context.Function;
        var isOfWindows = SystemLibraries.IsWindows(function.Library) || (SystemLibraries.IsCLibrary(function.Library) && !SystemLibraries.IsUnix(function.Library));
        if (function.IsImport
            && function.Signature.IsVararg
            && !isOfWindows
            && DeclaredSystems.Of(context.Interop, function.Symbol, function.Library).Any(static system => system != TargetOs.Windows))
        {
            context.Report(Create(
                context.Interop,
                context.Location,
                $"`{function.DisplayName}`",
                new Verdict("has `__arglist`, and variadic calls throw InvalidProgramException everywhere but on Windows", "call a C function with fixed parameters that passes the arguments on")));
        }
    }

    /// <summary>Marshal turns no generic delegate into a pointer or back.</summary>
    private static void InspectConversion(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (DelegateConversions.CrossingType(interop, call) is { IsGenericType: true } type
            && Create(
                interop,
                call.Syntax.GetLocation(),
                $"`Marshal.{call.TargetMethod.Name}`",
                new Verdict(
                    $"throws ArgumentException for the generic delegate `{DisplayNames.OfType(type)}`",
                    "declare a delegate type without type parameters, or use a function pointer")) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>What is refused because of where the value stands.</summary>
    private static Verdict? WhyValueIsRefused(InteropContext interop, NativeParameter parameter)
    {
        var marshalling = parameter.Marshalling;
        if (parameter.IsReturn && parameter.RefKind != RefKind.None)
        {
            return new Verdict("is returned by reference, which the runtime refuses", "return a pointer");
        }

        if (marshalling.Shape == ManagedShape.HandleRef && (parameter.IsReturn || parameter.RefKind != RefKind.None))
        {
            return new Verdict("is a `HandleRef` that native code sets, which the runtime refuses", "use `nint` or a SafeHandle");
        }

        // Later runtimes copy it.
        if (parameter.IsReturn
            && marshalling is { Shape: ManagedShape.Struct, IsBlittable: false, Mode: MarshallingMode.Runtime, NotBlittable.IsEmpty: false, Source: not MarshallingSource.Custom }
            && ProjectTargets.Of(interop).Family is not FrameworkFamily.Core and var family)
        {
            return new Verdict(
                $"is the struct `{DisplayNames.OfType(parameter.Type)}` with fields that have to be converted, and .NET Framework and Mono refuse to return one with MarshalDirectiveException",
                "use blittable fields (`fixed` buffers, `byte` for `bool`), or let native code fill one by reference")
            {
                IsOnSomeSystems = family == FrameworkFamily.Standard,
            };
        }

        // Only Windows has SAFEARRAYs, and there they know their length.
        return parameter.IsReturn && marshalling is { Shape: ManagedShape.Array, Source: not MarshallingSource.Custom, MarshalAs: not UnmanagedType.SafeArray }
            ? new Verdict(
                $"is the array `{DisplayNames.OfType(parameter.Type)}`, and the runtime refuses to return arrays, whatever MarshalAs says",
                "return a pointer and copy the elements, or take the array as an argument that native code fills")
            : null;
    }

    /// <summary>Handle objects cross from C# to native code only: what native code hands to a callback has no object yet, and what a callback returns nobody keeps alive.</summary>
    private static Verdict? WhyCallbackIsRefused(InteropContext interop, NativeFunction function, NativeParameter parameter)
    {
        if (function.Form != NativeForm.Delegate
            || parameter.Marshalling is not { Shape: ManagedShape.SafeHandle or ManagedShape.HandleRef, Source: not MarshallingSource.Custom }
            || function.Symbol is not INamedTypeSymbol type
            || !BoundaryTypes.Of(interop).IsCallback(type))
        {
            return null;
        }

        var reason = $"is `{DisplayNames.OfType(parameter.Type)}` in a callback, and the runtime refuses handle objects where native code calls";
        return parameter.IsReturn
            ? new Verdict(reason, "return `nint`, and keep the object alive for as long as native code uses the handle")
            : new Verdict(reason, "take `nint`, and make the object of it in the callback where the callback owns it");
    }

    /// <summary>An array by reference is a pointer to a pointer; the header says whether native code has one.</summary>
    private static Verdict? WhyIndirect(NativeFunctionContext context, NativeParameter parameter)
    {
        var function = context.Function;
        if (parameter.IsReturn || parameter.RefKind == RefKind.None || parameter.Marshalling.Shape != ManagedShape.Array || !function.PreserveSig)
        {
            return null;
        }

        foreach (var (source, _, declaration) in NativeHeaders.Of(context.Interop).DeclarationsOf(function, context.CancellationToken))
        {
            if (declaration.Parameters.Length != function.Parameters.Length
                || declaration.Parameters[parameter.Index].Type.Canonical is not { Class: Headers.CTypeClass.Pointer, Element.Canonical.Class: var pointed }
                || pointed is Headers.CTypeClass.Pointer or Headers.CTypeClass.Unknown or Headers.CTypeClass.Void)
            {
                return null;
            }

            var keyword = parameter.RefKind == RefKind.Out ? "out" : parameter.RefKind == RefKind.Ref ? "ref" : "in";
            return new Verdict(
                $"is an array by reference, which crosses as a pointer to a pointer, and the C parameter is a pointer to the elements ({source.Name}:{declaration.Location.Line + 1})",
                $"pass the array without `{keyword}`, with [In, Out] where its elements are not plain numbers");
        }

        return null;
    }

    /// <summary>What is refused because of the type and its <c>MarshalAs</c>.</summary>
    private static Verdict? WhyRefused(EffectiveMarshalling marshalling, ITypeSymbol type, RefKind refKind, bool isField)
    {
        if (marshalling.Source == MarshallingSource.Custom || marshalling.Mode != MarshallingMode.Runtime)
        {
            return null;
        }

        if (type is INamedTypeSymbol { IsGenericType: true, TypeKind: TypeKind.Delegate })
        {
            return new Verdict($"is the generic delegate `{DisplayNames.OfType(type)}`, which the runtime refuses", "declare a delegate type without type parameters");
        }

        if (isField && marshalling.Shape == ManagedShape.StringBuilder)
        {
            return new Verdict("is a `StringBuilder` in a struct, which the runtime refuses", "declare a `string` or a pointer");
        }

        return type is IArrayTypeSymbol array && marshalling.Shape == ManagedShape.Array
            ? WhyArrayIsRefused(marshalling, array, isField)
            : WhyMarshalAsIsRefused(marshalling, type, refKind, isField);
    }

    private static Verdict? WhyArrayIsRefused(EffectiveMarshalling marshalling, IArrayTypeSymbol array, bool isField)
    {
        if (marshalling.MarshalAs == UnmanagedType.SafeArray)
        {
            return null;
        }

        var element = marshalling.Element?.Shape;
        if (array.ElementType is IArrayTypeSymbol)
        {
            return new Verdict($"is the array of arrays `{DisplayNames.OfType(array)}`, which the runtime refuses", "pass an array of pointers to pinned arrays, or one flat array");
        }

        if (element is ManagedShape.Delegate or ManagedShape.StringBuilder or ManagedShape.SafeHandle or ManagedShape.HandleRef or ManagedShape.LayoutClass)
        {
            var what = element switch
            {
                ManagedShape.Delegate => "delegates",
                ManagedShape.LayoutClass => "objects of a class",
                _ => $"`{DisplayNames.OfType(array.ElementType)}`",
            };
            return new Verdict(
                $"is an array of {what}, which the runtime refuses",
                element == ManagedShape.LayoutClass ? "declare a struct in place of the class" : "pass an array of pointers (`nint[]`)");
        }

        if (isField && marshalling.MarshalAs is null)
        {
            return new Verdict(
                "is an array without MarshalAs, which the runtime refuses and, where there is COM, takes for a SAFEARRAY",
                "state UnmanagedType.ByValArray with SizeConst where the elements lie in the struct, declare a pointer where it only points to them");
        }

        var right = isField ? UnmanagedType.ByValArray : UnmanagedType.LPArray;
        if (marshalling.MarshalAs is not { } stated || stated == right || !IsKnown(stated) || stated is UnmanagedType.ByValArray or UnmanagedType.ByValTStr && !isField)
        {
            return null;
        }

        // What is written is the form of the elements.
        var isText = stated is UnmanagedType.LPStr or UnmanagedType.LPWStr or UnmanagedType.LPTStr;
        var cure = isField || !isText ? null : array.ElementType.SpecialType switch
        {
            SpecialType.System_String => nameof(UnmanagedType.LPArray),
            SpecialType.System_Byte or SpecialType.System_SByte => FFI3016Properties.Remove,
            _ => null,
        };
        return new Verdict(
            $"is the array `{DisplayNames.OfType(array)}` with UnmanagedType.{stated}, and the runtime takes arrays only as {right}",
            cure == FFI3016Properties.Remove ? "leave MarshalAs out" : $"state UnmanagedType.{right}" + (isField ? "" : ", with ArraySubType for the elements"))
        {
            Cure = cure,
            SubType = cure == nameof(UnmanagedType.LPArray) ? stated.ToString() : null,
        };
    }

    private static Verdict? WhyMarshalAsIsRefused(EffectiveMarshalling marshalling, ITypeSymbol type, RefKind refKind, bool isField)
    {
        // The compiler refuses on its own what only fields may state.
        if (marshalling.MarshalAs is not { } stated
            || (!IsKnown(stated) && stated != 0)
            || stated == UnmanagedType.CustomMarshaler
            || (!isField && stated is UnmanagedType.ByValArray or UnmanagedType.ByValTStr)
            || Pairs(marshalling, type, isField) is not { } allowed
            || allowed.Contains(stated))
        {
            return null;
        }

        var name = stated == 0 ? "MarshalAs(0)" : "UnmanagedType." + (stated == Utf8String ? "LPUTF8Str" : stated.ToString());
        var cure = Cure(marshalling, type, stated, refKind);
        return new Verdict(
            $"is `{DisplayNames.OfType(type)}` with {name}, and the runtime " + (allowed.IsEmpty ? "takes no MarshalAs for this type" : "takes it only as " + List(allowed)),
            cure switch
            {
                FFI3016Properties.Remove => "leave MarshalAs out",
                not null => $"state UnmanagedType.{cure}",
                _ => "change the type or the attribute to what the native function has",
            })
        {
            Cure = cure,
        };
    }

    /// <summary>What is evidently meant, or null.</summary>
    private static string? Cure(EffectiveMarshalling marshalling, ITypeSymbol type, UnmanagedType stated, RefKind refKind)
    {
        var isPointer = stated is UnmanagedType.LPStr or UnmanagedType.LPWStr or UnmanagedType.LPTStr or UnmanagedType.LPArray or UnmanagedType.LPStruct or UnmanagedType.FunctionPtr or Bstr or Utf8String
            or UnmanagedType.Interface or UnmanagedType.IUnknown;
        return marshalling.Shape switch
        {
            ManagedShape.Pointer or ManagedShape.FunctionPointer or ManagedShape.SafeHandle => FFI3016Properties.Remove,
            ManagedShape.NativeInteger when isPointer => FFI3016Properties.Remove,
            ManagedShape.Number or ManagedShape.Enum when stated == UnmanagedType.Bool && marshalling.NativeType is { FixedSize: 4, Kind: NativeTypeKind.Integer } => FFI3016Properties.Remove,
            ManagedShape.Number or ManagedShape.Enum or ManagedShape.Struct when refKind != RefKind.None && stated is UnmanagedType.LPArray or UnmanagedType.LPStruct =>
                FFI3016Properties.Remove,
            ManagedShape.Boolean when stated is UnmanagedType.I4 or UnmanagedType.U4 => nameof(UnmanagedType.Bool),
            ManagedShape.Enum when stated is UnmanagedType.Struct => FFI3016Properties.Remove,
            _ => null,
        };
    }

    /// <summary>The members of <c>UnmanagedType</c> that the runtime takes for a value; empty when none, default when it is not known.</summary>
    private static ImmutableArray<UnmanagedType>? Pairs(EffectiveMarshalling marshalling, ITypeSymbol type, bool isField)
    {
        switch (marshalling.Shape)
        {
            case ManagedShape.Number or ManagedShape.Enum:
                var number = type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying.SpecialType : type.SpecialType;
                return number switch
                {
                    SpecialType.System_SByte or SpecialType.System_Byte => ImmutableArray.Create(UnmanagedType.I1, UnmanagedType.U1),
                    SpecialType.System_Int16 or SpecialType.System_UInt16 => ImmutableArray.Create(UnmanagedType.I2, UnmanagedType.U2),
                    SpecialType.System_Int32 or SpecialType.System_UInt32 => ImmutableArray.Create(UnmanagedType.I4, UnmanagedType.U4, UnmanagedType.Error),
                    SpecialType.System_Int64 or SpecialType.System_UInt64 => ImmutableArray.Create(UnmanagedType.I8, UnmanagedType.U8),
                    SpecialType.System_Single => ImmutableArray.Create(UnmanagedType.R4),
                    SpecialType.System_Double => ImmutableArray.Create(UnmanagedType.R8),
                    _ => null,
                };
            case ManagedShape.Boolean:
                return ImmutableArray.Create(UnmanagedType.Bool, UnmanagedType.I1, UnmanagedType.U1, UnmanagedType.VariantBool);
            case ManagedShape.Character:
                return ImmutableArray.Create(UnmanagedType.I1, UnmanagedType.U1, UnmanagedType.I2, UnmanagedType.U2);
            case ManagedShape.NativeInteger:
                return ImmutableArray.Create(UnmanagedType.SysInt, UnmanagedType.SysUInt);
            case ManagedShape.Pointer or ManagedShape.FunctionPointer or ManagedShape.SafeHandle:
                return ImmutableArray<UnmanagedType>.Empty;
            case ManagedShape.Delegate:
                return ImmutableArray.Create(UnmanagedType.FunctionPtr, UnmanagedType.IDispatch, UnmanagedType.Interface);
            case ManagedShape.String:
                var text = ImmutableArray.Create(
                    UnmanagedType.LPStr, UnmanagedType.LPWStr, UnmanagedType.LPTStr, Utf8String, Bstr, UnmanagedType.TBStr, UnmanagedType.AnsiBStr, UnmanagedType.HString, UnmanagedType.VBByRefStr);
                return isField ? text.Add(UnmanagedType.ByValTStr) : text;
            case ManagedShape.StringBuilder:
                return ImmutableArray.Create(UnmanagedType.LPStr, UnmanagedType.LPWStr, UnmanagedType.LPTStr, Utf8String);
            case ManagedShape.Struct when type.TypeKind == TypeKind.Struct && !type.Locations.IsEmpty && type.Locations[0].IsInSource:
                return ImmutableArray.Create(UnmanagedType.Struct);
            case ManagedShape.Guid when !isField:
                return ImmutableArray.Create(UnmanagedType.Struct, UnmanagedType.LPStruct);
            case ManagedShape.LayoutClass when !isField:
                return ImmutableArray.Create(
                    UnmanagedType.LPStruct, UnmanagedType.Interface, UnmanagedType.IUnknown, UnmanagedType.IDispatch);
            default:
                return null;
        }
    }

    /// <summary>VARIANT_BOOL exists only where there is COM; elsewhere the runtime refuses it.</summary>
    private static Verdict? WhyOnlyOnWindows(InteropContext interop, NativeFunction function, EffectiveMarshalling marshalling) =>
        function.IsImport
        && marshalling is { Shape: ManagedShape.Boolean, MarshalAs: UnmanagedType.VariantBool }
        && ProjectTargets.Of(interop).Family == FrameworkFamily.Core
        && !SystemLibraries.IsWindows(function.Library)
        && DeclaredSystems.Of(interop, function.Symbol, function.Library).Any(static system => system != TargetOs.Windows)
            ? new Verdict("is VARIANT_BOOL, which the runtime refuses everywhere but on Windows", "declare a `short` and compare it with 0")
            {
                IsOnSomeSystems = ProjectTargets.Of(interop).ArePlatformsAssumed,
            }
            : null;

    /// <summary>Numbers that no member of <c>UnmanagedType</c> has are the compiler's to refuse.</summary>
    private static bool IsKnown(UnmanagedType type) => type == Utf8String || System.Enum.IsDefined(typeof(UnmanagedType), type);

    private static string List(ImmutableArray<UnmanagedType> types)
    {
        var names = types
            .Where(static type => type is not (UnmanagedType.IDispatch or UnmanagedType.Interface or UnmanagedType.IUnknown or UnmanagedType.HString or UnmanagedType.VBByRefStr))
            .Select(static type => type == Utf8String ? "LPUTF8Str" : type.ToString())
            .ToList();
        return names.Count == 1 ? names[0] : string.Join(", ", names.Take(names.Count - 1)) + " or " + names[names.Count - 1];
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <param name="Reason">What the value is and what the runtime does about it.</param>
    /// <param name="Advice">What to write instead.</param>
    private sealed record Verdict(string Reason, string Advice)
    {
        public string? Cure { get; init; }

        public string? SubType { get; init; }

        /// <summary>Whether it fails only on systems on which the project could run and need not.</summary>
        public bool IsOnSomeSystems { get; init; }
    }
}
