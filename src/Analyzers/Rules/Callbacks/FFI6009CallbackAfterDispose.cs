using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>Facts for the fix of FFI6009.</summary>
internal static class FFI6009Properties
{
    /// <summary>The entry point of the function that ends the registration.</summary>
    public const string Until = "until";
}

/// <summary>An object registers itself for callbacks and can be disposed without taking the registration back.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6009CallbackAfterDispose : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6009",
        "Callback can run after dispose",
        "`{0}` keeps a callback to this `{1}` until `{2}` is called ({3}), which `{4}` never does; call it there, before what the callback uses is released",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "Native code goes on calling the object after it was disposed. The callback then uses released handles, or the delegate has been collected and the process ends.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => Check(context, interop), NativeCalls.Kinds);
    }

    private static void Check(OperationAnalysisContext context, InteropContext interop)
    {
        var call = context.Operation;
        if (NativeCalls.ArgumentsOf(call).IsEmpty
            || context.ContainingSymbol is not { IsStatic: false, ContainingType: { TypeKind: TypeKind.Class or TypeKind.Struct } type }
            || NativeCalls.FunctionOf(interop, call) is not { IsBound: true } function
            || RegistrationOf(interop, function) is not { Value.Until: { } until } retention)
        {
            return;
        }

        var disposal = new Disposal(interop, type, context.CancellationToken);
        if (disposal.Root is not { } root || !IsBoundToThis(call, disposal) || disposal.Ends(call, function, until))
        {
            return;
        }

        if (Report.Create(
            Rule,
            interop.Compilation,
            call.Syntax.GetLocation(),
            retention.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            ImmutableDictionary<string, string?>.Empty.Add(FFI6009Properties.Until, until),
            default,
            function.DisplayName,
            type.Name,
            until,
            retention.Source,
            root.Name) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>How long the function keeps the callback that it takes, when it keeps one until another function is called.</summary>
    private static Fact<Retention>? RegistrationOf(InteropContext interop, NativeFunction function)
    {
        var contracts = BoundaryContracts.Of(interop);
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer
                && contracts.RetentionOfCallback(function, parameter) is { IsKnown: true, Value: { Kind: RetentionKind.Retained, Until: not null } } retention)
            {
                return retention;
            }
        }

        return null;
    }

    /// <summary>Whether the callback reaches this object: as the delegate's target, or as user data through a GCHandle.</summary>
    private static bool IsBoundToThis(IOperation call, Disposal disposal)
    {
        foreach (var argument in NativeCalls.ArgumentsOf(call))
        {
            foreach (var operation in argument.Value.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IDelegateCreationOperation creation when TargetsThis(creation):
                        return true;
                    case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
                        when disposal.HoldsThis(operation is ILocalReferenceOperation local ? local.Local : ((IMemberReferenceOperation)operation).Member):
                        return true;
                    case IInvocationOperation { TargetMethod.Name: "Alloc" } alloc when AllocatesThis(alloc):
                        return true;
                }
            }
        }

        return false;
    }

    private static bool TargetsThis(IDelegateCreationOperation creation) => creation.Target switch
    {
        IMethodReferenceOperation method => method.Instance is IInstanceReferenceOperation,
        IAnonymousFunctionOperation lambda => lambda.Body.Descendants().Any(static inner => inner is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }),
        _ => false,
    };

    private static bool AllocatesThis(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Alloc", ContainingType.Name: "GCHandle" } && call.Arguments.Length > 0 && Operations.Unconverted(call.Arguments[0].Value) is IInstanceReferenceOperation;

    /// <summary>What a type does with its registrations when it is disposed.</summary>
    private sealed class Disposal
    {
        // What a Dispose calls is followed through this many methods.
        private const int MaximumMethods = 64;

        private readonly InteropContext _interop;
        private readonly FlowAnalysis _flow;
        private readonly INamedTypeSymbol _type;
        private readonly CancellationToken _cancellationToken;

        public Disposal(InteropContext interop, INamedTypeSymbol type, CancellationToken cancellationToken)
        {
            _interop = interop;
            _flow = FlowAnalysis.Of(interop);
            _type = type;
            _cancellationToken = cancellationToken;
            Root = RootsOf(type).FirstOrDefault();
        }

        /// <summary>The method that disposes an object, or null when the type has none.</summary>
        public IMethodSymbol? Root { get; }

        /// <summary>Whether a variable of this type's methods holds a delegate to this object, or a GCHandle of it.</summary>
        public bool HoldsThis(ISymbol variable)
        {
            foreach (var body in BodiesOf(_type))
            {
                foreach (var operation in body.Descendants())
                {
                    var (target, value) = operation switch
                    {
                        IAssignmentOperation assignment => (VariableOf(assignment.Target), (IOperation?)assignment.Value),
                        IVariableDeclaratorOperation declarator => (declarator.Symbol, declarator.GetVariableInitializer()?.Value),
                        _ => (null, null),
                    };
                    if (target is not null && value is not null && SymbolEqualityComparer.Default.Equals(target, variable)
                        && value.DescendantsAndSelf().Any(static inner => inner is IDelegateCreationOperation creation ? TargetsThis(creation) : inner is IInvocationOperation call && AllocatesThis(call)))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>Whether disposing ends the registration: by its own function, by the same function without a callback, or by releasing what it was made on.</summary>
        public bool Ends(IOperation registration, NativeFunction function, string until)
        {
            var handles = NativeCalls.ArgumentsOf(registration).Select(argument => VariableOf(argument.Value)).Where(variable => variable is IFieldSymbol or IPropertySymbol).ToList();
            var isResultUsed = registration.Parent is not IExpressionStatementOperation && !function.Signature.ReturnsVoid;
            foreach (var operation in DisposingOperations())
            {
                if (NativeCalls.FunctionOf(_interop, operation) is { } native)
                {
                    // A function without a name may well be the one.
                    var arguments = NativeCalls.ArgumentsOf(operation);
                    if (!native.IsBound
                        || native.EntryPoint == until
                        || (native.EntryPoint == function.EntryPoint && arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: null } || argument.Value is IDefaultValueOperation))
                        || arguments.Any(argument => IsAmong(handles, argument.Value) && NativeCalls.ParameterOf(native, argument) is { } parameter
                            && BoundaryContracts.Of(_interop).For(native)[parameter].Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Releases or OwnershipKind.Taken }))
                    {
                        return true;
                    }
                }
                else if (operation is not IInvocationOperation call)
                {
                    continue;
                }
                else if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
                {
                    // So may a wrapper that cannot be looked into.
                    return true;
                }
                else if (call.TargetMethod.Name is "Dispose" or "Close" or "DisposeAsync"
                    && (IsAmong(handles, call.Instance) || (isResultUsed && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && VariableOf(call.Instance) is IFieldSymbol or IPropertySymbol)))
                {
                    // What the registration returned may be inside of an object that only shows how to dispose it.
                    return true;
                }
            }

            return false;
        }

        private static bool IsAmong(List<ISymbol?> handles, IOperation? value) => VariableOf(value) is { } variable && handles.Any(handle => SymbolEqualityComparer.Default.Equals(handle, variable));

        /// <summary>The variable at the root of an expression: <c>_store</c> of <c>_store.Handle</c>.</summary>
        private static ISymbol? VariableOf(IOperation? operation)
        {
            operation = Operations.Unconverted(operation);
            while (true)
            {
                switch (operation)
                {
                    case IConditionalAccessInstanceOperation:
                        operation = ConditionalReceiverOf(operation);
                        break;
                    case IInvocationOperation { Instance: { } instance } call when call.TargetMethod.Name is "DangerousGetHandle":
                        operation = Operations.Unconverted(instance);
                        break;
                    case IMemberReferenceOperation { Instance: { } instance } when Operations.Unconverted(instance) is { } inner and not IInstanceReferenceOperation:
                        operation = inner;
                        break;
                    case IMemberReferenceOperation member:
                        return member.Member;
                    case ILocalReferenceOperation local:
                        return local.Local;
                    default:
                        return null;
                }
            }
        }

        private static IOperation? ConditionalReceiverOf(IOperation operation)
        {
            for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IConditionalAccessOperation access)
                {
                    return Operations.Unconverted(access.Operation);
                }
            }

            return null;
        }

        /// <summary>Everything that runs when an object is disposed, as far as there is source for it.</summary>
        private IEnumerable<IOperation> DisposingOperations()
        {
            var pending = new Queue<IMethodSymbol>(RootsOf(_type));
            var seen = new HashSet<IMethodSymbol>(pending, SymbolEqualityComparer.Default);
            while (pending.Count > 0 && seen.Count < MaximumMethods)
            {
                foreach (var body in BodiesOf(pending.Dequeue()))
                {
                    foreach (var operation in body.Descendants())
                    {
                        yield return operation;
                        var called = operation switch
                        {
                            IInvocationOperation call => call.TargetMethod,
                            IMethodReferenceOperation method => method.Method,
                            IPropertyReferenceOperation property => property.Property.SetMethod ?? property.Property.GetMethod,
                            _ => null,
                        };
                        if (called is null)
                        {
                            continue;
                        }

                        foreach (var method in new[] { called.OriginalDefinition }.Concat(_type.GetMembers(called.Name).OfType<IMethodSymbol>().Where(own => IsOverrideOf(own, called))))
                        {
                            if (_interop.HasSource(method) && seen.Add(method))
                            {
                                pending.Enqueue(method);
                            }
                        }
                    }
                }
            }
        }

        private static bool IsOverrideOf(IMethodSymbol own, IMethodSymbol called)
        {
            for (var overridden = own.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, called.OriginalDefinition))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The methods of a type and of its bases in source that end an object's life, public ones first.</summary>
        private IEnumerable<IMethodSymbol> RootsOf(INamedTypeSymbol type)
        {
            for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            {
                var methods = current.GetMembers().OfType<IMethodSymbol>()
                    .Where(method => !method.IsStatic && _interop.HasSource(method) && !method.IsAbstract && IsDisposing(method))
                    .OrderBy(static method => method.Name == "Dispose" && method.Parameters.IsEmpty ? 0 : 1);
                foreach (var method in methods)
                {
                    yield return method;
                }
            }
        }

        private static bool IsDisposing(IMethodSymbol method)
        {
            var name = method.ExplicitInterfaceImplementations.IsEmpty ? method.Name : method.ExplicitInterfaceImplementations[0].Name;
            return method.MethodKind == MethodKind.Destructor || name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "ReleaseHandle" or "DisposeCore";
        }

        private IEnumerable<IOperation> BodiesOf(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().SelectMany(BodiesOf);

        private IEnumerable<IOperation> BodiesOf(IMethodSymbol method)
        {
            foreach (var reference in _interop.DeclarationsOf(method.PartialImplementationPart ?? method))
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (_flow.ModelOf(reference.SyntaxTree).GetOperation(FlowAnalysis.SyntaxOf(reference, _cancellationToken), _cancellationToken) is { } body)
                {
                    yield return body;
                }
            }
        }
    }
}
