using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Package.Tests;

/// <summary>The package in an editor: Neovim, without a screen, with a language server on Roslyn.</summary>
[Collection(PackedPackageTests.Name)]
public sealed class EditorTests(PackedPackage package)
{
    private const string Action = "Add a public parameterless constructor to 'StoreHandle'";

    // Far more than it takes: the script gives up by itself before, and says what it waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [SkippableFact]
    public async Task An_editor_underlines_the_defect_offers_the_fix_and_applies_it()
    {
        const string Missing = "nvim is not on the PATH; tests/Package.Tests/install-editor.sh installs it";
        var hasEditor = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "nvim.exe" : "nvim")));
        Assert.True(hasEditor || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Missing);
        Skip.IfNot(hasEditor, Missing);
        var folder = await package.CopyAsync(Consumers.Latest, "Editor");

        var seen = await EditAsync(folder);

        var underlined = Assert.Single(seen["diagnostics"]!.AsArray())!;
        Assert.Equal((Consumers.DefectLine, "StoreHandle", "WARN"), ((int)underlined["line"]!, (string?)underlined["text"], (string?)underlined["severity"]));
        Assert.Contains("kv_open", (string?)underlined["message"], StringComparison.Ordinal);
        Assert.Contains(seen["signs"]!.AsArray(), sign => (int)sign!["line"]! == Consumers.DefectLine && (string?)sign["name"] == "DiagnosticSignWarn");
        Assert.Contains(Action, seen["menu"]!.AsArray().Select(title => (string?)title));
        Assert.Equal(Consumers.Native, TextOf("Native.cs"));
        Assert.Equal(Consumers.FixedStoreHandle, TextOf("StoreHandle.cs"));

        string TextOf(string file) => File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n");
    }

    private static async Task<JsonObject> EditAsync(string folder)
    {
        var seen = Path.Combine(folder, "seen.json");
        var start = new ProcessStartInfo("nvim", ["--clean", "--headless", "-n", "-S", Path.Combine(Repository.Root, "tests", "Package.Tests", "Editor", "drive.lua")])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Dotnet.Clean(start);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["EDITOR_DOTNET"] = Dotnet.Host,
            ["EDITOR_SERVER"] = Repository.LanguageServer,
            ["EDITOR_PROJECT"] = Path.Combine(folder, "Latest.csproj"),
            ["EDITOR_FILE"] = "Native.cs",
            ["EDITOR_RULE"] = Consumers.Rule,
            ["EDITOR_ACTION"] = Action,
            ["EDITOR_SEEN"] = seen,

            // Its log of the server's messages.
            ["XDG_CACHE_HOME"] = folder,
            ["XDG_STATE_HOME"] = folder,
        })
        {
            start.Environment[name] = value;
        }

        using var editor = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = editor.StandardOutput.ReadToEndAsync(patience.Token);
            var error = editor.StandardError.ReadToEndAsync(patience.Token);
            await editor.WaitForExitAsync(patience.Token);
            var log = string.Concat(Directory.GetFiles(folder, "lsp.log", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.True(editor.ExitCode == 0, $"{(File.Exists(seen) ? File.ReadAllText(seen) : "")}\n{await output}\n{await error}\n{log}");
            return JsonNode.Parse(await File.ReadAllTextAsync(seen))!.AsObject();
        }
        finally
        {
            // It takes the server with it.
            if (!editor.HasExited)
            {
                editor.Kill(entireProcessTree: true);
            }
        }
    }
}
