using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>
/// Walks C# types and C types in step and notes which meet. Pointers, arrays and <c>ref</c> on the C# side stand for pointers on the C side; where the depths differ, nothing meets.
/// Types that contain themselves end the walk, because each meeting is followed once on each platform.
/// </summary>
internal sealed class PairWalk
{
    private readonly InteropContext _interop;
    private readonly CancellationToken _cancellationToken;
    private readonly NativeFunctions _signatures;
    private readonly MarshallingReader _marshalling;
    private readonly BoundaryTypes _boundary;
    private readonly Queue<Action> _pending = new();
    private readonly MeetingList<INamedTypeSymbol, CRecord> _structs = new();
    private readonly MeetingList<INamedTypeSymbol, CEnum> _enums = new();
    private readonly MeetingList<ISymbol, CFunctionType> _callbacks = new();

    public PairWalk(InteropContext interop, CancellationToken cancellationToken)
    {
        _interop = interop;
        _cancellationToken = cancellationToken;
        _signatures = NativeFunctions.Of(interop);
        _marshalling = MarshallingReader.Of(interop);
        _boundary = BoundaryTypes.Of(interop);
    }

    public void Visit(FunctionPair pair)
    {
        foreach (var declaration in pair.Declarations)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var place = new Place(pair.Source, declaration.Platform, declaration.Header, new PairUse(pair.Function, null, ImmutableArray<IFieldSymbol>.Empty));
            VisitSignature(pair.Function, declaration.Native.Type, place);
        }

        Drain();
    }

    /// <summary>Pairs a callback with the type of one parameter, through which C# passes only an address.</summary>
    public void VisitCallback(FunctionPair pair, int parameter, NativeFunction callback)
    {
        foreach (var declaration in pair.Declarations)
        {
            if (parameter < declaration.Native.Parameters.Length && declaration.Native.Parameters[parameter] is { } native && FunctionTypeOf(native.Type.Canonical) is { } called)
            {
                var place = new Place(pair.Source, declaration.Platform, declaration.Header, new PairUse(pair.Function, null, ImmutableArray<IFieldSymbol>.Empty));
                MeetCallback(callback, native.Type, called, place.At(pair.Function.Parameters[Math.Min(parameter, pair.Function.Parameters.Length - 1)], native.Name));
            }
        }
    }

    /// <summary>Pairs what no signature reaches by its name: structs that cross the boundary, and enums of which a member agrees too.</summary>
    public void AddByName(NativeHeaders headers)
    {
        foreach (var header in headers.All)
        {
            foreach (var platform in header.Platforms)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (header.On(platform.Model, _cancellationToken) is { IsValidForTarget: true } parsed)
                {
                    AddByName(new Place(header, platform, parsed, PairUse.None));
                }
            }
        }

        Drain();
    }

    public BoundaryPairs Result(ImmutableArray<FunctionPair> functions) => new(
        functions,
        _structs.All.Select(static met => new StructPair(
            (INamedTypeSymbol)met.Managed, met.Source, met.Natives.ToImmutable(), met.Use, met.Origin, met.IsMarshalled, met.IsRaw, met.IsAllocated)).ToImmutableArray(),
        _enums.All.Select(static met => new EnumPair((INamedTypeSymbol)met.Managed, met.Source, met.Natives.ToImmutable(), met.Use, met.Origin)).ToImmutableArray(),
        _callbacks.All.Select(static met => new CallbackPair(met.Callback!, met.Source, met.Natives.ToImmutable(), met.Name, met.Location, met.Use)).ToImmutableArray());

    private void AddByName(Place place)
    {
        Dictionary<string, CRecord>? records = null;
        foreach (var type in _boundary.MarshalledStructs.Keys.Concat(_boundary.RawStructs.Keys))
        {
            if (_structs.Knows(type) || type.IsGenericType || !DeclaredSystems.MayBeFor(type, place.Platform))
            {
                continue;
            }

            records ??= IndexRecords(place.Header);
            if (records.TryGetValue(PairedNames.Plain(PairedNames.NativeNameOf(type)), out var record))
            {
                _structs.AllowByName(type);
                Meet(type, record, isRaw: !_boundary.MarshalledStructs.ContainsKey(type), isAllocated: false, place);
            }
        }

        // What only bodies read from an address or write to one.
        foreach (var type in _boundary.DeclaredStructs)
        {
            if (_structs.Knows(type) || _boundary.MarshalledStructs.ContainsKey(type) || _boundary.RawStructs.ContainsKey(type) || !DeclaredSystems.MayBeFor(type, place.Platform))
            {
                continue;
            }

            records ??= IndexRecords(place.Header);
            if (records.TryGetValue(PairedNames.Plain(PairedNames.NativeNameOf(type)), out var record) && IsCopyOf(type, record, place.Platform.Model))
            {
                _structs.AllowByName(type);
                Meet(type, record, isRaw: false, isAllocated: false, place);
            }
        }

        Dictionary<string, CEnum>? enums = null;
        foreach (var type in _boundary.DeclaredEnums)
        {
            if (_enums.Knows(type))
            {
                continue;
            }

            enums ??= IndexEnums(place.Header);
            if (enums.TryGetValue(PairedNames.Plain(PairedNames.NativeNameOf(type)), out var item) && HasCommonMember(type, item))
            {
                _enums.AllowByName(type);
                MeetEnum(type, item, place);
            }
        }
    }

    /// <summary>Whether most fields have the names of members, and the struct has the same bytes whether or not the marshaller copies it.</summary>
    private bool IsCopyOf(INamedTypeSymbol type, CRecord record, DataModel model)
    {
        var shape = _marshalling.ShapeOf(type, MarshallingMode.Runtime);
        return PairedNames.AgreeMostly(shape, record)
            && shape.LayoutOn(model) is { } layout
            && (!type.IsUnmanagedType || _marshalling.ShapeOf(type, MarshallingMode.Disabled).LayoutOn(model)?.Size == layout.Size);
    }

    private static Dictionary<string, CRecord> IndexRecords(CHeader header)
    {
        var records = new Dictionary<string, CRecord>(StringComparer.Ordinal);
        foreach (var typedef in header.Typedefs)
        {
            if (typedef.Type.Canonical is CRecord named)
            {
                records[PairedNames.Plain(typedef.Name)] = named;
            }
        }

        foreach (var record in header.Records)
        {
            if (record.Tag is { } tag)
            {
                records[PairedNames.Plain(tag)] = record;
            }

            if (HeaderStatements.ManagedNameOf(record.Facts) is { } stated)
            {
                records[PairedNames.Plain(stated)] = record;
            }
        }

        return records;
    }

    private static Dictionary<string, CEnum> IndexEnums(CHeader header)
    {
        var enums = new Dictionary<string, CEnum>(StringComparer.Ordinal);
        foreach (var typedef in header.Typedefs)
        {
            if (typedef.Type.Canonical is CEnum named)
            {
                enums[PairedNames.Plain(typedef.Name)] = named;
            }
        }

        foreach (var item in header.Enums)
        {
            if (item.Tag is { } tag)
            {
                enums[PairedNames.Plain(tag)] = item;
            }

            if (HeaderStatements.ManagedNameOf(item.Facts) is { } stated)
            {
                enums[PairedNames.Plain(stated)] = item;
            }
        }

        return enums;
    }

    /// <summary>Whether some member of the C# enum is an enumerator, which has the enum's name or another prefix before it.</summary>
    private static bool HasCommonMember(INamedTypeSymbol type, CEnum item)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true })
            {
                var name = PairedNames.Plain(member.Name);
                if (item.Enumerators.Any(enumerator => PairedNames.Plain(enumerator.Name).EndsWith(name, StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Drain()
    {
        while (_pending.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _pending.Dequeue()();
        }
    }

    private void VisitSignature(NativeFunction function, CFunctionType native, Place place)
    {
        var isRaw = function.Mode == MarshallingMode.Disabled;
        var isImport = function.EntryPoint is not null;

        // With another number of parameters nobody knows which belong together, but for the variable ones behind the named.
        if (function.Parameters.Length == native.Parameters.Length || (native.IsVariadic && function.Parameters.Length > native.Parameters.Length))
        {
            for (var index = 0; index < native.Parameters.Length; index++)
            {
                var parameter = function.Parameters[index];
                VisitValue(parameter, native.Parameters[index].Type, native.Parameters[index].Name, isRaw, isImport, place);
            }
        }

        VisitValue(function.Return, native.ReturnType, null, isRaw, isImport: false, place);
    }

    private void VisitValue(NativeParameter parameter, CType native, string? name, bool isRaw, bool isImport, Place place)
    {
        place = place.At(parameter, name);
        if (parameter.RefKind != RefKind.None)
        {
            if (native.Canonical.Element is { } element && native.Canonical.Class == CTypeClass.Pointer)
            {
                Meet(parameter.Type, element, isRaw || parameter.Marshalling.Mode == MarshallingMode.Generated, isImport, place);
            }

            return;
        }

        // The LibraryImport generator passes only structs whose bytes are the same on both sides.
        Meet(parameter.Type, native, isRaw || parameter.Marshalling.Mode == MarshallingMode.Generated, isImport && !parameter.IsReturn, place);
    }

    /// <param name="managed">The C# type.</param>
    /// <param name="native">The C type at the same place.</param>
    /// <param name="isRaw">Whether native code sees managed bytes here.</param>
    /// <param name="isAllocated">Whether managed code makes the memory here.</param>
    /// <param name="place">Where they stand.</param>
    private void Meet(ITypeSymbol managed, CType native, bool isRaw, bool isAllocated, Place place)
    {
        var canonical = native.Canonical;
        switch (managed)
        {
            case IPointerTypeSymbol pointer when canonical.Class == CTypeClass.Pointer:
                Meet(pointer.PointedAtType, canonical.Element!, isRaw: true, isAllocated: false, place.Through(native));
                break;
            case IArrayTypeSymbol array when canonical.Class is CTypeClass.Pointer or CTypeClass.Array:
                Meet(array.ElementType, canonical.Element!, isRaw, isAllocated, place.Through(native));
                break;
            case INamedTypeSymbol span when IsSpan(span) && canonical.Class == CTypeClass.Pointer:
                Meet(span.TypeArguments[0], canonical.Element!, isRaw: true, isAllocated, place.Through(native));
                break;
            case IFunctionPointerTypeSymbol functionPointer when FunctionTypeOf(canonical) is { } called && _signatures.FromFunctionPointer(functionPointer) is { } signature:
                MeetCallback(signature, native, called, place);
                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Delegate } type when FunctionTypeOf(canonical) is { } called && _signatures.FromDelegate(type.OriginalDefinition) is { } signature:
                MeetCallback(signature, native, called, place);
                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } type:
                if (place.Header.EnumOf(native) is { } item)
                {
                    MeetEnum(type, item, place);
                }

                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Class } type when canonical.Class == CTypeClass.Pointer && _boundary.IsData(type):
                // A class with layout crosses as a pointer to a copy.
                if (canonical.Element!.Canonical is CRecord pointee)
                {
                    Meet(type, pointee, isRaw: false, isAllocated, place);
                }

                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } type when _boundary.IsData(type):
                if (canonical is CRecord record)
                {
                    Meet(type, record, isRaw, isAllocated, place);
                }
                else if (OnlyFieldOf(type) is { } field)
                {
                    // A struct around one value crosses as that value.
                    Meet(field.Type, native, isRaw, isAllocated, place.Through(field));
                }

                break;
        }
    }

    private void Meet(INamedTypeSymbol type, CRecord record, bool isRaw, bool isAllocated, Place place)
    {
        // A struct without fields stands for an opaque type, and what C keeps opaque has no fields to compare.
        var shape = _marshalling.ShapeOf(type, isRaw ? MarshallingMode.Disabled : MarshallingMode.Runtime);
        if (!IsDeclaredHere(type) || shape.Fields.IsEmpty || !record.IsComplete)
        {
            return;
        }

        var met = _structs.Add(type, record, record.Tag ?? record.AliasName ?? record.Location.ToString(), place, out var isNew);
        met.IsAllocated |= isAllocated;
        var isFirstInForm = isRaw ? !met.IsRaw : !met.IsMarshalled;
        met.IsRaw |= isRaw;
        met.IsMarshalled |= !isRaw;
        if (!isNew && !isFirstInForm)
        {
            return;
        }

        foreach (var (field, member) in PairedNames.FieldsOf(shape, record))
        {
            var next = place.Through(field.Field).At(member);
            var (fieldType, memberType) = ElementsOf(field.Field, member.Type);
            if (memberType is not null)
            {
                _pending.Enqueue(() => Meet(fieldType, memberType, isRaw, isAllocated, next));
            }
        }
    }

    /// <summary>The types of a field and a member, or of their elements where both are arrays; no C type where only one is.</summary>
    private (ITypeSymbol Managed, CType? Native) ElementsOf(IFieldSymbol field, CType member)
    {
        var native = member.Canonical.Class == CTypeClass.Array ? member.Canonical.Element : null;
        if (field is { IsFixedSizeBuffer: true, Type: IPointerTypeSymbol buffer })
        {
            return (buffer.PointedAtType, native);
        }

        if (field.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct } inline && inline.HasAttribute(_interop.Types.InlineArrayAttribute) && OnlyFieldOf(inline) is { } element)
        {
            return (element.Type, native);
        }

        return native is not null && field.Type is IArrayTypeSymbol array ? (array.ElementType, native) : (field.Type, native is null ? member : null);
    }

    private void MeetEnum(INamedTypeSymbol type, CEnum item, Place place)
    {
        if (IsDeclaredHere(type) && !item.Enumerators.IsEmpty)
        {
            _enums.Add(type, item, item.Tag ?? item.AliasName ?? item.Location.ToString(), place, out _);
        }
    }

    private void MeetCallback(NativeFunction callback, CType native, CFunctionType called, Place place)
    {
        // Delegates of the framework have no place to report at, and generic ones cannot cross.
        if (callback.Symbol is INamedTypeSymbol type && (!IsDeclaredHere(type) || type.IsGenericType))
        {
            return;
        }

        var name = TypedefOf(native) ?? place.Description;
        // One type of function pointer serves many purposes: each mention is a callback of its own.
        var mention = callback.Form == NativeForm.FunctionPointer ? MentionOf(place.Use) : "";
        var met = _callbacks.Add(callback.Symbol, called, mention + name + called, place, out var isNew);
        if (!isNew)
        {
            return;
        }

        met.Callback ??= callback;
        met.Name = name;
        met.Location = TypedefOf(native) is { } typedef && place.Header.FindTypedef(typedef) is { } declared ? declared.Location : place.Location;
        _pending.Enqueue(() => VisitSignature(callback, called, place.InCallback(callback, met.Location)));
    }

    private static string MentionOf(PairUse use)
    {
        var place = use.Path.IsEmpty ? use.Function?.Symbol : use.Path[use.Path.Length - 1];
        return place is null || place.Locations.IsEmpty ? "" : $"{place.Locations[0].SourceTree?.FilePath} {place.Locations[0].SourceSpan.Start} {use.Parameter?.Index} ";
    }

    /// <summary>The outermost typedef name, also of what a pointer points to: <c>typedef int visit(void *)</c> is used as <c>visit *</c>.</summary>
    private static string? TypedefOf(CType native) => native.TypedefName ?? (native.Canonical.Class == CTypeClass.Pointer ? native.Canonical.Element!.TypedefName : null);

    private static CFunctionType? FunctionTypeOf(CType canonical) => canonical as CFunctionType ?? canonical.Element?.Canonical as CFunctionType;

    private static IFieldSymbol? OnlyFieldOf(INamedTypeSymbol type)
    {
        IFieldSymbol? only = null;
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
            {
                if (only is not null)
                {
                    return null;
                }

                only = field;
            }
        }

        return only;
    }

    private bool IsSpan(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _interop.Types.SpanOfT)
        || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _interop.Types.ReadOnlySpanOfT);

    private bool IsDeclaredHere(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _interop.Compilation.Assembly);

    /// <summary>Where the walk is.</summary>
    private sealed record Place(NativeHeader Source, TargetPlatform Platform, CHeader Header, PairUse Use)
    {
        /// <summary>The parameter or member on the C side, for messages.</summary>
        public string Description { get; private init; } = "";

        public HeaderLocation Location { get; private init; }

        public Place At(NativeParameter parameter, string? name) => this with
        {
            Use = Use with { Parameter = parameter, Path = ImmutableArray<IFieldSymbol>.Empty },
            Description = name ?? (parameter.IsReturn ? "the result" : parameter.Name),
            Location = Use.Function?.EntryPoint is { } entryPoint && Header.FindExport(entryPoint) is { } function ? function.Location : Location,
        };

        public Place Through(IFieldSymbol field) => this with { Use = Use with { Path = Use.Path.Add(field) } };

        public Place Through(CType pointer) => pointer.TypedefName is null ? this : this with { Description = pointer.TypedefName };

        /// <summary>A member without a typedef for its type is where a callback is declared; what a function leads to is told at the function.</summary>
        public Place At(CMember member) => this with { Description = member.Name ?? Description, Location = Location.File is null ? member.Location : Location };

        public Place InCallback(NativeFunction callback, HeaderLocation location) => this with
        {
            Use = new PairUse(callback, null, ImmutableArray<IFieldSymbol>.Empty),
            Location = location,
        };
    }

    /// <summary>A C# symbol with one C entity, on the platforms on which they met.</summary>
    private sealed class Meeting<TNative>(ISymbol managed, NativeHeader source, PairUse use, string key)
        where TNative : class
    {
        public ISymbol Managed { get; } = managed;

        public NativeHeader Source { get; } = source;

        public PairUse Use { get; } = use;

        public string Key { get; } = key;

        public PairOrigin Origin => Use.Function is null ? PairOrigin.Name : PairOrigin.Signature;

        public ImmutableArray<Declared<TNative>>.Builder Natives { get; } = ImmutableArray.CreateBuilder<Declared<TNative>>();

        public bool IsMarshalled { get; set; }

        public bool IsRaw { get; set; }

        public bool IsAllocated { get; set; }

        public NativeFunction? Callback { get; set; }

        public string Name { get; set; } = "";

        public HeaderLocation Location { get; set; }
    }

    /// <summary>The meetings of one kind, in the order in which they happened.</summary>
    private sealed class MeetingList<TManaged, TNative>
        where TManaged : class, ISymbol
        where TNative : class
    {
        private readonly Dictionary<ISymbol, List<Meeting<TNative>>> _bySymbol = new(SymbolEqualityComparer.Default);
        private readonly HashSet<ISymbol> _byName = new(SymbolEqualityComparer.Default);

        public List<Meeting<TNative>> All { get; } = new();

        /// <summary>Whether something other than its name has paired the type already.</summary>
        public bool Knows(TManaged managed) => _bySymbol.ContainsKey(managed) && !_byName.Contains(managed);

        public void AllowByName(TManaged managed) => _byName.Add(managed);

        public Meeting<TNative> Add(TManaged managed, TNative native, string key, Place place, out bool isNew)
        {
            if (!_bySymbol.TryGetValue(managed, out var meetings))
            {
                _bySymbol.Add(managed, meetings = new List<Meeting<TNative>>());
            }

            Meeting<TNative>? met = null;
            foreach (var known in meetings)
            {
                if (ReferenceEquals(known.Source, place.Source) && string.Equals(known.Key, key, StringComparison.Ordinal))
                {
                    met = known;
                    break;
                }
            }

            if (met is null)
            {
                met = new Meeting<TNative>(managed, place.Source, place.Use, key);
                meetings.Add(met);
                All.Add(met);
            }

            isNew = true;
            foreach (var declared in met.Natives)
            {
                if (ReferenceEquals(declared.Platform, place.Platform))
                {
                    isNew = false;
                    return met;
                }
            }

            met.Natives.Add(new Declared<TNative>(place.Platform, place.Header, native));
            return met;
        }
    }
}
