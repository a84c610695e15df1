using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2005: the address of pinned memory gets to a place that outlives the pin, or is used behind it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2005PinnedAddressOutlivesItsPin : InteropAnalyzer
{
    private const string KeepingAdvice = "copy the data, or pin for as long as the address is used with a GCHandle, Memory<T>.Pin or a pinned array (GC.AllocateArray(pinned: true))";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2005",
        "Pinned address outlives its pin",
        "The address that {0} gives {1}: the garbage collector moves the memory when the pin has ended, and the address then points to something else; {2}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "A pin ends with the fixed block, with GCHandle.Free or with MemoryHandle.Dispose. What reads or writes through the address later hits other objects.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        var allocatedPinned = new ConcurrentDictionary<SyntaxTree, HashSet<string>>();
        start.OnOperationBlock(context =>
        {
            HashSet<SyntaxNode>? reported = null;
            foreach (var fact in flow.FactsOf(context))
            {
                if (Judge(fact) is var (at, reason, advice)
                    && !IsPermanent(fact.Origin, allocatedPinned)
                    && !IsPinnedBefore(fact.Origin)
                    && !CallersStructs.IsUsedAtOnceBehindPointer(at)
                    && (reported ??= []).Add(at)
                    && Report.Create(
                        Rule,
                        interop.Compilation,
                        at.GetLocation(),
                        IsOwnStruct(fact.Origin) || CallersStructs.IsUsedAtOnce(at) || IsAnnounced(context.OwningSymbol) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                        null,
                        fact.Origin.Operation is { } pin ? ImmutableArray.Create(pin.Syntax.GetLocation()) : default,
                        fact.Origin.Kind == OriginKind.PinnedAddress ? "this 'fixed' statement" : $"'{fact.Origin.Producer}'",
                        reason,
                        advice) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
        start.OnOperation(context => CheckArguments(context, interop), OperationKind.Invocation);
    }

    /// <summary>What the runtime pins by itself, <c>byte[]</c>, <c>ref byte</c> and spans, it pins during the call only.</summary>
    private static void CheckArguments(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (NativeCalls.FunctionOf(interop, call) is not { } function)
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (NativeCalls.ParameterOf(function, argument) is not { } parameter || !IsBuffer(parameter)
                || BoundaryContracts.Of(interop).For(function)[parameter].Retention is not { IsCertain: true, Value.Kind: RetentionKind.Retained } retention)
            {
                continue;
            }

            var unpinned = new UnpinnedMemory(interop);
            var memory = parameter.Marshalling.Shape switch
            {
                ManagedShape.Array => unpinned.OfArray(argument.Value),
                ManagedShape.Span => unpinned.OfSpan(argument.Value),
                _ => unpinned.OfLocation(argument.Value),
            };
            if (memory is not null && !UnpinnedMemory.IsPinned(call, memory)
                && Report.Create(
                    Rule,
                    interop.Compilation,
                    argument.Value.Syntax.GetLocation(),
                    IsAnnounced(context.ContainingSymbol) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                    null,
                    default,
                    "the runtime",
                    $"to `{function.DisplayName}` for {memory.What} is kept by it ({retention.Source}), and the pin lasts only during the call",
                    KeepingAdvice) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>An array, a span or a reference of plain elements. A struct that native code works with through its address is a matter of its own.</summary>
    private static bool IsBuffer(NativeParameter parameter) =>
        parameter.Marshalling.Shape is ManagedShape.Array or ManagedShape.Span
        || (parameter.RefKind is RefKind.Ref or RefKind.In && parameter.Marshalling.Shape is ManagedShape.Number or ManagedShape.Character);

    private static (SyntaxNode At, string Reason, string Advice)? Judge(FlowFact fact)
    {
        if (fact.At is not { Syntax: var at })
        {
            return null;
        }

        var isFixed = fact.Origin.Kind == OriginKind.PinnedAddress;
        var isPinnedHandle = fact.Origin is { Kind: OriginKind.Borrowed, Owner.Family.Kind: ResourceKind.GCHandle or ResourceKind.Pin };
        return fact.Kind switch
        {
            FactKind.AddressEscapes when isFixed => (at, fact.Detail, KeepingAdvice),
            FactKind.AddressUsedAfterPin when isFixed => (at, "is used behind the block", "move the use into the 'fixed' block"),
            FactKind.BorrowedUsedAfterOwner when isPinnedHandle => (at, "is used after the pin was released", "release the pin after the last use"),
            FactKind.BorrowedEscapes when isPinnedHandle => (at, $"{fact.Detail} although the pin is released before", "hand out what keeps the pin instead"),
            _ => null,
        };
    }

    /// <summary>Whether a member says in its name that its caller has to know better.</summary>
    private static bool IsAnnounced(ISymbol member) =>
        member is IMethodSymbol && (member.Name.StartsWith("Dangerous", StringComparison.Ordinal) || member.Name.StartsWith("Unsafe", StringComparison.Ordinal));

    /// <summary>Memory that never moves needs no pin: UTF-8 literals, and arrays that were allocated pinned.</summary>
    private static bool IsPermanent(Origin origin, ConcurrentDictionary<SyntaxTree, HashSet<string>> allocatedPinned)
    {
        if (origin is not { Kind: OriginKind.PinnedAddress, Operation.Syntax: { } syntax })
        {
            return false;
        }

        // Half-typed code pins nothing.
        var initializer = (syntax as VariableDeclaratorSyntax)?.Initializer?.Value ?? syntax;
        if (initializer.IsMissing || initializer.ContainsDiagnostics)
        {
            return true;
        }

        foreach (var node in initializer.DescendantNodesAndSelf())
        {
            if (node.IsKind(SyntaxKind.Utf8StringLiteralExpression))
            {
                return true;
            }

            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } && allocatedPinned.GetOrAdd(node.SyntaxTree, AllocatedPinnedIn) is var pinned && (pinned.Contains(name) || pinned.Contains(InMember(node, name))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a GCHandle has pinned what the statement pins: in the same block, before it. When that one is freed is a matter of its own.</summary>
    private static bool IsPinnedBefore(Origin origin)
    {
        if (origin is not { Kind: OriginKind.PinnedAddress, Operation.Syntax: { } syntax } || syntax.FirstAncestorOrSelf<FixedStatementSyntax>() is not { Parent: BlockSyntax block } statement)
        {
            return false;
        }

        var pinned = (syntax as VariableDeclaratorSyntax)?.Initializer?.Value;
        if (pinned is PrefixUnaryExpressionSyntax { Operand: ElementAccessExpressionSyntax { Expression: var array } })
        {
            pinned = array;
        }

        return pinned is not null && block.Statements.TakeWhile(earlier => earlier != statement).SelectMany(static earlier => earlier.DescendantNodes()).Any(node =>
            node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Alloc", Expression: var owner }, ArgumentList.Arguments: { Count: 2 } arguments }
            && owner.ToString().EndsWith("GCHandle", StringComparison.Ordinal)
            && arguments[1].Expression.ToString().EndsWith("GCHandleType.Pinned", StringComparison.Ordinal)
            && arguments[0].Expression.ToString() == pinned.ToString());
    }

    /// <summary>A name as that of a local of the member that a node stands in.</summary>
    private static string InMember(SyntaxNode node, string name) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) is { } member
            ? member.SpanStart.ToString(System.Globalization.CultureInfo.InvariantCulture) + ":" + name
            : name;

    /// <summary>The names in a file that are set to an array on the pinned heap, those of locals with their member.</summary>
    private static HashSet<string> AllocatedPinnedIn(SyntaxTree tree)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            var (name, value) = node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var initial } variable => (variable.Identifier.ValueText, initial),
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: var right } => (left.Identifier.ValueText, right),
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member }, Right: var right } => (member, right),
                _ => default,
            };
            if (value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AllocateArray" or "AllocateUninitializedArray" }, ArgumentList.Arguments: { Count: > 1 } arguments }
                && arguments.Any(argument => argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression)))
            {
                names.Add(node is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } ? InMember(node, name) : name);
            }
        }

        return names;
    }

    /// <summary>The buffer of a struct that its own method pins: where the struct stands, in native memory perhaps, only its user knows.</summary>
    private static bool IsOwnStruct(Origin origin) =>
        origin is { Kind: OriginKind.PinnedAddress, Operation.Syntax: VariableDeclaratorSyntax { Initializer.Value: var value } syntax }
        && RootOf(value) is IdentifierNameSyntax or ThisExpressionSyntax or PrefixUnaryExpressionSyntax
        && syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is StructDeclarationSyntax;

    /// <summary>What a chain of members begins with.</summary>
    private static ExpressionSyntax RootOf(ExpressionSyntax expression)
    {
        while (expression is MemberAccessExpressionSyntax { Expression: var owner })
        {
            expression = owner;
        }

        return expression;
    }
}
