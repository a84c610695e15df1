using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace BoundaryLint.Flow;

/// <summary>
/// What is known on one family of paths at one point: what each slot holds and where each tracked value is in its life. Paths on which the tracked values are in different
/// states stay apart as long as there are few of them, so that a flag and the handle that it guards keep their connection.
/// </summary>
internal sealed class FlowState
{
    private int[] _values;
    private OriginState[] _states;

    public FlowState(int slots, int origins)
    {
        _values = new int[Math.Max(slots, 8)];
        _states = new OriginState[Math.Max(origins, 8)];
    }

    /// <summary>The way out of the finally blocks that this path is in, 0 outside of them; see <see cref="Continuations"/>.</summary>
    public int Pending { get; set; }

    /// <summary>The block whose return or throw leads out of the method, or -1.</summary>
    public int ExitBlock { get; set; } = -1;

    /// <summary>Whether the block was changed since it was last processed.</summary>
    public bool IsDirty { get; set; }

    public int Value(int slot) => slot < _values.Length ? _values[slot] : FlowValues.Initial;

    public void SetValue(int slot, int value)
    {
        if (slot >= _values.Length)
        {
            if (value == FlowValues.Initial)
            {
                return;
            }

            Array.Resize(ref _values, Math.Max(slot + 1, _values.Length * 2));
        }

        _values[slot] = value;
    }

    public int SlotCount => _values.Length;

    public OriginState State(Origin origin) => State(origin.Id);

    public OriginState State(int origin) => origin < _states.Length ? _states[origin] : OriginState.None;

    public int OriginCount => _states.Length;

    public void SetState(Origin origin, OriginState state) => SetState(origin.Id, state);

    public void SetState(int origin, OriginState state)
    {
        if (origin >= _states.Length)
        {
            if (state == OriginState.None)
            {
                return;
            }

            Array.Resize(ref _states, Math.Max(origin + 1, _states.Length * 2));
        }

        _states[origin] = state;
    }

    public void CopyTo(FlowState other)
    {
        other.EnsureSize(_values.Length, _states.Length);
        Array.Copy(_values, other._values, _values.Length);
        Array.Clear(other._values, _values.Length, other._values.Length - _values.Length);
        Array.Copy(_states, other._states, _states.Length);
        Array.Clear(other._states, _states.Length, other._states.Length - _states.Length);
        other.Pending = Pending;
        other.ExitBlock = ExitBlock;
        other.IsDirty = true;
    }

    /// <summary>Whether the tracked values are in the same states, and the path goes on in the same way.</summary>
    public bool HasSameStates(FlowState other)
    {
        if (Pending != other.Pending)
        {
            return false;
        }

        var common = Math.Min(_states.Length, other._states.Length);
        return Bits(_states, common).SequenceEqual(Bits(other._states, common)) && IsEmpty(_states, common) && IsEmpty(other._states, common);
    }

    /// <summary>Adds what <paramref name="other"/> knows; true when that changed anything.</summary>
    public bool Merge(FlowState other, FlowValues values, Func<int, int> initialOf)
    {
        EnsureSize(other._values.Length, other._states.Length);
        var changed = false;
        for (var slot = 0; slot < _values.Length; slot++)
        {
            var mine = _values[slot];
            var theirs = other.Value(slot);
            if (mine != theirs)
            {
                var union = values.Union(mine == FlowValues.Initial ? initialOf(slot) : mine, theirs == FlowValues.Initial ? initialOf(slot) : theirs);
                if (union != mine)
                {
                    _values[slot] = union;
                    changed = true;
                }
            }
        }

        for (var origin = 0; origin < other._states.Length; origin++)
        {
            var union = _states[origin] | other._states[origin];
            if (union != _states[origin])
            {
                _states[origin] = union;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Whether the origins that count are in the same states; <paramref name="counts"/> tells which do.</summary>
    public bool HasSameStates(FlowState other, Func<int, bool> counts)
    {
        for (var origin = 0; origin < Math.Max(_states.Length, other._states.Length); origin++)
        {
            if (State(origin) != other.State(origin) && counts(origin))
            {
                return false;
            }
        }

        return true;
    }

    // Enumerations cannot be compared as spans; their bits can.
    private static ReadOnlySpan<ushort> Bits(OriginState[] states, int count) => MemoryMarshal.Cast<OriginState, ushort>(states.AsSpan(0, count));

    private static bool IsEmpty(OriginState[] states, int from)
    {
        for (var i = from; i < states.Length; i++)
        {
            if (states[i] != OriginState.None)
            {
                return false;
            }
        }

        return true;
    }

    private void EnsureSize(int slots, int origins)
    {
        if (_values.Length < slots)
        {
            Array.Resize(ref _values, slots);
        }

        if (_states.Length < origins)
        {
            Array.Resize(ref _states, origins);
        }
    }
}

/// <summary>The states that arrive at one block.</summary>
internal sealed class FlowStateSet
{
    // Above this, paths are merged although their tracked values differ: rules then see more than one flag and stay quiet.
    private const int Maximum = 12;

    public List<FlowState> States { get; } = [];

    /// <summary>Adds a copy of <paramref name="state"/>; true when that is news.</summary>
    public bool Add(FlowState state, FlowValues values, Func<int, int> initialOf, Func<int, bool> isResource, FlowStatePool pool)
    {
        FlowState? nearest = null;
        FlowState? sameResources = null;
        foreach (var known in States)
        {
            if (known.HasSameStates(state))
            {
                var changed = known.Merge(state, values, initialOf);
                known.IsDirty |= changed;
                return changed;
            }

            if (known.Pending == state.Pending)
            {
                nearest = known;
                sameResources ??= known.HasSameStates(state, isResource) ? known : null;
            }
        }

        nearest = sameResources ?? nearest;
        if (States.Count >= Maximum && nearest is not null)
        {
            var changed = nearest.Merge(state, values, initialOf);
            nearest.IsDirty |= changed;
            return changed;
        }

        States.Add(pool.Copy(state));
        return true;
    }
}

/// <summary>States that are out of use and may be used again. One run has one pool.</summary>
internal sealed class FlowStatePool
{
    private readonly Stack<FlowState> _free = new();

    public FlowState Copy(FlowState state)
    {
        var copy = _free.Count > 0 ? _free.Pop() : new FlowState(state.SlotCount, state.OriginCount);
        state.CopyTo(copy);
        return copy;
    }

    public void Free(FlowState state) => _free.Push(state);
}
