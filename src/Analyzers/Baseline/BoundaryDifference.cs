using BoundaryLint.Signatures;

namespace BoundaryLint.Baseline;

/// <summary>What a change breaks.</summary>
internal enum BreakClass
{
    /// <summary>Only source that is compiled again.</summary>
    Source,

    /// <summary>Nothing that a compiler or loader sees: the same bytes mean something else.</summary>
    Semantics,

    /// <summary>Calls between what was compiled against the old boundary and what was compiled against the new one.</summary>
    Binary,

    /// <summary>Memory that both sides share.</summary>
    Layout,
}

/// <summary>The part of the version that semantic versioning raises for a change.</summary>
internal enum VersionPart
{
    Patch,
    Minor,
    Major,
}

/// <summary>How a declaration differs from what the baseline states.</summary>
/// <param name="Class">What the change breaks.</param>
/// <param name="Version">What semantic versioning asks for.</param>
/// <param name="Description">The change, with the old and the new fact.</param>
internal sealed record BoundaryDifference(BreakClass Class, VersionPart Version, string Description)
{
    /// <summary>The position of the parameter that has changed; -1 for the result, null where it is no single value.</summary>
    public int? Parameter { get; init; }

    /// <summary>The field that has changed, or null.</summary>
    public string? Field { get; init; }

    /// <summary>What a message says of the change's consequences.</summary>
    public string Consequence =>
        $"a {Class.ToString().ToLowerInvariant()} break, for which semantic versioning asks for a new {Version.ToString().ToLowerInvariant()} version";

    /// <summary>Why a change that only some platforms see counts there: the model of the platform.</summary>
    public DataModel? Model { get; init; }
}
