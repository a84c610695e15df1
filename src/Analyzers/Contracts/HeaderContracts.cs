using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>
/// Reads what C headers say about imported functions into facts: first the headers of the project, then those of the catalogue. Compilers' attributes have become words of
/// the contract language by then.
/// </summary>
internal sealed class HeaderContracts
{
    // Names that Windows gives to memory; its other pointer types without a pointee are handles.
    private static readonly ImmutableHashSet<string> MemoryNames = ImmutableHashSet.Create(StringComparer.Ordinal, "PVOID", "LPVOID", "LPCVOID", "HLOCAL", "HGLOBAL", "PSID");

    private readonly CHeader _header;
    private readonly CFunction _declaration;
    private readonly NativeFunction _function;
    private readonly ContractBuilder _builder;
    private readonly Evidence _evidence;
    private readonly string? _knownSource;

    // Whether the C# parameters are those of C, one by one; otherwise only the result and the function itself are spoken of.
    private readonly bool _hasSameParameters;

    private HeaderContracts(CHeader header, CFunction declaration, NativeFunction function, ContractBuilder builder, Evidence evidence, string? knownSource)
    {
        _header = header;
        _declaration = declaration;
        _function = function;
        _builder = builder;
        _evidence = evidence;
        _knownSource = knownSource;
        var count = declaration.Parameters.Length;
        _hasSameParameters = function.PreserveSig && (function.Parameters.Length == count || (declaration.IsVariadic && function.Parameters.Length > count));
    }

    public static void Contribute(InteropContext interop, NativeFunction function, ContractBuilder builder, CancellationToken cancellationToken)
    {
        if (!function.IsBound || string.IsNullOrEmpty(function.EntryPoint))
        {
            return;
        }

        foreach (var (_, header, declaration) in NativeHeaders.Of(interop).DeclarationsOf(function, cancellationToken))
        {
            new HeaderContracts(header, declaration, function, builder, Evidence.Header, null).AddAll();
        }

        if (KnownCatalogue.Find(function.Library) is not { } library)
        {
            return;
        }

        // Also of functions that the catalogue does not have, for a library is compiled with one convention. Windows is not one library.
        if (KnownCatalogue.ConventionOf(library, function.Library) is { } convention)
        {
            builder.Add(ContractBuilder.Function, "convention", ImmutableArray.Create(convention), Evidence.Known, $"known from the {library.Documentation}");
        }

        if (KnownCatalogue.FindDeclaration(library, function) is { } known)
        {
            new HeaderContracts(library.Header, known, function, builder, Evidence.Known, $"known from the {library.Documentation} ({known.Name})").AddAll();
        }
    }

    private void AddAll()
    {
        AddTo(ContractBuilder.Function, _declaration.Facts);

        // Without PreserveSig the runtime has looked at the C result and turned a failure into an exception.
        if (_function.PreserveSig)
        {
            AddTo(ContractBuilder.Return, _declaration.ReturnFacts, _declaration.ReturnType);
            AddTypesOfResult();
            AddHandle(ContractBuilder.Return, _declaration.ReturnType);
            AddPointee(ContractBuilder.Return, _declaration.ReturnType);
        }

        if (_hasSameParameters)
        {
            for (var index = 0; index < _declaration.Parameters.Length; index++)
            {
                var parameter = _declaration.Parameters[index];
                AddTo(index, parameter.Facts, parameter.Type);
                AddHandle(index, parameter.Type);
                AddPointee(index, parameter.Type);
            }
        }

        if (_declaration.IsVariadic)
        {
            Add(ContractBuilder.Function, "variadic", ImmutableArray<string>.Empty, _declaration.Location);
        }

        if (ConventionOf(_declaration.Convention) is { } convention)
        {
            Add(ContractBuilder.Function, "convention", ImmutableArray.Create(convention), _declaration.Location);
        }

        // What is said about the header holds for each function of the same file that does not say otherwise.
        foreach (var fact in _header.Facts)
        {
            if (ReferenceEquals(fact.Location.File, _declaration.Location.File))
            {
                AddFact(ContractBuilder.Function, fact, null);
            }
        }
    }

    private void AddTo(int target, ImmutableArray<BoundaryFact> facts, CType? type = null)
    {
        foreach (var fact in facts)
        {
            AddFact(target, fact, type);
        }
    }

    private void AddFact(int target, BoundaryFact fact, CType? type)
    {
        // errortext and the like may stand beside the status that they belong to.
        if (Vocabulary.TryGetFact(fact.Name, out var shape) && shape.Scope == FactScope.Function)
        {
            target = ContractBuilder.Function;
        }

        switch (fact.Name)
        {
            case "owned" when type is not null && IsMemory(OwnedType(target, type)):
                _builder.AddOwnedMemory(target, fact.Argument.Length == 0 ? null : fact.Argument, _evidence, SourceOf(fact.Location));
                break;
            case "borrowed" or "count" or "bytes" when fact.Argument.Length > 0:
                AddNaming(target, fact);
                break;
            case "status" or "invalid":
                Add(target, fact.Name, ImmutableArray.Create(ValueOf(fact.Argument)), fact.Location);
                break;
            default:
                Add(target, fact.Name, fact.Arguments, fact.Location);
                break;
        }
    }

    /// <summary>A fact that names another parameter, whose name in C# may differ.</summary>
    private void AddNaming(int target, BoundaryFact fact)
    {
        var arguments = fact.Arguments;
        for (var index = 0; index < _declaration.Parameters.Length; index++)
        {
            if (_declaration.Parameters[index].Name == fact.Argument)
            {
                if (!_hasSameParameters && fact.Name != "borrowed")
                {
                    return;
                }

                arguments = _hasSameParameters ? ImmutableArray.Create(_function.Parameters[index].Name) : ImmutableArray<string>.Empty;
            }
        }

        Add(target, fact.Name, arguments, fact.Location);
    }

    /// <summary>What the type says of what it points to.</summary>
    private void AddPointee(int target, CType type)
    {
        if (type.Canonical is not CPointerType { Pointee: var pointee } || pointee.IsUnknown)
        {
            return;
        }

        // Through a place for a pointer the text itself is handed out.
        var text = target >= 0 && _function.Parameters[target].RefKind != RefKind.None && pointee.Canonical is CPointerType { Pointee: var inner } ? inner : pointee;

        // The catalogue's W variant speaks for the A variant, but not about its characters.
        var character = _declaration.Name == _function.EntryPoint ? CharacterOf(text) : null;
        _builder.AddPointee(target, character, IsPromisedConst(pointee), _evidence, SourceOf(_declaration.Location));
        AddSlice(target);
    }

    /// <summary>What a pointer to data says by <c>const</c> or its absence; a pointer to nothing in particular is rarely declared const.</summary>
    private static bool? IsPromisedConst(CType pointee) =>
        pointee.IsConst
            ? true
            : pointee.MentionsUnknown || pointee.Canonical.Class is CTypeClass.Void or CTypeClass.Function or CTypeClass.Unknown or CTypeClass.Pointer || pointee.Canonical is CRecord { IsComplete: false }
                ? null
                : false;

    /// <summary>
    /// A pointer that is counted by a <c>uintptr_t</c> is how cbindgen writes the halves of a Rust slice, whose pointer may never be null, not even for no elements.
    /// </summary>
    private void AddSlice(int target)
    {
        if (target >= 0 && target + 1 < _declaration.Parameters.Length && IsNamed(_declaration.Parameters[target + 1].Type, "uintptr_t"))
        {
            _builder.AddSlice(target, _evidence, SourceOf(_declaration.Location));
        }
    }

    private static bool IsNamed(CType type, string name)
    {
        for (; type is CTypedefType or CQualifiedType; type = type is CTypedefType alias ? alias.Target : ((CQualifiedType)type).Unqualified)
        {
            if (type is CTypedefType typedef && typedef.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private NativeCharacter? CharacterOf(CType type)
    {
        while (type is CTypedefType or CQualifiedType)
        {
            switch (type)
            {
                case CTypedefType { Name: "char16_t" }:
                    return NativeCharacter.Utf16;
                case CTypedefType { Name: "wchar_t" }:
                    return KnownCatalogue.IsWindows(_header) ? NativeCharacter.Utf16 : NativeCharacter.Wide;
                case CTypedefType alias:
                    type = alias.Target;
                    break;
                default:
                    type = ((CQualifiedType)type).Unqualified;
                    break;
            }
        }

        return type is CBasicType { Kind: CBasicKind.Char } ? NativeCharacter.Byte : null;
    }

    /// <summary>What a status type says of every function that returns it.</summary>
    private void AddTypesOfResult()
    {
        for (var type = _declaration.ReturnType; type is CTypedefType or CQualifiedType; type = type is CTypedefType alias ? alias.Target : ((CQualifiedType)type).Unqualified)
        {
            if (type is CTypedefType { Name: var name })
            {
                AddStatus(_header.FindTypedef(name)?.Facts ?? ImmutableArray<BoundaryFact>.Empty);
                if (name is "BOOL" or "gboolean")
                {
                    Add(ContractBuilder.Return, "boolean", ImmutableArray<string>.Empty, _declaration.Location);
                }

                if (name is "HRESULT" or "NTSTATUS")
                {
                    Add(ContractBuilder.Return, "status", ImmutableArray.Create(name == "HRESULT" ? "hresult" : ">=0"), _declaration.Location);
                }
            }
        }

        if (_header.EnumOf(_declaration.ReturnType) is { } status)
        {
            AddStatus(status.Facts);
        }
    }

    private void AddStatus(ImmutableArray<BoundaryFact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.Name is "status" or "errortext" or "nodiscard")
            {
                AddFact(ContractBuilder.Return, fact, null);
            }
        }
    }

    /// <summary>Which opaque type a value is a handle of, or a place for one, and what is said of that type.</summary>
    private void AddHandle(int target, CType type)
    {
        if ((HandleOf(type) ?? (target >= 0 && Unnamed(type) is CPointerType place ? HandleOf(place.Pointee) : null)) is not var (name, facts, isDistinct))
        {
            return;
        }

        // What a function hands out as const is lent: nobody releases through such a pointer.
        var handedOut = target == ContractBuilder.Return ? type : target >= 0 && Unnamed(type) is CPointerType { Pointee: var slot } ? slot : null;
        if (handedOut is not null && Unnamed(handedOut) is CPointerType { Pointee.IsConst: true })
        {
            _builder.Add(target, "borrowed", ImmutableArray<string>.Empty, Evidence.Inferred, SourceOf(_declaration.Location));
        }

        // A name like HANDLE stands for many kinds of objects.
        if (isDistinct)
        {
            Add(target, "handletype", ImmutableArray.Create(name), _declaration.Location);
        }

        foreach (var fact in facts)
        {
            if (fact.Name is "handle" or "invalid")
            {
                AddFact(target, fact, null);
            }
        }
    }

    private (string Name, List<BoundaryFact> Facts, bool IsDistinct)? HandleOf(CType type)
    {
        var facts = new List<BoundaryFact>();
        string? name = null;
        Collect(ref type, facts, ref name);
        if (type is not CPointerType pointer)
        {
            // An integer is a handle only where it is said to be one.
            return name is not null && HasHandle(facts) ? (name, facts, true) : null;
        }

        var pointee = pointer.Pointee;
        string? pointeeName = null;
        Collect(ref pointee, facts, ref pointeeName);
        switch (pointee)
        {
            case CRecord record:
                facts.AddRange(record.Facts);
                return !record.IsComplete || HasHandle(facts) ? (record.Tag ?? pointeeName ?? "", facts, true) : null;
            case { Class: CTypeClass.Void } when name is not null && !MemoryNames.Contains(name):
                return (name, facts, HasHandle(facts));
            default:
                return null;
        }
    }

    private static bool HasHandle(List<BoundaryFact> facts) => facts.Exists(static fact => fact.Name == "handle");

    /// <summary>Follows names and qualifiers to the type that they stand for, and gathers what is said of the names. The outermost name is the one to show.</summary>
    private void Collect(ref CType type, List<BoundaryFact> facts, ref string? name)
    {
        while (true)
        {
            switch (type)
            {
                case CTypedefType alias:
                    name ??= alias.Name;
                    if (_header.FindTypedef(alias.Name) is { } typedef)
                    {
                        facts.AddRange(typedef.Facts);
                    }

                    type = alias.Target;
                    break;
                case CQualifiedType qualified:
                    type = qualified.Unqualified;
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>The type of what is owned: what a parameter points to, or the value itself.</summary>
    private static CType OwnedType(int target, CType type) =>
        target >= 0 && Unnamed(type) is CPointerType { Pointee: var pointee } && Unnamed(pointee) is CPointerType ? pointee : type;

    private bool IsMemory(CType type) => Unnamed(type) is CPointerType { Pointee: var pointee }
        && Unnamed(pointee).Class is CTypeClass.Void or CTypeClass.Integer or CTypeClass.Floating or CTypeClass.Pointer
        && HandleOf(type) is null;

    private static CType Unnamed(CType type)
    {
        while (type is CTypedefType or CQualifiedType)
        {
            type = type is CTypedefType alias ? alias.Target : ((CQualifiedType)type).Unqualified;
        }

        return type;
    }

    /// <summary>A constant's value in place of its name; <c>==0</c> means <c>0</c>.</summary>
    private string ValueOf(string text)
    {
        if (text.StartsWith("==", StringComparison.Ordinal))
        {
            text = text.Substring(2).Trim();
        }

        return _header.TryGetInteger(text, out var value) ? value.ToString() : text;
    }

    private static string? ConventionOf(CCallingConvention convention) => convention switch
    {
        CCallingConvention.Cdecl => "cdecl",
        CCallingConvention.StdCall => "stdcall",
        CCallingConvention.FastCall => "fastcall",
        CCallingConvention.ThisCall => "thiscall",
        _ => null,
    };

    private void Add(int target, string word, ImmutableArray<string> arguments, HeaderLocation location) =>
        _builder.Add(target, word, arguments, _evidence, SourceOf(location));

    private string SourceOf(HeaderLocation location) =>
        _knownSource ?? NativeHeader.NameOf(location.Path) + ":" + (location.Line + 1).ToString(CultureInfo.InvariantCulture);
}
