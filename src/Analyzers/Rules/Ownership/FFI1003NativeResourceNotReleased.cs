using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
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

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know. The additional locations are the ways out, and behind them the releases that there are.</summary>
internal static class FFI1003Properties
{
    /// <summary>How the resource can be released on every path: <see cref="Using"/> or <see cref="Finally"/>; absent where somebody else may release it on some path.</summary>
    public const string Form = nameof(Form);

    public const string Using = nameof(Using);

    public const string Finally = nameof(Finally);

    /// <summary>The releasing method: a declaration id, or type and method of the framework such as <c>Marshal.FreeHGlobal</c>; absent when not known.</summary>
    public const string Release = nameof(Release);

    /// <summary>The position of the parameter that hands the resource out; absent for the result.</summary>
    public const string Parameter = nameof(Parameter);

    /// <summary>The value that means failure, where the creating call can fail.</summary>
    public const string Invalid = nameof(Invalid);

    /// <summary>Present when a status of the creating call tells whether there is a resource.</summary>
    public const string HasStatus = nameof(HasStatus);

    /// <summary>How many of the additional locations are ways out; the others are releases.</summary>
    public const string Exits = nameof(Exits);
}

/// <summary>An owned native resource is still owned where a path leaves the method, or in a field of a class that never releases it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1003NativeResourceNotReleased : InteropAnalyzer
{
    // More ways out than that do not help the reader.
    private const int MaximumExits = 3;

    private static readonly ImmutableHashSet<string> SettingWords = ImmutableHashSet.Create(StringComparer.Ordinal, "set", "update", "change", "replace", "refresh", "reload", "resize");

    private static readonly ImmutableHashSet<string> BeginningWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "create", "start", "setup", "ensure", "begin", "on", "open", "connect", "attach", "run", "build", "lock", "map", "acquire", "enable", "register", "install", "hook", "bind", "listen", "allocate", "alloc", "enter", "try");

    // Of these, what a caller may do again, once it has been undone.
    private static readonly ImmutableHashSet<string> ReopeningWords = ImmutableHashSet.Create(StringComparer.Ordinal, "open", "connect", "start", "attach", "begin", "listen");

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1003",
        "Native resource is not released on every path",
        "The {0} is not released {1}; {2}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "Nobody releases the resource on that path: the garbage collector does not know of it, so it stays allocated until the process ends.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context => Check(context, interop));
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if ((StructureContents.LostBy(call, interop) is { } contents ? LossOf(interop, contents)
                    : ArrayElements.LostBy(call, interop) is { } element ? LossOf(interop, element)
                    : null) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Invocation);
    }

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop)
    {
        var all = FlowAnalysis.Of(interop).FactsOf(context);
        if (!all.Any(static fact => IsLoss(fact.Kind) || fact.Kind is FactKind.StoredInField or FactKind.FieldReplaced))
        {
            return;
        }

        foreach (var (origin, facts) in all.ByOrigin(static origin => origin is { Kind: OriginKind.Resource, Operation: not null }))
        {
            var isLost = facts.Any(static fact => IsLoss(fact.Kind));
            if ((isLost ? LossOf(context, interop, origin, facts) : LossInField(context, interop, origin, facts) ?? LossByReplacement(context, interop, origin, facts)) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static Diagnostic? LossOf(InteropContext interop, LostContents lost) => Report.Create(
        Rule,
        interop.Compilation,
        lost.Copy.Syntax.GetLocation(),
        null,
        null,
        ImmutableArray.Create(lost.Free.Syntax.GetLocation()),
        $"copy of `{DisplayNames.OfMember(lost.Field)}` that `Marshal.StructureToPtr` allocates",
        $"when line {ResourceWords.LineOf(lost.Free.Syntax)} frees the memory of the structure",
        $"call `Marshal.DestroyStructure<{DisplayNames.OfType(lost.Type)}>` before that");

    private static Diagnostic? LossOf(InteropContext interop, LostElement lost) => Report.Create(
        Rule,
        interop.Compilation,
        lost.Allocation.Syntax.GetLocation(),
        lost.MayBeKept ? Report.OneStepLower(Rule.DefaultSeverity) : null,
        null,
        ImmutableArray.Create(lost.Free.Syntax.GetLocation()),
        $"memory that `Marshal.{lost.Allocation.TargetMethod.Name}` returns, whose address only the array has,",
        $"when line {ResourceWords.LineOf(lost.Free.Syntax)} frees the array",
        $"release each element with `{lost.Release}` before that");

    private static Diagnostic? LossOf(OperationBlockAnalysisContext context, InteropContext interop, Origin origin, ImmutableArray<FlowFact> facts)
    {
        var kind = origin.Family!.Kind;
        var isReleasedSomewhere = facts.Any(static fact => fact.Kind == FactKind.Released);

        // References on SafeHandles are FFI1012's, GCHandles that nobody frees FFI1015's. Libraries are mostly loaded to stay.
        // What an object without ownership got is FFI1007's.
        if (kind == ResourceKind.Reference || FFI1007BorrowedHandleWrappedAsOwned.IsLostToBorrower(origin, facts) || ((kind is ResourceKind.GCHandle or ResourceKind.Library || origin.Family.Release is "FreeLibrary" or "dlclose") && !isReleasedSomewhere))
        {
            return null;
        }

        var losses = facts.Where(fact => IsLoss(fact.Kind) && !(fact is { Kind: FactKind.Overwritten, At.Syntax: var later } && AreExclusive(origin.Operation!.Syntax, later))).ToImmutableArray();
        if (losses.IsEmpty)
        {
            return null;
        }

        // What one way to the end of the body hands on and another does not, a condition may decide that says the same of both; a loop that hands it on runs at least once.
        var isHandedOn = facts.Any(static fact => fact.Kind is FactKind.StoredInField or FactKind.Escaped) && losses.All(fact => fact.Kind == FactKind.LeakedByException || (fact.Kind == FactKind.Leaked && (fact.At is null || IsBehindLoop(fact.At, origin))));
        var isCertain = kind != ResourceKind.SafeHandle && origin.Evidence > Evidence.Inferred && !isHandedOn && !IsGivenAwayOnSuccess(origin, facts, losses, interop) && losses.Any(static fact => fact.Kind != FactKind.LeakedByException);
        // A class whose static constructor throws is not initialized a second time: it loses the resource once, and the program cannot go on with the class.
        isCertain &= context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.StaticConstructor } || losses.Any(static fact => fact.At is not { Syntax: var leaving } || !ResourceWords.IsThrow(leaving));
        isCertain &= isReleasedSomewhere || !LastsAsLongAsProgram(origin, interop);

        // What a program leaves allocated once does not grow, and is gone when it ends.
        isCertain = isCertain && !(!OnceInProgram.MayRepeat(origin.Operation!.Syntax) && OnceInProgram.Runs(context.OwningSymbol, interop.Compilation, context.CancellationToken));

        // Where an exception ends the process, nothing is lost by it.
        isCertain = isCertain && !(losses.All(static fact => fact.Kind == FactKind.LeakedByException || fact is { Kind: FactKind.Leaked, At.Syntax: var leaving } && ResourceWords.IsThrow(leaving))
            && context.OwningSymbol is IMethodSymbol leaky && CallbackOnlyMethods.Contains(leaky, interop, context.CancellationToken));
        var release = ReleaseMethods.ImportOf(interop, origin);
        var exits = ExitsOf(losses);
        var releases = facts.Where(static fact => fact is { Kind: FactKind.Released or FactKind.ReleasedTwice, At: not null }).Select(static fact => fact.At!.Syntax.GetLocation()).ToImmutableArray();
        return Report.Create(
            Rule,
            interop.Compilation,
            origin.Operation!.Syntax.GetLocation(),
            isCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            PropertiesOf(origin, facts, release, exits.Length),
            exits.AddRange(releases),
            ResourceWords.Describe(origin),
            WaysOut(losses, origin, ResourceWords.NameOf(context.OwningSymbol)),
            Advice(origin, losses));
    }

    /// <summary>Whether a loop between the making of the resource and the place hands it on: puts what leads to it into an array.</summary>
    private static bool IsBehindLoop(IOperation at, Origin origin)
    {
        var made = origin.Operation!.Syntax;
        return NameOfLocal(origin) is { } name
            && at.Syntax.FirstAncestorOrSelf<BlockSyntax>() is { } block
            && block.Statements.Any(statement => statement is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax
                && statement.Span.End <= at.Syntax.SpanStart && statement.SpanStart > made.SpanStart
                && statement.DescendantNodes().Any(node => node is AssignmentExpressionSyntax { Left: var target, Right: var value }
                    && (target as ElementAccessExpressionSyntax)?.Expression is { } filled && filled.ToString() != name
                    && value.DescendantNodesAndSelf().Any(part => part is IdentifierNameSyntax { Identifier.ValueText: var mentioned } && mentioned == name)));
    }

    private static string? NameOfLocal(Origin origin) => Operations.WithConversions(origin.Operation!).Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.Name: var declared } } => declared,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local.Name: var assigned } } => assigned,
        _ => origin.Symbol?.Name,
    };

    /// <summary>
    /// Whether the resource is released in handlers of exceptions only, and a call in their <c>try</c> block gets it: who takes care of the failure means that the call keeps it when it
    /// succeeds.
    /// </summary>
    private static bool IsGivenAwayOnSuccess(Origin origin, ImmutableArray<FlowFact> facts, ImmutableArray<FlowFact> losses, InteropContext interop)
    {
        var name = NameOfLocal(origin);
        if (name is null || losses.Any(static loss => loss.Kind == FactKind.Overwritten || (loss is { Kind: FactKind.Leaked, At.Syntax: var leaving } && ResourceWords.IsThrow(leaving))))
        {
            return false;
        }

        var releases = facts.Where(static fact => fact is { Kind: FactKind.Released, At: not null }).ToList();
        return releases.Count > 0 && releases.All(fact => fact.At!.Syntax.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax { Block: var guarded } }
            && guarded.DescendantNodes().Any(node => node is ArgumentSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var given }, Parent.Parent: var call } && given == name && !IsOfWindows(call, interop)));
    }

    /// <summary>Whether a function of Windows is called: which of those keep what they get is known, and what they keep was not lost.</summary>
    private static bool IsOfWindows(SyntaxNode? call, InteropContext interop) =>
        call is InvocationExpressionSyntax invocation
        && FlowAnalysis.Of(interop).ModelOf(invocation.SyntaxTree).GetSymbolInfo(invocation).Symbol is IMethodSymbol method
        && NativeFunctions.Of(interop).FromMethod(method) is { } function && SystemLibraries.IsWindows(function.Library);

    /// <summary>
    /// Whether it is something by which Windows tells a program of what happens: most programs want that until they end, and then it is gone. In a library that is meant where the result is dropped at once.
    /// </summary>
    private static bool LastsAsLongAsProgram(Origin origin, InteropContext interop) =>
        (Visibility.IsProgram(interop.Compilation) || origin.Operation is { Parent: IExpressionStatementOperation })
        && origin.Family!.Release is "UnhookWindowsHookEx" or "UnhookWinEvent" or "UnregisterDeviceNotification" or "UnregisterPowerSettingNotification" or "WTSUnRegisterSessionNotification";

    /// <summary>Whether one place runs for one type only and the other one for another: <c>if (type == typeof(int)) … if (type == typeof(Guid)) …</c></summary>
    private static bool AreExclusive(SyntaxNode first, SyntaxNode second)
    {
        foreach (var (subject, types) in TypesAskedAround(first))
        {
            foreach (var (otherSubject, otherTypes) in TypesAskedAround(second))
            {
                if (subject == otherSubject && !types.Overlaps(otherTypes))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What the conditions around a place compare with types, and the types with which each does.</summary>
    private static IEnumerable<(string Subject, HashSet<string> Types)> TypesAskedAround(SyntaxNode place)
    {
        foreach (var statement in place.Ancestors().OfType<IfStatementSyntax>())
        {
            var types = new HashSet<string>();
            if (statement.Statement.Span.Contains(place.Span) && SubjectOf(statement.Condition, types) is { } subject)
            {
                yield return (subject, types);
            }
        }
    }

    /// <summary>The one expression that a condition compares with types; null for conditions of another form.</summary>
    private static string? SubjectOf(ExpressionSyntax condition, HashSet<string> types)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return SubjectOf(inner, types);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression, Left: var left, Right: var right }:
                return SubjectOf(left, types) is { } subject && SubjectOf(right, types) == subject ? subject : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: TypeOfExpressionSyntax { Type: var type } }:
                types.Add(type.ToString());
                return name;
            default:
                return null;
        }
    }

    private static bool IsLoss(FactKind kind) => kind is FactKind.Leaked or FactKind.LeakedByException or FactKind.Overwritten;

    private static Diagnostic? LossInField(OperationBlockAnalysisContext context, InteropContext interop, Origin origin, ImmutableArray<FlowFact> facts)
    {
        if (origin.Family!.Kind is ResourceKind.Library or ResourceKind.Reference or ResourceKind.GCHandle)
        {
            return null;
        }

        IFieldSymbol? holder = null;
        var fate = FieldFate.Unknown;
        foreach (var fact in facts)
        {
            switch (fact.Kind)
            {
                case FactKind.StoredInField when holder is null && fact.Symbol is IFieldSymbol field && (fate = FieldUses.Of(interop).FateOf(field, context.CancellationToken)) != FieldFate.Unknown:
                    holder = field;
                    break;
                case FactKind.Escaped or FactKind.OutputUnchecked or FactKind.UsedUnchecked or FactKind.FieldReplaced:
                    break;
                default:
                    return null;
            }
        }

        if (holder is null)
        {
            return null;
        }

        // A class of another project that derives from this one may release what a protected field holds, and a friend of this project what a property gives it.
        var isCertain = fate == FieldFate.NeverReleased && origin.Family.Kind != ResourceKind.SafeHandle && origin.Evidence > Evidence.Inferred && holder.DeclaredAccessibility == Accessibility.Private;
        return Report.Create(
            Rule,
            interop.Compilation,
            origin.Operation!.Syntax.GetLocation(),
            isCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            holder.Locations,
            ResourceWords.Describe(origin),
            fate == FieldFate.NeverReleased || holder.ContainingType.IsValueType
                ? $"by any member of `{holder.ContainingType.Name}`, which keeps it in `{holder.Name}`"
                : $"by anything in this project; `{holder.ContainingType.Name}` keeps it in `{holder.Name}` and gives it out by a property",
            $"release it with `{origin.Family.Release}` in `Dispose`, or keep it in a SafeHandle");
    }

    /// <summary>
    /// The setter of a property, or a method that runs more than once, puts a new resource into a field that only the disposal of the object releases: what it put there before is
    /// lost.
    /// </summary>
    private static Diagnostic? LossByReplacement(OperationBlockAnalysisContext context, InteropContext interop, Origin origin, ImmutableArray<FlowFact> facts)
    {
        if (facts.FirstOrDefault(static fact => fact.Kind == FactKind.FieldReplaced) is not { Symbol: IFieldSymbol field }
            || origin.Family!.Kind is ResourceKind.Library or ResourceKind.Reference
            || context.OwningSymbol is not IMethodSymbol method
            || (method.MethodKind == MethodKind.Ordinary && ((RunsOnce(method) && !OpensAgain(method, field, context, interop)) || AsksItsObject(context, origin.Operation!, interop)))
            || FlowAnalysis.Of(interop).FactsOf(context).Any(fact => fact.Kind == FactKind.FieldReleased && SymbolEqualityComparer.Default.Equals(fact.Symbol, field)))
        {
            return null;
        }

        var made = FlowAnalysis.Of(interop).FactsOf(field.ContainingType, context.CancellationToken)
            .Where(fact => fact is { Kind: FactKind.StoredInField, Origin.Operation: not null } && SymbolEqualityComparer.Default.Equals(fact.Symbol, field))
            .Select(static fact => fact.Origin.Operation!.Syntax)
            .ToImmutableArray();
        var uses = FieldUses.Of(interop);
        if (!uses.IsReleasedByDisposalOnly(field, context.CancellationToken) || !uses.AreAllStores(field, made, context.CancellationToken))
        {
            return null;
        }

        // That a method is called a second time is certain only of one that sets something.
        var isCertain = origin.Family.Kind != ResourceKind.SafeHandle && origin.Evidence != Evidence.Inferred && (method.MethodKind != MethodKind.Ordinary || SettingWords.Contains(NativeNames.Words(method.Name)[0]));
        return Report.Create(
            Rule,
            interop.Compilation,
            origin.Operation!.Syntax.GetLocation(),
            isCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            field.Locations,
            ResourceWords.Describe(origin),
            $"when `{method.AssociatedSymbol?.Name ?? method.Name}` is {(method.MethodKind == MethodKind.Ordinary ? "called" : "set")} again: it puts another value into `{field.Name}`, and only the disposal of the object releases what is there",
            origin.Family.Kind == ResourceKind.SafeHandle ? "dispose of the former one before" : $"release the former one with `{origin.Family.Release}` before");
    }

    /// <summary>Whether the name of a method says that it begins something, so that nobody calls it a second time before the end.</summary>
    private static bool RunsOnce(IMethodSymbol method) => NativeNames.Words(method.Name) is not { Length: > 0 } words || BeginningWords.Contains(words[0]) || words[0].StartsWith("init", StringComparison.Ordinal);

    /// <summary>
    /// Whether a public method that opens something has a counterpart that closes it and empties the field, apart from the disposal: such an object is meant to be opened several times, and nothing stops the second time
    /// from coming before the first one's end.
    /// </summary>
    private static bool OpensAgain(IMethodSymbol method, IFieldSymbol field, OperationBlockAnalysisContext context, InteropContext interop) =>
        method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false }
        && NativeNames.Words(method.Name) is { Length: > 0 } words && ReopeningWords.Contains(words[0])
        && field.ContainingType.GetMembers("Close").OfType<IMethodSymbol>().Any(closing =>
            closing is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true, IsStatic: false }
            && FlowAnalysis.Of(interop).Of(closing, context.CancellationToken).Facts.Any(fact => fact.Kind == FactKind.FieldReleased && SymbolEqualityComparer.Default.Equals(fact.Symbol, field)));

    /// <summary>Whether something about the object decides before the resource is made: that it is open, or empty. A method of the object, or of its base class, may ask and throw: <c>ThrowIfOpen();</c></summary>
    private static bool AsksItsObject(OperationBlockAnalysisContext context, IOperation creation, InteropContext interop) => context.OperationBlocks.Any(block => block.Descendants().Any(operation =>
        operation.Syntax.SpanStart <= creation.Syntax.SpanStart
        && (AsksItsObject(operation)
            || (operation is IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var guard }
                && FlowAnalysis.Of(interop).BodyOf(guard.OriginalDefinition, context.CancellationToken) is { } guarding
                && guarding.Descendants().Any(static inner => AsksItsObject(inner) && inner.Descendants().Any(static thrown => thrown is IThrowOperation))))));

    private static bool AsksItsObject(IOperation operation) =>
        operation is IConditionalOperation { Condition: var condition } && condition.DescendantsAndSelf().Any(static asked => asked is IInstanceReferenceOperation);

    private static ImmutableArray<Location> ExitsOf(ImmutableArray<FlowFact> losses)
    {
        var exits = ImmutableArray.CreateBuilder<Location>();
        foreach (var loss in losses)
        {
            if (loss.At is { } at)
            {
                exits.Add(at.Syntax.GetLocation());
            }
        }

        return exits.ToImmutable();
    }

    private static string WaysOut(ImmutableArray<FlowFact> losses, Origin origin, string method)
    {
        if (losses.Any(static loss => loss.Kind == FactKind.Leaked) && IsDiscarded(origin))
        {
            return "because the result is discarded";
        }

        var ways = new List<string>();
        foreach (var loss in losses.Where(static loss => loss.Kind == FactKind.Leaked).OrderBy(static loss => loss.At?.Syntax.SpanStart ?? int.MaxValue))
        {
            Add(ways, loss.At is not { Syntax: var syntax }
                ? $"at the end of `{method}`"
                : $"when line {ResourceWords.LineOf(syntax)} {(ResourceWords.IsThrow(syntax) ? "throws" : "returns")}");
        }

        foreach (var loss in losses.Where(static loss => loss.Kind == FactKind.Overwritten))
        {
            Add(ways, loss.At is { Syntax: var syntax } && syntax != origin.Operation!.Syntax
                ? $"before line {ResourceWords.LineOf(syntax)} puts another value into its variable"
                : "before the same line makes the next one");
        }

        foreach (var loss in losses.Where(static loss => loss.Kind == FactKind.LeakedByException).OrderBy(static loss => loss.At?.Syntax.SpanStart ?? int.MaxValue))
        {
            Add(ways, loss.At is IReturnOperation { Syntax: var yielded } ? $"when the caller stops at line {ResourceWords.LineOf(yielded)}"
                : loss.At is { Syntax: var syntax } ? $"when an exception leaves line {ResourceWords.LineOf(syntax)}" : "when an exception leaves the method");
        }

        if (ways.Count > MaximumExits)
        {
            var others = ways.Count - MaximumExits + 1;
            ways.RemoveRange(MaximumExits - 1, others);
            ways.Add($"on {others.ToString(CultureInfo.InvariantCulture)} other ways out");
        }

        return ways.Count == 1 ? ways[0] : string.Join(", ", ways.Take(ways.Count - 1)) + " and " + ways[ways.Count - 1];
    }

    private static void Add(List<string> ways, string way)
    {
        if (!ways.Contains(way))
        {
            ways.Add(way);
        }
    }

    private static bool IsDiscarded(Origin origin) => origin.Symbol switch
    {
        null => Operations.WithConversions(origin.Operation!).Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation },

        // The struct that a function of Windows fills is its last parameter.
        IFieldSymbol => origin.Operation is IInvocationOperation { Arguments: { IsEmpty: false } arguments } && arguments[arguments.Length - 1].Value is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation },
        _ => false,
    };

    private static string Advice(Origin origin, ImmutableArray<FlowFact> losses)
    {
        var release = origin.Family!.Release;
        return origin.Family.Kind is ResourceKind.SafeHandle or ResourceKind.Pin
            ? "declare it with `using`"
            : losses.Any(static loss => loss.Kind == FactKind.LeakedByException) || losses.Length > 1
                ? $"release it with {Name(release)} in a `finally` block"
                : $"release it with {Name(release)}";

        static string Name(string release) => release == "its release function" ? release : $"`{release}`";
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(Origin origin, ImmutableArray<FlowFact> facts, IMethodSymbol? release, int exits)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[FFI1003Properties.Exits] = exits.ToString(CultureInfo.InvariantCulture);
        if (origin.Symbol is IParameterSymbol parameter)
        {
            properties[FFI1003Properties.Parameter] = parameter.Ordinal.ToString(CultureInfo.InvariantCulture);
        }

        if (origin.Status is not null)
        {
            properties[FFI1003Properties.HasStatus] = "";
        }
        else if (origin.CanFail)
        {
            properties[FFI1003Properties.Invalid] = origin.Invalid.ToString(CultureInfo.InvariantCulture);
        }

        if (release is not null)
        {
            properties[FFI1003Properties.Release] = DocumentationCommentId.CreateDeclarationId(release);
        }
        else if (origin.Family!.Release.IndexOf('.') > 0)
        {
            properties[FFI1003Properties.Release] = origin.Family.Release;
        }

        // What stands in a field of a struct has no variable of its own that a fix could release.
        if (origin.Symbol is not IFieldSymbol && facts.All(fact => fact.Kind switch
        {
            // Lost where its place makes the next one: the variable itself is gone by then.
            FactKind.Overwritten => fact.At == origin.Operation,
            FactKind.Leaked or FactKind.LeakedByException or FactKind.Released or FactKind.UsedUnchecked or FactKind.OutputUnchecked => true,

            // One release at the end is right for these, too.
            FactKind.ReleasedTwice or FactKind.UsedAfterRelease => true,
            FactKind.Wrapped => fact.Detail == "borrowed",
            _ => false,
        }))
        {
            properties[FFI1003Properties.Form] = IsDisposable(origin) ? FFI1003Properties.Using : FFI1003Properties.Finally;
        }

        return properties.ToImmutable();
    }

    private static bool IsDisposable(Origin origin) => origin.Family!.Kind switch
    {
        ResourceKind.SafeHandle or ResourceKind.Pin => true,
        ResourceKind.GCHandle => origin.Operation is IObjectCreationOperation,
        _ => false,
    };
}
