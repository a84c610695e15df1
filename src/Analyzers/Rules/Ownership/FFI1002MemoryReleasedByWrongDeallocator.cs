using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know.</summary>
internal static class FFI1002Properties
{
    /// <summary>The method that is right: a declaration id, or type and method of the framework such as <c>Marshal.FreeHGlobal</c>; absent when not known.</summary>
    public const string Release = nameof(Release);
}

/// <summary>What one family of functions made is released by a function of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1002MemoryReleasedByWrongDeallocator : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1002",
        "Memory is released by the wrong deallocator",
        "The {0}{1} is released with `{2}`; {3}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "Each allocator keeps its own books. A block that another one gets to free corrupts its heap or ends the process, often much later.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context => Check(context, interop));
        start.OnNativeFunction(CheckHandles);
    }

    /// <summary>What a known function hands out, in a SafeHandle whose class releases with another function.</summary>
    private static void CheckHandles(NativeFunctionContext context)
    {
        var function = context.Function;
        if (!function.IsImport)
        {
            return;
        }

        var contract = BoundaryContracts.Of(context.Interop).For(function, context.CancellationToken);
        foreach (var value in function.Parameters.Add(function.Return))
        {
            if ((value.IsReturn || value.RefKind == RefKind.Out)
                && value.Type is INamedTypeSymbol type
                && contract[value].Ownership is { Evidence: Evidence.Known, Value: { Kind: OwnershipKind.Owned, Name: { } right } }
                && HandleReleases.Of(type, function, context.Interop, context.CancellationToken) is { } release
                && !FlowCalls.AreInterchangeable(right, release))
            {
                context.Report(Report.Create(
                    Rule,
                    context.Interop.Compilation,
                    context.LocationOf(value),
                    null,
                    null,
                    default,
                    $"handle that `{function.DisplayName}` {(value.IsReturn ? "returns" : $"hands out through `{value.Name}`")}",
                    $", which a `{DisplayNames.OfType(type)}` holds,",
                    release,
                    $"declare a SafeHandle that releases it with `{right}`"));
            }
        }
    }

    /// <summary>
    /// Whether what is released can only be an address of the stack, or of an array or string: a span or a reference that is fixed may lead to native memory, and a variable that gets several
    /// values may have another one here.
    /// </summary>
    private static bool IsCertainlyManaged(Origin origin, IOperation released, InteropContext interop, CancellationToken cancellationToken)
    {
        var value = Operations.Unconverted(released);
        while (value is ILocalReferenceOperation { Local: var local } reference && !SymbolEqualityComparer.Default.Equals(local, origin.Symbol))
        {
            value = LocalReferences.Around(reference).OnlyValueOf(local) is { } only ? Operations.Unconverted(only) : null;
        }

        if (origin.Kind == OriginKind.StackAddress)
        {
            return value?.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax;
        }

        if (value is null)
        {
            return false;
        }

        if (origin.Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations }
            || FlowAnalysis.SyntaxOf(declarations[0], cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: var source })
        {
            return false;
        }

        source = source is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: ElementAccessExpressionSyntax { Expression: var array } } ? array : source;
        return FlowAnalysis.Of(interop).ModelOf(source.SyntaxTree).GetTypeInfo(source, cancellationToken).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String };
    }

    /// <summary>A pinned object or the stack is no memory of any allocator.</summary>
    private static Diagnostic? CreateForNoMemory(InteropContext interop, Origin origin, IOperation at, Release release) => Report.Create(
        Rule,
        interop.Compilation,
        at.Syntax.GetLocation(),
        null,
        null,
        default,
        origin.Kind == OriginKind.StackAddress ? "memory of the stack" : "memory of a pinned object",
        "",
        release.DisplayName,
        "no allocator made it: take the call away");

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop)
    {
        HashSet<SyntaxNode>? reported = null;
        var facts = FlowAnalysis.Of(interop).FactsOf(context);
        foreach (var fact in facts)
        {
            if (fact is { Kind: FactKind.Wrapped, Detail: "owned", Symbol: IMethodSymbol { ContainingType: var wrapper }, At: { } wrapping, Origin: { Kind: OriginKind.Resource, Family: { } wrapped } held })
            {
                if (HandleReleases.Of(wrapper, interop, context.CancellationToken) is { } ofWrapper && FlowCalls.IsWrong(wrapped, ofWrapper) && (reported ??= []).Add(wrapping.Syntax))
                {
                    ReportWrapper(context, interop, wrapping, wrapper, ofWrapper, wrapped, held.Evidence, ResourceWords.Describe(held));
                }

                continue;
            }

            if (fact is not { At: { } at, Release: { } release })
            {
                continue;
            }

            var (origin, where) = fact.Kind switch
            {
                FactKind.ReleasedWrongly => (fact.Origin, ""),
                FactKind.FieldReleased when fact.Symbol is IFieldSymbol field => (WronglyReleased(field, release, context, interop), $", which `{field.Name}` holds,"),
                _ => (null, ""),
            };
            if (origin is { Kind: OriginKind.PinnedAddress or OriginKind.StackAddress })
            {
                if (at is IInvocationOperation { Arguments: { Length: > 0 } released } && IsCertainlyManaged(origin, released[0].Value, interop, context.CancellationToken) && (reported ??= []).Add(at.Syntax) && CreateForNoMemory(interop, origin, at, release) is { } ofNone)
                {
                    context.ReportDiagnostic(ofNone);
                }

                continue;
            }

            if (origin?.Family is not { } family)
            {
                continue;
            }

            reported ??= [];
            if (reported.Add(at.Syntax)
                && Report.Create(
                    Rule,
                    interop.Compilation,
                    at.Syntax.GetLocation(),
                    origin.Evidence > Evidence.Inferred && release.Evidence > Evidence.Inferred ? null : Report.OneStepLower(Rule.DefaultSeverity),
                    PropertiesOf(origin, interop),
                    ImmutableArray.Create(origin.Operation!.Syntax.GetLocation()),
                    ResourceWords.Describe(origin),
                    where,
                    release.DisplayName,
                    $"release it with `{family.Release}`") is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }

        CheckSetHandle(context, interop);
        foreach (var block in context.OperationBlocks)
        {
            if (!FrameworkReleases.Of(interop).MayBeIn(block.Syntax.SyntaxTree))
            {
                break;
            }

            foreach (var operation in block.Descendants())
            {
                if (operation is IInvocationOperation call && reported?.Contains(call.Syntax) != true && IsOfFramework(call, interop) && !IsFollowed(call, facts) && ForeignPointer(call, interop, context) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    /// <summary>A handle class of the project that makes what it holds itself: <c>SetHandle(mmap(…))</c>, and <c>ReleaseHandle</c> calls <c>free</c>.</summary>
    private static void CheckSetHandle(OperationBlockAnalysisContext context, InteropContext interop)
    {
        if (context.OwningSymbol.ContainingType is not { TypeKind: TypeKind.Class } type || !ResourceRoles.Of(interop).IsSafeHandle(type))
        {
            return;
        }

        foreach (var operation in context.OperationBlocks.SelectMany(static block => block.Descendants()))
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "SetHandle", ReturnsVoid: true }, Instance: IInstanceReferenceOperation, Arguments: { Length: 1 } arguments } call
                && OnlyValueOf(arguments[0].Value) is IInvocationOperation maker
                && ResourceRoles.Of(interop).For(maker.TargetMethod, maker.Instance).Acquisitions.FirstOrDefault(static made => made.Parameter < 0) is { } acquisition
                && HandleReleases.Of(type, interop, context.CancellationToken) is { } release
                && FlowCalls.IsWrong(acquisition.Family, release))
            {
                ReportWrapper(
                    context, interop, call, type, release, acquisition.Family, acquisition.Evidence,
                    $"{(acquisition.Family.Kind == ResourceKind.Memory ? "memory" : "handle")} that `{(NativeCalls.FunctionOf(interop, maker) is { } function ? function.DisplayName : $"{maker.TargetMethod.ContainingType.Name}.{maker.TargetMethod.Name}")}` returns");
            }
        }
    }

    private static void ReportWrapper(
        OperationBlockAnalysisContext context, InteropContext interop, IOperation at, INamedTypeSymbol wrapper, Release release, ResourceFamily family, Evidence evidence, string what)
    {
        if (Report.Create(
            Rule,
            interop.Compilation,
            at.Syntax.GetLocation(),
            evidence > Evidence.Inferred && release.Evidence > Evidence.Inferred ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            default,
            what,
            $", which a `{DisplayNames.OfType(wrapper)}` holds,",
            release.DisplayName,
            $"release it with `{family.Release}` in `ReleaseHandle`") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool IsOfFramework(IInvocationOperation call, InteropContext interop) =>
        call is { TargetMethod: { Name: "FreeHGlobal" or "FreeCoTaskMem" or "FreeBSTR", ContainingType: var type }, Arguments.Length: 1 } && SymbolEqualityComparer.Default.Equals(type, interop.Types.Marshal);

    /// <summary>Whether the flow analysis knows who made what the call releases.</summary>
    private static bool IsFollowed(IInvocationOperation call, ImmutableArray<FlowFact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact is { Kind: FactKind.Released, Origin.Kind: OriginKind.Resource, At: { } at } && at.Syntax == call.Syntax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The framework frees what a native function returned: native code cannot have allocated it there, unless it calls the allocators of Windows itself. What a pointer of unknown
    /// origin calls may be C# again.
    /// </summary>
    private static Diagnostic? ForeignPointer(IInvocationOperation call, InteropContext interop, OperationBlockAnalysisContext context)
    {
        var method = call.TargetMethod;
        if (MakerOf(call.Arguments[0].Value, interop) is not { EntryPoint: not null } function
            || SystemLibraries.IsWindows(function.Library))
        {
            return null;
        }

        var contract = BoundaryContracts.Of(interop).For(function, context.CancellationToken);
        var isLent = contract.Return.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Borrowed or OwnershipKind.Static };

        // Libraries that are made for .NET do allocate with CoTaskMemAlloc and SysAllocString.
        return !isLent && (contract.Return.Ownership.IsKnown || method.Name != "FreeHGlobal")
            ? null
            : Report.Create(
                Rule,
                interop.Compilation,
                call.Syntax.GetLocation(),
                contract.Return.Ownership is { IsKnown: true, Evidence: > Evidence.Inferred } ? null : Report.OneStepLower(Rule.DefaultSeverity),
                null,
                ImmutableArray<Location>.Empty,
                $"memory that `{function.DisplayName}` returns",
                isLent ? ", which native code keeps," : "",
                "Marshal." + method.Name,
                isLent ? "leave it to native code" : "release it with a function of the library, which alone knows its allocator");
    }

    /// <summary>The native function whose result a value is, where the body leaves no doubt: the call itself, or the only value of a local.</summary>
    private static NativeFunction? MakerOf(IOperation value, InteropContext interop)
    {
        // A struct that is nothing but a pointer is one: xml.Pointer.
        var bare = Operations.Unconverted(value);
        if (bare is IFieldReferenceOperation { Instance: { Type: INamedTypeSymbol { TypeKind: TypeKind.Struct } type } holder, Field.IsStatic: false } && ResourceRoles.IsOneHandle(type))
        {
            bare = Operations.Unconverted(holder);
        }

        return OnlyValueOf(bare) is { } maker ? NativeCalls.FunctionOf(interop, maker) : null;
    }

    /// <summary>The value itself, or the only one that its local ever has.</summary>
    private static IOperation? OnlyValueOf(IOperation? value)
    {
        var bare = Operations.Unconverted(value);
        return bare is ILocalReferenceOperation reference ? Operations.Unconverted(LocalReferences.Around(reference).OnlyValueOf(reference.Local)) : bare;
    }

    /// <summary>The resource that some member stores in the field, where all of them store what <paramref name="release"/> is wrong for.</summary>
    private static Origin? WronglyReleased(IFieldSymbol field, Release release, OperationBlockAnalysisContext context, InteropContext interop)
    {
        // The class of a handle says how it is released: only raw values can get to the wrong function.
        if (field.DeclaredAccessibility != Accessibility.Private || !ResourceRoles.IsRaw(field.Type))
        {
            return null;
        }

        var stores = FlowAnalysis.Of(interop).FactsOf(field.ContainingType, context.CancellationToken)
            .Where(fact => fact.Kind == FactKind.StoredInField && SymbolEqualityComparer.Default.Equals(fact.Symbol?.OriginalDefinition, field.OriginalDefinition))
            .ToList();
        return stores.Count > 0
            && stores.All(store => store.Origin.Family is { } family && FlowCalls.IsWrong(family, release))
            && FieldUses.Of(interop).AreAllStores(field, stores.Select(static store => store.Origin.Operation!.Syntax).ToImmutableArray(), context.CancellationToken)
            ? stores[0].Origin
            : null;
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(Origin origin, InteropContext interop)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (ReleaseMethods.ImportOf(interop, origin) is { } import)
        {
            return properties.Add(FFI1002Properties.Release, DocumentationCommentId.CreateDeclarationId(import));
        }

        return origin.Family!.Release.IndexOf('.') > 0 ? properties.Add(FFI1002Properties.Release, origin.Family.Release) : properties;
    }

    /// <summary>The files that name a method with which the framework frees memory: the bodies of all others need not be looked at.</summary>
    private sealed class FrameworkReleases
    {
        private static readonly string[] Names = ["FreeHGlobal", "FreeCoTaskMem", "FreeBSTR"];

        private readonly HashSet<SyntaxTree> _files;

        private FrameworkReleases(Compilation compilation)
        {
            var places = WordPlaces.Find(compilation, Names, CancellationToken.None);
            _files = new HashSet<SyntaxTree>(Names.SelectMany(places.Of).Select(static place => place.Tree));
        }

        public static FrameworkReleases Of(InteropContext interop) => interop.Get(static context => new FrameworkReleases(context.Compilation));

        public bool MayBeIn(SyntaxTree file) => _files.Contains(file);
    }
}
