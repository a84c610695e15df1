using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Baseline;

/// <summary>What is not as the baseline has it.</summary>
/// <param name="Symbol">The declaration.</param>
/// <param name="Difference">How it differs from the stated lines; null where there are none.</param>
/// <param name="Stated">The lines that are not true any more.</param>
/// <param name="Missing">The lines that the baseline lacks.</param>
internal sealed record BaselineFinding(SurfaceSymbol Symbol, BoundaryDifference? Difference, ImmutableArray<StatedLine> Stated, ImmutableArray<BaselineLine> Missing);

/// <summary>The boundary beside its baseline.</summary>
internal sealed class BaselineComparison
{
    private readonly InteropContext _interop;
    private readonly Baselines _baselines;
    private readonly BoundarySurface _surface;
    private readonly LineComparison _lines;
    private readonly ImmutableArray<DataModel> _models;
    private readonly bool _isForOneIdentifier;
    private readonly Dictionary<ISymbol, List<BaselineFinding>> _findings = new(SymbolEqualityComparer.Default);
    private readonly HashSet<StatedLine> _stale = [];
    private readonly Lazy<ImmutableHashSet<string>> _bodyNames;

    private BaselineComparison(InteropContext interop)
    {
        _interop = interop;
        _baselines = Baselines.Of(interop);
        _surface = BoundarySurface.Of(interop);
        var targets = ProjectTargets.Of(interop);
        _models = targets.Models;

        // A build for a platform that the project does not name, such as one run of dotnet publish, asks for no lines of its own.
        _isForOneIdentifier = interop.Options.BuildPropertyList("RuntimeIdentifiers").Length == 0 && interop.Options.BuildPropertyList("RuntimeIdentifier").Length > 0;
        var declared = _surface.Symbols.Where(static symbol => symbol.Lines[0].Kind == BaselineKind.Struct)
            .GroupBy(static symbol => symbol.Lines[0].Name, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Lines, StringComparer.Ordinal);
        _lines = new LineComparison(
            targets.Models,
            targets.CanRunOn32BitWindows,
            (name, model) => StatedLayout(BaselineLine.KeyOf(BaselineKind.Struct, "", name), model)?.Line.Layout,
            (name, model) => declared.TryGetValue(name, out var lines) ? LayoutOn(lines, model) : null);
        _bodyNames = new Lazy<ImmutableHashSet<string>>(() => NamesInBodies(interop.Compilation));

        foreach (var group in _surface.Symbols.GroupBy(static symbol => symbol.Key, StringComparer.Ordinal))
        {
            var stated = _baselines.ByKey.TryGetValue(group.Key, out var lines) ? lines : ImmutableArray<StatedLine>.Empty;
            if (group.First().Lines[0].Kind == BaselineKind.Struct)
            {
                CompareStruct(group.First(), stated);
            }
            else
            {
                ComparePlain(group.ToList(), stated);
            }
        }

        JoinNewEnums();
    }

    public static BaselineComparison Of(InteropContext interop) => interop.Get(static context => new BaselineComparison(context));

    /// <summary>The name of the file that a new line goes into.</summary>
    public string TargetFor(BaselineLine line) => BaselineNames.TargetFor(line.Library, _baselines.Paths) is { } path ? BaselineNames.NameOf(path) : "";

    /// <summary>What is not as the baseline has it about one declaration.</summary>
    public IReadOnlyList<BaselineFinding> FindingsOf(ISymbol symbol) => _findings.TryGetValue(symbol, out var found) ? found : [];

    /// <summary>The same for a signature that stands in a method's body, where nothing but the body shows it: a local function, or a function that is fetched by its name.</summary>
    public BaselineFinding? FindingOfLocal(NativeFunction function, Location place, CancellationToken cancellationToken)
    {
        if (new SurfaceText(_interop).OfFunction(function, cancellationToken) is not { } line)
        {
            return null;
        }

        var symbol = new SurfaceSymbol(function.Symbol, place, function.DisplayName, line.Key, ImmutableArray.Create(line)) { Function = function };

        // Without a library any line of a function of this name will do.
        var stated = _baselines.ByKey.TryGetValue(line.Key, out var lines) ? lines
            : line.Library.Length > 0 ? ImmutableArray<StatedLine>.Empty
            : _baselines.Lines.Where(known => known.Line.Kind == BaselineKind.Import && known.Line.Name == line.Name).ToImmutableArray();
        if (stated.Any(known => _lines.Compare(known.Line, line) is null))
        {
            return null;
        }

        // A line that a member is declared by stays true beside the other signature.
        var changed = stated.FirstOrDefault(known => !_surface.Has(known.Line.Key));
        return changed is null
            ? new BaselineFinding(symbol, null, ImmutableArray<StatedLine>.Empty, symbol.Lines)
            : new BaselineFinding(symbol, _lines.Compare(changed.Line, line), ImmutableArray.Create(changed), symbol.Lines);
    }

    /// <summary>The lines of one file that state something which is not on the boundary any more.</summary>
    public IEnumerable<StatedLine> GoneFrom(AdditionalText file)
    {
        foreach (var line in _baselines.Lines)
        {
            if (ReferenceEquals(line.File, file)
                && (_stale.Contains(line) || !_surface.Has(line.Line.Key))
                && !(line.Line.Kind == BaselineKind.Import && _bodyNames.Value.Contains(line.Line.Name)))
            {
                yield return line;
            }
        }
    }

    private void ComparePlain(List<SurfaceSymbol> symbols, ImmutableArray<StatedLine> stated)
    {
        var unmatched = symbols.Where(symbol => !stated.Any(line => _lines.Compare(line.Line, symbol.Lines[0]) is null)).ToList();
        var untrue = stated.Where(line => !symbols.Any(symbol => _lines.Compare(line.Line, symbol.Lines[0]) is null)).ToList();
        for (var i = 0; i < unmatched.Count; i++)
        {
            var symbol = unmatched[i];
            var old = i < untrue.Count ? untrue[i] : null;
            Add(new BaselineFinding(
                symbol,
                old is null ? null : _lines.Compare(old.Line, symbol.Lines[0]),
                old is null ? ImmutableArray<StatedLine>.Empty : ImmutableArray.Create(old),
                symbol.Lines));
        }

        // One of several declarations of a function is gone. What has one value is stated twice then, which is a problem of its own.
        _stale.UnionWith(untrue.Skip(unmatched.Count).Where(static line => line.Line.Kind == BaselineKind.Import));
    }

    private void CompareStruct(SurfaceSymbol symbol, ImmutableArray<StatedLine> stated)
    {
        BoundaryDifference? worst = null;
        var changed = new List<DataModel>();
        var untrue = new List<StatedLine>();
        var isMissing = false;
        foreach (var model in _models)
        {
            if (LayoutOn(symbol.Lines, model) is not { } declared)
            {
                continue;
            }

            if (StatedLayout(symbol.Key, model) is not { } line)
            {
                isMissing = true;
            }
            else if (_lines.Layouts(line.Line.Layout!, declared, symbol.IsHandedOut, model) is { } difference)
            {
                changed.Add(model);
                untrue.Add(line);
                worst = worst is null || (difference.Version, difference.Class).CompareTo((worst.Version, worst.Class)) > 0 ? difference : worst;
            }
        }

        if (worst is not null)
        {
            var kept = stated.Where(line => !untrue.Contains(line)).Select(static line => line.Line.Text).ToImmutableHashSet(StringComparer.Ordinal);
            Add(new BaselineFinding(
                symbol,
                worst with { Description = worst.Description + _lines.On(changed) },
                untrue.Distinct().ToImmutableArray(),
                symbol.Lines.Where(line => !kept.Contains(line.Text)).ToImmutableArray()));
        }
        else if (isMissing && (stated.IsEmpty || !_isForOneIdentifier))
        {
            var missing = symbol.Lines.Where(line => !stated.Any(known => known.Line.Layout!.Models.Any(line.Layout!.Models.Contains))).ToImmutableArray();
            if (!missing.IsEmpty)
            {
                Add(new BaselineFinding(symbol, null, ImmutableArray<StatedLine>.Empty, missing));
            }
        }
    }

    /// <summary>A new enum is new with all of its members: one finding says it.</summary>
    private void JoinNewEnums()
    {
        foreach (var symbol in _surface.Symbols)
        {
            if (symbol is { Symbol: INamedTypeSymbol { TypeKind: TypeKind.Enum } type }
                && symbol.Lines[0].Kind == BaselineKind.Enum
                && _findings.TryGetValue(type, out var own)
                && own.Count == 1
                && own[0] is { Difference: null } finding)
            {
                var missing = finding.Missing.ToBuilder();
                foreach (var member in type.GetMembers())
                {
                    if (_findings.TryGetValue(member, out var ofMember) && ofMember.Count == 1 && ofMember[0] is { Difference: null } found)
                    {
                        missing.AddRange(found.Missing);
                        _findings.Remove(member);
                    }
                }

                own[0] = finding with { Missing = missing.ToImmutable() };
            }
        }
    }

    private void Add(BaselineFinding finding)
    {
        if (!_findings.TryGetValue(finding.Symbol.Symbol, out var known))
        {
            _findings.Add(finding.Symbol.Symbol, known = []);
        }

        known.Add(finding);
    }

    private StatedLine? StatedLayout(string key, DataModel model) =>
        _baselines.ByKey.TryGetValue(key, out var lines) ? lines.FirstOrDefault(line => line.Line.Layout is { } layout && layout.Models.Contains(model)) : null;

    private static BaselineLayout? LayoutOn(ImmutableArray<BaselineLine> lines, DataModel model) =>
        lines.Select(static line => line.Layout).FirstOrDefault(layout => layout is not null && layout.Models.Contains(model));

    /// <summary>What imports in bodies may be called: names of external local functions, and texts, of which one may be an entry point. Asked only when a function seems to be gone.</summary>
    private static ImmutableHashSet<string> NamesInBodies(Compilation compilation)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes(static node => node is not AttributeListSyntax || node.Parent is LocalFunctionStatementSyntax))
            {
                switch (node)
                {
                    case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.ExternKeyword):
                        names.Add(local.Identifier.ValueText);
                        break;
                    case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                        names.Add(literal.Token.ValueText);
                        break;
                }
            }
        }

        return names.ToImmutable();
    }
}
