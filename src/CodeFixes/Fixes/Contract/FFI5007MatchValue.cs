using System;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Gives a constant the header's value, in hexadecimal where the old one was.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5007MatchValue))]
public sealed class FFI5007MatchValue : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5007");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var value = root.FindNode(diagnostic.Location.SourceSpan) switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            EnumMemberDeclarationSyntax member => member.EqualsValue?.Value,
            _ => null,
        };
        if (value is null
            || !diagnostic.Properties.TryGetValue(FFI5007Properties.Value, out var text)
            || text is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var written = Written(value, text);

        // The header's value may need a wider type than the constant has.
        if (value is BaseObjectCreationExpressionSyntax || model.GetSpeculativeTypeInfo(value.SpanStart, written, SpeculativeBindingOption.BindAsExpression).Type is not { } type
            || model.GetTypeInfo(value, cancellationToken).ConvertedType is not { } target
            || !Fits(text, type, target))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new DocumentEdit($"Set to {text}", "FFI5007", editor => editor.ReplaceNode(value, written.WithTriviaFrom(value))));
    }

    private static ExpressionSyntax Written(ExpressionSyntax value, string text)
    {
        if (text[0] == '"')
        {
            return SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text.Substring(1, text.Length - 2)));
        }

        var isHexadecimal = value.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Any(literal => literal.Token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase));
        return SyntaxFactory.ParseExpression(isHexadecimal && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? "0x" + bits.ToString("X", CultureInfo.InvariantCulture) : text);
    }

    private static bool Fits(string text, ITypeSymbol type, ITypeSymbol target)
    {
        if (text[0] == '"' || type.SpecialType == SpecialType.System_String)
        {
            return text[0] == '"' && target.SpecialType == SpecialType.System_String;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        return (target as INamedTypeSymbol)?.EnumUnderlyingType is { } underlying ? Fits(text, type, underlying) : target.SpecialType switch
        {
            SpecialType.System_SByte => number is >= sbyte.MinValue and <= sbyte.MaxValue,
            SpecialType.System_Byte => number is >= byte.MinValue and <= byte.MaxValue,
            SpecialType.System_Int16 => number is >= short.MinValue and <= short.MaxValue,
            SpecialType.System_UInt16 => number is >= ushort.MinValue and <= ushort.MaxValue,
            SpecialType.System_Int32 or SpecialType.System_IntPtr => number is >= int.MinValue and <= int.MaxValue,
            SpecialType.System_UInt32 or SpecialType.System_UIntPtr => number is >= uint.MinValue and <= uint.MaxValue,
            SpecialType.System_Int64 => number is >= long.MinValue and <= long.MaxValue,
            SpecialType.System_UInt64 => number is >= ulong.MinValue and <= ulong.MaxValue,
            _ => false,
        };
    }
}
