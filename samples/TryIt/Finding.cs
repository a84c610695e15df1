using System.Globalization;
using System.Text.RegularExpressions;

namespace BoundaryLint.Samples;

/// <summary>A warning or an error as the build prints it.</summary>
internal sealed partial record Finding(string File, int Line, int Column, string Severity, string Id, string Message)
{
    /// <summary>Each finding once, although MSBuild repeats them in its summary, in the order of files and lines.</summary>
    public static List<Finding> In(IEnumerable<string> output) =>
        output.Select(Parse).OfType<Finding>().Distinct().OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Id, StringComparer.Ordinal).ToList();

    private static Finding? Parse(string line) =>
        Pattern().Match(line) is { Success: true } match
            ? new Finding(
                Path.GetFileName(match.Groups["file"].Value.Replace('\\', '/')),
                int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["column"].Value, CultureInfo.InvariantCulture),
                match.Groups["severity"].Value,
                match.Groups["id"].Value,
                match.Groups["message"].Value)
            : null;

    // The message ends before the help link or the project, which MSBuild puts in brackets behind it.
    [GeneratedRegex(@"^\s*(?<file>.+)\((?<line>\d+),(?<column>\d+)\): (?<severity>warning|error) (?<id>\w+): (?<message>.*?)(?: \(https://\S+\))?(?: \[[^\[\]]+\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
