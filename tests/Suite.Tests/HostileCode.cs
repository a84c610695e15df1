using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>All rules at once on code that breaks analyzers: none throws, and what can be understood is still reported.</summary>
public sealed class HostileCode
{
    // A prime, so that cuts fall on tokens of every kind; each page's example starts at another one.
    private const int CutEvery = 13;

    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Truncated_code(string id)
    {
        var example = PageExamples.Example(id, "Bad");
        var ends = CSharpSyntaxTree.ParseText(example).GetRoot().DescendantTokens().Select(token => token.Span.End).ToList();
        var first = int.Parse(id[3..], CultureInfo.InvariantCulture) % CutEvery;
        for (var i = first; i < ends.Count; i += CutEvery)
        {
            await AssertNothingThrows(await AllRules.CompileAsync([("/cut.cs", example[..ends[i]])]));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Code_with_tokens_deleted_doubled_and_swapped(string id)
    {
        var example = PageExamples.Example(id, "Bad");
        var tokens = CSharpSyntaxTree.ParseText(example).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        var random = new Random(int.Parse(id[3..], CultureInfo.InvariantCulture));
        for (var run = 0; run < 12; run++)
        {
            var mutated = tokens.ToList();
            for (var change = 0; change < 3; change++)
            {
                var at = random.Next(mutated.Count - 1);
                switch (random.Next(3))
                {
                    case 0: mutated.RemoveAt(at); break;
                    case 1: mutated.Insert(at, mutated[at]); break;
                    default: (mutated[at], mutated[at + 1]) = (mutated[at + 1], mutated[at]); break;
                }
            }

            await AssertNothingThrows(await AllRules.CompileAsync([("/mutated.cs", string.Concat(mutated))]));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Code_without_its_references(string id)
    {
        var complete = await AllRules.CompileAsync([("/example.cs", PageExamples.Example(id, "Bad"))]);

        await AssertNothingThrows(complete.WithReferences());
        await AssertNothingThrows(complete.WithReferences(complete.References.Where(reference => reference.Display!.Contains("System.Runtime.dll", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_partial_type_whose_parts_are_in_two_files(string id)
    {
        // The example's declarations, with every type in a second file made partial beside an empty first part.
        var example = PageExamples.Example(id, "Bad");
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(example).GetRoot();
        var types = root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Parent is CompilationUnitSyntax && type.TypeParameterList is null).ToList();
        var split = root.ReplaceNodes(types, (_, type) => type.Modifiers.Any(SyntaxKind.PartialKeyword)
            ? type
            : type.AddModifiers(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space)));
        var others = string.Concat(types.Select(type => $"{string.Join(" ", type.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text))} partial class {type.Identifier.Text} {{ }}\n"));
        var before = await AllRules.RunAsync(await AllRules.CompileAsync([("/a.cs", example)]));

        var after = await AllRules.RunAsync(await AllRules.CompileAsync([("/0.cs", others), ("/a.cs", split.ToFullString())]));

        Assert.Equal(before.Select(Position), after.Select(Position));

        static (string Id, int Line) Position(Diagnostic diagnostic) => (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task Everything_at_once_says_the_same_every_time()
    {
        var sources = AllRules.Descriptors.Select(rule => ($"/{rule.Id}.cs", InNamespace(PageExamples.Example(rule.Id, "Bad"), rule.Id))).ToList();
        var compilation = await AllRules.CompileAsync(sources);
        var alone = AllRules.Lines(await AllRules.RunAsync(compilation, concurrent: false));

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AllRules.RunAsync(compilation.Clone())));

        Assert.NotEmpty(alone);
        Assert.DoesNotContain(alone, line => line.Contains("AD0001", StringComparison.Ordinal));
        Assert.All(together, found => Assert.Equal(alone, AllRules.Lines(found)));
    }

    [Fact]
    public async Task Deep_nesting()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 5000).Select(i => "n" + (i % 2 == 0 ? "" : "()")).Select(term => term.EndsWith(')') ? "N.kv_count()" : "key"));
        var nested = new StringBuilder();
        for (var i = 0; i < 400; i++)
        {
            nested.Append("if (key > ").Append(i).Append(") { ");
        }

        nested.Append("N.kv_count();").Append('}', 400);
        var calls = new StringBuilder("key");
        for (var i = 0; i < 300; i++)
        {
            calls.Insert(0, "N.kv_add(").Append(')');
        }

        await AssertNothingThrows(await AllRules.CompileAsync(
        [
            ("/deep.cs", $$"""
                using System;
                using System.Runtime.InteropServices;
                static class N
                {
                    [DllImport("kv")] internal static extern int kv_count();
                    [DllImport("kv")] internal static extern int kv_add(int key);
                    internal delegate int Visit(int key);
                    [DllImport("kv")] internal static extern int kv_each(Visit visit);
                }
                class C
                {
                    void Sum() { N.kv_each(key => {{sum}}); }
                    void Nested(int key) { {{nested}} }
                    int Calls(int key) => {{calls}};
                    int Followed(int key) { var p = Marshal.AllocHGlobal(4); var all = {{sum}}; { {{nested}} } Marshal.FreeHGlobal(p); return all + {{calls}}; }
                    int FollowedByRoslyn(int? other, int key) { var p = Marshal.AllocHGlobal(4); var all = other ?? {{sum}}; { {{nested}} } Marshal.FreeHGlobal(p); return all + {{calls}}; }
                }
                """),
        ]));
    }

    [Fact]
    public async Task Types_that_contain_themselves_and_each_other()
    {
        var chain = string.Concat(Enumerable.Range(0, 200).Select(i => $"struct S{i} {{ public S{i + 1} A; public S{i + 1} B; }}\n")) + "struct S200 { public bool Flag; }\n";
        await AssertNothingThrows(await AllRules.CompileAsync(
        [
            ("/recursive.cs", chain + """
                using System.Runtime.InteropServices;
                struct Self { public Self Inner; public bool Flag; }
                struct Left { public Right R; }
                struct Right { public Left L; public bool Flag; }
                unsafe struct Node { public Node* Next; public bool Flag; }
                delegate void Callback(Callback again, Node[] nodes);
                static class N { [DllImport("kv")] static extern Self f(Left l, ref Right r, S0 s, Callback c, out Self[] x); [DllImport("kv")] static extern unsafe void g(Node* n, delegate* unmanaged<Node, delegate* unmanaged<Self>> p); }
                """),
        ]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_type_whose_neighbours_are_in_another_project(string id)
    {
        var examples = new[] { "Bad", "Good" }.Select(heading => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(PageExamples.Example(id, heading)).GetRoot());
        foreach (var (root, type) in examples.SelectMany(root => root.Members.OfType<BaseTypeDeclarationSyntax>().Select(type => (root, type))))
        {
            var neighbours = root.RemoveNode(type, SyntaxRemoveOptions.KeepNoTrivia)!;
            var library = (await AllRules.CompileAsync(
            [
                ("/library.cs", neighbours.ReplaceTokens(
                    neighbours.DescendantTokens().Where(token => token.IsKind(SyntaxKind.PrivateKeyword)),
                    (token, _) => SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(token)).ToString()),
                ("/friends.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Suite\")]"),
            ])).WithAssemblyName("Library");
            using var image = new System.IO.MemoryStream();
            if (root.Members.Count == 1 || !library.Emit(image).Success)
            {
                continue;
            }

            var use = root.WithMembers(SyntaxFactory.SingletonList<MemberDeclarationSyntax>(type)).ToString();
            var byAssembly = await AllRules.RunAsync(await AllRules.CompileAsync([("/use.cs", use)], references: [MetadataReference.CreateFromImage(image.ToArray())]));
            var byProject = await AllRules.RunAsync(await AllRules.CompileAsync([("/use.cs", use)], references: [library.ToMetadataReference()]));

            // An editor refers to the project, a build to its assembly, of which it sees less: private members and comments.
            Assert.DoesNotContain(byProject, diagnostic => diagnostic.Id == "AD0001");
            Assert.All(byProject, diagnostic => Assert.Equal("/use.cs", diagnostic.Location.GetLineSpan().Path));
            Assert.Empty(AllRules.Lines(byAssembly).Except(AllRules.Lines(byProject)));
        }
    }

    [Fact]
    public async Task A_project_that_uses_the_boundary_of_another()
    {
        var library = await AllRules.CompileAsync(
        [
            ("/lib.cs", """
                using System.Runtime.InteropServices;
                public delegate void Callback(bool flag);
                public struct Options { public bool Flag; public string Name; }
                public static class N { [DllImport("kv")] public static extern string kv_open(ref Options options, Callback callback); [DllImport("kv")] public static extern int kv_put(int key); }
                """),
        ]);
        const string Use = """
            using System;
            using System.Runtime.InteropServices;
            class C
            {
                [DllImport("kv")] static extern void kv_set_callback(Callback callback, Options options);
                void M() { var o = new Options(); N.kv_open(ref o, flag => Console.WriteLine(flag)); kv_set_callback(flag => Console.WriteLine(o.Name), o); if (N.kv_put(1) < 0) throw new System.ComponentModel.Win32Exception(); }
            }
            """;

        var bySource = await AllRules.CompileAsync([("/use.cs", Use)], references: [library.ToMetadataReference()]);
        await AssertNothingThrows(bySource);
        Assert.All(await AllRules.RunAsync(bySource), diagnostic => Assert.Equal("/use.cs", diagnostic.Location.GetLineSpan().Path));
        using var image = new System.IO.MemoryStream();
        Assert.True(library.Emit(image).Success);
        await AssertNothingThrows(await AllRules.CompileAsync([("/use.cs", Use)], references: [MetadataReference.CreateFromImage(image.ToArray())]));
    }

    [Fact]
    public async Task Types_of_the_users_that_look_like_the_frameworks()
    {
        var compilation = await AllRules.CompileAsync(
        [
            ("/alike.cs", """
                // InteropServices is mentioned, and nothing of it is used.
                namespace Mine
                {
                    class DllImportAttribute : System.Attribute { public DllImportAttribute(string name) { } public bool SetLastError; }
                    class LibraryImportAttribute : System.Attribute { public LibraryImportAttribute(string name) { } }
                    class UnmanagedCallersOnlyAttribute : System.Attribute { }
                    class UnmanagedFunctionPointerAttribute : System.Attribute { }
                    class OwnedAttribute : System.Attribute { }
                    abstract class SafeHandle { protected abstract bool ReleaseHandle(); }
                    static class Marshal { public static int GetLastWin32Error() => 0; public static nint GetFunctionPointerForDelegate(System.Delegate d) => 0; }
                    class Handle : SafeHandle { Handle(int x) { } protected override bool ReleaseHandle() => throw new System.Exception(); }
                    delegate void Callback(bool flag, char c, decimal d);
                    static class N
                    {
                        [DllImport("kv")] public static string kv_name(bool flag, string text) => text;
                        [LibraryImport("kv")] public static nint kv_open(decimal d, Callback callback) => Marshal.GetFunctionPointerForDelegate(callback);
                        public static void kv_close(nint h) { }
                        [UnmanagedCallersOnly] public static void Called() => throw new System.Exception();
                        public static void Use() { kv_name(true, ""); kv_open(1, (f, c, d) => throw new System.Exception()); _ = Marshal.GetLastWin32Error(); }
                    }
                }
                """),
        ]);

        Assert.Empty(AllRules.Lines(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        Assert.Empty(AllRules.Lines(await AllRules.RunAsync(compilation)));
    }

    [Theory]
    [InlineData("net472")]
    [InlineData("netstandard2.0")]
    public async Task Older_frameworks(string framework)
    {
        var assemblies = framework == "net472" ? ReferenceAssemblies.NetFramework.Net472.Default : ReferenceAssemblies.NetStandard.NetStandard20;
        foreach (var rule in AllRules.Descriptors)
        {
            await AssertNothingThrows(await AllRules.CompileAsync([("/example.cs", PageExamples.Example(rule.Id, "Bad"))], assemblies));
        }
    }

    private static string InNamespace(string source, string name)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(source).GetRoot();
        var body = root.ToFullString()[root.Usings.FullSpan.End..];
        return root.Usings.ToFullString() + (body.Contains("namespace ", StringComparison.Ordinal) ? body : $"namespace Example{name}\n{{\n{body}\n}}\n");
    }

    private static async Task AssertNothingThrows(Compilation compilation) =>
        Assert.DoesNotContain(AllRules.Lines(await AllRules.RunAsync(compilation)), line => line.Contains("AD0001", StringComparison.Ordinal));
}
