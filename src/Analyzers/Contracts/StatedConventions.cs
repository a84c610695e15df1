using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>
/// What the declarations of this compilation state about the truth values and the text of a library: an author who has looked up one function of a library knows how the others
/// do it, and a declaration beside it that says nothing has been forgotten.
/// </summary>
internal sealed class StatedConventions
{
    private readonly Dictionary<string, Stated> _stated = new(StringComparer.Ordinal);

    private StatedConventions(InteropContext interop)
    {
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (!function.IsImport || LibraryNames.Normalize(function.Library) is not { Length: > 0 } library)
            {
                continue;
            }

            var stated = _stated.TryGetValue(library, out var known) ? known : Stated.Nothing;
            foreach (var parameter in function.Parameters)
            {
                stated |= Read(parameter.Marshalling);
            }

            stated |= Read(function.Return.Marshalling);
            if (stated != Stated.Nothing)
            {
                _stated[library] = stated;
            }
        }
    }

    [Flags]
    private enum Stated
    {
        Nothing = 0,
        OneByteBoolean = 1,
        WiderBoolean = 2,
        Utf8 = 4,
    }

    public static StatedConventions Of(InteropContext interop) => interop.Get(static context => new StatedConventions(context));

    /// <summary>Whether other declarations state that truth values of <paramref name="library"/> have one byte, and none states another size.</summary>
    public bool HasOneByteBooleans(string? library) => (Of(library) & (Stated.OneByteBoolean | Stated.WiderBoolean)) == Stated.OneByteBoolean;

    /// <summary>Whether other declarations state that text of <paramref name="library"/> is UTF-8.</summary>
    public bool HasUtf8(string? library) => (Of(library) & Stated.Utf8) != 0;

    private Stated Of(string? library) => _stated.TryGetValue(LibraryNames.Normalize(library), out var stated) ? stated : Stated.Nothing;

    private static Stated Read(EffectiveMarshalling marshalling)
    {
        var value = marshalling.Shape == ManagedShape.Array ? marshalling.Element : marshalling;
        if (value is null || value.Source is MarshallingSource.Implied or MarshallingSource.Disabled)
        {
            return Stated.Nothing;
        }

        return value.Shape switch
        {
            ManagedShape.Boolean => value.MarshalAs switch
            {
                UnmanagedType.I1 or UnmanagedType.U1 => Stated.OneByteBoolean,
                null => Stated.Nothing,
                _ => Stated.WiderBoolean,
            },
            ManagedShape.String or ManagedShape.StringBuilder when value.Encoding == TextEncoding.Utf8 || IsUtf8Marshaller(value) => Stated.Utf8,
            _ => Stated.Nothing,
        };
    }

    /// <summary>A marshaller of the author's own says by its name what it writes.</summary>
    private static bool IsUtf8Marshaller(EffectiveMarshalling value)
    {
        foreach (var argument in value.MarshalAsAttribute?.NamedArguments ?? ImmutableArray<KeyValuePair<string, TypedConstant>>.Empty)
        {
            if (argument.Key == "MarshalTypeRef" && argument.Value.Value is ITypeSymbol type && type.Name.IndexOf("utf8", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
