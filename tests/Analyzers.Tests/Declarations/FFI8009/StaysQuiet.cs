using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8009;

public sealed class StaysQuiet
{
    private const string Native = "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"kv\")] static extern int kv_open(); }\n";

    [Theory]
    [InlineData("win-x64|kv.dll,linux-x64|libkv.so", "win-x64,linux-x64")]
    [InlineData("win|kv.dll,unix|libkv.so", "win-x64,linux-x64,osx-arm64")]
    [InlineData("win10-x64|kv.dll,ubuntu.22.04-x64|libkv.so,osx.11.0-arm64|libkv.dylib", "win-x64,linux-x64,osx-arm64")]
    [InlineData("linux-musl-x64|libkv.so,linux-x64|libkv.so", "linux-musl-x64,linux-x64")]
    [InlineData("solaris-sparc|libkv.so", "linux-x64")]
    [InlineData("any|kv.dll", "linux-x64")]
    public Task Every_identifier_has_its_file(string assets, string identifiers) =>
        new CSharpAnalyzerTest<FFI8009NativeAssetIsMissing, DefaultVerifier> { TestCode = Native }.WithAssets(assets, identifiers).RunAsync();

    [Theory]
    [InlineData("win-x64|other.dll", "win-x64,linux-x64")]
    [InlineData("", "win-x64,linux-x64")]
    [InlineData("win-x64|kv.dll", "")]
    public Task Libraries_that_somebody_else_brings_and_projects_that_name_no_platform(string assets, string identifiers) =>
        new CSharpAnalyzerTest<FFI8009NativeAssetIsMissing, DefaultVerifier> { TestCode = Native }.WithAssets(assets, identifiers).RunAsync();

    [Fact]
    public Task Declarations_for_the_systems_that_have_it() => new CSharpAnalyzerTest<FFI8009NativeAssetIsMissing, DefaultVerifier>
    {
        TestCode = Native.Replace("[DllImport", "[System.Runtime.Versioning.SupportedOSPlatform(\"windows\")] [DllImport"),
    }.WithAssets("win-x64|kv.dll", "win-x64,linux-x64").RunAsync();
}
