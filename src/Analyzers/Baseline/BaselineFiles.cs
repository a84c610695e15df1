using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Baseline;

/// <summary>The names of baseline files: <c>NativeApi.Shipped.txt</c> and <c>NativeApi.Unshipped.txt</c>, also with a library or a target framework in the middle.</summary>
internal static class BaselineNames
{
    private const string Start = "NativeApi.";

    private const string ShippedEnd = "Shipped.txt";

    private const string UnshippedEnd = "Unshipped.txt";

    public static bool IsBaseline(string path) => MiddleOf(path) is not null;

    public static bool IsUnshipped(string path) => path.EndsWith("." + UnshippedEnd, StringComparison.OrdinalIgnoreCase);

    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>What stands between <c>NativeApi.</c> and the end; empty for the files of everything, null for another file.</summary>
    public static string? MiddleOf(string path)
    {
        var name = NameOf(path);
        var end = IsUnshipped(name) ? UnshippedEnd : ShippedEnd;
        if (!name.StartsWith(Start, StringComparison.OrdinalIgnoreCase) || !name.EndsWith("." + end, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var length = name.Length - Start.Length - end.Length;
        return length <= 0 ? "" : name.Substring(Start.Length, length - 1);
    }

    /// <summary>
    /// The file that a new line goes into: that of its library where there is one, otherwise that of everything; the unshipped one where there are both. Null where there is none.
    /// </summary>
    public static string? TargetFor(string library, IEnumerable<string> paths) => paths
        .Where(IsBaseline)
        .OrderBy(path => MiddleOf(path) switch
        {
            var middle when library.Length > 0 && LibraryNames.Normalize(middle) == library => 0,
            "" => 1,
            _ => 2,
        })
        .ThenBy(static path => IsUnshipped(path) ? 0 : 1)
        .ThenBy(static path => path, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The unshipped file in which a change of a shipped line is noted, or null where shipped lines are changed themselves.</summary>
    public static string? UnshippedFor(string shipped, IEnumerable<string> paths)
    {
        var middle = MiddleOf(shipped);
        return paths
            .Where(path => IsUnshipped(path) && MiddleOf(path) is { } other && (other.Length == 0 || string.Equals(other, middle, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(path => MiddleOf(path) == middle ? 0 : 1)
            .ThenBy(static path => path, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}

/// <summary>A line with its place.</summary>
internal sealed record StatedLine(BaselineLine Line, AdditionalText File, SourceText Text, TextSpan Span)
{
    public int Number => Text.Lines.GetLineFromPosition(Span.Start).LineNumber + 1;

    public Location Place => Location.Create(File.Path, Span, Text.Lines.GetLinePositionSpan(Span));

    public string FileName => BaselineNames.NameOf(File.Path);
}

/// <summary>A place in a baseline that states nothing, and why.</summary>
internal sealed record BaselineProblem(AdditionalText File, Location Place, string Message);

/// <summary>The baselines of the project: what it has shipped, less what it has taken back, and what it is going to ship.</summary>
internal sealed class Baselines
{
    /// <summary>In front of a line that has been shipped and is not true any more.</summary>
    public const string Removed = "*REMOVED*";

    /// <summary>The comment that a baseline begins with.</summary>
    public const string Header = "# boundarylint-native-api ";

    /// <summary>The format that this version writes and reads.</summary>
    public const int Version = 1;

    private readonly Dictionary<string, BaselineLine> _byText = new(StringComparer.Ordinal);

    private Baselines(InteropContext interop)
    {
        var files = FilesOf(interop);
        Paths = files.Select(static file => file.Path).ToImmutableArray();
        var problems = ImmutableArray.CreateBuilder<BaselineProblem>();
        var lines = new List<StatedLine>();
        var removed = new List<StatedLine>();
        foreach (var file in files)
        {
            Read(file, lines, removed, problems);
        }

        foreach (var line in removed)
        {
            var index = lines.FindIndex(known => known.Line.Text == line.Line.Text && !BaselineNames.IsUnshipped(known.File.Path));
            if (index >= 0)
            {
                lines.RemoveAt(index);
            }
            else
            {
                problems.Add(new BaselineProblem(line.File, line.Place, "takes back a line that no shipped baseline has; delete it"));
            }
        }

        Lines = lines.ToImmutableArray();
        foreach (var line in lines)
        {
            _byText[line.Line.Text] = line.Line;
        }

        ByKey = lines.GroupBy(static line => line.Line.Key, StringComparer.Ordinal)
            .ToImmutableDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.Ordinal);
        AddContradictions(problems);
        Problems = problems.ToImmutable();
    }

    public ImmutableArray<string> Paths { get; }

    /// <summary>What holds now, in the order of files and lines.</summary>
    public ImmutableArray<StatedLine> Lines { get; }

    public ImmutableDictionary<string, ImmutableArray<StatedLine>> ByKey { get; }

    public ImmutableArray<BaselineProblem> Problems { get; }

    /// <summary>The line that <paramref name="text"/> is: one of the baseline where it has it, since most of the boundary is what it was.</summary>
    public BaselineLine? LineOf(string text) => _byText.TryGetValue(text, out var known) ? known : BaselineParser.Parse(text).Line;

    public static Baselines Of(InteropContext interop) => interop.Get(static context => new Baselines(context));

    /// <summary>Whether the project has a baseline at all, so that its rules have something to say.</summary>
    public static bool Exist(InteropContext interop)
    {
        foreach (var file in interop.AdditionalFiles)
        {
            if (BaselineNames.IsBaseline(file.Path))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<AdditionalText> FilesOf(InteropContext interop) =>
        interop.AdditionalFiles.Where(static file => BaselineNames.IsBaseline(file.Path))
            .GroupBy(static file => file.Path, StringComparer.Ordinal)
            .Select(static group => group.First())
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .ToImmutableArray();

    private static void Read(AdditionalText file, List<StatedLine> lines, List<StatedLine> removed, ImmutableArray<BaselineProblem>.Builder problems)
    {
        if (file.GetText(CancellationToken.None) is not { } text)
        {
            return;
        }

        foreach (var line in text.Lines)
        {
            var written = line.ToString();
            if (written.StartsWith(Header, StringComparison.Ordinal)
                && (!int.TryParse(written.Substring(Header.Length).Trim(), out var version) || version != Version))
            {
                problems.Add(new BaselineProblem(file, PlaceOf(line.Span), $"names a format of baselines that this version of BoundaryLint does not know; it knows {Version}"));
            }

            var content = BaselineParser.WithoutComment(written).TrimEnd();
            var indent = content.Length - content.TrimStart().Length;
            content = content.Substring(indent);
            if (content.Length == 0)
            {
                continue;
            }

            var isRemoved = content.StartsWith(Removed, StringComparison.Ordinal);
            var skipped = indent + (isRemoved ? Removed.Length : 0);
            var (fact, problem, position) = BaselineParser.Parse(isRemoved ? content.Substring(Removed.Length) : content);
            if (fact is null)
            {
                // What is missing at the end is shown on the whole line.
                var (start, end) = (line.Start + indent, line.Start + indent + content.Length);
                var place = line.Start + skipped + position;
                problems.Add(new BaselineProblem(file, PlaceOf(TextSpan.FromBounds(place < end ? place : start, end)), "cannot be read, so that it states nothing: " + problem));
                continue;
            }

            (isRemoved ? removed : lines).Add(new StatedLine(fact, file, text, new TextSpan(line.Start + indent, content.Length)));
        }

        Location PlaceOf(TextSpan span) => Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    /// <summary>What has one value is stated once. Functions may be declared in several ways, and a struct has a line for each layout.</summary>
    private void AddContradictions(ImmutableArray<BaselineProblem>.Builder problems)
    {
        foreach (var line in Lines)
        {
            foreach (var earlier in ByKey[line.Line.Key])
            {
                if (ReferenceEquals(earlier, line))
                {
                    break;
                }

                var isSame = earlier.Line.Text == line.Line.Text;
                var contradicts = line.Line.Kind switch
                {
                    BaselineKind.Enum or BaselineKind.Value or BaselineKind.Status => true,
                    BaselineKind.Struct => line.Line.Layout!.Models.Any(earlier.Line.Layout!.Models.Contains),
                    _ => false,
                };
                if (!isSame && contradicts)
                {
                    problems.Add(new BaselineProblem(line.File, line.Place, $"contradicts line {earlier.Number} of {earlier.FileName}; keep one of them"));
                    break;
                }
            }
        }
    }
}
