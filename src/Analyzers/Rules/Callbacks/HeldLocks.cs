using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A lock that code holds or takes.</summary>
/// <param name="Symbol">The variable that holds the lock object, or a type; null when it is neither.</param>
/// <param name="Text">The lock object as it is written.</param>
/// <param name="IsReentrant">Whether the thread that holds it may take it again.</param>
internal readonly record struct HeldLock(ISymbol? Symbol, string Text, bool IsReentrant);

/// <summary>Finds the locks that are held at an operation, by the statements around it.</summary>
internal sealed class HeldLocks(KnownTypes types)
{
    /// <summary>The innermost lock that is held where <paramref name="operation"/> runs, as far as its own function shows.</summary>
    public HeldLock? Around(IOperation operation)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                case ILockOperation statement when statement.Body == child:
                    return Of(statement.LockedValue, isReentrant: true);
                case ITryOperation { Finally: { } end } attempt when attempt.Body == child && ReleasedIn(end) is { } released:
                    return released;
                case IUsingOperation statement when statement.Body == child && EnteredIn(statement.Resources) is { } entered:
                    return entered;
                case IBlockOperation block:
                    foreach (var sibling in block.Operations)
                    {
                        if (sibling == child)
                        {
                            break;
                        }

                        if (sibling is IUsingDeclarationOperation declaration && EnteredIn(declaration.DeclarationGroup) is { } scope)
                        {
                            return scope;
                        }
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>The lock that an operation takes, or null.</summary>
    public HeldLock? TakenBy(IOperation operation) => operation switch
    {
        ILockOperation statement => Of(statement.LockedValue, isReentrant: true),
        IInvocationOperation call => TakenBy(call),
        _ => null,
    };

    private HeldLock? TakenBy(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Enter" or "TryEnter" when Is(method.ContainingType, "Monitor") && call.Arguments.Length > 0:
                return Of(call.Arguments[0].Value, isReentrant: true);
            case "Enter" or "TryEnter" or "EnterScope" when Is(method.ContainingType, "Lock"):
                return Of(call.Instance, isReentrant: true);
            case "EnterReadLock" or "EnterWriteLock" or "EnterUpgradeableReadLock" when Is(method.ContainingType, "ReaderWriterLockSlim"):
            case "Wait" when Is(method.ContainingType, "SemaphoreSlim"):
            case "Enter" when Is(method.ContainingType, "SpinLock"):
                return Of(call.Instance, isReentrant: false);
            default:
                return null;
        }
    }

    private HeldLock? EnteredIn(IOperation resources)
    {
        foreach (var operation in resources.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "EnterScope" } call && TakenBy(call) is { } entered)
            {
                return entered;
            }
        }

        return null;
    }

    /// <summary>The lock that a finally block gives back, which was held until then.</summary>
    private HeldLock? ReleasedIn(IOperation end)
    {
        foreach (var operation in end.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation call)
            {
                continue;
            }

            var method = call.TargetMethod;
            switch (method.Name)
            {
                case "Exit" when Is(method.ContainingType, "Monitor") && call.Arguments.Length > 0:
                    return Of(call.Arguments[0].Value, isReentrant: true);
                case "Exit" when Is(method.ContainingType, "Lock"):
                    return Of(call.Instance, isReentrant: true);
                case "ExitReadLock" or "ExitWriteLock" or "ExitUpgradeableReadLock" when Is(method.ContainingType, "ReaderWriterLockSlim"):
                case "Release" when Is(method.ContainingType, "SemaphoreSlim"):
                case "Exit" when Is(method.ContainingType, "SpinLock"):
                    return Of(call.Instance, isReentrant: false);
            }
        }

        return null;
    }

    private static HeldLock? Of(IOperation? value, bool isReentrant)
    {
        value = Operations.Unconverted(value);
        var symbol = value switch
        {
            IMemberReferenceOperation member => member.Member,
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IInstanceReferenceOperation self => self.Type,
            ITypeOfOperation type => type.TypeOperand,
            _ => (ISymbol?)null,
        };
        return value is null ? null : new HeldLock(symbol, value.Syntax.ToString(), isReentrant);
    }

    private bool Is(ITypeSymbol? type, string name) => type?.Name == name && SymbolEqualityComparer.Default.Equals(type, types.Find("System.Threading." + name));
}
