using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Rules.Contract;

/// <summary>A difference between two declarations of one native function.</summary>
/// <param name="Text">What differs.</param>
/// <param name="Targets">The platforms on which it does; empty when it does on all.</param>
internal sealed record SignatureDifference(string Text, ImmutableArray<string> Targets)
{
    /// <summary>
    /// Whether it is only about how much of a register counts: a number of 4 bytes beside one of a pointer's size in a parameter, which both have the same value as long as the number fits, or
    /// a <c>bool</c> of 4 bytes beside such a number as the result, of which callers ask whether it is zero.
    /// </summary>
    public bool IsOnlyWidth { get; init; }
}

/// <summary>
/// Compares what two signatures put into registers and on the stack. What a pointer points to, signs, and integers narrower than a register are no difference: the processor does not
/// see the first two, and callers extend the third. Results are stricter, because the callee leaves the upper bits of a register as they were.
/// </summary>
internal static class SignatureComparison
{
    private static readonly string[] Marks32 = ["32", "x86", "arm32", "ilp32"];
    private static readonly string[] Marks64 = ["64", "x64", "amd64", "arm64", "lp64"];

    /// <summary>The first difference that matters on a platform where both declarations can be used, or null.</summary>
    public static SignatureDifference? Compare(InteropContext interop, NativeFunction function, NativeFunction other)
    {
        if (AreForDifferentPlatforms(function, other) || HasUnresolvedType(function) || HasUnresolvedType(other))
        {
            return null;
        }

        var systems = DeclaredSystems.Of(interop, function.Symbol, function.Library).Intersect(DeclaredSystems.Of(interop, other.Symbol, other.Library));
        var platforms = ProjectTargets.Of(interop).Platforms.Where(platform => systems.Contains(platform.Os)).ToList();
        if (platforms.Count == 0)
        {
            return null;
        }

        var (parameters, result) = NativeSignature(function);
        var (otherParameters, otherResult) = NativeSignature(other);
        if (parameters.Length != otherParameters.Length)
        {
            return parameters.Concat(otherParameters).Any(value => value.Type.Kind == NativeTypeKind.Unsupported)
                ? null
                : new SignatureDifference($"{Count(parameters.Length)} here and {Count(otherParameters.Length)} there", ImmutableArray<string>.Empty);
        }

        SignatureDifference? width = null;
        for (var i = 0; i < parameters.Length; i++)
        {
            var (value, otherValue) = (parameters[i], otherParameters[i]);
            if (SystemLibraries.IsWindows(function.Library) && IsNameOrNumber(value.Shown, otherValue.Type))
            {
                continue;
            }

            if (TargetsWhere(platforms, platform => Differ(value.Type, otherValue.Type, platform)) is { IsDefault: false } targets)
            {
                var difference = new SignatureDifference($"parameter {i + 1} is `{value.Shown}` here and `{otherValue.Shown}` there", targets) { IsOnlyWidth = AreWidths(value.Type, otherValue.Type) };
                if (!difference.IsOnlyWidth)
                {
                    return difference;
                }

                width ??= difference;
            }
        }

        if (TargetsWhere(platforms, platform => ResultsDiffer(result.Type, otherResult.Type, platform)) is { IsDefault: false } where)
        {
            var difference = new SignatureDifference($"the result is `{result.Shown}` here and `{otherResult.Shown}` there", where)
            {
                IsOnlyWidth = AreWidths(result.Type, otherResult.Type) && (IsTruth(function.Return) || IsTruth(other.Return)),
            };
            if (!difference.IsOnlyWidth)
            {
                return difference;
            }

            width ??= difference;
        }

        return ConventionsDiffer(function, other)
            && TargetsWhere(platforms, platform => platform is { Os: TargetOs.Windows, Architecture: TargetArchitecture.X86 }) is { IsDefault: false } x86
                ? new SignatureDifference(
                    $"the calling convention is `{function.CallingConvention}` here and `{other.CallingConvention}` there", x86.IsEmpty ? ImmutableArray.Create("win-x86") : x86)
                : width;
    }

    /// <summary>Whether one of two values is a number of 4 bytes and the other one of a pointer's size; a pointer to something is none.</summary>
    private static bool AreWidths(NativeType left, NativeType right) => (IsOf4Bytes(left) && IsOfPointerSize(right)) || (IsOfPointerSize(left) && IsOf4Bytes(right));

    private static bool IsOf4Bytes(NativeType type) => Unwrapped(type) is { Kind: NativeTypeKind.Integer, Width: NativeWidth.Fixed, FixedSize: 4 };

    private static bool IsOfPointerSize(NativeType type) => Unwrapped(type) is { Kind: NativeTypeKind.Integer, Width: NativeWidth.Pointer };

    private static bool IsTruth(NativeParameter result) => result.Marshalling is { Shape: ManagedShape.Boolean, NativeType.FixedSize: 4 };

    /// <summary>Windows takes a string or a small number (an atom or the number of a resource) in one parameter.</summary>
    private static bool IsNameOrNumber(string shown, NativeType other) =>
        (shown is "string" && other.Kind == NativeTypeKind.Integer) || (shown is "int" or "uint" or "short" or "ushort" && other is { Kind: NativeTypeKind.Pointer, Pointee.FixedSize: 1 or 2 });

    private static bool HasUnresolvedType(NativeFunction function) =>
        function.Return.Marshalling.Shape == ManagedShape.Error || function.Parameters.Any(parameter => parameter.Marshalling.Shape == ManagedShape.Error);

    private static string Count(int count) => count == 1 ? "1 parameter" : $"{count} parameters";

    /// <summary>The platforms for which a predicate holds: default for none, empty for all.</summary>
    private static ImmutableArray<string> TargetsWhere(List<TargetPlatform> platforms, Func<TargetPlatform, bool> differs)
    {
        var found = platforms.Where(differs).Select(platform => platform.RuntimeIdentifier).ToImmutableArray();
        return found.Length == 0 ? default : found.Length == platforms.Count ? ImmutableArray<string>.Empty : found;
    }

    /// <summary>With <c>PreserveSig = false</c> the native function returns an HRESULT and the C# result is its last parameter.</summary>
    private static (ImmutableArray<(NativeType Type, string Shown)> Parameters, (NativeType Type, string Shown) Result) NativeSignature(NativeFunction function)
    {
        var parameters = ImmutableArray.CreateBuilder<(NativeType, string)>(function.Parameters.Length + 1);
        foreach (var parameter in function.Parameters)
        {
            var prefix = parameter.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.None => "", _ => "in " };
            parameters.Add((parameter.NativeType, prefix + Shown(parameter)));
        }

        var result = (function.Return.NativeType, Shown(function.Return));
        if (!function.PreserveSig)
        {
            if (function.Return.NativeType.Kind != NativeTypeKind.Void)
            {
                parameters.Add((NativeType.OpaquePointer, "out " + Shown(function.Return)));
            }

            result = (NativeType.Int32, "HRESULT");
        }

        return (parameters.ToImmutable(), result);
    }

    private static string Shown(NativeParameter parameter)
    {
        var type = DisplayNames.OfType(parameter.Type);
        return parameter.Marshalling is { Shape: ManagedShape.Boolean, NativeType: { Kind: NativeTypeKind.Integer } native }
            ? $"{type} ({(native.FixedSize == 1 ? "1 byte" : native.FixedSize + " bytes")})"
            : type;
    }

    private static bool Differ(NativeType left, NativeType right, TargetPlatform platform)
    {
        left = Unwrapped(left);
        right = Unwrapped(right);
        if (IsOpen(left) || IsOpen(right) || left.SizeOn(platform.Model) is not { } size || right.SizeOn(platform.Model) is not { } otherSize)
        {
            return false;
        }

        if (IsStruct(left) || IsStruct(right))
        {
            // Windows passes a struct that fits no register by address, and so does arm64 with one of more than 16 bytes.
            var isByAddress = StructByAddress(platform);
            if (left.Kind == NativeTypeKind.Pointer || right.Kind == NativeTypeKind.Pointer)
            {
                return !isByAddress(left.Kind == NativeTypeKind.Pointer ? otherSize : size) && size != otherSize;
            }

            return size != otherSize;
        }

        if (IsFloating(left) != IsFloating(right))
        {
            return true;
        }

        return IsFloating(left) ? size != otherSize : Math.Max(size, 4) != Math.Max(otherSize, 4);
    }

    private static bool ResultsDiffer(NativeType left, NativeType right, TargetPlatform platform)
    {
        left = Unwrapped(left);
        right = Unwrapped(right);

        // A result that one side ignores stays in its register, unless it is a struct in memory that the caller provides.
        if (left.Kind == NativeTypeKind.Void || right.Kind == NativeTypeKind.Void)
        {
            var result = left.Kind == NativeTypeKind.Void ? right : left;
            return result.Kind == NativeTypeKind.Struct && result.SizeOn(platform.Model) > 16;
        }

        if (IsOpen(left) || IsOpen(right) || left.SizeOn(platform.Model) is not { } size || right.SizeOn(platform.Model) is not { } otherSize)
        {
            return false;
        }

        if (!IsStruct(left) && !IsStruct(right) && IsFloating(left) != IsFloating(right))
        {
            return true;
        }

        return size != otherSize;
    }

    private static Func<int, bool> StructByAddress(TargetPlatform platform) => (platform.Os, platform.Architecture) switch
    {
        (TargetOs.Windows, TargetArchitecture.X64) => static size => size is not (1 or 2 or 4 or 8),
        (_, TargetArchitecture.Arm64) => static size => size > 16,
        (_, TargetArchitecture.Wasm) => static size => size > 8,
        _ => static _ => false,
    };

    /// <summary>A struct with one field crosses as that field.</summary>
    private static NativeType Unwrapped(NativeType type)
    {
        while (type is { Kind: NativeTypeKind.Struct, Shape: { IsKnown: true, Repeat: 1, StatedSize: 0, Fields.Length: 1 } shape })
        {
            type = shape.Fields[0].Marshalling.NativeType;
        }

        return type;
    }

    private static bool IsOpen(NativeType type) => type.Kind is NativeTypeKind.Unknown or NativeTypeKind.Unsupported or NativeTypeKind.Void;

    private static bool IsStruct(NativeType type) => type.Kind is NativeTypeKind.Struct or NativeTypeKind.InlineArray;

    private static bool IsFloating(NativeType type) => type.Kind == NativeTypeKind.Floating;

    private static bool ConventionsDiffer(NativeFunction function, NativeFunction other)
    {
        if (function.CallingConvention == other.CallingConvention || !function.IsCallingConventionStated || !other.IsCallingConventionStated)
        {
            return false;
        }

        // The platform's own convention is stdcall wherever conventions differ.
        return Normal(function.CallingConvention) != Normal(other.CallingConvention);

        static NativeCallingConvention Normal(NativeCallingConvention convention) =>
            convention == NativeCallingConvention.Platform ? NativeCallingConvention.StdCall : convention;
    }

    /// <summary>Whether the names around two declarations say that they never serve the same process.</summary>
    private static bool AreForDifferentPlatforms(NativeFunction function, NativeFunction other)
    {
        var systems = DeclaredSystems.NamedBy(function.Symbol, function.Library);
        var otherSystems = DeclaredSystems.NamedBy(other.Symbol, other.Library);
        var (bits, otherBits) = (BitsOf(function.Symbol), BitsOf(other.Symbol));
        return (systems.Count > 0 && otherSystems.Count > 0 && systems.Intersect(otherSystems).IsEmpty) || (bits != 0 && otherBits != 0 && bits != otherBits);
    }

    private static int BitsOf(ISymbol symbol)
    {
        for (var current = symbol; current is IMethodSymbol or INamedTypeSymbol; current = current.ContainingSymbol)
        {
            var name = current.Name.ToLowerInvariant();
            if (Marks64.Any(mark => name.EndsWith(mark, StringComparison.Ordinal)))
            {
                return 64;
            }

            if (Marks32.Any(mark => name.EndsWith(mark, StringComparison.Ordinal)) && !name.EndsWith("win32", StringComparison.Ordinal))
            {
                return 32;
            }
        }

        return 0;
    }
}
