using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>Where words stand in the source of a compilation, as text: in code, comments and literals alike. One pass finds all words.</summary>
internal sealed class WordPlaces
{
    private readonly Dictionary<string, List<(SyntaxTree Tree, int Position)>> _places = new(StringComparer.Ordinal);

    // A word is looked up by a hash of its characters: a string for each word of the source would cost more than the search.
    private readonly Dictionary<int, string[]> _byHash;
    private readonly int _shortest;
    private readonly int _longest;

    private readonly HashSet<string> _words;

    private WordPlaces(HashSet<string> words)
    {
        _words = words;
        _byHash = words.GroupBy(HashOf).ToDictionary(group => group.Key, group => group.ToArray());
        _shortest = words.Count == 0 ? int.MaxValue : words.Min(word => word.Length);
        _longest = words.Count == 0 ? 0 : words.Max(word => word.Length);
    }

    public static WordPlaces Find(Compilation compilation, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var places = new WordPlaces(new HashSet<string>(words, StringComparer.Ordinal));
        foreach (var tree in places._byHash.Count == 0 ? [] : compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            places.Search(tree, tree.GetText(cancellationToken).ToString());
        }

        return places;
    }

    /// <summary>Whether the search was for this word, too.</summary>
    public bool WereSearchedFor(string word) => _words.Contains(word);

    public IReadOnlyList<(SyntaxTree Tree, int Position)> Of(string word) => _places.TryGetValue(word, out var places) ? places : [];

    /// <summary>The tokens of code that are a word: names, and literals of that text.</summary>
    public IEnumerable<SyntaxToken> TokensOf(string word, CancellationToken cancellationToken)
    {
        foreach (var (tree, position) in Of(word))
        {
            // In a comment, the token that follows is found.
            var token = tree.GetRoot(cancellationToken).FindToken(position);
            if (token.Span.Contains(position) && token.ValueText == word)
            {
                yield return token;
            }
        }
    }

    private static int HashOf(string word)
    {
        var hash = 0;
        foreach (var c in word)
        {
            hash = (hash * 31) + c;
        }

        return hash;
    }

    private static bool IsWordCharacter(char c) => (uint)((c | 0x20) - 'a') < 26 || (uint)(c - '0') < 10 || c == '_' || (c > 127 && char.IsLetterOrDigit(c));

    private void Search(SyntaxTree tree, string text)
    {
        for (var index = 0; index < text.Length;)
        {
            var start = index;
            var hash = 0;
            while (index < text.Length && IsWordCharacter(text[index]))
            {
                hash = (hash * 31) + text[index++];
            }

            var length = index - start;
            if (length >= _shortest && length <= _longest && _byHash.TryGetValue(hash, out var words))
            {
                foreach (var word in words)
                {
                    if (word.Length == length && string.CompareOrdinal(text, start, word, 0, length) == 0)
                    {
                        Add(word, tree, start);
                    }
                }
            }

            index = Math.Max(index, start + 1);
        }
    }

    private void Add(string word, SyntaxTree tree, int position)
    {
        if (!_places.TryGetValue(word, out var places))
        {
            _places.Add(word, places = new List<(SyntaxTree, int)>());
        }

        places.Add((tree, position));
    }
}
