using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;

namespace BoundaryLint.Rules.Declarations;

/// <summary>A member of the framework that does what a function of an operating system does.</summary>
/// <param name="Type">The type's metadata name.</param>
/// <param name="Member">The member.</param>
internal sealed record ManagedEquivalent(string Type, string Member)
{
    /// <summary>
    /// The call in C# with the arguments by their numbers, each with its type, such as <c>System.Threading.Thread.Sleep({0:int})</c>; null where the arguments do not map one to one.
    /// </summary>
    public string? Expression { get; init; }

    /// <summary>The type of <see cref="Expression"/>; <c>void</c> where the native result has no counterpart.</summary>
    public string Result { get; init; } = "void";

    /// <summary>The number of parameters of the native function.</summary>
    public int Arity { get; init; }

    public override string ToString() => $"{Type.Substring(Type.LastIndexOf('.') + 1)}.{Member}";
}

/// <summary>The functions of operating systems that the framework has too, with the same effect on every system where both exist.</summary>
internal static class ManagedEquivalents
{
    private const string Environment = "System.Environment";
    private const string Marshal = "System.Runtime.InteropServices.Marshal";
    private const string NativeMemory = "System.Runtime.InteropServices.NativeMemory";
    private const string NativeLibrary = "System.Runtime.InteropServices.NativeLibrary";
    private const string RandomNumbers = "System.Security.Cryptography.RandomNumberGenerator";

    private static readonly ManagedEquivalent ProcessId = new(Environment, "ProcessId") { Expression = Environment + ".ProcessId", Result = "int" };

    // Buffer and NativeMemory take pointers alone: an import that takes arrays or references is left to its author.
    private static readonly ManagedEquivalent Copy = new(NativeMemory, "Copy") { Expression = NativeMemory + ".Copy({1:void*}, {0:void*}, {2:nuint})", Arity = 3 };
    private static readonly ManagedEquivalent Fill = new(NativeMemory, "Fill") { Expression = NativeMemory + ".Fill({0:void*}, {2:nuint}, {1:byte})", Arity = 3 };

    // Functions of Windows by their names without A and W.
    private static readonly ImmutableDictionary<string, ManagedEquivalent> Windows = new Dictionary<string, ManagedEquivalent>(StringComparer.Ordinal)
    {
        ["GetCurrentProcessId"] = ProcessId,
        ["GetTickCount"] = new(Environment, "TickCount") { Expression = Environment + ".TickCount", Result = "int" },
        ["GetTickCount64"] = new(Environment, "TickCount64") { Expression = Environment + ".TickCount64", Result = "long" },
        ["QueryPerformanceCounter"] = new("System.Diagnostics.Stopwatch", "GetTimestamp"),
        ["QueryPerformanceFrequency"] = new("System.Diagnostics.Stopwatch", "Frequency"),
        ["Sleep"] = new("System.Threading.Thread", "Sleep") { Expression = "System.Threading.Thread.Sleep({0:int})", Arity = 1 },
        ["Beep"] = new("System.Console", "Beep") { Expression = "System.Console.Beep({0:int}, {1:int})", Arity = 2 },
        ["SetConsoleTitle"] = new("System.Console", "Title"),
        ["GetConsoleTitle"] = new("System.Console", "Title"),
        ["GetComputerName"] = new(Environment, "MachineName"),
        ["GetUserName"] = new(Environment, "UserName"),
        ["GetSystemDirectory"] = new(Environment, "SystemDirectory"),
        ["GetCurrentDirectory"] = new(Environment, "CurrentDirectory"),
        ["SetCurrentDirectory"] = new(Environment, "CurrentDirectory"),
        ["GetTempPath"] = new("System.IO.Path", "GetTempPath"),
        ["GetEnvironmentVariable"] = new(Environment, "GetEnvironmentVariable"),
        ["SetEnvironmentVariable"] = new(Environment, "SetEnvironmentVariable"),
        ["CreateSymbolicLink"] = new("System.IO.File", "CreateSymbolicLink"),
        ["SHGetFolderPath"] = new(Environment, "GetFolderPath"),
        ["SHGetSpecialFolderPath"] = new(Environment, "GetFolderPath"),
        ["LoadLibrary"] = new(NativeLibrary, "Load"),
        ["GetProcAddress"] = new(NativeLibrary, "GetExport"),
        ["FreeLibrary"] = new(NativeLibrary, "Free"),
        ["CoTaskMemAlloc"] = new(Marshal, "AllocCoTaskMem"),
        ["CoTaskMemFree"] = new(Marshal, "FreeCoTaskMem") { Expression = Marshal + ".FreeCoTaskMem({0:nint})", Arity = 1 },
        ["SysAllocString"] = new(Marshal, "StringToBSTR"),
        ["SysFreeString"] = new(Marshal, "FreeBSTR") { Expression = Marshal + ".FreeBSTR({0:nint})", Arity = 1 },
        ["RtlMoveMemory"] = Copy,
        ["RtlCopyMemory"] = Copy,
        ["CopyMemory"] = Copy,
        ["MoveMemory"] = Copy,
        ["RtlZeroMemory"] = new(NativeMemory, "Clear") { Expression = NativeMemory + ".Clear({0:void*}, {1:nuint})", Arity = 2 },
        ["ZeroMemory"] = new(NativeMemory, "Clear") { Expression = NativeMemory + ".Clear({0:void*}, {1:nuint})", Arity = 2 },
        ["BCryptGenRandom"] = new(RandomNumbers, "Fill"),
        ["CryptGenRandom"] = new(RandomNumbers, "Fill"),
        ["SystemFunction036"] = new(RandomNumbers, "Fill"),
        ["GetCommandLine"] = new(Environment, "CommandLine"),
        ["GetLogicalDrives"] = new(Environment, "GetLogicalDrives"),
        ["ExpandEnvironmentStrings"] = new(Environment, "ExpandEnvironmentVariables"),
        ["CopyFile"] = new("System.IO.File", "Copy"),
        ["MoveFile"] = new("System.IO.File", "Move"),
        ["DeleteFile"] = new("System.IO.File", "Delete"),
        ["GetFileAttributes"] = new("System.IO.File", "GetAttributes"),
        ["SetFileAttributes"] = new("System.IO.File", "SetAttributes"),
        ["CreateDirectory"] = new("System.IO.Directory", "CreateDirectory"),
        ["RemoveDirectory"] = new("System.IO.Directory", "Delete"),
        ["FindFirstFile"] = new("System.IO.Directory", "EnumerateFileSystemEntries"),
        ["GetFullPathName"] = new("System.IO.Path", "GetFullPath"),
        ["GetTempFileName"] = new("System.IO.Path", "GetTempFileName"),
        ["PlaySound"] = new("System.Media.SoundPlayer", "Play"),
        ["MessageBox"] = new("System.Windows.Forms.MessageBox", "Show"),
        ["WaitForMultipleObjects"] = new("System.Threading.WaitHandle", "WaitAny"),
        ["GetSystemTime"] = new("System.DateTime", "UtcNow"),
        ["GetSystemTimeAsFileTime"] = new("System.DateTime", "UtcNow"),
        ["GetLocalTime"] = new("System.DateTime", "Now"),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // Functions of C libraries.
    private static readonly ImmutableDictionary<string, ManagedEquivalent> C = new Dictionary<string, ManagedEquivalent>(StringComparer.Ordinal)
    {
        ["getpid"] = ProcessId,
        ["_getpid"] = ProcessId,
        ["memcpy"] = Copy,
        ["memmove"] = Copy,
        ["memset"] = Fill,
        ["strerror"] = new(Marshal, "GetPInvokeErrorMessage") { Expression = Marshal + ".GetPInvokeErrorMessage({0:int})", Result = "string", Arity = 1 },
        ["sleep"] = new("System.Threading.Thread", "Sleep"),
        ["chmod"] = new("System.IO.File", "SetUnixFileMode"),
        ["symlink"] = new("System.IO.File", "CreateSymbolicLink"),
        ["readlink"] = new("System.IO.File", "ResolveLinkTarget"),
        ["getcwd"] = new(Environment, "CurrentDirectory"),
        ["chdir"] = new(Environment, "CurrentDirectory"),
        ["gethostname"] = new("System.Net.Dns", "GetHostName"),
        ["getrandom"] = new(RandomNumbers, "Fill"),
        ["getentropy"] = new(RandomNumbers, "Fill"),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The equivalent of an imported function, whether or not the project's framework has it yet.</summary>
    public static ManagedEquivalent? Of(NativeFunction function)
    {
        if (function.EntryPoint is not { Length: > 0 } name)
        {
            return null;
        }

        var isC = SystemLibraries.IsCLibrary(function.Library);
        return (isC ? C : SystemLibraries.IsWindows(function.Library) ? Windows : null) is { } known
            ? known.TryGetValue(name, out var found) || (!isC && name[name.Length - 1] is 'A' or 'W' && known.TryGetValue(name.Substring(0, name.Length - 1), out found)) ? found : null
            : null;
    }
}
