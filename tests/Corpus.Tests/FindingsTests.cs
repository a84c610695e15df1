using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Suite.Tests;
using Xunit;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// What the rules report on released bindings is what <c>findings.txt</c> says. A finding that is new or gone fails the run and is shown; it is read, judged and accepted with
/// <c>BOUNDARYLINT_UPDATE=1 dotnet test tests/Corpus.Tests</c>.
/// </summary>
public sealed class FindingsTests
{
    private static readonly string FilePath = Repository.PathOf("tests", "Corpus.Tests", "findings.txt");

    [Fact]
    public async Task Findings_on_released_bindings_are_those_of_the_file()
    {
        var found = new List<string>();
        foreach (var entry in CorpusEntry.All)
        {
            found.AddRange(await Findings.OfAsync(entry));
        }

        found.Sort(StringComparer.Ordinal);
        Assert.DoesNotContain(found, line => line.StartsWith("AD0001", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("BOUNDARYLINT_UPDATE") == "1")
        {
            await File.WriteAllLinesAsync(FilePath, found);
        }

        var accepted = await File.ReadAllLinesAsync(FilePath);
        Assert.NotEmpty(accepted);
        Assert.Empty(found.Except(accepted).Select(line => "new: " + line).Concat(accepted.Except(found).Select(line => "gone: " + line)));
    }
}
