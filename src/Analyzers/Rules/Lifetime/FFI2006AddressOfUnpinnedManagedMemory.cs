using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2006: an address of managed memory is taken where nothing keeps the garbage collector from moving it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2006AddressOfUnpinnedManagedMemory : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2006",
        "Address of unpinned managed memory",
        "{0} takes the address of {1}, which nothing pins: the garbage collector can move it while the pointer is in use; {2}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "The garbage collector moves objects at any time and does not update raw pointers: native code then reads or writes memory that belongs to another object.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var unsafeType = interop.Types.Find("System.Runtime.CompilerServices.Unsafe");
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                var method = call.TargetMethod;
                MovableMemory? memory;
                string name;
                if (method.Name == "AsPointer" && call.Arguments.Length == 1 && SymbolEqualityComparer.Default.Equals(method.ContainingType, unsafeType))
                {
                    if (IsOnlyCompared(call))
                    {
                        return;
                    }

                    memory = new UnpinnedMemory(interop).OfLocation(call.Arguments[0].Value);
                    name = "Unsafe.AsPointer";
                }
                else if (method.Name == "UnsafeAddrOfPinnedArrayElement"
                    && call.Arguments.Length == 2
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal))
                {
                    memory = new UnpinnedMemory(interop).OfArray(ArgumentFor(call, 0));
                    name = "Marshal.UnsafeAddrOfPinnedArrayElement";
                }
                else
                {
                    return;
                }

                if (memory is null || UnpinnedMemory.IsPinned(call, memory))
                {
                    return;
                }

                // What comes from a caller may be pinned there, and a reference that is made of the pointer at once is followed by the collector again.
                var severity = memory.IsCertain && !IsMadeReference(call) ? (DiagnosticSeverity?)null : Report.OneStepLower(Rule.DefaultSeverity);
                var advice = memory.IsCertain ? "use 'fixed'" : "use 'fixed', unless every caller passes memory that cannot move";
                if (Report.Create(Rule, interop.Compilation, call.Syntax.GetLocation(), severity, null, default, name, memory.What, advice) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Invocation);
    }

    private static IOperation? ArgumentFor(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>An address that is only compared or calculated with (alignment, identity) is never read through.</summary>
    private static bool IsOnlyCompared(IInvocationOperation call)
    {
        var user = Operations.UserOf(call);
        return user is IBinaryOperation { Type: not IPointerTypeSymbol } or IPatternCaseClauseOperation or IIsPatternOperation;
    }

    private static bool IsMadeReference(IInvocationOperation call) =>
        Operations.UserOf(call) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AsRef", ContainingType.Name: "Unsafe" } } };
}
