using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>States one encoding for every platform: on the values, or on the declaration that decides for all of them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7001StateEncoding))]
public sealed class FFI7001StateEncoding : DocumentFix
{
    private static readonly ImmutableHashSet<string> StringTypes = ImmutableHashSet.Create(StringComparer.Ordinal, "LPStr", "LPTStr", "LPWStr", "LPUTF8Str");

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7001");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI7001Properties.Encodings, out var encodings)
            || encodings is null
            || !diagnostic.Properties.TryGetValue(FFI7001Properties.Cause, out var cause)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var values = new List<SyntaxNode>();
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            if (location.SourceTree != root.SyntaxTree || ValueAt(root, location) is not { } value)
            {
                return ImmutableArray<DocumentEdit>.Empty;
            }

            values.Add(value);
        }

        var prefix = model.LookupNamespacesAndTypes(diagnostic.Location.SourceSpan.Start, name: "MarshalAsAttribute").IsEmpty ? "System.Runtime.InteropServices." : "";
        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        foreach (var encoding in encodings.Split(';'))
        {
            if (EditFor(encoding, cause!, values, prefix) is { } apply)
            {
                edits.Add(new DocumentEdit("Marshal as " + (encoding == "Utf8" ? "UTF-8" : "UTF-16") + " on every platform", "FFI7001:" + encoding, apply));
            }
        }

        return edits.ToImmutable();
    }

    private static Action<DocumentEditor>? EditFor(string encoding, string cause, List<SyntaxNode> values, string prefix)
    {
        switch (cause)
        {
            case "MarshalAs":
                var stated = AttributesOf(values[0])
                    .Where(attribute => AttributeNames.Of(attribute) == "MarshalAs")
                    .SelectMany(attribute => attribute.DescendantNodes())
                    .OfType<IdentifierNameSyntax>()
                    .FirstOrDefault(name => StringTypes.Contains(name.Identifier.ValueText));
                return stated is null
                    ? null
                    : editor => editor.ReplaceNode(stated, SyntaxFactory.IdentifierName(encoding == "Utf8" ? "LPUTF8Str" : "LPWStr").WithTriviaFrom(stated));

            case "StringMarshalling":
                var marshalling = DeclarationAttributes(values[0])
                    .Where(attribute => AttributeNames.Of(attribute) == "LibraryImport")
                    .SelectMany(attribute => attribute.DescendantNodes())
                    .OfType<AttributeArgumentSyntax>()
                    .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "StringMarshalling")?.Expression;
                return marshalling is not MemberAccessExpressionSyntax access
                    ? null
                    : editor => editor.ReplaceNode(access, access.WithName(SyntaxFactory.IdentifierName(encoding)).WithTriviaFrom(access));

            case "CharSet" when encoding == "Utf16" && DeclarationAttributes(values[0]).FirstOrDefault(attribute =>
                AttributeNames.Of(attribute) is "DllImport" or "UnmanagedFunctionPointer" or "StructLayout") is { ArgumentList: { } arguments }:
                return editor => editor.ReplaceNode(arguments, (current, _) => WithUnicode((AttributeArgumentListSyntax)current, prefix));

            default:
                if (values.Any(value => !CanTakeAttribute(value)))
                {
                    return null;
                }

                var type = prefix + "UnmanagedType." + (encoding == "Utf8" ? "LPUTF8Str" : "LPWStr");
                return editor =>
                {
                    foreach (var value in values)
                    {
                        var argument = IsArray(value) ? $"({prefix}UnmanagedType.LPArray, ArraySubType = {type})" : $"({type})";
                        editor.ReplaceNode(value, (current, _) => WithAttribute(current, prefix + "MarshalAs", argument));
                    }
                };
        }
    }

    private static AttributeArgumentListSyntax WithUnicode(AttributeArgumentListSyntax list, string prefix)
    {
        var unicode = SyntaxFactory.ParseExpression(prefix + "CharSet.Unicode");
        var stated = list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "CharSet");
        if (stated is not null)
        {
            return list.ReplaceNode(stated.Expression, unicode.WithTriviaFrom(stated.Expression));
        }

        var added = SyntaxFactory.AttributeArgument(unicode).WithNameEquals(SyntaxFactory.NameEquals("CharSet")).NormalizeWhitespace();
        var last = list.Arguments.Count - 1;
        if (last < 0)
        {
            return list.AddArguments(added);
        }

        var nodes = list.Arguments.GetWithSeparators()
            .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))
            .Add(added.WithTrailingTrivia(list.Arguments[last].GetTrailingTrivia()));
        return list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(nodes));
    }

    private static SyntaxNode WithAttribute(SyntaxNode value, string name, string arguments)
    {
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName(name), SyntaxFactory.ParseAttributeArgumentList(arguments));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).NormalizeWhitespace();
        if (value is ParameterSyntax parameter)
        {
            var leading = parameter.GetLeadingTrivia();
            return parameter
                .WithLeadingTrivia()
                .WithAttributeLists(parameter.AttributeLists.Count == 0
                    ? SyntaxFactory.SingletonList(list.WithTrailingTrivia(SyntaxFactory.Space))
                    : parameter.WithLeadingTrivia().AttributeLists.Add(list.WithTrailingTrivia(SyntaxFactory.Space)))
                .WithLeadingTrivia(leading);
        }

        var lists = value switch
        {
            MethodDeclarationSyntax method => method.AttributeLists,
            DelegateDeclarationSyntax type => type.AttributeLists,
            LocalFunctionStatementSyntax local => local.AttributeLists,
            _ => ((FieldDeclarationSyntax)value).AttributeLists,
        };
        if (value is not FieldDeclarationSyntax)
        {
            list = list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(
                SyntaxFactory.Token(SyntaxKind.ReturnKeyword), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)));
        }

        // On the line of the other attributes when they share it with the declaration, otherwise on its own.
        var isInline = lists.Count > 0 && !lists[lists.Count - 1].GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        var trivia = value.GetLeadingTrivia();
        var indentation = trivia.LastOrDefault(item => item.IsKind(SyntaxKind.WhitespaceTrivia));
        var bare = value.WithLeadingTrivia(lists.Count == 0 ? SyntaxFactory.TriviaList(indentation) : SyntaxFactory.TriviaList());
        list = isInline
            ? list.WithTrailingTrivia(SyntaxFactory.Space)
            : list.WithLeadingTrivia(lists.Count == 0 ? SyntaxFactory.TriviaList() : SyntaxFactory.TriviaList(indentation)).WithTrailingTrivia(LineEnd(value));
        SyntaxNode changed = bare switch
        {
            MethodDeclarationSyntax method => method.WithAttributeLists(method.AttributeLists.Add(list)),
            DelegateDeclarationSyntax type => type.WithAttributeLists(type.AttributeLists.Add(list)),
            LocalFunctionStatementSyntax local => local.WithAttributeLists(local.AttributeLists.Add(list)),
            FieldDeclarationSyntax field => field.WithAttributeLists(field.AttributeLists.Add(list)),
            _ => value,
        };
        return changed.WithLeadingTrivia(trivia);
    }

    private static SyntaxTrivia LineEnd(SyntaxNode node) =>
        node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found
            ? found
            : SyntaxFactory.LineFeed;

    /// <summary>The parameter, field, or declaration whose result is meant.</summary>
    private static SyntaxNode? ValueAt(SyntaxNode root, Location location) =>
        root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<SyntaxNode>(node => node
            is ParameterSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax or MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax);

    private static bool CanTakeAttribute(SyntaxNode value) => value switch
    {
        // A fixed string in the struct is no pointer, and one attribute would speak for all the names of a declaration.
        FieldDeclarationSyntax field => field.Declaration.Variables.Count == 1,
        PropertyDeclarationSyntax => false,
        _ => AttributesOf(value).All(attribute => AttributeNames.Of(attribute) != "MarshalAs"),
    };

    private static bool IsArray(SyntaxNode value) => value switch
    {
        ParameterSyntax parameter => parameter.Type,
        FieldDeclarationSyntax field => field.Declaration.Type,
        MethodDeclarationSyntax method => method.ReturnType,
        DelegateDeclarationSyntax type => type.ReturnType,
        LocalFunctionStatementSyntax local => local.ReturnType,
        _ => null,
    } is ArrayTypeSyntax;

    private static IEnumerable<AttributeSyntax> AttributesOf(SyntaxNode value) => value switch
    {
        ParameterSyntax parameter => parameter.AttributeLists.SelectMany(list => list.Attributes),
        MemberDeclarationSyntax member => Of(member.AttributeLists, isReturn: member is MethodDeclarationSyntax or DelegateDeclarationSyntax),
        LocalFunctionStatementSyntax local => Of(local.AttributeLists, isReturn: true),
        _ => Enumerable.Empty<AttributeSyntax>(),
    };

    /// <summary>The attributes of the import, delegate or struct that declares the value.</summary>
    private static IEnumerable<AttributeSyntax> DeclarationAttributes(SyntaxNode value)
    {
        var declaration = value is FieldDeclarationSyntax or PropertyDeclarationSyntax
            ? value.FirstAncestorOrSelf<TypeDeclarationSyntax>()
            : value.FirstAncestorOrSelf<SyntaxNode>(node => node is MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax);
        return declaration switch
        {
            MemberDeclarationSyntax member => Of(member.AttributeLists, isReturn: false),
            LocalFunctionStatementSyntax local => Of(local.AttributeLists, isReturn: false),
            _ => Enumerable.Empty<AttributeSyntax>(),
        };
    }

    private static IEnumerable<AttributeSyntax> Of(SyntaxList<AttributeListSyntax> lists, bool isReturn) =>
        lists.Where(list => list.Target?.Identifier.IsKind(SyntaxKind.ReturnKeyword) == true == isReturn).SelectMany(list => list.Attributes);
}
