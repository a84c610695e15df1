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

        var made = MadeByManagedCode(boundary.Functions);
        var marshalling = MarshallingReader.Of(interop);
        foreach (var type in boundary.MarshalledStructs.Keys.Concat(boundary.RawStructs.Keys.Where(type => !boundary.MarshalledStructs.ContainsKey(type))))
        {
            var mode = boundary.MarshalledStructs.ContainsKey(type) ? MarshallingMode.Runtime : MarshallingMode.Disabled;
            if (SurfaceText.NameOf(type) is { } name)
            {
                var lines = text.OfStruct(marshalling.ShapeOf(type, mode));
                Add(type, BaselineKind.Struct, name, lines, isHandedOut: IsHandedOut(type));
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
            if (text.OfStatus(arm.Status, arm.Member, arm.Exception) is { } line && _keys.Add(line.Key))
            {
                symbols.Add(new SurfaceSymbol(arm.Mapper, arm.Place, arm.Status.Name + "." + arm.Member, line.Key, ImmutableArray.Create(line)));
            }
        }

        Symbols = symbols.ToImmutable();

        // What lies in another struct is as large as that one has room for.
        bool IsHandedOut(INamedTypeSymbol type) =>
            !made.Contains(type)
            && (boundary.MarshalledStructs.TryGetValue(type, out var uses) || boundary.RawStructs.TryGetValue(type, out uses))
            && uses.All(static use => use.Path.IsEmpty);

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
            _keys.Add(BaselineLine.KeyOf(kind, "", name));
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

    /// <summary>The structs of which some signature shows that managed code makes them: it gives one, or fills one by reference. All others come from native code.</summary>
    private static HashSet<ITypeSymbol> MadeByManagedCode(ImmutableArray<NativeFunction> functions)
    {
        var made = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var function in functions)
        {
            Add(function.Return);
            foreach (var parameter in function.Parameters)
            {
                Add(parameter);
            }
        }

        return made;

        void Add(NativeParameter value)
        {
            var depth = value.RefKind == RefKind.None ? 0 : 1;
            var type = value.Type;
            for (; type is IPointerTypeSymbol pointer; type = pointer.PointedAtType)
            {
                depth++;
            }

            // Arrays and spans are made by managed code.
            if (type is IArrayTypeSymbol array)
            {
                made.Add(array.ElementType);
            }
            else if (type is INamedTypeSymbol { TypeArguments.Length: 1 } span)
            {
                made.Add(span.TypeArguments[0]);
            }
            else if (value.IsReturn ? depth == 0 : depth < 2)
            {
                made.Add(type);
            }
        }
    }
}
