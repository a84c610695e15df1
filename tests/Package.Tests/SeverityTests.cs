using System.Linq;
using Xunit;

namespace BoundaryLint.Package.Tests;

[Collection(PackedPackageTests.Name)]
public sealed class SeverityTests(PackedPackage package)
{
    [Fact]
    public void Editorconfig_sets_the_severity_of_one_rule()
    {
        var reported = Assert.Single(package.PrintedOfRule(Consumers.SeverityById));

        Assert.Equal((Consumers.Rule, "error", "Native.cs"), (reported.Id, reported.Severity, reported.File));
    }

    [Fact]
    public void Editorconfig_sets_the_severity_of_a_category()
    {
        var reported = Assert.Single(package.PrintedOfRule(Consumers.SeverityByCategory));

        Assert.Equal((Consumers.Rule, "error", "Native.cs"), (reported.Id, reported.Severity, reported.File));
    }

    [Fact]
    public void Mode_default_changes_nothing() => Assert.Equal(package.Logged(Consumers.Latest), package.Logged(Consumers.ModeDefault));

    [Fact]
    public void Mode_minimum_keeps_warnings_and_drops_suggestions()
    {
        var logged = package.Logged(Consumers.ModeMinimum);

        Assert.Contains(logged, diagnostic => diagnostic is { Id: Consumers.Rule, Level: "warning" });
        Assert.DoesNotContain(logged, diagnostic => diagnostic.Level == "note");
    }

    [Fact]
    public void Mode_recommended_raises_suggestions()
    {
        var logged = package.Logged(Consumers.ModeRecommended);

        Assert.Contains(logged, diagnostic => diagnostic is { Id: Consumers.Rule, Level: "warning" });
        Assert.DoesNotContain(logged, diagnostic => diagnostic.Level == "note");
    }

    [Fact]
    public void Mode_all_makes_everything_a_warning()
    {
        var logged = package.Logged(Consumers.ModeAll);

        Assert.Contains(logged, diagnostic => diagnostic.Id == Consumers.Rule);
        Assert.All(logged, diagnostic => Assert.Equal("warning", diagnostic.Level));
    }

    [Fact]
    public void Mode_none_reports_nothing()
    {
        Assert.Empty(package.Logged(Consumers.ModeNone));
        Assert.True(package.Built(Consumers.ModeNone));
    }

    [Fact]
    public void Editorconfig_wins_over_the_mode() =>
        Assert.Equal((Consumers.Rule, "error"), Assert.Single(package.Logged(Consumers.ModeUnderEditorConfig).Select(diagnostic => (diagnostic.Id, diagnostic.Level))));

    [Fact]
    public void A_projects_own_global_configuration_wins_over_the_mode() =>
        Assert.Equal((Consumers.Rule, "error"), Assert.Single(package.Logged(Consumers.ModeUnderGlobalConfig).Select(diagnostic => (diagnostic.Id, diagnostic.Level))));
}
