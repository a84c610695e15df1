using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Callbacks;

/// <summary>What the programs of this family's tests share.</summary>
internal static class Programs
{
    public const string Usings = """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using BoundaryLint;

        """;

    /// <summary>The contract attributes, as the generator writes them into a project.</summary>
    public const string Attributes = """
        namespace BoundaryLint
        {
            class BlockingAttribute : Attribute { }
            class FastAttribute : Attribute { }
            class CallsBackAttribute : Attribute { }
            class NotInCallbackAttribute : Attribute { }
            class ThreadAffineAttribute : Attribute { }
            class ThreadSafeAttribute : Attribute { }
            class NoEscapeAttribute : Attribute { }
            class ReleasesAttribute : Attribute { }
            class RetainedAttribute : Attribute { public string Until { get; set; } }
        }

        """;

    /// <summary>Checks a program in which <c>[|…|]</c> marks what is reported with the rule's default severity, and <c>{|#0:…|}</c> what is reported with another.</summary>
    public static Task Verify<TAnalyzer>(string source, DiagnosticSeverity? severity = null, string? id = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = Usings + Attributes + source };
        if (severity is { } other)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult(id!, other).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        }

        return test.RunAsync();
    }

    /// <summary>Checks the message of the one diagnostic, which <c>{|#0:…|}</c> marks.</summary>
    public static Task VerifyMessage<TAnalyzer>(string source, DiagnosticSeverity severity, string id, string message)
        where TAnalyzer : DiagnosticAnalyzer, new() => new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        {
            TestCode = Usings + Attributes + source,
            ExpectedDiagnostics = { new DiagnosticResult(id, severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        }.RunAsync();
}
