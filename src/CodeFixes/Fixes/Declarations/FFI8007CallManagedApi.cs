using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Calls the framework with the same arguments, converted where the types differ.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8007CallManagedApi))]
public sealed class FFI8007CallManagedApi : DocumentFix
{
    private static readonly Regex Argument = new(@"\{(?<index>\d):(?<type>[a-z]+\*?)\}", RegexOptions.CultureInvariant);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8007");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI8007Properties.Expression, out var template)
            || template is null
            || !diagnostic.Properties.TryGetValue(FFI8007Properties.Result, out var result)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || Written(model, call, template, cancellationToken) is not { } written)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var type = model.GetTypeInfo(call, cancellationToken).Type;
        var needsCast = result != "void" && call.Parent is not ExpressionStatementSyntax && type is not null && !IsNamed(type, result!);
        var text = needsCast ? $"({KeywordOf(type!)}){written}" : written;
        var name = template.Substring(0, template.IndexOf('(') is var end && end > 0 ? end : template.Length);
        var isStatement = call.Parent is ExpressionStatementSyntax;

        // A property alone is no statement; an argument list keeps its comments only where it is kept.
        return needsCast && KeywordOf(type!) is null || (isStatement && !text.EndsWith(")", StringComparison.Ordinal)) || HasComment(call)
            ? ImmutableArray<DocumentEdit>.Empty
            : ImmutableArray.Create(new DocumentEdit(
                $"Call '{name.Substring(name.LastIndexOf('.', name.LastIndexOf('.') - 1) + 1)}'",
                "FFI8007." + name,
                editor => editor.ReplaceNode(call, (current, _) => Imported(SyntaxFactory.ParseExpression(text), name)
                    .WithTriviaFrom(current))));
    }

    /// <summary>The replacement's text, or null where an argument cannot be written in its place.</summary>
    private static string? Written(SemanticModel model, InvocationExpressionSyntax call, string template, CancellationToken cancellationToken)
    {
        var arguments = call.ArgumentList.Arguments;
        var order = new List<int>();
        var isPossible = arguments.All(static argument => argument.NameColon is null && argument.RefKindKeyword.IsKind(SyntaxKind.None));
        if (!isPossible)
        {
            return null;
        }

        var text = Argument.Replace(template, match =>
        {
            var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
            var wanted = match.Groups["type"].Value;
            order.Add(index);
            if (index >= arguments.Count)
            {
                isPossible = false;
                return "";
            }

            var expression = arguments[index].Expression;
            var type = model.GetTypeInfo(expression, cancellationToken).Type;
            isPossible &= type is not null && CanConvert(type, wanted) && (wanted != "int" || IsSmall(model.GetConstantValue(expression, cancellationToken)));
            var converted = model.ClassifyConversion(expression, Wanted(model.Compilation, wanted)).IsImplicit;
            return converted ? expression.ToString() : $"({wanted}){Operand(expression)}";
        });

        // Another order may not change what is computed first.
        var isOrdered = order.SequenceEqual(order.OrderBy(static index => index)) || arguments.All(static argument => IsPlain(argument.Expression));
        var needsUnsafe = template.IndexOf("void*", StringComparison.Ordinal) >= 0;
        return isPossible && isOrdered && (!needsUnsafe || IsUnsafe(call)) ? text : null;
    }

    private static bool CanConvert(ITypeSymbol type, string wanted) => wanted is "void*"
        ? type is IPointerTypeSymbol || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        : wanted is "nint"
            ? type is IPointerTypeSymbol || type.SpecialType is SpecialType.System_IntPtr
            : type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>A constant that an <c>int</c> does not hold cannot be converted.</summary>
    private static bool IsSmall(Optional<object?> constant) =>
        !constant.HasValue || constant.Value is not (uint or long or ulong) || Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture) is >= int.MinValue and <= int.MaxValue;

    private static ITypeSymbol Wanted(Compilation compilation, string type) => type switch
    {
        "int" => compilation.GetSpecialType(SpecialType.System_Int32),
        "byte" => compilation.GetSpecialType(SpecialType.System_Byte),
        "nuint" => compilation.GetSpecialType(SpecialType.System_UIntPtr),
        "nint" => compilation.GetSpecialType(SpecialType.System_IntPtr),
        _ => compilation.CreatePointerTypeSymbol(compilation.GetSpecialType(SpecialType.System_Void)),
    };

    private static string Operand(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or LiteralExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? expression.ToString()
            : $"({expression})";

    private static bool IsPlain(ExpressionSyntax expression) => !expression.DescendantNodesAndSelf().Any(static node =>
        node is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax or ObjectCreationExpressionSyntax
        || node.IsKind(SyntaxKind.PreIncrementExpression) || node.IsKind(SyntaxKind.PreDecrementExpression));

    private static bool IsUnsafe(SyntaxNode node) => node.Ancestors().Any(static ancestor => ancestor is UnsafeStatementSyntax
        || (ancestor is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.UnsafeKeyword))
        || (ancestor is LocalFunctionStatementSyntax local && local.Modifiers.Any(SyntaxKind.UnsafeKeyword)));

    private static bool HasComment(InvocationExpressionSyntax call) => call.ArgumentList.DescendantTrivia()
        .Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static bool IsNamed(ITypeSymbol type, string keyword) => KeywordOf(type) == keyword;

    private static string? KeywordOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_String => "string",
        _ => null,
    };

    /// <summary>The framework's member is written with its namespace and shortened by an import.</summary>
    private static ExpressionSyntax Imported(ExpressionSyntax expression, string member)
    {
        var type = member.Substring(0, member.LastIndexOf('.'));
        var written = expression.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(access => access.ToString() == type);
        return written is null
            ? expression
            : expression.ReplaceNode(written, SyntaxFactory.ParseExpression("global::" + type).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
    }
}
