using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>The part for what a call does to the values that it is given: whether it keeps them, may free them, or only looks at them.</summary>
internal sealed partial class FlowCalls
{
    private static bool IsReleasedByCallee(FlowCall call, int parameter) => call.Summary?.EffectOf(parameter) == ParameterEffect.Releases;

    /// <summary>What the callee does with an argument: native code dereferences what its contract does not let be null, the framework's memory functions what they are made for.</summary>
    private static ValueUse UseOf(FlowCall call, FlowArgument argument)
    {
        if (call.Function is { } function)
        {
            return argument.Index >= 0 && argument.Index < function.Parameters.Length && call.Contract![function.Parameters[argument.Index]].Nullable is { IsKnown: true, Value: true }
                ? ValueUse.Reading
                : ValueUse.Dereferencing;
        }

        if (call.Method is not { } method || method.ContainingType is not { } type || !IsSystem(type) || type.Name is not ("Marshal" or "NativeMemory" or "Unsafe" or "Buffer"))
        {
            return ValueUse.Passing;
        }

        var name = method.Name;
        return name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("Write", StringComparison.Ordinal) || name is "Copy" or "MemoryCopy" or "Clear" or "Fill" or "PtrToStructure" or "StructureToPtr"
            ? ValueUse.Dereferencing
            : ValueUse.Reading;
    }

    /// <summary>Whether the callee may keep what it is given beyond the call.</summary>
    private bool Keeps(FlowCall call, FlowArgument argument)
    {
        if (call.Function is { } function)
        {
            if (argument.Index < 0 || argument.Index >= function.Parameters.Length)
            {
                return true;
            }

            if (MayCloseSource(call, function, argument.Index))
            {
                return true;
            }

            var contract = call.Contract![function.Parameters[argument.Index]];
            if (contract.Retention is { IsKnown: true, Value: var retention })
            {
                return retention.Kind != RetentionKind.NoEscape;
            }

            if (Values.Single(argument.Value) is not { Kind: AtomKind.Origin, Number: var number })
            {
                return false;
            }

            if (body.Origins[(int)number] is not { Kind: OriginKind.Resource, Family: { } family })
            {
                // What it is, only the callers know.
                return body.Origins[(int)number].Kind == OriginKind.Parameter && (argument.Index > 0 || function.Parameters.Length == 1) && Says(function, KeepingWords);
            }

            return family.Kind switch
            {
                ResourceKind.GCHandle => true,
                ResourceKind.SafeHandle or ResourceKind.Library or ResourceKind.Pin => false,
                ResourceKind.Handle when argument.Index == 0 => false,
                ResourceKind.Handle => Says(function, KeepingWords) || Says(function, CreatingWords),
                _ => function.EntryPoint is null || (Says(function, KeepingWords) && !IsFreedBelow(argument.Operation, body.CancellationToken)) || MayFree(function) || TakesDeallocator(function),
            };
        }

        if (call.Summary is { IsKnown: true } summary)
        {
            return summary.EffectOf(argument.Index) is var effect
                && (effect == ParameterEffect.Escapes || (effect != ParameterEffect.Releases && ResourceRoles.IsRaw(argument.Parameter?.Type) && IsGCHandle(argument.Value)));
        }

        return call.Method is null || !OnlyLooks(call.Method) || IsStoredInMemory(call.Method, argument.Index);
    }

    /// <summary>
    /// Whether a later statement of the block in which a local is declared frees it, whatever happened before: then the callee did not take it, although its name may say so
    /// (<c>SQLBindParameter(…, text, …); …; Marshal.FreeHGlobal(text);</c>).
    /// </summary>
    private static bool IsFreedBelow(IOperation? argument, CancellationToken cancellationToken)
    {
        if (Operations.Unconverted(argument) is not ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: 1 } declarations } local } use
            || FlowAnalysis.SyntaxOf(declarations[0], cancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax { Statements: var statements } } })
        {
            return false;
        }

        foreach (var statement in statements)
        {
            if (statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: var callee, ArgumentList.Arguments: { Count: 1 } arguments } }
                && statement.SpanStart > use.Syntax.SpanStart
                && arguments[0].Expression is IdentifierNameSyntax { Identifier.ValueText: var freed } && freed == local.Name
                && (callee as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText is { } name
                && (name.StartsWith("Free", StringComparison.Ordinal) || name.StartsWith("ZeroFree", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>DuplicateHandle closes what it duplicates where its options say so (DUPLICATE_CLOSE_SOURCE).</summary>
    private static bool MayCloseSource(FlowCall call, NativeFunction function, int parameter) =>
        parameter == 1 && function.EntryPoint == "DuplicateHandle" && function.Parameters.Length == 7
        && !(call.ArgumentOf(6)?.Operation.ConstantValue is { HasValue: true, Value: { } options } && options switch { int number => (number & 1) == 0, uint number => (number & 1) == 0, _ => false });

    /// <summary>Native code reads through the addresses in a struct that it is given: their pins have to be in force.</summary>
    private void CheckPins(List<int> members, IOperation at, FlowState state)
    {
        foreach (var member in members)
        {
            if (Values.Single(state.Value(member)) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number].Kind == OriginKind.PinnedAddress)
            {
                transfer.CheckUses(state.Value(member), at, state, ValueUse.Dereferencing);
            }
        }
    }

    /// <summary>Whether the callee may keep or release what the fields of a struct hold that it is given.</summary>
    private bool KeepsMembers(FlowCall call, FlowArgument argument)
    {
        if (call.Function is { } function)
        {
            return argument.Index < 0 || argument.Index >= function.Parameters.Length || StructArguments.Of(body.Interop).MayKeepMembers(function, function.Parameters[argument.Index]);
        }

        return call.Method is not { } method
            || (call.Summary is { IsKnown: true } ? !StructArguments.Of(body.Interop).OnlyGivesOn(method, argument.Index, body.CancellationToken) : !OnlyLooks(method) || method.Name == "StructureToPtr");
    }

    /// <summary>Whether a value gets into native memory, from where somebody may take it again: <c>Marshal.WriteIntPtr(block, value)</c>.</summary>
    private static bool IsStoredInMemory(IMethodSymbol method, int parameter) =>
        parameter > 0 && parameter == method.Parameters.Length - 1 && method.ContainingType.Name == "Marshal" && method.Name.StartsWith("Write", StringComparison.Ordinal);

    /// <summary>Whether memory goes to the callee together with the function that frees it, which the callee calls when it is done.</summary>
    private static bool TakesDeallocator(NativeFunction function)
    {
        foreach (var parameter in function.Parameters)
        {
            var isFunction = parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer;
            if (!isFunction && parameter.Marshalling.Shape is not (ManagedShape.NativeInteger or ManagedShape.Pointer))
            {
                continue;
            }

            foreach (var word in NativeNames.Words(parameter.Name))
            {
                if (word is "deallocator" or "dealloc" or "destructor" or "deleter" || (isFunction && word is "free" or "delete" or "destroy" or "release"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a value is a GCHandle: as a number, whatever native function a callee gives it to may give it back at any time.</summary>
    private bool IsGCHandle(int value) =>
        Values.Single(value) is { Kind: AtomKind.Origin, Number: var number } && body.Origins[(int)number] is { Kind: OriginKind.Resource, Family.Kind: ResourceKind.GCHandle };

    private bool Says(NativeFunction function, HashSet<string> words)
    {
        foreach (var word in body.Contracts.WordsOf(function))
        {
            if (words.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the name of a function of which nothing is stated speaks of freeing: <c>g_strfreev</c>.</summary>
    private bool MayFree(NativeFunction function)
    {
        foreach (var word in body.Contracts.WordsOf(function))
        {
            if (word.IndexOf("free", StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What happens to a value that a callee gets, beside releases.</summary>
    private void Reach(FlowArgument argument, bool isKept, IOperation at, FlowState state, FlowCall? call = null)
    {
        if (call is not null && (call.Roles.ReleasesParameter(argument.Index) || call.Roles.Takes.Contains(argument.Index) || call.Summary?.TakerOf(argument.Index) is not null))
        {
            return;
        }

        foreach (var atom in Values[argument.Value])
        {
            if (isKept && call is { Function: null, Receiver: { } keeper, Method: { } adder } && IsAddition(adder) && transfer.OutlivesTheBody(keeper) && transfer.AddressIn(atom, argument.Operation) is { } added)
            {
                body.Record(FactKind.AddressEscapes, added, argument.Operation, at, argument.Parameter, detail: "is put into a collection");
            }

            if (isKept && call?.Function is { } function && transfer.AddressIn(atom, argument.Operation) is { } address)
            {
                body.Record(FactKind.AddressEscapes, address, argument.Operation, at, argument.Parameter, detail: $"is kept by `{function.DisplayName}`");
            }

            if (atom.Kind == AtomKind.Origin)
            {
                var origin = body.Origins[(int)atom.Number];
                // A status that some method looks at may have been dealt with there.
                if (origin.Kind == OriginKind.Status && call?.Function is null && call?.Summary?.EffectOf(argument.Index) is not (ParameterEffect.Checks or ParameterEffect.ChecksAndReturns or ParameterEffect.None))
                {
                    state.SetState(origin, OriginState.Good | OriginState.Bad);
                    foreach (var other in origin.Correlated)
                    {
                        transfer.Abandon(other, state);
                    }
                }
            }
        }

        if (isKept)
        {
            transfer.EscapeAll(argument.Value, state, at);
        }
    }

    /// <summary>The methods of the framework's collections that keep what they are given.</summary>
    private static bool IsAddition(IMethodSymbol method) =>
        method.Name is "Add" or "TryAdd" or "Push" or "Enqueue" or "Insert" or "AddFirst" or "AddLast"
        && method.ContainingType is { ContainingNamespace: { Name: "Collections" } or { ContainingNamespace.Name: "Collections" } } type && IsSystem(type);

    private int SlotValue(FlowArgument argument, FlowState state)
    {
        var value = state.Value(argument.Slot);
        return value == FlowValues.Initial ? body.InitialOf(argument.Slot) : value;
    }

    /// <summary>A method of this object may write its fields.</summary>
    private void ForgetFields(FlowCall call, FlowState state)
    {
        if (call.Function is not null || call.Method is not { } method || body.Method is not { } own
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType?.OriginalDefinition, own.ContainingType?.OriginalDefinition))
        {
            return;
        }

        foreach (var slot in body.FieldSlots)
        {
            // An address that a method puts into a field and takes out again is there for the methods that it calls.
            if ((body.Slots[slot].Symbol!.IsStatic || !method.IsStatic) && !transfer.IsAddress(state.Value(slot)))
            {
                transfer.EscapeAll(state.Value(slot) == FlowValues.Initial ? body.InitialOf(slot) : state.Value(slot), state, call.Operation);
                state.SetValue(slot, FlowValues.Unknown);
            }
        }
    }

    private void MarkTested(int slot)
    {
        if (body.Slots[slot] is { Kind: SlotKind.Field, Symbol: { } field })
        {
            body.TestedFields.Add(field);
            body.WrittenFields.Add(field);
        }
    }

    /// <summary>Framework methods that read or write through what they are given, and keep nothing.</summary>
    private static bool OnlyLooks(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null || method.Name is "SetHandle" or "InitHandle" || !IsSystem(type) || (method.MethodKind == MethodKind.Constructor && type.Name is "SafeHandle" or "CriticalHandle"))
        {
            return false;
        }

        return type.Name is "Marshal" or "NativeMemory" or "MemoryMarshal" or "Unsafe" or "Buffer" or "Console" or "Debug" or "Trace" or "String" or "Math" or "MathF" or "Convert" or "BitConverter" or "Encoding"
            or "IntPtr" or "UIntPtr" or "GC" or "Interlocked" or "Volatile" or "GCHandle" or "Span" or "ReadOnlySpan" or "MemoryExtensions" or "Object" or "NativeLibrary" or "StringBuilder" or "TextWriter"
            or "ArgumentNullException" or "ArgumentOutOfRangeException" or "Int32" or "Int64" or "UInt32" or "UInt64" or "Byte" or "Enum" or "SafeHandle" or "CultureInfo" or "Environment" or "RuntimeHelpers"
            || type.SpecialType != SpecialType.None

            // These copy what the GDI object shows.
            || method.Name is "CreateBitmapSourceFromHBitmap" or "CreateBitmapSourceFromHIcon" or "FromHbitmap" or "FromHicon";
    }
}
