using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>Facts for the fix of FFI6008.</summary>
internal static class FFI6008Properties
{
    /// <summary>A name under which the method can be exported; absent when naming it is not enough.</summary>
    public const string EntryPoint = "entryPoint";
}

/// <summary>An export that native code cannot call, or that takes the place of another function.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6008ExportIsUnusable : InteropAnalyzer
{
    private const string Id = "FFI6008";
    private const string Title = "Export is unusable";
    private const string MessageFormat = "{0} {1}; {2}";
    private const string Description = "The native compiler exports the methods of the published assembly that name an entry point, under exactly that name. Two of one name do not link; "
        + "one that is called like a function of the system takes that function's place for everything in the process, or is itself replaced by it.";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(Id, Title, MessageFormat, RuleFamily.Callbacks, DiagnosticSeverity.Warning, description: Description);

    // What only the whole compilation tells appears in a build and not while typing.
    private static readonly DiagnosticDescriptor RuleOfProject = RuleDescriptor.Create(
        Id, Title, MessageFormat, RuleFamily.Callbacks, DiagnosticSeverity.Warning, description: Description, customTags: WellKnownDiagnosticTags.CompilationEnd);

    // Names of the C standard library, POSIX and the loaders that the catalogue, which is about what C# calls, does not have.
    private static readonly ImmutableHashSet<string> SystemNames = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "main", "wmain", "WinMain", "wWinMain", "DllMain", "_start", "_init", "_fini", "exit", "_exit", "abort", "memcpy", "memmove", "memset", "memcmp", "memchr", "strlen", "strcpy", "strncpy",
        "strcat", "strcmp", "strncmp", "strchr", "strstr", "strtol", "atoi", "puts", "fputs", "fgets", "fread", "fwrite", "fseek", "ftell", "rewind", "remove", "time", "clock", "rand", "srand",
        "raise", "longjmp", "setjmp", "send", "recv", "sendto", "recvfrom", "connect", "bind", "listen", "accept", "shutdown", "select", "poll", "pipe", "fork", "execve", "stat", "fstat",
        "lseek", "sync", "fsync", "access", "chdir", "getcwd", "mkdir", "rmdir", "link", "pause", "alarm", "nice", "floor", "ceil", "pow", "exp", "log", "tan", "index", "gets");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule, RuleOfProject);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context => CheckName(context, interop));

        // Only a native library has no other way to its methods than their names.
        if (interop.Options.BuildProperty("NativeLib").Length == 0)
        {
            return;
        }

        var addressed = new ConcurrentDictionary<ISymbol, byte>(SymbolEqualityComparer.Default);
        start.OnOperation(
            context => addressed.TryAdd(((IMethodReferenceOperation)context.Operation).Method.OriginalDefinition, 0),
            OperationKind.MethodReference);
        start.OnCompilationEnd(context =>
        {
            foreach (var export in BoundaryTypes.Of(interop).Functions)
            {
                if (export is { Form: NativeForm.UnmanagedCallersOnly, IsEntryPointStated: false }
                    && export.Attribute?.IsNamed("EntryPoint") == false
                    && !addressed.ContainsKey(export.Symbol)
                    && export.Location is { } location)
                {
                    var properties = ProposalFor(interop, export) is { } name ? ImmutableDictionary<string, string?>.Empty.Add(FFI6008Properties.EntryPoint, name) : null;
                    Add(context, Report.Create(
                        RuleOfProject, interop.Compilation, location, null, properties, default, $"`{export.Symbol.Name}`", "has no entry point and nobody takes its address, so that native code cannot reach it", "name it with `EntryPoint`"));
                }
            }

            foreach (var (method, name) in ForeignExports(interop))
            {
                Add(context, Report.OfProject(
                    RuleOfProject,
                    $"`{method.ContainingType?.Name}.{method.Name}`",
                    $"of the referenced assembly {method.ContainingAssembly.Name} is not exported as `{name}`: only the methods of the published assembly are",
                    "export a method of this project that calls it"));
            }
        });
    }

    private static void CheckName(NativeFunctionContext context, InteropContext interop)
    {
        var function = context.Function;
        if (function.Form != NativeForm.UnmanagedCallersOnly || function.Attribute is not { } attribute || !attribute.TryGetNamed("EntryPoint", out var stated))
        {
            return;
        }

        var name = stated.Value as string ?? "";
        var (what, advice, canBeNamed) = name.Trim().Length == 0
            ? ("names an empty entry point, so that nothing is exported", "name it", true)
            : name.Any(char.IsWhiteSpace)
                ? ($"is exported as `{name}`, which no compiler takes for a name", "write it without blanks", false)
                : IsSystemName(name)
                    ? ($"is exported as `{name}`, which is a function of the system: whoever calls that one in this process may get this one", "give it a name with the library's prefix", false)
                    : OtherOf(interop, function) is { } other
                        ? ($"is exported as `{name}`, and so is `{other.Symbol.ContainingType?.Name}.{other.Symbol.Name}`", "give each export a name of its own", false)
                        : (null, null, false);
        if (what is null)
        {
            return;
        }

        var properties = canBeNamed && ProposalFor(interop, function) is { } proposal ? ImmutableDictionary<string, string?>.Empty.Add(FFI6008Properties.EntryPoint, proposal) : null;
        var place = attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : context.Location;
        context.Report(Report.Create(Rule, interop.Compilation, place, null, properties, default, $"`{function.Symbol.Name}`", what, advice));
    }

    /// <summary>The method's own name, unless it is one that is reported too.</summary>
    private static string? ProposalFor(InteropContext interop, NativeFunction export)
    {
        var name = export.Symbol.Name;
        return !IsSystemName(name) && BoundaryTypes.Of(interop).Functions.All(other => other.Form != NativeForm.UnmanagedCallersOnly || ReferenceEquals(other, export) || (other.EntryPoint ?? other.Symbol.Name) != name)
            ? name
            : null;
    }

    private static NativeFunction? OtherOf(InteropContext interop, NativeFunction function) =>
        BoundaryTypes.Of(interop).Functions.FirstOrDefault(other =>
            other is { Form: NativeForm.UnmanagedCallersOnly, IsEntryPointStated: true }
            && string.Equals(other.EntryPoint, function.EntryPoint, StringComparison.Ordinal)
            && !SymbolEqualityComparer.Default.Equals(other.Symbol, function.Symbol));

    private static bool IsSystemName(string name) =>
        SystemNames.Contains(name)
        || KnownCatalogue.Find("c")?.Header.FindExport(name) is not null
        || KnownCatalogue.Find("kernel32")?.Header.FindExport(name) is not null;

    /// <summary>The methods of referenced assemblies that name an entry point; the framework has none that are meant for others.</summary>
    private static IEnumerable<(IMethodSymbol Method, string Name)> ForeignExports(InteropContext interop)
    {
        var attribute = interop.Types.UnmanagedCallersOnlyAttribute;
        foreach (var assembly in interop.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name.StartsWith("System", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.Name is "mscorlib" or "netstandard")
            {
                continue;
            }

            var pending = new Stack<INamespaceOrTypeSymbol>();
            pending.Push(assembly.GlobalNamespace);
            while (pending.Count > 0)
            {
                foreach (var member in pending.Pop().GetMembers())
                {
                    switch (member)
                    {
                        case INamespaceOrTypeSymbol inner:
                            pending.Push(inner);
                            break;
                        case IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method when method.Attribute(attribute) is { } found && found.TryGetText("EntryPoint", out var name) && name.Length > 0:
                            yield return (method, name);
                            break;
                    }
                }
            }
        }
    }

    private static void Add(CompilationAnalysisContext context, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
