using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Knows why no finalizer of an object runs while it is used, or why it releases nothing: by what the object's class does, by its makers and by its callers.</summary>
internal sealed class ObjectHolders(InteropContext interop)
{
    private readonly Mentions _mentions = Mentions.In(interop.Compilation);
    private readonly UncalledCode _uncalled = UncalledCode.Of(interop.Compilation);
    private readonly FinalizedHandles _handles = FinalizedHandles.Of(interop);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _heldByStatic = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _heldByThread = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Whether an object is alive until it is disposed of, because each of its constructors makes a GCHandle of the object, which only its release frees: <c>_self = GCHandle.Alloc(this);</c>
    /// </summary>
    public bool HoldItself(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        for (var current = type as INamedTypeSymbol; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (SelfOf(current.OriginalDefinition, cancellationToken) is { } self)
            {
                return IsFreedByRelease(self, (INamedTypeSymbol)type!, current, cancellationToken);
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a static field holds each object of a class while it is used: the one object that a hidden <c>GetInstance()</c> gives, which goes into static fields only, or all objects, because
    /// each constructor puts its object into a static collection: <c>Registry.Add(_handle, this);</c>
    /// </summary>
    public bool AreHeldByStatic(ITypeSymbol? type, CancellationToken cancellationToken) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } named && named.OriginalDefinition is var definition
        && _heldByStatic.GetOrAdd(definition, key => IsSingleton(key, cancellationToken) || AreRegistered(key, cancellationToken));

    /// <summary>Whether each constructor of a class starts a loop of the object on another thread, which holds it: <c>_loop = Task.Run(() => Poll());</c></summary>
    public bool AreHeldByThread(ITypeSymbol? type, CancellationToken cancellationToken) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } named && named.OriginalDefinition is var definition
        && _heldByThread.GetOrAdd(definition, key => key.InstanceConstructors.All(constructor => StartLoop(constructor, cancellationToken)));

    private bool StartLoop(IMethodSymbol constructor, CancellationToken cancellationToken) =>
        constructor.DeclaringSyntaxReferences.Length == 1
        && FlowAnalysis.SyntaxOf(constructor.DeclaringSyntaxReferences[0], cancellationToken) is ConstructorDeclarationSyntax declaration
        && (declaration.Initializer is { RawKind: (int)SyntaxKind.ThisConstructorInitializer }
            || declaration.DescendantNodes().OfType<ExpressionSyntax>().Any(expression => StartsLoop(expression, constructor.ContainingType, cancellationToken)));

    private bool StartsLoop(ExpressionSyntax expression, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var arguments = expression switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Run" or "StartNew" } } call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        if (arguments is not { Arguments: { Count: > 0 } given }
            || given[0].Expression is not (AnonymousFunctionExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }))
        {
            return false;
        }

        var model = _mentions.ModelOf(expression.SyntaxTree);
        if (model.GetSymbolInfo(expression, cancellationToken).Symbol is not IMethodSymbol { ContainingType: { Name: "Task" or "TaskFactory" or "Thread", ContainingNamespace.Name: "Tasks" or "Threading" } })
        {
            return false;
        }

        return given[0].Expression is AnonymousFunctionExpressionSyntax { Body: var body }
            ? body.DescendantNodesAndSelf().Any(node => node is SimpleNameSyntax name && OwnMethod(name) is { } called && (HasLoop(body) || HasLoop(called)))
            : OwnMethod(given[0].Expression) is { } method && HasLoop(method);

        SyntaxNode? OwnMethod(ExpressionSyntax name) =>
            model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol { IsStatic: false, DeclaringSyntaxReferences: { Length: 1 } declarations } own && SymbolEqualityComparer.Default.Equals(own.ContainingType.OriginalDefinition, type)
                ? FlowAnalysis.SyntaxOf(declarations[0], cancellationToken)
                : null;

        static bool HasLoop(SyntaxNode function) => function.DescendantNodes().Any(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax { Condition: null });
    }

    private bool IsSingleton(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public)
            || type.GetMembers("GetInstance").OfType<IMethodSymbol>().FirstOrDefault(static method => method is { IsStatic: true, Parameters.IsEmpty: true, DeclaredAccessibility: not Accessibility.Public }) is not { } getter)
        {
            return false;
        }

        var isKept = false;
        foreach (var mention in _mentions.Of(getter))
        {
            if (Mentions.ExpressionAt(mention) is not { Parent: InvocationExpressionSyntax call } || !IsStoredInStatic(call, cancellationToken))
            {
                return false;
            }

            isKept = true;
        }

        return isKept;
    }

    private bool IsStoredInStatic(ExpressionSyntax value, CancellationToken cancellationToken) => value.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right == value && IsStaticMember(assignment.Left, cancellationToken),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } } => field.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private bool IsStaticMember(ExpressionSyntax place, CancellationToken cancellationToken) =>
        _mentions.ModelOf(place.SyntaxTree).GetSymbolInfo(place, cancellationToken).Symbol is { IsStatic: true, Kind: SymbolKind.Field or SymbolKind.Property };

    private bool AreRegistered(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var isRegistered = false;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences.Length != 1 || FlowAnalysis.SyntaxOf(constructor.DeclaringSyntaxReferences[0], cancellationToken) is not ConstructorDeclarationSyntax declaration)
            {
                return false;
            }

            if (declaration.Initializer is { RawKind: (int)SyntaxKind.ThisConstructorInitializer })
            {
                continue;
            }

            if (declaration.Body?.Statements.Any(statement => statement is ExpressionStatementSyntax { Expression: var expression } && IsRegistered(expression, static value => value is ThisExpressionSyntax, true, cancellationToken)) != true)
            {
                return false;
            }

            isRegistered = true;
        }

        return isRegistered;
    }

    /// <summary>Whether a statement puts a value into a static collection, itself or by a static method that does nothing but that with it.</summary>
    private bool IsRegistered(ExpressionSyntax expression, System.Func<ExpressionSyntax, bool> isValue, bool follows, CancellationToken cancellationToken)
    {
        switch (expression)
        {
            case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var collection }, Right: var stored }:
                return isValue(stored) && IsStaticMember(collection, cancellationToken) && !IsWeak(collection, cancellationToken);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" or "Enqueue" or "Push", Expression: var collection } } call
                when call.ArgumentList.Arguments.Any(argument => isValue(argument.Expression)) && IsStaticMember(collection, cancellationToken):
                return !IsWeak(collection, cancellationToken);
            case InvocationExpressionSyntax call when follows:
                var position = call.ArgumentList.Arguments.IndexOf(argument => isValue(argument.Expression) && argument.NameColon is null);
                if (position < 0
                    || _mentions.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences: { Length: 1 } declarations } method
                    || position >= method.Parameters.Length
                    || FlowAnalysis.SyntaxOf(declarations[0], cancellationToken) is not MethodDeclarationSyntax declaration)
                {
                    return false;
                }

                var name = method.Parameters[position].Name;
                return declaration.DescendantNodes().OfType<ExpressionSyntax>().Any(inner => IsRegistered(inner, value => value is IdentifierNameSyntax { Identifier.ValueText: var used } && used == name, false, cancellationToken));
            default:
                return false;
        }
    }

    private bool IsWeak(ExpressionSyntax collection, CancellationToken cancellationToken) =>
        _mentions.ModelOf(collection.SyntaxTree).GetTypeInfo(collection, cancellationToken).Type is not INamedTypeSymbol type || type.Name.Contains("Weak") || type.TypeArguments.Any(static argument => argument.Name.Contains("Weak"));

    /// <summary>The member that each constructor of a class gives a GCHandle of the object.</summary>
    private ISymbol? SelfOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        ISymbol? self = null;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences.Length != 1
                || FlowAnalysis.SyntaxOf(constructor.DeclaringSyntaxReferences[0], cancellationToken) is not ConstructorDeclarationSyntax { Body: { } body } declaration)
            {
                return null;
            }

            if (declaration.Initializer is { RawKind: (int)SyntaxKind.ThisConstructorInitializer })
            {
                continue;
            }

            var made = body.Statements
                .Select(static statement => (statement as ExpressionStatementSyntax)?.Expression as AssignmentExpressionSyntax)
                .FirstOrDefault(assignment => assignment is not null && IsHandleOfThis(assignment.Right, cancellationToken));
            if (made is null || _mentions.ModelOf(made.SyntaxTree).GetSymbolInfo(made.Left, cancellationToken).Symbol is not { IsStatic: false } member || (self is not null && !SymbolEqualityComparer.Default.Equals(self, member)))
            {
                return null;
            }

            self = member;
        }

        return self;
    }

    private bool IsHandleOfThis(ExpressionSyntax value, CancellationToken cancellationToken) =>
        value is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call
        && arguments[0].Expression is ThisExpressionSyntax
        && (arguments.Count == 1 || !arguments[1].ToString().Contains("Weak"))
        && _mentions.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { Name: "Alloc" } method
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.GCHandle);

    /// <summary>Whether only the release of an object frees the handle that holds it.</summary>
    private bool IsFreedByRelease(ISymbol self, INamedTypeSymbol type, INamedTypeSymbol declaring, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null; current = SymbolEqualityComparer.Default.Equals(current, declaring) ? null : current.BaseType)
        {
            foreach (var reference in current.OriginalDefinition.DeclaringSyntaxReferences)
            {
                foreach (var free in FlowAnalysis.SyntaxOf(reference, cancellationToken).DescendantNodes().OfType<MemberAccessExpressionSyntax>())
                {
                    if (free.Name.Identifier.ValueText == "Free" && NameOf(free.Expression) == self.Name
                        && !(free.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } around
                            && _mentions.ModelOf(around.SyntaxTree).GetDeclaredSymbol(around, cancellationToken) is { } method
                            && (method.Name is "Dispose" or "Close" or "DisposeAsync" || _handles.IsPartOfFinalization(method, type, cancellationToken))))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Whether each object of a handle class that the project makes is told that it does not own: <c>new Client(pointer, ownsHandle: false)</c>.</summary>
    public bool NeverOwn(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol named || !ResourceRoles.Of(interop).IsSafeHandle(named) || BoundaryTypes.Of(interop).AreMadeByMarshaller(named))
        {
            return false;
        }

        var constructors = HandleConstructors.Of(interop);
        var isMade = false;
        foreach (var (creation, constructor) in CreationsOf(named, cancellationToken))
        {
            var construction = constructor is null ? null : constructors.For(constructor, cancellationToken);
            var isToldNotTo = construction?.Owns is { } owns ? !owns
                : construction is { Flag: >= 0 } && ArgumentFor(constructor!, construction.Flag, creation) is { } flag && _mentions.ModelOf(flag.SyntaxTree).GetConstantValue(flag, cancellationToken) is { HasValue: true, Value: false };
            if (!isToldNotTo)
            {
                return false;
            }

            isMade = true;
        }

        return isMade;
    }

    /// <summary>
    /// Whether objects of a class that only the project sees leave it as something disposable alone, by delegates: <c>new Decoder(Image.Load)</c>. Who gets such a delegate holds the object until it disposes of it.
    /// </summary>
    public bool AreHandedOut(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol named || !_uncalled.IsSeenHereOnly(named))
        {
            return false;
        }

        var isMade = false;
        foreach (var (creation, _) in CreationsOf(named, cancellationToken))
        {
            if (creation.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax maker
                || creation.Ancestors().TakeWhile(node => node != maker).Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                || _mentions.ModelOf(maker.SyntaxTree).GetDeclaredSymbol(maker, cancellationToken) is not { IsStatic: true } method
                || _mentions.Of(method).OfType<SimpleNameSyntax>().ToList() is not { Count: > 0 } mentions
                || !mentions.All(mention => IsMakerOfDisposable(mention, method, cancellationToken)))
            {
                return false;
            }

            isMade = true;
        }

        return isMade;
    }

    /// <summary>Whether a method becomes a delegate here that gives an <c>IDisposable</c>; where the code does not bind, what the method itself gives decides.</summary>
    private bool IsMakerOfDisposable(SyntaxNode mention, IMethodSymbol method, CancellationToken cancellationToken) =>
        Mentions.ExpressionAt(mention) is ExpressionSyntax { Parent: not InvocationExpressionSyntax } group
        && (_mentions.ModelOf(group.SyntaxTree).GetTypeInfo(group, cancellationToken).ConvertedType switch
        {
            INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { TypeKind: TypeKind.Interface } result } => result,
            null or IErrorTypeSymbol when group.Parent is ArgumentSyntax => method.ReturnType,
            _ => null,
        }) is { } given
        && (given.SpecialType == SpecialType.System_IDisposable || given.AllInterfaces.Any(static inherited => inherited.SpecialType == SpecialType.System_IDisposable));

    /// <summary>The expressions that make an object of exactly this class, in the files that name it.</summary>
    private IEnumerable<(BaseObjectCreationExpressionSyntax Creation, IMethodSymbol? Constructor)> CreationsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        type = type.OriginalDefinition;
        var trees = new HashSet<SyntaxTree>(type.DeclaringSyntaxReferences.Select(static declaration => declaration.SyntaxTree));
        trees.UnionWith(_mentions.Of(type).Select(static mention => mention.SyntaxTree));
        foreach (var tree in trees)
        {
            foreach (var creation in tree.GetRoot(cancellationToken).DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            {
                var model = _mentions.ModelOf(tree);
                if (SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(creation, cancellationToken).Type?.OriginalDefinition, type))
                {
                    yield return (creation, model.GetSymbolInfo(creation, cancellationToken).Symbol as IMethodSymbol);
                }
            }
        }
    }

    private static ExpressionSyntax? ArgumentFor(IMethodSymbol constructor, int parameter, BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.ArgumentList is not { Arguments: var arguments })
        {
            return null;
        }

        var name = constructor.Parameters[parameter].Name;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)?.Expression
            ?? (arguments.Count > parameter && arguments.Take(parameter + 1).All(static argument => argument.NameColon is null) ? arguments[parameter].Expression : null);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => name,
        _ => null,
    };
}
