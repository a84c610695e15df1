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
/// Parsed headers, shared between compilations: the same texts, defines and target give the same header. It holds them weakly, so that only those stay that some
/// compilation still uses, and remembers no more than <see cref="Capacity"/> of them.
/// </summary>
internal static class HeaderCache
{
    private const int Capacity = 128;

    private static readonly ConditionalWeakTable<SourceText, HeaderFile> Files = new();
    private static readonly Dictionary<string, WeakReference<CHeader>> Headers = new(StringComparer.Ordinal);
    private static readonly Queue<string> Order = new();

    /// <summary>What <paramref name="main"/> declares on one target.</summary>
    public static CHeader Parse(
        HeaderSource main,
        ImmutableArray<HeaderSource> includes,
        ImmutableArray<string> defines,
        ImmutableArray<string> includeDirectories,
        DataModel model,
        CancellationToken cancellationToken)
    {
        var key = KeyOf(main, includes, defines, includeDirectories, model);
        lock (Headers)
        {
            if (Headers.TryGetValue(key, out var reference) && reference.TryGetTarget(out var known))
            {
                return known;
            }
        }

        var files = ImmutableArray.CreateBuilder<HeaderFile>(includes.Length);
        foreach (var include in includes)
        {
            files.Add(FileOf(include, cancellationToken));
        }

        var input = new HeaderInput(FileOf(main, cancellationToken), files.ToImmutable(), defines, includeDirectories);
        var header = CHeader.Parse(input, model, cancellationToken);
        Remember(key, header);
        return header;
    }

    private static void Remember(string key, CHeader header)
    {
        lock (Headers)
        {
            if (!Headers.ContainsKey(key))
            {
                Order.Enqueue(key);
            }

            Headers[key] = new WeakReference<CHeader>(header);
            while (Order.Count > Capacity)
            {
                Headers.Remove(Order.Dequeue());
            }
        }
    }

    private static HeaderFile FileOf(HeaderSource source, CancellationToken cancellationToken)
    {
        if (Files.TryGetValue(source.Text, out var known) && known.Path == source.Path)
        {
            return known;
        }

        var file = HeaderFile.Lex(source.Path, source.Text.ToString(), cancellationToken);
        return known is null ? Files.GetValue(source.Text, _ => file) : file;
    }

    private static string KeyOf(
        HeaderSource main, ImmutableArray<HeaderSource> includes, ImmutableArray<string> defines, ImmutableArray<string> includeDirectories, DataModel model)
    {
        var key = new StringBuilder(model.Name);
        Add(main);
        foreach (var include in includes)
        {
            Add(include);
        }

        foreach (var define in defines)
        {
            key.Append("\0D").Append(define);
        }

        foreach (var directory in includeDirectories)
        {
            key.Append("\0I").Append(directory);
        }

        return key.ToString();

        void Add(HeaderSource source)
        {
            key.Append('\0').Append(source.Path).Append('\0').Append(source.Text.ChecksumAlgorithm);
            foreach (var part in source.Text.GetChecksum())
            {
                key.Append((char)part);
            }
        }
    }
}
