using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Flow;

/// <summary>
/// Knows the types whose objects somebody holds as long as they are used, so that no finalizer runs meanwhile: types that nobody outside of the project sees (in a program all of them), and
/// of which no maker is seen to drop its object. A maker drops what it calls on the spot, or has in a local that it neither disposes of nor hands on.
/// </summary>
internal sealed class DisposedObjects
{
    // An object that a method returns is followed through so many callers, and a class through so many that derive from it.
    private const int Deepest = 4;

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private readonly Mentions _mentions;

    private DisposedObjects(InteropContext interop)
    {
        _interop = interop;
        _mentions = Mentions.In(interop.Compilation);
    }

    /// <summary>What becomes of an object that is made.</summary>
    private enum Fate : byte
    {
        /// <summary>Nothing is known: it is not seen who calls methods of it.</summary>
        Unknown,
        Held,
        Dropped,
    }

    public static DisposedObjects Of(InteropContext interop) => interop.Get(static context => new DisposedObjects(context));

    /// <summary>Whether somebody holds every object of <paramref name="type"/>, as far as its makers are seen; false where none is.</summary>
    public bool AreHeld(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } named
            || !SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, _interop.Compilation.Assembly)
            || !Visibility.IsHidden(_interop.Compilation, named))
        {
            return false;
        }

        named = named.OriginalDefinition;
        return _known.TryGetValue(named, out var are) ? are : _known.GetOrAdd(named, FateOfAll(named, 0, cancellationToken) == Fate.Held);
    }

    /// <summary>Whether nobody outside of the project can dispose of an object of a class: neither the class nor what it is known as to others is seen there.</summary>
    private bool AreOnlyDisposedHere(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, _interop.Compilation.Assembly); current = current.BaseType)
        {
            if (!Visibility.IsHidden(_interop.Compilation, current))
            {
                return false;
            }
        }

        return type.AllInterfaces.All(implemented =>
            !SymbolEqualityComparer.Default.Equals(implemented.ContainingAssembly, _interop.Compilation.Assembly)
            || implemented.AllInterfaces.All(static inherited => inherited.SpecialType != SpecialType.System_IDisposable)
            || Visibility.IsHidden(_interop.Compilation, implemented));
    }

    /// <summary>Whether all who could dispose of an object of a class a second time are in this project, which makes such objects, and no method of it is seen to do so.</summary>
    public bool AreOnlyDisposedOnce(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!AreOnlyDisposedHere(type))
        {
            return false;
        }

        var isMade = false;
        foreach (var mention in NamesOf(type, cancellationToken))
        {
            if (MakerAt(mention) is { } maker)
            {
                isMade = true;
                if (IsDisposedTwice(maker))
                {
                    return false;
                }
            }
        }

        return isMade;
    }

    private IEnumerable<SimpleNameSyntax> NamesOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var place in _mentions.Of(type.Name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (place is SimpleNameSyntax name && name.Identifier.ValueText == type.Name)
            {
                yield return name;
            }
        }
    }

    /// <summary>The worst that is seen to become of an object of a class, or of one that derives from it.</summary>
    private Fate FateOfAll(INamedTypeSymbol type, int depth, CancellationToken cancellationToken)
    {
        var worst = Fate.Unknown;
        foreach (var name in NamesOf(type, cancellationToken))
        {
            var fate = FateOfMadeAt(name, depth, cancellationToken);
            if (fate == Fate.Dropped)
            {
                return fate;
            }

            worst = fate == Fate.Held ? fate : worst;
        }

        return worst;
    }

    private Fate FateOfMadeAt(SimpleNameSyntax mention, int depth, CancellationToken cancellationToken)
    {
        if (MakerAt(mention) is BaseObjectCreationExpressionSyntax made)
        {
            return FateOf(made, depth, cancellationToken);
        }

        var name = WholeNameAt(mention);
        switch (name.Parent)
        {
            // The marshaller makes what an import returns or writes.
            case MethodDeclarationSyntax method when method.ReturnType == name && Mentions.IsImport(method):
                return FateOfReturned(method, depth, cancellationToken);
            case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } parameter when parameter.Modifiers.Any(SyntaxKind.OutKeyword) && Mentions.IsImport(method):
                return FateOfWritten(method, method.ParameterList.Parameters.IndexOf(parameter), depth, cancellationToken);
            case SimpleBaseTypeSyntax { Parent.Parent: ClassDeclarationSyntax derived } when depth < Deepest:
                return _mentions.ModelOf(derived.SyntaxTree).GetDeclaredSymbol(derived, cancellationToken) is { } type ? FateOfAll(type, depth + 1, cancellationToken) : Fate.Unknown;
            default:
                return Fate.Unknown;
        }
    }

    /// <summary>What becomes of the value of an expression, by what stands around it.</summary>
    private Fate FateOf(ExpressionSyntax made, int depth, CancellationToken cancellationToken)
    {
        while (made.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or ConditionalExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression }
            or SwitchExpressionArmSyntax)
        {
            made = made.Parent as ExpressionSyntax ?? (ExpressionSyntax)made.Parent.Parent!;
        }

        switch (made.Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "Close" or "DisposeAsync" }:
                return Fate.Held;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == made:
                // What returns the object again hands it on.
                var model = _mentions.ModelOf(call.SyntaxTree);
                return model.GetTypeInfo(call, cancellationToken).Type is { SpecialType: SpecialType.None } given
                    && (access.Name.Identifier.ValueText is "ConfigureAwait" or "GetAwaiter" or "GetResult" || SymbolEqualityComparer.Default.Equals(given, model.GetTypeInfo(made, cancellationToken).Type))
                        ? FateOf(call, depth, cancellationToken)
                        : Fate.Dropped;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result:
                return FateOf(result, depth, cancellationToken);
            case MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax:
                return Fate.Dropped;

            // Who only makes it calls nothing of it: its constructor may have handed it on.
            case ExpressionStatementSyntax or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } }:
                return Fate.Unknown;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } local }:
                return FateOfLocal(local.Identifier.ValueText, local, depth, cancellationToken);
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } assignment when assignment.Right == made && IsLocal(assignment.Left, cancellationToken):
                return FateOfLocal(name, assignment, depth, cancellationToken);
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax:
                return FateOfReturned(made, depth, cancellationToken);
            default:
                return Fate.Held;
        }
    }

    private bool IsLocal(ExpressionSyntax name, CancellationToken cancellationToken) => _mentions.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol;

    /// <summary>What becomes of an object that a method returns: what its callers do with it.</summary>
    private Fate FateOfReturned(SyntaxNode place, int depth, CancellationToken cancellationToken)
    {
        var member = place;
        while (member is not null and not MemberDeclarationSyntax and not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
        {
            member = member.Parent;
        }

        if (depth >= Deepest || member is not MethodDeclarationSyntax declaration || _mentions.ModelOf(member.SyntaxTree).GetDeclaredSymbol(declaration, cancellationToken) is not { } method)
        {
            return Fate.Held;
        }

        // Others may do with it what they like.
        if (!Visibility.IsHidden(_interop.Compilation, method))
        {
            return Fate.Dropped;
        }

        var worst = Fate.Unknown;
        foreach (var call in CallsOf(method))
        {
            var fate = FateOf(call, depth + 1, cancellationToken);
            if (fate == Fate.Dropped)
            {
                return fate;
            }

            worst = fate == Fate.Held ? fate : worst;
        }

        return worst;
    }

    /// <summary>What becomes of an object that an import writes to its callers' variables.</summary>
    private Fate FateOfWritten(MethodDeclarationSyntax declaration, int parameter, int depth, CancellationToken cancellationToken)
    {
        if (_mentions.ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellationToken) is not { } method || !Visibility.IsHidden(_interop.Compilation, method))
        {
            return Fate.Dropped;
        }

        var worst = Fate.Unknown;
        foreach (var call in CallsOf(method))
        {
            var argument = call.ArgumentList.Arguments.Count > parameter ? call.ArgumentList.Arguments[parameter].Expression : null;
            var fate = argument switch
            {
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => FateOfLocal(variable.Identifier.ValueText, call, depth, cancellationToken),
                IdentifierNameSyntax name when IsLocal(name, cancellationToken) => FateOfLocal(name.Identifier.ValueText, call, depth, cancellationToken),
                null => Fate.Unknown,
                _ => Fate.Held,
            };
            if (fate == Fate.Dropped)
            {
                return fate;
            }

            worst = fate == Fate.Held ? fate : worst;
        }

        return worst;
    }

    private IEnumerable<InvocationExpressionSyntax> CallsOf(IMethodSymbol method) => _mentions.Of(method)
        .Select(Mentions.ExpressionAt)
        .Select(static mention => mention.Parent as InvocationExpressionSyntax is { } call && call.Expression == mention ? call : null)
        .OfType<InvocationExpressionSyntax>();

    /// <summary>What becomes of an object in a local: dropped when the method around neither disposes of it nor hands it on.</summary>
    private Fate FateOfLocal(string name, SyntaxNode place, int depth, CancellationToken cancellationToken)
    {
        var body = place.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)!;
        foreach (var mention in body.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (mention.Identifier.ValueText != name || (mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention))
            {
                continue;
            }

            // A function that has it lives as long as it is called.
            if (mention.Ancestors().TakeWhile(node => node != body).Any(node => node is AnonymousFunctionExpressionSyntax && !node.Contains(place)))
            {
                return Fate.Held;
            }

            switch (mention.Parent)
            {
                case ReturnStatementSyntax:
                    return FateOfReturned(mention, depth, cancellationToken);
                case UsingStatementSyntax or YieldStatementSyntax or InitializerExpressionSyntax or EqualsValueClauseSyntax or CastExpressionSyntax or ConditionalExpressionSyntax
                    or AnonymousObjectMemberDeclaratorSyntax:
                case ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword):
                case AssignmentExpressionSyntax assignment when assignment.Right == mention:
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "Close" or "DisposeAsync" }:
                case ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "Close" or "DisposeAsync" } } }:
                    return Fate.Held;
            }
        }

        return Fate.Dropped;
    }

    /// <summary>The qualified name that ends with a mention.</summary>
    private static SyntaxNode WholeNameAt(SimpleNameSyntax mention)
    {
        SyntaxNode name = mention;
        while (name.Parent is NameSyntax or NullableTypeSyntax)
        {
            name = name.Parent;
        }

        return name;
    }

    /// <summary>The expression that makes an object of the type that is named; null where it only names the type, the name itself where more may happen.</summary>
    private static SyntaxNode? MakerAt(SimpleNameSyntax mention)
    {
        var name = WholeNameAt(mention);
        switch (name.Parent)
        {
            case ObjectCreationExpressionSyntax creation when creation.Type == name:
                return creation;
            case VariableDeclarationSyntax { Variables: { Count: 1 } variables } declaration when declaration.Type == name:
                return variables[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax implied ? implied : null;
            case PropertyDeclarationSyntax { Initializer.Value: ImplicitObjectCreationExpressionSyntax made } property when property.Type == name:
                return made;

            // What derives from it or makes it by its type argument may do anything.
            case SimpleBaseTypeSyntax or TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: not VariableDeclarationSyntax and not ParameterSyntax } }:
                return name;
            default:
                return null;
        }
    }

    /// <summary>Whether a variable gets a new object whose <c>Dispose</c> is called in its <c>using</c> once more, or by two statements of the same list.</summary>
    private static bool IsDisposedTwice(SyntaxNode maker)
    {
        if (maker.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent: VariableDeclarationSyntax { Parent: { } declaration } } })
        {
            return false;
        }

        return declaration switch
        {
            UsingStatementSyntax used => Disposals(used.Statement, name).Any(),
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword, Parent: { } scope } => Disposals(scope, name).Any(),
            LocalDeclarationStatementSyntax { Parent: { } scope } => !GetsAnother(scope, name) && Disposals(scope, name).Count(disposal => disposal.Parent is ExpressionStatementSyntax { Parent: var list } && list == scope) > 1,
            _ => false,
        };
    }

    private static bool GetsAnother(SyntaxNode scope, string name) =>
        scope.DescendantNodes().Any(node => node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var assigned } } && assigned == name);

    /// <summary>Where <c>Dispose</c> of a variable is called; what a function in the scope does, it may do at any time or never.</summary>
    private static IEnumerable<ExpressionSyntax> Disposals(SyntaxNode scope, string name) =>
        scope.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax).OfType<ExpressionSyntax>().Where(expression => DisposedBy(expression) is { } disposed && NameOf(disposed) == name);

    /// <summary>What <c>x.Dispose()</c> or <c>x?.Dispose()</c> disposes of.</summary>
    private static ExpressionSyntax? DisposedBy(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose", Expression: var disposed } } => disposed,
        ConditionalAccessExpressionSyntax { Expression: var disposed, WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Dispose" } } } => disposed,
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => name,
        _ => null,
    };
}
