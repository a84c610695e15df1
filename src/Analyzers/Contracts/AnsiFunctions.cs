using System;
using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>Functions of Windows that take ANSI text whatever the import states.</summary>
internal static class AnsiFunctions
{
    // Without a UTF-16 form, or with names that are ASCII by definition.
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "GetProcAddress", "wglGetProcAddress", "WinExec", "LoadModule", "_lopen", "_lcreat", "OpenFile", "lstrlen", "inet_addr", "inet_pton", "inet_ntop", "inet_ntoa",
        "gethostbyname", "getservbyname", "getprotobyname", "gethostname", "getaddrinfo", "getnameinfo", "if_nametoindex", "ImageNtHeader", "MapFileAndCheckSum",
        "D3DCompile", "D3DCompileFromFile", "SymInitialize", "SymLoadModule64", "SymFromName", "wglUseFontBitmaps");

    /// <summary>Whether a function of Windows exists with ANSI text only.</summary>
    public static bool HaveNoOtherForm(string entryPoint) => Names.Contains(entryPoint);
}
