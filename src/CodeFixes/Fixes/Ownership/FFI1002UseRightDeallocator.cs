using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Calls the function that belongs to the allocator.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1002UseRightDeallocator))]
public sealed class FFI1002UseRightDeallocator : DocumentFix
{
    private const string Key = "FFI1002.UseRightDeallocator";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1002");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // A helper of the program that releases may be right for its other callers: only the releasing call itself is replaced.
        if (!diagnostic.Properties.TryGetValue(FFI1002Properties.Release, out var name)
            || name is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Parent: ExpressionStatementSyntax } call
            || !arguments[0].RefKindKeyword.IsKind(SyntaxKind.None)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol wrong
            || !(wrong.IsExtern || wrong.PartialImplementationPart is not null || wrong.IsPartialDefinition || wrong.DeclaringSyntaxReferences.IsEmpty)
            || ReleaseCall.MethodOf(model.Compilation, name) is not { } right
            || !model.IsAccessible(call.SpanStart, right))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var value = arguments[0].Expression;
        while (value is CastExpressionSyntax cast && model.GetTypeInfo(cast.Expression, cancellationToken).Type is { } inner && ReleaseCall.IsRaw(inner))
        {
            value = cast.Expression;
        }

        return model.GetTypeInfo(value, cancellationToken).Type is { } type && ReleaseCall.Write(right, value.WithoutTrivia(), type, model, call.SpanStart) is { } replacement
            ? ImmutableArray.Create(new DocumentEdit($"Release with {right.Name}", Key, editor => editor.ReplaceNode(call, (_, _) => replacement.WithTriviaFrom(call))))
            : ImmutableArray<DocumentEdit>.Empty;
    }
}
