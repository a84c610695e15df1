using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Keeps the delegate of a function pointer in a field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2002KeepDelegateInField))]
public sealed class FFI2002KeepDelegateInField : KeepDelegateInField
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2002");
}
