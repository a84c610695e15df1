using System;
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

/// <summary>The functions of one header that nothing in the project binds.</summary>
/// <param name="Header">The header.</param>
/// <param name="Class">The class that binds most of it, or is stated to be its own.</param>
/// <param name="Place">The name of the class where most of the binding stands.</param>
/// <param name="Bound">How many functions of the header the project binds.</param>
/// <param name="Missing">The others that C# can declare, in the header's order; never empty.</param>
internal sealed record UnboundFunctions(NativeHeader Header, INamedTypeSymbol Class, Location Place, int Bound, ImmutableArray<CFunction> Missing);

/// <summary>Which functions of the project's headers are bound, and which class is the one that binds a header.</summary>
internal sealed class HeaderCoverage
{
    private readonly InteropContext _interop;
    private readonly object _lock = new();
    private ILookup<ISymbol, UnboundFunctions>? _found;

    private HeaderCoverage(InteropContext interop)
    {
        _interop = interop;
    }

    public static HeaderCoverage Of(InteropContext interop) => interop.Get(static context => new HeaderCoverage(context));

    /// <summary>The headers that <paramref name="type"/> binds, as far as they have functions that nothing binds. What another class binds is not missing.</summary>
    public IEnumerable<UnboundFunctions> MissingIn(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        // A cancelled search leaves nothing behind, so that the next caller starts again.
        lock (_lock)
        {
            _found ??= Find(cancellationToken).ToLookup(static found => (ISymbol)found.Class, SymbolEqualityComparer.Default);
        }

        return _found[type];
    }

    private List<UnboundFunctions> Find(CancellationToken cancellationToken)
    {
        var (headers, comparison) = (NativeHeaders.Of(_interop), HeaderComparison.Of(_interop));
        var bindings = headers.All.ToDictionary(static header => header, static _ => new Binding());
        foreach (var function in BoundaryTypes.Of(_interop).Functions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!function.IsImport)
            {
                continue;
            }

            foreach (var pair in comparison.PairsOf(function, cancellationToken))
            {
                bindings[pair.Source].Add(function.Signature, pair.Declarations[0].Native.Name);
            }
        }

        foreach (var (member, function) in FunctionMembers.Of(_interop).Fetching)
        {
            foreach (var pair in comparison.PairsOf(function, cancellationToken))
            {
                bindings[pair.Source].Add(member, pair.Declarations[0].Native.Name);
            }
        }

        foreach (var type in BoundClasses(_interop.Compilation.Assembly.GlobalNamespace, cancellationToken))
        {
            foreach (var header in headers.All)
            {
                if (AttributeContracts.BoundaryOf(type)?.Header is { } stated && string.Equals(NativeHeader.NameOf(stated), header.Name, StringComparison.OrdinalIgnoreCase))
                {
                    bindings[header].AddOwner(type);
                }
            }
        }

        var found = new List<UnboundFunctions>();
        foreach (var header in headers.All)
        {
            if (bindings[header].Owner is var (type, place) && MissingFrom(header, headers, bindings[header], cancellationToken) is { IsEmpty: false } missing)
            {
                found.Add(new UnboundFunctions(header, type, place, bindings[header].Names.Count, missing));
            }
        }

        return found;
    }

    /// <summary>The classes with <c>[NativeBoundary]</c> of their own.</summary>
    private static IEnumerable<INamedTypeSymbol> BoundClasses(INamespaceOrTypeSymbol scope, CancellationToken cancellationToken)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(scope);
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var member in pending.Pop().GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner)
                {
                    continue;
                }

                pending.Push(inner);
                if (inner is INamedTypeSymbol { TypeKind: TypeKind.Class } type && !type.GetAttributes().IsEmpty)
                {
                    yield return type;
                }
            }
        }
    }

    private static ImmutableArray<CFunction> MissingFrom(NativeHeader header, NativeHeaders headers, Binding binding, CancellationToken cancellationToken)
    {
        var views = new List<CHeader>();
        foreach (var platform in header.Platforms)
        {
            if (header.On(platform.Model, cancellationToken) is { IsValidForTarget: true } view && !views.Contains(view))
            {
                views.Add(view);
            }
        }

        var missing = ImmutableArray.CreateBuilder<CFunction>();
        var seen = new HashSet<string>(binding.Names, StringComparer.Ordinal);
        foreach (var function in views.Count == 0 ? ImmutableArray<CFunction>.Empty : views[0].Functions)
        {
            // What an included header of another library declares is that one's business.
            if (function.IsExported
                && function.Name == function.SymbolName
                && !function.Name.StartsWith("__", StringComparison.Ordinal)
                && !HeaderStatements.DiffersOnPurpose(function.Facts)
                && IsExpressible(function)
                && views.All(view => view.FindFunction(function.Name) is { IsExported: true })
                && !headers.All.Any(other => !ReferenceEquals(other, header) && other.File.Path == function.Location.Path)
                && seen.Add(function.Name))
            {
                missing.Add(function);
            }
        }

        return missing.ToImmutable();
    }

    /// <summary>Whether C# has a declaration for it: neither variable arguments nor types that nobody knows.</summary>
    private static bool IsExpressible(CFunction function) =>
        !function.IsVariadic
        && !function.Type.MentionsUnknown
        && !function.Parameters.Any(static parameter => parameter.Type.Canonical.Class == CTypeClass.VariableArguments);

    /// <summary>What the project binds of one header.</summary>
    private sealed class Binding
    {
        private readonly List<(INamedTypeSymbol Class, Location Place, int Count)> _classes = new();

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        /// <summary>The class with the most functions; of several the first.</summary>
        public (INamedTypeSymbol Class, Location Place)? Owner
        {
            get
            {
                var best = -1;
                for (var index = 0; index < _classes.Count; index++)
                {
                    if (best < 0 || _classes[index].Count > _classes[best].Count)
                    {
                        best = index;
                    }
                }

                return best < 0 ? null : (_classes[best].Class, _classes[best].Place);
            }
        }

        /// <param name="member">The import, or what the function is fetched into.</param>
        /// <param name="name">The native name.</param>
        public void Add(ISymbol member, string name)
        {
            Names.Add(name);
            if (member.ContainingType is { TypeKind: TypeKind.Class } type)
            {
                Count(type, member.Locations.IsEmpty ? null : member.Locations[0].SourceTree, 1);
            }
        }

        public void AddOwner(INamedTypeSymbol type) => Count(type, null, 0);

        private void Count(INamedTypeSymbol type, SyntaxTree? tree, int more)
        {
            for (var index = 0; index < _classes.Count; index++)
            {
                if (SymbolEqualityComparer.Default.Equals(_classes[index].Class, type))
                {
                    _classes[index] = _classes[index] with { Count = _classes[index].Count + more };
                    return;
                }
            }

            // Of a class in several parts, the one with the imports.
            var place = type.Locations.FirstOrDefault(location => tree is null || location.SourceTree == tree) ?? type.Locations[0];
            _classes.Add((type, place, more));
        }
    }
}
