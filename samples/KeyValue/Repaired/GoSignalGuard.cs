using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace KeyValue.Repaired;

/// <summary>
/// Undoes what the start of a Go runtime does to the signal with which .NET's garbage collector stops threads: Go makes its handler
/// run on the thread's alternate stack, which is too small for it. Call it after each load of a Go library. See docs/guide/go.md.
/// </summary>
internal static unsafe partial class GoSignalGuard
{
    public static void Restore()
    {
        if (OperatingSystem.IsLinux())
        {
            RestoreOnLinux();
        }
        else if (OperatingSystem.IsMacOS())
        {
            RestoreOnMac();
        }
    }

    /// <summary>Whether the handler of the signal that stops threads runs on the alternate stack now. Null where there is no such signal.</summary>
    public static bool? RunsOnAlternateStack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        LinuxAction action;
        Check(LinuxSigaction(LinuxActivationSignal(), null, &action));
        return (action.Flags & LinuxAction.OnStack) != 0;
    }

    [SupportedOSPlatform("linux")]
    private static void RestoreOnLinux()
    {
        int signal = LinuxActivationSignal();
        LinuxAction action;
        Check(LinuxSigaction(signal, null, &action));
        if ((action.Flags & LinuxAction.OnStack) != 0)
        {
            action.Flags &= ~LinuxAction.OnStack;
            Check(LinuxSigaction(signal, &action, null));
        }
    }

    [SupportedOSPlatform("macos")]
    private static void RestoreOnMac()
    {
        MacAction action;
        Check(MacSigaction(MacAction.ActivationSignal, null, &action));
        if (action.Handler is not (MacAction.DefaultHandler or MacAction.IgnoreHandler) && (action.Flags & MacAction.OnStack) != 0)
        {
            action.Flags &= ~MacAction.OnStack;
            Check(MacSigaction(MacAction.ActivationSignal, &action, null));
        }
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>The first real-time signal that the C library leaves to programs: 34 with glibc, 35 with musl.</summary>
    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "__libc_current_sigrtmin")]
    private static partial int LinuxActivationSignal();

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int LinuxSigaction(int signal, LinuxAction* action, LinuxAction* old);

    [SupportedOSPlatform("macos")]
    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int MacSigaction(int signal, MacAction* action, MacAction* old);

    /// <summary><c>struct sigaction</c> of glibc and musl on x64, x86, arm64 and arm.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LinuxAction
    {
        public const int OnStack = 0x08000000;

        public nint Handler;
        public fixed byte Mask[128];
        public int Flags;
        public nint Restorer;
    }

    /// <summary><c>struct sigaction</c> of macOS, where .NET uses SIGUSR1, if it uses a signal at all.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MacAction
    {
        public const int ActivationSignal = 30;
        public const int OnStack = 1;
        public const nint DefaultHandler = 0;
        public const nint IgnoreHandler = 1;

        public nint Handler;
        public uint Mask;
        public int Flags;
    }
}
