using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for what calls tell of success and failure.</summary>
internal sealed partial class FlowCalls
{
    private Origin? LastErrorOf(FlowCall call) => call.Function is { SetLastError: true }
        ? body.OriginOf(call.Operation, LastErrorRole, (Calls: this, Call: call), static (id, from) => new Origin(id, OriginKind.LastError, from.Call.Operation)
        {
            Producer = from.Call.DisplayName,
            Evidence = Evidence.Known,
            Status = from.Calls.StatusOriginOf(from.Call),
        })
        : null;

    private Origin? ErrorTextOf(FlowCall call) => call.Contract is { ErrorText: { IsKnown: true } text }
        ? body.OriginOf(call.Operation, ErrorTextRole, (Calls: this, Call: call, Text: text), static (id, from) => new Origin(id, OriginKind.LastError, from.Call.Operation)
        {
            Producer = from.Call.DisplayName,
            Evidence = from.Text.Evidence,
            Source = from.Text.Value,
            Status = from.Calls.StatusOriginOf(from.Call),
        })
        : null;

    /// <summary>The value that tells whether the call failed: its status, or the handle that it returns.</summary>
    private Origin? StatusOriginOf(FlowCall call) => body.FindOrigin(call.Operation, StatusRole) ?? body.FindOrigin(call.Operation, ErrorRole) ?? body.FindOrigin(call.Operation, -1);

    private Origin? MakeStatus(FlowCall call, FlowState state)
    {
        StatusConvention? convention = null;
        var (evidence, source) = (Evidence.None, "");
        if (call.Contract is { Status: { IsKnown: true } stated } && call.Roles.Acquisitions.All(acquisition => acquisition.Parameter >= 0) && call.Function!.PreserveSig)
        {
            (convention, evidence, source) = (stated.Value, stated.Evidence, stated.Source);
        }
        else if (call.Summary is { IsKnown: true, Status: { } passed })
        {
            (convention, evidence) = (passed, Evidence.Inferred);
        }
        else if (call is { Summary.IsKnown: true, Lambda: { IsKnown: true, Status: { } returned } })
        {
            (convention, evidence) = (returned, Evidence.Inferred);
        }
        else if (call.Function is null && call.Roles.Acquisitions.Any(acquisition => acquisition.Parameter >= 0))
        {
            // The framework's own: NativeLibrary.TryLoad answers with a bool, Marshal.QueryInterface with an HRESULT.
            (convention, evidence) = call.Method?.ReturnType.SpecialType switch
            {
                SpecialType.System_Boolean => (new StatusConvention(StatusKind.NotZero), Evidence.Known),
                SpecialType.System_Int32 => (new StatusConvention(StatusKind.HResult), Evidence.Known),
                _ => (convention, evidence),
            };
        }
        else if (call is { Function: null, Summary: null, Method.ReturnType.SpecialType: SpecialType.System_Int32 } && call.Roles.Acquisitions.Any(acquisition => acquisition.Parameter >= 0))
        {
            (convention, evidence) = (new StatusConvention(StatusKind.HResult), Evidence.Known);
        }
        else if (call is { Function: { SetLastError: true, PreserveSig: true } function, Contract.Return.Ownership.IsKnown: false }
            && call.Roles.Acquisitions.All(acquisition => acquisition.Parameter >= 0)
            && ImpliedConvention(function) is { } implied)
        {
            (convention, evidence, source) = (implied, Evidence.Inferred, $"inferred from SetLastError on {function.DisplayName}");
        }

        else if (call is { Function.PreserveSig: true } && call.Roles.Acquisitions.Any(acquisition => acquisition.Parameter >= 0) && IsJudgedAtOnce(call))
        {
            // What it means, only the judge knows, and nobody else asks here.
            (convention, evidence, source) = (new StatusConvention(StatusKind.Equal), Evidence.Inferred, "inferred from the method that judges it");
        }

        if (convention is null)
        {
            return null;
        }

        var status = body.OriginOf(call.Operation, StatusRole, (Call: call, Convention: convention, Evidence: evidence, Source: source), static (id, from) => new Origin(id, OriginKind.Status, from.Call.Operation)
        {
            Convention = from.Convention,
            Evidence = from.Evidence,
            Source = from.Source,
            Producer = from.Call.DisplayName,
        });
        transfer.Make(status, OriginState.Unchecked, state);
        return status;
    }

    /// <summary>The argument through which the callee tells whether it failed, when it goes to a place that can be asked.</summary>
    private static FlowArgument? ErrorArgumentOf(FlowCall call)
    {
        var position = call.Contract is { } contract ? contract.ErrorParameter : call.Summary is { ToldBy: { } passed } ? passed.Parameter : -1;
        return position >= 0 && call.ArgumentOf(position) is { Slot: >= 0 } argument ? argument : null;
    }

    private Origin MakeError(FlowCall call, FlowArgument argument, FlowState state)
    {
        var stated = call.Contract?.Parameters[argument.Index].Status ?? new Fact<StatusConvention>(call.Summary!.ToldBy!.Value.Convention, Evidence.Inferred, "");
        var told = body.OriginOf(call.Operation, ErrorRole, (Call: call, argument.Parameter, Stated: stated), static (id, from) => new Origin(id, OriginKind.Status, from.Call.Operation)
        {
            Convention = from.Stated.Value,
            Evidence = from.Stated.Evidence,
            Source = from.Stated.Source,
            Producer = from.Call.DisplayName,
            Symbol = from.Parameter,
        });
        transfer.Make(told, OriginState.Unchecked, state);
        return told;
    }

    /// <summary>Whether the result goes straight into a method that throws for some of its values: <c>Check(native_new(out var made))</c>.</summary>
    private bool IsJudgedAtOnce(FlowCall call) =>
        call.Function!.Return.Marshalling.Shape is ManagedShape.Enum or ManagedShape.Number
        && Operations.WithConversions(call.Operation).Parent is IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation { TargetMethod: var judge } }
        && (FlowAnalysis.Of(body.Interop).SummaryOf(judge, body.Scope, body.CancellationToken) is { IsKnown: true } summary
            ? summary.EffectOf(ordinal) is ParameterEffect.Checks or ParameterEffect.ChecksAndReturns
            : CheckingNames.IsChecking(judge.Name));

    /// <summary>How a function that leaves its reason in the last error says that it failed.</summary>
    private StatusConvention? ImpliedConvention(NativeFunction function) => function.Return.Type switch
    {
        { SpecialType: SpecialType.System_Boolean } => new StatusConvention(StatusKind.NotZero),
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_IntPtr } when SystemLibraries.IsUnix(function.Library) || LibraryNames.Normalize(function.Library) == "ws2_32" =>
            new StatusConvention(StatusKind.NotNegative),
        { } type when ResourceRoles.IsRaw(type) || body.Roles.IsSafeHandle(type) => new StatusConvention(StatusKind.NotNull),
        _ => null,
    };
}
