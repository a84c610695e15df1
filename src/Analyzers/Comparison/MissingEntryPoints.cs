using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>A function that is imported and that no header of its library declares.</summary>
/// <param name="Header">A header of the library.</param>
/// <param name="Nearest">The function that is evidently meant, or null.</param>
/// <param name="Hidden">Where a conditional leaves a declaration of it out on every platform, or null.</param>
/// <param name="Inline">Its declaration as an inline or static function, which no library exports, or null.</param>
/// <param name="IsMinor">Whether the library may export it nevertheless.</param>
internal sealed record MissingEntryPoint(NativeHeader Header, CFunction? Nearest, HeaderLocation? Hidden, CFunction? Inline, bool IsMinor)
{
    /// <summary>The macro that the name is in the header, or null.</summary>
    public CMacro? Macro { get; init; }
}

/// <summary>Finds imports that no header of their library declares. Only headers that were read whole are evidence.</summary>
internal sealed class MissingEntryPoints
{
    private readonly InteropContext _interop;
    private readonly NativeHeaders _headers;
    private readonly Lazy<ILookup<string, NativeFunction>> _imports;
    private readonly Lazy<ILookup<string, NativeFunction>> _importsByName;
    private readonly ConcurrentDictionary<string, HashSet<NativeHeader>> _declaring = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, MissingEntryPoint?> _ofImports = new(SymbolEqualityComparer.Default);

    private MissingEntryPoints(InteropContext interop)
    {
        _interop = interop;
        _headers = NativeHeaders.Of(interop);
        _imports = new Lazy<ILookup<string, NativeFunction>>(
            () => BoundaryTypes.Of(interop).Functions.Where(static function => function.IsImport).ToLookup(static function => LibraryNames.Normalize(function.Library)));
        _importsByName = new Lazy<ILookup<string, NativeFunction>>(
            () => BoundaryTypes.Of(interop).Functions.Where(static function => function is { IsImport: true, EntryPoint: not null, Symbol.Locations.IsEmpty: false })
                .OrderBy(static function => function.Symbol.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static function => function.Symbol.Locations[0].SourceSpan.Start)
                .ToLookup(static function => function.EntryPoint!, StringComparer.Ordinal));
    }

    public static MissingEntryPoints Of(InteropContext interop) => interop.Get(static context => new MissingEntryPoints(context));

    /// <summary>
    /// Why an import has no declaration in the headers of its library, with the other imports of which the same is to be said; null when it has one, when nobody can tell, or
    /// when it is one of those others: classes that bind one function for several builds of a library lack it together. Imports for which a nearer name is known are told one by
    /// one, because each has to be changed.
    /// </summary>
    public (MissingEntryPoint Missing, ImmutableArray<NativeFunction> Others)? FindImport(NativeFunction function, CancellationToken cancellationToken)
    {
        if (OfImport(function, cancellationToken) is not { } missing)
        {
            return null;
        }

        var others = ImmutableArray.CreateBuilder<NativeFunction>();
        if (missing.Nearest is null)
        {
            var isFirst = true;
            foreach (var import in _importsByName.Value[function.EntryPoint!])
            {
                if (SymbolEqualityComparer.Default.Equals(import.Symbol, function.Symbol))
                {
                    isFirst = false;
                }
                else if (OfImport(import, cancellationToken) is { Nearest: null } same && ReferenceEquals(same.Header, missing.Header))
                {
                    if (isFirst && _importsByName.Value[function.EntryPoint!].Any(known => SymbolEqualityComparer.Default.Equals(known.Symbol, function.Symbol)))
                    {
                        return null;
                    }

                    others.Add(import);
                }
            }
        }

        return (missing, others.ToImmutable());
    }

    private MissingEntryPoint? OfImport(NativeFunction function, CancellationToken cancellationToken) =>
        _ofImports.TryGetValue(function.Symbol, out var known) ? known : _ofImports.GetOrAdd(function.Symbol, Find(function, cancellationToken));

    /// <summary>Why <paramref name="function"/> has no declaration in the headers of its library, or null when it has one or nobody can tell.</summary>
    public MissingEntryPoint? Find(NativeFunction function, CancellationToken cancellationToken)
    {
        if (_headers.All.IsEmpty
            || function.Form == NativeForm.UnmanagedCallersOnly
            || function.EntryPoint is not { Length: > 0 } name
            || name.IndexOfAny(['#', '@', '?', '.']) >= 0
            || AttributeContracts.DiffersOnPurpose(function.Symbol.GetAttributes())
            || !HeaderComparison.Of(_interop).PairsOf(function, cancellationToken).IsEmpty)
        {
            return null;
        }

        var parsed = new List<(NativeHeader Source, CHeader Header)>();
        foreach (var header in HeadersOf(function, cancellationToken))
        {
            foreach (var platform in header.Platforms)
            {
                if (header.On(platform.Model, cancellationToken) is { IsValidForTarget: true } onPlatform)
                {
                    parsed.Add((header, onPlatform));
                }
            }
        }

        if (parsed.Count == 0)
        {
            return null;
        }

        // What is declared for another platform only is not missing; what a file that is not given declares, nobody knows.
        string[] spellings = [name, name + "A", name + "W"];
        foreach (var (_, header) in parsed)
        {
            if (spellings.Any(spelling => header.FindExport(spelling) is not null)
                || header.Problems.Any(static problem => problem.Kind is CProblemKind.MissingInclude or CProblemKind.Limit))
            {
                return null;
            }
        }

        var source = parsed[0].Source;
        foreach (var (_, header) in parsed)
        {
            if (header.FindFunction(name) is { IsExported: false } inline)
            {
                // A source file of the library may make an external definition of what is inline and not static.
                return new MissingEntryPoint(source, null, null, inline, IsMinor: (inline.Traits & FunctionTraits.Static) == 0);
            }
        }

        foreach (var (_, header) in parsed)
        {
            if (header.FindMacro(name) is { } macro)
            {
                return new MissingEntryPoint(source, macro.HasParameters ? null : macro.Function, null, null, IsMinor: false) { Macro = macro };
            }
        }

        foreach (var (_, header) in parsed)
        {
            if (header.FindInactiveDeclaration(name) is { } hidden)
            {
                // The library may have been built with what the header asks for.
                return new MissingEntryPoint(source, null, hidden, null, IsMinor: true);
            }
        }

        // A header that is only there to be included, and is not, may declare it all the same; but no function has the name that is a type's.
        if (!parsed.Any(entry => entry.Header.FindTypedef(name) is not null) && (parsed.Any(entry => entry.Header.Mentions(name)) || IsInGivenText(name, cancellationToken)))
        {
            return null;
        }

        // cbindgen leaves out functions with another convention than C's, which the library exports all the same.
        var nearest = NearestOf(name, parsed, LibraryNames.Normalize(function.Library));
        return new MissingEntryPoint(source, nearest, null, null, IsMinor: nearest is null && parsed.Any(static entry => entry.Header.IsWrittenBy("cbindgen")));
    }

    private bool IsInGivenText(string name, CancellationToken cancellationToken)
    {
        foreach (var file in _interop.AdditionalFiles)
        {
            if (file.Path.EndsWith(".h", StringComparison.OrdinalIgnoreCase)
                && !_headers.All.Any(header => ReferenceEquals(header.File, file))
                && file.GetText(cancellationToken) is { } text
                && HasWord(text.ToString(), name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsPartOfName(text[at - 1])) && (end == text.Length || !IsPartOfName(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character == '_';

    private IEnumerable<NativeHeader> HeadersOf(NativeFunction function, CancellationToken cancellationToken)
    {
        var library = LibraryNames.Normalize(function.Library);
        var boundary = AttributeContracts.BoundaryOf(function.Symbol);
        foreach (var header in _headers.All)
        {
            if (boundary is { Header: { } stated })
            {
                if (string.Equals(NativeHeader.NameOf(stated), header.Name, StringComparison.OrdinalIgnoreCase))
                {
                    yield return header;
                }

                continue;
            }

            if (library.Length == 0)
            {
                continue;
            }

            var named = header.Libraries;
            if (header.OnFirstPlatform(cancellationToken) is { } parsed)
            {
                named = named.AddRange(parsed.Facts.Where(static fact => fact.Name == "library").Select(static fact => LibraryNames.Normalize(fact.Argument)));
            }

            if (named.Any(name => LibraryNames.IsSame(name, library))
                || (boundary?.Library is { } other && named.Any(name => LibraryNames.IsSame(name, LibraryNames.Normalize(other))))
                || (named.IsEmpty && DeclaresMostOf(header, library, cancellationToken)))
            {
                yield return header;
            }
        }
    }

    /// <summary>Whether a header that names no library evidently is the library's: alone or with others that name none, it declares most of what is imported from it.</summary>
    private bool DeclaresMostOf(NativeHeader header, string library, CancellationToken cancellationToken)
    {
        if (!_declaring.TryGetValue(library, out var declaring))
        {
            var (found, all) = (0, 0);
            var headers = new HashSet<NativeHeader>();
            foreach (var import in _imports.Value[library])
            {
                all++;
                var sources = HeaderComparison.Of(_interop).PairsOf(import, cancellationToken).Select(static pair => pair.Source).Where(static source => source.Libraries.IsEmpty).ToList();
                found += sources.Count > 0 ? 1 : 0;
                headers.UnionWith(sources);
            }

            declaring = _declaring.GetOrAdd(library, found >= 2 && found * 2 > all ? headers : []);
        }

        return declaring.Contains(header);
    }

    private CFunction? NearestOf(string name, List<(NativeHeader Source, CHeader Header)> parsed, string library)
    {
        var taken = new HashSet<string>(_imports.Value[library].Select(static import => import.EntryPoint!), StringComparer.Ordinal);
        var allowed = Math.Max(1, Math.Min(3, name.Length / 5));
        CFunction? best = null;
        var bestDistance = int.MaxValue;
        var isUnique = true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, header) in parsed)
        {
            foreach (var candidate in header.Functions)
            {
                if (!candidate.IsExported || taken.Contains(candidate.SymbolName) || !seen.Add(candidate.SymbolName))
                {
                    continue;
                }

                var distance = PairedNames.Plain(candidate.SymbolName) == PairedNames.Plain(name) ? 0 : Distance(name, candidate.SymbolName, allowed);
                if (distance <= allowed && distance <= bestDistance && (distance == 0 || AreWordsNear(name, candidate.SymbolName)))
                {
                    isUnique = distance < bestDistance;
                    (best, bestDistance) = (candidate, distance);
                }
            }
        }

        return isUnique ? best : null;
    }

    /// <summary>Whether no word is another word altogether: <c>set_looping</c> may stand for <c>set_loop</c>, <c>set_cone</c> does not.</summary>
    private static bool AreWordsNear(string left, string right)
    {
        var (first, second) = (NativeNames.Words(left), NativeNames.Words(right));
        if (first.Length != second.Length)
        {
            return true;
        }

        for (var index = 0; index < first.Length; index++)
        {
            var longer = Math.Max(first[index].Length, second[index].Length);
            if (Distance(first[index], second[index], longer) * 2 > longer)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many letters must be added, removed, replaced or swapped with their neighbour, or more than <paramref name="limit"/>.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        var (before, previous, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var cost = left[row - 1] == right[column - 1] ? 0 : 1;
                current[column] = Math.Min(Math.Min(current[column - 1], previous[column]) + 1, previous[column - 1] + cost);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], before[column - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }
}
