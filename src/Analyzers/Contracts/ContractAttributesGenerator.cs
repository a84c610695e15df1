using System;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Contracts;

/// <summary>
/// Writes the contract attributes into a project as internal source, so that they are no dependency. A project that does not mention them gets
/// nothing, and neither does one that sees such attributes already: its own, or those of an assembly that shares its internals.
/// </summary>
[Generator(LanguageNames.CSharp)]
internal sealed class ContractAttributesGenerator : IIncrementalGenerator
{
    /// <summary>The file that the generator writes.</summary>
    public const string FileName = "BoundaryLint.ContractAttributes.g.cs";

    /// <summary>The name of the step that decides, for tests of incrementality.</summary>
    public const string DecisionStep = "BoundaryLint.WriteContractAttributes";

    private const string Suffix = "Attribute";

    private enum Output
    {
        None,
        WithoutNullability,
        WithNullability,
    }

    // Names as written in source, with and without the suffix.
    private static readonly ImmutableHashSet<string> TypeNames = NamesInSource();

    // Attributes of other libraries share some of the names (Owned of Entity Framework sits on classes): on a type only these are ours.
    private static readonly ImmutableHashSet<string> NamesOnTypes =
        ImmutableHashSet.Create(StringComparer.Ordinal, "NativeHandle", "NativeStatus", "MapsNativeStatus", "ThreadAffine", "ThreadSafe", "NativeBoundary");

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var mentioned = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => IsMention(node), static (_, _) => true)
            .Collect()
            .Select(static (mentions, _) => !mentions.IsEmpty);
        var visible = context.CompilationProvider.Select(static (compilation, cancellationToken) => AreVisible(compilation, cancellationToken));
        var knowsNullability = context.ParseOptionsProvider.Select(static (options, _) => options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 });
        var output = mentioned.Combine(visible).Combine(knowsNullability)
            .Select(static (facts, _) => facts is not ((true, false), var nullability) ? Output.None
                : nullability ? Output.WithNullability
                : Output.WithoutNullability)
            .WithTrackingName(DecisionStep);
        context.RegisterSourceOutput(output, static (production, decision) =>
        {
            if (decision != Output.None)
            {
                production.AddSource(FileName, SourceText.From(ReadSource(decision == Output.WithNullability), Encoding.UTF8));
            }
        });
    }

    private static bool IsMention(SyntaxNode node) => node switch
    {
        UsingDirectiveSyntax directive => IsNamespace(directive.Name),
        QualifiedNameSyntax qualified => IsNamespace(qualified.Left) && TypeNames.Contains(qualified.Right.Identifier.ValueText),
        AttributeSyntax { Name: IdentifierNameSyntax simple } attribute => IsOurs(simple.Identifier.ValueText, attribute),
        _ => false,
    };

    private static bool IsNamespace(NameSyntax? name) => name switch
    {
        IdentifierNameSyntax simple => simple.Identifier.ValueText == ContractAttributeNames.Namespace,
        AliasQualifiedNameSyntax { Alias.Identifier.RawKind: (int)SyntaxKind.GlobalKeyword } global => IsNamespace(global.Name),
        _ => false,
    };

    // A simple name counts even without a using directive, so that the editor can offer to add one.
    private static bool IsOurs(string name, AttributeSyntax attribute) =>
        TypeNames.Contains(name) && (attribute.Parent?.Parent is not BaseTypeDeclarationSyntax || NamesOnTypes.Contains(WithoutSuffix(name)));

    private static bool AreVisible(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var name in ContractAttributeNames.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var type in compilation.GetTypesByMetadataName(name))
            {
                if (compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string ReadSource(bool withNullability)
    {
        using var stream = typeof(ContractAttributesGenerator).Assembly.GetManifestResourceStream("BoundaryLint.ContractAttributes.cs")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var source = reader.ReadToEnd();

        // C# 7.3, which .NET Framework and .NET Standard projects use, knows neither the directive nor the annotation.
        return withNullability ? source : source.Replace("#nullable enable\n", "").Replace("string?", "string");
    }

    private static ImmutableHashSet<string> NamesInSource()
    {
        var names = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (var metadataName in ContractAttributeNames.All)
        {
            var name = metadataName.Substring(ContractAttributeNames.Namespace.Length + 1);
            names.Add(name);
            names.Add(WithoutSuffix(name));
        }

        return names.ToImmutable();
    }

    private static string WithoutSuffix(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
