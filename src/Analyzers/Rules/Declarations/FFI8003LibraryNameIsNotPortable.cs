using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>What FFI8003 tells its fix.</summary>
internal static class FFI8003Properties
{
    /// <summary>The name to write in place of the literal; absent where none is evident.</summary>
    public const string Name = nameof(Name);

    /// <summary>Set where <c>nameof</c> stands around the constant that is meant.</summary>
    public const string Unwrap = nameof(Unwrap);
}

/// <summary>FFI8003: the library's name is right on one system only, or names no library.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8003LibraryNameIsNotPortable : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8003",
        "Library name is not portable",
        "The library name \"{0}\" {1}; {2}",
        RuleFamily.Declarations,
        DiagnosticSeverity.Warning,
        description: "The runtime completes a bare name with the prefix and suffix of the system that it runs on. A name that has those of one system is not found on another: the first call throws DllNotFoundException.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;

        var functions = NativeFunctions.Of(interop);

        // A constant is reported once, whoever uses it.
        var seen = new ConcurrentDictionary<IFieldSymbol, byte>(SymbolEqualityComparer.Default);
        start.OnSyntax(
            context =>
            {
                var attribute = (AttributeSyntax)context.Node;
                if (attribute is not { ArgumentList.Arguments: { Count: > 0 } arguments, Parent.Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax }
                    || arguments[0].NameEquals is not null
                    || context.SemanticModel.GetDeclaredSymbol(attribute.Parent.Parent, context.CancellationToken) is not IMethodSymbol method
                    || NameIn(attribute, method, functions) is not { } name)
                {
                    return;
                }

                // Nothing is bound for the names that are right.
                var expression = arguments[0].Expression;
                if ((NameOfConstant(context, expression) ?? Judge(interop, method, name, context.CancellationToken)) is not { } verdict)
                {
                    return;
                }

                var location = expression.GetLocation();
                if (verdict.IsOfName
                    && context.SemanticModel.GetSymbolInfo(expression, context.CancellationToken).Symbol is IFieldSymbol { Locations: { IsEmpty: false } places } constant
                    && places[0].IsInSource)
                {
                    if (!seen.TryAdd(constant, 0))
                    {
                        return;
                    }

                    location = places[0];
                }

                var properties = ImmutableDictionary<string, string?>.Empty;
                properties = verdict.Replacement is null ? properties : properties.Add(FFI8003Properties.Name, verdict.Replacement);
                properties = verdict.IsNameOf ? properties.Add(FFI8003Properties.Unwrap, "") : properties;
                if (Report.Create(
                    Rule, interop.Compilation, location, verdict.IsInferred ? Report.OneStepLower(Rule.DefaultSeverity) : null, properties, default, name, verdict.Reason, verdict.Advice) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            SyntaxKind.Attribute);
        start.OnOperation(context => InspectLoad(context, interop), OperationKind.Invocation);
    }

    /// <summary>The library's name, where this attribute of the method is the one that states it.</summary>
    private static string? NameIn(AttributeSyntax attribute, IMethodSymbol method, NativeFunctions functions) => functions.FromMethod(method) switch
    {
        { Form: NativeForm.DllImport or NativeForm.LibraryImport, Library: var name, Attribute.ApplicationSyntaxReference: { } place } => place.Span == attribute.Span ? name : null,

        // The compiler takes a method with an empty name for none that is imported.
        null when method.IsExtern && IsImport(attribute) && attribute.ArgumentList!.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: "" } => "",
        _ => null,
    };

    private static bool IsImport(AttributeSyntax attribute) =>
        (attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name) is SimpleNameSyntax { Identifier.ValueText: "DllImport" or "DllImportAttribute" or "LibraryImport" or "LibraryImportAttribute" };

    /// <summary><c>[DllImport(nameof(Library))]</c> names the constant and not what it holds.</summary>
    private static Verdict? NameOfConstant(SyntaxNodeAnalysisContext context, ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments }
        && context.SemanticModel.GetSymbolInfo(arguments[0].Expression, context.CancellationToken).Symbol is IFieldSymbol { IsConst: true, ConstantValue: string value } field
        && !string.Equals(LibraryNames.Normalize(value), LibraryNames.Normalize(field.Name), StringComparison.Ordinal)
            ? new Verdict($"is the name of the constant, which holds \"{value}\"", $"write `{arguments[0].Expression}` without nameof") { IsNameOf = true, IsOfName = false }
            : null;

    private static Verdict? Judge(InteropContext interop, IMethodSymbol method, string name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return new Verdict("is empty", "name the library");
        }

        var targets = ProjectTargets.Of(interop);
        if (LinuxLibraries.FileOf(name) is { } file)
        {
            return JudgeLinux(interop, method, name, file, cancellationToken);
        }

        // The C++ compiler of Windows decorates its names so.
        if (NativeFunctions.Of(interop).FromMethod(method)?.EntryPoint is { Length: > 1 } decorated && decorated[0] == '?')
        {
            return null;
        }

        if (!targets.RunsOnSeveralSystems || SystemLibraries.IsAny(name) || LinuxLibraries.IsFile(name) || name == "__Internal" || DeclaredSystems.Of(interop, method, null).Count < 2)
        {
            return null;
        }

        var imports = Imports.Of(interop);
        var entryPoint = NativeFunctions.Of(interop).FromMethod(method)?.EntryPoint;
        return ImportResolvers.AreIn(interop, cancellationToken)
            ? null
            : ForOneSystem(JudgePath(name), method, name, targets)
                ?? (imports.IsChosen(entryPoint, method.ContainingType) ? null : JudgeSpelling(name, targets, imports) ?? ForOneSystem(JudgeFile(name, entryPoint, method.ContainingType, targets, imports), method, name, targets));
    }

    /// <summary>Code in a namespace of one system is meant for that one, and so may be a project that names no system where a folder and a suffix of Windows stand in one name.</summary>
    private static Verdict? ForOneSystem(Verdict? verdict, IMethodSymbol method, string name, ProjectTargets targets) => verdict is null
        ? null
        : verdict with
        {
            IsInferred = verdict.IsInferred || DeclaredSystems.NamedAround(method.ContainingType).Count == 1 || (targets.ArePlatformsAssumed && name.IndexOf('\\') >= 0 && name.IndexOf(':') < 0 && Suffix(name) == ".dll"),
        };

    /// <summary>A library of Linux by the name that only machines with its development package have.</summary>
    private static Verdict? JudgeLinux(InteropContext interop, ISymbol symbol, string name, string file, CancellationToken cancellationToken)
    {
        var systems = DeclaredSystems.Of(interop, symbol, name);
        if (LinuxLibraries.IsOfAndroid(name)
            && (ProjectTargets.Of(interop).Platforms.Any(static platform => platform.Os == TargetOs.Android)
                || (LinuxLibraries.IsMainlyOfAndroid(name) && ProjectTargets.Of(interop).ArePlatformsAssumed)))
        {
            return null;
        }

        if (!systems.Contains(TargetOs.Linux) || ImportResolvers.AreIn(interop, cancellationToken) || Imports.Of(interop).HasVersionOf(name))
        {
            return null;
        }

        var isScript = file is "libc.so.6" or "libm.so.6";
        return new Verdict(
            isScript && name.EndsWith(".so", StringComparison.Ordinal)
                ? "is that of a linker script on Linux, which cannot be loaded"
                : "is that of a file which Linux has with the development package only",
            file == "libc.so.6" ? "write \"libc\", which the runtime knows" : $"the file that every machine has is \"{file}\"")
        {
            Replacement = file == "libc.so.6" ? "libc" : systems.Count == 1 ? file : null,

            // A project that names no system may be used where the developer is.
            IsInferred = ProjectTargets.Of(interop).ArePlatformsAssumed && systems.Count > 1,
        };
    }

    /// <summary><c>NativeLibrary.Load("kv.dll")</c>, which nothing makes depend on the system.</summary>
    private static void InspectLoad(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "Load"
            || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.NativeLibrary)
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value is not { ConstantValue: { HasValue: true, Value: string name } } argument
            || string.IsNullOrWhiteSpace(name)
            || LinuxLibraries.FileOf(name) is not null
            || SystemLibraries.IsAny(name)
            || !ProjectTargets.Of(interop).RunsOnSeveralSystems
            || DeclaredSystems.Of(interop, context.ContainingSymbol, null).Count < 2
            || !DeclaredSystems.NamedBy(context.ContainingSymbol, null).IsEmpty
            || IsChosen(call)
            || ImportResolvers.AreIn(interop, context.CancellationToken))
        {
            return;
        }

        var verdict = JudgePath(name);
        if (verdict is null && Suffix(name) is { } suffix)
        {
            var bare = name.Substring(0, name.Length - suffix.Length);
            verdict = new Verdict(
                $"is that of a file on {(suffix == ".dll" ? "Windows" : suffix == ".dylib" ? "macOS" : "Linux")}, which other systems of this project do not have",
                $"load \"{(suffix != ".dll" && bare.StartsWith("lib", StringComparison.Ordinal) ? bare.Substring(3) : bare)}\" with the assembly, so that the runtime completes the name, or choose by system")
            {
                IsInferred = suffix != ".dll" && ProjectTargets.Of(interop).ArePlatformsAssumed,
            };
        }

        if (verdict is not null
            && Report.Create(
                Rule, interop.Compilation, argument.Syntax.GetLocation(), verdict.IsInferred ? Report.OneStepLower(Rule.DefaultSeverity) : null, null, default, name, verdict.Reason, verdict.Advice) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether anything around may depend on the system, or expects that the library is not there.</summary>
    private static bool IsChosen(IOperation call)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation or ITryOperation or ICatchClauseOperation or ILoopOperation or ICoalesceOperation
                or IBinaryOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        foreach (var other in Operations.RootOf(call).Descendants())
        {
            if (other is IInvocationOperation { TargetMethod.Name: var name } invocation
                && (name == "IsOSPlatform" || (name.StartsWith("Is", StringComparison.Ordinal) && !DeclaredSystems.NamedBy(invocation.TargetMethod, null).IsEmpty)))
            {
                return true;
            }
        }

        return call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { ContainsDirectives: true } || call.Syntax.SyntaxTree.GetRoot().GetFirstDirective(static directive => directive is IfDirectiveTriviaSyntax) is not null;
    }

    private static Verdict? JudgePath(string name)
    {
        if (name.Length > 2 && char.IsLetter(name[0]) && name[1] == ':' && name[2] is '\\' or '/')
        {
            return new Verdict("is a path on one machine", "name the library alone, and ship it with the application");
        }

        if (name.IndexOf('\\') >= 0)
        {
            return new Verdict("has a backslash, which separates folders on Windows only", "name the library alone");
        }

        // What lies in the folders of the system belongs to it.
        return name[0] == '/' && !name.StartsWith("/System/", StringComparison.Ordinal) && !name.StartsWith("/usr/lib/lib", StringComparison.Ordinal)
            && !name.StartsWith("/usr/lib/system/", StringComparison.Ordinal) && !name.StartsWith("/Library/", StringComparison.Ordinal)
            ? new Verdict("is a path that only some systems have", "name the library alone")
            : null;
    }

    /// <summary>A name with the suffix of one system, when nothing shows that the import is for that system.</summary>
    private static Verdict? JudgeFile(string name, string? entryPoint, INamedTypeSymbol type, ProjectTargets targets, Imports imports)
    {
        // What a path of the system names is there or not; its suffix is no question.
        if (name[0] == '/' || Suffix(name) is not { } suffix || imports.HasOtherSuffix(name, entryPoint, type) || !DeclaredSystems.NamedBy(null, name.Substring(0, name.Length - suffix.Length)).IsEmpty)
        {
            return null;
        }

        var systems = suffix switch { ".dll" => "Windows", ".dylib" => "macOS", _ => "Linux" };
        var others = string.Join(" and ", targets.Platforms.Select(static platform => platform.Os).Distinct()
            .Where(os => !Has(os, suffix)).Select(static os => os == TargetOs.MacOS ? "macOS" : os == TargetOs.IOS ? "iOS" : os.ToString()));
        if (others.Length == 0)
        {
            return null;
        }

        var bare = name.Substring(0, name.Length - suffix.Length);
        bare = suffix != ".dll" && bare.StartsWith("lib", StringComparison.Ordinal) && bare.Length > 3 ? bare.Substring(3) : bare;
        var isVersioned = suffix.StartsWith(".so.", StringComparison.Ordinal);
        return new Verdict(
            $"is that of a file on {systems}, which {others} cannot find",
            isVersioned ? "name the library without suffix, or choose the file in a resolver (NativeLibrary.SetDllImportResolver)" : $"write \"{bare}\": the runtime adds what each system has")
        {
            Replacement = isVersioned || bare.IndexOf('/') >= 0 ? null : bare,

            // Much of what only one system has is bound by the name of its file; a project that names no system, and uses nothing of others, may be for that one alone.
            IsInferred = targets.ArePlatformsAssumed && (suffix != ".dll" || !imports.HasUnix),
        };
    }

    private static bool Has(TargetOs os, string suffix) => suffix switch
    {
        ".dll" => os == TargetOs.Windows,
        ".dylib" => os is TargetOs.MacOS or TargetOs.IOS,
        _ => os is TargetOs.Linux or TargetOs.Android,
    };

    /// <summary>The suffix of a library's file, with the version behind <c>.so</c>.</summary>
    private static string? Suffix(string name)
    {
        if (name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return ".dll";
        }

        if (name.EndsWith(".dylib", StringComparison.Ordinal))
        {
            return ".dylib";
        }

        var so = name.IndexOf(".so", StringComparison.Ordinal);
        return so > 0 && (so + 3 == name.Length || (name[so + 3] == '.' && name.Substring(so + 4).All(static c => char.IsDigit(c) || c == '.'))) ? name.Substring(so) : null;
    }

    /// <summary>The same library by two names of which one system finds only one.</summary>
    private static Verdict? JudgeSpelling(string name, ProjectTargets targets, Imports imports)
    {
        if (imports.FirstSpelling(name) is not { } first || first == name || Suffix(first) is { } suffix && Suffix(name) is { } other && suffix != other)
        {
            return null;
        }

        var isCase = string.Equals(first, name, StringComparison.OrdinalIgnoreCase);
        return isCase && targets.Platforms.All(static platform => platform.Os is TargetOs.Windows or TargetOs.MacOS)
            ? null
            : new Verdict(
                $"is \"{first}\" in another import of this project" + (isCase ? ", and file names with other letters are other files on Linux" : ", and not every system finds both"),
                "use one constant for all")
            {
                // The one with a suffix is wrong; the bare one is what the fix of the other would write.
                Replacement = Suffix(first) is null ? first : null,
            };
    }

    /// <param name="Reason">What is wrong with the name.</param>
    /// <param name="Advice">What to write instead.</param>
    private sealed record Verdict(string Reason, string Advice)
    {
        public string? Replacement { get; init; }

        public bool IsNameOf { get; init; }

        /// <summary>Whether the name itself is wrong, wherever it is used, and not the place that uses it.</summary>
        public bool IsOfName { get; init; } = true;

        public bool IsInferred { get; init; }
    }

    /// <summary>How the project spells its libraries, and whether it finds them itself.</summary>
    private sealed class Imports
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _suffixesByLibrary = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _suffixesByEntryPoint = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _librariesByEntryPoint = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _suffixesByType = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _spellingsByImport = new(StringComparer.Ordinal);

        private Imports(InteropContext interop)
        {
            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                if (!function.IsImport || function.Library is not { Length: > 0 } library)
                {
                    continue;
                }

                _names.Add(library);
                HasUnix |= SystemLibraries.IsUnix(library);
                var key = Key(library);
                if (!_first.ContainsKey(key))
                {
                    _first.Add(key, library);
                }

                if (function.EntryPoint is { } name && !SystemLibraries.IsAny(library))
                {
                    Add(_librariesByEntryPoint, name, key);
                    Add(_spellingsByImport, ImportKey(name, function.Symbol.ContainingType), library);
                }

                if (!SystemLibraries.IsAny(library) && Suffix(library) is { } suffix)
                {
                    Add(_suffixesByLibrary, key, suffix);
                    Add(_suffixesByEntryPoint, function.EntryPoint ?? "", suffix);
                    Add(_suffixesByType, Outermost(function.Symbol.ContainingType).Name, suffix);
                }
            }
        }

        /// <summary>Whether the project calls the libraries of a Unix, too.</summary>
        public bool HasUnix { get; }

        public static Imports Of(InteropContext interop) => interop.Get(static context => new Imports(context));

        /// <summary>The first spelling of the library, in declaration order.</summary>
        public string? FirstSpelling(string name) => _first.TryGetValue(Key(name), out var first) ? first : null;

        /// <summary>Whether the project also imports from the file with a version, so that it tries one after the other.</summary>
        public bool HasVersionOf(string name) => _names.Contains(LinuxLibraries.FileOf(name)!);

        /// <summary>
        /// Whether the function is imported from several libraries, as those are that have one build for each processor, or one type imports it under several names of one library: the code chooses.
        /// </summary>
        public bool IsChosen(string? entryPoint, INamedTypeSymbol type) =>
            entryPoint is not null
            && ((_librariesByEntryPoint.TryGetValue(entryPoint, out var libraries) && libraries.Count > 1)
                || (_spellingsByImport.TryGetValue(ImportKey(entryPoint, type), out var spellings) && spellings.Count > 1));

        /// <summary>Whether the same library or function, or others of the type, are also imported from files of another system, so that the code chooses.</summary>
        public bool HasOtherSuffix(string name, string? entryPoint, INamedTypeSymbol type) =>
            (_suffixesByLibrary.TryGetValue(Key(name), out var suffixes) && suffixes.Count > 1)
            || (entryPoint is not null && _suffixesByEntryPoint.TryGetValue(entryPoint, out suffixes) && suffixes.Count > 1)
            || (_suffixesByType.TryGetValue(Outermost(type).Name, out suffixes) && suffixes.Any(static suffix => suffix == ".dll") && suffixes.Count > 1);

        private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
        {
            while (type.ContainingType is { } outer)
            {
                type = outer;
            }

            return type;
        }

        private static string Key(string library) => LibraryNames.Normalize(library);

        private static string ImportKey(string entryPoint, INamedTypeSymbol type) => entryPoint + " " + type.Name;

        private static void Add(Dictionary<string, HashSet<string>> sets, string key, string value)
        {
            if (!sets.TryGetValue(key, out var values))
            {
                sets.Add(key, values = new HashSet<string>(StringComparer.Ordinal));
            }

            values.Add(value);
        }
    }
}
