using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>What FFI5010 tells its fix.</summary>
internal static class FFI5010Properties
{
    /// <summary>The path of the header.</summary>
    public const string Header = nameof(Header);

    /// <summary>The functions that nothing binds, separated by semicolons.</summary>
    public const string Functions = nameof(Functions);
}

/// <summary>FFI5010: a header of the project declares functions that nothing binds. Reported once for each header, at the class that binds it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5010FunctionHasNoBinding : InteropAnalyzer
{
    // What a message shows without becoming a catalogue.
    private const int MaximumNames = 3;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5010",
        "Header function has no binding",
        "{0} of the {1} functions of {2} {3} bound; without a binding: {4}",
        RuleFamily.Contract,
        DiagnosticSeverity.Hidden,
        description: "Nothing is wrong: the class that binds a header can offer more of it.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (!HeaderComparison.Of(interop).HasHeaders)
        {
            return;
        }

        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (type.TypeKind != TypeKind.Class || AttributeContracts.DiffersOnPurpose(type.GetAttributes()))
                {
                    return;
                }

                foreach (var found in HeaderCoverage.Of(interop).MissingIn(type, context.CancellationToken))
                {
                    if (Create(interop, found) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            SymbolKind.NamedType);
    }

    private static Diagnostic? Create(InteropContext interop, UnboundFunctions found)
    {
        var names = found.Missing;
        var more = names.Length - MaximumNames;
        return Report.Create(
            Rule,
            interop.Compilation,
            found.Place,
            null,
            ImmutableDictionary<string, string?>.Empty
                .Add(FFI5010Properties.Header, found.Header.File.Path)
                .Add(FFI5010Properties.Functions, string.Join(";", names.Select(static function => function.Name))),
            ImmutableArray.Create(names[0].Location.ToLocation()),
            found.Bound == 0 ? "None" : found.Bound.ToString(CultureInfo.InvariantCulture),
            found.Bound + names.Length,
            found.Header.Name,
            found.Bound == 1 ? "is" : "are",
            string.Join(", ", names.Take(MaximumNames).Select(static function => $"`{function.Name}`")) + (more > 0 ? $" and {more} more" : ""));
    }
}
