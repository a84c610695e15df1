using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.CodeFixes.LayoutTests;
using BoundaryLint.Comparison;
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
/// On a class with native functions, or a struct that crosses: writes a test of the sizes, alignments and offsets of every struct that one of the project's headers declares.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteLayoutTests))]
public sealed class WriteLayoutTests : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, span, cancellationToken) = (context.Document, context.Span, context.CancellationToken);
        if (document.Project.AnalyzerOptions.AdditionalFiles.IsEmpty
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || TypeAt(root, span) is not { } declaration
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type)
        {
            return;
        }

        var interop = InteropContext.Of(model.Compilation, document.Project.AnalyzerOptions);
        var pairs = HeaderComparison.Of(interop).PairsOf(cancellationToken);
        foreach (var group in pairs.Structs.GroupBy(static pair => pair.Source))
        {
            // A class is asked for the headers whose functions it declares, a struct for its own.
            var structs = group.ToImmutableArray();
            if ((structs.Any(pair => SymbolEqualityComparer.Default.Equals(pair.Type, type))
                    || pairs.Functions.Any(pair => ReferenceEquals(pair.Source, group.Key) && SymbolEqualityComparer.Default.Equals(pair.Function.Signature.ContainingType, type)))
                && await PlaceAsync(document.Project, type, structs, cancellationToken).ConfigureAwait(false) is { } place
                && StructLayoutFacts.Of(place.Compilation, interop, structs, cancellationToken) is { IsEmpty: false } facts)
            {
                context.RegisterRefactoring(CodeAction.Create(
                    $"Write layout tests for '{group.Key.Name}'",
                    _ => Task.FromResult(Write(place, group.Key, facts, interop, MemberText.NewLineOf(root))),
                    "WriteLayoutTests:" + group.Key.Name));
            }
        }
    }

    private static TypeDeclarationSyntax? TypeAt(SyntaxNode root, TextSpan span) =>
        root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
        && (declaration is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax)
        && span.Start >= declaration.SpanStart
        && (declaration.OpenBraceToken.IsKind(SyntaxKind.None) || span.End <= declaration.OpenBraceToken.Span.End)
            ? declaration
            : null;

    /// <summary>The project that has xunit: the struct's own or one that refers to it and sees the structs; otherwise the struct's own without xunit.</summary>
    private static async Task<Place?> PlaceAsync(Project project, INamedTypeSymbol type, ImmutableArray<StructPair> structs, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } own)
        {
            return null;
        }

        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        if (HasXunit(own))
        {
            return new Place(project, own, space, HasXunit: true);
        }

        foreach (var other in project.Solution.Projects)
        {
            if (other.ProjectReferences.Any(reference => reference.ProjectId == project.Id)
                && await other.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
                && HasXunit(compilation)
                && structs.Any(pair => StructLayoutFacts.IsSeenBy(compilation, pair.Type)))
            {
                return new Place(other, compilation, space, HasXunit: true);
            }
        }

        return new Place(project, own, space, HasXunit: false);
    }

    private static bool HasXunit(Compilation compilation) => compilation.GetTypeByMetadataName("Xunit.FactAttribute") is not null && compilation.GetTypeByMetadataName("Xunit.Assert") is not null;

    private static Solution Write(Place place, NativeHeader header, ImmutableArray<StructLayoutFacts> facts, InteropContext interop, string newLine)
    {
        var name = LayoutTestWriter.ClassNameFor(header.Name);
        var text = SourceText.From(
            new LayoutTestWriter(name, place.Namespace, header.Name, place.HasXunit, place.Project.ParseOptions as CSharpParseOptions).Write(facts, ProjectTargets.Of(interop)).Replace("\r\n", "\n").Replace("\n", newLine),
            System.Text.Encoding.UTF8);
        var file = name + ".cs";

        // What an earlier run wrote is written anew.
        return place.Project.Documents.FirstOrDefault(document => document.Folders.Count == 0 && string.Equals(document.Name, file, StringComparison.OrdinalIgnoreCase)) is { } existing
            ? place.Project.Solution.WithDocumentText(existing.Id, text)
            : place.Project.AddDocument(file, text).Project.Solution;
    }

    /// <summary>Where the test goes.</summary>
    private sealed record Place(Project Project, Compilation Compilation, string Namespace, bool HasXunit);
}
