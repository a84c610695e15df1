using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Baseline;

/// <summary>One declaration of the boundary with the lines that state it.</summary>
/// <param name="Symbol">The method, type or enum member.</param>
/// <param name="Place">Where it is declared, or what an arm of a status map stands at.</param>
/// <param name="Name">Its name for messages.</param>
/// <param name="Key">What all of its lines are about.</param>
/// <param name="Lines">One line, or for a struct one for each layout that it has on the project's platforms.</param>
internal sealed record SurfaceSymbol(ISymbol Symbol, Location Place, string Name, string Key, ImmutableArray<BaselineLine> Lines)
{
    /// <summary>The signature of a function or delegate.</summary>
    public NativeFunction? Function { get; init; }

    /// <summary>Of a struct: whether native code alone makes it, so that managed code never says how large it is.</summary>
    public bool IsHandedOut { get; init; }
}

/// <summary>Everything on the boundary of this compilation that a baseline has lines for: what is declared as a member, and the types that these declarations reach.</summary>
internal sealed class BoundarySurface
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    private BoundarySurface(InteropContext interop)
    {
        var text = new SurfaceText(interop);
        var symbols = ImmutableArray.CreateBuilder<SurfaceSymbol>();
        var boundary = BoundaryTypes.Of(interop);
        foreach (var function in boundary.Functions)
        {
            AddFunction(function);
        }

        foreach (var type in boundary.Delegates)
        {
            if (NativeFunctions.Of(interop).FromDelegate(type) is { } function)
            {
                AddFunction(function);
            }
        }

        var marshalling = MarshallingReader.Of(interop);
        foreach (var type in boundary.MarshalledStructs.Keys.Concat(boundary.RawStructs.Keys.Where(type => !boundary.MarshalledStructs.ContainsKey(type))))
        {
            var mode = boundary.MarshalledStructs.ContainsKey(type) ? MarshallingMode.Runtime : MarshallingMode.Disabled;
            if (SurfaceText.NameOf(type) is { } name)
            {
                var lines = text.OfStruct(marshalling.ShapeOf(type, mode));
                Add(type, BaselineKind.Struct, name, lines, isHandedOut: IsHandedOut(type, boundary.Functions));
            }
        }

        var enums = BoundaryEnums.Of(interop);
        foreach (var type in boundary.DeclaredEnums)
        {
            if (enums.Find(type) is not null && SurfaceText.NameOf(type) is { } name)
            {
                Add(type, BaselineKind.Enum, name, Lines(text.OfEnum(type)));
                foreach (var member in type.GetMembers().OfType<IFieldSymbol>())
                {
                    Add(member, BaselineKind.Value, name + "." + member.Name, Lines(text.OfMember(member)));
                }
            }
        }

        foreach (var arm in StatusMaps.In(interop.Compilation))
        {
            if (SurfaceText.OfStatus(arm.Status, arm.Member, arm.Exception) is { } line && _keys.Add(line.Key))
            {
                symbols.Add(new SurfaceSymbol(arm.Mapper, arm.Place, arm.Status.Name + "." + arm.Member, line.Key, ImmutableArray.Create(line)));
            }
        }

        Symbols = symbols.ToImmutable();

        void AddFunction(NativeFunction function)
        {
            if (function.Location is { } place && text.OfFunction(function, CancellationToken.None) is { } line)
            {
                _keys.Add(line.Key);
                symbols.Add(new SurfaceSymbol(function.Symbol, place, function.DisplayName, line.Key, ImmutableArray.Create(line)) { Function = function });
            }
        }

        void Add(ISymbol symbol, BaselineKind kind, string name, ImmutableArray<BaselineLine> lines, bool isHandedOut = false)
        {
            // What has no line, because something about it cannot be read at the moment, exists all the same.
            _keys.Add(kind + " !" + name);
            if (!lines.IsEmpty && symbol.Locations.FirstOrDefault(static location => location.IsInSource) is { } place)
            {
                symbols.Add(new SurfaceSymbol(symbol, place, symbol is IFieldSymbol ? DisplayNames.OfMember(symbol) : symbol.Name, lines[0].Key, lines) { IsHandedOut = isHandedOut });
            }
        }
    }

    /// <summary>In declaration order within each kind.</summary>
    public ImmutableArray<SurfaceSymbol> Symbols { get; }

    public static BoundarySurface Of(InteropContext interop) => interop.Get(static context => new BoundarySurface(context));

    public bool Has(string key) => _keys.Contains(key);

    private static ImmutableArray<BaselineLine> Lines(BaselineLine? line) => line is null ? ImmutableArray<BaselineLine>.Empty : ImmutableArray.Create(line);

    /// <summary>Whether every signature that mentions the struct gets a pointer to one that native code made.</summary>
    private static bool IsHandedOut(INamedTypeSymbol type, ImmutableArray<NativeFunction> functions)
    {
        var isMentioned = false;
        foreach (var function in functions)
        {
            foreach (var value in function.Parameters.Add(function.Return))
            {
                var depth = value.RefKind == RefKind.None ? 0 : 1;
                var inner = value.Type;
                while (inner is IPointerTypeSymbol pointer)
                {
                    inner = pointer.PointedAtType;
                    depth++;
                }

                if (SymbolEqualityComparer.Default.Equals(inner, type))
                {
                    isMentioned = true;
                    if (value.IsReturn ? depth == 0 : depth < 2)
                    {
                        return false;
                    }
                }
                else if (inner is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.IsEmpty: false })
                {
                    // Arrays and spans of it are made by managed code.
                    var element = inner is IArrayTypeSymbol array ? array.ElementType : ((INamedTypeSymbol)inner).TypeArguments[0];
                    if (SymbolEqualityComparer.Default.Equals(element, type))
                    {
                        return false;
                    }
                }
            }
        }

        return isMentioned;
    }
}
