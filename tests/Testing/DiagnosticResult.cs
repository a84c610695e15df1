using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A place where a diagnostic is expected. An empty path is the first source file.</summary>
public readonly record struct DiagnosticLocation(FileLinePositionSpan Span, DiagnosticLocationOptions Options)
{
    /// <summary>The number n of the markup <c>{|#n:…|}</c> that this location stands for, or null.</summary>
    internal int? MarkupKey => Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey) ? Span.StartLinePosition.Line : null;
}

/// <summary>
/// A diagnostic that a test expects. What is not stated is not compared, except that a result with a descriptor or a severity compares the
/// effective severity, and one with locations compares the additional locations too.
/// </summary>
public readonly struct DiagnosticResult
{
    private readonly ImmutableArray<DiagnosticLocation> _spans;
    private readonly DiagnosticSeverity? _severity;
    private readonly string? _message;

    public DiagnosticResult(string id, DiagnosticSeverity severity)
        : this(id, severity, null, null, null, [], DiagnosticOptions.None, null)
    {
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity, descriptor.MessageFormat, null, null, [], DiagnosticOptions.None, null)
    {
    }

    private DiagnosticResult(
        string id,
        DiagnosticSeverity? severity,
        LocalizableString? messageFormat,
        object?[]? messageArguments,
        string? message,
        ImmutableArray<DiagnosticLocation> spans,
        DiagnosticOptions options,
        bool? isSuppressed)
    {
        Id = id;
        _severity = severity;
        MessageFormat = messageFormat;
        MessageArguments = messageArguments;
        _message = message;
        _spans = spans;
        Options = options;
        IsSuppressed = isSuppressed;
    }

    public string Id { get; }

    public DiagnosticSeverity Severity => _severity ?? DiagnosticSeverity.Warning;

    public LocalizableString? MessageFormat { get; }

    public object?[]? MessageArguments { get; }

    public DiagnosticOptions Options { get; }

    /// <summary>Whether the diagnostic is expected to be suppressed, or null for one that is not.</summary>
    public bool? IsSuppressed { get; }

    public ImmutableArray<DiagnosticLocation> Spans => _spans.IsDefault ? [] : _spans;

    public bool HasLocation => !Spans.IsEmpty;

    /// <summary>The expected message, or null when the test does not state it.</summary>
    public string? Message => _message ?? (MessageArguments is null || MessageFormat is null
        ? null
        : string.Format(CultureInfo.InvariantCulture, MessageFormat.ToString(CultureInfo.InvariantCulture), MessageArguments));

    /// <summary>An error of the compiler; its location is usually stated by the markup <c>{|CS0246:…|}</c> instead.</summary>
    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) =>
        new(Id, severity, MessageFormat, MessageArguments, _message, Spans, Options & ~DiagnosticOptions.IgnoreSeverity, IsSuppressed);

    public DiagnosticResult WithArguments(params object[] arguments) => new(Id, _severity, MessageFormat, arguments, _message, Spans, Options, IsSuppressed);

    public DiagnosticResult WithMessage(string? message) => new(Id, _severity, MessageFormat, MessageArguments, message, Spans, Options, IsSuppressed);

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) =>
        new(Id, _severity, messageFormat, MessageArguments, _message, Spans, Options, IsSuppressed);

    public DiagnosticResult WithIsSuppressed(bool? isSuppressed) => new(Id, _severity, MessageFormat, MessageArguments, _message, Spans, Options, isSuppressed);

    public DiagnosticResult WithOptions(DiagnosticOptions options) => new(Id, _severity, MessageFormat, MessageArguments, _message, Spans, options, IsSuppressed);

    public DiagnosticResult WithNoLocation() => new(Id, _severity, MessageFormat, MessageArguments, _message, [], Options, IsSuppressed);

    public DiagnosticResult WithLocation(int line, int column) => WithLocation(string.Empty, line, column);

    public DiagnosticResult WithLocation(string path, int line, int column) => WithLocation(path, new LinePosition(line - 1, column - 1));

    public DiagnosticResult WithLocation(LinePosition location) => WithLocation(string.Empty, location);

    public DiagnosticResult WithLocation(string path, LinePosition location) => WithLocation(path, location, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(string path, LinePosition location, DiagnosticLocationOptions options) =>
        Append(new FileLinePositionSpan(path, location, location), options | DiagnosticLocationOptions.IgnoreLength);

    /// <summary>The span marked <c>{|#markupKey:…|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options) =>
        Append(
            new FileLinePositionSpan(string.Empty, new LinePosition(markupKey, 0), new LinePosition(markupKey, 0)),
            options | DiagnosticLocationOptions.InterpretAsMarkupKey);

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(string.Empty, startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => WithSpan(span, DiagnosticLocationOptions.None);

    public DiagnosticResult WithSpan(FileLinePositionSpan span, DiagnosticLocationOptions options) => Append(span, options);

    public DiagnosticResult WithDefaultPath(string path)
    {
        var spans = Spans.Select(location => location.MarkupKey is null && location.Span.Path.Length == 0
            ? location with { Span = new FileLinePositionSpan(path, location.Span.StartLinePosition, location.Span.EndLinePosition) }
            : location);
        return new(Id, _severity, MessageFormat, MessageArguments, _message, [.. spans], Options, IsSuppressed);
    }

    public override string ToString()
    {
        var where = HasLocation
            ? string.Join(", ", Spans.Select(location => location.MarkupKey is { } key ? "#" + key : Describe(location)))
            : "no location";
        var severity = Options.HasFlag(DiagnosticOptions.IgnoreSeverity) ? string.Empty : " " + Severity;
        return $"{where}: {Id}{severity}{(Message is { } message ? ": " + message : string.Empty)}{(IsSuppressed is true ? " (suppressed)" : string.Empty)}";
    }

    internal DiagnosticResult WithSpans(ImmutableArray<DiagnosticLocation> spans) =>
        new(Id, _severity, MessageFormat, MessageArguments, _message, spans, Options, IsSuppressed);

    private static string Describe(DiagnosticLocation location)
    {
        var start = location.Span.StartLinePosition;
        var end = location.Span.EndLinePosition;
        var text = $"{location.Span.Path}({start.Line + 1},{start.Character + 1}";
        return location.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength) ? text + ")" : $"{text}-{end.Line + 1},{end.Character + 1})";
    }

    private DiagnosticResult Append(FileLinePositionSpan span, DiagnosticLocationOptions options) =>
        WithSpans(Spans.Add(new DiagnosticLocation(span, options)));
}
