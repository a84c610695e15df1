using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Binding;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Declares the functions of the header that nothing binds, with the types and handles that they need: all of them, or one of the first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5010BindFunctions))]
public sealed class FFI5010BindFunctions : SolutionFix
{
    // The refactoring that binds a header has the others in groups.
    private const int MaximumSingle = 8;

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5010");

    internal override async Task<ImmutableArray<SolutionEdit>> EditsForAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        if (declaration is not ClassDeclarationSyntax type
            || type.OpenBraceToken.IsMissing
            || type.CloseBraceToken.IsMissing
            || type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(scope => scope.TypeParameterList is not null)
            || !properties.TryGetValue(FFI5010Properties.Header, out var path)
            || !properties.TryGetValue(FFI5010Properties.Functions, out var functions)
            || functions is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        var interop = InteropContext.Of(model.Compilation, document.Project.AnalyzerOptions);
        if (NativeHeaders.Of(interop).All.FirstOrDefault(header => header.File.Path == path) is not { } source
            || HeaderBinder.Create(document, interop, source, model, type, cancellationToken) is not { } binder)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        var missing = new HashSet<string>(functions.Split(';'));
        var names = binder.Missing.Where(missing.Contains).ToImmutableArray();
        var edits = ImmutableArray.CreateBuilder<SolutionEdit>();
        if (names.Length > 1)
        {
            edits.Add(Edit($"Bind the {names.Length} other functions of '{source.Name}'", "all", names));
        }

        foreach (var name in names.Take(MaximumSingle))
        {
            edits.Add(Edit($"Bind '{name}'", names.Length == 1 ? "all" : name, ImmutableArray.Create(name)));
        }

        return edits.ToImmutable();

        SolutionEdit Edit(string title, string key, ImmutableArray<string> chosen) => new(
            title,
            nameof(FFI5010BindFunctions) + ":" + key,
            token => BindingEdit.ApplyAsync(document, type.Span, binder.Bind(chosen, token), binder.Style, token));
    }
}
