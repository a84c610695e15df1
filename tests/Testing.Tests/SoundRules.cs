using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixVerifier<
    BoundaryLint.Tests.BadNames, BoundaryLint.Tests.Renames, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests;

/// <summary>What the verifier accepts.</summary>
public sealed class SoundRules
{
    public static TheoryData<string, ReferenceAssemblies> Frameworks => new()
    {
        { "unsafe class [|BadOne|] { nint _p; System.ReadOnlySpan<byte> M() => \"x\"u8; }", ReferenceAssemblies.Net.Net80 },
        { "class [|BadOne|] { System.Threading.Lock _l = new(); }", ReferenceAssemblies.Net.Net90 },
        { "class [|BadOne|] { System.IntPtr _p; System.Threading.Lock _l = new(); }", ReferenceAssemblies.Net.Net100 },
        { "class [|BadOne|] { System.Runtime.InteropServices.HandleRef _h; System.Net.Http.HttpClient _c; }", ReferenceAssemblies.NetFramework.Net472.Default },
        { "class [|BadOne|] { System.Runtime.InteropServices.SafeHandle _h; }", ReferenceAssemblies.NetStandard.NetStandard20 },
    };

    [Fact]
    public Task A_marked_diagnostic_is_found() => Verify.VerifyAnalyzerAsync("class [|BadOne|] { } class Two { }");

    [Fact]
    public Task A_position_marks_the_start() => Verify.VerifyAnalyzerAsync("class $$BadOne { }");

    [Fact]
    public Task Named_and_nested_marks_are_read() => Verify.VerifyAnalyzerAsync(
        "class {|#0:{|TOY1:BadOne|}|} : {|CS0246:None|} { }");

    [Fact]
    public Task Arguments_span_and_severity_are_compared() => Verify.VerifyAnalyzerAsync(
        "class {|#0:BadOne|} { }\nclass BadTwo { }",
        Verify.Diagnostic().WithLocation(0).WithArguments("BadOne").WithSeverity(DiagnosticSeverity.Warning),
        new DiagnosticResult("TOY1", DiagnosticSeverity.Warning).WithSpan(2, 7, 2, 13).WithArguments("BadTwo"));

    [Fact]
    public Task The_effective_severity_and_further_locations_are_compared() => CSharpAnalyzerVerifier<ReportsErrors, DefaultVerifier>.VerifyAnalyzerAsync(
        "{|#1:class|} {|#0:BadOne|} { }",
        new DiagnosticResult("TOY1", DiagnosticSeverity.Error).WithLocation(0).WithLocation(1).WithMessage("The class BadOne is bad"));

    [Theory]
    [MemberData(nameof(Frameworks), DisableDiscoveryEnumeration = true)]
    public Task Code_compiles_against_every_framework(string source, ReferenceAssemblies framework) => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = source,
        ReferenceAssemblies = framework,
    }.RunAsync();

    [Fact]
    public Task Options_reach_the_analyzer() => new CSharpAnalyzerTest<ReadsOptions, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "class C { }" },
            AdditionalFiles = { ("/0/n.h", "int f(void);") },
            AnalyzerConfigFiles =
            {
                ("/.globalconfig", "is_global = true\nbuild_property.Toy = yes"),
                ("/.editorconfig", "root = true\n[n.h]\nbuild_metadata.AdditionalFiles.Kind = header"),
            },
            ExpectedDiagnostics = { new DiagnosticResult("TOY2", DiagnosticSeverity.Warning).WithMessage("yes header int f(void);") },
        },
    }.RunAsync();

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("silent", DiagnosticSeverity.Hidden)]
    public Task A_config_file_sets_the_severity(string severity, DiagnosticSeverity expected) => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "class {|#0:BadOne|} { }" },
            AnalyzerConfigFiles = { ("/.editorconfig", $"[*.cs]\ndotnet_diagnostic.TOY1.severity = {severity}") },
            ExpectedDiagnostics = { new DiagnosticResult("TOY1", expected).WithLocation(0) },
        },
    }.RunAsync();

    [Fact]
    public Task A_rule_that_is_off_by_default_is_on_in_its_tests() => CSharpAnalyzerVerifier<OffByDefault, DefaultVerifier>.VerifyAnalyzerAsync(
        "class {|#0:BadOne|} { }",
        new DiagnosticResult("TOY3", DiagnosticSeverity.Info).WithLocation(0));

    [Fact]
    public Task A_rule_that_is_off_by_default_is_fixed() => new CSharpCodeFixTest<OffByDefault, RenamesOff, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { }",
        FixedCode = "class GoodOne { }",
    }.RunAsync();

    [Fact]
    public Task A_config_file_may_leave_a_rule_off() => new CSharpAnalyzerTest<OffByDefault, DefaultVerifier>
    {
        TestState = { Sources = { "class BadOne { }" }, AnalyzerConfigFiles = { ("/.editorconfig", "[*.cs]\ndotnet_diagnostic.TOY3.severity = none") } },
    }.RunAsync();

    [Fact]
    public Task A_disabled_diagnostic_is_not_reported() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = "class BadOne { }",
        DisabledDiagnostics = { "TOY1" },
    }.RunAsync();

    [Fact]
    public Task A_suppression_is_seen() => new CSharpAnalyzerTest<SuppressesUnusedField, DefaultVerifier>
    {
        TestCode = "class C { int {|#0:_f|}; }",
        CompilerDiagnostics = CompilerDiagnostics.Warnings,
        ExpectedDiagnostics = { DiagnosticResult.CompilerWarning("CS0169").WithLocation(0).WithIsSuppressed(true) },
    }.RunAsync();

    [Fact]
    public Task A_project_sees_the_project_that_it_refers_to() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "class [|BadOne|] : Library { }" },
            AdditionalProjectReferences = { "Lib" },
            AdditionalProjects = { ["Lib"] = { Sources = { "public class Library { } class [|BadTwo|] { }" } } },
        },
    }.RunAsync();

    [Fact]
    public Task The_real_LibraryImport_generator_runs() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static partial class N
        {
            [LibraryImport("n", StringMarshalling = StringMarshalling.Utf8)] internal static partial int open(string path);
        }
        class [|BadOne|] { int M() => N.open(""); }
        """);

    [Fact]
    public Task What_the_LibraryImport_generator_reports_is_an_error() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static partial class N
        {
            [LibraryImport("n")] internal static partial int open(string {|#0:path|});
        }
        class [|BadOne|] { }
        """,
        DiagnosticResult.CompilerError("SYSLIB1051").WithLocation(0));

    [Fact]
    public Task The_LibraryImport_generator_can_be_left_out() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = """
            static partial class N
            {
                [System.Runtime.InteropServices.LibraryImport("n")] internal static partial int {|CS8795:close|}(int file);
            }
            """,
        RunInteropGenerators = false,
    }.RunAsync();

    [Fact]
    public Task The_COM_generator_runs() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        using System.Runtime.InteropServices.Marshalling;
        [GeneratedComInterface, Guid("5401c312-ab23-4dd3-aa40-3cb4b3a4683e")]
        internal partial interface IThing { void Do(); }
        class [|BadOne|] { void M(IThing t) => t.Do(); }
        """);

    [Fact]
    public Task A_generator_of_the_test_runs_and_its_output_is_compared() => new WithToyGenerator
    {
        TestState =
        {
            Sources = { "class [|BadOne|] { int M() => Made.Value; }" },
            GeneratedSources = { (typeof(ToyGenerator), "Made.g.cs", "static class Made { public static int Value => 1; }") },
        },
        FixedCode = "class GoodOne { int M() => Made.Value; }",
    }.RunAsync();

    [Fact]
    public Task Options_of_the_compilation_are_as_stated() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = "string? name = null;\n{|CS8602:name|}.ToString();\nunsafe { int* p = null; _ = p; }\nclass [|BadOne|] { }",
        TestState = { OutputKind = OutputKind.ConsoleApplication },
        NullableContextOptions = NullableContextOptions.Enable,
        CompilerDiagnostics = CompilerDiagnostics.Warnings,
    }.RunAsync();

    [Fact]
    public Task The_language_version_is_as_stated() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = "{|CS8773:namespace|} N; class [|BadOne|] { }",
        LanguageVersion = LanguageVersion.CSharp9,
    }.RunAsync();

    [Fact]
    public Task Each_diagnostic_is_fixed() => Verify.VerifyCodeFixAsync(
        "class [|BadOne|] { } class [|BadTwo|] { }",
        "class GoodOne { } class GoodTwo { }");

    [Fact]
    public Task Fixes_reach_every_file_and_project() => new CSharpCodeFixTest<BadNames, Renames, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "class [|BadOne|] : Library { }", "class [|BadThree|] { }" },
            AdditionalProjectReferences = { "Lib" },
            AdditionalProjects = { ["Lib"] = { Sources = { "public class Library { } class [|BadTwo|] { }" } } },
        },
        FixedState =
        {
            Sources = { "class GoodOne : Library { }", "class GoodThree { }" },
            AdditionalProjects = { ["Lib"] = { Sources = { "public class Library { } class GoodTwo { }" } } },
        },
    }.RunAsync();

    [Theory]
    [InlineData(null, null, "Good")]
    [InlineData("Fine", null, "Fine")]
    [InlineData(null, 1, "Fine")]
    public Task The_chosen_action_is_applied(string? key, int? index, string prefix) => new CSharpCodeFixTest<BadNames, OffersTwo, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { } class [|BadTwo|] { }",
        FixedCode = $"class {prefix}One {{ }} class {prefix}Two {{ }}",
        CodeActionEquivalenceKey = key,
        CodeActionIndex = index,
    }.RunAsync();

    [Fact]
    public Task A_fix_may_leave_what_the_fixed_state_marks() => new CSharpCodeFixTest<BadNames, Renames, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { } class [|BadTwo|] { }",
        FixedState = { Sources = { "class GoodOne { } class [|BadTwo|] { }" }, MarkupHandling = MarkupMode.Allow },
        CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne,
    }.RunAsync();

    [Fact]
    public Task Fix_All_may_have_a_result_of_its_own() => new CSharpCodeFixTest<BadNames, FixesAllOtherwise, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { }",
        FixedCode = "class GoodOne { }",
        BatchFixedCode = "class Other { }",
    }.RunAsync();

    [Fact]
    public Task Fix_All_may_need_several_rounds() => new CSharpCodeFixTest<BadNames, FixesOneOfAll, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { } class [|BadTwo|] { }",
        FixedCode = "class GoodOne { } class GoodTwo { }",
        NumberOfFixAllIterations = 2,
    }.RunAsync();

    [Fact]
    public Task Scopes_of_Fix_All_can_be_left_out() => new CSharpCodeFixTest<BadNames, FixesAllInDocumentOnly, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { }",
        FixedCode = "class GoodOne { }",
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck,
    }.RunAsync();

    [Fact]
    public Task A_fix_may_add_and_remove_files() => new CSharpCodeFixTest<BadNames, MovesToNewFile, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { }",
        FixedState = { Sources = { ("/0/Rest.cs", "class Rest { }"), ("/0/GoodOne.cs", "class GoodOne { }") } },
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("class BadOne { }")]
    [InlineData("class [|BadOne|] { }")]
    public Task No_fix_is_offered(string? fixedCode) => new CSharpCodeFixTest<BadNames, Renames, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { }",
        FixedCode = fixedCode!,
        CodeActionEquivalenceKey = "Another",
    }.RunAsync();

    [Fact]
    public Task A_transformed_solution_is_analysed() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = "#if X\nclass [|BadOne|] { }\n#endif",
        SolutionTransforms =
        {
            (solution, project) => solution.WithProjectParseOptions(
                project,
                ((CSharpParseOptions)solution.GetProject(project)!.ParseOptions!).WithPreprocessorSymbols("X")),
        },
    }.RunAsync();

    private sealed class WithToyGenerator : CSharpCodeFixTest<BadNames, Renames, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ToyGenerator)];
    }
}
