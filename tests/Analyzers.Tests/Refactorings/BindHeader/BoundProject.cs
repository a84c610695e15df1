using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>What a project of these tests is: its headers, its class, and how it is compiled.</summary>
internal sealed record BindingInput(params (string Path, string Text)[] Headers)
{
    public const string EmptyClass = "namespace Sample\n{\n    internal static class NativeMethods\n    {\n    }\n}\n";

    public string Source { get; init; } = EmptyClass;

    /// <summary>Further C# files.</summary>
    public (string Path, string Text)[] Others { get; init; } = [];

    public string Library { get; init; } = "kv";

    public string RuntimeIdentifiers { get; init; } = "";

    public ReferenceAssemblies Framework { get; init; } = ReferenceAssemblies.Net.Net80;

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public bool AllowUnsafe { get; init; } = true;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Assemblies beside the framework's.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    public static BindingInput Of(string header) => new(("/native/kv.h", header));

    public static BindingInput OldOf(string header) => Of(header) with
    {
        Framework = ReferenceAssemblies.NetFramework.Net472.Default,
        Language = LanguageVersion.CSharp7_3,
        AllowUnsafe = false,
        Nullable = NullableContextOptions.Disable,
    };
}

/// <summary>A project with headers, in which the refactoring is applied and judged: by the compiler, and by every rule that is on by default.</summary>
internal sealed class BoundProject
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules = Make<DiagnosticAnalyzer>();
    private static readonly ImmutableArray<Type> ContractGenerators = [.. Types(typeof(IIncrementalGenerator))];

    private readonly Project _project;

    private BoundProject(Project project) => _project = project;

    /// <summary>The text of every C# file by its name.</summary>
    public async Task<string> TextAsync(string name) => (await _project.Documents.Single(document => document.Name == name).GetTextAsync()).ToString();

    public Task<string> MembersAsync() => TextAsync("NativeMethods.cs");

    public Task<string> TypesAsync() => TextAsync("NativeMethods.Types.cs");

    public IEnumerable<string> Files => _project.Documents.Select(document => document.Name);

    public async Task<Compilation> CompileAsync() => (await _project.GetCompilationAsync())!;

    public static BoundProject Create(BindingInput input)
    {
        var id = ProjectId.CreateNewId();
        var generators = input.AllowUnsafe && input.Framework.HasInteropGenerators ? ContractGenerators.AddRange(ReferenceAssemblies.InteropGenerators("LibraryImport")) : ContractGenerators;
        var info = ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Bound",
            "Bound",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(input.Output, allowUnsafe: input.AllowUnsafe, nullableContextOptions: input.Nullable),
            parseOptions: new CSharpParseOptions(input.Language, DocumentationMode.Diagnose),
            metadataReferences: input.Framework.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult().AddRange(input.References),
            analyzerReferences: [new GeneratorReference(generators)]);
#pragma warning disable CA2000 // The workspace lives as long as its solution does and holds nothing that needs an end.
        var solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution.AddProject(info);
#pragma warning restore CA2000
        foreach (var (path, text) in input.Others.Prepend(("/src/NativeMethods.cs", input.Source)))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), path[(path.LastIndexOf('/') + 1)..], SourceText.From(text, Encoding.UTF8), filePath: path);
        }

        foreach (var (path, text) in input.Headers)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), path[(path.LastIndexOf('/') + 1)..], SourceText.From(text, Encoding.UTF8), filePath: path);
        }

        var config = $"is_global = true\nbuild_property.RuntimeIdentifiers = {input.RuntimeIdentifiers}\n[{input.Headers[0].Path}]\nbuild_metadata.AdditionalFiles.NativeLibrary = {input.Library}\n";
        solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", SourceText.From(config), filePath: "/.globalconfig");
        return new BoundProject(solution.GetProject(id)!);
    }

    /// <summary>Binds the whole header and checks the result.</summary>
    public static async Task<BoundProject> BindAllAsync(BindingInput input)
    {
        var bound = await (await Create(input).ApplyAsync(":all")).CheckedAsync();
        Assert.DoesNotContain(await bound.OffersAsync(), action => action.EquivalenceKey!.EndsWith(":all", StringComparison.Ordinal));
        return bound;
    }

    /// <summary>What is offered on the class, by Bind header where no other refactoring is named.</summary>
    public async Task<ImmutableArray<CodeAction>> OffersAsync(string at = "class NativeMethods", CodeRefactoringProvider? provider = null)
    {
        var document = _project.Documents.Single(candidate => candidate.Name == "NativeMethods.cs");
        var text = (await document.GetTextAsync()).ToString();
        var offers = new List<CodeAction>();
        var position = text.IndexOf(at, StringComparison.Ordinal) + 1;
        await (provider ?? new BindHeader()).ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(position, 0), offers.Add, CancellationToken.None));
        return [.. offers.SelectMany(CodeRefactorings.Leaves)];
    }

    /// <summary>The project after the only thing that another refactoring offers at a place.</summary>
    public async Task<BoundProject> RefactorAsync(CodeRefactoringProvider refactoring, string file, string at)
    {
        var document = _project.Documents.Single(candidate => candidate.Name == file);
        var offers = new List<CodeAction>();
        var position = (await document.GetTextAsync()).ToString().IndexOf(at, StringComparison.Ordinal) + 1;
        await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(position, 0), offers.Add, CancellationToken.None));
        var changed = (await Assert.Single(offers).GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new BoundProject(changed.GetProject(_project.Id)!);
    }

    /// <summary>The project after the action whose key ends so.</summary>
    public async Task<BoundProject> ApplyAsync(string key, CodeRefactoringProvider? provider = null, string at = "class NativeMethods")
    {
        var offers = await OffersAsync(at, provider);
        var action = offers.FirstOrDefault(offer => offer.EquivalenceKey!.EndsWith(key, StringComparison.Ordinal));
        Assert.True(action is not null, $"There is no action {key} among: {string.Join(", ", offers.Select(offer => offer.EquivalenceKey))}");
        var changed = (await action!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new BoundProject(changed.GetProject(_project.Id)!);
    }

    /// <summary>The project after the only action of another refactoring on the class; null when it offers none.</summary>
    public async Task<BoundProject?> RefactorAsync(CodeRefactoringProvider provider, string at = "class NativeMethods")
    {
        var document = _project.Documents.Single(candidate => candidate.Name == "NativeMethods.cs");
        var position = (await document.GetTextAsync()).ToString().IndexOf(at, StringComparison.Ordinal) + 1;
        var offers = new List<CodeAction>();
        await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(position, 0), offers.Add, CancellationToken.None));
        return offers.Count == 0
            ? null
            : new BoundProject((await Assert.Single(offers).GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(_project.Id)!);
    }

    /// <summary>The project with another text in one of its files.</summary>
    public BoundProject WithFile(string name, string text) => new(_project.Documents.Single(document => document.Name == name).WithText(SourceText.From(text, Encoding.UTF8)).Project);

    /// <summary>The project, once neither the compiler nor a rule has anything to say.</summary>
    public async Task<BoundProject> CheckedAsync()
    {
        // What is wrong with the header itself no binding can mend.
        var found = (await FindAsync()).FindAll(diagnostic => diagnostic.Id != "FFI5012");
        if (found.Count > 0)
        {
            var texts = await Task.WhenAll(_project.Documents.Select(async document => document.Name + ":\n" + await document.GetTextAsync()));
            Assert.Fail(string.Join("\n", found.Take(20)) + "\n" + string.Join("\n", texts.Select(text => text.Length > 20_000 ? text[..20_000] : text)));
        }

        return this;
    }

    /// <summary>What the compiler warns of and the rules report, in the order of positions.</summary>
    public async Task<List<Diagnostic>> FindAsync()
    {
        var compilation = await CompileAsync();
        var options = new CompilationWithAnalyzersOptions(_project.AnalyzerOptions, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false);
        var reported = await compilation.WithAnalyzers(Rules, options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)

            // A binding that was just written has no program yet that could compare the version.
            .Concat(reported.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && diagnostic.Id != "FFI5023"))
            .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static ImmutableArray<T> Make<T>() => [.. Types(typeof(T)).Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!)];

    private static IEnumerable<Type> Types(Type kind) => Assembly.Load("BoundaryLint.Analyzers").GetTypes()
        .Where(type => !type.IsAbstract && kind.IsAssignableFrom(type)).OrderBy(type => type.FullName, StringComparer.Ordinal);
}
