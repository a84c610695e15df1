using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>
/// Finds out which native function a field, property or local of a delegate or function pointer type stands for: <c>_open = Load&lt;OpenFunction&gt;("kv_open")</c>,
/// <c>_open = (delegate* unmanaged&lt;int&gt;)NativeLibrary.GetExport(library, "kv_open")</c>, or a delegate over an import.
/// It reads what is assigned and binds nothing: the name that stands in the value tells, where all values tell the same.
/// </summary>
internal sealed class FunctionMembers
{
    private const string FromPointer = "GetDelegateForFunctionPointer";

    // A member that is assigned another one, and that one an address of its own.
    private const int DeepestValue = 3;

    private readonly ConcurrentDictionary<ISymbol, NativeFunction?> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, NativeFunction?> _locals = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ILookup<string, ExpressionSyntax>> _values = new(SymbolEqualityComparer.Default);
    private readonly InteropContext _interop;
    private readonly NativeFunctions _functions;
    private readonly Lazy<ILookup<string, NativeFunction>> _imports;
    private readonly Lazy<HashSet<string>> _loaders;
    private readonly HashSet<string> _loadersByType = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableArray<(ISymbol Member, NativeFunction Function)>> _fetching;
    private readonly Lazy<ImmutableArray<NativeFunction>> _fetched;
    private readonly Lazy<ILookup<ISymbol, NativeFunction>> _bySignature;

    private FunctionMembers(InteropContext interop)
    {
        _interop = interop;
        _functions = NativeFunctions.Of(interop);
        _imports = new Lazy<ILookup<string, NativeFunction>>(() => DeclaredFunctions.Of(interop).All
            .Where(static function => function is { IsImport: true, EntryPoint: not null })
            .SelectMany(static function => new[] { function.EntryPoint!, function.Symbol.Name }.Distinct().Select(name => (Name: name, Function: function)))
            .ToLookup(static named => named.Name, static named => named.Function, StringComparer.Ordinal));
        _loaders = new Lazy<HashSet<string>>(FindLoaders);
        _fetching = new Lazy<ImmutableArray<(ISymbol, NativeFunction)>>(FindFetching);
        _fetched = new Lazy<ImmutableArray<NativeFunction>>(() => Fetching.Select(static found => found.Function).Distinct().ToImmutableArray());
        _bySignature = new Lazy<ILookup<ISymbol, NativeFunction>>(() => Fetched.ToLookup(static function => function.Symbol, SymbolEqualityComparer.Default)!);
    }

    /// <summary>The fields and properties of this compilation that hold functions which are fetched by name.</summary>
    public ImmutableArray<(ISymbol Member, NativeFunction Function)> Fetching => _fetching.Value;

    /// <summary>The functions that members of this compilation fetch by name, one for each name and signature.</summary>
    public ImmutableArray<NativeFunction> Fetched => _fetched.Value;

    public static FunctionMembers Of(InteropContext interop) => interop.Get(static context => new FunctionMembers(context));

    /// <summary>The native function that the delegate or function pointer in <paramref name="place"/> calls, or null when nothing tells.</summary>
    public NativeFunction? FunctionOf(IOperation? place) => Operations.Unconverted(place) switch
    {
        IFieldReferenceOperation { Field: var field } => FunctionOf(field),
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" }, Instance: { } lazy } => FunctionOf(lazy),
        IPropertyReferenceOperation { Property: var property } => FunctionOf(property),
        ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: 1 } references } local } reference => OfLocal(local, reference.Syntax, references[0]),
        ICoalesceAssignmentOperation { Target: var target } => FunctionOf(target),
        IConditionalAccessInstanceOperation { Parent: { } parent } => FunctionOf(AccessedBy(parent)),
        IInvocationOperation call => FetchedExports.Of(_interop, call.TargetMethod.Name == FromPointer && call.Arguments.Length > 0 && Operations.Unconverted(call.Arguments[0].Value) is IInvocationOperation fetch ? fetch : call),
        _ => null,
    };

    /// <summary>The native function that a field or property stands for, or null when nothing tells.</summary>
    public NativeFunction? FunctionOf(ISymbol member)
    {
        var memberType = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol { Parameters.IsEmpty: true } property => property.Type,
            _ => null,
        };
        if (SignatureTypeOf(memberType) is not { } type || member.ContainingType is null || member.OriginalDefinition is not { DeclaringSyntaxReferences.IsEmpty: false } original)
        {
            return null;
        }

        return _members.TryGetValue(original, out var known) ? known : _members.GetOrAdd(original, OfMember(original, type));
    }

    private NativeFunction? OfMember(ISymbol member, ITypeSymbol type)
    {
        var function = Read(ValuesIn(member.ContainingType)[member.Name], type, member.ContainingType, 0);
        return function is { IsFetched: true } && !member.GetAttributes().IsEmpty ? function.FetchedAs(function.EntryPoint!, function.Library, member) : function;
    }

    /// <summary>The first member that a function is fetched into; null for all other functions.</summary>
    public ISymbol? HolderOf(NativeFunction function)
    {
        foreach (var (member, fetched) in function.IsFetched ? Fetching : ImmutableArray<(ISymbol, NativeFunction)>.Empty)
        {
            if (ReferenceEquals(fetched, function))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>Whether a member holds the function of that name with that signature, so that it is looked at there.</summary>
    public bool IsInMember(NativeFunction fetched) => _bySignature.Value[fetched.Symbol].Any(function => function.EntryPoint == fetched.EntryPoint);

    /// <summary>The one function that members of a delegate type, or of a type of function pointers, are fetched as; null for none and for several.</summary>
    public NativeFunction? OnlyOneOf(NativeFunction signature)
    {
        NativeFunction? found = null;
        foreach (var function in _bySignature.Value[signature.Symbol])
        {
            if (found is not null && found.EntryPoint != function.EntryPoint)
            {
                return null;
            }

            found ??= function;
        }

        return found;
    }

    private static ITypeSymbol? SignatureTypeOf(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => type,
        IFunctionPointerTypeSymbol => type,
        INamedTypeSymbol { Name: "Lazy", TypeArguments: { Length: 1 } arguments } when arguments[0].TypeKind == TypeKind.Delegate => arguments[0],
        _ => null,
    };

    private static IOperation? AccessedBy(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IConditionalAccessOperation access)
            {
                return access.Operation;
            }
        }

        return null;
    }

    private NativeFunction? OfLocal(ILocalSymbol local, SyntaxNode mention, SyntaxReference reference)
    {
        if (SignatureTypeOf(local.Type) is not { } type
            || BodyAround(mention) is not { } body
            || !body.FullSpan.Contains(reference.Span)
            || body.FindNode(reference.Span) is not VariableDeclaratorSyntax { Initializer.Value: { } initial } declarator)
        {
            return null;
        }

        if (!_locals.TryGetValue(declarator, out var known))
        {
            var values = body.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == local.Name)
                .Select(static assignment => assignment.Right)
                .Append(initial);
            known = _locals.GetOrAdd(declarator, Read(values, type, local.ContainingType, 0));
        }

        return known;
    }

    private static SyntaxNode? BodyAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static candidate => candidate is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);

    private NativeFunction? Read(IEnumerable<ExpressionSyntax> values, ITypeSymbol type, INamedTypeSymbol? holder, int depth)
    {
        NativeFunction? found = null;
        foreach (var value in values)
        {
            if (IsNothing(value))
            {
                continue;
            }

            if (FunctionIn(value, type, holder, depth) is not { } function || (found is not null && found.EntryPoint != function.EntryPoint))
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

    private NativeFunction? FunctionIn(ExpressionSyntax value, ITypeSymbol type, INamedTypeSymbol? holder, int depth)
    {
        value = Stripped(value);
        switch (value)
        {
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: >= 1 } arguments } when Stripped(arguments[0].Expression) is LambdaExpressionSyntax { ExpressionBody: { } made }:
                // new Lazy<Open>(() => Load<Open>("kv_open"))
                return FunctionIn(made, type, holder, depth);
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }:
                return ImportOf(LastNameIn(arguments[0].Expression), type);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return ImportOf(LastNameIn(value), type) ?? FromOther(LastNameIn(value), value, type, holder, depth);
            case InvocationExpressionSyntax load when IsLoadedByType(load.Expression, type):
                return ImportOf(type.Name, type) ?? Fetch(type.Name, LibraryIn(load, type.Name, holder), type);
            case InvocationExpressionSyntax when FetchIn(value, holder) is var (name, fetch):
                return ImportOf(name, type) ?? (IsFetched(value, type) ? Fetch(name, LibraryIn(fetch, name, holder), type) : null);
            case InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments: { Count: >= 1 } arguments } when NameOfCalled(called) == FromPointer:
                return FromOther(LastNameIn(Stripped(arguments[0].Expression)), value, type, holder, depth);
            default:
                return null;
        }
    }

    /// <summary>The value below casts, and behind <c>??</c> and <c>??=</c>.</summary>
    private static ExpressionSyntax Stripped(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value)
            {
                case CastExpressionSyntax cast:
                    value = cast.Expression;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized.Expression;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } binary:
                    value = binary.Left;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary:
                    value = binary.Right;
                    break;
                case PostfixUnaryExpressionSyntax postfix:
                    value = postfix.Operand;
                    break;
                case AssignmentExpressionSyntax assignment:
                    value = assignment.Right;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The function whose address, or delegate, another member or local holds.</summary>
    private NativeFunction? FromOther(string? name, ExpressionSyntax mention, ITypeSymbol type, INamedTypeSymbol? holder, int depth)
    {
        if (name is null || depth >= DeepestValue)
        {
            return null;
        }

        // The last value that a local was given before: one local often takes the addresses of many functions in turn.
        if (BodyAround(mention) is { } body and not TypeDeclarationSyntax)
        {
            ExpressionSyntax? last = null;
            foreach (var node in body.DescendantNodes())
            {
                if (node.SpanStart < mention.SpanStart && ValueGivenBy(node, name) is { } given && !given.Span.Contains(mention.Span))
                {
                    last = given;
                }
            }

            if (last is not null)
            {
                return FunctionIn(last, type, holder, depth + 1);
            }
        }

        return holder is null ? null : Read(ValuesIn(holder)[name], type, holder, depth + 1);
    }

    /// <summary>What a node gives to the variable of that name: an initial value, an assigned one, or the call that hands it out.</summary>
    private static ExpressionSyntax? ValueGivenBy(SyntaxNode node, string name) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value, Identifier.ValueText: var declared } when declared == name => value,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var assigned }, Right: var value } when assigned == name => value,
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword, Expression: var place, Parent.Parent: InvocationExpressionSyntax call } when NameOfPlace(place) == name => call,
        _ => null,
    };

    private static string? NameOfPlace(ExpressionSyntax place) => place switch
    {
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var declared } } => declared,
        _ => LastNameIn(place),
    };

    /// <summary>The function of that name, the same one for all places that fetch it with the same signature.</summary>
    private NativeFunction? Fetch(string name, string? library, ITypeSymbol type)
    {
        var signature = type switch
        {
            IFunctionPointerTypeSymbol pointer => _functions.FromFunctionPointer(pointer),
            INamedTypeSymbol { IsGenericType: false } crossing => _functions.FromDelegate(crossing),
            _ => null,
        };
        return signature is null ? null : _functions.Fetched(signature, name, library);
    }

    /// <summary>An import with that name and as many parameters as the delegate has.</summary>
    private NativeFunction? ImportOf(string? name, ITypeSymbol type)
    {
        if (name is null || type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke })
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

    private static string? NameOfCalled(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        _ => null,
    };

    /// <summary>The name that a value fetches, with the call that is given it: the outermost call with one text among its arguments, otherwise the only text in the whole value.</summary>
    private (string Name, InvocationExpressionSyntax? Fetch)? FetchIn(ExpressionSyntax value, INamedTypeSymbol? holder)
    {
        string? only = null;
        var isClear = true;
        foreach (var node in value.DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call && !IsNameOf(call))
            {
                string? direct = null;
                var isOne = true;
                foreach (var argument in arguments)
                {
                    if (TextOf(argument.Expression, holder) is { } text)
                    {
                        isOne = direct is null;
                        direct = text;
                    }
                }

                if (direct is not null && isOne)
                {
                    return FetchedExports.IsName(direct) ? (direct, call) : null;
                }
            }

            if (node is ExpressionSyntax expression && Literal(expression) is { } written)
            {
                isClear &= only is null || only == written;
                only = written;
            }
        }

        return isClear && only is not null && FetchedExports.IsName(only) ? (only, null) : null;
    }

    private static bool IsNameOf(InvocationExpressionSyntax call) => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };

    /// <summary>A literal, or the last name in a <c>nameof</c>.</summary>
    private static string? Literal(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: var text } => text,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call when IsNameOf(call) => LastNameIn(arguments[0].Expression),
        _ => null,
    };

    /// <summary>The same, or the text of a constant of the type.</summary>
    private string? TextOf(ExpressionSyntax expression, INamedTypeSymbol? holder)
    {
        if (Literal(expression) is { } text)
        {
            return text;
        }

        if (holder is null || LastNameIn(expression) is not { } name)
        {
            return null;
        }

        foreach (var member in holder.GetMembers(name))
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: string constant })
            {
                return constant;
            }
        }

        return null;
    }

    /// <summary>The library whose handle the fetching call is given: one that is loaded on the spot, or in the value of the member that holds the handle.</summary>
    private string? LibraryIn(InvocationExpressionSyntax? fetch, string name, INamedTypeSymbol? holder)
    {
        if (fetch is null)
        {
            return null;
        }

        foreach (var argument in fetch.ArgumentList.Arguments)
        {
            if (TextOf(argument.Expression, holder) != name && LoadedIn(argument.Expression) is { } library)
            {
                return library;
            }
        }

        return null;

        string? LoadedIn(ExpressionSyntax expression)
        {
            expression = Stripped(expression);
            if (LastNameIn(expression) is { } member && holder is not null)
            {
                string? found = null;
                foreach (var value in ValuesIn(holder)[member])
                {
                    if (!IsNothing(value))
                    {
                        var loaded = Stripped(value) is InvocationExpressionSyntax call ? LibraryOf(call) : null;
                        if (loaded is null || (found is not null && found != loaded))
                        {
                            return null;
                        }

                        found = loaded;
                    }
                }

                return found;
            }

            return expression is InvocationExpressionSyntax load ? LibraryOf(load) : null;
        }

        string? LibraryOf(InvocationExpressionSyntax load) =>
            NameOfCalled(load.Expression) is "Load" or "LoadLibrary" or "LoadLibraryA" or "LoadLibraryW" or "LoadLibraryEx" or "dlopen" && load.ArgumentList.Arguments.Count > 0
                ? TextOf(load.ArgumentList.Arguments[0].Expression, holder)
                : null;
    }

    /// <summary>Whether a call makes a delegate of a pointer: by itself, or in a method of this compilation that it calls. A native function pointer can be nothing else.</summary>
    private bool IsFetched(ExpressionSyntax value, ITypeSymbol type)
    {
        if (type is IFunctionPointerTypeSymbol)
        {
            return true;
        }

        foreach (var token in value.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == FromPointer)
            {
                return true;
            }
        }

        return type.HasAttribute(_interop.Types.UnmanagedFunctionPointerAttribute)
            || value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => NameOfCalled(call.Expression) is { } name && _loaders.Value.Contains(name));
    }

    /// <summary>The names of the methods that make delegates of pointers.</summary>
    private HashSet<string> FindLoaders()
    {
        var loaders = new HashSet<string>(StringComparer.Ordinal);
        if (_interop.Mentions(InteropWords.FunctionPointer))
        {
            foreach (var token in WordPlaces.Find(_interop.Compilation, [FromPointer], CancellationToken.None).TokensOf(FromPointer, CancellationToken.None))
            {
                if (token.Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } loader)
                {
                    loaders.Add(loader.Identifier.ValueText);
                    if (TakesNameFromType(loader))
                    {
                        _loadersByType.Add(loader.Identifier.ValueText);
                    }
                }
            }
        }

        return loaders;
    }

    /// <summary>Whether a loader fetches what its type argument is called: <c>Fetch(typeof(T).Name)</c>. Names that are put together, or that attributes may replace, tell nothing.</summary>
    private static bool TakesNameFromType(MethodDeclarationSyntax loader)
    {
        if (loader.TypeParameterList is not { Parameters: { Count: 1 } parameters })
        {
            return false;
        }

        var isNamed = false;
        foreach (var node in loader.DescendantNodes())
        {
            switch (node)
            {
                case TypeOfExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: var name }, Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Name" } access } when name == parameters[0].Identifier.ValueText:
                    if (access.Parent is not ArgumentSyntax)
                    {
                        return false;
                    }

                    isNamed = true;
                    break;
                case SimpleNameSyntax { Identifier.ValueText: "GetCustomAttribute" or "GetCustomAttributes" }:
                    return false;
            }
        }

        return isNamed;
    }

    /// <summary>Whether a call names the delegate type, and the called loader fetches the function of that name.</summary>
    private bool IsLoadedByType(ExpressionSyntax called, ITypeSymbol type)
    {
        var name = called as GenericNameSyntax ?? (called as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax;
        return name is { TypeArgumentList.Arguments: { Count: 1 } arguments }
            && arguments[0] switch { QualifiedNameSyntax qualified => qualified.Right, AliasQualifiedNameSyntax alias => alias.Name, var plain => plain as SimpleNameSyntax } is { Identifier.ValueText: var argument }
            && argument == type.Name
            && _loaders.Value.Contains(name.Identifier.ValueText)
            && _loadersByType.Contains(name.Identifier.ValueText)
            && FetchedExports.IsName(type.Name);
    }

    private ImmutableArray<(ISymbol, NativeFunction)> FindFetching()
    {
        var found = ImmutableArray.CreateBuilder<(ISymbol, NativeFunction)>();
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);

        // Only where a file has native function pointers, makes delegates of pointers, or calls who does, anything can be found.
        var calls = WordPlaces.Find(_interop.Compilation, _loaders.Value, CancellationToken.None);
        var callingLoaders = new HashSet<SyntaxTree>(_loaders.Value.SelectMany(calls.Of).Select(static place => place.Tree));
        foreach (var tree in _interop.Mentions(InteropWords.FunctionPointer) || _interop.Mentions(InteropWords.Unmanaged) ? _interop.Compilation.SyntaxTrees : [])
        {
            if (!_interop.Mentions(tree, InteropWords.Unmanaged)
                && !_interop.Mentions(tree, InteropWords.FunctionPointer)
                && !callingLoaders.Contains(tree))
            {
                continue;
            }

            foreach (var member in tree.GetRoot().DescendantNodes(static node => node is not (BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax)).OfType<TypeDeclarationSyntax>())
            {
                if (!MayHoldFunction(member) || TypeOf(member) is not { } type)
                {
                    continue;
                }

                foreach (var symbol in type.GetMembers())
                {
                    if (symbol is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol && FunctionOf(symbol) is { IsFetched: true } function && known.Add(symbol))
                    {
                        found.Add((symbol, function));
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a declaration has a field or property of a type that has a name.</summary>
    private static bool MayHoldFunction(TypeDeclarationSyntax declaration)
    {
        foreach (var member in declaration.Members)
        {
            var type = member switch
            {
                BaseFieldDeclarationSyntax field => field.Declaration.Type,
                PropertyDeclarationSyntax property => property.Type,
                _ => null,
            };
            if (type is NameSyntax or NullableTypeSyntax or FunctionPointerTypeSyntax)
            {
                return true;
            }
        }

        return declaration is RecordDeclarationSyntax { ParameterList: not null };
    }

    /// <summary>The symbol of a declaration, found by its names and so without a model of its file.</summary>
    private INamedTypeSymbol? TypeOf(TypeDeclarationSyntax declaration)
    {
        var container = ContainerOf(declaration.Parent);
        var arity = declaration.TypeParameterList?.Parameters.Count ?? 0;
        foreach (var type in container?.GetTypeMembers(declaration.Identifier.ValueText, arity) ?? ImmutableArray<INamedTypeSymbol>.Empty)
        {
            if (type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span))
            {
                return type;
            }
        }

        return null;
    }

    private INamespaceOrTypeSymbol? ContainerOf(SyntaxNode? node) => node switch
    {
        TypeDeclarationSyntax type => TypeOf(type),
        BaseNamespaceDeclarationSyntax { Name: var name } inner => ContainerOf(inner.Parent) is INamespaceSymbol outer ? Within(outer, name) : null,
        CompilationUnitSyntax => _interop.Compilation.Assembly.GlobalNamespace,
        _ => null,
    };

    private static INamespaceSymbol? Within(INamespaceSymbol outer, NameSyntax name) => name switch
    {
        QualifiedNameSyntax { Left: var left, Right: var right } => Within(outer, left) is { } middle ? Within(middle, right) : null,
        SimpleNameSyntax { Identifier.ValueText: var last } => outer.GetMembers(last).OfType<INamespaceSymbol>().FirstOrDefault(),
        _ => null,
    };

    /// <summary>What the members of a type are assigned in it, by their names.</summary>
    private ILookup<string, ExpressionSyntax> ValuesIn(INamedTypeSymbol type) => _values.TryGetValue(type, out var known) ? known : _values.GetOrAdd(type, ReadValues(type));

    private static ILookup<string, ExpressionSyntax> ReadValues(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .SelectMany(static reference => reference.SyntaxTree.GetRoot().FindNode(reference.Span).DescendantNodes())
        .Select(static node => node switch
        {
            AssignmentExpressionSyntax { Left: var left, Right: var right } when LastNameIn(left) is { } name => (Name: name, Value: right),
            VariableDeclaratorSyntax { Initializer.Value: var value, Parent.Parent: FieldDeclarationSyntax } declarator => (Name: declarator.Identifier.ValueText, Value: value),
            PropertyDeclarationSyntax property when ValueOf(property) is { } value => (Name: property.Identifier.ValueText, Value: value),
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword, Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax, Parent.Parent: InvocationExpressionSyntax call } argument
                when LastNameIn(argument.Expression) is { } name => (Name: name, Value: call),
            _ => default((string Name, ExpressionSyntax Value)),
        })
        .Where(static pair => pair.Value is not null)
        .ToLookup(static pair => pair.Name, static pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The initial value of a property, or what its getter returns.</summary>
    private static ExpressionSyntax? ValueOf(PropertyDeclarationSyntax property)
    {
        if ((property.Initializer?.Value ?? property.ExpressionBody?.Expression) is { } value)
        {
            return value;
        }

        var getter = property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements.LastOrDefault() is ReturnStatementSyntax { Expression: { } returned } ? returned : null);
    }
}
