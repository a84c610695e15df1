using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Refactorings.ConvertToFunctionPointer;

/// <summary>Where nothing is offered: what a function pointer cannot do, and callbacks whose object would be lost.</summary>
public sealed class Offers
{
    [Theory]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] static extern void kv_set_log($$D callback, nint data);", "int sum; void M() => kv_set_log(_ => sum++, 0);")]
    [InlineData("delegate void D(int code);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback);", "int sum; void M() => kv_foreach(_ => sum++);")]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback, nint data);", "int sum; void M(nint own) => kv_foreach(_ => sum++, own);")]
    [InlineData("delegate void D(nint a, nint b);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback, nint data);", "int sum; void M() => kv_foreach((_, _) => sum++, 0);")]
    [InlineData("delegate void D(string text, nint data);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback, nint data);", "int sum; void M() => kv_foreach((_, _) => sum++, 0);")]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback, nint data);", "void M(D given) => kv_foreach(given, 0);")]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback, nint data);", "int sum; async Task M() { kv_foreach(_ => sum++, 0); await Task.Yield(); }")]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] static extern void kv_foreach($$D callback, nint data);", "int sum; Action<D, nint> M() => kv_foreach;")]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] static extern void kv_foreach(D callback, $$nint data);", "int sum; void M() => kv_foreach(_ => sum++, 0);")]
    [InlineData("delegate void D(nint data);", "[DllImport(\"kv\")] public static extern void kv_foreach($$D callback, nint data);", "int sum; void M() => kv_foreach(_ => sum++, 0);", "public ")]
    public Task Nothing(string type, string import, string member, string access = "") => new CSharpCodeRefactoringTest<CodeFixes.Refactorings.ConvertToFunctionPointer, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\nusing System.Threading.Tasks;\n" + access + type + "\n" + access + "class C\n{\n    " + import + "\n    " + member + "\n}\n",
    }.RunAsync();
}
