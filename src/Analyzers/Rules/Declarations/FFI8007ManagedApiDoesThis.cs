using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>What FFI8007 tells its fix.</summary>
internal static class FFI8007Properties
{
    /// <summary>The replacement with numbered and typed arguments; absent where the arguments do not map one to one.</summary>
    public const string Expression = nameof(Expression);

    /// <summary>The type of the replacement, or <c>void</c>.</summary>
    public const string Result = nameof(Result);
}

/// <summary>FFI8007: native code is called for what the framework does on every system.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8007ManagedApiDoesThis : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8007",
        "A managed API does this",
        "`{0}` of \"{1}\" does what `{2}` does on every system without a declaration that can be wrong; call that",
        RuleFamily.Declarations,
        DiagnosticSeverity.Info,
        description: "An import is a promise about another binary that nobody checks, and it ties the program to one system. Where the framework has the same function there is nothing to gain by it.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                var call = context.Operation;
                if (NativeCalls.FunctionOf(interop, call) is not { IsBound: true } function
                    || ManagedEquivalents.Of(function) is not { } managed
                    || interop.Types.Find(managed.Type) is not { } type
                    || type.GetMembers(managed.Member).IsEmpty)
                {
                    return;
                }

                var properties = ImmutableDictionary<string, string?>.Empty;
                if (managed.Expression is { } expression && managed.Arity == function.Parameters.Length && IsUsable(call, managed))
                {
                    properties = properties.Add(FFI8007Properties.Expression, expression).Add(FFI8007Properties.Result, managed.Result);
                }

                if (Report.Create(Rule, interop.Compilation, call.Syntax.GetLocation(), null, properties, default, function.DisplayName, function.Library, managed) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            NativeCalls.Kinds);
    }

    /// <summary>Whether what the call gives is still there in the replacement: nobody uses a result that it has not, and each argument is a plain value.</summary>
    private static bool IsUsable(IOperation call, ManagedEquivalent managed) =>
        (managed.Result != "void" || call.Parent is IExpressionStatementOperation)
        && NativeCalls.ArgumentsOf(call).All(static argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None, Type: not IArrayTypeSymbol } });
}
