using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>Finds what a delegate or event runs, where only the project itself decides that.</summary>
internal sealed class DelegateTargets(Compilation compilation)
{
    // A delegate that is handed on is followed so far.
    private const int Deepest = 4;

    private readonly Mentions _mentions = Mentions.In(compilation);
    private readonly UncalledCode _uncalled = UncalledCode.Of(compilation);

    /// <summary>The lambdas and references to methods that an invoked delegate stands for; none where nobody subscribes to an event; null where others than the project may have given it something.</summary>
    public IReadOnlyList<IOperation>? Of(IOperation? invoked, CancellationToken cancellationToken)
    {
        var targets = new Targets(mayHaveOthers: false);
        return Collect(invoked, targets, 0, cancellationToken) ? targets : null;
    }

    /// <summary>What the project itself gives an invoked delegate, although others may give it more; null where that is nothing, or is not seen.</summary>
    public IReadOnlyList<IOperation>? SeenOf(IOperation? invoked, CancellationToken cancellationToken)
    {
        var targets = new Targets(mayHaveOthers: true);
        return Collect(invoked, targets, 0, cancellationToken) && targets.Count > 0 ? targets : null;
    }

    private bool Collect(IOperation? value, Targets targets, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        value = Operations.Unconverted(value);
        if (value is null || depth > Deepest)
        {
            return false;
        }

        if (value is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
        {
            return true;
        }

        switch (value)
        {
            case IDelegateCreationOperation creation:
                return Collect(creation.Target, targets, depth, cancellationToken);
            case IAnonymousFunctionOperation:
            case IMethodReferenceOperation { Method.MethodKind: not MethodKind.DelegateInvoke }:
                targets.Add(value);
                return true;
            case IParenthesizedOperation inner:
                return Collect(inner.Operand, targets, depth, cancellationToken);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Collect(choice.WhenTrue, targets, depth, cancellationToken) && Collect(otherwise, targets, depth, cancellationToken);
            case ICoalesceOperation choice:
                return Collect(choice.Value, targets, depth, cancellationToken) && Collect(choice.WhenNull, targets, depth, cancellationToken);
            case IConditionalAccessInstanceOperation:
                return Collect(ReceiverOf(value), targets, depth, cancellationToken);
            case ILocalReferenceOperation { Local: var local }:
                return Collect(LocalReferences.Around(value).OnlyValueOf(local), targets, depth + 1, cancellationToken);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return FromCallers(parameter, value, targets, depth, cancellationToken);
            case IEventReferenceOperation { Event: var raised }:
                return FromSubscribers(raised.OriginalDefinition, targets, depth, cancellationToken);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } constant } when InitializerOf(constant) is { } initializer:
                return Collect(_mentions.ModelOf(initializer.SyntaxTree).GetOperation(initializer, cancellationToken), targets, depth + 1, cancellationToken);
            case IPropertyReferenceOperation { Property: { Name: "Target", ContainingType: { Name: "GCHandle", ContainingNamespace.Name: "InteropServices" } } } when targets.MayHaveOthers:
                return FromHandles(value, targets, depth, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>What stands before the <c>?.</c> that an operation belongs to.</summary>
    private static IOperation? ReceiverOf(IOperation instance)
    {
        for (var current = instance; current.Parent is not null; current = current.Parent)
        {
            if (current.Parent is IConditionalAccessOperation access && access.WhenNotNull == current)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>What every call of a method gives for a parameter.</summary>
    private bool FromCallers(IParameterSymbol parameter, IOperation reference, Targets targets, int depth, CancellationToken cancellationToken)
    {
        if (parameter is not { RefKind: RefKind.None, IsParams: false, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method }
            || method.IsVirtual || method.IsAbstract || method.IsOverride || InterfaceMembers.Ask(method) || !(targets.MayHaveOthers || _uncalled.IsSeenHereOnly(method))
            || IsSetAgain(parameter, Operations.RootOf(reference)))
        {
            return false;
        }

        // A method that nobody calls yet says nothing about who will; a second one on the way has nothing to hand on.
        var isCalled = false;
        foreach (var mention in _mentions.Of(method))
        {
            var name = Mentions.ExpressionAt(mention);
            if (name.Parent is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } })
            {
                continue;
            }

            if (name.Parent is not InvocationExpressionSyntax call || call.Expression != name
                || _mentions.ModelOf(call.SyntaxTree).GetOperation(call, cancellationToken) is not IInvocationOperation invocation
                || invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is not { } given
                || !Collect(given.Value, targets, depth + 1, cancellationToken))
            {
                return false;
            }

            isCalled = true;
        }

        return isCalled || depth > 0;
    }

    private static bool IsSetAgain(IParameterSymbol parameter, IOperation root) => root.Descendants().Any(operation =>
        operation is IParameterReferenceOperation { Parameter: var mentioned } && SymbolEqualityComparer.Default.Equals(mentioned, parameter)
        && operation.Parent is IAssignmentOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }
        && (operation.Parent is not IAssignmentOperation assignment || assignment.Target == operation));

    /// <summary>What a static readonly field of the project holds for ever; null where a static constructor may set it.</summary>
    private static ExpressionSyntax? InitializerOf(IFieldSymbol constant) =>
        constant.ContainingType.StaticConstructors.All(static constructor => constructor.IsImplicitlyDeclared)
        && constant.DeclaringSyntaxReferences is { Length: 1 } references
        && references[0].SyntaxTree.GetRoot().FindNode(references[0].Span) is VariableDeclaratorSyntax { Initializer.Value: var value } ? value : null;

    /// <summary>What the class itself puts into GCHandles of the delegate's type: user data of native code, of which it takes a delegate out again.</summary>
    private bool FromHandles(IOperation target, Targets targets, int depth, CancellationToken cancellationToken)
    {
        if (Operations.WithConversions(target).Type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
            || target.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } around)
        {
            return false;
        }

        var model = _mentions.ModelOf(around.SyntaxTree);
        foreach (var call in around.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Alloc" }, ArgumentList.Arguments: { Count: > 0 } arguments }
                && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(arguments[0].Expression, cancellationToken).Type, type)
                && !Collect(model.GetOperation(arguments[0].Expression, cancellationToken), targets, depth + 1, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What code of the project subscribes to an event.</summary>
    private bool FromSubscribers(IEventSymbol raised, Targets targets, int depth, CancellationToken cancellationToken)
    {
        if (raised.IsVirtual || raised.IsAbstract || raised.IsOverride || InterfaceMembers.Ask(raised) || !(targets.MayHaveOthers || (_uncalled.IsSeenHereOnly(raised) && IsPlain(raised.ContainingType))))
        {
            return false;
        }

        foreach (var mention in _mentions.Of(raised.Name))
        {
            // A text of this name may be what reflection asks for; what is left out of this compilation is not looked into.
            if (mention is not SimpleNameSyntax name)
            {
                return false;
            }

            var model = _mentions.ModelOf(name.SyntaxTree);
            var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition;
            var access = Mentions.ExpressionAt(name);
            if (symbol is not null && !SymbolEqualityComparer.Default.Equals(symbol, raised))
            {
                continue;
            }

            switch (access.Parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left == access:
                    if (symbol is null
                        || (!assignment.IsKind(SyntaxKind.SubtractAssignmentExpression)
                            && !(assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SimpleAssignmentExpression
                                && Collect(model.GetOperation(assignment.Right, cancellationToken), targets, depth + 1, cancellationToken))))
                    {
                        return false;
                    }

                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 }:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether no framework is behind a class: designers and markup subscribe to the events of what they show.</summary>
    private static bool IsPlain(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error || (current.DeclaringSyntaxReferences.IsEmpty && current.SpecialType == SpecialType.None && current.ContainingNamespace?.Name is not ("InteropServices" or "SafeHandles" or "ConstrainedExecution")))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="mayHaveOthers">Whether others than the project may give the delegate something, too.</param>
    private sealed class Targets(bool mayHaveOthers) : List<IOperation>
    {
        public bool MayHaveOthers => mayHaveOthers;
    }
}
