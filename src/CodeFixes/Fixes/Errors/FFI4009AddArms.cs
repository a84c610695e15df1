using System;
using System.Collections.Generic;
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

/// <summary>Adds an arm for each member that the mapping lacks, with the exception that the mapping uses, and the code in it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4009AddArms))]
public sealed class FFI4009AddArms : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4009");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI4009Properties.Missing, out var missing)
            || missing is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value
            || value.FirstAncestorOrSelf<SyntaxNode>(node => node is SwitchStatementSyntax or SwitchExpressionSyntax) is not { } whole
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(value, cancellationToken).Type is not INamedTypeSymbol status)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var names = missing.Split(';');
        var changed = whole switch
        {
            SwitchExpressionSyntax expression => InExpression(expression, names, status, model),
            SwitchStatementSyntax statement => InStatement(statement, names, status, model),
            _ => null,
        };
        return changed is null
            ? ImmutableArray<DocumentEdit>.Empty
            : ImmutableArray.Create(new DocumentEdit(
                names.Length == 1 ? $"Add an arm for '{names[0]}'" : $"Add arms for {names.Length} codes",
                nameof(FFI4009AddArms),
                editor => editor.ReplaceNode(whole, changed)));
    }

    private static SyntaxNode? InExpression(SwitchExpressionSyntax whole, string[] names, INamedTypeSymbol status, SemanticModel model)
    {
        var example = whole.Arms.FirstOrDefault(arm => CreationIn(arm.Expression) is not null);
        if (example is null || LabelsOf(whole).FirstOrDefault() is not { } label)
        {
            return null;
        }

        var isThrow = example.Expression is ThrowExpressionSyntax;
        var creations = whole.Arms.Select(arm => (CreationIn(arm.Expression), IsDefault(arm))).ToList();
        var target = isThrow ? null : model.GetTypeInfo(whole).ConvertedType ?? model.GetTypeInfo(whole).Type;
        if (ExceptionFor(creations, status, target, model, whole.SpanStart) is not { } write)
        {
            return null;
        }

        var end = whole.Arms.IndexOf(IsDefault);
        var isAtEnd = end < 0;
        var items = whole.Arms.GetWithSeparators();
        var separator = items.FirstOrDefault(item => item.IsToken);
        var comma = separator.IsToken ? separator.AsToken() : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        var leading = whole.Arms[isAtEnd ? whole.Arms.Count - 1 : end].GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var added = names.Select(name => SyntaxFactory.SwitchExpressionArm(
                SyntaxFactory.ConstantPattern(Label(label, name)).WithTrailingTrivia(SyntaxFactory.Space),
                whenClause: null,
                SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.ParseExpression((isThrow ? "throw " : "") + write(Label(label, name).ToString(), name)).WithAdditionalAnnotations(Simplifier.Annotation))
            .WithLeadingTrivia(leading)).ToList();
        var list = new List<SyntaxNodeOrToken>();
        if (isAtEnd)
        {
            list.AddRange(items);
            var hasTrailing = items[items.Count - 1].IsToken;
            var trailing = hasTrailing ? items[items.Count - 1].GetTrailingTrivia() : whole.Arms[whole.Arms.Count - 1].GetTrailingTrivia();
            if (!hasTrailing)
            {
                list[list.Count - 1] = whole.Arms[whole.Arms.Count - 1].WithTrailingTrivia();
                list.Add(comma);
            }

            for (var i = 0; i < added.Count; i++)
            {
                var isLast = i == added.Count - 1;
                list.Add(isLast && !hasTrailing ? added[i].WithTrailingTrivia(trailing) : added[i]);
                if (!isLast || hasTrailing)
                {
                    list.Add(isLast ? comma.WithTrailingTrivia(trailing) : comma);
                }
            }
        }
        else
        {
            foreach (var item in items)
            {
                if (item.AsNode() == whole.Arms[end])
                {
                    foreach (var arm in added)
                    {
                        list.Add(arm);
                        list.Add(comma);
                    }
                }

                list.Add(item);
            }
        }

        return whole.WithArms(SyntaxFactory.SeparatedList<SwitchExpressionArmSyntax>(list));
    }

    private static SyntaxNode? InStatement(SwitchStatementSyntax whole, string[] names, INamedTypeSymbol status, SemanticModel model)
    {
        var section = whole.Sections.FirstOrDefault(candidate => candidate.Statements.Count > 0 && CreationIn(candidate.Statements.Last()) is not null);
        if (section is null || LabelsOf(whole).FirstOrDefault() is not { } label)
        {
            return null;
        }

        var (keyword, target) = section.Statements.Last() switch
        {
            ThrowStatementSyntax => ("throw", null),
            ReturnStatementSyntax { Expression: { } returned } => ("return", model.GetTypeInfo(returned).ConvertedType),
            _ => (null, null),
        };
        var creations = whole.Sections
            .Where(candidate => candidate.Statements.Count > 0)
            .Select(candidate => (CreationIn(candidate.Statements.Last()), candidate.Labels.Any(SyntaxKind.DefaultSwitchLabel))).ToList();
        if (keyword is null || ExceptionFor(creations, status, target, model, whole.SpanStart) is not { } write)
        {
            return null;
        }

        var newLine = MemberText.NewLineOf(whole.SyntaxTree.GetRoot());
        var end = whole.Sections.IndexOf(candidate => candidate.Labels.Any(SyntaxKind.DefaultSwitchLabel));
        var text = string.Concat(names.Select(name => $"case {Label(label, name)}:{newLine}{keyword} {write(Label(label, name).ToString(), name)};{newLine}"));
        var added = ((SwitchStatementSyntax)SyntaxFactory.ParseStatement("switch (0)" + newLine + "{" + newLine + text + "}")).Sections
            .Select(candidate => candidate.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation));
        return whole.WithSections(whole.Sections.InsertRange(end < 0 ? whole.Sections.Count : end, added));
    }

    private static bool IsDefault(SwitchExpressionArmSyntax arm) => arm is { Pattern: DiscardPatternSyntax or VarPatternSyntax, WhenClause: null };

    private static BaseObjectCreationExpressionSyntax? CreationIn(SyntaxNode node) => node switch
    {
        BaseObjectCreationExpressionSyntax creation => creation,
        ThrowExpressionSyntax { Expression: BaseObjectCreationExpressionSyntax creation } => creation,
        ThrowStatementSyntax { Expression: BaseObjectCreationExpressionSyntax creation } => creation,
        ReturnStatementSyntax { Expression: BaseObjectCreationExpressionSyntax creation } => creation,
        _ => null,
    };

    /// <summary>How the existing arms write the members.</summary>
    private static IEnumerable<ExpressionSyntax> LabelsOf(SyntaxNode whole) => whole switch
    {
        SwitchExpressionSyntax expression => expression.Arms.SelectMany(arm => arm.Pattern.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>()).Select(pattern => pattern.Expression),
        SwitchStatementSyntax statement => statement.Sections.SelectMany(section => section.Labels).SelectMany(label => label switch
        {
            CaseSwitchLabelSyntax plain => [plain.Value],
            CasePatternSwitchLabelSyntax pattern => pattern.Pattern.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>().Select(constant => constant.Expression),
            _ => Enumerable.Empty<ExpressionSyntax>(),
        }),
        _ => [],
    };

    private static ExpressionSyntax Label(ExpressionSyntax example, string member) => example.WithoutTrivia() switch
    {
        MemberAccessExpressionSyntax access => access.WithName(SyntaxFactory.IdentifierName(member)),
        _ => SyntaxFactory.IdentifierName(member),
    };

    /// <summary>
    /// Writes the exception for one member: of the type that the default arm or most arms use where it can carry the code, otherwise an <c>InvalidOperationException</c> that
    /// names it. Null where that is not of the type that the switch gives.
    /// </summary>
    private static Func<string, string, string>? ExceptionFor(
        List<(BaseObjectCreationExpressionSyntax? Creation, bool IsDefault)> creations, INamedTypeSymbol status, ITypeSymbol? target, SemanticModel model, int position)
    {
        var types = creations
            .Where(item => item.Creation is not null)
            .OrderByDescending(item => item.IsDefault)
            .Select(item => model.GetTypeInfo(item.Creation!).Type)
            .OfType<INamedTypeSymbol>()
            .ToList();
        var isOne = types.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).Count() == 1;
        var hasDefault = creations.Any(item => item is { IsDefault: true, Creation: not null });
        foreach (var type in types)
        {
            var written = type.ToMinimalDisplayString(model, position);
            foreach (var constructor in type.InstanceConstructors.Where(candidate => model.IsAccessible(position, candidate)))
            {
                switch (constructor.Parameters.Length)
                {
                    case 1 when IsStatus(constructor.Parameters[0]):
                        return (label, _) => $"new {written}({label})";
                    case 2 when IsStatus(constructor.Parameters[0]) && IsText(constructor.Parameters[1]):
                        return (label, name) => $"new {written}({label}, {Text(name)})";
                    case 2 when IsText(constructor.Parameters[0]) && IsStatus(constructor.Parameters[1]):
                        return (label, name) => $"new {written}({Text(name)}, {label})";
                }
            }
        }

        if (types.Count > 0 && (isOne || hasDefault) && types[0].InstanceConstructors.Any(candidate => candidate.Parameters.Length == 1 && IsText(candidate.Parameters[0]) && model.IsAccessible(position, candidate)))
        {
            var written = types[0].ToMinimalDisplayString(model, position);
            return (_, name) => $"new {written}({Text(name)})";
        }

        return model.Compilation.GetTypeByMetadataName("System.InvalidOperationException") is { } general
            && (target is null || model.Compilation.ClassifyConversion(general, target) is { IsImplicit: true })
            ? (_, name) => $"new {general.ToMinimalDisplayString(model, position)}({Text(name)})"
            : null;

        bool IsStatus(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.Type, status);

        static bool IsText(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_String;

        static string Text(string name) => $"\"The native call failed with status {name}.\"";
    }
}
