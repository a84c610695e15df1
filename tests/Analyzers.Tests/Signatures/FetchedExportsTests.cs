using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

public sealed class FetchedExportsTests
{
    private const string Declarations = """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Put(int key);
        static class Mine { public static nint GetExport(nint library, string name) => 0; }

        """;

    [Theory]
    [InlineData("((delegate* unmanaged[Cdecl]<int, long>)NativeLibrary.GetExport(h, \"kv_put\"))(1)", "kv_put  FunctionPointer Cdecl 1")]
    [InlineData("((delegate* unmanaged<byte, void>)(void*)NativeLibrary.GetExport(NativeLibrary.Load(\"kv\"), \"kv_put\"))(1)", "kv_put kv FunctionPointer Platform 1")]
    [InlineData("Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(h, \"kv_put\"))(1)", "kv_put  Delegate Cdecl 1")]
    [InlineData("_ = (Put)Marshal.GetDelegateForFunctionPointer(NativeLibrary.GetExport(h, \"kv_put\"), typeof(Put))", "kv_put  Delegate Cdecl 1")]
    [InlineData("_ = (delegate* unmanaged[Cdecl]<int, long>)Mine.GetExport(h, \"kv_put\")", "kv_put  FunctionPointer Cdecl 1")]
    public async Task A_fetched_function_has_the_name_and_the_signature_of_its_use(string statement, string expected)
    {
        var function = await FetchAsync(statement);

        Assert.NotNull(function);
        Assert.True(function.IsFetched);
        Assert.Equal(expected, $"{function.EntryPoint} {function.Library} {function.Form} {function.CallingConvention} {function.Parameters.Length}");
    }

    [Theory]
    [InlineData("_ = NativeLibrary.GetExport(h, \"kv_put\")")]
    [InlineData("_ = (delegate* unmanaged[Cdecl]<int, long>)NativeLibrary.GetExport(h, name)")]
    [InlineData("_ = (delegate*<int, long>)NativeLibrary.GetExport(h, \"kv_put\")")]
    public async Task Without_a_name_or_an_unmanaged_signature_there_is_none(string statement) => Assert.Null(await FetchAsync(statement));

    private static async Task<NativeFunction?> FetchAsync(string statement)
    {
        var interop = await SignatureReader.ReadAsync(Declarations + "unsafe class C { void M(nint h, string name) { " + statement + "; } }");
        var tree = interop.Compilation.SyntaxTrees.Single();
        var model = interop.Compilation.GetSemanticModel(tree);
        var call = (await tree.GetRootAsync()).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Single(node => node.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetExport" });
        return FetchedExports.Of(interop, (IInvocationOperation)model.GetOperation(call)!);
    }
}
