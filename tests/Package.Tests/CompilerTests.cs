using System;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace BoundaryLint.Package.Tests;

[Collection(PackedPackageTests.Name)]
public sealed class CompilerTests(PackedPackage package)
{
    [Fact]
    public void An_analyzer_that_the_oldest_compiler_cannot_load_would_be_seen()
    {
        var warning = Assert.Single(package.Printed(Consumers.FloorWithNewerAnalyzer), warning => warning.Id == "CS8032");

        Assert.Contains("ReferencesNewerCompiler", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_compiler_gets_one_message_and_no_analyzers()
    {
        var warning = Assert.Single(package.Printed(Consumers.CompilerTooOld));

        Assert.Equal(("BOUNDARYLINT0003", "warning"), (warning.Id, warning.Severity));
        Assert.Contains("roslyn4.4", warning.Message, StringComparison.Ordinal);
        Assert.Empty(package.Logged(Consumers.CompilerTooOld));
        Assert.True(package.Built(Consumers.CompilerTooOld));
    }

    [Theory]
    [InlineData("net472")]
    [InlineData("net10.0")]
    public void Contract_attributes_compile_and_leave_neither_uses_nor_a_reference(string framework)
    {
        Assert.Empty(package.Printed(Consumers.Contracts));
        using var image = new PEReader(File.OpenRead(Path.Combine(package.FolderOf(Consumers.Contracts), "bin", "Debug", framework, "Contracts.dll")));
        var metadata = image.GetMetadataReader();

        Assert.DoesNotContain(
            metadata.AssemblyReferences, handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name).StartsWith("BoundaryLint", StringComparison.Ordinal));
        Assert.Contains(metadata.TypeDefinitions, handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name) == "OwnedAttribute");
        Assert.DoesNotContain(
            metadata.CustomAttributes.Select(handle => metadata.GetCustomAttribute(handle).Constructor).Where(constructor => constructor.Kind == HandleKind.MethodDefinition),
            constructor => metadata.GetString(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Namespace)
                == "BoundaryLint");
    }
}
