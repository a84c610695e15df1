using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Adds the public parameterless constructor that the marshaller calls, or makes the one that is there public.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1010AddParameterlessConstructor))]
public sealed class FFI1010AddParameterlessConstructor : SolutionFix
{
    private const string Key = nameof(FFI1010AddParameterlessConstructor);

    // Stands for the type's name until it is known whether its namespace has to be written.
    private const string IntPtrMark = "#IntPtr";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("FFI1010");

    internal override async Task<ImmutableArray<SolutionEdit>> EditsForAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken)
    {
        if (!properties.TryGetValue(FFI1010Properties.HandleType, out var id)
            || id is null
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not INamedTypeSymbol type)
        {
            return ImmutableArray<SolutionEdit>.Empty;
        }

        var solution = document.Project.Solution;
        if (type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) is { } present)
        {
            if (present.DeclaredAccessibility == Accessibility.Public
                || present.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
                || solution.GetDocument(reference.SyntaxTree) is not { } place
                || await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not ConstructorDeclarationSyntax syntax)
            {
                return ImmutableArray<SolutionEdit>.Empty;
            }

            return ImmutableArray.Create(new SolutionEdit(
                $"Make the parameterless constructor of '{type.Name}' public",
                Key,
                cancel => EditAsync(place, cancel, editor => editor.SetAccessibility(syntax, Accessibility.Public))));
        }

        return await InitializerAsync(type, cancellationToken).ConfigureAwait(false) is var (initializer, first, home) && solution.GetDocument(home.SyntaxTree) is { } target
            ? ImmutableArray.Create(new SolutionEdit(
                $"Add a public parameterless constructor to '{type.Name}'",
                Key,
                cancel => EditAsync(target, cancel, editor => Insert(editor, home, first, type.Name, initializer))))
            : ImmutableArray<SolutionEdit>.Empty;
    }

    private static async Task<Solution> EditAsync(Document document, CancellationToken cancellationToken, System.Action<DocumentEditor> edit)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        edit(editor);
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, editor.GetChangedRoot());
    }

    private static void Insert(DocumentEditor editor, ClassDeclarationSyntax home, ConstructorDeclarationSyntax? first, string name, string initializer)
    {
        var intPtr = MemberText.NameInScope(editor.SemanticModel, home.OpenBraceToken.Span.End, "System", "IntPtr");
        var constructor = MemberText.Parse(editor.OriginalRoot, $"public {name}()\n    : {initializer.Replace(IntPtrMark, intPtr)}\n{{\n}}");
        if (first is not null)
        {
            editor.InsertBefore(first, MemberText.WithBlankLineBefore(editor.OriginalRoot, constructor, first));
        }
        else
        {
            editor.InsertMembers(home, FirstPlace(home), [constructor]);
        }
    }

    /// <summary>Constructors stand behind the fields.</summary>
    private static int FirstPlace(ClassDeclarationSyntax home)
    {
        var index = 0;
        while (index < home.Members.Count && home.Members[index] is BaseFieldDeclarationSyntax)
        {
            index++;
        }

        return index;
    }

    /// <summary>
    /// How the new constructor calls its base and where it belongs. Null when the class keeps state that only its other constructors can fill, or its base class cannot be
    /// called without knowing more.
    /// </summary>
    private static async Task<(string Initializer, ConstructorDeclarationSyntax? First, ClassDeclarationSyntax Home)?> InitializerAsync(
        INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.GetMembers().Any(NeedsAValue))
        {
            return null;
        }

        ConstructorDeclarationSyntax? first = null;
        string? copied = null;
        foreach (var reference in type.InstanceConstructors.SelectMany(constructor => constructor.DeclaringSyntaxReferences))
        {
            // A primary constructor would have to be called with values that only its callers know.
            if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not ConstructorDeclarationSyntax syntax)
            {
                return null;
            }

            first ??= syntax;
            if (copied is null && syntax.Initializer is { RawKind: (int)SyntaxKind.BaseConstructorInitializer } initializer && !UsesParameters(initializer, syntax))
            {
                copied = "base" + initializer.ArgumentList;
            }
        }

        var home = first?.Parent as ClassDeclarationSyntax;
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            home ??= await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) as ClassDeclarationSyntax;
        }

        return home is not null && (copied ?? BaseCall(type)) is { } call ? (call, first, home) : null;
    }

    private static bool NeedsAValue(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } field => field.IsReadOnly || IsNonNullable(field.Type),
        IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field =>
            SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)) && (property.SetMethod is null || IsNonNullable(property.Type)),
        _ => false,
    };

    private static bool IsNonNullable(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.NotAnnotated;

    private static bool UsesParameters(ConstructorInitializerSyntax initializer, ConstructorDeclarationSyntax constructor) =>
        initializer.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Parent is not NameColonSyntax && constructor.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText));

    private static string? BaseCall(INamedTypeSymbol type)
    {
        string? best = null;
        foreach (var constructor in type.BaseType!.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.Internal))
            {
                continue;
            }

            var parameters = constructor.Parameters;
            var call = parameters.Length switch
            {
                0 => "base()",
                1 when parameters[0].Type.SpecialType == SpecialType.System_Boolean => $"base({parameters[0].Name}: true)",
                1 when parameters[0].Type.SpecialType == SpecialType.System_IntPtr => $"base({IntPtrMark}.Zero)",
                2 when parameters[0].Type.SpecialType == SpecialType.System_IntPtr && parameters[1].Type.SpecialType == SpecialType.System_Boolean =>
                    $"base({IntPtrMark}.Zero, {parameters[1].Name}: true)",
                _ => null,
            };
            best = best is null || (call is not null && call.Length < best.Length) ? call : best;
        }

        return best;
    }
}
