using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Contract;

/// <summary>
/// Whether anything in the project decides by the result of a function: compares it, or gives it to something that may. Members that only pass it on are followed. In doubt it is decided by.
/// </summary>
/// <param name="interop">The compilation.</param>
/// <param name="functions">Where the names of the functions stand for which it will be asked: one search for all.</param>
/// <param name="cancellationToken">Ends the search.</param>
internal sealed class VersionChecks(InteropContext interop, WordPlaces functions, CancellationToken cancellationToken)
{
    private readonly Queue<ISymbol> _pending = new();
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>Whether any of the functions is called at all, after <see cref="Decide"/>.</summary>
    public bool IsCalled { get; private set; }

    /// <param name="declarations">The declarations of the function.</param>
    /// <param name="nativeName">Its native name: a program that fetches it by its name may do anything with it.</param>
    public bool Decide(IEnumerable<ISymbol> declarations, string nativeName)
    {
        foreach (var declaration in declarations)
        {
            Follow(declaration);
        }

        if (IsFetched(nativeName))
        {
            return true;
        }

        while (_pending.Count > 0)
        {
            var symbol = _pending.Dequeue();
            foreach (var token in TokensOf(symbol.Name))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (token.Parent is SimpleNameSyntax name && DecidesAt(name, symbol))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsFetched(string nativeName) =>
        TokensOf(nativeName).Any(static token => token.Parent.IsKind(SyntaxKind.StringLiteralExpression) && token.Parent!.FirstAncestorOrSelf<AttributeListSyntax>() is null);

    private IEnumerable<SyntaxToken> TokensOf(string word) =>
        (functions.WereSearchedFor(word) ? functions : WordPlaces.Find(interop.Compilation, [word], cancellationToken)).TokensOf(word, cancellationToken);

    private void Follow(ISymbol symbol)
    {
        if (_seen.Add(symbol))
        {
            _pending.Enqueue(symbol);
        }
    }

    private bool DecidesAt(SimpleNameSyntax name, ISymbol symbol)
    {
        var model = FlowAnalysis.Of(interop).ModelOf(name.SyntaxTree);
        var found = model.GetSymbolInfo(name, cancellationToken).Symbol;
        if (!SymbolEqualityComparer.Default.Equals(found?.OriginalDefinition, symbol) && !SymbolEqualityComparer.Default.Equals((found as IMethodSymbol)?.PartialDefinitionPart, symbol))
        {
            return false;
        }

        SyntaxNode expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (symbol is IMethodSymbol)
        {
            if (name.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault(static call => IsNameOf(call)) is not null)
            {
                return false;
            }

            if (expression.Parent is not InvocationExpressionSyntax call || call.Expression != expression)
            {
                // A method group or its address: somebody calls it somewhere.
                IsCalled = true;
                return true;
            }

            expression = call;
        }

        IsCalled |= symbol is IMethodSymbol;
        return model.GetOperation(expression, cancellationToken) is not { } operation || Decides(operation, 0);
    }

    private static bool IsNameOf(InvocationExpressionSyntax call) => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };

    private bool Decides(IOperation value, int depth)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalAccessOperation or IPropertyReferenceOperation or IUnaryOperation:
                case IInvocationOperation { Type.SpecialType: not (SpecialType.System_Boolean or SpecialType.System_Int32) }:
                case IObjectCreationOperation:
                    value = value.Parent;
                    continue;
                case IBinaryOperation { Type.SpecialType: SpecialType.System_String }:
                case IInterpolationOperation:
                case IExpressionStatementOperation:
                    return false;
                case IBinaryOperation { Type.SpecialType: not SpecialType.System_Boolean } arithmetic:
                    value = arithmetic;
                    continue;
                case IArgumentOperation { Parent: IObjectCreationOperation creation }:
                    value = creation;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    if (IsOutput(call.TargetMethod))
                    {
                        return false;
                    }

                    if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.Marshal) && call.TargetMethod.Name is not ("Parse" or "ToString"))
                    {
                        return true;
                    }

                    value = call;
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return depth < 8 && LocalReferences.Around(value).To(declarator.Symbol).Any(reference => Decides(reference, depth + 1));
                case ISimpleAssignmentOperation assignment when assignment.Value == value:
                    switch (assignment.Target)
                    {
                        case IDiscardOperation:
                            return false;
                        case ILocalReferenceOperation local:
                            return depth < 8 && LocalReferences.Around(value).To(local.Local).Any(reference => reference != local && Decides(reference, depth + 1));
                        case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                            Follow(member.Member.OriginalDefinition);
                            return false;
                        default:
                            return true;
                    }

                case ISimpleAssignmentOperation:
                    // The member is written here, and not read.
                    return false;
                case IFieldInitializerOperation field:
                    FollowAll(field.InitializedFields);
                    return false;
                case IPropertyInitializerOperation property:
                    FollowAll(property.InitializedProperties);
                    return false;
                case IReturnOperation when OwnerOf(value) is { } owner && !IsCalledThroughAnother(owner):
                    Follow(owner);
                    return false;
                default:
                    return true;
            }
        }
    }

    private void FollowAll(IEnumerable<ISymbol> members)
    {
        foreach (var member in members)
        {
            Follow(member);
        }
    }

    /// <summary>The method or property whose result is given back here; null in lambdas, whose callers are not known.</summary>
    private ISymbol? OwnerOf(IOperation value)
    {
        var symbol = FlowAnalysis.Of(interop).ModelOf(value.Syntax.SyntaxTree).GetEnclosingSymbol(value.Syntax.SpanStart, cancellationToken);
        return symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } => property,
            IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method => method,
            IPropertySymbol property => property,
            _ => null,
        };
    }

    /// <summary>Whether calls of a member may name a member of a base class or an interface instead.</summary>
    private static bool IsCalledThroughAnother(ISymbol member) =>
        member.IsOverride
        || member.IsVirtual
        || InterfaceMembers.Ask(member);

    private static bool IsOutput(IMethodSymbol method) =>
        method.Name.StartsWith("Write", StringComparison.Ordinal)
        || method.Name.StartsWith("Log", StringComparison.Ordinal)
        || method.Name.StartsWith("Trace", StringComparison.Ordinal)
        || method.Name is "Format" or "Concat" or "Append" or "AppendLine" or "KeepAlive";
}
