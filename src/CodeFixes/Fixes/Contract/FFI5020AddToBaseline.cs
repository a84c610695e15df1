using System.Collections.Immutable;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Writes the lines of what is new into the baseline.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5020AddToBaseline))]
public sealed class FFI5020AddToBaseline : BaselineFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5020");

    internal override (string Title, string EquivalenceKey) Edit => ("Add to the native baseline", "FFI5020.Add");
}
