using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>Why a type belongs to the boundary: the first native signature, in declaration order, that reaches it.</summary>
/// <param name="Function">The signature.</param>
/// <param name="Parameter">The parameter or result through which it is reached.</param>
/// <param name="ByPointer">Whether native code sees the managed bytes themselves (<c>T*</c>, function pointers, disabled marshalling) and not a marshalled copy.</param>
internal sealed record BoundaryUse(NativeFunction Function, NativeParameter Parameter, bool ByPointer)
{
    /// <summary>The fields that lead from the parameter's type to the type that is reached; empty when the parameter is of that type.</summary>
    public ImmutableArray<IFieldSymbol> Path { get; init; } = ImmutableArray<IFieldSymbol>.Empty;

    /// <summary>The library that the reaching signature belongs to, or null for exports and for what only an attribute shows.</summary>
    public string? Library => Function.Library;
}

/// <summary>
/// The structs, classes with layout and delegates of this compilation that its native signatures reach. Found once by a walk over the declared types; bodies are not bound.
/// Of the signatures that reach a type, the first of each library is remembered: enough to say why the type crosses, and whether more than one library sees it.
/// </summary>
internal sealed class BoundaryTypes
{
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<BoundaryUse>> _structs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<BoundaryUse>> _rawStructs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<BoundaryUse>> _delegates = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IFunctionPointerTypeSymbol, ImmutableArray<BoundaryUse>> _functionPointers = new(SymbolEqualityComparer.Default);
    private readonly NativeFunctions _reader;
    private readonly InteropContext _interop;

    private BoundaryTypes(InteropContext interop)
    {
        _interop = interop;
        _reader = NativeFunctions.Of(interop);
        var declared = DeclaredFunctions.Of(interop);
        Functions = declared.All;
        DeclaredEnums = declared.Enums;
        DeclaredStructs = declared.Structs;
        // What is fetched by name is called as an import is.
        DeclaredAndFetched = declared.All.AddRange(FunctionMembers.Of(interop).Fetched);
        foreach (var function in DeclaredAndFetched)
        {
            Walk(function, Remember);
        }

        // A delegate's own attribute speaks only where no import shows which library the delegate belongs to.
        foreach (var type in declared.Delegates)
        {
            if (!_delegates.ContainsKey(type) && _reader.FromDelegate(type) is { } stated)
            {
                _delegates.Add(type, ImmutableArray<BoundaryUse>.Empty);
                Walk(stated, Remember);
            }
        }
    }

    /// <summary>Every import and export that is declared as a member in this compilation, in declaration order; local functions are not members.</summary>
    public ImmutableArray<NativeFunction> Functions { get; }

    /// <summary>These, and behind them every function that a member fetches by name at run time.</summary>
    public ImmutableArray<NativeFunction> DeclaredAndFetched { get; }

    /// <summary>Every enum of this compilation, whether or not it crosses.</summary>
    public ImmutableArray<INamedTypeSymbol> DeclaredEnums { get; }

    /// <summary>Every struct of this compilation without type parameters, whether or not a signature shows that it crosses: bodies read structs from bare addresses, too.</summary>
    public ImmutableArray<INamedTypeSymbol> DeclaredStructs { get; }

    public static BoundaryTypes Of(InteropContext interop) => interop.Get(static context => new BoundaryTypes(context));

    /// <summary>The structs and classes with layout that cross as marshalled copies, with the uses that show it, one of each library.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, ImmutableArray<BoundaryUse>> MarshalledStructs => _structs;

    /// <summary>The structs whose managed bytes native code sees, with the uses that show it, one of each library.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, ImmutableArray<BoundaryUse>> RawStructs => _rawStructs;

    /// <summary>The delegates that are part of native signatures or carry <c>UnmanagedFunctionPointer</c>.</summary>
    public IEnumerable<INamedTypeSymbol> Delegates => _delegates.Keys;

    /// <summary>Whether a delegate type is part of a native signature or carries <c>UnmanagedFunctionPointer</c>.</summary>
    public bool IsBoundaryDelegate(INamedTypeSymbol type) => _delegates.ContainsKey(type.OriginalDefinition);

    /// <summary>Whether the marshaller makes objects of a handle class: an import returns it, or writes it to a variable.</summary>
    public bool AreMadeByMarshaller(INamedTypeSymbol handleClass)
    {
        foreach (var function in Functions)
        {
            if (SymbolEqualityComparer.Default.Equals(function.Return.Type, handleClass))
            {
                return true;
            }

            foreach (var parameter in function.Parameters)
            {
                if (parameter.RefKind != RefKind.None && SymbolEqualityComparer.Default.Equals(parameter.Type, handleClass))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The first signature that reaches a delegate, or null when only its own attribute says that it crosses.</summary>
    public BoundaryUse? UseOf(INamedTypeSymbol delegateType) => UsesOf(delegateType) is { IsEmpty: false } uses ? uses[0] : null;

    /// <summary>The signatures that reach a delegate, one of each library; empty when only its own attribute says that it crosses.</summary>
    public ImmutableArray<BoundaryUse> UsesOf(INamedTypeSymbol delegateType) =>
        _delegates.TryGetValue(delegateType.OriginalDefinition, out var uses) ? uses : ImmutableArray<BoundaryUse>.Empty;

    /// <summary>
    /// Whether an import, or a function that is fetched by name, shows that native code calls this delegate: it is an argument, or a field of a struct that is one. Delegates that arrive from native code, and those in
    /// the signature of another delegate, go the other way or may.
    /// </summary>
    public bool IsCallback(INamedTypeSymbol delegateType)
    {
        var type = delegateType.OriginalDefinition;
        foreach (var use in UsesOf(type))
        {
            if (!use.Function.IsBound || use.Parameter.IsReturn || use.Parameter.Direction == DataDirection.Out)
            {
                continue;
            }

            var holder = use.Path.IsEmpty ? use.Parameter.Type : use.Path[use.Path.Length - 1].Type;
            var start = use.Parameter.Type is IPointerTypeSymbol pointer ? pointer.PointedAtType : use.Parameter.Type;
            if (SymbolEqualityComparer.Default.Equals(holder.OriginalDefinition, type)
                && (use.Path.IsEmpty || SymbolEqualityComparer.Default.Equals(use.Path[0].ContainingType, start)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The signatures that pass a function pointer of this type, one of each library; empty for one that only bodies and fields of other types mention.</summary>
    public ImmutableArray<BoundaryUse> UsesOf(IFunctionPointerTypeSymbol type) =>
        _functionPointers.TryGetValue(type, out var uses) ? uses : ImmutableArray<BoundaryUse>.Empty;

    /// <summary>The structs and classes with layout that one signature reaches, whoever else does; for signatures that stand only in a method's body.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, BoundaryUse Use)> ReachedFrom(NativeFunction function)
    {
        var found = new List<(INamedTypeSymbol, BoundaryUse)>();
        var seen = new SeenTypes();
        Walk(function, (type, use) =>
        {
            var isNew = seen.Add(type, use.ByPointer);
            if (isNew && type is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } data)
            {
                found.Add((data, use));
            }

            return isNew;
        });
        return found;
    }

    /// <summary>The structs and classes with layout of which a marshalled copy of <paramref name="type"/> is made, itself first.</summary>
    public IReadOnlyList<INamedTypeSymbol> CopiedWith(INamedTypeSymbol type)
    {
        var found = new List<INamedTypeSymbol>();
        var seen = new SeenTypes();
        Walk(type, byPointer: false, (reached, byPointer, _) =>
        {
            var isNew = seen.Add(reached, byPointer);
            if (isNew && !byPointer && reached is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } data)
            {
                found.Add(data);
            }

            return isNew;
        });
        return found;
    }

    private bool Remember(ITypeSymbol type, BoundaryUse use) => type switch
    {
        IFunctionPointerTypeSymbol pointer => Remember(_functionPointers, pointer, use),
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } callback => Remember(_delegates, callback, use),
        INamedTypeSymbol data => Remember(use.ByPointer ? _rawStructs : _structs, data, use),
        _ => false,
    };

    private static bool Remember<TType>(Dictionary<TType, ImmutableArray<BoundaryUse>> known, TType type, BoundaryUse use)
        where TType : ITypeSymbol
    {
        if (!known.TryGetValue(type, out var uses))
        {
            known.Add(type, ImmutableArray.Create(use));
            return true;
        }

        foreach (var earlier in uses)
        {
            if (string.Equals(earlier.Library, use.Library, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        known[type] = uses.Add(use);
        return true;
    }

    private void Walk(NativeFunction function, Func<ITypeSymbol, BoundaryUse, bool> visit)
    {
        foreach (var parameter in function.Parameters)
        {
            WalkValue(parameter);
        }

        WalkValue(function.Return);

        void WalkValue(NativeParameter parameter) => Walk(
            parameter.Type,
            function.Mode != MarshallingMode.Runtime,
            (type, byPointer, path) => visit(type, new BoundaryUse(function, parameter, byPointer) { Path = path }));
    }

    /// <summary>
    /// Gives every function pointer and every struct, class with layout and delegate of this compilation that is reached from <paramref name="start"/> to
    /// <paramref name="visit"/>, which answers whether to go on into it.
    /// </summary>
    private void Walk(ITypeSymbol start, bool byPointer, Func<ITypeSymbol, bool, ImmutableArray<IFieldSymbol>, bool> visit)
    {
        var pending = new Queue<(ITypeSymbol Type, bool ByPointer, ImmutableArray<IFieldSymbol> Path)>();
        pending.Enqueue((start, byPointer, ImmutableArray<IFieldSymbol>.Empty));
        while (pending.Count > 0)
        {
            var (current, isRaw, path) = pending.Dequeue();
            switch (current)
            {
                case IArrayTypeSymbol array:
                    pending.Enqueue((array.ElementType, isRaw, path));
                    break;
                case IPointerTypeSymbol pointer:
                    pending.Enqueue((pointer.PointedAtType, true, path));
                    break;
                case IFunctionPointerTypeSymbol functionPointer when _reader.FromFunctionPointer(functionPointer) is { } signature:
                    if (visit(functionPointer, isRaw, path))
                    {
                        EnqueueSignature(signature, path);
                    }

                    break;
                case INamedTypeSymbol { TypeKind: TypeKind.Delegate } crossing:
                    if (IsDeclaredHere(crossing) && visit(crossing.OriginalDefinition, isRaw, path) && _reader.FromDelegate(crossing.OriginalDefinition) is { } callback)
                    {
                        EnqueueSignature(callback, path);
                    }

                    break;
                case INamedTypeSymbol { IsGenericType: true } span when IsSpan(span):
                    pending.Enqueue((span.TypeArguments[0], true, path));
                    break;
                case INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named when IsDeclaredHere(named) && IsData(named):
                    if (visit(named, isRaw, path))
                    {
                        foreach (var member in named.GetMembers())
                        {
                            if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
                            {
                                pending.Enqueue((field.Type, isRaw, path.Add(field)));
                            }
                        }
                    }

                    break;
            }
        }

        void EnqueueSignature(NativeFunction signature, ImmutableArray<IFieldSymbol> path)
        {
            foreach (var parameter in signature.Parameters)
            {
                pending.Enqueue((parameter.Type, signature.Mode != MarshallingMode.Runtime, path));
            }

            pending.Enqueue((signature.Return.Type, signature.Mode != MarshallingMode.Runtime, path));
        }
    }

    /// <summary>Structs, and classes that state a layout; handle classes and custom-marshalled types are not data.</summary>
    internal bool IsData(INamedTypeSymbol type)
    {
        if (type.HasAttribute(_interop.Types.NativeMarshallingAttribute))
        {
            return false;
        }

        if (type.TypeKind == TypeKind.Struct)
        {
            return type.SpecialType == SpecialType.None;
        }

        return type.HasAttribute(_interop.Types.StructLayoutAttribute) && !MarshallingReader.DerivesFrom(type, _interop.Types.SafeHandle);
    }

    private bool IsSpan(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _interop.Types.SpanOfT)
        || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _interop.Types.ReadOnlySpanOfT);

    private bool IsDeclaredHere(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _interop.Compilation.Assembly);

    /// <summary>Types that a walk has met, as copies and as raw memory.</summary>
    private sealed class SeenTypes
    {
        private readonly HashSet<ITypeSymbol> _copied = new(SymbolEqualityComparer.Default);
        private readonly HashSet<ITypeSymbol> _raw = new(SymbolEqualityComparer.Default);

        public bool Add(ITypeSymbol type, bool byPointer) => (byPointer ? _raw : _copied).Add(type);
    }
}
