using System.Collections.Concurrent;
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

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2011: a library is unloaded while delegates, function pointers, imports or its own threads can still run its code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2011LibraryUnloaded : InteropAnalyzer
{
    private const string Id = "FFI2011";
    private const string Title = "Library is unloaded while its code can still run";
    private const string Message = "'{0}' unloads the library while {1}; {2}";
    private const string Description = "The code of an unloaded library is no longer mapped: the next call, or a thread that is still in it, ends the process with an access violation.";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        Id, Title, Message, RuleFamily.Lifetime, DiagnosticSeverity.Warning, description: Description);

    // What other members do with the same library is known when all code was seen.
    private static readonly DiagnosticDescriptor RuleOfProject = RuleDescriptor.Create(
        Id, Title, Message, RuleFamily.Lifetime, DiagnosticSeverity.Warning, description: Description, customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule, RuleOfProject);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var project = new Libraries(interop);
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (FreedBy(call, interop) is { } library)
                {
                    if (project.AddFree(call, library, context.CancellationToken) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
                else if (IsMethodOf(call, interop.Types.NativeLibrary, "GetExport") && Argument(call, 0) is { } source)
                {
                    project.AddExport(call, source);
                }
                else if (IsMethodOf(call, interop.Types.NativeLibrary, "SetDllImportResolver"))
                {
                    project.AddResolver(call, context.CancellationToken);
                }
                else if (IsLoad(call, interop))
                {
                    project.AddLoad(call);
                }
            },
            OperationKind.Invocation);
        start.OnCompilationEnd(context =>
        {
            foreach (var diagnostic in project.Find(context.CancellationToken))
            {
                context.ReportDiagnostic(diagnostic);
            }
        });
    }

    /// <summary>The library that a call unloads, or null for any other call.</summary>
    private static IOperation? FreedBy(IInvocationOperation call, InteropContext interop)
    {
        if (IsMethodOf(call, interop.Types.NativeLibrary, "Free"))
        {
            return Argument(call, 0);
        }

        return NativeCalls.FunctionOf(interop, call) is { } function
            && function.EntryPoint switch
            {
                "FreeLibrary" => LibraryNames.Normalize(function.Library) == "kernel32",
                "dlclose" => LibraryNames.Normalize(function.Library) is "dl" or "c" or "libc" or "system" or "system.b",
                _ => false,
            }
            ? Argument(call, 0)
            : null;
    }

    private static bool IsLoad(IInvocationOperation call, InteropContext interop) => IsMethodOf(call, interop.Types.NativeLibrary, "Load");

    private static bool IsMethodOf(IInvocationOperation call, INamedTypeSymbol? type, string name) =>
        call.TargetMethod.Name == name && type is not null && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, type);

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        Operations.Unconverted(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value);

    private static ISymbol? SymbolOf(IOperation? operation) => Operations.Unconverted(operation) switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IFieldReferenceOperation { Field: var field } => field.OriginalDefinition,
        IPropertyReferenceOperation { Property: var property } => property.OriginalDefinition,
        _ => null,
    };

    /// <summary>
    /// Where the value that an export was made into ends up: through casts and <c>Marshal.GetDelegateForFunctionPointer</c> in a variable, a field or the result.
    /// </summary>
    private static (ISymbol? Symbol, bool IsReturned) SinkOf(IOperation export)
    {
        var current = export;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "GetDelegateForFunctionPointer" } } or IInvocationOperation { TargetMethod.Name: "GetDelegateForFunctionPointer" })
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Value == current => (SymbolOf(assignment.Target), false),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => (local, false),
            IReturnOperation => (null, true),
            _ => default,
        };
    }

    /// <summary>What the project does with each library that it loads by itself.</summary>
    private sealed class Libraries(InteropContext interop)
    {
        private readonly ConcurrentBag<(IInvocationOperation Call, ISymbol Library)> _frees = [];
        private readonly ConcurrentBag<(ISymbol Library, ISymbol Sink)> _exports = [];
        private readonly ConcurrentDictionary<ISymbol, byte> _resolved = new(SymbolEqualityComparer.Default);
        private readonly ConcurrentDictionary<ISymbol, string> _loaded = new(SymbolEqualityComparer.Default);

        public void AddExport(IInvocationOperation call, IOperation library)
        {
            if (SymbolOf(library) is IFieldSymbol or IPropertySymbol && SymbolOf(library) is { } symbol && SinkOf(call) is { Symbol: { } sink })
            {
                _exports.Add((symbol, sink));
            }
        }

        public void AddLoad(IInvocationOperation call)
        {
            if (Argument(call, 0)?.ConstantValue is { HasValue: true, Value: string name } && SinkOf(call) is { Symbol: { } holder })
            {
                _loaded.TryAdd(holder, name);
            }
        }

        /// <summary>The fields that a resolver answers with: from then on the runtime's imports use that library, and nobody tells it of the unload.</summary>
        public void AddResolver(IInvocationOperation call, CancellationToken cancellationToken)
        {
            var resolver = Argument(call, 1);
            if (resolver is IDelegateCreationOperation { Target: var target })
            {
                resolver = target;
            }

            var body = resolver switch
            {
                IAnonymousFunctionOperation lambda => lambda.Body,
                IMethodReferenceOperation { Method: var method } => MethodBodies.Of(method, call.SemanticModel, cancellationToken),
                _ => null,
            };
            foreach (var operation in body?.Descendants() ?? [])
            {
                if (operation is IReturnOperation { ReturnedValue: { } returned })
                {
                    foreach (var part in returned.DescendantsAndSelf())
                    {
                        if (part is IFieldReferenceOperation or IPropertyReferenceOperation && SymbolOf(part) is { } symbol && part.Type?.SpecialType == SpecialType.System_IntPtr)
                        {
                            _resolved.TryAdd(symbol, 0);
                        }
                    }
                }
            }
        }

        public Diagnostic? AddFree(IInvocationOperation call, IOperation library, CancellationToken cancellationToken)
        {
            if (SymbolOf(library) is not { } symbol)
            {
                return null;
            }

            if (symbol is ILocalSymbol local)
            {
                return OfLocal(call, local, cancellationToken);
            }

            _frees.Add((call, symbol));
            return null;
        }

        public IEnumerable<Diagnostic> Find(CancellationToken cancellationToken)
        {
            foreach (var (call, library) in _frees)
            {
                if ((OfGo(call, _loaded.TryGetValue(library, out var name) ? name : null, RuleOfProject, cancellationToken)
                    ?? OfResolver(call, library)
                    ?? OfStaticFields(call, library)) is { } diagnostic)
                {
                    yield return diagnostic;
                }
            }
        }

        private Diagnostic? OfResolver(IInvocationOperation call, ISymbol library) => _resolved.ContainsKey(library)
            ? Create(
                RuleOfProject,
                call,
                $"the project's import resolver answers with `{library.Name}`, so that every import that was called before still points into it",
                "leave the library loaded: the process unloads it at its end")
            : null;

        /// <summary>Fields that everybody can call through, and that the unload does not clear.</summary>
        private Diagnostic? OfStaticFields(IInvocationOperation call, ISymbol library)
        {
            foreach (var (from, sink) in _exports)
            {
                if (SymbolEqualityComparer.Default.Equals(from, library)
                    && sink is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true }
                    && !Operations.RootOf(call).Descendants().Any(operation => operation is ISimpleAssignmentOperation { Target: var target } && SymbolEqualityComparer.Default.Equals(SymbolOf(target), sink)))
                {
                    return Create(
                        RuleOfProject,
                        call,
                        $"`{DisplayNames.OfMember(sink)}` still holds a function of it",
                        "clear what points into the library first, or leave it loaded until the process ends");
                }
            }

            return null;
        }

        private Diagnostic? OfLocal(IInvocationOperation call, ILocalSymbol library, CancellationToken cancellationToken)
        {
            var root = Operations.RootOf(call);
            var position = call.Syntax.SpanStart;
            foreach (var operation in root.Descendants())
            {
                if (operation is not IInvocationOperation other || !IsOf(other, library))
                {
                    continue;
                }

                if (IsLoad(other, interop))
                {
                    if (Argument(other, 0)?.ConstantValue is { HasValue: true, Value: string name } && OfGo(call, name, Rule, cancellationToken) is { } diagnostic)
                    {
                        return diagnostic;
                    }

                    continue;
                }

                if (!RunsAfter(call, other))
                {
                    continue;
                }

                const string Advice = "unload it when nothing points into it any more";
                switch (SinkOf(other))
                {
                    case { IsReturned: true }:
                        return Create(Rule, call, "the function that is returned points into it", Advice);
                    case { Symbol: IFieldSymbol or IPropertySymbol } sink:
                        return Create(Rule, call, $"`{sink.Symbol.Name}` still holds a function of it", Advice);
                    case { Symbol: ILocalSymbol function } when UseBehind(root, call, function, position) is { } use:
                        return Create(Rule, call, use, Advice);
                }
            }

            return null;
        }

        /// <summary>Whether a call loads <paramref name="library"/> or fetches an export from it.</summary>
        private bool IsOf(IInvocationOperation call, ILocalSymbol library) => IsLoad(call, interop)
            ? SymbolEqualityComparer.Default.Equals(SinkOf(call).Symbol, library)
            : IsMethodOf(call, interop.Types.NativeLibrary, "GetExport") && SymbolEqualityComparer.Default.Equals(SymbolOf(Argument(call, 0)), library);

        /// <summary>Whether the unload runs whenever the export was fetched: it stands behind it in a block around it, or in the finally of a try around it.</summary>
        private static bool RunsAfter(IInvocationOperation free, IOperation export)
        {
            if (free.Parent is not IExpressionStatementOperation { Parent: IBlockOperation block })
            {
                return false;
            }

            for (var current = export; current is not null; current = current.Parent)
            {
                if (current.Parent == block)
                {
                    return export.Syntax.SpanStart < free.Syntax.SpanStart;
                }

                // Lambdas run when somebody calls them.
                if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                {
                    return false;
                }

                if (current.Parent is ITryOperation attempt && attempt.Finally == block && attempt.Body == current)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>What happens with a local function pointer or delegate although the library is gone: it is stored, returned, or called behind the unload.</summary>
        private static string? UseBehind(IOperation root, IInvocationOperation free, ILocalSymbol function, int position)
        {
            foreach (var operation in root.Descendants())
            {
                if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, function))
                {
                    continue;
                }

                var user = Operations.UserOf(reference);
                if (user is ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment && SymbolOf(assignment.Target) is { } kept)
                {
                    return $"`{kept.Name}` still holds a function of it";
                }

                if (user is IReturnOperation)
                {
                    return $"`{function.Name}`, which is returned, points into it";
                }

                if (user is IInvocationOperation or IFunctionPointerInvocationOperation && reference.Syntax.SpanStart > position && IsInBlockOf(free, reference))
                {
                    return $"`{function.Name}` is called behind it";
                }
            }

            return null;
        }

        private static bool IsInBlockOf(IInvocationOperation free, IOperation use)
        {
            var block = free.Parent?.Parent;
            for (var current = use; current is not null; current = current.Parent)
            {
                if (current == block)
                {
                    return true;
                }
            }

            return false;
        }

        private Diagnostic? OfGo(IInvocationOperation call, string? library, DiagnosticDescriptor rule, CancellationToken cancellationToken) =>
            library is not null && NativeHeaders.Of(interop).All.FirstOrDefault(header => header.IsStatedFor(LibraryNames.Normalize(library)) && header.IsOfGo(cancellationToken)) is { } header
                ? Create(
                    rule,
                    call,
                    $"the threads of Go's runtime run in it ({header.Name} is written by cgo)",
                    "leave it loaded: Go's runtime cannot be unloaded")
                : null;

        private Diagnostic? Create(DiagnosticDescriptor rule, IInvocationOperation call, string reason, string advice) =>
            Report.Create(rule, interop.Compilation, call.Syntax.GetLocation(), null, null, default, call.TargetMethod.Name, reason, advice);
    }
}
