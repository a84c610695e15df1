using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A function that can take long or call back is called without telling the garbage collector.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6002UnsuitableSuppressGCTransition : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6002",
        "`SuppressGCTransition` on an unsuitable function",
        "`{0}` is called without a GC transition, {1}; remove `SuppressGCTransition`{2}",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "Without the transition the garbage collector waits for the thread until the function returns, and with it every thread of the process; "
            + "a function that calls back enters the runtime from a state that it does not allow.");

    // Words of names of functions that wait, or whose time grows with what they are given.
    private static readonly ImmutableHashSet<string> LongWords = ImmutableHashSet.Create(
        System.StringComparer.Ordinal,
        "wait", "sleep", "delay", "poll", "select", "accept", "connect", "recv", "receive", "send", "read", "write", "flush", "sync", "fsync", "open", "load", "save", "lock", "join", "exec", "execute",
        "run", "query", "step", "commit", "compress", "decompress", "encrypt", "decrypt", "hash", "sort", "copy", "parse", "render", "draw", "compile", "foreach", "enumerate", "dispatch", "invoke",
        "malloc", "alloc", "free", "print", "printf", "puts", "log");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(Check);

    private static void Check(NativeFunctionContext context)
    {
        var function = context.Function;
        if (!function.SuppressGCTransition)
        {
            return;
        }

        var contract = BoundaryContracts.Of(context.Interop).For(function, context.CancellationToken);
        var (reason, evidence) = ReasonAgainst(context.Interop, function, contract);
        if (reason is null)
        {
            return;
        }

        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            PlaceOf(context),
            evidence > Evidence.Inferred ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            default,
            function.DisplayName,
            reason,
            evidence > Evidence.Inferred ? "" : ", or state `[Fast]` when its documentation promises so"));
    }

    /// <summary>Why the function needs the transition, and how sure that is.</summary>
    private static (string? Reason, Evidence Evidence) ReasonAgainst(InteropContext interop, NativeFunction function, FunctionContract contract)
    {
        if (contract.Blocking is { IsCertain: true, Value: true } blocking && blocking.Evidence >= contract.Fast.Evidence)
        {
            return ($"but it blocks ({blocking.Source}): no garbage collection can start or end until it returns", blocking.Evidence);
        }

        if (contract.CallsBack is { IsCertain: true, Value: true } callsBack && callsBack.Evidence >= contract.Fast.Evidence)
        {
            return ($"but it calls managed code back ({callsBack.Source}), which ends the process", callsBack.Evidence);
        }

        // Who promises that the function never calls back has spoken of its callbacks too.
        var isFast = contract.Fast is { IsCertain: true, Value: true };
        if (!isFast && function.Parameters.FirstOrDefault(IsCallback) is { } callback)
        {
            return ($"but it takes a callback in {callback.Describe()}: managed code that is entered from it ends the process", Evidence.Declared);
        }

        if (function.SetLastError)
        {
            return ("but it sets the last error: a function that fails through the system enters the system, and what the runtime does between the call and reading the error is more than it saves", Evidence.Declared);
        }

        // A function pointer has no name and no place for a promise.
        if (isFast || !function.IsImport)
        {
            return (null, Evidence.None);
        }

        return NativeNames.Words(function.EntryPoint!).FirstOrDefault(LongWords.Contains) is { } word
            ? ($"but its name (`{word}`) speaks of work that can take long", Evidence.Inferred)
            : ("and nothing says that it takes less than a microsecond and never blocks", Evidence.None);
    }

    private static bool IsCallback(NativeParameter parameter) => parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer;

    /// <summary>The attribute that says it; for a function pointer its type.</summary>
    private static Location PlaceOf(NativeFunctionContext context)
    {
        var types = context.Interop.Types;
        var attributes = context.Function.Symbol.GetAttributes();
        return (attributes.Attribute(types.SuppressGCTransitionAttribute) ?? attributes.Attribute(types.UnmanagedCallConvAttribute))?.ApplicationSyntaxReference is { } place
            && context.Function.IsImport
            ? Location.Create(place.SyntaxTree, place.Span)
            : context.Location;
    }
}
