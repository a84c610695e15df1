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
        ("FFI1013", Shape.Lambdas),
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

        // A function pointer has no parameter names, and no place for what attributes say of its values or for SetLastError.
        ("FFI1007", Shape.FunctionPointers),
        ("FFI1014", Shape.FunctionPointers),
        ("FFI1016", Shape.FunctionPointers),
        ("FFI3010", Shape.FunctionPointers),
        ("FFI3016", Shape.FunctionPointers),
        ("FFI4001", Shape.FunctionPointers),
        ("FFI4003", Shape.FunctionPointers),
        ("FFI4004", Shape.FunctionPointers),
        ("FFI4008", Shape.FunctionPointers),
        ("FFI4010", Shape.FunctionPointers),
        ("FFI7005", Shape.FunctionPointers),

        // A program that declares the attribute itself runs on no ahead-of-time compiler by that.
        ("FFI6007", Shape.TopLevelStatements),

        // The delegate types are symbols of the boundary, too.
        ("FFI5020", Shape.Delegates),

        // Who fetches the version by its name may do anything with it.
        ("FFI5023", Shape.Delegates),
        ("FFI5023", Shape.FunctionPointers),

        // Only imports and function pointers can suppress the transition.
        ("FFI6002", Shape.Delegates),

        // A name that is loaded by itself is a file's name: the rule is about names that the runtime completes.
        ("FFI8003", Shape.Delegates),
        ("FFI8003", Shape.FunctionPointers),

        // Who asks for a function at run time copes with systems that have none.
        ("FFI8005", Shape.Delegates),
        ("FFI8005", Shape.FunctionPointers),

        // These are about what DllImport and LibraryImport look for and how, and here nothing is looked for by attributes.
        ("FFI8006", Shape.Delegates),
        ("FFI8006", Shape.FunctionPointers),
        ("FFI8008", Shape.Delegates),
        ("FFI8008", Shape.FunctionPointers),
        ("FFI8009", Shape.Delegates),
        ("FFI8009", Shape.FunctionPointers),

        // The library is loaded by a call of the project, which can put the signal handlers back behind it.
        ("FFI8010", Shape.Delegates),
        ("FFI8010", Shape.FunctionPointers),
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
