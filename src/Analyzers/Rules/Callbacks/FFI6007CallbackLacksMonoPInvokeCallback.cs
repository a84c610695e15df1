using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>Facts for the fix of FFI6007.</summary>
internal static class FFI6007Properties
{
    /// <summary>The attribute's metadata name; absent when the method cannot be a callback whatever its attributes.</summary>
    public const string Attribute = "attribute";

    /// <summary>The delegate type, fully qualified, whose callbacks native code calls.</summary>
    public const string Delegate = "delegate";
}

/// <summary>A callback of a project for IL2CPP or Mono's ahead-of-time compiler, for which no native entry is compiled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6007CallbackLacksMonoPInvokeCallback : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6007",
        "Callback lacks `MonoPInvokeCallback`",
        "{0} is given to native code as a `{1}`, {2}; {3}",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "IL2CPP and Mono's ahead-of-time compiler make native entries only for static methods that carry the attribute. Giving any other method to native code throws when it is first tried, on the device and not in the editor.");

    /// <summary>Unity's attribute, and the one of Mono on iOS.</summary>
    private static readonly ImmutableArray<string> KnownAttributes = ImmutableArray.Create("AOT.MonoPInvokeCallbackAttribute", "ObjCRuntime.MonoPInvokeCallbackAttribute");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;

        // A program that declares it itself compiles files that a plugin for Unity has, too, and runs on no ahead-of-time compiler by that.
        var attribute = KnownAttributes.FirstOrDefault(name => interop.Types.Find(name) is { } found && !(interop.HasSource(found) && Visibility.IsProgram(interop.Compilation)));
        var isAheadOfTime = attribute is not null || interop.Types.Find("UnityEngine.Object") is not null || interop.Options.BuildPropertyIsTrue("BoundaryLintIl2Cpp");
        start.OnOperation(
            context =>
            {
                var creation = (IDelegateCreationOperation)context.Operation;
                if ((isAheadOfTime || interop.Options.IsOn(creation.Syntax.SyntaxTree, "FFI6007", "il2cpp")) && DelegateConversions.Crosses(interop, creation))
                {
                    Check(context, interop, creation, attribute);
                }
            },
            OperationKind.DelegateCreation);
    }

    private static void Check(OperationAnalysisContext context, InteropContext interop, IDelegateCreationOperation creation, string? attribute)
    {
        var type = (INamedTypeSymbol)creation.Type!;
        switch (creation.Target)
        {
            case IAnonymousFunctionOperation lambda:
                ReportAt(CallbackBodies.PlaceOf(lambda), "This lambda", "which is compiled to an instance method that ahead-of-time compilers cannot give to native code",
                    "move it to a static method with `[MonoPInvokeCallback]`", isFixable: false);
                break;
            case IMethodReferenceOperation { Method: var method }:
                var place = (creation.Target.Syntax as Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax)?.Name.GetLocation() ?? creation.Target.Syntax.GetLocation();
                if (!method.IsStatic)
                {
                    ReportAt(place, $"The instance method `{method.Name}`", "which ahead-of-time compilers cannot give to native code",
                        "make it static and find the object through the callback's user data", isFixable: false);
                }
                else if (method.IsGenericMethod || method.ContainingType is { IsGenericType: true })
                {
                    // With the attribute newer versions of IL2CPP make the entries of the instantiations that they see.
                    ReportAt(
                        place,
                        $"The generic method `{method.Name}`",
                        "which has no native entry of its own: each instantiation needs one",
                        "use a method without type parameters",
                        isFixable: false,
                        IsMarked(method) ? Report.OneStepLower(Rule.DefaultSeverity) : null);
                }
                else if (!IsMarked(method))
                {
                    ReportAt(place, $"`{method.Name}`", "without the attribute that makes ahead-of-time compilers write its native entry",
                        $"add `[MonoPInvokeCallback(typeof({type.Name}))]`", attribute is not null && !type.IsGenericType && method.MethodKind == MethodKind.Ordinary);
                }

                break;
        }

        void ReportAt(Location location, string what, string why, string advice, bool isFixable, DiagnosticSeverity? severity = null)
        {
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (isFixable)
            {
                properties = properties.Add(FFI6007Properties.Attribute, attribute).Add(FFI6007Properties.Delegate, QualifiedName(type));
            }

            if (Report.Create(Rule, interop.Compilation, location, severity, properties, default, what, DisplayNames.OfType(type), why, advice) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>Projects declare the attribute for themselves too, in a namespace of their own, and a reference may be missing.</summary>
    private static bool IsMarked(IMethodSymbol method) =>
        method.GetAttributes().Any(static candidate => candidate.AttributeClass?.Name is "MonoPInvokeCallbackAttribute" or "MonoPInvokeCallback");

    private static string QualifiedName(ISymbol symbol) =>
        symbol.ContainingSymbol is INamespaceSymbol { IsGlobalNamespace: true } or null ? "global::" + symbol.Name : QualifiedName(symbol.ContainingSymbol) + "." + symbol.Name;
}
