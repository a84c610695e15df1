using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Suppressors;

/// <summary>The fields of a native struct are its layout, and native code reads and writes them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NativeStructSuppressor : InteropSuppressor
{
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(
        Silence("CA1051", "The fields of a native struct are its layout; properties in their place would hide it."),
        Silence("CA1815", "A native struct is data on its way over the boundary; its bytes include padding and pointers, which no comparison can mean."),
        Silence("CA1823", "The field takes its place in a native layout; without it the fields behind it move."),
        Silence("CS0169", "The field takes its place in a native layout; without it the fields behind it move."),
        Silence("CS0649", "Native code fills the field."));

    protected override bool IsWrong(SuppressionAnalysisContext context, InteropContext interop, string id, ISymbol symbol)
    {
        if ((symbol as INamedTypeSymbol ?? symbol.ContainingType)?.OriginalDefinition is not { } type || symbol.IsStatic)
        {
            return false;
        }

        return id == "CS0649"
            ? Filled.Of(interop).Contains(type)
            : BoundaryTypes.Of(interop) is var boundary && (boundary.MarshalledStructs.ContainsKey(type) || boundary.RawStructs.ContainsKey(type));
    }

    /// <summary>The structs that native code writes.</summary>
    private sealed class Filled
    {
        private readonly HashSet<INamedTypeSymbol> _types = new(SymbolEqualityComparer.Default);

        private Filled(InteropContext interop)
        {
            var boundary = BoundaryTypes.Of(interop);
            foreach (var function in boundary.Functions)
            {
                foreach (var (type, use) in boundary.ReachedFrom(function))
                {
                    // What an export or a callback is given comes from native code too.
                    if (use.ByPointer || use.Parameter.IsReturn || use.Parameter.Direction != DataDirection.In || !function.IsImport)
                    {
                        _types.Add(type);
                    }
                }
            }
        }

        public static Filled Of(InteropContext interop) => interop.Get(static context => new Filled(context));

        public bool Contains(INamedTypeSymbol type) => _types.Contains(type);
    }
}
