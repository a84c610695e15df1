using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know. The diagnostic stands on the argument, the additional location is the release.</summary>
internal static class FFI1014Properties
{
    /// <summary>Present when a SafeHandle is given, which can be told to let go.</summary>
    public const string IsSafeHandle = nameof(IsSafeHandle);
}

/// <summary>A value is released here although native code became its owner.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1014OwnershipStillHeld : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1014",
        "Ownership passed to native code is still held",
        "`{0}` becomes the owner of `{1}`{2}, and it is released here all the same{3}; {4}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "Both sides release the value: the second release corrupts the heap or destroys an object that is in use.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context =>
        {
            HashSet<IOperation>? reported = null;
            foreach (var fact in FlowAnalysis.Of(interop).FactsOf(context))
            {
                if (fact is { Kind: FactKind.ReleasedAfterTransfer, At: { } release, Other: { } call }
                    && Create(interop, call, release, context.CancellationToken) is { } diagnostic
                    && (reported ??= []).Add(call))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static Diagnostic? Create(InteropContext interop, IOperation call, IOperation release, CancellationToken cancellationToken)
    {
        if (call is IInvocationOperation { TargetMethod: { IsExtern: false } helper } passing && FlowAnalysis.Of(interop).SummaryOf(helper, new SummaryScope(), cancellationToken) is { Takers.IsEmpty: false } summary)
        {
            // A method of the project gives the value to native code: what that call says is said of this one.
            foreach (var given in passing.Arguments)
            {
                if (summary.TakerOf(given.Parameter?.Ordinal ?? -1) is { } taker && given.Value.Syntax is { } value && Create(interop, taker, release, value) is { } inHelper)
                {
                    return inHelper;
                }
            }

            return null;
        }

        return Create(interop, call, release, null);
    }

    private static Diagnostic? Create(InteropContext interop, IOperation call, IOperation release, SyntaxNode? place)
    {
        if (NativeCalls.FunctionOf(interop, call) is not { } function)
        {
            return null;
        }

        // What the result says about who owns the value now is only known where it is a status.
        var contract = BoundaryContracts.Of(interop).For(function);
        if (!contract.Status.IsKnown && call.Parent is not IExpressionStatementOperation)
        {
            return null;
        }

        foreach (var argument in NativeCalls.ArgumentsOf(call))
        {
            if (NativeCalls.ParameterOf(function, argument) is not { } parameter
                || contract[parameter].Ownership is not { IsKnown: true, Value.Kind: OwnershipKind.Taken } ownership)
            {
                continue;
            }

            var isSafeHandle = ResourceRoles.Of(interop).IsSafeHandle(parameter.Type);
            return Report.Create(
                Rule,
                interop.Compilation,
                (place ?? argument.Value.Syntax).GetLocation(),
                ownership.Evidence == Evidence.Inferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                isSafeHandle && place is null ? ImmutableDictionary<string, string?>.Empty.Add(FFI1014Properties.IsSafeHandle, "") : null,
                ImmutableArray.Create(release.Syntax.GetLocation()),
                function.DisplayName,
                (place ?? argument.Value.Syntax).ToString(),
                ownership.Evidence is Evidence.Declared or Evidence.Known ? "" : $" ({ownership.Source})",
                release.IsImplicit ? " by `using`" : $" in line {ResourceWords.LineOf(release.Syntax)}",
                isSafeHandle ? "call `SetHandleAsInvalid` on it when the call has succeeded" : "leave the release to native code");
        }

        return null;
    }
}
