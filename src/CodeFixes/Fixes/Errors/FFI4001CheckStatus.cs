using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Binding;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Sends the status through the project's checking method, through the runtime's for an HRESULT, or through one that it writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4001CheckStatus))]
public sealed class FFI4001CheckStatus : MultiDocumentFix
{
    private const string Key = "FFI4001.CheckStatus";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4001");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model || ConventionOf(diagnostic) is not { } convention)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        if (diagnostic.Properties.TryGetValue(FFI4001Properties.Error, out var error))
        {
            return OfferTest(document, call, error!, convention, model);
        }

        if (model.GetTypeInfo(call, cancellationToken).Type is not { } status
            || diagnostic.Properties.ContainsKey(FFI4001Properties.Cleanup)
            || call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is not null
            || model.GetEnclosingSymbol(call.SpanStart, cancellationToken) is not { ContainingType: { } caller } within)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        // A discard says that dropping is meant; with the strict option the check replaces it too.
        var replaced = call.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard && discard.Right == call ? (ExpressionSyntax)discard : call;
        if (convention.Kind == StatusKind.HResult && RuntimeCheck(call, status) is { } runtimeCheck)
        {
            return Offer("Throw for a failing HRESULT", document, replaced, runtimeCheck);
        }

        if (diagnostic.Properties.ContainsKey(FFI4001Properties.LastError) && replaced.Parent is ExpressionStatementSyntax statement && Win32Check(call, status, convention, model) is { } throwing)
        {
            return ImmutableArray.Create(new MultiDocumentEdit("Throw a Win32Exception on failure", Key, async (edits, token) =>
            {
                var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
                editor.ReplaceNode(statement, throwing.WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
            }));
        }

        var called = model.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;
        var declaring = called is { MethodKind: MethodKind.Ordinary } && called.Locations.Any(location => location.IsInSource) ? called.ContainingType : caller;
        if (StatusCheckBuilder.FindChecker(model.Compilation, status, declaring, within, cancellationToken) is { } checker)
        {
            var checkedByChecker = checker.IsStatic
                ? Call(checker.ContainingType, checker.Name, call)
                : SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(checker.Name), ArgumentOf(call));
            return Offer($"Check the status with '{checker.Name}'", document, replaced, checkedByChecker);
        }

        return await OfferWrittenCheckAsync(document, call, replaced, status, convention, declaring, caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A test of the local that holds the error, behind the statement of the call.</summary>
    private static ImmutableArray<MultiDocumentEdit> OfferTest(Document document, InvocationExpressionSyntax call, string error, StatusConvention convention, SemanticModel model)
    {
        if (call.Ancestors().FirstOrDefault(node => node is StatementSyntax or AnonymousFunctionExpressionSyntax) is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 })
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement
            || model.LookupSymbols(call.Span.End, name: error).OfType<ILocalSymbol>().FirstOrDefault() is not { Type: var type }
            || StatusConditions.Failure(BindingNames.Escape(error), type, type.ToMinimalDisplayString(model, call.Span.End), convention) is not { } failure)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var name = call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } ? member : call.Expression.WithoutTrivia().ToString();
        var test = SyntaxFactory.ParseStatement($"if ({failure})\n{{\nthrow new global::System.InvalidOperationException(\"{name} failed.\");\n}}\n");
        test = test.ReplaceNodes(test.DescendantNodes().OfType<QualifiedNameSyntax>(), (_, qualified) => qualified.WithAdditionalAnnotations(Simplifier.Annotation)).WithAdditionalAnnotations(Formatter.Annotation);
        return ImmutableArray.Create(new MultiDocumentEdit($"Throw when '{error}' holds an error", Key, async (edits, token) =>
        {
            var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            editor.InsertAfter(statement.Parent is GlobalStatementSyntax global ? global : statement, statement.Parent is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(test) : test);
        }));
    }

    private static async Task<ImmutableArray<MultiDocumentEdit>> OfferWrittenCheckAsync(
        Document document,
        InvocationExpressionSyntax call,
        ExpressionSyntax replaced,
        ITypeSymbol status,
        StatusConvention convention,
        INamedTypeSymbol declaring,
        INamedTypeSymbol caller,
        CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        var reference = declaring.DeclaringSyntaxReferences.FirstOrDefault(candidate => solution.GetDocument(candidate.SyntaxTree) is not null);
        if (declaring.TypeKind is not (TypeKind.Class or TypeKind.Struct)
            || declaring.GetMembers(StatusCheckBuilder.MethodName).Any(member => member is not IMethodSymbol)
            || declaring.GetMembers(StatusCheckBuilder.MethodName).OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, status))
            || reference is null
            || solution.GetDocument(reference.SyntaxTree) is not { } home
            || home.Project.Id != document.Project.Id
            || await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax type
            || type.OpenBraceToken.IsMissing
            || type.OpenBraceToken.IsKind(SyntaxKind.None)
            || await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } homeModel
            || StatusCheckBuilder.WriteChecker(status, convention, homeModel, type.OpenBraceToken.Span.End) is not { } method)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var checkedCall = SymbolEqualityComparer.Default.Equals(declaring, caller)
            ? SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(StatusCheckBuilder.MethodName), ArgumentOf(call))
            : Call(declaring, StatusCheckBuilder.MethodName, call);
        return ImmutableArray.Create(new MultiDocumentEdit($"Check the status with a new method '{StatusCheckBuilder.MethodName}'", Key, async (edits, token) =>
        {
            var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            editor.ReplaceNode(replaced, checkedCall.WithTriviaFrom(replaced));
            if (edits.IsFirst($"{home.Id.Id}:{type.SpanStart}:{method.ParameterList}"))
            {
                var homeEditor = await edits.EditorOfAsync(home.Id, token).ConfigureAwait(false);
                var separated = method.WithLeadingTrivia(method.GetLeadingTrivia().Insert(0, SyntaxFactory.ElasticLineFeed));
                homeEditor.ReplaceNode(type, (current, _) => ((TypeDeclarationSyntax)current).AddMembers(separated));
            }
        }));
    }

    private static ImmutableArray<MultiDocumentEdit> Offer(string title, Document document, ExpressionSyntax replaced, ExpressionSyntax replacement) =>
        ImmutableArray.Create(new MultiDocumentEdit(title, Key, async (edits, token) =>
        {
            var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            editor.ReplaceNode(replaced, replacement.WithTriviaFrom(replaced));
        }));

    private static ExpressionSyntax? RuntimeCheck(InvocationExpressionSyntax call, ITypeSymbol status)
    {
        if (status.SpecialType == SpecialType.System_Int32)
        {
            return SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxFactory.ParseExpression("global::System.Runtime.InteropServices.Marshal").WithAdditionalAnnotations(Simplifier.Annotation),
                    SyntaxFactory.IdentifierName("ThrowExceptionForHR")),
                ArgumentOf(call));
        }

        // The structs of generated Windows bindings bring the check with them.
        return status.GetMembers("ThrowOnFailure").OfType<IMethodSymbol>().Any(method => !method.IsStatic && method.Parameters.All(parameter => parameter.IsOptional))
            ? SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, call.WithoutTrivia(), SyntaxFactory.IdentifierName("ThrowOnFailure")))
            : null;
    }

    private static StatementSyntax? Win32Check(InvocationExpressionSyntax call, ITypeSymbol status, StatusConvention convention, SemanticModel model)
    {
        var condition = (convention.Kind, status.SpecialType) switch
        {
            (StatusKind.NotZero, SpecialType.System_Boolean) => $"!{call.WithoutTrivia()}",
            (StatusKind.NotZero, SpecialType.System_Int32 or SpecialType.System_UInt32) => $"{call.WithoutTrivia()} == 0",
            _ => null,
        };
        if (condition is null || model.Compilation.GetTypeByMetadataName("System.ComponentModel.Win32Exception") is null)
        {
            return null;
        }

        var hasNewName = model.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal")?.GetMembers("GetLastPInvokeError").IsEmpty == false;
        var text = $"if ({condition})\n{{\nthrow new global::System.ComponentModel.Win32Exception(global::System.Runtime.InteropServices.Marshal."
            + (hasNewName ? "GetLastPInvokeError" : "GetLastWin32Error") + "());\n}";
        var statement = SyntaxFactory.ParseStatement(text);
        return statement.ReplaceNodes(
            statement.DescendantNodes().Where(node => node is QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Marshal" }),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static ExpressionSyntax Call(INamedTypeSymbol type, string method, InvocationExpressionSyntax call) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
                SyntaxFactory.IdentifierName(method)).WithAdditionalAnnotations(Simplifier.Annotation),
            ArgumentOf(call));

    private static ArgumentListSyntax ArgumentOf(InvocationExpressionSyntax call) =>
        SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call.WithoutTrivia())));

    private static StatusConvention? ConventionOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FFI4001Properties.Success, out var kind)
        && diagnostic.Properties.TryGetValue(FFI4001Properties.SuccessValue, out var value)
        && Enum.TryParse<StatusKind>(kind, out var parsed)
        && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var success)
            ? new StatusConvention(parsed, success)
            : null;
}
