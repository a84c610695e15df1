using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know. The additional location is where the raw handle gets to.</summary>
internal static class FFI1013Properties
{
    /// <summary>Present when the raw handle gets to native code during a call.</summary>
    public const string IsNative = nameof(IsNative);
}

/// <summary>FFI1013: the raw handle of a SafeHandle is used while nothing keeps the SafeHandle from being finalized.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1013DangerousGetHandle : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1013",
        "`DangerousGetHandle` outside a reference-counted region",
        "The raw handle of '{0}' {1}, and {2} can close the handle meanwhile, and the system can give the same value to another object; {3}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "DangerousGetHandle gives the value without a reference: the SafeHandle is garbage after its last use, even while native code works with the value.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var roles = ResourceRoles.Of(interop);
        var handles = FinalizedHandles.Of(interop);
        start.OnOperationBlock(context => Check(context, interop, roles, handles));
    }

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop, ResourceRoles roles, FinalizedHandles handles)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (!Mentions(block, roles))
            {
                continue;
            }

            foreach (var body in RawHandleUses.In(interop, context, block))
            {
                foreach (var operation in body.Operations)
                {
                    if (IsRead(operation, roles) && operation is IInvocationOperation { Instance: { } owner } read && !IsInReleasing(context.OwningSymbol, owner) && !(owner.Type is INamedTypeSymbol type && handles.ReleasesNothing(type, context.CancellationToken))
                        && Create(context, interop, read, owner, body, block) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            }
        }
    }

    private static bool Mentions(IOperation block, ResourceRoles roles)
    {
        foreach (var operation in block.Descendants())
        {
            if (IsRead(operation, roles))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRead(IOperation operation, ResourceRoles roles) =>
        operation is IInvocationOperation { TargetMethod: { Name: "DangerousGetHandle", Parameters.IsEmpty: true, ContainingType: { } type } } && roles.IsSafeHandle(type);

    /// <summary>While a SafeHandle releases itself nobody else can.</summary>
    private static bool IsInReleasing(ISymbol member, IOperation owner) =>
        owner is IInstanceReferenceOperation && (member.Name is "ReleaseHandle" or "Dispose" || member is IMethodSymbol { MethodKind: MethodKind.Destructor or MethodKind.Constructor } or IMethodSymbol { AssociatedSymbol.Name: "IsInvalid" });

    /// <summary>The owner as the message names it; an object that the code does not write is <c>this</c>.</summary>
    private static string NameOf(IOperation owner) => owner is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } ? "this" : owner.Syntax.ToString();

    /// <summary>Behind DangerousAddRef, which nothing before the use has undone.</summary>
    private static bool IsReferenced(IInvocationOperation read, IOperation use, RawHandleUses body)
    {
        var text = NameOf(read.Instance!);
        IInvocationOperation? last = null;
        foreach (var operation in body.Operations)
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "DangerousAddRef" or "DangerousRelease", Instance: { } instance } call
                && call.Syntax.SpanStart < use.Syntax.SpanStart
                && NameOf(instance) == text
                && (last is null || call.Syntax.SpanStart > last.Syntax.SpanStart))
            {
                last = call;
            }
        }

        return last is { TargetMethod.Name: "DangerousAddRef" };
    }

    /// <summary>Whether the object is a parameter, or a member of one.</summary>
    private static bool IsGiven(IOperation owner, RawHandleUses body, int depth)
    {
        var current = Operations.HolderOf(owner);
        if (current is not ILocalReferenceOperation { Local: var local } || depth > 3)
        {
            return current is IParameterReferenceOperation;
        }

        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target }, Value: var value } && SymbolEqualityComparer.Default.Equals(target, local) && IsGiven(value, body, depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the handle is a member of an object that no maker of it is seen to drop.</summary>
    private static bool IsOfHeldObject(InteropContext interop, IOperation owner, CancellationToken cancellationToken) =>
        owner is IMemberReferenceOperation && Operations.HolderOf(owner) is IInstanceReferenceOperation { Type: { } type } && DisposedObjects.Of(interop).AreHeld(type, cancellationToken);

    /// <summary>Whether the handle is the object of this method itself, and its callers hold it.</summary>
    private static bool IsHeldByCallers(OperationBlockAnalysisContext context, InteropContext interop, IOperation owner) =>
        owner is IInstanceReferenceOperation && context.OwningSymbol is IMethodSymbol method && HoldingCallers.Of(interop).Hold(method, context.CancellationToken);

    private static Diagnostic? Create(OperationBlockAnalysisContext context, InteropContext interop, IInvocationOperation read, IOperation owner, RawHandleUses body, IOperation block)
    {
        UnprotectedUse? worst = null;
        foreach (var use in body.Of(read, owner))
        {
            if ((worst is null || use.Target < worst.Target) && !IsReferenced(read, use.At, body) && !DelegateArguments.Hold(owner, use.At, block))
            {
                worst = use;
            }
        }

        // The class only gives its own value another name.
        if (worst is null || (worst is { Target: RawHandleTarget.Returned, Owner: OwnerKind.This }))
        {
            return null;
        }

        // What a caller reaches too, the caller may keep alive: most callers release what they gave behind the call.
        // A method that runs a lambda may hold the lambda, and that another thread disposes of the object just then is one of many orders.
        var isCertain = !worst.IsInLambda && worst.Disposal is null && ((worst.Target == RawHandleTarget.Native && !IsGiven(owner, body, 0) && !IsOfHeldObject(interop, owner, context.CancellationToken) && !IsHeldByCallers(context, interop, owner)) || (worst.Target != RawHandleTarget.Managed && worst.Owner is OwnerKind.Local or OwnerKind.Temporary));
        return Report.Create(
            Rule,
            interop.Compilation,
            read.Syntax.GetLocation(),
            isCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            worst.Target == RawHandleTarget.Native ? ImmutableDictionary<string, string?>.Empty.Add(FFI1013Properties.IsNative, "") : null,
            ImmutableArray.Create(worst.At.Syntax.GetLocation()),
            NameOf(owner),
            worst switch
            {
                { Target: RawHandleTarget.Native, Function: { } function } => $"is given to '{function.DisplayName}'",
                { Target: RawHandleTarget.Native, Method: { } method } => $"is given to '{method.ContainingType.Name}.{method.Name}'",
                { Target: RawHandleTarget.Native } => "is given to a native function",
                { Target: RawHandleTarget.Managed, Method: { } method } => $"is given to '{(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)}'",
                { Target: RawHandleTarget.Stored } => "is stored",
                _ => "is returned",
            },
            worst.Disposal is { } disposal ? $"'{disposal.Name}', which does not wait for the other thread that runs this lambda," : $"nothing keeps '{NameOf(owner)}' alive until then: its finalizer",
            worst.Target switch
            {
                RawHandleTarget.Native when worst.Function is { IsImport: true } => "pass the SafeHandle itself, or put the call between DangerousAddRef and DangerousRelease",
                RawHandleTarget.Native or RawHandleTarget.Managed => "put the call between DangerousAddRef and DangerousRelease",
                _ => "pass the SafeHandle on instead of its value",
            });
    }
}
