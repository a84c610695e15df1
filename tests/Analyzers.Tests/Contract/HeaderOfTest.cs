using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Contract;

/// <summary>Gives a C header to the project of a test, as the package's targets give a <c>NativeHeader</c>.</summary>
internal static class HeaderOfTest
{
    public const string Path = "/src/native/kv.h";

    /// <param name="state">The project.</param>
    /// <param name="header">The text of <c>kv.h</c>; positions that are reported may be marked in it.</param>
    /// <param name="library">The library that it is of.</param>
    /// <param name="targets">The project's runtime identifiers, separated by commas; none for the default ones.</param>
    /// <param name="metadata">Further lines of the header's metadata, such as <c>NativeTargets = win-x64</c>.</param>
    /// <param name="includes">Other headers: name and text.</param>
    public static void AddHeader(
        this ProjectState state, string header, string library = "kv", string targets = "", string[]? metadata = null, params (string Name, string Text)[] includes)
    {
        var lines = $"build_metadata.AdditionalFiles.NativeLibrary = {library}\n";
        foreach (var line in metadata ?? [])
        {
            lines += "build_metadata.AdditionalFiles." + line + "\n";
        }

        state.AdditionalFiles.Add((Path, header));
        foreach (var (name, text) in includes)
        {
            state.AdditionalFiles.Add(("/src/native/" + name, text));
        }

        state.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.BoundaryLintRuntimeIdentifiers = {targets}\n[{Path}]\n{lines}"));
    }
}
