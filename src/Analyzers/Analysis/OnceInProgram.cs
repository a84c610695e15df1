using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>
/// Knows the code of a program that runs once: what only its beginning calls, in one place and outside of loops, what makes an object that is made there, and what is called just before the
/// process ends. What such code leaves allocated is gone with the process, and does not grow.
/// </summary>
internal static class OnceInProgram
{
    // A chain of callers is followed so far.
    private const int DeepestChain = 6;

    /// <summary>Whether a method or constructor runs once in a program; false in a library, whose callers nobody knows.</summary>
    public static bool Runs(ISymbol member, Compilation compilation, CancellationToken cancellationToken) =>
        Visibility.IsProgram(compilation) && Runs(member, compilation, 0, cancellationToken);

    /// <summary>Whether a place is in a loop, or in a function within its member.</summary>
    public static bool MayRepeat(SyntaxNode place)
    {
        foreach (var node in place.Ancestors())
        {
            switch (node)
            {
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax:
                    return true;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return node.DescendantNodes().Any(static jump => jump is GotoStatementSyntax);
            }
        }

        return false;
    }

    private static bool Runs(ISymbol? member, Compilation compilation, int depth, CancellationToken cancellationToken)
    {
        if (member is not IMethodSymbol method || depth > DeepestChain)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (method.MethodKind == MethodKind.StaticConstructor || SymbolEqualityComparer.Default.Equals(compilation.GetEntryPoint(cancellationToken), method))
        {
            return true;
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            return IsMadeOnce(method.ContainingType, compilation, depth, cancellationToken);
        }

        if (method.MethodKind != MethodKind.Ordinary || method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsAsync || InterfaceMembers.Ask(method))
        {
            return false;
        }

        var calls = Mentions.In(compilation).Of(method).Take(2).ToList();
        return calls.Count > 0
            && calls.All(static mention => Mentions.ExpressionAt(mention) is var called && called.Parent is InvocationExpressionSyntax call && call.Expression == called)
            && ((calls.Count == 1 && RunsAt(calls[0], compilation, depth, cancellationToken)) || calls.All(EndsBehind));
    }

    /// <summary>Whether one place makes an object of a class, and runs once.</summary>
    private static bool IsMadeOnce(INamedTypeSymbol type, Compilation compilation, int depth, CancellationToken cancellationToken)
    {
        if (type.IsValueType || type.IsGenericType)
        {
            return false;
        }

        SyntaxNode? only = null;
        foreach (var mention in Mentions.In(compilation).Of(type.Name))
        {
            var name = mention;
            while (name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
            {
                name = name.Parent;
            }

            switch (name.Parent)
            {
                case ObjectCreationExpressionSyntax creation when only is null:
                    only = creation;
                    break;

                // It is made a second time, or in a way that nobody sees here.
                case ObjectCreationExpressionSyntax or BaseTypeSyntax or TypeArgumentListSyntax or TypeOfExpressionSyntax:
                    return false;
                case not null when mention is LiteralExpressionSyntax or CompilationUnitSyntax:
                    return false;
                case var other when other?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is BaseFieldDeclarationSyntax or BaseMethodDeclarationSyntax or PropertyDeclarationSyntax
                    && other.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantNodes().Any(static node => node is ImplicitObjectCreationExpressionSyntax):
                    return false;
            }
        }

        return only is not null && RunsAt(only, compilation, depth, cancellationToken);
    }

    private static bool RunsAt(SyntaxNode place, Compilation compilation, int depth, CancellationToken cancellationToken)
    {
        if (MayRepeat(place))
        {
            return false;
        }

        if (place.FirstAncestorOrSelf<GlobalStatementSyntax>() is not null)
        {
            return true;
        }

        var member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var model = Mentions.In(compilation).ModelOf(place.SyntaxTree);
        switch (member)
        {
            case BaseFieldDeclarationSyntax { Declaration.Variables: { Count: > 0 } variables } when model.GetDeclaredSymbol(variables[0], cancellationToken) is { } field:
                return field.IsStatic || IsMadeOnce(field.ContainingType, compilation, depth + 1, cancellationToken);
            case MethodDeclarationSyntax or ConstructorDeclarationSyntax:
                return Runs(model.GetDeclaredSymbol(member, cancellationToken), compilation, depth + 1, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Whether the statements behind a call end the process or the system.</summary>
    private static bool EndsBehind(SyntaxNode mention) =>
        mention.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax block } statement
        && block.Statements.SkipWhile(other => other != statement).Skip(1).Any(static later =>
            later.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => NameOf(call.Expression) is "ExitWindowsEx" or "ExitProcess" or "InitiateSystemShutdown" or "InitiateSystemShutdownEx" or "FailFast"
                || call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exit", Expression: var owner } && NameOf(owner) == "Environment"));

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        _ => null,
    };
}
