using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>FFI2010: native code writes into memory that C# takes for unchangeable.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2010NativeCodeWritesToImmutableManagedMemory : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2010",
        "Native code writes to immutable managed memory",
        "Parameter `{0}` of `{1}` gets {2}, and native code writes there ({3}): {4}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "Strings are shared, literals most of all; what writes into one changes every other use of it. Read-only spans and `in` parameters promise the same for memory of a caller.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context => AnalyzeDeclaration(context, interop));
        start.OnOperation(context => AnalyzeCall(context, interop), NativeCalls.Kinds);
    }

    /// <summary>Parameters that can carry nothing but immutable memory.</summary>
    private static void AnalyzeDeclaration(NativeFunctionContext context, InteropContext interop)
    {
        var function = context.Function;
        if (function.Form == NativeForm.UnmanagedCallersOnly)
        {
            return;
        }

        FunctionContract? contract = null;
        foreach (var parameter in function.Parameters)
        {
            if (parameter is not { RefKind: RefKind.None, Marshalling: { Source: not MarshallingSource.Custom } marshalling }
                || parameter.Symbol?.HasAttribute(interop.Types.OutAttribute) == true)
            {
                continue;
            }

            var (what, why) = marshalling.Shape switch
            {
                ManagedShape.String when marshalling.Encoding == TextEncoding.Utf16 =>
                    ("the characters of a `string`, which are pinned and not copied", "every other use of the string changes with it; pass a buffer of `char`"),
                ManagedShape.String when marshalling.Encoding is TextEncoding.Ansi or TextEncoding.Utf8 or TextEncoding.Auto =>
                    ("a copy of a `string`, which is thrown away after the call", "what it writes is lost, or does not fit; pass a buffer of bytes"),
                ManagedShape.Span when PinnedSource.SpanType(interop, parameter.Type) is { IsReadOnly: true } =>
                    ("a read-only span, which is pinned and not copied", "what the caller takes for unchangeable changes; take a `Span`"),
                _ => (null, null),
            };
            if (what is null)
            {
                continue;
            }

            contract ??= BoundaryContracts.Of(interop).For(function, context.CancellationToken);
            if (contract[parameter].Direction is { IsCertain: true, Value: not DataDirection.In } direction)
            {
                context.Report(Report.Create(Rule, interop.Compilation, context.LocationOf(parameter), null, null, default, parameter.Name, function.DisplayName, what, direction.Source, why));
            }
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, InteropContext interop)
    {
        if (NativeInvocation.Of(interop, context.Operation) is not { } call)
        {
            return;
        }

        FunctionContract? contract = null;
        foreach (var parameter in call.Function.Parameters)
        {
            if (call.ArgumentFor(parameter) is not { } argument)
            {
                continue;
            }

            if (BufferString.Of(parameter, argument) is { } buffer)
            {
                contract ??= BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken);
                ReportBuffer(context, interop, call.Function, parameter, contract[parameter], argument, buffer);
                continue;
            }

            if (ImmutableBehind(interop, parameter, argument) is not var (what, advice))
            {
                continue;
            }

            contract ??= BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken);
            if (WritesThrough(contract[parameter]) is { } source
                && Report.Create(Rule, interop.Compilation, argument.Syntax.GetLocation(), null, null, default, parameter.Name, call.Function.DisplayName, what, source, advice) is { } report)
            {
                context.ReportDiagnostic(report);
            }
        }
    }

    /// <summary>A declaration of which a contract says that text is written there is reported itself, and what is only read is no buffer.</summary>
    private static void ReportBuffer(
        OperationAnalysisContext context, InteropContext interop, NativeFunction function, NativeParameter parameter, ValueContract facts, IOperation argument, BufferString buffer)
    {
        if (facts.Direction.IsCertain || facts.IsConst is { IsCertain: true, Value: true })
        {
            return;
        }

        var isPinned = parameter.Marshalling.Encoding == TextEncoding.Utf16 || (parameter.Marshalling.Encoding == TextEncoding.Auto && SystemLibraries.IsWindows(function.Library));
        var report = Report.Create(
            Rule,
            interop.Compilation,
            argument.Syntax.GetLocation(),

            // Nobody else has a string that was made for the call, and who reads it afterwards gets what was written.
            buffer.IsCertain && !isPinned ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            default,
            parameter.Name,
            function.DisplayName,
            isPinned ? $"the characters of the string `{argument.Syntax}`" : $"a copy of the string `{argument.Syntax}`, which is thrown away after the call",
            $"inferred from `{buffer.Maker.Syntax}`",
            isPinned ? "every other use of the string changes with it; pass a buffer of `char`" : "what it writes is lost; pass a buffer of bytes");
        if (report is not null)
        {
            context.ReportDiagnostic(report);
        }
    }

    /// <summary>Why native code is known to write; the catalogue's headers were not written to show const.</summary>
    private static string? WritesThrough(ValueContract facts)
    {
        if (facts.Direction.IsCertain)
        {
            return facts.Direction.Value == DataDirection.In ? null : facts.Direction.Source;
        }

        return facts.IsConst is { Evidence: >= Evidence.Header, Value: false } ? $"not `const` in {facts.IsConst.Source}" : null;
    }

    private static (string What, string Advice)? ImmutableBehind(InteropContext interop, NativeParameter parameter, IOperation argument)
    {
        // ref MemoryMarshal.GetReference(span), ref Unsafe.AsRef(in value)
        var isReference = parameter.RefKind is RefKind.Ref or RefKind.Out;
        if (parameter.RefKind != RefKind.None && !isReference)
        {
            return null;
        }

        var pinned = isReference ? Operations.Unconverted(argument) : PinnedSource.Of(argument);
        if (pinned is null)
        {
            return null;
        }

        if (pinned.Type?.SpecialType == SpecialType.System_String)
        {
            return isReference ? null : ($"the characters of the string `{pinned.Syntax}`", "every other use of the string changes with it; copy it into a buffer");
        }

        if (isReference && pinned is IInvocationOperation { TargetMethod: { Name: "AsRef", ContainingType.Name: "Unsafe" }, Arguments: { Length: 1 } arguments }
            && Operations.Unconverted(arguments[0].Value) is IParameterReferenceOperation { Parameter: { RefKind: RefKind.In, Name: var name } })
        {
            return ($"the `in` parameter `{name}`", "the caller takes it for unchanged; take it by `ref`");
        }

        if (pinned is IAddressOfOperation { Reference: IParameterReferenceOperation { Parameter: { RefKind: RefKind.In, Name: var input } } })
        {
            return ($"the `in` parameter `{input}`", "the caller takes it for unchanged; take it by `ref`");
        }

        var span = PinnedSource.SpanBehind(pinned) ?? pinned;
        return PinnedSource.SpanType(interop, span.Type) is { IsReadOnly: true }
            ? ($"the read-only span `{span.Syntax}`", "what its owner takes for unchangeable changes; take a `Span`, or copy it into a buffer")
            : null;
    }
}
