using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Comparison;

/// <summary>
/// Which record of the headers each of the project's handle types stands for: SafeHandles, structs around one address, and pointers to structs without fields. To the runtime all of them are
/// addresses, so that a handle in another one's place is seen by nobody. One is in another's place where its type stands for another record everywhere else, and that record has a type of its own.
/// </summary>
internal sealed class HandleUses
{
    private readonly InteropContext _interop;
    private readonly Dictionary<INamedTypeSymbol, Dictionary<string, int>> _records = new(SymbolEqualityComparer.Default);

    private HandleUses(InteropContext interop, CancellationToken cancellationToken)
    {
        _interop = interop;
        foreach (var pair in HeaderComparison.Of(interop).PairsOf(cancellationToken).Functions)
        {
            var native = pair.Declarations[0].Native.Type;
            if (pair.Function.Parameters.Length != native.Parameters.Length)
            {
                continue;
            }

            foreach (var parameter in pair.Function.Parameters)
            {
                Add(parameter, native.Parameters[parameter.Index].Type);
            }

            Add(pair.Function.Return, native.ReturnType);
        }
    }

    /// <summary>Made once for each compilation; a cancelled run leaves nothing behind.</summary>
    public static HandleUses Of(InteropContext interop, CancellationToken cancellationToken) => interop.Get(static _ => new Holder()).Get(interop, cancellationToken);

    /// <summary>The record that the value's type stands for, and the type that stands for the record which is expected; null where the value is where it belongs or nobody can tell.</summary>
    public (string Record, INamedTypeSymbol Expected)? Misplaced(NativeParameter value, CType native)
    {
        if (Meet(value, native) is not var (type, record)
            || !_records.TryGetValue(type, out var records)
            || MainOf(records) is not { Count: > 1 } own
            || own.Record == record.DisplayName
            || !records.TryGetValue(record.DisplayName, out var count)
            || count > 1
            || OwnTypeOf(record.DisplayName, type) is not { } expected
            || AreRelated(type, expected))
        {
            return null;
        }

        // A type that also goes for other records with types of their own is C#'s base of all of them.
        foreach (var other in records.Keys)
        {
            if (other != own.Record && other != record.DisplayName && OwnTypeOf(other, type) is not null)
            {
                return null;
            }
        }

        return (own.Record, expected);
    }

    /// <summary>The type, other than <paramref name="type"/>, that stands mostly for a record.</summary>
    private INamedTypeSymbol? OwnTypeOf(string record, INamedTypeSymbol type)
    {
        foreach (var other in _records)
        {
            if (!SymbolEqualityComparer.Default.Equals(other.Key, type) && MainOf(other.Value)?.Record == record)
            {
                return other.Key;
            }
        }

        return null;
    }

    private void Add(NativeParameter value, CType native)
    {
        if (Meet(value, native) is not var (type, record))
        {
            return;
        }

        if (!_records.TryGetValue(type, out var records))
        {
            _records.Add(type, records = new Dictionary<string, int>(StringComparer.Ordinal));
        }

        records[record.DisplayName] = records.TryGetValue(record.DisplayName, out var count) ? count + 1 : 1;
    }

    /// <summary>A handle type and the record that stands at the same depth of pointers.</summary>
    private (INamedTypeSymbol Type, CRecord Record)? Meet(NativeParameter value, CType native)
    {
        var (type, pointee) = (value.Type, native.Canonical);
        if (value.RefKind != RefKind.None)
        {
            pointee = pointee is CPointerType outer ? outer.Pointee.Canonical : null;
        }

        while (type is IPointerTypeSymbol pointer && pointer.PointedAtType is IPointerTypeSymbol && pointee is CPointerType inner)
        {
            (type, pointee) = (pointer.PointedAtType, inner.Pointee.Canonical);
        }

        if (pointee is not CPointerType { Pointee.Canonical: CRecord { DisplayName.Length: > 0 } record })
        {
            return null;
        }

        return type switch
        {
            IPointerTypeSymbol { PointedAtType: INamedTypeSymbol { TypeKind: TypeKind.Struct } opaque } when IsOwn(opaque) && FieldsOf(opaque) == 0 => (opaque, record),
            INamedTypeSymbol { TypeKind: TypeKind.Class } handle when value.Marshalling.Shape == ManagedShape.SafeHandle && IsOwn(handle) => (handle, record),
            INamedTypeSymbol { TypeKind: TypeKind.Struct } wrapper when IsOwn(wrapper) && IsAroundAddress(wrapper) => (wrapper, record),
            _ => null,
        };
    }

    private bool IsOwn(INamedTypeSymbol type) => !type.IsGenericType && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _interop.Compilation.Assembly);

    private static bool IsAroundAddress(INamedTypeSymbol type)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic).ToList();
        return fields.Count == 1 && (fields[0].Type is IPointerTypeSymbol || fields[0].Type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr);
    }

    private static int FieldsOf(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Count(static field => !field.IsStatic);

    private static (string Record, int Count)? MainOf(Dictionary<string, int> records)
    {
        (string Record, int Count)? main = null;
        foreach (var record in records)
        {
            if (main is null || record.Value > main.Value.Count || (record.Value == main.Value.Count && string.CompareOrdinal(record.Key, main.Value.Record) < 0))
            {
                main = (record.Key, record.Value);
            }
        }

        return main;
    }

    private static bool AreRelated(INamedTypeSymbol type, INamedTypeSymbol other) => MarshallingReader.DerivesFrom(type, other) || MarshallingReader.DerivesFrom(other, type);

    private sealed class Holder
    {
        private HandleUses? _uses;

        public HandleUses Get(InteropContext interop, CancellationToken cancellationToken)
        {
            lock (this)
            {
                return _uses ??= new HandleUses(interop, cancellationToken);
            }
        }
    }
}
