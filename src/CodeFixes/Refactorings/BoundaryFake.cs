using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Refactorings;

/// <summary>
/// Writes a fake of a native library that keeps the library's rules: it hands out handles, refuses those that were released or that it never gave, reports what is left at the end, and fails
/// a call on demand without giving its outputs, as the library would.
/// </summary>
internal static class BoundaryFake
{
    // What every fake has; the functions follow.
    private const string Frame = """
            private readonly Dictionary<nint, string> _live = new();
            private readonly Dictionary<nint, string> _released = new();
            private readonly Dictionary<string, object> _failures = new();
            private readonly List<SafeHandle> _handles = new();
            private readonly List<nint> _blocks = new();

            /// <summary>What was handed out and not released yet, by the functions that gave it.</summary>
            public IReadOnlyCollection<string> Live => _live.Values;

            /// <summary>Makes the next call of <paramref name="function"/> return <paramref name="status"/> and give nothing else.</summary>
            public void FailNext(string function, object status) => _failures[function] = status;

            /// <summary>Fails when something that the library gave was not released.</summary>
            public void VerifyNothingLeaked()
            {
                if (_live.Count > 0)
                {
                    throw new InvalidOperationException("Not released: what was given by " + string.Join(", ", _live.Values) + ".");
                }
            }

            public void Dispose()
            {
                try
                {
                    VerifyNothingLeaked();
                }
                finally
                {
                    // A handle that is left over must not be released through the library when it is finalized.
                    _handles.ForEach(handle => handle.SetHandleAsInvalid());
                    _blocks.ForEach(Marshal.FreeHGlobal);
                    _handles.Clear();
                    _blocks.Clear();
                    _live.Clear();
                }
            }

            /// <summary>The address of zeroed memory that stays readable until the fake is disposed, so that a wrong use is reported and no crash.</summary>
            protected nint Block()
            {
                nint block = Marshal.AllocHGlobal(256);
                Marshal.Copy(new byte[256], 0, block, 256);
                _blocks.Add(block);
                return block;
            }

            protected nint Acquire(string function)
            {
                nint block = Block();
                _live.Add(block, function);
                return block;
            }

            protected void Use(nint value, string function)
            {
                if (value != 0 && _released.TryGetValue(value, out var releaser))
                {
                    throw new InvalidOperationException($"{function} is given what {releaser} released.");
                }
            }

            protected void Release(nint value, string function)
            {
                if (value == 0)
                {
                    return;
                }

                if (_released.TryGetValue(value, out var releaser))
                {
                    throw new InvalidOperationException($"{function} releases what {releaser} released already.");
                }

                if (!_live.Remove(value))
                {
                    throw new InvalidOperationException($"{function} releases what no function of the library gave.");
                }

                _released.Add(value, function);
            }

        """;

    private const string FailureMembers = """

            private bool Fails<T>(string function, out T status)
            {
                if (_failures.TryGetValue(function, out var failure))
                {
                    _failures.Remove(function);
                    status = (T)failure;
                    return true;
                }

                status = default;
                return false;
            }

        """;

    private const string HandleMembers = """

            private T Acquire<T>(string function, T handle)
                where T : SafeHandle
            {
                Marshal.InitHandle(handle, Acquire(function));
                _handles.Add(handle);
                return handle;
            }

            private void Use(SafeHandle handle, string function)
            {
                // As the marshaller does: a closed handle is refused, an open one stays open.
                bool isHeld = false;
                try
                {
                    handle.DangerousAddRef(ref isHeld);
                    Use(handle.DangerousGetHandle(), function);
                }
                finally
                {
                    if (isHeld)
                    {
                        handle.DangerousRelease();
                    }
                }
            }

        """;

    /// <summary>Whether the fake could hand out such a value: a handle class needs a constructor that can be called and a framework that can fill it.</summary>
    public static bool CanMake(InteropContext interop, NativeParameter value) =>
        value.Marshalling.Shape != ManagedShape.SafeHandle
        || (!value.IsReturn && value.RefKind == RefKind.None)
        || (value.Type is INamedTypeSymbol { IsAbstract: false } type
            && type.InstanceConstructors.Any(static constructor => constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
            && interop.Types.Marshal is { } marshal && !marshal.GetMembers("InitHandle").IsEmpty);

    public static string Text(BoundaryInterface boundary)
    {
        var contracts = BoundaryContracts.Of(boundary.Interop);
        var functions = string.Join("\n", boundary.Functions.Select(function => Function(boundary, contracts, function)));
        var text = new StringBuilder();
        text.Append($"""
            /// <summary>
            /// Stands for the native library in tests and keeps its rules: what it gives must be released once, by the function that is made for it, and not be used afterwards. Override a function
            /// to give it a behaviour of its own. Set <see cref="{boundary.Class}.{ExtractBoundaryInterface.Current}"/> to an instance, and dispose it at the end: it fails when something was not released.
            /// </summary>
            {boundary.Accessibility} {boundary.Unsafe}class {boundary.FakeName} : {boundary.InterfaceName}, IDisposable

            """);
        text.Append("{\n").Append(Frame);
        text.Append(functions.IndexOf("(Fails(", StringComparison.Ordinal) >= 0 ? boundary.IsNullable ? FailureMembers.Replace("default;", "default!;") : FailureMembers : "");
        text.Append(boundary.Functions.Any(static function => function.Parameters.Add(function.Return).Any(IsSafeHandle)) ? HandleMembers : "");
        return text.Append('\n').Append(functions).Append("}\n").ToString().Replace("\r\n", "\n");
    }

    private static string Function(BoundaryInterface boundary, BoundaryContracts contracts, NativeFunction function)
    {
        var contract = contracts.For(function);
        var name = function.Symbol.Name;
        var body = new List<string>();
        foreach (var parameter in function.Parameters.Where(static parameter => parameter.RefKind is RefKind.None or RefKind.In or RefKind.Ref))
        {
            var value = BoundaryInterface.NameOf(parameter);
            if (IsSafeHandle(parameter))
            {
                body.Add($"Use({value}, nameof({name}));");
            }
            else if (IsRaw(parameter.Type) && parameter.RefKind == RefKind.None)
            {
                var raw = parameter.Type is IPointerTypeSymbol ? $"(nint){value}" : parameter.Type.SpecialType == SpecialType.System_UIntPtr ? $"(nint)(nuint){value}" : value;
                var ownership = contract[parameter].Ownership;
                if (Releases(boundary, function, ownership))
                {
                    body.Add($"Release({raw}, nameof({name}));");
                }
                else if (ownership.IsKnown || contract[parameter].HandleType.IsKnown || parameter.Type is IPointerTypeSymbol)
                {
                    body.Add($"Use({raw}, nameof({name}));");
                }
            }
        }

        var outs = function.Parameters.Where(static parameter => parameter.RefKind == RefKind.Out).ToList();
        var isStatus = contract.Status is { IsKnown: true, Value.Kind: not StatusKind.NotNull } && !IsRaw(function.Return.Type) && !IsSafeHandle(function.Return);
        if (isStatus)
        {
            body.Add($"if (Fails(nameof({name}), out {boundary.Show(function.Return.Type)} failure))\n{{");
            body.AddRange(outs.Select(parameter => $"    {BoundaryInterface.NameOf(parameter)} = {Empty(boundary, parameter)};"));
            body.Add("    return failure;\n}\n");
        }

        body.AddRange(outs.Select(parameter => $"{BoundaryInterface.NameOf(parameter)} = {Given(boundary, contract[parameter], parameter, name)};"));
        if (function.Return.Marshalling.Shape != ManagedShape.Void)
        {
            body.Add($"return {(isStatus ? Success(boundary, contract.Status.Value, function.Return) : Given(boundary, contract.Return, function.Return, name))};");
        }

        var lines = string.Join("\n", body).Split('\n').Select(static line => line.Length > 0 ? "        " + line : line);
        return $"    public virtual {boundary.Signature(function)}\n    {{\n{string.Join("\n", lines)}\n    }}\n";
    }

    /// <summary>Whether a function releases a raw value: by contract, or because its name says so and it takes nothing else.</summary>
    private static bool Releases(BoundaryInterface boundary, NativeFunction function, Fact<Contracts.Ownership> ownership) =>
        ownership.IsKnown
            ? ownership.Value.Kind is OwnershipKind.Releases or OwnershipKind.Taken
            : HandlePairs.Of(boundary.Interop).IsReleaser(function)
                || (function.Parameters.Length == 1 && function.EntryPoint is { } entryPoint && NativeNames.AsReleaser(entryPoint) is not null);

    /// <summary>What a function gives through its result or an output.</summary>
    private static string Given(BoundaryInterface boundary, ValueContract contract, NativeParameter value, string function)
    {
        var isOwned = contract.Ownership is { IsKnown: true, Value.Kind: OwnershipKind.Owned };
        if (IsSafeHandle(value))
        {
            return $"Acquire(nameof({function}), new {boundary.Show(value.Type)}())";
        }

        if (!IsRaw(value.Type))
        {
            return Empty(boundary, value);
        }

        // A number of the size of a pointer is nothing to read from.
        return isOwned || value.Type is IPointerTypeSymbol || contract.Ownership.IsKnown
            ? $"{(value.Type.SpecialType == SpecialType.System_IntPtr ? "" : $"({boundary.Show(value.Type)})")}{(isOwned ? $"Acquire(nameof({function}))" : "Block()")}"
            : "0";
    }

    private static string Empty(BoundaryInterface boundary, NativeParameter value) => IsSafeHandle(value)
        ? $"new {boundary.Show(value.Type)}()"
        : value.Type.SpecialType == SpecialType.System_String ? "\"\"" : value.Type.IsReferenceType && boundary.IsNullable ? "default!" : "default";

    private static string Success(BoundaryInterface boundary, StatusConvention status, NativeParameter result)
    {
        var success = status.Kind switch { StatusKind.Equal => status.Success, StatusKind.NotZero => 1, _ => 0 };
        return result.Type.SpecialType == SpecialType.System_Boolean ? success != 0 ? "true" : "false"
            : success == 0 ? "default"
            : $"({boundary.Show(result.Type)})({success.ToString(CultureInfo.InvariantCulture)})";
    }

    private static bool IsSafeHandle(NativeParameter value) => value.Marshalling.Shape == ManagedShape.SafeHandle;

    private static bool IsRaw(ITypeSymbol type) => type is IPointerTypeSymbol || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
