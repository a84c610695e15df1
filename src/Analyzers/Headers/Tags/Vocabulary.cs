using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace BoundaryLint.Headers;

/// <summary>What a fact of the contract language speaks of when its line names no target.</summary>
internal enum FactScope
{
    /// <summary>A value: on a function without a target, its result.</summary>
    Value,

    /// <summary>A function, or every function of the header.</summary>
    Function,

    /// <summary>A type or a member.</summary>
    Type,

    /// <summary>The header, wherever the line stands.</summary>
    Header,
}

internal enum FactArgument
{
    Name,
    Text,
    Status,
    Convention,
}

internal readonly struct FactShape(FactScope scope, int minimumArguments, int maximumArguments, FactArgument argument)
{
    public FactScope Scope { get; } = scope;

    public int MinimumArguments { get; } = minimumArguments;

    public int MaximumArguments { get; } = maximumArguments;

    public FactArgument Argument { get; } = argument;
}

/// <summary>The words of the contract language, and the attributes and annotations of compilers that mean the same.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, FactShape> Facts = MakeFacts();

    // Each annotation as the facts that it states; "()" stands for the arguments that the annotation has been given.
    private static readonly Dictionary<string, string[]> Annotations = MakeAnnotations();

    private static readonly HashSet<string> UnderstoodAttributes = new(StringComparer.Ordinal)
    {
        "malloc", "ownership_returns", "ownership_takes", "ownership_holds", "nonnull", "returns_nonnull", "noescape", "lifetimebound", "warn_unused_result",
        "nodiscard", "counted_by", "sized_by", "cf_returns_retained", "cf_returns_not_retained", "cf_consumed", "format", "packed", "aligned", "mode",
        "stdcall", "cdecl", "fastcall", "ms_abi", "sysv_abi", "visibility", "deprecated", "always_inline", "noreturn", "pure", "const", "unused", "used",
        "alloc_size", "alloc_align", "null_terminated_string_arg", "access", "enum_extensibility", "flag_enum", "dllexport", "dllimport",
    };

    public static bool TryGetFact(string name, out FactShape shape) => Facts.TryGetValue(name, out shape);

    /// <summary>An annotation that is often a macro, such as <c>_In_</c> or <c>_Nonnull</c>: read as it stands, whatever the header makes of it.</summary>
    public static bool IsAnnotationMacro(string name) => IsAnnotation(name) && char.IsUpper(name[1]);

    public static bool IsAnnotation(string name) => name[0] == '_' && Annotations.ContainsKey(name);

    public static bool IsUnderstoodAttribute(string name) => UnderstoodAttributes.Contains(Trim(name));

    /// <summary>An attribute's name without the underscores that protect it from macros.</summary>
    public static string Trim(string name) =>
        name.Length > 4 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal)
            ? name.Substring(2, name.Length - 4)
            : name;

    public static bool IsArgumentOf(FactArgument kind, string argument) => kind switch
    {
        FactArgument.Name => IsIdentifier(argument),
        FactArgument.Status => IsStatus(argument),
        FactArgument.Convention => argument is "cdecl" or "stdcall" or "fastcall" or "thiscall" or "vectorcall",
        _ => argument.Length > 0,
    };

    /// <summary>Adds the facts that an annotation states about the value it stands at. False when it is none that we know.</summary>
    public static bool AddAnnotation(in CAttribute annotation, List<BoundaryFact> facts)
    {
        if (annotation.Name == "_Success_")
        {
            AddSuccess(annotation, facts);
            return true;
        }

        if (!Annotations.TryGetValue(annotation.Name, out var meanings))
        {
            return false;
        }

        foreach (var meaning in meanings)
        {
            var open = meaning.IndexOf('(');
            var name = open < 0 ? meaning : meaning.Substring(0, open);
            var target = name.StartsWith("return:", StringComparison.Ordinal) ? BoundaryFact.Return : string.Empty;
            name = target.Length == 0 ? name : name.Substring("return:".Length);
            var arguments = open < 0 || annotation.Arguments.IsDefaultOrEmpty ? ImmutableArray<string>.Empty : ImmutableArray.Create(annotation.Arguments[0]);
            if (open < 0 || arguments.Length > 0)
            {
                facts.Add(new BoundaryFact(target, name, arguments, annotation.Location, FactSource.Annotation));
            }
        }

        return true;
    }

    /// <summary>Adds the facts that an attribute states about a function; targets that have a position get the parameter's name.</summary>
    public static void AddFunctionAttribute(in CAttribute attribute, ImmutableArray<CParameter> parameters, List<BoundaryFact> facts)
    {
        var location = attribute.Location;
        void Add(string target, string name, params string[] arguments) =>
            facts.Add(new BoundaryFact(target, name, ImmutableArray.Create(arguments), location, FactSource.Attribute));

        var first = attribute.Arguments.IsDefaultOrEmpty ? string.Empty : attribute.Arguments[0];
        switch (attribute.Name)
        {
            case "malloc" when IsIdentifier(first):
                Add(BoundaryFact.Return, "owned", first);
                break;
            case "ownership_returns":
                Add(BoundaryFact.Return, "ownership_returns", Trim(first));
                break;
            case "ownership_takes" or "ownership_holds":
                foreach (var index in Positions(attribute.Arguments, 1))
                {
                    Add(TargetOf(parameters, index), attribute.Name, Trim(first));
                }

                break;
            case "nonnull":
                AddNonNull(attribute, parameters, facts);
                break;
            case "returns_nonnull":
                Add(BoundaryFact.Return, "nonnull");
                break;
            case "warn_unused_result" or "nodiscard":
                Add(BoundaryFact.Return, "nodiscard");
                break;
            case "cf_returns_retained" or "ns_returns_retained" or "os_returns_retained":
                Add(BoundaryFact.Return, "owned", "CFRelease");
                break;
            case "cf_returns_not_retained" or "ns_returns_not_retained" or "os_returns_not_retained":
                Add(BoundaryFact.Return, "borrowed");
                break;
            case "format":
                facts.Add(new BoundaryFact(string.Empty, "format", attribute.Arguments, location, FactSource.Attribute));
                break;
        }
    }

    /// <summary>Adds the facts that an attribute states about the parameter, member or type that it stands at.</summary>
    public static void AddValueAttribute(in CAttribute attribute, string? name, List<BoundaryFact> facts)
    {
        var location = attribute.Location;
        void Add(string target, string fact, params string[] arguments) =>
            facts.Add(new BoundaryFact(target, fact, ImmutableArray.Create(arguments), location, FactSource.Attribute));

        var first = attribute.Arguments.IsDefaultOrEmpty ? string.Empty : attribute.Arguments[0];
        switch (attribute.Name)
        {
            case "noescape" or "nonnull":
                Add(string.Empty, attribute.Name);
                break;
            case "lifetimebound" when name is not null:
                Add(BoundaryFact.Return, "borrowed", name);
                break;
            case "counted_by" or "counted_by_or_null" when first.Length > 0:
                Add(string.Empty, "count", first);
                break;
            case "sized_by" or "sized_by_or_null" when first.Length > 0:
                Add(string.Empty, "bytes", first);
                break;
            case "cf_consumed" or "ns_consumed" or "os_consumed":
                Add(string.Empty, "taken");
                break;
        }
    }

    public static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || char.IsDigit(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }

    private static string TargetOf(ImmutableArray<CParameter> parameters, int position) =>
        position >= 1 && position <= parameters.Length && parameters[position - 1].Name is { } name
            ? name
            : "#" + position.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<int> Positions(ImmutableArray<string> arguments, int from)
    {
        for (var index = from; index < arguments.Length; index++)
        {
            if (int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                yield return position;
            }
        }
    }

    private static void AddNonNull(in CAttribute attribute, ImmutableArray<CParameter> parameters, List<BoundaryFact> facts)
    {
        if (!attribute.Arguments.IsDefaultOrEmpty)
        {
            foreach (var position in Positions(attribute.Arguments, 0))
            {
                facts.Add(new BoundaryFact(TargetOf(parameters, position), "nonnull", ImmutableArray<string>.Empty, attribute.Location, FactSource.Attribute));
            }

            return;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            if (parameters[index].Type.Canonical.Class == CTypeClass.Pointer)
            {
                facts.Add(new BoundaryFact(TargetOf(parameters, index + 1), "nonnull", ImmutableArray<string>.Empty, attribute.Location, FactSource.Attribute));
            }
        }
    }

    // _Success_(return >= 0): only a comparison of the result with a number says what we can use.
    private static void AddSuccess(in CAttribute annotation, List<BoundaryFact> facts)
    {
        var condition = string.Join(string.Empty, annotation.Arguments).Replace(" ", string.Empty);
        var status = condition == "return" || condition == "return!=NULL" ? "!=0"
            : condition.StartsWith("return==", StringComparison.Ordinal) ? condition.Substring("return==".Length)
            : condition.StartsWith("return", StringComparison.Ordinal) ? condition.Substring("return".Length)
            : string.Empty;
        if (IsStatus(status))
        {
            facts.Add(new BoundaryFact(BoundaryFact.Return, "status", ImmutableArray.Create(status), annotation.Location, FactSource.Annotation));
        }
    }

    private static bool IsStatus(string text)
    {
        if (text is "nonnull" or "hresult")
        {
            return true;
        }

        var start = text.StartsWith(">=", StringComparison.Ordinal) || text.StartsWith("<=", StringComparison.Ordinal)
            || text.StartsWith("!=", StringComparison.Ordinal) || text.StartsWith("==", StringComparison.Ordinal) ? 2
            : text.Length > 0 && text[0] is '>' or '<' ? 1 : 0;
        var value = text.Substring(start);
        return IsIdentifier(value) || long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    private static Dictionary<string, FactShape> MakeFacts()
    {
        var facts = new Dictionary<string, FactShape>(StringComparer.Ordinal);
        void Add(FactScope scope, int minimum, int maximum, FactArgument argument, params string[] names)
        {
            foreach (var name in names)
            {
                facts.Add(name, new FactShape(scope, minimum, maximum, argument));
            }
        }

        Add(FactScope.Value, 0, 0, FactArgument.Name, "taken", "releases", "static", "noescape", "in", "out", "inout", "nonnull", "nullable");
        Add(FactScope.Value, 0, 0, FactArgument.Name, "utf8", "utf16", "ansi", "zeroterm", "nozeroterm");
        Add(FactScope.Value, 0, 1, FactArgument.Name, "borrowed", "retained");
        Add(FactScope.Value, 1, 1, FactArgument.Name, "owned", "async");
        Add(FactScope.Value, 1, 1, FactArgument.Text, "count", "bytes", "invalid");
        Add(FactScope.Value, 1, 1, FactArgument.Status, "status");
        Add(FactScope.Function, 0, 0, FactArgument.Name, "lasterror", "blocking", "fast", "callsback", "notincallback", "threadaffine", "threadsafe");
        Add(FactScope.Function, 1, 1, FactArgument.Name, "errortext");
        Add(FactScope.Function, 1, 1, FactArgument.Text, "differs");
        Add(FactScope.Type, 1, 1, FactArgument.Name, "handle", "sizefield", "name");
        Add(FactScope.Header, 1, 1, FactArgument.Text, "library");
        Add(FactScope.Header, 2, 2, FactArgument.Text, "version");
        Add(FactScope.Header, 1, 1, FactArgument.Convention, "convention");
        return facts;
    }

    private static Dictionary<string, string[]> MakeAnnotations()
    {
        var annotations = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["_In_"] = ["in", "nonnull"],
            ["_In_opt_"] = ["in", "nullable"],
            ["_In_z_"] = ["in", "nonnull", "zeroterm"],
            ["_In_opt_z_"] = ["in", "nullable", "zeroterm"],
            ["_In_reads_"] = ["in", "nonnull", "count()"],
            ["_In_reads_z_"] = ["in", "nonnull", "count()", "zeroterm"],
            ["_In_reads_opt_"] = ["in", "nullable", "count()"],
            ["_In_reads_or_z_"] = ["in", "nonnull", "count()"],
            ["_In_reads_bytes_"] = ["in", "nonnull", "bytes()"],
            ["_In_reads_bytes_opt_"] = ["in", "nullable", "bytes()"],
            ["_In_count_"] = ["in", "nonnull", "count()"],
            ["_In_opt_count_"] = ["in", "nullable", "count()"],
            ["_In_z_count_"] = ["in", "nonnull", "count()", "zeroterm"],
            ["_In_bytecount_"] = ["in", "nonnull", "bytes()"],
            ["_In_opt_bytecount_"] = ["in", "nullable", "bytes()"],
            ["_Out_"] = ["out", "nonnull"],
            ["_Out_opt_"] = ["out", "nullable"],
            ["_Out_writes_"] = ["out", "nonnull", "count()"],
            ["_Out_writes_z_"] = ["out", "nonnull", "count()", "zeroterm"],
            ["_Out_writes_opt_"] = ["out", "nullable", "count()"],
            ["_Out_writes_opt_z_"] = ["out", "nullable", "count()", "zeroterm"],
            ["_Out_writes_to_"] = ["out", "nonnull", "count()"],
            ["_Out_writes_to_opt_"] = ["out", "nullable", "count()"],
            ["_Out_writes_all_"] = ["out", "nonnull", "count()"],
            ["_Out_writes_all_opt_"] = ["out", "nullable", "count()"],
            ["_Out_writes_bytes_"] = ["out", "nonnull", "bytes()"],
            ["_Out_writes_bytes_opt_"] = ["out", "nullable", "bytes()"],
            ["_Out_writes_bytes_to_"] = ["out", "nonnull", "bytes()"],
            ["_Out_writes_bytes_to_opt_"] = ["out", "nullable", "bytes()"],
            ["_Out_writes_bytes_all_"] = ["out", "nonnull", "bytes()"],
            ["_Out_cap_"] = ["out", "nonnull", "count()"],
            ["_Out_opt_cap_"] = ["out", "nullable", "count()"],
            ["_Out_z_cap_"] = ["out", "nonnull", "count()", "zeroterm"],
            ["_Out_opt_z_cap_"] = ["out", "nullable", "count()", "zeroterm"],
            ["_Out_bytecap_"] = ["out", "nonnull", "bytes()"],
            ["_Out_opt_bytecap_"] = ["out", "nullable", "bytes()"],
            ["_Out_z_bytecap_"] = ["out", "nonnull", "bytes()", "zeroterm"],
            ["_Inout_"] = ["inout", "nonnull"],
            ["_Inout_opt_"] = ["inout", "nullable"],
            ["_Inout_z_"] = ["inout", "nonnull", "zeroterm"],
            ["_Inout_count_"] = ["inout", "nonnull", "count()"],
            ["_Inout_opt_count_"] = ["inout", "nullable", "count()"],
            ["_Inout_cap_"] = ["inout", "nonnull", "count()"],
            ["_Inout_opt_cap_"] = ["inout", "nullable", "count()"],
            ["_Inout_z_cap_"] = ["inout", "nonnull", "count()", "zeroterm"],
            ["_Inout_bytecount_"] = ["inout", "nonnull", "bytes()"],
            ["_Inout_opt_bytecount_"] = ["inout", "nullable", "bytes()"],
            ["_Inout_bytecap_"] = ["inout", "nonnull", "bytes()"],
            ["_Inout_opt_bytecap_"] = ["inout", "nullable", "bytes()"],
            ["_Inout_updates_"] = ["inout", "nonnull", "count()"],
            ["_Inout_updates_opt_"] = ["inout", "nullable", "count()"],
            ["_Inout_updates_z_"] = ["inout", "nonnull", "count()", "zeroterm"],
            ["_Inout_updates_bytes_"] = ["inout", "nonnull", "bytes()"],
            ["_Inout_updates_bytes_opt_"] = ["inout", "nullable", "bytes()"],
            ["_Outptr_"] = ["out", "nonnull"],
            ["_Outptr_opt_"] = ["out", "nullable"],
            ["_Outptr_result_maybenull_"] = ["out", "nonnull"],
            ["_Outptr_result_z_"] = ["out", "nonnull"],
            ["_COM_Outptr_"] = ["out", "nonnull"],
            ["_COM_Outptr_opt_"] = ["out", "nullable"],
            ["_Reserved_"] = ["in", "nullable"],
            ["_Ret_maybenull_"] = ["return:nullable"],
            ["_Ret_maybenull_z_"] = ["return:nullable", "return:zeroterm"],
            ["_Ret_notnull_"] = ["return:nonnull"],
            ["_Ret_z_"] = ["return:nonnull", "return:zeroterm"],
            ["_Ret_writes_"] = ["return:nonnull", "return:count()"],
            ["_Ret_writes_bytes_"] = ["return:nonnull", "return:bytes()"],
            ["_Must_inspect_result_"] = ["return:nodiscard"],
            ["_Check_return_"] = ["return:nodiscard"],
            ["_Success_"] = [],
            ["_Post_ptr_invalid_"] = ["releases"],
            ["_Post_invalid_"] = ["releases"],
            ["_Frees_ptr_"] = ["releases", "nonnull"],
            ["_Frees_ptr_opt_"] = ["releases", "nullable"],
            ["_Null_terminated_"] = ["zeroterm"],
            ["_Notnull_"] = ["nonnull"],
            ["_Maybenull_"] = ["nullable"],
            ["_Nonnull"] = ["nonnull"],
            ["_Nullable"] = ["nullable"],
            ["_Nullable_result"] = ["nullable"],
            ["_Null_unspecified"] = [],
            ["_Printf_format_string_"] = ["zeroterm"],
            ["_Pre_"] = [],
            ["_Post_"] = [],
            ["_Valid_"] = [],
            ["_Deref_out_"] = [],
            ["_When_"] = [],
            ["_At_"] = [],
            ["_Use_decl_annotations_"] = [],
            ["_Analysis_assume_"] = [],
            ["_Field_size_"] = ["count()"],
            ["_Field_size_opt_"] = ["count()"],
            ["_Field_size_bytes_"] = ["bytes()"],
            ["_Field_size_bytes_opt_"] = ["bytes()"],
            ["_Field_z_"] = ["zeroterm"],
            ["__nullable"] = ["nullable"],
            ["__counted_by"] = ["count()"],
            ["__sized_by"] = ["bytes()"],
            ["__noescape"] = ["noescape"],
        };
        return annotations;
    }
}
