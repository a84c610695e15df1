using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using Xunit;

namespace BoundaryLint.Tests.Refactorings.BoundaryInterfaces;

public sealed class Offers
{
    [Theory]
    [InlineData("static class NativeMethods { }")]
    [InlineData("static class NativeMethods { [System.Runtime.InteropServices.DllImport(\"kv\")] private static extern int kv_hidden(); }")]
    [InlineData("static class NativeMethods { [System.Runtime.InteropServices.DllImport(\"kv\")] internal static extern int kv(); } interface INativeMethods { }")]
    [InlineData("static class NativeMethods { internal static int Current; [System.Runtime.InteropServices.DllImport(\"kv\")] internal static extern int kv(); }")]
    [InlineData("class Outer { static class NativeMethods { [System.Runtime.InteropServices.DllImport(\"kv\")] internal static extern int kv(); } }")]
    [InlineData("static class NativeMethods { [System.Runtime.InteropServices.DllImport(\"kv\")] internal static extern H kv(); } abstract class H : Microsoft.Win32.SafeHandles.SafeHandleZeroOrMinusOneIsInvalid { H() : base(true) { } }")]
    public async Task Nothing_where_it_could_not_be_written(string source) =>
        Assert.Null(await BoundProject.Create(BindingInput.Of("int kv(void);") with { Source = source }).RefactorAsync(new ExtractBoundaryInterface()));

    [Fact]
    public async Task Nothing_where_what_implements_the_functions_is_chosen_already() =>
        Assert.Null(await BoundProject.Create(BindingInput.Of("int kv(void);") with
        {
            Source = "abstract class NativeMethods {" + string.Concat(Enumerable.Range(0, 10).Select(i => $" public abstract nint kv_part_{i}();")) + " }",
        }).RefactorAsync(new ExtractBoundaryInterface()));

    [Fact]
    public async Task Nothing_inside_the_class() =>
        Assert.Null(await BoundProject.Create(BindingInput.Of("int kv(void);") with { Source = "static class NativeMethods\n{\n    [System.Runtime.InteropServices.DllImport(\"kv\")] internal static extern int kv();\n}\n" })
            .RefactorAsync(new ExtractBoundaryInterface(), "extern int kv"));
}
