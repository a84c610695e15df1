using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>
/// Knows the raw handles that finalizers release: the fields that a finalizer, or a method that it reaches with <c>disposing</c> being false, reads where it calls native code.
/// </summary>
internal sealed class FinalizedHandles
{
    private const int MaximumDepth = 5;

    private readonly ConcurrentDictionary<INamedTypeSymbol, Finalization> _types = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private readonly FlowAnalysis _flow;
    private readonly NativeFunctions _functions;
    private readonly ResourceRoles _roles;

    private FinalizedHandles(InteropContext interop)
    {
        _interop = interop;
        _flow = FlowAnalysis.Of(interop);
        _functions = NativeFunctions.Of(interop);
        _roles = ResourceRoles.Of(interop);
    }

    public static FinalizedHandles Of(InteropContext interop) => interop.Get(static context => new FinalizedHandles(context));

    /// <summary>Whether <paramref name="type"/> has a finalizer that a program or SafeHandle wrote.</summary>
    public bool IsFinalizable(ITypeSymbol? type)
    {
        if (type is not { TypeKind: TypeKind.Class })
        {
            return false;
        }

        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (DestructorOf(current) is not null)
            {
                return true;
            }
        }

        return _roles.IsSafeHandle(type);
    }

    /// <summary>Whether <paramref name="operation"/> reads a raw handle that the finalizer of the object releases, from a field or through a property that returns one.</summary>
    public bool IsHandleRead(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        IFieldReferenceOperation { Instance: { Type: INamedTypeSymbol type }, Field: var field } => ResourceRoles.IsRaw(field.Type) && IsReleased(field, type, cancellationToken),
        IPropertyReferenceOperation { Instance: { Type: INamedTypeSymbol type }, Property: { Parameters.IsEmpty: true } property } =>
            ResourceRoles.IsRaw(property.Type) && IsFinalizable(type) && (IsReleased(property, type, cancellationToken) || (ReturnedBy(property, cancellationToken) is { } field && IsReleased(field, type, cancellationToken))),
        _ => false,
    };

    /// <summary>Whether the finalizer of <paramref name="type"/> runs <paramref name="method"/>.</summary>
    public bool IsPartOfFinalization(IMethodSymbol method, INamedTypeSymbol type, CancellationToken cancellationToken) => Of(type, cancellationToken).Methods.Contains(method.OriginalDefinition);

    private bool IsReleased(ISymbol member, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (member is IFieldSymbol { Name: "handle", ContainingType: var declaring } && (SymbolEqualityComparer.Default.Equals(declaring, _interop.Types.SafeHandle) || SymbolEqualityComparer.Default.Equals(declaring, _interop.Types.CriticalHandle)))
        {
            return true;
        }

        return IsFinalizable(type) && Of(type, cancellationToken).Handles.Contains(member.OriginalDefinition);
    }

    private IFieldSymbol? ReturnedBy(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property.GetMethod is not { } getter || _flow.BodyOf(getter.OriginalDefinition, cancellationToken) is not { } body)
        {
            return null;
        }

        IFieldSymbol? found = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value })
            {
                while (value is IConversionOperation { Operand: var operand })
                {
                    value = operand;
                }

                if (value is not IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } || (found is not null && !SymbolEqualityComparer.Default.Equals(found, field)))
                {
                    return null;
                }

                found = field;
            }
        }

        return found;
    }

    private Finalization Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (_types.TryGetValue(type, out var known))
        {
            return known;
        }

        var found = new Finalization();
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (DestructorOf(current) is { } destructor)
            {
                Visit(destructor, type, true, found, 0, cancellationToken);
            }
        }

        return _types.GetOrAdd(type, found);
    }

    private void Visit(IMethodSymbol method, INamedTypeSymbol type, bool isFinalizing, Finalization found, int depth, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (depth > MaximumDepth || !found.Methods.Add(method) || _flow.BodyOf(method, cancellationToken) is not { } body)
        {
            return;
        }

        var releases = false;
        var handles = new List<ISymbol>();
        foreach (var operation in body.DescendantsAndSelf())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isFinalizing && IsOnlyWhenDisposing(operation, method))
            {
                continue;
            }

            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var called } call:
                    if (Releases(called))
                    {
                        releases = true;
                    }
                    else if (call.Instance is IInstanceReferenceOperation or null && Implementation(called, type) is { } implementation)
                    {
                        Visit(implementation, type, isFinalizing, found, depth + 1, cancellationToken);
                    }

                    break;
                case IFunctionPointerInvocationOperation:
                    releases = true;
                    break;
                case IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } when ResourceRoles.IsRaw(field.Type):
                    handles.Add(field);
                    break;
                case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property } when ResourceRoles.IsRaw(property.Type):
                    handles.Add(property);
                    if (ReturnedBy(property, cancellationToken) is { } returned)
                    {
                        handles.Add(returned);
                    }

                    break;
            }
        }

        if (releases)
        {
            foreach (var handle in handles)
            {
                found.Handles.Add(handle.OriginalDefinition);
            }
        }
    }

    private bool Releases(IMethodSymbol method) =>
        _functions.FromMethod(method) is { IsImport: true }
        || (method.MethodKind == MethodKind.DelegateInvoke && method.ContainingType.HasAttribute(_interop.Types.UnmanagedFunctionPointerAttribute))
        || !_roles.For(method).Releases.IsEmpty;

    /// <summary>Whether an operation stands in the branch that runs only when <c>Dispose</c> was called.</summary>
    private static bool IsOnlyWhenDisposing(IOperation operation, IMethodSymbol method)
    {
        if (method.Parameters.Length != 1 || method.Parameters[0].Type.SpecialType != SpecialType.System_Boolean)
        {
            return false;
        }

        for (var child = operation; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalOperation conditional
                && ((conditional.Condition is IParameterReferenceOperation && conditional.WhenTrue == child) || (IsNegated(conditional.Condition) && conditional.WhenFalse == child)))
            {
                return true;
            }

            if (parent is IBlockOperation block)
            {
                foreach (var earlier in block.Operations)
                {
                    if (earlier == child)
                    {
                        break;
                    }

                    if (earlier is IConditionalOperation { WhenTrue: var leaving } guard && IsNegated(guard.Condition) && Leaves(leaving))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool IsNegated(IOperation condition) =>
        condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IParameterReferenceOperation };

    private static bool Leaves(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        IReturnOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => true,
        _ => false,
    };

    /// <summary>What a call of <paramref name="method"/> on an object of <paramref name="type"/> runs; null for what other types do.</summary>
    private static IMethodSymbol? Implementation(IMethodSymbol method, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.ContainingType?.OriginalDefinition))
            {
                return method;
            }

            foreach (var member in current.GetMembers(method.Name))
            {
                for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                    {
                        return (IMethodSymbol)member;
                    }
                }
            }
        }

        return null;
    }

    private static IMethodSymbol? DestructorOf(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers("Finalize"))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Destructor } destructor)
            {
                return destructor;
            }
        }

        return null;
    }

    private sealed class Finalization
    {
        public HashSet<ISymbol> Methods { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<ISymbol> Handles { get; } = new(SymbolEqualityComparer.Default);
    }
}
