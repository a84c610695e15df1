using System;
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
    public void A_native_header_that_does_not_exist_is_an_error_at_the_item()
    {
        var error = Assert.Single(package.Printed(Consumers.HeaderMissing));

        Assert.Equal(("BOUNDARYLINT0002", "error", "The native header 'native/gone.h' does not exist."), (error.Id, error.Severity, error.Message));
        Assert.Equal(("HeaderMissing.csproj", LineOf(Consumers.HeaderMissing, "<NativeHeader Library")), (error.File, error.Line));
    }

    [Fact]
    public void A_native_header_that_is_a_folder_is_an_error_at_the_item()
    {
        var error = Assert.Single(package.Printed(Consumers.HeaderIsFolder));

        Assert.Equal(("BOUNDARYLINT0002", "error"), (error.Id, error.Severity));
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf(Consumers.HeaderIsFolder, "<NativeHeader"), error.Line);
    }

    [Fact]
    public void A_native_header_for_an_unknown_target_is_an_error_at_the_item()
    {
        var error = Assert.Single(package.Printed(Consumers.HeaderTargetUnknown));

        Assert.Equal(("BOUNDARYLINT0004", "error"), (error.Id, error.Severity));
        Assert.Contains("windows", error.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf(Consumers.HeaderTargetUnknown, "<NativeHeader"), error.Line);
    }

    [Fact]
    public void What_a_header_says_in_Cpp_is_a_warning_in_the_header()
    {
        var warning = Assert.Single(package.Printed(Consumers.HeaderNotUnderstood), warning => warning.Id == "FFI5012");

        Assert.Equal(("warning", "kv.h", 2), (warning.Severity, warning.File, warning.Line));
    }

    [Fact]
    public void A_native_header_that_is_no_text_is_an_error_in_the_file()
    {
        var error = Assert.Single(package.Printed(Consumers.HeaderIsBinary), found => found.Severity == "error");

        Assert.Equal(("FFI5012", "libkv.so", 1), (error.Id, error.File, error.Line));
        Assert.Contains("no text", error.Message, StringComparison.Ordinal);
    }

    private int LineOf(Consumer consumer, string text) =>
        Array.FindIndex(File.ReadAllLines(Path.Combine(package.FolderOf(consumer), consumer.Name + ".csproj")), line => line.Contains(text, StringComparison.Ordinal)) + 1;
}
