using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know. The additional locations are the releases that there are, or the DangerousAddRef of a release that is untested or one too many.</summary>
internal static class FFI1012Properties
{
    /// <summary>Present when the diagnostic stands on a release that does not ask whether the reference was added; its value is the flag.</summary>
    public const string Flag = nameof(Flag);
}

/// <summary>FFI1012: a reference that DangerousAddRef added is not given back, given back twice, or given back without having been added.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1012ReferencesNotBalanced : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1012",
        "`DangerousAddRef` and `DangerousRelease` are not balanced",
        "The reference on '{0}' {1}; {2}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "A reference too many keeps the native handle open until the process ends, even when the SafeHandle is disposed of. A release too many closes it under the feet of others.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        var roles = ResourceRoles.Of(interop);
        start.OnOperationBlock(context => CheckReferences(context, interop, flow));
        start.OnOperation(context => CheckFlags(context, interop, roles), OperationKind.Try);
    }

    private static void CheckReferences(OperationBlockAnalysisContext context, InteropContext interop, FlowAnalysis flow)
    {
        foreach (var (origin, facts) in flow.FactsOf(context).ByOrigin(static origin => origin is { Family.Kind: ResourceKind.Reference, Operation: IInvocationOperation { Instance: not null } }))
        {
            var add = (IInvocationOperation)origin.Operation!;
            var released = facts.Where(static fact => fact is { Kind: FactKind.Released, At: not null }).Select(static fact => fact.At!.Syntax).ToList();
            if (facts.FirstOrDefault(static fact => fact is { Kind: FactKind.ReleasedTwice, At: not null }) is { At: { } twice })
            {
                Report(context, interop, twice.Syntax, add, ImmutableArray.Create(add.Syntax), "is released twice on some path", "release it once");
                continue;
            }

            // Another member may give the reference back.
            var lost = facts.FirstOrDefault(static fact => fact.Kind == FactKind.Leaked) ?? facts.FirstOrDefault(static fact => fact.Kind is FactKind.LeakedByException or FactKind.Overwritten);
            if (lost is null || (released.Count == 0 && (IsReleasedElsewhere(add.Syntax) || IsGivenAway(add, context.OperationBlocks))))
            {
                continue;
            }

            var (what, advice) = (released.Count, lost) switch
            {
                (0, _) => ("is never released", "call DangerousRelease in a finally block when the flag says that it was added"),
                (_, { Kind: FactKind.LeakedByException, At: IReturnOperation at }) => ($"is not released when the caller stops at line {LineOf(at.Syntax)}", "move DangerousRelease into a finally block"),
                (_, { Kind: FactKind.LeakedByException, At: { } at }) => ($"is not released when an exception leaves line {LineOf(at.Syntax)}", "move DangerousRelease into a finally block"),
                (_, { Kind: FactKind.Overwritten }) => ("is added again before it is released", "release each reference"),
                (_, { At: { } at }) => ($"is not released when line {LineOf(at.Syntax)} leaves the method", "move DangerousRelease into a finally block"),
                _ => ("is not released on every path", "move DangerousRelease into a finally block"),
            };
            Report(context, interop, add.Syntax, add, released.Distinct().ToImmutableArray(), what, advice);
        }
    }

    /// <summary>Whether a handle is a local of the method that its own <c>using</c> closes, behind the place: nobody has closed it before, so that <c>DangerousAddRef</c> cannot fail.</summary>
    private static bool IsOpen(IOperation handle)
    {
        if (handle is not ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: 1 } declarations } local })
        {
            return false;
        }

        var declaration = handle.Syntax.SyntaxTree.GetRoot().FindNode(declarations[0].Span);
        return declaration.Parent is VariableDeclarationSyntax { Parent: UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } }
            || handle.Syntax.Ancestors().Any(node => node is UsingStatementSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var used } } && used == local.Name)
            || handle.Syntax.Ancestors().Any(node => node is UsingStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var made } } } && made == local.Name);
    }

    /// <summary>
    /// A finally block that gives a reference back also runs when DangerousAddRef inside the try block threw, because the handle was closed: then there is nothing to give back.
    /// </summary>
    private static void CheckFlags(OperationAnalysisContext context, InteropContext interop, ResourceRoles roles)
    {
        if (context.Operation is not ITryOperation { Finally: { } final, Body: var body })
        {
            return;
        }

        foreach (var inner in final.Descendants())
        {
            if (IsCall(inner, "DangerousRelease", roles) is { Instance: { } handle } release
                && AddedIn(body, handle.Syntax.ToString(), roles) is { Arguments: { Length: 1 } arguments } add
                && !IsTested(release, final))
            {
                var flag = arguments[0].Value is ILocalReferenceOperation { Local: var local } ? local.Name : null;
                if (Create(interop, release.Syntax, add, ImmutableArray.Create(add.Syntax), "is released even when DangerousAddRef failed", "release it only when the flag of DangerousAddRef is true", flag, IsOpen(handle))
                    is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    /// <summary>The call in a try block that adds a reference to the handle that an expression names.</summary>
    private static IInvocationOperation? AddedIn(IOperation body, string handle, ResourceRoles roles) => body.Descendants()
        .Select(candidate => IsCall(candidate, "DangerousAddRef", roles))
        .FirstOrDefault(add => add is { Instance: { } added } && added.Syntax.ToString() == handle && IsDirectly(add, body));

    /// <summary>Whether nothing but the try block of the finally block lies around the call.</summary>
    private static bool IsDirectly(IOperation? call, IOperation body)
    {
        for (var parent = call?.Parent; parent is not null && parent != body; parent = parent.Parent)
        {
            if (parent is not (IBlockOperation or IExpressionStatementOperation))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTested(IOperation release, IOperation final)
    {
        for (var parent = release.Parent; parent is not null && parent != final; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ILoopOperation)
            {
                return true;
            }
        }

        // A guard that leaves the block in another way cannot stand in a finally block.
        return false;
    }

    private static IInvocationOperation? IsCall(IOperation operation, string name, ResourceRoles roles) =>
        operation is IInvocationOperation { TargetMethod: { ContainingType: { } type } method } call && method.Name == name && roles.IsSafeHandle(type) ? call : null;

    /// <summary>Whether another member of the type, or of the types around it, releases references, or gives the handle up for good.</summary>
    private static bool IsReleasedElsewhere(SyntaxNode add)
    {
        var member = add.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(static node => node is not GlobalStatementSyntax);
        var type = add.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault();
        return type is not null && type.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "DangerousRelease" or "SetHandleAsInvalid" && member?.Span.Contains(token.Span) != true);
    }

    /// <summary>Whether the handle gets to somebody who can release the reference: it is stored, returned, or given to a managed method behind the call.</summary>
    private static bool IsGivenAway(IInvocationOperation add, ImmutableArray<IOperation> blocks)
    {
        var text = add.Instance!.Syntax.ToString();
        foreach (var operation in blocks.SelectMany(static block => block.Descendants()))
        {
            var value = operation switch
            {
                IReturnOperation { ReturnedValue: { } returned } => returned,
                ISimpleAssignmentOperation { Target: not ILocalReferenceOperation, Value: var assigned } => assigned,
                IArgumentOperation { Value: var given, Parent: IObjectCreationOperation or IInvocationOperation { TargetMethod.IsExtern: false } } => given,
                _ => null,
            };
            value = Operations.Unconverted(value);
            if (IsRawOf(value, text) || (value is ILocalReferenceOperation { Local: var raw } && IsRawOf(Operations.Unconverted(LocalReferences.Around(operation).OnlyValueOf(raw)), text)))
            {
                return true;
            }

            if (value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation && (value.Syntax.ToString() == text || (value is IInstanceReferenceOperation && add.Instance is IInstanceReferenceOperation)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a value is the raw handle of what <paramref name="text"/> names: with it the caller gets the reference.</summary>
    private static bool IsRawOf(IOperation? value, string text) =>
        value is IInvocationOperation { TargetMethod: { Name: "DangerousGetHandle", Parameters.IsEmpty: true }, Instance: { } handle } && handle.Syntax.ToString() == text;

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static void Report(
        OperationBlockAnalysisContext context, InteropContext interop, SyntaxNode at, IInvocationOperation add, ImmutableArray<SyntaxNode> others, string what, string advice)
    {
        if (Create(interop, at, add, others, what, advice, null, false) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static Diagnostic? Create(InteropContext interop, SyntaxNode at, IInvocationOperation add, ImmutableArray<SyntaxNode> others, string what, string advice, string? flag, bool isUnlikely) =>
        Analysis.Report.Create(
            Rule,
            interop.Compilation,
            at.GetLocation(),
            isUnlikely ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null,
            flag is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI1012Properties.Flag, flag),
            others.Select(static other => other.GetLocation()).ToImmutableArray(),
            add.Instance is IInstanceReferenceOperation { IsImplicit: true } ? "this" : add.Instance!.Syntax.ToString(),
            what,
            advice);
}
