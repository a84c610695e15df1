using System;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>FFI8001: a native function is used where nobody is meant to. Off by default: it is a decision about a project's structure.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8001RawCallOutsideBoundary : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8001",
        "Raw native call outside its boundary type",
        "`{0}` is declared in `{1}` and {2} in `{3}`, which is not marked [NativeBoundary]; call a wrapper that checks the result and owns the handles, or mark the type",
        RuleFamily.Declarations,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "What must be done around a native call (check the status, keep objects alive, release handles) is done once where the call is wrapped, and forgotten where it is made anew.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                var (method, place) = context.Operation is IInvocationOperation call ? (call.TargetMethod, call.Instance) : (null, ((IFunctionPointerInvocationOperation)context.Operation).Target);
                if (method is not null && method.MethodKind != MethodKind.DelegateInvoke)
                {
                    Check(context.Operation, method, "called", context.ContainingSymbol, context.ReportDiagnostic);
                }
                else if (Operations.Unconverted(place) is IMemberReferenceOperation { Member: { ContainingType: { } holder } } && NativeCalls.FunctionOf(interop, context.Operation) is { IsFetched: true } function)
                {
                    CheckUse(context.Operation, function, holder, "called", context.ContainingSymbol, context.ReportDiagnostic);
                }
            },
            NativeCalls.Kinds);
        start.OnOperation(
            context => Check(context.Operation, ((IMethodReferenceOperation)context.Operation).Method, "used", context.ContainingSymbol, context.ReportDiagnostic),
            OperationKind.MethodReference);

        void Check(IOperation operation, IMethodSymbol method, string use, ISymbol containing, Action<Diagnostic> report)
        {
            if (method.MethodKind != MethodKind.LocalFunction && NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true } function)
            {
                CheckUse(operation, function, method.ContainingType, use, containing, report);
            }
        }

        void CheckUse(IOperation operation, NativeFunction function, INamedTypeSymbol holder, string use, ISymbol containing, Action<Diagnostic> report)
        {
            if (TypeOf(containing) is { } user
                && !IsBoundary(interop, user, holder)
                && Report.Create(Rule, interop.Compilation, operation.Syntax.GetLocation(), null, null, default, function.DisplayName, holder.Name, use, user.Name) is { } diagnostic)
            {
                report(diagnostic);
            }
        }
    }

    private static INamedTypeSymbol? TypeOf(ISymbol symbol) => symbol as INamedTypeSymbol ?? symbol.ContainingType;

    /// <summary>Whether <paramref name="user"/> declares the function, shares an outermost type with it, is marked, or is the handle that it serves.</summary>
    private static bool IsBoundary(InteropContext interop, INamedTypeSymbol user, INamedTypeSymbol declaring) =>
        SymbolEqualityComparer.Default.Equals(Outermost(user), Outermost(declaring))
        || AttributeContracts.BoundaryOf(user) is not null
        || MarshallingReader.DerivesFrom(user, interop.Types.SafeHandle)
        || MarshallingReader.DerivesFrom(user, interop.Types.CriticalHandle);

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type.OriginalDefinition;
    }
}
