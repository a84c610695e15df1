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
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5014 tells its fix.</summary>
internal static class FFI5014Properties
{
    /// <summary>The native name that seems meant.</summary>
    public const string EntryPoint = nameof(EntryPoint);
}

/// <summary>
/// A copied declaration whose entry point was not changed, or not written, calls another function with this one's arguments. No header is needed: the method's name, its neighbours and the
/// scheme that their names follow show it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5014EntryPointDisagreesWithMethod : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5014",
        "Entry point disagrees with the method",
        "`{0}` is bound to `{1}`{2}; `{3}` seems meant: state it as the entry point, or rename `{0}`",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "The loader finds the function by the entry point alone. A wrong one calls another function with arguments that were not meant for it, or fails when it is first called.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            var function = context.Function;
            if (function is { Form: NativeForm.DllImport or NativeForm.LibraryImport or NativeForm.UnmanagedCallersOnly, EntryPoint: { } entryPoint }
                && !AttributeContracts.DiffersOnPurpose(function.Symbol.GetAttributes()))
            {
                var binding = NameBinding.Of(function.Symbol, entryPoint, function.IsEntryPointStated);
                if (Examine(binding, Declarations.Of(interop).GroupOf(function, binding), function.Library, interop, context.CancellationToken) is { } wrong && !IsReader(function, entryPoint, wrong))
                {
                    context.Report(Create(interop, binding, wrong, PlaceOf(function, context.Location, context.CancellationToken)));
                }
            }
        });

        var fetched = new ConcurrentDictionary<SyntaxNode, ImmutableArray<FetchedBinding>>();
        start.OnOperation(context => AnalyzeExport(context, interop, fetched), OperationKind.Invocation);
    }

    /// <summary>Whether the parameters are those of the function that is bound: what gets a value has a place for it, so that only the method has a wrong name.</summary>
    private static bool IsReader(NativeFunction function, string entryPoint, MisnamedBinding wrong) =>
        NativeNames.Words(entryPoint).Contains("get")
        && !NativeNames.Words(wrong.Evident).Contains("get")
        && function.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out);

    private static MisnamedBinding? Examine(
        NameBinding binding, NameGroup group, string? library, InteropContext interop, CancellationToken cancellationToken) =>
        EntryPointNames.Examine(binding, group, onlyOpposites: SystemLibraries.IsAny(library)) is { } wrong && !HeadersContradict(binding, wrong, interop, cancellationToken) ? wrong : null;

    /// <summary>Whether a header of the project has the name that is written and not the one that seems meant.</summary>
    private static bool HeadersContradict(NameBinding binding, MisnamedBinding wrong, InteropContext interop, CancellationToken cancellationToken)
    {
        var knowsWritten = false;
        foreach (var header in NativeHeaders.Of(interop).All)
        {
            if (header.OnFirstPlatform(cancellationToken) is { } parsed)
            {
                if (parsed.FindExport(wrong.Evident) is not null)
                {
                    return false;
                }

                knowsWritten |= parsed.FindExport(binding.EntryPoint) is not null;
            }
        }

        return knowsWritten;
    }

    private static void AnalyzeExport(OperationAnalysisContext context, InteropContext interop, ConcurrentDictionary<SyntaxNode, ImmutableArray<FetchedBinding>> fetched)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "GetExport" || FetchedExports.Of(interop, call) is not { } function)
        {
            return;
        }

        IOperation root = call;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        var bindings = fetched.GetOrAdd(root.Syntax, _ => Collect(root, interop));
        if (bindings.FirstOrDefault(item => ReferenceEquals(item.Call, call.Syntax)) is not { Binding: var binding, Place: var place })
        {
            return;
        }

        var group = new NameGroup();
        foreach (var item in bindings)
        {
            group.Add(item.Binding);
        }

        if (root is ISymbolInitializerOperation)
        {
            // Each initial value is a body of its own; the other members of the type stand beside it.
            foreach (var (member, other) in FunctionMembers.Of(interop).Fetching)
            {
                if (SymbolEqualityComparer.Default.Equals(member.ContainingType, binding.Symbol.ContainingType) && !SymbolEqualityComparer.Default.Equals(member, binding.Symbol))
                {
                    group.Add(NameBinding.Of(member, other.EntryPoint!, isStated: true));
                }
            }
        }

        if (Examine(binding, group, function.Library, interop, context.CancellationToken) is { } wrong && Create(interop, binding, wrong, place) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Every export that one body fetches into something with a name.</summary>
    private static ImmutableArray<FetchedBinding> Collect(IOperation root, InteropContext interop)
    {
        var bindings = ImmutableArray.CreateBuilder<FetchedBinding>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "GetExport" } call
                && FetchedExports.Of(interop, call) is { EntryPoint: { } name }
                && FetchedExports.NameIn(call) is { } named
                && TargetOf(call) is { } target)
            {
                bindings.Add(new FetchedBinding(call.Syntax, named.Value.Syntax.GetLocation(), NameBinding.Of(target, name, isStated: true)));
            }
        }

        return bindings.ToImmutable();
    }

    /// <summary>The field, property or local that a fetched function goes to.</summary>
    private static ISymbol? TargetOf(IInvocationOperation call)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ISimpleAssignmentOperation assignment:
                    return assignment.Target switch
                    {
                        IFieldReferenceOperation field => field.Field,
                        IPropertyReferenceOperation property => property.Property,
                        ILocalReferenceOperation local => local.Local,
                        _ => null,
                    };
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol;
                case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                    return fields[0];
                case IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties }:
                    return properties[0];
                case IVariableInitializerOperation or IConversionOperation or IParenthesizedOperation or IArgumentOperation or IInvocationOperation:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static Diagnostic? Create(InteropContext interop, NameBinding binding, MisnamedBinding wrong, Location place) => Report.Create(
        Rule,
        interop.Compilation,
        place,
        null,
        ImmutableDictionary<string, string?>.Empty.Add(FFI5014Properties.EntryPoint, wrong.Evident),
        wrong.Neighbour is { Locations: { IsEmpty: false } locations } ? ImmutableArray.Create(locations[0]) : default,
        binding.Symbol.Name,
        binding.EntryPoint,
        wrong.Reason,
        wrong.Evident);

    /// <summary>The entry point where it is written, otherwise the method's name.</summary>
    private static Location PlaceOf(NativeFunction function, Location name, CancellationToken cancellationToken)
    {
        if (function.IsEntryPointStated
            && function.Attribute?.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree.GetRoot(cancellationToken).FindNode(reference.Span) is AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            foreach (var argument in arguments)
            {
                if (argument.NameEquals?.Name.Identifier.ValueText == "EntryPoint")
                {
                    return argument.Expression.GetLocation();
                }
            }
        }

        return name;
    }

    private sealed record FetchedBinding(SyntaxNode Call, Location Place, NameBinding Binding);

    /// <summary>The imports and exports of the compilation, by the type that declares them and their library.</summary>
    private sealed class Declarations
    {
        private readonly Dictionary<(ISymbol? Type, string Library), NameGroup> _groups = new(GroupKeys.Instance);

        private Declarations(InteropContext interop)
        {
            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                if (function.EntryPoint is { } entryPoint)
                {
                    var key = KeyOf(function);
                    if (!_groups.TryGetValue(key, out var group))
                    {
                        _groups.Add(key, group = new NameGroup());
                    }

                    group.Add(NameBinding.Of(function.Symbol, entryPoint, function.IsEntryPointStated));
                }
            }
        }

        public static Declarations Of(InteropContext interop) => interop.Get(static context => new Declarations(context));

        /// <summary>The functions beside <paramref name="function"/>, itself included; for a local function those of its type.</summary>
        public NameGroup GroupOf(NativeFunction function, NameBinding binding)
        {
            var isKnown = _groups.TryGetValue(KeyOf(function), out var group);
            if (isKnown && function.Symbol is IMethodSymbol { MethodKind: not MethodKind.LocalFunction })
            {
                return group;
            }

            var extended = new NameGroup();
            foreach (var other in group?.All ?? [])
            {
                extended.Add(other);
            }

            extended.Add(binding);
            return extended;
        }

        private static (ISymbol?, string) KeyOf(NativeFunction function) =>
            (function.Symbol.ContainingType, function.IsImport ? LibraryNames.Normalize(function.Library) : "an export");

        private sealed class GroupKeys : IEqualityComparer<(ISymbol? Type, string Library)>
        {
            public static GroupKeys Instance { get; } = new();

            public bool Equals((ISymbol? Type, string Library) x, (ISymbol? Type, string Library) y) =>
                SymbolEqualityComparer.Default.Equals(x.Type, y.Type) && string.Equals(x.Library, y.Library, StringComparison.Ordinal);

            public int GetHashCode((ISymbol? Type, string Library) obj) => (SymbolEqualityComparer.Default.GetHashCode(obj.Type) * 31) + StringComparer.Ordinal.GetHashCode(obj.Library);
        }
    }
}
