using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>The C# text of a binding, without indentation and with lines that end in a line feed.</summary>
/// <param name="Members">What goes into the class.</param>
/// <param name="Types">The types that the members mention and the project lacks.</param>
internal sealed record BoundCode(ImmutableArray<string> Members, ImmutableArray<string> Types);

/// <summary>
/// Binds functions of a C header in a class: declarations, and the handle classes, enums, structs, delegates and the status exception that they need. What the project has
/// already is used and not written again.
/// </summary>
internal sealed class HeaderBinder
{
    private readonly InteropContext _interop;
    private readonly PlatformHeader _header;
    private readonly BindingStyle _style;
    private readonly ExistingBinding _existing;
    private readonly NativeFacts _facts;
    private readonly INamedTypeSymbol _class;
    private readonly string _classText;
    private readonly string _library;
    private readonly string _libraryExpression;
    private readonly string? _libraryConstant;
    private readonly bool _restrictsSearch;
    private readonly bool _typesAreNested;
    private readonly Dictionary<string, bool> _canRelease = new(StringComparer.Ordinal);

    private HeaderBinder(InteropContext interop, PlatformHeader header, BindingStyle style, SemanticModel model, ClassDeclarationSyntax declaration, INamedTypeSymbol boundClass, CancellationToken cancellationToken)
    {
        _interop = interop;
        _header = header;
        _style = style;
        _class = boundClass;
        _classText = declaration.ToString();
        _typesAreNested = boundClass.ContainingType is not null;
        _existing = new ExistingBinding(interop, header, model, declaration.OpenBraceToken.SpanStart + 1, boundClass, _typesAreNested, cancellationToken);
        if (_existing.LibraryInClass(declaration) is var (expression, value))
        {
            (_libraryExpression, _library) = (expression, value);
        }
        else
        {
            _library = header.Source.StatedLibraries.Length > 0 ? header.Source.StatedLibraries[0]
                : header.Main.Facts.Where(fact => fact.Name == "library").Select(fact => fact.Argument).FirstOrDefault() ?? WithoutExtension(header.Source.Name);
            (_libraryExpression, _libraryConstant) = LibraryConstant(boundClass, _library);
        }

        _facts = new NativeFacts(header.Main, _library);
        _restrictsSearch = IsSearchedEverywhere(cancellationToken);
        Missing = FindMissing(cancellationToken);
        MissingConstants = _header.Main.Constants.Select(constant => constant.Name).Concat(AnonymousEnumerators().Select(enumerator => enumerator.Name))
            .Where(name => !_existing.HasMember(name) && Constant(name) is not null).Distinct().ToImmutableArray();
        MissingEnums = FindMissingEnums();
    }

    /// <summary>The functions that can be bound and are not, in the header's order.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>The constants that the class lacks, in the header's order.</summary>
    public ImmutableArray<string> MissingConstants { get; }

    /// <summary>The named enums that the project lacks.</summary>
    public ImmutableArray<CEnum> MissingEnums { get; }

    /// <summary>The form of the declarations.</summary>
    public BindingStyle Style => _style;

    /// <summary>Null when the header has nothing for this class: it cannot be read on any platform of the project.</summary>
    public static HeaderBinder? Create(
        Document document, InteropContext interop, NativeHeader source, SemanticModel model, ClassDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        if (PlatformHeader.Of(source, cancellationToken) is not { } header || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } boundClass)
        {
            return null;
        }

        var style = BindingStyle.Of(document, model, interop.Types, declaration.OpenBraceToken.SpanStart + 1, cancellationToken);
        return new HeaderBinder(interop, header, style, model, declaration, boundClass, cancellationToken);
    }

    /// <summary>Writes the declarations of some functions, with everything that they need.</summary>
    public BoundCode Bind(IEnumerable<string> functions, CancellationToken cancellationToken) => Write(functions, isAll: false, withConstants: false, cancellationToken);

    /// <summary>Writes the constants that the class lacks.</summary>
    public BoundCode BindConstants(CancellationToken cancellationToken) => Write([], isAll: false, withConstants: true, cancellationToken);

    /// <summary>Writes everything that is missing, and says of the rest why it is left out.</summary>
    public BoundCode BindAll(CancellationToken cancellationToken) => Write(Missing, isAll: true, withConstants: true, cancellationToken);

    private BoundCode Write(IEnumerable<string> functions, bool isAll, bool withConstants, CancellationToken cancellationToken)
    {
        var types = NewTypeBinder();
        var binder = new FunctionBinder(types, _style, _facts, _libraryExpression, _restrictsSearch);
        var bound = new Dictionary<string, BoundFunction>(StringComparer.Ordinal);
        var pending = new Queue<string>(functions);
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = pending.Dequeue();
            var count = types.Needed.Count;
            if (bound.ContainsKey(name) || _existing.Has(name) || _header.Function(name, out _) is not { } function || binder.Bind(function, out _) is not { } declaration)
            {
                continue;
            }

            bound.Add(name, declaration);
            foreach (var handle in types.Needed.Skip(count).OfType<NeededHandle>())
            {
                pending.Enqueue(handle.Release);
            }

            if (declaration is { Status: not null, ErrorText: { } errorText })
            {
                pending.Enqueue(errorText);
            }
        }

        if (isAll)
        {
            foreach (var item in MissingEnums)
            {
                types.ByValue(new PlatformType(_header.Views.Select(view => (CType)(view.FindEnum(item.DisplayName) ?? item)).ToImmutableArray()), isMarshalled: false);
            }
        }

        var declared = _header.FunctionNames().Where(bound.ContainsKey).Select(name => bound[name]).ToList();
        var written = WriteTypes(types, binder, bound, cancellationToken);
        var members = ImmutableArray.CreateBuilder<string>();
        if (_libraryConstant is not null && declared.Count > 0)
        {
            members.Add(_libraryConstant);
        }

        if (withConstants && MissingConstants.Length > 0)
        {
            members.Add(string.Concat(MissingConstants.Select(Constant)));
        }

        members.AddRange(declared.Select(function => function.Text));
        if (isAll && LeftOut(binder, types, cancellationToken) is { Length: > 0 } leftOut)
        {
            members.Add(leftOut);
        }

        return new BoundCode(members.ToImmutable(), written);
    }

    private TypeBinder NewTypeBinder() => NewTypeBinder(CanRelease);

    private TypeBinder NewTypeBinder(Func<string, bool> canRelease) => new(_header, _style, _facts, _existing.TypeFor, _existing.IsTypeNameFree, canRelease);

    private bool CanRelease(string name)
    {
        if (!_canRelease.TryGetValue(name, out var canRelease))
        {
            // Whether a function can be declared does not hang on handle classes: a raw pointer takes their place.
            canRelease = _existing.Find(name) is { } existing
                ? existing.Parameters.Length == 1
                : _header.Function(name, out _) is { } function
                    && new FunctionBinder(NewTypeBinder(static _ => true), _style, _facts, _libraryExpression, _restrictsSearch).Bind(function, out _) is not null;
            _canRelease.Add(name, canRelease);
        }

        return canRelease;
    }

    private ImmutableArray<string> FindMissing(CancellationToken cancellationToken)
    {
        var types = NewTypeBinder();
        var binder = new FunctionBinder(types, _style, _facts, _libraryExpression, _restrictsSearch);
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var name in _header.FunctionNames())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What the header says is otherwise in C# on purpose, somebody writes by hand.
            if (!_existing.Has(name) && !_existing.HasMember(name) && _header.Function(name, out _) is { } function && !HeaderStatements.DiffersOnPurpose(function.Main.Facts) && binder.Bind(function, out _) is not null)
            {
                missing.Add(name);
            }
        }

        return missing.ToImmutable();
    }

    private ImmutableArray<CEnum> FindMissingEnums()
    {
        var types = NewTypeBinder();
        var missing = ImmutableArray.CreateBuilder<CEnum>();
        foreach (var item in _header.Main.Enums)
        {
            var count = types.Needed.Count;
            if (item.IsComplete && (item.AliasName ?? item.Tag) is { } name && name[0] != '_' && _header.Views.All(view => view.FindEnum(item.DisplayName) is { IsComplete: true })
                && types.ByValue(new PlatformType(_header.Views.Select(view => (CType)view.FindEnum(item.DisplayName)!).ToImmutableArray()), isMarshalled: false) is not null
                && types.Needed.Count > count)
            {
                missing.Add(item);
            }
        }

        return missing.ToImmutable();
    }

    private ImmutableArray<string> WriteTypes(TypeBinder types, FunctionBinder binder, Dictionary<string, BoundFunction> bound, CancellationToken cancellationToken)
    {
        var writer = new TypeWriter(types, _style);
        var statuses = Statuses(bound);
        var handles = new List<string>();
        var enums = new List<string>();
        var structs = new List<string>();
        var delegates = new List<string>();

        // Members of structs can need further types, so the list grows on the way.
        for (var index = 0; index < types.Needed.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (types.Needed[index])
            {
                case NeededHandle handle:
                    handles.Add(Handle(handle, bound));
                    break;
                case NeededEnum item:
                    var attribute = statuses.Where(status => status.Type == item.Name).Select(status => FunctionBinder.StatusAttribute(status.Convention, status.ErrorText)).FirstOrDefault();
                    enums.Add(TypeWriter.Enum(item.Source, item.Name, attribute));
                    break;
                case NeededStruct item:
                    structs.Add(writer.Struct(item));
                    break;
                case NeededDelegate item:
                    delegates.Add(writer.Delegate(item));
                    break;
            }
        }

        return handles.Concat(enums).Concat(structs).Concat(delegates).Concat(Exceptions(statuses, bound)).ToImmutableArray();
    }

    private string Handle(NeededHandle handle, Dictionary<string, BoundFunction> bound)
    {
        var acquirers = _facts.AcquirersOf(handle.Source).Distinct().Take(4).ToArray();
        var isMinusOneInvalid = _facts.IsMinusOneInvalid(handle.Source);
        if (_existing.Find(handle.Release) is { } releaser)
        {
            var status = BoundaryContracts.Of(_interop).For(releaser).Status;
            return SafeHandleBuilder.Write(new SafeHandlePlan(
                handle.Name,
                "internal",
                acquirers.Length == 0 ? [handle.Release] : acquirers,
                releaser,
                status,
                isMinusOneInvalid,
                _typesAreNested && SymbolEqualityComparer.Default.Equals(releaser.Signature.ContainingType, _class) ? "" : releaser.Signature.ContainingType.ToDisplayString() + "."));
        }

        var declaration = bound[handle.Release];
        var call = (_typesAreNested ? "" : _class.Name + ".") + BindingNames.Escape(handle.Release) + "(handle)";
        var summary = $"Owns a <c>{handle.Source.DisplayName}</c>; <c>{handle.Release}</c> releases it.";
        return SafeHandleBuilder.Write(new SafeHandleText(handle.Name, "internal", summary, call, Succeeded(call, declaration), IsUnsafe: false, isMinusOneInvalid));
    }

    /// <summary>The release call as a condition; null when its result says nothing.</summary>
    private string? Succeeded(string call, BoundFunction release)
    {
        if (release.ReturnType is "void")
        {
            return null;
        }

        if (release.ReturnType == "bool")
        {
            return call;
        }

        var item = _header.Main.EnumOf(_header.Main.FindFunction(release.Name)!.ReturnType);
        var convention = release.Status ?? (item is null && !SafeHandleBuilder.CountsReferences(release.Name) && release.ReturnType == "int" ? new StatusConvention(StatusKind.Equal) : null);
        return convention switch
        {
            null => null,
            { Kind: StatusKind.Equal } when item is not null => TypeWriter.MemberWith(item, convention.Success) is { } member ? $"{call} == {release.ReturnType}.{member}" : null,
            { Kind: StatusKind.Equal } => $"{call} == {convention.Success.ToString(CultureInfo.InvariantCulture)}",
            { Kind: StatusKind.NotNegative or StatusKind.HResult } when item is null => $"{call} >= 0",
            { Kind: StatusKind.NotZero } when item is null => $"{call} != 0",
            _ => null,
        };
    }

    /// <summary>The statuses that the new declarations return: one convention for each C# type, that of most functions.</summary>
    private List<(string Type, StatusConvention Convention, string? ErrorText, CEnum? Source)> Statuses(Dictionary<string, BoundFunction> bound)
    {
        var statuses = new List<(string, StatusConvention, string?, CEnum?)>();
        foreach (var group in _header.FunctionNames().Where(bound.ContainsKey).Select(name => bound[name]).Where(function => function.ReturnType is not "void" and not "bool").GroupBy(function => function.ReturnType))
        {
            var source = _header.Main.EnumOf(_header.Main.FindFunction(group.First().Name)!.ReturnType);
            var stated = group.Where(function => function.Status is { Kind: not StatusKind.NotNull }).GroupBy(function => function.Status!).OrderByDescending(same => same.Count()).FirstOrDefault();
            if (stated is not null)
            {
                var texts = stated.Select(function => function.ErrorText).Distinct().ToList();
                statuses.Add((group.Key, stated.Key, texts.Count == 1 ? texts[0] : null, source));
            }
            else if (source is not null && Inference.IsStatusName(source.DisplayName)
                && TypeWriter.MemberWith(source, 0) is not null
                && source.Enumerators.Any(enumerator => enumerator.Value is { IsZero: true } && Inference.IsSuccessName(enumerator.Name)))
            {
                statuses.Add((group.Key, new StatusConvention(StatusKind.Equal), null, source));
            }
        }

        return statuses;
    }

    /// <summary>An exception for each kind of status. An enumeration's comes first and gets the short name.</summary>
    private IEnumerable<string> Exceptions(
        List<(string Type, StatusConvention Convention, string? ErrorText, CEnum? Source)> statuses, Dictionary<string, BoundFunction> bound)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        return statuses.OrderBy(status => status.Source is null).Select(status => Exception(status, bound, written)).OfType<string>().ToList();
    }

    private string? Exception(
        (string Type, StatusConvention Convention, string? ErrorText, CEnum? Source) status, Dictionary<string, BoundFunction> bound, HashSet<string> written)
    {
        var words = NativeNames.Words(status.Source is null ? LibraryNames.Normalize(_library) : status.Type);
        while (status.Source is not null && words.Length > 1 && Inference.IsStatusName(words[words.Length - 1]))
        {
            words = words.RemoveAt(words.Length - 1);
        }

        var stem = BindingNames.Type(string.Join("_", words.Select(word => new string(word.Where(char.IsLetterOrDigit).ToArray())).Where(word => word.Length > 0)));
        var name = stem + (written.Contains(stem + "Exception") ? "CodeException" : "Exception");
        if (!SyntaxFacts.IsValidIdentifier(name) || !_existing.IsTypeNameFree(name) || TypeWriter.Failed(status.Convention, status.Type, status.Source) is not { } failed)
        {
            return null;
        }

        written.Add(name);
        var (text, isUnsafe) = ErrorText(status.ErrorText, status.Type, bound);
        return TypeWriter.StatusException(name, status.Type, failed, text, isUnsafe, status.Source is not null, _style.IsNullable);
    }

    /// <summary>An expression for the text of the last error: from a function without parameters, or from one that takes the status.</summary>
    private (string? Expression, bool IsUnsafe) ErrorText(string? function, string statusType, Dictionary<string, BoundFunction> bound)
    {
        if (function is null || !_style.CanReadUtf8 || !bound.TryGetValue(function, out var declaration) || declaration.ReturnType is not ("byte*" or "nint" or "IntPtr"))
        {
            return default;
        }

        var parameters = _header.Main.FindFunction(function)!.Parameters.Length;
        if (parameters > 1 || (parameters == 1 && declaration.FirstParameter != statusType))
        {
            return default;
        }

        var call = (_typesAreNested ? "" : _class.Name + ".") + BindingNames.Escape(function) + (parameters == 0 ? "()" : "(status)");
        return declaration.ReturnType == "byte*" ? ($"Marshal.PtrToStringUTF8((nint){call})", true) : ($"Marshal.PtrToStringUTF8({call})", false);
    }

    private IEnumerable<CEnumerator> AnonymousEnumerators() => _header.Main.Enums.Where(item => item.Tag is null && item.AliasName is null).SelectMany(item => item.Enumerators);

    /// <summary>A constant's line, or null when it has no value in C#, or another one on each platform.</summary>
    private string? Constant(string name)
    {
        if (name[0] == '_' || _header.Main.FindFunction(name) is not null || !SyntaxFacts.IsValidIdentifier(name))
        {
            return null;
        }

        var escaped = BindingNames.Escape(name);
        if (_header.Main.FindConstant(name)?.Text is { } text)
        {
            return _header.Views.All(view => view.FindConstant(name)?.Text == text) ? $"internal const string {escaped} = {SymbolDisplay.FormatLiteral(text, quote: true)};\n" : null;
        }

        if (_header.Main.FindConstant(name)?.Number is { } number)
        {
            return _header.Views.All(view => view.FindConstant(name)?.Number == number)
                ? $"internal const double {escaped} = {SymbolDisplay.FormatPrimitive(number, quoteStrings: false, useHexadecimalNumbers: false)};\n"
                : null;
        }

        if (!_header.Main.TryGetInteger(name, out var value) || !_header.Views.All(view => view.TryGetInteger(name, out var other) && other.Equals(value)))
        {
            return null;
        }

        var type = value.IsHuge ? "ulong"
            : value.Bits is >= int.MinValue and <= int.MaxValue && !(value.IsUnsigned && value.Size == 4) ? "int"
            : value.Bits is >= 0 and <= uint.MaxValue && value.Size == 4 ? "uint"
            : value.IsUnsigned ? "ulong" : "long";
        return $"internal const {type} {escaped} = {TypeWriter.Number(value, type)};\n";
    }

    /// <summary>What of the header has no place in C#, and why, as comments. What the class mentions already is not repeated.</summary>
    private string LeftOut(FunctionBinder binder, TypeBinder types, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var name in _header.FunctionNames())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_existing.Has(name) || _existing.HasMember(name))
            {
                continue;
            }

            if (_header.Function(name, out var problem) is not { } function)
            {
                lines.Add($"{name}: {problem}.");
            }
            else if (HeaderStatements.DiffersOnPurpose(function.Main.Facts))
            {
                lines.Add($"{name}: it differs in C# on purpose.");
            }
            else if (binder.Bind(function, out var reason) is null)
            {
                lines.Add($"{name}: {reason}.");
            }
        }

        lines.AddRange(types.LeftOpaque.Select(opaque => $"{opaque.Key}: it is only an address in C#, because {opaque.Value}."));
        foreach (var function in _header.Main.Functions)
        {
            if (!function.IsExported && function.Location.File is not null && function.Name[0] != '_')
            {
                lines.Add($"{function.Name}: the header defines it inline, so that the library does not export it.");
            }
            else if (function.IsExported && function.Name != function.SymbolName)
            {
                lines.Add($"{function.Name}: the library exports it as {function.SymbolName}.");
            }
        }

        lines.AddRange(_header.Main.Variables.Where(variable => !variable.IsStatic).Select(variable => $"{variable.Name}: it is a variable."));
        lines.AddRange(_header.Main.Constants.Where(constant => constant.Name[0] != '_' && !_existing.HasMember(constant.Name) && Constant(constant.Name) is null && _header.Main.FindFunction(constant.Name) is null)
            .Select(constant => $"{constant.Name}: its value differs between platforms."));
        lines.AddRange(FunctionLikeMacros().Select(macro => $"{macro}: it is a macro with parameters, which no library exports."));
        lines.RemoveAll(line => _classText.Contains("// " + line.Substring(0, line.IndexOf(':') + 1)));
        return lines.Count == 0 ? "" : $"// Left out of {_header.Source.Name}:\n" + string.Concat(lines.Distinct().Select(line => "// " + line + "\n"));
    }

    /// <summary>Macros with parameters in the header itself. Those that only wrap declarations are no loss, but the header does not tell them from the others.</summary>
    private IEnumerable<string> FunctionLikeMacros()
    {
        if (_header.Main.Functions.Select(function => function.Location.File).FirstOrDefault(file => file?.Path == _header.Main.Path) is not { } main)
        {
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hash in main.Directives)
        {
            if (hash + 3 < main.Tokens.Length && main.Tokens[hash + 1].Text == "define" && main.Tokens[hash + 3].Kind == TokenKind.OpenParen
                && main.Tokens[hash + 2] is var name && main.Tokens[hash + 3].Start == name.Start + name.Text.Length && name.Text[0] != '_' && seen.Add(name.Text))
            {
                yield return name.Text;
            }
        }
    }

    /// <summary>Whether Windows, for which the project is built, would look for the library in the current folder and on the PATH.</summary>
    private bool IsSearchedEverywhere(CancellationToken cancellationToken) =>
        _interop.Types.Find("System.Runtime.InteropServices.DefaultDllImportSearchPathsAttribute") is { } attribute
        && !_class.ContainingAssembly.HasAttribute(attribute)
        && ProjectTargets.Of(_interop) is { ArePlatformsAssumed: false } targets
        && targets.Platforms.Any(static platform => platform.Os == TargetOs.Windows)
        && !ImportResolvers.AreIn(_interop, cancellationToken);

    private static (string Expression, string? Member) LibraryConstant(INamedTypeSymbol boundClass, string library)
    {
        foreach (var member in boundClass.GetMembers())
        {
            if (member is IFieldSymbol { IsConst: true, ConstantValue: string value } && value == library)
            {
                return (member.Name, null);
            }
        }

        foreach (var name in new[] { "LibraryName", "NativeLibraryName" })
        {
            if (boundClass.GetMembers(name).IsEmpty && boundClass.Name != name)
            {
                return (name, $"private const string {name} = {SymbolDisplay.FormatLiteral(library, quote: true)};\n");
            }
        }

        return (SymbolDisplay.FormatLiteral(library, quote: true), null);
    }

    private static string WithoutExtension(string name) => name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;
}
