using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Files by name. Where <c>Add(string)</c> is offered the name is made from the place in the list.</summary>
public class SourceFileCollection : List<(string filename, SourceText content)>
{
    public void Add((string filename, string content) file) => Add((file.filename, SourceText.From(file.content, Encoding.UTF8)));

    public void Add((Type sourceGeneratorType, string filename, string content) file) =>
        Add((
            $"{file.sourceGeneratorType.Assembly.GetName().Name}/{file.sourceGeneratorType.FullName}/{file.filename}",
            SourceText.From(file.content, Encoding.UTF8)));
}

/// <summary>Source files; one without a name is called <c>/0/Test0.cs</c>, <c>/0/Test1.cs</c> and so on.</summary>
public sealed class SourceFileList(string defaultPrefix, string defaultExtension) : SourceFileCollection
{
    public void Add(string content) => Add(($"{defaultPrefix}{Count}.{defaultExtension}", content));

    public void Add(SourceText content) => Add(($"{defaultPrefix}{Count}.{defaultExtension}", content));
}

public sealed class MetadataReferenceCollection : List<MetadataReference>
{
    public void Add(System.Reflection.Assembly assembly) => Add(MetadataReference.CreateFromFile(assembly.Location));

    public void Add(string path) => Add(MetadataReference.CreateFromFile(path));
}

/// <summary>Further projects by name; asking for a name that is not there makes the project.</summary>
public sealed class ProjectCollection(string defaultExtension) : IEnumerable<KeyValuePair<string, ProjectState>>
{
    private readonly SortedDictionary<string, ProjectState> _projects = new(StringComparer.Ordinal);

    public int Count => _projects.Count;

    public IEnumerable<string> Keys => _projects.Keys;

    public IEnumerable<ProjectState> Values => _projects.Values;

    public ProjectState this[string name]
    {
        get
        {
            if (!_projects.TryGetValue(name, out var project))
            {
                project = new ProjectState(name, $"/{name}/Test", defaultExtension);
                _projects.Add(name, project);
            }

            return project;
        }
    }

    public bool ContainsKey(string name) => _projects.ContainsKey(name);

    public IEnumerator<KeyValuePair<string, ProjectState>> GetEnumerator() => _projects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Adopt(ProjectCollection other)
    {
        foreach (var (name, project) in other)
        {
            if (_projects.TryGetValue(name, out var own))
            {
                own.InheritFrom(project);
            }
            else
            {
                _projects.Add(name, project);
            }
        }
    }
}

/// <summary>What one project of a test holds.</summary>
public class ProjectState(string name, string defaultPrefix, string defaultExtension)
{
    public string Name { get; } = name;

    private protected string DefaultPrefix { get; } = defaultPrefix;

    private protected string DefaultExtension { get; } = defaultExtension;

    public string AssemblyName { get; set; } = name;

    public SourceFileList Sources { get; } = new(defaultPrefix, defaultExtension);

    /// <summary>What the generators must have generated; not compared when it is empty.</summary>
    public SourceFileCollection GeneratedSources { get; } = [];

    public SourceFileCollection AdditionalFiles { get; } = [];

    /// <summary>
    /// <c>("/.editorconfig", "[*.cs]\n…")</c> or <c>("/.globalconfig", "is_global = true\nbuild_property.X = y")</c>.
    /// </summary>
    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    /// <summary>The names of the projects in <see cref="SolutionState.AdditionalProjects"/> that this one refers to.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    public ReferenceAssemblies? ReferenceAssemblies { get; set; }

    public OutputKind? OutputKind { get; set; }

    public DocumentationMode? DocumentationMode { get; set; }

    internal bool SaysNothing =>
        Sources.Count == 0 && AdditionalFiles.Count == 0 && AnalyzerConfigFiles.Count == 0 && GeneratedSources.Count == 0;

    /// <summary>Fills what this project does not say from <paramref name="other"/>.</summary>
    internal void InheritFrom(ProjectState other)
    {
        AddIfEmpty(Sources, other.Sources);
        AddIfEmpty(GeneratedSources, other.GeneratedSources);
        AddIfEmpty(AdditionalFiles, other.AdditionalFiles);
        AddIfEmpty(AnalyzerConfigFiles, other.AnalyzerConfigFiles);
        AddIfEmpty(AdditionalProjectReferences, other.AdditionalProjectReferences);
        AddIfEmpty(AdditionalReferences, other.AdditionalReferences);
        ReferenceAssemblies ??= other.ReferenceAssemblies;
        OutputKind ??= other.OutputKind;
        DocumentationMode ??= other.DocumentationMode;
        if (AssemblyName == Name)
        {
            AssemblyName = other.AssemblyName;
        }
    }

    private static void AddIfEmpty<T>(List<T> list, List<T> other)
    {
        if (list.Count == 0)
        {
            list.AddRange(other);
        }
    }
}

/// <summary>The whole solution before a fix, after it, or after Fix All.</summary>
public sealed class SolutionState(string name, string defaultPrefix, string defaultExtension) : ProjectState(name, defaultPrefix, defaultExtension)
{
    public StateInheritanceMode? InheritanceMode { get; set; }

    /// <summary>
    /// What markup means. The input allows it; the fixed states ignore marks of fixable diagnostics, so a fixed text that keeps some has to
    /// say <see cref="MarkupMode.Allow"/>.
    /// </summary>
    public MarkupMode? MarkupHandling { get; set; }

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    public ProjectCollection AdditionalProjects { get; } = new(defaultExtension);

    internal bool SaysNothingAtAll => SaysNothing && AdditionalProjects.All(project => project.Value.SaysNothing);

    internal IEnumerable<ProjectState> AllProjects => AdditionalProjects.Values.Prepend(this);

    /// <summary>This state completed from the one before it. A state that says nothing is the state before it with all its diagnostics.</summary>
    internal SolutionState CompletedFrom(SolutionState previous, ICollection<string> fixableIds, MarkupMode previousMarkup)
    {
        var result = new SolutionState(Name, DefaultPrefix, DefaultExtension) { InheritanceMode = InheritanceMode };
        result.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        ((ProjectState)result).InheritFrom(this);
        result.AdditionalProjects.Adopt(AdditionalProjects);
        if (InheritanceMode == StateInheritanceMode.Explicit)
        {
            result.MarkupHandling = MarkupHandling ?? MarkupMode.IgnoreFixable;
            return result;
        }

        var all = SaysNothingAtAll || InheritanceMode == StateInheritanceMode.AutoInheritAll;
        result.ExpectedDiagnostics.AddRange(previous.ExpectedDiagnostics.Where(expected => all || !fixableIds.Contains(expected.Id)));
        ((ProjectState)result).InheritFrom(previous);
        result.AdditionalProjects.Adopt(previous.AdditionalProjects);
        result.MarkupHandling = MarkupHandling ?? (all ? previousMarkup : MarkupMode.IgnoreFixable);
        return result;
    }
}
