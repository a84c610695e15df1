using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Flow;

/// <summary>Knows whether the callers of a method hold its object while it runs, so that no finalizer of the object can.</summary>
internal sealed class HoldingCallers
{
    /// <summary>How many callers of callers are asked.</summary>
    private const int MaximumCallers = 3;

    private readonly Mentions _mentions;
    private readonly UncalledCode _uncalled;

    private HoldingCallers(Compilation compilation)
    {
        _mentions = Mentions.In(compilation);
        _uncalled = UncalledCode.Of(compilation);
    }

    public static HoldingCallers Of(InteropContext interop) => interop.Get(static context => new HoldingCallers(context.Compilation));

    /// <summary>
    /// Whether each call of a method that only the project sees is on an object that the caller goes on to hold: by a <c>using</c>, as an iterator of the same object, which has it in a field,
    /// because somebody gave it to the caller, or because the caller goes on with it.
    /// </summary>
    public bool Hold(IMethodSymbol method, CancellationToken cancellationToken) => Hold(method, 0, cancellationToken);

    private bool Hold(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, IsStatic: false, IsAbstract: false } || !IsCalledHereOnly(method))
        {
            return false;
        }

        var isCalled = false;
        foreach (var mention in method.AssociatedSymbol is IPropertySymbol property ? PlacesOf(property, cancellationToken) : Overridden(method).SelectMany(_mentions.Of))
        {
            if (Mentions.ExpressionAt(mention) is not ExpressionSyntax expression
                || (method.MethodKind == MethodKind.Ordinary && !(expression.Parent is InvocationExpressionSyntax call && call.Expression == expression))
                || !IsHeldAt(expression, method, depth, cancellationToken))
            {
                return false;
            }

            isCalled = true;
        }

        return isCalled;
    }

    /// <summary>Whether only the project calls a method: nobody else sees it, or its base class has it for its own use (<c>protected override</c>).</summary>
    private bool IsCalledHereOnly(IMethodSymbol method) => method.IsOverride
        ? method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedAndInternal } && Overridden(method).All(static one => !one.DeclaringSyntaxReferences.IsEmpty)
        : !method.IsVirtual && _uncalled.IsSeenHereOnly(method) && !InterfaceMembers.Ask(method);

    private static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            yield return current.OriginalDefinition;
        }
    }

    /// <summary>The places that read a property, or may.</summary>
    private IEnumerable<SyntaxNode> PlacesOf(IPropertySymbol property, CancellationToken cancellationToken) => _mentions.Of(property.Name)
        .Where(place => place is not SimpleNameSyntax
            || _mentions.ModelOf(place.SyntaxTree).GetSymbolInfo(place, cancellationToken).Symbol is not { } symbol
            || SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, property.OriginalDefinition));

    private bool IsHeldAt(SyntaxNode called, IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        var receiver = (called as MemberAccessExpressionSyntax)?.Expression;
        var member = called.Ancestors().First(static node => node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax);
        if ((receiver is null || IsName(receiver)) && GoesOnWith(receiver is ThisExpressionSyntax ? null : receiver, called, member, cancellationToken))
        {
            return true;
        }

        if (receiver is null or ThisExpressionSyntax)
        {
            return member is MethodDeclarationSyntax or PropertyDeclarationSyntax
                && (member.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax).Any(static node => node is YieldStatementSyntax)
                    || (depth < MaximumCallers
                        && CallerAt(member, cancellationToken) is { } caller
                        && !SymbolEqualityComparer.Default.Equals(caller, method)
                        && Hold(caller, depth + 1, cancellationToken)));
        }

        return receiver is IdentifierNameSyntax && _mentions.ModelOf(receiver.SyntaxTree).GetSymbolInfo(receiver, cancellationToken).Symbol switch
        {
            IParameterSymbol => true,
            ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } =>
                FlowAnalysis.SyntaxOf(declarations[0], cancellationToken).Parent is VariableDeclarationSyntax { Parent: UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } },
            _ => false,
        };
    }

    private IMethodSymbol? CallerAt(SyntaxNode member, CancellationToken cancellationToken) => _mentions.ModelOf(member.SyntaxTree).GetDeclaredSymbol(member, cancellationToken) switch
    {
        IMethodSymbol method => method,
        IPropertySymbol { SetMethod: null, GetMethod: { } getter } => getter,
        _ => null,
    };

    /// <summary>Whether an expression names the same object each time: <c>file</c>, <c>this</c>, <c>_owner.File</c>.</summary>
    private static bool IsName(ExpressionSyntax expression) => expression is ThisExpressionSyntax or IdentifierNameSyntax || (expression is MemberAccessExpressionSyntax { Expression: var inner } && IsName(inner));

    /// <summary>Whether what stands behind a call, a <c>finally</c> around it or the next turn of a loop uses the object of the call once more.</summary>
    private bool GoesOnWith(ExpressionSyntax? receiver, SyntaxNode called, SyntaxNode member, CancellationToken cancellationToken)
    {
        SyntaxNode inner = called;
        foreach (var node in called.Ancestors().TakeWhile(node => node != member))
        {
            var isUsed = node switch
            {
                BlockSyntax block => block.Statements.Where(statement => statement.SpanStart > inner.SpanStart).TakeWhile(static statement => statement is not ThrowStatementSyntax).Any(Uses),
                TryStatementSyntax { Finally: { } last } when inner != last => Uses(last),
                ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax => node.DescendantNodes().Where(use => !called.Span.Contains(use.Span)).Any(use => IsUse(use, receiver, cancellationToken)),
                _ => false,
            };
            if (isUsed)
            {
                return true;
            }

            // Nothing behind it runs.
            if (node is ReturnStatementSyntax or ThrowStatementSyntax)
            {
                return node.Ancestors().TakeWhile(around => around != member).OfType<TryStatementSyntax>().Any(around => around.Finally is { } last && !last.Span.Contains(called.Span) && Uses(last));
            }

            inner = node;
        }

        return false;

        bool Uses(SyntaxNode node) => node.DescendantNodes().Any(use => IsUse(use, receiver, cancellationToken));
    }

    private bool IsUse(SyntaxNode node, ExpressionSyntax? receiver, CancellationToken cancellationToken)
    {
        if (receiver is not null)
        {
            return node is ExpressionSyntax expression && expression.IsKind(receiver.Kind()) && SyntaxFactory.AreEquivalent(expression, receiver);
        }

        return node is ThisExpressionSyntax or BaseExpressionSyntax
            || (node is SimpleNameSyntax { Parent: var parent } name
                && !(parent is MemberAccessExpressionSyntax access && access.Name == name)
                && parent is not (MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax })
                && _mentions.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellationToken).Symbol is { IsStatic: false, Kind: SymbolKind.Field or SymbolKind.Property or SymbolKind.Event or SymbolKind.Method, ContainingType: not null });
    }
}
