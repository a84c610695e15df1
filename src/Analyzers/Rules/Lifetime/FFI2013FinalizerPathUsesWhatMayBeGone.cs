using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>What FFI2013 tells its fix.</summary>
internal static class FFI2013Properties
{
    /// <summary>The field or property whose release has to move out of the disposing branch.</summary>
    public const string Released = nameof(Released);
}

/// <summary>FFI2013: what a finalizer runs is used on another thread, in no order with other finalizers, and is all that is left to release native resources.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2013FinalizerPathUsesWhatMayBeGone : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2013",
        "Finalizer path uses what may be gone",
        "The finalizer of '{0}' {1}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "Finalizers run on a thread of their own and in no order: objects that this one refers to may be finalized, native functions may belong to another thread, "
            + "and what only Dispose releases leaks.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;

        // Dispose(bool) is read from the finalizer and, for what only it releases, by itself.
        var reported = new ConcurrentDictionary<Location, byte>();
        start.OnOperationBlock(context =>
        {
            if (context.OwningSymbol is not IMethodSymbol method || HandleClassMembers.IsHandleClass(method.ContainingType, interop.Types))
            {
                return;
            }

            var isDispose = IsDispose(method);
            if (method.MethodKind != MethodKind.Destructor && !(isDispose && Finalization.IsFinalized(method.ContainingType, interop.Types)))
            {
                return;
            }

            foreach (var block in context.OperationBlocks)
            {
                if (block is IBlockOperation body)
                {
                    var parameter = isDispose ? method.Parameters[0] : null;
                    var path = FinalizerPath.Of(body, parameter, value: false, context.CancellationToken);
                    var reading = new Reading(context, interop, method, reported);
                    reading.Check(path);
                    if (isDispose)
                    {
                        reading.CheckReleases(FinalizerPath.Of(body, parameter, value: true, context.CancellationToken), path);
                    }
                }
            }
        });
    }

    private static bool IsDispose(IMethodSymbol method) =>
        method is { Name: "Dispose", IsStatic: false, MethodKind: MethodKind.Ordinary, Parameters: { Length: 1 } parameters } && parameters[0].Type.SpecialType == SpecialType.System_Boolean;

    /// <summary>One finalizer or <c>Dispose(bool)</c>.</summary>
    private sealed class Reading(OperationBlockAnalysisContext context, InteropContext interop, IMethodSymbol method, ConcurrentDictionary<Location, byte> reported)
    {
        // Calls of the project are followed so far.
        private const int DeepestCall = 3;

        private readonly KnownTypes _types = interop.Types;
        private readonly ObjectHolders _holders = new(interop);

        public void Check(FinalizerPath path)
        {
            foreach (var operation in path.Operations)
            {
                switch (operation)
                {
                    case ILockOperation or IInvocationOperation when Finalization.LockIn(operation) is { } taken:
                        Add(
                            taken is LockStatementSyntax statement ? statement.LockKeyword.GetLocation() : taken.GetLocation(),
                            Report.OneStepLower(Rule.DefaultSeverity),
                            "takes a lock: while another thread holds it no finalizer runs, and where that thread waits for finalizers both hang; release without a lock");
                        break;
                    case IInvocationOperation or IFunctionPointerInvocationOperation when NativeCalls.FunctionOf(interop, operation) is { } function:
                        if (BoundaryContracts.Of(interop).For(function).ThreadAffine is { IsKnown: true, Value: true } affine)
                        {
                            Add(
                                operation.Syntax.GetLocation(),
                                affine.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
                                $"calls '{function.DisplayName}', which must be called on the thread that made the object ({affine.Source}): finalizers have a thread of their own; hand the value to that thread");
                        }

                        break;
                    case IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { Type: INamedTypeSymbol type } field }:
                        CheckObject(operation, field, type, path);
                        break;
                    case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { Type: INamedTypeSymbol type } property }:
                        CheckObject(operation, property, type, path);
                        break;
                }
            }
        }

        /// <summary>An object with a finalizer of its own: what is called on it, or taken from it for native code.</summary>
        private void CheckObject(IOperation reference, ISymbol member, INamedTypeSymbol type, FinalizerPath path)
        {
            if (!Finalization.HasFinalizer(type, _types) || UseOf(reference) is not { } use || _holders.HoldItself(type, context.CancellationToken))
            {
                return;
            }

            switch (use)
            {
                // The object frees itself, and most classes accept a second Dispose.
                case IInvocationOperation { TargetMethod: { Name: "Dispose" or "Close", Parameters.IsEmpty: true } target }:
                    Add(
                        reference.Syntax.GetLocation(),
                        Report.OneStepLower(Rule.DefaultSeverity),
                        $"calls '{member.Name}.{target.Name}', but '{type.Name}' has a finalizer of its own, which may have run before: dispose other objects only when disposing is true");
                    break;
                case IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.PropertyGet, ContainingType.SpecialType: not SpecialType.System_Object } target } when !OnlySetsFields(target):
                    Add(
                        reference.Syntax.GetLocation(),
                        IsCaught(reference) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                        $"calls '{member.Name}.{target.Name}', but '{type.Name}' has a finalizer of its own, which may have run before: do this only when disposing is true");
                    break;
                case IMemberReferenceOperation taken when NativeCallee(taken, path) is { } callee && !IsAskedBefore(taken, member, path):
                    Add(
                        reference.Syntax.GetLocation(),
                        null,
                        $"gives '{member.Name}.{taken.Member.Name}' to '{callee}', but '{type.Name}' has a finalizer of its own, which may have released it before: keep the owner alive with a "
                            + "SafeHandle and DangerousAddRef, or release this only when disposing is true");
                    break;
            }
        }

        /// <summary>Whether a handler around the call answers what an object throws that was released before.</summary>
        private static bool IsCaught(IOperation call)
        {
            for (IOperation? current = call; current.Parent is { } parent; current = parent)
            {
                if (parent is ITryOperation attempt && attempt.Body == current
                    && Catches(attempt))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool Catches(ITryOperation attempt)
        {
            foreach (var handler in attempt.Catches)
            {
                if (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception" or "ObjectDisposedException" or "InvalidOperationException" })
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>
        /// Whether a method touches nothing but the fields of its object, which are there as long as the object is, wakes those that wait for it, and takes things off collections: what it
        /// calls of the project does no more.
        /// </summary>
        private bool OnlySetsFields(IMethodSymbol target, int depth = 0)
        {
            if (depth > DeepestCall || target.IsVirtual || target.IsAbstract || FlowAnalysis.Of(interop).BodyOf(target, context.CancellationToken) is not { } body)
            {
                return false;
            }

            var sets = depth > 0;
            foreach (var operation in body.Descendants())
            {
                switch (operation)
                {
                    case IInvocationOperation { TargetMethod: var called } call when !IsHarmless(call, called) && (NativeCalls.FunctionOf(interop, call) is not null || !OnlySetsFields(called, depth + 1)):
                    case IFunctionPointerInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation or IEventReferenceOperation or IDynamicInvocationOperation:
                        return false;
                }

                sets |= operation is IAssignmentOperation { Target: IFieldReferenceOperation };
            }

            return sets;
        }

        private bool IsHarmless(IInvocationOperation call, IMethodSymbol called) =>
            (called.ContainingType is { Name: "Monitor", ContainingNamespace.Name: "Threading" } && called.Name is "Pulse" or "PulseAll")
            || (called.Name == "SuppressFinalize" && SymbolEqualityComparer.Default.Equals(called.ContainingType, _types.GC))
            || (called.Name is "Remove" or "Clear" && called.ContainingType.ContainingNamespace is { Name: "Generic", ContainingNamespace.Name: "Collections" }
                && Operations.Unconverted(call.Instance) is IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation });

        /// <summary>
        /// Whether the use stands under a condition that the object's own release makes false: about a member that some method of its class sets. Finalizers run one after the other,
        /// so what the object answers holds until this one is done.
        /// </summary>
        private bool IsAskedBefore(IMemberReferenceOperation taken, ISymbol owner, FinalizerPath path)
        {
            var local = Operations.UserOf(taken) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var symbol } } ? symbol : null;
            foreach (var operation in path.Operations)
            {
                if (operation is not IConditionalOperation conditional || conditional.Condition.Syntax.Span.Contains(taken.Syntax.Span)
                    || (local is null ? !conditional.Syntax.Span.Contains(taken.Syntax.Span) : conditional.Syntax.SpanStart < taken.Syntax.Span.End))
                {
                    continue;
                }

                foreach (var part in conditional.Condition.DescendantsAndSelf())
                {
                    var asked = part switch
                    {
                        ILocalReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Local, local) => taken.Member,
                        IMemberReferenceOperation { Instance: { } instance } member when Operations.Unconverted(instance) is IMemberReferenceOperation { Member: var holder }
                            && SymbolEqualityComparer.Default.Equals(holder, owner) => member.Member,
                        _ => null,
                    };
                    if (asked is not null && IsSetByMethods(asked))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>Whether a method of the class sets the field or property, or what the property is computed from.</summary>
        private bool IsSetByMethods(ISymbol asked)
        {
            var names = new HashSet<string> { asked.Name };
            foreach (var reference in asked.DeclaringSyntaxReferences)
            {
                foreach (var node in FlowAnalysis.SyntaxOf(reference, context.CancellationToken).DescendantNodes())
                {
                    if (node is IdentifierNameSyntax name)
                    {
                        names.Add(name.Identifier.ValueText);
                    }
                }
            }

            foreach (var reference in asked.ContainingType.DeclaringSyntaxReferences)
            {
                foreach (var node in FlowAnalysis.SyntaxOf(reference, context.CancellationToken).DescendantNodes())
                {
                    if (node is AssignmentExpressionSyntax { Left: var left }
                        && left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                        && names.Contains(left is IdentifierNameSyntax plain ? plain.Identifier.ValueText : ((MemberAccessExpressionSyntax)left).Name.Identifier.ValueText)
                        && node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is MethodDeclarationSyntax or DestructorDeclarationSyntax)
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>The native function that is given a value, directly or through a local variable that is set once.</summary>
        private string? NativeCallee(IMemberReferenceOperation value, FinalizerPath path)
        {
            if (value is not (IPropertyReferenceOperation or IFieldReferenceOperation) || !IsRaw(value.Type))
            {
                return null;
            }

            var user = Operations.UserOf(value);
            if (user is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            {
                foreach (var operation in path.Operations)
                {
                    if (operation is ILocalReferenceOperation reference
                        && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                        && Operations.UserOf(reference) is IArgumentOperation { Parent: { } later }
                        && NativeCalls.FunctionOf(interop, later) is { } function)
                    {
                        return function.DisplayName;
                    }
                }

                return null;
            }

            return user is IArgumentOperation { Parent: { } call } && NativeCalls.FunctionOf(interop, call) is { } callee ? callee.DisplayName : null;
        }

        private static bool IsRaw(ITypeSymbol? type) =>
            type is IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr };

        private static IOperation? UseOf(IOperation reference)
        {
            var value = Operations.WithConversions(reference);

            return value.Parent switch
            {
                IInvocationOperation call when call.Instance == value => call,
                IMemberReferenceOperation member when member.Instance == value => member,
                IConditionalAccessOperation access when access.Operation == value => access.WhenNotNull,
                _ => null,
            };
        }

        /// <summary>Native releases that run when disposing is true and not when it is false.</summary>
        public void CheckReleases(FinalizerPath disposing, FinalizerPath finalizing)
        {
            if (finalizing.IsIncomplete || OwnsHandle(method.ContainingType))
            {
                return;
            }

            var releasedByFinalizer = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var operation in finalizing.Operations)
            {
                // A finalizer that fails on purpose says that nobody may forget Dispose.
                if (operation is IThrowOperation)
                {
                    return;
                }

                if (ReleasedBy(operation) is var (member, _))
                {
                    releasedByFinalizer.Add(member);
                }
            }

            // A finalizer need not go through this method.
            foreach (var operation in OwnFinalizer()?.Operations ?? [])
            {
                if (ReleasedBy(operation) is var (member, _))
                {
                    releasedByFinalizer.Add(member);
                }
            }

            foreach (var operation in disposing.Operations)
            {
                if (ReleasedBy(operation) is not var (member, release) || !releasedByFinalizer.Add(member))
                {
                    continue;
                }

                // The finalizer of a framework base class, such as Component's, is there for others too.
                var severity = HasOwnFinalizer() ? (DiagnosticSeverity?)null : Report.OneStepLower(Rule.DefaultSeverity);
                Add(
                    operation.Syntax.GetLocation(),
                    severity,
                    $"does not release '{member.Name}': '{release}' runs only when disposing is true; move the release out of that branch, or hold the handle in a SafeHandle",
                    ImmutableDictionary<string, string?>.Empty.Add(FFI2013Properties.Released, member.Name));
            }
        }

        private FinalizerPath? OwnFinalizer()
        {
            foreach (var member in method.ContainingType.GetMembers("Finalize"))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Destructor } destructor && FlowAnalysis.Of(interop).BodyOf(destructor, context.CancellationToken) is { } body)
                {
                    return FinalizerPath.Of(body, null, value: false, context.CancellationToken);
                }
            }

            return null;
        }

        private bool HasOwnFinalizer()
        {
            for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
            {
                if (!type.Locations.IsEmpty && type.Locations[0].IsInSource && !type.GetMembers("Finalize").IsEmpty)
                {
                    return true;
                }
            }

            return false;
        }

        private bool OwnsHandle(INamedTypeSymbol type)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false } field && HandleClassMembers.IsHandleClass(field.Type, _types))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The raw field or property of this object that a call releases, and the name of the release.</summary>
        private (ISymbol Member, string Release)? ReleasedBy(IOperation operation)
        {
            var arguments = NativeCalls.ArgumentsOf(operation);
            if (arguments.IsEmpty)
            {
                return null;
            }

            var target = (operation as IInvocationOperation)?.TargetMethod;
            string? name = null;
            if (target is not null && SymbolEqualityComparer.Default.Equals(target.ContainingType, _types.Marshal))
            {
                name = target.Name is "FreeHGlobal" or "FreeCoTaskMem" or "FreeBSTR" ? "Marshal." + target.Name : null;
            }
            else if (target is not null && SymbolEqualityComparer.Default.Equals(target.ContainingType, _types.NativeMemory))
            {
                name = target.Name is "Free" or "AlignedFree" ? "NativeMemory." + target.Name : null;
            }
            else if (NativeCalls.FunctionOf(interop, operation) is { } function)
            {
                var contract = BoundaryContracts.Of(interop).For(function);
                name = contract.ThreadAffine is { IsKnown: true, Value: true }
                    || !(HandlePairs.Of(interop).IsReleaser(function) || contract.Parameters[0].Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Releases })
                    ? null
                    : function.DisplayName;
            }

            var value = Operations.Unconverted(arguments[0].Value);
            while (value is IAddressOfOperation address)
            {
                value = address.Reference;
            }

            return name is not null && value is IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member and (IFieldReferenceOperation or IPropertyReferenceOperation) && IsRaw(member.Type)
                ? (member.Member, name)
                : null;
        }

        private void Add(Location location, DiagnosticSeverity? severity, string reason, ImmutableDictionary<string, string?>? properties = null)
        {
            if (reported.TryAdd(location, 0)
                && Report.Create(Rule, interop.Compilation, location, severity, properties, default, method.ContainingType.Name, reason) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
