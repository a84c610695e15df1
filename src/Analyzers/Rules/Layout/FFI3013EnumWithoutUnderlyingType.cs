using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>FFI3013: an enum that native code sees does not say how wide it is. Off by default: <c>int</c> is what most C compilers choose too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3013EnumWithoutUnderlyingType : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3013",
        "Enum crosses the boundary without a stated underlying type",
        "`{0}` crosses the boundary in {1} and does not state its underlying type; state `: {2}`, or the type of the native enum",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A C# enum has 4 bytes unless it says otherwise. A C compiler may choose fewer or more by the values, and C++ and Rust enums state their own.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;

        // Whether the type is written out is a matter of syntax alone.
        start.OnSyntax(
            context =>
            {
                var declaration = (EnumDeclarationSyntax)context.Node;
                if (declaration.BaseList is null
                    && context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol { EnumUnderlyingType: { } underlying } type
                    && BoundaryEnums.Of(interop).Find(type) is { } place
                    && Report.Create(Rule, interop.Compilation, declaration.Identifier.GetLocation(), null, null, default, type.Name, place, DisplayNames.OfType(underlying)) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            SyntaxKind.EnumDeclaration);
    }
}
