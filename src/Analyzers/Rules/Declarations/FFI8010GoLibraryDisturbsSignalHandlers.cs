using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Declarations;

/// <summary>What FFI8010 tells its fix.</summary>
internal static class FFI8010Properties
{
    /// <summary>The library that a module initializer can load; absent where the project finds its libraries itself, and the guard belongs behind that load.</summary>
    public const string Library = nameof(Library);
}

/// <summary>FFI8010: the start of Go's runtime changes .NET's signal handlers, and nothing changes them back.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8010GoLibraryDisturbsSignalHandlers : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8010",
        "Go library disturbs the runtime's signal handlers",
        "\"{0}\" is a Go library ({1}); loaded on {2}, Go moves .NET's handlers onto the small alternate stack, and the process dies when the garbage collector stops its threads: restore the handler of that signal after the load",
        RuleFamily.Declarations,
        DiagnosticSeverity.Info,
        description: "Go's runtime sets SA_ONSTACK on every signal handler that it finds. The handler with which .NET stops threads for a collection needs more stack than the alternate one has (dotnet/runtime#127320).");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var libraries = new Lazy<ImmutableArray<(NativeFunction First, string Source)>>(() => GoLibraries.ImportedBy(interop, CancellationToken.None).ToImmutableArray());
        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (!type.GetMembers().Any(member => member is IMethodSymbol { IsStatic: true } method && NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true }))
                {
                    return;
                }

                foreach (var (first, source) in libraries.Value)
                {
                    var systems = DeclaredSystems.Of(interop, first.Symbol, first.Library);
                    var signals = new[] { TargetOs.Linux, TargetOs.MacOS }.Where(systems.Contains).ToList();
                    if (!SymbolEqualityComparer.Default.Equals(first.Symbol.ContainingType, type) || signals.Count == 0 || first.Location is not { } location || HasGuard(interop))
                    {
                        continue;
                    }

                    var properties = ImportResolvers.AreIn(interop, context.CancellationToken) || interop.Types.Find("System.Runtime.CompilerServices.ModuleInitializerAttribute") is null
                        ? ImmutableDictionary<string, string?>.Empty
                        : ImmutableDictionary<string, string?>.Empty.Add(FFI8010Properties.Library, first.Library);
                    var places = string.Join(" or ", signals.Select(static os => os == TargetOs.MacOS ? "macOS" : os.ToString()));
                    if (Report.Create(Rule, interop.Compilation, location, null, properties, default, first.Library, source, places) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>Whether the project changes signal handlers: nobody else does that in .NET.</summary>
    private static bool HasGuard(InteropContext interop) =>
        BoundaryTypes.Of(interop).Functions.Any(static function => function is { IsImport: true, EntryPoint: "sigaction" });
}
