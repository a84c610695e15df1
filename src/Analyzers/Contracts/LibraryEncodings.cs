using System;
using System.Collections.Generic;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>
/// The encoding that a library uses for text, by what the project states about the library's other functions: a library seldom has two. Inference only.
/// </summary>
internal sealed class LibraryEncodings
{
    private readonly Dictionary<string, Fact<TextEncoding>> _byLibrary = new(StringComparer.Ordinal);

    private LibraryEncodings(InteropContext interop)
    {
        var contracts = BoundaryContracts.Of(interop);
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function.IsImport && !SystemLibraries.IsAny(function.Library))
            {
                var contract = contracts.For(function);
                Add(function, function.Return, contract);
                foreach (var parameter in function.Parameters)
                {
                    Add(function, parameter, contract);
                }
            }
        }
    }

    public static LibraryEncodings Of(InteropContext interop) => interop.Get(static context => new LibraryEncodings(context));

    /// <summary>
    /// UTF-8 where that is all that is stated; otherwise nothing: what takes UTF-16, often by a flag, need not hand it out.
    /// </summary>
    public Fact<TextEncoding> For(string? library) =>
        _byLibrary.TryGetValue(LibraryNames.Normalize(library), out var known) && known.Value == TextEncoding.Utf8 ? known : default;

    private void Add(NativeFunction function, NativeParameter value, FunctionContract contract)
    {
        var text = value.Marshalling.Shape is ManagedShape.Array or ManagedShape.Span ? value.Marshalling.Element : value.Marshalling;
        var encoding = contract[value].Encoding is { IsCertain: true, Value: var stated }
            ? stated
            : text is { Shape: ManagedShape.String or ManagedShape.StringBuilder, IsStated: true } ? text.Encoding : TextEncoding.None;
        if (encoding is not (TextEncoding.Utf8 or TextEncoding.Utf16))
        {
            return;
        }

        var library = LibraryNames.Normalize(function.Library);
        if (!_byLibrary.TryGetValue(library, out var known))
        {
            _byLibrary.Add(library, new Fact<TextEncoding>(encoding, Evidence.Inferred, $"inferred from {function.DisplayName}"));
        }
        else if (known.Value != encoding)
        {
            _byLibrary[library] = known with { Value = TextEncoding.None };
        }
    }
}
