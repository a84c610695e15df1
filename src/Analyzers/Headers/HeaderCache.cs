using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Headers;

/// <summary>The text of one header file that the project gives.</summary>
/// <param name="Path">Its path, with which includes find it and which places in it show.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct HeaderSource(string Path, SourceText Text);

/// <summary>
/// Parsed headers, shared between compilations: the same texts, defines and target give the same header. Of the files that can be included only those count that were. It holds the
/// headers weakly, so that only those stay that some compilation still uses, and remembers no more than <see cref="Capacity"/> of them.
/// </summary>
internal static class HeaderCache
{
    private const int Capacity = 128;

    private static readonly ConditionalWeakTable<SourceText, HeaderFile> Files = new();
    private static readonly Dictionary<string, Entry> Headers = new(StringComparer.Ordinal);
    private static readonly Queue<string> Order = new();

    /// <summary>What <paramref name="main"/> declares on one target.</summary>
    public static CHeader Parse(
        HeaderSource main,
        IncludeFiles includes,
        ImmutableArray<string> defines,
        ImmutableArray<string> includeDirectories,
        DataModel model,
        CancellationToken cancellationToken)
    {
        var key = KeyOf(main, includes, defines, includeDirectories, model);
        Entry? entry;
        lock (Headers)
        {
            Headers.TryGetValue(key, out entry);
        }

        if (entry is not null && entry.Header.TryGetTarget(out var known) && IsUpToDate(entry, includes, cancellationToken))
        {
            return known;
        }

        var input = new HeaderInput(FileOf(main, cancellationToken), includes, defines, includeDirectories);
        var header = CHeader.Parse(input, model, cancellationToken);
        var included = ImmutableArray.CreateBuilder<(string, ImmutableArray<byte>)>();
        foreach (var file in input.Asked)
        {
            included.Add((file.Path, file.ChecksumOf(cancellationToken)));
        }

        Remember(key, new Entry(new WeakReference<CHeader>(header), included.ToImmutable()));
        return header;
    }

    private static bool IsUpToDate(Entry entry, IncludeFiles includes, CancellationToken cancellationToken)
    {
        foreach (var (path, checksum) in entry.Included)
        {
            if (includes.Find(path) is not { } file || !file.ChecksumOf(cancellationToken).AsSpan().SequenceEqual(checksum.AsSpan()))
            {
                return false;
            }
        }

        return true;
    }

    private static void Remember(string key, Entry entry)
    {
        lock (Headers)
        {
            if (!Headers.ContainsKey(key))
            {
                Order.Enqueue(key);
            }

            Headers[key] = entry;
            while (Order.Count > Capacity)
            {
                Headers.Remove(Order.Dequeue());
            }
        }
    }

    /// <summary>The file lexed; the same text is lexed once.</summary>
    internal static HeaderFile FileOf(HeaderSource source, CancellationToken cancellationToken)
    {
        if (Files.TryGetValue(source.Text, out var known) && known.Path == source.Path)
        {
            return known;
        }

        var file = HeaderFile.Lex(source.Path, source.Text.ToString(), cancellationToken);
        return known is null ? Files.GetValue(source.Text, _ => file) : file;
    }

    private static string KeyOf(HeaderSource main, IncludeFiles includes, ImmutableArray<string> defines, ImmutableArray<string> includeDirectories, DataModel model)
    {
        var key = new StringBuilder(model.Name).Append('\0').Append(main.Path).Append('\0').Append(main.Text.ChecksumAlgorithm);
        foreach (var part in main.Text.GetChecksum())
        {
            key.Append((char)part);
        }

        key.Append('\0').Append(includes.Fingerprint);
        foreach (var define in defines)
        {
            key.Append("\0D").Append(define);
        }

        foreach (var directory in includeDirectories)
        {
            key.Append("\0I").Append(directory);
        }

        return key.ToString();
    }

    /// <param name="Header">What was parsed.</param>
    /// <param name="Included">The files that it included, with the checksums of what they said.</param>
    private sealed record Entry(WeakReference<CHeader> Header, ImmutableArray<(string Path, ImmutableArray<byte> Checksum)> Included);
}
