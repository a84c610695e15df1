using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>Every refactoring at every name of unusual imports: what it writes compiles, no comment is lost, and the line ends stay those of the file.</summary>
public sealed partial class RefactoringsKeepTextTests
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\nusing System.Text;\nusing Microsoft.Win32.SafeHandles;\n";

    private const string Header = """
        #include <stdint.h>
        #include <stddef.h>
        typedef struct kv_store kv_store;
        typedef struct kv_point { int32_t x; int32_t y; } kv_point;
        /* @boundary return: status(0)
         * @boundary out: out, owned(kv_close) */
        int kv_open(const char *path, kv_store **out);
        void kv_close(kv_store *store);
        /* @boundary return: status(0)
         * @boundary data: in, noescape, count(length) */
        int kv_write(kv_store *store, const uint8_t *data, size_t length);
        /* @boundary return: borrowed(store), utf8, zeroterm, nullable */
        const char *kv_name(const kv_store *store);
        /* @boundary return: status(0)
         * @boundary point: out */
        int kv_origin(kv_store *store, kv_point *point);
        /* @boundary return: status(0) */
        int kv_move(kv_store *store, kv_point *point);
        typedef int (*kv_visitor)(void *user, const char *key);
        /* @boundary return: status(0)
         * @boundary visitor: noescape */
        int kv_each(kv_store *store, kv_visitor visitor, void *user);
        int kv_count(kv_store *store);
        """;

    private static readonly ImmutableArray<CodeRefactoringProvider> Refactorings =
        [.. typeof(DocumentFix).Assembly.GetTypes().Where(static type => !type.IsAbstract && typeof(CodeRefactoringProvider).IsAssignableFrom(type)).OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (CodeRefactoringProvider)Activator.CreateInstance(type)!)];

    private static readonly (string Name, string Code)[] Programs =
    [
        ("a file-scoped namespace", "namespace Sample;\n\ninternal static class NativeMethods\n{\n    // opens\n    [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)]\n    internal static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, /* where */ out IntPtr store); // behind\n\n    [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)]\n    internal static extern void kv_close(IntPtr store);\n}\n"),
        ("nested and partial types", "namespace Sample { partial class Outer { // outer\n    private protected static partial class Inner { [LibraryImport(\"kv\")] internal static partial int kv_count(IntPtr store); /* one */ [LibraryImport(\"kv\")] internal static partial IntPtr kv_name(IntPtr store); } } partial class Outer { int Count(IntPtr s) => Inner.kv_count(s); } }\n"),
        ("a generic type that calls", "namespace Sample { internal sealed class Box<T> where T : unmanaged { internal delegate int Visitor(IntPtr user, IntPtr key); internal static int Count(IntPtr store, T value) => Native.kv_count(store) + Native.kv_each(store, static (user, key) => 0, IntPtr.Zero); } internal delegate int Visit(IntPtr user, IntPtr key); internal static class Native { [DllImport(\"kv\")] internal static extern int kv_count(IntPtr store); [DllImport(\"kv\")] internal static extern int kv_each(IntPtr store, Visit visitor, IntPtr user); } }\n"),
        ("pointers and spans", "namespace Sample { internal static unsafe partial class N { [LibraryImport(\"kv\")] internal static partial int kv_write(nint store, byte* data, nuint length); [LibraryImport(\"kv\")] internal static partial byte* kv_name(nint store); [LibraryImport(\"kv\", EntryPoint = \"kv_write\")] internal static partial int Write(nint store, ReadOnlySpan<byte> data, nuint length); } }\n"),
        ("structs by reference, also readonly and records", "namespace Sample { internal readonly struct Point { public readonly int X; public readonly int Y; } internal record struct Place(int X, int Y); internal static class N { [DllImport(\"kv\")] internal static extern int kv_origin(IntPtr store, out Point point); [DllImport(\"kv\")] internal static extern int kv_move(IntPtr store, in Place point); [DllImport(\"kv\", EntryPoint = \"kv_move\")] internal static extern int Move(IntPtr store, ref Point point); } }\n"),
        ("a delegate with captured variables", "namespace Sample { [UnmanagedFunctionPointer(CallingConvention.Cdecl)] internal delegate int Visitor(IntPtr user, IntPtr key); internal static class N { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] internal static extern int kv_each(IntPtr store, Visitor visitor, IntPtr user); } class C { int Count(IntPtr store) { var count = 0; /* what runs */ N.kv_each(store, (user, key) => { count++; /* counts */ return 0; }, IntPtr.Zero); return count; } int Sum(IntPtr store) => N.kv_each(store, Static, IntPtr.Zero); // static\n    private static int Static(IntPtr user, IntPtr key) => 0; } }\n"),
        ("a delegate given by a local function and a field", "namespace Sample { internal delegate int Visitor(IntPtr user, [MarshalAs(UnmanagedType.LPUTF8Str)] string key); internal static class N { [DllImport(\"kv\")] internal static extern int kv_each(IntPtr store, Visitor visitor, IntPtr user); } class C { private static readonly Visitor s_visit = Visit; static int Visit(IntPtr user, string key) => key.Length; int A(IntPtr store) => N.kv_each(store, s_visit, IntPtr.Zero); int B(IntPtr store) { return N.kv_each(store, Local, IntPtr.Zero); static int Local(IntPtr user, string key) { return 0; } } } }\n"),
        ("the last error and text", "namespace Sample { internal static class N { [DllImport(\"kv\", SetLastError = true, CharSet = CharSet.Unicode)] [return: MarshalAs(UnmanagedType.Bool)] internal static extern bool kv_find(string name, [Out] char[] buffer, int count, out uint size); [DllImport(\"kv\", SetLastError = true)] internal static extern SafeFileHandle kv_file([In] byte[] name); } }\n"),
        ("names that are keywords and hide others", "namespace Sample { internal static class N { internal static int Marshal; internal static int IntPtr; [DllImport(\"kv\")] internal static extern int kv_write(System.IntPtr @event, byte[] @class, nuint @out); [DllImport(\"kv\")] internal static extern int kv_open(string status, out System.IntPtr handle); internal static void Open() { } internal static void KvOpen() { } } }\n"),
        ("a local function and a property", "namespace Sample { internal static class N { internal static int Count { get { return kv_count(default); [DllImport(\"kv\")] static extern int kv_count(IntPtr store); } } } }\n"),
        ("conditions and regions", "namespace Sample\n{\n    internal static class N\n    {\n        #region open\n#if !NOTHING\n        /// <summary>Opens.</summary>\n        [DllImport(\"kv\")]\n        internal static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out IntPtr store);\n#else\n        internal static extern int kv_open(int x);\n#endif\n        #endregion\n    }\n}\n"),
        ("a handle class beside raw imports", "namespace Sample { internal sealed class Store : SafeHandleZeroOrMinusOneIsInvalid { internal Store(IntPtr store) : base(true) => SetHandle(store); protected override bool ReleaseHandle() { N.kv_close(handle); return true; } } internal static class N { [DllImport(\"kv\")] internal static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out IntPtr store); [DllImport(\"kv\")] internal static extern void kv_close(IntPtr store); [DllImport(\"kv\")] internal static extern int kv_write(IntPtr store, [In] byte[] data, UIntPtr length); [DllImport(\"kv\")] internal static extern unsafe byte* kv_name(IntPtr store); } }\n"),
        ("a struct with imports, and an interface", "namespace Sample { internal struct Handle { public IntPtr Value; [DllImport(\"kv\")] internal static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out Handle store); } internal interface IStore { [DllImport(\"kv\")] internal static extern int kv_count(IntPtr store); } internal record Store(int Id) { [DllImport(\"kv\")] internal static extern IntPtr kv_name(IntPtr store); } }\n"),
    ];

    public static TheoryData<string, bool> Rows()
    {
        var rows = new TheoryData<string, bool>();
        foreach (var (name, _) in Programs)
        {
            rows.Add(name, false);
            rows.Add(name, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_written_compiles_and_keeps_comments_and_line_ends(string name, bool isWindows)
    {
        var code = Usings + Programs.Single(program => program.Name == name).Code;
        var (solution, project) = Create(isWindows ? code.ReplaceLineEndings("\r\n") : code);
        Assert.Empty(await ErrorsAsync(solution.GetProject(project)!));
        var document = solution.GetProject(project)!.Documents.Single();
        var before = (await document.GetTextAsync()).ToString();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<string>();
        foreach (var token in (await document.GetSyntaxRootAsync())!.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is not UsingDirectiveSyntax))
        {
            foreach (var action in await ActionsAsync(document, token.Span))
            {
                if (!done.Add(action.EquivalenceKey + token.Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.SpanStart))
                {
                    continue;
                }

                var changed = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project)!;
                var texts = await Task.WhenAll(changed.Documents.Select(async written => (await written.GetTextAsync()).ToString()));
                var after = string.Concat(texts);
                var wrong = (await ErrorsAsync(changed))
                    .Concat(Comment().Matches(before).Select(match => match.Value.TrimEnd()).Where(comment => !after.Contains(comment, StringComparison.Ordinal)).Select(comment => "lost: " + comment))
                    .Concat(texts.Where(text => isWindows && LoneLineFeed().IsMatch(text)).Select(_ => "line feeds"))
                    .ToList();
                if (wrong.Count > 0)
                {
                    failures.Add($"{action.Title}: {string.Join("; ", wrong)}\n{after}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n==========\n", failures));
    }

    [Fact]
    public async Task Something_of_each_refactoring_is_offered_in_these_programs()
    {
        var offered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, code) in Programs)
        {
            var (solution, project) = Create(Usings + code);
            var document = solution.GetProject(project)!.Documents.Single();
            foreach (var token in (await document.GetSyntaxRootAsync())!.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)))
            {
                offered.UnionWith((await ActionsAsync(document, token.Span)).Select(static action => action.EquivalenceKey!.Split(':')[0]));
            }
        }

        Assert.Superset(Refactorings.Select(static refactoring => refactoring.GetType().Name).ToHashSet(), offered);
    }

    private static async Task<List<CodeAction>> ActionsAsync(Document document, TextSpan span)
    {
        var actions = new List<CodeAction>();
        foreach (var refactoring in Refactorings)
        {
            await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(span.Start, 0), action => actions.AddRange(CodeRefactorings.Leaves(action)), CancellationToken.None));
        }

        return actions;
    }

    private static (Solution Solution, ProjectId Project) Create(string code)
    {
        var project = ProjectId.CreateNewId();
        var info = ProjectInfo.Create(
            project,
            VersionStamp.Default,
            "Refactored",
            "Refactored",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse),
            metadataReferences: ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult(),
            analyzerReferences: [new GeneratorReference([typeof(Contracts.ContractAttributesGenerator), .. ReferenceAssemblies.InteropGenerators("LibraryImport")])]);
#pragma warning disable CA2000 // The workspace lives as long as its solution does and holds nothing that needs an end.
        var solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution.AddProject(info);
#pragma warning restore CA2000
        solution = solution
            .AddDocument(DocumentId.CreateNewId(project), "example.cs", SourceText.From(code, Encoding.UTF8), filePath: "/src/example.cs")
            .AddAdditionalDocument(DocumentId.CreateNewId(project), "kv.h", SourceText.From(Header, Encoding.UTF8), filePath: AllRules.HeaderPath)
            .AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(project),
                ".globalconfig",
                SourceText.From($"is_global = true\n[{AllRules.HeaderPath}]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"),
                filePath: "/.globalconfig");
        return (solution, project);
    }

    private static async Task<List<string>> ErrorsAsync(Project project) =>
        [.. (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];

    [GeneratedRegex(@"/\*.*?\*/|(?<!/)//(?!/)[^\r\n]*|^\s*#\w+[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<!\r)\n")]
    private static partial Regex LoneLineFeed();
}
