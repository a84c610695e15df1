using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives a parameter the type that agrees with the header.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5003UseHeaderType))]
public sealed class FFI5003UseHeaderType : HeaderTypeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5003");
}
