using System;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Baseline;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>Gives the differences between the boundary and its baseline to a rule, each at the smallest place that shows it. Without a baseline there are none.</summary>
internal static class BaselineFindings
{
    public static void OnBaselineFinding(this InteropStart start, Func<BaselineFinding, Location, Diagnostic?> create)
    {
        var interop = start.Interop;
        if (!Baselines.Exist(interop))
        {
            return;
        }

        start.OnSymbol(
            context =>
            {
                if (context.Symbol is IMethodSymbol { PartialDefinitionPart: not null })
                {
                    return;
                }

                foreach (var finding in BaselineComparison.Of(interop).FindingsOf(context.Symbol))
                {
                    Report(finding, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            SymbolKind.NamedType,
            SymbolKind.Method,
            SymbolKind.Field);

        start.OnOperation(
            context =>
            {
                var symbol = ((ILocalFunctionOperation)context.Operation).Symbol;
                if (symbol.IsExtern && NativeFunctions.Of(interop).FromMethod(symbol) is { IsImport: true, Location: { } place } function)
                {
                    ReportLocal(function, place, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            OperationKind.LocalFunction);

        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (FetchedExports.Of(interop, call) is { } function && FetchedExports.NameIn(call) is { } name)
                {
                    ReportLocal(function, name.Syntax.GetLocation(), context.ReportDiagnostic, context.CancellationToken);
                }
            },
            OperationKind.Invocation);

        void ReportLocal(NativeFunction function, Location place, Action<Diagnostic> report, CancellationToken cancellationToken)
        {
            if (BaselineComparison.Of(interop).FindingOfLocal(function, place, cancellationToken) is { } finding)
            {
                Report(finding, report, cancellationToken);
            }
        }

        void Report(BaselineFinding finding, Action<Diagnostic> report, CancellationToken cancellationToken)
        {
            if (create(finding, PlaceOf(finding, cancellationToken)) is { } diagnostic)
            {
                report(diagnostic);
            }
        }
    }

    private static Location PlaceOf(BaselineFinding finding, CancellationToken cancellationToken)
    {
        var symbol = finding.Symbol;
        switch (finding.Difference)
        {
            case { Parameter: { } position } when symbol.Function is { IsFetched: false } function:
                var value = position < 0 ? function.Return : position < function.Parameters.Length ? function.Parameters[position] : null;
                return value is null ? symbol.Place : DeclarationPlaces.Of(function, value, symbol.Place, cancellationToken);
            case { Field: { } name } when symbol.Symbol is INamedTypeSymbol type:
                return type.GetMembers(name).SelectMany(static member => member.Locations).FirstOrDefault(static place => place.IsInSource) ?? symbol.Place;
            default:
                return symbol.Place;
        }
    }
}
