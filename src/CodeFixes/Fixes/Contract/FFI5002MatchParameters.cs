using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Inserts the parameters that the header has more, or removes those that it lacks, where nothing calls the function with the old ones.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5002MatchParameters))]
public sealed class FFI5002MatchParameters : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5002");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var list = node.FirstAncestorOrSelf<SyntaxNode>(static candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => method.ParameterList,
            LocalFunctionStatementSyntax local => local.ParameterList,
            _ => null,
        };
        if (list is null || list.Parameters.Any(static parameter => parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var (changed, title) = Changed(list, diagnostic.Properties);
        if (changed is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        void Apply(DocumentEditor editor) => editor.ReplaceNode(list, changed);
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        Apply(editor);
        return await CompileCheck.HasNoNewErrorsAsync(document, editor.GetChangedDocument(), HeaderTypeFix.NameAround(node), cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(new DocumentEdit(title, nameof(FFI5002MatchParameters), Apply))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static (ParameterListSyntax? List, string Title) Changed(ParameterListSyntax list, ImmutableDictionary<string, string?> properties)
    {
        var parameters = list.Parameters;
        if (properties.TryGetValue(HeaderDifferenceProperties.Surplus, out var surplus) && surplus is not null)
        {
            var places = surplus.Split(';').Select(static place => int.Parse(place, CultureInfo.InvariantCulture)).ToList();
            if (places[places.Count - 1] >= parameters.Count)
            {
                return (null, "");
            }

            foreach (var place in Enumerable.Reverse(places))
            {
                parameters = parameters.RemoveAt(place);
            }

            return (list.WithParameters(parameters), places.Count == 1 ? $"Remove the parameter '{list.Parameters[places[0]].Identifier.ValueText}'" : $"Remove {places.Count} parameters");
        }

        if (!properties.TryGetValue(HeaderDifferenceProperties.Missing, out var missing) || missing is null)
        {
            return (null, "");
        }

        var added = new List<string>();
        foreach (var entry in missing.Split(';'))
        {
            var parts = entry.Split(' ');
            var name = SyntaxFacts.GetKeywordKind(parts[2]) == SyntaxKind.None ? parts[2] : "@" + parts[2];
            var isTaken = parameters.Any(parameter => parameter.Identifier.Text == name);
            var place = int.Parse(parts[0], CultureInfo.InvariantCulture);
            if (isTaken || place > parameters.Count)
            {
                return (null, "");
            }

            // On a line of its own where the others stand so.
            var model = parameters.Count == 0 ? null : parameters[Math.Min(Math.Max(place - 1, 0), parameters.Count - 1)];
            var type = parts[1].IndexOf('.') < 0 ? parts[1] : "global::" + parts[1];
            var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
                .WithType(SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space))
                .WithLeadingTrivia(place > 0 && model is not null ? model.GetLeadingTrivia() : default);
            parameters = Insert(parameters, place, parameter);
            added.Add(parts[2]);
        }

        return (list.WithParameters(parameters), added.Count == 1 ? $"Add the parameter '{added[0]}'" : $"Add {added.Count} parameters");
    }

    private static SeparatedSyntaxList<ParameterSyntax> Insert(SeparatedSyntaxList<ParameterSyntax> parameters, int place, ParameterSyntax parameter)
    {
        var nodes = parameters.ToList();
        var separators = parameters.GetSeparators().ToList();
        var separator = separators.Count > 0 ? separators[0].WithLeadingTrivia() : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        nodes.Insert(place, parameter);
        if (nodes.Count > 1)
        {
            separators.Insert(Math.Min(place, separators.Count), separator);
        }

        return SyntaxFactory.SeparatedList(nodes, separators);
    }
}
