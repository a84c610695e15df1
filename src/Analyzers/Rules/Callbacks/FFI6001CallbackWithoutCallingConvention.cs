using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>Facts for the fix of FFI6001.</summary>
internal static class FFI6001Properties
{
    /// <summary>The convention that the evidence states, as <c>CallingConvention</c> spells it; absent when nothing states one.</summary>
    public const string Convention = "convention";
}

/// <summary>A callback, or an import whose contract says more, leaves its calling convention to the platform.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6001CallbackWithoutCallingConvention : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6001",
        "Callback has no stated calling convention",
        "{0} states no calling convention and is called as stdcall on 32-bit Windows, {1}; {2}",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "C compilers use cdecl unless the code says otherwise, .NET uses stdcall on 32-bit Windows. Where the two differ the stack is cleaned twice or never, and the process ends or goes on with wrong values.");

    // Win32 names of callback types: CALLBACK is stdcall, which is what the platform's convention means.
    private static readonly ImmutableHashSet<string> WindowsCallbacks = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "WndProc", "WndProcDelegate", "WindowProc", "WindowProcedure", "WNDENUMPROC", "EnumWindowsProc", "EnumChildProc", "EnumThreadWndProc", "DlgProc", "DialogProc", "HookProc",
        "HookHandler", "LowLevelKeyboardProc", "LowLevelMouseProc", "KeyboardProc", "MouseProc", "CallWndProc", "GetMsgProc", "ShellProc", "CBTProc", "TimerProc",
        "TimerAPCProc", "TimeProc", "WinEventProc", "WinEventDelegate", "MonitorEnumProc", "MonitorEnumDelegate", "EnumMonitorsProc", "ConsoleCtrlDelegate", "ConsoleCtrlHandler", "HandlerRoutine",
        "PHANDLER_ROUTINE", "LPTHREAD_START_ROUTINE", "ThreadStartRoutine", "WaitOrTimerCallback", "SubclassProc", "EnumResNameProc", "EnumFontFamExProc", "ServiceMain",
        "HandlerEx", "WaveCallback", "WaveOutProc", "WaveInProc", "MidiInProc", "BrowseCallbackProc", "PSPCallback", "TaskDialogCallback", "CopyProgressRoutine",
        "VectoredHandler", "WINHTTP_STATUS_CALLBACK");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(Check);

    private static void Check(NativeFunctionContext context)
    {
        var function = context.Function;
        if (function.IsCallingConventionStated)
        {
            return;
        }

        var evidence = EvidenceFor(context.Interop, function);
        var isCertain = evidence is { IsCertain: true };
        if (isCertain && evidence.Value is NativeCallingConvention.Platform or NativeCallingConvention.StdCall)
        {
            // What is implied is what the native side uses.
            return;
        }

        if (function.IsImport ? !isCertain : IsCalledByWindows(context, function))
        {
            return;
        }

        var canMatter = ProjectTargets.Of(context.Interop).CanRunOn32BitWindows;
        if (function.IsImport && evidence.Evidence == Evidence.Known && (!canMatter || SystemLibraries.IsUnix(function.Library)))
        {
            // The catalogue speaks of libraries as they are everywhere; the project's own header would speak of this one.
            return;
        }

        if (function.IsImport && evidence.Evidence == Evidence.Known && NativeHeaders.Of(context.Interop).DeclarationsOf(function, context.CancellationToken).Any())
        {
            // FFI5008 compares with that header.
            return;
        }

        var convention = evidence.IsKnown ? NameOf(evidence.Value) : null;
        var properties = convention is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FFI6001Properties.Convention, convention);
        var reason = evidence.IsKnown
            ? $"but the native side uses {convention?.ToLowerInvariant() ?? "another convention"} ({evidence.Source})"
            : canMatter ? "where this project can run, but C compilers use cdecl unless told otherwise" : "but C compilers use cdecl unless told otherwise";
        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            context.Location,
            evidence.Evidence >= Evidence.Header || (canMatter && (evidence.IsKnown || !function.IsFetched || AreSiblingsCdecl(context.Interop, function))) ? null : Report.OneStepLower(Rule.DefaultSeverity),
            properties,
            default,
            Describe(function),
            reason,
            $"state it with `{HowTo(function, convention ?? "Cdecl")}`"));
    }

    /// <summary>What the contract states, otherwise what the imports that take the callback state about themselves.</summary>
    private static Fact<NativeCallingConvention> EvidenceFor(InteropContext interop, NativeFunction function)
    {
        var stated = BoundaryContracts.Of(interop).For(function).Convention;
        if (stated.IsKnown || function.Form != NativeForm.Delegate)
        {
            return stated;
        }

        var result = default(Fact<NativeCallingConvention>);
        foreach (var use in BoundaryTypes.Of(interop).UsesOf((INamedTypeSymbol)function.Symbol))
        {
            var user = use.Function;
            if (!user.IsImport || !user.IsCallingConventionStated || user.CallingConvention is NativeCallingConvention.Platform or NativeCallingConvention.Other)
            {
                continue;
            }

            if (result.IsKnown && result.Value != user.CallingConvention)
            {
                return default;
            }

            result = new Fact<NativeCallingConvention>(user.CallingConvention, Evidence.Inferred, $"inferred from {user.EntryPoint}");
        }

        return result;
    }

    /// <summary>Whether another function that is fetched from the same library is stated to be cdecl. What a program for Windows fetches by name is as often stdcall as not.</summary>
    private static bool AreSiblingsCdecl(InteropContext interop, NativeFunction function)
    {
        foreach (var other in FunctionMembers.Of(interop).Fetched)
        {
            // Where the name of the library is not known, what one class declares is of one library.
            if (other is { IsCallingConventionStated: true, CallingConvention: NativeCallingConvention.Cdecl } && other.Library == function.Library
                && (function.Library is not null || SymbolEqualityComparer.Default.Equals(other.Symbol.ContainingType, function.Symbol.ContainingType)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether only Windows itself calls the callback, so that the platform's convention is the right one.</summary>
    private static bool IsCalledByWindows(NativeFunctionContext context, NativeFunction function)
    {
        var types = BoundaryTypes.Of(context.Interop);
        return function.Symbol switch
        {
            INamedTypeSymbol { TypeKind: TypeKind.Delegate } type => types.UsesOf(type) is { IsEmpty: false } uses
                ? AreOfWindows(uses)
                : WindowsCallbacks.Contains(type.Name) || StdcallLibraries.IsNamedByKhronos(type.Name),
            IFunctionPointerTypeSymbol type => !IsDeclaration(context) || IsOfInterface(context) || (types.UsesOf(type) is { IsEmpty: false } uses && AreOfWindows(uses)),
            _ => false,
        };
    }

    /// <summary>Whether the function pointer type is written in the table of a COM interface, all of whose functions are stdcall, or for a function of the Khronos headers.</summary>
    private static bool IsOfInterface(NativeFunctionContext context)
    {
        if (context.Location.SourceTree is not { } tree)
        {
            return false;
        }

        var node = tree.GetRoot(context.CancellationToken).FindNode(context.Location.SourceSpan);
        if (node.FirstAncestorOrSelf<VariableDeclarationSyntax>() is { Variables: { Count: > 0 } variables } && StdcallLibraries.IsNamedByKhronos(variables[0].Identifier.ValueText))
        {
            return true;
        }

        if (node.FirstAncestorOrSelf<StructDeclarationSyntax>() is not { } table)
        {
            return false;
        }

        var name = table.Identifier.ValueText;
        if (name.EndsWith("Vtbl", StringComparison.OrdinalIgnoreCase) || name.EndsWith("VTable", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // The three functions that every COM interface begins with.
        var common = 0;
        foreach (var member in table.Members)
        {
            if (member is FieldDeclarationSyntax { Declaration.Variables: { Count: > 0 } fields } && fields[0].Identifier.ValueText.TrimStart('_') is var field
                && (field.Equals("QueryInterface", StringComparison.OrdinalIgnoreCase) || field.Equals("AddRef", StringComparison.OrdinalIgnoreCase) || field.Equals("Release", StringComparison.OrdinalIgnoreCase)))
            {
                common++;
            }
        }

        return common == 3;
    }

    private static bool AreOfWindows(ImmutableArray<BoundaryUse> uses)
    {
        foreach (var use in uses)
        {
            if (!StdcallLibraries.Contains(use.Function.Library))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the function pointer type is written in a declaration, which is the one place to repair: casts and type arguments only repeat it.
    /// </summary>
    private static bool IsDeclaration(NativeFunctionContext context)
    {
        if (context.Location.SourceTree is not { } tree)
        {
            return false;
        }

        foreach (var ancestor in tree.GetRoot(context.CancellationToken).FindNode(context.Location.SourceSpan).AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case ExpressionSyntax and not TypeSyntax or TypeArgumentListSyntax:
                    return false;
                case VariableDeclarationSyntax or UsingDirectiveSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax:
                    return true;
                case StatementSyntax:
                    return false;
            }
        }

        return false;
    }

    private static string? NameOf(NativeCallingConvention convention) => convention switch
    {
        NativeCallingConvention.Cdecl => "Cdecl",
        NativeCallingConvention.StdCall => "StdCall",
        NativeCallingConvention.ThisCall => "ThisCall",
        NativeCallingConvention.FastCall => "FastCall",
        _ => null,
    };

    private static string Describe(NativeFunction function) => function.Form switch
    {
        NativeForm.FunctionPointer => $"The function pointer type `{DisplayNames.OfType((ITypeSymbol)function.Symbol)}`",
        NativeForm.Delegate => $"The delegate `{function.Symbol.Name}`",
        _ => $"`{function.DisplayName}`",
    };

    private static string HowTo(NativeFunction function, string convention) => function.Form switch
    {
        NativeForm.Delegate => $"[UnmanagedFunctionPointer(CallingConvention.{convention})]",
        NativeForm.FunctionPointer => $"delegate* unmanaged[{Keyword(convention)}]<…>",
        NativeForm.DllImport => $"CallingConvention = CallingConvention.{convention}",
        NativeForm.LibraryImport => $"[UnmanagedCallConv(CallConvs = new[] {{ typeof(CallConv{Keyword(convention)}) }})]",
        _ => $"CallConvs = new[] {{ typeof(CallConv{Keyword(convention)}) }}",
    };

    /// <summary>The types and keywords of the language write StdCall with one capital.</summary>
    private static string Keyword(string convention) => convention.Substring(0, 1) + convention.Substring(1).ToLowerInvariant();
}
