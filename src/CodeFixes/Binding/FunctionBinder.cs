using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>A declaration to write.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Text">The C# member, with lines that end in a line feed and no indentation.</param>
/// <param name="ReturnType">The C# type of the result.</param>
/// <param name="FirstParameter">The C# type of the first parameter, or null.</param>
/// <param name="Status">What success of the result looks like, where the result is a status.</param>
/// <param name="ErrorText">The function that gives the text of its errors.</param>
internal sealed record BoundFunction(string Name, string Text, string ReturnType, string? FirstParameter, StatusConvention? Status, string? ErrorText);

/// <summary>Writes the C# declaration of one C function.</summary>
/// <param name="types">Finds and makes the C# types.</param>
/// <param name="style">What the project lets a declaration say.</param>
/// <param name="facts">What the header states.</param>
/// <param name="library">The expression for the library's name.</param>
/// <param name="restrictsSearch">Whether each import says where Windows looks for the library.</param>
internal sealed class FunctionBinder(TypeBinder types, BindingStyle style, NativeFacts facts, string library, bool restrictsSearch)
{
    private const int LongestLine = 150;

    /// <summary>The declaration; null when a value of the function has no C# type, with the reason in <paramref name="problem"/>.</summary>
    public BoundFunction? Bind(PlatformFunction function, out string problem)
    {
        problem = "";
        var count = types.Needed.Count;
        var bound = function.Main.IsVariadic ? null : TryBind(function, out problem);
        if (bound is null)
        {
            types.Forget(count);
            problem = function.Main.IsVariadic ? "it takes a variable number of arguments" : problem;
        }

        return bound;
    }

    private BoundFunction? TryBind(PlatformFunction function, out string problem)
    {
        problem = "";
        var main = function.Main;
        var convention = Conventions.Of(function.Views.Select(view => view.Convention));
        if (convention is not (CCallingConvention.Cdecl or CCallingConvention.StdCall or CCallingConvention.Default))
        {
            problem = "its calling convention is unknown";
            return null;
        }

        var names = facts.ParameterNames(main);
        var parameters = new List<string>();
        string? firstType = null;
        var hasText = false;
        for (var index = 0; index < main.Parameters.Length; index++)
        {
            if (Parameter(function, index) is not { } value)
            {
                problem = types.Reason;
                return null;
            }

            firstType ??= value.Type;
            hasText |= value.IsText && value.MarshalAs is null;
            var attributes = ParameterAttributes(main, index, value, names);
            if (value.MarshalAs is { } marshalAs)
            {
                attributes.Add($"MarshalAs(UnmanagedType.{marshalAs})");
            }

            parameters.Add((attributes.Count == 0 ? "" : "[" + string.Join(", ", attributes) + "] ") + value.Modifier + value.Type + " " + names[index]);
        }

        if (Return(function) is not { } result)
        {
            problem = types.Reason;
            return null;
        }

        var text = new StringBuilder();
        text.Append(HeaderComment.Of(main.Location, main.Comment));
        AppendImport(text, main, convention, hasText);
        foreach (var word in FunctionAttributes(main))
        {
            text.Append('[').Append(word).Append("]\n");
        }

        if (result.MarshalAs is { } returned)
        {
            text.Append("[return: MarshalAs(UnmanagedType.").Append(returned).Append(")]\n");
        }

        var status = facts.StatusOf(main);
        foreach (var attribute in ReturnAttributes(main, result, status, names))
        {
            text.Append("[return: ").Append(attribute).Append("]\n");
        }

        AppendSignature(text, BindingNames.Escape(main.Name), result.Type, parameters);
        return new BoundFunction(main.Name, text.ToString(), result.Type, firstType, status, ErrorTextOf(main));
    }

    private void AppendImport(StringBuilder text, CFunction function, CCallingConvention convention, bool hasText)
    {
        if (restrictsSearch)
        {
            text.Append("[DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]\n");
        }

        var setsLastError = facts.OfFunction(function).Exists(fact => fact.Name == "lasterror");
        if (style.UsesLibraryImport)
        {
            text.Append("[LibraryImport(").Append(library)
                .Append(hasText ? ", StringMarshalling = StringMarshalling.Utf8" : "")
                .Append(setsLastError ? ", SetLastError = true" : "").Append(")]\n");
            if (convention != CCallingConvention.Default)
            {
                text.Append("[UnmanagedCallConv(CallConvs = new[] { typeof(CallConv").Append(convention == CCallingConvention.Cdecl ? "Cdecl" : "Stdcall").Append(") })]\n");
            }

            return;
        }

        text.Append("[DllImport(").Append(library)
            .Append(convention == CCallingConvention.Default ? "" : ", CallingConvention = CallingConvention." + (convention == CCallingConvention.Cdecl ? "Cdecl" : "StdCall"))
            .Append(", ExactSpelling = true").Append(setsLastError ? ", SetLastError = true" : "").Append(")]\n");
    }

    private void AppendSignature(StringBuilder text, string name, string result, List<string> parameters)
    {
        var start = (style.UsesLibraryImport ? "internal static partial " : "internal static extern ") + result + " " + name + "(";
        var list = string.Join(", ", parameters);
        text.Append(start);
        if (start.Length + list.Length <= LongestLine)
        {
            text.Append(list);
        }
        else
        {
            text.Append("\n    ").Append(string.Join(",\n    ", parameters));
        }

        text.Append(");\n");
    }

    private BoundValue? Return(PlatformFunction function)
    {
        var type = function.ReturnType;
        if (type.Views.All(view => view.Canonical.Class == CTypeClass.Void))
        {
            return new BoundValue("void");
        }

        if (type.Pointee is not { } pointee)
        {
            return types.ByValue(type, isMarshalled: true);
        }

        if (pointee.Records is { IsEmpty: false } records && facts.OwnedRelease(function.Main, -1, records[0]) is { } release
            && release == facts.ReleaseOf(records[0]) && types.Handle(pointee) is { } handle)
        {
            return new BoundValue(handle);
        }

        return new BoundValue(style.UsesLibraryImport && pointee.Class == CTypeClass.Void ? "void*" : types.Pointer(pointee));
    }

    private BoundValue? Parameter(PlatformFunction function, int index)
    {
        var type = function.ParameterType(index);
        if (type.Pointee is not { } pointee)
        {
            return type.HasOneClass && type.Class == CTypeClass.Pointer ? new BoundValue(style.NativeInteger) : types.ByValue(type, isMarshalled: true);
        }

        if (!pointee.HasOneClass)
        {
            return new BoundValue(style.NativeInteger);
        }

        var stated = facts.OfParameter(function.Main, index);
        bool Says(string word) => stated.Exists(fact => fact.Name == word);
        var name = function.Main.Parameters[index].Name;
        var isCounted = Says("count") || Says("bytes") || function.Main.Parameters[index].DeclaredArray is not null;
        switch (pointee.Class)
        {
            case CTypeClass.Function:
                return new BoundValue(types.Callback(type, pointee.Functions, function.Name + "_" + (name ?? "callback")) ?? style.NativeInteger);
            case CTypeClass.Void:
                return new BoundValue(!style.UsesLibraryImport || BindingNames.IsUserData(name) || HasCallback(function.Main) ? style.NativeInteger : "void*");
            case CTypeClass.Pointer:
                return Place(function, index, pointee, isOut: !isCounted && (Says("out") || BindingNames.IsOutput(name)));
            case CTypeClass.Record when pointee.Records is { IsEmpty: false } records && facts.ReleaseOf(records[0]) is not null:
                return new BoundValue((facts.Releases(function.Main, index, records[0]) ? null : types.Handle(pointee)) ?? style.NativeInteger);
            case CTypeClass.Record when types.IsOpaque(pointee):
            case CTypeClass.Unknown:
                return new BoundValue(style.NativeInteger);
            case CTypeClass.Integer when IsText(function.Main, index, pointee, stated):
                return style is { UsesLibraryImport: true } ? new BoundValue(TextType(stated))
                    : style.HasUtf8 ? new BoundValue(TextType(stated), MarshalAs: "LPUTF8Str")
                    : new BoundValue("byte[]");
            case CTypeClass.Integer when pointee.First.Canonical is CBasicType { Kind: CBasicKind.Char or CBasicKind.UnsignedChar or CBasicKind.SignedChar } && !Says("out") && !Says("inout"):
                return new BoundValue(types.Pointer(pointee));
            default:
                return Reference(pointee, isCounted, Says("out") || (!pointee.First.IsConst && BindingNames.IsOutput(name)), Says("inout"), Says("nonnull"), Says("nullable"));
        }
    }

    /// <summary>A pointer to a pointer: a place that the callee fills with a handle or an address, or an array.</summary>
    private BoundValue Place(PlatformFunction function, int index, PlatformType pointee, bool isOut)
    {
        if (pointee.Pointee is { } inner && inner.Records is { IsEmpty: false } records && facts.OwnedRelease(function.Main, index, records[0]) is { } release
            && release == facts.ReleaseOf(records[0]) && types.Handle(inner) is { } handle)
        {
            return new BoundValue(handle, "out ");
        }

        var text = pointee.Pointee is { } target ? types.Pointer(target) : style.NativeInteger;
        return text == style.NativeInteger
            ? isOut ? new BoundValue(text, "out ") : new BoundValue(style.UsesLibraryImport ? text + "*" : text)
            : new BoundValue(text + "*");
    }

    /// <summary>A pointer to a number, an enumeration or a struct: by reference where it is known to be one value that is always there.</summary>
    private BoundValue Reference(PlatformType pointee, bool isCounted, bool isOut, bool isInOut, bool isNonNull, bool isNullable)
    {
        if (!isCounted && !(isNullable && style.UsesLibraryImport) && types.ByValue(pointee, isMarshalled: false) is { } value)
        {
            if (isOut || isInOut)
            {
                return value with { Modifier = isOut ? "out " : "ref " };
            }

            var isStruct = pointee.Class == CTypeClass.Record;
            if (isStruct && pointee.First.IsConst && style.HasInParameters && (isNonNull || !style.UsesLibraryImport))
            {
                return value with { Modifier = "in " };
            }

            if (isStruct && !style.UsesLibraryImport)
            {
                return value with { Modifier = "ref " };
            }
        }

        return new BoundValue(types.Pointer(pointee));
    }

    /// <summary>A <c>const char*</c> that ends with a null character and is read during the call only.</summary>
    private static bool IsText(CFunction function, int index, PlatformType pointee, List<StatedFact> stated)
    {
        bool Says(string word) => stated.Exists(fact => fact.Name == word);
        if (pointee.First.Canonical is not CBasicType { Kind: CBasicKind.Char } || !pointee.First.IsConst
            || Says("nozeroterm") || Says("count") || Says("bytes") || Says("retained") || Says("async") || Says("utf16") || Says("ansi") || Says("out") || Says("releases") || Says("taken"))
        {
            return false;
        }

        return Says("zeroterm") || (function.Parameters[index].DeclaredArray is null
            && (index + 1 == function.Parameters.Length
                || function.Parameters[index + 1].Type.Canonical.Class != CTypeClass.Integer
                || !BindingNames.IsLength(function.Parameters[index + 1].Name)));
    }

    private string TextType(List<StatedFact> stated) => style.IsNullable && stated.Exists(fact => fact.Name == "nullable") ? "string?" : "string";

    private static bool HasCallback(CFunction function) =>
        function.Parameters.Any(parameter => parameter.Type.Canonical is CPointerType { Pointee.Canonical: CFunctionType });

    private IEnumerable<string> FunctionAttributes(CFunction function)
    {
        var words = facts.OfFunction(function).Select(fact => fact.Name).Distinct().ToList();
        foreach (var (word, attribute) in new[]
        {
            ("blocking", "Blocking"), ("fast", "Fast"), ("callsback", "CallsBack"), ("notincallback", "NotInCallback"), ("threadaffine", "ThreadAffine"), ("threadsafe", "ThreadSafe"), ("lasterror", "LastError"),
        })
        {
            if (words.Contains(word))
            {
                yield return attribute;
            }
        }
    }

    private IEnumerable<string> ReturnAttributes(CFunction function, BoundValue result, StatusConvention? status, ImmutableArray<string> names)
    {
        if (status is not null && function.ReturnType.Canonical is not CEnum && result.Type is not "void" && (result.IsRaw || status.Kind != StatusKind.NotNull))
        {
            yield return StatusAttribute(status, ErrorTextOf(function));
        }

        foreach (var attribute in ValueAttributes(facts.OfReturn(function), result, isCallback: false, names))
        {
            yield return attribute;
        }
    }

    private List<string> ParameterAttributes(CFunction function, int index, BoundValue value, ImmutableArray<string> names)
    {
        var stated = facts.OfParameter(function, index);
        var pointee = NativeFacts.PointeeOf(function.Parameters[index].Type)?.Canonical;
        var attributes = ValueAttributes(stated, value, isCallback: pointee is CFunctionType, names).ToList();

        // A released handle is passed as the raw value that a handle class holds.
        if (pointee is CRecord type && value.IsRaw && !stated.Exists(fact => fact.Name == "releases") && facts.ReleaseOf(type) is not null && facts.Releases(function, index, type))
        {
            attributes.Insert(0, "Releases");
        }

        return attributes;
    }

    /// <summary>What the C# type does not say by itself.</summary>
    private static IEnumerable<string> ValueAttributes(List<StatedFact> stated, BoundValue value, bool isCallback, ImmutableArray<string> names)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in stated)
        {
            var (group, attribute) = fact.Name switch
            {
                "owned" when value.IsRaw => ("ownership", fact.Argument.Length == 0 ? "Owned" : $"Owned({Quote(fact.Argument)})"),
                "borrowed" when value.IsRaw => ("ownership", fact.ParameterNamed is >= 0 and var owner && owner < names.Length ? $"Borrowed(From = {Quote(names[owner].TrimStart('@'))})" : "Borrowed"),
                "taken" => ("ownership", "Taken"),
                "releases" => ("ownership", "Releases"),
                "noescape" when value.IsRaw || isCallback => ("lifetime", "NoEscape"),
                "retained" when value.IsRaw || isCallback => ("lifetime", fact.Argument.Length == 0 ? "Retained" : $"Retained(Until = {Quote(fact.Argument)})"),
                "utf8" when value.IsRaw => ("encoding", "NativeText(NativeTextEncoding.Utf8)"),
                "utf16" when value.IsRaw => ("encoding", "NativeText(NativeTextEncoding.Utf16)"),
                "ansi" when value.IsRaw => ("encoding", "NativeText(NativeTextEncoding.Ansi)"),
                "count" when fact.ParameterNamed is >= 0 and var counter && counter < names.Length => ("count", $"Count({Quote(names[counter].TrimStart('@'))})"),
                "bytes" when fact.ParameterNamed is >= 0 and var counter && counter < names.Length => ("count", $"Bytes({Quote(names[counter].TrimStart('@'))})"),
                _ => ("", ""),
            };
            if (attribute.Length > 0 && groups.Add(group))
            {
                yield return attribute;
            }
        }
    }

    public static string StatusAttribute(StatusConvention status, string? errorText)
    {
        var arguments = new List<string>();
        switch (status.Kind)
        {
            case StatusKind.Equal:
                arguments.Add("Success = " + status.Success.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case StatusKind.NotNegative:
                arguments.Add("SuccessIf = NativeSuccess.NotNegative");
                break;
            case StatusKind.NotZero:
                arguments.Add("SuccessIf = NativeSuccess.NotZero");
                break;
            case StatusKind.NotNull:
                arguments.Add("SuccessIf = NativeSuccess.NotNull");
                break;
            default:
                arguments.Add("SuccessIf = NativeSuccess.HResult");
                break;
        }

        if (errorText is not null)
        {
            arguments.Add("ErrorText = " + Quote(errorText));
        }

        return "NativeStatus(" + string.Join(", ", arguments) + ")";
    }

    public string? ErrorTextOf(CFunction function) => facts.OfFunction(function).Where(fact => fact.Name == "errortext").Select(fact => fact.Argument).FirstOrDefault();

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
