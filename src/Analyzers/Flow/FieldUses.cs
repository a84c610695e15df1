using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>What becomes of the resource in a private field, over all members of its class.</summary>
internal enum FieldFate : byte
{
    /// <summary>Something releases it, gives it away, or does with it what is not understood.</summary>
    Unknown,

    /// <summary>Every member only stores, compares and uses it: nobody can ever release it.</summary>
    NeverReleased,

    /// <summary>The same, but other code of the project has it too, by a property or in a copy of a struct, and does no more with it either.</summary>
    NeverReleasedInProject,
}

/// <summary>
/// Judges fields over the whole class: only where each mention of a private field is a store, a comparison, or a use that neither releases nor keeps the value is it certain
/// that nobody releases what the field holds.
/// </summary>
internal sealed class FieldUses
{
    internal static readonly ImmutableHashSet<string> KeepingWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "set", "add", "push", "attach", "insert", "take", "give", "append", "register", "put", "own", "adopt", "transfer", "move", "assign", "store", "bind", "submit", "free", "release",
        "close", "destroy", "delete", "dispose", "finish", "end", "unref", "cleanup", "shutdown", "terminate", "drop", "deinit", "uninit", "fini", "exit", "quit", "stop");

    // Of these, what is said of the first of several arguments is about what it gets: set_parameter(state, …), array_push(array, …).
    private static readonly ImmutableHashSet<string> ReceivingWords = ImmutableHashSet.Create(StringComparer.Ordinal, "set", "add", "push", "insert", "append", "put");

    // How far a value is followed into methods that pass it on.
    private const int MaximalDepth = 2;

    private readonly ConcurrentDictionary<IFieldSymbol, FieldFate> _fates = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, FieldFate> _fatesWithHarmlessNumbers = new(SymbolEqualityComparer.Default);
    private readonly Lazy<HashSet<INamedTypeSymbol>> _baseTypes;
    private readonly InteropContext _interop;
    private readonly FlowAnalysis _flow;
    private readonly NativeFunctions _functions;
    private readonly BoundaryContracts _contracts;
    private readonly ResourceRoles _roles;

    private FieldUses(InteropContext interop)
    {
        _interop = interop;
        _flow = FlowAnalysis.Of(interop);
        _functions = NativeFunctions.Of(interop);
        _contracts = BoundaryContracts.Of(interop);
        _roles = ResourceRoles.Of(interop);
        _baseTypes = new Lazy<HashSet<INamedTypeSymbol>>(() => BaseTypesIn(interop.Compilation.Assembly.GlobalNamespace));
    }

    public static FieldUses Of(InteropContext interop) => interop.Get(static context => new FieldUses(context));

    /// <summary>What becomes of what <paramref name="field"/> holds.</summary>
    /// <param name="field">The field.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <param name="isNumberHarmless">Whether nobody takes a GCHandle back from the number that it is given out as, and frees it.</param>
    public FieldFate FateOf(IFieldSymbol field, CancellationToken cancellationToken, bool isNumberHarmless = false)
    {
        field = field.OriginalDefinition;
        if (field is { IsStatic: false, ContainingType: { TypeKind: TypeKind.Struct, IsRefLikeType: false } } && !isNumberHarmless)
        {
            return _fates.TryGetValue(field, out var inStruct) ? inStruct : _fates.GetOrAdd(field, JudgeInStruct(field, cancellationToken));
        }

        if (field is not { DeclaredAccessibility: Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal, IsStatic: false, ContainingType: { TypeKind: TypeKind.Class } type }
            || (field.DeclaredAccessibility != Accessibility.Private && IsInherited(type))
            || _roles.IsSafeHandle(type)
            || MarshallingReader.Of(_interop).HasStatedLayout(type)
            || type.GetMembers().Any(member => member is IFieldSymbol { IsStatic: true } other && SymbolEqualityComparer.Default.Equals(other.Type, type)))
        {
            // Static fields and the fields of singletons live as long as the process, mostly by intent.
            return FieldFate.Unknown;
        }

        var fates = isNumberHarmless ? _fatesWithHarmlessNumbers : _fates;
        return fates.TryGetValue(field, out var fate) ? fate : fates.GetOrAdd(field, Judge(field, isNumberHarmless, cancellationToken));
    }

    /// <summary>Whether the value of a private field is released somewhere, and only where the object is disposed of.</summary>
    public bool IsReleasedByDisposalOnly(IFieldSymbol field, CancellationToken cancellationToken)
    {
        field = field.OriginalDefinition;
        if (field is not { DeclaredAccessibility: Accessibility.Private, IsStatic: false, ContainingType.TypeKind: TypeKind.Class } || _roles.IsSafeHandle(field.ContainingType))
        {
            return false;
        }

        var isReleased = false;
        foreach (var use in UsesOf(field, cancellationToken))
        {
            if (use is null)
            {
                return false;
            }

            if (use.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is DestructorDeclarationSyntax or MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "Close" })
            {
                isReleased |= !IsHarmless(use, cancellationToken);
            }
            else if (!IsHarmless(use, cancellationToken))
            {
                return false;
            }
        }

        return isReleased;
    }

    /// <summary>Whether every value that the members of its class put into the private <paramref name="field"/> comes from one of <paramref name="creations"/>, or is empty.</summary>
    public bool AreAllStores(IFieldSymbol field, ImmutableArray<SyntaxNode> creations, CancellationToken cancellationToken)
    {
        field = field.OriginalDefinition;
        foreach (var reference in field.DeclaringSyntaxReferences)
        {
            if (FlowAnalysis.SyntaxOf(reference, cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } initial } && !IsEmptyOrOneOf(initial, creations))
            {
                return false;
            }
        }

        foreach (var use in UsesOf(field, cancellationToken))
        {
            var isStore = use?.Parent switch
            {
                null => false,
                ISimpleAssignmentOperation assignment when assignment.Target == use => IsEmptyOrOneOf(assignment.Value.Syntax, creations),
                IArgumentOperation { Parameter.RefKind: RefKind.Out } argument => creations.Any(creation => creation.Contains(argument.Syntax)),
                IArgumentOperation { Parameter.RefKind: RefKind.Ref, Parent: IInvocationOperation { TargetMethod: { Name: "Exchange", ContainingType.Name: "Interlocked" }, Arguments: { Length: 2 } arguments } } =>
                    IsEmptyOrOneOf(arguments[1].Value.Syntax, creations),
                IArgumentOperation { Parameter.RefKind: RefKind.Ref } or IAddressOfOperation or IDeconstructionAssignmentOperation or ICompoundAssignmentOperation or ITupleOperation => false,
                _ => true,
            };
            if (!isStore)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsEmptyOrOneOf(SyntaxNode value, ImmutableArray<SyntaxNode> creations) =>
        value is LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" } || creations.Any(value.Contains);

    /// <summary>Whether another class of the compilation derives from <paramref name="type"/>, and so has its protected members.</summary>
    private bool IsInherited(INamedTypeSymbol type) => _baseTypes.Value.Contains(type);

    private FieldFate Judge(IFieldSymbol field, bool isNumberHarmless, CancellationToken cancellationToken)
    {
        HashSet<IPropertySymbol>? givers = null;
        foreach (var use in UsesOf(field, cancellationToken))
        {
            if (use is null)
            {
                return FieldFate.Unknown;
            }

            if (!isNumberHarmless && GiverOf(use) is { } property)
            {
                (givers ??= new(SymbolEqualityComparer.Default)).Add(property);
            }
            else if (!(IsHarmless(use, cancellationToken) || (isNumberHarmless && IsNumber(use))))
            {
                return FieldFate.Unknown;
            }
        }

        return givers is null ? FieldFate.NeverReleased
            : givers.All(property => IsOnlyUsed(property, cancellationToken)) ? FieldFate.NeverReleasedInProject : FieldFate.Unknown;
    }

    /// <summary>The property of the project's own that gives out the raw value of a field and does nothing else, so that only this project can see what becomes of it.</summary>
    private IPropertySymbol? GiverOf(IFieldReferenceOperation use)
    {
        if (use.Instance is not IInstanceReferenceOperation || !ResourceRoles.IsRaw(use.Type))
        {
            return null;
        }

        var value = Operations.WithConversions(use);
        return value.Parent is IReturnOperation { Kind: OperationKind.Return, Parent: IBlockOperation { Operations.Length: 1 } }
            && value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol { IsVirtual: false, IsOverride: false, IsIndexer: false } property }
            && Visibility.IsHidden(_interop.Compilation, property)
            && !property.ContainingType.AllInterfaces.Any(type => type.GetMembers(property.Name).Length > 0)
                ? property
                : null;
    }

    /// <summary>Whether every mention of a property in the project does only with its value what may be done with the field itself; and somebody does.</summary>
    private bool IsOnlyUsed(IPropertySymbol property, CancellationToken cancellationToken)
    {
        var isUsed = false;
        foreach (var mention in MentionsOf(property, cancellationToken))
        {
            if (mention is null || !IsHarmless(mention, 0, cancellationToken))
            {
                return false;
            }

            isUsed = true;
        }

        return isUsed;
    }

    /// <summary>Every mention of a field or property in the project; null for one that is not understood.</summary>
    private IEnumerable<IMemberReferenceOperation?> MentionsOf(ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var token in WordPlaces.Find(_interop.Compilation, [member.Name], cancellationToken).TokensOf(member.Name, cancellationToken))
        {
            if (token.Parent is LiteralExpressionSyntax)
            {
                // Who writes the name as text finds the member by it.
                yield return null;
            }
            else if (token.Parent is IdentifierNameSyntax name)
            {
                var model = _flow.ModelOf(name.SyntaxTree);
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, member))
                {
                    var expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (SyntaxNode)access : name;
                    yield return model.GetOperation(expression, cancellationToken) as IMemberReferenceOperation;
                }
            }
        }
    }

    /// <summary>
    /// What becomes of what a struct holds that only this project sees, and whose members release another of its fields: its values are the owners, whoever has a copy.
    /// </summary>
    private FieldFate JudgeInStruct(IFieldSymbol field, CancellationToken cancellationToken)
    {
        if (!Visibility.IsHidden(_interop.Compilation, field) || !ResourceRoles.IsRaw(field.Type)
            || !_flow.FactsOf(field.ContainingType, cancellationToken).Any(fact => fact is { Kind: FactKind.FieldReleased, Symbol: IFieldSymbol released } && !SymbolEqualityComparer.Default.Equals(released, field)))
        {
            return FieldFate.Unknown;
        }

        foreach (var mention in MentionsOf(field, cancellationToken))
        {
            if (mention is null || !IsHarmless(mention, 0, cancellationToken))
            {
                return FieldFate.Unknown;
            }
        }

        return FieldFate.NeverReleasedInProject;
    }

    /// <summary>Every mention of the field in its class; null for one that is not understood.</summary>
    private IEnumerable<IFieldReferenceOperation?> UsesOf(IFieldSymbol field, CancellationToken cancellationToken)
    {
        foreach (var reference in field.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var token in FlowAnalysis.SyntaxOf(reference, cancellationToken).DescendantTokens())
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken) || token.ValueText != field.Name || token.Parent is not IdentifierNameSyntax name)
                {
                    continue;
                }

                var model = _flow.ModelOf(reference.SyntaxTree);
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, field))
                {
                    var expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (SyntaxNode)access : name;
                    yield return model.GetOperation(expression, cancellationToken) as IFieldReferenceOperation;
                }
            }
        }
    }

    /// <summary>Whether a GCHandle is only made a number, or asked for its object or its address.</summary>
    private bool IsNumber(IFieldReferenceOperation use) =>
        _roles.IsGCHandle(use.Type)
        && use.Instance is IInstanceReferenceOperation
        && use.Parent switch
        {
            IConversionOperation { Type.SpecialType: SpecialType.System_IntPtr } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToIntPtr", IsStatic: true } method } } => _roles.IsGCHandle(method.ContainingType),
            IInvocationOperation { TargetMethod.Name: "AddrOfPinnedObject" } => true,
            IPropertyReferenceOperation { Property.Name: "Target" } => true,
            _ => false,
        };

    private static HashSet<INamedTypeSymbol> BaseTypesIn(INamespaceOrTypeSymbol container)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(container);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    open.Push(inner);
                    if (inner is INamedTypeSymbol { BaseType: { SpecialType: SpecialType.None } parent })
                    {
                        found.Add(parent.OriginalDefinition);
                    }
                }
            }
        }

        return found;
    }

    // Another object's field belongs to whoever works on that object.
    private bool IsHarmless(IFieldReferenceOperation use, CancellationToken cancellationToken) => use.Instance is IInstanceReferenceOperation && IsHarmless(use, 0, cancellationToken);

    private bool IsHarmless(IOperation use, int depth, CancellationToken cancellationToken)
    {
        var value = use;
        while (value.Parent is IConversionOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        switch (value.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == value:
                // The value of the assignment goes on: nothing is known about where.
                return assignment.Parent is IExpressionStatementOperation or null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan }:
            case IIsPatternOperation:
            case INameOfOperation:
                return true;
            case IPropertyReferenceOperation { Property.Name: "IsInvalid" or "IsClosed" or "IsAllocated" } property when property.Instance == value:
                return true;
            case IInvocationOperation { TargetMethod.Name: "DangerousGetHandle" or "AddrOfPinnedObject" or "ToString" or "Equals" } call when call.Instance == value:
                return call.TargetMethod.Name is "ToString" or "Equals";
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                return IsHarmless(call, argument, depth, cancellationToken);
            case { Kind: OperationKind.None } unnamed:
                return Operations.DereferencedBy(unnamed) is not null;
            default:
                return false;
        }
    }

    private bool IsHarmless(IInvocationOperation call, IArgumentOperation argument, int depth, CancellationToken cancellationToken)
    {
        if (argument.Parameter is not { } parameter)
        {
            return false;
        }

        if (_functions.FromMethod(call.TargetMethod) is { IsImport: true } function)
        {
            if (parameter.Ordinal >= function.Parameters.Length)
            {
                return false;
            }

            // An out argument is the store itself.
            if (parameter.RefKind == RefKind.Out)
            {
                return true;
            }

            var contract = _contracts.For(function, cancellationToken)[function.Parameters[parameter.Ordinal]];
            return parameter.RefKind is RefKind.None or RefKind.In
                && contract.Ownership is not { IsKnown: true, Value.Kind: OwnershipKind.Releases or OwnershipKind.Taken }
                && contract.Retention is not { IsKnown: true, Value.Kind: not RetentionKind.NoEscape }
                && (parameter.Ordinal == 0 || ResourceRoles.IsRaw(parameter.Type) || _roles.IsSafeHandle(parameter.Type))
                && function.EntryPoint is { } name
                && !NativeNames.Words(name).Any(word => KeepingWords.Contains(word) && !(ReceivesMore(function, parameter.Ordinal) && ReceivingWords.Contains(word)));
        }

        // A method of the project that does with it only what may be done here as well.
        if (depth < MaximalDepth && parameter.RefKind == RefKind.None && ResourceRoles.IsRaw(parameter.Type)
            && call.TargetMethod is { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false, IsAsync: false, IsExtern: false } method
            && _interop.HasSource(method)
            && !NativeNames.Words(method.Name).Any(word => KeepingWords.Contains(word) && !(parameter.Ordinal == 0 && method.Parameters.Length > 1 && ReceivingWords.Contains(word))))
        {
            return _flow.BodyOf(method.OriginalDefinition, cancellationToken) is { } body
                && body.DescendantsAndSelf().All(operation => operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation)
                    && (operation is not IParameterReferenceOperation { Parameter: var mentioned } || !SymbolEqualityComparer.Default.Equals(mentioned, parameter.OriginalDefinition)
                        || IsHarmless(operation, depth + 1, cancellationToken)));
        }

        // What only reads, writes or copies through a pointer.
        return SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, _interop.Types.Marshal)
            && _roles.For(call.TargetMethod).IsNone
            && (call.TargetMethod.Name is "Copy" or "PtrToStructure" or "StructureToPtr" || call.TargetMethod.Name.StartsWith("Read", StringComparison.Ordinal)
                || call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("PtrToString", StringComparison.Ordinal));
    }

    /// <summary>Whether a function does something to its first argument with the ones behind it, none of which could become the first one's owner.</summary>
    private static bool ReceivesMore(NativeFunction function, int parameter) =>
        parameter == 0 && function.Parameters.Length > 1 && !NativeNames.Words(function.EntryPoint!).Any(static word => word is "parent" or "owner");
}
