using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Binding;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Refactorings;

/// <summary>
/// On a class: binds the functions of a C header that the project gives and that the class lacks. All of them, those of one group of names, the constants, or one function.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(BindHeader))]
public sealed class BindHeader : CodeRefactoringProvider
{
    // What a menu shows without becoming a catalogue.
    private const int MaximumGroups = 24;
    private const int MaximumFunctions = 40;

    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, span, cancellationToken) = (context.Document, context.Span, context.CancellationToken);
        if (document.Project.AnalyzerOptions.AdditionalFiles.IsEmpty
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || ClassAt(root, span) is not { } declaration
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        var interop = InteropContext.Of(model.Compilation, document.Project.AnalyzerOptions);
        foreach (var header in HeadersFor(interop, model, declaration, cancellationToken))
        {
            if (HeaderBinder.Create(document, interop, header, model, declaration, cancellationToken) is { } binder
                && Actions(document, declaration.Span, header.Name, binder) is { IsEmpty: false } actions)
            {
                context.RegisterRefactoring(CodeAction.Create($"Bind header '{header.Name}'", actions, isInlinable: false));
            }
        }
    }

    /// <summary>The class whose declaration, not its body, the caret is on. Native functions cannot be members of a generic type.</summary>
    private static ClassDeclarationSyntax? ClassAt(SyntaxNode root, TextSpan span) =>
        root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
        && !declaration.OpenBraceToken.IsMissing
        && !declaration.CloseBraceToken.IsMissing
        && !declaration.OpenBraceToken.IsKind(SyntaxKind.None)
        && span.Start >= declaration.SpanStart
        && span.End <= declaration.OpenBraceToken.Span.End
        && !declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(type => type.TypeParameterList is not null)
            ? declaration
            : null;

    /// <summary>The headers of the libraries that the class binds; all headers for a class that binds none yet.</summary>
    private static IEnumerable<NativeHeader> HeadersFor(InteropContext interop, SemanticModel model, ClassDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        var headers = NativeHeaders.Of(interop);
        if (headers.All.IsEmpty || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } boundClass)
        {
            return [];
        }

        if (AttributeContracts.BoundaryOf(boundClass) is var (library, stated))
        {
            var name = LibraryNames.Normalize(library);
            return headers.All.Where(header => stated is null
                ? header.Libraries.IsEmpty || header.IsStatedFor(name)
                : string.Equals(header.Name, stated, StringComparison.OrdinalIgnoreCase));
        }

        var imports = BoundaryTypes.Of(interop).Functions
            .Where(function => function.IsImport && SymbolEqualityComparer.Default.Equals(function.Signature.ContainingType, boundClass)).ToList();
        if (imports.Count == 0)
        {
            return headers.All;
        }

        var libraries = imports.Select(function => LibraryNames.Normalize(function.Library)).ToImmutableHashSet();
        var declared = imports.SelectMany(function => headers.DeclarationsOf(function, cancellationToken)).Select(found => found.Source).ToList();
        return headers.All.Where(header => declared.Contains(header) || libraries.Any(header.IsStatedFor));
    }

    private static ImmutableArray<CodeAction> Actions(Document document, TextSpan classSpan, string header, HeaderBinder binder)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        if (binder.Missing.Length > 0 || binder.MissingConstants.Length > 0 || binder.MissingEnums.Length > 0)
        {
            Add(binder.Missing.IsEmpty ? "Write the constants that are missing" : binder.Missing.Length == 1 ? $"Bind '{binder.Missing[0]}'" : $"Bind all {binder.Missing.Length} functions", "all", binder.BindAll);
        }

        if (binder.MissingConstants.Length > 0 && binder.Missing.Length > 0)
        {
            Add($"Write {(binder.MissingConstants.Length == 1 ? "one constant" : binder.MissingConstants.Length + " constants")}", "constants", binder.BindConstants);
        }

        if (binder.Missing.Length > 1)
        {
            var groups = binder.Missing.GroupBy(GroupOf).Where(group => group.Count() > 1 && group.Count() < binder.Missing.Length).Take(MaximumGroups);
            foreach (var group in groups)
            {
                Add($"Bind '{group.Key}…' ({group.Count()} functions)", "group:" + group.Key, token => binder.Bind(group, token));
            }

            foreach (var name in binder.Missing.Take(MaximumFunctions))
            {
                Add($"Bind '{name}'", "function:" + name, token => binder.Bind([name], token));
            }
        }

        return actions.ToImmutable();

        void Add(string title, string key, Func<CancellationToken, BoundCode> bind) => actions.Add(CodeAction.Create(
            title,
            token => BindingEdit.ApplyAsync(document, classSpan, bind(token), binder.Style, token),
            $"BindHeader:{header}:{key}"));
    }

    /// <summary>The beginning that names of one group share: <c>git_repository_open</c> and <c>git_repository_free</c> belong to <c>git_repository_</c>.</summary>
    private static string GroupOf(string name)
    {
        var first = name.IndexOf('_');
        var second = first < 0 ? -1 : name.IndexOf('_', first + 1);
        return second > 0 ? name.Substring(0, second + 1) : first > 0 ? name.Substring(0, first + 1) : name;
    }
}
