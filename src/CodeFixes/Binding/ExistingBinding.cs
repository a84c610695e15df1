using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>
/// What a project has of a binding already: which functions it declares, and which of its types stand for which of the header's. Types are paired through their use in
/// declarations first and by name after that.
/// </summary>
internal sealed class ExistingBinding
{
    private readonly Dictionary<string, NativeFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, INamedTypeSymbol> _types = new(StringComparer.Ordinal);
    private readonly SemanticModel _model;
    private readonly int _position;
    private readonly KnownTypes _known;
    private readonly INamedTypeSymbol _class;
    private readonly bool _typesAreNested;

    public ExistingBinding(InteropContext interop, PlatformHeader header, SemanticModel model, int position, INamedTypeSymbol boundClass, bool typesAreNested, CancellationToken cancellationToken)
    {
        _model = model;
        _position = position;
        _known = interop.Types;
        _class = boundClass;
        _typesAreNested = typesAreNested;
        var headers = NativeHeaders.Of(interop);
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (function.IsImport && function.EntryPoint is { Length: > 0 } name && !_functions.ContainsKey(name)
                && (SymbolEqualityComparer.Default.Equals(function.Signature.ContainingType, boundClass)
                    ? header.Main.FindExport(name) is not null
                    : headers.DeclarationsOf(function, cancellationToken).Any(declaration => ReferenceEquals(declaration.Source, header.Source))))
            {
                _functions.Add(name, function);
                Pair(header, function);
            }
        }
    }

    public bool Has(string function) => _functions.ContainsKey(function);

    public NativeFunction? Find(string function) => _functions.TryGetValue(function, out var found) ? found : null;

    /// <summary>Whether the class has a member, or the project a type, of a name.</summary>
    public bool HasMember(string name) => !_class.GetMembers(name).IsEmpty;

    public bool IsTypeNameFree(string name) => _model.LookupNamespacesAndTypes(_position, name: name).IsEmpty && !HasMember(name);

    /// <summary>The project's type for one of the header's, as source code names it; or null.</summary>
    /// <param name="key">The kind of type and its C name.</param>
    /// <param name="name">The name that a new type would have.</param>
    public string? TypeFor(string key, string name)
    {
        if (_types.TryGetValue(key, out var paired))
        {
            return Display(paired);
        }

        var found = _model.LookupNamespacesAndTypes(_position, name: name);
        return found.Length == 1 && found[0] is INamedTypeSymbol { Arity: 0 } type && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _model.Compilation.Assembly) && IsOfKind(type, key)
            ? Display(type)
            : null;
    }

    /// <summary>The library as the class's own imports name it: an expression and its value; or null when it has none.</summary>
    public (string Expression, string Value)? LibraryInClass(ClassDeclarationSyntax declaration)
    {
        foreach (var function in _functions.Values)
        {
            if (SymbolEqualityComparer.Default.Equals(function.Signature.ContainingType, _class)
                && function.Attribute?.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
                && function.Library is { } library)
            {
                return (arguments[0].Expression.ToString(), library);
            }
        }

        return null;
    }

    private string Display(INamedTypeSymbol type) =>
        type.ContainingType is null && !_typesAreNested && IsEnclosing(type.ContainingNamespace) ? type.Name
        : _typesAreNested ? type.ToMinimalDisplayString(_model, _position)
        : type.ToDisplayString();

    private bool IsEnclosing(INamespaceSymbol candidate)
    {
        for (var current = _class.ContainingNamespace; current is not null; current = current.ContainingNamespace)
        {
            if (SymbolEqualityComparer.Default.Equals(current, candidate))
            {
                return true;
            }
        }

        return false;
    }

    private void Pair(PlatformHeader header, NativeFunction function)
    {
        if (header.Main.FindExport(function.EntryPoint!) is not { } declaration || declaration.Parameters.Length != function.Parameters.Length)
        {
            return;
        }

        Pair(header, declaration.ReturnType, function.Return.Type);
        for (var index = 0; index < declaration.Parameters.Length; index++)
        {
            Pair(header, declaration.Parameters[index].Type, function.Parameters[index].Type);
        }
    }

    private void Pair(PlatformHeader header, CType native, ITypeSymbol managed)
    {
        while (managed is IPointerTypeSymbol pointer)
        {
            managed = pointer.PointedAtType;
        }

        if (managed is not INamedTypeSymbol { SpecialType: SpecialType.None } type || !type.Locations.Any(location => location.IsInSource))
        {
            return;
        }

        var callback = native is CTypedefType { Name: var name } ? name : null;
        while (native.Canonical is CPointerType { Pointee: var pointee })
        {
            native = pointee;
        }

        var key = header.Main.EnumOf(native) is { } item ? "enum:" + item.DisplayName
            : native.Canonical is CRecord record ? (type.TypeKind == TypeKind.Class ? "handle:" : "struct:") + record.DisplayName
            : native.Canonical is CFunctionType && callback is not null ? "callback:" + callback
            : null;
        if (key is not null && IsOfKind(type, key) && !_types.ContainsKey(key))
        {
            _types.Add(key, type);
        }
    }

    private bool IsOfKind(INamedTypeSymbol type, string key) => key.Substring(0, key.IndexOf(':')) switch
    {
        "enum" => type.TypeKind == TypeKind.Enum,
        "struct" => type.TypeKind == TypeKind.Struct,
        "callback" => type.TypeKind == TypeKind.Delegate,
        _ => type.TypeKind == TypeKind.Class && !type.IsAbstract && IsHandle(type),
    };

    private bool IsHandle(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, _known.SafeHandle))
            {
                return true;
            }
        }

        return false;
    }
}
