using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Removes one of two calling conventions, states UTF-16 for a function that ends with W, and states the entry point that exists.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8008StateOneSetting))]
public sealed class FFI8008StateOneSetting : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8008");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var declaration = root.FindNode(diagnostic.Location.SourceSpan)
            .FirstAncestorOrSelf<SyntaxNode>(static node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax);
        if (!diagnostic.Properties.TryGetValue(FFI8008Properties.Cure, out var cure) || declaration is null || Find(declaration, "DllImport", "LibraryImport") is not { } import)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        switch (cure)
        {
            case FFI8008Properties.DropConvention or FFI8008Properties.DropOneConvention:
                edits.Add(new DocumentEdit(
                    "Remove CallingConvention", "FFI8008.DropConvention", editor => editor.ReplaceNode(import, (current, _) => AttributeArgumentEdit.Without((AttributeSyntax)current, "CallingConvention"))));
                if (cure == FFI8008Properties.DropOneConvention && Find(declaration, "UnmanagedCallConv") is not null)
                {
                    edits.Add(new DocumentEdit(
                        "Remove UnmanagedCallConv",
                        "FFI8008.DropAttribute",
                        editor => editor.ReplaceNode(declaration, (current, _) => Find(current, "UnmanagedCallConv") is { } present ? AttributeListPlacement.Remove(current, present) : current)));
                }

                break;

            case FFI8008Properties.Unicode when AttributeNames.Of(import) == "LibraryImport":
                edits.Add(Set("State StringMarshalling.Utf16", "StringMarshalling", Member("StringMarshalling.Utf16")));
                break;

            case FFI8008Properties.Unicode:
                edits.Add(Set("State CharSet.Unicode", "CharSet", Member("CharSet.Unicode")));
                break;

            case FFI8008Properties.StateEntryPoint when diagnostic.Properties.TryGetValue(FFI8008Properties.EntryPoint, out var name) && name is not null:
                edits.Add(Set($"State EntryPoint = \"{name}\"", "EntryPoint", SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name))));
                break;
        }

        return Task.FromResult(edits.ToImmutable());

        DocumentEdit Set(string title, string argument, ExpressionSyntax value) => new(
            title, "FFI8008." + argument, editor => editor.ReplaceNode(import, (current, _) => AttributeArgumentEdit.With((AttributeSyntax)current, argument, value)));
    }

    private static ExpressionSyntax Member(string name) =>
        SyntaxFactory.ParseExpression("global::System.Runtime.InteropServices." + name).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static AttributeSyntax? Find(SyntaxNode declaration, params string[] names) =>
        AttributeListPlacement.ListsOf(declaration).SelectMany(list => list.Attributes).FirstOrDefault(attribute => names.Contains(AttributeNames.Of(attribute)));
}
