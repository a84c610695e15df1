using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Signatures;

namespace BoundaryLint.Baseline;

/// <summary>
/// Names of sets of platforms. A layout names all platforms that share it, those included that the project does not run on, so that a new target of the project changes no line.
/// </summary>
internal static class ModelSets
{
    // Up to so many platforms are named by what they are not.
    private const int MostExceptions = 2;

    private static readonly ImmutableArray<(string Name, ImmutableArray<DataModel> Models)> Known = ImmutableArray.Create(
        Set("64", static model => model.PointerSize == 8),
        Set("32", static model => model.PointerSize == 4),
        Set("unix", static model => model.Rules == LayoutRules.Itanium),
        Set("win", static model => model.Rules == LayoutRules.Msvc),
        Set("unix64", static model => model.Rules == LayoutRules.Itanium && model.PointerSize == 8),
        Set("win64", static model => model.Rules == LayoutRules.Msvc && model.PointerSize == 8),
        Set("unix32", static model => model.Rules == LayoutRules.Itanium && model.PointerSize == 4));

    public static string Names { get; } = string.Join(", ", Known.Select(static set => set.Name).Concat(DataModel.All.Select(static model => model.Name)));

    public static bool IsName(string word) => !Find(Positive(word)).IsEmpty;

    /// <summary>The platforms that a list of names means: those that are named, or all but those that have an exclamation mark.</summary>
    public static ImmutableArray<DataModel> Of(ImmutableArray<string> words)
    {
        var excluded = words.Where(static word => word[0] == '!').SelectMany(static word => Find(Positive(word))).ToList();
        var included = words.Where(static word => word[0] != '!').SelectMany(static word => Find(word)).ToList();
        return DataModel.All.Where(model => (included.Count == 0 || included.Contains(model)) && !excluded.Contains(model)).ToImmutableArray();
    }

    /// <summary>What a line writes behind the layout that <paramref name="models"/> share; empty for all.</summary>
    public static string Describe(IReadOnlyCollection<DataModel> models)
    {
        var others = DataModel.All.Where(model => !models.Contains(model)).ToList();
        if (others.Count <= MostExceptions)
        {
            return string.Join(" ", others.Select(static model => "!" + model.Name));
        }

        var names = new List<string>();
        var left = models.ToList();
        foreach (var (name, set) in Known)
        {
            if (set.All(models.Contains) && set.Any(left.Contains))
            {
                names.Add(name);
                left.RemoveAll(set.Contains);
            }
        }

        names.AddRange(DataModel.All.Where(left.Contains).Select(static model => model.Name));
        return string.Join(" ", names);
    }

    private static string Positive(string word) => word.StartsWith("!", StringComparison.Ordinal) ? word.Substring(1) : word;

    private static ImmutableArray<DataModel> Find(string name)
    {
        foreach (var (known, models) in Known)
        {
            if (known == name)
            {
                return models;
            }
        }

        return DataModel.All.Where(model => model.Name == name).ToImmutableArray();
    }

    private static (string Name, ImmutableArray<DataModel> Models) Set(string name, Func<DataModel, bool> contains) => (name, DataModel.All.Where(contains).ToImmutableArray());
}
