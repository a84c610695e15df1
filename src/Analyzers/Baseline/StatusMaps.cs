using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Baseline;

/// <summary>One arm of a method that turns native statuses into exceptions.</summary>
/// <param name="Mapper">The method that says so with <c>[MapsNativeStatus]</c>.</param>
/// <param name="Place">The label of the arm.</param>
/// <param name="Status">The enum of the statuses.</param>
/// <param name="Member">Its member, or <c>default</c> for all others.</param>
/// <param name="Exception">The name of the exception.</param>
internal sealed record StatusArm(IMethodSymbol Mapper, Location Place, INamedTypeSymbol Status, string Member, string Exception);

/// <summary>What the native statuses become. Read from the syntax, because a fact of the whole project must not wait for the bodies to be bound.</summary>
internal static class StatusMaps
{
    private const string Others = "default";

    public static IEnumerable<StatusArm> In(Compilation compilation)
    {
        // The attribute's name stands in the source of every mapper; without it no member is looked at.
        if (!compilation.ContainsSymbolsWithName(static name => name == "MapsNativeStatusAttribute", SymbolFilter.Type))
        {
            yield break;
        }

        foreach (var type in DeclaredFunctions.DeclaredTypes(compilation.Assembly.GlobalNamespace))
        {
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            {
                foreach (var status in StatusesOf(method))
                {
                    foreach (var arm in ArmsOf(method, status))
                    {
                        yield return arm;
                    }
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> StatusesOf(IMethodSymbol method) =>
        method.Parameters.Select(static parameter => parameter.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind == TypeKind.Enum && (AttributeContracts.MapsStatus(method, type) || AttributeContracts.MapsStatus(method.ContainingType, type)));

    private static IEnumerable<StatusArm> ArmsOf(IMethodSymbol method, INamedTypeSymbol status)
    {
        var seen = new HashSet<string>();
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
#pragma warning disable RS0030 // The node is of the method's own file, and nothing is asked of a model about it.
            var declaration = reference.GetSyntax(CancellationToken.None);
#pragma warning restore RS0030
            foreach (var node in declaration.DescendantNodes())
            {
                var (labels, exception) = node switch
                {
                    SwitchExpressionArmSyntax { WhenClause: null } arm => (LabelsOf(arm.Pattern), ExceptionIn(arm.Expression)),
                    SwitchSectionSyntax section => (section.Labels.SelectMany(LabelsOf), section.Statements.Select(ExceptionIn).FirstOrDefault(static name => name is not null)),
                    _ => (Enumerable.Empty<(string, Location)>(), null),
                };
                foreach (var (member, place) in exception is null ? [] : labels)
                {
                    if ((member == Others || status.GetMembers(member).Any(static found => found is IFieldSymbol)) && seen.Add(member))
                    {
                        yield return new StatusArm(method, place, status, member, exception!);
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Member, Location Place)> LabelsOf(SwitchLabelSyntax label) => label switch
    {
        CaseSwitchLabelSyntax { Value: var value } => LabelsOf(value),
        CasePatternSwitchLabelSyntax { WhenClause: null } pattern => LabelsOf(pattern.Pattern),
        DefaultSwitchLabelSyntax => [(Others, label.GetLocation())],
        _ => [],
    };

    private static IEnumerable<(string Member, Location Place)> LabelsOf(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax constant => LabelsOf(constant.Expression),
        BinaryPatternSyntax { OperatorToken.Text: "or" } either => LabelsOf(either.Left).Concat(LabelsOf(either.Right)),
        DiscardPatternSyntax or VarPatternSyntax => [(Others, pattern.GetLocation())],
        _ => [],
    };

    private static IEnumerable<(string Member, Location Place)> LabelsOf(ExpressionSyntax value) => value switch
    {
        MemberAccessExpressionSyntax access => [(access.Name.Identifier.ValueText, access.GetLocation())],
        IdentifierNameSyntax name => [(name.Identifier.ValueText, name.GetLocation())],
        _ => [],
    };

    /// <summary>The type of the first object that is made and thrown or given back; null where nothing is.</summary>
    private static string? ExceptionIn(SyntaxNode node)
    {
        foreach (var creation in node.DescendantNodesAndSelf().OfType<ObjectCreationExpressionSyntax>())
        {
            return creation.Type switch
            {
                QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
                AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
                SimpleNameSyntax simple => simple.Identifier.ValueText,
                _ => null,
            };
        }

        return null;
    }
}
