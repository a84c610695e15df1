using System.Collections.Immutable;

namespace BoundaryLint.Signatures;

/// <summary>Operating systems that differ in how they lay out or pass data.</summary>
internal enum TargetOs
{
    Windows,
    Linux,
    MacOS,
    Android,
    IOS,
    Browser,
}

/// <summary>Instruction sets that .NET runs native code on.</summary>
internal enum TargetArchitecture
{
    X86,
    X64,
    Arm,
    Arm64,
    RiscV64,
    Wasm,
}

/// <summary>How a C compiler lays out bit-fields and sizes enums: the two families that exist in practice.</summary>
internal enum LayoutRules
{
    /// <summary>The System V and Itanium rules that GCC and Clang follow.</summary>
    Itanium,

    /// <summary>The rules of Microsoft's compiler (and of Clang and GCC for Windows targets).</summary>
    Msvc,
}

/// <summary>
/// The sizes and alignments, in bytes, that the C compiler of one platform gives to C's basic types.
/// Source: the platforms' ABI documents (System V gABI and psABI supplements, AAPCS and AAPCS64, Apple's and Microsoft's
/// ABI conventions), confirmed with clang for every row.
/// </summary>
internal sealed class DataModel
{
    private DataModel(string name, int pointer, int @long, LayoutRules rules)
    {
        Name = name;
        PointerSize = pointer;
        LongSize = @long;
        Rules = rules;
    }

    /// <summary>The runtime identifier that the model is named after, such as <c>linux-x64</c>.</summary>
    public string Name { get; }

    /// <summary>Size and alignment of every pointer, <c>size_t</c>, <c>ptrdiff_t</c> and <c>intptr_t</c>.</summary>
    public int PointerSize { get; }

    /// <summary>Size and alignment of <c>long</c>.</summary>
    public int LongSize { get; }

    /// <summary>Alignment of 64-bit integers inside a struct; their size is 8 everywhere.</summary>
    public int Int64Alignment { get; private init; } = 8;

    /// <summary>Alignment of <c>double</c> inside a struct; its size is 8 everywhere.</summary>
    public int DoubleAlignment { get; private init; } = 8;

    /// <summary>Size of <c>long double</c>, padding included.</summary>
    public int LongDoubleSize { get; private init; } = 16;

    /// <summary>Alignment of <c>long double</c>.</summary>
    public int LongDoubleAlignment { get; private init; } = 16;

    /// <summary>Size and alignment of <c>wchar_t</c>.</summary>
    public int WCharSize { get; private init; } = 4;

    /// <summary>Whether <c>wchar_t</c> is signed.</summary>
    public bool WCharSigned { get; private init; } = true;

    /// <summary>Whether plain <c>char</c> is signed.</summary>
    public bool CharSigned { get; private init; } = true;

    /// <summary>Size of <c>time_t</c>.</summary>
    public int TimeSize { get; private init; } = 8;

    /// <summary>Size of <c>off_t</c>.</summary>
    public int OffsetSize { get; private init; } = 8;

    /// <summary>Bit-field and enum rules.</summary>
    public LayoutRules Rules { get; }

    /// <summary>Size of a struct without members: an extension of C that both rule families define.</summary>
    public int EmptyStructSize => Rules == LayoutRules.Msvc ? 4 : 0;

    /// <summary>64-bit Linux on x64.</summary>
    public static DataModel LinuxX64 { get; } = new("linux-x64", 8, 8, LayoutRules.Itanium);

    /// <summary>64-bit Linux on Arm: <c>char</c> and <c>wchar_t</c> are unsigned.</summary>
    public static DataModel LinuxArm64 { get; } = new("linux-arm64", 8, 8, LayoutRules.Itanium) { CharSigned = false, WCharSigned = false };

    /// <summary>64-bit Linux on RISC-V.</summary>
    public static DataModel LinuxRiscV64 { get; } = new("linux-riscv64", 8, 8, LayoutRules.Itanium) { CharSigned = false };

    /// <summary>macOS on Intel.</summary>
    public static DataModel OsxX64 { get; } = new("osx-x64", 8, 8, LayoutRules.Itanium);

    /// <summary>macOS and iOS on Apple silicon.</summary>
    public static DataModel OsxArm64 { get; } = new("osx-arm64", 8, 8, LayoutRules.Itanium) { LongDoubleSize = 8, LongDoubleAlignment = 8 };

    /// <summary>64-bit Windows on x64: <c>long</c> has 4 bytes, <c>wchar_t</c> 2.</summary>
    public static DataModel WinX64 { get; } = Windows64("win-x64");

    /// <summary>64-bit Windows on Arm.</summary>
    public static DataModel WinArm64 { get; } = Windows64("win-arm64");

    /// <summary>32-bit Windows.</summary>
    public static DataModel WinX86 { get; } = new("win-x86", 4, 4, LayoutRules.Msvc)
    {
        LongDoubleSize = 8,
        LongDoubleAlignment = 8,
        WCharSize = 2,
        WCharSigned = false,
        OffsetSize = 4,
    };

    /// <summary>32-bit Linux on x86: 64-bit members of a struct are aligned to 4 bytes.</summary>
    public static DataModel LinuxX86 { get; } = new("linux-x86", 4, 4, LayoutRules.Itanium)
    {
        Int64Alignment = 4,
        DoubleAlignment = 4,
        LongDoubleSize = 12,
        LongDoubleAlignment = 4,
        TimeSize = 4,
        OffsetSize = 4,
    };

    /// <summary>32-bit Linux and Android on Arm.</summary>
    public static DataModel LinuxArm { get; } = new("linux-arm", 4, 4, LayoutRules.Itanium)
    {
        LongDoubleSize = 8,
        LongDoubleAlignment = 8,
        CharSigned = false,
        WCharSigned = false,
        TimeSize = 4,
        OffsetSize = 4,
    };

    /// <summary>WebAssembly in the browser (Emscripten).</summary>
    public static DataModel BrowserWasm { get; } = new("browser-wasm", 4, 4, LayoutRules.Itanium) { LongDoubleAlignment = 8 };

    /// <summary>Every model, for tests and for looking one up by name.</summary>
    public static ImmutableArray<DataModel> All { get; } = ImmutableArray.Create(
        LinuxX64, LinuxArm64, LinuxRiscV64, OsxX64, OsxArm64, WinX64, WinArm64, WinX86, LinuxX86, LinuxArm, BrowserWasm);

    public override string ToString() => Name;

    private static DataModel Windows64(string name) => new(name, 8, 4, LayoutRules.Msvc)
    {
        LongDoubleSize = 8,
        LongDoubleAlignment = 8,
        WCharSize = 2,
        WCharSigned = false,
        OffsetSize = 4,
    };
}
