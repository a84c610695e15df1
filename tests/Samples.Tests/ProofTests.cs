using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>
/// What the rules about ownership and lifetime report does happen: the defective part of samples/Proof is seen to leak, to release twice, to use what is dead or to end its
/// process, and the repaired part is not.
/// </summary>
[Collection(ProofCollection.Name)]
public sealed class ProofTests(ProofSample sample)
{
    private const string Defective = "defective";
    private const string Repaired = "repaired";

    /// <summary>What native code fills dead items with.</summary>
    private const string Poison = "-2459565876494606883";

    [SkippableTheory]
    [InlineData("FFI1003", "live items", "5")]
    [InlineData("FFI1004", "releases of the dead", "1")]
    [InlineData("FFI1005", "uses of the dead", "1")]
    [InlineData("FFI1005", "value", Poison)]
    [InlineData("FFI1013", "uses of the dead", "1")]
    [InlineData("FFI1013", "value", Poison)]
    [InlineData("FFI1014", "releases of the dead", "1")]
    [InlineData("FFI1014", "uses of the dead", "1")]
    [InlineData("FFI1014", "sum", Poison)]
    [InlineData("FFI1015", "live targets", "10")]
    [InlineData("FFI2003", "uses of the dead", "1")]
    [InlineData("FFI2003", "value", Poison)]
    [InlineData("FFI2005", "stale reads", "1")]
    public async Task The_defect_is_seen(string rule, string name, string value)
    {
        ChildProcess run = (await sample.RunAsync(rule, Defective)).Succeeded();

        Assert.Equal(value, run[name]);
    }

    [SkippableTheory]
    [InlineData("FFI2001")]
    [InlineData("FFI2002")]
    public async Task The_callback_on_a_collected_delegate_ends_the_process(string rule)
    {
        ChildProcess run = (await sample.RunAsync(rule, Defective)).Crashed();

        Assert.Contains("garbage collected delegate", run.Error);
        Assert.DoesNotContain("calls", run.Output);
    }

    [SkippableFact]
    public async Task The_wrong_deallocator_ends_the_process()
    {
        Skip.If(OperatingSystem.IsWindows(), "what Windows does with a pointer that no heap knows depends on its settings");
        ChildProcess run = (await sample.RunAsync("FFI1002", Defective)).Crashed();

        Assert.Equal("number 7", run["text"]);
        Assert.DoesNotContain("live texts", run.Output);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("free(): invalid pointer", run.Error);
        }
    }

    [SkippableTheory]
    [InlineData("FFI1002", "text", "number 7")]
    [InlineData("FFI1003", "value", "-1")]
    [InlineData("FFI1004", "live texts", "0")]
    [InlineData("FFI1005", "value", "7")]
    [InlineData("FFI1013", "value", "7")]
    [InlineData("FFI1014", "sum", "7")]
    [InlineData("FFI1015", "live targets", "0")]
    [InlineData("FFI2001", "calls", "1")]
    [InlineData("FFI2002", "calls", "1")]
    [InlineData("FFI2003", "value", "7")]
    [InlineData("FFI2005", "stale reads", "0")]
    public async Task The_repaired_part_is_right_and_leaves_nothing(string rule, string name, string value)
    {
        ChildProcess run = (await sample.RunAsync(rule, Repaired)).Succeeded();

        Assert.Equal(value, run[name]);
        Assert.Equal("0", run["live items"]);
        Assert.Equal("0", run["live texts"]);
        Assert.Equal("0", run["releases of the dead"]);
        Assert.Equal("0", run["uses of the dead"]);
        Assert.DoesNotContain(Poison, run.Output);
    }

    /// <summary>AddressSanitizer, which knows nothing of C# or of the rules, finds the same defect in native memory and names the function of the library that met it.</summary>
    [SkippableTheory]
    [InlineData("FFI1002", "AddressSanitizer: attempting free on address which was not malloc()-ed", "proof_text")]
    [InlineData("FFI1003", "LeakSanitizer: detected memory leaks", "proof_open")]
    [InlineData("FFI1004", "AddressSanitizer: heap-use-after-free", "proof_text_free")]
    [InlineData("FFI1005", "AddressSanitizer: heap-use-after-free", "proof_value")]
    [InlineData("FFI1013", "AddressSanitizer: heap-use-after-free", "proof_value")]
    [InlineData("FFI1014", "AddressSanitizer: heap-use-after-free", "proof_drain")]
    [InlineData("FFI2003", "AddressSanitizer: heap-use-after-free", "proof_value")]
    public async Task A_sanitizer_sees_the_defect_and_nothing_once_it_is_repaired(string rule, string problem, string function)
    {
        ChildProcess defective = await sample.RunSanitizedAsync(rule, Defective);
        ChildProcess repaired = await sample.RunSanitizedAsync(rule, Repaired);

        Assert.Contains("ERROR: " + problem, defective.Error);
        Assert.Contains($" in {function} ", defective.Error);
        Assert.DoesNotContain("ERROR: AddressSanitizer", repaired.Error);

        // What the runtime itself never frees is in the list of leaks too; the library's own memory comes from one function.
        Assert.DoesNotContain(" in allocate ", repaired.Error);
        Assert.Equal("0", repaired["live items"]);
        Assert.Equal("0", repaired["live texts"]);
    }

    /// <summary>Each rule reports the marked lines of its defective part at its default severity, and no others. A rule that is not written yet is awaited by its row.</summary>
    [SkippableTheory]
    [InlineData("FFI1002")]
    [InlineData("FFI1003")]
    [InlineData("FFI1004")]
    [InlineData("FFI1005")]
    [InlineData("FFI1013")]
    [InlineData("FFI1014")]
    [InlineData("FFI1015")]
    [InlineData("FFI2001")]
    [InlineData("FFI2002")]
    [InlineData("FFI2003")]
    [InlineData("FFI2005")]
    public async Task The_defective_part_is_reported_where_it_says(string rule)
    {
        Skip.IfNot(ProofSample.IsThere(rule), "there is no rule " + rule + " yet");
        List<Diagnostic> findings = (await sample.Findings).FindAll(finding => finding.Id == rule && IsIn(finding, "Defective", rule));

        Assert.NotEmpty(findings);
        Assert.Equal(ProofSample.MarkedLines(rule), findings.Select(finding => finding.Location.GetLineSpan().StartLinePosition.Line + 1));
        Assert.All(findings, finding => Assert.Equal(DiagnosticSeverity.Warning, finding.Severity));
    }

    [Fact]
    public async Task Nothing_is_reported_in_a_repaired_part()
    {
        List<Diagnostic> findings = (await sample.Findings).FindAll(finding => IsIn(finding, "Repaired", null));

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task The_program_compiles_for_the_rules_without_warnings()
    {
        List<Diagnostic> findings = (await sample.Findings).FindAll(finding => finding.Id.StartsWith("CS", StringComparison.Ordinal));

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public void Each_defective_part_has_its_repaired_part()
    {
        Assert.NotEmpty(ProofSample.RulesWithParts("Defective"));
        Assert.Equal(ProofSample.RulesWithParts("Defective"), ProofSample.RulesWithParts("Repaired"));
    }

    private static bool IsIn(Diagnostic finding, string side, string? rule)
    {
        string path = finding.Location.GetLineSpan().Path;
        return Path.GetFileName(Path.GetDirectoryName(path)) == side && (rule is null || Path.GetFileNameWithoutExtension(path) == rule);
    }
}
