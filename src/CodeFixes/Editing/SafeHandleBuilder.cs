using System;
using System.Globalization;
using System.Linq;
using System.Text;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>What a new handle class has to know.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Accessibility">The keyword.</param>
/// <param name="Acquirers">The native functions that make handles, for the comment.</param>
/// <param name="Releaser">The import that releases one.</param>
/// <param name="Status">What success looks like for the release, where that is known.</param>
/// <param name="MinusOneIsInvalid">Whether -1 means failure too.</param>
/// <param name="Qualifier">How the import is reached from the class: <c>NativeMethods.</c>, or nothing inside the class that declares it.</param>
internal sealed record SafeHandlePlan(
    string Name, string Accessibility, string[] Acquirers, NativeFunction Releaser, Fact<StatusConvention> Status, bool MinusOneIsInvalid, string Qualifier);

/// <summary>A handle class in words, for a release function that may not be declared yet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Accessibility">The keyword.</param>
/// <param name="Summary">What it owns, as documentation.</param>
/// <param name="Call">The call that releases <c>handle</c>.</param>
/// <param name="Succeeded">That call as a condition, or null when its result says nothing.</param>
/// <param name="IsUnsafe">Whether the call converts the handle to a pointer.</param>
/// <param name="MinusOneIsInvalid">Whether -1 means failure too.</param>
internal sealed record SafeHandleText(string Name, string Accessibility, string Summary, string Call, string? Succeeded, bool IsUnsafe, bool MinusOneIsInvalid);

/// <summary>Writes SafeHandle classes.</summary>
internal static class SafeHandleBuilder
{
    /// <summary>The namespaces that the class needs.</summary>
    public static string[] Usings(SafeHandlePlan plan) => Usings(plan.MinusOneIsInvalid);

    /// <inheritdoc cref="Usings(SafeHandlePlan)"/>
    public static string[] Usings(bool minusOneIsInvalid) =>
        minusOneIsInvalid ? ["Microsoft.Win32.SafeHandles"] : ["System", "System.Runtime.InteropServices"];

    /// <summary>The class, with lines that end in a line feed and no indentation.</summary>
    public static string Write(SafeHandlePlan plan)
    {
        var pointer = plan.Releaser.Parameters[0].Type as IPointerTypeSymbol;
        var argument = pointer is null ? "handle" : $"({pointer.PointedAtType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}*)handle";
        var call = $"{plan.Qualifier}{plan.Releaser.Symbol.Name}({argument})";
        return Write(new SafeHandleText(
            plan.Name,
            plan.Accessibility,
            $"Owns a handle that {List(plan.Acquirers)} returns; <c>{plan.Releaser.EntryPoint}</c> releases it.",
            call,
            Succeeded(call, plan),
            pointer is not null,
            plan.MinusOneIsInvalid));
    }

    /// <inheritdoc cref="Write(SafeHandlePlan)"/>
    public static string Write(SafeHandleText plan)
    {
        var text = new StringBuilder();
        text.Append("/// <summary>").Append(plan.Summary).Append("</summary>\n");
        text.Append(plan.Accessibility).Append(" sealed class ").Append(plan.Name).Append(plan.MinusOneIsInvalid ? " : SafeHandleZeroOrMinusOneIsInvalid\n" : " : SafeHandle\n");
        text.Append("{\n    public ").Append(plan.Name).Append("()\n");
        text.Append(plan.MinusOneIsInvalid ? "        : base(ownsHandle: true)\n" : "        : base(IntPtr.Zero, ownsHandle: true)\n");
        text.Append("    {\n    }\n\n");
        if (!plan.MinusOneIsInvalid)
        {
            text.Append("    public override bool IsInvalid => handle == IntPtr.Zero;\n\n");
        }

        text.Append("    protected override ").Append(plan.IsUnsafe ? "unsafe " : "").Append("bool ReleaseHandle()");
        if (plan.Succeeded is { } condition)
        {
            text.Append(" => ").Append(condition).Append(";\n");
        }
        else
        {
            text.Append("\n    {\n        ").Append(plan.Call).Append(";\n        return true;\n    }\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>
    /// A name from what the C library calls the thing: <c>kv_close</c> gives <c>KvHandle</c>, <c>rd_kafka_conf_destroy</c> <c>RdKafkaConfHandle</c>, and a pointer to
    /// <c>Store</c> <c>StoreHandle</c>.
    /// </summary>
    public static string NameFor(HandlePair pair)
    {
        var type = pair.Handle.Type is IPointerTypeSymbol { PointedAtType: { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } pointee }
            ? pointee.Name
            : NativeNames.AsReleaser(pair.Releaser.EntryPoint!)?.Stem ?? pair.Releaser.EntryPoint!;
        var words = NativeNames.Words(type);
        var name = string.Concat(words.Where((word, index) => index == 0 || word != "t" || index < words.Length - 1)
            .Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word.Substring(1)));
        return name.EndsWith("Handle", StringComparison.Ordinal) ? name : name + "Handle";
    }

    private static string List(string[] names)
    {
        var marked = names.Select(name => $"<c>{name}</c>").ToArray();
        return marked.Length == 1 ? marked[0] : string.Join(", ", marked.Take(marked.Length - 1)) + " or " + marked[marked.Length - 1];
    }

    /// <summary>The call as a condition, or null when its result says nothing.</summary>
    private static string? Succeeded(string call, SafeHandlePlan plan)
    {
        var type = plan.Releaser.Return.Type;
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return call;
        }

        var isEnum = type.TypeKind == TypeKind.Enum;
        if (!isEnum && type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64))
        {
            return null;
        }

        // Without evidence an integer from a release function is a status by convention, unless the verb counts references.
        var status = plan.Status.IsKnown ? plan.Status.Value : isEnum || CountsReferences(plan.Releaser.EntryPoint!) ? null : new StatusConvention(StatusKind.Equal);
        return status switch
        {
            null => null,
            { Kind: StatusKind.Equal } when isEnum => EnumMember(type, status.Success) is { } member ? $"{call} == {member}" : null,
            { Kind: StatusKind.Equal } => $"{call} == {status.Success.ToString(CultureInfo.InvariantCulture)}",
            { Kind: StatusKind.NotNegative or StatusKind.HResult } => isEnum ? null : $"{call} >= 0",
            { Kind: StatusKind.NotZero } => isEnum ? null : $"{call} != 0",
            _ => null,
        };
    }

    /// <summary>Whether a release function's result is a count and not a status.</summary>
    public static bool CountsReferences(string name) => NativeNames.Words(name).Any(word => word is "unref" or "release" or "decref");

    private static string? EnumMember(ITypeSymbol type, long value)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture) == value)
            {
                return (type.ContainingType is { } outer ? outer.Name + "." : "") + type.Name + "." + field.Name;
            }
        }

        return null;
    }
}
