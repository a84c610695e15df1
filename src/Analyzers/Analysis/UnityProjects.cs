using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>Knows the projects that Unity compiles and runs, on Mono or IL2CPP: what the marshaller of .NET refuses, those may take.</summary>
internal static class UnityProjects
{
    /// <summary>Whether the project refers to Unity, or its source does although the reference is missing here.</summary>
    public static bool Contain(InteropContext interop) => interop.Get(static context => new Answer(Find(context))).IsUnity;

    private static bool Find(InteropContext interop) =>
        interop.Types.Find("UnityEngine.Object") is not null
        || interop.Compilation.SyntaxTrees.Any(static tree => tree.GetRoot() is CompilationUnitSyntax unit && unit.Usings.Any(static directive => directive.Name?.ToString() is { } name
            && (name == "UnityEngine" || name.StartsWith("UnityEngine.", System.StringComparison.Ordinal))));

    private sealed record Answer(bool IsUnity);
}
