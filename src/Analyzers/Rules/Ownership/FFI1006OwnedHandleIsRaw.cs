using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know.</summary>
internal static class FFI1006Properties
{
    /// <summary>The declaration id of the acquiring function, on the diagnostics about fields.</summary>
    public const string Acquirer = nameof(Acquirer);
}

/// <summary>
/// A handle that the caller owns is worth a SafeHandle: a raw value is lost when an exception passes, can be released twice, can be used after its release, and can be
/// finalized while a native call still uses it. Reported where native code hands the value out, and where a field without a finalizer keeps it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1006OwnedHandleIsRaw : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1006",
        "Owned native handle is held as a raw pointer",
        "{0}; declare a SafeHandle that releases it with {1}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Info,
        description: "Nothing releases the handle on a path that forgets it, and nothing prevents a second release or a use after it.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        start.OnNativeFunction(CheckDeclaration);
        start.OnOperation(context => CheckField((ISimpleAssignmentOperation)context.Operation, start.Interop, context), OperationKind.SimpleAssignment);
        start.OnOperation(context => CheckOutArgument((IArgumentOperation)context.Operation, start.Interop, context), OperationKind.Argument);
    }

    private static void CheckDeclaration(NativeFunctionContext context)
    {
        var function = context.Function;
        if (RawPair(function, context.Interop) is { } pair && !HandleClasses.Of(context.Interop).WrapEveryResultOf(function, context.CancellationToken))
        {
            context.Report(Report.Create(
                Rule,
                context.Interop.Compilation,
                context.LocationOf(pair.Handle),
                SeverityOf(pair),
                null,
                ImmutableArray<Location>.Empty,
                $"{function.DisplayName} hands out a handle that the caller owns as '{DisplayNames.OfType(pair.Handle.Type)}'"
                + (pair.Handle.IsReturn ? "" : $" in '{pair.Handle.Name}'") + Because(pair),
                pair.Releaser.DisplayName));
        }
    }

    /// <summary><c>_db = kv_open(path);</c></summary>
    private static void CheckField(ISimpleAssignmentOperation assignment, InteropContext interop, OperationAnalysisContext context)
    {
        if (assignment.Target is IFieldReferenceOperation target
            && PairOf(Operations.WithoutImplicitConversion(assignment.Value), interop) is { Handle.IsReturn: true } pair)
        {
            CheckField(target, pair, interop, context);
        }
    }

    /// <summary><c>kv_open(path, out _db);</c></summary>
    private static void CheckOutArgument(IArgumentOperation argument, InteropContext interop, OperationAnalysisContext context)
    {
        if (argument is { Value: IFieldReferenceOperation target, Parameter.RefKind: RefKind.Out, Parent: { } call }
            && PairOf(call, interop) is { } pair
            && NativeCalls.ParameterOf(pair.Acquirer, argument)?.Index == pair.Handle.Index)
        {
            CheckField(target, pair, interop, context);
        }
    }

    private static void CheckField(IFieldReferenceOperation target, HandlePair pair, InteropContext interop, OperationAnalysisContext context)
    {
        var field = target.Field;
        if (field.IsStatic || field.ContainingType is not { TypeKind: TypeKind.Class } type || HasFinalizer(type))
        {
            return;
        }

        var diagnostic = Report.Create(
            Rule,
            interop.Compilation,
            target.Syntax.GetLocation(),
            SeverityOf(pair),
            ImmutableDictionary<string, string?>.Empty.Add(FFI1006Properties.Acquirer, DocumentationCommentId.CreateDeclarationId(pair.Acquirer.Symbol)),
            ImmutableArray<Location>.Empty,
            $"'{DisplayNames.OfMember(field)}' keeps the handle that {pair.Acquirer.DisplayName} hands out, and '{type.Name}' has no finalizer that would release it{Because(pair)}",
            pair.Releaser.DisplayName);
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool HasFinalizer(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(WellKnownMemberNames.DestructorName))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Destructor })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static HandlePair? PairOf(IOperation? call, InteropContext interop) =>
        NativeCalls.FunctionOf(interop, call) is { } function ? RawPair(function, interop) : null;

    /// <summary>The pair that a function opens with a raw value that the caller owns, or null.</summary>
    private static HandlePair? RawPair(NativeFunction function, InteropContext interop)
    {
        if (!function.IsBound
            || HandlePairs.Of(interop).OfAcquirer(function) is not { } pair
            || pair.Handle.Marshalling.Shape is not (ManagedShape.NativeInteger or ManagedShape.Pointer)
            || BoundaryContracts.Of(interop).For(function)[pair.Handle].Ownership is not { IsKnown: true, Value.Kind: OwnershipKind.Owned })
        {
            return null;
        }

        // A value that goes in too is not simply handed out, and memory that is asked for by its size is a buffer.
        return pair.Evidence == Evidence.Inferred && (pair.Handle.RefKind == RefKind.Ref || IsAllocation(function)) ? null : pair;
    }

    private static bool IsAllocation(NativeFunction function)
    {
        if (NativeNames.AsAcquirer(function.EntryPoint!) is not { Verb: "alloc" or "allocate" })
        {
            return false;
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.Marshalling.Shape is ManagedShape.Number or ManagedShape.NativeInteger)
            {
                return true;
            }
        }

        return false;
    }

    private static DiagnosticSeverity? SeverityOf(HandlePair pair) => pair.Evidence >= Evidence.Header ? DiagnosticSeverity.Warning : null;

    private static string Because(HandlePair pair) => pair.Source.Length == 0 ? "" : $" ({pair.Source})";
}
