using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives a value of a callback the type that agrees with the header.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5009UseHeaderType))]
public sealed class FFI5009UseHeaderType : HeaderTypeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5009");
}
