using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BoundaryLint.Package.Tests;

/// <summary>A warning or error as a build prints it. The project is not repeated behind a message that is about the project file.</summary>
internal sealed partial record PrintedDiagnostic(string File, int Line, int Column, string Severity, string Id, string Message, string Project, string Framework)
{
    public static IEnumerable<PrintedDiagnostic> In(string output) => Pattern().Matches(output).Select(match => new PrintedDiagnostic(
        Path.GetFileName(match.Groups["file"].Value),
        match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value) : 0,
        match.Groups["column"].Success ? int.Parse(match.Groups["column"].Value) : 0,
        match.Groups["severity"].Value,
        match.Groups["id"].Value,
        match.Groups["message"].Value,
        match.Groups["project"].Success ? match.Groups["project"].Value : match.Groups["file"].Value,
        match.Groups["framework"].Value));

    [GeneratedRegex(
        @"^\s*(?:\d+(?::\d+)?>)?(?<file>[^\r\n(]*?)\s*(?:\((?<line>\d+)(?:,(?<column>\d+)(?:,\d+,\d+)?)?\))?\s*: (?<severity>warning|error) (?<id>[A-Z]+\d+): (?<message>.*?)(?: \[(?<project>(?:[A-Za-z]:)?[^\[\]:]*\.csproj)(?:::TargetFramework=(?<framework>[^\]]+))?\])?\r?$",
        RegexOptions.Multiline)]
    private static partial Regex Pattern();
}

/// <summary>A diagnostic of the compiler's error log.</summary>
internal sealed record LoggedDiagnostic(string Id, string Level, string File, int Line, int Column)
{
    public static List<LoggedDiagnostic> In(string sarif)
    {
        using var log = JsonDocument.Parse(System.IO.File.ReadAllText(sarif));
        return log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Where(result => !result.TryGetProperty("suppressions", out _))
            .Select(result =>
            {
                var place = result.TryGetProperty("locations", out var locations) ? locations[0].GetProperty("physicalLocation") : default;
                var hasPlace = place.ValueKind == JsonValueKind.Object;
                return new LoggedDiagnostic(
                    result.GetProperty("ruleId").GetString()!,
                    result.TryGetProperty("level", out var level) ? level.GetString()! : "warning",
                    hasPlace ? Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!) : "",
                    hasPlace ? place.GetProperty("region").GetProperty("startLine").GetInt32() : 0,
                    hasPlace ? place.GetProperty("region").GetProperty("startColumn").GetInt32() : 0);
            })
            .ToList();
    }
}
