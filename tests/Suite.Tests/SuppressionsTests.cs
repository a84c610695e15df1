using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>What is silenced of other analyzers is written down and tested.</summary>
public sealed class SuppressionsTests
{
    private static readonly DiagnosticSuppressor[] Suppressors = [.. AllRules.Analyzers.OfType<DiagnosticSuppressor>()];

    [Fact]
    public void The_guide_lists_every_suppression()
    {
        var rows = Repository.Read("docs", "guide", "other-analyzers.md").Split('\n').Where(line => line.StartsWith("| C", StringComparison.Ordinal)).ToList();
        var suppressions = Suppressors.SelectMany(suppressor => suppressor.SupportedSuppressions).ToList();

        Assert.NotEmpty(suppressions);
        Assert.All(suppressions, suppression => Assert.Single(rows, row => row.Contains(suppression.SuppressedDiagnosticId, StringComparison.Ordinal) && row.Contains(suppression.Id, StringComparison.Ordinal)));
        Assert.Equal(suppressions.Count, suppressions.Select(suppression => suppression.Id).Distinct().Count());
    }

    [Fact]
    public void Each_suppressor_has_its_tests() =>
        Assert.All(Suppressors, suppressor => Assert.True(File.Exists(Repository.PathOf("tests", "Analyzers.Tests", "Suppressors", suppressor.GetType().Name + "Tests.cs"))));
}
