using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Declarations;

/// <summary>FFI8009: a library comes with the program for some of its platforms and not for all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8009NativeAssetIsMissing : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8009",
        "Native asset is missing from the package",
        "\"{0}\" is brought for {1} and not for {2}, which the project names as a runtime identifier: calls of `{3}` throw DllNotFoundException there; add the native file, or take the identifier away",
        RuleFamily.Declarations,
        DiagnosticSeverity.Info,
        description: "A program is published for each runtime identifier with the native files that the project and its packages have for it. Where there is none the first call fails.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (interop.Options.BuildProperty("BoundaryLintNativeAssets").Length == 0)
        {
            return;
        }

        start.OnNativeFunction(context =>
        {
            var function = context.Function;
            if (!function.IsImport || function.Library is not { Length: > 0 } library || !FirstImports.Of(interop).Contain(function))
            {
                return;
            }

            var assets = NativeAssets.Of(interop);
            var identifiers = assets.IdentifiersOf(library);
            if (identifiers.Count == 0)
            {
                return;
            }

            var systems = DeclaredSystems.Of(interop, function.Symbol, library);
            var missing = assets.Declared
                .Where(platform => systems.Contains(platform.Os) && !identifiers.Any(identifier => NativeAssets.Covers(identifier, platform)))
                .Select(static platform => platform.RuntimeIdentifier).ToList();
            if (missing.Count > 0)
            {
                context.Report(Report.Create(
                    Rule, interop.Compilation, context.Location, null, null, default, library, string.Join(", ", identifiers.Distinct()), string.Join(", ", missing), function.DisplayName));
            }
        });
    }

    /// <summary>The first import of each library; local functions are rare and stand for themselves.</summary>
    private sealed class FirstImports
    {
        private readonly Dictionary<string, ISymbol> _byLibrary = new(StringComparer.Ordinal);

        private FirstImports(InteropContext interop)
        {
            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                if (function is { IsImport: true, Library.Length: > 0 } && LibraryNames.Normalize(function.Library) is var name && !_byLibrary.ContainsKey(name))
                {
                    _byLibrary.Add(name, function.Symbol);
                }
            }
        }

        public static FirstImports Of(InteropContext interop) => interop.Get(static context => new FirstImports(context));

        public bool Contain(NativeFunction function) =>
            !_byLibrary.TryGetValue(LibraryNames.Normalize(function.Library), out var first) || SymbolEqualityComparer.Default.Equals(first, function.Symbol);
    }
}
