using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5001 tells its fix.</summary>
internal static class FFI5001Properties
{
    /// <summary>The function that is evidently meant; absent where nothing is near.</summary>
    public const string Nearest = nameof(Nearest);
}

/// <summary>FFI5001: a function is imported that the header of its library does not declare.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5001EntryPointNotInHeader : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5001",
        "Entry point does not exist in the header",
        "`{0}` {1}; {2}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "The first call throws EntryPointNotFoundException: the name is misspelt, or belongs to another version of the library, or the function exists in the header only.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (!HeaderComparison.Of(interop).HasHeaders)
        {
            return;
        }

        start.OnNativeFunction(context =>
        {
            if (context.Function.IsImport && MissingEntryPoints.Of(interop).FindImport(context.Function, context.CancellationToken) is var (missing, others))
            {
                context.Report(Create(interop, context.Function, missing, others, context.Location));
            }
        });
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (FetchedExports.Of(interop, call) is { } function
                    && MissingEntryPoints.Of(interop).Find(function, context.CancellationToken) is { } missing
                    && Create(interop, function, missing, ImmutableArray<NativeFunction>.Empty, call.Syntax.GetLocation()) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Invocation);
    }

    private static Diagnostic? Create(InteropContext interop, NativeFunction function, MissingEntryPoint missing, ImmutableArray<NativeFunction> others, Location location)
    {
        var (what, remedy, other) = missing switch
        {
            { Inline: { } inline } => (
                $"is an inline function in {PlaceOf(inline.Location)}, which {(missing.IsMinor ? "a library exports only where one of its sources defines it" : "no library exports")}",
                "write its body in C#, or export a function that calls it",
                inline.Location),
            { Macro: { } macro } => (
                $"is a macro in {PlaceOf(macro.Location)}, which no library exports",
                macro.Function is { } called ? $"import `{called.SymbolName}`, which it {(macro.HasParameters ? "calls" : "stands for")}" : "write its body in C#, or export a function that uses it",
                macro.Location),
            { Hidden: { } hidden } => (
                $"is declared in {missing.Header.Name} under a condition that is false on every platform (line {hidden.Line + 1})",
                "if the library is built with it, define its macro in `NativeHeader Defines`", hidden),
            { Nearest: { } nearest } => ($"is not declared in {missing.Header.Name}", $"`{nearest.SymbolName}` is ({(NativeHeader.NameOf(nearest.Location.Path) == missing.Header.Name ? "" : NativeHeader.NameOf(nearest.Location.Path) + ", ")}line {nearest.Location.Line + 1})", nearest.Location),
            _ => ($"is not declared in {missing.Header.Name}", "name a function that the library exports, or give the header that declares it as `NativeHeader`", default),
        };
        return Report.Create(
            Rule,
            interop.Compilation,
            location,
            missing.IsMinor ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            missing.Nearest is { } near ? ImmutableDictionary<string, string?>.Empty.Add(FFI5001Properties.Nearest, near.SymbolName) : null,
            (other.File is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(other.ToLocation())).AddRange(others.Select(static same => same.Symbol.Locations[0])),
            function.EntryPoint,
            what + (others.IsEmpty ? "" : $" ({others.Length + 1} declarations)"),
            remedy);
    }

    private static string PlaceOf(HeaderLocation location) => $"{NativeHeader.NameOf(location.Path)}:{location.Line + 1}";
}
