using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for what calls make: resources, borrowed values, and what their out parameters get.</summary>
internal sealed partial class FlowCalls
{
    private int Results(FlowCall call, FlowState state)
    {
        var returned = MakeStatus(call, state);
        var error = ErrorArgumentOf(call);
        var told = error is { } place ? MakeError(call, place, state) : null;

        // Where both tell, the result does; who looks at the other knows the same.
        var status = returned ?? told;
        if (status is not null && !(call.Roles.Takes.IsEmpty && call.Roles.Releases.IsEmpty))
        {
            status.Given = GivenBy(call);
        }

        var result = returned is null ? FlowValues.Unknown : Values.Of(returned);

        // What the status tells about is the same on every visit.
        var correlated = status is { Correlated.IsEmpty: true } ? ImmutableArray.CreateBuilder<Origin>() : null;
        foreach (var acquisition in AcquisitionsOf(call))
        {
            if (acquisition.Parameter < 0)
            {
                result = MakeResource(acquisition, call.Operation, state, told, call);
                if (told is not null && Values.Single(result) is { Number: var number })
                {
                    correlated?.Add(body.Origins[(int)number]);
                }
            }
            else if (call.ArgumentOf(acquisition.Parameter) is { } argument && argument.Index != error?.Index)
            {
                var made = MakeResource(acquisition, call.Operation, state, status, call);
                if (Values.Single(made) is { Number: var position })
                {
                    correlated?.Add(body.Origins[(int)position]);
                }

                AssignOut(argument, made, call, state);
            }
        }

        foreach (var argument in call.Arguments)
        {
            var isWritten = argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref || (argument.Slot >= 0 && call.Function is not null);
            if (told is not null && argument.Index == error!.Value.Index)
            {
                AssignOut(argument, Values.Of(told), call, state);
                continue;
            }

            if (!isWritten || IsMade(call, argument.Index) || call.Roles.ReleasesParameter(argument.Index))
            {
                continue;
            }

            var value = FlowValues.Unknown;
            if (status is not null && call.Function is not null && argument.Parameter?.RefKind != RefKind.Ref)
            {
                var output = body.OriginOf(call.Operation, argument.Index, (Call: call, argument.Parameter, Status: status), static (id, from) => new Origin(id, OriginKind.Output, from.Call.Operation)
                {
                    Symbol = from.Parameter,
                    Status = from.Status,
                    Evidence = from.Status.Evidence,
                    Producer = from.Call.DisplayName,
                });
                correlated?.Add(output);
                state.SetState(output, OriginState.Live);
                value = Values.Of(output);
            }

            if (argument.Slot >= 0)
            {
                transfer.EscapeAll(SlotValue(argument, state), state, call.Operation);
                transfer.AssignSlot(argument.Slot, value, call.Operation, state);
                if (argument.Parameter?.RefKind == RefKind.Out)
                {
                    transfer.ForgetMembers(argument.Slot, call.Operation, state);
                }
            }

            // What these functions fill is their last parameter; the structs before it they only read. What is discarded is filled as well, and nobody has it then.
            if ((argument.Struct >= 0 && argument.Slot >= 0 || argument.Operation is IDiscardOperation)
                && call.Function is { } filler && argument.Index == filler.Parameters.Length - 1 && ResourceRoles.ReleaseOfFilledMembers(filler) is { } release)
            {
                FillMembers(call, filler, argument, release, status, correlated, state);
            }
        }

        if (correlated is not null)
        {
            status!.Correlated = correlated.ToImmutable();
            if (told is not null && returned is not null)
            {
                correlated.Add(returned);
                told.Correlated = correlated.ToImmutable();
            }
        }

        if (result != FlowValues.Unknown)
        {
            return result;
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            // What the answer says about what was handed out, only the callee knows.
            if (summary is { Status: null, Acquisitions.Length: 1 } && call.Method?.ReturnType.SpecialType == SpecialType.System_Boolean && body.FindOrigin(call.Operation, summary.Acquisitions[0].Parameter) is { } handedOut)
            {
                return Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, Values.Of(handedOut)));
            }

            if (summary.Answers is var (parameter, test, constant) && call.ArgumentOf(parameter) is { } tested)
            {
                return transfer.Test(tested.Value, test, constant);
            }

            for (var i = 0; i < summary.Parameters.Length; i++)
            {
                if (summary.Parameters[i] is ParameterEffect.Returns or ParameterEffect.ChecksAndReturns && call.ArgumentOf(i) is { } passed)
                {
                    return passed.Value;
                }
            }
        }
        else if (call.Function is null && call.Method?.ReturnType.SpecialType == SpecialType.System_Boolean)
        {
            return TestedByCallee(call);
        }
        else if (call.Function is { Parameters.Length: 1 } asked && call.Arguments.Length == 1 && SaysWhetherFailed(asked) is { } isOfFailure)
        {
            return TestedByNative(call.Arguments[0].Value, isOfFailure);
        }
        else if (call is { Function: null, Method.MethodKind: MethodKind.DelegateInvoke, Receiver: IParameterReferenceOperation { Parameter: var given } })
        {
            return Values.Of(body.OriginOf(call.Operation, -1, (call.Operation, Parameter: given), static (id, from) => new Origin(id, OriginKind.Invoked, from.Operation) { Symbol = from.Parameter }));
        }

        return BorrowedResult(call, state);
    }

    /// <summary>The fields of a struct get handles that the caller has to release. Each can be empty for itself, also where the call succeeded.</summary>
    private void FillMembers(FlowCall call, NativeFunction function, FlowArgument argument, string release, Origin? status, ImmutableArray<Origin>.Builder? correlated, FlowState state)
    {
        var role = MemberRole;
        foreach (var member in argument.Operation.Type?.GetMembers() ?? ImmutableArray<ISymbol>.Empty)
        {
            if (member is IFieldSymbol { IsStatic: false } field && ResourceRoles.IsRaw(field.Type))
            {
                var origin = body.OriginOf(
                    call.Operation,
                    role--,
                    (Acquisition: body.Roles.FilledMember(function, argument.Index, release), Call: call, Field: field),
                    static (id, from) => new Origin(id, OriginKind.Resource, from.Call.Operation)
                    {
                        Family = from.Acquisition.Family,
                        Evidence = from.Acquisition.Evidence,
                        Source = from.Acquisition.Source,
                        Producer = from.Call.DisplayName,
                        Symbol = from.Field,
                    });
                var made = transfer.Make(origin, status is null ? OriginState.Live : OriginState.Live | OriginState.Unchecked, state);
                if (argument.Struct >= 0)
                {
                    transfer.AssignSlot(body.SlotOfMember(argument.Struct, field.OriginalDefinition), made, call.Operation, state);
                }

                correlated?.Add(origin);
            }
        }
    }

    /// <summary>A method that answers yes or no about a tracked value.</summary>
    private int TestedByCallee(FlowCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (Values.Single(argument.Value) is { Kind: AtomKind.Origin })
            {
                return Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, argument.Value));
            }
        }

        return FlowValues.Unknown;
    }

    /// <summary>Whether a native function says of a status that it means a failure (true), as <c>LZ4F_isError(code)</c> does, or a success (false); null for every other function.</summary>
    private static bool? SaysWhetherFailed(NativeFunction function)
    {
        if (function.Parameters[0].Type is not { } given || !(given.TypeKind == TypeKind.Enum || IsWhole(given)) || function.Return.Type is not { } answer || !(answer.SpecialType == SpecialType.System_Boolean || IsWhole(answer)))
        {
            return null;
        }

        var words = NativeNames.Words(function.DisplayName);
        return !words.Contains("is") ? null
            : words.Contains("error") || words.Contains("err") || words.Contains("failure") || words.Contains("failed") ? true
            : words.Contains("success") || words.Contains("ok") ? false
            : null;

        static bool IsWhole(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
    }

    private int TestedByNative(int status, bool isOfFailure)
    {
        if (Values.Single(status) is not { Kind: AtomKind.Origin, Number: var number })
        {
            return FlowValues.Unknown;
        }

        var origin = body.Origins[(int)number];
        foreach (var kind in origin.Kind == OriginKind.Status ? StatusTests : [])
        {
            var test = new Atom(AtomKind.Test, 0, kind, status);
            if (FlowRefinement.MeansSuccess(origin, test) == !isOfFailure)
            {
                return Values.Of(test);
            }
        }

        return Values.Of(new Atom(AtomKind.Test, 0, TestKind.Opaque, status));
    }

    private static readonly TestKind[] StatusTests = [TestKind.Valid, TestKind.Invalid];

    /// <summary>What a call makes. Memory that is asked for at an address lies in what the program has reserved before: whoever has reserved it releases it.</summary>
    private ImmutableArray<Acquisition> AcquisitionsOf(FlowCall call)
    {
        if (call.Summary is { IsKnown: true } summary)
        {
            return call.Lambda is { IsKnown: true, Acquisitions: { IsEmpty: false } made } && made[0].Parameter < 0 ? summary.Acquisitions.Add(made[0]) : summary.Acquisitions;
        }

        return call.Function is { } function && ResourceRoles.PlaceParameterOf(function) is { } position
            && call.ArgumentOf(position) is { Value: var place } && Values.Single(place) is not { Kind: AtomKind.Constant, Number: 0 }
            ? ImmutableArray<Acquisition>.Empty
            : call.Roles.Acquisitions;
    }

    private bool IsMade(FlowCall call, int parameter)
    {
        foreach (var acquisition in AcquisitionsOf(call))
        {
            if (acquisition.Parameter == parameter)
            {
                return true;
            }
        }

        return false;
    }

    private void AssignOut(FlowArgument argument, int value, FlowCall call, FlowState state)
    {
        if (argument.Slot >= 0)
        {
            transfer.AssignSlot(argument.Slot, value, call.Operation, state);
        }
        else if (argument.Operation is not IDiscardOperation)
        {
            transfer.Assign(argument.Operation, value, call.Operation, state);
        }
    }

    private int MakeResource(Acquisition acquisition, IOperation operation, FlowState state, Origin? status, FlowCall? call = null)
    {
        var origin = body.OriginOf(operation, acquisition.Parameter, (acquisition, operation, status, call), static (id, from) => new Origin(id, OriginKind.Resource, from.operation)
        {
            Family = from.acquisition.Family,
            Evidence = from.acquisition.Evidence,
            Source = from.acquisition.Source,
            Producer = from.call?.DisplayName ?? from.acquisition.Source,
            CanFail = from.acquisition.CanFail,
            IsEmptyByChoice = from.acquisition.IsEmptyByChoice,
            Invalid = from.acquisition.Invalid,
            Convention = from.acquisition.Parameter < 0 && from.call?.Contract is { Status: { IsKnown: true, Value: { Kind: StatusKind.NotNegative } convention } } ? convention : null,
            Status = from.status,
            Symbol = from.acquisition.Parameter >= 0 ? from.call?.ArgumentOf(from.acquisition.Parameter)?.Parameter : null,
        });
        return transfer.Make(origin, acquisition.CanFail || status is not null ? OriginState.Live | OriginState.Unchecked : OriginState.Live, state);
    }

    private int BorrowedResult(FlowCall call, FlowState state)
    {
        // Text and structs are copied by the marshaller.
        if (call.Contract is not { Return.Ownership: { IsKnown: true, Value.Kind: OwnershipKind.Borrowed or OwnershipKind.Static } ownership } || call.Function is not { } function || !ResourceRoles.IsRaw(function.Return.Type))
        {
            return FlowValues.Unknown;
        }

        var from = ownership.Value.Kind == OwnershipKind.Borrowed ? 0 : -1;
        if (ownership.Value.Name is { } name)
        {
            from = -1;
            foreach (var parameter in function.Parameters)
            {
                if (parameter.Name == name)
                {
                    from = parameter.Index;
                }
            }
        }

        var owner = from >= 0 && call.ArgumentOf(from) is { } argument ? argument.Value : FlowValues.Unknown;
        return BorrowFrom(owner, call.Operation, call.DisplayName, state, ownership.Evidence, ownership.Source);
    }

    private int BorrowFrom(int value, IOperation at, string producer, FlowState state, Evidence evidence = Evidence.Known, string source = "")
    {
        // Whoever the owner is, the value is not ours.
        var owner = Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Resource } resource ? resource : null;

        // A loop may come to the same place with another owner.
        var role = owner is null || body.FindOrigin(at, -1) is not { } first || ReferenceEquals(first.Owner, owner) ? -1 : FirstOwnerRole - owner.Id;
        var origin = body.OriginOf(at, role, (at, owner, evidence, source, producer), static (id, from) => new Origin(id, OriginKind.Borrowed, from.at)
        {
            Owner = from.owner,
            Evidence = from.evidence,
            Source = from.source,
            Producer = from.producer,
        });
        return transfer.Make(origin, OriginState.Live, state);
    }
}
