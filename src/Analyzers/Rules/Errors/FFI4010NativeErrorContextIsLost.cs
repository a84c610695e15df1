using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4010 tells its fix. The diagnostic stands on the exception that is made; the tested value is the first additional location.</summary>
internal static class FFI4010Properties
{
    /// <summary>One of the values below.</summary>
    public const string Lost = "lost";

    /// <summary>The status that was tested.</summary>
    public const string Status = "status";

    /// <summary>The HRESULT that was tested.</summary>
    public const string HResult = "hresult";

    /// <summary>The error that the runtime saved.</summary>
    public const string LastError = "lastError";

    /// <summary>The exception that was caught.</summary>
    public const string Caught = "caught";

    /// <summary>The native function.</summary>
    public const string Function = "function";
}

/// <summary>FFI4010: an exception for a failed native call says neither the status nor the error, although the code has it at hand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4010NativeErrorContextIsLost : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4010",
        "Native error context is lost",
        "The exception for a failure of '{0}' does not say why: {1} is lost; {2}",
        RuleFamily.Errors,
        DiagnosticSeverity.Info,
        description: "The number or text with which native code explains a failure is often all that a log will ever hold about it. An exception that says only that something failed "
            + "leaves nothing to look up.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var values = StatusValues.Of(interop);
        start.OnOperation(
            context =>
            {
                if (StatusTest.Of(context.Operation) is { } test && OfTest(test, values, interop) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Binary,
            OperationKind.IsPattern,
            OperationKind.Invocation,
            OperationKind.FunctionPointerInvocation,
            OperationKind.LocalReference);
        start.OnOperation(
            context =>
            {
                if (OfCatch((ICatchClauseOperation)context.Operation, interop, context.CancellationToken) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.CatchClause);
    }

    private static Diagnostic? OfTest(StatusTest test, StatusValues values, InteropContext interop)
    {
        // Other parts of the condition may be other reasons to throw.
        if (!IsWholeCondition(test.Test)
            || values.FunctionOf(test.Value) is not { } function
            || TestOutcome.Of(test.Test) is var outcome && (outcome.WhenTrue ?? outcome.WhenFalse) is not { } branch
            || CreationIn(branch) is not { } creation)
        {
            return null;
        }

        var contracts = BoundaryContracts.Of(interop);
        var contract = contracts.For(function);
        var status = NativeStatus.Of(function, contracts, interop.Types);
        var failing = outcome.WhenTrue is not null ? test.Relation : StatusTest.Negated(test.Relation);
        if (LostBy(function, contract, status, failing, test.Constant) is not { } lost || MayCarry(creation, test.Value, interop))
        {
            return null;
        }

        var isInferred = lost != FFI4010Properties.LastError && !status.IsCertain;
        var value = test.Value is ISimpleAssignmentOperation { Target: var target } ? target : test.Value;
        return Report.Create(
            Rule,
            interop.Compilation,
            creation.Syntax.GetLocation(),
            isInferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            ImmutableDictionary<string, string?>.Empty.Add(FFI4010Properties.Lost, lost).Add(FFI4010Properties.Function, function.DisplayName),
            ImmutableArray.Create(value.Syntax.GetLocation()),
            function.DisplayName,
            lost == FFI4010Properties.LastError ? "the last error, which the runtime saved," : value is ILocalReferenceOperation { Local.Name: var name } ? $"the status in `{name}`" : "its status",
            lost == FFI4010Properties.LastError ? "give the exception a `Win32Exception` with the last error as its inner exception" : "put the status into the exception");
    }

    /// <summary>What a failure leaves behind, when the test asks for failure as such; null when that is nothing, or the test asks for one code.</summary>
    private static string? LostBy(NativeFunction function, FunctionContract contract, Fact<StatusConvention> status, Relation failing, long constant)
    {
        var isBool = function.Return.Type.SpecialType == SpecialType.System_Boolean;
        var isPointer = function.Return.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer;
        if (function.SetLastError && (isBool || isPointer || contract.LastError.IsKnown))
        {
            var asksForFailure = failing == Relation.Equal ? constant is 0 or -1 : failing is Relation.Less or Relation.NotEqual && constant == 0 && !isBool;
            return asksForFailure ? FFI4010Properties.LastError : null;
        }

        if (isBool || isPointer || !status.IsKnown || contract.LastError.IsKnown)
        {
            return null;
        }

        // A number has more to say than that something failed when it is one of several codes: libraries that return only -1 have another way.
        var isCode = function.Return.Type.TypeKind == TypeKind.Enum || status.Evidence >= Evidence.Header || contract.ErrorText.IsKnown;
        return status.Value.Kind switch
        {
            StatusKind.HResult when failing is Relation.Less or Relation.NotEqual && constant == 0 => FFI4010Properties.HResult,
            StatusKind.NotNegative when isCode && failing is Relation.Less or Relation.NotEqual && constant == 0 => FFI4010Properties.Status,
            StatusKind.Equal when isCode && failing == Relation.NotEqual && constant == status.Value.Success => FFI4010Properties.Status,
            StatusKind.Equal when isCode && failing is Relation.Less or Relation.Greater && constant == 0 && status.Value.Success == 0 => FFI4010Properties.Status,
            _ => null,
        };
    }

    private static bool IsWholeCondition(IOperation test)
    {
        var current = test;
        while (current.Parent is IParenthesizedOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IConversionOperation { IsImplicit: true })
        {
            current = current.Parent;
        }

        return current.Parent is IConditionalOperation conditional && conditional.Condition == current;
    }

    /// <summary>The exception of a branch that does nothing but throw it.</summary>
    private static IObjectCreationOperation? CreationIn(IOperation branch)
    {
        var current = branch is IBlockOperation { Operations: { Length: 1 } single } ? single[0] : branch;
        while (current is IExpressionStatementOperation or IConversionOperation)
        {
            current = current is IExpressionStatementOperation statement ? statement.Operation : ((IConversionOperation)current).Operand;
        }

        return current is IThrowOperation { Exception: { } exception } ? Operations.Unconverted(exception) as IObjectCreationOperation : null;
    }

    /// <summary>Whether the exception gets the status or the error in a way that can be seen, or that cannot be ruled out.</summary>
    private static bool MayCarry(IObjectCreationOperation creation, IOperation value, InteropContext interop)
    {
        if (LastErrorEffects.Of(interop).IsRead(creation.Constructor) || MayAskItself(creation.Type))
        {
            return true;
        }

        foreach (var operation in creation.Descendants())
        {
            switch (operation)
            {
                case INameOfOperation or IInterpolatedStringOperation or ILiteralOperation:
                    break;
                case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String }:
                    break;
                case IInvocationOperation or IObjectCreationOperation or IFunctionPointerInvocationOperation:
                    return true;
                case ILocalReferenceOperation local when SpeaksOfError(local.Local.Name) || IsSame(local, Tested(value)):
                case IParameterReferenceOperation { Parameter.Name: var name } when SpeaksOfError(name) && operation.Parent is not INameOfOperation:
                case IMemberReferenceOperation { Member.Name: var member } when SpeaksOfError(member) && operation is not IFieldReferenceOperation { Field.IsConst: true }:
                    return true;
            }
        }

        return false;
    }

    private static IOperation Tested(IOperation value) => value is ISimpleAssignmentOperation { Target: var target } ? target : value;

    private static bool IsSame(IOperation operation, IOperation value) =>
        operation is ILocalReferenceOperation local && value is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(local.Local, other.Local);

    private static bool SpeaksOfError(string name) =>
        NativeNames.Words(name).Any(word => word is "error" or "err" or "errno" or "message" or "msg" or "text" or "reason" or "status" or "code" or "detail" or "details");

    /// <summary>An exception class of the project whose constructor calls something may fetch the error by itself.</summary>
    private static bool MayAskItself(ITypeSymbol? type)
    {
        if (type is { Name: var name } && (name.IndexOf("Win32", StringComparison.Ordinal) >= 0 || name.IndexOf("LastError", StringComparison.Ordinal) >= 0))
        {
            return true;
        }

        for (var current = type as INamedTypeSymbol; current is not null && !current.DeclaringSyntaxReferences.IsEmpty; current = current.BaseType)
        {
            foreach (var reference in current.DeclaringSyntaxReferences)
            {
                var node = reference.SyntaxTree.GetRoot().FindNode(reference.Span);
                if (node.DescendantNodes().Any(inner => inner is InvocationExpressionSyntax))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Diagnostic? OfCatch(ICatchClauseOperation clause, InteropContext interop, CancellationToken cancellationToken)
    {
        if (clause is not { Parent: ITryOperation attempt, ExceptionType.TypeKind: TypeKind.Class }
            || clause.Handler.Operations.LastOrDefault() is not { } last
            || CreationIn(last) is not { Type: INamedTypeSymbol type } creation
            || !TakesInner(type, interop.Types)
            || clause.Handler.Descendants().Any(operation => operation is ILocalReferenceOperation { Local: var local } && clause.Locals.Contains(local, SymbolEqualityComparer.Default))
            || NativeCallIn(attempt.Body, interop, cancellationToken) is not { } function)
        {
            return null;
        }

        return Report.Create(
            Rule,
            interop.Compilation,
            creation.Syntax.GetLocation(),
            null,
            ImmutableDictionary<string, string?>.Empty.Add(FFI4010Properties.Lost, FFI4010Properties.Caught),
            default,
            function.DisplayName,
            $"the caught `{DisplayNames.OfType(clause.ExceptionType)}`",
            "pass it as the inner exception");
    }

    private static bool TakesInner(INamedTypeSymbol type, KnownTypes types) => type.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Length == 2
        && constructor.Parameters[0].Type.SpecialType == SpecialType.System_String
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[1].Type, types.Exception));

    /// <summary>The native function that the guarded code calls, itself or through a method of the same file.</summary>
    private static NativeFunction? NativeCallIn(IOperation body, InteropContext interop, CancellationToken cancellationToken)
    {
        NativeFunction? Direct(IOperation operation) => operation.Descendants()
            .Select(call => NativeCalls.FunctionOf(interop, call)).FirstOrDefault(found => found is not null);

        return Direct(body)
            ?? body.Descendants().OfType<IInvocationOperation>()
                .Select(call => MethodBodies.Of(call.TargetMethod, body.SemanticModel, cancellationToken))
                .Where(called => called is not null)
                .Select(called => Direct(called!))
                .FirstOrDefault(found => found is not null);
    }
}
