using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>What FFI8005 tells its fix.</summary>
internal static class FFI8005Properties
{
    /// <summary>The attribute's name without namespace: <c>SupportedOSPlatform</c> or <c>UnsupportedOSPlatform</c>.</summary>
    public const string Attribute = nameof(Attribute);

    /// <summary>The platforms of the attributes to write, separated by semicolons.</summary>
    public const string Platforms = nameof(Platforms);
}

/// <summary>FFI8005: a function of an operating system can be called on others without a word from the compiler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8005FunctionWithoutPlatform : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8005",
        "Native function is not annotated with its platform",
        "`{0}` {1} \"{2}\", which is not found on {3}: a call there throws DllNotFoundException; add {4}, so that the compiler (CA1416) checks the callers",
        RuleFamily.Declarations,
        DiagnosticSeverity.Info,
        description: "The platform analyzer knows only what declarations say. An import says nothing by itself, although the library belongs to one operating system.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var supported = interop.Types.Find("System.Runtime.Versioning.SupportedOSPlatformAttribute");
        var unsupported = interop.Types.Find("System.Runtime.Versioning.UnsupportedOSPlatformAttribute");
        if (supported is null || unsupported is null)
        {
            return;
        }

        var platforms = new Platforms(interop, supported, unsupported);
        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                foreach (var (declared, imports, verdict) in platforms.Unannotated(type))
                {
                    Report(declared, imports, verdict, context.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
        start.OnOperation(
            context =>
            {
                var local = ((ILocalFunctionOperation)context.Operation).Symbol;
                if (local.IsExtern && NativeFunctions.Of(interop).FromMethod(local) is { IsImport: true } function && platforms.Judge(function) is { } verdict)
                {
                    Report(local, ImmutableArray.Create(function), verdict, context.ReportDiagnostic);
                }
            },
            OperationKind.LocalFunction);

        void Report(ISymbol declared, ImmutableArray<NativeFunction> imports, Verdict verdict, Action<Diagnostic> report)
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI8005Properties.Attribute, verdict.Attribute).Add(FFI8005Properties.Platforms, string.Join(";", verdict.Platforms));
            var verb = declared is INamedTypeSymbol ? "imports only from" : "is imported from";
            var attributes = string.Join(", ", verdict.Platforms.Select(platform => $"[{verdict.Attribute}(\"{platform}\")]"));
            if (!declared.Locations.IsEmpty && Analysis.Report.Create(
                Rule, interop.Compilation, PartWith(imports[0], declared), null, properties, default, declared.Name, verb, imports[0].Library, verdict.Missing, attributes) is { } diagnostic)
            {
                report(diagnostic);
            }
        }
    }

    /// <summary>Where the symbol is declared together with the import: a partial type has other parts.</summary>
    private static Location PartWith(NativeFunction import, ISymbol declared)
    {
        if (import.Symbol.Locations is { IsEmpty: false } places)
        {
            foreach (var part in declared.DeclaringSyntaxReferences)
            {
                foreach (var name in declared.Locations)
                {
                    if (name.SourceTree == part.SyntaxTree && part.Span.Contains(name.SourceSpan) && places[0].SourceTree == part.SyntaxTree && part.Span.Contains(places[0].SourceSpan))
                    {
                        return name;
                    }
                }
            }
        }

        return declared.Locations[0];
    }

    /// <param name="Attribute">The attribute to add.</param>
    /// <param name="Platforms">Its platforms.</param>
    /// <param name="Missing">The systems of the project that lack the library, for the message.</param>
    private sealed record Verdict(string Attribute, ImmutableArray<string> Platforms, string Missing);

    /// <summary>What each import should say, and what is said already.</summary>
    private sealed class Platforms(InteropContext interop, INamedTypeSymbol supported, INamedTypeSymbol unsupported)
    {
        private static readonly ImmutableArray<TargetOs> WindowsOnly = ImmutableArray.Create(TargetOs.Windows);
        private static readonly ImmutableArray<TargetOs> AppleOnly = ImmutableArray.Create(TargetOs.MacOS, TargetOs.IOS);
        private static readonly ImmutableArray<TargetOs> UnixOnly = ImmutableArray.Create(TargetOs.Linux, TargetOs.MacOS, TargetOs.Android, TargetOs.IOS);

        private readonly ImmutableArray<TargetOs> _targets = ProjectTargets.Of(interop).Platforms.Select(platform => platform.Os).Distinct().ToImmutableArray();

        /// <summary>
        /// The imports of a type that lack their platform, each by itself; the type in their place when it consists of nothing else and all have the same, as an expert would annotate it.
        /// </summary>
        public ImmutableArray<(ISymbol Declared, ImmutableArray<NativeFunction> Imports, Verdict Verdict)> Unannotated(INamedTypeSymbol type)
        {
            var found = ImmutableArray.CreateBuilder<(ISymbol, ImmutableArray<NativeFunction>, Verdict)>();
            var isUniform = type.TypeKind == TypeKind.Class && type.IsStatic;
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } method
                    && NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true } function)
                {
                    if (Judge(function) is { } verdict)
                    {
                        found.Add((method, ImmutableArray.Create(function), verdict));
                        continue;
                    }
                }

                isUniform &= member is IFieldSymbol { IsConst: true };
            }

            if (!isUniform || found.Count < 2 || found.Any(other => other.Item3.Attribute != found[0].Item3.Attribute || !other.Item3.Platforms.SequenceEqual(found[0].Item3.Platforms)))
            {
                return found.ToImmutable();
            }

            return ImmutableArray.Create(((ISymbol)type, found.SelectMany(static one => one.Item2).ToImmutableArray(), found[0].Item3));
        }

        public Verdict? Judge(NativeFunction function)
        {
            var systems = SystemsOf(function.Library);
            var missing = systems.IsDefault ? ImmutableArray<TargetOs>.Empty : _targets.Where(target => !systems.Contains(target)).ToImmutableArray();
            if (missing.IsEmpty || IsAnnotated(function.Symbol))
            {
                return null;
            }

            // What is on every Unix is described by what lacks it.
            var isUnix = systems == UnixOnly;
            var platforms = isUnix
                ? missing.Select(NameOf).ToImmutableArray()
                : systems.Where(system => system == systems[0] || _targets.Contains(system)).Select(NameOf).ToImmutableArray();
            return new Verdict(isUnix ? "UnsupportedOSPlatform" : "SupportedOSPlatform", platforms, string.Join(" and ", missing.Select(DisplayNameOf)));
        }

        /// <summary>The systems that have a library; default for one that comes with a program.</summary>
        private static ImmutableArray<TargetOs> SystemsOf(string? library)
        {
            if (library is null or "__Internal")
            {
                return default;
            }

            if (SystemLibraries.IsUnix(library) && !LibraryNames.Normalize(library).EndsWith(".native", StringComparison.Ordinal))
            {
                // A versioned file of glibc is on Linux alone, libSystem on Apple's systems.
                return LibraryNames.Normalize(library) is "system" or "system.b" || library.EndsWith(".dylib", StringComparison.Ordinal) ? AppleOnly
                    : library.IndexOf(".so.", StringComparison.Ordinal) > 0 ? ImmutableArray.Create(TargetOs.Linux)
                    : UnixOnly;
            }

            return SystemLibraries.IsWindows(library) || SystemLibraries.IsCLibrary(library) && !SystemLibraries.IsUnix(library) ? WindowsOnly
                : library.StartsWith("/System/Library/", StringComparison.Ordinal) || library.StartsWith("/usr/lib/", StringComparison.Ordinal) && library.EndsWith(".dylib", StringComparison.Ordinal) ? AppleOnly
                : default;
        }

        private bool IsAnnotated(ISymbol symbol)
        {
            for (ISymbol? current = symbol; current is not null; current = current.ContainingSymbol)
            {
                if (current.HasAttribute(supported) || current.HasAttribute(unsupported))
                {
                    return true;
                }
            }

            return interop.Compilation.Assembly.HasAttribute(supported);
        }

        private static string NameOf(TargetOs os) => os.ToString().ToLowerInvariant();

        private static string DisplayNameOf(TargetOs os) => os switch
        {
            TargetOs.MacOS => "macOS",
            TargetOs.IOS => "iOS",
            TargetOs.Browser => "the browser",
            _ => os.ToString(),
        };
    }
}
