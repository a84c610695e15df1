using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Keeps the delegate that native code holds in a field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2001KeepDelegateInField))]
public sealed class FFI2001KeepDelegateInField : KeepDelegateInField
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2001");
}
