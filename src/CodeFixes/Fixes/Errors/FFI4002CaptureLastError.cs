using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Adds <c>SetLastError = true</c> to the import whose error is read, or replaces an imported <c>GetLastError</c> with the runtime's function.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4002CaptureLastError))]
public sealed class FFI4002CaptureLastError : MultiDocumentFix
{
    private const string CaptureKey = "FFI4002.Capture";
    private const string ReplaceKey = "FFI4002.Replace";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4002");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        diagnostic.Properties.TryGetValue(FFI4002Properties.Cause, out var cause);
        return cause switch
        {
            FFI4002Properties.NotCaptured => await CaptureAsync(document, diagnostic, cancellationToken).ConfigureAwait(false),
            FFI4002Properties.Imported => await ReplaceAsync(document, root, diagnostic, cancellationToken).ConfigureAwait(false),
            _ => ImmutableArray<MultiDocumentEdit>.Empty,
        };
    }

    private static async Task<ImmutableArray<MultiDocumentEdit>> CaptureAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.FirstOrDefault() is not { SourceTree: { } tree } location
            || document.Project.Solution.GetDocument(tree) is not { } declaring
            || await declaring.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await declaring.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || ImportAttributeOf(root.FindNode(location.SourceSpan), model, cancellationToken) is not { } attribute)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        // Without the runtime's marshalling only a LibraryImport can save the error (CA1420).
        if (model.Compilation.Assembly.GetAttributes().Any(found => found.AttributeClass?.Name == "DisableRuntimeMarshallingAttribute")
            && model.GetTypeInfo(attribute, cancellationToken).Type?.Name == "DllImportAttribute")
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new MultiDocumentEdit("Add SetLastError = true to the import", CaptureKey, async (edits, token) =>
        {
            if (edits.IsFirst(declaring.Id.Id + ":" + attribute.SpanStart))
            {
                var editor = await edits.EditorOfAsync(declaring.Id, token).ConfigureAwait(false);
                editor.ReplaceNode(attribute, (current, _) => WithSetLastError((AttributeSyntax)current));
            }
        }));
    }

    private static async Task<ImmutableArray<MultiDocumentEdit>> ReplaceAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method
            || method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
            || method.ReturnType.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_UInt32))
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var solution = document.Project.Solution;
        var calls = ImmutableArray.CreateBuilder<(DocumentId Document, InvocationExpressionSyntax Call)>();
        foreach (var reference in await SymbolFinder.FindReferencesAsync(method, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var use in reference.Locations)
            {
                if (await use.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } usingRoot
                    || InvocationOf(usingRoot.FindNode(use.Location.SourceSpan)) is not { } call)
                {
                    return ImmutableArray<MultiDocumentEdit>.Empty;
                }

                calls.Add((use.Document.Id, call));
            }
        }

        var hasNewName = model.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal")?.GetMembers("GetLastPInvokeError").IsEmpty == false;
        ExpressionSyntax replacement = SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxFactory.ParseExpression("global::System.Runtime.InteropServices.Marshal").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.IdentifierName(hasNewName ? "GetLastPInvokeError" : "GetLastWin32Error")));
        if (method.ReturnType.SpecialType == SpecialType.System_UInt32)
        {
            replacement = SyntaxFactory.CheckedExpression(
                SyntaxKind.UncheckedExpression,
                SyntaxFactory.CastExpression(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.UIntKeyword)), replacement));
        }

        return ImmutableArray.Create(new MultiDocumentEdit(
            hasNewName ? "Use Marshal.GetLastPInvokeError" : "Use Marshal.GetLastWin32Error",
            ReplaceKey,
            async (edits, token) =>
            {
                foreach (var (id, call) in calls)
                {
                    var editor = await edits.EditorOfAsync(id, token).ConfigureAwait(false);
                    editor.ReplaceNode(call, (current, _) => replacement.WithTriviaFrom(current));
                }

                var declaring = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
                declaring.RemoveNode(declaration, SyntaxRemoveOptions.KeepUnbalancedDirectives);
            }));
    }

    private static InvocationExpressionSyntax? InvocationOf(SyntaxNode name)
    {
        var expression = name;
        while (expression.Parent is MemberAccessExpressionSyntax member && member.Name == expression)
        {
            expression = member;
        }

        return expression.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call && call.Expression == expression ? call : null;
    }

    private static AttributeSyntax? ImportAttributeOf(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var lists = node.FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => method.AttributeLists,
            LocalFunctionStatementSyntax local => local.AttributeLists,
            _ => default,
        };
        var attributes = lists.SelectMany(list => list.Attributes).ToList();

        // Decompiled code has both: the generator's decides.
        return NamedLike("LibraryImportAttribute") ?? NamedLike("DllImportAttribute");

        AttributeSyntax? NamedLike(string name) => attributes.FirstOrDefault(attribute => model.GetTypeInfo(attribute, cancellationToken).Type?.Name == name);
    }

    private static AttributeSyntax WithSetLastError(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var value = SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression);
        if (arguments.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "SetLastError") is { } present)
        {
            return attribute.WithArgumentList(arguments.ReplaceNode(present.Expression, value.WithTriviaFrom(present.Expression)));
        }

        var added = SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals("SetLastError"), null, value).WithAdditionalAnnotations(Formatter.Annotation);
        return attribute.WithArgumentList(arguments.AddArguments(added));
    }
}
