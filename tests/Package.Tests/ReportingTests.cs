using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Package.Tests;

[Collection(PackedPackageTests.Name)]
public sealed class ReportingTests(PackedPackage package)
{
    [Fact]
    public void The_newest_sdk_shows_a_diagnostic_with_its_place_and_page()
    {
        var warning = Assert.Single(package.PrintedOfRule(Consumers.Latest));

        Assert.Equal((Consumers.Rule, "warning", "Native.cs", Consumers.DefectLine), (warning.Id, warning.Severity, warning.File, warning.Line));
        Assert.True(warning.Column > 1);
        Assert.Contains("kv_open", warning.Message, StringComparison.Ordinal);
        Assert.EndsWith("(https://github.com/BoundaryLint/BoundaryLint/blob/main/docs/rules/FFI1010.md)", warning.Message, StringComparison.Ordinal);
        Assert.True(package.Built(Consumers.Latest));
    }

    [Fact]
    public void Warnings_as_errors_break_the_build()
    {
        var error = Assert.Single(package.PrintedOfRule(Consumers.WarningsAsErrors));

        Assert.Equal((Consumers.Rule, "error"), (error.Id, error.Severity));
        Assert.False(package.Built(Consumers.WarningsAsErrors));
    }

    [Fact]
    public void Each_target_framework_reports_once()
    {
        var warnings = package.PrintedOfRule(Consumers.MultiTarget);

        Assert.Equal(["net10.0", "net472"], warnings.Select(warning => warning.Framework).Order());
        Assert.True(package.Built(Consumers.MultiTarget, "net472"));
        Assert.True(package.Built(Consumers.MultiTarget, "net10.0"));
    }

    [Fact]
    public void The_oldest_supported_compiler_reports_the_same()
    {
        var printed = package.Printed(Consumers.Floor);
        Assert.Equal("Roslyn 4.5.0.0", Assert.Single(printed, warning => warning.Id == "FLOOR0001").Message);
        Assert.DoesNotContain(printed, warning => warning.Id is "CS8032" or "AD0001");

        var warning = Assert.Single(printed, warning => warning.Id == Consumers.Rule);
        Assert.Equal((Consumers.Rule, "warning", "Native.cs", Consumers.DefectLine), (warning.Id, warning.Severity, warning.File, warning.Line));
        Assert.True(package.Built(Consumers.Floor, "net472"));
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net472")]
    public void Nothing_is_reported_twice(string framework)
    {
        var logged = framework == "net10.0" ? package.Logged(Consumers.Imports) : package.Logged(Consumers.MultiTarget, framework);

        Assert.NotEmpty(logged);
        Assert.Equal(logged.Distinct(), logged);
    }

    [Fact]
    public void A_generated_import_is_reported_at_the_users_declaration()
    {
        var logged = package.Logged(Consumers.Imports).Where(diagnostic => diagnostic.Id == Consumers.Rule);

        Assert.Equal([("GeneratedImport.cs", 10), ("Native.cs", Consumers.DefectLine)], logged.Select(diagnostic => (diagnostic.File, diagnostic.Line)).Order());
    }

    [Fact]
    public async Task Dotnet_format_fixes_what_the_build_reports()
    {
        var folder = await package.CopyAsync(Consumers.Latest, "Format");
        (await Dotnet.RunAsync(folder, "format", "analyzers", "--no-restore", "--diagnostics", Consumers.Rule)).MustSucceed();

        // It prints success also when it changes nothing, so what counts is the file.
        Assert.Equal(Consumers.Native, File.ReadAllText(Path.Combine(folder, "Native.cs")).ReplaceLineEndings("\n"));
        Assert.Equal(Consumers.FixedStoreHandle, File.ReadAllText(Path.Combine(folder, "StoreHandle.cs")).ReplaceLineEndings("\n"));
    }
}
