using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Headers;

/// <summary>A file that a header may include.</summary>
internal sealed class IncludeFile
{
    private readonly AdditionalText? _source;
    private readonly HeaderFile? _lexed;

    /// <summary>A file of the project, which is read when it is included.</summary>
    public IncludeFile(AdditionalText source)
    {
        Path = source.Path;
        _source = source;
    }

    /// <summary>A file that is read already.</summary>
    public IncludeFile(HeaderFile lexed)
    {
        Path = lexed.Path;
        _lexed = lexed;
    }

    public string Path { get; }

    /// <summary>What the file says, or null when its text cannot be read.</summary>
    public HeaderFile? Read(CancellationToken cancellationToken) =>
        _lexed ?? (_source!.GetText(cancellationToken) is { } text ? HeaderCache.FileOf(new HeaderSource(Path, text), cancellationToken) : null);

    /// <summary>Tells whether the file still says the same; empty when its text cannot be read.</summary>
    public ImmutableArray<byte> ChecksumOf(CancellationToken cancellationToken) => _source?.GetText(cancellationToken)?.GetChecksum() ?? ImmutableArray<byte>.Empty;
}

/// <summary>The files that headers may include. Which of them are read is decided by <c>#include</c>: a project may give a folder with thousands of files.</summary>
internal sealed class IncludeFiles
{
    private readonly Dictionary<string, IncludeFile> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<ILookup<string, string>> _pathsByName;
    private readonly Lazy<string> _fingerprint;

    public IncludeFiles(IEnumerable<IncludeFile> files)
    {
        foreach (var file in files)
        {
            _byPath[Normalise(file.Path)] = file;
        }

        _pathsByName = new Lazy<ILookup<string, string>>(() => _byPath.Keys.ToLookup(NameIn, StringComparer.OrdinalIgnoreCase));
        _fingerprint = new Lazy<string>(() =>
        {
            using var hash = SHA256.Create();
            return Convert.ToBase64String(hash.ComputeHash(Encoding.Unicode.GetBytes(string.Join("\n", _byPath.Keys.OrderBy(static path => path, StringComparer.Ordinal)))));
        });
    }

    public static IncludeFiles None { get; } = new([]);

    /// <summary>Stands for the paths: with the same ones the same names are found.</summary>
    public string Fingerprint => _fingerprint.Value;

    public IncludeFile? Find(string path) => _byPath.TryGetValue(Normalise(path), out var file) ? file : null;

    /// <summary>The files whose paths end with the name, the shortest path first: projects list files, seldom directories.</summary>
    public IEnumerable<IncludeFile> FindBySuffix(string name)
    {
        var suffix = WithoutParents(name);
        return _pathsByName.Value[NameIn(suffix)]
            .Where(path => EndsWith(path, suffix))
            .OrderBy(static path => path.Length)
            .ThenBy(static path => path, StringComparer.Ordinal)
            .Select(path => _byPath[path]);
    }

    /// <summary>A name to include without the folders above.</summary>
    public static string WithoutParents(string name)
    {
        var suffix = Normalise(name);
        while (suffix.StartsWith("../", StringComparison.Ordinal))
        {
            suffix = suffix.Substring(3);
        }

        return suffix;
    }

    /// <summary>Whether a path ends with a name, both as <see cref="Normalise"/> writes them.</summary>
    public static bool EndsWith(string path, string suffix) =>
        path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && (path.Length == suffix.Length || path[path.Length - suffix.Length - 1] == '/');

    /// <summary>A path with slashes and without <c>.</c> and <c>..</c> where they can be resolved.</summary>
    public static string Normalise(string path)
    {
        path = path.Replace('\\', '/');
        if (path.IndexOf("./", StringComparison.Ordinal) < 0 && path.IndexOf("//", StringComparison.Ordinal) < 0)
        {
            return path;
        }

        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not (".." or ""))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    private static string NameIn(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
