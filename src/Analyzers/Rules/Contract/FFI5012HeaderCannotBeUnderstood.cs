using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>What the reader left out of a header is not compared with anything; the project should know, and where.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5012HeaderCannotBeUnderstood : InteropAnalyzer
{
    /// <summary>Of each kind so many are reported in one header; the last of them says how many more there are.</summary>
    private const int ReportedOfEachKind = 5;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5012",
        "Header cannot be understood",
        "In header {0} {1}{2}{3}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Declarations that depend on what was not understood are not compared with their bindings. Everything else in the header is.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnAdditionalFile(context =>
        {
            foreach (var header in NativeHeaders.Of(interop).All)
            {
                if (ReferenceEquals(header.File, context.AdditionalFile))
                {
                    ReportTargets(header, interop, context);
                    ReportProblems(header, interop, context);
                }
            }
        });
    }

    private static void ReportTargets(NativeHeader header, InteropContext interop, AdditionalFileAnalysisContext context)
    {
        foreach (var target in header.UnknownTargets)
        {
            var start = Location.Create(header.File.Path, default, default);
            Report(
                interop, context, start, Rule.DefaultSeverity, header, $"nothing is checked for the target '{target}', because there is none of this name; use a runtime identifier such as win-x64", "", "");
        }
    }

    private static void ReportProblems(NativeHeader header, InteropContext interop, AdditionalFileAnalysisContext context)
    {
        var problems = Merge(header, context.CancellationToken);
        if (problems.Count > 0 && NativeHeaders.Of(interop).All.Length > 1)
        {
            var reporters = interop.Get(static _ => new Reporters()).In(interop, context.CancellationToken);
            problems.RemoveAll(problem => reporters[problem.Key].Header != header);
        }

        if (problems.Count == 0)
        {
            return;
        }

        var needed = NamesThatImportsNeed(header, interop, context.CancellationToken);
        var isIncomplete = IsIncomplete(problems, needed);
        foreach (var kind in problems.GroupBy(problem => problem.Kind))
        {
            var graded = kind.Select(problem => (Problem: problem, Severity: Grade(problem, header, needed, isIncomplete)))
                .OrderByDescending(item => item.Severity)
                .ToList();
            var reported = Math.Min(graded.Count, ReportedOfEachKind);
            for (var index = 0; index < reported; index++)
            {
                var (problem, severity) = graded[index];
                var others = graded.Count - reported;
                Report(
                    interop,
                    context,
                    problem.Location.ToLocation(),
                    severity,
                    header,
                    problem.Message + Advice(problem.Kind),
                    problem.Targets.Count < header.Platforms.Length ? " (on " + string.Join(", ", problem.Targets) + ")" : "",
                    index == reported - 1 && others > 0 ? $"; there are {others} more of this kind" : "");
            }
        }
    }

    private static void Report(
        InteropContext interop,
        AdditionalFileAnalysisContext context,
        Location location,
        DiagnosticSeverity severity,
        NativeHeader header,
        string message,
        string targets,
        string others)
    {
        if (Analysis.Report.Create(Rule, interop.Compilation, location, severity, null, default, header.Name, message, targets, others) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>The problems of a header on all of its targets, each once, in the order of positions.</summary>
    private static List<MergedProblem> Merge(NativeHeader header, CancellationToken cancellationToken)
    {
        var merged = new List<MergedProblem>();
        var byPlace = new Dictionary<(CProblemKind Kind, string Path, int Start, string Message), MergedProblem>();
        var refusals = 0;
        foreach (var platform in header.Platforms)
        {
            if (header.On(platform.Model, cancellationToken) is not { } parsed)
            {
                continue;
            }

            refusals += parsed.Problems.Any(problem => problem.Kind == CProblemKind.ErrorDirective) ? 1 : 0;
            foreach (var problem in parsed.Problems)
            {
                var key = (problem.Kind, problem.Location.Path, problem.Location.Start, problem.Message);
                if (!byPlace.TryGetValue(key, out var known))
                {
                    known = new MergedProblem(problem.Kind, problem.Location, problem.Message, new List<string>());
                    byPlace.Add(key, known);
                    merged.Add(known);
                }

                known.Targets.Add(platform.RuntimeIdentifier);
            }
        }

        // A header that is for 64-bit targets only, as cgo writes it, says so with a failing assertion; that is no defect while another target accepts it.
        merged.RemoveAll(problem => problem.Kind == CProblemKind.ErrorDirective && refusals < header.Platforms.Length);
        return merged;
    }

    private static DiagnosticSeverity Grade(MergedProblem problem, NativeHeader header, HashSet<string> needed, bool isIncomplete) => problem.Kind switch
    {
        // A name that nothing imported depends on, or a file without which everything is understood, costs no check.
        CProblemKind.UnknownType when !needed.Contains(NameAt(problem.Location)) => Analysis.Report.OneStepLower(Rule.DefaultSeverity),
        CProblemKind.NoText => DiagnosticSeverity.Error,
        CProblemKind.MissingInclude when !isIncomplete => Analysis.Report.OneStepLower(Rule.DefaultSeverity),
        _ => Rule.DefaultSeverity,
    };

    /// <summary>Whether something that is compared is not understood, or may not be.</summary>
    private static bool IsIncomplete(List<MergedProblem> problems, HashSet<string> needed) =>
        problems.Exists(problem => problem.Kind == CProblemKind.Skipped || (problem.Kind == CProblemKind.UnknownType && needed.Contains(NameAt(problem.Location))));

    private static string Advice(CProblemKind kind) => kind switch
    {
        CProblemKind.MissingInclude => "; give it to the project as an additional file",
        CProblemKind.UnknownType => "; give the header that declares it as an additional file, or define it in the Defines of the NativeHeader",
        _ => "",
    };

    private static string NameAt(HeaderLocation location) => location.File is { } file ? file.Text.Substring(location.Start, location.Length) : "";

    /// <summary>The unknown names in the declarations of functions that the project imports, those in the members of their structs included.</summary>
    private static HashSet<string> NamesThatImportsNeed(NativeHeader header, InteropContext interop, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var visited = new HashSet<CType>();
        foreach (var platform in header.Platforms)
        {
            if (header.On(platform.Model, cancellationToken) is not { } parsed)
            {
                continue;
            }

            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (function is { IsImport: true, EntryPoint: { } name } && parsed.FindExport(name) is { } declaration)
                {
                    AddUnknown(declaration.Type, names, visited);
                }
            }
        }

        return names;
    }

    private static void AddUnknown(CType type, HashSet<string> names, HashSet<CType> visited)
    {
        var pending = new Stack<CType>();
        pending.Push(type);
        while (pending.Count > 0)
        {
            var next = pending.Pop().Canonical;
            if (!visited.Add(next))
            {
                continue;
            }

            switch (next)
            {
                case CUnknownType unknown:
                    names.Add(unknown.Name);
                    break;
                case CFunctionType function:
                    pending.Push(function.ReturnType);
                    foreach (var parameter in function.Parameters)
                    {
                        pending.Push(parameter.Type);
                    }

                    break;
                case CRecord record:
                    foreach (var member in record.Members)
                    {
                        pending.Push(member.Type);
                    }

                    break;
                default:
                    if (next.Element is { } element)
                    {
                        pending.Push(element);
                    }

                    break;
            }
        }
    }

    /// <param name="Kind">What became of it.</param>
    /// <param name="Location">Where the header is not understood.</param>
    /// <param name="Message">What is not understood.</param>
    /// <param name="Targets">The targets on which it is not.</param>
    private sealed record MergedProblem(CProblemKind Kind, HeaderLocation Location, string Message, List<string> Targets)
    {
        /// <summary>The same for all places at which one file is missing, and for each other problem its place.</summary>
        public string Key { get; } = Kind == CProblemKind.MissingInclude ? Message : Kind + "|" + Location.Path + "|" + Location.Start.ToString(CultureInfo.InvariantCulture) + "|" + Message;
    }

    /// <summary>
    /// Which header reports what several come across: a file that nobody gave and each of them includes, or a defect in a file that all of them include. It is the first one for
    /// which it weighs most; whoever mends it mends it for all.
    /// </summary>
    private sealed class Reporters
    {
        private Dictionary<string, (NativeHeader Header, DiagnosticSeverity Severity)>? _reporters;

        public Dictionary<string, (NativeHeader Header, DiagnosticSeverity Severity)> In(InteropContext interop, CancellationToken cancellationToken)
        {
            if (Volatile.Read(ref _reporters) is { } known)
            {
                return known;
            }

            var found = Find(interop, cancellationToken);
            return Interlocked.CompareExchange(ref _reporters, found, null) ?? found;
        }

        private static Dictionary<string, (NativeHeader Header, DiagnosticSeverity Severity)> Find(InteropContext interop, CancellationToken cancellationToken)
        {
            var reporters = new Dictionary<string, (NativeHeader Header, DiagnosticSeverity Severity)>(StringComparer.Ordinal);
            foreach (var header in NativeHeaders.Of(interop).All)
            {
                var problems = Merge(header, cancellationToken);
                if (problems.Count == 0)
                {
                    continue;
                }

                var needed = NamesThatImportsNeed(header, interop, cancellationToken);
                var isIncomplete = IsIncomplete(problems, needed);
                foreach (var problem in problems)
                {
                    var severity = Grade(problem, header, needed, isIncomplete);
                    if (!reporters.TryGetValue(problem.Key, out var known) || known.Severity < severity)
                    {
                        reporters[problem.Key] = (header, severity);
                    }
                }
            }

            return reporters;
        }
    }
}
