using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>What keeps a delegate object alive.</summary>
internal enum DelegateRoot
{
    /// <summary>Something that may outlive the method, or nothing that can be judged here.</summary>
    Unknown,

    /// <summary>Only the compiler's cache of delegates without a target.</summary>
    CompilerCache,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Where a delegate comes from and what keeps it alive.</summary>
/// <param name="Root">What keeps the delegate alive.</param>
/// <param name="Creation">The one expression that creates it; null when there are several or none that a field could take.</param>
/// <param name="Local">The variable that holds it, or null for a temporary.</param>
internal readonly record struct DelegateOrigin(DelegateRoot Root, IDelegateCreationOperation? Creation = null, ILocalSymbol? Local = null)
{
    /// <summary>How a message calls the delegate.</summary>
    public string Describe() => Local is { } local
        ? $"the delegate in the local `{local.Name}`"
        : Creation?.Target switch
        {
            IAnonymousFunctionOperation => "the delegate of this lambda",
            IMethodReferenceOperation { Method.Name: var name } => $"the delegate of `{name}`",
            _ => "this delegate",
        };

    /// <summary>Where the delegate is reported when <paramref name="value"/> yields it: the creation, or the mention of the variable.</summary>
    public Location PlaceOf(IOperation value) =>
        (Local is null && Creation is { } creation ? creation : Operations.Unconverted(value) ?? value).Syntax.GetLocation();
}

/// <summary>
/// Judges what keeps a delegate alive, inside one body and without following branches: a temporary, a variable that nothing else refers to, or something else, about which
/// it says nothing.
/// </summary>
internal static class DelegateLifetime
{
    private const int MaximalDepth = 8;

    /// <summary>Where the delegate that <paramref name="value"/> yields comes from. Variables are not followed to their uses.</summary>
    public static DelegateOrigin OriginOf(InteropContext interop, IOperation? value, CancellationToken cancellationToken) => OriginOf(interop, value, 0, cancellationToken);

    /// <summary>Whether the target of <paramref name="creation"/> needs no instance and no variable.</summary>
    public static bool IsStatic(IDelegateCreationOperation creation) => creation.Target switch
    {
        IAnonymousFunctionOperation lambda => !Captures(lambda, lambda.Syntax, 0),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } method } => !Captures(method, creation, 0),
        IMethodReferenceOperation { Method.IsStatic: true } => true,
        _ => false,
    };

    /// <summary>
    /// Whether something that cannot be judged here may keep the delegate in <paramref name="local"/> alive: the variable is captured, stored, returned or passed to managed code.
    /// </summary>
    /// <param name="interop">The compilation.</param>
    /// <param name="local">The variable.</param>
    /// <param name="near">An operation in the same body.</param>
    /// <param name="container">A variable whose members the delegate may be stored in without thereby being kept.</param>
    public static bool MayEscape(InteropContext interop, ILocalSymbol local, IOperation near, ILocalSymbol? container = null)
    {
        foreach (var reference in LocalReferences.Around(near).To(local))
        {
            if (!SymbolEqualityComparer.Default.Equals(FunctionAround(reference), local.ContainingSymbol) || !IsHarmless(interop, reference, container))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether <paramref name="local"/> is used again behind <paramref name="position"/>, other than by a call that stores it too: until then it lives. In a loop every
    /// such use counts, because the next round comes behind.
    /// </summary>
    public static bool IsUsedBehind(InteropContext interop, ILocalSymbol local, IOperation near, int position)
    {
        var anywhere = IsInLoopWithout(near, local);
        var end = OverwrittenBehind(local, near, position);
        foreach (var reference in LocalReferences.Around(near).To(local))
        {
            if ((anywhere || (reference.Syntax.SpanStart >= position && reference.Syntax.SpanStart < end && !IsOnOtherBranch(reference, near))) && IsUse(interop, reference)
                && !EndsTooEarly(interop, reference, near))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether <c>GC.KeepAlive</c> stands directly behind the call, so that it covers that call alone, and native code works on with the same object behind it:
    /// <c>kv_set_progress(store, progress); GC.KeepAlive(progress); kv_copy(store);</c>
    /// </summary>
    private static bool EndsTooEarly(InteropContext interop, ILocalReferenceOperation reference, IOperation near)
    {
        if (NativeCalls.FunctionOf(interop, near) is not { } storing
            || Operations.UserOf(reference) is not IArgumentOperation { Parent: IInvocationOperation { Parent: IExpressionStatementOperation { Parent: IBlockOperation block } kept } alive }
            || !NativeCalls.IsKeepAlive(interop, alive)
            || block.Operations.IndexOf(kept) is not (> 0 and var at)
            || block.Operations[at - 1] is not IExpressionStatementOperation and not IVariableDeclarationGroupOperation
            || !block.Operations[at - 1].Syntax.Span.Contains(near.Syntax.Span))
        {
            return false;
        }

        for (var next = at + 1; next < block.Operations.Length; next++)
        {
            foreach (var operation in block.Operations[next].DescendantsAndSelf())
            {
                if (NativeCalls.FunctionOf(interop, operation) is { EntryPoint: { } name } later
                    && name != storing.EntryPoint
                    && later.Library == storing.Library
                    && NativeNames.AsReleaser(name) is null
                    && !Inference.IsUndoing(name)
                    && SymbolEqualityComparer.Default.Equals(FunctionAround(operation), FunctionAround(near))
                    && SharesHandle(interop, near, operation))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether two calls get the same handle, by the same expression.</summary>
    private static bool SharesHandle(InteropContext interop, IOperation call, IOperation other)
    {
        foreach (var argument in NativeCalls.ArgumentsOf(call))
        {
            if (Operations.Unconverted(argument.Value) is { ConstantValue.HasValue: false } handle
                && IsHandle(interop, handle.Type)
                && handle is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation { Member.IsStatic: false })
            {
                foreach (var given in NativeCalls.ArgumentsOf(other))
                {
                    if (Operations.Unconverted(given.Value) is { } value && value.Syntax.IsEquivalentTo(handle.Syntax, topLevel: false))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Whether values of the type name a native object.</summary>
    public static bool IsHandle(InteropContext interop, ITypeSymbol? type) =>
        type is IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr } || (type is INamedTypeSymbol { TypeKind: TypeKind.Class } handle && ResourceRoles.Of(interop).IsSafeHandle(handle));

    /// <summary>Where the variable gets another value whatever happens behind the call: what stands behind that is about the other delegate.</summary>
    private static int OverwrittenBehind(ILocalSymbol local, IOperation near, int position)
    {
        var end = int.MaxValue;
        foreach (var reference in LocalReferences.Around(near).To(local))
        {
            if (reference.Syntax.SpanStart >= position
                && reference.Syntax.SpanStart < end
                && reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation { Parent: IBlockOperation block } } assignment
                && assignment.Target == reference
                && block.Syntax.Span.Contains(near.Syntax.Span)
                && !Mentions(assignment.Value, local))
            {
                end = reference.Syntax.SpanStart;
            }
        }

        return end;
    }

    /// <summary>
    /// Whether a use behind <paramref name="near"/> stands under a condition of its own, so that the method goes on without it too. What is asked of the call itself, or was asked
    /// before it, says whether there is anything to keep alive.
    /// </summary>
    private static bool IsOnOtherBranch(ILocalReferenceOperation reference, IOperation near)
    {
        IOperation operation = reference;
        for (var parent = reference.Parent; parent is not null && !parent.Syntax.Span.Contains(near.Syntax.Span); operation = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when operation != conditional.Condition:
                    var other = operation == conditional.WhenTrue ? conditional.WhenFalse : conditional.WhenTrue;
                    if (!(other is not null && (Mentions(other, reference.Local) || Leaves(other))) && !IsAboutCall(conditional.Condition, near))
                    {
                        return true;
                    }

                    break;
                case ICatchClauseOperation:
                    return true;
            }
        }

        return false;
    }

    private static bool Mentions(IOperation operation, ILocalSymbol local)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            if (inner is ILocalReferenceOperation { Local: var named } && SymbolEqualityComparer.Default.Equals(named, local))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation branch)
    {
        foreach (var inner in branch.DescendantsAndSelf())
        {
            if (inner is IReturnOperation or IThrowOperation or IBranchOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a condition asks for what the call gave, or for what decided whether it was made.</summary>
    private static bool IsAboutCall(IOperation condition, IOperation near)
    {
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        for (var parent = near; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation { Condition: var asked }:
                    AddNames(asked, names);
                    break;
                case ISimpleAssignmentOperation { Target: var target }:
                    AddNames(target, names);
                    break;
                case IVariableDeclaratorOperation { Symbol.Name: var name }:
                    names.Add(name);
                    break;
            }
        }

        AddNames(near, names);
        foreach (var inner in condition.DescendantsAndSelf())
        {
            if (NameOf(inner) is { } name && names.Contains(name))
            {
                return true;
            }
        }

        return condition.ConstantValue.HasValue;
    }

    private static void AddNames(IOperation operation, HashSet<string> names)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            if (NameOf(inner) is { } name)
            {
                names.Add(name);
            }
        }
    }

    private static string? NameOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        IMemberReferenceOperation { Member.Name: var name } => name,
        _ => null,
    };

    /// <summary>Whether <paramref name="reference"/> gives the variable to a native function that keeps it.</summary>
    public static bool IsStored(InteropContext interop, IOperation reference) =>
        StoringCall(interop, reference) is not null;

    /// <summary>The call that keeps the variable, when <paramref name="reference"/> gives it to one; also as <c>f(local = value)</c>.</summary>
    public static IOperation? StoringCall(InteropContext interop, IOperation reference) =>
        Operations.UserOf(ValueAt(reference)) is IArgumentOperation { Parent: { } call } argument
        && Retention(interop, call, argument).Value?.Kind > RetentionKind.NoEscape
            ? call
            : null;

    /// <summary>How long the native function that is called keeps the callback in <paramref name="argument"/>; unknown for managed functions that do not just pass it on.</summary>
    public static Fact<Retention> Retention(InteropContext interop, IOperation call, IArgumentOperation argument) =>
        NativeCalls.FunctionOf(interop, call) is { } function && NativeCalls.ParameterOf(function, argument) is { } parameter
            ? BoundaryContracts.Of(interop).RetentionOfCallback(function, parameter)
            : RetentionOfCopy(interop, call, argument) ?? CallbackForwarding.Of(interop).For(argument.Parameter, CancellationToken.None)?.Retention ?? default;

    /// <summary>How long the copy of a struct in native memory is used: as long as the memory, which a field holds; null for other calls.</summary>
    public static Fact<Retention>? RetentionOfCopy(InteropContext interop, IOperation call, IArgumentOperation argument) =>
        call is IInvocationOperation { TargetMethod: { Name: "StructureToPtr", ContainingType: var type }, Arguments: { Length: > 1 } arguments }
        && argument.Parameter?.Ordinal == 0
        && SymbolEqualityComparer.Default.Equals(type, interop.Types.Marshal)
            ? Operations.Unconverted(arguments[1].Value) switch
            {
                IFieldReferenceOperation { Field: { Name: var name } field } when field.ContainingType.TypeKind == TypeKind.Class =>
                    new Fact<Retention>(new Retention(RetentionKind.Retained), Evidence.Known, $"the memory in '{name}' stays"),
                ILocalReferenceOperation memory => RetentionOfMemory(interop, memory),
                _ => null,
            }
            : null;

    /// <summary>How long the memory in a local is used by the native function that it is given to behind <paramref name="memory"/>.</summary>
    private static Fact<Retention>? RetentionOfMemory(InteropContext interop, ILocalReferenceOperation memory)
    {
        foreach (var reference in LocalReferences.Around(memory).To(memory.Local))
        {
            if (reference.Syntax.SpanStart > memory.Syntax.SpanStart
                && Operations.UserOf(reference) is IArgumentOperation { Parent: { } call } argument
                && NativeCalls.FunctionOf(interop, call) is { } function && NativeCalls.ParameterOf(function, argument) is { } parameter
                && BoundaryContracts.Of(interop).RetentionOfCallback(function, parameter) is { Value.Kind: RetentionKind.Retained or RetentionKind.Async } retention)
            {
                return new Fact<Retention>(retention.Value, retention.Evidence, $"the memory goes to '{function.DisplayName}'; {retention.Source}");
            }
        }

        return null;
    }

    private static DelegateOrigin OriginOf(InteropContext interop, IOperation? value, int depth, CancellationToken cancellationToken)
    {
        if (depth > MaximalDepth)
        {
            return default;
        }

        switch (Operations.Unconverted(value))
        {
            case IDelegateCreationOperation creation:
                // "new D(d)" refers to the old delegate, but the new object is what native code calls.
                return new DelegateOrigin(IsCached(creation) ? DelegateRoot.CompilerCache : DelegateRoot.None, creation);
            case ILocalReferenceOperation reference:
                return OriginOfLocal(interop, reference.Local, reference, depth, cancellationToken);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation reference }:
                return OriginOfLocal(interop, reference.Local, reference, depth, cancellationToken);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                if (IsNothing(conditional.WhenTrue))
                {
                    return OriginOf(interop, whenFalse, depth + 1, cancellationToken);
                }

                if (IsNothing(whenFalse))
                {
                    return OriginOf(interop, conditional.WhenTrue, depth + 1, cancellationToken);
                }

                var whenTrue = OriginOf(interop, conditional.WhenTrue, depth + 1, cancellationToken);
                return whenTrue.Root == DelegateRoot.None ? whenTrue : OriginOf(interop, whenFalse, depth + 1, cancellationToken);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.TypeKind: TypeKind.Delegate }:
                return new DelegateOrigin(DelegateRoot.None);
            case IInvocationOperation { TargetMethod: { IsVirtual: false, IsOverride: false, IsAbstract: false, MethodKind: MethodKind.Ordinary } method }:
                return OriginOfResult(interop, method, depth, cancellationToken);
            case IPropertyReferenceOperation { Property: { IsVirtual: false, IsOverride: false, IsAbstract: false, GetMethod: { } getter } }:
                return OriginOfResult(interop, getter, depth, cancellationToken);
            default:
                return default;
        }
    }

    /// <summary>A method that makes the delegate anew and returns it keeps it nowhere.</summary>
    private static DelegateOrigin OriginOfResult(InteropContext interop, IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (method.IsExtern || FlowAnalysis.Of(interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return default;
        }

        var root = DelegateRoot.Unknown;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is not IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } || FunctionAround(operation) is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }
                || IsNothing(value))
            {
                continue;
            }

            var origin = OriginOf(interop, value, depth + 1, cancellationToken);
            if (origin.Root == DelegateRoot.Unknown || origin.Local is not null)
            {
                return default;
            }

            root = origin.Root > root ? origin.Root : root;
        }

        return new DelegateOrigin(root);
    }

    private static bool IsNothing(IOperation value) => value.ConstantValue is { HasValue: true, Value: null } || Operations.Unconverted(value) is IDefaultValueOperation;

    private static DelegateOrigin OriginOfLocal(InteropContext interop, ILocalSymbol local, IOperation near, int depth, CancellationToken cancellationToken)
    {
        var references = LocalReferences.Around(near);
        if (local.IsRef || !references.IsDeclared(local))
        {
            return default;
        }

        var values = new List<IOperation>();
        if (references.InitializerOf(local) is { } initializer)
        {
            values.Add(initializer);
        }

        foreach (var reference in references.To(local))
        {
            switch (reference.Parent)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                    values.Add(assignment.Value);
                    break;
                case IAssignmentOperation assignment when assignment.Target == reference:
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                case ITupleOperation:
                    return default;
            }
        }

        var root = DelegateRoot.Unknown;
        IDelegateCreationOperation? creation = null;
        var creations = 0;
        foreach (var value in values)
        {
            if (IsNothing(value))
            {
                continue;
            }

            // A value that is kept elsewhere, or that another variable holds too, makes the whole variable unclear.
            var origin = OriginOf(interop, value, depth + 1, cancellationToken);
            if (origin.Root == DelegateRoot.Unknown || origin.Local is not null)
            {
                return default;
            }

            root = origin.Root > root ? origin.Root : root;
            creation = origin.Creation;
            creations++;
        }

        return creations == 0 ? default : new DelegateOrigin(root, creations == 1 ? creation : null, local);
    }

    /// <summary>
    /// Compilers cache the delegates of lambdas without captures and, since C# 11, those of static methods, except behind an explicit <c>new</c>.
    /// </summary>
    public static bool IsCached(IDelegateCreationOperation creation) => IsStatic(creation)
        && (creation.Target is IAnonymousFunctionOperation
            || (creation.Syntax is not BaseObjectCreationExpressionSyntax
                && creation.Syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 }));

    private static bool Captures(IMethodSymbol localFunction, IOperation near, int depth) =>
        !localFunction.IsStatic
        && (LocalReferences.Around(near).Function(localFunction) is not { } declaration || Captures(declaration, declaration.Syntax, depth + 1));

    private static bool Captures(IOperation function, SyntaxNode syntax, int depth)
    {
        if (depth > MaximalDepth)
        {
            return true;
        }

        foreach (var operation in function.Descendants())
        {
            var captures = operation switch
            {
                ILocalReferenceOperation { Local: { IsConst: false } local } => IsOutside(local, syntax),
                IParameterReferenceOperation parameter => IsOutside(parameter.Parameter, syntax),
                IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
                IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } method } => IsOutside(method, syntax) && Captures(method, operation, depth + 1),
                IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } method } => IsOutside(method, syntax) && Captures(method, operation, depth + 1),
                _ => false,
            };
            if (captures)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOutside(ISymbol symbol, SyntaxNode syntax) =>
        !symbol.Locations.IsEmpty && !(symbol.Locations[0].SourceTree == syntax.SyntaxTree && syntax.Span.Contains(symbol.Locations[0].SourceSpan));

    /// <summary>The operation that yields the variable's value: the assignment where the variable is its target.</summary>
    private static IOperation ValueAt(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference ? assignment : reference;

    private static ISymbol? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda: return lambda.Symbol;
                case ILocalFunctionOperation function: return function.Symbol;
            }
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
    }

    /// <summary>Whether a mention of a variable cannot make anything else refer to the delegate in it.</summary>
    private static bool IsHarmless(InteropContext interop, ILocalReferenceOperation reference, ILocalSymbol? container) => Operations.UserOf(ValueAt(reference)) switch
    {
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        ISimpleAssignmentOperation assignment => container is not null && SymbolEqualityComparer.Default.Equals(ContainerOf(assignment), container),
        IArgumentOperation { Parent: IInvocationOperation call } argument =>
            NativeCalls.IsKeepAlive(interop, call) || PointerMakers.Of(interop).Makes(call, CancellationToken.None) || NativeCalls.FunctionOf(interop, call) is not null
            || RetentionOfCopy(interop, call, argument) is not null || CallbackForwarding.Of(interop).For(argument.Parameter, CancellationToken.None) is not null,
        IArgumentOperation { Parent: IFunctionPointerInvocationOperation call } => NativeCalls.FunctionOf(interop, call) is not null,
        IInvocationOperation call => call.Instance == reference,
        IMemberReferenceOperation member => IsOwnMember(member),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IIsPatternOperation or IIsTypeOperation or IConditionalAccessOperation => true,
        IExpressionStatementOperation => true,
        _ => false,
    };

    /// <summary>Members of a struct that are written or read in place: <c>callbacks.OnData = …</c>.</summary>
    private static bool IsOwnMember(IMemberReferenceOperation member) => Operations.UserOf(member) switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == member => true,
        IMemberReferenceOperation outer => IsOwnMember(outer),
        IInvocationOperation or IBinaryOperation or IIsPatternOperation => true,
        _ => member.Type?.TypeKind != TypeKind.Delegate,
    };

    /// <summary>The variable into whose member an assignment writes, also in the initializer of the value that the variable gets.</summary>
    private static ILocalSymbol? ContainerOf(ISimpleAssignmentOperation assignment)
    {
        if (Operations.OwnerOf(assignment.Target) is { } owner)
        {
            return owner;
        }

        for (var parent = assignment.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IVariableDeclaratorOperation declarator: return declarator.Symbol;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }: return target.Local;
                case IBlockOperation or IExpressionStatementOperation: return null;
            }
        }

        return null;
    }

    private static bool IsUse(InteropContext interop, ILocalReferenceOperation reference) => Operations.UserOf(reference) switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => false,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => false,
        IMemberReferenceOperation member => Operations.UserOf(member) is not ISimpleAssignmentOperation assignment || assignment.Target != member,
        _ => !IsStored(interop, reference),
    };

    private static bool IsInLoopWithout(IOperation operation, ILocalSymbol local)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation && IsOutside(local, parent.Syntax))
            {
                return true;
            }
        }

        return false;
    }
}
