using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace BoundaryLint.Package.Tests.LanguageServer;

/// <summary>
/// <c>languageserver PROJECT</c> serves one C# project to an editor over standard input and output: as much of the Language Server Protocol as diagnostics and code actions need.
/// It ends when the editor says so or is gone.
/// </summary>
internal static class Program
{
    private static readonly Stream Input = Console.OpenStandardInput();
    private static readonly Stream Output = Console.OpenStandardOutput();

    private static async Task Main(string[] arguments)
    {
        // Nothing but the protocol may get into the output.
        Console.SetOut(Console.Error);
        using var project = await ServedProject.OpenAsync(arguments[0]);
        while (await ReadAsync() is { } message && (string?)message["method"] is not "exit")
        {
            var parameters = message["params"] as JsonObject ?? [];
            switch ((string?)message["method"])
            {
                case "initialize":
                    Reply(message, new JsonObject { ["capabilities"] = new JsonObject { ["textDocumentSync"] = 1, ["codeActionProvider"] = true } });
                    break;
                case "textDocument/didOpen":
                    project.Change(Uri(parameters), (string)parameters["textDocument"]!["text"]!);
                    await PublishAsync(project);
                    break;
                case "textDocument/didChange":
                    project.Change(Uri(parameters), (string)parameters["contentChanges"]![0]!["text"]!);
                    await PublishAsync(project);
                    break;
                case "textDocument/codeAction":
                    Reply(message, await project.ActionsAsync(Uri(parameters), (JsonObject)parameters["range"]!));
                    break;
                default:
                    if (message["id"] is not null)
                    {
                        Reply(message, null);
                    }

                    break;
            }
        }
    }

    private static string Uri(JsonObject parameters) => (string)parameters["textDocument"]!["uri"]!;

    /// <summary>Sends anew what is to be seen in the open files: a change of one may change what there is to say of another.</summary>
    private static async Task PublishAsync(ServedProject project)
    {
        foreach (var (uri, diagnostics) in await project.DiagnosticsAsync())
        {
            Send(new JsonObject { ["method"] = "textDocument/publishDiagnostics", ["params"] = new JsonObject { ["uri"] = uri, ["diagnostics"] = diagnostics } });
        }
    }

    private static void Reply(JsonObject request, JsonNode? result) => Send(new JsonObject { ["id"] = request["id"]!.DeepClone(), ["result"] = result });

    private static void Send(JsonObject message)
    {
        message["jsonrpc"] = "2.0";
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        Output.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
        Output.Write(body);
        Output.Flush();
    }

    /// <summary>The next message; null when the editor is gone.</summary>
    private static async Task<JsonObject?> ReadAsync()
    {
        var length = 0;
        while (ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                var body = new byte[length];
                await Input.ReadExactlyAsync(body);
                return (JsonObject?)JsonNode.Parse(body);
            }

            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static string? ReadLine()
    {
        var line = new StringBuilder();
        for (var next = Input.ReadByte(); next >= 0; next = Input.ReadByte())
        {
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next);
        }

        return null;
    }
}
