using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Gives a value of a native signature another type, or another way of being passed.</summary>
internal sealed class NativeTypeEdit
{
    private static readonly SyntaxAnnotation[] Imported = [Simplifier.Annotation, Simplifier.AddImportsAnnotation];

    private readonly SyntaxNode _place;
    private readonly string _type;
    private readonly string _passing;

    private NativeTypeEdit(SyntaxNode place, string type, string passing)
    {
        _place = place;
        _type = type;
        _passing = passing;
    }

    /// <summary>The edit of the value at <paramref name="node"/>, or null where its shape has no place for the type.</summary>
    /// <param name="node">The parameter, the type of a result, or the type in a function pointer.</param>
    /// <param name="type">A keyword, with <c>*</c> behind it for a pointer, or a framework type with its full name.</param>
    /// <param name="passing">The way of passing as the rule names it: Unchanged, ByValue, ByIn, ByRef.</param>
    public static NativeTypeEdit? At(SyntaxNode node, string type, string passing)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is { Type: not null } parameter && parameter.Identifier.Span.IntersectsWith(node.Span))
        {
            return HasMarshalAs(parameter.AttributeLists) || (passing == "Unchanged" && Innermost(parameter.Type!, type) is null) || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)
                ? null
                : new NativeTypeEdit(parameter, type, passing);
        }

        if (node.FirstAncestorOrSelf<FunctionPointerParameterSyntax>() is { } value)
        {
            return passing == "ByValue" && value.Modifiers.Count == 0 || (passing == "Unchanged" && Innermost(value.Type, type) is not null) ? new NativeTypeEdit(value, type, passing) : null;
        }

        var (result, attributes) = node.FirstAncestorOrSelf<SyntaxNode>(static candidate =>
            candidate is MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => (method.ReturnType, method.AttributeLists),
            DelegateDeclarationSyntax callback => (callback.ReturnType, callback.AttributeLists),
            LocalFunctionStatementSyntax local => (local.ReturnType, local.AttributeLists),
            _ => default((TypeSyntax?, SyntaxList<AttributeListSyntax>)),
        };
        return result is not null && result.Span.Contains(node.Span) && result is not RefTypeSyntax && passing == "ByValue" && !attributes.Any(static list => IsReturn(list) && HasMarshalAs(list))
            ? new NativeTypeEdit(result, type, passing)
            : null;
    }

    public void Apply(DocumentEditor editor) => editor.ReplaceNode(_place, (current, _) => Change(current));

    private SyntaxNode Change(SyntaxNode current)
    {
        switch (current)
        {
            case ParameterSyntax parameter:
                if (_passing is "ByIn" or "ByRef")
                {
                    var keyword = SyntaxFactory.Token(_passing == "ByIn" ? SyntaxKind.InKeyword : SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space);
                    return parameter.WithType(parameter.Type!.WithoutLeadingTrivia()).AddModifiers(keyword.WithLeadingTrivia(parameter.Type!.GetLeadingTrivia()));
                }

                if (_passing == "ByValue")
                {
                    var leading = parameter.Modifiers.Count > 0 ? parameter.Modifiers[0].LeadingTrivia : parameter.Type!.GetLeadingTrivia();
                    var kept = parameter.Modifiers.Where(static modifier => !IsPassing(modifier));
                    return parameter.WithModifiers(SyntaxFactory.TokenList(kept)).WithType(NewType().WithLeadingTrivia(leading).WithTrailingTrivia(parameter.Type!.GetTrailingTrivia()));
                }

                return Innermost(parameter.Type!, _type) is { } inner ? parameter.ReplaceNode(inner, NewType().WithTriviaFrom(inner)) : parameter;
            case FunctionPointerParameterSyntax value:
                var target = _passing == "ByValue" ? value.Type : Innermost(value.Type, _type);
                return target is null ? value : value.ReplaceNode(target, NewType().WithTriviaFrom(target));
            default:
                return NewType().WithTriviaFrom(current);
        }
    }

    private TypeSyntax NewType() => _type == "void"
        ? SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword))
        : _type.IndexOf('.') < 0
        ? SyntaxFactory.ParseTypeName(_type)
        : SyntaxFactory.ParseTypeName("global::" + _type).WithAdditionalAnnotations(Imported);

    /// <summary>The type that the new one takes the place of: the element of an array or span, otherwise the whole.</summary>
    private static TypeSyntax? Innermost(TypeSyntax type, string replacement) => type switch
    {
        NullableTypeSyntax nullable => Innermost(nullable.ElementType, replacement),
        ArrayTypeSyntax array => array.ElementType,
        GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } arguments } => arguments[0],
        PointerTypeSyntax pointer => replacement.EndsWith("*", System.StringComparison.Ordinal) ? pointer : null,
        QualifiedNameSyntax { Right: GenericNameSyntax } => null,
        _ => type,
    };

    private static bool IsPassing(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.RefKeyword) || modifier.IsKind(SyntaxKind.OutKeyword) || modifier.IsKind(SyntaxKind.InKeyword) || modifier.IsKind(SyntaxKind.ReadOnlyKeyword);

    private static bool IsReturn(AttributeListSyntax list) => list.Target?.Identifier.IsKind(SyntaxKind.ReturnKeyword) == true;

    private static bool HasMarshalAs(SyntaxList<AttributeListSyntax> lists) => lists.Any(HasMarshalAs);

    private static bool HasMarshalAs(AttributeListSyntax list) => list.Attributes.Any(static attribute => AttributeNames.Of(attribute) is "MarshalAs" or "MarshalAsAttribute");
}
