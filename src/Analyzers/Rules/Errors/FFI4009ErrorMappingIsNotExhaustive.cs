using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4009 tells its fix.</summary>
internal static class FFI4009Properties
{
    /// <summary>The members that have no arm, separated by semicolons.</summary>
    public const string Missing = "missing";
}

/// <summary>FFI4009: a switch that turns native error codes into exceptions forgets some of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4009ErrorMappingIsNotExhaustive : InteropAnalyzer
{
    private const int MostShown = 4;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4009",
        "Error mapping is not exhaustive",
        "This mapping of `{0}` to exceptions has no arm for {1}: {2}; add the missing arms, or a default that keeps the code",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "An error code that the mapping does not know is lost or taken for success, and a new version of the native library adds such codes.");

    // Members that bound an enumeration and are never returned.
    private static readonly ImmutableHashSet<string> Bounds = ImmutableHashSet.Create(
        StringComparer.Ordinal, "max", "min", "count", "last", "first", "end", "begin", "num", "size", "sentinel", "force32", "reserved", "unused", "dummy");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => Analyze(context, interop), OperationKind.Switch, OperationKind.SwitchExpression);
    }

    private static void Analyze(OperationAnalysisContext context, InteropContext interop)
    {
        var value = Operations.Unconverted(context.Operation is ISwitchOperation statement ? statement.Value : ((ISwitchExpressionOperation)context.Operation).Value);
        if (value?.Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type || type.HasAttribute(interop.Types.Find("System.FlagsAttribute")))
        {
            return;
        }

        var isMapper = IsMapper(context.ContainingSymbol, type);
        var status = StatusEnums.Of(interop).ConventionOf(type);
        if ((!isMapper && !status.IsKnown) || Mapping.Of(context.Operation, interop.Types) is not { } mapping || mapping.ThrowingArms < (isMapper ? 1 : 2))
        {
            return;
        }

        var missing = MembersOf(type, status, mapping.Covered);
        var unbound = mapping.Covered.Count == 0 ? [] : MissingInEnum(type, interop, context.CancellationToken);
        if (missing.Count + unbound.Count == 0 || mapping.Covered.Count == 0 || KeepsCode(value, mapping, context.Operation))
        {
            return;
        }

        var names = missing.Select(member => $"`{member.Name}`").Concat(unbound.Select(name => $"`{name}`, which the header has and `{type.Name}` lacks")).ToList();
        var diagnostic = Report.Create(
            Rule,
            interop.Compilation,
            value.Syntax.GetLocation(),
            isMapper || status.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            missing.Count == 0 ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI4009Properties.Missing, string.Join(";", missing.Select(member => member.Name))),
            default,
            type.Name,
            string.Join(", ", names.Take(MostShown)) + (names.Count > MostShown ? $" and {names.Count - MostShown} more" : ""),
            mapping.Default is not null ? "its default loses the code"
                : context.Operation is ISwitchOperation ? "it passes for success"
                : "the runtime throws a SwitchExpressionException in its place");
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool IsMapper(ISymbol? symbol, ITypeSymbol status)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (AttributeContracts.MapsStatus(symbol, status))
            {
                return true;
            }
        }

        return false;
    }

    private static List<IFieldSymbol> MembersOf(INamedTypeSymbol type, Fact<StatusConvention> status, HashSet<decimal> covered)
    {
        var missing = new List<IFieldSymbol>();
        var seen = new HashSet<decimal>(covered);
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: IConvertible constant } field
                && constant.ToDecimal(CultureInfo.InvariantCulture) is var value
                && !IsSuccess(field, value, status)
                && !NativeNames.Words(field.Name).Any(Bounds.Contains)
                && !field.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
                && seen.Add(value))
            {
                missing.Add(field);
            }
        }

        return missing;
    }

    private static bool IsSuccess(IFieldSymbol member, decimal value, Fact<StatusConvention> status) => status is { IsKnown: true, Value: var convention }
        ? convention.Kind switch
        {
            StatusKind.Equal => value == convention.Success,
            StatusKind.NotZero => value != 0,
            _ => value >= 0,
        }
        : value == 0 && Inference.IsSuccessName(member.Name);

    /// <summary>The header's codes that the C# enumeration does not have yet.</summary>
    private static List<string> MissingInEnum(INamedTypeSymbol type, InteropContext interop, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        if (NativeHeaders.Of(interop).All.IsEmpty || AttributeContracts.DiffersOnPurpose(type.GetAttributes()))
        {
            return names;
        }

        foreach (var pair in HeaderComparison.Of(interop).PairsOf(cancellationToken).Enums)
        {
            if (pair.Origin != PairOrigin.Name && SymbolEqualityComparer.Default.Equals(pair.Type, type) && EnumNames.Match(pair) is { } matched && matched.Matched.Count >= 2)
            {
                var own = new HashSet<long>(matched.Members.Select(member => Constants.ToBits(member.ConstantValue) ?? 0));
                names.AddRange(matched.Missing().Where(item => !own.Contains(item.Value.Bits) && !NativeNames.Words(item.Name).Any(Bounds.Contains)).Select(item => item.Name));
                break;
            }
        }

        return names;
    }

    /// <summary>Whether the code gets into what is thrown for the members without an arm: in the default arm, or in the code around the switch.</summary>
    private static bool KeepsCode(IOperation value, Mapping mapping, IOperation whole)
    {
        if (mapping.DefaultNamesValue || (mapping.Default is { } fallback && fallback.DescendantsAndSelf().Any(operation => IsSame(operation, value))))
        {
            return true;
        }

        foreach (var operation in Operations.RootOf(whole).DescendantsAndSelf())
        {
            // A comparison decides, and carries nothing on.
            if (IsSame(operation, value) && !IsInside(operation, whole) && operation.Parent is not (IBinaryOperation or IIsPatternOperation or INameOfOperation) && !IsAssigned(operation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAssigned(IOperation operation) => operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;

    private static bool IsInside(IOperation operation, IOperation whole)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current == whole)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(IOperation operation, IOperation value) => operation.Parent is not INameOfOperation && (operation, value) switch
    {
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Local, b.Local),
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter),
        (IMemberReferenceOperation a, IMemberReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Member, b.Member),
        _ => false,
    };

    /// <summary>What a switch covers, and with what it builds exceptions.</summary>
    private sealed class Mapping
    {
        public HashSet<decimal> Covered { get; } = [];

        public int ThrowingArms { get; private set; }

        /// <summary>What happens to all other values, or null.</summary>
        public IOperation? Default { get; private set; }

        /// <summary>Whether the default arm gives the value a name and uses it.</summary>
        public bool DefaultNamesValue { get; private set; }

        /// <summary>Null for a switch whose patterns say more than which members they mean.</summary>
        public static Mapping? Of(IOperation operation, KnownTypes types)
        {
            var mapping = new Mapping();
            if (operation is ISwitchExpressionOperation expression)
            {
                foreach (var arm in expression.Arms)
                {
                    if (!mapping.Add(arm.Pattern, arm.Guard, arm.Value, types))
                    {
                        return null;
                    }
                }

                return mapping;
            }

            foreach (var section in ((ISwitchOperation)operation).Cases)
            {
                IOperation body = section;
                foreach (var clause in section.Clauses)
                {
                    switch (clause)
                    {
                        case IDefaultCaseClauseOperation:
                            mapping.Default = body;
                            break;
                        case ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: IConvertible constant } }:
                            mapping.Covered.Add(constant.ToDecimal(CultureInfo.InvariantCulture));
                            break;
                        case IPatternCaseClauseOperation pattern when mapping.Add(pattern.Pattern, pattern.Guard, body, types, isSection: true):
                            break;
                        default:
                            return null;
                    }
                }

                if (mapping.Default != body && section.Body.Any(statement => BuildsException(statement, types)))
                {
                    mapping.ThrowingArms++;
                }
            }

            return mapping;
        }

        private bool Add(IPatternOperation pattern, IOperation? guard, IOperation body, KnownTypes types, bool isSection = false)
        {
            switch (pattern)
            {
                case IDiscardPatternOperation when guard is null:
                    Default = body;
                    return true;
                case IDeclarationPatternOperation { DeclaredSymbol: var named } when guard is null:
                    Default = body;
                    DefaultNamesValue = named is not null
                        && body.DescendantsAndSelf().Any(operation => operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, named));
                    return true;
                default:
                    var values = new List<decimal>();
                    if (!Collect(pattern, values))
                    {
                        return false;
                    }

                    if (guard is null)
                    {
                        Covered.UnionWith(values);
                    }

                    if (!isSection && BuildsException(body, types))
                    {
                        ThrowingArms++;
                    }

                    return true;
            }
        }

        private static bool Collect(IPatternOperation pattern, List<decimal> values)
        {
            switch (pattern)
            {
                case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: IConvertible constant } }:
                    values.Add(constant.ToDecimal(CultureInfo.InvariantCulture));
                    return true;
                case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or:
                    return Collect(or.LeftPattern, values) && Collect(or.RightPattern, values);
                default:
                    return false;
            }
        }

        private static bool BuildsException(IOperation body, KnownTypes types) => body.DescendantsAndSelf().Any(operation => operation switch
        {
            IThrowOperation { Exception: not null } => true,
            IObjectCreationOperation { Type: var type } => IsException(type, types),
            _ => false,
        });

        private static bool IsException(ITypeSymbol? type, KnownTypes types)
        {
            for (; type is not null; type = type.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(type, types.Exception))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The enumerations by which native functions of this project report failure.</summary>
    private sealed class StatusEnums
    {
        private readonly Dictionary<INamedTypeSymbol, Fact<StatusConvention>> _conventions = new(SymbolEqualityComparer.Default);

        private StatusEnums(InteropContext interop)
        {
            var contracts = BoundaryContracts.Of(interop);
            foreach (var function in BoundaryTypes.Of(interop).DeclaredAndFetched)
            {
                if (function is { IsBound: true, Return.Type: INamedTypeSymbol { TypeKind: TypeKind.Enum } type }
                    && NativeStatus.Of(function, contracts, interop.Types) is { IsKnown: true } status
                    && (!_conventions.TryGetValue(type, out var known) || known.Evidence < status.Evidence))
                {
                    _conventions[type] = status;
                }
            }
        }

        public static StatusEnums Of(InteropContext interop) => interop.Get(static context => new StatusEnums(context));

        public Fact<StatusConvention> ConventionOf(INamedTypeSymbol type) => _conventions.TryGetValue(type, out var status) ? status : default;
    }
}
