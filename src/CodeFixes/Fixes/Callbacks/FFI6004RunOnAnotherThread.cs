using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Callbacks;

/// <summary>Awaits the blocking call on a thread of the pool. What is not begun yet can be cancelled where the method has a token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI6004RunOnAnotherThread))]
public sealed class FFI6004RunOnAnotherThread : DocumentFix
{
    private const string Key = "FFI6004.TaskRun";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI6004");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.Span != diagnostic.Location.SourceSpan
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetOperation(call, cancellationToken) is not IInvocationOperation operation
            || model.GetEnclosingSymbol(call.SpanStart, cancellationToken) is not IMethodSymbol { IsAsync: true } method
            || !CanMove(document, operation, model)
            || !CanAwait(call))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var task = MemberText.NameInScope(model, call.SpanStart, "System.Threading.Tasks", "Task");
        var token = TokenOf(method, model, call.SpanStart);
        var configured = IsConfigured(call) ? ".ConfigureAwait(false)" : "";
        var text = $"await {task}.Run(() => {call.WithoutTrivia()}{(token is null ? "" : ", " + token)}){configured}";
        ExpressionSyntax replacement = SyntaxFactory.ParseExpression(NeedsParentheses(call) ? $"({text})" : text).WithTriviaFrom(call);

        // Conversions, definite assignment and what lambdas may not capture are the compiler's to judge.
        return await CompileCheck.HasNoNewErrorsAsync(document, document.WithSyntaxRoot(root.ReplaceNode(call, replacement)), method.Name, cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(new DocumentEdit(
                token is null ? "Await the call on another thread" : "Await the call on another thread, with cancellation",
                Key,
                editor => editor.ReplaceNode(call, replacement)))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    /// <summary>Whether the call does the same on another thread: its error is the thread's own, and some functions belong to one thread.</summary>
    private static bool CanMove(Document document, IInvocationOperation call, SemanticModel model)
    {
        if (InteropContext.For(model.Compilation, document.Project.AnalyzerOptions, CancellationToken.None) is not { } interop)
        {
            return false;
        }

        if (NativeCalls.FunctionOf(interop, call) is { } function
            && (function.SetLastError || BoundaryContracts.Of(interop).For(function) is { ThreadAffine.IsKnown: true } or { LastError.IsKnown: true }))
        {
            return false;
        }

        foreach (var argument in call.Arguments)
        {
            // A ref or out argument would be written at another time than the one that the code around expects; a stack address is gone by then.
            if (argument.Parameter is not { RefKind: RefKind.None or RefKind.In } parameter
                || argument.Value.DescendantsAndSelf().Any(value => value is IAddressOfOperation or IAwaitOperation)
                || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer
                || parameter.Type.IsRefLikeType
                || AttributeContracts.IsThreadAffine(parameter.Type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether <c>await</c> may stand here; the compiler knows more reasons against it.</summary>
    private static bool CanAwait(SyntaxNode call) => !call.Ancestors().TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
        .Any(node => node is LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax or ConditionalAccessExpressionSyntax);

    /// <summary>The cancellation token that the method was given.</summary>
    private static string? TokenOf(IMethodSymbol method, SemanticModel model, int position) =>
        method.Parameters.FirstOrDefault(parameter => parameter is { RefKind: RefKind.None, Type: { Name: "CancellationToken", ContainingNamespace.Name: "Threading" } }) is { } token
        && SymbolEqualityComparer.Default.Equals(model.LookupSymbols(position, name: token.Name).FirstOrDefault(), token)
            ? token.Name
            : null;

    /// <summary>Whether the code around does not go back to the thread that it came from.</summary>
    private static bool IsConfigured(SyntaxNode call) => call.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access is { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } }
            && arguments[0].Expression.IsKind(SyntaxKind.FalseLiteralExpression));

    private static bool NeedsParentheses(ExpressionSyntax call) =>
        call.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax or SwitchExpressionSyntax or WithExpressionSyntax;
}
