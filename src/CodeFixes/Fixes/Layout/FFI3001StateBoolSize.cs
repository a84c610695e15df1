using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>States the native size of a <c>bool</c>. Without evidence the first action keeps the 4 bytes that cross today; 1 byte and VARIANT_BOOL are offered beside it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3001StateBoolSize))]
public sealed class FFI3001StateBoolSize : ImpliedSizeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3001");

    internal override string Meaning(string unmanagedType) => unmanagedType switch
    {
        "U1" => "1 byte (C, C++, Rust or Go bool)",
        "VariantBool" => "2 bytes (VARIANT_BOOL)",
        _ => "4 bytes as today (BOOL or int)",
    };
}
