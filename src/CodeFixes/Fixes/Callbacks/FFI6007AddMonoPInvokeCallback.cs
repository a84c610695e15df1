using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Callbacks;

/// <summary>Adds <c>[MonoPInvokeCallback(typeof(…))]</c> to the method that is given to native code, in whatever file it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI6007AddMonoPInvokeCallback))]
public sealed class FFI6007AddMonoPInvokeCallback : MultiDocumentFix
{
    private const string Key = "FFI6007.Add";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI6007");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI6007Properties.Attribute, out var attributeName)
            || !diagnostic.Properties.TryGetValue(FFI6007Properties.Delegate, out var delegateName)
            || attributeName is null
            || delegateName is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), cancellationToken).Symbol is not IMethodSymbol method
            || (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault() is not { } place
            || await place.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not MethodDeclarationSyntax declaration
            || document.Project.GetDocument(place.SyntaxTree) is not { } declaring
            || declaring is SourceGeneratedDocument
            || await declaring.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } declaringModel)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        const string Suffix = "Attribute";
        var separator = attributeName.LastIndexOf('.');
        var written = MemberText.NameInScope(declaringModel, declaration.SpanStart, attributeName.Substring(0, separator), attributeName.Substring(separator + 1));
        var name = SyntaxFactory.ParseName(written.Substring(0, written.Length - Suffix.Length));
        var type = SyntaxFactory.TypeOfExpression(SyntaxFactory.ParseTypeName(delegateName).WithAdditionalAnnotations(Simplifier.Annotation));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
            SyntaxFactory.Attribute(name, SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(type))))));
        return ImmutableArray.Create(new MultiDocumentEdit($"Add [MonoPInvokeCallback] to '{method.Name}'", Key, async (edits, token) =>
        {
            // One method may be given to native code at several places.
            if (edits.IsFirst("MonoPInvokeCallback:" + declaring.Id.Id + ":" + declaration.SpanStart))
            {
                var editor = await edits.EditorOfAsync(declaring.Id, token).ConfigureAwait(false);
                editor.ReplaceNode(declaration, (current, _) => AttributeListPlacement.Add(current, list));
            }
        }));
    }
}
