using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Follows the one value that every thread has: the error that the last native call left. It is fresh behind a call that saves it, and stale behind anything that may call
/// native code in turn.
/// </summary>
internal sealed class LastErrorTransitions(FlowBody body)
{
    /// <summary>Whether <paramref name="method"/> reads the saved last error.</summary>
    public static bool IsRead(IMethodSymbol? method) =>
        method is { IsStatic: true, Name: "GetLastPInvokeError" or "GetLastWin32Error" or "GetHRForLastWin32Error" or "GetLastPInvokeErrorMessage", ContainingType.Name: "Marshal" };

    public void BeforeCall(FlowCall call, FlowState state)
    {
        if (IsRead(call.Method))
        {
            Read(call.Operation, state);
        }
    }

    public void AfterCall(FlowCall call, FlowState state, Origin? made)
    {
        if (call.Function is not null)
        {
            if (made is not null)
            {
                Replace(call, made, state);
            }
        }
        else if (call.Method is { } method && !IsRead(method))
        {
            AfterManagedCall(call.Operation, method, state, call.Summary);
        }
    }

    public void AfterManagedCall(IOperation operation, IMethodSymbol method, FlowState state, MethodSummary? summary = null)
    {
        if (method is { MethodKind: MethodKind.Constructor, ContainingType.Name: "Win32Exception" }
            && (method.Parameters.IsEmpty || method.Parameters[0].Type.SpecialType == SpecialType.System_String))
        {
            Read(operation, state);
        }
        else if (summary is { IsKnown: true } ? summary.ChangesLastError : MayCallNative(method))
        {
            Spoil(operation, state);
        }
    }

    /// <summary>Something runs that may change the last error.</summary>
    public void Spoil(IOperation operation, FlowState state)
    {
        if (Pending(state) is { } origin && state.State(origin) == OriginState.Live)
        {
            state.SetState(origin, OriginState.Released);
            if (!body.Spoilers.ContainsKey(origin.Id))
            {
                body.Spoilers.Add(origin.Id, operation);
            }
        }
    }

    private void Read(IOperation operation, FlowState state)
    {
        if (Pending(state) is { } origin && state.State(origin) == OriginState.Released)
        {
            body.Record(new FlowFact(FactKind.LastErrorStale, origin, operation, body.Spoilers.TryGetValue(origin.Id, out var spoiler) ? spoiler : null));
        }
    }

    /// <summary>
    /// Another native call saves its own error. Where the first one is known to have failed and nobody looks whether the second one did, the error that will be read is
    /// meant to be the first one's.
    /// </summary>
    private void Replace(FlowCall call, Origin made, FlowState state)
    {
        if (Pending(state) is { Status: { } status } origin
            && (state.State(status) & (OriginState.Bad | OriginState.Failed)) != 0
            && call.Operation.Parent is IExpressionStatementOperation)
        {
            Spoil(call.Operation, state);
            return;
        }

        state.SetState(made, OriginState.Live);
        state.SetValue(body.LastErrorSlot, body.Values.Of(made));
    }

    private Origin? Pending(FlowState state) =>
        body.Values.Single(state.Value(body.LastErrorSlot)) is { Kind: AtomKind.Origin, Number: var number } ? body.Origins[(int)number] : null;

    /// <summary>Managed code that may reach native code that saves its error: everything but what is known to compute only.</summary>
    private static bool MayCallNative(IMethodSymbol method)
    {
        if (method.MethodKind is MethodKind.PropertyGet or MethodKind.UserDefinedOperator or MethodKind.Conversion)
        {
            return false;
        }

        var type = method.ContainingType;
        return type is not null
            && type.SpecialType == SpecialType.None
            && type.Name is not ("Marshal" or "MemoryMarshal" or "Unsafe" or "GC" or "Interlocked" or "Volatile" or "Math" or "Debug" or "StringBuilder" or "BitConverter" or "Buffer" or "MemoryExtensions" or "Span"
                or "ReadOnlySpan" or "Enum" or "Convert" or "ArgumentNullException" or "GCHandle" or "SafeHandle" or "CultureInfo" or "Encoding" or "RuntimeHelpers")
            && !(method.MethodKind == MethodKind.Constructor && type.Name.EndsWith("Exception", System.StringComparison.Ordinal));
    }
}
