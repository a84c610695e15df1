using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4008 tells its fix; the value that is tested is the first additional location.</summary>
internal static class FFI4008Properties
{
    /// <summary>The name of a <see cref="StatusKind"/>; absent when no test of this value can be right.</summary>
    public const string Success = "success";

    /// <summary>The value of <see cref="StatusKind.Equal"/>.</summary>
    public const string SuccessValue = "successValue";

    /// <summary>"true" when the test has to be true on failure, "false" when it has to be true on success.</summary>
    public const string TrueOnFailure = "trueOnFailure";

    /// <summary>The value that is no handle, where the test only compares with the wrong one: "0" or "-1".</summary>
    public const string Sentinel = "sentinel";
}

/// <summary>FFI4008: a native result is compared in a way that takes failures for success, or successes for failure.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4008StatusTestedAgainstWrongConvention : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4008",
        "Status is tested against the wrong convention",
        "`{0}` tests the result of '{1}' against the wrong convention: {2} ({3}), so {4}; {5}",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "Native functions report failure in several ways: zero is success, zero is failure, a negative value is failure. A test of the wrong kind works until the first "
            + "result that the two ways judge differently.");

    // HRESULT functions whose documentation names S_FALSE, or another success that is not S_OK, among their results.
    private static readonly ImmutableHashSet<string> SeveralSuccesses = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "CoInitialize", "CoInitializeEx", "OleInitialize", "SHGetFolderPathW", "SHGetFolderPathA", "SHGetFolderPath", "DoDragDrop", "StgIsStorageFile", "StgIsStorageILockBytes",
        "OleIsCurrentClipboard", "AssocQueryStringW", "AssocQueryStringA", "AssocQueryString", "CreateStreamOnHGlobalEx", "RoInitialize");

    // What is asked for may be absent, and finding it may be the failure.
    private static readonly ImmutableHashSet<string> Questions = ImmutableHashSet.Create(
        StringComparer.Ordinal, "is", "has", "can", "exists", "find", "get", "query", "lookup", "open", "peek", "wait", "read", "load", "contains", "compare", "equal", "try", "test");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var values = StatusValues.Of(interop);
        start.OnOperation(
            context =>
            {
                if (StatusTest.Of(context.Operation) is { } test && Create(test, values, interop) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Binary,
            OperationKind.IsPattern,
            OperationKind.Invocation,
            OperationKind.FunctionPointerInvocation,
            OperationKind.LocalReference);
    }

    private static Diagnostic? Create(StatusTest test, StatusValues values, InteropContext interop)
    {
        if (values.FunctionOf(test.Value) is not { } function || function.Return.Marshalling.Shape == ManagedShape.Void)
        {
            return null;
        }

        var contracts = BoundaryContracts.Of(interop);
        var contract = contracts.For(function);
        var status = NativeStatus.Of(function, contracts, interop.Types);
        if (SentinelOf(contract, status, function) is { IsKnown: true } sentinel)
        {
            return test is { Relation: Relation.Equal or Relation.NotEqual, Constant: 0 or -1 } && test.Constant != sentinel.Value && !values.IsOneOfSeveral(test) && !IsBesideAnother(test)
                ? CreateForSentinel(test, function, sentinel, interop)
                : null;
        }

        if (!status.IsKnown || Judge(test, function, contract, status) is not { } verdict || values.IsOneOfSeveral(test) || IsBesideAnother(test))
        {
            return null;
        }

        var severity = !status.IsCertain || verdict.IsDoubtful ? Report.OneStepLower(Rule.DefaultSeverity) : Rule.DefaultSeverity;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (!verdict.CannotBeTested)
        {
            properties = properties
                .Add(FFI4008Properties.Success, status.Value.Kind.ToString())
                .Add(FFI4008Properties.SuccessValue, status.Value.Success.ToString(CultureInfo.InvariantCulture))
                .Add(FFI4008Properties.TrueOnFailure, verdict.TrueOnFailure ? "true" : "false");
        }

        return Report.Create(
            Rule,
            interop.Compilation,
            test.Test.Syntax.GetLocation(),
            severity,
            properties,
            ImmutableArray.Create(test.Value.Syntax.GetLocation()),
            Shown(test),
            function.DisplayName,
            status.Value,
            status.Source,
            verdict.Consequence,
            verdict.CannotBeTested ? "declare the result as a number, `int` for a status, and test that" : Advice(status.Value));
    }

    private static Diagnostic? CreateForSentinel(StatusTest test, NativeFunction function, Fact<long> sentinel, InteropContext interop) => Report.Create(
        Rule,
        interop.Compilation,
        test.Test.Syntax.GetLocation(),
        null,
        ImmutableDictionary<string, string?>.Empty.Add(FFI4008Properties.Sentinel, sentinel.Value == -1 ? "-1" : "0"),
        ImmutableArray.Create(test.Value.Syntax.GetLocation()),
        Shown(test),
        function.DisplayName,
        sentinel.Value == -1 ? "-1 means failure" : "null means failure",
        sentinel.Source,
        "a failed call passes for a good one",
        sentinel.Value == -1 ? "compare it with -1" : "compare it with zero");

    /// <summary>The one value of a raw handle that means failure.</summary>
    private static Fact<long> SentinelOf(FunctionContract contract, Fact<StatusConvention> status, NativeFunction function)
    {
        if (function.Return.Marshalling.Shape is not (ManagedShape.NativeInteger or ManagedShape.Pointer))
        {
            return default;
        }

        return contract.Return.Invalid is { IsCertain: true, Value: 0 or -1 } invalid
            ? invalid
            : status is { IsCertain: true, Value.Kind: StatusKind.NotNull } ? new Fact<long>(0, status.Evidence, status.Source) : default;
    }

    /// <param name="Consequence">What goes wrong.</param>
    /// <param name="TrueOnFailure">Whether the right test in the same place is true on failure.</param>
    /// <param name="IsDoubtful">Whether the function may never return what the two tests judge differently.</param>
    /// <param name="CannotBeTested">Whether the declared type has lost the difference.</param>
    private sealed record Verdict(string Consequence, bool TrueOnFailure, bool IsDoubtful = false, bool CannotBeTested = false);

    private static Verdict? Judge(StatusTest test, NativeFunction function, FunctionContract contract, Fact<StatusConvention> status)
    {
        var outcome = TestOutcome.Of(test.Test);
        bool? failsWhen = outcome.WhenTrue is not null ? true : outcome.WhenFalse is not null ? false : null;
        var isBool = function.Return.Type.SpecialType == SpecialType.System_Boolean;

        // The values on which the code fails, where it says so.
        var failing = failsWhen is { } known ? known ? test.Relation : StatusTest.Negated(test.Relation) : (Relation?)null;
        switch (status.Value.Kind)
        {
            case StatusKind.Equal when failing is not null && test.Constant == status.Value.Success && failing == Relation.Equal:
                return new Verdict("success throws and failure passes", failsWhen!.Value);
            case StatusKind.Equal when failing is not null && !isBool && test.Constant == 0 && status.Value.Success == 1 && failing is Relation.Equal or Relation.Less:
                return new Verdict(failing == Relation.Equal ? "a negative result, which is failure, passes" : "0, which is failure, passes", failsWhen!.Value);
            case StatusKind.Equal when failing == Relation.Less && test.Constant == 0 && status.Value.Success == 0 && FailureSigns(function) is { } signs:
                return signs.Positive ? new Verdict("a positive result, which is failure, passes", failsWhen!.Value) : null;
            case StatusKind.Equal when failing == Relation.Less && test.Constant == 0 && status.Value.Success == 0 && FailsPositively(function, status) is { } isCertain:
                return new Verdict("a positive result, which is failure, passes", failsWhen!.Value, !isCertain);
            case StatusKind.Equal when isBool && failing == Relation.NotEqual && status.Value.Success == 1:
                return new Verdict("success throws and failure passes", failsWhen!.Value);
            case StatusKind.NotNegative or StatusKind.HResult when isBool && failing == Relation.Equal:
                return new Verdict("a negative result, which is failure, is `true`", true, CannotBeTested: true);
            case StatusKind.NotNegative or StatusKind.HResult when isBool:
                return null;
            case StatusKind.NotNegative when failing == Relation.NotEqual && test.Constant == 0:
                // Many functions that may return more, such as ioctl and those with an NTSTATUS, return 0 for what they are asked here.
                return new Verdict("a positive result, which is success, throws", failsWhen!.Value, status.Evidence <= Evidence.Known);
            case StatusKind.HResult when failing == Relation.NotEqual && test.Constant == 0:
                return new Verdict("a success that is not S_OK, such as S_FALSE, throws", failsWhen!.Value, !SeveralSuccesses.Contains(function.EntryPoint ?? ""));
            case StatusKind.HResult when failing is Relation.Equal or Relation.LessOrEqual && test.Constant == 0:
                return new Verdict(failing == Relation.Equal ? "success throws and failure passes" : "S_OK throws", failsWhen!.Value);
            case StatusKind.NotNegative or StatusKind.HResult when failing == Relation.GreaterOrEqual && test.Constant == 0:
                return new Verdict("success throws and failure passes", failsWhen!.Value);
            case StatusKind.NotZero when !isBool && test.Constant == 0 && test.Relation is Relation.Less or Relation.GreaterOrEqual:
                return new Verdict("0, which is failure, passes for success", failsWhen ?? test.Relation == Relation.Less);
            case StatusKind.NotZero when !isBool && test.Constant == 1 && test.Relation is Relation.Equal or Relation.NotEqual && contract.BooleanResult.IsKnown:
                return new Verdict("success may be any number but zero and not only 1", failsWhen ?? test.Relation == Relation.NotEqual);
            case StatusKind.NotZero when failing == Relation.NotEqual && test.Constant == 0 && !IsQuestion(function):
                return new Verdict("success throws and failure passes", failsWhen!.Value);
            default:
                return null;
        }
    }

    /// <summary>Whether failures are positive numbers, read from the members of the enumeration; null when there is none.</summary>
    private static (bool Positive, bool Negative)? FailureSigns(NativeFunction function)
    {
        if (function.Return.Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
        {
            return null;
        }

        var (positive, negative) = (false, false);
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: IConvertible value })
            {
                var number = value.ToDecimal(CultureInfo.InvariantCulture);
                positive |= number > 0;
                negative |= number < 0;
            }
        }

        return (positive, negative);
    }

    /// <summary>
    /// Whether a function that returns a number may fail with a positive one: SQLite's does for certain, and one of which the project itself says that only 0 is success may.
    /// Libraries that return 0 or a negative number are too common for anything else.
    /// </summary>
    private static bool? FailsPositively(NativeFunction function, Fact<StatusConvention> status) =>
        function.EntryPoint?.StartsWith("sqlite3_", StringComparison.Ordinal) == true ? true : status.Evidence >= Evidence.Header ? false : null;

    private static bool IsQuestion(NativeFunction function) => NativeNames.Words(function.DisplayName).Any(Questions.Contains);

    /// <summary>Whether the same condition tests the same call's result in another way: <c>h == 0 || h == -1</c> on a field or property.</summary>
    private static bool IsBesideAnother(StatusTest test)
    {
        for (var current = test.Test.Parent; current is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } logical; current = current.Parent)
        {
            foreach (var operand in new[] { logical.LeftOperand, logical.RightOperand })
            {
                if (operand != test.Test && StatusTest.Of(operand) is { } other && SyntaxFactory.AreEquivalent(other.Value.Syntax, ValueSyntax(test)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // "(h = Open()) == 0 || h == -1" tests the variable that it assigns.
    private static SyntaxNode ValueSyntax(StatusTest test) => test.Value is ISimpleAssignmentOperation { Target.Syntax: var target } ? target : test.Value.Syntax;

    private static string Shown(StatusTest test)
    {
        const int Longest = 60;
        var text = (test.Test.Syntax is ExpressionSyntax expression ? expression.WithoutTrivia() : test.Test.Syntax).ToString();
        text = string.Join(" ", text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length > Longest ? text.Substring(0, Longest) + "…" : text;
    }

    private static string Advice(StatusConvention convention) => convention.Kind switch
    {
        StatusKind.Equal => "compare it with " + convention.Success.ToString(CultureInfo.InvariantCulture),
        StatusKind.NotZero => "compare it with 0",
        _ => "test whether it is negative",
    };
}
