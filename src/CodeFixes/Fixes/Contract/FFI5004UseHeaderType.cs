using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives the result the type that agrees with the header.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5004UseHeaderType))]
public sealed class FFI5004UseHeaderType : HeaderTypeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5004");
}
