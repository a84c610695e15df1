using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8004ImportResolverIsMisused, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8004;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Reflection;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task A_second_resolver() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class First
        {
            [ModuleInitializer] internal static void Set() => {|#1:NativeLibrary.SetDllImportResolver(typeof(First).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0)|};
        }
        static class Second
        {
            static Second() => {|#0:NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, assembly, path) => name == "ui" ? 1 : 0)|};
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithMessage("The assembly gets a second import resolver, which throws InvalidOperationException; set one resolver, in one module initializer"));

    [Fact]
    public Task A_resolver_of_every_object() => Verify.VerifyAnalyzerAsync(
        Usings + """
        class Store
        {
            public Store()
            {
                {|#0:NativeLibrary.SetDllImportResolver(typeof(Store).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0)|};
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "The resolver is set by every new object, and the second one throws InvalidOperationException", "set it in a module initializer or a static constructor"));

    [Fact]
    public Task A_resolver_after_the_first_call() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_version();
            static void Main()
            {
                Console.WriteLine(kv_version());
                {|#0:NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0)|};
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments("`kv_version` is called before the resolver is set and is bound without it", "set it first, best in a module initializer"));

    [Fact]
    public Task A_resolver_that_answers_for_everything() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_version();
            [DllImport("libc")] static extern int getpid();
            static void A() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, {|#0:(name, assembly, path) => NativeLibrary.Load("native/kv")|});
            static void B() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, {|#1:Resolve|});
            static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
            {
                return NativeLibrary.Load("native/kv", assembly, path);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "The resolver does not look at the library's name, so it answers for every library that the assembly imports",
            "compare the name and return 0 for others, for which the runtime then searches as usual"),
        Verify.Diagnostic().WithLocation(1));

    [Fact]
    public Task With_one_library_that_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_version();
            static void A() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, {|#0:(name, assembly, path) => NativeLibrary.Load("native/kv")|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8004ImportResolverIsMisused, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, );
                static void A() => NativeLibrary.SetDllImportResolver(typeof().Assembly, (name, assembly, path) => );
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
