using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Signatures;

/// <summary>Compiles a text and gives the signature model of it.</summary>
internal static class SignatureReader
{
    public static async Task<InteropContext> ReadAsync(string code, ReferenceAssemblies? framework = null, params (string Name, string Value)[] properties)
    {
        var references = await (framework ?? ReferenceAssemblies.Net.Net80).ResolveAsync(null, CancellationToken.None);
        var compilation = CSharpCompilation.Create(
            "Signatures",
            [CSharpSyntaxTree.ParseText("using System;\nusing System.Runtime.InteropServices;\n" + code)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return InteropContext.For(compilation, new AnalyzerOptions([], new Properties(properties)), CancellationToken.None)
            ?? throw new InvalidOperationException("The text has no interop.");
    }

    public static NativeFunction Function(this InteropContext interop, string name) =>
        BoundaryTypes.Of(interop).Functions.Single(function => function.Symbol.Name == name);

    public static NativeFunction Delegate(this InteropContext interop, string name) => NativeFunctions.Of(interop).FromDelegate(interop.Type(name))!;

    public static INamedTypeSymbol Type(this InteropContext interop, string name) => interop.Compilation.GetSymbolsWithName(name).OfType<INamedTypeSymbol>().Single();

    public static StructLayout? Layout(this InteropContext interop, string name, DataModel model, MarshallingMode mode = MarshallingMode.Runtime) =>
        MarshallingReader.Of(interop).ShapeOf(interop.Type(name), mode).LayoutOn(model);

    private sealed class Properties((string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        private readonly Options _global = new(properties.ToImmutableDictionary(pair => "build_property." + pair.Name, pair => pair.Value));

        public override AnalyzerConfigOptions GlobalOptions => _global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _global;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _global;
    }

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
