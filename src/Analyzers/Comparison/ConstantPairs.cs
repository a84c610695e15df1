using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>The value that a header gives a name on one platform: of a macro or of an enumerator.</summary>
/// <param name="Target">The platform.</param>
/// <param name="Name">The C name.</param>
/// <param name="Integer">The whole number, or null.</param>
/// <param name="Number">The floating-point number, or null.</param>
/// <param name="Text">The text, or null.</param>
/// <param name="Location">Where the header has it.</param>
internal readonly record struct NativeConstant(string Target, string Name, CInteger? Integer, double? Number, string? Text, HeaderLocation Location)
{
    /// <summary>Whether a C# constant has the same value.</summary>
    public bool Agrees(object managed) => managed switch
    {
        string text => Text is null || text == Text,
        float or double or decimal when Number is { } number => Constants.Agree(managed, number),
        _ => Integer is not { } integer || Constants.Agree(managed, integer),
    };

    /// <summary>Whether <paramref name="managed"/> is the mask of the bit that this one counts, from 1.</summary>
    public bool IsPositionOf(object managed) => Integer is { Bits: > 0 and < 63 and var bit } && Constants.Agree(managed, new CInteger(1L << (int)(bit - 1), isUnsigned: false, size: 8));

    /// <summary>The value for messages and for C#.</summary>
    public string Shown => Integer?.ToString() ?? Number?.ToString("R", CultureInfo.InvariantCulture) ?? "\"" + Text + "\"";
}

/// <summary>
/// The constants of the project's headers by name. A C# constant pairs with one of its own name; without the library's prefix only together with its siblings: most of them must be found behind
/// the same prefix, and most of those must have the header's values.
/// </summary>
internal sealed class ConstantPairs
{
    private readonly List<(NativeHeader Source, int Platforms, Dictionary<string, List<NativeConstant>> Constants)> _headers = new();
    private readonly ConditionalWeakTable<INamedTypeSymbol, Prefix> _prefixes = new();
    private readonly Lazy<Dictionary<string, List<(string Prefix, string Name)>>> _byRest;

    private ConstantPairs(NativeHeaders headers, CancellationToken cancellationToken)
    {
        _byRest = new Lazy<Dictionary<string, List<(string, string)>>>(IndexByRest);
        foreach (var header in headers.All)
        {
            var constants = new Dictionary<string, List<NativeConstant>>(StringComparer.Ordinal);
            var platforms = 0;
            foreach (var platform in header.Platforms)
            {
                if (header.On(platform.Model, cancellationToken) is not { IsValidForTarget: true } parsed)
                {
                    continue;
                }

                platforms++;
                foreach (var constant in parsed.Constants)
                {
                    Add(new NativeConstant(platform.RuntimeIdentifier, constant.Name, constant.Integer, constant.Number, constant.Integer is null ? constant.Text : null, constant.Location));
                }

                foreach (var enumerator in parsed.Enums.SelectMany(item => item.Enumerators))
                {
                    if (enumerator.Value is { } value)
                    {
                        Add(new NativeConstant(platform.RuntimeIdentifier, enumerator.Name, value, null, null, enumerator.Location));
                    }
                }
            }

            _headers.Add((header, platforms, constants));

            void Add(NativeConstant constant)
            {
                if (!constants.TryGetValue(constant.Name, out var known))
                {
                    constants.Add(constant.Name, known = new List<NativeConstant>());
                }

                known.Add(constant);
            }
        }
    }

    /// <summary>Made once for each compilation; a cancelled run leaves nothing behind.</summary>
    public static ConstantPairs Of(InteropContext interop, CancellationToken cancellationToken) => interop.Get(static _ => new Holder()).Get(interop, cancellationToken);

    /// <summary>The values of the constant that a C# constant stands for, with the number of platforms that the header is for; empty where none is certain.</summary>
    public (IReadOnlyList<NativeConstant> Values, int Platforms) For(ISymbol symbol, object value)
    {
        var name = PairedNames.NativeNameOf(symbol);
        if (Find(name, value) is { } own)
        {
            return own.Values.All(constant => constant.Agrees(value)) ? own : FindAgreeing(name, value) ?? own;
        }

        return symbol.ContainingType is { } type && _prefixes.GetValue(type, FindPrefix).Text is { Length: > 0 } prefix && FindBehind(prefix, name) is { } full && Find(full, value) is { } found
            ? found
            : (Array.Empty<NativeConstant>(), 0);
    }

    /// <summary>A name with two words, of which a header has one meaning; several headers must agree.</summary>
    private (IReadOnlyList<NativeConstant> Values, int Platforms)? Find(string name, object value)
    {
        if (NativeNames.Words(name).Length < 2)
        {
            return null;
        }

        (IReadOnlyList<NativeConstant> Values, int Platforms)? found = null;
        foreach (var (_, platforms, constants) in _headers)
        {
            if (constants.TryGetValue(name, out var values))
            {
                // A name that one of several headers has with this value is that header's.
                if (values.All(constant => constant.Agrees(value)))
                {
                    return (values, platforms);
                }

                found ??= (values, platforms);
            }
        }

        return found;
    }

    /// <summary>
    /// A constant with the value, whose name ends with this one behind a prefix. Two headers of a library may have the name, of which one marks its own: <c>TEXTURE_WRAP_REPEAT</c>
    /// and <c>RL_TEXTURE_WRAP_REPEAT</c>.
    /// </summary>
    private (IReadOnlyList<NativeConstant> Values, int Platforms)? FindAgreeing(string name, object value)
    {
        foreach (var (_, full) in _byRest.Value.TryGetValue(PairedNames.Plain(name), out var behind) ? behind : [])
        {
            if (Find(full, value) is { } found && found.Values.All(constant => constant.Agrees(value)))
            {
                return found;
            }
        }

        return null;
    }

    private string? FindBehind(string prefix, string name) =>
        _byRest.Value.TryGetValue(PairedNames.Plain(name), out var found) ? found.FirstOrDefault(candidate => candidate.Prefix == prefix).Name : null;

    /// <summary>Every C name under what is left of it behind each prefix that it may have.</summary>
    private Dictionary<string, List<(string Prefix, string Name)>> IndexByRest()
    {
        var byRest = new Dictionary<string, List<(string, string)>>(StringComparer.Ordinal);
        foreach (var name in _headers.SelectMany(header => header.Constants.Keys).Distinct(StringComparer.Ordinal))
        {
            foreach (var length in CommonPrefix.LengthsIn(name))
            {
                var rest = PairedNames.Plain(name.Substring(length));
                if (!byRest.TryGetValue(rest, out var names))
                {
                    byRest.Add(rest, names = new List<(string, string)>());
                }

                names.Add((name.Substring(0, length), name));
            }
        }

        return byRest;
    }

    private Prefix FindPrefix(INamedTypeSymbol type)
    {
        var constants = type.GetMembers().OfType<IFieldSymbol>().Where(field => field is { HasConstantValue: true, ConstantValue: not null }).ToList();
        if (constants.Count < 3)
        {
            return Prefix.None;
        }

        var prefixes = constants.Select(constant => PairedNames.Plain(PairedNames.NativeNameOf(constant))).Distinct(StringComparer.Ordinal)
            .SelectMany(plain => _byRest.Value.TryGetValue(plain, out var behind) ? behind : [])
            .GroupBy(candidate => candidate.Prefix, StringComparer.Ordinal);
        var best = prefixes.GroupBy(group => group.Count()).OrderByDescending(same => same.Key).FirstOrDefault();
        if (best is null)
        {
            return Prefix.None;
        }

        // A library may say of each of its parts what the class says of one: `crypto_aead_aes256gcm_KEYBYTES`, `crypto_box_KEYBYTES`. Then the values decide, and where two parts
        // agree alike and none in all, nobody knows which is meant.
        var candidates = best.Select(group => (Text: group.Key, Counts: Count(group.Key))).OrderByDescending(candidate => candidate.Counts.Equal).ThenByDescending(candidate => candidate.Text.Length).ToList();
        var (prefix, (found, equal, masks, differing)) = candidates[0];
        // Much that only one side has is another list of like things. Masks of the header's positions begin with the same 1 and 2.
        var isSame = equal == found ? found * 2 > constants.Count : found == constants.Count ? equal * 3 >= found * 2 : found * 4 >= constants.Count * 3 && equal * 4 >= found * 3;
        return prefix.Length >= 3 && found >= 3 && equal >= 2 && isSame && (candidates.Count == 1 || equal == found || candidates[1].Counts.Equal * 2 < equal) && (equal == found || masks < 3 || differing > 0) ? new Prefix(prefix) : Prefix.None;

        (int Found, int Equal, int Masks, int Differing) Count(string candidate)
        {
            var counts = (Found: 0, Equal: 0, Masks: 0, Differing: 0);
            foreach (var constant in constants)
            {
                if (FindBehind(candidate, PairedNames.NativeNameOf(constant)) is { } full && Find(full, constant.ConstantValue!) is var (values, _))
                {
                    var isEqual = values.All(value => value.Agrees(constant.ConstantValue!));
                    var isMask = values.All(value => value.IsPositionOf(constant.ConstantValue!));
                    counts.Found++;
                    counts.Equal += isEqual ? 1 : 0;
                    counts.Masks += isMask ? 1 : 0;
                    counts.Differing += isEqual || isMask ? 0 : 1;
                }
            }

            return counts;
        }
    }

    private sealed class Prefix(string text)
    {
        public static Prefix None { get; } = new("");

        public string Text { get; } = text;
    }

    private sealed class Holder
    {
        private ConstantPairs? _pairs;

        public ConstantPairs Get(InteropContext interop, CancellationToken cancellationToken)
        {
            lock (this)
            {
                return _pairs ??= new ConstantPairs(NativeHeaders.Of(interop), cancellationToken);
            }
        }
    }
}
