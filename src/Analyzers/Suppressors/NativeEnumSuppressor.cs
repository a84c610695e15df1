using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Suppressors;

/// <summary>The members and the width of a native enum are those of the C header.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NativeEnumSuppressor : InteropSuppressor
{
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(
        Silence("CA1069", "Native enums have aliases: two names of one value are what the header says."),
        Silence("CA1028", "The underlying type is the width that native code reads; another one changes the signature."));

    protected override bool IsWrong(SuppressionAnalysisContext context, InteropContext interop, string id, ISymbol symbol) =>
        (symbol as INamedTypeSymbol ?? symbol.ContainingType) is { TypeKind: TypeKind.Enum } type && BoundaryEnums.Of(interop).Find(type) is not null;
}
