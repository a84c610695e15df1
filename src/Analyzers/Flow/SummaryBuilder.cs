using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Flow;

/// <summary>Collects what the ways out of a body show, and makes the summary for its callers of it.</summary>
internal sealed class SummaryBuilder
{
    private const int UsualParameters = 8;

    private static readonly ImmutableArray<ParameterEffect>[] NoEffects = [.. Enumerable.Range(0, UsualParameters + 1).Select(static count => Enumerable.Repeat(ParameterEffect.None, count).ToImmutableArray())];

    private readonly List<(Origin Origin, bool CanFail)> _returned = [];
    private readonly List<StatusConvention> _statuses = [];
    private readonly HashSet<int> _returnedParameters = [];
    private readonly HashSet<int> _invokedParameters = [];
    private (int Parameter, TestKind Test, long Constant)? _answer;
    private bool _returnsNothing;
    private bool _returnsOther;

    // Of a method that answers yes or no: whether each answer goes with something in its out parameters; null where that is not always so, or not known.
    private readonly Dictionary<long, bool?> _answers = [];
    private bool _answersOther;
    private readonly List<Acquisition> _acquisitions = [];

    /// <summary>Forgets the body.</summary>
    public void Clear()
    {
        _returned.Clear();
        _statuses.Clear();
        _returnedParameters.Clear();
        _invokedParameters.Clear();
        _answers.Clear();
        _acquisitions.Clear();
        _answer = null;
        (_returnsNothing, _returnsOther, _answersOther) = (false, false, false);
    }

    /// <summary>One way out returns <paramref name="value"/>.</summary>
    public void AddReturn(FlowBody body, int value, FlowState state)
    {
        foreach (var atom in body.Values[value])
        {
            switch (atom.Kind)
            {
                case AtomKind.Constant when atom.Number is 0 or 1 && IsMade(body, state) is var made:
                    _answers[atom.Number] = _answers.TryGetValue(atom.Number, out var before) && before != made ? null : made;
                    if (atom.Number == 0)
                    {
                        _returnsNothing = true;
                    }
                    else
                    {
                        _returnsOther = true;
                    }

                    break;
                case AtomKind.Constant when atom.Number is -1:
                    _returnsNothing = true;
                    break;
                case AtomKind.Test when body.Values.Single(atom.Operand) is { Kind: AtomKind.Origin, Number: var tested } && body.Origins[(int)tested] is { Kind: OriginKind.Resource } resource
                    && IsInOut(body, resource, state) && FlowRefinement.MeansSuccess(resource, atom) is { } isMade:
                    _statuses.Add(isMade ? new StatusConvention(StatusKind.NotZero) : new StatusConvention(StatusKind.Equal));
                    break;
                case AtomKind.Origin:
                    _answersOther = true;
                    AddOrigin(body.Origins[(int)atom.Number], state);
                    break;
                case AtomKind.Test when body.Values.Single(atom.Operand) is { Kind: AtomKind.Origin, Number: var number }:
                    _answersOther = true;
                    AddTest(body.Origins[(int)number], atom);
                    break;
                default:
                    _returnsOther = true;
                    _answersOther = true;
                    break;
            }
        }
    }

    /// <summary>Whether an out parameter hands out a resource on this way out; null where that cannot be told.</summary>
    private static bool? IsMade(FlowBody body, FlowState state)
    {
        bool? made = null;
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is not { Kind: SlotKind.Parameter, Symbol: IParameterSymbol { RefKind: RefKind.Out } } || body.Values.Single(state.Value(slot)) is not { } atom)
            {
                continue;
            }

            bool? one = atom switch
            {
                { Kind: AtomKind.Constant, Number: 0 or -1 } => false,
                { Kind: AtomKind.Origin } when body.Origins[(int)atom.Number] is { Kind: OriginKind.Resource } origin => state.State(origin) switch
                {
                    OriginState.Live => true,
                    OriginState.Failed or OriginState.Released => false,
                    _ => null,
                },
                _ => null,
            };
            if (one is null || (made is { } other && other != one))
            {
                return null;
            }

            made = one;
        }

        return made;
    }

    private static bool IsInOut(FlowBody body, Origin origin, FlowState state)
    {
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is { Kind: SlotKind.Parameter, Symbol: IParameterSymbol { RefKind: RefKind.Out } } && body.Values.Contains(state.Value(slot), origin))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a method whose only answers are yes and no says about its out parameters.</summary>
    private StatusConvention? AnswerAboutOuts() => _answersOther || _statuses.Count > 0 || _answers.Count != 2 ? null
        : _answers[1] == true && _answers[0] == false ? new StatusConvention(StatusKind.NotZero)
        : _answers[1] == false && _answers[0] == true ? new StatusConvention(StatusKind.Equal)
        : null;

    /// <summary>The summary of <paramref name="method"/> after a run over its body.</summary>
    public MethodSummary Build(IMethodSymbol method, FlowBody body, FlowEngine engine)
    {
        var parameters = method.Parameters;
        var effects = parameters.Length <= UsualParameters ? stackalloc ParameterEffect[parameters.Length] : new ParameterEffect[parameters.Length];
        Release?[]? releases = null;
        IOperation?[]? takers = null;
        _acquisitions.Clear();
        foreach (var parameter in parameters)
        {
            var effect = EffectOf(parameter, body, engine);
            effects[parameter.Ordinal] = effect;
            if (effect == ParameterEffect.Escapes && IsGivenAway(parameter, body, engine))
            {
                (takers ??= new IOperation?[parameters.Length])[parameter.Ordinal] = body.Takers[body.OriginOf(parameter).Id];
            }
            else if (effect == ParameterEffect.Releases && body.ReleasedBy.TryGetValue(body.OriginOf(parameter).Id, out var release))
            {
                (releases ??= new Release?[parameters.Length])[parameter.Ordinal] = release with { Parameter = parameter.Ordinal };
            }

            if (parameter.RefKind is RefKind.Out or RefKind.Ref && HandedOut(parameter, body, engine) is { } handedOut)
            {
                _acquisitions.Add(handedOut);
            }
        }

        if (_returned.Count > 0 && !_returnsOther && _returnedParameters.Count == 0 && _invokedParameters.Count == 0 && _returned.All(returned => ResourceFamily.AreAlike(returned.Origin.Family, _returned[0].Origin.Family)))
        {
            var first = _returned[0].Origin;
            _acquisitions.Insert(0, new Acquisition(-1, first.Family!, _returned.Min(returned => returned.Origin.Evidence), first.Source, _returnsNothing || _returned.Any(returned => returned.CanFail), first.Invalid)
            {
                IsEmptyByChoice = _returned.All(static returned => returned.Origin is { CanFail: false, Status: null } or { IsEmptyByChoice: true }),
            });
        }

        // What comes back out of the method is only known when it is always the same parameter.
        var isAlwaysTheSame = _returnedParameters.Count == 1 && !_returnsOther && !_returnsNothing && _returned.Count == 0 && _statuses.Count == 0 && _invokedParameters.Count == 0;
        foreach (var returned in _returnedParameters)
        {
            effects[returned] = effects[returned] switch
            {
                ParameterEffect.None when isAlwaysTheSame => ParameterEffect.Returns,
                ParameterEffect.Checks when isAlwaysTheSame => ParameterEffect.ChecksAndReturns,
                _ => ParameterEffect.Escapes,
            };
        }

        var throws = engine.Thrown.Any(static thrown => thrown.Kind == ExceptionKind.Explicit);
        var hasFlags = parameters.Any(static parameter => parameter is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Boolean });
        return new MethodSummary
        {
            IsKnown = true,
            Parameters = EffectsOf(effects),
            Releases = ImmutableArrayOf(releases),
            Takers = ImmutableArrayOf(takers),
            Acquisitions = _acquisitions.Count == 0 ? ImmutableArray<Acquisition>.Empty : _acquisitions.ToImmutableArray(),
            Answers = _returnsOther || _returnsNothing ? null : _answer,
            Status = !_returnsOther && _invokedParameters.Count == 0 && _statuses.Count > 0 && _statuses.Distinct().Count() == 1 ? _statuses[0] : method.ReturnType.SpecialType == SpecialType.System_Boolean ? AnswerAboutOuts() : null,
            ReturnsResultOf = _invokedParameters.Count == 1 && !_returnsOther && _returned.Count == 0 && _statuses.Count == 0 && _returnedParameters.Count == 0 ? _invokedParameters.First() : null,
            ToldBy = _acquisitions.Count > 0 ? ToldBy(method, body, engine) : null,
            ReturnsOnlyFor = throws && hasFlags ? ReturnsOnlyFor(parameters, body, engine) : ImmutableArray<bool?>.Empty,
            Throws = throws,
            CanThrow = throws || engine.Thrown.Count > 0,
            NeverReturns = throws && engine.AtExit.Count == 0,
            DependsOnFlags = hasFlags && IsAnyReleasedOnSomeWays(parameters, body, engine),
        };
    }

    private void AddOrigin(Origin origin, FlowState state)
    {
        switch (origin.Kind)
        {
            case OriginKind.Resource when (state.State(origin) & OriginState.Live) != 0:
                _returned.Add((origin, (state.State(origin) & OriginState.Unchecked) != 0));
                break;
            case OriginKind.Resource when state.State(origin) == OriginState.Failed:
                _returnsNothing = true;
                break;
            case OriginKind.Status when origin.Convention!.Kind != StatusKind.NotNull:
                _statuses.Add(origin.Convention);
                break;
            case OriginKind.Parameter when origin.Symbol is IParameterSymbol parameter:
                _returnedParameters.Add(parameter.Ordinal);
                break;
            case OriginKind.Invoked when origin.Symbol is IParameterSymbol parameter:
                _invokedParameters.Add(parameter.Ordinal);
                break;
            default:
                _returnsOther = true;
                break;
        }
    }

    private void AddTest(Origin origin, Atom test)
    {
        if (origin is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol parameter })
        {
            var answer = (parameter.Ordinal, test.Test, test.Number);
            _returnsOther |= _answer is { } other && other != answer;
            _answer = answer;
        }
        else if (origin.Kind == OriginKind.Status && FlowRefinement.MeansSuccess(origin, test) is { } isSuccess)
        {
            _statuses.Add(isSuccess ? new StatusConvention(StatusKind.NotZero) : new StatusConvention(StatusKind.Equal));
        }
        else
        {
            _returnsOther = true;
        }
    }

    private static ParameterEffect EffectOf(IParameterSymbol parameter, FlowBody body, FlowEngine engine)
    {
        if (body.Captured.Contains(parameter))
        {
            return ParameterEffect.Escapes;
        }

        if (parameter.RefKind != RefKind.None)
        {
            return ParameterEffect.None;
        }

        // What the body never asked for, nothing happened to.
        if (body.FindOrigin(parameter) is not { } origin)
        {
            return ParameterEffect.None;
        }

        var (isReleased, isKept, isEscaped, isTested) = (false, false, false, engine.AtExit.Count > 0);
        foreach (var state in engine.AtExit)
        {
            var current = state.State(origin);
            isEscaped |= (current & OriginState.Escaped) != 0;
            isTested &= (current & OriginState.Tested) != 0;
            if ((current & OriginState.Released) != 0)
            {
                isReleased = true;
            }
            else if ((current & OriginState.Failed) == 0)
            {
                isKept = true;
            }
        }

        if (isEscaped || (isReleased && isKept))
        {
            return ParameterEffect.Escapes;
        }

        if (isReleased)
        {
            return ParameterEffect.Releases;
        }

        return isTested && IsTestedBeforeThrow(origin, engine) ? ParameterEffect.Checks : ParameterEffect.None;
    }

    private static bool IsTestedBeforeThrow(Origin origin, FlowEngine engine)
    {
        foreach (var (state, kind, _) in engine.Thrown)
        {
            if (kind == ExceptionKind.Explicit && (state.State(origin) & OriginState.Tested) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAnyReleasedOnSomeWays(ImmutableArray<IParameterSymbol> parameters, FlowBody body, FlowEngine engine)
    {
        foreach (var parameter in parameters)
        {
            if (IsReleasedOnSomeWays(parameter, body, engine))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReleasedOnSomeWays(IParameterSymbol parameter, FlowBody body, FlowEngine engine)
    {
        if (parameter.RefKind != RefKind.None || body.Captured.Contains(parameter) || !body.Roles.CanHoldResource(parameter.Type))
        {
            return false;
        }

        var origin = body.OriginOf(parameter);
        var (isReleased, isKept) = (false, false);
        foreach (var state in engine.AtExit)
        {
            var current = state.State(origin);
            if ((current & OriginState.Escaped) != 0)
            {
                return false;
            }

            isReleased |= (current & OriginState.Released) != 0;
            isKept |= (current & (OriginState.Released | OriginState.Failed)) == 0;
        }

        return isReleased && isKept;
    }

    /// <summary>Whether native code owns what the parameter brought at every normal way out.</summary>
    private static bool IsGivenAway(IParameterSymbol parameter, FlowBody body, FlowEngine engine)
    {
        if (parameter.RefKind != RefKind.None || body.Captured.Contains(parameter) || engine.AtExit.Count == 0)
        {
            return false;
        }

        var origin = body.OriginOf(parameter);
        foreach (var state in engine.AtExit)
        {
            if ((state.State(origin) & (OriginState.Transferred | OriginState.Released)) != OriginState.Transferred)
            {
                return false;
            }
        }

        return body.Takers.ContainsKey(origin.Id);
    }

    private static ImmutableArray<bool?> ReturnsOnlyFor(ImmutableArray<IParameterSymbol> parameters, FlowBody body, FlowEngine engine)
    {
        var only = new bool?[parameters.Length];
        foreach (var parameter in parameters)
        {
            only[parameter.Ordinal] = ReturnsOnlyFor(parameter, body, engine);
        }

        return ImmutableArrayOf(only);
    }

    private static ImmutableArray<T> ImmutableArrayOf<T>(T[]? made) => made is null ? ImmutableArray<T>.Empty : ImmutableArray.Create(made);

    /// <summary>The effects on the parameters. Most methods only look at theirs, and share an array.</summary>
    private static ImmutableArray<ParameterEffect> EffectsOf(ReadOnlySpan<ParameterEffect> effects)
    {
        var areNone = effects.Length <= UsualParameters;
        foreach (var effect in effects)
        {
            areNone &= effect == ParameterEffect.None;
        }

        if (areNone)
        {
            return NoEffects[effects.Length];
        }

        var builder = ImmutableArray.CreateBuilder<ParameterEffect>(effects.Length);
        foreach (var effect in effects)
        {
            builder.Add(effect);
        }

        return builder.MoveToImmutable();
    }

    /// <summary>The one value that a boolean parameter has at every normal way out.</summary>
    private static bool? ReturnsOnlyFor(IParameterSymbol parameter, FlowBody body, FlowEngine engine)
    {
        if (parameter is not { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None } || body.FindSlot(SlotKind.Parameter, parameter) is not { } slot)
        {
            return null;
        }

        bool? only = null;
        foreach (var state in engine.AtExit)
        {
            if (body.Values.Single(state.Value(slot)) is not { Kind: AtomKind.Constant, Number: var number } || (only is { } other && other != (number != 0)))
            {
                return null;
            }

            only = number != 0;
        }

        return only;
    }

    /// <summary>The out parameter that carries one status, or statuses of one convention, whenever the method returns normally.</summary>
    private static (int Parameter, StatusConvention Convention)? ToldBy(IMethodSymbol method, FlowBody body, FlowEngine engine)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.Out or RefKind.Ref) || body.FindSlot(SlotKind.Parameter, parameter) is not { } slot || engine.AtExit.Count == 0)
            {
                continue;
            }

            StatusConvention? told = null;
            foreach (var state in engine.AtExit)
            {
                var origin = body.Values.Single(state.Value(slot)) is { Kind: AtomKind.Origin, Number: var number } ? body.Origins[(int)number] : null;
                var convention = origin is { Kind: OriginKind.Status } ? origin.Convention : null;
                if (convention is null || (told is not null && told != convention))
                {
                    told = null;
                    break;
                }

                told = convention;
            }

            if (told is not null)
            {
                return (parameter.Ordinal, told);
            }
        }

        return null;
    }

    /// <summary>What an out parameter carries when the method returns normally.</summary>
    private static Acquisition? HandedOut(IParameterSymbol parameter, FlowBody body, FlowEngine engine)
    {
        if (body.FindSlot(SlotKind.Parameter, parameter) is not { } slot)
        {
            return null;
        }

        Origin? found = null;
        var canFail = false;
        foreach (var state in engine.AtExit)
        {
            if (body.Values.Single(state.Value(slot)) is not { } atom)
            {
                return null;
            }

            if (atom.Kind == AtomKind.Origin && body.Origins[(int)atom.Number] is { Kind: OriginKind.Resource } origin)
            {
                if (found is not null && !ResourceFamily.AreAlike(found.Family, origin.Family))
                {
                    return null;
                }

                canFail |= (state.State(origin) & OriginState.Live) == 0;
                if ((state.State(origin) & (OriginState.Released | OriginState.Escaped)) != 0)
                {
                    return null;
                }

                found = origin;
            }
            else if (atom is { Kind: AtomKind.Constant, Number: 0 or -1 })
            {
                canFail = true;
            }
            else
            {
                return null;
            }
        }

        return found is null ? null : new Acquisition(parameter.Ordinal, found.Family!, found.Evidence, found.Source, canFail, found.Invalid);
    }
}
