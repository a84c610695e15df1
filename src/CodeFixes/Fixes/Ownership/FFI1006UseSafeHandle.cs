using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.CodeFixes.Ownership.Handles;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>
/// Replaces the raw values of one handle type by a SafeHandle, in every project: native declarations, fields, properties, locals and parameters, with the releases and
/// finalizers that it makes superfluous. Offered only when every use of every such value is understood and the result compiles as the code did before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1006UseSafeHandle))]
public sealed class FFI1006UseSafeHandle : SolutionFix
{
    private const string Key = nameof(FFI1006UseSafeHandle);
    private const string PublicKey = nameof(FFI1006UseSafeHandle) + ".ChangesPublicApi";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("FFI1006");

    internal override async Task<ImmutableArray<SolutionEdit>> EditsForAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken) =>
        (await PlanAsync(document, declaration, properties, cancellationToken).ConfigureAwait(false)).Edit is { } edit
            ? ImmutableArray.Create(edit)
            : ImmutableArray<SolutionEdit>.Empty;

    /// <summary>The edit, or why there is none.</summary>
    internal static async Task<(SolutionEdit? Edit, string? Refusal)> PlanAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (await AcquirerAsync(document, declaration, properties, cancellationToken).ConfigureAwait(false) is not { } acquirer
            || solution.GetProject(acquirer.ContainingAssembly, cancellationToken) is not { } home
            || await home.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || InteropContext.For(compilation, home.AnalyzerOptions, cancellationToken) is not { } interop
            || NativeFunctions.Of(interop).FromMethod(acquirer) is not { } function
            || HandlePairs.Of(interop).OfAcquirer(function) is not { } pair
            || HandlePairsOf(interop, pair) is not { IsEmpty: false } pairs
            || home.GetDocument(pair.Releaser.Location?.SourceTree) is not { } nativeDocument)
        {
            return (null, "the functions that make and release the handle do not allow it");
        }

        var existing = HandleClasses.Of(interop).ReleasingWith(pair.Releaser);
        if (existing is not null && !CanBeReused(existing, interop.Types))
        {
            return (null, "the handle class that is there cannot be created by the marshaller");
        }

        var flow = new HandleFlow(home, pairs, existing, cancellationToken);
        if (!await flow.FollowAsync(await UncalledAsync(solution, interop, pair, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            return (null, flow.Refusal);
        }

        var isNested = existing is null && !IsReachable(pair.Releaser.Signature);
        var isPublic = flow.Carriers.Any(IsVisibleOutside);
        if (!isPublic && !flow.IsUsed)
        {
            return (null, "nobody uses the handle, unless by reflection");
        }

        var nativeClass = pair.Releaser.Signature.ContainingType;
        var name = existing?.Name ?? FreeName(SafeHandleBuilder.NameFor(pair), isNested ? nativeClass : nativeClass.ContainingNamespace);
        if (name is null)
        {
            return (null, "the handle class has no free name");
        }

        var typeName = existing is null
            ? new HandleTypeName(name, isNested ? nativeClass : null, Outermost(nativeClass))
            : new HandleTypeName(name, existing.ContainingType, Outermost(existing));
        var edits = new SolutionEdits();
        if (!await new HandleRewrite(flow, typeName, edits, cancellationToken).WriteAsync().ConfigureAwait(false))
        {
            return (null, "a finalizer does more than release the handle");
        }

        (string Name, SourceText Text)? newFile = null;
        if (existing is null)
        {
            var accessibility = isPublic ? "public" : isNested && flow.Carriers.All(carrier => carrier is ILocalSymbol || carrier.DeclaredAccessibility is Accessibility.Private or Accessibility.NotApplicable) ? "private" : "internal";
            var plan = new SafeHandlePlan(
                name,
                accessibility,
                pairs.Select(one => one.Acquirer.EntryPoint!).Distinct().ToArray(),
                pair.Releaser,
                BoundaryContracts.Of(interop).For(pair.Releaser).Status,
                flow.ComparesWithMinusOne,
                isNested ? "" : QualifiedName(nativeClass) + ".");
            var root = (await nativeDocument.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var nativeDeclaration = root.FindNode(pair.Releaser.Location!.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
            if (isNested)
            {
                Append(edits, nativeDocument, root, nativeDeclaration, plan);
            }
            else if (WritesNewFilesIntoProjects(solution.Workspace))
            {
                Append(edits, nativeDocument, root, nativeDeclaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last().Parent!, plan);
            }
            else
            {
                newFile = (name + ".cs", NewFile(root, plan, nativeClass.ContainingNamespace));
            }
        }

        // The light bulb is shown only for code that compiles as before: everything that matters was followed, and the compiler has the last word.
        var changed = await edits.ApplyAsync(solution, cancellationToken).ConfigureAwait(false);
        if (newFile is var (fileName, text))
        {
            changed = changed.GetProject(home.Id)!.AddDocument(fileName, text, nativeDocument.Folders, Beside(nativeDocument.FilePath, fileName)).Project.Solution;
        }

        if (await NewProblemsAsync(solution, changed, edits.Documents, cancellationToken).ConfigureAwait(false) is { } problems)
        {
            return (null, problems);
        }

        return isPublic && IsLibrary(compilation)
            ? (new SolutionEdit($"Hold the handle in the SafeHandle '{name}' (changes public signatures)", PublicKey, _ => Task.FromResult(changed)), null)
            : (new SolutionEdit($"Hold the handle in the SafeHandle '{name}'", Key, _ => Task.FromResult(changed)), null);
    }

    private static async Task<IMethodSymbol?> AcquirerAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        if (properties.TryGetValue(FFI1006Properties.Acquirer, out var id) && id is not null)
        {
            return await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
                ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as IMethodSymbol
                : null;
        }

        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model?.GetDeclaredSymbol(declaration, cancellationToken) as IMethodSymbol;
    }

    /// <summary>All functions that make handles of the same kind, or nothing when a SafeHandle cannot stand for one of them.</summary>
    private static ImmutableArray<HandlePair> HandlePairsOf(InteropContext interop, HandlePair pair)
    {
        var pairs = HandlePairs.Of(interop).All.Where(other => ReferenceEquals(other.Releaser, pair.Releaser)).ToImmutableArray();
        var releaser = pair.Releaser;
        var fits = releaser is { Parameters: { Length: 1 } parameters, Form: NativeForm.DllImport or NativeForm.LibraryImport, Mode: not MarshallingMode.Disabled }
            && parameters[0].RefKind == RefKind.None
            && pairs.All(other =>
                other.Acquirer is { Mode: not MarshallingMode.Disabled, PreserveSig: true }
                && SymbolEqualityComparer.Default.Equals(other.Handle.Type, pair.Handle.Type)
                && SymbolEqualityComparer.Default.Equals(other.Handle.Type, parameters[0].Type)
                && (other.Handle.IsReturn ? other.Handle.RefKind == RefKind.None : other.Handle.RefKind == RefKind.Out)
                && other.Handle.Type is { SpecialType: SpecialType.System_IntPtr } or IPointerTypeSymbol);
        return fits ? pairs : ImmutableArray<HandlePair>.Empty;
    }

    /// <summary>
    /// Native functions that nobody calls yet take the handle too when their first parameter is called as that of the release function. Those that are called
    /// are found by following the values.
    /// </summary>
    private static async Task<List<ISymbol>> UncalledAsync(Solution solution, InteropContext interop, HandlePair pair, CancellationToken cancellationToken)
    {
        var found = new List<ISymbol>();
        var library = LibraryNames.Normalize(pair.Releaser.Library);
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function is not { IsImport: true, Mode: not MarshallingMode.Disabled, Parameters.Length: > 0 }
                || ReferenceEquals(function, pair.Releaser)
                || LibraryNames.Normalize(function.Library) != library
                || function.Parameters[0] is not { RefKind: RefKind.None, Symbol: { } parameter }
                || parameter.Name != pair.Releaser.Parameters[0].Name
                || !SymbolEqualityComparer.Default.Equals(parameter.Type, pair.Handle.Type)
                || HandlePairs.Of(interop).IsReleaser(function))
            {
                continue;
            }

            var references = await SymbolFinder.FindReferencesAsync(function.Symbol, solution, cancellationToken).ConfigureAwait(false);
            if (!references.SelectMany(reference => reference.Locations).Any(location => location.Document is not SourceGeneratedDocument))
            {
                found.Add(parameter);
            }
        }

        return found;
    }

    private static bool CanBeReused(INamedTypeSymbol type, KnownTypes types)
    {
        var current = type.BaseType;
        while (current is not null && !SymbolEqualityComparer.Default.Equals(current, types.SafeHandle))
        {
            current = current.BaseType;
        }

        return current is not null
            && type is { IsAbstract: false, IsGenericType: false }
            && type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility == Accessibility.Public);
    }

    /// <summary>Whether a class beside the outermost type can call the method.</summary>
    private static bool IsReachable(ISymbol symbol)
    {
        for (var current = symbol; current is not (null or INamespaceSymbol); current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVisibleOutside(ISymbol carrier)
    {
        var symbol = carrier is IParameterSymbol parameter ? parameter.ContainingSymbol : carrier;
        if (symbol is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            return false;
        }

        for (var current = symbol; current is not (null or INamespaceSymbol); current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLibrary(Compilation compilation) => compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule;

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static string QualifiedName(INamedTypeSymbol type) => type.ContainingType is { } outer ? QualifiedName(outer) + "." + type.Name : type.Name;

    private static string? FreeName(string name, INamespaceOrTypeSymbol container) =>
        container.GetMembers(name).IsEmpty ? name : container.GetMembers("Safe" + name).IsEmpty ? "Safe" + name : null;

    private static string? Beside(string? path, string name) => path is null ? null : path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1) + name;

    /// <summary>
    /// The workspace behind <c>dotnet format</c> adds a Compile item for a new document to the project file, also where the SDK includes the file already, and the
    /// project no longer builds (NETSDK1022).
    /// </summary>
    private static bool WritesNewFilesIntoProjects(Workspace workspace) => workspace.Kind == WorkspaceKind.MSBuild;

    /// <summary>Writes the class behind the other members of a type, a namespace or a file.</summary>
    private static void Append(SolutionEdits edits, Document document, SyntaxNode root, SyntaxNode container, SafeHandlePlan plan)
    {
        var end = MemberText.NewLineOf(root);
        var parsed = SyntaxFactory.ParseMemberDeclaration(SafeHandleBuilder.Write(plan).Replace("\n", end))!;
        var member = parsed
            .WithLeadingTrivia(SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine(end)).AddRange(parsed.GetLeadingTrivia()))
            .WithAdditionalAnnotations(Formatter.Annotation);
        edits.Set(document, container, visited => visited switch
        {
            TypeDeclarationSyntax type => type.AddMembers(member),
            FileScopedNamespaceDeclarationSyntax fileScope => fileScope.AddMembers(member),
            NamespaceDeclarationSyntax scope => scope.AddMembers(member),
            CompilationUnitSyntax unit => unit.AddMembers(member),
            _ => visited,
        });
        foreach (var needed in SafeHandleBuilder.Usings(plan))
        {
            if (!root.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(directive => directive.Alias is null && directive.Name.ToString() == needed))
            {
                edits.AddUsing(document, needed);
            }
        }
    }

    private static SourceText NewFile(SyntaxNode nativeRoot, SafeHandlePlan plan, INamespaceSymbol container)
    {
        var text = new StringBuilder();
        var used = SafeHandleBuilder.Usings(plan)
            .Concat(new[] { plan.Releaser.Return.Type, (plan.Releaser.Parameters[0].Type as IPointerTypeSymbol)?.PointedAtType }
                .Where(type => type is { SpecialType: SpecialType.None, ContainingNamespace.IsGlobalNamespace: false } && !IsInside(container, type.ContainingNamespace))
                .Select(type => type!.ContainingNamespace.ToDisplayString()))
            .Distinct()
            .OrderBy(name => name.StartsWith("System", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(name => name, StringComparer.Ordinal);
        foreach (var name in used)
        {
            text.Append("using ").Append(name).Append(";\n");
        }

        text.Append('\n');
        var code = SafeHandleBuilder.Write(plan);
        if (container.IsGlobalNamespace)
        {
            text.Append(code);
        }
        else if (nativeRoot.DescendantNodes().OfType<FileScopedNamespaceDeclarationSyntax>().Any())
        {
            text.Append("namespace ").Append(container.ToDisplayString()).Append(";\n\n").Append(code);
        }
        else
        {
            text.Append("namespace ").Append(container.ToDisplayString()).Append("\n{\n");
            foreach (var line in code.TrimEnd('\n').Split('\n'))
            {
                text.Append(line.Length == 0 ? "" : "    ").Append(line).Append('\n');
            }

            text.Append("}\n");
        }

        return SourceText.From(text.ToString().Replace("\n", MemberText.NewLineOf(nativeRoot)), Encoding.UTF8);
    }

    private static bool IsInside(INamespaceSymbol inner, INamespaceSymbol outer)
    {
        for (var current = inner; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (SymbolEqualityComparer.Default.Equals(current, outer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The errors and nullable warnings of the changed files that were not there before, or null.</summary>
    private static async Task<string?> NewProblemsAsync(Solution before, Solution after, IEnumerable<DocumentId> documents, CancellationToken cancellationToken)
    {
        foreach (var id in documents)
        {
            var old = await ProblemsAsync(before.GetDocument(id)!, cancellationToken).ConfigureAwait(false);
            var now = await ProblemsAsync(after.GetDocument(id)!, cancellationToken).ConfigureAwait(false);
            if (now.Count > old.Count)
            {
                return string.Join("; ", now.Select(problem => problem.ToString()));
            }
        }

        return null;
    }

    private static async Task<List<Diagnostic>> ProblemsAsync(Document document, CancellationToken cancellationToken)
    {
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        return model.GetDiagnostics(cancellationToken: cancellationToken).Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal))).ToList();
    }
}
