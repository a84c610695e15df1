using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Corpus.Tests;

/// <summary>Damages code as typing and merging do: tokens are missing, doubled or swapped, attributes get wrong arguments, declarations are gone, files end early.</summary>
internal static partial class Mutation
{
    private static readonly string[] Strange = ["null", "default", "-1", "\"\"", "\"x\"", "typeof(", "0x7fffffffffffffff", "object", "nint", "@", "?", "*", "&", "out", "ref", "unsafe", "[]", "<T>", "}", "{", ";"];

    private static readonly string[] StrangeInC = ["*", "(", ")", "{", "}", "[0]", "[-1]", "[0x7fffffffffffffff]", "unsigned", "long", "const", "void", "...", ":3", "union", "#if", "#define", "\"", "/*", "@boundary", "=", "bool", "struct kv"];

    /// <summary>One to four kinds of damage at places that <paramref name="random"/> chooses.</summary>
    public static string Apply(string text, Random random)
    {
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            text = ApplyOne(text, random);
        }

        return text;
    }

    /// <summary>The same for text that is not C#: a header of C, a baseline.</summary>
    public static string ApplyToWords(string text, Random random)
    {
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var words = Word().Matches(text);
            if (words.Count < 4)
            {
                return text;
            }

            var (word, other) = (words[random.Next(words.Count)], words[random.Next(words.Count)]);
            text = random.Next(6) switch
            {
                0 => Replace(text, (word.Index, word.Length, "")),
                1 => Replace(text, (word.Index, 0, word.Value + " ")),
                2 when word.Index != other.Index => Replace(text, (word.Index, word.Length, other.Value), (other.Index, other.Length, word.Value)),
                3 => Replace(text, (word.Index, word.Length, StrangeInC[random.Next(StrangeInC.Length)])),
                4 => text[..word.Index],
                _ => Replace(text, (word.Index, 0, "\n")),
            };
        }

        return text;
    }

    private static string ApplyOne(string text, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        var tokens = root.DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        if (tokens.Count < 4)
        {
            return text;
        }

        var token = tokens[random.Next(tokens.Count)];
        var other = tokens[random.Next(tokens.Count)];
        switch (random.Next(9))
        {
            case 0:
                return Replace(text, (token.Span.Start, token.Span.Length, ""));
            case 1:
                return Replace(text, (token.Span.Start, 0, token.Text + " "));
            case 2:
                return token.Span.OverlapsWith(other.Span) ? text : Replace(text, (token.Span.Start, token.Span.Length, other.Text), (other.Span.Start, other.Span.Length, token.Text));
            case 3:
                return Replace(text, (token.Span.Start, token.Span.Length, Strange[random.Next(Strange.Length)]));
            case 4:
                return text[..token.Span.Start];
            case 5:
                return InNode<AttributeArgumentSyntax>(root, text, random, _ => Strange[random.Next(Strange.Length)]);
            case 6:
                return InNode<MemberDeclarationSyntax>(root, text, random, _ => "");
            case 7:
                return InNode<AttributeSyntax>(root, text, random, attribute => attribute + ", " + attribute);
            default:
                return InNode<ArgumentSyntax>(root, text, random, _ => random.Next(2) == 0 ? "" : Strange[random.Next(Strange.Length)]);
        }
    }

    private static string InNode<TNode>(SyntaxNode root, string text, Random random, Func<TNode, string> replacement)
        where TNode : SyntaxNode
    {
        var nodes = root.DescendantNodes().OfType<TNode>().ToList();
        if (nodes.Count == 0)
        {
            return text;
        }

        var node = nodes[random.Next(nodes.Count)];
        return Replace(text, (node.Span.Start, node.Span.Length, replacement(node)));
    }

    private static string Replace(string text, params (int Start, int Length, string New)[] changes)
    {
        var result = new StringBuilder(text);
        foreach (var (start, length, replacement) in changes.OrderByDescending(change => change.Start))
        {
            result.Remove(start, length).Insert(start, replacement);
        }

        return result.ToString();
    }

    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex Word();
}
