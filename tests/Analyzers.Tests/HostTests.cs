using System;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Tests;

public sealed class HostTests
{
#if ROSLYN_4_5
    private const string Expected = "4.5";
#elif ROSLYN_4_14
    private const string Expected = "4.14";
#elif ROSLYN_5_12
    private const string Expected = "5.12";
#endif

    [Theory]
    [InlineData(typeof(Compilation))]
    [InlineData(typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation))]
    [InlineData(typeof(Workspace))]
    [InlineData(typeof(Microsoft.CodeAnalysis.CSharp.Formatting.CSharpFormattingOptions))]
    public void The_tests_run_on_the_Roslyn_of_their_project(Type type) => Assert.Equal(Version.Parse(Expected), new Version(
        type.Assembly.GetName().Version!.Major,
        type.Assembly.GetName().Version!.Minor));
}
