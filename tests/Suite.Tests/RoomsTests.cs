using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>A room of the analyzer assembly uses the rooms below it and no other; fixes never reach into rules' internals.</summary>
public sealed partial class RoomsTests
{
    /// <summary>From the lowest floor up. Headers stand on Signatures because the data model of a target is there; rooms on one floor do not use each other.</summary>
    private static readonly string[][] Floors = [["Analysis"], ["Signatures"], ["Headers"], ["Contracts"], ["Flow", "Comparison", "Baseline"], ["Rules", "Suppressors"]];

    [Fact]
    public void Rooms_use_only_the_rooms_below()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(Repository.PathOf("src", "Analyzers"), "*.cs", SearchOption.AllDirectories))
        {
            var room = RoomOf(Path.GetRelativePath(Repository.PathOf("src", "Analyzers"), file));
            var floor = FloorOf(room);
            if (floor < 0)
            {
                continue;
            }

            wrong.AddRange(UsedRooms(file).Where(used => used != room && FloorOf(used) >= floor).Select(used => $"{Path.GetFileName(file)} in {room} uses {used}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Families_of_rules_do_not_use_each_other()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(Repository.PathOf("src", "Analyzers", "Rules"), "*.cs", SearchOption.AllDirectories))
        {
            var family = Path.GetFileName(Path.GetDirectoryName(file)!);
            wrong.AddRange(Used().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)
                .Where(used => used.StartsWith("Rules.", StringComparison.Ordinal) && used != "Rules." + family)
                .Select(used => $"{Path.GetFileName(file)} in {family} uses {used}"));
        }

        Assert.Empty(wrong);
    }

    private static int FloorOf(string room) => Array.FindIndex(Floors, floor => floor.Contains(room));

    private static string RoomOf(string relative) => relative.Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<string> UsedRooms(string file) =>
        Used().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value.Split('.')[0]).Where(room => FloorOf(room) >= 0).Distinct();

    [GeneratedRegex(@"^(?:global )?using BoundaryLint\.(?<name>[A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex Used();
}
