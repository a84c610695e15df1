using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>A call makes a resource.</summary>
/// <param name="Parameter">The parameter that carries it out, or -1 for the result.</param>
/// <param name="Family">What it is.</param>
/// <param name="Evidence">How sure that is.</param>
/// <param name="Source">The evidence for messages.</param>
/// <param name="CanFail">Whether the call can fail and give <paramref name="Invalid"/> instead.</param>
/// <param name="Invalid">The value that means failure.</param>
internal sealed record Acquisition(int Parameter, ResourceFamily Family, Evidence Evidence, string Source, bool CanFail = false, long Invalid = 0)
{
    /// <summary>Whether the empty value says nothing of failure: a method of the project returns it for an empty argument, and what it calls cannot fail.</summary>
    public bool IsEmptyByChoice { get; init; }
}

/// <summary>A call releases a resource.</summary>
/// <param name="Parameter">The parameter that takes it, or -1 for the receiver.</param>
/// <param name="Key">The releasing function, as families name them.</param>
/// <param name="DisplayName">The same for messages.</param>
/// <param name="Evidence">How sure that is.</param>
/// <param name="Source">The evidence for messages.</param>
/// <param name="HandleType">The native name of the opaque type that it releases, or null.</param>
internal sealed record Release(int Parameter, string Key, string DisplayName, Evidence Evidence, string Source, string? HandleType = null)
{
    /// <summary>What kinds of resources this function is made for, or null when only the contract says that it releases.</summary>
    public ResourceFamily? Family { get; init; }

    /// <summary>Whether it is a function of Windows or of the C library, whose documentation says what it releases.</summary>
    public bool IsOfSystem { get; init; }
}

/// <summary>What one method does with resources.</summary>
internal sealed class MethodRoles
{
    public static readonly MethodRoles None = new();

    public ImmutableArray<Acquisition> Acquisitions { get; init; } = ImmutableArray<Acquisition>.Empty;

    public ImmutableArray<Release> Releases { get; init; } = ImmutableArray<Release>.Empty;

    /// <summary>The parameters whose value the native callee becomes the owner of.</summary>
    public ImmutableArray<int> Takes { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>Why a parameter of <see cref="Takes"/> is taken.</summary>
    public string TakesSource { get; init; } = "";

    public Evidence TakesEvidence { get; init; }

    /// <summary>Whether the method adds a reference to its first argument (or receiver), so that one more release is right.</summary>
    public bool Retains { get; init; }

    public bool IsNone => ReferenceEquals(this, None);

    /// <summary>Whether the method releases what it is given for a parameter, -1 for the receiver.</summary>
    public bool ReleasesParameter(int parameter)
    {
        foreach (var release in Releases)
        {
            if (release.Parameter == parameter)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>
/// Knows which methods make, take and release resources: the framework's own families by table, native functions by their contracts, SafeHandles by their type.
/// </summary>
internal sealed class ResourceRoles
{
    public static readonly ResourceFamily GlobalMemory = Memory("memory of Marshal.AllocHGlobal", "Marshal.FreeHGlobal", "LocalFree", "GlobalFree", "Marshal.ZeroFreeGlobalAllocAnsi", "Marshal.ZeroFreeGlobalAllocUnicode");

    public static readonly ResourceFamily TaskMemory = Memory(
        "memory of Marshal.AllocCoTaskMem", "Marshal.FreeCoTaskMem", "CoTaskMemFree", "ILFree", "SHFree", "Marshal.ZeroFreeCoTaskMemAnsi", "Marshal.ZeroFreeCoTaskMemUnicode", "Marshal.ZeroFreeCoTaskMemUTF8",
        "Utf8StringMarshaller.Free", "Utf16StringMarshaller.Free", "AnsiStringMarshaller.Free");

    public static readonly ResourceFamily BasicString = Memory("a BSTR", "Marshal.FreeBSTR", "Marshal.ZeroFreeBSTR", "SysFreeString", "BStrStringMarshaller.Free");

    // The texts that the marshallers of .NET 7 and later make lie in the same memory, and each has a Free that takes its own type of pointer.
    private static readonly ResourceFamily Utf8Text = Memory("text of Utf8StringMarshaller", "Utf8StringMarshaller.Free", "Utf16StringMarshaller.Free", "AnsiStringMarshaller.Free", "Marshal.FreeCoTaskMem", "CoTaskMemFree");

    private static readonly ResourceFamily Utf16Text = Memory("text of Utf16StringMarshaller", "Utf16StringMarshaller.Free", "Utf8StringMarshaller.Free", "AnsiStringMarshaller.Free", "Marshal.FreeCoTaskMem", "CoTaskMemFree");

    private static readonly ResourceFamily AnsiText = Memory("text of AnsiStringMarshaller", "AnsiStringMarshaller.Free", "Utf8StringMarshaller.Free", "Utf16StringMarshaller.Free", "Marshal.FreeCoTaskMem", "CoTaskMemFree");

    private static readonly ResourceFamily MarshalledBasicString = Memory("text of BStrStringMarshaller", "BStrStringMarshaller.Free", "Marshal.FreeBSTR", "SysFreeString");

    public static readonly ResourceFamily NativeMemory = Memory("memory of NativeMemory.Alloc", "NativeMemory.Free", "free");

    public static readonly ResourceFamily AlignedMemory = Memory("memory of NativeMemory.AlignedAlloc", "NativeMemory.AlignedFree");

    public static readonly ResourceFamily LibraryMemory = Memory("memory of malloc", "free", "NativeMemory.Free");

    public static readonly ResourceFamily GCHandles = new(ResourceKind.GCHandle, "a GCHandle", "Free", ImmutableArray.Create("GCHandle.Free"));

    public static readonly ResourceFamily Pins = new(ResourceKind.Pin, "a MemoryHandle", "Dispose", ImmutableArray.Create("MemoryHandle.Dispose"));

    public static readonly ResourceFamily Libraries = new(ResourceKind.Library, "a loaded library", "NativeLibrary.Free", ImmutableArray.Create("NativeLibrary.Free", "FreeLibrary", "dlclose"));

    public static readonly ResourceFamily SafeHandles = new(ResourceKind.SafeHandle, "a SafeHandle", "Dispose", ImmutableArray.Create("SafeHandle.Dispose"));

    public static readonly ResourceFamily References = new(ResourceKind.Reference, "a reference on a SafeHandle", "DangerousRelease", ImmutableArray.Create("SafeHandle.DangerousRelease"));

    public static readonly ResourceFamily ComReferences = new(ResourceKind.ComReference, "a reference to a COM object", "Marshal.Release", ImmutableArray.Create("Marshal.Release"));

    private static readonly ResourceFamily RegionHandles = new(ResourceKind.Handle, "a region handle", "Region.ReleaseHrgn", ImmutableArray.Create("Region.ReleaseHrgn", "DeleteObject"));

    // Methods of Marshal, NativeMemory and NativeLibrary that return a resource. TryLoad and QueryInterface hand it out.
    private static readonly Dictionary<string, ResourceFamily> Makers = new(StringComparer.Ordinal)
    {
        ["Marshal.AllocHGlobal"] = GlobalMemory,
        ["Marshal.ReAllocHGlobal"] = GlobalMemory,
        ["Marshal.StringToHGlobalAnsi"] = GlobalMemory,
        ["Marshal.StringToHGlobalUni"] = GlobalMemory,
        ["Marshal.StringToHGlobalAuto"] = GlobalMemory,
        ["Marshal.SecureStringToGlobalAllocAnsi"] = GlobalMemory,
        ["Marshal.SecureStringToGlobalAllocUnicode"] = GlobalMemory,
        ["Marshal.AllocCoTaskMem"] = TaskMemory,
        ["Marshal.ReAllocCoTaskMem"] = TaskMemory,
        ["Marshal.StringToCoTaskMemAnsi"] = TaskMemory,
        ["Marshal.StringToCoTaskMemUni"] = TaskMemory,
        ["Marshal.StringToCoTaskMemAuto"] = TaskMemory,
        ["Marshal.StringToCoTaskMemUTF8"] = TaskMemory,
        ["Marshal.SecureStringToCoTaskMemAnsi"] = TaskMemory,
        ["Marshal.SecureStringToCoTaskMemUnicode"] = TaskMemory,
        ["Marshal.StringToBSTR"] = BasicString,
        ["Marshal.SecureStringToBSTR"] = BasicString,
        ["NativeMemory.Alloc"] = NativeMemory,
        ["NativeMemory.AllocZeroed"] = NativeMemory,
        ["NativeMemory.Realloc"] = NativeMemory,
        ["NativeMemory.AlignedAlloc"] = AlignedMemory,
        ["NativeMemory.AlignedRealloc"] = AlignedMemory,
        ["NativeLibrary.Load"] = Libraries,
        ["GCHandle.Alloc"] = GCHandles,
        ["Marshal.GetIUnknownForObject"] = ComReferences,
        ["Marshal.GetComInterfaceForObject"] = ComReferences,
        ["Marshal.GetIDispatchForObject"] = ComReferences,
    };

    private static readonly Dictionary<string, ResourceFamily> Freers = new(StringComparer.Ordinal)
    {
        ["Marshal.FreeHGlobal"] = GlobalMemory,
        ["Marshal.ZeroFreeGlobalAllocAnsi"] = GlobalMemory,
        ["Marshal.ZeroFreeGlobalAllocUnicode"] = GlobalMemory,
        ["Marshal.FreeCoTaskMem"] = TaskMemory,
        ["Marshal.ZeroFreeCoTaskMemAnsi"] = TaskMemory,
        ["Marshal.ZeroFreeCoTaskMemUnicode"] = TaskMemory,
        ["Marshal.ZeroFreeCoTaskMemUTF8"] = TaskMemory,
        ["Marshal.FreeBSTR"] = BasicString,
        ["Marshal.ZeroFreeBSTR"] = BasicString,
        ["NativeMemory.Free"] = NativeMemory,
        ["NativeMemory.AlignedFree"] = AlignedMemory,
        ["NativeLibrary.Free"] = Libraries,
        ["Marshal.Release"] = ComReferences,
    };

    // What their ConvertToUnmanaged(string) makes and their Free takes.
    private static readonly Dictionary<string, ResourceFamily> StringMarshallers = new(StringComparer.Ordinal)
    {
        ["Utf8StringMarshaller"] = Utf8Text,
        ["Utf16StringMarshaller"] = Utf16Text,
        ["AnsiStringMarshaller"] = AnsiText,
        ["BStrStringMarshaller"] = MarshalledBasicString,
    };

    // Reallocation releases what it is given and returns the new block.
    private static readonly Dictionary<string, ResourceFamily> Reallocators = new(StringComparer.Ordinal)
    {
        ["Marshal.ReAllocHGlobal"] = GlobalMemory,
        ["Marshal.ReAllocCoTaskMem"] = TaskMemory,
        ["NativeMemory.Realloc"] = NativeMemory,
        ["NativeMemory.AlignedRealloc"] = AlignedMemory,
    };

    private static readonly string[] InteropServices = new[] { "System", "Runtime", "InteropServices" };
    private static readonly string[] Marshalling = new[] { "System", "Runtime", "InteropServices", "Marshalling" };
    private static readonly string[] Drawing = new[] { "System", "Drawing" };
    private static readonly string[] Buffers = new[] { "System", "Buffers" };

    private static readonly MethodRoles DisposesSafeHandle = Releasing(-1, "SafeHandle.Dispose", "Dispose", SafeHandles);
    private static readonly MethodRoles DisposesGCHandle = Releasing(-1, "GCHandle.Free", "Dispose", GCHandles);
    private static readonly MethodRoles DisposesPin = Releasing(-1, "MemoryHandle.Dispose", "Dispose", Pins);

    private readonly ConcurrentDictionary<ISymbol, MethodRoles> _roles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<NativeFunction, MethodRoles> _fetched = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _holders = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, ResourceFamily> _native = new(StringComparer.Ordinal);
    private readonly InteropContext _interop;
    private readonly NativeFunctions _functions;
    private readonly BoundaryContracts _contracts;

    private ResourceRoles(InteropContext interop)
    {
        _interop = interop;
        _functions = NativeFunctions.Of(interop);
        _contracts = BoundaryContracts.Of(interop);
    }

    public static ResourceRoles Of(InteropContext interop) => interop.Get(static context => new ResourceRoles(context));

    /// <summary>What a call of <paramref name="method"/> does with resources.</summary>
    public MethodRoles For(IMethodSymbol method)
    {
        var key = method.OriginalDefinition;
        return _roles.TryGetValue(key, out var roles) ? roles : _roles.GetOrAdd(key, Read(key));
    }

    /// <summary>The same for a call on <paramref name="receiver"/>: what <c>IDisposable.Dispose</c> releases, as using statements call it, its object tells.</summary>
    public MethodRoles For(IMethodSymbol method, IOperation? receiver)
    {
        if (method is not { Name: "Dispose", ContainingType.SpecialType: SpecialType.System_IDisposable })
        {
            return For(method);
        }

        return Operations.Unconverted(receiver)?.Type switch
        {
            { } type when IsSafeHandle(type) => DisposesSafeHandle,
            { } type when IsGCHandle(type) => DisposesGCHandle,
            INamedTypeSymbol { Name: "MemoryHandle", TypeKind: TypeKind.Struct } => DisposesPin,
            _ => MethodRoles.None,
        };
    }

    /// <summary>What a call through a delegate or function pointer does with resources, by its contract.</summary>
    public MethodRoles For(NativeFunction function)
    {
        if (function.IsFetched)
        {
            return _fetched.TryGetValue(function, out var fetched) ? fetched : _fetched.GetOrAdd(function, ReadNative(function));
        }

        return _roles.TryGetValue(function.Symbol, out var roles) ? roles : _roles.GetOrAdd(function.Symbol, ReadNative(function));
    }

    /// <summary>Whether <paramref name="type"/> is a SafeHandle or CriticalHandle, or derives from one.</summary>
    public bool IsSafeHandle(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, _interop.Types.SafeHandle) || SymbolEqualityComparer.Default.Equals(current, _interop.Types.CriticalHandle))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsGCHandle(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, Name: "GCHandle" or "PinnedGCHandle" or "WeakGCHandle" } named && IsIn(named, InteropServices);

    /// <summary>Whether values of <paramref name="type"/> can be raw native handles or pointers.</summary>
    public static bool IsRaw(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } or { TypeKind: TypeKind.Pointer };

    /// <summary>Whether a resource can travel in a value of <paramref name="type"/>.</summary>
    public bool CanHoldResource(ITypeSymbol? type) =>
        IsRaw(type) || IsSafeHandle(type) || IsGCHandle(type) || type is INamedTypeSymbol { Name: "MemoryHandle", TypeKind: TypeKind.Struct };

    /// <summary>The function that releases each handle in the struct that <paramref name="function"/> fills, or null: Windows has a few of these.</summary>
    public static string? ReleaseOfFilledMembers(NativeFunction function) => SystemLibraries.IsWindows(function.Library)
        ? function.EntryPoint switch
        {
            "GetIconInfo" => "DeleteObject",
            "CreateProcess" or "CreateProcessW" or "CreateProcessA" or "CreateProcessAsUser" or "CreateProcessAsUserW" or "CreateProcessAsUserA" or "CreateProcessWithLogonW" or "CreateProcessWithTokenW" => "CloseHandle",
            _ => null,
        }
        : null;

    /// <summary>The position of the parameter by which a caller of <paramref name="function"/> says where the memory has to lie, or null when it cannot say that.</summary>
    public static int? PlaceParameterOf(NativeFunction function) => function.EntryPoint switch
    {
        "mmap" or "mmap64" or "VirtualAlloc" => 0,
        "VirtualAllocEx" => 1,
        "MapViewOfFileEx" => 5,
        _ => null,
    };

    /// <summary>What a field of such a struct holds.</summary>
    public Acquisition FilledMember(NativeFunction function, int parameter, string release) => new(
        parameter,
        NativeHandle(LibraryNames.Normalize(function.Library), release),
        Evidence.Known,
        "known from the Windows documentation",
        false);

    private ResourceFamily NativeHandle(string? library, string release) =>
        _native.GetOrAdd($"{library}:{release}:", _ => new ResourceFamily(ResourceKind.Handle, "a native handle", release, ImmutableArray.Create(release)));

    /// <summary>Whether a struct is nothing but one raw handle.</summary>
    public static bool IsOneHandle(INamedTypeSymbol type)
    {
        IFieldSymbol? only = null;
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
            {
                if (only is not null)
                {
                    return false;
                }

                only = field;
            }
        }

        return only is not null && IsRaw(only.Type);
    }

    /// <summary>Whether a struct has fields that can hold resources and do not share their place with others.</summary>
    public bool HoldsResources(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        return _holders.TryGetValue(type, out var holds) ? holds : _holders.GetOrAdd(type, ReadHolder(type));
    }

    private bool ReadHolder(INamedTypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None || CanHoldResource(type))
        {
            return false;
        }

        foreach (var attribute in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, _interop.Types.StructLayoutAttribute)
                && attribute.ConstructorArguments is { Length: 1 } arguments && arguments[0].Value is (int)System.Runtime.InteropServices.LayoutKind.Explicit)
            {
                return false;
            }
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsConst: false, RefKind: RefKind.None } field && CanHoldResource(field.Type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="family"/> is memory that no native library releases by a function of its own.</summary>
    public static bool IsFrameworkMemory(ResourceFamily family) =>
        ReferenceEquals(family, GlobalMemory) || ReferenceEquals(family, TaskMemory) || ReferenceEquals(family, BasicString) || StringMarshallers.ContainsValue(family);

    private MethodRoles Read(IMethodSymbol method)
    {
        if (_functions.FromMethod(method) is { IsImport: true } function)
        {
            return ReadNative(function);
        }

        if (method.ContainingType is not { } type)
        {
            return MethodRoles.None;
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            return ReadConstructor(method, type);
        }

        if (IsIn(type, InteropServices))
        {
            return ReadFramework(method, type);
        }

        if (IsIn(type, Marshalling) && StringMarshallers.TryGetValue(type.Name, out var text) && method is { IsStatic: true, Parameters.Length: 1 })
        {
            var name = type.Name + "." + method.Name;
            return method.Name switch
            {
                "ConvertToUnmanaged" => Making(-1, text, name),
                "Free" => Releasing(0, name, name, text),
                _ => MethodRoles.None,
            };
        }

        if (IsIn(type, Drawing))
        {
            return ReadDrawing(method, type.Name + "." + method.Name);
        }

        if (IsIn(type, Buffers) && type.Name == "MemoryHandle" && method.Name == "Dispose")
        {
            return Releasing(-1, "MemoryHandle.Dispose", "MemoryHandle.Dispose", Pins);
        }

        if (method is { Name: "Pin", IsStatic: false, ReturnType: INamedTypeSymbol { Name: "MemoryHandle" } } && type.ContainingNamespace?.Name is "System" or "Buffers")
        {
            return Making(-1, Pins, method.ContainingType.Name + ".Pin");
        }

        if (IsSafeHandle(type) && method is { Name: "Dispose" or "Close", IsStatic: false, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 0 })
        {
            return Releasing(-1, "SafeHandle.Dispose", method.Name, SafeHandles);
        }

        // Factories of the framework; what other methods with source do, their summaries tell.
        if (IsSafeHandle(method.ReturnType) && method.IsStatic && method.DeclaringSyntaxReferences.IsEmpty && NativeNames.AsAcquirer(method.Name) is not null)
        {
            return Making(-1, SafeHandles, $"{type.Name}.{method.Name}");
        }

        return MethodRoles.None;
    }

    private MethodRoles ReadConstructor(IMethodSymbol constructor, INamedTypeSymbol type)
    {
        if (IsGCHandle(type) && type.IsGenericType && constructor.Parameters.Length > 0)
        {
            return Making(-1, GCHandles, type.Name);
        }

        // A handle that is made empty is filled by the marshaller or by SetHandle: there is nothing to release yet.
        return IsSafeHandle(type) && constructor.Parameters.Length > 0 ? Making(-1, SafeHandles, type.Name) : MethodRoles.None;
    }

    /// <summary>GDI objects that the framework makes and its own objects do not own.</summary>
    private MethodRoles ReadDrawing(IMethodSymbol method, string name) => name switch
    {
        "Bitmap.GetHbitmap" or "Font.ToHfont" => Making(-1, NativeHandle("gdi32", "DeleteObject"), name),
        "Bitmap.GetHicon" => Making(-1, NativeHandle("user32", "DestroyIcon"), name),
        "Region.GetHrgn" => Making(-1, RegionHandles, name),
        "Region.ReleaseHrgn" when method.Parameters.Length == 1 => Releasing(0, name, name, RegionHandles),
        _ => MethodRoles.None,
    };

    private MethodRoles ReadFramework(IMethodSymbol method, INamedTypeSymbol type)
    {
        var name = type.Name + "." + method.Name;
        if (!method.IsStatic)
        {
            return method.Name switch
            {
                "Free" or "Dispose" when IsGCHandle(type) => Releasing(-1, "GCHandle.Free", name, GCHandles),
                "Dispose" or "Close" when IsSafeHandle(type) && method.Parameters.IsEmpty => Releasing(-1, "SafeHandle.Dispose", method.Name, SafeHandles),
                _ => MethodRoles.None,
            };
        }

        if (Reallocators.TryGetValue(name, out var reallocated) && method.Parameters.Length > 0)
        {
            return new MethodRoles
            {
                Acquisitions = ImmutableArray.Create(new Acquisition(-1, reallocated, Evidence.Known, name)),
                Releases = ImmutableArray.Create(new Release(0, reallocated.ReleaseKeys[0], name, Evidence.Known, "") { Family = reallocated }),
            };
        }

        if (Makers.TryGetValue(name, out var family))
        {
            return Making(-1, family, name);
        }

        if (Freers.TryGetValue(name, out family))
        {
            return Releasing(0, name, name, family);
        }

        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (method.Parameters[i].RefKind == RefKind.Out)
            {
                switch (name)
                {
                    case "NativeLibrary.TryLoad":
                        return Making(i, Libraries, name, true);
                    case "Marshal.QueryInterface":
                        return Making(i, ComReferences, name, true);
                }
            }
        }

        return name == "Marshal.AddRef" ? new MethodRoles { Retains = true } : MethodRoles.None;
    }

    private MethodRoles ReadNative(NativeFunction function)
    {
        var contract = _contracts.For(function);
        var acquisitions = ImmutableArray.CreateBuilder<Acquisition>();
        var releases = ImmutableArray.CreateBuilder<Release>();
        var takes = ImmutableArray.CreateBuilder<int>();
        var takesSource = "";
        var takesEvidence = Evidence.None;
        AddAcquisition(function, contract, function.Return, acquisitions);
        foreach (var parameter in function.Parameters)
        {
            var ownership = contract[parameter].Ownership;
            if (!ownership.IsKnown)
            {
                if (parameter.RefKind == RefKind.Out)
                {
                    AddAcquisition(function, contract, parameter, acquisitions);
                }

                continue;
            }

            switch (ownership.Value.Kind)
            {
                case OwnershipKind.Owned:
                    AddAcquisition(function, contract, parameter, acquisitions);
                    break;
                case OwnershipKind.Releases:
                    releases.Add(new Release(parameter.Index, function.EntryPoint ?? function.Symbol.Name, function.DisplayName, ownership.Evidence, ownership.Source, contract[parameter].HandleType is { IsKnown: true, Value: var type } ? type : null)
                    {
                        IsOfSystem = IsOfSystem(function, ownership.Evidence),
                    });
                    break;
                case OwnershipKind.Taken:
                    takes.Add(parameter.Index);
                    (takesSource, takesEvidence) = (ownership.Source, ownership.Evidence);
                    break;
            }
        }

        var retains = IsRetain(function);
        return acquisitions.Count == 0 && releases.Count == 0 && takes.Count == 0 && !retains
            ? MethodRoles.None
            : new MethodRoles
            {
                Acquisitions = acquisitions.ToImmutable(),
                Releases = releases.ToImmutable(),
                Takes = takes.ToImmutable(),
                TakesSource = takesSource,
                TakesEvidence = takesEvidence,
                Retains = retains,
            };
    }

    private void AddAcquisition(NativeFunction function, FunctionContract contract, NativeParameter value, ImmutableArray<Acquisition>.Builder acquisitions)
    {
        var facts = contract[value];

        // Of an out parameter, "nonnull" speaks of the place and not of what is put there.
        var isNeverNull = value.IsReturn && facts.Nullable is { IsKnown: true, Value: false };
        if (!facts.Ownership.IsKnown && IsSafeHandle(value.Type))
        {
            // The marshaller makes an object that releases what it holds, whatever the names say.
            acquisitions.Add(new Acquisition(value.Index, SafeHandles, Evidence.Known, "", !isNeverNull));
            return;
        }

        if (facts.Ownership is not { IsKnown: true, Value: { Kind: OwnershipKind.Owned } ownership } fact)
        {
            return;
        }

        var invalid = facts.Invalid.IsKnown ? facts.Invalid.Value : 0;
        var canFail = !isNeverNull
            && (facts.Invalid.IsKnown || facts.Nullable is { IsKnown: true, Value: true } || (value.IsReturn && contract.Status is { IsKnown: true, Value.Kind: StatusKind.NotNull }));
        if (IsSafeHandle(value.Type))
        {
            acquisitions.Add(new Acquisition(value.Index, SafeHandles, fact.Evidence, fact.Source, !isNeverNull, invalid));
        }
        else if (value.Type.SpecialType != SpecialType.System_String)
        {
            acquisitions.Add(new Acquisition(value.Index, FamilyOf(function, fact, facts), fact.Evidence, fact.Source, canFail, invalid));
        }
    }

    private static bool IsOfSystem(NativeFunction function, Evidence evidence) => evidence == Evidence.Known && SystemLibraries.IsAny(function.Library);

    private ResourceFamily FamilyOf(NativeFunction function, Fact<Ownership> stated, ValueContract facts)
    {
        var ownership = stated.Value;
        var release = ownership.Name;
        var isOfSystem = IsOfSystem(function, stated.Evidence);
        switch (release)
        {
            case "free" when SystemLibraries.IsCLibrary(function.Library) || ownership.IsMemory:
                return LibraryMemory;
            case "LocalFree" or "GlobalFree":
                return GlobalMemory;
            case "CoTaskMemFree":
                return TaskMemory;
            case "FreeLibrary" or "dlclose":
                return Libraries;
            case "SysFreeString":
                return BasicString;
            default:
                var type = facts.HandleType is { IsKnown: true, Value: var name } ? name : null;
                var library = LibraryNames.Normalize(function.Library);
                return _native.GetOrAdd($"{library}:{release}:{type}:{isOfSystem}", _ => new ResourceFamily(
                    ownership.IsMemory ? ResourceKind.Memory : ResourceKind.Handle,
                    ownership.IsMemory ? $"memory of {function.DisplayName}" : type is null ? "a native handle" : $"a {type}",
                    release ?? "its release function",
                    release is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(release)) { HandleType = type, IsOfSystem = isOfSystem });
        }
    }

    /// <summary>Reference-counted natives: the last word says that one more release is due.</summary>
    private static bool IsRetain(NativeFunction function)
    {
        if (function.EntryPoint is not { } name || function.Parameters.IsEmpty)
        {
            return false;
        }

        foreach (var word in NativeNames.Words(name))
        {
            if (word is "ref" or "retain" or "addref" or "reference" or "incref" or "dup" or "keep")
            {
                return true;
            }
        }

        return false;
    }

    private static MethodRoles Making(int parameter, ResourceFamily family, string source, bool canFail = false) =>
        new() { Acquisitions = ImmutableArray.Create(new Acquisition(parameter, family, Evidence.Known, source, canFail)) };

    private static MethodRoles Releasing(int parameter, string key, string displayName, ResourceFamily family) =>
        new() { Releases = ImmutableArray.Create(new Release(parameter, key, displayName, Evidence.Known, "") { Family = family }) };

    private static ResourceFamily Memory(string name, string release, params string[] others) =>
        new(ResourceKind.Memory, name, release, ImmutableArray.Create(release).AddRange(others));

    private static bool IsIn(INamedTypeSymbol type, string[] names)
    {
        var space = type.ContainingNamespace;
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (space is null || space.Name != names[i])
            {
                return false;
            }

            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: true };
    }
}
