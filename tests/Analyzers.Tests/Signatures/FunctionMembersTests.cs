using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

public sealed class FunctionMembersTests
{
    private const string Declarations = """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Put(int key);
        delegate int Get(int key);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int kv_count(int key);
        namespace BoundaryLint { sealed class BlockingAttribute : Attribute { } }
        static class Loader
        {
            public static T Load<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.Load("kv"), name));
            public static bool TryLoad<T>(string name, out T function) { function = Load<T>(name); return true; }
            public static T ByType<T>() => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.Load("kv"), typeof(T).Name));
            public static T FromLibrary<T>(nint library) { var address = NativeLibrary.GetExport(library, typeof(T).Name); return Marshal.GetDelegateForFunctionPointer<T>(address); }
            public static T WithPrefix<T>() => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.Load("kv"), "lib_" + typeof(T).Name));
            public static T WithAttribute<T>() => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.Load("kv"), NameOf(typeof(T).Name, typeof(T).GetCustomAttributes(false))));
            public static T Only<T>(nint address) { Console.WriteLine(typeof(T).Name.Length); return Marshal.GetDelegateForFunctionPointer<T>(address); }
            private static string NameOf(string name, object[] attributes) => attributes.Length > 0 ? attributes[0].ToString()! : name;
            public static nint Address(string name) => NativeLibrary.GetExport(NativeLibrary.Load("kv"), name);
        }

        """;

    [Theory]
    [InlineData("static readonly Put F = Loader.Load<Put>(\"kv_put\");", "F(1)", "kv_put")]
    [InlineData("static readonly Get F = Loader.Load<Get>(nameof(kv_get)); static void kv_get() { }", "F(1)", "kv_get")]
    [InlineData("static Put F => s_put ??= Loader.Load<Put>(\"kv_put\"); static Put s_put;", "F(1)", "kv_put")]
    [InlineData("static Put F { get { return s_put; } } static Put s_put = Loader.Load<Put>(\"kv_put\");", "F(1)", "kv_put")]
    [InlineData("static Put F;", "(F ??= Loader.Load<Put>(\"kv_put\"))(1)", "kv_put")]
    [InlineData("static Put F = Loader.Load<Put>(\"kv_put\");", "F?.Invoke(1)", "kv_put")]
    [InlineData("static readonly Lazy<Put> F = new(() => Loader.Load<Put>(\"kv_put\"));", "F.Value(1)", "kv_put")]
    [InlineData("Put F; C() { Loader.TryLoad(\"kv_put\", out F); }", "F(1)", "kv_put")]
    [InlineData("Put F; C() { var p = Loader.Address(\"kv_get\"); p = Loader.Address(\"kv_put\"); F = Marshal.GetDelegateForFunctionPointer<Put>(p); }", "F(1)", "kv_put")]
    [InlineData("const string Name = \"kv_put\"; static readonly Put F = Loader.Load<Put>(Name);", "F(1)", "kv_put")]
    [InlineData("static readonly delegate* unmanaged[Cdecl]<int, int> F = (delegate* unmanaged[Cdecl]<int, int>)Loader.Address(\"kv_put\");", "F(1)", "kv_put")]
    [InlineData("static readonly nint s_put = Loader.Address(\"kv_put\"); static delegate* unmanaged<int, int> F => (delegate* unmanaged<int, int>)s_put;", "F(1)", "kv_put")]
    [InlineData("static readonly kv_count F = Loader.ByType<kv_count>();", "F(1)", "kv_count")]
    [InlineData("static readonly nint s_kv = NativeLibrary.Load(\"kv\"); static readonly global::kv_count F = Loader.FromLibrary<global::kv_count>(s_kv);", "F(1)", "kv_count")]
    [InlineData("static kv_count s_count; static kv_count F => s_count ??= Loader.ByType<kv_count>();", "F(1)", "kv_count")]
    [InlineData("", "((delegate* unmanaged<int, int>)Loader.Address(\"kv_put\"))(1)", "kv_put")]
    [InlineData("", "Loader.Load<Put>(\"kv_put\")(1)", "kv_put")]
    public async Task A_call_knows_the_name_that_was_fetched(string members, string call, string expected) => Assert.Equal(expected, (await CallAsync(members, call))?.EntryPoint);

    [Theory]
    [InlineData("static Put F = Loader.Load<Put>(\"kv_put\"); static void Other() => F = Loader.Load<Put>(\"kv_get\");", "F(1)")]
    [InlineData("static readonly delegate* unmanaged<int, int> F = (delegate* unmanaged<int, int>)Loader.Address(\"kv put\");", "F(1)")]
    [InlineData("delegate* unmanaged<int, int> F; C(delegate* unmanaged<int, int> f) { F = f; }", "F(1)")]
    [InlineData("Put F = key => key;", "F(1)")]
    [InlineData("static readonly kv_count F = Loader.WithPrefix<kv_count>();", "F(1)")]
    [InlineData("static readonly kv_count F = Loader.WithAttribute<kv_count>();", "F(1)")]
    [InlineData("static readonly kv_count F = Loader.Only<kv_count>(3);", "F(1)")]
    public async Task What_is_not_fetched_under_one_name_has_none(string members, string call)
    {
        var function = await CallAsync(members, call);

        Assert.NotNull(function);
        Assert.False(function.IsBound);
    }

    [Theory]
    [InlineData("delegate*<int, int> F = &G; static int G(int key) => key;", "F(1)")]
    [InlineData("Get F = key => key;", "F(1)")]
    public async Task Managed_code_is_no_native_function(string members, string call) => Assert.Null(await CallAsync(members, call));

    [Theory]
    [InlineData("static readonly Put F = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(NativeLibrary.Load(\"kv\"), \"kv_put\"));", "kv")]
    [InlineData("const string Name = \"kv\"; static readonly nint s_kv = NativeLibrary.Load(Name); static readonly Put F = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(s_kv, \"kv_put\"));", "kv")]
    [InlineData("static readonly Put F = Loader.Load<Put>(\"kv_put\");", null)]
    [InlineData("static readonly nint s_kv = NativeLibrary.Load(\"kv\"); static readonly kv_count F = Loader.FromLibrary<kv_count>(s_kv);", "kv")]
    public async Task The_library_is_the_one_whose_handle_is_given(string members, string? expected) => Assert.Equal(expected, (await CallAsync(members, "F(1)"))!.Library);

    [Fact]
    public async Task Attributes_of_a_field_speak_of_the_function_in_it()
    {
        var interop = await ReadAsync("[BoundaryLint.Blocking] static readonly delegate* unmanaged<int, int> F = (delegate* unmanaged<int, int>)Loader.Address(\"kv_put\");", "F(1)");
        var function = Assert.Single(FunctionMembers.Of(interop).Fetched);

        Assert.True(BoundaryContracts.Of(interop).For(function).Blocking is { IsCertain: true, Value: true });
    }

    private static async Task<NativeFunction?> CallAsync(string members, string call)
    {
        var interop = await ReadAsync(members, call);
        var tree = interop.Compilation.SyntaxTrees.Single(tree => tree.ToString().Contains("void Calls()", System.StringComparison.Ordinal));
        var body = (await tree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "Calls");
        var model = interop.Compilation.GetSemanticModel(tree);
        return body.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(node => model.GetOperation(node))
            .Where(operation => NativeCalls.ArgumentsOf(operation!) is [{ Value.ConstantValue: { HasValue: true, Value: 1 } }])
            .Select(operation => NativeCalls.FunctionOf(interop, operation)).Single();
    }

    private static Task<BoundaryLint.Analysis.InteropContext> ReadAsync(string members, string call) =>
        SignatureReader.ReadAsync(Declarations + "unsafe class C { " + members + " void Calls() { _ = " + call + "; } }");
}
