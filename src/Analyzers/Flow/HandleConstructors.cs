using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>What a constructor of a handle class does with the raw value that it gets.</summary>
/// <param name="Handle">The parameter that becomes the handle, or -1.</param>
/// <param name="Flag">The parameter that says whether the object releases it, or -1.</param>
/// <param name="Owns">Without such a parameter: whether the object releases it, or null when that is not known.</param>
internal sealed record HandleConstruction(int Handle, int Flag, bool? Owns);

/// <summary>
/// Reads the constructors of SafeHandle and CriticalHandle classes: their own code where there is one, otherwise the names of their parameters. Of the project's other classes it
/// reads those that keep a raw value beside the flag that says whether they release it.
/// </summary>
internal sealed class HandleConstructors
{
    private const int MaximumDepth = 6;

    private static readonly HandleConstruction Nothing = new(-1, -1, null);

    private static readonly ImmutableHashSet<string> OwnershipWords =
        ImmutableHashSet.Create(StringComparer.Ordinal, "own", "owns", "owner", "owned", "owning", "ownership");

    // Words of functions that add a reference of the object's own to what somebody else owns.
    private static readonly ImmutableHashSet<string> RetainingWords =
        ImmutableHashSet.Create(StringComparer.Ordinal, "ref", "addref", "incref", "retain", "preserve", "protect", "dup", "duplicate", "clone");

    private readonly ConcurrentDictionary<IMethodSymbol, HandleConstruction> _known = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;

    private HandleConstructors(InteropContext interop) => _interop = interop;

    public static HandleConstructors Of(InteropContext interop) => interop.Get(static context => new HandleConstructors(context));

    public HandleConstruction For(IMethodSymbol constructor, CancellationToken cancellationToken) => For(constructor.OriginalDefinition, 0, cancellationToken);

    private HandleConstruction For(IMethodSymbol constructor, int depth, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(constructor, out var known))
        {
            return known;
        }

        return depth > MaximumDepth ? Nothing : _known.GetOrAdd(constructor, Read(constructor, depth, cancellationToken));
    }

    private HandleConstruction Read(IMethodSymbol constructor, int depth, CancellationToken cancellationToken)
    {
        var type = constructor.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(type, _interop.Types.CriticalHandle))
        {
            return new HandleConstruction(0, -1, true);
        }

        var declarations = _interop.DeclarationsOf(constructor);
        if (declarations.IsEmpty)
        {
            return constructor.IsImplicitlyDeclared && _interop.HasSource(type) ? Implicit(type, depth, cancellationToken) : ByNames(constructor);
        }

        var reference = declarations[0];
        if (FlowAnalysis.SyntaxOf(reference, cancellationToken) is not ConstructorDeclarationSyntax syntax
            || FlowAnalysis.Of(_interop).ModelOf(reference.SyntaxTree).GetOperation(syntax, cancellationToken) is not IConstructorBodyOperation body)
        {
            return Nothing;
        }

        var isHandle = ResourceRoles.Of(_interop).IsSafeHandle(type);
        var call = body.Initializer?.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault();
        var construction = call is null ? Implicit(type, depth, cancellationToken) : Through(call, For(call.TargetMethod.OriginalDefinition, depth + 1, cancellationToken));
        if (!isHandle)
        {
            return ReadFields(body, construction, cancellationToken);
        }

        foreach (var operation in body.Descendants())
        {
            var value = operation switch
            {
                IInvocationOperation { TargetMethod.Name: "SetHandle", Arguments: { Length: 1 } arguments } => arguments[0].Value,
                ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field.Name: "handle" }, Value: var assigned } => assigned,
                _ => null,
            };
            if (value is not null && ParameterOf(value) is { } parameter)
            {
                construction = construction with { Handle = parameter };
            }
        }

        return Retains(body, cancellationToken) ? construction with { Owns = null, Flag = -1 } : construction;
    }

    /// <summary>Whether a constructor takes a reference of its own to what it is given, which its object then releases: <c>SetHandle(value); kv_ref(value);</c>, perhaps in a method of the class.</summary>
    private bool Retains(IConstructorBodyOperation body, CancellationToken cancellationToken)
    {
        foreach (var operation in body.Descendants())
        {
            if (operation is IInvocationOperation call && (IsRetaining(call) || (call is { Instance: IInstanceReferenceOperation, TargetMethod: var own } && _interop.HasSource(own)
                && FlowAnalysis.Of(_interop).BodyOf(own.OriginalDefinition, cancellationToken) is { } called && called.Descendants().Any(inner => inner is IInvocationOperation nested && IsRetaining(nested)))))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsRetaining(IInvocationOperation call) => NativeCalls.FunctionOf(_interop, call) is { } function && NativeNames.Words(function.EntryPoint ?? function.Symbol.Name).Any(RetainingWords.Contains);

    /// <summary>What a class that is no handle puts into its fields: one raw value, and the flag that decides about its release.</summary>
    private HandleConstruction ReadFields(IConstructorBodyOperation body, HandleConstruction construction, CancellationToken cancellationToken)
    {
        string? flag = null;
        foreach (var operation in body.Descendants())
        {
            if (operation is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } target, Value: var value }
                || ParameterOf(value) is not { } parameter)
            {
                continue;
            }

            if (ResourceRoles.IsRaw(value.Type))
            {
                if (construction.Handle >= 0 && construction.Handle != parameter)
                {
                    return Nothing;
                }

                construction = construction with { Handle = parameter };
            }
            else if (value.Type?.SpecialType == SpecialType.System_Boolean && Operations.Unconverted(value) is IParameterReferenceOperation { Parameter.Name: var name } && SaysOwnership(name)
                && Decides(target.Member, cancellationToken)
                && (flag is null || NativeNames.Words(name).Length < NativeNames.Words(flag).Length))
            {
                // Of owned and elementsOwned the shorter one is about the object itself.
                flag = name;
                construction = construction with { Flag = parameter, Owns = null };
            }
        }

        return construction;
    }

    private static bool SaysOwnership(string name)
    {
        foreach (var word in NativeNames.Words(name))
        {
            if (OwnershipWords.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the class asks the flag somewhere before it does something.</summary>
    private static bool Decides(ISymbol flag, CancellationToken cancellationToken)
    {
        foreach (var reference in flag.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in FlowAnalysis.SyntaxOf(reference, cancellationToken).DescendantNodes())
            {
                if (node is IfStatementSyntax { Condition: var condition } && condition.DescendantTokens().Any(token => token.ValueText == flag.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A constructor that calls the parameterless one of its base class.</summary>
    private HandleConstruction Implicit(INamedTypeSymbol type, int depth, CancellationToken cancellationToken) =>
        type.BaseType?.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty) is { } inherited
            ? new HandleConstruction(-1, -1, For(inherited.OriginalDefinition, depth + 1, cancellationToken).Owns)
            : Nothing;

    /// <summary>What the arguments of <c>base(…)</c> or <c>this(…)</c> make of the constructor that is called.</summary>
    private static HandleConstruction Through(IInvocationOperation call, HandleConstruction called)
    {
        var result = new HandleConstruction(-1, -1, called.Owns);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Ordinal: var ordinal })
            {
                continue;
            }

            if (ordinal == called.Handle && ParameterOf(argument.Value) is { } handle)
            {
                result = result with { Handle = handle };
            }

            if (ordinal == called.Flag)
            {
                result = argument.Value.ConstantValue is { HasValue: true, Value: bool owns }
                    ? result with { Owns = owns }
                    : result with { Owns = null, Flag = ParameterOf(argument.Value) ?? -1 };
            }
        }

        return result;
    }

    /// <summary>Without source, the parameters tell: SafeHandle's own and those of the framework's handle classes are named so.</summary>
    private static HandleConstruction ByNames(IMethodSymbol constructor)
    {
        var result = Nothing;
        foreach (var parameter in constructor.Parameters)
        {
            if (result.Handle < 0 && ResourceRoles.IsRaw(parameter.Type))
            {
                result = result with { Handle = parameter.Ordinal };
            }
            else if (parameter.Type.SpecialType == SpecialType.System_Boolean && parameter.Name.StartsWith("own", StringComparison.OrdinalIgnoreCase))
            {
                result = result with { Flag = parameter.Ordinal };
            }
        }

        return result;
    }

    private static int? ParameterOf(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } conversion)
        {
            value = conversion.Operand;
        }

        return value is IParameterReferenceOperation { Parameter.Ordinal: var ordinal } ? ordinal : null;
    }
}
