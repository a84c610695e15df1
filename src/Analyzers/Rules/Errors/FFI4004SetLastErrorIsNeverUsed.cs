using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>FFI4004: the runtime saves the last error after each call of a native function, and nobody reads it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4004SetLastErrorIsNeverUsed : InteropAnalyzer
{
    private const string Id = "FFI4004";
    private const string Title = "`SetLastError` is never used";
    private const string Message = "SetLastError = true on '{0}' has no use: {1}; {2}";
    private const string Description = "The runtime clears the last error before each call and copies it after each call, which costs more than many of the calls themselves. "
        + "More often the flag is a sign that a caller was meant to read the error and does not.";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(Id, Title, Message, RuleFamily.Errors, DiagnosticSeverity.Info, description: Description);

    // That nobody reads the error is known only when all code was seen.
    private static readonly DiagnosticDescriptor RuleFromCallers = RuleDescriptor.Create(
        Id, Title, Message, RuleFamily.Errors, DiagnosticSeverity.Info, description: Description, customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule, RuleFromCallers);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var calls = new CallGraph(interop);
        start.OnNativeFunction(context =>
        {
            if (IsCandidate(context.Function, interop) && StatusThatReplaces(context.Function, interop) is { } reason)
            {
                context.Report(Create(Rule, context.Function, interop, $"{reason}, and the last error is not set", "remove it", context.CancellationToken));
            }
        });
        start.OnOperation(
            context => calls.Add(context.Operation, context.ContainingSymbol),
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference,
            OperationKind.MethodReference);
        start.OnCompilationEnd(context =>
        {
            foreach (var function in calls.Unread())
            {
                if (IsCandidate(function, interop)
                    && StatusThatReplaces(function, interop) is null
                    && Create(
                        RuleFromCallers,
                        function,
                        interop,
                        "no caller in this project reads the last error behind it, and the runtime saves it after each call",
                        "remove it, or read the error where the call fails",
                        context.CancellationToken) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static bool IsCandidate(NativeFunction function, InteropContext interop) =>
        function is { SetLastError: true, Attribute: not null }
        && (function.IsImport || function.Form == NativeForm.Delegate)
        && !IsVisibleOutside(function.Symbol, interop)

        // Whoever writes down that the function sets the last error wants it saved.
        && BoundaryContracts.Of(interop).For(function).LastError.Evidence is not (Evidence.Declared or Evidence.Header);

    private static string? StatusThatReplaces(NativeFunction function, InteropContext interop)
    {
        if (!function.PreserveSig)
        {
            return "the runtime turns the function's HRESULT into an exception";
        }

        var contracts = BoundaryContracts.Of(interop);
        return NativeStatus.Of(function, contracts, interop.Types) is { IsCertain: true, Value.Kind: StatusKind.HResult } status && !contracts.For(function).LastError.IsKnown
            ? $"the function reports failure by its result ({status.Source})"
            : null;
    }

    private static bool IsVisibleOutside(ISymbol symbol, InteropContext interop)
    {
        var isFriendly = false;
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            switch (current.DeclaredAccessibility)
            {
                case Accessibility.Private:
                    return false;
                case Accessibility.Internal or Accessibility.ProtectedAndInternal:
                    isFriendly = true;
                    break;
                case Accessibility.NotApplicable when current is IMethodSymbol:
                    // A local function.
                    return false;
            }
        }

        return !isFriendly || HasFriends(interop);
    }

    /// <summary>Whether other assemblies than tests see internal members: their calls are not seen here.</summary>
    private static bool HasFriends(InteropContext interop) => interop.Compilation.Assembly.GetAttributes().Any(
        attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute"
            && attribute.ConstructorText(0) is { } friend
            && friend.IndexOf("Test", StringComparison.OrdinalIgnoreCase) < 0
            && friend.IndexOf("Benchmark", StringComparison.OrdinalIgnoreCase) < 0
            && friend.IndexOf("DynamicProxy", StringComparison.Ordinal) < 0);

    private static Diagnostic? Create(
        DiagnosticDescriptor rule, NativeFunction function, InteropContext interop, string reason, string advice, CancellationToken cancellationToken) =>
        function.Attribute?.ApplicationSyntaxReference is { SyntaxTree: var tree, Span: var span }
        && tree.GetRoot(cancellationToken).FindNode(span).FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList.Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "SetLastError") is { } flag
            ? Report.Create(rule, interop.Compilation, flag.GetLocation(), null, null, default, function.DisplayName, reason, advice)
            : null;

    /// <summary>Who calls the functions that save their error, who calls those, and which of all these members read an error.</summary>
    private sealed class CallGraph(InteropContext interop)
    {
        // A reader further away than that reads some other function's error.
        private const int MaximumDistance = 4;

        private readonly NativeFunctions _functions = NativeFunctions.Of(interop);
        private readonly LastErrorEffects _effects = LastErrorEffects.Of(interop);
        private readonly ConcurrentDictionary<IMethodSymbol, bool> _isRead = new(SymbolEqualityComparer.Default);
        private readonly Lazy<bool> _isNeeded = new(() => HasFunctions(interop));
        private readonly ConcurrentDictionary<NativeFunction, ConcurrentDictionary<ISymbol, byte>> _natives = new();
        private readonly ConcurrentDictionary<NativeFunction, byte> _referenced = new();
        private readonly ConcurrentDictionary<ISymbol, ConcurrentDictionary<ISymbol, byte>> _callers = new(SymbolEqualityComparer.Default);
        private readonly ConcurrentDictionary<ISymbol, byte> _readers = new(SymbolEqualityComparer.Default);

        public void Add(IOperation operation, ISymbol containing)
        {
            if (!_isNeeded.Value)
            {
                return;
            }

            // Initializers run in the constructors.
            if (containing is IFieldSymbol or IPropertySymbol && containing.ContainingType is { } type)
            {
                foreach (var constructor in containing.IsStatic ? type.StaticConstructors : type.InstanceConstructors)
                {
                    AddBy(constructor.OriginalDefinition, operation);
                }
            }

            AddBy(MemberOf(containing), operation);
        }

        private void AddBy(ISymbol caller, IOperation operation)
        {
            switch (operation)
            {
                case IInvocationOperation invocation when NativeCalls.FunctionOf(interop, invocation) is { } function:
                    if (function.SetLastError)
                    {
                        // The attribute is that of the delegate type, whatever is fetched into its delegates.
                        var declared = function.Symbol is INamedTypeSymbol type ? _functions.FromDelegate(type)! : function;
                        _natives.GetOrAdd(declared, static _ => New()).TryAdd(caller, 0);
                    }

                    break;
                case IInvocationOperation { TargetMethod: var method }:
                    AddCall(method, caller);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    AddCall(constructor, caller);
                    break;
                case IPropertyReferenceOperation { Property: var property } when SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, interop.Compilation.Assembly):
                    AddAccessor(property.GetMethod, caller);
                    AddAccessor(property.SetMethod, caller);
                    break;
                case IMethodReferenceOperation { Method: var method } when _functions.FromMethod(method) is { } referenced:
                    // Somebody calls it through a delegate.
                    _referenced.TryAdd(referenced, 0);
                    break;
                case IMethodReferenceOperation { Method: var method }:
                    AddCall(method, caller);
                    break;
            }
        }

        /// <summary>The functions that are called, and behind which nobody reads the error.</summary>
        public IEnumerable<NativeFunction> Unread()
        {
            AddCallersOfReaders();
            return _natives.Where(pair => !_referenced.ContainsKey(pair.Key) && !IsReadBehind(pair.Value.Keys)).Select(pair => pair.Key);
        }

        private static bool HasFunctions(InteropContext interop)
        {
            var types = BoundaryTypes.Of(interop);
            return types.Functions.Any(function => IsCandidate(function, interop))
                || types.Delegates.Any(type => NativeFunctions.Of(interop).FromDelegate(type) is { } function && IsCandidate(function, interop));
        }

        private void AddAccessor(IMethodSymbol? accessor, ISymbol caller)
        {
            if (accessor is not null)
            {
                AddCall(accessor, caller);
            }
        }

        private void AddCall(IMethodSymbol method, ISymbol caller)
        {
            if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, interop.Compilation.Assembly))
            {
                _callers.GetOrAdd(MemberOf(method.ReducedFrom ?? method), static _ => New()).TryAdd(caller, 0);
            }
            else if (IsRead(method.OriginalDefinition))
            {
                _readers.TryAdd(caller, 0);
            }
        }

        // Most calls go to a few methods of the framework.
        private bool IsRead(IMethodSymbol method) =>
            _isRead.TryGetValue(method, out var known) ? known : _isRead.GetOrAdd(method, _effects.IsRead(method) || IsReadByName(method));

        // Libraries have their own ways to throw for the last error.
        private static bool IsReadByName(IMethodSymbol method) =>
            (method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name) is var name
            && !name.StartsWith("Set", StringComparison.Ordinal)
            && (SpeaksOfLastError(name) || name.IndexOf("Win32", StringComparison.Ordinal) >= 0);

        private static bool SpeaksOfLastError(string name) =>
            name.IndexOf("LastError", StringComparison.Ordinal) >= 0 || name.IndexOf("LastWin32Error", StringComparison.Ordinal) >= 0 || name.IndexOf("Errno", StringComparison.OrdinalIgnoreCase) >= 0;

        /// <summary>A member reads its callers' errors when no call of its own can be meant: it calls no function that saves one, or its name says so.</summary>
        private void AddCallersOfReaders()
        {
            var own = new HashSet<ISymbol>(_natives.Values.SelectMany(callers => callers.Keys), SymbolEqualityComparer.Default);
            var front = _readers.Keys.ToList();
            for (var distance = 0; front.Count > 0 && distance < MaximumDistance; distance++)
            {
                var next = new List<ISymbol>();
                foreach (var reader in front)
                {
                    if (own.Contains(reader) && !CheckingNames.IsChecking(reader.Name) && !SpeaksOfLastError(reader.Name) && !SpeaksOfLastError(reader.ContainingType?.Name ?? ""))
                    {
                        continue;
                    }

                    foreach (var name in NamesOf(reader))
                    {
                        if (_callers.TryGetValue(name, out var callers))
                        {
                            next.AddRange(callers.Keys.Where(caller => _readers.TryAdd(caller, 0)));
                        }
                    }
                }

                front = next;
            }
        }

        private bool IsReadBehind(IEnumerable<ISymbol> callers)
        {
            var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            var front = callers.ToList();
            for (var distance = 0; front.Count > 0 && distance <= MaximumDistance; distance++)
            {
                var next = new List<ISymbol>();
                foreach (var member in front)
                {
                    if (!seen.Add(member))
                    {
                        continue;
                    }

                    if (_readers.ContainsKey(member) || (distance == 0 && PassesOn(member)))
                    {
                        return true;
                    }

                    foreach (var known in NamesOf(member))
                    {
                        if (_callers.TryGetValue(known, out var further))
                        {
                            next.AddRange(further.Keys);
                        }
                    }
                }

                front = next;
            }

            return false;
        }

        /// <summary>A thin wrapper that other projects call, and behind which they may read the error.</summary>
        private bool PassesOn(ISymbol member) =>
            interop.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule
            && member is IMethodSymbol { ReturnsVoid: false, MethodKind: not MethodKind.Constructor }
            && IsVisibleOutside(member, interop);

        /// <summary>A member under each declaration by which it can be called: its own, the one that it overrides, and those of interfaces.</summary>
        private static IEnumerable<ISymbol> NamesOf(ISymbol member)
        {
            yield return member;
            for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                yield return overridden.OriginalDefinition;
            }

            if (member.ContainingType is { } type && member is IMethodSymbol)
            {
                foreach (var declared in type.AllInterfaces)
                {
                    foreach (var candidate in declared.GetMembers(member.Name))
                    {
                        if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate), member))
                        {
                            yield return candidate.OriginalDefinition;
                        }
                    }
                }
            }
        }

        /// <summary>The member whose body it is: lambdas and local functions belong to the member around them.</summary>
        private static ISymbol MemberOf(ISymbol symbol)
        {
            while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction, ContainingSymbol: { } outer })
            {
                symbol = outer;
            }

            symbol = symbol.OriginalDefinition;
            return symbol is IMethodSymbol { PartialDefinitionPart: { } definition } ? definition : symbol;
        }

        private static ConcurrentDictionary<ISymbol, byte> New() => new(SymbolEqualityComparer.Default);
    }
}
