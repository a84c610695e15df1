using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Package.Tests;

/// <summary>tools/new-rule.cs, which stamps the files of a rule, in a copy of the repository without other tests.</summary>
public sealed class NewRuleTests : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("boundarylint-new-rule-");

    public NewRuleTests()
    {
        foreach (var file in (string[])["BoundaryLint.sln", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"])
        {
            Copy(file);
        }

        Copy("tests/Directory.Build.props");
        Copy("tests/Analyzers.Tests/Analyzers.Tests.csproj");
        CopyFolder("tests/Testing");
        CopyFolder("src/Analyzers");
        CopyFolder("src/CodeFixes");
    }

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task A_stamped_rule_builds_and_passes_its_tests()
    {
        var stamped = (await StampAsync("FFI3999", "`bool` has no \"good\" name", "Layout", "StateSize")).MustSucceed();
        foreach (var file in (string[])
        [
            "src/Analyzers/Rules/Layout/FFI3999BoolHasNoGoodName.cs",
            "src/CodeFixes/Fixes/Layout/FFI3999StateSize.cs",
            "tests/Analyzers.Tests/Layout/FFI3999/Reports.cs",
            "tests/Analyzers.Tests/Layout/FFI3999/StaysQuiet.cs",
            "tests/Analyzers.Tests/Layout/FFI3999/Fixes.cs",
            "tests/Analyzers.Tests/Layout/FFI3999/DoesNotFix.cs",
            "docs/rules/FFI3999.md",
        ])
        {
            Assert.True(File.Exists(Path.Combine(_copy.FullName, file)), file + "\n" + stamped.Output);
        }

        Assert.Contains("\nFFI3999 | Layout | Warning | `bool` has no \"good\" name\n", File.ReadAllText(Path.Combine(_copy.FullName, "src/Analyzers/AnalyzerReleases.Unshipped.md")), StringComparison.Ordinal);

        var tests = (await Dotnet.RunAsync(_copy.FullName, "test", "tests/Analyzers.Tests", "--nologo", "--filter", "FullyQualifiedName~FFI3999")).MustSucceed();
        Assert.Contains("Passed:     5", tests.Output, StringComparison.Ordinal);

        var again = await StampAsync("FFI3999", "`bool` has no \"good\" name", "Layout", "StateSize");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("exists", again.Output, StringComparison.Ordinal);

        var elsewhere = await StampAsync("FFI3998", "Another rule", "Text", "StateSize");
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Contains("FFI3998 belongs to the family Layout.", elsewhere.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_copy.FullName, "docs/rules/FFI3998.md")));
    }

    // The tool of the repository, run inside the copy: it works on the repository that it is run in.
    private Task<Dotnet.Result> StampAsync(params string[] arguments) =>
        Dotnet.RunAsync(_copy.FullName, ["run", Path.Combine(Repository.Root, "tools", "new-rule.cs"), "--", .. arguments]);

    private void CopyFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Repository.Root, file);
            if (path.Split(Path.DirectorySeparatorChar) is var parts && Array.IndexOf(parts, "bin") < 0 && Array.IndexOf(parts, "obj") < 0)
            {
                Copy(path);
            }
        }
    }

    private void Copy(string path)
    {
        var target = Path.Combine(_copy.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, path), target);
    }
}
