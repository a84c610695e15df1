using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Contracts;

/// <summary>
/// The SafeHandle classes of this compilation and what their <c>ReleaseHandle</c> calls. Read from syntax, because bodies must not be bound for a rule about declarations.
/// </summary>
internal sealed class HandleClasses
{
    private readonly ImmutableArray<(INamedTypeSymbol Type, ImmutableHashSet<string> Calls)> _classes;
    private readonly Compilation _compilation;
    private readonly InteropContext _interop;
    private WordPlaces? _places;

    private HandleClasses(InteropContext interop)
    {
        _interop = interop;
        _compilation = interop.Compilation;
        var classes = ImmutableArray.CreateBuilder<(INamedTypeSymbol, ImmutableHashSet<string>)>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var method in Mentions(tree, "ReleaseHandle", CancellationToken.None).Select(node => node as MethodDeclarationSyntax))
            {
                if (method?.Parent is TypeDeclarationSyntax type && Declared(type) is { } symbol && (MarshallingReader.DerivesFrom(symbol, interop.Types.SafeHandle) || MarshallingReader.DerivesFrom(symbol, interop.Types.CriticalHandle)))
                {
                    var calls = method.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(NameOfCallee).OfType<string>();
                    classes.Add((symbol, ImmutableHashSet.CreateRange(StringComparer.Ordinal, calls)));
                }
            }
        }

        _classes = classes.ToImmutable();
    }

    public static HandleClasses Of(InteropContext interop) => interop.Get(static context => new HandleClasses(context));

    /// <summary>The handle class that releases with <paramref name="releaser"/>, or null.</summary>
    public INamedTypeSymbol? ReleasingWith(NativeFunction releaser)
    {
        foreach (var (type, calls) in _classes)
        {
            if (calls.Contains(releaser.Symbol.Name))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether each use of <paramref name="acquirer"/> in this compilation hands the new handle straight to a handle class, so that its raw signature is a detail of that
    /// class. False when it is not used at all.
    /// </summary>
    public bool WrapEveryResultOf(NativeFunction acquirer, CancellationToken cancellationToken)
    {
        if (_classes.IsEmpty)
        {
            return false;
        }

        var found = false;
        foreach (var (tree, at) in Places(cancellationToken).Of(acquirer.Symbol.Name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (NodeAt(tree, at, acquirer.Symbol.Name, cancellationToken) is { } node
                && (node.Parent as InvocationExpressionSyntax ?? node.Parent?.Parent as InvocationExpressionSyntax) is { } invocation)
            {
                found = true;
                if (!IsWrapped(invocation))
                {
                    return false;
                }
            }
        }

        return found;
    }

    /// <summary>Where the functions that create handles are mentioned, found in one pass for all of them.</summary>
    private WordPlaces Places(CancellationToken cancellationToken)
    {
        if (_places is null)
        {
            var names = HandlePairs.Of(_interop).All.Select(pair => pair.Acquirer.Symbol.Name);
            Interlocked.CompareExchange(ref _places, WordPlaces.Find(_compilation, names, cancellationToken), null);
        }

        return _places;
    }

    private bool IsWrapped(InvocationExpressionSyntax invocation)
    {
        if (IsGivenToHandle(invocation))
        {
            return true;
        }

        var local = invocation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } ? declarator.Identifier.ValueText : OutLocal(invocation);
        return local is not null
            && invocation.FirstAncestorOrSelf<SyntaxNode>(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax) is { } body
            && body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local && IsGivenToHandle(name));
    }

    private static string? OutLocal(InvocationExpressionSyntax invocation)
    {
        foreach (var argument in invocation.ArgumentList.Arguments)
        {
            if (argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword))
            {
                return argument.Expression switch
                {
                    DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => variable.Identifier.ValueText,
                    IdentifierNameSyntax name => name.Identifier.ValueText,
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary><c>new KvHandle(value)</c>, <c>SetHandle(value)</c>, <c>handle = value</c> inside a handle class, <c>Marshal.InitHandle(handle, value)</c>.</summary>
    private bool IsGivenToHandle(ExpressionSyntax value) => value.Parent switch
    {
        ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax creation } => IsHandleClass(LastName(creation.Type)),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => NameOfCallee(call) is "SetHandle" or "InitHandle",
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "handle" } } =>
            value.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && IsHandleClass(type.Identifier.ValueText),
        CastExpressionSyntax or ParenthesizedExpressionSyntax => IsGivenToHandle((ExpressionSyntax)value.Parent),
        _ => false,
    };

    private bool IsHandleClass(string? name)
    {
        foreach (var (type, _) in _classes)
        {
            if (type.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string? LastName(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };

    private static string? NameOfCallee(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The symbol of a type declaration, found by name: a semantic model may not be asked for here.</summary>
    private INamedTypeSymbol? Declared(TypeDeclarationSyntax declaration)
    {
        if (_compilation.Assembly.GetTypeByMetadataName(MetadataName(declaration)) is { } likely && IsDeclaredBy(likely, declaration))
        {
            return likely;
        }

        // Declared twice, or local to its file.
        foreach (var symbol in _compilation.GetSymbolsWithName(declaration.Identifier.ValueText, SymbolFilter.Type))
        {
            if (symbol is INamedTypeSymbol type && IsDeclaredBy(type, declaration))
            {
                return type;
            }
        }

        return null;
    }

    private static bool IsDeclaredBy(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span);

    private static string MetadataName(TypeDeclarationSyntax declaration)
    {
        var name = NameWithArity(declaration);
        for (var parent = declaration.Parent; parent is not null; parent = parent.Parent)
        {
            name = parent switch
            {
                TypeDeclarationSyntax outer => NameWithArity(outer) + "+" + name,
                BaseNamespaceDeclarationSyntax space => space.Name + "." + name,
                _ => name,
            };
        }

        return name;
    }

    private static string NameWithArity(TypeDeclarationSyntax type) =>
        type.TypeParameterList is { Parameters.Count: > 0 and var count } ? type.Identifier.ValueText + "`" + count : type.Identifier.ValueText;

    /// <summary>The names and declarations in one file whose identifier is <paramref name="name"/>. Found through the text, so that nothing else of the tree is touched.</summary>
    private static ImmutableArray<SyntaxNode> Mentions(SyntaxTree tree, string name, CancellationToken cancellationToken)
    {
        var nodes = ImmutableArray.CreateBuilder<SyntaxNode>();
        var text = tree.GetText(cancellationToken).ToString();
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (NodeAt(tree, at, name, cancellationToken) is { } node)
            {
                nodes.Add(node);
            }
        }

        return nodes.ToImmutable();
    }

    private static SyntaxNode? NodeAt(SyntaxTree tree, int at, string name, CancellationToken cancellationToken)
    {
        var token = tree.GetRoot(cancellationToken).FindToken(at);
        return token.IsKind(SyntaxKind.IdentifierToken) && token.SpanStart == at && token.ValueText == name ? token.Parent : null;
    }
}
