using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

/// <summary>
/// What a compiler for one target tells a header before its first line: predefined macros, the sizes of C's types, and the names that the system's
/// own headers would declare, so that none of those headers is needed.
/// </summary>
internal sealed class TargetProfile
{
    // A type that is another name of a basic one. On Windows the second table applies as well, behind the first.
    private static readonly (string Name, CBasicKind Kind)[] FixedNames =
    [
        ("bool", CBasicKind.Bool), ("int8_t", CBasicKind.SignedChar), ("uint8_t", CBasicKind.UnsignedChar), ("int16_t", CBasicKind.Short),
        ("uint16_t", CBasicKind.UnsignedShort), ("int32_t", CBasicKind.Int), ("uint32_t", CBasicKind.UnsignedInt), ("char8_t", CBasicKind.UnsignedChar),
        ("char16_t", CBasicKind.UnsignedShort), ("char32_t", CBasicKind.UnsignedInt), ("int_least8_t", CBasicKind.SignedChar),
        ("uint_least8_t", CBasicKind.UnsignedChar), ("int_least16_t", CBasicKind.Short), ("uint_least16_t", CBasicKind.UnsignedShort),
        ("int_least32_t", CBasicKind.Int), ("uint_least32_t", CBasicKind.UnsignedInt), ("pid_t", CBasicKind.Int), ("uid_t", CBasicKind.UnsignedInt),
        ("gid_t", CBasicKind.UnsignedInt), ("id_t", CBasicKind.UnsignedInt), ("socklen_t", CBasicKind.UnsignedInt), ("errno_t", CBasicKind.Int),
        ("sig_atomic_t", CBasicKind.Int), ("clockid_t", CBasicKind.Int), ("key_t", CBasicKind.Int), ("__int128_t", CBasicKind.Int128),
        ("__uint128_t", CBasicKind.UnsignedInt128), ("va_list", CBasicKind.VariableArguments), ("__gnuc_va_list", CBasicKind.VariableArguments),
        ("__u8", CBasicKind.UnsignedChar), ("__u16", CBasicKind.UnsignedShort), ("__u32", CBasicKind.UnsignedInt), ("__s8", CBasicKind.SignedChar),
        ("__s16", CBasicKind.Short), ("__s32", CBasicKind.Int), ("__u64", CBasicKind.UnsignedLongLong), ("__s64", CBasicKind.LongLong),
        ("u_char", CBasicKind.UnsignedChar), ("u_short", CBasicKind.UnsignedShort), ("u_int", CBasicKind.UnsignedInt), ("u_long", CBasicKind.UnsignedLong),
        ("uint", CBasicKind.UnsignedInt), ("ushort", CBasicKind.UnsignedShort), ("ulong", CBasicKind.UnsignedLong), ("in_addr_t", CBasicKind.UnsignedInt),
        ("in_port_t", CBasicKind.UnsignedShort), ("sa_family_t", CBasicKind.UnsignedShort),
    ];

    private static readonly (string Name, CBasicKind Kind)[] WindowsNames =
    [
        ("BOOL", CBasicKind.Int), ("BOOLEAN", CBasicKind.UnsignedChar), ("BYTE", CBasicKind.UnsignedChar), ("UCHAR", CBasicKind.UnsignedChar),
        ("CHAR", CBasicKind.Char), ("SHORT", CBasicKind.Short), ("USHORT", CBasicKind.UnsignedShort), ("WORD", CBasicKind.UnsignedShort),
        ("ATOM", CBasicKind.UnsignedShort), ("LANGID", CBasicKind.UnsignedShort), ("INT", CBasicKind.Int), ("UINT", CBasicKind.UnsignedInt),
        ("LONG", CBasicKind.Long), ("ULONG", CBasicKind.UnsignedLong), ("DWORD", CBasicKind.UnsignedLong), ("LCID", CBasicKind.UnsignedLong),
        ("COLORREF", CBasicKind.UnsignedLong), ("HRESULT", CBasicKind.Long), ("NTSTATUS", CBasicKind.Long), ("LSTATUS", CBasicKind.Long),
        ("LONGLONG", CBasicKind.LongLong), ("ULONGLONG", CBasicKind.UnsignedLongLong), ("DWORDLONG", CBasicKind.UnsignedLongLong),
        ("INT8", CBasicKind.SignedChar), ("UINT8", CBasicKind.UnsignedChar), ("INT16", CBasicKind.Short), ("UINT16", CBasicKind.UnsignedShort),
        ("INT32", CBasicKind.Int), ("UINT32", CBasicKind.UnsignedInt), ("DWORD32", CBasicKind.UnsignedInt), ("INT64", CBasicKind.LongLong),
        ("UINT64", CBasicKind.UnsignedLongLong), ("DWORD64", CBasicKind.UnsignedLongLong), ("LONG32", CBasicKind.Int), ("ULONG32", CBasicKind.UnsignedInt),
        ("LONG64", CBasicKind.LongLong), ("ULONG64", CBasicKind.UnsignedLongLong), ("FLOAT", CBasicKind.Float), ("DOUBLE", CBasicKind.Double),
        ("VOID", CBasicKind.Void), ("_Fcomplex", CBasicKind.FloatComplex), ("_Dcomplex", CBasicKind.DoubleComplex),
        ("_Lcomplex", CBasicKind.LongDoubleComplex),
    ];

    private static readonly string[] WindowsPointerSizedSigned = ["INT_PTR", "LONG_PTR", "SSIZE_T", "LPARAM", "LRESULT"];

    private static readonly string[] WindowsPointerSizedUnsigned = ["UINT_PTR", "ULONG_PTR", "DWORD_PTR", "SIZE_T", "WPARAM", "SOCKET"];

    private static readonly string[] WindowsHandles =
    [
        "HANDLE", "HWND", "HMODULE", "HINSTANCE", "HKEY", "HDC", "HGLOBAL", "HLOCAL", "HMENU", "HICON", "HCURSOR", "HBRUSH", "HBITMAP", "HFONT", "HMONITOR",
        "HHOOK", "HDESK", "HRSRC", "SC_HANDLE", "PVOID", "LPVOID", "PSID",
    ];

    // Behind the tables that it is made of: static fields are initialised in their order.
    // Lazy, because a project has three or four targets of eleven.
    private static readonly Dictionary<string, Lazy<TargetProfile>> Profiles = MakeAll();

    private readonly CBasicType[] basicTypes;
    private readonly Dictionary<string, CType> systemTypes = new(StringComparer.Ordinal);

    private TargetProfile(DataModel model, TargetOs os, TargetArchitecture architecture)
    {
        Model = model;
        Os = os;
        Architecture = architecture;
        basicTypes = MakeBasicTypes(model);
        AddSystemTypes();
        Predefined = Preprocessor.MacrosOf(HeaderFile.Lex("<predefined>", PredefinedText(), CancellationToken.None));
    }

    public DataModel Model { get; }

    public TargetOs Os { get; }

    public TargetArchitecture Architecture { get; }

    /// <summary>The macros that exist before the first line; never changed.</summary>
    public Dictionary<string, Macro> Predefined { get; }

    /// <summary>Whether a bit-field without a name raises the record's alignment, as Arm's ABI has it (and Apple's variant of it has not).</summary>
    public bool UnnamedBitFieldsAlign => Os is TargetOs.Linux or TargetOs.Android && Architecture is TargetArchitecture.Arm or TargetArchitecture.Arm64;

    /// <summary>Whether the size of an array is rounded up to an alignment that a typedef adds to its element. On 32-bit Windows it is not.</summary>
    public bool RoundsArraySizes => Model.Rules != LayoutRules.Msvc || Model.PointerSize == 8;

    /// <summary>What <c>__attribute__((aligned))</c> without a value means.</summary>
    public int LargestAlignment => Architecture == TargetArchitecture.Arm ? 8 : 16;

    public static TargetProfile Of(DataModel model) => Profiles[model.Name].Value;

    public CBasicType Basic(CBasicKind kind) => basicTypes[(int)kind];

    public CType PointerTo(CType pointee) =>
        pointee.Depth >= CType.MaximumDepth ? new CUnknownType("a type that nests too deep") : new CPointerType(pointee, Model.PointerSize);

    /// <summary>A name that the system's headers declare.</summary>
    public bool TryGetSystemType(string name, out CType type) => systemTypes.TryGetValue(name, out type!);

    private static Dictionary<string, Lazy<TargetProfile>> MakeAll()
    {
        var profiles = new Dictionary<string, Lazy<TargetProfile>>(StringComparer.Ordinal);
        foreach (var model in DataModel.All)
        {
            var dash = model.Name.IndexOf('-');
            var os = model.Name.Substring(0, dash) switch
            {
                "win" => TargetOs.Windows,
                "osx" => TargetOs.MacOS,
                "browser" => TargetOs.Browser,
                _ => TargetOs.Linux,
            };
            var architecture = model.Name.Substring(dash + 1) switch
            {
                "x64" => TargetArchitecture.X64,
                "x86" => TargetArchitecture.X86,
                "arm64" => TargetArchitecture.Arm64,
                "arm" => TargetArchitecture.Arm,
                "riscv64" => TargetArchitecture.RiscV64,
                _ => TargetArchitecture.Wasm,
            };
            profiles.Add(model.Name, new Lazy<TargetProfile>(() => new TargetProfile(model, os, architecture)));
        }

        return profiles;
    }

    private static CBasicType[] MakeBasicTypes(DataModel model)
    {
        var types = new CBasicType[(int)CBasicKind.VariableArguments + 1];
        void Add(CBasicKind kind, CTypeClass family, string spelling, int size, int alignment, bool isSigned = false) =>
            types[(int)kind] = new CBasicType(kind, family, spelling, size, alignment, isSigned);

        void AddInteger(CBasicKind signed, CBasicKind unsigned, string spelling, int size, int alignment)
        {
            Add(signed, CTypeClass.Integer, spelling, size, alignment, isSigned: true);
            Add(unsigned, CTypeClass.Integer, "unsigned " + spelling, size, alignment);
        }

        var longAlignment = model.LongSize == 8 ? model.Int64Alignment : 4;
        Add(CBasicKind.Void, CTypeClass.Void, "void", 0, 0);
        Add(CBasicKind.Bool, CTypeClass.Integer, "bool", 1, 1);
        Add(CBasicKind.Char, CTypeClass.Integer, "char", 1, 1, model.CharSigned);
        Add(CBasicKind.SignedChar, CTypeClass.Integer, "signed char", 1, 1, isSigned: true);
        Add(CBasicKind.UnsignedChar, CTypeClass.Integer, "unsigned char", 1, 1);
        AddInteger(CBasicKind.Short, CBasicKind.UnsignedShort, "short", 2, 2);
        AddInteger(CBasicKind.Int, CBasicKind.UnsignedInt, "int", 4, 4);
        AddInteger(CBasicKind.Long, CBasicKind.UnsignedLong, "long", model.LongSize, longAlignment);
        AddInteger(CBasicKind.LongLong, CBasicKind.UnsignedLongLong, "long long", 8, model.Int64Alignment);
        AddInteger(CBasicKind.Int128, CBasicKind.UnsignedInt128, "__int128", 16, 16);
        Add(CBasicKind.Half, CTypeClass.Floating, "_Float16", 2, 2);
        Add(CBasicKind.Float, CTypeClass.Floating, "float", 4, 4);
        Add(CBasicKind.Double, CTypeClass.Floating, "double", 8, model.DoubleAlignment);
        Add(CBasicKind.LongDouble, CTypeClass.Floating, "long double", model.LongDoubleSize, model.LongDoubleAlignment);
        Add(CBasicKind.Float128, CTypeClass.Floating, "_Float128", 16, 16);
        Add(CBasicKind.FloatComplex, CTypeClass.Complex, "float _Complex", 8, 4);
        Add(CBasicKind.DoubleComplex, CTypeClass.Complex, "double _Complex", 16, model.DoubleAlignment);
        Add(CBasicKind.LongDoubleComplex, CTypeClass.Complex, "long double _Complex", 2 * model.LongDoubleSize, model.LongDoubleAlignment);
        Add(CBasicKind.VariableArguments, CTypeClass.VariableArguments, "va_list", 0, 0);
        return types;
    }

    private void AddSystemTypes()
    {
        void Add(string name, CType target) => systemTypes[name] = new CTypedefType(name, target);

        void AddBasic(CBasicKind kind, params string[] names)
        {
            foreach (var name in names)
            {
                Add(name, Basic(kind));
            }
        }

        foreach (var (name, kind) in FixedNames)
        {
            Add(name, Basic(kind));
        }

        // 64-bit integers and those of pointer size are long where long has that size.
        var hasWideLong = Model.LongSize == 8;
        var wide = hasWideLong && Os != TargetOs.MacOS ? CBasicKind.Long : CBasicKind.LongLong;
        AddBasic(wide, "int64_t", "int_least64_t", "int_fast64_t", "intmax_t", "loff_t", "off64_t", "__int64_t");
        AddBasic(wide + 1, "uint64_t", "uint_least64_t", "uint_fast64_t", "uintmax_t");
        var (signedPointer, unsignedPointer) = Model.PointerSize == Model.LongSize && Model.PointerSize == 8
            ? (CBasicKind.Long, CBasicKind.UnsignedLong)
            : Model.PointerSize == 8 ? (CBasicKind.LongLong, CBasicKind.UnsignedLongLong) : (CBasicKind.Int, CBasicKind.UnsignedInt);
        AddBasic(signedPointer, "ptrdiff_t", "intptr_t", "ssize_t");
        AddBasic(unsignedPointer, "size_t", "uintptr_t", "rsize_t");

        // The C libraries choose freely what is fast; only Windows and the 8-bit ones are the same everywhere.
        var fast = Os == TargetOs.Windows || Os == TargetOs.MacOS || Model.PointerSize == 4 ? CBasicKind.Int : CBasicKind.Long;
        AddBasic(CBasicKind.SignedChar, "int_fast8_t");
        AddBasic(CBasicKind.UnsignedChar, "uint_fast8_t");
        AddBasic(Os == TargetOs.MacOS ? CBasicKind.Short : fast, "int_fast16_t");
        AddBasic(Os == TargetOs.MacOS ? CBasicKind.UnsignedShort : fast + 1, "uint_fast16_t");
        AddBasic(fast, "int_fast32_t");
        AddBasic(fast + 1, "uint_fast32_t");

        AddBasic(
            Model.WCharSize == 2 ? CBasicKind.UnsignedShort : Model.WCharSigned ? CBasicKind.Int : CBasicKind.UnsignedInt, "wchar_t");
        AddBasic(Os == TargetOs.Windows ? CBasicKind.UnsignedShort : Os == TargetOs.MacOS ? CBasicKind.Int : CBasicKind.UnsignedInt, "wint_t");
        AddBasic(Model.TimeSize == 8 ? hasWideLong ? CBasicKind.Long : CBasicKind.LongLong : CBasicKind.Long, "time_t", "__time_t");
        AddBasic(CBasicKind.LongLong, "__time64_t");
        AddBasic(CBasicKind.Long, "__time32_t", "clock_t", "suseconds_t");
        AddBasic(Model.OffsetSize == 8 ? hasWideLong ? CBasicKind.Long : CBasicKind.LongLong : CBasicKind.Long, "off_t", "__off_t");
        AddBasic(Os == TargetOs.MacOS || Os == TargetOs.Windows ? CBasicKind.UnsignedShort : CBasicKind.UnsignedInt, "mode_t");
        systemTypes["FILE"] = new CTypedefType("FILE", new CRecord("_iobuf", isUnion: false, default));
        foreach (var name in OpaqueNames)
        {
            systemTypes[name] = new CTypedefType(name, new CRecord(name, isUnion: false, default));
        }

        Add("__builtin_va_list", Basic(CBasicKind.VariableArguments));
        Add("max_align_t", new CUnknownType("max_align_t"));
        if (Os == TargetOs.Windows)
        {
            AddWindowsTypes(signedPointer, unsignedPointer);
        }
    }

    // Each C library lays these out in its own way, so that only their names are known.
    private static readonly string[] OpaqueNames =
    [
        "fd_set", "DIR", "sigset_t", "sem_t", "pthread_t", "pthread_mutex_t", "pthread_rwlock_t", "pthread_cond_t", "pthread_attr_t", "pthread_barrier_t", "pthread_once_t", "pthread_key_t", "pthread_spinlock_t", "pthread_mutexattr_t",
        "pthread_condattr_t", "regex_t", "glob_t", "fpos_t", "mbstate_t",
    ];

    private void AddWindowsTypes(CBasicKind signedPointer, CBasicKind unsignedPointer)
    {
        foreach (var (name, kind) in WindowsNames)
        {
            systemTypes[name] = new CTypedefType(name, Basic(kind));
        }

        foreach (var name in WindowsPointerSizedSigned)
        {
            systemTypes[name] = new CTypedefType(name, Basic(signedPointer));
        }

        foreach (var name in WindowsPointerSizedUnsigned)
        {
            systemTypes[name] = new CTypedefType(name, Basic(unsignedPointer));
        }

        foreach (var name in WindowsHandles)
        {
            systemTypes[name] = new CTypedefType(name, PointerTo(Basic(CBasicKind.Void)));
        }

        systemTypes["WCHAR"] = new CTypedefType("WCHAR", systemTypes["wchar_t"]);
        systemTypes["LPCVOID"] = new CTypedefType("LPCVOID", PointerTo(new CQualifiedType(Basic(CBasicKind.Void), CQualifiers.Const)));
        foreach (var (name, element) in new[]
        {
            ("PSTR", "CHAR"), ("LPSTR", "CHAR"), ("PWSTR", "WCHAR"), ("LPWSTR", "WCHAR"), ("LPBYTE", "BYTE"), ("PBYTE", "BYTE"), ("LPDWORD", "DWORD"),
            ("PDWORD", "DWORD"), ("PULONG", "ULONG"), ("PLONG", "LONG"), ("LPLONG", "LONG"), ("PBOOL", "BOOL"), ("LPBOOL", "BOOL"), ("LPINT", "INT"),
            ("PUINT", "UINT"), ("PHANDLE", "HANDLE"), ("LPHANDLE", "HANDLE"), ("PHKEY", "HKEY"),
        })
        {
            systemTypes[name] = new CTypedefType(name, PointerTo(systemTypes[element]));
        }

        foreach (var (name, element) in new[] { ("PCSTR", "CHAR"), ("LPCSTR", "CHAR"), ("PCWSTR", "WCHAR"), ("LPCWSTR", "WCHAR") })
        {
            systemTypes[name] = new CTypedefType(name, PointerTo(new CQualifiedType(systemTypes[element], CQualifiers.Const)));
        }
    }

    private string PredefinedText()
    {
        var text = new StringBuilder();
        void Define(string name, string value = "1") => text.Append("#define ").Append(name).Append(' ').Append(value).Append('\n');

        void DefineSize(string name, int size) => Define(name, size.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Define("__STDC__");
        Define("__STDC_VERSION__", "201710L");
        Define("__STDC_HOSTED__");
        Define("__COUNTER__", "0");
        Define("__CHAR_BIT__", "8");
        Define("CHAR_BIT", "8");
        DefineOperatingSystem(Define);
        DefineArchitecture(Define);
        if (Os != TargetOs.Windows)
        {
            Define("__GNUC__", Os is TargetOs.MacOS or TargetOs.Browser ? "4" : "12");
            Define("__GNUC_MINOR__", "2");
            Define("__GNUC_PATCHLEVEL__", Os is TargetOs.MacOS or TargetOs.Browser ? "1" : "0");
            DefineSize("__SIZEOF_POINTER__", Model.PointerSize);
            DefineSize("__SIZEOF_LONG__", Model.LongSize);
            DefineSize("__SIZEOF_SIZE_T__", Model.PointerSize);
            DefineSize("__SIZEOF_WCHAR_T__", Model.WCharSize);
            Define("__SIZEOF_INT__", "4");
            Define("__SIZEOF_LONG_LONG__", "8");
            Define("__ORDER_LITTLE_ENDIAN__", "1234");
            Define("__ORDER_BIG_ENDIAN__", "4321");
            Define("__BYTE_ORDER__", "1234");
            Define("__LITTLE_ENDIAN__");
            if (!Model.CharSigned)
            {
                Define("__CHAR_UNSIGNED__");
            }
        }

        if (Model.PointerSize == 8 && Model.LongSize == 8)
        {
            Define("__LP64__");
            Define("_LP64");
        }

        // Names of types that compilers offer as macros, and the limits of <stdint.h> and <limits.h>.
        var wide = Model.LongSize == 8 && Os != TargetOs.MacOS ? "L" : "LL";
        var pointer = Model.PointerSize == 8 ? "64" : "32";
        var pointerWord = Model.PointerSize == 4 ? "int" : Model.LongSize == 8 ? "long" : "long long";
        Define("__SIZE_TYPE__", "unsigned " + pointerWord);
        Define("__PTRDIFF_TYPE__", pointerWord);
        Define("__INTPTR_TYPE__", pointerWord);
        Define("__UINTPTR_TYPE__", "unsigned " + pointerWord);
        Define("__INT64_TYPE__", wide == "L" ? "long" : "long long");
        Define("__UINT64_TYPE__", wide == "L" ? "unsigned long" : "unsigned long long");
        Define("__INT32_TYPE__", "int");
        Define("__UINT32_TYPE__", "unsigned int");
        Define("__WCHAR_TYPE__", Model.WCharSize == 2 ? "unsigned short" : Model.WCharSigned ? "int" : "unsigned int");
        foreach (var (bits, suffix, maximum) in new[] { ("8", "", "127"), ("16", "", "32767"), ("32", "", "2147483647"), ("64", wide, "9223372036854775807") })
        {
            Define("INT" + bits + "_MAX", maximum + suffix);
            Define("INT" + bits + "_MIN", "(-" + maximum + suffix + "-1)");
            var unsignedMaximum = bits switch { "8" => "255", "16" => "65535", "32" => "4294967295U", _ => "18446744073709551615U" + suffix };
            Define("UINT" + bits + "_MAX", unsignedMaximum);
            Define("INT" + bits + "_C(c)", suffix.Length == 0 ? "c" : "c##" + suffix);
            Define("UINT" + bits + "_C(c)", bits is "8" or "16" ? "c" : "c##U" + suffix);
        }

        Define("INTMAX_C(c)", "c##" + wide);
        Define("UINTMAX_C(c)", "c##U" + wide);
        Define("INTMAX_MAX", "INT64_MAX");
        Define("INTMAX_MIN", "INT64_MIN");
        Define("UINTMAX_MAX", "UINT64_MAX");
        Define("SIZE_MAX", "UINT" + pointer + "_MAX");
        Define("UINTPTR_MAX", "UINT" + pointer + "_MAX");
        Define("INTPTR_MAX", "INT" + pointer + "_MAX");
        Define("INTPTR_MIN", "INT" + pointer + "_MIN");
        Define("PTRDIFF_MAX", "INT" + pointer + "_MAX");
        Define("PTRDIFF_MIN", "INT" + pointer + "_MIN");
        Define("SCHAR_MAX", "127");
        Define("SCHAR_MIN", "(-128)");
        Define("UCHAR_MAX", "255");
        Define("CHAR_MAX", Model.CharSigned ? "127" : "255");
        Define("CHAR_MIN", Model.CharSigned ? "(-128)" : "0");
        Define("SHRT_MAX", "32767");
        Define("SHRT_MIN", "(-32768)");
        Define("USHRT_MAX", "65535");
        Define("INT_MAX", "2147483647");
        Define("INT_MIN", "(-2147483647-1)");
        Define("UINT_MAX", "4294967295U");
        Define("LONG_MAX", Model.LongSize == 8 ? "9223372036854775807L" : "2147483647L");
        Define("LONG_MIN", "(-LONG_MAX-1L)");
        Define("ULONG_MAX", Model.LongSize == 8 ? "18446744073709551615UL" : "4294967295UL");
        Define("LLONG_MAX", "9223372036854775807LL");
        Define("LLONG_MIN", "(-9223372036854775807LL-1)");
        Define("ULLONG_MAX", "18446744073709551615ULL");
        return text.ToString();
    }

    private void DefineOperatingSystem(Action<string, string> define)
    {
        switch (Os)
        {
            case TargetOs.Windows:
                define("_WIN32", "1");
                define("_MSC_VER", "1940");
                define("_MSC_FULL_VER", "194033811");
                define("_MSC_EXTENSIONS", "1");
                define("_INTEGRAL_MAX_BITS", "64");
                define("_MT", "1");
                define("_DLL", "1");

                // From <windows.h>, which nobody hands over.
                define("WINAPI", "__stdcall");
                define("APIENTRY", "__stdcall");
                define("CALLBACK", "__stdcall");
                define("STDMETHODCALLTYPE", "__stdcall");
                define("CONST", "const");
                define("FAR", string.Empty);
                define("DECLARE_HANDLE(name)", "struct name##__ { int unused; }; typedef struct name##__ *name");
                if (Model.PointerSize == 8)
                {
                    define("_WIN64", "1");
                }

                break;
            case TargetOs.MacOS:
                define("__APPLE__", "1");
                define("__MACH__", "1");
                define("__clang__", "1");
                define("__clang_major__", "15");
                define("__clang_minor__", "0");
                define("TARGET_OS_MAC", "1");
                define("TARGET_OS_OSX", "1");
                break;
            case TargetOs.Browser:
                define("__EMSCRIPTEN__", "1");
                define("EMSCRIPTEN", "1");
                define("__unix__", "1");
                define("__clang__", "1");
                define("__clang_major__", "15");
                define("__clang_minor__", "0");
                break;
            default:
                define("__linux__", "1");
                define("__linux", "1");
                define("linux", "1");
                define("__gnu_linux__", "1");
                define("__unix__", "1");
                define("__unix", "1");
                define("unix", "1");
                define("__ELF__", "1");
                break;
        }
    }

    private void DefineArchitecture(Action<string, string> define)
    {
        string[] names = (Architecture, Os) switch
        {
            (TargetArchitecture.X64, TargetOs.Windows) => ["_M_X64", "_M_AMD64"],
            (TargetArchitecture.X86, TargetOs.Windows) => [],
            (TargetArchitecture.Arm64, TargetOs.Windows) => ["_M_ARM64"],
            (TargetArchitecture.X64, _) => ["__x86_64__", "__x86_64", "__amd64__", "__amd64"],
            (TargetArchitecture.X86, _) => ["__i386__", "__i386", "i386", "__i686__"],
            (TargetArchitecture.Arm64, TargetOs.MacOS) => ["__aarch64__", "__arm64__", "__arm64", "__AARCH64EL__"],
            (TargetArchitecture.Arm64, _) => ["__aarch64__", "__AARCH64EL__"],
            (TargetArchitecture.Arm, _) => ["__arm__", "__arm", "__ARMEL__", "__ARM_EABI__"],
            (TargetArchitecture.RiscV64, _) => ["__riscv"],
            _ => ["__wasm__", "__wasm32__", "__wasm"],
        };
        foreach (var name in names)
        {
            define(name, "1");
        }

        if (Architecture == TargetArchitecture.X86 && Os == TargetOs.Windows)
        {
            define("_M_IX86", "600");
        }
        else if (Architecture == TargetArchitecture.RiscV64)
        {
            define("__riscv_xlen", "64");
        }
    }
}
