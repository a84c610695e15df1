using System;
using System.Collections.Immutable;
using System.Globalization;
using BoundaryLint.Signatures;

namespace BoundaryLint.Contracts;

/// <summary>
/// Puts single facts, in the words of the contract language, into a <see cref="FunctionContract"/>. Attributes, headers and the catalogue all come
/// through here, strongest first: a fact never replaces one of stronger evidence.
/// </summary>
internal sealed class ContractBuilder(FunctionContract contract)
{
    /// <summary>Target of facts about the function itself.</summary>
    public const int Function = -2;

    /// <summary>Target of facts about the result.</summary>
    public const int Return = -1;

    /// <summary>
    /// Adds one fact. Returns false when <paramref name="word"/> is no fact of the language, or not with these arguments or for this target.
    /// </summary>
    /// <param name="target">The index of a parameter, <see cref="Return"/> or <see cref="Function"/>.</param>
    /// <param name="word">The fact's name, such as <c>owned</c>.</param>
    /// <param name="arguments">What stands in its parentheses, separated at commas.</param>
    /// <param name="evidence">How sure it is.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    public bool Add(int target, string word, ImmutableArray<string> arguments, Evidence evidence, string source)
    {
        var argument = arguments.IsDefaultOrEmpty || arguments[0].Length == 0 ? null : arguments[0];
        return target == Function
            ? AddToFunction(word, argument, evidence, source)
            : (target == Return || target < contract.Parameters.Length) && AddToValue(target, word, argument, evidence, source);
    }

    /// <summary>
    /// Adds that plain memory is owned: what <c>owned</c> means for a <c>char*</c> or <c>void*</c>. An attribute that names the same release function cannot say so by itself.
    /// </summary>
    public void AddOwnedMemory(int target, string? release, Evidence evidence, string source)
    {
        if (target == Return || (target >= 0 && target < contract.Parameters.Length))
        {
            var value = target == Return ? contract.Return : contract.Parameters[target];
            value.Ownership = value.Ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned } stated } && stated.Name == release
                ? value.Ownership with { Value = stated with { IsMemory = true } }
                : Stronger(value.Ownership, new Ownership(OwnershipKind.Owned, release) { IsMemory = true }, evidence, source);
        }
    }

    /// <summary>Adds what the C type of a value says of what it points to: its units of text, if any, and whether it is <c>const</c>.</summary>
    public void AddPointee(int target, NativeCharacter? character, bool? isConst, Evidence evidence, string source)
    {
        if (target == Return || (target >= 0 && target < contract.Parameters.Length))
        {
            var value = target == Return ? contract.Return : contract.Parameters[target];
            if (isConst is { } promise)
            {
                value.IsConst = Stronger(value.IsConst, promise, evidence, source);
            }

            if (character is { } unit)
            {
                value.Character = Stronger(value.Character, unit, evidence, source);
            }
        }
    }

    /// <summary>Adds that a parameter and the one behind it are the halves of a Rust slice.</summary>
    public void AddSlice(int target, Evidence evidence, string source)
    {
        if (target >= 0 && target < contract.Parameters.Length)
        {
            contract.Parameters[target].IsRustSlice = Stronger(contract.Parameters[target].IsRustSlice, true, evidence, source);
        }
    }

    private bool AddToFunction(string word, string? argument, Evidence evidence, string source)
    {
        switch (word)
        {
            case "lasterror": contract.LastError = Stronger(contract.LastError, true, evidence, source); return true;
            case "errortext" when argument is not null: contract.ErrorText = Stronger(contract.ErrorText, argument, evidence, source); return true;
            case "blocking": contract.Blocking = Stronger(contract.Blocking, true, evidence, source); return true;
            case "fast": contract.Fast = Stronger(contract.Fast, true, evidence, source); return true;
            case "callsback": contract.CallsBack = Stronger(contract.CallsBack, true, evidence, source); return true;
            case "notincallback": contract.NotInCallback = Stronger(contract.NotInCallback, true, evidence, source); return true;
            case "threadaffine": contract.ThreadAffine = Stronger(contract.ThreadAffine, true, evidence, source); return true;
            case "threadsafe": contract.ThreadSafe = Stronger(contract.ThreadSafe, true, evidence, source); return true;
            case "variadic": contract.Variadic = Stronger(contract.Variadic, true, evidence, source); return true;
            case "convention" when ConventionOf(argument) is { } convention:
                contract.Convention = Stronger(contract.Convention, convention, evidence, source);
                return true;

            // A status is the result's, and may be written for the function too.
            case "status": return AddToValue(Return, word, argument, evidence, source);
            default: return false;
        }
    }

    private bool AddToValue(int target, string word, string? argument, Evidence evidence, string source)
    {
        var value = target == Return ? contract.Return : contract.Parameters[target];
        switch (word)
        {
            case "owned": return Own(new Ownership(OwnershipKind.Owned, argument));
            case "borrowed": return Own(new Ownership(OwnershipKind.Borrowed, argument));
            case "taken": return Own(new Ownership(OwnershipKind.Taken));
            case "releases": return Own(new Ownership(OwnershipKind.Releases));
            case "static": return Own(new Ownership(OwnershipKind.Static));
            case "noescape": return Keep(new Retention(RetentionKind.NoEscape));
            case "retained": return Keep(new Retention(RetentionKind.Retained, UntilOf(argument)));
            case "async": return Keep(new Retention(RetentionKind.Async, argument));
            case "in": return Direct(DataDirection.In);
            case "out": return Direct(DataDirection.Out);
            case "inout": return Direct(DataDirection.InOut);
            case "nonnull": value.Nullable = Stronger(value.Nullable, false, evidence, source); return true;
            case "nullable": value.Nullable = Stronger(value.Nullable, true, evidence, source); return true;
            case "count" when argument is not null: value.Count = Stronger(value.Count, argument, evidence, source); return true;
            case "bytes" when argument is not null: value.Bytes = Stronger(value.Bytes, argument, evidence, source); return true;
            case "utf8": return Encode(TextEncoding.Utf8);
            case "utf16": return Encode(TextEncoding.Utf16);
            case "ansi": return Encode(TextEncoding.Ansi);
            case "zeroterm": value.ZeroTerminated = Stronger(value.ZeroTerminated, true, evidence, source); return true;
            case "nozeroterm": value.ZeroTerminated = Stronger(value.ZeroTerminated, false, evidence, source); return true;
            case "invalid" when long.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var invalid):
                value.Invalid = Stronger(value.Invalid, invalid, evidence, source);
                return true;
            case "handletype" when argument is not null: value.HandleType = Stronger(value.HandleType, argument, evidence, source); return true;
            case "handle" when argument is not null: value.HandleRelease = Stronger(value.HandleRelease, argument, evidence, source); return true;
            case "nodiscard" when target == Return: contract.MustUseResult = Stronger(contract.MustUseResult, true, evidence, source); return true;
            case "boolean" when target == Return: contract.BooleanResult = Stronger(contract.BooleanResult, true, evidence, source); return true;
            case "status" when target == Return && StatusOf(argument) is { } status:
                contract.Status = Stronger(contract.Status, status, evidence, source);
                return true;
            case "status" when target >= 0 && StatusOf(argument) is { } told:
                value.Status = Stronger(value.Status, told, evidence, source);
                return true;
            default: return false;
        }

        bool Own(Ownership ownership)
        {
            value.Ownership = Stronger(value.Ownership, ownership, evidence, source);
            return true;
        }

        bool Keep(Retention retention)
        {
            value.Retention = Stronger(value.Retention, retention, evidence, source);
            return true;
        }

        bool Direct(DataDirection direction)
        {
            value.Direction = Stronger(value.Direction, direction, evidence, source);
            return true;
        }

        bool Encode(TextEncoding encoding)
        {
            value.Encoding = Stronger(value.Encoding, encoding, evidence, source);
            return true;
        }
    }

    /// <summary>Keeps the stronger of two facts; of equally strong ones the first.</summary>
    private static Fact<T> Stronger<T>(Fact<T> present, T value, Evidence evidence, string source) =>
        present.Evidence >= evidence ? present : new Fact<T>(value, evidence, source);

    /// <summary><c>status(0)</c>, <c>status(&gt;=0)</c>, <c>status(!=0)</c>, <c>status(nonnull)</c>, <c>status(null)</c>, <c>status(hresult)</c>.</summary>
    private static StatusConvention? StatusOf(string? argument) => argument?.Replace(" ", "") switch
    {
        null or "null" => new StatusConvention(StatusKind.Equal),
        ">=0" => new StatusConvention(StatusKind.NotNegative),
        "!=0" => new StatusConvention(StatusKind.NotZero),
        "nonnull" => new StatusConvention(StatusKind.NotNull),
        "hresult" => new StatusConvention(StatusKind.HResult),
        var text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var success)
            ? new StatusConvention(StatusKind.Equal, success)
            : null,
    };

    private static NativeCallingConvention? ConventionOf(string? argument) => argument switch
    {
        "cdecl" => NativeCallingConvention.Cdecl,
        "stdcall" => NativeCallingConvention.StdCall,
        "thiscall" => NativeCallingConvention.ThisCall,
        "fastcall" => NativeCallingConvention.FastCall,
        _ => null,
    };

    /// <summary><c>retained(until f)</c>; the word "until" may be left out.</summary>
    private static string? UntilOf(string? argument)
    {
        const string Until = "until ";
        return argument is not null && argument.StartsWith(Until, StringComparison.Ordinal) ? argument.Substring(Until.Length).Trim() : argument;
    }
}
