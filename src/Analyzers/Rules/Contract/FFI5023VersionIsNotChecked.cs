using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5023 tells its fix.</summary>
internal static class FFI5023Properties
{
    /// <summary>The library's name.</summary>
    public const string Library = nameof(Library);

    /// <summary>The version that is expected, as a C# expression.</summary>
    public const string Expected = nameof(Expected);
}

/// <summary>FFI5023: a native library tells its version, and nothing asks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5023VersionIsNotChecked : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5023",
        "Native version is not checked",
        "\"{0}\" tells its version with `{1}` (known from {2}), and {3}: a library of another version is called with these declarations; compare the version before the first call{4}",
        RuleFamily.Contract,
        DiagnosticSeverity.Info,
        description: "The loader finds functions by their names alone. A library with other parameters, layouts or meanings is loaded all the same and fails at some later call, or not at all.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var versions = new Lazy<ImmutableArray<NativeVersion>>(() => NativeVersions.Of(interop, CancellationToken.None).ToImmutableArray());
        var places = new Lazy<WordPlaces>(() => WordPlaces.Find(
            interop.Compilation, versions.Value.SelectMany(static version => version.Imports.Select(static import => import.Symbol.Name).Append(version.Name)), CancellationToken.None));
        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                foreach (var version in versions.Value)
                {
                    var subject = version.Imports.IsEmpty ? version.First : version.Imports[0];
                    if (SymbolEqualityComparer.Default.Equals(subject.Symbol.ContainingType, type) && Check(interop, version, subject, places.Value, context.CancellationToken) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            SymbolKind.NamedType);
    }

    private static Diagnostic? Check(InteropContext interop, NativeVersion version, NativeFunction subject, WordPlaces places, CancellationToken cancellationToken)
    {
        var checks = new VersionChecks(interop, places, cancellationToken);
        if (subject.Location is not { } location || checks.Decide(version.Imports.Select(static import => import.Symbol), version.Name))
        {
            return null;
        }

        var how = version.Imports.IsEmpty ? "no declaration binds it" : checks.IsCalled ? "its result is only passed on" : "nothing calls it";
        var properties = ExpectedIn(version, subject) is { } expected && CanInitialize(interop, subject, cancellationToken)
            ? ImmutableDictionary<string, string?>.Empty.Add(FFI5023Properties.Library, subject.Library).Add(FFI5023Properties.Expected, expected)
            : null;
        return Report.Create(
            Rule,
            interop.Compilation,
            location,
            null,
            properties,
            default,
            subject.Library,
            version.Name,
            version.Source,
            how,
            version.Expected is { } stated ? $", with {stated}" : "");
    }

    /// <summary>The expected version as C#: what a header says, or the one constant beside the import that is called a version. Null where nothing says it, or where it is text.</summary>
    private static string? ExpectedIn(NativeVersion version, NativeFunction subject)
    {
        if (version.Imports.IsEmpty || subject.Return.Marshalling.Shape != ManagedShape.Number || subject.Return.NativeType.Kind != NativeTypeKind.Integer)
        {
            return null;
        }

        if (version.Expected is { } stated)
        {
            return long.TryParse(stated, out _) ? stated : null;
        }

        var constants = subject.Symbol.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.IsConst
                && SymbolEqualityComparer.Default.Equals(field.Type, subject.Return.Type)
                && NativeNames.Words(field.Name).Contains("version"))
            .ToList();
        return constants.Count == 1 ? constants[0].Name : null;
    }

    /// <summary>Whether a module initializer can stand beside the import: the framework has it, and nothing that has to run first would run too late.</summary>
    private static bool CanInitialize(InteropContext interop, NativeFunction subject, CancellationToken cancellationToken)
    {
        if (interop.Types.Find("System.Runtime.CompilerServices.ModuleInitializerAttribute") is null || ImportResolvers.AreIn(interop, cancellationToken))
        {
            return false;
        }

        for (var type = subject.Symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType
                || type.TypeKind == TypeKind.Interface
                || type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }
}
