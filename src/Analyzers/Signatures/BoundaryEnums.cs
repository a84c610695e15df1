using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>The enums in signatures and structs of the boundary, with the first place of each.</summary>
internal sealed class BoundaryEnums
{
    private readonly Dictionary<INamedTypeSymbol, string> _places = new(SymbolEqualityComparer.Default);

    private BoundaryEnums(InteropContext interop)
    {
        var boundary = BoundaryTypes.Of(interop);
        foreach (var function in boundary.Functions)
        {
            AddAll(function);
        }

        foreach (var function in FunctionMembers.Of(interop).Fetched)
        {
            AddAll(function);
        }

        foreach (var crossing in boundary.Delegates)
        {
            if (NativeFunctions.Of(interop).FromDelegate(crossing) is { } function)
            {
                AddAll(function);
            }
        }

        AddFields(boundary.MarshalledStructs.Keys);
        AddFields(boundary.RawStructs.Keys);
    }

    public static BoundaryEnums Of(InteropContext interop) => interop.Get(static context => new BoundaryEnums(context));

    /// <summary>The first place where <paramref name="type"/> crosses, for messages, or null.</summary>
    public string? Find(INamedTypeSymbol type) => _places.TryGetValue(type, out var place) ? place : null;

    private void AddAll(NativeFunction function)
    {
        foreach (var value in function.Parameters.Add(function.Return))
        {
            Add(value.Type, $"{value.Describe()} of `{function.DisplayName}`");
        }
    }

    private void AddFields(IEnumerable<INamedTypeSymbol> types)
    {
        foreach (var type in types)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
                {
                    Add(field.Type, $"field `{DisplayNames.OfMember(field.AssociatedSymbol ?? field)}`");
                }
            }
        }
    }

    private void Add(ITypeSymbol type, string place)
    {
        while (true)
        {
            switch (type)
            {
                case IPointerTypeSymbol pointer:
                    type = pointer.PointedAtType;
                    continue;
                case IArrayTypeSymbol array:
                    type = array.ElementType;
                    continue;
                case INamedTypeSymbol { TypeKind: TypeKind.Enum } found:
                    if (!_places.ContainsKey(found))
                    {
                        _places.Add(found, place);
                    }

                    return;
                default:
                    return;
            }
        }
    }
}
