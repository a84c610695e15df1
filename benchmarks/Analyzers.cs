using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace BoundaryLint.Benchmarks;

/// <summary>The analyzers to measure: all of this package, or those of some rules; and the SDK's own to compare them with.</summary>
internal static class Analyzers
{
    private static readonly ImmutableHashSet<string> FlowRules =
    [
        "FFI1002", "FFI1003", "FFI1004", "FFI1005", "FFI1007", "FFI1009", "FFI1011", "FFI1012", "FFI1013", "FFI1014", "FFI1015",
        "FFI2003", "FFI2004", "FFI2005", "FFI2006", "FFI2008", "FFI2012", "FFI2013", "FFI4003", "FFI4006", "FFI4007",
    ];

    /// <summary>Every analyzer of the package that reports one of the rules; all of them when none is named.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Ours(IReadOnlyCollection<string> rules) =>
        [.. Of(typeof(InteropAnalyzer).Assembly)
            .Where(analyzer => rules.Count == 0 || analyzer.SupportedDiagnostics.Any(rule => rules.Any(name => rule.Id.StartsWith(name, StringComparison.OrdinalIgnoreCase))))];

    /// <summary>Whether an analyzer is one of the rules that follow handles over the control-flow graph.</summary>
    public static bool IsFlowRule(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.Any(static rule => FlowRules.Contains(rule.Id));

    /// <summary>Those that the .NET SDK runs in every build.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Sdk()
    {
        var folder = Path.Combine(Workloads.SdkDirectory(), "Sdks", "Microsoft.NET.Sdk", "analyzers");
        return [.. new[] { "Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll" }
            .SelectMany(file => Of(Assembly.LoadFrom(Path.Combine(folder, file))))];
    }

    /// <summary>Those of other packages, by name and version.</summary>
    public static IEnumerable<(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)> Peers()
    {
        const string Prefix = "Peer:";
        var metadata = typeof(Analyzers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static entry => entry.Key, static entry => entry.Value!);
        foreach (var (key, file) in metadata.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                yield return (key[Prefix.Length..], [.. Of(Assembly.LoadFrom(Path.Combine(metadata["PackageFolder"], file)))]);
            }
        }
    }

    /// <summary>The severities that the SDK gives its rules by default.</summary>
    public static ImmutableDictionary<string, ReportDiagnostic> SdkSeverities()
    {
        var folder = Path.Combine(Workloads.SdkDirectory(), "Sdks", "Microsoft.NET.Sdk", "analyzers", "build", "config");
        var file = Directory.GetFiles(folder, "analysislevel_*_default.globalconfig").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal).Last();
        return File.ReadLines(file)
            .Select(line => line.Split('='))
            .Where(parts => parts.Length == 2 && parts[0].StartsWith("dotnet_diagnostic.", StringComparison.Ordinal))
            .ToImmutableDictionary(
                parts => parts[0].Trim()["dotnet_diagnostic.".Length..^".severity".Length],
                parts => parts[1].Trim() switch
                {
                    "none" => ReportDiagnostic.Suppress,
                    "error" => ReportDiagnostic.Error,
                    "warning" => ReportDiagnostic.Warn,
                    "suggestion" => ReportDiagnostic.Info,
                    _ => ReportDiagnostic.Hidden,
                });
    }

    public static CompilationWithAnalyzers On(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool logsTime = false, params ImmutableArray<AdditionalText> additional) =>
        new(compilation, analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions(additional), OnException, concurrentAnalysis: false, logAnalyzerExecutionTime: logsTime));

    /// <summary>What each analyzer took, the slowest first.</summary>
    public static async Task<List<(string Name, AnalyzerTelemetryInfo Info)>> TelemetryAsync(CompilationWithAnalyzers run, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var result = new List<(string, AnalyzerTelemetryInfo)>();
        foreach (var analyzer in analyzers)
        {
            result.Add((analyzer.GetType().Name, await run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)));
        }

        return [.. result.OrderByDescending(entry => entry.Item2.ExecutionTime)];
    }

    private static IEnumerable<DiagnosticAnalyzer> Of(Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } attribute
                && attribute.Languages.Contains(LanguageNames.CSharp))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    // A benchmark of analyzers that fail measures nothing.
    private static void OnException(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new InvalidOperationException(analyzer + " failed: " + exception, exception);
}
