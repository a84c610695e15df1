using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>What FFI8006 tells its fix.</summary>
internal static class FFI8006Properties
{
    /// <summary>The members of <c>DllImportSearchPath</c> to state, separated by semicolons. The declarations are those of the diagnostic's locations.</summary>
    public const string Folders = nameof(Folders);
}

/// <summary>FFI8006: Windows looks for the library in the current folder and on the PATH too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8006SearchPathIsNotRestricted : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8006",
        "Search path is not restricted",
        "`{0}`{1}: Windows looks for \"{2}\" in the current folder and on the PATH too, where somebody else's file of that name would be loaded{3}; add [DefaultDllImportSearchPaths({4})]",
        RuleFamily.Declarations,
        DiagnosticSeverity.Info,
        description: "Whoever can put a file into a folder that is searched runs code in the process. The search can be restricted to the folders that only an administrator, or the program's installer, writes.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (interop.Types.Find("System.Runtime.InteropServices.DefaultDllImportSearchPathsAttribute") is null)
        {
            return;
        }

        start.OnSymbol(
            context =>
            {
                // One report for the imports of a library that stand together.
                var groups = new Dictionary<(SyntaxTree Tree, string Library), List<NativeFunction>>();
                foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
                {
                    if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } method
                        && NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true, Location.SourceTree: { } tree } function
                        && IsSearched(interop, function, context.CancellationToken))
                    {
                        var key = (tree, LibraryNames.Normalize(function.Library));
                        if (!groups.TryGetValue(key, out var group))
                        {
                            groups.Add(key, group = []);
                        }

                        group.Add(function);
                    }
                }

                foreach (var group in groups.Values)
                {
                    Report(group, context.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
        start.OnOperation(
            context =>
            {
                var local = ((ILocalFunctionOperation)context.Operation).Symbol;
                if (local.IsExtern && NativeFunctions.Of(interop).FromMethod(local) is { IsImport: true, Location: not null } function && IsSearched(interop, function, context.CancellationToken))
                {
                    Report([function], context.ReportDiagnostic);
                }
            },
            OperationKind.LocalFunction);

        void Report(List<NativeFunction> functions, Action<Diagnostic> report)
        {
            var first = functions[0];
            var folders = IsOfSystem(first.Library) ? "System32" : "AssemblyDirectory;SafeDirectories";
            var stated = SearchPaths.Of(interop, (IMethodSymbol)first.Symbol) is null ? "" : " in spite of the search path that is stated, which restricts nothing";
            if (Analysis.Report.Create(
                Rule,
                interop.Compilation,
                first.Location!,
                null,
                ImmutableDictionary<string, string?>.Empty.Add(FFI8006Properties.Folders, folders),
                functions.Skip(1).Select(function => function.Location!).ToImmutableArray(),
                first.DisplayName,
                functions.Count == 1 ? "" : functions.Count == 2 ? " and another import" : $" and {functions.Count - 1} other imports",
                first.Library,
                stated,
                string.Join(" | ", folders.Split(';').Select(static folder => "DllImportSearchPath." + folder))) is { } diagnostic)
            {
                report(diagnostic);
            }
        }
    }

    private static bool IsSearched(InteropContext interop, NativeFunction function, CancellationToken cancellationToken)
    {
        if (function.Library is not { Length: > 0 } library
            || library is "__Internal" or "QCall"
            || IsAbsolute(library)
            || SystemLibraries.IsUnix(library)
            || SystemLibraries.IsKnownDll(library)
            || SearchPaths.Of(interop, (IMethodSymbol)function.Symbol) is { IsUnrestricted: false }
            || !DeclaredSystems.Of(interop, function.Symbol, library).Contains(TargetOs.Windows))
        {
            return false;
        }

        // A project that names no system may never see Windows; a library of Windows, or a declaration for Windows alone, shows that it does.
        return IsOfSystem(library)
            || ((!ProjectTargets.Of(interop).ArePlatformsAssumed || DeclaredSystems.Of(interop, function.Symbol, library).Count == 1)
                && !ImportResolvers.AreIn(interop, cancellationToken));
    }

    private static bool IsOfSystem(string? library) => SystemLibraries.IsWindows(library) || (SystemLibraries.IsCLibrary(library) && !SystemLibraries.IsUnix(library));

    private static bool IsAbsolute(string library) =>
        library[0] is '/' or '\\' || (library.Length > 2 && library[1] == ':' && library[2] is '/' or '\\');
}
