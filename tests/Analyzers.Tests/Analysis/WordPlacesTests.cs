using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BoundaryLint.Tests.Analysis;

public sealed class WordPlacesTests
{
    [Fact]
    public void Whole_words_are_found_in_every_file()
    {
        var compilation = CSharpCompilation.Create("Words", [CSharpSyntaxTree.ParseText("open(); reopen(open_all, a.open); // open"), CSharpSyntaxTree.ParseText("x.close(öopen, open2)")]);

        var places = WordPlaces.Find(compilation, ["open", "close", "missing"], CancellationToken.None);

        Assert.Equal([0, 27, 37], places.Of("open").Select(place => place.Position));
        Assert.Same(compilation.SyntaxTrees[1], Assert.Single(places.Of("close")).Tree);
        Assert.Empty(places.Of("missing"));
        Assert.Empty(places.Of("reopen"));
    }

    [Fact]
    public void Tokens_are_names_and_texts_of_code()
    {
        var compilation = CSharpCompilation.Create("Words", [CSharpSyntaxTree.ParseText("""class C { /* open */ int open; string a = "open", b = "open it", c = nameof(C.@open); }""")]);

        var tokens = WordPlaces.Find(compilation, ["open"], CancellationToken.None).TokensOf("open", CancellationToken.None);

        Assert.Equal(["open", "\"open\"", "@open"], tokens.Select(token => token.Text));
    }
}
