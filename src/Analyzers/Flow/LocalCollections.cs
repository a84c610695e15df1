using System;
using System.Collections.Generic;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// The arrays and lists of one body that nobody else has: what is put into them is still this body's to release. Which element is which is not followed: a loop that works on
/// the elements releases all of them, and whatever is not understood hands all of them on.
/// </summary>
internal sealed class LocalCollections(FlowBody body)
{
    private Dictionary<ILocalSymbol, bool>? _isOwn;

    // By the place where a loop is entered: the condition of a for or while loop, the collection of a foreach loop. None until the first resource gets into a collection.
    private Dictionary<SyntaxNode, List<(ILocalSymbol Collection, IOperation? Release)>>? _loops;

    /// <summary>The local that an element is put into, if it is such an array or list.</summary>
    public ILocalSymbol? CollectionOf(IOperation? element) => element switch
    {
        IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local: var array } } when IsOwn(array) => array,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation { Local: var list } } when IsOwn(list) => list,
        _ => null,
    };

    /// <summary>The local that a call adds its argument to.</summary>
    public ILocalSymbol? AddsTo(IInvocationOperation call) =>
        call is { Instance: ILocalReferenceOperation { Local: var list }, Arguments.Length: 1, TargetMethod.Name: "Add" or "Push" or "Enqueue" or "AddLast" } && IsOwn(list) ? list : null;

    /// <summary>The collections whose elements a loop that begins with <paramref name="entry"/> works on, and where it releases them.</summary>
    public List<(ILocalSymbol Collection, IOperation? Release)>? EnteredBy(IOperation? entry) =>
        _loops is not null && Operations.Unconverted(entry) is { } bare && _loops.TryGetValue(bare.Syntax, out var collections) ? collections : null;

    /// <summary>Whether a mention of the collection leaves its elements to the body.</summary>
    public bool Leaves(ILocalReferenceOperation mention)
    {
        var user = Operations.UserOf(mention);
        return user switch
        {
            IArrayElementReferenceOperation element when element.ArrayReference == mention => LeavesElement(element),
            IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == mention => LeavesElement(element),
            IPropertyReferenceOperation { Property.Name: "Length" or "LongLength" or "Count" or "Capacity" } => true,
            IInvocationOperation { TargetMethod.Name: "GetEnumerator" } => true,
            IInvocationOperation call when call.Instance == mention => AddsTo(call) is not null,
            IArgumentOperation argument => IsReadByNativeCode(argument),
            _ => false,
        };
    }

    private bool LeavesElement(IOperation element) => Operations.UserOf(element) switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == element => true,
        IInvocationOperation { TargetMethod.Name: "AddrOfPinnedObject" or "DangerousGetHandle" or "ToString" or "GetHashCode" or "Equals" } call => call.Instance == element,
        IPropertyReferenceOperation { Property.Name: "IsAllocated" or "Target" or "IsInvalid" or "IsClosed" } => true,
        IBinaryOperation or IIsPatternOperation => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToIntPtr", IsStatic: true, ContainingType: var type } } } => body.Roles.IsGCHandle(type),
        IArgumentOperation argument => IsReadByNativeCode(argument),
        _ => false,
    };

    private bool IsReadByNativeCode(IArgumentOperation argument)
    {
        if (argument is not { Parameter: { RefKind: RefKind.None or RefKind.In } parameter, Parent: IInvocationOperation { TargetMethod: var method } }
            || body.Functions.FromMethod(method) is not { IsImport: true } function
            || body.Roles.For(method) is var roles && (roles.ReleasesParameter(parameter.Ordinal) || roles.Takes.Contains(parameter.Ordinal)))
        {
            return false;
        }

        foreach (var word in body.Contracts.WordsOf(function))
        {
            if (FieldUses.KeepingWords.Contains(word))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOwn(ILocalSymbol local)
    {
        _isOwn ??= new(SymbolEqualityComparer.Default);
        if (!_isOwn.TryGetValue(local, out var isOwn))
        {
            isOwn = !body.Captured.Contains(local) && local.RefKind == RefKind.None && body.Roles.CanHoldResource(ElementOf(local.Type)) && IsMadeHere(local);
            _isOwn.Add(local, isOwn);
            if (isOwn)
            {
                FindLoops(local);
            }
        }

        return isOwn;
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { Name: "Span", TypeArguments: { Length: 1 } arguments, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => arguments[0],
        INamedTypeSymbol { Name: "List" or "Stack" or "Queue" or "LinkedList" or "HashSet", TypeArguments: { Length: 1 } arguments, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } => arguments[0],
        _ => null,
    };

    /// <summary>Whether every value that the body gives the local is a collection that it makes there.</summary>
    private bool IsMadeHere(ILocalSymbol local)
    {
        var isMade = false;
        foreach (var operation in body.Graph.OriginalOperation.Descendants())
        {
            var value = operation switch
            {
                IVariableDeclaratorOperation { Symbol: var symbol } declarator when Same(symbol, local) => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var symbol } } assignment when Same(symbol, local) => assignment.Value,
                _ => null,
            };
            switch (Operations.Unconverted(value))
            {
                case null or { ConstantValue.HasValue: true }:
                    break;
                case IArrayCreationOperation { Initializer: null }:
                case { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null } } when local.Type is INamedTypeSymbol:
                case IObjectCreationOperation { Initializer: null, Arguments: var arguments } when arguments.IsEmpty || arguments[0].Value.Type?.SpecialType == SpecialType.System_Int32:
                    isMade = true;
                    break;
                default:
                    return false;
            }
        }

        return isMade;
    }

    private void FindLoops(ILocalSymbol collection)
    {
        foreach (var operation in body.Graph.OriginalOperation.Descendants())
        {
            switch (operation)
            {
                case IForEachLoopOperation { Collection: var source, LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } loop
                    when Operations.Unconverted(source) is ILocalReferenceOperation { Local: var local } && Same(local, collection):
                    AddLoop(source, collection, loop.Body, use => use is ILocalReferenceOperation { Local: var used } && Same(used, element));
                    break;
                case IForLoopOperation { Condition: { } condition } loop:
                    AddLoop(condition, collection, loop.Body, use => IsElementOrWhole(use, collection));
                    break;
                case IWhileLoopOperation { Condition: { } condition } loop:
                    AddLoop(condition, collection, loop.Body, use => IsElementOrWhole(use, collection));
                    break;
            }
        }
    }

    private bool IsElementOrWhole(IOperation use, ILocalSymbol collection) =>
        (CollectionOf(use) is { } local && Same(local, collection)) || (use is ILocalReferenceOperation { Local: var whole } mention && Same(whole, collection) && !Leaves(mention));

    private void AddLoop(IOperation entry, ILocalSymbol collection, IOperation loop, Func<IOperation, bool> isElement)
    {
        IOperation? given = null;
        IOperation? release = null;
        foreach (var use in loop.Descendants())
        {
            if (!isElement(use) || LeavesElement(use))
            {
                continue;
            }

            given = use;
            if (Operations.UserOf(use) is var user && (user is IArgumentOperation { Parent: IInvocationOperation callee } ? callee : user as IInvocationOperation) is { } call)
            {
                release ??= body.Roles.For(call.TargetMethod, call.Instance).Releases.IsEmpty ? null : call;
            }
        }

        if (given is null)
        {
            return;
        }

        // Of a && b the graph asks a first.
        while (Operations.Unconverted(entry) is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr, LeftOperand: var first })
        {
            entry = first;
        }

        var place = Operations.Unconverted(entry)!.Syntax;
        _loops ??= [];
        if (!_loops.TryGetValue(place, out var collections))
        {
            _loops.Add(place, collections = []);
        }

        collections.Add((collection, release));
    }

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
