using System;
using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>How C# projects name the methods that look at a native status and throw, and what they look at.</summary>
internal static class CheckingNames
{
    private static readonly ImmutableHashSet<string> Verbs =
        ImmutableHashSet.Create(StringComparer.Ordinal, "check", "throw", "ensure", "verify", "validate", "assert", "raise");

    private static readonly ImmutableHashSet<string> StatusWords = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "status", "error", "errors", "result", "code", "rc", "ret", "return", "success", "fail", "failed", "failure", "native", "zero", "hresult");

    /// <summary>Whether a method's name says that it checks: <c>ThrowIfFailed</c>, <c>CheckResult</c>, <c>HandleError</c>.</summary>
    public static bool IsChecking(string method)
    {
        var words = NativeNames.Words(method);

        // "Handle" is a noun in most names at this boundary.
        return HasAny(words, Verbs) || (words.Length > 1 && words[0] == "handle" && HasAny(words, StatusWords));
    }

    /// <summary>Whether a name says that a native status is what it is about.</summary>
    public static bool SpeaksOfStatus(string name) => HasAny(NativeNames.Words(name), StatusWords);

    private static bool HasAny(ImmutableArray<string> words, ImmutableHashSet<string> wanted)
    {
        foreach (var word in words)
        {
            if (wanted.Contains(word))
            {
                return true;
            }
        }

        return false;
    }
}
