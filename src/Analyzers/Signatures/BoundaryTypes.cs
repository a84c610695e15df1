using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>Why a type belongs to the boundary: the first native signature, in declaration order, that reaches it.</summary>
/// <param name="Function">The signature.</param>
/// <param name="Parameter">The parameter or result through which it is reached.</param>
/// <param name="ByPointer">Whether native code sees the managed bytes themselves (<c>T*</c>, function pointers, disabled marshalling) and not a marshalled copy.</param>
internal sealed record BoundaryUse(NativeFunction Function, NativeParameter Parameter, bool ByPointer);

/// <summary>
/// The structs, classes with layout and delegates of this compilation that its native signatures reach. Found once by a walk over the declared types; bodies are not bound.
/// </summary>
internal sealed class BoundaryTypes
{
    private readonly Dictionary<INamedTypeSymbol, BoundaryUse> _structs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, BoundaryUse> _rawStructs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, BoundaryUse?> _delegates = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<NativeFunction>.Builder _functions = ImmutableArray.CreateBuilder<NativeFunction>();
    private readonly NativeFunctions _reader;
    private readonly InteropContext _interop;

    private BoundaryTypes(InteropContext interop)
    {
        _interop = interop;
        _reader = NativeFunctions.Of(interop);
        foreach (var type in DeclaredTypes(interop.Compilation.Assembly.GlobalNamespace))
        {
            Collect(type);
        }

        Functions = _functions.ToImmutable();
    }

    /// <summary>Every import and export that is declared as a member in this compilation, in declaration order; local functions are not members.</summary>
    public ImmutableArray<NativeFunction> Functions { get; }

    public static BoundaryTypes Of(InteropContext interop) => interop.Get(static context => new BoundaryTypes(context));

    /// <summary>The structs and classes with layout that cross as marshalled copies, with the use that shows it.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, BoundaryUse> MarshalledStructs => _structs;

    /// <summary>The structs whose managed bytes native code sees.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, BoundaryUse> RawStructs => _rawStructs;

    /// <summary>Whether a delegate type is part of a native signature or carries <c>UnmanagedFunctionPointer</c>.</summary>
    public bool IsBoundaryDelegate(INamedTypeSymbol type) => _delegates.ContainsKey(type.OriginalDefinition);

    /// <summary>The signature that reaches a delegate, or null when only its own attribute says that it crosses.</summary>
    public BoundaryUse? UseOf(INamedTypeSymbol delegateType) =>
        _delegates.TryGetValue(delegateType.OriginalDefinition, out var use) ? use : null;

    private static IEnumerable<INamedTypeSymbol> DeclaredTypes(INamespaceSymbol root)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (current is INamedTypeSymbol type)
            {
                yield return type;
                foreach (var nested in type.GetTypeMembers())
                {
                    pending.Push(nested);
                }
            }
            else
            {
                foreach (var member in ((INamespaceSymbol)current).GetMembers())
                {
                    pending.Push(member);
                }
            }
        }
    }

    private void Collect(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate)
        {
            if (type.HasAttribute(_interop.Types.UnmanagedFunctionPointerAttribute) && _reader.FromDelegate(type) is { } stated && !_delegates.ContainsKey(type))
            {
                _delegates.Add(type, null);
                CollectTypes(stated);
            }

            return;
        }

        foreach (var member in type.GetMembers())
        {
            // Only these can declare a native signature, so that no attribute of another method is ever read.
            if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } method
                && _reader.FromMethod(method) is { } function)
            {
                _functions.Add(function);
                CollectTypes(function);
            }
        }
    }

    private void CollectTypes(NativeFunction function)
    {
        foreach (var parameter in function.Parameters)
        {
            CollectType(parameter.Type, new BoundaryUse(function, parameter, function.Mode != MarshallingMode.Runtime));
        }

        CollectType(function.Return.Type, new BoundaryUse(function, function.Return, function.Mode != MarshallingMode.Runtime));
    }

    private void CollectType(ITypeSymbol type, BoundaryUse use)
    {
        var pending = new Stack<(ITypeSymbol Type, bool ByPointer)>();
        pending.Push((type, use.ByPointer));
        while (pending.Count > 0)
        {
            var (current, byPointer) = pending.Pop();
            switch (current)
            {
                case IArrayTypeSymbol array:
                    pending.Push((array.ElementType, byPointer));
                    break;
                case IPointerTypeSymbol pointer:
                    pending.Push((pointer.PointedAtType, true));
                    break;
                case IFunctionPointerTypeSymbol functionPointer when _reader.FromFunctionPointer(functionPointer) is { } signature:
                    foreach (var parameter in signature.Parameters)
                    {
                        pending.Push((parameter.Type, signature.Mode != MarshallingMode.Runtime));
                    }

                    pending.Push((signature.Return.Type, signature.Mode != MarshallingMode.Runtime));
                    break;
                case INamedTypeSymbol { TypeKind: TypeKind.Delegate } crossing:
                    var definition = crossing.OriginalDefinition;
                    if (IsDeclaredHere(definition) && (!_delegates.TryGetValue(definition, out var known) || known is null))
                    {
                        var isNew = !_delegates.ContainsKey(definition);
                        _delegates[definition] = use;
                        if (isNew && _reader.FromDelegate(definition) is { } callback)
                        {
                            foreach (var parameter in callback.Parameters)
                            {
                                pending.Push((parameter.Type, callback.Mode != MarshallingMode.Runtime));
                            }

                            pending.Push((callback.Return.Type, callback.Mode != MarshallingMode.Runtime));
                        }
                    }

                    break;
                case INamedTypeSymbol { IsGenericType: true } span when IsSpan(span):
                    pending.Push((span.TypeArguments[0], true));
                    break;
                case INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named when IsDeclaredHere(named) && IsData(named):
                    var found = byPointer ? _rawStructs : _structs;
                    if (!found.ContainsKey(named))
                    {
                        found.Add(named, use with { ByPointer = byPointer });
                        foreach (var member in named.GetMembers())
                        {
                            if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
                            {
                                pending.Push((field.Type, byPointer));
                            }
                        }
                    }

                    break;
            }
        }
    }

    /// <summary>Structs, and classes that state a layout; handle classes and custom-marshalled types are not data.</summary>
    private bool IsData(INamedTypeSymbol type)
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
}
