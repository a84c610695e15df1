using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Analysis;

/// <summary>
/// Tells cheaply whether a compilation can meet native code at all. Every form of interop needs, somewhere in the source, the name of one of
/// its namespaces or the word <c>unmanaged</c>; text without them is never bound on our account.
/// </summary>
internal static class InteropPresence
{
    private const int ChunkLength = 16 * 1024;

    // "InteropServices" covers System.Runtime.InteropServices, "SafeHandles" Microsoft.Win32.SafeHandles, "unmanaged" function pointers.
    private static readonly string[] Needles = ["InteropServices", "SafeHandles", "unmanaged"];

    private static readonly int LongestNeedle = "InteropServices".Length;

    // Keyed weakly by the immutable tree: an edit in one file searches that file again and no other.
    private static readonly ConditionalWeakTable<SyntaxTree, object> Answers = new();
    private static readonly object Yes = new();
    private static readonly object No = new();

    public static bool IsIn(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Answers.TryGetValue(tree, out var answer))
            {
                answer = Mentions(tree.GetText(cancellationToken)) ? Yes : No;
                Answers.GetValue(tree, _ => answer);
            }

            if (ReferenceEquals(answer, Yes))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(SourceText text)
    {
        var chunk = ArrayPool<char>.Shared.Rent(ChunkLength);
        try
        {
            // Chunks overlap by the longest needle so that none is cut in two.
            for (var start = 0; start < text.Length; start += chunk.Length - LongestNeedle)
            {
                var count = Math.Min(chunk.Length, text.Length - start);
                text.CopyTo(start, chunk, 0, count);
                var span = chunk.AsSpan(0, count);
                foreach (var needle in Needles)
                {
                    if (span.IndexOf(needle.AsSpan()) >= 0)
                    {
                        return true;
                    }
                }

                if (start + count == text.Length)
                {
                    break;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chunk);
        }
    }
}
