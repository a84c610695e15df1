using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Benchmarks;

/// <summary>What the package adds to a compilation, beside what the SDK's own analyzers add to the same one.</summary>
internal static class CompilationBenchmarks
{
    private const int Rounds = 5;

    public static async Task CostAsync(IReadOnlyCollection<string> rules, int lines)
    {
        Console.WriteLine("Cost of analyzers over the time to parse, bind and emit (processor time, medians of " + Rounds + ")");
        var table = new Table("project", "lines", "compile ms", "ours ms", "%", "SDK ms", "%", "ours beside SDK ms", "%", "ours MB", "SDK MB", "findings");
        foreach (var (name, files) in new[] { ("binding", Workloads.Binding(lines)), ("1 line in 50", Workloads.Mixed(lines)), ("no interop", Workloads.Plain(lines)) })
        {
            await CostOfAsync(table, name, [.. files], rules);
        }

        table.Print();
    }

    /// <summary>What others cost on the same code; each runs the rules that are on by default in its package.</summary>
    public static async Task PeersAsync(IReadOnlyCollection<string> rules, int lines)
    {
        Console.WriteLine("Cost of several packages on the same binding of " + lines + " lines (processor time, medians of " + Rounds + ")");
        var files = Workloads.Binding(lines).ToList();
        (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableDictionary<string, ReportDiagnostic>? Severities)[] packages =
        [
            ("BoundaryLint", Analyzers.Ours(rules), null),
            ("the .NET SDK's analyzers", Analyzers.Sdk(), Analyzers.SdkSeverities()),
            .. Analyzers.Peers().Select(static peer => (peer.Name, peer.Analyzers, (ImmutableDictionary<string, ReportDiagnostic>?)null)),
        ];
        var findings = new int[packages.Length];

        // All of them count the compiler's own findings too.
        var ofCompiler = Workloads.Compile(Workloads.Parse(files)).GetDiagnostics().Length;
        var costs = await Measure.InTurnAsync(
            Rounds,
            [
                () => CompileAsync(files),
                () => AnalyzeAsync(files, []),
                .. packages.Select((package, index) => (Func<Task>)(async () => findings[index] = await AnalyzeAsync(files, package.Analyzers, package.Severities))),
            ]);
        var table = new Table("package", "rules on", "ms", "% of compile", "MB", "findings");
        for (var index = 0; index < packages.Length; index++)
        {
            var package = packages[index];
            var added = costs[index + 2].Processor - costs[1].Processor;
            table.Add(
                package.Name, package.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Where(rule => IsOn(rule, package.Severities)).Select(static rule => rule.Id).Distinct().Count(),
                added, 100 * added / costs[0].Processor, costs[index + 2].Megabytes - costs[1].Megabytes, findings[index] - ofCompiler);
        }

        table.Print();

        static bool IsOn(DiagnosticDescriptor rule, ImmutableDictionary<string, ReportDiagnostic>? severities) =>
            severities?.TryGetValue(rule.Id, out var stated) == true ? stated != ReportDiagnostic.Suppress : rule.IsEnabledByDefault;
    }

    /// <summary>The first numbers of <see cref="CostAsync"/> in a tenth of its time, for use while a rule is made faster.</summary>
    public static async Task OursAsync(IReadOnlyCollection<string> rules, int lines)
    {
        var ours = Analyzers.Ours(rules);
        var table = new Table("project", "compile ms", "Roslyn's operations ms", "ours ms", "%", "ours MB");
        foreach (var (name, source) in new[] { ("binding", Workloads.Binding(lines)), ("1 line in 50", Workloads.Mixed(lines)), ("no interop", Workloads.Plain(lines)) })
        {
            var files = source.ToList();
            var costs = await Measure.InTurnAsync(Rounds, () => CompileAsync(files), () => BindAsync(files), () => AnalyzeAsync(files, []), () => AnalyzeAsync(files, ours));
            var added = costs[3].Processor - costs[2].Processor;
            table.Add(
                name, costs[0].Processor, costs[2].Processor - costs[1].Processor, added, 100 * added / costs[0].Processor, costs[3].Megabytes - costs[2].Megabytes);
        }

        table.Print();
    }

    /// <summary>What all rules, and the flow rules on top of the others, add on somebody's source. It may lack references: then it is bound as far as it goes, and nothing is emitted.</summary>
    public static async Task FoldersAsync(IEnumerable<string> folders)
    {
        Console.WriteLine("Cost on source of others over the time to parse and bind (processor time, medians of 3)");
        var ours = Analyzers.Ours([]);
        ImmutableArray<DiagnosticAnalyzer> others = [.. ours.Where(static analyzer => !Analyzers.IsFlowRule(analyzer))];
        var table = new Table("folder", "lines", "imports", "bind ms", "all rules ms", "%", "flow rules ms", "%", "counted ms", "%", "all rules MB", "flow rules MB", "findings");
        foreach (var folder in folders)
        {
            var (found, ofOthers) = (0, 0);
            List<(string Path, string Text)> files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => (file, File.ReadAllText(file)))];
            var costs = await Measure.InTurnAsync(
                3,
                () => Task.FromResult(Workloads.Compile(Workloads.Parse(files)).GetDiagnostics()),
                async () => ofOthers = await AnalyzeAsync(files, []),
                async () => found = await AnalyzeAsync(files, ours),
                () => AnalyzeAsync(files, others));
            var (bind, all, flow) = (costs[0].Processor, costs[2].Processor - costs[1].Processor, costs[2].Processor - costs[3].Processor);
            var counted = await CountedTimeOfFlowRulesAsync(files);
            table.Add(
                Path.GetFileName(folder.TrimEnd('/')), Workloads.LinesOf(files), files.Sum(static file => file.Text.Split("DllImport(").Length - 1), bind, all, 100 * all / bind, flow, 100 * flow / bind,
                counted, 100 * counted / costs[0].Wall,
                costs[2].Megabytes - costs[1].Megabytes, costs[2].Megabytes - costs[3].Megabytes, found - ofOthers);
        }

        table.Print();
    }

    /// <summary>
    /// Milliseconds in the flow rules' own actions by Roslyn's count, the median of five runs beside all other rules, which come first and make what both need. A difference of two runs
    /// cannot show a few hundredths of one of them; this can, and leaves out only what Roslyn does around an action. The code is compiled before, as in a build: what the compiler makes for itself
    /// (symbols and their attributes) is not charged to whoever asks for it first.
    /// </summary>
    private static async Task<double> CountedTimeOfFlowRulesAsync(List<(string Path, string Text)> files)
    {
        ImmutableArray<DiagnosticAnalyzer> ours = [.. Analyzers.Ours([]).OrderBy(Analyzers.IsFlowRule)];
        var names = ours.Where(Analyzers.IsFlowRule).Select(static analyzer => analyzer.GetType().Name).ToHashSet();
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var compilation = Workloads.Compile(Workloads.Parse(files));
            compilation.GetDiagnostics();
            var run = Analyzers.On(compilation, ours, logsTime: true);
            await run.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
            times.Add((await Analyzers.TelemetryAsync(run, ours)).Where(entry => names.Contains(entry.Name)).Sum(static entry => entry.Info.ExecutionTime.TotalMilliseconds));
        }

        return times.Skip(1).Order().ElementAt(Rounds / 2);
    }

    /// <summary>What the flow rules add: to the package's other rules, and alone; on a binding and on methods with handles, beside the SDK's analyzers and Roslyn's own graphs.</summary>
    public static async Task FlowAsync(int lines)
    {
        Console.WriteLine("Cost of the flow rules over the time to parse, bind and emit (processor time, medians of " + Rounds + ")");
        var ours = Analyzers.Ours([]);
        ImmutableArray<DiagnosticAnalyzer> flow = [.. ours.Where(Analyzers.IsFlowRule)];
        ImmutableArray<DiagnosticAnalyzer> others = [.. ours.Where(static analyzer => !Analyzers.IsFlowRule(analyzer))];
        var table = new Table("code", "lines", "compile ms", "SDK ms", "%", "Roslyn's graphs ms", "MB", "flow on top of the others ms", "%", "MB", "flow alone ms", "%", "MB", "counted ms", "%");
        foreach (var (name, source) in new[] { ("binding", Workloads.Binding(lines)), ("1,000 methods", Workloads.HandleMethods(1000)) })
        {
            var files = source.ToList();
            var costs = await Measure.InTurnAsync(
                Rounds,
                () => CompileAsync(files),
                () => AnalyzeAsync(files, []),
                () => AnalyzeAsync(files, Analyzers.Sdk(), Analyzers.SdkSeverities()),
                () => AskForGraphsAsync(files),
                () => AnalyzeAsync(files, others),
                () => AnalyzeAsync(files, ours),
                () => AnalyzeAsync(files, flow));
            var (compile, bare) = (costs[0].Processor, costs[1]);
            var sdk = costs[2].Processor - bare.Processor;
            var (onTop, alone) = (costs[5].Processor - costs[4].Processor, costs[6].Processor - bare.Processor);
            var counted = await CountedTimeOfFlowRulesAsync(files);
            table.Add(
                name, Workloads.LinesOf(files), compile, sdk, 100 * sdk / compile, costs[3].Processor - bare.Processor, costs[3].Megabytes - bare.Megabytes,
                onTop, 100 * onTop / compile, costs[5].Megabytes - costs[4].Megabytes, alone, 100 * alone / compile, costs[6].Megabytes - bare.Megabytes,
                counted, 100 * counted / costs[0].Wall);
        }

        table.Print();
    }

    /// <summary>The lines of each size, the time to compile them, and what the rules add.</summary>
    public static async Task<List<(int Lines, double Compile, double Added)>> GrowthAsync(IReadOnlyCollection<string> rules, int lines)
    {
        var growth = new List<(int, double, double)>();
        Console.WriteLine("Growth with the size of a binding (processor time; linear is 1, 2, 4, 8)");
        var ours = Analyzers.Ours(rules);
        var table = new Table("lines", "compile ms", "ratio", "with ours ms", "added ms", "ratio", "added MB");
        Cost? firstCompile = null;
        double firstAdded = 0;
        foreach (var factor in new[] { 1, 2, 4, 8 })
        {
            var files = Workloads.Binding(lines / 8 * factor).ToList();
            var costs = await Measure.InTurnAsync(3, () => CompileAsync(files), () => AnalyzeAsync(files, []), () => AnalyzeAsync(files, ours));
            firstCompile ??= costs[0];
            var added = costs[2].Processor - costs[1].Processor;
            firstAdded = factor == 1 ? added : firstAdded;
            table.Add(
                Workloads.LinesOf(files), costs[0].Processor, costs[0].Processor / firstCompile.Value.Processor, costs[2].Processor, added, added / firstAdded,
                costs[2].Megabytes - costs[1].Megabytes);
            growth.Add((Workloads.LinesOf(files), costs[0].Processor, added));
        }

        table.Print();
        return growth;
    }

    public static async Task RulesAsync(IReadOnlyCollection<string> rules, int lines)
    {
        Console.WriteLine("Time in each analyzer (Roslyn's own count)");
        var ours = Analyzers.Ours(rules);
        var all = ours.AddRange(Analyzers.Sdk());
        var files = Workloads.Binding(lines).ToList();
        List<(string Name, Microsoft.CodeAnalysis.Diagnostics.Telemetry.AnalyzerTelemetryInfo Info)> telemetry = [];
        double compile = 0;
        for (var round = 0; round < 3; round++)
        {
            compile = (await Measure.OnceAsync(() => CompileAsync(files))).Processor;
            var run = Analyzers.On(Workloads.Compile(Workloads.Parse(files), Analyzers.SdkSeverities()), all, logsTime: true);
            await run.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
            telemetry = await Analyzers.TelemetryAsync(run, all);
        }

        var own = ours.Select(analyzer => analyzer.GetType().Name).ToHashSet();
        var table = new Table("analyzer", "ms", "% of compile", "symbol actions", "operation actions", "block actions");
        foreach (var (name, info) in telemetry.Where(entry => own.Contains(entry.Name)))
        {
            Add(name, info);
        }

        foreach (var (name, info) in telemetry.Where(entry => !own.Contains(entry.Name)).Take(8))
        {
            Add("SDK: " + name, info);
        }

        table.Print();
        var sum = telemetry.Where(entry => own.Contains(entry.Name)).Sum(entry => entry.Info.ExecutionTime.TotalMilliseconds);
        var sdk = telemetry.Where(entry => !own.Contains(entry.Name)).Sum(entry => entry.Info.ExecutionTime.TotalMilliseconds);
        Console.WriteLine($"all of ours {sum:0} ms = {100 * sum / compile:0.0} % of {compile:0} ms; all of the SDK's {sdk:0} ms");
        Console.WriteLine();

        void Add(string name, Microsoft.CodeAnalysis.Diagnostics.Telemetry.AnalyzerTelemetryInfo info) =>
            table.Add(
                name, info.ExecutionTime.TotalMilliseconds, 100 * info.ExecutionTime.TotalMilliseconds / compile, info.SymbolActionsCount, info.OperationActionsCount,
                info.OperationBlockActionsCount + info.OperationBlockStartActionsCount);
    }

    internal static Task CompileAsync(IEnumerable<(string Path, string Text)> files)
    {
        var compilation = Workloads.Compile(Workloads.Parse(files));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException("the workload does not compile: " + result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Parses, binds and analyses. An analyzer that does nothing but ask for operations is always there: Roslyn makes the operations of all bodies once for all analyzers,
    /// and the SDK's own ask for them in every build.
    /// </summary>
    internal static async Task<int> AnalyzeAsync(
        IEnumerable<(string Path, string Text)> files, ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableDictionary<string, ReportDiagnostic>? severities = null, params ImmutableArray<AdditionalText> additional)
    {
        var compilation = Workloads.Compile(Workloads.Parse(files), severities);
        var found = await Analyzers.On(compilation, analyzers.Add(new NothingAnalyzer(RoslynWork.Operations)), additional: additional).GetAllDiagnosticsAsync(CancellationToken.None);
        return found.Length;
    }

    /// <summary>With an analyzer that asks for the control-flow graph of each body and does nothing with it: Roslyn's part of what flow analysis costs.</summary>
    public static Task AskForGraphsAsync(IEnumerable<(string Path, string Text)> files) => AskAsync(files, RoslynWork.Graphs);

    /// <summary>The same with an analyzer that does not even ask for operations.</summary>
    private static Task BindAsync(IEnumerable<(string Path, string Text)> files) => AskAsync(files, RoslynWork.Binding);

    private static Task AskAsync(IEnumerable<(string Path, string Text)> files, RoslynWork work) =>
        Analyzers.On(Workloads.Compile(Workloads.Parse(files)), [new NothingAnalyzer(work)]).GetAllDiagnosticsAsync(CancellationToken.None);

    private static async Task CostOfAsync(Table table, string name, List<(string Path, string Text)> files, IReadOnlyCollection<string> rules)
    {
        var ours = Analyzers.Ours(rules);
        var sdk = Analyzers.Sdk();
        var severities = Analyzers.SdkSeverities();
        var findings = 0;
        var costs = await Measure.InTurnAsync(
            Rounds,
            () => CompileAsync(files),
            () => AnalyzeAsync(files, []),
            async () => findings = await AnalyzeAsync(files, ours),
            () => AnalyzeAsync(files, sdk, severities),
            () => AnalyzeAsync(files, sdk.AddRange(ours), severities));
        var compile = costs[0].Processor;
        var ourCost = costs[2].Processor - costs[1].Processor;
        var sdkCost = costs[3].Processor - costs[1].Processor;
        var beside = costs[4].Processor - costs[3].Processor;
        table.Add(
            name, Workloads.LinesOf(files), compile, ourCost, 100 * ourCost / compile, sdkCost, 100 * sdkCost / compile, beside, 100 * beside / compile,
            costs[2].Megabytes - costs[1].Megabytes, costs[3].Megabytes - costs[1].Megabytes, findings);
    }
}

/// <summary>How much Roslyn has to make for an analyzer.</summary>
internal enum RoslynWork
{
    /// <summary>Nothing beyond the compiler's own diagnostics.</summary>
    Binding,

    /// <summary>The operations of all bodies.</summary>
    Operations,

    /// <summary>The operations, and a control-flow graph of each body.</summary>
    Graphs,
}

/// <summary>Analyses nothing.</summary>
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // It is not part of a package.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NothingAnalyzer(RoslynWork work) : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("NOTHING", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationAction(_ => { });
        if (work >= RoslynWork.Operations)
        {
            context.RegisterOperationAction(_ => { }, OperationKind.Invocation);
        }

        if (work >= RoslynWork.Graphs)
        {
            context.RegisterOperationBlockAction(blocks =>
            {
                foreach (var block in blocks.OperationBlocks)
                {
                    if (block.Kind is OperationKind.Block)
                    {
                        blocks.GetControlFlowGraph(block);
                    }
                }
            });
        }
    }
}
#pragma warning restore RS1036, RS1038, RS1041, RS2008
