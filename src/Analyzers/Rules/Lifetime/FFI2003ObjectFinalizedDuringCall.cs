using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>What the fix needs to know. The additional location is the native call.</summary>
internal static class FFI2003Properties
{
    /// <summary>The expression that has to be kept alive.</summary>
    public const string Owner = nameof(Owner);
}

/// <summary>FFI2003: a native call works with a raw handle that the finalizer of an object, or of the SafeHandle in it, releases, and that call is the last use of the object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2003ObjectFinalizedDuringCall : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2003",
        "Object can be finalized during a native call",
        "{0} works with '{1}' while nothing uses {2} any more: the finalizer of {3} can release the handle in the middle of the call; call GC.KeepAlive({4}) behind it, or {5}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "An object is garbage behind its last use, even while one of its own methods runs. Its finalizer runs on another thread.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var handles = FinalizedHandles.Of(interop);
        var lent = LentHandles.Of(interop);
        var holders = new ObjectHolders(interop);
        start.OnOperationBlock(context => Check(context, interop, handles, lent, holders));
    }

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop, FinalizedHandles handles, LentHandles lent, ObjectHolders holders)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (!Mentions(block, handles, lent, context.CancellationToken))
            {
                continue;
            }

            foreach (var body in RawHandleUses.In(interop, context, block))
            {
                HashSet<(IOperation Call, string Owner)>? reported = null;
                foreach (var operation in body.Operations)
                {
                    if (LentHandles.OwnerOf(operation) is { } lender && lent.KindOf(operation, context.CancellationToken) is var kind and not LentHandle.None)
                    {
                        if (!IsOwnLifetime(context, lender, handles)
                            && FindLent(body.Of(operation, lender), lent, context.CancellationToken) is { } used
                            && (reported ??= []).Add((used.At, used.Owner == OwnerKind.This ? "this" : lender.Syntax.ToString()))
                            && Create(context, interop, operation, lender, used, kind, handles, holders) is { } found)
                        {
                            context.ReportDiagnostic(found);
                        }
                    }
                    else if (OwnerOf(operation) is { } owner
                        && handles.IsHandleRead(operation, context.CancellationToken)
                        && !IsOwnLifetime(context, owner, handles)
                        && Find(body.Of(operation, owner)) is { } use
                        && !(use.Owner == OwnerKind.This && owner is IInstanceReferenceOperation { Type: INamedTypeSymbol self } && IsGuarded(self, use.At, body, handles, context.CancellationToken))
                        && !IsLockedOut(owner, use.At, block, handles, context.CancellationToken)
                        && !IsSuppressed(owner, use.At, body, interop)
                        && !DelegateArguments.Hold(owner, use.At, block)
                        && !holders.HoldItself(owner.Type, context.CancellationToken)
                        && (reported ??= []).Add((use.At, use.Owner == OwnerKind.This ? "this" : owner.Syntax.ToString())))
                    {
                        if (Create(context, interop, operation, owner, use, LentHandle.None, handles, holders) is { } diagnostic)
                        {
                            context.ReportDiagnostic(diagnostic);
                        }
                    }
                }
            }
        }
    }

    /// <summary>A body without such a type is left at once, before its control flow is known.</summary>
    private static bool Mentions(IOperation block, FinalizedHandles handles, LentHandles lent, CancellationToken cancellationToken)
    {
        foreach (var operation in block.Descendants())
        {
            if ((OwnerOf(operation) is { } owner && handles.IsFinalizable(owner.Type)) || lent.KindOf(operation, cancellationToken) != LentHandle.None)
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? OwnerOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Instance: { } instance, Field: var field } when ResourceRoles.IsRaw(field.Type) => instance,
        IPropertyReferenceOperation { Instance: { } instance, Property: var property } when ResourceRoles.IsRaw(property.Type) => instance,
        IConversionOperation { OperatorMethod: not null, Operand: var operand, Type: var type } when ResourceRoles.IsRaw(type) => Operations.Unconverted(operand),
        _ => null,
    };

    /// <summary>Whether the object is being made or released here; what a finalizer finds of other objects is a matter of its own.</summary>
    private static bool IsOwnLifetime(OperationBlockAnalysisContext context, IOperation owner, FinalizedHandles handles) =>
        context.OwningSymbol is IMethodSymbol { ContainingType: { } type } method
        && (handles.IsPartOfFinalization(method, type, context.CancellationToken)
            || (owner is IInstanceReferenceOperation
                && (method.MethodKind is MethodKind.Constructor or MethodKind.Destructor
                    || method.Name is "Dispose" or "DisposeAsync" or "Close" or "ReleaseHandle" or "System.IDisposable.Dispose"
                    || method.AssociatedSymbol is IPropertySymbol { Name: "IsInvalid" })));

    /// <summary>Whether the member has told the finalizer before the call that there is nothing to release: <c>_closed = true;</c>.</summary>
    private static bool IsGuarded(INamedTypeSymbol type, IOperation call, RawHandleUses body, FinalizedHandles handles, CancellationToken cancellationToken)
    {
        ISimpleAssignmentOperation? last = null;
        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation { Target: var target, Value: var value } assignment
                && assignment.Syntax.SpanStart < call.Syntax.SpanStart
                && assignment.Syntax.Ancestors().OfType<BlockSyntax>().FirstOrDefault()?.Span.Contains(call.Syntax.Span) == true
                && FinalizedHandles.OwnMember(target) is { } member
                && FinalizedHandles.ConstantOf(value) is { } constant
                && handles.IsGuardedBy(type, member, constant, cancellationToken))
            {
                last = assignment;
            }
        }

        // Another value behind it opens the guard again.
        return last is not null && !body.Operations.Any(operation => operation is ISimpleAssignmentOperation { Target: var target } assignment
            && assignment != last
            && assignment.Syntax.SpanStart > last.Syntax.SpanStart
            && assignment.Syntax.SpanStart < call.Syntax.SpanStart
            && SymbolEqualityComparer.Default.Equals(FinalizedHandles.OwnMember(target), FinalizedHandles.OwnMember(last.Target)));
    }

    /// <summary>Whether the finalizer does not run any more: <c>GC.SuppressFinalize(this)</c>, or <c>SetHandleAsInvalid()</c>, which does that for a handle, stands before the call.</summary>
    private static bool IsSuppressed(IOperation owner, IOperation call, RawHandleUses body, InteropContext interop)
    {
        var isSuppressed = false;
        foreach (var operation in body.Operations.Where(operation => operation.Syntax.Span.End <= call.Syntax.SpanStart).OrderBy(static operation => operation.Syntax.SpanStart))
        {
            if (operation is not IInvocationOperation { TargetMethod: var method } invocation)
            {
                continue;
            }

            var ofCollector = SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.GC) && invocation.Arguments is { Length: 1 } arguments && Operations.IsSameValue(arguments[0].Value, owner);
            var invalidates = method is { Name: "SetHandleAsInvalid", Parameters.IsEmpty: true }
                && (SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.SafeHandle) || SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.CriticalHandle))
                && invocation.Instance is { } instance && Operations.IsSameValue(instance, owner);
            if (ofCollector && method.Name == "ReRegisterForFinalize")
            {
                isSuppressed = false;
            }
            else if ((invalidates || (ofCollector && method.Name == "SuppressFinalize"))
                && invocation.Syntax.Ancestors().OfType<BlockSyntax>().FirstOrDefault()?.Span.Contains(call.Syntax.Span) == true)
            {
                isSuppressed = true;
            }
        }

        return isSuppressed;
    }

    /// <summary>Whether the call holds a lock of its own object for which the finalizer waits before it releases anything.</summary>
    private static bool IsLockedOut(IOperation owner, IOperation call, IOperation block, FinalizedHandles handles, CancellationToken cancellationToken)
    {
        if (owner is not IInstanceReferenceOperation { Type: INamedTypeSymbol type })
        {
            return false;
        }

        foreach (var operation in block.Descendants())
        {
            if (operation is ILockOperation statement
                && statement.Body.Syntax.Span.Contains(call.Syntax.Span)
                && FinalizedHandles.LockedBy(statement) is { } locked
                && handles.IsReleasedUnder(type, locked, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static UnprotectedUse? Find(ImmutableArray<UnprotectedUse> uses)
    {
        foreach (var use in uses)
        {
            if (use.Target == RawHandleTarget.Native)
            {
                return use;
            }
        }

        return null;
    }

    /// <summary>Where a handle that an object lends gets to native code: at once, or in a method that gives it there.</summary>
    private static UnprotectedUse? FindLent(ImmutableArray<UnprotectedUse> uses, LentHandles lent, CancellationToken cancellationToken)
    {
        if (Find(uses) is { } native)
        {
            return native;
        }

        foreach (var use in uses)
        {
            if (use is { Target: RawHandleTarget.Managed, Method: { } method } && lent.GivesToNative(method, cancellationToken))
            {
                return use;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether somebody goes on using the object: who passed it, or what it is a member of, to this method, or who holds <c>this</c>.
    /// </summary>
    private static bool IsHeld(InteropContext interop, IOperation owner, CancellationToken cancellationToken) => Operations.HolderOf(owner) switch
    {
        IParameterReferenceOperation => true,
        IInstanceReferenceOperation { Type: { } type } => DisposedObjects.Of(interop).AreHeld(type, cancellationToken),
        _ => false,
    };

    private static Diagnostic? Create(OperationBlockAnalysisContext context, InteropContext interop, IOperation read, IOperation owner, UnprotectedUse use, LentHandle lent, FinalizedHandles handles, ObjectHolders holders)
    {
        var isThis = use.Owner == OwnerKind.This;
        var name = isThis ? "this" : owner.Syntax.ToString();
        return Report.Create(
            Rule,
            interop.Compilation,
            read.Syntax.GetLocation(),

            // Who passed the object usually goes on using it, and so does who holds it. Of a handle that nobody here makes an owner, others may make one.
            lent == LentHandle.Shared || use.Target != RawHandleTarget.Native || use.Owner == OwnerKind.Parameter || IsHeld(interop, owner, context.CancellationToken)
                || holders.AreHandedOut(owner.Type, context.CancellationToken) || holders.AreHeldByStatic(owner.Type, context.CancellationToken) || holders.AreHeldByThread(owner.Type, context.CancellationToken) || handles.AreReleasedLater(owner.Type, context.CancellationToken) || holders.NeverOwn(owner.Type, context.CancellationToken)
                || (isThis && context.OwningSymbol is IMethodSymbol method && HoldingCallers.Of(interop).Hold(method, context.CancellationToken)) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            use.Owner == OwnerKind.Temporary ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI2003Properties.Owner, name),
            ImmutableArray.Create(use.At.Syntax.GetLocation()),
            use.Function is { } function ? $"'{function.DisplayName}'" : use.Method is { } called ? $"'{called.ContainingType.Name}.{(called.MethodKind == MethodKind.Constructor ? called.ContainingType.Name : called.Name)}'" : "The native function",
            read.Syntax.ToString(),
            isThis ? "the object" : $"'{name}'",
            (lent == LentHandle.None ? "" : "the SafeHandle in ") + (owner.Type is { } type ? $"'{DisplayNames.OfType(type)}'" : "''"),
            name,
            lent == LentHandle.None ? "hold the handle in a SafeHandle" : "give it the SafeHandle itself");
    }
}
