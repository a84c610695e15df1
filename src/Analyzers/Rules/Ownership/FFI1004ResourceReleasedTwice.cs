using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know. The diagnostic stands on the release.</summary>
internal static class FFI1004Properties
{
    /// <summary>The field that keeps the released value; absent where no field does.</summary>
    public const string Field = nameof(Field);

    /// <summary>Present when the release does nothing with null.</summary>
    public const string AcceptsNull = nameof(AcceptsNull);
}

/// <summary>A native resource is released again: on one path, by a member that may be called again, by the finalizer, or by a second owner.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1004ResourceReleasedTwice : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1004",
        "Native resource is released twice",
        "{0}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "The second release works on memory that the allocator may have given to somebody else: it corrupts the heap, or destroys an object that is in use.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        start.OnOperationBlock(context =>
        {
            HashSet<SyntaxNode>? reported = null;
            foreach (var fact in flow.FactsOf(context))
            {
                if (fact.At is { } at && IsOurs(fact) && Create(context, interop, fact, at) is { } diagnostic && (reported ??= []).Add(at.Syntax))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
        start.OnOperation(
            context =>
            {
                if (GivenOutValues.ReleasedBy((IInvocationOperation)context.Operation, interop, context.CancellationToken) is { } twice
                    && Report.Create(
                        Rule,
                        interop.Compilation,
                        context.Operation.Syntax.GetLocation(),
                        twice.Release.Evidence == Evidence.Inferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                        null,
                        ImmutableArray.Create(twice.Disposal.GetLocation()),
                        $"`{twice.Release.DisplayName}` releases `{twice.Value.Syntax}`{Source(twice.Release, null)}, which the object that gives it out releases again when it is disposed of (line {ResourceWords.LineOf(twice.Disposal)}); leave the release to that object") is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }

                if (HandlesGivenAway.ReleasedBy((IInvocationOperation)context.Operation, context.ContainingSymbol, interop, context.CancellationToken) is { } again
                    && Report.Create(
                        Rule,
                        interop.Compilation,
                        context.Operation.Syntax.GetLocation(),
                        again.Release.Evidence == Evidence.Inferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                        null,
                        ImmutableArray.Create(again.Given.GetLocation()),
                        $"`{again.Release.DisplayName}` releases the handle{Source(again.Release, null)} that line {ResourceWords.LineOf(again.Given)} has given to the object, whose finalizer releases it again even when the constructor throws; leave the release to the object, or call `SetHandle` when everything has succeeded") is { } second)
                {
                    context.ReportDiagnostic(second);
                }
            },
            OperationKind.Invocation);
    }

    /// <summary>SafeHandles and pins can be disposed of twice; GCHandles are FFI1015's, references on SafeHandles FFI1012's.</summary>
    private static bool IsOurs(FlowFact fact) =>
        IsRaw(fact.Origin.Family?.Kind) && IsRaw(fact.Release?.Family?.Kind);

    /// <summary>Who looks at what a release in a loop answers repeats one that was interrupted: <c>zmq_ctx_term</c>, <c>libssh2_session_free</c>.</summary>
    private static bool IsAnswered(IOperation at) => at is IInvocationOperation { TargetMethod.ReturnsVoid: false } && Operations.WithConversions(at).Parent is not IExpressionStatementOperation;

    private static bool IsRaw(ResourceKind? kind) => kind is null or ResourceKind.Memory or ResourceKind.Handle or ResourceKind.Library or ResourceKind.ComReference;

    private static Diagnostic? Create(OperationBlockAnalysisContext context, InteropContext interop, FlowFact fact, IOperation at)
    {
        switch (fact.Kind)
        {
            case FactKind.ReleasedTwice when fact.Other == at && IsAnswered(at):
                return null;
            case FactKind.ReleasedTwice when fact.Release is { } release:
                var isWrapped = fact.Other is { Syntax: BaseObjectCreationExpressionSyntax };
                return Report.Create(
                    Rule,
                    interop.Compilation,
                    at.Syntax.GetLocation(),
                    IsInferred(fact.Origin, release) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                    null,
                    fact.Other is { Syntax: var first } ? ImmutableArray.Create(first.GetLocation()) : ImmutableArray<Location>.Empty,
                    $"`{release.DisplayName}` releases {Subject(fact.Origin)}{Source(release, fact.Origin)}, which "
                        + (fact.Other is null || fact.Other == at ? "the same call has released before"
                            : isWrapped ? $"the object made in line {ResourceWords.LineOf(fact.Other.Syntax)} owns and releases too"
                            : $"line {ResourceWords.LineOf(fact.Other.Syntax)} has released before")
                        + (isWrapped ? "; leave the release to that object" : "; release it once"));
            case FactKind.WrappedTwice:
                return Report.Create(
                    Rule,
                    interop.Compilation,
                    at.Syntax.GetLocation(),
                    null,
                    null,
                    fact.Other is { Syntax: var owner } ? ImmutableArray.Create(owner.GetLocation()) : ImmutableArray<Location>.Empty,
                    $"This object is the second one that owns {Subject(fact.Origin)}{(fact.Other is { } other && other != at ? $", after the one made in line {ResourceWords.LineOf(other.Syntax)}" : "")}: "
                        + "each of them releases it; make one owner and share it");
            case FactKind.ReleasedFieldKept when fact is { Symbol: { IsStatic: false, ContainingType.TypeKind: TypeKind.Class } field, Release: { } release } && context.OwningSymbol is IMethodSymbol method:
                return InField(context, interop, at, field, release, method);
            default:
                return null;
        }
    }

    private static Diagnostic? InField(OperationBlockAnalysisContext context, InteropContext interop, IOperation at, ISymbol field, Release release, IMethodSymbol method)
    {
        // What SafeHandle calls, it calls once.
        if (ResourceRoles.Of(interop).IsSafeHandle(method.ContainingType))
        {
            return null;
        }

        method = method.OriginalDefinition;
        var paths = DisposalPaths.Of(interop, method.ContainingType, context.CancellationToken);
        string reason;
        var isSeen = true;
        if (paths.RepeatableWayTo(method, field, at.Syntax) is { } entry)
        {
            var name = NameOf(entry);
            var uncalled = UncalledCode.Of(interop.Compilation);
            isSeen = name == "Dispose" ? uncalled.IsSeenHereOnly(method.ContainingType) && !DisposedObjects.Of(interop).AreOnlyDisposedOnce(method.ContainingType, context.CancellationToken)
                : !uncalled.IsSeenHereOnly(entry) || entry.IsOverride || entry.IsVirtual || uncalled.IsMentioned(entry);
            reason = $"leaves the value in the field, so that a second `{name}` releases it again; clear `{field.Name}` when it is released";
        }
        else if (paths.DisposalBeforeFinalizer(method, field, at.Syntax, context.CancellationToken) is { } disposal)
        {
            reason = $"runs in the finalizer too, after `{NameOf(disposal)}` has released the value; call `GC.SuppressFinalize(this)` in `{NameOf(disposal)}` and clear `{field.Name}`";
        }
        else if (paths.DisposalAfter(method, field, release, context.CancellationToken) is { } later)
        {
            reason = $"leaves the value in the field, so that `{NameOf(later)}` releases it again; clear `{field.Name}` when it is released";
        }
        else
        {
            return null;
        }

        var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI1004Properties.Field, field.Name);
        if (release.Family is { Kind: ResourceKind.Memory } || release.Key == "free")
        {
            properties = properties.Add(FFI1004Properties.AcceptsNull, "");
        }

        return Report.Create(
            Rule,
            interop.Compilation,
            at.Syntax.GetLocation(),

            // Windows counts the uses of these values: a window that is gone is no other one's for a long time.
            !isSeen || IsNeverSet(field, interop.Compilation, context.CancellationToken) || release.Evidence == Evidence.Inferred || release.Key is "DestroyWindow" or "UnhookWindowsHookEx" ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            properties,
            field.Locations,
            $"`{release.DisplayName}` releases `{field.Name}`{Source(release, null)} and {reason}");
    }

    /// <summary>Whether no code that is to be seen gives a field anything but nothing, so that there is nothing to release.</summary>
    private static bool IsNeverSet(ISymbol field, Compilation compilation, CancellationToken cancellationToken)
    {
        if (field is not IFieldSymbol || field.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        foreach (var token in WordPlaces.Find(compilation, [field.Name], cancellationToken).TokensOf(field.Name, cancellationToken))
        {
            switch (token.Parent)
            {
                case VariableDeclaratorSyntax declared:
                    if (declared.Initializer is { Value: var initial } && !IsNothing(initial))
                    {
                        return false;
                    }

                    break;
                case SimpleNameSyntax name:
                    ExpressionSyntax access = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name;
                    if (access.Parent switch
                    {
                        AssignmentExpressionSyntax assignment when assignment.Left == access => !IsNothing(assignment.Right),
                        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
                        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression),
                        _ => false,
                    })
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private static bool IsNothing(ExpressionSyntax value) => value switch
    {
        CastExpressionSyntax { Expression: var inner } => IsNothing(inner),
        ParenthesizedExpressionSyntax { Expression: var inner } => IsNothing(inner),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" } => true,
        DefaultExpressionSyntax => true,
        LiteralExpressionSyntax literal => literal.Token.ValueText is "0" or "null" or "default",
        _ => false,
    };

    private static bool IsInferred(Origin origin, Release release) =>
        origin.Kind == OriginKind.Resource && origin.Family!.IsReleasedBy(release.Key) ? origin.Evidence == Evidence.Inferred : release.Evidence == Evidence.Inferred;

    private static string Subject(Origin origin) => origin.Kind == OriginKind.Resource
        ? $"the {ResourceWords.NounOf(origin)} of `{origin.Producer}`"
        : $"`{origin.Producer}`";

    private static string Source(Release release, Origin? origin)
    {
        var source = release.Source.Length > 0 ? release.Source : origin is { Kind: OriginKind.Resource, Evidence: not Evidence.Known } && origin.Source != origin.Producer ? origin.Source : "";
        return source.Length > 0 && release.Evidence != Evidence.Known ? $" ({source})" : "";
    }

    private static string NameOf(IMethodSymbol method) => method.Name.Substring(method.Name.LastIndexOf('.') + 1);
}
