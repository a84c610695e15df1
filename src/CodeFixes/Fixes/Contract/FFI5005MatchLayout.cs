using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives a field the header's type, or inserts the fields that the header has before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5005MatchLayout))]
public sealed class FFI5005MatchLayout : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5005");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan);
        if (InsertionFor(node, diagnostic) is { } insertion)
        {
            return ImmutableArray.Create(insertion);
        }

        if (RetypedFor(node, diagnostic) is not var (type, keyword, name))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        // Whoever uses the field may need its type.
        var replacement = SyntaxFactory.ParseTypeName(keyword).WithTriviaFrom(type);
        var changed = document.WithSyntaxRoot(root.ReplaceNode(type, replacement));
        return await CountErrorsAsync(changed, cancellationToken).ConfigureAwait(false) > await CountErrorsAsync(document, cancellationToken).ConfigureAwait(false)
            ? ImmutableArray<DocumentEdit>.Empty
            : ImmutableArray.Create(new DocumentEdit($"Declare '{name}' as '{keyword}'", "FFI5005.Type", editor => editor.ReplaceNode(type, replacement)));
    }

    private static async Task<int> CountErrorsAsync(Document document, CancellationToken cancellationToken) =>
        await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            ? compilation.GetDiagnostics(cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : 0;

    private static DocumentEdit? InsertionFor(SyntaxNode node, Diagnostic diagnostic)
    {
        var isInsertion = diagnostic.Properties.TryGetValue(FFI5005Properties.Insert, out var inserted);
        if (isInsertion && inserted is not null)
        {
            var newLine = MemberText.NewLineOf(node.SyntaxTree.GetRoot());
            var names = string.Join(", ", inserted.Split(';').Select(field => "'" + field.Substring(field.IndexOf(' ') + 1) + "'"));
            switch (node)
            {
                case TypeDeclarationSyntax { Members.Count: > 0 } type and not RecordDeclarationSyntax:
                    return new DocumentEdit($"Add {names} as the header has it", "FFI5005.Insert", editor =>
                    {
                        var last = type.Members.LastOrDefault(member => member is FieldDeclarationSyntax);
                        editor.InsertAfter(last ?? type.Members.Last(), Fields(inserted, last as FieldDeclarationSyntax, newLine));
                    });
                case VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables: var variables } field } declarator when variables[0] == declarator:
                    return new DocumentEdit($"Add {names} as the header has it", "FFI5005.Insert", editor => editor.InsertBefore(field, Fields(inserted, field, newLine)));
            }
        }

        return null;
    }

    private static (TypeSyntax Type, string Keyword, string Name)? RetypedFor(SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FFI5005Properties.Type, out var keyword)
        && keyword is not null
        && node is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Type: PredefinedTypeSyntax or IdentifierNameSyntax } declaration } field
        && declaration.Parent is FieldDeclarationSyntax { AttributeLists.Count: 0 }
            ? (declaration.Type, keyword, field.Identifier.ValueText)
            : null;

    private static IEnumerable<MemberDeclarationSyntax> Fields(string inserted, FieldDeclarationSyntax? like, string newLine)
    {
        var modifiers = like is null
            ? "public "
            : string.Concat(like.Modifiers.Where(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ReadOnlyKeyword)
                .Select(modifier => modifier.Text + " "));
        return inserted.Split(';').Select(field => SyntaxFactory.ParseMemberDeclaration(modifiers + field + ";")!.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
