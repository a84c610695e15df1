using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2007: a buffer is given back, unpinned or freed while a native operation that was only started still uses it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2007BufferIsReusedDuringTheOperation : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2007",
        "Buffer is reused while native code still owns the operation",
        "{0} while `{1}`, which only started, may still use {2} ({3}); wait for the end of the operation first",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "An asynchronous native function returns before it is done. Memory that is returned to a pool, unpinned or freed meanwhile belongs to somebody else when native code writes into it.");

    // Words of what waits for native code, or tells it to stop.
    private static readonly ImmutableHashSet<string> WaitingWords = ImmutableHashSet.Create(
        "wait", "join", "overlapped", "complete", "completed", "completion", "cancel", "result", "poll", "finish", "flush", "drain", "block", "sleep", "await", "signal", "synchronize", "close");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                if (NativeInvocation.Of(interop, context.Operation) is not { } call)
                {
                    return;
                }

                var contract = BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken);
                var overlapped = OverlappedOf(interop, call);
                foreach (var parameter in call.Function.Parameters)
                {
                    if (call.ArgumentFor(parameter) is { } argument && UseOf(contract, parameter, overlapped) is var (source, until))
                    {
                        Analyze(context, interop, new Started(call, parameter, argument, source, until, parameter == overlapped));
                    }
                }
            },
            NativeCalls.Kinds);
    }

    /// <summary>The parameter that makes a Windows function return before it is done, where it is given something.</summary>
    private static NativeParameter? OverlappedOf(InteropContext interop, NativeInvocation call)
    {
        var type = interop.Types.Find("System.Threading.NativeOverlapped");
        foreach (var parameter in call.Function.Parameters)
        {
            if (parameter.Type is IPointerTypeSymbol { PointedAtType: var pointee }
                && SymbolEqualityComparer.Default.Equals(pointee, type)
                && SystemLibraries.IsWindows(call.Function.Library)
                && Operations.Unconverted(call.ArgumentFor(parameter)) is { ConstantValue.HasValue: false } and not IDefaultValueOperation
                && !NativeNames.Words(call.Function.EntryPoint ?? "").Any(static word => WaitingWords.Contains(word)))
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>Why native code uses what it is given after the call, and which function tells that it is done.</summary>
    private static (string Source, string? Until)? UseOf(FunctionContract contract, NativeParameter parameter, NativeParameter? overlapped)
    {
        var retention = contract[parameter].Retention;
        if (retention is { IsCertain: true, Value: { Kind: RetentionKind.Async } stated })
        {
            return (retention.Source, stated.Until);
        }

        if (retention.IsCertain || overlapped is null)
        {
            return null;
        }

        return parameter == overlapped || (parameter.Index < overlapped.Index && parameter.Marshalling.Shape is ManagedShape.Pointer or ManagedShape.NativeInteger or ManagedShape.Array)
            ? ($"known from its `{overlapped.Name}`", null)
            : null;
    }

    private static void Analyze(OperationAnalysisContext context, InteropContext interop, Started started)
    {
        if (OwnerOf(started.Argument) is not { } owner)
        {
            return;
        }

        foreach (var operation in Operations.RootOf(started.Call.Operation).DescendantsAndSelf())
        {
            if (ReleaseOf(interop, operation, owner, started) is { } what
                && FunctionAround(operation) == FunctionAround(started.Call.Operation)
                && IsReachedFrom(operation, started.Call.Operation)
                && !IsWaitedFor(started, operation))
            {
                var report = Report.Create(
                    Rule,
                    interop.Compilation,
                    operation.Syntax.GetLocation(),
                    null,
                    null,
                    ImmutableArray.Create(started.Argument.Syntax.GetLocation()),
                    what,
                    started.Call.Function.DisplayName,
                    $"`{started.Argument.Syntax}`",
                    started.Source);
                if (report is not null)
                {
                    context.ReportDiagnostic(report);
                }

                return;
            }
        }
    }

    /// <summary>The variable that keeps the memory where it is: the array, the pin, the handle, the pointer itself.</summary>
    private static ISymbol? OwnerOf(IOperation argument)
    {
        var value = Operations.Unconverted(argument);
        switch (value)
        {
            case ILocalReferenceOperation { Local: { IsFixed: true } pointer } reference:
                var pinned = LocalReferences.Around(reference).OnlyValueOf(pointer);
                if (pinned is IAddressOfOperation { Reference: IArrayElementReferenceOperation { ArrayReference: var array } })
                {
                    pinned = array;
                }

                return VariableOf(Operations.Unconverted(pinned));
            case IInvocationOperation { TargetMethod.Name: "AddrOfPinnedObject", Instance: var handle }:
                return VariableOf(handle);
            case IPropertyReferenceOperation { Property: { Name: "Pointer", ContainingType.Name: "MemoryHandle" }, Instance: var handle }:
                return VariableOf(handle);
            case ILocalReferenceOperation { Type: IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr } } reference
                when LocalReferences.Around(reference).OnlyValueOf(reference.Local) is { } only && Operations.Unconverted(only) is IInvocationOperation { TargetMethod.Name: "AddrOfPinnedObject" } or IPropertyReferenceOperation { Property.Name: "Pointer" }:
                return OwnerOf(LocalReferences.Around(reference).OnlyValueOf(reference.Local)!);
            default:
                return VariableOf(value);
        }
    }

    private static ISymbol? VariableOf(IOperation? value) => Operations.Unconverted(value) switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IParameterReferenceOperation reference => reference.Parameter,
        _ => null,
    };

    /// <summary>What an operation does to the owner so that the memory no longer is native code's.</summary>
    private static string? ReleaseOf(InteropContext interop, IOperation operation, ISymbol owner, Started started)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "Return", ContainingType.Name: "ArrayPool" }, Arguments: { Length: > 0 } arguments } when Is(arguments[0].Value, owner):
                return $"`{owner.Name}` goes back to its pool";
            case IInvocationOperation { TargetMethod: { Name: "Free", ContainingType: var type }, Instance: { } handle } when Is(handle, owner) && SymbolEqualityComparer.Default.Equals(type, interop.Types.GCHandle):
                return $"the pin `{owner.Name}` ends";
            case IInvocationOperation { TargetMethod: { Name: "Dispose", ContainingType.Name: "MemoryHandle" }, Instance: { } handle } when Is(handle, owner):
                return $"the pin `{owner.Name}` ends";
            case IInvocationOperation { TargetMethod: { Name: "Free" or "FreeHGlobal" or "FreeCoTaskMem" or "Unpack" or "FreeNativeOverlapped", ContainingType.Name: "Overlapped" or "NativeMemory" or "Marshal" or "ThreadPoolBoundHandle" }, Arguments: { Length: > 0 } arguments }
                when Is(arguments[arguments.Length - 1].Value, owner):
                return $"`{owner.Name}` is freed";

            // A pin of an asynchronous contract that leaves its block is FFI2005's.
            case { Kind: OperationKind.None, Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.FixedStatementSyntax block } when !started.IsOverlapped
                && started.Source.StartsWith("known from its", System.StringComparison.Ordinal)
                && Operations.Unconverted(started.Argument) is ILocalReferenceOperation { Local: { IsFixed: true } pointer }
                && block.Declaration.Variables.Any(variable => variable.Identifier.ValueText == pointer.Name)
                && block.Span.Contains(started.Call.Operation.Syntax.Span):
                return "the `fixed` block ends";
            default:
                return null;
        }
    }

    private static bool Is(IOperation value, ISymbol owner) => VariableOf(value) is { } variable && SymbolEqualityComparer.Default.Equals(variable, owner);

    private static SyntaxNode? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return parent.Syntax;
            }
        }

        return null;
    }

    /// <summary>Whether the release runs after the call whatever the call returned: behind it in a block around it, or in a finally around it.</summary>
    private static bool IsReachedFrom(IOperation release, IOperation call)
    {
        if (release.Syntax.Span.Contains(call.Syntax.Span))
        {
            return true;
        }

        if (release.Syntax.SpanStart < call.Syntax.SpanStart)
        {
            return false;
        }

        for (var parent = release.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent.Syntax.Span.Contains(call.Syntax.Span))
            {
                // A branch of the very condition that looks at what the call returned.
                return parent is not IConditionalOperation conditional || !conditional.Condition.Syntax.Span.Contains(call.Syntax.Span);
            }

            if (parent is IConditionalOperation or ICatchClauseOperation or ISwitchCaseOperation or ILoopOperation or ISwitchExpressionArmOperation)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether anything between the call and the release can be a wait for the end of the operation.</summary>
    private static bool IsWaitedFor(Started started, IOperation release)
    {
        var from = started.Call.Operation.Syntax.Span.End;
        var isBlock = release.Syntax.Span.Contains(started.Call.Operation.Syntax.Span);
        var to = isBlock ? release.Syntax.Span.End : release.Syntax.SpanStart;
        foreach (var operation in Operations.RootOf(release).DescendantsAndSelf())
        {
            if (operation.Syntax.SpanStart < from || operation.Syntax.SpanStart >= to || operation == release)
            {
                continue;
            }

            switch (operation)
            {
                case IAwaitOperation or ILoopOperation:
                case IInvocationOperation { TargetMethod.Name: var name } when NativeNames.Words(name).Any(static word => WaitingWords.Contains(word)):
                    return true;
                case IInvocationOperation invocation when NativeInvocation.Of(started.Interop, invocation) is { Function.EntryPoint: { } entry }
                    && (entry == started.Until || NativeNames.Words(entry).Any(static word => WaitingWords.Contains(word))):
                    return true;
                case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false, IsExtern: false } own } invocation
                    when NativeInvocation.Of(started.Interop, invocation) is null && !SymbolEqualityComparer.Default.Equals(own, invocation.SemanticModel?.GetEnclosingSymbol(invocation.Syntax.SpanStart)):
                    // A method of the project may wait inside.
                    return true;
            }
        }

        return false;
    }

    /// <param name="Call">The call that starts the operation.</param>
    /// <param name="Parameter">The parameter whose memory stays in use.</param>
    /// <param name="Argument">What it is given.</param>
    /// <param name="Source">How that is known.</param>
    /// <param name="Until">The function that tells the end, or null.</param>
    /// <param name="IsOverlapped">Whether it is the operation's own state.</param>
    private sealed record Started(NativeInvocation Call, NativeParameter Parameter, IOperation Argument, string Source, string? Until, bool IsOverlapped)
    {
        public InteropContext Interop => Call.Interop;
    }
}
