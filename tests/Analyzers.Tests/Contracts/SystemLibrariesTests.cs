using BoundaryLint.Contracts;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class SystemLibrariesTests
{
    [Theory]
    [InlineData("kernel32")]
    [InlineData("kernel32.dll")]
    [InlineData("KERNEL32.DLL")]
    [InlineData("C:\\Windows\\System32\\user32.dll")]
    [InlineData("winspool.drv")]
    [InlineData("ws2_32.dll")]
    [InlineData("api-ms-win-core-file-l1-1-0.dll")]
    public void Parts_of_Windows_are_known_however_they_are_written(string library)
    {
        Assert.True(SystemLibraries.IsWindows(library));
        Assert.False(SystemLibraries.IsUnix(library));
        Assert.False(SystemLibraries.IsCLibrary(library));
    }

    [Theory]
    [InlineData("libc")]
    [InlineData("libc.so.6")]
    [InlineData("c")]
    [InlineData("libpthread.so.0")]
    [InlineData("/usr/lib/libSystem.dylib")]
    [InlineData("libSystem.B.dylib")]
    public void The_C_library_of_Unix_is_known_however_it_is_written(string library)
    {
        Assert.True(SystemLibraries.IsUnix(library));
        Assert.True(SystemLibraries.IsCLibrary(library));
        Assert.False(SystemLibraries.IsWindows(library));
    }

    [Theory]
    [InlineData("msvcrt.dll")]
    [InlineData("ucrtbase")]
    [InlineData("api-ms-win-crt-runtime-l1-1-0.dll")]
    public void The_C_runtimes_of_Windows_do_not_follow_Win32_conventions(string library)
    {
        Assert.True(SystemLibraries.IsCLibrary(library));
        Assert.False(SystemLibraries.IsWindows(library));
        Assert.False(SystemLibraries.IsUnix(library));
    }

    [Theory]
    [InlineData("kv")]
    [InlineData("mykernel32")]
    [InlineData("sqlite3")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_libraries_are_nobodys(string? library) => Assert.False(SystemLibraries.IsAny(library));
}
