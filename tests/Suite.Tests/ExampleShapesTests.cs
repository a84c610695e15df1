using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>Every rule reports the bad example of its page also when it is written in another shape of C#.</summary>
public sealed class ExampleShapesTests
{
    /// <summary>Where the shape makes another program of it, or hides what the rule would have to know. A row that is not true any more fails.</summary>
    private static readonly (string Id, Shape Shape)[] Exceptions =
    [
        // What the code around shares with a local function or lambda is not followed.
        ("FFI1013", Shape.LocalFunctions),
        ("FFI1013", Shape.Lambdas),
        ("FFI2003", Shape.LocalFunctions),
        ("FFI2003", Shape.Lambdas),
        ("FFI8002", Shape.LocalFunctions),
        ("FFI8002", Shape.Lambdas),

        // What a delegate calls is not looked for.
        ("FFI6006", Shape.Lambdas),
        ("FFI6009", Shape.Lambdas),

        // The generator does not take what these are about.
        ("FFI3001", Shape.GeneratedImports),
        ("FFI3002", Shape.GeneratedImports),
        ("FFI3010", Shape.GeneratedImports),
        ("FFI3016", Shape.GeneratedImports),
        ("FFI7001", Shape.GeneratedImports),

        // What is missing in LibraryImport is what DllImport looks for by itself.
        ("FFI8008", Shape.RuntimeImports),

        // The caller lies in the type with the imports then, which is where callers belong.
        ("FFI8001", Shape.NestedTypes),
    ];

    [Theory]
    [MemberData(nameof(PageExamples.Ids), MemberType = typeof(PageExamples))]
    public async Task The_bad_example_is_reported_in_every_shape_that_it_can_have(string id)
    {
        var expected = await ReportsAsync(id, [("/example.cs", PageExamples.Example(id, "Bad"))], Shape.NestedTypes);
        Assert.NotNull(expected);
        var differences = new List<(string, Shape)>();
        foreach (var shape in Enum.GetValues<Shape>())
        {
            if (ExampleShapes.Write(PageExamples.Example(id, "Bad"), shape) is { } files
                && await ReportsAsync(id, files, shape) is { } reported
                && reported != expected)
            {
                differences.Add((id, shape));
            }
        }

        Assert.Equal(Exceptions.Where(exception => exception.Id == id), differences);
    }

    /// <summary>How often a rule reports; null when the program does not compile.</summary>
    private static async Task<int?> ReportsAsync(string id, IEnumerable<(string Path, string Text)> files, Shape shape)
    {
        var compilation = PageExamples.WithRule(await AllRules.CompileAsync(files, topLevel: shape == Shape.TopLevelStatements), id);
        if (compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        var found = await AllRules.RunAsync(compilation, header: PageExamples.Header(id, "Bad"), properties: PageExamples.Properties(id, "Bad"), baseline: PageExamples.Baseline(id, "Bad"));
        return found.Count(diagnostic => diagnostic.Id == id);
    }
}
