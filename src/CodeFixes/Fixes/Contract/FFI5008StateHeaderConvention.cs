using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>States the header's calling convention on an import.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5008StateHeaderConvention))]
public sealed class FFI5008StateHeaderConvention : DocumentFix
{
    private const string Services = "System.Runtime.InteropServices.";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5008");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var edits = ImmutableArray<DocumentEdit>.Empty;
        if (diagnostic.Properties.TryGetValue(HeaderDifferenceProperties.Type, out var convention) && convention is not null
            && Edit(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), convention) is { } apply)
        {
            edits = edits.Add(new DocumentEdit($"State the calling convention {convention.ToLowerInvariant()}", nameof(FFI5008StateHeaderConvention), apply));
        }

        return Task.FromResult(edits);
    }

    private static Action<DocumentEditor>? Edit(SyntaxNode node, string convention)
    {
        var method = node.FirstAncestorOrSelf<SyntaxNode>(static candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax);
        var attributes = method is null ? [] : AttributeListPlacement.ListsOf(method).SelectMany(static list => list.Attributes).ToList();
        if (attributes.FirstOrDefault(static attribute => AttributeNames.Of(attribute) == "UnmanagedCallConv") is { } stated)
        {
            return ReplaceConvention(stated, convention);
        }

        if (attributes.FirstOrDefault(static attribute => AttributeNames.Of(attribute) == "UnmanagedCallersOnly") is { } export)
        {
            return ReplaceConvention(export, convention);
        }

        if (attributes.FirstOrDefault(static attribute => AttributeNames.Of(attribute) == "DllImport") is { ArgumentList: not null } import)
        {
            var value = MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                ParseExpression("global::" + Services + "CallingConvention").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
                IdentifierName(convention));
            return ArgumentOf(import, "CallingConvention") is { } existing
                ? existing.Expression is MemberAccessExpressionSyntax ? editor => editor.ReplaceNode(existing.Expression, value.WithTriviaFrom(existing.Expression)) : null
                : editor => editor.ReplaceNode(import, (current, _) => Add((AttributeSyntax)current, "CallingConvention", value));
        }

        return attributes.Any(static attribute => AttributeNames.Of(attribute) == "LibraryImport")
            ? editor => editor.ReplaceNode(method!, (current, _) => AttributeListPlacement.Add(current, CallConvList(convention)))
            : null;
    }

    /// <summary>Replaces the only convention that an attribute lists; several, or a list that is written in another way, are the user's.</summary>
    private static Action<DocumentEditor>? ReplaceConvention(AttributeSyntax attribute, string convention)
    {
        if (ArgumentOf(attribute, "CallConvs") is not { } argument)
        {
            return null;
        }

        var types = argument.DescendantNodes().OfType<TypeOfExpressionSyntax>().ToList();
        return types.Count == 1 ? editor => editor.ReplaceNode(types[0].Type, ConventionType(convention)) : null;
    }

    private static AttributeListSyntax CallConvList(string convention)
    {
        var types = ParseExpression("new[] { typeof(int) }");
        types = types.ReplaceNode(types.DescendantNodes().OfType<PredefinedTypeSyntax>().Single(), ConventionType(convention));
        var attribute = Attribute(ParseName("global::" + Services + "UnmanagedCallConvAttribute").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation))
            .AddArgumentListArguments(AttributeArgument(NameEquals(IdentifierName("CallConvs").WithTrailingTrivia(Space)).WithTrailingTrivia(Space), null, types));
        return AttributeList(SingletonSeparatedList(attribute));
    }

    private static TypeSyntax ConventionType(string convention) => ParseTypeName(
        "global::System.Runtime.CompilerServices.CallConv" + (convention == "StdCall" ? "Stdcall" : convention == "FastCall" ? "Fastcall" : convention))
        .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static AttributeArgumentSyntax? ArgumentOf(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    private static AttributeSyntax Add(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        var argument = AttributeArgument(NameEquals(IdentifierName(name).WithTrailingTrivia(Space)).WithTrailingTrivia(Space), null, value);
        var arguments = attribute.ArgumentList!.Arguments;
        var separators = arguments.GetSeparators().Concat([Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space)]);
        return attribute.WithArgumentList(attribute.ArgumentList.WithArguments(SeparatedList(arguments.Concat([argument]), separators)));
    }
}
