using System.Globalization;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>How the messages of the ownership rules speak about resources and places.</summary>
internal static class ResourceWords
{
    /// <summary>The resource with its maker: <c>handle that `kv_open` hands out through `db` (inferred from kv_open/kv_close)</c>.</summary>
    public static string Describe(Origin origin)
    {
        if (origin is { Operation: IObjectCreationOperation { Type: { } type } })
        {
            return $"`{DisplayNames.OfType(type)}` that is created here";
        }

        var source = origin.Evidence != Evidence.Known && origin.Source.Length > 0 && origin.Source != origin.Producer ? $" ({origin.Source})" : "";
        return origin.Symbol switch
        {
            IParameterSymbol parameter when origin.Operation is not null => $"{NounOf(origin)} that `{origin.Producer}` hands out through `{parameter.Name}`{source}",
            IFieldSymbol field when origin.Operation is not null => $"{NounOf(origin)} that `{origin.Producer}` puts into `{DisplayNames.OfMember(field)}`{source}",
            _ => $"{NounOf(origin)} that `{origin.Producer}` returns{source}",
        };
    }

    /// <summary>What the resource is, in a word.</summary>
    public static string NounOf(Origin origin) => origin.Family?.Kind switch
    {
        ResourceKind.Memory => "memory",
        ResourceKind.GCHandle => "GCHandle",
        ResourceKind.Pin => "pin",
        ResourceKind.Library => "library",
        ResourceKind.SafeHandle => "SafeHandle",
        ResourceKind.ComReference => "COM reference",
        _ => "handle",
    };

    /// <summary>The callee of a call as messages show it.</summary>
    public static string NameOfCall(IOperation call, InteropContext interop) => call switch
    {
        IInvocationOperation { TargetMethod: var method } when NativeFunctions.Of(interop).FromMethod(method) is { } function => function.DisplayName,
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { } type } method } => type.Name + "." + method.Name,
        IInvocationOperation { TargetMethod: var method } => method.Name,
        _ => "a function pointer",
    };

    /// <summary>The line of a place, as editors count.</summary>
    public static string LineOf(SyntaxNode syntax) =>
        (syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of the method whose body a place is in, as messages show it.</summary>
    public static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
        IMethodSymbol { Name: "<Main>$" } => "the program",
        _ => member.Name,
    };

    /// <summary>Whether the place leaves the method by an exception.</summary>
    public static bool IsThrow(SyntaxNode syntax)
    {
        for (var node = syntax; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case ThrowStatementSyntax or ThrowExpressionSyntax:
                    return true;
                case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                    return false;
                case StatementSyntax:
                    // A statement that leaves and neither returns nor throws by itself calls what throws.
                    return node is ExpressionStatementSyntax or LocalDeclarationStatementSyntax;
            }
        }

        return false;
    }
}
