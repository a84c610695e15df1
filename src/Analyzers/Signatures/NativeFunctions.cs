using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>Turns every C# form of a native signature into a <see cref="NativeFunction"/>, once per symbol and compilation.</summary>
internal sealed class NativeFunctions
{
    private const string RunTimeImportSuffix = "DllImportAttribute";

    private readonly InteropContext _interop;
    private readonly MarshallingReader _marshalling;
    private readonly Lazy<bool> _hasRunTimeImports;
    private readonly ConcurrentDictionary<ISymbol, NativeFunction?> _functions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(NativeFunction Signature, string Name, string? Library), NativeFunction> _fetched = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _listsOfFunctions = new(SymbolEqualityComparer.Default);

    private NativeFunctions(InteropContext interop)
    {
        _interop = interop;
        _marshalling = MarshallingReader.Of(interop);

        // Without such an attribute in the project no attribute of an abstract method is ever read.
        _hasRunTimeImports = new Lazy<bool>(() => interop.Compilation.ContainsSymbolsWithName(static name => name.EndsWith(RunTimeImportSuffix, StringComparison.Ordinal), SymbolFilter.Type));
    }

    private KnownTypes Types => _interop.Types;

    public static NativeFunctions Of(InteropContext interop) => interop.Get(static context => new NativeFunctions(context));

    /// <summary>
    /// The native signature that <paramref name="method"/> declares, or null for an ordinary method. The implementation part that a generator writes for a partial
    /// <c>LibraryImport</c> method answers with the user's declaration.
    /// </summary>
    public NativeFunction? FromMethod(IMethodSymbol method)
    {
        method = (method.PartialDefinitionPart ?? method).OriginalDefinition;
        if (method is { IsAbstract: true, IsStatic: false, MethodKind: MethodKind.Ordinary } && (_hasRunTimeImports.Value || PrefixOf(method.Name) is not null))
        {
            return _functions.TryGetValue(method, out var implemented) ? implemented : _functions.GetOrAdd(method, ReadRunTimeImport(method));
        }

        if (!method.IsStatic || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
        {
            return null;
        }

        return _functions.TryGetValue(method, out var known) ? known : _functions.GetOrAdd(method, ReadMethod(method));
    }

    /// <summary>The signature of a delegate type, read as one that crosses the boundary; null for a type without <c>Invoke</c>.</summary>
    public NativeFunction? FromDelegate(INamedTypeSymbol type)
    {
        if (type.DelegateInvokeMethod is not { } invoke)
        {
            return null;
        }

        return _functions.TryGetValue(type, out var known) ? known : _functions.GetOrAdd(type, ReadDelegate(type, invoke));
    }

    /// <summary>The signature of an unmanaged function pointer type; null for a managed one.</summary>
    public NativeFunction? FromFunctionPointer(IFunctionPointerTypeSymbol type)
    {
        if (type.Signature.CallingConvention == SignatureCallingConvention.Default)
        {
            return null;
        }

        return _functions.TryGetValue(type, out var known) ? known : _functions.GetOrAdd(type, ReadFunctionPointer(type));
    }

    /// <summary>The function of that name with a delegate's or function pointer's signature: the same one for all places that fetch it.</summary>
    public NativeFunction Fetched(NativeFunction signature, string name, string? library)
    {
        var key = (signature, name, library);
        return _fetched.TryGetValue(key, out var known) ? known : _fetched.GetOrAdd(key, signature.FetchedAs(name, library));
    }

    /// <summary>
    /// The import that an attribute of the project asks for, <c>[RuntimeDllImport("tesseract", EntryPoint = "pixCreate")]</c>, or that a type stands for which is nothing but a list of C functions
    /// of one library: <c>abstract class Native { public abstract nint rocksdb_open(…); … }</c>.
    /// </summary>
    private NativeFunction? ReadRunTimeImport(IMethodSymbol method)
    {
        var defaults = PlainDefaults(method.ContainingAssembly);
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name.EndsWith(RunTimeImportSuffix, StringComparison.Ordinal) != true || attribute.ConstructorText(0) is not { Length: > 0 } library)
            {
                continue;
            }

            var entryPoint = attribute.TryGetText("EntryPoint", out var stated) && stated.Length > 0 ? stated : null;
            return Implemented(library, entryPoint, attribute);
        }

        return PrefixOf(method.Name) is { } prefix && IsListOfFunctions(method.ContainingType, prefix) ? Implemented(prefix, null, null) : null;

        NativeFunction Implemented(string library, string? entryPoint, AttributeData? attribute) => new(NativeForm.DllImport, method, method, defaults.Mode)
        {
            Library = library,
            EntryPoint = entryPoint ?? method.Name,
            IsEntryPointStated = entryPoint is not null,
            SetLastError = attribute?.IsTrue("SetLastError") ?? false,
            IsImplementedAtRunTime = true,
            Attribute = attribute,
            Parameters = ReadParameters(method, defaults),
            Return = ReadReturn(method, defaults),
        };
    }

    /// <summary><c>rocksdb</c> of <c>rocksdb_options_set_WAL_ttl_seconds</c>; null for a name that does not begin as names in C do.</summary>
    private static string? PrefixOf(string name)
    {
        var end = name.IndexOf('_');
        if (end <= 1)
        {
            return null;
        }

        for (var i = 0; i < end; i++)
        {
            if (name[i] is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return null;
            }
        }

        return name.Substring(0, end);
    }

    /// <summary>Whether code of this project, or of the one that the type comes from, does what the type leaves to others: then it is managed code that is called.</summary>
    private bool IsImplementedHere(INamedTypeSymbol type)
    {
        if (!_interop.HasSource(type))
        {
            return true;
        }

        foreach (var other in DeclaredFunctions.DeclaredTypes(_interop.Compilation.Assembly.GlobalNamespace))
        {
            if (SymbolEqualityComparer.Default.Equals(other.BaseType?.OriginalDefinition, type)
                || (type.TypeKind == TypeKind.Interface && other.TypeKind is TypeKind.Class or TypeKind.Struct && other.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, type))))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsListOfFunctions(INamedTypeSymbol type, string prefix) =>
        _listsOfFunctions.TryGetValue(type, out var known) ? known : _listsOfFunctions.GetOrAdd(type, HasOnlyFunctions(type, prefix) && !IsImplementedHere(type));

    /// <summary>Whether all that a type leaves to others are functions with the prefix, these are many, and some take or give addresses, which no service behind an interface does.</summary>
    private static bool HasOnlyFunctions(INamedTypeSymbol type, string prefix)
    {
        const int Many = 10;
        var count = 0;
        var passesAddress = false;
        foreach (var member in type.GetMembers())
        {
            if (!member.IsAbstract)
            {
                continue;
            }

            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } function || PrefixOf(function.Name) != prefix)
            {
                return false;
            }

            passesAddress |= IsAddress(function.ReturnType) || function.Parameters.Any(static parameter => IsAddress(parameter.Type));
            count++;
        }

        return count >= Many && passesAddress;

        static bool IsAddress(ITypeSymbol value) => value is IPointerTypeSymbol || value.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
    }

    private NativeFunction? ReadMethod(IMethodSymbol method)
    {
        var attributes = method.GetAttributes();
        if (attributes.Attribute(Types.LibraryImportAttribute) is { } libraryImport)
        {
            return ReadLibraryImport(method, attributes, libraryImport);
        }

        if (method.GetDllImportData() is { } dllImport)
        {
            return ReadDllImport(method, attributes, dllImport);
        }

        return attributes.Attribute(Types.UnmanagedCallersOnlyAttribute) is { } callersOnly ? ReadExport(method, callersOnly) : null;
    }

    private NativeFunction ReadDllImport(IMethodSymbol method, ImmutableArray<AttributeData> attributes, DllImportData data)
    {
        var attribute = attributes.Attribute(Types.DllImportAttribute);
        var charSet = data.CharacterSet;
        var isCharSetStated = charSet != CharSet.None;
        var mode = DisabledIn(method.ContainingAssembly) ? MarshallingMode.Disabled : MarshallingMode.Runtime;
        var defaults = mode == MarshallingMode.Disabled
            ? MarshallingDefaults.Raw
            : new MarshallingDefaults(mode, MarshallingReader.EncodingOf(charSet), isCharSetStated ? MarshallingSource.CharSet : MarshallingSource.Implied);
        var fromAttribute = data.CallingConvention switch
        {
            CallingConvention.Cdecl => NativeCallingConvention.Cdecl,
            CallingConvention.StdCall => NativeCallingConvention.StdCall,
            CallingConvention.ThisCall => NativeCallingConvention.ThisCall,
            CallingConvention.FastCall => NativeCallingConvention.FastCall,
            _ => NativeCallingConvention.Platform,
        };
        var stated = fromAttribute != NativeCallingConvention.Platform || (attribute?.IsNamed("CallingConvention") ?? false);
        var (convention, isStated) = stated ? (fromAttribute, true) : FromUnmanagedCallConv(attributes);
        return new NativeFunction(NativeForm.DllImport, method, method, mode)
        {
            Library = data.ModuleName,
            EntryPoint = string.IsNullOrEmpty(data.EntryPointName) ? method.Name : data.EntryPointName,
            IsEntryPointStated = attribute?.IsNamed("EntryPoint") ?? data.EntryPointName is not null,
            CallingConvention = convention,
            IsCallingConventionStated = isStated,
            SetLastError = data.SetLastError,
            PreserveSig = (method.MethodImplementationFlags & MethodImplAttributes.PreserveSig) != 0,
            ExactSpelling = data.ExactSpelling,
            CharSet = charSet,
            SuppressGCTransition = SuppressesTransition(attributes),
            Attribute = attribute,
            Parameters = ReadParameters(method, defaults),
            Return = ReadReturn(method, defaults),
        };
    }

    private NativeFunction ReadLibraryImport(IMethodSymbol method, ImmutableArray<AttributeData> attributes, AttributeData attribute)
    {
        var (encoding, source) = (TextEncoding.None, MarshallingSource.Implied);
        if (attribute.TryGetInteger("StringMarshalling", out var marshalling))
        {
            // StringMarshalling: Custom 0, Utf8 1, Utf16 2.
            encoding = marshalling switch
            {
                1 => TextEncoding.Utf8,
                2 => TextEncoding.Utf16,
                _ => TextEncoding.Custom,
            };
            source = MarshallingSource.StringMarshalling;
        }
        else if (attribute.IsNamed("StringMarshallingCustomType"))
        {
            (encoding, source) = (TextEncoding.Custom, MarshallingSource.Custom);
        }

        var defaults = new MarshallingDefaults(MarshallingMode.Generated, encoding, source);
        var (convention, isStated) = FromUnmanagedCallConv(attributes);
        var entryPoint = attribute.TryGetText("EntryPoint", out var stated) && stated.Length > 0 ? stated : null;
        return new NativeFunction(NativeForm.LibraryImport, method, method, MarshallingMode.Generated)
        {
            Library = attribute.ConstructorText(0),
            EntryPoint = entryPoint ?? method.Name,
            IsEntryPointStated = entryPoint is not null,
            CallingConvention = convention,
            IsCallingConventionStated = isStated,
            SetLastError = attribute.IsTrue("SetLastError"),
            ExactSpelling = true,
            SuppressGCTransition = SuppressesTransition(attributes),
            Attribute = attribute,
            Parameters = ReadParameters(method, defaults),
            Return = ReadReturn(method, defaults),
        };
    }

    private NativeFunction ReadExport(IMethodSymbol method, AttributeData attribute)
    {
        var defaults = PlainDefaults(method.ContainingAssembly);
        var (convention, isStated) = (NativeCallingConvention.Platform, false);
        if (attribute.TryGetNamed("CallConvs", out var conventions))
        {
            (convention, isStated) = FromConventionTypes(conventions);
        }

        var entryPoint = attribute.TryGetText("EntryPoint", out var stated) && stated.Length > 0 ? stated : null;
        return new NativeFunction(NativeForm.UnmanagedCallersOnly, method, method, defaults.Mode)
        {
            EntryPoint = entryPoint,
            IsEntryPointStated = entryPoint is not null,
            CallingConvention = convention,
            IsCallingConventionStated = isStated,
            Attribute = attribute,
            Parameters = ReadParameters(method, defaults),
            Return = ReadReturn(method, defaults),
        };
    }

    private NativeFunction ReadDelegate(INamedTypeSymbol type, IMethodSymbol invoke)
    {
        var attribute = type.Attribute(Types.UnmanagedFunctionPointerAttribute);
        var convention = NativeCallingConvention.Platform;
        var isStated = false;
        if (attribute is not null && attribute.TryGetConstructorInteger(0, out var value))
        {
            isStated = true;
            convention = (CallingConvention)(int)value switch
            {
                CallingConvention.Cdecl => NativeCallingConvention.Cdecl,
                CallingConvention.StdCall => NativeCallingConvention.StdCall,
                CallingConvention.ThisCall => NativeCallingConvention.ThisCall,
                CallingConvention.FastCall => NativeCallingConvention.FastCall,
                _ => NativeCallingConvention.Platform,
            };
        }

        var charSet = attribute is not null && attribute.TryGetInteger("CharSet", out var stated) ? (CharSet)(int)stated : CharSet.None;
        var defaults = DisabledIn(type.ContainingAssembly)
            ? MarshallingDefaults.Raw
            : new MarshallingDefaults(
                MarshallingMode.Runtime,
                MarshallingReader.EncodingOf(charSet),
                charSet == CharSet.None ? MarshallingSource.Implied : MarshallingSource.CharSet);
        return new NativeFunction(NativeForm.Delegate, type, invoke, defaults.Mode)
        {
            CallingConvention = convention,
            IsCallingConventionStated = isStated,
            SetLastError = attribute?.IsTrue("SetLastError") ?? false,
            CharSet = charSet,
            Attribute = attribute,
            Parameters = ReadParameters(invoke, defaults),
            Return = ReadReturn(invoke, defaults),
        };
    }

    private NativeFunction ReadFunctionPointer(IFunctionPointerTypeSymbol type)
    {
        var signature = type.Signature;
        var (convention, isStated) = signature.CallingConvention switch
        {
            SignatureCallingConvention.CDecl => (NativeCallingConvention.Cdecl, true),
            SignatureCallingConvention.StdCall => (NativeCallingConvention.StdCall, true),
            SignatureCallingConvention.ThisCall => (NativeCallingConvention.ThisCall, true),
            SignatureCallingConvention.FastCall => (NativeCallingConvention.FastCall, true),
            _ => FromConventionTypes(signature.UnmanagedCallingConventionTypes),
        };
        var defaults = PlainDefaults(_interop.Compilation.Assembly);
        return new NativeFunction(NativeForm.FunctionPointer, type, signature, defaults.Mode)
        {
            CallingConvention = convention,
            IsCallingConventionStated = isStated,
            SuppressGCTransition = signature.UnmanagedCallingConventionTypes.Any(static type => type.Name == "CallConvSuppressGCTransition"),
            Parameters = ReadParameters(signature, defaults),
            Return = ReadReturn(signature, defaults),
        };
    }

    private ImmutableArray<NativeParameter> ReadParameters(IMethodSymbol method, MarshallingDefaults defaults)
    {
        var parameters = ImmutableArray.CreateBuilder<NativeParameter>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            var attributes = parameter.GetAttributes();
            var marshalling = _marshalling.ReadValue(parameter.Type, attributes, defaults);
            var name = parameter.Name.Length > 0 ? parameter.Name : "#" + (parameter.Ordinal + 1);
            parameters.Add(new NativeParameter(
                name, parameter.Ordinal, parameter, parameter.Type, parameter.RefKind, marshalling, DirectionOf(parameter, attributes, marshalling)));
        }

        return parameters.MoveToImmutable();
    }

    private NativeParameter ReadReturn(IMethodSymbol method, MarshallingDefaults defaults)
    {
        var refKind = method.RefKind;
        var marshalling = _marshalling.ReadValue(method.ReturnType, method.GetReturnTypeAttributes(), defaults);
        return new NativeParameter("return", -1, null, method.ReturnType, refKind, marshalling, DataDirection.Out);
    }

    private DataDirection DirectionOf(IParameterSymbol parameter, ImmutableArray<AttributeData> attributes, EffectiveMarshalling marshalling)
    {
        var isIn = attributes.Attribute(Types.InAttribute) is not null;
        var isOut = attributes.Attribute(Types.OutAttribute) is not null;
        switch (parameter.RefKind)
        {
            case RefKind.Out:
                return DataDirection.Out;
            case RefKind.Ref:
                return isOut && !isIn ? DataDirection.Out : isIn && !isOut ? DataDirection.In : DataDirection.InOut;
            case RefKind.None:
                break;
            default:
                return DataDirection.In;
        }

        // String builders are copied both ways unless an attribute says less; everything else by value goes in.
        return (isIn, isOut) switch
        {
            (false, true) => DataDirection.Out,
            (true, true) => DataDirection.InOut,
            (false, false) when marshalling.Shape == ManagedShape.StringBuilder => DataDirection.InOut,
            _ => DataDirection.In,
        };
    }

    private (NativeCallingConvention Convention, bool IsStated) FromUnmanagedCallConv(ImmutableArray<AttributeData> attributes) =>
        attributes.Attribute(Types.UnmanagedCallConvAttribute) is { } attribute && attribute.TryGetNamed("CallConvs", out var conventions)
            ? FromConventionTypes(conventions)
            : (NativeCallingConvention.Platform, false);

    /// <summary>Both attributes say it: the one of its own, and the list of conventions.</summary>
    private bool SuppressesTransition(ImmutableArray<AttributeData> attributes) =>
        attributes.Attribute(Types.SuppressGCTransitionAttribute) is not null
        || (attributes.Attribute(Types.UnmanagedCallConvAttribute) is { } attribute
            && attribute.TryGetNamed("CallConvs", out var conventions)
            && conventions is { Kind: TypedConstantKind.Array, Values.IsDefault: false }
            && conventions.Values.Any(static value => value.Value is INamedTypeSymbol { Name: "CallConvSuppressGCTransition" }));

    private static (NativeCallingConvention Convention, bool IsStated) FromConventionTypes(TypedConstant conventions)
    {
        if (conventions.Kind != TypedConstantKind.Array || conventions.Values.IsDefault)
        {
            return (NativeCallingConvention.Platform, false);
        }

        var types = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        foreach (var value in conventions.Values)
        {
            if (value.Value is INamedTypeSymbol type)
            {
                types.Add(type);
            }
        }

        return FromConventionTypes(types.ToImmutable());
    }

    private static (NativeCallingConvention Convention, bool IsStated) FromConventionTypes(ImmutableArray<INamedTypeSymbol> types)
    {
        foreach (var type in types)
        {
            switch (type.Name)
            {
                case "CallConvCdecl": return (NativeCallingConvention.Cdecl, true);
                case "CallConvStdcall": return (NativeCallingConvention.StdCall, true);
                case "CallConvThiscall": return (NativeCallingConvention.ThisCall, true);
                case "CallConvFastcall": return (NativeCallingConvention.FastCall, true);
                case "CallConvSwift": return (NativeCallingConvention.Other, true);
            }
        }

        // CallConvMemberFunction and CallConvSuppressGCTransition modify the platform's convention and do not choose one.
        return (NativeCallingConvention.Platform, false);
    }

    private MarshallingDefaults PlainDefaults(IAssemblySymbol assembly) =>
        DisabledIn(assembly) ? MarshallingDefaults.Raw : new MarshallingDefaults(MarshallingMode.Runtime, TextEncoding.Ansi, MarshallingSource.Implied);

    private bool DisabledIn(IAssemblySymbol? assembly)
    {
        if (assembly is null || SymbolEqualityComparer.Default.Equals(assembly, _interop.Compilation.Assembly))
        {
            return _marshalling.IsRuntimeMarshallingDisabled;
        }

        return assembly.HasAttribute(Types.DisableRuntimeMarshallingAttribute);
    }
}
