using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a test framework has to offer to the verifier.</summary>
public interface IVerifier
{
    public void Equal<T>(T expected, T actual, string? message = null);

    public void True(bool assert, string? message = null);

    public void False(bool assert, string? message = null);

    public void Fail(string? message = null);
}

/// <summary>Reports failures as assertion failures of xunit.</summary>
public sealed class DefaultVerifier : IVerifier
{
    public void Equal<T>(T expected, T actual, string? message = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Fail(Lines(message, $"Expected: {expected}", $"Actual:   {actual}"));
        }
    }

    public void True(bool assert, string? message = null)
    {
        if (!assert)
        {
            Fail(message);
        }
    }

    public void False(bool assert, string? message = null) => True(!assert, message);

    public void Fail(string? message = null) => throw new XunitException(message ?? "The verification failed.");

    private static string Lines(params string?[] lines) => string.Join("\n", lines.Where(line => !string.IsNullOrEmpty(line)));
}
