using System.Collections.Generic;
using System.Linq;

namespace BoundaryLint.Comparison;

/// <summary>Names the platforms on which a difference exists, for the end of a message.</summary>
internal static class TargetNames
{
    /// <summary><c> on win-x64, linux-x64</c>, or nothing where it exists on all of them.</summary>
    public static string Of(IEnumerable<string> targets, int all)
    {
        var names = targets.Distinct().ToList();
        return names.Count == all ? "" : " on " + string.Join(", ", names);
    }
}
