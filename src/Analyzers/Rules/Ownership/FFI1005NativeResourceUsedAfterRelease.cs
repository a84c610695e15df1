using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>A released handle or pointer is given to native code, dereferenced or wrapped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1005NativeResourceUsedAfterRelease : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1005",
        "Native resource is used after its release",
        "The {0} {1} after `{2}` released it on line {3}; use it before that, or release it later",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "What was released may already belong to something else: the program reads garbage, writes into memory of others, or crashes.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context => Check(context, interop));
    }

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop)
    {
        HashSet<SyntaxNode>? reported = null;
        foreach (var fact in FlowAnalysis.Of(interop).FactsOf(context))
        {
            if (fact is not { Kind: FactKind.UsedAfterRelease, At: { } at, Other: { } release } || UseOf(at, interop) is not { } use)
            {
                continue;
            }

            reported ??= [];
            if (reported.Add(at.Syntax)
                && Report.Create(
                    Rule,
                    interop.Compilation,
                    at.Syntax.GetLocation(),
                    IsCertain(fact, release, interop) ? null : Report.OneStepLower(Rule.DefaultSeverity),
                    null,
                    ImmutableArray.Create(release.Syntax.GetLocation()),
                    SubjectOf(fact.Origin),
                    use,
                    ResourceWords.NameOfCall(release, interop),
                    ResourceWords.LineOf(release.Syntax)) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static string SubjectOf(Origin origin) => origin.Kind switch
    {
        OriginKind.Parameter => $"value of the parameter `{origin.Producer}`",
        OriginKind.Field => $"value of the field `{origin.Producer}`",
        _ => ResourceWords.Describe(origin),
    };

    private static bool IsCertain(FlowFact fact, IOperation release, InteropContext interop)
    {
        // A SafeHandle that was disposed of throws: no memory is touched.
        if (fact.Origin.Family is { Kind: ResourceKind.SafeHandle })
        {
            return false;
        }

        if (fact.Origin.Kind == OriginKind.Resource)
        {
            return fact.Origin.Evidence > Evidence.Inferred;
        }

        foreach (var known in release is IInvocationOperation { TargetMethod: var method } ? ResourceRoles.Of(interop).For(method).Releases : ImmutableArray<Release>.Empty)
        {
            if (known.Evidence > Evidence.Inferred)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is done with the value, or null when that touches nothing: its number may well be compared, printed or looked up.</summary>
    private static string? UseOf(IOperation at, InteropContext interop)
    {
        switch (at)
        {
            case IInvocationOperation { Instance.Type: { } receiver } call when ResourceRoles.Of(interop).IsSafeHandle(receiver):
                return call.TargetMethod.Name is "SetHandleAsInvalid" or "ToString" or "GetHashCode" or "Equals" ? null : $"is asked for `{call.TargetMethod.Name}`";
            case IInvocationOperation { Instance.Type: { } receiver } call when ResourceRoles.Of(interop).IsGCHandle(receiver):
                return $"is asked for `{call.TargetMethod.Name}`";
            case IPropertyReferenceOperation { Instance.Type: { } receiver, Property.Name: "Target" }:
                return ResourceRoles.Of(interop).IsGCHandle(receiver) ? "is asked for `Target`" : null;
        }

        if (Operations.DereferencedBy(at) is not null)
        {
            return "is dereferenced";
        }

        // A pointer into the memory is the memory.
        var value = at;
        while (value.Parent is IConversionOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } or IParenthesizedOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract })
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            { } parent when Operations.DereferencedBy(parent) is not null => "is dereferenced",
            IArgumentOperation { Parent: IInvocationOperation call } => Touches(call.TargetMethod, interop) ? $"is given to `{ResourceWords.NameOfCall(call, interop)}`" : null,
            IArgumentOperation { Parent: IFunctionPointerInvocationOperation } => "is given to a function pointer",
            IArgumentOperation { Parent: IObjectCreationOperation { Type: { } type } } => ResourceRoles.Of(interop).IsSafeHandle(type) || type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System" }
                ? $"is wrapped in `{DisplayNames.OfType(type)}`"
                : null,
            _ => null,
        };
    }

    private static bool Touches(IMethodSymbol method, InteropContext interop) =>
        NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true }
        || (method.MethodKind == MethodKind.DelegateInvoke && NativeFunctions.Of(interop).FromDelegate(method.ContainingType.OriginalDefinition) is { Attribute: not null })
        || (method is { IsStatic: true, ContainingType: { Name: "Marshal" or "NativeMemory" or "Unsafe" or "Buffer" or "MemoryMarshal" or "NativeLibrary" } type }
            && type.ContainingNamespace?.ToString() is "System" or "System.Runtime.InteropServices" or "System.Runtime.CompilerServices");
}
