using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>How surely an operation throws one day.</summary>
internal enum EscapeKind
{
    /// <summary>It is not known never to throw, and throws only where the program is wrong.</summary>
    Possible,

    /// <summary>It throws in ordinary use: it runs somebody else's code, or reads and writes.</summary>
    Expected,

    /// <summary>It is a <c>throw</c>.</summary>
    Throw,
}

/// <summary>Why and where code can throw.</summary>
/// <param name="Reason">The operation as a message shows it.</param>
/// <param name="Location">Its place.</param>
/// <param name="Kind">How surely it throws one day.</param>
internal sealed record ExceptionEscape(string Reason, Location? Location, EscapeKind Kind)
{
    /// <summary>The reason for a <c>throw</c> in the body itself.</summary>
    public const string OwnThrow = "it throws";
}

/// <summary>
/// Finds the first operation of a body that can throw outside a handler which catches everything. What it does not know can throw: callbacks run on frames that no exception may
/// cross, so "probably not" is not enough. Null references, missing libraries and exhausted memory or stack are not counted: every line could fail by them.
/// What throws in ordinary use is looked for first, and told apart from what throws only where the program is wrong.
/// </summary>
internal sealed class ExceptionEscapes(InteropContext interop)
{
    // Methods called from a callback are followed this deep, and this many of them.
    private const int MaximumDepth = 8;
    private const int MaximumMethods = 60;

    // The end of the process is looked for this many calls away.
    private const int MaximumEndDepth = 3;

    private static readonly Dictionary<IParameterSymbol, object?> NoConstants = new(SymbolEqualityComparer.Default);

    private readonly KnownTypes _types = interop.Types;
    private readonly NativeFunctions _functions = NativeFunctions.Of(interop);
    private readonly BoundaryTypes _boundary = BoundaryTypes.Of(interop);
    private readonly FlowAnalysis _flow = FlowAnalysis.Of(interop);
    private readonly UnlikelyThrows _unlikely = new(interop);
    private readonly DelegateTargets _targets = new(interop.Compilation);
    private readonly INamedTypeSymbol? _doesNotReturn = interop.Types.Find("System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute");

    public ExceptionEscape? FirstIn(IOperation body, CancellationToken cancellationToken) =>
        First(body, new Walk(EscapeKind.Expected, cancellationToken))
        ?? (First(body, new Walk(EscapeKind.Possible, cancellationToken)) is { } possible ? possible with { Kind = EscapeKind.Possible } : null);

    /// <summary>The first <c>throw</c> that leaves the body: what can fail only in theory is not counted.</summary>
    public ExceptionEscape? FirstThrowIn(IOperation body, CancellationToken cancellationToken) =>
        First(body, new Walk(EscapeKind.Throw, cancellationToken))
        ?? (First(body, new Walk(EscapeKind.Throw, cancellationToken) { CountsUnlikely = true }) is { } unlikely ? unlikely with { Kind = EscapeKind.Possible } : null);

    /// <summary>
    /// The first escape in a method's body when that is in the file of <paramref name="model"/>; the body of a callback in another file is looked at where it is declared.
    /// </summary>
    public ExceptionEscape? FirstIn(IMethodSymbol method, SemanticModel? model, CancellationToken cancellationToken) =>
        MethodBodies.Of(method, model, cancellationToken) is { } body
            ? method is { IsAsync: true, ReturnsVoid: true } ? FirstInAsyncVoid(body, cancellationToken) : FirstIn(body, cancellationToken)
            : null;

    /// <summary>The first escape of a callback that native code starts and nobody waits for.</summary>
    public ExceptionEscape? FirstInAsyncVoid(IOperation body, CancellationToken cancellationToken) =>
        FirstIn(body, cancellationToken) is { } escape ? escape with { Reason = "an async void method throws on another thread: " + escape.Reason } : null;

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
            case IThrowOperation thrown:
                return Throw(thrown, walk);

            // What does not compile yet says nothing about what a delegate runs.
            case IInvalidOperation when walk.IsInTarget:
                return Escape(operation, "it does not compile", EscapeKind.Expected);
            case IBlockOperation block:
                for (var index = 0; index < block.Operations.Length; index++)
                {
                    if (First(block.Operations[index], walk) is { } inStatement)
                    {
                        // A throw behind the end of the process, or of what never returns, is there for the compiler.
                        return block.Operations.Take(index).Any(earlier => NeverEnds(earlier, NoConstants, 0, walk.CancellationToken)) ? null : inStatement;
                    }
                }

                return null;
        }

        foreach (var child in operation.ChildOperations)
        {
            if (First(child, walk) is { } inner)
            {
                return inner;
            }
        }

        return Own(operation, walk) is { } own && own.Kind >= walk.Least ? own : null;
    }

    /// <summary>Whether nothing behind a statement runs, because it ends the process or calls a method that does or never returns.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="constants">The parameters of the method around it that are constants in this call.</param>
    /// <param name="depth">How many calls it is away.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    private bool NeverEnds(IOperation? statement, Dictionary<IParameterSymbol, object?> constants, int depth, CancellationToken cancellationToken)
    {
        switch (statement)
        {
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                {
                    if (NeverEnds(inner, constants, depth, cancellationToken))
                    {
                        return true;
                    }

                    // What leaves on another way may leave before the end.
                    if (inner.DescendantsAndSelf().Any(static operation => operation is IReturnOperation or IBranchOperation { BranchKind: not BranchKind.Break }))
                    {
                        return false;
                    }
                }

                return false;
            case IConditionalOperation conditional:
                return IsTrue(conditional.Condition, constants) switch
                {
                    true => NeverEnds(conditional.WhenTrue, constants, depth, cancellationToken),
                    false => NeverEnds(conditional.WhenFalse, constants, depth, cancellationToken),
                    null => NeverEnds(conditional.WhenTrue, constants, depth, cancellationToken) && NeverEnds(conditional.WhenFalse, constants, depth, cancellationToken),
                };
            case IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var method } call }:
                if (method is { Name: "FailFast" or "Exit", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } } || method.HasAttribute(_doesNotReturn))
                {
                    return true;
                }

                if (depth == MaximumEndDepth || method.IsAsync || method.IsVirtual || BodyOf(method, call.SemanticModel, cancellationToken) is not { } body)
                {
                    return false;
                }

                var given = new Dictionary<IParameterSymbol, object?>(SymbolEqualityComparer.Default);
                foreach (var argument in call.Arguments)
                {
                    if (argument is { Parameter: { RefKind: RefKind.None } parameter, Value.ConstantValue: { HasValue: true, Value: var value } })
                    {
                        given[parameter.OriginalDefinition] = value;
                    }
                }

                return NeverEnds(body, given, depth + 1, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Whether a condition holds, as far as the constants tell.</summary>
    private static bool? IsTrue(IOperation condition, Dictionary<IParameterSymbol, object?> constants) => condition switch
    {
        { ConstantValue: { HasValue: true, Value: bool constant } } => constant,
        IParameterReferenceOperation reference when constants.TryGetValue(reference.Parameter.OriginalDefinition, out var value) => value as bool?,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !IsTrue(not.Operand, constants),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => IsTrue(or.LeftOperand, constants) == true || IsTrue(or.RightOperand, constants) == true ? true
            : IsTrue(or.LeftOperand, constants) == false && IsTrue(or.RightOperand, constants) == false ? false
            : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => IsTrue(and.LeftOperand, constants) == false || IsTrue(and.RightOperand, constants) == false ? false
            : IsTrue(and.LeftOperand, constants) == true && IsTrue(and.RightOperand, constants) == true ? true
            : null,
        _ => null,
    };

    /// <summary>A method that is called guards its parameters and its state against wrong programs, and callbacks are rarely those; a body that is not written yet says nothing.</summary>
    private ExceptionEscape? Throw(IThrowOperation thrown, Walk walk)
    {
        var type = Operations.WithoutImplicitConversion(thrown.Exception)?.Type;
        if (walk.Catches(type) || IsForWeaver(thrown))
        {
            return null;
        }

        if (_unlikely.Contains(thrown))
        {
            return walk.Least == EscapeKind.Possible || walk.CountsUnlikely ? Escape(thrown, ExceptionEscape.OwnThrow) : null;
        }

        var isGuard = (walk.Depth > 0 || IsUnforeseen(thrown)) && type is INamedTypeSymbol exception
            && (MarshallingReader.DerivesFrom(exception, _types.Find("System.ArgumentException"))
                || MarshallingReader.DerivesFrom(exception, _types.Find("System.InvalidOperationException"))
                || MarshallingReader.DerivesFrom(exception, _types.Find("System.NotImplementedException"))
                || MarshallingReader.DerivesFrom(exception, _types.Find("System.NotSupportedException"))
                || exception.Name is "UnreachableException");

        // What a method needs of its own class is set before native code gets a callback, and a handler that has caught everything is no wrong program.
        var isOfState = isGuard && walk.Depth > 0 && MarshallingReader.DerivesFrom((INamedTypeSymbol)type!, _types.Find("System.InvalidOperationException")) && IsForState(thrown);
        return (isGuard && (walk.Least == EscapeKind.Expected || walk.IsModest)) || (isOfState && walk.Least != EscapeKind.Possible && !walk.CountsUnlikely) ? null : Escape(thrown, ExceptionEscape.OwnThrow, isGuard && walk.Least == EscapeKind.Possible ? EscapeKind.Possible : EscapeKind.Throw);
    }

    /// <summary>Whether a <c>throw</c> only ends a method for the compiler, behind instructions that a weaver puts in: <c>IL.Emit.Ret(); throw IL.Unreachable();</c></summary>
    private static bool IsForWeaver(IThrowOperation thrown) =>
        Operations.Unconverted(thrown.Exception)?.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unreachable", Expression: IdentifierNameSyntax { Identifier.ValueText: "IL" } } };

    /// <summary>Whether a <c>throw</c> is for a field that is not set yet, or not any more: <c>_current ?? throw …</c>, <c>if (_disposed) throw …</c></summary>
    private static bool IsForState(IThrowOperation thrown)
    {
        var inner = (IOperation)thrown;
        while (inner.Parent is IConversionOperation or IExpressionStatementOperation or IBlockOperation { Operations.Length: 1 })
        {
            inner = inner.Parent;
        }

        return inner.Parent switch
        {
            ICoalesceOperation choice => choice.WhenNull == inner && IsField(choice.Value),
            IConditionalOperation conditional => conditional.WhenTrue == inner && IsFieldTest(conditional.Condition),
            _ => false,
        };

        static bool IsFieldTest(IOperation condition) => Operations.Unconverted(condition) switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => IsFieldTest(operand),
            IIsPatternOperation { Value: var value } => IsField(value),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsField(comparison.LeftOperand) && IsNothing(comparison.RightOperand),
            { } operand => IsField(operand),
            null => false,
        };

        static bool IsNothing(IOperation value) => Operations.Unconverted(value) is { ConstantValue: { HasValue: true, Value: null or false or 0 } } or IDefaultValueOperation or IFieldReferenceOperation { Field.Name: "Zero" };

        static bool IsField(IOperation? value) => Operations.Unconverted(value) is IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation };
    }

    /// <summary>Whether a <c>throw</c> is all that a switch does with a value that it does not know: native code would have to give one that nobody foresaw.</summary>
    private static bool IsUnforeseen(IThrowOperation thrown)
    {
        var current = thrown.Parent;
        while (current is IConversionOperation or IExpressionStatementOperation or IBlockOperation)
        {
            current = current.Parent;
        }

        return current switch
        {
            ISwitchExpressionArmOperation { Pattern: IDiscardPatternOperation, Guard: null } => true,
            ISwitchCaseOperation { Clauses: { Length: 1 } clauses } => clauses[0] is IDefaultCaseClauseOperation,
            _ => false,
        };
    }

    private ExceptionEscape? InTry(ITryOperation attempt, Walk walk)
    {
        foreach (var handler in attempt.Catches)
        {
            // Who catches everything has done what this rule asks for, and whom the handler tells about it is a smaller matter; only what it throws again is not.
            var inHandler = (walk.Least == EscapeKind.Expected || walk.IsModest) && CatchesEverything(handler) ? walk.For(EscapeKind.Throw) : walk;
            if (First(handler.Handler, inHandler) is { } fromHandler)
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

        // What reads and writes throws in ordinary use, and this is the exception that it throws.
        var inBody = attempt.Catches.Any(CatchesInput) ? walk.WithoutInput() : walk;
        var caught = attempt.Catches.Where(static handler => handler.Filter is null or { ConstantValue: { HasValue: true, Value: true } }).Select(static handler => handler.ExceptionType).ToList();
        return First(attempt.Body, caught.Count == 0 ? inBody : inBody.Catching(caught));
    }

    /// <summary>Whether a handler catches what reading and writing throws: by its type, or by a filter that lists it, <c>catch (Exception e) when (e is TimeoutException or IOException)</c>.</summary>
    private bool CatchesInput(ICatchClauseOperation handler)
    {
        var input = interop.Types.Find("System.IO.IOException");
        return handler.Filter is null ? SymbolEqualityComparer.Default.Equals(handler.ExceptionType, input) : Accepts(handler.Filter);

        bool Accepts(IOperation condition) => condition switch
        {
            IIsPatternOperation { Pattern: var pattern } => Matches(pattern),
            IIsTypeOperation { IsNegated: false, TypeOperand: var type } => SymbolEqualityComparer.Default.Equals(type, input),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => Accepts(either.LeftOperand) || Accepts(either.RightOperand),
            _ => false,
        };

        bool Matches(IPatternOperation pattern) => pattern switch
        {
            ITypePatternOperation { MatchedType: var type } => SymbolEqualityComparer.Default.Equals(type, input),
            IDeclarationPatternOperation { MatchedType: var type } => SymbolEqualityComparer.Default.Equals(type, input),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Matches(either.LeftPattern) || Matches(either.RightPattern),
            _ => false,
        };
    }

    /// <summary>A filter can refuse, unless it is the constant true.</summary>
    private bool CatchesEverything(ICatchClauseOperation handler) =>
        handler.Filter is null or { ConstantValue: { HasValue: true, Value: true } }
        && (handler.ExceptionType is null
            || handler.ExceptionType.SpecialType == SpecialType.System_Object
            || SymbolEqualityComparer.Default.Equals(handler.ExceptionType, _types.Exception));

    private ExceptionEscape? Own(IOperation operation, Walk walk)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                return OfCall(invocation.TargetMethod, operation, walk, invocation.IsVirtual && !IsMadeHere(invocation.Instance));
            case IObjectCreationOperation { Constructor: { } constructor }:
                return IsPlainCreation(constructor) || (walk.IsModest && IsModestCreation(constructor, walk)) ? null : OfCall(constructor, operation, walk, isVirtual: false);
            case IPropertyReferenceOperation property:
                return OfProperty(property, walk);
            case IEventReferenceOperation or IFieldReferenceOperation:
                return null;
            case IArrayElementReferenceOperation:
                return Escape(operation, "an array index can be out of range");
            case IConversionOperation { IsTryCast: false, OperatorMethod: null } cast when CanFail(cast):
                // What raised the event gave its sender.
                return walk.IsModest && cast.Operand is IParameterReferenceOperation ? null : Escape(operation, "the cast can fail");
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
                return Escape(operation, "what is awaited can fail", EscapeKind.Expected);
            case IForEachLoopOperation loop when loop.Collection.Type is not IArrayTypeSymbol && !IsSpan(Operations.WithoutImplicitConversion(loop.Collection)?.Type):
                return Escape(loop.Collection, "the enumeration runs code that can throw");
            case ISwitchExpressionOperation { IsExhaustive: false }:
                return Escape(operation, "the switch expression has no arm for every value");
            default:
                return null;
        }
    }

    /// <summary>Whether the object is made in this body, so that its class is known: <c>var buffer = new Buffer(pointer); buffer.Check();</c></summary>
    private static bool IsMadeHere(IOperation? receiver) => Operations.Unconverted(receiver) switch
    {
        IObjectCreationOperation => true,
        ILocalReferenceOperation { Local: var local } reference => Operations.Unconverted(LocalReferences.Around(reference).OnlyValueOf(local)) is IObjectCreationOperation,
        _ => false,
    };

    private ExceptionEscape? OfProperty(IPropertyReferenceOperation reference, Walk walk)
    {
        var property = reference.Property;
        if (IsPlainProperty(property))
        {
            return null;
        }

        var isWritten = reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;
        if (walk.IsModest && property.DeclaringSyntaxReferences.IsEmpty && (isWritten ? !property.IsIndexer || property.ContainingType.Name is "Dictionary" or "ConcurrentDictionary" : property.ContainingType.Name is "StringBuilder" or "Stopwatch" or "DateTime"))
        {
            return null;
        }

        // What an interface of the project is asked for, each of its classes there only keeps.
        if (walk.IsModest && !isWritten && !property.DeclaringSyntaxReferences.IsEmpty && property.GetMethod is { } asked && CanBeOverridden(asked) && IsKeptInEachClass(asked, walk))
        {
            return null;
        }

        // The texts of a resource file.
        if (walk.IsModest && property.IsStatic && property.Type.SpecialType == SpecialType.System_String && property.ContainingType.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute"))
        {
            return null;
        }

        if ((isWritten ? property.SetMethod : property.GetMethod) is { } accessor && !CanBeOverridden(accessor) && Follow(accessor, reference, walk, out var inner))
        {
            return inner is null ? null : inner with { Reason = $"'{property.Name}' can throw: {inner.Reason}", Location = reference.Syntax.GetLocation() };
        }

        return Escape(reference, $"'{property.Name}' runs code that can throw", KindOf(!walk.CatchesInput && IsInputOrOutput(property.ContainingType) && property.Name is "Length" or "Position"));
    }

    /// <summary>Whether the project has classes for a property of an interface or base class, and in each of them it is automatic, or nothing but a field.</summary>
    private bool IsKeptInEachClass(IMethodSymbol getter, Walk walk)
    {
        var any = false;
        foreach (var implementation in Implementations.Of(interop, getter.OriginalDefinition, walk.CancellationToken))
        {
            any = true;
            if (implementation.AssociatedSymbol is not IPropertySymbol kept)
            {
                return false;
            }

            var isAutomatic = kept.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => field.IsImplicitlyDeclared && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, kept));
            if (!isAutomatic && !(BodyOf(implementation, null, walk.CancellationToken) is { } body && body.Descendants().All(static operation => operation is IBlockOperation or IReturnOperation or IFieldReferenceOperation or IInstanceReferenceOperation)))
            {
                return false;
            }
        }

        return any;
    }

    private ExceptionEscape? OfCall(IMethodSymbol method, IOperation call, Walk walk, bool isVirtual)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            // A delegate that stands for a native function is an import.
            var type = method.ContainingType.OriginalDefinition;
            if ((_functions.FromDelegate(type) is { Attribute: not null } || _boundary.IsBoundaryDelegate(type)) && !_boundary.IsCallback(type))
            {
                return null;
            }

            var invoked = (call as IInvocationOperation)?.Instance;
            return _targets.Of(invoked, walk.CancellationToken) is { } targets && AreSafe(targets, walk)
                ? null
                : Escape(call, $"the '{method.ContainingType.Name}' that it invokes can throw", KindOf(!IsOwnDelegate(invoked) && !(walk.Least == EscapeKind.Expected && HardlyThrow(invoked, walk))));
        }

        if (_functions.FromMethod(method) is { IsImport: true } import)
        {
            // An import throws when a failing HRESULT is turned into an exception; a missing library is an installation error.
            return import.PreserveSig ? null : Escape(call, $"'{method.Name}' throws for a failing HRESULT", EscapeKind.Expected);
        }

        // What an asynchronous method throws is in its task, or on another thread.
        if (IsKnownNotToThrow(method) || (walk.IsModest && IsModest(method)) || method.IsAsync || method.PartialImplementationPart is { IsAsync: true })
        {
            return null;
        }

        if ((!isVirtual || !CanBeOverridden(method)) && Follow(method, call, walk, out var inner))
        {
            // Writing to a log fails where the program cannot go on anyway.
            return inner is null ? null
                : inner with
                {
                    Reason = $"'{NameOf(method)}' can throw: {inner.Reason}",
                    Location = call.Syntax.GetLocation(),
                    Kind = IsLog(method.ContainingType) && inner.Kind == EscapeKind.Expected ? EscapeKind.Possible : inner.Kind,
                };
        }

        if (isVirtual && IsForeignCode(method) && !method.DeclaringSyntaxReferences.IsEmpty && InEachImplementation(method, call, walk, out var ofOne))
        {
            return ofOne ?? Escape(call, $"'{NameOf(method)}' can throw");
        }

        return walk.IsFollowing(method) ? null : Escape(call, $"'{NameOf(method)}' can throw", KindOf(((isVirtual && IsForeignCode(method) && !IsNotice(method, call, walk)) || ThrowsInOrdinaryUse(method)) && !IsToConsole(call) && !(walk.CatchesInput && method is { IsStatic: false, MethodKind: MethodKind.Ordinary } && IsInputOrOutput(method.ContainingType))));
    }

    /// <summary>Whether the project gives an invoked delegate something, and all of that only sets fields and properties, queues, posts or starts a thread.</summary>
    private bool HardlyThrow(IOperation? invoked, Walk walk) =>
        _targets.SeenOf(invoked, walk.CancellationToken) is { } targets && AreSafe(targets, walk.IntoModest());

    /// <summary>Whether nothing that a delegate runs can throw, not even in theory: what it runs was written for other callers than native code.</summary>
    private bool AreSafe(IReadOnlyList<IOperation> targets, Walk walk)
    {
        walk = walk.IsModest ? walk : walk.IntoTarget();
        foreach (var target in targets)
        {
            var isSafe = target switch
            {
                // What an asynchronous lambda throws is in its task, or on another thread.
                IAnonymousFunctionOperation { Symbol.IsAsync: true } => true,
                IAnonymousFunctionOperation lambda => walk.IsFollowing(lambda.Symbol) || (walk.Depth < MaximumDepth && walk.MayFollowMore && First(lambda.Body, walk.Into(lambda.Symbol)) is null),
                IMethodReferenceOperation reference => OfCall(reference.Method, target, walk, reference.IsVirtual) is null,
                _ => false,
            };
            if (!isSafe)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIterator(IMethodSymbol method, IOperation body) =>
        method.ReturnType.OriginalDefinition.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_IEnumerator
            or SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IEnumerator_T
        && body.Descendants().Any(static operation => operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);

    /// <summary>A static variable that only this project sets holds one of its own functions, often a native one that was chosen at run time.</summary>
    private static bool IsOwnDelegate(IOperation? invoked) =>
        Operations.Unconverted(invoked) is IFieldReferenceOperation { Field: { IsStatic: true, DeclaredAccessibility: not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal) } };

    /// <summary>Looks into a method with source; false when it cannot be looked into.</summary>
    private bool Follow(IMethodSymbol method, IOperation call, Walk walk, out ExceptionEscape? escape)
    {
        escape = null;
        if (walk.IsFollowing(method) || walk.Depth == MaximumDepth || BodyOf(method, call.SemanticModel, walk.CancellationToken) is not { } body)
        {
            return false;
        }

        // An iterator that is called has not begun; what enumerates it runs it.
        if (walk.IsKnownClean(method) || IsIterator(method, body))
        {
            return true;
        }

        if (!walk.MayFollowMore)
        {
            return false;
        }

        escape = First(body, walk.Into(method));
        if (escape is null)
        {
            walk.AddClean(method);
        }

        return true;
    }

    /// <summary>Looks into all that a member of an interface or base class can run, where only the project has classes for it; false when that is not known.</summary>
    private bool InEachImplementation(IMethodSymbol method, IOperation call, Walk walk, out ExceptionEscape? escape)
    {
        escape = null;
        if (walk.Least != EscapeKind.Expected || !UncalledCode.Of(interop.Compilation).IsSeenHereOnly(method.ContainingType))
        {
            return false;
        }

        var any = false;
        var all = Implementations.Of(interop, method.OriginalDefinition, walk.CancellationToken);
        foreach (var implementation in method is { IsAbstract: false, ContainingType.TypeKind: not TypeKind.Interface } ? all.Prepend(method) : all)
        {
            any = true;
            if (!Follow(implementation, call, walk, out var inner))
            {
                return false;
            }

            if (inner is not null)
            {
                escape ??= inner with { Reason = $"'{NameOf(implementation)}' can throw: {inner.Reason}", Location = call.Syntax.GetLocation() };
            }
        }

        return any;
    }

    /// <summary>Whether a method only tells derived classes that something happens, with nothing to work on, and what the project's own classes do then cannot throw: <c>protected virtual void OnEntered() { }</c></summary>
    private bool IsNotice(IMethodSymbol method, IOperation call, Walk walk)
    {
        if (method is not { DeclaredAccessibility: Accessibility.Protected, ReturnsVoid: true, Parameters.IsEmpty: true, IsAbstract: false })
        {
            return false;
        }

        var overriding = Implementations.Of(interop, method.OriginalDefinition, walk.CancellationToken);
        return overriding.Any() && overriding.Prepend(method).All(one => Follow(one, call, walk, out var inner) && inner is null);
    }

    private IOperation? BodyOf(IMethodSymbol method, SemanticModel? model, CancellationToken cancellationToken)
    {
        var definition = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (definition.Locations.IsEmpty || definition.Locations[0].SourceTree is not { } tree || !interop.Compilation.ContainsSyntaxTree(tree))
        {
            return null;
        }

        return MethodBodies.Of(method, tree == model?.SyntaxTree ? model : _flow.ModelOf(tree), cancellationToken);
    }

    /// <summary>Whether a call may run code of a derived class.</summary>
    private static bool CanBeOverridden(IMethodSymbol method) =>
        method.IsAbstract || method.ContainingType?.TypeKind == TypeKind.Interface
        || ((method.IsVirtual || (method.IsOverride && !method.IsSealed)) && method.ContainingType is { IsSealed: false, IsValueType: false });

    /// <summary>Whether somebody else writes the code that a virtual method runs: it is part of the library's surface, or an interface that users implement.</summary>
    private static bool IsForeignCode(IMethodSymbol member)
    {
        var type = member.ContainingType;
        if (type is null || !(member.IsAbstract || member.IsVirtual || member.IsOverride || type.TypeKind == TypeKind.Interface))
        {
            return false;
        }

        // What every object has, and the collections, do not fail in ordinary use.
        if (member.Name is "ToString" or "GetHashCode" or "Equals" or "Dispose" || type.SpecialType == SpecialType.System_Object)
        {
            return false;
        }

        // Nor do logs: whoever writes one takes care that it cannot break what it watches.
        if (IsLog(type))
        {
            return false;
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return type.Name is "IComparer" or "IEqualityComparer" or "IObserver" or "IProgress" || IsInputOrOutput(type);
        }

        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return !type.IsSealed && !member.IsSealed && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
    }

    private static bool IsLog(INamedTypeSymbol? type) => type is not null && (type.Name.EndsWith("Logger", StringComparison.Ordinal) || type.Name is "ILog" or "Log");

    /// <summary>Whether something is told the console: <c>Console.Out.Flush()</c></summary>
    private static bool IsToConsole(IOperation call) =>
        call is IInvocationOperation { Instance: IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: { Name: "Console", ContainingNamespace.Name: "System" } } } };

    private static bool IsInputOrOutput(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name is "Stream" or "TextReader" or "TextWriter" or "BinaryReader" or "BinaryWriter" or "File" or "Directory" or "FileInfo" or "DirectoryInfo" or "FileSystemInfo" or "Socket"
                && type.ContainingNamespace is { Name: "IO" or "Sockets" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Methods of the framework that fail for what the outside world gives them, and not only for wrong programs.</summary>
    private static bool ThrowsInOrdinaryUse(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null || !method.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        if (IsInputOrOutput(type))
        {
            // What only names a file looks at it later.
            return method.Name is not ("Dispose" or "Close" or "Exists" or "ToString") && !(method.MethodKind == MethodKind.Constructor && type.Name is "FileInfo" or "DirectoryInfo");
        }

        return (type.Name, type.ContainingNamespace?.Name) switch
        {
            ("Task" or "ValueTask" or "TaskAwaiter" or "ValueTaskAwaiter", _) => method.Name is "Wait" or "WaitAll" or "GetResult",
            ("MethodBase" or "MethodInfo" or "ConstructorInfo", "Reflection") => method.Name == "Invoke",
            ("Delegate", "System") => method.Name == "DynamicInvoke",
            ("Activator", "System") => method.Name == "CreateInstance",
            ("CancellationToken", "Threading") => method.Name == "ThrowIfCancellationRequested",
            ("Marshal", "InteropServices") => method.Name == "ThrowExceptionForHR",
            ("ExceptionDispatchInfo", _) => method.Name == "Throw",
            ("Enum" or "Guid" or "DateTime" or "TimeSpan", "System") => method.Name is "Parse" or "ParseExact",
            _ => type.SpecialType != SpecialType.None && method.Name == "Parse",
        };
    }

    private bool IsKnownNotToThrow(IMethodSymbol method)
    {
        // A COM method that hands its HRESULT on has no exception to make of it.
        if (method.ContainingType is { TypeKind: TypeKind.Interface } && (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.PreserveSig) != 0)
        {
            return true;
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        var type = method.ContainingType;
        if (type is null)
        {
            return false;
        }

        if (SymbolEqualityComparer.Default.Equals(type, _types.Marshal))
        {
            // A bad address is not an exception that a handler could answer.
            if (method.Name.StartsWith("Read", StringComparison.Ordinal) || method.Name.StartsWith("Write", StringComparison.Ordinal))
            {
                return true;
            }

            return method.Name is "GetLastPInvokeError" or "GetLastWin32Error" or "SetLastPInvokeError" or "SetLastSystemError" or "GetLastSystemError" or "FreeHGlobal" or "FreeCoTaskMem"
                or "FreeBSTR" or "SizeOf" or "GetHRForException" or "PtrToStringUTF8" or "PtrToStringAnsi" or "PtrToStringUni";
        }

        if (SymbolEqualityComparer.Default.Equals(type, _types.NativeMemory))
        {
            return method.Name is "Free" or "AlignedFree" or "Clear" or "Fill" or "Copy";
        }

        if (SymbolEqualityComparer.Default.Equals(type, _types.GC))
        {
            return method.Name is "KeepAlive" or "SuppressFinalize";
        }

        if (SymbolEqualityComparer.Default.Equals(type, _types.GCHandle))
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
                ("Environment", "System") => method.Name is "FailFast" or "Exit" or "get_CurrentManagedThreadId" or "get_TickCount" or "get_TickCount64",
                ("Math" or "MathF", "System") => method.Name is "Min" or "Max" or "Sqrt" or "Sin" or "Cos" or "Floor" or "Ceiling",
                ("Stopwatch", "Diagnostics") => true,
                ("List" or "HashSet" or "Queue" or "Stack" or "ConcurrentQueue" or "ConcurrentBag" or "ConcurrentStack", _) => method.Name is "Add" or "Enqueue" or "Push" or "Clear",

                // What is posted runs later, on frames of its own.
                ("ThreadPool", "Threading") => method.Name is "QueueUserWorkItem" or "UnsafeQueueUserWorkItem",
                ("SynchronizationContext", "Threading") => method.Name == "Post",
                ("Dispatcher", "Threading") => method.Name is "BeginInvoke" or "InvokeAsync",
                ("Task", "Tasks") => method.Name == "Run",
                ("DispatcherQueue", _) => method.Name == "TryEnqueue",
                ("Control", "Forms") => method.Name == "BeginInvoke",
                ("TaskFactory", "Tasks") => method.Name == "StartNew",
                ("ChannelWriter", "Channels") => method.Name == "TryWrite",
                ("EventWaitHandle" or "ManualResetEventSlim", "Threading") => method.Name is "Set" or "Reset",
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
            || MarshallingReader.DerivesFrom(type, _types.Exception)
            || IsSpan(type) && constructor.Parameters.Length == 2 && constructor.Parameters[0].Type is IPointerTypeSymbol;
    }

    /// <summary>Methods of the framework that throw for nothing that a handler would give them: what tries, and what makes text.</summary>
    private static bool IsModest(IMethodSymbol method) => method.DeclaringSyntaxReferences.IsEmpty && method.ContainingType is { } type
        && (method.Name.StartsWith("Try", StringComparison.Ordinal)
            || method is { Name: "ToString", Parameters.IsEmpty: true } or { Name: "ReferenceEquals" }
            || (method is { MethodKind: MethodKind.Constructor } && ((method.Parameters.IsEmpty && type.ContainingNamespace is { Name: "Generic" or "Concurrent", ContainingNamespace.Name: "Collections" }) || type.Name == "Lazy"))
            || (type.Name == "StringBuilder" && method.Name is "Append" or "AppendLine" or ".ctor")
            || (type.Name == "ResourceManager" && method.Name == "GetString")
            || (type.SpecialType == SpecialType.System_String && method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "Concat"));

    /// <summary>Whether a constructor of the project, over a plain base, does nothing that throws.</summary>
    private bool IsModestCreation(IMethodSymbol constructor, Walk walk)
    {
        if (constructor.DeclaringSyntaxReferences.Length != 1 || constructor.ContainingType.BaseType is not { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } and not { Name: "EventArgs" }
            || walk.IsFollowing(constructor) || walk.Depth == MaximumDepth || !walk.MayFollowMore)
        {
            return false;
        }

        var declaration = FlowAnalysis.SyntaxOf(constructor.DeclaringSyntaxReferences[0], walk.CancellationToken);
        return declaration is ConstructorDeclarationSyntax { Initializer: null }
            && _flow.ModelOf(declaration.SyntaxTree).GetOperation(declaration, walk.CancellationToken) is IConstructorBodyOperation body
            && First((IOperation?)body.BlockBody ?? body.ExpressionBody, walk.Into(constructor)) is null;
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
            or "Target" or "Dispatcher" or "CurrentManagedThreadId" or "CompletedTask" or "MaxValue" or "MinValue" or "Message" or "StackTrace";
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
        && (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, _types.SpanOfT) || SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, _types.ReadOnlySpanOfT));

    private static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType.Name}" : $"{method.ContainingType?.Name}.{method.Name}";

    private static ExceptionEscape Escape(IOperation operation, string reason, EscapeKind kind = EscapeKind.Possible) => new(reason, operation.Syntax.GetLocation(), kind);

    private static EscapeKind KindOf(bool isExpected) => isExpected ? EscapeKind.Expected : EscapeKind.Possible;

    private readonly struct Walk
    {
        private readonly Counter _followed;

        public Walk(EscapeKind least, CancellationToken cancellationToken)
        {
            Least = least;
            Following = ImmutableStack<IMethodSymbol>.Empty;
            Caught = ImmutableStack<ITypeSymbol>.Empty;
            Clean = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
            _followed = new Counter();
            CancellationToken = cancellationToken;
        }

        /// <summary>Whether a handler around catches what reading and writing throws in ordinary use.</summary>
        public bool CatchesInput { get; private init; }

        /// <summary>Whether a <c>throw</c> that hardly ever runs counts.</summary>
        public bool CountsUnlikely { get; init; }

        /// <summary>Whether this is code behind a delegate, which only says something where all of it is known.</summary>
        public bool IsInTarget { get; private init; }

        /// <summary>Whether casts of a parameter, and writes to properties of others, do not count.</summary>
        public bool IsModest { get; private init; }

        /// <summary>What handlers around catch.</summary>
        private ImmutableStack<ITypeSymbol> Caught { get; init; }

        private ImmutableStack<IMethodSymbol> Following { get; init; }

        private HashSet<IMethodSymbol> Clean { get; init; }

        /// <summary>What is looked for: this kind and those above it.</summary>
        public EscapeKind Least { get; private init; }

        public int Depth { get; private init; }

        public CancellationToken CancellationToken { get; }

        /// <summary>Whether the budget of methods is left.</summary>
        public bool MayFollowMore => _followed.Count < MaximumMethods;

        public bool IsFollowing(IMethodSymbol method)
        {
            foreach (var outer in Following)
            {
                if (SymbolEqualityComparer.Default.Equals(outer, method))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The same walk, for another kind: what was found clean of one is not clean of all.</summary>
        public Walk For(EscapeKind least) => Begun(least);

        /// <summary>The same walk, where an <c>IOException</c> is caught.</summary>
        public Walk WithoutInput() => Begun(Least) with { CatchesInput = true };

        /// <summary>The same walk, where exceptions of these types are caught, too.</summary>
        public Walk Catching(IEnumerable<ITypeSymbol> types) => Begun(Least) with { Caught = types.Aggregate(Caught, static (all, type) => all.Push(type)) };

        /// <summary>The same walk in what a delegate runs.</summary>
        public Walk IntoTarget() => IsInTarget && Least == EscapeKind.Possible ? this : Begun(EscapeKind.Possible) with { IsInTarget = true };

        /// <summary>The same walk in what the project gives a delegate, which only has to be modest.</summary>
        public Walk IntoModest() => Begun(EscapeKind.Possible) with { IsModest = true, IsInTarget = false };

        /// <summary>Whether a handler around catches an exception of a type.</summary>
        public bool Catches(ITypeSymbol? type)
        {
            foreach (var caught in Caught)
            {
                if (type is INamedTypeSymbol thrown && MarshallingReader.DerivesFrom(thrown, caught as INamedTypeSymbol))
                {
                    return true;
                }
            }

            return false;
        }

        public bool IsKnownClean(IMethodSymbol method) => Clean.Contains(method);

        public void AddClean(IMethodSymbol method) => Clean.Add(method);

        public Walk Into(IMethodSymbol method)
        {
            _followed.Count++;
            return this with { Following = Following.Push(method), Depth = Depth + 1 };
        }

        private Walk Begun(EscapeKind least) => this with { Least = least, Clean = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) };

        private sealed class Counter
        {
            public int Count { get; set; }
        }
    }
}
