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
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Adds or removes <c>[In]</c> and <c>[Out]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3010StateDirection))]
public sealed class FFI3010StateDirection : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3010");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3010Properties.Cure, out var cure)
            || cure is null
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        var title = cure switch
        {
            FFI3010Properties.RemoveOut => "Remove [Out]",
            FFI3010Properties.RemoveIn => "Remove [In]",
            FFI3010Properties.AddOut => "State [Out]",
            _ => "State [In, Out]",
        };
        return Task.FromResult(ImmutableArray.Create(new DocumentEdit(
            title,
            "FFI3010." + cure,
            editor => editor.ReplaceNode(parameter, (current, _) => Edit((ParameterSyntax)current, cure)))));
    }

    private static SyntaxNode Edit(ParameterSyntax parameter, string cure)
    {
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
