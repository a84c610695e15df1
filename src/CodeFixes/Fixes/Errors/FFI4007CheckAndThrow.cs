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
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Tests the handle right behind the call that makes it, and throws with the last error where the runtime saves it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4007CheckAndThrow))]
public sealed class FFI4007CheckAndThrow : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4007");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || !diagnostic.Properties.TryGetValue(FFI4007Properties.Function, out var function)
            || function is null
            || HolderOf(call) is not var (name, statement)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || LocalOf(name, statement, model, cancellationToken) is not { } local
            || Condition(local, model.GetSymbolInfo(call, cancellationToken).Symbol, NameOfIntPtr(model, call.SpanStart), diagnostic.Properties[FFI4007Properties.Invalid] == "-1") is not { } condition)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var exception = ExceptionFor(function, diagnostic.Properties.ContainsKey(FFI4007Properties.LastError), model.Compilation);
        var check = SyntaxFactory.ParseStatement($"if ({condition})\n{{\nthrow {exception};\n}}");
        check = check.ReplaceNodes(
            check.DescendantNodes().Where(node => node is QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Marshal" }),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation)).WithAdditionalAnnotations(Formatter.Annotation);
        return ImmutableArray.Create(new DocumentEdit($"Throw when '{function}' fails", "FFI4007.Throw", editor =>
        {
            switch (statement)
            {
                case UsingStatementSyntax { Statement: BlockSyntax block }:
                    editor.ReplaceNode(block, (current, _) => ((BlockSyntax)current).WithStatements(((BlockSyntax)current).Statements.Insert(0, SetApart(check, block.Statements.FirstOrDefault(), root))));
                    break;
                case { Parent: GlobalStatementSyntax global }:
                    editor.InsertAfter(global, SyntaxFactory.GlobalStatement(SetApart(check, NextOf(global), root)));
                    break;
                default:
                    editor.InsertAfter(statement, SetApart(check, NextOf(statement), root));
                    break;
            }
        }));
    }

    private static SyntaxNode? NextOf(SyntaxNode statement) => statement.Parent!.ChildNodes().FirstOrDefault(node => node.SpanStart >= statement.Span.End && node is StatementSyntax or GlobalStatementSyntax);

    /// <summary>An empty line behind the block of the check, where something follows.</summary>
    private static StatementSyntax SetApart(StatementSyntax check, SyntaxNode? next, SyntaxNode root)
    {
        var line = SyntaxFactory.EndOfLine(MemberText.NewLineOf(root));
        return next is null || next.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? check.WithTrailingTrivia(line) : check.WithTrailingTrivia(line, line);
    }

    /// <summary>The local that gets the call's result, and the statement behind which it can be tested.</summary>
    private static (string Name, StatementSyntax Statement)? HolderOf(InvocationExpressionSyntax call)
    {
        SyntaxNode value = call;
        while (value.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            value = value.Parent;
        }

        switch (value.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax declaration } } variable }:
                return declaration is LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } or UsingStatementSyntax { Statement: BlockSyntax }
                    ? (variable.Identifier.ValueText, declaration)
                    : null;
            case AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: IdentifierNameSyntax name,
                Parent: ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement,
            } assignment when assignment.Right == value:
                return (name.Identifier.ValueText, statement);
            default:
                return null;
        }
    }

    private static ISymbol? LocalOf(string name, StatementSyntax statement, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in statement.DescendantNodes())
        {
            var symbol = node switch
            {
                VariableDeclaratorSyntax variable when variable.Identifier.ValueText == name => model.GetDeclaredSymbol(variable, cancellationToken),
                IdentifierNameSyntax identifier when identifier.Identifier.ValueText == name => model.GetSymbolInfo(identifier, cancellationToken).Symbol,
                _ => null,
            };
            if (symbol is ILocalSymbol or IParameterSymbol)
            {
                return symbol;
            }
        }

        return null;
    }

    /// <summary>The condition for failure, written as the declaration writes the type.</summary>
    private static string? Condition(ISymbol local, ISymbol? callee, string intPtr, bool isMinusOne)
    {
        var type = local is ILocalSymbol variable ? variable.Type : ((IParameterSymbol)local).Type;
        var name = local.Name;
        if (type.TypeKind == TypeKind.Pointer)
        {
            return isMinusOne ? null : $"{name} == null";
        }

        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            var isKeyword = callee?.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is MethodDeclarationSyntax { ReturnType: IdentifierNameSyntax { Identifier.ValueText: "nint" or "nuint" } }) == true;
            return isKeyword ? $"{name} == {(isMinusOne ? "-1" : "0")}" : isMinusOne ? $"{name} == new {intPtr}(-1)" : $"{name} == {intPtr}.Zero";
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "SafeHandle" or "CriticalHandle" && current.ContainingNamespace?.Name == "InteropServices")
            {
                return $"{name}.IsInvalid";
            }
        }

        return null;
    }

    // The simplifier would write the keyword.
    private static string NameOfIntPtr(SemanticModel model, int position) =>
        model.LookupNamespacesAndTypes(position, name: "IntPtr").Any(symbol => symbol is INamedTypeSymbol { SpecialType: SpecialType.System_IntPtr }) ? "IntPtr" : "global::System.IntPtr";

    private static string ExceptionFor(string function, bool hasLastError, Compilation compilation)
    {
        if (!hasLastError || compilation.GetTypeByMetadataName("System.ComponentModel.Win32Exception") is null)
        {
            return $"new global::System.InvalidOperationException(\"The native function '{function}' failed.\")";
        }

        var hasNewName = compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal")?.GetMembers("GetLastPInvokeError").IsEmpty == false;
        return "new global::System.ComponentModel.Win32Exception(global::System.Runtime.InteropServices.Marshal." + (hasNewName ? "GetLastPInvokeError" : "GetLastWin32Error") + "())";
    }
}
