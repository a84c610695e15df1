using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>A fact, and the function in whose declaration it stands: the catalogue may name parameters otherwise than the header.</summary>
internal readonly record struct StatedFact(BoundaryFact Fact, CFunction? Declaration)
{
    public string Name => Fact.Name;

    public string Argument => Fact.Argument;

    /// <summary>The position of the parameter that the argument names, or -1.</summary>
    public int ParameterNamed
    {
        get
        {
            for (var index = 0; Declaration is not null && index < Declaration.Parameters.Length; index++)
            {
                if (Declaration.Parameters[index].Name == Fact.Argument)
                {
                    return index;
                }
            }

            return -1;
        }
    }
}

/// <summary>
/// What the header, and behind it the built-in catalogue, say about functions and types: the facts that rules read from the finished declarations, asked for before there
/// are any.
/// </summary>
internal sealed class NativeFacts
{
    private readonly CHeader _header;
    private readonly CHeader? _known;
    private readonly Dictionary<string, string?> _releases = new(StringComparer.Ordinal);
    private readonly Lazy<List<(CFunction Function, string Verb, ImmutableArray<string> Stems)>> _acquirers;
    private readonly Lazy<List<(CFunction Function, string Verb, string Stem)>> _releasers;

    public NativeFacts(CHeader header, string library)
    {
        _header = header;
        _known = KnownCatalogue.Find(library)?.Header;
        _acquirers = new(() => header.Functions
            .Select(function => NativeNames.AsAcquirer(function.Name) is var (verb, stems) ? (function, verb, stems) : default)
            .Where(found => found.function is not null).ToList());
        _releasers = new(() => header.Functions
            .Select(function => NativeNames.AsReleaser(function.Name) is var (verb, stem) ? (function, verb, stem) : default)
            .Where(found => found.function is not null).ToList());
    }

    public List<StatedFact> OfReturn(CFunction function) => Collect(function, declaration => declaration.ReturnFacts);

    public List<StatedFact> OfParameter(CFunction function, int index) =>
        Collect(function, declaration => index < declaration.Parameters.Length ? declaration.Parameters[index].Facts : ImmutableArray<BoundaryFact>.Empty);

    /// <summary>The C# names of the parameters; the catalogue helps out where the header leaves them unnamed.</summary>
    public ImmutableArray<string> ParameterNames(CFunction function) => BindingNames.Parameters(
        function.Parameters,
        _known?.FindFunction(function.Name) is { } known && known.Parameters.Length == function.Parameters.Length ? known.Parameters : default);

    /// <summary>What is said of the function as a whole, the words that may stand beside a result's status included.</summary>
    public List<StatedFact> OfFunction(CFunction function)
    {
        var facts = Collect(function, declaration => declaration.Facts);
        facts.AddRange(OfReturn(function).Where(fact => fact.Name == "errortext"));
        facts.AddRange(_header.Facts.Where(fact => ReferenceEquals(fact.Location.File, function.Location.File)).Select(fact => new StatedFact(fact, function)));
        return facts;
    }

    public string? LibraryOfHeader => _header.Facts.Where(fact => fact.Name == "library").Select(fact => fact.Argument).FirstOrDefault();

    /// <summary>What success of a status looks like, by what is said of the result and of its type.</summary>
    public StatusConvention? StatusOf(CFunction function)
    {
        var facts = OfReturn(function).Select(fact => fact.Fact);
        for (var type = function.ReturnType; type is CTypedefType or CQualifiedType; type = type is CTypedefType alias ? alias.Target : ((CQualifiedType)type).Unqualified)
        {
            if (type is CTypedefType { Name: var name })
            {
                facts = facts.Concat(_header.FindTypedef(name)?.Facts ?? ImmutableArray<BoundaryFact>.Empty);
            }
        }

        if (_header.EnumOf(function.ReturnType) is { } status)
        {
            facts = facts.Concat(status.Facts);
        }

        var stated = facts.FirstOrDefault(fact => fact.Name == "status");
        if (stated.Name is null)
        {
            return null;
        }

        return stated.Argument.Replace(" ", "") switch
        {
            ">=0" => new StatusConvention(StatusKind.NotNegative),
            "!=0" => new StatusConvention(StatusKind.NotZero),
            "nonnull" => new StatusConvention(StatusKind.NotNull),
            "hresult" => new StatusConvention(StatusKind.HResult),
            "null" => new StatusConvention(StatusKind.Equal),
            var text => new StatusConvention(StatusKind.Equal, ValueOf(text.TrimStart('='))),
        };
    }

    /// <summary>The function that releases objects of an opaque type, or null: the stated one, otherwise the one that names and types make a pair with a creating function.</summary>
    public string? ReleaseOf(CRecord record)
    {
        var name = record.DisplayName;
        if (!_releases.TryGetValue(name, out var release))
        {
            release = FindRelease(record);
            _releases.Add(name, release);
        }

        return release;
    }

    /// <summary>Whether -1 stands for no object of a type.</summary>
    public bool IsMinusOneInvalid(CRecord record) => FactsOfType(record).Any(fact => fact.Name == "invalid" && fact.Argument == "-1");

    /// <summary>The functions that hand out objects of a type that the receiver has to release.</summary>
    public IEnumerable<string> AcquirersOf(CRecord record)
    {
        foreach (var function in _header.Functions)
        {
            if (OwnedRelease(function, -1, record) is not null
                || Enumerable.Range(0, function.Parameters.Length).Any(index => OwnedRelease(function, index, record) is not null))
            {
                yield return function.Name;
            }
        }
    }

    /// <summary>
    /// The function that releases what a value hands out to the caller (-1 for the result), or null when the value is not owned by the receiver: stated, or inferred from the
    /// names of the creating and the releasing function.
    /// </summary>
    public string? OwnedRelease(CFunction function, int index, CRecord record)
    {
        var type = index < 0 ? function.ReturnType : PointeeOf(function.Parameters[index].Type);
        if (type is null || !Same(PointeeOf(type), record))
        {
            return null;
        }

        var facts = index < 0 ? OfReturn(function) : OfParameter(function, index);
        foreach (var fact in facts)
        {
            switch (fact.Name)
            {
                case "owned":
                    return fact.Argument.Length > 0 ? fact.Argument : ReleaseOf(record);
                case "borrowed" or "static" or "taken" or "releases" or "in" or "inout":
                    return null;
            }
        }

        var isConst = PointeeOf(type) is { IsConst: true };
        return !isConst
            && NativeNames.AsAcquirer(function.Name) is var (verb, _)
            && IsTheHandleOf(function, index)
            && ReleaseOf(record) is { } release
            && NativeNames.AsReleaser(release) is var (releaseVerb, _)
            && NativeNames.Undoes(releaseVerb, verb)
            ? release
            : null;
    }

    /// <summary>Whether the argument for a parameter that takes an object is dead after the call.</summary>
    public bool Releases(CFunction function, int index, CRecord record)
    {
        if (OfParameter(function, index).Exists(fact => fact.Name == "releases"))
        {
            return true;
        }

        return index == 0 && function.Parameters.Length == 1 && ReleaseOf(record) is { } release
            && (function.Name == release || (NativeNames.AsReleaser(function.Name)?.Stem is { } stem && stem == NativeNames.AsReleaser(release)?.Stem));
    }

    public static CType? PointeeOf(CType type) => (type.Canonical as CPointerType)?.Pointee;

    private static bool Same(CType? type, CRecord record) => type?.Canonical is CRecord other && other.DisplayName == record.DisplayName;

    /// <summary>A creating function hands out one thing: its result, otherwise its only pointer to a pointer.</summary>
    private static bool IsTheHandleOf(CFunction function, int index)
    {
        if (index < 0 || function.ReturnType.Canonical is CPointerType { Pointee.Canonical: CRecord })
        {
            return index < 0;
        }

        return function.Parameters.Count(parameter => PointeeOf(parameter.Type) is { } place && PointeeOf(place)?.Canonical is CRecord) == 1;
    }

    private string? FindRelease(CRecord record)
    {
        foreach (var stated in FactsOfType(record).Where(fact => fact.Name == "handle").Select(fact => fact.Argument).Concat(OwnedFacts(record)))
        {
            if (_header.FindFunction(stated) is { } function && CanRelease(function, record))
            {
                return stated;
            }
        }

        var releasing = _header.Functions.Where(function =>
            CanRelease(function, record) && Collect(function, declaration => declaration.Parameters[0].Facts).Exists(fact => fact.Name == "releases")).ToList();
        return releasing.Count == 1 ? releasing[0].Name : FindReleaseByName(record);
    }

    /// <summary>The best release function for the creating functions of a type; what is named after them comes first, the verb's own counterpart before a general one.</summary>
    private string? FindReleaseByName(CRecord record)
    {
        string? best = null;
        var bestRank = int.MaxValue;
        var candidates = _releasers.Value.Where(releaser => CanRelease(releaser.Function, record)).ToList();
        foreach (var (acquirer, verb, stems) in candidates.Count == 0 ? [] : _acquirers.Value)
        {
            foreach (var (candidate, releaseVerb, stem) in HandsOut(acquirer, record) ? candidates : [])
            {
                var sameName = stems.IndexOf(stem);
                var rank = ((sameName < 0 ? stems.Length : sameName) * 2) + (NativeNames.UndoesOnly(releaseVerb, verb) ? 0 : 1);
                if (rank < bestRank && NativeNames.Undoes(releaseVerb, verb))
                {
                    (best, bestRank) = (candidate.Name, rank);
                }
            }
        }

        return best;
    }

    private static bool HandsOut(CFunction function, CRecord record)
    {
        if (Same(PointeeOf(function.ReturnType), record))
        {
            return PointeeOf(function.ReturnType) is { IsConst: false };
        }

        for (var index = 0; index < function.Parameters.Length; index++)
        {
            if (IsTheHandleOf(function, index) && PointeeOf(function.Parameters[index].Type) is { } place && Same(PointeeOf(place), record) && PointeeOf(place) is { IsConst: false })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a handle class can call it: it takes the object alone and hands nothing back that would have to be released in turn.</summary>
    private static bool CanRelease(CFunction function, CRecord record) =>
        function is { IsExported: true, IsVariadic: false, Parameters.Length: 1 }
        && Same(PointeeOf(function.Parameters[0].Type), record)
        && function.ReturnType.Canonical.Class is CTypeClass.Void or CTypeClass.Integer or CTypeClass.Enum;

    private IEnumerable<string> OwnedFacts(CRecord record)
    {
        foreach (var function in _header.Functions)
        {
            for (var index = -1; index < function.Parameters.Length; index++)
            {
                var type = index < 0 ? function.ReturnType : PointeeOf(function.Parameters[index].Type);
                if (type is not null && Same(PointeeOf(type), record))
                {
                    foreach (var fact in (index < 0 ? OfReturn(function) : OfParameter(function, index)).Where(fact => fact.Name == "owned" && fact.Argument.Length > 0))
                    {
                        yield return fact.Argument;
                    }
                }
            }
        }
    }

    private IEnumerable<BoundaryFact> FactsOfType(CRecord record)
    {
        IEnumerable<BoundaryFact> facts = record.Facts;
        foreach (var header in new[] { _header, _known })
        {
            foreach (var name in new[] { record.Tag, record.AliasName }.OfType<string>().Distinct())
            {
                facts = facts.Concat(header?.FindTypedef(name)?.Facts ?? ImmutableArray<BoundaryFact>.Empty);
                if (header == _known)
                {
                    facts = facts.Concat(header?.FindRecord(name)?.Facts ?? ImmutableArray<BoundaryFact>.Empty);
                }
            }
        }

        return facts;
    }

    private List<StatedFact> Collect(CFunction function, Func<CFunction, ImmutableArray<BoundaryFact>> select)
    {
        var facts = new List<StatedFact>();
        foreach (var fact in select(function))
        {
            facts.Add(new StatedFact(fact, function));
        }

        if (_known?.FindFunction(function.Name) is { } known && known.Parameters.Length == function.Parameters.Length)
        {
            foreach (var fact in select(known))
            {
                facts.Add(new StatedFact(fact, known));
            }
        }

        return facts;
    }

    private long ValueOf(string text) =>
        _header.TryGetInteger(text, out var value) ? value.Bits : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
