using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>What FFI2004 tells its fix.</summary>
internal static class FFI2004Properties
{
    /// <summary>Present when moving the call repairs it; the first additional location is what it has to stand behind.</summary>
    public const string Move = nameof(Move);
}

/// <summary>
/// FFI2004: <c>GC.KeepAlive</c> does nothing when it runs. It only makes its argument reachable up to the place where it stands, so it has to stand behind the native call, be reached, and name the
/// object itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2004KeepAliveHasNoEffect : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2004",
        "`GC.KeepAlive` has no effect here",
        "GC.KeepAlive({0}) has no effect: {1}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "GC.KeepAlive does nothing when it runs: it makes its argument reachable up to the place where it stands. Anywhere else the object can be collected while native code uses it.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (NativeCalls.IsKeepAlive(interop, call) && call.Arguments.Length == 1)
                {
                    Check(context, interop, call);
                }
            },
            OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context, InteropContext interop, IInvocationOperation call)
    {
        var argument = call.Arguments[0].Value;
        var value = Operations.Unconverted(argument)!;
        if (value is IDelegateCreationOperation)
        {
            Add(call.Syntax, null, "it makes a new delegate, and native code holds another one: keep the delegate that was passed in a variable and name that");
            return;
        }

        if (argument.ConstantValue.HasValue || value.ConstantValue.HasValue)
        {
            Add(call.Syntax, null, "a constant needs no keeping: name the object that native code uses");
            return;
        }

        // A box with references in it keeps what they refer to, and a number is only given away so that it is used.
        if (Boxed(argument) is { IsValueType: true, IsUnmanagedType: true } type && IsHandle(type, interop.Types))
        {
            Add(call.Syntax, null, $"'{DisplayNames.OfType(type)}' is a value, of which a copy is boxed: name the object that owns it");
            return;
        }

        if (StatementOf(call) is not { Parent: { } parent } statement)
        {
            return;
        }

        if (IsUnreachable(context, call))
        {
            var returned = Previous(statement);
            Add(
                call.Syntax,
                returned is IReturnOperation { ReturnedValue: not null } ? returned.Syntax : null,
                "it is never reached, so it extends no lifetime: put it in a finally block around the native call");
            return;
        }

        if (context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Destructor } && OnlyKeepsAlive(interop, BodyOf(call)))
        {
            // That the object lives long enough anyway is possible: only the statement is certainly of no use.
            Add(
                call.Syntax,
                null,
                "a finalizer runs when nothing refers to its object any more, and keeps nothing until then: keep what native code uses in a static field or a GCHandle until native code has let go",
                Report.OneStepLower(Rule.DefaultSeverity));
            return;
        }

        var subject = value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => (ISymbol?)null,
            IFieldReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }, Field: { IsReadOnly: true } field } => field,
            _ => context.ContainingSymbol,
        };
        if (SymbolEqualityComparer.Default.Equals(subject, context.ContainingSymbol))
        {
            return;
        }

        var body = BodyOf(call);
        if (parent is IBlockOperation block && new Uses(interop, subject, body).UnprotectedCallBehind(statement, block) is var (late, name))
        {
            // Whoever calls a method of the object may hold the object, and so what its fields hold.
            Add(
                call.Syntax, late.Syntax, $"it stands before '{name}', which uses what it should keep: move it behind that call", subject is IFieldSymbol ? Report.OneStepLower(Rule.DefaultSeverity) : null);
            return;
        }

        if (subject is not IFieldSymbol && SuspensionBefore(body, call) is { } suspension)
        {
            Add(
                call.Syntax,
                null,
                $"behind {suspension} the object is a field of the state machine, and lives only as long as something refers to that: keep it in a field, a static or a GCHandle until native code has let go",
                Report.OneStepLower(Rule.DefaultSeverity));
        }

        void Add(SyntaxNode place, SyntaxNode? behind, string reason, DiagnosticSeverity? severity = null)
        {
            var properties = behind is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI2004Properties.Move, "");
            var others = behind is null ? default : ImmutableArray.Create(behind.GetLocation());
            if (Report.Create(Rule, interop.Compilation, place.GetLocation(), severity, properties, others, argument.Syntax.ToString(), reason) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>The type of the value before it became an object.</summary>
    private static ITypeSymbol? Boxed(IOperation argument)
    {
        while (argument is IConversionOperation { Type.IsReferenceType: true } conversion)
        {
            argument = conversion.Operand;
        }

        return argument.Type;
    }

    private static bool IsHandle(ITypeSymbol type, KnownTypes types)
    {
        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr || SymbolEqualityComparer.Default.Equals(type, types.GCHandle))
        {
            return true;
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, Type: IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing but <c>GC.KeepAlive</c> is called in the body.</summary>
    private static bool OnlyKeepsAlive(InteropContext interop, IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation other && !NativeCalls.IsKeepAlive(interop, other)
                || operation is IFunctionPointerInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation or IEventAssignmentOperation or IDynamicInvocationOperation or IAssignmentOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static IExpressionStatementOperation? StatementOf(IInvocationOperation call) => call.Parent as IExpressionStatementOperation;

    private static IOperation? Previous(IOperation statement)
    {
        IOperation? previous = null;
        foreach (var sibling in statement.Parent!.ChildOperations)
        {
            if (sibling == statement)
            {
                return previous;
            }

            previous = sibling;
        }

        return null;
    }

    /// <summary>Whether no path leads to the call. A call inside a lambda or local function has a graph of its own, which is not asked for.</summary>
    private static bool IsUnreachable(OperationAnalysisContext context, IInvocationOperation call)
    {
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        if (context.GetControlFlowGraph() is not { } graph)
        {
            return false;
        }

        var found = false;
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation.Syntax == call.Parent!.Syntax || operation.Syntax == call.Syntax)
                {
                    if (block.IsReachable)
                    {
                        return false;
                    }

                    found = true;
                }
            }
        }

        return found;
    }

    /// <summary>The body of the innermost function that the call stands in.</summary>
    private static IOperation BodyOf(IOperation call)
    {
        var top = call;
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Body;
                case ILocalFunctionOperation { Body: { } body }:
                    return body;
            }

            top = outer;
        }

        return top;
    }

    /// <summary>The first place before the call at which the function can be suspended.</summary>
    private static string? SuspensionBefore(IOperation body, IInvocationOperation call)
    {
        foreach (var operation in Within(body))
        {
            if (operation.Syntax.SpanStart >= call.Syntax.SpanStart)
            {
                continue;
            }

            if (operation is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true })
            {
                return "an await";
            }

            if (operation is IReturnOperation { Kind: OperationKind.YieldReturn })
            {
                return "a yield";
            }
        }

        return null;
    }

    /// <summary>The operations of one body without those of functions declared in it.</summary>
    private static IEnumerable<IOperation> Within(IOperation body)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            yield return operation;
            foreach (var child in operation.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }
    }

    /// <summary>The uses of one object in one body, and of raw values that were taken from it.</summary>
    /// <param name="interop">The compilation's context.</param>
    /// <param name="subject">The variable that holds the object; null for <c>this</c>.</param>
    /// <param name="body">The body.</param>
    private sealed class Uses(InteropContext interop, ISymbol? subject, IOperation body)
    {
        /// <summary>
        /// The last native call behind <paramref name="statement"/> that is given a raw value of the object which nothing keeps alive any more; null when there is none, or when the call of
        /// KeepAlive protects an earlier one.
        /// </summary>
        public (IOperation Call, string Name)? UnprotectedCallBehind(IOperation statement, IBlockOperation block)
        {
            for (var outer = statement.Parent; outer is not null && outer != body; outer = outer.Parent)
            {
                // The next round of a loop is both before and behind; the end of a try's body may not be the end.
                if (outer is ILoopOperation or ITryOperation)
                {
                    return null;
                }
            }

            (IOperation Call, string Name)? last = null;
            var lastUse = -1;
            foreach (var operation in Within(body))
            {
                var at = operation.Syntax.SpanStart;
                if (NativeCalls.FunctionOf(interop, operation) is { } function && TakesRawValue(operation))
                {
                    if (at < statement.Syntax.SpanStart)
                    {
                        return null;
                    }

                    if (!block.Syntax.Span.Contains(operation.Syntax.Span))
                    {
                        return null;
                    }

                    if (last is not { } known || at > known.Call.Syntax.SpanStart)
                    {
                        last = (operation, function.DisplayName);
                    }
                }
                else if (IsSubject(operation))
                {
                    lastUse = System.Math.Max(lastUse, at);
                }
            }

            // What is used later is alive until then.
            return last is { } found && lastUse < found.Call.Syntax.Span.End ? found : null;
        }

        private bool IsSubject(IOperation operation) => operation switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, subject),
            IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, subject),
            IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => SymbolEqualityComparer.Default.Equals(field, subject),

            // The object holds what its field holds.
            IInstanceReferenceOperation => subject is null or IFieldSymbol,
            _ => false,
        };

        private bool TakesRawValue(IOperation call)
        {
            foreach (var argument in NativeCalls.ArgumentsOf(call))
            {
                if (IsRawValue(Operations.Unconverted(argument.Value), followLocals: true))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>An integer or pointer that was read from the object: its handle, or the function pointer of a delegate. Also through a variable that is set where it is declared.</summary>
        private bool IsRawValue(IOperation? value, bool followLocals)
        {
            if (value is null || !IsRaw(value.Type))
            {
                return false;
            }

            switch (value)
            {
                case IMemberReferenceOperation { Instance: { } instance }:
                    return IsOwner(instance);
                case IInvocationOperation { Instance: { } instance }:
                    return IsOwner(instance);
                case IInvocationOperation pointer when NativeCalls.IsPointerForDelegate(interop, pointer):
                    return Operations.Unconverted(pointer.Arguments[0].Value) is { } source && IsOwner(source);
                case ILocalReferenceOperation local when followLocals:
                    return IsRawValue(Operations.Unconverted(LocalReferences.Around(local).InitializerOf(local.Local)), followLocals: false);
                default:
                    return false;
            }
        }

        private bool IsOwner(IOperation instance) => IsSubject(instance) && (subject is not IFieldSymbol || instance is IFieldReferenceOperation) && instance.Type?.IsReferenceType == true;

        private static bool IsRaw(ITypeSymbol? type) => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr };
    }
}
