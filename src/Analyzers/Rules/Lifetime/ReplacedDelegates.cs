using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>A delegate that a field keeps until the method that put it there runs again.</summary>
/// <param name="Method">The method.</param>
/// <param name="Assignment">Where it puts a new delegate into the field.</param>
/// <param name="IsCertain">Whether callers are meant to call it several times.</param>
internal sealed record ReplacedDelegate(IMethodSymbol Method, ISimpleAssignmentOperation Assignment, bool IsCertain);

/// <summary>Finds fields that keep only the last of several delegates that native code has.</summary>
internal static class ReplacedDelegates
{
    private static readonly ImmutableHashSet<string> AddingWords = ImmutableHashSet.Create(StringComparer.Ordinal, "add", "subscribe", "append");

    // These may add, and may as well replace what was there.
    private static readonly ImmutableHashSet<string> PerhapsAddingWords = ImmutableHashSet.Create(StringComparer.Ordinal, "attach", "listen", "connect", "register");

    /// <summary>The assignment that replaces the delegate in a field, where a public method gives the field to a function that adds a callback, and asks nothing before.</summary>
    public static ReplacedDelegate? In(InteropContext interop, ISymbol member, IFieldReferenceOperation kept, NativeFunction function, CancellationToken cancellationToken)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: false } method
            || kept is not { Field: { DeclaredAccessibility: Accessibility.Private, IsReadOnly: false } field }
            || function.EntryPoint is not { } name)
        {
            return null;
        }

        var isCertain = false;
        if (method.DeclaredAccessibility == Accessibility.Public && Addition(name) is { } adds)
        {
            isCertain = adds;
        }
        else if (!(field.IsStatic && method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } && IsForObjectOfCaller(interop, kept)))
        {
            return null;
        }

        var mentions = Operations.RootOf(kept).Descendants().OfType<IFieldReferenceOperation>().Where(mention => SymbolEqualityComparer.Default.Equals(mention.Field, field)).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        if (mentions.Select(AssignmentTo).OfType<ISimpleAssignmentOperation>().ToList() is not { Count: 1 } stores
            || stores[0] is not { } assignment
            || !IsNewDelegate(assignment.Value)
            || assignment.Syntax.SpanStart > kept.Syntax.SpanStart
            || IsInLambda(assignment)
            || IsInLambda(kept))
        {
            return null;
        }

        // What is read otherwise may be kept elsewhere, or taken back from native code before.
        if (mentions.Any(mention => mention != kept && AssignmentTo(mention) is null && !(mention.Syntax.SpanStart > kept.Syntax.SpanStart && IsGivenToNativeCode(interop, mention))) || IsAskedBefore(assignment))
        {
            return null;
        }

        return new ReplacedDelegate(method, assignment, isCertain && method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Delegate));
    }

    /// <summary>Whether the call that gets the callback also gets the handle of an object that the caller of the method names: another object has a callback of its own.</summary>
    private static bool IsForObjectOfCaller(InteropContext interop, IFieldReferenceOperation kept)
    {
        if (Operations.UserOf(kept) is not IArgumentOperation { Parent: { } call } || NativeCalls.FunctionOf(interop, call) is null)
        {
            return false;
        }

        foreach (var argument in NativeCalls.ArgumentsOf(call))
        {
            var value = Operations.Unconverted(argument.Value);
            var isHandle = DelegateLifetime.IsHandle(interop, value?.Type);
            while (value is IMemberReferenceOperation { Instance: { } instance })
            {
                value = Operations.Unconverted(instance);
            }

            if (isHandle && value is IParameterReferenceOperation && argument.Parameter?.Ordinal == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static ISimpleAssignmentOperation? AssignmentTo(IOperation mention) => mention.Parent is ISimpleAssignmentOperation assignment && assignment.Target == mention ? assignment : null;

    private static bool IsGivenToNativeCode(InteropContext interop, IOperation mention) =>
        Operations.UserOf(mention) is IArgumentOperation { Parent: { } call } && (NativeCalls.FunctionOf(interop, call) is not null || (call is IInvocationOperation alive && NativeCalls.IsKeepAlive(interop, alive)));

    /// <summary>Whether a condition around the assignment, or one about the object in front of it, may let it happen only once.</summary>
    private static bool IsAskedBefore(ISimpleAssignmentOperation assignment) => Operations.RootOf(assignment).Descendants().Any(operation => operation switch
    {
        IConditionalOperation { Condition: var condition } => operation.Syntax.Span.Contains(assignment.Syntax.Span)
            || (operation.Syntax.SpanStart < assignment.Syntax.SpanStart && condition.DescendantsAndSelf().Any(static asked => asked is IInstanceReferenceOperation or IFieldReferenceOperation)),
        ILoopOperation or ISwitchOperation => operation.Syntax.Span.Contains(assignment.Syntax.Span),

        // What a method of the object does first may be to undo the former registration, or to refuse.
        IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false, Instance: IInstanceReferenceOperation } => operation.Syntax.SpanStart < assignment.Syntax.SpanStart,
        _ => false,
    });

    /// <summary>Whether a name says that a function adds a callback; false where it may replace the former one, null where nothing says that it adds.</summary>
    private static bool? Addition(string name)
    {
        var words = NativeNames.Words(name);
        return words.Any(AddingWords.Contains) ? true : words.Any(PerhapsAddingWords.Contains) && !words.Contains("set") ? false : null;
    }

    /// <summary>A delegate that is another object each time.</summary>
    private static bool IsNewDelegate(IOperation value) => Operations.Unconverted(value) is IDelegateCreationOperation creation && !DelegateLifetime.IsCached(creation);

    private static bool IsInLambda(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
