using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>States the native size of a <c>char</c>. The first action keeps the one ANSI byte that crosses today; two bytes of UTF-16 are offered beside it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3002StateCharSize))]
public sealed class FFI3002StateCharSize : ImpliedSizeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3002");

    internal override string Meaning(string unmanagedType) =>
        unmanagedType == "U2" ? "2 bytes (char16_t, or wchar_t on Windows)" : "1 byte as today (C char)";
}
