using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Callbacks;

/// <summary>A callback waits for asynchronous work, is itself asynchronous, or calls what must not be called inside it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI6006CallbackBlocks : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI6006",
        "Callback blocks or re-enters",
        "In {0} {1}; {2}",
        RuleFamily.Callbacks,
        DiagnosticSeverity.Warning,
        description: "A callback runs on a thread of the native library, often with the library's locks held. Work that needs this thread or these locks never ends while the callback waits for it.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var tasks = new TaskWaits(interop.Types);
        start.OnCallback((callback, report, cancellationToken) =>
        {
            if (callback.Symbol is { IsAsync: true, ReturnsVoid: true })
            {
                Add(callback.Place, ReadsMemoryBehindAwait(callback.Body, callback.Symbol) ? null : Report.OneStepLower(Rule.DefaultSeverity), "an `await` returns to native code with the work half done: arguments that native code owns are gone when it goes on",
                    "copy the arguments, start the work, and return");
            }

            // What is passed by value stays, and so does an address that only goes back to native code.
            static bool ReadsMemoryBehindAwait(IOperation? body, IMethodSymbol method)
            {
                var first = body?.DescendantsAndSelf().FirstOrDefault(static operation => operation is IAwaitOperation);
                return first is null || body!.Descendants().Any(operation => operation is IParameterReferenceOperation { Parameter: var parameter }
                    && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
                    && operation.Syntax.SpanStart > first.Syntax.SpanStart
                    && IsRead(operation));
            }

            static bool IsRead(IOperation use) => use.Parent switch
            {
                IConversionOperation { IsImplicit: true } or IParenthesizedOperation => IsRead(use.Parent),
                IMemberReferenceOperation { Instance: { } instance } member when instance == use => member.Type is not { IsUnmanagedType: true } || IsAddress(member.Type),
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: true } } } => IsAddress(use.Type),
                IConversionOperation { Type: IPointerTypeSymbol } => true,
                IInvocationOperation call => call.Instance == use && !IsAddress(use.Type),
                _ => false,
            };

            static bool IsAddress(ITypeSymbol? type) => type is IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr };

            foreach (var step in CallbackBodies.Steps(callback.Body, cancellationToken))
            {
                Check(step);
            }

            void Check(CallbackStep step)
            {
                switch (step.Operation)
                {
                    // A thread's body may wait for whatever it likes.
                    case var operation when !callback.IsThreadEntry && tasks.WaitOf(operation) is var (wait, isUnbounded):
                        Add(
                            step.Place.Syntax.GetLocation(),
                            isUnbounded ? null : Report.OneStepLower(Rule.DefaultSeverity),
                            $"`{wait}`{step.Through} blocks the native thread until other work is done, which may need that thread",
                            "start the work and report its end later");
                        break;
                    case IInvocationOperation or IFunctionPointerInvocationOperation
                        when NativeCalls.FunctionOf(interop, step.Operation) is { } function
                        && BoundaryContracts.Of(interop).For(function, cancellationToken).NotInCallback is { IsCertain: true, Value: true } forbidden:
                        Add(
                            step.Place.Syntax.GetLocation(),
                            null,
                            $"`{function.DisplayName}` is called{step.Through}, which its contract forbids inside a callback ({forbidden.Source})",
                            "call it after the callback has returned");
                        break;
                }
            }

            void Add(Location location, DiagnosticSeverity? severity, string what, string advice)
            {
                if (Report.Create(Rule, interop.Compilation, location, severity, null, default, callback.Description, what, advice) is { } diagnostic)
                {
                    report(diagnostic);
                }
            }
        });
    }
}
