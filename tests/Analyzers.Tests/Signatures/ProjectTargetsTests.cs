using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

public sealed class ProjectTargetsTests
{
    private const string Code = "static class N { [DllImport(\"n\")] static extern void f(); }";

    [Theory]
    [InlineData("", "win-x64,linux-x64,osx-arm64")]
    [InlineData("RuntimeIdentifiers=linux-arm64;win-x86", "linux-arm64,win-x86")]
    [InlineData("RuntimeIdentifier=linux-musl-x64", "linux-musl-x64")]
    [InlineData("RuntimeIdentifiers=any", "win-x64,linux-x64,osx-arm64")]
    [InlineData("TargetPlatformIdentifier=windows", "win-x64")]
    [InlineData("TargetPlatformIdentifier=windows|PlatformTarget=x86", "win-x86")]
    [InlineData("TargetPlatformIdentifier=android", "android-arm64,android-x64")]
    [InlineData("TargetPlatformIdentifier=browser", "browser-wasm")]
    [InlineData("TargetFrameworkIdentifier=.NETFramework|OutputType=Library", "win-x86,win-x64")]
    [InlineData("TargetFrameworkIdentifier=.NETFramework|OutputType=Exe|PlatformTarget=x64", "win-x64")]
    [InlineData("TargetFrameworkIdentifier=.NETFramework|OutputType=Exe|Prefer32Bit=true", "win-x86")]
    public async Task Platforms_follow_the_build(string properties, string platforms)
    {
        var pairs = properties.Length == 0 ? [] : properties.Split('|').Select(pair => (pair.Split('=')[0], pair.Split('=')[1])).ToArray();
        var interop = await SignatureReader.ReadAsync(Code, null, pairs);
        Assert.Equal(platforms, string.Join(",", ProjectTargets.Of(interop).Platforms.Select(platform => platform.RuntimeIdentifier)));
    }

    [Fact]
    public async Task The_framework_is_seen_in_the_references_when_the_build_does_not_say()
    {
        Assert.Equal(FrameworkFamily.Core, ProjectTargets.Of(await SignatureReader.ReadAsync(Code)).Family);
        var framework = ProjectTargets.Of(await SignatureReader.ReadAsync(Code, ReferenceAssemblies.NetFramework.Net472.Default));
        Assert.Equal(FrameworkFamily.Framework, framework.Family);
        Assert.True(framework.RunsOnlyOnWindows);
        Assert.True(framework.CanRunOn32BitWindows);
        Assert.Equal(FrameworkFamily.Standard, ProjectTargets.Of(await SignatureReader.ReadAsync(Code, ReferenceAssemblies.NetStandard.NetStandard20)).Family);
    }
}
