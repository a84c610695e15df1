using System.Collections.Immutable;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Takes the lines of what is gone out of the baseline. The diagnostic stands in the baseline, which is no document with C#.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5022AcceptRemoval), DocumentKinds = new[] { "AdditionalDocument" }, DocumentExtensions = new[] { ".txt" })]
public sealed class FFI5022AcceptRemoval : BaselineFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5022");

    internal override (string Title, string EquivalenceKey) Edit => ("Accept that it is gone from the native boundary", "FFI5022.Accept");
}
