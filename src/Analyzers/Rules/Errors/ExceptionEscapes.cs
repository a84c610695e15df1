using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>Why and where code can throw.</summary>
/// <param name="Reason">The operation as a message shows it.</param>
/// <param name="Location">Its place.</param>
internal sealed record ExceptionEscape(string Reason, Location? Location);

/// <summary>
/// Finds the first operation of a body that can throw outside a handler which catches everything. What it does not know can throw: callbacks run on frames that no exception may
/// cross, so "probably not" is not enough. Null references, missing libraries and exhausted memory or stack are not counted: every line could fail by them.
/// </summary>
internal sealed class ExceptionEscapes(KnownTypes types, NativeFunctions functions)
{
    // Methods called from a callback are followed this deep, in the same file.
    private const int MaximumDepth = 8;

    public ExceptionEscape? FirstIn(IOperation body, CancellationToken cancellationToken) => First(body, new Walk(null, 0, onlyThrow: false, cancellationToken));

    /// <summary>The first <c>throw</c> that leaves the body: what can fail only in theory is not counted.</summary>
    public ExceptionEscape? FirstThrowIn(IOperation body, CancellationToken cancellationToken) => First(body, new Walk(null, 0, onlyThrow: true, cancellationToken));

    /// <summary>
    /// The first escape in a method's body when that is in the file of <paramref name="model"/>; a body in another file is not looked at, because it would have to be bound again.
    /// </summary>
    public ExceptionEscape? FirstIn(IMethodSymbol method, SemanticModel? model, CancellationToken cancellationToken) =>
        MethodBodies.Of(method, model, cancellationToken) is { } body
            ? method is { IsAsync: true, ReturnsVoid: true }
                ? new ExceptionEscape("an async void method throws on another thread", method.Locations[0])
                : First(body, new Walk(null, 0, onlyThrow: false, cancellationToken))
            : null;

    private ExceptionEscape? First(IOperation? operation, Walk walk)
    {
        if (operation is null)
        {
            return null;
        }

        walk.CancellationToken.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            // Declared here and run elsewhere; where it is called, the call counts.
            case IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation or ITypeOfOperation or ISizeOfOperation:
                return null;
            case ITryOperation attempt:
                return InTry(attempt, walk);
            case IThrowOperation:
                return Escape(operation, "it throws");
        }

        foreach (var child in operation.ChildOperations)
        {
            if (First(child, walk) is { } inner)
            {
                return inner;
            }
        }

        return walk.OnlyThrow && operation is not (IInvocationOperation or IObjectCreationOperation) ? null : Own(operation, walk);
    }

    private ExceptionEscape? InTry(ITryOperation attempt, Walk walk)
    {
        foreach (var handler in attempt.Catches)
        {
            if (First(handler.Handler, walk) is { } fromHandler)
            {
                return fromHandler;
            }
        }

        if (First(attempt.Finally, walk) is { } fromFinally)
        {
            return fromFinally;
        }

        foreach (var handler in attempt.Catches)
        {
            if (CatchesEverything(handler))
            {
                return null;
            }
        }

        return First(attempt.Body, walk);
    }

    /// <summary>A filter can refuse, unless it is the constant true.</summary>
    private bool CatchesEverything(ICatchClauseOperation handler) =>
        handler.Filter is null or { ConstantValue: { HasValue: true, Value: true } }
        && (handler.ExceptionType is null
            || handler.ExceptionType.SpecialType == SpecialType.System_Object
            || SymbolEqualityComparer.Default.Equals(handler.ExceptionType, types.Exception));

    private ExceptionEscape? Own(IOperation operation, Walk walk)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                return OfCall(invocation.TargetMethod, operation, walk, invocation.IsVirtual);
            case IObjectCreationOperation { Constructor: { } constructor }:
                return IsPlainCreation(constructor) ? null : OfCall(constructor, operation, walk, isVirtual: false);
            case IPropertyReferenceOperation property:
                return IsPlainProperty(property.Property) ? null : Escape(operation, $"'{property.Property.Name}' runs code that can throw");
            case IEventReferenceOperation or IFieldReferenceOperation:
                return null;
            case IArrayElementReferenceOperation:
                return Escape(operation, "an array index can be out of range");
            case IConversionOperation { IsTryCast: false, OperatorMethod: null } cast when CanFail(cast):
                return Escape(operation, "the cast can fail");
            case IConversionOperation { IsChecked: true, ConstantValue.HasValue: false } conversion when IsNarrowing(conversion):
                return Escape(operation, "the checked conversion can overflow");
            case IConversionOperation { OperatorMethod: { } conversionOperator } when !conversionOperator.DeclaringSyntaxReferences.IsEmpty:
                return OfCall(conversionOperator, operation, walk, isVirtual: false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder, OperatorMethod: null } division
                when IsInteger(division.Type) && division.RightOperand.ConstantValue is not { HasValue: true, Value: not 0 }:
                return Escape(operation, "the division can be by zero");
            case IBinaryOperation { OperatorMethod: { DeclaringSyntaxReferences.IsEmpty: false } binaryOperator }:
                return OfCall(binaryOperator, operation, walk, isVirtual: false);
            case IBinaryOperation { IsChecked: true, ConstantValue.HasValue: false } arithmetic when IsInteger(arithmetic.Type):
                return Escape(operation, "the checked arithmetic can overflow");
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation or IDynamicIndexerAccessOperation:
                return Escape(operation, "a dynamic operation can fail");
            case IAwaitOperation:
                return Escape(operation, "what is awaited can fail");
            case IForEachLoopOperation loop when loop.Collection.Type is not IArrayTypeSymbol && !IsSpan(Operations.WithoutImplicitConversion(loop.Collection)?.Type):
                return Escape(loop.Collection, "the enumeration runs code that can throw");
            case ISwitchExpressionOperation { IsExhaustive: false }:
                return Escape(operation, "the switch expression has no arm for every value");
            default:
                return null;
        }
    }

    private ExceptionEscape? OfCall(IMethodSymbol method, IOperation call, Walk walk, bool isVirtual)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return walk.OnlyThrow ? null : Escape(call, $"the '{method.ContainingType.Name}' that it invokes can throw");
        }

        if (functions.FromMethod(method) is { IsImport: true } import)
        {
            // An import throws when a failing HRESULT is turned into an exception; a missing library is an installation error.
            return import.PreserveSig || walk.OnlyThrow ? null : Escape(call, $"'{method.Name}' throws for a failing HRESULT");
        }

        if (IsKnownNotToThrow(method))
        {
            return null;
        }

        if (!isVirtual && !walk.IsFollowing(method) && walk.Depth < MaximumDepth && MethodBodies.Of(method, call.SemanticModel, walk.CancellationToken) is { } body)
        {
            // A null list of statements cannot throw; what does is reported where the callback can see it.
            return First(body, walk.Into(method)) is { } inner ? new ExceptionEscape($"'{NameOf(method)}' can throw: {inner.Reason}", call.Syntax.GetLocation()) : null;
        }

        return walk.OnlyThrow || walk.IsFollowing(method) ? null : Escape(call, $"'{NameOf(method)}' can throw");
    }

    private bool IsKnownNotToThrow(IMethodSymbol method)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        var type = method.ContainingType;
        if (type is null)
        {
            return false;
        }

        if (SymbolEqualityComparer.Default.Equals(type, types.Marshal))
        {
            // A bad address is not an exception that a handler could answer.
            if (method.Name.StartsWith("Read", StringComparison.Ordinal) || method.Name.StartsWith("Write", StringComparison.Ordinal))
            {
                return true;
            }

            return method.Name is "GetLastPInvokeError" or "GetLastWin32Error" or "SetLastPInvokeError" or "SetLastSystemError" or "GetLastSystemError" or "FreeHGlobal" or "FreeCoTaskMem"
                or "FreeBSTR" or "SizeOf" or "GetHRForException" or "PtrToStringUTF8" or "PtrToStringAnsi" or "PtrToStringUni";
        }

        if (SymbolEqualityComparer.Default.Equals(type, types.NativeMemory))
        {
            return method.Name is "Free" or "AlignedFree" or "Clear" or "Fill" or "Copy";
        }

        if (SymbolEqualityComparer.Default.Equals(type, types.GC))
        {
            return method.Name is "KeepAlive" or "SuppressFinalize";
        }

        if (SymbolEqualityComparer.Default.Equals(type, types.GCHandle))
        {
            return method.Name is "ToIntPtr" or "FromIntPtr" or "Free";
        }

        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            return method.Name is not ("ToInt32" or "ToUInt32" or "Parse");
        }

        // [Conditional] tracing is not there in a release build, and listeners are the application's own.
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ConditionalAttribute" })
            {
                return true;
            }
        }

        return IsSpan(type)
            ? method.Name is "Clear" or "Fill" or "get_Length" or "get_IsEmpty"
            : (type.Name, type.ContainingNamespace?.Name) switch
            {
                ("Interlocked" or "Volatile", "Threading") => true,
                ("Unsafe", "CompilerServices") => true,
                ("Environment", "System") => method.Name is "FailFast" or "get_CurrentManagedThreadId" or "get_TickCount" or "get_TickCount64",
                ("Math" or "MathF", "System") => method.Name is "Min" or "Max" or "Sqrt" or "Sin" or "Cos" or "Floor" or "Ceiling",
                ("Stopwatch", "Diagnostics") => true,
                ("List" or "HashSet" or "Queue" or "Stack" or "ConcurrentQueue" or "ConcurrentBag" or "ConcurrentStack", _) => method.Name is "Add" or "Enqueue" or "Push" or "Clear",
                ("TaskCompletionSource", "Tasks") => method.Name.StartsWith("TrySet", StringComparison.Ordinal),
                ("MemoryMarshal", "InteropServices") => method.Name is "GetReference" or "CreateReadOnlySpanFromNullTerminated",
                ("SafeHandle" or "CriticalHandle", "InteropServices") => method.Name is "SetHandle" or "SetHandleAsInvalid",
                _ => false,
            };
    }

    /// <summary>Structs without code of their own, exceptions, <c>object</c>, and types whose constructor the compiler wrote over a plain base.</summary>
    private bool IsPlainCreation(IMethodSymbol constructor)
    {
        var type = constructor.ContainingType;
        if (constructor.IsImplicitlyDeclared)
        {
            return type.IsValueType || type.BaseType is { SpecialType: SpecialType.System_Object };
        }

        return type.SpecialType != SpecialType.None && type.SpecialType != SpecialType.System_String
            || MarshallingReader.DerivesFrom(type, types.Exception)
            || IsSpan(type) && constructor.Parameters.Length == 2 && constructor.Parameters[0].Type is IPointerTypeSymbol;
    }

    private static bool IsPlainProperty(IPropertySymbol property)
    {
        if (property.IsIndexer)
        {
            return false;
        }

        // An automatic property is a field.
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { IsImplicitlyDeclared: true } field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            {
                return !property.IsVirtual && !property.IsAbstract;
            }
        }

        if (!property.DeclaringSyntaxReferences.IsEmpty || property.ContainingType.TypeKind == TypeKind.Interface)
        {
            return false;
        }

        return property.Name is "Length" or "Count" or "IsEmpty" or "Zero" or "Size" or "HasValue" or "IsInvalid" or "IsClosed" or "IsAllocated" or "Empty" or "HResult"
            or "Target" or "CurrentManagedThreadId" or "CompletedTask" or "MaxValue" or "MinValue" or "Message" or "StackTrace";
    }

    /// <summary>Unboxing, and an explicit conversion between reference types that is not to a base type.</summary>
    private static bool CanFail(IConversionOperation cast)
    {
        var conversion = cast.GetConversion();
        if (conversion.IsUnboxing)
        {
            return true;
        }

        return conversion is { IsReference: true, IsExplicit: true } && !cast.Operand.ConstantValue.HasValue;
    }

    private static bool IsNarrowing(IConversionOperation conversion) =>
        conversion.Conversion is { IsNumeric: true, IsImplicit: false } && IsInteger(conversion.Type);

    private static bool IsInteger(ITypeSymbol? type) =>
        type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol named
        && (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, types.SpanOfT) || SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, types.ReadOnlySpanOfT));

    private static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType.Name}" : $"{method.ContainingType?.Name}.{method.Name}";

    private static ExceptionEscape Escape(IOperation operation, string reason) => new(reason, operation.Syntax.GetLocation());

    private readonly struct Walk(ImmutableStack<IMethodSymbol>? following, int depth, bool onlyThrow, CancellationToken cancellationToken)
    {
        private readonly ImmutableStack<IMethodSymbol> _following = following ?? ImmutableStack<IMethodSymbol>.Empty;

        public int Depth { get; } = depth;

        public bool OnlyThrow { get; } = onlyThrow;

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public bool IsFollowing(IMethodSymbol method)
        {
            foreach (var outer in _following)
            {
                if (SymbolEqualityComparer.Default.Equals(outer, method))
                {
                    return true;
                }
            }

            return false;
        }

        public Walk Into(IMethodSymbol method) => new(_following.Push(method), Depth + 1, OnlyThrow, CancellationToken);
    }
}
