using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Declares a handle object with <c>using</c>; releases everything else in a <c>finally</c> block, into which the releases that there are move.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1003ReleaseOnEveryPath))]
public sealed class FFI1003ReleaseOnEveryPath : DocumentFix
{
    private const string UsingKey = "FFI1003.Using";
    private const string FinallyKey = "FFI1003.Finally";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1003");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI1003Properties.Form, out var form)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || ResourceScope.Find(root, diagnostic, model, cancellationToken) is not { } scope)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        if (form == FFI1003Properties.Using)
        {
            return UsingEdit(scope, root) is { } edit ? ImmutableArray.Create(edit) : ImmutableArray<DocumentEdit>.Empty;
        }

        return ReleaseOf(diagnostic, scope, model) is { } release && scope.CanMoveReleases
            ? ImmutableArray.Create(new DocumentEdit(
                scope.Uses.IsEmpty ? $"Release '{scope.Local.Name}'" : $"Release '{scope.Local.Name}' in a finally block",
                FinallyKey,
                editor => editor.ReplaceNode(scope.Block, (current, _) => scope.Release((BlockSyntax)current, release)))
            {
                Tracked = scope.Tracked,
            })
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static DocumentEdit? UsingEdit(ResourceScope scope, SyntaxNode root)
    {
        if (scope.Anchor is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration
            && scope.IsDeclaredByAnchor
            && ((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp8)
        {
            var last = scope.LastRelease;
            return new DocumentEdit($"Declare '{scope.Local.Name}' with using", UsingKey, editor =>
            {
                editor.ReplaceNode(declaration, (current, _) =>
                {
                    var statement = (LocalDeclarationStatementSyntax)current;
                    var keyword = SyntaxFactory.Token(statement.GetLeadingTrivia(), SyntaxKind.UsingKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
                    return statement.WithoutLeadingTrivia().WithUsingKeyword(keyword);
                });
                if (last is not null)
                {
                    editor.RemoveNode(last, SyntaxRemoveOptions.KeepUnbalancedDirectives);
                }
            });
        }

        // A using statement disposes of what the local holds when it begins.
        if (scope.IsInner)
        {
            return scope.CanMoveReleases
                ? new DocumentEdit($"Dispose of '{scope.Local.Name}' in a finally block", UsingKey, editor =>
                    editor.ReplaceNode(scope.Block, (current, _) => scope.Release((BlockSyntax)current, Disposal(scope))))
                {
                    Tracked = scope.Tracked,
                }
                : null;
        }

        return scope.Uses.IsEmpty
            ? null
            : new DocumentEdit($"Wrap the uses of '{scope.Local.Name}' in using", UsingKey, editor =>
                editor.ReplaceNode(scope.Block, (current, _) => scope.Use((BlockSyntax)current)))
            {
                Tracked = scope.Tracked,
            };
    }

    private static StatementSyntax Disposal(ResourceScope scope) =>
        SyntaxFactory.ParseStatement(scope.Local.Name + (scope.Local.Type.IsReferenceType ? "?.Dispose();" : ".Dispose();"));

    /// <summary>The statement that releases: the program's own where it has one, otherwise a call of the releasing method; null when neither is certain.</summary>
    private static StatementSyntax? ReleaseOf(Diagnostic diagnostic, ResourceScope scope, SemanticModel model)
    {
        if (scope.OwnRelease is { } own)
        {
            return own.WithoutTrivia();
        }

        if (scope.HasReleases || !diagnostic.Properties.TryGetValue(FFI1003Properties.Release, out var name) || name is null)
        {
            // A GCHandle releases itself.
            return !scope.HasReleases && scope.Local.Type is INamedTypeSymbol { Name: "GCHandle" }
                ? SyntaxFactory.ParseStatement(scope.Local.Name + ".Free();")
                : null;
        }

        if (ReleaseCall.MethodOf(model.Compilation, name) is not { } method
            || !model.IsAccessible(scope.Block.SpanStart, method)
            || ReleaseCall.Write(method, SyntaxFactory.IdentifierName(scope.Local.Name), scope.Local.Type, model, scope.Block.SpanStart) is not { } call)
        {
            return null;
        }

        return SyntaxFactory.ExpressionStatement(call);
    }
}
