using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Declares what the header promises: <c>ref</c> for <c>in</c>, <c>in</c> for <c>out</c>, <c>Span</c> for <c>ReadOnlySpan</c>, no <c>?</c>; where the callers still compile.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5011KeepPromise))]
public sealed class FFI5011KeepPromise : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5011");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (diagnostic.Properties.ContainsKey(HeaderDifferenceProperties.Contradiction)
            || node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type } parameter || Changed(parameter, type) is not var (changed, title))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        void Apply(DocumentEditor editor) => editor.ReplaceNode(parameter, changed);
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        Apply(editor);
        return await CompileCheck.HasNoNewErrorsAsync(document, editor.GetChangedDocument(), HeaderTypeFix.NameAround(parameter), cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(new DocumentEdit(title, nameof(FFI5011KeepPromise) + title, Apply))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static (ParameterSyntax Changed, string Title)? Changed(ParameterSyntax parameter, TypeSyntax type)
    {
        foreach (var modifier in parameter.Modifiers)
        {
            switch (modifier.Kind())
            {
                case SyntaxKind.InKeyword:
                    return (parameter.ReplaceToken(modifier, SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTriviaFrom(modifier)), "Pass it as `ref`");
                case SyntaxKind.OutKeyword:
                    return (parameter.ReplaceToken(modifier, SyntaxFactory.Token(SyntaxKind.InKeyword).WithTriviaFrom(modifier)), "Pass it as `in`");
            }
        }

        return type switch
        {
            NullableTypeSyntax nullable => (parameter.WithType(nullable.ElementType.WithTriviaFrom(nullable)), "Do not accept null"),
            GenericNameSyntax { Identifier.ValueText: "ReadOnlySpan" } span => (
                parameter.WithType(span.WithIdentifier(SyntaxFactory.Identifier("Span").WithTriviaFrom(span.Identifier))), "Pass a `Span`"),
            _ => null,
        };
    }
}
