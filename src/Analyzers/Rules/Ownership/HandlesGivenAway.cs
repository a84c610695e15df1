using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>A constructor of a handle class releases what it has made the handle: the object releases it again, by its finalizer even when the constructor throws.</summary>
/// <param name="Release">How.</param>
/// <param name="Given">Where the value became the handle.</param>
internal sealed record HandleGivenAway(Release Release, SyntaxNode Given);

/// <summary>Finds releases of what <c>SetHandle</c> got before: <c>SetHandle(p); … kv_free(p); throw …</c></summary>
internal static class HandlesGivenAway
{
    /// <summary>What <paramref name="call"/> releases although the object that is being made does so, too.</summary>
    public static HandleGivenAway? ReleasedBy(IInvocationOperation call, ISymbol member, InteropContext interop, CancellationToken cancellationToken)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { TypeKind: TypeKind.Class } type } constructor
            || !ResourceRoles.Of(interop).IsSafeHandle(type)
            || HandleConstructors.Of(interop).For(constructor, cancellationToken).Owns != true)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (Operations.Unconverted(argument.Value) is ILocalReferenceOperation { Local: var local } released
                && argument.Parameter is { RefKind: RefKind.None, Ordinal: var ordinal }
                && ResourceRoles.Of(interop).For(call.TargetMethod, call.Instance).Releases.FirstOrDefault(release => release.Parameter == ordinal) is { } release
                && LocalReferences.Around(released).OnlyValueOf(local) is not null
                && GivenBefore(local, call) is { } given
                && ReleasesHandle(type, release, interop, cancellationToken))
            {
                return new HandleGivenAway(release, given);
            }
        }

        return null;
    }

    /// <summary>The statement in front of the release, on the only way to it, that makes the value the handle, where nothing in the body lets go of the handle.</summary>
    private static SyntaxNode? GivenBefore(ILocalSymbol local, IInvocationOperation release)
    {
        SyntaxNode? given = null;
        foreach (var operation in Operations.RootOf(release).Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "SetHandleAsInvalid" or "SuppressFinalize" or "Dispose" or "Close" }:
                    return null;
                case IInvocationOperation { TargetMethod.Name: "SetHandle", Instance: IInstanceReferenceOperation, Arguments: { Length: 1 } arguments, Parent: IExpressionStatementOperation { Parent: { } block } } call:
                    if (given is not null || Operations.Unconverted(arguments[0].Value) is not ILocalReferenceOperation { Local: var named } || !SymbolEqualityComparer.Default.Equals(named, local)
                        || call.Syntax.SpanStart > release.Syntax.SpanStart || !block.Syntax.Span.Contains(release.Syntax.Span) || block.Syntax == release.Syntax)
                    {
                        return null;
                    }

                    given = call.Syntax;
                    break;
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field.Name: "handle", Instance: IInstanceReferenceOperation } }:
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        }

        return given;
    }

    private static bool ReleasesHandle(INamedTypeSymbol type, Release release, InteropContext interop, CancellationToken cancellationToken)
    {
        var method = type.OriginalDefinition.GetMembers("ReleaseHandle").OfType<IMethodSymbol>().FirstOrDefault(static method => method.IsOverride && method.Parameters.IsEmpty);
        return method is not null
            && FlowAnalysis.Of(interop).BodyOf(method, cancellationToken) is { } body
            && body.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => ResourceRoles.Of(interop).For(call.TargetMethod, call.Instance).Releases.Any(other =>
                other.Key == release.Key
                && call.Arguments.Any(argument => argument.Parameter?.Ordinal == other.Parameter
                    && Operations.Unconverted(argument.Value) is IFieldReferenceOperation { Field.Name: "handle", Instance: IInstanceReferenceOperation })));
    }
}
