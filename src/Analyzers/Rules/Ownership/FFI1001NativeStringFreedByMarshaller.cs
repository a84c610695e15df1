using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OwnershipFact = BoundaryLint.Contracts.Fact<BoundaryLint.Contracts.Ownership>;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What FFI1001 tells its fix.</summary>
internal static class FFI1001Properties
{
    /// <summary>The values to repair, <c>index:encoding</c> separated by semicolons; index -1 is the result. Absent when only the author can repair.</summary>
    public const string Values = "Values";

    /// <summary>The documentation id of the C# method that frees the string, where one is known.</summary>
    public const string Release = "Release";

    /// <summary>"true" when the library may as well keep the string, so that not freeing it is offered first.</summary>
    public const string MayBeLent = "MayBeLent";

    /// <summary>"true" when nobody chose the encoding and the project also runs where ANSI means UTF-8.</summary>
    public const string EncodingIsOpen = "EncodingIsOpen";
}

/// <summary>
/// The marshaller copies a string or an array that native code hands out and then frees the native memory with <c>CoTaskMemFree</c>, which is right for COM
/// and heap corruption for everything else.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1001NativeStringFreedByMarshaller : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1001",
        "Native string is freed by the marshaller",
        "`{0}`: the marshaller frees {1} with `CoTaskMemFree` after copying it, but {2}; {3}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "The interop marshaller releases every string that native code returns or writes with CoTaskMemFree (free on Unix). "
            + "A string that is static, belongs to the library or comes from another allocator then corrupts the heap or is freed twice.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            var strings = MarshallerFreedStrings.In(interop, context.Function);
            if (!strings.IsEmpty)
            {
                context.Report(Create(interop, context.Function, strings, context.LocationOf));
            }
        });

        var fetched = new ConcurrentDictionary<INamedTypeSymbol, byte>(SymbolEqualityComparer.Default);
        start.OnOperation(
            context =>
            {
                if (FetchedDelegate(interop, (IInvocationOperation)context.Operation) is { } type
                    && NativeFunctions.Of(interop).FromDelegate(type) is { Location: { } location } function
                    && fetched.TryAdd(type, 0))
                {
                    ReportFetched(context, interop, type, function, location);
                }
            },
            OperationKind.Invocation);

        start.OnSymbol(
            context =>
            {
                foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
                {
                    if (member is IFieldSymbol { Type.SpecialType: SpecialType.System_String, IsStatic: false } field)
                    {
                        ReportField(context, interop, field);
                    }
                }
            },
            SymbolKind.NamedType);
    }

    private static void ReportFetched(OperationAnalysisContext context, InteropContext interop, INamedTypeSymbol type, NativeFunction function, Location location)
    {
        var strings = MarshallerFreedStrings.In(interop, function, isCalledByManagedCode: true);

        // A ref string is reported for the callback direction already.
        if (BoundaryTypes.Of(interop).IsBoundaryDelegate(type))
        {
            strings = strings.RemoveAll(text => text.Value is { RefKind: RefKind.Ref, Direction: DataDirection.InOut });
        }

        if (!strings.IsEmpty
            && Create(interop, function, strings, value => DeclarationPlaces.Of(function, value, location, context.CancellationToken)) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>The delegate type that a call makes from a native pointer, also through a generic loader of the project; null for any other call.</summary>
    private static INamedTypeSymbol? FetchedDelegate(InteropContext interop, IInvocationOperation call)
    {
        if (DelegateConversions.CrossingType(interop, call) is { } crossing)
        {
            return call.TargetMethod.Name == "GetDelegateForFunctionPointer" ? crossing.OriginalDefinition : null;
        }

        // T Load<T>(string name): what such a method returns for a type with [UnmanagedFunctionPointer] can only come from native code.
        var method = call.TargetMethod;
        return method.IsGenericMethod
            && method.OriginalDefinition.ReturnType is ITypeParameterSymbol result
            && SymbolEqualityComparer.Default.Equals(result.DeclaringMethod, method.OriginalDefinition)
            && method.TypeArguments[result.Ordinal] is INamedTypeSymbol { TypeKind: TypeKind.Delegate } loaded
            && loaded.HasAttribute(interop.Types.UnmanagedFunctionPointerAttribute)
            && method.Parameters.Length > 0
            && method.Parameters.All(parameter => parameter.Type.SpecialType
                is SpecialType.System_String or SpecialType.System_IntPtr or SpecialType.System_Int32 or SpecialType.System_Boolean)
                ? loaded.OriginalDefinition
                : null;
    }

    private static Diagnostic? Create(
        InteropContext interop, NativeFunction function, ImmutableArray<FreedString> strings, System.Func<NativeParameter, Location> locationOf)
    {
        var isCallback = strings.All(text => text.Value.RefKind == RefKind.Ref) && function.Form == NativeForm.Delegate;
        var first = strings[0];
        var ownership = strings.Select(text => text.Ownership).FirstOrDefault(fact => fact is { IsKnown: true, Value.Kind: OwnershipKind.Owned });
        if (!ownership.IsKnown)
        {
            ownership = first.Ownership;
        }

        var release = ReleaseOf(interop, function, ownership);
        DiagnosticSeverity? severity = strings.Any(text => text.IsCertain) && !MayBeOfMalloc(interop, function, ownership) && !IsOfProcessHeap(function, ownership) && !IsOfMono(function, ownership) ? null : Report.OneStepLower(Rule.DefaultSeverity);
        var what = string.Join(" and ", strings.Select(text => Describe(text.Value)));
        return Report.Create(
            Rule,
            interop.Compilation,
            locationOf(first.Value),
            severity,
            Properties(interop, function, strings, ownership, release),
            strings.Skip(1).Select(text => locationOf(text.Value)).ToImmutableArray(),
            function.DisplayName,
            what,
            Why(ownership),
            isCallback ? "take a pointer and read it without freeing it" : Advice(interop, function, first.Value, ownership));
    }

    /// <summary>Outside Windows the marshaller calls <c>free</c>, which is right for what the library made with <c>malloc</c>, or with <c>strdup</c>: who keeps it is not known.</summary>
    private static bool MayBeOfMalloc(InteropContext interop, NativeFunction function, OwnershipFact ownership) =>
        !ownership.IsCertain && ownership is not { IsKnown: true, Value.Kind: OwnershipKind.Owned } && !DeclaredSystems.Of(interop, function.Symbol, function.Library).Contains(TargetOs.Windows);

    /// <summary>What Mono itself exports gives texts of Mono's allocator, of which its marshaller frees them.</summary>
    private static bool IsOfMono(NativeFunction function, OwnershipFact ownership) =>
        !ownership.IsCertain && function.Library == "__Internal" && function.EntryPoint?.StartsWith("mono_", System.StringComparison.Ordinal) == true;

    /// <summary>On Windows LocalFree, GlobalFree and CoTaskMemFree all give back to the heap of the process, which no documentation promises.</summary>
    private static bool IsOfProcessHeap(NativeFunction function, OwnershipFact ownership) =>
        SystemLibraries.IsWindows(function.Library) && ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: "LocalFree" or "GlobalFree" } };

    private static string Describe(NativeParameter value) => (value.IsReturn, value.Marshalling.Shape, value.RefKind) switch
    {
        (true, ManagedShape.Array, _) when !HoldsText(value) => "the returned array",
        (_, ManagedShape.Array, RefKind.Out) when !HoldsText(value) => $"the array that native code hands out through `{value.Name}`",
        (true, ManagedShape.Array, _) => "the returned strings",
        (true, ManagedShape.StringBuilder, _) => "the text of the returned `StringBuilder`",
        (true, _, _) => "the returned `string`",
        (_, ManagedShape.Array, _) => $"the strings that native code writes to `{value.Name}`",
        (_, _, RefKind.Ref) => $"the string that native code puts into `ref {value.Name}`",
        _ => $"the string that native code writes to `{value.Name}`",
    };

    private static bool HoldsText(NativeParameter value) => value.Marshalling is { Element: { } element } ? MarshallerFreedStrings.IsFreedText(element) : value.Marshalling.Shape != ManagedShape.Array;

    private static string Why(OwnershipFact ownership) => ownership switch
    {
        { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: { } release } } => $"its memory must be released with `{release}` ({ownership.Source})",
        { IsCertain: true, Value.Kind: OwnershipKind.Owned } => $"native code allocated it in its own way ({ownership.Source})",
        { IsCertain: true } => $"native code keeps it ({ownership.Source})",
        _ => "no contract says that native code allocates it with `CoTaskMemAlloc`",
    };

    private static string Advice(InteropContext interop, NativeFunction function, NativeParameter value, OwnershipFact ownership)
    {
        var encoding = DecodedEncoding(interop, function, value);
        var read = "Marshal." + encoding switch
        {
            TextEncoding.Utf8 => "PtrToStringUTF8",
            TextEncoding.Utf16 => "PtrToStringUni",
            TextEncoding.Auto => "PtrToStringAuto",
            _ => "PtrToStringAnsi",
        };
        var then = ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: { } release } } ? $", then call `{release}`" : "";
        return (value.IsReturn ? "return" : "take") + (HoldsText(value) ? $" a pointer and read it with `{read}`{then}" : $" a pointer and copy the elements{then}");
    }

    private static TextEncoding DecodedEncoding(InteropContext interop, NativeFunction function, NativeParameter value)
    {
        var known = BoundaryContracts.Of(interop).For(function)[value].Encoding;
        return known.IsCertain ? known.Value : value.Marshalling.Element?.Encoding ?? value.Marshalling.Encoding;
    }

    private static NativeFunction? ReleaseOf(InteropContext interop, NativeFunction function, OwnershipFact ownership)
    {
        if (ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: { } name } })
        {
            var library = LibraryNames.Normalize(function.Library);
            foreach (var other in BoundaryTypes.Of(interop).Functions)
            {
                if (other.IsImport && other.EntryPoint == name && other.Parameters.Length == 1 && LibraryNames.Normalize(other.Library) == library)
                {
                    return other;
                }
            }
        }

        return null;
    }

    private static ImmutableDictionary<string, string?> Properties(
        InteropContext interop, NativeFunction function, ImmutableArray<FreedString> strings, OwnershipFact ownership, NativeFunction? release)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        var isRepairable = function.IsImport
            && strings.All(text => text.Value.Marshalling.Shape == ManagedShape.String && (text.Value.IsReturn || text.Value.RefKind == RefKind.Out))
            && (release is not null || ownership is not { IsKnown: true, Value.Kind: OwnershipKind.Owned });
        if (!isRepairable)
        {
            return properties;
        }

        var values = strings.Select(text =>
            text.Value.Index.ToString(CultureInfo.InvariantCulture) + ":" + DecodedEncoding(interop, function, text.Value));
        properties = properties.Add(FFI1001Properties.Values, string.Join(";", values));
        if (release is not null)
        {
            properties = properties.Add(FFI1001Properties.Release, release.Symbol.GetDocumentationCommentId());
            if (!ownership.IsCertain)
            {
                properties = properties.Add(FFI1001Properties.MayBeLent, "true");
            }
        }

        var isOpen = strings.All(text => text.Value.Marshalling is { Encoding: TextEncoding.Ansi, IsStated: false })
            && !SystemLibraries.IsAny(function.Library)
            && ProjectTargets.Of(interop) is { RunsOnSeveralSystems: true };
        return isOpen ? properties.Add(FFI1001Properties.EncodingIsOpen, "true") : properties;
    }

    private static void ReportField(SymbolAnalysisContext context, InteropContext interop, IFieldSymbol field)
    {
        var shown = field.AssociatedSymbol ?? field;
        if (FilledFields.Of(interop).Find(field) is not { } use || shown.Locations.IsEmpty || !shown.Locations[0].IsInSource)
        {
            return;
        }

        var ownership = BoundaryContracts.Of(interop).For(field).Ownership;
        if (ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: "CoTaskMemFree" or "FreeCoTaskMem" } })
        {
            return;
        }

        var diagnostic = Report.Create(
            Rule,
            context.Compilation,
            shown.Locations[0],
            use.IsCertain || ownership.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            use.Function.Location is { } location ? ImmutableArray.Create(location) : default,
            use.Function.DisplayName,
            $"`{DisplayNames.OfMember(shown)}`, which native code fills through `{use.Parameter.Name}`,",
            Why(ownership),
            "declare the field as a pointer and read the string from it");
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>The string fields of structs that native code fills and the marshaller then destroys.</summary>
    private sealed class FilledFields
    {
        private readonly Dictionary<IFieldSymbol, FilledField> _fields = new(SymbolEqualityComparer.Default);

        private FilledFields(InteropContext interop)
        {
            var contracts = BoundaryContracts.Of(interop);
            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                if (!function.IsImport || function.Mode != MarshallingMode.Runtime || !MarshallerFreedStrings.CanFree(interop, function))
                {
                    continue;
                }

                foreach (var parameter in function.Parameters)
                {
                    if (ShapeOf(parameter) is not { } shape || parameter.Direction == DataDirection.In)
                    {
                        continue;
                    }

                    var direction = contracts.For(function)[parameter].Direction;
                    var isFilled = parameter.Direction == DataDirection.Out || (direction.IsCertain && direction.Value == DataDirection.Out);

                    // A ref struct is as often only read; the name of a getter suggests otherwise. Windows writes into the buffers of such a struct and leaves its pointers.
                    if (isFilled || (!SystemLibraries.IsWindows(function.Library) && NativeNames.Words(function.EntryPoint ?? "").Any(word => word is "get" or "query" or "fetch" or "stat" or "describe")))
                    {
                        Collect(shape, function, parameter, isFilled, depth: 0);
                    }
                }
            }
        }

        public static FilledFields Of(InteropContext interop) => interop.Get(static context => new FilledFields(context));

        public FilledField? Find(IFieldSymbol field) => _fields.TryGetValue(field, out var use) ? use : null;

        private static StructShape? ShapeOf(NativeParameter parameter) => parameter.Marshalling switch
        {
            { Shape: ManagedShape.Struct } when parameter.RefKind is RefKind.Ref or RefKind.Out => parameter.Marshalling.NativeType.Shape,
            { Shape: ManagedShape.LayoutClass } => parameter.Marshalling.NativeType.Pointee?.Shape,
            { Shape: ManagedShape.Array, Element: { Shape: ManagedShape.Struct } element } => element.NativeType.Shape,
            _ => null,
        };

        private void Collect(StructShape shape, NativeFunction function, NativeParameter parameter, bool isCertain, int depth)
        {
            // Structs nest as deep as the author writes them; a cycle does not compile and is cut here.
            if (depth > 16)
            {
                return;
            }

            foreach (var field in shape.Fields)
            {
                if (field.Marshalling is { MarshalAs: not System.Runtime.InteropServices.UnmanagedType.ByValTStr } && MarshallerFreedStrings.IsFreedText(field.Marshalling))
                {
                    if (!_fields.TryGetValue(field.Field, out var known) || (isCertain && !known.IsCertain))
                    {
                        _fields[field.Field] = new FilledField(function, parameter, isCertain);
                    }
                }
                else if (field.Marshalling.NativeType is { Kind: NativeTypeKind.Struct, Shape: { } inner })
                {
                    Collect(inner, function, parameter, isCertain, depth + 1);
                }
            }
        }
    }

    private sealed record FilledField(NativeFunction Function, NativeParameter Parameter, bool IsCertain);
}
