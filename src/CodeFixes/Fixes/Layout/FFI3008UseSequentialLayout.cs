using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Lets the compiler of each platform place the fields: sequential layout without offsets and without a size.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3008UseSequentialLayout))]
public sealed class FFI3008UseSequentialLayout : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3008");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(FFI3008Properties.IsSequential)
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || LayoutOf(declaration) is not { ArgumentList.Arguments: { Count: > 0 } arguments }
            || (arguments[0].NameEquals is null && Kind(arguments[0]) is not { Identifier.ValueText: "Explicit" or "Sequential" }))
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        return Task.FromResult(ImmutableArray.Create(new DocumentEdit(
            Kind(arguments[0])?.Identifier.ValueText == "Explicit" ? $"Use sequential layout for '{declaration.Identifier.ValueText}'" : $"Leave the size of '{declaration.Identifier.ValueText}' to its fields",
            "FFI3008.Sequential",
            editor => editor.ReplaceNode(declaration, (current, _) => Sequential((TypeDeclarationSyntax)current)))));
    }

    private static TypeDeclarationSyntax Sequential(TypeDeclarationSyntax declaration)
    {
        SyntaxNode changed = declaration;
        while (OffsetIn((TypeDeclarationSyntax)changed) is { } offset)
        {
            var member = offset.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
            changed = changed.ReplaceNode(member, AttributeListPlacement.Remove(member, offset));
        }

        var layout = LayoutOf((TypeDeclarationSyntax)changed)!;
        var kept = layout.ArgumentList!.Arguments.Where(static argument => argument.NameEquals?.Name.Identifier.ValueText != "Size").ToList();
        var list = layout.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(kept.Select((argument, index) => index == 0 && Kind(argument) is { } kind
            ? argument.ReplaceNode(kind, SyntaxFactory.IdentifierName("Sequential").WithTriviaFrom(kind)).WithLeadingTrivia()
            : argument), Enumerable.Range(1, System.Math.Max(0, kept.Count - 1)).Select(static _ => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))));
        return ((TypeDeclarationSyntax)changed).ReplaceNode(layout.ArgumentList, list.WithTriviaFrom(layout.ArgumentList));
    }

    private static SimpleNameSyntax? Kind(AttributeArgumentSyntax argument) => argument.NameEquals is not null ? null : argument.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static AttributeSyntax? LayoutOf(TypeDeclarationSyntax declaration) =>
        declaration.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static attribute => AttributeNames.Of(attribute) == "StructLayout");

    private static AttributeSyntax? OffsetIn(TypeDeclarationSyntax declaration) =>
        declaration.Members.SelectMany(static member => member.AttributeLists).SelectMany(static list => list.Attributes).FirstOrDefault(static attribute => AttributeNames.Of(attribute) == "FieldOffset");
}
