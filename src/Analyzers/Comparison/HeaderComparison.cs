using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>What a function has otherwise than the header.</summary>
internal sealed record FunctionDifferences(FunctionPair Pair, ImmutableArray<Difference> All);

/// <summary>What a callback has otherwise than the header.</summary>
internal sealed record CallbackDifferences(CallbackPair Pair, ImmutableArray<Difference> All);

/// <summary>The C# declarations of one compilation beside the C headers that the project gives.</summary>
internal sealed class HeaderComparison
{
    private readonly InteropContext _interop;
    private readonly ConcurrentDictionary<(ISymbol, string), ImmutableArray<FunctionPair>> _functions = new(FunctionKeys.Instance);
    private readonly ConcurrentDictionary<(ISymbol, string), FunctionDifferences?> _differences = new(FunctionKeys.Instance);
    private readonly Lazy<ImmutableHashSet<string>> _importedTwice;
    private readonly Lazy<ILookup<string, NativeFunction>> _namesakes;
    private readonly object _lock = new();
    private BoundaryPairs? _pairs;
    private ILookup<ISymbol, CallbackDifferences>? _callbacks;

    private HeaderComparison(InteropContext interop)
    {
        _interop = interop;
        Headers = NativeHeaders.Of(interop);
        _importedTwice = new Lazy<ImmutableHashSet<string>>(() => BoundaryTypes.Of(interop).Functions.Where(static function => function is { IsImport: true, EntryPoint: not null })
            .GroupBy(static function => function.EntryPoint!, StringComparer.Ordinal).Where(static same => same.Skip(1).Any()).Select(static same => same.Key).ToImmutableHashSet(StringComparer.Ordinal));
        _namesakes = new Lazy<ILookup<string, NativeFunction>>(() => BoundaryTypes.Of(interop).Functions.AddRange(FunctionMembers.Of(interop).Fetched)
            .Where(static function => function.EntryPoint is not null && function.Form != NativeForm.UnmanagedCallersOnly)
            .ToLookup(static function => function.EntryPoint!, StringComparer.Ordinal));
    }

    public NativeHeaders Headers { get; }

    /// <summary>Whether the project gives any header; without one there is nothing to compare.</summary>
    public bool HasHeaders => !Headers.All.IsEmpty;

    public static HeaderComparison Of(InteropContext interop) => interop.Get(static context => new HeaderComparison(context));

    /// <summary>Whether FFI5005 compares the bytes of a struct with a record of a header, so that no other rule has to guess at them.</summary>
    public bool IsCompared(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var pair in PairsOf(cancellationToken).Structs)
        {
            if (SymbolEqualityComparer.Default.Equals(pair.Type, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Everything that the declarations of the compilation's types pair with. Signatures that only bodies mention (fetched exports, local functions) are paired one by one.</summary>
    public BoundaryPairs PairsOf(CancellationToken cancellationToken)
    {
        if (!HasHeaders)
        {
            return BoundaryPairs.None;
        }

        // A cancelled walk leaves nothing behind, so that the next caller starts again.
        lock (_lock)
        {
            return _pairs ??= FindPairs(cancellationToken);
        }
    }

    /// <summary>
    /// The headers' declarations of an import, of an export with a name, or of a function that is fetched by name (<see cref="FetchedExports"/>): one pair for each header that declares
    /// it; empty when none does.
    /// </summary>
    public ImmutableArray<FunctionPair> PairsOf(NativeFunction function, CancellationToken cancellationToken)
    {
        if (!HasHeaders || function.EntryPoint is not { Length: > 0 } name)
        {
            return ImmutableArray<FunctionPair>.Empty;
        }

        var key = ((ISymbol)function.Symbol, function.Library + "!" + name);
        return _functions.TryGetValue(key, out var known) ? known : _functions.GetOrAdd(key, OnItsPlatforms(Pair(function, name, cancellationToken), name, cancellationToken));
    }

    /// <summary>
    /// The pairs of a declaration on the platforms that it is made for. Bindings may declare a function once for each size of C's <c>long</c> and choose between the declarations at run time:
    /// then each of them agrees with the header on some platforms, none on all, and what one leaves out another one has.
    /// </summary>
    private ImmutableArray<FunctionPair> OnItsPlatforms(ImmutableArray<FunctionPair> pairs, string name, CancellationToken cancellationToken)
    {
        if (pairs.Length != 1 || pairs[0] is not { Declarations.Length: > 1 } pair || !_namesakes.Value[name].Skip(1).Any())
        {
            return pairs;
        }

        var own = SignatureDifferences.AgreeingPlatforms(_interop, pair, cancellationToken);
        if (own.Count == 0 || own.Count == pair.Declarations.Length)
        {
            return pairs;
        }

        var left = pair.Declarations.Select(static declared => declared.Platform).Where(platform => !own.Contains(platform)).ToList();
        foreach (var other in _namesakes.Value[name])
        {
            // Overloads are chosen by their arguments, not by the platform.
            if (other.Symbol.Name == pair.Function.Symbol.Name && SymbolEqualityComparer.Default.Equals(other.Symbol.ContainingSymbol, pair.Function.Symbol.ContainingSymbol))
            {
                continue;
            }

            foreach (var others in Pair(other, name, cancellationToken))
            {
                var agreeing = SignatureDifferences.AgreeingPlatforms(_interop, others, cancellationToken);
                if (pair.Declarations.All(declared => agreeing.Contains(declared.Platform)))
                {
                    return pairs;
                }

                left.RemoveAll(agreeing.Contains);
            }
        }

        return left.Count > 0 ? pairs : ImmutableArray.Create(pair with { Declarations = pair.Declarations.RemoveAll(declared => !own.Contains(declared.Platform)) });
    }

    /// <summary>The types and callbacks that one function and its declarations bring together; for signatures that <see cref="PairsOf(CancellationToken)"/> does not know.</summary>
    public BoundaryPairs ReachedFrom(NativeFunction function, CancellationToken cancellationToken)
    {
        var walk = new PairWalk(_interop, cancellationToken);
        var pairs = PairsOf(function, cancellationToken);
        foreach (var pair in pairs)
        {
            walk.Visit(pair);
        }

        return walk.Result(pairs);
    }

    /// <summary>
    /// What a function has otherwise than the header, or null when nothing. Where several headers declare it, agreeing with one of them is enough.
    /// </summary>
    public FunctionDifferences? DifferencesOf(NativeFunction function, CancellationToken cancellationToken)
    {
        var pairs = PairsOf(function, cancellationToken);
        if (pairs.IsEmpty)
        {
            return null;
        }

        var key = ((ISymbol)function.Symbol, function.Library + "!" + function.EntryPoint);
        return _differences.TryGetValue(key, out var known) ? known : _differences.GetOrAdd(key, Compare());

        FunctionDifferences? Compare()
        {
            FunctionDifferences? first = null;
            foreach (var pair in pairs)
            {
                var differences = SignatureDifferences.Of(_interop, pair, cancellationToken);
                if (differences.IsEmpty)
                {
                    return null;
                }

                first ??= new FunctionDifferences(pair, differences);
            }

            return first;
        }
    }

    /// <summary>
    /// What callbacks have otherwise than the header: those of a delegate type under the type, those of function pointers under the function or delegate that mentions them.
    /// </summary>
    public IEnumerable<CallbackDifferences> CallbackDifferencesOf(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (!HasHeaders)
        {
            return [];
        }

        var pairs = PairsOf(cancellationToken);
        lock (_lock)
        {
            _callbacks ??= Compare(pairs, cancellationToken).ToLookup(
                static found => found.Pair.Callback.Form == NativeForm.Delegate ? found.Pair.Callback.Symbol : found.Pair.Use.Function!.Symbol, SymbolEqualityComparer.Default);
        }

        return _callbacks[symbol];
    }

    /// <summary>What the callbacks that only one function brings, such as one that is fetched by name, have otherwise than the header.</summary>
    public List<CallbackDifferences> CallbackDifferencesThrough(NativeFunction function, CancellationToken cancellationToken) =>
        Compare(ReachedFrom(function, cancellationToken), cancellationToken);

    /// <summary>What <paramref name="callback"/>, passed as an address for one parameter of <paramref name="function"/>, has otherwise than the header.</summary>
    public List<CallbackDifferences> DifferencesOfCallback(NativeFunction function, int parameter, NativeFunction callback, CancellationToken cancellationToken)
    {
        var walk = new PairWalk(_interop, cancellationToken);
        foreach (var pair in PairsOf(function, cancellationToken))
        {
            walk.VisitCallback(pair, parameter, callback);
        }

        return Compare(walk.Result(ImmutableArray<FunctionPair>.Empty), cancellationToken);
    }

    private List<CallbackDifferences> Compare(BoundaryPairs pairs, CancellationToken cancellationToken)
    {
        var found = new List<CallbackDifferences>();
        foreach (var pair in pairs.Callbacks)
        {
            var differences = SignatureDifferences.Of(_interop, pair, cancellationToken);
            if (!differences.IsEmpty)
            {
                found.Add(new CallbackDifferences(pair, differences));
            }
        }

        return found;
    }

    private BoundaryPairs FindPairs(CancellationToken cancellationToken)
    {
        var walk = new PairWalk(_interop, cancellationToken);
        var functions = ImmutableArray.CreateBuilder<FunctionPair>();
        foreach (var function in BoundaryTypes.Of(_interop).DeclaredAndFetched)
        {
            foreach (var pair in PairsOf(function, cancellationToken))
            {
                functions.Add(pair);
                walk.Visit(pair);
            }
        }

        walk.AddByName(Headers);
        return walk.Result(functions.ToImmutable());
    }

    private ImmutableArray<FunctionPair> Pair(NativeFunction function, string name, CancellationToken cancellationToken)
    {
        var systems = SystemsOf(function, name);
        var found = new List<(NativeHeader Source, ImmutableArray<Declared<CFunction>>.Builder Declarations)>();
        foreach (var platform in ProjectTargets.Of(_interop).Platforms)
        {
            if (!systems.Contains(platform.Os))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            foreach (var spelling in SpellingsOf(function, name, platform))
            {
                var before = found.Count;
                var any = false;
                foreach (var declaration in Headers.DeclarationsOn(function, spelling, platform, cancellationToken))
                {
                    any = true;
                    Add(declaration, platform);
                }

                if (any || found.Count > before)
                {
                    break;
                }
            }
        }

        // A function that several headers of one library declare is compared with the first; including files repeat it.
        return found.Select(entry => new FunctionPair(function, entry.Source, entry.Declarations.ToImmutable())).ToImmutableArray();

        void Add(NativeDeclaration declaration, TargetPlatform platform)
        {
            var declared = new Declared<CFunction>(platform, declaration.Header, declaration.Function);
            foreach (var entry in found)
            {
                if (ReferenceEquals(entry.Source, declaration.Source))
                {
                    entry.Declarations.Add(declared);
                    return;
                }
            }

            // The same line, reached through two headers of which one includes the other, is one declaration.
            if (found.Any(entry => entry.Declarations[0].Native.Location.ToString() == declaration.Function.Location.ToString()))
            {
                return;
            }

            var declarations = ImmutableArray.CreateBuilder<Declared<CFunction>>();
            declarations.Add(declared);
            found.Add((declaration.Source, declarations));
        }
    }

    /// <summary>
    /// The systems on which a declaration is used: less than its type's where it is one of several for the same function and its name says for which system (<c>uv_fileno_unix</c>,
    /// <c>uv_fileno_windows</c>), or where the function's own name says so, as <c>sqlite3_win32_is_nt</c> does even in a header that declares it everywhere.
    /// </summary>
    private ImmutableHashSet<TargetOs> SystemsOf(NativeFunction function, string name)
    {
        var systems = DeclaredSystems.Of(_interop, function.Symbol, function.Library);
        if (NativeNames.Words(name).Contains("win32"))
        {
            systems = systems.Intersect(ImmutableHashSet.Create(TargetOs.Windows));
        }

        return function.IsImport
            && function.Symbol.Name != name
            && _importedTwice.Value.Contains(name)
            && DeclaredSystems.NamedBy(function.Symbol, null) is { IsEmpty: false } named
                ? systems.Intersect(named)
                : systems;
    }

    /// <summary>The names under which the loader looks: on Windows also with the suffix of the character set, unless the spelling is exact.</summary>
    private static IEnumerable<string> SpellingsOf(NativeFunction function, string name, TargetPlatform platform)
    {
        var isWide = function.CharSet is CharSet.Unicode or CharSet.Auto;
        var hasSuffixes = platform.Os == TargetOs.Windows && !function.ExactSpelling && function.Form == NativeForm.DllImport;
        if (hasSuffixes && isWide)
        {
            yield return name + "W";
        }

        yield return name;
        if (hasSuffixes && !isWide)
        {
            yield return name + "A";
        }
    }

    private sealed class FunctionKeys : IEqualityComparer<(ISymbol Symbol, string Name)>
    {
        public static FunctionKeys Instance { get; } = new();

        public bool Equals((ISymbol Symbol, string Name) x, (ISymbol Symbol, string Name) y) =>
            SymbolEqualityComparer.Default.Equals(x.Symbol, y.Symbol) && string.Equals(x.Name, y.Name, StringComparison.Ordinal);

        public int GetHashCode((ISymbol Symbol, string Name) obj) => (SymbolEqualityComparer.Default.GetHashCode(obj.Symbol) * 31) + obj.Name.GetHashCode();
    }
}
