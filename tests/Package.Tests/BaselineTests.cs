using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Package.Tests;

[Collection(PackedPackageTests.Name)]
public sealed class BaselineTests(PackedPackage package)
{
    [Theory]
    [InlineData("net472")]
    [InlineData("net10.0")]
    public void A_baseline_beside_the_project_is_compared_for_each_framework(string framework)
    {
        var found = package.Printed(Consumers.Baseline).Where(warning => warning.Framework == framework && warning.Id.StartsWith("FFI502", StringComparison.Ordinal));

        Assert.Equal(
            [("FFI5021", "warning", "Native.cs", Consumers.DefectLine), ("FFI5022", "warning", Consumers.BaselineFile, 2)],
            found.Select(warning => (warning.Id, warning.Severity, warning.File, warning.Line)).Order());
    }

    [Fact]
    public void A_project_may_turn_the_search_off() =>
        Assert.DoesNotContain(package.Printed(Consumers.BaselineOff), warning => warning.Id.StartsWith("FFI502", StringComparison.Ordinal));

    [Fact]
    public async Task Dotnet_format_accepts_a_change()
    {
        var folder = await package.CopyAsync(Consumers.Baseline, "Accept");
        (await Dotnet.RunAsync(folder, "format", "analyzers", "--no-restore", "--diagnostics", "FFI5021")).MustSucceed();

        Assert.Equal(
            "# boundarylint-native-api 1\nimport kv kv_gone() cdecl -> i32\nimport kv kv_open(isize) cdecl -> ptr\n",
            File.ReadAllText(Path.Combine(folder, Consumers.BaselineFile)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Dotnet_format_starts_a_baseline()
    {
        var folder = await package.CopyAsync(Consumers.Baseline, "Start");
        File.Delete(Path.Combine(folder, "NativeApi.net10.0.Shipped.txt"));
        File.WriteAllText(Path.Combine(folder, Consumers.BaselineFile), "");
        (await Dotnet.RunAsync(folder, "format", "analyzers", "--no-restore", "--diagnostics", "FFI5020")).MustSucceed();

        Assert.Equal(
            "# boundarylint-native-api 1\nimport kv kv_open(isize) cdecl -> ptr\nimport kv kv_sync() cdecl -> i32\n",
            File.ReadAllText(Path.Combine(folder, Consumers.BaselineFile)).ReplaceLineEndings("\n"));
    }
}
