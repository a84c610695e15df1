using System;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>
/// Wraps an exception that a rule let escape so that the AD0001 which the compiler makes of it names the rule, the file, the line and the
/// kind of node. Cancellation passes through untouched.
/// </summary>
internal static class CallbackGuard
{
    public static Exception Explain(Exception exception, string rule, Location? location, string subject)
    {
        var position = location is { IsInSource: true } ? location.GetLineSpan().ToString() : "no source position";
        return new InvalidOperationException($"BoundaryLint rule {rule} failed on {subject} at {position}: {exception.Message}", exception);
    }
}
