using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>A value that one native function hands out and another one takes back.</summary>
/// <param name="Acquirer">The function that creates the resource.</param>
/// <param name="Handle">Its result or out parameter that carries the handle.</param>
/// <param name="Releaser">The function that releases it.</param>
/// <param name="Evidence">Why the two belong together.</param>
/// <param name="Source">The same for messages: <c>inferred from kv_open/kv_close</c>.</param>
internal sealed record HandlePair(NativeFunction Acquirer, NativeParameter Handle, NativeFunction Releaser, Evidence Evidence, string Source);

/// <summary>
/// Finds the pairs of creating and releasing functions among the imports of a compilation: by contract where one is stated, otherwise by name where names and types agree,
/// never across libraries.
/// </summary>
internal sealed class HandlePairs
{
    private readonly Dictionary<NativeFunction, HandlePair> _byAcquirer = [];
    private readonly Dictionary<NativeFunction, HandlePair> _byReleaser = [];
    private readonly BoundaryContracts _contracts;
    private readonly ImmutableArray<NativeFunction> _imports;

    private HandlePairs(InteropContext interop)
    {
        _contracts = BoundaryContracts.Of(interop);
        _imports = BoundaryTypes.Of(interop).DeclaredAndFetched.Where(function => function.IsBound).ToImmutableArray();
        foreach (var library in _imports.GroupBy(function => LibraryNames.Normalize(function.Library)))
        {
            var functions = library.ToImmutableArray();

            // Names are read once for each library: a library of thousands of functions would otherwise be read anew for each that creates something.
            var releasers = ReleasersAmong(functions);
            foreach (var function in functions)
            {
                if (FindPair(function, functions, releasers) is { } pair)
                {
                    _byAcquirer[function] = pair;

                    // Of several creators the one that is surest of its releaser speaks for it.
                    if (!_byReleaser.TryGetValue(pair.Releaser, out var known) || known.Evidence < pair.Evidence)
                    {
                        _byReleaser[pair.Releaser] = pair;
                    }
                }
            }
        }

        All = _byAcquirer.Values.ToImmutableArray();
    }

    public ImmutableArray<HandlePair> All { get; }

    public static HandlePairs Of(InteropContext interop) => interop.Get(static context => new HandlePairs(context));

    /// <summary>The pair that <paramref name="function"/> opens, or null.</summary>
    public HandlePair? OfAcquirer(NativeFunction function) => _byAcquirer.TryGetValue(function, out var pair) ? pair : null;

    /// <summary>Whether <paramref name="function"/> releases what another one created.</summary>
    public bool IsReleaser(NativeFunction function) => _byReleaser.ContainsKey(function);

    /// <summary>The surest pair that <paramref name="function"/> closes, or null.</summary>
    public HandlePair? OfReleaser(NativeFunction function) => _byReleaser.TryGetValue(function, out var pair) ? pair : null;

    private static ImmutableArray<(NativeFunction Function, string Verb, string Stem)> ReleasersAmong(ImmutableArray<NativeFunction> library)
    {
        var releasers = ImmutableArray.CreateBuilder<(NativeFunction, string, string)>();
        foreach (var candidate in library)
        {
            if (ReleasesOneValue(candidate) && NativeNames.AsReleaser(candidate.EntryPoint!) is var (verb, stem))
            {
                releasers.Add((candidate, verb, stem));
            }
        }

        return releasers.ToImmutable();
    }

    private HandlePair? FindPair(
        NativeFunction acquirer, ImmutableArray<NativeFunction> library, ImmutableArray<(NativeFunction Function, string Verb, string Stem)> releasers)
    {
        var contract = _contracts.Stated(acquirer);
        if (StatedPair(acquirer, contract, library) is { } stated)
        {
            return stated;
        }

        // Who knows which function releases a value is not asked what the names suggest, although the project does not import that function: OpenProcess is not undone by TerminateProcess.
        if (acquirer.Parameters.Insert(0, acquirer.Return).Any(value => contract[value].Ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, IsMemory: false, Name: not null } }))
        {
            return null;
        }

        if (NativeNames.AsAcquirer(acquirer.EntryPoint!) is not var (acquireVerb, stems) || HandleOf(acquirer) is not { } handle)
        {
            return null;
        }

        // Windows shares what it loads (LoadIcon, LoadCursor, LoadImage): those must not be destroyed, although a function of that name exists.
        if (acquireVerb == "load" && SystemLibraries.IsWindows(acquirer.Library))
        {
            return null;
        }

        // Names say nothing against what is stated: lent values and plain memory are no handles to release.
        if (contract[handle].Ownership is { IsKnown: true, Value: { Kind: not OwnershipKind.Owned } or { IsMemory: true } })
        {
            return null;
        }

        // What is named alike comes first, the likelier reading of the name before the other; of several that release the same, the verb's own counterpart.
        HandlePair? best = null;
        var bestRank = int.MaxValue;
        string? bestStem = null;
        foreach (var (candidate, releaseVerb, releaseStem) in releasers)
        {
            if (!NativeNames.Undoes(releaseVerb, acquireVerb) || ReferenceEquals(candidate, acquirer) || EndsWhatIsNamed(candidate, releaseVerb, acquireVerb))
            {
                continue;
            }

            var sameName = stems.IndexOf(releaseStem);
            var rank = (sameName < 0 ? stems.Length : sameName) * 2 + (NativeNames.UndoesOnly(releaseVerb, acquireVerb) ? 0 : 1);
            if (rank <= bestRank && Agree(handle.Type, candidate.Parameters[0].Type, sameName >= 0))
            {
                if (rank == bestRank)
                {
                    // Two that release different things by their names, and nothing tells which of them is meant.
                    best = releaseStem == bestStem ? best : null;
                    continue;
                }

                bestRank = rank;
                bestStem = releaseStem;
                best = new HandlePair(acquirer, handle, candidate, Evidence.Inferred, $"inferred from {acquirer.EntryPoint}/{candidate.EntryPoint}");
            }
        }

        return best;
    }

    /// <summary>The pair that a contract states. Memory is no handle.</summary>
    private HandlePair? StatedPair(NativeFunction acquirer, FunctionContract contract, ImmutableArray<NativeFunction> library)
    {
        foreach (var value in acquirer.Parameters.Insert(0, acquirer.Return))
        {
            if (contract[value].Ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, IsMemory: false, Name: { } release } } fact
                && FindReleaser(acquirer, release, contract[value].HandleType, library) is { } releaser
                && HandsNothingBack(releaser))
            {
                return new HandlePair(acquirer, value, releaser, fact.Evidence, fact.Source);
            }
        }

        return null;
    }

    /// <summary>
    /// The function with the stated name in the same library, or, because the parts of an operating system release for each other, in another part of it; otherwise the only
    /// one of the library that is stated to release a value of the same opaque type, and of no other function in particular.
    /// </summary>
    private NativeFunction? FindReleaser(NativeFunction acquirer, string release, Fact<string> handleType, ImmutableArray<NativeFunction> library)
    {
        foreach (var function in library)
        {
            if (function.EntryPoint == release && ReleasesItsFirst(function))
            {
                return function;
            }
        }

        if (SystemLibraries.IsAny(acquirer.Library))
        {
            foreach (var function in _imports)
            {
                if (function.EntryPoint == release && SystemLibraries.IsAny(function.Library) && ReleasesItsFirst(function))
                {
                    return function;
                }
            }
        }

        NativeFunction? only = null;
        foreach (var function in handleType.IsKnown ? library : ImmutableArray<NativeFunction>.Empty)
        {
            if (function.Parameters.Length > 0
                && !IsForOthers(function, release)
                && _contracts.Stated(function).Parameters[0] is { Ownership: { IsKnown: true, Value.Kind: OwnershipKind.Releases }, HandleType: { IsKnown: true } type }
                && type.Value == handleType.Value)
            {
                if (only is not null)
                {
                    return null;
                }

                only = function;
            }
        }

        return only;
    }

    /// <summary>Whether the catalogue states of other functions that this one releases what they give: pclose is for what popen opened, although fopen gives a FILE too.</summary>
    private static bool IsForOthers(NativeFunction releaser, string stated) =>
        releaser.EntryPoint != stated && KnownCatalogue.Find(releaser.Library)?.NamesAsReleaser(releaser.EntryPoint!) == true;

    /// <summary>In Windows, a handle is not what it stands for: TerminateJobObject ends the processes of a job, and DeleteService the service, and the handle stays open.</summary>
    private static bool EndsWhatIsNamed(NativeFunction releaser, string releaseVerb, string acquireVerb) =>
        SystemLibraries.IsWindows(releaser.Library) && (releaseVerb == "terminate" || (releaseVerb == "delete" && acquireVerb == "open"));

    /// <summary>Whether a release function takes the handle first: one that takes something else before it, as ReleaseDC does, needs more than the handle.</summary>
    private bool ReleasesItsFirst(NativeFunction function)
    {
        if (function.Parameters.IsEmpty)
        {
            return false;
        }

        var contract = _contracts.Stated(function);
        for (var index = 1; index < function.Parameters.Length; index++)
        {
            if (contract.Parameters[index].Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Releases })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The one value of a creating function that can be a handle: its result, otherwise its only out parameter of a handle-like type.</summary>
    private static NativeParameter? HandleOf(NativeFunction function)
    {
        if (IsHandleLike(function.Return.Type))
        {
            return function.Return;
        }

        NativeParameter? found = null;
        foreach (var parameter in function.Parameters)
        {
            var isOut = parameter.RefKind is RefKind.Out or RefKind.Ref && IsPlaceForHandle(parameter.Type);
            var isPointerToPointer = parameter.RefKind == RefKind.None && parameter.Type is IPointerTypeSymbol { PointedAtType: var target } && IsPlaceForHandle(target);
            var isOwnedAlready = parameter.RefKind == RefKind.Out && parameter.Marshalling.Shape == ManagedShape.SafeHandle;
            if (isOut && NativeNames.Words(parameter.Name) is { IsEmpty: false } words && words[words.Length - 1] is "size" or "length" or "len" or "count")
            {
                // Pointer-sized, and a number by its name.
                continue;
            }

            if (isOut || isPointerToPointer || isOwnedAlready)
            {
                if (found is not null || isOwnedAlready)
                {
                    return null;
                }

                found = parameter;
            }
        }

        return found;
    }

    /// <summary>As for results, but for <c>nuint</c>: through a pointer to one, functions hand out sizes.</summary>
    private static bool IsPlaceForHandle(ITypeSymbol type) => type.SpecialType != SpecialType.System_UIntPtr && IsHandleLike(type);

    /// <summary><c>nint</c>, <c>nuint</c>, a pointer to a struct, or <c>void*</c>. Byte and character pointers are buffers.</summary>
    private static bool IsHandleLike(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
        IPointerTypeSymbol { PointedAtType: { SpecialType: SpecialType.System_Void } or { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } } => true,
        _ => false,
    };

    /// <summary>A release function takes the handle alone, or first with the rest being flags.</summary>
    private static bool ReleasesOneValue(NativeFunction function) =>
        HandsNothingBack(function)
        && function.Parameters.Length is 1 or 2
        && function.Parameters[0].RefKind == RefKind.None
        && (function.Parameters.Length == 1 || function.Parameters[1].Marshalling.Shape is ManagedShape.Number or ManagedShape.Enum or ManagedShape.Boolean);

    /// <summary>A function that returns what it made of the value (<c>sqlite3_str_finish</c>) is its last step: its result has to be released in turn, so no handle class can call it.</summary>
    private static bool HandsNothingBack(NativeFunction function) =>
        function.Return.Marshalling.Shape is ManagedShape.Void or ManagedShape.Number or ManagedShape.Enum or ManagedShape.Boolean or ManagedShape.Error;

    private static bool Agree(ITypeSymbol acquired, ITypeSymbol released, bool sameStem)
    {
        if (acquired is IPointerTypeSymbol { PointedAtType: var outer } && outer is IPointerTypeSymbol inner)
        {
            acquired = inner;
        }

        if (released is IPointerTypeSymbol { PointedAtType.TypeKind: TypeKind.Struct } typed && typed.PointedAtType.SpecialType == SpecialType.None)
        {
            return SymbolEqualityComparer.Default.Equals(acquired, typed);
        }

        // A struct whose members C# knows is no opaque handle: what takes a raw value takes something else.
        if (acquired is IPointerTypeSymbol { PointedAtType: { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } shown }
            && shown.GetMembers().Any(member => member is IFieldSymbol { IsStatic: false }))
        {
            return false;
        }

        // Raw values say nothing by themselves: the names must name the same thing. A SafeHandle as the release parameter counts as raw.
        return sameStem && (IsHandleLike(released) || released is INamedTypeSymbol { TypeKind: TypeKind.Class });
    }
}
