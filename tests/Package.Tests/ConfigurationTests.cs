using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Package.Tests;

[Collection(PackedPackageTests.Name)]
public sealed class ConfigurationTests(PackedPackage package)
{
    [Fact]
    public void An_unknown_mode_is_an_error_that_names_the_modes()
    {
        var error = Assert.Single(package.Printed(Consumers.ModeUnknown));

        Assert.Equal(("BOUNDARYLINT0001", "error"), (error.Id, error.Severity));
        Assert.Equal("BoundaryLintMode is 'Maximum'. It must be Default, Minimum, Recommended, All or None.", error.Message);
        Assert.Equal("ModeUnknown.csproj", error.File);
    }

    [Fact]
    public void A_native_header_reaches_the_compiler_once_with_what_it_says_about_itself()
    {
        var folder = package.FolderOf(Consumers.Header);
        Assert.Equal(["again.h", "kv.h", "plain.txt"], File.ReadAllLines(Path.Combine(folder, "additional.txt")).Order());

        // Read as the compiler reads it: its parser takes a semicolon in a value for a comment.
        var path = Directory.GetFiles(Path.Combine(folder, "obj"), "Header.GeneratedMSBuildEditorConfig.editorconfig", SearchOption.AllDirectories).Single();
        var configuration = AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(SourceText.From(File.ReadAllText(path)), path)));
        var header = configuration.GetOptionsForSourcePath(Path.Combine(folder, "kv.h")).AnalyzerOptions;
        Assert.Equal("kv", header["build_metadata.additionalfiles.nativelibrary"]);
        Assert.Equal("win-x64,linux-x64", header["build_metadata.additionalfiles.nativetargets"]);
        Assert.Equal("KV_FULL,KV_LEVEL=2", header["build_metadata.additionalfiles.nativedefines"]);
        Assert.Equal("include,other", header["build_metadata.additionalfiles.nativeincludedirectories"]);
        Assert.Equal("win-x64,linux-x64", configuration.GlobalConfigOptions.AnalyzerOptions["build_property.boundarylintruntimeidentifiers"]);
        Assert.Equal("net472", configuration.GlobalConfigOptions.AnalyzerOptions["build_property.targetframework"]);
    }

    [Fact]
    public void A_native_header_that_does_not_exist_is_an_error()
    {
        var error = Assert.Single(package.Printed(Consumers.HeaderMissing));

        Assert.Equal(("BOUNDARYLINT0002", "error", "The native header 'gone.h' does not exist."), (error.Id, error.Severity, error.Message));
    }
}
