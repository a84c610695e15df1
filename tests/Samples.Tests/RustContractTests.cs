using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>What the doc comments of the Rust source state is enforced in C#.</summary>
public sealed class RustContractTests
{
    private const string Fact = "@boundary return: status(0), errortext(kv_last_error)";

    private const string Program = """
        using System.Runtime.InteropServices;

        internal static class Writer
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            private static extern int kv_put(nint store, nint key, nint value);

            internal static void Write(nint store, nint key, nint value)
            {
                kv_put(store, key, value);
            }
        }
        """;

    [Fact]
    public async Task A_rule_reports_because_of_a_line_in_the_Rust_source_and_is_quiet_without_it()
    {
        string source = File.ReadAllText(Path.Combine(KeyValueSample.Directory, "rust", "src", "lib.rs"));
        string header = File.ReadAllText(Path.Combine(KeyValueSample.Directory, "include", "kv_rust.h"));

        // The line stands in the comment of kv_put in the source, and cbindgen carries it into the header.
        Assert.Contains("/// " + Fact, CommentAbove(source, "fn kv_put("));
        Assert.Contains(Fact, CommentAbove(header, "kv_put(kv_store"));

        Assert.Contains(await FindAsync(header), finding => finding.Id == "FFI4001");
        Assert.DoesNotContain(await FindAsync(WithoutFact(header)), finding => finding.Id == "FFI4001");
    }

    private static string CommentAbove(string text, string declaration)
    {
        int end = text.IndexOf(declaration, StringComparison.Ordinal);
        Assert.True(end > 0, declaration);
        return text[text.LastIndexOf("\n\n", end, StringComparison.Ordinal)..end];
    }

    private static string WithoutFact(string header)
    {
        string comment = CommentAbove(header, "kv_put(kv_store");
        return header.Replace(comment, string.Join('\n', comment.Split('\n').Where(line => !line.Contains(Fact, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static Task<List<Diagnostic>> FindAsync(string header) =>
        BoundProject.Create(new BindingInput(("/native/kv_rust.h", header)) { Library = "kv", Others = [("/src/Writer.cs", Program)] }).FindAsync();
}
