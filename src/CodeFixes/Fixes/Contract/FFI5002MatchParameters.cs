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
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>
/// Inserts the parameters that the header has more, where nothing calls the function with the old ones; removes those that it lacks, with their arguments, where nothing is lost when
/// these are not evaluated.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5002MatchParameters))]
public sealed class FFI5002MatchParameters : MultiDocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5002");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var declaration = node.FirstAncestorOrSelf<SyntaxNode>(static candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax);
        var list = declaration switch
        {
            MethodDeclarationSyntax method => method.ParameterList,
            LocalFunctionStatementSyntax local => local.ParameterList,
            _ => null,
        };
        if (list is null || list.Parameters.Any(static parameter => parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)))
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var (changed, title) = Changed(list, diagnostic.Properties);
        if (changed is null || await CallersAsync(document, declaration!, diagnostic.Properties, cancellationToken).ConfigureAwait(false) is not { } callers)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        async Task Apply(EditRun run, CancellationToken token)
        {
            var editor = await run.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            editor.ReplaceNode(list, changed);
            foreach (var (caller, arguments, surplus) in callers)
            {
                // Calls in the arguments of this one may have lost some of their own.
                var callerEditor = await run.EditorOfAsync(caller.Id, token).ConfigureAwait(false);
                callerEditor.ReplaceNode(arguments, (current, _) => Without((ArgumentListSyntax)current, surplus));
            }
        }

        var trial = new EditRun(document.Project.Solution);
        await Apply(trial, cancellationToken).ConfigureAwait(false);
        return await CompileCheck.HasNoNewErrorsAsync(document, trial.Finish().GetDocument(document.Id)!, HeaderTypeFix.NameAround(node), cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(new MultiDocumentEdit(title, nameof(FFI5002MatchParameters), Apply))
            : ImmutableArray<MultiDocumentEdit>.Empty;
    }

    /// <summary>The argument lists that lose arguments, with the places of these; null when the function is used in another way than by calls that can lose them.</summary>
    private static async Task<ImmutableArray<(Document Document, ArgumentListSyntax Arguments, ImmutableArray<int> Surplus)>?> CallersAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        var callers = ImmutableArray.CreateBuilder<(Document, ArgumentListSyntax, ImmutableArray<int>)>();
        var removed = PlacesOfSurplus(properties);
        if (removed.IsEmpty || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not IMethodSymbol function)
        {
            return callers.ToImmutable();
        }

        foreach (var reference in (await SymbolFinder.FindReferencesAsync(function, document.Project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(static found => found.Locations))
        {
            if (await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
                || await reference.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } callerModel
                || root.FindNode(reference.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true) is not { } name)
            {
                return null;
            }

            // A reference in a comment or in nameof needs no change.
            if (name.IsPartOfStructuredTrivia() || callerModel.GetSymbolInfo(name, cancellationToken).Symbol is null)
            {
                continue;
            }

            if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !call.Expression.Span.Contains(name.Span)
                || callerModel.GetOperation(call, cancellationToken) is not IInvocationOperation { Arguments: var arguments } invocation
                || !SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.OriginalDefinition, function.OriginalDefinition))
            {
                return null;
            }

            var surplus = ImmutableArray.CreateBuilder<int>(removed.Length);
            foreach (var argument in arguments.Where(argument => argument.Parameter is { } parameter && removed.Contains(parameter.Ordinal)))
            {
                if (argument.Syntax is not ArgumentSyntax { RefKindKeyword.RawKind: 0 } syntax || !IsFreeOfEffects(argument.Value))
                {
                    return null;
                }

                surplus.Add(call.ArgumentList.Arguments.IndexOf(syntax));
            }

            if (surplus.Count != removed.Length)
            {
                return null;
            }

            callers.Add((reference.Document, call.ArgumentList, surplus.OrderBy(static place => place).ToImmutableArray()));
        }

        return callers.ToImmutable();
    }

    /// <summary>Whether nothing is lost when an argument is not evaluated.</summary>
    private static bool IsFreeOfEffects(IOperation value) => value switch
    {
        { ConstantValue.HasValue: true } or ILocalReferenceOperation or IParameterReferenceOperation or IDefaultValueOperation or IInstanceReferenceOperation or ISizeOfOperation or ITypeOfOperation => true,
        IFieldReferenceOperation field => !field.Field.IsVolatile && (field.Instance is null or IInstanceReferenceOperation || IsFreeOfEffects(field.Instance)),
        IConversionOperation { OperatorMethod: null, IsChecked: false } conversion => IsFreeOfEffects(conversion.Operand),
        IUnaryOperation { OperatorMethod: null, IsChecked: false } unary => IsFreeOfEffects(unary.Operand),
        IParenthesizedOperation parenthesized => IsFreeOfEffects(parenthesized.Operand),

        // IntPtr.Zero and its like only look like members that compute something.
        IPropertyReferenceOperation { Instance: null, Property: { IsStatic: true, Name: "Zero" or "Empty" } property } => property.ContainingType.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr,
        _ => false,
    };

    private static ArgumentListSyntax Without(ArgumentListSyntax arguments, ImmutableArray<int> surplus)
    {
        var remaining = arguments.Arguments;
        foreach (var place in Enumerable.Reverse(surplus))
        {
            remaining = remaining.RemoveAt(place);
        }

        return arguments.WithArguments(remaining);
    }

    private static ImmutableArray<int> PlacesOfSurplus(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(HeaderDifferenceProperties.Surplus, out var surplus) && surplus is not null
            ? surplus.Split(';').Select(static place => int.Parse(place, CultureInfo.InvariantCulture)).ToImmutableArray()
            : ImmutableArray<int>.Empty;

    private static (ParameterListSyntax? List, string Title) Changed(ParameterListSyntax list, ImmutableDictionary<string, string?> properties)
    {
        var parameters = list.Parameters;
        if (PlacesOfSurplus(properties) is { IsEmpty: false } places)
        {
            if (places[places.Length - 1] >= parameters.Count)
            {
                return (null, "");
            }

            foreach (var place in Enumerable.Reverse(places))
            {
                parameters = parameters.RemoveAt(place);
            }

            return (list.WithParameters(parameters), places.Length == 1 ? $"Remove the parameter '{list.Parameters[places[0]].Identifier.ValueText}'" : $"Remove {places.Length} parameters");
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
