using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Refactorings;

/// <summary>
/// On a class of imports: writes an interface over them, an implementation that forwards to the library and a fake that keeps the library's rules, and lets the project's calls go through
/// the interface.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ExtractBoundaryInterface))]
public sealed class ExtractBoundaryInterface : CodeRefactoringProvider
{
    /// <summary>The property of the class of imports through which its users call.</summary>
    internal const string Current = nameof(Current);

    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, span, cancellationToken) = (context.Document, context.Span, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax } declaration
            || span.Start < declaration.SpanStart
            || span.End > declaration.OpenBraceToken.Span.End
            || declaration.CloseBraceToken.IsMissing
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type
            || BoundaryInterface.Of(document, model, declaration, type) is not { } boundary)
        {
            return;
        }

        context.RegisterRefactoring(new TextKeepingAction(
            $"Extract boundary interface '{boundary.InterfaceName}'",
            nameof(ExtractBoundaryInterface),
            document.Project.Solution,
            token => ApplyAsync(document, declaration, type, boundary, token)));
    }

    private static async Task<Solution> ApplyAsync(
        Document document, ClassDeclarationSyntax declaration, INamedTypeSymbol type, BoundaryInterface boundary, CancellationToken cancellationToken)
    {
        var solution = await BoundaryCalls.RedirectAsync(document, declaration, type, boundary, cancellationToken).ConfigureAwait(false);
        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var newLine = MemberText.NewLineOf(root);
        foreach (var (name, body) in new[] { (boundary.InterfaceName, boundary.InterfaceText()), (boundary.ForwarderName, boundary.ForwarderText()), (boundary.FakeName, BoundaryFake.Text(boundary)) })
        {
            var text = boundary.File(root, declaration, body).Replace("\r\n", "\n").Replace("\n", newLine);
            var id = DocumentId.CreateNewId(document.Project.Id);
            var path = document.FilePath is { } beside ? beside.Substring(0, beside.LastIndexOfAny(['/', '\\']) + 1) + name + ".cs" : null;
            solution = solution.AddDocument(id, name + ".cs", SourceText.From(text, Encoding.UTF8), document.Folders, path);
            solution = (await Formatter.FormatAsync(solution.GetDocument(id)!, cancellationToken: cancellationToken).ConfigureAwait(false)).Project.Solution;
        }

        return solution;
    }
}

/// <summary>The imports of one class as the members of an interface.</summary>
internal sealed class BoundaryInterface
{
    private readonly SemanticModel _model;
    private readonly int _position;

    private BoundaryInterface(SemanticModel model, int position, INamedTypeSymbol type, InteropContext interop, ImmutableArray<NativeFunction> functions)
    {
        _model = model;
        _position = position;
        Class = type.Name;
        Interop = interop;
        Functions = functions;
        Accessibility = type.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public && functions.All(static function => function.Symbol.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public)
            ? "public"
            : "internal";
        IsNullable = model.GetNullableContext(position).AnnotationsEnabled();
        Unsafe = functions.Any(static function => function.Parameters.Add(function.Return).Any(static value => IsPointer(value.Type))) ? "unsafe " : "";
    }

    public string Class { get; }

    public InteropContext Interop { get; }

    public ImmutableArray<NativeFunction> Functions { get; }

    public string Accessibility { get; }

    /// <summary><c>unsafe</c> with a space behind it where a signature has a pointer.</summary>
    public string Unsafe { get; }

    public bool IsNullable { get; }

    public string InterfaceName => "I" + Class;

    public string ForwarderName => Class + "Forwarder";

    public string FakeName => "Fake" + Class;

    /// <summary>The interface of a class, or null where there is nothing to extract, it was extracted before, or the fake could not make its handles.</summary>
    public static BoundaryInterface? Of(Document document, SemanticModel model, ClassDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        var interop = InteropContext.Of(model.Compilation, document.Project.AnalyzerOptions);
        var functions = type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.PartialDefinitionPart is null && method.DeclaredAccessibility is not (Microsoft.CodeAnalysis.Accessibility.Private or Microsoft.CodeAnalysis.Accessibility.Protected))
            .Select(method => NativeFunctions.Of(interop).FromMethod(method))
            .OfType<NativeFunction>().Where(static function => function is { IsImport: true, IsImplementedAtRunTime: false })
            .Where(function => function.Signature.TypeParameters.IsEmpty && function.Parameters.Add(function.Return).All(static value => IsAccessible(value.Type)))
            .ToImmutableArray();
        var boundary = new BoundaryInterface(model, declaration.SpanStart, type, interop, functions);
        var isTaken = new[] { boundary.InterfaceName, boundary.ForwarderName, boundary.FakeName }.Any(name => model.LookupNamespacesAndTypes(declaration.SpanStart, name: name).Length > 0)
            || !type.GetMembers(ExtractBoundaryInterface.Current).IsEmpty;
        return functions.IsEmpty || isTaken || functions.Any(function => function.Parameters.Add(function.Return).Any(value => !BoundaryFake.CanMake(interop, value))) ? null : boundary;
    }

    /// <summary>A type as the new files write it.</summary>
    public string Show(ITypeSymbol type)
    {
        var text = type.ToMinimalDisplayString(_model, NullableFlowState.None, _position);
        return IsNullable && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } && !text.EndsWith("?", StringComparison.Ordinal) ? text + "?" : text;
    }

    /// <summary>The signature without modifiers: <c>KvStatus kv_open(string path, out StoreHandle store)</c>.</summary>
    public string Signature(NativeFunction function) =>
        $"{Show(function.Return.Type)} {function.Symbol.Name}({string.Join(", ", function.Parameters.Select(parameter => Passing(parameter) + Show(parameter.Type) + " " + NameOf(parameter)))})";

    public static string NameOf(NativeParameter parameter) => SyntaxFacts.GetKeywordKind(parameter.Name) != SyntaxKind.None ? "@" + parameter.Name : parameter.Name;

    public static string Passing(NativeParameter parameter) => parameter.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", _ => "" };

    public string InterfaceText()
    {
        var text = new StringBuilder();
        text.Append($"/// <summary>The native functions that <see cref=\"{Class}\"/> imports.</summary>\n{Accessibility} {Unsafe}interface {InterfaceName}\n{{\n");
        text.Append(string.Join("\n", Functions.Select(function => $"    {Signature(function)};\n")));
        return text.Append("}\n").ToString();
    }

    public string ForwarderText()
    {
        var text = new StringBuilder();
        text.Append($"/// <summary>Calls the native library.</summary>\n{Accessibility} sealed {Unsafe}class {ForwarderName} : {InterfaceName}\n{{\n");
        text.Append(string.Join("\n", Functions.Select(function =>
            $"    public {Signature(function)} => {Class}.{function.Symbol.Name}({string.Join(", ", function.Parameters.Select(parameter => Passing(parameter) + NameOf(parameter)))});\n")));
        return text.Append("}\n").ToString();
    }

    /// <summary>A file with the imports and the namespace of the class's own.</summary>
    public string File(CompilationUnitSyntax root, ClassDeclarationSyntax declaration, string body)
    {
        var usings = root.Usings.Concat(declaration.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().SelectMany(static space => space.Usings))
            .Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.None)).Select(static directive => directive.WithoutTrivia().ToString()).ToList();
        foreach (var needed in new[] { "using System;", "using System.Collections.Generic;", "using System.Runtime.InteropServices;" })
        {
            if (body.IndexOf("Dictionary<", StringComparison.Ordinal) >= 0 && !usings.Contains(needed))
            {
                usings.Add(needed);
            }
        }

        var text = new StringBuilder(string.Concat(usings.OrderBy(static line => line.StartsWith("using System", StringComparison.Ordinal) ? 0 : 1).Select(static line => line + "\n")));
        text.Append(usings.Count > 0 ? "\n" : "");
        if (declaration.Parent is not BaseNamespaceDeclarationSyntax of)
        {
            return text.Append(body).ToString();
        }

        var name = string.Join(".", declaration.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(static space => space.Name.ToString()));
        return of is FileScopedNamespaceDeclarationSyntax
            ? text.Append($"namespace {name};\n\n{body}").ToString()
            : text.Append($"namespace {name}\n{{\n{string.Join("\n", body.TrimEnd('\n').Split('\n').Select(static line => line.Length > 0 ? "    " + line : line))}\n}}\n").ToString();
    }

    internal static bool IsPointer(ITypeSymbol type) => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol;

    private static bool IsAccessible(ITypeSymbol type)
    {
        for (var current = type switch { IPointerTypeSymbol pointer => pointer.PointedAtType, IArrayTypeSymbol array => array.ElementType, _ => type }; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is Microsoft.CodeAnalysis.Accessibility.Private or Microsoft.CodeAnalysis.Accessibility.Protected or Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Lets the calls of a class's imports go through the interface, above all those of the handles' <c>ReleaseHandle</c>: what a fake made must not reach the library.</summary>
internal static class BoundaryCalls
{
    public static async Task<Solution> RedirectAsync(
        Document document, ClassDeclarationSyntax declaration, INamedTypeSymbol type, BoundaryInterface boundary, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        var names = boundary.Functions.Select(static function => function.Symbol.Name).ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var other in document.Project.Documents)
        {
            if (await other.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
                || await other.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            {
                continue;
            }

            var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
            foreach (var name in root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
            {
                if (model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol method
                    && boundary.Functions.Any(function => SymbolEqualityComparer.Default.Equals(function.Symbol, method.PartialDefinitionPart ?? method))
                    && !IsInside(model, name, type, cancellationToken)
                    && !IsNamedOrAddressed(name))
                {
                    if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
                    {
                        replaced[access.Expression] = Member(access.Expression.WithoutTrivia()).WithTriviaFrom(access.Expression);
                    }
                    else
                    {
                        replaced[name] = SyntaxFactory.MemberAccessExpression(
                            SyntaxKind.SimpleMemberAccessExpression, Member(SyntaxFactory.IdentifierName(type.Name)), name.WithoutTrivia()).WithTriviaFrom(name);
                    }
                }
            }

            var changed = replaced.Count > 0 ? root.ReplaceNodes(replaced.Keys, (original, _) => replaced[original]) : root;
            if (other.Id == document.Id)
            {
                changed = WithProperty(root, changed, declaration, boundary);
            }

            if (changed != root)
            {
                solution = solution.WithDocumentSyntaxRoot(other.Id, changed);
            }
        }

        return solution;
    }

    private static SyntaxNode WithProperty(SyntaxNode root, SyntaxNode changed, ClassDeclarationSyntax declaration, BoundaryInterface boundary)
    {
        // The class stands where it stood among the types of the file; nothing before it was added or taken away.
        var place = root.DescendantNodes().OfType<ClassDeclarationSyntax>().TakeWhile(type => type != declaration).Count();
        var current = changed.DescendantNodes().OfType<ClassDeclarationSyntax>().ElementAt(place);
        var member = MemberText.Parse(
            root,
            $"/// <summary>What calls go through: the native library, or a fake in tests.</summary>\n{boundary.Accessibility} static {boundary.InterfaceName} {ExtractBoundaryInterface.Current} {{ get; set; }} = new {boundary.ForwarderName}();\n");
        var end = SyntaxFactory.EndOfLine(MemberText.NewLineOf(root));
        member = member.WithTrailingTrivia(end);
        var members = current.Members.Insert(0, member);
        if (members.Count > 1 && !members[1].GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia))
        {
            members = members.Replace(members[1], members[1].WithLeadingTrivia(members[1].GetLeadingTrivia().Insert(0, end)));
        }

        return changed.ReplaceNode(current, current.WithMembers(members));
    }

    private static bool IsInside(SemanticModel model, SyntaxNode node, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var symbol = model.GetEnclosingSymbol(node.SpanStart, cancellationToken); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(symbol, type))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamedOrAddressed(SyntaxNode name) => name.Ancestors().TakeWhile(static node => node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax).Any(static node =>
        node.IsKind(SyntaxKind.AddressOfExpression) && node is PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax or MemberAccessExpressionSyntax }
        || node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } });

    private static MemberAccessExpressionSyntax Member(ExpressionSyntax type) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, type, SyntaxFactory.IdentifierName(ExtractBoundaryInterface.Current));
}
