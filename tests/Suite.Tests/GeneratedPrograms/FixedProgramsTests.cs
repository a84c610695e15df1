using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;
using Xunit.Abstractions;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>
/// The fixes of the flow rules on written programs: what is reported is what execution shows, and a program to which a fix was applied compiles, is no longer reported,
/// shows nothing wrong when it is executed that was not wrong before, and is left alone by the next run of the fix.
/// </summary>
public sealed class FixedProgramsTests(ITestOutputHelper output)
{
    private const int ProgramsPerFile = 50;
    private const int Seed = 20261122;

    // What the rules leave alone by design, and what flags of the caller decide; more would be a defect.
    private const double MissedAtMost = 0.15;

    // Which copies of a finally block there are, and how long each of them keeps an object, is the just-in-time compiler's decision.
    private const double WrongAtMost = 0.1;

    private static readonly string[] Ids = ["FFI1003", "FFI1012", "FFI1013", "FFI2003", "FFI4003", "FFI4007"];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [.. AllRules.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => Ids.Contains(rule.Id)))];

    // A bigger run: BOUNDARYLINT_PROGRAMS=1000, for each subject.
    private static readonly int Programs =
        int.TryParse(Environment.GetEnvironmentVariable("BOUNDARYLINT_PROGRAMS"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : ProgramsPerFile * 2;

    [Theory]
    [InlineData("Handles", "FFI1003", "FFI4007")]
    [InlineData("SafeHandles", "FFI1003", "FFI4007")]
    [InlineData("References", "FFI1012")]
    [InlineData("RawValues", "FFI1013")]
    [InlineData("Wrappers", "FFI2003")]
    [InlineData("LastErrors", "FFI4003")]
    public async Task Repaired_programs_compile_and_are_clean_when_executed(string subject, params string[] ids)
    {
        var writer = new ProgramWriter(Seed);
        var figures = new Figures();
        for (var done = 0; done < Programs; done += ProgramsPerFile)
        {
            var programs = Enumerable.Range(0, ProgramsPerFile).Select(number => writer.Next(Enum.Parse<Subject>(subject), number)).ToList();
            await CheckAsync(programs, ids, figures);
        }

        output.WriteLine($"{Programs} programs, {figures.Defects} defects: {figures.Found} found, {figures.Missed.Count} missed, {figures.WrongReports.Count} reports wrong; "
            + $"fixes: {figures.Fixed} applied, {figures.Refused} not offered, {figures.Broken.Count} broken, {figures.NewlyReported} opened a way to another defect; "
            + $"{figures.LeftOut} programs left out for their number of paths.");
        foreach (var key in figures.FixedByKey)
        {
            output.WriteLine($"  {key.Key}: {key.Value}");
        }

        Assert.True(figures.Broken.Count == 0, $"{figures.Broken.Count} fixes broken, the shortest:\n{Shortest(figures.Broken)}");
        Assert.True(figures.WrongReports.Count <= (subject is "RawValues" or "Wrappers" ? figures.Found * WrongAtMost : 0), $"{figures.WrongReports.Count} wrong reports beside {figures.Found} right ones, the shortest:\n{Shortest(figures.WrongReports)}");
        Assert.True(figures.Fixed > 0, "No fix was offered.");
        Assert.True(figures.Missed.Count <= figures.Defects * MissedAtMost, $"{figures.Missed.Count} of {figures.Defects} defects missed, the shortest:\n{Shortest(figures.Missed)}");
    }

    private static async Task CheckAsync(IReadOnlyList<WrittenProgram> programs, string[] ids, Figures figures)
    {
        var solution = await NewSolutionAsync(programs);
        var documentId = solution.Projects.Single().Documents.Single(document => document.Name == "P.cs").Id;
        var diagnostics = (await DiagnosticsAsync(solution, documentId)).Where(diagnostic => ids.Contains(diagnostic.Id)).ToList();
        var before = await SimulatedNative.ExecuteAsync(await MembersAsync(solution, documentId, []), programs);
        figures.LeftOut += programs.Count - before.Count;
        var byProgram = await ByMemberAsync(solution, documentId, diagnostics);
        foreach (var program in programs.Where(program => before.ContainsKey(program.Name)))
        {
            Compare(program, before[program.Name], byProgram.GetValueOrDefault(program.Name) ?? [], ids, figures);
        }

        // Which fixes are offered, each way of fixing for itself.
        var offers = new List<(Diagnostic Diagnostic, CodeFixProvider Fix, string Key)>();
        foreach (var diagnostic in diagnostics)
        {
            var offered = await OffersAsync(solution.GetDocument(documentId)!, diagnostic);
            offers.AddRange(offered);
            figures.Refused += offered.Count == 0 ? 1 : 0;
        }

        foreach (var group in offers.GroupBy(offer => (offer.Fix, offer.Diagnostic.Id, offer.Key)))
        {
            var chosen = group.Select(offer => offer.Diagnostic).ToList();
            figures.FixedByKey[group.Key.Key] = figures.FixedByKey.GetValueOrDefault(group.Key.Key) + chosen.Count;
            var all = diagnostics.Where(diagnostic => diagnostic.Id == group.Key.Id).ToList();
            var once = await FixAllAsync(solution, documentId, group.Key.Fix, group.Key.Id, group.Key.Key, all);
            await CheckFixedAsync(programs, once, documentId, group.Key.Fix, group.Key.Id, group.Key.Key, await ByMemberAsync(solution, documentId, chosen), byProgram, before, figures);
        }
    }

    private static void Compare(WrittenProgram program, HashSet<(Wrong What, int Site)> truth, List<Diagnostic> diagnostics, string[] ids, Figures figures)
    {
        foreach (var id in ids)
        {
            var real = truth.Where(item => Shows(item.What, id)).Select(item => item.Site).ToHashSet();
            var reported = diagnostics.Where(diagnostic => diagnostic.Id == id).Select(diagnostic => SiteOf(program, diagnostic)).ToHashSet();

            figures.Defects += real.Count;
            figures.Found += reported.Count(real.Contains);
            figures.WrongReports.AddRange(reported.Where(site => !real.Contains(site)).Select(site => $"{id} for {site} in\n{program.Text}"));
            figures.Missed.AddRange(real.Where(site => !reported.Contains(site)).Select(site => $"{id} for {site} in\n{program.Text}"));
        }
    }

    private static bool Shows(Wrong what, string id) => id switch
    {
        "FFI1003" => what == Wrong.Leaked,
        "FFI1012" => what is Wrong.ReferenceLeft or Wrong.ReferenceTaken,
        "FFI1013" or "FFI2003" => what == Wrong.Collected,
        "FFI4003" => what == Wrong.WrongError,
        _ => what == Wrong.NullUsed,
    };

    private static int SiteOf(WrittenProgram program, Diagnostic diagnostic)
    {
        // The member begins where its text begins in the file.
        var tree = diagnostic.Location.SourceTree!;
        var member = MemberAt(tree.GetRoot(), diagnostic.Location.SourceSpan)!;
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line - tree.GetLineSpan(member.Span).StartLinePosition.Line;
        return program.SiteOfLine.GetValueOrDefault(line, -1);
    }

    private static async Task CheckFixedAsync(
        IReadOnlyList<WrittenProgram> programs, Solution solution, DocumentId documentId, CodeFixProvider fix, string id, string key, Dictionary<string, List<Diagnostic>> chosen,
        Dictionary<string, List<Diagnostic>> reported, Dictionary<string, HashSet<(Wrong What, int Site)>> before, Figures figures)
    {
        var text = await solution.GetDocument(documentId)!.GetTextAsync();
        var root = (await solution.GetDocument(documentId)!.GetSyntaxRootAsync())!;
        var compilation = (await solution.GetDocument(documentId)!.Project.GetCompilationAsync())!;
        var errors = await ByMemberAsync(solution, documentId, compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostics = await DiagnosticsAsync(solution, documentId);
        var left = await ByMemberAsync(solution, documentId, diagnostics);
        var again = await FixAllAsync(solution, documentId, fix, id, key, diagnostics.Where(diagnostic => diagnostic.Id == id).ToList());
        var twice = (await again.GetDocument(documentId)!.GetSyntaxRootAsync())!;
        var executed = programs.Where(program => before.ContainsKey(program.Name) && !errors.ContainsKey(program.Name)).ToList();
        var after = await SimulatedNative.ExecuteAsync(await MembersAsync(solution, documentId, errors.Keys), executed);
        foreach (var program in programs)
        {
            if (!chosen.TryGetValue(program.Name, out var repaired))
            {
                continue;
            }

            var now = MemberNamed(root, program.Name)!.ToString();
            figures.Fixed += repaired.Count;
            if (errors.TryGetValue(program.Name, out var error))
            {
                Broken($"does not compile, {error[0].Id} {error[0].GetMessage(CultureInfo.InvariantCulture)}");
                continue;
            }

            var remaining = left.GetValueOrDefault(program.Name)?.Count(diagnostic => diagnostic.Id == id) ?? 0;
            var expected = reported[program.Name].Count(diagnostic => diagnostic.Id == id) - repaired.Count;
            if (remaining > expected)
            {
                Broken($"leaves {remaining} diagnostics where {expected} were not offered a fix");
            }
            else if (MemberNamed(twice, program.Name)!.ToString() is var next && next != now && remaining <= expected && expected == 0)
            {
                Broken($"changes the program again, to\n{next}");
            }

            if (!before.TryGetValue(program.Name, out var truth) || !after.TryGetValue(program.Name, out var shown))
            {
                continue;
            }

            // What stays reported for the same handle may go on being wrong.
            var sites = repaired.Select(diagnostic => SiteOf(program, diagnostic)).ToHashSet();
            sites.ExceptWith(reported[program.Name].Where(diagnostic => diagnostic.Id == id && !repaired.Contains(diagnostic)).Select(diagnostic => SiteOf(program, diagnostic)));
            foreach (var (what, site) in shown)
            {
                if (Shows(what, id) && sites.Contains(site))
                {
                    Broken($"{what} of {site} when executed, as before the fix");
                }
                else if (!truth.Contains((what, site)))
                {
                    // An exception that did not exist before opens a way out on which another handle is lost: FFI1003 says so, and its fix is the next. Or a handler runs that
                    // never ran before, and another handle is used behind it.
                    // A release too many threw before it came to what is wrong with another handle.
                    if ((id == "FFI1012" && !sites.Contains(site)) || (id == "FFI4007"
                        && ((what == Wrong.Leaked && left.GetValueOrDefault(program.Name)?.Any(diagnostic => diagnostic.Id == "FFI1003") == true) || (what == Wrong.NullUsed && !sites.Contains(site)))))
                    {
                        figures.NewlyReported++;
                    }
                    else
                    {
                        Broken($"{what} of {site} when executed, which was right before the fix");
                    }
                }
            }

            void Broken(string how) => figures.Broken.Add($"{id} {key} {how}:\n{program.Text}\nfixed:\n{now}\n");
        }

        Assert.DoesNotContain("", errors.Keys);
    }

    private static async Task<Solution> NewSolutionAsync(IReadOnlyList<WrittenProgram> programs)
    {
        var text = new StringBuilder(WrittenProgram.Head);
        foreach (var program in programs)
        {
            text.Append(program.Text).Append('\n');
        }

        // The generated contract attributes are sources of the project here.
        var compiled = await AllRules.CompileAsync([("Native.cs", WrittenProgram.Imports)]);
        var workspace = new AdhocWorkspace();
        var project = workspace.CurrentSolution.AddProject("Suite", "Suite", LanguageNames.CSharp)
            .WithCompilationOptions(compiled.Options)
            .WithParseOptions(compiled.SyntaxTrees.First().Options)
            .WithMetadataReferences(compiled.References);
        foreach (var tree in compiled.SyntaxTrees.Skip(1))
        {
            project = project.AddDocument(System.IO.Path.GetFileName(tree.FilePath), await tree.GetTextAsync()).Project;
        }

        project = project.AddDocument("Native.cs", SourceText.From(WrittenProgram.Imports, Encoding.UTF8)).Project;
        project = project.AddDocument("P.cs", SourceText.From(text.Append("}\n").ToString(), Encoding.UTF8)).Project;
        var errors = (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
        Assert.True(!errors.Any(), string.Join("\n", errors.Select(error => error.ToString() + "\n" + error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line])));
        return project.Solution;
    }

    private static async Task<List<Diagnostic>> DiagnosticsAsync(Solution solution, DocumentId documentId)
    {
        var compilation = (await solution.GetDocument(documentId)!.Project.GetCompilationAsync())!;
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var tree = await solution.GetDocument(documentId)!.GetSyntaxTreeAsync();
        var found = await new CompilationWithAnalyzers(compilation, Analyzers, options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Where(diagnostic => Ids.Contains(diagnostic.Id) && diagnostic.Location.SourceTree == tree).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<List<(Diagnostic Diagnostic, CodeFixProvider Fix, string Key)>> OffersAsync(Document document, Diagnostic diagnostic)
    {
        var offers = new List<(Diagnostic, CodeFixProvider, string)>();
        foreach (var fix in AllRules.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add((diagnostic, fix, action.EquivalenceKey!)), CancellationToken.None));
        }

        return offers;
    }

    private static async Task<Solution> FixAllAsync(Solution solution, DocumentId documentId, CodeFixProvider fix, string id, string key, IReadOnlyList<Diagnostic> diagnostics)
    {
        var context = new FixAllContext(solution.GetDocument(documentId)!, fix, FixAllScope.Solution, key, [id], new Known(documentId, diagnostics), CancellationToken.None);
        if (diagnostics.Count == 0 || await fix.GetFixAllProvider()!.GetFixAsync(context) is not { } action)
        {
            return solution;
        }

        var changed = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

        // Only the text counts: no annotation, and no tree that the text does not have.
        foreach (var id2 in changed.GetChanges(solution).GetProjectChanges().SelectMany(change => change.GetChangedDocuments()))
        {
            changed = changed.WithDocumentText(id2, SourceText.From((await changed.GetDocument(id2)!.GetTextAsync()).ToString(), Encoding.UTF8));
        }

        return changed;
    }

    private static async Task<Dictionary<string, List<Diagnostic>>> ByMemberAsync(Solution solution, DocumentId documentId, IEnumerable<Diagnostic> diagnostics)
    {
        var root = (await solution.GetDocument(documentId)!.GetSyntaxRootAsync())!;
        return diagnostics.GroupBy(diagnostic => diagnostic.Location.SourceTree == root.SyntaxTree && MemberAt(root, diagnostic.Location.SourceSpan) is { } member ? NameOf(member) : "")
            .ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>The whole file without those members.</summary>
    private static async Task<string> MembersAsync(Solution solution, DocumentId documentId, IEnumerable<string> without)
    {
        var root = (await solution.GetDocument(documentId)!.GetSyntaxRootAsync())!;
        return root.RemoveNodes(without.Select(name => MemberNamed(root, name)!), SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
    }

    private static MemberDeclarationSyntax? MemberAt(SyntaxNode root, TextSpan span) =>
        root.DescendantNodes(span, node => node is CompilationUnitSyntax or ClassDeclarationSyntax { Identifier.ValueText: "P" }).OfType<MemberDeclarationSyntax>().FirstOrDefault(member => member.Parent is ClassDeclarationSyntax);

    private static MemberDeclarationSyntax? MemberNamed(SyntaxNode root, string name) =>
        root.DescendantNodes(node => node is CompilationUnitSyntax or ClassDeclarationSyntax { Identifier.ValueText: "P" }).OfType<MemberDeclarationSyntax>().FirstOrDefault(member => NameOf(member) == name);

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ClassDeclarationSyntax type => type.Identifier.ValueText,
        _ => "",
    };

    private static string Shortest(List<string> texts) => string.Join("\n", texts.OrderBy(text => text.Length).Take(4));

    private sealed class Figures
    {
        public int Defects { get; set; }

        public int Found { get; set; }

        public int Fixed { get; set; }

        public int Refused { get; set; }

        public int NewlyReported { get; set; }

        public int LeftOut { get; set; }

        public List<string> Missed { get; } = [];

        public List<string> WrongReports { get; } = [];

        public List<string> Broken { get; } = [];

        public SortedDictionary<string, int> FixedByKey { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Known(DocumentId documentId, IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(document.Id == documentId ? diagnostics : Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
