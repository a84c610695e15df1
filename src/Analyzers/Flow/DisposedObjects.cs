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
/// Knows the types of which every object is seen to be disposed of in the end, so that it is reachable until then: types that nobody outside of the project sees (in a program all of
/// them), whose objects are all made in a <c>using</c>, or for a field that its class disposes of.
/// </summary>
internal sealed class DisposedObjects
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private WordPlaces? _places;

    private DisposedObjects(InteropContext interop) => _interop = interop;

    public static DisposedObjects Of(InteropContext interop) => interop.Get(static context => new DisposedObjects(context));

    /// <summary>Whether all objects of <paramref name="type"/> are disposed of in the end.</summary>
    public bool AreAlways(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
            || !SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, _interop.Compilation.Assembly)
            || !Visibility.IsHidden(_interop.Compilation, named)
            || !named.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_IDisposable))
        {
            return false;
        }

        named = named.OriginalDefinition;
        if (!_known.TryGetValue(named, out var are))
        {
            are = _known.GetOrAdd(named, Find(named, cancellationToken));
        }

        return are;
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
        foreach (var token in Places(cancellationToken).TokensOf(type.Name, cancellationToken))
        {
            if (MakerAt(token) is { } maker)
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

    private bool Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var isMade = false;
        foreach (var token in Places(cancellationToken).TokensOf(type.Name, cancellationToken))
        {
            switch (MakerAt(token))
            {
                case null:
                    break;
                case { } maker when IsDisposed(maker):
                    isMade = true;
                    break;
                default:
                    return false;
            }
        }

        return isMade;
    }

    /// <summary>One pass finds the names of all types that could be asked for.</summary>
    private WordPlaces Places(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _places) is { } places)
        {
            return places;
        }

        var names = new HashSet<string>();
        foreach (var tree in _interop.Compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                // A public class in public classes is never asked for.
                if (node is ClassDeclarationSyntax declaration && (Visibility.IsProgram(_interop.Compilation) || declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(static type => !type.Modifiers.Any(SyntaxKind.PublicKeyword))))
                {
                    names.Add(declaration.Identifier.ValueText);
                }
            }
        }

        places = WordPlaces.Find(_interop.Compilation, names, cancellationToken);
        Volatile.Write(ref _places, places);
        return places;
    }

    /// <summary>The expression that makes an object of the type that a token names; null where it only names the type, the name itself where more may happen.</summary>
    private static SyntaxNode? MakerAt(SyntaxToken token)
    {
        SyntaxNode? name = token.Parent;
        if (name is not SimpleNameSyntax)
        {
            return null;
        }

        while (name.Parent is NameSyntax or NullableTypeSyntax)
        {
            name = name.Parent;
        }

        switch (name.Parent)
        {
            case ObjectCreationExpressionSyntax creation when creation.Type == name:
                return creation;
            case VariableDeclarationSyntax { Variables: { Count: 1 } variables } declaration when declaration.Type == name:
                return variables[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax implied ? implied : null;
            case PropertyDeclarationSyntax { Initializer.Value: ImplicitObjectCreationExpressionSyntax made } property when property.Type == name:
                return made;

            // What derives from it, and what makes it by its type argument, is not looked into.
            case SimpleBaseTypeSyntax or TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: not VariableDeclarationSyntax and not ParameterSyntax } }:
                return name;
            default:
                return null;
        }
    }

    private static bool IsDisposed(SyntaxNode maker)
    {
        switch (maker.Parent)
        {
            case UsingStatementSyntax:
                return true;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: var statement } } variable }:
                return statement switch
                {
                    UsingStatementSyntax => true,
                    LocalDeclarationStatementSyntax local => local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword),
                    FieldDeclarationSyntax => IsDisposedIn(maker, variable.Identifier.ValueText),
                    _ => false,
                };
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property }:
                return IsDisposedIn(maker, property.Identifier.ValueText);
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Parent: ExpressionStatementSyntax }:
                return IsDisposedIn(maker, name);
            case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name }, Parent: ExpressionStatementSyntax }:
                return IsDisposedIn(maker, name);
            default:
                return false;
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

    /// <summary>Whether the class around calls <c>Dispose</c> of its field or property of that name.</summary>
    private static bool IsDisposedIn(SyntaxNode maker, string name)
    {
        var type = maker.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        var isMember = type?.Members.Any(member =>
            member is PropertyDeclarationSyntax property && property.Identifier.ValueText == name
            || member is FieldDeclarationSyntax field && field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name)) == true;
        return isMember && type!.DescendantNodes().OfType<ExpressionSyntax>().Any(expression => DisposedBy(expression) is { } disposed && NameOf(disposed) == name);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => name,
        _ => null,
    };
}
