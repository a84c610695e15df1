using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>FFI4005: code that native code calls can throw, and nothing catches.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4005ExceptionEscapes : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4005",
        "Exception can escape into native code",
        "An exception can escape from {0} into native code, which cannot unwind it: the process dies or native frames are skipped; {1}; catch everything and return a failure value",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "No .NET runtime lets an exception cross native frames: on Unix and in UnmanagedCallersOnly methods the process is terminated; "
            + "elsewhere native code is unwound without running its clean-up.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var functions = NativeFunctions.Of(interop);
        var escapes = new ExceptionEscapes(interop);

        // One method may be given to native code at several places; it is one defect.
        var reported = new ConcurrentDictionary<ISymbol, byte>(SymbolEqualityComparer.Default);

        start.OnOperationBlock(context =>
        {
            if (context.OwningSymbol is not IMethodSymbol method)
            {
                return;
            }

            var isCallback = functions.FromMethod(method) is { Form: NativeForm.UnmanagedCallersOnly };
            if (!isCallback && !IsReleaseHandle(method, interop.Types))
            {
                return;
            }

            var what = isCallback
                ? $"'{method.Name}', which native code calls,"
                : $"'{method.ContainingType.Name}.ReleaseHandle', which the finalizer thread runs,";
            foreach (var block in context.OperationBlocks)
            {
                // Attribute arguments and parameter defaults are blocks too. A release rarely does more than call native code, so only what does throw counts there.
                if (block is IBlockOperation body
                    && (isCallback ? escapes.FirstIn(body, context.CancellationToken) : escapes.FirstThrowIn(body, context.CancellationToken)) is { } thrower
                    && reported.TryAdd(method, 0))
                {
                    // What a release calls throws for a reason that hardly comes about there.
                    if (!isCallback && thrower.Reason != ExceptionEscape.OwnThrow)
                    {
                        thrower = thrower with { Kind = EscapeKind.Possible };
                    }

                    ReportAt(context.ReportDiagnostic, interop, method.Locations[0], what, thrower);
                }
            }
        });

        start.OnOperation(
            context =>
            {
                var creation = (IDelegateCreationOperation)context.Operation;
                if (creation.Type is not INamedTypeSymbol type || !DelegateConversions.Crosses(interop, creation))
                {
                    return;
                }

                switch (creation.Target)
                {
                    case IAnonymousFunctionOperation lambda:
                        var place = lambda.Syntax switch
                        {
                            LambdaExpressionSyntax arrow => arrow.ArrowToken.GetLocation(),
                            AnonymousMethodExpressionSyntax anonymous => anonymous.DelegateKeyword.GetLocation(),
                            _ => lambda.Syntax.GetLocation(),
                        };
                        var isAsyncVoid = lambda.Symbol is { IsAsync: true, ReturnsVoid: true };
                        if ((isAsyncVoid ? escapes.FirstInAsyncVoid(lambda.Body, context.CancellationToken) : escapes.FirstIn(lambda.Body, context.CancellationToken)) is { } thrower)
                        {
                            ReportAt(context.ReportDiagnostic, interop, place, AsCallback(type), thrower);
                        }

                        break;
                    case IMethodReferenceOperation { Method: var target } when escapes.FirstIn(target, creation.SemanticModel, context.CancellationToken) is { } escape:
                        if (reported.TryAdd(target, 0))
                        {
                            // The body of a base class that each class behind it replaces never runs.
                            if (target.IsVirtual && IsAlwaysReplaced(target, interop.Compilation))
                            {
                                escape = escape with { Kind = EscapeKind.Possible };
                            }

                            ReportAt(context.ReportDiagnostic, interop, target.Locations[0], $"'{target.Name}', which native code calls as a '{type.Name}',", escape);
                        }

                        break;
                }
            },
            OperationKind.DelegateCreation);
    }

    private static string AsCallback(INamedTypeSymbol type) => $"this callback, which native code calls as a '{type.Name}',";

    private static void ReportAt(Action<Diagnostic> report, InteropContext interop, Location location, string what, ExceptionEscape escape)
    {
        var others = escape.Location is { } thrower ? ImmutableArray.Create(thrower) : default;
        var severity = escape.Kind >= EscapeKind.Expected ? (DiagnosticSeverity?)null : Report.OneStepLower(Rule.DefaultSeverity);
        if (Report.Create(Rule, interop.Compilation, location, severity, null, others, what, escape.Reason) is { } diagnostic)
        {
            report(diagnostic);
        }
    }

    /// <summary>Whether the class of a virtual method is abstract, only the project derives from it, and each class that does overrides the method and does not call it.</summary>
    private static bool IsAlwaysReplaced(IMethodSymbol method, Compilation compilation)
    {
        var type = method.ContainingType;
        var mentions = Mentions.In(compilation);
        if (!type.IsAbstract || !UncalledCode.Of(compilation).IsSeenHereOnly(type) || mentions.Of(method).Any(static mention => mention.Parent is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }))
        {
            return false;
        }

        var derived = mentions.Of(type).Where(static mention => mention.FirstAncestorOrSelf<SimpleBaseTypeSyntax>() is not null)
            .Select(mention => mentions.ModelOf(mention.SyntaxTree).GetDeclaredSymbol(mention.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()!))
            .OfType<INamedTypeSymbol>()
            .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.BaseType?.OriginalDefinition, type))
            .ToList();
        return derived.Count > 0
            && derived.All(candidate => candidate.GetMembers(method.Name).OfType<IMethodSymbol>().Any(own => SymbolEqualityComparer.Default.Equals(own.OverriddenMethod?.OriginalDefinition, method.OriginalDefinition)));
    }

    private static bool IsReleaseHandle(IMethodSymbol method, KnownTypes types) =>
        method is { Name: "ReleaseHandle", IsOverride: true, Parameters.IsEmpty: true }
        && (MarshallingReader.DerivesFrom(method.ContainingType, types.SafeHandle) || MarshallingReader.DerivesFrom(method.ContainingType, types.CriticalHandle));
}
