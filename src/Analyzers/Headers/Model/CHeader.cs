using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Headers;

/// <summary>A place in one of the files that make up a header.</summary>
internal readonly struct HeaderLocation(HeaderFile? file, int start, int length) : IEquatable<HeaderLocation>
{
    /// <summary><see langword="null"/> for what no file declares, such as the system's own types.</summary>
    public HeaderFile? File { get; } = file;

    public int Start { get; } = start;

    public int Length { get; } = length;

    public string Path => File?.Path ?? string.Empty;

    public TextSpan Span => new(Start, Length);

    /// <summary>The line, from zero.</summary>
    public int Line => File?.LineOf(Start) ?? 0;

    /// <summary>The column, from zero.</summary>
    public int Column => File is null ? 0 : Start - File.StartOfLine(Line);

    public Location ToLocation()
    {
        if (File is null)
        {
            return Location.None;
        }

        var endLine = File.LineOf(Start + Length);
        var end = new LinePosition(endLine, Start + Length - File.StartOfLine(endLine));
        return Location.Create(Path, Span, new LinePositionSpan(new LinePosition(Line, Column), end));
    }

    public bool Equals(HeaderLocation other) => ReferenceEquals(File, other.File) && Start == other.Start && Length == other.Length;

    public override bool Equals(object? obj) => obj is HeaderLocation other && Equals(other);

    public override int GetHashCode() => (Start * 31) + Length;

    public override string ToString() => $"{Path}({Line + 1},{Column + 1})";
}

internal enum CProblemKind
{
    /// <summary>The header is C++: nothing of it was read.</summary>
    CPlusPlus,

    /// <summary>A file is binary, or in an encoding that it does not tell: nothing of it was read.</summary>
    NoText,

    /// <summary>A declaration could not be read and was skipped.</summary>
    Skipped,

    /// <summary>A type's name is explained nowhere; what depends on it is unknown.</summary>
    UnknownType,

    /// <summary>A file to include was not among the given ones.</summary>
    MissingInclude,

    /// <summary>A directive of the preprocessor is not well formed.</summary>
    Directive,

    /// <summary>An <c>#error</c>, a failed static assertion or a negative array length: the header refuses the target.</summary>
    ErrorDirective,

    /// <summary>The header is larger or nests deeper than the reader follows.</summary>
    Limit,

    /// <summary>A <c>@boundary</c> line is not well formed, or uses a fact that does not exist.</summary>
    BadTag,

    /// <summary>A <c>@boundary</c> line speaks of a parameter that the function does not have, or stands before no declaration.</summary>
    TagWithoutTarget,
}

/// <summary>Something in the header that was not understood, and what became of it.</summary>
internal readonly struct CProblem(CProblemKind kind, HeaderLocation location, string message)
{
    public CProblemKind Kind { get; } = kind;

    public HeaderLocation Location { get; } = location;

    public string Message { get; } = message;

    public override string ToString() => $"{Location}: {Message}";
}

/// <summary>Collects problems: each one once, and no more than anybody would read.</summary>
internal sealed class ProblemList
{
    private const int Maximum = 200;

    private readonly List<CProblem> problems = new();
    private int lastStart = -1;

    /// <summary>Above zero while something is tried that may fail without harm.</summary>
    public int Muted { get; set; }

    public void Add(CProblemKind kind, HeaderLocation location, string message)
    {
        if (Muted > 0 || problems.Count >= Maximum || (kind == CProblemKind.Limit && lastStart >= 0 && problems[lastStart].Kind == kind))
        {
            return;
        }

        lastStart = problems.Count;
        problems.Add(new CProblem(kind, location, message));
    }

    public ImmutableArray<CProblem> ToImmutable() => problems.ToImmutableArray();
}

/// <summary>A header with the files that it may include; those that it does include are lexed once, and the input serves any number of targets.</summary>
internal sealed class HeaderInput
{
    private readonly IncludeFiles includes;
    private readonly ImmutableArray<string> directories;
    private readonly string mainPath;
    private readonly HashSet<IncludeFile> asked = [];

    /// <param name="main">The header itself.</param>
    /// <param name="includes">Every other header that is at hand; which of them are read is decided by <c>#include</c>.</param>
    /// <param name="defines">Macros to define, each <c>NAME</c> or <c>NAME=VALUE</c>.</param>
    /// <param name="includeDirectories">Directories in which includes are looked for, behind that of the including file.</param>
    public HeaderInput(
        HeaderFile main,
        IncludeFiles? includes = null,
        ImmutableArray<string> defines = default,
        ImmutableArray<string> includeDirectories = default)
    {
        Main = main;
        mainPath = IncludeFiles.Normalise(main.Path);
        this.includes = includes ?? IncludeFiles.None;
        directories = includeDirectories.IsDefault ? ImmutableArray<string>.Empty : includeDirectories;
        var text = new StringBuilder();
        foreach (var define in defines.IsDefault ? ImmutableArray<string>.Empty : defines)
        {
            var equals = define.IndexOf('=');
            text.Append("#define ").Append(equals < 0 ? define + " 1" : define.Substring(0, equals) + " " + define.Substring(equals + 1)).Append('\n');
        }

        DefinesFile = HeaderFile.Lex("<defines>", text.ToString());
    }

    public HeaderFile Main { get; }

    public HeaderFile DefinesFile { get; }

    /// <summary>The files that were asked for what they say, so far; with the same texts in them the header is the same.</summary>
    public ImmutableArray<IncludeFile> Asked
    {
        get
        {
            lock (asked)
            {
                return asked.ToImmutableArray();
            }
        }
    }

    public HeaderFile? Find(string path, CancellationToken cancellationToken) =>
        string.Equals(IncludeFiles.Normalise(path), mainPath, StringComparison.OrdinalIgnoreCase) ? Main : Read(includes.Find(path), cancellationToken);

    public HeaderFile? FindInDirectories(string name, CancellationToken cancellationToken)
    {
        foreach (var directory in directories)
        {
            if (Find(directory + "/" + name, cancellationToken) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>The given file whose path ends with the name, the shortest such path first: projects list files, seldom directories.</summary>
    public HeaderFile? FindBySuffix(string name, CancellationToken cancellationToken)
    {
        var isMain = IncludeFiles.EndsWith(mainPath, IncludeFiles.WithoutParents(name));
        foreach (var candidate in includes.FindBySuffix(name))
        {
            if (isMain && mainPath.Length <= candidate.Path.Length)
            {
                return Main;
            }

            if (Read(candidate, cancellationToken) is { } file)
            {
                return file;
            }
        }

        return isMain ? Main : null;
    }

    private HeaderFile? Read(IncludeFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        lock (asked)
        {
            asked.Add(file);
        }

        return file.Read(cancellationToken);
    }
}

/// <summary>
/// A function as the header declares it. What is said about it stands in three places: about the function, about its result, about each parameter.
/// </summary>
internal sealed class CFunction(
    string name,
    string symbolName,
    CFunctionType type,
    ImmutableArray<CParameter> parameters,
    FunctionTraits traits,
    HeaderLocation location,
    Comment? comment,
    ImmutableArray<BoundaryFact> facts,
    ImmutableArray<BoundaryFact> returnFacts)
{
    public string Name { get; } = name;

    /// <summary>The name in the library: the declared one unless an <c>__asm__</c> label gives another.</summary>
    public string SymbolName { get; } = symbolName;

    public CFunctionType Type { get; } = type;

    public CType ReturnType => Type.ReturnType;

    public ImmutableArray<CParameter> Parameters { get; } = parameters;

    public bool IsVariadic => Type.IsVariadic;

    public CCallingConvention Convention => Type.Convention;

    public FunctionTraits Traits { get; } = traits;

    /// <summary>Whether a library can export it: it is neither static nor inline, nor one of the helpers that cgo declares for C code.</summary>
    public bool IsExported => (Traits & (FunctionTraits.Static | FunctionTraits.Inline | FunctionTraits.CgoHelper)) == 0;

    /// <summary>The function's name.</summary>
    public HeaderLocation Location { get; } = location;

    public Comment? Comment { get; } = comment;

    /// <summary>What is said about the function as a whole.</summary>
    public ImmutableArray<BoundaryFact> Facts { get; } = facts;

    /// <summary>What is said about the result.</summary>
    public ImmutableArray<BoundaryFact> ReturnFacts { get; } = returnFacts;

    public CParameter? FindParameter(string parameterName)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == parameterName)
            {
                return parameter;
            }
        }

        return null;
    }

    public override string ToString() => Type.Spell(Name);
}

[Flags]
internal enum FunctionTraits
{
    None = 0,
    Static = 1,
    Inline = 2,
    HasBody = 4,

    /// <summary>Declared without a list of parameters, <c>f()</c>, as older versions of cgo do; there are none.</summary>
    Unprototyped = 8,

    /// <summary><c>_GoStringLen</c> and its like: declared by cgo for the preamble, exported by nothing.</summary>
    CgoHelper = 16,
}

internal sealed class CTypedef(CTypedefType type, HeaderLocation location, Comment? comment, ImmutableArray<BoundaryFact> facts)
{
    public string Name => Type.Name;

    /// <summary>The type that a use of the name has.</summary>
    public CTypedefType Type { get; } = type;

    public HeaderLocation Location { get; } = location;

    public Comment? Comment { get; } = comment;

    public ImmutableArray<BoundaryFact> Facts { get; } = facts;
}

internal sealed class CVariable(string name, CType type, bool isStatic, HeaderLocation location, Comment? comment, ImmutableArray<BoundaryFact> facts)
{
    public string Name { get; } = name;

    public CType Type { get; } = type;

    public bool IsStatic { get; } = isStatic;

    public HeaderLocation Location { get; } = location;

    public Comment? Comment { get; } = comment;

    public ImmutableArray<BoundaryFact> Facts { get; } = facts;
}

/// <summary>A macro that stands for a number or for a text.</summary>
internal sealed class CConstant(string name, CInteger? integer, string? text, HeaderLocation location)
{
    public CConstant(string name, double number, HeaderLocation location)
        : this(name, integer: null, text: null, location)
    {
        Number = number;
    }

    public string Name { get; } = name;

    public CInteger? Integer { get; } = integer;

    /// <summary>The value of a floating-point literal.</summary>
    public double? Number { get; }

    public string? Text { get; } = text;

    public HeaderLocation Location { get; } = location;
}

/// <summary>A macro that stands for a function.</summary>
/// <param name="Location">Its name.</param>
/// <param name="HasParameters">Whether it is used with parentheses.</param>
/// <param name="Function">The function that it is another name of, or calls first; null where it is neither.</param>
internal sealed record CMacro(HeaderLocation Location, bool HasParameters, CFunction? Function);

/// <summary>What one header declares on one target. Immutable once parsed; the same input and target give the same result.</summary>
internal sealed class CHeader
{
    private readonly Dictionary<string, CFunction> functionsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CFunction> exportsBySymbol = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CTypedef> typedefsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CRecord> recordsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CEnum> enumsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CConstant> constantsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CInteger> enumeratorsByName;
    private readonly ImmutableArray<InactiveRange> inactive;
    private readonly ImmutableArray<HeaderFile> files;
    private readonly Dictionary<string, Macro> macros;

    // Asked for seldom, when a function is missing; made at the first question.
    private Dictionary<string, HeaderLocation>? inactiveNames;

    internal CHeader(HeaderInput input, TargetProfile target, Preprocessor preprocessor, DeclarationParser parser, ImmutableArray<CProblem> problems)
    {
        Path = input.Main.Path;
        Target = target;
        files = preprocessor.Files.ToImmutableArray();
        macros = preprocessor.Macros;
        inactive = preprocessor.Inactive.ToImmutableArray();
        Problems = problems;
        IsCPlusPlus = parser.IsCPlusPlus;
        IsValidForTarget = !IsCPlusPlus && !preprocessor.HasError && !parser.RefusesTarget;
        enumeratorsByName = parser.EnumeratorValues;
        if (IsCPlusPlus)
        {
            // Half of a C++ header would mislead more than none of it.
            return;
        }

        Functions = parser.Functions.ToImmutableArray();
        Records = parser.Records.ToImmutableArray();
        Enums = parser.Enums.ToImmutableArray();
        Typedefs = parser.Typedefs.ToImmutableArray();
        Variables = parser.Variables.ToImmutableArray();
        Constants = parser.Constants.ToImmutableArray();
        Facts = parser.HeaderFacts.ToImmutableArray();
        Index();
    }

    public string Path { get; }

    public TargetProfile Target { get; }

    /// <summary>
    /// False when the header itself refuses the target, by <c>#error</c>, a static assertion or an array of negative length as in cgo's headers.
    /// </summary>
    public bool IsValidForTarget { get; }

    /// <summary>The header is C++; there is one problem that says what to do, and no declaration.</summary>
    public bool IsCPlusPlus { get; }

    public ImmutableArray<CFunction> Functions { get; } = ImmutableArray<CFunction>.Empty;

    /// <summary>Structs and unions in the order in which they are first mentioned, anonymous ones included.</summary>
    public ImmutableArray<CRecord> Records { get; } = ImmutableArray<CRecord>.Empty;

    public ImmutableArray<CEnum> Enums { get; } = ImmutableArray<CEnum>.Empty;

    public ImmutableArray<CTypedef> Typedefs { get; } = ImmutableArray<CTypedef>.Empty;

    public ImmutableArray<CVariable> Variables { get; } = ImmutableArray<CVariable>.Empty;

    /// <summary>The macros of the header that are integers or strings.</summary>
    public ImmutableArray<CConstant> Constants { get; } = ImmutableArray<CConstant>.Empty;

    /// <summary>What is said about the header itself: <c>library</c>, <c>version</c>, <c>convention</c>, and defaults for all of its functions.</summary>
    public ImmutableArray<BoundaryFact> Facts { get; } = ImmutableArray<BoundaryFact>.Empty;

    public ImmutableArray<CProblem> Problems { get; }

    public static CHeader Parse(HeaderInput input, DataModel model, CancellationToken cancellationToken = default)
    {
        var target = TargetProfile.Of(model);
        var problems = new ProblemList();
        var preprocessor = new Preprocessor(input, target, problems, cancellationToken);
        preprocessor.Run();
        var parser = new DeclarationParser(preprocessor, target, problems, cancellationToken);
        parser.Run();
        var found = problems.ToImmutable();
        if (parser.IsCPlusPlus)
        {
            found = found.RemoveAll(problem => problem.Kind != CProblemKind.CPlusPlus);
        }

        return new CHeader(input, target, preprocessor, parser, found);
    }

    public CFunction? FindFunction(string name) => functionsByName.TryGetValue(name, out var function) ? function : null;

    /// <summary>The function that a library exports under a name.</summary>
    public CFunction? FindExport(string symbol) => exportsBySymbol.TryGetValue(symbol, out var function) ? function : null;

    public CTypedef? FindTypedef(string name) => typedefsByName.TryGetValue(name, out var typedef) ? typedef : null;

    /// <summary>A struct or union by its tag or by the typedef that names it.</summary>
    public CRecord? FindRecord(string name) => recordsByName.TryGetValue(name, out var record) ? record : null;

    /// <summary>An enum by its tag or by the typedef that names it.</summary>
    public CEnum? FindEnum(string name) => enumsByName.TryGetValue(name, out var found) ? found : null;

    /// <summary>A macro with a value.</summary>
    public CConstant? FindConstant(string name) => constantsByName.TryGetValue(name, out var constant) ? constant : null;

    /// <summary>The value of an enumerator or of an integer macro.</summary>
    public bool TryGetInteger(string name, out CInteger value)
    {
        if (enumeratorsByName.TryGetValue(name, out value))
        {
            return true;
        }

        var constant = FindConstant(name);
        value = constant?.Integer ?? default;
        return constant?.Integer is not null;
    }

    /// <summary>The enum whose values a type carries: the enum itself, or the one that lends its tag to an integer typedef, as cbindgen writes it.</summary>
    public CEnum? EnumOf(CType type)
    {
        while (true)
        {
            switch (type)
            {
                case CEnum found:
                    return found;
                case CQualifiedType qualified:
                    type = qualified.Unqualified;
                    break;
                case CTypedefType typedef:
                    if (typedef.Class == CTypeClass.Integer && FindEnum(typedef.Name) is { } carried)
                    {
                        return carried;
                    }

                    type = typedef.Target;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Where a conditional that is false on this target leaves out what seems to be a declaration of the function.</summary>
    public HeaderLocation? FindInactiveDeclaration(string name)
    {
        inactiveNames ??= IndexInactiveNames();
        return inactiveNames.TryGetValue(name, out var location) ? location : null;
    }

    /// <summary>
    /// The macro of the header's own text that stands for what looks like a function; null where the name is none, or one that expands to a call of a function with the same name.
    /// </summary>
    public CMacro? FindMacro(string name)
    {
        if (!macros.TryGetValue(name, out var macro) || macro.End == macro.Start || !files.Contains(macro.File))
        {
            return null;
        }

        var location = new HeaderLocation(macro.File, macro.NameToken.Start, macro.NameToken.Text.Length);
        var tokens = macro.File.Tokens;
        for (var index = macro.Start; index < macro.End; index++)
        {
            if (tokens[index].IsName && string.Equals(tokens[index].Text, name, StringComparison.Ordinal))
            {
                return null;
            }
        }

        var length = macro.End - macro.Start;
        var isCall = macro.Parameters is null ? length == 1 : length > 1 && tokens[macro.Start + 1].Kind == TokenKind.OpenParen;
        var called = tokens[macro.Start].IsName && isCall ? tokens[macro.Start].Text : null;
        return new CMacro(location, macro.Parameters is not null, called is null ? null : FindFunction(called));
    }

    /// <summary>Whether the name stands anywhere in the code of the header's files, as a macro or in a declaration that was not understood too.</summary>
    public bool Mentions(string name)
    {
        foreach (var file in files)
        {
            foreach (var token in file.Tokens)
            {
                if (token.IsName && string.Equals(token.Text, name, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a comment at the top of the header names the tool that wrote it.</summary>
    public bool IsWrittenBy(string tool)
    {
        foreach (var file in files)
        {
            if (file.Path == Path)
            {
                return file.Text.IndexOf(tool, 0, Math.Min(file.Text.Length, 2000), StringComparison.OrdinalIgnoreCase) >= 0;
            }
        }

        return false;
    }

    private Dictionary<string, HeaderLocation> IndexInactiveNames()
    {
        var names = new Dictionary<string, HeaderLocation>(StringComparer.Ordinal);
        foreach (var range in inactive)
        {
            var file = files[range.File];
            for (var index = range.Start; index + 1 < range.End; index++)
            {
                if (file.Tokens[index].Kind == TokenKind.Identifier && file.Tokens[index + 1].Kind == TokenKind.OpenParen)
                {
                    AddFirst(names, file.Tokens[index].Text, new HeaderLocation(file, file.Tokens[index].Start, file.Tokens[index].Text.Length));
                }
            }
        }

        return names;
    }

    private static void AddFirst<T>(Dictionary<string, T> index, string? name, T item)
    {
        if (name is not null && !index.ContainsKey(name))
        {
            index.Add(name, item);
        }
    }

    private void Index()
    {
        foreach (var function in Functions)
        {
            AddFirst(functionsByName, function.Name, function);
            if (function.IsExported)
            {
                AddFirst(exportsBySymbol, function.SymbolName, function);
            }
        }

        foreach (var typedef in Typedefs)
        {
            AddFirst(typedefsByName, typedef.Name, typedef);
        }

        foreach (var constant in Constants)
        {
            AddFirst(constantsByName, constant.Name, constant);
        }

        // Tags win over typedef names, whichever comes first.
        foreach (var record in Records)
        {
            AddFirst(recordsByName, record.Tag, record);
        }

        foreach (var item in Enums)
        {
            AddFirst(enumsByName, item.Tag, item);
        }

        foreach (var typedef in Typedefs)
        {
            switch (typedef.Type.Canonical)
            {
                case CRecord record:
                    AddFirst(recordsByName, typedef.Name, record);
                    break;
                case CEnum item:
                    AddFirst(enumsByName, typedef.Name, item);
                    break;
            }
        }
    }
}
