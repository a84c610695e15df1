using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;

namespace BoundaryLint.Comparison;

/// <summary>C parameters of which their names say that the function writes there.</summary>
internal static class NamedOutputs
{
    private static readonly ImmutableHashSet<string> OutputWords = ImmutableHashSet.Create("out", "output", "result", "results", "dst", "dest", "destination");

    private static readonly ImmutableHashSet<string> BufferWords = ImmutableHashSet.Create("buf", "buffer");

    // Words of a function that hands something out through its parameters.
    private static readonly ImmutableHashSet<string> FillingVerbs = ImmutableHashSet.Create(
        "get", "read", "receive", "recv", "query", "fill", "fetch", "peek", "poll", "enum", "enumerate", "retrieve", "dequeue");

    /// <summary>Whether a function hands something out through its parameters, by its own name.</summary>
    public static bool Fills(string function) => NativeNames.Words(function).Any(static word => FillingVerbs.Contains(word));

    /// <summary>A pointer to what may be written, by whose name the function says that it does: <c>kv_item *out</c>, and <c>char *buffer, size_t size</c>.</summary>
    public static bool Contain(string function, ImmutableArray<CParameter> parameters, int index)
    {
        var parameter = parameters[index];
        if (parameter is not { Name: { Length: > 0 } name, Type.Canonical: { Class: CTypeClass.Pointer, Element: { IsConst: false } element } })
        {
            return false;
        }

        var words = NativeNames.Words(name);
        return (words.Any(static word => OutputWords.Contains(word)) && !words.Contains("in") && !words.Contains("inout"))
            || (words.Any(static word => BufferWords.Contains(word))
                && element.Canonical is { Class: CTypeClass.Integer, Size: 1 }
                && index + 1 < parameters.Length
                && parameters[index + 1].Type.Canonical.Class == CTypeClass.Integer
                && (Fills(function) || NativeNames.Words(function).Any(static word => word is "name" or "path" or "error" or "message" or "version")));
    }
}
