using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>FFI8002: users of an assembly are given what only its native side understands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8002NativeDetailIsPublic : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8002",
        "Native detail leaks into the public API",
        "`{0}` is public and {1}; {2}",
        RuleFamily.Declarations,
        DiagnosticSeverity.Info,
        description: "A raw handle in a public signature can be used after its release, a status can be ignored, and the layout of a native struct becomes a promise to users that every new version of the library breaks.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (interop.Options.BuildPropertyIsTrue("BoundaryLintBindingProject"))
        {
            return;
        }

        // A member is reported for its first leak only.
        var seen = new ConcurrentDictionary<ISymbol, byte>(SymbolEqualityComparer.Default);
        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (IsVisible(type) && !IsBindingProject(interop))
                {
                    foreach (var member in type.GetMembers())
                    {
                        if (member is IFieldSymbol { IsReadOnly: false } field && IsRaw(field.Type) && !IsNamedLikeNumber(field) && HasImports(interop) && IsJudged(interop, member) && seen.TryAdd(member, 0))
                        {
                            Send(member, "is a raw pointer that everyone can replace", "make it private, and hand out an object that owns it", context.ReportDiagnostic);
                        }
                        else if (IsJudged(interop, member) && StructOf(interop, member) is { } leaked && seen.TryAdd(member, 0))
                        {
                            Send(member, $"has the native struct `{leaked.Name}` in its signature", "give users a type of your own and convert where native code is called", context.ReportDiagnostic);
                        }
                    }
                }
            },
            SymbolKind.NamedType);
        start.OnOperation(
            context =>
            {
                var call = context.Operation;
                if (NativeCalls.FunctionOf(interop, call) is not { IsBound: true } function
                    || SystemLibraries.IsAny(function.Library)
                    || MemberOf(context.ContainingSymbol) is not { } member
                    || !IsJudged(interop, member)
                    || IsBindingProject(interop))
                {
                    return;
                }

                if (Leak(interop, function, call, context.ContainingSymbol) is var (what, advice) && seen.TryAdd(member, 0))
                {
                    Send(member, what, advice, context.ReportDiagnostic);
                }
            },
            NativeCalls.Kinds);

        void Send(ISymbol member, string what, string advice, System.Action<Diagnostic> report)
        {
            if (!member.Locations.IsEmpty && Report.Create(Rule, interop.Compilation, member.Locations[0], null, null, default, DisplayNames.OfMember(member), what, advice) is { } diagnostic)
            {
                report(diagnostic);
            }
        }
    }

    /// <summary>The raw value that goes from a parameter to native code, or from native code to the caller.</summary>
    private static (string What, string Advice)? Leak(InteropContext interop, NativeFunction function, IOperation call, ISymbol containing)
    {
        foreach (var argument in NativeCalls.ArgumentsOf(call))
        {
            if (Operations.Unconverted(argument.Value) is IParameterReferenceOperation { Parameter: { } parameter }
                && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, containing)
                && IsRaw(parameter.Type)
                && NativeCalls.ParameterOf(function, argument) is { } value
                && IsHandle(interop, function, value))
            {
                return ($"hands its parameter `{parameter.Name}` to `{function.DisplayName}` as it is", "take a SafeHandle or the object that owns the handle");
            }
        }

        if (!IsReturned(call))
        {
            return null;
        }

        if (IsRaw(function.Return.Type) && IsHandle(interop, function, function.Return))
        {
            return ($"returns the raw handle that `{function.DisplayName}` gives", "return a SafeHandle or an object that owns the handle");
        }

        return function.Return.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } status
            && BoundaryContracts.Of(interop).For(function).Status.IsKnown
            && containing is IMethodSymbol { ReturnType: { } result } && SymbolEqualityComparer.Default.Equals(result, status)
                ? ($"returns the status of `{function.DisplayName}`, which its callers can ignore", "check it here and throw")
                : null;
    }

    /// <summary>What is known to be a handle and no number: by its type in C, or because the library makes or releases it.</summary>
    private static bool IsHandle(InteropContext interop, NativeFunction function, NativeParameter value)
    {
        var contract = BoundaryContracts.Of(interop).For(function)[value];
        return value.RefKind == RefKind.None && (contract.Ownership.IsKnown || contract.HandleType.IsKnown) && !(contract.Ownership.IsKnown && contract.Ownership.Value.IsMemory);
    }

    // An unsigned value of a pointer's size is a size.
    private static bool IsRaw(ITypeSymbol type) => type is IPointerTypeSymbol || type.SpecialType == SpecialType.System_IntPtr;

    /// <summary>C#'s pointer-sized integer also stands for C's sizes.</summary>
    private static bool IsNamedLikeNumber(IFieldSymbol field) =>
        field.Type is not IPointerTypeSymbol
        && NativeNames.Words(field.AssociatedSymbol?.Name ?? field.Name) is { IsEmpty: false } words
        && words[words.Length - 1] is "length" or "len" or "size" or "count" or "capacity" or "number" or "num" or "stride" or "offset" or "index";

    private static bool IsReturned(IOperation call)
    {
        var user = Operations.WithConversions(call).Parent;
        if (user is not IReturnOperation)
        {
            return false;
        }

        // What a lambda or local function returns goes to whoever calls that one.
        for (; user is not null; user = user.Parent)
        {
            if (user is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static INamedTypeSymbol? StructOf(InteropContext interop, ISymbol member)
    {
        var types = member switch
        {
            IMethodSymbol method => method.Parameters.Select(static parameter => parameter.Type).Concat([method.ReturnType]),
            IPropertySymbol property => [property.Type],
            IFieldSymbol field => [field.Type],
            _ => Enumerable.Empty<ITypeSymbol>(),
        };
        var boundary = BoundaryTypes.Of(interop);
        foreach (var type in types)
        {
            var element = type switch { IArrayTypeSymbol array => array.ElementType, IPointerTypeSymbol pointer => pointer.PointedAtType, _ => type };

            // Numbers under names of their own are as good as a type of the project's; what holds pointers or handles is not.
            if (element is INamedTypeSymbol { TypeKind: TypeKind.Struct } named
                && (boundary.RawStructs.ContainsKey(named) || boundary.MarshalledStructs.ContainsKey(named))
                && named.GetMembers().OfType<IFieldSymbol>().Any(static field => !field.IsStatic && (IsRaw(field.Type) || field.Type is IFunctionPointerTypeSymbol)))
            {
                return named;
            }
        }

        return null;
    }

    /// <summary>The member that users see of what a body belongs to.</summary>
    private static ISymbol? MemberOf(ISymbol containing) => containing is IMethodSymbol { AssociatedSymbol: { } property } ? property : containing as IMethodSymbol;

    /// <summary>Members that an interface or a base class asks for, and those of handle classes and native structs, are not the author's choice or made for raw values.</summary>
    private static bool IsJudged(InteropContext interop, ISymbol member) =>
        member is { IsImplicitlyDeclared: false, IsOverride: false, ContainingType: { } type }
        && member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, IsExtern: false } or IPropertySymbol or IFieldSymbol { IsConst: false }
        && IsVisible(member)
        && !(member is IMethodSymbol method && NativeFunctions.Of(interop).FromMethod(method) is not null)
        && !MarshallingReader.DerivesFrom(type, interop.Types.SafeHandle)
        && !MarshallingReader.DerivesFrom(type, interop.Types.CriticalHandle)
        && !(BoundaryTypes.Of(interop) is var boundary && (boundary.RawStructs.ContainsKey(type) || boundary.MarshalledStructs.ContainsKey(type)))
        && AttributeContracts.BoundaryOf(type) is null
        && !type.AllInterfaces.Any(contract => contract.GetMembers().Any(wanted => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(wanted), member)));

    /// <summary>Whether the assembly calls native code at all: pointers of others are not its business.</summary>
    private static bool HasImports(InteropContext interop) => BoundaryTypes.Of(interop).DeclaredAndFetched.Any(static function => function.IsBound);

    /// <summary>Whether the assembly is a binding: its imports themselves are public.</summary>
    private static bool IsBindingProject(InteropContext interop) => interop.Get(static context => new Binding(context)).IsPublic;

    private static bool IsVisible(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Binding(InteropContext interop)
    {
        public bool IsPublic { get; } = BoundaryTypes.Of(interop).Functions.Any(static function => function.IsImport && IsVisible(function.Symbol));
    }
}
