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

    private SyntaxNode State(SyntaxNode declaration, string unmanagedType)
    {
        if (Existing(declaration) is { } existing)
        {
            return _isArray && !Arguments(existing).Any(argument => argument.NameEquals?.Name.Identifier.ValueText == "ArraySubType")
                ? declaration.ReplaceNode(existing, existing.AddArgumentListArguments(SubType(unmanagedType)))
                : declaration;
        }

        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName($"global::{Namespace}.MarshalAsAttribute").WithAdditionalAnnotations(Imported));
        attribute = _isArray
            ? attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(UnmanagedType("LPArray")), SubType(unmanagedType))
            : attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(UnmanagedType(unmanagedType)));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithAdditionalAnnotations(Formatter.Annotation);
        return AttributeListPlacement.Add(declaration, _target == SyntaxKind.None ? list : list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(_target))));
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
