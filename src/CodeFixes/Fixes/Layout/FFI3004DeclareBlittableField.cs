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

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Gives the field the number that native code has, and a property of the old type and name beside it, so that the rest of the code stays as it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3004DeclareBlittableField))]
public sealed class FFI3004DeclareBlittableField : MultiDocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3004");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3004Properties.Type, out var type)
            || type is null
            || (diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location) is not { SourceTree: { } tree } place
            || document.Project.Solution.GetDocument(tree) is not { } changed)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var fieldRoot = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        if (fieldRoot.FindNode(place.SourceSpan).FirstAncestorOrSelf<FieldDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax owner, Declaration.Variables: { Count: 1 } variables } field
            || variables[0].Initializer is not null
            || field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
            || field.Modifiers.Any(SyntaxKind.VolatileKeyword)
            || !IsBooleanOrCharacter(field))
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var name = variables[0].Identifier.ValueText;
        var edit = new MultiDocumentEdit(
            $"Declare '{name}' as '{type}' with a property beside it",
            "FFI3004.Blittable",
            async (run, token) =>
            {
                if (run.IsFirst(tree.FilePath + ":" + field.SpanStart))
                {
                    var editor = await run.EditorOfAsync(changed.Id, token).ConfigureAwait(false);
                    editor.InsertAfter(field, Property(fieldRoot, field, owner, type));
                    editor.ReplaceNode(field, (current, _) => BackingField((FieldDeclarationSyntax)current, BackingName(owner, name), type));
                }
            });

        // References to the field and writes in constructors may not survive.
        var trial = new EditRun(document.Project.Solution);
        await edit.Apply(trial, cancellationToken).ConfigureAwait(false);
        return trial.Finish().GetDocument(changed.Id) is { } result && await CompileCheck.HasNoNewErrorsAsync(changed, result, name, cancellationToken).ConfigureAwait(false)
            ? ImmutableArray.Create(edit)
            : ImmutableArray<MultiDocumentEdit>.Empty;
    }

    private static bool IsBooleanOrCharacter(FieldDeclarationSyntax field) =>
        field.Declaration.Type is PredefinedTypeSyntax { Keyword: var keyword } && (keyword.IsKind(SyntaxKind.BoolKeyword) || keyword.IsKind(SyntaxKind.CharKeyword));

    private static string BackingName(TypeDeclarationSyntax owner, string name)
    {
        var bare = name.TrimStart('_');
        var candidate = "_" + (bare.Length == 0 ? name : char.ToLowerInvariant(bare[0]) + bare.Substring(1));
        var taken = owner.Members.OfType<FieldDeclarationSyntax>().SelectMany(static field => field.Declaration.Variables).Select(static variable => variable.Identifier.ValueText).ToImmutableHashSet();
        return taken.Contains(candidate) ? candidate + "Value" : candidate;
    }

    /// <summary>The field without its marshalling, which no longer has a say; documentation goes to the property.</summary>
    private static FieldDeclarationSyntax BackingField(FieldDeclarationSyntax field, string name, string type)
    {
        SyntaxNode stripped = field;
        while (((FieldDeclarationSyntax)stripped).AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static attribute => AttributeNames.Of(attribute) == "MarshalAs") is { } marshalAs)
        {
            stripped = AttributeListPlacement.Remove(stripped, marshalAs);
        }

        var bare = (FieldDeclarationSyntax)stripped;
        var access = SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.PrivateKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        var keyword = SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space);
        var variable = SyntaxFactory.VariableDeclarator(name);
        return bare
            .WithModifiers(access)
            .WithDeclaration(SyntaxFactory.VariableDeclaration(keyword, SyntaxFactory.SingletonSeparatedList(variable)))
            .WithLeadingTrivia(SyntaxFactory.TriviaList(field.GetLeadingTrivia().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia))))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static MemberDeclarationSyntax Property(SyntaxNode root, FieldDeclarationSyntax field, TypeDeclarationSyntax owner, string type)
    {
        var name = field.Declaration.Variables[0].Identifier.Text;
        var backing = BackingName(owner, field.Declaration.Variables[0].Identifier.ValueText);
        var isBoolean = ((PredefinedTypeSyntax)field.Declaration.Type).Keyword.IsKind(SyntaxKind.BoolKeyword);

        // VARIANT_BOOL has -1 for true.
        var (read, write) = isBoolean
            ? ($"{backing} != 0", type switch { "int" => "value ? 1 : 0", "short" => "(short)(value ? -1 : 0)", _ => "(byte)(value ? 1 : 0)" })
            : ($"(char){backing}", $"({type})value");
        var modifiers = field.Modifiers.ToString();
        var isReadable = owner is StructDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: (int)SyntaxKind.StructKeyword };
        var text = $$"""

            {{modifiers}} {{field.Declaration.Type}} {{name}}
            {
                {{(isReadable ? "readonly " : "")}}get => {{read}};
                set => {{backing}} = {{write}};
            }

            """;
        var comments = field.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var property = MemberText.Parse(root, text.Replace("\r\n", "\n").Trim('\n').TrimStart() + "\n");
        return property.WithLeadingTrivia(SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine(MemberText.NewLineOf(root))).AddRange(comments));
    }
}
