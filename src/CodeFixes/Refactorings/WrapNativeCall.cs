using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Refactorings;

/// <summary>
/// On an import: writes an idiomatic method beside it, which throws on failure, returns what the import hands out, and takes spans and gives strings where the import has pointers.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WrapNativeCall))]
public sealed class WrapNativeCall : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellationToken) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || DeclarationAt(root, context.Span) is not { Parent: ClassDeclarationSyntax or StructDeclarationSyntax } declaration
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { ContainingType.IsGenericType: false } method)
        {
            return;
        }

        var interop = InteropContext.Of(model.Compilation, document.Project.AnalyzerOptions);
        if (NativeFunctions.Of(interop).FromMethod(method) is not { IsImport: true, IsImplementedAtRunTime: false } function
            || NativeWrapperBuilder.Write(interop, function, model, declaration.SpanStart, cancellationToken) is not { } text)
        {
            return;
        }

        context.RegisterRefactoring(new TextKeepingAction(
            $"Wrap '{function.DisplayName}' in a method that checks and converts",
            "WrapNativeCall:" + function.DisplayName,
            document.Project.Solution,
            _ =>
            {
                var end = SyntaxFactory.EndOfLine(MemberText.NewLineOf(root));
                var wrapper = MemberText.Parse(root, text);
                var separated = wrapper.WithLeadingTrivia(wrapper.GetLeadingTrivia().Insert(0, end)).WithTrailingTrivia(end).WithAdditionalAnnotations(Formatter.Annotation);
                return Task.FromResult(document.WithSyntaxRoot(root.InsertNodesAfter(declaration, [separated])).Project.Solution);
            }));
    }

    /// <summary>The import whose declaration the caret is on.</summary>
    private static MethodDeclarationSyntax? DeclarationAt(SyntaxNode root, TextSpan span) =>
        root.FindToken(span.Start).Parent?.AncestorsAndSelf().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { Body: null, ExpressionBody: null } declaration
        && declaration.Span.Contains(span)
            ? declaration
            : null;
}
