using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Headers;

/// <summary>Parses C text that stands in a test.</summary>
internal static class HeaderText
{
    public static CHeader Parse(string text, DataModel? model = null, params string[] defines) =>
        CHeader.Parse(new HeaderInput(HeaderFile.Lex("native/kv.h", text), defines: defines.ToImmutableArray()), model ?? DataModel.LinuxX64);

    /// <summary>Parses text that must be understood completely.</summary>
    public static CHeader ParseWhole(string text, DataModel? model = null, params string[] defines)
    {
        var header = Parse(text, model, defines);
        Assert.Empty(header.Problems);
        return header;
    }

    public static CHeader ParseFiles(string main, params (string Path, string Text)[] includes) =>
        CHeader.Parse(
            new HeaderInput(HeaderFile.Lex("native/kv.h", main), new IncludeFiles(includes.Select(file => new IncludeFile(HeaderFile.Lex(file.Path, file.Text))))),
            DataModel.LinuxX64);

    /// <summary>The declaration of a function as the reader understands it.</summary>
    public static string Function(this CHeader header, string name)
    {
        var function = header.FindFunction(name);
        Assert.NotNull(function);
        return function.ToString();
    }

    /// <summary>Size, alignment and the offset of each named member, in the form <c>16/8 a@0 b@8</c>; bit-fields as <c>c@8.3</c>.</summary>
    public static string Layout(this CHeader header, string record)
    {
        var found = header.FindRecord(record);
        Assert.NotNull(found);
        var members = found.FlatMembers.Select(member => " " + member.Name + "@"
            + (member.BitOffset is not { } offset ? "?" : member.BitWidth is null ? (offset / 8).ToString() : offset / 8 + "." + (offset % 8)));
        return (found.Size?.ToString() ?? "?") + "/" + (found.Alignment?.ToString() ?? "?") + string.Concat(members);
    }

    public static string Names(this CHeader header) => string.Join(" ", header.Functions.Select(function => function.Name));
}
