using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8004ImportResolverIsMisused, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8004;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Reflection;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task One_resolver_that_knows_its_library() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_version();
            [DllImport("libc")] static extern int getpid();
            [ModuleInitializer] internal static void Set()
            {
                getpid();
                NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);
                kv_version();
            }
            static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "kv" ? NativeLibrary.Load("native/kv") : IntPtr.Zero;
        }
        """);

    [Fact]
    public Task Guarded_and_alternative_registrations() => Verify.VerifyAnalyzerAsync(Usings + """
        class Store
        {
            private static bool s_isSet;
            public Store()
            {
                if (!s_isSet) { s_isSet = true; NativeLibrary.SetDllImportResolver(typeof(Store).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0); }
            }
            static Store()
            {
                if (OperatingSystem.IsWindows()) NativeLibrary.SetDllImportResolver(typeof(Store).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0);
                else NativeLibrary.SetDllImportResolver(typeof(Store).Assembly, (name, assembly, path) => name == "kv" ? 2 : 0);
            }
            [ModuleInitializer] internal static void Set()
            {
                try { NativeLibrary.SetDllImportResolver(typeof(Store).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0); } catch (InvalidOperationException) { }
            }
        }
        """);

    [Fact]
    public Task An_object_of_which_there_is_one() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native { static Native() { new Resolver(typeof(Native).Assembly); } }
        internal class Resolver
        {
            public Resolver(Assembly assembly) => NativeLibrary.SetDllImportResolver(assembly, (name, owner, path) => name == "kv" ? 1 : 0);
        }
        """);

    [Fact]
    public Task Other_assemblies_and_other_types() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Mine
        {
            static Mine()
            {
                NativeLibrary.SetDllImportResolver(typeof(Mine).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0);
                NativeLibrary.SetDllImportResolver(typeof(string).Assembly, (name, assembly, path) => name == "kv" ? 1 : 0);
                NativeLibrary.SetDllImportResolver(typeof(System.Net.Http.HttpClient).Assembly, (name, assembly, path) => NativeLibrary.Load("native/kv"));
                Fake.SetDllImportResolver(typeof(Mine).Assembly, () => 0);
            }
            static IntPtr NotUsed(string name, Assembly assembly, DllImportSearchPath? path) => 1;
        }
        static class Fake { public static void SetDllImportResolver(Assembly assembly, Func<IntPtr> resolver) { } }
        """);
}
