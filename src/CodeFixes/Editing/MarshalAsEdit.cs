using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>States the native form of a value with <c>MarshalAs</c>, where C# wants the attribute for that value.</summary>
internal sealed class MarshalAsEdit
{
    private const string Namespace = "System.Runtime.InteropServices";

    private static readonly SyntaxAnnotation[] Imported = [Simplifier.Annotation, Simplifier.AddImportsAnnotation];

    private readonly SyntaxNode _declaration;
    private readonly SyntaxKind _target;
    private readonly bool _isArray;

    private MarshalAsEdit(SyntaxNode declaration, SyntaxKind target, bool isArray)
    {
        _declaration = declaration;
        _target = target;
        _isArray = isArray;
    }

    /// <summary>
    /// Finds the declaration of the value at <paramref name="node"/>: a parameter, a return type, a field, a property with a backing field. Null where no attribute can be written.
    /// </summary>
    public static MarshalAsEdit? At(SyntaxNode node)
    {
        foreach (var candidate in node.AncestorsAndSelf())
        {
            switch (candidate)
            {
                case ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } positional:
                    return new MarshalAsEdit(positional, SyntaxKind.FieldKeyword, IsArray(positional.Type));
                case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax } parameter:
                    return new MarshalAsEdit(parameter, SyntaxKind.None, IsArray(parameter.Type));
                case FieldDeclarationSyntax field:
                    return new MarshalAsEdit(field, SyntaxKind.None, IsArray(field.Declaration.Type));
                case PropertyDeclarationSyntax property:
                    return new MarshalAsEdit(property, SyntaxKind.FieldKeyword, IsArray(property.Type));
                case MethodDeclarationSyntax method when method.ReturnType.Span.Contains(node.Span):
                    return new MarshalAsEdit(method, SyntaxKind.ReturnKeyword, IsArray(method.ReturnType));
                case DelegateDeclarationSyntax type when type.ReturnType.Span.Contains(node.Span):
                    return new MarshalAsEdit(type, SyntaxKind.ReturnKeyword, IsArray(type.ReturnType));
                case LocalFunctionStatementSyntax local when local.ReturnType.Span.Contains(node.Span):
                    return new MarshalAsEdit(local, SyntaxKind.ReturnKeyword, IsArray(local.ReturnType));
                case MemberDeclarationSyntax or StatementSyntax or ExpressionSyntax and not TypeSyntax or ParameterSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>
    /// States <paramref name="unmanagedType"/> (a member of <c>UnmanagedType</c>) for the value, or for its elements when it is an array. Several values of one field
    /// declaration get one attribute.
    /// </summary>
    public void Apply(DocumentEditor editor, string unmanagedType) => editor.ReplaceNode(_declaration, (current, _) => State(current, unmanagedType));

    /// <summary>Takes the attribute away, so that the value crosses by its type alone.</summary>
    public void Remove(DocumentEditor editor) => editor.ReplaceNode(_declaration, (current, _) => Existing(current) is { } existing ? AttributeListPlacement.Remove(current, existing) : current);

    /// <summary>States another form in place of the one that is stated; of an array's other settings the sizes stay.</summary>
    public void Restate(DocumentEditor editor, string unmanagedType, string? arraySubType) => editor.ReplaceNode(_declaration, (current, _) =>
    {
        if (Existing(current) is not { ArgumentList: { } arguments } existing)
        {
            return current;
        }

        var kept = arguments.Arguments.Where(argument => argument.NameEquals?.Name.Identifier.ValueText is "SizeConst" or "SizeParamIndex");
        var stated = existing.WithArgumentList(arguments.WithArguments(SyntaxFactory.SeparatedList(kept.Prepend(SyntaxFactory.AttributeArgument(UnmanagedType(unmanagedType))))));
        return current.ReplaceNode(existing, (arraySubType is null ? stated : stated.AddArgumentListArguments(SubType(arraySubType))).WithAdditionalAnnotations(Formatter.Annotation));
    });

    /// <summary>States which parameter counts the elements of an array.</summary>
    public void StateCount(DocumentEditor editor, int parameterIndex) => editor.ReplaceNode(_declaration, (current, _) =>
    {
        const string Name = "SizeParamIndex";
        var index = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(parameterIndex));
        var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(Name), null, index).WithAdditionalAnnotations(Formatter.Annotation);
        if (Existing(current) is not { } existing)
        {
            return AttributeListPlacement.Add(current, ListOf(NewAttribute("LPArray").AddArgumentListArguments(argument)));
        }

        var stated = Arguments(existing).FirstOrDefault(present => present.NameEquals?.Name.Identifier.ValueText == Name);
        return stated is null
            ? current.ReplaceNode(existing, existing.AddArgumentListArguments(argument))
            : current.ReplaceNode(stated.Expression, index.WithTriviaFrom(stated.Expression));
    });

    private SyntaxNode State(SyntaxNode declaration, string unmanagedType)
    {
        if (Existing(declaration) is { } existing)
        {
            return _isArray && !Arguments(existing).Any(argument => argument.NameEquals?.Name.Identifier.ValueText == "ArraySubType")
                ? declaration.ReplaceNode(existing, existing.AddArgumentListArguments(SubType(unmanagedType)))
                : declaration;
        }

        return AttributeListPlacement.Add(declaration, ListOf(_isArray ? NewAttribute("LPArray").AddArgumentListArguments(SubType(unmanagedType)) : NewAttribute(unmanagedType)));
    }

    private static AttributeSyntax NewAttribute(string unmanagedType) =>
        SyntaxFactory.Attribute(SyntaxFactory.ParseName($"global::{Namespace}.MarshalAsAttribute").WithAdditionalAnnotations(Imported))
            .AddArgumentListArguments(SyntaxFactory.AttributeArgument(UnmanagedType(unmanagedType)));

    private AttributeListSyntax ListOf(AttributeSyntax attribute)
    {
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithAdditionalAnnotations(Formatter.Annotation);
        return _target == SyntaxKind.None ? list : list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(_target)));
    }

    private AttributeSyntax? Existing(SyntaxNode declaration)
    {
        foreach (var list in AttributeListPlacement.ListsOf(declaration))
        {
            if ((list.Target?.Identifier.Kind() ?? SyntaxKind.None) != _target)
            {
                continue;
            }

            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name switch
                {
                    QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
                    AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
                    SimpleNameSyntax simple => simple.Identifier.ValueText,
                    _ => "",
                };
                if (name is "MarshalAs" or "MarshalAsAttribute")
                {
                    return attribute;
                }
            }
        }

        return null;
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments ?? default;

    private static AttributeArgumentSyntax SubType(string unmanagedType) =>
        SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals("ArraySubType"), null, UnmanagedType(unmanagedType)).WithAdditionalAnnotations(Formatter.Annotation);

    private static MemberAccessExpressionSyntax UnmanagedType(string member) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression,
        SyntaxFactory.ParseExpression($"global::{Namespace}.UnmanagedType").WithAdditionalAnnotations(Imported),
        SyntaxFactory.IdentifierName(member));

    private static bool IsArray(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax nullable => IsArray(nullable.ElementType),
        RefTypeSyntax reference => IsArray(reference.Type),
        _ => type is ArrayTypeSyntax,
    };
}
