using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>
/// FFI5009: a delegate, a function pointer or a managed function whose address is passed has another signature than the C function-pointer type it stands for.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5009CallbackSignatureDiffers : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5009",
        "Callback signature differs from the header",
        "{0} of {1} is {2}; `{3}` in {4} has {5}: {6}{7}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Native code calls the callback with the header's signature. Arguments arrive in other registers than the managed code reads, and the result is not what native code expects.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (!HeaderComparison.Of(interop).HasHeaders)
        {
            return;
        }

        start.OnNativeFunction(context =>
        {
            // What function pointers point to is compared where an import or a delegate mentions them.
            if (context.Function.Form == NativeForm.FunctionPointer)
            {
                return;
            }

            var comparison = HeaderComparison.Of(interop);
            var isLocal = context.Function.Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction };
            var found = isLocal ? comparison.CallbackDifferencesThrough(context.Function, context.CancellationToken) : comparison.CallbackDifferencesOf(context.Function.Symbol, context.CancellationToken);
            ReportAll(interop, found, isLocal, context.Report, context.CancellationToken);
        });
        start.OnOperation(
            context =>
            {
                if (FetchedExports.Of(interop, (IInvocationOperation)context.Operation) is { } function && !FunctionMembers.Of(interop).IsInMember(function))
                {
                    ReportAll(
                        interop,
                        HeaderComparison.Of(interop).CallbackDifferencesThrough(function, context.CancellationToken),
                        isLocal: true,
                        diagnostic => Add(context, diagnostic),
                        context.CancellationToken,
                        context.Operation.Syntax.GetLocation());
                }
            },
            OperationKind.Invocation);
        start.OnOperation(context => AnalyzePassedAddress(context, interop), OperationKind.Invocation);
    }

    private static void Add(OperationAnalysisContext context, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static void ReportAll(
        InteropContext interop,
        IEnumerable<CallbackDifferences> found,
        bool isLocal,
        System.Action<Diagnostic?> report,
        CancellationToken cancellationToken,
        Location? fallback = null)
    {
        var known = new HashSet<string>();
        foreach (var callback in found)
        {
            // The delegates that a signature in a body reaches are declared, and reported, elsewhere when other signatures reach them too.
            if (isLocal && callback.Pair.Callback.Form == NativeForm.Delegate && HeaderComparison.Of(interop).CallbackDifferencesOf(callback.Pair.Callback.Symbol, cancellationToken).Any())
            {
                continue;
            }

            foreach (var difference in callback.All)
            {
                var place = PlaceOf(callback.Pair, difference.Value, cancellationToken) ?? fallback;

                // One delegate may stand for several function types of the header, from which it differs in the same way.
                if (place is not null
                    && known.Add(string.Join("|", place.SourceSpan, difference.Kind, difference.Managed, difference.Native, difference.Consequence))
                    && Create(interop, callback.Pair, difference, place) is { } diagnostic)
                {
                    report(diagnostic);
                }
            }
        }
    }

    private static Diagnostic? Create(InteropContext interop, CallbackPair pair, Difference difference, Location place)
    {
        var owner = pair.Callback.Form switch
        {
            NativeForm.FunctionPointer => "the function pointer",
            _ => $"`{pair.Callback.Symbol.Name}`",
        };
        var subject = difference.Kind switch
        {
            DifferenceKind.ParameterCount => "The signature",
            DifferenceKind.CallingConvention => "The calling convention",
            DifferenceKind.ReturnType => "The result",
            _ => pair.Callback.Form == NativeForm.FunctionPointer ? $"Parameter {difference.Value!.Index + 1}" : $"Parameter `{difference.Value!.Name}`",
        };
        var native = difference.Kind == DifferenceKind.ParameterType ? $"{difference.Native} for `{difference.NativeName}`" : difference.Native;
        return Report.Create(
            Rule,
            interop.Compilation,
            place,
            difference.IsMinor ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            HeaderDifferenceAnalyzer.PropertiesOf(difference).Add(nameof(DifferenceKind), difference.Kind.ToString()),
            ImmutableArray.Create(difference.Location.ToLocation()),
            subject,
            owner,
            difference.Managed,
            pair.NativeName,
            difference.Place,
            native,
            difference.Consequence,
            difference.Kind == DifferenceKind.CallingConvention ? "" : HeaderDifferenceAnalyzer.Remedy(difference));
    }

    /// <summary>The value in the callback's declaration, or the mention of a function pointer type.</summary>
    private static Location? PlaceOf(CallbackPair pair, NativeParameter? value, CancellationToken cancellationToken)
    {
        var callback = pair.Callback;
        if (callback.Form != NativeForm.FunctionPointer)
        {
            return callback.Location is not { } declared ? null : value is null ? declared : DeclarationPlaces.Of(callback, value, declared, cancellationToken);
        }

        var use = pair.Use;
        var mention = use.Path.IsEmpty ? use.Parameter?.Symbol?.Locations.FirstOrDefault() ?? use.Function?.Location : use.Path[use.Path.Length - 1].Locations.FirstOrDefault();
        if (mention?.SourceTree is not { } tree)
        {
            return null;
        }

        // The type stands before the name of the parameter or field; for a result before that of the function.
        var node = tree.GetRoot(cancellationToken).FindNode(mention.SourceSpan, getInnermostNodeForTie: true);
        for (var current = node; current is not null; current = current.Parent)
        {
            var type = current switch
            {
                ParameterSyntax parameter => parameter.Type,
                VariableDeclarationSyntax variable => variable.Type,
                MethodDeclarationSyntax method => method.ReturnType,
                LocalFunctionStatementSyntax local => local.ReturnType,
                DelegateDeclarationSyntax type2 => type2.ReturnType,
                PropertyDeclarationSyntax property => property.Type,
                _ => null,
            };
            if (type is null)
            {
                continue;
            }

            var pointer = type.DescendantNodesAndSelf().OfType<FunctionPointerTypeSyntax>().FirstOrDefault();
            return pointer is null ? mention : value is null ? pointer.GetLocation() : DeclarationPlaces.Of(callback, value, pointer.GetLocation(), cancellationToken);
        }

        return mention;
    }

    /// <summary>A callback that an argument of pointer or integer type carries: <c>(nint)(delegate* …)&amp;Method</c>, <c>Marshal.GetFunctionPointerForDelegate(…)</c>.</summary>
    private static void AnalyzePassedAddress(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (NativeFunctions.Of(interop).FromMethod(call.TargetMethod) is not { EntryPoint: not null } function)
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter
                || parameter.Type.TypeKind is TypeKind.Delegate or TypeKind.FunctionPointer
                || CallbackOf(interop, argument.Value) is not { } callback)
            {
                continue;
            }

            foreach (var found in HeaderComparison.Of(interop).DifferencesOfCallback(function, parameter.Ordinal, callback, context.CancellationToken))
            {
                foreach (var difference in found.All)
                {
                    Add(context, Create(interop, found.Pair, difference, argument.Value.Syntax.GetLocation()));
                }
            }
        }
    }

    private static NativeFunction? CallbackOf(InteropContext interop, IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IAddressOfOperation { Reference: IMethodReferenceOperation method }:
                    return NativeFunctions.Of(interop).FromMethod(method.Method);
                case IConversionOperation { Operand.Type: IFunctionPointerTypeSymbol pointer }:
                    return NativeFunctions.Of(interop).FromFunctionPointer(pointer);
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "GetFunctionPointerForDelegate" } marshal when DelegateConversions.CrossingType(interop, marshal) is { } type:
                    return NativeFunctions.Of(interop).FromDelegate(type.OriginalDefinition);
                default:
                    return null;
            }
        }
    }
}
