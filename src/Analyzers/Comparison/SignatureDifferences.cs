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
/// Finds what one C# signature has otherwise than the header, on all platforms at once: what is the same on several platforms is one difference, and the platforms are named unless it
/// holds on all that are compared.
/// </summary>
internal sealed class SignatureDifferences
{
    private readonly InteropContext _interop;
    private readonly NativeFunction _function;
    private readonly ImmutableArray<Declared<CFunctionType>> _types;
    private readonly string _nativeName;
    private readonly HeaderLocation _location;

    // What the header says about the parameters of a function; nothing is said about those of function types.
    private readonly ImmutableArray<CParameter> _parameters;
    private readonly bool _resultDiffers;
    private readonly ImmutableArray<Difference>.Builder _found = ImmutableArray.CreateBuilder<Difference>();

    private SignatureDifferences(InteropContext interop, NativeFunction function, ImmutableArray<Declared<CFunctionType>> types, string nativeName, HeaderLocation location, ImmutableArray<CParameter> parameters, bool resultDiffers)
    {
        _parameters = parameters;
        _resultDiffers = resultDiffers;
        _interop = interop;
        _function = function;
        _types = types;
        _nativeName = nativeName;
        _location = location;
    }

    /// <summary>Whether the other declarations of the project count, too: which handle stands for what.</summary>
    private bool LooksAtOthers { get; init; } = true;

    private bool IsCallback => _function.EntryPoint is null || _function.Form == NativeForm.UnmanagedCallersOnly;

    /// <summary>The platforms on which counts and types agree.</summary>
    public static HashSet<TargetPlatform> AgreeingPlatforms(InteropContext interop, FunctionPair pair, CancellationToken cancellationToken) => new(pair.Declarations
        .Where(declared => Of(interop, pair with { Declarations = ImmutableArray.Create(declared) }, looksAtOthers: false, cancellationToken)
            .All(static difference => difference.IsMinor || difference.Kind is DifferenceKind.CallingConvention or DifferenceKind.Promise))
        .Select(static declared => declared.Platform));

    public static ImmutableArray<Difference> Of(InteropContext interop, FunctionPair pair, CancellationToken cancellationToken) => Of(interop, pair, looksAtOthers: true, cancellationToken);

    private static ImmutableArray<Difference> Of(InteropContext interop, FunctionPair pair, bool looksAtOthers, CancellationToken cancellationToken)
    {
        var first = pair.Declarations[0].Native;
        if (HeaderStatements.DiffersOnPurpose(first.Facts))
        {
            return ImmutableArray<Difference>.Empty;
        }

        var types = ImmutableArray.CreateBuilder<Declared<CFunctionType>>(pair.Declarations.Length);
        foreach (var declared in pair.Declarations)
        {
            types.Add(new Declared<CFunctionType>(declared.Platform, declared.Header, declared.Native.Type));
        }

        return new SignatureDifferences(interop, pair.Function, types.MoveToImmutable(), first.Name, first.Location, first.Parameters, HeaderStatements.DiffersOnPurpose(first.ReturnFacts)) { LooksAtOthers = looksAtOthers }.Find(cancellationToken);
    }

    public static ImmutableArray<Difference> Of(InteropContext interop, CallbackPair pair, CancellationToken cancellationToken) =>
        HeaderStatements.OfTypedef(pair.Types[0].Header, pair.NativeName)
            ? ImmutableArray<Difference>.Empty
            : new SignatureDifferences(interop, pair.Callback, pair.Types, pair.NativeName, pair.Location, ImmutableArray<CParameter>.Empty, resultDiffers: false).Find(cancellationToken);

    private ImmutableArray<Difference> Find(CancellationToken cancellationToken)
    {
        // An HRESULT that the runtime consumes, and a C# list of variable arguments, are no signature that C has.
        if (!_function.PreserveSig || _function.Signature.IsVararg || DiffersOnPurpose())
        {
            return ImmutableArray<Difference>.Empty;
        }

        CompareConvention();
        if (!CompareCounts())
        {
            return _found.ToImmutable();
        }

        for (var index = 0; index < _function.Parameters.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var parameter = _function.Parameters[index];
            if ((parameter.Symbol is not { } symbol || !AttributeContracts.DiffersOnPurpose(symbol.GetAttributes()))
                && (index >= _parameters.Length || !HeaderStatements.DiffersOnPurpose(_parameters[index].Facts)))
            {
                CompareValue(parameter, type => index < type.Parameters.Length ? type.Parameters[index] : null, cancellationToken);
            }
        }

        CompareResult();
        CompareOrder();
        AddContradictions(cancellationToken);
        return _found.ToImmutable();
    }

    /// <summary>Two parameters with each other's names: the types agree, but whoever goes by the names passes each in the place of the other.</summary>
    private void CompareOrder()
    {
        if (!_function.IsImport || _parameters.Length < _function.Parameters.Length || !_found.All(static difference => difference.Kind == DifferenceKind.CallingConvention))
        {
            return;
        }

        for (var first = 0; first < _function.Parameters.Length; first++)
        {
            for (var second = first + 1; second < _function.Parameters.Length; second++)
            {
                var (one, other) = (_function.Parameters[first], _function.Parameters[second]);
                if (IsSameName(one, _parameters[second]) && IsSameName(other, _parameters[first]) && !IsSameName(one, _parameters[first]))
                {
                    _found.Add(new Difference(
                        DifferenceKind.ParameterType,
                        one,
                        $"parameter {first + 1}",
                        $"parameter {second + 1}",
                        $"whoever goes by the names exchanges it with `{other.Name}`",
                        IsMinor: true,
                        _parameters[second].Name!,
                        _parameters[second].Location.File is null ? _location : _parameters[second].Location,
                        null));
                }
            }
        }
    }

    private void AddContradictions(CancellationToken cancellationToken)
    {
        if (!_function.IsImport)
        {
            return;
        }

        foreach (var (value, managed, native, consequence) in Contradictions.Of(_interop, _function, cancellationToken))
        {
            _found.Add(new Difference(DifferenceKind.Promise, value, managed, native, consequence, IsMinor: false, _nativeName, _location, null) { IsContradiction = true });
        }
    }

    private bool DiffersOnPurpose()
    {
        if (_function.Form != NativeForm.FunctionPointer && AttributeContracts.DiffersOnPurpose(_function.Symbol.GetAttributes()))
        {
            return true;
        }

        for (var type = _function.Symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (AttributeContracts.DiffersOnPurpose(type.GetAttributes()))
            {
                return true;
            }
        }

        return false;
    }

    private void CompareValue(NativeParameter value, Func<CFunctionType, CParameter?> native, CancellationToken cancellationToken)
    {
        var mismatches = new List<(Declared<CFunctionType> Declared, CType Type, ValueMismatch Mismatch)>();
        CParameter? first = null;
        foreach (var declared in _types)
        {
            if (native(declared.Native) is { } parameter)
            {
                first ??= parameter;
                if (new ValueComparison(declared.Header, declared.Platform, IsCallback).Compare(value, parameter.Type) is { } mismatch)
                {
                    mismatches.Add((declared, parameter.Type, mismatch));
                }
            }
        }

        if (first is null)
        {
            return;
        }

        var name = first.Name ?? (value.Index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (mismatches.Count > 0)
        {
            Add(DifferenceKind.ParameterType, value, mismatches, name, first.Location.File is null ? _location : first.Location);
        }
        else if (LooksAtOthers && _function.IsImport && HandleUses.Of(_interop, cancellationToken).Misplaced(value, first.Type) is var (record, expected))
        {
            _found.Add(new Difference(
                DifferenceKind.ParameterType,
                value,
                $"`{DisplayNames.OfType(value.Type)}`, which stands for `{record}`",
                $"`{first.Type}`, for which `{expected.Name}` stands",
                "native code takes one object for the other",
                IsMinor: false,
                name,
                first.Location.File is null ? _location : first.Location,
                null));
        }
        else if (value.Index < _parameters.Length && Promises.Broken(_interop, _function, value, _parameters) is { } broken)
        {
            _found.Add(new Difference(
                DifferenceKind.Promise,
                value,
                broken.Managed,
                broken.Native,
                broken.Consequence,
                IsMinor: false,
                name,
                first.Location.File is null ? _location : first.Location,
                null));
        }
    }

    private void CompareResult()
    {
        if (_resultDiffers || (_function.Form != NativeForm.FunctionPointer && AttributeContracts.DiffersOnPurpose(_function.Signature.GetReturnTypeAttributes())))
        {
            return;
        }

        var mismatches = new List<(Declared<CFunctionType> Declared, CType Type, ValueMismatch Mismatch)>();
        foreach (var declared in _types)
        {
            if (new ValueComparison(declared.Header, declared.Platform, IsCallback).Compare(_function.Return, declared.Native.ReturnType) is { } mismatch)
            {
                mismatches.Add((declared, declared.Native.ReturnType, mismatch));
            }
        }

        if (mismatches.Count == 0)
        {
            return;
        }

        // A status that nobody can look at is an error that nobody notices.
        if (mismatches[0].Mismatch.IsMinor && !IsCallback && _function.Return.NativeType.Kind == NativeTypeKind.Void
            && BoundaryContracts.Of(_interop).For(_function).Status is { IsKnown: true, Evidence: Evidence.Declared or Evidence.Header })
        {
            mismatches = mismatches.ConvertAll(static entry => (entry.Declared, entry.Type, entry.Mismatch with { IsMinor = false, Consequence = "failures go unnoticed" }));
        }

        Add(DifferenceKind.ReturnType, _function.Return, mismatches, _nativeName, _location);
    }

    private void Add(
        DifferenceKind kind,
        NativeParameter value,
        List<(Declared<CFunctionType> Declared, CType Type, ValueMismatch Mismatch)> mismatches,
        string name,
        HeaderLocation location)
    {
        // Differences that the platforms share are told once; one that differs in size only between platforms is told with each size.
        var natives = new List<(ValueMismatch Mismatch, List<string> Platforms)>();
        foreach (var (declared, _, mismatch) in mismatches)
        {
            var group = natives.FirstOrDefault(known => known.Mismatch.Managed == mismatch.Managed && known.Mismatch.Native == mismatch.Native);
            if (group.Platforms is null)
            {
                group = (mismatch, []);
                natives.Add(group);
            }

            group.Platforms.Add(declared.Platform.RuntimeIdentifier);
        }

        var texts = natives.GroupBy(static group => group.Mismatch.Native, StringComparer.Ordinal).ToList();
        var isEverywhere = texts.Count == 1 && mismatches.Count == _types.Length;
        var native = string.Join(
            ", and ",
            texts.Select(group => isEverywhere ? group.Key : group.Key + " on " + string.Join(", ", group.SelectMany(static entry => entry.Platforms))));
        _found.Add(new Difference(
            kind,
            value,
            natives[0].Mismatch.Managed,
            native,
            natives[0].Mismatch.Consequence,
            natives.All(static group => group.Mismatch.IsMinor),
            name,
            location,
            Counterparts.Of(_interop, value, kind == DifferenceKind.ReturnType, TypesAt(value))));
    }

    private IEnumerable<(Declared<CFunctionType> Declared, CType Type)> TypesAt(NativeParameter value)
    {
        foreach (var declared in _types)
        {
            yield return (declared, value.IsReturn ? declared.Native.ReturnType : declared.Native.Parameters[value.Index].Type);
        }
    }

    /// <summary>Whether values can be compared one by one.</summary>
    private bool CompareCounts()
    {
        var count = _function.Parameters.Length;
        var differing = _types.Where(declared => declared.Native.IsVariadic ? count < declared.Native.Parameters.Length : count != declared.Native.Parameters.Length).ToList();
        if (differing.Count == 0)
        {
            return true;
        }

        // What the runtime refuses has no native form to count.
        if (_function.Parameters.Any(static parameter => parameter.Marshalling.NativeType.Kind is NativeTypeKind.Unsupported or NativeTypeKind.Unknown && parameter.Marshalling.Shape == ManagedShape.Error))
        {
            return false;
        }

        var groups = differing.GroupBy(static declared => declared.Native.Parameters.Length).ToList();
        var isEverywhere = groups.Count == 1 && differing.Count == _types.Length;
        var native = string.Join(
            ", and ",
            groups.Select(group => Count(group.Key) + (isEverywhere ? "" : " on " + string.Join(", ", group.Select(static declared => declared.Platform.RuntimeIdentifier)))));
        _found.Add(new Difference(
            DifferenceKind.ParameterCount,
            null,
            Count(count),
            native,
            count < groups[0].Key ? (IsCallback ? "the last arguments are lost" : "native code reads rubbish for the rest") : IsCallback ? "the last parameters hold rubbish" : "the rest is ignored",
            IsMinor: false,
            _nativeName,
            _location,
            null)
        {
            Missing = MissingIn(differing),
            Surplus = SurplusIn(differing),
        });
        return false;
    }

    private ImmutableArray<(int Index, string Type, string Name)> MissingIn(List<Declared<CFunctionType>> differing)
    {
        var native = differing[0].Native.Parameters;
        var missing = ImmutableArray.CreateBuilder<(int, string, string)>();
        var next = 0;
        for (var index = 0; index < native.Length; index++)
        {
            if (next < _function.Parameters.Length && IsSameName(_function.Parameters[next], native[index]))
            {
                next++;
            }
            else if (native[index].Name is { } name && Counterparts.OfNewParameter(_interop, differing, index) is { } type)
            {
                missing.Add((index, type, name));
            }
            else
            {
                return ImmutableArray<(int, string, string)>.Empty;
            }
        }

        return next == _function.Parameters.Length ? missing.ToImmutable() : ImmutableArray<(int, string, string)>.Empty;
    }

    private ImmutableArray<int> SurplusIn(List<Declared<CFunctionType>> differing)
    {
        var native = differing[0].Native.Parameters;
        var surplus = ImmutableArray.CreateBuilder<int>();
        var next = 0;
        for (var index = 0; index < _function.Parameters.Length; index++)
        {
            if (next < native.Length && IsSameName(_function.Parameters[index], native[next]))
            {
                next++;
            }
            else
            {
                surplus.Add(index);
            }
        }

        return next == native.Length && differing.All(declared => declared.Native.Parameters.Length == native.Length) ? surplus.ToImmutable() : ImmutableArray<int>.Empty;
    }

    private static bool IsSameName(NativeParameter parameter, CParameter native) => native.Name is { } name && PairedNames.Plain(parameter.Name) == PairedNames.Plain(name);

    private static string Count(int count) => count == 1 ? "1 parameter" : $"{count} parameters";

    private void CompareConvention()
    {
        var first = _types[0];
        var (native, isStated) = ConventionOf(first);
        if (native == NativeCallingConvention.Other || _function.CallingConvention is NativeCallingConvention.Other or NativeCallingConvention.ThisCall)
        {
            return;
        }

        var x86 = _types.Where(static declared => declared.Platform is { Os: TargetOs.Windows, Architecture: TargetArchitecture.X86 }).ToList();
        if (x86.Count > 0)
        {
            (native, isStated) = ConventionOf(x86[0]);
        }

        var managed = _function.CallingConvention == NativeCallingConvention.Platform ? NativeCallingConvention.StdCall : _function.CallingConvention;

        // Without a statement the convention is right everywhere but on 32-bit Windows; that callbacks state none is a rule of its own.
        if (managed == native || (!_function.IsCallingConventionStated && (x86.Count == 0 || IsCallback)))
        {
            return;
        }

        _found.Add(new Difference(
            DifferenceKind.CallingConvention,
            null,
            $"`{Name(_function.CallingConvention)}`" + (_function.IsCallingConventionStated ? "" : ", because nothing is stated"),
            $"`{Name(native)}`" + (isStated ? "" : ", the default of C"),
            "on 32-bit Windows the two sides disagree about who clears the stack",
            IsMinor: x86.Count == 0,
            _nativeName,
            _location,
            new Counterpart(native == NativeCallingConvention.StdCall ? "StdCall" : native == NativeCallingConvention.FastCall ? "FastCall" : "Cdecl", CounterpartPassing.Unchanged)));
    }

    private static string Name(NativeCallingConvention convention) => convention switch
    {
        NativeCallingConvention.Cdecl => "cdecl",
        NativeCallingConvention.FastCall => "fastcall",
        NativeCallingConvention.ThisCall => "thiscall",
        _ => "stdcall",
    };

    private static (NativeCallingConvention Convention, bool IsStated) ConventionOf(Declared<CFunctionType> declared)
    {
        switch (declared.Native.Convention)
        {
            case CCallingConvention.Cdecl:
                return (NativeCallingConvention.Cdecl, true);
            case CCallingConvention.StdCall:
                return (NativeCallingConvention.StdCall, true);
            case CCallingConvention.FastCall:
                return (NativeCallingConvention.FastCall, true);
            case CCallingConvention.Default:
                foreach (var fact in declared.Header.Facts)
                {
                    if (fact.Name == "convention")
                    {
                        return (fact.Argument switch { "cdecl" => NativeCallingConvention.Cdecl, "stdcall" => NativeCallingConvention.StdCall, _ => NativeCallingConvention.Other }, true);
                    }
                }

                return (NativeCallingConvention.Cdecl, false);
            default:
                return (NativeCallingConvention.Other, false);
        }
    }
}
