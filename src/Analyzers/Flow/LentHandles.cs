using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>Whose death closes a raw handle that an object gives out of a SafeHandle that it holds.</summary>
internal enum LentHandle : byte
{
    /// <summary>The value is no such handle.</summary>
    None,

    /// <summary>Others may hold the SafeHandle, too.</summary>
    Shared,

    /// <summary>The object made its SafeHandle and shows it to nobody: with the object the SafeHandle is garbage.</summary>
    Exclusive,
}

/// <summary>
/// Knows the properties and methods that give the raw handle of a SafeHandle that their object holds: <c>IntPtr Handle => _file.DangerousGetHandle();</c>. Such an object needs no
/// finalizer of its own for its handle to be closed while native code works with it.
/// </summary>
internal sealed class LentHandles
{
    private const int MaximumDepth = 5;

    private readonly ConcurrentDictionary<IMethodSymbol, LentHandle> _getters = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private readonly FlowAnalysis _flow;
    private readonly NativeFunctions _functions;
    private readonly ResourceRoles _roles;

    private LentHandles(InteropContext interop)
    {
        _interop = interop;
        _flow = FlowAnalysis.Of(interop);
        _functions = NativeFunctions.Of(interop);
        _roles = ResourceRoles.Of(interop);
    }

    public static LentHandles Of(InteropContext interop) => interop.Get(static context => new LentHandles(context));

    /// <summary>The object whose raw handle an operation reads through a property or a method without parameters, or null for other operations.</summary>
    public static IOperation? OwnerOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } instance, Property: { Parameters.IsEmpty: true, GetMethod: not null } property } when ResourceRoles.IsRaw(property.Type) => instance,
        IInvocationOperation { Instance: { } instance, TargetMethod: { Parameters.IsEmpty: true, IsGenericMethod: false } method } when ResourceRoles.IsRaw(method.ReturnType) && method.Name != "DangerousGetHandle" => instance,
        _ => null,
    };

    /// <summary>What the value of <paramref name="operation"/> depends on.</summary>
    public LentHandle KindOf(IOperation operation, CancellationToken cancellationToken) => OwnerOf(operation) is null
        ? LentHandle.None
        : operation switch
        {
            IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } => IsOfFramework(property) ? LentHandle.Exclusive : OfGetter(getter, 0, cancellationToken),
            IInvocationOperation { TargetMethod: var method } => OfGetter(method, 0, cancellationToken),
            _ => LentHandle.None,
        };

    /// <summary>Whether a method with source, or one of the framework's certificates, gives a raw parameter to native code while it runs.</summary>
    public bool GivesToNative(IMethodSymbol method, CancellationToken cancellationToken) => GivesToNative(method, 0, cancellationToken);

    /// <summary>Objects of the framework that hold a SafeHandle of their own and say its value.</summary>
    private static bool IsOfFramework(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty
        && (property.Name, property.ContainingType.Name, LastErrorEffects.NamespaceOf(property.ContainingType)) is
            ("Handle", "X509Certificate" or "X509Certificate2", "System.Security.Cryptography.X509Certificates")
            or ("ChainContext", "X509Chain", "System.Security.Cryptography.X509Certificates")
            or ("Handle", "FileStream", "System.IO")
            or ("Handle", "Socket", "System.Net.Sockets")
            or ("Handle", "WaitHandle", "System.Threading")
            or ("Handle", "Icon" or "Cursor", "System.Drawing" or "System.Windows.Forms");

    private bool GivesToNative(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (depth > MaximumDepth || !_interop.HasSource(method) || _flow.BodyOf(method, cancellationToken) is not { } body)
        {
            return false;
        }

        // What a constructor gives to another one stands beside its body.
        var whole = body.Parent is IConstructorBodyOperation constructorBody ? constructorBody : body;
        foreach (var operation in whole.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (operation is IArgumentOperation { Value: var value, Parent: { } parent }
                && Operations.Unconverted(value) is IParameterReferenceOperation { Parameter: var given }
                && ResourceRoles.IsRaw(given.Type)
                && parent switch
                {
                    IInvocationOperation { TargetMethod: var called } => _functions.FromMethod(called) is { IsImport: true } || GivesToNative(called, depth + 1, cancellationToken),
                    IObjectCreationOperation { Constructor: { } constructor } => GivesToNative(constructor, depth + 1, cancellationToken),
                    _ => false,
                })
            {
                return true;
            }
        }

        return false;
    }

    private LentHandle OfGetter(IMethodSymbol getter, int depth, CancellationToken cancellationToken)
    {
        getter = getter.OriginalDefinition;
        if (depth > MaximumDepth || !_interop.HasSource(getter) || getter.IsStatic)
        {
            return LentHandle.None;
        }

        if (!_getters.TryGetValue(getter, out var known))
        {
            known = getter.IsAbstract ? OfImplementations(getter, depth, cancellationToken) : OfBody(getter, depth, cancellationToken);

            // What was read at some depth may have been cut short.
            if (depth == 0)
            {
                known = _getters.GetOrAdd(getter, known);
            }
        }

        return known;
    }

    /// <summary>An interface's or abstract class's member: every implementation in the project has to give such a handle.</summary>
    private LentHandle OfImplementations(IMethodSymbol declared, int depth, CancellationToken cancellationToken)
    {
        LentHandle? kind = null;
        foreach (var method in Implementations.Of(_interop, declared, cancellationToken))
        {
            kind = Combine(kind, OfGetter(method, depth + 1, cancellationToken));
            if (kind == LentHandle.None)
            {
                break;
            }
        }

        return kind ?? LentHandle.None;
    }

    private LentHandle OfBody(IMethodSymbol getter, int depth, CancellationToken cancellationToken)
    {
        if (_flow.BodyOf(getter, cancellationToken) is not { } body)
        {
            return LentHandle.None;
        }

        LentHandle? kind = null;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value })
            {
                kind = Combine(kind, OfValue(value, depth, cancellationToken));
                if (kind == LentHandle.None)
                {
                    break;
                }
            }
        }

        return kind ?? LentHandle.None;
    }

    /// <summary>The kind of a returned value; null for no handle at all.</summary>
    private LentHandle? OfValue(IOperation value, int depth, CancellationToken cancellationToken)
    {
        var plain = Operations.Unconverted(value)!;
        switch (plain)
        {
            case IConditionalOperation { WhenTrue: var first, WhenFalse: { } second }:
                return Combine(OfValue(first, depth, cancellationToken), OfValue(second, depth, cancellationToken));
            case ICoalesceOperation { Value: var first, WhenNull: var second }:
                return Combine(OfValue(first, depth, cancellationToken), OfValue(second, depth, cancellationToken));
            case IConditionalAccessOperation { Operation: var holder, WhenNotNull: IInvocationOperation { TargetMethod: { Name: "DangerousGetHandle" } called } } when _roles.IsSafeHandle(called.ContainingType):
                return OfHolder(holder, cancellationToken);
            case IInvocationOperation { TargetMethod: { Name: "DangerousGetHandle", Parameters.IsEmpty: true } called, Instance: { } holder } when _roles.IsSafeHandle(called.ContainingType):
                return OfHolder(holder, cancellationToken);
            case IPropertyReferenceOperation { Property: { GetMethod: { } getter } property, Instance: { } instance } when ResourceRoles.IsRaw(property.Type) && IsOwnMember(instance):
                return OfGetter(getter, depth + 1, cancellationToken) is LentHandle.None ? LentHandle.None : LentHandle.Shared;
            default:
                return FinalizedHandles.ConstantOf(value) is not null ? null : LentHandle.None;
        }
    }

    private static LentHandle? Combine(LentHandle? first, LentHandle? second) =>
        first is null ? second : second is null ? first : first < second ? first : second;

    private static bool IsOwnMember(IOperation operation) => Operations.Unconverted(operation) switch
    {
        IInstanceReferenceOperation => true,
        IMemberReferenceOperation { Instance: { } instance, Member: IFieldSymbol or IPropertySymbol } => IsOwnMember(instance),
        _ => false,
    };

    private LentHandle OfHolder(IOperation holder, CancellationToken cancellationToken) => Operations.Unconverted(holder) switch
    {
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } reference => OfMember(reference.Member.OriginalDefinition, cancellationToken),
        { } other when IsOwnMember(other) => LentHandle.Shared,
        _ => LentHandle.None,
    };

    /// <summary>How much a SafeHandle in a field or property belongs to its object: who else can have it tells where it comes from and who sees it.</summary>
    private LentHandle OfMember(ISymbol member, CancellationToken cancellationToken)
    {
        var isMade = false;
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            switch (FlowAnalysis.SyntaxOf(reference, cancellationToken))
            {
                case VariableDeclaratorSyntax { Initializer.Value: var initial }:
                    isMade |= initial is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 };
                    break;
                case PropertyDeclarationSyntax { ExpressionBody: not null }:
                    return LentHandle.Shared;
            }
        }

        var isShown = member.DeclaredAccessibility != Accessibility.Private;
        foreach (var other in member.ContainingType.GetMembers())
        {
            if (other is not IMethodSymbol { IsAbstract: false } method || _flow.BodyOf(method, cancellationToken) is not { } body)
            {
                continue;
            }

            foreach (var operation in body.Descendants())
            {
                switch (operation)
                {
                    case ISimpleAssignmentOperation { Target: var target, Value: var value } when IsMember(target, member):
                        switch (Operations.Unconverted(value))
                        {
                            case IObjectCreationOperation creation:
                                if (IsBorrowing(creation))
                                {
                                    return LentHandle.None;
                                }

                                isMade = true;
                                break;
                            case IInvocationOperation { TargetMethod: var called } when _functions.FromMethod(called) is { IsImport: true }:
                                isMade = true;
                                break;
                            case ILiteralOperation or IDefaultValueOperation:
                                break;
                            default:
                                isShown = true;
                                break;
                        }

                        break;
                    case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Value: var passed } when IsMember(passed, member):
                        isMade = true;
                        break;
                    case IReturnOperation { ReturnedValue: { } returned } when IsMember(returned, member):
                        isShown = true;
                        break;
                    case ISimpleAssignmentOperation { Value: var copied } when IsMember(copied, member):
                        isShown = true;
                        break;
                }
            }
        }

        return isMade && !isShown ? LentHandle.Exclusive : LentHandle.Shared;
    }

    private static bool IsMember(IOperation operation, ISymbol member) =>
        Operations.Unconverted(operation) is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member);

    /// <summary>A handle object that does not own its handle releases nothing when it dies.</summary>
    private static bool IsBorrowing(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument is { Parameter.Type.SpecialType: SpecialType.System_Boolean, Value.ConstantValue: { HasValue: true, Value: false } })
            {
                return true;
            }
        }

        return false;
    }
}
