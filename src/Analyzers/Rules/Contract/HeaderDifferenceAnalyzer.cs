using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>What the rules about signatures and headers tell their fixes.</summary>
internal static class HeaderDifferenceProperties
{
    /// <summary>The C# type that agrees with the header; absent where none does.</summary>
    public const string Type = nameof(Type);

    /// <summary>How the value must be passed: a <see cref="CounterpartPassing"/>.</summary>
    public const string Passing = nameof(Passing);

    /// <summary>The member of <c>UnmanagedType</c> that goes with the type; absent where none does.</summary>
    public const string UnmanagedType = nameof(UnmanagedType);

    /// <summary>The parameters to insert: <c>place type name</c>, separated by semicolons.</summary>
    public const string Missing = nameof(Missing);

    /// <summary>The places of the parameters to remove, separated by semicolons.</summary>
    public const string Surplus = nameof(Surplus);

    /// <summary>Present where an attribute contradicts the header, so that the declaration itself needs no change.</summary>
    public const string Contradiction = nameof(Contradiction);
}

/// <summary>The rules that compare a native signature with the header's declaration: each reports its own kind of difference.</summary>
internal abstract class HeaderDifferenceAnalyzer : InteropAnalyzer
{
    private protected abstract DifferenceKind Kind { get; }

    protected override void Register(InteropStart start)
    {
        if (!HeaderComparison.Of(start.Interop).HasHeaders)
        {
            return;
        }

        start.OnNativeFunction(context =>
        {
            if (context.Function is { EntryPoint: not null, IsFetched: false }
                && HeaderComparison.Of(context.Interop).DifferencesOf(context.Function, context.CancellationToken) is { } differences)
            {
                foreach (var difference in differences.All)
                {
                    if (difference.Kind == Kind)
                    {
                        context.Report(Create(
                            context.Interop, context.Function, difference, difference.Value is { } value ? context.LocationOf(value) : context.Location));
                    }
                }
            }
        });
        start.OnOperation(context => AnalyzeFetched(context, start.Interop), OperationKind.Invocation);
    }

    /// <summary>The message's arguments.</summary>
    private protected abstract object[] ArgumentsOf(NativeFunction function, Difference difference);

    private Diagnostic? Create(InteropContext interop, NativeFunction function, Difference difference, Location location)
    {
        var rule = SupportedDiagnostics[0];
        return Report.Create(
            rule,
            interop.Compilation,
            location,
            difference.IsMinor ? Report.OneStepLower(rule.DefaultSeverity) : null,
            PropertiesOf(difference),
            ImmutableArray.Create(difference.Location.ToLocation()),
            ArgumentsOf(function, difference));
    }

    internal static ImmutableDictionary<string, string?> PropertiesOf(Difference difference)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (difference.Replacement is { } replacement)
        {
            properties = properties.Add(HeaderDifferenceProperties.Type, replacement.Type).Add(HeaderDifferenceProperties.Passing, replacement.Passing.ToString());
            if (replacement.UnmanagedType is { } unmanaged)
            {
                properties = properties.Add(HeaderDifferenceProperties.UnmanagedType, unmanaged);
            }
        }

        if (!difference.Missing.IsEmpty)
        {
            properties = properties.Add(
                HeaderDifferenceProperties.Missing, string.Join(";", difference.Missing.Select(static parameter => $"{parameter.Index} {parameter.Type} {parameter.Name}")));
        }

        if (difference.IsContradiction)
        {
            properties = properties.Add(HeaderDifferenceProperties.Contradiction, "");
        }

        if (!difference.Surplus.IsEmpty)
        {
            properties = properties.Add(HeaderDifferenceProperties.Surplus, string.Join(";", difference.Surplus));
        }

        return properties;
    }

    /// <summary>What to write instead, behind the message; empty where no single type is right.</summary>
    internal static string Remedy(Difference difference) => difference.Replacement switch
    {
        null => "",
        { UnmanagedType: { } unmanaged } => $"; state [MarshalAs(UnmanagedType.{unmanaged})]",
        { Passing: CounterpartPassing.ByIn } => $"; pass it as `in {difference.Replacement.Type}`",
        { Passing: CounterpartPassing.ByRef } => $"; pass it as `ref {difference.Replacement.Type}`",
        { Type: var type } => $"; use `{type.Substring(type.LastIndexOf('.') + 1)}`",
    };

    private void AnalyzeFetched(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (FetchedExports.Of(interop, call) is not { } function
            || HeaderComparison.Of(interop).DifferencesOf(function, context.CancellationToken) is not { } differences)
        {
            return;
        }

        foreach (var difference in differences.All)
        {
            if (difference.Kind == Kind
                && Create(interop, function, difference, FetchedPlaces.Of(call, function, difference.Value, context.CancellationToken)) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}

/// <summary>Where the signature of a fetched function stands.</summary>
internal static class FetchedPlaces
{
    /// <summary>
    /// The value in the function pointer type of the cast, or in the delegate where it is declared in the same file; otherwise the call that fetches the function.
    /// </summary>
    public static Location Of(IInvocationOperation call, NativeFunction function, NativeParameter? value, System.Threading.CancellationToken cancellationToken)
    {
        var place = call.Syntax.GetLocation();
        if (function.Form == NativeForm.FunctionPointer)
        {
            for (SyntaxNode? node = call.Syntax; node is ExpressionSyntax; node = node.Parent)
            {
                if (node is CastExpressionSyntax { Type: FunctionPointerTypeSyntax pointer })
                {
                    return value is null ? place : DeclarationPlaces.Of(function, value, pointer.GetLocation(), cancellationToken);
                }
            }

            return place;
        }

        return value is not null && function.Location is { } declared && declared.SourceTree == call.Syntax.SyntaxTree
            ? DeclarationPlaces.Of(function, value, declared, cancellationToken)
            : place;
    }
}
