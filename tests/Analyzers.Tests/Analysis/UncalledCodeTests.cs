using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Analysis;

/// <summary>What nobody calls is reported one step lower, by every rule, in a project that calls other native functions.</summary>
public sealed class UncalledCodeTests
{
    private const string Usings = "using System; using System.IO; using System.Runtime.InteropServices;\n";

    private const string Imports = "static class N { [DllImport(\"kv\")] public static extern {|#0:string|} kv_name(); [DllImport(\"kv\")] public static extern int kv_version(); } ";

    private const string Native = "static class N { [DllImport(\"kv\")] public static extern int kv_version(); } ";

    private const string Leak = "{ var p = {|#0:Marshal.AllocHGlobal(4)|}; if (b) return; Marshal.FreeHGlobal(p); }";

    [Theory]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { public static int Version => Inner(); static int Inner() => N.kv_version(); }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { public static int Version() => Inner.Version; } static class Inner { public static int Version => N.kv_version(); }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); static string Name() => N.kv_name(); }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); /* N.kv_name() */ }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { [DllImport(\"kv\")] static extern int kv_name(int a); public static int Version() => N.kv_version() + kv_name(1); }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { [DllImport(\"kv\", EntryPoint = \"kv_name\")] static extern int Other(int a); public static int Version() => N.kv_version() + Other(1); }", DiagnosticSeverity.Info)]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); public static string Name() => N.kv_name(); }", DiagnosticSeverity.Warning)]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); public static string Name() => Inner(); static string Inner() => N.kv_name(); }", DiagnosticSeverity.Warning)]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); public static Func<string> Name => N.kv_name; }", DiagnosticSeverity.Warning)]
    [InlineData("public static class Api { public static int Version() => N.kv_version(); public static object Name => typeof(N).GetMethod(\"kv_name\"); }", DiagnosticSeverity.Warning)]
    [InlineData("public static class Api { public static int Version() => N.kv_version();\n#if OTHER_SYSTEM\npublic static string Name() => N.kv_name();\n#endif\n }", DiagnosticSeverity.Warning)]

    // Nothing is called yet.
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("static class Api { static int Version() => N.kv_version(); }", DiagnosticSeverity.Warning)]
    [InlineData("public static class Api { static int Version() => N.kv_version(); }", DiagnosticSeverity.Warning)]
    public Task An_import(string user, DiagnosticSeverity severity) => Run<FFI1001NativeStringFreedByMarshaller>(Imports + user, "FFI1001", severity);

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    [InlineData(1200)]
    public Task An_import_of_a_class_that_is_named_in_many_hidden_places(int places) => Run<FFI1001NativeStringFreedByMarshaller>(
        Imports + "static class Hidden { " + string.Concat(Enumerable.Range(0, places).Select(static i => $"static int M{i}() => M{i + 1}() + N.kv_version(); ")) + $"static int M{places}() => 0; }} "
            + "public static class Api { public static int Version() => N.kv_version(); }",
        "FFI1001",
        DiagnosticSeverity.Info);

    [Theory]
    [InlineData("public ", "", DiagnosticSeverity.Warning)]
    [InlineData("", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Kv.Tools\")] ", DiagnosticSeverity.Warning)]
    [InlineData("", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Kv.Tests\")] ", DiagnosticSeverity.Info)]
    public Task An_import_that_others_may_see(string access, string attribute, DiagnosticSeverity severity) =>
        Run<FFI1001NativeStringFreedByMarshaller>(attribute + access + Imports + "public static class Api { public static int Version() => N.kv_version(); }", "FFI1001", severity);

    [Theory]
    [InlineData("static class Program { static int Main() => N.kv_version(); }", DiagnosticSeverity.Info)]
    [InlineData("static class Program { static void Main() => Console.WriteLine(N.kv_name()); }", DiagnosticSeverity.Warning)]
    [InlineData("static class Program { static void Main() { } static int Version() => N.kv_version(); }", DiagnosticSeverity.Info)]
    public Task An_import_of_a_program(string user, DiagnosticSeverity severity) =>
        Run<FFI1001NativeStringFreedByMarshaller>("public " + Imports + user, "FFI1001", severity, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("public static int Version() => N.kv_version();", DiagnosticSeverity.Info)]
    [InlineData("public static int Version() => N.kv_version(); static void Unused() { S s = default; N.kv_count(ref s); }", DiagnosticSeverity.Info)]
    [InlineData("public static int Version() { S s = default; return N.kv_version() + N.kv_count(ref s); }", DiagnosticSeverity.Warning)]
    [InlineData("public static int Version() => N.kv_version(); static S _s;", DiagnosticSeverity.Warning)]
    public Task A_struct(string members, DiagnosticSeverity severity) => Run<FFI3009MarshalledArrayHasNoUsableSize>(
        "struct S { [MarshalAs(UnmanagedType.ByValArray)] public int[] {|#0:Values|}; } " + Native.Replace("}", "[DllImport(\"kv\")] public static extern int kv_count(ref S s); }") + "public static class Api { " + members + " }", "FFI3009", severity);

    [Theory]
    [InlineData("if (Environment.OSVersion.Version.Major < 6) { ", " }", DiagnosticSeverity.Info)]
    [InlineData("if (Environment.OSVersion.Version.Major >= 6) { } else { ", " }", DiagnosticSeverity.Info)]
    [InlineData("if (Environment.OSVersion.Version.Major >= 6) return; ", "", DiagnosticSeverity.Info)]
    [InlineData("if (IsVista) return; else { ", " }", DiagnosticSeverity.Info)]
    [InlineData("if (!s_isVista) { ", " }", DiagnosticSeverity.Info)]
    [InlineData("if (Environment.OSVersion.Version.Major == 5) { ", " }", DiagnosticSeverity.Info)]
    [InlineData("if (Environment.OSVersion.Version.Major < 10) { ", " }", DiagnosticSeverity.Warning)]
    [InlineData("if (Environment.OSVersion.Version.Major >= 6) { ", " }", DiagnosticSeverity.Warning)]
    [InlineData("if (Environment.OSVersion.Version.Major >= 6) b = true; ", "", DiagnosticSeverity.Warning)]
    [InlineData("if (Environment.OSVersion.Version.Major >= 6 || Environment.HasShutdownStarted) { } else { ", " }", DiagnosticSeverity.Warning)]
    [InlineData("if (new Version(5, 0).Major < 6) { ", " }", DiagnosticSeverity.Warning)]
    public Task Code_for_systems_without_NET(string before, string behind, DiagnosticSeverity severity) => Run<FFI1003NativeResourceNotReleased>(
        "public class Api { static bool IsVista { get { return Environment.OSVersion.Version.Major >= 6; } } static readonly bool s_isVista = Environment.OSVersion.Version.Major > 5; public static void M(bool b) { "
            + before + "{ var p = {|#0:Marshal.AllocHGlobal(4)|}; if (b) return; Marshal.FreeHGlobal(p); }" + behind + " } }",
        "FFI1003",
        severity);

    [Theory]
    [InlineData("if (Environment.OSVersion.Version.Major >= 6) return null; else return new Old();", "class Old : Shell", DiagnosticSeverity.Info)]
    [InlineData("return Environment.OSVersion.Version.Major >= 6 ? null : new Old();", "class Old : Shell", DiagnosticSeverity.Info)]
    [InlineData("return new Old();", "class Old : Shell", DiagnosticSeverity.Warning)]
    [InlineData("return null;", "class Old : Shell", DiagnosticSeverity.Warning)]
    [InlineData("return Environment.OSVersion.Version.Major >= 6 ? null : new Old();", "public class Old : Shell", DiagnosticSeverity.Warning)]
    [InlineData("return Environment.OSVersion.Version.Major >= 6 ? Make<Old>() : new Old();", "class Old : Shell", DiagnosticSeverity.Warning)]
    public Task A_class_for_systems_without_NET(string body, string type, DiagnosticSeverity severity) => Run<FFI1003NativeResourceNotReleased>(
        "public interface Shell { void M(bool b); } " + type + " { public void M(bool b) " + Leak + " Old Next() => new Old(); } public class Api { static T Make<T>() where T : new() => new T(); public static Shell M() { " + body + " } }",
        "FFI1003",
        severity);

    [Theory]
    [InlineData("static void M(bool b) " + Leak, DiagnosticSeverity.Info)]
    [InlineData("static void M(bool b) { void Local() " + Leak + " Local(); }", DiagnosticSeverity.Info)]
    [InlineData("[Obsolete] static void M(bool b) " + Leak, DiagnosticSeverity.Info)]
    [InlineData("static void Other() => M(true); static void M(bool b) " + Leak, DiagnosticSeverity.Info)]
    [InlineData("public static void M(bool b) " + Leak, DiagnosticSeverity.Warning)]
    [InlineData("public static void Other() => M(true); static void M(bool b) " + Leak, DiagnosticSeverity.Warning)]
    [InlineData("public static Action<bool> Other => M; static void M(bool b) " + Leak, DiagnosticSeverity.Warning)]
    [InlineData("[System.ComponentModel.Description(\"\")] static void M(bool b) " + Leak, DiagnosticSeverity.Warning)]
    [InlineData("static void OnClick(object sender, bool b) " + Leak, DiagnosticSeverity.Warning)]
    [InlineData("private static void Dispose(bool b) " + Leak, DiagnosticSeverity.Warning)]
    [InlineData("static bool b; static Api() " + Leak, DiagnosticSeverity.Warning)]
    public Task A_method(string members, DiagnosticSeverity severity) =>
        Run<FFI1003NativeResourceNotReleased>(Native + "public class Api { public static int Version() => N.kv_version(); " + members + " }", "FFI1003", severity);

    [Theory]
    [InlineData("class C { public void M(bool b) " + Leak + " }", DiagnosticSeverity.Info)]
    [InlineData("class C { public C(bool b) " + Leak + " }", DiagnosticSeverity.Info)]
    [InlineData("static class C { public static void M(bool b) " + Leak + " }", DiagnosticSeverity.Info)]
    [InlineData("class C : IDisposable { bool b; public void Dispose() " + Leak + " }", DiagnosticSeverity.Info)]
    [InlineData("class Outer { class C { public void M(bool b) " + Leak + " } }", DiagnosticSeverity.Info)]
    [InlineData("class C { public void M(bool b) " + Leak + " } class D { C _c; }", DiagnosticSeverity.Info)]
    [InlineData("public class C { public void M(bool b) " + Leak + " }", DiagnosticSeverity.Warning)]
    [InlineData("class C { public void M(bool b) " + Leak + " } public class D { C _c; }", DiagnosticSeverity.Warning)]
    [InlineData("partial class C { public void M(bool b) " + Leak + " }", DiagnosticSeverity.Warning)]
    [InlineData("class C : MemoryStream { public void M(bool b) " + Leak + " }", DiagnosticSeverity.Warning)]
    [InlineData("interface I { void M(bool b); } class C : I { public void M(bool b) " + Leak + " }", DiagnosticSeverity.Warning)]
    [InlineData("static class C { public static void M(this bool b) " + Leak + " } public class D { public void N(bool b) => b.M(); }", DiagnosticSeverity.Warning)]
    [InlineData("[System.ComponentModel.Description(\"\")] class C { public void M(bool b) " + Leak + " }", DiagnosticSeverity.Warning)]
    public Task A_type(string type, DiagnosticSeverity severity) =>
        Run<FFI1003NativeResourceNotReleased>(Native + "public class Api { public static int Version() => N.kv_version(); } " + type, "FFI1003", severity);

    private static Task Run<TAnalyzer>(string code, string id, DiagnosticSeverity severity, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        {
            TestCode = Usings + code,
            ExpectedDiagnostics = { new DiagnosticResult(id, severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        };
        test.TestState.OutputKind = kind;
        return test.RunAsync();
    }
}
