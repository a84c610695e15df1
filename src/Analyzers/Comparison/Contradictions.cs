using System.Collections.Generic;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;

namespace BoundaryLint.Comparison;

/// <summary>Finds what C# attributes and the project's header state of one value and cannot both be true.</summary>
internal static class Contradictions
{
    private const string Consequence = "one of the two is wrong, and the rules believe the attribute";

    /// <summary>The values of an import with statements that exclude each other, and the function itself as null.</summary>
    public static IEnumerable<(NativeParameter? Value, string Managed, string Native, string Consequence)> Of(InteropContext interop, NativeFunction function, CancellationToken cancellationToken)
    {
        var declared = new FunctionContract(function.Parameters.Length);
        AttributeContracts.Contribute(function, new ContractBuilder(declared));
        if (!StatesAnything(declared, function))
        {
            yield break;
        }

        var header = new FunctionContract(function.Parameters.Length);
        HeaderContracts.Contribute(interop, function, new ContractBuilder(header), cancellationToken);
        if ((IsSaid(declared.Fast, Evidence.Declared) && IsSaid(header.Blocking, Evidence.Header)) || (IsSaid(declared.Blocking, Evidence.Declared) && IsSaid(header.Fast, Evidence.Header)))
        {
            yield return (null, declared.Fast.IsKnown ? "`[Fast]`" : "`[Blocking]`", declared.Fast.IsKnown ? "`blocking`" : "`fast`", Consequence);
        }

        if (AreBoth(declared.Status, header.Status) && Differ(declared.Status.Value, header.Status.Value))
        {
            yield return (function.Return, $"`[NativeStatus]`, where {declared.Status.Value}", $"a status where {header.Status.Value}", Consequence);
        }

        foreach (var (value, stated, said) in Values(function, declared, header))
        {
            if (AreBoth(stated.Ownership, said.Ownership) && Differ(stated.Ownership.Value, said.Ownership.Value))
            {
                yield return (value, $"`{stated.Ownership.Source}`{Named(stated.Ownership.Value)}", $"`{Word(said.Ownership.Value)}`", Consequence);
            }

            if (AreBoth(stated.Retention, said.Retention)
                && (stated.Retention.Value.Kind == RetentionKind.NoEscape) != (said.Retention.Value.Kind == RetentionKind.NoEscape))
            {
                yield return (value, $"`{stated.Retention.Source}`", $"`{said.Retention.Value.Kind.ToString().ToLowerInvariant()}`", Consequence);
            }

            if (AreBoth(stated.Encoding, said.Encoding) && stated.Encoding.Value != said.Encoding.Value)
            {
                yield return (value, $"`[NativeText]` in {stated.Encoding.Value}", $"`{said.Encoding.Value.ToString().ToLowerInvariant()}`", Consequence);
            }
        }
    }

    /// <summary>Whether any attribute says something that a header could deny; most imports have none.</summary>
    private static bool StatesAnything(FunctionContract declared, NativeFunction function)
    {
        if (declared.Fast.IsKnown || declared.Blocking.IsKnown || declared.Status.IsKnown || StatesAnything(declared.Return))
        {
            return true;
        }

        foreach (var parameter in function.Parameters)
        {
            if (StatesAnything(declared[parameter]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StatesAnything(ValueContract value) => value.Ownership.IsKnown || value.Retention.IsKnown || value.Encoding.IsKnown;

    private static IEnumerable<(NativeParameter Value, ValueContract Declared, ValueContract Header)> Values(NativeFunction function, FunctionContract declared, FunctionContract header)
    {
        foreach (var parameter in function.Parameters)
        {
            yield return (parameter, declared[parameter], header[parameter]);
        }

        yield return (function.Return, declared.Return, header.Return);
    }

    private static bool IsSaid(Fact<bool> fact, Evidence evidence) => fact.Evidence == evidence && fact.Value;

    private static bool AreBoth<T>(Fact<T> declared, Fact<T> header) => declared.Evidence == Evidence.Declared && header.Evidence == Evidence.Header;

    // An HRESULT is a status of which negative values are failures.
    private static bool Differ(StatusConvention declared, StatusConvention header) =>
        declared != header && !(declared.Kind is StatusKind.NotNegative or StatusKind.HResult && header.Kind is StatusKind.NotNegative or StatusKind.HResult);

    private static bool Differ(Ownership declared, Ownership header) =>
        Side(declared.Kind) != Side(header.Kind)
        || (declared is { Kind: OwnershipKind.Owned, Name: { } release } && header is { Kind: OwnershipKind.Owned, Name: { } other } && release != other);

    /// <summary>What is lent and what is never freed is no one's to release; what is taken is released by the callee in the end.</summary>
    private static int Side(OwnershipKind kind) => kind switch
    {
        OwnershipKind.Owned => 0,
        OwnershipKind.Borrowed or OwnershipKind.Static => 1,
        _ => 2,
    };

    private static string Named(Ownership ownership) => ownership is { Kind: OwnershipKind.Owned, Name: { } name } ? $" with `{name}`" : "";

    private static string Word(Ownership ownership) => ownership.Kind.ToString().ToLowerInvariant() + (ownership.Name is { } name ? $"({name})" : "");
}
