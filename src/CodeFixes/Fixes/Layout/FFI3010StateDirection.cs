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
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Adds or removes <c>[In]</c> and <c>[Out]</c>, or passes the parameter another way where the callers still compile.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3010StateDirection))]
public sealed class FFI3010StateDirection : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3010");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3010Properties.Cure, out var cure)
            || cure is null
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var title = cure switch
        {
            FFI3010Properties.RemoveOut => "Remove [Out]",
            FFI3010Properties.RemoveIn => "Remove [In]",
            FFI3010Properties.AddOut => "State [Out]",
            FFI3010Properties.PassIn => "Pass it as `in`",
            FFI3010Properties.PassRef => "Pass it as `ref`",
            FFI3010Properties.PassOut => "Pass it as `out`",
            _ => "State [In, Out]",
        };
        void Apply(DocumentEditor editor) => editor.ReplaceNode(parameter, (current, _) => Edit((ParameterSyntax)current, cure));
        if (ModifierOf(cure) is not null)
        {
            // Another way of passing it is another signature for the callers.
            var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
            Apply(editor);
            if (!await CompileCheck.HasNoNewErrorsAsync(document, editor.GetChangedDocument(), NameAround(parameter), cancellationToken).ConfigureAwait(false))
            {
                return ImmutableArray<DocumentEdit>.Empty;
            }
        }

        return ImmutableArray.Create(new DocumentEdit(title, "FFI3010." + (ModifierOf(cure) is null ? cure : "Pass"), Apply));
    }

    private static SyntaxKind? ModifierOf(string cure) => cure switch
    {
        FFI3010Properties.PassIn => SyntaxKind.InKeyword,
        FFI3010Properties.PassRef => SyntaxKind.RefKeyword,
        FFI3010Properties.PassOut => SyntaxKind.OutKeyword,
        _ => null,
    };

    /// <summary>The name under which other documents call the function.</summary>
    private static string NameAround(ParameterSyntax parameter) => parameter.Parent?.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        DelegateDeclarationSyntax callback => callback.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => "",
    };

    private static SyntaxNode Edit(ParameterSyntax parameter, string cure)
    {
        if (ModifierOf(cure) is { } modifier)
        {
            var present = parameter.Modifiers.FirstOrDefault(static token => token.Kind() is SyntaxKind.InKeyword or SyntaxKind.OutKeyword or SyntaxKind.RefKeyword);
            return present.IsKind(SyntaxKind.None) ? parameter : parameter.ReplaceToken(present, SyntaxFactory.Token(modifier).WithTriviaFrom(present));
        }

        switch (cure)
        {
            case FFI3010Properties.RemoveOut:
                return Find(parameter, "Out") is { } present ? AttributeListPlacement.Remove(parameter, present) : parameter;
            case FFI3010Properties.RemoveIn:
                return Find(parameter, "In") is { } stated ? AttributeListPlacement.Remove(parameter, stated) : parameter;
        }

        var names = cure == FFI3010Properties.AddOut ? new[] { "Out" } : new[] { "In", "Out" };
        var missing = names.Where(name => Find(parameter, name) is null).Select(Attribute).ToList();
        return missing.Count == 0
            ? parameter
            : AttributeListPlacement.Add(parameter, SyntaxFactory.AttributeList(SyntaxFactory.SeparatedList(missing)).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static AttributeSyntax? Find(ParameterSyntax parameter, string name) =>
        parameter.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => AttributeNames.Of(attribute) == name);

    private static AttributeSyntax Attribute(string name) => SyntaxFactory.Attribute(
        SyntaxFactory.ParseName($"global::System.Runtime.InteropServices.{name}Attribute").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
}
