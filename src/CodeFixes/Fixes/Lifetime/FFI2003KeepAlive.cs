using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Keeps the object alive until the native call has returned: <c>GC.KeepAlive</c> in a finally block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2003KeepAlive))]
public sealed class FFI2003KeepAlive : DocumentFix
{
    private const string Key = "FFI2003.KeepAlive";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2003");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI2003Properties.Owner, out var owner)
            || owner is null
            || !IsStable(SyntaxFactory.ParseExpression(owner))
            || diagnostic.AdditionalLocations.Count != 1
            || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var read = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var call = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        if (TryFinally.Around(read, call, model, cancellationToken) is not { } scope)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var collector = MemberText.NameInScope(model, read.SpanStart, "System", "GC");
        return ImmutableArray.Create(new DocumentEdit($"Keep '{owner}' alive during the call", Key, editor => scope.Apply(editor, "", "", $"{collector}.KeepAlive({owner});")));
    }

    /// <summary>Whether the expression names the same object whenever it is evaluated.</summary>
    private static bool IsStable(ExpressionSyntax owner) => owner switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => IsStable(access.Expression),
        _ => false,
    };
}
