using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Tests.Headers;

/// <summary>Which of the files that are at hand are read, and what of them makes a header another one.</summary>
public sealed class IncludeFilesTests
{
    [Fact]
    public void A_file_is_read_when_a_header_includes_it()
    {
        var (types, sizes, other) = (new Given("/n/types.h", "#include \"sizes.h\"\ntypedef size kv_size;"), new Given("/n/sizes.h", "typedef long size;"), new Given("/n/other.h", "int other(void);"));
        var header = Parse("#include \"types.h\"\nkv_size kv_count(void);", types, sizes, other);

        Assert.Equal("kv_count", Assert.Single(header.Functions).Name);
        Assert.True(types.IsRead && sizes.IsRead);
        Assert.False(other.IsRead);
    }

    [Fact]
    public void Only_what_is_included_makes_another_header()
    {
        const string Main = "#include \"types.h\"\nkv_size kv_only_included_counts(void);";
        var first = Parse(Main, new Given("/n/types.h", "typedef long kv_size;"), new Given("/n/other.h", "int one(void);"));

        Assert.Same(first, Parse(Main, new Given("/n/types.h", "typedef long kv_size;"), new Given("/n/other.h", "int two(void);")));

        var changed = Parse(Main, new Given("/n/types.h", "typedef short kv_size;"), new Given("/n/other.h", "int one(void);"));
        Assert.Equal(2, Assert.Single(changed.Functions).Type.ReturnType.Size);
    }

    [Fact]
    public void A_file_that_comes_goes_or_becomes_readable_makes_another_header()
    {
        const string Main = "#include \"types.h\"\nkv_size kv_comes_and_goes(void);";
        Assert.Contains(Parse(Main).Problems, problem => problem.Kind == CProblemKind.MissingInclude);
        Assert.Contains(Parse(Main, new Given("/n/types.h", null)).Problems, problem => problem.Kind == CProblemKind.MissingInclude);
        Assert.Empty(Parse(Main, new Given("/n/types.h", "typedef long kv_size;")).Problems);
        Assert.Contains(Parse(Main).Problems, problem => problem.Kind == CProblemKind.MissingInclude);
    }

    [Theory]
    [InlineData("types.h", "/n/types.h")]
    [InlineData("TYPES.H", "/n/types.h")]
    [InlineData("kv/types.h", "/a/deep/kv/types.h")]
    [InlineData("../kv/types.h", "/a/deep/kv/types.h")]
    [InlineData("ypes.h", null)]
    [InlineData("missing.h", null)]
    public void The_shortest_path_that_ends_with_the_name_comes_first(string name, string? expected) =>
        Assert.Equal(expected, new IncludeFiles(new[] { "/a/deep/kv/types.h", "/n/types.h", "/longer/types.h" }.Select(path => new IncludeFile(new Given(path, "")))).FindBySuffix(name).FirstOrDefault()?.Path);

    private static CHeader Parse(string main, params Given[] others) => HeaderCache.Parse(
        new HeaderSource("/n/kv.h", SourceText.From(main)),
        new IncludeFiles(others.Select(file => new IncludeFile(file))),
        ImmutableArray<string>.Empty,
        ImmutableArray<string>.Empty,
        DataModel.LinuxX64,
        CancellationToken.None);

    private sealed class Given(string path, string? text) : AdditionalText
    {
        public bool IsRead { get; private set; }

        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default)
        {
            IsRead = true;
            return text is null ? null : SourceText.From(text);
        }
    }
}
