using System;
using System.Collections.Generic;
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
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace BoundaryLint.CodeFixes.Callbacks;

/// <summary>Writes the calling convention where the signature is declared: the one that the evidence states, otherwise cdecl or stdcall.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI6001StateCallingConvention))]
public sealed class FFI6001StateCallingConvention : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI6001");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var conventions = diagnostic.Properties.TryGetValue(FFI6001Properties.Convention, out var stated) && stated is not null ? [stated] : new[] { "Cdecl", "StdCall" };
        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        foreach (var convention in conventions)
        {
            var apply = node switch
            {
                FunctionPointerTypeSyntax pointer => await PointerEditAsync(document, model, pointer, convention, cancellationToken).ConfigureAwait(false),
                DelegateDeclarationSyntax callback => editor => AddToDelegate(editor, callback, convention),
                MethodDeclarationSyntax or LocalFunctionStatementSyntax => await MethodEditAsync(document, model, node, convention, cancellationToken).ConfigureAwait(false),
                _ => null,
            };
            if (apply is not null)
            {
                edits.Add(new DocumentEdit($"State the calling convention {convention.ToLowerInvariant()}", "FFI6001." + convention, apply));
            }
        }

        return edits.ToImmutable();
    }

    private static void AddToDelegate(DocumentEditor editor, DelegateDeclarationSyntax declaration, string convention) => AddAttribute(
        editor, declaration, Attribute(Imported("System.Runtime.InteropServices.UnmanagedFunctionPointer")).AddArgumentListArguments(AttributeArgument(CallingConventionValue(convention))));

    private static void AddAttribute(DocumentEditor editor, SyntaxNode declaration, AttributeSyntax attribute) =>
        editor.ReplaceNode(declaration, (current, _) => AttributeListPlacement.Add(current, AttributeList(SingletonSeparatedList(attribute))));

    private static NameSyntax Imported(string name) => ParseName(name).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static async Task<Action<DocumentEditor>?> MethodEditAsync(
        Document document, SemanticModel model, SyntaxNode method, string convention, CancellationToken cancellationToken)
    {
        var lists = method is MethodDeclarationSyntax declaration ? declaration.AttributeLists : ((LocalFunctionStatementSyntax)method).AttributeLists;
        foreach (var attribute in lists.SelectMany(list => list.Attributes))
        {
            switch (model.GetTypeInfo(attribute, cancellationToken).Type?.Name)
            {
                case "UnmanagedCallersOnlyAttribute":
                    return await CallersOnlyEditAsync(document, model, method, attribute, convention, cancellationToken).ConfigureAwait(false);
                case "DllImportAttribute":
                    return editor => editor.ReplaceNode(
                        attribute, (current, _) => WithArgument((AttributeSyntax)current, "CallingConvention", CallingConventionValue(convention)));
                case "LibraryImportAttribute"
                    when lists.SelectMany(list => list.Attributes).All(other => model.GetTypeInfo(other, cancellationToken).Type?.Name != "UnmanagedCallConvAttribute"):
                    return editor => AddAttribute(
                        editor,
                        method,
                        WithArgument(Attribute(Imported("System.Runtime.InteropServices.UnmanagedCallConv")), "CallConvs", ConventionTypes(convention)));
            }
        }

        return null;
    }

    /// <summary>
    /// The method alone where nothing takes its address with the old convention, otherwise with the pointers and methods of the same signature in the document; null
    /// where that does not compile either.
    /// </summary>
    private static async Task<Action<DocumentEditor>?> CallersOnlyEditAsync(
        Document document, SemanticModel model, SyntaxNode method, AttributeSyntax attribute, string convention, CancellationToken cancellationToken)
    {
        if (HasArgument(attribute, "CallConvs") || model.GetDeclaredSymbol(method, cancellationToken) is not IMethodSymbol symbol)
        {
            return null;
        }

        return await FirstThatCompilesAsync(
            document,
            method,
            cancellationToken,
            editor => StateOnce(editor, attribute, convention),
            GroupEdit(model, symbol, convention, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<Action<DocumentEditor>?> PointerEditAsync(
        Document document, SemanticModel model, FunctionPointerTypeSyntax pointer, string convention, CancellationToken cancellationToken) =>
        model.GetTypeInfo(pointer, cancellationToken).Type is IFunctionPointerTypeSymbol { Signature: var signature }
            ? await FirstThatCompilesAsync(
                document,
                pointer,
                cancellationToken,
                editor => StateOnce(editor, pointer, convention),
                GroupEdit(model, signature, convention, cancellationToken)).ConfigureAwait(false)
            : null;

    /// <summary>States the convention of every pointer type and callable method of one signature in the document.</summary>
    private static Action<DocumentEditor> GroupEdit(SemanticModel model, IMethodSymbol signature, string convention, CancellationToken cancellationToken)
    {
        var group = new List<SyntaxNode>();
        foreach (var node in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes())
        {
            switch (node)
            {
                case FunctionPointerTypeSyntax { CallingConvention: { UnmanagedCallingConventionList: null } calling } pointer
                    when calling.ManagedOrUnmanagedKeyword.IsKind(SyntaxKind.UnmanagedKeyword)
                    && model.GetTypeInfo(pointer, cancellationToken).Type is IFunctionPointerTypeSymbol type
                    && AreAlike(type.Signature, signature):
                    group.Add(pointer);
                    break;
                case AttributeSyntax { Parent.Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } attribute
                    when model.GetTypeInfo(attribute, cancellationToken).Type?.Name == "UnmanagedCallersOnlyAttribute"
                    && !HasArgument(attribute, "CallConvs")
                    && model.GetDeclaredSymbol(attribute.Parent!.Parent!, cancellationToken) is IMethodSymbol method
                    && AreAlike(method, signature):
                    group.Add(attribute);
                    break;
            }
        }

        return editor =>
        {
            foreach (var node in group)
            {
                StateOnce(editor, node, convention);
            }
        };
    }

    private static bool AreAlike(IMethodSymbol left, IMethodSymbol right)
    {
        if (left.Parameters.Length != right.Parameters.Length || !SymbolEqualityComparer.Default.Equals(left.ReturnType, right.ReturnType))
        {
            return false;
        }

        for (var i = 0; i < left.Parameters.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(left.Parameters[i].Type, right.Parameters[i].Type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A second diagnostic of the same group finds its work done.</summary>
    private static void StateOnce(DocumentEditor editor, SyntaxNode node, string convention) => editor.ReplaceNode(node, (current, _) => current switch
    {
        FunctionPointerTypeSyntax pointer when !States(pointer.CallingConvention!.UnmanagedCallingConventionList) =>
            pointer.WithCallingConvention(With(pointer.CallingConvention!, convention)),
        AttributeSyntax attribute when !HasArgument(attribute, "CallConvs") => WithArgument(attribute, "CallConvs", ConventionTypes(convention)),
        _ => current,
    });

    private static FunctionPointerCallingConventionSyntax With(FunctionPointerCallingConventionSyntax calling, string convention)
    {
        var stated = FunctionPointerUnmanagedCallingConvention(Identifier(KeywordOf(convention)));
        return calling.UnmanagedCallingConventionList is { } list
            ? calling.WithUnmanagedCallingConventionList(list.WithCallingConventions(
                list.CallingConventions.Replace(list.CallingConventions[0], list.CallingConventions[0].WithLeadingTrivia(Space)).Insert(0, stated)))
            : calling
                .WithManagedOrUnmanagedKeyword(calling.ManagedOrUnmanagedKeyword.WithTrailingTrivia())
                .WithUnmanagedCallingConventionList(FunctionPointerUnmanagedCallingConventionList(SingletonSeparatedList(stated))
                    .WithTrailingTrivia(calling.ManagedOrUnmanagedKeyword.TrailingTrivia));
    }

    /// <summary>Whether a list names a convention and not only that the collector need not be told.</summary>
    private static bool States(FunctionPointerUnmanagedCallingConventionListSyntax? list) =>
        list?.CallingConventions.Any(convention => convention.Name.ValueText is "Cdecl" or "Stdcall" or "Thiscall" or "Fastcall" or "Swift") == true;

    /// <summary>The first edit after which the document, and every other one that could see the change, has no more errors than before.</summary>
    private static async Task<Action<DocumentEditor>?> FirstThatCompilesAsync(
        Document document, SyntaxNode place, CancellationToken cancellationToken, params Action<DocumentEditor>[] edits)
    {
        var names = place.AncestorsAndSelf().SelectMany(DeclaredNames).ToImmutableHashSet();
        var viewers = new List<DocumentId>();
        foreach (var other in document.Project.Documents)
        {
            if (other.Id == document.Id
                || (await other.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                    && root.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText))))
            {
                viewers.Add(other.Id);
            }
        }

        var before = await CountErrorsAsync(document.Project.Solution, viewers, cancellationToken).ConfigureAwait(false);
        foreach (var edit in edits)
        {
            var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
            edit(editor);
            if (await CountErrorsAsync(editor.GetChangedDocument().Project.Solution, viewers, cancellationToken).ConfigureAwait(false) <= before)
            {
                return edit;
            }
        }

        return null;
    }

    private static IEnumerable<string> DeclaredNames(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        DelegateDeclarationSyntax callback => [callback.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        _ => [],
    };

    private static async Task<int> CountErrorsAsync(Solution solution, List<DocumentId> documents, CancellationToken cancellationToken)
    {
        var errors = 0;
        foreach (var id in documents)
        {
            if (await solution.GetDocument(id)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model)
            {
                errors += model.GetDiagnostics(cancellationToken: cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            }
        }

        return errors;
    }

    private static ExpressionSyntax CallingConventionValue(string convention) => MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression,
        ParseExpression("System.Runtime.InteropServices.CallingConvention").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
        IdentifierName(convention));

    /// <summary><c>new[] { typeof(CallConvCdecl) }</c></summary>
    private static ExpressionSyntax ConventionTypes(string convention)
    {
        var array = (ImplicitArrayCreationExpressionSyntax)ParseExpression("new[] { typeof(int) }");
        var type = Imported("System.Runtime.CompilerServices.CallConv" + KeywordOf(convention));
        return array.ReplaceNode(((TypeOfExpressionSyntax)array.Initializer.Expressions[0]).Type, type);
    }

    private static AttributeSyntax WithArgument(AttributeSyntax attribute, string name, ExpressionSyntax value) =>
        attribute.AddArgumentListArguments(AttributeArgument(value).WithNameEquals(NameEquals(name)).WithAdditionalAnnotations(Formatter.Annotation));

    private static bool HasArgument(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText == name) == true;

    /// <summary>The runtime's types and the language write only the first letter large.</summary>
    private static string KeywordOf(string convention) => convention.Substring(0, 1) + convention.Substring(1).ToLowerInvariant();
}
