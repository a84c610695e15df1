using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>Tells which objects may be finalized before another finalizer sees them.</summary>
internal static class Finalization
{
    /// <summary>
    /// Whether objects of <paramref name="type"/> have an ordinary finalizer. SafeHandles have a critical one, which runs after all ordinary ones; weak references and threads answer
    /// sensibly after theirs.
    /// </summary>
    public static bool HasFinalizer(INamedTypeSymbol type, KnownTypes types)
    {
        if (HandleClassMembers.IsHandleClass(type, types) || type.Name is "WeakReference" or "Thread")
        {
            return false;
        }

        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (DeclaresFinalizer(current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a finalizer of <paramref name="type"/> or of a base class runs for its objects.</summary>
    public static bool IsFinalized(INamedTypeSymbol type, KnownTypes types)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (DeclaresFinalizer(current))
            {
                return true;
            }
        }

        return MarshallingReader.DerivesFrom(type, types.SafeHandle);
    }

    /// <summary>Where an operation takes a lock: a <c>lock</c> statement, <c>Monitor.Enter</c>, or what <c>System.Threading.Lock</c> offers; null for every other operation.</summary>
    public static SyntaxNode? LockIn(IOperation operation) => operation switch
    {
        ILockOperation => operation.Syntax,
        IInvocationOperation { TargetMethod: { Name: "Enter" or "EnterScope", ContainingType: { Name: "Monitor" or "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } } } => operation.Syntax,
        _ => null,
    };

    private static bool DeclaresFinalizer(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers("Finalize"))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Destructor })
            {
                return true;
            }
        }

        return false;
    }
}
