using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What FFI1016 tells its fix.</summary>
internal static class FFI1016Properties
{
    /// <summary>One of the values below.</summary>
    public const string Missing = "missing";

    /// <summary>Who releases what the function hands out.</summary>
    public const string Ownership = "ownership";

    /// <summary>How long native code keeps what it is given.</summary>
    public const string Retention = "retention";

    /// <summary>The one function of the library that could release the value, where there is one.</summary>
    public const string Release = "release";

    /// <summary>Present when the value is the result.</summary>
    public const string Result = "result";
}

/// <summary>FFI1016: nothing says who owns a pointer that crosses the boundary, or for how long native code keeps it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1016OwnershipNotStated : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1016",
        "Ownership at the boundary is not stated",
        "Nothing says {0} {1} of '{2}'; state it with {3}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A pointer in a signature does not say who frees what it points to, nor how long it is used. What is not stated cannot be checked.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(Analyze);

    private static void Analyze(NativeFunctionContext context)
    {
        var function = context.Function;

        // Of exports and callbacks the project itself is the side that is asked, and a function pointer has no place for attributes.
        if (!function.IsBound || function.Form == NativeForm.FunctionPointer)
        {
            return;
        }

        var contract = BoundaryContracts.Of(context.Interop).For(function, context.CancellationToken);
        if (IsHandedOut(function.Return) && !IsOwnershipKnown(contract.Return))
        {
            ReportOn(context, function.Return, FFI1016Properties.Ownership);
        }

        foreach (var parameter in function.Parameters)
        {
            var value = contract[parameter];
            if (parameter.RefKind == RefKind.Out)
            {
                if (IsHandedOut(parameter) && !IsOwnershipKnown(value))
                {
                    ReportOn(context, parameter, FFI1016Properties.Ownership);
                }
            }
            else if (IsGiven(parameter)
                && !value.Retention.IsKnown
                && !IsOwnershipKnown(value)
                && (parameter.Marshalling.Shape == ManagedShape.Pointer || !BoundaryContracts.Of(context.Interop).RetentionOfCallback(function, parameter).IsKnown))
            {
                ReportOn(context, parameter, FFI1016Properties.Retention);
            }
        }
    }

    private static bool IsOwnershipKnown(ValueContract value) => value.Ownership.IsKnown || value.HandleRelease.IsKnown;

    private static bool IsHandedOut(NativeParameter value) => value.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer && value.Type is not IPointerTypeSymbol { PointedAtType.TypeKind: TypeKind.Error };

    /// <summary>A callback, or memory that native code gets the address of. What the marshaller copies it frees itself.</summary>
    private static bool IsGiven(NativeParameter parameter) =>
        parameter is { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.Pointer or ManagedShape.Delegate or ManagedShape.FunctionPointer };

    private static void ReportOn(NativeFunctionContext context, NativeParameter value, string missing)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI1016Properties.Missing, missing);
        if (value.IsReturn)
        {
            properties = properties.Add(FFI1016Properties.Result, "");
        }

        if (missing == FFI1016Properties.Ownership && ReleaseOf(context, value) is { } release)
        {
            properties = properties.Add(FFI1016Properties.Release, release);
        }

        var isOwnership = missing == FFI1016Properties.Ownership;
        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            context.LocationOf(value),
            null,
            properties,
            default,
            isOwnership ? "who has to release" : "how long native code uses",
            value.Describe(),
            context.Function.DisplayName,
            isOwnership ? "`[Owned]` or `[Borrowed]`" : "`[NoEscape]` or `[Retained]`"));
    }

    /// <summary>The function of the same library that takes nothing but such a pointer and is named for releasing, when there is just one.</summary>
    private static string? ReleaseOf(NativeFunctionContext context, NativeParameter value)
    {
        if (value.Type is not IPointerTypeSymbol { PointedAtType.TypeKind: TypeKind.Struct, PointedAtType.SpecialType: SpecialType.None } type)
        {
            return null;
        }

        var library = LibraryNames.Normalize(context.Function.Library);
        var found = BoundaryTypes.Of(context.Interop).Functions.Where(candidate =>
            candidate is { IsImport: true, Parameters.Length: 1 }
            && LibraryNames.Normalize(candidate.Library) == library
            && SymbolEqualityComparer.Default.Equals(candidate.Parameters[0].Type, type)
            && NativeNames.AsReleaser(candidate.EntryPoint!) is not null).Take(2).ToList();
        return found.Count == 1 ? found[0].EntryPoint : null;
    }
}
