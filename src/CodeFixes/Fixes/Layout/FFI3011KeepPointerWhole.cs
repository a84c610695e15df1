using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Computes with pointers in 64 bits, reads them whole, counts them in <c>IntPtr.Size</c>, and takes the low bits of a message parameter without an exception.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3011KeepPointerWhole))]
public sealed class FFI3011KeepPointerWhole : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3011");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3011Properties.Cure, out var cure) || cure is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        switch (cure)
        {
            case FFI3011Properties.Widen when node is CastExpressionSyntax cast:
                return Edit("Compute in 'long'", cast.Type, SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.LongKeyword)));

            case FFI3011Properties.Widen when NameOf(node) is { } name:
                return Edit("Compute in 64 bits", name, SyntaxFactory.IdentifierName(name.Identifier.ValueText.Replace("32", "64")));

            case FFI3011Properties.LowBits when NameOf(node) is { } name:
                return ImmutableArray.Create(new DocumentEdit("Take the low 32 bits", "FFI3011.LowBits", editor => editor.ReplaceNode(node, (current, _) =>
                {
                    var wide = current.ReplaceNode(NameOf(current)!, SyntaxFactory.IdentifierName("ToInt64")).WithoutTrivia();
                    var low = SyntaxFactory.CastExpression(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.IntKeyword)), (ExpressionSyntax)wide);
                    return SyntaxFactory.CheckedExpression(SyntaxKind.UncheckedExpression, low).WithTriviaFrom(current);
                })));

            case FFI3011Properties.ReadPointer when node is ExpressionSyntax whole:
                return ImmutableArray.Create(new DocumentEdit("Read a whole pointer", "FFI3011.ReadPointer", editor => editor.ReplaceNode(whole, (current, _) => ReadPointer((ExpressionSyntax)current))));

            case FFI3011Properties.PointerSize when node is BinaryExpressionSyntax product
                && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model:
                var constant = model.GetConstantValue(product.Right, cancellationToken).HasValue ? product.Right : product.Left;
                var isImported = model.LookupNamespacesAndTypes(product.SpanStart, name: "IntPtr").Any(symbol => symbol is INamedTypeSymbol { SpecialType: SpecialType.System_IntPtr });
                var size = SyntaxFactory.ParseExpression(isImported ? "IntPtr.Size" : "global::System.IntPtr.Size");
                return Edit("Count in 'IntPtr.Size'", constant, size);

            default:
                return ImmutableArray<DocumentEdit>.Empty;
        }

        ImmutableArray<DocumentEdit> Edit(string title, SyntaxNode old, SyntaxNode replacement) => ImmutableArray.Create(
            new DocumentEdit(title, "FFI3011." + cure, editor => editor.ReplaceNode(old, (current, _) => replacement.WithTriviaFrom(current))));
    }

    private static SimpleNameSyntax? NameOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        _ => null,
    };

    private static ExpressionSyntax ReadPointer(ExpressionSyntax whole)
    {
        if (whole.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => CalledName(call) is { Identifier.ValueText: "ReadInt32" }) is not { } read)
        {
            return whole;
        }

        var pointer = read.ReplaceNode(CalledName(read)!, SyntaxFactory.IdentifierName("ReadIntPtr"));
        return whole is CastExpressionSyntax cast && cast.Type is PointerTypeSyntax
            ? whole.ReplaceNode(read, pointer)
            : pointer.WithTriviaFrom(whole);
    }

    private static SimpleNameSyntax? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
