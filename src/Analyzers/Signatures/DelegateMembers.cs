using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>
/// Finds out which native function a field, property or local of a delegate type stands for: <c>_open = Load&lt;OpenFunction&gt;("kv_open")</c>, or a delegate over an import.
/// It reads what is assigned and binds nothing: the name that stands in the value tells, where all values tell the same.
/// </summary>
internal sealed class DelegateMembers
{
    private const string FromPointer = "GetDelegateForFunctionPointer";

    private readonly ConcurrentDictionary<ISymbol, NativeFunction?> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, NativeFunction?> _locals = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<INamedTypeSymbol, NativeFunction?>> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ILookup<string, ExpressionSyntax>> _values = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private readonly NativeFunctions _functions;
    private readonly Lazy<ILookup<string, NativeFunction>> _imports;
    private readonly Lazy<HashSet<string>> _loaders;
    private readonly Lazy<ImmutableArray<NativeFunction>> _fetched;

    private DelegateMembers(InteropContext interop)
    {
        _interop = interop;
        _functions = NativeFunctions.Of(interop);
        _imports = new Lazy<ILookup<string, NativeFunction>>(() => BoundaryTypes.Of(interop).Functions
            .Where(static function => function is { IsImport: true, EntryPoint: not null })
            .SelectMany(static function => new[] { function.EntryPoint!, function.Symbol.Name }.Distinct().Select(name => (Name: name, Function: function)))
            .ToLookup(static named => named.Name, static named => named.Function, StringComparer.Ordinal));
        _loaders = new Lazy<HashSet<string>>(FindLoaders);
        _fetched = new Lazy<ImmutableArray<NativeFunction>>(FindFetched);
    }

    /// <summary>The functions that members of this compilation fetch by name, one for each member.</summary>
    public ImmutableArray<NativeFunction> Fetched => _fetched.Value;

    public static DelegateMembers Of(InteropContext interop) => interop.Get(static context => new DelegateMembers(context));

    /// <summary>The native function that the delegate in <paramref name="place"/> calls, or null when nothing tells.</summary>
    public NativeFunction? FunctionOf(IOperation? place) => Operations.Unconverted(place) switch
    {
        IFieldReferenceOperation { Field: var field } => FunctionOf(field.OriginalDefinition, field.Type),
        IPropertyReferenceOperation { Property: { Parameters.IsEmpty: true } property } => FunctionOf(property.OriginalDefinition, property.Type),
        ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: 1 } references } local } reference => OfLocal(local, reference.Syntax, references[0]),
        _ => null,
    };

    private NativeFunction? FunctionOf(ISymbol member, ITypeSymbol memberType)
    {
        if (memberType is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } type || member.ContainingType is null || member.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        return _members.TryGetValue(member, out var known) ? known : _members.GetOrAdd(member, Read(ValuesIn(member.ContainingType)[member.Name], type));
    }

    private NativeFunction? OfLocal(ILocalSymbol local, SyntaxNode mention, SyntaxReference reference)
    {
        if (local.Type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
            || mention.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } method
            || method.FindNode(reference.Span) is not VariableDeclaratorSyntax { Initializer.Value: { } initial } declarator)
        {
            return null;
        }

        if (!_locals.TryGetValue(declarator, out var known))
        {
            var values = method.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == local.Name)
                .Select(static assignment => assignment.Right)
                .Append(initial);
            known = _locals.GetOrAdd(declarator, Read(values, type));
        }

        return known;
    }

    private NativeFunction? Read(IEnumerable<ExpressionSyntax> values, INamedTypeSymbol type)
    {
        NativeFunction? found = null;
        foreach (var value in values)
        {
            if (IsNothing(value))
            {
                continue;
            }

            if (FunctionIn(value, type) is not { } function || (found is not null && found.EntryPoint != function.EntryPoint))
            {
                return null;
            }

            found ??= function;
        }

        return found;
    }

    private static bool IsNothing(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.NullLiteralExpression)
        || value.IsKind(SyntaxKind.DefaultLiteralExpression)
        || value is DefaultExpressionSyntax or PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax };

    private NativeFunction? FunctionIn(ExpressionSyntax value, INamedTypeSymbol type)
    {
        while (value is CastExpressionSyntax or ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } or PostfixUnaryExpressionSyntax)
        {
            value = value switch
            {
                CastExpressionSyntax cast => cast.Expression,
                ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression,
                BinaryExpressionSyntax binary => binary.Left,
                _ => ((PostfixUnaryExpressionSyntax)value).Operand,
            };
        }

        switch (value)
        {
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }:
                return ImportOf(LastNameIn(arguments[0].Expression), type);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return ImportOf(LastNameIn(value), type);
            case InvocationExpressionSyntax when NameIn(value) is { } name:
                return ImportOf(name, type)
                    ?? (IsFetched(value, type) && !type.IsGenericType ? Fetch(name, type.OriginalDefinition) : null);
            default:
                return null;
        }
    }

    /// <summary>The function of that name, the same one for all places that fetch it with the same type.</summary>
    private NativeFunction? Fetch(string name, INamedTypeSymbol type)
    {
        if (!_byName.TryGetValue(name, out var functions))
        {
            functions = _byName.GetOrAdd(name, static _ => new ConcurrentDictionary<INamedTypeSymbol, NativeFunction?>(SymbolEqualityComparer.Default));
        }

        return functions.TryGetValue(type, out var known) ? known : functions.GetOrAdd(type, _functions.FromDelegate(type)?.FetchedAs(name, null));
    }

    /// <summary>An import with that name and as many parameters as the delegate has.</summary>
    private NativeFunction? ImportOf(string? name, INamedTypeSymbol type)
    {
        if (name is null || type.DelegateInvokeMethod is not { } invoke)
        {
            return null;
        }

        foreach (var import in _imports.Value[name])
        {
            if (import.Signature.Parameters.Length == invoke.Parameters.Length && import.Signature.ReturnsVoid == invoke.ReturnsVoid)
            {
                return import;
            }
        }

        return null;
    }

    private static string? LastNameIn(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: var name } } => name,
        _ => null,
    };

    /// <summary>The only text in an expression: a literal, or the last name in a <c>nameof</c>.</summary>
    private static string? NameIn(ExpressionSyntax value)
    {
        string? found = null;
        foreach (var node in value.DescendantNodes())
        {
            var name = node switch
            {
                LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: var text } => text,
                InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments } => LastNameIn(arguments[0].Expression),
                _ => null,
            };
            if (name is null)
            {
                continue;
            }

            if (found is not null && found != name)
            {
                return null;
            }

            found = name;
        }

        return found is { Length: > 0 } && found.All(static character => char.IsLetterOrDigit(character) || character == '_') ? found : null;
    }

    /// <summary>Whether a call makes a delegate of a pointer: by itself, or in a method of this compilation that it calls.</summary>
    private bool IsFetched(ExpressionSyntax value, INamedTypeSymbol type)
    {
        foreach (var token in value.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == FromPointer)
            {
                return true;
            }
        }

        return type.HasAttribute(_interop.Types.UnmanagedFunctionPointerAttribute)
            || value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => call.Expression switch
            {
                SimpleNameSyntax { Identifier.ValueText: var name } => _loaders.Value.Contains(name),
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => _loaders.Value.Contains(name),
                _ => false,
            });
    }

    /// <summary>The names of the methods that make delegates of pointers.</summary>
    private HashSet<string> FindLoaders()
    {
        var loaders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in _interop.Mentions(InteropWords.FunctionPointer) ? _interop.Compilation.SyntaxTrees : [])
        {
            foreach (var token in tree.GetRoot().DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == FromPointer && token.Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } loader)
                {
                    loaders.Add(loader.Identifier.ValueText);
                }
            }
        }

        return loaders;
    }

    private ImmutableArray<NativeFunction> FindFetched()
    {
        var functions = ImmutableArray.CreateBuilder<NativeFunction>();

        // Only where a file makes delegates of pointers, or calls who does, anything can be found.
        foreach (var tree in _loaders.Value.Count == 0 ? [] : _interop.Compilation.SyntaxTrees)
        {
            if (!tree.GetRoot().DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && (token.ValueText == FromPointer || _loaders.Value.Contains(token.ValueText))))
            {
                continue;
            }

            foreach (var member in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            {
                if (TypeOf(member) is not { } type)
                {
                    continue;
                }

                foreach (var symbol in type.GetMembers())
                {
                    var function = symbol switch
                    {
                        IFieldSymbol { IsImplicitlyDeclared: false } field => FunctionOf(field, field.Type),
                        IPropertySymbol { Parameters.IsEmpty: true } property => FunctionOf(property, property.Type),
                        _ => null,
                    };
                    if (function is { IsFetched: true } && !functions.Contains(function))
                    {
                        functions.Add(function);
                    }
                }
            }
        }

        return functions.ToImmutable();
    }

    /// <summary>The symbol of a declaration, found by its name and so without a model of its file.</summary>
    private INamedTypeSymbol? TypeOf(BaseTypeDeclarationSyntax declaration)
    {
        foreach (var symbol in _interop.Compilation.GetSymbolsWithName(declaration.Identifier.ValueText, SymbolFilter.Type))
        {
            if (symbol is INamedTypeSymbol type && type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>What the members of a type are assigned in it, by their names.</summary>
    private ILookup<string, ExpressionSyntax> ValuesIn(INamedTypeSymbol type) => _values.TryGetValue(type, out var known) ? known : _values.GetOrAdd(type, ReadValues(type));

    private static ILookup<string, ExpressionSyntax> ReadValues(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .SelectMany(static reference => reference.SyntaxTree.GetRoot().FindNode(reference.Span).DescendantNodes())
        .Select(static node => node switch
        {
            AssignmentExpressionSyntax { Left: var left, Right: var right } when LastNameIn(left) is { } name => (Name: name, Value: right),
            VariableDeclaratorSyntax { Initializer.Value: var value, Parent.Parent: FieldDeclarationSyntax } declarator => (Name: declarator.Identifier.ValueText, Value: value),
            PropertyDeclarationSyntax { Initializer.Value: var value } property => (Name: property.Identifier.ValueText, Value: value),
            _ => default((string Name, ExpressionSyntax Value)),
        })
        .Where(static pair => pair.Value is not null)
        .ToLookup(static pair => pair.Name, static pair => pair.Value, StringComparer.Ordinal);
}
