using System.Collections.Immutable;
using BoundaryLint.Signatures;

namespace BoundaryLint.Contracts;

/// <summary>How sure a fact about native code is. A stronger one wins; a rule lowers its severity by one step for <see cref="Inferred"/>.</summary>
internal enum Evidence
{
    /// <summary>Nothing is known.</summary>
    None,

    /// <summary>Read from names and types alone.</summary>
    Inferred,

    /// <summary>The built-in catalogue says it.</summary>
    Known,

    /// <summary>A C header that the project gives says it.</summary>
    Header,

    /// <summary>A C# attribute says it.</summary>
    Declared,
}

/// <summary>One answer about native code.</summary>
/// <param name="Value">The answer; meaningless when <see cref="IsKnown"/> is false.</param>
/// <param name="Evidence">How sure it is.</param>
/// <param name="Source">Where it comes from, for messages: <c>inferred from kv_open/kv_close</c>, <c>kv.h:12</c>, <c>[Owned]</c>.</param>
internal readonly record struct Fact<T>(T Value, Evidence Evidence, string Source)
{
    public bool IsKnown => Evidence != Evidence.None;

    /// <summary>Whether the evidence is better than a guess from names.</summary>
    public bool IsCertain => Evidence > Evidence.Inferred;
}

/// <summary>Who has to release a value.</summary>
internal enum OwnershipKind
{
    /// <summary>The receiver must release it.</summary>
    Owned,

    /// <summary>Somebody else releases it; valid while its owner lives.</summary>
    Borrowed,

    /// <summary>The callee becomes the owner.</summary>
    Taken,

    /// <summary>The callee releases it.</summary>
    Releases,

    /// <summary>Never released.</summary>
    Static,
}

/// <summary>Ownership of one value.</summary>
/// <param name="Kind">Who has to release it.</param>
/// <param name="Name">Of <see cref="OwnershipKind.Owned"/> the releasing function, of <see cref="OwnershipKind.Borrowed"/> the owning parameter; null when not stated.</param>
internal sealed record Ownership(OwnershipKind Kind, string? Name = null)
{
    /// <summary>Whether it is plain memory by the type that the header gives it (<c>char*</c>, <c>void*</c>), and not an object with a handle.</summary>
    public bool IsMemory { get; init; }
}

/// <summary>How long native code uses a pointer or callback.</summary>
internal enum RetentionKind
{
    /// <summary>Only during the call.</summary>
    NoEscape,

    /// <summary>After the call returned.</summary>
    Retained,

    /// <summary>Until an asynchronous operation completes.</summary>
    Async,
}

/// <summary>Lifetime of one pointer or callback.</summary>
/// <param name="Kind">How long it is used.</param>
/// <param name="Until">The function or callback after which native code has let go, or null.</param>
internal sealed record Retention(RetentionKind Kind, string? Until = null);

/// <summary>What success looks like.</summary>
internal enum StatusKind
{
    /// <summary>One value, usually zero.</summary>
    Equal,

    /// <summary>Zero or more.</summary>
    NotNegative,

    /// <summary>Anything but zero.</summary>
    NotZero,

    /// <summary>A pointer or handle that is not null.</summary>
    NotNull,

    /// <summary>An HRESULT: not negative.</summary>
    HResult,
}

/// <summary>How a function reports failure through its result.</summary>
/// <param name="Kind">What success looks like.</param>
/// <param name="Success">The value of <see cref="StatusKind.Equal"/>.</param>
internal sealed record StatusConvention(StatusKind Kind, long Success = 0)
{
    /// <summary>The condition for success as a message shows it.</summary>
    public override string ToString() => Kind switch
    {
        StatusKind.Equal => Success.ToString(System.Globalization.CultureInfo.InvariantCulture) + " means success",
        StatusKind.NotNegative => "a negative value means failure",
        StatusKind.NotZero => "zero means failure",
        StatusKind.NotNull => "null means failure",
        _ => "a negative HRESULT means failure",
    };
}

/// <summary>The units of text that a C type points to.</summary>
internal enum NativeCharacter
{
    /// <summary><c>char</c>: one byte, whatever the encoding.</summary>
    Byte,

    /// <summary><c>char16_t</c>: UTF-16 everywhere.</summary>
    Utf16,

    /// <summary><c>wchar_t</c>: UTF-16 on Windows, four bytes elsewhere.</summary>
    Wide,
}

/// <summary>What is known about one parameter or result.</summary>
internal sealed class ValueContract
{
    public Fact<Ownership> Ownership { get; set; }

    public Fact<Retention> Retention { get; set; }

    /// <summary>The encoding that native code uses for this text.</summary>
    public Fact<TextEncoding> Encoding { get; set; }

    /// <summary>The units of text that the C type points to.</summary>
    public Fact<NativeCharacter> Character { get; set; }

    /// <summary>Whether the C type promises with <c>const</c> that nothing is written through the pointer.</summary>
    public Fact<bool> IsConst { get; set; }

    /// <summary>Whether the pointer and the length behind it are a Rust slice: then it is never null, not even for no elements.</summary>
    public Fact<bool> IsRustSlice { get; set; }

    /// <summary>The parameter or field that counts the elements.</summary>
    public Fact<string> Count { get; set; }

    /// <summary>The parameter or field that counts the bytes.</summary>
    public Fact<string> Bytes { get; set; }

    /// <summary>Whether the pointer may be null.</summary>
    public Fact<bool> Nullable { get; set; }

    /// <summary>Whether native code reads, fills or changes what the pointer points to.</summary>
    public Fact<DataDirection> Direction { get; set; }

    /// <summary>Whether text ends with a null character.</summary>
    public Fact<bool> ZeroTerminated { get; set; }

    /// <summary>The value that is no handle: 0, or -1.</summary>
    public Fact<long> Invalid { get; set; }

    /// <summary>The native name of the opaque type that the handle is of: two values with different names are never the same thing.</summary>
    public Fact<string> HandleType { get; set; }

    /// <summary>The function that releases handles of <see cref="HandleType"/>, whoever owns this one.</summary>
    public Fact<string> HandleRelease { get; set; }

    /// <summary>Of a parameter through which the function tells whether it failed: what it holds after success, <c>null</c> being 0.</summary>
    public Fact<StatusConvention> Status { get; set; }
}

/// <summary>What is known about one native function beyond its signature. Immutable once <see cref="BoundaryContracts"/> hands it out.</summary>
internal sealed class FunctionContract(int parameterCount)
{
    public ValueContract Return { get; } = new();

    /// <summary>One entry for each C# parameter, in order.</summary>
    public ImmutableArray<ValueContract> Parameters { get; } = Create(parameterCount);

    /// <summary>How the result reports failure; unknown when the result is no status.</summary>
    public Fact<StatusConvention> Status { get; set; }

    /// <summary>The position of the parameter through which the function tells whether it failed (<c>char **errptr</c>, <c>GError **error</c>), or -1.</summary>
    public int ErrorParameter
    {
        get
        {
            for (var i = Parameters.Length - 1; i >= 0; i--)
            {
                if (Parameters[i].Status.IsKnown)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>The function that gives the text of the error.</summary>
    public Fact<string> ErrorText { get; set; }

    /// <summary>Whether the header demands that the result is looked at (<c>[[nodiscard]]</c>, <c>warn_unused_result</c>), whatever it means.</summary>
    public Fact<bool> MustUseResult { get; set; }

    /// <summary>Whether the result is a C truth value (<c>BOOL</c>): zero is false, and any other number is true.</summary>
    public Fact<bool> BooleanResult { get; set; }

    /// <summary>Whether a failing call leaves its reason in errno or the last error of Windows.</summary>
    public Fact<bool> LastError { get; set; }

    public Fact<bool> Blocking { get; set; }

    /// <summary>Short, never blocks, never calls back.</summary>
    public Fact<bool> Fast { get; set; }

    public Fact<bool> CallsBack { get; set; }

    /// <summary>Must not be called while a callback of the same library runs.</summary>
    public Fact<bool> NotInCallback { get; set; }

    public Fact<bool> ThreadAffine { get; set; }

    public Fact<bool> ThreadSafe { get; set; }

    /// <summary>The calling convention that the native side is compiled with.</summary>
    public Fact<NativeCallingConvention> Convention { get; set; }

    /// <summary>Whether the C function takes a variable number of arguments.</summary>
    public Fact<bool> Variadic { get; set; }

    /// <summary>The contract of a value of this function.</summary>
    public ValueContract this[NativeParameter parameter] => parameter.IsReturn ? Return : Parameters[parameter.Index];

    private static ImmutableArray<ValueContract> Create(int count)
    {
        var values = ImmutableArray.CreateBuilder<ValueContract>(count);
        for (var i = 0; i < count; i++)
        {
            values.Add(new ValueContract());
        }

        return values.MoveToImmutable();
    }
}
