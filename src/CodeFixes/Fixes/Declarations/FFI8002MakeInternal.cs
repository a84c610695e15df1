using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Makes the member internal where no project of the solution can miss it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8002MakeInternal))]
public sealed class FFI8002MakeInternal : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8002");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // A virtual member may be overridden, and another project that refers to this one may use it.
        var isFree = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            && member.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !member.Modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.VirtualKeyword) || modifier.IsKind(SyntaxKind.AbstractKeyword))
            && !document.Project.Solution.Projects.Any(project => project.ProjectReferences.Any(reference => reference.ProjectId == document.Project.Id));
        return Task.FromResult(isFree
            ? ImmutableArray.Create(new DocumentEdit(
                "Make it internal",
                "FFI8002.Internal",
                editor => editor.ReplaceNode(
                    root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>()!,
                    (current, _) =>
                    {
                        var old = ((MemberDeclarationSyntax)current).Modifiers.First(static modifier => modifier.IsKind(SyntaxKind.PublicKeyword));
                        return current.ReplaceToken(old, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(old));
                    })))
            : ImmutableArray<DocumentEdit>.Empty);
    }
}
