using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Says on which systems the function is, so that CA1416 checks its callers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8005StatePlatform))]
public sealed class FFI8005StatePlatform : DeclarationAttributeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8005");

    internal override ImmutableArray<NewAttribute> AttributesFor(ImmutableDictionary<string, string?> properties, out string? replaced)
    {
        replaced = null;
        return properties.TryGetValue(FFI8005Properties.Attribute, out var name) && name is not null && properties.TryGetValue(FFI8005Properties.Platforms, out var platforms) && platforms is not null
            ? platforms.Split(';').Select(platform => new NewAttribute(
                $"{name}(\"{platform}\")",
                $"System.Runtime.Versioning.{name}Attribute",
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(platform)))).ToImmutableArray()
            : ImmutableArray<NewAttribute>.Empty;
    }
}
