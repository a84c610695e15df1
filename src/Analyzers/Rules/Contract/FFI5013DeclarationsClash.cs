using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>One native function has one signature; when two declarations of it cannot both be right on some platform, one of them is wrong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5013DeclarationsClash : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5013",
        "Two declarations of one native function clash",
        "`{0}` is also declared as `{1}`: {2}{3}; at most one of them agrees with the native function",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Two declarations of the same entry point of the same library pass different numbers or kinds of values. One of them reads registers or stack that the other side never wrote.");

    private static readonly HashSet<string> NumberFunctions = new(StringComparer.Ordinal) { "GetWindowLong", "SetWindowLong", "GetClassLong", "SetClassLong" };

    private static readonly HashSet<string> MessageFunctions = new(StringComparer.Ordinal)
    {
        "SendMessage", "PostMessage", "SendNotifyMessage", "SendMessageTimeout", "SendDlgItemMessage", "PostThreadMessage", "DefWindowProc",

        // What it is asked for decides in the same way what its third argument is.
        "SystemParametersInfo",
    };

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            // Where a header says which of them is right, the wrong ones are reported as differing from it.
            if (context.Function.IsBound
                && Declarations.Of(interop).ClashOf(context.Function) is { } clash
                && HeaderComparison.Of(interop).PairsOf(context.Function, context.CancellationToken).IsEmpty)
            {
                context.Report(Create(interop, context.Function, context.Location, clash));
            }
        });
        start.OnOperation(context => AnalyzeExport(context, interop), OperationKind.Invocation);
    }

    private static Diagnostic? Create(InteropContext interop, NativeFunction function, Location location, Clash clash) =>
        Report.Create(
            Rule,
            interop.Compilation,
            location,

            // An argument has 8 bytes on Windows in any case, and the handles and answers of its functions fit in 4.
            clash.IsOnlyName || (clash.IsOnlyWidth && SystemLibraries.IsWindows(function.Library)) || IsOfNumbers(function, clash.Other) || OnlyWidthsOfMessages(function, clash.Other) || IsOneUncalled(interop, function, clash.Other) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            null,
            clash.Other.Location is { } other ? ImmutableArray.Create(other) : default,
            function.EntryPoint ?? clash.Other.EntryPoint,
            DisplayNames.OfMember(FunctionMembers.Of(interop).HolderOf(clash.Other) ?? clash.Other.Symbol),
            clash.Difference,
            clash.Targets.Length == 0 ? "" : " on " + string.Join(", ", clash.Targets));

    /// <summary>
    /// Whether a function gives and takes the numbers of 4 bytes that belong to a window, which a declaration with <c>nint</c> reads from a register whose other half the processor has cleared.
    /// </summary>
    private static bool IsOfNumbers(NativeFunction function, NativeFunction other) =>
        SystemLibraries.IsWindows(function.Library)
        && function.EntryPoint is { } name && NumberFunctions.Contains(name.TrimEnd('A', 'W'))
        && function.Parameters.Length == other.Parameters.Length
        && function.Parameters.Append(function.Return).Concat(other.Parameters).Append(other.Return).All(static value =>
            value.Marshalling.Shape is not (ManagedShape.String or ManagedShape.StringBuilder) && value.NativeType.Kind is NativeTypeKind.Integer or NativeTypeKind.Pointer);

    /// <summary>Whether code of the project calls one of two imports, and neither it nor other code can call the other one, which does no harm then.</summary>
    private static bool IsOneUncalled(InteropContext interop, NativeFunction function, NativeFunction other)
    {
        return function is { IsImport: true, Symbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } one }
            && other.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } two
            && IsUncalled(one) != IsUncalled(two);

        bool IsUncalled(IMethodSymbol import) => Visibility.IsHidden(interop.Compilation, import) && !UncalledCode.Of(interop.Compilation).IsMentioned(import);
    }

    /// <summary>
    /// Whether two declarations of a function that passes a message of Windows differ only in the arguments whose meaning the message decides: one of 4 bytes stands in a register or slot
    /// that has 8, and whoever declares it so passes small numbers.
    /// </summary>
    private static bool OnlyWidthsOfMessages(NativeFunction function, NativeFunction other)
    {
        if (!SystemLibraries.IsWindows(function.Library)
            || function.EntryPoint is not { } name || !MessageFunctions.Contains(name.TrimEnd('A', 'W'))
            || function.Parameters.Length != other.Parameters.Length || function.Parameters.Length < 4)
        {
            return false;
        }

        return IsSame(function.Parameters[0], other.Parameters[0]) && IsSame(function.Parameters[1], other.Parameters[1]);

        static bool IsSame(NativeParameter left, NativeParameter right) => left.RefKind == right.RefKind && left.Marshalling.Shape is not (ManagedShape.String or ManagedShape.StringBuilder)
            && right.Marshalling.Shape is not (ManagedShape.String or ManagedShape.StringBuilder);
    }

    private static void AnalyzeExport(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (FetchedExports.Of(interop, call) is { EntryPoint: { } name } function
            && Declarations.Of(interop).ClashOfExport(function, name, function.Library) is { } clash
            && HeaderComparison.Of(interop).PairsOf(function, context.CancellationToken).IsEmpty
            && Create(interop, function, call.Syntax.GetLocation(), clash) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <param name="Other">The declaration that stands first.</param>
    /// <param name="Difference">What differs, for the message.</param>
    /// <param name="Targets">The platforms on which it does, or none for all.</param>
    /// <param name="IsOnlyWidth">Whether it is only about how much of a register counts.</param>
    private sealed record Clash(NativeFunction Other, string Difference, ImmutableArray<string> Targets, bool IsOnlyWidth)
    {
        /// <summary>Whether only the name says that both are the same function.</summary>
        public bool IsOnlyName { get; init; }
    }

    /// <summary>The imports of the compilation by library and name, compared once.</summary>
    private sealed class Declarations
    {
        // Fewer functions with the same difference are mistakes.
        private const int EnoughForModel = 3;

        // Two overloads may be a mistake and its repair.
        private const int EnoughForAnyNumber = 3;

        private readonly InteropContext _interop;
        private readonly Dictionary<(string Library, string Name), List<NativeFunction>> _groups = new();
        private readonly Dictionary<string, HashSet<string>> _libraries = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<(ISymbol, ISymbol), bool> _models = new();
        private readonly Dictionary<NativeFunction, Clash> _clashes = new();

        private Declarations(InteropContext interop)
        {
            _interop = interop;
            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                if (!function.IsImport || KeyOf(function) is not { } key)
                {
                    continue;
                }

                if (!_groups.TryGetValue(key, out var group))
                {
                    _groups.Add(key, group = new List<NativeFunction>());
                }

                group.Add(function);
                if (!_libraries.TryGetValue(key.Name, out var libraries))
                {
                    _libraries.Add(key.Name, libraries = new HashSet<string>(StringComparer.Ordinal));
                }

                libraries.Add(key.Library);
            }

            foreach (var group in _groups.Values)
            {
                if (group.Count > 1)
                {
                    Compare(group);
                }
            }

            // What is fetched and imported, too, is compared where it is fetched.
            foreach (var group in FunctionMembers.Of(interop).Fetching
                .Where(fetching => !_libraries.ContainsKey(fetching.Function.EntryPoint!)
                    && !VariadicFunctions.HasSignaturesOnPurpose(fetching.Function.Library, fetching.Function.EntryPoint!))
                .GroupBy(static fetching => (LibraryNames.Normalize(fetching.Function.Library), fetching.Function.EntryPoint), static fetching => fetching.Function))
            {
                // One type for each width of an integer is how members are made for C's long: what tells a mistake is the number of parameters.
                Compare(group.GroupBy(static function => function.Parameters.Length).Select(static same => same.First()).ToList());
            }
        }

        public static Declarations Of(InteropContext interop) => interop.Get(static context => new Declarations(context));

        public Clash? ClashOf(NativeFunction function)
        {
            if (_clashes.TryGetValue(function, out var clash))
            {
                return clash;
            }

            // Local functions are no members, so each is compared with the members here.
            return function.Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } && KeyOf(function) is { } key && _groups.TryGetValue(key, out var group)
                ? ClashWithAll(function, group)
                : null;
        }

        public Clash? ClashOfExport(NativeFunction function, string name, string? library)
        {
            if (VariadicFunctions.HasSignaturesOnPurpose(library, name) || !_libraries.TryGetValue(name, out var libraries))
            {
                return null;
            }

            // Without a known library the name alone decides, when only one library has it; another one, which is loaded by a path, may have a function of that name.
            var known = library is not null ? LibraryNames.Normalize(library) : libraries.Count == 1 ? libraries.First() : null;
            return known is not null && _groups.TryGetValue((known, name), out var group) && ClashWithAll(function, group) is { } clash
                ? clash with { IsOnlyName = library is null && !SystemLibraries.IsAny(known) }
                : null;
        }

        private (string Library, string Name)? KeyOf(NativeFunction function)
        {
            if (function.EntryPoint is not { Length: > 0 } name
                || function.Library is not { Length: > 0 }
                || IsForPointersOf32Bits(function.Symbol)
                || VariadicFunctions.HasSignaturesOnPurpose(function.Library, name)
                || BoundaryContracts.Of(_interop).For(function).Variadic is { IsKnown: true, Value: true })
            {
                return null;
            }

            // Without ExactSpelling, Windows functions are looked up with the suffix of their character set.
            if (!function.ExactSpelling && function.CharSet is System.Runtime.InteropServices.CharSet.Unicode or System.Runtime.InteropServices.CharSet.Auto
                && SystemLibraries.IsWindows(function.Library) && name[name.Length - 1] is not ('A' or 'W'))
            {
                name += "W";
            }

            return (LibraryNames.Normalize(function.Library), name);
        }

        /// <summary>
        /// Whether a declaration is one of a pair, <c>GetWindowLongPtr32</c> and <c>GetWindowLongPtr64</c>, between which callers choose by the size of a pointer: where it is called,
        /// <c>nint</c> and <c>int</c> are the same.
        /// </summary>
        private static bool IsForPointersOf32Bits(ISymbol symbol) =>
            symbol.Name.EndsWith("32", StringComparison.Ordinal) && symbol.ContainingType is { } type && !type.GetMembers(symbol.Name.Substring(0, symbol.Name.Length - 2) + "64").IsEmpty;

        /// <summary>Whether overloads of one type give a function one, two, three more values of one kind, as one declares what takes any number of them: <c>kv_add(int count, ref Item a, ref Item b)</c>.</summary>
        private static bool AreForAnyNumber(List<NativeFunction> group)
        {
            var byLength = group.OrderBy(static function => function.Parameters.Length).ToList();
            for (var index = 1; index < byLength.Count; index++)
            {
                var (shorter, longer) = (byLength[index - 1], byLength[index]);
                if (longer.Parameters.Length != shorter.Parameters.Length + 1 || shorter.Parameters.Length < 2 || shorter.Symbol.Name != longer.Symbol.Name
                    || !SymbolEqualityComparer.Default.Equals(shorter.Symbol.ContainingType, longer.Symbol.ContainingType))
                {
                    return false;
                }

                var last = shorter.Parameters[shorter.Parameters.Length - 1];
                for (var position = 0; position < longer.Parameters.Length; position++)
                {
                    var other = position < shorter.Parameters.Length ? shorter.Parameters[position] : last;
                    if (longer.Parameters[position].RefKind != other.RefKind || !SymbolEqualityComparer.Default.Equals(longer.Parameters[position].Type, other.Type))
                    {
                        return false;
                    }
                }
            }

            return byLength.Count >= EnoughForAnyNumber;
        }

        private void Compare(List<NativeFunction> group)
        {
            if (AreForAnyNumber(group))
            {
                return;
            }

            group.Sort(static (left, right) =>
            {
                var (first, second) = (left.Location, right.Location);
                var byPath = string.CompareOrdinal(first?.SourceTree?.FilePath, second?.SourceTree?.FilePath);
                return byPath != 0 ? byPath : (first?.SourceSpan.Start ?? 0).CompareTo(second?.SourceSpan.Start ?? 0);
            });

            // One representative for each signature found so far: every further one is reported once.
            var signatures = new List<NativeFunction>();
            foreach (var function in group)
            {
                if (signatures.Count == 0 || ClashWithAll(function, signatures) is not { } clash)
                {
                    if (signatures.Count == 0)
                    {
                        signatures.Add(function);
                    }

                    continue;
                }

                signatures.Add(function);
                _clashes[function] = clash;
            }
        }

        /// <summary>
        /// Whether two types declare the same functions, one of them with 8 bytes for what has 4 in the other, as C's <c>long</c> has on different platforms: callers choose between the
        /// types, and a mistake does not go through all declarations in one direction.
        /// </summary>
        private bool AreForDifferentModels(INamedTypeSymbol? type, INamedTypeSymbol? other)
        {
            if (type is null || other is null || SymbolEqualityComparer.Default.Equals(type, other))
            {
                return false;
            }

            var key = (type, other);
            if (!_models.TryGetValue(key, out var areForDifferentModels))
            {
                var (narrower, wider, pairs) = (0, 0, 0);
                foreach (var group in _groups.Values)
                {
                    var left = group.Find(function => SymbolEqualityComparer.Default.Equals(function.Signature.ContainingType, type));
                    var right = left is null ? null : group.Find(function => SymbolEqualityComparer.Default.Equals(function.Signature.ContainingType, other));
                    if (left is null || right is null || left.Parameters.Length != right.Parameters.Length)
                    {
                        continue;
                    }

                    var (before, wasWider) = (narrower, wider);
                    for (var index = -1; index < left.Parameters.Length; index++)
                    {
                        var (value, otherValue) = index < 0 ? (left.Return, right.Return) : (left.Parameters[index], right.Parameters[index]);
                        if (value.NativeType is { Kind: NativeTypeKind.Integer, FixedSize: 4 or 8 } one && otherValue.NativeType is { Kind: NativeTypeKind.Integer, FixedSize: 4 or 8 } two)
                        {
                            narrower += one.FixedSize < two.FixedSize ? 1 : 0;
                            wider += one.FixedSize > two.FixedSize ? 1 : 0;
                        }
                    }

                    pairs += narrower > before || wider > wasWider ? 1 : 0;
                }

                areForDifferentModels = pairs >= EnoughForModel && (narrower == 0 || wider == 0);
                _models.TryAdd(key, areForDifferentModels);
            }

            return areForDifferentModels;
        }

        /// <summary>The difference from the first of <paramref name="others"/>, when none of them agrees.</summary>
        private Clash? ClashWithAll(NativeFunction function, IEnumerable<NativeFunction> others)
        {
            Clash? first = null;
            foreach (var other in others)
            {
                if (SignatureComparison.Compare(_interop, function, other) is not { } difference
                    || DeclaredSystems.AreForDifferentSystems(function.Symbol, other.Symbol)
                    || AreForDifferentModels(function.Signature.ContainingType, other.Signature.ContainingType)
                    || WidthChoices.AreChosenBetween(_interop, function, other))
                {
                    return null;
                }

                first ??= new Clash(other, difference.Text, difference.Targets, difference.IsOnlyWidth);
            }

            return first;
        }
    }
}
