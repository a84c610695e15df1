using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>
/// Gives a builder the capacity that native code is told; or makes the parameter a reference to the first character of a buffer on the stack, in the declaration and in all calls, where
/// these are simple enough to be rewritten whole.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7005UseBuffer))]
public sealed class FFI7005UseBuffer : DocumentFix
{
    // What a method may take from the stack without a second thought.
    private const int MaximumOnStack = 1024;

    // The most that a path of Windows can have; more is left to the author.
    private const int MaximumInAll = 32767;

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7005");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var edit = diagnostic.Properties.TryGetValue(FFI7005Properties.Claimed, out var claimed) && claimed is not null
            ? EnlargeBuilder(root, diagnostic, claimed)
            : diagnostic.Properties.ContainsKey(FFI7005Properties.IsUnicode) ? await PassReferenceAsync(document, root, diagnostic, cancellationToken).ConfigureAwait(false) : null;
        return edit is null ? ImmutableArray<DocumentEdit>.Empty : ImmutableArray.Create(edit);
    }

    private static DocumentEdit? EnlargeBuilder(SyntaxNode root, Diagnostic diagnostic, string claimed)
    {
        if (diagnostic.AdditionalLocations.Count == 0
            || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax creation
            || creation.ArgumentList is { Arguments.Count: > 1 })
        {
            return null;
        }

        var capacity = SyntaxFactory.ParseExpression(claimed);
        return new DocumentEdit("Create the builder with the capacity that native code is told", "FFI7005:Capacity", editor => editor.ReplaceNode(creation, (current, _) =>
        {
            var changed = (BaseObjectCreationExpressionSyntax)current;
            var arguments = changed.ArgumentList?.Arguments ?? default;
            var kept = arguments.Where(argument => argument.Expression.IsKind(SyntaxKind.StringLiteralExpression));
            var list = SyntaxFactory.ParseArgumentList("(" + string.Concat(kept.Select(argument => argument.WithoutTrivia() + ", ")) + capacity + ")");
            return changed.WithArgumentList(list.WithTrailingTrivia(changed.GetTrailingTrivia()));
        }));
    }

    private static async Task<DocumentEdit?> PassReferenceAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type, Parent: ParameterListSyntax { Parent: MethodDeclarationSyntax declaration } list } parameter
            || parameter.Modifiers.Any()
            || parameter.AttributeLists.SelectMany(lists => lists.Attributes).Any(attribute => AttributeNames.Of(attribute) is not ("Out" or "In"))
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method
            || method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal or Accessibility.NotApplicable)
            || model.Compilation.GetTypeByMetadataName("System.Span`1") is null
            || ((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8)
        {
            return null;
        }

        var position = list.Parameters.IndexOf(parameter);
        var calls = new List<BuilderUse>();
        foreach (var reference in await SymbolFinder.FindReferencesAsync(method, document.Project.Solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var place in reference.Locations)
            {
                if (place.Document.Id != document.Id || BuilderUse.Of(root, place.Location, position, model, cancellationToken) is not { } use)
                {
                    return null;
                }

                if (calls.All(known => known.Declaration != use.Declaration))
                {
                    calls.Add(use);
                }
            }
        }

        if (calls.Count == 0)
        {
            return null;
        }

        var changed = parameter
            .WithAttributeLists(default)
            .WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithType(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.CharKeyword)).WithTriviaFrom(type).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTriviaFrom(parameter);
        var canRent = model.Compilation.GetTypeByMetadataName("System.Buffers.ArrayPool`1") is not null;
        if (canRent && calls.Any(static call => call.Capacity >= MaximumOnStack && !call.CanBeReturned))
        {
            return null;
        }

        var title = calls.All(static call => call.Capacity < MaximumOnStack) ? "Pass a buffer on the stack" : "Pass a buffer";
        return new DocumentEdit(title, "FFI7005:Stack", editor =>
        {
            editor.ReplaceNode(parameter, changed);
            foreach (var call in calls)
            {
                call.Rewrite(editor, canRent);
            }
        });
    }

    /// <summary>A builder that is made for native code, given to it and turned into a string.</summary>
    private sealed record BuilderUse(LocalDeclarationStatementSyntax Declaration, string Name, int Capacity, ImmutableArray<(SyntaxNode Node, string Text)> Uses)
    {
        public static BuilderUse? Of(SyntaxNode root, Location place, int position, SemanticModel model, CancellationToken cancellationToken)
        {
            var callee = root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);
            var called = callee.Parent is MemberAccessExpressionSyntax access ? access : callee;
            if (called.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }
                || arguments.Count <= position
                || arguments.Any(argument => argument.NameColon is not null)
                || arguments[position].Expression is not IdentifierNameSyntax given
                || model.GetSymbolInfo(given, cancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } local
                || references[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration } }
                || CapacityOf(creation, model, cancellationToken) is not { } capacity
                || declaration.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ForStatementSyntax or WhileStatementSyntax or CommonForEachStatementSyntax or DoStatementSyntax)
                || declaration.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && (method.Modifiers.Any(SyntaxKind.AsyncKeyword) || method.DescendantNodes().Any(node => node is YieldStatementSyntax)))
            {
                return null;
            }

            var uses = ImmutableArray.CreateBuilder<(SyntaxNode Node, string Text)>();
            foreach (var name in block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name))
            {
                switch (name.Parent)
                {
                    case ArgumentSyntax { RefOrOutKeyword.RawKind: 0 } argument when name == given:
                        uses.Add((argument, $"ref {local.Name}[0]"));
                        break;

                    // Native code is told the capacity without the place for the null character, as before.
                    case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Capacity", Parent: ArgumentSyntax } member when member.Expression == name:
                        uses.Add((member, $"{local.Name}.Length - 1"));
                        break;
                    case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } text } member when member.Expression == name:
                        uses.Add((text, $"{local.Name}.Slice(0, {local.Name}.IndexOf('\\0')).ToString()"));
                        break;
                    default:
                        return null;
                }
            }

            return new BuilderUse(declaration, local.Name, capacity, uses.ToImmutable());
        }

        /// <summary>Whether everything that follows in the block can go into a try statement whose finally block gives the array back.</summary>
        public bool CanBeReturned => Declaration.Parent is BlockSyntax { ContainsDirectives: false } block
            && block.Statements.Skip(block.Statements.IndexOf(Declaration)).All(static statement => statement is not (LocalFunctionStatementSyntax or LabeledStatementSyntax));

        public void Rewrite(DocumentEditor editor, bool canRent)
        {
            foreach (var (node, text) in Uses)
            {
                SyntaxNode replacement = node is ArgumentSyntax ? SyntaxFactory.ParseArgumentList("(" + text + ")").Arguments[0] : SyntaxFactory.ParseExpression(text);
                editor.ReplaceNode(node, replacement.WithTriviaFrom(node));
            }

            if (Capacity >= MaximumOnStack && canRent)
            {
                editor.ReplaceNode(Declaration.Parent!, (current, _) => Rented((BlockSyntax)current));
            }
            else
            {
                var local = Statement($"global::System.Span<char> {Name} = {(Capacity < MaximumOnStack ? "stackalloc" : "new")} char[{Capacity + 1}];");
                editor.ReplaceNode(Declaration, local.WithTriviaFrom(Declaration));
            }
        }

        /// <summary>The block with an array from the pool, which may be longer than asked for and holds what its last user left there.</summary>
        private SyntaxNode Rented(BlockSyntax current)
        {
            // Another builder of the block may have put this one into its try statement.
            var declaration = current.DescendantNodes().OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(local => local.Declaration.Variables is { Count: 1 } variables && variables[0].Identifier.ValueText == Name);
            if (declaration?.Parent is not BlockSyntax home)
            {
                return current;
            }

            var newLine = MemberText.NewLineOf(Declaration.SyntaxTree.GetRoot());
            var array = Name + "Buffer";
            while (Declaration.SyntaxTree.GetRoot().DescendantTokens().Any(token => token.ValueText == array))
            {
                array += "_";
            }

            var at = home.Statements.IndexOf(declaration);
            var attempt = (TryStatementSyntax)Statement(string.Join(
                newLine,
                "try",
                "{",
                $"global::System.Span<char> {Name} = {array}.AsSpan(0, {Capacity + 1});{string.Concat(declaration.GetTrailingTrivia().Select(static trivia => trivia.ToFullString())).TrimEnd()}",
                $"{Name}.Clear();",
                "}",
                "finally",
                "{",
                $"global::System.Buffers.ArrayPool<char>.Shared.Return({array});",
                "}" + newLine));
            attempt = attempt.WithBlock(attempt.Block.AddStatements(home.Statements.Skip(at + 1).ToArray()));
            var rent = Statement($"char[] {array} = global::System.Buffers.ArrayPool<char>.Shared.Rent({Capacity + 1});" + newLine).WithLeadingTrivia(declaration.GetLeadingTrivia());
            var changed = home.WithStatements(SyntaxFactory.List(home.Statements.Take(at).Concat(new[] { rent, attempt })));
            return home == current ? changed : current.ReplaceNode(home, changed);
        }

        /// <summary>A statement whose framework types become as short as the usings allow.</summary>
        private static StatementSyntax Statement(string text)
        {
            var statement = SyntaxFactory.ParseStatement(text);
            var types = statement.DescendantNodes().Where(static node => node is QualifiedNameSyntax { Parent: not QualifiedNameSyntax } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ArrayPool" });
            return statement.ReplaceNodes(types, static (_, type) => type.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation)).WithAdditionalAnnotations(Formatter.Annotation);
        }

        private static int? CapacityOf(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) =>
            creation is { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }
            && model.GetConstantValue(arguments[0].Expression, cancellationToken) is { HasValue: true, Value: int capacity and > 0 and <= MaximumInAll }
                ? capacity
                : null;
    }
}
