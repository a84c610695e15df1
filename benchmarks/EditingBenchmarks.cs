using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Benchmarks;

/// <summary>What an editor waits for: from a keystroke to the diagnostics of the file in which it was typed, in a project that is open already.</summary>
internal static class EditingBenchmarks
{
    private const int Edits = 15;

    public static async Task RunAsync(IReadOnlyCollection<string> rules, int lines)
    {
        Console.WriteLine($"From an edit to the diagnostics of the edited file, in a project of {lines} lines (medians of {Edits})");
        var ours = Analyzers.Ours(rules);
        var table = new Table("project", "edit", "nothing ms", "ours ms", "added ms", "SDK ms", "added MB");
        foreach (var (name, source) in new[] { ("binding", Workloads.Binding(lines)), ("1 line in 50", Workloads.Mixed(lines)), ("no interop", Workloads.Plain(lines)) })
        {
            var files = source.ToList();
            foreach (var (edit, oldText) in new[] { ("in a body", "count"), ("a new member", "public sealed ") })
            {
                var nothing = await EditAsync(files, oldText, [], null);
                var own = await EditAsync(files, oldText, ours, null);
                var sdk = await EditAsync(files, oldText, Analyzers.Sdk(), Analyzers.SdkSeverities());
                table.Add(name, edit, nothing.Processor, own.Processor, own.Processor - nothing.Processor, sdk.Processor, own.Megabytes - nothing.Megabytes);
            }
        }

        table.Print();
    }

    private static async Task<Cost> EditAsync(
        List<(string Path, string Text)> files, string place, ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableDictionary<string, ReportDiagnostic>? severities)
    {
        using var workspace = new AdhocWorkspace();
        var reference = Workloads.Compile([], severities);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Workload", "Workload", LanguageNames.CSharp,
            compilationOptions: reference.Options, parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: reference.References));
        foreach (var (path, text) in files)
        {
            project = project.AddDocument(path, SourceText.From(text)).Project;
        }

        var document = project.Documents.Last();
        await DiagnosticsAsync(document, analyzers);
        var edit = 0;
        async Task TypeAsync()
        {
            var text = await document.GetTextAsync();
            var at = text.ToString().LastIndexOf(place, StringComparison.Ordinal);

            // A comment in a body, or a class before one: what makes Roslyn build declarations anew, and what does not.
            document = document.WithText(text.WithChanges(new TextChange(new TextSpan(at, 0), place == "count" ? $"/* {edit++} */" : $"internal class New{edit++} {{ }}\n")));
            await DiagnosticsAsync(document, analyzers);
        }

        var costs = new List<Cost>();
        for (var round = 0; round < 3; round++)
        {
            await TypeAsync();
        }

        return (await Measure.InTurnAsync(Edits, TypeAsync))[0];
    }

    private static async Task DiagnosticsAsync(Document document, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var model = compilation.GetSemanticModel((await document.GetSyntaxTreeAsync())!);
        var run = Analyzers.On(compilation, analyzers.Add(new NothingAnalyzer(RoslynWork.Operations)));
        await run.GetAnalyzerSyntaxDiagnosticsAsync(model.SyntaxTree, CancellationToken.None);
        await run.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
    }
}
