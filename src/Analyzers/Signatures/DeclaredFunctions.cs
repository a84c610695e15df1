using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>The native signatures that the types of this compilation declare as members, and the types beside them. Found once by a walk over the declared types; bodies are not bound.</summary>
internal sealed class DeclaredFunctions
{
    private DeclaredFunctions(InteropContext interop)
    {
        var reader = NativeFunctions.Of(interop);
        var functions = ImmutableArray.CreateBuilder<NativeFunction>();
        var delegates = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        var enums = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        var structs = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        foreach (var type in DeclaredTypes(interop.Compilation.Assembly.GlobalNamespace))
        {
            switch (type.TypeKind)
            {
                case TypeKind.Enum:
                    enums.Add(type);
                    continue;
                case TypeKind.Delegate:
                    if (type.HasAttribute(interop.Types.UnmanagedFunctionPointerAttribute))
                    {
                        delegates.Add(type);
                    }

                    continue;
                case TypeKind.Struct when !type.IsGenericType:
                    structs.Add(type);
                    break;
            }

            foreach (var member in type.GetMembers())
            {
                // Only these can declare a native signature, so that no attribute of another method is ever read.
                if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } method
                    && reader.FromMethod(method) is { } function)
                {
                    functions.Add(function);
                }
            }
        }

        All = functions.ToImmutable();
        Delegates = delegates.ToImmutable();
        Enums = enums.ToImmutable();
        Structs = structs.ToImmutable();
    }

    /// <summary>Every import and export that is declared as a member, in declaration order; local functions are not members.</summary>
    public ImmutableArray<NativeFunction> All { get; }

    /// <summary>The delegates with <c>UnmanagedFunctionPointer</c>.</summary>
    public ImmutableArray<INamedTypeSymbol> Delegates { get; }

    public ImmutableArray<INamedTypeSymbol> Enums { get; }

    /// <summary>Every struct without type parameters.</summary>
    public ImmutableArray<INamedTypeSymbol> Structs { get; }

    public static DeclaredFunctions Of(InteropContext interop) => interop.Get(static context => new DeclaredFunctions(context));

    /// <summary>Every type that is declared in a namespace, nested ones too.</summary>
    public static IEnumerable<INamedTypeSymbol> DeclaredTypes(INamespaceSymbol root)
    {
        var pending = new Queue<INamespaceOrTypeSymbol>();
        pending.Enqueue(root);
        while (pending.Count > 0)
        {
            var current = pending.Dequeue();
            if (current is INamedTypeSymbol type)
            {
                yield return type;
                foreach (var nested in type.GetTypeMembers())
                {
                    pending.Enqueue(nested);
                }
            }
            else
            {
                foreach (var member in ((INamespaceSymbol)current).GetMembers())
                {
                    pending.Enqueue(member);
                }
            }
        }
    }
}
