using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using BoundaryLint.Suite.Tests;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;

namespace BoundaryLint.Corpus.Tests;

/// <summary>The C# of a released assembly, as the decompiler writes it. It is kept below <c>artifacts</c>, where nothing is committed.</summary>
internal static class DecompiledSource
{
    /// <summary>The files of <paramref name="entry"/> by their paths, in the order of paths.</summary>
    public static IReadOnlyList<(string Path, string Text)> Of(CorpusEntry entry, CancellationToken cancellationToken = default)
    {
        var folder = Repository.PathOf("artifacts", "corpus", $"{entry.Name}-{entry.Version}-{typeof(CSharpDecompiler).Assembly.GetName().Version}");
        if (!Directory.Exists(folder))
        {
            // Whoever is cut short must not leave half a corpus behind.
            var unfinished = folder + "." + Guid.NewGuid().ToString("N");
            Directory.CreateDirectory(unfinished);
            using (var file = new PEFile(entry.AssemblyPath))
            {
                var resolver = new UniversalAssemblyResolver(entry.AssemblyPath, throwOnError: false, file.DetectTargetFrameworkId());
                resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
                new WholeProjectDecompiler(resolver).DecompileProject(file, unfinished, cancellationToken);
            }

            try
            {
                Directory.Move(unfinished, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                // Another run was faster.
                Directory.Delete(unfinished, recursive: true);
            }
        }

        return [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "AssemblyInfo.cs")
            .Select(path => (Path: "/" + Path.GetRelativePath(folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}
