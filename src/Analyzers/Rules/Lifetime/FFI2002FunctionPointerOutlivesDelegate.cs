using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>A pointer made by <c>Marshal.GetFunctionPointerForDelegate</c> is used when nothing keeps its delegate.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2002FunctionPointerOutlivesDelegate : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2002",
        "Function pointer outlives its delegate",
        "The function pointer {0} but does not keep its delegate alive: {1}; {2}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "A function pointer is valid only while its delegate lives, and does not keep it alive. When the delegate is collected, a call through the pointer ends the process.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => CheckConversion(context, interop), OperationKind.Invocation);
    }

    private static void CheckConversion(OperationAnalysisContext context, InteropContext interop)
    {
        var conversion = (IInvocationOperation)context.Operation;
        if (conversion.Arguments.Length != 1 || !PointerMakers.Of(interop).Makes(conversion, context.CancellationToken))
        {
            return;
        }

        var value = conversion.Arguments[0].Value;
        var origin = DelegateLifetime.OriginOf(interop, value, context.CancellationToken);
        if (origin.Root == DelegateRoot.Unknown)
        {
            CheckParameter(context, interop, conversion);
            return;
        }

        if (PointerUse.Of(interop, conversion) is not { } use)
        {
            return;
        }

        if (origin.Local is { } local
            && (DelegateLifetime.MayEscape(interop, local, conversion) || DelegateLifetime.IsUsedBehind(interop, local, conversion, use.End)))
        {
            return;
        }

        var (reason, advice) = origin.Root == DelegateRoot.CompilerCache
            ? ($"only the compiler's cache keeps {origin.Describe()}, which is a habit of today's compilers and not a promise", "keep it in a static field")
            : ($"nothing keeps {origin.Describe()} {(origin.Local is null ? "once the pointer is made" : "behind its last use")}", use.IsLocal
                ? "keep it in a field, or call `GC.KeepAlive` behind the last use of the pointer"
                : "keep it in a field that lives as long as the pointer");
        context.ReportDiagnostic(
            Rule,
            interop,
            origin.PlaceOf(value),
            origin,
            UnkeptDelegateProperties.Of(origin, use.Name),
            use.Description,
            reason,
            advice);
    }

    /// <summary>An object keeps the pointer of a delegate that it got, and not the delegate: whoever gave it has to know that. A suggestion, because he may.</summary>
    private static void CheckParameter(OperationAnalysisContext context, InteropContext interop, IInvocationOperation conversion)
    {
        if (Operations.Unconverted(conversion.Arguments[0].Value) is IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, Type.TypeKind: TypeKind.Delegate } parameter }
            && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.PropertySet, DeclaredAccessibility: not Accessibility.Private }
            && Operations.UserOf(conversion) is ISimpleAssignmentOperation { Target: IFieldReferenceOperation target }
            && FieldOfObject(target) is { } field
            && Operations.RootOf(conversion).DescendantsAndSelf().All(operation => operation is not IParameterReferenceOperation { Parameter: var mentioned }
                || !SymbolEqualityComparer.Default.Equals(mentioned, parameter) || IsNoKeeper(interop, operation))
            && !IsReplacedBehind(conversion, target.Field)
            && Report.Create(
                Rule,
                interop.Compilation,
                conversion.Arguments[0].Value.Syntax.GetLocation(),
                Report.OneStepLower(Rule.DefaultSeverity),
                null,
                ImmutableArray<Location>.Empty,
                $"is stored in `{DisplayNames.OfMember(target.Field)}`",
                $"the object keeps what `{parameter.Name}` points to, and not the delegate",
                $"keep the delegate in a field beside `{field.Name}`") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether the same body puts another value into the field behind the conversion: then the pointer may be there for one call only.</summary>
    private static bool IsReplacedBehind(IInvocationOperation conversion, IFieldSymbol field) =>
        Operations.RootOf(conversion).DescendantsAndSelf().Any(operation => operation is ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var other } } later
            && later.Syntax.SpanStart > conversion.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(other, field));

    /// <summary>The field of this object in which a value, or a struct around it, is kept; null where it is another object's.</summary>
    private static IFieldSymbol? FieldOfObject(IFieldReferenceOperation reference) => reference switch
    {
        { Instance: IInstanceReferenceOperation, Field: { ContainingType.TypeKind: TypeKind.Class } field } => field,
        { Instance: IFieldReferenceOperation { Type.IsValueType: true } outer } => FieldOfObject(outer),
        _ => null,
    };

    private static bool IsNoKeeper(InteropContext interop, IOperation mention) => Operations.UserOf(mention) switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } => NativeCalls.IsPointerForDelegate(interop, call) || NativeCalls.IsKeepAlive(interop, call),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation => true,
        _ => false,
    };

    /// <summary>Where a function pointer goes.</summary>
    /// <param name="Description">The same for the message.</param>
    /// <param name="Name">What a field for the delegate may be called after.</param>
    /// <param name="End">The end of its last use in the body.</param>
    /// <param name="IsLocal">Whether it is only used inside the body.</param>
    private readonly record struct PointerUse(string Description, string Name, int End, bool IsLocal)
    {
        private const string DefaultName = "callback";

        public static PointerUse? Of(InteropContext interop, IInvocationOperation conversion)
        {
            var end = conversion.Syntax.Span.End;
            switch (Operations.UserOf(conversion))
            {
                case null or IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }:
                    return null;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return OfLocal(interop, local, conversion);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                    return OfLocal(interop, local, conversion);
                case { } user:
                    return OfValue(interop, user) ?? new PointerUse("is used", DefaultName, end, true);
            }
        }

        private static PointerUse? OfLocal(InteropContext interop, ILocalSymbol local, IOperation conversion)
        {
            PointerUse? result = null;
            var end = conversion.Syntax.Span.End;
            var name = local.Name;
            foreach (var reference in LocalReferences.Around(conversion).To(local))
            {
                if (reference.Syntax.SpanStart < end || Operations.UserOf(reference) is not { } user || (user as ISimpleAssignmentOperation)?.Target == reference)
                {
                    continue;
                }

                var use = OfValue(interop, user) ?? new PointerUse("is used", name, end, true);
                result = result is { IsLocal: false } known ? known with { End = use.End } : use;
                end = reference.Syntax.Span.End > end ? reference.Syntax.Span.End : end;
            }

            return result is { } found ? found with { Name = name, End = end } : null;
        }

        private static PointerUse? OfValue(InteropContext interop, IOperation user)
        {
            var end = user.Syntax.Span.End;
            switch (user)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } }:
                    return new PointerUse($"is stored in `{DisplayNames.OfMember(member)}`", member.Name, end, false);
                case ISimpleAssignmentOperation:
                    return new PointerUse("is stored", DefaultName, end, false);
                case IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields }:
                    return new PointerUse($"is stored in `{DisplayNames.OfMember(fields[0])}`", fields[0].Name, end, false);
                case IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties }:
                    return new PointerUse($"is stored in `{DisplayNames.OfMember(properties[0])}`", properties[0].Name, end, false);
                case IReturnOperation:
                    return new PointerUse("is returned", DefaultName, end, false);
                case IArgumentOperation { Parent: { } call } argument when NativeCalls.FunctionOf(interop, call) is { } function
                    && NativeCalls.ParameterOf(function, argument) is { } parameter:
                    var retention = BoundaryContracts.Of(interop).RetentionOfCallback(function, parameter);
                    return retention.Value is { Kind: not RetentionKind.NoEscape }
                        ? new PointerUse($"is kept by `{function.DisplayName}` in `{parameter.Name}` ({retention.Source})", parameter.Name, call.Syntax.Span.End, false)
                        : new PointerUse($"is used by `{function.DisplayName}` in `{parameter.Name}`", parameter.Name, call.Syntax.Span.End, true);
                default:
                    return null;
            }
        }
    }
}
