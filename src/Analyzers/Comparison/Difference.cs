using System.Collections.Immutable;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;

namespace BoundaryLint.Comparison;

/// <summary>In what two signatures differ.</summary>
internal enum DifferenceKind
{
    ParameterCount,
    ParameterType,
    ReturnType,
    CallingConvention,

    /// <summary>Who may write, and what may be null: the bytes agree.</summary>
    Promise,
}

/// <summary>One difference between a C# signature and the header's, with the platforms on which it exists.</summary>
/// <param name="Kind">In what they differ.</param>
/// <param name="Value">The C# value, or null where the signature as a whole differs.</param>
/// <param name="Managed">What C# has: <c>`int`, 4 bytes</c>.</param>
/// <param name="Native">What the header has, platforms included: <c>`size_t`, 8 bytes on win-x64, linux-x64</c>.</param>
/// <param name="Consequence">What happens at run time.</param>
/// <param name="IsMinor">Whether programs may work nevertheless: reported one step lower.</param>
/// <param name="NativeName">The parameter or function on the C side.</param>
/// <param name="Location">Where the header has it.</param>
/// <param name="Replacement">The C# type that would agree, on every platform that is compared; null where there is none.</param>
internal sealed record Difference(
    DifferenceKind Kind,
    NativeParameter? Value,
    string Managed,
    string Native,
    string Consequence,
    bool IsMinor,
    string NativeName,
    HeaderLocation Location,
    Counterpart? Replacement)
{
    /// <summary>The parameters that C# lacks, with their places in the header's order and their C# types; empty unless the names of all others agree.</summary>
    public ImmutableArray<(int Index, string Type, string Name)> Missing { get; init; } = ImmutableArray<(int, string, string)>.Empty;

    /// <summary>The places of the C# parameters that the header lacks; empty unless the names of all others agree.</summary>
    public ImmutableArray<int> Surplus { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>Whether an attribute and the header state what cannot both be true, so that no type is wrong.</summary>
    public bool IsContradiction { get; init; }

    /// <summary>The header's file and line, for messages.</summary>
    public string Place => Contracts.NativeHeader.NameOf(Location.Path) + ":" + (Location.Line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The C# spelling of a C type.</summary>
/// <param name="Type">A keyword, or a type of <c>System.Runtime.InteropServices</c> or of the project with its full name.</param>
/// <param name="Passing">How the value must be passed.</param>
/// <param name="UnmanagedType">The member of <c>UnmanagedType</c> that must be stated with it, or null.</param>
internal sealed record Counterpart(string Type, CounterpartPassing Passing, string? UnmanagedType = null);

internal enum CounterpartPassing
{
    /// <summary>As the declaration does today; <see cref="Counterpart.Type"/> stands for the type behind <c>ref</c>, or of the elements.</summary>
    Unchanged,
    ByValue,
    ByIn,
    ByRef,
}
