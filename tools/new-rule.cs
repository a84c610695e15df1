#:property PublishAot=false
// Stamps all files of a new rule:
//
//     dotnet run tools/new-rule.cs -- FFI3099 "`bool` has no stated native size" Layout StateSize
//
// The id, the title, the family and the name of the fix (a verb and its object). What it writes builds, passes its tests and shows the form: a rule that
// dislikes libraries named "example". Replace its condition, its message, its fix, its tests and its page. CONTRIBUTING.md says how a rule is made.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

string[] families = ["Ownership", "Lifetime", "Layout", "Errors", "Contract", "Callbacks", "Text", "Declarations"];
if (args.Length != 4)
{
    return Fail("usage: dotnet run tools/new-rule.cs -- FFI3099 \"Title of the rule\" Layout StateSize");
}

var (id, title, family, repair) = (args[0], args[1].Trim(), args[2], args[3]);
if (!Regex.IsMatch(id, "^FFI[1-8][0-9]{3}$"))
{
    return Fail($"'{id}' is no rule id: FFI and four digits, of which the first is the family's.");
}

if (family != families[id[3] - '1'])
{
    return Fail($"{id} belongs to the family {families[id[3] - '1']}.");
}

if (title.Length == 0 || title.EndsWith('.'))
{
    return Fail("The title is the defect as a short sentence without a full stop.");
}

if (!Regex.IsMatch(repair, "^[A-Z][A-Za-z0-9]+$"))
{
    return Fail($"'{repair}' is no name for a fix: a verb and its object, such as StateSize.");
}

var root = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(root, "BoundaryLint.sln")))
{
    if (Path.GetDirectoryName(root) is not { } parent)
    {
        return Fail("Run it inside the repository.");
    }

    root = parent;
}

var rule = id + string.Concat(Regex.Matches(title, "[A-Za-z0-9]+").Select(word => char.ToUpperInvariant(word.Value[0]) + word.Value[1..]));
var fix = id + repair;
var tests = $"tests/Analyzers.Tests/{family}/{id}";
var files = new (string Path, string Text)[]
{
    ($"src/Analyzers/Rules/{family}/{rule}.cs", $$"""
        using System.Collections.Immutable;
        using BoundaryLint.Analysis;
        using BoundaryLint.Signatures;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.Diagnostics;

        namespace BoundaryLint.Rules.{{family}};

        /// <summary>What {{id}} tells its fix.</summary>
        internal static class {{id}}Properties
        {
            /// <summary>The library to import from instead.</summary>
            public const string Library = nameof(Library);
        }

        /// <summary>{{id}}: {{title}}.</summary>
        [DiagnosticAnalyzer(LanguageNames.CSharp)]
        internal sealed class {{rule}} : InteropAnalyzer
        {
            private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
                "{{id}}",
                "{{Escaped(title)}}",
                "'{0}' is imported from a library named 'example', which no system has; name the library that exports it",
                RuleFamily.{{family}},
                DiagnosticSeverity.Warning,
                description: "The first call throws DllNotFoundException.");

            public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

            protected override void Register(InteropStart start) => start.OnNativeFunction(static context =>
            {
                var function = context.Function;
                if (!function.IsImport || function.Library != "example")
                {
                    return;
                }

                context.Report(Report.Create(
                    Rule,
                    context.Interop.Compilation,
                    context.Location,
                    null,
                    ImmutableDictionary<string, string?>.Empty.Add({{id}}Properties.Library, "kv"),
                    ImmutableArray<Location>.Empty,
                    function.DisplayName));
            });
        }

        """),
    ($"src/CodeFixes/Fixes/{family}/{fix}.cs", $$"""
        using System.Collections.Immutable;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using BoundaryLint.CodeFixes.Editing;
        using BoundaryLint.Rules.{{family}};
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.CodeFixes;
        using Microsoft.CodeAnalysis.CSharp;
        using Microsoft.CodeAnalysis.CSharp.Syntax;

        namespace BoundaryLint.CodeFixes.{{family}};

        /// <summary>Names the library that exports the function.</summary>
        [ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof({{fix}}))]
        public sealed class {{fix}} : DocumentFix
        {
            public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("{{id}}");

            internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(
                Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
            {
                if (!diagnostic.Properties.TryGetValue({{id}}Properties.Library, out var library)
                    || library is null
                    || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
                    || method.AttributeLists.SelectMany(list => list.DescendantNodes()).OfType<LiteralExpressionSyntax>().FirstOrDefault(literal => literal.Token.ValueText == "example")
                        is not { } name)
                {
                    return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
                }

                var replacement = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(library)).WithTriviaFrom(name);
                return Task.FromResult(ImmutableArray.Create(
                    new DocumentEdit($"Import from '{library}'", nameof({{fix}}), editor => editor.ReplaceNode(name, replacement))));
            }
        }

        """),
    ($"{tests}/Reports.cs", $$""""
        using System.Threading.Tasks;
        using Xunit;
        using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
            BoundaryLint.Rules.{{family}}.{{rule}}, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

        namespace BoundaryLint.Tests.{{family}}.{{id}};

        /// <summary>What {{id}} finds, in every form of native signature.</summary>
        public sealed class Reports
        {
            [Fact]
            public Task An_import() => Verify.VerifyAnalyzerAsync(
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("example")] internal static extern int {|#0:kv_sync|}();
                }
                """,
                Verify.Diagnostic().WithLocation(0).WithArguments("kv_sync"));

            [Fact]
            public Task A_local_function() => Verify.VerifyAnalyzerAsync(
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    internal static int Sync()
                    {
                        return kv_sync();
                        [DllImport("example")] static extern int {|#0:kv_sync|}();
                    }
                }
                """,
                Verify.Diagnostic().WithLocation(0).WithArguments("kv_sync"));
        }

        """"),
    ($"{tests}/StaysQuiet.cs", $$""""
        using System.Threading.Tasks;
        using Xunit;
        using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
            BoundaryLint.Rules.{{family}}.{{rule}}, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

        namespace BoundaryLint.Tests.{{family}}.{{id}};

        /// <summary>The near misses of {{id}}, which are right as they stand.</summary>
        public sealed class StaysQuiet
        {
            [Fact]
            public Task An_import_from_another_library() => Verify.VerifyAnalyzerAsync(
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("kv")] internal static extern int kv_sync();
                }
                """);
        }

        """"),
    ($"{tests}/Fixes.cs", $$""""
        using System.Threading.Tasks;
        using Xunit;
        using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixVerifier<
            BoundaryLint.Rules.{{family}}.{{rule}}, BoundaryLint.CodeFixes.{{family}}.{{fix}}, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

        namespace BoundaryLint.Tests.{{family}}.{{id}};

        /// <summary>What the fix of {{id}} writes; comments and layout stay.</summary>
        public sealed class Fixes
        {
            [Fact]
            public Task Two_imports_of_one_class() => Verify.VerifyCodeFixAsync(
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("example" /* the store */)] internal static extern int [|kv_sync|]();
                    [DllImport("example")] internal static extern int [|kv_flush|]();
                }
                """,
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("kv" /* the store */)] internal static extern int kv_sync();
                    [DllImport("kv")] internal static extern int kv_flush();
                }
                """);
        }

        """"),
    ($"{tests}/DoesNotFix.cs", $$""""
        using System.Threading.Tasks;
        using Xunit;
        using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixVerifier<
            BoundaryLint.Rules.{{family}}.{{rule}}, BoundaryLint.CodeFixes.{{family}}.{{fix}}, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

        namespace BoundaryLint.Tests.{{family}}.{{id}};

        /// <summary>What {{id}} reports and leaves to the user, because a fix would be a guess.</summary>
        public sealed class DoesNotFix
        {
            [Fact]
            public Task A_library_named_by_a_constant()
            {
                const string Code = """
                    using System.Runtime.InteropServices;
                    static class Native
                    {
                        private const string Library = "example";
                        [DllImport(Library)] internal static extern int [|kv_sync|]();
                    }
                    """;
                return Verify.VerifyCodeFixAsync(Code, Code);
            }
        }

        """"),
    ($"docs/rules/{id}.md", $$"""
        # {{id}}: {{title}}

        | Category | Default | Code fix |
        |---|---|---|
        | {{family}} | Warning | yes |

        ## What is wrong
        A function is imported from a library named `example`.

        ## What happens at run time
        The first call throws `DllNotFoundException`.

        ## Bad
        ```csharp
        using System.Runtime.InteropServices;

        internal static class NativeMethods
        {
            [DllImport("example", EntryPoint = "kv_sync")]
            internal static extern int Sync(); // {{id}}
        }
        ```

        ## Good
        ```csharp
        using System.Runtime.InteropServices;

        internal static class NativeMethods
        {
            [DllImport("kv", EntryPoint = "kv_sync")]
            internal static extern int Sync();
        }
        ```

        ## Evidence
        None is needed: the declaration says it.

        ## How to state it
        Nothing can be stated.

        ## Configure or suppress
        ```ini
        dotnet_diagnostic.{{id}}.severity = none
        ```

        ## Supersedes
        No other rule.

        ## Sources
        - .NET documentation: native library loading

        """),
};

if (files.FirstOrDefault(file => File.Exists(Path.Combine(root, file.Path))) is { Path: { } existing })
{
    return Fail($"{existing} exists.");
}

var releases = Path.Combine(root, "src/Analyzers/AnalyzerReleases.Unshipped.md");
var rows = File.ReadAllLines(releases).ToList();
if (rows.Any(row => row.StartsWith(id + " ", StringComparison.Ordinal)))
{
    return Fail($"{id} has its row in AnalyzerReleases.Unshipped.md.");
}

foreach (var (path, text) in files)
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
    File.WriteAllText(Path.Combine(root, path), text.ReplaceLineEndings("\n"));
    Console.WriteLine(path);
}

AddSorted(rows, $"{id} | {family} | Warning | {title}");
File.WriteAllText(releases, string.Join("\n", rows) + "\n");
Console.WriteLine("src/Analyzers/AnalyzerReleases.Unshipped.md");
Console.WriteLine($"""

    Now replace the example by the rule. Then:
      dotnet test tests/Analyzers.Tests --filter FullyQualifiedName~{id}
      BOUNDARYLINT_UPDATE=1 dotnet test tests/Package.Tests --filter FullyQualifiedName~ModeConfiguration    (the files behind BoundaryLintMode)
      a line in CHANGELOG.md
    """);
return 0;

static void AddSorted(List<string> rows, string row)
{
    var table = rows.FindIndex(line => line.StartsWith("----", StringComparison.Ordinal)) + 1;
    var end = table;
    while (end < rows.Count && rows[end].StartsWith("FFI", StringComparison.Ordinal) && string.CompareOrdinal(rows[end], row) < 0)
    {
        end++;
    }

    rows.Insert(end, row);
}

static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
