using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1009;

/// <summary>FFI1009 offers nothing where the repair needs a decision.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("N.kv_close([|this|]); return true;", "")]
    [InlineData("[|N.kv_drop(handle)|]; _open = false; return true;", "public bool _open;")]
    [InlineData("[|N.kv_drop(handle)|]; return _open;", "public bool _open;")]
    [InlineData("N.kv_free([|_store|]); return true;", "public IntPtr _store;")]
    [InlineData("[|lock|] (typeof(N)) { N.kv_free(handle); } return true;", "")]
    [InlineData("N.kv_free(handle); return true;", "~[|StoreHandle|]() { N.kv_free(handle); }")]
    [InlineData("N.kv_free(handle); return true;", "~[|StoreHandle|]() { if (!IsInvalid) { Dispose(false); } }")]
    public Task A_decision(string body, string members)
    {
        var code = Reports.Imports + $$"""
            sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                {{members}}
                public StoreHandle() : base(true) { }
                protected override bool ReleaseHandle()
                {
                    {{body}}
                }
            }
            """;
        return new CSharpCodeFixTest<FFI1009ReleaseHandleIsUnsafe, FFI1009ReleaseSafely, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
