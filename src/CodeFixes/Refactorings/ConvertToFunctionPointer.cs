using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Refactorings;

/// <summary>
/// On the callback parameter of an import, or on the callback that a call passes: the parameter becomes a function pointer, and every call of the project passes the address of an
/// <c>[UnmanagedCallersOnly]</c> method.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ConvertToFunctionPointer))]
public sealed class ConvertToFunctionPointer : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, span, cancellationToken) = (context.Document, context.Span, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || CallbackAt(root, span, model, cancellationToken) is not { Type.TypeKind: TypeKind.Delegate, ContainingSymbol: IMethodSymbol import } parameter
            || await FunctionPointerConversion.PlanAsync(document.Project, import, parameter, withUserData: true, cancellationToken).ConfigureAwait(false) is not { } conversion)
        {
            return;
        }

        var solution = document.Project.Solution;
        context.RegisterRefactoring(new TextKeepingAction(
            $"Convert '{parameter.Name}' of '{import.Name}' to a function pointer",
            "ConvertToFunctionPointer:" + parameter.Name,
            solution,
            async token =>
            {
                var run = new EditRun(solution);
                await conversion.ApplyAsync(run, token).ConfigureAwait(false);
                return run.Finish();
            }));
    }

    /// <summary>The parameter of an import that the caret is on, or to which the argument under the caret goes.</summary>
    private static IParameterSymbol? CallbackAt(SyntaxNode root, TextSpan span, SemanticModel model, CancellationToken cancellationToken)
    {
        var token = root.FindToken(span.Start);
        foreach (var node in token.Parent?.AncestorsAndSelf() ?? [])
        {
            switch (node)
            {
                case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax } parameter:
                    return model.GetDeclaredSymbol(parameter, cancellationToken) as IParameterSymbol;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument when !IsInBodyOf(argument.Expression, span):
                    return model.GetOperation(call, cancellationToken) is IInvocationOperation invocation ? invocation.Arguments.FirstOrDefault(passed => passed.Syntax == argument)?.Parameter : null;
                case StatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether the caret is in the code of a lambda and not on the lambda.</summary>
    private static bool IsInBodyOf(ExpressionSyntax expression, TextSpan span) =>
        expression is AnonymousFunctionExpressionSyntax { Body: { } body } && body.Span.Contains(span.Start);
}
