using System.Collections.Immutable;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Takes the old lines of what has changed out of the baseline and writes the new ones.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5021AcceptChange))]
public sealed class FFI5021AcceptChange : BaselineFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5021");

    internal override (string Title, string EquivalenceKey) Edit => ("Accept the change in the native baseline", "FFI5021.Accept");
}
