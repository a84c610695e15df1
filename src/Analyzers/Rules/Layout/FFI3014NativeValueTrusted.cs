using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3014 tells its fix.</summary>
internal static class FFI3014Properties
{
    /// <summary>The guard that the fix writes: one of the constants below. Absent where it would be a guess.</summary>
    public const string Guard = nameof(Guard);

    /// <summary>The number must not be negative.</summary>
    public const string NotNegative = nameof(NotNegative);

    /// <summary>The number must be between 0 and what the stack can bear.</summary>
    public const string Small = nameof(Small);

    /// <summary>The number must not be more than what the stack can bear.</summary>
    public const string SmallUnsigned = nameof(SmallUnsigned);

    /// <summary>The switch must refuse values that it does not know.</summary>
    public const string Default = nameof(Default);
}

/// <summary>FFI3014: a number from native code decides about memory, or about what is done, and nothing checks it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3014NativeValueTrusted : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3014",
        "Value from native code is trusted without a check",
        "`{0}` comes from `{1}` and {2} without a check; {3}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A native library can be of another version, broken, or fed with hostile data. A length from it that is used as it comes reads behind the memory or exhausts the stack; an enum from it may have values that C# does not know.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnSyntax(context => InspectStack(context, interop), SyntaxKind.StackAllocArrayCreationExpression);
        start.OnOperation(context => InspectSpan(context, interop), OperationKind.ObjectCreation);
        start.OnOperation(context => InspectArray(context, interop), OperationKind.ArrayCreation);
        start.OnOperation(context => InspectIndex(context, interop), OperationKind.ArrayElementReference);
        start.OnOperation(context => InspectSwitch(context, interop), OperationKind.Switch);
    }

    // The operation of stackalloc has no public form in the oldest compiler that the package supports.
    private static void InspectStack(SyntaxNodeAnalysisContext context, InteropContext interop)
    {
        if (context.Node is StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } }
            && ranks[0].Sizes.Count == 1
            && context.SemanticModel.GetOperation(ranks[0].Sizes[0], context.CancellationToken) is { } size
            && NativeSource(size, interop) is { } function
            && Create(interop, size, function, "is reserved on the stack", "test it against a limit first", IsSigned(size) ? FFI3014Properties.Small : FFI3014Properties.SmallUnsigned) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary><c>new Span&lt;T&gt;(pointer, length)</c>.</summary>
    private static void InspectSpan(OperationAnalysisContext context, InteropContext interop)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation is { Type: INamedTypeSymbol type, Arguments: { Length: 2 } arguments }
            && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, interop.Types.SpanOfT) || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, interop.Types.ReadOnlySpanOfT))
            && arguments[0].Parameter?.Type is IPointerTypeSymbol)
        {
            Inspect(context, interop, arguments[1].Value, "is the length of a span over native memory", "test it against what the memory has");
        }
    }

    private static void InspectArray(OperationAnalysisContext context, InteropContext interop)
    {
        var creation = (IArrayCreationOperation)context.Operation;
        if (creation is { IsImplicit: false, DimensionSizes: { Length: 1 } sizes })
        {
            Inspect(context, interop, sizes[0], "is the length of an array", "test it against a limit first");
        }
    }

    private static void InspectIndex(OperationAnalysisContext context, InteropContext interop)
    {
        var element = (IArrayElementReferenceOperation)context.Operation;
        if (element.Indices.Length == 1)
        {
            Inspect(context, interop, element.Indices[0], "is an index", "test it against the length first");
        }
    }

    private static void Inspect(OperationAnalysisContext context, InteropContext interop, IOperation value, string use, string advice)
    {
        if (NativeSource(value, interop) is { } function
            && Create(interop, value, function, use, advice, IsSigned(value) ? FFI3014Properties.NotNegative : null) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>A switch over an enum from native code that has no arm for what it does not know. A switch expression throws by itself.</summary>
    private static void InspectSwitch(OperationAnalysisContext context, InteropContext interop)
    {
        var choice = (ISwitchOperation)context.Operation;
        if (choice.Value.Type is { TypeKind: TypeKind.Enum }
            && !choice.Cases.Any(static section => section.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation))
            && NativeSource(choice.Value, interop) is { } function
            && Create(interop, choice.Value, function, "decides what is done", "add a default section", FFI3014Properties.Default) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static Diagnostic? Create(InteropContext interop, IOperation value, NativeFunction function, string use, string advice, string? guard)
    {
        // A guard stands before the use, so the value must have a name.
        var hasGuard = guard == FFI3014Properties.Default || (guard is not null && Operations.Unconverted(value) is ILocalReferenceOperation);
        return Report.Create(
            Rule,
            interop.Compilation,
            value.Syntax.GetLocation(),
            null,
            hasGuard ? ImmutableDictionary<string, string?>.Empty.Add(FFI3014Properties.Guard, guard) : null,
            default,
            value.Syntax.ToString(),
            function.DisplayName,
            use,
            advice);
    }

    /// <summary>The native function from which an integer or enum comes as it is: its result, or a variable that only it fills and that nothing in the body tests.</summary>
    private static NativeFunction? NativeSource(IOperation value, InteropContext interop)
    {
        switch (Operations.Unconverted(value))
        {
            case (IInvocationOperation or IFunctionPointerInvocationOperation) and var call:
                return NativeCalls.FunctionOf(interop, call);
            case ILocalReferenceOperation { Local: { } local } reference:
                return SourceOf(local, Operations.RootOf(reference), interop);
            default:
                return null;
        }
    }

    private static NativeFunction? SourceOf(ILocalSymbol local, IOperation root, InteropContext interop)
    {
        NativeFunction? source = null;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local) && declarator.GetVariableInitializer() is { Value: { ConstantValue.HasValue: false } initial }:
                    source = NativeCalls.FunctionOf(interop, Operations.Unconverted(initial));
                    if (source is null)
                    {
                        return null;
                    }

                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when Same(target.Local, local):
                    return null;
                case ILocalReferenceOperation reference when Same(reference.Local, local):
                    if (IsTested(reference))
                    {
                        return null;
                    }

                    if (FilledBy(reference, interop) is var (isGiven, function) && isGiven)
                    {
                        source = function;
                        if (source is null)
                        {
                            return null;
                        }
                    }

                    break;
            }
        }

        return source;
    }

    /// <summary>Whether the variable goes somewhere by reference, and to which native function.</summary>
    private static (bool IsGiven, NativeFunction? Function) FilledBy(ILocalReferenceOperation reference, InteropContext interop)
    {
        var user = reference.Parent is IDeclarationExpressionOperation declaration ? declaration.Parent : Operations.UserOf(reference);
        return user is IArgumentOperation { Parent: (IInvocationOperation or IFunctionPointerInvocationOperation) and var call } argument && (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref || reference.Parent is IAddressOfOperation)
            ? (true, NativeCalls.FunctionOf(interop, call))
            : (reference.Parent is IAddressOfOperation, null);
    }

    /// <summary>Whether something is asked about the variable: a comparison, a pattern, or a method that bounds or refuses it.</summary>
    private static bool IsTested(ILocalReferenceOperation reference)
    {
        var user = Operations.UserOf(reference);
        return user switch
        {
            IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals
                    or BinaryOperatorKind.NotEquals,
            } => true,
            IIsPatternOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { } type } } } =>
                type.Name is "Math" or "Debug" or "Contract" or "Enum" || name.StartsWith("ThrowIf", System.StringComparison.Ordinal) || name.StartsWith("Check", System.StringComparison.Ordinal)
                || name.StartsWith("Is", System.StringComparison.Ordinal) || name.StartsWith("Validate", System.StringComparison.Ordinal),
            _ => false,
        };
    }

    private static bool IsSigned(IOperation value) => Operations.Unconverted(value)?.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr or SpecialType.System_Int16;

    private static bool Same(ILocalSymbol local, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(local, other);
}
