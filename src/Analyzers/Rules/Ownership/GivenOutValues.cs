using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>A call releases what an object in a local gives out, and the object releases it as well when it is disposed of.</summary>
/// <param name="Value">What is released: <c>value.Pointer</c>.</param>
/// <param name="Release">How.</param>
/// <param name="Disposal">Where the object is disposed of.</param>
internal sealed record GivenOutValue(IMemberReferenceOperation Value, Release Release, SyntaxNode Disposal);

/// <summary>Finds values that are released beside the object that owns them: <c>kv_free(value.Pointer); value.Dispose();</c></summary>
internal static class GivenOutValues
{
    /// <summary>What <paramref name="call"/> releases although its owner does, where the body makes the owner and does nothing with it in between.</summary>
    public static GivenOutValue? ReleasedBy(IInvocationOperation call, InteropContext interop, CancellationToken cancellationToken)
    {
        if (call.Parent is not IExpressionStatementOperation { Parent: IBlockOperation block } statement)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (Operations.Unconverted(argument.Value) is IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } local } mention } value
                && argument.Parameter is { RefKind: RefKind.None, Ordinal: var ordinal }
                && ResourceRoles.Of(interop).For(call.TargetMethod, call.Instance).Releases.FirstOrDefault(release => release.Parameter == ordinal) is { } release
                && interop.HasSource(type)
                && IsMadeHere(local, mention, interop, cancellationToken)
                && DisposalBehind(local, mention, statement, block) is { } disposal
                && FieldBehind(value.Member, interop, cancellationToken) is { } field
                && DisposalPaths.Of(interop, type, cancellationToken).Releases(field, release, cancellationToken))
            {
                return new GivenOutValue(value, release, disposal);
            }
        }

        return null;
    }

    /// <summary>Whether the body makes the object, without saying that it does not own what it holds.</summary>
    private static bool IsMadeHere(ILocalSymbol local, ILocalReferenceOperation mention, InteropContext interop, CancellationToken cancellationToken) =>
        Operations.Unconverted(LocalReferences.Around(mention).OnlyValueOf(local)) is IObjectCreationOperation { Constructor: { } constructor } creation
        && HandleConstructors.Of(interop).For(constructor, cancellationToken).Flag < 0
        && creation.Arguments.All(static argument => argument.Value.Type?.SpecialType != SpecialType.System_Boolean);

    /// <summary>The disposal of the object behind the release, which nothing that is done with the object stands before: it may let go of the value.</summary>
    private static SyntaxNode? DisposalBehind(ILocalSymbol local, ILocalReferenceOperation mention, IOperation statement, IBlockOperation block)
    {
        var isLater = false;
        foreach (var other in LocalReferences.Around(mention).To(local))
        {
            if (other == mention || other.Syntax.SpanStart < statement.Syntax.SpanStart)
            {
                continue;
            }

            isLater = true;
            return Operations.WithConversions(other).Parent is IInvocationOperation { TargetMethod: { Name: "Dispose" or "Close", Parameters.IsEmpty: true }, Parent: IExpressionStatementOperation { Parent: { } around } } disposal
                && around == block
                && !LeavesBetween(block, statement, disposal.Parent)
                    ? disposal.Syntax
                    : null;
        }

        // The end of the block disposes of it.
        var declaration = local.DeclaringSyntaxReferences.Length == 1 ? LocalReferences.Around(mention).InitializerOf(local)?.Syntax.FirstAncestorOrSelf<StatementSyntax>() : null;
        return !isLater && (declaration is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingStatementSyntax) ? declaration : null;
    }

    private static bool LeavesBetween(IBlockOperation block, IOperation from, IOperation? to)
    {
        var isBetween = false;
        foreach (var statement in block.Operations)
        {
            if (statement == to)
            {
                return false;
            }

            if (isBetween && statement.DescendantsAndSelf().Any(static operation => operation is IReturnOperation or IBranchOperation or IThrowOperation))
            {
                return true;
            }

            isBetween |= statement == from;
        }

        return true;
    }

    /// <summary>The field itself, or the one that a property only gives out.</summary>
    private static IFieldSymbol? FieldBehind(ISymbol member, InteropContext interop, CancellationToken cancellationToken)
    {
        if (member is IFieldSymbol { IsStatic: false } field)
        {
            return field.OriginalDefinition;
        }

        if (member is not IPropertySymbol { IsVirtual: false, IsOverride: false, GetMethod: { } getter } || FlowAnalysis.Of(interop).BodyOf(getter.OriginalDefinition, cancellationToken) is not { } body)
        {
            return null;
        }

        var returns = body.DescendantsAndSelf().OfType<IReturnOperation>().ToList();
        return returns.Count == 1 && Operations.Unconverted(returns[0].ReturnedValue) is IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var given } ? given.OriginalDefinition : null;
    }
}
