using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Callbacks;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Callbacks;

/// <summary>
/// Calls the function that ends the registration at the beginning of <c>Dispose</c>. Its arguments are those of the registration with the same names and types, as far as they are still
/// there in another method.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI6009UnregisterInDispose))]
public sealed class FFI6009UnregisterInDispose : DocumentFix
{
    private const string Key = "FFI6009.Unregister";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI6009");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI6009Properties.Until, out var until)
            || until is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } syntax
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetOperation(syntax, cancellationToken) is not IInvocationOperation registration
            || InteropContext.For(model.Compilation, document.Project.AnalyzerOptions, cancellationToken) is not { } interop
            || UnregisterOf(interop, registration, until) is not { } unregister
            || DisposeOf(syntax) is not { Body: { } body } dispose
            || ArgumentsOf(registration, unregister) is not { } arguments)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        // The same qualification as the registration has, when both are members of one type.
        var target = syntax.Expression is MemberAccessExpressionSyntax access ? access.WithName(SyntaxFactory.IdentifierName(unregister.Name)).ToString() : unregister.Name;
        var text = $"{target}({string.Join(", ", arguments)});{MemberText.NewLineOf(root)}";
        var index = body.Statements.TakeWhile(LeavesEarly).Count();
        var statement = SyntaxFactory.ParseStatement(text).WithAdditionalAnnotations(Formatter.Annotation);
        if (index > 0)
        {
            statement = statement.WithLeadingTrivia(SyntaxFactory.EndOfLine(MemberText.NewLineOf(root)));
        }

        var changed = body.WithStatements(body.Statements.Insert(index, statement));
        return await CompileCheck.HasNoNewErrorsAsync(document, document.WithSyntaxRoot(root.ReplaceNode(body, changed)), dispose.Identifier.ValueText, cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(new DocumentEdit($"Call '{unregister.Name}' in {dispose.Identifier.ValueText}", Key, editor => editor.ReplaceNode(
                body,
                (current, _) => ((BlockSyntax)current).WithStatements(((BlockSyntax)current).Statements.Insert(index, statement)))))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static IMethodSymbol? UnregisterOf(InteropContext interop, IInvocationOperation registration, string until) =>
        BoundaryTypes.Of(interop).Functions.Where(function => function.IsImport && function.EntryPoint == until
            && SymbolEqualityComparer.Default.Equals(function.Signature.ContainingType, registration.TargetMethod.ContainingType)).ToList() is { Count: 1 } found
            ? found[0].Signature
            : null;

    /// <summary>The method that every way of disposing comes through: <c>Dispose(bool)</c> where there is one.</summary>
    private static MethodDeclarationSyntax? DisposeOf(SyntaxNode registration)
    {
        var methods = registration.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<MethodDeclarationSyntax>().Where(method => method.Identifier.ValueText == "Dispose").ToList() ?? new List<MethodDeclarationSyntax>();
        return methods.FirstOrDefault(method => method.ParameterList.Parameters.Count == 1) ?? methods.FirstOrDefault(method => method.ParameterList.Parameters.Count == 0);
    }

    /// <summary><c>if (_disposed) return;</c></summary>
    private static bool LeavesEarly(StatementSyntax statement) =>
        statement is IfStatementSyntax { Else: null } condition
        && (condition.Statement is ReturnStatementSyntax || condition.Statement is BlockSyntax { Statements: { Count: 1 } only } && only[0] is ReturnStatementSyntax);

    private static List<string>? ArgumentsOf(IInvocationOperation registration, IMethodSymbol unregister)
    {
        var arguments = new List<string>();
        foreach (var parameter in unregister.Parameters)
        {
            var same = registration.Arguments.FirstOrDefault(argument => argument.Parameter is { } given
                && given.Name == parameter.Name && given.RefKind == RefKind.None && SymbolEqualityComparer.Default.Equals(given.Type, parameter.Type));
            if (same is { Syntax: ArgumentSyntax syntax } && IsStable(same.Value))
            {
                arguments.Add(syntax.Expression.ToString());
            }
            else if (SymbolEqualityComparer.Default.Equals(registration.TargetMethod.ReturnType, parameter.Type)
                && registration.Parent is ISimpleAssignmentOperation { Target: IFieldReferenceOperation token } assignment && assignment.Value == registration)
            {
                arguments.Add(token.Syntax.ToString());
            }
            else
            {
                return null;
            }
        }

        return arguments;
    }

    /// <summary>Whether the expression has the same value in another method: fields of this object, and constants. A method group would become another delegate.</summary>
    private static bool IsStable(IOperation value) => Operations.Unconverted(value) switch
    {
        { ConstantValue.HasValue: true } => true,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } and (IFieldReferenceOperation or IPropertyReferenceOperation) => true,
        IMemberReferenceOperation { Instance: { } instance } and (IFieldReferenceOperation or IPropertyReferenceOperation) => IsStable(instance),
        _ => false,
    };
}
