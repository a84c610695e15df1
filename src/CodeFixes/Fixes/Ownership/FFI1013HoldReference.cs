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

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Passes the SafeHandle itself where the import takes it or every caller can pass one; otherwise puts the call between DangerousAddRef and DangerousRelease.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1013HoldReference))]
public sealed class FFI1013HoldReference : MultiDocumentFix
{
    private const string PassKey = "FFI1013.Pass";
    private const string HoldKey = "FFI1013.Hold";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1013");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(FFI1013Properties.IsNative)
            || diagnostic.AdditionalLocations.Count != 1
            || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: { } owner } } read
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax call
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var edits = ImmutableArray.CreateBuilder<MultiDocumentEdit>();
        if (await PassingAsync(document, model, root, read, owner, call, cancellationToken).ConfigureAwait(false) is { } passing)
        {
            edits.Add(passing);
        }

        if (Holding(document, model, read, owner, call, cancellationToken) is { } holding)
        {
            edits.Add(holding);
        }

        return edits.ToImmutable();
    }

    private static async Task<MultiDocumentEdit?> PassingAsync(
        Document document, SemanticModel model, SyntaxNode root, InvocationExpressionSyntax read, ExpressionSyntax owner, ExpressionSyntax call, CancellationToken cancellationToken)
    {
        if (read.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation } argument
            || invocation != call
            || model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol { IsStatic: true } import)
        {
            return null;
        }

        var changed = document.WithSyntaxRoot(root.ReplaceNode(argument.Expression, owner.WithTriviaFrom(read)));
        if (await CompileCheck.HasNoNewErrorsAsync(document, changed, import.Name, cancellationToken).ConfigureAwait(false))
        {
            return new MultiDocumentEdit($"Pass '{owner}' itself", PassKey, async (edits, token) =>
            {
                var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
                editor.ReplaceNode(read, owner.WithTriviaFrom(read));
            });
        }

        // The declaration is changed where every caller has a SafeHandle.
        var position = argument.NameColon is null ? invocation.ArgumentList.Arguments.IndexOf(argument) : -1;
        var declaration = import.PartialDefinitionPart ?? import;
        if (position < 0
            || declaration.DeclaringSyntaxReferences.Length != 1
            || await declaration.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not MethodDeclarationSyntax { ParameterList.Parameters: var parameters }
            || position >= parameters.Count
            || parameters[position] is not { Type: { } type, AttributeLists.Count: 0 } parameter
            || document.Project.Solution.GetDocument(type.SyntaxTree) is not { } home
            || model.GetTypeInfo(owner, cancellationToken).Type is not INamedTypeSymbol handle
            || IsMarshallingDisabled(import))
        {
            return null;
        }

        var reads = ImmutableArray.CreateBuilder<(DocumentId Document, InvocationExpressionSyntax Read, ExpressionSyntax Owner)>();
        foreach (var candidate in document.Project.Solution.Projects.SelectMany(static project => project.Documents))
        {
            if ((await candidate.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString().IndexOf(import.Name, System.StringComparison.Ordinal) >= 0
                && !await AddReadsAsync(candidate, declaration, position, handle, reads, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        var homeModel = await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (homeModel is null || reads.Count == 0)
        {
            return null;
        }

        var name = handle.ToMinimalDisplayString(homeModel, type.SpanStart);
        return new MultiDocumentEdit($"Let '{import.Name}' take the SafeHandle", PassKey, async (edits, token) =>
        {
            if (!edits.IsFirst($"{home.Id.Id}:{type.SpanStart}"))
            {
                return;
            }

            var homeEditor = await edits.EditorOfAsync(home.Id, token).ConfigureAwait(false);
            homeEditor.ReplaceNode(type, SyntaxFactory.ParseTypeName(name).WithTriviaFrom(type));
            foreach (var (caller, other, otherOwner) in reads)
            {
                var editor = await edits.EditorOfAsync(caller, token).ConfigureAwait(false);
                editor.ReplaceNode(other, otherOwner.WithTriviaFrom(other));
            }
        });
    }

    private static bool IsMarshallingDisabled(IMethodSymbol import) =>
        import.ContainingAssembly.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "DisableRuntimeMarshallingAttribute")
        && !import.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "LibraryImportAttribute");

    /// <summary>Adds the reads that the calls of an import give to it; false when one of its mentions gives something else.</summary>
    private static async Task<bool> AddReadsAsync(
        Document document, IMethodSymbol import, int position, INamedTypeSymbol handle,
        ImmutableArray<(DocumentId Document, InvocationExpressionSyntax Read, ExpressionSyntax Owner)>.Builder reads, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return false;
        }

        foreach (var name in root.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == import.Name))
        {
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is not IMethodSymbol called
                || !SymbolEqualityComparer.Default.Equals(called.PartialDefinitionPart ?? called, import))
            {
                continue;
            }

            SyntaxNode callee = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (callee.Parent is not InvocationExpressionSyntax invocation
                || invocation.Expression != callee
                || position >= invocation.ArgumentList.Arguments.Count
                || invocation.ArgumentList.Arguments[position] is not
                    { NameColon: null, Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DangerousGetHandle", Expression: var owner } } read }
                || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(owner, cancellationToken).Type, handle))
            {
                return false;
            }

            reads.Add((document.Id, read, owner));
        }

        return true;
    }

    private static MultiDocumentEdit? Holding(
        Document document, SemanticModel model, InvocationExpressionSyntax read, ExpressionSyntax owner, ExpressionSyntax call, CancellationToken cancellationToken)
    {
        if (!IsStable(owner) || TryFinally.Around(read, call, model, cancellationToken) is not { } scope)
        {
            return null;
        }

        var name = NameFor(read, owner);
        var receiver = owner.WithoutTrivia().ToString();
        return new MultiDocumentEdit($"Hold a reference on '{receiver}' during the call", HoldKey, async (edits, token) =>
        {
            var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            scope.Apply(editor, $"var {name} = false;", $"{receiver}.DangerousAddRef(ref {name});", $"if ({name})\n{{\n{receiver}.DangerousRelease();\n}}");
        });
    }

    /// <summary>Whether the expression names the same object whenever it is evaluated.</summary>
    private static bool IsStable(ExpressionSyntax owner) => owner switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => IsStable(access.Expression),
        _ => false,
    };

    /// <summary>
    /// <c>handleAdded</c>, or <c>added</c> for <c>this</c>, with a number for the second read of a handle in a member and where the name is in use: two of one name could not stand
    /// in blocks that contain each other.
    /// </summary>
    private static string NameFor(SyntaxNode read, ExpressionSyntax owner)
    {
        var name = NameFor(owner);
        var member = read.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() ?? read.SyntaxTree.GetRoot();
        var used = member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToImmutableHashSet();
        var taken = member.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Count(other => other.SpanStart < read.SpanStart && other.Name.Identifier.ValueText == "DangerousGetHandle" && NameFor(other.Expression) == name);
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? name : name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!used.Contains(candidate) && taken-- == 0)
            {
                return candidate;
            }
        }
    }

    private static string NameFor(ExpressionSyntax owner)
    {
        var last = owner is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : owner is IdentifierNameSyntax identifier ? identifier.Identifier.ValueText : "";
        last = last.TrimStart('_');
        return last.Length == 0 ? "added" : char.ToLowerInvariant(last[0]) + last.Substring(1) + "Added";
    }
}
