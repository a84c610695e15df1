using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace BoundaryLint.Package.Tests;

[Collection(PackedPackageTests.Name)]
public sealed class ContentsTests(PackedPackage package)
{
    [Fact]
    public void The_entries_are_the_committed_ones()
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        var entries = archive.Entries.Select(entry => entry.FullName).Where(IsOurs).Order(StringComparer.Ordinal);

        Repository.AssertCommitted("tests/Package.Tests/PackageContents.txt", string.Concat(entries.Select(entry => entry + "\n")));

        // The container's own parts, whose names NuGet chooses.
        static bool IsOurs(string entry) => !entry.StartsWith("_rels/", StringComparison.Ordinal)
            && !entry.StartsWith("package/", StringComparison.Ordinal)
            && entry != "[Content_Types].xml";
    }

    [Fact]
    public void The_assemblies_refer_to_the_committed_ones()
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        var references = new List<string>();
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var image = new PEReader(Read(entry));
            var metadata = image.GetMetadataReader();
            var own = metadata.GetAssemblyDefinition().Version;
            references.AddRange(metadata.AssemblyReferences
                .Select(handle => metadata.GetAssemblyReference(handle))
                .Select(reference => (Name: metadata.GetString(reference.Name), reference.Version))
                .OrderBy(reference => reference.Name, StringComparer.Ordinal)
                .Select(reference => $"{entry.Name}: {reference.Name} {(reference.Name.StartsWith("BoundaryLint", StringComparison.Ordinal) && reference.Version == own ? "(own version)" : reference.Version)}\n"));
        }

        Repository.AssertCommitted("tests/Package.Tests/AssemblyReferences.txt", string.Concat(references));
    }

    [Fact]
    public void The_manifest_says_what_it_is_and_depends_on_nothing()
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        var metadata = XDocument.Load(Read(archive.GetEntry("BoundaryLint.nuspec")!)).Root!.Elements().Single(element => element.Name.LocalName == "metadata");

        Assert.Equal("BoundaryLint", Value("id"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("https://github.com/BoundaryLint/BoundaryLint", Value("projectUrl"));
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName == "dependencies");
        Assert.Equal("git", metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("type")!.Value);

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void The_release_notes_are_the_newest_section_of_the_change_log()
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        var notes = XDocument.Load(Read(archive.GetEntry("BoundaryLint.nuspec")!)).Descendants().Single(element => element.Name.LocalName == "releaseNotes").Value;
        var log = File.ReadAllLines(Path.Combine(Repository.Root, "CHANGELOG.md"));
        var section = log.SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        var newest = section.Take(1).Concat(section.Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal) && !line.StartsWith("[", StringComparison.Ordinal)));

        Assert.Equal(string.Join("\n", newest).Trim(), notes.ReplaceLineEndings("\n"));
    }

    private static MemoryStream Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
