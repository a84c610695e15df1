using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Analysis;

/// <summary>What the text of a compilation mentions.</summary>
[Flags]
internal enum InteropWords
{
    None = 0,

    /// <summary>A name without which there is no interop: of a namespace, or the word <c>unmanaged</c>.</summary>
    Interop = 1,

    /// <summary><c>unmanaged</c>: without it there are no types of native function pointers.</summary>
    Unmanaged = 2,

    /// <summary>Part of the names of <c>Marshal.GetFunctionPointerForDelegate</c> and <c>GetDelegateForFunctionPointer</c>.</summary>
    FunctionPointer = 4,

    /// <summary><c>GCHandle</c>, and the names that contain it: without it nobody makes or frees one.</summary>
    GCHandle = 8,
}

/// <summary>
/// Tells cheaply whether a compilation can meet native code at all. Every form of interop needs, somewhere in the source, the name of one of
/// its namespaces or the word <c>unmanaged</c>; text without them is never bound on our account.
/// </summary>
internal static class InteropPresence
{
    private const int ChunkLength = 16 * 1024;

    public const InteropWords All = InteropWords.Interop | InteropWords.Unmanaged | InteropWords.FunctionPointer | InteropWords.GCHandle;

    // "InteropServices" covers System.Runtime.InteropServices, "SafeHandles" Microsoft.Win32.SafeHandles.
    private static readonly (string Text, InteropWords Words)[] Needles =
    [
        ("InteropServices", InteropWords.Interop),
        ("SafeHandles", InteropWords.Interop),
        ("unmanaged", InteropWords.Interop | InteropWords.Unmanaged),
        ("FunctionPointer", InteropWords.FunctionPointer),
        ("GCHandle", InteropWords.GCHandle),
    ];

    private static readonly int LongestNeedle = "InteropServices".Length;

    // Keyed weakly by the immutable tree: an edit in one file searches that file again and no other.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<InteropWords>> Answers = new();

    public static bool IsIn(Compilation compilation, CancellationToken cancellationToken) => (WordsOf(compilation, InteropWords.Interop, cancellationToken) & InteropWords.Interop) != 0;

    /// <summary>What the files of a compilation mention; the search ends once all of <paramref name="wanted"/> is found.</summary>
    public static InteropWords WordsOf(Compilation compilation, InteropWords wanted, CancellationToken cancellationToken)
    {
        var found = InteropWords.None;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found |= WordsOf(tree, cancellationToken);
            if ((found & wanted) == wanted)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>What one file mentions.</summary>
    public static InteropWords WordsOf(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!Answers.TryGetValue(tree, out var answer))
        {
            answer = Answers.GetValue(tree, searched => new StrongBox<InteropWords>(WordsIn(searched.GetText(cancellationToken))));
        }

        return answer.Value;
    }

    private static InteropWords WordsIn(SourceText text)
    {
        var found = InteropWords.None;
        var chunk = ArrayPool<char>.Shared.Rent(ChunkLength);
        try
        {
            // Chunks overlap by the longest needle so that none is cut in two.
            for (var start = 0; start < text.Length; start += chunk.Length - LongestNeedle)
            {
                var count = Math.Min(chunk.Length, text.Length - start);
                text.CopyTo(start, chunk, 0, count);
                var span = chunk.AsSpan(0, count);
                foreach (var (needle, words) in Needles)
                {
                    if ((found & words) != words && span.IndexOf(needle.AsSpan()) >= 0)
                    {
                        found |= words;
                    }
                }

                if (found == All || start + count == text.Length)
                {
                    break;
                }
            }

            return found;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chunk);
        }
    }
}
