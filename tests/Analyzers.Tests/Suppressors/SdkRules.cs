using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Suppressors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Suppressors;

/// <summary>
/// Runs the analyzers of the .NET SDK on this machine together with our suppressors. Each line on which one of the rules reports says so in a comment: <c>// silenced: CA1051</c> or
/// <c>// stays: CA1051</c>. A silenced diagnostic is one that the SDK's rule reported, so that a rule that says nothing fails the test too.
/// </summary>
internal static class SdkRules
{
    private static readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> Sdk = new(Load);

    public static async Task VerifyAsync(string source, string ids, string runtimeIdentifiers = "win-x64,linux-x64,osx-arm64", params string[] switchedOff)
    {
        var wanted = ids.Split(' ');
        var found = await ReportedAsync(source, wanted, runtimeIdentifiers, switchedOff);
        Assert.Equal(
            Stated(source),
            found.Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {(diagnostic.IsSuppressed ? "silenced" : "stays")}: {diagnostic.Id}")
                .Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Stated(string source) => source.Split('\n')
        .SelectMany((line, index) => line.Split("// ").Skip(1).SelectMany(comment => comment.Split(", ")).Select(part => part.Trim())
            .Where(part => part.StartsWith("silenced: ", StringComparison.Ordinal) || part.StartsWith("stays: ", StringComparison.Ordinal))
            .Select(part => $"{index + 1}: {part}"))
        .Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<Diagnostic>> ReportedAsync(string source, string[] ids, string runtimeIdentifiers, string[] switchedOff)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
            .WithSpecificDiagnosticOptions(ids.Select(id => (id, ReportDiagnostic.Warn)).Concat(switchedOff.Select(id => (id, ReportDiagnostic.Suppress)))
                .Select(pair => new KeyValuePair<string, ReportDiagnostic>(pair.Item1, pair.Item2)));
        var parse = new CSharpParseOptions(LanguageVersion.CSharp11);
        var compilation = CSharpCompilation.Create(
            "Silenced", [CSharpSyntaxTree.ParseText(source, parse, "/Code.cs")], await ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None), options);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var analyzers = Sdk.Value.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => ids.Contains(rule.Id))).Concat(Suppressors()).ToImmutableArray();
        var files = new AnalyzerOptions([], new ProjectProperties(runtimeIdentifiers));
        var run = new CompilationWithAnalyzers(compilation, analyzers, new CompilationWithAnalyzersOptions(
            files, (exception, _, _) => throw new InvalidOperationException("An analyzer failed.", exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        return (await run.GetAllDiagnosticsAsync(CancellationToken.None)).Where(diagnostic => ids.Contains(diagnostic.Id));
    }

    private static IEnumerable<DiagnosticAnalyzer> Suppressors() => typeof(InteropSuppressor).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(DiagnosticSuppressor).IsAssignableFrom(type))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    private static ImmutableArray<DiagnosticAnalyzer> Load()
    {
        var folder = typeof(ReferenceAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SdkAnalyzers").Value!;
        string[] names = ["Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"];
        var assemblies = names.Select(name => Assembly.LoadFrom(Path.Combine(folder, name))).ToList();
        return [.. assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type)
                && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
    }

    private sealed class ProjectProperties(string runtimeIdentifiers) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(runtimeIdentifiers);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Properties(string runtimeIdentifiers) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = key == "build_property.RuntimeIdentifiers" ? runtimeIdentifiers : "";
                return value.Length > 0;
            }
        }
    }
}
