using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Errors;

/// <summary>Captures the last error in a local right behind the native call, and uses the local where the error was read too late.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI4003CaptureRightAfterCall))]
public sealed class FFI4003CaptureRightAfterCall : MultiDocumentFix
{
    private const string Key = "FFI4003.Capture";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI4003");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(FFI4003Properties.IsRead)
            || diagnostic.AdditionalLocations.Count != 2
            || diagnostic.AdditionalLocations.Any(location => location.SourceTree != root.SyntaxTree)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax read
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || PlaceOf(call, read, diagnostic.AdditionalLocations[1].SourceSpan.Start) is not { } place
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        var captured = CapturedAt(place, call);
        var name = captured ?? NameFor(call);
        var getter = read is InvocationExpressionSyntax own ? own.WithoutTrivia() : Getter(model.Compilation);
        return ImmutableArray.Create(new MultiDocumentEdit($"Capture the last error in '{name}' right after the call", Key, async (edits, token) =>
        {
            var editor = await edits.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            if (captured is null && edits.IsFirst($"{document.Id.Id}:{place.SpanStart}:{call.SpanStart}"))
            {
                Insert(editor, place, call, Declaration(name, getter));
            }

            editor.ReplaceNode(read, (current, _) => Captured((ExpressionSyntax)current, name));
        }));
    }

    /// <summary>
    /// The statement behind which the error has to be captured, or the embedded statement at whose start: what comes right after the call, in a scope that the read can see.
    /// Null where something that spoils the error runs before any such place.
    /// </summary>
    private static StatementSyntax? PlaceOf(InvocationExpressionSyntax call, ExpressionSyntax read, int spoiler)
    {
        foreach (var outer in call.Ancestors())
        {
            // Only one lambda may lie between, and only around the read.
            if (outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax && !outer.Span.Contains(read.Span))
            {
                return null;
            }

            if (!outer.Span.Contains(read.Span) || outer is ExpressionSyntax or ArgumentListSyntax)
            {
                continue;
            }

            var inner = outer.ChildNodes().FirstOrDefault(child => child.Span.Contains(call.Span));
            var embedded = outer.ChildNodes().OfType<StatementSyntax>().FirstOrDefault(child => child.Span.Contains(read.Span));
            return outer switch
            {
                BlockSyntax or SwitchSectionSyntax when inner is StatementSyntax statement and not LocalFunctionStatementSyntax => Behind(statement),
                CompilationUnitSyntax when inner is GlobalStatementSyntax { Statement: var statement } => Behind(statement),
                IfStatementSyntax or WhileStatementSyntax or UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax
                    when embedded is not null && embedded != inner && spoiler >= embedded.SpanStart && !IsStaticLambdaBetween(embedded, read) => embedded,
                _ => null,
            };
        }

        return null;

        StatementSyntax? Behind(StatementSyntax statement) =>
            spoiler >= statement.Span.End && !statement.Span.Contains(read.Span) && !IsStaticLambdaBetween(statement.Parent!, read) ? statement : null;
    }

    /// <summary>The local that captures the error at that place already, or null.</summary>
    private static string? CapturedAt(StatementSyntax place, InvocationExpressionSyntax call)
    {
        var next = place.Span.Contains(call.Span)
            ? place.Parent!.ChildNodes().OfType<StatementSyntax>().FirstOrDefault(statement => statement.SpanStart > place.SpanStart)
            : (place as BlockSyntax)?.Statements.FirstOrDefault();
        return next is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables }
            && variables[0].Initializer?.Value is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } getter
            && NameOf(getter) is "GetLastPInvokeError" or "GetLastWin32Error"
            ? variables[0].Identifier.ValueText
            : null;
    }

    /// <summary>A static lambda cannot use a local of the method around it.</summary>
    private static bool IsStaticLambdaBetween(SyntaxNode outer, SyntaxNode read) =>
        read.Ancestors().TakeWhile(ancestor => ancestor != outer).Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.StaticKeyword)
            || ancestor is LocalFunctionStatementSyntax { Modifiers: var others } && others.Any(SyntaxKind.StaticKeyword));

    private static void Insert(DocumentEditor editor, StatementSyntax place, InvocationExpressionSyntax call, StatementSyntax capture)
    {
        if (place.Span.Contains(call.Span))
        {
            editor.InsertAfter(place.Parent is GlobalStatementSyntax ? place.Parent : place, place.Parent is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(capture) : capture);
            return;
        }

        editor.ReplaceNode(place, (current, _) => current is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, capture))
            : SyntaxFactory.Block(capture, (StatementSyntax)current).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static StatementSyntax Declaration(string name, ExpressionSyntax getter) =>
        SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
                SyntaxFactory.IdentifierName("var"),
                SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name), null, SyntaxFactory.EqualsValueClause(getter)))))
            .WithAdditionalAnnotations(Formatter.Annotation);

    private static ExpressionSyntax Captured(ExpressionSyntax read, string name)
    {
        var local = SyntaxFactory.IdentifierName(name);
        if (read is not BaseObjectCreationExpressionSyntax creation)
        {
            return local.WithTriviaFrom(read);
        }

        var arguments = creation.ArgumentList ?? SyntaxFactory.ArgumentList().WithTrailingTrivia(creation.GetTrailingTrivia());
        var changed = arguments.WithArguments(arguments.Arguments.Insert(0, SyntaxFactory.Argument(local)));
        return creation switch
        {
            ObjectCreationExpressionSyntax explicitly => explicitly.WithType(explicitly.ArgumentList is null ? explicitly.Type.WithoutTrailingTrivia() : explicitly.Type)
                .WithArgumentList(changed).WithAdditionalAnnotations(Formatter.Annotation),
            _ => ((ImplicitObjectCreationExpressionSyntax)creation).WithArgumentList(changed).WithAdditionalAnnotations(Formatter.Annotation),
        };
    }

    private static ExpressionSyntax Getter(Compilation compilation)
    {
        var hasNewName = compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal")?.GetMembers("GetLastPInvokeError").IsEmpty == false;
        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxFactory.ParseExpression("global::System.Runtime.InteropServices.Marshal").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.IdentifierName(hasNewName ? "GetLastPInvokeError" : "GetLastWin32Error")));
    }

    /// <summary><c>closeHandleError</c> for the first call of <c>CloseHandle</c> in a member, with a number where the name is in use: the same for every read of that call.</summary>
    private static string NameFor(InvocationExpressionSyntax call)
    {
        var callee = NameOf(call) ?? "last";
        var words = callee.Split('_').Where(word => word.Length > 0).ToArray();
        var name = string.Concat(words.Select((word, i) => (i == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word.Substring(1))) + "Error";
        SyntaxNode member = call.Ancestors().LastOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax))
            ?? call.SyntaxTree.GetRoot();
        var earlier = member.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(other => other.SpanStart < call.SpanStart && NameOf(other) == callee);
        var used = member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToImmutableHashSet();
        var number = earlier == 0 ? "" : (earlier + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        while (used.Contains(name + number))
        {
            name += "Code";
        }

        return name + number;
    }

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
