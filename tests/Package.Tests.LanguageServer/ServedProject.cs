using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Package.Tests.LanguageServer;

/// <summary>
/// A project as MSBuild evaluates it, with the analyzers, fixes and refactorings of its packages, which are found as editors find them: in the assemblies that the project passes to the
/// compiler as analyzers.
/// </summary>
internal sealed class ServedProject : IDisposable
{
    private readonly MSBuildWorkspace _workspace;
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ILookup<string, CodeFixProvider> _fixes;
    private readonly ImmutableArray<CodeRefactoringProvider> _refactorings;
    private readonly Dictionary<string, DocumentId> _open = new(StringComparer.Ordinal);
    private Project _project;

    private ServedProject(MSBuildWorkspace workspace, Project project)
    {
        _workspace = workspace;
        _project = project;
        _analyzers = [.. project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))];
        var assemblies = project.AnalyzerReferences.OfType<AnalyzerFileReference>().Select(reference => reference.GetAssembly()).ToList();
        _fixes = Exported<CodeFixProvider, ExportCodeFixProviderAttribute>(assemblies).SelectMany(fix => fix.FixableDiagnosticIds, (fix, id) => (fix, id)).ToLookup(pair => pair.id, pair => pair.fix);
        _refactorings = [.. Exported<CodeRefactoringProvider, ExportCodeRefactoringProviderAttribute>(assemblies)];
    }

    public static async Task<ServedProject> OpenAsync(string path)
    {
        var workspace = MSBuildWorkspace.Create();
        workspace.WorkspaceFailed += (_, failure) => Console.Error.WriteLine(failure.Diagnostic);
        return new ServedProject(workspace, await workspace.OpenProjectAsync(path));
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Takes over the text of a file as the editor has it.</summary>
    public void Change(string uri, string text)
    {
        var path = new Uri(uri).LocalPath;
        _open[uri] = _project.Documents.Single(document => document.FilePath == path).Id;
        _project = _project.GetDocument(_open[uri])!.WithText(SourceText.From(text)).Project;
    }

    /// <summary>What the compiler and the analyzers say of each open file.</summary>
    public async Task<IEnumerable<(string Uri, JsonArray Diagnostics)>> DiagnosticsAsync()
    {
        var found = await FindAsync();
        return _open.Select(file => (file.Key, new JsonArray([.. found.Where(diagnostic => IsIn(file.Value, diagnostic)).Select(diagnostic => new JsonObject
        {
            ["range"] = Range(diagnostic.Location.GetLineSpan().Span),
            ["severity"] = diagnostic.Severity switch { DiagnosticSeverity.Error => 1, DiagnosticSeverity.Warning => 2, DiagnosticSeverity.Info => 3, _ => 4 },
            ["code"] = diagnostic.Id,
            ["codeDescription"] = new JsonObject { ["href"] = diagnostic.Descriptor.HelpLinkUri },
            ["message"] = diagnostic.GetMessage(null),
        })])));
    }

    /// <summary>The fixes of what was found at a place and the refactorings for it, each with what it changes.</summary>
    public async Task<JsonArray> ActionsAsync(string uri, JsonObject range)
    {
        var document = _project.GetDocument(_open[uri])!;
        var text = await document.GetTextAsync();
        var place = text.Lines.GetTextSpan(new LinePositionSpan(Position(range["start"]!), Position(range["end"]!)));
        var line = TextSpan.FromBounds(text.Lines.GetLineFromPosition(place.Start).Start, text.Lines.GetLineFromPosition(place.End).End);
        var actions = new List<CodeAction>();
        foreach (var diagnostic in (await FindAsync()).Where(diagnostic => IsIn(document.Id, diagnostic) && diagnostic.Location.SourceSpan.IntersectsWith(line)))
        {
            foreach (var fix in _fixes[diagnostic.Id])
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            }
        }

        foreach (var refactoring in _refactorings)
        {
            await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(document, place, actions.Add, CancellationToken.None));
        }

        var answer = new JsonArray();
        foreach (var action in actions.Where(action => action.NestedActions.IsEmpty))
        {
            answer.Add(new JsonObject { ["title"] = action.Title, ["kind"] = "quickfix", ["edit"] = await EditAsync(action) });
        }

        return answer;
    }

    private async Task<JsonObject> EditAsync(CodeAction action)
    {
        var changed = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var changes = new JsonObject();
        foreach (var id in changed.GetChanges(_project.Solution).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()))
        {
            var before = _project.GetDocument(id)!;
            var lines = (await before.GetTextAsync()).Lines;
            changes[new Uri(before.FilePath!).AbsoluteUri] = new JsonArray([.. (await changed.GetDocument(id)!.GetTextChangesAsync(before))
                .Select(change => new JsonObject { ["range"] = Range(lines.GetLinePositionSpan(change.Span)), ["newText"] = change.NewText })]);
        }

        return new JsonObject { ["changes"] = changes };
    }

    private async Task<ImmutableArray<Diagnostic>> FindAsync() =>
        await (await _project.GetCompilationAsync())!.WithAnalyzers(_analyzers, _project.AnalyzerOptions).GetAllDiagnosticsAsync();

    private bool IsIn(DocumentId file, Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && _project.GetDocumentId(tree) == file;

    private static IEnumerable<T> Exported<T, TAttribute>(IEnumerable<Assembly> assemblies)
        where TAttribute : Attribute =>
        assemblies.Where(static assembly => assembly.GetReferencedAssemblies().Any(reference => reference.Name == "Microsoft.CodeAnalysis.Workspaces"))
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.GetCustomAttribute<TAttribute>() is not null)
            .Select(static type => (T)Activator.CreateInstance(type)!);

    private static LinePosition Position(JsonNode position) => new((int)position["line"]!, (int)position["character"]!);

    private static JsonObject Range(LinePositionSpan span) => new() { ["start"] = Position(span.Start), ["end"] = Position(span.End) };

    private static JsonObject Position(LinePosition position) => new() { ["line"] = position.Line, ["character"] = position.Character };
}
