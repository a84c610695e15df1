using System;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives an enum the values, the size and the members that the header has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5006MatchEnum))]
public sealed class FFI5006MatchEnum : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5006");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan);
        string? Property(string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
        if (node is EnumMemberDeclarationSyntax member && Property(FFI5006Properties.Value) is { } number)
        {
            // The members behind it that count on keep their values.
            var next = NextWithoutValue(member);
            var kept = next is not null && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
                ? (model.GetDeclaredSymbol(next, cancellationToken) as IFieldSymbol)?.ConstantValue
                : null;
            return Edit($"Set '{member.Identifier.ValueText}' to {number}", "FFI5006.Value", editor =>
            {
                editor.ReplaceNode(member, (current, _) => WithValue((EnumMemberDeclarationSyntax)current, number));
                if (next is not null && kept is not null)
                {
                    var value = Convert.ToString(kept, System.Globalization.CultureInfo.InvariantCulture)!;
                    editor.ReplaceNode(next, (current, _) => ((EnumMemberDeclarationSyntax)current).EqualsValue is null ? WithValue((EnumMemberDeclarationSyntax)current, value) : current);
                }
            });
        }

        if (node is not EnumDeclarationSyntax declaration)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        if (Property(FFI5006Properties.BaseType) is { } keyword)
        {
            return Edit($"Base '{declaration.Identifier.ValueText}' on '{keyword}'", "FFI5006.BaseType", editor =>
                editor.ReplaceNode(declaration, (current, _) => WithBase((EnumDeclarationSyntax)current, keyword)));
        }

        return Property(FFI5006Properties.Missing) is { } missing
            ? Edit($"Add the members that '{declaration.Identifier.ValueText}' lacks", "FFI5006.Missing", editor =>
                editor.ReplaceNode(declaration, (current, _) => WithMembers((EnumDeclarationSyntax)current, missing)))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static ImmutableArray<DocumentEdit> Edit(string title, string key, Action<Microsoft.CodeAnalysis.Editing.DocumentEditor> apply) =>
        ImmutableArray.Create(new DocumentEdit(title, key, apply));

    private static EnumMemberDeclarationSyntax? NextWithoutValue(EnumMemberDeclarationSyntax member)
    {
        if (member.Parent is not EnumDeclarationSyntax declaration)
        {
            return null;
        }

        var index = declaration.Members.IndexOf(member) + 1;
        return index < declaration.Members.Count && declaration.Members[index].EqualsValue is null ? declaration.Members[index] : null;
    }

    private static EnumMemberDeclarationSyntax WithValue(EnumMemberDeclarationSyntax member, string number)
    {
        var wasHexadecimal = member.EqualsValue?.Value.ToString().StartsWith("0x", StringComparison.OrdinalIgnoreCase) == true;
        var value = SyntaxFactory.ParseExpression(wasHexadecimal && ulong.TryParse(number, out var bits) ? "0x" + bits.ToString("X", System.Globalization.CultureInfo.InvariantCulture) : number);
        return member.EqualsValue is { } clause
            ? member.WithEqualsValue(clause.WithValue(value.WithTriviaFrom(clause.Value)))
            : member.WithIdentifier(member.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
                .WithEqualsValue(SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), value)
                    .WithTrailingTrivia(member.Identifier.TrailingTrivia));
    }

    private static EnumDeclarationSyntax WithBase(EnumDeclarationSyntax declaration, string keyword)
    {
        var type = SyntaxFactory.ParseTypeName(keyword);
        if (declaration.BaseList is { Types.Count: > 0 } list)
        {
            return declaration.ReplaceNode(list.Types[0].Type, type.WithTriviaFrom(list.Types[0].Type));
        }

        var bases = SyntaxFactory.BaseList(SyntaxFactory.SingletonSeparatedList<BaseTypeSyntax>(SyntaxFactory.SimpleBaseType(type)))
            .WithColonToken(SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(declaration.Identifier.TrailingTrivia);
        return declaration.WithIdentifier(declaration.Identifier.WithTrailingTrivia(SyntaxFactory.Space)).WithBaseList(bases);
    }

    private static EnumDeclarationSyntax WithMembers(EnumDeclarationSyntax declaration, string missing)
    {
        var names = declaration.Members.Select(member => member.Identifier.ValueText).ToImmutableHashSet(StringComparer.Ordinal);
        var members = missing.Split(';').Select(item => item.Split('=')).Where(item => !names.Contains(item[0]))
            .Select(item => WithValue(SyntaxFactory.EnumMemberDeclaration(item[0]), item[1]).WithAdditionalAnnotations(Formatter.Annotation));
        var isOnOneLine = declaration.OpenBraceToken.GetLocation().GetLineSpan().StartLinePosition.Line == declaration.CloseBraceToken.GetLocation().GetLineSpan().StartLinePosition.Line;
        var newLine = SyntaxFactory.EndOfLine(MemberText.NewLineOf(declaration.SyntaxTree.GetRoot()));
        var list = declaration.Members.GetWithSeparators();
        var last = declaration.Members.LastOrDefault();
        var indentation = last?.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) ?? default;
        if (last is not null && declaration.Members.SeparatorCount < declaration.Members.Count)
        {
            // What stood behind the last member, a comment or the end of its line, stands behind the new comma.
            list = list.Replace(list.Last(), last.WithTrailingTrivia()).Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(last.GetTrailingTrivia()));
        }

        foreach (var member in members)
        {
            var placed = isOnOneLine ? member.WithLeadingTrivia(SyntaxFactory.Space) : indentation == default ? member : member.WithLeadingTrivia(indentation);
            list = list.Add(placed).Add(isOnOneLine ? SyntaxFactory.Token(SyntaxKind.CommaToken) : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(newLine));
        }

        return isOnOneLine && list.Count > 0
            ? declaration.WithMembers(SyntaxFactory.SeparatedList<EnumMemberDeclarationSyntax>(list.RemoveAt(list.Count - 1))).WithCloseBraceToken(declaration.CloseBraceToken.WithLeadingTrivia(SyntaxFactory.Space))
            : declaration.WithMembers(SyntaxFactory.SeparatedList<EnumMemberDeclarationSyntax>(list));
    }
}
