using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4001 tells its fix.</summary>
internal static class FFI4001Properties
{
    /// <summary>The name of a <see cref="StatusKind"/>.</summary>
    public const string Success = "success";

    /// <summary>The value of <see cref="StatusKind.Equal"/>.</summary>
    public const string SuccessValue = "successValue";

    /// <summary>Present when a failing call leaves its reason in the last error, and the import saves it.</summary>
    public const string LastError = "lastError";

    /// <summary>
    /// The name of the local that gets the error of a function that tells by a parameter whether it failed, and that nobody reads; <see cref="Success"/> is then what success looks like in it.
    /// </summary>
    public const string Error = "error";

    /// <summary>Present when the call releases something while an object is cleaned up, where throwing would be wrong.</summary>
    public const string Cleanup = "cleanup";
}

/// <summary>FFI4001: the result of a native function that reports failure through it is dropped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4001NativeStatusIgnored : InteropAnalyzer
{
    private const string Id = "FFI4001";
    private const string Title = "Native status is ignored";
    private const string Message = "The status that '{0}' returns is ignored ({1}; {2}): a failure goes unnoticed and what follows works on data that was never made; check it and throw";
    private const string Description = "Native code cannot throw: a status that nobody reads is an error that nobody sees until something else breaks.";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        Id, Title, Message, RuleFamily.Errors, DiagnosticSeverity.Warning, description: Description);

    // Who goes on with rights, locks or time that were not given or taken back does something else than what is written.
    private static readonly HashSet<string> ReliedOnWords = new(StringComparer.Ordinal)
    {
        "impersonate", "revert", "token", "privilege", "privileges", "security", "wait", "lock", "acquire", "enter", "write", "flush", "move", "rename", "replace", "copy", "protect", "encrypt", "decrypt", "commit",
    };

    // What the other callers show is known only when all of them were seen.
    private static readonly DiagnosticDescriptor RuleFromCallers = RuleDescriptor.Create(
        Id, Title, Message, RuleFamily.Errors, DiagnosticSeverity.Warning, description: Description, customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly DiagnosticDescriptor RuleOfParameter = RuleDescriptor.Create(
        Id,
        Title,
        "Whether '{0}' failed stands in '{1}', which nobody reads ({2}; {3}): a failure goes unnoticed and what follows works on data that was never made; test it and throw",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: Description);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule, RuleFromCallers, RuleOfParameter);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var contracts = BoundaryContracts.Of(interop);
        var callers = new ConcurrentDictionary<NativeFunction, Callers>();
        var comparisons = new LocalComparisons();

        start.OnOperation(
            context =>
            {
                var call = context.Operation;
                if (NativeCalls.FunctionOf(interop, call) is not { } function)
                {
                    return;
                }

                var contract = contracts.For(function, context.CancellationToken);
                if (contract.ErrorParameter >= 0 && !contract.Status.IsKnown && UnreadError(call, function, contract, interop) is { } unread)
                {
                    context.ReportDiagnostic(unread);
                }

                if (function.Return.Marshalling.Shape == ManagedShape.Void)
                {
                    return;
                }

                var use = UseOf(call, context.Operation.Syntax.SyntaxTree, interop);
                if (use is ResultUse.Dropped && NativeStatus.Of(function, contracts, interop.Types) is { IsKnown: true } status)
                {
                    var severity = status.IsCertain ? Rule.DefaultSeverity : Report.OneStepLower(Rule.DefaultSeverity);
                    var isRelease = Releases(function, contracts, interop);
                    var isCleanup = isRelease && IsInCleanup(context.ContainingSymbol);
                    var isUnneeded = status.Evidence <= Evidence.Known && (IsInFinalizer(context.ContainingSymbol) || IsOnlyDone(function, contracts));

                    // What a ReleaseHandle makes of the result is FFI1009's.
                    if (isRelease && HandleClassMembers.IsReleaseHandle(context.ContainingSymbol, interop.Types))
                    {
                        return;
                    }

                    // Of a release that fails nobody can make more than a note, unless the project's own contract asks for more. Nor of the system that did not do what nothing here builds on.
                    if (isRelease && status.Evidence <= Evidence.Known && SystemLibraries.IsAny(function.Library))
                    {
                        // CloseHandle and its like fail only for what is no handle, and nobody asks them.
                        severity = DiagnosticSeverity.Hidden;
                    }
                    else if (isCleanup || isUnneeded || (isRelease && status.Evidence <= Evidence.Known) || AreOutsLookedAt(call) || IsHandleRefused(call, function, contracts, interop) || IsBestEffort(call) || IsResultCleared(call))
                    {
                        severity = Report.OneStepLower(Rule.DefaultSeverity);
                    }

                    if (Create(Rule, interop, call.Syntax.GetLocation(), severity, function, contracts, status, isCleanup) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
                else if (use is ResultUse.Dropped && contracts.For(function) is { MustUseResult: { IsKnown: true } demand, Return.Ownership: var ownership })
                {
                    // What is owned and dropped is a leak, which FFI1003 reports.
                    const string Demand = "its declaration demands that the result is looked at";
                    if (ownership is not { IsKnown: true, Value.Kind: OwnershipKind.Owned }
                        && Report.Create(Rule, interop.Compilation, call.Syntax.GetLocation(), null, null, default, function.DisplayName, Demand, demand.Source) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
                else if (function.Return.Type.SpecialType == SpecialType.System_Int32 && function.IsBound)
                {
                    var known = callers.GetOrAdd(function, static called => new Callers(called));
                    known.Add(use, call.Syntax.GetLocation(), IsInCleanup(context.ContainingSymbol), ComparedWith(call, comparisons));
                }
            },
            OperationKind.Invocation,
            OperationKind.FunctionPointerInvocation);

        start.OnCompilationEnd(context =>
        {
            foreach (var known in callers.Values)
            {
                foreach (var (location, convention) in known.Offenders())
                {
                    var status = new Fact<StatusConvention>(convention, Evidence.Inferred, "inferred from every other caller in this project");
                    if (Create(RuleFromCallers, interop, location, Report.OneStepLower(Rule.DefaultSeverity), known.Function, contracts, status) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            }
        });
    }

    private static Diagnostic? Create(
        DiagnosticDescriptor rule,
        InteropContext interop,
        Location location,
        DiagnosticSeverity severity,
        NativeFunction function,
        BoundaryContracts contracts,
        Fact<StatusConvention> status,
        bool isCleanup = false)
    {
        var properties = PropertiesOf(status.Value);
        if (function.SetLastError && (contracts.For(function).LastError.IsKnown || status.Value.Kind is StatusKind.NotZero or StatusKind.NotNull))
        {
            properties = properties.Add(FFI4001Properties.LastError, "");
        }

        if (isCleanup)
        {
            properties = properties.Add(FFI4001Properties.Cleanup, "");
        }

        return Report.Create(rule, interop.Compilation, location, severity, properties, default, function.DisplayName, status.Value, status.Source);
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(StatusConvention convention) => ImmutableDictionary<string, string?>.Empty
        .Add(FFI4001Properties.Success, convention.Kind.ToString())
        .Add(FFI4001Properties.SuccessValue, convention.Success.ToString(CultureInfo.InvariantCulture));

    /// <summary>A call whose error goes into a local that nobody reads, or, with the strict option, into a discard.</summary>
    private static Diagnostic? UnreadError(IOperation call, NativeFunction function, FunctionContract contract, InteropContext interop)
    {
        var parameter = function.Parameters[contract.ErrorParameter];
        foreach (var argument in NativeCalls.ArgumentsOf(call))
        {
            if (NativeCalls.ParameterOf(function, argument)?.Index != parameter.Index)
            {
                continue;
            }

            var place = argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : Operations.Unconverted(argument.Value);
            var local = place switch
            {
                ILocalReferenceOperation { Local: { RefKind: RefKind.None } named } when argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref => named,
                IAddressOfOperation { Reference: ILocalReferenceOperation { Local: var addressed } } => addressed,
                _ => null,
            };
            if (local is null ? place is not IDiscardOperation || !interop.Options.IsOn(call.Syntax.SyntaxTree, Id, "strict") : IsRead(local, call))
            {
                return null;
            }

            var status = contract.Parameters[parameter.Index].Status;
            return Report.Create(
                RuleOfParameter,
                interop.Compilation,
                call.Syntax.GetLocation(),
                status.IsCertain ? null : Report.OneStepLower(RuleOfParameter.DefaultSeverity),
                local is null ? null : PropertiesOf(status.Value).Add(FFI4001Properties.Error, local.Name),
                default,
                function.DisplayName,
                parameter.Name,
                NativeStatus.Describe(status.Value, parameter.Type),
                status.Source);
        }

        return null;
    }

    /// <summary>Whether code anywhere in the member looks at what a local holds.</summary>
    private static bool IsRead(ILocalSymbol local, IOperation call)
    {
        foreach (var reference in LocalReferences.Around(call).To(local))
        {
            if (reference.Parent is not (IDeclarationExpressionOperation or IArgumentOperation { Parameter.RefKind: RefKind.Out })
                && !(reference.Parent is ISimpleAssignmentOperation { Target: var target } && target == reference)
                && !(reference.Parent is IArgumentOperation { Parent: { } taker } && taker == call)
                && !IsAddressFor(reference, call))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the call gets the local's address.</summary>
    private static bool IsAddressFor(IOperation reference, IOperation call) =>
        reference.Parent is IAddressOfOperation address && Operations.WithConversions(address).Parent is IArgumentOperation { Parent: { } taker } && taker == call;

    /// <summary>
    /// Whether a function of Windows makes and secures nothing that code behind the call could rely on. What it only tells, it fails to tell where something is wrong already.
    /// </summary>
    private static bool IsOnlyDone(NativeFunction function, BoundaryContracts contracts)
    {
        // setenv fails for a name that is none, or without memory.
        if (function.EntryPoint is "setenv" or "unsetenv" or "putenv")
        {
            return true;
        }

        if (!SystemLibraries.IsWindows(function.Library))
        {
            return false;
        }

        foreach (var word in contracts.WordsOf(function))
        {
            if (ReliedOnWords.Contains(word))
            {
                return false;
            }
        }

        var contract = contracts.For(function);
        foreach (var parameter in function.Parameters)
        {
            var value = contract[parameter];
            if (value.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Owned }
                || (!value.IsConst.Value && parameter.Type is IArrayTypeSymbol or IPointerTypeSymbol { PointedAtType.SpecialType: not SpecialType.None } or INamedTypeSymbol { Name: "StringBuilder" }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the code behind the call asks each value that the function makes whether it is there, or gave it before the call the value that it shall have when the function makes none.
    /// </summary>
    private static bool AreOutsLookedAt(IOperation call)
    {
        if (call is not IInvocationOperation { Arguments: var arguments })
        {
            return false;
        }

        var any = false;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out })
            {
                continue;
            }

            var local = argument.Value switch
            {
                ILocalReferenceOperation reference => reference.Local,
                IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } => declared.Local,
                _ => null,
            };
            if (local is null)
            {
                // A discard is nothing that is worked on.
                if (argument.Value is IDiscardOperation)
                {
                    continue;
                }

                return false;
            }

            var references = LocalReferences.Around(call);
            var mentions = references.To(local);
            var isGiven = references.InitializerOf(local) is not null || mentions.Any(mention => mention.Syntax.SpanStart < call.Syntax.SpanStart && IsAssigned(mention));
            var later = mentions.Where(mention => mention.Syntax.SpanStart > call.Syntax.Span.End).ToList();
            if (later.Count > 0 && !isGiven && !IsTest(later[0]) && !(local.Type.SpecialType == SpecialType.System_String && later.All(IsComparedOrReturned)))
            {
                return false;
            }

            any |= later.Count > 0;
        }

        return any;

        static bool IsAssigned(IOperation mention) => mention.Parent is ISimpleAssignmentOperation assignment && assignment.Target == mention;
    }

    /// <summary>
    /// Whether the first that gets the handle which a function of Windows makes refuses what is none, so that nothing happens to anything else: another function of Windows, or a constructor that throws.
    /// </summary>
    private static bool IsHandleRefused(IOperation call, NativeFunction function, BoundaryContracts contracts, InteropContext interop)
    {
        if (call is not IInvocationOperation { Arguments: var arguments } || !SystemLibraries.IsWindows(function.Library))
        {
            return false;
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out or RefKind.Ref } || NativeCalls.ParameterOf(function, argument) is not { } parameter
                || contracts.For(function)[parameter].Ownership is not { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: "CloseHandle" } })
            {
                continue;
            }

            var variable = VariableIn(argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value);
            var next = variable is null ? null : Operations.RootOf(call).Descendants().FirstOrDefault(operation =>
                operation.Syntax.SpanStart > call.Syntax.Span.End && SymbolEqualityComparer.Default.Equals(VariableIn(operation), variable));
            return next is not null && Operations.WithConversions(next).Parent is IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: var taker } && taker switch
            {
                IObjectCreationOperation { Type: { Name: "WindowsIdentity", ContainingNamespace.Name: "Principal" } } => true,
                IInvocationOperation user => NativeCalls.FunctionOf(interop, user) is { } other && SystemLibraries.IsWindows(other.Library),
                _ => false,
            };
        }

        return false;

        static ISymbol? VariableIn(IOperation operation) => operation switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation } => field,
            _ => null,
        };
    }

    /// <summary>Whether an operation only asks whether a value is there: it is compared with nothing, or is a flag.</summary>
    private static bool IsTest(IOperation mention)
    {
        var value = Operations.WithConversions(mention);
        return value.Parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual } comparison =>
                IsNothing(comparison.LeftOperand == value ? comparison.RightOperand : comparison.LeftOperand),
            IIsPatternOperation => true,
            IPropertyReferenceOperation { Property.Name: "IsInvalid" or "IsNull" } => true,
            IConditionalOperation conditional => conditional.Condition == value,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } => true,
            IInvocationOperation { TargetMethod: { Name: "Equals", Parameters.Length: 1 } } call => call.Instance == value,
            _ => false,
        };

        static bool IsNothing(IOperation operand) => Operations.Unconverted(operand) is { ConstantValue: { HasValue: true, Value: null or 0 or 0u or 0L or 0ul } }
            or IDefaultValueOperation or IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero" } } or IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Zero" } };
    }

    /// <summary>Whether nothing is done with a text but to compare it or to give it to the caller: where there is none it is null, and equal to no text.</summary>
    private static bool IsComparedOrReturned(IOperation mention) => Operations.WithConversions(mention).Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } } => true,
        IReturnOperation => true,
        _ => false,
    };

    /// <summary>Whether a call is all that a <c>try</c> does, and its handler does nothing for any exception: who writes this wants no failure to stop the program.</summary>
    private static bool IsBestEffort(IOperation call) =>
        Operations.WithConversions(call).Parent is IExpressionStatementOperation { Parent: IBlockOperation { Operations.Length: 1, Parent: ITryOperation { Catches: { Length: 1 } handlers } attempt } block }
        && attempt.Body == block
        && handlers[0] is { Filter: null, Handler.Operations.IsEmpty: true, ExceptionType: null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" } };

    /// <summary>Whether the statement before the call clears the array that the call fills: a call that fails leaves it so on purpose.</summary>
    private static bool IsResultCleared(IOperation call)
    {
        if (Operations.WithConversions(call).Parent is not IExpressionStatementOperation { Parent: IBlockOperation block } statement
            || block.Operations.IndexOf(statement) is not (> 0 and var index)
            || block.Operations[index - 1] is not IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Name: "Clear", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: var cleared } })
        {
            return false;
        }

        return Operations.Unconverted(cleared[0].Value) is ILocalReferenceOperation { Local: var local }
            && NativeCalls.ArgumentsOf(call).Any(argument => Operations.Unconverted(argument.Value) is ILocalReferenceOperation { Local: var given } && SymbolEqualityComparer.Default.Equals(given, local));
    }

    private static bool Releases(NativeFunction function, BoundaryContracts contracts, InteropContext interop)
    {
        var contract = contracts.For(function);
        return HandlePairs.Of(interop).IsReleaser(function)
            || contract.Parameters.Any(value => value.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Releases });
    }

    /// <summary>Whether code runs while an object is being cleaned up, where an exception would hide the first one.</summary>
    private static bool IsInCleanup(ISymbol? symbol)
    {
        for (; symbol is IMethodSymbol method; symbol = method.ContainingSymbol)
        {
            // A private method that only releases is what Dispose and the finalizer share.
            if (method.MethodKind == MethodKind.Destructor
                || method.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "ReleaseHandle" or "DisposeCore"
                || (method is { DeclaredAccessibility: Accessibility.Private, ReturnsVoid: true, Name: "Close" or "Release" or "Free" or "Cleanup" or "Destroy" }))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInFinalizer(ISymbol? symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Destructor };

    private enum ResultUse
    {
        /// <summary>The call is a statement of its own.</summary>
        Dropped,

        /// <summary>Assigned to a discard: dropped, but on purpose.</summary>
        Discarded,

        Used,
    }

    private static ResultUse UseOf(IOperation call, SyntaxTree tree, InteropContext interop)
    {
        var outer = Operations.WithConversions(call);
        return outer.Parent switch
        {
            IExpressionStatementOperation => ResultUse.Dropped,
            IConditionalAccessOperation { Parent: IExpressionStatementOperation } => ResultUse.Dropped,
            ISimpleAssignmentOperation { Target: IDiscardOperation } =>
                interop.Options.IsOn(tree, Id, "strict") ? ResultUse.Dropped : ResultUse.Discarded,
            IForLoopOperation loop when loop.AtLoopBottom.Contains(outer) || loop.Before.Contains(outer) => ResultUse.Dropped,
            _ => ResultUse.Used,
        };
    }

    /// <summary>
    /// The convention that a caller shows: it compares the result, or the local that holds it, with zero, or gives it to a method that checks.
    /// </summary>
    private static StatusKind? ComparedWith(IOperation call, LocalComparisons comparisons)
    {
        switch (call.Parent)
        {
            case IBinaryOperation binary:
                return Comparison(binary, call);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: true, Name: var name } } } when CheckingNames.IsChecking(name):
                return StatusKind.Equal;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return comparisons.Of(local, call);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == call:
                return comparisons.Of(local, call);
            default:
                return null;
        }
    }

    private static StatusKind? Comparison(IBinaryOperation binary, IOperation value)
    {
        if ((binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand).ConstantValue is not { HasValue: true, Value: 0 })
        {
            return null;
        }

        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals => StatusKind.Equal,
            BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThanOrEqual => StatusKind.NotNegative,
            _ => null,
        };
    }

    /// <summary>With what locals are compared first, found in one walk over a body however many calls it has.</summary>
    private sealed class LocalComparisons
    {
        private readonly ConditionalWeakTable<IOperation, Dictionary<ILocalSymbol, StatusKind>> _byBody = new();

        public StatusKind? Of(ILocalSymbol local, IOperation call)
        {
            var body = call;
            while (body.Parent is not null and not IMethodBodyBaseOperation and not IAnonymousFunctionOperation and not ILocalFunctionOperation)
            {
                body = body.Parent;
            }

            return _byBody.GetValue(body, Find).TryGetValue(local, out var kind) ? kind : null;
        }

        private static Dictionary<ILocalSymbol, StatusKind> Find(IOperation body)
        {
            var found = new Dictionary<ILocalSymbol, StatusKind>(SymbolEqualityComparer.Default);
            foreach (var operation in body.Descendants())
            {
                if (operation is ILocalReferenceOperation { Parent: IBinaryOperation binary } reference
                    && !found.ContainsKey(reference.Local)
                    && Comparison(binary, reference) is { } kind)
                {
                    found.Add(reference.Local, kind);
                }
            }

            return found;
        }
    }

    /// <summary>What the callers of one function that returns <c>int</c> do with it.</summary>
    private sealed class Callers(NativeFunction function)
    {
        // Fewer comparisons say little: a count or an index is compared too.
        private const int EnoughEvidence = 3;

        private readonly ConcurrentBag<Location> _dropped = [];
        private readonly ConcurrentBag<StatusKind?> _used = [];

        public NativeFunction Function { get; } = function;

        public void Add(ResultUse use, Location location, bool isInCleanup, StatusKind? comparison)
        {
            if (use == ResultUse.Used)
            {
                _used.Add(comparison);
            }
            else if (use == ResultUse.Dropped && !isInCleanup)
            {
                _dropped.Add(location);
            }
        }

        /// <summary>The one caller that drops what at least three others compare with zero in the same way, and nobody uses otherwise.</summary>
        public ImmutableArray<(Location Location, StatusConvention Convention)> Offenders()
        {
            var kinds = _used.Distinct().ToArray();
            return _dropped.Count == 1 && _used.Count >= EnoughEvidence && kinds.Length == 1 && kinds[0] is { } kind
                ? ImmutableArray.Create((_dropped.First(), new StatusConvention(kind)))
                : ImmutableArray<(Location, StatusConvention)>.Empty;
        }
    }
}
