using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5010;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_cannot_be_bound_the_same_way_on_every_platform() => HeaderTest.DoesNotFixAsync<FFI5010FunctionHasNoBinding, FFI5010BindFunctions>(
        "static class [|Native|] { [DllImport(\"kv\")] static extern int kv_version(); }",
        """
        int kv_version(void);
        #ifdef _WIN32
        int kv_wait(int handle);
        #else
        int kv_wait(int handle, int flags);
        #endif
        """);
}
